//! The title page.

use std::time::SystemTime;

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{
    self, Align, Frame, Layout, Rect, ScrollArea, Stroke, TextFormat, Ui, text::LayoutJob, vec2,
};

use super::keys::enter_pressed;
use super::root::{Arrows, root};
use crate::desktop::desk::{Desk, LastGame, Seen};
use crate::desktop::map::data;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::session::last_game;
use crate::desktop::shelf::Shelf;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, FAINT, Face, INK, PAPER, RULE, mix};
use crate::desktop::typeset::{self, Weight};
use crate::sim::game::Game;
use crate::view::SeatView;
use crate::words::{Phrase, Words};

/// Looks once whether there is a game to continue.
pub(super) fn look_for_last_game(mut desk: ResMut<Desk>, game: Option<Res<Game>>) {
    desk.last_game = last_game(game.is_some());
}

/// What would be continued: the scenario, the seat, and where it stands.
fn last_game_words(words: &Words, desk: &Desk, seen: Option<&SeatView>, shelf: &Shelf) -> String {
    let watched = || words.say("title-last-watched");
    match (&desk.last_game, seen) {
        (Some(LastGame::OnDesk), Some(view)) => {
            let seat = view.seat.as_ref().map_or_else(watched, |seat| seat.name.clone());
            // The page that is open, and not how far time has run behind it.
            let date = view.results.get(desk.read).map_or(&view.date, |page| &page.date);
            let args =
                [("scenario", (&view.title).into()), ("seat", seat.into()), ("date", date.into())];
            words.say_with("title-last-on-desk", &args)
        }
        (Some(LastGame::Kept { header, decisions, changed }), _) => {
            let (title, seats) = shelf.names_of(header);
            let seats = if seats.is_empty() { watched() } else { seats.join(", ") };
            let args = [
                ("scenario", title.into()),
                ("seat", seats.into()),
                ("count", (*decisions).into()),
                ("when", since(words, *changed).into()),
            ];
            words.say_with("title-last-kept", &args)
        }
        _ => words.say("title-last-none"),
    }
}

/// How long ago a moment was, in words.
pub(super) fn since(words: &Words, moment: SystemTime) -> String {
    let minutes = moment.elapsed().map_or(0, |time| time.as_secs() / 60);
    let (key, count) = match minutes {
        0 => return words.say("since-now"),
        1..60 => (Phrase("since-minutes"), minutes),
        60..1440 => (Phrase("since-hours"), minutes / 60),
        _ => (Phrase("since-days"), minutes / 1440),
    };
    words.phrase_with(key, &[("count", u32::try_from(count).unwrap_or(u32::MAX).into())])
}

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    shelf: Res<Shelf>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let last = last_game_words(&ctx.words(), &desk, seen.as_ref().map(|seen| &seen.0), &shelf);
    root(
        &ctx,
        desk.bypass_change_detection(),
        &mut requests,
        Arrows::Focus,
        |ui, desk, requests| {
            let whole = ui.max_rect();
            ui.painter().rect_filled(whole, egui::CornerRadius::ZERO, PAPER);
            if shelf.complete && whole.width() > 700.0 && whole.height() > 400.0 {
                backdrop(ui, whole);
            }
            if whole.height() > 520.0 {
                double_rule(ui, whole.shrink(14.0));
            }
            Frame::new().show(ui, |ui| {
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                    contents(ui, desk, requests, &shelf, whole, &last);
                });
            });
        },
    );
    if enter_pressed(&ctx) {
        requests.ask(Request::Show(Screen::Library));
    }
    Ok(())
}

fn contents(
    ui: &mut Ui,
    desk: &Desk,
    requests: &mut Requests,
    shelf: &Shelf,
    whole: Rect,
    last: &str,
) {
    let words = ui.words();
    let left = (whole.width() * 0.075).clamp(36.0, 150.0);
    let low = whole.height() < 520.0;
    let top =
        if low { 20.0 } else { whole.height() * if whole.height() < 720.0 { 0.11 } else { 0.17 } };
    ui.add_space(top);
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.allocate_ui_with_layout(
            vec2((whole.width() - left - 48.0).min(520.0), 0.0),
            Layout::top_down(Align::LEFT),
            |ui| {
                name(ui, low);
                ui.add_space(2.0);
                typeset::wrapped(ui, &words.say("game-subtitle"), Face::Text.at(19.0), INK, 460.0);
                ui.add_space(14.0);
                typeset::wrapped(
                    ui,
                    &words.say("game-motto"),
                    Face::TextItalic.at(16.0),
                    FAINT,
                    420.0,
                );
                ui.add_space(if low { 12.0 } else { 30.0 });
                if low {
                    ui.horizontal_wrapped(|ui| buttons(ui, desk, requests, shelf, None));
                    note_of_last_game(ui, last);
                } else {
                    buttons(ui, desk, requests, shelf, Some(last));
                }
                ui.add_space(if low { 12.0 } else { 30.0 });
                let size =
                    words.say_with("title-larger", &[("percent", desk.settings.text.into())]);
                let hint = format!("{} {size}.", words.say("title-hint"));
                typeset::wrapped(ui, &hint, Face::Label.at(14.0), FAINT, 420.0);
            },
        );
    });
    ui.add_space(24.0);
}

