//! The negotiating table on the whole page: where its parts stand.

use bevy_egui::egui::{
    Align, CentralPanel, CornerRadius, Frame, Margin, Panel, Rect, ScrollArea, Stroke, Ui,
};

use super::columns::Columns;
use super::{actions, article, head, marks, matrix, papers, worth};
use crate::desktop::drafting::{Drafting, Page, PapersPlace};
use crate::desktop::lookahead::Lookahead;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{PAGE, PAPER, RULE};
use crate::desktop::typeset;
use crate::view::{ConferenceView, SeatView, StageView};

/// The conference, if this seat is to speak at one.
#[must_use]
pub fn table_of(view: &SeatView) -> Option<&ConferenceView> {
    match &view.stage {
        StageView::Conference(table) => Some(table),
        _ => None,
    }
}

/// Below this width everything stands in one column.
const TWO_COLUMNS: f32 = 1000.0;

/// Lays out the table on the whole page.
pub fn show(
    ui: &mut Ui,
    view: &SeatView,
    table: &ConferenceView,
    pen: &mut Drafting,
    ahead: &mut Lookahead,
    leaf: u64,
) {
    if pen.draft.len() != table.clauses.len() {
        return;
    }
    pen.preview = actions::preview(&ui.words(), table, pen.asks);
    if ui.available_width() < TWO_COLUMNS {
        one_column(ui, view, table, pen, ahead, leaf);
        return;
    }
    pen.papers = PapersPlace::InSight;
    papers_beside(ui, table, pen, ahead, leaf);
    CentralPanel::default()
        .frame(Frame::new().fill(PAGE))
        .show(ui, |ui| draft_page(ui, view, table, pen, leaf));
}

/// The papers, in a column at the right of the page.
fn papers_beside(
    ui: &mut Ui,
    table: &ConferenceView,
    pen: &mut Drafting,
    ahead: &mut Lookahead,
    leaf: u64,
) {
    let width = (ui.available_width() * 0.31).clamp(350.0, 600.0);
    Panel::right("papers")
        .frame(Frame::new().fill(PAPER))
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect();
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
            // What was answered, and the papers on the first turn, are read on the whole
            // height until the table is touched.
            if pen.touched {
                at_hand(ui, table, pen);
            }
            let margin = Margin { left: 20, right: 6, top: 2, bottom: 0 };
            Panel::top("papers strip")
                .frame(Frame::new().inner_margin(margin))
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| papers::strip(ui, table, pen));
            ScrollArea::vertical()
                .id_salt(("papers", leaf, pen.page))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    typeset::scroll_by_keys(ui, false);
                    Frame::new()
                        .inner_margin(Margin { left: 20, right: 14, top: 6, bottom: 16 })
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            papers::show(ui, table, pen, ahead);
                        });
                });
        });
}

/// The draft: head, rows, and the account that closes them.
fn draft_page(ui: &mut Ui, view: &SeatView, table: &ConferenceView, pen: &mut Drafting, leaf: u64) {
    let mut columns = Columns::of(ui.available_width() - 20.0 - 22.0);
    if ui.available_height() > 96.0 * table.clauses.len() as f32 + 240.0 {
        columns = columns.roomy();
    }
    let margin = Margin { left: 20, right: 22, top: 6, bottom: 0 };
    Panel::top("conference head")
        .frame(Frame::new().inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            head::show(ui, view, table, pen);
            matrix::caption(ui, table, pen, &columns);
        });
    // Where there is room for all rows the account closes them; where not it stays
    // in sight below them.
    let mut rows = matrix::Rows::measure(ui, table, pen, &columns);
    let spare = ui.available_height() - rows.height() - 96.0;
    if spare > 0.0 {
        rows.stretch(spare);
        Frame::new().inner_margin(Margin { left: 20, ..Margin::ZERO }).show(ui, |ui| {
            ui.set_max_width(columns.total);
            matrix::show(ui, table, pen, &columns, rows);
            worth::balance(ui, table, pen, &columns);
            if ui.available_height() > 60.0 {
                ui.add_space(8.0);
                marks::legend(ui, table);
            }
        });
        return;
    }
    let margin = Margin { left: 20, right: 22, top: 0, bottom: 3 };
    Panel::bottom("balance")
        .frame(Frame::new().inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| worth::balance(ui, table, pen, &columns));
    ScrollArea::vertical().id_salt(("matrix", leaf)).auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 20, ..Margin::ZERO }).show(ui, |ui| {
            matrix::show(ui, table, pen, &columns, rows);
        });
    });
}

