//! The map: a paper map of Northeast Asia that shows what the seat knows.
//!
//! [`data`] holds the geometry, projected and cut into triangles once; [`draw`]
//! lays sea, land and lines; `frame` is the net of degrees around them; [`labels`]
//! names things without letting names touch; [`signs`] draws frontier markers,
//! forces and the legend; [`view`] is the camera and what lies under the pointer.

pub mod data;
pub mod draw;
mod frame;
pub mod labels;
pub mod signs;
pub mod view;

use bevy::prelude::*;

pub use view::{Camera, show};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Camera>().init_resource::<draw::Sheet>();
}
