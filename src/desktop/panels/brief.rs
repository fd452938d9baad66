//! The seat's own sheet: who you are, what you want, what you will not do.

use bevy_egui::egui::{Color32, CornerRadius, Rect, Sense, Ui, vec2};

use super::seal;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::scenario::draft::Native;
use crate::view::SeatView;
use crate::words::percent;

/// A line with a dash before it.
pub fn bullet(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        typeset::wrapped(ui, "–", Face::Label.at(15.0), FAINT, 12.0);
        typeset::wrapped(ui, text, Face::Label.at(15.0), INK, MEASURE);
    });
}

/// Who sits here: the ink and the seal, the seat, the leader in both writings, the office.
pub fn portrait(
    ui: &mut Ui,
    ink: Color32,
    seat: &str,
    leader: &str,
    native: Option<&Native>,
    office: &str,
) {
    let top = ui.cursor().min;
    let mut inner = ui.available_rect_before_wrap();
    inner.min.x += 18.0;
    let shown = ui.scope_builder(bevy_egui::egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            seal::show(ui, leader, native, ink, 64.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                typeset::title(ui, seat, 28.0);
                ui.horizontal_wrapped(|ui| {
                    typeset::wrapped(ui, leader, Face::TextBold.at(18.0), INK, MEASURE);
                    if let Some(native) = native {
                        typeset::native(ui, native, 18.0, FAINT);
                    }
                });
                typeset::wrapped(ui, office, Face::Label.at(15.0), FAINT, MEASURE);
            });
        });
    });
    let rect = Rect::from_min_max(top, vec2(top.x + 6.0, shown.response.rect.bottom()).to_pos2());
    ui.painter().rect_filled(rect, CornerRadius::ZERO, ink);
    ui.add_space(10.0);
}

/// Lays out the seat's sheet.
pub fn show(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let Some(seat) = &view.seat else {
        typeset::prose(ui, &words.say("desktop-observe-hint"));
        return;
    };
    portrait(
        ui,
        theme::ink(seat.ink),
        &seat.name,
        &seat.leader,
        seat.native.as_ref(),
        &seat.office,
    );
    typeset::wrapped(ui, &seat.hook, Face::TextItalic.at(17.0), INK, MEASURE);
    typeset::heading(ui, &words.say("seats-objectives"));
    let value = words.say_with("table-value", &[("percent", percent(view.value).into())]);
    typeset::wrapped(ui, &value, Face::LabelBold.at(15.0), INK, MEASURE);
    ui.add_space(4.0);
    for aim in &view.aims {
        aim_line(ui, aim);
    }
    typeset::heading(ui, &words.say("seats-red-lines"));
    for line in &view.red_lines {
        bullet(ui, line);
    }
    typeset::heading(ui, &words.say("seats-brief"));
    typeset::paragraphs(ui, &seat.brief);
    typeset::heading(ui, &words.say("seats-advisers"));
    for adviser in &seat.advisers {
        let args = [("name", (&adviser.name).into()), ("office", (&adviser.office).into())];
        bullet(ui, &words.say_with("seats-adviser", &args));
    }
    typeset::heading(ui, &seat.leader);
    typeset::prose(ui, &seat.note);
    if !view.facts.is_empty() {
        typeset::heading(ui, &words.say("desktop-facts"));
        for fact in &view.facts {
            bullet(ui, &format!("{}: {}", fact.title, fact.value));
        }
    }
    ui.add_space(8.0);
    typeset::cited(ui, &words.say("seats-sources"), &seat.sources, 14.0);
}

/// An aim with its bar: how it stands, with a tick where it stood at the start.
fn aim_line(ui: &mut Ui, aim: &crate::view::Aim) {
    let words = ui.words();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let (rect, response) = ui.allocate_exact_size(vec2(84.0, 21.0), Sense::hover());
        typeset::paint_bar(ui.painter(), rect, aim.now, ACCENT);
        typeset::paint_tick(ui.painter(), rect, aim.start);
        let args = [("start", percent(aim.start).into()), ("now", percent(aim.now).into())];
        response.on_hover_text(words.say_with("debrief-objective-value", &args));
        let weight = words.say_with("seats-weight", &[("percent", percent(aim.weight).into())]);
        let args = [("start", percent(aim.start).into()), ("now", percent(aim.now).into())];
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            typeset::line(ui, &aim.text);
            typeset::note(
                ui,
                &format!("{weight} · {}", words.say_with("debrief-objective-value", &args)),
            );
        });
    });
    ui.add_space(2.0);
}
