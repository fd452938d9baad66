//! The parts of a view: plain data, ready to be laid out.

use serde::Serialize;

use super::conference::{ConferenceView, TreatyResult};
use super::parts::{Citation, Shared};
use crate::rules::comparison::OutcomeVerdict;
use crate::scenario::draft::{Confidence, Ink, Native, Tag};

/// The view of one seat: everything that it may know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatView {
    /// The scenario's title.
    pub title: String,
    /// The situation at the start, in paragraphs.
    pub introduction: Vec<String>,
    /// The seat; none for the public.
    pub seat: Option<SeatCard>,
    /// Today, in words.
    pub date: String,
    /// Today's year, for the map.
    pub year: i16,
    /// Numbered decisions that are behind, and how many there are.
    pub progress: (u32, u32),
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
    /// The facts: name and value, in words.
    pub facts: Vec<(String, String)>,
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
    /// Advisers: name and office.
    pub advisers: Vec<(String, String)>,
    /// Sources of the brief.
    pub sources: Vec<Citation>,
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

/// A question that a seat is asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Its name for an intent, `item/move`.
    pub id: String,
    /// The item's title.
    pub title: String,
    /// Its number among the decision points.
    pub point: Option<u32>,
    /// How many questions this seat has been asked in this item, with this one.
    pub nth: u32,
    /// Where, a place of the map.
    pub place: String,
    /// What is known at this moment.
    pub briefing: Vec<String>,
    /// What only this seat knows.
    pub private: Vec<String>,
    /// What has been decided in this item so far, as far as it is known.
    pub so_far: Vec<String>,
    /// The question.
    pub question: String,
    /// The frontier in dispute, if it is a crisis.
    pub crisis: Option<String>,
    /// The answers.
    pub options: Vec<OptionView>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionView {
    /// Its id for an intent.
    pub id: String,
    /// A few words.
    pub label: String,
    /// What it means.
    pub text: String,
    /// The provenance.
    pub tag: Tag,
    /// The same in words.
    pub tag_words: String,
    /// Whether it is open now.
    pub open: bool,
    /// The reason why it is not open, in words.
    pub closed: Option<String>,
    /// The certain consequences, in words.
    pub consequences: Vec<String>,
    /// The drawn consequences: the question, and the branches with their probabilities.
    pub chances: Vec<(String, Vec<(f64, String)>)>,
    /// The expected reply: the seat that answers (its name within a sentence), and the
    /// probability of each answer.
    pub reply: Option<(String, Vec<(f64, String)>)>,
    /// The expected changes in the seat's utility by reason, largest first.
    pub changes: Vec<UtilityChange>,
    /// The sum of the changes, in utility.
    pub total: f64,
    /// What advisers say.
    pub advice: Vec<AdviceView>,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// One term of a weighing, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UtilityChange {
    /// The reason, in words.
    pub text: String,
    /// The change, in utility.
    pub amount: f64,
}

/// The advice of one adviser.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdviceView {
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// The advice.
    pub says: String,
    /// For or against.
    pub favours: bool,
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

/// Recognition between the powers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecognitionView {
    /// The powers, in order.
    pub powers: Vec<PowerCard>,
    /// One cell for each directed pair: row recognises column; none on the diagonal.
    pub cells: Vec<Vec<Option<RecognitionCell>>>,
    /// Contradictory acts, in words.
    pub contradictions: Vec<String>,
}

/// A power as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PowerCard {
    /// Its name.
    pub name: String,
    /// A short name.
    pub short: String,
    /// Its name in its own writing.
    pub native: Option<Native>,
    /// Its ink.
    pub ink: Ink,
    /// The declaratory index, [0, 1], with its four criteria; only for powers in question.
    pub declaratory: Option<(f64, [f64; 4])>,
    /// The constitutive index, [0, 1].
    pub constitutive: f64,
}

/// The recognition of one power by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecognitionCell {
    /// The rung, 0 to 6.
    pub rung: u8,
    /// The rung, in words.
    pub words: String,
    /// The legal status last given to the other, in words.
    pub status: String,
}

