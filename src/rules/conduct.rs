//! Conduct: what an empty seat does, and why.
//!
//! A seat weighs each open option by the consequences it can foresee: the rules'
//! own probabilities, the likely reply of the next seat in the same item, what the
//! conference that follows can be expected to come to, what the months until the next item
//! are likely to bring on the frontiers, its red lines and its leader's documented leaning. It then chooses by logit with
//! noise, so it can surprise, and its probability for the documented choice can
//! be scored. It never looks the documented choice up. In a crisis the stances
//! follow the solved deterrence game.

use serde::{Deserialize, Serialize};

use super::bearing::{Depth, Touched};
use super::conference::PartyCache;
use super::defs::{ItemKind, OptionDef};
use super::effects::Stance;
use super::foresight::Foresight;
use super::ids::{LeaderId, MoveId, OptionId, SeatId};
use super::mind::{Future, Futures, Scored, Stakes, Viewpoint, WeighingScratch};
use super::position::PositionRef;
use super::quantity::softmax_in_place;
use super::remembered::{DeliberationCache, OptionProbabilities};
use super::setting::Setting;
use super::unfolding::Outlook;
use super::ways::OptionCourse;

/// The least amount of utility that counts.
const LEAST: f64 = 1e-12;

/// The reason for one term of a weighing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// The expected gain in utility over the present position: the sum of the terms.
    pub utility: f64,
    /// The terms that make up the utility, those of zero left out.
    pub terms: Vec<(Reason, f64)>,
    /// The probability that the seat takes it, [0, 1].
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
pub fn deliberate(
    setting: &Setting,
    here: PositionRef<'_>,
    mv: MoveId,
    prepared: &PartyCache,
) -> Deliberation {
    let mut foresight = Foresight::default();
    foresight.look(setting, here, setting.moves[mv.index()].seat);
    foresight.deliberate(setting, here, mv, prepared)
}

/// The reply a seat must expect to one of its options: the next move of the item
/// and the chance of each answer, as far as the seat can know. None if nobody
/// answers.
#[must_use]
pub fn expected_reply(
    setting: &Setting,
    here: PositionRef<'_>,
    (mv, option): (MoveId, OptionId),
    prepared: &PartyCache,
) -> Option<(MoveId, Vec<(OptionId, f64)>)> {
    let outlook = Outlook { setting, prepared };
    let mut foresight = Foresight::default();
    foresight.look(setting, here, setting.moves[mv.index()].seat);
    let mut expected: Option<(MoveId, Vec<(OptionId, f64)>)> = None;
    let ways = setting.ways.of(mv, option);
    let sum: f64 = ways.iter().map(|way| way.probability).sum();
    for way in ways {
        let moment = foresight.keep();
        foresight.bring(setting, &way.due);
        let reply = foresight.here().next_move(setting, mv);
        let answers = reply.map(|reply| foresight.answers(outlook, reply, None));
        foresight.go_back(moment);
        let (asked, table) = expected.get_or_insert_with(|| (reply.unwrap_or(mv), Vec::new()));
        if Some(*asked) != reply {
            return None;
        }
        for (option, chance) in answers.iter().flat_map(|answers| answers.iter().copied()) {
            let chance = way.probability / sum * chance;
            match table.iter_mut().find(|(o, _)| *o == option) {
                Some((_, sum)) => *sum += chance,
                None => table.push((option, chance)),
            }
        }
    }
    expected
}

impl Foresight {
    /// Weighs the open options of a move for the seat that moves, which has
    /// [looked](Foresight::look). `here` is the true position.
    #[must_use]
    pub fn deliberate(
        &mut self,
        setting: &Setting,
        here: PositionRef<'_>,
        mv: MoveId,
        prepared: &PartyCache,
    ) -> Deliberation {
        let mut terms = Vec::new();
        self.weigh(Outlook { setting, prepared }, here, mv, None, |of_option| {
            terms.push(of_option.to_vec());
        });
        let options = self.mind.scored.iter().zip(terms).map(|(scored, terms)| Weighed {
            option: scored.option,
            utility: scored.utility,
            terms,
            probability: scored.probability,
            barred: scored.barred,
        });
        Deliberation { mv, options: options.collect() }
    }

