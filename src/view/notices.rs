//! Notices in words: why something was not carried out, and what of a journal no
//! longer fits.
//!
//! Other modules report codes with arguments; here they become sentences, most of them
//! without their capital and full stop, so that they can follow on a colon.

use std::io;

use super::wording::date_words;
use crate::rules::conference::Speech;
use crate::rules::intents::{Intent, Refusal};
use crate::scenario::Scenario;
use crate::scenario::pack::short;
use crate::sim::admission::DecideError;
use crate::sim::journal::{Damage, Header, JournalError, Moved, NotKept};
use crate::sim::misfit::{Misfit, Mismatch, MissingKind, NoSeat};
use crate::sim::resuming::Elsewhere;
use crate::system;
use crate::words::{Phrase, Words};

/// The refusal of an intent by the rules, in words.
#[must_use]
pub fn refusal_words(words: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Over => words.say("refusal-over"),
        Refusal::NoSuchSeat(seat) => {
            words.say_with("refusal-no-such-seat", &[("seat", seat.into())])
        }
        Refusal::NotYourMove(seat) => {
            words.say_with("refusal-not-your-move", &[("seat", seat.into())])
        }
        Refusal::NoGame => words.say("refusal-no-game"),
        Refusal::NothingAsked => words.say("refusal-nothing-asked"),
        Refusal::OtherQuestion { asked, given } => {
            let args = [("asked", asked.into()), ("given", given.into())];
            words.say_with("refusal-other-question", &args)
        }
        Refusal::NoSuchOption { option, open } => {
            let args = [("option", option.into()), ("open", open.join(", ").into())];
            words.say_with("refusal-no-such-option", &args)
        }
        Refusal::NoSuchClause { clause, open } => {
            let args = [("clause", clause.into()), ("open", open.join(", ").into())];
            words.say_with("refusal-no-such-clause", &args)
        }
        Refusal::ClauseLeftOut(clause) => {
            words.say_with("refusal-clause-left-out", &[("clause", clause.into())])
        }
        Refusal::NoSuchValue { clause, value, open } => {
            let args = [
                ("clause", clause.into()),
                ("value", value.into()),
                ("open", open.join(", ").into()),
            ];
            words.say_with("refusal-no-such-value", &args)
        }
        Refusal::NotYourReservation(clause) => {
            words.say_with("refusal-not-your-reservation", &[("clause", clause.into())])
        }
        Refusal::NothingTabled => words.say("refusal-nothing-tabled"),
        Refusal::NoMoreRecess => words.say("refusal-no-more-recess"),
        Refusal::NoTimeForRecess => words.say("refusal-no-time-for-recess"),
        Refusal::NoMediator => words.say("refusal-no-mediator"),
        Refusal::MediatedAlready => words.say("refusal-mediated-already"),
        Refusal::NoCompromise => words.say("refusal-no-compromise"),
        Refusal::NotOpen(option) => {
            words.say_with("refusal-not-open", &[("option", option.into())])
        }
        Refusal::NotYours(seat) => words.say_with("refusal-not-yours", &[("seat", seat.into())]),
    }
}

/// The reason why a decision was not carried out, in words.
#[must_use]
pub fn decide_error_words(words: &Words, error: &DecideError) -> String {
    match error {
        DecideError::Refused(refusal) => refusal_words(words, refusal),
        DecideError::NotWritten(error) => not_written(words, &write_error_words(words, error)),
    }
}

fn not_written(words: &Words, why: &str) -> String {
    words.say_with("notice-not-written", &[("why", why.into())])
}

/// The reason why a journal cannot be used, and what to do, in words.
#[must_use]
pub fn journal_error_words(words: &Words, error: &JournalError) -> String {
    match error {
        JournalError::Unreadable { path, why } => {
            let args = [("path", path.into()), ("why", why.into())];
            words.say_with("journal-unreadable", &args)
        }
        JournalError::NotAJournal(path) => words.say_with("journal-none", &[("path", path.into())]),
        JournalError::TooNew { path, format } => {
            let args = [("path", path.into()), ("format", (*format).into())];
            words.say_with("journal-too-new", &args)
        }
    }
}

/// Why a journal could not be written.
#[must_use]
pub fn write_error_words(words: &Words, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::ResourceBusy && error.raw_os_error().is_none() {
        words.say("journal-in-use")
    } else {
        system::unwritten(error)
    }
}

/// Why a game is not kept in the usual folder, as the second half of a sentence.
#[must_use]
pub fn not_kept_words(words: &Words, why: &NotKept) -> String {
    let (key, folder, error) = match why {
        NotKept::NoPlace => return words.say("not-kept-no-place"),
        NotKept::NoFolder(folder, error) => (Phrase("not-kept-no-folder"), folder, error),
        NotKept::NotWritten(folder, error) => (Phrase("not-kept-not-written"), folder, error),
    };
    let why = match error.kind() {
        // What is not found is a place that the system lets nobody make.
        io::ErrorKind::NotFound => words.say("not-kept-not-allowed"),
        _ => write_error_words(words, error),
    };
    let args = [("path", folder.display().to_string().into()), ("why", why.into())];
    words.phrase_with(key, &args)
}

/// The notice that a journal was deleted or changed while it was played, and where the
/// game goes on.
#[must_use]
pub fn moved_words(words: &Words, moved: &Moved) -> String {
    let from = moved.from.display().to_string();
    if moved.from == moved.to {
        return words.say_with("notice-journal-deleted", &[("path", from.into())]);
    }
    let args = [("path", from.into()), ("to", moved.to.display().to_string().into())];
    words.say_with("notice-journal-replaced", &args)
}

