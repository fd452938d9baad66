//! The desktop: the game in a window.
//!
//! Of a game it shows a [`SeatView`](crate::view::SeatView) and sends intents,
//! and can do nothing else; to who writes a scenario it shows the
//! [workbench](crate::workbench). Screens and panels lay out; they never touch the game, but
//! put requests into a queue that [`session`] carries out. The table of what is
//! where:
//!
//! | module | what |
//! |---|---|
//! | [`theme`], [`typeset`] | paper, inks and faces; headings, prose, bars, buttons |
//! | [`speech`] | the words, as a resource and on a page |
//! | [`shelf`] | the scenarios, read on a thread |
//! | [`session`] | the game as a resource, requests, the journal |
//! | [`mod@bench`] | the workbench as a resource, and what goes on beside it |
//! | [`screens`] | title, library, seats, table, result, debrief, workbench |
//! | [`panels`] | the tabs of the table, and the negotiating table |
//! | [`map`] | geometry, drawing, what lies under the pointer |
//! | [`pictures`] | F12 |
//! | `chords` | keys with Ctrl, and function keys |

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    clippy::similar_names,
    reason = "a screen is measured in f32 points, in pairs of like-named lengths; nothing here reaches a result"
)]

pub mod bench;
mod chords;
pub mod map;
pub mod panels;
pub mod pictures;
pub mod screens;
pub mod session;
pub mod shelf;
pub mod speech;
pub mod theme;
pub mod typeset;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use bevy::app::AppExit;
use bevy::log::{Level, LogPlugin};
use bevy::prelude::*;
use bevy::window::{
    ExitCondition, Monitor, PrimaryMonitor, PrimaryWindow, RequestRedraw, WindowCloseRequested,
    WindowResizeConstraints, WindowResolution,
};
use bevy::winit::WinitSettings;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPostUpdateSet, EguiRenderOutput, EguiStartupSet};

use crate::rules::ids::SeatId;
use crate::scenario::Scenario;
use crate::scenario::library::Listing;
use crate::sim::turn::{PlaySystems, TurnPlugin};
use crate::view::{StageView, Views};
use crate::words::{Phrase, Words};
use session::{Desk, Request, Requests, Seen};
use speech::Speech;

/// With what the window opens.
#[derive(Debug)]
pub enum Launch {
    /// With the title.
    Title,
    /// With a game of a scenario; without a seat, with the choice of one.
    Play {
        /// The scenario.
        scenario: Arc<Scenario>,
        /// The seat.
        seat: Option<SeatId>,
        /// The seed.
        seed: u64,
        /// Where the journal shall lie; none for the usual place.
        journal: Option<PathBuf>,
    },
    /// With a pack on the workbench.
    Workbench {
        /// The pack.
        listing: Box<Listing>,
    },
    /// With the game of a journal.
    Resume {
        /// The journal.
        path: PathBuf,
    },
}

/// The screens.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The title page.
    #[default]
    Title,
    /// The scenarios.
    Library,
    /// The seats of a scenario.
    Seats,
    /// The game.
    Table,
    /// A closed item beside the record.
    Result,
    /// The whole game beside the record.
    Debrief,
    /// A pack while its author changes it.
    Workbench,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// One sentence, if no window can be opened.
pub fn run(words: &Words, launch: Launch) -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        let key = match launch {
            Launch::Workbench { .. } => Phrase("bench-no-display"),
            _ => Phrase("desktop-no-display"),
        };
        return Err(words.phrase(key));
    }
    // The window library knows no other way than a panic to say that there is no display
    // server. A release does not unwind, so the hook is the last place to explain it.
    let why = words.say("desktop-no-window");
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        usual(panic);
        let _ = writeln!(std::io::stderr(), "status-quo: {why}");
        std::process::exit(1);
    }));
    let mut app = build(words, launch);
    drop(std::panic::take_hook());
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => {
            Err(words.say_with("desktop-ended-badly", &[("code", u32::from(code.get()).into())]))
        }
    }
}

fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn build(words: &Words, launch: Launch) -> App {
    let window = Window {
        title: words.say("game-title"),
        // Shown by `show_fitted`, when it fits the screen and has its title.
        visible: false,
        name: Some("status-quo".to_owned()),
        resolution: WindowResolution::new(WANTED.x as u32, WANTED.y as u32),
        resize_constraints: WindowResizeConstraints {
            min_width: SMALLEST.x,
            min_height: SMALLEST.y,
            ..default()
        },
        ..default()
    };
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(window),
                // Closing is answered at once by `leave_when_closed`.
                exit_condition: ExitCondition::DontExit,
                close_when_requested: false,
                ..default()
            })
            .set(LogPlugin { level: Level::ERROR, filter: "error".to_owned(), ..default() }),
    )
    .add_plugins(EguiPlugin::default())
    .insert_resource(WinitSettings::desktop_app())
    .insert_resource(ClearColor(Color::srgb_u8(
        theme::PAPER.r(),
        theme::PAPER.g(),
        theme::PAPER.b(),
    )))
    .init_state::<Screen>()
    .init_resource::<Desk>()
    .init_resource::<Views>()
    .init_resource::<Requests>()
    .insert_resource(Speech(words.clone()))
    .insert_resource(Opening(Some(launch)))
    .add_plugins(TurnPlugin::new(Last))
    .add_plugins((
        chords::plugin,
        shelf::plugin,
        bench::plugin,
        pictures::plugin,
        screens::plugin,
        map::plugin,
    ))
    .add_systems(PreStartup, set_up_camera.before(EguiStartupSet::InitContexts))
    .add_systems(Startup, dress_context)
    .add_systems(
        PreUpdate,
        speech::hand_to_window
            .run_if(resource_changed::<Speech>)
            .before(bevy_egui::EguiPreUpdateSet::BeginPass),
    )
    .add_systems(Update, leave_when_closed)
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

