//! What another answer would have changed, in words and numbers ready to be laid out.
//!
//! Shown when a game is over, so nothing is hidden here. Every number comes with its
//! interval; a change counts only where that leaves out no change at all.

use serde::Serialize;

use super::ahead::hangs_on;
use super::wording::{Wording, date_words};
use crate::ensemble::ahead::whatif::{Turning, TurningCounts, WhatIf};
use crate::ensemble::ahead::{BranchCounts, Factor, Target};
use crate::ensemble::statistics::{difference, difference_of_means, wilson};
use crate::rules::cells::sets;
use crate::rules::conditions::OutcomeReading;
use crate::rules::conference::Speech;
use crate::rules::holders::{Asked, Order};
use crate::rules::ids::{OutcomeId, SeatId};
use crate::scenario::Scenario;
use crate::words::{Words, percent};

/// What other answers would have changed, as far as it was counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIfView {
    /// How firmly the end stands.
    pub firm: Option<FirmnessView>,
    /// The decisions at which something else was possible, in their order.
    pub turnings: Vec<TurningView>,
    /// The decision that bears most on each outcome.
    pub of_outcomes: Vec<Weightiest>,
    /// The decision that bears most on how each seat's aims stand.
    pub of_seats: Vec<Weightiest>,
}

impl WhatIfView {
    /// The decisions of a seat that weighed most, by what its other answers would have changed:
    /// at most so many, the heaviest first, and none that changes nothing.
    #[must_use]
    pub fn weightiest_of(&self, seat: &str, most: usize) -> Vec<&TurningView> {
        let of_seat = self.turnings.iter().filter(|turning| turning.seat == seat);
        let mut weighed: Vec<(f64, &TurningView)> = of_seat
            .map(|turning| (turning.heaviest().map_or(0.0, OtherAnswer::weight), turning))
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        weighed.sort_by(|one, two| two.0.total_cmp(&one.0));
        weighed.into_iter().take(most).map(|(_, turning)| turning).collect()
    }
}

/// How firmly the end of a game stands: whole games with the same decisions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirmnessView {
    /// How many games.
    pub runs: u64,
    /// Each outcome.
    pub outcomes: Vec<FirmOutcome>,
}

/// How often an outcome came as in the game.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FirmOutcome {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it came to, in words.
    pub came: String,
    /// How often it came to the same.
    pub share: Estimate,
    /// What flips it most, in a sentence.
    pub hangs_on: Option<String>,
}

/// An estimated number with its interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

impl Estimate {
    const fn of((value, low, high): (f64, f64, f64)) -> Self {
        Self { value, low, high }
    }

    /// Whether its interval leaves out 0, and it is at least half a hundredth.
    #[must_use]
    pub fn counts(&self) -> bool {
        (self.low > 0.0 || self.high < 0.0) && self.value.abs() >= 0.005
    }

    /// A difference in hundredths with its interval, in words.
    #[must_use]
    pub fn in_words(&self, words: &Words) -> String {
        let part = |value: f64| format!("{:+.0}", value * 100.0);
        let args = [
            ("value", part(self.value).into()),
            ("low", part(self.low).into()),
            ("high", part(self.high).into()),
        ];
        words.say_with("whatif-by", &args)
    }
}

/// A decision, and what other answers would have changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TurningView {
    /// Its number among the decisions of the game, from 1.
    pub number: usize,
    /// When, in words.
    pub date: String,
    /// The title of its item.
    pub title: String,
    /// The seat that decided.
    pub seat: String,
    /// What it decided, in words.
    pub played: String,
    /// How many games with each answer.
    pub runs: u64,
    /// The other answers.
    pub others: Vec<OtherAnswer>,
}

