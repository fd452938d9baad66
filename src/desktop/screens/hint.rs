//! The strip above a page that holds a hint for a first game, until it is put away.

use bevy_egui::egui::{Frame, Margin, Panel, Stroke, Ui};

use super::menu;
use crate::desktop::desk::Desk;
use crate::desktop::hints::Hint;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, Face, INK, PAGE};
use crate::desktop::typeset;

/// Below this height there is no hint.
const LOW: f32 = 440.0;

/// Lays out the hint for a page, if it has not been put away.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, hint: Hint) {
    // A low window has no room beside what is read.
    if desk.settings.hints_read.contains(&hint) || ui.available_height() < LOW {
        return;
    }
    let words = ui.words();
    let frame = Frame::new().fill(theme::mix(PAGE, theme::ACCENT, 0.12)).inner_margin(Margin {
        left: 18,
        right: 18 + menu::ROOM,
        top: 7,
        bottom: 7,
    });
    let panel = Panel::top("hint").frame(frame).resizable(false).show_separator_line(false);
    panel.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            let room = (ui.available_width() - 190.0).max(240.0);
            typeset::wrapped(ui, &words.phrase(hint.words()), Face::Label.at(15.0), INK, room);
            if typeset::link(ui, &words.say("hint-read")).clicked() {
                desk.settings.hints_read.insert(hint);
            }
            if typeset::link(ui, &words.say("hint-none")).clicked() {
                desk.settings.hints_read.extend(Hint::ALL);
            }
        });
    });
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::ACCENT));
}
