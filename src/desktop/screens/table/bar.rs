//! The bar above the table: the day, how far the game is, the seat, four indicators.

use bevy_egui::egui::{
    Align, Color32, CornerRadius, Layout, Rect, Response, Sense, Stroke, Ui, vec2,
};

use crate::desktop::panels;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, ACCENT, AGAINST, FAINT, Face, INK, PAPER, RULE};
use crate::desktop::typeset;
use crate::view::{InputView, Progress, SeatView, SectorView, criterion_words};
use crate::words::{percent, sentence_case};

/// Lays out the bar; with less room it keeps figures and drops words.
pub(super) fn show(ui: &mut Ui, view: &SeatView) {
    let width = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        day(ui, view);
        if let Some(seat) = &view.seat {
            let mut words = vec![(seat.name.clone(), Face::LabelBold.at(15.0), INK)];
            if width > 900.0 {
                words.push((seat.leader.clone(), Face::Label.at(15.0), INK));
            }
            if let Some(native) = seat.native.as_ref().filter(|_| width > 1320.0) {
                words.push((native.text.clone(), Face::of(native).at(14.5), FAINT));
            }
            named(ui, theme::ink(seat.ink), &words).on_hover_ui(|ui| {
                typeset::wrapped(ui, &seat.leader, Face::LabelBold.at(15.0), INK, 340.0);
                typeset::wrapped(ui, &seat.office, Face::Label.at(14.0), FAINT, 340.0);
                typeset::wrapped(ui, &seat.hook, Face::Text.at(15.0), INK, 340.0);
            });
        }
        // On a low window they give way to what is read; the tabs tell more of them.
        if ui.ctx().content_rect().height() < LOW {
            return;
        }
        if width < WIDE {
            indicators(ui, view, width);
        } else {
            // The indicators stand flush right; in this layout the last comes first.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 22.0;
                borders(ui, view, width);
                deterrence(ui, view, width);
                recognition(ui, view, width);
                aims(ui, view, width);
            });
        }
    });
}

/// Below this height the bar has the day and the seat alone.
const LOW: f32 = 440.0;

/// From this width on the bar has room on its one line.
const WIDE: f32 = 1000.0;

fn indicators(ui: &mut Ui, view: &SeatView, width: f32) {
    aims(ui, view, width);
    recognition(ui, view, width);
    deterrence(ui, view, width);
    borders(ui, view, width);
}

/// The day, and a dot for each decision point.
fn day(ui: &mut Ui, view: &SeatView) {
    let words = ui.words();
    let date = ui.painter().layout_no_wrap(view.date.clone(), Face::TextBold.at(19.0), INK);
    let Progress { behind: done, total } = view.progress;
    let dots = 9.0 * total as f32;
    let size = vec2(date.size().x + 12.0 + dots, 36.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let y = rect.center().y;
    let dots_at = rect.left() + date.size().x + 14.0;
    painter.galley(rect.left_center() - vec2(0.0, date.size().y / 2.0), date, INK);
    for point in 0..total {
        let center = bevy_egui::egui::pos2(dots_at + 9.0 * point as f32 + 3.0, y + 2.0);
        match point.cmp(&done) {
            core::cmp::Ordering::Less => {
                painter.circle_filled(center, 2.8, INK);
            }
            core::cmp::Ordering::Equal => {
                painter.circle_filled(center, 3.4, ACCENT);
            }
            core::cmp::Ordering::Greater => {
                painter.circle_stroke(center, 2.6, Stroke::new(1.0, FAINT));
            }
        }
    }
    let point = (done + 1).min(total);
    response.on_hover_text(
        words.say_with("table-point", &[("point", point.into()), ("total", total.into())]),
    );
}

/// Words in a row behind a square of ink.
fn named(
    ui: &mut Ui,
    ink: Color32,
    words: &[(String, bevy_egui::egui::FontId, Color32)],
) -> Response {
    let galleys: Vec<_> = words
        .iter()
        .map(|(text, font, color)| {
            (ui.painter().layout_no_wrap(text.clone(), font.clone(), *color), *color)
        })
        .collect();
    let width: f32 = galleys.iter().map(|(galley, _)| galley.size().x + 8.0).sum();
    let (rect, response) = ui.allocate_exact_size(vec2(width + 12.0, 36.0), Sense::hover());
    let square = Rect::from_center_size(rect.left_center() + vec2(5.0, 0.0), vec2(10.0, 10.0));
    ui.painter().rect_filled(square, CornerRadius::ZERO, ink);
    let mut x = rect.left() + 18.0;
    for (galley, color) in galleys {
        let y = rect.center().y - galley.size().y / 2.0;
        let step = galley.size().x + 8.0;
        ui.painter().galley(bevy_egui::egui::pos2(x, y), galley, color);
        x += step;
    }
    response
}

/// One indicator: its name in small capitals, what it is of, a bar, a figure.
fn indicator(
    ui: &mut Ui,
    name: &str,
    of: &str,
    (share, said): (f64, &str),
    color: Color32,
    width: f32,
) -> Response {
    let name = ui.painter().layout_job(typeset::capitals_job(name, 10.0, FAINT));
    let words =
        if width > 1180.0 && !of.is_empty() { format!("{of}  {said}") } else { said.to_owned() };
    let value = ui.painter().layout_no_wrap(words, Face::LabelBold.at(14.0), INK);
    let bar = if width > 700.0 { 44.0 } else { 24.0 };
    let size = vec2(name.size().x.max(value.size().x + bar + 6.0), 36.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    painter.galley(rect.min + vec2(0.0, 1.0), name, FAINT);
    let line = rect.top() + 25.0;
    let cell = Rect::from_min_size(bevy_egui::egui::pos2(rect.left(), line - 7.0), vec2(bar, 14.0));
    let rail = Rect::from_center_size(cell.center(), vec2(bar, 6.0));
    painter.rect_filled(rail, CornerRadius::ZERO, theme::mix(PAPER, RULE, 0.8));
    let full = Rect::from_min_size(rail.min, vec2(bar * share.clamp(0.0, 1.0) as f32, 6.0));
    painter.rect_filled(full, CornerRadius::ZERO, color);
    let at = bevy_egui::egui::pos2(cell.right() + 6.0, line - value.size().y / 2.0);
    painter.galley(at, value, INK);
    response
}

/// How things stand with the aims of the seat, with each of them on hover.
fn aims(ui: &mut Ui, view: &SeatView, width: f32) {
    let words = ui.words();
    if view.seat.is_none() {
        return;
    }
    let said = percent(view.value);
    let name = words.say("indicator-aims");
    indicator(ui, &name, "", (view.value, &said), ACCENT, width).on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        for aim in panels::aims::by_weight(view) {
            typeset::share_line(ui, aim.now, &aim.text, ACCENT);
        }
    });
}

