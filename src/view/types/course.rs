//! The course of a game over its years, for a debrief.

use serde::Serialize;

use crate::scenario::draft::Ink;

/// How things stood over the years.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CourseView {
    /// The value of the position to each seat.
    pub seats: Vec<CourseLine>,
    /// The aims of the seat that reads it.
    pub aims: Vec<CourseLine>,
    /// The decisions of those who played, at their days.
    pub decisions: Vec<CourseMark>,
}

/// A line over the years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseLine {
    /// What it is of.
    pub name: String,
    /// The ink of its power; of an aim, that of its seat.
    pub ink: Ink,
    /// The year and its share that has passed, and the value then, [0, 1].
    pub points: Vec<(f64, f64)>,
}

impl CourseLine {
    /// Its corners: a value holds from its day to the next.
    pub fn steps(&self) -> impl Iterator<Item = (f64, f64)> {
        let before = self.points.iter().map(|(_, value)| Some(*value));
        let before = core::iter::once(None).chain(before);
        self.points.iter().zip(before).flat_map(|((year, value), before)| {
            before.into_iter().chain([*value]).map(|value| (*year, value))
        })
    }
}

/// A decision on its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseMark {
    /// The year and its share that has passed.
    pub at: f64,
    /// What was decided.
    pub text: String,
    /// The ink of who decided.
    pub ink: Ink,
}
