//! `what-if`: a game that was played, with other answers.

use std::path::PathBuf;

use bevy::ecs::world::World;

use super::answer::{Failure, Format, note, say_json, say_text};
use super::progress::{Bar, Threads};
use super::resume::{read_journal, restore};
use super::session::page;
use super::usage::whole;
use crate::ensemble::ahead::Means;
use crate::ensemble::ahead::whatif::WhatIf;
use crate::sim::game::Game;
use crate::terminal::lay_out_what_if;
use crate::view::{WhatIfView, what_if_view};
use crate::words::Words;

/// Says what other answers would have changed in a game, and how firmly its end stands.
///
/// From each decision games are played on with the answer that was given and with each
/// other one.
#[derive(Debug, clap::Args)]
pub(super) struct WhatIfArgs {
    /// The journal.
    journal: PathBuf,
    /// How many games for each answer.
    #[arg(long, default_value_t = 300, allow_negative_numbers = true, value_parser = whole(1_u64, 100_000))]
    runs: u64,
    #[command(flatten)]
    threads: Threads,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The scenario's folder, if it is not in the library.
    #[arg(long, value_name = "PATH")]
    scenario: Option<String>,
}

/// Counts what other answers would have changed in a game that is over.
pub(super) fn counted(
    words: &Words,
    (world, game): (&World, &Game),
    runs: u64,
    threads: &Threads,
) -> WhatIfView {
    let what_if = WhatIf::of(world, game);
    let answers = what_if.turnings.iter().map(|turning| turning.others.len() as u64 + 1);
    let bar = Bar::new(runs.saturating_mul(answers.sum::<u64>() + 1));
    let means =
        Means { threads: threads.count(), goes_on: &|| true, progress: &|more| bar.advance(more) };
    let again = what_if.again(0..runs, means).expect("nothing stops it");
    let turnings = what_if.turnings.iter();
    let counts: Vec<_> =
        turnings.map(|turning| turning.play(0..runs, means).expect("nothing stops it")).collect();
    bar.clear();
    what_if_view(words, game.scenario(), &what_if, Some(&again), &counts)
}

pub(super) fn what_if(words: &Words, call: &WhatIfArgs) -> Result<(), Failure> {
    let recovered = read_journal(words, &call.journal)?;
    let (world, game) = restore(words, &recovered, call.scenario.as_deref())?;
    if !game.is_over(&world) {
        return Err(Failure::Message(words.say("whatif-not-over")));
    }
    let scenario = game.scenario();
    let view = counted(words, (&world, &game), call.runs, &call.threads);
    match call.format {
        Format::Json => {
            let mut object = serde_json::to_value(&view).expect("plain data serialise");
            object["scenario"] = scenario.head.id.as_str().into();
            object["version"] = scenario.head.version.as_str().into();
            object["content"] = scenario.hash.as_str().into();
            object["runs"] = call.runs.into();
            say_json(&object.to_string());
        }
        Format::Human => {
            if scenario.place.is_some() {
                say_text(&words.say("whatif-last-part"));
            }
            note(lay_out_what_if(&mut page(), words, &view));
        }
    }
    Ok(())
}
