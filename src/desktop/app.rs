//! The app of the window: built with its systems and plugins, opened, and run until it
//! is closed.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bevy::app::AppExit;
use bevy::log::{Level as LogLevel, LogPlugin};
use bevy::prelude::*;
use bevy::window::{ExitCondition, RequestRedraw, WindowResizeConstraints, WindowResolution};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPostUpdateSet, EguiRenderOutput, EguiStartupSet};

use super::desk::Desk;
use super::has_display;
use super::names::{self, KnownNames};
use super::requests::{Request, Requests};
use super::screen::Screen;
use super::speech::{self, WindowWords};
use super::window::{
    LEAST, WANTED, draw_after_resize, fit_text, leave_when_closed, name_window, show_fitted,
};
use super::{
    bench, chords, lettering, lookout, map, pictures, screens, session, shelf, theme, wakeups,
};
use crate::rules::ids::{ItemId, SeatId};
use crate::scenario::Scenario;
use crate::scenario::library::Listing;
use crate::sim::level::Level;
use crate::sim::record::RecordTime;
use crate::sim::turn::{PlaySystems, TurnPlugin};
use crate::system;
use crate::view::Views;
use crate::words::{Phrase, Words};

/// What the window opens with.
#[derive(Debug)]
pub enum Launch {
    /// The title page.
    Title,
    /// A game of a scenario; if no seat is given, the choice of one.
    Play {
        /// The scenario.
        scenario: Arc<Scenario>,
        /// The seats that are played at the desk.
        seats: Vec<SeatId>,
        /// The seed.
        seed: u64,
        /// The item with which the player begins; none for the first.
        from: Option<ItemId>,
        /// Where the journal shall lie; none for the usual place.
        journal: Option<PathBuf>,
        /// When the player reads what is documented; none as it is set.
        record: Option<RecordTime>,
        /// When the player is told what tends to follow from an answer; none as it is set.
        level: Option<Level>,
    },
    /// The workbench, with a pack on it.
    Workbench {
        /// The pack.
        listing: Box<Listing>,
    },
    /// The game of a journal, taken up again.
    Resume {
        /// The journal.
        path: PathBuf,
    },
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// One sentence, if no window can be opened.
pub fn run(words: &Words, launch: Launch) -> Result<(), String> {
    if !has_display() {
        let key = match launch {
            Launch::Workbench { .. } => Phrase("bench-no-display"),
            _ => Phrase("desktop-no-display"),
        };
        return Err(words.phrase(key));
    }
    // So many are begun by libraries, which know no way but a panic to say that they got none.
    let processors = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    if system::gives_threads(processors + 8).is_err() {
        return Err(words.say("desktop-no-threads"));
    }
    explain_panics(words.say("desktop-no-window"));
    let mut app = build(words, launch);
    #[cfg(feature = "classroom")]
    app.add_plugins(super::classes::plugin);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => {
            Err(words.say_with("desktop-ended-badly", &[("code", u32::from(code.get()).into())]))
        }
    }
}

/// Whether the window has been drawn.
static OPENED: AtomicBool = AtomicBool::new(false);

/// Says why no window opens. The window library and the graphics library know no other way
/// than a panic to tell that nobody answers, and a release does not unwind: so the hook is
/// the last place to explain it. Their own words are for whoever asks for a backtrace.
fn explain_panics(why: String) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if OPENED.load(Ordering::Relaxed) || std::env::var_os("RUST_BACKTRACE").is_some() {
            usual(panic);
        }
        if !OPENED.load(Ordering::Relaxed) {
            let _ = writeln!(std::io::stderr(), "status-quo: {why}");
            std::process::exit(1);
        }
    }));
}

/// The window as it is opened.
fn window(words: &Words) -> Window {
    Window {
        title: words.say("game-title"),
        // Shown by `show_fitted`, when it fits the screen and has its title.
        visible: false,
        name: Some("status-quo".to_owned()),
        resolution: WindowResolution::new(WANTED.x as u32, WANTED.y as u32),
        resize_constraints: WindowResizeConstraints {
            min_width: LEAST.x,
            min_height: LEAST.y,
            ..default()
        },
        ..default()
    }
}

