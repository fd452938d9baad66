//! The memory of prepared parties.
//!
//! Preparing a party lists every treaty; the same few parties come again from round to
//! round and from game to game. A memory of what a pure function answers: it changes
//! nothing but the time that takes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bevy::ecs::resource::Resource;

use crate::rules::ids::{ConferenceId, PartyId};
use crate::rules::negotiation::negotiator::Negotiator;

/// How many prepared parties are kept at once.
const MOST: usize = 4096;

/// What a prepared party follows from: the conference and its place there, the worth of
/// no treaty in hundredths, and the mandates that the parties are taken to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) conference: ConferenceId,
    pub(super) party: PartyId,
    pub(super) step: u8,
    pub(super) followed: u64,
}

/// Parties that were prepared, of the conferences of one scenario. Copies share it.
#[derive(Resource, Clone, Debug, Default)]
pub struct Prepared(Arc<Mutex<HashMap<Key, Arc<Negotiator>>>>);

impl Prepared {
    fn remembered(&self) -> MutexGuard<'_, HashMap<Key, Arc<Negotiator>>> {
        // Whatever happened to another holder: what is in it is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, key: Key) -> Option<Arc<Negotiator>> {
        self.remembered().get(&key).map(Arc::clone)
    }

    pub(super) fn keep(&self, key: Key, negotiator: &Arc<Negotiator>) {
        let mut remembered = self.remembered();
        if remembered.len() >= MOST {
            remembered.clear();
        }
        remembered.insert(key, Arc::clone(negotiator));
    }
}
