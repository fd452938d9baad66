//! Conditions that are the same in every game by their form alone: `any` of something and of
//! its contrary, `all` of two values of one fact.
//!
//! A condition is tried on every combination of what its parts can be. What the agenda
//! makes impossible is found elsewhere, by the [walk](crate::scenario::reach) over it.

use std::collections::BTreeMap;

use super::compiler::Compiler;
use crate::rules::recognition::Standing;
use crate::scenario::draft::Condition;
use crate::scenario::finding::Finding;

/// The most combinations that a condition is tried on.
const MOST: usize = 4096;

/// What the parts of a condition ask for: things that can stand one way or another, each by
/// itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing<'c> {
    Choice(&'c str),
    Fact(&'c str),
    Leader(&'c str),
    Holder(&'c str),
    InForce(&'c str),
    Challenged(&'c str),
    Treaty(&'c str),
    Article(&'c str, &'c str),
    Standing(&'c str, &'c str),
    Tension(&'c str),
}

/// How a thing can stand.
enum Stands<'c> {
    /// As one of these, or as something else if there is more.
    Names(Vec<&'c str>, usize),
    /// At one of so many rungs.
    Rungs(usize),
    /// Below, between or above these levels.
    Levels(Vec<f64>),
}

impl Stands<'_> {
    /// In how many ways that is told apart.
    fn ways(&self) -> usize {
        match self {
            Self::Names(names, all) => names.len() + usize::from(names.len() < *all),
            Self::Rungs(rungs) => *rungs,
            Self::Levels(levels) => levels.len() + 1,
        }
    }
}

/// The things that a condition asks for.
#[derive(Default)]
struct Things<'c>(BTreeMap<Thing<'c>, Stands<'c>>);

/// Whether a condition always or never holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Constant {
    Always,
    Never,
}

impl<'c> Things<'c> {
    fn name(&mut self, thing: Thing<'c>, value: &'c str, all: usize) {
        let stands = self.0.entry(thing).or_insert_with(|| Stands::Names(Vec::new(), all));
        if let Stands::Names(names, _) = stands
            && !names.contains(&value)
        {
            names.push(value);
        }
    }

    /// Takes the things of a condition; none if a name in it is not known.
    fn take(&mut self, compiler: &Compiler<'_>, condition: &'c Condition) -> Option<()> {
        use Condition as D;
        let names = &compiler.names;
        match condition {
            D::Always => {}
            D::Not(inner) => self.take(compiler, inner)?,
            D::All(list) | D::Any(list) => {
                for part in list {
                    self.take(compiler, part)?;
                }
            }
            D::Chose(mv, option) => {
                let options = &names.options[*names.moves.get(&mv.text)?];
                options.get(&option.text)?;
                // A question may stay without an answer.
                self.name(Thing::Choice(&mv.text), &option.text, options.len() + 1);
            }
            D::Is(fact, value) => {
                let values = &names.values[*names.facts.get(&fact.text)?];
                values.get(&value.text)?;
                self.name(Thing::Fact(&fact.text), &value.text, values.len());
            }
            D::Leads(seat, leader) => {
                let all = compiler.n_leaders.get(&seat.text).copied().unwrap_or(0);
                compiler.leader_seats.get(&(leader.text.clone(), seat.text.clone()))?;
                self.name(Thing::Leader(&seat.text), &leader.text, all);
            }
            D::Holds(sector, power) => {
                names.powers.get(&power.text)?;
                self.name(Thing::Holder(&sector.text), &power.text, names.powers.len());
            }
            D::InForce(name) => self.name(Thing::InForce(&name.text), "yes", 2),
            D::Challenged(name) => self.name(Thing::Challenged(&name.text), "yes", 2),
            D::Signed(name) => self.name(Thing::Treaty(&name.text), "yes", 2),
            D::Article(item, clause, value) => {
                let (clauses, values) = &names.clauses[*names.conferences.get(&item.text)?];
                let values = &values[*clauses.get(&clause.text)?];
                values.get(&value.text)?;
                // A value under a reservation is another.
                let all = values.len() + 1;
                self.name(Thing::Treaty(&item.text), "yes", 2);
                self.name(Thing::Article(&item.text, &clause.text), &value.text, all);
            }
            D::AtLeast(from, to, _) => {
                let thing = Thing::Standing(&from.text, &to.text);
                self.0.entry(thing).or_insert(Stands::Rungs(Standing::ALL.len()));
            }
            D::Tension(sector, level) => {
                let thing = Thing::Tension(&sector.text);
                let stands = self.0.entry(thing).or_insert_with(|| Stands::Levels(Vec::new()));
                if let Stands::Levels(levels) = stands
                    && *level > 0.0
                    && !levels.iter().any(|other| other.total_cmp(level).is_eq())
                {
                    levels.push(*level);
                    levels.sort_by(f64::total_cmp);
                }
            }
        }
        Some(())
    }

    /// Whether a condition on these things is the same however they stand; none if it is
    /// not, or if there are too many ways to try.
    fn constant(&self, condition: &Condition) -> Option<Constant> {
        let all = self.0.values().fold(1_usize, |all, stands| all.saturating_mul(stands.ways()));
        if all > MOST {
            return None;
        }
        let mut found = None;
        // The two ends first: most conditions differ there.
        for nth in [0, all - 1].into_iter().chain(1..all.saturating_sub(1)) {
            let mut rest = nth;
            let ways: BTreeMap<Thing<'_>, usize> = self
                .0
                .iter()
                .map(|(thing, stands)| {
                    let way = rest % stands.ways();
                    rest /= stands.ways();
                    (*thing, way)
                })
                .collect();
            let holds = self.holds(condition, &ways);
            let constant = if holds { Constant::Always } else { Constant::Never };
            if *found.get_or_insert(constant) != constant {
                return None;
            }
        }
        found
    }

    /// Whether a condition holds if its things stand so.
    fn holds(&self, condition: &Condition, ways: &BTreeMap<Thing<'_>, usize>) -> bool {
        use Condition as D;
        let is = |thing: Thing<'_>, value: &str| match (self.0.get(&thing), ways.get(&thing)) {
            (Some(Stands::Names(names, _)), Some(way)) => names.get(*way) == Some(&value),
            _ => false,
        };
        match condition {
            D::Always => true,
            D::Not(inner) => !self.holds(inner, ways),
            D::All(list) => list.iter().all(|part| self.holds(part, ways)),
            D::Any(list) => list.iter().any(|part| self.holds(part, ways)),
            D::Chose(mv, option) => is(Thing::Choice(&mv.text), &option.text),
            D::Is(fact, value) => is(Thing::Fact(&fact.text), &value.text),
            D::Leads(seat, leader) => is(Thing::Leader(&seat.text), &leader.text),
            D::Holds(sector, power) => is(Thing::Holder(&sector.text), &power.text),
            D::InForce(name) => is(Thing::InForce(&name.text), "yes"),
            D::Challenged(name) => is(Thing::Challenged(&name.text), "yes"),
            D::Signed(name) => is(Thing::Treaty(&name.text), "yes"),
            D::Article(item, clause, value) => {
                is(Thing::Treaty(&item.text), "yes")
                    && is(Thing::Article(&item.text, &clause.text), &value.text)
            }
            D::AtLeast(from, to, standing) => {
                let way = ways.get(&Thing::Standing(&from.text, &to.text));
                way.and_then(|way| Standing::ALL.get(*way)).is_some_and(|rung| rung >= standing)
            }
            D::Tension(sector, level) => {
                let thing = Thing::Tension(&sector.text);
                let Some(Stands::Levels(levels)) = self.0.get(&thing) else { return false };
                let below = levels.iter().filter(|other| *other < level).count();
                *level <= 0.0 || ways.get(&thing).is_some_and(|way| *way > below)
            }
        }
    }
}

/// Whether a condition is said to be always or never so, and not by a slip.
fn is_meant(condition: &Condition) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Not(inner) => **inner == Condition::Always,
        _ => false,
    }
}

impl Compiler<'_> {
    /// Reports a condition, or a part of one, that is the same in every game. That a whole
    /// condition never holds is told by `never`, where the walk over the agenda does not.
    pub(super) fn check_constant(&mut self, condition: &Condition, tell_never: bool) {
        if is_meant(condition) {
            return;
        }
        let mut things = Things::default();
        if things.take(self, condition).is_none() {
            return;
        }
        match things.constant(condition) {
            Some(Constant::Always) => self.tell_constant(condition, Constant::Always, "condition"),
            Some(Constant::Never) if tell_never => {
                self.tell_constant(condition, Constant::Never, "condition");
            }
            Some(Constant::Never) => {}
            None => self.check_parts(condition),
        }
    }

    /// Reports the parts of a condition that are the same in every game.
    fn check_parts(&mut self, condition: &Condition) {
        match condition {
            Condition::Not(inner) => self.check_parts(inner),
            Condition::All(list) | Condition::Any(list) => {
                for part in list {
                    let mut things = Things::default();
                    if things.take(self, part).is_none() {
                        continue;
                    }
                    match things.constant(part) {
                        Some(constant) => self.tell_constant(part, constant, "part"),
                        None => self.check_parts(part),
                    }
                }
            }
            _ => {}
        }
    }

    fn tell_constant(&mut self, condition: &Condition, constant: Constant, what: &str) {
        let place = self.words_around(condition, condition.depth());
        let (message, help) = match constant {
            Constant::Always => (
                format!("this {what} always holds, whatever happens"),
                format!("leave it out, or write what it should hang on{}", slip(condition)),
            ),
            Constant::Never => (
                format!("this {what} never holds, whatever happens"),
                format!(
                    "its parts shut each other out; write what it should hang on{}",
                    slip(condition)
                ),
            ),
        };
        self.add(Finding::warning("constant", place, message).with_help(Some(help)));
    }
}

/// The slip that commonly makes a condition constant, as the end of a sentence.
fn slip(condition: &Condition) -> &'static str {
    match condition {
        Condition::Not(inner) if matches!(**inner, Condition::All(_)) => {
            "; for neither of several write `not(any([...]))`"
        }
        Condition::Any(list) if list.iter().any(|part| matches!(part, Condition::Not(_))) => {
            "; for both of two write `all([...])`"
        }
        Condition::All(_) => "; for one of several write `any([...])`",
        _ => "",
    }
}
