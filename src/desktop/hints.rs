//! Hints for a first game: one sentence or two on each kind of page, until they are put away.

use serde::{Deserialize, Serialize};

use crate::words::Phrase;

/// A page on which a hint helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The first page of a game.
    Opening,
    /// A question and its answers.
    Question,
    /// What came of a decision.
    Result,
    /// A negotiating table.
    Conference,
    /// The debrief.
    Debrief,
}

impl Hint {
    /// All hints.
    pub const ALL: [Self; 5] =
        [Self::Opening, Self::Question, Self::Result, Self::Conference, Self::Debrief];

    /// What it says.
    #[must_use]
    pub const fn words(self) -> Phrase {
        match self {
            Self::Opening => Phrase("hint-opening"),
            Self::Question => Phrase("hint-question"),
            Self::Result => Phrase("hint-result"),
            Self::Conference => Phrase("hint-conference"),
            Self::Debrief => Phrase("hint-debrief"),
        }
    }
}
