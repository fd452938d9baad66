//! The keys of the table: through its tabs and its answers, and those of a conference.

use bevy_egui::egui::{self, Key, Modifiers, Ui};

use super::answers::{go_to_answers, question};
use crate::desktop::desk::Desk;
use crate::desktop::panels::{conference, options};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::screens::keys::{enter_pressed, pressed};
use crate::desktop::tab::GameTab;
use crate::view::{ConferenceView, SeatView};

/// The keys of the tabs and of the answers.
pub(super) fn keys(
    ctx: &egui::Context,
    view: &SeatView,
    desk: &mut Desk,
    requests: &mut Requests,
    narrow: bool,
) {
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Title));
    }
    let turn = ctx.input_mut(|input| {
        let shift = input.modifiers.shift;
        let left = !shift && input.consume_key(Modifiers::NONE, Key::ArrowLeft);
        let right = !shift && input.consume_key(Modifiers::NONE, Key::ArrowRight);
        desk.turn + isize::from(right) - isize::from(left)
    });
    if turn != 0 {
        desk.tab = desk.tab.turned(turn, narrow);
    }
    let Some(question) = question(view) else { return };
    let pick = |desk: &mut Desk, index: usize| {
        desk.picked = Some(index);
        desk.reveal = true;
        desk.tab = GameTab::Briefing;
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    };
    for (index, key) in DIGITS.into_iter().enumerate() {
        let open = question.options.get(index).is_some_and(|option| option.open);
        if open && pressed(ctx, key) {
            pick(desk, index);
        }
    }
    let open: Vec<usize> =
        (0..question.options.len()).filter(|index| question.options[*index].open).collect();
    let shift = ctx.input(|input| input.modifiers.shift);
    if !shift && !open.is_empty() && desk.tab == GameTab::Briefing {
        let at = desk.picked.and_then(|picked| open.iter().position(|index| *index == picked));
        if pressed(ctx, Key::ArrowDown) {
            pick(desk, open[at.map_or(0, |at| (at + 1).min(open.len() - 1))]);
        }
        if pressed(ctx, Key::ArrowUp) {
            pick(desk, open[at.map_or(open.len() - 1, |at| at.saturating_sub(1))]);
        }
    }
    if enter_pressed(ctx) {
        match desk.picked.and_then(|picked| question.options.get(picked)) {
            Some(option) => requests.ask(options::decision(question, option)),
            None => go_to_answers(desk),
        }
    }
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The keys of a conference: those of its table while that is the open tab.
pub(super) fn conference_keys(
    ui: &Ui,
    table: &ConferenceView,
    desk: &mut Desk,
    requests: &mut Requests,
) {
    if desk.tab != GameTab::Briefing {
        return;
    }
    let pen = &mut desk.drafting;
    conference::keys(ui, table, pen);
    conference::actions::keys(ui, table, pen, requests);
}