fn name(ui: &mut Ui, low: bool) {
    let words = ui.words();
    let size = if low || ui.available_width() < 440.0 { 42.0 } else { 64.0 };
    let format = TextFormat {
        font_id: Face::TextBold.at(size),
        color: INK,
        extra_letter_spacing: 1.5,
        line_height: Some(size * 1.15),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(words.say("game-title"), format);
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}

/// What would be continued, said below the button that does it.
fn note_of_last_game(ui: &mut Ui, last: &str) {
    typeset::wrapped(ui, last, Face::Label.at(14.0), FAINT, 380.0);
}

/// The buttons; `last` stands among them where they stand one below the other.
fn buttons(ui: &mut Ui, desk: &Desk, requests: &mut Requests, shelf: &Shelf, last: Option<&str>) {
    let words = ui.words();
    ui.spacing_mut().item_spacing.y = 10.0;
    let play = typeset::button(ui, &words.say("title-play"), Weight::Main, true);
    let resume =
        typeset::button(ui, &words.say("title-resume"), Weight::Plain, desk.last_game.is_some());
    if let Some(last) = last {
        note_of_last_game(ui, last);
    }
    let kept = desk.last_game.is_some();
    let row = |ui: &mut Ui| {
        [
            (Phrase("title-games"), kept),
            (Phrase("title-settings"), true),
            (Phrase("title-quit"), true),
        ]
        .map(|(key, open)| typeset::button(ui, &words.phrase(key), Weight::Plain, open))
    };
    // In a low window all buttons stand in one row already.
    let [games, settings, quit] =
        if last.is_some() { ui.horizontal_wrapped(row).inner } else { row(ui) };
    if !shelf.complete {
        typeset::note(ui, &words.say("title-reading"));
    }
    // The keyboard starts on the first button, so that Enter and the arrows work at once.
    if ui.memory(|memory| memory.focused().is_none()) {
        play.request_focus();
    }
    if play.clicked() {
        requests.ask(Request::Show(Screen::Library));
    }
    if resume.clicked() {
        requests.ask(Request::ContinueLast);
    }
    if games.clicked() {
        requests.ask(Request::Show(Screen::Games));
    }
    if settings.clicked() {
        requests.ask(Request::Settings);
    }
    if quit.clicked() {
        requests.ask(Request::Quit);
    }
}

fn double_rule(ui: &Ui, rect: Rect) {
    let painter = ui.painter();
    painter.rect_stroke(
        rect,
        egui::CornerRadius::ZERO,
        Stroke::new(1.0, RULE),
        egui::StrokeKind::Inside,
    );
    painter.rect_stroke(
        rect.shrink(4.0),
        egui::CornerRadius::ZERO,
        Stroke::new(2.0, RULE),
        egui::StrokeKind::Inside,
    );
}

/// The coasts, rivers and frontiers behind the title, in the colour of the rules.
fn backdrop(ui: &Ui, whole: Rect) {
    let atlas = data::atlas();
    let inside = whole.shrink(20.0);
    let painter = ui.painter_at(inside);
    let scale = (whole.height() / 21.0).max(whole.width() / 40.0);
    let middle = data::project(112.0, 46.0);
    let aim = whole.center() + vec2(whole.width() * 0.24, 0.0);
    let at = |point: &egui::Pos2| aim + (*point - middle) * scale;
    let coast = mix(PAPER, RULE, 0.85);
    let line = mix(PAPER, RULE, 0.55);
    // The lines fade towards the words.
    let faded = |color, x: f32| {
        let share = ((x - whole.width() * 0.40) / (whole.width() * 0.16)).clamp(0.0, 1.0);
        mix(PAPER, color, share)
    };
    let trace = |points: &[egui::Pos2], closed: bool, width: f32, color| {
        let count = if closed { points.len() } else { points.len() - 1 };
        for index in 0..count {
            let (a, b) = (at(&points[index]), at(&points[(index + 1) % points.len()]));
            let shade = faded(color, a.x.min(b.x));
            if shade != PAPER && inside.expand(20.0).contains(a) {
                painter.line_segment([a, b], Stroke::new(width, shade));
            }
        }
    };
    // Mongolia lies in a breath of its ink, faded with the lines.
    let blue = theme::tint(crate::scenario::draft::Ink::Mongolia);
    let mut wash = egui::Mesh::default();
    for ring in atlas.regions.iter().filter(|r| r.id == "outer-mongolia").flat_map(|r| &r.rings) {
        let first = wash.vertices.len() as u32;
        for point in &ring.points {
            let pos = at(point);
            wash.colored_vertex(pos, faded(mix(PAPER, blue, 0.55), pos.x));
        }
        wash.indices.extend(ring.triangles.iter().map(|index| first + index));
    }
    painter.add(egui::Shape::mesh(wash));
    for river in &atlas.rivers {
        trace(river, false, 0.7, mix(PAPER, theme::WATER, 0.40));
    }
    for ring in atlas.land.iter().take(40) {
        trace(&ring.points, true, 1.1, coast);
    }
    for ring in &atlas.lakes {
        trace(&ring.points, true, 0.8, mix(PAPER, theme::WATER, 0.55));
    }
    for path in atlas.railways.values() {
        trace(path, false, 0.8, line);
    }
    let ink = mix(PAPER, theme::ink(crate::scenario::draft::Ink::Mongolia), 0.35);
    let of_mongolia =
        atlas.regions.iter().filter(|region| region.id == "outer-mongolia").flat_map(|r| &r.rings);
    for ring in of_mongolia {
        trace(&ring.points, true, 1.6, ink);
    }
}
