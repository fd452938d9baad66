//! The end of a game as text: the debrief, and how a campaign goes on.

use std::io::{self, Write};

use bevy::ecs::world::World;

use super::layout::{heading, indented, list, signed, write};
use super::results::{choice, compared, later_parts, outcome, record, secret_parts};
use crate::shown::{Page, at_shell};
use crate::sim::game::Game;
use crate::view::{Crossing, Debrief, OutcomeCounts, PartSummary, SeatView};
use crate::words::{Words, percent, sentence_case};

/// Item by item, what the player has not read yet of the record: all of it where it was
/// kept, else what only others knew, and what came after.
fn items(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
    debrief: &Debrief,
) -> io::Result<()> {
    heading(out, &words.say("debrief-items"))?;
    for result in &debrief.results {
        let Ok(record) = &result.record else { continue };
        let read = view.results.iter().find(|read| read.id == result.id);
        let read = read.and_then(|read| read.record.as_ref().ok());
        if read.is_some() && record.secret.is_empty() && record.later.is_empty() {
            continue;
        }
        writeln!(out)?;
        write(out, &format!("{}: {}", result.date, result.title))?;
        if read.is_some() {
            secret_parts(out, record)?;
            later_parts(out, words, record)?;
            continue;
        }
        result.choices.iter().try_for_each(|c| choice(out, words, c))?;
        if let Some(treaty) = &result.treaty {
            compared(out, words, treaty)?;
        }
        self::record(out, words, record)?;
    }
    Ok(())
}

/// Lays out the debrief of a game that is over.
///
/// # Errors
/// If it cannot be written.
pub fn debrief(
    out: &mut Page<impl Write>,
    words: &Words,
    (world, game): (&World, &Game),
    view: &SeatView,
) -> io::Result<()> {
    let Some(debrief) = &view.debrief else { return Ok(()) };
    heading(out, &words.say("debrief-heading"))?;
    let OutcomeCounts { matched, diverged, unknown } = debrief.counts;
    write(
        out,
        &words.say_with(
            "debrief-summary",
            &[
                ("matched", matched.into()),
                ("known", (matched + diverged).into()),
                ("diverged", diverged.into()),
                ("unknown", unknown.into()),
            ],
        ),
    )?;
    write(out, &words.say("debrief-no-score"))?;
    if !debrief.campaign.is_empty() {
        campaign(out, words, &debrief.campaign)?;
    }
    heading(out, &words.say("debrief-outcomes"))?;
    debrief.outcomes.iter().try_for_each(|o| outcome(out, words, o))?;
    heading(out, &words.say("debrief-where"))?;
    if debrief.partings.is_empty() {
        write(out, &words.say("debrief-where-none"))?;
    }
    for parting in &debrief.partings {
        let text = words.say_with(
            "debrief-where-text",
            &[
                ("seat", sentence_case(&parting.called).into()),
                ("question", "".into()),
                ("chosen", (&parting.chosen).into()),
                ("recorded", parting.recorded.clone().unwrap_or_default().into()),
                ("percent", percent(parting.recorded_probability.unwrap_or(0.0)).into()),
            ],
        );
        indented(out, "  - ", &text.split_whitespace().collect::<Vec<_>>().join(" "))?;
        for reason in parting.reasons.iter().take(3) {
            indented(out, "      ", &format!("{}: {}", reason.text, signed(reason.amount)))?;
        }
    }
    list(out, &debrief.chances)?;
    heading(out, &words.say("debrief-objectives"))?;
    for seat in &debrief.seats {
        let value = words.say_with(
            "debrief-objective-value",
            &[("start", percent(seat.value.start).into()), ("now", percent(seat.value.now).into())],
        );
        write(out, &format!("{}: {value}", seat.seat))?;
        for aim in &seat.aims {
            let line = format!("{}: {} → {}. ", aim.text, percent(aim.start), percent(aim.now));
            let args = [("text", (&aim.documented).into())];
            let record = words.say_with("debrief-objective-documented", &args);
            indented(out, "  - ", &(line + &record))?;
        }
        list(out, &seat.red_lines)?;
    }
    kept_back(out, words, debrief)?;
    items(out, words, view, debrief)?;
    if !debrief.unknown.is_empty() {
        heading(out, &words.say("debrief-unknown"))?;
        list(out, &debrief.unknown)?;
    }
    heading(out, &words.say("debrief-sources"))?;
    for source in &debrief.sources {
        indented(out, "  - ", &format!("{}: {} ({})", source.id, source.title, source.kind))?;
    }
    foundations(out, words, (world, game), debrief)
}

