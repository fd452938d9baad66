//! What came of an item, beside its record, as text.

use std::io::{self, Write};

use super::layout::{cited, heading, indented, list, write};
use crate::rules::comparison::ArticleVerdict;
use crate::shown::Page;
use crate::view::{
    ChoiceResult, ItemResult, LaterView, OutcomeResult, ReactionView, RecordView, SeatView,
    TreatyResult,
};
use crate::words::{Words, percent};

pub(super) fn choice(
    out: &mut Page<impl Write>,
    words: &Words,
    choice: &ChoiceResult,
) -> io::Result<()> {
    let mark = match (&choice.recorded, choice.matched) {
        _ if choice.kept => words.say("result-kept"),
        (_, true) => words.say("verdict-matched"),
        (Some(recorded), false) => format!("{}: «{recorded}»", words.say("result-documented")),
        (None, false) => words.say("verdict-unknown"),
    };
    let origin = choice.origin.as_ref().filter(|_| !choice.matched);
    let mark = origin.map_or_else(|| mark.clone(), |origin| format!("{mark}; {origin}"));
    indented(out, "  - ", &format!("{}: «{}» ({mark})", choice.seat, choice.chosen))
}

pub(super) fn outcome(
    out: &mut Page<impl Write>,
    words: &Words,
    outcome: &OutcomeResult,
) -> io::Result<()> {
    let played = format!("{} «{}»", words.say("result-played"), outcome.played);
    if outcome.kept {
        let line = format!("{}: {played} ({})", outcome.title, words.say("result-kept"));
        return indented(out, "  - ", &line);
    }
    let documented = outcome.documented.clone().unwrap_or_else(|| words.say("result-unknown"));
    let line = format!(
        "{}: {played}, {} «{documented}»: {}",
        outcome.title,
        words.say("result-documented"),
        outcome.verdict_words
    );
    indented(out, "  - ", &line)
}

/// What a seat decided and what came of it, with its aims; beside the record.
pub(super) fn own(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
    result: &ItemResult,
) -> io::Result<()> {
    let Some(last) = view.last.as_ref().filter(|last| last.item == result.id) else {
        return self::result(out, words, result);
    };
    heading(out, &format!("{}: {}", result.date, result.title))?;
    write(out, &format!("{}: {}", words.say("result-you-decided"), last.decided))?;
    if let Some(ReactionView { name, office, says }) = &last.reaction {
        write(out, &format!("“{says}” ({name}, {office})"))?;
    }
    write(out, &words.say("result-came"))?;
    list(out, result.events_since(Some(last.n_events)).1)?;
    write(out, &words.say_with("result-aims", &[("date", (&view.date).into())]))?;
    let mut moved = view.aims.iter().filter(|aim| aim.has_moved()).peekable();
    if moved.peek().is_none() {
        indented(out, "  - ", &words.say("result-aims-same"))?;
    }
    for aim in moved {
        let args = [("before", percent(aim.before).into()), ("now", percent(aim.now).into())];
        let line = format!("{}: {}", aim.text, words.say_with("result-aim-moved", &args));
        indented(out, "  - ", &line)?;
    }
    beside(out, words, result)
}

/// A closed item beside its record.
pub(super) fn result(
    out: &mut Page<impl Write>,
    words: &Words,
    result: &ItemResult,
) -> io::Result<()> {
    heading(out, &format!("{}: {}", result.date, result.title))?;
    write(out, &words.say("result-heading"))?;
    list(out, &result.events)?;
    beside(out, words, result)
}

/// The decisions, outcomes and treaty of an item beside the record, and what is documented.
fn beside(out: &mut Page<impl Write>, words: &Words, result: &ItemResult) -> io::Result<()> {
    if !result.choices.is_empty() {
        write(out, &words.say("result-choices"))?;
        result.choices.iter().try_for_each(|c| choice(out, words, c))?;
    }
    if !result.outcomes.is_empty() {
        write(out, &words.say("result-outcomes"))?;
        result.outcomes.iter().try_for_each(|o| outcome(out, words, o))?;
    }
    if let Some(treaty) = &result.treaty {
        compared(out, words, treaty)?;
    }
    if !result.since.is_empty() {
        heading(out, &words.say("result-since"))?;
        result.since.iter().try_for_each(|part| later(out, part, true))?;
    }
    match &result.record {
        Ok(record) => self::record(out, words, record),
        Err(why) => {
            heading(out, &words.say("result-record"))?;
            write(out, why)
        }
    }
}

