//! Speeches by a party's own mandate, their reasons, and the mediator's compromise.

use serde::{Deserialize, Serialize};

use super::ConferenceDef;
use super::mandates::mandates;
use super::prepared::{BargainingPosition, PreparedParty};
use crate::rules::chance::{Chance, Draw};
use crate::rules::ids::{ClauseId, ClauseValueId, ConferenceId, PartyId};
use crate::rules::negotiation::explanation::{Consent, Explanation, advice_among};
use crate::rules::negotiation::negotiator::{Demand, Negotiator};
use crate::rules::negotiation::protocol::Table;
use crate::rules::negotiation::space::Treaty;
use crate::rules::negotiation::utility::PublicOrder;
use crate::rules::position::PositionRef;
use crate::rules::quantity::logit;
use crate::rules::setting::Setting;

/// What a party does on its turn; a draft is a treaty, or its articles by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speech<Draft = Treaty> {
    /// Tables a draft.
    Offer(Draft),
    /// Accepts what stands.
    Accept,
    /// Leaves the conference.
    WalkOut,
    /// Has the conference adjourn; the turn stays its own.
    Adjourn,
    /// Has the mediator's compromise tabled as its own offer.
    Mediate,
}

impl<Draft> Speech<Draft> {
    /// The same speech with its draft, if it tables one, converted by `put`.
    #[must_use]
    pub fn map<Other>(self, put: impl FnOnce(Draft) -> Other) -> Speech<Other> {
        match self {
            Self::Offer(draft) => Speech::Offer(put(draft)),
            Self::Accept => Speech::Accept,
            Self::WalkOut => Speech::WalkOut,
            Self::Adjourn => Speech::Adjourn,
            Self::Mediate => Speech::Mediate,
        }
    }
}

/// What a party said, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it did.
    pub speech: Speech,
    /// The explanation of the standing draft for the party.
    pub why: Option<Explanation>,
    /// The remedy for its refusal of that draft, if it refused.
    pub remedy: Option<Remedy>,
}

/// The remedy for a refusal: the change of a draft that would make a party accept it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The smallest change, as clauses and their new values.
    Change(Vec<(ClauseId, ClauseValueId)>),
    /// Nothing that the clauses allow.
    Nothing,
}

/// The mood of a party at a conference: how hard it bargains, uniform in [0, 1).
///
/// It is the party's own secret, and stays what it is from round to round.
#[must_use]
pub fn mood(setting: &Setting, chance: Chance, conference: ConferenceId, party: PartyId) -> f64 {
    let seat = setting.conferences[conference.index()].party(party).seat;
    let keys = &setting.keys;
    chance.uniform(Draw::Mood, &[keys.conferences[conference.index()], keys.seats[seat.index()]])
}

/// The speech that the prepared party whose turn it is makes by its own mandate, in its
/// [mood].
#[must_use]
pub fn speak(
    setting: &Setting,
    here: PositionRef<'_>,
    mood: f64,
    conference: ConferenceId,
    negotiator: &PreparedParty,
    in_detail: bool,
) -> Remark {
    let def = &setting.conferences[conference.index()];
    let table = &here.talks.of(conference).table;
    let party = table.turn_of().expect("the table is open");
    let BargainingPosition { own, demand } = negotiator.line(table);
    let demand = resolved(negotiator, demand, own, mood);
    let standing = here.talks.of(conference).standing();
    let worth = |treaty| negotiator.valuation().expected(treaty);
    let speech = match (standing, own) {
        (Some(standing), _) if demand.acceptance(worth(standing)) >= 1.0 => Speech::Accept,
        (_, Some(draft)) => Speech::Offer(def.completed(draft, party, standing)),
        (_, None) => Speech::WalkOut,
    };
    if !in_detail {
        return Remark { speech, why: None, remedy: None };
    }
    let refuses = matches!(speech, Speech::Offer(_) | Speech::WalkOut);
    let remedy = if refuses { remedy(def, negotiator, table, &demand) } else { None };
    Remark { speech, why: weigh(negotiator, table, &demand), remedy }
}

/// A party's demand with its mood resolved: without noise, so that what is shown and
/// advised is what decides.
///
/// `demand` is the demand before the mood. `mood` is uniform in [0, 1). The party accepts
/// with probability `L((EU - theta)/tau)` over all moods: `mood < L(x)` where
/// `logit(mood) < x`, so the bar is `theta + tau logit(mood)`. It is not below `r`, and
/// not above the worth of `own`, what the party would table itself (`AC_combi`).
#[must_use]
pub fn resolved(negotiator: &Negotiator, demand: Demand, own: Option<Treaty>, mood: f64) -> Demand {
    let own = own.map(|draft| negotiator.valuation().expected(draft));
    let bar = (demand.target + demand.noise * logit(mood))
        .min(own.unwrap_or(f64::INFINITY))
        .max(demand.reservation);
    Demand { target: bar, noise: 0.0, ..demand }
}

