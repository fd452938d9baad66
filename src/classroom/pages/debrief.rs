//! The debrief of a lesson in five parts, from a game that is over.

use maud::{Markup, html};

use super::{cited, list, paragraphs};
use crate::view::{ChoiceResult, Debrief, ItemResult, OutcomeCounts, SeatView, TreatyResult};
use crate::words::{Words, percent, sentence_case};

/// The five parts, ranked: what happened beside the record, what was kept, the treaties
/// article by article, where the roads parted, whether the model is fair.
pub(super) fn debrief(words: &Words, view: &SeatView, of: &Debrief) -> Markup {
    html! {
        div.debrief {
            h2 { "1. " (words.say("debrief-outcomes")) }
            (outcomes(words, of))
            h2 { "2. " (words.say("debrief-secrets")) }
            (kept(words, view, of))
            h2 { "3. " (words.say("conference-compared")) }
            (treaties(words, of))
            h2 { "4. " (words.say("debrief-where")) }
            (partings(words, of))
            h2 { "5. " (words.say("class-debrief-fair")) }
            (fair(words, of))
        }
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
                th scope="col" {} th scope="col" { (words.say("result-played")) }
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
