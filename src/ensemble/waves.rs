//! Waves: timelines run side by side, a few hundred at a time.
//!
//! Each thread has a world of its own; a wave is spawned, the `Turn` schedule
//! runs until all of it has ended, the tally is taken and the wave is gone. The
//! seed of a run depends on its number alone, so neither the size of a wave nor
//! the number of threads can change what comes out.

use core::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;

use super::tally::OutcomeTally;
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::chance::{Chance, Draw};
use crate::rules::holders::Holder;
use crate::rules::line_of_play::LineOfPlay;
use crate::rules::position::PositionRef;
use crate::rules::turn::Run;
use crate::scenario::Scenario;
use crate::sim::timeline::{Rulebook, Timeline};
use crate::sim::turn::{self, Turn};
use crate::system::on_threads;

/// The plan of an ensemble.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The number of the first run.
    pub first: u64,
    /// How many runs.
    pub runs: u64,
    /// The seed of the whole ensemble.
    pub seed: u64,
    /// How many threads, at least one; fewer are used if the system gives no more.
    pub threads: usize,
    /// How many timelines a world holds at a time, at least one.
    pub wave: usize,
}

impl Plan {
    /// A good size for a wave: large enough to spread the schedule's cost, small
    /// enough to stay in the processor's cache.
    pub const WAVE: usize = 64;
}

/// Runs the plan, all seats by their own conduct, and counts. `progress` is called with the
/// number of runs done, from any thread.
#[must_use]
pub fn run(scenario: &Arc<Scenario>, plan: &Plan, progress: &(dyn Fn(u64) + Sync)) -> OutcomeTally {
    let holders = vec![Holder::Conduct; scenario.setting.seats.len()];
    run_by(scenario, plan, (&holders, None), progress)
}

/// As [`run`], with the seats held so; those who hold one as the record does follow the line
/// of play, if one is given.
#[must_use]
pub fn run_by(
    scenario: &Arc<Scenario>,
    plan: &Plan,
    (holders, line): (&[Holder], Option<&Arc<LineOfPlay>>),
    progress: &(dyn Fn(u64) + Sync),
) -> OutcomeTally {
    let wave =
        |world: &mut World, rulebook: &Rulebook, runs: Range<u64>, tally: &mut OutcomeTally| {
            let opening = rulebook.scenario.opening.borrow();
            let spawn = |run| {
                let run = Run::new(seed_of(plan.seed, run), false);
                let timeline = Timeline::opened(rulebook, opening, run, holders.to_vec());
                world.spawn(timeline.following(line.cloned())).id()
            };
            let wave: Vec<Entity> = runs.map(spawn).collect();
            while wave.iter().any(|entity| !has_ended(world, *entity)) {
                world.run_schedule(Turn);
            }
            for entity in wave {
                tally.count(agenda(world, entity));
                world.despawn(entity);
            }
        };
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let empty = || OutcomeTally::new(scenario);
    spread(&rulebook, plan, (progress, &|| true), empty, wave, OutcomeTally::add)
}

/// Parts a plan into waves and works through them on its threads, each with a
/// world and a count of its own. Answers the sum of the counts: `add` must not
/// care in which order they come. Before each wave `goes_on` is asked whether it is still
/// wanted; where it is not, what was counted is a part.
pub(super) fn spread<T: Send>(
    rulebook: &Rulebook,
    plan: &Plan,
    (progress, goes_on): (&(dyn Fn(u64) + Sync), &(dyn Fn() -> bool + Sync)),
    empty: impl Fn() -> T + Sync,
    run_wave: impl Fn(&mut World, &Rulebook, Range<u64>, &mut T) + Sync,
    add: impl Fn(&mut T, &T),
) -> T {
    let next = AtomicU64::new(0);
    let wave = u64::try_from(plan.wave.max(1)).unwrap_or(u64::MAX);
    let work = || {
        let mut count = empty();
        let mut world = World::new();
        turn::install(&mut world);
        loop {
            let first = next.fetch_add(wave, Ordering::Relaxed);
            if first >= plan.runs || !goes_on() {
                return count;
            }
            let last = plan.runs.min(first.saturating_add(wave));
            run_wave(&mut world, rulebook, plan.first + first..plan.first + last, &mut count);
            progress(last - first);
        }
    };
    // A thread more than there are waves would have nothing to do.
    let waves = usize::try_from(plan.runs.div_ceil(wave)).unwrap_or(usize::MAX);
    let mut total = empty();
    for count in on_threads(plan.threads.min(waves), work) {
        add(&mut total, &count);
    }
    total
}

/// The seed of one run of an ensemble.
#[must_use]
pub fn seed_of(ensemble: u64, run: u64) -> u64 {
    Chance::new(ensemble).derive(Draw::Run, &[run])
}

/// Puts a run of a plan into a world, at an opening.
pub(super) fn spawn_at(
    world: &mut World,
    rulebook: &Rulebook,
    opening: PositionRef<'_>,
    (plan, run): (&Plan, u64),
    holders: Vec<Holder>,
) -> Entity {
    let run = Run::new(seed_of(plan.seed, run), false);
    world.spawn(Timeline::opened(rulebook, opening, run, holders)).id()
}

/// The agenda of a timeline.
pub(super) fn agenda(world: &World, timeline: Entity) -> &Agenda {
    world.get(timeline).expect("the entity was spawned as a timeline")
}

/// Whether a timeline has come to its end.
pub(super) fn has_ended(world: &World, timeline: Entity) -> bool {
    agenda(world, timeline).stage == Stage::Ended
}
