//! The state of a walk over the agenda, and how it goes several ways at once.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cells, Never};
use super::reached::Reach;
use crate::rules::ids::{InstrumentId, ItemId, OutcomeId, PowerId};
use crate::rules::quantity::Date;
use crate::rules::recognition::Standing;
use crate::rules::setting::Setting;
use crate::scenario::places::Spot;

/// The state of a walk: the cells, the findings so far, and tables for look-ups.
pub(super) struct ReachWalk<'s> {
    pub(super) cells: Cells<'s>,
    pub(super) spots: BTreeMap<Spot, Reach>,
    pub(super) never: BTreeMap<Spot, Never>,
    /// For each outcome, whether it may come to each of its values.
    pub(super) outcomes: Vec<Vec<bool>>,
    /// The instruments that may end by themselves.
    pub(super) expiring: Vec<InstrumentId>,
    /// The rungs at which some instrument may cap a pair.
    pub(super) ceilings: BTreeMap<(PowerId, PowerId), BTreeSet<Standing>>,
    /// The outcomes that are read when an item closes.
    pub(super) read_at: BTreeMap<ItemId, Vec<OutcomeId>>,
    /// Today, at the earliest and at the latest.
    pub(super) today: (Date, Date),
    /// The number of open forks of which another way may be taken: an effect that is
    /// applied now is certain only if it is 0.
    pub(super) unsure: usize,
    /// Whether the instrument signed last was certainly not in force before.
    pub(super) fresh: bool,
    /// Whether the signature that is followed up was certain.
    pub(super) certain: bool,
}

/// The terms in years that an instrument may have.
pub(super) fn years(setting: &Setting, id: InstrumentId) -> BTreeSet<u16> {
    let def = &setting.instruments[id.index()];
    let written = def.conference.into_iter().flat_map(|conference| {
        let clauses = &setting.conferences[conference.index()].clauses;
        clauses.iter().flat_map(|clause| &clause.values).filter_map(|value| value.years)
    });
    def.years.into_iter().chain(written).collect()
}

impl ReachWalk<'_> {
    /// Follows several ways from the current state, as [`Cells`] does, with the whole walk.
    pub(super) fn fork(
        &mut self,
        ways: usize,
        mut go: impl FnMut(&mut Self, usize) -> bool,
    ) -> bool {
        let mut ends = Vec::new();
        for way in 0..ways {
            self.cells.set_out();
            let can = go(self, way);
            let end = self.cells.go_back();
            if can {
                ends.push(end);
            }
        }
        self.cells.go_on(&ends)
    }

    /// Follows several ways of which one is taken, as a fork whose effects are uncertain.
    pub(super) fn perhaps_one(&mut self, ways: usize, mut go: impl FnMut(&mut Self, usize)) {
        self.unsure += 1;
        self.fork(ways, |walk, way| {
            go(walk, way);
            true
        });
        self.unsure -= 1;
    }
}
