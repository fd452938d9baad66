//! When those who play read what is documented: a choice at the start of a game.
//!
//! It changes nothing in the game itself and no state hash; it is kept in the journal, so
//! that a game goes on as it was begun. What is shown is decided by the views.

use serde::{Deserialize, Serialize};

/// When those who play read what is documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordTime {
    /// After each item, as far as it was known by then.
    #[default]
    After,
    /// Only when the game is over.
    Debrief,
}

impl RecordTime {
    /// Whether it is the usual choice, which a journal need not name.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