/// What the window opens with, until it has.
#[derive(Resource)]
struct Opening(Option<Launch>);

/// The size in which the window opens where the screen is large enough.
const WANTED: Vec2 = Vec2::new(1280.0, 800.0);
/// The smallest size in which everything can be used.
const SMALLEST: Vec2 = Vec2::new(960.0, 600.0);
/// The share of the screen that the window may take: frames and panels need room too.
const SHARE: f32 = 0.94;

/// The size in which the window opens on a screen, in points.
#[must_use]
pub fn fitting(screen: Vec2) -> Vec2 {
    WANTED.min((screen * SHARE).floor()).max(SMALLEST)
}

/// Shows the window once it fits the screen. Screens are known only when the event
/// loop runs, and whoever manages windows reads size and title when one is shown.
fn show_fitted(
    mut frames: Local<u8>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
    monitors: Query<(&Monitor, Has<PrimaryMonitor>)>,
) {
    /// By then the opening screen and its title are there.
    const SETTLED: u8 = 3;
    if *frames >= SETTLED {
        return;
    }
    *frames += 1;
    if *frames < SETTLED {
        return;
    }
    let monitor = monitors.iter().max_by_key(|(_, primary)| *primary);
    if let Some((monitor, _)) = monitor.filter(|(monitor, _)| monitor.physical_width > 0) {
        let scale = monitor.scale_factor.max(0.1) as f32;
        let size = fitting(monitor.physical_size().as_vec2() / scale);
        if size != WANTED {
            window.resolution.set(size.x, size.y);
        }
    }
    window.visible = true;
}

fn set_up_camera(mut commands: Commands) {
    commands.spawn((Camera2d, Msaa::Off));
}

fn dress_context(mut contexts: EguiContexts) -> Result {
    theme::dress(contexts.ctx_mut()?);
    Ok(())
}

/// Leaves as soon as the window is closed; the journal has the game already.
fn leave_when_closed(
    mut closed: MessageReader<WindowCloseRequested>,
    mut exits: MessageWriter<AppExit>,
) {
    if closed.read().next().is_some() {
        exits.write(AppExit::Success);
    }
}

/// Letters drawn for the first time reach the graphics card a frame late, and a
/// window at rest would never draw that frame.
fn draw_again_with_new_letters(
    outputs: Query<&EguiRenderOutput>,
    mut redraws: MessageWriter<RequestRedraw>,
) {
    if outputs.iter().any(|output| !output.textures_delta.set.is_empty()) {
        redraws.write(RequestRedraw);
    }
}

/// Turns what the window was opened with into requests, once.
fn open(mut opening: ResMut<Opening>, mut desk: ResMut<Desk>, mut requests: ResMut<Requests>) {
    let Some(launch) = opening.bypass_change_detection().0.take() else { return };
    match launch {
        Launch::Title => {}
        Launch::Play { scenario, seat, seed, journal } => {
            desk.scenario = Some(scenario);
            desk.seed = seed;
            desk.journal = journal;
            requests
                .ask(seat.map_or(Request::Show(Screen::Seats), |seat| Request::Sit(Some(seat))));
        }
        Launch::Workbench { listing } => requests.ask(Request::Bench(bench::Ask::Lay(listing))),
        Launch::Resume { path } => requests.ask(Request::Resume(path)),
    }
}

/// Names the screen in the window's title, for task bars and for tests.
fn name_window(
    screen: Res<State<Screen>>,
    next: Res<NextState<Screen>>,
    desk: Res<Desk>,
    seen: Option<Res<Seen>>,
    bench: Res<bench::Workbench>,
    speech: Res<Speech>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
) {
    // In the frame of a change the screen still shows what was; the title waits with it.
    if matches!(*next, NextState::Pending(_)) {
        return;
    }
    let words = &speech.0;
    let page = match (screen.get(), seen.as_ref().map(|seen| &seen.0)) {
        (Screen::Title, _) => words.say("desktop-window-title"),
        (Screen::Library, _) => words.say("library-heading"),
        (Screen::Seats, _) => words.say("desktop-window-seats"),
        (Screen::Table, Some(view)) => {
            let question = match &view.stage {
                StageView::Asked(question) => question.id.clone(),
                StageView::Conference(table) => {
                    let (round, rounds) = table.round;
                    let args = [
                        ("conference", (&table.id).into()),
                        ("round", round.into()),
                        ("rounds", rounds.into()),
                        // An adjournment goes on in the same round, on another day.
                        ("said", table.speeches.len().into()),
                    ];
                    words.say_with("desktop-window-conference", &args)
                }
                _ => "waiting".to_owned(),
            };
            words.say_with("desktop-window-table", &[("question", question.into())])
        }
        (Screen::Result, Some(view)) => {
            let item = view.results.get(desk.read).map_or("", |result| result.id.as_str());
            words.say_with("desktop-window-result", &[("item", item.into())])
        }
        (Screen::Debrief, _) => words.say("debrief-heading"),
        (Screen::Workbench, _) => bench.name(words),
        (Screen::Table | Screen::Result, None) => return,
    };
    let title = words.say_with("desktop-window", &[("page", page.into())]);
    if window.title != title {
        window.title = title;
    }
}
