//! Holders of seats, and what is asked of them: the source of a seat's decisions.
//!
//! People and scripts send intents, which become [`Order`]s when they are admitted.
//! What the other holders decide is worked out in the turn: by the seat's own
//! [conduct](super::conduct), [by the record](by_record), or [at random](super::anybody).

use bevy::ecs::component::Component;
use serde::{Deserialize, Serialize};

use super::agenda::Stage;
use super::conference::Speech;
use super::ids::{ConferenceId, MoveId, OptionId, SeatId};
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
    /// The record: the documented decision, where it is known and open; else conduct.
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

/// The decision that a seat is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// An answer to a question.
    Move(MoveId),
    /// A speech at a conference.
    Speech(ConferenceId),
}

/// What a seat decides, when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// An option of a move.
    Choice(MoveId, OptionId),
    /// What to say at a conference.
    Speech(Speech),
}

/// The holders of the seats of a timeline, and the order for the open step: a component.
#[derive(Component, Clone, Debug, Default)]
pub struct Orders {
    /// Who holds each seat, by [`SeatId`].
    pub holders: Vec<Holder>,
    /// The order for what is open, taken at the next turn.
    pub order: Option<Order>,
}

impl Orders {
    /// Who holds a seat.
    #[must_use]
    pub fn holder(&self, seat: SeatId) -> Holder {
        self.holders[seat.index()]
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

/// The seat that is asked, and the decision that it is asked for. None where time passes
/// or an item opens or closes.
#[must_use]
pub fn asked(setting: &Setting, here: PositionRef<'_>) -> Option<(SeatId, Asked)> {
    match here.agenda.stage {
        Stage::Moving(mv) => Some((setting.moves[mv.index()].seat, Asked::Move(mv))),
        Stage::Speaking(item) => {
            let id = setting.conference_of(item)?;
            let party = here.talks.of(id).table.turn_of()?;
            Some((setting.conferences[id.index()].party(party).seat, Asked::Speech(id)))
        }
        _ => None,
    }
}

/// The documented decision, where the record knows one and it is possible here.
#[must_use]
pub fn by_record(setting: &Setting, here: PositionRef<'_>, asked: Asked) -> Option<Order> {
    match asked {
        Asked::Move(mv) => {
            recorded_option(setting, here, mv).map(|option| Order::Choice(mv, option))
        }
        Asked::Speech(id) => recorded_speech(setting, here, id).map(Order::Speech),
    }
}

/// The documented option, if the record knows of one and it is open.
#[must_use]
pub fn recorded_option(setting: &Setting, here: PositionRef<'_>, mv: MoveId) -> Option<OptionId> {
    let recorded = |option: &OptionId| setting.option(mv, *option).recorded;
    here.open_options(setting, mv).into_iter().find(recorded)
}

/// The speech that brings the documented treaty about: accepting it where it stands,
/// else tabling as much of it as the party knows of and may write. None if the record
/// knows of no treaty.
#[must_use]
pub fn recorded_speech(
    setting: &Setting,
    here: PositionRef<'_>,
    id: ConferenceId,
) -> Option<Speech> {
    let def = &setting.conferences[id.index()];
    let (treaty, talk) = (def.documented()?, here.talks.of(id));
    let standing = talk.standing();
    if standing == Some(treaty) {
        return Some(Speech::Accept);
    }
    let party = talk.table.turn_of()?;
    let articles = def.clause_ids().zip(def.space.values(treaty));
    Some(Speech::Offer(def.draft(party, standing, articles)))
}
