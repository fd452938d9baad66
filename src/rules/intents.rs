//! Intents and refusals: the only thing a shell sends, and the answer.
//!
//! An intent is checked again here, whoever sends it. It names things by the
//! author's words, not by ids, so that a journal stays readable and survives an
//! edit of the scenario that moves rows about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::conference::Speech;

/// A draft by the author's words: for every clause the party knows of, the value.
pub type Articles = BTreeMap<String, String>;

/// What a seat wants to do: answer a question or speak at a conference.
///
/// It is written as one object with one field: `{"choose": {"question": ..,
/// "option": ..}}`, `{"accept": {"conference": ..}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub enum Intent {
    /// Answer the question that is open with one of its options.
    Choose {
        /// The move, `item/move`.
        question: String,
        /// The option.
        option: String,
    },
    /// Speak at the conference that is open.
    Speak {
        /// The conference, by its item.
        conference: String,
        /// What to say there.
        speech: Speech<Articles>,
    },
}

impl Intent {
    /// The question or the conference that it is about.
    #[must_use]
    pub fn about(&self) -> &str {
        match self {
            Self::Choose { question, .. } => question,
            Self::Speak { conference, .. } => conference,
        }
    }
}

/// An intent as it is written in journals: a speech stands beside an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Written {
    Choose { question: String, option: String },
    Offer { conference: String, articles: Articles },
    Accept { conference: String },
    WalkOut { conference: String },
    Adjourn { conference: String },
    Mediate { conference: String },
}

impl From<Written> for Intent {
    fn from(written: Written) -> Self {
        let (conference, speech) = match written {
            Written::Choose { question, option } => return Self::Choose { question, option },
            Written::Offer { conference, articles } => (conference, Speech::Offer(articles)),
            Written::Accept { conference } => (conference, Speech::Accept),
            Written::WalkOut { conference } => (conference, Speech::WalkOut),
            Written::Adjourn { conference } => (conference, Speech::Adjourn),
            Written::Mediate { conference } => (conference, Speech::Mediate),
        };
        Self::Speak { conference, speech }
    }
}

impl From<Intent> for Written {
    fn from(intent: Intent) -> Self {
        match intent {
            Intent::Choose { question, option } => Self::Choose { question, option },
            Intent::Speak { conference, speech } => match speech {
                Speech::Offer(articles) => Self::Offer { conference, articles },
                Speech::Accept => Self::Accept { conference },
                Speech::WalkOut => Self::WalkOut { conference },
                Speech::Adjourn => Self::Adjourn { conference },
                Speech::Mediate => Self::Mediate { conference },
            },
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
