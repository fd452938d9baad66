//! The desktop: the game in a window.
//!
//! Of a game it shows a [`SeatView`](crate::view::SeatView) and sends intents,
//! and can do nothing else; to who writes a scenario it shows the
//! [workbench](crate::workbench). Screens and panels lay out; they never touch the game, but
//! put requests into a queue that [`session`] carries out. The table of what is
//! where:
//!
//! | module | what |
//! |---|---|
//! | [`theme`], [`typeset`] | paper, inks and faces; headings, prose, bars, buttons |
//! | [`speech`] | the words, as a resource and on a page |
//! | [`screen`] | which screen is shown |
//! | [`tab`] | the tabs of the table |
//! | [`desk`] | what lies on the desk, and the view of the seat |
//! | [`drafting`] | what lies before a player at a negotiating table |
//! | [`lookahead`], `lookout` | what tends to follow; games played on beside the window |
//! | [`requests`] | what a player asks for |
//! | [`hints`] | a sentence for a first game |
//! | [`settings`] | what is set for good, and kept |
//! | [`games`] | the games that are kept, and how one stands |
//! | [`shelf`] | the scenarios, read on a thread |
//! | [`session`] | requests carried out; the game as a resource, its journal |
//! | [`mod@bench`] | the workbench as a resource, and what goes on beside it |
//! | [`map`] | geometry, drawing, what lies under the pointer |
//! | [`panels`] | the tabs of the table laid out, and the negotiating table |
//! | [`screens`] | title, library, seats, table, result, debrief, workbench |
//! | `classes` | the class that is hosted from the window |
//! | [`pictures`] | F12 |
//! | [`chords`] | keys with Ctrl, and function keys |
//! | [`letters`], `lettering` | letters of the system's faces, where a text needs them |
//! | `display` | whether a display server answers |
//! | `wakeups` | frames that are wanted later |
//! | `window` | size, name and closing of the window |
//! | `app` | all of it put together, opened and run |

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::similar_names,
    reason = "a screen is measured in f32 points, in pairs of like-named lengths; nothing here reaches a result"
)]

mod app;
pub mod bench;
pub mod chords;
#[cfg(feature = "classroom")]
pub mod classes;
pub mod desk;
#[cfg(target_os = "linux")]
mod display;
pub mod drafting;
pub mod games;
pub mod hints;
mod lettering;
pub mod letters;
pub mod lookahead;
mod lookout;
pub mod map;
mod names;
pub mod panels;
pub mod pictures;
pub mod requests;
pub mod screen;
pub mod screens;
pub mod session;
pub mod settings;
pub mod shelf;
pub mod speech;
pub mod tab;
pub mod theme;
pub mod typeset;
mod wakeups;
mod window;

pub use app::{Launch, run};
#[cfg(target_os = "linux")]
pub use display::{has_display, without_stale_wayland};
pub use window::{fitting, text_share};

/// Whether there is a display to open a window on: elsewhere than on Linux, always.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub const fn has_display() -> bool {
    true
}

/// Does nothing: only on Linux are there several kinds of display servers.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub const fn without_stale_wayland() -> std::io::Result<()> {
    Ok(())
}
