//! The syntax tree of a text: values with their spans, and paths to them.

use super::fault::{Span, SyntaxFault};
use super::token::Token;

/// The index of a node of a [`Tree`].
pub type NodeId = usize;

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `(field: value, ...)`, with or without a name before it.
    Struct,
    /// `(value, ...)`, with or without a name before it.
    Tuple,
    /// `Some(value)`; the way to a value leads through it.
    Some,
    /// `[value, ...]`.
    List,
    /// `{key: value, ...}`; the keys are children too.
    Map,
    /// A text in any of its forms.
    Text,
    /// A number or a range of numbers; also one in per cent.
    Number,
    /// `0.4 ("why")`: a number, then a text in brackets that gives the reason for it.
    Reasoned,
    /// A character in single quotes.
    Char,
    /// Bytes.
    Bytes,
    /// A word by itself: `true`, `None`, the name of a variant.
    Word,
}

/// A node of the tree: one value.
#[derive(Clone, Debug)]
pub struct SyntaxNode {
    /// The kind of the value.
    pub kind: NodeKind,
    /// The span of the value, with its brackets and the name before them.
    pub span: Span,
    /// The field name or the key before the value.
    pub key: Option<Span>,
    /// The name before the value's bracket.
    pub name: Option<Span>,
    pub(super) parent: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) next: Option<NodeId>,
}

impl SyntaxNode {
    /// The node of the value around this one.
    #[must_use]
    pub const fn parent(&self) -> Option<NodeId> {
        self.parent
    }
}

/// One step of a path to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep<'p> {
    /// The value of a field.
    Field(&'p str),
    /// A value of a list or tuple, counted from zero.
    Index(usize),
}

/// The syntax tree of a text that was read, with its tokens and faults.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    nodes: Vec<SyntaxNode>,
    pub(super) faults: Vec<SyntaxFault>,
}

impl<'a> Tree<'a> {
    pub(super) const fn new(
        text: &'a str,
        tokens: Vec<Token>,
        nodes: Vec<SyntaxNode>,
        faults: Vec<SyntaxFault>,
    ) -> Self {
        Self { text, tokens, nodes, faults }
    }

    pub(super) fn without(text: &'a str, fault: SyntaxFault) -> Self {
        Self { text, tokens: Vec::new(), nodes: Vec::new(), faults: vec![fault] }
    }

    /// The same tokens with one fault and no values.
    pub(super) fn with_only(self, fault: SyntaxFault) -> Self {
        Self { nodes: Vec::new(), faults: vec![fault], ..self }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// All tokens; together they are the text, unless it was not read at all.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether the text begins with attributes, which change how values are written.
    #[must_use]
    pub fn has_header(&self) -> bool {
        use crate::scenario::syntax::token::TokenKind::{Blank, Comment, Header};
        let mut first =
            self.tokens.iter().take_while(|t| matches!(t.kind, Blank | Comment | Header));
        first.any(|token| token.kind == Header)
    }

    /// The faults, in order of their places.
    #[must_use]
    pub fn faults(&self) -> &[SyntaxFault] {
        &self.faults
    }

    /// The value of the whole text.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        if self.nodes.is_empty() { None } else { Some(0) }
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &SyntaxNode {
        &self.nodes[id]
    }

    /// The span of a plain text without its quotation marks; of any other value, its whole
    /// span.
    #[must_use]
    pub fn inside(&self, id: NodeId) -> Span {
        self.plain(id).unwrap_or(self.nodes[id].span)
    }

    /// The span of a plain text without its quotation marks; none for any other value, and
    /// none for a text that is never closed.
    #[must_use]
    pub fn plain(&self, id: NodeId) -> Option<Span> {
        let SyntaxNode { kind, span, .. } = self.nodes[id];
        let text = span.of(self.text);
        let quoted = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
        (kind == NodeKind::Text && quoted).then(|| Span::new(span.start + 1, span.end - 1))
    }

    /// All values, each before those inside it.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &SyntaxNode)> {
        self.nodes.iter().enumerate()
    }

    /// The values inside a value, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        core::iter::successors(self.nodes[id].first, |child| self.nodes[*child].next)
    }

    /// The value around a value.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id].parent
    }

    /// The value that a path leads to from the root.
    #[must_use]
    pub fn find(&self, steps: &[PathStep<'_>]) -> Option<NodeId> {
        steps.iter().try_fold(self.root()?, |from, step| self.step(from, *step))
    }

    /// The value that one step leads to from another.
    #[must_use]
    pub fn step(&self, from: NodeId, step: PathStep<'_>) -> Option<NodeId> {
        let mut from = from;
        while self.nodes[from].kind == NodeKind::Some {
            from = self.nodes[from].first?;
        }
        match step {
            PathStep::Index(index) => self.children(from).nth(index),
            // The short form of a number has no names for its two parts.
            PathStep::Field(name) if self.nodes[from].kind == NodeKind::Reasoned => {
                let part = ["value", "why"].iter().position(|part| *part == name)?;
                self.children(from).nth(part)
            }
            PathStep::Field(name) => self.children(from).find(|child| {
                let key = self.nodes[*child].key.map(|key| key.of(self.text));
                key.is_some_and(|key| key.strip_prefix("r#").unwrap_or(key) == name)
            }),
        }
    }

    /// The place of the value at a written path, as `items[0].moves[1].id`.
    #[must_use]
    pub fn span(&self, path: &str) -> Option<Span> {
        let mut at = self.root()?;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let (name, indices) = part.find('[').map_or((part, ""), |open| part.split_at(open));
            if !name.is_empty() {
                at = self.step(at, PathStep::Field(name))?;
            }
            for index in indices.split('[').skip(1) {
                let index = index.strip_suffix(']')?.parse().ok()?;
                at = self.step(at, PathStep::Index(index))?;
            }
        }
        Some(self.nodes[at].span)
    }

    /// The innermost value that holds a byte.
    #[must_use]
    pub fn innermost(&self, offset: usize) -> Option<NodeId> {
        let holds = |id: NodeId| {
            let span = self.nodes[id].span;
            span.start <= offset && offset < span.end
        };
        let mut at = self.root().filter(|root| holds(*root))?;
        while let Some(inner) = self.children(at).find(|child| holds(*child)) {
            at = inner;
        }
        Some(at)
    }

    /// The token that holds a byte.
    #[must_use]
    pub fn token_at(&self, offset: usize) -> Option<&Token> {
        let index = self.tokens.partition_point(|token| token.span.end <= offset);
        self.tokens.get(index)
    }
}
