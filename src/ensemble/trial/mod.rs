//! Trials: a scenario played many times to see what its author cannot see.
//!
//! Every other game is played by the seats' own conduct, which shows what a class
//! will probably meet; in the rest each seat takes any open answer with the same
//! chance and says anything that can be said, which shows what can be met at all: in half
//! of these games after earlier ones that came out otherwise, if the scenario may have any.
//! What comes out is counts, and of these findings: what was never seen, and what
//! was never in doubt. It is no proof: «never in 200 games» is what it says. What
//! is proved is the business of [`reach`](crate::scenario::reach).

mod answers;
mod consequence;
mod findings;
mod length;
mod summary;
mod watch;
mod weighings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;

pub use answers::{AnswerSummary, QuestionSummary};
pub use findings::verdict;
pub use length::Length;
pub use summary::{OutcomeSummary, Range, SeatSummary, Summary};
pub use watch::{Counts, SampleRange};
pub use weighings::Weighings;

use super::waves::{self, Plan};
use crate::rules::chance::{Chance, Draw, name_key};
use crate::rules::conference::PartyCache;
use crate::rules::holders::Holder;
use crate::rules::ids::ItemId;
use crate::rules::position::Position;
use crate::scenario::Scenario;
use crate::scenario::finding::Finding;
use crate::scenario::pack::Pack;
use crate::scenario::places::Places;
use crate::scenario::sources::Sources;
use crate::scenario::suppress;
use crate::sim::timeline::{Rulebook, position};
use crate::sim::turn::Turn;
use length::ReadingLoad;
use watch::{Watch, Zones};

/// The seed of all trials: the same games on every day and every machine.
const SEED: u64 = 1907;

/// The counts of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Counts of games in which all seats followed their own conduct.
    pub own: Counts,
    /// Counts of games of random play.
    pub any: Counts,
}

impl Trial {
    /// Plays so many games of a scenario. `progress` is called with the number of
    /// games done, from any thread. The answer is the same for any number of
    /// threads, at least one.
    #[must_use]
    pub fn play(
        scenario: &Arc<Scenario>,
        games: u64,
        threads: usize,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Self {
        // Few games to a wave: they are to be spread over all threads.
        let plan = Plan { first: 0, runs: games, seed: SEED, threads, wave: 8 };
        let pace = ReadingLoad::of(scenario);
        let zones = Mutex::new(Zones::default());
        let empty = || Self { own: Counts::new(scenario), any: Counts::new(scenario) };
        let wave = |world: &mut World,
                    rulebook: &Rulebook,
                    runs: core::ops::Range<u64>,
                    trial: &mut Self| {
            for run in runs {
                let (holder, counts) = if run % 2 == 0 {
                    (Holder::Conduct, &mut trial.own)
                } else {
                    (Holder::Anybody, &mut trial.any)
                };
                let weighs = holder == Holder::Conduct;
                let holders = vec![holder; scenario.setting.seats.len()];
                let other = other_opening(scenario, &plan, run);
                let opening = other.as_ref().unwrap_or(&scenario.opening).borrow();
                let game = waves::spawn_at(world, rulebook, opening, (&plan, run), holders);
                let prepared = weighs.then(|| rulebook.prepared());
                play_one(world, scenario, game, (&pace, &zones, prepared), counts);
                world.despawn(game);
            }
        };
        let rulebook = Rulebook::new(Arc::clone(scenario));
        let add = |total: &mut Self, more: &Self| {
            total.own.add(&more.own);
            total.any.add(&more.any);
        };
        waves::spread(&rulebook, &plan, (progress, &|| true), empty, wave, add)
    }

    /// How many games were played.
    #[must_use]
    pub const fn games(&self) -> u64 {
        self.own.games + self.any.games
    }

    /// How often each item came up, by item: for a picture of the agenda.
    #[must_use]
    pub fn opened(&self) -> BTreeMap<ItemId, u64> {
        let both = self.own.opened.iter().zip(&self.any.opened);
        both.enumerate().map(|(item, (a, b))| (ItemId::new(item), a + b)).collect()
    }
}

/// The result of a trial for an author.
#[derive(Clone, Debug)]
pub struct TrialVerdict {
    /// The findings to look at.
    pub findings: Vec<Finding>,
    /// The number of warnings that the author has suppressed, each with a reason.
    pub suppressed: usize,
    /// The whole in numbers.
    pub summary: Summary,
}

/// Plays so many games of a scenario that was made of a pack, as [`Trial::play`]
/// does, and says what they tell.
#[must_use]
pub fn try_out(
    scenario: &Arc<Scenario>,
    pack: &Pack,
    games: u64,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> (Trial, TrialVerdict) {
    let trial = Trial::play(scenario, games, threads, progress);
    let sources = Sources::new(pack);
    let findings = verdict(scenario, &trial, &Places::new(&sources));
    let (findings, suppressed) = suppress::silence(&sources, findings);
    let summary = Summary::of(scenario, &trial);
    (trial, TrialVerdict { findings, suppressed, summary })
}

/// The opening of a run if it is not the documented one: in every other game of random play
/// one after earlier games that came out otherwise. Each legacy is left with the same chance.
fn other_opening(scenario: &Scenario, plan: &Plan, run: u64) -> Option<Position> {
    const LEFT: f64 = 0.3;
    let setting = &scenario.setting;
    if run % 4 != 3 || setting.inherits.is_empty() {
        return None;
    }
    let chance = Chance::new(waves::seed_of(plan.seed, run));
    let is_left = |name: &&str| chance.uniform(Draw::Legacy, &[name_key(name)]) < LEFT;
    let left = scenario.known_legacies().into_iter().filter(is_left).map(str::to_owned);
    let left: BTreeSet<String> = left.collect();
    Some(scenario.opening_after(&left, None))
}

/// Plays one game to its end and counts what is seen.
fn play_one(
    world: &mut World,
    scenario: &Scenario,
    game: Entity,
    (pace, zones, weighs): (&ReadingLoad, &Mutex<Zones>, Option<&PartyCache>),
    counts: &mut Counts,
) {
    let mut watch = Watch::new(scenario, position(world, game));
    while !waves::has_ended(world, game) {
        if let Some(prepared) = weighs {
            Watch::weigh(scenario, position(world, game), prepared, counts);
        }
        watch.before_turn(scenario, position(world, game), zones, counts);
        world.run_schedule(Turn);
        watch.after_turn(scenario, position(world, game));
    }
    watch.at_end(scenario, position(world, game), pace, counts);
}
