//! The page of one seat: the information it has at the start, then the sealed pages.

use maud::{Markup, html};

use super::markup::{self, line, list, named, opening, paragraphs, points, sources};
use crate::view::sheet::{RoleSheet, SealedPage, SheetMandate, SheetTable};
use crate::words::{Words, percent};

/// A seat's page.
pub(super) fn page(words: &Words, sheet: &RoleSheet) -> Markup {
    let seat = &sheet.seat;
    let title = format!("{} – {}", sheet.head.title, seat.name);
    markup::page(
        words,
        &title,
        html! {
            (line(&words.say("sheet-confidential"), &seat.name, &sheet.head))
            h1 { (seat.name) }
            p.subtitle { (sheet.head.title) ", " (sheet.head.subtitle) }
            p.hook { (seat.hook) }
            p.note { (words.say("sheet-keep")) }

            h2 { (words.say("sheet-you")) }
            p { b { (named(&seat.leader, seat.native.as_ref())) } ", " (seat.office) }
            p { (seat.note) }
            h2 { (words.say("seats-brief")) }
            (paragraphs(&seat.brief))
            div.keep {
                h2 { (words.say("seats-objectives")) }
                table {
                    tr { th { (words.say("sheet-aim")) } th.number { (words.say("sheet-weight")) } }
                    @for aim in &sheet.aims {
                        tr { td { (aim.text) } td.number { (percent(aim.weight)) " %" } }
                    }
                }
            }
            @if !sheet.red_lines.is_empty() {
                div.keep { h2 { (words.say("seats-red-lines")) } (list(&sheet.red_lines)) }
            }
            @if !seat.advisers.is_empty() {
                div.keep {
                    h2 { (words.say("seats-advisers")) }
                    ul { @for adviser in &seat.advisers { li { b { (adviser.name) } ", " (adviser.office) } } }
                }
            }

            h2 { (words.say("sheet-situation")) }
            (opening(words, &sheet.head))
            (known(words, sheet))

            @if !sheet.dates.is_empty() {
                h2 { (words.say("sheet-dates")) }
                p.note { (words.say("sheet-dates-note")) }
                table {
                    tr {
                        th { (words.say("sheet-when")) } th { (words.say("sheet-what")) }
                        th { (words.say("sheet-where")) } th { (words.say("sheet-part")) }
                    }
                    @for date in &sheet.dates {
                        tr {
                            td { (date.date) } td { (date.title) }
                            td { (date.place) } td { (date.part) }
                        }
                    }
                }
            }
            div.keep { h2 { (words.say("sheet-plan")) } p.note { (words.say("sheet-plan-note")) } div.box {} }
            (sources(words, &seat.sources))
            @for sealed in &sheet.sealed { (sealed_page(words, sheet, sealed)) }
        },
    )
}

/// What of a seat fits on two pages: who one is, what one wants, whom one faces, and where.
pub(super) fn short_page(words: &Words, sheet: &RoleSheet) -> Markup {
    let seat = &sheet.seat;
    let title = format!("{} – {}", sheet.head.title, seat.name);
    let body = html! {
        div.short {
            (line(&words.say("sheet-confidential"), &seat.name, &sheet.head))
            h1 { (seat.name) }
            p.subtitle { (sheet.head.title) ", " (sheet.head.subtitle) }
            p.hook { (seat.hook) }
            p { b { (named(&seat.leader, seat.native.as_ref())) } ", " (seat.office) }
            (paragraphs(&seat.brief))
            div.keep {
                h2 { (words.say("seats-objectives")) }
                ul {
                    @for aim in &sheet.aims {
                        li { (aim.text) " (" (percent(aim.weight)) " %)" }
                    }
                }
            }
            @if !sheet.red_lines.is_empty() {
                div.keep { h2 { (words.say("seats-red-lines")) } (list(&sheet.red_lines)) }
            }
            h2 { (words.say("sheet-situation")) }
            (paragraphs(&sheet.head.introduction))
            @if !sheet.others.is_empty() {
                h3 { (words.say("seats-others")) }
                ul {
                    @for other in &sheet.others {
                        li { b { (other.name) } ": " (other.leader) ", " (other.office) }
                    }
                }
            }
            @for sector in &sheet.sectors {
                p { b { (sector.name) ". " } (sector.note) }
            }
        }
    };
    markup::page(words, &title, body)
}

