//! What a player has set for good: laid on the desk at the start, kept when it changes.

use bevy::prelude::*;

use crate::desktop::desk::Desk;
use crate::desktop::settings::{self, Settings};

/// The settings as they stand in the file.
#[derive(Resource)]
struct Kept(Settings);

/// Reads the settings before anything else, and keeps them when they have changed.
pub(in crate::desktop) fn plugin(app: &mut App) {
    app.add_systems(PreStartup, read).add_systems(Last, keep);
}

fn read(mut desk: ResMut<Desk>, mut commands: Commands) {
    desk.settings = settings::read();
    desk.begin_as_set();
    commands.insert_resource(Kept(desk.settings.clone()));
}

fn keep(desk: Res<Desk>, mut kept: ResMut<Kept>) {
    if desk.settings != kept.0 {
        settings::write(&desk.settings);
        kept.0 = desk.settings.clone();
    }
}
