//! The teacher's console: the lesson, the tables, the seats; no secret until it is asked for.

use maud::{Markup, PreEscaped, html};

use super::sheet::letter_line;
use super::{Live, list, minutes, next_phrase, notice, page, places, stage_phrase};
use crate::classroom::export;
use crate::classroom::ids::TableId;
use crate::classroom::keys::in_groups;
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::session::{Letter, MemberLine, SeatLine, Session, TableLine};
use crate::classroom::wire::{Part, Parts};
use crate::sheets::debrief::{PARTS, part_heading};
use crate::words::{Phrase, Words};

/// The parts of the console, in order.
const ORDER: [&str; 3] = ["lesson", "tables", "door"];

/// What the console is made from.
pub struct ConsoleSheet {
    /// How the page is fetched anew.
    pub live: Live,
    title: String,
    stage: Stage,
    /// The minutes that the essential items take, those that all take, and those that there are
    /// for them; none without a bell.
    agenda: Option<(u64, u64, u32)>,
    left: Option<u64>,
    still: Option<Phrase>,
    open: bool,
    code: String,
    n_members: usize,
    tables: Vec<TableLine>,
    observers: Vec<MemberLine>,
    /// What the network has to tell.
    pub network: Vec<String>,
    /// The addresses under which the class joins, the best first.
    pub addresses: Vec<String>,
    /// The first of them as a picture to scan.
    pub qr: Option<String>,
    /// Codes and letters, if they were asked for.
    secrets: Option<Secrets>,
    /// Where all is kept.
    kept: Option<String>,
    rehearsing: bool,
    shown: (TableId, Option<u8>),
    /// The files to take away.
    exports: Vec<String>,
}

struct Secrets {
    /// By table: who wrote to whom, and what.
    letters: Vec<(String, Vec<String>)>,
}

impl ConsoleSheet {
    /// What the console is made from now; with codes and letters if `secrets` is true.
    #[must_use]
    pub fn of(session: &Session, now: Moment, secrets: bool) -> Self {
        let letters = || {
            let tables = session.all_tables();
            let of = |table: TableId| {
                let words = session.words();
                let number = table.index() + 1;
                let title = words.say_with("class-table", &[("number", number.into())]);
                let line = |letter: &Letter| {
                    format!("{}: {}", letter_line(words, session, letter), letter.text)
                };
                (title, session.letters_at(table).iter().map(line).collect())
            };
            Secrets { letters: tables.map(of).collect() }
        };
        let base = if secrets { "/teacher/secrets" } else { "/teacher" };
        Self {
            live: Live {
                base: base.to_owned(),
                whose: "teacher".to_owned(),
                class: session.code().to_owned(),
            },
            title: session.scenario().head.title.clone(),
            stage: session.stage(),
            agenda: session.timetable().playing.map(|playing| {
                let (essential, all) = session.times_at(TableId(0));
                (essential.div_ceil(60_000), all.div_ceil(60_000), playing)
            }),
            left: session.clock().until_bell(now),
            still: session.clock().still(),
            open: session.is_open(),
            code: session.code().to_owned(),
            n_members: session.n_members(),
            tables: session.table_lines(now),
            observers: session.observers(now),
            network: Vec::new(),
            addresses: Vec::new(),
            qr: None,
            secrets: secrets.then(letters),
            kept: session.record().map(|record| record.path().display().to_string()),
            rehearsing: session.is_rehearsing(),
            shown: session.shown(),
            exports: export::names(session),
        }
    }

    /// The milliseconds that are left of the stage, and whether the lesson stands still.
    #[must_use]
    pub const fn time(&self) -> (Option<u64>, bool) {
        (self.left, self.still.is_some())
    }
}

/// The whole console.
#[must_use]
pub fn console_page(words: &Words, sheet: &ConsoleSheet, said: Option<&String>) -> String {
    let parts = console_parts(words, sheet);
    let hidden = sheet.secrets.is_none();
    let body = html! {
        main {
            h1 { (words.say("class-console")) ": " (sheet.title) }
            (notice(said))
            (places(&parts, &ORDER[..2]))
            form.announce method="post" action="/teacher/do" data-keeps="announcement" {
                input type="hidden" name="do" value="announce";
                label for="say-all" { (words.say("class-announce")) }
                textarea #say-all name="text" rows="2" maxlength="500" required {}
                p.buttons {
                    button.second type="submit" { (words.say("class-announce-do")) }
                }
            }
            (button("small", &words.say("class-announce-off"), "announce-off", &[]))
            (places(&parts, &ORDER[2..]))
            @if hidden {
                p { a.button href="/teacher/secrets" { (words.say("class-show-secrets")) } }
            } @else {
                p { a.button href="/teacher" { (words.say("class-hide-secrets")) } }
            }
            p { a href="/projector" target="_blank" { (words.say("class-projector")) } }
            p { a href="/teacher/guide" target="_blank" { (words.say("class-print-guide")) } }
        }
    };
    page(words, &words.say("class-console"), "console", Some(&sheet.live), body)
}

