//! Texts with wrong or missing quotation marks.
//!
//! A text that is never closed runs to the next quotation mark, and from there
//! on inside and outside change places. Only a text with a fault is looked at
//! here, so a guess can never find fault with a good one.

use super::fault::{Span, SyntaxFault};
use super::lines::line_end;
use crate::scenario::finding::Certainty;

/// A text with a fault, and the byte at which it really ends.
pub(super) struct FaultyText {
    pub(super) end: usize,
    pub(super) fault: SyntaxFault,
}

/// Whether what follows may follow a text, up to the end of its line.
pub(super) fn may_follow(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t']);
    rest.is_empty()
        || rest.starts_with(['\n', '\r', ',', ')', ']', '}', ':', '=', ';'])
        || rest.starts_with(['，', '、', '）', '］', '｝', '：', '；'])
        || rest.starts_with("//")
        || rest.starts_with("/*")
}

/// Whether what follows goes on as a file does after a text: the line ends, or
/// after signs comes a field, another text, a bracket or a number.
fn goes_on(rest: &str) -> bool {
    if !may_follow(rest) {
        return false;
    }
    let line = rest.lines().next().unwrap_or("");
    let after = line.trim_start_matches([' ', '\t', ',', ')', ']', '}', ':', '=', ';']);
    after.is_empty()
        || after.starts_with(['"', '(', '[', '{', '/', '-'])
        || after.starts_with(|c: char| c.is_ascii_digit())
        || begins_field(after)
}

/// Whether a line begins as one with a field does.
fn begins_field(line: &str) -> bool {
    let line = line.trim_start();
    let word = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(0);
    let after = line[word..].trim_start_matches(' ');
    word > 0
        && line.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && after.starts_with([':', '='])
        && {
            let value = after[1..].trim_start_matches([' ', '\t']);
            value.is_empty()
                || value.starts_with(['"', '(', '[', '{', '-'])
                || value.starts_with(|c: char| c.is_ascii_digit())
                || value.starts_with("r#\"")
                || value.starts_with(|c: char| c.is_ascii_lowercase())
                    && value.trim_end().ends_with([',', '(', '['])
        }
}

/// Whether a line is one of the file and not of a text.
fn is_structure(line: &str) -> bool {
    let trimmed = line.trim();
    begins_field(trimmed)
        || trimmed.starts_with([')', ']', '}', '"'])
        || matches!(trimmed, "(" | "[" | "{")
        || trimmed.starts_with("//")
}

/// Looks again at the text that begins at `start` and would end at `plain_end`.
pub(super) fn second_look(
    text: &str,
    start: usize,
    plain_end: Option<usize>,
) -> Option<FaultyText> {
    let Some(end) = plain_end else { return Some(never_closed(text, start, None)) };
    let content = Span::new(start + 1, end - 1).of(text);
    if let Some(found) = ends_as_raw(text, start, end) {
        return Some(found);
    }
    let touching = is_touched(text, end);
    if let Some(at) = content.rfind('\n') {
        let tail = content[at + 1..].trim();
        let opens_value = tail.ends_with([':', '=', '(', '[', '{', ',']) || tail.is_empty();
        if begins_field(tail) && tail.ends_with([':', '=', '(', '[', '{']) {
            return Some(never_closed(text, start, plain_end));
        }
        if !touching {
            return None;
        }
        if opens_value {
            return Some(never_closed(text, start, plain_end));
        }
        return inner_quotes(text, start);
    }
    if !touching {
        return None;
    }
    let line = near(text, start).lines().next().unwrap_or("");
    let n_quotes = unescaped_quotes(line).count();
    if n_quotes.is_multiple_of(2) {
        return inner_quotes(text, start);
    }
    // `"S1, "S2"`: the comma before the next text was meant to follow this one.
    if let Some(comma) = content.rfind(',')
        && (content[comma + 1..].trim().is_empty() || begins_field(&content[comma + 1..]))
        && comma > 0
    {
        return Some(closed_at(text, start, start + 1 + comma));
    }
    Some(never_closed(text, start, plain_end))
}

/// Whether something stands right after a text that may not follow one.
pub(super) fn is_touched(text: &str, end: usize) -> bool {
    let after = text.get(end..).unwrap_or("");
    !after.is_empty() && !after.starts_with(char::is_whitespace) && !may_follow(after)
}

