//! The index of names: the definitions in a pack, and the mentions of each name.
//!
//! It is made from the trees and the schema, so that it works while a file is being
//! written and half of it is wrong. It does not judge what is right or wrong.

use super::draft::Sort;
use super::schema::{Body, FIGURE, Field, PASSAGE, ROOT, Schema, Takes, ValueShape, Word, schema};
use super::sources::Sources;
use super::syntax::{NodeId, NodeKind, Span, Tree};

/// The definition of a name: the place at which an entry gives itself that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The sort of the entry.
    pub sort: Sort,
    /// The name; a move's is `item/move`.
    pub name: String,
    /// The scope of the name, for a name that counts only within something: the
    /// fact of a value, the move of an option, the item of a clause, the
    /// `item/clause` of a clause's value, the seat of an adviser. Empty for others.
    pub within: String,
    /// The file, by its number in the pack.
    pub file: usize,
    /// The name's text, without its quotation marks.
    pub span: Span,
    /// A title, name or text of the entry, if it has one.
    pub title: String,
}

/// The mention of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The sort of name that belongs here.
    pub sort: Sort,
    /// The sort of the thing that the name stands for: of a value of an outcome, that of what
    /// the outcome reads; else the same as `sort`.
    pub stands_for: Sort,
    /// The name; of a source, without the part that may follow its id.
    pub name: String,
    /// The scope of the name, as in [`Definition::within`].
    pub within: String,
    /// The file, by its number in the pack.
    pub file: usize,
    /// The name's text, without its quotation marks.
    pub span: Span,
}

/// All definitions and mentions of a pack.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    /// The definitions, in the order of files and places.
    pub definitions: Vec<Definition>,
    /// The mentions, in the order of files and places.
    pub mentions: Vec<Mention>,
}

impl NameIndex {
    /// Reads the names of all files.
    #[must_use]
    pub fn new(sources: &Sources<'_>) -> Self {
        let mut index = Self::default();
        let mut file = 0;
        while let Some(tree) = sources.tree(file) {
            walk(tree, &mut |node, shape| index.take(tree, file, node, shape));
            file += 1;
        }
        index
    }

    /// The definition that a mention refers to.
    #[must_use]
    pub fn definition(&self, mention: &Mention) -> Option<&Definition> {
        self.definitions.iter().find(|d| {
            d.sort == mention.stands_for && d.name == mention.name && d.within == mention.within
        })
    }

    /// The definitions to which a mention of a sort, within a scope, could refer.
    pub fn known<'i>(
        &'i self,
        sort: Sort,
        within: &'i str,
    ) -> impl Iterator<Item = &'i Definition> + 'i {
        self.definitions.iter().filter(move |d| d.sort == sort && d.within == within)
    }

    /// The mention that holds a byte of a file.
    #[must_use]
    pub fn mention_at(&self, file: usize, offset: usize) -> Option<&Mention> {
        self.mentions
            .iter()
            .find(|m| m.file == file && m.span.start <= offset && offset <= m.span.end)
    }

    /// The definition that holds a byte of a file.
    #[must_use]
    pub fn definition_at(&self, file: usize, offset: usize) -> Option<&Definition> {
        self.definitions
            .iter()
            .find(|d| d.file == file && d.span.start <= offset && offset <= d.span.end)
    }

    fn take(&mut self, tree: &Tree<'_>, file: usize, node: NodeId, shape: &ValueShape) {
        let Some(span) = tree.plain(node) else { return };
        let text = span.of(tree.text());
        match shape {
            ValueShape::Name(sort) => {
                let name = if *sort == Sort::Source { source_id(text) } else { text };
                let (stands_for, within) = match sort {
                    Sort::OutcomeValue => {
                        read_by_outcome(tree, node).unwrap_or((*sort, String::new()))
                    }
                    _ => (*sort, scope(tree, node, *sort)),
                };
                self.mentions.push(Mention {
                    sort: *sort,
                    stands_for,
                    name: name.to_owned(),
                    within,
                    file,
                    span,
                });
                // A place is called as the map calls it.
                if *sort == Sort::MapPlace {
                    self.define(tree, file, node, Sort::Place, span);
                }
            }
            ValueShape::Id => {
                if let Some(sort) = sort_of(tree, node) {
                    self.define(tree, file, node, sort, span);
                    let entry = tree.parent(node);
                    if sort == Sort::Item
                        && entry.is_some_and(|e| field(tree, e, "conference").is_some())
                    {
                        self.define(tree, file, node, Sort::Conference, span);
                    }
                }
            }
            _ => {}
        }
    }

    fn define(&mut self, tree: &Tree<'_>, file: usize, node: NodeId, sort: Sort, span: Span) {
        let entry = tree.parent(node);
        let text = |name: &str| entry.and_then(|entry| text_of(tree, field(tree, entry, name)?));
        let title = ["title", "name", "label", "text", "question"].into_iter().find_map(text);
        let own = span.of(tree.text());
        let around = entry.map_or_else(String::new, |entry| enclosing_id(tree, entry));
        let (name, within) = match sort {
            Sort::Move => (format!("{around}/{own}"), String::new()),
            Sort::Option => {
                let mv = entry.and_then(|entry| enclosing(tree, entry));
                let item = mv.map_or_else(String::new, |mv| enclosing_id(tree, mv));
                (own.to_owned(), format!("{item}/{around}"))
            }
            Sort::ClauseValue => {
                let clause = entry.and_then(|entry| enclosing(tree, entry));
                let item = clause.map_or_else(String::new, |clause| item_of(tree, clause));
                (own.to_owned(), format!("{item}/{around}"))
            }
            Sort::Clause => {
                (own.to_owned(), entry.map_or_else(String::new, |entry| item_of(tree, entry)))
            }
            Sort::Value | Sort::Adviser => (own.to_owned(), around),
            _ => (own.to_owned(), String::new()),
        };
        self.definitions.push(Definition {
            sort,
            name,
            within,
            file,
            span,
            title: title.unwrap_or_default().to_owned(),
        });
    }
}

