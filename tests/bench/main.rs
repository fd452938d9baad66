//! Benchmarks: what the project promises about speed, measured.
//!
//! Not part of the tests: nothing here asserts. `cargo bench` prints timelines
//! per second of the `Turn` schedule beside a plain loop that calls the same
//! rules without a world, the ratio of the two, the memory of a timeline, and
//! how long the reader takes; then what [`laboratory`], [`checker`], [`floods`] and
//! [`negotiation`] have.

mod checker;
#[cfg(feature = "classroom")]
mod classroom;
mod floods;
mod laboratory;
mod negotiation;
#[cfg(feature = "classroom")]
#[path = "../it/phone.rs"]
#[allow(dead_code, reason = "the tests use the rest of it")]
mod phone;

use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bevy::ecs::world::World;
use status_quo::ensemble::waves::{Plan, run, seed_of};
use status_quo::rules::agenda::{Agenda, Stage};
use status_quo::rules::chronicle::Chronicle;
use status_quo::rules::conference::PartyCache;
use status_quo::rules::foresight::Foresight;
use status_quo::rules::holders::{Holder, Orders};
use status_quo::rules::ids::SeatId;
use status_quo::rules::intents::Intent;
use status_quo::rules::months::Surroundings;
use status_quo::rules::position::Position;
use status_quo::rules::remembered::DeliberationCache;
use status_quo::rules::turn::{self, Delegations, Proceedings, Rest, Room, Run};
use status_quo::scenario::{Scenario, library};
use status_quo::sim::game::Game;
use status_quo::sim::timeline::{Rulebook, Timeline};
use status_quo::sim::turn::{self as turn_schedule, Turn};
use status_quo::view::{StageView, Views};
use status_quo::words::Words;

/// Runs of each kind in a round; rounds alternate, so that a change of the
/// machine's pace meets both alike.
const RUNS: u32 = 1024;
const ROUNDS: usize = 5;

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
    let parts = [
        "timelines",
        "laboratory",
        "negotiation",
        "checker",
        "floods",
        "load",
        "kill",
        "hostile",
        "stand-ins",
    ];
    let all = !parts.into_iter().any(named);
    let line = |text: String| {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    };
    if all || named("timelines") {
        timelines();
    }
    if all || named("laboratory") {
        laboratory::speed(line);
    }
    if all || named("checker") {
        checker::speed(line);
    }
    if all || named("floods") {
        floods::speed(line);
    }
    #[cfg(feature = "classroom")]
    classes(&named, line);
    if all || named("negotiation") {
        negotiation::speed(line);
        negotiation::outcomes(line);
    }
}

/// The class takes minutes, and is measured only by name: `cargo bench -- load`.
#[cfg(feature = "classroom")]
fn classes(named: &impl Fn(&str) -> bool, line: impl Fn(String)) {
    if named("load") {
        classroom::load(&line);
    }
    if named("kill") {
        classroom::kill(&line);
    }
    if named("hostile") {
        classroom::hostile(&line);
    }
    if named("stand-ins") {
        classroom::stand_ins(&line);
    }
}

