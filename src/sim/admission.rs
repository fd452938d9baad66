//! Admission: whether an intent of a seat is admitted, and the order it amounts to.
//!
//! Nothing changes here; an admitted intent is carried out in the turn. [`intent_of`] is
//! the inverse, for callers that decide by ids and need the author's words.

use std::sync::Arc;

use crate::rules::agenda::Stage;
use crate::rules::conference::{self, Speech};
use crate::rules::decisions::asked_in;
use crate::rules::holders::{Asked, Order, Orders, asked};
use crate::rules::ids::{ClauseValueId, ConferenceId, MoveId, OptionId, PartyId, SeatId};
use crate::rules::intents::{Articles, Intent, Refusal};
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;
use crate::scenario::Scenario;

/// The reason why a decision was not carried out.
#[derive(Clone, Debug)]
pub enum DecideError {
    /// The rules refuse it.
    Refused(Refusal),
    /// The journal could not be written, so the decision does not count.
    NotWritten(Arc<std::io::Error>),
}

impl From<Refusal> for DecideError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<std::io::Error> for DecideError {
    fn from(error: std::io::Error) -> Self {
        Self::NotWritten(Arc::new(error))
    }
}

/// The name of the question or conference that a seat is asked about, for an intent.
fn name_of(scenario: &Scenario, asked: Asked) -> String {
    match asked {
        Asked::Move(mv) => scenario.move_name(mv),
        Asked::Speech(id) => scenario.conference_name(id).to_owned(),
    }
}

/// Whether a timeline waits for an intent, or has ended and refuses every one.
pub(super) fn waits(setting: &Setting, here: PositionRef<'_>, orders: &Orders) -> bool {
    let item = asked_in(setting, here);
    let asked = asked(setting, here).zip(item);
    let asked = asked.is_some_and(|((seat, _), item)| orders.holder_in(item, seat).waits());
    asked || here.agenda.stage == Stage::Ended
}

/// The round of the conference at which a party is asked to speak, from 1.
pub(super) fn round(scenario: &Scenario, here: PositionRef<'_>) -> Option<u32> {
    let Stage::Speaking(item) = here.agenda.stage else { return None };
    Some(here.talks.of(scenario.setting.conference_of(item)?).table.round() + 1)
}

/// Checks an intent against the position; returns the order it amounts to.
///
/// # Errors
/// The reason it is refused.
pub fn admit(
    scenario: &Scenario,
    here: PositionRef<'_>,
    orders: &Orders,
    seat: SeatId,
    intent: &Intent,
) -> Result<Order, Refusal> {
    let name = |seat: SeatId| scenario.text.seats[seat.index()].name.clone();
    if here.agenda.stage == Stage::Ended {
        return Err(Refusal::Over);
    }
    let (mover, _) = asked(&scenario.setting, here).ok_or(Refusal::NothingAsked)?;
    if !orders.holder(seat).waits() {
        return Err(Refusal::NotYours(name(seat)));
    }
    if mover != seat {
        return Err(Refusal::NotYourMove(name(mover)));
    }
    order_of(scenario, here, intent)
}

/// The order that an intent amounts to, whoever sends it.
///
/// # Errors
/// The reason it is refused.
pub fn order_of(
    scenario: &Scenario,
    here: PositionRef<'_>,
    intent: &Intent,
) -> Result<Order, Refusal> {
    let (_, asked) = asked(&scenario.setting, here).ok_or(Refusal::NothingAsked)?;
    match (asked, intent) {
        (Asked::Move(mv), Intent::Choose { question, option }) => {
            admit_choice(scenario, here, mv, question, option)
        }
        (Asked::Speech(id), Intent::Speak { conference, speech })
            if conference == scenario.conference_name(id) =>
        {
            admit_speech(scenario, here, id, speech).map(Order::Speech)
        }
        (Asked::Move(_), Intent::Speak { .. }) | (Asked::Speech(_), _) => {
            Err(Refusal::OtherQuestion {
                asked: name_of(scenario, asked),
                given: intent.about().to_owned(),
            })
        }
    }
}

fn admit_choice(
    scenario: &Scenario,
    here: PositionRef<'_>,
    mv: MoveId,
    question: &str,
    option: &str,
) -> Result<Order, Refusal> {
    let asked = scenario.move_name(mv);
    if question != asked {
        return Err(Refusal::OtherQuestion { asked, given: question.to_owned() });
    }
    let open = here.open_options(&scenario.setting, mv);
    let options = &scenario.mv(mv).options;
    let Some(index) = options.iter().position(|o| o.id == option) else {
        let open = open.iter().map(|o| options[o.index()].id.to_string()).collect();
        return Err(Refusal::NoSuchOption { option: option.to_owned(), open });
    };
    let id = OptionId::new(index);
    if open.contains(&id) {
        Ok(Order::Choice(mv, id))
    } else {
        Err(Refusal::NotOpen(options[index].label.clone()))
    }
}

