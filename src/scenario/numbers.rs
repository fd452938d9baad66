//! The numbers that steer outcomes, each with its grade and its sources.
//!
//! They are read from the trees with the schema, so that the list exists while half of
//! a pack is still wrong. Whether a number is allowed is not checked here.
//!
//! ```
//! use status_quo::scenario::{library, numbers::Number, sources::Sources};
//! let pack = library::find("kyakhta").unwrap().listing.pack().unwrap();
//! let numbers = Number::all(&Sources::new(&pack));
//! assert!(numbers.iter().all(|number| !number.grade.is_empty()));
//! ```

use std::collections::BTreeMap;

use super::finding::TextPlace;
use super::index::{field, id_of, walk};
use super::pack::{File, Pack};
use super::schema::{Field, Schema, ValueShape, schema};
use super::sources::Sources;
use super::syntax::{NodeId, NodeKind, Span, Tree};

/// A number that steers an outcome, as its author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The path to the number, from the outermost entry with an id inwards:
    /// `hulunbuir · stake`.
    pub of: String,
    /// The number as it is written; several, with their names, where one grade
    /// stands for all.
    pub value: String,
    /// Its unit; empty where the entry's own fields tell it.
    pub unit: String,
    /// `primary`, `secondary`, `contested` or `judgement`.
    pub grade: String,
    /// The sources, as they are cited.
    pub sources: Vec<String>,
    /// The reason for this value, in the author's words.
    pub why: String,
    /// The place of the number in the text.
    pub place: TextPlace,
    /// How it can be moved; none where one grade stands for several, or its value is no
    /// plain number.
    pub movable: Option<Movable>,
}

/// How a number can be moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movable {
    /// The file in which its value stands, by number.
    pub file: usize,
    /// The span of its value there.
    pub span: Span,
    /// The value.
    pub value: f64,
    /// The range in which it may lie: what the author says or, where he says nothing, that
    /// of its unit.
    pub range: (f64, f64),
    /// The list whose entries have this number, and the place of its field: those of one list
    /// that sum to one do so whatever is moved.
    list: Option<NodeId>,
}

/// How far a share may lie from a judgement without a range. A judgement itself.
const SHARE: f64 = 0.15;

/// By which part a number that is no share may be larger or smaller.
const PART: f64 = 1.0 / 3.0;

/// The range of a number of which the author says none: a share may lie 0.15 to both sides,
/// any other number a third, within the limits of its unit.
///
/// ```
/// use status_quo::scenario::numbers::usual_range;
/// let about = |(low, high): (f64, f64)| ((low * 100.0).round(), (high * 100.0).round());
/// assert_eq!(about(usual_range(0.4, (0.0, 1.0))), (25.0, 55.0));
/// assert_eq!(about(usual_range(0.05, (0.0, 1.0))), (0.0, 20.0));
/// assert_eq!(about(usual_range(9.0, (0.0, 500.0))), (600.0, 1200.0));
/// ```
#[must_use]
pub fn usual_range(value: f64, (low, high): (f64, f64)) -> (f64, f64) {
    let is_share = low >= -1.0 && high <= 1.0;
    let by = if is_share { SHARE } else { value.abs() * PART };
    ((value - by).max(low), (value + by).min(high))
}

impl Number {
    /// All numbers of a pack, in the order of files and places.
    #[must_use]
    pub fn all(sources: &Sources<'_>) -> Vec<Self> {
        let mut all = Vec::new();
        for (file, tree) in (0..).map_while(|file| Some((file, sources.tree(file)?))) {
            walk(tree, &mut |node, shape| {
                let found = match shape {
                    ValueShape::Figure { unit, .. } => {
                        field(tree, node, "value").map(|value| (written(tree, value), unit.clone()))
                    }
                    shape => graded(schema(), shape)
                        .map(|fields| (numbers_of(tree, node, fields), String::new())),
                };
                let Some((value, unit)) = found else { return };
                let text = |name| field(tree, node, name).map(|node| written(tree, node));
                let cited =
                    field(tree, node, "src").into_iter().flat_map(|list| tree.children(list));
                let place = sources.place(file, tree.node(node).span);
                let movable = match shape {
                    ValueShape::Figure { low, high, .. } => {
                        movable(tree, node, file, (*low, *high))
                    }
                    _ => None,
                };
                let grade = match tree.node(node).kind {
                    NodeKind::Reasoned => Some("judgement".to_owned()),
                    _ => text("grade"),
                };
                all.push(Self {
                    of: path(tree, node),
                    value,
                    unit,
                    grade: grade.unwrap_or_default(),
                    sources: cited.map(|source| written(tree, source)).collect(),
                    why: text("why").unwrap_or_default(),
                    place: place.unwrap_or_else(|| sources.whole(file)),
                    movable,
                });
            });
        }
        all
    }
}

