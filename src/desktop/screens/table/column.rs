//! The column beside the map: the strip of tabs, and what the open one holds.

use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Stroke, Ui};

use super::answers::foot;
use crate::desktop::desk::Desk;
use crate::desktop::panels::{
    borders, brief, briefing, chronicle, conference, deterrence, recognition, strips, treaties,
};
use crate::desktop::requests::Requests;
use crate::desktop::tab::GameTab;
use crate::desktop::theme::{PAGE, PAPER, RULE};
use crate::desktop::typeset;
use crate::view::SeatView;

/// The strip of tabs over a rule.
pub(super) fn tabs(ui: &mut Ui, desk: &mut Desk, narrow: bool, conferring: bool) {
    let margin = Margin { left: 20, right: 6, top: 4, bottom: 0 };
    Panel::top("tabs")
        .frame(Frame::new().fill(PAGE).inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            if let Some(tab) = strips::tab_strip(ui, desk.tab, narrow, conferring) {
                desk.tab = tab;
            }
        });
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
}

/// The tabs, what the open one holds, and what can be decided.
pub(super) fn column(
    ui: &mut Ui,
    view: &SeatView,
    desk: &mut Desk,
    requests: &mut Requests,
    narrow: bool,
    map: impl FnOnce(&mut Ui, &mut Desk),
) {
    // At a conference they lie across the whole page already.
    if conference::table_of(view).is_none() {
        tabs(ui, desk, narrow, false);
        // The map takes what there is.
        if desk.tab != GameTab::Map || ui.available_height() > 360.0 {
            foot(ui, view, desk, requests);
        }
    }
    if desk.tab == GameTab::Map {
        CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| map(ui, desk));
        return;
    }
    let rect = ui.available_rect_before_wrap();
    if !narrow {
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
    }
    let leaf = desk.leaf * 16 + desk.tab as u64;
    ScrollArea::vertical().id_salt(("tab", leaf)).auto_shrink([false, false]).show(ui, |ui| {
        typeset::scroll_by_keys(ui, desk.tab != GameTab::Briefing);
        Frame::new().inner_margin(Margin { left: 20, right: 16, top: 14, bottom: 20 }).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                match desk.tab {
                    GameTab::Briefing => briefing::show(ui, view, desk, requests),
                    GameTab::Recognition => recognition::show(ui, view),
                    GameTab::Deterrence => deterrence::show(ui, view),
                    GameTab::Borders => borders::show(ui, view, desk),
                    GameTab::Treaties => treaties::show(ui, view),
                    GameTab::Chronicle => chronicle::show(ui, &view.chronicle),
                    GameTab::Brief => brief::show(ui, view),
                    GameTab::Map => {}
                }
            },
        );
    });
}
