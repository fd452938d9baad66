//! Legacies: what a scenario leaves to a later one of a campaign, and what it takes over
//! from earlier ones.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Condition, Effect, Id, Instrument, Name};
use crate::rules::quantity::Date;

/// What a game leaves to later ones when it has come out otherwise than history did.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Legacy {
    /// The id.
    pub id: Id,
    /// When it is left, at the end of the game. It must not hold where everything went as
    /// documented.
    pub when: Condition,
    /// What is otherwise, in a sentence for players: `No treaty was signed at Urga.`
    pub text: String,
}

/// How a game of a campaign begins if earlier ones left something.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inheritance {
    /// The legacies, as `scenario/legacy`; all of them must have been left.
    pub of: Vec<String>,
    /// What that means on the first day, in a sentence for players. Those who know of it
    /// are told; what is secret must not stand here.
    pub text: String,
    /// Instruments that are in force on the first day as documented, and here were never
    /// signed.
    #[serde(default)]
    pub unsigned: Vec<Name<Instrument>>,
    /// What else is otherwise on the first day.
    #[serde(default)]
    pub effects: Vec<Effect>,
}

/// A campaign: scenarios that are played one after the other. Stands alone in its pack.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignHead {
    /// The id: lower case, digits, hyphens; the name of the folder.
    pub id: Id,
    /// The campaign's version, `major.minor.patch`.
    #[serde(default = "super::head::first_version")]
    pub version: String,
    /// The title.
    pub title: String,
    /// One line under the title.
    pub subtitle: String,
    /// A paragraph for the library.
    pub summary: String,
    /// What is told before the first part, in paragraphs separated by empty lines.
    pub introduction: String,
    /// The first day of the first part.
    pub opens: Date,
    /// The last day of the last part.
    pub closes: Date,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The licence of the text; nothing is said of one if left out.
    #[serde(default)]
    pub licence: String,
    /// The scenarios, by their ids, in the order in which they are played.
    pub parts: Vec<String>,
    /// Those who play through all parts.
    pub sides: Vec<Side>,
}

/// One side of a campaign: who holds one seat in each part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// The id.
    pub id: Id,
    /// Its name: `Russia, then the Soviet Union`.
    pub name: String,
    /// Its seat in each part, by its id there.
    pub seats: Vec<String>,
}