impl TurningView {
    /// What was decided, in a sentence.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let args = [
            ("number", self.number.into()),
            ("seat", (&self.seat).into()),
            ("played", (&self.played).into()),
        ];
        words.say_with("whatif-played", &args)
    }

    /// The other answer that would have changed most.
    #[must_use]
    pub fn heaviest(&self) -> Option<&OtherAnswer> {
        self.others.iter().max_by(|one, two| one.weight().total_cmp(&two.weight()))
    }
}

/// Another answer, and what it would have changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherAnswer {
    /// The answer, in words.
    pub label: String,
    /// By how much it moves the aims of each seat that it moves: the seat's name, and by how
    /// much, [-1, 1].
    pub aims: Vec<(String, Estimate)>,
    /// The outcomes that come otherwise, the largest change first.
    pub changes: Vec<ChangedOutcome>,
}

impl OtherAnswer {
    /// Whether it would have changed anything that can be told from chance.
    #[must_use]
    pub const fn changes_anything(&self) -> bool {
        !self.aims.is_empty() || !self.changes.is_empty()
    }

    /// The changes of outcomes that the answer does not simply set: what always came with one
    /// answer and never with the other says no more than the answer itself.
    pub fn followed(&self) -> impl Iterator<Item = &ChangedOutcome> {
        self.changes.iter().filter(|change| change.by.value.abs() < 0.995)
    }

    /// How much it would have changed: the sum of the changes of aims, and of the shares of
    /// outcomes that it does not simply set.
    #[must_use]
    pub fn weight(&self) -> f64 {
        let outcomes: f64 = self.followed().map(|change| change.by.value.abs()).sum();
        outcomes + self.aims.iter().map(|(_, by)| by.value.abs()).sum::<f64>()
    }

    /// By how much it moves the aims of each seat, in a sentence for each.
    pub fn of_aims(&self, words: &Words) -> impl Iterator<Item = (Estimate, String)> {
        self.aims.iter().map(|(seat, by)| {
            let args = [("seat", seat.into()), ("by", by.in_words(words).into())];
            (*by, words.say_with("whatif-aims", &args))
        })
    }
}

/// A value of an outcome that comes more or less often.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedOutcome {
    /// The outcome's id.
    pub id: String,
    /// The outcome's title.
    pub title: String,
    /// The value whose share changes most, in words.
    pub value: String,
    /// Its share with the answer that was given, [0, 1].
    pub before: f64,
    /// Its share with the other answer, [0, 1].
    pub after: f64,
    /// The difference.
    pub by: Estimate,
}

impl ChangedOutcome {
    /// The change, in a sentence.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let args = [
            ("title", (&self.title).into()),
            ("value", (&self.value).into()),
            ("before", percent(self.before).into()),
            ("after", percent(self.after).into()),
            ("by", self.by.in_words(words).into()),
        ];
        words.say_with("whatif-change", &args)
    }
}

/// The decision that bears most on something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weightiest {
    /// On what: an outcome's title, or a seat's name.
    pub of: String,
    /// The number of the decision.
    pub number: usize,
    /// The title of its item.
    pub title: String,
    /// The other answer.
    pub label: String,
    /// Of an outcome, the value whose share it moves; none of a seat's aims.
    pub value: Option<String>,
    /// By how much it moves that share, or the seat's aims.
    pub by: Estimate,
}

impl Weightiest {
    /// The decision and by how much it bears, in a sentence.
    #[must_use]
    pub fn sentence(&self, words: &Words) -> String {
        let args = [
            ("of", (&self.of).into()),
            ("number", self.number.into()),
            ("title", (&self.title).into()),
            ("label", (&self.label).into()),
            ("by", self.by.in_words(words).into()),
            ("value", self.value.as_deref().unwrap_or_default().into()),
        ];
        match self.value {
            Some(_) => words.say_with("whatif-weightiest-outcome", &args),
            None => words.say_with("whatif-weightiest-seat", &args),
        }
    }
}

