//! The first page of the debrief: one's seat and aims, where one left the record, which
//! decisions weighed, and what to talk about. And the decisions of all beside the record.

use bevy_egui::egui::{Ui, vec2};

use crate::desktop::lookahead::Lookahead;
use crate::desktop::panels::brief::{self, bullet};
use crate::desktop::screens::page::beside;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::sheets::debrief::WEIGHTIEST;
use crate::view::{AimScore, ChoiceResult, Debrief, SeatScore, SeatView, TurningView, ValueScore};
use crate::words::percent;

/// Lays out the page, in two columns where there is room.
pub(super) fn show(ui: &mut Ui, view: &SeatView, debrief: &Debrief, ahead: &mut Lookahead) {
    if ui.available_width() < 860.0 {
        left(ui, view, debrief);
        right(ui, view, debrief, ahead);
        return;
    }
    let left = |ui: &mut Ui| left(ui, view, debrief);
    beside(ui, 1240.0, 48.0, left, |ui| right(ui, view, debrief, ahead));
}

/// Who one was, what one wanted and got, and what to talk about.
fn left(ui: &mut Ui, view: &SeatView, debrief: &Debrief) {
    let words = ui.words();
    if let Some(seat) = &view.seat {
        let native = seat.native.as_ref();
        brief::portrait(ui, theme::ink(seat.ink), &seat.name, &seat.leader, native, &seat.office);
        typeset::wrapped(ui, &seat.hook, Face::TextItalic.at(16.5), INK, MEASURE);
        if let Some(score) = debrief.seats.iter().find(|score| score.seat == seat.name) {
            aims(ui, score);
        }
    } else {
        typeset::prose(ui, &words.say("debrief-own-watched"));
    }
    typeset::heading(ui, &words.say("debrief-all-seats"));
    for score in &debrief.seats {
        let ValueScore { start, now } = score.value;
        typeset::bar_row(ui, (now, start), theme::ink(score.ink), |ui| {
            typeset::figure(ui, &format!("{} → {}", percent(start), percent(now)), 66.0, INK);
            typeset::line(ui, &score.seat);
        });
    }
    typeset::heading(ui, &words.say("debrief-discuss"));
    for question in &debrief.discussion {
        bullet(ui, question);
    }
}

/// The aims at the first day and the last.
fn aims(ui: &mut Ui, score: &SeatScore) {
    let words = ui.words();
    typeset::heading(ui, &words.say("debrief-aims"));
    let value =
        [("start", percent(score.value.start).into()), ("now", percent(score.value.now).into())];
    let sentence = crate::words::sentence_case(&words.say_with("debrief-objective-value", &value));
    typeset::wrapped(ui, &sentence, Face::LabelBold.at(15.0), INK, MEASURE);
    for AimScore { text, start, now, documented } in &score.aims {
        let color = if now + 0.005 < *start { AGAINST } else { FOR };
        typeset::bar_row(ui, (*now, *start), color, |ui| {
            typeset::figure(ui, &format!("{} → {}", percent(*start), percent(*now)), 66.0, INK);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                typeset::line(ui, text);
                let args = [("text", documented.into())];
                typeset::note(ui, &words.say_with("debrief-objective-documented", &args));
            });
        });
    }
}

/// Where one left the record, and the decisions that weighed most with what hung on each.
fn right(ui: &mut Ui, view: &SeatView, debrief: &Debrief, ahead: &mut Lookahead) {
    let words = ui.words();
    let Some(seat) = &view.seat else { return };
    typeset::heading(ui, &words.say("debrief-weighed"));
    ahead.looks_back = true;
    let weighed =
        ahead.what_if.as_ref().map(|what_if| what_if.weightiest_of(&seat.name, WEIGHTIEST));
    match weighed {
        Some(weighed) if !weighed.is_empty() => {
            for turning in weighed {
                self::weighed(ui, turning);
            }
            typeset::note(ui, &words.say("debrief-weighed-note"));
        }
        Some(_) if !ahead.at_work => {
            typeset::aside(ui, &words.say("whatif-nothing"));
        }
        _ => {
            typeset::aside(ui, &words.say("ahead-at-work"));
        }
    }
    typeset::heading(ui, &words.say("debrief-roads"));
    let own: Vec<&ChoiceResult> = debrief.own_partings(&seat.name).collect();
    if own.is_empty() {
        typeset::aside(ui, &words.say("debrief-roads-none"));
    }
    for choice in own {
        typeset::wrapped(ui, &choice.question, Face::TextItalic.at(15.5), FAINT, MEASURE);
        let args = [
            ("chosen", (&choice.chosen).into()),
            ("recorded", choice.recorded.as_deref().unwrap_or_default().into()),
        ];
        typeset::prose(ui, &words.say_with("debrief-road", &args));
        ui.add_space(6.0);
    }
}

/// A decision, and what hung on it.
fn weighed(ui: &mut Ui, turning: &TurningView) {
    let words = ui.words();
    let head = format!("{} · {}", turning.date, turning.title);
    typeset::wrapped(ui, &head, Face::Label.at(13.5), FAINT, MEASURE);
    typeset::wrapped(ui, &turning.played, Face::TextBold.at(17.0), INK, MEASURE);
    let Some(other) = turning.heaviest() else { return };
    let args = [("label", (&other.label).into())];
    let sentence = words.say_with("whatif-other", &args);
    typeset::wrapped(ui, &sentence, Face::Text.at(16.0), ACCENT, MEASURE);
    for (by, sentence) in other.of_aims(&words) {
        let color = if by.value < 0.0 { AGAINST } else { FOR };
        typeset::wrapped(ui, &sentence, Face::Label.at(15.0), color, MEASURE);
    }
    for change in other.followed().take(3) {
        bullet(ui, &change.sentence(&words));
    }
    ui.add_space(8.0);
}

/// Lays out the decisions of all seats by day, beside what is documented.
pub(super) fn timelines(ui: &mut Ui, debrief: &Debrief) {
    let words = ui.words();
    typeset::prose(ui, &words.say("debrief-timelines-what"));
    ui.add_space(4.0);
    let width = ui.available_width().min(1180.0);
    let side = (width - 60.0) / 2.0;
    let unknown = words.say("verdict-unknown");
    for (result, choice) in debrief.choices() {
        let line = format!("{} · {}", result.date, choice.question);
        ui.horizontal_top(|ui| {
            typeset::swatch(ui, theme::ink(choice.ink));
            typeset::wrapped(ui, &choice.seat, Face::LabelBold.at(14.0), INK, MEASURE);
            typeset::wrapped(ui, &line, Face::Label.at(14.0), FAINT, width);
        });
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let said = |ui: &mut Ui, text: &str, color| {
                ui.allocate_ui(vec2(side, 0.0), |ui| {
                    ui.set_width(side);
                    typeset::wrapped(ui, text, Face::TextBold.at(16.0), color, side);
                });
            };
            said(ui, &choice.chosen, INK);
            let sign = match (choice.matched, &choice.recorded) {
                (true, _) => ("=", FOR),
                (false, Some(_)) => ("≠", AGAINST),
                (false, None) => ("?", FAINT),
            };
            typeset::figure(ui, sign.0, 16.0, sign.1);
            let documented = choice.recorded.as_deref().unwrap_or(&unknown);
            said(ui, documented, if choice.matched { FAINT } else { INK });
        });
        typeset::rule(ui);
    }
}
