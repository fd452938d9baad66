//! Pages for a class, as HTML: for who joins, for a member, the teacher and the projector.
//!
//! Layout only: every sentence comes from a view or from the words of the game, and every
//! text is escaped by its type. Pages are whole without scripts.

mod conference;
mod console;
mod guide;
mod join;
mod map;
mod member;
mod projector;
mod question;
mod sheet;

use maud::{DOCTYPE, Markup, html};

pub use crate::sheets::debrief::{PARTS, part_heading};
pub use console::{ConsoleSheet, console_page, console_parts};
pub use guide::guide_page;
pub use join::{join_page, lost_page};
pub use member::{handout, member_page, member_parts};
pub use projector::{ProjectorSheet, projector_page, projector_parts};
pub use sheet::MemberSheet;

use super::lesson::Stage;
use super::wire::{Parts, WIRE};
use crate::shown::in_html;
use crate::words::{Phrase, Words};

/// The look of all pages.
pub const STYLE: &str = include_str!("../../../assets/classroom/page.css");

/// The script of all pages.
pub const SCRIPT: &str = include_str!("../../../assets/classroom/page.js");

/// The name under which the look and the script are fetched: it changes when they do, so
/// that they can be kept.
pub const EDITION: &str = concat!(env!("CARGO_PKG_VERSION"), "-1");

/// How a page is fetched anew by its script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The address under which its parts lie.
    pub base: String,
    /// Whose page it is: the script loads it anew if that changes.
    pub whose: String,
    /// The class: what a page keeps in the browser belongs to one.
    pub class: String,
}

/// A whole page, as text.
fn page(words: &Words, title: &str, class: &str, live: Option<&Live>, body: Markup) -> String {
    let style = format!("/style-{EDITION}.css");
    let script = format!("/page-{EDITION}.js");
    let markup = html! {
        (DOCTYPE)
        html lang=(words.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="same-origin";
                title { (title) }
                link rel="stylesheet" href=(style);
                link rel="icon" href="data:,";
                @if live.is_some() { script type="module" src=(script) {} }
            }
            body class=(class) data-v=(WIRE)
                data-base=[live.map(|live| &live.base)]
                data-whose=[live.map(|live| &live.whose)]
                data-class=[live.map(|live| &live.class)]
                data-lost=[live.map(|_| words.say("class-link-lost"))]
                data-elsewhere=[live.map(|_| words.say("class-link-elsewhere"))]
                data-unsent=[live.map(|_| words.say("class-link-unsent"))]
                data-news=[live.map(|_| words.say("class-link-news"))] {
                (body)
                @if live.is_some() {
                    p #link.link role="status" aria-live="polite" hidden {}
                    p #say.unseen role="status" aria-live="polite" {}
                }
            }
        }
    };
    in_html(&markup.into_string()).into_owned()
}

/// A page that is kept or printed: its look is in it, and it fetches nothing.
fn printed(words: &Words, title: &str, body: Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(words.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body.printed { (body) }
        }
    };
    in_html(&markup.into_string()).into_owned()
}

/// The parts of a page in this order, each in its place.
fn places(parts: &Parts, order: &[&'static str]) -> Markup {
    html! {
        @for name in order {
            @if let Some(part) = parts.get(name) {
                section data-part=(name) data-hash=(part.hash) { (maud::PreEscaped(&part.html)) }
            }
        }
    }
}

/// The name of a stage, for the teacher.
#[must_use]
pub const fn stage_phrase(stage: Stage) -> Phrase {
    match stage {
        Stage::Arriving => Phrase("class-stage-arriving"),
        Stage::Reading => Phrase("class-stage-reading"),
        Stage::Playing => Phrase("class-stage-playing"),
        Stage::Debriefing => Phrase("class-stage-debriefing"),
        Stage::Over => Phrase("class-stage-over"),
    }
}

/// What the teacher presses to end a stage; the last has nothing.
#[must_use]
pub const fn next_phrase(stage: Stage) -> Option<Phrase> {
    match stage {
        Stage::Arriving => Some(Phrase("class-next-reading")),
        Stage::Reading => Some(Phrase("class-next-playing")),
        Stage::Playing => Some(Phrase("class-next-debriefing")),
        Stage::Debriefing => Some(Phrase("class-next-over")),
        Stage::Over => None,
    }
}

/// What was refused or done, at the head of a page.
fn notice(text: Option<&String>) -> Markup {
    html! { @if let Some(text) = text { p.notice role="alert" { (text) } } }
}

/// Paragraphs.
fn paragraphs(texts: &[String]) -> Markup {
    html! { @for text in texts { p { (text) } } }
}

/// A list, if there is anything in it.
fn list(texts: &[String]) -> Markup {
    html! { @if !texts.is_empty() { ul { @for text in texts { li { (text) } } } } }
}

/// Something that opens, if there is anything in it.
fn folded(heading: &str, texts: &[String]) -> Markup {
    html! {
        @if !texts.is_empty() { details { summary { (heading) } (paragraphs(texts)) } }
    }
}

/// Minutes and seconds that are left.
fn minutes(left: u64) -> String {
    let seconds = left.div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
