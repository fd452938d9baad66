//! The `Turn` schedule: the only order in which things happen.
//!
//! A turn takes one step: a stretch of time, the opening of an item, one seat's
//! move, or the closing of an item. There is no second loop anywhere; what
//! looks ahead calls the same rules on a copy.

use std::sync::Arc;

use bevy::ecs::schedule::{
    IntoScheduleConfigs, LogLevel, Schedule, ScheduleBuildSettings, ScheduleLabel,
    SingleThreadedExecutor, SystemSet,
};
use bevy::ecs::world::World;

use super::phases;
use super::timeline::Rulebook;
use crate::rules::conference::Prepared;
use crate::rules::remembered::Remembered;
use crate::scenario::Scenario;

/// The schedule that moves every timeline one step on.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Turn;

/// The phases of a turn, run in the order of the variants.
///
/// When adding one, add it to the chain in [`schedule`] too.
#[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
pub enum TurnSystems {
    /// What the turn takes up; the choice of the seat that is to move.
    Orders,
    /// A party to a conference speaks; what is agreed is put to those at home.
    Conference,
    /// Signing, publishing, breach.
    Instruments,
    /// Acts of recognition, and its slow drift.
    Recognition,
    /// Tension, force, pledges in kind.
    Deterrence,
    /// Lines, incidents, clashes.
    Borders,
    /// Outcomes are read.
    Record,
    /// The chronicle is written.
    Chronicle,
    /// The agenda moves to its next step; treaties whose term is over end.
    Agenda,
}

/// Builds the schedule: one thread, and two systems without an order between
/// them that touch the same table are an error.
#[must_use]
pub fn schedule() -> Schedule {
    let mut schedule = Schedule::new(Turn);
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        ..ScheduleBuildSettings::default()
    });
    schedule.configure_sets(
        (
            TurnSystems::Orders,
            TurnSystems::Conference,
            TurnSystems::Instruments,
            TurnSystems::Recognition,
            TurnSystems::Deterrence,
            TurnSystems::Borders,
            TurnSystems::Record,
            TurnSystems::Chronicle,
            TurnSystems::Agenda,
        )
            .chain(),
    );
    schedule.add_systems((
        (phases::take_up, phases::note_down).chain().in_set(TurnSystems::Orders),
        phases::confer.in_set(TurnSystems::Conference),
        phases::execute_instruments.in_set(TurnSystems::Instruments),
        phases::settle_recognition.in_set(TurnSystems::Recognition),
        phases::balance_deterrence.in_set(TurnSystems::Deterrence),
        phases::patrol_borders.in_set(TurnSystems::Borders),
        phases::read_outcomes.in_set(TurnSystems::Record),
        phases::write_chronicle.in_set(TurnSystems::Chronicle),
        phases::advance_agenda.in_set(TurnSystems::Agenda),
    ));
    schedule
}

/// What the worlds of one scenario may share: memories of what pure functions answered.
#[derive(Clone, Debug)]
pub struct Memories {
    prepared: Prepared,
    remembered: Remembered,
}

impl Memories {
    /// Empty memories for a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        Self { prepared: Prepared::default(), remembered: Remembered::new(&scenario.setting) }
    }
}

/// Makes a world ready to play a scenario: the rulebook, the memories, the schedule.
pub fn install(world: &mut World, scenario: &Arc<Scenario>, memories: Memories) {
    world.insert_resource(Rulebook(Arc::clone(scenario)));
    world.insert_resource(memories.prepared);
    world.insert_resource(memories.remembered);
    world.add_schedule(schedule());
}
