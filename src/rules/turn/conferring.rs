//! Conferences: a speech, or the votes on what was agreed.

use std::sync::Arc;

use bevy::ecs::component::Component;

use super::{Proceedings, Run};
use crate::rules::agenda::Stage;
use crate::rules::anybody;
use crate::rules::chronicle::Event;
use crate::rules::conference::{self, PartyCache, PreparedParty, Remark};
use crate::rules::foresight::Foresight;
use crate::rules::holders::{Asked, Holder, Order, Orders};
use crate::rules::ids::{ConferenceId, ItemId, PartyId};
use crate::rules::negotiation::protocol::MOST_PARTIES;
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::setting::Setting;
use crate::rules::talks::{ConferenceOutcome, Talks};

/// The inputs of the phase of conferences, besides the tables.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The setting.
    pub setting: &'a Setting,
    /// Chance, and how much is kept.
    pub run: Run,
    /// Parties that were prepared before.
    pub prepared: &'a PartyCache,
}

/// The parties of the conference that meets, each prepared when it first speaks.
///
/// Between two speeches of one day nothing changes that they rest on.
#[derive(Component, Clone, Debug, Default)]
pub struct Delegations {
    /// The conference and the day for which the parties are prepared.
    of: Option<(ConferenceId, Date)>,
    /// By [`PartyId`].
    parties: [Option<Delegate>; MOST_PARTIES],
}

/// A party prepared to speak.
#[derive(Clone, Debug)]
struct Delegate {
    negotiator: Arc<PreparedParty>,
    /// Its [mood](conference::mood).
    mood: f64,
}

impl Room<'_> {
    /// A party prepared to speak now.
    fn prepare(
        &self,
        here: PositionRef<'_>,
        id: ConferenceId,
        party: PartyId,
        (foresight, delegations): (&mut Foresight, &mut Delegations),
    ) -> Delegate {
        let meeting = (id, here.agenda.clock);
        if delegations.of != Some(meeting) {
            *delegations = Delegations { of: Some(meeting), ..Delegations::default() };
        }
        let place = &mut delegations.parties[party.index()];
        let prepare = || Delegate {
            negotiator: self.prepare_anew(here, id, party, foresight),
            mood: conference::mood(self.setting, self.run.chance, id, party),
        };
        place.get_or_insert_with(prepare).clone()
    }

    fn prepare_anew(
        &self,
        here: PositionRef<'_>,
        id: ConferenceId,
        party: PartyId,
        foresight: &mut Foresight,
    ) -> Arc<PreparedParty> {
        let seat = self.setting.conferences[id.index()].party(party).seat;
        foresight.look(self.setting, here, seat);
        conference::prepare(self.setting, foresight.here(), id, party, self.prepared)
    }
}

/// The result of the phase of conferences, to be written at the table.
#[derive(Clone, Debug)]
pub enum ConferenceStep {
    /// A party spoke.
    Spoke(ConferenceId, conference::ResolvedSpeech),
    /// The agreed treaty was ratified, or was not.
    Voted(ConferenceId, ConferenceOutcome),
}

/// Lets the party whose turn it is speak, or puts an agreed treaty to ratification.
/// Returns the result; [`ConferenceStep::write`] writes it at the table.
#[must_use]
pub fn confer(
    room: Room<'_>,
    here: PositionRef<'_>,
    orders: &mut Orders,
    todo: &mut Proceedings,
    prepared: (&mut Foresight, &mut Delegations),
) -> Option<ConferenceStep> {
    match here.agenda.stage {
        Stage::Speaking(item) => {
            let id = room.setting.conference_of(item).expect("only a conference has speeches");
            speak(room, here, (item, id), orders, todo, prepared)
                .map(|said| ConferenceStep::Spoke(id, said))
        }
        Stage::Signing(item) => {
            let id = room.setting.conference_of(item).expect("only a conference signs");
            let passed = vote(room, here, (item, id), todo, prepared);
            let fate =
                if passed { ConferenceOutcome::InForce } else { ConferenceOutcome::NotRatified };
            Some(ConferenceStep::Voted(id, fate))
        }
        _ => None,
    }
}

