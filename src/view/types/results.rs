//! What happened beside what is documented: closed items, the debrief.

use serde::Serialize;

use super::course::CourseView;
use super::question::UtilityChange;
use super::trust::{ContradictionView, TrustView};
use crate::rules::comparison::OutcomeVerdict;
use crate::scenario::draft::{Confidence, Ink};
use crate::view::conference::TreatyResult;
use crate::view::parts::{Citation, Shared, SourceView};

/// A line of the chronicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChronicleLine {
    /// When, in words.
    pub date: String,
    /// What.
    pub text: String,
    /// Whether it opens an item.
    pub heading: bool,
}

/// A closed item: what happened beside what is documented.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemResult {
    /// The item's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its number.
    pub point: Option<u32>,
    /// When, in words.
    pub date: String,
    /// Where, a place of the map.
    pub place: String,
    /// Whether the seat that reads it was asked or spoke in it; of somebody without a seat,
    /// always.
    pub own: bool,
    /// What the situation was.
    pub briefing: Vec<String>,
    /// What happened, in words.
    pub events: Vec<String>,
    /// Decisions beside the record.
    pub choices: Vec<ChoiceResult>,
    /// Outcomes beside the record.
    pub outcomes: Vec<OutcomeResult>,
    /// The treaty beside the documented one, article by article, if it was a conference.
    pub treaty: Option<TreatyResult>,
    /// What the record adds to earlier items: what came after them, and before this one
    /// closed.
    pub since: Vec<LaterView>,
    /// What is documented; else the reason why it cannot be read yet.
    pub record: Result<RecordView, String>,
    /// What each seat was told in confidence; only in the debrief.
    pub confided: Vec<ConfidedView>,
}

impl ItemResult {
    /// Its events, parted into those before a decision and those that came of it: the last so
    /// many, or all if there was none.
    #[must_use]
    pub fn events_since(&self, n_events: Option<usize>) -> (&[String], &[String]) {
        let since = n_events.unwrap_or(usize::MAX).min(self.events.len());
        self.events.split_at(self.events.len() - since)
    }
}

/// What a seat was told in confidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfidedView {
    /// The seat.
    pub seat: String,
    /// Its ink.
    pub ink: Ink,
    /// What it was told, in paragraphs.
    pub text: Vec<String>,
}

/// One decision beside the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoiceResult {
    /// The seat that decided.
    pub seat: String,
    /// The same within a sentence.
    pub called: String,
    /// The ink of who decided.
    pub ink: Ink,
    /// Whether a player did.
    pub by_player: bool,
    /// The question.
    pub question: String,
    /// What was chosen.
    pub chosen: String,
    /// Where what was chosen comes from, in words, if it can be read now.
    pub origin: Option<String>,
    /// Its sources, if they can be read now.
    pub sources: Vec<Citation>,
    /// What the record says was done, if it was decided here and can be read now.
    pub recorded: Option<String>,
    /// Whether what the record says of it is kept for the debrief.
    pub kept: bool,
    /// Whether the two are the same.
    pub matched: bool,
    /// The probability that the model gave to the chosen option, [0, 1]; of a player's own
    /// only in the debrief.
    pub probability: Option<f64>,
    /// The same of the documented option.
    pub recorded_probability: Option<f64>,
    /// What moved the seat, largest first.
    pub reasons: Vec<UtilityChange>,
}

/// One outcome beside the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The value that was played, in words.
    pub played: String,
    /// The documented value, in words.
    pub documented: Option<String>,
    /// Whether what the record says of it is kept for the debrief.
    pub kept: bool,
    /// The verdict; [open](OutcomeVerdict::Open) where it is kept.
    pub verdict: OutcomeVerdict,
    /// The verdict in words.
    pub verdict_words: String,
    /// What the record says; only in the debrief.
    pub record: String,
    /// The confidence of the record, in words.
    pub confidence: String,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// What is documented of an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordView {
    /// When.
    pub date: String,
    /// The account, in paragraphs.
    pub text: Vec<String>,
    /// What of it only some knew.
    pub secret: Vec<SecretRecordView>,
    /// What came after.
    pub later: Vec<LaterView>,
    /// The confidence of the record.
    pub confidence: Confidence,
    /// The same in words.
    pub confidence_words: String,
    /// Sources.
    pub sources: Vec<Citation>,
    /// The accounts of it that differ.
    pub accounts: Vec<AccountView>,
    /// The contradictions between sources that concern it.
    pub contradictions: Vec<ContradictionView>,
    /// What is unknown.
    pub unknown: Vec<String>,
}

