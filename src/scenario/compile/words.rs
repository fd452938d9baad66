//! Conditions, effects, measures and readings: the author's words in compiled form.
//!
//! Names become ids; numbers are checked against their ranges. Nothing is run here.

use super::compiler::Compiler;
use super::numbers::TOLERANCE;
use crate::rules::borders::BorderEffect;
use crate::rules::conditions::{Condition, Measure, OutcomeReading};
use crate::rules::defs::{BranchDef, ChanceDef};
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, Effect, Effects, InstrumentEffect};
use crate::rules::ids::{FactId, ValueId};
use crate::rules::quantity::GradedFigure;
use crate::rules::recognition::RecognitionEffect;
use crate::rules::terms::Term;
use crate::scenario::draft;
use crate::scenario::draft::Name;
use crate::scenario::finding::Finding;

impl Compiler<'_> {
    /// A condition of something that can come up; if it never can, that is told by the walk
    /// over the agenda.
    pub(super) fn condition(&mut self, condition: &draft::Condition) -> Condition {
        self.check_constant(condition, false);
        self.part(condition)
    }

    /// A condition of anything else.
    pub(super) fn lone_condition(&mut self, condition: &draft::Condition) -> Condition {
        self.check_constant(condition, true);
        self.part(condition)
    }

    /// A condition, or a part of one.
    fn part(&mut self, condition: &draft::Condition) -> Condition {
        use draft::Condition as D;
        match condition {
            D::Always => Condition::Always,
            D::Not(inner) => Condition::Not(Box::new(self.part(inner))),
            D::All(inner) => Condition::All(inner.iter().map(|c| self.part(c)).collect()),
            D::Any(inner) => Condition::Any(inner.iter().map(|c| self.part(c)).collect()),
            D::Chose(mv, option) => {
                let known = self.known(mv);
                known.map_or(Condition::Always, |id| Condition::Chose(id, self.option(id, option)))
            }
            D::Is(fact, value) => {
                let known = self.known(fact);
                known.map_or(Condition::Always, |id| Condition::Is(id, self.value(id, value)))
            }
            D::InForce(name) => {
                self.asked_for.insert(name.text.clone());
                Condition::InForce(self.id(name))
            }
            D::AtLeast(from, to, standing) => {
                Condition::AtLeast(self.id(from), self.id(to), *standing)
            }
            D::Leads(seat, leader) => {
                if !self.is_leader_of(leader, &seat.text) {
                    let (leader_id, seat) = (&leader.text, &seat.text);
                    let message =
                        format!("`{leader_id}` never leads `{seat}`, so this never holds");
                    let help = format!("name a leader with `seat: \"{seat}\"`");
                    self.report("wrong-seat", self.place(leader), message, Some(help));
                }
                Condition::Leads(self.id(seat), self.id(leader))
            }
            D::Holds(sector, power) => Condition::Holds(self.id(sector), self.id(power)),
            D::Tension(sector, level) => {
                if !(0.0..=1.0).contains(level) {
                    self.fault_at(
                        "range",
                        sector,
                        format!("tension is {level}, but lies between 0 and 1"),
                    );
                }
                Condition::Tension(self.id(sector), *level)
            }
            D::Challenged(item) => Condition::Challenged(self.id(item)),
            D::Signed(item) => Condition::Signed(self.id(item)),
            D::Article(item, clause, value) => {
                let (id, clause, value) = self.article(item, clause, Some(value));
                Condition::Article(id, clause, value)
            }
        }
    }

    pub(super) fn effects(&mut self, effects: &[draft::Effect]) -> Effects {
        let effects: Vec<Effect> = effects.iter().map(|effect| self.effect(effect)).collect();
        effects.into()
    }

    pub(super) fn effect(&mut self, effect: &draft::Effect) -> Effect {
        use draft::Effect as D;
        let (instrument, border, balance) =
            (Effect::Instrument, Effect::Border, Effect::Deterrence);
        match effect {
            D::Sign(name) => instrument(InstrumentEffect::Sign(self.id(name))),
            D::Denounce(name) => instrument(InstrumentEffect::Denounce(self.id(name))),
            D::Publish(name) => instrument(InstrumentEffect::Publish(self.id(name))),
            D::Breach(name, by) => instrument(InstrumentEffect::Breach(self.id(name), self.id(by))),
            D::Recognise { from, to, standing, status, subject, manners } => {
                if from == to {
                    self.fault_at(
                        "self-recognition",
                        to,
                        format!("`{}` cannot recognise itself", from.text),
                    );
                }
                Effect::Recognition(RecognitionEffect::Act {
                    from: self.id(from),
                    to: self.id(to),
                    standing: *standing,
                    status: *status,
                    subject: *subject,
                    manners: manners.iter().copied().collect(),
                })
            }
            D::Criterion(power, key, num) => Effect::Recognition(RecognitionEffect::Criterion(
                self.id(power),
                *key,
                self.figure(num).value,
            )),
            D::Tension(sector, num) => {
                balance(DeterrenceEffect::Tension(self.id(sector), self.figure(num).value))
            }
            D::Force(sector, power, num) => balance(DeterrenceEffect::Force(
                self.id(sector),
                self.id(power),
                self.figure(num).value,
            )),
            D::Satisfaction(power, num) => {
                balance(DeterrenceEffect::Satisfaction(self.id(power), self.figure(num).value))
            }
            D::Weariness(power, num) => {
                balance(DeterrenceEffect::Weariness(self.id(power), self.figure(num).value))
            }
            D::Audience(power, num) => {
                balance(DeterrenceEffect::Audience(self.id(power), self.figure(num).value))
            }
            D::Troops(of, host, num) => balance(DeterrenceEffect::Troops(
                self.id(of),
                self.id(host),
                self.figure(num).value,
            )),
            D::Status(sector, status) => border(BorderEffect::Status(self.id(sector), *status)),
            D::Holder(sector, power) => {
                border(BorderEffect::Holder(self.id(sector), self.id(power)))
            }
            D::Patrols(sector, num) => {
                border(BorderEffect::Patrols(self.id(sector), self.figure(num).value))
            }
            D::Commission(sector, at_work) => {
                border(BorderEffect::Commission(self.id(sector), *at_work))
            }
            D::Clash(sector, attacker, defender) => {
                border(BorderEffect::Clash(self.id(sector), self.id(attacker), self.id(defender)))
            }
            D::Set(fact, value) => {
                let known = self.known(fact);
                let (id, value) =
                    known.map_or((FactId(0), ValueId(0)), |id| (id, self.value(id, value)));
                Effect::Agenda(AgendaEffect::Set(id, value))
            }
            D::Leader(seat, leader) => {
                self.leads(seat, leader);
                Effect::Agenda(AgendaEffect::Leader(self.id(seat), self.id(leader)))
            }
        }
    }

    /// Reports a leader who does not belong to a seat.
    pub(super) fn leads(&mut self, seat: &Name<draft::Seat>, leader: &Name<draft::Leader>) {
        if !self.is_leader_of(leader, &seat.text) {
            let place = self.place(leader);
            let message = format!("`{}` is not a leader of `{}`", leader.text, seat.text);
            let help = format!("name a leader with `seat: \"{}\"`", seat.text);
            self.report("wrong-seat", place, message, Some(help));
        }
    }

    pub(super) fn chances(
        &mut self,
        drafts: &[draft::Chance],
        all: &mut Vec<ChanceDef>,
    ) -> core::ops::Range<usize> {
        let start = all.len();
        for chance in drafts {
            let is_per_cent =
                self.check_per_cent(chance.branches.iter().map(|branch| &branch.probability.value));
            let branches: Vec<BranchDef> = chance
                .branches
                .iter()
                .map(|branch| BranchDef {
                    probability: self.figure(&branch.probability),
                    effects: self.effects(&branch.effects),
                })
                .collect();
            let sum: f64 = branches.iter().map(|b| b.probability.value).sum();
            // What is out of bounds is the cause of the sum, too.
            let in_bounds = branches.iter().all(|b| (0.0..=1.0).contains(&b.probability.value));
            if (sum - 1.0).abs() > TOLERANCE && !is_per_cent && in_bounds {
                let sum = (sum * 1e6).round() / 1e6;
                let message =
                    format!("the probabilities of «{}» sum to `{sum}`, not to 1", chance.text);
                let place = match chance.branches.last() {
                    Some(last) => self.place(&last.probability.value),
                    None => self.here(),
                };
                let help = "change the probabilities so that together they are 1";
                self.report("probabilities", place, message, Some(help.to_owned()));
            }
            all.push(ChanceDef { branches });
        }
        start..all.len()
    }

    pub(super) fn measure(&mut self, measure: &draft::Measure) -> Measure {
        use draft::Measure as D;
        match measure {
            D::Not(inner) => Measure::Not(Box::new(self.measure(inner))),
            D::Grade(from, to) => Measure::Grade(self.id(from), self.id(to)),
            D::Declaratory(power) => Measure::Declaratory(self.id(power)),
            D::Constitutive(power) => Measure::Constitutive(self.id(power)),
            D::InForce(name) => {
                self.asked_for.insert(name.text.clone());
                Measure::InForce(self.id(name))
            }
            D::Fact(fact, scores) => {
                let known = self.known(fact);
                let count = known.map_or(0, |id| self.names.values[id.index()].len());
                self.check_scores(fact, scores);
                let mut table = vec![GradedFigure::judged(0.0); count];
                for score in scores {
                    let figure = self.figure(&score.score);
                    if let Some(id) = known {
                        let value = self.value(id, &score.value);
                        if let Some(slot) = table.get_mut(value.index()) {
                            *slot = figure;
                        }
                    }
                }
                Measure::Fact(known.unwrap_or(FactId(0)), table)
            }
            D::Holds(sector, power) => Measure::Holds(self.id(sector), self.id(power)),
            D::Leads(seat, leader) => {
                self.leads(seat, leader);
                Measure::Leads(self.id(seat), self.id(leader))
            }
            D::Calm(sector) => Measure::Calm(self.id(sector)),
            D::Security(sector) => Measure::Security(self.id(sector)),
            D::Credibility(sector) => Measure::Credibility(self.id(sector)),
            D::Troops(of, host, full) => {
                if !(full.is_finite() && *full > 0.0) {
                    self.fault_at(
                        "range",
                        of,
                        "the full number of troops must be positive".to_owned(),
                    );
                }
                Measure::Troops(self.id(of), self.id(host), *full)
            }
        }
    }

    /// Reports a value of a fact that is scored a second time; the value that is left out
    /// may be what was meant.
    fn check_scores(&mut self, fact: &Name<draft::Fact>, scores: &[draft::Score]) {
        let Some(values) = self.names.facts.get(&fact.text).map(|n| &self.names.values[*n]) else {
            return;
        };
        let is_scored = |value: &str| scores.iter().any(|score| score.value.text == value);
        let left_out: Vec<String> =
            values.keys().filter(|value| !is_scored(value)).cloned().collect();
        for (index, score) in scores.iter().enumerate() {
            let first = scores[..index].iter().find(|other| other.value == score.value);
            let Some(first) = first else { continue };
            let value = &score.value.text;
            let (message, help) = match left_out.as_slice() {
                [one] => (
                    format!("`{value}` is scored twice, and `{one}` not at all"),
                    format!("write `{one}` at one of the two"),
                ),
                _ => (format!("`{value}` is scored twice"), "keep one of the two".to_owned()),
            };
            let mut finding = Finding::error("twice", self.place(&score.value), message)
                .with_help(Some(help))
                .with_also(self.place(&first.value), "it is scored here already");
            if let [one] = left_out.as_slice()
                && let Some(edit) = self.rewritten(&score.value, one.as_str())
            {
                finding = finding.with_guess(edit);
            }
            self.add(finding);
        }
    }

    pub(super) fn term(&mut self, term: &draft::Term) -> Term {
        use draft::Term as D;
        match term {
            D::Pledge { protector, protege, kind } => Term::Pledge {
                protector: self.id(protector),
                protege: self.id(protege),
                kind: *kind,
            },
            D::NonAggression { power, toward, satisfaction } => Term::NonAggression {
                power: self.id(power),
                toward: self.id(toward),
                satisfaction: self.figure(satisfaction),
            },
            D::Recognises { from, to, floor, status } => Term::Recognises {
                from: self.id(from),
                to: self.id(to),
                floor: *floor,
                status: *status,
            },
            D::Ceiling { from, to, ceiling } => {
                Term::Ceiling { from: self.id(from), to: self.id(to), ceiling: *ceiling }
            }
            D::Commission { sector } => Term::Commission { sector: self.id(sector) },
        }
    }

    pub(super) fn reading(&mut self, reading: &draft::Reading) -> OutcomeReading {
        use draft::Reading as D;
        match reading {
            D::Choice(mv) => OutcomeReading::Choice(self.id(mv)),
            D::Fact(fact) => OutcomeReading::Fact(self.id(fact)),
            D::Standing(from, to) => OutcomeReading::Standing(self.id(from), self.id(to)),
            D::InForce(name) => {
                self.asked_for.insert(name.text.clone());
                OutcomeReading::InForce(self.id(name))
            }
            D::Holder(sector) => OutcomeReading::Holder(self.id(sector)),
            D::Status(sector) => OutcomeReading::Status(self.id(sector)),
            D::Clashes(sector) => OutcomeReading::Clashes(self.id(sector)),
            D::Leader(seat) => OutcomeReading::Leader(self.id(seat)),
            D::Concluded(item) => OutcomeReading::Concluded(self.id(item)),
            D::Article(item, clause) => {
                let (id, clause, _) = self.article(item, clause, None);
                OutcomeReading::Article(id, clause)
            }
        }
    }
}