/// One speech: an order, or what the holder of the seat decides. None, if an order is
/// waited for.
fn speak(
    room: Room<'_>,
    here: PositionRef<'_>,
    (item, id): (ItemId, ConferenceId),
    orders: &mut Orders,
    todo: &mut Proceedings,
    prepared: (&mut Foresight, &mut Delegations),
) -> Option<conference::ResolvedSpeech> {
    let Room { setting, run, .. } = room;
    let def = &setting.conferences[id.index()];
    let table = &here.talks.of(id).table;
    let party = table.turn_of().expect("a table that is over has a fate or a treaty");
    let holder = orders.holder_in(item, def.party(party).seat);
    let ordered = match holder {
        Holder::Player | Holder::Script => Some(orders.take_speech()?),
        Holder::Conduct => None,
        Holder::Record => match orders.followed(setting, here, Asked::Speech(id)) {
            Some(Order::Speech(speech)) => Some(speech),
            _ => None,
        },
        Holder::Anybody => Some(anybody::speech(setting, here, run.chance, id)),
    };
    let Delegate { negotiator, mood } = room.prepare(here, id, party, prepared);
    let remark = match ordered {
        Some(speech) => {
            let demand = negotiator.demand(table);
            Remark { speech, why: conference::weigh(&negotiator, table, &demand), remedy: None }
        }
        None => conference::speak(setting, here, mood, id, &negotiator, run.in_detail),
    };
    let by_player = holder.waits();
    todo.begin(Stage::Speaking(item), Some(item));
    let said = conference::say(setting, here, id, remark.speech);
    todo.note(here.agenda.clock, || {
        let spoke = Event::Spoke {
            conference: id,
            party,
            speech: remark.speech,
            draft: said.draft,
            by_player,
            why: remark.why,
            remedy: remark.remedy,
        };
        (def.seats().into_iter().collect(), spoke)
    });
    Some(said)
}

/// Puts the agreed treaty to ratification; returns whether all parties ratified it.
fn vote(
    room: Room<'_>,
    here: PositionRef<'_>,
    (item, id): (ItemId, ConferenceId),
    todo: &mut Proceedings,
    (foresight, delegations): (&mut Foresight, &mut Delegations),
) -> bool {
    let Room { setting, run, .. } = room;
    let def = &setting.conferences[id.index()];
    todo.begin(Stage::Signing(item), Some(item));
    let votes = conference::ratify(setting, here, run.chance, id, |party| {
        let delegate = room.prepare(here, id, party, (foresight, delegations));
        Arc::clone(delegate.negotiator.valuation())
    });
    for (party, passed, probability) in &votes {
        // The probability hints at secret articles, so only the party itself learns it.
        todo.note(here.agenda.clock, || {
            let own = core::iter::once(def.party(*party).seat).collect();
            let event = Event::Ratified {
                conference: id,
                party: *party,
                passed: *passed,
                probability: *probability,
            };
            (own, event)
        });
    }
    votes.iter().all(|(_, passed, _)| *passed)
}

impl ConferenceStep {
    /// Writes the result at the table and adds its consequences to those due.
    pub fn write(self, setting: &Setting, date: Date, talks: &mut Talks, todo: &mut Proceedings) {
        let (id, concluded) = match self {
            Self::Spoke(id, said) => {
                let talk = &mut talks.all[id.index()];
                said.carry_out(&setting.conferences[id.index()], talk, &mut todo.due);
                (
                    id,
                    (talk.fate == ConferenceOutcome::NoTreaty)
                        .then_some(ConferenceOutcome::NoTreaty),
                )
            }
            Self::Voted(id, fate) => {
                let def = &setting.conferences[id.index()];
                talks.all[id.index()].conclude(def, fate, &mut todo.due);
                (id, Some(fate))
            }
        };
        if let Some(fate) = concluded {
            todo.note(date, || {
                let audience = setting.audience_of_item(setting.conferences[id.index()].item);
                (audience, Event::Concluded(id, fate))
            });
        }
    }
}
