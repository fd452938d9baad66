//! Keys that several screens read, in one way everywhere.
//!
//! Those with Ctrl and the function keys are read in [`chords`](crate::desktop::chords).

use bevy_egui::egui::{self, Key, Modifiers};

/// Whether Enter was pressed with no button under the keyboard.
pub(super) fn enter_pressed(ctx: &egui::Context) -> bool {
    if ctx.memory(|memory| memory.focused().is_some()) {
        return false;
    }
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Whether a key was pressed; the key is then used up.
pub(super) fn pressed(ctx: &egui::Context, key: Key) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Moves a cursor through a list by the arrow keys.
pub(super) fn move_cursor(ctx: &egui::Context, cursor: &mut usize, count: usize) {
    if count == 0 {
        return;
    }
    if pressed(ctx, Key::ArrowDown) {
        *cursor = (*cursor + 1).min(count - 1);
    }
    if pressed(ctx, Key::ArrowUp) {
        *cursor = cursor.saturating_sub(1);
    }
}
