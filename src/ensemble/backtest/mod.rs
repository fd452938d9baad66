//! The backtest: how probable the model finds what is documented.
//!
//! Three tests of a scenario, on games in which all seats do what is documented:
//!
//! | test | what is asked |
//! |---|---|
//! | choices | the probability that a seat's own conduct gives to the documented answer |
//! | outcomes | with all documented answers forced, the probability of each documented outcome |
//! | treaties | whether the documented treaty is in the zone of agreement, its rank there by the product of gains, how often the table comes to it by itself, and how far from it else |
//!
//! How predictions are scored, and against what, is in [`scores`]. Nothing is fitted here.

pub mod scores;
mod treaties;

use std::sync::Arc;

use bevy::ecs::world::World;
use serde::Serialize;

pub use scores::Prediction;
pub use treaties::TreatyTest;

use super::ahead::{Branch, Fork, Means};
use super::waves::{has_ended, seed_of};
use crate::rules::agenda::Stage;
use crate::rules::cells::sets;
use crate::rules::conditions::OutcomeReading;
use crate::rules::conduct::deliberate;
use crate::rules::effects::Due;
use crate::rules::holders::{Holder, recorded_option};
use crate::rules::ids::{ConferenceId, MoveId, OptionId, OutcomeId};
use crate::rules::setting::Setting;
use crate::rules::turn::Run;
use crate::scenario::Scenario;
use crate::scenario::pack::hash_of_text;
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::{self, Turn};
use scores::{Report, report};
use treaties::Tables;

/// The tests of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioTest {
    /// Its id.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The content hash of its pack.
    pub content: String,
    /// The documented answers.
    pub choices: Vec<Prediction>,
    /// The documented outcomes.
    pub outcomes: Vec<Prediction>,
    /// The documented treaties.
    pub treaties: Vec<TreatyTest>,
}

/// The scores of one group of scenarios.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The scenarios.
    pub scenarios: Vec<String>,
    /// The choice test.
    pub choices: Report,
    /// The outcome test.
    pub outcomes: Report,
    /// Answers, and outcomes that no forced answer or treaty sets by itself, together.
    pub pooled: Report,
    /// The outcome test of those that no forced answer or treaty sets by itself.
    pub free_outcomes: Report,
}

/// The whole backtest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backtest {
    /// How many games by the record of each scenario.
    pub runs: u64,
    /// The seed.
    pub seed: u64,
    /// The hash of the file of the coefficients.
    pub coefficients: String,
    /// The scenarios that are held out.
    pub held_out: Option<Group>,
    /// Those on which coefficients may be fitted.
    pub may_be_fitted: Option<Group>,
    /// Each scenario.
    pub tests: Vec<ScenarioTest>,
}

/// Which scenarios coefficients may be fitted on, as it stands in a file of its own.
#[derive(serde::Deserialize)]
struct Split {
    may_be_fitted: Vec<String>,
}

impl Backtest {
    /// Scores the tests of scenarios.
    ///
    /// # Panics
    /// If the split built into the program cannot be read; a test reads it.
    #[must_use]
    pub fn of(tests: Vec<ScenarioTest>, runs: u64, seed: u64) -> Self {
        let split: Split = ron::from_str(include_str!("../../../assets/backtest.ron"))
            .expect("the split built into the program is valid");
        let may = |test: &ScenarioTest| split.may_be_fitted.contains(&test.scenario);
        Self {
            runs,
            seed,
            coefficients: hash_of_text(include_str!("../../../assets/coefficients.ron")),
            held_out: group(&tests, |test| !may(test)),
            may_be_fitted: group(&tests, may),
            tests,
        }
    }
}

/// The scores of the tests that belong to a group; none if there are none.
fn group(tests: &[ScenarioTest], belongs: impl Fn(&ScenarioTest) -> bool) -> Option<Group> {
    let own: Vec<&ScenarioTest> = tests.iter().filter(|test| belongs(test)).collect();
    if own.is_empty() {
        return None;
    }
    let of = |part: &dyn Fn(&ScenarioTest) -> Vec<Prediction>| {
        let own: Vec<Vec<Prediction>> = own.iter().map(|test| part(test)).collect();
        let all: Vec<Vec<Prediction>> = tests.iter().map(part).collect();
        report(&own, &all)
    };
    let free = |test: &ScenarioTest| {
        test.outcomes.iter().filter(|prediction| !prediction.forced).cloned().collect()
    };
    Some(Group {
        scenarios: own.iter().map(|test| test.scenario.clone()).collect(),
        choices: of(&|test| test.choices.clone()),
        outcomes: of(&|test| test.outcomes.clone()),
        pooled: of(&|test| [test.choices.clone(), free(test)].concat()),
        free_outcomes: of(&free),
    })
}

/// In how many games by the record the answers and treaties are looked at: they vary little
/// from game to game.
const LOOKED_AT: u64 = 40;

/// Tests a scenario with so many games, at least one. The same seed, the same result, on any
/// number of threads.
#[must_use]
pub fn test(scenario: &Arc<Scenario>, runs: u64, seed: u64, means: Means<'_>) -> ScenarioTest {
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let (choices, treaties) = by_the_record(&rulebook, LOOKED_AT.min(runs), seed);
    ScenarioTest {
        scenario: scenario.head.id.to_string(),
        title: scenario.head.title.clone(),
        content: scenario.hash.clone(),
        choices,
        outcomes: outcomes(&rulebook, runs, seed, means),
        treaties,
    }
}

