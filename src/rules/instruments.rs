//! Instruments: what has been signed, whether it binds, and who knows of it.
//!
//! The terms themselves are fixed in the [setting](super::setting); here is only
//! their life: signed, in force, expired, denounced, broken, published. What a
//! term in force does (a pledge, a ceiling) is derived where it is needed and
//! never stored a second time.

use serde::{Deserialize, Serialize};

use super::conference::ClauseValueDef;
use super::effects::InstrumentEffect;
use super::ids::{InstrumentId, PowerId, SeatId};
use super::negotiation::space::Treaty;
use super::quantity::Date;
use super::recognition::{Manner, RecognitionAct, Standing, Status, Subject};
use super::setting::Setting;
use super::tables::clone_in_place;
use super::terms::Term;

/// How an instrument ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Termination {
    /// Its term ran out.
    Expired,
    /// It was denounced.
    Denounced,
    /// It was broken by a power.
    Breached(PowerId),
}

/// The state of one instrument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentState {
    /// When it was signed.
    pub signed: Option<Date>,
    /// When and how it ended.
    pub ended: Option<(Date, Termination)>,
    /// The day on which it ends by notice that was given.
    pub leaves: Option<Date>,
    /// How often it was renewed.
    pub renewed: u16,
    /// The agreed treaty, if a conference wrote it.
    pub treaty: Option<Treaty>,
    /// Whether a secret one has become known.
    pub published: bool,
}

impl InstrumentState {
    /// Whether it is in force.
    #[must_use]
    pub const fn in_force(&self) -> bool {
        self.signed.is_some() && self.ended.is_none()
    }
}

/// The state of all instruments in one timeline: a component, by [`InstrumentId`].
#[derive(bevy::ecs::component::Component, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruments {
    /// One state for each instrument.
    pub states: Vec<InstrumentState>,
}

clone_in_place!(Instruments { states });

impl Instruments {
    /// Whether an instrument is in force.
    #[must_use]
    pub fn in_force(&self, instrument: InstrumentId) -> bool {
        self.states[instrument.index()].in_force()
    }

