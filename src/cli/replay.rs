//! `replay`: plays a journal again and prints where it ends.

use std::path::Path;

use super::answer::{Failure, Format, say_out};
use super::play::{read_journal, restore};
use crate::sim::timeline::position;
use crate::words::Words;

pub(super) fn replay(
    words: &Words,
    path: &Path,
    format: Format,
    scenario: Option<&str>,
) -> Result<(), Failure> {
    let recovered = read_journal(words, path)?;
    let (world, game) = restore(words, &recovered, scenario)?;
    let whole =
        recovered.damage.is_none() && game.decisions(&world).len() == recovered.decisions().len();
    let scenario = game.scenario();
    let here = position(&world, game.timeline());
    let outcomes: serde_json::Map<String, serde_json::Value> = scenario
        .text
        .outcomes
        .iter()
        .enumerate()
        .map(|(index, outcome)| {
            let keys = scenario.outcome_keys(crate::rules::ids::OutcomeId::new(index));
            let value = here.agenda.outcomes[index].and_then(|v| keys.get(usize::from(v)).cloned());
            (outcome.id.to_string(), value.into())
        })
        .collect();
    let hash = game.hash(&world);
    match format {
        Format::Json => say_out(
            &serde_json::json!({
                "hash": hash,
                "scenario": scenario.head.id,
                "version": scenario.head.version,
                "content": scenario.hash,
                "seed": game.seed(&world),
                "decisions": game.decisions(&world).len(),
                "date": here.agenda.clock.to_string(),
                "over": game.is_over(&world),
                "outcomes": outcomes,
            })
            .to_string(),
        ),
        Format::Human => {
            say_out(&format!(
                "{} {}, seed {}: {} decisions, to {}",
                scenario.head.id,
                scenario.head.version,
                game.seed(&world),
                game.decisions(&world).len(),
                here.agenda.clock
            ));
            say_out(&format!("state hash {hash}"));
        }
    }
    if whole { Ok(()) } else { Err(Failure::Said) }
}
