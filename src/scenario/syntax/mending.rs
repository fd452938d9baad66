//! Mending: the changes of a repair, made to the items and reported as faults.
//!
//! Which changes are made is found by `repair`.

use std::collections::BTreeMap;

use super::fault::{Span, SyntaxFault};
use super::items::{LinePosition, TokenItem, closing};
use super::lines::line_end;
use super::token::TokenKind;
use crate::scenario::finding::Certainty;

/// A change to one bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BracketChange {
    /// The bracket goes.
    Delete,
    /// The bracket becomes another of its direction.
    Become(char),
    /// Before this item the bracket at this place is closed.
    Close(usize),
    /// Before this item a bracket is opened, which that item closes.
    Open(char, usize),
}

/// One change of a repair, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct RepairStep {
    /// The item at which it is made.
    pub(super) at: usize,
    pub(super) what: BracketChange,
}

/// The state while the changes are made and reported as faults.
pub(super) struct Mending<'t> {
    text: &'t str,
    items: &'t [TokenItem],
    seats: &'t [LinePosition],
    /// Whether the indentation was taken into account.
    lined: bool,
    /// Whether another way would be almost as good.
    close_call: bool,
    pub(super) out: Vec<TokenItem>,
    /// The index in `out` of each item.
    placed: Vec<usize>,
    /// The position of the item that was put out last.
    last: LinePosition,
    pub(super) faults: Vec<SyntaxFault>,
}

impl<'t> Mending<'t> {
    /// Before any change. `lined` is whether the indentation was taken into account,
    /// `close_call` whether another repair would be almost as good.
    pub(super) fn new(
        text: &'t str,
        items: &'t [TokenItem],
        seats: &'t [LinePosition],
        (lined, close_call): (bool, bool),
    ) -> Self {
        Self {
            text,
            items,
            seats,
            lined,
            close_call,
            out: Vec::with_capacity(items.len()),
            placed: vec![0; items.len()],
            last: LinePosition { line: 0, indent: 0, first: true },
            faults: Vec::new(),
        }
    }

    /// Makes the changes, and reports each.
    pub(super) fn run(&mut self, steps: &[RepairStep]) {
        let becomes: BTreeMap<usize, char> = steps
            .iter()
            .filter_map(|step| match step.what {
                BracketChange::Become(kind) => Some((step.at, kind)),
                _ => None,
            })
            .collect();
        // An opening bracket may be changed or put in later than what stands behind
        // it. Before an item first brackets are closed, then opened, the outer ones
        // first: they were found last.
        let mut steps: Vec<(usize, &RepairStep)> = steps.iter().enumerate().collect();
        steps.sort_by_key(|(nth, step)| {
            let (class, nth) = match step.what {
                BracketChange::Close(_) => (0, *nth),
                BracketChange::Open(..) => (1, usize::MAX - nth),
                BracketChange::Delete | BracketChange::Become(_) => (2, *nth),
            };
            (step.at, class, nth)
        });
        let mut steps = steps.into_iter().map(|(_, step)| step).peekable();
        let mut drop_comma = false;
        for at in 0..=self.items.len() {
            let mut deleted = false;
            let mut kind = self.items.get(at).map(|item| item.kind);
            while let Some(step) = steps.next_if(|step| step.at == at) {
                match step.what {
                    BracketChange::Delete => {
                        deleted = true;
                        drop_comma = self.delete(at);
                    }
                    BracketChange::Become(new) => kind = Some(self.replace(at, new)),
                    BracketChange::Close(open) => {
                        self.never_closed(open, becomes.get(&open).copied(), at);
                    }
                    BracketChange::Open(new, end) => self.never_opened(at, new, end),
                }
            }
            let (Some(item), Some(kind)) = (self.items.get(at), kind) else { break };
            if deleted {
                continue;
            }
            if kind == TokenKind::Comma && core::mem::take(&mut drop_comma) {
                continue;
            }
            drop_comma = false;
            self.placed[at] = self.out.len();
            self.out.push(TokenItem { kind, ..*item });
            self.last = self.seats[at];
        }
    }

    fn confidence(&self) -> Certainty {
        if self.close_call { Certainty::Guess } else { Certainty::Likely }
    }

    /// Takes a bracket away; answers whether the comma after it goes too.
    fn delete(&mut self, at: usize) -> bool {
        let item = self.items[at];
        let sign = item.span.of(self.text);
        if matches!(item.kind, TokenKind::Open(_)) {
            self.faults.push(
                SyntaxFault::new("extra-bracket", item.span, format!("`{sign}` stands here twice"))
                    .help("delete one of the two, or close both")
                    .sure(self.confidence())
                    .change(item.span, ""),
            );
            return false;
        }
        let before = self.out.last().map(|item| item.kind);
        let comma = self.items.get(at + 1).filter(|next| {
            next.kind == TokenKind::Comma
                && matches!(before, Some(TokenKind::Comma | TokenKind::Open(_)) | None)
        });
        let end = comma.map_or(item.span.end, |comma| comma.span.end);
        let line_start = self.text[..item.span.start].rfind('\n').map_or(0, |at| at + 1);
        let alone = Span::new(line_start, item.span.start).of(self.text).trim().is_empty()
            && Span::new(end, line_end(self.text, end)).of(self.text).trim().is_empty();
        let next_line = self.text[end..].find('\n').map(|at| end + at + 1);
        let gone = match next_line {
            Some(next) if alone => Span::new(line_start, next),
            _ => Span::new(item.span.start, end),
        };
        self.faults.push(
            SyntaxFault::new("extra-bracket", item.span, format!("`{sign}` closes nothing"))
                .help("delete it, or look for the opening bracket that is missing above")
                .sure(self.confidence())
                .change(gone, ""),
        );
        comma.is_some()
    }

