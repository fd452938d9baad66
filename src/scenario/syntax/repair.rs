//! Repair of brackets that do not pair: the fewest changes that make them pair.
//!
//! A person sees at a glance which bracket is to blame: by the indentation, by
//! a field that stands among values, by a value without a name among fields.
//! Here every way to mend the text is followed at once, each with a price: a
//! bracket that is put in, taken away or replaced costs most, a line that is
//! indented against its brackets or an entry that does not fit them a little.
//! Ways that wait for the same closing brackets are one from there on, the
//! cheaper. So a bracket that is missing at the top of a file is not paid for
//! by every bracket below, and what is found is the root.
//!
//! It is done twice, with and without a look at the indentation; what needs
//! fewer changes is believed. Time and memory are linear in the text.

use std::rc::Rc;

use super::fault::MOST_FAULTS;
use super::items::{LinePosition, Paired, TokenItem, seats};
use super::mending::{BracketChange, Mending, RepairStep};
use super::token::TokenKind;

/// The cost of putting in, taking away or replacing a bracket.
const CHANGE: u32 = 20;
/// The cost of a line that is indented against its brackets.
const LAYOUT: u32 = 8;
/// The cost of the first entry that does not fit the bracket around it.
const UNFIT: u32 = 10;
/// The cost of every further such entry in the same bracket.
const UNFIT_AGAIN: u32 = 2;
/// The cost of replacing a bracket of the right line against its content.
const AGAINST_CONTENT: u32 = 5;
/// The most paths that are followed at once, in a text that is not very long.
const MOST_WAYS: usize = 24;
/// The approximate limit of the number of items times the number of paths.
const MOST_WORK: usize = 8_000_000;
/// The most by which a path may cost more than the best; dearer paths are given up.
const TOO_DEAR: u32 = 8 * CHANGE;
/// The difference in cost that a hint makes between two changes otherwise equal.
const HINT: u32 = 3;
/// The lead in cost over the next path below which the best path is a guess.
const CLOSE_CALL: u32 = 3;

/// The index that stands for none.
const NONE: usize = usize::MAX;

/// A bracket that waits for its closing one; the outermost is the file.
#[derive(Clone, Copy, Debug)]
struct RepairFrame {
    /// The opening bracket; none for the file.
    open: Option<char>,
    /// Its place among the items.
    at: usize,
    seat: LinePosition,
    /// Whether it holds fields; unknown before the first entry.
    fields: Option<bool>,
    /// Whether an entry may begin here.
    entry: bool,
    /// The first entry that does not fit, and what such entries have cost.
    unfit: usize,
    unfit_cost: u32,
    /// The name of the last field.
    last_field: usize,
    /// The first entry since the last one that has brackets, that one's bracket,
    /// and the bracket of the one before it.
    bare: usize,
    /// The first of the entries with brackets that stand side by side up to here.
    run: usize,
    sibling: Option<char>,
    elder: Option<char>,
    /// The line of the last bracket that was opened and closed in it.
    last_line: usize,
    /// Whether its lines are indented against it, so that indentation is ignored.
    loose: bool,
    /// A key of all brackets that wait, this one included.
    key: u64,
}

impl RepairFrame {
    /// A bracket that was opened just now.
    const fn opened(kind: char, at: usize, seat: LinePosition, key: u64) -> Self {
        Self {
            open: Some(kind),
            at,
            seat,
            fields: None,
            entry: true,
            unfit: NONE,
            unfit_cost: 0,
            last_field: NONE,
            bare: NONE,
            run: NONE,
            sibling: None,
            elder: None,
            last_line: NONE,
            loose: false,
            key,
        }
    }
}

/// An element of a linked list whose older part several paths share.
struct Link<T> {
    value: T,
    before: Chain<T>,
}

type Chain<T> = Option<Rc<Link<T>>>;

