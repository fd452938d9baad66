//! Carrying: what a game has made otherwise than history did, put into the opening of the
//! next one.
//!
//! Pure. What both scenarios have is told by the authors' ids; two powers are the same if
//! their ids are, or if one side of the campaign speaks for them. Only differences from the
//! documented end are carried: what came out as documented opens as documented. What has no
//! counterpart is left to the authors' legacies. Not carried, because it belongs to the
//! game that was played: what was chosen and drawn, incidents and clashes, public stakes,
//! and who leads.

use super::Scenario;
use crate::rules::borders::BorderEffect;
use crate::rules::defs::InheritanceDef;
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, Effect, InstrumentEffect};
use crate::rules::ids::{FactId, InstrumentId, PowerId, SectorId, ValueId};
use crate::rules::position::Position;
use crate::rules::recognition::{Criterion, RecognitionEffect};

/// A scenario with two ends: the documented one, and the one that was played.
#[derive(Clone, Copy, Debug)]
pub struct Ends<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// How it ends by the record.
    pub documented: &'a Position,
    /// How it ended.
    pub played: &'a Position,
}

/// What is otherwise at the opening of `next`, because the scenario before has it too and
/// ended otherwise than by the record. `same` gives the seat of `next` for one of the
/// scenario before.
#[must_use]
pub fn carry(
    ends: Ends<'_>,
    next: &Scenario,
    same: impl Fn(&str) -> Option<String>,
) -> InheritanceDef {
    let pairs = Counterparts::of(ends.scenario, next, same);
    let mut carried = Carried { ends, next, pairs, unsigned: Vec::new(), effects: Vec::new() };
    carried.instruments();
    carried.standings();
    carried.figures();
    carried.sectors();
    carried.facts();
    InheritanceDef { unsigned: carried.unsigned, effects: carried.effects.into() }
}

/// What two scenarios have in common: pairs of ids, in the order of the first.
#[derive(Clone)]
struct Counterparts {
    powers: Vec<(PowerId, PowerId)>,
    sectors: Vec<(SectorId, SectorId)>,
    instruments: Vec<(InstrumentId, InstrumentId)>,
    facts: Vec<(FactId, FactId)>,
}

impl Counterparts {
    fn of(before: &Scenario, next: &Scenario, same: impl Fn(&str) -> Option<String>) -> Self {
        macro_rules! by_id {
            ($field:ident, $id:ident) => {
                before
                    .text
                    .$field
                    .iter()
                    .enumerate()
                    .filter_map(|(index, entry)| {
                        let mut others = next.text.$field.iter();
                        let other = others.position(|other| other.id == entry.id)?;
                        Some(($id::new(index), $id::new(other)))
                    })
                    .collect()
            };
        }
        let powers: Vec<(PowerId, PowerId)> = by_id!(powers, PowerId);
        let seats = before.setting.seats.iter().zip(&before.text.seats);
        let by_seat = seats.filter_map(|(seat, text)| {
            let other = next.seat_by_id(&same(&text.id)?)?;
            Some((seat.power, next.setting.seats[other.index()].power))
        });
        let new =
            |(one, other): &(PowerId, PowerId)| !powers.iter().any(|(a, b)| a == one || b == other);
        let by_seat: Vec<_> = by_seat.filter(new).collect();
        Self {
            powers: powers.into_iter().chain(by_seat).collect(),
            sectors: by_id!(sectors, SectorId),
            instruments: by_id!(instruments, InstrumentId),
            facts: by_id!(facts, FactId),
        }
    }

    fn power(&self, before: PowerId) -> Option<PowerId> {
        self.powers.iter().find(|(one, _)| *one == before).map(|(_, other)| *other)
    }

    fn pairs(&self) -> impl Iterator<Item = ((PowerId, PowerId), (PowerId, PowerId))> {
        let firsts = self.powers.iter();
        firsts.flat_map(|from| self.powers.iter().map(move |to| ((from.0, to.0), (from.1, to.1))))
    }
}

/// What is carried, as it is collected.
struct Carried<'a> {
    ends: Ends<'a>,
    next: &'a Scenario,
    pairs: Counterparts,
    unsigned: Vec<InstrumentId>,
    effects: Vec<Effect>,
}