/// The value the keyboard is at, in full, at the foot of the papers.
fn at_hand(ui: &mut Ui, table: &ConferenceView, pen: &Drafting) {
    let height = (ui.available_height() * 0.36).clamp(120.0, 320.0);
    Panel::bottom("article")
        .frame(Frame::new().fill(PAGE))
        .exact_size(height)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| {
            let rect = ui.max_rect();
            ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, RULE));
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
            let value = pen.shown()[pen.clause.index()];
            ScrollArea::vertical()
                .id_salt(("article", pen.clause, value))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    Frame::new()
                        .inner_margin(Margin { left: 20, right: 14, top: 8, bottom: 10 })
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            article::show(ui, table, pen.clause, value);
                        });
                });
        });
}

fn one_column(
    ui: &mut Ui,
    view: &SeatView,
    table: &ConferenceView,
    pen: &mut Drafting,
    ahead: &mut Lookahead,
    leaf: u64,
) {
    ui.painter().rect_filled(ui.available_rect_before_wrap(), CornerRadius::ZERO, PAGE);
    ScrollArea::vertical().id_salt(("conference", leaf)).auto_shrink([false, false]).show(
        ui,
        |ui| {
            typeset::scroll_by_keys(ui, false);
            Frame::new().inner_margin(Margin { left: 20, right: 14, top: 10, bottom: 20 }).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    let columns = Columns::of(ui.available_width());
                    // One begins with the draft; what was said is a stroke or a click away.
                    pen.listen = false;
                    // The papers come below, but what is looked at there is shown above.
                    let before = pen.preview.clone();
                    if before.is_none() {
                        pen.preview = ui.data(|data| data.get_temp(looked_at())).flatten();
                    }
                    head::show(ui, view, table, pen);
                    if papers::to_new(ui, table) {
                        pen.page = Page::Said;
                        pen.papers = PapersPlace::Sought;
                    }
                    matrix::caption(ui, table, pen, &columns);
                    let rows = matrix::Rows::measure(ui, table, pen, &columns);
                    matrix::show(ui, table, pen, &columns, rows);
                    worth::balance(ui, table, pen, &columns);
                    article::show(ui, table, pen.clause, pen.shown()[pen.clause.index()]);
                    pen.preview = before;
                    ui.add_space(10.0);
                    let top = ui.cursor().min;
                    papers::strip(ui, table, pen);
                    typeset::rule(ui);
                    papers::show(ui, table, pen, ahead);
                    let papers = Rect::from_min_max(top, ui.min_rect().max);
                    let in_sight = papers.intersect(ui.clip_rect()).height();
                    let seen = in_sight > ui.clip_rect().height() * 0.4;
                    if pen.papers == PapersPlace::Sought && !seen {
                        ui.scroll_to_rect(papers, Some(Align::TOP));
                    }
                    pen.papers = if seen { PapersPlace::InSight } else { PapersPlace::Below };
                    ui.data_mut(|data| data.insert_temp(looked_at(), pen.preview.clone()));
                },
            );
        },
    );
}

/// Where the one-column page keeps what was looked at in the frame before.
fn looked_at() -> bevy_egui::egui::Id {
    bevy_egui::egui::Id::new("conference looked at")
}
