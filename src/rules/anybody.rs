//! Random play: any open option and any possible speech, with equal chances.
//!
//! Only what an intent could ask for is drawn. The draws are strongly keyed: by the move,
//! or by the conference, its turn and its recesses.

use super::chance::{Chance, Draw};
use super::conference::{self, Speech};
use super::holders::{Asked, Order};
use super::ids::{ClauseValueId, ConferenceId, MoveId, OptionId, PartyId};
use super::negotiation::space::Treaty;
use super::position::PositionRef;
use super::setting::Setting;

/// One of several things, each with the same chance. `luck` is uniform in [0, 1).
fn pick<T: Copy>(things: &[T], luck: f64) -> Option<T> {
    #[expect(clippy::cast_precision_loss, reason = "there are few things")]
    let at = luck * things.len() as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let at = at as usize;
    things.get(at).or(things.last()).copied()
}

#[derive(Clone, Copy)]
enum SpeechChoice {
    Offer,
    Accept,
    WalkOut,
    Adjourn,
    Mediate,
}

/// A random decision for a seat that is asked.
#[must_use]
pub fn order(setting: &Setting, here: PositionRef<'_>, chance: Chance, asked: Asked) -> Order {
    match asked {
        Asked::Move(mv) => Order::Choice(mv, option(setting, here, chance, mv)),
        Asked::Speech(id) => Order::Speech(speech(setting, here, chance, id)),
    }
}

/// A random open option of a move.
#[must_use]
pub fn option(setting: &Setting, here: PositionRef<'_>, chance: Chance, mv: MoveId) -> OptionId {
    let open = here.open_options(setting, mv);
    let luck = chance.uniform(Draw::Anybody, &[0, setting.keys.moves[mv.index()]]);
    pick(&open, luck).unwrap_or(OptionId(0))
}

/// A random speech among those possible at a conference.
#[must_use]
pub fn speech(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    id: ConferenceId,
) -> Speech {
    let def = &setting.conferences[id.index()];
    let talk = here.talks.of(id);
    let (turn, recesses) = (u64::from(talk.table.turn()), u64::from(talk.recesses));
    let of = setting.keys.conferences[id.index()];
    let luck = |nth: u64| chance.uniform(Draw::Anybody, &[1, of, turn, recesses, nth]);
    let standing = talk.standing();
    let mut kinds = vec![SpeechChoice::Offer, SpeechChoice::WalkOut];
    if standing.is_some() {
        kinds.push(SpeechChoice::Accept);
    }
    if conference::recess(setting, here, id).is_some() {
        kinds.push(SpeechChoice::Adjourn);
    }
    if def.mediated && talk.mediated.is_none() {
        kinds.push(SpeechChoice::Mediate);
    }
    let offer = || {
        let party = talk.table.turn_of().unwrap_or(PartyId(0));
        let mut draft = Treaty(0);
        for clause in def.clause_ids() {
            let values = def.space.value_ids(clause);
            let open: Vec<ClauseValueId> =
                values.filter(|value| def.may_write(clause, *value, party)).collect();
            let key = u64::from(clause.0) + 1;
            if let Some(value) = pick(&open, luck(key)) {
                draft = def.space.with(draft, clause, value);
            }
        }
        Speech::Offer(def.completed(draft, party, standing))
    };
    match pick(&kinds, luck(0)) {
        Some(SpeechChoice::Accept) => Speech::Accept,
        Some(SpeechChoice::WalkOut) => Speech::WalkOut,
        Some(SpeechChoice::Adjourn) => Speech::Adjourn,
        // Where nothing can be proposed, asking is refused.
        Some(SpeechChoice::Mediate) if conference::compromise(setting, here, id).is_some() => {
            Speech::Mediate
        }
        Some(SpeechChoice::Mediate | SpeechChoice::Offer) | None => offer(),
    }
}
