//! Stand-ins in a game: what would be decided for a seat whose people are away.
//!
//! Nothing is decided here. Who calls a stand-in submits the intent as any other, so that
//! the journal holds it and a replay needs nobody to stand in.

use bevy::ecs::world::World;

use super::admission::{admit, intent_of};
use super::game::Game;
use super::timeline::{Rulebook, part, position};
use crate::rules::holders::Orders;
use crate::rules::ids::SeatId;
use crate::rules::intents::{Intent, Refusal};
use crate::rules::stand_in;
use crate::rules::turn::Run;

/// The decision of a stand-in, as the intent to be submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandInIntent {
    /// The seat for which it decides.
    pub seat: SeatId,
    /// What it decides.
    pub intent: Intent,
    /// Whether that crosses a red line of the seat, because everything open does.
    pub crosses: bool,
}

impl Game {
    /// What a stand-in decides for the seat that is asked, by the written mandate of that
    /// seat. None if nobody is asked.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    #[must_use]
    pub fn stand_in(&self, world: &World) -> Option<StandInIntent> {
        let here = position(world, self.timeline());
        let chance = part::<Run>(world, self.timeline()).chance;
        let prepared = part::<Rulebook>(world, self.timeline()).prepared();
        let scenario = self.scenario();
        let decided = stand_in::decide(&scenario.setting, here, chance, prepared)?;
        let intent = intent_of(scenario, here, decided.order);
        Some(StandInIntent { seat: decided.seat, intent, crosses: decided.crosses })
    }

    /// Whether an intent of a seat would be admitted now.
    ///
    /// # Errors
    /// The reason for which it would be refused.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    pub fn admits(&self, world: &World, seat: SeatId, intent: &Intent) -> Result<(), Refusal> {
        let orders = part::<Orders>(world, self.timeline());
        admit(self.scenario(), position(world, self.timeline()), orders, seat, intent).map(|_| ())
    }
}
