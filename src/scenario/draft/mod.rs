//! What an author writes: the types of a scenario's RON files.
//!
//! Every `.ron` file of a pack is one [`Part`]; the pack is all parts together,
//! so a beginner's scenario fits in one file and a large one in twenty. These
//! types mirror the text and hold names, not ids; [`compile`](super::compile)
//! turns them into what can be run. `flatten`, `untagged` and `tag` are kept
//! out, because positions could not be traced through them.
//!
//! Their documentation is the manual's: [`schema`](super::schema) reads it.

mod agenda;
mod conference;
mod head;
mod legacy;
mod map;
mod names;
mod people;
mod prose;
mod words;
mod world;

pub use agenda::*;
pub use conference::*;
pub use head::*;
pub use legacy::*;
pub use map::*;
pub use names::*;
pub use people::*;
pub use prose::*;
pub use words::*;
pub use world::*;

use schemars::JsonSchema;
use serde::Deserialize;

/// One file of a pack. Every list may be left out.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Part {
    /// The scenario's head; stands in exactly one file.
    pub scenario: Option<Head>,
    /// What everything rests on; cited by id.
    pub sources: Vec<Source>,
    /// Contradictions between sources, with the ruling.
    pub contradictions: Vec<Contradiction>,
    /// States, and what claims to be one.
    pub powers: Vec<Power>,
    /// What players take: each speaks for a power.
    pub seats: Vec<Seat>,
    /// The people who hold seats, one after another.
    pub leaders: Vec<Leader>,
    /// Stretches of frontier about which two sides differ.
    pub sectors: Vec<Sector>,
    /// Treaties, pledges and agreements, in force or yet to be signed.
    pub instruments: Vec<Instrument>,
    /// What can stand one way or another.
    pub facts: Vec<Fact>,
    /// The agenda: what comes up, in order of date.
    pub items: Vec<Item>,
    /// Outcomes laid beside the record.
    pub outcomes: Vec<Outcome>,
    /// Opening recognition: who stands where to whom.
    pub recognition: Vec<OpeningAct>,
    /// Pairs whose recognition drifts by itself.
    pub drifts: Vec<Drift>,
    /// Troops on another's soil at the start.
    pub troops: Vec<OpeningTroops>,
    /// Which regions of the map belong to whom, and when.
    pub regions: Vec<RegionRule>,
    /// Railways on the map, and whose.
    pub railways: Vec<RailwayRule>,
    /// Border lines on the map.
    pub lines: Vec<LineRule>,
    /// Places named on the map.
    pub places: Vec<PlaceRule>,
    /// The head of a campaign, which stands alone in its pack.
    pub campaign: Option<CampaignHead>,
    /// What a game leaves to later ones of a campaign.
    pub legacies: Vec<Legacy>,
    /// How a game begins after earlier ones of a campaign.
    pub inherits: Vec<Inheritance>,
}
