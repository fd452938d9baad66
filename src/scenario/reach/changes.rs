//! The changes that effects and the passing of time may make.
//!
//! Effects are applied by the [phases] of a turn, like those of a
//! game; here is what each does to tables that hold sets in place of values. Time
//! passes between items as [`procedure`](crate::rules::procedure) lets it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cells::{BINDS, DOES_NOT, PossibleValues, taken};
use super::walk::{ReachWalk, years};
use crate::rules::borders::BorderEffect;
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, AgendaMark, Due, InstrumentEffect};
use crate::rules::ids::{InstrumentId, PowerId, SectorId};
use crate::rules::phases::{
    self, AgendaTables, BorderTables, Course, DeterrenceTables, InstrumentTables, RecognitionTables,
};
use crate::rules::quantity::Date;
use crate::rules::recognition::{RecognitionEffect, Standing};
use crate::rules::terms::Term;

/// A part of the effects that fall due together.
pub(super) enum DuePart<'e> {
    /// All of these effects.
    Certain(Cow<'e, Due>),
    /// One of these: the branches of a draw, or the possible agreements.
    OneOf(Vec<&'e Due>),
    /// Each of these effects may happen or not.
    Each(Due),
}

/// The effects that fall due together, where not all of them are certain.
pub(super) struct Fork<'e> {
    pub(super) parts: Vec<DuePart<'e>>,
    /// The instruments that were signed, and whether each certainly was.
    signed: Vec<(InstrumentId, bool)>,
}

impl<'e> Fork<'e> {
    pub(super) const fn new(parts: Vec<DuePart<'e>>) -> Self {
        Self { parts, signed: Vec::new() }
    }

    /// Applies one list of effects of all parts.
    fn each<'s, E: Copy>(
        &mut self,
        walk: &mut ReachWalk<'s>,
        list: impl Fn(&Due) -> &[E],
        mut apply: impl FnMut(&mut Self, &mut ReachWalk<'s>, E),
    ) {
        let parts = core::mem::take(&mut self.parts);
        for part in &parts {
            match part {
                DuePart::Certain(due) => {
                    for effect in list(due) {
                        apply(self, walk, *effect);
                    }
                }
                DuePart::OneOf(ways) => walk.perhaps_one(ways.len(), |walk, way| {
                    for effect in list(ways[way]) {
                        apply(self, walk, *effect);
                    }
                }),
                DuePart::Each(due) => {
                    for effect in list(due) {
                        walk.perhaps(|walk| apply(self, walk, *effect));
                    }
                }
            }
        }
        self.parts = parts;
    }
}

impl<'s> Course<ReachWalk<'s>> for Fork<'_> {
    fn marks(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, AgendaMark),
    ) {
        self.each(walk, |due| &due.marks, |_, walk, mark| apply(walk, mark));
    }

    fn instruments(
        &mut self,
        walk: &mut ReachWalk<'s>,
        apply: impl FnMut(&mut Self, &mut ReachWalk<'s>, InstrumentEffect),
    ) {
        self.each(walk, |due| &due.instruments, apply);
    }

    fn sign(&mut self, walk: &ReachWalk<'s>, id: InstrumentId) {
        self.signed.push((id, walk.unsure == 0 && walk.fresh));
    }

    fn follow(&mut self, breach: &Due) {
        let marks = Vec::new();
        let instruments = Vec::new();
        self.parts.push(DuePart::Each(Due { marks, instruments, ..breach.clone() }));
    }

    fn signed(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, InstrumentId),
    ) {
        for (id, certain) in &self.signed {
            walk.certain = *certain;
            apply(walk, *id);
        }
    }

    fn recognition(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, RecognitionEffect),
    ) {
        self.each(walk, |due| &due.recognition, |_, walk, effect| apply(walk, effect));
    }

    fn deterrence(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, DeterrenceEffect),
    ) {
        self.each(walk, |due| &due.deterrence, |_, walk, effect| apply(walk, effect));
    }

    fn borders(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, u64, BorderEffect),
    ) {
        // The place in the list is a part of keys of chance, which is not drawn here.
        self.each(walk, |due| &due.borders, |_, walk, effect| apply(walk, 0, effect));
    }

    fn agenda(
        &mut self,
        walk: &mut ReachWalk<'s>,
        mut apply: impl FnMut(&mut ReachWalk<'s>, AgendaEffect),
    ) {
        self.each(walk, |due| &due.agenda, |_, walk, effect| apply(walk, effect));
    }
}

impl AgendaTables for ReachWalk<'_> {
    fn mark(&mut self, mark: AgendaMark) {
        let cells = &mut self.cells;
        match mark {
            AgendaMark::Chose(mv, option) => cells.put_one(cells.choice(mv), taken(option)),
            AgendaMark::Challenged(item) => cells.put_one(cells.challenged(item.index()), 1),
            // Nothing that a condition can ask for.
            AgendaMark::Opened(_) | AgendaMark::Drawn(..) => {}
        }
    }

    fn turn(&mut self, effect: AgendaEffect) {
        let cells = &mut self.cells;
        match effect {
            AgendaEffect::Set(fact, value) => cells.put_one(cells.fact(fact.index()), value.0),
            AgendaEffect::Leader(seat, leader) => {
                cells.put_one(cells.leader(seat.index()), leader.0);
            }
        }
    }
}

