//! The page on which one joins or returns, and the page of who has no seat any more.

use maud::html;

use super::{notice, page};
use crate::classroom::ids::MemberId;
use crate::words::Words;

/// The page on which one joins a class, or returns to a seat. `code` is filled in, if it came
/// with the address; `key` is that of the form, so that of two taps one counts.
#[must_use]
pub fn join_page(
    words: &Words,
    title: &str,
    open: bool,
    (code, key): (&str, &str),
    refused: Option<&String>,
) -> String {
    let body = html! {
        main.narrow {
            h1 { (title) }
            (notice(refused))
            section {
                h2 { (words.say("class-join")) }
                @if open {
                    form method="post" action="/join" {
                        label for="code" { (words.say("class-join-code")) }
                        input #code name="code" value=(code) required autocomplete="off"
                            autocapitalize="characters" spellcheck="false" maxlength="12";
                        input type="hidden" name="key" value=(key);
                        button type="submit" { (words.say("class-join-do")) }
                    }
                    p.note { (words.say("class-join-private")) }
                } @else {
                    p { (words.say("class-refused-locked")) }
                }
            }
            section {
                h2 { (words.say("class-return")) }
                form method="post" action="/return" {
                    label for="own" { (words.say("class-return-code")) }
                    input #own name="code" required autocomplete="off"
                        autocapitalize="characters" spellcheck="false" maxlength="12";
                    button.second type="submit" { (words.say("class-return-do")) }
                }
                p.note { (words.say("class-return-why")) }
            }
        }
    };
    page(words, title, "join", None, body)
}

/// The page of a device whose token does not hold for a member.
#[must_use]
pub fn lost_page(words: &Words, title: &str, member: MemberId) -> String {
    let body = html! {
        main.narrow {
            h1 { (title) }
            p.notice role="alert" {
                (words.say_with("class-lost", &[("member", member.0.into())]))
            }
            form method="post" action="/return" {
                label for="own" { (words.say("class-return-code")) }
                input #own name="code" required autocomplete="off" autocapitalize="characters"
                    spellcheck="false" maxlength="12";
                button type="submit" { (words.say("class-return-do")) }
            }
            p { a href="/" { (words.say("class-lost-join")) } }
        }
    };
    page(words, title, "join", None, body)
}
