//! The game on the desk: begun, moved, looked at, and put away.

use std::path::PathBuf;
use std::sync::Arc;

use bevy::ecs::message::MessageCursor;
use bevy::prelude::*;

use crate::desktop::bench::Workbench;
use crate::desktop::desk::{Desk, Seek, Seen};
use crate::desktop::drafting::Drafting;
use crate::desktop::names::KnownNames;
use crate::desktop::screen::Screen;
use crate::desktop::screens::KnownYears;
use crate::desktop::shelf::Shelf;
use crate::desktop::speech::words;
use crate::desktop::tab::GameTab;
use crate::ensemble::way::Way;
use crate::rules::holders::Holder;
use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::scenario::Scenario;
use crate::sim::game::Game;
use crate::sim::intents::{IntentRefused, SubmitIntent, TurnPlayed};
use crate::sim::journal::Journal;
use crate::sim::journals;
use crate::sim::turn::play_on;
use crate::view::{
    Glossary, MapYears, StageView, Views, decide_error_words, moved_words, n_results,
    n_results_before, not_kept_words, write_error_words,
};
use crate::words::Phrase;

/// Goes to a screen.
pub(in crate::desktop) fn show(world: &mut World, screen: Screen) {
    // Who comes from the workbench finds the pack that lies there, and who began to
    // play from it comes back to it.
    let from = *world.resource::<State<Screen>>().get();
    let workbench = world.resource::<Workbench>();
    let plays = world.resource::<Desk>().scenario.as_ref().is_some_and(|it| workbench.is_of(it));
    let (screen, at) = match (from, screen) {
        (Screen::Seats, Screen::Library) if plays => (Screen::Workbench, None),
        (Screen::Workbench, Screen::Library) => {
            (screen, workbench.place_on(world.resource::<Shelf>()))
        }
        // Who has never played finds the shortest scenario: the first lesson.
        (_, Screen::Library) if world.resource::<Desk>().last_game.is_none() => {
            (screen, world.resource::<Shelf>().shortest())
        }
        _ => (screen, None),
    };
    let lies_there = workbench.bench.is_some();
    let mut desk = world.resource_mut::<Desk>();
    desk.at_bench = lies_there && screen != Screen::Workbench;
    if screen == Screen::Seats {
        desk.shared.ticked.clear();
        // A call names its own way; who plays again plays as before.
        if from == Screen::Library {
            desk.begin_as_set();
            desk.from = None;
        }
    }
    desk.leaf += 1;
    desk.cursor = at.unwrap_or(0);
    desk.reveal = at.is_some();
    desk.section = 0;
    world.resource_mut::<NextState<Screen>>().set(screen);
}

/// Tells the player something.
pub(in crate::desktop) fn notify(world: &mut World, text: String) {
    world.resource_mut::<Desk>().notice = Some(text);
}

/// Begins a game of the chosen scenario.
pub(super) fn sit(world: &mut World, seats: &[SeatId]) {
    let Some(scenario) = world.resource::<Desk>().scenario.clone() else { return };
    let seed = world.resource::<Desk>().seed;
    put_away(world);
    // A game that is only watched is kept too: its seed alone brings it back.
    let plays = |k| seats.contains(&SeatId::new(k));
    let holder = |k| if plays(k) { Holder::Player } else { Holder::Conduct };
    let holders = (0..scenario.text.seats.len()).map(holder).collect();
    let (record, level) = (world.resource::<Desk>().record, world.resource::<Desk>().level);
    let from = world.resource::<Desk>().from;
    let game = Game::start_at(world, Arc::clone(&scenario), seed, holders, from);
    let game = game.with_record(record).with_level(level);
    let wanted = world.resource_mut::<Desk>().journal.take();
    keep(world, &game, wanted);
    // Where several share the desk each counts alone, from what everybody knows.
    let alone = seats.first().copied().filter(|_| seats.len() == 1);
    let led_here = n_results_before(world, &game, alone);
    for seat in seats {
        let read = n_results_before(world, &game, Some(*seat));
        world.resource_mut::<Desk>().shared.read.insert(*seat, read);
    }
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    // Where several share the desk it is given to who is asked first.
    desk.seat = seats.first().copied().filter(|_| seats.len() == 1);
    desk.shared.ticked.clear();
    desk.read = led_here;
    // Who only watches begins with what happens.
    desk.opens = desk.seat.is_some();
    look_again(world);
    follow(world);
}

