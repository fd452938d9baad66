//! The reference of the format, written from its schema and from real scenarios.
//!
//! Types, fields, units, limits and what may be left out are those of the code;
//! the examples, and the order of the fields, are those of the scenarios. So the
//! manual cannot say anything that is not so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;
use status_quo::scenario::pack::File;
use status_quo::scenario::syntax::{self, NodeId, NodeKind, PathStep, Tree};

use crate::manual::is_ron;

/// The lists of a file in the order of the manual.
pub(crate) const LISTS: [&str; 21] = [
    "scenario",
    "sources",
    "contradictions",
    "powers",
    "recognition",
    "drifts",
    "troops",
    "seats",
    "leaders",
    "facts",
    "instruments",
    "sectors",
    "items",
    "outcomes",
    "regions",
    "railways",
    "lines",
    "places",
    "legacies",
    "inherits",
    "campaign",
];

/// An example takes no more characters than this.
const MOST: usize = 48;

/// What authors wrote: fields and words by the type that has them.
#[derive(Default)]
struct Use {
    examples: BTreeMap<(String, String), Vec<String>>,
    /// The places at which a field stood in its entry: their sum, and how many.
    places: BTreeMap<(String, String), (usize, usize)>,
}

/// The schema, and how it is used.
pub(crate) struct Reference<'s> {
    schema: &'s Value,
    used: Use,
    /// Types still to be written, and those that have been met.
    open: Vec<String>,
    met: BTreeSet<String>,
    out: String,
}

impl<'s> Reference<'s> {
    pub(crate) fn new(schema: &'s Value, files: &[File]) -> Self {
        let mut used = Use::default();
        for file in files.iter().filter(|file| is_ron(&file.path)) {
            let tree = syntax::read(&file.text);
            if let Some(root) = tree.root() {
                take_down(&mut used, schema, &tree, root, schema, "Part");
            }
        }
        Self { schema, used, open: Vec::new(), met: BTreeSet::new(), out: String::new() }
    }

    /// The ids that the map knows, from its own file.
    pub(crate) fn map(mut self, map: &str) -> Self {
        let tree = syntax::read(map);
        self.out.push_str("## The map\n\nThese ids are those of the map of the game; `places` may hold others, which then lie outside the map.\n\n| Of | Ids |\n|---|---|\n");
        for list in ["regions", "lines", "railways", "places"] {
            let list_node = tree.find(&[PathStep::Field(list)]).expect("the map has this list");
            let entries = tree.children(list_node);
            let ids = entries.filter_map(|entry| tree.step(entry, PathStep::Field("id")));
            let mut ids: Vec<&str> =
                ids.map(|id| tree.node(id).span.of(tree.text()).trim_matches('"')).collect();
            ids.sort_unstable();
            assert!(ids.len() > 5, "the map has no `{list}`");
            let _ = writeln!(self.out, "| `{list}` | {} |", ids.join(", "));
        }
        self.out.push('\n');
        self
    }

    /// The whole reference as Markdown.
    pub(crate) fn written(mut self) -> String {
        self.out.push_str("## What a file may hold\n\nEvery file may hold any of these; a list that is empty is left out.\n\n| List | Of | What it is |\n|---|---|---|\n");
        let lists = &self.schema["properties"];
        for list in LISTS {
            let field = &lists[list];
            let of = self.kind_of(field);
            let _ = writeln!(self.out, "| `{list}` | {of} | {} |", cell(&said(field)));
        }
        // What numbers are is told by hand; their grades are listed.
        self.open.push("Evidence".to_owned());
        self.met.insert("Evidence".to_owned());
        while let Some(name) = (!self.open.is_empty()).then(|| self.open.remove(0)) {
            self.section(&name);
        }
        self.out
    }

