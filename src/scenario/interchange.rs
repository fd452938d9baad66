//! Negotiation domains in a layout that other programs of the field read and write.
//!
//! A folder as `NegMAS` lays it out: `domain.yml` with the clauses, and one
//! further `.yml` for each party, in the order of the file names; all of them
//! JSON text. Not here: files (see [`super::library`]), and anything the layout
//! has no place for. Ratification, declared red lines and patience are left out
//! on writing; a hard red line is the worth -10.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::rules::ids::{ClauseId, ClauseValueId};
use crate::rules::negotiation::protocol::{FEWEST_PARTIES, MOST_PARTIES};
use crate::rules::negotiation::space::{Space, SpaceError};
use crate::rules::negotiation::utility::{
    ClauseRedLine, LineKind, PreferenceError, Preferences, check_together,
};

/// The name of the file that holds the clauses.
pub const DOMAIN_FILE: &str = "domain.yml";
/// The worth that marks a value which a party never signs.
pub const HARD_LINE: f64 = -10.0;

/// A domain with its parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Its clauses.
    pub clauses: Vec<DomainClause>,
    /// Its parties, in order.
    pub parties: Vec<DomainParty>,
}

/// A clause and its possible values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainClause {
    /// Its name; no two clauses share one.
    pub name: String,
    /// The names of its values; no two share one.
    pub values: Vec<String>,
}

/// A party and its preferences.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainParty {
    /// Its name.
    pub name: String,
    /// The party's preferences, in the order of the clauses and values.
    pub preferences: Preferences,
}

impl Domain {
    /// The space of its treaties.
    ///
    /// # Errors
    /// If there is no such space.
    pub fn space(&self) -> Result<Space, SpaceError> {
        let sizes: Vec<usize> = self.clauses.iter().map(|clause| clause.values.len()).collect();
        Space::new(&sizes)
    }
}

/// An error in the files of a domain: the file, and the fault in one sentence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{file}`: {fault}")]
pub struct InterchangeError {
    /// The file's name, or that of the domain file for the folder as a whole.
    pub file: String,
    /// The fault.
    pub fault: DomainFault,
}

/// A fault in a file of a domain, or in the domain as a whole.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DomainFault {
    /// There is no domain file.
    #[error("there is no such file, so the folder holds no negotiation domain")]
    NoDomain,
    /// Too few or too many party files.
    #[error(
        "a domain has {FEWEST_PARTIES} to {MOST_PARTIES} files of parties; the number here is {0}"
    )]
    Parties(usize),
    /// The file is not JSON text.
    #[error("this is not JSON text ({0})")]
    Syntax(String),
    /// A field is not there or is of another kind.
    #[error("{place} has no {what} in `{field}`")]
    Missing {
        /// Where, in words.
        place: String,
        /// The kind of value that it should be.
        what: &'static str,
        /// The name of the field.
        field: &'static str,
    },
    /// A `type` that is not supported.
    #[error("{place} is of type `{found}`; only `{known}` is read")]
    Type {
        /// Where, in words.
        place: String,
        /// The type that the file names.
        found: String,
        /// The type that is supported.
        known: &'static str,
    },
    /// Two clauses or two values with one name.
    #[error("{place} has the name `{name}` twice")]
    Twice {
        /// Where, in words.
        place: String,
        /// The name.
        name: String,
    },
    /// Weights or tables do not match the clauses.
    #[error("the clauses number {clauses}, but the {what} {found}")]
    Count {
        /// The number of them.
        found: usize,
        /// The things that are counted, in words.
        what: &'static str,
        /// The number of clauses.
        clauses: usize,
    },
    /// A value without a worth.
    #[error("{place} gives no worth for the value `{value}`")]
    NoWorth {
        /// Where, in words.
        place: String,
        /// Which value.
        value: String,
    },
    /// A worth for a value that the clause has not.
    #[error("{place} gives a worth for `{value}`, which is no value of that clause")]
    NoValue {
        /// Where, in words.
        place: String,
        /// Which value.
        value: String,
    },
    /// The clauses make no space.
    #[error("{0}")]
    Space(SpaceError),
    /// The preferences cannot be used.
    #[error("{0}")]
    Preferences(PreferenceError),
}

