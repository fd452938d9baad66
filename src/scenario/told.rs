//! Texts outside the agenda that follow the state: the introduction, the seats' hooks and
//! briefs, the notes on leaders and frontiers.
//!
//! All but the notes on frontiers are told as things stand when the scenario opens, which
//! differs after earlier games. The texts of items are the business of the
//! views.

use crate::rules::conditions::Condition;
use crate::rules::ids::{LeaderId, SeatId, SectorId};
use crate::rules::position::PositionRef;
use crate::scenario::draft::Prose;

/// The conditions of the passages of these texts, in the order of the passages.
#[derive(Clone, Debug, Default)]
pub struct TextConditions {
    /// Of the introduction.
    pub introduction: Vec<Condition>,
    /// Of the hook of each seat.
    pub hooks: Vec<Vec<Condition>>,
    /// Of the brief of each seat.
    pub briefs: Vec<Vec<Condition>>,
    /// Of the note on each leader.
    pub leaders: Vec<Vec<Condition>>,
    /// Of the note on each sector.
    pub sectors: Vec<Vec<Condition>>,
}

impl TextConditions {
    /// The introduction as it is told in a position, in paragraphs.
    pub(super) fn introduction(&self, text: &Prose, here: PositionRef<'_>) -> Vec<String> {
        told(text, &self.introduction, here)
    }

    /// The hook of a seat.
    pub(super) fn hook(&self, text: &Prose, seat: SeatId, here: PositionRef<'_>) -> String {
        told(text, of(&self.hooks, seat.index()), here).join(" ")
    }

    /// The brief of a seat, in paragraphs.
    pub(super) fn brief(&self, text: &Prose, seat: SeatId, here: PositionRef<'_>) -> Vec<String> {
        told(text, of(&self.briefs, seat.index()), here)
    }

    /// The note on a leader.
    pub(super) fn leader(&self, text: &Prose, leader: LeaderId, here: PositionRef<'_>) -> String {
        told(text, of(&self.leaders, leader.index()), here).join(" ")
    }

    /// Which passages of the note on a sector are told in a position, as a set by number.
    #[must_use]
    pub fn sector(&self, sector: SectorId, known: PositionRef<'_>) -> u64 {
        let conditions = of(&self.sectors, sector.index()).iter().enumerate();
        let held = conditions.filter(|(_, when)| known.holds(when));
        held.fold(0, |set, (number, _)| set | 1 << number)
    }
}

fn of(conditions: &[Vec<Condition>], index: usize) -> &[Condition] {
    conditions.get(index).map_or(&[], Vec::as_slice)
}

fn told(text: &Prose, conditions: &[Condition], here: PositionRef<'_>) -> Vec<String> {
    text.told(|number| conditions.get(number).is_some_and(|when| here.holds(when)))
}
