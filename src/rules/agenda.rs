//! The agenda: how far a game has come, what was chosen, which facts hold.
//!
//! The items themselves are fixed in the [setting](super::setting). The agenda holds the
//! cursor over them and what no other table holds: choices, drawn branches, facts,
//! leaders and outcomes.

use serde::{Deserialize, Serialize};

use super::effects::{AgendaEffect, AgendaMark};
use super::ids::{ChanceId, FactId, ItemId, LeaderId, MoveId, OptionId, SeatId, ValueId};
use super::quantity::Date;
use super::setting::Setting;
use super::tables::clone_in_place;

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
    /// The agreed treaty of a conference goes to ratification and, if it passes, into force.
    Signing(ItemId),
    /// The item closes.
    Closing(ItemId),
    /// The game is over.
    Ended,
}

/// The state of the agenda in one timeline: a component.
#[derive(bevy::ecs::component::Component, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// Today.
    pub clock: Date,
    /// The step that the next turn takes up.
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
    /// The value of each fact as each seat knew it last, fact by fact, the public
    /// after the seats.
    pub last_known: Vec<ValueId>,
    /// Who holds each seat, by [`SeatId`].
    pub leaders: Vec<LeaderId>,
    /// The index of the value of each outcome, by outcome id; none until it is read.
    pub outcomes: Vec<Option<u16>>,
}

clone_in_place!(Agenda {
    clock,
    stage,
    cursor,
    choices,
    drawn,
    opened,
    challenged,
    facts,
    last_known,
    leaders,
    outcomes
});

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

    /// The value of a fact as a seat, or the public for `None`, knew it last.
    #[must_use]
    pub fn last_known(&self, fact: FactId, seat: Option<SeatId>) -> ValueId {
        let seats = self.leaders.len();
        self.last_known[fact.index() * (seats + 1) + seat.map_or(seats, SeatId::index)]
    }

    /// Puts a fact at the value that a seat, or the public for `None`, knew last; what
    /// others know of it is forgotten too.
    pub(super) fn forget_fact(&mut self, fact: FactId, seat: Option<SeatId>) {
        let value = self.last_known(fact, seat);
        self.facts[fact.index()] = value;
        let seats = self.leaders.len();
        let row = fact.index() * (seats + 1);
        self.last_known[row..=row + seats].fill(value);
    }

    /// Puts a fact at the value that it has in another agenda, for all but one seat.
    pub fn copy_fact(&mut self, fact: FactId, other: &Self, but: Option<SeatId>) {
        self.facts[fact.index()] = other.facts[fact.index()];
        let seats = self.leaders.len();
        let row = fact.index() * (seats + 1);
        for (seat, place) in (row..=row + seats).enumerate() {
            if but.is_none_or(|but| but.index() != seat) {
                self.last_known[place] = other.last_known[place];
            }
        }
    }

    /// Writes a mark: what taking up a step changes at once, before any effect.
    pub fn mark(&mut self, mark: AgendaMark) {
        match mark {
            AgendaMark::Opened(item) => self.opened[item.index()] = true,
            AgendaMark::Chose(mv, option) => self.choices[mv.index()] = Some(option),
            AgendaMark::Drawn(chance, branch) => self.drawn[chance.index()] = Some(branch),
            AgendaMark::Challenged(item) => self.challenged[item.index()] = true,
        }
    }

    /// The branch that came true.
    #[must_use]
    pub fn branch(&self, chance: ChanceId) -> Option<u16> {
        self.drawn[chance.index()]
    }

    /// Applies an effect; answers whether anything changed.
    pub fn apply(&mut self, setting: &Setting, effect: AgendaEffect) -> bool {
        match effect {
            AgendaEffect::Set(fact, value) => {
                let known_to = setting.facts[fact.index()].known_to;
                let seats = self.leaders.len();
                let row = fact.index() * (seats + 1);
                for (seat, known) in self.last_known[row..=row + seats].iter_mut().enumerate() {
                    let seat = (seat < seats).then(|| SeatId::new(seat));
                    if known_to.includes(seat) {
                        *known = value;
                    }
                }
                core::mem::replace(&mut self.facts[fact.index()], value) != value
            }
            AgendaEffect::Leader(seat, leader) => {
                core::mem::replace(&mut self.leaders[seat.index()], leader) != leader
            }
        }
    }
}
