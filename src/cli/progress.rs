//! Long work: its threads, and a bar on a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

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

/// The number of threads for a call that wants so many: at most one for each processor.
pub(super) fn threads(wanted: Option<usize>) -> usize {
    let available = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    wanted.unwrap_or(available).min(available)
}
