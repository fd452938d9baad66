//! A party's mandate, its reservation value, and the public orders of the others.

use std::sync::Arc;

use super::prepared::{PartyCache, PreparationKey, PreparedParty};
use super::{AlternativeProbability, ConferenceDef, MandateDef, PartyDef};
use crate::rules::deterrence::Solution;
use crate::rules::ids::{ClauseId, ConferenceId, MandateId, PartyId, SectorId};
use crate::rules::negotiation::negotiator::Negotiator;
use crate::rules::negotiation::utility::{Preferences, PublicOrder, Valuation};
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;

/// Steps per unit to which a reservation value is rounded: it is a rough number, and
/// parties with equal rounded values share one preparation.
const STEPS: f64 = 100.0;

/// The reservation value (BATNA) of a party: `r = sum_o Pr(o) u(o) - delay`, in [0, 1],
/// over the alternatives of its mandate.
///
/// `here` is the position as the party knows it. Chances that sum to more than
/// one are scaled down; what they leave goes to the [rest](AlternativeProbability::Rest).
#[must_use]
pub fn batna(setting: &Setting, here: PositionRef<'_>, mandate: &MandateDef) -> f64 {
    let shares = likelihoods(setting, here, mandate);
    let worth: f64 = shares
        .iter()
        .zip(&mandate.alternatives)
        .map(|(share, other)| share * other.worth.value)
        .sum();
    (worth - mandate.delay).clamp(0.0, 1.0)
}

/// The solved confrontation of a sector that is a live frontier.
fn solve_live(setting: &Setting, here: PositionRef<'_>, sector: SectorId) -> Option<Solution> {
    here.is_live(setting, sector).then(|| here.solution(setting, sector))
}

/// The chance of each alternative of a mandate; they sum to one.
#[must_use]
pub fn likelihoods(setting: &Setting, here: PositionRef<'_>, mandate: &MandateDef) -> Vec<f64> {
    // A sector that is no live frontier has no clash. Several alternatives often use one
    // solution.
    let mut last = None;
    let mut solved = |sector| {
        let (of, solution) =
            last.get_or_insert_with(|| (sector, solve_live(setting, here, sector)));
        if *of != sector {
            (*of, *solution) = (sector, solve_live(setting, here, sector));
        }
        *solution
    };
    let given: Vec<Option<f64>> = mandate
        .alternatives
        .iter()
        .map(|other| match &other.chance {
            AlternativeProbability::Rest => None,
            AlternativeProbability::Share(when, share) => {
                Some(if here.holds(when) { share.value } else { 0.0 })
            }
            AlternativeProbability::Clash(sector) => Some(solved(*sector).map_or(0.0, |s| s.clash)),
            AlternativeProbability::Challenge(sector) => {
                Some(solved(*sector).map_or(0.0, |s| s.challenge))
            }
            AlternativeProbability::Concession(sector) => {
                Some(solved(*sector).map_or(0.0, |s| s.concession))
            }
        })
        .collect();
    let sum: f64 = given.iter().flatten().sum();
    let scale = if sum > 1.0 { 1.0 / sum } else { 1.0 };
    let rest = (1.0 - sum * scale).max(0.0);
    given.into_iter().map(|share| share.map_or(rest, |share| share * scale)).collect()
}

/// The mandate that each party follows, judged by a position as a viewer knows it: the
/// first whose condition holds, else the last.
#[must_use]
pub fn mandates(
    setting: &Setting,
    known: PositionRef<'_>,
    conference: ConferenceId,
) -> Vec<MandateId> {
    let index = |party: &PartyDef| {
        let followed = party.mandates.iter().position(|mandate| known.holds(&mandate.when));
        MandateId::new(followed.unwrap_or(party.mandates.len() - 1))
    };
    setting.conferences[conference.index()].parties.iter().map(index).collect()
}

