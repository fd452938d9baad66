//! Rows: the lines of a text broken where a page ends.
//!
//! Done before anything is laid out, so that a file of a hundred thousand lines
//! scrolls as fast as one of ten: only the rows in sight are set.

use unicode_width::UnicodeWidthChar;

use crate::scenario::syntax::Span;

/// Cells that a tab takes.
pub const TAB: usize = 4;

/// A row of a page: a line, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// The line, counted from 0.
    pub line: usize,
    /// Which bytes of the text; the line break is not among them.
    pub span: Span,
    /// Whether the line begins here.
    pub first: bool,
    /// Whether the line ends here.
    pub last: bool,
    /// The indent in cells; more than 0 in rows that continue a line.
    pub indent: usize,
}

impl TextRow {
    /// Whether a stretch of the text is seen in this row. One of no length, between
    /// two letters, is seen in the row of the second; at a line's end, in its last.
    #[must_use]
    pub const fn shows(&self, stretch: Span) -> bool {
        if stretch.start == stretch.end {
            self.span.start <= stretch.start
                && (stretch.start < self.span.end || self.last && stretch.start == self.span.end)
        } else {
            stretch.start < self.span.end && stretch.end > self.span.start
        }
    }
}

/// The rows of a text, each of at most so many cells, at least six; a letter of
/// double width takes two.
///
/// ```
/// use status_quo::workbench::rows;
/// let text = "  title: \"a long one\",\nend";
/// let rows = rows(text, 12);
/// let shown: Vec<&str> = rows.iter().map(|row| row.span.of(text)).collect();
/// assert_eq!(shown, ["  title: \"a ", "long ", "one\",", "end"]);
/// assert_eq!(rows.iter().map(|row| row.indent).collect::<Vec<_>>(), [0, 4, 4, 0]);
/// ```
#[must_use]
pub fn rows(text: &str, cells: usize) -> Vec<TextRow> {
    let cells = cells.max(6);
    let mut rows = Vec::new();
    let mut start = 0;
    for (line, whole) in text.split('\n').enumerate() {
        let end = start + whole.trim_end_matches('\r').len();
        let blanks = whole.chars().take_while(|c| *c == ' ').count();
        let hang = (blanks + 2).min(cells / 3);
        let (mut from, mut first) = (start, true);
        loop {
            let indent = if first { 0 } else { hang };
            let to = from + fitting(&text[from..end], cells - indent);
            let last = to >= end;
            rows.push(TextRow { line, span: Span::new(from, to), first, last, indent });
            first = false;
            from = to;
            if last {
                break;
            }
        }
        start += whole.len() + 1;
    }
    rows
}

/// How many bytes of a line fit into so many cells; at least one letter.
fn fitting(line: &str, cells: usize) -> usize {
    let (mut used, mut blank, mut inside) = (0, None, false);
    for (at, c) in line.char_indices() {
        used += if c == '\t' { TAB } else { c.width().unwrap_or(0) };
        if used > cells && at > 0 {
            return blank.unwrap_or(at);
        }
        // The blanks that a line begins with are no place to break it.
        inside |= !c.is_whitespace();
        if c == ' ' && inside {
            blank = Some(at + 1);
        }
    }
    line.len()
}
