//! Intents and refusals: the only thing a shell sends, and the answer.
//!
//! An intent is checked again here, whoever sends it. It names things by the
//! author's words, not by ids, so that a journal stays readable and survives an
//! edit of the scenario that moves rows about.

use serde::{Deserialize, Serialize};

/// What a seat wants to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Answer the question that is open with one of its options.
    Choose {
        /// The move, `item/move`.
        question: String,
        /// The option.
        option: String,
    },
}

/// Why an intent is not carried out, in one sentence for the player.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The game is over.
    #[error("the game is over; nothing can be decided any more")]
    Over,
    /// There is no such seat.
    #[error("there is no seat `{0}` in this scenario")]
    NoSuchSeat(String),
    /// Another seat is to move.
    #[error("it is not your move: {0} is deciding")]
    NotYourMove(String),
    /// Nobody is asked right now.
    #[error("nobody is asked for a decision right now")]
    NothingAsked,
    /// Another question is open.
    #[error("the question `{asked}` is open, not `{given}`")]
    OtherQuestion {
        /// What is asked.
        asked: String,
        /// What was answered.
        given: String,
    },
    /// There is no such option.
    #[error("`{option}` is no answer here; open are: {open}")]
    NoSuchOption {
        /// What was given.
        option: String,
        /// What is open.
        open: String,
    },
    /// The option is not open.
    #[error("`{0}` is not open to you now, because of what was decided before")]
    NotOpen(String),
    /// The seat is played by its own conduct.
    #[error("the seat {0} is not yours to play")]
    NotYours(String),
}
