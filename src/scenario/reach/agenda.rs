//! The walk over the agenda: the items that come up, the questions that are asked, and
//! the answers that may be given.
//!
//! The effects of each step are in `changes`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::cells::{BINDS, Cells, DOES_NOT, NO_ARTICLE, Never, PossibleValues};
use super::changes::{DuePart, Fork};
use super::reached::{Reach, Reached};
use super::walk::{ReachWalk, years};
use crate::rules::conditions::{Condition, OutcomeReading};
use crate::rules::conference::ConferenceDef;
use crate::rules::defs::{ItemKind, OptionDef, OutcomeDef, chance_ids};
use crate::rules::effects::{AgendaMark, Due, InstrumentEffect, Stance};
use crate::rules::ids::{
    ChanceId, ConferenceId, InstrumentId, ItemId, MandateId, MoveId, OptionId, OutcomeId, PowerId,
    SeatId,
};
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::recognition::Standing;
use crate::rules::setting::Setting;
use crate::rules::talks::ConferenceOutcome;
use crate::rules::terms::Term;
use crate::rules::ways::{army_chance, stance_effects, take};
use crate::scenario::places::Spot;

/// Walks the agenda of a setting from its first day to its last; `inherits` says whether
/// games may take over what earlier ones have left.
pub(super) fn walk(setting: &Setting, opening: PositionRef<'_>, inherits: bool) -> Reached {
    let mut ceilings: BTreeMap<(PowerId, PowerId), BTreeSet<Standing>> = BTreeMap::new();
    for id in (0..setting.instruments.len()).map(InstrumentId::new) {
        for (term, _) in setting.possible_terms(id) {
            if let Term::Ceiling { from, to, ceiling } = *term {
                ceilings.entry((from, to)).or_default().insert(ceiling);
            }
        }
    }
    let ends = |id: &InstrumentId| {
        let def = &setting.instruments[id.index()];
        def.notice.is_some() || !years(setting, *id).is_empty()
    };
    let mut read_at: BTreeMap<ItemId, Vec<OutcomeId>> = BTreeMap::new();
    for (index, outcome) in setting.outcomes.iter().enumerate() {
        if let Some(item) = outcome.at {
            read_at.entry(item).or_default().push(OutcomeId::new(index));
        }
    }
    let mut walk = ReachWalk {
        cells: Cells::opening(setting, opening),
        spots: BTreeMap::new(),
        never: BTreeMap::new(),
        outcomes: setting.outcomes.iter().map(|outcome| vec![false; outcome.values]).collect(),
        expiring: (0..setting.instruments.len()).map(InstrumentId::new).filter(ends).collect(),
        ceilings,
        read_at,
        today: (opening.agenda.clock, opening.agenda.clock),
        unsure: 0,
        fresh: false,
        certain: true,
    };
    if inherits {
        walk.inheritances();
    }
    walk.agenda();
    walk.lines();
    Reached { spots: walk.spots, never: walk.never, outcomes: walk.outcomes }
}

impl<'s> ReachWalk<'s> {
    /// Takes over what earlier games may have left: any part of it, or nothing.
    fn inheritances(&mut self) {
        let setting = self.cells.setting;
        for inheritance in &setting.inherits {
            self.perhaps_one(2, |walk, way| {
                if way == 0 {
                    return;
                }
                for id in &inheritance.unsigned {
                    walk.cells.put_one(walk.cells.in_force(*id), DOES_NOT);
                }
                let due = inheritance.effects.due();
                walk.bring(Fork::new(vec![DuePart::Certain(Cow::Borrowed(due))]));
            });
        }
    }

    fn agenda(&mut self) {
        let setting = self.cells.setting;
        let mut left_to_the_end = vec![true; setting.outcomes.len()];
        for (index, def) in setting.items.iter().enumerate() {
            let item = ItemId::new(index);
            self.pass_time(def.date);
            self.today = (def.date, def.date);
            let next = setting.items.get(index + 1).map_or(setting.closes, |next| next.date);
            let reach = self.judge(Spot::Item(item), &def.when);
            if reach == Reach::Never {
                continue;
            }
            if reach == Reach::Always {
                for outcome in self.read_at.get(&item).into_iter().flatten() {
                    left_to_the_end[outcome.index()] = false;
                }
            }
            self.fork(2, |walk, way| match way {
                0 => walk.cells.assume(&def.when, false),
                _ => walk.cells.assume(&def.when, true) && walk.open(item, next),
            });
        }
        self.pass_time(setting.closes);
        for (index, def) in setting.outcomes.iter().enumerate() {
            if left_to_the_end[index] {
                self.read(OutcomeId::new(index), def);
            }
        }
    }

