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
//! | [`requests`] | what a player asks for |
//! | [`shelf`] | the scenarios, read on a thread |
//! | [`session`] | requests carried out; the game as a resource, its journal |
//! | [`mod@bench`] | the workbench as a resource, and what goes on beside it |
//! | [`map`] | geometry, drawing, what lies under the pointer |
//! | [`panels`] | the tabs of the table laid out, and the negotiating table |
//! | [`screens`] | title, library, seats, table, result, debrief, workbench |
//! | [`pictures`] | F12 |
//! | `chords` | keys with Ctrl, and function keys |
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
mod chords;
pub mod desk;
pub mod drafting;
pub mod map;
pub mod panels;
pub mod pictures;
pub mod requests;
pub mod screen;
pub mod screens;
pub mod session;
pub mod shelf;
pub mod speech;
pub mod tab;
pub mod theme;
pub mod typeset;
mod window;

pub use app::{Launch, run};
pub use window::fitting;