/// Reads a domain from the names and texts of its files, in any order.
///
/// A party without `reserved_value` is content with anything: 0. The parties
/// get [`Preferences::PATIENCE`].
///
/// # Errors
/// The first thing that is wrong, with the file in which it stands.
pub fn read(files: &[(String, String)]) -> Result<Domain, InterchangeError> {
    let in_file = |file: &str| {
        let file = file.to_owned();
        move |fault| InterchangeError { file, fault }
    };
    let domain = files.iter().find(|(name, _)| name == DOMAIN_FILE);
    let (_, text) = domain.ok_or(DomainFault::NoDomain).map_err(in_file(DOMAIN_FILE))?;
    let (name, clauses) = read_clauses(text).map_err(in_file(DOMAIN_FILE))?;
    let mut parties: Vec<&(String, String)> =
        files.iter().filter(|(name, _)| name != DOMAIN_FILE).collect();
    parties.sort();
    if !(FEWEST_PARTIES..=MOST_PARTIES).contains(&parties.len()) {
        return Err(in_file(DOMAIN_FILE)(DomainFault::Parties(parties.len())));
    }
    let mut domain = Domain { name, clauses, parties: Vec::new() };
    let space = domain.space().map_err(DomainFault::Space).map_err(in_file(DOMAIN_FILE))?;
    for (file, text) in parties {
        let party = read_party(file, text, &domain.clauses).map_err(in_file(file))?;
        party.preferences.check(&space).map_err(DomainFault::Preferences).map_err(in_file(file))?;
        domain.parties.push(party);
    }
    let all: Vec<&Preferences> = domain.parties.iter().map(|party| &party.preferences).collect();
    check_together(&space, &all).map_err(DomainFault::Preferences).map_err(in_file(DOMAIN_FILE))?;
    Ok(domain)
}

fn parse(text: &str) -> Result<Map<String, Value>, DomainFault> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(DomainFault::Syntax("it is not an object".to_owned())),
        Err(error) => Err(DomainFault::Syntax(error.to_string())),
    }
}

/// Refuses an object of another type; a type may be written with its module before it.
fn of_type(
    object: &Map<String, Value>,
    place: &str,
    known: &'static str,
) -> Result<(), DomainFault> {
    let missing = || DomainFault::Missing { place: place.to_owned(), what: "text", field: "type" };
    let found = object.get("type").and_then(Value::as_str).ok_or_else(missing)?;
    if found.rsplit('.').next() == Some(known) {
        return Ok(());
    }
    Err(DomainFault::Type { place: place.to_owned(), found: found.to_owned(), known })
}

fn text_in(
    object: &Map<String, Value>,
    place: &str,
    field: &'static str,
) -> Result<String, DomainFault> {
    let missing = || DomainFault::Missing { place: place.to_owned(), what: "text", field };
    object.get(field).and_then(Value::as_str).map(str::to_owned).ok_or_else(missing)
}

fn list_in<'a>(
    object: &'a Map<String, Value>,
    place: &str,
    field: &'static str,
) -> Result<&'a Vec<Value>, DomainFault> {
    let missing = || DomainFault::Missing { place: place.to_owned(), what: "list", field };
    object.get(field).and_then(Value::as_array).ok_or_else(missing)
}

/// The entries of a list as objects.
fn objects<'a>(
    list: &'a [Value],
    place: &'a str,
    field: &'static str,
) -> impl Iterator<Item = Result<&'a Map<String, Value>, DomainFault>> {
    list.iter().map(move |entry| {
        let missing =
            || DomainFault::Missing { place: place.to_owned(), what: "list of objects", field };
        entry.as_object().ok_or_else(missing)
    })
}

fn once<'a>(place: &str, names: impl Iterator<Item = &'a str>) -> Result<(), DomainFault> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(DomainFault::Twice { place: place.to_owned(), name: name.to_owned() });
        }
    }
    Ok(())
}

fn read_clauses(text: &str) -> Result<(String, Vec<DomainClause>), DomainFault> {
    const PLACE: &str = "the domain";
    let object = parse(text)?;
    of_type(&object, PLACE, "DiscreteCartesianOutcomeSpace")?;
    let name = text_in(&object, PLACE, "name")?;
    let mut clauses = Vec::new();
    for (index, issue) in objects(list_in(&object, PLACE, "issues")?, PLACE, "issues").enumerate() {
        let issue = issue?;
        let place = format!("issue {}", index + 1);
        of_type(issue, &place, "CategoricalIssue")?;
        let mut values = Vec::new();
        for value in list_in(issue, &place, "values")? {
            let missing = || DomainFault::Missing {
                place: place.clone(),
                what: "list of texts",
                field: "values",
            };
            values.push(value.as_str().ok_or_else(missing)?.to_owned());
        }
        once(&place, values.iter().map(String::as_str))?;
        clauses.push(DomainClause { name: text_in(issue, &place, "name")?, values });
    }
    once(PLACE, clauses.iter().map(|clause| clause.name.as_str()))?;
    Ok((name, clauses))
}

