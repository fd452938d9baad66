//! The projector's page: how to join, who is waited for, public acts, the debrief. It shows
//! nothing that not everybody may know.

use maud::{Markup, PreEscaped, html};

use super::map::map;
use super::{Live, minutes, page, places};
use crate::classroom::ids::TableId;
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::session::Session;
use crate::classroom::wire::{Part, Parts};
use crate::sheets::debrief::{debrief, summary};
use crate::view::{SeatView, StageView};
use crate::words::{Phrase, Words, sentence_case};

/// The parts of the page, in order.
const ORDER: [&str; 4] = ["head", "map", "tables", "spread"];

/// How many public acts of each table are shown.
const ACTS: usize = 5;

/// What the projector's page is made from.
pub struct ProjectorSheet {
    /// How the page is fetched anew.
    pub live: Live,
    title: String,
    stage: Stage,
    left: Option<u64>,
    still: Option<Phrase>,
    code: Option<String>,
    n_members: usize,
    tables: Vec<(TableId, SeatView)>,
    /// The address to join at, and its picture.
    pub address: Option<(String, String)>,
    /// Which part of the debrief of which table is shown; all parts if none.
    shown: (TableId, Option<u8>),
    /// How many decisions of the table shown stood when the bell rang.
    at_bell: Option<usize>,
    /// The last thing that the teacher said to everybody.
    announced: Option<String>,
}

impl ProjectorSheet {
    /// What the projector's page is made from now. The code of the class is for the room, not
    /// for everybody in the network: it is shown to the machine that hosts.
    #[must_use]
    pub fn of(session: &Session, now: Moment, with_code: bool) -> Self {
        let used = session.all_tables().filter(|table| session.is_used(*table));
        let tables = used.map(|table| (table, session.public_view(table)));
        let announced = session.announcements_to(None).last();
        Self {
            live: Live {
                base: "/projector".to_owned(),
                whose: "projector".to_owned(),
                class: session.code().to_owned(),
            },
            title: session.scenario().head.title.clone(),
            stage: session.stage(),
            left: session.clock().until_bell(now),
            still: session.clock().still(),
            code: (with_code && session.is_open()).then(|| session.code().to_owned()),
            n_members: session.n_members(),
            tables: tables.collect(),
            address: None,
            at_bell: session.at_bell(session.shown().0),
            shown: session.shown(),
            announced: announced.map(|one| one.text.clone()),
        }
    }

    /// The milliseconds that are left of the stage, and whether the lesson stands still.
    #[must_use]
    pub const fn time(&self) -> (Option<u64>, bool) {
        (self.left, self.still.is_some())
    }
}

/// The whole page.
#[must_use]
pub fn projector_page(words: &Words, sheet: &ProjectorSheet) -> String {
    let parts = projector_parts(words, sheet);
    let body = html! { main { (places(&parts, &ORDER)) } };
    page(words, &sheet.title, "projector", Some(&sheet.live), body)
}

/// The parts of the page.
#[must_use]
pub fn projector_parts(words: &Words, sheet: &ProjectorSheet) -> Parts {
    // The treaties of all tables belong to the part in which one is laid beside the record.
    let over = matches!(sheet.stage, Stage::Debriefing | Stage::Over)
        && sheet.shown.1.is_none_or(|part| part == 3);
    let tables = match sheet.stage {
        Stage::Arriving => joining(words, sheet),
        Stage::Reading => html! { p { (words.say("class-state-reading")) } },
        Stage::Playing => tables(words, sheet),
        Stage::Debriefing | Stage::Over => five(words, sheet),
    };
    Parts::from([
        ("head", Part::of(head(words, sheet))),
        ("map", Part::of(shown_map(words, sheet))),
        ("tables", Part::of(tables)),
        (
            "spread",
            Part::of(if over {
                spread(words, sheet)
            } else {
                html! {}
            }),
        ),
    ])
}

fn head(words: &Words, sheet: &ProjectorSheet) -> Markup {
    html! {
        header {
            h1 { (sheet.title) }
            @if let Some(left) = sheet.left {
                p.left { (words.say("class-left")) " " span data-left { (minutes(left)) } }
            }
            @if let Some(still) = sheet.still { p.warning { (words.phrase(still)) } }
            @if let Some(text) = sheet.announced.as_ref().filter(|text| !text.is_empty()) { p.announced { (text) } }
        }
    }
}