/// Lays out what was counted so far: `again` of whole games, and the turnings by their place.
#[must_use]
pub fn what_if_view(
    words: &Words,
    scenario: &Scenario,
    what_if: &WhatIf,
    again: Option<&BranchCounts>,
    counts: &[TurningCounts],
) -> WhatIfView {
    let wording = Wording { scenario, words };
    let turnings: Vec<TurningView> = what_if
        .turnings
        .iter()
        .zip(counts)
        .map(|(turning, counts)| turning_view(wording, turning, counts))
        .collect();
    let of_outcomes = scenario.text.outcomes.iter().enumerate().filter_map(|(index, text)| {
        let id: &str = &text.id;
        let read_off = |turning: &TurningView| {
            let of_game = what_if.turnings.iter().find(|other| other.number == turning.number);
            of_game.is_some_and(|turning| is_read_off(scenario, OutcomeId::new(index), turning))
        };
        let all = answers(&turnings).filter_map(|(turning, other)| {
            let change = other.changes.iter().find(|change| change.id == id)?;
            let value = Some(change.value.as_str());
            (!read_off(turning)).then_some((turning, other, value, change.by))
        });
        weightiest(&text.title, all)
    });
    let of_seats = scenario.text.seats.iter().filter_map(|seat| {
        let all = answers(&turnings).filter_map(|(turning, other)| {
            let (_, by) = other.aims.iter().find(|(name, _)| *name == seat.name)?;
            Some((turning, other, None, *by))
        });
        weightiest(&seat.name, all)
    });
    WhatIfView {
        firm: again.map(|counts| firmness(wording, what_if, counts)),
        of_outcomes: of_outcomes.collect(),
        of_seats: of_seats.collect(),
        turnings,
    }
}

fn answers(turnings: &[TurningView]) -> impl Iterator<Item = (&TurningView, &OtherAnswer)> {
    turnings.iter().flat_map(|turning| turning.others.iter().map(move |other| (turning, other)))
}

fn weightiest<'a>(
    of: &str,
    all: impl Iterator<Item = (&'a TurningView, &'a OtherAnswer, Option<&'a str>, Estimate)>,
) -> Option<Weightiest> {
    let (turning, other, value, by) =
        all.max_by(|a, b| a.3.value.abs().total_cmp(&b.3.value.abs()))?;
    Some(Weightiest {
        of: of.to_owned(),
        number: turning.number,
        title: turning.title.clone(),
        label: other.label.clone(),
        value: value.map(str::to_owned),
        by,
    })
}

fn firmness(wording: Wording<'_>, what_if: &WhatIf, counts: &BranchCounts) -> FirmnessView {
    let outcome = |(index, value): (usize, &Option<u16>)| {
        let id = OutcomeId::new(index);
        let text = &wording.scenario.text.outcomes[index];
        let came = value.map(|value| wording.outcome_value(id, usize::from(value)));
        let (low, high) = wilson(counts.same[index], counts.runs);
        #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
        let value = counts.same[index] as f64 / counts.runs.max(1) as f64;
        FirmOutcome {
            id: text.id.to_string(),
            title: text.title.clone(),
            came: came.unwrap_or_default(),
            share: Estimate { value, low, high },
            hangs_on: hangs_on(wording, Target::Same(id), counts, |factor| {
                !reads(wording.scenario, id, factor)
            }),
        }
    };
    let outcomes = what_if.outcomes.iter().enumerate().map(outcome).collect();
    FirmnessView { runs: counts.runs, outcomes }
}

/// Whether an outcome does no more than read a factor off.
fn reads(scenario: &Scenario, id: OutcomeId, factor: Factor) -> bool {
    match (&scenario.setting.outcomes[id.index()].reading, factor) {
        (OutcomeReading::Choice(of), Factor::Move(mv)) => *of == mv,
        (OutcomeReading::Concluded(of) | OutcomeReading::Article(of, _), Factor::Talks(id)) => {
            *of == id
        }
        (OutcomeReading::Clashes(of), Factor::Clash(sector)) => *of == sector,
        _ => false,
    }
}

