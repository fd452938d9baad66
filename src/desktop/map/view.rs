//! The map on a page: its sheet painted, and what lies under the pointer.

use bevy_egui::egui::{self, CornerRadius, CursorIcon, Pos2, Sense, Stroke, Ui, vec2};

use super::camera::{Camera, steer};
use super::data::atlas;
use super::draw::Sheet;
use super::lens::Lens;
use super::{changes, frame, labels, signs};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, FAINT, Face, INK, PAPER, RULE};
use crate::desktop::typeset;
use crate::scenario::draft::Ink;
use crate::view::{MapView, RegionView, SeatView};
use crate::words::{Words, percent};

/// The width of the frame in which degrees stand.
const FRAME: f32 = 22.0;

/// What a click on the map asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapClick {
    /// To look at a frontier, by its number.
    Sector(usize),
}

/// Shows the map in the rest of a `Ui`, with what has changed since an earlier one; answers
/// what was clicked.
pub fn show(
    ui: &mut Ui,
    camera: &mut Camera,
    sheet: &mut Sheet,
    view: &SeatView,
    before: Option<&MapView>,
) -> Option<MapClick> {
    let outer = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(outer, Sense::CLICK | Sense::DRAG);
    ui.painter().rect_filled(outer, CornerRadius::ZERO, PAPER);
    let rect = outer.shrink(FRAME);
    if rect.width() < 80.0 || rect.height() < 80.0 {
        return None;
    }
    let scale = *camera.scale.get_or_insert_with(|| Camera::fit(rect));
    let mut lens = Lens { rect, center: camera.center, scale };
    camera.look_at(view.map.here.as_ref(), lens);
    steer(ui, camera, &response, lens);
    camera.keep_inside(atlas());
    lens.center = camera.center;
    lens.scale = camera.scale.unwrap_or(scale);

    let painter = ui.painter_at(rect);
    let markers = signs::place_markers(&lens, view);
    let legend = signs::legend_rect(rect, view, camera).0;
    let covered = [legend, signs::scale_rect(&lens), buttons_rect(rect)];
    sheet.paint(&painter, &lens, view, &markers, covered);
    if let Some(before) = before {
        changes::paint(&painter, &lens, before, &view.map);
    }
    frame::paint(ui.painter(), outer, &lens);
    signs::scale_bar(&painter, &lens);
    let hovered = response.hover_pos().filter(|pos| rect.contains(*pos));
    buttons(ui, camera, rect, lens);
    let over_legend = signs::legend(ui, rect, view, camera, hovered);
    if over_legend {
        return None;
    }
    let pointer = hovered?;
    let marker = markers.iter().find(|marker| marker.rect.contains(pointer));
    let by_keys = ui.style().interaction.tooltip_delay.is_infinite();
    if !response.dragged() && !by_keys {
        explain(&response, pointer, &lens, view, marker);
    }
    if let Some(marker) = marker {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        return response.clicked().then_some(MapClick::Sector(marker.sector));
    }
    None
}

/// The side of a button in the corner, and what is between two.
const BUTTON: f32 = 24.0;
const BETWEEN: f32 = 4.0;

/// Where the buttons are.
fn buttons_rect(rect: egui::Rect) -> egui::Rect {
    let corner = rect.right_top() + vec2(-BUTTON - 6.0, 6.0);
    egui::Rect::from_min_size(corner, vec2(BUTTON, 3.0 * BUTTON + 2.0 * BETWEEN))
}

/// The buttons in the corner: nearer, farther, the whole.
fn buttons(ui: &mut Ui, camera: &mut Camera, rect: egui::Rect, lens: Lens) {
    let words = ui.words();
    let names = [
        ("+", words.say("map-nearer")),
        ("\u{2212}", words.say("map-farther")),
        ("", words.say("map-whole")),
    ];
    let side = BUTTON;
    let mut corner = buttons_rect(rect).min;
    for (index, (sign, name)) in names.into_iter().enumerate() {
        let at = egui::Rect::from_min_size(corner, vec2(side, side));
        let response = ui.interact(at, ui.id().with(("map button", index)), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name.as_str())
        });
        let ink = if response.hovered() { ACCENT } else { INK };
        let stroke = Stroke::new(1.0, RULE);
        ui.painter().rect(at, CornerRadius::ZERO, PAPER, stroke, egui::StrokeKind::Inside);
        let face = Face::LabelBold.at(16.0);
        ui.painter().text(at.center(), egui::Align2::CENTER_CENTER, sign, face, ink);
        if sign.is_empty() {
            let frame = at.shrink2(vec2(6.0, 8.0));
            let stroke = Stroke::new(1.5, ink);
            ui.painter().rect_stroke(frame, CornerRadius::ZERO, stroke, egui::StrokeKind::Inside);
        }
        typeset::focus_ring(ui, &response, at);
        if response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand).clicked() {
            match index {
                0 => camera.step(1, lens),
                1 => camera.step(-1, lens),
                _ => camera.whole(lens),
            }
        }
        corner.y += side + BETWEEN;
    }
}

