//! The debrief of a lesson in five parts, from a game that is over.

use maud::{Markup, html};

use super::{cited, list, paragraphs};
use crate::view::{
    ChoiceResult, Debrief, ItemResult, OutcomeCounts, SeatScore, SeatView, TreatyResult,
};
use crate::words::{Phrase, Words, percent, sentence_case};

/// How many parts the debrief of a lesson has.
pub const PARTS: u8 = 5;

/// The parts of a debrief that fit into a lesson, ranked: what happened beside the record,
/// what was kept, the treaties article by article, where the roads parted, whether the model
/// is fair. All of them, or the one of this number.
pub(super) fn debrief(words: &Words, view: &SeatView, of: &Debrief, only: Option<u8>) -> Markup {
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
pub(super) fn summary(words: &Words, counts: OutcomeCounts) -> String {
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
        table.beside {
            thead { tr {
                th scope="col" { (words.say("class-outcome")) } th scope="col" { (words.say("result-played")) }
                th scope="col" { (words.say("result-documented")) }
            } }
            tbody {
                @for one in &of.outcomes {
                    tr {
                        th scope="row" { (one.title) }
                        td { (one.played) }
                        td { (one.documented.as_deref().unwrap_or(&words.say("result-unknown")))
                            " " span.note { "(" (one.verdict_words) ")" } }
                    }
                }
            }
        }
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
        table.beside {
            thead { tr {
                th scope="col" { (words.say("conference-article")) }
                th scope="col" { (words.say("result-played")) }
                th scope="col" { (words.say("result-documented")) }
            } }
            tbody {
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
            }
        }
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
pub(super) fn rest(words: &Words, of: &Debrief) -> Markup {
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