/// What was kept from the viewer, and what each seat was told in confidence.
fn kept_back(out: &mut Page<impl Write>, words: &Words, debrief: &Debrief) -> io::Result<()> {
    heading(out, &words.say("debrief-secrets"))?;
    if debrief.secrets.is_empty() {
        write(out, &words.say("debrief-secrets-none"))?;
    }
    for line in &debrief.secrets {
        indented(out, "  - ", &format!("{}: {}", line.date, line.text))?;
    }
    heading(out, &words.say("debrief-confided"))?;
    for result in debrief.results.iter().filter(|result| !result.confided.is_empty()) {
        write(out, &format!("{}: {}", result.date, result.title))?;
        for told in &result.confided {
            indented(out, "  - ", &format!("{}: {}", told.seat, told.text.join(" ")))?;
        }
    }
    Ok(())
}

/// The shares of evidence behind the debrief, and the hash, seed and scenario of the
/// game.
fn foundations(
    out: &mut Page<impl Write>,
    words: &Words,
    (world, game): (&World, &Game),
    debrief: &Debrief,
) -> io::Result<()> {
    writeln!(out)?;
    write(
        out,
        &words.say_with(
            "debrief-judgement",
            &[
                ("percent", percent(debrief.evidence.judgements).into()),
                ("contested", percent(debrief.evidence.contested).into()),
            ],
        ),
    )?;
    write(
        out,
        &words.say_with("debrief-fair", &[("text", words.say("debrief-fair-text").into())]),
    )?;
    write(
        out,
        &words.say_with(
            "debrief-hash",
            &[
                ("hash", (&debrief.hash).into()),
                ("seed", game.seed(world).to_string().into()),
                ("scenario", game.scenario().head.id.as_str().into()),
                ("version", (&game.scenario().head.version).into()),
                ("content", game.scenario().short_hash().into()),
            ],
        ),
    )?;
    what_else(out, words, (world, game))
}

/// Where more is told of a game that is over.
fn what_else(
    out: &mut Page<impl Write>,
    words: &Words,
    (world, game): (&World, &Game),
) -> io::Result<()> {
    if let Some(journal) = game.journal(world) {
        let call = format!("status-quo what-if {}", at_shell(journal.path()));
        write(out, &words.say_with("term-what-if", &[("call", call.into())]))?;
    }
    write(out, &words.say("term-evidence"))
}

/// What one part of a campaign leaves, and how the next one opens.
pub(super) fn crossing(
    out: &mut Page<impl Write>,
    words: &Words,
    crossing: &Crossing,
) -> io::Result<()> {
    heading(out, &words.say("campaign-left"))?;
    if crossing.left.is_empty() {
        write(out, &words.say("campaign-left-none"))?;
    }
    list(out, &crossing.left)?;
    let args = [("title", (&crossing.title).into()), ("years", (&crossing.years).into())];
    heading(out, &words.say_with("campaign-next", &args))?;
    if crossing.otherwise.is_empty() {
        return write(out, &words.say("campaign-otherwise-none"));
    }
    write(out, &words.say("campaign-otherwise"))?;
    list(out, &crossing.otherwise)
}

/// A whole campaign beside the record, part by part.
fn campaign(out: &mut Page<impl Write>, words: &Words, parts: &[PartSummary]) -> io::Result<()> {
    heading(out, &words.say("campaign-debrief"))?;
    for part in parts {
        let args = [("title", (&part.title).into()), ("years", (&part.years).into())];
        write(out, &words.say_with("campaign-part", &args))?;
        indented(out, "  - ", &part.counts)?;
        if let Some(opened) = &part.opened {
            indented(out, "  - ", opened)?;
        }
        list(out, &part.otherwise)?;
        if !part.left.is_empty() {
            write(out, &words.say("campaign-left"))?;
        }
        list(out, &part.left)?;
    }
    Ok(())
}
