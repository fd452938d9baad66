//! Copies: files and entries that stand in a pack a second time.
//!
//! A copied file gives every one of its ids twice, and a folder with a second pack in it
//! everything: the cause is said once, not each of its traces.

use std::collections::BTreeMap;

use super::compiler::Compiler;
use super::merged::EntryOrigin;
use crate::scenario::draft::Stands;
use crate::scenario::finding::Finding;

/// The ids of a pack's own lists that are given a second time, by the two files.
#[derive(Default)]
pub(super) struct Copies<'e> {
    found: BTreeMap<(usize, usize), Vec<Copy<'e>>>,
}

/// An id that is given a second time.
struct Copy<'e> {
    /// What the entries are called, in the plural.
    kind: &'static str,
    first: Given<'e>,
    second: Given<'e>,
}

/// A name as it is given, and where that stands.
#[derive(Clone, Copy)]
pub(super) struct Given<'e> {
    text: &'e str,
    stretch: (usize, usize),
}

impl Stands for Given<'_> {
    fn stretch(&self) -> (usize, usize) {
        self.stretch
    }
}

impl<'e> Given<'e> {
    /// The name that a text gives.
    pub(super) fn new(text: &'e str, stands: &impl Stands) -> Self {
        Self { text, stretch: stands.stretch() }
    }
}

impl<'e> Copies<'e> {
    /// Records an id that two entries of a list have.
    pub(super) fn take(
        &mut self,
        kind: &'static str,
        homes: [EntryOrigin; 2],
        [first, second]: [Given<'e>; 2],
    ) {
        let files = (homes[0].file, homes[1].file);
        self.found.entry(files).or_default().push(Copy { kind, first, second });
    }
}

impl Compiler<'_> {
    /// Reports ids that are given twice: within a file each of them, of two files that
    /// they all stand in both.
    pub(super) fn report_copies(&mut self, copies: &Copies<'_>) {
        for ((one, other), list) in &copies.found {
            if one == other {
                for Copy { kind, first, second } in list {
                    let message = format!("there are two {kind} called `{}`", second.text);
                    self.given_twice(first, second, message);
                }
                continue;
            }
            let Some(Copy { kind, first, second }) = list.first() else { continue };
            let (one, other) = (self.sources.path(*one), self.sources.path(*other));
            let singular = kind.strip_suffix('s').unwrap_or(kind);
            let (message, help) = if list.len() == 1 {
                (
                    format!("there are two {kind} called `{}`", second.text),
                    format!(
                        "give one of the two another name; if one is a copy of the {singular}, delete it"
                    ),
                )
            } else {
                (
                    format!("`{other}` gives {} ids that `{one}` gives already", list.len()),
                    "if one of the files is a copy of the other, delete it; else give what is new in it other names".to_owned(),
                )
            };
            let mut finding = Finding::error("twice", self.place(second), message)
                .with_help(Some(help))
                .with_also(self.place(first), "given here already");
            for Copy { second, .. } in list.iter().skip(1).take(4) {
                finding = finding.with_also(self.place(second), "and this one");
            }
            self.add(finding);
        }
    }
}
