//! Lines of input: the terminal, the commands that a line can hold, and the intents
//! that are sent for them.

use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex};

use bevy::ecs::world::World;
use unicode_normalization::UnicodeNormalization;

use super::layout;
use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::shown::{Page, at_shell};
use crate::sim::admission::DecideError;
use crate::sim::game::Game;
use crate::system::Unread;
use crate::view::{
    SeatView, Views, decide_error_words, look_up, moved_words, refusal_words, write_error_words,
};
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
    pub output: Page<W>,
    /// The game's own sentences.
    pub words: Words,
    /// Whether a person reads along and may be asked to press Enter.
    pub interactive: bool,
    /// Why the game is not kept, if a person plays it and it cannot be.
    pub not_kept: Option<String>,
    /// What the player is told if the game is interrupted now.
    pub parting: Arc<Mutex<String>>,
}

/// A command of the player, read from a line.
pub(super) enum PlayerCommand {
    Look(usize),
    Go,
    Why(usize),
    Page(&'static str),
    /// Look a word up in the codex.
    Codex(String),
    Undo,
    Quit,
    Unknown(String),
    Nothing,
}

/// A line as it was meant: signs of full width, as keyboards of East Asia write them,
/// are the usual ones; a mark of byte order and blanks around it are nothing.
pub(super) fn as_typed(line: &str) -> String {
    let usual: String = line.chars().filter(|c| *c != '\u{FEFF}').nfkc().collect();
    usual.trim().to_owned()
}

/// A word without the marks that stand around a number in a list: `1.`, `1)`, `(1)`.
pub(super) fn without_marks(word: &str) -> &str {
    word.trim_start_matches('(')
        .trim_start_matches('.')
        .trim_end_matches(['.', ')', ':', '。', '、'])
}

/// The number that a word of [`as_typed`] is, with or without marks around it.
pub(super) fn number(word: &str) -> Option<usize> {
    without_marks(word).parse().ok()
}

pub(super) fn parse(line: &str) -> PlayerCommand {
    let line = as_typed(line);
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next());
    if let Some(number) = number(first) {
        return PlayerCommand::Look(number);
    }
    let number = second.and_then(number);
    match (first.to_lowercase().as_str(), number) {
        ("", _) => PlayerCommand::Nothing,
        ("go" | "g", _) => PlayerCommand::Go,
        ("why" | "w", Some(number)) => PlayerCommand::Why(number),
        ("brief" | "b", _) => PlayerCommand::Page("brief"),
        ("ahead" | "a", _) => PlayerCommand::Page("ahead"),
        ("more" | "m", _) => PlayerCommand::Page("more"),
        ("recognition" | "r", _) => PlayerCommand::Page("recognition"),
        ("deterrence" | "d", _) => PlayerCommand::Page("deterrence"),
        ("borders", _) => PlayerCommand::Page("borders"),
        ("treaties" | "t", _) => PlayerCommand::Page("treaties"),
        ("chronicle" | "c", _) => PlayerCommand::Page("chronicle"),
        ("record", _) => PlayerCommand::Page("record"),
        ("question" | "q?", _) => PlayerCommand::Page("question"),
        ("codex", _) => PlayerCommand::Codex(line[first.len()..].trim().to_owned()),
        ("help" | "?" | "h", _) => PlayerCommand::Page("help"),
        ("undo" | "u", _) => PlayerCommand::Undo,
        ("quit" | "exit" | "q", _) => PlayerCommand::Quit,
        _ => PlayerCommand::Unknown(line),
    }
}

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// The view of the seat at the terminal.
    pub(super) fn view(&self) -> SeatView {
        self.views.look(self.world, self.game, &self.words, self.viewer())
    }

    /// Looks a word up in the codex; without a word, says what it holds.
    pub(super) fn look_up(&mut self, wanted: &str) -> io::Result<()> {
        /// The most entries that are told at once.
        const MOST: usize = 5;
        let entries = self.views.codex(self.world, self.game, &self.words, self.viewer());
        if wanted.is_empty() {
            let titles: Vec<&str> = entries.iter().map(|entry| entry.title.as_str()).collect();
            layout::write(&mut self.output, &titles.join(" · "))?;
            return layout::write(&mut self.output, &self.words.say("term-codex"));
        }
        let found = look_up(&entries, wanted);
        if found.is_empty() {
            layout::write(&mut self.output, &self.words.say("codex-none"))?;
        }
        for entry in found.into_iter().take(MOST) {
            let native = entry.native.as_ref().map(|native| format!(" ({})", native.text));
            let title = format!("{}{}", entry.title, native.unwrap_or_default());
            layout::heading(&mut self.output, &title)?;
            for text in core::iter::once(&entry.line).chain(&entry.text) {
                if !text.is_empty() {
                    layout::write(&mut self.output, text)?;
                }
            }
        }
        Ok(())
    }

    /// The seat at the terminal: the one that is asked, else the only player.
    pub(super) fn viewer(&self) -> Option<SeatId> {
        let asked = self.game.asked(self.world).map(|(seat, _)| seat);
        let mut players = self.game.players(self.world);
        asked.or_else(|| players.next().filter(|_| players.next().is_none()))
    }

    pub(super) fn read_line(&mut self) -> io::Result<Option<String>> {
        read_line(&mut self.input, &mut self.output, &self.words)
    }

    /// Tells what became of the journal, if somebody deleted or changed it.
    pub(super) fn look_after_journal(&mut self) -> io::Result<()> {
        let path = self.game.journal(self.world).map(|journal| journal.path().to_owned());
        let said = match self.game.look_after_journal(self.world) {
            Ok(None) => return Ok(()),
            Ok(Some(moved)) => moved_words(&self.words, &moved),
            Err(error) => {
                let path = path.unwrap_or_default().display().to_string();
                let why = write_error_words(&self.words, &error);
                let args = [("path", path.into()), ("why", why.into())];
                self.words.say_with("notice-journal-lost", &args)
            }
        };
        self.set_parting();
        layout::write(&mut self.output, &said)
    }

    /// Puts down what the player is told if the game is interrupted.
    pub(super) fn set_parting(&self) {
        let said = self.farewell();
        if let Ok(mut parting) = self.parting.lock() {
            *parting = said;
        }
    }

    /// What the player is told when the game is left: how to go on with it.
    pub(super) fn farewell(&self) -> String {
        match (self.resume_call(), &self.not_kept) {
            (Some(call), _) => self.words.say_with("term-bye", &[("call", call.into())]),
            (None, Some(why)) => self.words.say_with("term-bye-not-kept", &[("why", why.into())]),
            (None, None) => self.words.say("term-bye-unsaved"),
        }
    }

    /// The call that goes on with this game, to be pasted at a shell.
    pub(super) fn resume_call(&self) -> Option<String> {
        let journal = self.game.journal(self.world)?;
        Some(format!("status-quo resume {}", at_shell(journal.path())))
    }

    /// Takes the last decision back; answers whether there was one.
    pub(super) fn take_back(&mut self) -> io::Result<bool> {
        let Some(keep) = self.game.decisions(self.world).len().checked_sub(1) else {
            layout::write(&mut self.output, &self.words.say("term-nothing-to-undo"))?;
            return Ok(false);
        };
        match self.game.go_back(self.world, keep) {
            Ok(()) => self.look_after_journal().map(|()| true),
            Err(error) => {
                let why = DecideError::from(error);
                layout::write(&mut self.output, &decide_error_words(&self.words, &why))?;
                Ok(false)
            }
        }
    }

    /// Sends an intent of the seat at the terminal; answers whether it was carried out.
    pub(super) fn send(&mut self, view: &SeatView, intent: Intent) -> io::Result<bool> {
        let seat = view.seat.as_ref().map(|seat| seat.id.clone()).unwrap_or_default();
        match self.game.decide_by_name(self.world, &seat, intent) {
            Ok(()) => self.look_after_journal().map(|()| true),
            Err(DecideError::Refused(refusal)) => {
                let text = self.words.say_with(
                    "notice-refused",
                    &[("why", refusal_words(&self.words, &refusal).into())],
                );
                layout::write(&mut self.output, &text)?;
                Ok(false)
            }
            Err(error @ DecideError::NotWritten(_)) => {
                layout::write(&mut self.output, &decide_error_words(&self.words, &error))?;
                Ok(false)
            }
        }
    }
}

