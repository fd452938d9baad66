//! Files that came into a pack by mistake: a second pack in a folder of it, a copy of a
//! file, a file of another scenario.
//!
//! Each is one fault, and what such a file says is not looked at: it would only be found
//! not to fit.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::draft::{Part, Sort};
use crate::scenario::finding::{Finding, TextPlace};
use crate::scenario::index::{Definition, NameIndex};
use crate::scenario::sources::Sources;
use crate::scenario::syntax::PathStep;

/// The files of a pack that do not belong to it, each with its number, and what is said
/// of them.
#[derive(Default)]
pub(super) struct Astray {
    pub(super) files: BTreeSet<usize>,
    pub(super) findings: Vec<Finding>,
}

/// The folder of a file, with `/` at its end; empty for the pack's own.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

impl Astray {
    /// The files that can be seen to be astray before anything is compiled.
    pub(super) fn of(sources: &Sources<'_>, parts: &[(usize, Part)]) -> Self {
        let mut astray = Self::default();
        astray.take_packs(sources, parts);
        astray.take_copies(sources, parts);
        astray
    }

    /// Takes the folders in which another pack lies.
    fn take_packs(&mut self, sources: &Sources<'_>, parts: &[(usize, Part)]) {
        let heads: Vec<(usize, &str)> = parts
            .iter()
            .filter(|(_, part)| part.scenario.is_some())
            .map(|(file, _)| (*file, sources.path(*file)))
            .collect();
        // The pack is the one that lies least deep.
        let depth = |path: &str| path.matches('/').count();
        let Some((own, own_path)) = heads.iter().min_by_key(|(_, path)| depth(path)) else {
            return;
        };
        for (file, path) in &heads {
            let inside = folder(path);
            if inside == folder(own_path) || self.files.contains(file) {
                continue;
            }
            let id = parts.iter().find(|(other, _)| other == file);
            let id = id.and_then(|(_, part)| part.scenario.as_ref());
            let id = id.map_or("", |head| head.id.as_str());
            let message = format!(
                "another pack, `{id}`, lies in this one: the folder `{}` has a `scenario: (...)` entry of its own",
                inside.trim_end_matches('/')
            );
            let help = "move the folder out; each pack lies in a folder of its own";
            let mut finding = Finding::error("nested-pack", sources.top(*file), message)
                .with_help(Some(help.to_owned()));
            if let Some(head) = head_of(sources, *own) {
                finding = finding.with_also(head, "the pack itself begins here");
            }
            self.findings.push(finding);
            let lies_there = |(other, _): &&(usize, Part)| sources.path(*other).starts_with(inside);
            self.files.extend(parts.iter().filter(lies_there).map(|(other, _)| *other));
        }
    }

    /// Takes files that say the same as another.
    fn take_copies(&mut self, sources: &Sources<'_>, parts: &[(usize, Part)]) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (file, _) in parts {
            let Some(tree) = sources.tree(*file) else { continue };
            let Some(id) = first_id(sources, *file) else { continue };
            if self.files.contains(file) {
                continue;
            }
            let Some(first) = seen.get(tree.text().trim()).copied() else {
                seen.insert(tree.text().trim(), *file);
                continue;
            };
            let (one, other) = (sources.path(first), sources.path(*file));
            let (place, name) = id;
            let message = format!(
                "`{name}` stands in two files: `{other}` is the same, letter by letter, as `{one}`"
            );
            // What systems write into the name of a copy comes with blanks or brackets.
            let copy = if one.len() > other.len() { one } else { other };
            let mut finding =
                Finding::error("twice", place, message).with_help(Some(format!("delete `{copy}`")));
            if let Some((place, _)) = first_id(sources, first) {
                finding = finding.with_also(place, "it stands here already");
            }
            self.findings.push(finding);
            self.files.insert(*file);
        }
    }

    /// Takes files of which most names are of another scenario.
    pub(super) fn take_foreign(&mut self, sources: &Sources<'_>) {
        let index = NameIndex::new(sources);
        let mut defined: BTreeMap<(Sort, &str), BTreeSet<usize>> = BTreeMap::new();
        for Definition { sort, name, file, .. } in &index.definitions {
            defined.entry((*sort, name)).or_default().insert(*file);
        }
        // Which files mention each name of the things that a whole pack shares.
        let mut mentioned: BTreeMap<(Sort, &str), BTreeSet<usize>> = BTreeMap::new();
        for mention in index.mentions.iter().filter(|mention| is_shared(mention.sort)) {
            mentioned.entry((mention.sort, &mention.name)).or_default().insert(mention.file);
        }
        for file in 0..sources.len() {
            if self.files.contains(&file) || head_of(sources, file).is_some() {
                continue;
            }
            let (mut strange, mut known) = (Vec::new(), 0_usize);
            for (key, files) in mentioned.iter().filter(|(_, files)| files.contains(&file)) {
                match defined.get(key) {
                    None if files.len() == 1 => strange.push(*key),
                    Some(own) if own.iter().any(|other| *other != file) => known += 1,
                    _ => {}
                }
            }
            let sorts: BTreeSet<Sort> = strange.iter().map(|(sort, _)| *sort).collect();
            if strange.len() >= LEAST_STRANGE && strange.len() >= known && sorts.len() > 1 {
                self.findings.push(foreign(sources, file, &strange, known));
                self.files.insert(file);
            }
        }
    }
}

/// The fewest names that make a file one of another scenario.
const LEAST_STRANGE: usize = 3;

/// Whether things of this sort are given once for a whole pack, and mentioned all over it.
const fn is_shared(sort: Sort) -> bool {
    matches!(
        sort,
        Sort::Source
            | Sort::Contradiction
            | Sort::Power
            | Sort::Seat
            | Sort::Leader
            | Sort::Sector
            | Sort::Instrument
            | Sort::Fact
            | Sort::Place
    )
}

/// The finding about a file of another scenario.
fn foreign(sources: &Sources<'_>, file: usize, strange: &[(Sort, &str)], known: usize) -> Finding {
    let shown: Vec<String> = strange
        .iter()
        .take(4)
        .map(|(sort, name)| format!("the {} `{name}`", sort.word()))
        .collect();
    let message = format!(
        "`{}` seems to be of another scenario: it speaks of {} names that this pack does not have, and of {known} that it has",
        sources.path(file),
        strange.len()
    );
    let help = format!(
        "this pack has not {}{}; take the file out, or write down what it speaks of",
        shown.join(", "),
        if strange.len() > shown.len() { ", and more" } else { "" }
    );
    Finding::error("foreign-file", sources.top(file), message).with_help(Some(help))
}

/// The place of the id of a file's `scenario: (...)` entry, if it has one.
fn head_of(sources: &Sources<'_>, file: usize) -> Option<TextPlace> {
    let tree = sources.tree(file)?;
    let head = tree.find(&[PathStep::Field("scenario")])?;
    let node = tree.step(head, PathStep::Field("id")).unwrap_or(head);
    sources.place(file, tree.inside(node))
}

/// The place and the text of the first id that a file gives an entry of one of its lists.
fn first_id<'s>(sources: &'s Sources<'_>, file: usize) -> Option<(TextPlace, &'s str)> {
    let tree = sources.tree(file)?;
    let lists = tree.children(tree.root()?);
    let mut entries = lists.filter_map(|list| tree.children(list).next());
    let id = entries.find_map(|entry| tree.step(entry, PathStep::Field("id")))?;
    let span = tree.inside(id);
    Some((sources.place(file, span)?, span.of(tree.text())))
}
