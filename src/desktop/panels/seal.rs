//! A seal for a person: drawn from the signs of the name, in the ink of the power.
//!
//! No picture of anybody: a name in Chinese or Japanese signs stands in a square, as on a
//! seal of stone; any other gives its first letters to a round one, as on wax.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::desktop::theme::{Face, PAGE, mix};
use crate::scenario::draft::Native;

/// Lays out the seal of a person.
pub fn show(ui: &mut Ui, name: &str, native: Option<&Native>, ink: Color32, size: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let square = native.filter(|native| matches!(native.lang.as_str(), "ja" | "zh"));
    match square {
        Some(native) => carved(ui.painter(), rect, native, ink),
        None => pressed(ui.painter(), rect, &initials(native.map_or(name, |it| &it.text)), ink),
    }
}

/// The first letters of the first two words of a name that begin with a capital.
fn initials(name: &str) -> String {
    let words = name.split(|sign: char| sign.is_whitespace() || sign == '-');
    let capitals = words.filter_map(|word| word.chars().next().filter(|sign| sign.is_uppercase()));
    capitals.take(2).collect()
}

/// A square seal: up to four signs in white, from the right downwards.
fn carved(painter: &Painter, rect: Rect, native: &Native, ink: Color32) {
    let signs: Vec<char> = native.text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let face = rect.shrink(1.5);
    painter.rect_filled(face, CornerRadius::same(3), ink);
    let inner = Stroke::new(1.0, mix(ink, PAGE, 0.65));
    painter.rect_stroke(face.shrink(3.0), CornerRadius::same(1), inner, StrokeKind::Inside);
    let place = face.shrink(5.0);
    let count = signs.len().min(4);
    let (columns, rows) = if count <= 1 { (1, 1) } else { (2, 2) };
    let cell = vec2(place.width() / columns as f32, place.height() / rows as f32);
    for (nth, sign) in signs.into_iter().take(count).enumerate() {
        let (column, row) = (nth / rows, nth % rows);
        // A column with one sign has it in its middle.
        let alone = count % 2 == 1 && nth + 1 == count && count > 1;
        let y = if alone { place.center().y } else { place.top() + cell.y * (row as f32 + 0.5) };
        let x = place.right() - cell.x * (column as f32 + 0.5);
        let font = FontId { size: cell.y.min(cell.x) * 0.92, ..Face::of(native).at(1.0) };
        painter.text(pos2(x, y), Align2::CENTER_CENTER, sign, font, PAGE);
    }
}

/// A round seal: two rings with letters within.
fn pressed(painter: &Painter, rect: Rect, letters: &str, ink: Color32) {
    let (center, radius) = (rect.center(), rect.width() / 2.0 - 1.5);
    painter.circle_filled(center, radius, mix(PAGE, ink, 0.10));
    painter.circle_stroke(center, radius, Stroke::new(2.0, ink));
    painter.circle_stroke(center, radius - 4.0, Stroke::new(0.8, ink));
    let size = radius * if letters.chars().count() > 1 { 0.82 } else { 1.1 };
    painter.text(center, Align2::CENTER_CENTER, letters, Face::TextBold.at(size), ink);
}
