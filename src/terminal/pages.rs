//! The pages of the terminal: a view as lines of text.
//!
//! Layout only; every sentence comes from the view or from the words of the game.

use std::io::{self, Write};

use bevy::ecs::world::World;

use crate::rules::comparison::ArticleVerdict;
use crate::shown::{Page, at_shell};
use crate::sim::game::Game;
use crate::view::{
    ChoiceResult, Citation, Crossing, Debrief, ItemResult, LaterView, OptionView, OutcomeCounts,
    OutcomeResult, PartSummary, Question, RecordView, SeatView, StageView, TreatyResult,
};
use crate::words::{Phrase, Words, percent, sentence_case};

/// Writes a text, its lines broken, as a paragraph of its own.
pub(super) fn write(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    indented(out, "", text)
}

pub(super) fn indented(out: &mut Page<impl Write>, indent: &str, text: &str) -> io::Result<()> {
    out.write_broken(indent, if indent.is_empty() { "" } else { "    " }, text)
}

pub(super) fn heading(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    writeln!(out)?;
    write(out, &format!("== {text} =="))
}

/// The commands there are, each with what it does beside it.
pub(super) fn help(out: &mut Page<impl Write>, text: &str) -> io::Result<()> {
    out.write_broken("", "            ", text)
}

pub(super) fn list(out: &mut Page<impl Write>, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| indented(out, "  - ", line))
}

pub(super) fn cited(sources: &[Citation]) -> String {
    let names: Vec<&str> = sources.iter().map(|source| source.cited.as_str()).collect();
    format!("[{}]", names.join("; "))
}

/// The first page of a player: the situation, and the player's seat.
pub(super) fn opening(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
) -> io::Result<()> {
    heading(out, &view.title)?;
    for paragraph in &view.introduction {
        write(out, paragraph)?;
        writeln!(out)?;
    }
    if !view.otherwise.is_empty() {
        heading(out, &words.say("campaign-otherwise"))?;
        list(out, &view.otherwise)?;
        writeln!(out)?;
    }
    if let Some(seat) = &view.seat {
        write(out, &format!("{}: {}, {}", seat.name, seat.leader, seat.office))?;
        write(out, &seat.hook)?;
    }
    Ok(())
}

/// The question, with its briefing and the answers by number.
pub(super) fn question(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
    q: &Question,
) -> io::Result<()> {
    let points = match q.point {
        Some(point) => words.say_with(
            "table-point",
            &[("point", point.into()), ("total", view.progress.total.into())],
        ),
        None => words.say("table-no-point"),
    };
    heading(out, &format!("{}: {}", view.date, q.title))?;
    write(out, &points)?;
    for paragraph in &q.briefing {
        writeln!(out)?;
        write(out, paragraph)?;
    }
    if !q.background.is_empty() {
        write(out, &words.say("term-more-hint"))?;
    }
    if !q.private.is_empty() {
        heading(out, &words.say("table-private"))?;
        q.private.iter().try_for_each(|text| write(out, text))?;
    }
    if !q.so_far.is_empty() {
        writeln!(out)?;
        list(out, &q.so_far)?;
    }
    let seat = view.seat.as_ref().map(|seat| seat.name.clone()).unwrap_or_default();
    heading(out, &words.say_with("table-your-move", &[("seat", seat.into())]))?;
    write(out, &q.question)?;
    for (index, option) in q.options.iter().enumerate() {
        let note = option.closed.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        indented(out, "  ", &format!("{}. {}{note}", index + 1, option.label))?;
    }
    Ok(())
}

