//! The head of a scenario and what it rests on: sources, contradictions, the record.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Id, Name, Prose, Seat};
use crate::rules::quantity::Date;

/// The scenario's head.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The id: lower case, digits, hyphens; the name of the folder.
    pub id: Id,
    /// The scenario's version, `major.minor.patch`.
    #[serde(default = "first_version")]
    pub version: String,
    /// The version of this format; now 1.
    #[serde(default = "this_schema")]
    pub schema: u32,
    /// The title.
    pub title: String,
    /// One line under the title.
    pub subtitle: String,
    /// A paragraph for the library.
    pub summary: String,
    /// The situation at the start, in paragraphs separated by empty lines; passages go by how
    /// things stand then.
    pub introduction: Prose,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// How long a game takes, in minutes.
    pub minutes: u32,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The licence of the text; nothing is said of one if left out.
    #[serde(default)]
    pub licence: String,
    /// What is unknown to the record and stays unknown here.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// The version of a scenario that gives itself none.
pub(super) fn first_version() -> String {
    "0.1.0".to_owned()
}

/// The version of the format that this program reads.
pub(in crate::scenario) const THIS_SCHEMA: u32 = 1;

const fn this_schema() -> u32 {
    THIS_SCHEMA
}

/// What statements and numbers rest on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id, as other entries cite it (a part may follow after `§`, `p.` or a space).
    pub id: Id,
    /// What it is, so that a reader can find it.
    pub title: String,
    /// What kind: document, research, reference, press, memoir, web, knowledge.
    pub kind: SourceKind,
}

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A document of the time, or an edition of such.
    Document,
    /// Research.
    Research,
    /// An encyclopaedia or handbook.
    Reference,
    /// Press of the time.
    Press,
    /// Memoirs.
    Memoir,
    /// A page whose author or basis is weak.
    Web,
    /// General historiography, not checked again.
    Knowledge,
}

/// A contradiction between sources.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Its id (`K14`).
    pub id: Id,
    /// What the sources say.
    pub says: String,
    /// What this scenario holds, and why.
    pub ruling: String,
    /// Sources.
    pub src: Vec<Name<Source>>,
    /// How sure the ruling is.
    pub confidence: Confidence,
    /// From which day it can be read, if it tells of later events; before, only in the debrief.
    #[serde(default)]
    pub from: Option<Date>,
    /// The seats that may read it before the debrief; left out if everybody may.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
}

/// How sure a statement of the record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A document or several independent sources.
    Sure,
    /// One good source, or the consensus.
    Likely,
    /// Contested or unverified.
    Uncertain,
}

/// What is documented of an item.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When, in words.
    pub date: String,
    /// What was decided and what happened, in paragraphs, as far as it was known on the day.
    pub text: String,
    /// How sure.
    pub confidence: Confidence,
    /// Sources; those of the item if left out.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
    /// What of it only some knew; the others read it in the debrief.
    #[serde(default)]
    pub secret: Vec<SecretRecord>,
    /// What came after, each with its date.
    #[serde(default)]
    pub later: Vec<Later>,
    /// What each country's account says, where it is contested.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Contradictions that touch it, by id.
    #[serde(default)]
    pub contradictions: Vec<Name<Contradiction>>,
    /// What is unknown.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// A part of a record that only some knew of when it happened.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretRecord {
    /// The seats that knew of it; the others read it in the debrief.
    pub known_to: Vec<Name<Seat>>,
    /// What it was.
    pub says: String,
    /// Sources; those of the item if left out.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

/// A part of a record that came after its item: shown when its day is past, or in the debrief.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Later {
    /// From which day it can be read: the last day of which it tells.
    pub date: Date,
    /// What came after.
    pub says: String,
    /// The seats that may read it before the debrief; left out if everybody may.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
    /// Sources; those of the item if left out.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

/// One country's account of a contested event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Whose.
    pub of: String,
    /// What it says.
    pub says: String,
    /// The seats that may read it before the debrief; left out if everybody may.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
    /// Sources.
    pub src: Vec<Name<Source>>,
}
