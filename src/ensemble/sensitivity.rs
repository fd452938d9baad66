//! Sensitivity: on which numbers of a scenario its outcomes rest.
//!
//! Each number is moved to both ends of its range, one at a time, and the same games are
//! played again with the same seeds: how often an outcome comes otherwise is what the number
//! carries of it. Then all judgements are moved together, to the points of a Latin hypercube
//! (`McKay`, Beckman & Conover 1979) over their ranges: how often an outcome comes otherwise
//! there is by how much it rests on judgement. Draws are keyed, so that nothing is otherwise
//! but what the numbers make so.
//!
//! Numbers that share one grade, such as the worth of an article's values, are not moved.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bevy::ecs::world::World;
use serde::{Deserialize, Serialize};

use super::waves::{has_ended, seed_of};
use crate::rules::chance::{Chance, Draw};
use crate::rules::holders::Holder;
use crate::rules::turn::Run;
use crate::scenario::compile::compile;
use crate::scenario::numbers::{Number, moved};
use crate::scenario::pack::{Pack, hash_of_text};
use crate::scenario::sources::Sources;
use crate::scenario::{Scenario, coefficients};
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::{self, Turn};
use crate::system::on_threads;

/// The seed of the games, and of the points of the design.
const SEED: u64 = 1979;

/// How much is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Games for each moved number, and for each point of the design.
    pub games: u64,
    /// Points of the design.
    pub points: usize,
    /// Threads, at least one.
    pub threads: usize,
}

/// On what the outcomes of a scenario rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// The scenario.
    pub scenario: String,
    /// Its version.
    pub version: String,
    /// How many of its figures rest on primary, secondary and contested evidence, and on
    /// judgement.
    pub graded: [u32; 4],
    /// The hash of its numbers, with their grades and ranges.
    pub numbers: String,
    /// Games for each moved number, and for each point of the design.
    pub games: u64,
    /// Points of the design.
    pub points: usize,
    /// How many numbers were moved, and how many of them are judgements.
    pub moved: [usize; 2],
    /// How many could not be moved: those that share one grade, and those of which neither
    /// end of the range makes a scenario.
    pub left: usize,
    /// The numbers that carry most, the one that carries most first.
    pub carriers: Vec<Carrier>,
    /// The outcomes, in their order.
    pub outcomes: Vec<Rests>,
}

/// A number, and how much it carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Carrier {
    /// Where it stands, from the outermost entry inwards.
    pub of: String,
    /// The number.
    pub value: f64,
    /// The range in which it was moved.
    pub range: (f64, f64),
    /// Its grade.
    pub grade: String,
    /// The author's reason for it.
    pub why: String,
    /// The mean share of the games, over all outcomes, in which an outcome came otherwise at
    /// an end of the range, [0, 1].
    pub carries: f64,
    /// The outcome that it carries most of, and the share.
    pub most: Option<(String, f64)>,
}

/// On what an outcome rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rests {
    /// Its id.
    pub id: String,
    /// The share of the games, over the points of the design, in which it came otherwise,
    /// [0, 1].
    pub on_judgement: f64,
    /// Of all that numbers carry of it, the share of judgements, [0, 1]. None if none carries
    /// anything.
    pub judgements: Option<f64>,
    /// The number that carries most of it, and how much.
    pub most: Option<(String, f64)>,
}

/// How many of the numbers that carry most are told.
const TOLD: usize = 12;

/// The hash of a pack's numbers with their grades and ranges: what sensitivity was worked out
/// for holds as long as it stays the same.
#[must_use]
pub fn hash_of_numbers(numbers: &[Number]) -> String {
    let line = |number: &Number| {
        let range = number.movable.map(|movable| movable.range);
        format!("{}|{}|{}|{range:?}\n", number.of, number.value, number.grade)
    };
    hash_of_text(&numbers.iter().map(line).collect::<String>())
}

/// What the games of one set of numbers came to, game by game.
type Games = Vec<Vec<Option<u16>>>;

