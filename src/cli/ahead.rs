//! `ahead`: a game played on many times from one of its decisions.

use std::path::PathBuf;

use bevy::ecs::world::World;
use clap::ValueEnum;

use super::answer::{Failure, Format, note, say_json, say_text};
use super::progress::{Bar, Threads};
use super::resume::{read_journal, restore};
use super::session::page;
use super::usage::whole;
use crate::ensemble::ahead::Means;
use crate::ensemble::ahead::answers::{Ahead, Play};
use crate::sim::game::Game;
use crate::sim::level::Level;
use crate::terminal::lay_out_ahead;
use crate::view::ahead_view;
use crate::words::Words;

/// Plays a game on many times from one of its decisions, with each open answer.
///
/// What is told rests on what the seat that is asked can know: what others may hide from it
/// is drawn, never read.
#[derive(Debug, clap::Args)]
pub(super) struct AheadArgs {
    /// The journal.
    journal: PathBuf,
    /// The decision, counted from 1; the one that the game waits for if it is left out.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1_usize, 1_000_000))]
    at: Option<usize>,
    /// The seat that is expected to decide there.
    #[arg(long)]
    seat: Option<String>,
    /// How many games for each answer.
    #[arg(long, default_value_t = 300, allow_negative_numbers = true, value_parser = whole(1_u64, 1_000_000))]
    runs: u64,
    /// How the seats decide afterwards.
    #[arg(long, value_enum, default_value_t)]
    choices: Choices,
    #[command(flatten)]
    threads: Threads,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The scenario's folder, if it is not in the library.
    #[arg(long, value_name = "PATH")]
    scenario: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Choices {
    /// By their own conduct.
    #[default]
    Ai,
    /// As documented, where that is known and possible; else by conduct.
    Record,
    /// At random.
    Any,
}

impl From<Choices> for Play {
    fn from(choices: Choices) -> Self {
        match choices {
            Choices::Ai => Self::Conduct,
            Choices::Record => Self::Record,
            Choices::Any => Self::Anybody,
        }
    }
}

pub(super) fn ahead(words: &Words, call: &AheadArgs) -> Result<(), Failure> {
    let recovered = read_journal(words, &call.journal)?;
    let (mut world, game) = restore(words, &recovered, call.scenario.as_deref())?;
    if game.level() == Level::Unaided && !game.is_over(&world) {
        return Err(Failure::Message(words.say("ahead-unaided")));
    }
    let number = turn_to(&mut world, &game, call.at)?;
    let scenario = game.scenario();
    let Some(ahead) = Ahead::of(&world, &game, call.choices.into()) else {
        return Err(Failure::Message(format!(
            "the game is over, and nobody is asked: name one of its {} decisions by `--at N`",
            game.decided(&world)
        )));
    };
    let seat = &scenario.text.seats[ahead.seat.index()];
    if let Some(named) = &call.seat
        && seat.id != named.as_str()
    {
        return Err(Failure::Message(format!(
            "decision {number} is asked of `{}`, not of `{named}`",
            seat.id
        )));
    }
    let bar = Bar::new(call.runs.saturating_mul(ahead.answers.len() as u64));
    let means = Means {
        threads: call.threads.count(),
        goes_on: &|| true,
        progress: &|more| bar.advance(more),
    };
    let counts = ahead.play(0..call.runs, means).expect("nothing stops it");
    bar.clear();
    let view = ahead_view(words, scenario, &ahead, &counts);
    match call.format {
        Format::Json => {
            let object = serde_json::json!({
                "scenario": scenario.head.id,
                "version": scenario.head.version,
                "content": scenario.hash,
                "decision": number,
                "date": game.date(&world).to_string(),
                "seat": seat.id,
                "runs": view.runs,
                "answers": view.answers,
            });
            say_json(&object.to_string());
        }
        Format::Human => {
            let args = [
                ("number", number.into()),
                ("seat", (&seat.name).into()),
                ("runs", view.runs.to_string().into()),
            ];
            say_text(&words.say_with("ahead-head", &args));
            note(lay_out_ahead(&mut page(), words, &view));
        }
    }
    Ok(())
}

/// Puts a game to where a decision is asked for; answers the number of the decision.
fn turn_to(world: &mut World, game: &Game, at: Option<usize>) -> Result<usize, Failure> {
    let decided = game.decided(world);
    let Some(number) = at else { return Ok(decided + 1) };
    let earlier = decided - game.decisions(world).len();
    if number > decided + 1 || (number == decided + 1 && game.is_over(world)) {
        return Err(Failure::Message(format!(
            "there is no decision {number}: the journal holds {decided}"
        )));
    }
    if number <= earlier {
        return Err(Failure::Message(format!(
            "decision {number} was made in an earlier part of the campaign; those of the part that is played begin with {}",
            earlier + 1
        )));
    }
    // The game has no journal here, so nothing is written.
    game.go_back(world, number - 1 - earlier)?;
    Ok(number)
}