fn build(words: &Words, launch: Launch) -> App {
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(window(words)),
                // Closing is answered at once by `leave_when_closed`.
                exit_condition: ExitCondition::DontExit,
                close_when_requested: false,
                ..default()
            })
            .set(LogPlugin { level: LogLevel::ERROR, filter: "error".to_owned(), ..default() }),
    )
    .add_plugins(EguiPlugin::default())
    .insert_resource(ClearColor(Color::srgb_u8(
        theme::PAPER.r(),
        theme::PAPER.g(),
        theme::PAPER.b(),
    )))
    .init_state::<Screen>()
    .init_resource::<Desk>()
    .init_resource::<Views>()
    .init_resource::<Requests>()
    .insert_resource(WindowWords(words.clone()))
    .insert_resource(PendingLaunch(Some(launch)))
    .add_plugins(TurnPlugin::new(Last))
    .add_plugins((
        chords::plugin,
        session::plugin,
        wakeups::plugin,
        shelf::plugin,
        lettering::plugin,
        bench::plugin,
        lookout::plugin,
        pictures::plugin,
        screens::plugin,
        map::plugin,
    ))
    .add_systems(PreStartup, set_up_camera.before(EguiStartupSet::InitContexts))
    .add_systems(Startup, dress_context)
    .add_systems(
        PreUpdate,
        speech::hand_to_window
            .run_if(resource_changed::<WindowWords>)
            .before(bevy_egui::EguiPreUpdateSet::BeginPass),
    )
    .add_systems(
        PreUpdate,
        names::hand_to_window
            .run_if(resource_changed::<KnownNames>)
            .before(bevy_egui::EguiPreUpdateSet::BeginPass),
    )
    .init_resource::<KnownNames>()
    .add_systems(Update, leave_when_closed)
    .add_systems(Last, (note_opened, draw_after_resize))
    .add_systems(PreUpdate, fit_text.before(bevy_egui::EguiPreUpdateSet::BeginPass))
    .add_systems(PreUpdate, open.before(bevy_egui::EguiPreUpdateSet::BeginPass))
    .add_systems(
        PostUpdate,
        draw_again_with_new_letters
            .after(EguiPostUpdateSet::ProcessOutput)
            .before(EguiPostUpdateSet::PostProcessOutput),
    )
    .add_systems(
        Last,
        (
            session::carry_out_requests.before(PlaySystems),
            (session::heed, bench::carry_out_asked, name_window, show_fitted)
                .chain()
                .after(PlaySystems),
        ),
    );
    app
}

/// What the window was asked to open with, until it is carried out.
#[derive(Resource)]
struct PendingLaunch(Option<Launch>);

fn set_up_camera(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

fn dress_context(mut contexts: EguiContexts) -> Result {
    theme::dress(contexts.ctx_mut()?);
    Ok(())
}

/// Notes that the window has been drawn, once letters have reached the graphics card.
fn note_opened(mut frames: Local<u8>) {
    /// By then a frame has been handed to the graphics card and come back.
    const DRAWN: u8 = 4;
    if *frames < DRAWN {
        *frames += 1;
    } else {
        OPENED.store(true, Ordering::Relaxed);
    }
}

/// Draws some more frames when letters were drawn for the first time: they reach the
/// graphics card late, and a window at rest would never draw that frame.
fn draw_again_with_new_letters(
    outputs: Query<&EguiRenderOutput>,
    mut left: Local<u8>,
    mut redraws: MessageWriter<RequestRedraw>,
) {
    // One that holds many has grown, and is handed over anew: that takes a frame more.
    const FRAMES: u8 = 3;
    if outputs.iter().any(|output| !output.textures_delta.set.is_empty()) {
        *left = FRAMES;
    }
    if *left > 0 {
        *left -= 1;
        redraws.write(RequestRedraw);
    }
}

/// Turns what the window was opened with into requests, once.
fn open(
    mut opening: ResMut<PendingLaunch>,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
) {
    let Some(launch) = opening.bypass_change_detection().0.take() else { return };
    match launch {
        Launch::Title => {}
        Launch::Play { scenario, seats, seed, from, journal, record, level } => {
            desk.scenario = Some(scenario);
            desk.seed = seed;
            desk.from = from;
            desk.journal = journal;
            desk.record = record.unwrap_or(desk.record);
            desk.level = level.unwrap_or(desk.level);
            requests.ask(if seats.is_empty() {
                Request::Show(Screen::Seats)
            } else {
                Request::Sit(seats)
            });
        }
        Launch::Workbench { listing } => requests.ask(Request::Bench(bench::Ask::Lay(listing))),
        Launch::Resume { path } => requests.ask(Request::Resume(path)),
    }
}
