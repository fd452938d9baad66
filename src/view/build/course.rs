//! The course of a game, laid out for its debrief.

use super::builder::Builder;
use crate::rules::chronicle::Event;
use crate::rules::ids::SeatId;
use crate::rules::quantity::Date;
use crate::sim::course::{Course, Moment};
use crate::view::types::{CourseLine, CourseMark, CourseView};

/// A day as a year with the share of it that has passed; months are taken as equally long.
fn year(date: Date) -> f64 {
    let days = f64::from(date.month - 1) * 30.5 + f64::from(date.day - 1);
    f64::from(date.year) + days / 366.0
}

impl Builder<'_> {
    /// The course of the game over its years.
    pub(super) fn course(&self, course: &Course) -> CourseView {
        let setting = &self.scenario.setting;
        let line = |name: String, seat: SeatId, value: &dyn Fn(&Moment) -> f64| CourseLine {
            name,
            ink: self.ink(setting.seats[seat.index()].power),
            points: course.0.iter().map(|moment| (year(moment.date), value(moment))).collect(),
        };
        let of_seat = |seat: SeatId| {
            let objectives = &setting.seats[seat.index()].objectives;
            line(self.words.seat(seat), seat, &|moment| {
                let reached = objectives.iter().zip(&moment.aims[seat.index()]);
                reached.map(|(objective, reached)| objective.weight.value * reached).sum()
            })
        };
        let of_aim = |seat: SeatId, aim: usize| {
            let text = &self.scenario.text.seats[seat.index()].objectives[aim].text;
            line(text.clone(), seat, &|moment| moment.aims[seat.index()][aim])
        };
        let own = self.seat.map(|seat| (seat, setting.seats[seat.index()].objectives.len()));
        let decisions = self.chronicle.entries.iter().filter_map(|entry| {
            let Event::Chosen { mv, option, by_player: true, .. } = &entry.event else {
                return None;
            };
            let seat = setting.moves[mv.index()].seat;
            Some(CourseMark {
                at: year(entry.date),
                text: self.scenario.option(*mv, *option).label.clone(),
                ink: self.ink(setting.seats[seat.index()].power),
            })
        });
        CourseView {
            seats: SeatId::up_to(setting.seats.len()).map(of_seat).collect(),
            aims: own.map_or_else(Vec::new, |(seat, count)| {
                (0..count).map(|aim| of_aim(seat, aim)).collect()
            }),
            decisions: decisions.collect(),
        }
    }
}
