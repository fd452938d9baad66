//! The course of a game: how far every seat had reached its aims, from item to item.
//!
//! It follows from the game and is no part of its state: no rule reads it and no hash holds
//! it. It is measured on the true position, so it is shown only when the game is over.

use bevy::ecs::component::Component;
use bevy::ecs::system::Query;

use super::phases::Tables;
use super::timeline::Rulebook;
use crate::rules::agenda::Stage;
use crate::rules::conduct::aims;
use crate::rules::ids::SeatId;
use crate::rules::position::{Position, PositionRef};
use crate::rules::quantity::Date;
use crate::rules::setting::Setting;
use crate::rules::turn::Proceedings;

/// The course of a game so far: its first day, each day on which an item closed, and its last.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct Course(pub Vec<Moment>);

/// A day of a game, and how far each seat had reached its aims by then.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// How far each seat had reached each of its aims, each in [0, 1].
    pub aims: Vec<Vec<f64>>,
    /// How things stood.
    pub here: Position,
}

impl Moment {
    fn of(setting: &Setting, here: PositionRef<'_>) -> Self {
        let seats = SeatId::up_to(setting.seats.len());
        let aims = seats.map(|seat| aims(setting, here, seat).collect()).collect();
        Self { date: here.agenda.clock, aims, here: here.to_owned() }
    }
}

/// Notes down how things stand before the first step, when an item has closed, and at the end.
pub fn note_down(mut games: Query<(&Rulebook, Tables, &Proceedings, &mut Course)>) {
    for (rulebook, tables, todo, mut course) in &mut games {
        let here = tables.position();
        let ends = todo.stage.is_some() && here.agenda.stage == Stage::Ended;
        if course.0.is_empty() || ends || matches!(todo.stage, Some(Stage::Closing(_))) {
            course.0.push(Moment::of(rulebook.setting(), here));
        }
    }
}
