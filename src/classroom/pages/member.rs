//! The page of a member: what its seat is asked, its letters, its news, its papers.

use maud::{Markup, html};

use super::sheet::{LetterLine, MemberSheet, OpenedLetter};
use super::{
    conference, folded, list, minutes, notice, page, paragraphs, places, printed, question,
};
use crate::classroom::keys::in_groups;
use crate::classroom::lesson::Stage;
use crate::classroom::wire::{Part, Parts};
use crate::sheets::debrief::{debrief, rest};
use crate::view::{InstrumentView, SeatCard, SeatView, StageView};
use crate::words::{Phrase, Words, percent, sentence_case};

/// The parts of the page, in order; the form for letters stands between them.
const BEFORE: [&str; 4] = ["top", "now", "draft", "worth"];
const LETTERS: [&str; 1] = ["letters"];
const AFTER: [&str; 2] = ["news", "papers"];

/// How many letters are shown at once; the handout has all of them.
const LETTERS_SHOWN: usize = 40;

/// How many lines of the chronicle are shown at once.
const NEWS: usize = 12;

/// The whole page.
#[must_use]
pub fn member_page(
    words: &Words,
    sheet: &MemberSheet,
    said: Option<&String>,
    unsent: &str,
) -> String {
    let parts = member_parts(words, sheet);
    let body = html! {
        main {
            (notice(said))
            (places(&parts, &BEFORE))
            @if sheet.has_seat {
                h2 #letters { (words.say("class-letters")) }
                (places(&parts, &LETTERS))
                (letter_form(words, sheet, unsent))
            }
            (places(&parts, &AFTER))
            p.again { a href=(sheet.live.base) { (words.say("class-look-again")) } }
        }
    };
    page(words, &sheet.papers.view.title, "member", Some(&sheet.live), body)
}

/// The whole debrief of a member's game as one page to keep or print, which fetches nothing.
/// None before the debrief.
#[must_use]
pub fn handout(words: &Words, sheet: &MemberSheet) -> Option<String> {
    let view = &sheet.papers.view;
    let of = view.debrief.as_ref().filter(|_| sheet.stage >= Stage::Debriefing)?;
    let body = html! {
        main {
            h1 { (view.title) }
            p.role { (sheet.role) }
            @if sheet.at_bell { p.note { (words.say("class-after-bell")) } }
            (debrief(words, view, of, None))
            (opened_letters(words, &sheet.opened))
            (rest(words, of))
        }
    };
    Some(printed(words, &view.title, body))
}

/// The parts of the page.
#[must_use]
pub fn member_parts(words: &Words, sheet: &MemberSheet) -> Parts {
    let playing = sheet.stage == Stage::Playing;
    let table = sheet.papers.table.as_ref().filter(|_| playing);
    let empty = || html! {};
    Parts::from([
        ("top", Part::of(top(words, sheet))),
        ("now", Part::of(now(words, sheet))),
        ("draft", Part::of(table.map_or_else(empty, |t| conference::draft(words, sheet, t)))),
        ("worth", Part::of(table.map_or_else(empty, |t| conference::worth(words, sheet, t)))),
        ("letters", Part::of(letters(words, sheet))),
        ("news", Part::of(news(words, sheet))),
        ("papers", Part::of(papers(words, sheet))),
    ])
}

/// The head of the page: the day, the role, who is waited for, how much time is left.
fn top(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    html! {
        header {
            h1 { (view.title) }
            noscript { p { a href=(sheet.live.base) { (words.say("class-look-again")) } } }
            p.role { (sheet.role) }
            @if sheet.stage == Stage::Playing { p.day { (view.date) } }
            p.state data-say=(state(words, sheet)) { (state(words, sheet)) }
            @if let Some(left) = sheet.left {
                p.left { (words.say("class-left")) " " span data-left { (minutes(left)) } }
            }
            @if let Some(text) = sheet.announcements.last().filter(|text| !text.is_empty()) {
                p.announced { strong { (words.say("class-teacher")) ": " } (text) }
            }
            @if let Some(letter) = sheet.letters.iter().rfind(|letter| !letter.own) {
                @let got = sheet.letters.iter().filter(|letter| !letter.own).count();
                p.announced { a href="#letters" {
                    (words.say_with("class-letters-line", &[
                        ("count", got.into()), ("from", (&letter.from).into())
                    ]))
                } }
            }
            @if sheet.stand_in { p.warning { (words.say("class-has-stand-in")) } }
            (list(&sheet.stood_in.0))
            (folded(&words.say("class-stood-in-acts"), &sheet.stood_in.1))
            @if sheet.head_is_away {
                form method="post" action={ (sheet.live.base) "/lead" } {
                    input type="hidden" name="key" value=(sheet.key);
                    p.note { (words.say("class-head-away")) }
                    button.second type="submit" { (words.say("class-lead")) }
                }
            }
        }
    }
}

