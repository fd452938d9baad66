//! A closed item: what happened, beside what is documented.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, Key, Ui};

use super::keys::{enter_pressed, pressed};
use super::page::{page_foot, page_head, two_pages};
use super::root::{Arrows, root};
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::panels::{articles, brief::bullet, options::changes};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::rules::comparison::OutcomeVerdict;
use crate::view::{
    AccountView, ChoiceResult, Citation, ItemResult, LaterView, OutcomeResult, RecordView,
    SeatView, StageView,
};
use crate::words::{Phrase, percent};

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(seen) = seen else { return Ok(()) };
    let view = &seen.0;
    let Some(result) = view.results.get(desk.read) else { return Ok(()) };
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        if enter_pressed(&ctx) {
            requests.ask(Request::TurnPage);
        }
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Show(Screen::Title));
        }
        page_head(ui, "result head", |ui| head(ui, view, result));
        let last = desk.read + 1 == view.results.len();
        let over = last && matches!(view.stage, StageView::Over);
        page_foot(ui, "result foot", |ui| {
            let sentence =
                words.phrase(if over { Phrase("result-debrief") } else { Phrase("result-next") });
            if typeset::button(ui, &sentence, Weight::Main, true).clicked() {
                requests.ask(Request::TurnPage);
            }
            let undo = typeset::button(ui, &words.say("undo"), Weight::Plain, desk.decisions > 0);
            if undo.on_hover_text(words.say("undo-hint")).clicked() {
                requests.ask(Request::GoBack);
            }
        });
        let (happened, record) = (
            |ui: &mut Ui| happened(ui, result),
            |ui: &mut Ui| {
                record_page(ui, result);
            },
        );
        two_pages(ui, ["happened", "record"], desk.leaf, happened, record);
    });
    Ok(())
}

fn head(ui: &mut Ui, view: &SeatView, result: &ItemResult) {
    let words = ui.words();
    let place = view.map.places.iter().find(|place| place.id == result.place);
    let place = place.map(|place| format!("{} · ", place.name)).unwrap_or_default();
    let point = result.point.map_or_else(
        || words.say("table-no-point"),
        |point| {
            words.say_with(
                "table-point",
                &[("point", point.into()), ("total", view.progress.total.into())],
            )
        },
    );
    typeset::capitals(ui, &format!("{place}{} · {point}", result.date), 11.5, FAINT);
    typeset::title(ui, &result.title, 28.0);
}

/// Lays out what happened: the left page.
pub(super) fn happened(ui: &mut Ui, result: &ItemResult) {
    let words = ui.words();
    typeset::heading(ui, &words.say("result-heading"));
    if result.events.is_empty() && result.choices.is_empty() {
        typeset::aside(ui, &words.say("result-none"));
    }
    for event in &result.events {
        typeset::prose(ui, event);
    }
    if let Some(treaty) = &result.treaty {
        articles::show(ui, treaty, &result.id);
    }
    if !result.choices.is_empty() {
        typeset::heading(ui, &words.say("result-choices"));
        for choice in &result.choices {
            chosen(ui, choice);
        }
    }
    if !result.outcomes.is_empty() {
        typeset::heading(ui, &words.say("result-outcomes"));
        for outcome in &result.outcomes {
            self::outcome(ui, outcome);
        }
    }
}

/// Lays out one decision beside the record.
pub(super) fn chosen(ui: &mut Ui, choice: &ChoiceResult) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        typeset::swatch(ui, theme::ink(choice.ink));
        let mut who = choice.seat.clone();
        if choice.by_player {
            who = format!("{who} ({})", words.say("result-choice-yours"));
        }
        typeset::wrapped(ui, &who, Face::LabelBold.at(14.5), INK, MEASURE);
    });
    typeset::wrapped(ui, &choice.question, Face::TextItalic.at(15.5), FAINT, MEASURE);
    typeset::wrapped(ui, &choice.chosen, Face::TextBold.at(16.0), INK, MEASURE);
    let mark = match (&choice.recorded, choice.matched) {
        _ if choice.kept => (words.say("result-kept"), FAINT),
        (_, true) => (words.say("verdict-matched"), FOR),
        (Some(recorded), false) => (
            format!(
                "{} · {}: {recorded}",
                words.say("verdict-different"),
                words.say("result-documented")
            ),
            AGAINST,
        ),
        (None, false) => (words.say("verdict-unknown"), FAINT),
    };
    let probability = choice.probability.map(|share| {
        words.say_with("result-choice-probability", &[("percent", percent(share).into())])
    });
    let sentence: Vec<String> = core::iter::once(mark.0).chain(probability).collect();
    let line = crate::words::sentence_case(&sentence.join(" · "));
    typeset::wrapped(ui, &line, Face::Label.at(14.0), mark.1, MEASURE).on_hover_ui(|ui| {
        changes(ui, &choice.reasons, choice.reasons.iter().map(|reason| reason.amount).sum());
    });
    ui.add_space(8.0);
}

/// The colour and the sign of a verdict.
pub(super) const fn verdict_mark(verdict: OutcomeVerdict) -> (egui::Color32, &'static str) {
    match verdict {
        OutcomeVerdict::Matched => (FOR, "="),
        OutcomeVerdict::Weaker => (AGAINST, "▽"),
        OutcomeVerdict::Stronger => (AGAINST, "△"),
        OutcomeVerdict::Different => (AGAINST, "≠"),
        OutcomeVerdict::Unknown | OutcomeVerdict::Open => (FAINT, "?"),
    }
}