/// The damage of a journal, in words: the line from which on it is not whole.
#[must_use]
pub fn damage_words(words: &Words, damage: &Damage) -> String {
    let args = [("path", (&damage.path).into()), ("line", damage.line.into())];
    if damage.torn {
        words.say_with("journal-torn", &args)
    } else {
        words.say_with("journal-damaged", &args)
    }
}

/// The journal in which a game goes on if its own can only be used in part, in words.
#[must_use]
pub fn elsewhere_words(words: &Words, elsewhere: &Elsewhere) -> String {
    let name = elsewhere.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if elsewhere.again {
        return words.say_with("notice-goes-on-again", &[("name", name.into())]);
    }
    let args = [("name", name.into()), ("aside", elsewhere.aside.into())];
    words.say_with("notice-goes-on-new", &args)
}

/// The notice that no seat of a journal exists any more.
#[must_use]
pub fn no_seat_words(words: &Words, error: &NoSeat) -> String {
    let args = [
        ("held", quoted(words, &error.held).into()),
        ("scenario", (&error.scenario).into()),
        ("seats", error.seats.join(", ").into()),
    ];
    words.say_with("journal-no-seat", &args)
}

/// Says that a journal was played with another scenario than this one, or with
/// another edition of it; none if it is the same.
#[must_use]
pub fn edition_words(words: &Words, header: &Header, scenario: &Scenario) -> Option<String> {
    let now = scenario.edition();
    if header.content == now.content {
        return None;
    }
    let args = [
        ("then", (&header.scenario).into()),
        ("then_version", (&header.version).into()),
        ("then_code", short(&header.content).into()),
        ("now", now.id.into()),
        ("now_version", now.version.into()),
        ("now_code", short(now.content).into()),
    ];
    let mut said = words.say_with("notice-scenario-changed", &args);
    let is_there = |held: &String| scenario.text.seats.iter().any(|s| scenario.held_as(s) == held);
    for seat in header.seats.iter().filter(|seat| !is_there(seat)) {
        said.push(' ');
        said.push_str(&words.say_with("notice-seat-gone", &[("seat", seat.into())]));
    }
    Some(said)
}

/// The decision of a journal that no longer fits, with the reason, in words.
#[must_use]
pub fn misfit_words(words: &Words, misfit: &Misfit) -> String {
    let date = date_words(words, misfit.date);
    let when = match misfit.round {
        Some(round) => {
            words.say_with("misfit-round", &[("date", date.into()), ("round", round.into())])
        }
        None => date,
    };
    let args = [
        ("number", misfit.number.into()),
        ("of", misfit.of.into()),
        ("line", misfit.line.into()),
        ("when", when.into()),
        ("seat", (&misfit.seat).into()),
        ("what", intent_words(words, &misfit.intent).into()),
        ("why", mismatch_words(words, &misfit.why).into()),
    ];
    words.say_with("misfit", &args)
}

/// An intent in a few words.
fn intent_words(words: &Words, intent: &Intent) -> String {
    let conference = [("conference", intent.about().into())];
    match intent {
        Intent::Choose { question, option } => {
            let args = [("option", option.into()), ("question", question.into())];
            words.say_with("intent-choose", &args)
        }
        Intent::Speak { speech, .. } => match speech {
            Speech::Offer(_) => words.say_with("intent-offer", &conference),
            Speech::Accept => words.say_with("intent-accept", &conference),
            Speech::WalkOut => words.say_with("intent-walk-out", &conference),
            Speech::Adjourn => words.say_with("intent-adjourn", &conference),
            Speech::Mediate => words.say_with("intent-mediate", &conference),
        },
    }
}

fn mismatch_words(words: &Words, why: &Mismatch) -> String {
    match why {
        Mismatch::Gone { kind, within, name, like, known } => {
            let key = match kind {
                MissingKind::Seat => Phrase("misfit-no-seat"),
                MissingKind::Item => Phrase("misfit-no-item"),
                MissingKind::Question => Phrase("misfit-no-question"),
                MissingKind::Option => Phrase("misfit-no-option"),
            };
            let within = within.as_deref().unwrap_or_default();
            let gone = words.phrase_with(key, &[("within", within.into()), ("name", name.into())]);
            if !like.is_empty() {
                let args = [("gone", gone.into()), ("like", quoted(words, like).into())];
                words.say_with("misfit-like", &args)
            } else if !known.is_empty() {
                let args = [("gone", gone.into()), ("known", known.join(", ").into())];
                words.say_with("misfit-known", &args)
            } else {
                gone
            }
        }
        Mismatch::NoConference(item) => {
            words.say_with("misfit-no-conference", &[("item", item.into())])
        }
        Mismatch::Asked(question) => {
            words.say_with("misfit-asked", &[("question", question.into())])
        }
        Mismatch::Refused(refusal) => refusal_words(words, refusal),
        Mismatch::NotWritten(why) => not_written(words, why),
    }
}

/// Ids between backticks, as one or the other.
fn quoted(words: &Words, ids: &[String]) -> String {
    let mut ids = ids.iter().map(|id| format!("`{id}`"));
    let first = ids.next().unwrap_or_default();
    ids.fold(first, |first, next| {
        words.say_with("one-or-other", &[("first", first.into()), ("next", next.into())])
    })
}
