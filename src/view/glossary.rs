//! The names of the codex in a text: what in it can be looked up.
//!
//! Whole words are compared, without accents and the case of letters; of a person the name or
//! any part of it that no other entry has. The powers are left out: they are in every sentence.

use core::ops::Range;
use std::collections::BTreeMap;

use super::codex::{CodexEntry, CodexKind, plain};

/// The fewest letters of a part of a name that stands for the whole.
const FEWEST_LETTERS: usize = 4;

/// Parts of names that are titles, and stand for nobody.
const TITLES: [&str; 14] = [
    "baron", "count", "duke", "emperor", "general", "grand", "khan", "khutuktu", "king", "lama",
    "marshal", "prince", "princess", "viscount",
];

/// The entries of a codex, by the words with which their names begin.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    entries: Vec<CodexEntry>,
    by_first: BTreeMap<String, Vec<Name>>,
}

/// A name: the words after the first, and the entry that it names.
#[derive(Clone, Debug)]
struct Name {
    rest: Vec<String>,
    entry: usize,
}

impl Glossary {
    /// The glossary of a codex.
    ///
    /// ```
    /// use status_quo::view::{CodexEntry, CodexKind, Glossary};
    /// let person = CodexEntry::new(CodexKind::Person, "Uchida Yasuya".to_owned());
    /// let term = CodexEntry::new(CodexKind::Term, "suzerainty".to_owned());
    /// let glossary = Glossary::of(vec![person, term]);
    /// let text = "Uchida speaks of suzerainty; Uchida smiles.";
    /// let found: Vec<&str> = glossary.find(text).into_iter().map(|(at, _)| &text[at]).collect();
    /// assert_eq!(found, ["Uchida", "suzerainty"]);
    /// ```
    #[must_use]
    pub fn of(entries: Vec<CodexEntry>) -> Self {
        let mut glossary = Self::default();
        let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if entry.kind == CodexKind::Power {
                continue;
            }
            glossary.add(&entry.title, index);
            // Other words for a term are for who looks for it, and mean other things too.
            if entry.kind != CodexKind::Term {
                entry.variants.iter().for_each(|name| glossary.add(name, index));
            }
            for (_, word) in words(&entry.title) {
                parts.entry(word).or_default().push(index);
            }
        }
        for (part, of) in parts {
            let stands = part.chars().count() >= FEWEST_LETTERS && !TITLES.contains(&&*part);
            if let ([person], true) = (of.as_slice(), stands)
                && entries[*person].kind == CodexKind::Person
            {
                glossary.add(&part, *person);
            }
        }
        glossary.entries = entries;
        // Of two names that begin alike the longer is meant.
        for names in glossary.by_first.values_mut() {
            names.sort_by_key(|name| core::cmp::Reverse(name.rest.len()));
        }
        glossary
    }

    fn add(&mut self, name: &str, entry: usize) {
        let mut words = words(name).map(|(_, word)| word);
        let Some(first) = words.next() else { return };
        let rest = words.collect();
        self.by_first.entry(first).or_default().push(Name { rest, entry });
    }

    /// The entry of that number.
    #[must_use]
    pub fn entry(&self, number: usize) -> Option<&CodexEntry> {
        self.entries.get(number)
    }

    /// The names in a text, in order: where each stands, in bytes, and the number of its entry.
    /// Each entry is found once, where it is named first.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let all: Vec<(Range<usize>, String)> = words(text).collect();
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        while let Some((first, word)) = all.get(at) {
            let meant = self.by_first.get(word).and_then(|names| {
                names.iter().find(|name| {
                    let after = &all[at + 1..];
                    after.len() >= name.rest.len()
                        && name.rest.iter().zip(after).all(|(rest, (_, word))| rest == word)
                        && is_one_name(text, &all[at..=at + name.rest.len()])
                })
            });
            let Some(name) = meant else {
                at += 1;
                continue;
            };
            let last = at + name.rest.len();
            if !found.iter().any(|(_, entry)| *entry == name.entry) {
                found.push((first.start..all[last].0.end, name.entry));
            }
            at = last + 1;
        }
        found
    }
}

/// Whether nothing but single spaces and hyphens stands between the words of a name.
fn is_one_name(text: &str, words: &[(Range<usize>, String)]) -> bool {
    words
        .windows(2)
        .all(|pair| matches!(&text[pair[0].0.end..pair[1].0.start], " " | "-" | "\u{a0}"))
}

/// The words of a text, each with where it stands, without accents and in small letters.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = text.char_indices().peekable();
    core::iter::from_fn(move || {
        let is_part = |sign: char| sign.is_alphanumeric() || sign == '\'';
        let start = loop {
            let (at, sign) = rest.next()?;
            if is_part(sign) {
                break at;
            }
        };
        let mut end = text.len();
        while let Some((at, sign)) = rest.peek().copied() {
            if !is_part(sign) {
                end = at;
                break;
            }
            rest.next();
        }
        // What is somebody's is named after somebody.
        let word = text[start..end].trim_end_matches('\'').trim_end_matches("'s");
        let end = start + word.len();
        Some((start..end, plain(word)))
    })
}
