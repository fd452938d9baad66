//! Setting type on the paper: headings, prose, rules, bars, marks and buttons.
//!
//! The desktop's few widgets. They take words and numbers and know nothing of
//! the game; what they look like in general is [`theme`]'s business.

use bevy_egui::egui::{
    self, Align, Align2, Color32, CornerRadius, CursorIcon, FontId, Key, Modifiers, Rect, Response,
    Sense, Shape, Stroke, StrokeKind, TextFormat, Ui, Vec2, pos2, text::LayoutJob, vec2,
};

use super::names;
use super::speech::Speaks as _;
use super::theme::{self, ACCENT, ACCENT_DEEP, FAINT, Face, INK, PAGE, RULE};
use crate::scenario::draft::Native;
use crate::view::{Citation, CodexEntry};

/// The widest line of prose, about seventy characters.
pub const MEASURE: f32 = 560.0;

/// A run of text in one face and colour.
#[must_use]
pub fn format(font: FontId, color: Color32) -> TextFormat {
    let line = (font.size * 1.42).round();
    TextFormat {
        font_id: font,
        color,
        line_height: Some(line),
        valign: Align::BOTTOM,
        ..TextFormat::default()
    }
}

/// Text that wraps at the available width or at a measure.
pub fn wrapped(ui: &mut Ui, text: &str, font: FontId, color: Color32, measure: f32) -> Response {
    // A line never breaks between a figure and its per cent.
    let text = text.replace(" %", "\u{a0}%");
    let mut job = LayoutJob::single_section(text, format(font, color));
    set(ui, &mut job, measure)
}

/// Lays out a job at a measure. (A label would take the whole width and, in
/// columns, justify it.)
fn set(ui: &mut Ui, job: &mut LayoutJob, measure: f32) -> Response {
    job.wrap.max_width = ui.available_width().min(measure);
    let galley = ui.painter().layout_job(core::mem::take(job));
    ui.add(egui::Label::new(galley))
}

/// A paragraph for reading. What the codex of the game has of it is explained where the pointer
/// rests, and opens at a click.
pub fn prose(ui: &mut Ui, text: &str) -> Response {
    let font = Face::Text.at(16.0);
    let Some(glossary) = names::glossary(ui.ctx()) else {
        return wrapped(ui, text, font, INK, MEASURE);
    };
    let text = text.replace(" %", "\u{a0}%");
    names::linked(ui, &glossary, (&text, &format(font, INK), MEASURE), entry)
}

/// An entry of the codex, in a tip.
fn entry(ui: &mut Ui, entry: &CodexEntry) {
    wrapped(ui, &entry.title, Face::TextBold.at(16.0), INK, 360.0);
    if !entry.line.is_empty() {
        wrapped(ui, &entry.line, Face::Label.at(13.5), FAINT, 360.0);
    }
    for text in &entry.text {
        wrapped(ui, text, Face::Text.at(15.0), INK, 360.0);
    }
}

/// A paragraph said aside.
pub fn aside(ui: &mut Ui, text: &str) -> Response {
    wrapped(ui, text, Face::TextItalic.at(15.5), FAINT, MEASURE)
}

/// A line in the face of labels.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    wrapped(ui, text, Face::Label.at(14.0), FAINT, MEASURE)
}

/// Ids of sources in a line, with their titles when the pointer rests on it.
pub fn cited(ui: &mut Ui, heading: &str, sources: &[Citation], size: f32) {
    let ids: Vec<&str> = sources.iter().map(|source| source.cited.as_str()).collect();
    let text = format!("{heading}: {}", ids.join(", "));
    let response = wrapped(ui, &text, Face::Label.at(size), FAINT, MEASURE);
    // While the game is played there are no titles: they may tell of later years.
    if sources.iter().any(|source| source.title.is_some()) {
        response.on_hover_ui(|ui| {
            for source in sources {
                wrapped(ui, &source.line(), Face::Label.at(14.0), INK, 360.0);
            }
        });
    }
}

