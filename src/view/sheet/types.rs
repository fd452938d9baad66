//! The contents of the sheets: plain data.

use serde::Serialize;

use crate::scenario::draft::{Native, Tag};
use crate::view::parts::Citation;
use crate::view::types::{InstrumentView, RecordView, SeatCard, SectorView};

/// The head of every sheet of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetHead {
    /// The scenario's title.
    pub title: String,
    /// One line under it.
    pub subtitle: String,
    /// First and last day, in words.
    pub days: (String, String),
    /// How long a game takes, in minutes.
    pub minutes: u32,
    /// Its id, version and short code, to compare with the game on the screen.
    pub edition: String,
    /// The situation at the start, in paragraphs.
    pub introduction: Vec<String>,
}

/// The role sheet of one seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleSheet {
    /// Title, days, introduction.
    pub head: SheetHead,
    /// The seat, who holds it, its brief.
    pub seat: SeatCard,
    /// Its aims: in words, and the weight of each, [0, 1].
    pub aims: Vec<(String, f64)>,
    /// What it will not do, in words.
    pub red_lines: Vec<String>,
    /// The other seats: name, leader, the leader's name in its own writing, office.
    pub others: Vec<(String, String, Option<Native>, String)>,
    /// The other powers: name, how the seat's own power treats it, how it is treated by it.
    pub recognition: Vec<(String, String, String)>,
    /// The live frontiers.
    pub sectors: Vec<SectorView>,
    /// What is in force, as far as the seat knows.
    pub instruments: Vec<InstrumentView>,
    /// The facts: name and value, in words.
    pub facts: Vec<(String, String)>,
    /// When the seat will be asked, in order.
    pub dates: Vec<Appointment>,
    /// A page for each time it is asked or told something, to be opened then.
    pub sealed: Vec<SealedPage>,
}

/// A date that a seat may know beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appointment {
    /// When, in words.
    pub date: String,
    /// What.
    pub title: String,
    /// Where.
    pub place: String,
    /// The seat's part in it, in words.
    pub part: String,
}

/// A page that a seat opens when its item comes up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SealedPage {
    /// When, in words.
    pub date: String,
    /// The item's title.
    pub title: String,
    /// Its number among the decision points.
    pub point: Option<u32>,
    /// Where.
    pub place: String,
    /// What is known at this moment.
    pub briefing: Vec<String>,
    /// What only this seat knows.
    pub private: Vec<String>,
    /// What it is asked.
    pub questions: Vec<SheetQuestion>,
    /// Its papers, if it sits at a conference.
    pub table: Option<SheetTable>,
}

/// A question to a seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetQuestion {
    /// The question.
    pub question: String,
    /// The answers: a few words, what it means, where it comes from, whether it is
    /// open only under a condition.
    pub options: Vec<(String, String, String, bool)>,
}

/// A party's papers for a conference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetTable {
    /// How many rounds, and how it can adjourn, in words.
    pub rounds: String,
    /// Everybody at the table in the order of speaking: seat, delegates, public position.
    pub parties: Vec<(String, String, String)>,
    /// What this seat's delegates were told in confidence.
    pub instructions: Vec<String>,
    /// The clauses of which the seat knows.
    pub clauses: Vec<SheetClause>,
    /// What it wants, under a condition or without one.
    pub mandates: Vec<SheetMandate>,
    /// Who can be asked for a compromise, in words.
    pub mediator: Option<String>,
}

/// A clause as a party has it before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetClause {
    /// The heading.
    pub title: String,
    /// Who shares it, if not everybody may know of it.
    pub secret: Option<String>,
    /// Its values: a few words, the article, whether the seat may sign it with a reservation.
    pub values: Vec<(String, String, bool)>,
}

/// A mandate of a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetMandate {
    /// When it is followed, in words; none for the last, which holds if no other does.
    pub when: Option<String>,
    /// For each clause: heading, weight [0, 1], and the worth of each value, [0, 1].
    pub interests: Vec<(String, f64, Vec<(String, f64)>)>,
    /// What it will not sign, in words.
    pub red_lines: Vec<String>,
    /// The ratification at home, in words: who must consent.
    pub home: Vec<String>,
    /// The alternatives to a treaty: in words, and their worth, [0, 1].
    pub without: Vec<(String, f64)>,
}

/// The teacher's summary of a scenario, with nothing hidden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherSheet {
    /// Title, days, introduction.
    pub head: SheetHead,
    /// A paragraph on the scenario.
    pub summary: String,
    /// Who wrote it, and its licence.
    pub authors: (String, String),
    /// The seats: card, aims with share and documented end, red lines.
    pub seats: Vec<(SeatCard, Vec<(String, f64, String)>, Vec<String>)>,
    /// The agenda.
    pub items: Vec<TeacherItem>,
    /// Outcomes: title, what is documented, the record, how sure, sources.
    pub outcomes: Vec<(String, Option<String>, String, String, Vec<Citation>)>,
    /// What is unknown.
    pub unknown: Vec<String>,
    /// Contradictions between sources: id, what they say, the ruling, sources.
    pub contradictions: Vec<(String, String, String, Vec<Citation>)>,
    /// Sources: id, title, kind in words.
    pub sources: Vec<(String, String, String)>,
    /// Share of the numbers that are judgements, and that are contested.
    pub evidence: (f64, f64),
    /// Questions for the debrief.
    pub questions: Vec<String>,
}

/// An item of the agenda as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherItem {
    /// When, in words.
    pub date: String,
    /// The title.
    pub title: String,
    /// Its number among the decision points.
    pub point: Option<u32>,
    /// What kind, in words.
    pub kind: String,
    /// Where.
    pub place: String,
    /// When it comes up, in words; none if always.
    pub when: Option<String>,
    /// Who knows of it, in words; none if everybody does.
    pub known_to: Option<String>,
    /// The moves: seat, question, options.
    pub moves: Vec<(String, String, Vec<TeacherOption>)>,
    /// What is drawn: the question, and its branches with their chances.
    pub chances: Vec<(String, Vec<(f64, String)>)>,
    /// The clauses of a conference: heading, who shares it if it is secret, its values and
    /// which of them is documented, what the record says, sources.
    pub clauses: Vec<TeacherClause>,
    /// What is documented.
    pub record: RecordView,
}

/// An option as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherOption {
    /// A few words.
    pub label: String,
    /// The provenance.
    pub tag: Tag,
    /// The same in words.
    pub tag_words: String,
    /// Whether the record says this was done.
    pub recorded: bool,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// A clause as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherClause {
    /// The heading.
    pub title: String,
    /// Who shares it, if not everybody may know of it.
    pub secret: Option<String>,
    /// Its values, and whether each is the documented one.
    pub values: Vec<(String, bool)>,
    /// What the documented treaty says.
    pub record: String,
    /// Sources.
    pub sources: Vec<Citation>,
}