/// Begins a game that stands at a point of the workbench. It is not kept: its
/// scenario is being changed.
pub(in crate::desktop) fn play_way(world: &mut World, scenario: &Arc<Scenario>, way: &Way) {
    let words = words(world);
    put_away(world);
    let game = Game::start(world, Arc::clone(scenario), way.seed, way.holders(scenario));
    for (seat, intent) in &way.intents {
        game.decide(world, *seat, intent.clone())
            .expect("the same scenario, seed and intents are admitted again");
    }
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    desk.given = way.intents.len();
    desk.at_bench = true;
    desk.scenario = Some(Arc::clone(scenario));
    desk.seat = Some(way.point.seat);
    look_again(world);
    let read = world.resource::<Seen>().0.results.len();
    world.resource_mut::<Desk>().read = read;
    follow(world);
    let alone = way.steered.len() == 1;
    let key = match (way.by_record, alone) {
        (true, true) => Phrase("bench-way-record"),
        (false, true) => Phrase("bench-way-any"),
        (true, false) => Phrase("bench-way-record-all"),
        (false, false) => Phrase("bench-way-any-all"),
    };
    let args = [("count", way.intents.len().into()), ("seed", way.seed.into())];
    notify(world, words.phrase_with(key, &args));
}

/// Lets a game be written to a journal; if that fails the player is told and may play on.
fn keep(world: &mut World, game: &Game, wanted: Option<PathBuf>) {
    let words = words(world);
    let Some(path) = wanted else {
        if let Err(why) = game.keep_as_usual(world) {
            let why = not_kept_words(&words, &why);
            say_not_kept(world, words.say_with("notice-not-kept", &[("why", why.into())]));
        }
        return;
    };
    let kept =
        Journal::create(&path, &game.header(world)).and_then(|journal| game.keep(world, journal));
    match kept {
        Ok(()) => journals::remember(&path),
        Err(why) => {
            let args = [
                ("path", path.display().to_string().into()),
                ("why", write_error_words(&words, &why).into()),
            ];
            say_not_kept(world, words.say_with("desktop-journal-not-begun", &args));
        }
    }
}

/// Says that the game on the desk is not kept; it is said again at its end.
fn say_not_kept(world: &mut World, said: String) {
    world.resource_mut::<Desk>().not_kept = Some(said.clone());
    notify(world, said);
}

/// Removes the game that was on the desk before; its journal stays.
pub(super) fn put_away(world: &mut World) {
    if let Some(old) = world.remove_resource::<Game>() {
        old.put_away(world);
    }
    world.remove_resource::<Seen>();
    world.insert_resource(KnownNames::default());
    let mut desk = world.resource_mut::<Desk>();
    desk.given = 0;
    desk.opens = false;
    desk.shared.read.clear();
    desk.shared.curtain = false;
    desk.not_kept = None;
}

/// Submits what the seat at the window decided; [`heed`] sees what came of it.
pub(super) fn submit(world: &mut World, intent: Intent) {
    let Some(seat) = world.resource::<Desk>().seat else { return };
    let Some(timeline) = world.get_resource::<Game>().map(Game::timeline) else { return };
    world.write_message(SubmitIntent { timeline, seat, intent });
}

/// Sees what came of what was submitted: looks again where the game on the desk was
/// played on, or tells the player why his intent was refused.
pub(in crate::desktop) fn heed(
    world: &mut World,
    mut refused: Local<MessageCursor<IntentRefused>>,
    mut played: Local<MessageCursor<TurnPlayed>>,
) {
    let refused: Vec<IntentRefused> = refused.read(world.resource()).cloned().collect();
    let timelines: Vec<Entity> = played.read(world.resource()).map(|it| it.timeline).collect();
    let Some(game) = world.get_resource::<Game>().cloned() else { return };
    let timeline = game.timeline();
    // Who began or took back something has looked already.
    let further = game.decisions(world).len() != world.resource::<Desk>().decisions;
    if further && timelines.contains(&timeline) {
        look_again(world);
        follow(world);
        if let Ok(Some(moved)) = game.look_after_journal(world) {
            let said = moved_words(&words(world), &moved);
            notify(world, said);
        }
    }
    for IntentRefused { why, .. } in refused.iter().filter(|it| it.timeline == timeline) {
        let why = decide_error_words(&words(world), why);
        notify(world, crate::words::sentence_case(&why) + ".");
    }
}

