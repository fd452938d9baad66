//! Benchmarks: what the project promises about speed, measured.
//!
//! Not part of the tests: nothing here asserts. `cargo bench` prints timelines
//! per second of the `Turn` schedule beside a plain loop that calls the same
//! rules without a world, the ratio of the two, the memory of a timeline, and
//! how long the reader takes; then what [`checker`] and [`negotiation`] have.

mod checker;
mod negotiation;

use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy::ecs::world::World;
use status_quo::ensemble::waves::{Plan, run, seed_of};
use status_quo::rules::agenda::Stage;
use status_quo::rules::chance::Chance;
use status_quo::rules::conference;
use status_quo::rules::ids::ItemId;
use status_quo::rules::position::Position;
use status_quo::rules::procedure::{self, Surroundings};
use status_quo::rules::setting::{
    BorderEffect, Effect, InstrumentEffect, ItemKind, Setting, Stance,
};
use status_quo::scenario::library;
use status_quo::sim::timeline::Timeline;

/// Runs of each kind in a round; rounds alternate, so that a change of the
/// machine's pace meets both alike.
const RUNS: u32 = 256;
const ROUNDS: usize = 7;

#[expect(clippy::disallowed_methods, reason = "a benchmark is about time")]
fn time(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// With the word `negotiation` or `checker` only that part: `cargo bench -- checker`.
fn main() {
    let words: Vec<String> = std::env::args().collect();
    let named = |part: &str| words.iter().any(|word| word == part);
    let all = !["timelines", "negotiation", "checker"].into_iter().any(named);
    let line = |text: String| {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    };
    if all || named("timelines") {
        timelines();
    }
    if all || named("checker") {
        checker::speed(line);
    }
    if all || named("negotiation") {
        negotiation::speed(line);
        negotiation::outcomes(line);
    }
}

fn timelines() {
    let played = Arc::new(library::open("knocking-at-the-door").expect("it is built in"));
    let mut out = std::io::stdout().lock();
    let (mut schedule, mut plain) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS as u64 {
        let ensemble = Plan { runs: u64::from(RUNS), seed: round, threads: 1, wave: Plan::WAVE };
        schedule.push(time(|| drop(black_box(run(&played, &ensemble, &|_| {})))));
        plain.push(time(|| {
            for n in 0..u64::from(RUNS) {
                black_box(plain_run(&played.setting, seed_of(round, n)));
            }
        }));
    }
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64() / f64::from(RUNS)
    };
    let (schedule, plain) = (median(schedule), median(plain));
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    line(format!("turn schedule   {:9.0} timelines/s", 1.0 / schedule));
    line(format!("plain loop      {:9.0} timelines/s", 1.0 / plain));
    line(format!("ratio           {:9.2} (aim: within 1.5)", schedule / plain));
    line(format!("memory          {:9.0} bytes a timeline", memory_of_a_timeline(&played)));
    let read = time(|| drop(black_box(library::open("knocking-at-the-door"))));
    line(format!("reading a pack  {:9.1} ms", read.as_secs_f64() * 1e3));
}

/// Bytes that a thousand timelines add to the process, over a thousand; 0 where
/// the system does not tell.
fn memory_of_a_timeline(scenario: &status_quo::scenario::Scenario) -> f64 {
    let resident = || {
        let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let pages: f64 = text.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
        pages * 4096.0
    };
    let mut world = World::new();
    let players = vec![false; scenario.setting.seats.len()];
    let before = resident();
    for seed in 0..4_000 {
        world.spawn(Timeline::new(scenario, seed, players.clone(), false));
    }
    (resident() - before) / 4_000.0
}

