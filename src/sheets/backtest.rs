//! The page of the backtest: scores with their intervals, every prediction, every treaty.
//!
//! The plots are drawn here, as pictures within the page; the numbers come from
//! [`ensemble::backtest`](crate::ensemble::backtest).

use maud::{Markup, html};

use super::markup;
use crate::ensemble::backtest::scores::{Report, Skill};
use crate::ensemble::backtest::{Backtest, Group, Prediction, ScenarioTest, TreatyTest};
use crate::words::{Phrase, Words, percent};

/// The width of a plot, in its own units.
const WIDTH: f64 = 640.0;

/// The height of a row of a plot.
const ROW: f64 = 22.0;

/// Where the plot itself begins, right of its labels.
const LEFT: f64 = 250.0;

/// Room at the right of a plot.
const RIGHT: f64 = 20.0;

/// The page.
pub(super) fn page(words: &Words, backtest: &Backtest) -> Markup {
    let args = [
        ("runs", backtest.runs.to_string().into()),
        ("seed", backtest.seed.to_string().into()),
        ("hash", (&backtest.coefficients).into()),
    ];
    let body = html! {
        h1 { (words.say("backtest-title")) }
        p.note { (words.say_with("backtest-facts", &args)) }
        p { (words.say("backtest-what")) }
        @if let Some(group) = &backtest.held_out {
            (scores(words, Phrase("backtest-held-out"), group))
        }
        @if let Some(group) = &backtest.may_be_fitted {
            (scores(words, Phrase("backtest-may-be-fitted"), group))
        }
        @for test in &backtest.tests { (scenario(words, test)) }
    };
    markup::page(words, &words.say("backtest-title"), body)
}

/// The scores of a group.
fn scores(words: &Words, heading: Phrase, group: &Group) -> Markup {
    let names = group.scenarios.join(", ");
    html! {
        h2 { (words.phrase(heading)) }
        p.note { (names) }
        (report(words, Phrase("backtest-pooled"), &group.pooled))
        (report(words, Phrase("backtest-choices"), &group.choices))
        (report(words, Phrase("backtest-outcomes"), &group.outcomes))
        (report(words, Phrase("backtest-free-outcomes"), &group.free_outcomes))
    }
}

fn report(words: &Words, heading: Phrase, report: &Report) -> Markup {
    let rows = [
        (Phrase("backtest-model"), &report.model),
        (Phrase("backtest-uniform"), &report.uniform),
        (Phrase("backtest-base-rate"), &report.base_rate),
        (Phrase("backtest-persistence"), &report.persistence),
    ];
    let skills = [
        (Phrase("backtest-over-uniform"), report.skill[0]),
        (Phrase("backtest-over-base-rate"), report.skill[1]),
        (Phrase("backtest-over-persistence"), report.skill[2]),
        (Phrase("backtest-control"), report.control),
    ];
    let args = [("count", report.model.of.into())];
    html! {
        h3 { (words.phrase_with(heading, &args)) }
        table {
            tr {
                th {}
                th { (words.say("backtest-log")) }
                th { (words.say("backtest-brier")) }
                th { (words.say("backtest-ranked")) }
            }
            @for (name, scores) in rows {
                tr {
                    td { (words.phrase(name)) }
                    td { (format!("{:.3}", scores.log)) }
                    td { (format!("{:.3}", scores.brier)) }
                    td { (scores.ranked.map_or_else(String::new, |ranked| format!("{ranked:.3}"))) }
                }
            }
        }
        (skill_plot(words, &skills))
    }
}

