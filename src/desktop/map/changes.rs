//! What has changed on the map since the last decision: outlined on the sheet, and in words.

use bevy_egui::egui::{Painter, Pos2, Shape, Stroke};

use super::data::atlas;
use super::lens::Lens;
use crate::desktop::theme::{ACCENT, PAGE, mix};
use crate::view::{MapView, RailwayView, RegionView, SeatView};
use crate::words::Words;

/// The most changes that are told in words.
const MOST: usize = 5;

/// The regions that have another owner, name or ink.
fn regions<'m>(before: &'m MapView, now: &'m MapView) -> impl Iterator<Item = &'m RegionView> {
    now.regions.iter().filter(|region| {
        let was = before.regions.iter().find(|was| was.id == region.id);
        was.is_some_and(|was| was != *region)
    })
}

/// The railways that are run by another.
fn railways<'m>(before: &'m MapView, now: &'m MapView) -> impl Iterator<Item = &'m RailwayView> {
    now.railways.iter().filter(|railway| {
        let was = before.railways.iter().find(|was| was.id == railway.id);
        was.is_some_and(|was| was.ink != railway.ink)
    })
}

/// The border lines that are drawn otherwise, by id.
fn lines<'m>(before: &'m MapView, now: &'m MapView) -> impl Iterator<Item = &'m str> {
    let changed = now.lines.iter().filter(|line| {
        let was = before.lines.iter().find(|was| was.id == line.id);
        was.is_none_or(|was| was != *line)
    });
    changed.map(|line| line.id.as_str())
}

/// Outlines what has changed.
pub(super) fn paint(painter: &Painter, lens: &Lens, before: &MapView, now: &MapView) {
    let atlas = atlas();
    let glow = Stroke::new(6.0, mix(PAGE, ACCENT, 0.35).gamma_multiply(0.55));
    let line = Stroke::new(2.2, ACCENT);
    let draw = |path: &[Pos2], closed: bool| {
        let points: Vec<Pos2> = path.iter().map(|point| lens.at(*point)).collect();
        for stroke in [glow, line] {
            painter.add(if closed {
                Shape::closed_line(points.clone(), stroke)
            } else {
                Shape::line(points.clone(), stroke)
            });
        }
    };
    for shown in regions(before, now) {
        let of = atlas.regions.iter().filter(|region| region.id == shown.id);
        of.flat_map(|region| &region.rings).for_each(|ring| draw(&ring.points, true));
    }
    let paths = lines(before, now).filter_map(|id| atlas.lines.get(id));
    let rails = railways(before, now).filter_map(|railway| atlas.railways.get(&railway.id));
    paths.chain(rails).for_each(|path| draw(path, false));
    for marker in &now.markers {
        let was = before.markers.iter().find(|was| was.sector == marker.sector);
        let grown = was.is_none_or(|was| (was.tension - marker.tension).abs() >= 0.05);
        if let Some(place) = atlas.places.get(&marker.place).filter(|_| grown) {
            painter.circle_stroke(lens.at(place.at), 17.0, Stroke::new(2.0, ACCENT));
        }
    }
}

/// What has changed on the map, in words: lands and railways that stand in another ink.
#[must_use]
pub fn in_words(words: &Words, before: &MapView, view: &SeatView) -> Vec<String> {
    let power = |owner: &str| {
        let mut powers = view.recognition.powers.iter();
        powers.find(|power| power.id == owner).map(|power| power.name.clone())
    };
    let of_ink = |ink| {
        let mut powers = view.recognition.powers.iter();
        powers.find(|power| power.ink == ink).map(|power| power.name.clone())
    };
    let lands = regions(before, &view.map).map(|region| match power(&region.owner) {
        Some(power) => {
            let args = [("name", (&region.label).into()), ("power", power.into())];
            words.say_with("desktop-map-now-in-ink", &args)
        }
        None => region.label.clone(),
    });
    let rails = railways(before, &view.map).filter_map(|railway| {
        let args = [("name", (&railway.label).into()), ("power", of_ink(railway.ink)?.into())];
        Some(words.say_with("desktop-map-now-in-ink", &args))
    });
    lands.chain(rails).take(MOST).collect()
}
