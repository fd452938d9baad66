//! The debrief of a game on a page: its parts, and a whole page of it to keep or print.
//!
//! A class shows the same parts one by one.

use maud::{Markup, html};

use super::course::plots;
use super::markup::{cited, line, list, page, paragraphs};
use crate::view::sheet::SheetHead;
use crate::view::{
    ChoiceResult, Debrief, ItemResult, OutcomeCounts, SeatScore, SeatView, TreatyResult,
    TurningView, WhatIfView,
};
use crate::words::{Phrase, Words, percent, sentence_case};

/// How many parts the debrief of a lesson has.
pub const PARTS: u8 = 5;

/// How many decisions are told of as those that weighed most.
pub const WEIGHTIEST: usize = 3;

/// The whole page of a game that is over: first the seat of its reader, what it wanted and
/// which decisions weighed, then the parts, and everything else.
pub(super) fn page_of(
    words: &Words,
    head: &SheetHead,
    view: &SeatView,
    what_if: Option<&WhatIfView>,
) -> Markup {
    let whom = view.seat.as_ref().map_or_else(String::new, |seat| seat.name.clone());
    let body = html! {
        (line(&words.say("debrief-heading"), &whom, head))
        h1 { (head.title) }
        p.subtitle { (head.days.first) " – " (head.days.last) }
        @match &view.debrief {
            None => p { (words.say("whatif-not-over")) },
            Some(of) => {
                (own(words, view, of, what_if))
                (plots(words, &of.course))
                h2 { (words.say("debrief-timelines")) }
                (timelines(words, of))
                (debrief(words, view, of, None))
                (rest(words, of))
            }
        }
    };
    page(words, &head.title, body)
}

/// The seat of the reader: what it wanted and got, where it left the record, what weighed most,
/// and what to talk about.
fn own(words: &Words, view: &SeatView, of: &Debrief, what_if: Option<&WhatIfView>) -> Markup {
    let seat = view.seat.as_ref();
    let score = seat.and_then(|seat| of.seats.iter().find(|score| score.seat == seat.name));
    let weighed = seat.zip(what_if).map(|(seat, it)| it.weightiest_of(&seat.name, WEIGHTIEST));
    html! {
        h2 { (words.say("debrief-own")) }
        @if let Some(seat) = seat {
            p.hook { (seat.hook) }
        } @else { p { (words.say("debrief-own-watched")) } }
        @if let Some(score) = score { (objectives(words, score)) }
        @if let Some(seat) = seat {
            h3 { (words.say("debrief-roads")) }
            (roads(words, of, &seat.name))
        }
        @if let Some(weighed) = weighed.filter(|weighed| !weighed.is_empty()) {
            h3 { (words.say("debrief-weighed")) }
            @for turning in weighed { (turning_line(words, turning)) }
            p.note { (words.say("debrief-weighed-note")) }
        }
        h2 { (words.say("debrief-discuss")) }
        ol { @for question in &of.discussion { li { (question) } } }
    }
}

/// The decisions in which the player left the record.
fn roads(words: &Words, of: &Debrief, seat: &str) -> Markup {
    let own: Vec<&ChoiceResult> = of.own_partings(seat).collect();
    html! {
        @if own.is_empty() { p { (words.say("debrief-roads-none")) } }
        ul { @for choice in own {
            li { em { (choice.question) } " " (words.say_with("debrief-road", &[
                ("chosen", (&choice.chosen).into()),
                ("recorded", choice.recorded.as_deref().unwrap_or_default().into()),
            ])) }
        } }
    }
}

fn turning_line(words: &Words, turning: &TurningView) -> Markup {
    html! {
        div.keep {
            p { strong { (turning.date) ", " (turning.title) ": " } (turning.sentence(words)) }
            @if let Some(other) = turning.heaviest() {
                p { (words.say_with("whatif-other", &[("label", (&other.label).into())])) }
                ul {
                    @for (_, sentence) in other.of_aims(words) { li { (sentence) } }
                    @for change in other.followed() { li { (change.sentence(words)) } }
                }
            }
        }
    }
}

/// A table of what was played beside what is documented; `of` heads its first column.
fn beside(words: &Words, of: &str, rows: &Markup) -> Markup {
    html! {
        table.beside {
            thead { tr {
                th scope="col" { (of) }
                th scope="col" { (words.say("result-played")) }
                th scope="col" { (words.say("result-documented")) }
            } }
            tbody { (rows) }
        }
    }
}

