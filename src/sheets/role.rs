//! The page of one seat: what it is given at the start, then the sealed pages.

use maud::{Markup, html};

use super::{line, list, named, opening, paragraphs, points, sources};
use crate::sim::view::sheet::{RoleSheet, SealedPage, SheetMandate, SheetTable};
use crate::words::{percent, say, say_with};

/// A seat's page.
pub(super) fn page(sheet: &RoleSheet) -> Markup {
    let seat = &sheet.seat;
    let title = format!("{} – {}", sheet.head.title, seat.name);
    super::page(
        &title,
        html! {
            (line(&say("sheet-confidential"), &seat.name, &sheet.head))
            h1 { (seat.name) }
            p.subtitle { (sheet.head.title) ", " (sheet.head.subtitle) }
            p.hook { (seat.hook) }
            p.note { (say("sheet-keep")) }

            h2 { (say("sheet-you")) }
            p { b { (named(&seat.leader, seat.native.as_ref())) } ", " (seat.office) }
            p { (seat.note) }
            h2 { (say("seats-brief")) }
            (paragraphs(&seat.brief))
            div.keep {
                h2 { (say("seats-objectives")) }
                table {
                    tr { th { (say("sheet-aim")) } th.number { (say("sheet-weight")) } }
                    @for (text, weight) in &sheet.aims {
                        tr { td { (text) } td.number { (percent(*weight)) " %" } }
                    }
                }
            }
            @if !sheet.red_lines.is_empty() {
                div.keep { h2 { (say("seats-red-lines")) } (list(&sheet.red_lines)) }
            }
            @if !seat.advisers.is_empty() {
                div.keep {
                    h2 { (say("seats-advisers")) }
                    ul { @for (name, office) in &seat.advisers { li { b { (name) } ", " (office) } } }
                }
            }

            h2 { (say("sheet-situation")) }
            (opening(&sheet.head))
            (known(sheet))

            @if !sheet.dates.is_empty() {
                h2 { (say("sheet-dates")) }
                p.note { (say("sheet-dates-note")) }
                table {
                    tr {
                        th { (say("sheet-when")) } th { (say("sheet-what")) }
                        th { (say("sheet-where")) } th { (say("sheet-part")) }
                    }
                    @for date in &sheet.dates {
                        tr {
                            td { (date.date) } td { (date.title) }
                            td { (date.place) } td { (date.part) }
                        }
                    }
                }
            }
            div.keep { h2 { (say("sheet-plan")) } p.note { (say("sheet-plan-note")) } div.box {} }
            (sources(&seat.sources))
            @for sealed in &sheet.sealed { (sealed_page(sheet, sealed)) }
        },
    )
}

/// What the seat knows on the first day.
fn known(sheet: &RoleSheet) -> Markup {
    html! {
        @if !sheet.others.is_empty() {
            div.keep {
                h3 { (say("seats-others")) }
                ul {
                    @for (name, leader, native, office) in &sheet.others {
                        li { b { (name) } ": " (named(leader, native.as_ref())) ", " (office) }
                    }
                }
            }
        }
        @for sector in &sheet.sectors {
            div.keep {
                h3 { (sector.name) }
                p { (sector.note) }
                ul {
                    @for claim in &sector.claims { li { (claim) } }
                    li { (sector.holder) "; " (sector.status) }
                    @for bond in &sector.bonds { li { (bond) } }
                    @if !sector.forces.is_empty() { li { (sector.forces.join("; ")) } }
                }
            }
        }
        @if !sheet.instruments.is_empty() {
            h3 { (say("sheet-instruments")) }
            ul {
                @for instrument in &sheet.instruments {
                    li {
                        b { (instrument.title) }
                        @if instrument.secret { " (" (say("treaty-secret")) ")" }
                        ": " (instrument.text) " " span.note { (instrument.parties) "; " (instrument.state) }
                    }
                }
            }
        }
        @if !sheet.facts.is_empty() {
            h3 { (say("sheet-facts")) }
            ul { @for (name, value) in &sheet.facts { li { (name) ": " (value) } } }
        }
        @if !sheet.recognition.is_empty() {
            div.keep {
                h3 { (say("sheet-recognition")) }
                table {
                    tr {
                        th { (say("sheet-power")) }
                        th { (say("sheet-by-us")) } th { (say("sheet-of-us")) }
                    }
                    @for (name, ours, theirs) in &sheet.recognition {
                        tr { td { (name) } td { (ours) } td { (theirs) } }
                    }
                }
            }
        }
    }
}

