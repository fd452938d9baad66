//! `simulate`: many runs of a scenario between empty seats.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::ValueEnum;

use super::answer::{Failure, open_scenario, say_json, say_out, say_text};
use super::usage::whole;
use crate::ensemble::waves::{Plan, run};

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
    /// How many threads, at most one for each processor; so many if left out. The result is
    /// the same for any number.
    #[arg(long, allow_negative_numbers = true, value_parser = whole(1_usize, 1024))]
    threads: Option<usize>,
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

pub(super) fn simulate(call: &Simulate) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let available = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let plan = Plan {
        runs: call.runs,
        seed: call.seed,
        threads: call.threads.unwrap_or(available).min(available),
        wave: Plan::WAVE,
    };
    let bar = if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(call.runs)
    } else {
        indicatif::ProgressBar::hidden()
    };
    let done = AtomicU64::new(0);
    let tally = run(&scenario, &plan, &|more| {
        bar.set_position(done.fetch_add(more, Ordering::Relaxed) + more);
    });
    bar.finish_and_clear();
    let table = tally.by_name(&scenario);
    match call.format {
        Output::Json => {
            let outcomes: serde_json::Map<String, serde_json::Value> = table
                .into_iter()
                .map(|(name, values)| {
                    let values: serde_json::Map<String, serde_json::Value> =
                        values.into_iter().map(|(value, count)| (value, count.into())).collect();
                    (name, values.into())
                })
                .collect();
            let object = serde_json::json!({
                "scenario": scenario.head.id,
                "version": scenario.head.version,
                "content": scenario.hash,
                "runs": tally.runs,
                "seed": call.seed,
                "outcomes": outcomes,
            });
            say_json(&object.to_string());
        }
        Output::Csv => {
            say_out("outcome,value,count");
            for (name, values) in table {
                for (value, count) in values {
                    say_out(&format!("{name},{value},{count}"));
                }
            }
        }
        Output::Human => {
            say_text(&format!("{}: {} runs, seed {}", scenario.head.title, tally.runs, call.seed));
            for ((name, values), text) in table.into_iter().zip(&scenario.text.outcomes) {
                let documented = text.documented.as_ref().map(|d| d.text.as_str());
                say_text(&format!("\n{} ({name})", text.title));
                for (value, count) in values.into_iter().filter(|(_, count)| *count > 0) {
                    #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
                    let share = count as f64 * 100.0 / tally.runs as f64;
                    let mark = if Some(value.as_str()) == documented { "  documented" } else { "" };
                    say_text(&format!("  {share:5.1} %  {value}{mark}"));
                }
            }
        }
    }
    Ok(())
}
