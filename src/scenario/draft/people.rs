//! Powers, seats and leaders: who there is, and what each wants.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Condition, Id, Measure, Name, Num, Prose, Source, unit};
use crate::rules::quantity::Date;

/// A power: a state, or what claims to be one.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Its id.
    pub id: Id,
    /// Its name as a noun: `the Soviet Union`.
    pub name: String,
    /// A short name for tables and the map: `USSR`.
    pub short: String,
    /// Its name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
    /// The colour it is drawn in.
    pub ink: Ink,
    /// Its weight in the constitutive index, positive.
    pub weight: Num<unit::Weight>,
    /// Montevideo criteria in [0, 1]; left out for powers nobody questions. Two such powers
    /// exchange envoys at the start unless `recognition` says otherwise.
    #[serde(default)]
    pub criteria: Option<Criteria>,
    /// Contentment with the status quo at the start, [0, 1].
    pub satisfaction: Num<unit::Share>,
    /// What other fronts add to its cost of a clash; 0 if left out.
    #[serde(default)]
    pub weariness: Option<Num<unit::Weariness>>,
}

/// A text in another writing, with its language for the choice of the face.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Native {
    /// `mn`, `ru`, `ja` or `zh`.
    pub lang: String,
    /// The text.
    pub text: String,
}

/// The inks of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Blue.
    Mongolia,
    /// Vermilion.
    Russia,
    /// Reddish purple.
    Japan,
    /// Lighter purple.
    Manchukuo,
    /// Bluish green.
    China,
    /// Grey.
    Other,
}

/// The four Montevideo criteria.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// Permanent population.
    pub population: Num<unit::Share>,
    /// Defined territory.
    pub territory: Num<unit::Share>,
    /// Effective government.
    pub government: Num<unit::Share>,
    /// Capacity to enter into relations.
    pub capacity: Num<unit::Share>,
}

/// A seat at the table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its id.
    pub id: Id,
    /// What it is called: `Mongolia`.
    pub name: String,
    /// The power it speaks for.
    pub power: Name<Power>,
    /// Other powers it decides for.
    #[serde(default)]
    pub controls: Vec<Name<Power>>,
    /// Who holds it at the start.
    pub leader: Name<Leader>,
    /// One sentence: who you are and what you are up against; passages go by how things
    /// stand at the start.
    pub hook: Prose,
    /// The brief, in paragraphs separated by empty lines; passages go by how things stand at
    /// the start.
    pub brief: Prose,
    /// The people who advise.
    #[serde(default)]
    pub advisers: Vec<Adviser>,
    /// What it wants; weights sum to one.
    pub objectives: Vec<Objective>,
    /// What it will not do, or only at a price.
    #[serde(default)]
    pub red_lines: Vec<RedLine>,
    /// Sources of the brief.
    pub src: Vec<Name<Source>>,
}

/// A person who advises a seat.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adviser {
    /// The id by which advice names the person.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// From when the person is there; left out if from the start.
    #[serde(default)]
    pub since: Option<Date>,
    /// Until when the person is there; left out if to the end.
    #[serde(default)]
    pub until: Option<Date>,
}

impl Adviser {
    /// Whether the person is there on a day.
    #[must_use]
    pub fn is_there(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// One thing a seat wants.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// In words: `Keep foreign garrisons out`.
    pub text: String,
    /// What is measured.
    pub measure: Measure,
    /// Its share; all shares of a seat sum to one.
    pub weight: Num<unit::Share>,
    /// How the documented end of the scenario scores on it, in words.
    pub documented: String,
}

/// What a seat will not do, or only at a price.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedLine {
    /// In words.
    pub text: String,
    /// Crossed when this comes to hold.
    pub crossed: Condition,
    /// The leaders who hold it; left out for all.
    #[serde(default)]
    pub leaders: Vec<Name<Leader>>,
    /// What crossing costs; left out for a line never crossed.
    #[serde(default)]
    pub cost: Option<Num<unit::Cost>>,
}

/// A leader: a person who may hold a seat.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// The id.
    pub id: Id,
    /// The seat the leader may hold.
    pub seat: Name<Seat>,
    /// The name.
    pub name: String,
    /// The name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
    /// The office.
    pub office: String,
    /// Life and line in two or three sentences; passages go by how things stand at the start.
    pub note: Prose,
    /// Added to the seat's cost of a clash; 0 if left out.
    #[serde(default)]
    pub caution: Option<Num<unit::Caution>>,
    /// Sources.
    pub src: Vec<Name<Source>>,
}
