//! The turn: what each phase of it does to one timeline.
//!
//! A turn takes one step of the agenda. [`take_up`] and [`confer`] find out what
//! falls due, the [phases](super::phases) apply it, [`read_outcomes`] and
//! [`write_chronicle`] take it down, and [`advance`] moves the agenda on. Each is a
//! function on plain tables; the systems of the `Turn` schedule call one each, on every
//! timeline. [`Proceedings`] is what is handed from phase to phase.
//!
//! | file | what |
//! |---|---|
//! | `step` | taking up a step: who decides what, and what falls due |
//! | `conferring` | speeches and votes of a conference |
//! | `applying` | what is due, applied to the tables and noted |
//! | `closing` | outcomes, the chronicle, and the step after this one |

mod applying;
mod closing;
mod conferring;
mod step;

use bevy::ecs::component::Component;

pub use applying::{balance, drifting, execute, note_down, patrol, settle};
pub use closing::{advance, read_outcomes, write_chronicle};
pub use conferring::{ConferenceStep, Delegations, Room, confer};
pub use step::take_up;

use super::agenda::{Agenda, Stage};
use super::audience::Audience;
use super::borders::Borders;
use super::chance::Chance;
use super::chronicle::{ChronicleEntry, Event};
use super::deterrence::Deterrence;
use super::effects::{Due, Follows};
use super::ids::{ItemId, OutcomeId};
use super::instruments::Instruments;
use super::phases::Certain;
use super::position::PositionRef;
use super::quantity::Date;
use super::recognition::Recognition;
use super::talks::Talks;

/// The parameters of a run, besides the scenario and the intents.
#[derive(Component, Clone, Copy, Debug)]
pub struct Run {
    /// The seed.
    pub seed: u64,
    /// Chance, keyed by the seed.
    pub chance: Chance,
    /// Whether the chronicle is kept, with what seats weighed. An ensemble does without.
    pub in_detail: bool,
}

impl Run {
    /// The run of a seed.
    #[must_use]
    pub fn new(seed: u64, in_detail: bool) -> Self {
        Self { seed, chance: Chance::new(seed), in_detail }
    }
}

/// The working state of one turn, passed from phase to phase; empty between turns.
#[derive(Component, Clone, Debug, Default)]
pub struct Proceedings {
    /// What the turn takes up; none while a player is waited for.
    pub stage: Option<Stage>,
    /// The item it belongs to; none in an interval.
    pub item: Option<ItemId>,
    /// The effects that fall due this turn.
    pub due: Due,
    /// Their consequences for later phases.
    follows: Follows,
    /// The entries to be added to the chronicle.
    pub notes: Vec<ChronicleEntry>,
    /// The outcomes that were read.
    pub outcomes: Vec<(OutcomeId, u16)>,
    /// Whether anything is noted.
    keeps: bool,
}

impl Proceedings {
    /// Takes everything out; the lists keep their memory.
    pub(super) fn clear(&mut self, run: Run) {
        (self.stage, self.item, self.keeps) = (None, None, run.in_detail);
        self.due.clear();
        self.follows.clear();
        self.notes.clear();
        self.outcomes.clear();
    }

    /// Begins with a step.
    pub(super) const fn begin(&mut self, stage: Stage, item: Option<ItemId>) {
        (self.stage, self.item) = (Some(stage), item);
    }

    /// What falls due, to be applied.
    pub(super) const fn certain(&mut self) -> Certain<'_> {
        Certain { due: &self.due, follows: &mut self.follows }
    }

    /// Adds an entry to the notes, if they are kept at all: an event and its audience.
    pub(super) fn note(&mut self, date: Date, entry: impl FnOnce() -> (Audience, Event)) {
        if !self.keeps {
            return;
        }
        let (audience, event) = entry();
        self.notes.push(ChronicleEntry { date, item: self.item, audience, event });
    }

    /// The end of the stretch of time that this turn covers, if it covers one.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        match self.stage {
            Some(Stage::Interval(until) | Stage::Recess(_, until)) => Some(until),
            _ => None,
        }
    }
}

/// The tables that a phase only reads besides the agenda and the instruments.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'a> {
    /// Recognition between the powers.
    pub recognition: &'a Recognition,
    /// The balance of deterrence.
    pub deterrence: &'a Deterrence,
    /// The state of the borders.
    pub borders: &'a Borders,
    /// The conferences, past and present.
    pub talks: &'a Talks,
}

impl<'a> Rest<'a> {
    /// The position, with the tables that change.
    #[must_use]
    pub const fn with(self, agenda: &'a Agenda, instruments: &'a Instruments) -> PositionRef<'a> {
        let Self { recognition, deterrence, borders, talks } = self;
        PositionRef::new(agenda, instruments, recognition, deterrence, borders, talks)
    }
}
