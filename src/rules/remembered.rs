//! A cache of deliberations, keyed by the state that they depend on.
//!
//! In many timelines of one scenario the same seat comes to the same question in the same
//! state, as far as it looks. Its probabilities are then computed once. The cached
//! function is pure: the cache changes the time taken and no result.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bevy::platform::collections::HashMap;

use super::bearing::Depth;
use super::ids::{MoveId, OptionId};
use super::setting::Setting;

/// How many deliberations of one move are kept.
const MOST: usize = 512;
/// How many of a move are kept before it is judged whether its states recur.
const TRIAL: usize = 64;
/// The most that may be kept for each that was found: more, and remembering costs more
/// than it saves.
const MOST_FOR_ONE: usize = 8;

/// The probability of each open option of a move, in their order.
pub type OptionProbabilities = Arc<[(OptionId, f64)]>;

/// The deliberations of one move.
#[derive(Debug, Default)]
struct MoveCache {
    known: HashMap<Box<[u64]>, OptionProbabilities>,
    /// How often one was found.
    found: usize,
    /// Whether the cache was given up, as too few states of the move recur.
    given_up: bool,
}

/// The cached deliberations of one scenario. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct DeliberationCache(Arc<[[Mutex<MoveCache>; 2]]>);

impl DeliberationCache {
    /// An empty memory for a setting.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        Self(setting.moves.iter().map(|_| Default::default()).collect())
    }

    fn of(&self, depth: Depth, mv: MoveId) -> Option<MutexGuard<'_, MoveCache>> {
        let of_move = &self.0.get(mv.index())?[depth as usize];
        // A panic elsewhere leaves the map whole, so a poisoned lock can be used.
        let of_move = of_move.lock().unwrap_or_else(PoisonError::into_inner);
        (!of_move.given_up).then_some(of_move)
    }

    /// Whether the deliberations of a move are looked up at all.
    pub(super) fn is_open(&self, depth: Depth, mv: MoveId) -> bool {
        self.of(depth, mv).is_some()
    }

    /// The cached probabilities of a move in a state.
    pub(super) fn get(
        &self,
        depth: Depth,
        mv: MoveId,
        rests_on: &[u64],
    ) -> Option<OptionProbabilities> {
        let mut of_move = self.of(depth, mv)?;
        let inclined = of_move.known.get(rests_on).map(Arc::clone)?;
        of_move.found += 1;
        Some(inclined)
    }

    /// Remembers a deliberation, as long as there is room.
    pub(super) fn keep(
        &self,
        depth: Depth,
        mv: MoveId,
        rests_on: &[u64],
        inclined: &OptionProbabilities,
    ) {
        let Some(mut of_move) = self.of(depth, mv) else { return };
        let kept = of_move.known.len();
        if kept >= TRIAL && of_move.found < kept / MOST_FOR_ONE {
            *of_move = MoveCache { given_up: true, ..MoveCache::default() };
        } else if kept < MOST {
            of_move.known.insert(rests_on.into(), Arc::clone(inclined));
        }
    }
}
