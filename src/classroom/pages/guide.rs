//! The teacher's guide, and the sheet for a school's data protection: pages to print.

use maud::html;

use super::{paragraphs, printed};
use crate::scenario::Scenario;
use crate::text::paragraphs as cut;
use crate::words::Words;

/// Both, as one page to print.
#[must_use]
pub fn guide_page(words: &Words, scenario: &Scenario, port: u16) -> String {
    let args = [
        ("scenario", scenario.head.id.as_str().into()),
        ("seats", scenario.text.seats.len().into()),
    ];
    let before = cut(&words.say_with("class-guide-before-text", &args));
    let data = cut(&words.say_with("class-data-text", &[("port", port.to_string().into())]));
    let body = html! {
        main {
            h1 { (words.say("class-guide")) ": " (scenario.head.title) }
            h2 { (words.say("class-guide-before")) }
            (paragraphs(&before))
            h2 { (words.say("class-guide-lesson")) }
            (paragraphs(&cut(&words.say_with("class-guide-lesson-text", &args))))
            h2 { (words.say("class-guide-debrief")) }
            (paragraphs(&cut(&words.say("class-guide-debrief-text"))))
            h1.new-sheet { (words.say("class-data")) }
            (paragraphs(&data))
        }
    };
    printed(words, &words.say("class-guide"), body)
}
