//! The map: a paper map of Northeast Asia that shows what the seat knows.
//!
//! [`data`] holds the geometry, projected and cut into triangles once; [`lens`] puts
//! points of it on the screen, and [`camera`] is where one looks; [`draw`]
//! lays sea, land and lines; `frame` is the net of degrees around them; [`labels`]
//! names things without letting names touch; [`signs`] draws frontier markers,
//! forces and the legend; [`changes`] outlines what has changed; [`view`] puts them together on a page and says what lies
//! under the pointer.

pub mod camera;
pub mod changes;
pub mod data;
pub mod draw;
mod frame;
pub mod labels;
pub mod lens;
pub mod signs;
pub mod view;

use bevy::prelude::*;

pub use camera::Camera;
pub use view::show;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Camera>().init_resource::<draw::Sheet>();
}
