//! Signs on the map: frontier markers, forces, the scale and the legend.

use std::sync::Arc;

use bevy_egui::egui::{
    Align2, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2,
    vec2,
};

use super::camera::Camera;
use super::data::atlas;
use super::lens::Lens;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, Face, INK, PAGE, RULE, mix};
use crate::desktop::typeset;
use crate::scenario::draft::Ink;
use crate::view::{ForceView, LineStyle, SeatView};
use crate::words::Phrase;

/// A frontier marker where it stands on the screen.
pub(super) struct PlacedMarker {
    /// The frontier.
    pub(super) sector: usize,
    /// What can be pointed at.
    pub(super) rect: Rect,
    /// Half the height of its sign.
    reach: f32,
}

/// Where the markers stand; those at the same place stand side by side.
pub(super) fn place_markers(lens: &Lens, view: &SeatView) -> Vec<PlacedMarker> {
    let mut placed: Vec<PlacedMarker> = Vec::new();
    for marker in &view.map.markers {
        let Some(place) = atlas().places.get(&marker.place) else { continue };
        let reach = 7.0 + 6.0 * marker.tension as f32;
        // Beside its place, not over the dot of it.
        let mut center = lens.at(place.at) + vec2(0.0, -reach - 9.0);
        while placed.iter().any(|other| other.rect.center().distance(center) < reach + other.reach)
        {
            center.x += reach + 12.0;
        }
        if lens.rect.shrink(reach).contains(center) {
            let rect = Rect::from_center_size(center, Vec2::splat(reach * 2.0 + 4.0));
            placed.push(PlacedMarker { sector: marker.sector, rect, reach });
        }
    }
    placed
}

/// The spots that markers and forces take.
pub(super) fn spots(
    painter: &Painter,
    lens: &Lens,
    view: &SeatView,
    placed: &[PlacedMarker],
) -> Vec<Rect> {
    let mut taken: Vec<Rect> = placed.iter().map(|mark| mark.rect).collect();
    each_block(painter, lens, view, placed, |rect, _, _| taken.push(rect));
    taken
}

/// Paints the markers and forces.
pub(super) fn paint(painter: &Painter, lens: &Lens, view: &SeatView, placed: &[PlacedMarker]) {
    for mark in placed {
        let Some(marker) = view.map.markers.iter().find(|m| m.sector == mark.sector) else {
            continue;
        };
        let center = mark.rect.center();
        lozenge(painter, center, mark.reach, marker.tension as f32);
        if marker.fought {
            swords(painter, center, mark.reach);
        }
    }
    each_block(painter, lens, view, placed, |rect, ink, galley| {
        painter.rect_filled(rect.expand(1.0), CornerRadius::ZERO, PAGE);
        painter.rect_filled(rect, CornerRadius::ZERO, mix(theme::ink(ink), INK, 0.12));
        painter.galley(rect.min + vec2(4.0, 1.0), galley, PAGE);
    });
}

/// Goes through the blocks of troops in their inks, in thousand men, when one is near enough.
fn each_block(
    painter: &Painter,
    lens: &Lens,
    view: &SeatView,
    placed: &[PlacedMarker],
    mut each: impl FnMut(Rect, Ink, Arc<Galley>),
) {
    if lens.depth() < 1.5 {
        return;
    }
    for mark in placed {
        let Some(marker) = view.map.markers.iter().find(|m| m.sector == mark.sector) else {
            continue;
        };
        let mut x = mark.rect.right() + 5.0;
        for ForceView { ink, thousand_men: force, .. } in &marker.forces {
            let text = if *force < 9.95 { format!("{force:.1}") } else { format!("{force:.0}") };
            let galley = painter.layout_no_wrap(text, Face::LabelBold.at(11.5), PAGE);
            let size = galley.size() + vec2(8.0, 2.0);
            let rect = Rect::from_min_size(pos2(x, mark.rect.center().y - size.y / 2.0), size);
            x = rect.right() + 3.0;
            each(rect, *ink, galley);
        }
    }
}

/// A lozenge that fills with tension from below.
fn lozenge(painter: &Painter, center: Pos2, reach: f32, tension: f32) {
    let corners = |r: f32| {
        vec![
            center + vec2(0.0, -r),
            center + vec2(r, 0.0),
            center + vec2(0.0, r),
            center + vec2(-r, 0.0),
        ]
    };
    painter.add(Shape::convex_polygon(corners(reach + 1.8), PAGE, Stroke::NONE));
    let level = center.y + reach - 2.0 * reach * tension.clamp(0.0, 1.0);
    let fill = Rect::from_min_max(pos2(center.x - reach, level), center + Vec2::splat(reach));
    painter.with_clip_rect(fill.intersect(painter.clip_rect())).add(Shape::convex_polygon(
        corners(reach),
        AGAINST,
        Stroke::NONE,
    ));
    painter.add(Shape::closed_line(corners(reach), Stroke::new(1.4, INK)));
}