/// Skills with their intervals, beside a line at none.
fn skill_plot(words: &Words, skills: &[(Phrase, Skill)]) -> Markup {
    let ends = |skill: &Skill| skill.interval.unwrap_or((skill.by, skill.by));
    let far = skills.iter().flat_map(|(_, skill)| {
        let (low, high) = ends(skill);
        [low.abs(), high.abs()]
    });
    let far = far.fold(0.1, f64::max);
    let middle = LEFT + (WIDTH - LEFT - RIGHT) / 2.0;
    let at = |value: f64| middle + value / far * (WIDTH - LEFT - RIGHT) / 2.0;
    #[expect(clippy::cast_precision_loss, reason = "there are four rows")]
    let height = ROW * skills.len() as f64 + 22.0;
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height}")) width="100%" role="img"
            aria-label=(words.say("backtest-skill-plot")) {
            line x1=(middle) x2=(middle) y1="0" y2=(height - 16.0) stroke="#999" {}
            @for (x, value) in [(at(-far), -far), (middle, 0.0), (at(far), far)] {
                text x=(x) y=(height - 3.0) font-size="10" text-anchor="middle" {
                    (format!("{value:+.1}"))
                }
            }
            @for (nth, (name, skill)) in skills.iter().enumerate() {
                @let y = row(nth);
                text x="0" y=(y + 4.0) font-size="12" { (words.phrase(*name)) }
                line x1=(at(ends(skill).0)) x2=(at(ends(skill).1)) y1=(y) y2=(y) stroke="#444"
                    stroke-width="2" {}
                circle cx=(at(skill.by)) cy=(y) r="4" fill="#8b1a1a" {
                    title { (skill.shown()) }
                }
            }
        }
        p.note {
            @for (nth, (name, skill)) in skills.iter().enumerate() {
                @if nth > 0 { "; " }
                (words.phrase(*name)) " "
                (skill.shown())
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few rows")]
fn row(nth: usize) -> f64 {
    ROW * nth as f64 + ROW / 2.0 + 3.0
}

/// Everything of one scenario.
fn scenario(words: &Words, test: &ScenarioTest) -> Markup {
    html! {
        h2 { (test.title) }
        p.note { (test.scenario) " " (crate::scenario::pack::short(&test.content)) }
        p.note { (words.say("backtest-legend")) }
        h3 { (words.say("backtest-each-outcome")) }
        (predictions(words, &test.outcomes))
        h3 { (words.say("backtest-each-answer")) }
        (predictions(words, &test.choices))
        @if !test.treaties.is_empty() {
            h3 { (words.say("backtest-treaties")) }
            (treaties(words, &test.treaties))
        }
    }
}

/// The probability of each documented value, the least probable first; a stroke marks what
/// each value would have if all were alike.
fn predictions(words: &Words, all: &[Prediction]) -> Markup {
    let mut all: Vec<&Prediction> = all.iter().collect();
    all.sort_by(|a, b| a.of_documented().total_cmp(&b.of_documented()));
    let at = |share: f64| LEFT + share * (WIDTH - LEFT - RIGHT - 40.0);
    #[expect(clippy::cast_precision_loss, reason = "there are few rows")]
    let height = ROW * all.len() as f64 + 6.0;
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height}")) width="100%" role="img"
            aria-label=(words.say("backtest-prediction-plot")) {
            @for (nth, prediction) in all.iter().enumerate() {
                @let y = row(nth);
                @let share = prediction.of_documented();
                @let even = uniform(prediction);
                text x="0" y=(y + 4.0) font-size="12" { (short(&prediction.title)) }
                rect x=(at(0.0)) y=(y - 5.0) width=(at(1.0) - at(0.0)) height="10" fill="#eee" {}
                rect x=(at(0.0)) y=(y - 5.0) width=(at(share) - at(0.0)) height="10"
                    fill=(if share < even { "#8b1a1a" } else { "#3c5a78" }) {}
                line x1=(at(even)) x2=(at(even)) y1=(y - 8.0) y2=(y + 8.0) stroke="#222" {}
                text x=(at(1.0) + 6.0) y=(y + 4.0) font-size="12" { (percent(share)) " %" }
            }
        }
    }
}

/// A title that fits its place.
fn short(title: &str) -> String {
    const MOST: usize = 40;
    if title.chars().count() <= MOST {
        return title.to_owned();
    }
    title.chars().take(MOST - 1).chain(['…']).collect()
}

#[expect(clippy::cast_precision_loss, reason = "there are few values")]
fn uniform(prediction: &Prediction) -> f64 {
    1.0 / prediction.probabilities.len() as f64
}

fn treaties(words: &Words, all: &[TreatyTest]) -> Markup {
    let heads = [
        Phrase("backtest-treaty"),
        Phrase("backtest-in-zone"),
        Phrase("backtest-better"),
        Phrase("backtest-agreed"),
        Phrase("backtest-same"),
        Phrase("backtest-distance"),
        Phrase("backtest-distance-by-chance"),
    ];
    let share = |share: f64| format!("{} %", percent(share));
    let some = |known: Option<f64>| known.map_or_else(String::new, share);
    html! {
        table {
            tr { @for head in heads { th { (words.phrase(head)) } } }
            @for treaty in all {
                tr {
                    td { (treaty.title) }
                    td { (share(treaty.in_zone)) }
                    td { (some(treaty.better)) }
                    td { (share(treaty.agreed)) }
                    td { (share(treaty.same)) }
                    td { (some(treaty.distance)) }
                    td { (share(treaty.distance_by_chance)) }
                }
            }
        }
    }
}
