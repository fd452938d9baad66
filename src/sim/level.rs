//! How much help those who play have in looking ahead: a choice at the start of a game.
//!
//! It changes nothing in the game itself and no state hash; it is kept in the journal, so
//! that a game goes on as it was begun. What is worked out ahead is not here.

use serde::{Deserialize, Serialize};

/// When those who play are told what tends to follow from an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// At once, beside every answer.
    Guided,
    /// When they ask for it.
    #[default]
    Usual,
    /// Never.
    Unaided,
}

impl Level {
    /// Whether it is the usual choice, which a journal need not name.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