/// One answer in full.
pub(super) fn option(
    out: &mut Page<impl Write>,
    words: &Words,
    number: usize,
    option: &OptionView,
) -> io::Result<()> {
    let args = [("number", number.into()), ("label", (&option.label).into())];
    heading(out, &words.say_with("term-looking", &args))?;
    write(out, &format!("{} ({})", option.text, option.tag_words))?;
    heading(out, &words.say("table-consequences"))?;
    if option.consequences.is_empty() {
        write(out, &words.say("table-consequences-none"))?;
    }
    list(out, &option.consequences)?;
    for chance in &option.chances {
        heading(out, &words.say("table-chances"))?;
        write(out, &chance.text)?;
        for branch in &chance.branches {
            let args =
                [("percent", percent(branch.probability).into()), ("text", (&branch.text).into())];
            indented(out, "  - ", &words.say_with("table-chance-branch", &args))?;
        }
    }
    if let Some(reply) = &option.reply {
        heading(out, &words.say_with("table-reply", &[("seat", (&reply.seat).into())]))?;
        for answer in &reply.answers {
            let args = [
                ("percent", percent(answer.probability).into()),
                ("label", (&answer.label).into()),
            ];
            indented(out, "  - ", &words.say_with("table-reply-option", &args))?;
        }
    }
    heading(out, &words.say("table-changes"))?;
    if option.changes.is_empty() {
        write(out, &words.say("table-change-none"))?;
    }
    for change in &option.changes {
        let args = [("text", (&change.text).into()), ("amount", signed(change.amount).into())];
        indented(out, "  - ", &words.say_with("table-change", &args))?;
    }
    if !option.advice.is_empty() {
        heading(out, &words.say("table-advice"))?;
        for advice in &option.advice {
            let side = words.phrase(if advice.favours {
                Phrase("table-advice-for")
            } else {
                Phrase("table-advice-against")
            });
            let line = format!("{}, {} ({side}): {}", advice.name, advice.office, advice.says);
            indented(out, "  - ", &line)?;
        }
    }
    if !option.sources.is_empty() {
        write(out, &cited(&option.sources))?;
    }
    Ok(())
}

pub(super) fn signed(amount: f64) -> String {
    let points = amount * 100.0;
    // What is not nothing is not shown as nothing.
    if amount != 0.0 && points.abs() < 0.05 {
        return if amount < 0.0 { "-<0.1" } else { "+<0.1" }.to_owned();
    }
    format!("{points:+.1}")
}

/// A page by its name.
pub(super) fn page(
    out: &mut Page<impl Write>,
    words: &Words,
    page: &str,
    view: &SeatView,
) -> io::Result<()> {
    match page {
        "brief" => brief(out, words, view),
        "more" => more(out, words, view),
        "recognition" => recognition(out, words, view),
        "deterrence" => deterrence(out, words, view),
        "borders" => borders(out, words, view),
        "treaties" => treaties(out, words, view),
        "chronicle" => {
            heading(out, &words.say("table-tab-chronicle"))?;
            view.chronicle
                .iter()
                .try_for_each(|line| indented(out, "", &format!("{}: {}", line.date, line.text)))
        }
        "record" => {
            // With what happened since the reader last had a part in something.
            let own = view.results.iter().rposition(|result| result.own);
            let from = own.unwrap_or(0);
            if view.results.is_empty() {
                write(out, &words.say("none"))?;
            }
            view.results[from..].iter().try_for_each(|told| result(out, words, told))
        }
        _ => help(out, &words.say("term-help")),
    }
}

/// What the briefing leaves out.
fn more(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    let background: &[String] = match &view.stage {
        StageView::Asked(question) => &question.background,
        StageView::Conference(table) => &table.background,
        StageView::Waiting(_) | StageView::Over => &[],
    };
    heading(out, &words.say("table-background"))?;
    if background.is_empty() {
        write(out, &words.say("none"))?;
    }
    for paragraph in background {
        writeln!(out)?;
        write(out, paragraph)?;
    }
    Ok(())
}

fn brief(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    let Some(seat) = &view.seat else { return Ok(()) };
    heading(out, &format!("{}: {}, {}", seat.name, seat.leader, seat.office))?;
    write(out, &seat.note)?;
    for paragraph in &seat.brief {
        writeln!(out)?;
        write(out, paragraph)?;
    }
    heading(out, &words.say("seats-objectives"))?;
    for aim in &view.aims {
        let weight = words.say_with("seats-weight", &[("percent", percent(aim.weight).into())]);
        indented(out, "  - ", &format!("{} ({weight}): {}", aim.text, percent(aim.now)))?;
    }
    write(out, &words.say_with("table-value", &[("percent", percent(view.value).into())]))?;
    heading(out, &words.say("seats-red-lines"))?;
    list(out, &view.red_lines)
}

fn recognition(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    heading(out, &words.say("table-tab-recognition"))?;
    let table = &view.recognition;
    for (from, row) in table.powers.iter().zip(&table.cells) {
        for (to, cell) in table.powers.iter().zip(row) {
            if let Some(cell) = cell
                && cell.rung != 1
            {
                let line =
                    format!("{} → {}: {} ({})", from.short, to.short, cell.words, cell.status);
                indented(out, "  ", &line)?;
            }
        }
    }
    for power in &table.powers {
        if let Some(declaratory) = &power.declaratory {
            let args =
                |value: f64| [("power", (&power.name).into()), ("percent", percent(value).into())];
            let own = words.say_with("indicator-declaratory", &args(declaratory.index));
            write(out, &sentence_case(&own))?;
            let others = words.say_with("indicator-constitutive", &args(power.constitutive));
            write(out, &sentence_case(&others))?;
        }
    }
    list(out, &table.contradictions)
}

