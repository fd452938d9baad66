//! A timeline: one run of a scenario, as one entity.
//!
//! Its state is the six tables of a [`Position`](crate::rules::position::Position), the
//! chronicle, the seed, who plays and what they have ordered.

use std::sync::Arc;

use bevy::ecs::bundle::Bundle;
use bevy::ecs::component::Component;
use bevy::ecs::entity::Entity;
use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;
use sha2::{Digest, Sha256};

use crate::rules::agenda::Agenda;
use crate::rules::borders::Borders;
use crate::rules::chance::Chance;
use crate::rules::chronicle::Chronicle;
use crate::rules::deterrence::Deterrence;
use crate::rules::instruments::Instruments;
use crate::rules::position::PositionRef;
use crate::rules::recognition::Recognition;
use crate::rules::talks::Talks;
use crate::rules::turn::{Delegations, Orders, Proceedings, Run};
use crate::scenario::Scenario;
use crate::scenario::pack::hex;

/// The scenario that the timelines of this world play.
#[derive(Resource, Clone, Debug)]
pub struct Rulebook(pub Arc<Scenario>);

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
    delegations: Delegations,
    run: Run,
}

impl Timeline {
    /// A timeline at the opening of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, seed: u64, players: Vec<bool>, in_detail: bool) -> Self {
        let opening = scenario.opening.borrow();
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
            delegations: Delegations::default(),
            run: Run { chance: Chance::new(seed), in_detail },
        }
    }
}

/// The position of a timeline, borrowed from its components.
///
/// # Panics
/// If the entity is no timeline.
#[must_use]
pub fn position(world: &World, timeline: Entity) -> PositionRef<'_> {
    fn table<T: Component>(world: &World, timeline: Entity) -> &T {
        world.get(timeline).expect("the entity was spawned as a timeline")
    }
    PositionRef::new(
        table(world, timeline),
        table(world, timeline),
        table(world, timeline),
        table(world, timeline),
        table(world, timeline),
        table(world, timeline),
    )
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
