//! The games that are kept: what their journals say, and how the one looked at stands.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use bevy::prelude::*;

use super::desk::Desk;
use super::shelf::Shelf;
use super::speech::WindowWords;
use crate::scenario::library;
use crate::sim::game::Game;
use crate::sim::journal::{self, Recovered};
use crate::sim::journals;
use crate::view::{SeatView, Views};
use crate::words::Words;

/// The most games that are listed, the one played last first.
const MOST: usize = 100;

/// The games that are kept, as they were when the list was entered.
#[derive(Resource, Default)]
pub struct KeptGames {
    /// The games.
    pub games: Vec<KeptGame>,
    /// How the game looked at stands: its place in the list, and the view; none if it cannot
    /// be played on.
    pub preview: Option<(usize, Option<Box<SeatView>>)>,
}

/// A game in a journal.
pub struct KeptGame {
    /// The journal.
    pub path: PathBuf,
    /// When it was played last.
    pub changed: SystemTime,
    /// What stands in it.
    pub recovered: Recovered,
    /// The title of its scenario; its id, if it is not here.
    pub title: String,
    /// The names of the seats that are played.
    pub seats: Vec<String>,
}

/// Reads the list anew.
pub(super) fn read(mut kept: ResMut<KeptGames>, mut desk: ResMut<Desk>, shelf: Res<Shelf>) {
    desk.cursor = 0;
    kept.preview = None;
    let found = journals::found().into_iter().take(MOST);
    let readable = found.filter_map(|found| Some((journal::read(&found.path).ok()?, found)));
    kept.games = readable
        .map(|(recovered, found)| {
            let (title, seats) = shelf.names_of(&recovered.header);
            KeptGame { path: found.path, changed: found.changed, recovered, title, seats }
        })
        .collect();
}

/// Looks at the game that the cursor has come to: it is played again in a world of its own.
pub(super) fn look(
    mut kept: ResMut<KeptGames>,
    desk: Res<Desk>,
    words: Res<WindowWords>,
    shelf: Res<Shelf>,
) {
    let place = desk.cursor;
    if kept.preview.as_ref().is_some_and(|(looked, _)| *looked == place) {
        return;
    }
    let Some(game) = kept.games.get(place) else { return };
    let view = view_of(&game.recovered, &words.0, &shelf).map(Box::new);
    kept.preview = Some((place, view));
}

/// How a game stands, as its player sees it; where several share a desk, as all may. None if
/// it cannot be played again.
fn view_of(recovered: &Recovered, words: &Words, shelf: &Shelf) -> Option<SeatView> {
    let header = &recovered.header;
    // The edition it was played with lies on the shelf, as a rule.
    let here = shelf.of_id(&header.scenario).filter(|it| it.edition().content == header.content);
    let read = || library::find_played(&header.scenario, &header.content).ok()?.open().ok();
    let scenario = here.or_else(|| read().map(Arc::new))?;
    let mut world = World::new();
    let (game, _) = Game::resume(&mut world, scenario, recovered).ok()?;
    let mut players = game.players(&world);
    let seat = players.next().filter(|_| players.next().is_none());
    Some(Views::default().look(&world, &game, words, seat))
}
