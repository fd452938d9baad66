//! The net of degrees and the frame of the sheet, where the degrees stand.

use bevy_egui::egui::{
    Align2, CornerRadius, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, epaint::TextShape, pos2,
    vec2,
};

use super::data::{atlas, parallel, project};
use super::lens::Lens;
use crate::desktop::theme::{FAINT, Face, PAPER};

/// Degrees between the lines of the net.
pub(super) fn graticule_step(lens: &Lens) -> f64 {
    match lens.depth() {
        d if d < 2.2 => 5.0,
        d if d < 6.0 => 2.0,
        d if d < 14.0 => 1.0,
        _ => 0.5,
    }
}

/// The lines of the net: in words, its path, and whether it is a meridian.
pub(super) fn graticule(step: f64) -> Vec<(String, Vec<Pos2>, bool)> {
    let (west, south, east, north) = atlas().window;
    let degrees = |value: f64, letter: char| {
        if (value - value.round()).abs() < 1e-6 {
            format!("{value:.0}°\u{202f}{letter}")
        } else {
            format!("{:.0}°30′\u{202f}{letter}", value.floor())
        }
    };
    let mut lines = Vec::new();
    let mut longitude = (west / step).ceil() * step;
    while longitude <= east {
        let path =
            (0..=24).map(|k| project(longitude, south + (north - south) * f64::from(k) / 24.0));
        lines.push((degrees(longitude, 'E'), path.collect(), true));
        longitude += step;
    }
    let mut latitude = (south / step).ceil() * step;
    while latitude <= north {
        lines.push((degrees(latitude, 'N'), parallel(latitude, west, east), false));
        latitude += step;
    }
    lines
}

/// The frame of the sheet, with degrees where the net meets it.
pub(super) fn paint(painter: &Painter, outer: Rect, lens: &Lens) {
    let rect = lens.rect;
    for strip in [
        Rect::from_min_max(outer.min, pos2(outer.max.x, rect.min.y)),
        Rect::from_min_max(pos2(outer.min.x, rect.max.y), outer.max),
        Rect::from_min_max(pos2(outer.min.x, rect.min.y), pos2(rect.min.x, rect.max.y)),
        Rect::from_min_max(pos2(rect.max.x, rect.min.y), pos2(outer.max.x, rect.max.y)),
    ] {
        painter.rect_filled(strip, CornerRadius::ZERO, PAPER);
    }
    painter.rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, FAINT), StrokeKind::Outside);
    painter.rect_stroke(
        rect.expand(4.0),
        CornerRadius::ZERO,
        Stroke::new(1.8, FAINT),
        StrokeKind::Outside,
    );
    let font = Face::Label.at(11.0);
    let mut last = [f32::NEG_INFINITY; 4];
    for (words, path, meridian) in graticule(graticule_step(lens)) {
        for pair in path.windows(2) {
            let (a, b) = (lens.at(pair[0]), lens.at(pair[1]));
            if meridian {
                for (side, y, align) in
                    [(0, rect.min.y, Align2::CENTER_BOTTOM), (1, rect.max.y, Align2::CENTER_TOP)]
                {
                    if let Some(x) = crossing(a.y, b.y, y, a.x, b.x)
                        && (rect.min.x + 16.0..rect.max.x - 16.0).contains(&x)
                        && x - last[side] > 44.0
                    {
                        last[side] = x;
                        let off = if side == 0 { -6.5 } else { 6.5 };
                        painter.text(
                            pos2(x, y) + vec2(0.0, off),
                            align,
                            &words,
                            font.clone(),
                            FAINT,
                        );
                    }
                }
            } else {
                for (side, x) in [(2, rect.min.x - 13.5), (3, rect.max.x + 13.5)] {
                    let edge = if side == 2 { rect.min.x } else { rect.max.x };
                    if let Some(y) = crossing(a.x, b.x, edge, a.y, b.y)
                        && (rect.min.y + 24.0..rect.max.y - 24.0).contains(&y)
                    {
                        upright(painter, pos2(x, y), &words, font.clone());
                    }
                }
            }
        }
    }
}

/// Text that runs up the page, for the sides of the frame.
fn upright(painter: &Painter, center: Pos2, words: &str, font: FontId) {
    let galley = painter.layout_no_wrap(words.to_owned(), font, FAINT);
    let size = galley.size();
    let corner = center + vec2(-size.y / 2.0, size.x / 2.0);
    let shape = TextShape::new(corner, galley, FAINT).with_angle(-core::f32::consts::FRAC_PI_2);
    painter.add(shape);
}

/// Where the way from `a` to `b` reaches `at`, as a value between `x` and `y`.
fn crossing(a: f32, b: f32, at: f32, x: f32, y: f32) -> Option<f32> {
    ((a <= at) != (b <= at)).then(|| x + (y - x) * (at - a) / (b - a))
}
