//! Lines of a text: bytes to lines and columns, and back.

/// The lines of a text. Lines and columns count from one; columns count characters.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = core::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// The text of a line, counted from zero, without its line break; none after the last.
    #[must_use]
    pub fn text(&self, line: usize) -> Option<&'a str> {
        let start = *self.starts.get(line)?;
        self.text.get(start..line_end(self.text, start))
    }

    /// The line of a byte, counted from zero.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Line and column of a byte.
    #[must_use]
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        (line + 1, before.chars().count() + 1)
    }

    /// The byte at a line and a column.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = line.checked_sub(1).and_then(|n| self.starts.get(n)) else {
            return self.text.len();
        };
        let rest = self.text.get(*start..).unwrap_or("");
        let inside = rest.char_indices().nth(column.saturating_sub(1));
        inside.map_or(self.text.len(), |(at, _)| start + at)
    }

    /// The byte at which the line with this byte begins.
    #[must_use]
    pub fn start(&self, offset: usize) -> usize {
        self.starts.get(self.line(offset)).copied().unwrap_or(0)
    }

    /// The byte at which the line with this byte ends, before its line break.
    #[must_use]
    pub fn end(&self, offset: usize) -> usize {
        line_end(self.text, offset)
    }
}

/// The byte at which the line with this byte ends, before its line break.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    let line = rest.find('\n').map_or(rest, |at| &rest[..at]);
    offset + line.trim_end_matches('\r').len()
}
