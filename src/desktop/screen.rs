//! Which screen is shown, as a state of the app.
//!
//! What each screen lays out stands in [`screens`](super::screens).

use bevy::prelude::*;

/// The screens of the window, of which one is shown.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The title page.
    #[default]
    Title,
    /// The games that are kept.
    Games,
    /// The library: the scenarios there are.
    Library,
    /// The seats of a scenario.
    Seats,
    /// The table: the game while it is played.
    Table,
    /// A closed item beside the record.
    Result,
    /// The debrief: the whole game beside the record.
    Debrief,
    /// The way from one part of a campaign to the next.
    Crossing,
    /// The codex.
    Codex,
    /// The curtain between two who share the desk.
    Curtain,
    /// The settings, and the keys.
    Settings,
    /// The workbench: a pack while its author changes it.
    Workbench,
    /// The class: how it joins, and its lesson.
    #[cfg(feature = "classroom")]
    Class,
}
