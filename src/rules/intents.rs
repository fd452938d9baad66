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

/// Why an intent is not carried out: a code and what it is about. The sentence for the
/// player is made of it where a view is made, in the player's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
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
