//! The workbench on the whole page: its head and foot, and the tab that is open.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{CentralPanel, Frame, Panel, Stroke, Ui};

use super::keys::keys;
use super::page::{foot, head, paper};
use super::text::{self, Typed};
use super::{agenda, findings, numbers, trial};
use crate::desktop::bench::{BenchTab, Workbench};
use crate::desktop::desk::Desk;
use crate::desktop::requests::Requests;
use crate::desktop::screens::page::{page_foot, page_head};
use crate::desktop::screens::root::{Arrows, root};
use crate::desktop::theme::{PAGE, PAPER, RULE};
use crate::workbench::Bench;

/// Below this width what stands beside the text stands above it.
const NARROW: f32 = 820.0;

pub(in crate::desktop) fn draw(
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
            BenchTab::Text => text_page(ui, &bench, workbench, requests, &mut typed, narrow),
            BenchTab::Agenda => agenda::show(ui, &bench, workbench, requests, narrow),
            BenchTab::Numbers => paper(ui, |ui| numbers::show(ui, &bench, workbench)),
            BenchTab::Trial => paper(ui, |ui| trial::show(ui, &bench, workbench, requests)),
        }
    });
    Ok(())
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
