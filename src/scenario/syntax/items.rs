//! Items: the tokens other than blanks, comments and the header, with their brackets
//! and their positions.

use super::fault::{Span, SyntaxFault};
use super::lines::Lines;
use super::token::TokenKind;

/// A token other than a blank, a comment or the header, with the bracket that belongs
/// to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenItem {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// Of an opening bracket, the place of its closing one among the items.
    pub(super) mate: usize,
    /// Of an opening bracket: what it holds is uncertain, because it was never closed.
    pub(super) uncertain: bool,
}

pub(super) struct Paired {
    pub(super) items: Vec<TokenItem>,
    pub(super) faults: Vec<SyntaxFault>,
    /// Whether there was a closing bracket too many.
    pub(super) surplus: bool,
}

/// The sign that closes a bracket.
pub(super) const fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// The position of a token: its line, the indentation of that line, and whether it
/// is the first token of the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinePosition {
    pub(super) line: usize,
    pub(super) indent: usize,
    pub(super) first: bool,
}

pub(super) fn seats(text: &str, items: &[TokenItem]) -> Vec<LinePosition> {
    let lines = Lines::new(text);
    let mut last_line = usize::MAX;
    let mut indent = 0;
    let mut seats = Vec::with_capacity(items.len());
    for item in items {
        let line = lines.line(item.span.start);
        let first = line != last_line;
        if first {
            let before = Span::new(lines.start(item.span.start), item.span.start).of(text);
            let blanks = before.chars().take_while(|c| c.is_whitespace());
            indent = blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum();
        }
        // A text of several lines ends on a later line; what follows it there
        // is not the first of that line.
        last_line = lines.line(item.span.end.saturating_sub(1).max(item.span.start));
        seats.push(LinePosition { line, indent, first });
    }
    seats
}
