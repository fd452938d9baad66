//! What a foresight has in mind while a seat weighs its options.
//!
//! Lists, to be filled again and again; what is weighed and how is the business of
//! [conduct](super::conduct).

use super::ids::OptionId;

/// Futures and options under weighing: lists that grow and shrink with the
/// depth it looks to.
#[derive(Debug, Default)]
pub(super) struct Mind {
    /// How it stands with objectives before any option, party by party.
    pub(super) now: Vec<f64>,
    /// The positions that the option that is weighed may lead to, as the seat sees them.
    pub(super) own: Futures,
    /// The same of an answer, as the seat that answers sees them.
    pub(super) theirs: Futures,
    /// The options that were weighed, of a move and of the replies to it.
    pub(super) scored: Vec<Scored>,
}

/// Whose eyes a position is seen with.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// Those of the seat that weighs its move.
    Own,
    /// Those of the seat that answers.
    Theirs,
}

impl Mind {
    /// Forgets everything; the lists keep their memory.
    pub(super) fn clear(&mut self) {
        self.now.clear();
        self.own.clear();
        self.theirs.clear();
        self.scored.clear();
    }

    pub(super) const fn futures(&mut self, whose: Whose) -> &mut Futures {
        match whose {
            Whose::Own => &mut self.own,
            Whose::Theirs => &mut self.theirs,
        }
    }
}

/// Positions that an option may lead to, as far as they matter to who weighs.
#[derive(Debug, Default)]
pub(super) struct Futures {
    pub(super) all: Vec<Future>,
    /// What objectives come to, future by future.
    pub(super) values: Vec<f64>,
}

/// One position that an option may lead to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Future {
    pub(super) probability: f64,
    /// Which red lines are crossed there, as a set.
    pub(super) crossed: u64,
    /// Where its values begin.
    pub(super) values: usize,
}

impl Futures {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.values.clear();
    }

    /// Scales the probabilities to a sum of one.
    pub(super) fn normalise(&mut self) {
        let sum: f64 = self.all.iter().map(|future| future.probability).sum();
        for future in &mut self.all {
            future.probability /= sum;
        }
    }
}

/// An option as it was weighed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub(super) option: OptionId,
    pub(super) utility: f64,
    pub(super) barred: bool,
    pub(super) probability: f64,
}
