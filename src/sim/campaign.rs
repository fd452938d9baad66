//! A campaign in play: what was played of it before the part that is on.
//!
//! Each part is a game of its own. How one leads to the next is the business of
//! [`crossing`](super::crossing).

use std::sync::Arc;

use super::journal::JournalLine;
use crate::rules::chance::{Chance, Draw};
use crate::rules::position::Position;
use crate::scenario::Scenario;

/// What was played of a campaign before the part that is on.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// The seed of the campaign; none in the first part, whose seed it is.
    pub(super) seed: Option<u64>,
    /// The lines of the journal before those of this part.
    pub(super) lines: Vec<JournalLine>,
    /// How the parts before ended, in order.
    pub ends: Vec<PartEnd>,
}

/// How a part of a campaign ended.
#[derive(Clone, Debug)]
pub struct PartEnd {
    /// The part, as it opened.
    pub scenario: Arc<Scenario>,
    /// How it ended.
    pub position: Position,
    /// What it left, as the numbers of its legacies.
    pub left: Vec<usize>,
}

impl PartEnd {
    /// The end of a game that has come to it.
    #[must_use]
    pub fn of(scenario: &Arc<Scenario>, position: Position) -> Self {
        let here = position.borrow();
        let legacies = scenario.setting.legacies.iter().enumerate();
        let left = legacies.filter(|(_, when)| here.holds(when)).map(|(index, _)| index).collect();
        Self { scenario: Arc::clone(scenario), position, left }
    }

    /// What it left, as `scenario/legacy`.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let id = &self.scenario.head.id;
        self.left
            .iter()
            .map(move |index| format!("{id}/{}", self.scenario.text.legacies[*index].id))
    }

    /// What it left, in sentences.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.left.iter().map(|index| self.scenario.text.legacies[*index].text.as_str())
    }
}

/// The seed of a part where none is named: drawn by that of the campaign, and small, so
/// that players can tell it to each other.
#[must_use]
pub fn seed_of_part(campaign: u64, part: usize) -> u64 {
    let key = u64::try_from(part).unwrap_or(u64::MAX);
    Chance::new(campaign).derive(Draw::Part, &[key]) % 99_999 + 1
}
