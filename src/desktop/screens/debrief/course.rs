//! The course of a game over its years, as plots.
//!
//! Lines are told apart by their strokes as well as by their colours.

use bevy_egui::egui::{Color32, Sense, Shape, Stroke, Ui, vec2};
use egui_plot::{Line, LineStyle, Plot, PlotPoints, VLine};

use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, Face, INK, PAGE};
use crate::desktop::typeset::{self, MEASURE};
use crate::view::{CourseLine, CourseView, LINE_COLORS};

/// The height of a plot.
const HEIGHT: f32 = 240.0;

/// Lays out the plots: how things stood with each seat, and with each aim of one's own.
pub(super) fn show(ui: &mut Ui, course: &CourseView) {
    let words = ui.words();
    typeset::heading(ui, &words.say("debrief-course-seats"));
    let of_seat = |line: &CourseLine, _| theme::ink(line.ink);
    plot(ui, "course of the seats", course, &course.seats, of_seat);
    if !course.aims.is_empty() {
        typeset::heading(ui, &words.say("debrief-course-aims"));
        let of_aim = |_: &CourseLine, nth: usize| {
            let [red, green, blue] = LINE_COLORS[nth % LINE_COLORS.len()];
            Color32::from_rgb(red, green, blue)
        };
        plot(ui, "course of the aims", course, &course.aims, of_aim);
    }
}

/// The stroke of a line, by its number.
fn stroke(nth: usize) -> LineStyle {
    match nth % 4 {
        0 => LineStyle::Solid,
        1 => LineStyle::dashed_loose(),
        2 => LineStyle::dotted_dense(),
        _ => LineStyle::dashed_dense(),
    }
}

fn plot(
    ui: &mut Ui,
    id: &str,
    course: &CourseView,
    lines: &[CourseLine],
    color: impl Fn(&CourseLine, usize) -> Color32,
) {
    let width = ui.available_width().min(1180.0);
    Plot::new(id)
        .width(width)
        .height(HEIGHT)
        .include_y(0.0)
        .include_y(100.0)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .show(ui, |plot| {
            for mark in &course.decisions {
                let line = VLine::new(mark.text.as_str(), mark.at);
                plot.vline(line.color(theme::mix(PAGE, theme::ink(mark.ink), 0.35)).width(1.0));
            }
            for (nth, line) in lines.iter().enumerate() {
                let corners = line.steps().map(|(year, value)| [year, value * 100.0]);
                let points: PlotPoints<'_> = corners.collect();
                let drawn = Line::new(line.name.as_str(), points).width(2.0);
                plot.line(drawn.color(color(line, nth)).style(stroke(nth)));
            }
        });
    ui.horizontal_wrapped(|ui| {
        ui.set_max_width(width);
        for (nth, line) in lines.iter().enumerate() {
            sample(ui, nth, color(line, nth));
            typeset::wrapped(ui, &line.name, Face::Label.at(14.0), INK, MEASURE);
            ui.add_space(10.0);
        }
    });
}

/// A piece of a line, beside which its name stands.
fn sample(ui: &mut Ui, nth: usize, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(30.0, 18.0), Sense::hover());
    let ends = [rect.left_center(), rect.right_center()];
    let stroke = Stroke::new(2.2, color);
    match nth % 4 {
        0 => {
            ui.painter().line_segment(ends, stroke);
        }
        1 => ui.painter().extend(Shape::dashed_line(&ends, stroke, 9.0, 6.0)),
        2 => ui.painter().extend(Shape::dotted_line(&ends, color, 4.0, 1.3)),
        _ => ui.painter().extend(Shape::dashed_line(&ends, stroke, 5.0, 3.0)),
    }
}
