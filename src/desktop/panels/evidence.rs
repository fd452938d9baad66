//! How far a scenario can be trusted, laid out: in the library, and in the debrief.

use bevy_egui::egui::Ui;

use super::brief::bullet;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{RestsView, TrustView};
use crate::words::percent;

/// Lays it out. Contradictions tell of what came: they are left out where a game may still
/// be played.
pub fn show(ui: &mut Ui, trust: &TrustView, is_over: bool) {
    let words = ui.words();
    typeset::heading(ui, &words.say("evidence-grades"));
    let all: u32 = trust.grades.iter().map(|(_, count)| count).sum();
    for (grade, count) in &trust.grades {
        typeset::share_line(ui, f64::from(*count) / f64::from(all.max(1)), grade, FAINT);
    }
    typeset::heading(ui, &words.say("evidence-sources"));
    for (kind, count) in &trust.sources {
        bullet(ui, &format!("{count} · {kind}"));
    }
    if let Some(rests) = &trust.rests {
        self::rests(ui, rests);
    } else {
        ui.add_space(6.0);
        typeset::aside(ui, &words.say("evidence-not-worked-out"));
    }
    typeset::heading(ui, &words.say("evidence-models"));
    for model in &trust.models {
        bullet(ui, model);
    }
    if is_over && !trust.contradictions.is_empty() {
        typeset::heading(ui, &words.say("evidence-contradictions"));
        for entry in &trust.contradictions {
            bullet(ui, &format!("{}: {} {}", entry.id, entry.text, entry.ruling));
        }
    }
}

fn rests(ui: &mut Ui, rests: &RestsView) {
    let words = ui.words();
    typeset::heading(ui, &words.say("evidence-outcomes"));
    let args = [("points", rests.points.into()), ("games", rests.games.to_string().into())];
    typeset::prose(ui, &words.say_with("evidence-outcomes-what", &args));
    for outcome in &rests.outcomes {
        typeset::share_line(ui, outcome.on_judgement, &outcome.title, ACCENT);
        let judged = outcome
            .judgements
            .map(|share| words.say_with("evidence-judged", &[("percent", percent(share).into())]));
        let most = outcome.most.as_ref().map(|(of, share)| {
            let args = [("of", of.into()), ("percent", percent(*share).into())];
            words.say_with("evidence-most", &args)
        });
        let told: Vec<String> = most.into_iter().chain(judged).collect();
        if !told.is_empty() {
            ui.horizontal_top(|ui| {
                ui.add_space(124.0);
                typeset::wrapped(ui, &told.join(" "), Face::Label.at(13.0), FAINT, MEASURE);
            });
        }
    }
    typeset::heading(ui, &words.say("evidence-carriers"));
    for carrier in &rests.carriers {
        typeset::wrapped(ui, &carrier.of, Face::LabelBold.at(14.0), INK, MEASURE);
        let text = format!("{}. {}", carrier.value, carrier.why);
        typeset::wrapped(ui, &text, Face::Label.at(14.0), FAINT, MEASURE);
    }
}
