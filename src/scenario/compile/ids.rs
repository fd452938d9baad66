//! The form of ids: small letters, digits and hyphens, not too long.
//!
//! Sources and contradictions are called as books and notes are, `S1§2` or `K14`; their ids
//! are free.

use std::collections::BTreeMap;

use super::compiler::Compiler;
use super::merged::Merged;
use crate::scenario::draft::{Id, Sort};
use crate::scenario::finding::{Finding, TextEdit};
use crate::scenario::index::{Mention, NameIndex};
use crate::scenario::naming::{LONGEST_ID, id_of, is_slug};

impl Compiler<'_> {
    /// Reports the ids of entries that are not of that form; those of conferences are
    /// reported with the rest of them.
    pub(super) fn check_ids(&mut self, merged: &Merged) {
        let part = &merged.part;
        macro_rules! check {
            ($field:ident, $sort:expr $(, $inner:ident => $inner_sort:expr)?) => {
                for (index, entry) in part.$field.iter().enumerate() {
                    self.home = merged.home(stringify!($field), index);
                    self.check_id(&entry.id, $sort, "");
                    $(for inner in &entry.$inner {
                        self.check_id(&inner.id, $inner_sort, &entry.id);
                    })?
                }
            };
        }
        check!(powers, Some(Sort::Power));
        check!(seats, Some(Sort::Seat), advisers => Some(Sort::Adviser));
        check!(leaders, Some(Sort::Leader));
        check!(sectors, Some(Sort::Sector));
        check!(instruments, Some(Sort::Instrument));
        check!(facts, Some(Sort::Fact), values => Some(Sort::Value));
        check!(outcomes, None);
        check!(legacies, None);
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.check_id(&item.id, None, "");
            for mv in &item.moves {
                self.check_id(&mv.id, None, "");
                for option in &mv.options {
                    let within = format!("{}/{}", item.id, mv.id);
                    self.check_id(&option.id, Some(Sort::Option), &within);
                }
            }
        }
    }

    /// Reports an id of a wrong form. Of the sorts that are given, the mentions can be
    /// renamed with it.
    pub(super) fn check_id(&mut self, id: &Id, sort: Option<Sort>, within: &str) {
        if id.len() > LONGEST_ID {
            let message = format!(
                "the id is {} letters long; at most {LONGEST_ID} are allowed",
                id.chars().count()
            );
            let help = "choose a short name; the title may be long".to_owned();
            self.report("bad-id", self.place(id), message, Some(help));
            return;
        }
        if is_slug(id) {
            return;
        }
        let message = format!("the id `{id}` may hold only lower-case letters, digits and hyphens");
        let meant = id_of(id);
        let help = match &meant {
            Some(meant) => format!("write `{meant}`, here and wherever it is mentioned"),
            None => {
                "write it in small letters from a to z; the name may have any letters".to_owned()
            }
        };
        let mut finding = Finding::error("bad-id", self.place(id), message).with_help(Some(help));
        if let (Some(meant), Some(sort)) = (&meant, sort)
            && let Some(edit) = self.rewritten(id, meant.as_str())
        {
            finding = finding.with_guess(edit);
            for edit in self.mentions_rewritten(sort, within, id, meant) {
                finding = finding.with_guess(edit);
            }
        }
        self.add(finding);
    }

    /// The edits that write another name wherever one is mentioned.
    fn mentions_rewritten(
        &mut self,
        sort: Sort,
        within: &str,
        name: &str,
        new: &str,
    ) -> Vec<TextEdit> {
        let sources = self.sources;
        // The mentions are looked up once, however many ids there are.
        let mentions = self.mentions.get_or_insert_with(|| {
            let mut by_name: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
            for mention in NameIndex::new(sources).mentions {
                by_name.entry(mention.name.clone()).or_default().push(mention);
            }
            by_name
        });
        let is_one = |mention: &&Mention| mention.stands_for == sort && mention.within == within;
        let mentions = mentions.get(name).into_iter().flatten().filter(is_one);
        mentions.filter_map(|m| sources.edit(m.file, m.span, new)).collect()
    }
}
