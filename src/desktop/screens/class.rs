//! The class: how it joins, the lesson, the tables with their seats.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{Color32, CornerRadius, Key, Rect, Sense, Ui, pos2, vec2};

use super::keys::pressed;
use super::page::{Side, page_foot, page_head, two_pages};
use super::root::{Arrows, root};
use crate::classroom::lesson::{Length, Stage};
use crate::classroom::pages::{PARTS, next_phrase, part_heading, stage_phrase};
use crate::classroom::record::PlaceName;
use crate::classroom::server::addresses::qr_modules;
use crate::classroom::session::{MOST_TABLES, SeatLine, TableLine, TeacherAct};
use crate::desktop::classes::{ClassAsk, ClassNews, Hosted, HostedClass, LOOK};
use crate::desktop::desk::Desk;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::words::Phrase;

/// The lengths that a lesson can have here; none for one without a bell.
const LENGTHS: [Option<Length>; 4] =
    [Some(Length::Once(45)), Some(Length::Twice(45)), Some(Length::Once(90)), None];

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    class: Res<HostedClass>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let desk = desk.bypass_change_detection();
    // Who comes and goes is seen without a key being touched.
    if class.hosted.is_some() {
        ctx.request_repaint_after(LOOK);
    }
    root(&ctx, desk, &mut requests, Arrows::Own, |ui, desk, requests| {
        if pressed(ui.ctx(), Key::Escape) && class.hosted.is_none() {
            requests.ask(Request::Show(Screen::Seats));
        }
        let title = class.hosted.as_ref().map(|hosted| hosted.title.clone());
        let title = title.or_else(|| desk.scenario.as_ref().map(|s| s.head.title.clone()));
        page_head(ui, "class head", |ui| {
            typeset::capitals(ui, &title.unwrap_or_default(), 12.5, FAINT);
            typeset::title(ui, &words.say("class-heading"), 28.0);
        });
        page_foot(ui, "class foot", |ui| foot(ui, &class, requests));
        let leaf = desk.leaf;
        match &class.hosted {
            None => two_pages(
                ui,
                ["class plan", "class what"],
                (leaf, Side::Left),
                |ui| plan(ui, &class, requests),
                |ui| typeset::paragraphs(ui, &[words.say("class-what")]),
            ),
            Some(hosted) => {
                let pages = core::cell::RefCell::new(requests);
                two_pages(
                    ui,
                    ["class door", "class tables"],
                    (leaf, Side::Left),
                    |ui| door(ui, hosted, &mut pages.borrow_mut()),
                    |ui| tables(ui, hosted, &mut pages.borrow_mut()),
                );
            }
        }
    });
    Ok(())
}

fn ask(requests: &mut Requests, ask: ClassAsk) {
    requests.ask(Request::Class(ask));
}

fn teach(requests: &mut Requests, act: TeacherAct) {
    ask(requests, ClassAsk::Teach(act));
}

fn foot(ui: &mut Ui, class: &HostedClass, requests: &mut Requests) {
    let words = ui.words();
    match &class.hosted {
        None => {
            if typeset::button(ui, &words.say("class-begin"), Weight::Main, true).clicked() {
                ask(requests, ClassAsk::Begin);
            }
            if typeset::button(ui, &words.say("back"), Weight::Plain, true).clicked() {
                requests.ask(Request::Show(Screen::Seats));
            }
        }
        Some(hosted) => {
            if let Some(news) = &hosted.news {
                lesson_buttons(ui, news, requests);
            }
            // What cannot be undone is pressed twice.
            let (key, what) = if class.ending {
                (Phrase("class-end-really"), ClassAsk::End)
            } else {
                (Phrase("class-end"), ClassAsk::Ending)
            };
            let end = typeset::button(ui, &words.phrase(key), Weight::Plain, true);
            if end.on_hover_text(words.say("class-end-hint")).clicked() {
                ask(requests, what);
            }
        }
    }
}

