//! A party's preferences, from the utility function of a file.
//!
//! Our parties weigh clauses: the weights add up to one, and every worth lies within 0
//! and 1. A function of the file that is a sum over its clauses in any other measure is
//! the same preferences in another unit; [`Worth`] keeps the file's own.

use super::domain::DomainParty;
use super::fault::{DomainFault, Note};
use super::fields::Fields;
use super::functions;
use super::node::Node;
use super::outcomes::{Outcomes, named};
use super::worth::Worth;
use crate::rules::negotiation::space::{Space, Treaty};

const PLACE: &str = "the party";
const KNOWN: &str = "read are `LinearAdditiveUtilityFunction`, `LinearUtilityFunction`, `AffineUtilityFunction`, `ConstUtilityFunction`, and `MappingUtilityFunction` where it is a sum over the clauses";
const TIME: &str = "so its worth falls with time, which no party here knows";
/// The fields that every function has and that change no worth.
const COMMON: [&str; 11] = [
    "type",
    "name",
    "reserved_value",
    "stability",
    "path",
    "id",
    "outcome_space",
    "issues",
    "bias",
    "weights",
    "values",
];

/// Reads a utility function.
///
/// # Errors
/// If it is not a sum over the clauses, or means something that no party here knows.
pub(super) fn party(
    file: &str,
    node: &Node,
    all: &Outcomes,
    space: &Space,
    notes: &mut Vec<Note>,
) -> Result<DomainParty, DomainFault> {
    let mut function = Fields { node, place: PLACE.to_owned() };
    // A function may be nameless; then the file names the party.
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = named(&function)?.unwrap_or_else(|| stem.to_owned());
    let no_deal = reserved(&function)?;
    let mut depth = 0;
    while matches!(function.type_name()?, "ExpDiscountedUFun" | "LinDiscountedUFun") && depth < 32 {
        outer(&function)?;
        function.note_others(&[&COMMON[..], &DISCOUNTS].concat(), notes);
        let inner = function.get("ufun").filter(|node| matches!(node, Node::Map(_)));
        let node = inner.ok_or_else(|| function.missing("function", "ufun"))?;
        function = Fields { node, place: PLACE.to_owned() };
        if reserved(&function)?.is_finite() {
            let text =
                "`reserved_value` of the inner function is passed over for that of the outer";
            notes.push(Note { file: String::new(), text: text.to_owned() });
        }
        depth += 1;
    }
    outer(&function)?;
    if function.get("reserved_outcome").is_some() {
        let text =
            "`reserved_outcome` is passed over: what no agreement is worth is `reserved_value`";
        notes.push(Note { file: String::new(), text: text.to_owned() });
    }
    let known = [&COMMON[..], &DISCOUNTS, &["reserved_outcome", "mapping", "default", "value"]];
    function.note_others(&known.concat(), notes);
    let mut worth = match function.type_name()? {
        "LinearAdditiveUtilityFunction" | "LinearUtilityAggregationFunction" => {
            additive(&function, all, notes)?
        }
        "LinearUtilityFunction" | "AffineUtilityFunction" => affine(&function, all)?,
        "ConstUtilityFunction" => Worth {
            bias: function.number("value", None)?,
            weights: vec![0.0; all.clauses.len()],
            values: all.values.iter().map(|values| vec![0.0; values.len()]).collect(),
            ..Worth::default()
        },
        "MappingUtilityFunction" => mapped(&function, all, space)?,
        found => {
            let (place, found) = (function.place.clone(), found.to_owned());
            return Err(DomainFault::Type { place, found, why: "", known: KNOWN });
        }
    };
    worth.no_deal = no_deal;
    worth.bias += match function.type_name()? {
        "ConstUtilityFunction" | "MappingUtilityFunction" => 0.0,
        _ => function.number("bias", Some(0.0))?,
    };
    let preferences = worth.preferences(space);
    Ok(DomainParty { name, preferences, worth })
}

/// The fields of a function whose worth changes with time.
const DISCOUNTS: [&str; 7] =
    ["discount", "discount_factor", "cost", "power", "factor", "dynamic_reservation", "ufun"];

/// Refuses what changes the wishes of a party in a way that no party here knows.
fn outer(function: &Fields<'_>) -> Result<(), DomainFault> {
    function.refuse("discount", &[0.0, 1.0], TIME)?;
    function.refuse("discount_factor", &[0.0, 1.0], TIME)?;
    function.refuse("cost", &[0.0], TIME)?;
    for field in ["constraint", "constraints"] {
        function.refuse(
            field,
            &[],
            "and treaties that are ruled out one by one are not known here",
        )?;
    }
    Ok(())
}

/// The worth of no agreement; negative infinity if anything is better.
fn reserved(function: &Fields<'_>) -> Result<f64, DomainFault> {
    let value = function.number("reserved_value", Some(f64::NEG_INFINITY))?;
    if value.is_nan() { Err(function.missing("number", "reserved_value")) } else { Ok(value) }
}

