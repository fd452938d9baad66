//! What can come about at all: the agenda walked once with sets in place of values.
//!
//! Each table of a position is kept as everything it may hold: the values of a
//! fact, the leaders of a seat, whether a treaty binds. The walk takes every
//! option, every branch and every fate of a conference, so that what it finds
//! impossible is impossible in every game, whoever plays (an over-approximation
//! in the sense of Cousot and Cousot 1977, with one set for each cell). What it
//! finds possible may still not be: two things that never go together look as if
//! they could. Only playing tells.

mod cells;
mod walk;

use std::collections::BTreeMap;

pub use cells::Never;

use super::Scenario;
use super::places::Spot;
use crate::rules::ids::OutcomeId;

/// Whether something comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// In no game.
    Never,
    /// Nothing rules it out; it depends on what is chosen and drawn.
    Perhaps,
    /// In every game; for what is part of an item, whenever the item comes up.
    Always,
}

/// What can come about in a scenario.
#[derive(Clone, Debug)]
pub struct Reached {
    spots: BTreeMap<Spot, Reach>,
    never: BTreeMap<Spot, Never>,
    outcomes: Vec<Vec<bool>>,
}

impl Reached {
    /// Walks the agenda of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        walk::walk(&scenario.setting, scenario.opening.borrow())
    }

    /// Whether an item comes up, a question is asked, an option is open, a branch
    /// can be drawn, a conference meets, a mandate is followed, a red line can be
    /// crossed. Of anything else: perhaps.
    #[must_use]
    pub fn spot(&self, spot: Spot) -> Reach {
        self.spots.get(&spot).copied().unwrap_or(Reach::Perhaps)
    }

    /// Whether an outcome may come to a value.
    #[must_use]
    pub fn outcome(&self, outcome: OutcomeId, value: usize) -> bool {
        self.outcomes[outcome.index()].get(value).copied().unwrap_or(false)
    }

    /// What can never come about, and what stands against it.
    #[must_use]
    pub const fn never(&self) -> &BTreeMap<Spot, Never> {
        &self.never
    }
}
