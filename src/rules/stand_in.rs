//! Stand-ins: what is decided for a seat whose people are away, by its written mandate.
//!
//! A stand-in weighs as [conduct](super::conduct) does and bargains as a party by its
//! mandate does. It differs in two things: it crosses no red line of the seat as long as
//! anything else is open, not even at a price; and of the answers that are left it takes the
//! likeliest, so that those who come back find what their papers made one expect.

use super::chance::Chance;
use super::conduct::{Reason, Weighed, deliberate};
use super::conference::{self, PartyCache, PreparedParty, Speech};
use super::decisions::{Asked, Order, asked};
use super::ids::{ConferenceId, MoveId, OptionId, SeatId};
use super::negotiation::space::Treaty;
use super::position::PositionRef;
use super::setting::Setting;

/// What a stand-in decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandInOrder {
    /// The seat for which it decides.
    pub seat: SeatId,
    /// What.
    pub order: Order,
    /// Whether that crosses a red line of the seat, because everything open does.
    pub crosses: bool,
}

/// What a stand-in decides for the seat that is asked. None if nobody is.
#[must_use]
pub fn decide(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    prepared: &PartyCache,
) -> Option<StandInOrder> {
    let (seat, what) = asked(setting, here)?;
    let (order, crosses) = match what {
        Asked::Move(mv) => {
            let (option, crosses) = answer(setting, here, mv, prepared)?;
            (Order::Choice(mv, option), crosses)
        }
        Asked::Speech(id) => {
            let (speech, crosses) = speak(setting, here, chance, id, prepared)?;
            (Order::Speech(speech), crosses)
        }
    };
    Some(StandInOrder { seat, order, crosses })
}

/// What an answer is expected to lose, in utility, by crossing red lines: 0 if it leads to no
/// crossing, infinite if it may cross a hard one.
fn price(weighed: &Weighed) -> f64 {
    if weighed.barred {
        return f64::INFINITY;
    }
    let lines = weighed.terms.iter().filter(|(reason, _)| matches!(reason, Reason::RedLine(_)));
    lines.map(|(_, amount)| (-amount).max(0.0)).sum()
}

/// Whether an answer crosses a red line of a seat: it leads to that more likely than not. The
/// months that follow may bring any line near, whatever is answered.
fn crosses(setting: &Setting, seat: SeatId, weighed: &Weighed) -> bool {
    let lines = &setting.seats[seat.index()].red_lines;
    let likely = |(reason, amount): &(Reason, f64)| match reason {
        Reason::RedLine(line) => {
            let cost = lines[usize::from(*line)].cost.map_or(f64::INFINITY, |cost| cost.value);
            -amount > 0.5 * cost
        }
        _ => false,
    };
    weighed.barred || weighed.terms.iter().any(likely)
}

/// The likeliest answer among those that lead least to a crossing, and whether it crosses a
/// line.
fn answer(
    setting: &Setting,
    here: PositionRef<'_>,
    mv: MoveId,
    prepared: &PartyCache,
) -> Option<(OptionId, bool)> {
    let options = deliberate(setting, here, mv, prepared).options;
    let better = |one: &Weighed, best: &Weighed| {
        let order = price(one).total_cmp(&price(best));
        order.then(best.probability.total_cmp(&one.probability)).is_lt()
    };
    let best = options.iter().reduce(|best, one| if better(one, best) { one } else { best })?;
    Some((best.option, crosses(setting, setting.moves[mv.index()].seat, best)))
}

/// What it says at a conference, and whether that crosses a line. It leaves the table rather
/// than sign what crosses one.
fn speak(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    id: ConferenceId,
    prepared: &PartyCache,
) -> Option<(Speech, bool)> {
    let talk = here.talks.of(id);
    let party = talk.table.turn_of()?;
    let negotiator = conference::negotiator(setting, here, id, party, prepared);
    let mood = conference::mood(setting, chance, id, party);
    let said = conference::speak(setting, here, mood, id, &negotiator, false).speech;
    let signs = match said {
        Speech::Offer(treaty) => Some(treaty),
        Speech::Accept => talk.standing(),
        _ => None,
    };
    if signs.is_none_or(|treaty| keeps_lines(&negotiator, treaty)) {
        return Some((said, false));
    }
    let valuation = negotiator.valuation();
    let reservation = valuation.preferences().reservation;
    let def = &setting.conferences[id.index()];
    // What it may table is what admission lets a player table.
    let can_table = |treaty: Treaty| {
        let values = def.clause_ids().zip(def.space.values(treaty));
        def.draft(party, talk.standing(), values) == treaty
    };
    let own = def.space.all().filter(|treaty| {
        valuation.expected(*treaty) >= reservation
            && can_table(*treaty)
            && keeps_lines(&negotiator, *treaty)
    });
    let best =
        own.reduce(
            |best, one| {
                if valuation.expected(one) > valuation.expected(best) { one } else { best }
            },
        );
    Some((best.map_or(Speech::WalkOut, Speech::Offer), false))
}

/// Whether a treaty crosses no red line of a party.
fn keeps_lines(party: &PreparedParty, treaty: Treaty) -> bool {
    let valuation = party.valuation();
    let lines = &valuation.preferences().red_lines;
    let space = valuation.space();
    !lines.iter().any(|line| line.value == space.value(treaty, line.clause))
}
