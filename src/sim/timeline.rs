//! A timeline: one run of a scenario, as one entity.
//!
//! Its state is the five tables of a [`Position`](crate::rules::position::Position), the chronicle, the seed, who
//! plays and what they have ordered. [`Proceedings`] is scratch: what this turn
//! does, handed from phase to phase and empty between turns.

use std::sync::Arc;

use bevy::ecs::bundle::Bundle;
use bevy::ecs::component::Component;
use bevy::ecs::entity::Entity;
use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;
use sha2::{Digest, Sha256};

use crate::rules::agenda::{Agenda, Stage};
use crate::rules::borders::Borders;
use crate::rules::chance::Chance;
use crate::rules::chronicle::{Chronicle, Entry, Event};
use crate::rules::conference::{Speech, Talks};
use crate::rules::deterrence::Deterrence;
use crate::rules::ids::{ItemId, MoveId, OptionId, SeatId};
use crate::rules::instruments::Instruments;
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::recognition::{Act, Recognition};
use crate::rules::setting::Effect;
use crate::scenario::Scenario;
use crate::scenario::pack::hex;

/// The scenario that the timelines of this world play.
#[derive(Resource, Clone, Debug)]
pub struct Rulebook(pub Arc<Scenario>);

/// What chance in this timeline is keyed by.
#[derive(Component, Clone, Copy, Debug)]
pub struct Campaign {
    /// The seed.
    pub chance: Chance,
    /// Whether the chronicle keeps what seats weighed. An ensemble does without.
    pub in_detail: bool,
}

/// Who plays, and what has been ordered for the move that is open.
#[derive(Component, Clone, Debug, Default)]
pub struct Orders {
    /// Whether a player holds each seat; the others play themselves.
    pub players: Vec<bool>,
    /// The order for what is open, taken at the next turn.
    pub order: Option<Order>,
}

/// What a player has ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// An option of a move.
    Choice(MoveId, OptionId),
    /// What to say at a conference.
    Speech(Speech),
}

/// What one turn does, from phase to phase.
#[derive(Component, Clone, Debug, Default)]
pub struct Proceedings {
    /// What the turn takes up; none while a player is waited for.
    pub stage: Option<Stage>,
    /// The item it belongs to; none in an interval.
    pub item: Option<ItemId>,
    /// Effects due this turn, each applied by the phase it belongs to.
    pub due: Vec<Effect>,
    /// Acts of recognition that follow from what was signed.
    pub acts: Vec<Act>,
    /// What the chronicle will say.
    pub notes: Vec<Entry>,
}

impl Proceedings {
    /// Adds an entry that everybody may know.
    pub fn note(&mut self, date: Date, event: Event) {
        self.note_for(date, None, event);
    }

    /// Adds an entry that only some seats may know.
    pub fn note_for(&mut self, date: Date, audience: Option<Vec<SeatId>>, event: Event) {
        self.notes.push(Entry { date, item: self.item, audience, event });
    }

    /// The stretch of time this turn covers, if it is an interval.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        match self.stage {
            Some(Stage::Interval(until) | Stage::Recess(_, until)) => Some(until),
            _ => None,
        }
    }
}

/// Everything a timeline consists of.
#[derive(Bundle)]
pub struct Timeline {
    agenda: Agenda,
    instruments: Instruments,
    recognition: Recognition,
    deterrence: Deterrence,
    borders: Borders,
    talks: Talks,
    chronicle: Chronicle,
    orders: Orders,
    proceedings: Proceedings,
    campaign: Campaign,
}

impl Timeline {
    /// A timeline at the opening of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, players: Vec<bool>, in_detail: bool) -> Self {
        let opening = scenario.setting.opening.borrow();
        Self {
            agenda: opening.agenda.clone(),
            instruments: opening.instruments.clone(),
            recognition: opening.recognition.clone(),
            deterrence: opening.deterrence.clone(),
            borders: opening.borders.clone(),
            talks: opening.talks.clone(),
            chronicle: Chronicle::default(),
            orders: Orders { players, order: None },
            proceedings: Proceedings::default(),
            campaign: Campaign { chance: Chance::new(seed), in_detail },
        }
    }
}

/// The position of a timeline, borrowed from its components.
///
/// # Panics
/// If the entity is no timeline.
#[must_use]
pub fn position(world: &World, timeline: Entity) -> PositionRef<'_> {
    const IS_TIMELINE: &str = "the entity was spawned as a timeline";
    PositionRef {
        agenda: world.get(timeline).expect(IS_TIMELINE),
        instruments: world.get(timeline).expect(IS_TIMELINE),
        recognition: world.get(timeline).expect(IS_TIMELINE),
        deterrence: world.get(timeline).expect(IS_TIMELINE),
        borders: world.get(timeline).expect(IS_TIMELINE),
        talks: world.get(timeline).expect(IS_TIMELINE),
    }
}

/// A hash of the whole state of a timeline: 32 hexadecimal digits, equal on
/// every machine for the same scenario, seed and intents.
///
/// # Panics
/// If the entity is no timeline.
#[must_use]
pub fn state_hash(world: &World, timeline: Entity) -> String {
    let chronicle: &Chronicle = world.get(timeline).expect("the entity was spawned as a timeline");
    hash_of(&(position(world, timeline), chronicle))
}

/// The hash of any state, over its canonical JSON (tables only, so one order).
#[must_use]
pub fn hash_of(state: &impl serde::Serialize) -> String {
    let bytes = serde_json::to_vec(state).expect("plain tables serialise");
    hex(&Sha256::digest(&bytes)[..16])
}
