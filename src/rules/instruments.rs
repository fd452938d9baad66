//! Instruments: what has been signed, whether it binds, and who knows of it.
//!
//! The terms themselves are fixed in the [setting](super::setting); here is only
//! their life: signed, in force, expired, denounced, broken, published. What a
//! term in force does (a pledge, a ceiling) is derived where it is needed and
//! never stored a second time.

use serde::{Deserialize, Serialize};

use super::ids::{InstrumentId, PowerId, SeatId};
use super::quantity::Date;
use super::setting::{InstrumentEffect, Setting, Term};

/// How an instrument ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Its term ran out.
    Expired,
    /// It was denounced.
    Denounced,
    /// It was broken by a power.
    Breached(PowerId),
}

/// The life of one instrument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentState {
    /// When it was signed.
    pub signed: Option<Date>,
    /// When and how it ended.
    pub ended: Option<(Date, Ending)>,
    /// Whether a secret one has become known.
    pub published: bool,
}

impl InstrumentState {
    /// Whether it binds.
    #[must_use]
    pub const fn in_force(&self) -> bool {
        self.signed.is_some() && self.ended.is_none()
    }
}

/// The state of all instruments in one timeline: a component, by [`InstrumentId`].
#[derive(bevy::ecs::component::Component, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruments {
    /// One state for each instrument.
    pub states: Vec<InstrumentState>,
}

impl Instruments {
    /// Whether an instrument binds.
    #[must_use]
    pub fn in_force(&self, instrument: InstrumentId) -> bool {
        self.states[instrument.index()].in_force()
    }

    /// The terms of all instruments that bind.
    pub fn terms<'a>(
        &'a self,
        setting: &'a Setting,
    ) -> impl Iterator<Item = (InstrumentId, &'a Term)> {
        self.states.iter().enumerate().filter(|(_, state)| state.in_force()).flat_map(
            move |(index, _)| {
                setting.instruments[index].terms.iter().map(move |t| (InstrumentId::new(index), t))
            },
        )
    }

    /// Whether a seat, or the public for `None`, knows of an instrument that was signed.
    #[must_use]
    pub fn known_to(
        &self,
        setting: &Setting,
        instrument: InstrumentId,
        seat: Option<SeatId>,
    ) -> bool {
        let def = &setting.instruments[instrument.index()];
        !def.secret
            || self.states[instrument.index()].published
            || (seat.is_some() && def.parties.iter().any(|power| setting.seat_of(*power) == seat))
    }

    /// Applies an effect; answers whether anything changed.
    ///
    /// Signing what is in force, or ending what is not, changes nothing.
    /// Only a secret one that was signed can become known.
    pub fn apply(&mut self, setting: &Setting, effect: &InstrumentEffect, date: Date) -> bool {
        let (id, end) = match *effect {
            InstrumentEffect::Sign(id) => {
                let state = &mut self.states[id.index()];
                let signs = !state.in_force();
                if signs {
                    *state = InstrumentState { signed: Some(date), ..InstrumentState::default() };
                }
                return signs;
            }
            InstrumentEffect::Publish(id) => {
                let state = &mut self.states[id.index()];
                let secret = setting.instruments[id.index()].secret && state.signed.is_some();
                return secret && !core::mem::replace(&mut state.published, true);
            }
            InstrumentEffect::Denounce(id) => (id, Ending::Denounced),
            InstrumentEffect::Breach(id, by) => (id, Ending::Breached(by)),
        };
        let state = &mut self.states[id.index()];
        let ends = state.in_force();
        if ends {
            state.ended = Some((date, end));
        }
        ends
    }

    /// When an instrument in force runs out; none if it has no term or does not bind.
    #[must_use]
    pub fn runs_out(&self, setting: &Setting, instrument: InstrumentId) -> Option<Date> {
        let state = &self.states[instrument.index()];
        let years = setting.instruments[instrument.index()].years?;
        state.in_force().then_some(state.signed?.plus_years(years))
    }

    /// The first date after `date` on which an instrument in force runs out.
    #[must_use]
    pub fn next_expiry(&self, setting: &Setting, date: Date) -> Option<Date> {
        let ids = (0..self.states.len()).map(InstrumentId::new);
        ids.filter_map(|id| self.runs_out(setting, id)).filter(|end| *end > date).min()
    }

    /// Ends what has run out by `date`; answers which.
    pub fn expire(&mut self, setting: &Setting, date: Date) -> Vec<InstrumentId> {
        let ids = (0..self.states.len()).map(InstrumentId::new);
        let out: Vec<(InstrumentId, Date)> = ids
            .filter_map(|id| Some((id, self.runs_out(setting, id)?)))
            .filter(|(_, end)| *end <= date)
            .collect();
        for (id, end) in &out {
            self.states[id.index()].ended = Some((*end, Ending::Expired));
        }
        out.into_iter().map(|(id, _)| id).collect()
    }
}