/// The probability of each documented outcome, all documented answers forced.
fn outcomes(rulebook: &Rulebook, runs: u64, seed: u64, means: Means<'_>) -> Vec<Prediction> {
    let scenario = &rulebook.scenario;
    let setting = &scenario.setting;
    let opening = scenario.opening.clone();
    let fork = Fork::at(rulebook, opening.clone(), seed);
    let branch = Branch { holders: vec![Holder::Record; setting.seats.len()], line: None };
    let counts = fork.play(&[branch], 0..runs, means);
    let Some(counts) = counts.and_then(|mut counts| counts.pop()) else { return Vec::new() };
    let due = forced(setting);
    let rows = setting.outcomes.iter().zip(&counts.outcomes.counts).enumerate();
    rows.filter_map(|(index, (def, row))| {
        let documented = def.documented?;
        #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
        let share = |count: &u64| *count as f64 / runs as f64;
        Some(Prediction {
            id: scenario.text.outcomes[index].id.to_string(),
            title: scenario.text.outcomes[index].title.clone(),
            probabilities: row.iter().map(share).collect(),
            documented,
            unchanged: opening.borrow().read(&def.reading, def.values),
            ordered: def.ordered && scenario.outcome_keys(OutcomeId::new(index)).len() > 2,
            forced: is_forced(setting, &due, &def.reading),
            runs,
        })
    })
    .collect()
}

/// Plays games by the record and takes down how each seat weighs the documented answers, and
/// what the tables are like at which the documented treaties were made.
fn by_the_record(rulebook: &Rulebook, runs: u64, seed: u64) -> (Vec<Prediction>, Vec<TreatyTest>) {
    let scenario = &rulebook.scenario;
    let setting = &scenario.setting;
    let mut choices: Vec<Vec<f64>> =
        setting.moves.iter().map(|def| vec![0.0; def.options.len()]).collect();
    let mut asked = vec![0_u64; setting.moves.len()];
    let mut tables = Tables::new(setting);
    let mut world = World::new();
    turn::install(&mut world);
    for run in 0..runs {
        let seed = seed_of(seed, run);
        let holders = vec![Holder::Record; setting.seats.len()];
        let timeline = Timeline::new(rulebook, Run::new(seed, false), holders);
        let game = world.spawn(timeline).id();
        while !has_ended(&world, game) {
            let here = position(&world, game);
            match here.agenda.stage {
                Stage::Moving(mv) if recorded_option(setting, here, mv).is_some() => {
                    let weighed = deliberate(setting, here, mv, rulebook.prepared());
                    for option in &weighed.options {
                        choices[mv.index()][option.option.index()] += option.probability;
                    }
                    asked[mv.index()] += 1;
                }
                Stage::Speaking(item) => tables.look(rulebook, here, item, seed),
                _ => {}
            }
            world.run_schedule(Turn);
        }
        world.despawn(game);
    }
    let predictions = MoveId::up_to(setting.moves.len()).filter_map(|mv| {
        let runs = asked[mv.index()];
        let documented = documented_option(setting, mv).filter(|_| runs > 0)?;
        #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
        let mean = |sum: &f64| sum / runs as f64;
        Some(Prediction {
            id: scenario.move_name(mv),
            title: format!(
                "{}: {}",
                scenario.text.seats[setting.moves[mv.index()].seat.index()].name,
                scenario.item(setting.moves[mv.index()].item).title
            ),
            probabilities: choices[mv.index()].iter().map(mean).collect(),
            documented: documented.index(),
            unchanged: idlest(setting, mv).index(),
            ordered: false,
            forced: false,
            runs,
        })
    });
    (predictions.collect(), tables.tests(scenario))
}

/// All that is certain to fall due where every documented answer is given and every
/// documented treaty made: effects of answers, items and treaties, and the acts of
/// recognition that signatures amount to.
fn forced(setting: &Setting) -> Due {
    let mut due = Due::default();
    for mv in MoveId::up_to(setting.moves.len()) {
        if let Some(option) = documented_option(setting, mv) {
            due.add(setting.option(mv, option).effects.due());
        }
    }
    for item in &setting.items {
        due.add(item.effects.due());
    }
    for def in &setting.conferences {
        if let Some(treaty) = def.documented() {
            def.consequences(treaty, &mut due);
        }
    }
    due
}

/// Whether what is forced sets what is read by itself: that it comes so says nothing of the
/// model.
fn is_forced(setting: &Setting, due: &Due, reading: &OutcomeReading) -> bool {
    let treaty = |id: &ConferenceId| setting.conferences[id.index()].documented().is_some();
    match reading {
        OutcomeReading::Choice(mv) => documented_option(setting, *mv).is_some(),
        OutcomeReading::Concluded(id) | OutcomeReading::Article(id, _) => treaty(id),
        OutcomeReading::InForce(id) => {
            let of = &setting.instruments[id.index()].conference;
            of.as_ref().is_some_and(treaty) || sets(setting, due, reading)
        }
        reading => sets(setting, due, reading),
    }
}

/// The documented option of a move, if there is one and no more.
fn documented_option(setting: &Setting, mv: MoveId) -> Option<OptionId> {
    let mut recorded = setting.option_ids(mv).filter(|option| setting.option(mv, *option).recorded);
    recorded.next().filter(|_| recorded.next().is_none())
}

/// The option with the fewest consequences; the first of several.
fn idlest(setting: &Setting, mv: MoveId) -> OptionId {
    let weight = |option: &OptionId| {
        let def = setting.option(mv, *option);
        let drawn = setting.chances[def.chances.clone()].len();
        def.effects.iter().count() + drawn
    };
    setting.option_ids(mv).min_by_key(weight).unwrap_or(OptionId(0))
}
