//! `sensitivity`: on which numbers of a scenario its outcomes rest.

use std::path::PathBuf;

use super::answer::{Failure, Format, say_json, say_text, write_file};
use super::progress::{Bar, Threads};
use super::usage::whole;
use crate::ensemble::sensitivity::{Effort, Sensitivity, n_trials, sensitivity};
use crate::scenario::library;

/// Says on which numbers the outcomes of a scenario rest.
///
/// Each number is moved to the ends of its range, and then all judgements together; the same
/// games are played with each.
#[derive(Debug, clap::Args)]
pub(super) struct SensitivityArgs {
    /// The scenario: a name from `list`, or the path of a folder.
    scenario: String,
    /// How many games with each set of numbers.
    #[arg(long, default_value_t = 60, allow_negative_numbers = true, value_parser = whole(1_u64, 100_000))]
    runs: u64,
    /// How many sets in which all judgements are moved together.
    #[arg(long, default_value_t = 64, allow_negative_numbers = true, value_parser = whole(1_usize, 10_000))]
    points: usize,
    #[command(flatten)]
    threads: Threads,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Writes it as JSON to this file, too. What ships with the program was written so.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(call: &SensitivityArgs) -> Result<(), Failure> {
    let found = library::find(&call.scenario)?;
    let pack = found.listing.pack()?;
    let bar = Bar::new(n_trials(&pack, call.points) as u64);
    let effort = Effort { games: call.runs, points: call.points, threads: call.threads.count() };
    let done = sensitivity(&pack, effort, &|| bar.advance(1));
    bar.clear();
    let Some(done) = done else {
        let name = &call.scenario;
        return Err(Failure::Message(format!(
            "`{name}` makes no scenario; `status-quo check {name}` says why"
        )));
    };
    let json = serde_json::to_string_pretty(&done)?;
    if let Some(path) = &call.out {
        write_file(path, format!("{json}\n"))?;
    }
    match call.format {
        Format::Json => say_json(&serde_json::to_string(&done)?),
        Format::Human => say(&done),
    }
    Ok(())
}

fn say(done: &Sensitivity) {
    let [moved, judgements] = done.moved;
    say_text(&format!(
        "{}: {moved} numbers moved, {judgements} of them judgements; {} left as they are; {} games each",
        done.scenario, done.left, done.games
    ));
    say_text("\nThe numbers that carry most");
    for carrier in &done.carriers {
        let most = carrier.most.as_ref().map_or_else(String::new, |(id, share)| {
            format!("; most of {id}, otherwise in {:.0} %", share * 100.0)
        });
        say_text(&format!(
            "  {} = {} ({} to {}, {}){most}",
            carrier.of,
            carrier.value,
            shown(carrier.range.0),
            shown(carrier.range.1),
            carrier.grade
        ));
    }
    say_text(&format!(
        "\nHow often each outcome comes otherwise when all judgements move within their ranges ({} points)",
        done.points
    ));
    for outcome in &done.outcomes {
        let most = outcome.most.as_ref().map_or_else(String::new, |(of, share)| {
            format!("; most by {of}, {:.0} %", share * 100.0)
        });
        say_text(&format!("  {:5.1} %  {}{most}", outcome.on_judgement * 100.0, outcome.id));
    }
}

/// A number without needless digits.
fn shown(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
