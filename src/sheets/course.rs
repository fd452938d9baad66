//! The course of a game over its years, as plots on a page.
//!
//! Lines are told apart by their strokes as well as by their colours, so that they can be
//! read on grey paper.

use maud::{Markup, html};

use crate::view::{CourseLine, CourseView, LINE_COLORS, ink_color};
use crate::words::Words;

/// The width of a plot, in its own units.
const WIDTH: f64 = 640.0;
/// Its height.
const HEIGHT: f64 = 190.0;
/// The room at its left for the values.
const LEFT: f64 = 30.0;
/// The room below it for the years.
const BELOW: f64 = 18.0;

/// The strokes of lines, in turn: dashes and gaps.
const STROKES: [&str; 7] = ["none", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2 6 2"];

/// The plots: the value of the position to each seat, and the aims of the reader's seat.
pub(super) fn plots(words: &Words, course: &CourseView) -> Markup {
    html! {
        h2 { (words.say("debrief-course")) }
        (plot(&words.say("debrief-course-seats"), &course.seats))
        @if !course.aims.is_empty() {
            (plot(&words.say("debrief-course-aims"), &course.aims))
        }
    }
}

fn plot(heading: &str, lines: &[CourseLine]) -> Markup {
    let years = lines.iter().flat_map(|line| line.points.iter().map(|(year, _)| *year));
    let (first, last) = years.fold((f64::MAX, f64::MIN), |(a, b), y| (a.min(y), b.max(y)));
    if first >= last {
        return html! {};
    }
    let x = |year: f64| LEFT + (year - first) / (last - first) * (WIDTH - LEFT - 4.0);
    let y = |value: f64| 4.0 + (1.0 - value) * (HEIGHT - BELOW - 4.0);
    html! {
        div.keep {
            h3 { (heading) }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) width="100%" role="img"
                aria-label=(heading) {
                @for value in [0.0, 0.5, 1.0] {
                    line x1=(LEFT) x2=(WIDTH) y1=(y(value)) y2=(y(value)) stroke="#ccc" {}
                    text x=(LEFT - 5.0) y=(y(value) + 3.5) font-size="10" text-anchor="end" {
                        (format!("{:.0}", value * 100.0))
                    }
                }
                @for year in whole_years(first, last) {
                    text x=(x(year)) y=(HEIGHT - 4.0) font-size="10" text-anchor="middle" {
                        (format!("{year:.0}"))
                    }
                }
                @for (nth, line) in lines.iter().enumerate() {
                    polyline points=(points(line, &x, &y)) fill="none" stroke=(color(lines, nth))
                        stroke-width="1.8" stroke-dasharray=(STROKES[nth % STROKES.len()]) {
                        title { (line.name) }
                    }
                }
            }
            p.note {
                @for (nth, line) in lines.iter().enumerate() {
                    svg width="34" height="8" aria-hidden="true" {
                        line x1="0" x2="30" y1="4" y2="4" stroke=(color(lines, nth))
                            stroke-width="2" stroke-dasharray=(STROKES[nth % STROKES.len()]) {}
                    }
                    (line.name) "  "
                }
            }
        }
    }
}

/// The corners of a line on the plot.
fn points(line: &CourseLine, x: &dyn Fn(f64) -> f64, y: &dyn Fn(f64) -> f64) -> String {
    let corners = line.steps().map(|(year, value)| format!("{:.1},{:.1}", x(year), y(value)));
    corners.collect::<Vec<_>>().join(" ")
}

/// The whole years within a span, at most ten of them.
fn whole_years(first: f64, last: f64) -> impl Iterator<Item = f64> {
    let step = ((last - first) / 10.0).ceil().max(1.0);
    core::iter::successors(Some(first.ceil()), move |year| Some(year + step))
        .take_while(move |year| *year <= last)
}

/// The colour of a line: the ink of its power, or of each its own where all have one ink.
fn color(lines: &[CourseLine], nth: usize) -> String {
    let alike = lines.len() > 1 && lines.iter().all(|line| line.ink == lines[0].ink);
    let [red, green, blue] =
        if alike { LINE_COLORS[nth % LINE_COLORS.len()] } else { ink_color(lines[nth].ink) };
    format!("#{red:02x}{green:02x}{blue:02x}")
}