/// A frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectorView {
    /// Its name.
    pub name: String,
    /// What is in dispute.
    pub note: String,
    /// Whether it is a live frontier.
    pub live: bool,
    /// How settled it is, in words.
    pub status: String,
    /// Who holds the disputed ground, in words.
    pub holder: String,
    /// The ink of the holder.
    pub holder_ink: Ink,
    /// The claims, in words.
    pub claims: Vec<String>,
    /// Tension, [0, 1].
    pub tension: f64,
    /// Incidents so far, in words.
    pub incidents: String,
    /// Clashes so far, in words.
    pub clashes: Vec<String>,
    /// Forces, in words.
    pub forces: Vec<String>,
    /// Pledges for the defender, in words.
    pub bonds: Vec<String>,
    /// Whether a border commission works.
    pub commission: bool,
    /// Challenger and defender.
    pub sides: (String, String),
    /// The probabilities of a challenge, of resistance, of a clash, [0, 1].
    pub solution: (f64, f64, f64),
    /// The same in words, a line each.
    pub chances: [String; 3],
    /// Commentary on the solution.
    pub equilibrium: String,
    /// The inputs of the deterrence game: name and value.
    pub inputs: Vec<(String, f64)>,
}

/// An instrument that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InstrumentView {
    /// Its name.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The parties.
    pub parties: String,
    /// Its state, in words.
    pub state: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Whether it is a secret this seat shares.
    pub secret: bool,
    /// What its articles say, if a conference wrote it: heading and words.
    pub articles: Vec<(String, String)>,
    /// The earlier instruments in force that it contradicts.
    pub contradicts: Vec<String>,
}

/// What the map shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapView {
    /// Regions: id, label, ink of whose it is.
    pub regions: Vec<(String, String, Ink)>,
    /// Railways: id, label, ink of who runs it.
    pub railways: Vec<(String, String, Ink)>,
    /// Border lines: id, how to draw it, whose claim.
    pub lines: Vec<(String, LineStyle, Option<Ink>)>,
    /// Places: id, name, name in its own writing.
    pub places: Vec<(String, String, Option<Native>)>,
    /// Frontier markers.
    pub markers: Vec<Marker>,
    /// The place of the item at hand.
    pub here: Option<String>,
}

/// How a border line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineStyle {
    /// A line nobody disputes here.
    Settled,
    /// No line is claimed in detail.
    Open,
    /// A claimed line.
    Claim,
    /// Agreed on paper.
    Agreed,
    /// Marked on the ground.
    Marked,
}

/// A frontier's marker on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marker {
    /// The frontier, by its place in [`SeatView::sectors`].
    pub sector: usize,
    /// Where, a place of the map.
    pub place: String,
    /// Tension, [0, 1].
    pub tension: f64,
    /// Whether it has seen a clash.
    pub fought: bool,
    /// Forces: ink, short name, thousand men.
    pub forces: Vec<(Ink, String, f64)>,
}

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
    /// What is documented.
    pub record: RecordView,
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
    /// What the record says was done, if it was decided here.
    pub recorded: Option<String>,
    /// Whether the two are the same.
    pub matched: bool,
    /// The probability that the model gave to the chosen option, [0, 1].
    pub probability: Option<f64>,
    /// The probability that the model gave to the documented option, [0, 1].
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
    /// The verdict.
    pub verdict: OutcomeVerdict,
    /// The verdict in words.
    pub verdict_words: String,
    /// What the record says.
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
    /// The confidence of the record.
    pub confidence: Confidence,
    /// The same in words.
    pub confidence_words: String,
    /// Sources.
    pub sources: Vec<Citation>,
    /// Accounts: whose, what, sources.
    pub accounts: Vec<(String, String, Vec<Citation>)>,
    /// Contradictions: id, what the sources say, the ruling.
    pub contradictions: Vec<(String, String, String)>,
    /// What is unknown.
    pub unknown: Vec<String>,
}

/// The whole game beside the record, with nothing hidden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// Outcomes as documented, otherwise, and unknown to the record.
    pub counts: (usize, usize, usize),
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
    /// Share of the scenario's numbers that are judgements, and that are contested.
    pub evidence: (f64, f64),
    /// The state hash.
    pub hash: String,
}

/// The results of a seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatScore {
    /// The seat.
    pub seat: String,
    /// Its ink.
    pub ink: Ink,
    /// Its value of the position at the start and now, [0, 1].
    pub value: (f64, f64),
    /// Its aims: in words, at the start, now, and what is documented.
    pub aims: Vec<(String, f64, f64, String)>,
}
