//! Played on: many games from one point, counted.
//!
//! A [`Fork`] is a point of a game. From it games are played on along one or more
//! [`Branch`]es: who holds each seat, and which line of play is followed. Run number `n` has
//! the same seed on every branch, and draws are keyed by meaning, so two branches differ only
//! where the decisions do. What is counted is in `counts`; what a seat can know at a point,
//! and what the others may hide from it, in `vantage`. No rule is here, and no sentence.
//!
//! | file | what |
//! |---|---|
//! | `counts` | outcomes, how the seats' aims stand, and what moves them |
//! | `vantage` | the point as a seat knows it, with what may be hidden drawn |
//! | `answers` | a branch for each open answer of the seat that is asked |
//! | `whatif` | a game that was played, with other answers |

pub mod answers;
mod counts;
mod vantage;
pub mod whatif;

use std::ops::Range;
use std::sync::Arc;

use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;

pub use counts::{BranchCounts, Factor, Mover, Target, ValueCounts, is_known};
pub use vantage::{Known, Vantage};

use super::waves::{self, Plan, has_ended};
use crate::rules::chance::{Chance, Draw};
use crate::rules::holders::Holder;
use crate::rules::line_of_play::LineOfPlay;
use crate::rules::position::Position;
use crate::rules::turn::Run;
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::Turn;

/// A way in which games are played on: who decides, and by what.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Who holds each seat, by [`SeatId`](crate::rules::ids::SeatId).
    pub holders: Vec<Holder>,
    /// What those follow who hold a seat [as the record does](Holder::Record); what is
    /// documented if it is left out.
    pub line: Option<Arc<LineOfPlay>>,
}

/// A point of a game from which games are played on.
#[derive(Clone, Debug)]
pub struct Fork {
    rulebook: Rulebook,
    /// The positions in which it may stand, with their weights; at least one.
    starts: Vec<(Position, f64)>,
    /// The outcomes of a game that the games are compared with; empty without one.
    reference: Vec<Option<u16>>,
    seed: u64,
}

/// How games are played on: how many threads, at least one, and whether they are still
/// wanted, asked from any thread.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The threads.
    pub threads: usize,
    /// Whether it shall go on.
    pub goes_on: &'a (dyn Fn() -> bool + Sync),
    /// Called with the number of games that were played, from any thread.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

impl Means<'_> {
    /// On so many threads, to the end.
    #[must_use]
    pub const fn on(threads: usize) -> Self {
        Self { threads, goes_on: &|| true, progress: &|_| {} }
    }
}

impl core::fmt::Debug for Means<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Means").field("threads", &self.threads).finish_non_exhaustive()
    }
}

impl Fork {
    /// A point of which everything is known. `seed` is that of the games played from it: the
    /// same seed, the same games.
    #[must_use]
    pub fn at(rulebook: &Rulebook, here: Position, seed: u64) -> Self {
        let starts = vec![(here, 1.0)];
        Self { rulebook: rulebook.clone(), starts, reference: Vec::new(), seed }
    }

    /// A point as a seat knows it.
    #[must_use]
    pub fn seen(rulebook: &Rulebook, vantage: Vantage, seed: u64) -> Self {
        let starts = vantage.starts;
        Self { rulebook: rulebook.clone(), starts, reference: Vec::new(), seed }
    }

    /// The same point, of which games are compared with one that came to these outcomes.
    #[must_use]
    pub fn beside(self, reference: Vec<Option<u16>>) -> Self {
        Self { reference, ..self }
    }

    pub(super) fn reference(&self) -> &[Option<u16>] {
        &self.reference
    }

    /// The rulebook.
    #[must_use]
    pub const fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The position in which a run begins.
    fn start(&self, chance: Chance) -> &Position {
        let shares = self.starts.iter().map(|(_, weight)| *weight);
        let sum: f64 = shares.clone().sum();
        let shares: Vec<f64> = shares.map(|weight| weight / sum).collect();
        &self.starts[chance.ordered(Draw::Past, &[], &shares)].0
    }

    /// Plays the runs of these numbers on along each branch, and counts each branch by
    /// itself. The result is the same for any number of threads and, added up, for any
    /// division into ranges. None if it was not to go on.
    #[must_use]
    pub fn play(
        &self,
        branches: &[Branch],
        runs: Range<u64>,
        means: Means<'_>,
    ) -> Option<Vec<BranchCounts>> {
        let empty = || branches.iter().map(|_| BranchCounts::new(self)).collect();
        let ways = u64::try_from(branches.len()).unwrap_or(u64::MAX);
        let wave = |world: &mut World, _: &Rulebook, games: Range<u64>, all: &mut Vec<_>| {
            let spawned: Vec<(usize, Entity)> = games
                .map(|game| {
                    let branch = usize::try_from(game % ways).unwrap_or_default();
                    (branch, self.spawn(world, &branches[branch], runs.start + game / ways))
                })
                .collect();
            while spawned.iter().any(|(_, entity)| !has_ended(world, *entity)) {
                world.run_schedule(Turn);
            }
            for (branch, entity) in spawned {
                let counts: &mut BranchCounts = &mut all[branch];
                counts.count(self, position(world, entity));
                world.despawn(entity);
            }
        };
        let plan = Plan {
            first: 0,
            runs: (runs.end - runs.start).saturating_mul(ways),
            seed: self.seed,
            threads: means.threads,
            wave: Plan::WAVE,
        };
        let add = |total: &mut Vec<BranchCounts>, more: &Vec<BranchCounts>| {
            total.iter_mut().zip(more).for_each(|(total, more)| total.add(more));
        };
        let hands = (means.progress, means.goes_on);
        let counts = waves::spread(&self.rulebook, &plan, hands, empty, wave, add);
        let wanted = runs.end - runs.start;
        counts.iter().all(|count| count.runs == wanted).then_some(counts)
    }

    fn spawn(&self, world: &mut World, branch: &Branch, run: u64) -> Entity {
        let run = Run::new(waves::seed_of(self.seed, run), false);
        let opening = self.start(run.chance).borrow();
        let timeline = Timeline::opened(&self.rulebook, opening, run, branch.holders.clone());
        world.spawn(timeline.following(branch.line.clone())).id()
    }
}