impl InstrumentTables for ReachWalk<'_> {
    fn instrument(&mut self, effect: InstrumentEffect) -> bool {
        let id = effect.instrument();
        let in_force = self.cells.in_force(id);
        let may_bind = self.cells.may_be(in_force, BINDS);
        match effect {
            InstrumentEffect::Sign(_) | InstrumentEffect::Conclude(..) => {
                let may_not = self.cells.may_be(in_force, DOES_NOT);
                self.fresh = !may_bind;
                self.sign_it(id);
                may_not
            }
            InstrumentEffect::Denounce(_) => {
                self.denounce(id);
                may_bind
            }
            InstrumentEffect::Breach(..) => {
                if may_bind {
                    self.cells.put_one(in_force, DOES_NOT);
                    self.cells.put(self.cells.term(id), PossibleValues::Term(None));
                }
                may_bind
            }
            InstrumentEffect::Publish(_) => true,
        }
    }

    fn perhaps(&mut self, go: impl FnOnce(&mut Self)) {
        let mut go = Some(go);
        self.perhaps_one(2, |walk, way| {
            if way == 0
                && let Some(go) = go.take()
            {
                go(walk);
            }
        });
    }
}

impl RecognitionTables for ReachWalk<'_> {
    fn sign(&mut self, id: InstrumentId) {
        for (term, always) in self.cells.setting.possible_terms(id) {
            let Term::Recognises { from, to, floor, .. } = *term else { continue };
            let cell = self.cells.standing(from, to);
            let floor = u16::from(floor.rung());
            let raised: BTreeSet<u16> =
                self.cells.set(cell).iter().map(|rung| (*rung).max(floor)).collect();
            if self.certain && always {
                self.cells.put(cell, PossibleValues::Set(raised.into_iter().collect()));
            } else {
                self.cells.add_values(cell, raised);
            }
        }
    }

    fn recognise(&mut self, effect: RecognitionEffect) {
        // Criteria are nothing that a condition can ask for.
        let RecognitionEffect::Act { from, to, standing, .. } = effect else { return };
        let caps = self.ceilings.get(&(from, to)).into_iter().flatten();
        let rungs: BTreeSet<u16> = caps
            .map(|cap| u16::from(standing.min(*cap).rung()))
            .chain([u16::from(standing.rung())])
            .collect();
        let cell = self.cells.standing(from, to);
        self.cells.put(cell, PossibleValues::Set(rungs.into_iter().collect()));
    }
}

impl DeterrenceTables for ReachWalk<'_> {
    fn balance(&mut self, effect: DeterrenceEffect) {
        // Of the balance a condition can ask for tension alone.
        let DeterrenceEffect::Tension(sector, by) = effect else { return };
        let cell = self.cells.tension(sector);
        let (low, high) = self.cells.range(cell);
        let moved = |level: f64| (level + by).clamp(0.0, 1.0);
        self.cells.put(cell, PossibleValues::Range(moved(low), moved(high)));
    }
}

impl BorderTables for ReachWalk<'_> {
    fn redraw(&mut self, _: u64, effect: BorderEffect) {
        let cells = &mut self.cells;
        match effect {
            BorderEffect::Holder(sector, power) => cells.put_one(cells.holder(sector), power.0),
            BorderEffect::Clash(sector, attacker, defender) => {
                self.clash(sector, attacker, defender);
            }
            BorderEffect::Status(sector, status) => {
                cells.put_one(cells.status(sector), status as u16);
            }
            // Nothing that a condition can ask for.
            BorderEffect::Patrols(..) | BorderEffect::Commission(..) => {}
        }
    }
}

impl ReachWalk<'_> {
    /// Applies the effects that fall due together, phase by phase as a turn does.
    pub(super) fn bring(&mut self, mut due: Fork<'_>) {
        phases::apply(self.cells.setting, self, &mut due);
    }

    /// Applies a clash: it may move the ground to either side, and adds to tension.
    pub(super) fn clash(&mut self, sector: SectorId, attacker: PowerId, defender: PowerId) {
        let cells = &mut self.cells;
        cells.add_values(cells.holder(sector), [attacker.0, defender.0]);
        cells.add(cells.tension(sector), &PossibleValues::Range(1.0, 1.0));
    }

    /// Applies a signature: an instrument that was not in force now is.
    fn sign_it(&mut self, id: InstrumentId) {
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
            self.cells.add(cell, &PossibleValues::Term(Some(fresh)));
        } else {
            self.cells.put(cell, PossibleValues::Term(Some(fresh)));
        }
        self.cells.put_one(in_force, BINDS);
    }

    /// Applies a denunciation: at once, or by notice.
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
            self.cells.put(cell, PossibleValues::Term(Some((Some(self.today.0), Some(last)))));
        } else {
            self.cells.put_one(in_force, DOES_NOT);
            self.cells.put(cell, PossibleValues::Term(None));
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
        // One change may allow another within the same stretch of time.
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
                self.cells.add(self.cells.tension(*sector), &PossibleValues::Range(0.0, 1.0));
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
                self.cells.put(self.cells.term(id), PossibleValues::Term(None));
            } else {
                self.cells.add_values(in_force, [DOES_NOT]);
            }
        }
    }
}