/// What a field has for each clause: a list in their order, or a mapping from their names.
fn per_clause<'a>(
    function: &Fields<'a>,
    field: &str,
    what: &'static str,
    all: &Outcomes,
) -> Result<Vec<Option<&'a Node>>, DomainFault> {
    let clauses = all.clauses.len();
    match function.get(field) {
        Some(Node::List(entries)) if entries.len() == clauses => {
            Ok(entries.iter().map(Some).collect())
        }
        Some(Node::List(entries)) => {
            Err(DomainFault::Count { found: entries.len(), what, clauses })
        }
        Some(mapping @ Node::Map(entries)) => {
            let strange = entries.iter().map(|(key, _)| key.name());
            let mut strange =
                strange.filter(|name| all.clauses.iter().all(|clause| clause.name != *name));
            match strange.next() {
                None => Ok(all.clauses.iter().map(|clause| mapping.get(&clause.name)).collect()),
                Some(value) => {
                    let place = format!("`{field}` of the party");
                    Err(DomainFault::NoClause { place, value })
                }
            }
        }
        _ => Err(function.missing("list", field)),
    }
}

/// The weights; `without` where none is given.
fn weights(function: &Fields<'_>, all: &Outcomes, without: f64) -> Result<Vec<f64>, DomainFault> {
    if function.get("weights").is_none() {
        return Ok(vec![without; all.clauses.len()]);
    }
    let number = |node: Option<&Node>| {
        let number = node.map_or(Some(without), Node::number).filter(|n| n.is_finite());
        number.ok_or_else(|| function.missing("number", "weights"))
    };
    per_clause(function, "weights", "weights", all)?.into_iter().map(number).collect()
}

/// A weighted sum of functions of one clause each.
fn additive(
    function: &Fields<'_>,
    all: &Outcomes,
    notes: &mut Vec<Note>,
) -> Result<Worth, DomainFault> {
    let mut worth = Worth { weights: weights(function, all, 1.0)?, ..Worth::default() };
    let functions = per_clause(function, "values", "value tables", all)?;
    for (index, (node, values)) in functions.into_iter().zip(&all.values).enumerate() {
        let clause = format!("issue {} (`{}`)", index + 1, all.clauses[index].name);
        let missing = || function.missing("function for each issue", "values");
        let node = node.ok_or_else(missing)?;
        if matches!(node, Node::Scalar(..)) {
            return Err(missing());
        }
        let one = functions::worths(node, &clause, values, notes)?;
        worth.values.push(one.worths);
        worth.tables.push(one.is_table);
    }
    Ok(worth)
}

/// A weighted sum of the values themselves, which are numbers.
fn affine(function: &Fields<'_>, all: &Outcomes) -> Result<Worth, DomainFault> {
    #[expect(clippy::cast_precision_loss, reason = "clauses are few")]
    let even = 1.0 / all.clauses.len().max(1) as f64;
    let mut worth = Worth { weights: weights(function, all, even)?, ..Worth::default() };
    for (index, values) in all.values.iter().enumerate() {
        let number = |value: &Node| {
            let place =
                format!("the weight of issue {} (`{}`)", index + 1, all.clauses[index].name);
            let number = value.number().filter(|n| n.is_finite());
            number.ok_or_else(|| DomainFault::NoWorth { place, value: value.name() })
        };
        worth.values.push(values.iter().map(number).collect::<Result<_, _>>()?);
    }
    Ok(worth)
}

/// A table over whole treaties, if it is a sum over their clauses.
fn mapped(function: &Fields<'_>, all: &Outcomes, space: &Space) -> Result<Worth, DomainFault> {
    let mapping = function.get("mapping");
    let Some(Node::Map(entries)) = mapping else {
        return Err(function.missing("mapping", "mapping"));
    };
    let default = function.number("default", Some(f64::NEG_INFINITY))?;
    let table: std::collections::BTreeMap<String, Option<f64>> =
        entries.iter().map(|(key, worth)| (key.identity(), worth.number())).collect();
    let mut worths = Vec::new();
    for treaty in space.all() {
        let values = space.values(treaty).zip(&all.values);
        let outcome = Node::List(values.map(|(value, all)| all[value.index()].clone()).collect());
        let worth = table.get(&outcome.identity()).copied().unwrap_or(Some(default));
        let worth = worth.ok_or_else(|| function.missing("number for each treaty", "mapping"))?;
        if !worth.is_finite() {
            let (place, value) = ("the party".to_owned(), outcome.name());
            return Err(DomainFault::Endless { place, value, worth });
        }
        worths.push(worth);
    }
    let first = Treaty(0);
    let base = worths[first.index()];
    let values: Vec<Vec<f64>> = space
        .clause_ids()
        .map(|clause| {
            let other = |value| worths[space.with(first, clause, value).index()] - base;
            space.value_ids(clause).map(other).collect()
        })
        .collect();
    let worth = Worth { bias: base, weights: vec![1.0; values.len()], values, ..Worth::default() };
    let near = |treaty: Treaty| {
        let worth = worth.of(space, treaty) - worths[treaty.index()];
        worth.abs() <= 1e-9 * (1.0 + base.abs() + worths[treaty.index()].abs())
    };
    if space.all().all(near) { Ok(worth) } else { Err(DomainFault::NotAdditive(PLACE.to_owned())) }
}
