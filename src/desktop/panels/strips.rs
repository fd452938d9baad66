//! Strips of words of which one is underlined: the tabs of the table, and others like it.

use bevy_egui::egui::{
    CornerRadius, CursorIcon, ScrollArea, Sense, Stroke, Ui, scroll_area::ScrollBarVisibility, vec2,
};

use crate::desktop::speech::Speaks as _;
use crate::desktop::tab::GameTab;
use crate::desktop::theme::{ACCENT, FAINT, INK};
use crate::desktop::typeset;

/// The strip of tabs; answers which was clicked. At a conference the first is its
/// table.
pub fn tab_strip(ui: &mut Ui, open: GameTab, narrow: bool, conferring: bool) -> Option<GameTab> {
    let words = ui.words();
    let names: Vec<String> =
        GameTab::all(narrow).iter().map(|tab| tab.words(&words, conferring)).collect();
    let at = GameTab::all(narrow).iter().position(|tab| *tab == open);
    strip(ui, &names, at).map(|index| GameTab::all(narrow)[index])
}

/// A strip of words of which one is underlined; answers which was clicked.
pub fn strip(ui: &mut Ui, words: &[String], open: Option<usize>) -> Option<usize> {
    // The largest size at which all words stand on one line, or else the line breaks.
    let width = |size: f32| -> f32 {
        let each = words.iter().map(|word| {
            ui.painter().layout_job(typeset::capitals_job(word, size, FAINT)).size().x + 12.0
        });
        each.sum()
    };
    let room = ui.available_width();
    let size =
        [11.5, 11.0, 10.5, 10.0].into_iter().find(|size| width(*size) <= room).unwrap_or(11.0);
    // On a low window the lines would take the room of what is read: there it is one, that moves.
    if ui.ctx().content_rect().height() < LOW && width(size) > room {
        let bar = ScrollBarVisibility::AlwaysHidden;
        let strip = ScrollArea::horizontal().id_salt("strip").scroll_bar_visibility(bar);
        return strip.show(ui, |ui| line(ui, words, open, (size, true))).inner;
    }
    line(ui, words, open, (size, false))
}

/// Below this height a strip has one line.
const LOW: f32 = 440.0;

/// Lays out the words; where they move, the one that is open is brought into sight.
fn line(
    ui: &mut Ui,
    words: &[String],
    open: Option<usize>,
    (size, moves): (f32, bool),
) -> Option<usize> {
    let mut clicked = None;
    let lay = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        for (index, word) in words.iter().enumerate() {
            let chosen = open == Some(index);
            let color = if chosen { INK } else { FAINT };
            let mut job = typeset::capitals_job(word, size, color);
            job.wrap.max_width = f32::INFINITY;
            let galley = ui.painter().layout_job(job);
            let size = galley.size() + vec2(10.0, 16.0);
            let wide = galley.size().x;
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| {
                bevy_egui::egui::WidgetInfo::selected(
                    bevy_egui::egui::WidgetType::RadioButton,
                    true,
                    chosen,
                    word,
                )
            });
            let ink = if response.hovered() && !chosen { ACCENT } else { color };
            ui.painter().galley_with_override_text_color(rect.min + vec2(0.0, 8.0), galley, ink);
            if chosen {
                ui.painter().hline(
                    rect.left()..=rect.left() + wide,
                    rect.bottom() - 2.0,
                    Stroke::new(2.5, ACCENT),
                );
            }
            if response.has_focus() {
                ui.painter().rect_stroke(
                    rect,
                    CornerRadius::ZERO,
                    Stroke::new(2.0, ACCENT),
                    bevy_egui::egui::StrokeKind::Inside,
                );
            }
            if chosen && moves {
                ui.scroll_to_rect(rect, None);
            }
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                clicked = Some(index);
            }
        }
    };
    if moves {
        ui.horizontal(lay);
    } else {
        ui.horizontal_wrapped(lay);
    }
    clicked
}
