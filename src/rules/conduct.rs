//! Conduct: what an empty seat does, and why.
//!
//! A seat weighs each open option by the consequences it can foresee: the rules'
//! own probabilities, the likely reply of the next seat in the same item, its
//! red lines and its leader's documented leaning. It then chooses by logit with
//! noise, so it can surprise, and its probability for the documented choice can
//! be scored. It never looks the documented choice up. In a crisis the stances
//! follow the solved deterrence game.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::{MoveId, OptionId, SeatId};
use super::position::{Position, PositionRef};
use super::quantity::softmax;
use super::setting::{Effect, ItemKind, OptionDef, Setting, Stance};

/// What moved a weighing, with the amount of utility it adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reason {
    /// An objective of the seat, by its place in the list.
    Objective(u16),
    /// A red line that would be crossed at a price.
    RedLine(u16),
    /// The leader's documented leaning.
    Leaning,
}

/// One option as a seat weighs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighed {
    /// The option.
    pub option: OptionId,
    /// The utility it adds to what the seat has now: the sum of the terms.
    pub utility: f64,
    /// The terms that make up the utility, those of zero left out.
    pub terms: Vec<(Reason, f64)>,
    /// The chance that the seat takes it.
    pub probability: f64,
    /// Whether a hard red line rules it out.
    pub barred: bool,
}

/// A seat's weighing of a move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deliberation {
    /// The move.
    pub mv: MoveId,
    /// Each open option.
    pub options: Vec<Weighed>,
}

impl Deliberation {
    /// The probabilities in the order of the options.
    #[must_use]
    pub fn probabilities(&self) -> Vec<f64> {
        self.options.iter().map(|weighed| weighed.probability).collect()
    }
}

/// Weighs the open options of a move for the seat that moves.
///
/// `here` is the true position: the seat's own secrets count, those of others
/// are taken out before it looks ahead.
#[must_use]
pub fn deliberate(setting: &Setting, here: PositionRef<'_>, mv: MoveId) -> Deliberation {
    let seat = setting.moves[mv.index()].seat;
    let known = here.known_to(setting, Some(seat));
    // What is open follows from the truth, as it does when the choice is checked.
    let open = here.open_options(setting, mv);
    let (mut deliberation, _) = weigh(setting, &known, mv, &open, true);
    follow_crisis(setting, &known, &mut deliberation);
    deliberation
}

/// The reply a seat must expect to one of its options: the next move of the item
/// and the chance of each answer, as far as the seat can know. None if nobody
/// answers.
#[must_use]
pub fn expected_reply(
    setting: &Setting,
    here: PositionRef<'_>,
    mv: MoveId,
    option: OptionId,
) -> Option<(MoveId, Vec<(OptionId, f64)>)> {
    let seat = setting.moves[mv.index()].seat;
    let known = here.known_to(setting, Some(seat));
    let mut expected: Option<(MoveId, Vec<(OptionId, f64)>)> = None;
    for (probability, after) in futures(setting, &known, mv, option, false) {
        let reply = after.borrow().next_move(setting, mv)?;
        let open = after.borrow().open_options(setting, reply);
        let (mut answers, _) = weigh(setting, &after, reply, &open, false);
        follow_crisis(setting, &after, &mut answers);
        let (asked, table) = expected.get_or_insert_with(|| (reply, Vec::new()));
        if *asked != reply {
            return None;
        }
        for answer in answers.options {
            let chance = probability * answer.probability;
            match table.iter_mut().find(|(o, _)| *o == answer.option) {
                Some((_, sum)) => *sum += chance,
                None => table.push((answer.option, chance)),
            }
        }
    }
    expected
}

/// In a crisis the stances have the probabilities of the solved game.
fn follow_crisis(setting: &Setting, known: &Position, deliberation: &mut Deliberation) {
    let item = &setting.items[setting.moves[deliberation.mv.index()].item.index()];
    if let ItemKind::Crisis(sector) = item.kind {
        let solution = known.borrow().solution(setting, sector);
        follow_stances(setting, deliberation, |stance| match stance {
            Stance::Challenge => solution.challenge,
            Stance::Forbid | Stance::Hold => 1.0 - solution.challenge,
            Stance::Resist => solution.resist,
            Stance::Concede => 1.0 - solution.resist,
            Stance::Fight => solution.fight,
            Stance::BackDown => 1.0 - solution.fight,
        });
    }
}

