//! The aims of the seat, always in sight: a band of bars below the map.
//!
//! How far each is reached, where it stood before the last decision, the weightiest first.

use bevy_egui::egui::{
    Align2, FontSelection, Rect, Sense, TextWrapMode, Ui, WidgetText, pos2, vec2,
};

use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset;
use crate::view::{Aim, SeatView};
use crate::words::percent;

/// The height of a row of the band.
const ROW: f32 = 21.0;
/// The least width of an aim in it.
const CELL: f32 = 250.0;
/// The width of a bar.
const BAR: f32 = 44.0;

/// How an aim has moved since the last decision: its sign, and the colour of it.
#[must_use]
pub fn moved(aim: &Aim) -> Option<(&'static str, bevy_egui::egui::Color32)> {
    let sign = if aim.now > aim.before { ("▲", FOR) } else { ("▼", AGAINST) };
    aim.has_moved().then_some(sign)
}

/// The aims of the seat, the weightiest first.
#[must_use]
pub fn by_weight(view: &SeatView) -> Vec<&Aim> {
    let mut aims: Vec<&Aim> = view.aims.iter().collect();
    aims.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    aims
}

/// Lays out the band, in as many columns as there is room for; at most `rows` rows.
pub fn band(ui: &mut Ui, view: &SeatView, rows: usize) {
    let words = ui.words();
    let aims = by_weight(view);
    let columns = ((ui.available_width() / CELL) as usize).clamp(1, 4).min(aims.len().max(1));
    let width = ui.available_width() / columns as f32;
    let shown = aims.len().min(columns * rows);
    let value = words.say_with("table-value", &[("percent", percent(view.value).into())]);
    typeset::capitals(ui, &value, 10.5, FAINT);
    let size = vec2(ui.available_width(), shown.div_ceil(columns) as f32 * ROW);
    let (all, _) = ui.allocate_exact_size(size, Sense::hover());
    for (index, aim) in aims.into_iter().take(shown).enumerate() {
        let (row, column) = (index / columns, index % columns);
        let at = all.min + vec2(column as f32 * width, row as f32 * ROW);
        cell(ui, Rect::from_min_size(at, vec2(width - 12.0, ROW)), index, aim);
    }
}

/// One aim: its bar, how it moved, its words as far as there is room, all of it on hover.
fn cell(ui: &mut Ui, rect: Rect, index: usize, aim: &Aim) {
    let words = ui.words();
    let bar = Rect::from_min_size(rect.min, vec2(BAR, rect.height()));
    typeset::paint_bar(ui.painter(), bar, aim.now, ACCENT);
    let mut left = bar.right() + 7.0;
    if let Some((sign, color)) = moved(aim) {
        typeset::paint_tick(ui.painter(), bar, aim.before);
        let at = pos2(left, rect.center().y);
        let drawn = ui.painter().text(at, Align2::LEFT_CENTER, sign, Face::Label.at(11.0), color);
        left = drawn.right() + 4.0;
    }
    let galley = WidgetText::from(aim.text.as_str()).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        rect.right() - left,
        FontSelection::FontId(Face::Label.at(13.5)),
    );
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, INK);
    let response = ui.interact(rect, ui.id().with(("aim", index)), Sense::hover());
    let args = [("before", percent(aim.before).into()), ("now", percent(aim.now).into())];
    let stands = if moved(aim).is_some() {
        words.say_with("result-aim-moved", &args)
    } else {
        words.say_with("result-aim", &[("now", percent(aim.now).into())])
    };
    response.widget_info(|| {
        let named = format!("{}: {stands}", aim.text);
        bevy_egui::egui::WidgetInfo::labeled(bevy_egui::egui::WidgetType::Label, true, named)
    });
    let weight = words.say_with("seats-weight", &[("percent", percent(aim.weight).into())]);
    response.on_hover_ui(|ui| {
        typeset::wrapped(ui, &aim.text, Face::LabelBold.at(15.0), INK, 340.0);
        typeset::wrapped(ui, &format!("{stands} · {weight}"), Face::Label.at(14.0), FAINT, 340.0);
    });
}
