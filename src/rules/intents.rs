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

/// The refusal of an intent: a code and its arguments. Views make the sentence for the
/// player of it, in the player's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such game, or it was put away.
    NoGame,
    /// The game is over.
    Over,
    /// There is no such seat; its id.
    NoSuchSeat(String),
    /// Another seat is to move; its name.
    NotYourMove(String),
    /// Nobody is asked right now.
    NothingAsked,
    /// Another question is open.
    OtherQuestion {
        /// What is asked.
        asked: String,
        /// What was answered.
        given: String,
    },
    /// There is no such option.
    NoSuchOption {
        /// What was given.
        option: String,
        /// What is open.
        open: Vec<String>,
    },
    /// There is no such clause.
    NoSuchClause {
        /// What was given.
        clause: String,
        /// What there is.
        open: Vec<String>,
    },
    /// A draft has no value for a clause; the clause's title.
    ClauseLeftOut(String),
    /// There is no such value.
    NoSuchValue {
        /// The clause.
        clause: String,
        /// What was given.
        value: String,
        /// What there is.
        open: Vec<String>,
    },
    /// Another party's reservation; the clause's title.
    NotYourReservation(String),
    /// No draft is on the table that could be accepted.
    NothingTabled,
    /// The conference has adjourned as often as it may.
    NoMoreRecess,
    /// The next matter comes up before the conference would meet again.
    NoTimeForRecess,
    /// Nobody mediates at the conference.
    NoMediator,
    /// The mediator has tabled a compromise already.
    MediatedAlready,
    /// Every draft is publicly refused by some party.
    NoCompromise,
    /// The option is not open; its label.
    NotOpen(String),
    /// The seat is played by its own conduct; its name.
    NotYours(String),
}
