//! The shell on paper: role sheets, the teacher's summary, debriefs and the backtest as pages.
//!
//! It lays out the sheets that [`view::sheet`](crate::view::sheet) gives it and
//! reads no secrets itself. A page is one file without any outside request,
//! made for A4 and Letter alike. `maud` writes the markup, so that every text is
//! escaped by its type.

mod backtest;
mod course;
pub mod debrief;
mod markup;
mod role;
mod teacher;

use crate::ensemble::backtest::Backtest;
use crate::rules::ids::SeatId;
use crate::scenario::Scenario;
use crate::scenario::pack::File;
use crate::shown::in_html;
use crate::view::sheet::{RoleSheet, role_sheet, sheet_head, teacher_sheet};
use crate::view::{SeatView, WhatIfView};
use crate::words::Words;

/// The pages of a scenario: `teacher.html`, and `seat-….html` for every seat.
#[must_use]
pub fn pages(words: &Words, scenario: &Scenario) -> Vec<File> {
    with_seats(words, scenario, role::page)
}

/// As [`pages`], of each seat only what fits on two sheets of paper: who one is, what one
/// wants, whom one faces, and where.
#[must_use]
pub fn short_pages(words: &Words, scenario: &Scenario) -> Vec<File> {
    with_seats(words, scenario, role::short_page)
}

/// The teacher's page, and one of this kind for every seat.
fn with_seats(
    words: &Words,
    scenario: &Scenario,
    of_seat: fn(&Words, &RoleSheet) -> maud::Markup,
) -> Vec<File> {
    let teacher = File {
        path: "teacher.html".to_owned(),
        text: page(teacher::page(words, &teacher_sheet(words, scenario))),
    };
    let seats = scenario.text.seats.iter().enumerate().map(|(index, seat)| File {
        path: format!("seat-{}.html", file_name(&seat.id, index)),
        text: page(of_seat(words, &role_sheet(words, scenario, SeatId::new(index)))),
    });
    core::iter::once(teacher).chain(seats).collect()
}

/// The debrief of a game that is over as one page, as text; with what other answers would have
/// changed, as far as it was counted. Of a game that is not over, a page that says so.
#[must_use]
pub fn debrief_page(
    words: &Words,
    scenario: &Scenario,
    view: &SeatView,
    what_if: Option<&WhatIfView>,
) -> String {
    page(debrief::page_of(words, &sheet_head(words, scenario), view, what_if))
}

/// The page of a backtest, as text.
#[must_use]
pub fn backtest_page(words: &Words, backtest: &Backtest) -> String {
    page(backtest::page(words, backtest))
}

/// The text of a page: what would be obeyed or hidden in it is made visible.
fn page(markup: maud::Markup) -> String {
    in_html(&markup.into_string()).into_owned()
}

/// A seat's id as part of a file's name; its number, if the id cannot be such a part.
fn file_name(id: &str, index: usize) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.chars().all(plain) { id.to_owned() } else { (index + 1).to_string() }
}
