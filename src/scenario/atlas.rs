//! What the map can show, by name: its regions, lines, railways and places.
//!
//! Only the names; the shapes are in the desktop layer.

use std::sync::LazyLock;

use serde::Deserialize;

use super::draft::Sort;

/// A named feature of the map.
#[derive(Debug, Deserialize)]
struct MapName {
    id: String,
}

/// The names of the map.
#[derive(Debug, Deserialize)]
pub struct MapNames {
    regions: Vec<MapName>,
    lines: Vec<MapName>,
    railways: Vec<MapName>,
    places: Vec<MapName>,
}

impl MapNames {
    /// The names of one sort; none for a sort that is not on the map.
    pub fn names(&self, sort: Sort) -> impl Iterator<Item = &str> {
        let list: &[MapName] = match sort {
            Sort::MapRegion => &self.regions,
            Sort::MapLine => &self.lines,
            Sort::MapRailway => &self.railways,
            Sort::MapPlace => &self.places,
            _ => &[],
        };
        list.iter().map(|entry| entry.id.as_str())
    }
}

/// The names of the map that is built into the program.
///
/// # Panics
/// If that map cannot be read; every test that checks a pack reads it.
#[must_use]
pub fn atlas() -> &'static MapNames {
    static ATLAS: LazyLock<MapNames> = LazyLock::new(|| {
        ron::from_str(include_str!("../../assets/map/northeast-asia.ron"))
            .expect("the map built into the program is valid")
    });
    &ATLAS
}
