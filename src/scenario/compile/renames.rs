//! Renames: an entry that got a new id, while its mentions kept the old one.
//!
//! Then a name is unknown wherever it is mentioned, and an entry of that sort is mentioned
//! nowhere: that is one fault, and it stands at the new id.

use std::collections::{BTreeMap, BTreeSet};

use super::compiler::Compiler;
use crate::scenario::draft::Sort;
use crate::scenario::finding::{Finding, nearest};
use crate::scenario::index::{Definition, Mention, NameIndex};
use crate::scenario::naming::{id_of, is_slug};
use crate::scenario::syntax::Span;

/// The most entries among which a new name is looked for.
const MOST_CANDIDATES: usize = 20;
/// So many mentions of an unknown name are no slip, whatever name is like it.
const OFTEN: usize = 3;
/// The most unknown names; so many are no renames.
const MOST_ROOTS: usize = 50;

/// What a name stands for: its sort, what it counts within, the name.
type Root = (Sort, String, String);

/// The names of a pack by what they stand for.
struct Names<'i> {
    index: &'i NameIndex,
    /// What is mentioned, each with its scope.
    mentioned: BTreeSet<(Sort, &'i str, &'i str)>,
}

/// The item of a move's name.
fn item_of(name: &str) -> &str {
    name.split_once('/').map_or(name, |(item, _)| item)
}

impl<'i> Names<'i> {
    fn new(index: &'i NameIndex) -> Self {
        let mut mentioned = BTreeSet::new();
        for mention in &index.mentions {
            mentioned.insert((mention.sort, mention.within.as_str(), mention.name.as_str()));
            match mention.sort {
                Sort::Conference => {
                    mentioned.insert((Sort::Item, "", mention.name.as_str()));
                }
                Sort::Move => {
                    mentioned.insert((Sort::Item, "", item_of(&mention.name)));
                }
                _ => {}
            }
        }
        Self { index, mentioned }
    }

    fn is_mentioned(&self, definition: &Definition) -> bool {
        let (within, name) = (definition.within.as_str(), definition.name.as_str());
        self.mentioned.contains(&(definition.sort, within, name))
    }

    /// The mentions of a name that nothing defines.
    fn mentions(&self, (sort, within, name): &Root) -> Vec<&'i Mention> {
        let is_one = |mention: &&Mention| match (sort, mention.sort) {
            (Sort::Item, Sort::Item | Sort::Conference) => mention.name == *name,
            (Sort::Item, Sort::Move) => item_of(&mention.name) == name.as_str(),
            _ => mention.sort == *sort && mention.within == *within && mention.name == *name,
        };
        self.index.mentions.iter().filter(is_one).collect()
    }

    /// The entries that may have had this name before: those that nothing mentions and
    /// that have in them what is mentioned of it.
    fn candidates(&self, root: &Root) -> Vec<&'i Definition> {
        let (sort, within, name) = root;
        let is_known = |known: &&Definition| known.sort == *sort && known.within == *within;
        let mut all: Vec<&'i Definition> = self.index.definitions.iter().filter(is_known).collect();
        if *sort == Sort::Value && all.len() > 1 {
            // The value at the start is seldom mentioned.
            all.remove(0);
        }
        all.retain(|definition| !self.is_mentioned(definition));
        // Of a sort that is seldom mentioned nothing follows from that.
        if all.len() > MOST_CANDIDATES {
            return Vec::new();
        }
        all.retain(|definition| self.fits(root, definition));
        if *sort == Sort::Move {
            all.retain(|definition| item_of(&definition.name) == item_of(name));
        }
        all
    }

    /// Whether an entry holds whatever is mentioned within a name.
    fn fits(&self, (sort, _, name): &Root, definition: &Definition) -> bool {
        let has = |inner: Sort, within: &str, what: &str| {
            self.index.known(inner, within).any(|known| known.name == what)
        };
        self.index.mentions.iter().all(|mention| match (sort, mention.sort) {
            (Sort::Fact, Sort::Value) if mention.within == *name => {
                has(Sort::Value, &definition.name, &mention.name)
            }
            (Sort::Move, Sort::Option) if mention.within == *name => {
                has(Sort::Option, &definition.name, &mention.name)
            }
            (Sort::Item, Sort::Conference) if mention.name == *name => {
                has(Sort::Conference, "", &definition.name)
            }
            (Sort::Item, Sort::Move) if item_of(&mention.name) == name.as_str() => {
                let inner = mention.name.split_once('/').map_or("", |(_, inner)| inner);
                has(Sort::Move, "", &format!("{}/{inner}", definition.name))
            }
            (Sort::Seat, Sort::Adviser) if mention.within == *name => {
                has(Sort::Adviser, &definition.name, &mention.name)
            }
            _ => true,
        })
    }

    /// Whether a name was given up rather than misspelt.
    fn may_be_renamed(&self, root: &Root, one: &Definition) -> bool {
        let (sort, within, name) = root;
        let known = self.index.known(*sort, within).map(|known| known.name.as_str());
        let like = nearest(name, known);
        let n_mentions = self.mentions(root).len();
        // Of sources and contradictions some are often not cited.
        let is_list = matches!(sort, Sort::Source | Sort::Contradiction);
        match like.as_slice() {
            [] => n_mentions > 1 || !is_list,
            // The same slip is not made so often.
            like => n_mentions >= OFTEN || (n_mentions > 1 && like.contains(&one.name.as_str())),
        }
    }
}

