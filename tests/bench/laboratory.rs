//! The laboratory: how long the first bars and all bars take at the table, how long ten
//! thousand games take, and how well foresight is calibrated.

use std::hint::black_box;
use std::sync::Arc;
use std::thread::available_parallelism;

use bevy::ecs::world::World;
use status_quo::ensemble::ahead::Means;
use status_quo::ensemble::ahead::answers::{Ahead, Play};
use status_quo::ensemble::waves::{Plan, run, seed_of};
use status_quo::rules::agenda::{Agenda, Stage};
use status_quo::rules::holders::Holder;
use status_quo::rules::turn::Run;
use status_quo::scenario::{Scenario, library};
use status_quo::sim::timeline::{Rulebook, Timeline, position};
use status_quo::sim::turn::{self, Turn};

use crate::time;

/// Games of the calibration, each with one question looked at.
const GAMES: u64 = 2_000;

/// Games ahead for each answer in the calibration.
const AHEAD: u64 = 100;

pub(crate) fn speed(mut line: impl FnMut(String)) {
    let played = Arc::new(library::open("knocking-at-the-door").expect("it is built in"));
    let threads = available_parallelism().map_or(1, core::num::NonZero::get);
    let (first, all, answers) = at_the_table(&played, threads);
    line(format!(
        "first bars      {first:9.2} s for 20 games with each of {answers} answers (aim: 0.3)"
    ));
    line(format!("all bars        {all:9.2} s for 300 games with each (aim: 2)"));
    let plan = Plan { first: 0, runs: 10_000, seed: 1, threads, wave: Plan::WAVE };
    let taken = time(|| drop(black_box(run(&played, &plan, &|_| {}))));
    line(format!(
        "10,000 games    {:9.2} s on {threads} threads (aim: 2 on two)",
        taken.as_secs_f64()
    ));
    calibration(&played, threads, line);
}

/// Seconds to the first bars and to all of them, at a question of four answers in the middle
/// of a game, as a player meets it: nothing is remembered before.
fn at_the_table(scenario: &Arc<Scenario>, threads: usize) -> (f64, f64, usize) {
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let setting = &scenario.setting;
    let mut world = World::new();
    turn::install(&mut world);
    let holders = vec![Holder::Conduct; setting.seats.len()];
    let game = world.spawn(Timeline::new(&rulebook, Run::new(1, false), holders)).id();
    loop {
        let here = position(&world, game);
        assert!(here.agenda.stage != Stage::Ended, "there is such a question");
        if let Stage::Moving(mv) = here.agenda.stage
            && here.agenda.cursor >= setting.items.len() / 2
            && here.open_options(setting, mv).len() >= 4
        {
            break;
        }
        world.run_schedule(Turn);
    }
    let fresh = Rulebook::new(Arc::clone(scenario));
    let ahead = Ahead::at(&fresh, position(&world, game), Play::Conduct).expect("it is asked");
    let play = |runs| drop(black_box(ahead.play(runs, Means::on(threads))));
    let first = time(|| play(0..20)).as_secs_f64();
    let rest = time(|| play(20..300)).as_secs_f64();
    (first, first + rest, ahead.answers.len())
}

/// How often what foresight gave so many per cent came, by tenths: the same model plays on
/// both sides, so a miss is a fault.
fn calibration(scenario: &Arc<Scenario>, threads: usize, mut line: impl FnMut(String)) {
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let setting = &scenario.setting;
    let mut world = World::new();
    turn::install(&mut world);
    let (mut said, mut came) = ([0.0; 10], [0.0; 10]);
    let mut n = [0_u32; 10];
    for run in 0..GAMES {
        let holders = vec![Holder::Conduct; setting.seats.len()];
        let run_of = Run::new(seed_of(5, run), false);
        let game = world.spawn(Timeline::new(&rulebook, run_of, holders)).id();
        let (mut moves, mut told) = (0, None);
        loop {
            let agenda: &Agenda = world.get(game).expect("it is a timeline");
            match agenda.stage {
                Stage::Ended => break,
                Stage::Moving(mv) => {
                    moves += 1;
                    if moves == 2 + run % 24 {
                        let here = position(&world, game);
                        let open = here.open_options(setting, mv);
                        let ahead = Ahead::at(&rulebook, here, Play::Conduct).expect("it is asked");
                        let counts = ahead.play(0..AHEAD, Means::on(threads)).expect("it goes on");
                        world.run_schedule(Turn);
                        let chosen = position(&world, game).agenda.choice(mv);
                        let at = open.iter().position(|option| Some(*option) == chosen);
                        told = at.map(|at| counts[at].outcomes.counts.clone());
                        continue;
                    }
                }
                _ => {}
            }
            world.run_schedule(Turn);
        }
        let end = position(&world, game).agenda.outcomes.clone();
        for (row, value) in told.iter().flatten().zip(&end) {
            for (nth, count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let tenth = usize::try_from(*count * 10 / AHEAD).unwrap_or(9).min(9);
                #[expect(clippy::cast_precision_loss, reason = "at most a hundred")]
                let share = *count as f64 / AHEAD as f64;
                said[tenth] += share;
                came[tenth] += f64::from(u8::from(value.map(usize::from) == Some(nth)));
                n[tenth] += 1;
            }
        }
        world.despawn(game);
    }
    line(format!("calibration     of foresight over {GAMES} games: said, came, of so many"));
    for tenth in 0..10 {
        let of = f64::from(n[tenth].max(1));
        line(format!(
            "  {:3} to {:3} %   {:5.1} %  {:5.1} %  {}",
            tenth * 10,
            tenth * 10 + 10,
            said[tenth] / of * 100.0,
            came[tenth] / of * 100.0,
            n[tenth]
        ));
    }
}
