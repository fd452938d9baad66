//! A cache of prepared parties.
//!
//! Preparing a party values every treaty, and the same few parties come again from round
//! to round and from game to game. The cached function is pure: the cache changes the
//! time taken and no result.

use core::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bevy::platform::collections::HashMap;

use crate::rules::ids::{ConferenceId, PartyId};
use crate::rules::negotiation::negotiator::{Demand, Negotiator};
use crate::rules::negotiation::protocol::Table;
use crate::rules::negotiation::space::Treaty;

/// How many prepared parties are kept at once.
const MOST: usize = 4096;

/// The cache key of a prepared party: the conference, the party, its reservation value in
/// hundredths, and the mandates that the parties are taken to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PreparationKey {
    pub(super) conference: ConferenceId,
    pub(super) party: PartyId,
    pub(super) step: u8,
    pub(super) followed: u64,
}

/// The number of negotiation states for which a party keeps its line.
const MOST_LINES: usize = 1024;

/// A party's line at a table: the draft that it would offer, and its demand on another's draft.
#[derive(Clone, Copy, Debug)]
pub struct BargainingPosition {
    /// The draft that it would table; none if it would leave.
    pub own: Option<Treaty>,
    /// Its demand, before its mood is added.
    pub demand: Demand,
}

/// A party prepared to speak, and its lines at the tables that it has sat at.
#[derive(Debug)]
pub struct PreparedParty {
    negotiator: Negotiator,
    lines: Mutex<Lines>,
}

/// The lines that a party took before.
#[derive(Debug, Default)]
struct Lines {
    /// By the turn and the offers so far.
    known: HashMap<Box<[u32]>, BargainingPosition>,
    /// Memory for the turn and the offers that are looked up.
    said: Vec<u32>,
}

impl PreparedParty {
    pub(super) fn new(negotiator: Negotiator) -> Self {
        Self { negotiator, lines: Mutex::default() }
    }

    /// Its line at a table.
    #[must_use]
    pub fn line(&self, table: &Table) -> BargainingPosition {
        let offers =
            table.history().iter().flat_map(|offer| [u32::from(offer.by.0), offer.treaty.0]);
        // A panic elsewhere leaves the map whole, so a poisoned lock can be used.
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let Lines { known, said } = &mut *lines;
        said.clear();
        said.push(table.turn());
        said.extend(offers);
        if let Some(line) = known.get(&**said) {
            return *line;
        }
        let negotiator = &self.negotiator;
        let line = BargainingPosition {
            own: negotiator.next_offer(table),
            demand: negotiator.demand(table),
        };
        if known.len() < MOST_LINES {
            known.insert(said.as_slice().into(), line);
        }
        line
    }
}

impl Deref for PreparedParty {
    type Target = Negotiator;

    fn deref(&self) -> &Negotiator {
        &self.negotiator
    }
}

/// Parties that were prepared, of the conferences of one scenario. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct PartyCache(Arc<Mutex<HashMap<PreparationKey, Arc<PreparedParty>>>>);

impl PartyCache {
    fn remembered(&self) -> MutexGuard<'_, HashMap<PreparationKey, Arc<PreparedParty>>> {
        // A panic elsewhere leaves the map whole, so a poisoned lock can be used.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, key: PreparationKey) -> Option<Arc<PreparedParty>> {
        self.remembered().get(&key).map(Arc::clone)
    }

    pub(super) fn keep(&self, key: PreparationKey, party: &Arc<PreparedParty>) {
        let mut remembered = self.remembered();
        if remembered.len() >= MOST {
            remembered.clear();
        }
        remembered.insert(key, Arc::clone(party));
    }
}
