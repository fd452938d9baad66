//! The map of the projector's page: what everybody may know of it, as a picture.

use core::fmt::Write as _;

use maud::{Markup, html};

use crate::atlas::{Point, atlas};
use crate::scenario::draft::Ink;
use crate::view::{LineStyle, MapView};
use crate::words::Words;

/// Pixels for a degree of a great circle.
const SCALE: f32 = 22.0;

/// The least distance between two points of an outline, in pixels: nearer ones are left out.
const LEAST: f32 = 1.2;

/// The name of a power's ink in the look of the page.
const fn class_of(ink: Ink) -> &'static str {
    match ink {
        Ink::Mongolia => "mongolia",
        Ink::Russia => "russia",
        Ink::Japan => "japan",
        Ink::Manchukuo => "manchukuo",
        Ink::China => "china",
        Ink::Other => "other",
    }
}

/// A path through points, closed or not.
fn path(points: &[Point], closed: bool) -> String {
    let mut data = String::new();
    let mut last: Option<Point> = None;
    for (number, (x, y)) in points.iter().enumerate() {
        let here = (x * SCALE, y * SCALE);
        let near = last.is_some_and(|(a, b)| (a - here.0).abs() + (b - here.1).abs() < LEAST);
        if near && number + 1 < points.len() {
            continue;
        }
        let sign = if last.is_none() { 'M' } else { 'L' };
        // Half a pixel is enough on a wall.
        let _ = write!(data, "{sign}{:.0} {:.0}", here.0, here.1);
        last = Some(here);
    }
    if closed {
        data.push('Z');
    }
    data
}

/// A colour that lies on a region, or along a line.
fn inked(kind: &str, ink: Ink) -> String {
    format!("{kind} {}", class_of(ink))
}

/// The map as everybody may know it.
pub(super) fn map(words: &Words, view: &MapView) -> Markup {
    let atlas = atlas();
    let xs = || atlas.edge.iter().map(|(x, _)| x * SCALE);
    let ys = || atlas.edge.iter().map(|(_, y)| y * SCALE);
    let (left, right) = (xs().fold(f32::INFINITY, f32::min), xs().fold(f32::MIN, f32::max));
    let (top, bottom) = (ys().fold(f32::INFINITY, f32::min), ys().fold(f32::MIN, f32::max));
    let window = format!("{left:.0} {top:.0} {:.0} {:.0}", right - left, bottom - top);
    html! {
        svg.map viewBox=(window) role="img" aria-label=(words.say("table-legend")) {
            @for outline in &atlas.land { path.land d=(path(outline, true)) {} }
            @for region in &view.regions {
                @if let Some(shape) = atlas.regions.iter().find(|one| one.id == region.id) {
                    @for outline in &shape.outlines {
                        path class=(inked("region", region.ink)) d=(path(outline, true)) {}
                    }
                }
            }
            @for outline in &atlas.lakes { path.lake d=(path(outline, true)) {} }
            @for river in &atlas.rivers { path.river d=(path(river, false)) {} }
            @for railway in &view.railways {
                @if let Some(points) = atlas.railways.get(&railway.id) {
                    path class=(inked("railway", railway.ink)) d=(path(points, false)) {}
                }
            }
            @for line in &view.lines {
                @if let Some(points) = atlas.lines.get(&line.id) {
                    path class={ (inked("line", line.ink.unwrap_or(Ink::Other))) " "
                        (style(line.style)) } d=(path(points, false)) {}
                }
            }
            (names(view))
            (markers(view))
        }
    }
}

const fn style(style: LineStyle) -> &'static str {
    match style {
        LineStyle::Settled => "settled",
        LineStyle::Open => "open",
        LineStyle::Claim => "claim",
        LineStyle::Agreed => "agreed",
        LineStyle::Marked => "marked",
    }
}

/// The names of regions and of larger places.
fn names(view: &MapView) -> Markup {
    let atlas = atlas();
    html! {
        @for region in &view.regions {
            @if let Some(shape) = atlas.regions.iter().find(|one| one.id == region.id) {
                text.region-name x=(pixels(shape.label_at.0)) y=(pixels(shape.label_at.1)) {
                    (region.label)
                }
            }
        }
        @for place in &view.places {
            @if let Some(spot) = atlas.places.get(&place.id).filter(|spot| {
                spot.rank <= 2 || view.here.as_ref() == Some(&place.id)
            }) {
                @let here = view.here.as_ref() == Some(&place.id);
                circle.place.here[here] cx=(pixels(spot.at.0)) cy=(pixels(spot.at.1))
                    r=(if here { 7 } else { 3 }) {}
                text.place-name.here[here] x=(pixels(spot.at.0) + 8) y=(pixels(spot.at.1) - 6) {
                    (place.name)
                }
            }
        }
    }
}

/// The live frontiers: the wider the ring, the higher the tension; a cross where it was
/// fought.
fn markers(view: &MapView) -> Markup {
    let atlas = atlas();
    html! {
        @for marker in &view.markers {
            @if let Some(spot) = atlas.places.get(&marker.place) {
                circle.frontier cx=(pixels(spot.at.0)) cy=(pixels(spot.at.1))
                    r=(format!("{:.0}", 8.0 + 16.0 * marker.tension)) {}
                @if marker.fought {
                    text.fought x=(pixels(spot.at.0)) y=(pixels(spot.at.1) + 8) { "✕" }
                }
            }
        }
    }
}

/// A coordinate in whole pixels.
#[expect(clippy::cast_possible_truncation, reason = "a map is a few thousand pixels wide")]
fn pixels(at: f32) -> i32 {
    (at * SCALE).round() as i32
}
