//! The game by text: for a terminal, over ssh, for a screen reader, for a script.
//!
//! Plain lines in reading order, no cursor movement and no colour; everything is
//! a number or a word and Enter. It shows the same view as the window and sends
//! the same intents.

mod ahead;
mod conference;
mod debrief;
mod evidence;
mod layout;
mod line;
mod pages;
mod results;
mod whatif;

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

pub use ahead::lay_out_ahead;
pub use debrief::debrief as lay_out_debrief;
pub use evidence::lay_out_trust;
use line::{PlayerCommand, parse};
pub use line::{Terminal, choose_number};
pub use whatif::lay_out_what_if;

use crate::rules::ids::SeatId;
use crate::rules::intents::Intent;
use crate::scenario::opening::Opening;
use crate::scenario::testplan::{PlanLine, Testplan};
use crate::sim::crossing::NextPart;
use crate::sim::level::Level;
use crate::sim::script;
use crate::view::{
    Question, SeatView, StageView, crossing, decide_error_words, n_results, n_results_before,
};
use crate::words::Phrase;

/// The way in which a session at the terminal ended.
#[derive(Clone, Debug)]
pub enum SessionEnd {
    /// The game is over, or the player left.
    Good,
    /// A script could not be played or an expectation failed.
    Failed,
    /// The campaign goes on with its next part, which opens so.
    GoesOn(Box<NextPart>, Opening),
}

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// Plays until the game is over, the player leaves, or input ends.
    ///
    /// # Errors
    /// Only those of reading and writing.
    pub fn run(&mut self) -> io::Result<SessionEnd> {
        layout::write(&mut self.output, &self.words.say("term-welcome"))?;
        self.say_where()?;
        let mut shown = self.nothing_shown();
        let begins = self.game.decisions(self.world).is_empty();
        let several = self.game.players(self.world).count() > 1;
        let (mut looks, mut opened) = (None, BTreeSet::new());
        loop {
            let viewer = self.viewer();
            let view = self.view();
            if several && viewer.is_some() && viewer != looks {
                self.hand_over(&view)?;
            }
            looks = viewer;
            if begins && opened.insert(viewer) {
                let led_here = n_results_before(self.world, self.game, viewer);
                pages::opening(&mut self.output, &self.words, &view, led_here)?;
            }
            self.show_results(&view, viewer, &mut shown)?;
            let goes_on = match &view.stage {
                StageView::Asked(question) => self.ask(&view, question)?,
                StageView::Conference(table) => self.confer(&view, table)?,
                StageView::Waiting(_) | StageView::Over => {
                    debrief::debrief(
                        &mut self.output,
                        &self.words,
                        (self.world, self.game),
                        &view,
                    )?;
                    if let Some(end) = self.cross(None, true)? {
                        return Ok(end);
                    }
                    layout::write(&mut self.output, &self.words.say("term-over"))?;
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
    /// the game does, a person goes on if there is one. In a campaign, `next` is how the
    /// script opens the part that follows, if it plays it.
    ///
    /// # Errors
    /// Only those of reading and writing.
    pub fn run_script(&mut self, plan: &Testplan, next: Option<Opening>) -> io::Result<SessionEnd> {
        let mut shown = self.nothing_shown();
        let mut failed = false;
        let mut held = Vec::new();
        for (number, line) in &plan.lines {
            let result = match line {
                PlanLine::Say { seat, words } => self.say(seat, words),
                PlanLine::Expect { outcome, value } => {
                    script::expect(self.game, self.world, outcome, value)
                        .map(|()| held.push(format!("{outcome} = {value}")))
                        .map_err(|error| error.to_string())
                }
            };
            if let Err(why) = result {
                layout::write(&mut self.output, &format!("line {number}: {why}"))?;
                failed = true;
                if matches!(line, PlanLine::Say { .. }) {
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
            self.tell_held(plan, &held)?;
            self.leave()?;
            return Ok(SessionEnd::Failed);
        }
        if self.game.is_over(self.world) {
            let view = self.view();
            debrief::debrief(&mut self.output, &self.words, (self.world, self.game), &view)?;
            self.tell_held(plan, &held)?;
            let asks = self.interactive;
            return match self.cross(next, asks)? {
                Some(end) => Ok(end),
                None => self.leave(),
            };
        }
        self.tell_held(plan, &held)?;
        layout::write(&mut self.output, &self.words.say("term-script-left"))?;
        if self.interactive { self.run() } else { self.leave() }
    }

    /// Goes from one part of a campaign to the next: says what is left, and asks how it is
    /// to open unless that is said already or nobody is there. None if nothing follows.
    fn cross(&mut self, opening: Option<Opening>, asks: bool) -> io::Result<Option<SessionEnd>> {
        let Some(next) = self.game.next_part(self.world) else { return Ok(None) };
        let crossing = crossing(&next, &self.words);
        debrief::crossing(&mut self.output, &self.words, &crossing)?;
        if let Some(opening) = opening {
            return Ok(Some(SessionEnd::GoesOn(Box::new(next), opening)));
        }
        if !asks {
            return Ok(None);
        }
        let args = [("title", (&crossing.title).into())];
        let heading = self.words.say_with("term-crossing", &args);
        let lines: Vec<String> = [
            Phrase("term-crossing-later"),
            Phrase("term-crossing-carried"),
            Phrase("term-crossing-documented"),
        ]
        .map(|key| self.words.phrase(key))
        .into();
        let (input, output) = (&mut self.input, &mut self.output);
        let chosen = choose_number(input, output, &self.words, &heading, &lines, 0)?;
        let opening = match chosen {
            None | Some(0) => return self.leave().map(Some),
            Some(1) => Opening::Carried,
            Some(_) => Opening::Documented,
        };
        Ok(Some(SessionEnd::GoesOn(Box::new(next), opening)))
    }

    /// Says which expectations of a script held, if it has any.
    fn tell_held(&mut self, plan: &Testplan, held: &[String]) -> io::Result<()> {
        let is_expected = |(_, line): &&(usize, PlanLine)| matches!(line, PlanLine::Expect { .. });
        let count = plan.lines.iter().filter(is_expected).count();
        if count == 0 {
            return Ok(());
        }
        let said = if held.len() == count {
            self.words.say_with("term-held", &[("count", count.into())])
        } else {
            let args = [("held", held.len().into()), ("count", count.into())];
            self.words.say_with("term-held-some", &args)
        };
        writeln!(self.output)?;
        layout::write(&mut self.output, &said)?;
        layout::list(&mut self.output, held)
    }

    /// Sends the intent that a line of a script means for a seat.
    fn say(&mut self, seat: &str, words: &str) -> Result<(), String> {
        let intent =
            script::intent(self.game, self.world, words).map_err(|error| error.to_string())?;
        self.game
            .decide_by_name(self.world, seat, intent)
            .map_err(|error| decide_error_words(&self.words, &error))
    }

    /// Gives the terminal to the next of several who share it: what was read before goes out of
    /// sight, and nothing is shown until the next is there.
    fn hand_over(&mut self, view: &SeatView) -> io::Result<()> {
        /// More lines than a screen has.
        const OUT_OF_SIGHT: usize = 100;
        let Some(seat) = &view.seat else { return Ok(()) };
        let args = [("seat", (&seat.name).into()), ("leader", (&seat.leader).into())];
        if self.interactive {
            for _ in 0..OUT_OF_SIGHT {
                writeln!(self.output)?;
            }
        }
        layout::heading(&mut self.output, &self.words.say_with("curtain-heading", &args))?;
        if self.interactive {
            layout::write(&mut self.output, &self.words.say_with("curtain-text", &args))?;
            layout::write(&mut self.output, &self.words.say("term-press-enter"))?;
            self.read_line()?;
        }
        Ok(())
    }

    /// The number of results that each seat has been shown at the start: those before the item
    /// with which it begins are told in a line each.
    fn nothing_shown(&self) -> Vec<usize> {
        let seats = SeatId::up_to(self.game.holders(self.world).len());
        seats.map(|seat| n_results_before(self.world, self.game, Some(seat))).collect()
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
        let new = view.results.get(*shown..).unwrap_or_default();
        for (number, result) in new.iter().enumerate() {
            // What one has no part in is told shortly, up to the next page of one's own.
            if result.own {
                results::own(&mut self.output, &self.words, view, result)?;
            } else {
                results::meanwhile(&mut self.output, &self.words, result)?;
                if new.get(number + 1).is_some_and(|next| !next.own) {
                    continue;
                }
                layout::write(&mut self.output, &self.words.say("term-meanwhile"))?;
            }
            if self.interactive {
                layout::write(&mut self.output, &self.words.say("term-press-enter"))?;
                self.read_line()?;
            }
        }
        *shown = view.results.len().max(*shown);
        Ok(())
    }

    /// Asks one question; returns false if the player leaves.
    fn ask(&mut self, view: &SeatView, question: &Question) -> io::Result<bool> {
        pages::question(&mut self.output, &self.words, view, question)?;
        if self.game.level() == Level::Guided {
            self.look_ahead()?;
        }
        let mut looking: Option<usize> = None;
        loop {
            let Some(line) = self.read_line()? else { return Ok(false) };
            match parse(&line) {
                PlayerCommand::Nothing => {}
                PlayerCommand::Quit => return Ok(false),
                PlayerCommand::Look(number) | PlayerCommand::Why(number)
                    if number == 0 || number > question.options.len() =>
                {
                    let args = [("from", 1_u32.into()), ("to", question.options.len().into())];
                    layout::write(
                        &mut self.output,
                        &self.words.say_with("term-number-please", &args),
                    )?;
                }
                PlayerCommand::Look(number) if looking == Some(number) => {
                    if self.decide(view, question, number)? {
                        return Ok(true);
                    }
                }
                PlayerCommand::Look(number) => {
                    looking = Some(number);
                    self.look(question, number)?;
                    layout::write(&mut self.output, &self.words.say("term-go-hint"))?;
                }
                PlayerCommand::Why(number) => {
                    self.look(question, number)?;
                }
                PlayerCommand::Go => match looking {
                    Some(number) => {
                        if self.decide(view, question, number)? {
                            return Ok(true);
                        }
                    }
                    None => layout::write(&mut self.output, &self.words.say("term-no-choice"))?,
                },
                PlayerCommand::Page("ahead") => self.look_ahead()?,
                PlayerCommand::Codex(wanted) => self.look_up(&wanted)?,
                PlayerCommand::Page("question") => {
                    pages::question(&mut self.output, &self.words, view, question)?;
                }
                PlayerCommand::Page(page) => {
                    pages::page(&mut self.output, &self.words, page, view)?;
                }
                PlayerCommand::Undo => {
                    if self.take_back()? {
                        return Ok(true);
                    }
                }
                PlayerCommand::Unknown(word) => {
                    let text = self.words.say_with("term-unknown", &[("word", word.into())]);
                    layout::write(&mut self.output, &text)?;
                }
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

    /// Says where the game is kept, so that nothing needs to be said when it is
    /// interrupted; or that it is not kept.
    fn say_where(&mut self) -> io::Result<()> {
        self.set_parting();
        let said = match (self.resume_call(), &self.not_kept) {
            (Some(call), _) => self.words.say_with("term-kept", &[("call", call.into())]),
            (None, Some(why)) => self.words.say_with("notice-not-kept", &[("why", why.into())]),
            (None, None) => return Ok(()),
        };
        layout::write(&mut self.output, &said)
    }

    fn leave(&mut self) -> io::Result<SessionEnd> {
        self.look_after_journal()?;
        let said = self.farewell();
        layout::write(&mut self.output, &said)?;
        self.output.flush()?;
        Ok(SessionEnd::Good)
    }
}