fn sealed_page(sheet: &RoleSheet, sealed: &SealedPage) -> Markup {
    let date = [("date", (&sealed.date).into())];
    html! {
        section.sealed {
            (line(&say("sheet-confidential"), &sheet.seat.name, &sheet.head))
            div.seal { (say_with("sheet-sealed", &date)) }
            h2 { (super::teacher::numbered(sealed.point, &sealed.title)) }
            p.note { (sealed.date) ", " (sealed.place) }
            (paragraphs(&sealed.briefing))
            @if !sealed.private.is_empty() {
                h3 { (say("sheet-private")) }
                (paragraphs(&sealed.private))
            }
            @for question in &sealed.questions {
                h3 { (say_with("sheet-question", &[("question", (&question.question).into())])) }
                @for (label, text, tag, bound) in &question.options {
                    div.option {
                        p { "☐ " b { (label) } }
                        p { (text) }
                        p.tag { (tag) @if *bound { "; " (say("sheet-bound")) } }
                    }
                }
            }
            @if let Some(table) = &sealed.table { (papers(table)) }
        }
    }
}

/// A party's papers for a conference.
fn papers(table: &SheetTable) -> Markup {
    html! {
        h3 { (say("conference-parties")) }
        ul {
            @for (seat, delegates, position) in &table.parties {
                li { b { (seat) } ": " (delegates) ". " (position) }
            }
        }
        p.note { (table.rounds) }
        @if let Some(mediator) = &table.mediator { p { (mediator) } }
        h3 { (say("conference-instructions")) }
        (paragraphs(&table.instructions))
        @for clause in &table.clauses {
            div.keep {
                h4 { (clause.title) @if let Some(secret) = &clause.secret { " (" (secret) ")" } }
                ul {
                    @for (label, text, reservable) in &clause.values {
                        li {
                            b { (label) } ": " (text)
                            @if *reservable { " " span.tag { (say("sheet-reservable")) } }
                        }
                    }
                }
            }
        }
        @for mandate in &table.mandates { (wants(mandate, table.mandates.len() > 1)) }
    }
}

/// What the party wants.
fn wants(mandate: &SheetMandate, several: bool) -> Markup {
    html! {
        h3 {
            @match &mandate.when {
                Some(when) => (say_with("sheet-mandate-if", &[("when", when.into())])),
                None if several => (say("sheet-mandate-else")),
                None => (say("sheet-mandate")),
            }
        }
        table {
            tr {
                th { (say("sheet-clause")) } th.number { (say("sheet-weight")) }
                th { (say("sheet-worth")) }
            }
            @for (clause, weight, worth) in &mandate.interests {
                tr {
                    td { (clause) } td.number { (percent(*weight)) " %" }
                    td {
                        @for (index, (label, worth)) in worth.iter().enumerate() {
                            @if index > 0 { "; " } (label) " " b { (points(*worth)) }
                        }
                    }
                }
            }
        }
        (list(&mandate.red_lines))
        (list(&mandate.home))
        @if !mandate.without.is_empty() {
            div.keep {
                h4 { (say("conference-without")) }
                ul {
                    @for (text, worth) in &mandate.without {
                        li { (say_with("conference-alternative-worth", &[("text", text.into()), ("worth", points(*worth).into())])) }
                    }
                }
            }
        }
    }
}
