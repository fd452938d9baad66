//! Layer 2: the rules under the Bevy schedule.
//!
//! One timeline is one entity whose components are the rules' dense tables; the
//! `Turn` schedule moves any number of them one step on. Not here: windows,
//! assets, sockets, and anything about players beyond the holder of each seat.

pub mod admission;
pub mod campaign;
pub mod course;
pub mod crossing;
pub mod game;
pub mod intents;
pub mod journal;
pub mod journals;
pub mod level;
pub mod misfit;
pub mod phases;
pub mod record;
pub mod rehearsal;
pub mod resuming;
pub mod script;
pub mod stand_in;
pub mod timeline;
pub mod turn;
