//! The shelf: the scenarios there are, read on a thread of their own.
//!
//! The first frame of the title does not wait for files; what is read arrives
//! here when it is ready. The map's geometry is warmed up on the same thread.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::desk::Desk;
use super::letters::{Letters, missing};
use super::map::data;
use super::screen::Screen;
use crate::scenario::Scenario;
use crate::scenario::library::{self, Listing, OpenError};
use crate::sim::journal::Header;
use crate::system::beside;
use crate::workbench::Bench;

/// A scenario of the library, or why it cannot be played.
#[derive(Debug)]
pub struct ShelfEntry {
    /// What it is called in the library.
    pub name: String,
    /// Where it lies.
    pub listing: Listing,
    /// The scenario, or what is wrong with it and how to see all of that.
    pub content: Result<Arc<Scenario>, Broken>,
    /// The letters of its title that the program's own faces do not have.
    letters: BTreeSet<char>,
    /// Its number in the order of the library.
    order: usize,
}

/// Why a pack cannot be played.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The first fault.
    pub first: String,
    /// How many there are beside it.
    pub further: usize,
    /// The call that shows all.
    pub see: String,
}

impl ShelfEntry {
    fn read(order: usize, name: String, listing: Listing) -> Self {
        let content = listing.open().map(Arc::new).map_err(|error| Broken::of(&error, &listing));
        // A pack's other texts are looked at when it is chosen.
        let letters = match &content {
            Ok(scenario) => missing(&format!("{:?}", scenario.head)),
            Err(broken) => missing(&broken.first),
        };
        Self { name, listing, content, letters, order }
    }

    /// The scenario, if it can be played.
    #[must_use]
    pub fn scenario(&self) -> Option<Arc<Scenario>> {
        self.content.as_ref().ok().cloned()
    }
}

/// All scenarios.
#[derive(Resource, Default, Debug)]
pub struct Shelf {
    /// What has been read so far.
    pub packs: Vec<ShelfEntry>,
    /// Whether that is all.
    pub complete: bool,
    /// What stood here before it was read again, until who looks at it has found his
    /// place.
    pub before: Vec<ShelfEntry>,
}

impl Shelf {
    /// The scenario of this id, if it lies here.
    #[must_use]
    pub fn of_id(&self, id: &str) -> Option<Arc<Scenario>> {
        let mut packs = self.packs.iter().filter_map(ShelfEntry::scenario);
        packs.find(|scenario| scenario.edition().id == id)
    }

    /// What is told of a game by the first line of its journal: the title of its scenario and
    /// the names of the seats that are played; their ids, where it is not here.
    #[must_use]
    pub fn names_of(&self, header: &Header) -> (String, Vec<String>) {
        let scenario = self.of_id(&header.scenario);
        let named = |id: &String| {
            let name = scenario.as_ref().and_then(|scenario| scenario.name_of_holder(id));
            name.map_or_else(|| id.clone(), str::to_owned)
        };
        let title = scenario.as_ref().map_or(&*header.scenario, |it| it.edition().title).to_owned();
        (title, header.seats.iter().map(named).collect())
    }

    /// The place of the scenario that takes least time.
    #[must_use]
    pub fn shortest(&self) -> Option<usize> {
        let scenarios = self.packs.iter().enumerate();
        let scenarios = scenarios.filter_map(|(at, pack)| Some((at, pack.scenario()?)));
        let alone = scenarios.filter(|(_, scenario)| scenario.place.is_none());
        alone.min_by_key(|(_, scenario)| scenario.head.minutes).map(|(at, _)| at)
    }

    /// The place of a pack on the shelf.
    #[must_use]
    pub fn place_of(&self, listing: &Listing) -> Option<usize> {
        self.packs.iter().position(|pack| pack.listing.is_same(listing))
    }

    /// Puts what is on the workbench in the place of what was read of it before.
    pub(super) fn put(&mut self, bench: &Bench) {
        let listing = bench.listing();
        let content = match (bench.is_stale(), bench.good()) {
            (false, Some(good)) => Ok(Arc::clone(&good.scenario)),
            _ => Err(Broken::at(bench)),
        };
        match self.packs.iter_mut().find(|pack| pack.listing.is_same(listing)) {
            Some(pack) => pack.content = content,
            None => self.packs.push(ShelfEntry {
                name: listing.slug.clone(),
                listing: listing.clone(),
                content,
                letters: BTreeSet::new(),
                order: usize::MAX,
            }),
        }
    }
}