/// A line in the face of labels, in full ink.
pub fn line(ui: &mut Ui, text: &str) -> Response {
    wrapped(ui, text, Face::Label.at(15.0), INK, MEASURE)
}

/// Paragraphs for reading.
pub fn paragraphs(ui: &mut Ui, texts: &[String]) {
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            ui.add_space(4.0);
        }
        prose(ui, text);
    }
}

/// A title.
pub fn title(ui: &mut Ui, text: &str, size: f32) -> Response {
    let mut job = LayoutJob::single_section(text.to_owned(), {
        let mut format = format(Face::TextBold.at(size), INK);
        format.line_height = Some((size * 1.2).round());
        format
    });
    set(ui, &mut job, f32::INFINITY)
}

/// A section heading: small letterspaced capitals over a hairline.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(10.0);
    capitals(ui, text, 12.5, FAINT);
    ui.add_space(-3.0);
    rule(ui);
    ui.add_space(2.0);
}

/// Small letterspaced capitals.
pub fn capitals(ui: &mut Ui, text: &str, size: f32, color: Color32) -> Response {
    set(ui, &mut capitals_job(text, size, color), f32::INFINITY)
}

/// Small letterspaced capitals as a job to be laid out.
#[must_use]
pub fn capitals_job(text: &str, size: f32, color: Color32) -> LayoutJob {
    let format = TextFormat {
        font_id: Face::LabelBold.at(size),
        color,
        extra_letter_spacing: size * 0.075,
        ..TextFormat::default()
    };
    LayoutJob::single_section(text.to_uppercase(), format)
}

/// A hairline across the available width.
pub fn rule(ui: &mut Ui) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 5.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y.round(), Stroke::new(1.0, RULE));
}

/// A text in its own writing, in the face of its language.
pub fn native(ui: &mut Ui, text: &Native, size: f32, color: Color32) -> Response {
    wrapped(ui, &text.text, Face::of(text).at(size), color, f32::INFINITY)
}

/// A square in the ink of a power, beside which its name stands.
pub fn swatch(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 14.0), Sense::hover());
    ui.painter().rect_filled(
        Rect::from_center_size(rect.center() + vec2(0.0, 1.0), Vec2::splat(9.0)),
        CornerRadius::ZERO,
        color,
    );
}

/// A bar for a share in [0, 1], with hairline ends so that 0 is seen as 0.
pub fn bar(ui: &mut Ui, share: f64, width: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 14.0), Sense::hover());
    paint_bar(ui.painter(), rect, share, color);
    response
}

/// Paints a bar into a rectangle.
pub fn paint_bar(painter: &egui::Painter, rect: Rect, share: f64, color: Color32) {
    let rail = Rect::from_center_size(rect.center(), vec2(rect.width(), 6.0));
    painter.rect_filled(rail, CornerRadius::ZERO, theme::mix(PAGE, RULE, 0.55));
    let full = rail.width() * share.clamp(0.0, 1.0) as f32;
    let filled = Rect::from_min_size(rail.min, vec2(full, rail.height()));
    painter.rect_filled(filled, CornerRadius::ZERO, color);
}

/// Paints a tick over a bar, at another share than the one it shows.
pub fn paint_tick(painter: &egui::Painter, rect: Rect, share: f64) {
    let x = rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32;
    let y = rect.center().y;
    painter.vline(x, y - 7.0..=y + 7.0, Stroke::new(1.5, INK));
}

/// A row that begins with a bar for a share and a tick at another, and goes on as `add` says.
pub fn bar_row(ui: &mut Ui, (share, tick): (f64, f64), color: Color32, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        bar_cell(ui, 84.0, |painter, rect| {
            paint_bar(painter, rect, share, color);
            paint_tick(painter, rect, tick);
        });
        add(ui);
    });
}

