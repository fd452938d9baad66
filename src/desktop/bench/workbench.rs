//! The workbench as a resource: what lies on it, and what of it is looked at.
//!
//! Nothing is carried out here; what is asked for waits in it for `work`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use bevy::prelude::*;

use super::ask::Ask;
use crate::desktop::shelf::Shelf;
use crate::ensemble::trial::Summary;
use crate::rules::ids::ItemId;
use crate::scenario::Scenario;
use crate::scenario::finding::{Finding, TextPlace};
use crate::words::Words;
use crate::workbench::{Bench, PackSnapshot};

/// How many games a trial has.
pub const GAMES: u64 = 200;

/// The tabs of the workbench.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BenchTab {
    /// The text, with the findings beside it.
    #[default]
    Text,
    /// The agenda as a graph.
    Agenda,
    /// The numbers with their grades.
    Numbers,
    /// What many games show.
    Trial,
}

impl BenchTab {
    /// All tabs.
    pub const ALL: [Self; 4] = [Self::Text, Self::Agenda, Self::Numbers, Self::Trial];
}

/// What many games of a version showed.
#[derive(Debug)]
pub struct Tried {
    /// The content hash of the version.
    pub hash: String,
    /// The whole in numbers.
    pub summary: Summary,
    /// What it tells.
    pub findings: Vec<Finding>,
    /// In what share of the games each item came up, `[0, 1]`.
    pub opened: BTreeMap<ItemId, f64>,
}

/// Work that goes on in another thread.
#[derive(Clone, Debug)]
pub enum Busy {
    /// Games are played; how many of [`GAMES`] are done.
    Trying(Arc<AtomicU64>),
    /// A way to a point is looked for.
    Seeking,
}

/// The workbench: the pack on it, and what of the pack is looked at.
#[derive(Resource, Default)]
pub struct Workbench {
    /// The pack on it.
    pub bench: Option<Bench>,
    /// The tab that is open.
    pub tab: BenchTab,
    /// The file that is shown.
    pub file: String,
    /// The line of it that shall come into sight, from 1.
    pub reveal: Option<usize>,
    /// The line that is marked, from 1.
    pub line: Option<usize>,
    /// The finding that is looked at.
    pub chosen: Option<usize>,
    /// Whether that finding shall come into sight in its list.
    pub follow: bool,
    /// The item of the agenda that is looked at.
    pub item: Option<ItemId>,
    /// The grade of which numbers are shown; all if none.
    pub grade: Option<String>,
    /// What many games showed.
    pub tried: Option<Tried>,
    /// What goes on in another thread.
    pub busy: Option<Busy>,
    /// What was asked for and is still to be carried out.
    pub(super) asked: Vec<Ask>,
    /// How many packs have lain there so far: tells news of this one from news of others.
    pub(super) nth: u64,
    /// Dropped with the pack, so that the thread that looks at its files ends.
    #[expect(dead_code, reason = "it is there to be dropped")]
    pub(super) alive: Option<Arc<()>>,
}

impl Workbench {
    /// Notes what the author asks for, until it is carried out.
    pub fn ask(&mut self, ask: Ask) {
        self.asked.push(ask);
    }

    /// Whether this scenario is the one on the bench that can be played.
    #[must_use]
    pub fn is_of(&self, scenario: &Arc<Scenario>) -> bool {
        let good = self.bench.as_ref().and_then(Bench::good);
        good.is_some_and(|good| Arc::ptr_eq(&good.scenario, scenario))
    }

    /// The place on the shelf of what lies on the bench.
    #[must_use]
    pub fn place_on(&self, shelf: &Shelf) -> Option<usize> {
        shelf.place_of(self.bench.as_ref()?.listing())
    }

    /// Shows a place of the text.
    pub fn go_to(&mut self, place: &TextPlace) {
        let reading = self.bench.as_ref().and_then(Bench::reading);
        // It may be of an earlier version, which had a file more.
        if reading.is_none_or(|reading| reading.pack.text(&place.file).is_none()) {
            return;
        }
        self.tab = BenchTab::Text;
        self.file.clone_from(&place.file);
        self.line = Some(place.line.max(1));
        self.reveal = self.line;
    }

    /// Looks at a finding, and shows where it is.
    pub fn choose(&mut self, nth: usize) {
        let reading = self.bench.as_ref().and_then(Bench::reading);
        let place = reading.and_then(|reading| Some(reading.findings.get(nth)?.place.clone()));
        if let Some(place) = place {
            self.go_to(&place);
            self.chosen = Some(nth);
            self.follow = true;
        }
    }

    /// What the window is called: the pack, and how it stands.
    #[must_use]
    pub fn name(&self, words: &Words) -> String {
        let Some(bench) = &self.bench else { return words.say("bench") };
        if bench.unread().is_some() {
            let args = [("pack", bench.listing().slug.as_str().into())];
            return words.say_with("desktop-window-bench-unread", &args);
        }
        let (errors, warnings) = bench.reading().map_or((0, 0), |reading| reading.counts());
        let args = [
            ("pack", bench.listing().slug.as_str().into()),
            ("errors", errors.into()),
            ("warnings", warnings.into()),
        ];
        words.say_with("desktop-window-bench", &args)
    }

    /// What many games showed, if it was of the version that can be played now.
    #[must_use]
    pub fn tried(&self) -> Option<&Tried> {
        let good = self.bench.as_ref()?.good()?;
        self.tried.as_ref().filter(|tried| tried.hash == good.scenario.hash)
    }

    /// Shows what is to be mended first.
    pub(super) fn show_first(&mut self) {
        self.chosen = None;
        self.settle();
        if let Some(first) = self.bench.as_ref().and_then(|bench| bench.reading()?.first()) {
            self.choose(first);
        }
    }

    /// Takes in what was seen. What was looked at is looked at still, wherever it
    /// stands now.
    pub(super) fn take(&mut self, look: PackSnapshot) {
        let finding = |workbench: &Self| {
            let reading = workbench.bench.as_ref().and_then(Bench::reading)?;
            reading.findings.get(workbench.chosen?).cloned()
        };
        let item = |workbench: &Self| {
            let good = workbench.bench.as_ref().and_then(Bench::good)?;
            Some(good.scenario.text.items.get(workbench.item?.index())?.id.to_string())
        };
        let (chosen, item) = (finding(self), item(self));
        let Some(bench) = &mut self.bench else { return };
        bench.take(look);
        let findings = bench.reading().map_or(&[][..], |reading| &reading.findings);
        let is_same = |other: &Finding| {
            chosen.as_ref().is_some_and(|one| {
                (one.code, &one.message, &one.place.file)
                    == (other.code, &other.message, &other.place.file)
            })
        };
        self.chosen = findings.iter().position(is_same);
        if let Some(chosen) = self.chosen {
            self.line = Some(findings[chosen].place.line.max(1));
        }
        let items = bench.good().map_or(&[][..], |good| &good.scenario.text.items);
        let place = items.iter().position(|text| item.as_deref() == Some(text.id.as_str()));
        self.item = place.map(ItemId::new);
        self.settle();
    }

    /// Keeps what is looked at within what there is.
    fn settle(&mut self) {
        let Some(reading) = self.bench.as_ref().and_then(Bench::reading) else { return };
        let files = reading.pack.files();
        let at_first = files.iter().find(|file| file.path == "scenario.ron").or(files.first());
        if reading.pack.text(&self.file).is_none() {
            self.file = at_first.map_or_else(String::new, |file| file.path.clone());
            self.line = None;
        }
        if self.chosen.is_some_and(|chosen| chosen >= reading.findings.len()) {
            self.chosen = None;
        }
    }
}
