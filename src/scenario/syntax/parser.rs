//! The parser: tokens with paired brackets -> values.
//!
//! Each bracket knows its mate, so what is wrong inside one never reaches
//! outside; within a bracket the parser goes on at the next field or comma.

use super::fault::{DEEPEST, MOST_FAULTS, Span, SyntaxFault};
use super::items::TokenItem;
use super::lines::line_end;
use super::token::TokenKind;
use super::tree::{NodeId, NodeKind, SyntaxNode};
use crate::scenario::finding::Certainty;

/// The result of the parser.
#[derive(Default)]
pub(super) struct Built {
    pub(super) nodes: Vec<SyntaxNode>,
    pub(super) faults: Vec<SyntaxFault>,
}

/// The token or value that a bracket waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// An entry, or the end.
    Entry,
    /// `:` after the key of a map.
    Colon,
    /// A value after `:`.
    Value,
    /// `,` or the end.
    Comma,
}

/// The kind of content of a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// The whole text: one value.
    One,
    /// Fields.
    Fields,
    /// Values.
    Values,
    /// Keys and values.
    Pairs,
}

struct ParserFrame {
    holds: Holds,
    state: State,
    node: Option<NodeId>,
    last: Option<NodeId>,
    key: Option<Span>,
    open_sign: char,
    /// The item that closes the bracket.
    end: usize,
    /// Whether faults in its content are not reported.
    muted: bool,
    /// Whether it is a `Some( )` that takes exactly one value.
    one: bool,
    /// The number of levels of nesting that it counts for.
    levels: usize,
}

struct Parser<'t> {
    text: &'t str,
    items: &'t [TokenItem],
    at: usize,
    frames: Vec<ParserFrame>,
    unwrap_variants: bool,
    out: Built,
}

/// Builds the tree. `surplus` says that there was a closing bracket too many, so
/// that the text may seem to end early.
pub(super) fn parse(
    text: &str,
    items: &[TokenItem],
    unwrap_variants: bool,
    surplus: bool,
) -> Built {
    let mut parser =
        Parser { text, items, at: 0, frames: Vec::new(), unwrap_variants, out: Built::default() };
    // A value takes about three items: a name, a colon and itself.
    parser.out.nodes.reserve(items.len() / 3);
    parser.whole(surplus);
    // A missing sign changes only the state; it cannot do so twice in a row.
    let mut idle = 0;
    // More faults are not reported, and each takes a look at its line.
    while parser.at < items.len() && parser.out.faults.len() < MOST_FAULTS {
        let before = parser.at;
        parser.advance();
        idle = if parser.at > before { 0 } else { idle + 1 };
        debug_assert!(idle < 2, "the parser goes on");
        if idle == 2 {
            parser.at += 1;
        }
    }
    parser.finish();
    parser.out
}

/// Words that take no bracket after them.
fn stands_alone(word: &str) -> bool {
    matches!(
        word,
        "true" | "false" | "None" | "inf" | "inff32" | "inff64" | "NaN" | "NaNf32" | "NaNf64"
    )
}