/// A share as a bar, without its figure, and words behind.
pub fn share_bar(ui: &mut Ui, share: f64, words: &str, color: Color32) -> Response {
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        bar_cell(ui, 52.0, |painter, rect| paint_bar(painter, rect, share, color));
        wrapped(ui, words, Face::Label.at(15.0), INK, MEASURE);
    });
    row.response
}

/// A share with its bar in front and words behind, words wrapping beside the bar.
pub fn share_line(ui: &mut Ui, share: f64, words: &str, color: Color32) {
    let percent = percent(share);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        bar_cell(ui, 64.0, |painter, rect| paint_bar(painter, rect, share, color));
        figure(ui, &percent, 44.0, INK);
        wrapped(ui, words, Face::Label.at(15.0), INK, MEASURE);
    });
}

/// A probability with its bar in front, said as the player wants it, and words behind.
pub fn odds_line(ui: &mut Ui, probability: f64, words: &str, color: Color32) {
    let said = crate::words::sentence_case(&ui.odds(probability));
    let widest = if said.ends_with('%') { 44.0 } else { 112.0 };
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        bar_cell(ui, 64.0, |painter, rect| paint_bar(painter, rect, probability, color));
        ui.allocate_ui(vec2(widest, 21.0), |ui| {
            ui.set_width(widest);
            wrapped(ui, &said, Face::LabelBold.at(14.5), INK, widest);
        });
        wrapped(ui, words, Face::Label.at(15.0), INK, MEASURE);
    });
    row.response.on_hover_text(percent(probability));
}

/// A signed amount with a bar from a middle line and words behind.
pub fn signed_line(ui: &mut Ui, amount: f64, full: f64, words: &str) {
    let color = if amount < 0.0 { theme::AGAINST } else { theme::FOR };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        bar_cell(ui, 64.0, |painter, rect| {
            let middle = rect.center().x.round();
            let reach = (amount / full.max(1e-9)).clamp(-1.0, 1.0) as f32 * rect.width() * 0.5;
            let (left, right) =
                if reach < 0.0 { (middle + reach, middle) } else { (middle, middle + reach) };
            let y = rect.center().y;
            let bar = Rect::from_min_max(pos2(left, y - 3.0), pos2(right, y + 3.0));
            painter.rect_filled(bar, CornerRadius::ZERO, color);
            painter.vline(middle, y - 6.0..=y + 6.0, Stroke::new(1.0, FAINT));
        });
        figure(ui, &signed(amount), 44.0, color);
        wrapped(ui, words, Face::Label.at(15.0), INK, MEASURE);
    });
}

/// A cell of one line's height in which something is painted.
fn bar_cell(ui: &mut Ui, width: f32, paint: impl FnOnce(&egui::Painter, Rect)) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 21.0), Sense::hover());
    paint(ui.painter(), rect);
}

/// A figure set flush right in a column.
pub fn figure(ui: &mut Ui, text: &str, width: f32, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 21.0), Sense::hover());
    ui.painter().text(
        pos2(rect.right(), rect.center().y),
        Align2::RIGHT_CENTER,
        text,
        Face::LabelBold.at(15.0),
        color,
    );
}

/// A share as whole per cent that no line break parts.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{}\u{a0}%", crate::words::percent(share))
}

/// An amount in hundredths with its sign: `+4.2`, `−0.3`.
#[must_use]
pub fn signed(amount: f64) -> String {
    let value = amount * 100.0;
    if value.abs() < 0.05 {
        "0".to_owned()
    } else if value < 0.0 {
        format!("−{:.1}", -value)
    } else {
        format!("+{value:.1}")
    }
}

/// What a button weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the page is for.
    Main,
    /// Something else one may do.
    Plain,
}

