//! `simulate`: many runs of a scenario, counted; and `merge`, which adds counts up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::answer::{Failure, open_scenario, say_json, say_out, say_text};
use super::play::check_seats;
use super::progress::{Bar, Threads};
use super::usage::whole;
use crate::ensemble::waves::{Plan, run_by};
use crate::rules::holders::Holder;
use crate::rules::line_of_play::LineOfPlay;
use crate::scenario::draft::Seat;
use crate::scenario::pack::{hash_of_text, short};
use crate::scenario::{Scenario, library, testplan};
use crate::sim::rehearsal::{RehearsalError, line_of};
use crate::view::decide_error_words;
use crate::words::Words;

/// Plays a scenario many times and counts what it comes to.
#[derive(Debug, clap::Args)]
pub(super) struct Simulate {
    /// The scenario: a name from `list`, or the path of a folder.
    scenario: String,
    /// How many runs.
    #[arg(long, allow_negative_numbers = true, value_parser = whole(1_u64, 100_000_000))]
    runs: u64,
    /// The seed of the whole.
    #[arg(long, default_value_t = 1, allow_negative_numbers = true, value_parser = whole(0, u64::MAX))]
    seed: u64,
    /// How the seats decide: `ai`, each by its own conduct; `record`, as documented where
    /// that is possible; `any`, at random; or a testplan, followed as far as it is possible.
    #[arg(long, value_name = "ai|record|any|FILE", default_value = "ai")]
    choices: String,
    /// Plays only part K of N of the runs and writes what it counted, for `merge`.
    #[arg(long, value_name = "K/N", value_parser = shard)]
    shard: Option<Shard>,
    #[command(flatten)]
    threads: Threads,
    /// How to print; a part is always one JSON object.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
}

/// Adds up the parts of a simulation; what is printed is the same as of one run.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// The files that `simulate --shard` wrote, one for each part.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A table with shares.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// outcome,value,count
    Csv,
}

/// A part of the runs: number K of N, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shard {
    part: u64,
    of: u64,
}

impl Shard {
    /// The most parts.
    const MOST: u64 = 100_000;

    /// The runs of the part: its first, and how many.
    fn runs(self, all: u64) -> (u64, u64) {
        let first = |part: u64| {
            // Without the product of both, which could be too large.
            all / self.of * part + all % self.of * part / self.of
        };
        (first(self.part - 1), first(self.part) - first(self.part - 1))
    }
}

/// Reads `K/N`.
fn shard(text: &str) -> Result<Shard, String> {
    let usual: String = text.nfkc().collect();
    let parts = usual.split_once('/');
    let numbers = parts.and_then(|(part, of)| {
        Some(Shard { part: part.trim().parse().ok()?, of: of.trim().parse().ok()? })
    });
    numbers
        .filter(|shard| {
            (1..=Shard::MOST).contains(&shard.of) && (1..=shard.of).contains(&shard.part)
        })
        .ok_or_else(|| {
            format!(
                "a part and the number of all parts are wanted, as 2/8, at most {}",
                Shard::MOST
            )
        })
}

/// What a simulation, or a part of one, has counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    /// The hash of the scenario's pack.
    content: String,
    /// How the seats decided; left out if by their own conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    choices: Option<String>,
    /// How often each value of each outcome came.
    outcomes: BTreeMap<String, BTreeMap<String, u64>>,
    /// How many runs.
    runs: u64,
    /// The scenario.
    scenario: String,
    /// The seed.
    seed: u64,
    /// The part, and of how many runs it is one; none of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shard: Option<PartOf>,
    /// The scenario's version.
    version: String,
}

/// A part of a simulation of so many runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartOf {
    part: u64,
    of: u64,
    all_runs: u64,
    /// The version of the program, and the hash of its coefficients.
    program: Program,
}

/// What a program counts with, besides the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Program(u64);

impl Program {
    /// This one.
    fn this() -> Self {
        let coefficients = include_str!("../../assets/coefficients.ron");
        let hash = hash_of_text(&format!("{} {coefficients}", env!("CARGO_PKG_VERSION")));
        Self(u64::from_str_radix(&hash[..13], 16).expect("thirteen hexadecimal digits"))
    }
}