/// The parts of the console.
#[must_use]
pub fn console_parts(words: &Words, sheet: &ConsoleSheet) -> Parts {
    Parts::from([
        ("lesson", Part::of(lesson(words, sheet))),
        ("tables", Part::of(tables(words, sheet))),
        ("door", Part::of(door(words, sheet))),
    ])
}

/// A form of one button, with what it sends.
fn button(class: &str, label: &str, what: &str, fields: &[(&str, String)]) -> Markup {
    html! {
        form.one method="post" action="/teacher/do" {
            input type="hidden" name="do" value=(what);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button class=(class) type="submit" { (label) }
        }
    }
}

/// The stage, and what the teacher does with the lesson.
fn lesson(words: &Words, sheet: &ConsoleSheet) -> Markup {
    let (stage, next) = (stage_phrase(sheet.stage), next_phrase(sheet.stage));
    let name = serde_json::to_string(&sheet.stage).unwrap_or_default().replace('"', "");
    let more = |minutes: &str, key| {
        button("second", &words.phrase(key), "more", &[("minutes", minutes.to_owned())])
    };
    html! {
        p.state data-say=(words.phrase(stage)) { (words.phrase(stage)) }
        @if sheet.rehearsing { p.note { (words.say("class-rehearsing")) } }
        @if let Some(left) = sheet.left {
            p.left { (words.say("class-left")) " " span data-left { (minutes(left)) } }
        }
        @if let Some((essential, all, playing)) = sheet.agenda.filter(|_| sheet.stage < Stage::Playing) {
            p.note { (words.say_with("class-agenda", &[
                ("essential", essential.into()), ("all", all.into()), ("playing", playing.into())
            ])) }
        }
        @if let Some(still) = sheet.still { p.warning { (words.phrase(still)) } }
        div.buttons {
            @if sheet.stage != Stage::Playing {
                @if let Some(next) = next {
                    (button("", &words.phrase(next), "next", &[("stage", name.clone())]))
                }
            }
            @if sheet.stage != Stage::Over {
                @if sheet.still.is_some() {
                    (button("", &words.say("class-resume"), "resume", &[]))
                } @else {
                    (button("second", &words.say("class-pause"), "pause", &[]))
                }
            }
            @if sheet.left.is_some() {
                (more("2", Phrase("class-more")))
                (more("-2", Phrase("class-less")))
            }
        }
        @if sheet.stage == Stage::Playing {
            details {
                summary { (words.say("class-bell")) }
                p { (words.say("class-bell-sure")) }
                (button("danger", &words.say("class-next-debriefing"), "next", &[
                    ("stage", name)
                ]))
            }
        }
        @if sheet.stage >= Stage::Debriefing { (showing(words, sheet)) }
    }
}

/// What the projector shows of the debrief.
fn showing(words: &Words, sheet: &ConsoleSheet) -> Markup {
    let (table, part) = sheet.shown;
    let number = (table.index() + 1).to_string();
    let show = |label: &str, table: &str, part: &str, on: bool| {
        let class = if on { "" } else { "second" };
        let fields = [("table", table.to_owned()), ("part", part.to_owned())];
        button(class, label, "show", &fields)
    };
    html! {
        h2 { (words.say("class-show")) }
        div.buttons {
            @for one in 1..=PARTS {
                (show(&format!("{one}. {}", part_heading(words, one)), &number, &one.to_string(),
                    part == Some(one)))
            }
            (show(&words.say("class-show-all"), &number, "all", part.is_none()))
        }
        @if sheet.tables.iter().filter(|table| table.in_use).count() > 1 {
            div.buttons {
                @for one in sheet.tables.iter().filter(|table| table.in_use) {
                    @let name = (one.table.index() + 1).to_string();
                    (show(&words.say_with("class-table", &[("number", (&name).into())]), &name,
                        &part.map_or_else(|| "all".to_owned(), |part| part.to_string()),
                        one.table == table))
                }
            }
        }
    }
}

/// The tables with their seats.
fn tables(words: &Words, sheet: &ConsoleSheet) -> Markup {
    html! {
        @for table in &sheet.tables {
            @if table.in_use {
                (self::table(words, sheet, table))
            } @else {
                p.note { (words.say_with("class-table-unused", &[
                    ("number", (table.table.index() + 1).into())
                ])) }
            }
        }
        @if !sheet.observers.is_empty() {
            h3 { (words.say("class-observers")) }
            ul { @for one in &sheet.observers { li { (member(words, sheet, one)) } } }
        }
        @if let Some(secrets) = &sheet.secrets {
            h2 { (words.say("class-letters")) }
            @for (title, letters) in &secrets.letters { h3 { (title) } (list(letters)) }
        }
    }
}