/// What each seat decided beside what is documented, by day.
fn timelines(words: &Words, of: &Debrief) -> Markup {
    html! {
        p.note { (words.say("debrief-timelines-what")) }
        (beside(words, &words.say("debrief-day"), &html! {
            @for (result, choice) in of.choices() {
                tr {
                    td { (result.date) ", " (choice.seat) }
                    td { (choice.chosen) }
                    td {
                        @if choice.matched { "=" }
                        @else { (choice.recorded.as_deref()
                            .unwrap_or(&words.say("verdict-unknown"))) }
                    }
                }
            }
        }))
    }
}

/// The parts of a debrief that fit into a lesson, ranked: what happened beside the record,
/// what was kept, the treaties article by article, where the roads parted, whether the model
/// is fair. All of them, or the one of this number.
#[must_use]
pub fn debrief(words: &Words, view: &SeatView, of: &Debrief, only: Option<u8>) -> Markup {
    html! {
        div.debrief {
            @for number in (1..=PARTS).filter(|number| only.is_none_or(|only| only == *number)) {
                h2 { (number) ". " (part_heading(words, number)) }
                (part(words, view, of, number))
            }
        }
    }
}

/// The heading of a part.
#[must_use]
pub fn part_heading(words: &Words, number: u8) -> String {
    words.phrase(match number {
        1 => Phrase("debrief-outcomes"),
        2 => Phrase("debrief-secrets"),
        3 => Phrase("conference-compared"),
        4 => Phrase("debrief-where"),
        _ => Phrase("class-debrief-fair"),
    })
}

fn part(words: &Words, view: &SeatView, of: &Debrief, number: u8) -> Markup {
    match number {
        1 => outcomes(words, of),
        2 => kept(words, view, of),
        3 => treaties(words, of),
        4 => partings(words, of),
        _ => fair(words, of),
    }
}

/// How many outcomes came as documented, in a sentence.
#[must_use]
pub fn summary(words: &Words, counts: OutcomeCounts) -> String {
    let OutcomeCounts { matched, diverged, unknown } = counts;
    let args = [
        ("matched", matched.into()),
        ("known", (matched + diverged).into()),
        ("diverged", diverged.into()),
        ("unknown", unknown.into()),
    ];
    words.say_with("debrief-summary", &args)
}

fn outcomes(words: &Words, of: &Debrief) -> Markup {
    html! {
        p { (summary(words, of.counts)) }
        p.note { (words.say("debrief-no-score")) }
        (beside(words, &words.say("class-outcome"), &html! {
            @for one in &of.outcomes {
                tr {
                    th scope="row" { (one.title) }
                    td { (one.played) }
                    td { (one.documented.as_deref().unwrap_or(&words.say("result-unknown")))
                        " " span.note { "(" (one.verdict_words) ")" } }
                }
            }
        }))
    }
}

/// What was kept from this seat, and what each was told in confidence.
fn kept(words: &Words, view: &SeatView, of: &Debrief) -> Markup {
    let told = |result: &&ItemResult| !result.confided.is_empty();
    html! {
        @if of.secrets.is_empty() { p { (words.say("debrief-secrets-none")) } }
        ul { @for line in &of.secrets { li { span.note { (line.date) } " " (line.text) } } }
        h3 { (words.say("debrief-confided")) }
        @for result in of.results.iter().filter(told) {
            p { strong { (result.title) } }
            @for one in &result.confided { p { em { (one.seat) } ": " (one.text.join(" ")) } }
        }
        @for score in &of.seats {
            @if view.seat.as_ref().is_none_or(|own| own.name != score.seat) {
                h4 { (score.seat) ": " (words.say("seats-red-lines")) }
                (list(&score.red_lines))
            }
        }
    }
}

fn treaties(words: &Words, of: &Debrief) -> Markup {
    html! {
        @for result in &of.results {
            @if let Some(treaty) = &result.treaty {
                h3 { (result.title) }
                (treaty_beside(words, treaty))
            }
        }
    }
}

