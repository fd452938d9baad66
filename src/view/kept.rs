//! A cache of what was built for earlier views of a game.
//!
//! Two kinds of things are kept. The sentences of the chronicle do not depend on the
//! reader: each is worded once, and the entries are indexed by item. All else is cached
//! by a key that holds everything its words depend on, as far as the viewer knows it, and
//! the viewer where it matters who looks: so nobody is shown what was made for another,
//! and a view is the same as one made from nothing. Who may read what is not decided
//! here.

use core::cell::RefCell;
use std::collections::VecDeque;

use bevy::ecs::entity::Entity;
use bevy::ecs::world::WorldId;

use super::parts::Shared;
use super::types::{
    ChronicleLine, InstrumentView, ItemResult, RecognitionView, SeatCard, SectorView,
};
use super::wording::{Wording, date_words};
use crate::rules::borders::SectorState;
use crate::rules::chronicle::{Chronicle, ChronicleEntry, Event};
use crate::rules::deterrence::Confrontation;
use crate::rules::ids::{
    ClauseId, ClauseValueId, ConferenceId, InstrumentId, ItemId, LeaderId, PowerId, SeatId,
};
use crate::rules::instruments::InstrumentState;
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::Bond;
use crate::rules::quantity::Date;
use crate::rules::recognition::Recognition;
use crate::rules::talks::ConferenceOutcome;
use crate::scenario::Scenario;
use crate::words::Language;

/// A small cache: the values made last, with their keys.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RefCell<VecDeque<(K, V)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: PartialEq + Clone, V: Clone> Memo<K, V> {
    /// How many are kept: more than there are viewers in most games.
    const MOST: usize = 12;

    /// What belongs to a key; made if it is not there.
    pub(super) fn get(&self, key: &K, make: impl FnOnce() -> V) -> V {
        if let Some((_, value)) = self.0.borrow().iter().find(|(kept, _)| kept == key) {
            return value.clone();
        }
        let value = make();
        let mut list = self.0.borrow_mut();
        list.truncate(Self::MOST - 1);
        list.push_front((key.clone(), value.clone()));
        value
    }
}

/// The chronicle in words.
#[derive(Debug, Default)]
pub(super) struct ChronicleText {
    /// A line for each entry; none for what is not told.
    lines: Vec<Option<Shared<ChronicleLine>>>,
    /// The entries of each item, by their places.
    by_item: Vec<Vec<usize>>,
}

impl ChronicleText {
    /// Puts the entries that came since into words.
    fn catch_up(&mut self, words: Wording<'_>, chronicle: &Chronicle) {
        self.by_item.resize_with(words.scenario.setting.items.len(), Vec::new);
        for (place, entry) in chronicle.entries.iter().enumerate().skip(self.lines.len()) {
            let line = words.event(&entry.event).map(|text| ChronicleLine {
                date: date_words(words.words, entry.date),
                text,
                heading: matches!(entry.event, Event::Opened { .. }),
            });
            self.lines.push(line.map(Shared::new));
            if let Some(item) = entry.item {
                self.by_item[item.index()].push(place);
            }
        }
    }

    /// The line of an entry, by its place; none if it is not told.
    pub(super) fn line(&self, place: usize) -> Option<&Shared<ChronicleLine>> {
        self.lines.get(place)?.as_ref()
    }

    /// How many entries an item has.
    pub(super) fn n_of_item(&self, item: ItemId) -> usize {
        self.by_item.get(item.index()).map_or(0, Vec::len)
    }

    /// The entries of an item with their places, in order.
    pub(super) fn of_item<'a>(
        &'a self,
        chronicle: &'a Chronicle,
        item: ItemId,
    ) -> impl Iterator<Item = (usize, &'a ChronicleEntry)> {
        let places = self.by_item.get(item.index()).into_iter().flatten();
        places.map(|place| (*place, &chronicle.entries[*place]))
    }
}

/// The key of an item's result, with the number of its entries: they are never changed,
/// so their number stands for them until the game goes back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ResultKey {
    pub(super) viewer: Option<SeatId>,
    pub(super) n_entries: usize,
    /// The leader of the viewer's seat, who is named in its reasons.
    pub(super) leader: Option<LeaderId>,
    /// The outcome of the conference, the agreed treaty, and the clauses that the viewer
    /// knows of.
    pub(super) conference: Option<(ConferenceOutcome, Option<Treaty>, Vec<ClauseId>)>,
    /// Whether the viewer reads what is documented of it.
    pub(super) reads: bool,
}

/// The key of a sector's view: the sector as the viewer knows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SectorKey {
    pub(super) state: SectorState,
    pub(super) live: bool,
    pub(super) tension: f64,
    pub(super) forces: Vec<(PowerId, f64)>,
    pub(super) bonds: Vec<Bond>,
    pub(super) commission: bool,
    pub(super) inputs: Confrontation,
    /// The passages of the note that are told, as a set by number.
    pub(super) passages: u64,
}

/// The key of an instrument's view: the signed instrument as the viewer knows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InstrumentKey {
    pub(super) state: InstrumentState,
    pub(super) signed: Date,
    pub(super) until: Option<Date>,
    /// What it says, as far as it is known.
    pub(super) articles: Vec<(ConferenceId, ClauseId, ClauseValueId)>,
    /// Earlier ones it does not go together with.
    pub(super) contradicts: Vec<InstrumentId>,
}

/// The cache of views of one timeline in one language.
#[derive(Debug, Default)]
pub(super) struct ViewCache {
    /// The timeline and language; none before the first view.
    of: Option<ViewCacheOwner>,
    pub(super) told: ChronicleText,
    /// By item.
    pub(super) results: Vec<Memo<ResultKey, Shared<ItemResult>>>,
    /// By sector.
    pub(super) sectors: Vec<Memo<SectorKey, SectorView>>,
    /// By instrument.
    pub(super) instruments: Vec<Memo<InstrumentKey, InstrumentView>>,
    pub(super) recognition: Memo<Recognition, RecognitionView>,
    pub(super) introduction: Memo<(), Vec<String>>,
    pub(super) cards: Memo<(SeatId, LeaderId), SeatCard>,
    /// How the aims of a seat stood at the start.
    pub(super) starts: Memo<SeatId, Vec<f64>>,
}

/// A game and the language of its views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ViewCacheOwner {
    pub(super) world: WorldId,
    pub(super) timeline: Entity,
    /// Going back starts another course of events.
    pub(super) times_gone_back: u32,
    pub(super) language: Language,
}

impl ViewCache {
    /// An empty cache for a scenario.
    pub(super) fn new(scenario: &Scenario) -> Self {
        fn each<K, V>(count: usize) -> Vec<Memo<K, V>> {
            (0..count).map(|_| Memo::default()).collect()
        }
        let setting = &scenario.setting;
        Self {
            results: each(setting.items.len()),
            sectors: each(setting.sectors.len()),
            instruments: each(setting.instruments.len()),
            ..Self::default()
        }
    }

    /// Takes in what happened since the last view; forgets what was kept of another
    /// game, of another course of it, or in another language.
    pub(super) fn catch_up(
        &mut self,
        of: ViewCacheOwner,
        words: Wording<'_>,
        chronicle: &Chronicle,
    ) {
        if self.of != Some(of) {
            *self = Self { of: Some(of), ..Self::new(words.scenario) };
        }
        self.told.catch_up(words, chronicle);
    }
}
