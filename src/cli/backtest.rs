//! `backtest`: how probable the model finds what is documented.

use std::path::PathBuf;
use std::sync::Arc;

use super::answer::{Failure, Format, open_scenario, say_json, say_text, write_file};
use super::progress::{Bar, Threads};
use super::usage::whole;
use crate::ensemble::ahead::Means;
use crate::ensemble::backtest::scores::{Report, Scores, Skill};
use crate::ensemble::backtest::{Backtest, Prediction, ScenarioTest, test};
use crate::scenario::{Scenario, library};
use crate::sheets::backtest_page;
use crate::words::Words;

/// Says how probable the model finds what is documented, against simple rules of thumb.
#[derive(Debug, clap::Args)]
pub(super) struct BacktestArgs {
    /// The scenarios; all that came with the game if none is named.
    scenarios: Vec<String>,
    /// How many games by the record of each.
    #[arg(long, default_value_t = 500, allow_negative_numbers = true, value_parser = whole(1_u64, 1_000_000))]
    runs: u64,
    /// The seed of the whole.
    #[arg(long, default_value_t = 1, allow_negative_numbers = true, value_parser = whole(0, u64::MAX))]
    seed: u64,
    #[command(flatten)]
    threads: Threads,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Writes a page with plots, too.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn backtest(words: &Words, call: &BacktestArgs) -> Result<(), Failure> {
    let scenarios = wanted(&call.scenarios)?;
    let bar = Bar::new(call.runs.saturating_mul(scenarios.len() as u64));
    let means = Means {
        threads: call.threads.count(),
        goes_on: &|| true,
        progress: &|more| bar.advance(more),
    };
    let tests: Vec<ScenarioTest> =
        scenarios.iter().map(|scenario| test(scenario, call.runs, call.seed, means)).collect();
    bar.clear();
    let whole = Backtest::of(tests, call.runs, call.seed);
    if let Some(path) = &call.out {
        let page = backtest_page(words, &whole);
        write_file(path, page)?;
    }
    match call.format {
        Format::Json => say_json(&serde_json::to_string(&whole)?),
        Format::Human => say(&whole),
    }
    Ok(())
}

/// The scenarios that were named or, without a name, all that came with the game.
fn wanted(named: &[String]) -> Result<Vec<Arc<Scenario>>, Failure> {
    if !named.is_empty() {
        let mut all: Vec<Arc<Scenario>> = Vec::new();
        for name in named {
            let scenario = open_scenario(name)?;
            // One that is named twice is one.
            if !all.iter().any(|other| other.hash == scenario.hash) {
                all.push(scenario);
            }
        }
        return Ok(all);
    }
    let mut all = Vec::new();
    for listing in library::built_in_packs() {
        let scenario = listing.open()?;
        if scenario.place.is_none() {
            all.push(Arc::new(scenario));
        }
    }
    Ok(all)
}

fn say(whole: &Backtest) {
    say_text(&format!(
        "{} games by the record of each scenario, seed {}; coefficients {}",
        whole.runs, whole.seed, whole.coefficients
    ));
    for (name, group) in [("Held out", &whole.held_out), ("May be fitted", &whole.may_be_fitted)] {
        let Some(group) = group else { continue };
        say_text(&format!("\n{name}: {}", group.scenarios.join(", ")));
        say_report("answers, and outcomes that nothing forced sets by itself", &group.pooled);
        say_report("answers", &group.choices);
        say_report("outcomes", &group.outcomes);
        say_report("outcomes that no forced answer sets by itself", &group.free_outcomes);
    }
    for test in &whole.tests {
        say_text(&format!("\n{} ({})", test.title, test.scenario));
        say_least("answers", &test.choices);
        say_least("outcomes", &test.outcomes);
        for treaty in &test.treaties {
            let better = treaty.better.map_or_else(String::new, |better| {
                format!(", {:.0} % of the zone is better", better * 100.0)
            });
            let distance = treaty.distance.map_or_else(String::new, |distance| {
                format!(
                    "; {:.0} % of the articles come otherwise ({:.0} by chance)",
                    distance * 100.0,
                    treaty.distance_by_chance * 100.0
                )
            });
            let losers = treaty.gains.iter().filter_map(|(seat, gain)| match gain {
                Some(gain) if *gain >= 0.0 => None,
                Some(gain) => Some(format!("{seat} {gain:+.2}")),
                None => Some(format!("{seat} never")),
            });
            let losers: Vec<String> = losers.collect();
            let losers = if losers.is_empty() {
                String::new()
            } else {
                format!(" (mean gain below 0: {})", losers.join(", "))
            };
            say_text(&format!(
                "  treaty {}: in the zone in {:.0} %{losers}{better}; the table comes to a treaty in {:.0} %, to this one in {:.0} %{distance}",
                treaty.id,
                treaty.in_zone * 100.0,
                treaty.agreed * 100.0,
                treaty.same * 100.0,
            ));
        }
    }
}

fn say_report(what: &str, report: &Report) {
    let line = |scores: &Scores| {
        let ranked = scores.ranked.map_or_else(|| "-".to_owned(), |ranked| format!("{ranked:.3}"));
        format!("log {:+.3}, Brier {:.3}, ranked {ranked}", scores.log, scores.brier)
    };
    let skill = Skill::shown;
    say_text(&format!("  {what} ({}): {}", report.model.of, line(&report.model)));
    let baselines = [
        ("uniform", &report.uniform),
        ("base rate", &report.base_rate),
        ("persistence", &report.persistence),
    ];
    for ((name, scores), by) in baselines.into_iter().zip(&report.skill) {
        say_text(&format!("    {name}: {}; the model is better by {}", line(scores), skill(by)));
    }
    say_text(&format!("    control, values shuffled: {}", skill(&report.control)));
}

/// The predictions in which what is documented has the least probability.
fn say_least(what: &str, all: &[Prediction]) {
    const SHOWN: usize = 3;
    let mut all: Vec<&Prediction> = all.iter().collect();
    all.sort_by(|a, b| a.of_documented().total_cmp(&b.of_documented()));
    let least = all
        .iter()
        .take(SHOWN)
        .map(|prediction| format!("{} {:.0} %", prediction.id, prediction.of_documented() * 100.0));
    let least: Vec<String> = least.collect();
    if !least.is_empty() {
        say_text(&format!("  least probable {what}: {}", least.join(", ")));
    }
}