/// Visits every value of a file whose shape is known, each before what it holds.
pub fn walk(tree: &Tree<'_>, visit: &mut dyn FnMut(NodeId, &ValueShape)) {
    if let Some(root) = tree.root() {
        step(tree, schema(), root, &ValueShape::Of(ROOT.to_owned()), visit);
    }
}

/// The shape that a value should have; none where the file leaves the format.
#[must_use]
pub fn shape_of(tree: &Tree<'_>, node: NodeId) -> Option<ValueShape> {
    let mut found = None;
    walk(tree, &mut |at, shape| {
        if at == node {
            found = Some(shape.clone());
        }
    });
    found
}

fn step(
    tree: &Tree<'_>,
    schema: &Schema,
    id: NodeId,
    shape: &ValueShape,
    visit: &mut dyn FnMut(NodeId, &ValueShape),
) {
    let node = tree.node(id);
    if let ValueShape::Optional(inner) = shape {
        let inside = if node.kind == NodeKind::Some { tree.children(id).next() } else { None };
        return step(tree, schema, inside.unwrap_or(id), inner, visit);
    }
    visit(id, shape);
    match shape {
        ValueShape::Prose if node.kind == NodeKind::List => {
            let passage = ValueShape::Of(PASSAGE.to_owned());
            let passages = tree.children(id).filter(|id| tree.node(*id).kind != NodeKind::Text);
            passages.for_each(|child| step(tree, schema, child, &passage, visit));
        }
        ValueShape::List(inner) => {
            for child in tree.children(id) {
                step(tree, schema, child, inner, visit);
            }
        }
        ValueShape::Tuple(shapes) => values(tree, schema, id, shapes, visit),
        ValueShape::Record(list) => fields(tree, schema, id, list, visit),
        ValueShape::Figure { .. } => {
            if let Body::Record(list) = &schema.of(FIGURE).body {
                fields(tree, schema, id, list, visit);
            }
        }
        ValueShape::Of(name) => match &schema.of(name).body {
            Body::Record(list) => fields(tree, schema, id, list, visit),
            Body::Choice(words) => match word_of(tree, id, words).map(|word| &word.takes) {
                Some(Takes::Values(shapes)) => values(tree, schema, id, shapes, visit),
                Some(Takes::Fields(list)) => fields(tree, schema, id, list, visit),
                _ => {}
            },
        },
        _ => {}
    }
}

fn values(
    tree: &Tree<'_>,
    schema: &Schema,
    id: NodeId,
    shapes: &[ValueShape],
    visit: &mut dyn FnMut(NodeId, &ValueShape),
) {
    for (child, shape) in tree.children(id).zip(shapes) {
        step(tree, schema, child, shape, visit);
    }
}

fn fields(
    tree: &Tree<'_>,
    schema: &Schema,
    id: NodeId,
    list: &[Field],
    visit: &mut dyn FnMut(NodeId, &ValueShape),
) {
    for child in tree.children(id) {
        let key = tree.node(child).key.map(|key| key.of(tree.text()));
        if let Some(field) = list.iter().find(|field| key == Some(field.name.as_str())) {
            step(tree, schema, child, &field.shape, visit);
        }
    }
}

/// The word of a choice that a value holds.
#[must_use]
pub fn word_of<'w>(tree: &Tree<'_>, id: NodeId, words: &'w [Word]) -> Option<&'w Word> {
    let node = tree.node(id);
    let span = node.name.or_else(|| (node.kind == NodeKind::Word).then_some(node.span))?;
    words.iter().find(|word| word.name == span.of(tree.text()))
}

/// The id of a source in a citation such as `S1§8`.
#[must_use]
pub fn source_id(citation: &str) -> &str {
    citation.split(['§', ' ']).next().unwrap_or("")
}