/// How a number can be moved.
fn movable(tree: &Tree<'_>, node: NodeId, file: usize, limits: (f64, f64)) -> Option<Movable> {
    let number = |node: NodeId| written(tree, node).parse::<f64>().ok();
    let own = field(tree, node, "value")?;
    let value = number(own)?;
    let range = field(tree, node, "range").and_then(|range| {
        let mut ends = tree.children(range).map(number);
        Some((ends.next()??, ends.next()??))
    });
    // The number is a field of an entry, which stands in a list.
    let list = tree.parent(node).and_then(|entry| tree.parent(entry));
    let list = list.filter(|list| tree.node(*list).kind == NodeKind::List);
    let range = range.unwrap_or_else(|| usual_range(value, limits));
    Some(Movable { file, span: tree.inside(own), value, range, list })
}

/// The texts of a pack with some of its numbers moved: each by its place among all numbers,
/// and its new value. Numbers of one list that sum to one are scaled to do so again.
#[must_use]
pub fn moved(pack: &Pack, numbers: &[Number], to: &[(usize, f64)]) -> Pack {
    let mut values: Vec<Option<(Movable, f64)>> = numbers
        .iter()
        .map(|number| number.movable.map(|movable| (movable, movable.value)))
        .collect();
    let mut touched: Vec<bool> = vec![false; numbers.len()];
    for (place, value) in to {
        if let Some(Some((_, now))) = values.get_mut(*place) {
            *now = *value;
            touched[*place] = true;
        }
    }
    for group in groups(numbers) {
        if !group.iter().any(|place| touched[*place]) {
            continue;
        }
        // What was moved stays where it was put, and the others make room; only where all
        // were moved, all are scaled.
        let (kept, scaled): (Vec<usize>, Vec<usize>) =
            group.iter().copied().partition(|place| touched[*place]);
        let (kept, scaled) = if scaled.is_empty() { (scaled, kept) } else { (kept, scaled) };
        let sum_of = |places: &[usize]| -> f64 {
            places.iter().filter_map(|place| values[*place]).map(|(_, value)| value).sum()
        };
        let (room, sum) = (1.0 - sum_of(&kept), sum_of(&scaled));
        if room < 0.0 || sum <= 0.0 {
            continue;
        }
        let mut rest = room;
        for (nth, place) in scaled.iter().enumerate() {
            let Some((_, value)) = &mut values[*place] else { continue };
            // In the digits that are written; the last takes what rounding leaves.
            let share = (*value / sum * room * DIGITS).round() / DIGITS;
            *value = if nth + 1 == scaled.len() { rest } else { share };
            rest -= share;
            touched[*place] = true;
        }
    }
    let mut files: Vec<File> = pack.files().to_vec();
    let moved = values.iter().zip(&touched).filter(|(_, touched)| **touched);
    let mut edits: Vec<(Movable, f64)> = moved.filter_map(|(value, _)| *value).collect();
    // From the end of each file, so that what stands before keeps its place.
    edits.sort_by_key(|(movable, _)| core::cmp::Reverse((movable.file, movable.span.start)));
    for (Movable { file, span, .. }, value) in edits {
        files[file].text.replace_range(span.start..span.end, &format!("{value:.6}"));
    }
    Pack::new(files)
}

/// The digits of a number that is written anew.
const DIGITS: f64 = 1_000_000.0;