    /// Records whether a spot with this condition comes about, from the current state.
    fn judge(&mut self, spot: Spot, when: &Condition) -> Reach {
        let reach = match (self.cells.may(when, true), self.cells.may(when, false)) {
            (false, _) => {
                let against = self.cells.against(when, true);
                self.never.insert(spot, against);
                Reach::Never
            }
            (true, true) => Reach::Perhaps,
            (true, false) => Reach::Always,
        };
        self.spots.insert(spot, reach);
        reach
    }

    fn open(&mut self, item: ItemId, next: Date) -> bool {
        let setting = self.cells.setting;
        let def = &setting.items[item.index()];
        self.drawn(&def.chances, Reach::Always);
        let mut due = Fork::new(vec![DuePart::Certain(Cow::Borrowed(def.effects.due()))]);
        due.parts.extend(self.branches(&def.chances));
        self.bring(due);
        for mv in setting.moves_of(item) {
            if !self.ask(mv) {
                return false;
            }
        }
        match def.kind {
            ItemKind::Conference(id) if !self.meet(id, next) => return false,
            // A challenged crisis may end in a fight without anybody choosing one.
            ItemKind::Crisis(sector)
                if self.cells.may_be(self.cells.challenged(item.index()), 1) =>
            {
                let def = &setting.sectors[sector.index()];
                self.clash(sector, def.challenger, def.defender);
            }
            _ => {}
        }
        let due: Vec<OutcomeId> = self.read_at.get(&item).into_iter().flatten().copied().collect();
        for outcome in due {
            self.read(outcome, &setting.outcomes[outcome.index()]);
        }
        true
    }

