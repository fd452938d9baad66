//! A YAML or JSON text as a tree, within bounds.
//!
//! Plain words mean what they mean to the reader of `NegMAS` (YAML 1.1, safe loading):
//! `yes` is true, `1e5` is a text, `-.inf` a number. Not here: what the tree says.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::fault::DomainFault;

/// The most levels of lists and mappings in one another.
const DEEPEST: usize = 32;
/// The most nodes of a tree, those counted that an alias repeats.
const MOST_NODES: usize = 2_000_000;

/// What a scalar means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plain {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text,
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A single value: what it means, and how it is written.
    Scalar(Plain, String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file; no key stands twice.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value under a key of a mapping.
    pub(super) fn get(&self, field: &str) -> Option<&Self> {
        let Self::Map(entries) = self else { return None };
        let named = |key: &Self| matches!(key, Self::Scalar(_, text) if text == field);
        entries.iter().find(|(key, _)| named(key)).map(|(_, value)| value)
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(Plain::Text, text) => Some(text),
            _ => None,
        }
    }

    /// The entries, if it is a list.
    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether it is there and says something.
    pub(super) const fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(Plain::Null, _))
    }

    /// The number, if it is one or a text that can only be meant as one: YAML 1.1 takes
    /// `1e-7` for a text, and Python's JSON writes `-Infinity`.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Scalar(Plain::Number(number), _) => Some(*number),
            Self::Scalar(Plain::Text, text) => match text.as_str() {
                "Infinity" => Some(f64::INFINITY),
                "-Infinity" => Some(f64::NEG_INFINITY),
                "NaN" => Some(f64::NAN),
                text if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                    text.parse().ok().filter(|number: &f64| number.is_finite())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// How it reads as the name of a value.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Scalar(Plain::Null, _) => "null".to_owned(),
            Self::Scalar(_, text) => text.clone(),
            Self::List(entries) => {
                let names: Vec<String> = entries.iter().map(Self::name).collect();
                format!("({})", names.join(", "))
            }
            Self::Map(_) => "{}".to_owned(),
        }
    }

    /// What it is, in a form in which equal values are equal and others differ.
    pub(super) fn identity(&self) -> String {
        match self {
            Self::Scalar(Plain::Null, _) => "null".to_owned(),
            Self::Scalar(Plain::Bool(yes), _) => yes.to_string(),
            Self::Scalar(Plain::Number(number), text) => {
                // Whole numbers too long for a float are told apart by their digits.
                if number.abs() < 9e15 { format!("#{number}") } else { format!("#{text}") }
            }
            Self::Scalar(Plain::Text, text) => format!("\"{}\"", text.escape_debug()),
            Self::List(entries) => {
                let all: Vec<String> = entries.iter().map(Self::identity).collect();
                format!("[{}]", all.join(","))
            }
            Self::Map(entries) => {
                let all: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}:{}", key.identity(), value.identity()))
                    .collect();
                format!("{{{}}}", all.join(","))
            }
        }
    }

    /// How many nodes it has, itself among them.
    fn size(&self) -> usize {
        match self {
            Self::Scalar(..) => 1,
            Self::List(entries) => 1 + entries.iter().map(Self::size).sum::<usize>(),
            Self::Map(entries) => {
                1 + entries.iter().map(|(key, value)| key.size() + value.size()).sum::<usize>()
            }
        }
    }
}

/// Reads a text as one YAML document; JSON is YAML. None if there is nothing in it.
///
/// # Errors
/// The first thing that cannot be read, with its line.
pub(super) fn parse(text: &str) -> Result<Option<Node>, DomainFault> {
    let paired;
    let text = if text.trim_start().starts_with('{') {
        paired = without_surrogates(text);
        &paired
    } else {
        text
    };
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| DomainFault::Syntax {
            line: error.marker().line(),
            column: error.marker().col() + 1,
        })?;
        builder.take(event, span)?;
    }
    Ok(builder.document)
}

/// JSON text with every character that it writes as two escapes (Python writes all but
/// ASCII so) as itself, and tabs between its words as spaces: YAML knows neither.
fn without_surrogates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut quoted = false;
    while let Some(at) = rest.find(['\\', '\t', '"']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = if from.starts_with('"') {
            quoted = !quoted;
            out.push('"');
            1
        } else if from.starts_with('\t') {
            out.push(if quoted { '\t' } else { ' ' });
            1
        } else if let Some(c) = pair(from) {
            out.push(c);
            12
        } else {
            let taken = 1 + from[1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&from[..taken]);
            taken
        };
        rest = &from[taken..];
    }
    out.push_str(rest);
    out
}