/// Reads a line after the prompt. None if input ends.
fn read_line(
    input: &mut impl BufRead,
    output: &mut Page<impl Write>,
    words: &Words,
) -> io::Result<Option<String>> {
    write!(output, "{} ", words.say("term-prompt"))?;
    output.flush()?;
    let mut bytes = Vec::new();
    if input.read_until(b'\n', &mut bytes).map_err(Unread::error)? == 0 {
        return Ok(None);
    }
    // Invalid UTF-8 from a terminal must not end the game.
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Asks for one of several things by number. None if input ends.
///
/// # Errors
/// Only those of reading and writing.
pub fn choose_number<R: BufRead, W: Write>(
    input: &mut R,
    output: &mut Page<W>,
    words: &Words,
    heading: &str,
    lines: &[String],
    from: usize,
) -> io::Result<Option<usize>> {
    layout::write(output, heading)?;
    for line in lines {
        layout::write(output, line)?;
    }
    let to = from + lines.len() - 1;
    loop {
        let Some(line) = read_line(input, output, words)? else { return Ok(None) };
        match number(&as_typed(&line)) {
            Some(number) if (from..=to).contains(&number) => return Ok(Some(number)),
            _ => {
                let args = [("from", from.into()), ("to", to.into())];
                layout::write(output, &words.say_with("term-number-please", &args))?;
            }
        }
    }
}
