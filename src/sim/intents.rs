//! The path of an intent: submitted, admitted or refused, played.
//!
//! The holder of a seat (the window, the terminal, a script, a class of phones) writes
//! a [`SubmitIntent`]. Each waits in the [`Inbox`] of its game until the game waits for
//! a decision; then it is [admitted](super::admission), written to the journal and
//! ordered, or an [`IntentRefused`] says why not. After each turn that a game was moved
//! on, a [`TurnPlayed`] says so.

use std::collections::VecDeque;

use bevy::ecs::component::Component;
use bevy::ecs::entity::Entity;
use bevy::ecs::message::{Message, MessageId, MessageReader, MessageWriter};
use bevy::ecs::query::With;
use bevy::ecs::system::Query;
use bevy::ecs::world::Mut;

use super::admission::{DecideError, admit, waits};
use super::journal::{Journal, JournalLine};
use super::phases::{Tables, TablesItem};
use super::timeline::Rulebook;
use crate::rules::agenda::Stage;
use crate::rules::conduct::aims;
use crate::rules::holders::Orders;
use crate::rules::ids::SeatId;
use crate::rules::intents::{Intent, Refusal};
use crate::rules::turn::Proceedings;
use crate::scenario::Scenario;

/// The message that submits an intent of a seat of a game.
#[derive(Message, Clone, Debug)]
pub struct SubmitIntent {
    /// The timeline of the game.
    pub timeline: Entity,
    /// The seat.
    pub seat: SeatId,
    /// The intent of the seat.
    pub intent: Intent,
}

/// The message that an intent was refused; nothing changed.
#[derive(Message, Clone, Debug)]
pub struct IntentRefused {
    /// The id of the message that submitted the intent.
    pub id: MessageId<SubmitIntent>,
    /// The timeline it was for.
    pub timeline: Entity,
    /// The seat it was sent for.
    pub seat: SeatId,
    /// The reason for the refusal.
    pub why: DecideError,
}

/// The message that a game was moved a step on. Ensembles, whose timelines get no
/// decisions from outside, send none.
#[derive(Message, Clone, Copy, Debug)]
pub struct TurnPlayed {
    /// The timeline of the game.
    pub timeline: Entity,
    /// The step that was taken.
    pub stage: Stage,
}

/// Intents for a game that are not judged yet, oldest first.
#[derive(Component, Debug, Default)]
pub struct Inbox(VecDeque<(MessageId<SubmitIntent>, SeatId, Intent)>);

/// The decisions made by intents in a game and not taken back, oldest first.
#[derive(Component, Debug, Default)]
pub struct Decisions {
    pub(super) made: Vec<(SeatId, Intent)>,
    /// How far the seat that decided had reached each of its aims before each, as far as it
    /// knew.
    pub(super) aims_before: Vec<Vec<f64>>,
    /// The number of times that some of them were taken back.
    pub(super) times_gone_back: u32,
}

/// The line of a journal for a decision.
pub(super) fn entry(scenario: &Scenario, seat: SeatId, intent: &Intent) -> JournalLine {
    let seat = scenario.text.seats[seat.index()].id.to_string();
    JournalLine::Decided { seat, intent: intent.clone() }
}

/// Puts the intents that were submitted into the inboxes of their games.
pub fn receive(
    mut submitted: MessageReader<SubmitIntent>,
    mut games: Query<&mut Inbox>,
    mut refused: MessageWriter<IntentRefused>,
) {
    for (SubmitIntent { timeline, seat, intent }, id) in submitted.read_with_id() {
        if let Ok(mut inbox) = games.get_mut(*timeline) {
            inbox.0.push_back((id, *seat, intent.clone()));
        } else {
            let why = DecideError::Refused(Refusal::NoGame);
            refused.write(IntentRefused { id, timeline: *timeline, seat: *seat, why });
        }
    }
}

/// Admits the next intent of every game that waits for one.
pub fn take_in(
    mut games: Query<(
        (Entity, &Rulebook, Tables),
        (&mut Inbox, &mut Decisions, Option<&mut Journal>),
        &mut Orders,
    )>,
    mut refused: MessageWriter<IntentRefused>,
) {
    for ((timeline, rulebook, tables), (mut inbox, decisions, journal), mut orders) in &mut games {
        if inbox.0.is_empty() || !waits(rulebook.setting(), tables.position(), &orders) {
            continue;
        }
        let kept = (decisions.into_inner(), journal.map(Mut::into_inner));
        let mut clerk = Clerk { scenario: &rulebook.scenario, tables, kept };
        while orders.order.is_none()
            && let Some((id, seat, intent)) = inbox.0.pop_front()
        {
            if let Err(why) = clerk.take(&mut orders, seat, intent) {
                refused.write(IntentRefused { id, timeline, seat, why });
            }
        }
    }
}

/// The parts of one game that the admission of an intent needs, with its journal.
struct Clerk<'a, 'w, 's> {
    scenario: &'a Scenario,
    tables: TablesItem<'w, 's>,
    kept: (&'a mut Decisions, Option<&'a mut Journal>),
}

impl Clerk<'_, '_, '_> {
    /// Admits an intent: it is written down before it counts.
    fn take(
        &mut self,
        orders: &mut Orders,
        seat: SeatId,
        intent: Intent,
    ) -> Result<(), DecideError> {
        let here = self.tables.position();
        let order = admit(self.scenario, here, orders, seat, &intent)?;
        let (decisions, journal) = &mut self.kept;
        if let Some(journal) = journal {
            journal.append(&entry(self.scenario, seat, &intent))?;
        }
        decisions.made.push((seat, intent));
        let setting = &self.scenario.setting;
        let known = here.known_to(setting, Some(seat));
        decisions.aims_before.push(aims(setting, known.borrow(), seat).collect());
        orders.order = Some(order);
        Ok(())
    }
}

/// Writes a [`TurnPlayed`] for each game that was moved on.
pub fn report(
    games: Query<(Entity, &Proceedings), With<Inbox>>,
    mut played: MessageWriter<TurnPlayed>,
) {
    for (timeline, todo) in &games {
        if let Some(stage) = todo.stage {
            played.write(TurnPlayed { timeline, stage });
        }
    }
}
