//! A question to a seat and its answers, each with what it would bring.

use serde::Serialize;

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
    /// More of it, for whoever asks.
    pub background: Vec<String>,
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
///
/// Where it comes from, its sources and what its leader was inclined to would tell what is
/// documented; they are told once it is [decided](super::results::ChoiceResult).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionView {
    /// Its id for an intent.
    pub id: String,
    /// A few words.
    pub label: String,
    /// What it means.
    pub text: String,
    /// Whether it is open now.
    pub open: bool,
    /// The reason why it is not open, in words.
    pub closed: Option<String>,
    /// The certain consequences, in words.
    pub consequences: Vec<String>,
    /// The drawn consequences.
    pub chances: Vec<ChanceView>,
    /// The expected reply, if another seat moves next.
    pub reply: Option<ReplyView>,
    /// The expected changes in the seat's utility by aim and red line, largest first.
    pub changes: Vec<UtilityChange>,
    /// The sum of the changes, in utility.
    pub total: f64,
    /// What advisers say.
    pub advice: Vec<AdviceView>,
}

/// A drawn consequence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChanceView {
    /// What is drawn, in words.
    pub text: String,
    /// What it may come to.
    pub branches: Vec<BranchView>,
}

/// One branch of a drawn consequence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchView {
    /// Its probability, [0, 1].
    pub probability: f64,
    /// What it brings, in words.
    pub text: String,
}

/// The expected reply to an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReplyView {
    /// The seat that replies, its name within a sentence.
    pub seat: String,
    /// What it may answer, the most probable first.
    pub answers: Vec<AnswerView>,
}

/// One answer that may be given in reply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerView {
    /// Its probability, [0, 1].
    pub probability: f64,
    /// A few words.
    pub label: String,
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
