//! Forecasts: what a conference that has not met can be expected to come to.
//!
//! The parties are prepared as they would be on the day, from the position as whoever looks
//! ahead knows it, and negotiate once with the mood that lies in the middle: each asks
//! for its target and neither more nor less. No draw is made, so the same parties always
//! come to the same. What follows from it is not here.

use std::sync::Arc;

use super::ConferenceDef;
use super::mandates::{mandates, prepare_to_follow};
use super::prepared::{Forecast, PartyCache, PreparedParty};
use super::speaking::resolved;
use crate::rules::ids::ConferenceId;
use crate::rules::negotiation::protocol::{NegotiationAct, NegotiationOutcome, Table};
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;

/// The mood in the middle of all moods: `logit` of it is 0.
const MIDDLE: f64 = 0.5;

/// What a conference can be expected to come to, as far as a position tells it.
///
/// `known` is the position as the seat that looks ahead knows it: of secrets that it
/// does not share nothing is in it.
#[must_use]
pub fn forecast(
    setting: &Setting,
    known: PositionRef<'_>,
    conference: ConferenceId,
    prepared: &PartyCache,
) -> Forecast {
    let def = &setting.conferences[conference.index()];
    let followed = mandates(setting, known, conference);
    let prepare =
        |party| prepare_to_follow(setting, known, (conference, party), &followed, prepared);
    let parties: Vec<Arc<PreparedParty>> = def.party_ids().map(prepare).collect();
    prepared.forecast(&parties, || negotiate(def, &parties))
}

/// Plays the talks to their end.
fn negotiate(def: &ConferenceDef, parties: &[Arc<PreparedParty>]) -> Forecast {
    let mut table =
        Table::new(parties.len(), def.rounds).expect("conferences are checked when compiled");
    while let Some(party) = table.turn_of() {
        let negotiator = &parties[party.index()];
        let line = negotiator.line(&table);
        let demand = resolved(negotiator, line.demand, line.own, MIDDLE);
        let standing = table.standing().map(|offer| offer.treaty);
        let worth = |treaty| negotiator.valuation().expected(treaty);
        let act = match (standing, line.own) {
            (Some(standing), _) if demand.acceptance(worth(standing)) >= 1.0 => {
                NegotiationAct::Accept
            }
            (_, Some(draft)) => NegotiationAct::Offer(def.completed(draft, party, standing)),
            (_, None) => NegotiationAct::WalkOut,
        };
        if table.apply(act).is_err() {
            break;
        }
    }
    let Some(NegotiationOutcome::Agreement(treaty)) = table.outcome() else {
        return Forecast { treaty: None, ratified: 1.0 };
    };
    let votes = parties.iter().map(|party| party.valuation());
    let votes = votes.filter(|valuation| valuation.preferences().ratification.is_some());
    let ratified = votes.map(|valuation| valuation.ratification(treaty)).product();
    Forecast { treaty: Some(treaty), ratified }
}