/// The numbers of one list that sum to one, by their places among all.
fn groups(numbers: &[Number]) -> Vec<Vec<usize>> {
    let mut lists: BTreeMap<(usize, NodeId, &str), Vec<usize>> = BTreeMap::new();
    for (place, number) in numbers.iter().enumerate() {
        if let Some(Movable { file, list: Some(list), .. }) = number.movable {
            let field = number.of.rsplit(" · ").next().unwrap_or_default();
            lists.entry((file, list, field)).or_default().push(place);
        }
    }
    let sum = |group: &Vec<usize>| -> f64 {
        group.iter().filter_map(|place| numbers[*place].movable).map(|m| m.value).sum()
    };
    lists.into_values().filter(|group| group.len() > 1 && (sum(group) - 1.0).abs() < 1e-6).collect()
}

/// The fields of a record that gives one grade to several numbers.
fn graded<'s>(schema: &'s Schema, shape: &'s ValueShape) -> Option<&'s [Field]> {
    let fields = schema.fields(shape)?;
    fields.iter().any(|field| field.name == "grade").then_some(fields)
}

/// Whether a number can stand somewhere in a value.
fn holds_number(shape: &ValueShape) -> bool {
    match shape {
        ValueShape::Number => true,
        ValueShape::List(inner) | ValueShape::Optional(inner) => holds_number(inner),
        ValueShape::Tuple(shapes) => shapes.iter().any(holds_number),
        _ => false,
    }
}

/// The numbers of a record with their names: `weight 0.6, worth none 0.0, low 0.7`.
fn numbers_of(tree: &Tree<'_>, node: NodeId, fields: &[Field]) -> String {
    let parts = fields.iter().filter(|field| holds_number(&field.shape)).filter_map(|known| {
        let value = field(tree, node, &known.name)?;
        let mut words = Vec::new();
        flat(tree, value, &mut words);
        Some(format!("{} {}", known.name, words.join(", ")))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// The innermost values of a value; those of one pair as one.
fn flat(tree: &Tree<'_>, node: NodeId, words: &mut Vec<String>) {
    let leaf = |id: NodeId| tree.children(id).next().is_none();
    let mut inside = tree.children(node).peekable();
    if inside.peek().is_none() {
        words.push(written(tree, node));
    } else if tree.node(node).kind != NodeKind::List && tree.children(node).all(leaf) {
        words.push(inside.map(|id| written(tree, id)).collect::<Vec<_>>().join(" "));
    } else {
        inside.for_each(|id| flat(tree, id, words));
    }
}

/// A value as its author wrote it, a text without its quotation marks.
fn written(tree: &Tree<'_>, node: NodeId) -> String {
    tree.inside(node).of(tree.text()).to_owned()
}

/// The ids and names of fields from the outermost entry to a value. Of an entry
/// without an id its place in its list is given.
fn path(tree: &Tree<'_>, node: NodeId) -> String {
    let mut parts = Vec::new();
    let mut at = node;
    loop {
        let up = tree.parent(at);
        // An id, or a field such as `seat` or `name`, tells more than an entry's number.
        let called = || {
            let named = |name| {
                let node = field(tree, at, name)?;
                tree.plain(node).map(|span| span.of(tree.text()).to_owned())
            };
            id_of(tree, at)
                .or_else(|| ["seat", "power", "clause", "name"].into_iter().find_map(named))
        };
        let key = tree.node(at).key.map(|key| key.of(tree.text()).to_owned());
        if let Some(called) = called() {
            parts.push(called);
        } else if let Some(key) = key {
            parts.push(key);
        } else if let Some(list) = up.filter(|up| tree.children(*up).nth(1).is_some()) {
            let nth = tree.children(list).position(|child| child == at).unwrap_or(0);
            parts.push(format!("{}", nth + 1));
        }
        match up {
            Some(up) if tree.parent(up).is_some() => at = up,
            _ => break,
        }
    }
    // The top-level list of the file is left out of the path.
    if parts.len() > 1 && tree.parent(at).is_some() {
        parts.pop();
    }
    parts.reverse();
    parts.join(" · ")
}
