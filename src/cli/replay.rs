//! `replay`: plays a journal again and prints its final state.

use std::path::Path;

use super::answer::{Failure, Format, say_json, say_text};
use super::resume::{read_journal, restore};
use crate::rules::ids::OutcomeId;
use crate::scenario::draft::Outcome;
use crate::words::Words;

pub(super) fn replay(
    words: &Words,
    path: &Path,
    format: Format,
    scenario: Option<&str>,
) -> Result<(), Failure> {
    let recovered = read_journal(words, path)?;
    let (world, game) = restore(words, &recovered, scenario)?;
    let whole = recovered.damage.is_none() && game.decided(&world) == recovered.decisions().len();
    let (scenario, header) = (game.scenario(), game.header(&world));
    let outcome = |(index, text): (usize, &Outcome)| {
        let value = game.outcome(&world, OutcomeId::new(index));
        (text.id.to_string(), value.into())
    };
    let outcomes: serde_json::Map<String, serde_json::Value> =
        scenario.text.outcomes.iter().enumerate().map(outcome).collect();
    let hash = game.hash(&world);
    match format {
        Format::Json => say_json(
            &serde_json::json!({
                "hash": hash,
                "scenario": header.scenario,
                "version": header.version,
                "content": header.content,
                "part": scenario.place.is_some().then(|| scenario.head.id.as_str()),
                "seed": header.seed,
                "decisions": game.decided(&world),
                "date": game.date(&world).to_string(),
                "over": game.is_over(&world),
                "outcomes": outcomes,
                "whole": whole,
                "damaged_line": recovered.damage.as_ref().map(|damage| damage.line),
            })
            .to_string(),
        ),
        Format::Human => {
            say_text(&format!(
                "{} {}, seed {}: {} decisions, to {}",
                header.scenario,
                header.version,
                header.seed,
                game.decided(&world),
                game.date(&world)
            ));
            say_text(&format!("state hash {hash}"));
        }
    }
    if whole { Ok(()) } else { Err(Failure::Said) }
}
