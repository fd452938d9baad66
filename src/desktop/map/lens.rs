//! The transformation between the plane of the map and the screen.

use bevy_egui::egui::{Pos2, Rect};

/// The transformation from the plane of the map to a sheet on the screen, and back.
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

    /// How far the map is zoomed in: 1 at first, larger when zoomed in.
    #[must_use]
    pub fn depth(&self) -> f32 {
        self.scale / 26.0
    }
}
