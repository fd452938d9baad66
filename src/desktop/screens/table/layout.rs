//! The table on the whole page: the bar above, the map, beside it the tabs.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, Stroke};

use super::bar;
use super::column::{column, tabs};
use super::keys::{conference_keys, keys};
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::hints::Hint;
use crate::desktop::map::{self, Camera, draw::Sheet, view::MapClick};
use crate::desktop::panels::{aims, conference};
use crate::desktop::requests::Requests;
use crate::desktop::screens::root::{Arrows, root};
use crate::desktop::screens::{hint, menu};
use crate::desktop::tab::GameTab;
use crate::desktop::theme::{PAGE, PAPER, RULE};
use crate::view::StageView;

/// For each such height of the map there is a row of aims below it.
const BAND: f32 = 190.0;

/// Below this width the map becomes a tab of its own.
const NARROW: f32 = 900.0;

pub(in crate::desktop) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    mut camera: ResMut<Camera>,
    mut sheet: ResMut<Sheet>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let Some(seen) = seen else { return Ok(()) };
    let view = &seen.0;
    let (camera, sheet) = (camera.bypass_change_detection(), sheet.bypass_change_detection());
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        let narrow = ui.available_width() < NARROW;
        if !narrow && desk.tab == GameTab::Map {
            desk.tab = GameTab::Briefing;
        }
        let table = conference::table_of(view);
        if let Some(table) = table {
            conference_keys(ui, table, desk, requests);
        }
        keys(&ctx, view, desk, requests, narrow);
        match &view.stage {
            StageView::Asked(_) => hint::show(ui, desk, Hint::Question),
            StageView::Conference(_) => hint::show(ui, desk, Hint::Conference),
            StageView::Waiting(_) | StageView::Over => {}
        }
        let margin = Margin { left: 16, right: 16 + menu::ROOM, top: 8, bottom: 8 };
        let frame = Frame::new().fill(PAPER).inner_margin(margin);
        Panel::top("bar").frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
            bar::show(ui, view);
        });
        let rect = ui.available_rect_before_wrap();
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
        if let Some(table) = table {
            tabs(ui, desk, narrow, true);
            conference::actions::foot(ui, table, desk, requests);
            if desk.tab == GameTab::Briefing {
                let leaf = desk.leaf;
                let Desk { drafting, lookahead, .. } = desk;
                conference::show(ui, view, table, drafting, lookahead, leaf);
                return;
            }
        }
        if narrow {
            CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
                column(ui, view, desk, requests, true, |ui, desk| {
                    if let Some(MapClick::Sector(sector)) = map::show(ui, camera, sheet, view, None)
                    {
                        desk.sector = Some(sector);
                        desk.tab = GameTab::Borders;
                    }
                });
            });
            return;
        }
        // From some width on, all tabs stand on one line.
        let least = if ui.available_width() > 1150.0 { 520.0 } else { 430.0 };
        let width = (ui.available_width() * 0.41).clamp(least, 640.0);
        Panel::right("column")
            .frame(Frame::new().fill(PAGE))
            .exact_size(width)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| column(ui, view, desk, requests, false, |_, _| {}));
        let rows = (ui.available_height() / BAND) as usize;
        if rows > 0 && view.seat.is_some() {
            let frame = Frame::new().fill(PAPER).inner_margin(Margin::symmetric(20, 6));
            let band = Panel::bottom("aims").frame(frame).resizable(false);
            band.show_separator_line(false).show(ui, |ui| aims::band(ui, view, rows.min(4)));
        }
        CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| {
            if let Some(MapClick::Sector(sector)) = map::show(ui, camera, sheet, view, None) {
                desk.sector = Some(sector);
                desk.tab = GameTab::Borders;
            }
        });
    });
    Ok(())
}
