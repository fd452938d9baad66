//! The second stage of the checker: whether each value fits its type.
//!
//! Walks the tree of a file beside the [`schema`](super::schema) of the format
//! and reports all that does not fit, each at its place. `ron` stays the judge:
//! a file without findings is still read by it, and what it refuses then is
//! reported too; a test holds the two against each other.

use super::finding::{Certainty, Finding, MOST_COUNTED, foreign_letter, look_alike, nearest};
use super::longhand::in_per_cent;
use super::percent::share_of;
use super::schema::{Body, FIGURE, Field, PASSAGE, ROOT, Schema, Takes, ValueShape, Word, schema};
use super::sources::Sources;
use super::syntax::{NodeId, NodeKind, Span, Tree};
use crate::rules::quantity::Date;

/// Reports everything in a file that is of a wrong type.
pub(super) fn check(sources: &Sources<'_>, file: usize, findings: &mut Vec<Finding>) {
    let Some(tree) = sources.tree(file) else { return };
    // Extensions change how values are written; such a file is left to `ron`.
    if tree.has_header() {
        return;
    }
    let Some(root) = tree.root() else { return };
    let mut walk = TypeChecker { sources, file, tree, schema: schema(), findings, of_share: false };
    walk.value(root, &ValueShape::Of(ROOT.to_owned()));
}

struct TypeChecker<'w, 'p> {
    sources: &'w Sources<'p>,
    file: usize,
    tree: &'w Tree<'p>,
    schema: &'static Schema,
    findings: &'w mut Vec<Finding>,
    /// Whether the number at hand is a share, which can be given in per cent.
    of_share: bool,
}

impl TypeChecker<'_, '_> {
    fn text(&self, span: Span) -> &str {
        span.of(self.tree.text())
    }

    fn error(&self, code: &'static str, span: Span, message: String) -> Finding {
        let place = self.sources.place(self.file, span);
        Finding::error(code, place.unwrap_or_else(|| self.sources.whole(self.file)), message)
    }

