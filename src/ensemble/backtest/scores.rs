//! Scores of predictions, against baselines, with intervals and a control.
//!
//! | score | formula | best |
//! |---|---|---|
//! | log (Good 1952) | mean of ln p of what is documented, p clipped to \[.01, .99\] | 0 |
//! | Brier (Brier 1950) | mean of the sum of (p - o)^2 over the values | 0 |
//! | ranked probability (Epstein 1969) | mean of the sum of squared differences of the cumulated shares, over the number of values less one; of ordered outcomes | 0 |
//!
//! Baselines: *uniform*, every value alike; *base rate*, how often things stay as they are in
//! the other scenarios, the rest shared evenly; *persistence*, all stays as it is. The
//! skill is the mean log score less that of a baseline; its interval is a bootstrap that
//! draws whole scenarios (Efron & Tibshirani 1993): predictions of one scenario hang
//! together. Control: the values of each prediction are shuffled, so that any may be the
//! documented one; that must show no skill.

use serde::Serialize;

use crate::ensemble::statistics::square;
use crate::rules::chance::{Chance, Draw};

/// The range of a probability in the log score.
const CLIP: (f64, f64) = (0.01, 0.99);

/// How often whole scenarios are drawn for an interval.
const BOOTSTRAPS: u64 = 2_000;

/// How often values are shuffled.
const SHUFFLES: u64 = 200;

/// The seed of bootstraps and shuffles.
const SEED: u64 = 1972;

/// A prediction of the model of something whose documented value is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// The name: an outcome's id, or `item/move`.
    pub id: String,
    /// The title: the outcome's, or that of the item.
    pub title: String,
    /// The probability of each value, [0, 1].
    pub probabilities: Vec<f64>,
    /// The documented value.
    pub documented: usize,
    /// The value that it has if all stays as it is at the opening; of a choice, the answer
    /// with the fewest consequences.
    pub unchanged: usize,
    /// Whether its values stand in an order.
    pub ordered: bool,
    /// Whether a documented answer or treaty that is forced sets it by itself: that it comes
    /// so says nothing of the model.
    pub forced: bool,
    /// In how many games it was asked.
    pub runs: u64,
}

impl Prediction {
    /// The probability of the documented value, [0, 1].
    #[must_use]
    pub fn of_documented(&self) -> f64 {
        self.probabilities[self.documented]
    }
}

/// The mean scores of some predictions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// How many predictions.
    pub of: usize,
    /// The mean log score.
    pub log: f64,
    /// The mean Brier score.
    pub brier: f64,
    /// The mean ranked probability score of the ordered ones; none if there are none.
    pub ranked: Option<f64>,
}

/// By how much the model is better than a baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Skill {
    /// The mean log score less that of the baseline.
    pub by: f64,
    /// The interval of 95 %; none for a single scenario, of which nothing can be drawn.
    pub interval: Option<(f64, f64)>,
}

impl Skill {
    /// The skill with its interval, as it is shown.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.interval {
            Some((low, high)) => format!("{:+.3} ({low:+.3} to {high:+.3})", self.by),
            None => format!("{:+.3} (one scenario: no interval)", self.by),
        }
    }
}

/// The scores of the predictions of several scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Of the model.
    pub model: Scores,
    /// Of every value alike.
    pub uniform: Scores,
    /// Of how often things stay as they are.
    pub base_rate: Scores,
    /// Of all staying as it is.
    pub persistence: Scores,
    /// Against each of them, in this order.
    pub skill: [Skill; 3],
    /// The model against uniform where values are shuffled: the mean, and the range of 95 % of
    /// the shuffles.
    pub control: Skill,
}

/// The baselines, in the order of [`Report::skill`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forecast {
    Model,
    Uniform,
    BaseRate,
    Persistence,
}

/// Scores predictions, scenario by scenario. The base rate of a scenario is that of the
/// `others`: all of the same kind, of which those of the scenario itself are left out.
#[must_use]
pub fn report(scenarios: &[Vec<Prediction>], others: &[Vec<Prediction>]) -> Report {
    let scored = |forecast: Forecast| -> Vec<Vec<Scored>> {
        scenarios
            .iter()
            .map(|own| {
                let rate = base_rate(others.iter().filter(|other| *other != own));
                own.iter().map(|prediction| score(prediction, forecast, rate)).collect()
            })
            .collect()
    };
    let [model, uniform, base_rate, persistence] =
        [Forecast::Model, Forecast::Uniform, Forecast::BaseRate, Forecast::Persistence].map(scored);
    let skill = [&uniform, &base_rate, &persistence].map(|baseline| skill(&model, baseline));
    Report {
        skill,
        control: control(scenarios),
        model: mean(&model),
        uniform: mean(&uniform),
        base_rate: mean(&base_rate),
        persistence: mean(&persistence),
    }
}

/// How often things stay as they are: with one case more of either kind (Laplace), so that
/// nothing is held for impossible.
fn base_rate<'a>(others: impl Iterator<Item = &'a Vec<Prediction>>) -> f64 {
    let all = others.flat_map(|other| other.iter());
    let (stays, of) = all.fold((1.0, 2.0), |(stays, of), prediction| {
        (stays + f64::from(u8::from(prediction.documented == prediction.unchanged)), of + 1.0)
    });
    stays / of
}

