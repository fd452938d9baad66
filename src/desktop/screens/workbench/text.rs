//! The text of a file, with its lines numbered and what is wrong underlined.
//!
//! Only the rows in sight are set. It is read only; authors have editors they like
//! better.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy_egui::egui::{
    self, Align2, Frame, Margin, ScrollArea, Sense, Stroke, TextFormat, Ui, pos2, text::LayoutJob,
    vec2,
};

use super::findings::{help_words, ink};
use crate::desktop::bench::Workbench;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, RULE};
use crate::desktop::typeset;
use crate::scenario::finding::Severity;
use crate::scenario::pack::Pack;
use crate::scenario::reading::CheckedPack;
use crate::scenario::syntax::{self, Lines, Span, Token, TokenKind};
use crate::workbench::{TAB, TextRow, rows};

/// The size of the letters.
const SIZE: f32 = 13.5;
/// The height of a row.
const ROW: f32 = 19.0;

/// A stretch of the text that is underlined, because a finding is about it.
#[derive(Clone, Copy, Debug)]
struct Underline {
    span: Span,
    severity: Severity,
    /// The number of the finding.
    nth: usize,
    /// Whether it is a further place of the finding.
    further: bool,
}

/// A file as it was read and broken into rows, until it changes.
#[derive(Default)]
pub(in crate::desktop) struct Typed {
    /// The pack that was read, and which file of it. The pack is held, so that no other
    /// can take its place in memory and be taken for it.
    of: Option<(Arc<Pack>, String)>,
    cells: usize,
    rows: Vec<TextRow>,
    n_lines: usize,
    tokens: Vec<Token>,
    marks: Vec<Underline>,
    /// The worst that is wrong in a line, counted from 0.
    worst: BTreeMap<usize, Severity>,
}

impl Typed {
    /// Reads a file, if that was not done before.
    fn read(&mut self, reading: &CheckedPack, file: &str) {
        let is_of =
            |(pack, of): &(Arc<Pack>, String)| Arc::ptr_eq(pack, &reading.pack) && of == file;
        if self.of.as_ref().is_some_and(is_of) {
            return;
        }
        let text = reading.pack.text(file).unwrap_or("");
        let lines = Lines::new(text);
        let marks = marks(reading, file, &lines);
        let mut worst = BTreeMap::new();
        for mark in marks.iter().filter(|mark| !mark.further) {
            let known = worst.entry(lines.line(mark.span.start)).or_insert(mark.severity);
            *known = mark.severity.max(*known);
        }
        *self = Self {
            of: Some((Arc::clone(&reading.pack), file.to_owned())),
            n_lines: text.split('\n').count(),
            tokens: syntax::read(text).tokens().to_vec(),
            marks,
            worst,
            ..Self::default()
        };
    }

    /// Breaks it into rows of so many cells, if that was not done before.
    fn set(&mut self, text: &str, cells: usize) {
        if self.cells != cells {
            self.cells = cells;
            self.rows = rows(text, cells);
        }
    }

    /// The row in which a line begins, counted from 1.
    fn row_of(&self, line: usize) -> usize {
        self.rows.partition_point(|row| row.line + 1 < line)
    }
}

/// The places of the findings in a file.
fn marks(reading: &CheckedPack, file: &str, lines: &Lines<'_>) -> Vec<Underline> {
    let mut marks = Vec::new();
    for (nth, finding) in reading.findings.iter().enumerate() {
        let own = core::iter::once((&finding.place, false));
        let also = finding.also.iter().map(|also| (&also.place, true));
        for (place, further) in own.chain(also) {
            if place.file != file || place.line == 0 {
                continue;
            }
            let start = lines.offset(place.line, place.column);
            let end = lines.offset(place.line, place.column + place.length.max(1));
            let span = Span::new(start, end.min(lines.end(start)).max(start));
            marks.push(Underline { span, severity: finding.severity, nth, further });
        }
    }
    marks.sort_by_key(|mark| mark.span.start);
    marks
}

/// The ink of a token.
fn color(kind: TokenKind, before_colon: bool) -> egui::Color32 {
    match kind {
        TokenKind::Word if before_colon => ACCENT,
        TokenKind::Number => FOR,
        TokenKind::Word => theme::mix(INK, AGAINST, 0.55),
        TokenKind::Comment
        | TokenKind::Open(_)
        | TokenKind::Close(_)
        | TokenKind::Comma
        | TokenKind::Colon => FAINT,
        _ => INK,
    }
}

/// Lays out the file that is shown.
pub(super) fn show(
    ui: &mut Ui,
    reading: &CheckedPack,
    workbench: &mut Workbench,
    typed: &mut Typed,
) {
    let file = workbench.file.clone();
    let Some(text) = reading.pack.text(&file) else { return };
    typed.read(reading, &file);
    let cell = ui.painter().layout_no_wrap("0".to_owned(), Face::Code.at(SIZE), INK).size().x;
    let digits = typed.n_lines.to_string().len().max(3);
    let gutter = (digits as f32 + 2.0) * cell;
    let room = ui.available_width() - gutter - 26.0;
    typed.set(text, ((room / cell) as usize).max(20));
    let margin = Margin { left: 0, right: 4, top: 6, bottom: 0 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area =
            ScrollArea::vertical().id_salt(("bench text", &file)).auto_shrink([false, false]);
        if let Some(line) = workbench.reveal.take() {
            let above = ui.available_height() * 0.3;
            area = area.vertical_scroll_offset((typed.row_of(line) as f32 * ROW - above).max(0.0));
        }
        area.show_rows(ui, ROW, typed.rows.len(), |ui, range| {
            typeset::scroll_by_keys(ui, false);
            for row in &typed.rows[range] {
                one(ui, reading, workbench, typed, (text, *row), (gutter, cell));
            }
        });
    });
}

