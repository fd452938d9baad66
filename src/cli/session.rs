//! A game at the terminal of this process: its input, its output, and what is told when
//! it is interrupted.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex};

use bevy::ecs::world::World;

use super::answer::{Failure, say_err};
use crate::scenario::testplan::Testplan;
use crate::shown::{Page, columns_of_stdout};
use crate::sim::game::Game;
use crate::system;
use crate::terminal::{SessionEnd, Terminal};
use crate::view::Views;
use crate::words::Words;

/// The output of this process as a page.
pub(super) fn page() -> Page<std::io::StdoutLock<'static>> {
    Page::new(std::io::stdout().lock(), columns_of_stdout)
}

/// Plays a game as text until it is over, the player leaves, or input ends.
pub(super) fn run_text(
    words: &Words,
    world: &mut World,
    game: &Game,
    plan: Option<&Testplan>,
    not_kept: Option<String>,
) -> Result<(), Failure> {
    let parting = Parting::default();
    parting.tell_when_interrupted(words);
    let mut terminal = Terminal {
        world,
        game,
        views: Views::default(),
        input: std::io::stdin().lock(),
        output: page(),
        words: words.clone(),
        interactive: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
        not_kept,
        parting: Arc::clone(&parting.0),
    };
    let ending = match plan {
        Some(plan) => terminal.run_script(plan),
        None => terminal.run(),
    };
    match ending {
        Ok(SessionEnd::Good) => Ok(()),
        Ok(SessionEnd::Failed) => Err(Failure::Said),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What is said if a game is interrupted; the terminal keeps it up to date.
#[derive(Default)]
struct Parting(Arc<Mutex<String>>);

impl Parting {
    /// Tells it when the process is interrupted, hung up or ended, and ends it. Where the
    /// system does not let that be told, the start of the game has told it.
    fn tell_when_interrupted(&self, words: &Words) {
        let (parting, words) = (Arc::clone(&self.0), words.clone());
        // Without a thread to tell it, a signal would only be swallowed.
        if system::gives_threads(1).is_err() {
            return;
        }
        let _ = ctrlc::try_set_handler(move || {
            let parting = parting.lock().map_or_else(|_| String::new(), |text| text.clone());
            // The output belongs to the game, which may be in the middle of a line.
            say_err(&format!("\n{} {parting}", words.say("term-interrupted")));
            std::process::exit(INTERRUPTED);
        });
    }
}

/// The exit status of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;
