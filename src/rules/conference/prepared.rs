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
    key: PreparationKey,
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
    pub(super) fn new(key: PreparationKey, negotiator: Negotiator) -> Self {
        Self { key, negotiator, lines: Mutex::default() }
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

/// What a conference can be expected to come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The treaty that the parties would agree on; none if they would not agree.
    pub treaty: Option<Treaty>,
    /// The probability that all of them ratify it, [0, 1]; 1 without a treaty.
    pub ratified: f64,
}

/// Parties that were prepared, of the conferences of one scenario, and what they can be
/// expected to come to together. Copies share it.
#[derive(Clone, Debug, Default)]
pub struct PartyCache {
    parties: Arc<Mutex<HashMap<PreparationKey, Arc<PreparedParty>>>>,
    forecasts: Arc<Mutex<HashMap<Box<[PreparationKey]>, Forecast>>>,
}

impl PartyCache {
    fn remembered(&self) -> MutexGuard<'_, HashMap<PreparationKey, Arc<PreparedParty>>> {
        // A panic elsewhere leaves the map whole, so a poisoned lock can be used.
        self.parties.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// What these parties can be expected to come to; `negotiate` plays the talks if
    /// they were not played before.
    pub(super) fn forecast(
        &self,
        parties: &[Arc<PreparedParty>],
        negotiate: impl FnOnce() -> Forecast,
    ) -> Forecast {
        let keys: Box<[PreparationKey]> = parties.iter().map(|party| party.key).collect();
        let remembered = || self.forecasts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(forecast) = remembered().get(&keys) {
            return *forecast;
        }
        let forecast = negotiate();
        let mut remembered = remembered();
        if remembered.len() >= MOST {
            remembered.clear();
        }
        remembered.insert(keys, forecast);
        forecast
    }
}
