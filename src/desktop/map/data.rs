//! The geometry of the map: read, projected, cut into triangles; once.
//!
//! The projection is Lambert's conformal conic with standard parallels 35° and
//! 50° N, so that shapes look right. A unit of the plane is a degree of a great
//! circle, 111.19 km; y points down, as on the screen. Nothing here knows whose
//! anything is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bevy_egui::egui::{Pos2, Rect, pos2};
use earcut::Earcut;
use serde::Deserialize;

type Coordinates = Vec<(f64, f64)>;

/// The file of the map, as it is written.
#[derive(Deserialize)]
struct MapFile {
    window: (f64, f64, f64, f64),
    land: Vec<Coordinates>,
    lakes: Vec<(String, Coordinates)>,
    rivers: Vec<(String, Coordinates)>,
    regions: Vec<RegionSource>,
    lines: Vec<PathSource>,
    railways: Vec<PathSource>,
    places: Vec<PlaceSource>,
}

#[derive(Deserialize)]
struct RegionSource {
    id: String,
    label_at: (f64, f64),
    outline: Vec<Coordinates>,
}

#[derive(Deserialize)]
struct PathSource {
    id: String,
    path: Coordinates,
}

#[derive(Deserialize)]
struct PlaceSource {
    id: String,
    at: (f64, f64),
    rank: u8,
}

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

static ATLAS: LazyLock<MapGeometry> = LazyLock::new(|| {
    let source: MapFile = ron::from_str(include_str!("../../../assets/map/northeast-asia.ron"))
        .expect("the map built into the program is valid");
    MapGeometry::new(source)
});

/// The map.
///
/// # Panics
/// If the file built into the program cannot be read.
#[must_use]
pub fn atlas() -> &'static MapGeometry {
    &ATLAS
}

/// The central meridian.
const MERIDIAN: f64 = 115.0;
const PARALLELS: (f64, f64) = (35.0, 50.0);

/// The constants of the cone: n, and F in degrees.
static CONE: LazyLock<(f64, f64)> = LazyLock::new(|| {
    let (first, second) = (PARALLELS.0.to_radians(), PARALLELS.1.to_radians());
    let n = libm::log(libm::cos(first) / libm::cos(second)) / libm::log(half(second) / half(first));
    let f = libm::cos(first) * libm::pow(half(first), n) / n;
    (n, f.to_degrees())
});

fn half(latitude: f64) -> f64 {
    libm::tan(core::f64::consts::FRAC_PI_4 + latitude / 2.0)
}

/// Puts (longitude E, latitude N) in degrees on the plane.
#[must_use]
pub fn project(longitude: f64, latitude: f64) -> Pos2 {
    let (n, f) = *CONE;
    let radius = f / libm::pow(half(latitude.to_radians()), n);
    let angle = n * (longitude - MERIDIAN).to_radians();
    pos2((radius * libm::sin(angle)) as f32, (radius * libm::cos(angle)) as f32)
}

/// The inverse of [`project`]: (longitude E, latitude N) of a point of the plane.
#[must_use]
pub fn unproject(point: Pos2) -> (f64, f64) {
    let (n, f) = *CONE;
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    let radius = libm::sqrt(x * x + y * y);
    let longitude = MERIDIAN + (libm::atan2(x, y) / n).to_degrees();
    let latitude = 2.0 * libm::atan(libm::pow(f / radius, 1.0 / n)) - core::f64::consts::FRAC_PI_2;
    (longitude, latitude.to_degrees())
}

/// A parallel between two longitudes, in steps of at most a degree.
#[must_use]
pub fn parallel(latitude: f64, from: f64, to: f64) -> Vec<Pos2> {
    let steps = (libm::fabs(to - from).ceil() as usize).max(1);
    (0..=steps).map(|k| project(from + (to - from) * k as f64 / steps as f64, latitude)).collect()
}

impl MapGeometry {
    fn new(source: MapFile) -> Self {
        let (west, south, east, north) = source.window;
        let mut edge = parallel(north, west, east);
        edge.extend(parallel(south, east, west));
        let path =
            |path: &Coordinates| path.iter().map(|(x, y)| project(*x, *y)).collect::<Vec<_>>();
        let paths = |list: Vec<PathSource>| {
            list.into_iter().map(|source| (source.id, path(&source.path))).collect()
        };
        Self {
            window: source.window,
            bounds: Rect::from_points(&edge),
            edge,
            land: source.land.iter().map(|outline| Ring::new(path(outline))).collect(),
            lakes: source.lakes.iter().map(|(_, outline)| Ring::new(path(outline))).collect(),
            rivers: source.rivers.iter().map(|(_, river)| path(river)).collect(),
            regions: source
                .regions
                .into_iter()
                .map(|region| Region {
                    label_at: project(region.label_at.0, region.label_at.1),
                    rings: region.outline.iter().map(|outline| Ring::new(path(outline))).collect(),
                    id: region.id,
                })
                .collect(),
            lines: paths(source.lines),
            railways: paths(source.railways),
            places: source
                .places
                .into_iter()
                .map(|place| {
                    (place.id, MapSpot { at: project(place.at.0, place.at.1), rank: place.rank })
                })
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
    use crate::desktop::map::data::{atlas, project, unproject};

    #[test]
    fn the_way_back_leads_back() {
        for (longitude, latitude) in [(84.0, 29.0), (118.6, 47.73), (146.0, 58.0)] {
            let (x, y) = unproject(project(longitude, latitude));
            assert!((x - longitude).abs() < 1e-3, "{longitude} became {x}");
            assert!((y - latitude).abs() < 1e-3, "{latitude} became {y}");
        }
    }

    #[test]
    fn places_lie_on_land() {
        let atlas = atlas();
        for id in ["ulaanbaatar", "mukden", "peking", "chita", "tokyo"] {
            let place = &atlas.places[id];
            assert!(atlas.region_at(place.at).is_some(), "{id} lies in the sea");
        }
    }
}
