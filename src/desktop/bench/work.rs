//! What is carried out at the workbench, and what goes on in other threads meanwhile.
//!
//! A thread looks at the files of the pack twice a second and reads them when they
//! have changed; games are tried on another. What they bring is taken in here.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::ask::Ask;
use super::workbench::{BenchTab, Busy, GAMES, Tried, Workbench};
use crate::desktop::desk::Desk;
use crate::desktop::screen::Screen;
use crate::desktop::session::{notify, play_way, show};
use crate::desktop::shelf::Shelf;
use crate::desktop::speech::words;
use crate::ensemble::trial::try_out;
use crate::ensemble::way::{Point, Way};
use crate::rules::holders::Asked;
use crate::scenario::finding::TextPlace;
use crate::scenario::library::{self, Listing, OpenError};
use crate::scenario::places::Spot;
use crate::scenario::reading::Good;
use crate::scenario::skeleton::SkeletonKind;
use crate::scenario::unreachable::why_never;
use crate::system::beside;
use crate::workbench::{self, Bench, PackSnapshot, Stamp};

/// How often the files are looked at.
const PULSE: Duration = Duration::from_millis(500);

/// News from the other threads.
enum News {
    /// A new look at the pack.
    Look(Box<PackSnapshot>),
    /// What many games showed.
    Tried(Box<Tried>),
    /// A way to a point, if one was found, and the version that it is of.
    Way(Arc<Good>, Point, Option<Way>),
}

/// The channel from the other threads to the window.
#[derive(Resource)]
struct Wire {
    sender: Sender<(u64, News)>,
    news: Mutex<Receiver<(u64, News)>>,
}

impl Default for Wire {
    fn default() -> Self {
        let (sender, news) = channel();
        Self { sender, news: Mutex::new(news) }
    }
}

/// What brings news from a thread: of which pack on the bench, and wakes the window.
struct Courier {
    nth: u64,
    sender: Sender<(u64, News)>,
    wake: Box<dyn Fn() + Send>,
}

impl Courier {
    fn of(world: &World) -> Self {
        let proxy = (**world.resource::<EventLoopProxyWrapper>()).clone();
        Self {
            nth: world.resource::<Workbench>().nth,
            sender: world.resource::<Wire>().sender.clone(),
            wake: Box::new(move || {
                // Who has closed the window needs no waking.
                let _ = proxy.send_event(WinitUserEvent::WakeUp);
            }),
        }
    }

    /// Answers whether anybody listens any more.
    fn bring(&self, news: News) -> bool {
        let sent = self.sender.send((self.nth, news)).is_ok();
        (self.wake)();
        sent
    }
}

pub(in crate::desktop) fn plugin(app: &mut App) {
    app.init_resource::<Workbench>().init_resource::<Wire>().add_systems(Update, take_news);
}

/// Takes in what the other threads have brought.
fn take_news(world: &mut World) {
    let news: Vec<(u64, News)> = {
        let receiver = world.resource::<Wire>().news.lock();
        receiver.expect("nobody panics while holding this lock").try_iter().collect()
    };
    for (nth, news) in news {
        // What is of a pack that was cleared away is of no use.
        if nth == world.resource::<Workbench>().nth {
            take(world, news);
            world.write_message(RequestRedraw);
        }
    }
}

fn take(world: &mut World, news: News) {
    let words = words(world);
    let mut workbench = world.resource_mut::<Workbench>();
    match news {
        News::Look(look) => {
            workbench.take(*look);
            update_shelf(world);
        }
        News::Tried(tried) => {
            workbench.busy = None;
            workbench.tried = Some(*tried);
        }
        News::Way(good, point, way) => {
            workbench.busy = None;
            // Who has gone elsewhere meanwhile is not taken out of it.
            if *world.resource::<State<Screen>>().get() != Screen::Workbench {
                return;
            }
            if let Some(way) = way {
                return play_way(world, &good.scenario, &way);
            }
            let seat = &good.scenario.text.seats[point.seat.index()].name;
            let args = [("games", Way::ALL_TRIES.into()), ("seat", seat.as_str().into())];
            notify(world, words.say_with("bench-no-way", &args));
        }
    }
}

