//! The teacher's page: the whole scenario beside its record.

use maud::{Markup, html};

use super::markup::{self, cited, line, list, named, numbered, opening, paragraphs};
use crate::view::sheet::{TeacherItem, TeacherSheet};
use crate::words::{Words, percent};

/// The teacher's page.
pub(super) fn page(words: &Words, sheet: &TeacherSheet) -> Markup {
    let head = &sheet.head;
    let title = format!("{} – {}", head.title, words.say("sheet-teacher"));
    let licence = Some(&*sheet.authors.licence).filter(|text| !text.is_empty()).unwrap_or("none");
    markup::page(
        words,
        &title,
        html! {
            (line(&words.say("sheet-teacher"), &words.say("sheet-teacher-note"), head))
            h1 { (head.title) }
            p.subtitle { (head.subtitle) }
            p { (sheet.summary) }
            (opening(words, head))
            p.note { (words.say_with("sheet-evidence", &[("judged", percent(sheet.evidence.judgements).into()), ("contested", percent(sheet.evidence.contested).into())])) }
            p.note { (words.say_with("sheet-authors", &[("authors", (&sheet.authors.names).into()), ("licence", licence.into())])) }

            h2 { (words.say("sheet-seats")) }
            @for seat in &sheet.seats {
                h3 { (seat.card.name) }
                p { b { (named(&seat.card.leader, seat.card.native.as_ref())) } ", " (seat.card.office) ". " (seat.card.hook) }
                table {
                    tr { th { (words.say("sheet-aim")) } th.number { (words.say("sheet-weight")) } th { (words.say("sheet-documented-end")) } }
                    @for aim in &seat.aims {
                        tr { td { (aim.text) } td.number { (percent(aim.weight)) " %" } td { (aim.documented) } }
                    }
                }
                (list(&seat.red_lines))
            }

            h2 { (words.say("sheet-timeline")) }
            table {
                tr { th { (words.say("sheet-when")) } th { (words.say("sheet-what")) } th { (words.say("sheet-kind")) } th { (words.say("sheet-asked")) } }
                @for item in &sheet.items {
                    tr { td { (item.date) } td { (numbered(words, item.point, &item.title)) } td { (item.kind) } td { (asked(item)) } }
                }
            }

            h2 { (words.say("sheet-points")) }
            @for entry in &sheet.items { (item(words, entry)) }

            @if !sheet.outcomes.is_empty() {
                h2 { (words.say("result-outcomes")) }
                table {
                    tr { th { (words.say("sheet-what")) } th { (words.say("sheet-documented")) } th { (words.say("result-record")) } }
                    @for outcome in &sheet.outcomes {
                        tr {
                            td { (outcome.title) }
                            td { @match &outcome.documented { Some(value) => (value), None => (words.say("result-unknown")) } }
                            td { (outcome.record) " " span.note { "(" (outcome.confidence) ")" } (cited(&outcome.sources)) }
                        }
                    }
                }
            }
            @if !sheet.unknown.is_empty() { h2 { (words.say("debrief-unknown")) } (list(&sheet.unknown)) }
            @if !sheet.contradictions.is_empty() {
                h2 { (words.say("result-contradictions")) }
                @for entry in &sheet.contradictions {
                    p.keep { b { (entry.id) } ": " (entry.text) " " (words.say_with("result-ruling", &[("ruling", (&entry.ruling).into())])) (cited(&entry.sources)) }
                }
            }
            section.sealed {
                h2 { (words.say("sheet-debrief")) }
                p.note { (words.say("sheet-debrief-note")) }
                ol { @for question in &sheet.questions { li { (question) } } }
            }
            h2 { (words.say("result-sources")) }
            table {
                @for source in &sheet.sources { tr { td { b { (source.id) } } td { (source.title) } td { (source.kind) } } }
            }
        },
    )
}

/// The seats that are asked in an item, each once.
fn asked(item: &TeacherItem) -> String {
    let mut seats: Vec<&str> = Vec::new();
    for mv in &item.moves {
        if !seats.contains(&mv.seat.as_str()) {
            seats.push(&mv.seat);
        }
    }
    seats.join(", ")
}

fn item(words: &Words, item: &TeacherItem) -> Markup {
    html! {
        h3 { (item.date) ": " (numbered(words, item.point, &item.title)) }
        p.note {
            (item.kind) ", " (item.place)
            @if let Some(when) = &item.when { "; " (words.say_with("sheet-only-if", &[("when", when.into())])) }
            @if let Some(seats) = &item.known_to { "; " (words.say_with("sheet-known-to", &[("seats", seats.into())])) }
        }
        @for mv in &item.moves {
            p { b { (mv.seat) ": " } (mv.question) }
            ul {
                @for option in &mv.options {
                    li {
                        span.done[option.recorded] { (option.label) }
                        " " span.tag { "(" (option.tag_words) @if option.recorded { "; " (words.say("sheet-chosen")) } ")" }
                        (cited(&option.sources))
                    }
                }
            }
        }
        @for chance in &item.chances {
            p { (words.say_with("sheet-drawn", &[("question", (&chance.text).into())])) }
            ul { @for branch in &chance.branches { li { (percent(branch.probability)) " %: " (branch.text) } } }
        }
        @for clause in &item.clauses {
            p {
                b { (clause.title) }
                @if let Some(secret) = &clause.secret { " (" (secret) ")" }
                ": "
                @for (index, value) in clause.values.iter().enumerate() {
                    @if index > 0 { " · " }
                    span.done[value.documented] { (value.label) @if value.documented { " (" (words.say("sheet-chosen")) ")" } }
                }
                ". " (clause.record) (cited(&clause.sources))
            }
        }
        h4 { (words.say("result-record")) " (" (item.record.date) "; " (item.record.confidence_words) ")" }
        (paragraphs(&item.record.text))
        p.source { "[" @for (index, source) in item.record.sources.iter().enumerate() { @if index > 0 { "; " } (source.cited) } "]" }
        @for part in &item.record.secret { p { i { (part.known_to) } ": " (part.text) (cited(&part.sources)) } }
        @for part in &item.record.later { p { i { (words.say("result-later")) ", " (part.date) } ": " (part.text) (cited(&part.sources)) } }
        @for account in &item.record.accounts { p { i { (account.of) } ": " (account.text) (cited(&account.sources)) } }
        @if !item.record.unknown.is_empty() { p.note { (words.say("result-unknown")) ": " (item.record.unknown.join(" ")) } }
    }
}
