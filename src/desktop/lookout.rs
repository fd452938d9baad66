//! The lookout: games played on beside the window, while the player reads.
//!
//! They begin when the game comes to a question, or when the player asks for it, by the
//! level of the game; they are refined step by step, and given up when the question changes.
//! What the player sees of it is [`Lookahead`].

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::desk::{Desk, Seen};
use super::lookahead::Lookahead;
use super::speech::words;
use crate::ensemble::ahead::answers::{Ahead, Play};
use crate::ensemble::ahead::{BranchCounts, Means};
use crate::sim::game::Game;
use crate::sim::level::Level;
use crate::system::beside;
use crate::view::{AheadView, StageView, ahead_view};

/// How many games are played on for each answer, step by step.
const STEPS: [u64; 4] = [20, 60, 150, 300];

/// The point of a game to which something belongs: its timeline, how often decisions were
/// taken back, and how many stand.
type Point = (Entity, u32, usize);

/// The games that are being played on.
#[derive(Resource, Default)]
struct Lookout {
    /// The point that was looked at last.
    at: Option<Point>,
    job: Option<Job>,
}

struct Job {
    stop: Arc<AtomicBool>,
    news: Mutex<Receiver<AheadView>>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lookout>().add_systems(Update, look_ahead);
}

/// Begins, takes in and gives up what is played on.
fn look_ahead(world: &mut World) {
    let game = world.get_resource::<Game>();
    let at = game.map(|game| {
        let decided = game.decisions(world).len();
        (game.timeline(), game.times_gone_back(world), decided)
    });
    let level = game.map_or_else(Level::default, Game::level);
    if world.resource::<Lookout>().at != at {
        *world.resource_mut::<Lookout>() = Lookout { at, job: None };
        world.resource_mut::<Desk>().lookahead = Lookahead { level, ..Lookahead::default() };
    }
    take_news(world);
    let wanted = world.resource::<Desk>().lookahead.is_wanted();
    if at.is_some() && wanted && world.resource::<Lookout>().job.is_none() && is_asked(world) {
        let job = begin(world);
        world.resource_mut::<Lookout>().job = Some(job);
        world.resource_mut::<Desk>().lookahead.at_work = true;
    }
}

/// Whether the player at the window is asked.
fn is_asked(world: &World) -> bool {
    let seen = world.get_resource::<Seen>();
    seen.is_some_and(|seen| matches!(seen.0.stage, StageView::Asked(_) | StageView::Conference(_)))
}

fn take_news(world: &mut World) {
    let lookout = world.resource::<Lookout>();
    let Some(job) = &lookout.job else { return };
    let last = {
        let news = job.news.lock().expect("nobody panics while holding this lock");
        news.try_iter().last()
    };
    if let Some(view) = last {
        let done = view.runs >= STEPS[STEPS.len() - 1];
        let mut desk = world.resource_mut::<Desk>();
        desk.lookahead.shown = Some(view);
        desk.lookahead.at_work = !done;
        world.write_message(RequestRedraw);
    }
}

/// Begins to play on from where the game stands, on other threads than that of the window.
fn begin(world: &World) -> Job {
    let (sender, news) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let job = Job { stop: Arc::clone(&stop), news: Mutex::new(news) };
    let game = world.resource::<Game>();
    let ahead = Ahead::of(world, game, Play::Conduct);
    let scenario = Arc::clone(game.scenario());
    let proxy = (**world.resource::<EventLoopProxyWrapper>()).clone();
    let words = words(world);
    beside(move || {
        let Some(ahead) = ahead else { return };
        // One processor is left to the window.
        let all = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
        let goes_on = || !stop.load(Ordering::Relaxed);
        let means = Means { goes_on: &goes_on, ..Means::on((all - 1).max(1)) };
        let mut total: Option<Vec<BranchCounts>> = None;
        let mut from = 0;
        for to in STEPS {
            let Some(more) = ahead.play(from..to, means) else { return };
            from = to;
            match &mut total {
                Some(total) => total.iter_mut().zip(&more).for_each(|(all, more)| all.add(more)),
                None => total = Some(more),
            }
            let counts = total.as_deref().unwrap_or_default();
            let view = ahead_view(&words, &scenario, &ahead, counts);
            // If nobody listens any more the window has been closed.
            if sender.send(view).is_err() {
                return;
            }
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        }
    });
    job
}