/// Carries out what was asked for in this frame.
pub(in crate::desktop) fn carry_out_asked(world: &mut World) {
    for ask in core::mem::take(&mut world.resource_mut::<Workbench>().asked) {
        carry_out(world, ask);
    }
}

fn carry_out(world: &mut World, ask: Ask) {
    let words = words(world);
    match ask {
        Ask::Lay(listing) => lay(world, *listing),
        Ask::Begin => {
            let Some(within) = library::own_folder() else {
                return notify(world, words.say("bench-no-folder"));
            };
            match workbench::begin(&within) {
                Ok(folder) => {
                    lay(world, Listing::at(&folder));
                    let path = folder.display().to_string();
                    notify(world, words.say_with("bench-begun", &[("path", path.into())]));
                }
                Err(error) => notify(world, error.to_string()),
            }
        }
        Ask::Add(kind) => add(world, kind),
        Ask::Copy => copy(world),
        Ask::Mend(finding) => mend(world, |bench| bench.mend(&finding)),
        Ask::MendAll => mend(world, Bench::mend_all),
        Ask::Pages => pages(world),
        Ask::Play => {
            if let Some(good) = good(world) {
                world.resource_mut::<Desk>().scenario = Some(Arc::clone(&good.scenario));
                show(world, Screen::Seats);
            }
        }
        Ask::PlayFrom(point) => seek(world, point),
        Ask::Try => begin_trial(world),
    }
}

fn good(world: &World) -> Option<Arc<Good>> {
    world.resource::<Workbench>().bench.as_ref()?.good().cloned()
}

/// Lays a pack on the bench, and begins to look at its files. One that lies there
/// already stays as it is, with the last version that could be played.
fn lay(world: &mut World, listing: Listing) {
    let there = world.resource::<Workbench>().bench.as_ref();
    if there.is_some_and(|bench| bench.listing().is_same(&listing)) {
        look_now(world);
        return show(world, Screen::Workbench);
    }
    let look = PackSnapshot::at(&listing);
    let first = (look.stamp.clone(), look.read.as_ref().err().cloned());
    let alive = Arc::new(());
    let watched = Arc::downgrade(&alive);
    let mut workbench = world.resource_mut::<Workbench>();
    *workbench = Workbench {
        nth: workbench.nth + 1,
        bench: Some(Bench::of(listing.clone(), look)),
        alive: Some(alive),
        ..Workbench::default()
    };
    workbench.show_first();
    update_shelf(world);
    show(world, Screen::Workbench);
    if listing.place.path().is_some() {
        let courier = Courier::of(world);
        // Without a thread for it, only what one asks for is looked at.
        let watch = move || watch(&listing, first, &watched, &courier);
        let _ = std::thread::Builder::new().spawn(watch);
    }
}

/// Looks at the files of a pack as long as it lies on the bench.
fn watch(listing: &Listing, first: (Stamp, Option<String>), alive: &Weak<()>, courier: &Courier) {
    let (mut stamp, mut unread) = first;
    loop {
        std::thread::sleep(PULSE);
        if alive.strong_count() == 0 {
            return;
        }
        let now = Stamp::of(listing.place.path());
        // What keeps a pack from being read need not be one of its files.
        if now == stamp && unread.is_none() {
            continue;
        }
        // A file that is being written is read when it is still.
        std::thread::sleep(PULSE / 4);
        let look = PackSnapshot::at(listing);
        let still = look.stamp == now && look.is_fresh(listing);
        let why = look.read.as_ref().err().cloned();
        if !still || now == stamp && why == unread {
            continue;
        }
        (stamp, unread) = (now, why);
        if !courier.bring(News::Look(Box::new(look))) {
            return;
        }
    }
}

/// Looks at the files at once.
fn look_now(world: &mut World) {
    let mut workbench = world.resource_mut::<Workbench>();
    if let Some(look) = workbench.bench.as_ref().map(|bench| PackSnapshot::at(bench.listing())) {
        workbench.take(look);
    }
    workbench.show_first();
    update_shelf(world);
}