fn admit_speech(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    speech: &Speech<Articles>,
) -> Result<Speech, Refusal> {
    let setting = &scenario.setting;
    let def = &setting.conferences[id.index()];
    let talk = here.talks.of(id);
    match speech {
        Speech::Offer(articles) => {
            let party = talk.table.turn_of().unwrap_or(PartyId(0));
            admit_draft(scenario, here, id, party, articles).map(Speech::Offer)
        }
        Speech::Accept => match talk.standing() {
            Some(_) => Ok(Speech::Accept),
            None => Err(Refusal::NothingTabled),
        },
        Speech::Adjourn => match conference::recess(setting, here, id) {
            Some(_) => Ok(Speech::Adjourn),
            None if talk.recesses >= def.recesses => Err(Refusal::NoMoreRecess),
            None => Err(Refusal::NoTimeForRecess),
        },
        Speech::Mediate if !def.mediated => Err(Refusal::NoMediator),
        Speech::Mediate if talk.mediated.is_some() => Err(Refusal::MediatedAlready),
        Speech::Mediate => match conference::compromise(setting, here, id) {
            Some(_) => Ok(Speech::Mediate),
            None => Err(Refusal::NoCompromise),
        },
        Speech::WalkOut => Ok(Speech::WalkOut),
    }
}

/// A draft by the author's words: one value for every clause the party knows of.
fn admit_draft(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    party: PartyId,
    articles: &Articles,
) -> Result<Treaty, Refusal> {
    let def = &scenario.setting.conferences[id.index()];
    let text = scenario.conference(id);
    let known = || {
        let clauses = def.clause_ids().zip(&text.clauses);
        clauses.filter(|(clause, _)| def.takes_part(*clause, party))
    };
    for given in articles.keys() {
        if !known().any(|(_, clause)| clause.id == *given) {
            let open = known().map(|(_, clause)| clause.id.to_string()).collect();
            return Err(Refusal::NoSuchClause { clause: given.clone(), open });
        }
    }
    let standing = here.talks.of(id).standing();
    let mut draft = def.completed(Treaty(0), party, standing);
    for (clause, entry) in known() {
        let Some(given) = articles.get(entry.id.as_str()) else {
            return Err(Refusal::ClauseLeftOut(entry.title.clone()));
        };
        let names = scenario.clause_values(id, clause);
        let Some(value) = names.iter().position(|name| name == given) else {
            return Err(Refusal::NoSuchValue {
                clause: entry.title.clone(),
                value: given.clone(),
                open: names.to_vec(),
            });
        };
        let value = ClauseValueId::new(value);
        // Only its own party may make a reservation; others may leave it standing.
        let stands = standing.map(|treaty| def.space.value(treaty, clause)) == Some(value);
        if !def.may_write(clause, value, party) && !stands {
            return Err(Refusal::NotYourReservation(entry.title.clone()));
        }
        draft = def.space.with(draft, clause, value);
    }
    Ok(draft)
}

/// The intent that amounts to an order, in the author's words.
#[must_use]
pub fn intent_of(scenario: &Scenario, here: PositionRef<'_>, order: Order) -> Intent {
    match order {
        Order::Choice(mv, option) => Intent::Choose {
            question: scenario.move_name(mv),
            option: scenario.option(mv, option).id.to_string(),
        },
        Order::Speech(speech) => {
            let Some((_, Asked::Speech(id))) = asked(&scenario.setting, here) else {
                unreachable!("a speech is ordered where a conference meets")
            };
            let party = here.talks.of(id).table.turn_of().unwrap_or(PartyId(0));
            let conference = scenario.conference_name(id).to_owned();
            let speech = speech.map(|treaty| articles(scenario, id, party, treaty));
            Intent::Speak { conference, speech }
        }
    }
}

/// A treaty in the author's words: the clauses that a party knows of.
#[must_use]
pub fn articles(scenario: &Scenario, id: ConferenceId, party: PartyId, treaty: Treaty) -> Articles {
    let def = &scenario.setting.conferences[id.index()];
    let clauses = def.clause_ids().zip(&scenario.conference(id).clauses);
    let known = clauses.filter(|(clause, _)| def.takes_part(*clause, party));
    known
        .map(|(clause, text)| {
            let value = def.space.value(treaty, clause).index();
            (text.id.to_string(), scenario.clause_values(id, clause)[value].clone())
        })
        .collect()
}
