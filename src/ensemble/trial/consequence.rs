//! What follows from answers at all, as the definitions have it: questions whose answers
//! change nothing, or only what nothing later reads.

use std::collections::BTreeSet;

use crate::rules::conditions::{Condition, Measure, OutcomeReading};
use crate::rules::conference::AlternativeProbability;
use crate::rules::defs::ItemKind;
use crate::rules::effects::{AgendaEffect, Effect};
use crate::rules::ids::{FactId, MoveId};
use crate::rules::setting::Setting;

/// Whether a question changes nothing: all answers do the same, and nothing asks
/// or tells which was given.
pub(super) fn is_idle(setting: &Setting, mv: MoveId) -> bool {
    let def = &setting.moves[mv.index()];
    // In a crisis an answer is a stance.
    if is_in_crisis(setting, mv) {
        return false;
    }
    let Some(first) = def.options.first() else { return false };
    let drawn = |chances: &core::ops::Range<usize>| -> Vec<(u64, &[Effect])> {
        let branches = setting.chances[chances.clone()].iter().flat_map(|c| &c.branches);
        branches.map(|b| (b.probability.value.to_bits(), &*b.effects)).collect()
    };
    let same = def.options.iter().all(|option| {
        option.effects == first.effects && drawn(&option.chances) == drawn(&first.chances)
    });
    same && !asked_about(setting, mv) && !is_read(setting, mv)
}

/// The facts that a question moves, if it moves nothing else, nothing asks which answer was
/// given, and nothing but outcomes reads any of these facts.
pub(super) fn unread_facts(setting: &Setting, mv: MoveId) -> Option<BTreeSet<FactId>> {
    if is_in_crisis(setting, mv) || asked_about(setting, mv) {
        return None;
    }
    let options = &setting.moves[mv.index()].options;
    let own = options.iter().flat_map(|option| option.effects.iter());
    let chances = options.iter().flat_map(|option| &setting.chances[option.chances.clone()]);
    let drawn = chances.flat_map(|chance| &chance.branches).flat_map(|b| b.effects.iter());
    let mut facts = BTreeSet::new();
    for effect in own.chain(drawn) {
        let Effect::Agenda(AgendaEffect::Set(fact, _)) = effect else { return None };
        facts.insert(*fact);
    }
    let read = |fact: &FactId| {
        conditions(setting).any(|condition| {
            asks(condition, &|atom| matches!(atom, Condition::Is(of, _) if of == fact))
        }) || measures(setting).any(|measure| measures_fact(measure, *fact))
    };
    (!facts.is_empty() && !facts.iter().any(read)).then_some(facts)
}

fn is_in_crisis(setting: &Setting, mv: MoveId) -> bool {
    let item = setting.moves[mv.index()].item;
    matches!(setting.items[item.index()].kind, ItemKind::Crisis(_))
}

/// Whether a part of a condition is what is looked for.
fn asks(condition: &Condition, is_it: &dyn Fn(&Condition) -> bool) -> bool {
    match condition {
        Condition::Not(inner) => asks(inner, is_it),
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(|c| asks(c, is_it)),
        atom => is_it(atom),
    }
}

/// Whether any condition asks what was answered.
fn asked_about(setting: &Setting, mv: MoveId) -> bool {
    let of_move = |atom: &Condition| matches!(atom, Condition::Chose(of, _) if *of == mv);
    conditions(setting).any(|condition| asks(condition, &of_move))
}

/// Whether an outcome tells what was answered.
fn is_read(setting: &Setting, mv: MoveId) -> bool {
    let read =
        |reading: &OutcomeReading| matches!(reading, OutcomeReading::Choice(of) if *of == mv);
    setting.outcomes.iter().any(|outcome| read(&outcome.reading))
}

fn measures(setting: &Setting) -> impl Iterator<Item = &Measure> {
    setting.seats.iter().flat_map(|seat| &seat.objectives).map(|objective| &objective.measure)
}

fn measures_fact(measure: &Measure, fact: FactId) -> bool {
    match measure {
        Measure::Not(inner) => measures_fact(inner, fact),
        Measure::Fact(of, _) => *of == fact,
        _ => false,
    }
}

/// All conditions of a scenario, those of passages of its texts among them.
fn conditions(setting: &Setting) -> impl Iterator<Item = &Condition> {
    let items = setting.items.iter().flat_map(|of| core::iter::once(&of.when).chain(&of.passages));
    let moves = setting.moves.iter().flat_map(|of| {
        let options = of.options.iter();
        let of_options =
            options.flat_map(|option| core::iter::once(&option.when).chain(&option.passages));
        core::iter::once(&of.when).chain(of_options)
    });
    let conferences = setting.conferences.iter().flat_map(|def| {
        let mandates = def.parties.iter().flat_map(|party| &party.mandates);
        let alternatives = mandates.clone().flat_map(|m| &m.alternatives);
        let shares = alternatives.filter_map(|other| match &other.chance {
            AlternativeProbability::Share(when, _) => Some(when),
            _ => None,
        });
        let passages = def.parties.iter().flat_map(|party| &party.passages);
        core::iter::once(&def.when).chain(mandates.map(|m| &m.when)).chain(shares).chain(passages)
    });
    let lines = setting.seats.iter().flat_map(|seat| &seat.red_lines).map(|line| &line.crossed);
    let sectors = setting.sectors.iter().map(|sector| &sector.live);
    let drifts = setting.drifts.iter().map(|drift| &drift.when);
    let left = setting.legacies.iter();
    items.chain(moves).chain(conferences).chain(lines).chain(sectors).chain(drifts).chain(left)
}
