//! What tends to follow: a bar beside each answer, and what came how often.
//!
//! It shows odds and what moves them; it never marks an answer.

use bevy_egui::egui::{CornerRadius, Rect, Stroke, Ui, pos2, vec2};

use crate::desktop::lookahead::Lookahead;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, FAINT, Face, INK, PAGE, RULE, mix};
use crate::desktop::typeset::{self, MEASURE};
use crate::sim::level::Level;
use crate::view::{AheadView, AnswerAhead, OutcomeAhead, Spread};
use crate::words::percent;

/// By how much an outcome must differ between two answers to be told of each.
const LEAST_DIFFERENCE: f64 = 0.05;

/// How many values of an outcome are told.
const MOST_VALUES: usize = 4;

/// The line over the answers: the offer to look ahead, or how far that has come.
pub fn line(ui: &mut Ui, ahead: &mut Lookahead) {
    let words = ui.words();
    match (&ahead.shown, ahead.is_wanted()) {
        (Some(view), _) => {
            let args = [("runs", view.runs.to_string().into())];
            typeset::note(ui, &words.say_with("ahead-shown", &args));
        }
        (None, true) => {
            typeset::note(ui, &words.say("ahead-at-work"));
        }
        (None, false) if ahead.level == Level::Unaided => {}
        (None, false) => {
            let offer = typeset::link(ui, &words.say("ahead-offer"));
            if offer.on_hover_text(words.say("seats-level-hint")).clicked() {
                ahead.asked = true;
            }
        }
    }
}

/// The answer of an option, if it was looked at.
#[must_use]
pub fn of_option<'a>(ahead: &'a Lookahead, option: &str) -> Option<&'a AnswerAhead> {
    let answers = &ahead.shown.as_ref()?.answers;
    answers.iter().find(|answer| answer.option.as_deref() == Some(option))
}

/// How the seat's aims stand at the end: a bar from a tenth to nine tenths of the games,
/// with a mark at the median, and the numbers.
pub fn aims(ui: &mut Ui, spread: Spread, indent: f32) {
    let words = ui.words();
    let args = [
        ("middle", percent(spread.middle).into()),
        ("low", percent(spread.low).into()),
        ("high", percent(spread.high).into()),
    ];
    let sentence = words.say_with("ahead-aims-short", &args);
    let hint = words.say_with("ahead-aims", &args);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(indent);
        let (rect, _) = ui.allocate_exact_size(vec2(120.0, 18.0), bevy_egui::egui::Sense::hover());
        let rail = Rect::from_center_size(rect.center(), vec2(rect.width(), 6.0));
        let at = |share: f64| rail.left() + rail.width() * share.clamp(0.0, 1.0) as f32;
        let painter = ui.painter();
        painter.rect_filled(rail, CornerRadius::ZERO, mix(PAGE, RULE, 0.55));
        let reach = Rect::from_min_max(
            pos2(at(spread.low), rail.top()),
            pos2(at(spread.high), rail.bottom()),
        );
        painter.rect_filled(reach, CornerRadius::ZERO, mix(PAGE, ACCENT, 0.45));
        let middle = at(spread.middle);
        painter.vline(middle, rail.top() - 4.0..=rail.bottom() + 4.0, Stroke::new(2.0, ACCENT));
        typeset::wrapped(ui, &sentence, Face::Label.at(14.0), FAINT, MEASURE);
    });
    row.response.on_hover_text(hint);
}

/// What came how often after an answer.
pub fn details(ui: &mut Ui, answer: &AnswerAhead, note: &str) {
    let words = ui.words();
    typeset::heading(ui, &words.say("ahead-heading"));
    outcomes(ui, answer);
    typeset::note(ui, note);
}

fn outcomes(ui: &mut Ui, answer: &AnswerAhead) {
    let words = ui.words();
    let mut differing = answer.outcomes.iter().filter(|o| o.differs >= LEAST_DIFFERENCE).peekable();
    if differing.peek().is_none() {
        typeset::aside(ui, &words.say("ahead-no-difference"));
    }
    for outcome in differing {
        shares(ui, outcome);
    }
    if let Some(sentence) = &answer.hangs_on {
        typeset::wrapped(ui, sentence, Face::Text.at(15.5), INK, MEASURE);
    }
}

fn shares(ui: &mut Ui, outcome: &OutcomeAhead) {
    typeset::wrapped(ui, &outcome.title, Face::Text.at(15.5), INK, MEASURE);
    let mut values: Vec<&(String, f64)> = outcome.values.iter().collect();
    values.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (value, share) in values.into_iter().take(MOST_VALUES) {
        typeset::odds_line(ui, *share, value, FAINT);
    }
}

/// All answers one under another, for a table of a conference.
pub fn all(ui: &mut Ui, ahead: &mut Lookahead) {
    line(ui, ahead);
    let Some(AheadView { answers, note, .. }) = &ahead.shown else { return };
    for answer in answers {
        ui.add_space(4.0);
        typeset::wrapped(ui, &answer.label, Face::TextBold.at(16.0), INK, MEASURE);
        aims(ui, answer.aims, 0.0);
        outcomes(ui, answer);
    }
    typeset::note(ui, note);
}
