//! How things stand: recognition, frontiers, instruments.

use serde::Serialize;

use crate::scenario::draft::{Ink, Native};

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
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A short name.
    pub short: String,
    /// Its name in its own writing.
    pub native: Option<Native>,
    /// Its ink.
    pub ink: Ink,
    /// The declaratory index; only for powers in question.
    pub declaratory: Option<DeclaratoryView>,
    /// The constitutive index, [0, 1].
    pub constitutive: f64,
}

/// The declaratory index of a power and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DeclaratoryView {
    /// The index, [0, 1].
    pub index: f64,
    /// The criteria of statehood, [0, 1]: population, territory, government, capacity.
    pub criteria: [f64; 4],
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
    /// The sides of the deterrence game.
    pub sides: SidesView,
    /// The solution of the deterrence game.
    pub solution: SolutionView,
    /// The same in words, a line each.
    pub chances: [String; 3],
    /// Commentary on the solution.
    pub equilibrium: String,
    /// The inputs of the deterrence game.
    pub inputs: Vec<InputView>,
}

/// The sides of the deterrence game of a frontier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SidesView {
    /// The challenger's name.
    pub challenger: String,
    /// The defender's name.
    pub defender: String,
}

/// The solution of the deterrence game of a frontier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SolutionView {
    /// The probability of a challenge, [0, 1].
    pub challenge: f64,
    /// The probability of resistance to a challenge, [0, 1].
    pub resist: f64,
    /// The probability of a clash, [0, 1].
    pub clash: f64,
}

/// An input of the deterrence game.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputView {
    /// Its name, in words.
    pub title: String,
    /// Its value, in the units of the game.
    pub value: f64,
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
    /// What its articles say, if a conference wrote it.
    pub articles: Vec<ArticleView>,
    /// The earlier instruments in force that it contradicts.
    pub contradicts: Vec<String>,
}

/// An article of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleView {
    /// The heading.
    pub title: String,
    /// What it says, in a few words.
    pub text: String,
}
