//! The counts of a branch: outcomes, how the seats' aims stand, and what moves them.
//!
//! Whole numbers only, so that counts add up to the same bytes in any order. Words for them
//! are the business of those who show them.

use std::collections::BTreeMap;

use super::Fork;
use crate::ensemble::statistics::{Mean, square};
use crate::ensemble::tally::OutcomeTally;
use crate::rules::conduct::value;
use crate::rules::ids::{ChanceId, ConferenceId, MoveId, OutcomeId, SeatId, SectorId};
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;

/// Parts of the whole that a value is counted in.
const PARTS: f64 = 1000.0;

/// How often each value of a seat came, in thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValueCounts(BTreeMap<u16, u64>);

impl ValueCounts {
    fn count(&mut self, value: f64) {
        *self.0.entry(thousandths(value)).or_default() += 1;
    }

    fn add(&mut self, other: &Self) {
        for (value, count) in &other.0 {
            *self.0.entry(*value).or_default() += count;
        }
    }

    /// The value that a share of all games stays at or under, [0, 1]. None without games.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let all: u64 = self.0.values().sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
        let wanted = share * all as f64;
        let mut sum = 0;
        for (value, count) in &self.0 {
            sum += count;
            #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
            let reached = sum as f64 >= wanted;
            if reached {
                return Some(f64::from(*value) / PARTS);
            }
        }
        None
    }

    /// The mean, [0, 1], with the variance. None without games.
    #[must_use]
    pub fn mean(&self) -> Option<Mean> {
        let all: u64 = self.0.values().sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
        let averaged = |of: &dyn Fn(f64) -> f64| {
            let sum = self.0.iter().map(|(value, n)| of(f64::from(*value) / PARTS) * *n as f64);
            sum.sum::<f64>() / all as f64
        };
        let mean = averaged(&|value| value);
        let variance = averaged(&|value| square(value - mean));
        (all > 0).then_some(Mean { mean, variance, of: all })
    }
}

fn thousandths(value: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of parts"
    )]
    let parts = (value.clamp(0.0, 1.0) * PARTS).round() as u16;
    parts
}

/// Something that may come one way or another after the point, and move how a seat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// What is answered in a move. The level is the option's number and one more, or 0.
    Move(MoveId),
    /// What a conference comes to. The level is the outcome's number.
    Talks(ConferenceId),
    /// Which branch of a drawn consequence comes true. The level is its number and one more, or 0.
    Drawn(ChanceId),
    /// Whether there is fighting in a sector. The level is 1 if there is.
    Clash(SectorId),
}

/// By how much the means of two levels must differ for a factor to be named.
const LEAST_MOVED: f64 = 0.02;

/// The most levels that are told apart; further ones count as the last.
const LEVELS: usize = 12;

/// Games and the sum of the values in thousandths, by level.
type Levels = [(u64, u64); LEVELS];

/// The counts of the games of one branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchCounts {
    /// Games counted.
    pub runs: u64,
    /// How often each outcome came to each value.
    pub outcomes: OutcomeTally,
    /// How the aims of each seat stood at the end, by [`SeatId`].
    pub values: Vec<ValueCounts>,
    /// How often each outcome came to its value in the [reference](Fork::beside), if there is
    /// one.
    pub same: Vec<u64>,
    /// The factors, each with its levels for each [`Target`].
    factors: Vec<(Factor, Vec<Levels>)>,
}

/// What a factor may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// How the aims of a seat stand.
    Aims(SeatId),
    /// Whether an outcome comes to its value in the [reference](Fork::beside).
    Same(OutcomeId),
}

/// What a target hangs on most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mover {
    /// What it hangs on.
    pub factor: Factor,
    /// The share of the variance among all games that goes with it where it came up, [0, 1]: eta
    /// squared, where it came up in all.
    pub share: f64,
    /// The level that goes with the highest mean, and that mean.
    pub best: (usize, f64),
    /// The level that goes with the lowest mean, and that mean.
    pub worst: (usize, f64),
}

impl BranchCounts {
    /// Empty counts of games from a point.
    pub(super) fn new(fork: &Fork) -> Self {
        let scenario = &fork.rulebook().scenario;
        let setting = &scenario.setting;
        let seats = setting.seats.len();
        let here = &fork.starts[0].0;
        let moves = MoveId::up_to(setting.moves.len())
            .filter(|mv| here.agenda.choice(*mv).is_none())
            .map(Factor::Move);
        let talks = ConferenceId::up_to(setting.conferences.len()).map(Factor::Talks);
        let drawn = ChanceId::up_to(setting.chances.len()).map(Factor::Drawn);
        let clashes = SectorId::up_to(setting.sectors.len()).map(Factor::Clash);
        let compared = fork.reference().len();
        let factors = moves.chain(talks).chain(drawn).chain(clashes);
        Self {
            runs: 0,
            outcomes: OutcomeTally::new(scenario),
            values: vec![ValueCounts::default(); seats],
            same: vec![0; compared],
            factors: factors
                .map(|factor| (factor, vec![Levels::default(); seats + compared]))
                .collect(),
        }
    }

