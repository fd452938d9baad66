//! Refusals of a class, each in one sentence.

use std::io;
use std::sync::Arc;

use crate::sim::admission::DecideError;
use crate::view::{decide_error_words, write_error_words};
use crate::words::Words;

/// The reason why something was not done.
#[derive(Clone, Debug)]
pub enum Refused {
    /// There is no such member, or the token is not theirs.
    NotYou,
    /// The code is not that of the class.
    NoSuchClass,
    /// No seat has this code.
    NoSuchCode,
    /// The door is locked.
    Locked,
    /// Nothing is taken any more.
    Over,
    /// The games have not begun.
    NotYet,
    /// The lesson stands still.
    Paused,
    /// Who looks on does nothing.
    NoSeat,
    /// The head of the delegation sends.
    NotHead,
    /// The head is there.
    HeadIsThere,
    /// A stand-in has the seat.
    StandIn,
    /// The conference or question is not open.
    NotOpen,
    /// Somebody else of the delegation changed the draft meanwhile.
    DraftChanged,
    /// The class is full.
    Full,
    /// Too much at once.
    TooMuch,
    /// Nothing was written.
    Empty,
    /// It is too long; the most signs.
    TooLong(usize),
    /// Nobody was named to write to.
    NobodyNamed,
    /// There is nothing to take back.
    NothingDone,
    /// The rules refuse it.
    Game(DecideError),
    /// It could not be written down; nothing changed.
    NotWritten(Arc<io::Error>),
    /// The operating system has no chance to give.
    NoChance,
}

/// A refusal in words.
#[must_use]
pub fn refused_words(words: &Words, refused: &Refused) -> String {
    match refused {
        Refused::NotYou => words.say("class-refused-not-you"),
        Refused::NoSuchClass => words.say("class-refused-no-such-class"),
        Refused::NoSuchCode => words.say("class-refused-no-such-code"),
        Refused::Locked => words.say("class-refused-locked"),
        Refused::Over => words.say("class-refused-over"),
        Refused::NotYet => words.say("class-refused-not-yet"),
        Refused::Paused => words.say("class-refused-paused"),
        Refused::NoSeat => words.say("class-refused-no-seat"),
        Refused::NotHead => words.say("class-refused-not-head"),
        Refused::HeadIsThere => words.say("class-refused-head-is-there"),
        Refused::StandIn => words.say("class-refused-stand-in"),
        Refused::NotOpen => words.say("class-refused-not-open"),
        Refused::DraftChanged => words.say("class-refused-draft-changed"),
        Refused::Full => words.say("class-refused-full"),
        Refused::TooMuch => words.say("class-busy"),
        Refused::Empty => words.say("class-refused-empty"),
        Refused::TooLong(most) => {
            words.say_with("class-refused-too-long", &[("most", (*most).into())])
        }
        Refused::NobodyNamed => words.say("class-refused-nobody-named"),
        Refused::NothingDone => words.say("class-refused-nothing-done"),
        Refused::Game(error) => {
            let why = decide_error_words(words, error);
            words.say_with("class-refused-game", &[("why", why.into())])
        }
        Refused::NotWritten(error) => {
            let why = write_error_words(words, error);
            words.say_with("class-refused-not-written", &[("why", why.into())])
        }
        Refused::NoChance => words.say("class-refused-no-chance"),
    }
}
