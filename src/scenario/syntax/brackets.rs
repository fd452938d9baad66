//! Brackets in pairs: what the parser gets is always balanced.
//!
//! Where brackets do not pair, the indentation of the lines tells which one is
//! to blame, as it tells a person; where the lines are not indented so, what
//! can be counted does. Of the two the one that finds fewer faults is believed.

use super::lexer::{Token, TokenKind};
use super::lines::{Lines, line_end};
use super::{DEEPEST, Fault, Look, Span};

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
    let items: Vec<Item> = tokens.iter().filter(means).map(item).collect();
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
    let seats = seats(text, &plain.items);
    let by_lines = Repair::new(text, &seats, true).run(&plain.items);
    let by_count = Repair::new(text, &seats, false).run(&plain.items);
    let mut best = if by_lines.faults.len() <= by_count.faults.len() { by_lines } else { by_count };
    let paired = mate(&mut best.items);
    debug_assert!(paired, "the repair pairs all brackets");
    if !paired {
        best.items.clear();
    }
    Ok(best)
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
#[derive(Clone, Copy)]
struct Seat {
    line: usize,
    indent: usize,
    first: bool,
}

fn seats(text: &str, items: &[Item]) -> Vec<Seat> {
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

/// An opening bracket that waits for its closing one.
#[derive(Clone, Copy)]
struct Waiting {
    kind: char,
    /// Its place among the items that are put out.
    at: usize,
    seat: Seat,
}

struct Repair<'t> {
    text: &'t str,
    seats: &'t [Seat],
    by_lines: bool,
    open: Vec<Waiting>,
    out: Vec<Item>,
    /// The seats of what is put out.
    out_seats: Vec<Seat>,
    faults: Vec<Fault>,
    surplus: bool,
}

impl<'t> Repair<'t> {
    const fn new(text: &'t str, seats: &'t [Seat], by_lines: bool) -> Self {
        Self {
            text,
            seats,
            by_lines,
            open: Vec::new(),
            out: Vec::new(),
            out_seats: Vec::new(),
            faults: Vec::new(),
            surplus: false,
        }
    }

    fn run(mut self, items: &[Item]) -> Paired {
        let count = |open: bool| {
            let counts = |item: &&Item| match item.kind {
                TokenKind::Open(_) => open,
                TokenKind::Close(_) => !open,
                _ => false,
            };
            items.iter().filter(counts).count()
        };
        // Positive: more are opened than closed.
        let more_open = count(true) > count(false);
        let more_closed = count(true) < count(false);
        for (index, item) in items.iter().enumerate() {
            let seat = self.seats[index];
            if self.by_lines && seat.first {
                self.dedent(item, seat);
            }
            match item.kind {
                TokenKind::Open(kind) => {
                    self.open.push(Waiting { kind, at: self.out.len(), seat });
                    self.put(*item, seat);
                }
                TokenKind::Close(kind) => {
                    self.close(items, index, kind, more_open, more_closed);
                }
                _ => self.put(*item, seat),
            }
        }
        while let Some(waiting) = self.open.pop() {
            self.never_closed(waiting, None);
        }
        Paired { items: self.out, faults: self.faults, surplus: self.surplus }
    }

    fn put(&mut self, item: Item, seat: Seat) {
        self.out.push(item);
        self.out_seats.push(seat);
    }

    /// A line that is indented no deeper than an open bracket's line ends it.
    fn dedent(&mut self, item: &Item, seat: Seat) {
        let is_close = matches!(item.kind, TokenKind::Close(_));
        while let Some(top) = self.open.last().copied() {
            let ended = if is_close {
                top.seat.indent > seat.indent
            } else {
                top.seat.indent >= seat.indent
            };
            if top.seat.line >= seat.line || !ended {
                break;
            }
            self.open.pop();
            self.never_closed(top, Some(item));
        }
    }

