//! The map of a finished game over its years, beside that of the documented decisions.

use std::sync::Arc;

use bevy::ecs::world::World;

use super::builder::Builder;
use crate::rules::chronicle::Chronicle;
use crate::rules::conference::PartyCache;
use crate::rules::holders::Holder;
use crate::rules::quantity::Date;
use crate::scenario::Scenario;
use crate::sim::course::Course;
use crate::sim::game::Game;
use crate::sim::record::RecordTime;
use crate::sim::timeline::part;
use crate::view::kept::ViewCache;
use crate::view::types::MapView;
use crate::view::wording::{Wording, date_words};
use crate::words::Words;

/// The maps of a game over its years, with nothing hidden.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapYears {
    /// The days on which something was decided in one of the two, in words, oldest first.
    pub days: Vec<String>,
    /// The map of the game on each of them.
    pub played: Vec<MapView>,
    /// The map of a game with every decision as documented, and the same luck.
    pub recorded: Vec<MapView>,
}

impl MapYears {
    /// Reads a game that is over, and plays it again as documented.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    #[must_use]
    pub fn of(world: &World, game: &Game, words: &Words) -> Self {
        let scenario = game.scenario();
        let played: &Course = part(world, game.timeline());
        let recorded = &as_documented(scenario, game.seed(world));
        let mut days: Vec<Date> = Vec::new();
        for course in [played, recorded] {
            days.extend(course.0.iter().map(|moment| moment.date));
        }
        days.sort_unstable();
        days.dedup();
        let kept = ViewCache::new(scenario);
        let maps = |course: &Course| {
            days.iter().map(|day| map_on(scenario, words, &kept, course, *day)).collect()
        };
        Self {
            played: maps(played),
            recorded: maps(recorded),
            days: days.iter().map(|day| date_words(words, *day)).collect(),
        }
    }
}

/// The course of a game in which every decision is the documented one, where it is known and
/// open.
fn as_documented(scenario: &Arc<Scenario>, seed: u64) -> Course {
    let mut world = World::new();
    let holders = vec![Holder::Record; scenario.text.seats.len()];
    let game = Game::start(&mut world, Arc::clone(scenario), seed, holders);
    part::<Course>(&world, game.timeline()).clone()
}

/// The map as it was on a day.
fn map_on(
    scenario: &Scenario,
    words: &Words,
    kept: &ViewCache,
    course: &Course,
    day: Date,
) -> MapView {
    let by_then = course.0.iter().take_while(|moment| moment.date <= day).last();
    let known = by_then.map_or(&scenario.opening, |moment| &moment.here);
    let (chronicle, parties) = (&Chronicle::default(), &PartyCache::default());
    let words = Wording { scenario, words };
    let builder = Builder {
        scenario,
        here: known.borrow(),
        known,
        chronicle,
        seat: None,
        parties,
        record: RecordTime::After,
        aims_before: None,
        words,
        kept,
    };
    MapView { here: None, ..builder.map() }
}
