//! Keys that work with Ctrl (Cmd on a Mac), and the function keys.
//!
//! They are read here, in the order in which they were struck, and not through
//! egui, which knows only how the modifiers stand at the end of a frame: a quick
//! Ctrl and + within one frame would be lost. Plain keys are the screens' own.

use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyCode, KeyboardFocusLost, KeyboardInput};
use bevy::prelude::*;
use bevy_egui::{EguiInput, EguiPreUpdateSet, egui};

use super::desk::Desk;
use super::requests::{Request, Requests};
use super::screen::Screen;

/// What a key means together with Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chord {
    /// Larger letters.
    Larger,
    /// Smaller letters.
    Smaller,
    /// Letters of the usual size.
    UsualSize,
    /// Leaves the game.
    Quit,
    /// Takes a decision back.
    GoBack,
}

impl Chord {
    /// The chord of a key, by its sign and its place. The sign counts where it is one of
    /// ours: so Q is where the letter stands. On a layout without Latin letters, and for the
    /// digits, which many layouts have only with Shift, the place counts.
    #[must_use]
    pub fn of(sign: &str, place: KeyCode) -> Option<Self> {
        let is_latin = sign.is_ascii();
        Some(match (sign, place) {
            ("+" | "=", _) => Self::Larger,
            ("-" | "_", _) => Self::Smaller,
            ("0", _) | (_, KeyCode::Digit0) => Self::UsualSize,
            // The Greek layout has a semicolon where Q stands.
            ("q" | "Q", _) | (";", KeyCode::KeyQ) => Self::Quit,
            ("z" | "Z", _) => Self::GoBack,
            (_, KeyCode::KeyQ) if !is_latin => Self::Quit,
            (_, KeyCode::KeyZ) if !is_latin => Self::GoBack,
            _ => return None,
        })
    }
}

/// Whether a place on the keyboard is one of the row of digits.
const fn is_digit(place: egui::Key) -> bool {
    use egui::Key;
    matches!(
        place,
        Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
            | Key::Num6
            | Key::Num7
            | Key::Num8
            | Key::Num9
    )
}

/// How the modifiers stand, message by message.
#[derive(Default)]
struct Held {
    command: bool,
    shift: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, read_chords.after(bevy::input::InputSystems)).add_systems(
        PreUpdate,
        put_events_right.after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
    );
}

/// Puts the events for egui right: digits by their place, and no word of modifiers that have
/// not changed, which the adapter tells in every frame; egui takes any event as a reason to
/// draw again, so that a window at rest would never rest.
fn put_events_right(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        for event in &mut input.events {
            // The row of digits gives other signs on many layouts; text comes apart from keys.
            if let egui::Event::Key { key, physical_key: Some(place), .. } = event
                && is_digit(*place)
            {
                *key = *place;
            }
        }
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
    let mut zoom = desk.settings.text;
    for key in struck.read() {
        let down = key.state == ButtonState::Pressed;
        match &key.logical_key {
            Key::Control if !cfg!(target_os = "macos") => held.command = down,
            Key::Super if cfg!(target_os = "macos") => held.command = down,
            Key::Shift => held.shift = down,
            _ if !down => {}
            Key::F1 => requests.ask(Request::Settings),
            Key::F2 => requests.ask(Request::Codex(String::new())),
            Key::F10 => desk.menu = !desk.menu,
            Key::F11 => requests.ask(Request::FullScreen),
            Key::F12 => requests.ask(Request::Picture),
            Key::Tab if held.command => {
                desk.turn += if held.shift { -1 } else { 1 };
                desk.chord = true;
            }
            Key::Character(character) if held.command => {
                desk.chord = true;
                match Chord::of(character, key.key_code) {
                    Some(Chord::Larger) => zoom += 10,
                    Some(Chord::Smaller) => zoom = zoom.saturating_sub(10),
                    Some(Chord::UsualSize) => zoom = 100,
                    Some(Chord::Quit) => requests.ask(Request::Quit),
                    Some(Chord::GoBack) if is_in_game(*screen.get()) => {
                        requests.ask(Request::GoBack);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    if zoom != desk.settings.text {
        requests.ask(Request::Zoom(zoom));
    }
}

const fn is_in_game(screen: Screen) -> bool {
    matches!(screen, Screen::Table | Screen::Result | Screen::Debrief)
}
