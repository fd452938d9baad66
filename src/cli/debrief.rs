//! `debrief`: the debrief of a game that was played, as text or as a page to print.

use std::path::PathBuf;

use super::answer::{Failure, note, write_file};
use super::play::unknown_seat;
use super::progress::Threads;
use super::resume::{read_journal, restore};
use super::session::page;
use super::usage::whole;
use super::whatif::counted;
use crate::sheets::debrief_page;
use crate::terminal::lay_out_debrief;
use crate::view::Views;
use crate::words::Words;

/// Lays out the debrief of a game that is over: your world beside the record, with sources.
#[derive(Debug, clap::Args)]
pub(super) struct DebriefArgs {
    /// The journal.
    journal: PathBuf,
    /// Writes one page of HTML into this file, for a browser or a printer, which needs nothing
    /// else; without it, text is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The seat of its reader; that of the player if it is left out.
    #[arg(long)]
    seat: Option<String>,
    /// How many games to play on from each decision, for what other answers would have
    /// changed; 0 leaves that out. Only for a page.
    #[arg(long, default_value_t = 100, allow_negative_numbers = true, value_parser = whole(0_u64, 100_000))]
    runs: u64,
    #[command(flatten)]
    threads: Threads,
    /// The scenario's folder, if it is not in the library.
    #[arg(long, value_name = "PATH")]
    scenario: Option<String>,
}

pub(super) fn debrief(words: &Words, call: &DebriefArgs) -> Result<(), Failure> {
    let recovered = read_journal(words, &call.journal)?;
    let (world, game) = restore(words, &recovered, call.scenario.as_deref())?;
    if !game.is_over(&world) {
        return Err(Failure::Message(words.say("debrief-not-over")));
    }
    let seat = match &call.seat {
        Some(id) => {
            let seat = game.scenario().seat_by_id(id);
            Some(seat.ok_or_else(|| unknown_seat(game.scenario(), id))?)
        }
        None => game.players(&world).next(),
    };
    let view = Views::default().look(&world, &game, words, seat);
    let Some(path) = &call.out else {
        note(lay_out_debrief(&mut page(), words, (&world, &game), &view));
        return Ok(());
    };
    let what_if =
        (call.runs > 0).then(|| counted(words, (&world, &game), call.runs, &call.threads));
    let text = debrief_page(words, game.scenario(), &view, what_if.as_ref());
    write_file(path, text)
}
