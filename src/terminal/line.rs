//! Lines of input: the terminal, the commands that a line can hold, and the intents
//! that are sent for them.

use std::io::{self, BufRead, Write};

use bevy::ecs::world::World;

use super::pages;
use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::sim::admission::DecideError;
use crate::sim::game::Game;
use crate::view::{SeatView, Views, decide_error_words, refusal_words};
use crate::words::Words;

/// A terminal at which a game is played.
pub struct Terminal<'a, R, W> {
    /// The world the timeline lives in.
    pub world: &'a mut World,
    /// The game.
    pub game: &'a Game,
    /// The views of it.
    pub views: Views,
    /// Where lines are read.
    pub input: R,
    /// Where text is written.
    pub output: W,
    /// The game's own sentences.
    pub words: Words,
    /// Whether a person reads along and may be asked to press Enter.
    pub interactive: bool,
}

/// A command of the player, read from a line.
pub(super) enum PlayerCommand {
    Look(usize),
    Go,
    Why(usize),
    Page(&'static str),
    Undo,
    Quit,
    Unknown(String),
    Nothing,
}

pub(super) fn parse(line: &str) -> PlayerCommand {
    let line = line.trim();
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next());
    if let Ok(number) = first.parse::<usize>() {
        return PlayerCommand::Look(number);
    }
    let number = second.and_then(|w| w.parse::<usize>().ok());
    match (first.to_lowercase().as_str(), number) {
        ("", _) => PlayerCommand::Nothing,
        ("go" | "g", _) => PlayerCommand::Go,
        ("why" | "w", Some(number)) => PlayerCommand::Why(number),
        ("brief" | "b", _) => PlayerCommand::Page("brief"),
        ("recognition" | "r", _) => PlayerCommand::Page("recognition"),
        ("deterrence" | "d", _) => PlayerCommand::Page("deterrence"),
        ("borders", _) => PlayerCommand::Page("borders"),
        ("treaties" | "t", _) => PlayerCommand::Page("treaties"),
        ("chronicle" | "c", _) => PlayerCommand::Page("chronicle"),
        ("record", _) => PlayerCommand::Page("record"),
        ("question" | "q?", _) => PlayerCommand::Page("question"),
        ("help" | "?" | "h", _) => PlayerCommand::Page("help"),
        ("undo" | "u", _) => PlayerCommand::Undo,
        ("quit" | "exit" | "q", _) => PlayerCommand::Quit,
        _ => PlayerCommand::Unknown(line.to_owned()),
    }
}

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// The view of the seat at the terminal.
    pub(super) fn view(&self) -> SeatView {
        self.views.look(self.world, self.game, &self.words, self.viewer())
    }

    /// The seat at the terminal: the one that is asked, else the only player.
    pub(super) fn viewer(&self) -> Option<SeatId> {
        let asked = self.game.asked(self.world).map(|(seat, _)| seat);
        let mut players = self.game.players(self.world);
        asked.or_else(|| players.next().filter(|_| players.next().is_none()))
    }

    pub(super) fn read_line(&mut self) -> io::Result<Option<String>> {
        write!(self.output, "{} ", self.words.say("term-prompt"))?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        // Invalid UTF-8 from a terminal must not end the game.
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Takes the last decision back; answers whether there was one.
    pub(super) fn take_back(&mut self) -> io::Result<bool> {
        let Some(keep) = self.game.decisions(self.world).len().checked_sub(1) else {
            pages::write(&mut self.output, &self.words.say("term-nothing-to-undo"))?;
            return Ok(false);
        };
        match self.game.go_back(self.world, keep) {
            Ok(()) => Ok(true),
            Err(error) => {
                pages::write(&mut self.output, &error.to_string())?;
                Ok(false)
            }
        }
    }

    /// Sends an intent of the seat at the terminal; answers whether it was carried out.
    pub(super) fn send(&mut self, view: &SeatView, intent: Intent) -> io::Result<bool> {
        let seat = view.seat.as_ref().map(|seat| seat.id.clone()).unwrap_or_default();
        match self.game.decide_by_name(self.world, &seat, intent) {
            Ok(()) => Ok(true),
            Err(DecideError::Refused(refusal)) => {
                let text = self.words.say_with(
                    "notice-refused",
                    &[("why", refusal_words(&self.words, &refusal).into())],
                );
                pages::write(&mut self.output, &text)?;
                Ok(false)
            }
            Err(error @ DecideError::NotWritten(_)) => {
                pages::write(&mut self.output, &decide_error_words(&self.words, &error))?;
                Ok(false)
            }
        }
    }
}

/// Asks for one of several things by number. None if input ends.
///
/// # Errors
/// Only those of reading and writing.
pub fn choose_number<R: BufRead, W: Write>(
    input: &mut R,
    output: &mut W,
    words: &Words,
    heading: &str,
    lines: &[String],
    from: usize,
) -> io::Result<Option<usize>> {
    pages::write(output, heading)?;
    for line in lines {
        pages::write(output, line)?;
    }
    let to = from + lines.len() - 1;
    loop {
        write!(output, "{} ", words.say("term-prompt"))?;
        output.flush()?;
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        match String::from_utf8_lossy(&bytes).trim().parse::<usize>() {
            Ok(number) if (from..=to).contains(&number) => return Ok(Some(number)),
            _ => {
                let args = [("from", from.into()), ("to", to.into())];
                pages::write(output, &words.say_with("term-number-please", &args))?;
            }
        }
    }
}
