//! Findings as text: for a terminal, as JSON lines, as lines for GitHub.
//!
//! Nothing is decided here. Columns are counted in characters and carets drawn
//! in the widths at which a terminal shows them, so that they stand under the
//! right signs beside Chinese, Japanese, Russian or Mongolian text.

use core::fmt::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::finding::{Also, Edit, Finding, Place, Severity};

/// How much of a line is shown before and after the place, in characters.
const BEFORE: usize = 60;
const AFTER: usize = 100;

impl Finding {
    /// Writes the finding with the lines it stands on. `source` gives the text
    /// of a file.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn render<'a>(
        &self,
        source: &dyn Fn(&str) -> Option<&'a str>,
        out: &mut impl Write,
    ) -> fmt::Result {
        writeln!(out, "{}[{}]: {}", word(self.severity), self.code, self.message)?;
        let Place { file, line, column, .. } = &self.place;
        if *line == 0 {
            writeln!(out, "  --> {file}")?;
        } else {
            writeln!(out, "  --> {file}:{line}:{column}")?;
        }
        // All line numbers of a finding take the same room.
        let widest = self.also.iter().map(|also| also.place.line).fold(*line, usize::max) + 1;
        let room = widest.to_string().len();
        if *line > 0
            && let Some(text) = source(file)
        {
            snippet(text, &self.place, room, '^', out)?;
        }
        for Also { place, label } in &self.also {
            let Place { file, line, column, .. } = place;
            writeln!(out, "  ::: {file}:{line}:{column}: {label}")?;
            if let Some(text) = source(file).filter(|_| *line > 0) {
                underlined(text, place, room, '-', out)?;
            }
        }
        if let Some(help) = &self.help {
            writeln!(out, "  help: {help}")?;
        }
        if let Some((first, lines)) = self.fixed_lines(source) {
            for (number, (line, from)) in (first..).zip(lines) {
                writeln!(out, "{number:>room$} + {}", window(&line, from).0)?;
            }
        }
        Ok(())
    }

    /// The lines that the fix touches as they are afterwards, with the number of
    /// the first, and where in each to look.
    fn fixed_lines<'a>(
        &self,
        source: &dyn Fn(&str) -> Option<&'a str>,
    ) -> Option<(usize, Vec<(String, usize)>)> {
        const MOST_LINES: usize = 4;
        let first = self.fix.first()?;
        if self.fix.iter().any(|edit| edit.file != first.file) {
            return None;
        }
        let text = source(&first.file)?;
        let start = self.fix.iter().map(|edit| edit.start).min()?;
        let end = self.fix.iter().map(|edit| edit.end).max()?;
        let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let line_end = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
        let shifted: Vec<Edit> = self
            .fix
            .iter()
            .map(|edit| Edit {
                start: edit.start - line_start,
                end: edit.end - line_start,
                ..edit.clone()
            })
            .collect();
        let after = mend(text.get(line_start..line_end)?, &shifted);
        let column = text.get(line_start..start)?.chars().count();
        let lines: Vec<(String, usize)> = after
            .lines()
            .enumerate()
            .map(|(number, line)| {
                (line.trim_end_matches('\r').to_owned(), if number == 0 { column } else { 0 })
            })
            .collect();
        let number = text.get(..line_start)?.matches('\n').count() + 1;
        (lines.len() <= MOST_LINES).then_some((number, lines))
    }

    /// The finding as one JSON object on one line.
    #[must_use]
    pub fn json(&self, pack: &str) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.insert("pack".to_owned(), pack.into());
        }
        value.to_string()
    }

    /// The finding as a line that GitHub shows beside the code. `folder` is the
    /// way from the repository's root to the pack.
    #[must_use]
    pub fn github(&self, folder: &str) -> String {
        let Place { file, line, column, length } = &self.place;
        let (line, column) = ((*line).max(1), (*column).max(1));
        let message = match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        };
        format!(
            "::{} file={},line={line},col={column},endColumn={},title={}::{}",
            word(self.severity),
            property(&format!("{}/{file}", folder.trim_end_matches('/'))),
            column + length,
            property(self.code),
            data(&message),
        )
    }
}

/// A text with the edits made; those that do not fit it are left out.
#[must_use]
pub fn mend(text: &str, edits: &[Edit]) -> String {
    use super::syntax::{Change, Span};
    let changes: Vec<Change> = edits
        .iter()
        .map(|edit| Change { span: Span::new(edit.start, edit.end), new: edit.new.clone() })
        .collect();
    super::syntax::mend(text, &changes)
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The line of a place with carets, and its neighbours.
fn snippet(
    text: &str,
    place: &Place,
    room: usize,
    mark: char,
    out: &mut impl Write,
) -> fmt::Result {
    let gutter = " ".repeat(room);
    writeln!(out, "{gutter} |")?;
    let line = |number: usize| number.checked_sub(1).and_then(|n| text.lines().nth(n));
    let column = place.column.saturating_sub(1);
    if let Some(before) = line(place.line - 1).filter(|line| !line.trim().is_empty()) {
        writeln!(out, "{:>room$} | {}", place.line - 1, window(before, column).0)?;
    }
    underlined(text, place, room, mark, out)?;
    if let Some(after) = line(place.line + 1).filter(|line| !line.trim().is_empty()) {
        writeln!(out, "{:>room$} | {}", place.line + 1, window(after, column).0)?;
    }
    Ok(())
}

fn underlined(
    text: &str,
    place: &Place,
    room: usize,
    mark: char,
    out: &mut impl Write,
) -> fmt::Result {
    let Some(line) = text.lines().nth(place.line.saturating_sub(1)) else { return Ok(()) };
    let (shown, start) = window(line, place.column.saturating_sub(1));
    let at = place.column.saturating_sub(1).saturating_sub(start);
    let width = |range: &mut dyn Iterator<Item = char>| range.map(columns).sum::<usize>();
    let before = width(&mut shown.chars().take(at));
    let under = width(&mut shown.chars().skip(at).take(place.length)).max(1);
    let marks: String = core::iter::repeat_n(mark, under).collect();
    writeln!(out, "{:>room$} | {shown}", place.line)?;
    writeln!(out, "{} | {}{marks}", " ".repeat(room), " ".repeat(before))
}

/// A part of a long line around a column, and the column it begins at. Signs
/// without a width of their own are shown as a blank or a mark.
fn window(line: &str, column: usize) -> (String, usize) {
    let start = column.saturating_sub(BEFORE);
    let shown = line.chars().skip(start).take(BEFORE.min(column) + AFTER).map(visible).collect();
    (shown, start)
}

fn visible(c: char) -> char {
    match c {
        '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => '\u{FFFD}',
        // Marks of direction would turn the line around under the carets.
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c => c,
    }
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(1)
}