/// One outcome beside the record.
fn outcome(ui: &mut Ui, outcome: &OutcomeResult) {
    let words = ui.words();
    let (color, sign) = verdict_mark(outcome.verdict);
    ui.horizontal_top(|ui| {
        typeset::figure(ui, sign, 16.0, color);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            typeset::wrapped(ui, &outcome.title, Face::TextBold.at(16.0), INK, MEASURE);
            let played = format!(
                "{}: {}",
                crate::words::sentence_case(&words.say("result-played")),
                outcome.played
            );
            typeset::line(ui, &played);
            if let Some(documented) = &outcome.documented {
                let sentence = format!(
                    "{}: {documented}",
                    crate::words::sentence_case(&words.say("result-documented"))
                );
                typeset::line(ui, &sentence);
            }
            let verdict = format!("{} · {}", outcome.verdict_words, outcome.confidence);
            let sentence = crate::words::sentence_case(&verdict);
            typeset::wrapped(ui, &sentence, Face::Label.at(14.0), color, MEASURE);
        });
    });
    ui.add_space(8.0);
}

/// Lays out what is documented: the right page. In the debrief it is open.
pub(super) fn record_page(ui: &mut Ui, result: &ItemResult) {
    let words = ui.words();
    if !result.since.is_empty() {
        typeset::heading(ui, &words.say("result-since"));
        for part in &result.since {
            later(ui, part, &format!("{} · {}", part.date, part.of));
        }
    }
    match &result.record {
        Ok(record) => self::record(ui, record),
        Err(why) => {
            typeset::heading(ui, &words.say("result-record"));
            typeset::aside(ui, why);
        }
    }
}

/// One thing that came after an item.
fn later(ui: &mut Ui, part: &LaterView, head: &str) {
    typeset::wrapped(ui, head, Face::LabelBold.at(14.0), FAINT, MEASURE);
    typeset::prose(ui, &part.text);
    sources(ui, &part.sources);
    ui.add_space(6.0);
}

fn record(ui: &mut Ui, record: &RecordView) {
    let words = ui.words();
    typeset::heading(ui, &words.say("result-record"));
    typeset::wrapped(
        ui,
        &format!("{} · {}", record.date, record.confidence_words),
        Face::LabelBold.at(14.0),
        FAINT,
        MEASURE,
    );
    ui.add_space(4.0);
    typeset::paragraphs(ui, &record.text);
    sources(ui, &record.sources);
    if !record.secret.is_empty() {
        typeset::heading(ui, &words.say("result-secret"));
        for part in &record.secret {
            typeset::wrapped(ui, &part.known_to, Face::LabelBold.at(14.0), AGAINST, MEASURE);
            typeset::prose(ui, &part.text);
            sources(ui, &part.sources);
            ui.add_space(6.0);
        }
    }
    if !record.later.is_empty() {
        typeset::heading(ui, &words.say("result-later"));
        for part in &record.later {
            later(ui, part, &part.date);
        }
    }
    if !record.accounts.is_empty() {
        typeset::heading(ui, &words.say("result-accounts"));
        accounts(ui, record);
    }
    if !record.contradictions.is_empty() {
        typeset::heading(ui, &words.say("result-contradictions"));
        for entry in &record.contradictions {
            typeset::wrapped(ui, &entry.id, Face::LabelBold.at(13.5), FAINT, MEASURE);
            typeset::wrapped(ui, &entry.text, Face::Text.at(15.5), INK, MEASURE);
            let held = words.say_with("result-ruling", &[("ruling", (&entry.ruling).into())]);
            typeset::wrapped(ui, &held, Face::TextItalic.at(15.5), INK, MEASURE);
            ui.add_space(6.0);
        }
    }
    if !record.unknown.is_empty() {
        typeset::heading(ui, &words.say("result-unknown"));
        for text in &record.unknown {
            bullet(ui, text);
        }
    }
}

/// Accounts by country: side by side where there is room, one below the other where not.
fn accounts(ui: &mut Ui, record: &RecordView) {
    let one = |ui: &mut Ui, account: &AccountView| {
        typeset::wrapped(ui, &account.of, Face::LabelBold.at(14.5), INK, MEASURE);
        typeset::wrapped(ui, &account.text, Face::Text.at(15.5), INK, MEASURE);
        sources(ui, &account.sources);
    };
    if ui.available_width() < 480.0 || record.accounts.len() < 2 {
        for account in &record.accounts {
            one(ui, account);
            ui.add_space(6.0);
        }
        return;
    }
    for pair in record.accounts.chunks(2) {
        ui.spacing_mut().item_spacing.x = 28.0;
        ui.columns(2, |columns| {
            for (column, account) in columns.iter_mut().zip(pair) {
                column.spacing_mut().item_spacing.x = 8.0;
                one(column, account);
            }
        });
        ui.add_space(10.0);
    }
}

/// Sources, in small print.
fn sources(ui: &mut Ui, list: &[Citation]) {
    let words = ui.words();
    if list.is_empty() {
        return;
    }
    typeset::cited(ui, &words.say("sources"), list, 13.0);
}