fn read_party(
    file: &str,
    text: &str,
    clauses: &[DomainClause],
) -> Result<DomainParty, DomainFault> {
    const PLACE: &str = "the party";
    let object = parse(text)?;
    of_type(&object, PLACE, "LinearAdditiveUtilityFunction")?;
    // A function may be nameless; then the file names the party.
    let name = match object.get("name") {
        None | Some(Value::Null) => file.trim_end_matches(".yml").to_owned(),
        Some(_) => text_in(&object, PLACE, "name")?,
    };
    let number = |field| DomainFault::Missing { place: PLACE.to_owned(), what: "number", field };
    let reservation = match object.get("reserved_value") {
        None | Some(Value::Null) => 0.0,
        Some(value) => value.as_f64().ok_or_else(|| number("reserved_value"))?,
    };
    let mut weights = Vec::new();
    for weight in list_in(&object, PLACE, "weights")? {
        weights.push(weight.as_f64().ok_or_else(|| number("weights"))?);
    }
    let tables = list_in(&object, PLACE, "values")?;
    for (found, what) in [(weights.len(), "weights"), (tables.len(), "value tables")] {
        if found != clauses.len() {
            return Err(DomainFault::Count { found, what, clauses: clauses.len() });
        }
    }
    let mut values = Vec::new();
    let mut red_lines = Vec::new();
    let numbered = ClauseId::up_to(clauses.len()).zip(clauses);
    for (table, (id, clause)) in objects(tables, PLACE, "values").zip(numbered) {
        let table = table?;
        let place = format!("the table for issue {} (`{}`)", id.index() + 1, clause.name);
        of_type(table, &place, "TableFun")?;
        let missing =
            || DomainFault::Missing { place: place.clone(), what: "mapping", field: "mapping" };
        let mapping = table.get("mapping").and_then(Value::as_object).ok_or_else(missing)?;
        let strange = mapping.keys().find(|key| !clause.values.contains(key));
        if let Some(value) = strange {
            return Err(DomainFault::NoValue { place, value: value.clone() });
        }
        let mut row = Vec::new();
        for (value, name) in ClauseValueId::up_to(clause.values.len()).zip(&clause.values) {
            let no_worth = || DomainFault::NoWorth { place: place.clone(), value: name.clone() };
            let worth = mapping.get(name).and_then(Value::as_f64).ok_or_else(no_worth)?;
            if worth.total_cmp(&HARD_LINE).is_eq() {
                red_lines.push(ClauseRedLine { clause: id, value, kind: LineKind::Hard });
                row.push(0.0);
            } else {
                row.push(worth);
            }
        }
        values.push(row);
    }
    let preferences = Preferences { red_lines, ..Preferences::plain(weights, values, reservation) };
    Ok(DomainParty { name, preferences })
}

/// Writes a domain as the names and texts of its files.
///
/// The parties' files are numbered, so that their order is kept. Ratification,
/// declared red lines and patience have no place in the layout and are left out.
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
    for (number, party) in domain.parties.iter().enumerate() {
        let own = &party.preferences;
        let tables: Vec<Value> = domain
            .clauses
            .iter()
            .zip(&own.values)
            .enumerate()
            .map(|(index, (clause, table))| {
                let worth = |(value, (name, worth)): (usize, (&String, &f64))| {
                    let hard = own.excludes(ClauseId::new(index), ClauseValueId::new(value));
                    (name.clone(), Value::from(if hard { HARD_LINE } else { *worth }))
                };
                let mapping: Map<String, Value> =
                    clause.values.iter().zip(table).enumerate().map(worth).collect();
                json!({ "type": "TableFun", "mapping": mapping })
            })
            .collect();
        let text = json!({
            "type": "LinearAdditiveUtilityFunction", "name": party.name,
            "reserved_value": own.reservation, "weights": own.weights, "values": tables,
        });
        files.push((format!("{number}_{}.yml", file_part(&party.name)), text));
    }
    files
        .into_iter()
        .map(|(name, value)| {
            let text = serde_json::to_string_pretty(&value).expect("text and numbers have a form");
            (name, text + "\n")
        })
        .collect()
}

/// A name as part of a file name on any system.
fn file_part(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let part: String = name.chars().take(40).map(safe).collect();
    if part.is_empty() { "party".to_owned() } else { part }
}