fn recognition(ui: &mut Ui, view: &SeatView, width: f32) {
    let words = ui.words();
    let mut powers = view.recognition.powers.iter().filter(|power| power.declaratory.is_some());
    let Some(power) = powers.next() else { return };
    let response = indicator(
        ui,
        &words.say("indicator-recognition"),
        &power.short,
        (power.constitutive, &typeset::percent(power.constitutive)),
        theme::ink(power.ink),
        width,
    );
    response.on_hover_ui(|ui| {
        for power in core::iter::once(power).chain(powers) {
            let args = |share: f64| {
                [("power", sentence_case(&power.name).into()), ("percent", percent(share).into())]
            };
            let line = words.say_with("indicator-constitutive", &args(power.constitutive));
            typeset::wrapped(ui, &line, Face::LabelBold.at(14.5), INK, 360.0);
            if let Some(declaratory) = &power.declaratory {
                let line = words.say_with("indicator-declaratory", &args(declaratory.index));
                typeset::wrapped(ui, &line, Face::Label.at(14.5), INK, 360.0);
                for (index, share) in declaratory.criteria.iter().enumerate() {
                    let name = sentence_case(&criterion_words(&words, index));
                    typeset::share_line(ui, *share, &name, ACCENT);
                }
            }
        }
        typeset::wrapped(
            ui,
            &words.say("indicator-constitutive-hint"),
            Face::Label.at(13.5),
            FAINT,
            360.0,
        );
    });
}

/// The live frontier that is highest by some measure.
fn highest(view: &SeatView, by: impl Fn(&SectorView) -> f64) -> Option<&SectorView> {
    view.sectors.iter().filter(|sector| sector.live).max_by(|a, b| by(a).total_cmp(&by(b)))
}

fn deterrence(ui: &mut Ui, view: &SeatView, width: f32) {
    let words = ui.words();
    let Some(sector) = highest(view, |sector| sector.solution.clash) else { return };
    let sentence = words.say_with("desktop-indicator-clash", &[]);
    let clash = sector.solution.clash;
    let said = ui.odds(clash);
    indicator(ui, &words.say("indicator-deterrence"), &sentence, (clash, &said), AGAINST, width)
        .on_hover_ui(|ui| {
            typeset::wrapped(ui, &sector.name, Face::LabelBold.at(15.0), INK, 360.0);
            for line in &sector.chances {
                typeset::wrapped(ui, line, Face::Label.at(14.5), INK, 360.0);
            }
            for InputView { title, value } in &sector.inputs {
                typeset::wrapped(
                    ui,
                    &format!("{title}: {value:.2}"),
                    Face::Label.at(13.5),
                    FAINT,
                    360.0,
                );
            }
        });
}

fn borders(ui: &mut Ui, view: &SeatView, width: f32) {
    let words = ui.words();
    let Some(sector) = highest(view, |sector| sector.tension) else { return };
    let sentence = words.say_with("desktop-indicator-tension", &[]);
    let said = typeset::percent(sector.tension);
    let tension = (sector.tension, said.as_str());
    indicator(ui, &words.say("indicator-borders"), &sentence, tension, AGAINST, width).on_hover_ui(
        |ui| {
            typeset::wrapped(ui, &sector.name, Face::LabelBold.at(15.0), INK, 360.0);
            for line in [&sector.status, &sector.holder, &sector.incidents]
                .into_iter()
                .chain(&sector.forces)
            {
                typeset::wrapped(ui, &sentence_case(line), Face::Label.at(14.0), INK, 360.0);
            }
            ui.add_space(4.0);
            for other in view.sectors.iter().filter(|other| other.live) {
                typeset::share_line(ui, other.tension, &other.name, AGAINST);
            }
        },
    );
}
