//! What of an old journal no longer fits a scenario that was edited since: told
//! exactly, so that an author can put it back and a player knows what is missing.
//!
//! That a decision fits does not say that it means the same as before; who wants to
//! be sure opens the pack of the same code.

use super::admission::DecideError;
use crate::rules::intents::{Intent, Refusal};
use crate::rules::quantity::Date;
use crate::scenario::Scenario;
use crate::scenario::finding::nearest;

/// The first decision of a journal that no longer fits. The game stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The line of the journal, from 1.
    pub line: usize,
    /// Which of the decisions that stand it is, from 1.
    pub number: usize,
    /// How many decisions stand.
    pub of: usize,
    /// The day on which the game stands.
    pub date: Date,
    /// The round of the conference that is held, from 1.
    pub round: Option<u32>,
    /// The id of the seat that decided.
    pub seat: String,
    /// What it decided.
    pub intent: Intent,
    /// What it does not fit.
    pub why: Mismatch,
}

/// What a decision of a journal does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// What it names is not there any more.
    Gone {
        /// What kind of thing it names.
        kind: MissingKind,
        /// In what it should be: an item or a question; none for the scenario.
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
    /// It could not be written down: what the system says.
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

/// Nothing of a journal can be opened: no seat that a player held is there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSeat {
    /// The seats that players held.
    pub held: Vec<String>,
    /// The scenario's id.
    pub scenario: String,
    /// The seats it has.
    pub seats: Vec<String>,
}

/// What a decision no longer fits: what it names and the scenario does not have, or
/// else why it is not carried out.
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
        DecideError::NotWritten(error) => Mismatch::NotWritten(error.to_string()),
    }
}
