//! All files of a pack merged into one part, with the origin of each entry.

use std::collections::BTreeMap;

use super::inherited::inherit_sources;
use crate::scenario::draft::Part;

/// The merged parts of a pack, with the file that each entry came from.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) part: Part,
    pub(super) heads: Vec<EntryOrigin>,
    /// Where a campaign has its head.
    pub(super) campaigns: Vec<EntryOrigin>,
    pub(super) homes: BTreeMap<(&'static str, usize), EntryOrigin>,
}

/// The origin of an entry: the file, the list in it, and the entry's number there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryOrigin {
    pub(super) file: usize,
    pub(super) field: &'static str,
    pub(super) index: Option<usize>,
}

impl Merged {
    pub(super) fn add(&mut self, file: usize, mut part: Part) {
        part.items.iter_mut().for_each(inherit_sources);
        if let Some(head) = part.scenario {
            self.heads.push(EntryOrigin { file, field: "scenario", index: None });
            self.part.scenario.get_or_insert(head);
        }
        if part.campaign.is_some() {
            self.campaigns.push(EntryOrigin { file, field: "campaign", index: None });
        }
        macro_rules! append {
            ($($field:ident),+ $(,)?) => {$(
                for (index, entry) in part.$field.into_iter().enumerate() {
                    let home = EntryOrigin { file, field: stringify!($field), index: Some(index) };
                    self.homes.insert((stringify!($field), self.part.$field.len()), home);
                    self.part.$field.push(entry);
                }
            )+};
        }
        append!(
            sources,
            contradictions,
            powers,
            seats,
            leaders,
            sectors,
            instruments,
            facts,
            items,
            outcomes,
            recognition,
            drifts,
            troops,
            regions,
            railways,
            lines,
            places,
            legacies,
            inherits,
        );
    }

    pub(super) fn home(&self, field: &'static str, index: usize) -> EntryOrigin {
        self.homes.get(&(field, index)).copied().unwrap_or_default()
    }

    /// The origin of the head, also where there is none.
    pub(super) fn head(&self) -> EntryOrigin {
        self.heads.first().copied().unwrap_or_default()
    }
}
