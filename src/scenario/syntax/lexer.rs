//! The lexer: text -> tokens. Tokens follow each other without a gap.
//!
//! A character that was meant as another (a full-width bracket, a quotation
//! mark of a word processor) becomes the token that was meant, with a fault, so
//! that nothing later stumbles over it. Whether a literal is valid beyond its
//! plainest form is asked of `ron`.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::fault::{MOST_FAULTS, ReadingPass, Span, SyntaxFault};
use super::lines::line_end;
use super::texts::{self, closing_quote, escaped, near};
use super::token::{Token, TokenKind};
use crate::scenario::finding::Certainty;
use crate::text::{digit, plain_figures};

/// The tokens of a text, and the faults in them.
#[derive(Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) faults: Vec<SyntaxFault>,
    /// Whether the header lets `Some( )` and its like hold fields directly.
    pub(super) unwrap_variants: bool,
    /// Whether the rest of the text was left alone, after too many faults.
    pub(super) cut: bool,
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    look: ReadingPass,
    out: Lexed,
    /// Whether a value may still be preceded by attributes.
    at_start: bool,
    /// The number of texts that were looked at again for what touches them.
    guesses: usize,
}

/// The most texts of a file that are looked at again for what touches them. It bounds the
/// time where nearly every quotation mark touches another; no slip is like that.
const MOST_GUESSES: usize = 500;

/// The blanks of the format.
const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0B'
            | '\x0C'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// Characters that look like a blank, or like nothing, and are neither here.
const fn is_false_blank(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'
            ..='\u{200D}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}'
    )
}

const fn is_raw_sign(c: char) -> bool {
    matches!(c, '.' | '+' | '-')
}

/// The full-width signs of a number.
const fn is_other_sign(c: char) -> bool {
    matches!(c, '．' | '＋' | '－')
}

/// Whether a text begins with a number in other digits than the format's.
fn begins_other_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(is_other_sign).unwrap_or(text);
    let is_other = |c: char| !c.is_ascii_digit() || text.starts_with(['．', '＋']);
    unsigned.chars().next().is_some_and(|c| digit(c).is_some() && is_other(c))
}

/// The sign of the format that another character looks like.
const fn meant_by(c: char) -> Option<char> {
    Some(match c {
        '（' => '(',
        '）' => ')',
        '［' | '【' | '〔' => '[',
        '］' | '】' | '〕' => ']',
        '｛' => '{',
        '｝' => '}',
        '：' | '﹕' | '︓' => ':',
        '，' | '、' | '﹐' => ',',
        '；' => ';',
        '＝' => '=',
        _ => return None,
    })
}

/// The kind of a sign of the format.
const fn sign(c: char) -> Option<TokenKind> {
    Some(match c {
        '(' | '[' | '{' => TokenKind::Open(c),
        ')' => TokenKind::Close('('),
        ']' => TokenKind::Close('['),
        '}' => TokenKind::Close('{'),
        ':' => TokenKind::Colon,
        ',' | ';' => TokenKind::Comma,
        '=' => TokenKind::Equals,
        _ => return None,
    })
}

