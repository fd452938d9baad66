//! The workbench: a pack while its author changes it.
//!
//! The text with its findings, the agenda as a graph, the numbers, and what many
//! games show; below them what can be done. Editing is done elsewhere, in whatever
//! editor the author likes: what is saved there is seen here.

mod agenda;
mod findings;
mod numbers;
mod text;
mod trial;

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{self, CentralPanel, Frame, Key, Margin, Modifiers, Panel, Stroke, Ui};

use super::{Arrows, page_foot, page_head, pressed, root};
use crate::desktop::Screen;
use crate::desktop::bench::{Ask, Busy, GAMES, Tab, Workbench};
use crate::desktop::panels;
use crate::desktop::session::{Desk, Request, Requests};
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, FOR, Face, INK, PAGE, PAPER, RULE};
use crate::desktop::typeset::{self, Weight};
use crate::rules::ids::ItemId;
use crate::words::{Phrase, Words};
use crate::workbench::Bench;

/// Below this width what stands beside the text stands above it.
const NARROW: f32 = 820.0;
/// Below this height the page keeps what is worked with, and drops words.
const LOW: f32 = 480.0;

pub(super) use text::Typed;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut workbench: ResMut<Workbench>,
    mut typed: Local<Typed>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let workbench = workbench.bypass_change_detection();
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        keys(&ctx, workbench, requests, desk.turn);
        let Some(bench) = workbench.bench.clone() else { return };
        page_head(ui, "bench head", |ui| head(ui, &bench, workbench));
        page_foot(ui, "bench foot", |ui| foot(ui, &bench, workbench, requests));
        let narrow = ui.available_width() < NARROW;
        match workbench.tab {
            Tab::Text => text_page(ui, &bench, workbench, requests, &mut typed, narrow),
            Tab::Agenda => agenda::show(ui, &bench, workbench, requests, narrow),
            Tab::Numbers => paper(ui, |ui| numbers::show(ui, &bench, workbench)),
            Tab::Trial => paper(ui, |ui| trial::show(ui, &bench, workbench, requests)),
        }
    });
    Ok(())
}

fn paper(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 24, right: 12, top: 12, bottom: 8 };
    CentralPanel::default().frame(Frame::new().fill(PAGE).inner_margin(margin)).show(ui, add);
}

fn keys(ctx: &egui::Context, workbench: &mut Workbench, requests: &mut Requests, turn: isize) {
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Library));
    }
    let turn = ctx.input_mut(|input| {
        let left = input.consume_key(Modifiers::NONE, Key::ArrowLeft);
        let right = input.consume_key(Modifiers::NONE, Key::ArrowRight);
        turn + isize::from(right) - isize::from(left)
    });
    if turn != 0 {
        let all = Tab::ALL;
        let at = all.iter().position(|tab| *tab == workbench.tab).unwrap_or(0);
        workbench.tab = all[(at + all.len()).wrapping_add_signed(turn) % all.len()];
    }
    if matches!(workbench.tab, Tab::Numbers | Tab::Trial) {
        // There the arrows scroll.
        return;
    }
    let step = isize::from(pressed(ctx, Key::ArrowDown)) - isize::from(pressed(ctx, Key::ArrowUp));
    if step == 0 {
        return;
    }
    let stepped =
        |at: Option<usize>, count: usize| {
            let last = count.checked_sub(1)?;
            Some(at.map_or(if step > 0 { 0 } else { last }, |at| {
                at.saturating_add_signed(step).min(last)
            }))
        };
    match workbench.tab {
        Tab::Text => {
            let reading = workbench.bench.as_ref().and_then(Bench::reading);
            let count = reading.map_or(0, |reading| reading.findings.len().min(findings::MOST));
            if let Some(next) = stepped(workbench.chosen, count) {
                workbench.choose(next);
            }
        }
        Tab::Agenda => {
            let good = workbench.bench.as_ref().and_then(Bench::good);
            let count = good.map_or(0, |good| good.graph.nodes.len());
            let at = workbench.item.map(ItemId::index);
            workbench.item = stepped(at, count).map(ItemId::new);
            workbench.follow = true;
        }
        Tab::Numbers | Tab::Trial => {}
    }
}

/// What lies on the bench, how it stands, and the tabs.
fn head(ui: &mut Ui, bench: &Bench, workbench: &mut Workbench) {
    let words = ui.words();
    let wide = ui.available_width() > 760.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        typeset::title(ui, bench.title(), if wide { 26.0 } else { 21.0 });
        status(ui, bench);
    });
    let place = match bench.place() {
        Some(path) if bench.is_open() => words.say_with("bench-place", &[("path", path.into())]),
        Some(path) => words.say_with("bench-zip", &[("path", path.into())]),
        None => words.say("bench-built-in"),
    };
    if ui.ctx().viewport_rect().height() > LOW {
        typeset::wrapped(ui, &place, Face::Label.at(13.5), FAINT, f32::INFINITY);
    }
    if let Some(why) = bench.unread() {
        let sentence = words.say_with("bench-unread", &[("why", why.into())]);
        typeset::wrapped(ui, &sentence, Face::Label.at(14.5), AGAINST, f32::INFINITY);
    } else if bench.is_stale() {
        let key =
            if bench.good().is_some() { Phrase("bench-stale") } else { Phrase("bench-never-good") };
        typeset::wrapped(ui, &words.phrase(key), Face::Label.at(14.0), INK, f32::INFINITY);
    }
    let sentence: Vec<String> = Tab::ALL.iter().map(|tab| tab_words(&words, *tab, bench)).collect();
    let at = Tab::ALL.iter().position(|tab| *tab == workbench.tab);
    if let Some(index) = panels::strip(ui, &sentence, at) {
        workbench.tab = Tab::ALL[index];
    }
}

