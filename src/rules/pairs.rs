//! A table over directed pairs of powers.
//!
//! Not a map: every pair has a value from the start, so no lookup can miss and
//! no iteration order can vary.

use serde::{Deserialize, Serialize};

use super::ids::PowerId;

/// One value for each directed pair `from -> to`, in row order.
///
/// ```
/// use status_quo::rules::{ids::PowerId, pairs::Pairs};
/// let mut table = Pairs::filled(3, 0);
/// table[(PowerId(0), PowerId(2))] = 7;
/// assert_eq!(table[(PowerId(0), PowerId(2))], 7);
/// assert_eq!(table[(PowerId(2), PowerId(0))], 0);
/// ```
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairs<T> {
    powers: usize,
    values: Vec<T>,
}

impl<T: Clone> Clone for Pairs<T> {
    fn clone(&self) -> Self {
        Self { powers: self.powers, values: self.values.clone() }
    }

    // A derived one would not use the memory again.
    fn clone_from(&mut self, other: &Self) {
        self.powers = other.powers;
        self.values.clone_from(&other.values);
    }
}

impl<T: Clone> Pairs<T> {
    /// A table for `powers` powers with the same value everywhere.
    #[must_use]
    pub fn filled(powers: usize, value: T) -> Self {
        Self { powers, values: vec![value; powers * powers] }
    }
}

impl<T> Pairs<T> {
    /// How many powers the table covers.
    #[must_use]
    pub const fn powers(&self) -> usize {
        self.powers
    }
}

impl<T> core::ops::Index<(PowerId, PowerId)> for Pairs<T> {
    type Output = T;

    fn index(&self, (from, to): (PowerId, PowerId)) -> &T {
        &self.values[from.index() * self.powers + to.index()]
    }
}

impl<T> core::ops::IndexMut<(PowerId, PowerId)> for Pairs<T> {
    fn index_mut(&mut self, (from, to): (PowerId, PowerId)) -> &mut T {
        &mut self.values[from.index() * self.powers + to.index()]
    }
}