    /// The finding, with the edit that mends it.
    fn replaced(&self, finding: Finding, span: Span, new: &str) -> Finding {
        match self.sources.edit(self.file, span, new) {
            Some(edit) => finding.with_edit(edit),
            None => finding,
        }
    }

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.tree.children(id).collect()
    }

    fn value(&mut self, id: NodeId, shape: &ValueShape) {
        if self.findings.len() >= MOST_COUNTED {
            return;
        }
        let node = self.tree.node(id);
        let (kind, span) = (node.kind, node.span);
        match shape {
            ValueShape::Text | ValueShape::Prose | ValueShape::Id | ValueShape::Name(_)
                if kind == NodeKind::Text => {}
            ValueShape::Prose if kind == NodeKind::List => {
                for child in self.children(id) {
                    if self.tree.node(child).kind != NodeKind::Text {
                        self.value(child, &ValueShape::Of(PASSAGE.to_owned()));
                    }
                }
            }
            ValueShape::Date if kind == NodeKind::Text => self.date(span),
            ValueShape::Flag if matches!(self.text(span), "true" | "false") => {}
            ValueShape::Number if kind == NodeKind::Number => self.number(id, shape),
            ValueShape::Whole { low, high } if kind == NodeKind::Number => {
                self.whole(span, *low, *high);
            }
            ValueShape::List(inner) if kind == NodeKind::List => {
                for child in self.children(id) {
                    self.value(child, inner);
                }
            }
            ValueShape::Optional(_) if kind == NodeKind::Word && self.text(span) == "None" => {}
            ValueShape::Optional(inner) => {
                let inside =
                    if kind == NodeKind::Some { self.tree.children(id).next() } else { None };
                self.value(inside.unwrap_or(id), inner);
            }
            ValueShape::Tuple(shapes) if kind == NodeKind::Tuple && node.name.is_none() => {
                self.values(id, span, "this", shapes);
            }
            ValueShape::Record(fields) => self.record(id, None, fields, shape),
            ValueShape::Figure { low, high, .. } => {
                let schema = self.schema;
                let fields = schema.fields(shape).unwrap_or_default();
                self.of_share = *low >= -1.0 && *high <= 1.0;
                if kind == NodeKind::Reasoned {
                    if let Some(number) = self.tree.children(id).next() {
                        self.number(number, &ValueShape::Number);
                    }
                } else {
                    self.record(id, Some(FIGURE), fields, shape);
                }
                self.of_share = false;
            }
            ValueShape::Of(name) => match &self.schema.of(name).body {
                Body::Record(fields) => self.record(id, Some(name), fields, shape),
                Body::Choice(words) => self.choice(id, words, shape),
            },
            _ => self.wrong(id, shape),
        }
    }

    /// Checks a number that need not be whole.
    fn number(&mut self, id: NodeId, shape: &ValueShape) {
        let span = self.tree.node(id).span;
        let Some(per_cent) = in_per_cent(self.tree, id) else {
            if ron::from_str::<f64>(self.text(span)).is_err() {
                self.wrong(id, shape);
            }
            return;
        };
        if self.of_share {
            return;
        }
        let (written, part) = (self.text(span), share_of(per_cent));
        let message = format!("`{written}` cannot stand here, where a plain number belongs");
        let finding = self.error("per-cent", span, message);
        let finding = self.replaced(finding, span, &part);
        let help = format!("write `{part}`, if a share of one is meant");
        self.findings.push(finding.with_help(Some(help)).with_confidence(Certainty::Likely));
    }

    fn date(&mut self, span: Span) {
        let Ok(text) = ron::from_str::<String>(self.text(span)) else { return };
        if let Err(error) = text.parse::<Date>() {
            let finding = self.error("wrong-value", span, error.to_string());
            self.findings.push(finding.with_help(good_date(&text)));
        }
    }

    fn whole(&mut self, span: Span, low: i64, high: i64) {
        let text = self.text(span);
        let finding = match ron::from_str::<i64>(text) {
            Ok(number) if (low..=high).contains(&number) => return,
            Ok(number) if number < low => {
                let help = if low == 0 {
                    "write a whole number, 0 or more".to_owned()
                } else {
                    format!("write a whole number, {low} or more")
                };
                self.error("wrong-value", span, format!("`{text}` is below {low}"))
                    .with_help(Some(help))
            }
            Ok(_) => {
                // The maximum of the field's integer type is worth telling only if small.
                let help = if high <= i64::from(u16::MAX) {
                    format!("write a whole number, {high} or less")
                } else {
                    "write a smaller number".to_owned()
                };
                self.error("wrong-value", span, format!("`{text}` is too large for this field"))
                    .with_help(Some(help))
            }
            Err(_) => self.error(
                "wrong-type",
                span,
                format!("`{text}` stands where a whole number belongs"),
            ),
        };
        self.findings.push(finding);
    }

    /// Checks values in brackets, in order.
    fn values(&mut self, id: NodeId, place: Span, what: &str, shapes: &[ValueShape]) {
        let children = self.children(id);
        if self.decimal_comma(&children, shapes) {
            return;
        }
        if children.len() != shapes.len() {
            let of = |n: usize| if n == 1 { "one value".to_owned() } else { format!("{n} values") };
            let message =
                format!("{what} takes {} in brackets, not {}", of(shapes.len()), children.len());
            let kinds: Vec<String> = shapes.iter().map(|shape| self.schema.wanted(shape)).collect();
            let finding = self.error("wrong-count", place, message);
            self.findings
                .push(finding.with_help(Some(format!("it takes {}", kinds.join(", then ")))));
            return;
        }
        for (child, shape) in children.into_iter().zip(shapes) {
            self.value(child, shape);
        }
    }

    /// Reports a number with a comma in it, which is read as two values; returns whether
    /// there is one.
    fn decimal_comma(&mut self, children: &[NodeId], shapes: &[ValueShape]) -> bool {
        if children.len() != shapes.len() + 1 {
            return false;
        }
        let span = |id: NodeId| self.tree.node(id).span;
        let digits = |id: NodeId| {
            let text = self.text(span(id));
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
        };
        let is_split = |pair: &[NodeId]| {
            let comma = Span::new(span(pair[0]).end, span(pair[1]).start);
            self.tree.node(pair[0]).kind == NodeKind::Number
                && digits(pair[1])
                && self.text(comma) == ","
        };
        let Some(at) = children.windows(2).position(is_split) else { return false };
        let (whole, rest) = (span(children[at]), span(children[at + 1]));
        let both = Span::new(whole.start, rest.end);
        let (whole_text, rest_text) = (self.text(whole).to_owned(), self.text(rest).to_owned());
        let comma = Span::new(whole.end, rest.start);
        let finding = if rest_text.len() == 3 && !whole_text.ends_with('0') {
            let message = "a number has no comma in it".to_owned();
            let finding = self.error("decimal-comma", both, message);
            self.replaced(finding, comma, "")
                .with_help(Some(format!(
                    "write `{whole_text}{rest_text}`, or `{whole_text}.{rest_text}`"
                )))
                .with_confidence(Certainty::Guess)
        } else {
            let message = "the parts of a number are parted by a point".to_owned();
            let finding = self.error("decimal-comma", both, message);
            self.replaced(finding, comma, ".")
                .with_help(Some(format!("write `{whole_text}.{rest_text}`")))
        };
        self.findings.push(finding);
        true
    }

    /// Checks fields in brackets, of a type that may be named before them.
    fn record(&mut self, id: NodeId, name: Option<&str>, fields: &[Field], shape: &ValueShape) {
        let node = self.tree.node(id);
        let empty = node.kind == NodeKind::Tuple && self.tree.children(id).next().is_none();
        let named = node.name.map(|span| self.text(span));
        if !(node.kind == NodeKind::Struct || empty)
            || (named.is_some() && name.is_some() && named != name)
        {
            return self.wrong(id, shape);
        }
        self.fields(id, fields);
    }

    fn fields(&mut self, id: NodeId, fields: &[Field]) {
        let mut seen: Vec<(&str, Span)> = Vec::new();
        let tree = self.tree;
        let before = self.findings.len();
        let mut strange = Vec::new();
        for child in self.children(id) {
            let Some(key) = tree.node(child).key else { continue };
            let shown = key.of(tree.text());
            let name = shown.strip_prefix("r#").unwrap_or(shown);
            let first = seen.iter().find(|(other, _)| *other == name).map(|(_, span)| *span);
            if let Some(first) = first {
                let message = format!("the field `{name}` stands here a second time");
                let mut finding = self
                    .error("twice", key, message)
                    .with_help(Some("keep one of the two".to_owned()));
                if let Some(place) = self.sources.place(self.file, first) {
                    finding = finding.with_also(place, "it stands here already");
                }
                self.findings.push(finding);
                continue;
            }
            seen.push((name, key));
            match fields.iter().find(|field| field.name == name) {
                Some(field) if !field.required && self.is_null(child, &field.shape) => {
                    self.needless_null(child, field);
                }
                Some(field) => self.value(child, &field.shape),
                None => strange.push((name, key)),
            }
        }
        let missing: Vec<&Field> = fields
            .iter()
            .filter(|f| f.required && !seen.iter().any(|(name, _)| *name == f.name))
            .collect();
        let open: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let free = |name: &&str| !seen.iter().any(|(other, _)| other == name);
        let mut meant = Vec::new();
        for (name, key) in strange {
            let finding =
                self.error("unknown-field", key, format!("there is no field `{name}` here"));
            // A field that stands there already was not what was meant.
            let like: Vec<&str> =
                nearest(name, open.iter().copied()).into_iter().filter(|like| free(like)).collect();
            meant.extend(like.first().copied());
            let finding = self.unlike(finding, key, &like, &open);
            self.findings.push(finding);
        }
        let node = tree.node(id);
        let opens = Span::new(node.span.start, node.span.start + 1);
        for field in missing {
            // One that is written with a mistake is not missing.
            if meant.contains(&field.name.as_str()) {
                continue;
            }
            let message = format!("the field `{}` is missing in this entry", field.name);
            let help = format!("write `{}: ...`, {}", field.name, self.schema.wanted(&field.shape));
            let finding = self.error("missing-field", opens, message).with_help(Some(help));
            self.findings.insert(before, finding);
        }
    }

    /// Whether a value is a word by which other formats say that there is none.
    fn is_null(&self, id: NodeId, shape: &ValueShape) -> bool {
        let node = self.tree.node(id);
        let word = self.text(node.span);
        let known = self.schema.words(shape).unwrap_or_default();
        node.kind == NodeKind::Word && is_null(word) && known.iter().all(|w| w.name != word)
    }

    /// Reports a field that is said to have no value and can be left out.
    fn needless_null(&mut self, id: NodeId, field: &Field) {
        let span = self.tree.node(id).span;
        let word = self.text(span);
        let message = format!("`{word}` stands where {}", self.belongs(&field.shape));
        let help = format!("there is no `{word}`; leave the field `{}` out", field.name);
        let finding = self.error("wrong-type", span, message).with_help(Some(help));
        self.findings.push(finding);
    }

    /// The words for the kind of value that a shape wants, with the verb.
    fn belongs(&self, shape: &ValueShape) -> String {
        let verb = if self.schema.wants_several(shape) { "belong" } else { "belongs" };
        format!("{} {verb}", self.schema.wanted(shape))
    }

    /// Checks a value that must be one of several words.
    fn choice(&mut self, id: NodeId, words: &[Word], shape: &ValueShape) {
        let node = self.tree.node(id);
        let word = match node.kind {
            NodeKind::Word => node.span,
            NodeKind::Struct | NodeKind::Tuple => match node.name {
                Some(name) => name,
                None => return self.wrong(id, shape),
            },
            _ => return self.wrong(id, shape),
        };
        let shown = self.text(word);
        let Some(found) = words.iter().find(|known| known.name == shown) else {
            let message = format!("`{shown}` is none of the words that can stand here");
            let all: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
            let like = nearest(shown, all.iter().copied());
            let finding = self.unlike(self.error("unknown-word", word, message), word, &like, &all);
            self.findings.push(finding);
            return;
        };
        let what = format!("`{}`", found.name);
        match (&found.takes, node.kind) {
            (Takes::Nothing, NodeKind::Word) => {}
            (Takes::Nothing, _) => {
                let message = format!("{what} stands by itself, without brackets");
                let finding = self.error("wrong-count", word, message);
                let after = Span::new(word.end, node.span.end);
                let finding = self.replaced(finding, after, "");
                self.findings
                    .push(finding.with_help(Some("delete the brackets after it".to_owned())));
            }
            (Takes::Values(shapes), NodeKind::Tuple) => self.values(id, word, &what, shapes),
            (Takes::Fields(fields), NodeKind::Struct) => self.fields(id, fields),
            (Takes::Values(shapes), _) => {
                let kinds: Vec<String> =
                    shapes.iter().map(|shape| self.schema.wanted(shape)).collect();
                let message = format!("{what} needs values in brackets after it");
                let help = format!("it takes {}", kinds.join(", then "));
                let finding = self.error("wrong-count", word, message).with_help(Some(help));
                self.findings.push(finding);
            }
            (Takes::Fields(fields), _) => {
                let names: Vec<String> = fields
                    .iter()
                    .filter(|f| f.required)
                    .map(|f| format!("{}: ...", f.name))
                    .collect();
                let message = format!("{what} needs fields in brackets after it");
                let help = format!("write `{}({})`", found.name, names.join(", "));
                let finding = self.error("wrong-count", word, message).with_help(Some(help));
                self.findings.push(finding);
            }
        }
    }

    /// A finding about a word that is none of those that are known, with what it may be.
    fn unlike(&self, finding: Finding, span: Span, like: &[&str], known: &[&str]) -> Finding {
        let ticked = |list: &[&str]| list.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>();
        let word = self.text(span);
        // A wrong letter can be certain even where the intended word is not.
        let foreign = foreign_letter(word, known.iter().copied());
        let odd = foreign.map(|why| format!("{why}; ")).unwrap_or_default();
        match like {
            [] => finding.with_help(Some(format!("{odd}there are: {}", ticked(known).join(", ")))),
            [one] => {
                let same = look_alike(word, one);
                let help = match &same {
                    Some(why) => format!("write `{one}`; {why}"),
                    None => format!("{odd}did you mean `{one}`?"),
                };
                let finding = finding.with_help(Some(help));
                match self.sources.edit(self.file, span, *one) {
                    Some(edit) if same.is_some() => finding.with_edit(edit),
                    Some(edit) => finding.with_guess(edit),
                    None => finding,
                }
            }
            like => {
                let help = format!("{odd}did you mean {}?", ticked(like).join(" or "));
                finding.with_help(Some(help))
            }
        }
    }

    /// Reports a value that is of a wrong type, with the way out if it is known.
    fn wrong(&mut self, id: NodeId, shape: &ValueShape) {
        let node = self.tree.node(id);
        let span = node.span;
        let full = self.text(span).to_owned();
        let first = full.lines().next().unwrap_or("");
        let shown: String = if first.chars().count() > 40 || first.len() < full.len() {
            first.chars().take(40).chain("...".chars()).collect()
        } else {
            first.to_owned()
        };
        let message = format!("`{shown}` stands where {}", self.belongs(shape));
        let finding = self.error("wrong-type", span, message);
        let write = |walk: &Self, new: String| {
            walk.replaced(finding.clone(), span, &new).with_help(Some(format!("write `{new}`")))
        };
        let plain = full.trim_matches(['"', '\'']);
        let finding = match (shape, node.kind) {
            (_, NodeKind::Word) if is_null(plain) => {
                let help = format!("there is no `{plain}`; write {}", self.schema.wanted(shape));
                finding.with_help(Some(help))
            }
            (ValueShape::Text | ValueShape::Prose | ValueShape::Id | ValueShape::Name(_) | ValueShape::Date, NodeKind::Word | NodeKind::Number) => {
                write(self, format!("\"{full}\""))
            }
            (ValueShape::Text | ValueShape::Prose | ValueShape::Id | ValueShape::Name(_), NodeKind::Char) => {
                write(self, format!("\"{}\"", plain.replace('"', "\\\"")))
            }
            (ValueShape::Flag, NodeKind::Word | NodeKind::Text | NodeKind::Number) => {
                match plain.to_lowercase().as_str() {
                    "true" | "yes" | "on" | "1" => write(self, "true".to_owned()),
                    "false" | "no" | "off" | "0" => write(self, "false".to_owned()),
                    _ => finding,
                }
            }
            (ValueShape::Number | ValueShape::Whole { .. }, NodeKind::Text) if plain.parse::<f64>().is_ok() => {
                write(self, plain.to_owned())
            }
            (ValueShape::Figure { .. }, NodeKind::Number) => finding.with_help(Some(format!(
                "write `{full} (\"...\")` with your reason, or `(value: {full}, grade: secondary, src: [...])`"
            ))),
            (ValueShape::Number | ValueShape::Whole { .. }, NodeKind::Reasoned) => {
                finding.with_help(Some(
                    "here stands a number alone; the reason stands in a `why` beside it, or in a remark"
                        .to_owned(),
                ))
            }
            (ValueShape::Of(_), NodeKind::Text)
                if self.schema.words(shape).is_some_and(|words| words.iter().any(|word| word.name == plain)) =>
            {
                write(self, plain.to_owned())
            }
            (ValueShape::List(_), NodeKind::Text | NodeKind::Struct | NodeKind::Number | NodeKind::Word) => {
                let finding = self.replaced(finding, Span::at(span.start), "[");
                self.replaced(finding, Span::at(span.end), "]")
                    .with_help(Some("put it in `[ ]`, even if it is only one".to_owned()))
            }
            // Curly brackets are for keys and values, which the format has nowhere.
            (ValueShape::Of(_) | ValueShape::Figure { .. }, NodeKind::Map) => {
                let ends = [Span::new(span.start, span.start + 1), Span::new(span.end - 1, span.end)];
                let finding = self.replaced(finding, ends[0], "(");
                self.replaced(finding, ends[1], ")")
                    .with_help(Some("fields stand in round brackets".to_owned()))
            }
            (ValueShape::Text | ValueShape::Id | ValueShape::Name(_) | ValueShape::Date, NodeKind::List)
                if self.tree.children(id).count() == 1 =>
            {
                let ends = [Span::new(span.start, span.start + 1), Span::new(span.end - 1, span.end)];
                let finding = self.replaced(finding, ends[0], "");
                self.replaced(finding, ends[1], "")
                    .with_help(Some("write it without the brackets; there is only one".to_owned()))
            }
            _ => finding,
        };
        self.findings.push(finding);
    }
}

