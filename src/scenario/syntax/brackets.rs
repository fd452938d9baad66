//! Pairing of brackets: the tokens that the parser gets are always balanced.
//!
//! Where they do not pair, [`repair`] finds out which one is to blame.

use super::fault::{DEEPEST, ReadingPass, Span, SyntaxFault};
use super::items::{Paired, TokenItem};
use super::repair;
use super::token::{Token, TokenKind};

/// Pairs the brackets.
///
/// # Errors
/// If they nest too deep.
pub(super) fn pair(
    text: &str,
    tokens: &[Token],
    look: ReadingPass,
) -> Result<Paired, Box<SyntaxFault>> {
    let means = |token: &&Token| {
        !matches!(token.kind, TokenKind::Blank | TokenKind::Comment | TokenKind::Header)
    };
    let item =
        |token: &Token| TokenItem { kind: token.kind, span: token.span, mate: 0, uncertain: false };
    let mut items: Vec<TokenItem> = Vec::with_capacity(tokens.len());
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
                let fault = SyntaxFault::new("too-deep", item.span, message)
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
    if look == ReadingPass::Plain {
        // Only the fact of a fault matters here; the second pass finds out which it is.
        plain.items.clear();
        let fault = SyntaxFault::new("missing-bracket", Span::at(0), "the brackets do not pair");
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

/// Sets the closing bracket of each opening one; returns whether all pair.
fn mate(items: &mut [TokenItem]) -> bool {
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
