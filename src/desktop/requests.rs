//! What a player asks for, and the queue in which it waits.
//!
//! Screens put requests here; [`session`](super::session) carries them out.

use std::path::PathBuf;

use bevy::prelude::*;

use super::bench::Ask;
#[cfg(feature = "classroom")]
use super::classes::ClassAsk;
use super::screen::Screen;
use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::scenario::opening::Opening;

/// Something a player asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Go to a screen.
    Show(Screen),
    /// Go to the settings, from which one comes back.
    Settings,
    /// Go to the codex and look for this there; one comes back from it.
    Codex(String),
    /// Go back from the settings or the codex.
    Back,
    /// Choose a scenario, by its place on the shelf.
    Open(usize),
    /// Take a seat, or several at one desk; or watch.
    Sit(Vec<SeatId>),
    /// Lift the curtain between two who share the desk.
    LiftCurtain,
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
    /// Save the debrief as a page.
    SaveDebrief,
    /// Continue the last game.
    ContinueLast,
    /// Continue the game of a journal.
    Resume(PathBuf),
    /// Play the same seat again, with another seed.
    PlayAgain,
    /// Look at the next part of the campaign.
    Cross,
    /// Begin the next part of the campaign, which opens so.
    GoOn(Opening),
    /// Choose another seed.
    NewSeed,
    /// Put the notice away.
    Dismiss,
    /// Do something with a class.
    #[cfg(feature = "classroom")]
    Class(ClassAsk),
    /// Do something at the workbench.
    Bench(Ask),
    /// Set the text size, in per cent.
    Zoom(u32),
    /// Fill the screen with the window, or make it a window again.
    FullScreen,
    /// Save a picture.
    Picture,
    /// Leave the program.
    Quit,
}

/// The queue of what players asked for in this frame. A screen may be laid out twice in a
/// frame, so the same request counts once.
#[derive(Resource, Default, Debug)]
pub struct Requests(pub(super) Vec<Request>);

impl Requests {
    /// Puts a request into the queue, unless it is there already.
    pub fn ask(&mut self, request: Request) {
        if !self.0.contains(&request) {
            self.0.push(request);
        }
    }
}
