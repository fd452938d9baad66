//! Audiences: the seats that know of an event or a thing.
//!
//! [`Audience`] is the one type for it: everybody, or a set of seats. The audiences of
//! instruments and acts are derived in [secrecy](super::secrecy).

use serde::{Deserialize, Serialize};

use super::ids::SeatId;

/// How many seats a scenario may have: a set of seats is one word of memory.
pub const MOST_SEATS: usize = 64;

/// A set of seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatSet(u64);

impl SeatSet {
    /// Whether a seat is in it.
    #[must_use]
    pub const fn contains(self, seat: SeatId) -> bool {
        self.0 & Self::bit(seat) != 0
    }

    /// The same set with one more seat.
    #[must_use]
    pub const fn with(self, seat: SeatId) -> Self {
        Self(self.0 | Self::bit(seat))
    }

    /// The seats of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether every seat of it is in another.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// How many seats there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The seats, in order of their ids.
    pub fn iter(self) -> impl Iterator<Item = SeatId> {
        (0..MOST_SEATS).map(SeatId::new).filter(move |seat| self.contains(*seat))
    }

    const fn bit(seat: SeatId) -> u64 {
        1 << (seat.index() % MOST_SEATS)
    }
}

impl FromIterator<SeatId> for SeatSet {
    fn from_iter<I: IntoIterator<Item = SeatId>>(seats: I) -> Self {
        seats.into_iter().fold(Self::default(), Self::with)
    }
}

/// The audience of an event or a thing: everybody, or a set of seats.
///
/// It is serialised as null for everybody, else as the list of the seats. The empty set
/// is nobody: only the log and the debrief may show such a thing.
///
/// ```
/// use status_quo::rules::{audience::Audience, ids::SeatId};
/// let two: Audience = [SeatId(0), SeatId(3)].into_iter().collect();
/// assert!(two.includes(Some(SeatId(3))) && !two.includes(Some(SeatId(1))));
/// assert!(!two.includes(None) && Audience::Everybody.includes(None));
/// assert!(!Audience::NOBODY.includes(Some(SeatId(0))));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Option<Vec<SeatId>>", into = "Option<Vec<SeatId>>")]
pub enum Audience {
    /// Everybody, the public too.
    #[default]
    Everybody,
    /// These seats and nobody else.
    Seats(SeatSet),
}

impl Audience {
    /// Nobody.
    pub const NOBODY: Self = Self::Seats(SeatSet(0));

    /// Whether a seat, or the public for `None`, belongs to it.
    #[must_use]
    pub fn includes(self, seat: Option<SeatId>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Seats(seats) => seat.is_some_and(|seat| seats.contains(seat)),
        }
    }

    /// Whether it is everybody.
    #[must_use]
    pub const fn is_everybody(self) -> bool {
        matches!(self, Self::Everybody)
    }

    /// Its seats; none if it is everybody.
    #[must_use]
    pub const fn seats(self) -> Option<SeatSet> {
        match self {
            Self::Everybody => None,
            Self::Seats(seats) => Some(seats),
        }
    }

    /// Those who belong to both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everybody, other) => other,
            (seats, Self::Everybody) => seats,
            (Self::Seats(a), Self::Seats(b)) => Self::Seats(a.and(b)),
        }
    }

    /// The same with one more seat.
    #[must_use]
    pub const fn with(self, seat: SeatId) -> Self {
        match self {
            Self::Everybody => Self::Everybody,
            Self::Seats(seats) => Self::Seats(seats.with(seat)),
        }
    }

    /// Whether the audience is a subset of another.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        match (self, other) {
            (_, Self::Everybody) => true,
            (Self::Everybody, Self::Seats(_)) => false,
            (Self::Seats(a), Self::Seats(b)) => a.is_within(b),
        }
    }
}

impl FromIterator<SeatId> for Audience {
    fn from_iter<I: IntoIterator<Item = SeatId>>(seats: I) -> Self {
        Self::Seats(seats.into_iter().collect())
    }
}

impl From<Option<Vec<SeatId>>> for Audience {
    fn from(seats: Option<Vec<SeatId>>) -> Self {
        seats.map_or(Self::Everybody, |seats| seats.into_iter().collect())
    }
}

impl From<Audience> for Option<Vec<SeatId>> {
    fn from(audience: Audience) -> Self {
        audience.seats().map(|seats| seats.iter().collect())
    }
}
