//! The lookout: games played on beside the window, while the player reads.
//!
//! They begin when the game comes to a question, or when the player asks for it, by the
//! level of the game; they are refined step by step, and given up when the question changes.
//! When the game is over, they show what other answers would have changed.
//! What the player sees of it is [`Lookahead`].

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxy, EventLoopProxyWrapper, WinitUserEvent};

use super::desk::{Desk, Seen};
use super::lookahead::Lookahead;
use super::speech::words;
use crate::ensemble::ahead::answers::{Ahead, Play};
use crate::ensemble::ahead::whatif::{PlayedGame, TurningCounts, WhatIf};
use crate::ensemble::ahead::{BranchCounts, Means};
use crate::sim::game::Game;
use crate::sim::level::Level;
use crate::system::beside;
use crate::view::{AheadView, StageView, WhatIfView, ahead_view, what_if_view};

/// How many games are played on for each answer, step by step.
const STEPS: [u64; 4] = [20, 60, 150, 300];

/// How many whole games show how firmly an end stands.
const AGAIN: u64 = 1_000;

/// How many games are played on for each answer of a game that is over.
const WHAT_IF: u64 = 200;

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
    news: Mutex<Receiver<News>>,
}

/// What a job brings.
enum News {
    /// What tends to follow, and whether that is all.
    Ahead(AheadView, bool),
    /// What other answers would have changed, and whether that is all.
    WhatIf(Box<WhatIfView>, bool),
}

/// What a job is given to work with: the order to stop, and the way back to the window.
struct Errand {
    stop: Arc<AtomicBool>,
    sender: Sender<News>,
    proxy: EventLoopProxy<WinitUserEvent>,
}

impl Errand {
    /// Answers whether anybody listens any more.
    fn bring(&self, news: News) -> bool {
        let sent = self.sender.send(news).is_ok();
        // Who has closed the window needs no waking.
        let _ = self.proxy.send_event(WinitUserEvent::WakeUp);
        sent
    }
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
    if at.is_none() || world.resource::<Lookout>().job.is_some() {
        return;
    }
    let Lookahead { looks_back, .. } = world.resource::<Desk>().lookahead;
    let wanted = world.resource::<Desk>().lookahead.is_wanted();
    let job = if wanted && is_asked(world) {
        Some(begin(world, play_on))
    } else if looks_back && is_over(world) {
        Some(begin(world, look_back))
    } else {
        None
    };
    if job.is_some() {
        world.resource_mut::<Lookout>().job = job;
        world.resource_mut::<Desk>().lookahead.at_work = true;
    }
}

/// Whether the game is over.
fn is_over(world: &World) -> bool {
    let seen = world.get_resource::<Seen>();
    seen.is_some_and(|seen| matches!(seen.0.stage, StageView::Over))
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
    let Some(news) = last else { return };
    let mut desk = world.resource_mut::<Desk>();
    let (News::Ahead(_, done) | News::WhatIf(_, done)) = news;
    desk.lookahead.at_work = !done;
    match news {
        News::Ahead(view, _) => desk.lookahead.shown = Some(view),
        News::WhatIf(view, _) => desk.lookahead.what_if = Some(*view),
    }
    world.write_message(RequestRedraw);
}

/// Begins a job on another thread than that of the window.
fn begin(world: &World, work: fn(&World, &Game, Errand)) -> Job {
    let (sender, news) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let job = Job { stop: Arc::clone(&stop), news: Mutex::new(news) };
    let proxy = (**world.resource::<EventLoopProxyWrapper>()).clone();
    work(world, world.resource::<Game>(), Errand { stop, sender, proxy });
    job
}

/// The threads for a job: one processor is left to the window.
fn threads() -> usize {
    let all = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    (all - 1).max(1)
}

/// Plays on from where the game stands, with each answer.
fn play_on(world: &World, game: &Game, errand: Errand) {
    let Some(ahead) = Ahead::of(world, game, Play::Conduct) else { return };
    let scenario = Arc::clone(game.scenario());
    let words = words(world);
    beside(move || {
        let goes_on = || !errand.stop.load(Ordering::Relaxed);
        let means = Means { goes_on: &goes_on, ..Means::on(threads()) };
        let mut total: Option<Vec<BranchCounts>> = None;
        let mut from = 0;
        for (nth, to) in STEPS.into_iter().enumerate() {
            let Some(more) = ahead.play(from..to, means) else { return };
            from = to;
            match &mut total {
                Some(total) => total.iter_mut().zip(&more).for_each(|(all, more)| all.add(more)),
                None => total = Some(more),
            }
            let counts = total.as_deref().unwrap_or_default();
            let view = ahead_view(&words, &scenario, &ahead, counts);
            if !errand.bring(News::Ahead(view, nth + 1 == STEPS.len())) {
                return;
            }
        }
    });
}

/// Plays a game that is over on from each of its decisions, with other answers.
fn look_back(world: &World, game: &Game, errand: Errand) {
    let played = PlayedGame::read(world, game);
    let scenario = Arc::clone(game.scenario());
    let words = words(world);
    beside(move || {
        let goes_on = || !errand.stop.load(Ordering::Relaxed);
        let means = Means { goes_on: &goes_on, ..Means::on(threads()) };
        let what_if = WhatIf::prepared(played);
        let Some(again) = what_if.again(0..AGAIN, means) else { return };
        let mut counts: Vec<TurningCounts> = Vec::new();
        let of = what_if.turnings.len();
        loop {
            let view = what_if_view(&words, &scenario, &what_if, Some(&again), &counts);
            if !errand.bring(News::WhatIf(Box::new(view), counts.len() == of)) {
                return;
            }
            let Some(turning) = what_if.turnings.get(counts.len()) else { return };
            let Some(more) = turning.play(0..WHAT_IF, means) else { return };
            counts.push(more);
        }
    });
}
