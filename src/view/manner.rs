//! How the other parties at a table take what a seat does: a mood each, and a line that tells it.
//!
//! Made of what everybody at the table sees, the drafts and the order in which a party is known
//! to prefer the values of a clause, and of nothing else: it tells no secret, and nothing that is
//! decided hangs on it. The lines are the game's own; nothing of them is documented.

use serde::Serialize;

use crate::words::Phrase;

/// The mood of a party towards a seat at a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// Nothing of the seat's is on paper yet.
    Waiting,
    /// The seat came nearer to it, or it has accepted what the seat tabled.
    Open,
    /// Nothing moved it either way.
    Even,
    /// The seat says again what it said before.
    Impatient,
    /// The seat took something back.
    Affronted,
}

/// How much nearer a draft must be for it to be noticed: a fiftieth of all that is wished for.
const NOTICED: f64 = 0.02;

impl Mood {
    /// The mood of a party. `nearness` is how near each draft of the seat was to what the party
    /// is known to wish, [0, 1], oldest first; `accepted` whether it accepts the last of them.
    ///
    /// ```
    /// use status_quo::view::manner::Mood;
    /// assert_eq!(Mood::of(&[], false), Mood::Waiting);
    /// assert_eq!(Mood::of(&[0.3], false), Mood::Even);
    /// assert_eq!(Mood::of(&[0.3, 0.5], false), Mood::Open);
    /// assert_eq!(Mood::of(&[0.3, 0.5, 0.4], false), Mood::Affronted);
    /// assert_eq!(Mood::of(&[0.5, 0.5, 0.5], false), Mood::Impatient);
    /// assert_eq!(Mood::of(&[0.5, 0.5, 0.5], true), Mood::Open);
    /// ```
    #[must_use]
    pub fn of(nearness: &[f64], accepted: bool) -> Self {
        let came_nearer = |pair: &[f64]| pair[1] - pair[0];
        let mut steps = nearness.windows(2).map(came_nearer).rev();
        match (nearness, steps.next(), steps.next()) {
            ([], ..) => Self::Waiting,
            _ if accepted => Self::Open,
            (_, Some(last), _) if last > NOTICED => Self::Open,
            (_, Some(last), _) if last < -NOTICED => Self::Affronted,
            (_, Some(_), Some(before)) if before.abs() <= NOTICED => Self::Impatient,
            _ => Self::Even,
        }
    }

    /// The mood in a word.
    #[must_use]
    pub const fn word(self) -> Phrase {
        match self {
            Self::Waiting => Phrase("mood-waiting"),
            Self::Open => Phrase("mood-open"),
            Self::Even => Phrase("mood-even"),
            Self::Impatient => Phrase("mood-impatient"),
            Self::Affronted => Phrase("mood-affronted"),
        }
    }

    /// The lines that tell it.
    pub(super) const fn lines(self) -> [Phrase; 3] {
        match self {
            Self::Waiting => {
                [Phrase("manner-waiting"), Phrase("manner-waiting-2"), Phrase("manner-waiting-3")]
            }
            Self::Open => [Phrase("manner-open"), Phrase("manner-open-2"), Phrase("manner-open-3")],
            Self::Even => [Phrase("manner-even"), Phrase("manner-even-2"), Phrase("manner-even-3")],
            Self::Impatient => [
                Phrase("manner-impatient"),
                Phrase("manner-impatient-2"),
                Phrase("manner-impatient-3"),
            ],
            Self::Affronted => [
                Phrase("manner-affronted"),
                Phrase("manner-affronted-2"),
                Phrase("manner-affronted-3"),
            ],
        }
    }
}

/// How a party takes what a seat does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MannerView {
    /// Its mood.
    pub mood: Mood,
    /// The same in a word.
    pub word: String,
    /// A line that tells it.
    pub line: String,
}
