//! The session: the game as a resource, what the player asks for, and how it is
//! carried out.
//!
//! Screens only read [`Desk`], [`Seen`] and the library, and put [`Request`]s
//! into the queue; the exclusive system here is the only place of the desktop
//! that touches the game. It draws nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bevy::prelude::*;
use bevy::window::{MonitorSelection, PrimaryWindow, RequestRedraw, WindowMode};
use bevy_egui::{EguiContext, PrimaryEguiContext};

use super::Screen;
use super::bench::{Ask, Workbench};
use super::panels::Tab;
use super::panels::conference::Drafting;
use super::shelf::Shelf;
use crate::ensemble::way::Way;
use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::scenario::Scenario;
use crate::scenario::library::{self, OpenError};
use crate::sim::game::Game;
use crate::sim::journal::{self, Header, Journal, JournalError, Recovered, Skip};
use crate::sim::misfit;
use crate::sim::view::{SeatView, StageView, seat_view};
use crate::words::{say, say_with};

/// What a player asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Go to a screen.
    Show(Screen),
    /// Choose a scenario, by its place on the shelf.
    Open(usize),
    /// Take a seat, or watch.
    Sit(Option<SeatId>),
    /// Answer a question.
    Decide {
        /// The question.
        question: String,
        /// The answer.
        option: String,
    },
    /// Speak at a conference.
    Speak(Intent),
    /// Take back the last decision.
    GoBack,
    /// Turn over a page of results.
    TurnPage,
    /// Continue the last game.
    ContinueLast,
    /// Continue the game of a journal.
    Resume(PathBuf),
    /// Play the same seat again, with another seed.
    PlayAgain,
    /// Another seed.
    NewSeed,
    /// Put the notice away.
    Dismiss,
    /// Something at the workbench.
    Bench(Ask),
    /// Set the text size, in per cent.
    Zoom(u32),
    /// Full screen or back.
    FullScreen,
    /// Save a picture.
    Picture,
    /// Leave.
    Quit,
}

/// What players asked for in this frame. A screen may be laid out twice in a
/// frame, so the same request counts once.
#[derive(Resource, Default, Debug)]
pub struct Requests(Vec<Request>);

impl Requests {
    /// Asks for something.
    pub fn ask(&mut self, request: Request) {
        if !self.0.contains(&request) {
            self.0.push(request);
        }
    }
}

/// What lies on the desk: everything that is the shell's and not the game's.
#[derive(Resource, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a matter of its own")]
pub struct Desk {
    /// The scenario chosen, while a seat is chosen and played.
    pub scenario: Option<Arc<Scenario>>,
    /// The seed of the game to come.
    pub seed: u64,
    /// The seat taken; none to watch.
    pub seat: Option<SeatId>,
    /// Where the journal of the game to come shall lie; none for the usual place.
    pub journal: Option<PathBuf>,
    /// How many decisions can be taken back.
    pub decisions: usize,
    /// How many of the first decisions were made for the player, and stand.
    pub given: usize,
    /// How many results have been read.
    pub read: usize,
    /// The tab that is open.
    pub tab: Tab,
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
    /// The text size, in per cent.
    pub zoom: u32,
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
        header: Header,
        /// How many decisions stand.
        decisions: usize,
        /// When it was open last.
        changed: SystemTime,
    },
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            scenario: None,
            seed: fresh_seed(),
            seat: None,
            journal: None,
            decisions: 0,
            given: 0,
            read: 0,
            tab: Tab::Briefing,
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
            zoom: 100,
            leaf: 0,
            open_outcome: None,
            menu: false,
            at_bench: false,
            seek: None,
        }
    }
}

/// The view of the seat, rebuilt after every decision and never in between.
#[derive(Resource, Debug)]
pub struct Seen(pub SeatView);

/// A seed nobody chose: small, so that players can tell it to each other.
fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    // The standard library seeds each hasher by chance; that is all we need.
    let chance = std::hash::RandomState::new().build_hasher().finish();
    chance % 99_999 + 1
}

