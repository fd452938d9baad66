//! What another answer would have changed, as text.

use std::io::{self, Write};

use super::layout::{heading, indented, write};
use crate::shown::Page;
use crate::view::{OtherAnswer, TurningView, WhatIfView};
use crate::words::{Words, percent};

/// Lays out how firmly the end of a game stands, the decisions that bore most, and what each
/// other answer would have changed.
///
/// # Errors
/// If it cannot be written.
pub fn lay_out_what_if(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &WhatIfView,
) -> io::Result<()> {
    if let Some(firm) = &view.firm {
        let args = [("runs", firm.runs.to_string().into())];
        heading(out, &words.say_with("whatif-firm", &args))?;
        let mut before: Option<&String> = None;
        for outcome in &firm.outcomes {
            let args = [
                ("title", (&outcome.title).into()),
                ("came", (&outcome.came).into()),
                ("share", percent(outcome.share.value).into()),
                ("low", percent(outcome.share.low).into()),
                ("high", percent(outcome.share.high).into()),
            ];
            indented(out, "  ", &words.say_with("whatif-firm-outcome", &args))?;
            // What several hang on is said once.
            let same = before == outcome.hangs_on.as_ref();
            before = outcome.hangs_on.as_ref();
            if let Some(sentence) = before.filter(|_| !same) {
                indented(out, "    ", sentence)?;
            }
        }
    }
    heading(out, &words.say("whatif-weightiest"))?;
    if view.of_outcomes.is_empty() && view.of_seats.is_empty() {
        write(out, &words.say("whatif-nothing"))?;
    }
    for row in view.of_seats.iter().chain(&view.of_outcomes) {
        indented(out, "  ", &row.sentence(words))?;
    }
    let moves = |turning: &TurningView| turning.others.iter().any(OtherAnswer::changes_anything);
    for turning in view.turnings.iter().filter(|turning| moves(turning)) {
        heading(out, &format!("{}: {}", turning.date, turning.title))?;
        write(out, &turning.sentence(words))?;
        for other in turning.others.iter().filter(|other| other.changes_anything()) {
            answer(out, words, other)?;
        }
    }
    let same = view.turnings.iter().filter(|turning| !moves(turning));
    let numbers: Vec<String> = same.map(|turning| turning.number.to_string()).collect();
    writeln!(out)?;
    if !numbers.is_empty() {
        let numbers = numbers.join(", ");
        write(out, &words.say_with("whatif-same", &[("numbers", numbers.into())]))?;
    }
    write(out, &words.say("whatif-note"))
}

fn answer(out: &mut Page<impl Write>, words: &Words, other: &OtherAnswer) -> io::Result<()> {
    indented(out, "  ", &words.say_with("whatif-other", &[("label", (&other.label).into())]))?;
    for (_, sentence) in other.of_aims(words) {
        indented(out, "    ", &sentence)?;
    }
    for change in &other.changes {
        indented(out, "    ", &change.sentence(words))?;
    }
    Ok(())
}