/// The map while the class reads and plays: that of the first table, which is named if there
/// are several.
fn shown_map(words: &Words, sheet: &ProjectorSheet) -> Markup {
    let shown = matches!(sheet.stage, Stage::Reading | Stage::Playing);
    html! {
        @if let Some((table, view)) = sheet.tables.first().filter(|_| shown) {
            figure {
                (map(words, &view.map))
                @if sheet.tables.len() > 1 {
                    figcaption { (table_name(words, *table)) ": " (view.date) }
                }
            }
        }
    }
}

fn joining(words: &Words, sheet: &ProjectorSheet) -> Markup {
    html! {
        div.joining {
            @if let Some((_, qr)) = &sheet.address { div.qr { (PreEscaped(qr)) } }
            div {
                @if let Some((address, _)) = &sheet.address {
                    p.note { (words.say("class-scan")) }
                    p.address { code { (address) } }
                }
                @if let Some(code) = &sheet.code {
                    p.code { (words.say("class-code")) " " strong { (code) } }
                }
                p { (words.say_with("class-n-members", &[("count", sheet.n_members.into())])) }
            }
        }
    }
}

/// The tables while they are played: the day, who is waited for, public acts.
fn tables(words: &Words, sheet: &ProjectorSheet) -> Markup {
    html! {
        div.tables {
            @for (table, view) in &sheet.tables {
                div.table {
                    h2 { (table_name(words, *table)) ": " (view.date) }
                    progress max=(view.progress.total) value=(view.progress.behind)
                        aria-label=(words.say("class-progress")) {}
                    p.state {
                        @match &view.stage {
                            StageView::Waiting(seat) => {
                                (words.say_with("table-waiting", &[
                                    ("seat", sentence_case(seat).into())
                                ]))
                            }
                            _ => (words.say("class-table-over")),
                        }
                    }
                    ol.news reversed {
                        @for line in view.chronicle.iter().rev().take(ACTS) {
                            li.heading[line.heading] {
                                span.note { (line.date) } " " (line.text)
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table_name(words: &Words, table: TableId) -> String {
    words.say_with("class-table", &[("number", (table.index() + 1).into())])
}

/// How all tables came out, and the debrief of one of them.
fn five(words: &Words, sheet: &ProjectorSheet) -> Markup {
    html! {
        @for (table, view) in &sheet.tables {
            @if let Some(of) = &view.debrief {
                p { strong { (table_name(words, *table)) ": " } (summary(words, of.counts)) }
            } @else { p { (words.say("class-played-out")) } }
        }
        @let (table, part) = sheet.shown;
        // The treaties of several tables are laid beside each other, further down.
        @let spread = part == Some(3) && sheet.tables.len() > 1;
        @if let Some((_, view)) = sheet.tables.iter().find(|(one, _)| *one == table && !spread)
            && let Some(of) = &view.debrief {
            @if sheet.tables.len() > 1 { p.role { (table_name(words, table)) } }
            @if let Some(decided) = sheet.at_bell {
                p.note { (words.say_with("class-bell-note", &[("decided", decided.into())])) }
            }
            (debrief(words, view, of, part))
        }
    }
}

/// The treaties of all tables beside the documented one, article by article.
fn spread(words: &Words, sheet: &ProjectorSheet) -> Markup {
    let of = |view: &SeatView| view.debrief.as_ref().map(|debrief| debrief.results.clone());
    let Some(first) = sheet.tables.first().and_then(|(_, view)| of(view)) else {
        return html! {};
    };
    if sheet.tables.len() < 2 {
        return html! {};
    }
    let all: Vec<_> = sheet.tables.iter().map(|(_, view)| of(view).unwrap_or_default()).collect();
    let said = |results: &[crate::view::ItemResult], id: &str, row: usize| {
        let result = results.iter().find(|result| result.id == id)?;
        result.treaty.as_ref()?.rows.get(row)?.played.clone()
    };
    html! {
        h2 { (words.say("class-spread")) }
        @for result in &first {
            @if let Some(treaty) = &result.treaty {
                h3 { (result.title) }
                table.beside {
                    thead { tr {
                        th scope="col" { (words.say("conference-article")) }
                        @for (table, _) in &sheet.tables {
                            th scope="col" { (table_name(words, *table)) }
                        }
                        th scope="col" { (words.say("result-documented")) }
                    } }
                    tbody { @for (number, row) in treaty.rows.iter().enumerate() {
                        tr {
                            th scope="row" { (row.title) }
                            @for results in &all {
                                td { (said(results, &result.id, number)
                                    .unwrap_or_else(|| words.say("conference-no-article"))) }
                            }
                            td { (row.documented.as_deref()
                                .unwrap_or(&words.say("result-unknown"))) }
                        }
                    } }
                }
            }
        }
    }
}
