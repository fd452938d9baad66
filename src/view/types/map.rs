//! What the map shows.

use serde::Serialize;

use crate::scenario::draft::{Ink, Native};

/// What the map shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapView {
    /// Regions.
    pub regions: Vec<RegionView>,
    /// Railways.
    pub railways: Vec<RailwayView>,
    /// Border lines.
    pub lines: Vec<LineView>,
    /// Places.
    pub places: Vec<PlaceView>,
    /// Frontier markers.
    pub markers: Vec<Marker>,
    /// The place of the item at hand.
    pub here: Option<String>,
}

/// A region of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionView {
    /// Its id.
    pub id: String,
    /// Its name, as it stands on the map.
    pub label: String,
    /// The id of the power whose it is.
    pub owner: String,
    /// The ink of that power.
    pub ink: Ink,
}

/// A railway on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RailwayView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// The ink of the power that runs it.
    pub ink: Ink,
}

/// A border line on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Its id.
    pub id: String,
    /// How it is drawn.
    pub style: LineStyle,
    /// The ink of the power that claims it; none if nobody does.
    pub ink: Option<Ink>,
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

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in its own writing.
    pub native: Option<Native>,
}

/// A frontier's marker on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marker {
    /// The frontier, by its place in [`SeatView::sectors`](super::SeatView::sectors).
    pub sector: usize,
    /// Where, a place of the map.
    pub place: String,
    /// Tension, [0, 1].
    pub tension: f64,
    /// Whether it has seen a clash.
    pub fought: bool,
    /// The forces there.
    pub forces: Vec<ForceView>,
}

/// The force of a power at a frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ForceView {
    /// The ink of the power.
    pub ink: Ink,
    /// The short name of the power.
    pub short: String,
    /// The force, in thousand men.
    pub thousand_men: f64,
}
