//! The outcome space: every treaty that the clauses allow, by number.
//!
//! A treaty is a whole number in mixed radix: the last clause is the digit that
//! turns fastest. Not here: what a clause says or a treaty is worth.

use serde::{Deserialize, Serialize};

use crate::rules::ids::{ClauseId, ClauseValueId};

/// How many treaties a space may hold.
pub const MOST_TREATIES: u32 = 1_000_000;
/// How many clauses a space may have, clauses with a single value included.
pub const MOST_CLAUSES: usize = 64;
/// How many values a clause may have.
pub const MOST_VALUES: usize = u16::MAX as usize;
/// How many clauses a conference of the game may have.
pub const GAME_CLAUSES: usize = 8;
/// How many values a clause of the game may have; the fewest are two.
pub const GAME_VALUES: usize = 5;

/// A treaty: its number in a [`Space`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Treaty(pub u32);

impl Treaty {
    /// As an index into a table over the space.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Why there is no such space; clauses are counted from one for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpaceError {
    /// No clause at all.
    #[error("a treaty needs at least one clause")]
    NoClauses,
    /// Too many clauses.
    #[error("a treaty has at most {most} clauses, this one has {clauses}")]
    TooManyClauses {
        /// How many there are.
        clauses: usize,
        /// How many there may be.
        most: usize,
    },
    /// A clause without a value.
    #[error("clause {} has no values to choose from", .clause.index() + 1)]
    EmptyClause {
        /// Which.
        clause: ClauseId,
    },
    /// A clause of the game with one value or with too many.
    #[error("clause {} has {values} values; a clause of the game has 2 to {GAME_VALUES}", .clause.index() + 1)]
    ClauseSize {
        /// Which.
        clause: ClauseId,
        /// How many values it has.
        values: usize,
    },
    /// A clause with more values than can be counted.
    #[error("clause {} has {values} values; a clause has at most {MOST_VALUES}", .clause.index() + 1)]
    TooManyValues {
        /// Which.
        clause: ClauseId,
        /// How many values it has.
        values: usize,
    },
    /// More treaties than can be enumerated at once.
    #[error("the clauses allow more than {MOST_TREATIES} treaties; take out clauses or values")]
    TooLarge,
}

/// The product of the clauses' values.
///
/// ```
/// use status_quo::rules::ids::ClauseValueId;
/// use status_quo::rules::negotiation::space::{Space, Treaty};
/// let space = Space::new(&[2, 3]).unwrap();
/// assert_eq!(space.treaties(), 6);
/// let values = [1, 2].map(ClauseValueId);
/// let treaty = space.treaty(&values).unwrap();
/// assert_eq!(treaty, Treaty(5));
/// assert_eq!(space.values(treaty).collect::<Vec<_>>(), values);
/// assert!(Space::new(&[2, 0]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    sizes: Vec<u32>,
    strides: Vec<u32>,
    treaties: u32,
}

impl Space {
    /// The space of clauses with these numbers of values.
    ///
    /// # Errors
    /// If there is no clause, a clause has no value, or a limit is passed.
    pub fn new(sizes: &[usize]) -> Result<Self, SpaceError> {
        if sizes.is_empty() {
            return Err(SpaceError::NoClauses);
        }
        if sizes.len() > MOST_CLAUSES {
            return Err(SpaceError::TooManyClauses { clauses: sizes.len(), most: MOST_CLAUSES });
        }
        if let Some(clause) = sizes.iter().position(|&size| size == 0) {
            return Err(SpaceError::EmptyClause { clause: ClauseId::new(clause) });
        }
        let mut treaties = 1_u32;
        let mut strides = vec![1; sizes.len()];
        let mut narrow = vec![1; sizes.len()];
        for clause in (0..sizes.len()).rev() {
            strides[clause] = treaties;
            let size = u32::try_from(sizes[clause]).map_err(|_| SpaceError::TooLarge)?;
            narrow[clause] = size;
            treaties = treaties
                .checked_mul(size)
                .filter(|&all| all <= MOST_TREATIES)
                .ok_or(SpaceError::TooLarge)?;
        }
        if let Some(clause) = sizes.iter().position(|&size| size > MOST_VALUES) {
            let values = sizes[clause];
            return Err(SpaceError::TooManyValues { clause: ClauseId::new(clause), values });
        }
        Ok(Self { sizes: narrow, strides, treaties })
    }

    /// As [`Space::new`], within the limits of a conference of the game.
    ///
    /// # Errors
    /// As [`Space::new`]; also if there are more than [`GAME_CLAUSES`] clauses
    /// or a clause has fewer than two or more than [`GAME_VALUES`] values.
    pub fn of_game(sizes: &[usize]) -> Result<Self, SpaceError> {
        let space = Self::new(sizes)?;
        if sizes.len() > GAME_CLAUSES {
            return Err(SpaceError::TooManyClauses { clauses: sizes.len(), most: GAME_CLAUSES });
        }
        match sizes.iter().position(|size| !(2..=GAME_VALUES).contains(size)) {
            Some(clause) => {
                let values = sizes[clause];
                Err(SpaceError::ClauseSize { clause: ClauseId::new(clause), values })
            }
            None => Ok(space),
        }
    }