/// A repair of the text up to the current item: the changes, and the brackets that wait.
#[derive(Clone)]
struct RepairPath {
    cost: u32,
    /// The extra cost of the cheapest other path that led here.
    rival: u32,
    frame: RepairFrame,
    /// The frames around, the innermost first.
    around: Chain<RepairFrame>,
    /// The changes, the last first, and how many they are.
    steps: Chain<RepairStep>,
    n_steps: usize,
}

struct Search<'a> {
    items: &'a [TokenItem],
    seats: &'a [LinePosition],
    by_lines: bool,
    most_ways: usize,
    next: Vec<RepairPath>,
}

/// Makes the brackets pair.
pub(super) fn repair(text: &str, items: &[TokenItem]) -> Paired {
    let seats = seats(text, items);
    let search = |by_lines| Search::new(items, &seats, by_lines).run();
    let (by_lines, by_count) = (search(true), search(false));
    let lined = by_lines.0.len() <= by_count.0.len();
    let (steps, rival) = if lined { by_lines } else { by_count };
    let all = steps.len() < MOST_FAULTS;
    let mut mending = Mending::new(text, items, &seats, (lined, rival < CLOSE_CALL));
    mending.run(&steps);
    let surplus = steps.iter().any(|step| step.what == BracketChange::Delete);
    if !all {
        mending.out.clear();
    }
    Paired { items: mending.out, faults: mending.faults, surplus }
}