/// A button with a focus ring.
pub fn button(ui: &mut Ui, text: &str, weight: Weight, enabled: bool) -> Response {
    let color = match (weight, enabled) {
        (_, false) => FAINT,
        (Weight::Main, true) => PAGE,
        (Weight::Plain, true) => ACCENT,
    };
    let mut job = LayoutJob::single_section(
        text.to_owned(),
        TextFormat { font_id: Face::LabelBold.at(15.0), color, ..TextFormat::default() },
    );
    job.wrap.max_width = (ui.available_width() - 36.0).max(60.0);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 36.0, (galley.size().y + 16.0).max(36.0));
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, text));
    let painter = ui.painter();
    let over = enabled && (response.hovered() || response.has_focus());
    let box_ = rect.shrink(1.0);
    match (weight, enabled) {
        (Weight::Main, true) => {
            painter.rect_filled(box_, CornerRadius::ZERO, if over { ACCENT_DEEP } else { ACCENT });
        }
        (Weight::Plain, true) => {
            let fill = if over { theme::mix(PAGE, ACCENT, 0.10) } else { Color32::TRANSPARENT };
            let stroke = Stroke::new(1.0, ACCENT);
            painter.rect(box_, CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
        }
        (_, false) => {
            let stroke = Stroke::new(1.0, RULE);
            painter.rect(
                box_,
                CornerRadius::ZERO,
                Color32::TRANSPARENT,
                stroke,
                StrokeKind::Inside,
            );
        }
    }
    painter.galley(rect.center() - galley.size() * 0.5, galley, color);
    focus_ring(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A button that names its key.
pub fn keyed_button(ui: &mut Ui, text: &str, key: &str, weight: Weight, enabled: bool) -> Response {
    let (color, cap) = match (weight, enabled) {
        (_, false) => (FAINT, RULE),
        (Weight::Main, true) => (PAGE, theme::mix(ACCENT, PAGE, 0.55)),
        (Weight::Plain, true) => (ACCENT, theme::mix(PAGE, ACCENT, 0.55)),
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), Face::LabelBold.at(15.0), color);
    let key_galley = ui.painter().layout_no_wrap(key.to_owned(), Face::LabelBold.at(12.0), color);
    let cap_size = vec2((key_galley.size().x + 9.0).max(19.0), 19.0);
    let size = vec2(galley.size().x + cap_size.x + 30.0, 34.0);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, text));
    let painter = ui.painter();
    let over = enabled && (response.hovered() || response.has_focus());
    let (fill, stroke) = match (weight, enabled, over) {
        (Weight::Main, true, over) => {
            (if over { ACCENT_DEEP } else { ACCENT }, Stroke::new(1.0, ACCENT))
        }
        (Weight::Plain, true, true) => (theme::mix(PAGE, ACCENT, 0.10), Stroke::new(1.0, ACCENT)),
        (Weight::Plain, true, false) => (Color32::TRANSPARENT, Stroke::new(1.0, ACCENT)),
        (_, false, _) => (Color32::TRANSPARENT, Stroke::new(1.0, RULE)),
    };
    painter.rect(rect.shrink(1.0), CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
    let y = rect.center().y;
    let right = rect.left() + 11.0 + galley.size().x;
    painter.galley(pos2(rect.left() + 11.0, y - galley.size().y / 2.0), galley, color);
    let cap_rect = Rect::from_min_size(pos2(right + 8.0, y - cap_size.y / 2.0), cap_size);
    painter.rect_stroke(cap_rect, CornerRadius::same(3), Stroke::new(1.0, cap), StrokeKind::Inside);
    painter.galley(cap_rect.center() - key_galley.size() / 2.0, key_galley, color);
    focus_ring(ui, &response, rect);
    let cursor = if enabled { CursorIcon::PointingHand } else { CursorIcon::Default };
    response.on_hover_cursor(cursor)
}