fn tab_words(words: &Words, tab: Tab, bench: &Bench) -> String {
    let numbers = bench.reading().map_or(0, |reading| reading.numbers.len());
    match tab {
        Tab::Text => words.say("bench-tab-text"),
        Tab::Agenda => words.say("bench-tab-agenda"),
        Tab::Numbers => words.say_with("bench-tab-numbers", &[("count", numbers.into())]),
        Tab::Trial => words.say("bench-tab-trial"),
    }
}

/// Errors, warnings, and the code of what can be played.
fn status(ui: &mut Ui, bench: &Bench) {
    let words = ui.words();
    let Some(reading) = bench.reading() else { return };
    let (errors, warnings) = reading.counts();
    let mut part = |key: Phrase, count: usize, color| {
        if count > 0 {
            let sentence = words.phrase_with(key, &[("count", count.into())]);
            typeset::wrapped(ui, &sentence, Face::LabelBold.at(15.0), color, f32::INFINITY);
        }
    };
    part(Phrase("bench-errors"), errors, AGAINST);
    part(Phrase("bench-warnings"), warnings, WARNING);
    if let (Some(good), None) = (&reading.good, bench.unread()) {
        let code = good.scenario.short_hash();
        let sentence = words.say_with("bench-good", &[("code", code.into())]);
        typeset::wrapped(ui, &sentence, Face::LabelBold.at(15.0), FOR, f32::INFINITY);
    }
}

/// The ink of warnings: ochre, apart from the red of errors in lightness too.
const WARNING: egui::Color32 = egui::Color32::from_rgb(0x8A, 0x62, 0x00);

/// What can be done.
fn foot(ui: &mut Ui, bench: &Bench, workbench: &Workbench, requests: &mut Requests) {
    let words = ui.words();
    let can_play = bench.good().is_some();
    let idle = workbench.busy.is_none();
    let mut ask = |ui: &mut Ui, key: Phrase, hint: Phrase, ask: Ask, weight, enabled| {
        let hint = words.phrase(hint);
        if typeset::button(ui, &words.phrase(key), weight, enabled).on_hover_text(hint).clicked() {
            requests.ask(Request::Bench(ask));
        }
    };
    ask(ui, Phrase("bench-play"), Phrase("bench-play-hint"), Ask::Play, Weight::Main, can_play);
    ask(
        ui,
        Phrase("bench-try"),
        Phrase("bench-try-hint"),
        Ask::Try,
        Weight::Plain,
        can_play && idle,
    );
    ask(
        ui,
        Phrase("bench-write-pages"),
        Phrase("bench-write-pages-hint"),
        Ask::Pages,
        Weight::Plain,
        can_play,
    );
    if !bench.is_open() {
        ask(
            ui,
            Phrase("bench-copy"),
            Phrase("bench-copy-hint"),
            Ask::Copy,
            Weight::Plain,
            bench.reading().is_some(),
        );
    }
    if workbench.busy.is_some() {
        // So that it is seen how far it is, and no more often than that takes.
        ui.ctx().request_repaint_after(core::time::Duration::from_millis(120));
    }
    match &workbench.busy {
        Some(Busy::Trying(done)) => {
            let done = done.load(core::sync::atomic::Ordering::Relaxed);
            let share = done as f64 / GAMES as f64;
            typeset::bar(ui, share, 90.0, FOR);
            let args = [("done", done.into()), ("all", GAMES.into())];
            typeset::caption(ui, &words.say_with("bench-trying", &args));
        }
        Some(Busy::Seeking) => {
            typeset::caption(ui, &words.say("bench-seeking"));
        }
        None => {}
    }
    let back = egui::Layout::right_to_left(egui::Align::Center);
    ui.with_layout(back, |ui| {
        if typeset::link(ui, &words.say("bench-back"))
            .on_hover_text(words.say("bench-back-hint"))
            .clicked()
        {
            requests.ask(Request::Show(Screen::Library));
        }
    });
}

/// The findings, and the text beside them.
fn text_page(
    ui: &mut Ui,
    bench: &Bench,
    workbench: &mut Workbench,
    requests: &mut Requests,
    typed: &mut Typed,
    narrow: bool,
) {
    let Some(reading) = bench.reading() else { return };
    if narrow {
        // Without findings only the files are chosen from here.
        let share = if reading.findings.is_empty() { 0.3 } else { 0.45 };
        let height = (ui.available_height() * share).max(80.0);
        Panel::top("bench findings")
            .frame(Frame::new().fill(PAPER))
            .exact_size(height)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| findings::show(ui, bench, reading, workbench, requests, true));
    } else {
        let width = (ui.available_width() * 0.34).clamp(300.0, 460.0);
        Panel::left("bench findings")
            .frame(Frame::new().fill(PAPER))
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| findings::show(ui, bench, reading, workbench, requests, false));
        let rect = ui.available_rect_before_wrap();
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
    }
    CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
        text::show(ui, reading, workbench, typed);
    });
}
