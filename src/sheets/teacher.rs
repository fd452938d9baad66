//! The teacher's page: the whole scenario beside its record.

use maud::{Markup, html};

use super::{cited, line, list, named, opening, paragraphs};
use crate::sim::view::sheet::{TeacherItem, TeacherSheet};
use crate::words::{percent, say, say_with};

/// The teacher's page.
pub(super) fn page(sheet: &TeacherSheet) -> Markup {
    let head = &sheet.head;
    let title = format!("{} – {}", head.title, say("sheet-teacher"));
    super::page(
        &title,
        html! {
            (line(&say("sheet-teacher"), &say("sheet-teacher-note"), head))
            h1 { (head.title) }
            p.subtitle { (head.subtitle) }
            p { (sheet.summary) }
            (opening(head))
            p.note { (say_with("sheet-evidence", &[("judged", percent(sheet.evidence.0).into()), ("contested", percent(sheet.evidence.1).into())])) }
            p.note { (say_with("sheet-authors", &[("authors", (&sheet.authors.0).into()), ("licence", (&sheet.authors.1).into())])) }

            h2 { (say("sheet-seats")) }
            @for (seat, aims, red_lines) in &sheet.seats {
                h3 { (seat.name) }
                p { b { (named(&seat.leader, seat.native.as_ref())) } ", " (seat.office) ". " (seat.hook) }
                table {
                    tr { th { (say("sheet-aim")) } th.number { (say("sheet-weight")) } th { (say("sheet-documented-end")) } }
                    @for (text, weight, documented) in aims {
                        tr { td { (text) } td.number { (percent(*weight)) " %" } td { (documented) } }
                    }
                }
                (list(red_lines))
            }

            h2 { (say("sheet-timeline")) }
            table {
                tr { th { (say("sheet-when")) } th { (say("sheet-what")) } th { (say("sheet-kind")) } th { (say("sheet-asked")) } }
                @for item in &sheet.items {
                    tr { td { (item.date) } td { (numbered(item.point, &item.title)) } td { (item.kind) } td { (asked(item)) } }
                }
            }

            h2 { (say("sheet-points")) }
            @for entry in &sheet.items { (item(entry)) }

            @if !sheet.outcomes.is_empty() {
                h2 { (say("result-outcomes")) }
                table {
                    tr { th { (say("sheet-what")) } th { (say("sheet-documented")) } th { (say("result-record")) } }
                    @for (title, documented, record, confidence, sources) in &sheet.outcomes {
                        tr {
                            td { (title) }
                            td { @match documented { Some(words) => (words), None => (say("result-unknown")) } }
                            td { (record) " " span.note { "(" (confidence) ")" } (cited(sources)) }
                        }
                    }
                }
            }
            @if !sheet.unknown.is_empty() { h2 { (say("library-unknown")) } (list(&sheet.unknown)) }
            @if !sheet.contradictions.is_empty() {
                h2 { (say("result-contradictions")) }
                @for (id, says, ruling, sources) in &sheet.contradictions {
                    p.keep { b { (id) } ": " (says) " " (say_with("result-ruling", &[("ruling", ruling.into())])) (cited(sources)) }
                }
            }
            section.sealed {
                h2 { (say("sheet-debrief")) }
                p.note { (say("sheet-debrief-note")) }
                ol { @for question in &sheet.questions { li { (question) } } }
            }
            h2 { (say("result-sources")) }
            table {
                @for (id, title, kind) in &sheet.sources { tr { td { b { (id) } } td { (title) } td { (kind) } } }
            }
        },
    )
}

/// A title with its number among the decision points.
pub(super) fn numbered(point: Option<u32>, title: &str) -> String {
    match point {
        Some(point) => {
            say_with("sheet-numbered", &[("point", point.into()), ("title", title.into())])
        }
        None => title.to_owned(),
    }
}

/// Who is asked in an item, each seat once.
fn asked(item: &TeacherItem) -> String {
    let mut seats: Vec<&str> = Vec::new();
    for (seat, ..) in &item.moves {
        if !seats.contains(&seat.as_str()) {
            seats.push(seat);
        }
    }
    seats.join(", ")
}

fn item(item: &TeacherItem) -> Markup {
    html! {
        h3 { (item.date) ": " (numbered(item.point, &item.title)) }
        p.note {
            (item.kind) ", " (item.place)
            @if let Some(when) = &item.when { "; " (say_with("sheet-only-if", &[("when", when.into())])) }
            @if let Some(seats) = &item.known_to { "; " (say_with("sheet-known-to", &[("seats", seats.into())])) }
        }
        @for (seat, question, options) in &item.moves {
            p { b { (seat) ": " } (question) }
            ul {
                @for option in options {
                    li {
                        span.done[option.recorded] { (option.label) }
                        " " span.tag { "(" (option.tag_words) @if option.recorded { "; " (say("sheet-chosen")) } ")" }
                        (cited(&option.sources))
                    }
                }
            }
        }
        @for (question, branches) in &item.chances {
            p { (say_with("sheet-drawn", &[("question", question.into())])) }
            ul { @for (chance, text) in branches { li { (percent(*chance)) " %: " (text) } } }
        }
        @for clause in &item.clauses {
            p {
                b { (clause.title) }
                @if let Some(secret) = &clause.secret { " (" (secret) ")" }
                ": "
                @for (index, (label, documented)) in clause.values.iter().enumerate() {
                    @if index > 0 { " · " }
                    span.done[*documented] { (label) @if *documented { " (" (say("sheet-chosen")) ")" } }
                }
                ". " (clause.record) (cited(&clause.sources))
            }
        }
        h4 { (say("result-record")) " (" (item.record.date) "; " (item.record.confidence_words) ")" }
        (paragraphs(&item.record.text))
        p.source { "[" @for (index, source) in item.record.sources.iter().enumerate() { @if index > 0 { "; " } (source.cited) } "]" }
        @for (of, says, sources) in &item.record.accounts { p { i { (of) } ": " (says) (cited(sources)) } }
        @if !item.record.unknown.is_empty() { p.note { (say("result-unknown")) ": " (item.record.unknown.join(" ")) } }
    }
}
