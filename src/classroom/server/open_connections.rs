//! The connections that are open: not too many, and strangers go first.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::AbortHandle;

/// The most connections at a time.
const MOST: usize = 640;

/// Where a connection comes from, and whether a request with a token that holds came over it.
#[derive(Clone, Debug, Default)]
pub(super) struct Trust {
    given: Arc<AtomicBool>,
    /// Whether it comes from this machine.
    pub(super) is_local: bool,
}

impl Trust {
    pub(super) fn new(is_local: bool) -> Self {
        Self { is_local, ..Self::default() }
    }

    pub(super) fn give(&self) {
        self.given.store(true, Ordering::Relaxed);
    }

    fn is_given(&self) -> bool {
        self.given.load(Ordering::Relaxed)
    }
}

/// The connections that are open, the oldest first.
#[derive(Default)]
pub(super) struct Connections(Mutex<VecDeque<(AbortHandle, Trust)>>);

impl Connections {
    /// Takes note of a connection. If there are too many, the oldest goes over which nobody
    /// of the class has come; else the oldest.
    pub(super) fn add(&self, connection: AbortHandle, trust: Trust) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            open.retain(|(connection, _)| !connection.is_finished());
        }
        if open.len() >= MOST {
            let stranger = open.iter().position(|(_, trust)| !trust.is_given());
            if let Some((oldest, _)) = open.remove(stranger.unwrap_or(0)) {
                oldest.abort();
            }
        }
        open.push_back((connection, trust));
    }
}
