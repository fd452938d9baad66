//! The root of every screen: the notice above the page, the menu in its corner, and the
//! keys that work everywhere.

use bevy_egui::egui::{
    self, FocusDirection, Frame, Key, LayerId, Margin, Panel, ScrollArea, Stroke, Ui, UiBuilder,
};

use super::menu;
use crate::desktop::desk::Desk;
use crate::desktop::names;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::{Speaks as _, hand_over_numbers};
use crate::desktop::theme::{self, Face, INK, PAGE};
use crate::desktop::typeset;

/// How the arrow keys are used on a screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrows {
    /// They move the focus between buttons.
    Focus,
    /// The screen reads them itself.
    Own,
}

/// Lays out a screen between the keys that work everywhere and the notice.
pub(super) fn root(
    ctx: &egui::Context,
    desk: &mut Desk,
    requests: &mut Requests,
    arrows: Arrows,
    add: impl FnOnce(&mut Ui, &mut Desk, &mut Requests),
) {
    let zoom = desk.settings.text as f32 / 100.0 * desk.text_share;
    if (ctx.zoom_factor() - zoom).abs() > 1e-4 {
        ctx.set_zoom_factor(zoom);
    }
    hand_over_numbers(ctx, desk.settings.numbers);
    rest_pointer(ctx, desk);
    if desk.chord {
        forget_plain_keys(ctx);
    }
    if arrows == Arrows::Own {
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        let tab = ctx.input(|i| (i.key_pressed(Key::Tab), i.modifiers.shift));
        match tab {
            (true, false) => ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Next)),
            (true, true) => ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Previous)),
            _ => {}
        }
    }
    // Only the title page leaves the arrows to the focus.
    let title = arrows == Arrows::Focus;
    menu::keys(ctx, desk);
    let mut ui = Ui::new(
        ctx.clone(),
        "root".into(),
        UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.viewport_rect()),
    );
    notice(&mut ui, desk, requests);
    let rest = ui.available_rect_before_wrap();
    // The page has a scope of its own whether there is a notice or not, so that what
    // it remembers of scrolling and focus outlives the notice.
    ui.scope_builder(UiBuilder::new().id_salt("page").max_rect(rest), |ui| add(ui, desk, requests));
    if let Some(name) = names::take_struck(ctx) {
        requests.ask(Request::Codex(name));
    }
    menu::show(ctx, rest, desk, requests, title);
}

/// How long the pointer rests before something is explained, in seconds.
const TIP_DELAY: f32 = 0.5;

/// What the pointer rests on is not explained while the keyboard is used: a tip would stay
/// over what is read.
fn rest_pointer(ctx: &egui::Context, desk: &mut Desk) {
    let is_key = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
    let (struck, moved) = ctx.input(|input| {
        let pointer = &input.pointer;
        let moved = pointer.delta() != egui::Vec2::ZERO || pointer.any_pressed();
        (input.events.iter().any(is_key), moved)
    });
    if moved || struck {
        desk.by_keys = !moved;
    }
    // What lay under the pointer is put away until it moves again.
    if struck && !moved {
        ctx.input_mut(|input| input.pointer = egui::PointerState::default());
    }
    let delay = if desk.by_keys { f32::INFINITY } else { TIP_DELAY };
    if ctx.style_of(ctx.theme()).interaction.tooltip_delay.to_bits() != delay.to_bits() {
        ctx.all_styles_mut(|style| style.interaction.tooltip_delay = delay);
    }
}

/// Keys struck with Ctrl have been read already; egui may take them for plain ones.
fn forget_plain_keys(ctx: &egui::Context) {
    ctx.input_mut(|input| input.events.retain(|event| !matches!(event, egui::Event::Key { .. })));
    ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
}

/// The strip that says what went wrong, or what was done. It stands above the page
/// and covers nothing; what stands at the foot, where one decides, does not move.
fn notice(ui: &mut Ui, desk: &Desk, requests: &mut Requests) {
    let words = ui.words();
    let Some(text) = &desk.notice else { return };
    let most = ui.available_height() * 0.4;
    let frame = Frame::new()
        .fill(theme::mix(PAGE, theme::ACCENT, 0.08))
        .inner_margin(Margin::symmetric(18, 8));
    Panel::top("notice").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        ScrollArea::vertical().id_salt("notice").max_height(most).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let room = ui.available_width() - 70.0;
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    typeset::wrapped(ui, text, Face::Label.at(14.5), INK, room.min(900.0));
                });
                if typeset::link(ui, &words.say("close")).clicked() {
                    requests.ask(Request::Dismiss);
                }
            });
        });
    });
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::ACCENT));
}