/// Splits a text into tokens.
pub(super) fn lex(text: &str, look: ReadingPass) -> Lexed {
    let mut lexer = Lexer { text, at: 0, look, out: Lexed::default(), at_start: true, guesses: 0 };
    // A token has about four bytes.
    lexer.out.tokens.reserve(text.len() / 4);
    while let Some(c) = lexer.rest().chars().next() {
        let start = lexer.at;
        if lexer.out.faults.len() >= MOST_FAULTS {
            lexer.out.cut = true;
            let span = Span::new(start, text.len());
            lexer.out.tokens.push(Token { kind: TokenKind::Stray, span });
            break;
        }
        let kind = lexer.token(c);
        // Each kind eats at least its first character; this is the last resort.
        if lexer.at <= start {
            lexer.at = start + c.len_utf8();
        }
        let span = Span::new(start, lexer.at);
        if !matches!(kind, TokenKind::Blank | TokenKind::Comment | TokenKind::Header) {
            lexer.at_start = false;
        }
        match lexer.out.tokens.last_mut() {
            Some(last) if last.kind == kind && kind == TokenKind::Blank => last.span.end = span.end,
            _ => lexer.out.tokens.push(Token { kind, span }),
        }
    }
    lexer.out
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn eat_while(&mut self, mut good: impl FnMut(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !good(c)).unwrap_or(rest.len());
    }

    fn fault(&mut self, fault: SyntaxFault) {
        self.out.faults.push(fault);
    }

    fn token(&mut self, c: char) -> TokenKind {
        let rest = self.rest();
        match c {
            _ if is_blank(c) => {
                self.eat_while(is_blank);
                TokenKind::Blank
            }
            '/' if rest.starts_with("//") => {
                self.eat_while(|c| c != '\n');
                TokenKind::Comment
            }
            '/' if rest.starts_with("/*") => self.block_comment(),
            '#' => self.hash(),
            '<' if rest.starts_with("<!--") => {
                let line = line_end(self.text, self.at);
                let end = near(self.text, self.at).find("-->").map_or(line, |at| self.at + at + 3);
                self.other_comment(4, end)
            }
            '-' if rest.starts_with("-- ") => self.other_comment(2, line_end(self.text, self.at)),
            '/' if rest.starts_with("/ ") && self.begins_line() => {
                self.other_comment(1, line_end(self.text, self.at))
            }
            '=' | '-' if rest[1..].starts_with('>') => {
                self.at += 2;
                TokenKind::Equals
            }
            '"' => self.text_token(),
            '\'' => self.single_quote(),
            'b' if rest.starts_with("b\"") || rest.starts_with("b'") || rest.starts_with("br") => {
                self.bytes()
            }
            'r' if rest.starts_with("r\"") || rest.starts_with("r#") => self.raw(),
            '0'..='9' | '+' | '-' | '.' => self.number(),
            '_' => self.word(),
            _ if is_xid_start(c) => self.word(),
            _ => self.other(c),
        }
    }

    fn block_comment(&mut self) -> TokenKind {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let (mut at, mut level) = (start + 2, 1_usize);
        while level > 0 {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'/'), Some(b'*')) => (at, level) = (at + 2, level + 1),
                (Some(b'*'), Some(b'/')) => (at, level) = (at + 2, level - 1),
                (Some(_), _) => at += 1,
                (None, _) => break,
            }
        }
        if level > 0 {
            let end = line_end(self.text, start);
            let shown = Span::new(start, start + 2);
            self.fault(
                SyntaxFault::new("unclosed-comment", shown, "this comment is never closed")
                    .help("close it with `*/`; a comment of one line begins with `//`")
                    .sure(Certainty::Likely)
                    .change(Span::at(end), " */"),
            );
            at = if self.look == ReadingPass::ShortComment { end } else { bytes.len() };
        }
        self.at = at;
        TokenKind::Comment
    }

    /// Attributes at the very start; anywhere else a comment as other formats have it.
    fn hash(&mut self) -> TokenKind {
        let start = self.at;
        let after = self.rest()[1..].trim_start();
        if self.at_start && after.starts_with(['!', '[']) {
            match ron::Deserializer::from_str(self.text) {
                Ok(header) => {
                    self.at = self.text.len() - header.remainder().len();
                    let unwraps = ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES;
                    self.out.unwrap_variants = header.extensions().contains(unwraps);
                    return TokenKind::Header;
                }
                Err(error) => {
                    self.at = line_end(self.text, start);
                    let message = format!("this is no attribute: {}", plain(&error.code));
                    self.fault(
                        SyntaxFault::new("bad-attribute", Span::new(start, self.at), message)
                            .help("a scenario needs none; delete the line"),
                    );
                    return TokenKind::Header;
                }
            }
        }
        self.other_comment(1, line_end(self.text, start))
    }

    /// Whether only blanks stand before it on its line.
    fn begins_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// A comment as other formats have it, begun by so many bytes.
    fn other_comment(&mut self, length: usize, end: usize) -> TokenKind {
        let start = self.at;
        let span = Span::new(start, start + length);
        let sign = span.of(self.text);
        let rest = Span::new(span.end, end).of(self.text);
        let mut fault =
            SyntaxFault::new("hash-comment", span, format!("`{sign}` does not begin a comment"))
                .help("a comment begins with `//`");
        // What goes on after it on its line is no part of it.
        let after = Span::new(end, line_end(self.text, end)).of(self.text);
        if rest.contains('\n') || !after.trim().is_empty() {
            let close = rest.strip_suffix("-->").map_or(0, |_| 3);
            fault = fault.change(span, "/*").change(Span::new(end - close, end), "*/");
        } else {
            fault = fault.change(span, "//");
            if let Some(words) = rest.strip_suffix("-->") {
                let words = words.trim_end();
                fault = fault.change(Span::new(span.end + words.len(), end), "");
            }
        }
        self.fault(fault);
        self.at = end;
        TokenKind::Comment
    }

    /// A text in double quotes.
    fn text_token(&mut self) -> TokenKind {
        let start = self.at;
        let plain_end = closing_quote(self.text, start + 1);
        if plain_end.is_some_and(|end| texts::is_touched(self.text, end)) {
            self.guesses += 1;
        }
        if self.look != ReadingPass::Plain
            && self.guesses < MOST_GUESSES
            && let Some(found) = texts::second_look(self.text, start, plain_end)
        {
            self.at = found.end;
            self.fault(found.fault);
            return TokenKind::Text;
        }
        let Some(end) = plain_end else {
            self.at = self.text.len();
            self.fault(unclosed(Span::new(start, line_end(self.text, start)), "\""));
            return TokenKind::Text;
        };
        self.at = end;
        let literal = Span::new(start, end).of(self.text);
        if literal.contains('\\') && ron::from_str::<String>(literal).is_err() {
            self.bad_escape(start, literal);
        }
        TokenKind::Text
    }

    fn bad_escape(&mut self, start: usize, literal: &str) {
        let (at, length) = first_bad_escape(literal).unwrap_or((0, literal.len()));
        let span = Span::new(start + at, start + at + length);
        let shown = span.of(self.text);
        // `\u{...}` and `\x..` want the number of a character.
        let rest = Span::new(span.end, start + literal.len()).of(self.text);
        if shown == "\\u"
            && rest.starts_with('{')
            && let Some(close) = rest.find('}').filter(|close| *close < 16)
        {
            let span = Span::new(span.start, span.end + close + 1);
            let message = format!("`{}` is the number of no character", span.of(self.text));
            let help = "between the brackets stands a number of one to six signs, as in `\\u{44D}`";
            self.fault(SyntaxFault::new("bad-escape", span, message).help(help));
            return;
        }
        let fault =
            SyntaxFault::new("bad-escape", span, format!("`{shown}` means nothing inside a text"));
        let fault = if length == literal.len() {
            fault.help("after a backslash stands one of `\\\\`, `\\\"`, `\\n`, `\\t`, `\\u{...}`")
        } else {
            fault.help("write `\\\\` for a backslash itself").change(Span::at(start + at), "\\")
        };
        self.fault(fault);
    }

    /// A character, or a text in the wrong quotes.
    fn single_quote(&mut self) -> TokenKind {
        let start = self.at;
        if let Some(length) = char_literal(self.rest()) {
            self.at += length;
            return TokenKind::Char;
        }
        let near = near(self.text, start + 1);
        let line = near.lines().next().unwrap_or("");
        let closing = |at: &usize| texts::may_follow(&line[at + 1..]);
        let Some(length) = line.match_indices('\'').map(|(at, _)| at).find(closing) else {
            self.at += 1;
            self.stray(start, '\'');
            return TokenKind::Stray;
        };
        self.at = start + length + 2;
        let span = Span::new(start, self.at);
        let inner = &line[..length];
        self.fault(
            SyntaxFault::new("single-quotes", span, "a text stands in double quotation marks")
                .help("write `\"` on both sides")
                .change(span, format!("\"{}\"", escaped(inner))),
        );
        TokenKind::Text
    }

    fn bytes(&mut self) -> TokenKind {
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with("b'") {
            // ron asks for one character and a quote, escapes apart.
            if let Some(length) = char_literal(&rest[1..])
                && ron::from_str::<u8>(&rest[..=length]).is_ok()
            {
                self.at += length + 1;
                return TokenKind::Number;
            }
            self.at = start + 2;
            self.stray(start, 'b');
            return TokenKind::Stray;
        }
        let end = if rest.starts_with("b\"") {
            closing_quote(self.text, start + 2)
        } else {
            let hashes = rest[2..].bytes().take_while(|b| *b == b'#').count();
            if !rest[2 + hashes..].starts_with('"') {
                if hashes > 0 {
                    self.at = start + 2 + hashes;
                    self.stray(start, 'b');
                    return TokenKind::Stray;
                }
                return self.word();
            }
            raw_end(self.text, start + 2, hashes)
        };
        let span = Span::new(start, end.unwrap_or(self.text.len()));
        self.at = span.end;
        let literal = span.of(self.text);
        if end.is_none() {
            self.fault(unclosed(Span::new(start, line_end(self.text, start)), "\""));
        } else if ron::from_str::<ron::Value>(literal).is_err() {
            self.bad_escape(start, literal);
        }
        TokenKind::Bytes
    }

    /// A raw text, or a raw name.
    fn raw(&mut self) -> TokenKind {
        let start = self.at;
        let hashes = self.rest()[1..].bytes().take_while(|b| *b == b'#').count();
        let after = &self.rest()[1 + hashes..];
        if after.starts_with('"') {
            let end = raw_end(self.text, start + 1, hashes);
            if self.look != ReadingPass::Plain
                && let Some(found) = texts::second_look_raw(self.text, start, hashes, end)
            {
                self.at = found.end;
                self.fault(found.fault);
                return TokenKind::Text;
            }
            if end.is_none() {
                let closing = format!("\"{}", "#".repeat(hashes));
                self.fault(unclosed(Span::new(start, line_end(self.text, start)), &closing));
            }
            self.at = end.unwrap_or(self.text.len());
            return TokenKind::Text;
        }
        let raw_name = |c: char| is_xid_continue(c) || is_raw_sign(c);
        if hashes == 1 && after.starts_with(raw_name) {
            self.at += 2;
            self.eat_while(raw_name);
            return TokenKind::Word;
        }
        self.at = start + 1 + hashes;
        self.stray(start, 'r');
        TokenKind::Stray
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        self.eat_while(is_xid_continue);
        let word = Span::new(start, self.at).of(self.text);
        if matches!(word, "inf" | "NaN" | "inff32" | "inff64" | "NaNf32" | "NaNf64") {
            if self.rest().starts_with("..") {
                return self.number_from(start);
            }
            return TokenKind::Word;
        }
        // What follows a `Some` may begin with a sign.
        if word == "Some" || !self.rest().starts_with(is_raw_sign) {
            return TokenKind::Word;
        }
        self.eat_while(|c| is_xid_continue(c) || is_raw_sign(c));
        let span = Span::new(start, self.at);
        let whole = span.of(self.text);
        self.fault(
            SyntaxFault::new("unquoted-text", span, format!("`{whole}` is no word of the format"))
                .help("a name with such signs stands in quotation marks")
                .change(span, format!("\"{whole}\"")),
        );
        TokenKind::Text
    }

    fn number(&mut self) -> TokenKind {
        self.number_from(self.at)
    }

    fn number_from(&mut self, start: usize) -> TokenKind {
        self.at = start;
        // `=` belongs to a number only in `..=`; a quote only in a byte after that.
        loop {
            self.eat_while(|c| is_xid_continue(c) || is_raw_sign(c) || is_other_sign(c));
            let so_far = Span::new(start, self.at).of(self.text);
            if so_far.ends_with("..") && self.rest().starts_with('=') {
                self.at += 1;
            } else if (so_far.ends_with("..b") || so_far.ends_with("..=b"))
                && let Some(length) = char_literal(self.rest())
            {
                self.at += length;
            } else {
                break;
            }
        }
        let span = Span::new(start, self.at);
        let literal = span.of(self.text);
        if is_plain_number(literal) || ron::from_str::<ron::Value>(literal).is_ok() {
            if self.rest().starts_with('%') {
                self.at += 1;
            }
            return TokenKind::Number;
        }
        let plain = plain_figures(literal);
        if plain != literal && ron::from_str::<ron::Value>(&plain).is_ok() {
            self.other_digits(span, plain);
            return TokenKind::Number;
        }
        let fault = if looks_like_date(literal) {
            SyntaxFault::new("bare-date", span, "a date stands in quotation marks")
                .help(format!("write `\"{literal}\"`"))
                .change(span, format!("\"{literal}\""))
        } else {
            let fault = SyntaxFault::new("bad-number", span, format!("`{literal}` is no number"));
            let digits = literal.trim_end_matches(|c: char| c.is_alphabetic());
            if is_plain_number(digits) && !literal.starts_with("0x") {
                fault.help(format!(
                    "write `{digits}` alone; only where a text belongs put the whole in quotation marks"
                ))
            } else {
                fault.help(
                    "numbers look like `3`, `-0.25` or `1e3`; anything else stands in quotation marks",
                )
            }
        };
        self.fault(fault);
        TokenKind::Number
    }

    /// A number in the digits of a wide keyboard or of another script.
    fn other_digits(&mut self, span: Span, plain: String) {
        let literal = span.of(self.text);
        let wide = literal.chars().any(|c| matches!(c, '\u{FF00}'..='\u{FFEF}'));
        let (digits, help) = if wide {
            ("full-width digits", format!("write `{plain}`; switch the keyboard to half-width"))
        } else {
            ("the digits of another script", format!("write `{plain}`"))
        };
        let message = format!("`{literal}` is written in {digits}");
        self.fault(
            SyntaxFault::new("full-width", span, message).help(help).change(span, plain.as_str()),
        );
    }

    fn other(&mut self, c: char) -> TokenKind {
        let start = self.at;
        if begins_other_number(self.rest()) {
            return self.number();
        }
        let span = Span::new(start, start + c.len_utf8());
        self.at = span.end;
        if let Some(kind) = sign(c) {
            if c == ';' {
                self.fault(
                    SyntaxFault::new("semicolon", span, "entries are parted by commas")
                        .help("write `,`")
                        .change(span, ","),
                );
            }
            return kind;
        }
        if let Some(meant) = meant_by(c)
            && let Some(kind) = sign(meant)
        {
            let meant = if meant == ';' { ',' } else { meant };
            // `=` would be put right to `:` in the next round anyway.
            let new = if meant == '=' { ':' } else { meant };
            self.fault(
                SyntaxFault::new("full-width", span, format!("`{c}` is not the sign `{new}`"))
                    .help(format!("write `{new}`; switch the keyboard to half-width signs"))
                    .change(span, new.to_string()),
            );
            return if kind == TokenKind::Equals { TokenKind::Colon } else { kind };
        }
        if is_false_blank(c) {
            // Several of them are one fault.
            self.eat_while(is_false_blank);
            let span = Span::new(start, self.at);
            let tight = span.of(self.text).chars().all(|c| {
                matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{180E}')
            });
            let code = u32::from(c);
            let message = format!("an invisible character (U+{code:04X}) stands here");
            let new = if tight { "" } else { " " };
            let help = if tight { "delete it" } else { "write a plain space" };
            self.fault(SyntaxFault::new("invisible", span, message).help(help).change(span, new));
            return TokenKind::Blank;
        }
        if matches!(c, '−' | '–' | '—' | '－')
            && self.rest().starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            self.eat_while(|c| is_xid_continue(c) || is_raw_sign(c));
            self.fault(
                SyntaxFault::new("dash-for-minus", span, format!("`{c}` is no minus sign"))
                    .help("write `-`")
                    .change(span, "-"),
            );
            return TokenKind::Number;
        }
        if let Some(found) = texts::smart_quotes(self.text, start, c) {
            self.at = found.end;
            self.fault(found.fault);
            return TokenKind::Text;
        }
        self.stray(start, c);
        TokenKind::Stray
    }

    fn stray(&mut self, start: usize, c: char) {
        let span = Span::new(start, self.at);
        let shown: String = if c.is_control() { c.escape_unicode().collect() } else { c.into() };
        let fault = match (c, span.of(self.text)) {
            (_, literal) if literal.len() > c.len_utf8() => SyntaxFault::new(
                "stray-character",
                span,
                format!("`{literal}` begins nothing known here"),
            ),
            ('/', _) => {
                SyntaxFault::new("stray-character", span, "a single `/` means nothing here")
                    .help("a comment begins with `//`")
            }
            _ => SyntaxFault::new("stray-character", span, format!("`{shown}` means nothing here"))
                .help("delete it, or put the text it belongs to in quotation marks"),
        };
        self.fault(fault);
    }
}