/// The smallest change of the standing draft with which a party would accept it now; none
/// if no draft stands. Of equally small changes, the one estimated to suit the others
/// best (the worst off of them, if there are several), among those that the tabling party
/// could table and that put in nothing which one of the others is known never to sign.
#[must_use]
pub fn remedy(
    def: &ConferenceDef,
    negotiator: &Negotiator,
    table: &Table,
    demand: &Demand,
) -> Option<Remedy> {
    let standing = table.standing()?;
    let party = negotiator.valuation();
    let consent = Consent { party, least: demand.target };
    let by = standing.by;
    let reading = negotiator.reading(table);
    let suits = |treaty| reading.for_all(treaty);
    let can_table = |treaty| {
        def.space.clause_ids().all(|clause| {
            let value = def.space.value(treaty, clause);
            let is_new = def.space.value(standing.treaty, clause) != value;
            !is_new || def.may_write(clause, value, by) && !negotiator.is_refused(clause, value)
        })
    };
    let edit = advice_among(party.space(), standing.treaty, &[consent], can_table, suits);
    Some(match edit {
        Some(edit) => Remedy::Change(edit.changes),
        None => Remedy::Nothing,
    })
}

/// The explanation of the standing draft for a party; none if no draft stands.
#[must_use]
pub fn weigh(negotiator: &Negotiator, table: &Table, demand: &Demand) -> Option<Explanation> {
    let standing = table.standing()?;
    Some(Explanation::of(negotiator.valuation(), standing.treaty, demand))
}

/// The compromise that a mediator tables: among the treaties that no party is known to
/// refuse, the one with the best place for the worst-off party by the public orders alone
/// (the egalitarian solution, Kalai 1977, on what is public); of equals the best in sum,
/// then the one nearest to the standing draft.
///
/// A mediator knows of no secret clause: those stay as they stand.
#[must_use]
pub fn compromise(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
) -> Option<Treaty> {
    let def = &setting.conferences[conference.index()];
    let known = here.known_to(setting, None);
    let followed = mandates(setting, known.borrow(), conference);
    let followed = def.parties.iter().zip(followed);
    let orders: Vec<&PublicOrder> =
        followed.map(|(party, mandate)| &party.mandate(mandate).public).collect();
    let standing = here.talks.of(conference).standing();
    let hidden = |clause: ClauseId| !def.clause(clause).known_to.is_everybody();
    let base = |clause: ClauseId| {
        standing.map_or(def.clause(clause).blank(), |treaty| def.space.value(treaty, clause))
    };
    let open: Vec<ClauseId> = def.clause_ids().filter(|clause| !hidden(*clause)).collect();
    let mut best: Option<(f64, f64, usize, Treaty)> = None;
    for treaty in def.space.all() {
        let value = |clause: ClauseId| def.space.value(treaty, clause);
        if def.clause_ids().any(|clause| hidden(clause) && value(clause) != base(clause)) {
            continue;
        }
        // A mediator knows of no hidden line, and makes nobody's reservation.
        let refused = |order: &&PublicOrder| {
            order.refused.iter().any(|(clause, v)| !hidden(*clause) && value(*clause) == *v)
        };
        let reserved =
            |clause: &ClauseId| def.clause(*clause).value(value(*clause)).reserved.is_some();
        if open.iter().any(reserved) {
            continue;
        }
        if orders.iter().any(refused) {
            continue;
        }
        let places = orders
            .iter()
            .map(|order| open.iter().map(|k| order.places[k.index()][value(*k).index()]).sum());
        let places: Vec<f64> = places.collect();
        let least = places.iter().copied().fold(f64::INFINITY, f64::min);
        let near = open.iter().filter(|clause| value(**clause) == base(**clause)).count();
        let this = (least, places.iter().sum::<f64>(), near, treaty);
        let better = best.is_none_or(|b| {
            let order = this.0.total_cmp(&b.0).then(this.1.total_cmp(&b.1)).then(this.2.cmp(&b.2));
            order == core::cmp::Ordering::Greater
        });
        if better {
            best = Some(this);
        }
    }
    best.map(|(.., treaty)| treaty)
}