/// How the game stands for this member, in a sentence.
fn state(words: &Words, sheet: &MemberSheet) -> String {
    if let Some(still) = sheet.still {
        return words.phrase(still);
    }
    match (sheet.stage, &sheet.papers.view.stage) {
        (Stage::Arriving, _) => words.say("class-state-arriving"),
        (Stage::Reading, _) => words.say("class-state-reading"),
        (Stage::Debriefing, _) => words.say("class-state-debriefing"),
        (Stage::Over, _) => words.say("class-state-over"),
        (Stage::Playing, StageView::Asked(_)) if !sheet.sends => {
            words.say("class-state-asked-adviser")
        }
        (Stage::Playing, StageView::Conference(_)) if !sheet.sends => {
            words.say("class-state-speaks-adviser")
        }
        (Stage::Playing, StageView::Asked(_)) => words.say("class-state-asked"),
        (Stage::Playing, StageView::Conference(_)) => words.say("class-state-speaks"),
        (Stage::Playing, StageView::Waiting(seat)) => {
            let seat = sentence_case(seat);
            words.say_with("table-waiting", &[("seat", seat.into())])
        }
        (Stage::Playing, StageView::Over) => words.say("class-state-played"),
    }
}

/// What is to be done now.
fn now(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    match sheet.stage {
        Stage::Arriving | Stage::Reading => html! {
            h2 { (words.say("class-situation")) }
            (paragraphs(&view.introduction))
            @if let Some(seat) = &view.seat {
                h2 { (words.say("seats-brief")) }
                div.secret { (brief(words, view, seat)) }
            }
        },
        Stage::Playing => match (&view.stage, &sheet.papers.table) {
            (StageView::Asked(asked), _) => question::question(words, sheet, asked),
            (_, Some(table)) => conference::table(words, sheet, table),
            _ => html! {},
        },
        Stage::Debriefing | Stage::Over => html! {
            @if let Some(of) = &view.debrief {
                @if sheet.at_bell { p.note { (words.say("class-after-bell")) } }
                (debrief(words, view, of, None))
                (opened_letters(words, &sheet.opened))
                p { a.button href={ (sheet.live.base) "/handout" } {
                    (words.say("class-handout"))
                } }
            } @else { p { (words.say("class-played-out")) } }
        },
    }
}

/// The letters, the newest first.
fn letters(words: &Words, sheet: &MemberSheet) -> Markup {
    let newest = sheet.letters.last().filter(|letter| !letter.own);
    html! {
        @if let Some(letter) = newest {
            span.unseen data-nth=(letter.number) data-say={
                (words.say_with("class-letter-came", &[("from", (&letter.from).into())]))
            } {}
        }
        @if sheet.letters.is_empty() { p.note { (words.say("class-letters-none")) } }
        ol.letters reversed {
            @for letter in sheet.letters.iter().rev().take(LETTERS_SHOWN) {
                li.own[letter.own] {
                    p.note {
                        (words.say_with("class-letter-line", &[
                            ("from", (&letter.from).into()),
                            ("to", (&letter.to).into()),
                            ("date", (&letter.date).into()),
                        ]))
                    }
                    p.text { (letter.text) }
                    @if sheet.stage == Stage::Playing { (marking(words, sheet, letter)) }
                }
            }
        }
    }
}