/// One game of empty seats as a plain loop over the same rules.
fn plain_run(setting: &Setting, seed: u64) -> Position {
    let chance = Chance::new(seed);
    let mut p = setting.opening.clone();
    while p.agenda.stage != Stage::Ended {
        let stage = p.agenda.stage;
        let mut due: Vec<Effect> = Vec::new();
        let draw = |range, due: &mut Vec<Effect>, p: &mut Position| {
            let (drawn, effects) = procedure::draw_consequences(setting, chance, range);
            for (id, branch, _) in drawn {
                Arc::make_mut(&mut p.agenda).drawn[id.index()] = Some(branch);
            }
            due.extend(effects);
        };
        match stage {
            Stage::Interval(until) | Stage::Recess(_, until) => {
                pass(setting, chance, &mut p, until);
            }
            Stage::Opening(item) => {
                let def = &setting.items[item.index()];
                Arc::make_mut(&mut p.agenda).opened[item.index()] = true;
                due.extend(def.effects.iter().cloned());
                draw(&def.chances, &mut due, &mut p);
            }
            Stage::Moving(mv) => {
                let option = procedure::choose(setting, p.borrow(), chance, mv).option;
                Arc::make_mut(&mut p.agenda).choices[mv.index()] = Some(option);
                let choice = setting.option(mv, option);
                due.extend(choice.effects.iter().cloned());
                draw(&choice.chances, &mut due, &mut p);
                let item = setting.moves[mv.index()].item;
                if let (ItemKind::Crisis(sector), Some(stance)) =
                    (&setting.items[item.index()].kind, choice.stance)
                {
                    due.extend(procedure::stance_effects(setting, *sector, stance));
                    let army = |forbidden| {
                        procedure::local_army(setting, chance, item, *sector, forbidden)
                            .is_some_and(|(acted, _)| acted)
                    };
                    let challenged = match stance {
                        Stance::Challenge => true,
                        Stance::Hold => army(false),
                        Stance::Forbid => army(true),
                        _ => false,
                    };
                    if challenged {
                        Arc::make_mut(&mut p.agenda).challenged[item.index()] = true;
                    }
                }
            }
            Stage::Speaking(item) => speak(setting, chance, &mut p, item, &mut due),
            Stage::Signing(item) => sign(setting, chance, &mut p, item, &mut due),
            Stage::Closing(item) => {
                if let ItemKind::Crisis(sector) = setting.items[item.index()].kind
                    && procedure::crisis_fights(setting, p.borrow(), chance, item)
                {
                    due.extend(procedure::stance_effects(setting, sector, Stance::Fight));
                }
            }
            Stage::Ended => {}
        }
        apply(setting, chance, &mut p, stage, &due);
        let at = if let Stage::Closing(item) = stage { Some(item) } else { None };
        let last = matches!(stage, Stage::Interval(until) if until >= setting.closes);
        if at.is_some() || last {
            for (id, value) in procedure::read_outcomes(setting, p.borrow(), at) {
                Arc::make_mut(&mut p.agenda).outcomes[id.index()] = Some(value);
            }
        }
        if let Stage::Interval(until) | Stage::Recess(_, until) = stage {
            let agenda = Arc::make_mut(&mut p.agenda);
            agenda.clock = agenda.clock.max(until);
            let clock = agenda.clock;
            Arc::make_mut(&mut p.instruments).expire(setting, clock);
        }
        let (next, cursor, _) = procedure::next_stage(setting, p.borrow(), stage);
        let agenda = Arc::make_mut(&mut p.agenda);
        (agenda.stage, agenda.cursor) = (next, cursor);
    }
    p
}

fn speak(setting: &Setting, chance: Chance, p: &mut Position, item: ItemId, due: &mut Vec<Effect>) {
    let id = setting.conference_of(item).expect("only a conference has speeches");
    let remark = conference::speak(setting, p.borrow(), chance, id, false);
    let said = conference::carry_out(setting, p.borrow(), id, remark.speech);
    due.extend(said.due);
    Arc::make_mut(&mut p.talks).all[id.index()] = said.talk;
}

fn sign(setting: &Setting, chance: Chance, p: &mut Position, item: ItemId, due: &mut Vec<Effect>) {
    let id = setting.conference_of(item).expect("only a conference signs");
    let signing = conference::sign(setting, p.borrow(), chance, id);
    due.extend(signing.due);
    Arc::make_mut(&mut p.talks).all[id.index()] = signing.talk;
}

fn apply(setting: &Setting, chance: Chance, p: &mut Position, stage: Stage, due: &[Effect]) {
    let breaches: Vec<Effect> = due
        .iter()
        .filter_map(|effect| match effect {
            Effect::Instrument(InstrumentEffect::Breach(id, _)) if p.instruments.in_force(*id) => {
                Some(setting.instruments[id.index()].breach.clone())
            }
            _ => None,
        })
        .flatten()
        .collect();
    p.foresee(setting, due.iter().chain(&breaches));
    let borders = due.iter().filter_map(|effect| match effect {
        Effect::Border(effect) => Some(*effect),
        _ => None,
    });
    for (nth, effect) in (0..).zip(borders) {
        if let BorderEffect::Clash(s, a, d) = effect {
            let when = procedure::occasion(setting, Some(stage), nth);
            let clash = procedure::fight(setting, p.borrow(), chance, s, a, d, when);
            let deterrence = Arc::make_mut(&mut p.deterrence);
            procedure::record_clash(setting, Arc::make_mut(&mut p.borders), deterrence, s, clash);
        }
    }
}

fn pass(
    setting: &Setting,
    chance: Chance,
    p: &mut Position,
    until: status_quo::rules::quantity::Date,
) {
    let before = p.clone();
    procedure::drift(
        setting,
        &before.agenda,
        &before.instruments,
        Arc::make_mut(&mut p.recognition),
        |condition| before.borrow().holds(condition),
        chance,
        until,
    );
    let talks = Arc::clone(&p.talks);
    let around = Surroundings {
        agenda: &before.agenda,
        instruments: &p.instruments,
        recognition: &p.recognition,
        talks: &talks,
    };
    procedure::pass_time(
        setting,
        around,
        Arc::make_mut(&mut p.borders),
        Arc::make_mut(&mut p.deterrence),
        chance,
        until,
    );
}
