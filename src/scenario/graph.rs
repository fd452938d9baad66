//! The agenda as a graph: which item depends on which, and whether it can come up.
//!
//! Nodes are the items in order. An edge leads from the item that may bring
//! something about to the item that asks for it in a condition, of its own or of
//! a part of it, and says in words what that is. The graph is for people who
//! write a scenario; a game does not use it. How often an item came up in games
//! that were played is not here.
//!
//! ```
//! use status_quo::scenario::graph::Graph;
//! use status_quo::scenario::library;
//! let scenario = library::open("kyakhta").unwrap();
//! let graph = Graph::of(&scenario);
//! for edge in &graph.edges {
//!     println!("{}", edge.words);
//! }
//! ```

use std::collections::BTreeMap;

use super::Scenario;
use super::places::Spot;
use super::reach::{Reach, Reached};
use super::say::Say;
use crate::rules::borders::BorderEffect;
use crate::rules::conditions::Condition;
use crate::rules::defs::{ItemKind, OptionDef, chance_ids};
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, Effect, InstrumentEffect, Stance};
use crate::rules::ids::{
    ChanceId, ClauseValueId, ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MandateId,
    MoveId, OptionId, PowerId, SeatId, SectorId, ValueId,
};
use crate::rules::quantity::Date;
use crate::rules::recognition::{RecognitionEffect, Standing};
use crate::rules::setting::Setting;
use crate::rules::terms::Term;
use crate::rules::ways::army_chance;

/// The most causes of one part of a condition that are shown: the latest before
/// it. Nobody could follow more, and thousands of items that all touch one fact
/// would give millions of edges.
const MOST_CAUSES: usize = 64;

/// The agenda of a scenario as a graph.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The items, in the order of their ids.
    pub nodes: Vec<AgendaNode>,
    /// The dependencies between items, in the order of the items that ask.
    pub edges: Vec<Edge>,
    /// The things that can come about.
    pub reached: Reached,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaNode {
    /// The item.
    pub item: ItemId,
    /// What kind of item.
    pub kind: ItemKind,
    /// The day on which it comes up.
    pub date: Date,
    /// The last day on which it may still be open: later than `date` only for a
    /// conference that can adjourn.
    pub until: Date,
    /// Whether the item comes up.
    pub reach: Reach,
}

/// The direction in which an edge acts on the condition it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pull {
    /// The edge helps to make the condition hold.
    For,
    /// The edge helps to make the condition fail.
    Against,
}

/// An edge of the graph: one thing that may come about, and a condition that asks for
/// it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The item that may bring it about: earlier than `to`, or `to` itself for
    /// what one part of an item asks of another.
    pub from: ItemId,
    /// The item that asks for it.
    pub to: ItemId,
    /// Whether the edge acts for the condition or against it.
    pub pull: Pull,
    /// The part of `from` that brings it about: the item itself, an option, a branch, a
    /// conference or a value of a clause. [`Places::of`](super::places::Places::of) finds it.
    pub by: Spot,
    /// The part of `to` that has the condition: the item itself, a move, an option, a
    /// conference or a mandate. [`Places::when`](super::places::Places::when) finds it.
    pub asked_by: Spot,
    /// The edge in words, without a full stop.
    pub words: String,
}

impl Edge {
    /// Whether the condition is that of the item as a whole, which decides if it comes up.
    #[must_use]
    pub fn is_about_item(&self) -> bool {
        self.asked_by == Spot::Item(self.to)
    }
}