/// Says what lies under the pointer.
fn explain(
    response: &egui::Response,
    pointer: Pos2,
    lens: &Lens,
    view: &SeatView,
    marker: Option<&signs::PlacedMarker>,
) {
    let words = response.ctx.words();
    let lines = marker.map_or_else(
        || under(&words, pointer, lens, view),
        |m| marker_words(&words, view, m.sector),
    );
    if lines.is_empty() {
        return;
    }
    let mut tip = egui::Tooltip::always_open(
        response.ctx.clone(),
        response.layer_id,
        egui::Id::new("map tip"),
        egui::PopupAnchor::Position(pointer + vec2(14.0, 14.0)),
    );
    tip = tip.gap(4.0);
    tip.show(|ui| {
        ui.set_max_width(320.0);
        for (index, text) in lines.iter().enumerate() {
            if index == 0 {
                typeset::wrapped(ui, text, Face::LabelBold.at(15.0), INK, 320.0);
            } else {
                typeset::wrapped(ui, text, Face::Label.at(14.0), FAINT, 320.0);
            }
        }
    });
}

fn marker_words(words: &Words, view: &SeatView, sector: usize) -> Vec<String> {
    let Some(sector) = view.sectors.get(sector) else { return Vec::new() };
    let mut lines = vec![sector.name.clone(), sector.status.clone()];
    lines.push(words.say_with("tension", &[("percent", percent(sector.tension).into())]));
    lines.push(sector.chances[2].clone());
    lines.push(sector.incidents.clone());
    lines.extend(sector.forces.iter().cloned());
    lines.into_iter().map(|line| crate::words::sentence_case(&line)).collect()
}

fn under(words: &Words, pointer: Pos2, lens: &Lens, view: &SeatView) -> Vec<String> {
    let atlas = atlas();
    let place = view
        .map
        .places
        .iter()
        .filter_map(|place| Some((place, atlas.places.get(&place.id)?)))
        .filter(|(_, at)| labels::is_shown(at.rank, lens, false))
        .map(|(place, at)| (place, lens.at(at.at).distance(pointer)))
        .filter(|(_, distance)| *distance < 9.0)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((place, _)) = place {
        let mut lines = vec![place.name.clone()];
        lines.extend(place.native.iter().map(|native| native.text.clone()));
        return lines;
    }
    let plane = lens.back(pointer);
    for railway in &view.map.railways {
        let path = atlas.railways.get(&railway.id);
        let near = path.is_some_and(|path| distance(path, plane) * lens.scale < 5.0);
        if near {
            return vec![railway.label.clone()];
        }
    }
    let Some(region) = atlas.region_at(plane) else { return Vec::new() };
    view.map
        .regions
        .iter()
        .find(|shown| shown.id == region.id)
        .map(|RegionView { label, owner, ink, .. }| {
            let mut lines = vec![label.clone()];
            let owner = view.recognition.powers.iter().find(|power| power.id == *owner);
            let owner = owner.filter(|owner| {
                *ink != Ink::Other
                    && !label.contains(&owner.short)
                    && !owner.name.contains(label.as_str())
            });
            if let Some(owner) = owner {
                lines
                    .push(words.say_with("desktop-map-in-ink", &[("power", (&owner.name).into())]));
            }
            lines
        })
        .unwrap_or_default()
}

/// The distance of a point from a path, on the plane.
fn distance(path: &[Pos2], point: Pos2) -> f32 {
    path.windows(2)
        .map(|pair| {
            let (a, b) = (pair[0], pair[1]);
            let along = b - a;
            let share = ((point - a).dot(along) / along.length_sq().max(1e-9)).clamp(0.0, 1.0);
            (a + along * share).distance(point)
        })
        .fold(f32::INFINITY, f32::min)
}