    fn close(
        &mut self,
        items: &[Item],
        index: usize,
        kind: char,
        more_open: bool,
        more_closed: bool,
    ) {
        let (item, seat) = (items[index], self.seats[index]);
        let Some(top) = self.open.last().copied() else {
            self.extra(item, kind);
            return;
        };
        if top.kind == kind {
            let too_deep = top.seat.line < seat.line && top.seat.indent < seat.indent;
            if self.by_lines && seat.first && too_deep && more_closed {
                self.extra(item, kind);
                return;
            }
            self.open.pop();
            self.put(item, seat);
            return;
        }
        let wanted = self.open.iter().rev().find(|waiting| waiting.kind == kind).copied();
        let missing = match wanted {
            None => {
                if more_closed {
                    self.extra(item, kind);
                    return;
                }
                false
            }
            Some(wanted) if self.by_lines && seat.first && wanted.seat.line != top.seat.line => {
                // Brackets of deeper lines are closed by now.
                wanted.seat.indent == seat.indent && top.seat.indent != seat.indent
            }
            Some(wanted) if wanted.seat.line == top.seat.line || top.seat.line == seat.line => {
                self.fewer_closed_than_open(items, index, top.seat.line, wanted.seat.line)
            }
            Some(_) => more_open,
        };
        if missing {
            while let Some(waiting) = self.open.pop() {
                if waiting.kind == kind {
                    break;
                }
                self.never_closed(waiting, Some(&item));
            }
            self.put(item, seat);
        } else {
            self.open.pop();
            let (has, wants) = (closing(kind), closing(top.kind));
            let message = format!("`{has}` closes nothing here; `{}` is open", top.kind);
            let opening = self.out.get(top.at).map_or(Span::default(), |open| open.span);
            self.faults.push(
                Fault::new("wrong-bracket", item.span, message)
                    .also(opening, "opened here")
                    .help(format!("write `{wants}`"))
                    .change(item.span, wants.to_string()),
            );
            self.put(Item { kind: TokenKind::Close(top.kind), ..item }, seat);
        }
    }

    /// Whether the closing brackets that follow each other from here on this
    /// line are too few for those that its line, or their line, opened.
    fn fewer_closed_than_open(
        &self,
        items: &[Item],
        index: usize,
        line: usize,
        wanted_line: usize,
    ) -> bool {
        let here = self.seats[index].line;
        let mut balance = 0_isize;
        for (item, seat) in items[index..].iter().zip(&self.seats[index..]) {
            if seat.line != here {
                break;
            }
            match item.kind {
                TokenKind::Open(_) => balance -= 1,
                TokenKind::Close(_) => balance += 1,
                _ => {}
            }
        }
        let opened = self.open.iter().filter(|waiting| waiting.seat.line == line).count();
        let opened = isize::try_from(opened).unwrap_or(isize::MAX);
        if wanted_line == line { balance < opened } else { balance > opened }
    }

    fn extra(&mut self, item: Item, kind: char) {
        self.surplus = true;
        let sign = closing(kind);
        self.faults.push(
            Fault::new("extra-bracket", item.span, format!("`{sign}` closes nothing"))
                .help("delete it, or look for the opening bracket that is missing above")
                .change(item.span, ""),
        );
    }

    /// Closes a bracket after what was put out last.
    fn never_closed(&mut self, waiting: Waiting, next: Option<&Item>) {
        let sign = closing(waiting.kind);
        let last_seat = self.out_seats.last().copied().unwrap_or(waiting.seat);
        let ends_in_comma =
            self.out.last().is_some_and(|item| matches!(item.kind, TokenKind::Comma));
        let one_line = last_seat.line == waiting.seat.line;
        let before_close =
            next.is_none_or(|item| matches!(item.kind, TokenKind::Close(_) | TokenKind::Comma));
        // `["a", "b",` at a line's end: the last comma was meant to follow the bracket.
        let comma =
            if one_line && ends_in_comma { self.out.pop().zip(self.out_seats.pop()) } else { None };
        let end = self.out.last().map_or(0, |item| item.span.end);
        let (at, new) = if one_line {
            let follow = if before_close || comma.is_some() { "" } else { "," };
            (end, format!("{sign}{follow}"))
        } else {
            let indent = " ".repeat(waiting.seat.indent);
            let follow = if next.is_none() { "" } else { "," };
            (line_end(self.text, end), format!("\n{indent}{sign}{follow}"))
        };
        if let Some(open) = self.out.get_mut(waiting.at) {
            open.uncertain = true;
            let message = format!("this `{}` is never closed", waiting.kind);
            let mut fault = Fault::new("missing-bracket", open.span, message)
                .also(Span::at(end), format!("`{sign}` is missing here"))
                .help(format!("close it with `{sign}`"));
            // Without the lines the place is a guess, and no change is proposed.
            if self.by_lines || one_line {
                fault = fault.change(Span::at(at), new);
            }
            self.faults.push(fault);
        }
        let made = |kind| Item { kind, span: Span::at(end), mate: 0, uncertain: false };
        self.put(made(TokenKind::Close(waiting.kind)), last_seat);
        match comma {
            Some((comma, seat)) => self.put(comma, seat),
            None if !before_close => self.put(made(TokenKind::Comma), last_seat),
            None => {}
        }
    }
}