/// A treaty beside the documented one.
fn treaty_beside(words: &Words, treaty: &TreatyResult) -> Markup {
    let differences =
        [("differences", treaty.n_differences.into()), ("articles", treaty.rows.len().into())];
    html! {
        p { (treaty.fate) " " (words.say_with("conference-differences", &differences)) }
        (beside(words, &words.say("conference-article"), &html! {
            @for row in &treaty.rows {
                tr {
                    th scope="row" { (row.title)
                        @if let Some(secret) = &row.secret { " " span.note { (secret) } } }
                    td { (row.played.as_deref()
                        .unwrap_or(&words.say("conference-no-article"))) }
                    td {
                        (row.documented.as_deref().unwrap_or(&words.say("result-unknown")))
                        " " span.note { "(" (row.verdict_words) ")" } (cited(&row.sources))
                    }
                }
            }
        }))
    }
}

fn partings(words: &Words, of: &Debrief) -> Markup {
    let line = |parting: &ChoiceResult| {
        let args = [
            ("seat", sentence_case(&parting.called).into()),
            ("question", "".into()),
            ("chosen", (&parting.chosen).into()),
            ("recorded", parting.recorded.clone().unwrap_or_default().into()),
            ("percent", percent(parting.recorded_probability.unwrap_or(0.0)).into()),
        ];
        let text = words.say_with("debrief-where-text", &args);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html! {
        @if of.partings.is_empty() { p { (words.say("debrief-where-none")) } }
        ul { @for parting in &of.partings { li { (line(parting)) } } }
        (list(&of.chances))
    }
}

/// What the model cannot show, and where sources disagree.
fn fair(words: &Words, of: &Debrief) -> Markup {
    let judgement = [
        ("percent", percent(of.evidence.judgements).into()),
        ("contested", percent(of.evidence.contested).into()),
    ];
    html! {
        p { (words.say("debrief-fair-text")) }
        p { (words.say_with("debrief-judgement", &judgement)) }
        h3 { (words.say("result-contradictions")) }
        @for one in of.trust.contradictions.iter().take(3) {
            p { (one.text) (cited(&one.sources)) }
            p.note { (words.say_with("result-ruling", &[("ruling", (&one.ruling).into())])) }
        }
        @if !of.unknown.is_empty() {
            h3 { (words.say("debrief-unknown")) }
            (paragraphs(&of.unknown))
        }
    }
}

/// The rest of the debrief, for a handout: what each wanted and got, each matter with what is
/// documented of it, what is unknown, and the sources.
#[must_use]
pub fn rest(words: &Words, of: &Debrief) -> Markup {
    html! {
        h2 { "6. " (words.say("debrief-objectives")) }
        @for seat in &of.seats { (objectives(words, seat)) }
        h2 { "7. " (words.say("debrief-items")) }
        @for result in &of.results { (item(words, result)) }
        h2 { "8. " (words.say("debrief-unknown")) }
        (list(&of.unknown))
        h2 { "9. " (words.say("debrief-sources")) }
        ul.sources {
            @for source in &of.sources {
                li { strong { (source.id) } ": " (source.title) " (" (source.kind) ")" }
            }
        }
    }
}

fn objectives(words: &Words, seat: &SeatScore) -> Markup {
    let value =
        [("start", percent(seat.value.start).into()), ("now", percent(seat.value.now).into())];
    html! {
        h3 { (seat.seat) ": " (words.say_with("debrief-objective-value", &value)) }
        ul {
            @for aim in &seat.aims {
                li {
                    (aim.text) " " span.note { (percent(aim.start)) " → " (percent(aim.now)) }
                    " " (words.say_with("debrief-objective-documented", &[
                        ("text", (&aim.documented).into())
                    ]))
                }
            }
        }
    }
}

/// A matter: what happened, and what is documented.
fn item(words: &Words, result: &ItemResult) -> Markup {
    html! {
        h3 { (result.date) ": " (result.title) }
        (list(&result.events))
        @match &result.record {
            Ok(record) => {
                h4 {
                    (words.say("result-record")) " (" (record.date) "; "
                    (record.confidence_words) ")"
                }
                (paragraphs(&record.text))
                @for one in &record.secret { p { em { (one.known_to) } ": " (one.text) } }
                @for one in &record.accounts {
                    p { em { (one.of) } ": " (one.text) (cited(&one.sources)) }
                }
                @for one in &record.later {
                    p { span.note { (one.date) } " " (one.text) (cited(&one.sources)) }
                }
                p.source { (cited(&record.sources)) }
            }
            Err(why) => p { (why) },
        }
    }
}
