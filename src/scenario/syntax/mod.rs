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
mod fault;
mod items;
mod lexer;
mod lines;
mod mending;
mod parser;
mod repair;
mod texts;
mod token;
mod tree;

pub use super::finding::Certainty;
pub use fault::{DEEPEST, MOST_BYTES, Span, SyntaxFault, TextChange, mend};
use fault::{MOST_FAULTS, ReadingPass};
pub(in crate::scenario) use lexer::plain as plain_message;
pub use lines::Lines;
pub use token::{Token, TokenKind};
pub use tree::{NodeId, NodeKind, PathStep, SyntaxNode, Tree};

/// Reads a text. Faults stand in order of their places; if there are none the
/// tree is complete, else it holds as much as could be recovered.
#[must_use]
pub fn read(text: &str) -> Tree<'_> {
    if text.len() > MOST_BYTES {
        let message = format!(
            "the file has {} bytes, but at most {MOST_BYTES} are read; part it into several files",
            text.len()
        );
        return Tree::without(text, SyntaxFault::new("file-too-large", Span::at(0), message));
    }
    let plain = look(text, ReadingPass::Plain);
    if plain.faults().is_empty() {
        return plain;
    }
    let second = look(text, ReadingPass::Second);
    let open_comment = second.faults().iter().find(|fault| fault.code == "unclosed-comment");
    if let Some(fault) = open_comment.cloned() {
        // Everything after it is a comment or everything after its line is none:
        // it can be mended only if the latter reads well.
        let short = look(text, ReadingPass::ShortComment);
        return match short.faults() {
            [only] if only.code == "unclosed-comment" => short,
            _ => second.with_only(SyntaxFault { changes: Vec::new(), ..fault }),
        };
    }
    // The guesses of the second pass must never make a fault disappear.
    if second.faults().is_empty() { plain } else { second }
}

/// The probable fault of a text that is valid but not what was meant: a text that runs
/// on into another one is valid RON as long as the number of quotation marks is even.
#[must_use]
pub fn suspect(text: &str) -> Option<SyntaxFault> {
    let second = look(text, ReadingPass::Second);
    let found = second.faults.iter().find(|fault| fault.code == "unclosed-text")?;
    Some(found.clone().sure(Certainty::Likely))
}

/// The fault of a raw text that was closed by a plain quotation mark, in a text that is valid
/// all the same: it runs on to the end of the next raw text, and what lies between, fields of
/// the file and not prose, is part of it.
#[must_use]
pub fn swallowed(tree: &Tree<'_>) -> Option<SyntaxFault> {
    let text = tree.text();
    let raw =
        |token: &&Token| token.kind == TokenKind::Text && token.span.of(text).starts_with("r#");
    tree.tokens().iter().filter(raw).find_map(|token| texts::swallows(text, token.span))
}

fn look(text: &str, look: ReadingPass) -> Tree<'_> {
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
    faults.truncate(MOST_FAULTS);
    Tree::new(text, lexed.tokens, built.nodes, faults)
}
