//! A domain as the texts of its files.
//!
//! JSON text, which is YAML too, in a form that both readers of `NegMAS` take for the
//! same: numbers without an exponent, and no character that YAML would not let stand.

use std::collections::BTreeSet;
use std::io;

use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use serde_json::{Map, Serializer, Value, json};

use super::domain::Domain;
use serde::Serialize;

/// The name of the file that holds the clauses.
pub const DOMAIN_FILE: &str = "domain.yml";

/// Writes a domain as the names and texts of its files.
///
/// The parties' files are numbered, so that their order is kept. `NegMAS` names the
/// files that it writes after the parties; where that would change the order or lose a
/// file, the names are numbered too, and [`super::read`] takes the numbers off again.
/// Ratification, declared red lines and patience have no place in the layout.
#[must_use]
pub fn write(domain: &Domain) -> Vec<(String, String)> {
    let issues: Vec<Value> = domain
        .clauses
        .iter()
        .map(|clause| {
            json!({ "type": "CategoricalIssue", "name": clause.name, "values": clause.values })
        })
        .collect();
    let mut files = vec![(
        DOMAIN_FILE.to_owned(),
        json!({
            "type": "DiscreteCartesianOutcomeSpace", "name": domain.name, "issues": issues,
        }),
    )];
    let is_kept = keeps_order(domain);
    for (number, party) in domain.parties.iter().enumerate() {
        let own = &party.worth;
        let tables: Vec<Value> = domain
            .clauses
            .iter()
            .zip(&own.values)
            .map(|(clause, table)| {
                let worth = |(name, worth): (&String, &f64)| (name.clone(), Value::from(*worth));
                let mapping: Map<String, Value> =
                    clause.values.iter().zip(table).map(worth).collect();
                json!({ "type": "TableFun", "mapping": mapping })
            })
            .collect();
        let part = file_part(&party.name);
        let name =
            if is_kept { party.name.clone() } else { format!("{number}_{}", safe(&party.name)) };
        let mut text = json!({
            "type": "LinearAdditiveUtilityFunction", "name": name,
            "weights": own.weights, "values": tables,
        });
        if own.no_deal.is_finite() {
            text["reserved_value"] = Value::from(own.no_deal);
        }
        if own.bias.abs() > 0.0 {
            text["bias"] = Value::from(own.bias);
        }
        files.push((format!("{number}_{part}.yml"), text));
    }
    files.into_iter().map(|(name, value)| (name, text(&value))).collect()
}

/// Whether files named after the parties are different files of any system, in the order
/// of the parties, and none of them the domain's.
fn keeps_order(domain: &Domain) -> bool {
    let names: Vec<&str> = domain.parties.iter().map(|party| party.name.as_str()).collect();
    let lower: BTreeSet<String> =
        names.iter().chain([&domain.name.as_str()]).map(|name| name.to_lowercase()).collect();
    let is_plain =
        |name: &&str| safe(name) == **name && !name.starts_with(['-', ' ']) && !name.ends_with(' ');
    let files: Vec<String> = names.iter().map(|name| format!("{name}.yml")).collect();
    names.iter().all(is_plain) && lower.len() == names.len() + 1 && files.is_sorted()
}

/// Takes the numbers off the parties' names, if each has that of its place.
pub(super) fn without_numbers(domain: &mut Domain) {
    let bare = |(number, name): (usize, &str)| {
        let (before, after) = name.split_once('_')?;
        (before == number.to_string() && !after.is_empty()).then(|| after.to_owned())
    };
    let names = domain.parties.iter().map(|party| party.name.as_str()).enumerate();
    let Some(names) = names.map(bare).collect::<Option<Vec<String>>>() else { return };
    for (party, name) in domain.parties.iter_mut().zip(names) {
        party.name = name;
    }
}

/// A name without what no file name may hold; `NegMAS` cuts it at a slash and at `.xml`.
fn safe(name: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | ',' | '(' | ')');
    let part: String = name.chars().take(40).map(|c| if is_safe(c) { c } else { '-' }).collect();
    if part.is_empty() { "party".to_owned() } else { part }
}

/// A name as part of a file name on any system.
fn file_part(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let part: String = name.chars().take(40).map(safe).collect();
    if part.is_empty() { "party".to_owned() } else { part }
}

fn text(value: &Value) -> String {
    let mut bytes = Vec::new();
    let mut writer = Serializer::with_formatter(&mut bytes, Both(PrettyFormatter::new()));
    value.serialize(&mut writer).expect("text and numbers have a form");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON text is UTF-8")
}

/// Writes JSON that is YAML 1.1 as well.
struct Both(PrettyFormatter<'static>);

impl Formatter for Both {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        // Without an exponent: YAML 1.1 takes `1e-7` for a text.
        if value.fract().abs() > 0.0 {
            write!(writer, "{value}")
        } else {
            write!(writer, "{value:.1}")
        }
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for c in fragment.chars() {
            let is_plain = !c.is_control()
                && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
            if is_plain {
                write!(writer, "{c}")?;
            } else {
                write!(writer, "\\u{:04x}", u32::from(c))?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
