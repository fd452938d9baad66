//! Misfits: decisions of an old journal that no longer fit a scenario edited since,
//! described exactly, so that an author can restore the missing part.
//!
//! A decision that fits need not mean the same as before; only the pack with the same
//! code is sure to be the same.

use super::admission::DecideError;
use crate::rules::intents::{Intent, Refusal};
use crate::rules::quantity::Date;
use crate::scenario::Scenario;
use crate::scenario::finding::nearest;
use crate::system;

/// The first decision of a journal that no longer fits. The game stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The line of the journal, from 1.
    pub line: usize,
    /// The number of the decision among those that stand, from 1.
    pub number: usize,
    /// The number of decisions that stand.
    pub of: usize,
    /// The day on which the game stands.
    pub date: Date,
    /// The round of the conference that is held, from 1.
    pub round: Option<u32>,
    /// The id of the seat that decided.
    pub seat: String,
    /// The decision.
    pub intent: Intent,
    /// The mismatch.
    pub why: Mismatch,
}

/// The reason why a decision of a journal does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The thing that the decision names is not there any more.
    Gone {
        /// The kind of thing that it names.
        kind: MissingKind,
        /// The item or question that it should be in; none for the scenario.
        within: Option<String>,
        /// Its name.
        name: String,
        /// Names that are there and like it.
        like: Vec<String>,
        /// All names that are there, as far as they are few.
        known: Vec<String>,
    },
    /// The item it names holds no conference any more.
    NoConference(String),
    /// Another question is asked at this point.
    Asked(String),
    /// The rules refuse it.
    Refused(Refusal),
    /// The decision could not be written to the journal: the message of the system.
    NotWritten(String),
}

/// A kind of thing that a decision names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKind {
    /// A seat.
    Seat,
    /// An item of the agenda.
    Item,
    /// A question of an item.
    Question,
    /// An option of a question.
    Option,
}

/// The error that none of the seats that players held is in the scenario any more, so
/// that the journal cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSeat {
    /// The seats that players held.
    pub held: Vec<String>,
    /// The scenario's id.
    pub scenario: String,
    /// The seats it has.
    pub seats: Vec<String>,
}

/// The reason why a decision no longer fits: the thing that the scenario does not
/// have, or else the refusal.
pub(super) fn reason(
    scenario: &Scenario,
    seat: &str,
    intent: &Intent,
    error: DecideError,
) -> Mismatch {
    let gone = |kind: MissingKind, name: &str, within: Option<String>, known: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let like = owned(&nearest(name, known.iter().copied()));
        Mismatch::Gone { kind, within, name: name.to_owned(), like, known: owned(known) }
    };
    if scenario.seat_by_id(seat).is_none() {
        let seats: Vec<&str> = scenario.text.seats.iter().map(|seat| seat.id.as_str()).collect();
        return gone(MissingKind::Seat, seat, None, &seats);
    }
    let (item, mv) = match intent {
        Intent::Choose { question, .. } => {
            question.split_once('/').map_or((question.as_str(), None), |(i, m)| (i, Some(m)))
        }
        Intent::Speak { conference, .. } => (conference.as_str(), None),
    };
    let items: Vec<&str> = scenario.text.items.iter().map(|item| item.id.as_str()).collect();
    let Some(entry) = scenario.text.items.iter().find(|entry| entry.id == item) else {
        // All items of a long agenda would hide what matters.
        let like = nearest(item, items.iter().copied());
        return gone(MissingKind::Item, item, None, &like);
    };
    if let (Some(mv), Intent::Choose { option, .. }) = (mv, intent) {
        let moves: Vec<&str> = entry.moves.iter().map(|mv| mv.id.as_str()).collect();
        let Some(entry) = entry.moves.iter().find(|entry| entry.id == mv) else {
            return gone(MissingKind::Question, mv, Some(item.to_owned()), &moves);
        };
        let options: Vec<&str> = entry.options.iter().map(|option| option.id.as_str()).collect();
        if !options.contains(&option.as_str()) {
            return gone(MissingKind::Option, option, Some(format!("{item}/{mv}")), &options);
        }
    } else if mv.is_none() && entry.conference.is_none() {
        return Mismatch::NoConference(item.to_owned());
    }
    match error {
        DecideError::Refused(Refusal::OtherQuestion { asked, .. }) => Mismatch::Asked(asked),
        DecideError::Refused(refusal) => Mismatch::Refused(refusal),
        DecideError::NotWritten(error) => Mismatch::NotWritten(system::unwritten(&error)),
    }
}
