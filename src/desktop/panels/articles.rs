//! A treaty beside the documented one, article by article, and how it came about.

use bevy_egui::egui::{Align, Color32, Layout, Ui, vec2};

use super::conference::speech;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, FOR, Face, INK};
use crate::desktop::typeset::{self, MEASURE};
use crate::rules::comparison::ArticleVerdict;
use crate::rules::ids::ClauseValueId;
use crate::view::{ArticleRow, TreatyResult};
use crate::words::{Phrase, sentence_case};

/// The colour and the sign of a verdict on an article.
#[must_use]
pub const fn article_mark(verdict: ArticleVerdict) -> (Color32, &'static str) {
    match verdict {
        ArticleVerdict::Same => (FOR, "="),
        ArticleVerdict::Added => (AGAINST, "+"),
        ArticleVerdict::Dropped => (AGAINST, "−"),
        ArticleVerdict::Weaker => (AGAINST, "▽"),
        ArticleVerdict::Stronger => (AGAINST, "△"),
        ArticleVerdict::Different => (AGAINST, "≠"),
        ArticleVerdict::Unknown => (FAINT, "?"),
    }
}

/// Lays out a treaty: its fate, its articles, what was said. `of` tells it from
/// other treaties on the page.
pub fn show(ui: &mut Ui, treaty: &TreatyResult, of: &str) {
    let words = ui.words();
    typeset::heading(ui, &words.say("conference-compared"));
    typeset::wrapped(ui, &treaty.fate, Face::TextBold.at(17.0), INK, MEASURE);
    let args =
        [("differences", treaty.n_differences.into()), ("articles", treaty.rows.len().into())];
    if treaty.kept {
        typeset::note(ui, &sentence_case(&words.say("result-kept")));
    } else if treaty.came_to_nothing_twice() {
        typeset::note(ui, &words.say("conference-came-to-nothing"));
    } else {
        typeset::note(ui, &words.say_with("conference-differences", &args));
    }
    ui.add_space(2.0);
    if !treaty.came_to_nothing_twice() {
        rows(ui, treaty);
    }
    if treaty.speeches.is_empty() {
        return;
    }
    let count = [("count", treaty.speeches.len().into())];
    let sentence = words.say_with("conference-speeches", &count);
    if typeset::fold_kept(ui, ("speeches", of), &sentence, false) {
        speeches(ui, treaty, of);
    }
}

/// The articles, each beside the documented one.
fn rows(ui: &mut Ui, treaty: &TreatyResult) {
    let words = ui.words();
    let width = ui.available_width().min(860.0);
    let wide = width > 430.0;
    if wide {
        line(ui, width, |ui, widths| {
            typeset::figure(ui, "", MARK, FAINT);
            for (index, key) in
                [Phrase("conference-article"), Phrase("result-played"), Phrase("result-documented")]
                    .iter()
                    .enumerate()
            {
                cell(ui, widths[index], |ui| {
                    typeset::capitals(ui, &words.phrase(*key), 11.0, FAINT);
                });
            }
        });
        typeset::rule(ui);
    }
    for row in &treaty.rows {
        article(ui, (row, treaty.kept), width, wide);
        typeset::rule(ui);
    }
}

/// Room for the sign of a verdict.
const MARK: f32 = 16.0;

fn article(ui: &mut Ui, (row, kept): (&ArticleRow, bool), width: f32, wide: bool) {
    let words = ui.words();
    let (color, sign) = article_mark(row.verdict);
    let played = row.played.clone().unwrap_or_else(|| words.say("conference-no-article"));
    let unknown = if kept { String::new() } else { words.say("verdict-unknown") };
    let documented = row.documented.clone().unwrap_or(unknown);
    let differs = !kept && !matches!(row.verdict, ArticleVerdict::Same);
    let face = if differs { Face::LabelBold } else { Face::Label };
    if wide {
        line(ui, width, |ui, widths| {
            typeset::figure(ui, sign, MARK, color);
            cell(ui, widths[0], |ui| named(ui, row, color));
            cell(ui, widths[1], |ui| {
                typeset::wrapped(ui, &played, face.at(14.5), INK, MEASURE);
            });
            cell(ui, widths[2], |ui| {
                typeset::wrapped(ui, &documented, Face::Label.at(14.5), INK, MEASURE);
            });
        });
    } else {
        ui.horizontal_top(|ui| {
            typeset::figure(ui, sign, MARK, color);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                named(ui, row, color);
                let name = |key: Phrase| sentence_case(&words.phrase(key));
                let sentence = format!("{}: {played}", name(Phrase("result-played")));
                typeset::wrapped(ui, &sentence, face.at(14.5), INK, MEASURE);
                if !kept {
                    let key = Phrase("result-documented");
                    typeset::line(ui, &format!("{}: {documented}", name(key)));
                }
            });
        });
    }
    ui.horizontal_top(|ui| {
        ui.add_space(MARK + 12.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if differs && !row.record.is_empty() {
                typeset::wrapped(ui, &row.record, Face::Text.at(14.5), FAINT, MEASURE);
            }
            super::conference::versions(ui, &row.versions);
            cited(ui, row);
        });
    });
}

/// The heading of an article, what is secret about it, and the verdict.
fn named(ui: &mut Ui, row: &ArticleRow, color: Color32) {
    ui.spacing_mut().item_spacing.y = 0.0;
    typeset::wrapped(ui, &row.title, Face::TextBold.at(15.5), INK, MEASURE);
    if let Some(secret) = &row.secret {
        typeset::wrapped(ui, secret, Face::Label.at(13.0), AGAINST, MEASURE);
    }
    typeset::wrapped(ui, &row.verdict_words, Face::Label.at(13.5), color, MEASURE);
}

/// The sources of an article; what the record says of it and their titles on hover.
fn cited(ui: &mut Ui, row: &ArticleRow) {
    let words = ui.words();
    if row.sources.is_empty() {
        return;
    }
    let list: Vec<&str> = row.sources.iter().map(|source| source.cited.as_str()).collect();
    let sentence = format!("{}: {}", words.say("sources"), list.join(", "));
    typeset::wrapped(ui, &sentence, Face::Label.at(12.5), FAINT, MEASURE).on_hover_ui(|ui| {
        if !row.record.is_empty() {
            typeset::wrapped(ui, &row.record, Face::Text.at(15.0), INK, 380.0);
        }
        for source in row.sources.iter().filter(|source| source.title.is_some()) {
            typeset::wrapped(ui, &source.line(), Face::Label.at(14.0), INK, 380.0);
        }
    });
}

fn speeches(ui: &mut Ui, treaty: &TreatyResult, of: &str) {
    let words = ui.words();
    let titles: Vec<&str> = treaty.rows.iter().map(|row| row.title.as_str()).collect();
    let mut before: Option<&[ClauseValueId]> = None;
    for (at, speech) in treaty.speeches.iter().enumerate() {
        speech::show(ui, &treaty.parties, &titles, speech, before, false);
        if let Some(why) = &speech.why {
            let key = if before.is_some() {
                Phrase("conference-why")
            } else {
                Phrase("conference-why-opening")
            };
            if typeset::fold_kept(ui, ("why", of, at), &words.phrase(key), false) {
                speech::why(ui, why, &titles);
            }
        }
        if let Some(draft) = &speech.draft {
            before = Some(draft);
        }
    }
}

fn line(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui, [f32; 3])) {
    let free = width - MARK - 3.0 * 12.0;
    let widths = [free * 0.36, free * 0.32, free * 0.32];
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        add(ui, widths);
    });
}

fn cell(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::LEFT), |ui| {
        ui.set_width(width);
        add(ui);
    });
}
