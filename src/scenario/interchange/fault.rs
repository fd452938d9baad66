//! What can be wrong with the files of a domain, and what is told of them.

use crate::rules::negotiation::protocol::{FEWEST_PARTIES, MOST_PARTIES};
use crate::rules::negotiation::space::SpaceError;
use crate::rules::negotiation::utility::PreferenceError;

/// An error in the files of a domain: the file, and the fault in one sentence.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{fault}", in_file(.file.as_deref()))]
pub struct InterchangeError {
    /// The file's name; none if the fault is the folder's.
    pub file: Option<String>,
    /// The fault.
    pub fault: DomainFault,
}

fn in_file(file: Option<&str>) -> String {
    file.map_or_else(String::new, |file| format!("`{file}`: "))
}

/// Something that is passed over in a file that is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{file}`: {text}")]
pub struct Note {
    /// The file's name.
    pub file: String,
    /// What is passed over, in words.
    pub text: String,
}

/// A fault in a file of a domain, or in the domain as a whole.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DomainFault {
    /// No file holds a domain.
    #[error(
        "the folder holds no negotiation domain: looked for a `.yml`, `.yaml` or `.json` file whose `type` ends in `OutcomeSpace`{}",
        seen(.0)
    )]
    NoDomain(
        /// The files that were looked into.
        Vec<String>,
    ),
    /// Two files hold a domain.
    #[error("there is a domain in this file and another in `{0}`; a folder holds one")]
    TwoDomains(
        /// The other file.
        String,
    ),
    /// Too few or too many party files.
    #[error(
        "a domain has {FEWEST_PARTIES} to {MOST_PARTIES} files of parties; the number here is {0}"
    )]
    Parties(usize),
    /// The file is neither YAML nor JSON text.
    #[error("this is neither YAML nor JSON text, from line {line}, column {column} on")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The text is of a form that is not read.
    #[error("line {line}: {what}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// What is not read, in one sentence.
        what: &'static str,
    },
    /// A field is not there or is of another kind.
    #[error("{place} has no {what} in `{field}`")]
    Missing {
        /// Where, in words.
        place: String,
        /// The kind of value that it should be.
        what: &'static str,
        /// The name of the field.
        field: String,
    },
    /// A `type` that is not supported.
    #[error("{place} is of type `{found}`{}; {known}", because(.why))]
    Type {
        /// Where, in words.
        place: String,
        /// The type that the file names.
        found: String,
        /// Why this type cannot be read, in words; may be empty.
        why: &'static str,
        /// The types that are supported, in words.
        known: &'static str,
    },
    /// A field that changes what the party wants, in a way that no party here has.
    #[error("{place} has `{field}: {value}`, {why}")]
    Meaning {
        /// Where, in words.
        place: String,
        /// The name of the field.
        field: &'static str,
        /// What it says.
        value: String,
        /// What it would mean, in words.
        why: &'static str,
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
    /// A key that names no clause.
    #[error("{place} names `{value}`, which is no clause of the domain")]
    NoClause {
        /// Where, in words.
        place: String,
        /// The key.
        value: String,
    },
    /// A worth that is no finite number.
    #[error("{place} makes the value `{value}` worth {worth}, which is no finite number")]
    Endless {
        /// Where, in words.
        place: String,
        /// Which value.
        value: String,
        /// The worth.
        worth: f64,
    },
    /// A table over whole treaties that is no sum over the clauses.
    #[error(
        "{0} gives each treaty a worth that is no sum over its clauses, and a party here adds up the worth of the clauses"
    )]
    NotAdditive(
        /// Where, in words.
        String,
    ),
    /// The clauses make no space.
    #[error("{0}")]
    Space(SpaceError),
    /// The preferences cannot be used.
    #[error("{0}")]
    Preferences(PreferenceError),
}

fn seen(files: &[String]) -> String {
    const MOST: usize = 5;
    let named: Vec<String> = files.iter().take(MOST).map(|file| format!("`{file}`")).collect();
    match files.len() {
        0 => ", and found no file with such a name".to_owned(),
        1 => format!("; {} is none", named[0]),
        2..=MOST => format!("; {} are none", named.join(", ")),
        more => format!("; {} and {} more are none", named.join(", "), more - MOST),
    }
}

fn because(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(", {why}") }
}