impl Parser<'_> {
    fn whole(&mut self, surplus: bool) {
        self.frames.push(ParserFrame {
            holds: Holds::One,
            state: State::Entry,
            node: None,
            last: None,
            key: None,
            open_sign: '(',
            end: self.items.len(),
            muted: surplus,
            one: false,
            levels: 0,
        });
        let bare_field = matches!(self.kind(0), Some(TokenKind::Word | TokenKind::Text))
            && self.kind(1).is_some_and(TokenKind::names_value);
        if self.items.is_empty() {
            self.fault(
                SyntaxFault::new("empty-file", Span::at(0), "the file holds no value")
                    .help("write `()`, or delete the file"),
            );
        } else if bare_field
            && let (Some(first), Some(last)) = (self.items.first(), self.items.last())
        {
            self.fault(
                SyntaxFault::new(
                    "no-brackets",
                    first.span,
                    "the fields of a file stand in round brackets",
                )
                .help("write `(` before the first field and `)` after the last")
                .change(Span::at(first.span.start), "(")
                .change(Span::at(last.span.end), ")"),
            );
            let node = self.node(NodeKind::Struct, Span::new(first.span.start, last.span.end));
            let frame = self.top();
            frame.holds = Holds::Fields;
            frame.node = Some(node);
        }
    }

    fn top(&mut self) -> &mut ParserFrame {
        self.frames.last_mut().expect("the whole text is never closed before its end")
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.items.get(at).map(|item| item.kind)
    }

    fn span(&self, at: usize) -> Span {
        self.items.get(at).map_or(Span::at(self.text.len()), |item| item.span)
    }

    fn fault(&mut self, fault: SyntaxFault) {
        if self.frames.last().is_none_or(|frame| !frame.muted) {
            self.out.faults.push(fault);
        }
    }

    /// Adds a node below the innermost bracket, with the key that waits there.
    fn node(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let id = self.out.nodes.len();
        let frame = self.frames.last_mut().expect("the whole text is never closed before its end");
        let key = frame.key.take();
        let (parent, previous) = (frame.node, frame.last.replace(id));
        self.out.nodes.push(SyntaxNode {
            kind,
            span,
            key,
            name: None,
            parent,
            first: None,
            next: None,
        });
        match (previous, parent) {
            (Some(previous), _) => self.out.nodes[previous].next = Some(id),
            (None, Some(parent)) => self.out.nodes[parent].first = Some(id),
            (None, None) => {}
        }
        id
    }

    fn advance(&mut self) {
        let kind = self.items[self.at].kind;
        if kind == TokenKind::Stray {
            // The lexer has reported it; the tokens beside it are uncertain.
            self.skip();
            return;
        }
        if matches!(kind, TokenKind::Close(_)) {
            self.close();
            return;
        }
        match self.frames.last().map_or(State::Comma, |frame| frame.state) {
            State::Entry => self.entry(kind),
            State::Colon => self.colon(kind),
            State::Value => self.value_of_field(kind),
            State::Comma => self.comma(kind),
        }
    }

    fn entry(&mut self, kind: TokenKind) {
        if kind == TokenKind::Comma {
            self.doubled_comma();
            return;
        }
        let holds = self.frames.last().map_or(Holds::One, |frame| frame.holds);
        if holds == Holds::Fields {
            self.field(kind);
        } else if kind.begins_value() {
            self.value();
        } else {
            self.fault(
                SyntaxFault::new(
                    "no-field-name",
                    self.span(self.at),
                    "there is no name before this sign",
                )
                .help("a field is a name, `:` and a value"),
            );
            self.skip();
        }
    }

    fn doubled_comma(&mut self) {
        let span = self.span(self.at);
        let after_comma = self.at > 0 && self.kind(self.at - 1) == Some(TokenKind::Comma);
        let before = self.at.checked_sub(1).map_or(0, |at| self.span(at).end);
        // What stands between the two may be a comment; it stays.
        let blank = Span::new(before, span.start).of(self.text).trim().is_empty();
        let from = if after_comma && blank { before } else { span.start };
        let message = if after_comma {
            "there is a second comma here"
        } else {
            "there is nothing before this comma"
        };
        self.fault(
            SyntaxFault::new("doubled-comma", span, message)
                .help("delete it")
                .change(Span::new(from, span.end), ""),
        );
        self.at += 1;
    }

    /// A field's name and the colon after it.
    fn field(&mut self, kind: TokenKind) {
        let (span, next) = (self.span(self.at), self.kind(self.at + 1));
        let named = next.is_some_and(TokenKind::names_value);
        match kind {
            TokenKind::Word if named => {
                self.at += 1;
                self.name(span);
            }
            TokenKind::Text if named => self.quoted_name(span),
            TokenKind::Word
                if next.is_none_or(|n| matches!(n, TokenKind::Comma | TokenKind::Close(_))) =>
            {
                self.lone_word(span);
            }
            TokenKind::Word
                if next.is_some_and(|n| n.begins_value() && n != TokenKind::Open('(')) =>
            {
                self.name_without_colon(span);
            }
            TokenKind::Number if self.is_rest_of_decimal() => self.rest_of_decimal(span),
            _ => self.value_without_name(kind, span),
        }
    }

    /// A field's name in quotation marks.
    fn quoted_name(&mut self, span: Span) {
        let literal = span.of(self.text);
        let inner = literal.trim_matches('"');
        let mut chars = inner.chars();
        let plain = chars.next().is_some_and(|c| c == '_' || c.is_ascii_alphabetic())
            && chars.all(|c| c == '_' || c.is_ascii_alphanumeric());
        let fault =
            SyntaxFault::new("quoted-name", span, "names of fields stand without quotation marks");
        let fault = if plain {
            fault.help(format!("write `{inner}`")).change(span, inner)
        } else {
            fault.help("only values that are texts have them")
        };
        self.fault(fault);
        self.at += 1;
        self.name(if plain { Span::new(span.start + 1, span.end - 1) } else { span });
    }

    /// A word that may be a name or a value, with neither the other.
    fn lone_word(&mut self, span: Span) {
        let name = span.of(self.text).to_owned();
        self.fault(
            SyntaxFault::new(
                "no-value",
                span,
                format!("`{name}` stands alone; a field is a name, `:` and a value"),
            )
            .help(format!(
                "write its field's name before it, as `name: {name}`, or a value after it"
            )),
        );
        self.at += 1;
        self.top().state = State::Comma;
    }

    /// A field's name before a value, the colon left out.
    fn name_without_colon(&mut self, span: Span) {
        let name = span.of(self.text).to_owned();
        self.fault(
            SyntaxFault::new(
                "missing-colon",
                Span::at(span.end),
                format!("`:` is missing after `{name}`"),
            )
            .help("write `:`")
            .change(Span::at(span.end), ":"),
        );
        self.at += 1;
        let frame = self.top();
        frame.key = Some(span);
        frame.state = State::Value;
    }

    /// The digits after the comma of a number that is written with one.
    fn rest_of_decimal(&mut self, span: Span) {
        let comma = self.span(self.at - 1);
        let whole = self.span(self.at - 2);
        let (whole_text, rest) = (whole.of(self.text), span.of(self.text));
        let both = Span::new(whole.start, span.end);
        let thousands = rest.len() == 3 && !whole_text.ends_with('0');
        self.fault(if thousands {
            // A comma between thousands; a fraction has rarely three places.
            SyntaxFault::new("decimal-comma", both, "a number has no comma in it")
                .help(format!("write `{whole_text}{rest}`, or `{whole_text}.{rest}`"))
                .sure(Certainty::Guess)
                .change(comma, "")
        } else {
            SyntaxFault::new("decimal-comma", both, "the parts of a number are parted by a point")
                .help(format!("write `{whole_text}.{rest}`"))
                .change(comma, ".")
        });
        self.at += 1;
        self.top().state = State::Comma;
    }

    /// A value where a field's name should stand, or a sign that begins none.
    fn value_without_name(&mut self, kind: TokenKind, span: Span) {
        let until = self.value_end();
        let shown = Span::new(span.start, until.min(line_end(self.text, span.start)));
        self.fault(
            SyntaxFault::new("no-field-name", shown, "there is no field name before this value")
                .help("inside these brackets each value follows a name and `:`"),
        );
        if kind.begins_value() {
            self.value();
        } else {
            self.skip();
        }
    }

    /// Whether the number here follows a number and a comma without a space.
    fn is_rest_of_decimal(&self) -> bool {
        let [Some(whole), Some(comma)] =
            [2, 1].map(|back| self.at.checked_sub(back).and_then(|at| self.items.get(at)))
        else {
            return false;
        };
        whole.kind == TokenKind::Number
            && comma.kind == TokenKind::Comma
            && whole.span.end == comma.span.start
            && comma.span.end == self.span(self.at).start
            && self.span(self.at).of(self.text).bytes().all(|b| b.is_ascii_digit())
    }

    /// The item at which the value that begins here ends.
    fn value_end(&self) -> usize {
        let open = [self.at, self.at + 1]
            .into_iter()
            .find(|at| matches!(self.kind(*at), Some(TokenKind::Open(_))));
        match (self.kind(self.at), open) {
            (Some(TokenKind::Open(_)), Some(open)) => self.span(self.items[open].mate).end,
            (Some(TokenKind::Word), Some(open)) if open == self.at + 1 => {
                self.span(self.items[open].mate).end
            }
            _ => self.span(self.at).end,
        }
    }

    /// The colon after a name, at which the parser stands.
    fn name(&mut self, name: Span) {
        let sign = self.span(self.at);
        if self.kind(self.at) == Some(TokenKind::Equals) {
            self.fault(
                SyntaxFault::new("equals-sign", sign, "a name and its value are joined by `:`")
                    .help("write `:`")
                    .change(sign, ":"),
            );
        }
        self.at += 1;
        let frame = self.top();
        frame.key = Some(name);
        frame.state = State::Value;
    }

    /// The colon of a map's entry.
    fn colon(&mut self, kind: TokenKind) {
        let key = self.frames.last().and_then(|frame| frame.last);
        let key = key.map_or(Span::at(self.span(self.at).start), |id| self.out.nodes[id].span);
        if kind.names_value() {
            self.name(key);
        } else if kind == TokenKind::Comma {
            self.fault(
                SyntaxFault::new("no-value", key, "this key has no value")
                    .help("between `{` and `}` stand keys and values, joined by `:`"),
            );
            self.top().state = State::Comma;
        } else {
            self.fault(
                SyntaxFault::new(
                    "missing-colon",
                    Span::at(key.end),
                    "`:` is missing after this key",
                )
                .help("write `:`")
                .change(Span::at(key.end), ":"),
            );
            let frame = self.top();
            frame.key = Some(key);
            frame.state = State::Value;
        }
    }

    fn value_of_field(&mut self, kind: TokenKind) {
        let span = self.span(self.at);
        if kind.names_value() {
            let message = if kind == TokenKind::Equals {
                let before = self.at.checked_sub(1).map_or(":", |at| self.span(at).of(self.text));
                format!("`{}` is one too many after `{before}`", span.of(self.text))
            } else {
                "there is a second `:` here".to_owned()
            };
            self.fault(
                SyntaxFault::new("doubled-colon", span, message).help("delete it").change(span, ""),
            );
            self.at += 1;
        } else if kind == TokenKind::Comma {
            self.no_value();
            self.top().state = State::Comma;
        } else {
            self.value();
        }
    }

    fn no_value(&mut self) {
        let key = self.frames.last().and_then(|frame| frame.key).unwrap_or_default();
        let name = key.of(self.text).to_owned();
        self.fault(
            SyntaxFault::new("no-value", key, format!("`{name}` has no value"))
                .help("write a value after `:`, or delete the field"),
        );
        self.top().key = None;
    }

    fn comma(&mut self, kind: TokenKind) {
        let (holds, one) =
            self.frames.last().map_or((Holds::One, false), |frame| (frame.holds, frame.one));
        if holds == Holds::One {
            self.goes_on();
            return;
        }
        if kind == TokenKind::Comma {
            self.at += 1;
            self.top().state = State::Entry;
            return;
        }
        let end = self.span(self.at - 1).end;
        if kind.names_value() {
            self.name_in_values(holds, one);
            return;
        }
        let next_named = self.kind(self.at + 1).is_some_and(TokenKind::names_value);
        let prose = holds == Holds::Fields
            && kind == TokenKind::Word
            && !next_named
            && self.kind(self.at - 1) == Some(TokenKind::Word);
        if prose {
            self.unquoted();
            return;
        }
        if holds == Holds::Fields && kind.begins_value() && !next_named && kind != TokenKind::Word {
            // Two values after one name: neither a comma nor a colon makes sense of it.
            let second = self.span(self.at);
            self.fault(
                SyntaxFault::new("two-values", second, "a field has one value, this is a second")
                    .help(
                        "join the two, put them in `[ ]` with a comma between, or name the second",
                    ),
            );
            self.skip();
            return;
        }
        self.fault(
            SyntaxFault::new("missing-comma", Span::at(end), "a comma is missing here")
                .help("write `,`")
                .change(Span::at(end), ","),
        );
        self.top().state = State::Entry;
    }

    /// `:` or `=` after a value that is no name.
    fn name_in_values(&mut self, holds: Holds, one: bool) {
        let sign = self.span(self.at);
        let open = self.frames.last().map_or('(', |frame| frame.open_sign);
        let fault = match (holds, open) {
            (Holds::Fields | Holds::Pairs, _) => {
                SyntaxFault::new("doubled-colon", sign, "there is a second `:` in this entry")
                    .help("a comma may be missing before it, or quotation marks around it")
            }
            (_, '[') => SyntaxFault::new("field-in-list", sign, "a list holds values, not fields")
                .help("put the fields in round brackets: `[(name: ...)]`"),
            _ if one => {
                SyntaxFault::new("field-in-list", sign, "`Some( )` holds one value, not fields")
                    .help("put the fields in brackets of their own: `Some((name: ...))`")
            }
            _ => SyntaxFault::new("field-in-list", sign, "values and fields cannot stand together")
                .help("give each value a name and `:`, or none"),
        };
        self.fault(fault);
        self.skip();
        // More of the same in these brackets is the same fault.
        self.top().muted = true;
    }

    /// Words that should stand in quotation marks.
    fn unquoted(&mut self) {
        let start = self.span(self.at - 1).start;
        let line = line_end(self.text, start);
        let mut end = self.span(self.at).end;
        let last = self.frames.last().map_or(self.items.len(), |frame| frame.end);
        for item in self.items.iter().take(last).skip(self.at) {
            if item.span.start >= line || item.kind == TokenKind::Comma {
                break;
            }
            end = item.span.end;
        }
        let span = Span::new(start, end);
        let words = span.of(self.text);
        self.fault(
            SyntaxFault::new("unquoted-text", span, "a text stands in quotation marks")
                .help(format!("write `\"{words}\"`"))
                .sure(Certainty::Likely)
                .change(span, format!("\"{}\"", words.replace('"', "\\\""))),
        );
        self.skip_to_field();
    }

    /// More after the one value of a text.
    fn goes_on(&mut self) {
        let first = self.span(self.at);
        let shown = Span::new(
            first.start,
            first.end.min(line_end(self.text, first.start)).max(first.start),
        );
        self.fault(
            SyntaxFault::new("goes-on", shown, "the file's value has ended, and the file goes on")
                .help("a closing bracket above may be one too many; a file holds one value"),
        );
        self.at = self.items.len();
    }

    /// Reads the value that begins here.
    fn value(&mut self) {
        let mut some = 0;
        let start = self.span(self.at).start;
        // `Some` without brackets wraps what follows.
        while self.kind(self.at) == Some(TokenKind::Word)
            && self.span(self.at).of(self.text) == "Some"
            && self.kind(self.at + 1) != Some(TokenKind::Open('('))
        {
            if !self.kind(self.at + 1).is_some_and(TokenKind::begins_value) {
                let span = self.span(self.at);
                self.fault(
                    SyntaxFault::new("no-value", span, "`Some` has no value")
                        .help("write `Some(...)`, `None`, or the value itself"),
                );
                self.at += 1;
                self.node(NodeKind::Word, span);
                self.value_done();
                return;
            }
            some += 1;
            self.at += 1;
        }
        let depth: usize = self.frames.iter().map(|frame| frame.levels).sum();
        if depth + some > DEEPEST {
            let message = format!("values nest more than {DEEPEST} deep here");
            self.fault(SyntaxFault::new("too-deep", self.span(self.at), message));
            self.at = self.items.len();
            return;
        }
        let Some(item) = self.items.get(self.at).copied() else { return };
        let span = Span::new(start, item.span.end);
        let leaf = match item.kind {
            TokenKind::Text => NodeKind::Text,
            TokenKind::Number if self.has_reason() => {
                self.reasoned(span);
                return;
            }
            TokenKind::Number => NodeKind::Number,
            TokenKind::Char => NodeKind::Char,
            TokenKind::Bytes => NodeKind::Bytes,
            TokenKind::Open(sign) => {
                self.open(start, None, sign, some);
                return;
            }
            _ => {
                let word = item.span.of(self.text);
                if self.kind(self.at + 1) == Some(TokenKind::Open('(')) && !stands_alone(word) {
                    self.at += 1;
                    self.open(start, Some(item.span), '(', some);
                    return;
                }
                NodeKind::Word
            }
        };
        self.at += 1;
        self.node(leaf, span);
        self.value_done();
    }

    /// Whether the number here is followed by a text alone in round brackets.
    fn has_reason(&self) -> bool {
        let Some(open) = self.items.get(self.at + 1) else { return false };
        let alone = open.mate == self.at + 3
            || (open.mate == self.at + 4 && self.kind(self.at + 3) == Some(TokenKind::Comma));
        open.kind == TokenKind::Open('(')
            && alone
            && self.kind(self.at + 2) == Some(TokenKind::Text)
    }

    /// Reads a number and the reason in brackets after it.
    fn reasoned(&mut self, number: Span) {
        let (why, mate) = (self.span(self.at + 2), self.items[self.at + 1].mate);
        let whole = Span::new(number.start, self.span(mate).end);
        let node = self.node(NodeKind::Reasoned, whole);
        let own = self.out.nodes.len();
        for (kind, span, next) in
            [(NodeKind::Number, number, Some(own + 1)), (NodeKind::Text, why, None)]
        {
            let parent = Some(node);
            self.out.nodes.push(SyntaxNode {
                kind,
                span,
                key: None,
                name: None,
                parent,
                first: None,
                next,
            });
        }
        self.out.nodes[node].first = Some(own);
        self.at = mate + 1;
        self.value_done();
    }

    fn value_done(&mut self) {
        let is_key = self
            .frames
            .last()
            .is_some_and(|frame| frame.holds == Holds::Pairs && frame.state == State::Entry);
        self.top().state = if is_key { State::Colon } else { State::Comma };
    }

    /// Enters a bracket.
    fn open(&mut self, start: usize, name: Option<Span>, sign: char, extra: usize) {
        let open = self.items[self.at];
        let some = name.is_some_and(|name| name.of(self.text) == "Some");
        let holds = match sign {
            '[' => Holds::Values,
            '{' => Holds::Pairs,
            _ if some && !self.unwrap_variants => Holds::Values,
            _ => self.holds_of_round(open.mate),
        };
        let kind = match (holds, sign) {
            _ if some => NodeKind::Some,
            (Holds::Fields, _) => NodeKind::Struct,
            (_, '[') => NodeKind::List,
            (_, '{') => NodeKind::Map,
            _ => NodeKind::Tuple,
        };
        let node = self.node(kind, Span::new(start, self.span(open.mate).end));
        self.out.nodes[node].name = name;
        self.value_done();
        let one = some && !self.unwrap_variants;
        if one && open.mate == self.at + 1 {
            self.fault(
                SyntaxFault::new("no-value", name.unwrap_or(open.span), "`Some` has no value")
                    .help("write `None`, or a value between the brackets"),
            );
        }
        self.frames.push(ParserFrame {
            holds,
            state: State::Entry,
            node: Some(node),
            last: None,
            key: None,
            open_sign: sign,
            end: open.mate,
            muted: open.uncertain,
            one,
            levels: 1 + extra,
        });
        self.at += 1;
        self.check_one(one, open.mate);
    }

    /// Reports a `Some( )` with more than one value.
    fn check_one(&mut self, one: bool, end: usize) {
        if !one {
            return;
        }
        let mut at = self.at;
        while at < end {
            match self.kind(at) {
                Some(TokenKind::Comma) if at + 1 < end => {
                    let span = self.span(at + 1);
                    self.fault(
                        SyntaxFault::new(
                            "two-values",
                            span,
                            "`Some( )` holds one value, this is a second",
                        )
                        .help("put several in brackets of their own: `Some([...])`"),
                    );
                    return;
                }
                Some(TokenKind::Open(_)) => at = self.items[at].mate + 1,
                _ => at += 1,
            }
        }
    }

    /// Whether round brackets hold fields or values. As in `ron` the first entry
    /// tells; if that is neither, any field tells that fields were meant.
    fn holds_of_round(&self, end: usize) -> Holds {
        let mut at = self.at + 1;
        while at < end {
            let named = self.kind(at + 1).is_some_and(TokenKind::names_value) && at + 1 < end;
            match self.kind(at) {
                Some(TokenKind::Word | TokenKind::Text) if named => return Holds::Fields,
                Some(TokenKind::Open(_)) => at = self.items[at].mate + 1,
                _ => at += 1,
            }
        }
        Holds::Values
    }

    /// Leaves a bracket.
    fn close(&mut self) {
        let state = self.frames.last().map_or(State::Comma, |frame| frame.state);
        match state {
            State::Value => self.no_value(),
            State::Colon => {
                let key = self.frames.last().and_then(|frame| frame.last);
                let key = key.map_or(Span::default(), |id| self.out.nodes[id].span);
                self.fault(
                    SyntaxFault::new("no-value", key, "this key has no value")
                        .help("between `{` and `}` stand keys and values, joined by `:`"),
                );
            }
            State::Entry | State::Comma => {}
        }
        if self.frames.len() > 1 {
            self.frames.pop();
        }
        self.at += 1;
    }

    /// Goes past a token, or past a bracket with all it holds.
    fn step_over(&mut self) {
        self.at = match self.kind(self.at) {
            Some(TokenKind::Open(_)) => self.items[self.at].mate + 1,
            _ => self.at + 1,
        };
    }

    /// Goes to the next entry of these brackets.
    fn skip(&mut self) {
        let end = self.frames.last().map_or(self.items.len(), |frame| frame.end);
        if self.frames.last().is_some_and(|frame| frame.holds == Holds::Fields) {
            self.skip_to_field();
            return;
        }
        self.step_over();
        while self.at < end {
            match self.kind(self.at) {
                Some(TokenKind::Comma) => break,
                _ => self.step_over(),
            }
        }
        let frame = self.top();
        frame.key = None;
        frame.state = State::Comma;
    }

    fn skip_to_field(&mut self) {
        let end = self.frames.last().map_or(self.items.len(), |frame| frame.end);
        self.step_over();
        while self.at < end {
            let named =
                self.at + 1 < end && self.kind(self.at + 1).is_some_and(TokenKind::names_value);
            match self.kind(self.at) {
                Some(TokenKind::Word | TokenKind::Text) if named => break,
                _ => self.step_over(),
            }
        }
        let frame = self.top();
        frame.key = None;
        frame.state = State::Entry;
    }

    /// The end of the text.
    fn finish(&mut self) {
        match self.frames.last().map(|frame| frame.state) {
            Some(State::Value) => self.no_value(),
            Some(State::Entry) if self.out.faults.is_empty() && self.out.nodes.is_empty() => {
                let span = Span::at(self.text.len());
                self.fault(SyntaxFault::new("empty-file", span, "the file holds no value"));
            }
            _ => {}
        }
    }
}
