//! What a teacher takes away from a class: tables for a spreadsheet, and each table's game as
//! a journal.
//!
//! A journal is one like any other: `status-quo replay` and `status-quo what-if` read it.

use super::record::{Actor, WhyStandIn};
use super::session::Session;
use crate::rules::conference::Speech;
use crate::rules::intents::Intent;

/// A file to take away: its name, its kind and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The kind, as it is sent.
    pub kind: &'static str,
    /// What is in it.
    pub text: String,
}

/// The names of all files that there are for a class.
#[must_use]
pub fn names(session: &Session) -> Vec<String> {
    let tables = session.all_tables().filter(|table| session.is_used(*table));
    let journals = tables.map(|table| format!("table-{}.journal", table.index() + 1));
    ["decisions.csv".to_owned(), "letters.csv".to_owned()].into_iter().chain(journals).collect()
}

/// The file of this name; none if there is no such.
#[must_use]
pub fn file(session: &Session, name: &str) -> Option<Export> {
    let csv = |text| Some(Export { kind: "text/csv; charset=utf-8", text });
    match name {
        "decisions.csv" => csv(decisions(session)),
        "letters.csv" => csv(letters(session)),
        _ => {
            let number = name.strip_prefix("table-")?.strip_suffix(".journal")?.parse().ok()?;
            let table = session.table_of_number(number)?;
            let text = session.journal_of(table);
            Some(Export { kind: "application/octet-stream", text })
        }
    }
}

/// A cell of a table. What a spreadsheet would take for a formula is marked as a text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let mark = if formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// The seconds of the lesson.
fn seconds(at: u64) -> String {
    (at / 1000).to_string()
}

fn words(cells: &[&str]) -> String {
    line(&cells.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
}

fn decisions(session: &Session) -> String {
    let mut text = words(&["table", "number", "second", "seat", "by", "about", "decision"]);
    for table in session.all_tables().filter(|table| session.is_used(*table)) {
        let acts = session.acts_at(table).iter().zip(session.decisions_of(table));
        for (number, (act, (seat, intent))) in acts.enumerate() {
            let by = match act.by {
                Actor::Member(member) => format!("member {}", member.0),
                Actor::StandIn(why) => match why {
                    WhyStandIn::Away => "stand-in: nobody there",
                    WhyStandIn::Handed => "stand-in: handed over",
                    WhyStandIn::Teacher => "stand-in: teacher",
                    WhyStandIn::Bell => "stand-in: after the bell",
                    WhyStandIn::Time => "stand-in: no time for it",
                    WhyStandIn::Rehearsal => "stand-in: rehearsal",
                }
                .to_owned(),
            };
            let decision = match intent {
                Intent::Choose { option, .. } => option.clone(),
                Intent::Speak { speech, .. } => match speech {
                    Speech::Offer(articles) => {
                        let articles = articles.iter().map(|(k, v)| format!("{k}: {v}"));
                        articles.collect::<Vec<_>>().join("; ")
                    }
                    Speech::Accept => "accept".to_owned(),
                    Speech::Adjourn => "adjourn".to_owned(),
                    Speech::Mediate => "mediate".to_owned(),
                    Speech::WalkOut => "walk out".to_owned(),
                },
            };
            text += &line(&[
                (table.index() + 1).to_string(),
                (number + 1).to_string(),
                seconds(act.at),
                session.seat_name(*seat).to_owned(),
                by,
                intent.about().to_owned(),
                decision,
            ]);
        }
    }
    text
}

fn letters(session: &Session) -> String {
    let mut text = words(&["table", "second", "date", "from", "to", "meant", "believed", "letter"]);
    for table in session.all_tables() {
        for letter in session.letters_at(table) {
            let to: Vec<&str> = letter.to.iter().map(|seat| session.seat_name(*seat)).collect();
            let mark = |yes: bool| if yes { "yes" } else { "no" };
            let believed = letter.believed.iter();
            let believed =
                believed.map(|(s, yes)| format!("{}: {}", session.seat_name(*s), mark(*yes)));
            text += &line(&[
                (table.index() + 1).to_string(),
                seconds(letter.at),
                letter.date.clone(),
                session.seat_name(letter.from).to_owned(),
                to.join(", "),
                letter.meant.map_or("", mark).to_owned(),
                believed.collect::<Vec<_>>().join("; "),
                letter.text.clone(),
            ]);
        }
    }
    text
}
