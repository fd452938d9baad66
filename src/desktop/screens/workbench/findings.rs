//! The findings of a pack: each with its place; the chosen one in full, with what to do.

use std::collections::BTreeMap;

use bevy_egui::egui::{
    self, CornerRadius, CursorIcon, Frame, Margin, Rect, ScrollArea, Sense, Stroke, Ui, vec2,
};

use crate::desktop::bench::{Ask, Workbench};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{ACCENT, AGAINST, FAINT, FOR, Face, INK, PAGE, PAPER, RULE, WARNING};
use crate::desktop::typeset::{self, Weight};
use crate::scenario::explain;
use crate::scenario::finding::{Certainty, Finding, Severity, TextEdit, TextPlace, Trust};
use crate::scenario::reading::CheckedPack;
use crate::words::{Phrase, Words};
use crate::workbench::Bench;

/// How many findings are laid out; more than that nobody mends before looking again.
pub(super) const MOST: usize = 200;

/// Lays out the files and the findings.
pub(super) fn show(
    ui: &mut Ui,
    bench: &Bench,
    reading: &CheckedPack,
    workbench: &mut Workbench,
    requests: &mut Requests,
    narrow: bool,
) {
    let words = ui.words();
    ScrollArea::vertical().id_salt("bench findings").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 14, right: 10, top: 8, bottom: 12 }).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                // Where there is little room, what is wrong stands first.
                let files_first = !narrow || reading.findings.is_empty();
                if files_first {
                    files(ui, reading, workbench);
                    typeset::heading(ui, &words.say("bench-findings"));
                }
                if bench.unread().is_some() {
                    typeset::aside(ui, &words.say("bench-unread-findings"));
                } else if reading.findings.is_empty() {
                    typeset::aside(ui, &words.say("bench-no-findings"));
                }
                let sure = |f: &&Finding| f.trust == Trust::Mechanical && !f.fix.is_empty();
                let n_sure = reading.findings.iter().filter(sure).count();
                if n_sure > 1 && bench.is_open() {
                    let sentence = words.say_with("bench-mend-all", &[("count", n_sure.into())]);
                    if typeset::link(ui, &sentence).clicked() {
                        requests.ask(Request::Bench(Ask::MendAll));
                    }
                }
                for (nth, finding) in reading.findings.iter().take(MOST).enumerate() {
                    one(ui, bench, reading, nth, finding, workbench, requests);
                }
                if reading.findings.len() > MOST {
                    let more = reading.findings.len() - MOST;
                    typeset::note(
                        ui,
                        &words.say_with("bench-more-findings", &[("count", more.into())]),
                    );
                }
                if !files_first {
                    typeset::heading(ui, &words.say("bench-files"));
                    files(ui, reading, workbench);
                }
            },
        );
    });
}

/// The files, those with errors in red.
fn files(ui: &mut Ui, reading: &CheckedPack, workbench: &mut Workbench) {
    let mut worst: BTreeMap<&str, Severity> = BTreeMap::new();
    for finding in &reading.findings {
        let known = worst.entry(finding.place.file.as_str()).or_insert(finding.severity);
        *known = finding.severity.max(*known);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
        for file in reading.pack.files() {
            let worst = worst.get(file.path.as_str());
            let shown = file.path == workbench.file;
            let color = match (worst, shown) {
                (Some(Severity::Error), _) => AGAINST,
                (Some(Severity::Warning), _) => WARNING,
                (None, true) => INK,
                (None, false) => ACCENT,
            };
            let face = if shown { Face::LabelBold } else { Face::Label };
            let format = egui::TextFormat::simple(face.at(14.0), color);
            let mut job = egui::text::LayoutJob::single_section(file.path.clone(), format);
            job.wrap = egui::text::TextWrapping::truncate_at_width(ui.max_rect().width() - 4.0);
            let galley = ui.painter().layout_job(job);
            let (rect, response) =
                ui.allocate_exact_size(galley.size() + vec2(2.0, 6.0), Sense::click());
            let words = &file.path;
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, shown, words)
            });
            let width = galley.size().x;
            ui.painter().galley(rect.min + vec2(1.0, 3.0), galley, color);
            if shown {
                let under = rect.left() + 1.0..=rect.left() + 1.0 + width;
                ui.painter().hline(under, rect.bottom() - 1.0, Stroke::new(1.5, color));
            }
            typeset::focus_ring(ui, &response, rect);
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                workbench.file.clone_from(&file.path);
                workbench.line = None;
                workbench.chosen = None;
                workbench.reveal = Some(1);
            }
        }
    });
}

/// The ink of a severity.
pub(super) const fn ink(severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => AGAINST,
        Severity::Warning => WARNING,
    }
}

fn one(
    ui: &mut Ui,
    bench: &Bench,
    reading: &CheckedPack,
    nth: usize,
    finding: &Finding,
    workbench: &mut Workbench,
    requests: &mut Requests,
) {
    let chosen = workbench.chosen == Some(nth);
    let fill = if chosen { PAGE } else { PAPER };
    let margin = Margin { left: 12, right: 6, top: 7, bottom: 8 };
    let mut goes_to = None;
    let shown = Frame::new().fill(fill).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let line = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let color = ink(finding.severity);
            typeset::wrapped(ui, finding.code, Face::LabelBold.at(13.0), color, f32::INFINITY);
            let place = place_words(&finding.place);
            typeset::wrapped(ui, &place, Face::Label.at(13.0), FAINT, f32::INFINITY);
        });
        let message =
            typeset::wrapped(ui, &finding.message, Face::Label.at(15.0), INK, typeset::MEASURE);
        let top = line.response.rect.union(message.rect);
        if chosen {
            goes_to = full(ui, bench, reading, finding, requests);
        }
        top
    });
    let rect = shown.response.rect;
    // What stands below the message has buttons of its own.
    let head = Rect::from_min_max(rect.min, egui::pos2(rect.right(), shown.inner.bottom()));
    let response = ui.interact(head, ui.id().with(("finding", nth)), Sense::click());
    let words = format!("{}: {}", finding.code, finding.message);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, &words)
    });
    let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, CornerRadius::ZERO, ink(finding.severity));
    ui.painter().hline(rect.x_range(), rect.bottom() + 2.0, Stroke::new(1.0, RULE));
    typeset::focus_ring(ui, &response, head);
    if chosen && core::mem::take(&mut workbench.follow) {
        ui.scroll_to_rect(rect, None);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        workbench.choose(nth);
        workbench.follow = false;
    }
    if let Some(place) = goes_to {
        workbench.go_to(&place);
    }
}

