//! Markup that both kinds of pages share: the page itself, lists, names, sources.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::scenario::draft::Native;
use crate::view::Citation;
use crate::view::sheet::SheetHead;
use crate::words::Words;

/// The look of all pages.
const STYLE: &str = include_str!("../../assets/sheets/sheet.css");

/// The content policy of a page: nothing may be fetched or run, whatever a text holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole page.
pub(super) fn page(words: &Words, title: &str, body: Markup) -> Markup {
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

/// The line over every page: the kind of page, its reader, and the edition.
pub(super) fn line(what: &str, whom: &str, head: &SheetHead) -> Markup {
    html! { div.line { strong { (what) } span { (whom) } span { (head.edition) } } }
}

/// Paragraphs.
pub(super) fn paragraphs(texts: &[String]) -> Markup {
    html! { @for text in texts { p { (text) } } }
}

/// A list, if there is anything in it.
pub(super) fn list(texts: &[String]) -> Markup {
    html! { @if !texts.is_empty() { ul { @for text in texts { li { (text) } } } } }
}

/// A name with its own writing behind it, marked with its language.
pub(super) fn named(name: &str, native: Option<&Native>) -> Markup {
    html! {
        (name)
        @if let Some(native) = native { " (" span.native lang=(native.lang) { (native.text) } ")" }
    }
}

/// The sources of a text, by their ids.
pub(super) fn cited(sources: &[Citation]) -> Markup {
    let ids: Vec<&str> = sources.iter().map(|source| source.cited.as_str()).collect();
    html! { @if !ids.is_empty() { " " span.source { "[" (ids.join("; ")) "]" } } }
}

/// The sources of a text, with a description of each.
pub(super) fn sources(words: &Words, sources: &[Citation]) -> Markup {
    html! {
        @if !sources.is_empty() {
            p.source {
                (words.say("result-sources")) ": "
                @for (index, source) in sources.iter().enumerate() {
                    @if index > 0 { "; " }
                    b { (source.cited) }
                    @if let Some(title) = &source.title { " " (title) }
                }
            }
        }
    }
}

/// A share in [0, 1] as points from 0 to 100.
pub(super) fn points(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// The title, the days and the introduction.
pub(super) fn opening(words: &Words, head: &SheetHead) -> Markup {
    let days = [
        ("from", (&head.days.first).into()),
        ("to", (&head.days.last).into()),
        ("minutes", head.minutes.into()),
    ];
    html! {
        p.note { (words.say_with("sheet-days", &days)) }
        (paragraphs(&head.introduction))
    }
}

/// A title with its number among the decision points.
pub(super) fn numbered(words: &Words, point: Option<u32>, title: &str) -> String {
    match point {
        Some(point) => {
            words.say_with("sheet-numbered", &[("point", point.into()), ("title", title.into())])
        }
        None => title.to_owned(),
    }
}
