//! What lies on the desk: the state of the window that is no part of the game, and the
//! view of the seat.
//!
//! Screens and panels read it; [`session`](super::session) moves it with the game.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use bevy::prelude::*;

use super::drafting::Drafting;
use super::lookahead::Lookahead;
use super::screen::Screen;
use super::settings::Settings;
use super::tab::GameTab;
use crate::rules::ids::{ItemId, SeatId};
use crate::scenario::Scenario;
use crate::sim::crossing::NextPart;
use crate::sim::journal::Header;
use crate::sim::level::Level;
use crate::sim::record::RecordTime;
use crate::view::{Crossing, MapView, SeatView};

/// What lies on the desk: everything that is the shell's and not the game's.
#[derive(Resource, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a matter of its own")]
pub struct Desk {
    /// The scenario chosen, while a seat is chosen and played.
    pub scenario: Option<Arc<Scenario>>,
    /// The seed of the game to come.
    pub seed: u64,
    /// The item with which the player of the game to come begins; none for the first.
    pub from: Option<ItemId>,
    /// The seat taken; none to watch. Where several share the desk, that of who looks.
    pub seat: Option<SeatId>,
    /// Who share the desk, if it is more than one player.
    pub shared: SharedDesk,
    /// Where the journal of the game to come shall lie; none for the usual place.
    pub journal: Option<PathBuf>,
    /// That the game on the desk is not kept, and why; told at its start and at its end.
    pub not_kept: Option<String>,
    /// When the player of the game to come reads what is documented.
    pub record: RecordTime,
    /// When the player of the game to come is told what tends to follow from an answer.
    pub level: Level,
    /// What is set for good.
    pub settings: Settings,
    /// The screen from which one came to the settings.
    pub back: Screen,
    /// Whether the keyboard was used last, and not the pointer.
    pub by_keys: bool,
    /// What lies ahead of the question, as far as it is looked at.
    pub lookahead: Lookahead,
    /// How many decisions can be taken back.
    pub decisions: usize,
    /// How many of the first decisions were made for the player, and stand.
    pub given: usize,
    /// How many results have been read.
    pub read: usize,
    /// The map before the last decision, as the same seat saw it.
    pub map_before: Option<MapView>,
    /// Whether the game has just been begun: the first page says why one is here.
    pub opens: bool,
    /// The tab that is open.
    pub tab: GameTab,
    /// The option that is looked at.
    pub picked: Option<usize>,
    /// What lies before the player at a negotiating table.
    pub drafting: Drafting,
    /// The frontier that is looked at.
    pub sector: Option<usize>,
    /// Where the cursor of the library and of the seats stands.
    pub cursor: usize,
    /// What the player should be told.
    pub notice: Option<String>,
    /// In how many frames a picture is wanted; 0 for none.
    pub picture: u8,
    /// Whether the picked option should be scrolled into sight.
    pub reveal: bool,
    /// By how many tabs the keyboard turned on in this frame.
    pub turn: isize,
    /// Whether a key was struck together with Ctrl in this frame.
    pub chord: bool,
    /// The section of the debrief that is open.
    pub section: usize,
    /// The game that can be continued, as it was when the title was entered.
    pub last_game: Option<LastGame>,
    /// The share of that size which fits the window.
    pub text_share: f32,
    /// Counts the questions shown, so that scrolled columns start at the top again.
    pub leaf: u64,
    /// What the debrief shows in full: the index of an outcome.
    pub open_outcome: Option<usize>,
    /// Whether the menu is open.
    pub menu: bool,
    /// Whether a pack lies on the workbench, to which one can go back.
    pub at_bench: bool,
    /// To what the briefing should be scrolled.
    pub seek: Option<Seek>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            scenario: None,
            seed: fresh_seed(),
            from: None,
            seat: None,
            shared: SharedDesk::default(),
            journal: None,
            not_kept: None,
            record: RecordTime::default(),
            level: Level::default(),
            settings: Settings::default(),
            back: Screen::Title,
            by_keys: false,
            lookahead: Lookahead::default(),
            decisions: 0,
            given: 0,
            read: 0,
            map_before: None,
            opens: false,
            tab: GameTab::Briefing,
            picked: None,
            drafting: Drafting::default(),
            sector: None,
            cursor: 0,
            notice: None,
            picture: 0,
            reveal: false,
            turn: 0,
            chord: false,
            section: 0,
            last_game: None,
            text_share: 1.0,
            leaf: 0,
            open_outcome: None,
            menu: false,
            at_bench: false,
            seek: None,
        }
    }
}

/// Players who share the desk, between whose turns a curtain falls.
#[derive(Debug, Default)]
pub struct SharedDesk {
    /// The seats that are ticked for the game to come.
    pub ticked: BTreeSet<SeatId>,
    /// How many results each of them has read; who has no entry has not seen the game yet.
    pub read: BTreeMap<SeatId, usize>,
    /// Whether the curtain is down.
    pub curtain: bool,
}

impl Desk {
    /// Has the game to come begin as it is set.
    pub const fn begin_as_set(&mut self) {
        self.level = self.settings.level;
        self.record = self.settings.record;
    }

    /// Gives the desk to another seat of those who share it, behind a curtain.
    pub fn give_to(&mut self, seat: SeatId) {
        if let Some(before) = self.seat.replace(seat) {
            self.shared.read.insert(before, self.read);
        }
        let read = self.shared.read.get(&seat);
        self.opens = read.is_none();
        self.read = read.copied().unwrap_or(0);
        self.shared.curtain = true;
    }
}

/// A place of the briefing that should come into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// The question and its answers.
    Answers,
    /// Where a further question on the same matter begins: above it all is as it was.
    Further,
}

/// A game that can be continued.
#[derive(Clone, Debug)]
pub enum LastGame {
    /// The one that was just left: it still lies on the desk.
    OnDesk,
    /// One in a journal.
    Kept {
        /// The journal's first line.
        header: Box<Header>,
        /// How many decisions stand.
        decisions: usize,
        /// When it was open last.
        changed: SystemTime,
    },
}

/// The way to the next part of a campaign, while it is looked at.
#[derive(Resource, Debug)]
pub struct Crossed {
    /// The part that comes next.
    pub next: NextPart,
    /// What is told of it.
    pub page: Crossing,
}

/// The view of the seat, rebuilt after every decision and never in between.
#[derive(Resource, Debug)]
pub struct Seen(pub SeatView);

/// A seed nobody chose: small, so that players can tell it to each other.
pub(super) fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds each hasher by chance; that is all we need.
    let chance = std::hash::RandomState::new().build_hasher().finish();
    chance % 99_999 + 1
}