/// The value of a field of an entry.
#[must_use]
pub fn field(tree: &Tree<'_>, id: NodeId, name: &str) -> Option<NodeId> {
    tree.step(id, super::syntax::PathStep::Field(name))
}

fn text_of<'t>(tree: &Tree<'t>, id: NodeId) -> Option<&'t str> {
    tree.plain(id).map(|span| span.of(tree.text()))
}

/// The id that an entry gives itself.
#[must_use]
pub fn id_of(tree: &Tree<'_>, entry: NodeId) -> Option<String> {
    field(tree, entry, "id").and_then(|id| text_of(tree, id)).map(str::to_owned)
}

/// The nearest entry around an entry that gives itself an id.
fn enclosing(tree: &Tree<'_>, entry: NodeId) -> Option<NodeId> {
    core::iter::successors(tree.parent(entry), |up| tree.parent(*up))
        .find(|up| id_of(tree, *up).is_some())
}

fn enclosing_id(tree: &Tree<'_>, entry: NodeId) -> String {
    enclosing(tree, entry).and_then(|up| id_of(tree, up)).unwrap_or_default()
}

/// The id of the item around a value.
fn item_of(tree: &Tree<'_>, from: NodeId) -> String {
    let is_item = |up: &NodeId| field(tree, *up, "conference").is_some();
    let item = core::iter::successors(tree.parent(from), |up| tree.parent(*up)).find(is_item);
    item.and_then(|item| id_of(tree, item)).unwrap_or_default()
}

/// The sort of the entry that has an id, by the list that the entry is in.
fn sort_of(tree: &Tree<'_>, id: NodeId) -> Option<Sort> {
    let entry = tree.parent(id)?;
    let list = tree.parent(entry)?;
    let key = tree.node(list).key?.of(tree.text());
    Some(match key {
        "sources" => Sort::Source,
        "contradictions" => Sort::Contradiction,
        "powers" => Sort::Power,
        "seats" => Sort::Seat,
        "leaders" => Sort::Leader,
        "advisers" => Sort::Adviser,
        "sectors" => Sort::Sector,
        "instruments" => Sort::Instrument,
        "facts" => Sort::Fact,
        "items" => Sort::Item,
        "moves" => Sort::Move,
        "options" => Sort::Option,
        "clauses" => Sort::Clause,
        "values" => {
            let of = core::iter::successors(tree.parent(list), |up| tree.parent(*up))
                .find_map(|up| tree.node(up).key.map(|key| key.of(tree.text())));
            if of == Some("clauses") { Sort::ClauseValue } else { Sort::Value }
        }
        _ => return None,
    })
}

/// The sort of what an outcome reads, of which a value is mentioned, and the scope of such
/// names.
fn read_by_outcome(tree: &Tree<'_>, value: NodeId) -> Option<(Sort, String)> {
    let outcome = core::iter::successors(tree.parent(value), |up| tree.parent(*up))
        .find(|up| field(tree, *up, "reading").is_some())?;
    let reading = field(tree, outcome, "reading")?;
    let names: Vec<&str> = tree.children(reading).filter_map(|id| text_of(tree, id)).collect();
    let scope = || names.join("/");
    Some(match tree.node(reading).name?.of(tree.text()) {
        "choice" => (Sort::Option, scope()),
        "fact" => (Sort::Value, scope()),
        "article" => (Sort::ClauseValue, scope()),
        "holder" => (Sort::Power, String::new()),
        "leader" => (Sort::Leader, String::new()),
        _ => return None,
    })
}

/// The scope in which a mentioned name counts.
fn scope(tree: &Tree<'_>, node: NodeId, sort: Sort) -> String {
    let up = || core::iter::successors(tree.parent(node), |up| tree.parent(*up));
    // The first values of the nearest word with brackets around it.
    let called = |names: &[&str]| -> Option<Vec<String>> {
        let call = up().find(|up| {
            tree.node(*up).name.is_some_and(|name| names.contains(&name.of(tree.text())))
        })?;
        Some(
            tree.children(call)
                .filter_map(|child| text_of(tree, child))
                .map(str::to_owned)
                .collect(),
        )
    };
    let first = |names: &[&str]| called(names).and_then(|values| values.into_iter().next());
    match sort {
        Sort::Value => first(&["is", "set", "fact"]).unwrap_or_default(),
        Sort::Option => first(&["chose"]).unwrap_or_default(),
        Sort::Clause => first(&["article"]).unwrap_or_else(|| item_of(tree, node)),
        Sort::ClauseValue => {
            if let Some(values) = called(&["article"]) {
                return values.iter().take(2).map(String::as_str).collect::<Vec<_>>().join("/");
            }
            let interest = up().find_map(|up| text_of(tree, field(tree, up, "clause")?));
            let clause = interest.map_or_else(|| enclosing_id(tree, node), str::to_owned);
            format!("{}/{clause}", item_of(tree, node))
        }
        Sort::Adviser => up()
            .find_map(|up| text_of(tree, field(tree, up, "seat")?))
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}