    /// The probability of each open option of a move, as the seat that is to move sees the
    /// position: [`Foresight::deliberate`] without the reasons. It looks by itself; a
    /// remembered deliberation is not computed again.
    #[must_use]
    pub fn incline(
        &mut self,
        setting: &Setting,
        here: PositionRef<'_>,
        mv: MoveId,
        (remembered, prepared): (&DeliberationCache, &PartyCache),
    ) -> OptionProbabilities {
        let seat = setting.moves[mv.index()].seat;
        let of = (Depth::Replies, mv);
        let remembers = remembered.is_open(Depth::Replies, mv);
        // What a seat remembers is found without a copy of the position, unless acts that it
        // does not know of have moved what it sees of recognition.
        let is_read = remembers && here.acts_known_to(setting, seat);
        if !is_read {
            self.look(setting, here, seat);
        }
        let numbers = if remembers {
            let open = here.open_set(setting, mv);
            let numbers = if is_read {
                self.would_rest_on(setting, here, of, open)
            } else {
                self.rests_on(setting, of, open)
            };
            if let Some(inclined) = remembered.get(Depth::Replies, mv, &numbers) {
                self.give_back(numbers);
                return inclined;
            }
            numbers
        } else {
            Vec::new()
        };
        if is_read {
            self.look(setting, here, seat);
            debug_assert_eq!(numbers, {
                let open = here.open_set(setting, mv);
                self.rests_on(setting, of, open)
            });
        }
        self.weigh(Outlook { setting, prepared }, here, mv, Some(remembered), |_| {});
        let scored = self.mind.scored.iter();
        let inclined: OptionProbabilities = scored.map(|s| (s.option, s.probability)).collect();
        if remembers {
            remembered.keep(Depth::Replies, mv, &numbers, &inclined);
            self.give_back(numbers);
        }
        inclined
    }

    /// Weighs the open options; the terms of each are told as they are found.
    fn weigh(
        &mut self,
        outlook: Outlook<'_>,
        here: PositionRef<'_>,
        mv: MoveId,
        remembered: Option<&DeliberationCache>,
        mut terms: impl FnMut(&[(Reason, f64)]),
    ) {
        let setting = outlook.setting;
        self.mind.clear();
        // What is open follows from the truth, as it does when the choice is checked.
        let open = here.open_set(setting, mv);
        let stakes = self.stakes(outlook, mv);
        let mut of_option = Vec::new();
        for option in members(open) {
            self.mind.own.clear();
            self.futures(outlook, (stakes, option), remembered);
            of_option.clear();
            let scored =
                score(setting, &self.mind, (stakes, option), &self.mind.own, |reason, amount| {
                    of_option.push((reason, amount));
                });
            terms(&of_option);
            self.mind.scored.push(scored);
        }
        self.decide(setting, mv, 0);
    }

    /// What a seat that moves has at stake here, measured as it would stand at the next
    /// item if nothing were chosen.
    fn stakes(&mut self, outlook: Outlook<'_>, mv: MoveId) -> Stakes {
        let setting = outlook.setting;
        let seat = setting.moves[mv.index()].seat;
        let now = self.mind.now.len();
        let leader = self.here().agenda.leader(seat);
        self.mind.before.clear();
        self.unfold_as_is(outlook, Stakes { mv, seat, leader, now, lines: 0 });
        let before = &self.mind.before;
        for nth in 0..setting.bearing.at_stake(mv).len() {
            let mean = |future: &Future| future.probability * before.values[future.values + nth];
            self.mind.now.push(match &before.all[..] {
                [only] => before.values[only.values + nth],
                all => all.iter().map(mean).sum(),
            });
        }
        let mut lines = 0;
        for (k, line) in setting.seats[seat.index()].red_lines.iter().enumerate() {
            let holds_it = line.leaders.is_empty() || line.leaders.contains(&leader);
            if holds_it && !self.crosses(setting, seat, k) {
                lines |= 1 << k;
            }
        }
        Stakes { mv, seat, leader, now, lines }
    }

    /// Records the position after a way of an answer as a future. If the way affects none
    /// of the seat's stakes, `here` is used again: the future of the position before it.
    fn see_after(
        &mut self,
        outlook: Outlook<'_>,
        (stakes, whose): (Stakes, Viewpoint),
        (way, touched): (&OptionCourse, &Touched),
        probability: f64,
        here: &mut Option<Future>,
    ) {
        let setting = outlook.setting;
        let ends_here = setting.bearing.prospects(stakes.mv).is_empty();
        if ends_here && touched.leaves(&setting.bearing, stakes.mv) {
            if let Some(here) = here {
                self.mind.futures(whose).all.push(Future { probability, ..*here });
            } else {
                self.unfold(outlook, (stakes, whose), probability);
                *here = self.mind.futures(whose).all.last().copied();
            }
            return;
        }
        let moment = self.keep();
        self.bring(setting, &way.due);
        self.unfold(outlook, (stakes, whose), probability);
        self.go_back(moment);
    }

