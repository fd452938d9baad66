//! What is asked: the situation on its day, what only this seat knows, the question.

use bevy_egui::egui::{Align, CornerRadius, Frame, Margin, Rect, Ui, vec2};

use super::options;
use crate::desktop::desk::{Desk, Seek};
use crate::desktop::requests::Requests;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, Face, INK, SHADE};
use crate::desktop::typeset;
use crate::view::{Question, SeatView, StageView};
use crate::words::sentence_case;

/// Lays out the question, or says who is deciding.
pub fn show(ui: &mut Ui, view: &SeatView, desk: &mut Desk, requests: &mut Requests) {
    let words = ui.words();
    match &view.stage {
        StageView::Asked(question) => asked(ui, view, question, desk, requests),
        StageView::Waiting(seat) => {
            typeset::prose(
                ui,
                &words.say_with("table-waiting", &[("seat", sentence_case(seat).into())]),
            );
        }
        // The table of a conference has a page of its own.
        StageView::Conference(_) => {}
        StageView::Over => {
            typeset::prose(ui, &words.say("term-over"));
        }
    }
}

fn asked(
    ui: &mut Ui,
    view: &SeatView,
    question: &Question,
    desk: &mut Desk,
    requests: &mut Requests,
) {
    let words = ui.words();
    let point = question.point.map_or_else(
        || words.say("table-no-point"),
        |point| {
            words.say_with(
                "table-point",
                &[("point", point.into()), ("total", view.progress.total.into())],
            )
        },
    );
    let place = view.map.places.iter().find(|place| place.id == question.place);
    let place = place.map(|place| format!("{} · ", place.name)).unwrap_or_default();
    typeset::capitals(ui, &format!("{place}{} · {point}", view.date), 11.5, FAINT);
    typeset::title(ui, &question.title, 26.0);
    if let Some(crisis) = &question.crisis {
        let sentence = words.say_with("table-crisis", &[("sector", crisis.into())]);
        typeset::wrapped(ui, &sentence, Face::LabelBold.at(15.0), AGAINST, typeset::MEASURE);
    }
    ui.add_space(4.0);
    typeset::paragraphs(ui, &question.briefing);
    background(ui, &question.id, &question.background);
    if !question.private.is_empty() {
        ui.add_space(8.0);
        let ink = view.seat.as_ref().map_or(INK, |seat| theme::ink(seat.ink));
        private(ui, &question.private, ink);
    }
    let seek = desk.seek.take();
    if question.nth > 1 {
        ui.add_space(10.0);
        let sentence = words.say_with("table-nth-question", &[("nth", question.nth.into())]);
        let sign =
            typeset::wrapped(ui, &sentence, Face::LabelBold.at(16.0), ACCENT, typeset::MEASURE);
        if seek == Some(Seek::Further) {
            sign.scroll_to_me(Some(Align::TOP));
        }
    }
    if !question.so_far.is_empty() {
        typeset::heading(ui, &words.say("desktop-so-far"));
        for text in &question.so_far {
            super::brief::bullet(ui, text);
        }
    }
    if seek == Some(Seek::Answers) {
        ui.scroll_to_cursor(Some(Align::TOP));
    }
    typeset::heading(
        ui,
        &view.seat.as_ref().map_or_else(String::new, |seat| {
            words.say_with("table-your-move", &[("seat", (&seat.name).into())])
        }),
    );
    typeset::title(ui, &question.question, 20.0);
    ui.add_space(4.0);
    options::show(ui, question, desk, requests);
}

/// What the briefing leaves out, behind a heading that opens it.
pub(super) fn background(ui: &mut Ui, of: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let heading = ui.words().say("table-background");
    if typeset::fold_kept(ui, ("background", of), &heading, false) {
        ui.add_space(4.0);
        typeset::paragraphs(ui, texts);
    }
}

/// What only this seat knows, beside a rule in its ink.
pub(super) fn private(ui: &mut Ui, texts: &[String], ink: bevy_egui::egui::Color32) {
    let words = ui.words();
    let frame =
        Frame::new().fill(SHADE).inner_margin(Margin { left: 18, right: 12, top: 8, bottom: 10 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width().min(typeset::MEASURE));
        typeset::capitals(ui, &words.say("table-private"), 11.5, FAINT);
        typeset::paragraphs(ui, texts);
    });
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::ZERO, ink);
}