/// A text that ends as a raw text does and does not begin as one: `"no"#`.
fn ends_as_raw(text: &str, start: usize, end: usize) -> Option<FaultyText> {
    let after = text.get(end..)?;
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    let is_end = hashes > 0 && may_follow(&after[hashes..]) && !after[hashes..].is_empty();
    let span = Span::new(end, end + hashes);
    let fault = || {
        let sign = span.of(text);
        let message = format!("`{sign}` ends a text only if it begins with `r{sign}\"`");
        SyntaxFault::new("stray-character", span, message)
            .help("delete it")
            .also(Span::new(start, start + 1), "the text begins here")
            .sure(Certainty::Likely)
            .change(span, "")
    };
    is_end.then(|| FaultyText { end: span.end, fault: fault() })
}

fn unescaped_quotes(line: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = line.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                return Some(here);
            }
        }
        None
    })
}

/// A text with quotation marks in it: `"he said "no" to it"`.
fn inner_quotes(text: &str, start: usize) -> Option<FaultyText> {
    let mut inner = Vec::new();
    let mut at = start + 1;
    let mut end = None;
    // So many quotation marks in one text are no slip.
    for _ in 0..32 {
        let Some(next) = closing_quote(text, at) else { break };
        if goes_on(text.get(next..).unwrap_or("")) {
            end = Some(next);
            break;
        }
        inner.push(next - 1);
        at = next;
    }
    let (end, first) = (end?, *inner.first()?);
    let mut fault = SyntaxFault::new(
        "inner-quote",
        Span::new(first, first + 1),
        "this quotation mark ends the text in its middle",
    )
    .help("write `\\\"` for a quotation mark inside a text")
    .sure(Certainty::Likely);
    for quote in inner {
        fault = fault.change(Span::at(quote), "\\");
    }
    Some(FaultyText { end, fault })
}

/// A text that ends before something that is clearly not part of it.
fn never_closed(text: &str, start: usize, plain_end: Option<usize>) -> FaultyText {
    let stop = plain_end.map_or(text.len(), |end| end - 1);
    let stop = stop.min(start + near(text, start).len());
    let first_end = line_end(text, start).min(stop);
    let mut end = first_end;
    let first = Span::new(start + 1, first_end).of(text);
    // A line that ends as an entry does is the whole text.
    let whole = first.trim_end().ends_with("),") || first.trim_end().ends_with("],");
    let mut at = line_break(text, line_end(text, start));
    while !whole && at < stop {
        let line = Span::new(at, line_end(text, at)).of(text);
        if is_structure(line) || at + line.len() > stop {
            break;
        }
        if !line.trim().is_empty() {
            end = at + line.len();
        }
        at = line_break(text, at + line.len());
    }
    // What closes the entry does not belong to the text.
    loop {
        let content = Span::new(start + 1, end).of(text);
        let trimmed = content.trim_end();
        let shorter = match trimmed.chars().next_back() {
            Some(',') => &trimmed[..trimmed.len() - 1],
            Some(closing @ (')' | ']' | '}')) => {
                let opening = match closing {
                    ')' => '(',
                    ']' => '[',
                    _ => '{',
                };
                let count = |sign: char| trimmed.matches(sign).count();
                if count(opening) < count(closing) {
                    &trimmed[..trimmed.len() - 1]
                } else {
                    trimmed
                }
            }
            _ => trimmed,
        };
        end = start + 1 + shorter.len();
        if shorter.len() == content.len() {
            break;
        }
    }
    closed_at(text, start, end)
}

/// The byte after the next line break from `at` on, or the text's end.
fn line_break(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find('\n').map_or(rest.len(), |found| found + 1)
}

fn closed_at(text: &str, start: usize, end: usize) -> FaultyText {
    let content = Span::new(start + 1, end).of(text);
    if let Some(last) = content.chars().next_back()
        && is_closing(last)
    {
        let quote = Span::new(end - last.len_utf8(), end);
        let fault =
            SyntaxFault::new("smart-quotes", quote, format!("`{last}` does not end a text"))
                .help("write a straight `\"`; switch off the quotation marks of the word processor")
                .change(quote, "\"");
        return FaultyText { end, fault };
    }
    let shown = Span::new(start, end.min(line_end(text, start)));
    let fault = SyntaxFault::new("unclosed-text", shown, "this text is never closed")
        .help("close it with `\"`")
        .sure(Certainty::Likely)
        .change(Span::at(end), "\"");
    FaultyText { end, fault }
}