    /// Records the futures of an option with their probabilities: every way in which it
    /// may turn out, and the likely replies to each.
    fn futures(
        &mut self,
        outlook: Outlook<'_>,
        (stakes, option): (Stakes, OptionId),
        remembered: Option<&DeliberationCache>,
    ) {
        let setting = outlook.setting;
        for way in setting.ways.of(stakes.mv, option) {
            let moment = self.keep();
            self.bring(setting, &way.due);
            match self.here().next_move(setting, stakes.mv) {
                None => self.unfold(outlook, (stakes, Viewpoint::Own), way.probability),
                Some(reply) => {
                    self.replies(outlook, reply, (stakes, way.probability), remembered);
                }
            }
            self.go_back(moment);
        }
        // Unlikely replies were left out: what remains is scaled to one.
        self.mind.own.normalise();
    }

    /// Records the futures that the likely answers to the replying move lead to.
    fn replies(
        &mut self,
        outlook: Outlook<'_>,
        reply: MoveId,
        (own, probability): (Stakes, f64),
        remembered: Option<&DeliberationCache>,
    ) {
        let setting = outlook.setting;
        let answers = self.answers(outlook, reply, remembered);
        let mut here = None;
        for (option, chance) in answers.iter().copied() {
            // A reply nobody would give need not be followed.
            if chance < 0.02 {
                continue;
            }
            let weight = probability * chance;
            let ways = setting.ways.of(reply, option);
            let sum: f64 = ways.iter().map(|way| way.probability).sum();
            for (way, touched) in ways.iter().zip(setting.bearing.touched(reply, option)) {
                let probability = weight * (way.probability / sum);
                self.see_after(
                    outlook,
                    (own, Viewpoint::Own),
                    (way, touched),
                    probability,
                    &mut here,
                );
            }
        }
    }

    /// The probability of each answer to the replying move, as the seat that is asked
    /// weighs them: each by its own consequences, without further replies.
    fn answers(
        &mut self,
        outlook: Outlook<'_>,
        reply: MoveId,
        remembered: Option<&DeliberationCache>,
    ) -> OptionProbabilities {
        let setting = outlook.setting;
        let open = self.here().open_set(setting, reply);
        let remembered = remembered.filter(|remembered| remembered.is_open(Depth::Answers, reply));
        let numbers = match remembered {
            Some(remembered) => {
                let numbers = self.rests_on(setting, (Depth::Answers, reply), open);
                if let Some(inclined) = remembered.get(Depth::Answers, reply, &numbers) {
                    self.give_back(numbers);
                    return inclined;
                }
                Some(numbers)
            }
            None => None,
        };
        let (begin, now) = (self.mind.scored.len(), self.mind.now.len());
        let theirs = self.stakes(outlook, reply);
        for option in members(open) {
            self.mind.theirs.clear();
            let mut here = None;
            let ways = setting.ways.of(reply, option).iter();
            for (way, touched) in ways.zip(setting.bearing.touched(reply, option)) {
                let whose = (theirs, Viewpoint::Theirs);
                self.see_after(outlook, whose, (way, touched), way.probability, &mut here);
            }
            self.mind.theirs.normalise();
            let scored = score(setting, &self.mind, (theirs, option), &self.mind.theirs, |_, _| {});
            self.mind.scored.push(scored);
        }
        self.decide(setting, reply, begin);
        let scored = self.mind.scored.drain(begin..);
        let inclined: OptionProbabilities = scored.map(|s| (s.option, s.probability)).collect();
        self.mind.now.truncate(now);
        if let (Some(remembered), Some(numbers)) = (remembered, numbers) {
            remembered.keep(Depth::Answers, reply, &numbers, &inclined);
            self.give_back(numbers);
        }
        inclined
    }

    /// Sets the probabilities of the options that were weighed, from index `begin` on.
    fn decide(&mut self, setting: &Setting, mv: MoveId, begin: usize) {
        let solution = match setting.items[setting.moves[mv.index()].item.index()].kind {
            ItemKind::Crisis(sector) => Some(self.here().solution(setting, sector)),
            _ => None,
        };
        let options = &mut self.mind.scored[begin..];
        let all_barred = options.iter().all(|scored| scored.barred);
        for scored in options.iter_mut() {
            let barred = scored.barred && !all_barred;
            scored.probability = if barred { f64::NEG_INFINITY } else { scored.utility };
        }
        let noise = setting.coefficients.conduct.noise.value;
        softmax_in_place(options, |scored| &mut scored.probability, noise);
        if let Some(solution) = solution {
            follow_stances(setting, mv, options, |stance| match stance {
                Stance::Challenge => solution.challenge,
                Stance::Forbid | Stance::Hold => 1.0 - solution.challenge,
                Stance::Resist => solution.resist,
                Stance::Concede => 1.0 - solution.resist,
                Stance::Fight => solution.fight,
                Stance::BackDown => 1.0 - solution.fight,
            });
        }
    }
}