impl Graph {
    /// The agenda of a scenario. The edges stand in the same order each time.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let setting = &scenario.setting;
        let reached = Reached::of(scenario);
        let node = |(index, def): (usize, &crate::rules::defs::ItemDef)| {
            let item = ItemId::new(index);
            let next = setting.items.get(index + 1).map_or(setting.closes, |next| next.date);
            let adjourns = setting.conference_of(item).is_some_and(|id| {
                let def = &setting.conferences[id.index()];
                def.recesses > 0 && def.recess_months > 0
            });
            AgendaNode {
                item,
                kind: def.kind.clone(),
                date: def.date,
                until: if adjourns { next } else { def.date },
                reach: reached.spot(Spot::Item(item)),
            }
        };
        let nodes = setting.items.iter().enumerate().map(node).collect();
        let causes = Causes::of(setting);
        let mut edges = Vec::new();
        for index in 0..setting.items.len() {
            let item = ItemId::new(index);
            for (asked_by, condition) in conditions(setting, item) {
                if reached.spot(asked_by) == Reach::Never {
                    continue;
                }
                let first = edges.len();
                asks(condition, Pull::For, &mut |atom, pull| {
                    let all = causes.of_atom(setting, atom);
                    // A cause that comes later, or never, has no effect on this item.
                    let fits = |(cause, _): &&(Cause, bool)| {
                        let in_time = cause.item < item
                            || (cause.item == item && is_before(setting, cause.by, asked_by));
                        in_time && reached.spot(cause.by) != Reach::Never
                    };
                    let fit: Vec<&(Cause, bool)> = all.iter().filter(fits).collect();
                    for (cause, pulls) in &fit[fit.len().saturating_sub(MOST_CAUSES)..] {
                        let words = Say(scenario).edge(cause.by, atom, *pulls, asked_by);
                        let pull = if *pulls { pull } else { turned(pull) };
                        let from = cause.item;
                        let edge = Edge { from, to: item, pull, by: cause.by, asked_by, words };
                        if !edges[first..].contains(&edge) {
                            edges.push(edge);
                        }
                    }
                });
            }
        }
        Self { nodes, edges, reached }
    }

    /// The edges that lead to an item.
    pub fn to(&self, item: ItemId) -> impl Iterator<Item = &Edge> {
        // They stand in the order of the items that ask.
        let first = self.edges.partition_point(|edge| edge.to < item);
        let after = self.edges.partition_point(|edge| edge.to <= item);
        self.edges[first..after].iter()
    }

    /// The edges that lead on from an item.
    pub fn from(&self, item: ItemId) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == item)
    }
}

/// Whether one part of an item comes about before another asks for something.
fn is_before(setting: &Setting, by: Spot, asked_by: Spot) -> bool {
    let chance_of = |mv: MoveId, chance: ChanceId| {
        let options = &setting.moves[mv.index()].options;
        options.iter().any(|option| option.chances.contains(&chance.index()))
    };
    let asked_in = match asked_by {
        Spot::Item(_) => return false,
        Spot::Move(mv) | Spot::Option(mv, _) => mv,
        // A conference comes after all moves, and changes nothing before it ends.
        _ => return matches!(by, Spot::Item(_) | Spot::Option(..) | Spot::Branch(..)),
    };
    match by {
        Spot::Item(_) => true,
        Spot::Option(mv, _) => mv < asked_in,
        Spot::Branch(chance, _) => {
            let later = asked_in.index()
                ..setting.items[setting.moves[asked_in.index()].item.index()].moves.end;
            !later.map(MoveId::new).any(|mv| chance_of(mv, chance))
        }
        _ => false,
    }
}

const fn turned(pull: Pull) -> Pull {
    match pull {
        Pull::For => Pull::Against,
        Pull::Against => Pull::For,
    }
}

/// The conditions of an item and of its parts, those that always hold left out.
fn conditions(setting: &Setting, item: ItemId) -> Vec<(Spot, &Condition)> {
    let def = &setting.items[item.index()];
    let mut all = vec![(Spot::Item(item), &def.when)];
    for mv in setting.moves_of(item) {
        let def = &setting.moves[mv.index()];
        all.push((Spot::Move(mv), &def.when));
        let options = def.options.iter().enumerate();
        all.extend(options.map(|(k, option)| (Spot::Option(mv, OptionId::new(k)), &option.when)));
    }
    if let ItemKind::Conference(id) = def.kind {
        let def = &setting.conferences[id.index()];
        all.push((Spot::Conference(id), &def.when));
        for (party, of) in def.party_ids().zip(&def.parties) {
            let mandates = MandateId::up_to(of.mandates.len()).zip(&of.mandates);
            all.extend(mandates.map(|(k, m)| (Spot::Mandate(id, party, k), &m.when)));
        }
    }
    all.retain(|(_, condition)| **condition != Condition::Always);
    all
}

/// Visits each simple part of a condition, with the effect that its holding has on the
/// whole.
fn asks(condition: &Condition, pull: Pull, visit: &mut impl FnMut(&Condition, Pull)) {
    match condition {
        Condition::Always => {}
        Condition::Not(inner) => asks(inner, turned(pull), visit),
        Condition::All(inner) | Condition::Any(inner) => {
            for part in inner {
                asks(part, pull, visit);
            }
        }
        atom => visit(atom, pull),
    }
}

/// A cause of a change of the tables: an item, and the part of it that makes the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cause {
    item: ItemId,
    by: Spot,
}

