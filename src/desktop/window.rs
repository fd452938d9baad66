//! The window itself: its size on a screen, its name, and its closing.
//!
//! What stands in it is laid out in [`screens`](super::screens).

use bevy::app::AppExit;
use bevy::prelude::*;
use bevy::window::{
    Monitor, PrimaryMonitor, PrimaryWindow, RequestRedraw, WindowCloseRequested, WindowResized,
};

use super::bench::Workbench;
use super::desk::{Desk, Seen};
use super::screen::Screen;
use super::speech::WindowWords;
use crate::view::StageView;

/// The size in which the window opens where the screen is large enough.
pub(super) const WANTED: Vec2 = Vec2::new(1280.0, 800.0);
/// The smallest size in which everything can be used with letters of full size. On a screen
/// that is smaller, the letters give way.
const SMALLEST: Vec2 = Vec2::new(960.0, 600.0);
/// The size from which on the letters grow with the window, and how much at most.
const LARGE: Vec2 = Vec2::new(1920.0, 1080.0);
const MOST_SHARE: f32 = 1.6;
/// The smallest size on any screen.
pub(super) const LEAST: Vec2 = Vec2::new(480.0, 300.0);
/// The share of the screen that the window may take: frames and panels need room too.
const SHARE: f32 = 0.94;

/// The size in which the window opens on a screen, in points.
#[must_use]
pub fn fitting(screen: Vec2) -> Vec2 {
    WANTED.min((screen * SHARE).floor()).max(LEAST)
}

/// The share of their size that letters have in a window of this size, in points: 1 from the
/// smallest size on in which everything fits, more in a window that is larger than most screens,
/// so that the page fills it.
#[must_use]
pub fn text_share(window: Vec2) -> f32 {
    let shrinks = (window / SMALLEST).min_element().clamp(LEAST.x / SMALLEST.x, 1.0);
    let share = shrinks.max((window / LARGE).min_element().min(MOST_SHARE));
    // In small steps, so that a window that is dragged does not draw all letters anew each time.
    (share * 50.0).floor() / 50.0
}

/// Fits the size of the letters to a window that is too small for the page, or very large.
pub(super) fn fit_text(window: Single<&Window, With<PrimaryWindow>>, mut desk: ResMut<Desk>) {
    let share = text_share(Vec2::new(window.width(), window.height()));
    if desk.text_share.to_bits() != share.to_bits() {
        desk.text_share = share;
    }
}

/// Shows the window once it fits the screen. Screens are known only when the event
/// loop runs, and whoever manages windows reads size and title when one is shown.
pub(super) fn show_fitted(
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
        let smallest = SMALLEST.min(size);
        window.resize_constraints.min_width = smallest.x;
        window.resize_constraints.min_height = smallest.y;
        if size != WANTED {
            window.resolution.set(size.x, size.y);
        }
    }
    window.visible = true;
}

/// Draws some frames after the window has changed its size: the first lays the page out anew,
/// and a window at rest would not draw those that show it.
pub(super) fn draw_after_resize(
    mut resized: MessageReader<WindowResized>,
    mut left: Local<u8>,
    mut redraws: MessageWriter<RequestRedraw>,
) {
    const FRAMES: u8 = 4;
    if resized.read().count() > 0 {
        *left = FRAMES;
    }
    if *left > 0 {
        *left -= 1;
        redraws.write(RequestRedraw);
    }
}

/// Leaves as soon as the window is closed; the journal has the game already.
pub(super) fn leave_when_closed(
    mut closed: MessageReader<WindowCloseRequested>,
    mut exits: MessageWriter<AppExit>,
) {
    if closed.read().next().is_some() {
        exits.write(AppExit::Success);
    }
}

/// Names the screen in the window's title, for task bars and for tests.
pub(super) fn name_window(
    screen: Res<State<Screen>>,
    next: Res<NextState<Screen>>,
    desk: Res<Desk>,
    seen: Option<Res<Seen>>,
    bench: Res<Workbench>,
    speech: Res<WindowWords>,
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
                    let args = [
                        ("conference", (&table.id).into()),
                        ("round", table.round.number.into()),
                        ("rounds", table.round.total.into()),
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
        (Screen::Crossing, _) => words.say("desktop-window-crossing"),
        (Screen::Curtain, _) => words.say("desktop-window-curtain"),
        (Screen::Games, _) => words.say("games-heading"),
        (Screen::Codex, _) => words.say("codex-heading"),
        (Screen::Settings, _) => words.say("settings-heading"),
        (Screen::Workbench, _) => bench.name(words),
        #[cfg(feature = "classroom")]
        (Screen::Class, _) => words.say("class-heading"),
        (Screen::Table | Screen::Result, None) => return,
    };
    let title = words.say_with("desktop-window", &[("page", page.into())]);
    if window.title != title {
        window.title = title;
    }
}