/// The utility of an option to the weighing seat; `term` is called for each term but zero.
fn score(
    setting: &Setting,
    mind: &WeighingScratch,
    (stakes, option): (Stakes, OptionId),
    futures: &Futures,
    mut term: impl FnMut(Reason, f64),
) -> Scored {
    let def = &setting.seats[stakes.seat.index()];
    let all = &futures.all;
    let (mut utility, mut barred) = (-0.0, false);
    let mut add = |reason, amount: f64| {
        // Means of equal futures may differ by what rounding leaves.
        if amount.abs() > LEAST {
            utility += amount;
            term(reason, amount);
        }
    };
    for (nth, (k, _)) in setting.bearing.at_stake(stakes.mv).iter().enumerate() {
        let weight = def.objectives[usize::from(*k)].weight.value;
        let now = mind.now[stakes.now + nth];
        let mut gain = 0.0;
        for future in all {
            gain += future.probability * weight * (futures.values[future.values + nth] - now);
        }
        add(Reason::Objective(*k), gain);
    }
    for k in bits(stakes.lines) {
        let crossing = || all.iter().filter(|future| future.crossed & (1 << k) != 0);
        match def.red_lines[k].cost {
            Some(cost) => {
                let price = crossing().fold(0.0, |sum, f| sum - f.probability * cost.value);
                add(Reason::RedLine(u16::try_from(k).unwrap_or(u16::MAX)), price);
            }
            None => barred |= crossing().next().is_some(),
        }
    }
    add(Reason::Leaning, leaning(setting.option(stakes.mv, option), stakes.leader));
    Scored { option, utility, barred, probability: 0.0 }
}

fn leaning(choice: &OptionDef, leader: LeaderId) -> f64 {
    choice.leanings.iter().filter(|(l, _)| *l == leader).map(|(_, figure)| figure.value).sum()
}

/// The members of a set, in rising order.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let first = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(first)
    })
}

/// The options of a set, in their order.
fn members(set: u64) -> impl Iterator<Item = OptionId> {
    bits(set).map(OptionId::new)
}

/// Gives each stance the probability of the solved game; several options of one
/// stance share it as the seat weighs them.
fn follow_stances(
    setting: &Setting,
    mv: MoveId,
    options: &mut [Scored],
    of_stance: impl Fn(Stance) -> f64,
) {
    let group = |option: OptionId| {
        setting.option(mv, option).stance.map(|stance| match stance {
            Stance::Forbid => Stance::Hold,
            other => other,
        })
    };
    let mut shares: Vec<(Option<Stance>, f64)> = Vec::new();
    for scored in options.iter() {
        let stance = group(scored.option);
        match shares.iter_mut().find(|(s, _)| *s == stance) {
            Some((_, sum)) => *sum += scored.probability,
            None => shares.push((stance, scored.probability)),
        }
    }
    // A stance whose every option is barred is out; the others take its chance.
    shares.retain(|(_, share)| *share > 0.0);
    let total: f64 = shares.iter().filter_map(|(s, _)| s.map(&of_stance)).sum();
    if total <= 0.0 {
        return;
    }
    for scored in options {
        let stance = group(scored.option);
        let share = shares.iter().find(|(s, _)| *s == stance).map(|(_, sum)| *sum);
        let wanted = stance.map_or(0.0, &of_stance) / total;
        scored.probability = share.map_or(0.0, |share| scored.probability / share * wanted);
    }
}

/// How far each objective of a seat is reached in a position, each in [0, 1], in their order.
pub fn aims<'a>(
    setting: &'a Setting,
    here: PositionRef<'a>,
    seat: SeatId,
) -> impl Iterator<Item = f64> + use<'a> {
    let objectives = setting.seats[seat.index()].objectives.iter();
    objectives.map(move |objective| here.measure(setting, &objective.measure))
}

/// The value of a position to a seat: the weighted sum of its objectives, in [0, 1].
#[must_use]
pub fn value(setting: &Setting, here: PositionRef<'_>, seat: SeatId) -> f64 {
    let objectives = &setting.seats[seat.index()].objectives;
    let reached = objectives.iter().zip(aims(setting, here, seat));
    reached.map(|(objective, reached)| objective.weight.value * reached).sum()
}
