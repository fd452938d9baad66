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
    /// What the seat decided last.
    pub last: Option<LastDecision>,
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

impl SeatView {
    /// The next results to read together, when `read` of them have been: those up to the next
    /// in which the seat had a part, but for the first such. Who only watches reads each alone.
    #[must_use]
    pub fn news(&self, read: usize) -> &[Shared<ItemResult>] {
        let unread = self.results.get(read..).unwrap_or_default();
        let own = unread.iter().enumerate().filter(|(_, result)| result.own);
        let end = own.map(|(at, _)| at).nth(1).unwrap_or(unread.len());
        &unread[..end]
    }
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
    /// Its value before the seat decided last, [0, 1]; as now, if it has decided nothing.
    pub before: f64,
    /// Its value at the start, [0, 1].
    pub start: f64,
}

impl Aim {
    /// The least change that is told, of 1.
    const LEAST_MOVED: f64 = 0.005;

    /// Whether it has moved since the seat decided last, by as much as is told.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        (self.now - self.before).abs() >= Self::LEAST_MOVED
    }
}

/// The last decision of a seat that a player holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastDecision {
    /// The item in which it was made.
    pub item: String,
    /// The question that it answered; none of a speech.
    pub question: Option<String>,
    /// What was decided, in a few words.
    pub decided: String,
    /// How many of the last events of its item came of it: the others were told before.
    pub n_events: usize,
    /// What somebody around the leader says to it.
    pub reaction: Option<ReactionView>,
}

/// What a person says to a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReactionView {
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// What is said.
    pub says: String,
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
