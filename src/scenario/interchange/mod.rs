//! Negotiation domains in a layout that other programs of the field read and write.
//!
//! A folder as `NegMAS` writes it: one file with the outcome space and one for each
//! party, in the order of the file names, YAML or JSON. Which file is which, its `type`
//! says. Not here: files on disk (see [`super::library`]), and anything that has no place
//! in one of the two: on writing, ratification, declared red lines and patience are left
//! out, and a hard red line is the worth -10; on reading, what changes a party's wishes
//! and is not known is refused, and any other unknown field told.

mod domain;
mod fault;
mod fields;
mod functions;
mod node;
mod outcomes;
mod party;
mod worth;
mod write;

pub use domain::{Domain, DomainClause, DomainParty};
pub use fault::{DomainFault, InterchangeError, Note};
pub use worth::{HARD_LINE, Worth};
pub use write::{DOMAIN_FILE, write};

use node::Node;
use outcomes::Outcomes;

use crate::rules::negotiation::protocol::{FEWEST_PARTIES, MOST_PARTIES};
use crate::rules::negotiation::space::Space;
use crate::rules::negotiation::utility::{Preferences, check_together};

/// The ends of the names of the files that are looked into, those first that win if a
/// folder holds the same domain in both kinds.
pub const ENDINGS: [&[&str]; 2] = [&["yml", "yaml"], &["json"]];

/// A file with what it says.
struct Read<'a> {
    name: &'a str,
    node: Node,
}

/// What a file is, by its `type`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Domain,
    Party,
    Other,
}

fn kind(node: &Node) -> Kind {
    match node.get("type").and_then(Node::text) {
        Some(text) if text.contains("OutcomeSpace") => Kind::Domain,
        Some(text) if text.to_lowercase().contains("fun") => Kind::Party,
        _ => Kind::Other,
    }
}

/// Reads a domain from the names and texts of its files, in any order.
///
/// Files whose names begin with `_` or `.` are not its own (`NegMAS` keeps statistics
/// there). A party without `reserved_value` is content with anything. The parties get
/// [`Preferences::PATIENCE`]. What is passed over is added to `notes`.
///
/// # Errors
/// The first thing that is wrong, with the file in which it stands.
pub fn read(files: &[(String, String)], notes: &mut Vec<Note>) -> Result<Domain, InterchangeError> {
    let files = gathered(files, notes)?;
    let mut domains = files.iter().filter(|file| kind(&file.node) == Kind::Domain);
    let Some(domain_file) = domains.next() else {
        let looked_into = files.iter().map(|file| file.name.to_owned()).collect();
        return Err(InterchangeError { file: None, fault: DomainFault::NoDomain(looked_into) });
    };
    let in_domain = in_file(domain_file.name);
    if let Some(other) = domains.next() {
        return Err(in_domain(DomainFault::TwoDomains(other.name.to_owned())));
    }
    let all = heard(domain_file.name, notes, |notes| outcomes::outcomes(&domain_file.node, notes))?;
    let stem = domain_file.name.rsplit_once('.').map_or(domain_file.name, |(stem, _)| stem);
    let name = all.name.clone().unwrap_or_else(|| stem.to_owned());
    let mut domain = Domain { name, clauses: all.clauses.clone(), parties: Vec::new() };
    let space = domain.space().map_err(DomainFault::Space).map_err(&in_domain)?;
    let of_parties = || files.iter().filter(|file| kind(&file.node) == Kind::Party);
    let count = of_parties().count();
    for other in files.iter().filter(|file| kind(&file.node) == Kind::Other) {
        let text = "it has no `type` of a domain or a party and is passed over".to_owned();
        notes.push(Note { file: other.name.to_owned(), text });
    }
    if !(FEWEST_PARTIES..=MOST_PARTIES).contains(&count) {
        return Err(in_domain(DomainFault::Parties(count)));
    }
    for file in of_parties() {
        let party = heard(file.name, notes, |notes| one(file, &all, &space, notes))?;
        domain.parties.push(party);
    }
    write::without_numbers(&mut domain);
    let own: Vec<&Preferences> = domain.parties.iter().map(|party| &party.preferences).collect();
    check_together(&space, &own).map_err(DomainFault::Preferences).map_err(in_domain)?;
    Ok(domain)
}

fn one(
    file: &Read<'_>,
    all: &Outcomes,
    space: &Space,
    notes: &mut Vec<Note>,
) -> Result<DomainParty, DomainFault> {
    let party = party::party(file.name, &file.node, all, space, notes)?;
    party.preferences.check(space).map_err(DomainFault::Preferences)?;
    Ok(party)
}

fn in_file(file: &str) -> impl Fn(DomainFault) -> InterchangeError + Clone + use<> {
    let file = file.to_owned();
    move |fault| InterchangeError { file: Some(file.clone()), fault }
}

/// Reads a file; what it passes over is told with its name.
fn heard<T>(
    file: &str,
    notes: &mut Vec<Note>,
    read: impl FnOnce(&mut Vec<Note>) -> Result<T, DomainFault>,
) -> Result<T, InterchangeError> {
    let mut own = Vec::new();
    let read = read(&mut own).map_err(in_file(file));
    notes.extend(own.into_iter().map(|note| Note { file: file.to_owned(), ..note }));
    read
}

/// The files of the domain, read as trees, in the order of their names.
///
/// If a folder holds the domain as YAML, as `NegMAS` itself loads it, JSON files beside
/// it are passed over.
fn gathered<'a>(
    files: &'a [(String, String)],
    notes: &mut Vec<Note>,
) -> Result<Vec<Read<'a>>, InterchangeError> {
    let mut sorted: Vec<&(String, String)> =
        files.iter().filter(|(name, _)| !name.starts_with(['_', '.'])).collect();
    sorted.sort();
    let mut all = Vec::new();
    for endings in ENDINGS {
        let ends = |name: &str| {
            name.rsplit_once('.')
                .is_some_and(|(_, end)| endings.iter().any(|e| end.eq_ignore_ascii_case(e)))
        };
        if all.iter().any(|file: &Read<'_>| kind(&file.node) == Kind::Domain) {
            for (name, _) in sorted.iter().filter(|(name, _)| ends(name)) {
                let text = "it is passed over for the YAML files beside it".to_owned();
                notes.push(Note { file: name.clone(), text });
            }
            break;
        }
        for (name, text) in sorted.iter().filter(|(name, _)| ends(name)) {
            if let Some(node) = node::parse(text).map_err(in_file(name))? {
                all.push(Read { name, node });
            } else {
                let text = "it is empty and passed over".to_owned();
                notes.push(Note { file: name.clone(), text });
            }
        }
    }
    Ok(all)
}
