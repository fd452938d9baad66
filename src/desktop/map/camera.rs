//! The camera of the map: where one looks, and how the player moves it.
//!
//! Dragging pans, the wheel and a pinch zoom about the pointer. The camera is
//! the player's: it moves by itself only to keep the place in question in sight.

use bevy::prelude::Resource;
use bevy_egui::egui::{self, CursorIcon, Key, Modifiers, Pos2, Rect, Ui, Vec2, vec2};

use super::data::{self, MapGeometry, atlas};
use super::lens::Lens;

/// The camera: which part of the map is shown, and how large.
#[derive(Resource, Debug)]
pub struct Camera {
    /// The middle of the sheet, on the plane.
    pub(super) center: Pos2,
    /// Points of the screen for a unit of the plane; none until the sheet's size is known.
    pub(super) scale: Option<f32>,
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

impl Camera {
    /// The scale at which what is shown at first fits a sheet; on a broad and low one less of
    /// it, so that the ends of the map stay outside.
    pub(super) fn fit(rect: Rect) -> f32 {
        let (home, bounds) = (home(), atlas().bounds);
        let fits = (rect.width() / home.width()).min(rect.height() / home.height());
        fits.max(rect.width() / bounds.width() * 1.35).max(8.0)
    }

    /// Zooms by a factor; the point of the screen stays where it is.
    fn zoom(&mut self, factor: f32, about: Pos2, lens: Lens) {
        let before = lens.back(about);
        let scale = (lens.scale * factor).clamp(9.0, 700.0);
        self.scale = Some(scale);
        let after = Lens { scale, ..lens }.back(about);
        self.center += before - after;
    }

    /// Zooms by a step, nearer or farther, about the place in question if it is in sight.
    pub(super) fn step(&mut self, step: i32, lens: Lens) {
        if step == 0 {
            return;
        }
        let factor = if step > 0 { 1.35 } else { 1.0 / 1.35 };
        let place = atlas().places.get(self.here.as_deref().unwrap_or_default());
        let about = place.map(|place| lens.at(place.at)).filter(|at| lens.rect.contains(*at));
        self.zoom(factor, about.unwrap_or_else(|| lens.rect.center()), lens);
    }

    /// Shows what is shown at first.
    pub(super) fn whole(&mut self, lens: Lens) {
        self.scale = Some(Self::fit(lens.rect));
        self.center = home().center();
    }

    /// Keeps the middle of the sheet within the map.
    pub(super) fn keep_inside(&mut self, atlas: &MapGeometry) {
        let bounds = atlas.bounds;
        self.center = self.center.clamp(bounds.min, bounds.max);
    }

    /// Brings the place of the item at hand into sight, once for each item.
    pub(super) fn look_at(&mut self, here: Option<&String>, lens: Lens) {
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

/// Moves the camera as the player wishes.
pub(super) fn steer(ui: &Ui, camera: &mut Camera, response: &egui::Response, lens: Lens) {
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
    camera.step(step, lens);
    camera.center += pan * 80.0 / lens.scale;
    if home {
        camera.whole(lens);
    }
}
