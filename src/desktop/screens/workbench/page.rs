//! What stands around each tab of the workbench: the head with the strip of tabs, the foot
//! with what can be done, the paper.

use bevy_egui::egui::{self, CentralPanel, Frame, Margin, Ui};

use crate::desktop::bench::{Ask, BenchTab, Busy, GAMES, Workbench};
use crate::desktop::panels::strips;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{AGAINST, FAINT, FOR, Face, INK, PAGE, WARNING};
use crate::desktop::typeset::{self, Weight};
use crate::scenario::skeleton::SkeletonKind;
use crate::words::{Phrase, Words};
use crate::workbench::Bench;

/// Below this height the page keeps what is worked with, and drops words.
const LOW: f32 = 480.0;

/// What lies on the bench, how it stands, and the tabs.
pub(super) fn head(ui: &mut Ui, bench: &Bench, workbench: &mut Workbench) {
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
    let sentence: Vec<String> =
        BenchTab::ALL.iter().map(|tab| tab_words(&words, *tab, bench)).collect();
    let at = BenchTab::ALL.iter().position(|tab| *tab == workbench.tab);
    if let Some(index) = strips::strip(ui, &sentence, at) {
        workbench.tab = BenchTab::ALL[index];
    }
}

fn tab_words(words: &Words, tab: BenchTab, bench: &Bench) -> String {
    let numbers = bench.reading().map_or(0, |reading| reading.numbers.len());
    match tab {
        BenchTab::Text => words.say("bench-tab-text"),
        BenchTab::Agenda => words.say("bench-tab-agenda"),
        BenchTab::Numbers => words.say_with("bench-tab-numbers", &[("count", numbers.into())]),
        BenchTab::Trial => words.say("bench-tab-trial"),
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

/// What can be done, and how far what is under way has come.
pub(super) fn foot(ui: &mut Ui, bench: &Bench, workbench: &Workbench, requests: &mut Requests) {
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
    if bench.is_open()
        && let Some(kind) = add_menu(ui)
    {
        requests.ask(Request::Bench(Ask::Add(kind)));
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

/// The menu of what can be added to a pack; answers what was chosen.
fn add_menu(ui: &mut Ui) -> Option<SkeletonKind> {
    let words = ui.words();
    let button = typeset::button(ui, &words.say("bench-add"), Weight::Plain, true)
        .on_hover_text(words.say("bench-add-hint"));
    let menu = egui::Popup::menu(&button).show(|ui| {
        let chosen = |kind: &SkeletonKind| {
            let key = match kind {
                SkeletonKind::Seat => Phrase("bench-add-seat"),
                SkeletonKind::Decision => Phrase("bench-add-decision"),
                SkeletonKind::Conference => Phrase("bench-add-conference"),
                SkeletonKind::Event => Phrase("bench-add-event"),
                SkeletonKind::Crisis => Phrase("bench-add-crisis"),
            };
            ui.button(words.phrase(key)).clicked()
        };
        SkeletonKind::ALL.into_iter().filter(chosen).last()
    });
    menu.and_then(|menu| menu.inner)
}

/// The paper of a tab, with its margins.
pub(super) fn paper(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 24, right: 12, top: 12, bottom: 8 };
    CentralPanel::default().frame(Frame::new().fill(PAGE).inner_margin(margin)).show(ui, add);
}
