//! A question to a delegation, with its answers.

use maud::{Markup, html};

use super::sheet::MemberSheet;
use super::{folded, list, paragraphs};
use crate::view::{OptionView, Question, odds_words};
use crate::words::{Words, percent};

/// A change of the aims in points of a hundred, with its sign.
fn signed(amount: f64) -> String {
    format!("{:+.1}", amount * 100.0)
}

/// The question that the seat is asked.
pub(super) fn question(words: &Words, sheet: &MemberSheet, asked: &Question) -> Markup {
    html! {
        h2 { (asked.title) }
        (paragraphs(&asked.briefing))
        (folded(&words.say("table-background"), &asked.background))
        @if !asked.private.is_empty() {
            div.secret {
                h3 { (words.say("table-private")) }
                (paragraphs(&asked.private))
            }
        }
        (list(&asked.so_far))
        form method="post" action={ (sheet.live.base) "/choose" } {
            input type="hidden" name="key" value=(sheet.key);
            input type="hidden" name="question" value=(asked.id);
            fieldset {
                legend { (asked.question) }
                @for one in &asked.options { (option(words, sheet, asked, one)) }
            }
            p.buttons {
                @if sheet.sends {
                    button type="submit" name="do" value="decide" {
                        (words.say("class-decide"))
                    }
                }
                @if sheet.n_members > 1 {
                    button.second type="submit" name="do" value="favour" {
                        (words.say("class-favour"))
                    }
                }
            }
            @if !sheet.sends { p.note { (words.say("class-head-sends")) } }
        }
    }
}

/// One answer.
fn option(words: &Words, sheet: &MemberSheet, asked: &Question, one: &OptionView) -> Markup {
    let id = format!("option-{}", one.id);
    let favour = sheet.favours.iter().find(|(option, _)| *option == one.id);
    let count = favour.map_or(0, |(_, count)| *count);
    html! {
        div.option {
            input type="radio" name="option" id=(id) value=(one.id) required
                disabled[!one.open] checked[sheet.own_favour.as_ref()
                    .is_some_and(|(q, o)| *q == asked.id && *o == one.id)];
            label for=(id) { (one.label) }
            @if count > 0 {
                span.count { (words.say_with("class-favoured", &[("count", count.into())])) }
            }
            @if let Some(closed) = &one.closed { p.note { (closed) } }
            p { (one.text) }
            details {
                summary { (words.say("class-weigh")) }
                (consequences(words, one))
            }
        }
    }
}

/// What follows from an answer, what it does to the aims, and what advisers say.
fn consequences(words: &Words, one: &OptionView) -> Markup {
    html! {
        h4 { (words.say("table-consequences")) }
        @if one.consequences.is_empty() { p { (words.say("table-consequences-none")) } }
        (list(&one.consequences))
        @if !one.chances.is_empty() {
            h4 { (words.say("table-chances")) }
            @for chance in &one.chances {
                p { (chance.text) }
                ul {
                    @for branch in &chance.branches {
                        li {
                            (words.say_with("table-chance-branch", &[
                                ("odds", odds_words(words, branch.probability).into()), ("percent", percent(branch.probability).into()),
                                ("text", (&branch.text).into()),
                            ]))
                        }
                    }
                }
            }
        }
        @if let Some(reply) = &one.reply {
            h4 { (words.say_with("table-reply", &[("seat", (&reply.seat).into())])) }
            ul {
                @for answer in &reply.answers {
                    li {
                        (words.say_with("table-reply-option", &[
                            ("odds", odds_words(words, answer.probability).into()), ("percent", percent(answer.probability).into()),
                            ("label", (&answer.label).into()),
                        ]))
                    }
                }
            }
        }
        h4 { (words.say("table-changes")) }
        @if one.changes.is_empty() { p { (words.say("table-change-none")) } }
        ul {
            @for change in &one.changes {
                li {
                    (words.say_with("table-change", &[
                        ("text", (&change.text).into()),
                        ("amount", signed(change.amount).into()),
                    ]))
                }
            }
        }
        @if !one.advice.is_empty() {
            h4 { (words.say("table-advice")) }
            @for advice in &one.advice {
                p { strong { (advice.name) } ", " (advice.office) ": " (advice.says) }
            }
        }
    }
}