impl Carried<'_> {
    fn instruments(&mut self) {
        let states = |position: &Position, id: InstrumentId| {
            let state = &position.instruments.states[id.index()];
            (state.in_force(), state.published)
        };
        for (old, new) in &self.pairs.instruments {
            let (binds, published) = states(self.ends.played, *old);
            let (documented, known) = states(self.ends.documented, *old);
            let (at_start, _) = states(&self.next.opening, *new);
            let mut effect = |effect| self.effects.push(Effect::Instrument(effect));
            if binds != documented && binds != at_start {
                if binds {
                    effect(InstrumentEffect::Sign(*new));
                } else {
                    self.unsigned.push(*new);
                }
            }
            if binds && published && !known {
                effect(InstrumentEffect::Publish(*new));
            }
        }
    }

    fn standings(&mut self) {
        let played = &self.ends.played.recognition;
        for (old, (from, to)) in self.pairs.pairs() {
            let standing = played.standing[old];
            let is_new = standing != self.next.opening.recognition.standing[(from, to)];
            if from == to || standing == self.ends.documented.recognition.standing[old] || !is_new {
                continue;
            }
            let last = played.acts.iter().rev().find(|act| (act.from, act.to) == old);
            let (status, subject, manners) = match last.filter(|act| act.standing == standing) {
                Some(act) => (act.status, act.subject, act.manners),
                None => Default::default(),
            };
            let act = RecognitionEffect::Act { from, to, standing, status, subject, manners };
            self.effects.push(Effect::Recognition(act));
        }
    }

    /// Takes down by how much a figure differs from that of the documented end.
    fn differs(&mut self, figure: impl Fn(&Position) -> f64, effect: impl FnOnce(f64) -> Effect) {
        let (played, documented) = (figure(self.ends.played), figure(self.ends.documented));
        if played.to_bits() != documented.to_bits() {
            self.effects.push(effect(played - documented));
        }
    }

    fn figures(&mut self) {
        use DeterrenceEffect as D;
        let balance = Effect::Deterrence;
        let pairs = self.pairs.clone();
        for (old, new) in pairs.powers.iter().copied() {
            let row = old.index();
            self.differs(
                |at| at.deterrence.satisfaction[row],
                |by| balance(D::Satisfaction(new, by)),
            );
            self.differs(|at| at.deterrence.weariness[row], |by| balance(D::Weariness(new, by)));
            for key in Criterion::ALL {
                self.differs(
                    |at| at.recognition.criteria[row][key as usize],
                    |by| Effect::Recognition(RecognitionEffect::Criterion(new, key, by)),
                );
            }
        }
        for (old, (of, host)) in pairs.pairs() {
            self.differs(|at| at.deterrence.troops[old], |by| balance(D::Troops(of, host, by)));
        }
        for (old, new) in pairs.sectors.iter().copied() {
            self.differs(
                |at| at.deterrence.tension[old.index()],
                |by| balance(D::Tension(new, by)),
            );
            for (of, power) in pairs.powers.iter().copied() {
                self.differs(
                    |at| at.deterrence.force(old, of),
                    |by| balance(D::Force(new, power, by)),
                );
            }
            self.differs(
                |at| at.borders.sectors[old.index()].patrols,
                |by| Effect::Border(BorderEffect::Patrols(new, by)),
            );
        }
    }

    fn sectors(&mut self) {
        for (old, new) in &self.pairs.sectors {
            let played = &self.ends.played.borders.sectors[old.index()];
            let documented = &self.ends.documented.borders.sectors[old.index()];
            let at_start = &self.next.opening.borders.sectors[new.index()];
            let mut effect = |effect| self.effects.push(Effect::Border(effect));
            if played.commission != documented.commission {
                effect(BorderEffect::Commission(*new, played.commission));
            }
            if let Some(holder) = self.pairs.power(played.holder)
                && played.holder != documented.holder
                && holder != at_start.holder
            {
                effect(BorderEffect::Holder(*new, holder));
            }
            if played.status != documented.status && played.status != at_start.status {
                effect(BorderEffect::Status(*new, played.status));
            }
        }
    }

    fn facts(&mut self) {
        for (old, new) in &self.pairs.facts {
            let value = self.ends.played.agenda.fact(*old);
            if value == self.ends.documented.agenda.fact(*old) {
                continue;
            }
            let name = &self.ends.scenario.text.facts[old.index()].values[value.index()].id;
            let mut values = self.next.text.facts[new.index()].values.iter();
            let same = values.position(|value| value.id == *name).map(ValueId::new);
            if let Some(value) = same.filter(|it| *it != self.next.opening.agenda.fact(*new)) {
                self.effects.push(Effect::Agenda(AgendaEffect::Set(*new, value)));
            }
        }
    }
}