pub(super) fn simulate(words: &Words, call: &Simulate) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let (choices, holders, line) = held(words, &scenario, &call.choices)?;
    let whole = Shard { part: 1, of: 1 };
    let (first, runs) = call.shard.unwrap_or(whole).runs(call.runs);
    let plan =
        Plan { first, runs, seed: call.seed, threads: call.threads.count(), wave: Plan::WAVE };
    let bar = Bar::new(runs);
    let tally = run_by(&scenario, &plan, (&holders, line.as_ref()), &|more| bar.advance(more));
    bar.clear();
    let by_name = tally.by_name(&scenario).into_iter();
    let count = Count {
        content: scenario.hash.clone(),
        choices,
        outcomes: by_name.map(|(name, values)| (name, values.into_iter().collect())).collect(),
        runs,
        scenario: scenario.head.id.to_string(),
        seed: call.seed,
        shard: call.shard.map(|Shard { part, of }| PartOf {
            part,
            of,
            all_runs: call.runs,
            program: Program::this(),
        }),
        version: scenario.head.version.clone(),
    };
    let format = if count.shard.is_some() { Output::Json } else { call.format };
    say(&scenario, &count, format);
    Ok(())
}

/// How the seats are held: the choices as they are named in what is counted, the holders of
/// the seats, and the line of play that those follow who keep to one.
fn held(
    words: &Words,
    scenario: &Arc<Scenario>,
    choices: &str,
) -> Result<(Option<String>, Vec<Holder>, Option<Arc<LineOfPlay>>), Failure> {
    let all = |holder| vec![holder; scenario.text.seats.len()];
    match choices {
        "ai" => return Ok((None, all(Holder::Conduct), None)),
        "record" => return Ok((Some("record".to_owned()), all(Holder::Record), None)),
        "any" => return Ok((Some("any".to_owned()), all(Holder::Anybody), None)),
        _ => {}
    }
    let path = Path::new(choices);
    let text = library::read_text(path).map_err(|error| {
        Failure::Message(format!(
            "the testplan {error}; `--choices` is `ai`, `record`, `any`, or the path of a testplan"
        ))
    })?;
    let wrong = |why: String| Failure::Message(format!("{}: {why}", path.display()));
    let plan = testplan::read(&text).map_err(wrong)?;
    check_seats(scenario, &plan)?;
    if plan.lines.is_empty() {
        return Err(wrong("it says nothing that could be followed".to_owned()));
    }
    let line = line_of(scenario, &plan).map_err(|errors| {
        let told = errors.into_iter().next().map(|(line, error)| {
            let why = match error {
                RehearsalError::Script(error) => error.to_string(),
                RehearsalError::Refused(error) => decide_error_words(words, &error),
            };
            format!("line {line}: {why}")
        });
        wrong(told.unwrap_or_default())
    })?;
    // The others play themselves.
    let planned = plan.seats();
    let holder = |seat: &Seat| {
        if planned.contains(&seat.id.as_str()) { Holder::Record } else { Holder::Conduct }
    };
    let holders = scenario.text.seats.iter().map(holder).collect();
    // The plan is named by what it says: the same plan elsewhere is the same.
    let name = short(&hash_of_text(&text)).to_owned();
    Ok((Some(name), holders, Some(Arc::new(line))))
}

pub(super) fn merge(call: &Merge) -> Result<(), Failure> {
    let mut counts = Vec::new();
    for path in &call.files {
        counts.push((path.display().to_string(), read(path)?));
    }
    let Some(((_, first), others)) = counts.split_first() else { return Err(Failure::Said) };
    for (path, other) in others {
        let of = |count: &Count| {
            let all = count.shard.map(|shard| (shard.of, shard.all_runs, shard.program));
            (count.content.clone(), count.seed, count.choices.clone(), all)
        };
        if of(other) != of(first) {
            return Err(Failure::Message(format!(
                "`{path}` is a part of another simulation than `{}`: scenario and its code, seed, choices, number of runs and of parts, and the program with its coefficients must be the same",
                counts[0].0
            )));
        }
    }
    let Some(PartOf { of, all_runs, .. }) = first.shard else { return Err(Failure::Said) };
    let mut seen: BTreeMap<u64, &str> = BTreeMap::new();
    for (path, count) in &counts {
        let part = count.shard.map_or(0, |shard| shard.part);
        if let Some(before) = seen.insert(part, path) {
            return Err(Failure::Message(format!(
                "`{before}` and `{path}` are both part {part} of {of}; name each part once"
            )));
        }
    }
    let missing: Vec<String> =
        (1..=of).filter(|part| !seen.contains_key(part)).map(|part| part.to_string()).collect();
    if let [some @ .., last] = missing.as_slice() {
        let few = some.iter().take(9).chain([last]).cloned().collect::<Vec<_>>().join(", ");
        return Err(Failure::Message(format!(
            "{} of {of} parts are missing: {few}",
            missing.len()
        )));
    }
    let found = library::find_played(&first.scenario, &first.content)?;
    let scenario = found.open()?;
    for (path, count) in &counts {
        if !fits(&scenario, count) {
            return Err(Failure::Message(format!(
                "`{path}` is damaged: what it counted does not fit `{}`, or its number of runs",
                first.scenario
            )));
        }
    }
    let mut total = Count { shard: None, runs: all_runs, ..first.clone() };
    for (_, count) in others {
        for (name, values) in &count.outcomes {
            for (value, n) in values {
                let slot = total.outcomes.entry(name.clone()).or_default();
                let slot = slot.entry(value.clone()).or_default();
                *slot = slot.saturating_add(*n);
            }
        }
    }
    say(&scenario, &total, call.format);
    Ok(())
}

