//! A tolerant reader of RON text: every byte in a token, every value with its place.
//!
//! It knows nothing of scenarios. `ron` stays the only judge of what is valid:
//! what it accepts as a value gives no fault here, what it refuses gives at
//! least one; a test holds the two against each other. What this reader adds is
//! *where*: all independent faults at once, each at its root, with the habits
//! of authors known by name and mended where that is mechanical.
//!
//! Text -> tokens (`lexer`) -> brackets in pairs (`brackets`, and `repair` where
//! they are not) -> a [`Tree`] (`parser`). A text without fault is looked at once. Only when there is a
//! fault does the second look guess what was meant: by indentation, by what
//! stands on a line, by what commonly follows a closing quotation mark.
//! Nothing recurses, so no text can exhaust the stack.

mod brackets;
mod lexer;
mod lines;
mod parser;
mod repair;
mod texts;
mod tree;

pub use super::finding::Confidence;
pub(in crate::scenario) use lexer::plain as plain_message;
pub use lexer::{Token, TokenKind};
pub use lines::Lines;
pub use tree::{Node, NodeId, NodeKind, Step, Tree};

/// The most bytes a text may have.
pub const MOST_BYTES: usize = 16 << 20;
/// How deep brackets may nest.
pub const DEEPEST: usize = 128;

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
pub struct Change {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub new: String,
}

/// Something that is not RON, and what was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A short kebab-case name of the kind of fault.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// What: lower case, names in backticks, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter, with what to see there.
    pub also: Vec<(Span, String)>,
    /// The changes that mend it, if that is mechanical; in order, apart.
    pub changes: Vec<Change>,
    /// How sure it is that this is the root.
    pub confidence: Confidence,
}

impl Fault {
    fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
            also: Vec::new(),
            changes: Vec::new(),
            confidence: Confidence::Sure,
        }
    }

    const fn sure(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    fn change(mut self, span: Span, new: impl Into<String>) -> Self {
        self.changes.push(Change { span, new: new.into() });
        self
    }
}

/// Which look at a text this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// As `ron` sees it.
    Plain,
    /// Knowing that something is wrong.
    Second,
    /// As the second, and a comment that is never closed ends with its line.
    ShortComment,
}

/// Reads a text. Faults stand in order of their places; if there are none the
/// tree is complete, else it is as good as could be made out.
#[must_use]
pub fn read(text: &str) -> Tree<'_> {
    if text.len() > MOST_BYTES {
        let message = format!(
            "the file has {} bytes, but at most {MOST_BYTES} are read; part it into several files",
            text.len()
        );
        return Tree::without(text, Fault::new("file-too-large", Span::at(0), message));
    }
    let plain = look(text, Look::Plain);
    if plain.faults().is_empty() {
        return plain;
    }
    let second = look(text, Look::Second);
    let open_comment = second.faults().iter().find(|fault| fault.code == "unclosed-comment");
    if let Some(fault) = open_comment.cloned() {
        // Everything after it is a comment or everything after its line is none:
        // it can be mended only if the latter reads well.
        let short = look(text, Look::ShortComment);
        return match short.faults() {
            [only] if only.code == "unclosed-comment" => short,
            _ => second.with_only(Fault { changes: Vec::new(), ..fault }),
        };
    }
    // The guesses of the second look never talk a fault away.
    if second.faults().is_empty() { plain } else { second }
}

/// What may be wrong with a text without a fault that is not what was meant: a
/// text that runs on into another one is good RON as long as the quotation marks
/// come out even.
#[must_use]
pub fn suspect(text: &str) -> Option<Fault> {
    let second = look(text, Look::Second);
    let found = second.faults.iter().find(|fault| fault.code == "unclosed-text")?;
    Some(found.clone().sure(Confidence::Likely))
}

fn look(text: &str, look: Look) -> Tree<'_> {
    let lexed = lexer::lex(text, look);
    if lexed.cut {
        // With so much that cannot be read, brackets would only add to it.
        return Tree::new(text, lexed.tokens, Vec::new(), lexed.faults);
    }
    let paired = brackets::pair(text, &lexed.tokens, look);
    let mut faults = lexed.faults;
    let built = match paired {
        // Nothing is left where there was too much to mend.
        Ok(paired) if paired.items.is_empty() && !paired.faults.is_empty() => {
            faults.extend(paired.faults);
            parser::Built::default()
        }
        Ok(paired) => {
            faults.extend(paired.faults);
            parser::parse(text, &paired.items, lexed.unwrap_variants, paired.surplus)
        }
        Err(fault) => {
            faults.push(*fault);
            parser::Built::default()
        }
    };
    faults.extend(built.faults);
    // One fault a place: what the earlier step said stands.
    faults.sort_by_key(|fault| fault.span);
    faults.dedup_by(|later, earlier| later.span == earlier.span);
    faults.truncate(lexer::MOST_FAULTS);
    Tree::new(text, lexed.tokens, built.nodes, faults)
}

/// A text with the changes made. Of changes that touch each other only the first
/// is made; whoever wants all reads the result again.
#[must_use]
pub fn mend<'c>(text: &str, changes: impl IntoIterator<Item = &'c Change>) -> String {
    let mut sorted: Vec<&Change> = changes.into_iter().collect();
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
