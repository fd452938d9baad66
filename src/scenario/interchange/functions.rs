//! The functions by which a party of `NegMAS` values one clause, worked out over its values.
//!
//! Not here: how the worths of the clauses are put together.

use std::collections::BTreeMap;

use super::fault::{DomainFault, Note};
use super::fields::Fields;
use super::node::Node;

/// The functions that are read, in words.
const KNOWN: &str = "read are tables and formulas such as `TableFun`, `LinearFun`, `AffineFun`, `IdentityFun` and `ConstFun`";

/// What a function makes of each value of a clause.
pub(super) struct Worths {
    /// The worths, in the order of the values.
    pub(super) worths: Vec<f64>,
    /// Whether an author wrote them down one by one.
    pub(super) is_table: bool,
}

/// The worth of every value by this function.
///
/// A mapping without a type is a table, a list one in the order of the values.
pub(super) fn worths(
    function: &Node,
    clause: &str,
    values: &[Node],
    notes: &mut Vec<Note>,
) -> Result<Worths, DomainFault> {
    let table = Fields { node: function, place: format!("the table for {clause}") };
    match function {
        Node::List(entries) if entries.len() == values.len() => {
            let number =
                |node: &Node| node.number().ok_or_else(|| table.missing("number", "values"));
            let worths: Result<Vec<f64>, DomainFault> = entries.iter().map(number).collect();
            return Ok(Worths { worths: finite(worths?, &table.place, values)?, is_table: true });
        }
        Node::Map(_) if function.get("type").is_none() && function.get("mapping").is_none() => {
            return tabled(function, &table.place, values, notes);
        }
        _ => {}
    }
    let kind = table.type_name()?;
    if kind == "TableFun" {
        table.note_others(&["type", "mapping"], notes);
        let mapping = table.get("mapping").filter(|node| matches!(node, Node::Map(_)));
        let mapping = mapping.ok_or_else(|| table.missing("mapping", "mapping"))?;
        return tabled(mapping, &table.place, values, notes);
    }
    let function = Fields { node: function, place: format!("the `{kind}` for {clause}") };
    let worths = match kind {
        "BiasedFun" | "AggregatingFun" => {
            return combined(kind, &function, clause, values, notes);
        }
        "ConstFun" => vec![function.number("bias", None)?; values.len()],
        _ => {
            let formula = formula(kind, &function)?;
            let worth = |value: &Node| {
                let number = match value.identity().as_str() {
                    "true" => Some(1.0),
                    "false" => Some(0.0),
                    _ => value.number(),
                };
                let (place, value) = (function.place.clone(), value.name());
                number.map(&formula).ok_or(DomainFault::NoWorth { place, value })
            };
            values.iter().map(worth).collect::<Result<_, _>>()?
        }
    };
    function.note_others(FIELDS, notes);
    Ok(Worths { worths: finite(worths, &function.place, values)?, is_table: false })
}

/// The fields of all formulas.
const FIELDS: &[&str] = &[
    "type",
    "slope",
    "bias",
    "a1",
    "a2",
    "coefficients",
    "start",
    "middle",
    "end",
    "rise_end",
    "fall_start",
    "scale",
    "tau",
    "base",
    "center",
    "sigma",
    "multiplier",
    "phase",
    "amplitude",
];

fn finite(worths: Vec<f64>, place: &str, values: &[Node]) -> Result<Vec<f64>, DomainFault> {
    match worths.iter().position(|worth| !worth.is_finite()) {
        None => Ok(worths),
        Some(at) => {
            let (place, value) = (place.to_owned(), values[at].name());
            Err(DomainFault::Endless { place, value, worth: worths[at] })
        }
    }
}

/// The worths that a mapping gives. JSON has only texts as keys, so a key is also the
/// value that reads like it.
fn tabled(
    mapping: &Node,
    place: &str,
    values: &[Node],
    notes: &mut Vec<Note>,
) -> Result<Worths, DomainFault> {
    let Node::Map(entries) = mapping else {
        return Ok(Worths { worths: Vec::new(), is_table: true });
    };
    let by_identity: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(at, (key, _))| (key.identity(), at)).collect();
    let by_name: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(at, (key, _))| (key.name(), at)).collect();
    let mut used = vec![false; entries.len()];
    let mut worths = Vec::with_capacity(values.len());
    for value in values {
        let name = value.name();
        let at = by_identity.get(&value.identity()).or_else(|| by_name.get(&name)).copied();
        let worth = at.and_then(|at| entries[at].1.number());
        let Some((at, worth)) = at.zip(worth) else {
            return Err(DomainFault::NoWorth { place: place.to_owned(), value: name });
        };
        used[at] = true;
        worths.push(worth);
    }
    for ((key, _), _) in entries.iter().zip(used).filter(|(_, used)| !used) {
        let text = format!("{place} gives a worth for `{}`, which is no value of it", key.name());
        notes.push(Note { file: String::new(), text });
    }
    Ok(Worths { worths: finite(worths, place, values)?, is_table: true })
}