/// Whether what a part counted can be counts of a scenario: every outcome, every value, and
/// none more often than there were runs.
fn fits(scenario: &Scenario, count: &Count) -> bool {
    let outcomes = scenario.text.outcomes.iter().enumerate();
    let same = outcomes.clone().all(|(index, text)| {
        let keys = scenario.outcome_keys(crate::rules::ids::OutcomeId::new(index));
        count.outcomes.get(text.id.as_str()).is_some_and(|values| {
            let sum = values.values().try_fold(0_u64, |sum, n| sum.checked_add(*n));
            values.keys().all(|value| keys.contains(value))
                && keys.iter().all(|key| values.contains_key(key))
                && sum.is_some_and(|sum| sum <= count.runs)
        })
    });
    same && count.outcomes.len() == outcomes.count()
}

/// Reads a part.
fn read(path: &Path) -> Result<Count, Failure> {
    let text =
        library::read_text(path).map_err(|error| Failure::Message(format!("the part {error}")))?;
    let count: Result<Count, _> = serde_json::from_str(&text);
    let is_part = |count: &Count| {
        count.shard.is_some_and(|PartOf { part, of, all_runs, .. }| {
            let known = (1..=Shard::MOST).contains(&of) && (1..=of).contains(&part);
            known && Shard { part, of }.runs(all_runs).1 == count.runs
        })
    };
    count.ok().filter(is_part).ok_or_else(|| {
        Failure::Message(format!(
            "`{}` is no part of a simulation; `simulate --shard K/N` writes one",
            path.display()
        ))
    })
}

fn say(scenario: &Scenario, count: &Count, format: Output) {
    let values = |index: usize, name: &str| -> Vec<(String, u64)> {
        let keys = scenario.outcome_keys(crate::rules::ids::OutcomeId::new(index));
        let of = |key: &String| count.outcomes.get(name).and_then(|of| of.get(key)).copied();
        keys.iter().map(|key| (key.clone(), of(key).unwrap_or_default())).collect()
    };
    let outcomes = scenario.text.outcomes.iter().enumerate();
    match format {
        Output::Json => {
            say_json(&serde_json::to_string(count).expect("plain data serialise"));
        }
        Output::Csv => {
            say_out("outcome,value,count");
            for (index, text) in outcomes {
                for (value, n) in values(index, &text.id) {
                    say_out(&format!("{},{value},{n}", text.id));
                }
            }
        }
        Output::Human => {
            let title = &scenario.head.title;
            let choices = match count.choices.as_deref() {
                None => String::new(),
                Some("record") => ", as documented where that is possible".to_owned(),
                Some("any") => ", at random".to_owned(),
                Some(plan) => format!(", by the testplan {plan}"),
            };
            say_text(&format!("{title}: {} runs, seed {}{choices}", count.runs, count.seed));
            for (index, text) in outcomes {
                let documented = text.documented.as_ref().map(|d| d.text.as_str());
                say_text(&format!("\n{} ({})", text.title, text.id));
                for (value, n) in values(index, &text.id).into_iter().filter(|(_, n)| *n > 0) {
                    #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
                    let share = n as f64 * 100.0 / count.runs as f64;
                    let mark = if Some(value.as_str()) == documented { "  documented" } else { "" };
                    say_text(&format!("  {share:5.1} %  {value}{mark}"));
                }
            }
        }
    }
}
