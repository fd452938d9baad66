//! The observation of a game while it is played, and the counts over many games.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::length::{Length, ReadingLoad};
use super::weighings::{MILLIONTHS, Weighings};
use crate::ensemble::tally::OutcomeTally;
use crate::rules::agenda::Stage;
use crate::rules::conduct;
use crate::rules::conference::{self, PartyCache};
use crate::rules::ids::{ConferenceId, MoveId, SeatId};
use crate::rules::negotiation::utility::Valuation;
use crate::rules::position::PositionRef;
use crate::scenario::Scenario;

/// A whole number over several games: its sum, its least and its greatest value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SampleRange {
    /// Games counted.
    pub n: u64,
    /// The sum.
    pub sum: u64,
    /// The least; 0 if none was counted.
    pub least: u64,
    /// The greatest; 0 if none was counted.
    pub most: u64,
}

impl SampleRange {
    fn count(&mut self, value: u64) {
        self.add(&Self { n: 1, sum: value, least: value, most: value });
    }

    fn add(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        let first = self.n == 0;
        self.least = if first { other.least } else { self.least.min(other.least) };
        self.most = self.most.max(other.most);
        self.n += other.n;
        self.sum += other.sum;
    }

    /// The mean; 0 if none was counted.
    #[must_use]
    pub fn mean(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a mean needs no more digits")]
        let mean = self.sum as f64 / self.n.max(1) as f64;
        mean
    }
}

/// A share in [0, 1] in whole millionths.
fn millionths(share: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a million"
    )]
    let whole = libm::round(share.clamp(0.0, 1.0) * MILLIONTHS) as u64;
    whole
}

/// The counts over games of one kind. All tables are in the order of the ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Games.
    pub games: u64,
    /// How often each item came up.
    pub opened: Vec<u64>,
    /// How often each question was asked.
    pub asked: Vec<u64>,
    /// How often each answer was open when its question was asked.
    pub open: Vec<Vec<u64>>,
    /// How often each answer was given.
    pub chosen: Vec<Vec<u64>>,
    /// What each answer of a question with a recorded one was worth to its seat, in games of
    /// own conduct.
    pub weighed: Vec<Vec<Weighings>>,
    /// How often each branch of a drawn consequence came true.
    pub drawn: Vec<Vec<u64>>,
    /// How often each conference met.
    pub met: Vec<u64>,
    /// How often it met without a zone of agreement (ZOPA).
    pub without_zone: Vec<u64>,
    /// How often it ended in each outcome: did not meet, no treaty, not ratified, in force.
    pub fates: Vec<[u64; 4]>,
    /// How often each mandate of each party was followed when it met.
    pub followed: Vec<Vec<Vec<u64>>>,
    /// The speeches of each conference that met.
    pub speeches: Vec<SampleRange>,
    /// The tally of the outcomes.
    pub outcomes: OutcomeTally,
    /// How often each red line of each seat was crossed while somebody led who holds it.
    pub crossed: Vec<Vec<u64>>,
    /// The value of the final position to each seat, in millionths.
    pub worth: Vec<SampleRange>,
    /// The final value of each objective of each seat, in millionths.
    pub objectives: Vec<Vec<SampleRange>>,
    /// How many items came up.
    pub items: SampleRange,
    /// The length of a game for each seat, in seconds.
    pub seconds: Vec<SampleRange>,
    /// How many questions each seat answered.
    pub questions: Vec<SampleRange>,
    /// How many speeches each seat made.
    pub spoken: Vec<SampleRange>,
}