/// The scores of one prediction.
#[derive(Clone, Copy)]
struct Scored {
    log: f64,
    brier: f64,
    ranked: Option<f64>,
}

fn score(prediction: &Prediction, forecast: Forecast, rate: f64) -> Scored {
    let n = prediction.probabilities.len();
    #[expect(clippy::cast_precision_loss, reason = "there are few values")]
    let values = n as f64;
    let share = |value: usize, stays: f64| {
        if value == prediction.unchanged { stays } else { (1.0 - stays) / (values - 1.0).max(1.0) }
    };
    let p = |value: usize| match forecast {
        Forecast::Model => prediction.probabilities[value],
        Forecast::Uniform => 1.0 / values,
        Forecast::BaseRate => share(value, rate),
        Forecast::Persistence => share(value, 1.0),
    };
    let came = |value: usize| f64::from(u8::from(value == prediction.documented));
    let brier = (0..n).map(|value| square(p(value) - came(value))).sum();
    let cumulated = |of: &dyn Fn(usize) -> f64, to: usize| (0..=to).map(of).sum::<f64>();
    let ranked = prediction.ordered.then(|| {
        let steps = 0..n - 1;
        let squares = steps.map(|to| square(cumulated(&p, to) - cumulated(&came, to)));
        squares.sum::<f64>() / (values - 1.0)
    });
    let log = libm::log(p(prediction.documented).clamp(CLIP.0, CLIP.1));
    Scored { log, brier, ranked }
}

#[expect(clippy::cast_precision_loss, reason = "there are few predictions")]
fn mean(scored: &[Vec<Scored>]) -> Scores {
    let all: Vec<&Scored> = scored.iter().flatten().collect();
    let of = all.len();
    let ranked: Vec<f64> = all.iter().filter_map(|scored| scored.ranked).collect();
    let over = |sum: f64, n: usize| sum / n.max(1) as f64;
    Scores {
        of,
        log: over(all.iter().map(|scored| scored.log).sum(), of),
        brier: over(all.iter().map(|scored| scored.brier).sum(), of),
        ranked: (!ranked.is_empty()).then(|| over(ranked.iter().sum(), ranked.len())),
    }
}

/// The skill over a baseline, with its interval by drawing whole scenarios.
fn skill(model: &[Vec<Scored>], baseline: &[Vec<Scored>]) -> Skill {
    let of_scenario = model.iter().zip(baseline).map(|(model, baseline)| {
        let gains = model.iter().zip(baseline).map(|(model, other)| model.log - other.log);
        (gains.clone().sum::<f64>(), gains.count())
    });
    let of_scenario: Vec<(f64, usize)> = of_scenario.collect();
    let chance = Chance::new(SEED);
    let drawn = (0..BOOTSTRAPS).map(|nth| {
        let picks = (0..of_scenario.len() as u64).map(|place| {
            let luck = chance.uniform(Draw::Run, &[nth, place]);
            pick(&of_scenario, luck)
        });
        mean_gain(picks)
    });
    let interval = (of_scenario.len() > 1).then(|| middle(drawn.collect()));
    Skill { by: mean_gain(of_scenario.iter().copied()), interval }
}

/// One of several things. `luck` is uniform in [0, 1).
fn pick<T: Copy>(things: &[T], luck: f64) -> T {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    let at = (luck * things.len() as f64) as usize;
    things[at.min(things.len() - 1)]
}

#[expect(clippy::cast_precision_loss, reason = "there are few predictions")]
fn mean_gain(gains: impl Iterator<Item = (f64, usize)>) -> f64 {
    let (sum, of) = gains.fold((0.0, 0), |(sum, of), (gain, n)| (sum + gain, of + n));
    sum / (of.max(1)) as f64
}

/// The ends of the middle 95 % of some numbers.
fn middle(mut numbers: Vec<f64>) -> (f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len().saturating_sub(1);
    let at = |thousandth: usize| numbers.get(last * thousandth / 1000).copied().unwrap_or_default();
    (at(25), at(975))
}

/// The skill over uniform where the values of each prediction are shuffled, so that any of
/// them may be the documented one. (Dealing the places of documented values among predictions
/// with as many values would keep what authors put first.)
fn control(scenarios: &[Vec<Prediction>]) -> Skill {
    let all: Vec<&Prediction> = scenarios.iter().flat_map(|own| own.iter()).collect();
    let chance = Chance::new(SEED);
    let deal = |nth: u64| {
        let gains = all.iter().enumerate().map(|(place, prediction)| {
            let values: Vec<usize> = (0..prediction.probabilities.len()).collect();
            let luck = chance.uniform(Draw::Past, &[nth, place as u64]);
            let dealt = Prediction { documented: pick(&values, luck), ..(*prediction).clone() };
            let [model, uniform] =
                [Forecast::Model, Forecast::Uniform].map(|it| score(&dealt, it, 0.5).log);
            (model - uniform, 1)
        });
        mean_gain(gains)
    };
    let deals: Vec<f64> = (0..SHUFFLES).map(deal).collect();
    let by = mean_gain(deals.iter().map(|gain| (*gain, 1)));
    Skill { by, interval: Some(middle(deals)) }
}