fn one(
    ui: &mut Ui,
    reading: &CheckedPack,
    workbench: &mut Workbench,
    typed: &Typed,
    (text, row): (&str, TextRow),
    (gutter, cell): (f32, f32),
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let painter = ui.painter();
    let here = workbench.line == Some(row.line + 1);
    if here {
        painter.rect_filled(rect, egui::CornerRadius::ZERO, theme::mix(PAGE, ACCENT, 0.09));
    }
    let marks: Vec<&Underline> = typed.marks.iter().filter(|mark| row.shows(mark.span)).collect();
    if row.first {
        let worst = typed.worst.get(&row.line);
        let color = worst.map_or(FAINT, |worst| ink(*worst));
        let face = if worst.is_some() { Face::LabelBold } else { Face::Label };
        let at = pos2(rect.left() + gutter - cell, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, (row.line + 1).to_string(), face.at(12.0), color);
    }
    let line = rect.left() + gutter - cell * 0.35;
    painter.vline(line, rect.y_range(), Stroke::new(1.0, theme::mix(PAGE, RULE, 0.7)));
    let galley = ui.painter().layout_job(job(text, row.span, &typed.tokens));
    let left = rect.left() + gutter + 2.0 + row.indent as f32 * cell;
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    // Underlines follow the letters as they were set, whatever their width.
    let x_of = |byte: usize| {
        let inside = byte.clamp(row.span.start, row.span.end);
        let chars = shown(&text[row.span.start..inside]).chars().count();
        let cursor = galley.pos_from_cursor(egui::text::CCursor::new(chars));
        at.x + cursor.left()
    };
    for mark in &marks {
        let (left, right) = (x_of(mark.span.start), x_of(mark.span.end));
        let right = right.max(left + cell * 0.6);
        let color = ink(mark.severity);
        let wash =
            theme::mix(if here { theme::mix(PAGE, ACCENT, 0.09) } else { PAGE }, color, 0.10);
        let y = rect.bottom() - 2.0;
        let painter = ui.painter();
        if mark.further {
            painter.hline(left..=right, y, Stroke::new(1.0, color));
        } else {
            let under = egui::Rect::from_min_max(pos2(left, rect.top() + 1.0), pos2(right, y));
            painter.rect_filled(under, egui::CornerRadius::ZERO, wash);
            painter.hline(left..=right, y, Stroke::new(2.0, color));
        }
    }
    ui.painter().galley(at, Arc::clone(&galley), INK);
    // What lies under the pointer, or else what the line is about.
    let pointer = ui.input(|input| input.pointer.hover_pos()).map_or(f32::NAN, |at| at.x);
    let under = |mark: &&&Underline| {
        let (left, right) = (x_of(mark.span.start), x_of(mark.span.end));
        (left - cell..=right.max(left) + cell).contains(&pointer)
    };
    let own = marks.iter().find(|mark| !mark.further);
    let Some(mark) = marks.iter().find(under).or(own).or(marks.first()) else { return };
    let (nth, own) = (mark.nth, !mark.further);
    let hovered = response.on_hover_ui(|ui| {
        let finding = &reading.findings[nth];
        let words = format!("{}: {}", finding.code, finding.message);
        typeset::wrapped(ui, &words, Face::Label.at(14.5), INK, 360.0);
        if let (Some(help), true) = (&finding.help, own) {
            let words = help_words(&ui.words(), help);
            typeset::wrapped(ui, &words, Face::Label.at(13.5), FAINT, 360.0);
        }
    });
    if hovered.clicked() {
        workbench.chosen = Some(nth);
        workbench.follow = true;
        workbench.line = Some(row.line + 1);
    }
}

/// Tabs as blanks; other signs that have no letter would be boxes, and stay so.
fn shown(text: &str) -> String {
    text.replace('\t', &" ".repeat(TAB))
}

/// A row in the inks of its tokens.
fn job(text: &str, row: Span, tokens: &[Token]) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    let mut push = |from: usize, to: usize, color| {
        let format = TextFormat { font_id: Face::Code.at(SIZE), color, ..TextFormat::default() };
        job.append(&shown(&text[from..to]), 0.0, format);
    };
    let mut at = row.start;
    let first = tokens.partition_point(|token| token.span.end <= row.start);
    for (nth, token) in tokens[first..].iter().enumerate() {
        if token.span.start >= row.end {
            break;
        }
        let (from, to) = (token.span.start.max(row.start), token.span.end.min(row.end));
        if from > at {
            push(at, from, INK);
        }
        let rest = tokens[first + nth + 1..].iter();
        let mut next = rest.skip_while(|token| token.kind == TokenKind::Blank);
        let before_colon = next.next().is_some_and(|token| token.kind == TokenKind::Colon);
        push(from, to, color(token.kind, before_colon));
        at = to;
    }
    if at < row.end {
        push(at, row.end, INK);
    }
    job
}