/// What the next class is to be.
fn plan(ui: &mut Ui, class: &HostedClass, requests: &mut Requests) {
    let words = ui.words();
    typeset::heading(ui, &words.say("class-how-many-tables"));
    ui.horizontal_wrapped(|ui| {
        for tables in 1..=MOST_TABLES {
            let weight = if tables == class.tables { Weight::Main } else { Weight::Plain };
            if typeset::button(ui, &tables.to_string(), weight, true).clicked() {
                ask(requests, ClassAsk::Tables(tables));
            }
        }
    });
    typeset::heading(ui, &words.say("class-how-long"));
    ui.horizontal_wrapped(|ui| {
        for length in LENGTHS {
            let weight = if length == class.length { Weight::Main } else { Weight::Plain };
            let label = match length {
                Some(Length::Once(minutes)) => {
                    words.say_with("class-minutes", &[("minutes", minutes.into())])
                }
                Some(Length::Twice(minutes)) => {
                    words.say_with("class-twice", &[("minutes", minutes.into())])
                }
                None => words.say("class-no-bell"),
            };
            if typeset::button(ui, &label, weight, true).clicked() {
                ask(requests, ClassAsk::Length(length));
            }
        }
    });
}

/// How the class joins, and what there is to tell of the network.
fn door(ui: &mut Ui, hosted: &Hosted, requests: &mut Requests) {
    let words = ui.words();
    let door = hosted.door();
    let open = hosted.news.as_ref().is_none_or(|news| news.open);
    let n_members = hosted.news.as_ref().map_or(0, |news| news.n_members);
    typeset::heading(ui, &words.say("class-door"));
    if open {
        picture(ui, &format!("{}?c={}", door.address(), hosted.code));
        typeset::wrapped(ui, &door.address(), Face::TextBold.at(19.0), INK, MEASURE);
        let code = format!("{} {}", words.say("class-code"), hosted.code);
        typeset::wrapped(ui, &code, Face::TextBold.at(24.0), ACCENT, MEASURE);
    } else {
        typeset::prose(ui, &words.say("class-locked"));
    }
    typeset::prose(ui, &words.say_with("class-n-members", &[("count", n_members.into())]));
    let key = if open { Phrase("class-lock") } else { Phrase("class-open") };
    if typeset::link(ui, &words.phrase(key)).clicked() {
        teach(requests, TeacherAct::Door(!open));
    }
    for note in hosted.notes() {
        typeset::note(ui, &note);
    }
    // Whoever reads that address leads the lesson: it does not stand on a screen that a
    // projector may show.
    let copy = typeset::link(ui, &words.say("class-copy-console"));
    if copy.on_hover_text(words.say("class-copy-console-hint")).clicked() {
        ui.ctx().copy_text(hosted.console.clone());
    }
    let projector = format!("{}projector", door.address());
    typeset::note(ui, &words.say_with("class-projector-at", &[("address", projector.into())]));
    if let Some(folder) = &hosted.folder {
        let path = folder.display().to_string();
        typeset::note(ui, &words.say_with("class-kept", &[("path", path.into())]));
    } else {
        typeset::note(ui, &words.say("class-not-kept"));
    }
}

/// A text as a picture to scan: dark on white, whatever the page is.
fn picture(ui: &mut Ui, text: &str) {
    /// Light modules around the picture, as readers want them.
    const QUIET: usize = 4;
    let Some((width, dark)) = qr_modules(text) else { return };
    let side = ui.available_width().min(260.0);
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, Color32::WHITE);
    #[expect(clippy::cast_precision_loss, reason = "a picture has at most 177 modules a side")]
    let (step, at) = {
        let step = side / (width + 2 * QUIET) as f32;
        (step, move |index: usize| (index + QUIET) as f32 * step)
    };
    for (index, _) in dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let corner = rect.min + vec2(at(index % width), at(index / width));
        let module = Rect::from_min_max(corner, pos2(corner.x + step, corner.y + step));
        // A hair larger, so that no light shows between two.
        painter.rect_filled(module.expand(0.2), CornerRadius::ZERO, Color32::BLACK);
    }
}

