//! The game by text: for a terminal, over ssh, for a screen reader, for a script.
//!
//! Plain lines in reading order, no cursor movement and no colour; everything is
//! a number or a word and Enter. It shows the same view as the window and sends
//! the same intents.

mod conference;
mod pages;

use std::io::{self, BufRead, Write};

use bevy::ecs::world::World;

use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::scenario::testplan::{Line, Testplan};
use crate::sim::admission::DecideError;
use crate::sim::game::Game;
use crate::view::{
    Question, SeatView, StageView, Views, decide_error_words, n_results, refusal_words,
};
use crate::words::Words;

/// How a session at the terminal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The game is over, or the player left.
    Good,
    /// A script could not be played or an expectation failed.
    Failed,
}

/// A game at the terminal.
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

/// What a line of the player asks for.
enum Command {
    Look(usize),
    Go,
    Why(usize),
    Page(&'static str),
    Undo,
    Quit,
    Unknown(String),
    Nothing,
}

fn parse(line: &str) -> Command {
    let line = line.trim();
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next());
    if let Ok(number) = first.parse::<usize>() {
        return Command::Look(number);
    }
    let number = second.and_then(|w| w.parse::<usize>().ok());
    match (first.to_lowercase().as_str(), number) {
        ("", _) => Command::Nothing,
        ("go" | "g", _) => Command::Go,
        ("why" | "w", Some(number)) => Command::Why(number),
        ("brief" | "b", _) => Command::Page("brief"),
        ("recognition" | "r", _) => Command::Page("recognition"),
        ("deterrence" | "d", _) => Command::Page("deterrence"),
        ("borders", _) => Command::Page("borders"),
        ("treaties" | "t", _) => Command::Page("treaties"),
        ("chronicle" | "c", _) => Command::Page("chronicle"),
        ("record", _) => Command::Page("record"),
        ("question" | "q?", _) => Command::Page("question"),
        ("help" | "?" | "h", _) => Command::Page("help"),
        ("undo" | "u", _) => Command::Undo,
        ("quit" | "exit" | "q", _) => Command::Quit,
        _ => Command::Unknown(line.to_owned()),
    }
}

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// Plays until the game is over, the player leaves, or input ends.
    ///
    /// # Errors
    /// Only those of reading and writing.
    pub fn run(&mut self) -> io::Result<Ending> {
        pages::write(&mut self.output, &self.words.say("term-welcome"))?;
        let mut shown = self.nothing_shown();
        if self.game.decisions(self.world).is_empty() {
            let view = self.view();
            pages::opening(&mut self.output, &view)?;
        }
        loop {
            let viewer = self.viewer();
            let view = self.view();
            self.show_results(&view, viewer, &mut shown)?;
            let goes_on = match &view.stage {
                StageView::Asked(question) => self.ask(&view, question)?,
                StageView::Conference(table) => self.confer(&view, table)?,
                StageView::Waiting(_) | StageView::Over => {
                    pages::debrief(&mut self.output, &self.words, (self.world, self.game), &view)?;
                    pages::write(&mut self.output, &self.words.say("term-over"))?;
                    return self.leave();
                }
            };
            if !goes_on {
                return self.leave();
            }
            // After a step back there may be fewer results than were shown.
            for (seat, shown) in (0..).zip(&mut shown) {
                let there = n_results(self.world, self.game, Some(SeatId(seat)));
                *shown = there.min(*shown);
            }
        }
    }

    /// Plays a script; the seats it names are played by it. Where it ends before
    /// the game does, a person goes on if there is one.
    ///
    /// # Errors
    /// Only those of reading and writing.
    pub fn run_script(&mut self, plan: &Testplan) -> io::Result<Ending> {
        let mut shown = self.nothing_shown();
        let mut failed = false;
        for (number, line) in &plan.lines {
            let result = match line {
                Line::Say { seat, words } => conference::scripted(self.game, self.world, words)
                    .and_then(|intent| {
                        self.game
                            .decide_by_name(self.world, seat, intent)
                            .map_err(|error| decide_error_words(&self.words, &error))
                    }),
                Line::Expect { outcome, value } => self.expect(outcome, value),
            };
            if let Err(why) = result {
                pages::write(&mut self.output, &format!("line {number}: {why}"))?;
                failed = true;
                if matches!(line, Line::Say { .. }) {
                    break;
                }
            }
            let viewer = self.viewer();
            let there = n_results(self.world, self.game, viewer);
            if viewer.is_some_and(|seat| shown[seat.index()] < there) {
                let view = self.view();
                self.show_results(&view, viewer, &mut shown)?;
            }
        }
        if failed {
            self.leave()?;
            return Ok(Ending::Failed);
        }
        if self.game.is_over(self.world) {
            let view = self.view();
            pages::debrief(&mut self.output, &self.words, (self.world, self.game), &view)?;
            return self.leave();
        }
        pages::write(&mut self.output, &self.words.say("term-script-left"))?;
        if self.interactive { self.run() } else { self.leave() }
    }

    fn expect(&self, outcome: &str, value: &str) -> Result<(), String> {
        let scenario = self.game.scenario();
        let Some(index) = scenario.text.outcomes.iter().position(|o| o.id == outcome) else {
            return Err(format!("there is no outcome `{outcome}`"));
        };
        let id = crate::rules::ids::OutcomeId::new(index);
        let here = crate::sim::timeline::position(self.world, self.game.timeline());
        let keys = scenario.outcome_keys(id);
        let came = here.agenda.outcomes[index].and_then(|v| keys.get(usize::from(v)));
        match came {
            Some(came) if came == value => Ok(()),
            Some(came) => Err(format!("`{outcome}` came to `{came}`, not to `{value}`")),
            None => Err(format!("`{outcome}` has not come to anything yet")),
        }
    }

    /// What the seat at the terminal sees.
    fn view(&self) -> SeatView {
        self.views.look(self.world, self.game, &self.words, self.viewer())
    }

    /// The seat at the terminal: the one that is asked, else the only player.
    fn viewer(&self) -> Option<SeatId> {
        let asked = self.game.asked(self.world).map(|(seat, _)| seat);
        let mut players = self.game.players(self.world);
        asked.or_else(|| players.next().filter(|_| players.next().is_none()))
    }

    /// Results that each seat has been shown: none yet.
    fn nothing_shown(&self) -> Vec<usize> {
        vec![0; self.game.holders(self.world).len()]
    }

    /// Shows a seat the results it has not seen. Each seat has its own count:
    /// several people may take turns at one terminal, and none shall miss any.
    fn show_results(
        &mut self,
        view: &SeatView,
        viewer: Option<SeatId>,
        shown: &mut [usize],
    ) -> io::Result<()> {
        let Some(seat) = viewer else { return Ok(()) };
        let shown = &mut shown[seat.index()];
        for result in view.results.iter().skip(*shown) {
            pages::result(&mut self.output, &self.words, result)?;
            if self.interactive {
                pages::write(&mut self.output, &self.words.say("term-press-enter"))?;
                self.read_line()?;
            }
        }
        *shown = view.results.len().max(*shown);
        Ok(())
    }

    fn read_line(&mut self) -> io::Result<Option<String>> {
        write!(self.output, "{} ", self.words.say("term-prompt"))?;
        self.output.flush()?;
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        // Whatever a terminal sends, no byte of it may end the game.
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Asks one question; answers false if the player leaves.
    fn ask(&mut self, view: &SeatView, question: &Question) -> io::Result<bool> {
        pages::question(&mut self.output, &self.words, view, question)?;
        let mut looking: Option<usize> = None;
        loop {
            let Some(line) = self.read_line()? else { return Ok(false) };
            match parse(&line) {
                Command::Nothing => {}
                Command::Quit => return Ok(false),
                Command::Look(number) | Command::Why(number)
                    if number == 0 || number > question.options.len() =>
                {
                    let args = [("from", 1_u32.into()), ("to", question.options.len().into())];
                    pages::write(
                        &mut self.output,
                        &self.words.say_with("term-number-please", &args),
                    )?;
                }
                Command::Look(number) if looking == Some(number) => {
                    if self.decide(view, question, number)? {
                        return Ok(true);
                    }
                }
                Command::Look(number) => {
                    looking = Some(number);
                    self.look(question, number)?;
                    pages::write(&mut self.output, &self.words.say("term-go-hint"))?;
                }
                Command::Why(number) => {
                    self.look(question, number)?;
                }
                Command::Go => match looking {
                    Some(number) => {
                        if self.decide(view, question, number)? {
                            return Ok(true);
                        }
                    }
                    None => pages::write(&mut self.output, &self.words.say("term-no-choice"))?,
                },
                Command::Page("question") => {
                    pages::question(&mut self.output, &self.words, view, question)?;
                }
                Command::Page(page) => pages::page(&mut self.output, &self.words, page, view)?,
                Command::Undo => {
                    if self.take_back()? {
                        return Ok(true);
                    }
                }
                Command::Unknown(word) => {
                    let text = self.words.say_with("term-unknown", &[("word", word.into())]);
                    pages::write(&mut self.output, &text)?;
                }
            }
        }
    }

    /// Takes the last decision back; answers whether there was one.
    fn take_back(&mut self) -> io::Result<bool> {
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

    /// Lays out an option of the question, counted from 1.
    fn look(&mut self, question: &Question, number: usize) -> io::Result<()> {
        pages::option(&mut self.output, &self.words, number, &question.options[number - 1])
    }

    /// Decides for an answer; answers whether it was carried out.
    fn decide(&mut self, view: &SeatView, question: &Question, number: usize) -> io::Result<bool> {
        let intent = Intent::Choose {
            question: question.id.clone(),
            option: question.options[number - 1].id.clone(),
        };
        self.send(view, intent)
    }

    /// Sends an intent of the seat at the terminal; answers whether it was carried out.
    fn send(&mut self, view: &SeatView, intent: Intent) -> io::Result<bool> {
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

    fn leave(&mut self) -> io::Result<Ending> {
        let text = match self.game.journal(self.world) {
            Some(journal) => {
                let path = journal.path().display().to_string();
                self.words.say_with("term-bye", &[("path", path.into())])
            }
            None => self.words.say("term-bye-unsaved"),
        };
        // Not wrapped: the command in it is there to be copied.
        writeln!(self.output, "{text}")?;
        Ok(Ending::Good)
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
