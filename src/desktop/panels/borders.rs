//! Where the line runs: each frontier with its claims, tension, forces and fights.

use bevy_egui::egui::{Align, Ui};

use super::brief::bullet;
use crate::desktop::desk::Desk;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, AGAINST, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{SeatView, SectorView};
use crate::words::sentence_case;

/// Lays out the frontiers, the one looked at brought into sight.
pub fn show(ui: &mut Ui, view: &SeatView, desk: &mut Desk) {
    let wanted = desk.sector.take();
    let (live, still): (Vec<_>, Vec<_>) =
        view.sectors.iter().enumerate().partition(|(_, sector)| sector.live);
    for (index, sector) in live.iter().chain(&still) {
        let top = ui.cursor().min;
        frontier(ui, sector);
        if wanted == Some(*index) {
            let rect = bevy_egui::egui::Rect::from_min_max(top, ui.min_rect().max);
            ui.scroll_to_rect(rect, Some(Align::TOP));
        }
        ui.add_space(12.0);
    }
}

fn frontier(ui: &mut Ui, sector: &SectorView) {
    let words = ui.words();
    let color = if sector.live { INK } else { FAINT };
    typeset::wrapped(ui, &sector.name, Face::TextBold.at(19.0), color, MEASURE);
    if !sector.live {
        typeset::note(ui, &sentence_case(&words.say("indicator-not-live")));
    }
    typeset::wrapped(ui, &sector.note, Face::Text.at(15.5), color, MEASURE);
    ui.add_space(2.0);
    if sector.live {
        let sentence = words.say("desktop-tension");
        typeset::share_line(ui, sector.tension, &sentence, AGAINST);
    }
    ui.horizontal_top(|ui| {
        typeset::swatch(ui, theme::ink(sector.holder_ink));
        let sentence = format!("{} · {}", sentence_case(&sector.holder), sector.status);
        typeset::line(ui, &sentence);
    });
    for claim in &sector.claims {
        bullet(ui, claim);
    }
    for force in &sector.forces {
        bullet(ui, force);
    }
    for bond in &sector.bonds {
        bullet(ui, bond);
    }
    bullet(ui, &sentence_case(&sector.incidents));
    for clash in &sector.clashes {
        bullet(ui, clash);
    }
    if sector.commission {
        bullet(ui, &sentence_case(&words.say("commission")));
    }
    if sector.live {
        bullet(ui, &sector.chances[2]);
    }
    typeset::rule(ui);
}