/// The public orders of all parties as one party sees them: in a clause that it does not
/// know of, all values have place 1 and none is refused.
fn orders(def: &ConferenceDef, followed: &[MandateId], viewer: PartyId) -> Vec<PublicOrder> {
    let hidden: Vec<ClauseId> =
        def.clause_ids().filter(|clause| !def.takes_part(*clause, viewer)).collect();
    def.parties
        .iter()
        .zip(followed)
        .map(|(party, mandate)| {
            let mut order = party.mandate(*mandate).public.clone();
            for clause in &hidden {
                order.places[clause.index()].fill(1.0);
            }
            order.refused.retain(|(clause, _)| !hidden.contains(clause));
            order
        })
        .collect()
}

/// The public orders of all parties as one party sees them. `here` is the true position,
/// of which the viewer sees its part.
#[must_use]
pub fn public_orders(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    viewer: PartyId,
) -> Vec<PublicOrder> {
    let def = &setting.conferences[conference.index()];
    let known = here.known_to(setting, Some(def.party(viewer).seat));
    orders(def, &mandates(setting, known.borrow(), conference), viewer)
}

/// A party prepared to speak as its mandate tells it now. `here` is the true
/// position: what the party may not know is taken out of it.
#[must_use]
pub fn negotiator(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    party: PartyId,
    prepared: &PartyCache,
) -> Arc<PreparedParty> {
    let seat = setting.conferences[conference.index()].party(party).seat;
    let known = here.known_to(setting, Some(seat));
    prepare(setting, known.borrow(), conference, party, prepared)
}

/// As [`negotiator`], from the position as the party knows it.
#[must_use]
pub fn prepare(
    setting: &Setting,
    known: PositionRef<'_>,
    conference: ConferenceId,
    party: PartyId,
    prepared: &PartyCache,
) -> Arc<PreparedParty> {
    let followed = mandates(setting, known, conference);
    prepare_to_follow(setting, known, (conference, party), &followed, prepared)
}

/// As [`prepare`], with the mandates that the parties follow.
pub(super) fn prepare_to_follow(
    setting: &Setting,
    known: PositionRef<'_>,
    (conference, party): (ConferenceId, PartyId),
    followed: &[MandateId],
    prepared: &PartyCache,
) -> Arc<PreparedParty> {
    let def = &setting.conferences[conference.index()];
    let mandate = def.party(party).mandate(followed[party.index()]);
    let step = libm::round(batna(setting, known, mandate) * STEPS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a hundred steps"
    )]
    let key = PreparationKey {
        conference,
        party,
        step: step as u8,
        followed: followed.iter().fold(0, |all, mandate| all << 12 | u64::from(mandate.0)),
    };
    if let Some(prepared) = prepared.get(key) {
        return prepared;
    }
    let preferences = Preferences { reservation: step / STEPS, ..mandate.preferences.clone() };
    let valuation = Valuation::new(&def.space, preferences)
        .expect("mandates are checked when a scenario is compiled");
    let mut orders = orders(def, followed, party);
    // A party never tables another's reservation: those values count as refused.
    for order in &mut orders {
        for clause in def.clause_ids() {
            let values = def.space.value_ids(clause);
            let reserved = values.filter(|value| !def.may_write(clause, *value, party));
            order.refused.extend(reserved.map(|value| (clause, value)));
        }
    }
    let negotiator = Negotiator::new(Arc::new(valuation), party, &orders)
        .expect("public orders are checked when a scenario is compiled")
        .with_noise(setting.coefficients.conduct.bargaining.value);
    let party = Arc::new(PreparedParty::new(key, negotiator));
    prepared.keep(key, &party);
    party
}

/// The valuation of every treaty by a party now; see [`negotiator`].
#[must_use]
pub fn valuation(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    party: PartyId,
    prepared: &PartyCache,
) -> Arc<Valuation> {
    Arc::clone(negotiator(setting, here, conference, party, prepared).valuation())
}