/// Carries out what was asked for in this frame.
pub(super) fn carry_out_requests(world: &mut World) {
    let requests = core::mem::take(&mut world.resource_mut::<Requests>().0);
    if requests.is_empty() {
        return;
    }
    for request in requests {
        carry_out(world, request);
    }
    // What was changed is laid out in the next frame, and once more when sizes have settled.
    world.write_message(RequestRedraw);
    if let Ok(context) =
        world.query_filtered::<&mut EguiContext, With<PrimaryEguiContext>>().single_mut(world)
    {
        let ctx = context.into_inner().get_mut();
        ctx.request_repaint();
        // The keyboard does not stay on a button of the page that was left, or the
        // next Enter would be lost on it.
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
}

fn carry_out(world: &mut World, request: Request) {
    // What was said is read by whoever goes on.
    if !matches!(request, Request::Zoom(_) | Request::FullScreen) {
        world.resource_mut::<Desk>().notice = None;
    }
    match request {
        Request::Show(screen) => show(world, screen),
        Request::Open(place) => {
            let scenario =
                world.resource::<Shelf>().packs.get(place).and_then(super::shelf::Pack::scenario);
            if let Some(scenario) = scenario {
                let mut desk = world.resource_mut::<Desk>();
                desk.scenario = Some(scenario);
                desk.cursor = 0;
                show(world, Screen::Seats);
            }
        }
        Request::Sit(seat) => sit(world, seat),
        Request::Decide { question, option } => {
            decide(world, &Intent::Choose { question, option });
        }
        Request::Speak(intent) => decide(world, &intent),
        Request::GoBack => go_back(world),
        Request::TurnPage => {
            let mut desk = world.resource_mut::<Desk>();
            desk.read += 1;
            desk.leaf += 1;
            follow(world);
        }
        Request::ContinueLast => continue_last(world),
        Request::Resume(path) => resume(world, &path),
        Request::PlayAgain => {
            world.resource_mut::<Desk>().seed = fresh_seed();
            show(world, Screen::Seats);
        }
        Request::NewSeed => world.resource_mut::<Desk>().seed = fresh_seed(),
        Request::Dismiss => {}
        Request::Bench(ask) => world.resource_mut::<Workbench>().ask(ask),
        Request::Zoom(percent) => {
            world.resource_mut::<Desk>().zoom = percent.clamp(70, 250);
        }
        Request::FullScreen => {
            let mut windows = world.query_filtered::<&mut Window, With<PrimaryWindow>>();
            if let Ok(mut window) = windows.single_mut(world) {
                window.mode = match window.mode {
                    WindowMode::Windowed => {
                        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
                    }
                    _ => WindowMode::Windowed,
                };
            }
        }
        Request::Picture => world.resource_mut::<Desk>().picture = 3,
        Request::Quit => {
            world.write_message(AppExit::Success);
        }
    }
}

/// Goes to a screen.
pub(super) fn show(world: &mut World, screen: Screen) {
    // Who comes from the workbench finds the pack that lies there, and who began to
    // play from it comes back to it.
    let from = *world.resource::<State<Screen>>().get();
    let workbench = world.resource::<Workbench>();
    let plays = world.resource::<Desk>().scenario.as_ref().is_some_and(|it| workbench.is_of(it));
    let (screen, at) = match (from, screen) {
        (Screen::Seats, Screen::Library) if plays => (Screen::Workbench, None),
        (Screen::Workbench, Screen::Library) => {
            (screen, workbench.place_on(world.resource::<Shelf>()))
        }
        _ => (screen, None),
    };
    let lies_there = workbench.bench.is_some();
    let mut desk = world.resource_mut::<Desk>();
    desk.at_bench = lies_there && screen != Screen::Workbench;
    desk.leaf += 1;
    desk.cursor = at.unwrap_or(0);
    desk.reveal = at.is_some();
    desk.section = 0;
    world.resource_mut::<NextState<Screen>>().set(screen);
}

/// Tells the player something.
pub(super) fn notify(world: &mut World, text: String) {
    world.resource_mut::<Desk>().notice = Some(text);
}

/// Begins a game of the chosen scenario.
fn sit(world: &mut World, seat: Option<SeatId>) {
    let Some(scenario) = world.resource::<Desk>().scenario.clone() else { return };
    let seed = world.resource::<Desk>().seed;
    put_away(world);
    // A game that is only watched is kept too: its seed alone brings it back.
    let players = (0..scenario.text.seats.len()).map(|k| Some(SeatId::new(k)) == seat).collect();
    let mut game = Game::start(world, Arc::clone(&scenario), seed, players);
    let wanted = world.resource_mut::<Desk>().journal.take();
    keep(world, &mut game, wanted, &scenario.head.id);
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    desk.seat = seat;
    desk.read = 0;
    look_again(world);
    follow(world);
}

/// Begins a game that stands at a point of the workbench. It is not kept: its
/// scenario is being changed.
pub(super) fn play_way(world: &mut World, scenario: &Arc<Scenario>, way: &Way) {
    put_away(world);
    let players = way.players(scenario);
    let mut game = Game::start(world, Arc::clone(scenario), way.seed, players);
    for (seat, intent) in &way.intents {
        game.decide(world, *seat, intent)
            .expect("the same scenario, seed and intents are admitted again");
    }
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    desk.given = way.intents.len();
    desk.at_bench = true;
    desk.scenario = Some(Arc::clone(scenario));
    desk.seat = Some(way.point.seat);
    look_again(world);
    let read = world.resource::<Seen>().0.results.len();
    world.resource_mut::<Desk>().read = read;
    follow(world);
    let alone = way.steered.len() == 1;
    let key = match (way.by_record, alone) {
        (true, true) => "bench-way-record",
        (false, true) => "bench-way-any",
        (true, false) => "bench-way-record-all",
        (false, false) => "bench-way-any-all",
    };
    let args = [("count", way.intents.len().into()), ("seed", way.seed.into())];
    notify(world, say_with(key, &args));
}

/// Lets a game be written to a journal; if that fails the player is told and may play on.
fn keep(world: &mut World, game: &mut Game, wanted: Option<PathBuf>, scenario: &str) {
    let Some(path) = wanted.or_else(|| journal::new_path(scenario)) else {
        notify(world, say("desktop-no-journal-folder"));
        return;
    };
    let kept = Journal::create(&path, &game.header()).and_then(|journal| game.keep(journal));
    match kept {
        Ok(()) => journal::remember(&path),
        Err(why) => {
            let args =
                [("path", path.display().to_string().into()), ("why", why.to_string().into())];
            notify(world, say_with("desktop-journal-not-begun", &args));
        }
    }
}

/// Removes the game that was on the desk before; its journal stays.
fn put_away(world: &mut World) {
    if let Some(old) = world.remove_resource::<Game>() {
        world.despawn(old.timeline());
    }
    world.remove_resource::<Seen>();
    world.resource_mut::<Desk>().given = 0;
}

/// What can be continued: the game on the desk, or else the newest journal that can
/// be read and whose scenario is here.
pub(super) fn last_game(on_desk: bool) -> Option<LastGame> {
    if on_desk {
        return Some(LastGame::OnDesk);
    }
    let (last, _) = journal::first_that_opens(&journal::found(), |found, recovered| {
        if !library::has(&recovered.header.scenario) {
            return Err(recovered.header.scenario);
        }
        let decisions = recovered.decisions().len();
        Ok(LastGame::Kept { header: recovered.header, decisions, changed: found.changed })
    });
    last
}

/// Goes back to the game that was just left, or else to the newest that can be read.
fn continue_last(world: &mut World) {
    if let Some(game) = world.get_resource::<Game>() {
        let (scenario, seed) = (Arc::clone(game.scenario()), game.seed());
        let mut desk = world.resource_mut::<Desk>();
        // Another scenario may have been looked at in the library since.
        desk.scenario = Some(scenario);
        desk.seed = seed;
        desk.leaf += 1;
        follow(world);
        return;
    }
    let found = journal::found();
    let (opened, skipped) = journal::first_that_opens(&found, |found, recovered| {
        try_resume(world, &found.path, &recovered)
    });
    let skipped: Vec<String> = skipped.iter().map(|(path, why)| skipped_words(path, why)).collect();
    if let Some(notices) = opened {
        lay_out(world, notices.into_iter().chain(skipped).collect());
    } else {
        let none = core::iter::once(say("desktop-no-last-game"));
        notify(world, none.chain(skipped).collect::<Vec<_>>().join(" "));
    }
}

fn resume(world: &mut World, path: &Path) {
    let resumed = journal::read(path)
        .map_err(Skip::Journal)
        .and_then(|recovered| try_resume(world, path, &recovered).map_err(Skip::Other));
    match resumed {
        Ok(notices) => lay_out(world, notices),
        Err(why) => notify(world, skipped_words(path, &why)),
    }
}

/// The name of a file, for a sentence.
fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Which journal was passed over, and why.
fn skipped_words(path: &Path, why: &Skip) -> String {
    let why = match why {
        Skip::Journal(JournalError::Unreadable { .. }) => say("skip-unreadable"),
        Skip::Journal(JournalError::NotAJournal(_)) => say("skip-no-journal"),
        Skip::Journal(JournalError::TooNew { .. }) => say("skip-too-new"),
        Skip::Other(why) => why.clone(),
    };
    say_with("notice-skipped", &[("name", file_name(path).into()), ("why", why.into())])
}

/// Shows a game that was taken up again: first what its last decision brought.
fn lay_out(world: &mut World, mut notices: Vec<String>) {
    look_again(world);
    let Some(seen) = world.get_resource::<Seen>() else { return };
    let (read, all) = (seen.0.results_before, seen.0.results.len());
    let mut desk = world.resource_mut::<Desk>();
    desk.read = read;
    if desk.decisions > 0 && read < all {
        notices.push(say("notice-resumed-pages"));
    }
    follow(world);
    notify(world, notices.join(" "));
}

/// Takes up the game of a journal. Answers what the player should be told, or why
/// it cannot be: the second half of a sentence.
fn try_resume(
    world: &mut World,
    path: &Path,
    recovered: &Recovered,
) -> Result<Vec<String>, String> {
    let id = &recovered.header.scenario;
    let found = library::find_played(id, &recovered.header.content);
    let scenario = found.and_then(|listing| listing.open()).map_err(|error| {
        let key = match error {
            OpenError::Unknown { .. } => "skip-no-scenario",
            OpenError::Unreadable { .. }
            | OpenError::Unwritable { .. }
            | OpenError::Faulty { .. } => "skip-scenario-faulty",
        };
        say_with(key, &[("scenario", id.into())])
    })?;
    let scenario = Arc::new(scenario);
    let (mut game, misfit) = Game::resume(world, Arc::clone(&scenario), recovered)
        .map_err(|_| say_with("skip-no-seat", &[("scenario", id.into())]))?;
    let elsewhere = match game.continue_in(world, path, recovered) {
        Ok(elsewhere) => elsewhere,
        Err(why) => {
            world.despawn(game.timeline());
            return Err(say_with("skip-busy", &[("why", why.to_string().into())]));
        }
    };
    put_away(world);
    let mut notices = vec![say_with("notice-resumed", &[("count", game.n_decisions().into())])];
    if let Some(changes) = misfit::changes(&recovered.header, &scenario) {
        notices.push(changes);
        notices.extend(misfit.is_none().then(|| say("notice-still-fits")));
    }
    if recovered.damage.is_some() {
        let key = if recovered.is_broken() { "notice-damaged" } else { "notice-torn" };
        notices.push(say_with(key, &[("name", file_name(path).into())]));
    }
    if let Some(misfit) = misfit {
        notices.push(crate::words::sentence_case(&misfit.to_string()) + ".");
    }
    notices.extend(elsewhere.map(|elsewhere| elsewhere.words()));
    if let Some(journal) = game.journal() {
        journal::remember(journal.path());
    }
    let seat = recovered.header.seats.iter().find_map(|id| scenario.seat_by_id(id));
    let seed = recovered.header.seed;
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    desk.scenario = Some(scenario);
    desk.seed = seed;
    desk.seat = seat;
    Ok(notices)
}

fn decide(world: &mut World, intent: &Intent) {
    let Some(seat) = world.resource::<Desk>().seat else { return };
    let outcome =
        world.resource_scope(|world, mut game: Mut<Game>| game.decide(world, seat, intent));
    match outcome {
        Ok(()) => {
            look_again(world);
            follow(world);
        }
        Err(why) => notify(world, crate::words::sentence_case(&why.to_string()) + "."),
    }
}

fn go_back(world: &mut World) {
    let Some(game) = world.get_resource::<Game>() else { return };
    let decided = game.n_decisions();
    if decided <= world.resource::<Desk>().given {
        notify(world, say("term-nothing-to-undo"));
        return;
    }
    let gone = world.resource_scope(|world, mut game: Mut<Game>| game.go_back(world, decided - 1));
    match gone {
        Ok(()) => {
            look_again(world);
            let results = world.resource::<Seen>().0.results.len();
            world.resource_mut::<Desk>().read = results;
            notify(world, say("desktop-taken-back"));
            follow(world);
        }
        Err(why) => {
            notify(world, say_with("desktop-not-taken-back", &[("why", why.to_string().into())]));
        }
    }
}

/// Builds the view anew after the game has moved.
fn look_again(world: &mut World) {
    let Some(game) = world.get_resource::<Game>() else { return };
    // A journal may hold several players' seats; the one that is asked looks.
    let several = game.players().iter().filter(|plays| **plays).count() > 1;
    let asked = game.asked(world).map(|(seat, _)| seat);
    let mut seat = world.resource::<Desk>().seat;
    if several && asked.is_some() {
        seat = asked;
    }
    let view = seat_view(world, world.resource::<Game>(), seat);
    let decisions = world.resource::<Game>().n_decisions();
    let mut desk = world.resource_mut::<Desk>();
    desk.seat = seat;
    desk.decisions = decisions;
    desk.picked = None;
    desk.drafting = Drafting::at(&view.stage, &desk.drafting);
    desk.open_outcome = None;
    desk.tab = Tab::Briefing;
    let further = matches!(&view.stage, StageView::Asked(question) if question.nth > 1);
    desk.seek = further.then_some(Seek::Further);
    desk.leaf += 1;
    world.insert_resource(Seen(view));
}

/// Goes where the game stands: unread results first, then the table, or the debrief at the end.
fn follow(world: &mut World) {
    let Some(seen) = world.get_resource::<Seen>() else { return };
    let unread = world.resource::<Desk>().read < seen.0.results.len();
    let over = matches!(seen.0.stage, StageView::Over);
    let screen = match (unread, over) {
        (true, _) => Screen::Result,
        (false, true) => Screen::Debrief,
        (false, false) => Screen::Table,
    };
    world.resource_mut::<NextState<Screen>>().set(screen);
}
