//! Long work: its threads, and a bar on a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use super::usage::whole;

/// The bar of a piece of work; hidden where no terminal would show it.
pub(super) struct Bar {
    bar: indicatif::ProgressBar,
    done: AtomicU64,
}

impl Bar {
    /// The bar of so many steps.
    pub(super) fn new(steps: u64) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            indicatif::ProgressBar::new(steps)
        } else {
            indicatif::ProgressBar::hidden()
        };
        Self { bar, done: AtomicU64::new(0) }
    }

    /// Goes on by so many steps, from any thread.
    pub(super) fn advance(&self, more: u64) {
        self.bar.set_position(self.done.fetch_add(more, Ordering::Relaxed) + more);
    }

    /// Takes it away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// On how many threads a call works.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Threads {
    /// How many threads, at most one for each processor; so many if left out. The result is
    /// the same for any number.
    #[arg(long, allow_negative_numbers = true, value_parser = whole(1_usize, 1024))]
    threads: Option<usize>,
}

impl Threads {
    /// So many as were asked for, at most one for each processor.
    pub(super) fn count(self) -> usize {
        let available = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
        self.threads.unwrap_or(available).min(available)
    }
}
