//! What a speech leads to, and what becomes of a treaty at home.

use super::speaking::{Speech, compromise};
use super::wants::valuation;
use super::{Fate, MandateDef, Talk};
use crate::rules::chance::{Chance, Draw};
use crate::rules::ids::{ConferenceId, PartyId};
use crate::rules::negotiation::protocol::{Act, Outcome};
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::setting::{Effect, Setting};

/// What a speech leads to.
#[derive(Clone, Debug)]
pub struct Said {
    /// How far the conference has come now.
    pub talk: Talk,
    /// The draft that the speech tabled.
    pub draft: Option<Treaty>,
    /// What follows at once.
    pub due: Vec<Effect>,
}

/// Carries out a speech of the party whose turn it is.
///
/// # Panics
/// If the table is closed; a conference that is over is not asked to speak.
#[must_use]
pub fn carry_out(
    setting: &Setting,
    here: PositionRef<'_>,
    conference: ConferenceId,
    speech: Speech,
) -> Said {
    let def = &setting.conferences[conference.index()];
    let mut talk = here.talks.of(conference).clone();
    let draft = match speech {
        Speech::Offer(treaty) => Some(treaty),
        Speech::Mediate => compromise(setting, here, conference),
        _ => None,
    };
    let act = match speech {
        Speech::Adjourn => {
            talk.recesses += 1;
            talk.adjourned_to = recess(setting, here, conference);
            return Said { talk, draft, due: Vec::new() };
        }
        Speech::Accept => Act::Accept,
        Speech::Offer(_) | Speech::Mediate | Speech::WalkOut => {
            draft.map_or(Act::WalkOut, Act::Offer)
        }
    };
    if speech == Speech::Mediate {
        talk.mediated = Some(talk.table.turn());
    }
    talk.table.apply(act).expect("speeches are checked before they count");
    let mut due = Vec::new();
    match talk.table.outcome() {
        Some(Outcome::Agreement(treaty)) => talk.treaty = Some(treaty),
        Some(_) => {
            talk.fate = Fate::NoTreaty;
            due.extend(def.failed.iter().cloned());
        }
        None => {}
    }
    Said { talk, draft, due }
}

/// How a treaty fared at home.
#[derive(Clone, Debug)]
pub struct Signing {
    /// How far the conference has come now.
    pub talk: Talk,
    /// Of each party that has a home to ask: the party, whether it passed, and the
    /// probability.
    pub votes: Vec<(PartyId, bool, f64)>,
    /// What follows at once.
    pub due: Vec<Effect>,
}

/// Puts what was agreed to those at home: it comes into force or falls.
///
/// # Panics
/// If nothing was agreed; only what was agreed is signed.
#[must_use]
pub fn sign(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    conference: ConferenceId,
) -> Signing {
    let def = &setting.conferences[conference.index()];
    let mut talk = here.talks.of(conference).clone();
    let treaty = talk.treaty.expect("only what was agreed is signed");
    let votes = ratify(setting, here, chance, conference, treaty);
    let due = if votes.iter().all(|(_, passed, _)| *passed) {
        talk.conclude(def, treaty);
        def.consequences(treaty)
    } else {
        talk.fate = Fate::NotRatified;
        def.unratified.clone()
    };
    Signing { talk, votes, due }
}

/// The day to which a conference adjourns; none if it may not: if it has done so
/// as often as it may, or the next matter comes up before.
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

/// Whether a treaty passes at home: for each party that has a home to ask, the
/// party, whether it passed, and the probability.
fn ratify(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    conference: ConferenceId,
    treaty: Treaty,
) -> Vec<(PartyId, bool, f64)> {
    let def = &setting.conferences[conference.index()];
    def.party_ids()
        .filter_map(|party| {
            let asks = |mandate: &MandateDef| mandate.preferences.ratification.is_some();
            if !def.party(party).mandates.iter().any(asks) {
                return None;
            }
            let valuation = valuation(setting, here, conference, party);
            valuation.preferences().ratification.as_ref()?;
            let probability = valuation.ratification(treaty);
            let key = [conference.index() as u64, party.index() as u64];
            let passed = chance.uniform(Draw::Ratification, &key) < probability;
            Some((party, passed, probability))
        })
        .collect()
}
