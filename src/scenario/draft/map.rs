//! What is drawn on the map, and when.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Condition, MapLine, MapPlace, MapRailway, MapRegion, Name, Native, Power, Sector};

/// Which region of the map belongs to whom; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionRule {
    /// The region of the map.
    pub region: Name<MapRegion>,
    /// Its label.
    pub label: String,
    /// Whose it is drawn as.
    pub power: Name<Power>,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// Whose a railway is; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RailwayRule {
    /// The railway of the map.
    pub railway: Name<MapRailway>,
    /// Its label.
    pub label: String,
    /// Who runs it.
    pub power: Name<Power>,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// How a border line is drawn; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineRule {
    /// The line of the map.
    pub line: Name<MapLine>,
    /// The sector whose status it shows; drawn as a settled line if left out.
    #[serde(default)]
    pub sector: Option<Name<Sector>>,
    /// The power whose claim it is, for one of two claimed lines.
    #[serde(default)]
    pub claim_of: Option<Name<Power>>,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// A place named on the map.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceRule {
    /// The place of the map. One that the map does not show may be named, too: it is
    /// then called so wherever an item takes place there.
    pub place: Name<MapPlace>,
    /// Its name in this scenario.
    pub name: String,
    /// Other names by which it is known.
    #[serde(default)]
    pub variants: Vec<String>,
    /// The name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
}
