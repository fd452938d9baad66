//! The path of an intent: messages, games side by side, and who holds a seat.

use std::sync::Arc;

use bevy::app::{App, Update};
use bevy::ecs::entity::Entity;
use bevy::ecs::message::{Message, Messages};
use bevy::ecs::resource::Resource;
use bevy::ecs::schedule::IntoScheduleConfigs;
use bevy::ecs::system::{Query, ResMut};
use bevy::ecs::world::World;
use status_quo::rules::agenda::{Agenda, Stage};
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::conference::Speech;
use status_quo::rules::holders::{Asked, Holder, Order, by_record};
use status_quo::rules::ids::{MoveId, OptionId, SeatId};
use status_quo::rules::intents::{Intent, Refusal};
use status_quo::scenario::Scenario;
use status_quo::sim::admission::{DecideError, intent_of};
use status_quo::sim::game::Game;
use status_quo::sim::intents::{IntentRefused, SubmitIntent, TurnPlayed};
use status_quo::sim::journal::{self, Journal};
use status_quo::sim::timeline::position;
use status_quo::sim::turn::{Turn, TurnPlugin, TurnSystems, install, play_on};

use crate::harness::{Folder, Table, all_scenarios, knocking, table_of_three};

/// A game in which players hold all seats.
fn start(world: &mut World, scenario: &Arc<Scenario>, seed: u64) -> Game {
    let holders = vec![Holder::Player; scenario.text.seats.len()];
    Game::start(world, Arc::clone(scenario), seed, holders)
}

/// What a seat that is asked may do: the documented thing, or else the first.
fn anything(world: &World, game: &Game) -> Option<(SeatId, Intent)> {
    let (seat, asked) = game.asked(world)?;
    let (scenario, here) = (game.scenario(), position(world, game.timeline()));
    let first = |mv: MoveId| {
        let option: OptionId = here.open_options(&scenario.setting, mv)[0];
        Order::Choice(mv, option)
    };
    let order = by_record(&scenario.setting, here, asked).unwrap_or(match asked {
        Asked::Move(mv) => first(mv),
        Asked::Speech(_) => Order::Speech(Speech::WalkOut),
    });
    Some((seat, intent_of(scenario, here, order)))
}

fn submit(app: &mut App, game: &Game, seat: SeatId, intent: Intent) {
    let timeline = game.timeline();
    app.world_mut().write_message(SubmitIntent { timeline, seat, intent });
}

fn read<M: Message + Clone>(app: &mut App) -> Vec<M> {
    app.world_mut().resource_mut::<Messages<M>>().drain().collect()
}

/// Intents of several games in one frame of an app: each game goes on by its own, as it
/// does alone, and hears only of itself.
#[test]
fn games_side_by_side_go_on_as_they_do_alone() {
    let mut app = App::new();
    app.add_plugins(TurnPlugin::new(Update));
    // A table of one scenario and two of another, in one world.
    let scenarios = [knocking(), table_of_three(), knocking()];
    let games: Vec<Game> = (1..)
        .zip(&scenarios)
        .map(|(seed, scenario)| start(app.world_mut(), scenario, seed))
        .collect();
    let mut decided: Vec<Vec<(SeatId, Intent)>> = vec![Vec::new(); games.len()];
    for _ in 0..25 {
        read::<TurnPlayed>(&mut app);
        let mut moving: Vec<Entity> = Vec::new();
        for (game, decided) in games.iter().zip(&mut decided) {
            let Some((seat, intent)) = anything(app.world(), game) else { continue };
            submit(&mut app, game, seat, intent.clone());
            decided.push((seat, intent));
            moving.push(game.timeline());
        }
        app.update();
        assert!(read::<IntentRefused>(&mut app).is_empty());
        let mut played: Vec<Entity> =
            read::<TurnPlayed>(&mut app).into_iter().map(|it| it.timeline).collect();
        played.sort();
        played.dedup();
        moving.sort();
        assert_eq!(played, moving, "who decided was moved on, and nobody else");
    }
    for ((game, scenario), (seed, decided)) in games.iter().zip(&scenarios).zip((1..).zip(decided))
    {
        let mut world = World::new();
        let alone = start(&mut world, scenario, seed);
        for (seat, intent) in decided {
            alone.decide(&mut world, seat, intent).expect("it was admitted beside others");
        }
        assert_eq!(game.hash(app.world()), alone.hash(&world));
    }
}

