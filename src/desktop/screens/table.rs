//! The table: the map, beside it the tabs, above them where and who one is.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{
    self, CentralPanel, CornerRadius, Frame, Key, Margin, Modifiers, Panel, ScrollArea, Stroke, Ui,
};

use super::{Arrows, enter_pressed, pressed, root};
use crate::desktop::Screen;
use crate::desktop::map::{self, Camera, draw::Sheet, view::MapClick};
use crate::desktop::panels::{
    self, Tab, borders, brief, briefing, chronicle, conference, deterrence, options, recognition,
    treaties,
};
use crate::desktop::session::{Desk, Request, Requests, Seek, Seen};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, PAGE, PAPER, RULE};
use crate::desktop::typeset::{self, Weight};
use crate::view::{Question, SeatView, StageView};

mod bar;

/// Below this width the map becomes a tab of its own.
const NARROW: f32 = 900.0;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut camera: ResMut<Camera>,
    mut sheet: ResMut<Sheet>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let Some(seen) = seen else { return Ok(()) };
    let view = &seen.0;
    let (camera, sheet) = (camera.bypass_change_detection(), sheet.bypass_change_detection());
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        let narrow = ui.available_width() < NARROW;
        if !narrow && desk.tab == Tab::Map {
            desk.tab = Tab::Briefing;
        }
        let table = conference::table_of(view);
        if let Some(table) = table {
            conference_keys(ui, table, desk, requests);
        }
        keys(&ctx, view, desk, requests, narrow);
        let margin = Margin { left: 16, right: 16 + super::menu::ROOM, top: 8, bottom: 8 };
        let frame = Frame::new().fill(PAPER).inner_margin(margin);
        Panel::top("bar").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
            bar::show(ui, view);
        });
        let rect = ui.available_rect_before_wrap();
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
        if let Some(table) = table {
            tabs(ui, desk, narrow, true);
            conference::actions::foot(ui, table, desk, requests);
            if desk.tab == Tab::Briefing {
                let leaf = desk.leaf;
                conference::show(ui, view, table, &mut desk.drafting, leaf);
                return;
            }
        }
        if narrow {
            CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
                column(ui, view, desk, requests, true, |ui, desk| {
                    if let Some(MapClick::Sector(sector)) = map::show(ui, camera, sheet, view) {
                        desk.sector = Some(sector);
                        desk.tab = Tab::Borders;
                    }
                });
            });
            return;
        }
        // From some width on, all tabs stand on one line.
        let least = if ui.available_width() > 1150.0 { 520.0 } else { 430.0 };
        let width = (ui.available_width() * 0.41).clamp(least, 640.0);
        Panel::right("column")
            .frame(Frame::new().fill(PAGE))
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| column(ui, view, desk, requests, false, |_, _| {}));
        CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| {
            if let Some(MapClick::Sector(sector)) = map::show(ui, camera, sheet, view) {
                desk.sector = Some(sector);
                desk.tab = Tab::Borders;
            }
        });
    });
    Ok(())
}

/// The question, if this seat is asked one.
fn question(view: &SeatView) -> Option<&Question> {
    match &view.stage {
        StageView::Asked(question) => Some(question),
        _ => None,
    }
}

fn keys(
    ctx: &egui::Context,
    view: &SeatView,
    desk: &mut Desk,
    requests: &mut Requests,
    narrow: bool,
) {
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Title));
    }
    let turn = ctx.input_mut(|input| {
        let shift = input.modifiers.shift;
        let left = !shift && input.consume_key(Modifiers::NONE, Key::ArrowLeft);
        let right = !shift && input.consume_key(Modifiers::NONE, Key::ArrowRight);
        desk.turn + isize::from(right) - isize::from(left)
    });
    if turn != 0 {
        desk.tab = desk.tab.turned(turn, narrow);
    }
    let Some(question) = question(view) else { return };
    let pick = |desk: &mut Desk, index: usize| {
        desk.picked = Some(index);
        desk.reveal = true;
        desk.tab = Tab::Briefing;
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    };
    for (index, key) in DIGITS.into_iter().enumerate() {
        let open = question.options.get(index).is_some_and(|option| option.open);
        if open && pressed(ctx, key) {
            pick(desk, index);
        }
    }
    let open: Vec<usize> =
        (0..question.options.len()).filter(|index| question.options[*index].open).collect();
    let shift = ctx.input(|input| input.modifiers.shift);
    if !shift && !open.is_empty() && desk.tab == Tab::Briefing {
        let at = desk.picked.and_then(|picked| open.iter().position(|index| *index == picked));
        if pressed(ctx, Key::ArrowDown) {
            pick(desk, open[at.map_or(0, |at| (at + 1).min(open.len() - 1))]);
        }
        if pressed(ctx, Key::ArrowUp) {
            pick(desk, open[at.map_or(open.len() - 1, |at| at.saturating_sub(1))]);
        }
    }
    if enter_pressed(ctx) {
        match desk.picked.and_then(|picked| question.options.get(picked)) {
            Some(option) => requests.ask(options::decision(question, option)),
            None => go_to_answers(desk),
        }
    }
}

