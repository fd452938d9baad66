//! What has happened, oldest first.

use bevy_egui::egui::{Ui, vec2};

use crate::desktop::theme::{FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{ChronicleLine, Shared};

/// Lays out lines of a chronicle with their dates in the margin.
pub fn show(ui: &mut Ui, lines: &[Shared<ChronicleLine>]) {
    let mut last = "";
    for line in lines {
        if line.heading {
            ui.add_space(6.0);
        }
        let date = if line.date == last && !line.heading { "" } else { line.date.as_str() };
        last = &line.date;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            ui.allocate_ui(vec2(124.0, 0.0), |ui| {
                ui.set_width(124.0);
                typeset::wrapped(ui, date, Face::Label.at(13.5), FAINT, 124.0);
            });
            if line.heading {
                typeset::wrapped(ui, &line.text, Face::TextBold.at(16.0), INK, MEASURE);
            } else {
                typeset::wrapped(ui, &line.text, Face::Text.at(15.0), INK, MEASURE);
            }
        });
    }
}