/// The character that `\uD83D\uDE00` and the like stand for at the start of a text.
fn pair(text: &str) -> Option<char> {
    let unit = |from: usize| {
        let digits = text.get(from..from + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let pair = [unit(0)?, unit(6)?];
    if !(0xD800..0xDC00).contains(&pair[0]) {
        return None;
    }
    char::decode_utf16(pair).next()?.ok()
}

/// A list or mapping that is being read.
enum Open {
    List(Vec<Node>),
    /// Entries, their identities, and a key that waits for its value.
    Map(Vec<(Node, Node)>, BTreeSet<String>, Option<Node>),
}

/// The tree, as far as it has been read.
#[derive(Default)]
struct Builder {
    open: Vec<(usize, Open)>,
    anchors: BTreeMap<usize, Node>,
    nodes: usize,
    documents: usize,
    document: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), DomainFault> {
        let line = span.start.line();
        let form = |what| DomainFault::Form { line, what };
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(form("a second document begins; a file holds one"));
                }
            }
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).cloned();
                // A collection cannot be within itself.
                let node = node.ok_or_else(|| form("an alias stands for what it lies in"))?;
                self.close(0, node, line)?;
            }
            Event::Scalar(text, style, anchor, tag) => {
                let text = text.into_owned();
                let is_key = matches!(self.open.last(), Some((_, Open::Map(.., None))));
                if is_key && style == ScalarStyle::Plain && text == "<<" {
                    return Err(form("merging one mapping into another (`<<`) is not read"));
                }
                let plain = match (style, tag.map(|tag| tag.suffix.clone()).as_deref()) {
                    (_, Some("str" | "binary")) => Plain::Text,
                    (ScalarStyle::Plain, _) | (_, Some("int" | "float" | "bool" | "null")) => {
                        plain(&text)
                    }
                    _ => Plain::Text,
                };
                self.close(anchor, Node::Scalar(plain, text), line)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.begin(anchor, Open::List(Vec::new()), line)?;
            }
            Event::MappingStart(anchor, _) => {
                self.begin(anchor, Open::Map(Vec::new(), BTreeSet::new(), None), line)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, open)) = self.open.pop() {
                    let node = match open {
                        Open::List(entries) => Node::List(entries),
                        Open::Map(entries, ..) => Node::Map(entries),
                    };
                    // It was counted when it began, and its parts when they were read.
                    self.nodes -= node.size();
                    self.close(anchor, node, line)?;
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn begin(&mut self, anchor: usize, open: Open, line: usize) -> Result<(), DomainFault> {
        if self.open.len() == DEEPEST {
            let what = "lists and mappings lie in one another more than 32 levels deep";
            return Err(DomainFault::Form { line, what });
        }
        self.nodes += 1;
        self.open.push((anchor, open));
        Ok(())
    }

    /// Puts a whole node where it belongs.
    fn close(&mut self, anchor: usize, node: Node, line: usize) -> Result<(), DomainFault> {
        let form = |what| DomainFault::Form { line, what };
        self.nodes += node.size();
        if self.nodes > MOST_NODES {
            return Err(form(
                "the text has more than 2000000 values, those counted that an alias repeats",
            ));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            None => self.document = Some(node),
            Some((_, Open::List(entries))) => entries.push(node),
            Some((_, Open::Map(entries, seen, key))) => match key.take() {
                None => {
                    if !seen.insert(node.identity()) {
                        let name = node.name();
                        return Err(DomainFault::Twice { place: format!("line {line}"), name });
                    }
                    *key = Some(node);
                }
                Some(key) => entries.push((key, node)),
            },
        }
        Ok(())
    }
}

/// What a plain word means in YAML 1.1 as `NegMAS` loads it; times of the day and dates
/// stay texts.
fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return Plain::Bool(true);
        }
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Plain::Bool(false);
        }
        ".nan" | ".NaN" | ".NAN" => return Plain::Number(f64::NAN),
        _ => {}
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if matches!(digits, ".inf" | ".Inf" | ".INF") {
        return Plain::Number(sign * f64::INFINITY);
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Plain::Text;
    }
    let bare = digits.replace('_', "");
    let whole = |radix: u32, digits: &str| {
        u64::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))
    };
    #[expect(clippy::cast_precision_loss, reason = "a worth or a size is a float")]
    let number = if let Some(hex) = bare.strip_prefix("0x") {
        whole(16, hex).map(|number| number as f64)
    } else if let Some(binary) = bare.strip_prefix("0b") {
        whole(2, binary).map(|number| number as f64)
    } else if bare.bytes().all(|b| b.is_ascii_digit()) {
        if bare.len() > 1 && bare.starts_with('0') {
            whole(8, &bare).map(|number| number as f64)
        } else {
            bare.parse().ok()
        }
    } else {
        is_float(&bare).then(|| bare.parse().ok()).flatten()
    };
    number.map_or(Plain::Text, |number: f64| Plain::Number(sign * number))
}

/// Whether it is a float of YAML 1.1: with a point, and with a sign if it has an exponent.
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let Some((before, after)) = mantissa.split_once('.') else { return false };
    let signed = |exponent: &str| {
        exponent.strip_prefix(['+', '-']).is_some_and(|rest| !rest.is_empty() && digits(rest))
    };
    digits(before) && digits(after) && mantissa.len() > 1 && exponent.is_none_or(signed)
}
