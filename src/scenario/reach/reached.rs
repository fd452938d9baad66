//! The result of the walk over the agenda: the things that can come about.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::Never;
use crate::rules::ids::{MoveId, OptionId, OutcomeId};
use crate::scenario::places::Spot;

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

/// The things that can come about in a scenario.
#[derive(Clone, Debug)]
pub struct Reached {
    pub(super) spots: BTreeMap<Spot, Reach>,
    pub(super) never: BTreeMap<Spot, Never>,
    pub(super) outcomes: Vec<Vec<bool>>,
}

impl Reached {
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

    /// The options that are never open, in moves that are asked or not.
    #[must_use]
    pub fn never_open(&self) -> BTreeSet<(MoveId, OptionId)> {
        let never = self.spots.iter().filter(|(_, reach)| **reach == Reach::Never);
        never
            .filter_map(|(spot, _)| match spot {
                Spot::Option(mv, option) => Some((*mv, *option)),
                _ => None,
            })
            .collect()
    }

    /// The spots that can never come about, each with the reason.
    #[must_use]
    pub const fn never(&self) -> &BTreeMap<Spot, Never> {
        &self.never
    }
}