    /// The terms of all instruments in force.
    pub fn terms<'a>(
        &'a self,
        setting: &'a Setting,
    ) -> impl Iterator<Item = (InstrumentId, &'a Term)> {
        let binding = self.states.iter().enumerate().filter(|(_, state)| state.in_force());
        binding.flat_map(move |(index, state)| {
            let id = InstrumentId::new(index);
            let articles = articles(setting, id, state.treaty).flat_map(|article| &article.terms);
            setting.instruments[index].terms.iter().chain(articles).map(move |term| (id, term))
        })
    }

    /// The terms of those of some instruments that bind.
    pub fn terms_among<'a>(
        &'a self,
        setting: &'a Setting,
        ids: &'a [InstrumentId],
    ) -> impl Iterator<Item = &'a Term> {
        let binding = ids.iter().filter(|id| self.in_force(**id));
        binding.flat_map(move |id| self.terms_of(setting, *id))
    }

    /// All terms of an instrument as it was signed, whether it binds or not.
    pub fn terms_of<'a>(
        &'a self,
        setting: &'a Setting,
        id: InstrumentId,
    ) -> impl Iterator<Item = &'a Term> {
        let articles = articles(setting, id, self.states[id.index()].treaty);
        setting.instruments[id.index()].terms.iter().chain(articles.flat_map(|a| &a.terms))
    }

    /// The highest rung at which the instruments in force let a power treat another.
    #[must_use]
    pub fn ceiling(&self, setting: &Setting, from: PowerId, to: PowerId) -> Standing {
        self.terms_among(setting, setting.index.ceilings(from, to))
            .filter_map(|term| match *term {
                Term::Ceiling { from: f, to: t, ceiling } if (f, t) == (from, to) => Some(ceiling),
                _ => None,
            })
            .min()
            .unwrap_or(Standing::Envoys)
    }

    /// The rung at which the instruments in force oblige a power to treat another at
    /// least.
    #[must_use]
    pub fn floor(&self, setting: &Setting, from: PowerId, to: PowerId) -> Standing {
        self.terms_among(setting, setting.index.recognises(from, to))
            .filter_map(|term| match *term {
                Term::Recognises { from: f, to: t, floor, .. } if (f, t) == (from, to) => {
                    Some(floor)
                }
                _ => None,
            })
            .max()
            .unwrap_or(Standing::Claims)
    }

    /// The instruments in force that a later one contradicts: one of the two caps a
    /// power's recognition of another or gives the other a status, and the second pledges
    /// help to the other, recognises it above that cap, or gives it a different status.
    ///
    /// Contradictory instruments are allowed, as they were: in 1924 Moscow confirmed
    /// that Mongolia was part of China, in 1936 it promised Mongolia its help.
    #[must_use]
    pub fn contradicted_by(&self, setting: &Setting, later: InstrumentId) -> Vec<InstrumentId> {
        let since = |id: InstrumentId| self.states[id.index()].signed;
        let ids = (0..self.states.len()).map(InstrumentId::new);
        ids.filter(|earlier| {
            let both = self.in_force(*earlier) && self.in_force(later);
            both && since(*earlier) < since(later)
                && self
                    .terms_of(setting, *earlier)
                    .any(|a| self.terms_of(setting, later).any(|b| at_odds(a, b) || at_odds(b, a)))
        })
        .collect()
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
    pub fn apply(&mut self, setting: &Setting, effect: InstrumentEffect, date: Date) -> bool {
        let (id, end) = match effect {
            InstrumentEffect::Sign(id) => return self.sign(id, date, None),
            InstrumentEffect::Conclude(id, treaty) => return self.sign(id, date, Some(treaty)),
            InstrumentEffect::Publish(id) => {
                let state = &mut self.states[id.index()];
                let secret = setting.instruments[id.index()].secret && state.signed.is_some();
                return secret && !core::mem::replace(&mut state.published, true);
            }
            InstrumentEffect::Denounce(id) => {
                if let Some(months) = setting.instruments[id.index()].notice {
                    let state = &mut self.states[id.index()];
                    let gives = state.in_force() && state.leaves.is_none();
                    if gives {
                        state.leaves = Some(date.plus_months_same_day(months));
                    }
                    return gives;
                }
                (id, Termination::Denounced)
            }
            InstrumentEffect::Breach(id, by) => (id, Termination::Breached(by)),
        };
        let state = &mut self.states[id.index()];
        let ends = state.in_force();
        if ends {
            state.ended = Some((date, end));
        }
        ends
    }

    fn sign(&mut self, id: InstrumentId, date: Date, treaty: Option<Treaty>) -> bool {
        let state = &mut self.states[id.index()];
        let signs = !state.in_force();
        if signs {
            *state = InstrumentState { signed: Some(date), treaty, ..InstrumentState::default() };
        }
        signs
    }

    /// The term of an instrument as it was signed, in years; none for no term.
    #[must_use]
    pub fn years(&self, setting: &Setting, id: InstrumentId) -> Option<u16> {
        let treaty = self.states[id.index()].treaty;
        treaty
            .and_then(|_| articles(setting, id, treaty).find_map(|article| article.years))
            .or(setting.instruments[id.index()].years)
    }

    /// When the term or the notice of an instrument in force runs out; none if it
    /// has neither or does not bind.
    #[must_use]
    pub fn runs_out(&self, setting: &Setting, id: InstrumentId) -> Option<Date> {
        let state = &self.states[id.index()];
        let signed = state.signed.filter(|_| state.in_force())?;
        let term = self
            .years(setting, id)
            .map(|years| signed.plus_years(years.saturating_mul(state.renewed.saturating_add(1))));
        [term, state.leaves].into_iter().flatten().min()
    }

    /// The first date after `date` on which an instrument in force runs out.
    #[must_use]
    pub fn next_expiry(&self, setting: &Setting, date: Date) -> Option<Date> {
        let ids = setting.index.expiring.iter();
        ids.filter_map(|id| self.runs_out(setting, *id)).filter(|end| *end > date).min()
    }

    /// Ends the instruments that have run out by `date`, by their term or by notice, and
    /// renews those that go on; returns each with the day and the ending, none for a
    /// renewal.
    pub fn expire(
        &mut self,
        setting: &Setting,
        date: Date,
    ) -> Vec<(InstrumentId, Date, Option<Termination>)> {
        let mut out = Vec::new();
        for id in setting.index.expiring.iter().copied() {
            let mut last = None;
            while let Some(day) = self.runs_out(setting, id).filter(|day| *day <= date) {
                // A term of no length would renew for ever on the same day.
                if last.replace(day) == Some(day) {
                    break;
                }
                let state = &mut self.states[id.index()];
                let by_notice = state.leaves.is_some_and(|leaves| leaves <= day);
                let renews = setting.instruments[id.index()].renews && state.leaves.is_none();
                let ending = match (by_notice, renews) {
                    (true, _) => Some(Termination::Denounced),
                    (false, true) => None,
                    (false, false) => Some(Termination::Expired),
                };
                match ending {
                    Some(ending) => state.ended = Some((day, ending)),
                    None => state.renewed = state.renewed.saturating_add(1),
                }
                out.push((id, day, ending));
            }
        }
        out
    }
}

impl Term {
    /// The act of recognition that signing an instrument with this term amounts to, if
    /// it amounts to one. A floor never lowers: a pair above it keeps its rung.
    #[must_use]
    pub fn act(
        &self,
        setting: &Setting,
        instrument: InstrumentId,
        standing: impl Fn(PowerId, PowerId) -> Standing,
        date: Date,
    ) -> Option<RecognitionAct> {
        let Self::Recognises { from, to, floor, status } = *self else { return None };
        let secret = setting.instruments[instrument.index()].secret;
        Some(RecognitionAct {
            date,
            from,
            to,
            standing: floor.max(standing(from, to)),
            status,
            subject: Subject::State,
            manners: secret.then_some(Manner::Secret).into_iter().collect(),
            instrument: Some(instrument),
        })
    }
}

/// Whether two terms do not go together, read in this order.
fn at_odds(a: &Term, b: &Term) -> bool {
    match (*a, *b) {
        (Term::Ceiling { from, to, .. }, Term::Pledge { protector, protege, .. }) => {
            (from, to) == (protector, protege)
        }
        (Term::Ceiling { from, to, ceiling }, Term::Recognises { from: f, to: t, floor, .. }) => {
            (from, to) == (f, t) && floor > ceiling
        }
        (
            Term::Recognises { from, to, status, .. },
            Term::Recognises { from: f, to: t, status: other, .. },
        ) => (from, to) == (f, t) && status != other && ![status, other].contains(&Status::Unsaid),
        _ => false,
    }
}

/// The articles of an instrument that a conference wrote.
fn articles(
    setting: &Setting,
    id: InstrumentId,
    treaty: Option<Treaty>,
) -> impl Iterator<Item = &ClauseValueDef> {
    let conference = setting.instruments[id.index()].conference.zip(treaty);
    conference.into_iter().flat_map(|(conference, treaty)| {
        let def = &setting.conferences[conference.index()];
        def.clauses.iter().zip(def.space.values(treaty)).map(|(clause, value)| clause.value(value))
    })
}
