//! The papers beside the table: what was said so far; the situation, one's own
//! instructions and who sits there.

use bevy_egui::egui::{Align, Rect, Ui};

use super::{marks, speech};
use crate::desktop::drafting::{Drafting, Page, Preview};
use crate::desktop::lookahead::Lookahead;
use crate::desktop::panels::ahead as ahead_panel;
use crate::desktop::panels::{brief::bullet, briefing, strips};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, AGAINST, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::rules::ids::ClauseValueId;
use crate::sim::level::Level;
use crate::view::ConferenceView;
use crate::words::{Phrase, percent};

/// The first speech that was made after this seat's last one.
fn first_new(table: &ConferenceView) -> usize {
    let own = table.speeches.iter().rposition(|speech| speech.party == table.you);
    own.map_or(0, |at| at + 1)
}

/// The strip on which a page is chosen.
pub fn strip(ui: &mut Ui, table: &ConferenceView, pen: &mut Drafting) {
    let words = ui.words();
    let new = table.speeches.len() - first_new(table);
    let said = match (table.speeches.len(), new) {
        (0, _) => words.say("conference-said"),
        (_, new) => words.say_with("conference-said-new", &[("count", new.into())]),
    };
    let open = match pen.page {
        Page::Said => 0,
        Page::Papers => 1,
    };
    match strips::strip(ui, &[said, words.say("conference-papers")], Some(open)) {
        Some(0) => pen.page = Page::Said,
        Some(_) => pen.page = Page::Papers,
        None => {}
    }
}

/// A link to what was said since this seat spoke, if anything was; answers whether it was struck.
pub fn to_new(ui: &mut Ui, table: &ConferenceView) -> bool {
    let words = ui.words();
    let new = table.speeches.len() - first_new(table);
    let said = words.say_with("conference-said-new", &[("count", new.into())]);
    new > 0 && typeset::link(ui, &said).clicked()
}

/// Lays out the open page.
pub fn show(ui: &mut Ui, table: &ConferenceView, pen: &mut Drafting, ahead: &mut Lookahead) {
    match pen.page {
        Page::Said => said(ui, table, pen),
        Page::Papers => papers(ui, table, pen, ahead),
    }
}

/// Everything said, oldest first, with what is new brought into sight.
fn said(ui: &mut Ui, table: &ConferenceView, pen: &mut Drafting) {
    let words = ui.words();
    if table.speeches.is_empty() {
        typeset::aside(ui, &words.say("conference-nothing-said"));
        manners(ui, table);
        return;
    }
    let titles: Vec<&str> = table.clauses.iter().map(|clause| clause.title.as_str()).collect();
    let new = first_new(table);
    let listen = core::mem::take(&mut pen.listen);
    let mut before: Option<&[ClauseValueId]> = None;
    for (at, speech) in table.speeches.iter().enumerate() {
        let top = ui.cursor().min;
        let strip = speech::show(ui, &table.parties, &titles, speech, before, at >= new && new > 0);
        if listen && at == new {
            let rect = Rect::from_min_max(top, ui.min_rect().max);
            ui.scroll_to_rect(rect, Some(Align::TOP));
        }
        if let Some(draft) = &speech.draft {
            if let Some(strip) = strip.filter(|_| draft.len() == table.clauses.len()) {
                let strip = speech::can_be_taken_up(strip);
                if strip.clicked() {
                    pen.take_up(table, draft);
                } else if (strip.hovered() || strip.has_focus()) && pen.asks.is_none() {
                    let seat = table.party(speech.party).called.as_str();
                    let args = [("seat", seat.into()), ("date", (&speech.date).into())];
                    let sentence = words.say_with("conference-caption-of", &args);
                    let preview =
                        Preview { draft: draft.clone(), by: Some(speech.party), words: sentence };
                    pen.preview = Some(preview);
                }
            }
            before = Some(draft);
        }
    }
    manners(ui, table);
    typeset::aside(ui, &words.say("conference-strip-hint"));
}

/// How the others take it.
fn manners(ui: &mut Ui, table: &ConferenceView) {
    for manner in table.parties.iter().filter_map(|party| party.manner.as_ref()) {
        typeset::aside(ui, &manner.line).on_hover_text(ui.words().say("manner-ours"));
    }
}

/// The papers, each of which folds.
fn papers(ui: &mut Ui, table: &ConferenceView, pen: &mut Drafting, ahead: &mut Lookahead) {
    let words = ui.words();
    let keys = [
        Phrase("conference-situation"),
        Phrase("conference-instructions"),
        Phrase("conference-parties"),
        Phrase("conference-signs"),
        Phrase("ahead-heading"),
    ];
    let unaided = ahead.level == Level::Unaided;
    for (index, key) in keys.into_iter().enumerate().filter(|(index, _)| *index < 4 || !unaided) {
        if typeset::fold(ui, &words.phrase(key), pen.open[index]) {
            pen.open[index] = !pen.open[index];
        }
        if !pen.open[index] {
            continue;
        }
        match index {
            0 => situation(ui, table),
            1 => instructions(ui, table),
            2 => parties(ui, table),
            3 => marks::legend(ui, table),
            _ => ahead_panel::all(ui, ahead),
        }
        ui.add_space(6.0);
    }
}

fn situation(ui: &mut Ui, table: &ConferenceView) {
    let words = ui.words();
    typeset::paragraphs(ui, &table.briefing);
    briefing::background(ui, &table.id, &table.background);
    if !table.private.is_empty() {
        ui.add_space(6.0);
        let ink = theme::ink(table.party(table.you).ink);
        briefing::private(ui, &table.private, ink);
    }
    if !table.so_far.is_empty() {
        ui.add_space(4.0);
        typeset::capitals(ui, &words.say("desktop-so-far"), 11.0, FAINT);
        for text in &table.so_far {
            bullet(ui, text);
        }
    }
}

/// What the delegates were told, and what no treaty may mean.
fn instructions(ui: &mut Ui, table: &ConferenceView) {
    let words = ui.words();
    typeset::paragraphs(ui, &table.instructions);
    if !table.ratification.is_empty() {
        ui.add_space(4.0);
        typeset::capitals(ui, &words.say("conference-home"), 11.0, FAINT);
        for text in &table.ratification {
            bullet(ui, text);
        }
    }
    if !table.alternatives.is_empty() {
        ui.add_space(4.0);
        typeset::capitals(ui, &words.say("conference-without"), 11.0, FAINT);
        for other in &table.alternatives {
            let args = [("text", (&other.text).into()), ("worth", percent(other.worth).into())];
            let sentence = words.say_with("conference-alternative-worth", &args);
            typeset::odds_line(ui, other.probability, &sentence, AGAINST);
        }
    }
}

fn parties(ui: &mut Ui, table: &ConferenceView) {
    for (id, party) in table.party_ids().zip(&table.parties) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            marks::sign(ui, table, id);
            typeset::wrapped(ui, &party.seat, Face::LabelBold.at(15.0), INK, MEASURE);
        });
        typeset::wrapped(ui, &party.delegates, Face::Label.at(14.0), FAINT, MEASURE);
        typeset::wrapped(ui, &party.position, Face::Text.at(15.5), INK, MEASURE);
        ui.add_space(4.0);
    }
    if let Some(mediator) = &table.mediator {
        typeset::wrapped(ui, &mediator.name, Face::LabelBold.at(15.0), INK, MEASURE);
        typeset::wrapped(ui, &mediator.text, Face::Text.at(15.5), INK, MEASURE);
    }
}
