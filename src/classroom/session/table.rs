//! A table of a class: a game, and what its delegations do besides deciding.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::ecs::world::World;

use super::drafting::Draft;
use crate::classroom::ids::MemberId;
use crate::classroom::lesson::Moment;
use crate::classroom::record::Actor;
use crate::rules::holders::Holder;
use crate::rules::ids::{ItemId, SeatId};
use crate::scenario::Scenario;
use crate::sim::game::Game;
use crate::view::Views;

/// What a delegation has besides its papers.
#[derive(Debug, Default)]
pub struct Delegation {
    /// Who sends its decisions; none as long as nobody is there.
    pub head: Option<MemberId>,
    /// Whether a stand-in has it.
    pub stand_in: bool,
    /// Its drafts, by conference.
    pub drafts: BTreeMap<String, Draft>,
}

/// A decision that stands at a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The seat that decided.
    pub seat: SeatId,
    /// The item in which it was asked.
    pub item: Option<ItemId>,
    /// Who did.
    pub by: Actor,
    /// When.
    pub at: Moment,
    /// What a stand-in did, in words; empty if it was none.
    pub what: String,
}

/// A letter from one delegation to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Who wrote.
    pub from: SeatId,
    /// The member who wrote.
    pub member: MemberId,
    /// To whom.
    pub to: Vec<SeatId>,
    /// The day of the game on which it was written, in words.
    pub date: String,
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
    /// Whether it was meant, if those who wrote it marked that.
    pub meant: Option<bool>,
    /// Whether it was believed, by those who got it and marked that.
    pub believed: BTreeMap<SeatId, bool>,
}

impl Letter {
    /// What a seat marked: whether it meant the letter, if it wrote it; else whether it
    /// believes it.
    #[must_use]
    pub fn mark_of(&self, seat: SeatId) -> Option<bool> {
        if self.from == seat { self.meant } else { self.believed.get(&seat).copied() }
    }
}

/// One of the games of a class.
pub struct Table {
    /// The game.
    pub(super) game: Game,
    /// What makes its views cheaper.
    pub(super) views: Views,
    /// Its delegations, by [`SeatId`].
    pub(super) seats: Vec<Delegation>,
    /// What was written, oldest first.
    pub(super) letters: Vec<Letter>,
    /// The decisions that stand, oldest first.
    pub(super) acts: Vec<Act>,
    /// Since when the seat that is asked is asked.
    pub(super) asked_since: Moment,
    /// Whether somebody plays here.
    pub(super) in_use: bool,
    /// How many decisions stood when the bell rang.
    pub(super) at_bell: Option<usize>,
}

impl Table {
    /// A table at the opening of a scenario. People hold all seats: what a stand-in decides
    /// is sent for them.
    pub(super) fn begin(world: &mut World, scenario: &Arc<Scenario>, seed: u64) -> Self {
        let holders = vec![Holder::Player; scenario.text.seats.len()];
        let seats = holders.iter().map(|_| Delegation::default()).collect();
        let game = Game::start(world, Arc::clone(scenario), seed, holders);
        Self {
            game,
            views: Views::default(),
            seats,
            letters: Vec::new(),
            acts: Vec::new(),
            asked_since: 0,
            in_use: true,
            at_bell: None,
        }
    }

    /// Whether a letter concerns a seat.
    pub(super) fn concerns(letter: &Letter, seat: SeatId) -> bool {
        letter.from == seat || letter.to.contains(&seat)
    }
}