impl Broken {
    fn of(error: &OpenError, listing: &Listing) -> Self {
        Self { first: error.first(), further: error.further(), see: listing.check_call() }
    }

    fn at(bench: &Bench) -> Self {
        let listing = bench.listing();
        let findings = bench.reading().map_or(&[][..], |reading| &reading.findings);
        let faulty = OpenError::faulty(&listing.slug, findings, String::new());
        let broken = Self::of(&faulty, listing);
        match bench.unread() {
            Some(why) => Self { first: why.to_owned(), further: 0, ..broken },
            None => broken,
        }
    }
}

/// Where the reading thread sends what it has read; `None` is the end.
#[derive(Resource)]
struct ShelfLoading {
    receiver: Mutex<Receiver<Option<ShelfEntry>>>,
    /// What has been read again, until that is all.
    again: Vec<ShelfEntry>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shelf>()
        .add_systems(Startup, begin_reading)
        // What was put there or taken away meanwhile is seen without a new start.
        .add_systems(
            OnEnter(Screen::Library),
            begin_reading.run_if(|shelf: Res<Shelf>| shelf.complete),
        )
        .add_systems(Update, take_what_is_read.run_if(resource_exists::<ShelfLoading>));
}

fn begin_reading(mut commands: Commands, proxy: Res<EventLoopProxyWrapper>) {
    let (sender, receiver) = channel();
    let proxy = proxy.clone();
    beside(move || {
        let listings = library::list();
        let names = library::names(&listings);
        let mut named: Vec<_> = names.into_iter().zip(listings).enumerate().collect();
        // A huge pack, most likely a broken one, keeps no other waiting, nor does a campaign.
        named.sort_by_key(|(_, (_, listing))| listing.is_large());
        for (order, (name, listing)) in named {
            // If nobody listens any more the window has been closed, and so this ends too.
            if sender.send(Some(ShelfEntry::read(order, name, listing))).is_err() {
                return;
            }
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        }
        let _ = sender.send(None);
        let _ = proxy.send_event(WinitUserEvent::WakeUp);
        let _ = data::atlas();
    });
    commands.insert_resource(ShelfLoading { receiver: Mutex::new(receiver), again: Vec::new() });
}

fn take_what_is_read(
    mut commands: Commands,
    mut reading: ResMut<ShelfLoading>,
    mut shelf: ResMut<Shelf>,
    mut letters: ResMut<Letters>,
    mut desk: ResMut<Desk>,
    screen: Res<State<Screen>>,
) {
    let news: Vec<Option<ShelfEntry>> = {
        let receiver = reading.receiver.lock();
        receiver.expect("nobody panics while holding this lock").try_iter().collect()
    };
    for pack in news {
        if let Some(pack) = &pack {
            letters.need(&pack.letters);
        }
        match pack {
            Some(pack) if shelf.complete => {
                let place = place_in(&reading.again, &pack);
                reading.again.insert(place, pack);
            }
            // What lies on the workbench may be here already, and newer.
            Some(pack) => {
                if let Some(place) = shelf.place_of(&pack.listing) {
                    shelf.packs[place].name = pack.name;
                    continue;
                }
                let place = place_in(&shelf.packs, &pack);
                shelf.packs.insert(place, pack);
                // Who looks at a pack goes on looking at it.
                let looks = *screen.get() == Screen::Library && shelf.packs.len() > 1;
                if looks && place <= desk.cursor {
                    desk.bypass_change_detection().cursor += 1;
                }
            }
            None => {
                if shelf.complete {
                    let again = core::mem::take(&mut reading.again);
                    shelf.before = core::mem::replace(&mut shelf.packs, again);
                }
                shelf.complete = true;
                commands.remove_resource::<ShelfLoading>();
            }
        }
    }
}

/// The place among packs at which another belongs by the order of the library.
fn place_in(packs: &[ShelfEntry], pack: &ShelfEntry) -> usize {
    packs.partition_point(|other| other.order <= pack.order)
}