/// What happened in an item in which its reader had no part.
pub(super) fn meanwhile(
    out: &mut Page<impl Write>,
    words: &Words,
    result: &ItemResult,
) -> io::Result<()> {
    let args = [("date", result.date.as_str().into()), ("title", result.title.as_str().into())];
    heading(out, &words.say_with("result-meanwhile", &args))?;
    list(out, &result.events)
}

/// What is documented of an item.
pub(super) fn record(
    out: &mut Page<impl Write>,
    words: &Words,
    record: &RecordView,
) -> io::Result<()> {
    heading(
        out,
        &format!("{} ({}; {})", words.say("result-record"), record.date, record.confidence_words),
    )?;
    record.text.iter().try_for_each(|text| write(out, text))?;
    write(out, &cited(&record.sources))?;
    secret_parts(out, record)?;
    for account in &record.accounts {
        let line = format!("{}: {} {}", account.of, account.text, cited(&account.sources));
        indented(out, "  - ", &line)?;
    }
    for entry in &record.contradictions {
        let held = words.say_with("result-ruling", &[("ruling", (&entry.ruling).into())]);
        indented(out, "  - ", &format!("{}: {} {held}", entry.id, entry.text))?;
    }
    for unknown in &record.unknown {
        indented(out, "  - ", &format!("{}: {unknown}", words.say("result-unknown")))?;
    }
    later_parts(out, words, record)
}

/// What of a record only some knew.
pub(super) fn secret_parts(out: &mut Page<impl Write>, record: &RecordView) -> io::Result<()> {
    record.secret.iter().try_for_each(|part| {
        let line = format!("{}: {} {}", part.known_to, part.text, cited(&part.sources));
        indented(out, "  - ", &line)
    })
}

/// What came after an item.
pub(super) fn later_parts(
    out: &mut Page<impl Write>,
    words: &Words,
    record: &RecordView,
) -> io::Result<()> {
    if !record.later.is_empty() {
        write(out, &words.say("result-later"))?;
    }
    record.later.iter().try_for_each(|part| later(out, part, false))
}

/// One thing that came after an item; with the item's title where it stands elsewhere.
fn later(out: &mut Page<impl Write>, part: &LaterView, titled: bool) -> io::Result<()> {
    let of = if titled { format!("«{}»: ", part.of) } else { String::new() };
    let line = format!("{}: {of}{} {}", part.date, part.text, cited(&part.sources));
    indented(out, "  - ", &line)
}

/// A treaty beside the documented one.
pub(super) fn compared(
    out: &mut Page<impl Write>,
    words: &Words,
    treaty: &TreatyResult,
) -> io::Result<()> {
    heading(out, &words.say("conference-compared"))?;
    write(out, &treaty.fate)?;
    if !treaty.kept {
        let args =
            [("differences", treaty.n_differences.into()), ("articles", treaty.rows.len().into())];
        write(out, &words.say_with("conference-differences", &args))?;
    }
    if treaty.came_to_nothing_twice() {
        return write(out, &words.say("conference-came-to-nothing"));
    }
    for row in &treaty.rows {
        let secret = row.secret.as_ref().map(|s| format!(" [{s}]")).unwrap_or_default();
        let played = row.played.clone().unwrap_or_else(|| words.say("conference-no-article"));
        if treaty.kept {
            let played = format!("{} «{played}»", words.say("result-played"));
            indented(out, "  - ", &format!("{}{secret}: {played}", row.title))?;
            continue;
        }
        let documented = row.documented.clone().unwrap_or_else(|| words.say("result-unknown"));
        let line = format!(
            "{}{secret}: {} «{played}», {} «{documented}»: {}",
            row.title,
            words.say("result-played"),
            words.say("result-documented"),
            row.verdict_words
        );
        indented(out, "  - ", &line)?;
        if !matches!(row.verdict, ArticleVerdict::Same) && !row.record.is_empty() {
            indented(out, "      ", &format!("{} {}", row.record, cited(&row.sources)))?;
        }
    }
    Ok(())
}
