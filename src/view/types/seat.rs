//! The view of a seat: its own position, and what it knows of the others.

use serde::Serialize;

use super::map::MapView;
use super::question::Question;
use super::results::{ChronicleLine, Debrief, ItemResult};
use super::standing::{InstrumentView, RecognitionView, SectorView};
use crate::scenario::draft::{Ink, Native};
use crate::view::conference::ConferenceView;
use crate::view::parts::{Citation, Shared};

/// The view of one seat: everything that it may know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatView {
    /// The scenario's title.
    pub title: String,
    /// The situation at the start, in paragraphs.
    pub introduction: Vec<String>,
    /// What is otherwise at the start, where it does not open as documented.
    pub otherwise: Vec<String>,
    /// The seat; none for the public.
    pub seat: Option<SeatCard>,
    /// Today, in words.
    pub date: String,
    /// Today's year, for the map.
    pub year: i16,
    /// How far the game is.
    pub progress: Progress,
    /// The stage of the game.
    pub stage: StageView,
    /// The seat's aims.
    pub aims: Vec<Aim>,
    /// The seat's value of the position, [0, 1].
    pub value: f64,
    /// The seat's red lines, in words.
    pub red_lines: Vec<String>,
    /// Recognition between the powers.
    pub recognition: RecognitionView,
    /// The frontiers.
    pub sectors: Vec<SectorView>,
    /// The instruments that are signed and known.
    pub instruments: Vec<InstrumentView>,
    /// The facts of which the seat knows.
    pub facts: Vec<FactView>,
    /// What the map shows.
    pub map: MapView,
    /// What has happened, oldest first.
    pub chronicle: Vec<Shared<ChronicleLine>>,
    /// Items that are closed, oldest first.
    pub results: Vec<Shared<ItemResult>>,
    /// How many of them were closed already when a player last decided; the others
    /// are what that decision, and time since then, brought.
    pub results_before: usize,
    /// Everything, once the game is over.
    pub debrief: Option<Debrief>,
}

/// How far a game is, in numbered decision points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// How many are behind.
    pub behind: u32,
    /// How many there are.
    pub total: u32,
}

/// A fact and what it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactView {
    /// Its name, in words.
    pub title: String,
    /// Its value, in words.
    pub value: String,
}

/// A seat as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name within a sentence, with an article if it takes one.
    pub called: String,
    /// The ink of its power.
    pub ink: Ink,
    /// The leader who holds it.
    pub leader: String,
    /// The leader's name in its own writing.
    pub native: Option<Native>,
    /// The leader's office.
    pub office: String,
    /// Life and line of the leader.
    pub note: String,
    /// One sentence: who you are.
    pub hook: String,
    /// The brief, in paragraphs.
    pub brief: Vec<String>,
    /// Its advisers.
    pub advisers: Vec<Adviser>,
    /// Sources of the brief.
    pub sources: Vec<Citation>,
}

/// An adviser of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Adviser {
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
}

/// An aim of the seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aim {
    /// The aim, in words.
    pub text: String,
    /// Its weight, [0, 1].
    pub weight: f64,
    /// Its value now, [0, 1].
    pub now: f64,
    /// Its value at the start, [0, 1].
    pub start: f64,
}

/// The stage of the game, for a seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageView {
    /// This seat is asked.
    Asked(Box<Question>),
    /// This seat is to speak at a conference.
    Conference(Box<ConferenceView>),
    /// Another seat is deciding: its name within a sentence.
    Waiting(String),
    /// The last day has come.
    Over,
}
