//! Games in journals: which can be continued, and taking one up again.

use std::path::Path;
use std::sync::Arc;

use bevy::prelude::*;

use super::game::{follow, look_again, notify, put_away};
use crate::desktop::desk::{Desk, LastGame, Seen};
use crate::desktop::speech::words;
use crate::rules::ids::SeatId;
use crate::scenario::draft::Seat;
use crate::scenario::library::{self, OpenError};
use crate::sim::game::Game;
use crate::sim::journal::{self, JournalError, Recovered, Skip};
use crate::sim::journals;
use crate::view::{Views, edition_words, elsewhere_words, misfit_words, write_error_words};
use crate::words::{Phrase, Words};

/// What can be continued: the game on the desk, or else the newest journal that can
/// be read and whose scenario is here.
pub(in crate::desktop) fn last_game(on_desk: bool) -> Option<LastGame> {
    if on_desk {
        return Some(LastGame::OnDesk);
    }
    let (last, _) = journal::first_that_opens(&journals::found(), |found, recovered| {
        if !library::has(&recovered.header.scenario) {
            return Err(recovered.header.scenario);
        }
        let decisions = recovered.decisions().len();
        Ok(LastGame::Kept { header: Box::new(recovered.header), decisions, changed: found.changed })
    });
    last
}

/// Goes back to the game that was just left, or else to the newest that can be read.
pub(super) fn continue_last(world: &mut World) {
    let words = words(world);
    if let Some(game) = world.get_resource::<Game>() {
        let (scenario, seed) = (Arc::clone(game.scenario()), game.seed(world));
        let mut desk = world.resource_mut::<Desk>();
        // Another scenario may have been looked at in the library since.
        desk.scenario = Some(scenario);
        desk.seed = seed;
        desk.leaf += 1;
        follow(world);
        return;
    }
    let found = journals::found();
    let (opened, skipped) = journal::first_that_opens(&found, |found, recovered| {
        try_resume(world, &found.path, &recovered)
    });
    let skipped: Vec<String> =
        skipped.iter().map(|(path, why)| skipped_words(&words, path, why)).collect();
    if let Some(notices) = opened {
        lay_out(world, notices.into_iter().chain(skipped).collect());
    } else {
        let none = core::iter::once(words.say("desktop-no-last-game"));
        notify(world, none.chain(skipped).collect::<Vec<_>>().join(" "));
    }
}

pub(super) fn resume(world: &mut World, path: &Path) {
    // The game on the desk has its journal open.
    let game = world.get_resource::<Game>();
    if game.and_then(|game| game.journal(world)).is_some_and(|journal| journal.path() == path) {
        continue_last(world);
        return;
    }
    let resumed = journal::read(path)
        .map_err(Skip::Journal)
        .and_then(|recovered| try_resume(world, path, &recovered).map_err(Skip::Other));
    match resumed {
        Ok(notices) => lay_out(world, notices),
        Err(why) => notify(world, skipped_words(&words(world), path, &why)),
    }
}

/// The name of a file, for a sentence.
fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Which journal was passed over, and why.
fn skipped_words(words: &Words, path: &Path, why: &Skip) -> String {
    let why = match why {
        Skip::Journal(JournalError::Unreadable { .. }) => words.say("skip-unreadable"),
        Skip::Journal(JournalError::NotAJournal(_)) => words.say("skip-no-journal"),
        Skip::Journal(JournalError::TooNew { .. }) => words.say("skip-too-new"),
        Skip::Other(why) => why.clone(),
    };
    words.say_with("notice-skipped", &[("name", file_name(path).into()), ("why", why.into())])
}

/// Shows a game that was taken up again: first what its last decision brought.
fn lay_out(world: &mut World, mut notices: Vec<String>) {
    let words = words(world);
    let Some(game) = world.get_resource::<Game>().cloned() else { return };
    let players: Vec<SeatId> = game.players(world).collect();
    if players.len() > 1 {
        // Each of those who share the desk has read what stood before the last decision.
        let before = |seat: &SeatId| {
            let view = world.resource::<Views>().look(world, &game, &words, Some(*seat));
            (*seat, view.results_before)
        };
        let read = players.iter().map(before).collect();
        let mut desk = world.resource_mut::<Desk>();
        desk.shared.read = read;
        desk.seat = None;
    }
    look_again(world);
    let Some(seen) = world.get_resource::<Seen>() else { return };
    let (read, all) = (seen.0.results_before, seen.0.results.len());
    let mut desk = world.resource_mut::<Desk>();
    desk.read = read;
    if desk.decisions > 0 && read < all {
        notices.push(words.say("notice-resumed-pages"));
    }
    follow(world);
    notify(world, notices.join(" "));
}

/// Takes up the game of a journal. Answers what the player should be told, or why
/// it cannot be: the second half of a sentence.
fn try_resume(
    world: &mut World,
    path: &Path,
    recovered: &Recovered,
) -> Result<Vec<String>, String> {
    let words = words(world);
    let id = &recovered.header.scenario;
    let found = library::find_played(id, &recovered.header.content);
    let scenario = found.and_then(|listing| listing.open()).map_err(|error| {
        let key = match error {
            OpenError::Unknown { .. } => Phrase("skip-no-scenario"),
            OpenError::Unreadable { .. }
            | OpenError::Unwritable { .. }
            | OpenError::Faulty { .. } => Phrase("skip-scenario-faulty"),
        };
        words.phrase_with(key, &[("scenario", id.into())])
    })?;
    let scenario = Arc::new(scenario);
    let (mut game, misfit) = Game::resume(world, Arc::clone(&scenario), recovered)
        .map_err(|_| words.say_with("skip-no-seat", &[("scenario", id.into())]))?;
    let elsewhere = match game.continue_in(world, path, recovered) {
        Ok(elsewhere) => elsewhere,
        Err(why) => {
            game.put_away(world);
            return Err(
                words.say_with("skip-busy", &[("why", write_error_words(&words, &why).into())])
            );
        }
    };
    put_away(world);
    let mut notices =
        vec![words.say_with("notice-resumed", &[("count", game.decided(world).into())])];
    if let Some(changes) = edition_words(&words, &recovered.header, &scenario) {
        notices.push(changes);
        notices.extend(misfit.is_none().then(|| words.say("notice-still-fits")));
    }
    if recovered.damage.is_some() {
        let key =
            if recovered.is_broken() { Phrase("notice-damaged") } else { Phrase("notice-torn") };
        notices.push(words.phrase_with(key, &[("name", file_name(path).into())]));
    }
    if let Some(misfit) = misfit {
        notices.push(crate::words::sentence_case(&misfit_words(&words, &misfit)) + ".");
    }
    notices.extend(elsewhere.map(|elsewhere| elsewhere_words(&words, &elsewhere)));
    if let Some(journal) = game.journal(world) {
        journals::remember(journal.path());
    }
    // In a campaign it may stand in a later part.
    let scenario = Arc::clone(game.scenario());
    let mut seats = scenario.text.seats.iter();
    let held = &recovered.header.seats;
    let is_held = |seat: &Seat| held.iter().any(|held| held == scenario.held_as(seat));
    let seat = seats.position(is_held).map(SeatId::new);
    let seed = game.seed(world);
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    desk.scenario = Some(scenario);
    desk.seed = seed;
    desk.seat = seat;
    desk.record = recovered.header.record;
    desk.level = recovered.header.level;
    Ok(notices)
}
