//! Deliberations that are remembered by what they rest on.
//!
//! In many timelines of one scenario the same seat comes to the same question with
//! everything the same that it looks at. What it then inclines to is worked out once.
//! A memory of what a pure function answers: it changes nothing but the time that takes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bevy::platform::collections::HashMap;

use super::bearing::Depth;
use super::ids::{MoveId, OptionId};
use super::setting::Setting;

/// How many deliberations of one move are kept.
const MOST: usize = 512;

/// How a seat inclines to the open options of a move, in their order.
pub type Inclined = Arc<[(OptionId, f64)]>;

/// The deliberations of one move.
#[derive(Debug, Default)]
struct OfMove {
    known: HashMap<Box<[u64]>, Inclined>,
    /// How often one was found.
    found: usize,
    /// Whether what the move rests on never comes again, so that it is not looked up.
    given_up: bool,
}

/// The deliberations that are remembered, of one scenario. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Remembered(Arc<[[Mutex<OfMove>; 2]]>);

impl Remembered {
    /// An empty memory for a setting.
    #[must_use]
    pub fn new(setting: &Setting) -> Self {
        Self(setting.moves.iter().map(|_| Default::default()).collect())
    }

    fn of(&self, depth: Depth, mv: MoveId) -> Option<MutexGuard<'_, OfMove>> {
        let of_move = &self.0.get(mv.index())?[depth as usize];
        // Whatever happened to another holder: what is in it is whole.
        let of_move = of_move.lock().unwrap_or_else(PoisonError::into_inner);
        (!of_move.given_up).then_some(of_move)
    }

    /// Whether the deliberations of a move are looked up at all.
    pub(super) fn is_open(&self, depth: Depth, mv: MoveId) -> bool {
        self.of(depth, mv).is_some()
    }

    /// What is remembered of a move, where it rests on the same.
    pub(super) fn get(&self, depth: Depth, mv: MoveId, rests_on: &[u64]) -> Option<Inclined> {
        let mut of_move = self.of(depth, mv)?;
        let inclined = of_move.known.get(rests_on).map(Arc::clone)?;
        of_move.found += 1;
        Some(inclined)
    }

    /// Remembers a deliberation, as long as there is room.
    pub(super) fn keep(&self, depth: Depth, mv: MoveId, rests_on: &[u64], inclined: &Inclined) {
        let Some(mut of_move) = self.of(depth, mv) else { return };
        if of_move.known.len() < MOST {
            of_move.known.insert(rests_on.into(), Arc::clone(inclined));
        } else if of_move.found < MOST {
            *of_move = OfMove { given_up: true, ..OfMove::default() };
        }
    }
}
