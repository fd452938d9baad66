//! The geometry of the map for the window: the [atlas](mod@crate::atlas) cut into triangles; once.
//!
//! Nothing here knows whose anything is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bevy_egui::egui::{Pos2, Rect, pos2};
use earcut::Earcut;

use crate::atlas::{self, Atlas, Point};

/// A closed outline with its triangles.
#[derive(Debug)]
pub struct Ring {
    /// The outline, not repeating its first point.
    pub points: Vec<Pos2>,
    /// Triangles, as indices into the points.
    pub triangles: Vec<u32>,
    /// The smallest rectangle that it lies within.
    pub bounds: Rect,
}

/// A region of the map.
#[derive(Debug)]
pub struct Region {
    /// Its id.
    pub id: String,
    /// Where its label stands.
    pub label_at: Pos2,
    /// Its pieces.
    pub rings: Vec<Ring>,
}

/// A place of the map, such as a town.
#[derive(Debug)]
pub struct MapSpot {
    /// Where it lies on the plane.
    pub at: Pos2,
    /// How large it is written: 1, 2 or 3.
    pub rank: u8,
}

/// The whole map on the plane.
#[derive(Debug)]
pub struct MapGeometry {
    /// The window in degrees: west, south, east, north.
    pub window: (f64, f64, f64, f64),
    /// The edge of the window, once around.
    pub edge: Vec<Pos2>,
    /// The smallest rectangle that the edge lies within.
    pub bounds: Rect,
    /// Land, as coasts.
    pub land: Vec<Ring>,
    /// Lakes.
    pub lakes: Vec<Ring>,
    /// Rivers.
    pub rivers: Vec<Vec<Pos2>>,
    /// Regions, in the order of the file.
    pub regions: Vec<Region>,
    /// Border lines by id.
    pub lines: BTreeMap<String, Vec<Pos2>>,
    /// Railways by id.
    pub railways: BTreeMap<String, Vec<Pos2>>,
    /// Places by id.
    pub places: BTreeMap<String, MapSpot>,
}

static GEOMETRY: LazyLock<MapGeometry> = LazyLock::new(|| MapGeometry::new(atlas::atlas()));

/// The map.
///
/// # Panics
/// If the file built into the program cannot be read.
#[must_use]
pub fn atlas() -> &'static MapGeometry {
    &GEOMETRY
}

fn at((x, y): Point) -> Pos2 {
    pos2(x, y)
}

fn path(points: &[Point]) -> Vec<Pos2> {
    points.iter().copied().map(at).collect()
}

/// Puts (longitude E, latitude N) in degrees on the plane.
#[must_use]
pub fn project(longitude: f64, latitude: f64) -> Pos2 {
    at(atlas::project(longitude, latitude))
}

/// The inverse of [`project`]: (longitude E, latitude N) of a point of the plane.
#[must_use]
pub fn unproject(point: Pos2) -> (f64, f64) {
    atlas::unproject((point.x, point.y))
}

/// A parallel between two longitudes, in steps of at most a degree.
#[must_use]
pub fn parallel(latitude: f64, from: f64, to: f64) -> Vec<Pos2> {
    path(&atlas::parallel(latitude, from, to))
}

impl MapGeometry {
    fn new(atlas: &Atlas) -> Self {
        let edge = path(&atlas.edge);
        let rings = |outlines: &[Vec<Point>]| {
            outlines.iter().map(|outline| Ring::new(path(outline))).collect()
        };
        let paths = |paths: &BTreeMap<String, Vec<Point>>| {
            paths.iter().map(|(id, points)| (id.clone(), path(points))).collect()
        };
        let region = |region: &atlas::AtlasRegion| Region {
            id: region.id.clone(),
            label_at: at(region.label_at),
            rings: rings(&region.outlines),
        };
        let places = atlas.places.iter();
        Self {
            window: atlas.window,
            bounds: Rect::from_points(&edge),
            edge,
            land: rings(&atlas.land),
            lakes: rings(&atlas.lakes),
            rivers: atlas.rivers.iter().map(|river| path(river)).collect(),
            regions: atlas.regions.iter().map(region).collect(),
            lines: paths(&atlas.lines),
            railways: paths(&atlas.railways),
            places: places
                .map(|(id, place)| (id.clone(), MapSpot { at: at(place.at), rank: place.rank }))
                .collect(),
        }
    }

    /// The region under a point of the plane.
    #[must_use]
    pub fn region_at(&self, point: Pos2) -> Option<&Region> {
        self.regions.iter().find(|region| region.rings.iter().any(|ring| ring.contains(point)))
    }
}

impl Ring {
    fn new(mut points: Vec<Pos2>) -> Self {
        if points.first() == points.last() {
            points.pop();
        }
        let mut triangles = Vec::new();
        let holes: [u32; 0] = [];
        Earcut::new().earcut(points.iter().map(|p| [p.x, p.y]), &holes, &mut triangles);
        Self { bounds: Rect::from_points(&points), points, triangles }
    }

    /// Whether a point lies inside, by counting crossings.
    #[must_use]
    pub fn contains(&self, point: Pos2) -> bool {
        if !self.bounds.contains(point) {
            return false;
        }
        let mut inside = false;
        let mut last = self.points[self.points.len() - 1];
        for next in &self.points {
            if (next.y > point.y) != (last.y > point.y)
                && point.x < (last.x - next.x) * (point.y - next.y) / (last.y - next.y) + next.x
            {
                inside = !inside;
            }
            last = *next;
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use crate::desktop::map::data::atlas;

    #[test]
    fn places_lie_on_land() {
        let atlas = atlas();
        for id in ["ulaanbaatar", "mukden", "peking", "chita", "tokyo"] {
            let place = &atlas.places[id];
            assert!(atlas.region_at(place.at).is_some(), "{id} lies in the sea");
        }
    }
}
