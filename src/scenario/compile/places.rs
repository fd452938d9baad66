//! Places for findings: from an entry, an id, a name or a number to a place in the
//! pack's text.
//!
//! Every finding of the compiler is made here, so that none lacks a place.

use super::compiler::Compiler;
use crate::scenario::draft::{Id, Stands};
use crate::scenario::finding::{Finding, Severity, TextEdit, TextPlace};
use crate::scenario::syntax::{NodeId, NodeKind, PathStep, Span, Tree};

impl Compiler<'_> {
    pub(super) fn report(
        &mut self,
        code: &'static str,
        place: TextPlace,
        message: String,
        help: Option<String>,
    ) {
        self.add(Finding::error(code, place, message).with_help(help));
    }

    /// Records a finding. Only an error counts as a fault: a warning spoils nothing that is
    /// made of the entry.
    pub(super) fn add(&mut self, finding: Finding) {
        if finding.severity == Severity::Error {
            self.faults += 1;
        }
        self.findings.push(finding);
    }

    /// Whether anything was found that keeps the pack from being played.
    pub(super) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Records a warning.
    pub(super) fn warn(
        &mut self,
        code: &'static str,
        place: TextPlace,
        message: String,
        help: &str,
    ) {
        self.add(Finding::warning(code, place, message).with_help(Some(help.to_owned())));
    }

    /// The place of the entry that is being compiled: its id, or else its beginning.
    pub(super) fn here(&self) -> TextPlace {
        let span = self.entry().map(|(tree, entry)| {
            let id =
                tree.step(entry, PathStep::Field("id")).or_else(|| tree.children(entry).next());
            tree.inside(id.unwrap_or(entry))
        });
        let place = span.and_then(|span| self.sources.place(self.home.file, span));
        place.unwrap_or_else(|| self.sources.whole(self.home.file))
    }

    /// The tree of the current file, and the current entry in it.
    fn entry(&self) -> Option<(&Tree<'_>, NodeId)> {
        let tree = self.sources.tree(self.home.file)?;
        let list = tree.step(tree.root()?, PathStep::Field(self.home.field))?;
        let entry = match self.home.index {
            Some(index) => tree.step(list, PathStep::Index(index))?,
            None => list,
        };
        Some((tree, entry))
    }

    /// The place of a field of the current entry, by its path.
    pub(super) fn field(&self, path: &[&str]) -> TextPlace {
        let found = self.entry().and_then(|(tree, entry)| {
            let mut steps = path.iter().map(|name| PathStep::Field(name));
            let node = steps.try_fold(entry, |from, step| tree.step(from, step))?;
            self.sources.place(self.home.file, tree.node(node).span)
        });
        found.unwrap_or_else(|| self.here())
    }

    /// The place that a value was read from; that of the current entry if it is unknown.
    pub(super) fn place(&self, what: &impl Stands) -> TextPlace {
        let (address, length) = what.stretch();
        let found = self.sources.locate(address, length);
        let place = found.and_then(|(file, span)| self.sources.place(file, span));
        place.unwrap_or_else(|| self.here())
    }

    /// The node that a value was read from, with the number and the tree of its file.
    fn value_at(&self, what: &impl Stands) -> Option<(usize, &Tree<'_>, NodeId)> {
        let (address, length) = what.stretch();
        let (file, span) = self.sources.locate(address, length)?;
        let tree = self.sources.tree(file)?;
        Some((file, tree, tree.innermost(span.start)?))
    }

    /// The place at the end of a path that starts from the entry which has this id, name
    /// or number in one of its fields. The path is followed as far as it exists; if no
    /// step of it does, the place of the id, name or number itself.
    pub(super) fn beside(&self, what: &impl Stands, way: &[PathStep<'_>]) -> TextPlace {
        let found = self.value_at(what).and_then(|(file, tree, value)| {
            let entry = around(tree, value)?;
            let end = follow(tree, entry, way);
            if end == entry { None } else { self.sources.place(file, tree.node(end).span) }
        });
        found.unwrap_or_else(|| self.place(what))
    }

    /// The place of the word, with what it holds, in which this is the first name:
    /// an effect, or an atom of a condition.
    pub(super) fn word_around(&self, what: &impl Stands) -> TextPlace {
        self.words_around(what, 1)
    }

    /// As [`Self::word_around`], so many values further out.
    pub(super) fn words_around(&self, what: &impl Stands, levels: usize) -> TextPlace {
        let found = self.value_at(what).and_then(|(file, tree, value)| {
            let node = (0..levels).try_fold(value, |node, _| tree.parent(node))?;
            self.sources.place(file, tree.node(node).span)
        });
        found.unwrap_or_else(|| self.place(what))
    }

    /// The edit that writes another text in the place of a value that was read.
    pub(super) fn rewritten(&self, what: &impl Stands, new: impl Into<String>) -> Option<TextEdit> {
        let (address, length) = what.stretch();
        let (file, span) = self.sources.locate(address, length)?;
        self.sources.edit(file, span, new)
    }

    /// The edit that writes another value at the end of a path from the entry which has
    /// this id, name or number in one of its fields.
    pub(super) fn rewritten_beside(
        &self,
        what: &impl Stands,
        way: &[PathStep<'_>],
        new: &str,
    ) -> Option<TextEdit> {
        let (file, tree, value) = self.value_at(what)?;
        let entry = around(tree, value)?;
        let node = way.iter().try_fold(entry, |from, step| tree.step(from, *step))?;
        self.sources.edit(file, tree.node(node).span, new)
    }

    /// The edit that writes a text before a field of the entry which has this id.
    pub(super) fn put_before(&self, id: &Id, field: &str, new: &str) -> Option<TextEdit> {
        let (file, tree, value) = self.value_at(id)?;
        let node = tree.step(around(tree, value)?, PathStep::Field(field))?;
        self.sources.edit(file, Span::at(tree.node(node).key?.start), new)
    }

    /// The edit that puts another value at the end of a path from the current entry.
    pub(super) fn rewritten_field(&self, path: &[&str], new: &str) -> Option<TextEdit> {
        let (tree, entry) = self.entry()?;
        let mut steps = path.iter().map(|name| PathStep::Field(name));
        let node = steps.try_fold(entry, |from, step| tree.step(from, step))?;
        self.sources.edit(self.home.file, tree.node(node).span, new)
    }

    /// The list of the entry that has this id, name or number in one of its fields.
    pub(super) fn list_around(&self, what: &impl Stands) -> TextPlace {
        let found = self.value_at(what).and_then(|(file, tree, value)| {
            let list = around(tree, around(tree, value)?)?;
            self.sources.place(file, tree.node(list).span)
        });
        found.unwrap_or_else(|| self.place(what))
    }

    pub(super) fn fault(&mut self, code: &'static str, message: String) {
        self.report(code, self.here(), message, None);
    }

    /// Reports a fault of a value that was read, or of the thing that it names.
    pub(super) fn fault_at(&mut self, code: &'static str, what: &impl Stands, message: String) {
        self.report(code, self.place(what), message, None);
    }

    /// Reports a fault of a field of the current entry.
    pub(super) fn fault_in(&mut self, code: &'static str, path: &[&str], message: String) {
        self.report(code, self.field(path), message, None);
    }
}

/// The value around a value; `Some( )` is none.
fn around(tree: &Tree<'_>, value: NodeId) -> Option<NodeId> {
    let mut around = tree.parent(value)?;
    while tree.node(around).kind == NodeKind::Some {
        around = tree.parent(around)?;
    }
    Some(around)
}

/// The node at the end of a path, followed as far as it exists.
fn follow(tree: &Tree<'_>, from: NodeId, way: &[PathStep<'_>]) -> NodeId {
    let mut at = from;
    for step in way {
        let Some(next) = tree.step(at, *step) else { break };
        at = next;
    }
    at
}
