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

use super::finding::TextPlace;
use super::index::{field, id_of, walk};
use super::schema::{Field, Schema, ValueShape, schema};
use super::sources::Sources;
use super::syntax::{NodeId, NodeKind, Tree};

/// A number that steers an outcome, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
                });
            });
        }
        all
    }
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
