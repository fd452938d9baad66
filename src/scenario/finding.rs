//! Findings: what is wrong with a pack, where, and what to do.
//!
//! A finding is a value; nothing is printed or kept globally. It cannot be
//! built without a place. How it is shown is the business of the renderer at
//! the end of this file; the full checker with its codes comes later.

use core::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The pack can be played.
    Warning,
    /// The pack cannot be played.
    Error,
}

/// A place in a pack's text, counted from one; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, relative to the pack.
    pub file: String,
    /// The line; 0 if only the file is known.
    pub line: usize,
    /// The column; 0 if only the file is known.
    pub column: usize,
    /// How many characters to underline.
    pub length: usize,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A short kebab-case name of the kind of fault.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What: lower case, names in backticks, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Finding {
    /// Writes the finding with the line it stands on, given the file's text.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn render(&self, source: Option<&str>, out: &mut impl fmt::Write) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        writeln!(out, "{severity}[{}]: {}", self.code, self.message)?;
        let Place { file, line, column, length } = &self.place;
        if *line == 0 {
            writeln!(out, "  --> {file}")?;
        } else {
            writeln!(out, "  --> {file}:{line}:{column}")?;
            if let Some(text) = source.and_then(|s| s.lines().nth(line - 1)) {
                let number = line.to_string();
                let gutter = " ".repeat(number.len());
                let (shown, caret) = window(text, *column, *length);
                writeln!(out, "{gutter} |\n{number} | {shown}\n{gutter} | {caret}")?;
            }
        }
        if let Some(help) = &self.help {
            writeln!(out, "  help: {help}")?;
        }
        Ok(())
    }
}

/// A part of a long line around the place, and the carets under it. Characters
/// of East Asian writing take two columns.
fn window(text: &str, column: usize, length: usize) -> (String, String) {
    const BEFORE: usize = 60;
    const AFTER: usize = 100;
    let start = column.saturating_sub(1).saturating_sub(BEFORE);
    let chars: Vec<char> = text.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
    let end = chars.len().min(column + AFTER);
    let start = start.min(end);
    let shown: String = chars[start..end].iter().collect();
    let width = |range: &[char]| range.iter().map(|c| 1 + usize::from(is_wide(*c))).sum::<usize>();
    let at = (column.max(1) - 1).clamp(start, end);
    let stop = (at + length.max(1)).min(end.max(at));
    let carets = width(&chars[at.min(chars.len())..stop.min(chars.len())]).max(1);
    (shown, format!("{}{}", " ".repeat(width(&chars[start..at])), "^".repeat(carets)))
}

const fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD)
}

/// The names most like `name`, for «did you mean»: at most three, nearest first.
///
/// Optimal string alignment distance, at most a third of the name's length.
///
/// ```
/// use status_quo::scenario::finding::nearest;
/// assert_eq!(nearest("japn", ["china", "japan", "ussr"]), ["japan"]);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let mut ranked: Vec<(usize, &str)> = known
        .into_iter()
        .map(|k| (strsim::osa_distance(name, k), k))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, k)| k).collect()
}