/// Two intents of one frame are judged one after the other: what the first brings about
/// counts for the second.
#[test]
fn intents_of_one_frame_are_judged_in_order() {
    let mut app = App::new();
    app.add_plugins(TurnPlugin::new(Update));
    let game = start(app.world_mut(), &knocking(), 1);
    // The same decisions alone, to know the first two.
    let mut world = World::new();
    let alone = start(&mut world, &knocking(), 1);
    let mut two = Vec::new();
    while two.len() < 2 {
        let (seat, intent) = anything(&world, &alone).expect("the game is not over");
        alone.decide(&mut world, seat, intent.clone()).expect("it is open");
        two.push((seat, intent));
    }
    let stale = two[0].clone();
    for (seat, intent) in two {
        submit(&mut app, &game, seat, intent);
    }
    // The first once more: by then something else is asked.
    submit(&mut app, &game, stale.0, stale.1);
    app.update();
    assert_eq!(game.decisions(app.world()).len(), 2);
    assert_eq!(game.hash(app.world()), alone.hash(&world));
    let refused = read::<IntentRefused>(&mut app);
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(matches!(
        refused[0].why,
        DecideError::Refused(Refusal::OtherQuestion { .. } | Refusal::NotYourMove(_))
    ));
}

#[test]
fn an_intent_for_a_game_that_was_put_away_is_refused() {
    let mut app = App::new();
    app.add_plugins(TurnPlugin::new(Update));
    let game = start(app.world_mut(), &knocking(), 1);
    let (seat, intent) = anything(app.world(), &game).expect("somebody is asked");
    game.clone().put_away(app.world_mut());
    submit(&mut app, &game, seat, intent);
    app.update();
    let refused = read::<IntentRefused>(&mut app);
    assert!(matches!(refused[0].why, DecideError::Refused(Refusal::NoGame)), "{refused:?}");
}

