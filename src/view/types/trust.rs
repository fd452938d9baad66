//! How far a scenario can be trusted: plain data.

use serde::Serialize;

use crate::view::parts::Citation;

/// A contradiction between sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContradictionView {
    /// Its id.
    pub id: String,
    /// What the sources say.
    pub text: String,
    /// What the scenario holds, and why.
    pub ruling: String,
    /// The sources that contradict each other.
    pub sources: Vec<Citation>,
}

/// How far a scenario can be trusted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrustView {
    /// The kinds of sources, and how many there are of each, the most first.
    pub sources: Vec<(String, usize)>,
    /// The grades of the numbers, and how many have each.
    pub grades: Vec<(String, u32)>,
    /// On what the outcomes rest, if it was worked out for this edition.
    pub rests: Option<RestsView>,
    /// What is simulated by which model, with its source.
    pub models: Vec<String>,
    /// The contradictions between sources. They tell of what came: for after a game.
    pub contradictions: Vec<ContradictionView>,
}

/// On what the outcomes of a scenario rest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestsView {
    /// How many games were played with each set of numbers.
    pub games: u64,
    /// In how many sets all judgements were moved together.
    pub points: usize,
    /// How many numbers were moved, and how many of them are judgements.
    pub moved: [usize; 2],
    /// The outcomes, that which rests most on judgement first.
    pub outcomes: Vec<OutcomeRests>,
    /// The numbers that carry most.
    pub carriers: Vec<CarrierView>,
}

/// On what an outcome rests.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeRests {
    /// Its title.
    pub title: String,
    /// How often it comes otherwise when all judgements move within their ranges, [0, 1].
    pub on_judgement: f64,
    /// Of all that numbers carry of it, the share of judgements, [0, 1].
    pub judgements: Option<f64>,
    /// The number that carries most of it: where it stands, and in what share of the games
    /// the outcome came otherwise.
    pub most: Option<(String, f64)>,
}

/// A number that carries much.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CarrierView {
    /// Where it stands in the scenario's files.
    pub of: String,
    /// The number, with the range in which it was moved and its grade, in words.
    pub value: String,
    /// The author's reason.
    pub why: String,
    /// The mean share of games in which an outcome came otherwise, [0, 1].
    pub carries: f64,
}