impl Counts {
    /// Nothing counted yet.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let setting = &scenario.setting;
        let seats = setting.seats.len();
        let options = || setting.moves.iter().map(|mv| vec![0; mv.options.len()]);
        let conferences = setting.conferences.len();
        Self {
            games: 0,
            opened: vec![0; setting.items.len()],
            asked: vec![0; setting.moves.len()],
            open: options().collect(),
            chosen: options().collect(),
            weighed: setting
                .moves
                .iter()
                .map(|mv| {
                    let is_recorded = mv.options.iter().any(|option| option.recorded);
                    let n = if is_recorded { mv.options.len() } else { 0 };
                    vec![Weighings::default(); n]
                })
                .collect(),
            drawn: setting.chances.iter().map(|chance| vec![0; chance.branches.len()]).collect(),
            met: vec![0; conferences],
            without_zone: vec![0; conferences],
            fates: vec![[0; 4]; conferences],
            followed: setting
                .conferences
                .iter()
                .map(|def| def.parties.iter().map(|party| vec![0; party.mandates.len()]).collect())
                .collect(),
            speeches: vec![SampleRange::default(); conferences],
            outcomes: OutcomeTally::new(scenario),
            crossed: setting.seats.iter().map(|seat| vec![0; seat.red_lines.len()]).collect(),
            worth: vec![SampleRange::default(); seats],
            objectives: setting
                .seats
                .iter()
                .map(|seat| vec![SampleRange::default(); seat.objectives.len()])
                .collect(),
            items: SampleRange::default(),
            seconds: vec![SampleRange::default(); seats],
            questions: vec![SampleRange::default(); seats],
            spoken: vec![SampleRange::default(); seats],
        }
    }

    /// Adds the counts of other games of the same scenario; in any order.
    pub(super) fn add(&mut self, other: &Self) {
        fn sum(to: &mut [u64], more: &[u64]) {
            for (to, more) in to.iter_mut().zip(more) {
                *to += more;
            }
        }
        fn sums(to: &mut [Vec<u64>], more: &[Vec<u64>]) {
            for (to, more) in to.iter_mut().zip(more) {
                sum(to, more);
            }
        }
        fn spans(to: &mut [SampleRange], more: &[SampleRange]) {
            for (to, more) in to.iter_mut().zip(more) {
                to.add(more);
            }
        }
        self.games += other.games;
        sum(&mut self.opened, &other.opened);
        sum(&mut self.asked, &other.asked);
        sums(&mut self.open, &other.open);
        sums(&mut self.chosen, &other.chosen);
        for (to, more) in self.weighed.iter_mut().zip(&other.weighed) {
            for (to, more) in to.iter_mut().zip(more) {
                to.add(more);
            }
        }
        sums(&mut self.drawn, &other.drawn);
        sum(&mut self.met, &other.met);
        sum(&mut self.without_zone, &other.without_zone);
        for (to, more) in self.fates.iter_mut().zip(&other.fates) {
            sum(to, more);
        }
        for (to, more) in self.followed.iter_mut().zip(&other.followed) {
            sums(to, more);
        }
        spans(&mut self.speeches, &other.speeches);
        self.outcomes.add(&other.outcomes);
        sums(&mut self.crossed, &other.crossed);
        spans(&mut self.worth, &other.worth);
        for (to, more) in self.objectives.iter_mut().zip(&other.objectives) {
            spans(to, more);
        }
        self.items.add(&other.items);
        spans(&mut self.seconds, &other.seconds);
        spans(&mut self.questions, &other.questions);
        spans(&mut self.spoken, &other.spoken);
    }
}

/// A cache of whether a conference has a zone of agreement, by the valuations of its
/// parties: prepared parties are shared between games, so the same few come again and
/// again.
#[derive(Default)]
pub(super) struct Zones {
    prepared: PartyCache,
    known: BTreeMap<Vec<usize>, (Vec<Arc<Valuation>>, bool)>,
}

impl Zones {
    /// Whether there is a zone of agreement: a treaty at or above every reservation value.
    fn has_zone(&mut self, parties: Vec<Arc<Valuation>>) -> bool {
        // The key is the addresses of the valuations. They are kept in the entry, so that
        // no other can be allocated there.
        let key = parties.iter().map(|party| Arc::as_ptr(party) as usize).collect();
        let (_, has) = self.known.entry(key).or_insert_with(|| {
            let good = |treaty| parties.iter().all(|party| party.acceptable(treaty));
            let has = parties.first().is_some_and(|party| party.space().all().any(good));
            (parties, has)
        });
        *has
    }
}

/// The observations of one game while it is played.
pub(super) struct Watch {
    asked: Vec<MoveId>,
    /// Of each conference, how often each seat spoke.
    spoken: Vec<Vec<u64>>,
    /// Whether the condition of each red line of each seat holds now.
    holds: Vec<Vec<bool>>,
    crossed: Vec<Vec<bool>>,
}

impl Watch {
    pub(super) fn new(scenario: &Scenario, here: PositionRef<'_>) -> Self {
        let setting = &scenario.setting;
        let lines = |seat: &crate::rules::defs::SeatDef| -> Vec<bool> {
            seat.red_lines.iter().map(|line| here.holds(&line.crossed)).collect()
        };
        Self {
            asked: Vec::new(),
            spoken: vec![vec![0; setting.seats.len()]; setting.conferences.len()],
            holds: setting.seats.iter().map(lines).collect(),
            crossed: setting.seats.iter().map(|seat| vec![false; seat.red_lines.len()]).collect(),
        }
    }

    /// Takes down how the seat that is asked weighs its answers, where one is recorded.
    pub(super) fn weigh(
        scenario: &Scenario,
        here: PositionRef<'_>,
        prepared: &PartyCache,
        counts: &mut Counts,
    ) {
        if let Stage::Moving(mv) = here.agenda.stage
            && !counts.weighed[mv.index()].is_empty()
        {
            let deliberation = conduct::deliberate(&scenario.setting, here, mv, prepared);
            Weighings::count(&mut counts.weighed[mv.index()], &deliberation);
        }
    }