/// Whether a word says in other formats that there is no value.
fn is_null(word: &str) -> bool {
    matches!(word, "null" | "nil" | "none" | "undefined")
}

/// The help for a text that is not a valid date.
fn good_date(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let is_before_christ = text.starts_with(['-', '−', '–'])
        || lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "bc" | "bce"));
    if is_before_christ {
        let help = "years before Christ are not known here; a date lies in the years 1600 to 2200";
        return Some(help.to_owned());
    }
    if text.len() == 4 && text.parse::<u16>().is_ok() {
        return Some(format!("write the month and the day, too, as in `\"{text}-01-01\"`"));
    }
    let numbers: Option<Vec<u16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let Some([year, month, day]) = numbers.as_deref() else {
        return Some(
            "write the year, the month and the day as numbers, with `-` between".to_owned(),
        );
    };
    if *day > 31 {
        return Some("the year stands first and the day last".to_owned());
    }
    let written = |month: u16, day: u16| format!("{year:04}-{month:02}-{day:02}");
    let is_good = |month: u16, day: u16| written(month, day).parse::<Date>().is_ok();
    if is_good(*month, 1) {
        let last = (28..=31).rev().find(|day| is_good(*month, *day))?;
        return Some(format!("its last day is `\"{}\"`", written(*month, last)));
    }
    if is_good(*day, *month) {
        let meant = written(*day, *month);
        return Some(format!("the month stands in the middle; did you mean `\"{meant}\"`?"));
    }
    is_good(1, 1).then(|| "months are 01 to 12".to_owned())
}
