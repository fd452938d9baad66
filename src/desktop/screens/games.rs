//! The games that are kept: a list, and beside it how the one looked at stands, with its map.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{
    CentralPanel, CornerRadius, CursorIcon, Frame, Key, Margin, Panel, Rect, Sense, Stroke, Ui,
    vec2,
};

use super::keys::{enter_pressed, move_cursor, pressed};
use super::page::{column, page_foot, page_head};
use super::root::{Arrows, root};
use super::title::since;
use crate::desktop::desk::Desk;
use crate::desktop::games::{KeptGame, KeptGames};
use crate::desktop::map::{self, Camera, draw::Sheet};
use crate::desktop::panels::aims;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, FAINT, Face, INK, PAGE, PAPER, RULE, SHADE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::view::{SeatView, StageView};
use crate::words::Words;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut camera: Local<Camera>,
    mut sheet: Local<Sheet>,
    kept: Res<KeptGames>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let view = kept.preview.as_ref().and_then(|(_, view)| view.as_deref());
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        let before = desk.cursor;
        move_cursor(&ctx, &mut desk.cursor, kept.games.len());
        desk.reveal = desk.cursor != before;
        let chosen = kept.games.get(desk.cursor);
        let go_on = |requests: &mut Requests| {
            if let Some(game) = chosen.filter(|_| view.is_some()) {
                requests.ask(Request::Resume(game.path.clone()));
            }
        };
        if enter_pressed(&ctx) {
            go_on(requests);
        }
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Show(Screen::Title));
        }
        page_head(ui, "games head", |ui| {
            typeset::title(ui, &words.say("games-heading"), 28.0);
        });
        page_foot(ui, "games foot", |ui| {
            let sentence = words.say("games-go-on");
            if typeset::button(ui, &sentence, Weight::Main, view.is_some()).clicked() {
                go_on(requests);
            }
            if typeset::button(ui, &words.say("back"), Weight::Plain, true).clicked() {
                requests.ask(Request::Show(Screen::Title));
            }
        });
        let wide = ui.available_width() > 760.0;
        let width = if wide { (ui.available_width() * 0.4).clamp(340.0, 520.0) } else { 0.0 };
        if wide {
            Panel::left("games list")
                .frame(Frame::new().fill(PAPER))
                .exact_size(width)
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| column(ui, "games", 0, false, |ui| list(ui, desk, &kept.games)));
            CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
                let shown = view.zip(chosen);
                if let Some((view, game)) = shown {
                    stands(ui, view, game, (&mut camera, &mut sheet));
                } else if chosen.is_some() {
                    Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
                        typeset::prose(ui, &words.say("games-not-here"));
                    });
                }
            });
        } else {
            CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
                column(ui, "games", 0, false, |ui| list(ui, desk, &kept.games));
            });
        }
    });
    Ok(())
}

fn list(ui: &mut Ui, desk: &mut Desk, games: &[KeptGame]) {
    let words = ui.words();
    if games.is_empty() {
        typeset::prose(ui, &words.say("title-last-none"));
    }
    for (index, game) in games.iter().enumerate() {
        card(ui, desk, index, game);
    }
}

fn card(ui: &mut Ui, desk: &mut Desk, index: usize, game: &KeptGame) {
    let words = ui.words();
    let chosen = desk.cursor == index;
    let fill = if chosen { SHADE } else { bevy_egui::egui::Color32::TRANSPARENT };
    let margin = Margin { left: 14, right: 10, top: 7, bottom: 7 };
    let shown = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 1.0;
        typeset::wrapped(ui, &game.title, Face::TextBold.at(17.0), INK, MEASURE);
        typeset::wrapped(ui, &line(&words, game), Face::Label.at(14.0), FAINT, MEASURE);
    });
    let rect = shown.response.rect;
    if chosen {
        let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, ACCENT);
        if core::mem::take(&mut desk.reveal) {
            ui.scroll_to_rect(rect, None);
        }
    }
    let response = ui.interact(rect, ui.id().with(("kept game", index)), Sense::click());
    response.widget_info(|| {
        let named = format!("{}: {}", game.title, line(&words, game));
        let kind = bevy_egui::egui::WidgetType::RadioButton;
        bevy_egui::egui::WidgetInfo::selected(kind, true, chosen, named)
    });
    typeset::focus_ring(ui, &response, rect);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        desk.cursor = index;
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 2.5, Stroke::new(1.0, RULE));
}

/// Who plays, how many decisions stand, and when it was played last.
fn line(words: &Words, game: &KeptGame) -> String {
    let seats =
        if game.seats.is_empty() { words.say("title-last-watched") } else { game.seats.join(", ") };
    let args = [
        ("seats", seats.into()),
        ("count", game.recovered.decisions().len().into()),
        ("when", since(words, game.changed).into()),
    ];
    words.say_with("games-line", &args)
}

/// How a game stands: the day, its seat and aims, and its map.
fn stands(
    ui: &mut Ui,
    view: &SeatView,
    game: &KeptGame,
    (camera, sheet): (&mut Camera, &mut Sheet),
) {
    let words = ui.words();
    let margin = Margin { left: 24, right: 24, top: 14, bottom: 6 };
    Panel::top("kept game").frame(Frame::new().inner_margin(margin)).resizable(false).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                if let Some(seat) = &view.seat {
                    typeset::swatch(ui, theme::ink(seat.ink));
                    typeset::wrapped(ui, &seat.leader, Face::LabelBold.at(15.0), INK, MEASURE);
                }
                let over = matches!(view.stage, StageView::Over);
                let day = if over { words.say("games-over") } else { view.date.clone() };
                typeset::wrapped(ui, &day, Face::TextBold.at(16.0), INK, MEASURE);
            });
            if view.seat.is_some() {
                aims::band(ui, view, 2);
            }
            let name = game.path.display().to_string();
            typeset::wrapped(ui, &name, Face::Label.at(12.5), FAINT, f32::INFINITY);
        },
    );
    let _ = map::show(ui, camera, sheet, view, None);
}