pub(super) fn go_back(world: &mut World) {
    let words = words(world);
    let Some(game) = world.get_resource::<Game>().cloned() else { return };
    // A decision of the same frame counts as made.
    play_on(world);
    let decided = game.decisions(world).len();
    if decided <= world.resource::<Desk>().given {
        notify(world, words.say("term-nothing-to-undo"));
        return;
    }
    // Of several who share the desk nobody takes back what another decided.
    let (last, _) = game.decisions(world)[decided - 1];
    let several = game.players(world).count() > 1;
    if several && Some(last) != world.resource::<Desk>().seat {
        let seat = game.scenario().text.seats[last.index()].name.clone();
        notify(world, words.say_with("notice-not-yours", &[("seat", seat.into())]));
        return;
    }
    match game.go_back(world, decided - 1) {
        Ok(()) => {
            look_again(world);
            let results = world.resource::<Seen>().0.results.len();
            let mut read = world.resource::<Desk>().shared.read.clone();
            for (seat, read) in &mut read {
                *read = n_results(world, &game, Some(*seat)).min(*read);
            }
            let mut desk = world.resource_mut::<Desk>();
            desk.read = results;
            desk.shared.read = read;
            notify(world, words.say("desktop-taken-back"));
            follow(world);
        }
        Err(why) => {
            notify(
                world,
                words.say_with(
                    "desktop-not-taken-back",
                    &[("why", write_error_words(&words, &why).into())],
                ),
            );
        }
    }
}

/// Builds the view anew after the game has moved.
pub(super) fn look_again(world: &mut World) {
    let Some(game) = world.get_resource::<Game>().cloned() else { return };
    // Of several who share the desk, the one that is asked looks.
    let players: Vec<SeatId> = game.players(world).collect();
    let several = players.len() > 1;
    let asked = game.asked(world).map(|(seat, _)| seat).filter(|_| several);
    if several && asked.is_none() && world.resource::<Desk>().seat.is_none() {
        // It is over, and nothing is hidden any more.
        world.resource_mut::<Desk>().seat = players.first().copied();
    }
    if let Some(asked) = asked.filter(|asked| Some(*asked) != world.resource::<Desk>().seat) {
        world.resource_mut::<Desk>().give_to(asked);
    }
    let seat = world.resource::<Desk>().seat;
    let further = game.decisions(world).len() > world.resource::<Desk>().decisions;
    let seen = world.get_resource::<Seen>().map(|seen| &seen.0).filter(|_| further);
    let same = seen.filter(|seen| {
        let id = |seat: SeatId| game.scenario().text.seats[seat.index()].id.as_str();
        seen.seat.as_ref().map(|card| card.id.as_str()) == seat.map(id)
    });
    let map_before = same.map(|seen| seen.map.clone());
    let view = world.resource::<Views>().look(world, &game, &words(world), seat);
    let decisions = game.decisions(world).len();
    let mut desk = world.resource_mut::<Desk>();
    desk.decisions = decisions;
    desk.map_before = map_before;
    desk.picked = None;
    desk.drafting = Drafting::at(&view.stage, &desk.drafting);
    desk.open_outcome = None;
    desk.tab = GameTab::Briefing;
    let further = matches!(&view.stage, StageView::Asked(question) if question.nth > 1);
    desk.seek = further.then_some(Seek::Further);
    desk.leaf += 1;
    let over = matches!(view.stage, StageView::Over);
    world.insert_resource(Seen(view));
    if over {
        let years = MapYears::of(world, &game, &words(world));
        world.insert_resource(KnownYears(years));
    }
    let codex = world.resource::<Views>().codex(world, &game, &words(world), seat);
    world.insert_resource(KnownNames(Some(Arc::new(Glossary::of(codex)))));
}

/// Goes where the game stands: unread results first, then the table, or the debrief at the end.
pub(super) fn follow(world: &mut World) {
    let Some(seen) = world.get_resource::<Seen>() else { return };
    let desk = world.resource::<Desk>();
    let unread = desk.opens || desk.read < seen.0.results.len();
    let over = matches!(seen.0.stage, StageView::Over);
    let screen = match (unread, over) {
        (_, false) if desk.shared.curtain => Screen::Curtain,
        (true, _) => Screen::Result,
        (false, true) => Screen::Debrief,
        (false, false) => Screen::Table,
    };
    if screen == Screen::Debrief
        && let Some(said) = world.resource::<Desk>().not_kept.clone()
    {
        notify(world, said);
    }
    world.resource_mut::<NextState<Screen>>().set(screen);
}