fn deterrence(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    heading(out, &words.say("table-tab-deterrence"))?;
    for sector in view.sectors.iter().filter(|sector| sector.live) {
        writeln!(out)?;
        write(out, &sector.name)?;
        list(out, &sector.chances)?;
        list(out, core::slice::from_ref(&sector.equilibrium))?;
        list(out, &sector.bonds)?;
        write(out, &words.say("indicator-inputs"))?;
        for input in &sector.inputs {
            indented(out, "  - ", &format!("{}: {:.2}", input.title, input.value))?;
        }
    }
    Ok(())
}

fn borders(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    heading(out, &words.say("table-tab-borders"))?;
    for sector in &view.sectors {
        writeln!(out)?;
        write(out, &sector.name)?;
        let live = if sector.live {
            words.say_with("tension", &[("percent", percent(sector.tension).into())])
        } else {
            words.say("indicator-not-live")
        };
        indented(
            out,
            "  - ",
            &format!("{}; {}; {live}; {}", sector.status, sector.holder, sector.incidents),
        )?;
        list(out, &sector.claims)?;
        list(out, &sector.forces)?;
        list(out, &sector.clashes)?;
    }
    Ok(())
}

fn treaties(out: &mut Page<impl Write>, words: &Words, view: &SeatView) -> io::Result<()> {
    heading(out, &words.say("table-tab-treaties"))?;
    if view.instruments.is_empty() {
        write(out, &words.say("treaties-none"))?;
    }
    for treaty in &view.instruments {
        let secret = if treaty.secret {
            format!(" ({})", words.say("treaty-secret"))
        } else {
            String::new()
        };
        write(out, &format!("{}{secret}: {}. {}", treaty.title, treaty.state, treaty.parties))?;
        indented(out, "    ", &treaty.text)?;
        for article in &treaty.articles {
            indented(out, "    - ", &format!("{}: {}", article.title, article.text))?;
        }
        list(out, &treaty.contradicts)?;
    }
    Ok(())
}

fn choice(out: &mut Page<impl Write>, words: &Words, choice: &ChoiceResult) -> io::Result<()> {
    let mark = match (&choice.recorded, choice.matched) {
        _ if choice.kept => words.say("result-kept"),
        (_, true) => words.say("verdict-matched"),
        (Some(recorded), false) => format!("{}: «{recorded}»", words.say("result-documented")),
        (None, false) => words.say("verdict-unknown"),
    };
    indented(out, "  - ", &format!("{}: «{}» ({mark})", choice.seat, choice.chosen))
}

fn outcome(out: &mut Page<impl Write>, words: &Words, outcome: &OutcomeResult) -> io::Result<()> {
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

/// A closed item beside its record.
pub(super) fn result(
    out: &mut Page<impl Write>,
    words: &Words,
    result: &ItemResult,
) -> io::Result<()> {
    heading(out, &format!("{}: {}", result.date, result.title))?;
    write(out, &words.say("result-heading"))?;
    list(out, &result.events)?;
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
fn record(out: &mut Page<impl Write>, words: &Words, record: &RecordView) -> io::Result<()> {
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
fn secret_parts(out: &mut Page<impl Write>, record: &RecordView) -> io::Result<()> {
    record.secret.iter().try_for_each(|part| {
        let line = format!("{}: {} {}", part.known_to, part.text, cited(&part.sources));
        indented(out, "  - ", &line)
    })
}

/// What came after an item.
fn later_parts(out: &mut Page<impl Write>, words: &Words, record: &RecordView) -> io::Result<()> {
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

/// The debrief.
pub(super) fn debrief(
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

/// A treaty beside the documented one.
fn compared(out: &mut Page<impl Write>, words: &Words, treaty: &TreatyResult) -> io::Result<()> {
    heading(out, &words.say("conference-compared"))?;
    write(out, &treaty.fate)?;
    if !treaty.kept {
        let args =
            [("differences", treaty.n_differences.into()), ("articles", treaty.rows.len().into())];
        write(out, &words.say_with("conference-differences", &args))?;
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
