//! What other answers would have changed: a section of the debrief.

use bevy_egui::egui::Ui;

use crate::desktop::lookahead::Lookahead;
use crate::desktop::panels::brief::bullet;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{FirmnessView, OtherAnswer, TurningView, WhatIfView};

/// Lays out what was counted so far, and asks for more of it.
pub(super) fn show(ui: &mut Ui, ahead: &mut Lookahead) {
    let words = ui.words();
    ahead.looks_back = true;
    let Some(view) = &ahead.what_if else {
        typeset::aside(ui, &words.say("ahead-at-work"));
        return;
    };
    if ahead.at_work {
        typeset::note(ui, &words.say("whatif-at-work"));
    }
    if let Some(firm) = &view.firm {
        firmness(ui, firm);
    }
    weightiest(ui, view, !ahead.at_work);
    if !view.turnings.is_empty() {
        typeset::heading(ui, &words.say("whatif-decisions"));
    }
    for turning in &view.turnings {
        self::turning(ui, turning);
    }
    ui.add_space(6.0);
    typeset::note(ui, &words.say("whatif-note"));
}

/// How firmly the end stands: a bar for each outcome.
fn firmness(ui: &mut Ui, firm: &FirmnessView) {
    let words = ui.words();
    let args = [("runs", firm.runs.to_string().into())];
    typeset::heading(ui, &words.say_with("whatif-firm", &args));
    typeset::prose(ui, &words.say("whatif-firm-what"));
    let mut before: Option<&String> = None;
    for outcome in &firm.outcomes {
        let sentence = format!("{}: {}", outcome.title, outcome.came);
        typeset::share_line(ui, outcome.share.value, &sentence, ACCENT);
        // What several hang on is said once.
        let same = before == outcome.hangs_on.as_ref();
        before = outcome.hangs_on.as_ref();
        if let Some(hangs_on) = before.filter(|_| !same) {
            ui.horizontal_top(|ui| {
                ui.add_space(124.0);
                typeset::wrapped(ui, hangs_on, Face::Label.at(13.5), FAINT, MEASURE);
            });
        }
    }
}

/// The decisions that bore most, on the seats and on the outcomes.
fn weightiest(ui: &mut Ui, view: &WhatIfView, done: bool) {
    let words = ui.words();
    typeset::heading(ui, &words.say("whatif-weightiest"));
    if done && view.of_seats.is_empty() && view.of_outcomes.is_empty() {
        typeset::aside(ui, &words.say("whatif-nothing"));
    }
    for row in view.of_seats.iter().chain(&view.of_outcomes) {
        bullet(ui, &row.sentence(&words));
    }
}

/// A decision, with what each other answer would have changed behind a heading.
fn turning(ui: &mut Ui, turning: &TurningView) {
    let words = ui.words();
    let title = format!("{} · {} · {}", turning.date, turning.title, turning.sentence(&words));
    if !typeset::fold_kept(ui, ("what if", turning.number), &title, false) {
        return;
    }
    for other in &turning.others {
        answer(ui, other);
    }
    ui.add_space(6.0);
}

fn answer(ui: &mut Ui, other: &OtherAnswer) {
    let words = ui.words();
    let args = [("label", (&other.label).into())];
    let heading = words.say_with("whatif-other", &args);
    typeset::wrapped(ui, &heading, Face::TextBold.at(16.0), INK, MEASURE);
    if !other.changes_anything() {
        typeset::aside(ui, &words.say("whatif-no-change"));
    }
    for (by, sentence) in other.of_aims(&words) {
        let color = if by.value < 0.0 { AGAINST } else { FOR };
        typeset::wrapped(ui, &sentence, Face::Label.at(15.0), color, MEASURE);
    }
    for change in &other.changes {
        bullet(ui, &change.sentence(&words));
    }
}
