//! The tabs of the table: which there are, in which order, and what they are called.
//!
//! What each holds is laid out in [`panels`](super::panels).

use crate::words::{Phrase, Words};

/// A tab of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GameTab {
    /// What is asked, and the answers.
    #[default]
    Briefing,
    /// Who treats whom as what.
    Recognition,
    /// Who dares what.
    Deterrence,
    /// Where the line runs.
    Borders,
    /// What is signed.
    Treaties,
    /// What has happened.
    Chronicle,
    /// The seat's brief and aims.
    Brief,
    /// The map, where there is no room for it beside the tabs.
    Map,
}

impl GameTab {
    const BESIDE_MAP: [Self; 7] = [
        Self::Briefing,
        Self::Recognition,
        Self::Deterrence,
        Self::Borders,
        Self::Treaties,
        Self::Chronicle,
        Self::Brief,
    ];
    const ALONE: [Self; 8] = [
        Self::Briefing,
        Self::Map,
        Self::Recognition,
        Self::Deterrence,
        Self::Borders,
        Self::Treaties,
        Self::Chronicle,
        Self::Brief,
    ];

    /// The tabs there are, with the map among them or beside them.
    #[must_use]
    pub const fn all(narrow: bool) -> &'static [Self] {
        if narrow { &Self::ALONE } else { &Self::BESIDE_MAP }
    }

    /// The tab some steps on, around the end.
    #[must_use]
    pub fn turned(self, by: isize, narrow: bool) -> Self {
        let all = Self::all(narrow);
        let at = all.iter().position(|tab| *tab == self).unwrap_or(0);
        all[(at + all.len()).wrapping_add_signed(by) % all.len()]
    }

    /// What it is called; at a conference the first is its table.
    pub(super) fn words(self, words: &Words, conferring: bool) -> String {
        words.phrase(match self {
            Self::Briefing if conferring => Phrase("table-tab-conference"),
            Self::Briefing => Phrase("table-tab-briefing"),
            Self::Recognition => Phrase("table-tab-recognition"),
            Self::Deterrence => Phrase("table-tab-deterrence"),
            Self::Borders => Phrase("table-tab-borders"),
            Self::Treaties => Phrase("table-tab-treaties"),
            Self::Chronicle => Phrase("table-tab-chronicle"),
            Self::Brief => Phrase("table-tab-brief"),
            Self::Map => Phrase("table-legend"),
        })
    }
}
