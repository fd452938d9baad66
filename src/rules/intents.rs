//! Intents and refusals: the only thing a shell sends, and the answer.
//!
//! An intent is checked again here, whoever sends it. It names things by the
//! author's words, not by ids, so that a journal stays readable and survives an
//! edit of the scenario that moves rows about.

use std::collections::BTreeMap;

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
    /// Table a draft at a conference.
    Offer {
        /// The conference, by its item.
        conference: String,
        /// For every clause the party knows of, the value.
        articles: BTreeMap<String, String>,
    },
    /// Accept the draft that stands.
    Accept {
        /// The conference, by its item.
        conference: String,
    },
    /// Leave the conference.
    WalkOut {
        /// The conference, by its item.
        conference: String,
    },
    /// Have the conference adjourn.
    Adjourn {
        /// The conference, by its item.
        conference: String,
    },
    /// Have the mediator table a compromise.
    Mediate {
        /// The conference, by its item.
        conference: String,
    },
}

impl Intent {
    /// The question or the conference that it is about.
    #[must_use]
    pub fn about(&self) -> &str {
        match self {
            Self::Choose { question, .. } => question,
            Self::Offer { conference, .. }
            | Self::Accept { conference }
            | Self::WalkOut { conference }
            | Self::Adjourn { conference }
            | Self::Mediate { conference } => conference,
        }
    }
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
    /// There is no such clause.
    #[error("there is no clause `{clause}` in this draft; there are: {open}")]
    NoSuchClause {
        /// What was given.
        clause: String,
        /// What there is.
        open: String,
    },
    /// A draft has a value for every clause.
    #[error("the draft says nothing about «{0}»; every clause needs a value")]
    ClauseLeftOut(String),
    /// There is no such value.
    #[error("`{value}` is nothing that «{clause}» can say; it can say: {open}")]
    NoSuchValue {
        /// The clause.
        clause: String,
        /// What was given.
        value: String,
        /// What there is.
        open: String,
    },
    /// Another party's reservation.
    #[error("only the party itself can make its reservation to «{0}»")]
    NotYourReservation(String),
    /// Nothing to accept.
    #[error("there is no draft on the table to accept; table one")]
    NothingTabled,
    /// It has adjourned as often as it may.
    #[error("the conference does not adjourn again")]
    NoMoreRecess,
    /// The next matter comes up before.
    #[error("there is no time left to adjourn; the next matter is coming up")]
    NoTimeForRecess,
    /// Nobody mediates.
    #[error("there is nobody at this conference to ask for a compromise")]
    NoMediator,
    /// Somebody did.
    #[error("a compromise has been tabled already; there is no second")]
    MediatedAlready,
    /// Nothing that nobody refuses.
    #[error("there is no draft that no party has publicly refused, so none can be proposed")]
    NoCompromise,
    /// The option is not open.
    #[error("`{0}` is not open to you now, because of what was decided before")]
    NotOpen(String),
    /// The seat is played by its own conduct.
    #[error("the seat {0} is not yours to play")]
    NotYours(String),
}
