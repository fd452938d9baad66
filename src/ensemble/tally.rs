//! The tally: how often each outcome came to each value.

use serde::Serialize;

use crate::rules::agenda::Agenda;
use crate::rules::ids::OutcomeId;
use crate::scenario::Scenario;

/// Counts of every value of every outcome. Adding two tallies is commutative,
/// so no order of waves or threads can reach the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeTally {
    /// Runs counted.
    pub runs: u64,
    /// One row for each outcome, one count for each of its values.
    pub counts: Vec<Vec<u64>>,
}

impl OutcomeTally {
    /// An empty tally for a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let rows = scenario.setting.outcomes.iter().map(|outcome| vec![0; outcome.values]);
        Self { runs: 0, counts: rows.collect() }
    }

    /// Counts a timeline that has ended.
    pub fn count(&mut self, agenda: &Agenda) {
        self.runs += 1;
        for (row, value) in self.counts.iter_mut().zip(&agenda.outcomes) {
            if let Some(slot) = value.and_then(|v| row.get_mut(usize::from(v))) {
                *slot += 1;
            }
        }
    }

    /// Adds another tally of the same scenario.
    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        for (row, more) in self.counts.iter_mut().zip(&other.counts) {
            for (slot, n) in row.iter_mut().zip(more) {
                *slot += n;
            }
        }
    }

    /// The counts by name: outcome, then value, every value of each outcome.
    #[must_use]
    pub fn by_name(&self, scenario: &Scenario) -> Vec<(String, Vec<(String, u64)>)> {
        let texts = scenario.text.outcomes.iter().enumerate();
        texts
            .map(|(index, text)| {
                let keys = scenario.outcome_keys(OutcomeId::new(index));
                let row = self.counts[index].iter().copied();
                (text.id.to_string(), keys.iter().cloned().zip(row).collect())
            })
            .collect()
    }
}
