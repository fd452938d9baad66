//! The course of a conference: the effect of a speech, recesses and ratification.

use std::sync::Arc;

use super::speaking::{Speech, compromise};
use super::{ConferenceDef, MandateDef};
use crate::rules::chance::{Chance, Draw};
use crate::rules::effects::Due;
use crate::rules::ids::{ConferenceId, PartyId};
use crate::rules::negotiation::protocol::{NegotiationAct, NegotiationOutcome};
use crate::rules::negotiation::space::Treaty;
use crate::rules::negotiation::utility::Valuation;
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::setting::Setting;
use crate::rules::talks::{ConferenceOutcome, ConferenceState};

/// A speech resolved into its draft and its step at the table.
#[derive(Clone, Copy, Debug)]
pub struct ResolvedSpeech {
    /// The draft that it tables.
    pub draft: Option<Treaty>,
    step: TableStep,
}

/// The step of a conference that a speech takes.
#[derive(Clone, Copy, Debug)]
enum TableStep {
    /// They are adjourned to a day.
    Adjourn(Option<Date>),
    /// A party acts at the table; `mediated` if the draft is the mediator's.
    Act { act: NegotiationAct, mediated: bool },
}

/// Resolves a speech of the party whose turn it is.
#[must_use]
pub fn say(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    speech: Speech,
) -> ResolvedSpeech {
    let draft = match speech {
        Speech::Offer(treaty) => Some(treaty),
        Speech::Mediate => compromise(setting, here, conference),
        Speech::Accept | Speech::WalkOut | Speech::Adjourn => None,
    };
    let act = match speech {
        Speech::Adjourn => {
            let step = TableStep::Adjourn(recess(setting, here, conference));
            return ResolvedSpeech { draft, step };
        }
        Speech::Accept => NegotiationAct::Accept,
        Speech::Offer(_) | Speech::Mediate | Speech::WalkOut => {
            draft.map_or(NegotiationAct::WalkOut, NegotiationAct::Offer)
        }
    };
    ResolvedSpeech { draft, step: TableStep::Act { act, mediated: speech == Speech::Mediate } }
}

impl ResolvedSpeech {
    /// Carries the speech out at the table and adds its consequences to `due`.
    ///
    /// # Panics
    /// If the table is closed; a conference that is over is not asked to speak.
    pub fn carry_out(self, def: &ConferenceDef, talk: &mut ConferenceState, due: &mut Due) {
        let (act, mediated) = match self.step {
            TableStep::Adjourn(until) => {
                talk.recesses += 1;
                talk.adjourned_to = until;
                return;
            }
            TableStep::Act { act, mediated } => (act, mediated),
        };
        if mediated {
            talk.mediated = Some(talk.table.turn());
        }
        talk.table.apply(act).expect("speeches are checked before they count");
        match talk.table.outcome() {
            Some(NegotiationOutcome::Agreement(treaty)) => talk.treaty = Some(treaty),
            Some(_) => {
                talk.fate = ConferenceOutcome::NoTreaty;
                due.add(def.failed.due());
            }
            None => {}
        }
    }
}

/// The day to which a conference would adjourn; none if its recesses are used up or the
/// next item comes up before that day.
#[must_use]
pub fn recess(setting: &Setting, here: PositionRef<'_>, conference: ConferenceId) -> Option<Date> {
    let def = &setting.conferences[conference.index()];
    if here.talks.of(conference).recesses >= def.recesses || def.recess_months == 0 {
        return None;
    }
    let until = here.agenda.clock.plus_months(u32::from(def.recess_months));
    let next = setting.items.get(def.item.index() + 1).map_or(setting.closes, |item| item.date);
    (until <= next).then_some(until)
}

/// Draws the ratification of the agreed treaty: for each party whose mandate requires it,
/// the party, whether it ratified, and the probability.
///
/// `valuation` answers what treaties are worth to a party now.
///
/// # Panics
/// If nothing was agreed; only what was agreed is put to those at home.
#[must_use]
pub fn ratify(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    conference: ConferenceId,
    mut valuation: impl FnMut(PartyId) -> Arc<Valuation>,
) -> Vec<(PartyId, bool, f64)> {
    let def = &setting.conferences[conference.index()];
    let treaty = here.talks.of(conference).treaty.expect("only what was agreed is signed");
    def.party_ids()
        .filter_map(|party| {
            let asks = |mandate: &MandateDef| mandate.preferences.ratification.is_some();
            if !def.party(party).mandates.iter().any(asks) {
                return None;
            }
            let valuation = valuation(party);
            valuation.preferences().ratification.as_ref()?;
            let probability = valuation.ratification(treaty);
            let seat = def.party(party).seat;
            let keys = &setting.keys;
            let key = [keys.conferences[conference.index()], keys.seats[seat.index()]];
            let passed = chance.uniform(Draw::Ratification, &key) < probability;
            Some((party, passed, probability))
        })
        .collect()
}
