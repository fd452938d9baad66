//! The camera of the map, and what lies under the pointer.
//!
//! Dragging pans, the wheel and a pinch zoom about the pointer. The camera is
//! the player's: it moves by itself only to keep the place in question in sight.

use bevy::prelude::Resource;
use bevy_egui::egui::{
    self, CornerRadius, CursorIcon, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui, Vec2, vec2,
};

use super::data::{self, Atlas, atlas};
use super::draw::Sheet;
use super::{frame, labels, signs};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, FAINT, Face, INK, PAPER, RULE};
use crate::desktop::typeset;
use crate::scenario::draft::Ink;
use crate::view::SeatView;
use crate::words::{Words, percent};

/// The width of the frame in which degrees stand.
const FRAME: f32 = 22.0;

/// Where one looks.
#[derive(Resource, Debug)]
pub struct Camera {
    /// The middle of the sheet, on the plane.
    center: Pos2,
    /// Points of the screen for a unit of the plane; none until the sheet's size is known.
    scale: Option<f32>,
    /// The place that was last brought into sight.
    here: Option<String>,
    /// Whether the legend is open.
    pub legend: bool,
}

impl Default for Camera {
    fn default() -> Self {
        Self { center: home().center(), scale: None, here: None, legend: true }
    }
}

/// What is shown at first: from the Altai to the Sea of Japan.
fn home() -> Rect {
    let mut rect = Rect::NOTHING;
    for (longitude, latitude) in [(98.0, 50.0), (133.5, 47.0), (116.0, 38.6), (116.0, 53.6)] {
        rect.extend_with(data::project(longitude, latitude));
    }
    rect
}

/// A sheet with its transformation from the plane to the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// The sheet on the screen, inside the frame.
    pub rect: Rect,
    /// The middle of the sheet on the plane.
    pub center: Pos2,
    /// Points of the screen for a unit of the plane.
    pub scale: f32,
}

impl Lens {
    /// A point of the plane on the screen.
    #[must_use]
    pub fn at(&self, point: Pos2) -> Pos2 {
        self.rect.center() + (point - self.center) * self.scale
    }

    /// A point of the screen on the plane.
    #[must_use]
    pub fn back(&self, point: Pos2) -> Pos2 {
        self.center + (point - self.rect.center()) / self.scale
    }

    /// How far one is in: 1 at first, larger when zoomed in.
    #[must_use]
    pub fn depth(&self) -> f32 {
        self.scale / 26.0
    }
}

impl Camera {
    fn fit(rect: Rect) -> f32 {
        let home = home();
        (rect.width() / home.width()).min(rect.height() / home.height()).max(8.0)
    }

    fn zoom(&mut self, factor: f32, about: Pos2, lens: Lens) {
        let before = lens.back(about);
        let scale = (lens.scale * factor).clamp(9.0, 700.0);
        self.scale = Some(scale);
        let after = Lens { scale, ..lens }.back(about);
        self.center += before - after;
    }

    fn keep_inside(&mut self, atlas: &Atlas) {
        let bounds = atlas.bounds;
        self.center = self.center.clamp(bounds.min, bounds.max);
    }

    /// Brings the place of the item at hand into sight, once for each item.
    fn look_at(&mut self, here: Option<&String>, lens: Lens) {
        if self.here.as_ref() == here {
            return;
        }
        self.here = here.cloned();
        let Some(place) = here.and_then(|id| atlas().places.get(id)) else { return };
        // The sheet moves no further than it must, so that what was in sight stays
        // there; the margin leaves room for the place's name.
        let margin = vec2(lens.rect.width().min(440.0) / 4.0, lens.rect.height().min(320.0) / 4.0);
        let (now, sight) = (lens.at(place.at), lens.rect.shrink2(margin));
        self.center += (now - now.clamp(sight.min, sight.max)) / lens.scale;
    }
}

/// What a click on the map asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapClick {
    /// To look at a frontier.
    Sector(usize),
}