/// The causes of all changes that may happen, by the thing that is changed.
#[derive(Default)]
pub(super) struct Causes {
    facts: BTreeMap<FactId, Vec<(Cause, ValueId)>>,
    leaders: BTreeMap<SeatId, Vec<(Cause, LeaderId)>>,
    /// The causes for each instrument, and whether it comes into force (true) or ends.
    instruments: BTreeMap<InstrumentId, Vec<(Cause, bool)>>,
    standing: BTreeMap<(PowerId, PowerId), Vec<(Cause, Standing)>>,
    holders: BTreeMap<SectorId, Vec<(Cause, PowerId)>>,
    /// The causes for each sector, and whether its tension rises (true) or falls.
    tension: BTreeMap<SectorId, Vec<(Cause, bool)>>,
    challenges: BTreeMap<ItemId, Vec<Cause>>,
}

impl Causes {
    pub(super) fn of(setting: &Setting) -> Self {
        let mut causes = Self::default();
        for (index, def) in setting.items.iter().enumerate() {
            let item = ItemId::new(index);
            let own = Cause { item, by: Spot::Item(item) };
            causes.take_all(setting, own, &def.effects);
            causes.take_drawn(setting, item, &def.chances);
            for mv in setting.moves_of(item) {
                for (option, choice) in setting.moves[mv.index()].options.iter().enumerate() {
                    causes.take_option(setting, item, (mv, OptionId::new(option)), choice);
                }
            }
            if let ItemKind::Conference(id) = def.kind {
                causes.take_conference(setting, item, id);
            }
        }
        causes
    }

    fn take_option(
        &mut self,
        setting: &Setting,
        item: ItemId,
        (mv, option): (MoveId, OptionId),
        choice: &OptionDef,
    ) {
        let cause = Cause { item, by: Spot::Option(mv, option) };
        self.take_all(setting, cause, &choice.effects);
        self.take_drawn(setting, item, &choice.chances);
        let ItemKind::Crisis(sector) = setting.items[item.index()].kind else { return };
        let def = &setting.sectors[sector.index()];
        match choice.stance {
            Some(Stance::Challenge) => self.challenges.entry(item).or_default().push(cause),
            Some(stance @ (Stance::Hold | Stance::Forbid)) => {
                if army_chance(setting, sector, stance == Stance::Forbid) > 0.0 {
                    self.challenges.entry(item).or_default().push(cause);
                }
            }
            Some(Stance::Concede) => {
                self.holders.entry(sector).or_default().push((cause, def.challenger));
            }
            Some(Stance::Fight) => {
                let clash = BorderEffect::Clash(sector, def.challenger, def.defender);
                self.take(setting, cause, &Effect::Border(clash));
            }
            Some(Stance::Resist | Stance::BackDown) | None => {}
        }
    }

    fn take_conference(&mut self, setting: &Setting, item: ItemId, id: ConferenceId) {
        let def = &setting.conferences[id.index()];
        let whole = Cause { item, by: Spot::Conference(id) };
        for effects in [&def.signed, &def.failed, &def.unratified] {
            self.take_all(setting, whole, effects);
        }
        if let Some(instrument) = def.instrument {
            self.take(setting, whole, &Effect::Instrument(InstrumentEffect::Sign(instrument)));
        }
        for (clause, values) in def.clause_ids().zip(&def.clauses) {
            for (value, of) in ClauseValueId::up_to(values.values.len()).zip(&values.values) {
                let by = Spot::ClauseValue(id, clause, values.base(value));
                let cause = Cause { item, by };
                self.take_all(setting, cause, &of.effects);
                for term in &of.terms {
                    self.take_term(cause, term);
                }
            }
        }
    }

    fn take_drawn(&mut self, setting: &Setting, item: ItemId, range: &core::ops::Range<usize>) {
        for chance in chance_ids(range) {
            let branches = setting.chances[chance.index()].branches.iter();
            for (branch, def) in (0_u16..).zip(branches) {
                let by = Spot::Branch(ChanceId::new(chance.index()), branch);
                self.take_all(setting, Cause { item, by }, &def.effects);
            }
        }
    }

    fn take_all(&mut self, setting: &Setting, cause: Cause, effects: &[Effect]) {
        for effect in effects {
            self.take(setting, cause, effect);
        }
    }

