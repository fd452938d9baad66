//! What tends to follow from each answer, as text.

use std::io::{self, BufRead, Write};

use super::Terminal;
use super::layout::{heading, indented, write};
use crate::ensemble::ahead::Means;
use crate::ensemble::ahead::answers::{Ahead, Play};
use crate::shown::Page;
use crate::sim::level::Level;
use crate::view::{AheadView, OutcomeAhead, ahead_view};
use crate::words::{Words, percent};

/// How many games are played on for each answer.
const RUNS: u64 = 300;

impl<R: BufRead, W: Write> Terminal<'_, R, W> {
    /// Tells what tends to follow from each answer, if the game is played with that.
    pub(super) fn look_ahead(&mut self) -> io::Result<()> {
        if self.game.level() == Level::Unaided {
            return write(&mut self.output, &self.words.say("ahead-off"));
        }
        let Some(ahead) = Ahead::of(self.world, self.game, Play::Conduct) else {
            return write(&mut self.output, &self.words.say("ahead-nobody"));
        };
        let threads = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
        let counts = ahead.play(0..RUNS, Means::on(threads)).expect("nothing stops it");
        let view = ahead_view(&self.words, self.game.scenario(), &ahead, &counts);
        lay_out_ahead(&mut self.output, &self.words, &view)
    }
}

/// By how much an outcome must differ between two answers to be told of each.
const LEAST_DIFFERENCE: f64 = 0.05;

/// Lays out what tends to follow from each answer: of each what differs.
///
/// # Errors
/// If it cannot be written.
pub fn lay_out_ahead(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &AheadView,
) -> io::Result<()> {
    for answer in &view.answers {
        heading(out, &answer.label)?;
        let aims = [
            ("middle", percent(answer.aims.middle).into()),
            ("low", percent(answer.aims.low).into()),
            ("high", percent(answer.aims.high).into()),
        ];
        indented(out, "  ", &words.say_with("ahead-aims", &aims))?;
        for outcome in answer.outcomes.iter().filter(|o| o.differs >= LEAST_DIFFERENCE) {
            indented(out, "  ", &shares(words, outcome))?;
        }
        if let Some(sentence) = answer.hangs_on.as_ref().filter(|_| !is_said_once(view)) {
            indented(out, "  ", sentence)?;
        }
    }
    if let Some(first) = view.answers.first()
        && is_said_once(view)
        && let Some(sentence) = &first.hangs_on
    {
        writeln!(out)?;
        write(out, sentence)?;
    }
    let outcomes = view.answers.first().map_or(&[][..], |answer| &answer.outcomes);
    let alike = outcomes.iter().filter(|outcome| outcome.differs < LEAST_DIFFERENCE).count();
    writeln!(out)?;
    if alike > 0 {
        write(out, &words.say_with("ahead-alike", &[("count", alike.into())]))?;
    }
    write(out, &view.note)
}

/// Whether all answers hang on the same thing in the same way: it is said once then.
fn is_said_once(view: &AheadView) -> bool {
    let mut all = view.answers.iter().map(|answer| &answer.hangs_on);
    let first = all.next();
    view.answers.len() > 1 && all.all(|other| Some(other) == first)
}

/// An outcome with the values to which it came, the most frequent first.
fn shares(words: &Words, outcome: &OutcomeAhead) -> String {
    let mut values: Vec<&(String, f64)> = outcome.values.iter().collect();
    values.sort_by(|a, b| b.1.total_cmp(&a.1));
    let values = values.into_iter().map(|(value, share)| {
        let args = [("value", value.into()), ("percent", percent(*share).into())];
        words.say_with("ahead-share", &args)
    });
    format!("{}: {}", outcome.title, values.collect::<Vec<_>>().join("; "))
}