    /// Takes down what is asked.
    pub(super) fn before_turn(
        &mut self,
        scenario: &Scenario,
        here: PositionRef<'_>,
        zones: &Mutex<Zones>,
        counts: &mut Counts,
    ) {
        let setting = &scenario.setting;
        match here.agenda.stage {
            Stage::Moving(mv) => {
                self.asked.push(mv);
                counts.asked[mv.index()] += 1;
                for option in here.open_options(setting, mv) {
                    counts.open[mv.index()][option.index()] += 1;
                }
            }
            Stage::Speaking(item) => {
                let Some(id) = setting.conference_of(item) else { return };
                let talk = here.talks.of(id);
                if !talk.has_begun() {
                    meet(scenario, here, id, zones, counts);
                }
                let party = talk.table.turn_of();
                if let Some(party) = party {
                    let seat = setting.conferences[id.index()].party(party).seat;
                    self.spoken[id.index()][seat.index()] += 1;
                }
            }
            _ => {}
        }
    }

    /// Takes down what has been crossed.
    pub(super) fn after_turn(&mut self, scenario: &Scenario, here: PositionRef<'_>) {
        for (seat, def) in scenario.setting.seats.iter().enumerate() {
            let leader = here.agenda.leader(SeatId::new(seat));
            for (index, line) in def.red_lines.iter().enumerate() {
                let before =
                    core::mem::replace(&mut self.holds[seat][index], here.holds(&line.crossed));
                let holds_it = line.leaders.is_empty() || line.leaders.contains(&leader);
                if !before && self.holds[seat][index] && holds_it {
                    self.crossed[seat][index] = true;
                }
            }
        }
    }

    /// Counts the game.
    pub(super) fn at_end(
        &self,
        scenario: &Scenario,
        here: PositionRef<'_>,
        pace: &ReadingLoad,
        counts: &mut Counts,
    ) {
        let setting = &scenario.setting;
        counts.games += 1;
        counts.outcomes.count(here.agenda);
        let mut n_items = 0;
        for (count, opened) in counts.opened.iter_mut().zip(&here.agenda.opened) {
            *count += u64::from(*opened);
            n_items += u64::from(*opened);
        }
        counts.items.count(n_items);
        for (row, choice) in counts.chosen.iter_mut().zip(&here.agenda.choices) {
            if let Some(slot) = choice.and_then(|option| row.get_mut(option.index())) {
                *slot += 1;
            }
        }
        for (row, branch) in counts.drawn.iter_mut().zip(&here.agenda.drawn) {
            if let Some(slot) = branch.and_then(|branch| row.get_mut(usize::from(branch))) {
                *slot += 1;
            }
        }
        for (index, talk) in here.talks.all.iter().enumerate() {
            counts.fates[index][talk.fate as usize] += 1;
            if talk.has_begun() {
                counts.speeches[index].count(self.spoken[index].iter().sum());
            }
        }
        for (seat, def) in setting.seats.iter().enumerate() {
            let id = SeatId::new(seat);
            for (count, crossed) in counts.crossed[seat].iter_mut().zip(&self.crossed[seat]) {
                *count += u64::from(*crossed);
            }
            counts.worth[seat].count(millionths(conduct::value(setting, here, id)));
            for (span, objective) in counts.objectives[seat].iter_mut().zip(&def.objectives) {
                span.count(millionths(here.measure(setting, &objective.measure)));
            }
            let Length { questions, speeches, seconds } =
                pace.length(scenario, id, &here.agenda.opened, &self.asked, &self.spoken);
            counts.questions[seat].count(questions);
            counts.spoken[seat].count(speeches);
            counts.seconds[seat].count(seconds);
        }
    }
}

/// Counts a conference that meets: its zone of agreement and the mandates followed.
fn meet(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    zones: &Mutex<Zones>,
    counts: &mut Counts,
) {
    let setting = &scenario.setting;
    let def = &setting.conferences[id.index()];
    counts.met[id.index()] += 1;
    // A panic elsewhere leaves the cache whole, so a poisoned lock can be used.
    let mut zones = zones.lock().unwrap_or_else(PoisonError::into_inner);
    let parties: Vec<Arc<Valuation>> = def
        .party_ids()
        .map(|party| conference::valuation(setting, here, id, party, &zones.prepared))
        .collect();
    if !zones.has_zone(parties) {
        counts.without_zone[id.index()] += 1;
    }
    drop(zones);
    for (party, of) in def.parties.iter().enumerate() {
        let known = here.known_to(setting, Some(of.seat));
        let followed = conference::mandates(setting, known.borrow(), id)[party];
        counts.followed[id.index()][party][followed.index()] += 1;
    }
}
