//! The agenda: how far a game has come, what was chosen, which facts hold.
//!
//! What stands on the agenda is fixed in the [setting](super::setting). This is
//! the cursor over it and everything choices have left behind that is neither
//! recognition, deterrence, border nor instrument.

use serde::{Deserialize, Serialize};

use super::ids::{ChanceId, FactId, ItemId, LeaderId, MoveId, OptionId, SeatId, ValueId};
use super::quantity::Date;
use super::setting::AgendaEffect;

/// What the next turn will take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Time passes until the given date, then the item at the cursor opens.
    Interval(Date),
    /// The item opens.
    Opening(ItemId),
    /// A seat is to move.
    Moving(MoveId),
    /// A party to a conference is to speak.
    Speaking(ItemId),
    /// A conference has adjourned to the given date; time passes.
    Recess(ItemId, Date),
    /// What a conference agreed is put to those at home, and comes into force.
    Signing(ItemId),
    /// The item closes.
    Closing(ItemId),
    /// The game is over.
    Ended,
}

/// How far one timeline has come: a component.
#[derive(bevy::ecs::component::Component, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// Today.
    pub clock: Date,
    /// What the next turn takes up.
    pub stage: Stage,
    /// The item at the cursor: the next to open, or the one that is open.
    pub cursor: usize,
    /// The option chosen in each move, by [`MoveId`].
    pub choices: Vec<Option<OptionId>>,
    /// The branch that came true of each drawn consequence, by [`ChanceId`].
    pub drawn: Vec<Option<u16>>,
    /// Whether each item opened at all, by [`ItemId`].
    pub opened: Vec<bool>,
    /// Whether a challenge was made in each crisis, by [`ItemId`].
    pub challenged: Vec<bool>,
    /// The value of each fact, by [`FactId`].
    pub facts: Vec<ValueId>,
    /// Who holds each seat, by [`SeatId`].
    pub leaders: Vec<LeaderId>,
    /// What each outcome came to, by outcome id; none until it is read.
    pub outcomes: Vec<Option<u16>>,
}

impl Agenda {
    /// The option chosen in a move.
    #[must_use]
    pub fn choice(&self, mv: MoveId) -> Option<OptionId> {
        self.choices[mv.index()]
    }

    /// The value of a fact.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> ValueId {
        self.facts[fact.index()]
    }

    /// Who holds a seat.
    #[must_use]
    pub fn leader(&self, seat: SeatId) -> LeaderId {
        self.leaders[seat.index()]
    }

    /// The branch that came true.
    #[must_use]
    pub fn branch(&self, chance: ChanceId) -> Option<u16> {
        self.drawn[chance.index()]
    }

    /// Applies an effect; answers whether anything changed.
    pub fn apply(&mut self, effect: AgendaEffect) -> bool {
        match effect {
            AgendaEffect::Set(fact, value) => {
                core::mem::replace(&mut self.facts[fact.index()], value) != value
            }
            AgendaEffect::Leader(seat, leader) => {
                core::mem::replace(&mut self.leaders[seat.index()], leader) != leader
            }
        }
    }
}
