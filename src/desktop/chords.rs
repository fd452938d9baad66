//! Keys that work with Ctrl (Cmd on a Mac), and the function keys.
//!
//! They are read here, in the order in which they were struck, and not through
//! egui, which knows only how the modifiers stand at the end of a frame: a quick
//! Ctrl and + within one frame would be lost. Plain keys are the screens' own.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardFocusLost, KeyboardInput};
use bevy::prelude::*;
use bevy_egui::{EguiInput, EguiPreUpdateSet, egui};

use super::desk::Desk;
use super::requests::{Request, Requests};
use super::screen::Screen;

/// How the modifiers stand, message by message.
#[derive(Default)]
struct Held {
    command: bool,
    shift: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, read_chords.after(bevy::input::InputSystems)).add_systems(
        PreUpdate,
        drop_idle_events.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
    );
}

/// The adapter tells egui in every frame how the modifiers stand; egui takes any
/// event as a reason to draw again, so that a window at rest would never rest.
fn drop_idle_events(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(modifiers) => {
                core::mem::replace(&mut *last, *modifiers) != *modifiers
            }
            _ => true,
        });
    }
}

fn read_chords(
    mut struck: MessageReader<KeyboardInput>,
    mut lost: MessageReader<KeyboardFocusLost>,
    mut held: Local<Held>,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    screen: Res<State<Screen>>,
) {
    if lost.read().count() > 0 {
        *held = Held::default();
    }
    let desk = desk.bypass_change_detection();
    desk.turn = 0;
    desk.chord = false;
    let mut zoom = desk.zoom;
    for key in struck.read() {
        let down = key.state == ButtonState::Pressed;
        match &key.logical_key {
            Key::Control if !cfg!(target_os = "macos") => held.command = down,
            Key::Super if cfg!(target_os = "macos") => held.command = down,
            Key::Shift => held.shift = down,
            _ if !down => {}
            Key::F10 => desk.menu = !desk.menu,
            Key::F11 => requests.ask(Request::FullScreen),
            Key::F12 => requests.ask(Request::Picture),
            Key::Tab if held.command => {
                desk.turn += if held.shift { -1 } else { 1 };
                desk.chord = true;
            }
            Key::Character(character) if held.command => {
                desk.chord = true;
                match character.as_str() {
                    "+" | "=" => zoom = (zoom + 10).min(250),
                    "-" | "_" => zoom = zoom.saturating_sub(10).max(70),
                    "0" | ")" => zoom = 100,
                    "q" | "Q" => requests.ask(Request::Quit),
                    "z" | "Z" if is_in_game(*screen.get()) => requests.ask(Request::GoBack),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if zoom != desk.zoom {
        requests.ask(Request::Zoom(zoom));
    }
}

const fn is_in_game(screen: Screen) -> bool {
    matches!(screen, Screen::Table | Screen::Result | Screen::Debrief)
}