    /// What a field takes, in words; types met on the way are to be written.
    fn kind_of(&mut self, field: &'s Value) -> String {
        let (at, name) = resolved(self.schema, field);
        if let Some(unit) = at["unit"].as_str() {
            let range = range(at);
            return format!("[number](#numbers-that-steer): {unit}{range}");
        }
        if let Some(name) = name {
            if self.met.insert(name.to_owned()) {
                self.open.push(name.to_owned());
            }
            return format!("[{}](#{})", title(name).to_lowercase(), anchor(name));
        }
        if at["prose"].as_bool() == Some(true) {
            if self.met.insert("Passage".to_owned()) {
                self.open.push("Passage".to_owned());
            }
            return "text, or a list of texts and [passages](#passage)".to_owned();
        }
        if let Some(sort) = at["refers"].as_str() {
            return format!(
                "id of a{} {sort}",
                if sort.starts_with(['a', 'e', 'i', 'o']) { "n" } else { "" }
            );
        }
        if at["gives"].as_bool() == Some(true) {
            return "its id".to_owned();
        }
        if let Some(each) = at["prefixItems"].as_array() {
            let each: Vec<String> = each.iter().map(|one| self.kind_of(one)).collect();
            return format!("({})", each.join(", "));
        }
        if at["properties"].is_object() {
            let mut all: Vec<(&String, &Value)> =
                at["properties"].as_object().into_iter().flatten().collect();
            all.sort_by_key(|(key, _)| *key == "num");
            let fields: Vec<String> =
                all.into_iter().map(|(key, one)| format!("{key}: {}", self.kind_of(one))).collect();
            return format!("({})", fields.join(", "));
        }
        match kind(at) {
            "array" => format!("list of {}", self.kind_of(&at["items"])),
            "string" if at["format"] == "date" => "date".to_owned(),
            "string" => "text".to_owned(),
            "integer" => format!("whole number{}", range(at)),
            "number" => format!("plain number{}", range(at)),
            "boolean" => "`true` or `false`".to_owned(),
            other => panic!("the reference has no words for the type `{other}`: {at}"),
        }
    }

    fn section(&mut self, name: &str) {
        let at = &self.schema["$defs"][name];
        let _ = write!(self.out, "\n## {}\n\n{}\n\n", title(name), paragraph(&said(at)));
        if at["properties"].is_object() {
            self.fields(name, at);
        } else {
            self.words(name, at);
        }
    }

