//! Admission: whose turn it is, and whether an intent of a seat is admitted.
//!
//! Nothing changes here; what an admitted intent does is the turn's.

use crate::rules::agenda::Stage;
use crate::rules::conference::{self, Speech};
use crate::rules::ids::{ClauseValueId, ConferenceId, MoveId, OptionId, PartyId, SeatId};
use crate::rules::intents::{Articles, Intent, Refusal};
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::turn::Order;
use crate::scenario::Scenario;

/// Why a decision was not carried out.
#[derive(Debug)]
pub enum DecideError {
    /// The rules refuse it.
    Refused(Refusal),
    /// It could not be written down, and so does not count.
    NotWritten(std::io::Error),
}

impl From<Refusal> for DecideError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What is asked of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// An answer to a question.
    Move(MoveId),
    /// A speech at a conference.
    Speech(ConferenceId),
}

impl Asked {
    /// Its name for an intent.
    fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Move(mv) => scenario.move_name(mv),
            Self::Speech(id) => scenario.conference_name(id).to_owned(),
        }
    }
}

/// Whose turn it is, and for what.
#[must_use]
pub fn asked(scenario: &Scenario, here: PositionRef<'_>) -> Option<(SeatId, Asked)> {
    match here.agenda.stage {
        Stage::Moving(mv) => Some((scenario.setting.moves[mv.index()].seat, Asked::Move(mv))),
        Stage::Speaking(item) => {
            let id = scenario.setting.conference_of(item)?;
            let def = &scenario.setting.conferences[id.index()];
            let party = here.talks.of(id).table.turn_of()?;
            Some((def.party(party).seat, Asked::Speech(id)))
        }
        _ => None,
    }
}

/// The round of the conference at which somebody is asked to speak, from 1.
pub(super) fn round(scenario: &Scenario, here: PositionRef<'_>) -> Option<u32> {
    let Stage::Speaking(item) = here.agenda.stage else { return None };
    Some(here.talks.of(scenario.setting.conference_of(item)?).table.round() + 1)
}

/// Checks an intent against the position; answers the order it amounts to.
///
/// # Errors
/// The reason it is refused.
pub fn admit(
    scenario: &Scenario,
    here: PositionRef<'_>,
    players: &[bool],
    seat: SeatId,
    intent: &Intent,
) -> Result<Order, Refusal> {
    let name = |seat: SeatId| scenario.text.seats[seat.index()].name.clone();
    if here.agenda.stage == Stage::Ended {
        return Err(Refusal::Over);
    }
    let (mover, asked) = asked(scenario, here).ok_or(Refusal::NothingAsked)?;
    if !players[seat.index()] {
        return Err(Refusal::NotYours(name(seat)));
    }
    if mover != seat {
        return Err(Refusal::NotYourMove(name(mover)));
    }
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
                asked: asked.name(scenario),
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
                open: names.clone(),
            });
        };
        let value = ClauseValueId::new(value);
        // A reservation is its maker's; others may leave it standing.
        let stands = standing.map(|treaty| def.space.value(treaty, clause)) == Some(value);
        if !def.may_write(clause, value, party) && !stands {
            return Err(Refusal::NotYourReservation(entry.title.clone()));
        }
        draft = def.space.with(draft, clause, value);
    }
    Ok(draft)
}