/// Crossed swords over a marker where it came to fighting.
fn swords(painter: &Painter, center: Pos2, reach: f32) {
    let long = reach + 5.0;
    for side in [-1.0, 1.0] {
        let tip = center + vec2(side * long * 0.72, -long * 0.72);
        let hilt = center + vec2(-side * long * 0.72, long * 0.72);
        painter.line_segment([hilt, tip], Stroke::new(3.6, PAGE));
        painter.line_segment([hilt, tip], Stroke::new(1.7, INK));
        let guard = hilt + (tip - hilt) * 0.22;
        let across = (tip - hilt).normalized().rot90() * 3.2;
        painter.line_segment([guard - across, guard + across], Stroke::new(1.7, INK));
    }
}

/// A neat frame around something drawn on the map.
fn card(painter: &Painter, rect: Rect) {
    painter.rect_filled(rect, CornerRadius::ZERO, PAGE);
    let stroke = Stroke::new(1.0, RULE);
    painter.rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Inside);
}

/// The scale: its rectangle, the length of its bar, and how many kilometres that is.
fn scale(lens: &Lens) -> (Rect, f32, f32) {
    const KILOMETRES: f32 = 111.19;
    let wanted = 120.0 / lens.scale * KILOMETRES;
    let length = [1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0]
        .into_iter()
        .find(|length| *length <= wanted)
        .unwrap_or(5.0);
    let width = length / KILOMETRES * lens.scale;
    let right = lens.rect.right_bottom() + vec2(-24.0, -18.0);
    let left = right - vec2(width, 0.0);
    (Rect::from_min_max(left + vec2(-14.0, -24.0), right + vec2(16.0, 10.0)), width, length)
}

/// Where the scale lies.
pub(super) fn scale_rect(lens: &Lens) -> Rect {
    scale(lens).0
}

/// Paints the scale, in kilometres, at the lower right.
pub(super) fn scale_bar(painter: &Painter, lens: &Lens) {
    let (back, width, length) = scale(lens);
    let right = back.max - vec2(16.0, 10.0);
    let left = right - vec2(width, 0.0);
    card(painter, back);
    let quarter = width / 4.0;
    for part in 0..4 {
        let rect =
            Rect::from_min_size(left + vec2(quarter * part as f32, -2.0), vec2(quarter, 4.0));
        let fill = if part % 2 == 0 { INK } else { PAGE };
        painter.rect(rect, CornerRadius::ZERO, fill, Stroke::new(0.8, INK), StrokeKind::Inside);
    }
    let font = Face::Label.at(11.0);
    painter.text(left - vec2(0.0, 5.0), Align2::CENTER_BOTTOM, "0", font.clone(), INK);
    let words = format!("{length:.0} km");
    painter.text(right + vec2(12.0, -5.0), Align2::RIGHT_BOTTOM, words, font, INK);
}

const LEGEND_LINES: [(LineStyle, Phrase); 5] = [
    (LineStyle::Marked, Phrase("desktop-legend-marked")),
    (LineStyle::Agreed, Phrase("desktop-legend-agreed")),
    (LineStyle::Claim, Phrase("desktop-legend-claim")),
    (LineStyle::Open, Phrase("desktop-legend-open")),
    (LineStyle::Settled, Phrase("desktop-legend-settled")),
];
const LEGEND_ROW: f32 = 17.0;

/// The inks in use, each once, with a short name.
fn inks(view: &SeatView) -> Vec<(Ink, String)> {
    let mut inks: Vec<(Ink, String)> = Vec::new();
    for power in &view.recognition.powers {
        if power.ink != Ink::Other && !inks.iter().any(|(ink, _)| *ink == power.ink) {
            inks.push((power.ink, power.short.clone()));
        }
    }
    inks
}

/// Where the legend lies at the lower left, and whether it is open.
pub(super) fn legend_rect(sheet: Rect, view: &SeatView, camera: &Camera) -> (Rect, bool) {
    let rows = inks(view).len() + LEGEND_LINES.len() + 4;
    let full = vec2(174.0, rows as f32 * LEGEND_ROW + 34.0);
    // On a small sheet it would cover what matters; it is a word there.
    let room = sheet.height() > full.y * 1.8 && sheet.width() > 420.0;
    let open = camera.legend && room;
    let size = if open { full } else { vec2(82.0, 24.0) };
    (Rect::from_min_size(pos2(sheet.left() + 10.0, sheet.bottom() - size.y - 10.0), size), open)
}

