//! Holders of seats: the source of a seat's decisions.
//!
//! People and scripts send intents, which become [`Order`]s when they are admitted.
//! What the other holders decide is worked out in the turn: by the seat's own
//! [conduct](super::conduct), [by the record](by_record) or another [line of
//! play](super::line_of_play), or [at random](super::anybody).

use std::sync::Arc;

use bevy::ecs::component::Component;
use serde::{Deserialize, Serialize};

pub use super::decisions::{
    Asked, Order, asked, by_record, recorded_option, recorded_speech, speech_toward,
};

use super::conference::Speech;
use super::ids::{ItemId, OptionId, SeatId};
use super::line_of_play::LineOfPlay;
use super::position::PositionRef;
use super::setting::Setting;

/// The holder of a seat: the source of its decisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// A person: the timeline waits for an intent.
    Player,
    /// A script: the timeline waits for its next line, sent as an intent.
    Script,
    /// Nobody: the seat's own conduct, by what it knows and wants.
    #[default]
    Conduct,
    /// The record: the documented decision, where it is known and open; else conduct. In a
    /// timeline with a [line of play](Orders::line) of its own, the decision of that.
    Record,
    /// Random play: any open option and any possible speech, each with the same chance.
    Anybody,
}

impl Holder {
    /// Whether the timeline waits for an intent when the seat is asked.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Player | Self::Script)
    }
}

/// The holders of the seats of a timeline, and the order for the open step: a component.
#[derive(Component, Clone, Debug, Default)]
pub struct Orders {
    /// Who holds each seat, by [`SeatId`].
    pub holders: Vec<Holder>,
    /// The order for what is open, taken at the next turn.
    pub order: Option<Order>,
    /// The line of play that is followed in place of the documented one, if there is one.
    pub line: Option<Arc<LineOfPlay>>,
    /// The item with which those who hold the seats begin; what comes before it goes by the
    /// record. The first, if none is named.
    pub from: Option<ItemId>,
}

impl Orders {
    /// Who holds a seat.
    #[must_use]
    pub fn holder(&self, seat: SeatId) -> Holder {
        self.holders[seat.index()]
    }

    /// Who holds a seat in an item.
    #[must_use]
    pub fn holder_in(&self, item: ItemId, seat: SeatId) -> Holder {
        if self.from.is_some_and(|from| item < from) { Holder::Record } else { self.holder(seat) }
    }

    /// The decision of the line of play, where it has one that is possible: the documented
    /// line if there is no other.
    pub(super) fn followed(
        &self,
        setting: &Setting,
        here: PositionRef<'_>,
        asked: Asked,
    ) -> Option<Order> {
        match &self.line {
            None => by_record(setting, here, asked),
            Some(line) => line.order(setting, here, asked),
        }
    }

    /// The order for a choice, taken. None if none was given.
    pub(super) fn take_choice(&mut self) -> Option<OptionId> {
        match self.order.take()? {
            Order::Choice(_, option) => Some(option),
            Order::Speech(_) => None,
        }
    }

    /// The order for a speech, taken. None if none was given.
    pub(super) fn take_speech(&mut self) -> Option<Speech> {
        match self.order.take()? {
            Order::Speech(speech) => Some(speech),
            Order::Choice(..) => None,
        }
    }
}
