//! The long form of the numbers that authors write in the short one.
//!
//! `0.4 ("it fears a second war")` is a judgement with its reason, and `40%` is `0.4`. The
//! reader of types knows neither: it is given a text in which both are written out. The
//! place of a byte of that text in the author's own is known; whether a number may stand
//! where it stands is not checked here.
//!
//! ```
//! use status_quo::scenario::{longhand::Longhand, syntax};
//! let text = r#"(weight: 40% ("it is poor"))"#;
//! let long = Longhand::of(&syntax::read(text)).unwrap();
//! assert_eq!(
//!     long.text(),
//!     r#"(weight: (value: 0.4, grade: judgement, why: "it is poor"))"#
//! );
//! ```

use super::percent::share_of;
use super::syntax::{NodeId, NodeKind, Span, Tree};

/// A text with its short numbers written out, and where each part of it came from.
#[derive(Clone, Debug)]
pub struct Longhand {
    text: String,
    /// The parts in order; together they are the text.
    parts: Vec<Part>,
}

/// A part of a written-out text.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Where it begins in the written-out text.
    start: usize,
    /// The part of the author's text that it stands for.
    from: Span,
    /// Whether the two are the same, byte for byte.
    same: bool,
}

impl Longhand {
    /// A text with its short numbers written out; none if it has no short number, or if it
    /// has a syntax fault and so is not read anyway.
    #[must_use]
    pub fn of(tree: &Tree<'_>) -> Option<Self> {
        let is_short = |id: NodeId| match tree.node(id).kind {
            NodeKind::Reasoned => true,
            NodeKind::Number => in_per_cent(tree, id).is_some(),
            _ => false,
        };
        if !tree.faults().is_empty() || !tree.nodes().any(|(id, _)| is_short(id)) {
            return None;
        }
        let mut long = Self { text: String::new(), parts: Vec::new() };
        let mut done = 0;
        for (id, node) in tree.nodes().filter(|(id, _)| is_short(*id)) {
            // The number inside a short form is written with it.
            if node.span.start < done {
                continue;
            }
            long.same(tree, Span::new(done, node.span.start));
            if node.kind == NodeKind::Reasoned {
                long.reasoned(tree, id);
            } else {
                long.number(tree, id);
            }
            done = node.span.end;
        }
        long.same(tree, Span::new(done, tree.text().len()));
        Some(long)
    }

    /// The text with all numbers in the long form.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the author's text that a part of this text stands for.
    #[must_use]
    pub fn origin(&self, span: Span) -> Span {
        let of = |at: usize| {
            let next = self.parts.partition_point(|part| part.start <= at);
            self.parts.get(next.saturating_sub(1)).copied()
        };
        let (Some(first), Some(last)) = (of(span.start), of(span.end.max(span.start + 1) - 1))
        else {
            return span;
        };
        let start =
            if first.same { first.from.start + span.start - first.start } else { first.from.start };
        let end = if last.same { last.from.start + span.end - last.start } else { last.from.end };
        Span::new(start, end.max(start))
    }

    fn same(&mut self, tree: &Tree<'_>, span: Span) {
        if span.start < span.end {
            self.push(span.of(tree.text()), span, true);
        }
    }

    fn push(&mut self, text: &str, from: Span, same: bool) {
        self.parts.push(Part { start: self.text.len(), from, same });
        self.text.push_str(text);
    }

    fn number(&mut self, tree: &Tree<'_>, id: NodeId) {
        let span = tree.node(id).span;
        match in_per_cent(tree, id) {
            Some(number) => self.push(&share_of(number), span, false),
            None => self.same(tree, span),
        }
    }

    fn reasoned(&mut self, tree: &Tree<'_>, id: NodeId) {
        let whole = tree.node(id).span;
        let mut parts = tree.children(id);
        let (Some(number), Some(why)) = (parts.next(), parts.next()) else { return };
        self.push("(value: ", whole, false);
        self.number(tree, number);
        self.push(", grade: judgement, why: ", whole, false);
        self.same(tree, tree.node(why).span);
        self.push(")", whole, false);
    }
}

/// The number of a value in per cent, without its sign.
///
/// Worked example: of `40%` it is 40, of `40` none.
#[must_use]
pub fn in_per_cent(tree: &Tree<'_>, id: NodeId) -> Option<f64> {
    let number = tree.node(id).span.of(tree.text()).strip_suffix('%')?;
    ron::from_str::<f64>(number).ok().filter(|number| number.is_finite())
}
