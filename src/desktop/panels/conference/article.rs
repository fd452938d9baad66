//! One value of a clause in full: the article, its languages, consequences.

use bevy_egui::egui::Ui;

use crate::desktop::panels::brief::bullet;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::rules::ids::ClauseValueId;
use crate::view::{ConferenceView, ShownClause, VersionView};
use crate::words::{percent, sentence_case};

/// Lays out a value.
pub(super) fn show(ui: &mut Ui, table: &ConferenceView, clause: ShownClause, value: ClauseValueId) {
    let words = ui.words();
    let view = table.clause(clause);
    let entry = view.value(value);
    ui.spacing_mut().item_spacing.y = 3.0;
    typeset::capitals(ui, &format!("{} · {}", clause.index() + 1, view.title), 11.0, FAINT);
    typeset::wrapped(ui, &entry.label, Face::TextBold.at(16.5), INK, MEASURE);
    typeset::wrapped(ui, &entry.text, Face::Text.at(15.5), INK, MEASURE);
    let worth = words.say_with("conference-worth", &[("percent", percent(entry.worth).into())]);
    typeset::wrapped(ui, &sentence_case(&worth), Face::Label.at(13.5), FAINT, MEASURE);
    if let Some(line) = &entry.red_line {
        let sentence = words.say_with("conference-own-line", &[("text", line.into())]);
        typeset::wrapped(ui, &sentence, Face::LabelBold.at(14.0), AGAINST, MEASURE);
    }
    for party in entry.refused_by.iter().filter(|party| **party != table.you) {
        let seat = table.party(*party).called.as_str().into();
        let sentence = sentence_case(&words.say_with("conference-refused-by", &[("seat", seat)]));
        typeset::wrapped(ui, &sentence, Face::Label.at(14.0), AGAINST, MEASURE);
    }
    let best: Vec<&str> = table
        .party_ids()
        .filter(|party| *party != table.you)
        .filter(|party| entry.places.get(party.index()).is_some_and(|place| *place >= 1.0))
        .map(|party| table.party(party).called.as_str())
        .collect();
    if !best.is_empty() {
        let sentence = words.say_with("conference-best-of", &[("seat", best.join(", ").into())]);
        typeset::wrapped(ui, &sentence_case(&sentence), Face::Label.at(14.0), FAINT, MEASURE);
    }
    for text in &entry.consequences {
        bullet(ui, text);
    }
    versions(ui, &entry.versions);
}

/// What an article says in each language.
pub(in crate::desktop) fn versions(ui: &mut Ui, versions: &[VersionView]) {
    let words = ui.words();
    if versions.is_empty() {
        return;
    }
    ui.add_space(3.0);
    typeset::capitals(ui, &words.say("conference-versions"), 10.5, FAINT);
    for VersionView { seat, language, text } in versions {
        let whose = if seat.is_empty() { language.clone() } else { format!("{seat}, {language}") };
        typeset::wrapped(ui, &whose, Face::LabelBold.at(13.0), FAINT, MEASURE);
        typeset::wrapped(ui, text, Face::TextItalic.at(15.0), INK, MEASURE);
    }
}
