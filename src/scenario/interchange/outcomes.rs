//! The clauses of a domain, from the outcome space of a file.
//!
//! A clause is an issue whose values can be counted: named ones, or the whole numbers
//! of a range.

use std::collections::BTreeSet;

use super::domain::DomainClause;
use super::fault::{DomainFault, Note};
use super::fields::Fields;
use super::node::{Node, Plain};
use crate::rules::negotiation::space::MOST_VALUES;

const PLACE: &str = "the domain";
const KNOWN_SPACES: &str = "`DiscreteCartesianOutcomeSpace` and `CartesianOutcomeSpace` are read";
const KNOWN_ISSUES: &str = "read are `CategoricalIssue`, its ordinal and cardinal kinds, `ContiguousIssue` and `OptionalIssue`";

/// The clauses of a domain and the values that they stand for.
pub(super) struct Outcomes {
    /// The name of the domain; none if the file gives none.
    pub(super) name: Option<String>,
    /// The clauses.
    pub(super) clauses: Vec<DomainClause>,
    /// For each clause its values as the file has them.
    pub(super) values: Vec<Vec<Node>>,
}

/// Reads an outcome space.
pub(super) fn outcomes(node: &Node, notes: &mut Vec<Note>) -> Result<Outcomes, DomainFault> {
    let space = Fields { node, place: PLACE.to_owned() };
    let kind = space.type_name()?;
    if !matches!(kind, "DiscreteCartesianOutcomeSpace" | "CartesianOutcomeSpace") {
        let (place, found) = (space.place, kind.to_owned());
        return Err(DomainFault::Type { place, found, why: "", known: KNOWN_SPACES });
    }
    for field in ["constraint", "constraints"] {
        space.refuse(
            field,
            &[],
            "and treaties that are ruled out one by one are not known here",
        )?;
    }
    space.note_others(&["type", "name", "issues", "path", "id", "n_values"], notes);
    let mut all = Outcomes { name: named(&space)?, clauses: Vec::new(), values: Vec::new() };
    for (index, node) in space.list("issues")?.iter().enumerate() {
        let issue = Fields { node, place: format!("issue {}", index + 1) };
        if !matches!(node, Node::Map(_)) {
            return Err(space.missing("list of objects", "issues"));
        }
        let values = values(&issue, notes)?;
        let names: Vec<String> = values.iter().map(Node::name).collect();
        once(&issue.place, names.iter().map(String::as_str))?;
        let name = named(&issue)?.unwrap_or_else(|| issue.place.clone());
        all.clauses.push(DomainClause { name, values: names });
        all.values.push(values);
    }
    once(PLACE, all.clauses.iter().map(|clause| clause.name.as_str()))?;
    Ok(all)
}

/// A name; any single value is one.
pub(super) fn named(object: &Fields<'_>) -> Result<Option<String>, DomainFault> {
    match object.get("name") {
        None => Ok(None),
        Some(node @ Node::Scalar(..)) => Ok(Some(node.name())),
        Some(_) => Err(object.missing("text", "name")),
    }
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

/// The values of an issue, in order.
fn values(issue: &Fields<'_>, notes: &mut Vec<Note>) -> Result<Vec<Node>, DomainFault> {
    issue.note_others(&["type", "name", "values", "n_values", "n_levels", "base", "id"], notes);
    let kind = issue.type_name()?;
    let why = match kind {
        "CategoricalIssue"
        | "OrdinalIssue"
        | "CardinalIssue"
        | "DiscreteOrdinalIssue"
        | "DiscreteCardinalIssue"
        | "SingletonIssue" => {
            let missing = || issue.missing("list of values", "values");
            let list = issue.list("values").map_err(|_| missing())?;
            if list.iter().any(|value| matches!(value, Node::Map(_))) {
                return Err(missing());
            }
            return Ok(list.to_vec());
        }
        "ContiguousIssue" => return range(issue),
        "OptionalIssue" => {
            let base = issue.get("base").filter(|node| matches!(node, Node::Map(_)));
            let node = base.ok_or_else(|| issue.missing("issue", "base"))?;
            let base = Fields { node, place: issue.place.clone() };
            let mut all = vec![Node::Scalar(Plain::Null, String::new())];
            all.extend(values(&base, notes)?);
            return Ok(all);
        }
        "ContinuousIssue" => {
            "whose values cannot be counted; make it discrete in NegMAS (`Scenario.discretize`)"
        }
        _ if kind.contains("Infinite") => "whose values have no end",
        _ => "",
    };
    let (place, found) = (issue.place.clone(), kind.to_owned());
    Err(DomainFault::Type { place, found, why, known: KNOWN_ISSUES })
}

/// The whole numbers of a range `[first, last]`, or as many as a number says, from 0.
fn range(issue: &Fields<'_>) -> Result<Vec<Node>, DomainFault> {
    let missing = || issue.missing("first and last whole number", "values");
    let ends = match issue.get("values") {
        Some(Node::List(ends)) => match ends.as_slice() {
            [first, last] => [first.number(), last.number()],
            _ => return Err(missing()),
        },
        Some(count) => [Some(0.0), count.number().map(|count| count - 1.0)],
        None => return Err(missing()),
    };
    let [Some(first), Some(last)] = ends else { return Err(missing()) };
    let whole = |number: f64| number.abs() < 1e15 && number.trunc().total_cmp(&number).is_eq();
    if !whole(first) || !whole(last) {
        return Err(missing());
    }
    #[expect(clippy::cast_possible_truncation, reason = "both are whole and far below 2^53")]
    let (first, last) = (first as i64, last as i64);
    // One more than a clause may have is enough for the space to refuse it.
    let most = i64::try_from(MOST_VALUES).unwrap_or(i64::MAX);
    #[expect(clippy::cast_precision_loss, reason = "it came from a float")]
    let value = |number: i64| Node::Scalar(Plain::Number(number as f64), number.to_string());
    Ok((first..=last.min(first.saturating_add(most))).map(value).collect())
}
