//! What anybody might do: any open answer, anything that can be said.
//!
//! Each with the same chance, and nothing that an intent could not ask for.

use crate::rules::conference::{self, Speech};
use crate::rules::ids::{ClauseValueId, ConferenceId, MoveId, OptionId, PartyId};
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::turn::Order;
use crate::scenario::Scenario;
use crate::sim::admission::Asked;

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

/// An order for what is asked. `luck` answers another number in [0, 1) for each key.
pub(super) fn order(
    scenario: &Scenario,
    here: PositionRef<'_>,
    asked: Asked,
    luck: &impl Fn(u64) -> f64,
) -> Order {
    match asked {
        Asked::Move(mv) => Order::Choice(mv, option(scenario, here, mv, luck)),
        Asked::Speech(id) => Order::Speech(speech(scenario, here, id, luck)),
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Offer,
    Accept,
    WalkOut,
    Adjourn,
    Mediate,
}

/// An open option of a move.
pub(in crate::ensemble) fn option(
    scenario: &Scenario,
    here: PositionRef<'_>,
    mv: MoveId,
    luck: &impl Fn(u64) -> f64,
) -> OptionId {
    let open = here.open_options(&scenario.setting, mv);
    pick(&open, luck(0)).unwrap_or(OptionId(0))
}

/// Something that can be said at a conference.
pub(in crate::ensemble) fn speech(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    luck: &impl Fn(u64) -> f64,
) -> Speech {
    let setting = &scenario.setting;
    let def = &setting.conferences[id.index()];
    let talk = here.talks.of(id);
    let standing = talk.standing();
    let mut kinds = vec![Kind::Offer, Kind::WalkOut];
    if standing.is_some() {
        kinds.push(Kind::Accept);
    }
    if conference::recess(setting, here, id).is_some() {
        kinds.push(Kind::Adjourn);
    }
    if def.mediated && talk.mediated.is_none() {
        kinds.push(Kind::Mediate);
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
        Some(Kind::Accept) => Speech::Accept,
        Some(Kind::WalkOut) => Speech::WalkOut,
        Some(Kind::Adjourn) => Speech::Adjourn,
        // Where nothing can be proposed, asking is refused.
        Some(Kind::Mediate) if conference::compromise(setting, here, id).is_some() => {
            Speech::Mediate
        }
        Some(Kind::Mediate | Kind::Offer) | None => offer(),
    }
}