    /// Replaces a bracket.
    fn replace(&mut self, at: usize, new: char) -> TokenKind {
        let item = self.items[at];
        let sign = item.span.of(self.text);
        let opens = matches!(item.kind, TokenKind::Open(_));
        let (kind, write) =
            if opens { (TokenKind::Open(new), new) } else { (TokenKind::Close(new), closing(new)) };
        let mate = self.mate_of(at, opens);
        let (message, label) = if opens {
            (format!("`{sign}` does not open what `{}` closes", closing(new)), "closed here")
        } else {
            (format!("`{sign}` closes nothing here; `{new}` is open"), "opened here")
        };
        let fault = SyntaxFault::new("wrong-bracket", item.span, message)
            .help(format!("write `{write}`"))
            .sure(self.confidence())
            .change(item.span, write.to_string());
        self.faults.push(match mate {
            Some(mate) => fault.also(mate, label),
            None => fault,
        });
        kind
    }

    /// The bracket that belongs to one that is replaced: for a closing one what
    /// waits in the text so far, for an opening one what follows.
    fn mate_of(&self, at: usize, opens: bool) -> Option<Span> {
        let mut depth = 0_usize;
        let mut look = |item: &TokenItem, inward: bool| match (item.kind, inward) {
            (TokenKind::Open(_), true) | (TokenKind::Close(_), false) => {
                depth += 1;
                None
            }
            (TokenKind::Open(_) | TokenKind::Close(_), _) if depth == 0 => Some(item.span),
            (TokenKind::Open(_) | TokenKind::Close(_), _) => {
                depth -= 1;
                None
            }
            _ => None,
        };
        if opens {
            self.items[at + 1..].iter().find_map(|item| look(item, true))
        } else {
            self.out.iter().rev().find_map(|item| look(item, false))
        }
    }

    /// Opens a bracket before an item, which `end` closes.
    fn never_opened(&mut self, at: usize, kind: char, end: usize) {
        let (item, closes) = (self.items[at], self.items[end]);
        let before = at.checked_sub(1).map(|before| self.items[before]);
        let sign = closes.span.of(self.text);
        let place = Span::at(item.span.start);
        let (changed, new) = match before {
            Some(before) if self.seats[at].first && before.kind.names_value() => {
                (Span::at(before.span.end), format!(" {kind}"))
            }
            // `set "a")`: the blank was the bracket.
            Some(before)
                if before.kind == TokenKind::Word
                    && kind == '('
                    && Span::new(before.span.end, item.span.start).of(self.text) == " " =>
            {
                (Span::new(before.span.end, item.span.start), kind.to_string())
            }
            Some(before) if self.seats[at].first && self.seats[end].first => {
                let indent = " ".repeat(self.seats[end].indent);
                (Span::at(line_end(self.text, before.span.end)), format!("\n{indent}{kind}"))
            }
            None if self.seats[end].first => {
                let before = &self.text[..item.span.start];
                (Span::at(before.rfind('\n').map_or(0, |at| at + 1)), format!("{kind}\n"))
            }
            _ => (place, kind.to_string()),
        };
        self.faults.push(
            SyntaxFault::new("missing-bracket", place, format!("`{kind}` is missing here"))
                .also(closes.span, format!("this `{sign}` closes it"))
                .help(format!("write `{kind}`, or delete the `{sign}`"))
                .sure(self.confidence())
                .change(changed, new),
        );
        let span = Span::at(item.span.start);
        self.out.push(TokenItem { kind: TokenKind::Open(kind), span, mate: 0, uncertain: false });
    }

    /// Closes a bracket after what was put out last, before an item.
    fn never_closed(&mut self, open: usize, of: Option<char>, at: usize) {
        let TokenKind::Open(was) = self.items[open].kind else { return };
        let kind = of.unwrap_or(was);
        let sign = closing(kind);
        let next = self.items.get(at);
        let waits = self.seats[open];
        let ends_in_comma = self.out.last().is_some_and(|item| item.kind == TokenKind::Comma);
        let one_line = self.last.line == waits.line;
        let before_close =
            next.is_none_or(|item| matches!(item.kind, TokenKind::Close(_) | TokenKind::Comma));
        // `["a", "b",` at a line's end: the last comma was meant to follow the bracket.
        let comma = if one_line && ends_in_comma { self.out.pop() } else { None };
        let end = self.out.last().map_or(0, |item| item.span.end);
        let (place, new) = if one_line {
            let follow = if before_close || comma.is_some() { "" } else { "," };
            (end, format!("{sign}{follow}"))
        } else {
            let indent = " ".repeat(waits.indent);
            let has_comma = next.is_none_or(|item| item.kind == TokenKind::Comma);
            let follow = if has_comma { "" } else { "," };
            (line_end(self.text, end), format!("\n{indent}{sign}{follow}"))
        };
        let made = |kind| TokenItem { kind, span: Span::at(end), mate: 0, uncertain: false };
        if let Some(open) = self.out.get_mut(self.placed[open]) {
            open.uncertain = true;
            // Without the lines the place is a guess.
            let confidence = if self.close_call || !self.lined && !one_line {
                Certainty::Guess
            } else {
                Certainty::Likely
            };
            self.faults.push(
                SyntaxFault::new(
                    "missing-bracket",
                    open.span,
                    format!("this `{was}` is never closed"),
                )
                .also(Span::at(end), format!("`{sign}` is missing here"))
                .help(format!("close it with `{sign}`"))
                .sure(confidence)
                .change(Span::at(place), new),
            );
        }
        self.out.push(made(TokenKind::Close(kind)));
        match comma {
            Some(comma) => self.out.push(comma),
            None if !before_close => self.out.push(made(TokenKind::Comma)),
            None => {}
        }
    }
}
