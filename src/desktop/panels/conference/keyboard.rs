//! The keys that move in the table: through the clauses and their values.
//!
//! Those of the speeches stand in [`actions`](super::actions).

use bevy_egui::egui::{Key, Modifiers, Ui};

use super::matrix;
use crate::desktop::drafting::{Drafting, PapersPlace, last_clause};
use crate::view::{ConferenceView, ShownClause};

/// The keys that move in the table: up and down through the clauses, left and
/// right through the values, digits to a clause, `r` for a reservation.
pub fn keys(ui: &Ui, table: &ConferenceView, pen: &mut Drafting) {
    if table.clauses.is_empty() {
        return;
    }
    let pressed = |key: Key| {
        ui.input_mut(|input| !input.modifiers.shift && input.consume_key(Modifiers::NONE, key))
    };
    let mut to = pen.clause;
    if pressed(Key::ArrowDown) {
        to = ShownClause(pen.clause.0 + 1).min(last_clause(table));
    }
    if pressed(Key::ArrowUp) {
        to = ShownClause(pen.clause.0.saturating_sub(1));
    }
    for ((clause, _), key) in table.numbered().zip(DIGITS) {
        if pressed(key) {
            to = clause;
        }
    }
    let mut moved = to != pen.clause;
    pen.clause = to;
    let values = matrix::cells(table.clause(to));
    let now = table.clause(to).base(pen.draft[to.index()]);
    let at = values.iter().position(|value| *value == now).unwrap_or(0);
    if pressed(Key::ArrowRight) {
        pen.write(table, to, values[(at + 1).min(values.len() - 1)]);
        moved = true;
    }
    if pressed(Key::ArrowLeft) {
        pen.write(table, to, values[at.saturating_sub(1)]);
        moved = true;
    }
    if pressed(Key::R) {
        pen.reserve(table);
        moved = true;
    }
    if pressed(Key::P) {
        // Where the papers lie below the draft, the first stroke goes to them.
        if pen.papers == PapersPlace::InSight {
            pen.page = pen.page.other();
        }
        pen.papers = PapersPlace::Sought;
    }
    if pressed(Key::S)
        && let Some(standing) = &table.standing
    {
        pen.take_up(table, &standing.draft);
    }
    if pressed(Key::B) {
        pen.take_best(table);
    }
    if moved {
        pen.reveal = true;
        pen.touched = true;
        pen.preview = None;
        // The keyboard is at the table again and no longer on a button.
        ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
}

const DIGITS: [Key; 8] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
