//! The games that are kept: what their journals say, and how the one looked at stands.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use bevy::prelude::*;

use super::desk::Desk;
use super::shelf::{Shelf, ShelfEntry};
use super::speech::WindowWords;
use crate::scenario::Scenario;
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
            let header = &recovered.header;
            let scenario = on_shelf(&shelf, &header.scenario);
            let named = |id: &String| {
                let name = scenario.as_ref().and_then(|it| it.name_of_holder(id));
                name.map_or_else(|| id.clone(), str::to_owned)
            };
            let title = scenario.as_ref().map(|scenario| scenario.edition().title.to_owned());
            KeptGame {
                title: title.unwrap_or_else(|| header.scenario.clone()),
                seats: header.seats.iter().map(named).collect(),
                path: found.path,
                changed: found.changed,
                recovered,
            }
        })
        .collect();
}

fn on_shelf(shelf: &Shelf, id: &str) -> Option<Arc<Scenario>> {
    let mut packs = shelf.packs.iter().filter_map(ShelfEntry::scenario);
    packs.find(|scenario| scenario.edition().id == id)
}

/// Looks at the game that the cursor has come to: it is played again in a world of its own.
pub(super) fn look(mut kept: ResMut<KeptGames>, desk: Res<Desk>, words: Res<WindowWords>) {
    let place = desk.cursor;
    if kept.preview.as_ref().is_some_and(|(looked, _)| *looked == place) {
        return;
    }
    let Some(game) = kept.games.get(place) else { return };
    let view = view_of(&game.recovered, &words.0).map(Box::new);
    kept.preview = Some((place, view));
}

/// How a game stands, as its player sees it; where several share a desk, as all may. None if
/// it cannot be played again.
fn view_of(recovered: &Recovered, words: &Words) -> Option<SeatView> {
    let header = &recovered.header;
    let listing = library::find_played(&header.scenario, &header.content).ok()?;
    let mut world = World::new();
    let scenario = Arc::new(listing.open().ok()?);
    let (game, _) = Game::resume(&mut world, scenario, recovered).ok()?;
    let mut players = game.players(&world);
    let seat = players.next().filter(|_| players.next().is_none());
    Some(Views::default().look(&world, &game, words, seat))
}