/// A function made of others: their weighted sum and a constant.
fn combined(
    kind: &str,
    function: &Fields<'_>,
    clause: &str,
    values: &[Node],
    notes: &mut Vec<Note>,
) -> Result<Worths, DomainFault> {
    function.refuse(
        "normalize",
        &[0.0],
        "and only NegMAS can work that out: load and save it there first",
    )?;
    function.note_others(&["type", "fun", "funs", "weights", "bias", "normalize", "issue"], notes);
    let one;
    let parts = if kind == "BiasedFun" {
        one = [function.get("fun").ok_or_else(|| function.missing("function", "fun"))?];
        one.to_vec()
    } else {
        function.list("funs")?.iter().collect()
    };
    let weights = match function.get("weights") {
        Some(_) if kind == "AggregatingFun" => function.numbers("weights")?,
        _ => vec![1.0; parts.len()],
    };
    if weights.len() != parts.len() {
        return Err(function.missing("weight for each of `funs`", "weights"));
    }
    let mut sums = vec![function.number("bias", Some(0.0))?; values.len()];
    for (part, weight) in parts.into_iter().zip(weights) {
        let part = worths(part, clause, values, notes)?;
        for (sum, worth) in sums.iter_mut().zip(part.worths) {
            *sum += weight * worth;
        }
    }
    Ok(Worths { worths: finite(sums, &function.place, values)?, is_table: false })
}

/// A formula over numbers, by the name of its type.
fn formula(kind: &str, of: &Fields<'_>) -> Result<Box<dyn Fn(f64) -> f64>, DomainFault> {
    let need = |field: &str| of.number(field, None);
    let or = |field: &str, without: f64| of.number(field, Some(without));
    let bias = or("bias", 0.0)?;
    Ok(match kind {
        "IdentityFun" => Box::new(move |x| x + bias),
        "LinearFun" | "AffineFun" => {
            let slope = need("slope")?;
            Box::new(move |x| x * slope + bias)
        }
        "QuadraticFun" => {
            let (a1, a2) = (need("a1")?, need("a2")?);
            Box::new(move |x| a2 * x * x + a1 * x + bias)
        }
        "PolynomialFun" => {
            let all = of.numbers("coefficients")?;
            // b_1 x + b_2 x^2 + ..., from the highest power down.
            Box::new(move |x| all.iter().rev().fold(0.0, |sum, b| (sum + b) * x) + bias)
        }
        "ExponentialFun" => {
            let (tau, base) = (need("tau")?, or("base", core::f64::consts::E)?);
            Box::new(move |x| libm::pow(base, tau * x) + bias)
        }
        "LogFun" => {
            let (tau, scale) = (need("tau")?, or("scale", 1.0)?);
            let base = libm::log(or("base", core::f64::consts::E)?);
            Box::new(move |x| scale * libm::log(tau * x) / base + bias)
        }
        "SinFun" | "CosFun" => {
            let (multiplier, phase) = (or("multiplier", 1.0)?, or("phase", 0.0)?);
            let amplitude = or("amplitude", 1.0)?;
            let wave = if kind == "SinFun" { libm::sin } else { libm::cos };
            Box::new(move |x| amplitude * wave(multiplier * x + phase) + bias)
        }
        "GaussianFun" => {
            let (center, sigma, scale) = (need("center")?, need("sigma")?, or("scale", 1.0)?);
            Box::new(move |x| {
                let far = (x - center) / sigma;
                bias + scale * libm::exp(-far * far / 2.0)
            })
        }
        "TriangularFun" => {
            let (start, middle, end) = (need("start")?, need("middle")?, need("end")?);
            let scale = or("scale", 1.0)?;
            // A point at an end is 0 there, as the reference software has it.
            Box::new(move |x| {
                let inside = x > start && x < end;
                bias + if inside { scale * plateau([start, middle, middle, end], x) } else { 0.0 }
            })
        }
        "TrapezoidalFun" => {
            let corners = [need("start")?, need("rise_end")?, need("fall_start")?, need("end")?];
            let scale = or("scale", 1.0)?;
            Box::new(move |x| bias + scale * plateau(corners, x))
        }
        _ => {
            let why = if kind.starts_with("Lambda") {
                "which is a piece of a program; save its table (`to_table`) instead"
            } else {
                ""
            };
            let place = of.place.clone();
            return Err(DomainFault::Type { place, found: kind.to_owned(), why, known: KNOWN });
        }
    })
}

/// 0 outside the first and last corner, 1 between the middle two, straight between.
fn plateau([start, rise_end, fall_start, end]: [f64; 4], x: f64) -> f64 {
    if x < start || x > end {
        0.0
    } else if x < rise_end {
        (x - start) / (rise_end - start)
    } else if x <= fall_start {
        1.0
    } else {
        (end - x) / (end - fall_start)
    }
}
