//! What many games of a pack show: how the seats fare, what comes of it, and what
//! was never seen.

use bevy_egui::egui::{Frame, Margin, ScrollArea, Ui};

use super::findings::{ink, place_words};
use crate::desktop::bench::{Ask, GAMES, Tried, Workbench};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, Weight};
use crate::ensemble::trial::Range;
use crate::scenario::Scenario;
use crate::words::Phrase;
use crate::workbench::Bench;

/// Lays out the last trial, or how to begin one.
pub(super) fn show(ui: &mut Ui, bench: &Bench, workbench: &mut Workbench, requests: &mut Requests) {
    let words = ui.words();
    let Some(good) = bench.good() else {
        typeset::prose(ui, &words.say("bench-never-good"));
        return;
    };
    let mut goes_to = None;
    let area = ScrollArea::vertical().id_salt("bench trial").auto_shrink([false, false]);
    area.show(ui, |ui| {
        typeset::scroll_by_keys(ui, true);
        Frame::new().inner_margin(Margin { left: 0, right: 12, top: 2, bottom: 16 }).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                let Some(tried) = &workbench.tried else {
                    let args = [("games", GAMES.into())];
                    typeset::prose(ui, &words.say_with("bench-trial-what", &args));
                    ui.add_space(8.0);
                    let idle = workbench.busy.is_none();
                    if typeset::button(ui, &words.say("bench-try"), Weight::Main, idle).clicked() {
                        requests.ask(Request::Bench(Ask::Try));
                    }
                    return;
                };
                if workbench.tried().is_none() {
                    typeset::aside(ui, &words.say("bench-trial-old"));
                }
                goes_to = result(ui, &good.scenario, tried);
            },
        );
    });
    if let Some(place) = goes_to {
        workbench.chosen = None;
        workbench.go_to(&place);
    }
}

fn result(
    ui: &mut Ui,
    scenario: &Scenario,
    tried: &Tried,
) -> Option<crate::scenario::finding::TextPlace> {
    let words = ui.words();
    let mut goes_to = None;
    let summary = &tried.summary;
    let args = [("own", summary.games_own.into()), ("any", summary.games_any.into())];
    typeset::prose(ui, &words.say_with("bench-trial-games", &args));
    typeset::heading(ui, &words.say("bench-trial-findings"));
    if tried.findings.is_empty() {
        typeset::aside(ui, &words.say("bench-trial-nothing"));
    }
    for finding in &tried.findings {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let color = ink(finding.severity);
            typeset::wrapped(ui, finding.code, Face::LabelBold.at(13.5), color, f32::INFINITY);
            if typeset::small_link(ui, &place_words(&finding.place)).clicked() {
                goes_to = Some(finding.place.clone());
            }
        });
        typeset::line(ui, &finding.message);
        if let Some(help) = &finding.help {
            typeset::note(ui, help);
        }
        ui.add_space(6.0);
    }
    typeset::heading(ui, &words.say("bench-trial-seats"));
    typeset::note(ui, &words.say("bench-trial-seats-hint"));
    for seat in &summary.seats {
        let named = scenario.text.seats.iter().find(|text| text.id == seat.seat);
        let name = named.map_or(seat.seat.as_str(), |text| text.name.as_str());
        let span =
            |range: &Range| format!("{:.2} ({:.2}–{:.2})", range.mean, range.least, range.most);
        let args = [
            ("seat", name.into()),
            ("worth", span(&seat.worth).into()),
            ("questions", format!("{:.1}", seat.questions.mean).into()),
            ("speeches", format!("{:.1}", seat.speeches.mean).into()),
            ("minutes", format!("{:.0}", seat.minutes.mean).into()),
        ];
        typeset::share_bar(ui, seat.worth.mean, &words.say_with("bench-trial-seat", &args), FOR);
    }
    typeset::heading(ui, &words.say("bench-trial-outcomes"));
    typeset::note(ui, &words.say("bench-trial-outcomes-hint"));
    for outcome in &summary.outcomes {
        let named = scenario.text.outcomes.iter().find(|text| text.id == outcome.outcome);
        let title = named.map_or(outcome.outcome.as_str(), |text| text.title.as_str());
        typeset::wrapped(ui, title, Face::LabelBold.at(15.0), INK, typeset::MEASURE);
        for (value, own, any) in outcome.values.iter().filter(|(_, own, any)| own + any > 0) {
            let share = *own as f64 / summary.games_own.max(1) as f64;
            let uniform = *any as f64 / summary.games_any.max(1) as f64;
            let documented = outcome.documented.as_ref() == Some(value);
            let key = if documented {
                Phrase("bench-trial-value-documented")
            } else {
                Phrase("bench-trial-value")
            };
            let args = [("value", value.into()), ("any", typeset::percent(uniform).into())];
            let color = if documented { FOR } else { FAINT };
            typeset::share_line(ui, share, &words.phrase_with(key, &args), color);
        }
        ui.add_space(6.0);
    }
    goes_to
}