/// What is on the bench stands on the shelf as it is now.
fn update_shelf(world: &mut World) {
    world.resource_scope(|world, workbench: Mut<Workbench>| {
        let Some(bench) = &workbench.bench else { return };
        world.resource_mut::<Shelf>().put(bench);
    });
}

fn mend(world: &mut World, make: impl FnOnce(&Bench) -> Result<(), OpenError>) {
    let mended = world.resource::<Workbench>().bench.as_ref().map(make);
    match mended {
        Some(Ok(())) => look_now(world),
        Some(Err(error)) => notify(world, error.to_string()),
        None => {}
    }
}

fn add(world: &mut World, kind: SkeletonKind) {
    let Some(added) = world.resource::<Workbench>().bench.as_ref().map(|bench| bench.add(kind))
    else {
        return;
    };
    match added {
        Ok(file) => {
            look_now(world);
            let place = TextPlace { file, line: 1, column: 1, length: 1 };
            world.resource_mut::<Workbench>().go_to(&place);
        }
        Err(why) => notify(world, why),
    }
}

fn copy(world: &mut World) {
    let words = words(world);
    let listing = world.resource::<Workbench>().bench.as_ref().map(|b| b.listing().clone());
    let (Some(listing), Some(within)) = (listing, library::own_folder()) else {
        return notify(world, words.say("bench-no-folder"));
    };
    match workbench::copy(&listing, &within) {
        Ok(folder) => {
            lay(world, Listing::at(&folder));
            let path = folder.display().to_string();
            notify(world, words.say_with("bench-copied", &[("path", path.into())]));
        }
        Err(error) => notify(world, error.to_string()),
    }
}

fn pages(world: &mut World) {
    let words = words(world);
    let Some(good) = good(world) else { return };
    let Some(within) = workbench::pages_folder() else {
        return notify(world, words.say("bench-no-folder"));
    };
    match workbench::write_pages(&words, &good.scenario, &within) {
        Ok((folder, count)) => {
            let path = folder.display().to_string();
            let args = [("path", path.into()), ("count", count.into())];
            notify(world, words.say_with("bench-pages", &args));
        }
        Err(error) => notify(world, error.to_string()),
    }
}

/// Looks for a way to a point, and plays from there when one is found.
fn seek(world: &mut World, point: Point) {
    let words = words(world);
    let Some(good) = good(world) else { return };
    if world.resource::<Workbench>().busy.is_some() {
        return;
    }
    let spot = match point.asked {
        Asked::Move(mv) => Spot::Move(mv),
        Asked::Speech(id) => Spot::Conference(id),
    };
    if let Some(why) = why_never(&good.scenario, &good.graph.reached, spot) {
        return notify(world, words.say_with("bench-never", &[("why", why.into())]));
    }
    world.resource_mut::<Workbench>().busy = Some(Busy::Seeking);
    let courier = Courier::of(world);
    beside(move || {
        let way = Way::find(&good.scenario, &good.graph, point);
        courier.bring(News::Way(good, point, way));
    });
}

fn begin_trial(world: &mut World) {
    let Some(good) = good(world) else { return };
    let mut workbench = world.resource_mut::<Workbench>();
    if workbench.busy.is_some() {
        return;
    }
    let done = Arc::new(AtomicU64::new(0));
    workbench.busy = Some(Busy::Trying(Arc::clone(&done)));
    workbench.tab = BenchTab::Trial;
    let courier = Courier::of(world);
    beside(move || {
        // One processor is left to the window.
        let all = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
        let threads = all.saturating_sub(1).max(1);
        let (trial, verdict) = try_out(&good.scenario, &good.pack, GAMES, threads, &|more| {
            done.fetch_add(more, Ordering::Relaxed);
        });
        let games = trial.games().max(1) as f64;
        let opened = trial.opened().into_iter().map(|(item, n)| (item, n as f64 / games));
        let tried = Tried {
            hash: good.scenario.hash.clone(),
            summary: verdict.summary,
            findings: verdict.findings,
            opened: opened.collect(),
        };
        courier.bring(News::Tried(Box::new(tried)));
    });
}