/// Turns to the question and its answers, which may stand far below the briefing.
const fn go_to_answers(desk: &mut Desk) {
    desk.tab = Tab::Briefing;
    desk.seek = Some(Seek::Answers);
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The keys of a conference: those of its table while that is the open tab.
fn conference_keys(
    ui: &Ui,
    table: &crate::view::Conference,
    desk: &mut Desk,
    requests: &mut Requests,
) {
    if desk.tab != Tab::Briefing {
        return;
    }
    let pen = &mut desk.drafting;
    conference::keys(ui, table, pen);
    conference::actions::keys(ui, table, pen, requests);
}

/// The strip of tabs over a rule.
fn tabs(ui: &mut Ui, desk: &mut Desk, narrow: bool, conferring: bool) {
    let margin = Margin { left: 20, right: 6, top: 4, bottom: 0 };
    Panel::top("tabs")
        .frame(Frame::new().fill(PAGE).inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            if let Some(tab) = panels::tab_strip(ui, desk.tab, narrow, conferring) {
                desk.tab = tab;
            }
        });
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
}

/// The tabs, what the open one holds, and what can be decided.
fn column(
    ui: &mut Ui,
    view: &SeatView,
    desk: &mut Desk,
    requests: &mut Requests,
    narrow: bool,
    map: impl FnOnce(&mut Ui, &mut Desk),
) {
    // At a conference they lie across the whole page already.
    if conference::table_of(view).is_none() {
        tabs(ui, desk, narrow, false);
        foot(ui, view, desk, requests);
    }
    if desk.tab == Tab::Map {
        CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| map(ui, desk));
        return;
    }
    let rect = ui.available_rect_before_wrap();
    if !narrow {
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
    }
    let leaf = desk.leaf * 16 + desk.tab as u64;
    ScrollArea::vertical().id_salt(("tab", leaf)).auto_shrink([false, false]).show(ui, |ui| {
        typeset::scroll_by_keys(ui, desk.tab != Tab::Briefing);
        Frame::new().inner_margin(Margin { left: 20, right: 16, top: 14, bottom: 20 }).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                match desk.tab {
                    Tab::Briefing => briefing::show(ui, view, desk, requests),
                    Tab::Recognition => recognition::show(ui, view),
                    Tab::Deterrence => deterrence::show(ui, view),
                    Tab::Borders => borders::show(ui, view, desk),
                    Tab::Treaties => treaties::show(ui, view),
                    Tab::Chronicle => chronicle::show(ui, &view.chronicle),
                    Tab::Brief => brief::show(ui, view),
                    Tab::Map => {}
                }
            },
        );
    });
}

/// The foot of the column: the digits of the answers, and the decision.
fn foot(ui: &mut Ui, view: &SeatView, desk: &mut Desk, requests: &mut Requests) {
    let words = ui.words();
    let Some(question) = question(view) else { return };
    let frame = Frame::new().fill(theme::SHADE).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("foot").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        let top = ui.max_rect().top() - 8.0;
        let sides = ui.max_rect().x_range().expand(16.0);
        ui.painter().hline(sides, top, Stroke::new(1.0, RULE));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (index, option) in question.options.iter().enumerate() {
                if chip(ui, index, option.open, desk.picked == Some(index), &option.label) {
                    desk.picked = Some(index);
                    desk.reveal = true;
                    desk.tab = Tab::Briefing;
                }
            }
            ui.add_space(8.0);
            let picked = desk.picked.and_then(|picked| question.options.get(picked));
            if let Some(option) = picked {
                if typeset::button(ui, &words.say("desktop-decide"), Weight::Main, true).clicked() {
                    requests.ask(options::decision(question, option));
                }
            } else if typeset::button(ui, &words.say("desktop-to-answers"), Weight::Plain, true)
                .on_hover_text(words.say("desktop-to-answers-hint"))
                .clicked()
            {
                go_to_answers(desk);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if typeset::link(ui, &words.say("undo"))
                    .on_hover_text(words.say("undo-hint"))
                    .clicked()
                {
                    requests.ask(Request::GoBack);
                }
            });
        });
    });
}

fn chip(ui: &mut Ui, index: usize, open: bool, picked: bool, label: &str) -> bool {
    let words = ui.words();
    let sense = if open { egui::Sense::click() } else { egui::Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(28.0, 36.0), sense);
    let rect = rect.shrink2(egui::vec2(0.0, 1.0));
    let sentence = words
        .say_with("desktop-answer", &[("number", (index + 1).into()), ("label", label.into())]);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, open, picked, &sentence)
    });
    let (fill, ink) = match (picked, open) {
        (true, _) => (theme::ACCENT, PAGE),
        (false, true) => (PAGE, theme::ACCENT),
        (false, false) => (theme::SHADE, RULE),
    };
    let stroke = Stroke::new(1.0, if open { theme::ACCENT } else { RULE });
    ui.painter().rect(rect, CornerRadius::ZERO, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        (index + 1).to_string(),
        theme::Face::LabelBold.at(15.0),
        ink,
    );
    typeset::focus_ring(ui, &response, rect);
    response.on_hover_text(sentence).clicked()
}