/// The knowledge of the seat on the first day.
fn known(words: &Words, sheet: &RoleSheet) -> Markup {
    html! {
        @if !sheet.others.is_empty() {
            div.keep {
                h3 { (words.say("seats-others")) }
                ul {
                    @for other in &sheet.others {
                        li { b { (other.name) } ": " (named(&other.leader, other.native.as_ref())) ", " (other.office) }
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
            h3 { (words.say("sheet-instruments")) }
            ul {
                @for instrument in &sheet.instruments {
                    li {
                        b { (instrument.title) }
                        @if instrument.secret { " (" (words.say("treaty-secret")) ")" }
                        ": " (instrument.text) " " span.note { (instrument.parties) "; " (instrument.state) }
                    }
                }
            }
        }
        @if !sheet.facts.is_empty() {
            h3 { (words.say("sheet-facts")) }
            ul { @for fact in &sheet.facts { li { (fact.title) ": " (fact.value) } } }
        }
        @if !sheet.recognition.is_empty() {
            div.keep {
                h3 { (words.say("sheet-recognition")) }
                table {
                    tr {
                        th { (words.say("sheet-power")) }
                        th { (words.say("sheet-by-us")) } th { (words.say("sheet-of-us")) }
                    }
                    @for pair in &sheet.recognition {
                        tr { td { (pair.power) } td { (pair.ours) } td { (pair.theirs) } }
                    }
                }
            }
        }
    }
}

fn sealed_page(words: &Words, sheet: &RoleSheet, sealed: &SealedPage) -> Markup {
    let date = [("date", (&sealed.date).into())];
    html! {
        section.sealed {
            (line(&words.say("sheet-confidential"), &sheet.seat.name, &sheet.head))
            div.seal { (words.say_with("sheet-sealed", &date)) }
            h2 { (markup::numbered(words, sealed.point, &sealed.title)) }
            p.note { (sealed.date) ", " (sealed.place) }
            (paragraphs(&sealed.briefing))
            @if !sealed.private.is_empty() {
                h3 { (words.say("sheet-private")) }
                (paragraphs(&sealed.private))
            }
            @for question in &sealed.questions {
                h3 { (words.say_with("sheet-question", &[("question", (&question.question).into())])) }
                @for option in &question.options {
                    div.option {
                        p { "☐ " b { (option.label) } }
                        p { (option.text) }
                        @if option.conditional { p.tag { (words.say("sheet-bound")) } }
                    }
                }
            }
            @if let Some(table) = &sealed.table { (papers(words, table)) }
        }
    }
}

/// A party's papers for a conference.
fn papers(words: &Words, table: &SheetTable) -> Markup {
    html! {
        h3 { (words.say("conference-parties")) }
        ul {
            @for party in &table.parties {
                li { b { (party.seat) } ": " (party.delegates) ". " (party.position) }
            }
        }
        p.note { (table.rounds) }
        @if let Some(mediator) = &table.mediator { p { (mediator) } }
        h3 { (words.say("conference-instructions")) }
        (paragraphs(&table.instructions))
        @for clause in &table.clauses {
            div.keep {
                h4 { (clause.title) @if let Some(secret) = &clause.secret { " (" (secret) ")" } }
                ul {
                    @for value in &clause.values {
                        li {
                            b { (value.label) } ": " (value.text)
                            @if value.reservable { " " span.tag { (words.say("sheet-reservable")) } }
                        }
                    }
                }
            }
        }
        @for mandate in &table.mandates { (wants(words, mandate, table.mandates.len() > 1)) }
    }
}

/// The interests of the party.
fn wants(words: &Words, mandate: &SheetMandate, several: bool) -> Markup {
    html! {
        h3 {
            @match &mandate.when {
                Some(when) => (words.say_with("sheet-mandate-if", &[("when", when.into())])),
                None if several => (words.say("sheet-mandate-else")),
                None => (words.say("sheet-mandate")),
            }
        }
        table {
            tr {
                th { (words.say("sheet-clause")) } th.number { (words.say("sheet-weight")) }
                th { (words.say("sheet-worth")) }
            }
            @for interest in &mandate.interests {
                tr {
                    td { (interest.title) } td.number { (percent(interest.weight)) " %" }
                    td {
                        @for (index, value) in interest.values.iter().enumerate() {
                            @if index > 0 { "; " } (value.label) " " b { (points(value.worth)) }
                        }
                    }
                }
            }
        }
        (list(&mandate.red_lines))
        (list(&mandate.ratification))
        @if !mandate.alternatives.is_empty() {
            div.keep {
                h4 { (words.say("conference-without")) }
                ul {
                    @for other in &mandate.alternatives {
                        li { (words.say_with("conference-alternative-worth", &[("text", (&other.text).into()), ("worth", points(other.worth).into())])) }
                    }
                }
            }
        }
    }
}
