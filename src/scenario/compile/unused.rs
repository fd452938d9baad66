//! Entries that a pack defines and never uses: warnings, for they do not harm a game.
//!
//! The search is in the text, not in the compiled scenario: an id counts as used if
//! any text of the pack is that id or cites it, whatever it stands for there.
//! So an unused entry may be missed, but every entry that is found is unused.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::finding::Finding;
use crate::scenario::sources::Sources;
use crate::scenario::syntax::{NodeId, NodeKind, PathStep, Span, Tree};

/// The lists whose entries are there to be mentioned: the list, the code, and
/// what an entry is called.
const LISTS: [(&str, &str, &str); 6] = [
    ("sources", "unused-source", "source"),
    ("contradictions", "unused-contradiction", "contradiction"),
    ("instruments", "unused-instrument", "instrument"),
    ("facts", "unused-fact", "fact"),
    ("leaders", "unused-leader", "leader"),
    ("sectors", "unused-sector", "sector"),
];

/// Longer texts are prose and no ids.
const LONGEST_ID: usize = 80;

/// A defined entry that may be unused.
struct UnusedCandidate {
    list: usize,
    file: usize,
    span: Span,
    used: bool,
}

/// The warnings about entries that are never mentioned, but for the instruments of which
/// something better was told.
pub(super) fn unused(sources: &Sources<'_>, told: &BTreeSet<String>) -> Vec<Finding> {
    let trees = || (0..).map_while(|file| sources.tree(file).map(|tree| (file, tree)));
    let mut entries: BTreeMap<&str, Vec<UnusedCandidate>> = BTreeMap::new();
    for (file, tree) in trees() {
        for (list, (field, ..)) in LISTS.iter().enumerate() {
            for (id, span, entry) in ids(tree, field) {
                // An instrument in force at the start binds without being mentioned.
                if tree.step(entry, PathStep::Field("since")).is_some() {
                    continue;
                }
                entries.entry(id).or_default().push(UnusedCandidate {
                    list,
                    file,
                    span,
                    used: false,
                });
            }
        }
    }
    let mut seats: BTreeMap<&str, (usize, Span, bool)> = BTreeMap::new();
    for (file, tree) in trees() {
        seats.extend(ids(tree, "seats").map(|(id, span, _)| (id, (file, span, false))));
    }
    for (_, tree) in trees() {
        for (id, node) in tree.nodes() {
            if node.kind != NodeKind::Text || node.span.end - node.span.start > LONGEST_ID {
                continue;
            }
            let key = node.key.map(|key| key.of(tree.text()));
            let text = tree.inside(id).of(tree.text());
            if key == Some("seat")
                && node.parent().is_some_and(|parent| acts(tree, parent))
                && let Some(seat) = seats.get_mut(text)
            {
                seat.2 = true;
            }
            if key == Some("id") {
                continue;
            }
            // A citation is a source's id and a place in it; a conference's
            // article or a move is named by two ids.
            for text in [text, text.split(['§', ' ', '/']).next().unwrap_or("")] {
                for entry in entries.get_mut(text).into_iter().flatten() {
                    entry.used = true;
                }
            }
        }
    }
    let mut findings = Vec::new();
    for (id, entry) in entries.iter().flat_map(|(id, all)| all.iter().map(move |entry| (id, entry)))
    {
        let (_, code, what) = LISTS[entry.list];
        if entry.used || (code == "unused-instrument" && told.contains(*id)) {
            continue;
        }
        let place = sources.place(entry.file, entry.span);
        let place = place.unwrap_or_else(|| sources.whole(entry.file));
        findings.push(
            Finding::warning(code, place, format!("the {what} `{id}` is never mentioned"))
                .with_help(Some("use it, or delete it".to_owned())),
        );
    }
    for (id, (file, span, acts)) in &seats {
        if !acts {
            let place = sources.place(*file, *span).unwrap_or_else(|| sources.whole(*file));
            let message = format!("the seat `{id}` never chooses and never negotiates");
            findings.push(Finding::warning("idle-seat", place, message).with_help(Some(
                "give it a move or a place at a conference, or make it no seat".to_owned(),
            )));
        }
    }
    findings
}

/// Whether the seat that a value names acts there: it holds a move or a party.
fn acts(tree: &Tree<'_>, value: NodeId) -> bool {
    let has = |field| tree.step(value, PathStep::Field(field)).is_some();
    has("options") || has("mandates")
}

/// The ids of a list at the top of a file, with their places and entries.
fn ids<'t>(
    tree: &'t Tree<'_>,
    field: &'static str,
) -> impl Iterator<Item = (&'t str, Span, NodeId)> {
    let list = tree.root().and_then(|root| tree.step(root, PathStep::Field(field)));
    let entries = list.into_iter().flat_map(|list| tree.children(list));
    entries.filter_map(|entry| {
        let span = tree.inside(tree.step(entry, PathStep::Field("id"))?);
        Some((span.of(tree.text()), span, entry))
    })
}
