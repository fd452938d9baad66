//! What another answer would have changed, as text.

use std::io::{self, Write};

use super::pages::{heading, indented, write};
use crate::shown::Page;
use crate::view::{Estimate, OtherAnswer, Weightiest, WhatIfView};
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
    for row in &view.of_seats {
        indented(out, "  ", &weightiest(words, row, true))?;
    }
    for row in &view.of_outcomes {
        indented(out, "  ", &weightiest(words, row, false))?;
    }
    let changes = |other: &OtherAnswer| !other.aims.is_empty() || !other.changes.is_empty();
    for turning in view.turnings.iter().filter(|turning| turning.others.iter().any(changes)) {
        heading(out, &format!("{}: {}", turning.date, turning.title))?;
        let args = [
            ("number", turning.number.into()),
            ("seat", (&turning.seat).into()),
            ("played", (&turning.played).into()),
        ];
        write(out, &words.say_with("whatif-played", &args))?;
        for other in turning.others.iter().filter(|other| changes(other)) {
            answer(out, words, other)?;
        }
    }
    let same = view.turnings.iter().filter(|turning| !turning.others.iter().any(changes));
    let numbers: Vec<String> = same.map(|turning| turning.number.to_string()).collect();
    writeln!(out)?;
    if !numbers.is_empty() {
        let numbers = numbers.join(", ");
        write(out, &words.say_with("whatif-same", &[("numbers", numbers.into())]))?;
    }
    write(out, &words.say("whatif-note"))
}

fn weightiest(words: &Words, row: &Weightiest, points: bool) -> String {
    let args = [
        ("of", (&row.of).into()),
        ("number", row.number.into()),
        ("title", (&row.title).into()),
        ("label", (&row.label).into()),
        ("by", signed(row.by).into()),
        ("value", row.value.as_deref().unwrap_or_default().into()),
    ];
    if points {
        words.say_with("whatif-weightiest-seat", &args)
    } else {
        words.say_with("whatif-weightiest-outcome", &args)
    }
}

fn answer(out: &mut Page<impl Write>, words: &Words, other: &OtherAnswer) -> io::Result<()> {
    indented(out, "  ", &words.say_with("whatif-other", &[("label", (&other.label).into())]))?;
    for (seat, by) in &other.aims {
        let args = [("seat", seat.into()), ("by", signed(*by).into())];
        indented(out, "    ", &words.say_with("whatif-aims", &args))?;
    }
    for change in &other.changes {
        let args = [
            ("title", (&change.title).into()),
            ("value", (&change.value).into()),
            ("before", percent(change.before).into()),
            ("after", percent(change.after).into()),
            ("by", signed(change.by).into()),
        ];
        indented(out, "    ", &words.say_with("whatif-change", &args))?;
    }
    Ok(())
}

/// A difference in hundredths with its interval.
fn signed(by: Estimate) -> String {
    let part = |value: f64| format!("{:+.0}", value * 100.0);
    format!("{} ({} to {})", part(by.value), part(by.low), part(by.high))
}
