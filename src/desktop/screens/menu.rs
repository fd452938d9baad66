//! The menu in the corner: what can be done on every screen, with its keys.
//!
//! Whoever plays by mouse finds here the way out, and whoever plays by keys finds
//! here which keys there are.

use bevy_egui::egui::{
    self, Align2, CornerRadius, CursorIcon, FocusDirection, Frame, Key, Margin, Order, Rect,
    Response, Sense, Stroke, StrokeKind, Ui, vec2,
};

use super::keys::pressed;
use crate::desktop::desk::Desk;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, FAINT, Face, INK, PAGE, RULE, SHADE};
use crate::desktop::typeset;
use crate::words::Phrase;

/// How much room the closed menu needs at the right of a heading strip.
pub(super) const ROOM: i8 = 72;

/// The width of the open menu.
const WIDTH: f32 = 236.0;

/// Keys of the open menu; they are used up before the screen reads them.
pub(super) fn keys(ctx: &egui::Context, desk: &mut Desk) {
    if !desk.menu {
        return;
    }
    if pressed(ctx, Key::Escape) {
        desk.menu = false;
    }
    for (key, direction) in
        [(Key::ArrowDown, FocusDirection::Next), (Key::ArrowUp, FocusDirection::Previous)]
    {
        if pressed(ctx, key) {
            ctx.memory_mut(|memory| memory.move_focus(direction));
        }
    }
}

/// Lays out the word, and below it the menu if it is open. `title` says whether
/// this is the title page, to which nothing has to lead.
pub(super) fn show(
    ctx: &egui::Context,
    page: Rect,
    desk: &mut Desk,
    requests: &mut Requests,
    title: bool,
) {
    let words = ctx.words();
    let corner = page.right_top() + if title { vec2(-34.0, 30.0) } else { vec2(-14.0, 8.0) };
    let word = egui::Area::new("menu word".into())
        .order(Order::Middle)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(corner)
        .fade_in(false)
        .show(ctx, |ui| {
            let frame = Frame::new()
                .fill(PAGE)
                .stroke(Stroke::new(1.0, RULE))
                .inner_margin(Margin::symmetric(7, 1));
            frame.show(ui, |ui| typeset::link(ui, &words.say("desktop-menu"))).inner
        })
        .inner
        .on_hover_text(format!("{} (F10)", words.say("desktop-menu-hint")));
    let was_open = desk.menu;
    if word.clicked() {
        desk.menu = !desk.menu;
    }
    if !desk.menu {
        ctx.data_mut(|data| data.insert_temp(egui::Id::new("menu was open"), false));
        return;
    }
    let first_time =
        !ctx.data(|data| data.get_temp::<bool>(egui::Id::new("menu was open"))).unwrap_or(false);
    ctx.data_mut(|data| data.insert_temp(egui::Id::new("menu was open"), true));
    let shown = egui::Area::new("menu".into())
        .order(Order::Foreground)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(egui::pos2(corner.x, word.rect.bottom() + 4.0))
        .fade_in(false)
        .show(ctx, |ui| {
            let frame = Frame::new()
                .fill(PAGE)
                .stroke(Stroke::new(1.0, ACCENT))
                .inner_margin(Margin::symmetric(0, 4));
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                rows(ui, desk, requests, title, first_time);
            });
        });
    // A click elsewhere closes it, but not the click that has just opened it.
    let elsewhere = ctx.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed()
            && at.is_some_and(|at| {
                !shown.response.rect.contains(at) && !word.rect.expand(4.0).contains(at)
            })
    });
    if was_open && elsewhere {
        desk.menu = false;
    }
}

fn rows(ui: &mut Ui, desk: &mut Desk, requests: &mut Requests, title: bool, first_time: bool) {
    let words = ui.words();
    let (larger, smaller) = (desk.settings.text + 10, desk.settings.text.saturating_sub(10));
    let bench = desk
        .at_bench
        .then(|| (Phrase("menu-bench"), String::new(), Request::Show(Screen::Workbench)));
    let all = [
        (Phrase("menu-title"), words.say("key-escape"), Request::Show(Screen::Title)),
        (Phrase("menu-codex"), "F2".to_owned(), Request::Codex(String::new())),
        (Phrase("menu-settings"), "F1".to_owned(), Request::Settings),
        (Phrase("menu-full-screen"), "F11".to_owned(), Request::FullScreen),
        (Phrase("menu-larger"), words.say("key-larger"), Request::Zoom(larger)),
        (Phrase("menu-smaller"), words.say("key-smaller"), Request::Zoom(smaller)),
        (Phrase("menu-picture"), "F12".to_owned(), Request::Picture),
        (Phrase("menu-quit"), words.say("key-quit"), Request::Quit),
    ];
    let all = all.into_iter().skip(usize::from(title)).chain(bench);
    for (place, (sentence, key, request)) in all.enumerate() {
        let response = row(ui, &words.phrase(sentence), &key);
        if first_time && place == 0 {
            response.request_focus();
        }
        if response.clicked() {
            // Text is tried larger and smaller more than once.
            desk.menu = matches!(request, Request::Zoom(_));
            requests.ask(request);
        }
    }
}

/// A row: what it does, and the key that does the same.
fn row(ui: &mut Ui, words: &str, key: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, 30.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::ZERO, SHADE);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.0, RULE);
        painter.rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Inside);
    }
    let (left, right) =
        (rect.left_center() + vec2(14.0, 0.0), rect.right_center() - vec2(14.0, 0.0));
    painter.text(left, Align2::LEFT_CENTER, words, Face::Label.at(15.0), INK);
    painter.text(right, Align2::RIGHT_CENTER, key, Face::Label.at(14.0), FAINT);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
