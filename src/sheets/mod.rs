//! The shell on paper: role sheets and the teacher's summary as pages to print.
//!
//! It lays out what [`sim::view::sheet`](crate::view::sheet) gives it and
//! knows no secret by itself. A page is one file without any outside request,
//! made for A4 and Letter alike. `maud` writes the markup, so that every text is
//! escaped by its type.

mod role;
mod teacher;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::rules::ids::SeatId;
use crate::scenario::Scenario;
use crate::scenario::draft::Native;
use crate::scenario::pack::File;
use crate::view::Citation;
use crate::view::sheet::{SheetHead, role_sheet, teacher_sheet};
use crate::words::Words;

/// The look of all pages.
const STYLE: &str = include_str!("../../assets/sheets/sheet.css");

/// Nothing may be fetched and nothing run, whatever a text holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The pages of a scenario: `teacher.html`, and `seat-….html` for every seat.
#[must_use]
pub fn pages(words: &Words, scenario: &Scenario) -> Vec<File> {
    let teacher = File {
        path: "teacher.html".to_owned(),
        text: teacher::page(words, &teacher_sheet(words, scenario)).into_string(),
    };
    let seats = scenario.text.seats.iter().enumerate().map(|(index, seat)| File {
        path: format!("seat-{}.html", file_name(&seat.id, index)),
        text: role::page(words, &role_sheet(words, scenario, SeatId::new(index))).into_string(),
    });
    core::iter::once(teacher).chain(seats).collect()
}

/// A seat's id as part of a file's name; its number, if the id is no such part.
fn file_name(id: &str, index: usize) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.chars().all(plain) { id.to_owned() } else { (index + 1).to_string() }
}

/// A whole page.
fn page(words: &Words, title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    }
}

/// The line over every page: what it is, for whom, and of which edition.
fn line(what: &str, whom: &str, head: &SheetHead) -> Markup {
    html! { div.line { strong { (what) } span { (whom) } span { (head.edition) } } }
}

/// Paragraphs.
fn paragraphs(texts: &[String]) -> Markup {
    html! { @for text in texts { p { (text) } } }
}

/// A list, if there is anything in it.
fn list(texts: &[String]) -> Markup {
    html! { @if !texts.is_empty() { ul { @for text in texts { li { (text) } } } } }
}

/// A name with its own writing behind it, marked with its language.
fn named(name: &str, native: Option<&Native>) -> Markup {
    html! {
        (name)
        @if let Some(native) = native { " (" span.native lang=(native.lang) { (native.text) } ")" }
    }
}

/// What a text rests on, by the ids of the sources.
fn cited(sources: &[Citation]) -> Markup {
    let ids: Vec<&str> = sources.iter().map(|source| source.cited.as_str()).collect();
    html! { @if !ids.is_empty() { " " span.source { "[" (ids.join("; ")) "]" } } }
}

/// What a text rests on, with what each source is.
fn sources(words: &Words, sources: &[Citation]) -> Markup {
    html! {
        @if !sources.is_empty() {
            p.source {
                (words.say("result-sources")) ": "
                @for (index, source) in sources.iter().enumerate() {
                    @if index > 0 { "; " }
                    b { (source.cited) } " " (source.title)
                }
            }
        }
    }
}

/// A share in [0, 1] as points of a hundred.
fn points(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// The title, the days and the introduction.
fn opening(words: &Words, head: &SheetHead) -> Markup {
    let days = [
        ("from", (&head.days.0).into()),
        ("to", (&head.days.1).into()),
        ("minutes", head.minutes.into()),
    ];
    html! {
        p.note { (words.say_with("sheet-days", &days)) }
        (paragraphs(&head.introduction))
    }
}