    /// A table of the fields of an entry.
    fn fields(&mut self, owner: &str, at: &'s Value) {
        self.out.push_str(
            "| Field | Takes | If left out | What it is | For example |\n|---|---|---|---|---|\n",
        );
        let needed: Vec<&str> =
            at["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut fields: Vec<(&String, &Value)> =
            at["properties"].as_object().into_iter().flatten().collect();
        fields.sort_by_key(|(field, _)| {
            let (sum, count) = self.used.place(owner, field);
            // Fields that nobody has used yet stand last, by name.
            ((sum * 1000).checked_div(count).unwrap_or(usize::MAX), (*field).clone())
        });
        for (field, schema) in fields {
            let takes = self.kind_of(schema);
            let without = if needed.contains(&field.as_str()) {
                "needed".to_owned()
            } else {
                without(self.schema, schema)
            };
            let example = self.used.example(owner, field);
            let said = said(schema);
            let _ = writeln!(
                self.out,
                "| `{field}` | {} | {without} | {} | {} |",
                cell(&takes),
                cell(&said),
                example.map(|text| code(&text)).unwrap_or_default()
            );
        }
    }

    /// A table of the words of a type, with what stands in their brackets.
    fn words(&mut self, owner: &str, at: &'s Value) {
        let variants = at["oneOf"].as_array().or_else(|| at["anyOf"].as_array());
        let variants =
            variants.unwrap_or_else(|| panic!("`{owner}` is neither entry nor word: {at}"));
        let bare = variants.iter().all(|variant| !variant["properties"].is_object());
        self.out.push_str(if bare {
            "| Word | What it is |\n|---|---|\n"
        } else {
            "| Word | In brackets | What it is | For example |\n|---|---|---|---|\n"
        });
        let mut inner: Vec<(String, &'s Value)> = Vec::new();
        for variant in variants {
            let said = cell(&unsigned(&said(variant)));
            let Some((word, payload)) =
                variant["properties"].as_object().and_then(|p| p.iter().next())
            else {
                let word = variant["const"].as_str().or_else(|| variant["enum"][0].as_str());
                let word = word.unwrap_or_else(|| panic!("a word of `{owner}`: {variant}"));
                let row = if bare {
                    format!("| `{word}` | {said} |")
                } else {
                    format!("| `{word}` | | {said} | `{word}` |")
                };
                let _ = writeln!(self.out, "{row}");
                continue;
            };
            let takes = if payload["properties"].is_object() {
                inner.push((word.clone(), payload));
                "fields, see below".to_owned()
            } else {
                let takes = self.kind_of(payload);
                let inside = takes.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
                inside.map_or(takes.clone(), str::to_owned)
            };
            let example =
                self.used.example(owner, word).map(|text| code(&text)).unwrap_or_default();
            let _ = writeln!(self.out, "| `{word}` | {} | {said} | {example} |", cell(&takes));
        }
        for (word, payload) in inner {
            let _ = write!(self.out, "\n`{word}(…)`, field by field:\n\n");
            self.fields(&format!("{owner}.{word}"), payload);
        }
    }
}

impl Use {
    fn example(&self, owner: &str, field: &str) -> Option<String> {
        let found = self.examples.get(&(owner.to_owned(), field.to_owned()))?;
        let short = |text: &&String| text.chars().count() <= MOST && !text.ends_with("[]");
        if let Some(best) = found.iter().find(short) {
            return Some(best.clone());
        }
        // A long text is cut; of anything else the type says enough.
        let text = found.iter().find(|text| text.starts_with('"') || text.starts_with("r#"))?;
        let text = text.trim_start_matches("r#");
        let cut: String = text.chars().take(MOST - 12).collect();
        let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
        Some(format!("{cut} …\""))
    }

    fn place(&self, owner: &str, field: &str) -> (usize, usize) {
        self.places.get(&(owner.to_owned(), field.to_owned())).copied().unwrap_or_default()
    }
}

/// A schema behind references and behind the choice of none, and the name that leads to it.
fn resolved<'s>(root: &'s Value, mut at: &'s Value) -> (&'s Value, Option<&'s str>) {
    let mut name = None;
    loop {
        if at["unit"].is_string() {
            return (at, None);
        }
        if let Some(link) = at["$ref"].as_str() {
            name = link.rsplit('/').next();
            at = &root["$defs"][name.unwrap_or("")];
            continue;
        }
        let any = at["anyOf"].as_array().filter(|any| any.iter().any(|one| one["type"] == "null"));
        match any.and_then(|any| any.iter().find(|one| one["type"] != "null")) {
            Some(some) => at = some,
            None => return (at, name),
        }
    }
}

/// What is said of a word, without how it is written, which its table shows.
fn unsigned(said: &str) -> String {
    let rest = said.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    let rest = rest.and_then(|(_, rest)| rest.strip_prefix(':'));
    rest.map_or_else(
        || said.to_owned(),
        |rest| {
            let mut letters = rest.trim().chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        },
    )
}

/// The type of a schema, whether or not there may be none.
fn kind(at: &Value) -> &str {
    match &at["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|t| *t != "null"),
        other => other.as_str(),
    }
    .unwrap_or("")
}

/// Takes down what stands in a value.
fn take_down<'s>(
    used: &mut Use,
    root: &'s Value,
    tree: &Tree<'_>,
    node: NodeId,
    schema: &'s Value,
    owner: &str,
) {
    let this = tree.node(node);
    let (schema, name) = match resolved(root, schema) {
        (number, _) if number["unit"].is_string() => (&root["$defs"]["Num"], Some("Num")),
        other => other,
    };
    let owner = name.unwrap_or(owner);
    let text = |id: NodeId| one_line(tree.node(id).span.of(tree.text()));
    if this.kind == NodeKind::Some {
        if let Some(inner) = tree.children(node).next() {
            take_down(used, root, tree, inner, schema, owner);
        }
        return;
    }
    if let Some(word) = this.name.map(|span| span.of(tree.text())) {
        let Some(inner) = payload(schema, word) else { return };
        used.examples
            .entry((owner.to_owned(), word.to_owned()))
            .or_default()
            .push(brief(&text(node)));
        let inside = format!("{owner}.{word}");
        let several = inner["prefixItems"].as_array();
        for (index, child) in tree.children(node).enumerate() {
            let field = tree.node(child).key.map(|key| key.of(tree.text()));
            let inner = match (field, several) {
                (Some(field), _) => {
                    note(used, &inside, field, index, text(child));
                    &inner["properties"][field]
                }
                (None, Some(several)) => several.get(index).unwrap_or(&Value::Null),
                (None, None) => inner,
            };
            take_down(used, root, tree, child, inner, &inside);
        }
        return;
    }
    for (index, child) in tree.children(node).enumerate() {
        let inner = match (this.kind, tree.node(child).key) {
            (NodeKind::Struct, Some(key)) => {
                let field = key.of(tree.text());
                let inner = &schema["properties"][field];
                let number = resolved(root, inner).0["unit"].is_string();
                let value = number.then(|| tree.step(child, PathStep::Field("value"))).flatten();
                note(used, owner, field, index, text(value.unwrap_or(child)));
                inner
            }
            (NodeKind::List, _) => &schema["items"],
            _ => &schema["prefixItems"][index],
        };
        take_down(used, root, tree, child, inner, owner);
    }
}

