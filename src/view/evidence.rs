//! How far a scenario can be trusted: its sources by kind, what its numbers rest on, and which
//! of them carry its outcomes.
//!
//! What carries what was worked out beforehand, by `status-quo sensitivity`, and came with
//! the program; it is told only of the edition that it was worked out for.

use std::collections::BTreeMap;

use super::types::{CarrierView, ContradictionView, OutcomeRests, RestsView, TrustView};
use super::wording::{Wording, source_kind_words};
use crate::ensemble::sensitivity::{Carrier, Rests, Sensitivity};
use crate::scenario::Scenario;
use crate::words::{Phrase, Words};

/// What was worked out for the scenarios that came with the program.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets/evidence/"]
struct WorkedOut;

/// How far a scenario can be trusted.
#[must_use]
pub fn trust(words: &Words, scenario: &Scenario) -> TrustView {
    let wording = Wording { scenario, words };
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for source in &scenario.text.sources {
        *kinds.entry(source_kind_words(words, source.kind)).or_default() += 1;
    }
    let mut sources: Vec<(String, usize)> = kinds.into_iter().collect();
    sources.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    let names = [
        Phrase("evidence-primary"),
        Phrase("evidence-secondary"),
        Phrase("evidence-contested"),
        Phrase("evidence-judgement"),
    ];
    let grades = names.map(|name| words.phrase(name)).into_iter().zip(scenario.evidence);
    let models = [
        Phrase("model-recognition"),
        Phrase("model-deterrence"),
        Phrase("model-borders"),
        Phrase("model-negotiation"),
        Phrase("model-conduct"),
        Phrase("model-chance"),
    ];
    let contradictions = scenario.text.contradictions.iter().map(|entry| ContradictionView {
        id: entry.id.to_string(),
        text: entry.says.clone(),
        ruling: entry.ruling.clone(),
        sources: wording.citations(&entry.src),
    });
    TrustView {
        sources,
        grades: grades.collect(),
        rests: worked_out(scenario).map(|done| rests(words, scenario, done)),
        models: models.map(|model| words.phrase(model)).to_vec(),
        contradictions: contradictions.collect(),
    }
}

/// What was worked out for this edition of a scenario.
fn worked_out(scenario: &Scenario) -> Option<Sensitivity> {
    let file = WorkedOut::get(&format!("{}.json", scenario.head.id))?;
    let done: Sensitivity = serde_json::from_slice(&file.data).ok()?;
    let same = done.version == scenario.head.version && done.graded == scenario.evidence;
    same.then_some(done)
}

fn rests(words: &Words, scenario: &Scenario, done: Sensitivity) -> RestsView {
    let title = |id: &str| {
        let text = scenario.text.outcomes.iter().find(|text| text.id == id);
        text.map_or_else(|| id.to_owned(), |text| text.title.clone())
    };
    let mut outcomes: Vec<OutcomeRests> = done
        .outcomes
        .into_iter()
        .map(|Rests { id, on_judgement, judgements, most }| OutcomeRests {
            title: title(&id),
            on_judgement,
            judgements,
            most,
        })
        .collect();
    outcomes.sort_by(|a, b| b.on_judgement.total_cmp(&a.on_judgement));
    let carrier = |Carrier { of, value, range, grade, why, carries, .. }: Carrier| {
        let args = [
            ("value", shown(value).into()),
            ("low", shown(range.0).into()),
            ("high", shown(range.1).into()),
            ("grade", grade.into()),
        ];
        CarrierView { of, value: words.say_with("evidence-number", &args), why, carries }
    };
    RestsView {
        games: done.games,
        points: done.points,
        moved: done.moved,
        outcomes,
        carriers: done.carriers.into_iter().map(carrier).collect(),
    }
}

/// A number without needless digits.
fn shown(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