/// A heading that opens and closes what stands under it; answers whether it was
/// struck.
pub fn fold(ui: &mut Ui, text: &str, open: bool) -> bool {
    let mut job = capitals_job(text, 12.0, FAINT);
    job.wrap.max_width = (ui.available_width() - 20.0).max(60.0);
    let galley = ui.painter().layout_job(job);
    let size = vec2(ui.available_width(), galley.size().y + 12.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::CollapsingHeader, true, open, text)
    });
    let color = if response.hovered() { ACCENT } else { FAINT };
    let center = pos2(rect.left() + 6.0, rect.center().y);
    let points = if open {
        vec![center + vec2(-4.5, -2.5), center + vec2(4.5, -2.5), center + vec2(0.0, 3.5)]
    } else {
        vec![center + vec2(-2.5, -4.5), center + vec2(3.5, 0.0), center + vec2(-2.5, 4.5)]
    };
    let painter = ui.painter();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    let at = pos2(rect.left() + 18.0, rect.center().y - galley.size().y / 2.0);
    painter.galley_with_override_text_color(at, galley, color);
    painter.hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, RULE));
    focus_ring(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A [`fold`] whose state is kept as long as the window; answers whether it is open.
pub fn fold_kept(ui: &mut Ui, salt: impl egui::AsId, text: &str, at_first: bool) -> bool {
    let id = egui::Id::new(salt).with("fold");
    let open = ui.data(|data| data.get_temp(id)).unwrap_or(at_first);
    let struck = fold(ui, text, open);
    if struck {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
    open != struck
}

/// Whether a [`fold_kept`] that is closed at first is open.
pub fn is_open(ui: &Ui, salt: impl egui::AsId) -> bool {
    let id = egui::Id::new(salt).with("fold");
    ui.data(|data| data.get_temp(id)).unwrap_or(false)
}

/// A link in small print.
pub fn small_link(ui: &mut Ui, text: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), Face::Label.at(13.0), ACCENT);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(2.0, 4.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Link, true, text));
    let (at, width) = (rect.min + vec2(1.0, 2.0), galley.size().x);
    let under = at.y + galley.size().y - 0.5;
    let color = if response.hovered() { ACCENT_DEEP } else { ACCENT };
    ui.painter().galley_with_override_text_color(at, galley, color);
    if response.hovered() {
        ui.painter().hline(at.x..=at.x + width, under, Stroke::new(1.0, color));
    }
    focus_ring(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A link-like button in a line of text.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), Face::Label.at(15.0), ACCENT);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(4.0, 6.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Link, true, text));
    let at = rect.min + vec2(2.0, 3.0);
    let under = at.y + galley.size().y - 1.0;
    let width = galley.size().x;
    let color = if response.hovered() { ACCENT_DEEP } else { ACCENT };
    ui.painter().galley(at, galley, color);
    if response.hovered() {
        ui.painter().hline(at.x..=at.x + width, under, Stroke::new(1.0, color));
    }
    focus_ring(ui, &response, rect);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Words on one line that stand level with buttons and links.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), Face::Label.at(15.0), FAINT);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(4.0, 6.0), Sense::hover());
    ui.painter().galley(rect.min + vec2(2.0, 3.0), galley, FAINT);
    response
}

/// Draws the ring that says where the keyboard is.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, ACCENT);
        ui.painter().rect_stroke(rect.expand(1.5), CornerRadius::ZERO, stroke, StrokeKind::Outside);
    }
}

/// Scrolls a page by keys; call it inside the scroll area. `arrows` says whether
/// the arrow keys are free for it.
pub fn scroll_by_keys(ui: &Ui, arrows: bool) {
    let page = ui.clip_rect().height() * 0.85;
    let mut delta = 0.0;
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::PageDown) {
            delta -= page;
        }
        if input.consume_key(Modifiers::NONE, Key::PageUp) {
            delta += page;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            delta -= 100_000.0;
        }
        if input.consume_key(Modifiers::NONE, Key::Home) {
            delta += 100_000.0;
        }
        if arrows {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                delta -= 64.0;
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                delta += 64.0;
            }
        }
    });
    if delta != 0.0 {
        ui.scroll_with_delta(vec2(0.0, delta));
    }
}
