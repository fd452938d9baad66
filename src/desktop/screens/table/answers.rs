//! The answers to the question that this seat is asked: the way to them, and the foot of
//! the column on which one is chosen.

use bevy_egui::egui::{self, CornerRadius, Frame, Margin, Panel, Stroke, Ui};

use crate::desktop::desk::{Desk, Seek};
use crate::desktop::panels::options;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::tab::GameTab;
use crate::desktop::theme::{self, PAGE, RULE};
use crate::desktop::typeset::{self, Weight};
use crate::view::{Question, SeatView, StageView};

/// The question, if this seat is asked one.
pub(super) fn question(view: &SeatView) -> Option<&Question> {
    match &view.stage {
        StageView::Asked(question) => Some(question),
        _ => None,
    }
}

/// Turns to the question and its answers, which may stand far below the briefing.
pub(super) const fn go_to_answers(desk: &mut Desk) {
    desk.tab = GameTab::Briefing;
    desk.seek = Some(Seek::Answers);
}

/// The foot of the column: the digits of the answers, and the decision.
pub(super) fn foot(ui: &mut Ui, view: &SeatView, desk: &mut Desk, requests: &mut Requests) {
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
                    desk.tab = GameTab::Briefing;
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

/// The digit of an answer, as a button; says whether it was clicked.
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
