//! Who dares what: the game of each live frontier, with everything that goes into it.

use bevy_egui::egui::{Align2, Sense, Ui, pos2, vec2};

use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{InputView, SeatView, SectorView, SidesView, SolutionView};
use crate::words::sentence_case;

/// Lays out the deterrence games.
pub fn show(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let mut live: Vec<&SectorView> = view.sectors.iter().filter(|sector| sector.live).collect();
    live.sort_by(|a, b| b.solution.clash.total_cmp(&a.solution.clash));
    if live.is_empty() {
        typeset::aside(ui, &words.say("desktop-no-live-frontier"));
    }
    for sector in live {
        game(ui, sector);
    }
    let still: Vec<&str> =
        view.sectors.iter().filter(|sector| !sector.live).map(|s| s.name.as_str()).collect();
    if !still.is_empty() {
        typeset::heading(ui, &words.say("indicator-not-live"));
        typeset::note(ui, &still.join(" · "));
    }
}

fn game(ui: &mut Ui, sector: &SectorView) {
    let words = ui.words();
    typeset::wrapped(ui, &sector.name, Face::TextBold.at(19.0), INK, MEASURE);
    let SidesView { challenger, defender } = &sector.sides;
    let SolutionView { challenge, resist, clash } = sector.solution;
    let sides = [("challenger", challenger.into()), ("defender", defender.into())];
    typeset::note(ui, &words.say_with("desktop-sides", &sides));
    ui.add_space(2.0);
    let name = sentence_case;
    typeset::odds_line(
        ui,
        challenge,
        &name(&words.say_with("desktop-challenges", &[("power", challenger.into())])),
        AGAINST,
    );
    typeset::odds_line(
        ui,
        resist,
        &name(&words.say_with("desktop-stands", &[("power", defender.into())])),
        FOR,
    );
    typeset::odds_line(ui, clash, &name(&words.say("desktop-clash")), AGAINST);
    typeset::wrapped(ui, &sector.equilibrium, Face::TextItalic.at(15.5), INK, MEASURE);
    for bond in &sector.bonds {
        super::brief::bullet(ui, bond);
    }
    for force in &sector.forces {
        super::brief::bullet(ui, force);
    }
    ui.add_space(4.0);
    typeset::capitals(ui, &words.say("indicator-inputs"), 10.5, FAINT);
    let width = ui.available_width().min(MEASURE);
    let usual = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 2.0;
    for InputView { title, value } in &sector.inputs {
        let galley = ui.painter().layout(title.clone(), Face::Label.at(14.0), INK, width - 70.0);
        let height = galley.size().y + 3.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let first = rect.top() + 9.5;
        ui.painter().galley(rect.min, galley, INK);
        ui.painter().text(
            pos2(rect.right(), first),
            Align2::RIGHT_CENTER,
            format!("{value:.2}"),
            Face::LabelBold.at(14.0),
            INK,
        );
    }
    ui.spacing_mut().item_spacing.y = usual;
    ui.add_space(6.0);
    typeset::rule(ui);
    ui.add_space(6.0);
}
