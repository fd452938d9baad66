//! A game at the terminal of this process: its input, its output, and what is told when
//! it is interrupted.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex};

use bevy::ecs::world::World;

use super::answer::{Failure, say_err};
use crate::scenario::testplan::PartPlan;
use crate::shown::{Page, columns_of_stdout};
use crate::sim::game::Game;
use crate::system;
use crate::terminal::{SessionEnd, Terminal};
use crate::view::{Views, write_error_words};
use crate::words::Words;

/// The output of this process as a page.
pub(super) fn page() -> Page<std::io::StdoutLock<'static>> {
    Page::new(std::io::stdout().lock(), columns_of_stdout)
}

/// Plays a game as text until it is over, the player leaves, or input ends; a campaign
/// part by part. `plans` are those of a script, one for each part.
pub(super) fn run_text(
    words: &Words,
    world: &mut World,
    mut game: Game,
    plans: Vec<PartPlan>,
    not_kept: Option<String>,
) -> Result<(), Failure> {
    let parting = Parting::default();
    parting.tell_when_interrupted(words);
    let mut plans = plans.into_iter().peekable();
    loop {
        let plan = plans.next();
        let mut terminal = Terminal {
            world: &mut *world,
            game: &game,
            views: Views::default(),
            input: std::io::stdin().lock(),
            output: page(),
            words: words.clone(),
            interactive: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
            not_kept: not_kept.clone(),
            parting: Arc::clone(&parting.0),
        };
        let opening = plans.peek().map(|next: &PartPlan| next.opening);
        let ending = match &plan {
            Some(part) => terminal.run_script(&part.plan, opening),
            None => terminal.run(),
        };
        match ending {
            Ok(SessionEnd::Good) => return Ok(()),
            Ok(SessionEnd::Failed) => return Err(Failure::Said),
            Ok(SessionEnd::GoesOn(next, opening)) => {
                let seed = plans.peek().and_then(|next| next.plan.seed);
                let seed = seed.unwrap_or_else(|| game.next_seed(world));
                game = game.go_on_to(world, &next, opening, seed).map_err(|(_, error)| {
                    let why = write_error_words(words, &error);
                    Failure::Message(words.say_with("notice-not-gone-on", &[("why", why.into())]))
                })?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => return Err(error.into()),
        }
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
