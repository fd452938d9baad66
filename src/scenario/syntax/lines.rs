//! Lines of a text: bytes to lines and columns, and back.

use super::fault::Span;

/// The lines of a text. Lines and columns count from one; columns count characters.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each stretch of bytes, so that a column is found
    /// without a walk through its line: a whole text may stand on one.
    counts: Vec<usize>,
}

/// The bytes of a stretch whose characters are counted beforehand.
const STRETCH: usize = 512;

/// How many characters begin in some bytes.
fn begin_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl<'a> Lines<'a> {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = core::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1))
            .collect();
        let mut counts = vec![0];
        for stretch in text.as_bytes().chunks(STRETCH) {
            counts.push(counts[counts.len() - 1] + begin_in(stretch));
        }
        Self { text, starts, counts }
    }

    /// How many characters begin before a byte.
    fn count_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let stretch = offset / STRETCH;
        self.counts[stretch] + begin_in(&self.text.as_bytes()[stretch * STRETCH..offset])
    }

    /// How many characters a span has.
    #[must_use]
    pub fn length(&self, span: Span) -> usize {
        self.count_before(span.end).saturating_sub(self.count_before(span.start))
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
        (line + 1, self.length(Span::new(start, offset)) + 1)
    }

    /// The byte at a line and a column.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = line.checked_sub(1).and_then(|n| self.starts.get(n)) else {
            return self.text.len();
        };
        let before = self.count_before(*start) + column.saturating_sub(1);
        let stretch = self.counts.partition_point(|count| *count <= before).saturating_sub(1);
        let from = stretch * STRETCH;
        let more = before - self.counts[stretch];
        let begins = |(_, byte): &(usize, &u8)| **byte & 0xC0 != 0x80;
        let rest = self.text.as_bytes().get(from..).unwrap_or(&[]);
        let found = rest.iter().enumerate().filter(begins).nth(more);
        found.map_or(self.text.len(), |(at, _)| from + at)
    }

    /// The byte at which the line with this byte begins.
    #[must_use]
    pub fn start(&self, offset: usize) -> usize {
        self.starts.get(self.line(offset)).copied().unwrap_or(0)
    }

    /// The byte at which the line with this byte ends, before its line break.
    #[must_use]
    pub fn end(&self, offset: usize) -> usize {
        let start = self.start(offset);
        let next = self.starts.get(self.line(offset) + 1).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(start..next).unwrap_or("");
        (start + line.trim_end_matches('\r').len()).max(offset)
    }
}

/// The byte at which the line with this byte ends, before its line break.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    let line = rest.find('\n').map_or(rest, |at| &rest[..at]);
    offset + line.trim_end_matches('\r').len()
}
