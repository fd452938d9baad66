//! The session: what the player asked for, carried out on the desk and on the game.
//!
//! Screens only read [`Desk`], [`Seen`] and the library, and put [`Request`]s
//! into the queue. What is asked is carried out by `work`, the game is touched in
//! `game` and `kept` alone, and nothing here draws.
//!
//! | file | what |
//! |---|---|
//! | `game` | the game on the desk: begun, moved, looked at |
//! | `crossing` | from one part of a campaign to the next |
//! | `kept` | games in journals, taken up again |
//! | `saved` | the debrief, saved as a page |
//! | `set` | what is set for good: read, and kept |
//! | `work` | requests, carried out |
//!
//! [`Desk`]: super::desk::Desk
//! [`Seen`]: super::desk::Seen
//! [`Request`]: super::requests::Request

mod crossing;
mod game;
mod kept;
mod saved;
mod set;
mod work;

pub(super) use game::{heed, notify, play_way, show};
pub(super) use kept::last_game;
pub(super) use set::plugin;
pub(super) use work::carry_out_requests;