/// Works out on what the outcomes of a pack rest. `progress` is called after each set of
/// numbers that was tried, from any thread. The same on any number of threads. None if the
/// pack makes no scenario.
#[must_use]
pub fn sensitivity(
    pack: &Pack,
    effort: Effort,
    progress: &(dyn Fn() + Sync),
) -> Option<Sensitivity> {
    let scenario = Arc::new(compile(pack, coefficients()).ok()?);
    let numbers = Number::all(&Sources::new(pack));
    let base = play(&scenario, effort.games);
    let trials = trials(&numbers, effort.points);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found: Vec<(usize, Option<Vec<f64>>)> = Vec::new();
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            let Some(trial) = trials.get(nth) else { return found };
            let other = compile(&moved(pack, &numbers, &trial.to), coefficients()).ok();
            let shares = other.map(|other| {
                let games = play(&Arc::new(other), effort.games);
                otherwise(&base, &games)
            });
            found.push((nth, shares));
            progress();
        }
    };
    let mut shares: Vec<Option<Vec<f64>>> = vec![None; trials.len()];
    for found in on_threads(effort.threads, work) {
        for (nth, of) in found {
            shares[nth] = of;
        }
    }
    Some(summary(&scenario, &numbers, effort, &trials, &shares))
}

/// How many sets of numbers are tried.
#[must_use]
pub fn n_trials(pack: &Pack, points: usize) -> usize {
    trials(&Number::all(&Sources::new(pack)), points).len()
}

/// A set of numbers that is tried.
struct Trial {
    /// The number that is moved by itself; none where all judgements are.
    alone: Option<usize>,
    /// The numbers that are moved, and to where.
    to: Vec<(usize, f64)>,
}

/// All sets of numbers: each number at both ends of its range, then the points of the design.
fn trials(numbers: &[Number], points: usize) -> Vec<Trial> {
    let movable = || {
        let all = numbers.iter().enumerate();
        all.filter_map(|(place, number)| Some((place, number.grade.as_str(), number.movable?)))
    };
    let mut trials: Vec<Trial> = movable()
        .flat_map(|(place, _, movable)| {
            let ends = [movable.range.0, movable.range.1];
            let ends = ends.into_iter().filter(move |end| (end - movable.value).abs() > 1e-9);
            ends.map(move |end| Trial { alone: Some(place), to: vec![(place, end)] })
        })
        .collect();
    let judgements: Vec<_> = movable().filter(|(_, grade, _)| *grade == "judgement").collect();
    let chance = Chance::new(SEED);
    // One stratum of each number for each point, in an order of its own.
    let orders: Vec<Vec<usize>> = judgements
        .iter()
        .map(|(place, ..)| {
            let mut order: Vec<(f64, usize)> = (0..points)
                .map(|point| (chance.uniform(Draw::Run, &[*place as u64, point as u64]), point))
                .collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0));
            order.into_iter().map(|(_, stratum)| stratum).collect()
        })
        .collect();
    for point in 0..points {
        let to = judgements.iter().zip(&orders).map(|((place, _, movable), order)| {
            let luck = chance.uniform(Draw::Past, &[*place as u64, point as u64]);
            #[expect(clippy::cast_precision_loss, reason = "a design has few points")]
            let share = (order[point] as f64 + luck) / points as f64;
            let (low, high) = movable.range;
            (*place, low + share * (high - low))
        });
        trials.push(Trial { alone: None, to: to.collect() });
    }
    trials
}

/// Plays games by conduct; answers what each came to.
fn play(scenario: &Arc<Scenario>, games: u64) -> Games {
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let holders = vec![Holder::Conduct; scenario.setting.seats.len()];
    let mut world = World::new();
    turn::install(&mut world);
    let mut came = Games::new();
    for first in (0..games).step_by(WAVE) {
        let spawned: Vec<_> = (first..games.min(first + WAVE as u64))
            .map(|game| {
                let run = Run::new(seed_of(SEED, game), false);
                world.spawn(Timeline::new(&rulebook, run, holders.clone())).id()
            })
            .collect();
        while spawned.iter().any(|game| !has_ended(&world, *game)) {
            world.run_schedule(Turn);
        }
        for game in spawned {
            came.push(position(&world, game).agenda.outcomes.clone());
            world.despawn(game);
        }
    }
    came
}