/// Looks again at a raw text: one that holds the beginning of another was
/// closed without its hashes, or not at all.
pub(super) fn second_look_raw(
    text: &str,
    start: usize,
    hashes: usize,
    plain_end: Option<usize>,
) -> Option<FaultyText> {
    let content = start + 1 + hashes + 1;
    let stop = plain_end.unwrap_or(text.len());
    let opening = format!("r{}\"", "#".repeat(hashes));
    let inside = near(Span::new(content, stop).of(text), 0);
    if hashes == 0 {
        return plain_end.is_none().then(|| never_closed(text, content - 1, None));
    }
    let swallowed = inside.contains(&opening);
    if plain_end.is_some() && !swallowed {
        return None;
    }
    let missing = "#".repeat(hashes);
    let closing = inside.match_indices('"').map(|(at, _)| content + at + 1);
    for end in closing {
        if goes_on(text.get(end..).unwrap_or("")) {
            let shown = Span::new(start, start + 1 + hashes + 1);
            let quote = Span::new(end - 1, end);
            let fault = SyntaxFault::new("unclosed-text", shown, "this text is never closed")
                .help(format!("a text that begins with `{opening}` ends with `\"{missing}`"))
                .also(quote, format!("`{missing}` is missing here"))
                .sure(Certainty::Likely)
                .change(Span::at(end), missing);
            return Some(FaultyText { end, fault });
        }
    }
    let mut found = never_closed(text, content - 1, plain_end);
    found.fault.span.start = start;
    found.fault.help = Some(format!("close it with `\"{missing}`"));
    if let Some(change) = found.fault.changes.first_mut() {
        change.new.push_str(&missing);
    }
    Some(found)
}

/// The fault of a raw text that holds a field with another one.
pub(super) fn swallows(text: &str, span: Span) -> Option<SyntaxFault> {
    let literal = span.of(text);
    let hashes = literal[1..].bytes().take_while(|b| *b == b'#').count();
    let opening = format!("r{}\"", "#".repeat(hashes));
    let mut lines = literal.lines().skip(1);
    let is_field = |line: &str| begins_field(line) && line.contains(&opening);
    if !lines.any(is_field) {
        return None;
    }
    second_look_raw(text, span.start, hashes, Some(span.end)).map(|found| found.fault)
}

const fn is_closing(c: char) -> bool {
    matches!(c, '”' | '“' | '‟' | '»' | '«' | '」' | '』' | '＂' | '″' | '’')
}

/// A text in quotation marks that are not the format's; `c` stands at `start`.
pub(super) fn smart_quotes(text: &str, start: usize, c: char) -> Option<FaultyText> {
    let closings: &[char] = match c {
        '“' | '”' | '„' | '‟' | '＂' | '″' => &['”', '“', '‟', '"', '＂', '″'],
        '«' | '»' => &['»', '«', '"'],
        '「' => &['」', '"'],
        '『' => &['』', '"'],
        '‘' | '’' | '‚' | '‛' | '`' | '´' => &['’', '‘', '\'', '`', '´', '"'],
        _ => return None,
    };
    let content = start + c.len_utf8();
    let rest = near(text, content);
    let ends = |found: &(usize, char)| {
        closings.contains(&found.1) && may_follow(&rest[found.0 + found.1.len_utf8()..])
    };
    let mut end = rest.char_indices().find(|found| found.1 == '\n' || ends(found))?;
    if end.1 == '\n' {
        // A text of several lines ends before the next line of the file.
        let mut at = 0;
        let mut within = rest.len();
        for line in rest.split_inclusive('\n') {
            if at > 0 && is_structure(line) {
                within = at;
                break;
            }
            at += line.len();
        }
        end = rest[..within].char_indices().find(ends)?;
    }
    let inner = &rest[..end.0];
    let span = Span::new(start, content);
    let closing = Span::new(content + end.0, content + end.0 + end.1.len_utf8());
    let shown = if c == '`' { "a backtick".to_owned() } else { format!("`{c}`") };
    let mut fault = SyntaxFault::new(
        "smart-quotes",
        span,
        format!("{shown} does not begin a text"),
    )
    .help(
        "write a straight `\"` on both sides; switch off the quotation marks of the word processor",
    )
    .change(span, "\"");
    for (at, _) in inner.match_indices('"') {
        let quote = Span::new(content + at, content + at + 1);
        fault = fault.change(quote, escaped("\""));
    }
    if end.1 != '"' {
        fault = fault.change(closing, "\"");
    }
    Some(FaultyText { end: closing.end, fault })
}

/// The most bytes that a guess looks ahead.
const NEAR: usize = 64 << 10;

/// The text from a byte on, as far as a guess may look.
pub(super) fn near(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or("");
    let mut end = rest.len().min(NEAR);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// The byte after the closing quotation mark of a text whose content begins at `from`.
pub(super) fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// A text as it stands between quotation marks.
pub(super) fn escaped(inner: &str) -> String {
    inner.replace('"', "\\\"")
}