/// The positions an option may lead to, with their probabilities.
type Futures = Vec<(f64, Position)>;

/// What the consequences of each open option are worth to the seat that moves,
/// term by term, and the positions they lead to, option by option.
fn weigh(
    setting: &Setting,
    known: &Position,
    mv: MoveId,
    open: &[OptionId],
    replies: bool,
) -> (Deliberation, Vec<Futures>) {
    let seat = setting.moves[mv.index()].seat;
    let def = &setting.seats[seat.index()];
    let before = known.borrow();
    let now: Vec<f64> =
        def.objectives.iter().map(|o| before.measure(setting, &o.measure)).collect();
    let leader = known.agenda.leader(seat);
    let all: Vec<Futures> =
        open.iter().map(|option| futures(setting, known, mv, *option, replies)).collect();
    let mut options: Vec<Weighed> = open
        .iter()
        .copied()
        .zip(&all)
        .map(|(option, futures)| {
            let choice = setting.option(mv, option);
            let mut terms: Vec<(Reason, f64)> =
                (0u16..).zip(&now).map(|(k, _)| (Reason::Objective(k), 0.0)).collect();
            let mut crossings = vec![0.0; def.red_lines.len()];
            let mut barred = false;
            for (probability, after) in futures {
                let after = after.borrow();
                for (k, objective) in def.objectives.iter().enumerate() {
                    let gain = after.measure(setting, &objective.measure) - now[k];
                    terms[k].1 += *probability * objective.weight.value * gain;
                }
                for (k, line) in def.red_lines.iter().enumerate() {
                    let holds_it = line.leaders.is_empty() || line.leaders.contains(&leader);
                    if !holds_it || before.holds(&line.crossed) || !after.holds(&line.crossed) {
                        continue;
                    }
                    match line.cost {
                        Some(cost) => crossings[k] -= *probability * cost.value,
                        None => barred = true,
                    }
                }
            }
            terms.extend((0u16..).map(Reason::RedLine).zip(crossings));
            terms.push((Reason::Leaning, leaning(choice, leader)));
            terms.retain(|(_, amount)| *amount != 0.0);
            let utility = terms.iter().map(|(_, amount)| amount).sum();
            Weighed { option, utility, terms, probability: 0.0, barred }
        })
        .collect();
    let all_barred = options.iter().all(|weighed| weighed.barred);
    let scores: Vec<f64> = options
        .iter()
        .map(|w| if w.barred && !all_barred { f64::NEG_INFINITY } else { w.utility })
        .collect();
    let probabilities = softmax(&scores, setting.coefficients.conduct.noise.value);
    for (weighed, probability) in options.iter_mut().zip(probabilities) {
        weighed.probability = probability;
    }
    (Deliberation { mv, options }, all)
}

fn leaning(choice: &OptionDef, leader: super::ids::LeaderId) -> f64 {
    choice.leanings.iter().filter(|(l, _)| *l == leader).map(|(_, figure)| figure.value).sum()
}

/// The positions that an option may lead to, with their probabilities: every
/// combination of its drawn consequences, and the likely replies to each.
fn futures(
    setting: &Setting,
    known: &Position,
    mv: MoveId,
    option: OptionId,
    replies: bool,
) -> Futures {
    let choice = setting.option(mv, option);
    let mut result = Vec::new();
    let army = army_acts(setting, mv, choice.stance);
    let combinations = branches(setting, choice).into_iter().flat_map(|(p, effects)| {
        [(p * army, true, effects.clone()), (p * (1.0 - army), false, effects)]
    });
    for (probability, challenged, effects) in combinations.filter(|(p, ..)| *p > 0.0) {
        let mut after = known.clone();
        let agenda = Arc::make_mut(&mut after.agenda);
        agenda.choices[mv.index()] = Some(option);
        if challenged {
            agenda.challenged[setting.moves[mv.index()].item.index()] = true;
        }
        take_stance(setting, &mut after, mv, choice.stance);
        after.foresee(setting, effects.iter().copied());
        let reply = if replies { after.borrow().next_move(setting, mv) } else { None };
        match reply {
            None => result.push((probability, after)),
            Some(reply) => {
                let open = after.borrow().open_options(setting, reply);
                let (mut answers, further) = weigh(setting, &after, reply, &open, false);
                follow_crisis(setting, &after, &mut answers);
                for (answer, further) in answers.options.into_iter().zip(further) {
                    // A reply nobody would give need not be followed.
                    if answer.probability < 0.02 {
                        continue;
                    }
                    let weight = probability * answer.probability;
                    result.extend(further.into_iter().map(|(p, after)| (weight * p, after)));
                }
            }
        }
    }
    // Unlikely replies were left out: what remains is scaled to one.
    let sum: f64 = result.iter().map(|(p, _)| p).sum();
    for (p, _) in &mut result {
        *p /= sum;
    }
    result
}