fn timelines() {
    let played = Arc::new(library::open("knocking-at-the-door").expect("it is built in"));
    let mut out = std::io::stdout().lock();
    let (mut schedule, mut plain) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS as u64 {
        let ensemble =
            Plan { first: 0, runs: u64::from(RUNS), seed: round, threads: 1, wave: Plan::WAVE };
        schedule.push(time(|| drop(black_box(run(&played, &ensemble, &|_| {})))));
        plain.push(time(|| {
            let mut foresight = Foresight::default();
            let memories = (&PartyCache::default(), &DeliberationCache::new(&played.setting));
            for n in 0..u64::from(RUNS) {
                black_box(plain_run(&played, seed_of(round, n), memories, &mut foresight));
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
    line(format!("ratio           {:9.2} (aim: within 1.15)", schedule / plain));
    line(format!("memory          {:9.0} bytes a timeline", memory_of_a_timeline(&played)));
    line(format!(
        "played on       {:9.1} ms for 200 games from the middle (aim: 100)",
        played_on(&played)
    ));
    let (decided, most) = decisions(&played);
    line(format!("decision, views {decided:9.2} ms, at most {most:.2} (aim: 3)"));
    let read = time(|| drop(black_box(library::open("knocking-at-the-door"))));
    line(format!("reading a pack  {:9.1} ms", read.as_secs_f64() * 1e3));
}

/// Bytes that a thousand timelines add to the process, over a thousand; 0 where
/// the system does not tell.
fn memory_of_a_timeline(scenario: &Arc<Scenario>) -> f64 {
    let resident = || {
        let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let pages: f64 = text.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0.0);
        pages * 4096.0
    };
    let mut world = World::new();
    let holders = vec![Holder::Conduct; scenario.setting.seats.len()];
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let before = resident();
    for seed in 0..4_000 {
        world.spawn(Timeline::new(&rulebook, Run::new(seed, false), holders.clone()));
    }
    (resident() - before) / 4_000.0
}

/// Milliseconds that 200 games take from the middle of the agenda to the end, each with
/// its own luck from there on.
fn played_on(scenario: &Arc<Scenario>) -> f64 {
    let mut world = World::new();
    turn_schedule::install(&mut world);
    let holders = vec![Holder::Conduct; scenario.setting.seats.len()];
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let middle = world.spawn(Timeline::new(&rulebook, Run::new(1, false), holders)).id();
    let agenda = |world: &World, timeline| {
        let agenda = world.get::<Agenda>(timeline).expect("it is a timeline");
        (agenda.cursor, agenda.stage)
    };
    while agenda(&world, middle).0 < scenario.setting.items.len() / 2 {
        world.run_schedule(Turn);
    }
    let mut games = Vec::new();
    let taken = time(|| {
        for seed in 0..200 {
            let game = world.entity_mut(middle).clone_and_spawn();
            world.entity_mut(game).insert(Run::new(seed, false));
            games.push(game);
        }
        world.despawn(middle);
        while games.iter().any(|game| agenda(&world, *game).1 != Stage::Ended) {
            world.run_schedule(Turn);
        }
    });
    taken.as_secs_f64() * 1e3
}

/// Milliseconds from a decision to the views of all seats, in the middle half of a game in
/// which players hold them all: the mean, and the most.
fn decisions(scenario: &Arc<Scenario>) -> (f64, f64) {
    let (words, views) = (Words::english(), Views::default());
    let mut times: Vec<f64> = Vec::new();
    let mut world = World::new();
    let seats: Vec<SeatId> = (0..scenario.setting.seats.len()).map(SeatId::new).collect();
    let holders = vec![Holder::Player; seats.len()];
    let game = Game::start(&mut world, Arc::clone(scenario), 1, holders);
    while let Some((seat, _)) = game.asked(&world) {
        let intent = match views.look(&world, &game, &words, Some(seat)).stage {
            StageView::Asked(question) => {
                let option = question.options.iter().find(|option| option.open);
                let option = option.expect("an answer is open").id.clone();
                Intent::Choose { question: question.id.clone(), option }
            }
            StageView::Conference(table) => {
                let ideal: Vec<_> = table.clauses.iter().map(|clause| clause.ideal).collect();
                if table.standing.is_some() { table.accept() } else { table.offer(&ideal) }
            }
            StageView::Waiting(_) | StageView::Over => unreachable!("this seat is asked"),
        };
        let taken = time(|| {
            game.decide(&mut world, seat, intent.clone()).expect("it is open");
            for seat in &seats {
                black_box(views.look(&world, &game, &words, Some(*seat)));
            }
        });
        times.push(taken.as_secs_f64() * 1e3);
    }
    let middle = &times[times.len() / 4..times.len() * 3 / 4];
    let n = u32::try_from(middle.len()).expect("there are few");
    (middle.iter().sum::<f64>() / f64::from(n), middle.iter().copied().fold(0.0, f64::max))
}

/// One game of empty seats as a plain loop over the functions that the systems call.
fn plain_run(
    scenario: &Scenario,
    seed: u64,
    (prepared, remembered): (&PartyCache, &DeliberationCache),
    foresight: &mut Foresight,
) -> Position {
    let run = Run::new(seed, false);
    let setting = &scenario.setting;
    let mut p = scenario.opening.clone();
    let mut chronicle = Chronicle::default();
    let holders = vec![Holder::Conduct; setting.seats.len()];
    let mut orders = Orders { holders, ..Orders::default() };
    let mut todo = Proceedings::default();
    let mut parties = Delegations::default();
    while p.agenda.stage != Stage::Ended {
        let looks = (&mut *foresight, remembered, prepared);
        turn::take_up(setting, p.borrow(), run, &mut orders, &mut todo, looks);
        turn::note_down(setting, &mut p.agenda, &mut todo);
        let room = Room { setting, run, prepared };
        if let Some(done) =
            turn::confer(room, p.borrow(), &mut orders, &mut todo, (foresight, &mut parties))
        {
            done.write(setting, p.agenda.clock, &mut p.talks, &mut todo);
        }
        turn::execute(setting, p.agenda.clock, &mut p.instruments, &mut todo);
        let drifting = turn::drifting(setting, p.borrow(), &todo);
        let (agenda, instruments) = (&p.agenda, &p.instruments);
        turn::settle(setting, agenda, instruments, &mut p.recognition, run, &drifting, &mut todo);
        turn::balance(&mut p.deterrence, &mut todo);
        let around = Surroundings {
            agenda: &p.agenda,
            instruments: &p.instruments,
            recognition: &p.recognition,
            talks: &p.talks,
        };
        turn::patrol(setting, around, run, (&mut p.borders, &mut p.deterrence), &mut todo);
        turn::read_outcomes(setting, p.borrow(), &mut todo);
        turn::write_chronicle(&mut chronicle, &mut todo);
        let rest = Rest {
            recognition: &p.recognition,
            deterrence: &p.deterrence,
            borders: &p.borders,
            talks: &p.talks,
        };
        let (agenda, instruments) = (&mut p.agenda, &mut p.instruments);
        turn::advance(setting, agenda, instruments, rest, &mut chronicle, &mut todo);
    }
    p
}