    /// Counts a game that has ended.
    pub(super) fn count(&mut self, fork: &Fork, end: PositionRef<'_>) {
        let setting = &fork.rulebook().scenario.setting;
        self.runs += 1;
        self.outcomes.count(end.agenda);
        let values: Vec<f64> =
            SeatId::up_to(setting.seats.len()).map(|seat| value(setting, end, seat)).collect();
        for (counts, value) in self.values.iter_mut().zip(&values) {
            counts.count(*value);
        }
        let came = fork.reference().iter().zip(&end.agenda.outcomes);
        let same: Vec<f64> = came.map(|(one, other)| f64::from(u8::from(one == other))).collect();
        for (count, same) in self.same.iter_mut().zip(&same) {
            *count += u64::from(*same > 0.5);
        }
        let fought = |sector: SectorId| {
            let before = fork.starts[0].0.borders.sectors[sector.index()].clashes.len();
            end.borders.sectors[sector.index()].clashes.len() > before
        };
        for (factor, of_targets) in &mut self.factors {
            let level = match *factor {
                Factor::Move(mv) => end.agenda.choice(mv).map_or(0, |option| option.index() + 1),
                Factor::Talks(id) => end.talks.of(id).fate as usize,
                Factor::Drawn(id) => end.agenda.branch(id).map_or(0, |nth| usize::from(nth) + 1),
                Factor::Clash(sector) => usize::from(fought(sector)),
            };
            for (levels, value) in of_targets.iter_mut().zip(values.iter().chain(&same)) {
                let (games, sum) = &mut levels[level.min(LEVELS - 1)];
                *games += 1;
                *sum += u64::from(thousandths(*value));
            }
        }
    }

    /// Adds the counts of other games from the same point.
    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.outcomes.add(&other.outcomes);
        for (counts, more) in self.values.iter_mut().zip(&other.values) {
            counts.add(more);
        }
        for (count, more) in self.same.iter_mut().zip(&other.same) {
            *count += more;
        }
        for ((_, of_targets), (_, more)) in self.factors.iter_mut().zip(&other.factors) {
            for (levels, more) in of_targets.iter_mut().zip(more) {
                for ((games, sum), (more_games, more_sum)) in levels.iter_mut().zip(more) {
                    *games += more_games;
                    *sum += more_sum;
                }
            }
        }
    }

    /// What a target hangs on most, of what `may` be told: the factor whose levels
    /// go with the largest share of the variance. A level counts from a twentieth of the
    /// games on; under a tenth of the variance nothing is named.
    #[must_use]
    pub fn mover(&self, target: Target, may: impl Fn(Factor) -> bool) -> Option<Mover> {
        const LEAST_SHARE: f64 = 0.1;
        let total = self.variance(target)?;
        let place = match target {
            Target::Aims(seat) => seat.index(),
            Target::Same(outcome) => self.values.len() + outcome.index(),
        };
        let all = self.factors.iter().filter(|(factor, _)| may(*factor));
        let movers = all.filter_map(|(factor, of_targets)| {
            mover(*factor, &of_targets[place], self.runs, total)
        });
        movers
            .filter(|mover| mover.share >= LEAST_SHARE)
            .max_by(|a, b| a.share.total_cmp(&b.share).then(b.factor.cmp(&a.factor)))
    }

    /// The variance of a target, in thousandths squared; none where it does not vary.
    fn variance(&self, target: Target) -> Option<f64> {
        let variance = match target {
            Target::Aims(seat) => self.values[seat.index()].mean()?.variance,
            Target::Same(outcome) => {
                #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
                let share = self.same[outcome.index()] as f64 / self.runs as f64;
                share * (1.0 - share)
            }
        };
        (variance > 0.0).then_some(variance * PARTS * PARTS)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
fn mover(factor: Factor, levels: &Levels, runs: u64, variance: f64) -> Option<Mover> {
    let runs = runs as f64;
    // Whether something came up at all is itself what earlier things led to: only the games
    // in which it did are compared. Peace is something.
    let first = usize::from(!matches!(factor, Factor::Clash(_)));
    let seen = levels.iter().enumerate().skip(first).filter(|(_, (games, _))| *games > 0);
    let (games, all) =
        seen.clone().fold((0, 0), |(games, all), (_, (n, sum))| (games + n, all + sum));
    let mean = all as f64 / games as f64;
    let between: f64 = seen
        .clone()
        .map(|(_, (games, sum))| *games as f64 * square(*sum as f64 / *games as f64 - mean))
        .sum();
    let means = seen
        .filter(|(_, (games, _))| *games as f64 >= runs / 20.0)
        .map(|(level, (games, sum))| (level, *sum as f64 / *games as f64 / PARTS));
    let best = means.clone().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let worst = means.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let share = between / runs / variance;
    (best.1 - worst.1 >= LEAST_MOVED).then_some(Mover { factor, share, best, worst })
}

/// Whether a seat may be told of a factor: all that can come of it is known to it.
#[must_use]
pub fn is_known(setting: &Setting, seat: SeatId, factor: Factor) -> bool {
    let knows_item = |item| setting.audience_of_item(item).includes(Some(seat));
    match factor {
        Factor::Move(mv) => {
            let all = setting.option_ids(mv);
            let mut audiences = all.map(|option| setting.audience_of_choice(mv, option));
            audiences.all(|audience| audience.includes(Some(seat)))
        }
        Factor::Talks(id) => knows_item(setting.conferences[id.index()].item),
        // A draw is known with what it is drawn for, which only its item's audience knows of.
        Factor::Drawn(id) => setting.audience_of_chance(id).includes(Some(seat)),
        Factor::Clash(_) => true,
    }
}