fn unclosed(span: Span, closing: &str) -> SyntaxFault {
    SyntaxFault::new("unclosed-text", span, "this text is never closed")
        .help(format!("close it with `{closing}`"))
}

/// The message of an error of `ron`, in the style of ours.
pub(in crate::scenario) fn plain(error: &ron::Error) -> String {
    let message = error.to_string();
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Where a raw text ends whose first hash or quotation mark stands at `from`.
fn raw_end(text: &str, from: usize, hashes: usize) -> Option<usize> {
    let content = from + hashes + 1;
    let ending = format!("\"{}", "#".repeat(hashes));
    text.get(content..)?.find(&ending).map(|at| content + at + ending.len())
}

/// The length of the character literal that a text begins with.
fn char_literal(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices();
    let (_, '\'') = chars.next()? else { return None };
    let (_, inner) = chars.next()?;
    if inner != '\\' {
        let (at, last) = chars.next()?;
        return (last == '\'').then_some(at + 1);
    }
    // The longest escape is `\u{10FFFF}`; the quote after it must be near.
    let (escape_at, _) = chars.next()?;
    let mut ends = chars.take(12).filter(|(at, c)| *c == '\'' && *at > escape_at);
    let (end, _) = ends.next()?;
    let literal = &rest[..=end];
    let good = ron::from_str::<char>(literal).is_ok()
        || ron::from_str::<u8>(&format!("b{literal}")).is_ok();
    good.then_some(end + 1)
}

/// The first invalid escape of a literal: its offset and its length.
fn first_bad_escape(literal: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = literal.get(from..)?.find('\\') {
        let at = from + found;
        let c = literal.get(at + 1..)?.chars().next()?;
        let tail = literal.get(at + 2..)?;
        let good = match c {
            '\'' | '"' | '\\' | 'n' | 'r' | 't' | '0' | '\n' => true,
            '\r' => tail.starts_with('\n'),
            'x' => tail.len() > 1 && tail.bytes().take(2).all(|b| b.is_ascii_hexdigit()),
            'u' => ron::from_str::<char>(&format!(
                "'\\u{}'",
                tail.find('}').and_then(|end| tail.get(..=end)).unwrap_or("")
            ))
            .is_ok(),
            _ => false,
        };
        if !good {
            return Some((at, 1 + c.len_utf8()));
        }
        from = at + 1 + c.len_utf8();
    }
    None
}

/// Whether a literal is digits with at most one point: valid without asking `ron`.
fn is_plain_number(literal: &str) -> bool {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| {
        !text.is_empty() && text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit())
    };
    all(whole) && all(part)
}

fn looks_like_date(literal: &str) -> bool {
    let parts: Vec<&str> = literal.split('-').collect();
    let digits = |text: &&str| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [year, _, _] | [year, _] if year.len() == 4)
        && parts.iter().all(digits)
}
