//! Conditions, effects, measures and readings: what an author's words mean.
//!
//! Names become ids; numbers are checked against their ranges. Nothing is run here.

use super::{Compiler, TOLERANCE};
use crate::rules::ids::{SeatId, ValueId};
use crate::rules::quantity::Figure;
use crate::rules::setting::{
    AgendaEffect, BorderEffect, BranchDef, ChanceDef, Condition, DeterrenceEffect, Effect,
    InstrumentEffect, Measure, Reading, RecognitionEffect, Term,
};
use crate::scenario::draft;
use crate::scenario::draft::Name;

impl Compiler<'_> {
    pub(super) fn condition(&mut self, condition: &draft::Condition) -> Condition {
        use draft::Condition as D;
        match condition {
            D::Always => Condition::Always,
            D::Not(inner) => Condition::Not(Box::new(self.condition(inner))),
            D::All(inner) => Condition::All(inner.iter().map(|c| self.condition(c)).collect()),
            D::Any(inner) => Condition::Any(inner.iter().map(|c| self.condition(c)).collect()),
            D::Chose(mv, option) => {
                let id = self.mv(mv);
                if self.names.moves.contains_key(&mv.text) {
                    Condition::Chose(id, self.option(id, option))
                } else {
                    Condition::Always
                }
            }
            D::Is(fact, value) => {
                let id = self.fact(fact);
                if self.names.facts.contains_key(&fact.text) {
                    Condition::Is(id, self.value(id, value))
                } else {
                    Condition::Always
                }
            }
            D::InForce(name) => Condition::InForce(self.instrument(name)),
            D::AtLeast(from, to, standing) => {
                Condition::AtLeast(self.power(from), self.power(to), *standing)
            }
            D::Leads(seat, leader) => Condition::Leads(self.seat(seat), self.leader(leader)),
            D::Holds(sector, power) => Condition::Holds(self.sector(sector), self.power(power)),
            D::Tension(sector, level) => {
                if !(0.0..=1.0).contains(level) {
                    self.fault("range", format!("tension is {level}, but lies between 0 and 1"));
                }
                Condition::Tension(self.sector(sector), *level)
            }
            D::Challenged(item) => Condition::Challenged(self.item(item)),
            D::Signed(item) => Condition::Signed(self.conference(item)),
            D::Article(item, clause, value) => {
                let (id, clause, value) = self.article(item, clause, Some(value));
                Condition::Article(id, clause, value)
            }
        }
    }

    pub(super) fn effects(&mut self, effects: &[draft::Effect]) -> Vec<Effect> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    pub(super) fn effect(&mut self, effect: &draft::Effect) -> Effect {
        use draft::Effect as D;
        let (instrument, border, balance) =
            (Effect::Instrument, Effect::Border, Effect::Deterrence);
        match effect {
            D::Sign(name) => instrument(InstrumentEffect::Sign(self.instrument(name))),
            D::Denounce(name) => instrument(InstrumentEffect::Denounce(self.instrument(name))),
            D::Publish(name) => instrument(InstrumentEffect::Publish(self.instrument(name))),
            D::Breach(name, by) => {
                instrument(InstrumentEffect::Breach(self.instrument(name), self.power(by)))
            }
            D::Recognise { from, to, standing, status, subject, manners } => {
                if from == to {
                    self.fault(
                        "self-recognition",
                        format!("`{}` cannot recognise itself", from.text),
                    );
                }
                Effect::Recognition(RecognitionEffect::Act {
                    from: self.power(from),
                    to: self.power(to),
                    standing: *standing,
                    status: *status,
                    subject: *subject,
                    manners: manners.clone(),
                })
            }
            D::Criterion(power, key, num) => Effect::Recognition(RecognitionEffect::Criterion(
                self.power(power),
                *key as u8,
                self.figure(num).value,
            )),
            D::Tension(sector, num) => {
                balance(DeterrenceEffect::Tension(self.sector(sector), self.figure(num).value))
            }
            D::Force(sector, power, num) => balance(DeterrenceEffect::Force(
                self.sector(sector),
                self.power(power),
                self.figure(num).value,
            )),
            D::Satisfaction(power, num) => {
                balance(DeterrenceEffect::Satisfaction(self.power(power), self.figure(num).value))
            }
            D::Weariness(power, num) => {
                balance(DeterrenceEffect::Weariness(self.power(power), self.figure(num).value))
            }
            D::Audience(power, num) => {
                balance(DeterrenceEffect::Audience(self.power(power), self.figure(num).value))
            }
            D::Troops(of, host, num) => balance(DeterrenceEffect::Troops(
                self.power(of),
                self.power(host),
                self.figure(num).value,
            )),
            D::Status(sector, status) => border(BorderEffect::Status(self.sector(sector), *status)),
            D::Holder(sector, power) => {
                border(BorderEffect::Holder(self.sector(sector), self.power(power)))
            }
            D::Patrols(sector, num) => {
                border(BorderEffect::Patrols(self.sector(sector), self.figure(num).value))
            }
            D::Commission(sector, at_work) => {
                border(BorderEffect::Commission(self.sector(sector), *at_work))
            }
            D::Clash(sector, attacker, defender) => border(BorderEffect::Clash(
                self.sector(sector),
                self.power(attacker),
                self.power(defender),
            )),
            D::Set(fact, value) => {
                let id = self.fact(fact);
                let value = if self.names.facts.contains_key(&fact.text) {
                    self.value(id, value)
                } else {
                    ValueId(0)
                };
                Effect::Agenda(AgendaEffect::Set(id, value))
            }
            D::Leader(seat, leader) => {
                self.leads(seat, leader);
                Effect::Agenda(AgendaEffect::Leader(self.seat(seat), self.leader(leader)))
            }
        }
    }

    /// Reports a leader who does not belong to a seat.
    pub(super) fn leads(&mut self, seat: &Name, leader: &Name) {
        let known = self.names.leaders.contains_key(&leader.text);
        if known && !self.leader_seats.contains(&(leader.text.clone(), seat.text.clone())) {
            let place = self.place(leader);
            let message = format!("`{}` is not a leader of `{}`", leader.text, seat.text);
            self.report("wrong-seat", place, message, None);
        }
    }

    pub(super) fn chances(
        &mut self,
        drafts: &[draft::Chance],
        all: &mut Vec<ChanceDef>,
    ) -> core::ops::Range<usize> {
        let start = all.len();
        for chance in drafts {
            let branches: Vec<BranchDef> = chance
                .branches
                .iter()
                .map(|branch| BranchDef {
                    probability: self.bounded(&branch.probability, 0.0, 1.0, "a probability"),
                    effects: self.effects(&branch.effects),
                })
                .collect();
            let sum: f64 = branches.iter().map(|b| b.probability.value).sum();
            if (sum - 1.0).abs() > TOLERANCE {
                self.fault(
                    "probabilities",
                    format!("the probabilities of «{}» sum to {sum}, not to 1", chance.text),
                );
            }
            all.push(ChanceDef { branches });
        }
        start..all.len()
    }

    pub(super) fn measure(&mut self, measure: &draft::Measure) -> Measure {
        use draft::Measure as D;
        match measure {
            D::Not(inner) => Measure::Not(Box::new(self.measure(inner))),
            D::Grade(from, to) => Measure::Grade(self.power(from), self.power(to)),
            D::Declaratory(power) => Measure::Declaratory(self.power(power)),
            D::Constitutive(power) => Measure::Constitutive(self.power(power)),
            D::InForce(name) => Measure::InForce(self.instrument(name)),
            D::Fact(fact, scores) => {
                let id = self.fact(fact);
                let known = self.names.facts.contains_key(&fact.text);
                let count = if known { self.names.values[id.index()].len() } else { 0 };
                let mut table = vec![Figure::judged(0.0); count];
                for score in scores {
                    let figure = self.bounded(&score.score, 0.0, 1.0, "a score");
                    if known {
                        let value = self.value(id, &score.value);
                        if let Some(slot) = table.get_mut(value.index()) {
                            *slot = figure;
                        }
                    }
                }
                Measure::Fact(id, table)
            }
            D::Holds(sector, power) => Measure::Holds(self.sector(sector), self.power(power)),
            D::Calm(sector) => Measure::Calm(self.sector(sector)),
            D::Security(sector) => Measure::Security(self.sector(sector)),
            D::Credibility(sector) => Measure::Credibility(self.sector(sector)),
            D::Troops(of, host, full) => {
                if !(full.is_finite() && *full > 0.0) {
                    self.fault("range", "the full number of troops must be positive".to_owned());
                }
                Measure::Troops(self.power(of), self.power(host), *full)
            }
        }
    }

    pub(super) fn term(&mut self, term: &draft::Term) -> Term {
        use draft::Term as D;
        match term {
            D::Pledge { protector, protege, kind } => Term::Pledge {
                protector: self.power(protector),
                protege: self.power(protege),
                kind: *kind,
            },
            D::NonAggression { power, toward, satisfaction } => Term::NonAggression {
                power: self.power(power),
                toward: self.power(toward),
                satisfaction: self.bounded(satisfaction, 0.0, 1.0, "a satisfaction"),
            },
            D::Recognises { from, to, floor, status } => Term::Recognises {
                from: self.power(from),
                to: self.power(to),
                floor: *floor,
                status: *status,
            },
            D::Ceiling { from, to, ceiling } => {
                Term::Ceiling { from: self.power(from), to: self.power(to), ceiling: *ceiling }
            }
            D::Commission { sector } => Term::Commission { sector: self.sector(sector) },
        }
    }

    /// Whether an effect shows to nobody outside an audience. A new leader is seen
    /// by all, and may come out of a choice that is not.
    pub(super) fn stays_secret(&self, effect: &draft::Effect, audience: &[SeatId]) -> bool {
        match effect {
            draft::Effect::Leader(..) => true,
            draft::Effect::Sign(name) => self.signed_in_secret(&name.text, audience),
            draft::Effect::Set(fact, _) => {
                let known_to = self.secret_facts.get(&fact.text);
                known_to.is_some_and(|seats| seats.iter().all(|seat| audience.contains(seat)))
            }
            _ => false,
        }
    }

    /// Whether an instrument is secret and none but an audience is party to it.
    pub(super) fn signed_in_secret(&self, instrument: &str, audience: &[SeatId]) -> bool {
        let parties = self.secret_instruments.get(instrument);
        parties.is_some_and(|seats| seats.iter().all(|seat| audience.contains(seat)))
    }

    pub(super) fn reading(&mut self, reading: &draft::Reading) -> Reading {
        use draft::Reading as D;
        match reading {
            D::Choice(mv) => Reading::Choice(self.mv(mv)),
            D::Fact(fact) => Reading::Fact(self.fact(fact)),
            D::Standing(from, to) => Reading::Standing(self.power(from), self.power(to)),
            D::InForce(name) => Reading::InForce(self.instrument(name)),
            D::Holder(sector) => Reading::Holder(self.sector(sector)),
            D::Status(sector) => Reading::Status(self.sector(sector)),
            D::Clashes(sector) => Reading::Clashes(self.sector(sector)),
            D::Leader(seat) => Reading::Leader(self.seat(seat)),
            D::Concluded(item) => Reading::Concluded(self.conference(item)),
            D::Article(item, clause) => {
                let (id, clause, _) = self.article(item, clause, None);
                Reading::Article(id, clause)
            }
        }
    }
}