    fn take(&mut self, setting: &Setting, cause: Cause, effect: &Effect) {
        match effect {
            Effect::Instrument(effect) => match effect {
                InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => {
                    self.instruments.entry(*id).or_default().push((cause, true));
                    for term in &setting.instruments[id.index()].terms {
                        self.take_term(cause, term);
                    }
                }
                InstrumentEffect::Denounce(id) => {
                    self.instruments.entry(*id).or_default().push((cause, false));
                }
                InstrumentEffect::Breach(id, _) => {
                    let known = self.instruments.entry(*id).or_default();
                    // What follows from a breach may break the same again.
                    if !known.contains(&(cause, false)) {
                        known.push((cause, false));
                        self.take_all(setting, cause, &setting.instruments[id.index()].breach);
                    }
                }
                InstrumentEffect::Publish(_) => {}
            },
            Effect::Recognition(RecognitionEffect::Act { from, to, standing, .. }) => {
                self.standing.entry((*from, *to)).or_default().push((cause, *standing));
            }
            Effect::Deterrence(DeterrenceEffect::Tension(sector, by)) => {
                self.tension.entry(*sector).or_default().push((cause, *by > 0.0));
            }
            Effect::Border(BorderEffect::Holder(sector, power)) => {
                self.holders.entry(*sector).or_default().push((cause, *power));
            }
            Effect::Border(BorderEffect::Clash(sector, attacker, defender)) => {
                let holders = self.holders.entry(*sector).or_default();
                holders.extend([(cause, *attacker), (cause, *defender)]);
                self.tension.entry(*sector).or_default().push((cause, true));
            }
            Effect::Agenda(AgendaEffect::Set(fact, value)) => {
                self.facts.entry(*fact).or_default().push((cause, *value));
            }
            Effect::Agenda(AgendaEffect::Leader(seat, leader)) => {
                self.leaders.entry(*seat).or_default().push((cause, *leader));
            }
            Effect::Recognition(RecognitionEffect::Criterion(..))
            | Effect::Deterrence(_)
            | Effect::Border(_) => {}
        }
    }

    fn take_term(&mut self, cause: Cause, term: &Term) {
        if let Term::Recognises { from, to, floor, .. } = *term {
            self.standing.entry((from, to)).or_default().push((cause, floor));
        }
    }

    /// The causes that make a plain condition hold (true) or fail, in the order of the
    /// agenda.
    fn of_atom(&self, setting: &Setting, atom: &Condition) -> Vec<(Cause, bool)> {
        fn pick<V: Copy>(
            list: Option<&Vec<(Cause, V)>>,
            helps: impl Fn(V) -> bool,
        ) -> Vec<(Cause, bool)> {
            list.into_iter().flatten().map(|(cause, value)| (*cause, helps(*value))).collect()
        }
        match atom {
            Condition::Chose(mv, option) => {
                let item = setting.moves[mv.index()].item;
                vec![(Cause { item, by: Spot::Option(*mv, *option) }, true)]
            }
            Condition::Is(fact, value) => pick(self.facts.get(fact), |v| v == *value),
            Condition::InForce(id) => pick(self.instruments.get(id), |signs| signs),
            Condition::AtLeast(from, to, least) => {
                pick(self.standing.get(&(*from, *to)), |standing| standing >= *least)
            }
            Condition::Leads(seat, leader) => pick(self.leaders.get(seat), |l| l == *leader),
            Condition::Holds(sector, power) => pick(self.holders.get(sector), |p| p == *power),
            Condition::Tension(sector, _) => pick(self.tension.get(sector), |rises| rises),
            Condition::Challenged(item) => {
                let causes = self.challenges.get(item).into_iter().flatten();
                causes.map(|cause| (*cause, true)).collect()
            }
            Condition::Signed(id) => {
                let item = setting.conferences[id.index()].item;
                vec![(Cause { item, by: Spot::Conference(*id) }, true)]
            }
            Condition::Article(id, clause, value) => {
                let item = setting.conferences[id.index()].item;
                let by = Spot::ClauseValue(*id, *clause, *value);
                vec![(Cause { item, by }, true)]
            }
            Condition::Always | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {
                Vec::new()
            }
        }
    }

    /// The first item that makes a plain condition hold, and the part of it that does;
    /// none if nothing on the agenda does.
    pub(super) fn first(&self, setting: &Setting, atom: &Condition) -> Option<(ItemId, Spot)> {
        let causes = self.of_atom(setting, atom);
        causes.into_iter().find(|(_, holds)| *holds).map(|(cause, _)| (cause.item, cause.by))
    }
}