/// Shows the map in the rest of a `Ui`; answers what was clicked.
pub fn show(
    ui: &mut Ui,
    camera: &mut Camera,
    sheet: &mut Sheet,
    view: &SeatView,
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
    let covered = [signs::legend_rect(rect, view, camera).0, signs::scale_rect(&lens)];
    sheet.paint(&painter, &lens, view, &markers, covered);
    frame::paint(ui.painter(), outer, &lens);
    signs::scale_bar(&painter, &lens);
    let hovered = response.hover_pos().filter(|pos| rect.contains(*pos));
    let over_legend = signs::legend(ui, rect, view, camera, hovered);
    if over_legend {
        return None;
    }
    let pointer = hovered?;
    let marker = markers.iter().find(|marker| marker.rect.contains(pointer));
    if !response.dragged() {
        explain(&response, pointer, &lens, view, marker);
    }
    if let Some(marker) = marker {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        return response.clicked().then_some(MapClick::Sector(marker.sector));
    }
    None
}

/// Moves the camera as the player wishes.
fn steer(ui: &Ui, camera: &mut Camera, response: &egui::Response, lens: Lens) {
    if response.dragged() {
        camera.center -= response.drag_delta() / lens.scale;
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if response.double_clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        camera.zoom(1.6, pos, lens);
    }
    if let Some(pos) = response.hover_pos() {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
        let factor = (scroll * 0.0028).exp() * pinch;
        if (factor - 1.0).abs() > 1e-4 {
            camera.zoom(factor, pos, lens);
        }
    }
    let (step, home, pan) = ui.input_mut(|input| {
        let mut step = 0;
        for key in [Key::Plus, Key::Equals] {
            step += i32::from(input.consume_key(Modifiers::NONE, key));
        }
        step -= i32::from(input.consume_key(Modifiers::NONE, Key::Minus));
        let home = input.consume_key(Modifiers::NONE, Key::M);
        let mut pan = Vec2::ZERO;
        for (key, by) in [
            (Key::ArrowLeft, vec2(-1.0, 0.0)),
            (Key::ArrowRight, vec2(1.0, 0.0)),
            (Key::ArrowUp, vec2(0.0, -1.0)),
            (Key::ArrowDown, vec2(0.0, 1.0)),
        ] {
            if input.consume_key(Modifiers::SHIFT, key) {
                pan += by;
            }
        }
        (step, home, pan)
    });
    if step != 0 {
        let factor = if step > 0 { 1.35 } else { 1.0 / 1.35 };
        let about = atlas()
            .places
            .get(camera.here.as_deref().unwrap_or_default())
            .map(|place| lens.at(place.at))
            .filter(|at| lens.rect.contains(*at))
            .unwrap_or_else(|| lens.rect.center());
        camera.zoom(factor, about, lens);
    }
    camera.center += pan * 80.0 / lens.scale;
    if home {
        camera.scale = Some(Camera::fit(lens.rect));
        camera.center = self::home().center();
    }
}

/// Says what lies under the pointer.
fn explain(
    response: &egui::Response,
    pointer: Pos2,
    lens: &Lens,
    view: &SeatView,
    marker: Option<&signs::Placed>,
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
        .filter_map(|place| Some((place, atlas.places.get(&place.0)?)))
        .filter(|(_, at)| labels::is_shown(at.rank, lens, false))
        .map(|(place, at)| (place, lens.at(at.at).distance(pointer)))
        .filter(|(_, distance)| *distance < 9.0)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some(((_, name, native), _)) = place {
        let mut lines = vec![name.clone()];
        lines.extend(native.iter().map(|native| native.text.clone()));
        return lines;
    }
    let plane = lens.back(pointer);
    for (id, label, _) in &view.map.railways {
        let near =
            atlas.railways.get(id).is_some_and(|path| distance(path, plane) * lens.scale < 5.0);
        if near {
            return vec![label.clone()];
        }
    }
    let Some(region) = atlas.region_at(plane) else { return Vec::new() };
    view.map
        .regions
        .iter()
        .find(|(id, ..)| *id == region.id)
        .map(|(_, label, ink)| {
            let mut lines = vec![label.clone()];
            let owner = view.recognition.powers.iter().find(|power| power.ink == *ink);
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

/// A neat frame around something drawn on the map.
pub(super) fn card(painter: &egui::Painter, rect: Rect) {
    painter.rect_filled(rect, CornerRadius::ZERO, theme::PAGE);
    let stroke = Stroke::new(1.0, RULE);
    painter.rect_stroke(rect, CornerRadius::ZERO, stroke, egui::StrokeKind::Inside);
}
