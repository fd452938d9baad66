//! The contents of the sheets: plain data.

use serde::Serialize;

use crate::scenario::draft::{Native, Tag};
use crate::view::parts::{Citation, SourceView};
use crate::view::types::{
    ChanceView, ContradictionView, EvidenceView, FactView, InstrumentView, RecordView, SeatCard,
    SectorView,
};

/// The head of every sheet of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetHead {
    /// The scenario's title.
    pub title: String,
    /// One line under it.
    pub subtitle: String,
    /// The days on which it opens and closes.
    pub days: SheetDays,
    /// How long a game takes, in minutes.
    pub minutes: u32,
    /// Its id, version and short code, to compare with the game on the screen.
    pub edition: String,
    /// The situation at the start, in paragraphs.
    pub introduction: Vec<String>,
}

/// The first and the last day of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetDays {
    /// The first, in words.
    pub first: String,
    /// The last, in words.
    pub last: String,
}

/// The role sheet of one seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleSheet {
    /// Title, days, introduction.
    pub head: SheetHead,
    /// The seat, who holds it, its brief.
    pub seat: SeatCard,
    /// Its aims.
    pub aims: Vec<SheetAim>,
    /// What it will not do, in words.
    pub red_lines: Vec<String>,
    /// The other seats.
    pub others: Vec<OtherSeat>,
    /// The other powers, with how they and the seat's own treat each other.
    pub recognition: Vec<SheetRecognition>,
    /// The live frontiers.
    pub sectors: Vec<SectorView>,
    /// What is in force, as far as the seat knows.
    pub instruments: Vec<InstrumentView>,
    /// The facts of which the seat knows.
    pub facts: Vec<FactView>,
    /// When the seat will be asked, in order.
    pub dates: Vec<Appointment>,
    /// A page for each time it is asked or told something, to be opened then.
    pub sealed: Vec<SealedPage>,
}

/// An aim of a seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetAim {
    /// The aim, in words.
    pub text: String,
    /// Its weight, [0, 1].
    pub weight: f64,
}

/// Another seat, as everybody knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherSeat {
    /// Its name.
    pub name: String,
    /// The leader who holds it.
    pub leader: String,
    /// The leader's name in its own writing.
    pub native: Option<Native>,
    /// The leader's office.
    pub office: String,
}

/// How another power and the seat's own treat each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetRecognition {
    /// The other power's name.
    pub power: String,
    /// How the seat's own power treats it, in words.
    pub ours: String,
    /// How it treats the seat's own power, in words.
    pub theirs: String,
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
    /// The answers.
    pub options: Vec<SheetOption>,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetOption {
    /// A few words.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Whether it is open only under a condition.
    pub conditional: bool,
}

/// A party's papers for a conference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetTable {
    /// How many rounds, and how it can adjourn, in words.
    pub rounds: String,
    /// Everybody at the table, in the order of speaking.
    pub parties: Vec<SheetParty>,
    /// What this seat's delegates were told in confidence.
    pub instructions: Vec<String>,
    /// The clauses of which the seat knows.
    pub clauses: Vec<SheetClause>,
    /// What it wants, under a condition or without one.
    pub mandates: Vec<SheetMandate>,
    /// Who can be asked for a compromise, in words.
    pub mediator: Option<String>,
}

/// A party at a conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetParty {
    /// The seat's name.
    pub seat: String,
    /// Who speaks for it.
    pub delegates: String,
    /// What it says in public.
    pub position: String,
}

/// A clause as a party has it before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetClause {
    /// The heading.
    pub title: String,
    /// Who shares it, if not everybody may know of it.
    pub secret: Option<String>,
    /// Its values.
    pub values: Vec<SheetValue>,
}

/// A value of a clause as a party has it before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetValue {
    /// A few words.
    pub label: String,
    /// The article.
    pub text: String,
    /// Whether the seat may sign it with a reservation.
    pub reservable: bool,
}

/// A mandate of a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetMandate {
    /// When it is followed, in words; none for the last, which holds if no other does.
    pub when: Option<String>,
    /// What each clause is to it.
    pub interests: Vec<SheetInterest>,
    /// What it will not sign, in words.
    pub red_lines: Vec<String>,
    /// The ratification at home, in words: who must consent.
    pub ratification: Vec<String>,
    /// The alternatives to a treaty.
    pub alternatives: Vec<SheetAlternative>,
}

/// What a clause is to a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetInterest {
    /// The heading of the clause.
    pub title: String,
    /// Its weight, [0, 1].
    pub weight: f64,
    /// What each of its values is worth.
    pub values: Vec<ValueWorth>,
}

/// What a value of a clause is worth to a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueWorth {
    /// The value, in a few words.
    pub label: String,
    /// Its worth, in utility, [0, 1].
    pub worth: f64,
}

/// An alternative to a treaty, before its probability is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetAlternative {
    /// What comes, in words.
    pub text: String,
    /// Its worth, in utility, [0, 1].
    pub worth: f64,
}

/// The teacher's summary of a scenario, with nothing hidden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherSheet {
    /// Title, days, introduction.
    pub head: SheetHead,
    /// A paragraph on the scenario.
    pub summary: String,
    /// Who wrote it, and its licence.
    pub authors: SheetAuthors,
    /// The seats.
    pub seats: Vec<TeacherSeat>,
    /// The agenda.
    pub items: Vec<TeacherItem>,
    /// The outcomes, as far as they are documented.
    pub outcomes: Vec<TeacherOutcome>,
    /// What is unknown.
    pub unknown: Vec<String>,
    /// Contradictions between sources.
    pub contradictions: Vec<ContradictionView>,
    /// Sources.
    pub sources: Vec<SourceView>,
    /// What the numbers rest on.
    pub evidence: EvidenceView,
    /// Questions for the debrief.
    pub questions: Vec<String>,
}

/// Who wrote a scenario, and its licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetAuthors {
    /// The authors' names, with commas between them.
    pub names: String,
    /// The licence; empty if the scenario names none.
    pub licence: String,
}

/// A seat as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherSeat {
    /// The seat, who holds it, its brief.
    pub card: SeatCard,
    /// Its aims.
    pub aims: Vec<TeacherAim>,
    /// What it will not do, in words.
    pub red_lines: Vec<String>,
}

/// An aim of a seat as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherAim {
    /// The aim, in words.
    pub text: String,
    /// Its weight, [0, 1].
    pub weight: f64,
    /// What is documented of it.
    pub documented: String,
}

/// An outcome as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeacherOutcome {
    /// Its title.
    pub title: String,
    /// The documented value, in words; none if the record does not know.
    pub documented: Option<String>,
    /// What the record says.
    pub record: String,
    /// The confidence of the record, in words.
    pub confidence: String,
    /// Sources.
    pub sources: Vec<Citation>,
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
    /// The moves.
    pub moves: Vec<TeacherMove>,
    /// What is drawn.
    pub chances: Vec<ChanceView>,
    /// The clauses, if it is a conference.
    pub clauses: Vec<TeacherClause>,
    /// What is documented.
    pub record: RecordView,
}

/// A move as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeacherMove {
    /// The name of the seat that makes it.
    pub seat: String,
    /// The question.
    pub question: String,
    /// The answers.
    pub options: Vec<TeacherOption>,
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
    /// Its values.
    pub values: Vec<TeacherValue>,
    /// What the documented treaty says.
    pub record: String,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// A value of a clause as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TeacherValue {
    /// A few words.
    pub label: String,
    /// Whether it is the documented one.
    pub documented: bool,
}
