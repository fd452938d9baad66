//! What effects and the passing of time may leave behind.
//!
//! It follows the phases of a turn (instruments, recognition, borders, facts and
//! leaders) and lets time pass between items as [`procedure`](crate::rules::procedure)
//! does, each with sets in place of values.

use std::collections::BTreeSet;

use super::super::cells::{BINDS, Cell, DOES_NOT};
use super::{Due, Walk, terms, years};
use crate::rules::ids::{InstrumentId, PowerId, SectorId};
use crate::rules::quantity::Date;
use crate::rules::recognition::Standing;
use crate::rules::setting::{
    AgendaEffect, BorderEffect, DeterrenceEffect, Effect, InstrumentEffect, RecognitionEffect, Term,
};

/// The phases of a turn that effects are applied in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Instruments,
    Recognition,
    Rest,
}

fn phase(effect: &Effect) -> Phase {
    match effect {
        Effect::Instrument(_) => Phase::Instruments,
        Effect::Recognition(_) => Phase::Recognition,
        Effect::Deterrence(_) | Effect::Border(_) | Effect::Agenda(_) => Phase::Rest,
    }
}

impl Walk<'_> {
    /// Applies what falls due together, phase by phase as a turn does.
    pub(super) fn bring(&mut self, due: &Due<'_>) {
        self.broken.clear();
        self.bring_further(due);
    }

    fn bring_further(&mut self, due: &Due<'_>) {
        let mut signed: Vec<(InstrumentId, bool)> = Vec::new();
        let mut follows: Vec<Effect> = Vec::new();
        for at in [Phase::Instruments, Phase::Recognition, Phase::Rest] {
            if at == Phase::Recognition {
                for (id, certain) in &signed {
                    self.signing_acts(*id, *certain);
                }
            }
            let of_phase = |effect: &&Effect| phase(effect) == at;
            for effect in due.before.iter().copied().filter(of_phase) {
                self.apply(effect, true, &mut signed, &mut follows);
            }
            for ways in &due.ways {
                self.fork(ways.len(), |walk, way| {
                    for effect in ways[way].iter().filter(of_phase) {
                        walk.apply(effect, false, &mut signed, &mut follows);
                    }
                    true
                });
            }
            for effect in due.after.iter().copied().filter(of_phase) {
                self.apply(effect, true, &mut signed, &mut follows);
            }
        }
        // What follows from a breach: which of it does is not certain.
        if !follows.is_empty() {
            let each = |effect| vec![core::slice::from_ref(effect), &[]];
            let ways = follows.iter().map(each).collect();
            self.bring_further(&Due { before: Vec::new(), ways, after: Vec::new() });
        }
    }

    fn apply(
        &mut self,
        effect: &Effect,
        certain: bool,
        signed: &mut Vec<(InstrumentId, bool)>,
        follows: &mut Vec<Effect>,
    ) {
        let cells = &mut self.cells;
        match effect {
            Effect::Instrument(effect) => match effect {
                InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => {
                    let fresh = cells.must_be(cells.in_force(*id), DOES_NOT);
                    signed.push((*id, certain && fresh));
                    self.sign(*id);
                }
                InstrumentEffect::Denounce(id) => self.denounce(*id),
                InstrumentEffect::Breach(id, _) => {
                    if cells.may_be(cells.in_force(*id), BINDS) {
                        cells.put_one(cells.in_force(*id), DOES_NOT);
                        cells.put(cells.term(*id), Cell::Term(None));
                        if self.broken.insert(*id) {
                            let breach = &cells.setting.instruments[id.index()].breach;
                            follows.extend(breach.iter().cloned());
                        }
                    }
                }
                InstrumentEffect::Publish(_) => {}
            },
            Effect::Recognition(RecognitionEffect::Act { from, to, standing, .. }) => {
                let caps = self.ceilings.get(&(*from, *to)).into_iter().flatten();
                let rungs: BTreeSet<u16> = caps
                    .map(|cap| u16::from((*standing).min(*cap).rung()))
                    .chain([u16::from(standing.rung())])
                    .collect();
                cells.put(cells.standing(*from, *to), Cell::Set(rungs.into_iter().collect()));
            }
            Effect::Deterrence(DeterrenceEffect::Tension(sector, by)) => {
                let cell = cells.tension(*sector);
                let (low, high) = cells.range(cell);
                let moved = |level: f64| (level + by).clamp(0.0, 1.0);
                cells.put(cell, Cell::Range(moved(low), moved(high)));
            }
            Effect::Border(BorderEffect::Holder(sector, power)) => {
                cells.put_one(cells.holder(*sector), power.0);
            }
            Effect::Border(BorderEffect::Clash(sector, attacker, defender)) => {
                self.clash(*sector, *attacker, *defender);
            }
            Effect::Border(BorderEffect::Status(sector, status)) => {
                cells.put_one(cells.status(*sector), *status as u16);
            }
            Effect::Agenda(AgendaEffect::Set(fact, value)) => {
                cells.put_one(cells.fact(fact.index()), value.0);
            }
            Effect::Agenda(AgendaEffect::Leader(seat, leader)) => {
                cells.put_one(cells.leader(seat.index()), leader.0);
            }
            // Nothing that a condition can ask for.
            Effect::Recognition(RecognitionEffect::Criterion(..))
            | Effect::Deterrence(_)
            | Effect::Border(_) => {}
        }
    }

    /// A clash may move the ground to either side, and adds to tension.
    pub(super) fn clash(&mut self, sector: SectorId, attacker: PowerId, defender: PowerId) {
        let cells = &mut self.cells;
        cells.add_values(cells.holder(sector), [attacker.0, defender.0]);
        cells.add(cells.tension(sector), &Cell::Range(1.0, 1.0));
    }

    /// It is signed: if it is not in force already, it now is.
    fn sign(&mut self, id: InstrumentId) {
        let setting = self.cells.setting;
        let def = &setting.instruments[id.index()];
        let in_force = self.cells.in_force(id);
        if self.cells.must_be(in_force, BINDS) {
            return;
        }
        let terms = years(setting, id);
        let (first, last) = self.today;
        let fresh = if def.renews {
            (None, None)
        } else {
            let ends = |day: Date, years: Option<&u16>| years.map(|years| day.plus_years(*years));
            // An article may set the years, or leave them to the instrument.
            let always = def.years.is_some();
            (ends(first, terms.first()), ends(last, terms.last()).filter(|_| always))
        };
        let cell = self.cells.term(id);
        if self.cells.may_be(in_force, BINDS) {
            self.cells.add(cell, &Cell::Term(Some(fresh)));
        } else {
            self.cells.put(cell, Cell::Term(Some(fresh)));
        }
        self.cells.put_one(in_force, BINDS);
    }

    /// It is denounced: at once, or by notice.
    fn denounce(&mut self, id: InstrumentId) {
        let in_force = self.cells.in_force(id);
        if !self.cells.may_be(in_force, BINDS) {
            return;
        }
        let cell = self.cells.term(id);
        if let Some(months) = self.cells.setting.instruments[id.index()].notice {
            let leaves = self.today.1.plus_months_same_day(months);
            let last = self.cells.term_of(id).and_then(|(_, last)| last);
            let last = last.map_or(leaves, |last| last.min(leaves));
            self.cells.put(cell, Cell::Term(Some((Some(self.today.0), Some(last)))));
        } else {
            self.cells.put_one(in_force, DOES_NOT);
            self.cells.put(cell, Cell::Term(None));
        }
    }

    /// What signing amounts to in recognition.
    fn signing_acts(&mut self, id: InstrumentId, certain: bool) {
        for (term, always) in terms(self.cells.setting, id) {
            let Term::Recognises { from, to, floor, .. } = *term else { continue };
            let cell = self.cells.standing(from, to);
            let floor = u16::from(floor.rung());
            let raised: BTreeSet<u16> =
                self.cells.set(cell).iter().map(|rung| (*rung).max(floor)).collect();
            if certain && always {
                self.cells.put(cell, Cell::Set(raised.into_iter().collect()));
            } else {
                self.cells.add_values(cell, raised);
            }
        }
    }

    /// Lets time pass: treaties run out, recognition drifts, borders are not quiet.
    pub(super) fn pass_time(&mut self, until: Date) {
        let setting = self.cells.setting;
        let from = self.today.0;
        let months = from.months_begun(until);
        let ticks = (1..=months).any(|month| matches!(from.plus_months(month).month, 1 | 7));
        let n_drifts = if ticks { setting.drifts.len() } else { 0 };
        let mut drifts: Vec<usize> = (0..n_drifts).collect();
        let n_sectors = if months > 0 { setting.sectors.len() } else { 0 };
        let mut live: Vec<usize> = (0..n_sectors).collect();
        // What changes may let something else change within the same stretch.
        let mut expired = false;
        loop {
            let mut now = Vec::new();
            drifts.retain(|drift| {
                let may = self.cells.may(&setting.drifts[*drift].when, true);
                if may {
                    now.push(*drift);
                }
                !may
            });
            for drift in &now {
                self.drift(*drift);
            }
            let mut fighting = Vec::new();
            live.retain(|sector| {
                let may = self.cells.may(&setting.sectors[*sector].live, true);
                if may {
                    fighting.push(SectorId::new(*sector));
                }
                !may
            });
            for sector in &fighting {
                let def = &setting.sectors[sector.index()];
                self.clash(*sector, def.challenger, def.defender);
                self.cells.add(self.cells.tension(*sector), &Cell::Range(0.0, 1.0));
            }
            if now.is_empty() && fighting.is_empty() && expired {
                return;
            }
            if !expired {
                expired = true;
                self.expire(until);
            }
        }
    }

    fn drift(&mut self, drift: usize) {
        let def = &self.cells.setting.drifts[drift];
        let cell = self.cells.standing(def.from, def.to);
        let (top, bottom) = (u16::from(def.ceiling.rung()), u16::from(Standing::Refuses.rung()));
        let rungs = self.cells.set(cell).to_vec();
        for rung in rungs {
            self.cells.add_values(cell, rung..=top);
            self.cells.add_values(cell, bottom..=rung);
        }
    }

    fn expire(&mut self, until: Date) {
        for index in 0..self.expiring.len() {
            let id = self.expiring[index];
            let Some((first, last)) = self.cells.term_of(id) else { continue };
            if first.is_none_or(|day| day > until) {
                continue;
            }
            let in_force = self.cells.in_force(id);
            if last.is_some_and(|day| day <= until) {
                self.cells.put_one(in_force, DOES_NOT);
                self.cells.put(self.cells.term(id), Cell::Term(None));
            } else {
                self.cells.add_values(in_force, [DOES_NOT]);
            }
        }
    }
}