/// What to do, what else matters, what the code means. Answers the place that was
/// asked for.
fn full(
    ui: &mut Ui,
    bench: &Bench,
    reading: &CheckedPack,
    finding: &Finding,
    requests: &mut Requests,
) -> Option<TextPlace> {
    let words = ui.words();
    let mut goes_to = None;
    if finding.confidence != Certainty::Sure {
        let key = match finding.confidence {
            Certainty::Guess => Phrase("bench-guess"),
            _ => Phrase("bench-likely"),
        };
        typeset::wrapped(ui, &words.phrase(key), Face::Label.at(13.5), FAINT, typeset::MEASURE);
    }
    for also in &finding.also {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if typeset::small_link(ui, &place_words(&also.place)).clicked() {
                goes_to = Some(also.place.clone());
            }
            typeset::wrapped(ui, &also.label, Face::Label.at(13.5), INK, f32::INFINITY);
        });
    }
    if let Some(help) = &finding.help {
        typeset::wrapped(ui, &help_words(&words, help), Face::Text.at(15.0), INK, typeset::MEASURE);
    }
    if !finding.fix.is_empty() {
        for edit in &finding.fix {
            patch(ui, reading, edit);
        }
        ui.add_space(2.0);
        let key = match finding.trust {
            Trust::Mechanical => Phrase("bench-mend"),
            Trust::Guess => Phrase("bench-mend-guess"),
        };
        let can = bench.is_open();
        let button = typeset::button(ui, &words.phrase(key), Weight::Plain, can);
        let hint = if can { Phrase("bench-mend-hint") } else { Phrase("bench-mend-fixed") };
        if button.on_hover_text(words.phrase(hint)).clicked() {
            requests.ask(Request::Bench(Ask::Mend(Box::new(finding.clone()))));
        }
    }
    if let Some(explanation) = explain::of(finding.code) {
        let salt = ("what it means", finding.code);
        if typeset::fold_kept(ui, salt, &words.say("bench-means"), false) {
            let means = crate::words::sentence_case(&explanation.means) + ".";
            typeset::wrapped(ui, &means, Face::Text.at(15.0), INK, typeset::MEASURE);
            for (key, example) in [
                (Phrase("bench-wrong"), &explanation.wrong),
                (Phrase("bench-right"), &explanation.right),
            ] {
                if !example.is_empty() {
                    typeset::wrapped(
                        ui,
                        &words.phrase(key),
                        Face::Label.at(13.0),
                        FAINT,
                        f32::INFINITY,
                    );
                    let code = Face::Code.at(12.5);
                    typeset::wrapped(ui, example.trim_end(), code, INK, f32::INFINITY);
                }
            }
        }
    }
    goes_to
}

/// The line of an edit before and after.
fn patch(ui: &mut Ui, reading: &CheckedPack, edit: &TextEdit) {
    let Some(text) = reading.pack.text(&edit.file) else { return };
    let start = text[..edit.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[edit.end..].find('\n').map_or(text.len(), |at| edit.end + at);
    let before = &text[start..end];
    let after = format!("{}{}{}", &text[start..edit.start], edit.new, &text[edit.end..end]);
    // Only what is near the edit, where lines are long.
    let near = |line: &str, at: usize| {
        let at = (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let from = line[..at].char_indices().rev().nth(24).map_or(0, |c| c.0);
        let rest = &line[from..];
        let cut = rest.char_indices().nth(60).map_or(rest.len(), |c| c.0);
        let (lead, tail) =
            (if from > 0 { "…" } else { "" }, if cut < rest.len() { "…" } else { "" });
        format!("{lead}{}{tail}", rest[..cut].trim_end())
    };
    let blanks = before.len() - before.trim_start().len();
    let blanks = blanks.min(edit.start - start);
    let (before, after) = (&before[blanks..], &after[blanks..]);
    let at = edit.start - start - blanks;
    let mut line = |sign: &str, words: &str, color| {
        if !words.trim().is_empty() {
            let words = format!("{sign} {words}");
            typeset::wrapped(ui, &words, Face::Code.at(12.5), color, f32::INFINITY);
        }
    };
    for gone in before.split('\n') {
        line("−", &near(gone, at.min(gone.len())), AGAINST);
    }
    for changed in after.split('\n') {
        line("+", &near(changed, at), FOR);
    }
}

/// What to do, as a sentence.
pub(super) fn help_words(words: &Words, help: &str) -> String {
    let stop = if help.ends_with(['?', '.', '!']) { "" } else { "." };
    words.say_with("bench-help", &[("help", format!("{help}{stop}").into())])
}

/// A place as people write it.
pub(super) fn place_words(place: &TextPlace) -> String {
    match (place.line, place.column) {
        (0, _) => place.file.clone(),
        (line, 0) => format!("{}:{line}", place.file),
        (line, column) => format!("{}:{line}:{column}", place.file),
    }
}