fn lesson_buttons(ui: &mut Ui, news: &ClassNews, requests: &mut Requests) {
    let words = ui.words();
    let next = next_phrase(news.stage);
    if let Some(next) = next
        && typeset::button(ui, &words.phrase(next), Weight::Main, true).clicked()
    {
        teach(requests, TeacherAct::Next(news.stage));
    }
    if news.stage == Stage::Over {
        return;
    }
    let key = if news.still.is_some() { Phrase("class-resume") } else { Phrase("class-pause") };
    if typeset::button(ui, &words.phrase(key), Weight::Plain, true).clicked() {
        teach(requests, TeacherAct::Pause(news.still.is_none()));
    }
    if news.left.is_some()
        && typeset::button(ui, &words.say("class-more"), Weight::Plain, true).clicked()
    {
        teach(requests, TeacherAct::MoreTime(2));
    }
}

/// The lesson, and the tables.
fn tables(ui: &mut Ui, hosted: &Hosted, requests: &mut Requests) {
    let words = ui.words();
    let Some(news) = &hosted.news else { return };
    typeset::title(ui, &words.phrase(stage_phrase(news.stage)), 22.0);
    if let Some(still) = news.still {
        typeset::prose(ui, &words.phrase(still));
    }
    if let Some(left) = news.left {
        let seconds = left.div_ceil(1000);
        let left = format!("{} {}:{:02}", words.say("class-left"), seconds / 60, seconds % 60);
        typeset::prose(ui, &left);
    }
    if news.stage >= Stage::Debriefing {
        showing(ui, news, requests);
    }
    for table in news.tables.iter().filter(|table| table.in_use) {
        self::table(ui, news, table, requests);
    }
}

/// What the projector shows of the debrief.
fn showing(ui: &mut Ui, news: &ClassNews, requests: &mut Requests) {
    let words = ui.words();
    let (table, part) = news.shown;
    let Some(table) = news.tables.get(table).map(|line| line.table) else { return };
    typeset::heading(ui, &words.say("class-show"));
    for one in 1..=PARTS {
        let weight = if part == Some(one) { Weight::Main } else { Weight::Plain };
        let label = format!("{one}. {}", part_heading(&words, one));
        if typeset::button(ui, &label, weight, true).clicked() {
            teach(requests, TeacherAct::Show(table, Some(one)));
        }
    }
}

fn table(ui: &mut Ui, news: &ClassNews, table: &TableLine, requests: &mut Requests) {
    let words = ui.words();
    let head = [
        ("number", (table.table.index() + 1).into()),
        ("date", (&table.date).into()),
        ("behind", table.progress.0.into()),
        ("total", table.progress.1.into()),
    ];
    typeset::heading(ui, &words.say_with("class-table-line", &head));
    if table.over {
        typeset::note(ui, &words.say("class-table-over"));
    }
    for line in &table.seats {
        seat(ui, (table, line), requests);
    }
    if news.stage == Stage::Playing && !table.over {
        ui.horizontal_wrapped(|ui| {
            if typeset::link(ui, &words.say("class-process-now")).clicked() {
                teach(requests, TeacherAct::Now(table.table, table.acts));
            }
            if table.acts > 0 && typeset::link(ui, &words.say("class-undo")).clicked() {
                teach(requests, TeacherAct::Undo(table.table, table.acts));
            }
        });
    }
}

fn seat(ui: &mut Ui, (table, line): (&TableLine, &SeatLine), requests: &mut Requests) {
    let words = ui.words();
    let there = line.members.iter().filter(|member| member.there).count();
    let count = [("there", there.into()), ("all", line.members.len().into())];
    let mut text = format!("{}: {}", line.name, words.say_with("class-there", &count));
    if line.asked && !table.over {
        let waited = [("minutes", (table.waited / 60).into())];
        text = format!("{text} · {}", words.say_with("class-asked-for", &waited));
    }
    if line.stand_in {
        text = format!("{text} · {}", words.say("class-stand-in"));
    }
    ui.horizontal_wrapped(|ui| {
        let color = if line.asked && !table.over { ACCENT } else { INK };
        typeset::wrapped(ui, &text, Face::LabelBold.at(15.0), color, MEASURE);
        let key = if line.stand_in { Phrase("class-hand-back") } else { Phrase("class-take-over") };
        if typeset::small_link(ui, &words.phrase(key)).clicked() {
            let place = PlaceName { table: table.table, seat: line.id.clone() };
            teach(requests, TeacherAct::StandIn(place, !line.stand_in));
        }
    });
}