/// Paints the legend; answers whether the pointer is over it.
pub(super) fn legend(
    ui: &Ui,
    sheet: Rect,
    view: &SeatView,
    camera: &mut Camera,
    pointer: Option<Pos2>,
) -> bool {
    let words = ui.words();
    let painter = ui.painter_at(sheet);
    let (rect, open) = legend_rect(sheet, view, camera);
    card(&painter, rect);
    let head = painter.layout_job(typeset::capitals_job(&words.say("desktop-legend"), 11.0, FAINT));
    painter.galley(rect.min + vec2(10.0, 5.0), head, FAINT);
    let over = pointer.is_some_and(|pos| rect.contains(pos));
    let toggled = ui.input_mut(|input| {
        input.consume_key(bevy_egui::egui::Modifiers::NONE, bevy_egui::egui::Key::L)
            || (over && input.pointer.primary_clicked())
    });
    if toggled {
        camera.legend = !camera.legend;
    }
    if !open {
        return over;
    }
    let height = LEGEND_ROW;
    let font = Face::Label.at(12.5);
    let mut y = rect.top() + 32.0;
    let left = rect.left() + 10.0;
    let mut row = |sentence: String, sign: &mut dyn FnMut(&Painter, Rect)| {
        let cell = Rect::from_min_size(pos2(left, y - height / 2.0), vec2(26.0, height));
        sign(&painter, cell);
        painter.text(pos2(left + 34.0, y), Align2::LEFT_CENTER, sentence, font.clone(), INK);
        y += height;
    };
    for (ink, name) in inks(view) {
        row(name, &mut |painter, cell| land_sample(painter, cell, ink));
    }
    for (style, key) in LEGEND_LINES {
        row(words.phrase(key), &mut |painter, cell| {
            line_sample(painter, cell, style);
        });
    }
    row(words.say("desktop-legend-rail"), &mut rail_sample);
    row(words.say("desktop-legend-tension"), &mut |painter, cell| {
        lozenge(painter, cell.center(), 6.5, 0.5);
    });
    row(words.say("desktop-legend-force"), &mut |painter, cell| {
        let block = Rect::from_center_size(cell.center(), vec2(20.0, 12.0));
        painter.rect_filled(block, CornerRadius::ZERO, FAINT);
        let font = Face::LabelBold.at(10.0);
        painter.text(block.center(), Align2::CENTER_CENTER, "30", font, PAGE);
    });
    row(words.say("desktop-legend-here"), &mut |painter, cell| {
        painter.circle_stroke(cell.center(), 4.5, Stroke::new(1.8, ACCENT));
        painter.circle_stroke(cell.center(), 7.0, Stroke::new(1.0, ACCENT));
    });
    over
}

fn land_sample(painter: &Painter, cell: Rect, ink: Ink) {
    let box_ = cell.shrink2(vec2(1.0, 3.0));
    painter.rect(
        box_,
        CornerRadius::ZERO,
        theme::tint(ink),
        Stroke::new(1.0, theme::ink(ink)),
        StrokeKind::Inside,
    );
    if ink == Ink::Manchukuo {
        let painter = painter.with_clip_rect(box_);
        for step in 0..8 {
            let x = box_.left() + step as f32 * 5.0;
            let color = mix(theme::LAND, theme::ink(ink), 0.8);
            painter.line_segment(
                [pos2(x, box_.top()), pos2(x - 11.0, box_.bottom())],
                Stroke::new(0.8, color),
            );
        }
    }
}

fn line_sample(painter: &Painter, cell: Rect, style: LineStyle) {
    let ends = [cell.left_center(), cell.right_center()];
    let brown = mix(INK, FAINT, 0.35);
    match style {
        LineStyle::Marked => {
            painter.line_segment(ends, Stroke::new(2.6, brown));
        }
        LineStyle::Agreed => {
            painter.line_segment(ends, Stroke::new(1.4, brown));
        }
        LineStyle::Claim => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.9, brown), 7.0, 4.0));
        }
        LineStyle::Open => {
            painter.extend(Shape::dotted_line(&ends, brown, 5.0, 1.2));
        }
        LineStyle::Settled => {
            let stroke = Stroke::new(1.1, brown);
            painter.extend(Shape::dashed_line_with_offset(
                &ends,
                stroke,
                &[8.0, 1.6],
                &[2.6, 2.6],
                0.0,
            ));
        }
    }
}

fn rail_sample(painter: &Painter, cell: Rect) {
    let color = mix(INK, RULE, 0.1);
    painter.line_segment([cell.left_center(), cell.right_center()], Stroke::new(1.1, color));
    for step in 0..4 {
        let x = cell.left() + 3.0 + step as f32 * 6.5;
        let y = cell.center().y;
        painter.line_segment([pos2(x, y - 2.4), pos2(x, y + 2.4)], Stroke::new(0.9, color));
    }
}