/// Whether an outcome reads off what an answer sets with certainty: that the answer bears on
/// it goes without saying.
fn is_read_off(scenario: &Scenario, id: OutcomeId, turning: &Turning) -> bool {
    let setting = &scenario.setting;
    let reading = &setting.outcomes[id.index()].reading;
    let settles = |order: &Order| match order {
        Order::Choice(mv, option) => {
            matches!(reading, OutcomeReading::Choice(of) if of == mv)
                || sets(setting, setting.option(*mv, *option).effects.due(), reading)
        }
        Order::Speech(_) => false,
    };
    core::iter::once(&turning.played).chain(&turning.others).any(settles)
}

fn turning_view(wording: Wording<'_>, turning: &Turning, counts: &TurningCounts) -> TurningView {
    let scenario = wording.scenario;
    let setting = &scenario.setting;
    let item = match turning.asked {
        Asked::Move(mv) => setting.moves[mv.index()].item,
        Asked::Speech(id) => setting.conferences[id.index()].item,
    };
    let others = turning.others.iter().zip(&counts.others).map(|(order, other)| OtherAnswer {
        label: order_words(wording, *order),
        aims: moved_aims(wording, &counts.played, other),
        changes: changes(wording, &counts.played, other),
    });
    TurningView {
        number: turning.number,
        date: date_words(wording.words, turning.date),
        title: scenario.item(item).title.clone(),
        seat: wording.seat(turning.seat),
        played: order_words(wording, turning.played),
        runs: counts.played.runs,
        others: others.collect(),
    }
}

fn order_words(wording: Wording<'_>, order: Order) -> String {
    match order {
        Order::Choice(mv, option) => wording.scenario.option(mv, option).label.clone(),
        Order::Speech(Speech::Accept) => wording.say("ahead-accept"),
        Order::Speech(Speech::WalkOut) => wording.say("ahead-walk-out"),
        Order::Speech(_) => wording.say("whatif-spoke"),
    }
}

/// The seats whose aims another answer moves.
fn moved_aims(
    wording: Wording<'_>,
    played: &BranchCounts,
    other: &BranchCounts,
) -> Vec<(String, Estimate)> {
    let seats = SeatId::up_to(played.values.len());
    let moved = seats.filter_map(|seat| {
        let [one, two] = [played, other].map(|counts| counts.values[seat.index()].mean());
        let by = Estimate::of(difference_of_means(one?, two?));
        by.counts().then(|| (wording.seat(seat), by))
    });
    moved.collect()
}

/// The outcomes that come otherwise, each with the value whose share changes most.
fn changes(
    wording: Wording<'_>,
    played: &BranchCounts,
    other: &BranchCounts,
) -> Vec<ChangedOutcome> {
    let rows = played.outcomes.counts.iter().zip(&other.outcomes.counts).enumerate();
    let change = |(index, (before, after)): (usize, (&Vec<u64>, &Vec<u64>))| {
        let id = OutcomeId::new(index);
        let text = &wording.scenario.text.outcomes[index];
        let values = before.iter().zip(after).enumerate();
        let each = values.map(|(value, (one, two))| {
            (value, Estimate::of(difference((*one, played.runs), (*two, other.runs))))
        });
        let (value, by) = each.max_by(|a, b| a.1.value.abs().total_cmp(&b.1.value.abs()))?;
        #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
        let share = |count: u64, runs: u64| count as f64 / runs.max(1) as f64;
        by.counts().then(|| ChangedOutcome {
            id: text.id.to_string(),
            title: text.title.clone(),
            value: wording.outcome_value(id, value),
            before: share(before[value], played.runs),
            after: share(after[value], other.runs),
            by,
        })
    };
    let mut changes: Vec<ChangedOutcome> = rows.filter_map(change).collect();
    changes.sort_by(|a, b| b.by.value.abs().total_cmp(&a.by.value.abs()));
    changes
}