    /// How many treaties there are.
    #[must_use]
    pub const fn treaties(&self) -> u32 {
        self.treaties
    }

    /// How many clauses a treaty has.
    #[must_use]
    pub fn clauses(&self) -> usize {
        self.sizes.len()
    }

    /// The clauses, in order.
    #[must_use]
    pub fn clause_ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = ClauseId> + ExactSizeIterator + Clone + use<> {
        ClauseId::up_to(self.clauses())
    }

    /// How many values a clause has.
    #[must_use]
    pub fn size(&self, clause: ClauseId) -> usize {
        self.sizes[clause.index()] as usize
    }

    /// The values of a clause, in order.
    #[must_use]
    pub fn value_ids(
        &self,
        clause: ClauseId,
    ) -> impl DoubleEndedIterator<Item = ClauseValueId> + ExactSizeIterator + Clone + use<> {
        ClauseValueId::up_to(self.size(clause))
    }

    /// Whether there is such a value of such a clause.
    #[must_use]
    pub fn has(&self, clause: ClauseId, value: ClauseValueId) -> bool {
        self.sizes.get(clause.index()).is_some_and(|&size| u32::from(value.0) < size)
    }

    /// All treaties in order of their numbers.
    pub fn all(&self) -> impl Iterator<Item = Treaty> + use<> {
        (0..self.treaties).map(Treaty)
    }

    /// Whether the treaty is one of this space.
    #[must_use]
    pub const fn contains(&self, treaty: Treaty) -> bool {
        treaty.0 < self.treaties
    }

    /// The treaty with these values, one for each clause; none if one does not exist.
    #[must_use]
    pub fn treaty(&self, values: &[ClauseValueId]) -> Option<Treaty> {
        if values.len() != self.sizes.len() {
            return None;
        }
        let mut number = 0;
        for ((&value, &size), &stride) in values.iter().zip(&self.sizes).zip(&self.strides) {
            let value = u32::from(value.0);
            if value >= size {
                return None;
            }
            number += value * stride;
        }
        Some(Treaty(number))
    }

    /// The value that the treaty has for a clause.
    #[must_use]
    pub fn value(&self, treaty: Treaty, clause: ClauseId) -> ClauseValueId {
        let clause = clause.index();
        #[expect(clippy::cast_possible_truncation, reason = "a clause has at most MOST_VALUES")]
        ClauseValueId(((treaty.0 / self.strides[clause]) % self.sizes[clause]) as u16)
    }

    /// The values of the treaty, clause by clause.
    pub fn values(&self, treaty: Treaty) -> impl Iterator<Item = ClauseValueId> {
        self.clause_ids().map(move |clause| self.value(treaty, clause))
    }

    /// The treaty with one value changed; `value` must exist.
    #[must_use]
    pub fn with(&self, treaty: Treaty, clause: ClauseId, value: ClauseValueId) -> Treaty {
        debug_assert!(self.has(clause, value), "the clause has the value");
        let stride = self.strides[clause.index()];
        let old = (treaty.0 / stride) % self.sizes[clause.index()];
        Treaty(treaty.0 - old * stride + u32::from(value.0) * stride)
    }

    /// The clauses in which two treaties differ, in order.
    ///
    /// ```
    /// use status_quo::rules::ids::{ClauseId, ClauseValueId};
    /// use status_quo::rules::negotiation::space::Space;
    /// let space = Space::new(&[2, 3, 2]).unwrap();
    /// let a = space.treaty(&[0, 1, 1].map(ClauseValueId)).unwrap();
    /// let b = space.treaty(&[0, 2, 0].map(ClauseValueId)).unwrap();
    /// assert_eq!(space.differences(a, b).collect::<Vec<_>>(), [1, 2].map(ClauseId));
    /// ```
    pub fn differences(&self, a: Treaty, b: Treaty) -> impl Iterator<Item = ClauseId> {
        self.clause_ids().filter(move |&clause| self.value(a, clause) != self.value(b, clause))
    }

    /// The treaties that differ from this one in a single clause, in order of
    /// the clause, then of the value.
    pub fn neighbours(&self, treaty: Treaty) -> impl Iterator<Item = Treaty> {
        self.clause_ids().flat_map(move |clause| {
            let own = self.value(treaty, clause);
            self.value_ids(clause)
                .filter(move |&value| value != own)
                .map(move |value| self.with(treaty, clause, value))
        })
    }
}

/// For every treaty, the sum of its clauses' terms, added in the order of the clauses.
pub(super) fn sums(terms: &[Vec<f64>]) -> Vec<f64> {
    let mut sums = vec![0.0];
    for clause in terms {
        let mut wider = Vec::with_capacity(sums.len() * clause.len());
        for sum in &sums {
            wider.extend(clause.iter().map(|term| sum + term));
        }
        sums = wider;
    }
    sums
}