fn table(words: &Words, sheet: &ConsoleSheet, table: &TableLine) -> Markup {
    let number = (table.table.index() + 1).to_string();
    let fields =
        |table: &TableLine| vec![("table", number.clone()), ("count", table.acts.to_string())];
    let head = [
        ("number", (table.table.index() + 1).into()),
        ("date", (&table.date).into()),
        ("behind", table.progress.0.into()),
        ("total", table.progress.1.into()),
    ];
    html! {
        div.table {
            h2 { (words.say_with("class-table-line", &head)) }
            @if table.over { p.note { (words.say("class-table-over")) } }
            @if !table.passed.is_empty() {
                p.note { (words.say_with("class-passed-over", &[("items", table.passed.join("; ").into())])) }
            }
            table.seats {
                @for seat in &table.seats { (self::seat(words, sheet, (&number, seat), table)) }
            }
            @if sheet.stage == Stage::Playing && !table.over {
                div.buttons {
                    (button("second", &words.say("class-process-now"), "now", &fields(table)))
                    @if table.acts > 0 {
                        (button("second", &words.say("class-undo"), "undo", &fields(table)))
                    }
                }
            }
        }
    }
}

fn seat(
    words: &Words,
    sheet: &ConsoleSheet,
    (table, seat): (&str, &SeatLine),
    of: &TableLine,
) -> Markup {
    let there = seat.members.iter().filter(|member| member.there).count();
    let fields = [("table", table.to_owned()), ("seat", seat.id.clone())];
    let waits = seat.asked && !of.over;
    html! {
        tr.asked[waits] {
            th scope="row" { (seat.name) }
            td {
                (words.say_with("class-there", &[
                    ("there", there.into()), ("all", seat.members.len().into())
                ]))
                @if waits { " · " strong { (words.say_with("class-asked-for", &[
                    ("minutes", (of.waited / 60).into())
                ])) } }
                @if seat.stand_in { " · " (words.say("class-stand-in")) }
                details {
                    summary { (words.say("class-members")) }
                    ul { @for one in &seat.members { li { (member(words, sheet, one)) } } }
                }
            }
            td {
                @if sheet.stage >= Stage::Debriefing {} @else if seat.stand_in {
                    (button("second", &words.say("class-hand-back"), "hand-back", &fields))
                } @else {
                    (button("second", &words.say("class-take-over"), "take-over", &fields))
                }
            }
        }
    }
}

/// Where a member can be put.
fn move_form(words: &Words, sheet: &ConsoleSheet, one: &MemberLine) -> Markup {
    let id = format!("move-{}", one.id.0);
    html! {
        form.one.move method="post" action="/teacher/do" {
            input type="hidden" name="do" value="move";
            input type="hidden" name="member" value=(one.id.0);
            label.unseen for=(id) { (words.say("class-move")) }
            select id=(id) name="to" {
                @for table in sheet.tables.iter().filter(|table| table.in_use) {
                    @for seat in &table.seats {
                        option value={ (table.table.index() + 1) " " (seat.id) } {
                            @if sheet.tables.len() > 1 { (table.table.index() + 1) ": " }
                            (seat.name)
                        }
                    }
                }
                option value="" { (words.say("class-move-observer")) }
            }
            button.small type="submit" { (words.say("class-move")) }
        }
    }
}

/// A member: there or away, head or not; with the code, if that was asked for.
fn member(words: &Words, sheet: &ConsoleSheet, one: &MemberLine) -> Markup {
    let number = ("member", one.id.0.into());
    let key = if one.there { Phrase("class-member-there") } else { Phrase("class-member-away") };
    html! {
        (words.phrase_with(key, &[number]))
        @if one.head { " · " strong { (words.say("class-head")) } } @else {
            (button("small", &words.say("class-make-head"), "head", &[
                ("member", one.id.0.to_string())
            ]))
        }
        (move_form(words, sheet, one))
        @if sheet.secrets.is_some() {
            " · " (words.say("class-code")) " " code { (in_groups(&one.code)) } " "
            (button("small", &words.say("class-reseat"), "reseat", &[
                ("member", one.id.0.to_string())
            ]))
        }
    }
}

/// How the class joins.
fn door(words: &Words, sheet: &ConsoleSheet) -> Markup {
    html! {
        h2 { (words.say("class-door")) }
        p { (words.say_with("class-n-members", &[("count", sheet.n_members.into())])) }
        @if sheet.open {
            (button("second", &words.say("class-lock"), "lock", &[]))
            @if let Some(qr) = &sheet.qr { div.qr { (PreEscaped(qr)) } }
            @for address in &sheet.addresses { p.address { code { (address) } } }
            p.code { (words.say("class-code")) " " strong { (sheet.code) } }
        } @else {
            p { (words.say("class-locked")) }
            (button("second", &words.say("class-open"), "open", &[]))
        }
        (list(&sheet.network))
        @if sheet.stage >= Stage::Debriefing {
            p {
                (words.say("class-export"))
                @for name in &sheet.exports {
                    " " a href={ "/teacher/export/" (name) } { (name) }
                }
            }
        }
        @if let Some(kept) = &sheet.kept {
            p.note { (words.say_with("class-kept", &[("path", kept.into())])) }
        }
    }
}