/// The chance that a challenge follows from a stance: certain if it is one, that
/// of the army on the spot if the capital holds back.
fn army_acts(setting: &Setting, mv: MoveId, stance: Option<Stance>) -> f64 {
    let item = setting.moves[mv.index()].item;
    let ItemKind::Crisis(sector) = setting.items[item.index()].kind else { return 0.0 };
    match stance {
        Some(Stance::Challenge) => 1.0,
        Some(Stance::Hold) => super::procedure::army_chance(setting, sector, false),
        Some(Stance::Forbid) => super::procedure::army_chance(setting, sector, true),
        _ => 0.0,
    }
}

/// What a stance does at once to a position that is looked ahead on.
fn take_stance(setting: &Setting, position: &mut Position, mv: MoveId, stance: Option<Stance>) {
    let item = setting.moves[mv.index()].item;
    let ItemKind::Crisis(sector) = setting.items[item.index()].kind else { return };
    if stance == Some(Stance::Concede) {
        Arc::make_mut(&mut position.borders).sectors[sector.index()].holder =
            setting.sectors[sector.index()].challenger;
    }
}

/// Every combination of an option's drawn branches, with its effects.
fn branches<'s>(setting: &'s Setting, choice: &'s OptionDef) -> Vec<(f64, Vec<&'s Effect>)> {
    let mut combinations = vec![(1.0, choice.effects.iter().collect::<Vec<_>>())];
    for chance in &setting.chances[choice.chances.clone()] {
        combinations = combinations
            .into_iter()
            .flat_map(|(p, effects)| {
                chance.branches.iter().map(move |branch| {
                    let mut effects = effects.clone();
                    effects.extend(&branch.effects);
                    (p * branch.probability.value, effects)
                })
            })
            .collect();
    }
    combinations
}

/// Gives each stance the probability of the solved game; several options of one
/// stance share it as the seat weighs them.
fn follow_stances(
    setting: &Setting,
    deliberation: &mut Deliberation,
    of_stance: impl Fn(Stance) -> f64,
) {
    let mv = deliberation.mv;
    let group = |option: OptionId| {
        setting.option(mv, option).stance.map(|stance| match stance {
            Stance::Forbid => Stance::Hold,
            other => other,
        })
    };
    let mut shares: Vec<(Option<Stance>, f64)> = Vec::new();
    for weighed in &deliberation.options {
        let stance = group(weighed.option);
        match shares.iter_mut().find(|(s, _)| *s == stance) {
            Some((_, sum)) => *sum += weighed.probability,
            None => shares.push((stance, weighed.probability)),
        }
    }
    // A stance whose every option is barred is out; the others take its chance.
    shares.retain(|(_, share)| *share > 0.0);
    let total: f64 = shares.iter().filter_map(|(s, _)| s.map(&of_stance)).sum();
    if total <= 0.0 {
        return;
    }
    for weighed in &mut deliberation.options {
        let stance = group(weighed.option);
        let share = shares.iter().find(|(s, _)| *s == stance).map(|(_, sum)| *sum);
        let wanted = stance.map_or(0.0, &of_stance) / total;
        weighed.probability = share.map_or(0.0, |share| weighed.probability / share * wanted);
    }
}

/// The value of a position to a seat: the weighted sum of its objectives, in [0, 1].
#[must_use]
pub fn value(setting: &Setting, here: PositionRef<'_>, seat: SeatId) -> f64 {
    setting.seats[seat.index()]
        .objectives
        .iter()
        .map(|o| o.weight.value * here.measure(setting, &o.measure))
        .sum()
}
