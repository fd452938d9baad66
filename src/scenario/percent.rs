//! Numbers in per cent: a sign that means nothing in the format, and says what was meant.

use super::syntax::{Span, SyntaxFault, TokenKind, Tree};

/// The fields whose numbers are shares of one; in a list of values no field is named.
const SHARES: [&str; 2] = ["value", "weight"];

/// A number in per cent, and the share of one that it is.
pub(super) struct PerCent {
    /// The number with its sign.
    pub(super) span: Span,
    /// The share, as it is written.
    pub(super) share: String,
}

/// The share that so many per cent are, as it is written.
///
/// Worked example: 40 per cent are `0.4`.
pub(super) fn share_of(per_cent: f64) -> String {
    // Digits after the sixth place come from the division.
    ((per_cent * 1e4).round() / 1e6).to_string()
}

/// What a per cent sign after a number was meant as, where a share can stand.
pub(super) fn meant(tree: &Tree<'_>, fault: &SyntaxFault) -> Option<PerCent> {
    let text = tree.text();
    if fault.code != "stray-character" || !matches!(fault.span.of(text), "%" | "％" | "﹪") {
        return None;
    }
    let tokens = tree.tokens();
    let sign = tokens.partition_point(|token| token.span.end <= fault.span.start);
    let mut before = tokens[..sign].iter().rev().filter(|token| token.kind != TokenKind::Blank);
    let number = before.next().filter(|token| token.kind == TokenKind::Number)?;
    let is_share = match before.next()?.kind {
        TokenKind::Colon => before.next().is_some_and(|name| SHARES.contains(&name.span.of(text))),
        TokenKind::Comma => true,
        _ => false,
    };
    let per_cent: f64 = number.span.of(text).parse().ok().filter(|n: &f64| n.is_finite())?;
    let span = Span::new(number.span.start, fault.span.end);
    is_share.then(|| PerCent { span, share: share_of(per_cent) })
}