/// The marks that a delegation makes for itself.
fn marking(words: &Words, sheet: &MemberSheet, letter: &LetterLine) -> Markup {
    let (yes, no) = if letter.own {
        (Phrase("class-meant"), Phrase("class-not-meant"))
    } else {
        (Phrase("class-believed"), Phrase("class-not-believed"))
    };
    html! {
        form.one method="post" action={ (sheet.live.base) "/mark" }
            title=(words.say("class-marks")) {
            input type="hidden" name="key" value=(sheet.key);
            input type="hidden" name="letter" value=(letter.number);
            @for (value, phrase) in [("yes", yes), ("no", no)] {
                @let on = letter.mark == Some(value == "yes");
                button.small type="submit" name="do" value=(value)
                    aria-pressed=(if on { "true" } else { "false" }) { (words.phrase(phrase)) }
                " "
            }
        }
    }
}

/// All letters of the table, with what was meant and what was believed.
fn opened_letters(words: &Words, letters: &[OpenedLetter]) -> Markup {
    html! {
        @if !letters.is_empty() {
            h2 { (words.say("class-letters-opened")) }
            ol.letters {
                @for letter in letters {
                    li {
                        p.note { (letter.line) }
                        p.text { (letter.text) }
                        p.note { (letter.marks.join(" ")) }
                    }
                }
            }
        }
    }
}

/// The form for a letter. It is never replaced while the page is open.
fn letter_form(words: &Words, sheet: &MemberSheet, unsent: &str) -> Markup {
    html! {
        form.letter method="post" action={ (sheet.live.base) "/write" }
            data-keeps="letter" {
            input type="hidden" name="key" value=(sheet.key);
            fieldset {
                legend { (words.say("class-letter-to")) }
                @for (id, name) in &sheet.others {
                    label.inline {
                        input type="checkbox" name="to" value=(id); " " (name)
                    }
                }
            }
            label for="text" { (words.say("class-letter-text")) }
            textarea #text name="text" rows="3" maxlength="1000" required { (unsent) }
            p.buttons { button.second type="submit" { (words.say("class-letter-send")) } }
        }
    }
}

/// What has happened lately, and how the aims stand.
fn news(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    html! {
        @if !view.chronicle.is_empty() {
            h2 { (words.say("table-tab-chronicle")) }
            ol.news reversed {
                @for line in view.chronicle.iter().rev().take(NEWS) {
                    li.heading[line.heading] { span.note { (line.date) } " " (line.text) }
                }
            }
        }
        @if sheet.has_seat && sheet.stage == Stage::Playing {
            h2 { (words.say_with("table-value", &[("percent", percent(view.value).into())])) }
            ul {
                @for aim in &view.aims {
                    li { (aim.text) " " span.note { (percent(aim.start)) " → " (percent(aim.now)) } }
                }
            }
        }
    }
}

/// The papers of the seat: who one is, what one wants, what one will not do.
fn papers(words: &Words, sheet: &MemberSheet) -> Markup {
    let view = &sheet.papers.view;
    let code = html! {
        p.note {
            (words.say_with("class-own-code", &[("code", in_groups(&sheet.code).into())]))
        }
    };
    let Some(seat) = &view.seat else { return code };
    let reading = matches!(sheet.stage, Stage::Arriving | Stage::Reading);
    html! {
        @if !reading {
            div.secret {
                details { summary { (words.say("seats-brief")) } (brief(words, view, seat)) }
            }
        }
        (treaties(words, view))
        (code)
    }
}

/// The brief of the seat, its aims and its red lines.
fn brief(words: &Words, view: &SeatView, seat: &SeatCard) -> Markup {
    html! {
        p { strong { (seat.leader) } ", " (seat.office) }
        p { em { (seat.hook) } }
        (paragraphs(&seat.brief))
        (aims(words, view))
    }
}

fn aims(words: &Words, view: &SeatView) -> Markup {
    html! {
        h3 { (words.say("seats-objectives")) }
        ul {
            @for aim in &view.aims {
                li {
                    (aim.text) " "
                    span.note {
                        (words.say_with("seats-weight", &[
                            ("percent", percent(aim.weight).into())
                        ]))
                    }
                }
            }
        }
        @if !view.red_lines.is_empty() {
            h3 { (words.say("seats-red-lines")) }
            (list(&view.red_lines))
        }
    }
}

/// The treaties of which the seat knows.
fn treaties(words: &Words, view: &SeatView) -> Markup {
    let line = |one: &InstrumentView| {
        format!("{} ({}; {}). {}", one.title, one.parties, one.state, one.text)
    };
    let lines: Vec<String> = view.instruments.iter().map(line).collect();
    folded(&words.say("table-tab-treaties"), &lines)
}
