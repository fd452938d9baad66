//! The settings, and the keys that work everywhere.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{Key, Ui};

use super::keys::{enter_pressed, pressed};
use super::page::{Side, page_foot, page_head, two_pages};
use super::root::{Arrows, root};
use crate::desktop::desk::Desk;
use crate::desktop::hints::Hint;
use crate::desktop::panels::strips;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::settings::TEXT;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{FAINT, Face, INK};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::sim::level::Level;
use crate::sim::record::RecordTime;
use crate::words::Phrase;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        if enter_pressed(&ctx) || pressed(&ctx, Key::Escape) {
            requests.ask(Request::Back);
        }
        page_head(ui, "settings head", |ui| {
            typeset::title(ui, &words.say("settings-heading"), 28.0);
        });
        page_foot(ui, "settings foot", |ui| {
            let back = typeset::button(ui, &words.say("back"), Weight::Main, true);
            if ui.memory(|memory| memory.focused().is_none()) {
                back.request_focus();
            }
            if back.clicked() {
                requests.ask(Request::Back);
            }
        });
        let leaf = desk.leaf;
        let left = |ui: &mut Ui| settings(ui, desk, requests);
        two_pages(ui, ["settings", "keys"], (leaf, Side::Left), left, all_keys);
    });
    Ok(())
}

/// One of several ways to set something; answers which was chosen.
fn choice(ui: &mut Ui, heading: &str, ways: &[Phrase], chosen: usize) -> Option<usize> {
    let words = ui.words();
    typeset::heading(ui, heading);
    let ways: Vec<String> = ways.iter().map(|way| words.phrase(*way)).collect();
    strips::strip(ui, &ways, Some(chosen))
}

fn settings(ui: &mut Ui, desk: &mut Desk, requests: &mut Requests) {
    let words = ui.words();
    typeset::heading(ui, &words.say("settings-text"));
    ui.horizontal(|ui| {
        let (less, more) = (desk.settings.text.saturating_sub(10), desk.settings.text + 10);
        let smaller = typeset::button(ui, "−", Weight::Plain, TEXT.contains(&less));
        if smaller.on_hover_text(words.say("menu-smaller")).clicked() {
            requests.ask(Request::Zoom(less));
        }
        typeset::wrapped(
            ui,
            &format!("{} %", desk.settings.text),
            Face::LabelBold.at(16.0),
            INK,
            MEASURE,
        );
        let larger = typeset::button(ui, "+", Weight::Plain, TEXT.contains(&more));
        if larger.on_hover_text(words.say("menu-larger")).clicked() {
            requests.ask(Request::Zoom(more));
        }
    });
    let ways = [Phrase("settings-odds-words"), Phrase("settings-odds-numbers")];
    let heading = words.say("settings-odds");
    if let Some(way) = choice(ui, &heading, &ways, usize::from(desk.settings.numbers)) {
        desk.settings.numbers = way == 1;
    }
    typeset::note(ui, &words.say("settings-odds-hint"));
    let levels = [
        (Level::Guided, Phrase("settings-level-guided")),
        (Level::Usual, Phrase("settings-level-usual")),
        (Level::Unaided, Phrase("settings-level-unaided")),
    ];
    let chosen = levels.iter().position(|(level, _)| *level == desk.settings.level).unwrap_or(0);
    let heading = words.say("settings-level");
    if let Some(way) = choice(ui, &heading, &levels.map(|(_, key)| key), chosen) {
        desk.settings.level = levels[way].0;
        desk.begin_as_set();
    }
    let times = [
        (RecordTime::After, Phrase("settings-record-after")),
        (RecordTime::Debrief, Phrase("settings-record-debrief")),
    ];
    let chosen = times.iter().position(|(time, _)| *time == desk.settings.record).unwrap_or(0);
    let heading = words.say("settings-record");
    if let Some(way) = choice(ui, &heading, &times.map(|(_, key)| key), chosen) {
        desk.settings.record = times[way].0;
        desk.begin_as_set();
    }
    typeset::note(ui, &words.say("settings-next-game"));
    let ways = [Phrase("settings-hints-on"), Phrase("settings-hints-off")];
    let heading = words.say("settings-hints");
    let off = Hint::ALL.iter().all(|hint| desk.settings.hints_read.contains(hint));
    match choice(ui, &heading, &ways, usize::from(off)) {
        Some(0) => desk.settings.hints_read.clear(),
        Some(_) => desk.settings.hints_read.extend(Hint::ALL),
        None => {}
    }
}

/// The keys, each with what it does.
const KEYS: [(Phrase, Phrase); 16] = [
    (Phrase("keys-enter"), Phrase("keys-enter-does")),
    (Phrase("keys-digits"), Phrase("keys-digits-does")),
    (Phrase("keys-arrows"), Phrase("keys-arrows-does")),
    (Phrase("keys-sides"), Phrase("keys-sides-does")),
    (Phrase("keys-page"), Phrase("keys-page-does")),
    (Phrase("keys-tab"), Phrase("keys-tab-does")),
    (Phrase("key-undo"), Phrase("undo")),
    (Phrase("keys-legend"), Phrase("keys-legend-does")),
    (Phrase("key-escape"), Phrase("keys-escape-does")),
    (Phrase("keys-help"), Phrase("settings-heading")),
    (Phrase("keys-codex"), Phrase("codex-heading")),
    (Phrase("keys-menu"), Phrase("desktop-menu-hint")),
    (Phrase("keys-full"), Phrase("menu-full-screen")),
    (Phrase("keys-picture"), Phrase("menu-picture")),
    (Phrase("keys-size"), Phrase("settings-text")),
    (Phrase("key-quit"), Phrase("menu-quit")),
];

fn all_keys(ui: &mut Ui) {
    let words = ui.words();
    typeset::heading(ui, &words.say("keys-heading"));
    for (key, does) in KEYS {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            ui.allocate_ui(bevy_egui::egui::vec2(150.0, 20.0), |ui| {
                ui.set_width(150.0);
                let key = words.phrase(key);
                typeset::wrapped(ui, &key, Face::LabelBold.at(14.5), INK, 150.0);
            });
            typeset::wrapped(ui, &words.phrase(does), Face::Label.at(14.5), FAINT, MEASURE);
        });
    }
    typeset::heading(ui, &words.say("keys-table-heading"));
    typeset::wrapped(ui, &words.say("conference-keys"), Face::Label.at(14.5), FAINT, MEASURE);
}
