//! Syntax faults of a text: the span, the message, and the changes that mend it.

use crate::scenario::finding::Certainty;

/// The most bytes a text may have.
pub const MOST_BYTES: usize = 16 << 20;
/// How deep brackets may nest.
pub const DEEPEST: usize = 128;

/// The most faults that are reported of a text. It also bounds the number of guesses,
/// so that the time stays linear.
pub(super) const MOST_FAULTS: usize = 200;

/// A stretch of a text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` to before `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The place between two bytes.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The text there; empty if the span does not fit it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A change to a text: what stands at `span` becomes `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// The span that is replaced; empty to insert.
    pub span: Span,
    /// The text that replaces the span.
    pub new: String,
}

/// A fault in the syntax of a text: its place, and what was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// A short kebab-case name of the kind of fault.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// The message: lower case, names in backticks, no full stop.
    pub message: String,
    /// The advice on what to do.
    pub help: Option<String>,
    /// Other places that matter, with what to see there.
    pub also: Vec<(Span, String)>,
    /// The changes that mend it, if that is mechanical; in order, apart.
    pub changes: Vec<TextChange>,
    /// The certainty that this is the root cause.
    pub confidence: Certainty,
}

impl SyntaxFault {
    pub(super) fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
            also: Vec::new(),
            changes: Vec::new(),
            confidence: Certainty::Sure,
        }
    }

    pub(super) const fn sure(mut self, confidence: Certainty) -> Self {
        self.confidence = confidence;
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    pub(super) fn change(mut self, span: Span, new: impl Into<String>) -> Self {
        self.changes.push(TextChange { span, new: new.into() });
        self
    }
}

/// The pass in which a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingPass {
    /// The first pass: the text is read as `ron` reads it.
    Plain,
    /// The second pass, after a fault: what was meant is guessed.
    Second,
    /// As `Second`, but a comment that is never closed ends with its line.
    ShortComment,
}

/// A text with the changes made. Of changes that touch each other only the first
/// is made; for the others, the result has to be read again.
#[must_use]
pub fn mend<'c>(text: &str, changes: impl IntoIterator<Item = &'c TextChange>) -> String {
    let mut sorted: Vec<&TextChange> = changes.into_iter().collect();
    sorted.sort_by_key(|change| change.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut last = None;
    for change in sorted {
        if change.span.start < done || last == Some(change.span.start) {
            continue;
        }
        let (Some(before), Some(_)) =
            (text.get(done..change.span.start), text.get(change.span.start..change.span.end))
        else {
            continue;
        };
        out.push_str(before);
        out.push_str(&change.new);
        done = change.span.end;
        last = Some(change.span.start);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}