/// Who extends the game hangs systems at both ends of a turn.
#[test]
fn a_turn_can_be_extended_at_both_ends() {
    #[derive(Resource, Default)]
    struct Seen(Vec<(&'static str, Stage)>);
    fn before(agendas: Query<&Agenda>, mut seen: ResMut<Seen>) {
        seen.0.extend(agendas.iter().map(|agenda| ("before", agenda.stage)));
    }
    fn after(agendas: Query<&Agenda>, mut seen: ResMut<Seen>) {
        seen.0.extend(agendas.iter().map(|agenda| ("after", agenda.stage)));
    }
    let mut world = World::new();
    install(&mut world);
    world.init_resource::<Seen>();
    world.schedule_scope(Turn, |_, schedule| {
        schedule.add_systems((before.in_set(TurnSystems::First), after.in_set(TurnSystems::Last)));
    });
    let game = start(&mut world, &knocking(), 1);
    let seen = &world.resource::<Seen>().0;
    assert_eq!(seen[0].0, "before");
    assert_eq!(seen[1].0, "after");
    assert_ne!(seen[0].1, seen[1].1, "the turn lies between them");
    assert_eq!(seen.last(), Some(&("after", position(&world, game.timeline()).agenda.stage)));
}

/// A seat that the record holds does what was done in fact wherever that is open, and a
/// journal brings the same game back.
#[test]
fn the_record_decides_as_it_was_and_can_be_resumed() {
    for scenario in all_scenarios() {
        let holders: Vec<Holder> = SeatId::up_to(scenario.text.seats.len())
            .map(|seat| if seat == SeatId(0) { Holder::Player } else { Holder::Record })
            .collect();
        let mut world = World::new();
        let game = Game::start(&mut world, Arc::clone(&scenario), 3, holders.clone());
        let folder = Folder::new();
        let path = folder.path().join("game.journal");
        let journal = Journal::create(&path, &game.header(&world)).expect("writable");
        game.keep(&mut world, journal).expect("writable");
        while let Some((seat, intent)) = anything(&world, &game) {
            assert_eq!(seat, SeatId(0), "only the player is waited for");
            game.decide(&mut world, seat, intent).expect("it is open");
        }
        let chronicle: &Chronicle = world.get(game.timeline()).expect("a timeline");
        let setting = &scenario.setting;
        let mut by_record = 0;
        for entry in &chronicle.entries {
            let Event::Chosen { mv, option, by_player, .. } = entry.event else { continue };
            let def = &setting.moves[mv.index()];
            assert_eq!(by_player, def.seat == SeatId(0));
            by_record += usize::from(!by_player && setting.option(mv, option).recorded);
        }
        assert!(by_record > 0, "{}: the record decided nothing", scenario.head.id);
        let recovered = journal::read(&path).expect("it can be read");
        let mut again = World::new();
        let (resumed, misfit) = Game::resume(&mut again, Arc::clone(&scenario), &recovered)
            .expect("the seats are there");
        assert_eq!(misfit, None);
        assert_eq!(resumed.holders(&again), holders);
        assert_eq!(resumed.hash(&again), game.hash(&world));
    }
}

/// Anybody does only what an intent could ask for: the same game can be played by one.
#[test]
fn anybody_does_nothing_that_an_intent_could_not() {
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        for seed in 0..4 {
            let n_seats = scenario.text.seats.len();
            let mut free = World::new();
            let game =
                Game::start(&mut free, Arc::clone(&scenario), seed, vec![Holder::Anybody; n_seats]);
            assert!(game.is_over(&free));
            let chronicle: &Chronicle = free.get(game.timeline()).expect("a timeline");
            let orders = chronicle.entries.iter().filter_map(|entry| match entry.event {
                Event::Chosen { mv, option, .. } => Some(Order::Choice(mv, option)),
                Event::Spoke { speech, .. } => Some(Order::Speech(speech)),
                _ => None,
            });
            let mut table = Table::of(Arc::clone(&scenario), seed);
            for order in orders {
                let here = position(&table.world, table.game.timeline());
                let (seat, _) = table.game.asked(&table.world).expect("somebody is asked");
                let intent = intent_of(&scenario, here, order);
                table.game.decide(&mut table.world, seat, intent).expect("it can be asked for");
            }
            let end = |world: &World, game: &Game| {
                position(world, game.timeline()).agenda.outcomes.clone()
            };
            assert_eq!(end(&free, &game), end(&table.world, &table.game));
        }
    }
}

/// A game that is taken up in a world where another one lies changes nothing of that.
#[test]
fn a_game_keeps_its_scenario_beside_a_game_of_another() {
    let mut world = World::new();
    let first = start(&mut world, &knocking(), 1);
    let other = start(&mut world, &table_of_three(), 1);
    play_on(&mut world);
    let (seat, intent) = anything(&world, &first).expect("somebody is asked");
    first.decide(&mut world, seat, intent.clone()).expect("it is open");
    let mut alone = World::new();
    let same = start(&mut alone, &knocking(), 1);
    same.decide(&mut alone, seat, intent).expect("it is open");
    assert_eq!(first.hash(&world), same.hash(&alone));
    assert!(other.decisions(&world).is_empty());
}

/// What was submitted before a decision is taken back is judged as the game stood then.
#[test]
fn an_intent_that_waits_is_not_taken_for_another_course() {
    let mut world = World::new();
    let game = start(&mut world, &knocking(), 1);
    let begin = game.hash(&world);
    let (seat, intent) = anything(&world, &game).expect("somebody is asked");
    game.decide(&mut world, seat, intent.clone()).expect("it is open");
    // The same once more: something else is asked by now.
    world.write_message(SubmitIntent { timeline: game.timeline(), seat, intent });
    game.go_back(&mut world, 0).expect("no journal, nothing to fail");
    assert!(game.decisions(&world).is_empty());
    assert_eq!(game.hash(&world), begin);
}
