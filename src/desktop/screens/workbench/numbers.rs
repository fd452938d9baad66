//! The numbers that steer outcomes: value, unit, grade, sources and why.

use std::collections::BTreeMap;

use bevy_egui::egui::{self, Align2, CursorIcon, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::findings::place_words;
use crate::desktop::bench::Workbench;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, FOR, Face, INK, RULE, SHADE, WARNING};
use crate::desktop::typeset;
use crate::scenario::numbers::Number;
use crate::workbench::Bench;

/// The height of a row.
const ROW: f32 = 46.0;

/// Lays out the numbers, of one grade or all.
pub(super) fn show(ui: &mut Ui, bench: &Bench, workbench: &mut Workbench) {
    let words = ui.words();
    let Some(reading) = bench.reading() else { return };
    let mut grades: BTreeMap<&str, usize> = BTreeMap::new();
    for number in &reading.numbers {
        *grades.entry(number.grade.as_str()).or_default() += 1;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        let all = (None, reading.numbers.len());
        let each = grades.iter().map(|(grade, count)| (Some(*grade), *count));
        for (grade, count) in core::iter::once(all).chain(each) {
            let chosen = workbench.grade.as_deref() == grade;
            let name = match grade {
                None => words.say("bench-all-grades"),
                Some("") => words.say("bench-no-grade"),
                Some(grade) => grade.to_owned(),
            };
            let args = [("grade", name.into()), ("count", count.into())];
            if chip(ui, &words.say_with("bench-grade", &args), chosen, grade.map_or(INK, ink)) {
                workbench.grade = grade.map(str::to_owned);
            }
        }
    });
    typeset::note(ui, &words.say("bench-numbers-hint"));
    typeset::rule(ui);
    let is_shown =
        |number: &&Number| workbench.grade.as_deref().is_none_or(|grade| grade == number.grade);
    let shown: Vec<&Number> = reading.numbers.iter().filter(is_shown).collect();
    let mut goes_to = None;
    let salt = ("bench numbers", &workbench.grade);
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
    area.show_rows(ui, ROW, shown.len(), |ui, range| {
        typeset::scroll_by_keys(ui, true);
        for number in &shown[range] {
            if row(ui, number) {
                goes_to = Some(number.place.clone());
            }
        }
    });
    if let Some(place) = goes_to {
        workbench.chosen = None;
        workbench.go_to(&place);
    }
}

/// The ink of a grade: the better the evidence, the quieter.
fn ink(grade: &str) -> egui::Color32 {
    match grade {
        "primary" | "secondary" => FOR,
        "contested" => AGAINST,
        _ => WARNING,
    }
}

fn chip(ui: &mut Ui, words: &str, chosen: bool, color: egui::Color32) -> bool {
    let face = if chosen { Face::LabelBold } else { Face::Label };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), face.at(14.5), color);
    let width = galley.size().x;
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(2.0, 8.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, words)
    });
    ui.painter().galley(rect.min + vec2(1.0, 4.0), galley, color);
    if chosen {
        let under = rect.left() + 1.0..=rect.left() + 1.0 + width;
        ui.painter().hline(under, rect.bottom() - 1.0, Stroke::new(2.0, color));
    }
    typeset::focus_ring(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Two lines: what and how much, then how well it is known. Answers whether it was
/// struck.
fn row(ui: &mut Ui, number: &Number) -> bool {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW - 2.0), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, egui::CornerRadius::ZERO, SHADE);
    }
    let painter = ui.painter_at(rect);
    let (top, low) = (rect.top() + 13.0, rect.top() + 32.0);
    let left = rect.left() + 6.0;
    let of =
        painter.text(pos2(left, top), Align2::LEFT_CENTER, &number.of, Face::Label.at(15.0), INK);
    // The value stands in a column of its own where there is room.
    let x = (rect.left() + rect.width() * 0.52).max(of.right() + 18.0);
    let value = painter.text(
        pos2(x, top),
        Align2::LEFT_CENTER,
        &number.value,
        Face::LabelBold.at(15.0),
        INK,
    );
    painter.text(
        pos2(value.right() + 8.0, top),
        Align2::LEFT_CENTER,
        &number.unit,
        Face::Label.at(13.5),
        FAINT,
    );
    let grade = painter.text(
        pos2(left, low),
        Align2::LEFT_CENTER,
        &number.grade,
        Face::LabelBold.at(13.5),
        ink(&number.grade),
    );
    let sources = number.sources.join(", ");
    let cited = painter.text(
        pos2(grade.right() + 10.0, low),
        Align2::LEFT_CENTER,
        &sources,
        Face::Label.at(13.5),
        ACCENT,
    );
    painter.text(
        pos2(cited.right() + if sources.is_empty() { 0.0 } else { 10.0 }, low),
        Align2::LEFT_CENTER,
        &number.why,
        Face::Label.at(13.5),
        FAINT,
    );
    let words = format!("{}: {} {}", number.of, number.value, number.grade);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Link, true, &words));
    ui.painter().hline(rect.x_range(), rect.bottom() + 0.5, Stroke::new(1.0, RULE));
    typeset::focus_ring(ui, &response, Rect::from_min_max(rect.min, rect.max));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_ui(|ui| {
            let line = |ui: &mut Ui, text: &str, font, color| {
                if !text.is_empty() {
                    typeset::wrapped(ui, text, font, color, 360.0);
                }
            };
            line(ui, &number.of, Face::LabelBold.at(14.5), INK);
            let value = format!("{} {}", number.value, number.unit);
            line(ui, value.trim_end(), Face::Label.at(14.5), INK);
            line(ui, &sources, Face::Label.at(13.5), ACCENT);
            line(ui, &number.why, Face::Text.at(15.0), INK);
            line(ui, &place_words(&number.place), Face::Label.at(13.0), FAINT);
        })
        .clicked()
}
