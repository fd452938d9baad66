//! `check --play N`: a pack is played many times, and the result is told to its author.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::ensemble::trial::{TrialVerdict, try_out};
use crate::scenario::Scenario;
use crate::scenario::pack::Pack;

/// Plays a scenario `games` times, with a progress bar on the terminal.
pub(super) fn play(scenario: &Scenario, pack: &Pack, games: u64) -> TrialVerdict {
    let scenario = Arc::new(scenario.clone());
    let threads = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let bar = if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(games)
    } else {
        indicatif::ProgressBar::hidden()
    };
    let done = AtomicU64::new(0);
    let (_, verdict) = try_out(&scenario, pack, games, threads, &|more| {
        bar.set_position(done.fetch_add(more, Ordering::Relaxed) + more);
    });
    bar.finish_and_clear();
    verdict
}
