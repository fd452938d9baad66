//! Reachability: the agenda is walked once, with sets in place of values.
//!
//! Each table of a position is kept as everything it may hold: the values of a
//! fact, the leaders of a seat, whether a treaty binds. The walk takes every
//! option, every branch and every fate of a conference, so that what it finds
//! impossible is impossible in every game, whoever plays (an over-approximation
//! in the sense of Cousot and Cousot 1977, with one set for each cell). What it
//! finds possible may still not be: two things that never go together look as if
//! they could. Only playing tells.

mod agenda;
mod cells;
mod changes;
mod reached;
mod walk;

pub use cells::Never;
pub use reached::{Reach, Reached};

use super::Scenario;

impl Reached {
    /// Walks the agenda of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        agenda::walk(&scenario.setting, scenario.opening.borrow(), true)
    }

    /// As [`Reached::of`], of games that take nothing over from earlier ones.
    #[must_use]
    pub fn as_documented(scenario: &Scenario) -> Self {
        agenda::walk(&scenario.setting, scenario.opening.borrow(), false)
    }
}
