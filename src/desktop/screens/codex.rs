//! The codex: looked through by a word, over people, powers, places, instruments and terms.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, Key, TextEdit, Ui};

use super::keys::pressed;
use super::page::{column, page_foot, page_head};
use super::root::{Arrows, root};
use crate::desktop::desk::Desk;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, FAINT, Face, INK, PAGE};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::view::{CodexEntry, CodexKind, look_up};
use crate::words::{Phrase, Words};

/// The entries of the codex, as they were when it was opened.
#[derive(Resource, Default)]
pub(in crate::desktop) struct Codex {
    /// The entries, by kind and name.
    pub(in crate::desktop) entries: Vec<CodexEntry>,
    /// What is looked for.
    pub(in crate::desktop) wanted: String,
}

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut codex: ResMut<Codex>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let codex = codex.bypass_change_detection();
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Back);
        }
        page_head(ui, "codex head", |ui| {
            typeset::title(ui, &words.say("codex-heading"), 28.0);
            let field = TextEdit::singleline(&mut codex.wanted)
                .hint_text(words.say("codex-look"))
                .font(Face::Text.at(17.0))
                .desired_width(360.0);
            let field = ui.add(field);
            // One begins to type at once.
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
        });
        page_foot(ui, "codex foot", |ui| {
            if typeset::button(ui, &words.say("back"), Weight::Main, true).clicked() {
                requests.ask(Request::Back);
            }
        });
        egui::CentralPanel::default().frame(egui::Frame::new().fill(PAGE)).show(ui, |ui| {
            column(ui, "codex", desk.leaf, false, |ui| {
                typeset::scroll_by_keys(ui, true);
                show(ui, codex);
            });
        });
    });
    Ok(())
}

/// Lays out what answers, the best first; all by their kinds where nothing is looked for.
fn show(ui: &mut Ui, codex: &Codex) {
    let words = ui.words();
    if !codex.wanted.trim().is_empty() {
        let found = look_up(&codex.entries, &codex.wanted);
        if found.is_empty() {
            typeset::aside(ui, &words.say("codex-none"));
        }
        in_columns(ui, &found);
        return;
    }
    for kind in CodexKind::ALL {
        let of_kind: Vec<&CodexEntry> =
            codex.entries.iter().filter(|entry| entry.kind == kind).collect();
        let heading = kind_words(&words, kind);
        let open = kind == CodexKind::Term;
        if !of_kind.is_empty() && typeset::fold_kept(ui, ("codex", kind as u8), &heading, open) {
            in_columns(ui, &of_kind);
        }
    }
}

/// Lays out entries, in two columns where there is room.
fn in_columns(ui: &mut Ui, entries: &[&CodexEntry]) {
    if ui.available_width() < 1000.0 {
        for one in entries {
            entry(ui, one);
        }
        return;
    }
    ui.columns(2, |columns| {
        let halves = entries.split_at(entries.len().div_ceil(2));
        for (column, half) in columns.iter_mut().zip([halves.0, halves.1]) {
            for one in half {
                entry(column, one);
            }
        }
    });
}

fn kind_words(words: &Words, kind: CodexKind) -> String {
    words.phrase(match kind {
        CodexKind::Term => Phrase("codex-kind-term"),
        CodexKind::Person => Phrase("codex-kind-person"),
        CodexKind::Power => Phrase("codex-kind-power"),
        CodexKind::Place => Phrase("codex-kind-place"),
        CodexKind::Instrument => Phrase("codex-kind-instrument"),
    })
}

fn entry(ui: &mut Ui, entry: &CodexEntry) {
    let words = ui.words();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        if let Some(ink) = entry.ink {
            typeset::swatch(ui, theme::ink(ink));
        }
        typeset::wrapped(ui, &entry.title, Face::TextBold.at(17.0), INK, MEASURE);
        if let Some(native) = &entry.native {
            typeset::native(ui, native, 16.0, FAINT);
        }
    });
    if !entry.line.is_empty() {
        typeset::wrapped(ui, &entry.line, Face::Label.at(14.0), FAINT, MEASURE);
    }
    typeset::paragraphs(ui, &entry.text);
    let others: Vec<&str> =
        entry.variants.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if !others.is_empty() {
        let args = [("names", others.join(", ").into())];
        typeset::note(ui, &words.say_with("codex-also", &args));
    }
    ui.add_space(8.0);
}
