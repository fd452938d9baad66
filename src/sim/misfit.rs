//! What of an old journal no longer fits a scenario that was edited since: said
//! exactly, so that an author can put it back and a player knows what is missing.
//!
//! That a decision fits does not say that it means the same as before; who wants to
//! be sure opens the pack of the same code.

use crate::rules::intents::{Intent, Refusal};
use crate::rules::quantity::Date;
use crate::scenario::Scenario;
use crate::scenario::finding::nearest;
use crate::scenario::pack::short;
use crate::sim::journal::Header;
use crate::sim::view::date_words;
use crate::words::say_with;

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
    /// What it decided, in a few words.
    pub what: String,
    /// What it does not fit: a sentence without its end.
    pub why: String,
}

impl core::fmt::Display for Misfit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { line, number, of, seat, what, why, .. } = self;
        let date = date_words(self.date);
        let round = self.round.map(|round| format!(", round {round}")).unwrap_or_default();
        write!(
            f,
            "decision {number} of {of} (line {line} of the journal; {date}{round}; `{seat}`: {what}) no longer fits: {why}"
        )
    }
}

/// Nothing of a journal can be opened: no seat that a player held is there any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the journal is of `{}`, and the scenario `{scenario}` has no such seat any more (it has: {}); open it with the scenario it was played with",
    .held.join("` and `"), .seats.join(", ")
)]
pub struct NoSeat {
    /// The seats that players held.
    pub held: Vec<String>,
    /// The scenario's id.
    pub scenario: String,
    /// The seats it has.
    pub seats: Vec<String>,
}

/// Says that a journal was played with another scenario than this one, or with
/// another edition of it; none if it is the same.
#[must_use]
pub fn changes(header: &Header, scenario: &Scenario) -> Option<String> {
    if header.content == scenario.hash {
        return None;
    }
    let args = [
        ("then", (&header.scenario).into()),
        ("then_version", (&header.version).into()),
        ("then_code", short(&header.content).into()),
        ("now", scenario.head.id.as_str().into()),
        ("now_version", (&scenario.head.version).into()),
        ("now_code", scenario.short_hash().into()),
    ];
    let mut said = say_with("notice-scenario-changed", &args);
    for seat in header.seats.iter().filter(|seat| scenario.seat_by_id(seat).is_none()) {
        said.push(' ');
        said.push_str(&say_with("notice-seat-gone", &[("seat", seat.into())]));
    }
    Some(said)
}

/// What a decision no longer fits: what it names and the scenario does not have, or
/// else why the rules refuse it.
pub(super) fn reason(scenario: &Scenario, seat: &str, intent: &Intent, refusal: &str) -> String {
    let gone = |kind: &str, name: &str, of: &str, known: &[&str]| {
        let like = nearest(name, known.iter().copied());
        let rest = match like.as_slice() {
            [] if known.is_empty() => String::new(),
            [] => format!("; there are: {}", known.join(", ")),
            like => format!("; like it is `{}`", like.join("` or `")),
        };
        format!("{of} has no {kind} `{name}` any more{rest}")
    };
    if scenario.seat_by_id(seat).is_none() {
        let seats: Vec<&str> = scenario.text.seats.iter().map(|seat| seat.id.as_str()).collect();
        return gone("seat", seat, "the scenario", &seats);
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
        return gone("item", item, "the scenario", &like);
    };
    if let (Some(mv), Intent::Choose { option, .. }) = (mv, intent) {
        let moves: Vec<&str> = entry.moves.iter().map(|mv| mv.id.as_str()).collect();
        let Some(entry) = entry.moves.iter().find(|entry| entry.id == mv) else {
            return gone("question", mv, &format!("`{item}`"), &moves);
        };
        let options: Vec<&str> = entry.options.iter().map(|option| option.id.as_str()).collect();
        if !options.contains(&option.as_str()) {
            return gone("option", option, &format!("`{item}/{mv}`"), &options);
        }
    } else if mv.is_none() && entry.conference.is_none() {
        return format!("`{item}` is no conference any more");
    }
    refusal.to_owned()
}

/// The words of a refusal, where it is one.
pub(super) fn refusal_words(error: &super::game::DecideError) -> String {
    match error {
        super::game::DecideError::Refused(Refusal::OtherQuestion { asked, .. }) => {
            format!("`{asked}` is asked at this point now")
        }
        other => other.to_string(),
    }
}
