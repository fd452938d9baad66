//! Weighings of answers, summed over the games of a trial.

use std::collections::BTreeMap;

use crate::rules::conduct::{Deliberation, Reason};

/// Millionths of a unit: sums of whole numbers do not hang on their order.
pub(super) const MILLIONTHS: f64 = 1e6;

/// What an answer was worth to its seat over several weighings: sums, in millionths of
/// utility, so that their order does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighings {
    /// How often it was weighed.
    pub n: u64,
    /// How often a red line that is never crossed ruled it out.
    pub barred: u64,
    /// The sum of its utility.
    pub utility: i64,
    /// The sum of each term of the utility.
    pub terms: BTreeMap<Reason, i64>,
}

/// Whole millionths of an amount of utility.
fn millionths(utility: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "utilities are within a few units")]
    let whole = libm::round(utility.clamp(-1e6, 1e6) * MILLIONTHS) as i64;
    whole
}

impl Weighings {
    /// Adds a deliberation to the weighings of the answers of its move.
    pub(super) fn count(of_move: &mut [Self], deliberation: &Deliberation) {
        for weighed in &deliberation.options {
            let sum = &mut of_move[weighed.option.index()];
            sum.n += 1;
            sum.barred += u64::from(weighed.barred);
            sum.utility += millionths(weighed.utility);
            for (reason, amount) in &weighed.terms {
                *sum.terms.entry(*reason).or_default() += millionths(*amount);
            }
        }
    }

    /// Adds other weighings of the same answer.
    pub(super) fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.barred += other.barred;
        self.utility += other.utility;
        for (reason, amount) in &other.terms {
            *self.terms.entry(*reason).or_default() += amount;
        }
    }

    /// The mean of a sum over its weighings.
    fn mean_of(&self, sum: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a mean needs no more digits")]
        let mean = sum as f64 / MILLIONTHS / self.n.max(1) as f64;
        mean
    }

    /// The mean of its utility.
    pub(super) fn mean(&self) -> f64 {
        self.mean_of(self.utility)
    }

    /// The mean of one term of its utility.
    pub(super) fn mean_term(&self, reason: Reason) -> f64 {
        self.mean_of(self.terms.get(&reason).copied().unwrap_or(0))
    }
}
