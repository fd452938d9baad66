//! The atlas: the geometry of the map, read and projected once, for whoever draws it.
//!
//! The projection is Lambert's conformal conic with standard parallels 35° and
//! 50° N, so that shapes look right. A unit of the plane is a degree of a great
//! circle, 111.19 km; y points down, as on a screen. Nothing here knows whose
//! anything is, and nothing draws.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// A point of the plane.
pub type Point = (f32, f32);

/// A region.
#[derive(Debug)]
pub struct AtlasRegion {
    /// Its id.
    pub id: String,
    /// Where its label stands.
    pub label_at: Point,
    /// The outlines of its pieces.
    pub outlines: Vec<Vec<Point>>,
}

/// A place, such as a town.
#[derive(Clone, Copy, Debug)]
pub struct AtlasPlace {
    /// Where it lies on the plane.
    pub at: Point,
    /// How large it is written: 1, 2 or 3.
    pub rank: u8,
}

/// The map on the plane.
#[derive(Debug)]
pub struct Atlas {
    /// The window in degrees: west, south, east, north.
    pub window: (f64, f64, f64, f64),
    /// The edge of the window, once around.
    pub edge: Vec<Point>,
    /// Coasts.
    pub land: Vec<Vec<Point>>,
    /// Lakes.
    pub lakes: Vec<Vec<Point>>,
    /// Rivers.
    pub rivers: Vec<Vec<Point>>,
    /// Regions, in the order of the file.
    pub regions: Vec<AtlasRegion>,
    /// Border lines by id.
    pub lines: BTreeMap<String, Vec<Point>>,
    /// Railways by id.
    pub railways: BTreeMap<String, Vec<Point>>,
    /// Places by id.
    pub places: BTreeMap<String, AtlasPlace>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let source: MapFile = ron::from_str(include_str!("../assets/map/northeast-asia.ron"))
        .expect("the map built into the program is valid");
    Atlas::new(source)
});

/// The map.
///
/// # Panics
/// If the file built into the program cannot be read.
#[must_use]
pub fn atlas() -> &'static Atlas {
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
#[expect(clippy::cast_possible_truncation, reason = "a screen is measured in f32 points")]
pub fn project(longitude: f64, latitude: f64) -> Point {
    let (n, f) = *CONE;
    let radius = f / libm::pow(half(latitude.to_radians()), n);
    let angle = n * (longitude - MERIDIAN).to_radians();
    ((radius * libm::sin(angle)) as f32, (radius * libm::cos(angle)) as f32)
}

/// The inverse of [`project`]: (longitude E, latitude N) of a point of the plane.
///
/// ```
/// use status_quo::atlas::{project, unproject};
/// let (longitude, latitude) = unproject(project(118.6, 47.73));
/// assert!((longitude - 118.6).abs() < 1e-3 && (latitude - 47.73).abs() < 1e-3);
/// ```
#[must_use]
pub fn unproject(point: Point) -> (f64, f64) {
    let (n, f) = *CONE;
    let (x, y) = (f64::from(point.0), f64::from(point.1));
    let radius = libm::sqrt(x * x + y * y);
    let longitude = MERIDIAN + (libm::atan2(x, y) / n).to_degrees();
    let latitude = 2.0 * libm::atan(libm::pow(f / radius, 1.0 / n)) - core::f64::consts::FRAC_PI_2;
    (longitude, latitude.to_degrees())
}

/// A parallel between two longitudes, in steps of at most a degree.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a map is less than 360 degrees wide"
)]
pub fn parallel(latitude: f64, from: f64, to: f64) -> Vec<Point> {
    let steps = (libm::fabs(to - from).ceil() as usize).max(1);
    (0..=steps).map(|k| project(from + (to - from) * k as f64 / steps as f64, latitude)).collect()
}

impl Atlas {
    fn new(source: MapFile) -> Self {
        let (west, south, east, north) = source.window;
        let mut edge = parallel(north, west, east);
        edge.extend(parallel(south, east, west));
        let path =
            |path: &Coordinates| path.iter().map(|(x, y)| project(*x, *y)).collect::<Vec<_>>();
        let paths = |list: Vec<PathSource>| {
            list.into_iter().map(|source| (source.id, path(&source.path))).collect()
        };
        let region = |region: RegionSource| AtlasRegion {
            label_at: project(region.label_at.0, region.label_at.1),
            outlines: region.outline.iter().map(path).collect(),
            id: region.id,
        };
        let place = |place: PlaceSource| {
            (place.id, AtlasPlace { at: project(place.at.0, place.at.1), rank: place.rank })
        };
        Self {
            window: source.window,
            edge,
            land: source.land.iter().map(path).collect(),
            lakes: source.lakes.iter().map(|(_, outline)| path(outline)).collect(),
            rivers: source.rivers.iter().map(|(_, river)| path(river)).collect(),
            regions: source.regions.into_iter().map(region).collect(),
            lines: paths(source.lines),
            railways: paths(source.railways),
            places: source.places.into_iter().map(place).collect(),
        }
    }
}
