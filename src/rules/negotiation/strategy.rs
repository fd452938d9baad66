//! The standard time-based parties of the field, for comparison.
//!
//! They concede by the clock alone, after Faratin, Sierra & Jennings (1998):
//! blind to what the others want. Our own party is [`super::negotiator`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::protocol::{Delegate, NegotiationAct, Table};
use super::space::Treaty;
use super::utility::Valuation;

/// The pace at which a time-based party concedes, by its exponent `e`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcessionRate {
    /// Late: `e = 4`.
    Boulware,
    /// Evenly: `e = 1`.
    Linear,
    /// Early: `e = 1/4`.
    Conceder,
}

impl ConcessionRate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Boulware, Self::Linear, Self::Conceder];

    /// The exponent `e` of the concession.
    #[must_use]
    pub const fn exponent(self) -> f64 {
        match self {
            Self::Boulware => 4.0,
            Self::Linear => 1.0,
            Self::Conceder => 0.25,
        }
    }
}

/// `t = (k + 1)/(n + 1)`: how much of the time has passed in round `k` of `n`.
///
/// ```
/// assert_eq!(status_quo::rules::negotiation::strategy::elapsed(0, 3), 0.25);
/// ```
#[must_use]
pub fn elapsed(round: u32, rounds: u32) -> f64 {
    (f64::from(round) + 1.0) / (f64::from(rounds) + 1.0)
}

/// How far below its aspiration a time-based party may go to find a treaty.
const SLACK: f64 = 1e-4;

/// A time-based party with all its treaties in order of their worth.
#[derive(Clone, Debug)]
pub struct TimeBased {
    valuation: Arc<Valuation>,
    pace: ConcessionRate,
    /// Treaties that cross no hard line and are worth at least `r`, best first.
    sorted: Vec<(f64, Treaty)>,
}

impl TimeBased {
    /// Sorts the treaties once.
    #[must_use]
    pub fn new(valuation: Arc<Valuation>, pace: ConcessionRate) -> Self {
        let mut sorted: Vec<(f64, Treaty)> = valuation
            .space()
            .all()
            .filter(|&treaty| valuation.acceptable(treaty))
            .map(|treaty| (valuation.expected(treaty), treaty))
            .collect();
        sorted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Self { valuation, pace, sorted }
    }

    /// The least it accepts and offers in round `k` of `n`:
    /// `floor = r' + (max - r')(1 - t^e) - 1e-4`, within `[r', max]`, where
    /// `r' = max(r, min)` and `t` is [`elapsed`].
    #[must_use]
    pub fn floor(&self, round: u32, rounds: u32) -> f64 {
        let v = &self.valuation;
        let low = v.reservation().max(v.min());
        let passed = libm::pow(elapsed(round, rounds), self.pace.exponent());
        let floor = low + (v.max() - low) * (1.0 - passed) - SLACK;
        floor.max(low).min(v.max())
    }
}

impl Delegate for TimeBased {
    /// Accepts what is at least its floor; else offers its own worst treaty
    /// that is. Without a treaty worth its reservation value it walks out.
    fn act(&self, table: &Table, _chance: f64) -> NegotiationAct {
        let floor = self.floor(table.round(), table.rounds());
        if let Some(standing) = table.standing()
            && self.valuation.acceptable(standing.treaty)
            && self.valuation.expected(standing.treaty) >= floor
        {
            return NegotiationAct::Accept;
        }
        let enough = self.sorted.partition_point(|(worth, _)| *worth >= floor);
        self.sorted[..enough]
            .last()
            .map_or(NegotiationAct::WalkOut, |(_, treaty)| NegotiationAct::Offer(*treaty))
    }
}
