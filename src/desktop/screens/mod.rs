//! The screens, and what they have in common: the root, the keys that work
//! everywhere, the notice above, the menu.

mod debrief;
mod library;
mod menu;
mod result;
mod seats;
mod table;
mod title;
mod workbench;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;
use bevy_egui::egui::{
    self, FocusDirection, Frame, Key, LayerId, Margin, Modifiers, Panel, ScrollArea, Stroke, Ui,
    UiBuilder,
};

use super::Screen;
use super::session::{Desk, Request, Requests};
use super::theme::{self, FAINT, Face, INK, PAGE, PAPER, RULE};
use super::typeset;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Title), title::look_for_last_game).add_systems(
        EguiPrimaryContextPass,
        (
            title::draw.run_if(in_state(Screen::Title)),
            library::draw.run_if(in_state(Screen::Library)),
            seats::draw.run_if(in_state(Screen::Seats)),
            table::draw.run_if(in_state(Screen::Table)),
            result::draw.run_if(in_state(Screen::Result)),
            debrief::draw.run_if(in_state(Screen::Debrief)),
            workbench::draw.run_if(in_state(Screen::Workbench)),
        ),
    );
}

/// How the arrow keys are used on a screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrows {
    /// They move the focus between buttons.
    Focus,
    /// The screen reads them itself.
    Own,
}

/// Lays out a screen between the keys that work everywhere and the notice.
fn root(
    ctx: &egui::Context,
    desk: &mut Desk,
    requests: &mut Requests,
    arrows: Arrows,
    add: impl FnOnce(&mut Ui, &mut Desk, &mut Requests),
) {
    let zoom = desk.zoom as f32 / 100.0;
    if (ctx.zoom_factor() - zoom).abs() > 1e-4 {
        ctx.set_zoom_factor(zoom);
    }
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
    menu::show(ctx, rest, desk, requests, title);
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

/// Whether Enter was pressed with no button under the keyboard.
fn enter_pressed(ctx: &egui::Context) -> bool {
    if ctx.memory(|memory| memory.focused().is_some()) {
        return false;
    }
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Whether a key was pressed; the key is then used up.
fn pressed(ctx: &egui::Context, key: Key) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Moves a cursor through a list by the arrow keys.
fn move_cursor(ctx: &egui::Context, cursor: &mut usize, count: usize) {
    if count == 0 {
        return;
    }
    if pressed(ctx, Key::ArrowDown) {
        *cursor = (*cursor + 1).min(count - 1);
    }
    if pressed(ctx, Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
}

/// A heading strip at the top of a page: what it is, over a rule.
fn page_head(ui: &mut Ui, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 24, right: 24 + menu::ROOM, top: 16, bottom: 10 };
    let frame = Frame::new().fill(PAPER).inner_margin(margin);
    Panel::top(id).frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        add(ui);
        let rect = ui.max_rect();
        ui.painter().hline(
            rect.left() - 24.0..=rect.right() + 24.0 + f32::from(menu::ROOM),
            ui.min_rect().bottom() + 9.5,
            Stroke::new(1.0, RULE),
        );
    });
}

/// A strip at the foot of a page with its buttons.
fn page_foot(ui: &mut Ui, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(PAPER).inner_margin(Margin::symmetric(24, 12));
    Panel::bottom(id).frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range().expand(24.0), rect.top() - 11.5, Stroke::new(1.0, RULE));
        if ui.available_width() < 620.0 {
            ui.horizontal_wrapped(add);
        } else {
            ui.horizontal(add);
        }
    });
}

/// A column of a page that scrolls; starts at the top again with each leaf.
fn column(ui: &mut Ui, id: &str, leaf: u64, arrows: bool, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt((id, leaf)).auto_shrink([false, false]).show(ui, |ui| {
        if arrows {
            typeset::scroll_by_keys(ui, true);
        }
        let narrow = ui.available_width() < 420.0;
        Frame::new().inner_margin(theme::page_margin(narrow)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
            ui.add_space(16.0);
        });
    });
}

/// Sources, in small print.
fn sources(ui: &mut Ui, list: &[crate::view::Citation]) {
    let words = ui.words();
    if list.is_empty() {
        return;
    }
    let cited: Vec<&str> = list.iter().map(|source| source.cited.as_str()).collect();
    let text = format!("{}: {}", words.say("sources"), cited.join(", "));
    typeset::wrapped(ui, &text, Face::Label.at(13.0), FAINT, typeset::MEASURE).on_hover_ui(|ui| {
        for source in list {
            typeset::wrapped(
                ui,
                &format!("{}  {}", source.cited, source.title),
                Face::Label.at(14.0),
                INK,
                360.0,
            );
        }
    });
}
use crate::desktop::speech::Speaks as _;
