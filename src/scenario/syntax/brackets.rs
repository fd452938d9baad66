//! Brackets in pairs: what the parser gets is always balanced.
//!
//! Where they do not pair, [`repair`] finds out which one is to blame.

use super::lexer::{Token, TokenKind};
use super::lines::Lines;
use super::{DEEPEST, Fault, Look, Span, repair};

/// A token that means something, with the bracket that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// Of an opening bracket, the place of its closing one among the items.
    pub(super) mate: usize,
    /// Of an opening bracket: what it holds is uncertain, because it was never closed.
    pub(super) uncertain: bool,
}

pub(super) struct Paired {
    pub(super) items: Vec<Item>,
    pub(super) faults: Vec<Fault>,
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

/// Pairs the brackets.
///
/// # Errors
/// If they nest too deep.
pub(super) fn pair(text: &str, tokens: &[Token], look: Look) -> Result<Paired, Box<Fault>> {
    let means = |token: &&Token| {
        !matches!(token.kind, TokenKind::Blank | TokenKind::Comment | TokenKind::Header)
    };
    let item =
        |token: &Token| Item { kind: token.kind, span: token.span, mate: 0, uncertain: false };
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    items.extend(tokens.iter().filter(means).map(item));
    let mut depth = 0_usize;
    for (index, item) in items.iter().enumerate() {
        match item.kind {
            // A bare `()` is a value without inside.
            TokenKind::Open('(')
                if depth == DEEPEST
                    && text.get(item.span.start..).is_some_and(|rest| rest.starts_with("()"))
                    && index > 0
                    && items[index - 1].kind != TokenKind::Word =>
            {
                depth += 1;
            }
            TokenKind::Open(_) if depth == DEEPEST => {
                let message = format!("brackets nest more than {DEEPEST} deep here");
                let fault = Fault::new("too-deep", item.span, message)
                    .help("no scenario needs that; look for brackets that are never closed");
                return Err(Box::new(fault));
            }
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let mut plain = Paired { items, faults: Vec::new(), surplus: false };
    if mate(&mut plain.items) {
        return Ok(plain);
    }
    if look == Look::Plain {
        // Only that something is wrong matters; the second look says what.
        plain.items.clear();
        let fault = Fault::new("missing-bracket", Span::at(0), "the brackets do not pair");
        plain.faults.push(fault);
        return Ok(plain);
    }
    let mut mended = repair::repair(text, &plain.items);
    let paired = mate(&mut mended.items);
    debug_assert!(paired, "the repair pairs all brackets");
    if !paired {
        mended.items.clear();
    }
    Ok(mended)
}

/// Tells each opening bracket its closing one; answers whether all pair.
fn mate(items: &mut [Item]) -> bool {
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in 0..items.len() {
        match items[at].kind {
            TokenKind::Open(kind) => open.push((at, kind)),
            TokenKind::Close(kind) => match open.pop() {
                Some((mate, of)) if of == kind => items[mate].mate = at,
                _ => return false,
            },
            _ => {}
        }
    }
    open.is_empty()
}

/// Where a token stands: its line, the indentation of that line, and whether it
/// is the first of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) line: usize,
    pub(super) indent: usize,
    pub(super) first: bool,
}

pub(super) fn seats(text: &str, items: &[Item]) -> Vec<Seat> {
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
        seats.push(Seat { line, indent, first });
    }
    seats
}
