//! Waves: timelines run side by side, a few hundred at a time.
//!
//! Each thread has a world of its own; a wave is spawned, the `Turn` schedule
//! runs until all of it has ended, the tally is taken and the wave is gone. The
//! seed of a run depends on its number alone, so neither the size of a wave nor
//! the number of threads can change what comes out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bevy::ecs::world::World;

use super::tally::Tally;
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::chance::{Chance, Draw};
use crate::scenario::Scenario;
use crate::sim::timeline::{Rulebook, Timeline};
use crate::sim::turn::{self, Turn};

/// What to run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many runs.
    pub runs: u64,
    /// The seed of the whole ensemble.
    pub seed: u64,
    /// How many threads, at least one.
    pub threads: usize,
    /// How many timelines a world holds at a time, at least one.
    pub wave: usize,
}

impl Plan {
    /// A good size for a wave: large enough to spread the schedule's cost, small
    /// enough to stay in the processor's cache.
    pub const WAVE: usize = 64;
}

/// Runs the plan and counts. `progress` is called with the number of runs done, from any thread.
#[must_use]
pub fn run(scenario: &Arc<Scenario>, plan: &Plan, progress: &(dyn Fn(u64) + Sync)) -> Tally {
    let next = AtomicU64::new(0);
    let wave = u64::try_from(plan.wave.max(1)).unwrap_or(u64::MAX);
    let work = || {
        let mut tally = Tally::new(scenario);
        let mut world = World::new();
        world.insert_resource(Rulebook(Arc::clone(scenario)));
        turn::install(&mut world);
        loop {
            let first = next.fetch_add(wave, Ordering::Relaxed);
            if first >= plan.runs {
                return tally;
            }
            let last = plan.runs.min(first + wave);
            run_wave(&mut world, scenario, plan.seed, first..last, &mut tally);
            progress(last - first);
        }
    };
    let mut total = Tally::new(scenario);
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..plan.threads.max(1)).map(|_| scope.spawn(work)).collect();
        total.add(&work());
        for other in others {
            total.add(&other.join().expect("a run cannot panic on a valid scenario"));
        }
    });
    total
}

/// The seed of one run of an ensemble.
#[must_use]
pub fn seed_of(ensemble: u64, run: u64) -> u64 {
    Chance::new(ensemble).derive(Draw::Run, &[run])
}

fn run_wave(
    world: &mut World,
    scenario: &Scenario,
    seed: u64,
    runs: core::ops::Range<u64>,
    tally: &mut Tally,
) {
    let players = vec![false; scenario.setting.seats.len()];
    let wave: Vec<_> = runs
        .map(|run| {
            let timeline = Timeline::new(scenario, seed_of(seed, run), players.clone(), false);
            world.spawn(timeline).id()
        })
        .collect();
    let agenda = |world: &World, entity| {
        world.get::<Agenda>(entity).expect("the entity was spawned as a timeline").clone()
    };
    let ended = |world: &World| {
        wave.iter().all(|entity| {
            world.get::<Agenda>(*entity).is_some_and(|agenda| agenda.stage == Stage::Ended)
        })
    };
    while !ended(world) {
        world.run_schedule(Turn);
    }
    for entity in wave {
        tally.count(&agenda(world, entity));
        world.despawn(entity);
    }
}