/// How many games stand in a world at a time.
const WAVE: usize = super::waves::Plan::WAVE;

/// The share of the games in which each outcome came otherwise.
#[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
fn otherwise(base: &Games, games: &Games) -> Vec<f64> {
    let outcomes = base.first().map_or(0, Vec::len);
    let share = |outcome: usize| {
        let pairs = base.iter().zip(games);
        let differ = pairs.filter(|(one, other)| one[outcome] != other[outcome]).count();
        differ as f64 / base.len().max(1) as f64
    };
    (0..outcomes).map(share).collect()
}

#[expect(clippy::cast_precision_loss, reason = "there are few numbers")]
fn summary(
    scenario: &Scenario,
    numbers: &[Number],
    effort: Effort,
    trials: &[Trial],
    shares: &[Option<Vec<f64>>],
) -> Sensitivity {
    let ids: Vec<String> = scenario.text.outcomes.iter().map(|text| text.id.to_string()).collect();
    // Of each number, the larger of what its two ends carry of each outcome.
    let mut carried: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    let mut design = vec![0.0; ids.len()];
    let mut points = 0_usize;
    for (trial, shares) in trials.iter().zip(shares) {
        let Some(shares) = shares else { continue };
        if let Some(place) = trial.alone {
            let most = carried.entry(place).or_insert_with(|| vec![0.0; ids.len()]);
            most.iter_mut().zip(shares).for_each(|(most, share)| *most = most.max(*share));
        } else {
            points += 1;
            design.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
        }
    }
    let name = |place: usize| numbers[place].of.clone();
    let most_of = |shares: &[f64], named: &dyn Fn(usize) -> String| {
        let most = shares.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        most.filter(|(_, share)| **share > 0.0).map(|(index, share)| (named(index), *share))
    };
    let mut carriers: Vec<Carrier> = carried
        .iter()
        .filter_map(|(place, shares)| {
            let (number, movable) = (&numbers[*place], numbers[*place].movable?);
            Some(Carrier {
                of: number.of.clone(),
                value: movable.value,
                range: movable.range,
                grade: number.grade.clone(),
                why: number.why.clone(),
                carries: shares.iter().sum::<f64>() / shares.len().max(1) as f64,
                most: most_of(shares, &|index| ids[index].clone()),
            })
        })
        .collect();
    carriers.sort_by(|a, b| b.carries.total_cmp(&a.carries));
    let is_judgement = |place: usize| numbers[place].grade == "judgement";
    let outcomes = (0..ids.len()).map(|outcome| {
        let all: Vec<(usize, f64)> =
            carried.iter().map(|(place, shares)| (*place, shares[outcome])).collect();
        let sum: f64 = all.iter().map(|(_, share)| share).sum();
        let own = all.iter().filter(|(place, _)| is_judgement(*place));
        let most = all.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        Rests {
            id: ids[outcome].clone(),
            on_judgement: design[outcome] / points.max(1) as f64,
            judgements: (sum > 0.0).then(|| own.map(|(_, share)| share).sum::<f64>() / sum),
            most: most.filter(|(_, share)| *share > 0.0).map(|(place, s)| (name(*place), *s)),
        }
    });
    let judged = carried.keys().filter(|place| is_judgement(**place)).count();
    carriers.truncate(TOLD);
    Sensitivity {
        scenario: scenario.head.id.to_string(),
        version: scenario.head.version.clone(),
        graded: scenario.evidence,
        numbers: hash_of_numbers(numbers),
        games: effort.games,
        points,
        moved: [carried.len(), judged],
        left: numbers.len() - carried.len(),
        outcomes: outcomes.collect(),
        carriers,
    }
}
