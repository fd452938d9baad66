//! The pages of the terminal: a view as lines of text.
//!
//! Layout only; every sentence comes from the view or from the words of the game.

use std::io::{self, Write};

use super::layout::{heading, help, indented, list, signed, write};
use super::results::result;
use crate::shown::Page;
use crate::view::{OptionView, Question, SeatView, StageView, led_here_lines, odds_words};
use crate::words::{Phrase, Words, percent, sentence_case};

/// The first page of a player: the situation, what has led here by the record, and the player's
/// seat.
pub(super) fn opening(
    out: &mut Page<impl Write>,
    words: &Words,
    view: &SeatView,
    led_here: usize,
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
    if led_here > 0 {
        heading(out, &words.say("result-led-here"))?;
        list(out, &led_here_lines(words, view, led_here))?;
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
    write(out, &option.text)?;
    heading(out, &words.say("table-consequences"))?;
    if option.consequences.is_empty() {
        write(out, &words.say("table-consequences-none"))?;
    }
    list(out, &option.consequences)?;
    for chance in &option.chances {
        heading(out, &words.say("table-chances"))?;
        write(out, &chance.text)?;
        for branch in &chance.branches {
            let args = [
                ("odds", odds_words(words, branch.probability).into()),
                ("percent", percent(branch.probability).into()),
                ("text", (&branch.text).into()),
            ];
            indented(out, "  - ", &words.say_with("table-chance-branch", &args))?;
        }
    }
    if let Some(reply) = &option.reply {
        heading(out, &words.say_with("table-reply", &[("seat", (&reply.seat).into())]))?;
        for answer in &reply.answers {
            let args = [
                ("odds", odds_words(words, answer.probability).into()),
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
    Ok(())
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
