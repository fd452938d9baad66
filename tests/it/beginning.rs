//! Games that begin with an item: what comes before it goes by the record.

use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::holders::Holder;
use status_quo::rules::ids::ItemId;
use status_quo::scenario::Scenario;
use status_quo::sim::game::Game;
use status_quo::sim::journal;
use status_quo::view::{StageView, Views};

use crate::harness::{Folder, all_scenarios, call, english, knocking, text};

/// A game of a scenario in which people hold all seats, from an item on.
fn begun(world: &mut World, scenario: &Arc<Scenario>, from: ItemId) -> Game {
    let holders = vec![Holder::Player; scenario.text.seats.len()];
    Game::start_at(world, Arc::clone(scenario), 3, holders, Some(from))
}

/// In every scenario a game can begin with every decision point: nobody is asked anything
/// before it, and what was chosen before is what is documented, where that is known.
#[test]
fn what_comes_before_goes_by_the_record() {
    for scenario in all_scenarios() {
        let points =
            scenario.text.items.iter().enumerate().filter(|(_, item)| item.point.is_some());
        for (from, _) in points {
            let mut world = World::new();
            let game = begun(&mut world, &scenario, ItemId::new(from));
            let id = &scenario.item(ItemId::new(from)).id;
            assert!(game.decisions(&world).is_empty());
            if let Some(asked) = game.asked_in(&world) {
                assert!(asked >= ItemId::new(from), "{id}");
            }
            let chronicle = world.get::<Chronicle>(game.timeline()).expect("a game is a timeline");
            for entry in &chronicle.entries {
                let Event::Chosen { mv, option, by_player, .. } = &entry.event else { continue };
                assert!(!by_player, "{id}");
                let def = &scenario.setting.moves[mv.index()];
                let recorded = def.options.iter().position(|option| option.recorded);
                let open = recorded.is_none_or(|recorded| recorded == option.index());
                assert!(open, "{id}: {}", scenario.move_name(*mv));
            }
        }
    }
}

/// A game that began with an item is kept, taken up and taken back as any other.
#[test]
fn such_a_game_is_kept_and_taken_back() {
    let scenario = knocking();
    let from = scenario.item_by_id("moscow-1934").expect("it has this item");
    let mut world = World::new();
    let game = begun(&mut world, &scenario, from);
    let opened = game.hash(&world);
    for _ in 0..3 {
        let (seat, _) = game.asked(&world).expect("somebody is asked");
        let stand_in = game.stand_in(&world).expect("somebody is asked");
        game.decide(&mut world, seat, stand_in.intent).expect("it is open");
    }
    let folder = Folder::new();
    let path = folder.file("begun.journal");
    std::fs::write(&path, game.journal_text(&world)).expect("writable");
    let recovered = journal::read(&path).expect("it is a journal");
    assert_eq!(recovered.header.from.as_deref(), Some("moscow-1934"));
    let mut other = World::new();
    let (again, misfit) =
        Game::resume(&mut other, Arc::clone(&scenario), &recovered).expect("the seats are there");
    assert_eq!(misfit, None);
    assert_eq!(again.hash(&other), game.hash(&world));
    game.go_back(&mut world, 0).expect("nothing is written");
    assert_eq!(game.hash(&world), opened);
}

/// Who begins in the middle is asked at once, and told in brief what came before.
#[test]
fn one_begins_with_a_question_and_what_led_to_it() {
    let scenario = knocking();
    let from = scenario.item_by_id("moscow-1934").expect("it has this item");
    let mut world = World::new();
    let game = begun(&mut world, &scenario, from);
    let (seat, _) = game.asked(&world).expect("somebody is asked");
    let view = Views::default().look(&world, &game, english(), Some(seat));
    assert!(!matches!(view.stage, StageView::Waiting(_)), "{:?}", view.stage);
    assert!(view.debrief.is_none());
    assert!(!view.results.is_empty(), "what came before can be read");
    assert_eq!(view.last, None, "nothing was decided by who sits here");
}

/// An item is named by its id or its number; another name gets a sentence.
#[test]
fn an_item_that_is_not_there_gets_a_sentence() {
    let home = Folder::new();
    let said = |item: &str| {
        let answer = call(&home, &["play", "knocking-at-the-door", "--terminal", "--from", item]);
        (answer.status.code(), text(&answer.stderr))
    };
    let (code, words) = said("moskow-1934");
    assert_eq!(code, Some(1));
    assert!(words.contains("did you mean `moscow-1934`?"), "{words}");
    let (code, words) = said("99");
    assert_eq!(code, Some(1));
    assert!(words.contains("its decision points are: 1 mukden"), "{words}");
}