    /// The branches of drawn consequences that can come true.
    fn branches(&self, range: &core::ops::Range<usize>) -> Vec<DuePart<'s>> {
        let setting = self.cells.setting;
        let can = |chance: ChanceId| {
            let branches = setting.chances[chance.index()].branches.iter();
            let can = branches.filter(|b| b.probability.value > 0.0);
            DuePart::OneOf(can.map(|b| b.effects.due()).collect())
        };
        chance_ids(range).map(can).collect()
    }

    /// Records which branches of drawn consequences can come true.
    fn drawn(&mut self, range: &core::ops::Range<usize>, of: Reach) {
        for chance in chance_ids(range) {
            let branches = &self.cells.setting.chances[chance.index()].branches;
            for (index, branch) in branches.iter().enumerate() {
                let spot = Spot::Branch(chance, u16::try_from(index).unwrap_or(u16::MAX));
                let (reach, against) = match branch.probability.value {
                    _ if of == Reach::Never => (Reach::Never, Some(Never::Within)),
                    p if p <= 0.0 => (Reach::Never, Some(Never::Nought)),
                    p if p >= 1.0 => (Reach::Always, None),
                    _ => (Reach::Perhaps, None),
                };
                self.spots.insert(spot, reach);
                self.never.extend(against.map(|against| (spot, against)));
            }
        }
    }

    /// Follows a question, with every answer that can be given; returns whether the game
    /// can go on.
    fn ask(&mut self, mv: MoveId) -> bool {
        let setting = self.cells.setting;
        let def = &setting.moves[mv.index()];
        let arises = self.judge(Spot::Move(mv), &def.when);
        let options: Vec<(OptionId, &OptionDef)> =
            def.options.iter().enumerate().map(|(k, o)| (OptionId::new(k), o)).collect();
        let mut any = false;
        for (option, choice) in &options {
            let spot = Spot::Option(mv, *option);
            let reach = if arises == Reach::Never {
                self.never.insert(spot, Never::Within);
                self.spots.insert(spot, Reach::Never);
                Reach::Never
            } else {
                self.judge_where(spot, &def.when, &choice.when)
            };
            any |= reach != Reach::Never;
            self.drawn(&choice.chances, reach);
        }
        if arises != Reach::Never && !any {
            self.spots.insert(Spot::Move(mv), Reach::Never);
            self.never.insert(Spot::Move(mv), Never::NoAnswer);
        }
        let n_options = options.len();
        let closed = |cells: &mut Cells<'s>| {
            options.iter().all(|(_, choice)| cells.assume(&choice.when, false))
        };
        if arises == Reach::Always
            && self.cells.can(|cells| cells.assume(&def.when, true) && closed(cells))
            && any
        {
            self.spots.insert(Spot::Move(mv), Reach::Perhaps);
        }
        self.fork(n_options + 2, |walk, way| {
            if way == n_options {
                return walk.cells.assume(&def.when, false);
            }
            if !walk.cells.assume(&def.when, true) {
                return false;
            }
            let Some((option, choice)) = options.get(way) else { return closed(&mut walk.cells) };
            walk.cells.assume(&choice.when, true) && {
                walk.choose(mv, *option, choice);
                true
            }
        })
    }

    /// As [`Self::judge`], for a condition that is asked only where `given` holds.
    fn judge_where(&mut self, spot: Spot, given: &Condition, when: &Condition) -> Reach {
        let mut reach = Reach::Perhaps;
        let _ = self.cells.can(|cells| {
            let _ = cells.assume(given, true);
            reach = match (cells.may(when, true), cells.may(when, false)) {
                (false, _) => {
                    self.never.insert(spot, cells.against(when, true));
                    Reach::Never
                }
                (true, true) => Reach::Perhaps,
                (true, false) => Reach::Always,
            };
            true
        });
        self.spots.insert(spot, reach);
        reach
    }

    fn choose(&mut self, mv: MoveId, option: OptionId, choice: &'s OptionDef) {
        let setting = self.cells.setting;
        let item = setting.moves[mv.index()].item;
        let mut taken = Due::default();
        take(setting, mv, option, &mut taken);
        let mut due = Fork::new(vec![DuePart::Certain(Cow::Owned(taken))]);
        due.parts.extend(self.branches(&choice.chances));
        if let (ItemKind::Crisis(sector), Some(stance)) =
            (&setting.items[item.index()].kind, choice.stance)
        {
            let mut at_once = Due::default();
            stance_effects(setting, item, *sector, stance, &mut at_once);
            due.parts.push(DuePart::Certain(Cow::Owned(at_once)));
            let forbidden = stance == Stance::Forbid;
            if (forbidden || stance == Stance::Hold)
                && army_chance(setting, *sector, forbidden) > 0.0
            {
                let acts = Due { marks: vec![AgendaMark::Challenged(item)], ..Due::default() };
                due.parts.push(DuePart::Each(acts));
            }
        }
        self.bring(due);
    }

    /// Follows a conference, with every fate and every article; returns whether the game
    /// can go on.
    fn meet(&mut self, id: ConferenceId, next: Date) -> bool {
        let setting = self.cells.setting;
        let def = &setting.conferences[id.index()];
        let reach = self.judge(Spot::Conference(id), &def.when);
        if reach == Reach::Never {
            return true;
        }
        self.mandates(id, def);
        let asks_home = def.parties.iter().flat_map(|party| &party.mandates);
        let may_fall = asks_home.into_iter().any(|m| m.preferences.ratification.is_some());
        let fates = [
            Some(ConferenceOutcome::NoTreaty),
            may_fall.then_some(ConferenceOutcome::NotRatified),
            Some(ConferenceOutcome::InForce),
        ];
        let fates: Vec<ConferenceOutcome> = fates.into_iter().flatten().collect();
        self.fork(fates.len() + 1, |walk, way| {
            let Some(fate) = fates.get(way) else { return walk.cells.assume(&def.when, false) };
            if !walk.cells.assume(&def.when, true) {
                return false;
            }
            if def.recesses > 0 && def.recess_months > 0 {
                walk.fork(2, |walk, way| {
                    if way > 0 {
                        walk.pass_time(next);
                    }
                    true
                });
                walk.today.1 = next;
            }
            walk.conclude(id, def, *fate);
            true
        })
    }

    fn conclude(&mut self, id: ConferenceId, def: &'s ConferenceDef, fate: ConferenceOutcome) {
        self.cells.put_one(self.cells.fate(id), fate as u16);
        let effects = match fate {
            ConferenceOutcome::NoTreaty => &def.failed,
            ConferenceOutcome::NotRatified => &def.unratified,
            ConferenceOutcome::Pending | ConferenceOutcome::InForce => &def.signed,
        };
        let mut due = Fork::new(Vec::new());
        if fate == ConferenceOutcome::InForce {
            let conclude = def.instrument.map(|id| InstrumentEffect::Conclude(id, def.blank()));
            let instruments = conclude.into_iter().collect();
            let signs = Due { instruments, ..Due::default() };
            due.parts.push(DuePart::Certain(Cow::Owned(signs)));
            for (clause, values) in def.clause_ids().zip(&def.clauses) {
                let ways = values.values.iter().map(|value| value.effects.due()).collect();
                due.parts.push(DuePart::OneOf(ways));
                let author = (0_u16..)
                    .zip(&values.values)
                    .filter(|(_, value)| value.reserved.is_none())
                    .map(|(index, _)| index);
                self.cells
                    .put(self.cells.article(id, clause), PossibleValues::Set(author.collect()));
            }
        }
        due.parts.push(DuePart::Certain(Cow::Borrowed(effects.due())));
        self.bring(due);
    }

    fn mandates(&mut self, id: ConferenceId, def: &ConferenceDef) {
        for (party, of) in def.party_ids().zip(&def.parties) {
            let seat = Some(of.seat);
            let mut before = false;
            for (index, mandate) in MandateId::up_to(of.mandates.len()).zip(&of.mandates) {
                let spot = Spot::Mandate(id, party, index);
                // A party cannot follow what it does not know of; how it then reads
                // the condition is left open.
                if mandate.when.reads_hidden_from(self.cells.setting, seat) {
                    self.spots.insert(spot, Reach::Perhaps);
                    continue;
                }
                if before {
                    self.never.insert(spot, Never::Before);
                    self.spots.insert(spot, Reach::Never);
                    continue;
                }
                before = self.judge_where(spot, &def.when, &mandate.when) == Reach::Always;
            }
        }
    }

    /// Records the values that an outcome may come to now.
    fn read(&mut self, outcome: OutcomeId, def: &OutcomeDef) {
        let cells = &self.cells;
        let last = def.values.saturating_sub(1);
        let plain = |cell: usize| cells.set(cell).iter().map(|v| usize::from(*v)).collect();
        let values: Vec<usize> = match def.reading {
            OutcomeReading::Choice(mv) => {
                let option = |v: &u16| usize::from(*v).checked_sub(1).unwrap_or(last);
                cells.set(cells.choice(mv)).iter().map(option).collect()
            }
            OutcomeReading::Fact(fact) => plain(cells.fact(fact.index())),
            OutcomeReading::Standing(from, to) => plain(cells.standing(from, to)),
            OutcomeReading::InForce(id) => {
                let states = cells.set(cells.in_force(id)).iter();
                // A secret one that binds may be published or not.
                states.flat_map(|v| if *v == BINDS { 1..=last } else { 0..=0 }).collect()
            }
            OutcomeReading::Holder(sector) => plain(cells.holder(sector)),
            OutcomeReading::Status(sector) => plain(cells.status(sector)),
            OutcomeReading::Clashes(_) => (0..=last).collect(),
            OutcomeReading::Leader(seat) => plain(cells.leader(seat.index())),
            OutcomeReading::Concluded(id) => plain(cells.fate(id)),
            OutcomeReading::Article(id, clause) => {
                let value = |v: &u16| if *v == NO_ARTICLE { last } else { usize::from(*v) };
                cells.set(cells.article(id, clause)).iter().map(value).collect()
            }
        };
        for value in values {
            if let Some(slot) = self.outcomes[outcome.index()].get_mut(value) {
                *slot = true;
            }
        }
    }

    /// Judges the red lines, over all values that the tables have held.
    fn lines(&mut self) {
        let setting = self.cells.setting;
        for (seat, def) in setting.seats.iter().enumerate() {
            for (line, red) in def.red_lines.iter().enumerate() {
                let spot = Spot::RedLine(SeatId::new(seat), line);
                let against = self.cells.at_any_moment(|cells| {
                    (!cells.may(&red.crossed, true)).then(|| cells.against(&red.crossed, true))
                });
                let reach = if against.is_some() { Reach::Never } else { Reach::Perhaps };
                self.spots.insert(spot, reach);
                self.never.extend(against.map(|against| (spot, against)));
            }
        }
    }
}
