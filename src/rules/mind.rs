//! The working memory of a foresight while a seat weighs its options.
//!
//! Lists whose memory is reused; the weighing itself is [conduct](super::conduct).

use super::ids::{LeaderId, MoveId, OptionId, SeatId};

/// The futures and scored options of a weighing: lists that grow and shrink with the
/// depth of the look ahead.
#[derive(Debug, Default)]
pub(super) struct WeighingScratch {
    /// The values of objectives without any option, [0, 1], seat by seat.
    pub(super) now: Vec<f64>,
    /// The futures of the position as it stands.
    pub(super) before: Futures,
    /// The futures of the weighed option, as the moving seat sees them.
    pub(super) own: Futures,
    /// The futures of an answer, as the answering seat sees them.
    pub(super) theirs: Futures,
    /// The scored options, of the move and of the replies to it.
    pub(super) scored: Vec<Scored>,
}

/// The seat from whose view a future is recorded.
#[derive(Clone, Copy)]
pub(super) enum Viewpoint {
    /// The seat that weighs its move.
    Own,
    /// The seat that answers.
    Theirs,
    /// The seat that weighs or answers, before anything is chosen.
    Before,
}

/// What the weighing seat has at stake: the objectives that may be affected (see
/// [`Bearing`](super::bearing::Bearing)), and the red lines that it holds.
#[derive(Clone, Copy)]
pub(super) struct Stakes {
    pub(super) mv: MoveId,
    pub(super) seat: SeatId,
    pub(super) leader: LeaderId,
    /// The index of its first value in [`WeighingScratch::now`].
    pub(super) now: usize,
    /// The red lines that are held and not crossed yet, as a set.
    pub(super) lines: u64,
}

impl WeighingScratch {
    /// Forgets everything; the lists keep their memory.
    pub(super) fn clear(&mut self) {
        self.now.clear();
        self.own.clear();
        self.theirs.clear();
        self.scored.clear();
    }

    pub(super) const fn futures(&mut self, whose: Viewpoint) -> &mut Futures {
        match whose {
            Viewpoint::Own => &mut self.own,
            Viewpoint::Theirs => &mut self.theirs,
            Viewpoint::Before => &mut self.before,
        }
    }
}

/// The futures of an option, reduced to what the weighing seat has at stake.
#[derive(Debug, Default)]
pub(super) struct Futures {
    pub(super) all: Vec<Future>,
    /// The values of objectives, [0, 1], future by future.
    pub(super) values: Vec<f64>,
}

/// A future: one position that an option may lead to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Future {
    pub(super) probability: f64,
    /// The red lines crossed in it, as a bit set.
    pub(super) crossed: u64,
    /// The index of its first value in [`Futures::values`].
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

/// A weighed option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub(super) option: OptionId,
    pub(super) utility: f64,
    pub(super) barred: bool,
    pub(super) probability: f64,
}
