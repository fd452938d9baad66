//! Decisions: what a seat is asked for, what it may answer, and what is documented of it.
//!
//! Who decides for a seat is the business of its [holder](super::holders).

use std::collections::BTreeSet;

use super::agenda::Stage;
use super::conference::Speech;
use super::ids::{ConferenceId, ItemId, MoveId, OptionId, SeatId};
use super::negotiation::space::Treaty;
use super::position::PositionRef;
use super::setting::Setting;

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

/// The item in which a seat is asked for something. None where none is.
#[must_use]
pub fn asked_in(setting: &Setting, here: PositionRef<'_>) -> Option<ItemId> {
    match here.agenda.stage {
        Stage::Moving(mv) => Some(setting.moves[mv.index()].item),
        Stage::Speaking(item) => Some(item),
        _ => None,
    }
}

/// What an item would ask of its seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// Whether it would come up as things stand.
    pub arises: bool,
    /// Its questions: those that arise as things stand; if it would not come up, one for each
    /// seat that it may ask.
    pub questions: usize,
    /// The speeches at its conference, at most.
    pub speeches: usize,
}

/// What an item would ask of its seats, if its day were today.
#[must_use]
pub fn would_ask(setting: &Setting, here: PositionRef<'_>, item: ItemId) -> Asks {
    let def = &setting.items[item.index()];
    let arises = here.holds(&def.when);
    let moves = def.moves.clone().map(MoveId::new);
    let questions = if arises {
        moves.filter(|mv| here.arises(setting, *mv)).count()
    } else {
        moves.map(|mv| setting.moves[mv.index()].seat).collect::<BTreeSet<SeatId>>().len()
    };
    // Whether it meets often hangs on the item's own questions.
    let table = setting.conference_of(item).map(|id| &setting.conferences[id.index()]);
    let rounds = |rounds| usize::try_from(rounds).unwrap_or(usize::MAX);
    let speeches =
        table.map_or(0, |table| table.parties.len().saturating_mul(rounds(table.rounds)));
    Asks { arises, questions, speeches }
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
    speech_toward(setting, here, id, setting.conferences[id.index()].documented()?)
}

/// The speech that brings a treaty about: accepting it where it stands, else tabling as much
/// of it as the party knows of and may write. None if it is nobody's turn.
#[must_use]
pub fn speech_toward(
    setting: &Setting,
    here: PositionRef<'_>,
    id: ConferenceId,
    treaty: Treaty,
) -> Option<Speech> {
    let def = &setting.conferences[id.index()];
    let talk = here.talks.of(id);
    let standing = talk.standing();
    if standing == Some(treaty) {
        return Some(Speech::Accept);
    }
    let party = talk.table.turn_of()?;
    let articles = def.clause_ids().zip(def.space.values(treaty));
    Some(Speech::Offer(def.draft(party, standing, articles)))
}