impl Compiler<'_> {
    /// Puts one finding in the place of those about unknown names that an entry had
    /// before it got another.
    pub(super) fn tell_renames(&mut self) {
        if self.names.unknown.is_empty() || self.names.unknown.len() > MOST_ROOTS {
            return;
        }
        let index = NameIndex::new(self.sources);
        let names = Names::new(&index);
        let mut roots: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
        for ((sort, within, name), finding) in &self.names.unknown {
            let root = self.root(*sort, *within, name);
            roots.entry(root).or_default().push(*finding);
        }
        let found: Vec<(Root, Vec<usize>, &Definition)> = roots
            .into_iter()
            .filter_map(|(root, findings)| {
                let [one] = names.candidates(&root)[..] else { return None };
                names.may_be_renamed(&root, one).then_some((root, findings, one))
            })
            .collect();
        let mut gone = BTreeSet::new();
        for (root, findings, definition) in &found {
            let claims = found.iter().filter(|(_, _, other)| *other == *definition).count();
            if claims > 1 {
                continue;
            }
            gone.extend(findings.iter().copied());
            // That the new id is written wrongly is said of it, with the old as what is meant.
            if !is_slug(&definition.name) && id_of(&definition.name).as_ref() == Some(&root.2) {
                continue;
            }
            let finding = self.renamed(&names, root, definition);
            self.findings.push(finding);
        }
        self.names.unknown.clear();
        let mut number = 0;
        self.findings.retain(|_| {
            number += 1;
            !gone.contains(&(number - 1))
        });
    }

    /// What an unknown name would stand for: of a move or a conference its item, if that is
    /// what is not known.
    fn root(&self, sort: Sort, within: usize, name: &str) -> Root {
        let no_item = |name: &str| !self.names.items.contains_key(name);
        match sort {
            Sort::Move | Sort::Conference if no_item(item_of(name)) => {
                (Sort::Item, String::new(), item_of(name).to_owned())
            }
            _ => (sort, self.scope(sort, within), name.to_owned()),
        }
    }

    /// The scope of a name, from the number of that within which it counts.
    fn scope(&self, sort: Sort, within: usize) -> String {
        let of = |table: &super::tables::NameTable, number: usize| {
            let mut all = table.iter();
            all.find(|(_, index)| **index == number).map_or_else(String::new, |(id, _)| id.clone())
        };
        match sort {
            Sort::Value => of(&self.names.facts, within),
            Sort::Option => of(&self.names.moves, within),
            Sort::Clause => of(&self.names.conferences, within),
            Sort::ClauseValue => {
                let (conference, clause) = super::conference::clause_at(within);
                let clauses = self.names.clauses.get(conference);
                let clause = clauses.map_or_else(String::new, |(table, _)| of(table, clause));
                format!("{}/{clause}", of(&self.names.conferences, conference))
            }
            _ => String::new(),
        }
    }

    fn renamed(&self, names: &Names<'_>, root: &Root, one: &Definition) -> Finding {
        let (sort, _, old) = root;
        let mentions = names.mentions(root);
        let word = sort.word().split(" of that ").next().unwrap_or("name");
        let uses = match mentions.len() {
            1 => "one mention of".to_owned(),
            n => format!("{n} mentions of"),
        };
        let new = if *sort == Sort::Move {
            one.name.split_once('/').map_or(one.name.as_str(), |(_, id)| id)
        } else {
            one.name.as_str()
        };
        let message = format!(
            "{word} renamed: nothing mentions `{new}`, and {uses} `{old}` {} left behind",
            if mentions.len() == 1 { "is" } else { "are" }
        );
        let help = format!("write `{new}` there, or give the {word} its old id back");
        let place =
            |file, span| self.sources.place(file, span).unwrap_or_else(|| self.sources.whole(file));
        let mut finding =
            Finding::error("renamed", place(one.file, one.span), message).with_help(Some(help));
        for mention in &mentions {
            finding =
                finding.with_also(place(mention.file, mention.span), format!("still `{old}`"));
            // Only the name itself: an article of a source, or a move, may follow.
            let (start, length) = match (sort, mention.sort) {
                (Sort::Move, _) => (mention.span.start + item_of(old).len() + 1, None),
                _ => (mention.span.start, Some(old.len())),
            };
            let end = length.map_or(mention.span.end, |length| start + length);
            if let Some(edit) = self.sources.edit(mention.file, Span::new(start, end), new) {
                finding = finding.with_guess(edit);
            }
        }
        finding
    }
}
