//! Determinism: same scenario, seed and intents, same bytes, whatever the machine does.

use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::ensemble::tally::OutcomeTally;
use status_quo::ensemble::waves::{Plan, run, seed_of};
use status_quo::rules::agenda::Agenda;
use status_quo::rules::borders::Borders;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::holders::Holder;
use status_quo::rules::ids::SectorId;
use status_quo::sim::game::Game;
use status_quo::sim::timeline::hash_of;

use crate::harness::{Table, all_scenarios, compare, knocking, root};

/// Whole games end in these states on every machine: the first games of empty
/// seats, a hundred of them together, and ten in which somebody decides for every
/// seat. Update the files (`STATUS_QUO_UPDATE=1`) when the rules, the coefficients
/// or a scenario change on purpose, and say why.
#[test]
fn whole_games_have_their_golden_hashes() {
    for scenario in all_scenarios() {
        let empty = |seed: u64| {
            let holders = vec![Holder::Conduct; scenario.text.seats.len()];
            let mut world = World::new();
            let game = Game::start(&mut world, Arc::clone(&scenario), seed, holders);
            assert!(game.is_over(&world));
            game.hash(&world)
        };
        let played = |seed: u64| {
            let mut table = Table::of(Arc::clone(&scenario), seed);
            table.play_out(|turn, _| turn + 1);
            table.game.hash(&table.world)
        };
        let empty: Vec<String> = (1..=100).map(empty).collect();
        let played: Vec<String> = (1..=10).map(played).collect();
        let all = [hash_of(&empty), hash_of(&played)];
        let [first, second, third, ..] = &empty[..] else { unreachable!("there are a hundred") };
        let said =
            format!("1 {first}\n2 {second}\n3 {third}\n1-100 {}\nplayed 1-10 {}\n", all[0], all[1]);
        let name = format!("tests/it/golden/{}.hash", scenario.head.id);
        compare(&root().join(name), &said);
    }
}

#[test]
fn neither_threads_nor_waves_reach_the_tally() {
    let scenario = knocking();
    let tally = |threads, wave| {
        run(&scenario, &Plan { first: 0, runs: 90, seed: 5, threads, wave }, &|_| {})
    };
    let base = tally(1, 1);
    assert_eq!(base.runs, 90);
    for (threads, wave) in [(1, 90), (2, 7), (3, 32), (8, 1)] {
        assert_eq!(tally(threads, wave), base, "{threads} threads, waves of {wave}");
    }
}

/// The runs of an ensemble are the games that are played alone under their seeds, whatever
/// an ensemble remembers from one to the next.
#[test]
fn the_runs_of_an_ensemble_are_games() {
    for scenario in all_scenarios() {
        let runs = 60;
        let tally =
            run(&scenario, &Plan { first: 0, runs, seed: 9, threads: 1, wave: 16 }, &|_| {});
        let mut alone = OutcomeTally::new(&scenario);
        for number in 0..runs {
            let mut world = World::new();
            let holders = vec![Holder::Conduct; scenario.text.seats.len()];
            let game = Game::start(&mut world, Arc::clone(&scenario), seed_of(9, number), holders);
            alone.count(world.get::<Agenda>(game.timeline()).expect("a timeline has an agenda"));
        }
        assert_eq!(tally, alone, "{}", scenario.head.id);
    }
}

#[test]
fn the_same_decisions_give_the_same_state_and_others_another() {
    let play = |seed, shift| {
        let mut table = Table::new(seed, &["mongolia", "ussr"]);
        table.play_out(|turn, _| turn + shift);
        table.game.hash(&table.world)
    };
    assert_eq!(play(3, 0), play(3, 0));
    assert_ne!(play(3, 0), play(3, 1));
    assert_ne!(play(3, 0), play(4, 0));
}

#[test]
fn taking_back_and_deciding_again_is_as_if_never_left() {
    let mut straight = Table::new(11, &["japan"]);
    straight.play_out(|_, _| 0);
    let mut wandering = Table::new(11, &["japan"]);
    wandering.play_out(|turn, _| turn);
    while !wandering.game.decisions(&wandering.world).is_empty() {
        let keep = wandering.game.decisions(&wandering.world).len() - 1;
        wandering.game.go_back(&mut wandering.world, keep).expect("no journal, nothing to fail");
    }
    wandering.play_out(|_, _| 0);
    assert_eq!(straight.game.hash(&straight.world), wandering.game.hash(&wandering.world));
}

/// What one border draws in a month does not depend on what is decided about
/// another: the incidents of the Great Wall are the same whether or not
/// Mongolia gives way on the Halha.
#[test]
fn an_untouched_border_keeps_its_draws() {
    let mut differed = 0;
    for seed in 0..40 {
        let mut tables = ["withdraw", "counter-attack"].map(|answer| {
            let mut table = Table::new(seed, &["mongolia", "ussr", "japan", "china"]);
            while let Some((_, question, _)) = table.asked() {
                let option = match question.as_str() {
                    // The capital orders it, so that nothing hangs on its army.
                    "halhin-sum/orders" => "challenge".to_owned(),
                    "halhin-sum/answer" => answer.to_owned(),
                    "halhin-sum/fight" => "fight".to_owned(),
                    _ => table.recorded().expect("somebody is asked"),
                };
                table.choose(&option);
            }
            table
        });
        let sector = |table: &Table, id: &str| {
            let index = knocking().text.sectors.iter().position(|s| s.id == id);
            let borders: &Borders =
                table.world.get(table.game.timeline()).expect("a timeline has borders");
            borders.sectors[SectorId::new(index.expect("it exists")).index()].clone()
        };
        let [a, b] = &mut tables;
        assert_eq!(sector(a, "great-wall"), sector(b, "great-wall"), "seed {seed}");
        differed += usize::from(sector(a, "halha") != sector(b, "halha"));
    }
    assert_eq!(differed, 40, "the border that was touched is another");
}

/// The schedule has no two systems that touch the same table without an order:
/// building it would fail.
#[test]
fn the_turn_schedule_is_unambiguous() {
    let mut world = World::new();
    status_quo::sim::turn::install(&mut world);
    let mut schedule = status_quo::sim::turn::schedule();
    assert!(schedule.initialize(&mut world).is_ok());
}

#[test]
fn dates_in_the_chronicle_never_go_back_by_more_than_an_interval() {
    let table = Table::new(2, &[]);
    let chronicle: &Chronicle =
        table.world.get(table.game.timeline()).expect("a timeline has a chronicle");
    let mut opened = None;
    for entry in &chronicle.entries {
        if matches!(entry.event, Event::Opened { .. }) {
            assert!(opened.is_none_or(|before| before <= entry.date));
            opened = Some(entry.date);
        }
    }
    assert!(chronicle.entries.len() > 40);
}
