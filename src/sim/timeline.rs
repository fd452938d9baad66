//! A timeline: one run of a scenario, as one entity.
//!
//! Its state is the six tables of a [`Position`](crate::rules::position::Position), the
//! chronicle, the seed, the rulebook, the holders of the seats and their orders.

use std::sync::Arc;

use bevy::ecs::bundle::Bundle;
use bevy::ecs::component::Component;
use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;
use sha2::{Digest, Sha256};

use crate::rules::agenda::Agenda;
use crate::rules::borders::Borders;
use crate::rules::chronicle::Chronicle;
use crate::rules::conference::PartyCache;
use crate::rules::deterrence::Deterrence;
use crate::rules::holders::{Holder, Orders};
use crate::rules::ids::ItemId;
use crate::rules::instruments::Instruments;
use crate::rules::line_of_play::LineOfPlay;
use crate::rules::position::PositionRef;
use crate::rules::recognition::Recognition;
use crate::rules::remembered::DeliberationCache;
use crate::rules::setting::Setting;
use crate::rules::talks::Talks;
use crate::rules::turn::{Delegations, Proceedings, Run};
use crate::scenario::Scenario;
use crate::scenario::pack::hex;

/// The rulebook of a timeline: its scenario, and caches of results of pure functions.
/// Copies share both.
#[derive(Component, Clone, Debug)]
pub struct Rulebook {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The cache of parties that were prepared for conferences.
    prepared: PartyCache,
    /// The cache of deliberations.
    pub(super) remembered: DeliberationCache,
}

impl Rulebook {
    /// The rulebook of a scenario, with empty caches.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>) -> Self {
        let remembered = DeliberationCache::new(&scenario.setting);
        Self { scenario, prepared: PartyCache::default(), remembered }
    }

    /// The parties to conferences that were prepared before.
    #[must_use]
    pub const fn prepared(&self) -> &PartyCache {
        &self.prepared
    }

    /// The setting of the scenario.
    pub(super) fn setting(&self) -> &Setting {
        &self.scenario.setting
    }
}

/// The components that a timeline consists of.
#[derive(Bundle)]
pub struct Timeline {
    rulebook: Rulebook,
    agenda: Agenda,
    instruments: Instruments,
    recognition: Recognition,
    deterrence: Deterrence,
    borders: Borders,
    talks: Talks,
    chronicle: Chronicle,
    orders: Orders,
    proceedings: Proceedings,
    delegations: Delegations,
    run: Run,
}

impl Timeline {
    /// A timeline at the opening of a scenario. `holders` are those of the seats, by
    /// [`SeatId`](crate::rules::ids::SeatId).
    #[must_use]
    pub fn new(rulebook: &Rulebook, run: Run, holders: Vec<Holder>) -> Self {
        Self::opened(rulebook, rulebook.scenario.opening.borrow(), run, holders)
    }

    /// As [`Timeline::new`], at another opening than the documented one.
    #[must_use]
    pub fn opened(
        rulebook: &Rulebook,
        opening: PositionRef<'_>,
        run: Run,
        holders: Vec<Holder>,
    ) -> Self {
        Self {
            rulebook: rulebook.clone(),
            agenda: opening.agenda.clone(),
            instruments: opening.instruments.clone(),
            recognition: opening.recognition.clone(),
            deterrence: opening.deterrence.clone(),
            borders: opening.borders.clone(),
            talks: opening.talks.clone(),
            chronicle: Chronicle::default(),
            orders: Orders { holders, ..Orders::default() },
            proceedings: Proceedings::default(),
            delegations: Delegations::default(),
            run,
        }
    }

    /// The same timeline, in which those who hold the seats begin with an item.
    #[must_use]
    pub fn beginning_with(mut self, item: Option<ItemId>) -> Self {
        self.orders.from = item;
        self
    }

    /// The same timeline, in which those who hold a seat as the record does follow a line of
    /// play.
    #[must_use]
    pub fn following(mut self, line: Option<Arc<LineOfPlay>>) -> Self {
        self.orders.line = line;
        self
    }
}

/// A component of a timeline.
///
/// # Panics
/// If the entity is no timeline.
pub(crate) fn part<T: Component>(world: &World, timeline: Entity) -> &T {
    world.get(timeline).expect("the entity was spawned as a timeline")
}

/// The position of a timeline, borrowed from its components.
///
/// # Panics
/// If the entity is no timeline.
#[must_use]
pub fn position(world: &World, timeline: Entity) -> PositionRef<'_> {
    PositionRef::new(
        part(world, timeline),
        part(world, timeline),
        part(world, timeline),
        part(world, timeline),
        part(world, timeline),
        part(world, timeline),
    )
}

/// A hash of the whole state of a timeline: 32 hexadecimal digits, equal on
/// every machine for the same scenario, seed and intents.
///
/// # Panics
/// If the entity is no timeline.
#[must_use]
pub fn state_hash(world: &World, timeline: Entity) -> String {
    let chronicle: &Chronicle = part(world, timeline);
    hash_of(&(position(world, timeline), chronicle))
}

/// The hash of any state, over its canonical JSON (tables only, so one order).
#[must_use]
pub fn hash_of(state: &impl serde::Serialize) -> String {
    let bytes = serde_json::to_vec(state).expect("plain tables serialise");
    hex(&Sha256::digest(&bytes)[..16])
}