const fn mix(key: u64, value: u64) -> u64 {
    let mixed = (key ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

impl<'a> Search<'a> {
    fn new(items: &'a [TokenItem], seats: &'a [LinePosition], by_lines: bool) -> Self {
        let most_ways = (MOST_WORK / items.len().max(1)).clamp(2, MOST_WAYS);
        Self { items, seats, by_lines, most_ways, next: Vec::new() }
    }

    /// The changes of the cheapest path, in order, and the lead in cost over the next one.
    /// After too many changes the rest of the text is left alone.
    fn run(mut self) -> (Vec<RepairStep>, u32) {
        let seat = LinePosition { line: 0, indent: 0, first: true };
        let file =
            RepairFrame { open: None, loose: true, ..RepairFrame::opened('(', NONE, seat, 0) };
        let start = RepairPath {
            cost: 0,
            rival: u32::MAX,
            frame: file,
            around: None,
            steps: None,
            n_steps: 0,
        };
        let mut ways = vec![start];
        for at in 0..self.items.len() {
            for way in ways.drain(..) {
                match self.items[at].kind {
                    TokenKind::Close(kind) => self.close(way, at, kind),
                    _ => self.arrive(way, at),
                }
            }
            core::mem::swap(&mut ways, &mut self.next);
            self.thin(&mut ways);
            if ways.first().is_none_or(|best| best.n_steps >= MOST_FAULTS) {
                break;
            }
        }
        for way in &mut ways {
            while way.frame.open.is_some() {
                *way = self.closed_before(way.clone(), self.items.len());
            }
        }
        self.thin(&mut ways);
        let Some(best) = ways.first() else { return (Vec::new(), 0) };
        let links = core::iter::successors(best.steps.as_ref(), |link| link.before.as_ref());
        let mut steps: Vec<RepairStep> = links.map(|link| link.value).collect();
        steps.reverse();
        (steps, best.rival)
    }

    /// Keeps the cheapest of the paths that wait for the same brackets, and the cheaper
    /// ones of those that are left, the best first.
    fn thin(&self, ways: &mut Vec<RepairPath>) {
        if ways.len() < 2 {
            return;
        }
        ways.sort_by_key(|way| (way.frame.key, way.cost));
        ways.dedup_by(|later, kept| {
            let same = later.frame.key == kept.frame.key;
            if same && !amount_to_the_same(later.steps.as_ref(), kept.steps.as_ref()) {
                kept.rival = kept.rival.min(later.cost - kept.cost);
            }
            same
        });
        ways.sort_by_key(|way| way.cost);
        let dearest = ways[0].cost + TOO_DEAR;
        ways.retain(|way| way.cost <= dearest);
        ways.truncate(self.most_ways);
    }

    fn with_step(way: &RepairPath, at: usize, what: BracketChange) -> RepairPath {
        let link = Link { value: RepairStep { at, what }, before: way.steps.clone() };
        RepairPath {
            cost: way.cost + CHANGE,
            steps: Some(Rc::new(link)),
            n_steps: way.n_steps + 1,
            ..way.clone()
        }
    }

    /// The path on which the innermost bracket ends here.
    fn popped(mut way: RepairPath) -> RepairPath {
        if let Some(link) = way.around.take() {
            let last_line = way.frame.seat.line;
            way.frame = RepairFrame { entry: false, last_line, ..link.value };
            way.around.clone_from(&link.before);
        }
        way
    }

    /// The path on which the innermost bracket is closed before an item; or never
    /// opened, if it stands there twice.
    fn closed_before(&self, way: RepairPath, at: usize) -> RepairPath {
        let open = way.frame.at;
        let twin = self.items.get(open + 1).is_some_and(|next| {
            next.kind == self.items[open].kind && next.span.start == self.items[open].span.end
        });
        if twin && way.frame.fields != Some(true) {
            let entry = way.frame.entry;
            let mut way = Self::popped(Self::with_step(&way, open, BracketChange::Delete));
            way.frame.entry = entry;
            return way;
        }
        let mut way = Self::popped(Self::with_step(&way, at, BracketChange::Close(open)));
        // A comma is put in with it where one is needed.
        way.frame.entry = true;
        way
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.items.get(at).map(|item| item.kind)
    }

    /// Whether an entry that begins at an item is a field.
    fn is_named(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word | TokenKind::Text))
            && self.kind(at + 1).is_some_and(TokenKind::names_value)
    }

    /// Whether an entry that begins at an item fits the innermost bracket.
    fn fits(&self, frame: &RepairFrame, at: usize) -> bool {
        let named = self.is_named(at);
        match (frame.open, frame.fields) {
            (None, fields) => fields.is_none() && !named,
            (Some('['), _) => !named,
            (Some('('), Some(fields)) => fields == named,
            _ => true,
        }
    }

    /// Whether a tuple begins in a tuple as that one began, and that one stands in a
    /// list: it was meant to be the next of the list.
    fn begins_alike(&self, way: &RepairPath, at: usize) -> bool {
        let frame = &way.frame;
        let first = |open: usize| self.kind(open + 1).filter(|kind| kind.begins_value());
        self.items[at].kind == TokenKind::Open('(')
            && frame.open == Some('(')
            && frame.fields == Some(false)
            && way.around.as_ref().is_some_and(|around| around.value.open == Some('['))
            && first(frame.at).is_some_and(|kind| first(at) == Some(kind))
    }

    /// Whether a bracket stands right behind its like, and that is the innermost
    /// that is open: `((text: ...`.
    fn is_twin(&self, frame: &RepairFrame, at: usize) -> bool {
        let item = self.items[at];
        item.kind == TokenKind::Open('(')
            && at.checked_sub(1) == Some(frame.at)
            && frame.open == Some('(')
            && self.items[frame.at].span.end == item.span.start
    }

    /// Whether two closing brackets side by side and a comma stand before an item.
    fn is_behind_two(&self, at: usize, kind: char) -> bool {
        let Some(first) = at.checked_sub(3) else { return false };
        let closes = Some(TokenKind::Close(kind));
        self.kind(first) == closes
            && self.kind(first + 1) == closes
            && self.kind(first + 2) == Some(TokenKind::Comma)
            && self.items[first].span.end == self.items[first + 1].span.start
    }

    /// Whether an item follows another as only a new entry could.
    fn touches(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.items[at]) else { return false };
        let item = self.items[at];
        let call = before.kind == TokenKind::Word && item.kind == TokenKind::Open('(');
        let two_names = before.kind.names_value() && self.is_named(at);
        two_names || before.kind.ends_value() && item.kind.begins_value() && !call
    }

    /// Goes on to an item that is no closing bracket.
    fn arrive(&mut self, way: RepairPath, at: usize) {
        let (item, seat) = (self.items[at], self.seats[at]);
        // On one way all that is closed before this item is closed in one order, so
        // that there is one way for each depth.
        let mut pending = Some(way);
        while let Some(mut way) = pending.take() {
            if self.by_lines && seat.first && !way.frame.loose {
                let frame = &way.frame;
                if frame.seat.line < seat.line && frame.seat.indent >= seat.indent {
                    pending = Some(self.closed_before(way.clone(), at));
                    way.cost += LAYOUT;
                    way.frame.loose = true;
                }
            }
            match item.kind {
                TokenKind::Comma => {
                    way.frame.entry = true;
                    self.next.push(way);
                    continue;
                }
                _ if item.kind.names_value() => {
                    self.next.push(way);
                    continue;
                }
                _ => {}
            }
            let touches = !way.frame.entry && self.touches(at);
            if item.kind.begins_value() && (way.frame.entry || touches) {
                let fits = self.fits(&way.frame, at) && !touches && !self.begins_alike(&way, at);
                if !fits {
                    if way.frame.open.is_some() && pending.is_none() {
                        pending = Some(self.closed_before(way.clone(), at));
                    }
                    let frame = &mut way.frame;
                    let cost = if frame.unfit == NONE { UNFIT } else { UNFIT_AGAIN };
                    frame.unfit = frame.unfit.min(at);
                    frame.unfit_cost += cost;
                    way.cost += cost;
                }
                let named = self.is_named(at);
                if named {
                    way.frame.last_field = at;
                }
                way.frame.fields.get_or_insert(named);
                match (self.kind(at), self.kind(at + 1)) {
                    (Some(TokenKind::Open(kind)), _) | (_, Some(TokenKind::Open(kind))) => {
                        way.frame.bare = NONE;
                        way.frame.run = way.frame.run.min(at);
                        way.frame.elder = way.frame.sibling.replace(kind);
                    }
                    _ => {
                        way.frame.bare = way.frame.bare.min(at);
                        way.frame.run = NONE;
                    }
                }
                way.frame.entry = false;
            }
            if self.is_twin(&way.frame, at) {
                // Or it stands here twice, and the first goes.
                let mut on = Self::with_step(&way, at - 1, BracketChange::Delete);
                on.cost -= HINT;
                on.frame = RepairFrame::opened('(', at, seat, way.frame.key);
                self.next.push(on);
            }
            if let TokenKind::Open(kind) = item.kind {
                let key = mix(mix(way.frame.key, at as u64), u64::from(kind));
                way.around = Some(Rc::new(Link { value: way.frame, before: way.around.take() }));
                way.frame = RepairFrame::opened(kind, at, seat, key);
            }
            self.next.push(way);
        }
    }

    /// The cost of closing a bracket here.
    fn misplaced(&self, frame: &RepairFrame, at: usize) -> u32 {
        let seat = self.seats[at];
        if !self.by_lines || frame.loose || frame.seat.line == seat.line {
            0
        } else if seat.first {
            if frame.seat.indent == seat.indent { 0 } else { LAYOUT }
        } else if self.items[at - 1].kind.closes() && frame.last_line == frame.seat.line {
            // `[(` on one line and `)]` on another.
            0
        } else {
            LAYOUT
        }
    }

    fn close(&mut self, way: RepairPath, at: usize, kind: char) {
        let Some(open) = way.frame.open else {
            self.opened(&way, at, kind);
            self.next.push(self.deleted(&way, at));
            return;
        };
        let misplaced = self.misplaced(&way.frame, at);
        if open == kind {
            let mut on = Self::popped(way.clone());
            on.cost += misplaced;
            self.next.push(on);
            if misplaced < LAYOUT && way.frame.unfit == NONE {
                // `)), name: ...` in a list: the fields were meant to go on.
                let in_list = way.around.as_ref().is_some_and(|l| l.value.open == Some('['));
                if in_list && self.is_named(at + 2) && self.is_behind_two(at + 2, kind) {
                    self.next.push(self.deleted(&way, at));
                }
                return;
            }
        } else {
            // This bracket is wrong, or the one that it should close.
            // Its neighbours in a list may tell which.
            let elder = way.around.as_ref().and_then(|link| link.value.elder);
            let like = elder.or_else(|| self.next_bracket(at));
            let like = like.filter(|_| !self.is_called(&way.frame));
            let (closing, opening) = if like == Some(open) {
                (0, AGAINST_CONTENT)
            } else if like == Some(kind) {
                (AGAINST_CONTENT, 0)
            } else {
                let opening = self.opening_against_content(&way.frame, kind);
                (self.closing_against_content(&way.frame), opening)
            };
            let mut on = Self::with_step(&way, at, BracketChange::Become(open));
            on.cost += misplaced + closing;
            let on = Self::popped(on);
            self.next.push(on);
            let mut on = Self::with_step(&way, way.frame.at, BracketChange::Become(kind));
            on.cost += misplaced + opening;
            if kind == '(' {
                on.cost = on.cost.saturating_sub(way.frame.unfit_cost);
            }
            let on = Self::popped(on);
            self.next.push(on);
        }
        self.next.push(self.deleted(&way, at));
        self.opened(&way, at, kind);
        // Or those inside the one that it closes are never closed.
        let mut on = way;
        for _ in 0..4 {
            on = self.closed_before(on, at);
            match on.frame.open {
                Some(open) if open == kind => {
                    on.cost += self.misplaced(&on.frame, at);
                    self.next.push(Self::popped(on));
                    break;
                }
                Some(_) => {}
                None => break,
            }
        }
    }

    /// The path on which a closing bracket is one too many; if it stands on a line
    /// of its own as its twin above does, or beside it, more likely so.
    fn deleted(&self, way: &RepairPath, at: usize) -> RepairPath {
        let mut way = Self::with_step(way, at, BracketChange::Delete);
        let twin = at > 0 && {
            let before = if self.items[at - 1].kind == TokenKind::Comma {
                at.wrapping_sub(2)
            } else {
                at - 1
            };
            self.items.get(before).is_some_and(|before| before.kind == self.items[at].kind)
        };
        way.cost += if twin { 0 } else { HINT };
        way
    }

    /// The bracket that the next entry begins with, after the closing one here.
    fn next_bracket(&self, at: usize) -> Option<char> {
        match (self.kind(at + 1), self.kind(at + 2)) {
            (Some(TokenKind::Comma), Some(TokenKind::Open(kind))) => Some(kind),
            _ => None,
        }
    }

    /// Whether a bracket follows a word, as that of a variant does.
    fn is_called(&self, frame: &RepairFrame) -> bool {
        let before = frame.at.checked_sub(1).map(|before| self.items[before].kind);
        before == Some(TokenKind::Word)
    }

    /// The cost that speaks against the opening bracket of a frame, and so against a
    /// closing one that is made to fit it.
    fn closing_against_content(&self, frame: &RepairFrame) -> u32 {
        let good = match frame.open {
            Some('(') => frame.fields != Some(false) || self.is_called(frame),
            Some('[') => frame.unfit == NONE && !self.is_called(frame),
            _ => false,
        };
        if good { 0 } else { AGAINST_CONTENT }
    }

    /// The cost that speaks against another opening bracket for a frame.
    fn opening_against_content(&self, frame: &RepairFrame, kind: char) -> u32 {
        let good = match kind {
            '(' => frame.unfit != NONE || frame.open == Some('{') || self.is_called(frame),
            '[' => frame.fields != Some(true) && !self.is_called(frame),
            _ => false,
        };
        if good { 0 } else { AGAINST_CONTENT }
    }

    /// The paths on which the bracket that is closed here was never opened: it is
    /// missing before the first entry that does not fit, or after the last name.
    fn opened(&mut self, way: &RepairPath, at: usize, kind: char) {
        let frame = way.frame;
        let ends = self.seats[at];
        let next = self.next_bracket(at);
        // Behind `)),` it is rather that there is a bracket too many.
        let behind_two = frame.unfit != NONE && self.is_behind_two(frame.unfit, kind);
        let mut open = |from: usize, aligned: bool, against: u32| {
            // At the bracket itself: what it closes is empty.
            if from > at {
                return;
            }
            let mut on = Self::with_step(way, from, BracketChange::Open(kind, at));
            let layout = if aligned || !self.by_lines { 0 } else { LAYOUT };
            on.cost = on.cost.saturating_sub(frame.unfit_cost) + layout + against;
            on.frame.unfit = NONE;
            on.frame.unfit_cost = 0;
            on.frame.entry = false;
            // BracketChange stands behind the new bracket belongs to it.
            if frame.last_field != NONE && frame.last_field >= from {
                on.frame.last_field = NONE;
            }
            if frame.bare != NONE && frame.bare >= from {
                on.frame.bare = NONE;
            }
            on.frame.run = frame.run.min(from);
            self.next.push(on);
        };
        if frame.unfit != NONE {
            let begins = self.seats[frame.unfit];
            let aligned = if ends.first {
                begins.line < ends.line && begins.indent > ends.indent
                    || frame.open.is_none() && frame.unfit == 0
            } else {
                begins.line == ends.line
            };
            let against = if kind == '(' { 0 } else { HINT };
            open(frame.unfit, aligned, if behind_two { AGAINST_CONTENT } else { against });
        }
        // `[("a", 1), "b", 2), ("c", 3)]`: what has no brackets among what has.
        if kind == '('
            && frame.open == Some('[')
            && frame.unfit == NONE
            && frame.bare != NONE
            && (frame.sibling == Some('(') || next == Some('('))
        {
            let begins = self.seats[frame.bare];
            let aligned =
                if ends.first { begins.indent > ends.indent } else { begins.line == ends.line };
            open(frame.bare, aligned, 0);
        }
        // `fact("a", (..), (..)])`: the list that a variant takes last.
        if kind == '[' && frame.fields == Some(false) && frame.unfit == NONE && frame.run != NONE {
            let begins = self.seats[frame.run];
            let aligned =
                if ends.first { begins.indent > ends.indent } else { begins.line == ends.line };
            // A list of lists is rare.
            let lists = self.items[frame.run].kind == TokenKind::Open('[');
            open(frame.run, aligned, if lists { AGAINST_CONTENT } else { 0 });
        }
        if frame.last_field != NONE {
            let from = frame.last_field + 2;
            let begins = self.seats[frame.last_field];
            let aligned = if ends.first {
                begins.line < ends.line && begins.indent == ends.indent
            } else {
                begins.line == ends.line
            };
            // `["a"]]` has one too many, `"a"]` one too few.
            let twice = self.items.get(from).is_some_and(|v| v.kind == TokenKind::Open(kind))
                && self.items[at - 1].kind == TokenKind::Close(kind);
            let against = match kind {
                '(' => AGAINST_CONTENT,
                _ if twice => HINT,
                _ => 0,
            };
            open(from, aligned, against);
        }
    }
}

/// Whether the last changes are so near each other that it is all one which is made.
fn amount_to_the_same(
    one: Option<&Rc<Link<RepairStep>>>,
    other: Option<&Rc<Link<RepairStep>>>,
) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let before = match (&one.before, &other.before) {
        (None, None) => true,
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        _ => false,
    };
    before && one.value.what == other.value.what && one.value.at.abs_diff(other.value.at) <= 1
}
