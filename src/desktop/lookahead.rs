//! Looking ahead, as the player sees it. The games that are played on for it are the business
//! of `lookout`, beside this file.

use crate::sim::level::Level;
use crate::view::{AheadView, WhatIfView};

/// What the player sees of what lies ahead of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lookahead {
    /// When the player is told.
    pub level: Level,
    /// Whether the player has asked for it at this question.
    pub asked: bool,
    /// Whether games are being played on.
    pub at_work: bool,
    /// What came so far.
    pub shown: Option<AheadView>,
    /// Whether the player of a game that is over wants to know what other answers would have
    /// changed.
    pub looks_back: bool,
    /// What came of that so far.
    pub what_if: Option<WhatIfView>,
}

impl Lookahead {
    /// Whether it is wanted at this question.
    #[must_use]
    pub const fn is_wanted(&self) -> bool {
        match self.level {
            Level::Guided => true,
            Level::Usual => self.asked,
            Level::Unaided => false,
        }
    }
}