fn note(used: &mut Use, owner: &str, field: &str, place: usize, text: String) {
    let key = (owner.to_owned(), field.to_owned());
    used.examples.entry(key.clone()).or_default().push(brief(&text));
    let at = used.places.entry(key).or_default();
    *at = (at.0 + place, at.1 + 1);
}

/// A text with the grade and the reason of each number left away.
fn brief(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(", grade:") {
        out.push_str(before);
        let mut quoted = false;
        let end = behind.char_indices().find(|(_, letter)| {
            quoted ^= *letter == '"';
            *letter == ')' && !quoted
        });
        out.push_str(", …");
        rest = end.map_or("", |(at, _)| &behind[at..]);
    }
    out + rest
}

/// The schema of what stands in the brackets behind a word.
fn payload<'s>(at: &'s Value, word: &str) -> Option<&'s Value> {
    let any = at["oneOf"].as_array().or_else(|| at["anyOf"].as_array())?;
    any.iter().find_map(|variant| variant["properties"].get(word))
}

/// What a field is if it is left out.
fn without(root: &Value, field: &Value) -> String {
    let (at, name) = resolved(root, field);
    let default = &field["default"];
    if let Some(word) = default.as_str().filter(|word| !word.is_empty()) {
        return format!("`{word}`");
    }
    if let Some(yes) = default.as_bool() {
        return format!("`{yes}`");
    }
    match (name, kind(at)) {
        (Some("Condition"), _) => "`always`".to_owned(),
        (_, "boolean") => "`false`".to_owned(),
        (_, "string") => "nothing".to_owned(),
        _ => "none".to_owned(),
    }
}

/// The limits of a number, if it has any.
fn range(at: &Value) -> String {
    match (at["minimum"].as_f64(), at["maximum"].as_f64()) {
        (Some(low), Some(high)) => format!(", {} to {}", plain(low), plain(high)),
        (Some(low), None) => format!(", {} or more", plain(low)),
        _ => String::new(),
    }
}

fn plain(number: f64) -> String {
    let text = format!("{number}");
    let (whole, part) = text.split_once('.').map_or((text.as_str(), ""), |(w, p)| (w, p));
    let mut grouped = String::new();
    let digits = whole.trim_start_matches('-');
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "−" } else { "" };
    if part.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{part}") }
}

/// What the documentation says.
fn said(at: &Value) -> String {
    at["description"].as_str().unwrap_or("").to_owned()
}

/// Lines of documentation as paragraphs.
fn paragraph(text: &str) -> String {
    text.split("\n\n")
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// A text within a table.
fn cell(text: &str) -> String {
    one_line(text).replace('|', "\\|")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}

/// The heading of a type.
fn title(name: &str) -> String {
    let known = match name {
        "Choice" => "Option",
        "OpeningAct" => "Opening recognition",
        "OpeningTroops" => "Opening troops",
        "CampaignHead" => "Campaign",
        "Side" => "Side of a campaign",
        "RegionRule" => "Region",
        "RailwayRule" => "Railway",
        "LineRule" => "Line",
        "PlaceRule" => "Place",
        "ClauseLine" => "Red line of a party",
        "Likelihood" => "Chance of an alternative",
        "Native" => "Name in its own writing",
        "Kind" => "Kind of item",
        "Tag" => "Origin of an option",
        "Ink" => "Colour",
        "Evidence" => "Grade of evidence",
        "CriterionKey" => "Criterion",
        "Version" => "Version in a language",
        "Chance" => "Drawn consequence",
        "Status" => "Status in law",
        "Subject" => "Subject of recognition",
        "Manner" => "Manner of recognition",
        "Standing" => "Rung of recognition",
        "Pledge" => "Kind of pledge",
        "Home" => "Consent at home",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut out = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            out.push(' ');
        }
        out.extend(if index > 0 {
            letter.to_lowercase().collect::<Vec<_>>()
        } else {
            vec![letter]
        });
    }
    out
}

fn anchor(name: &str) -> String {
    title(name).to_lowercase().replace(' ', "-")
}