/// A part of a record of which only some knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecretRecordView {
    /// Who knew, in words.
    pub known_to: String,
    /// What it was.
    pub text: String,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// A part of a record that came after its item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterView {
    /// The title of the item.
    pub of: String,
    /// The day, in words.
    pub date: String,
    /// What came after.
    pub text: String,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// An account of what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountView {
    /// Whose it is.
    pub of: String,
    /// What it says.
    pub text: String,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// The whole game beside the record, with nothing hidden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// How many outcomes came as documented.
    pub counts: OutcomeCounts,
    /// All outcomes.
    pub outcomes: Vec<OutcomeResult>,
    /// Decisions that went otherwise than documented.
    pub partings: Vec<ChoiceResult>,
    /// Chances that came true, in words.
    pub chances: Vec<String>,
    /// The results of each seat.
    pub seats: Vec<SeatScore>,
    /// What was kept from this seat, in words.
    pub secrets: Vec<Shared<ChronicleLine>>,
    /// All results, with nothing hidden.
    pub results: Vec<ItemResult>,
    /// How things stood over the years.
    pub course: CourseView,
    /// Questions for discussion.
    pub discussion: Vec<String>,
    /// What the record does not know, and the scenario does not invent.
    pub unknown: Vec<String>,
    /// The sources.
    pub sources: Vec<SourceView>,
    /// What the scenario's numbers rest on.
    pub evidence: EvidenceView,
    /// How far it can be trusted.
    pub trust: TrustView,
    /// The state hash.
    pub hash: String,
    /// The whole campaign part by part, if this was the last part of one.
    pub campaign: Vec<PartSummary>,
}

impl Debrief {
    /// All decisions in their order, each with its item.
    pub fn choices(&self) -> impl Iterator<Item = (&ItemResult, &ChoiceResult)> {
        self.results.iter().flat_map(|result| result.choices.iter().map(move |it| (result, it)))
    }

    /// The decisions in which the players of a seat, by its name, left the record.
    pub fn own_partings<'d>(&'d self, seat: &'d str) -> impl Iterator<Item = &'d ChoiceResult> {
        self.partings.iter().filter(move |choice| choice.by_player && choice.seat == seat)
    }
}

/// A part of a campaign that was played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartSummary {
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: String,
    /// How many of its outcomes came as documented, in a sentence.
    pub counts: String,
    /// How it opened, if it is not the first.
    pub opened: Option<String>,
    /// What was otherwise when it opened, in sentences.
    pub otherwise: Vec<String>,
    /// What it left, in sentences.
    pub left: Vec<String>,
}

/// How many outcomes came as documented and how many otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeCounts {
    /// As documented.
    pub matched: usize,
    /// Otherwise than documented.
    pub diverged: usize,
    /// Unknown to the record, or still open.
    pub unknown: usize,
}

/// What the numbers of a scenario rest on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct EvidenceView {
    /// The share of them that are judgements, [0, 1].
    pub judgements: f64,
    /// The share of them that are contested, [0, 1].
    pub contested: f64,
}

/// The results of a seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatScore {
    /// The seat.
    pub seat: String,
    /// Its ink.
    pub ink: Ink,
    /// Its value of the position.
    pub value: ValueScore,
    /// Its aims.
    pub aims: Vec<AimScore>,
    /// The red lines of its last leader, in words.
    pub red_lines: Vec<String>,
}

/// A seat's value of the position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ValueScore {
    /// At the start, [0, 1].
    pub start: f64,
    /// At the end, [0, 1].
    pub now: f64,
}

/// How far an aim of a seat was reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AimScore {
    /// The aim, in words.
    pub text: String,
    /// Its value at the start, [0, 1].
    pub start: f64,
    /// Its value at the end, [0, 1].
    pub now: f64,
    /// What is documented of it.
    pub documented: String,
}
