//! The parts of a page that several screens have: the strip at its head, the strip at its
//! foot, a column that scrolls.

use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Stroke, Ui};

use super::menu;
use crate::desktop::theme::{self, PAGE, PAPER, RULE};
use crate::desktop::typeset;

/// A heading strip at the top of a page: what it is, over a rule.
pub(super) fn page_head(ui: &mut Ui, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let margin = Margin { left: 24, right: 24 + menu::ROOM, top: 16, bottom: 10 };
    let frame = Frame::new().fill(PAPER).inner_margin(margin);
    Panel::top(id).frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        add(ui);
        let rect = ui.max_rect();
        ui.painter().hline(
            rect.left() - 24.0..=rect.right() + 24.0 + f32::from(menu::ROOM),
            ui.min_rect().bottom() + 9.5,
            Stroke::new(1.0, RULE),
        );
    });
}

/// A strip at the foot of a page with its buttons.
pub(super) fn page_foot(ui: &mut Ui, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(PAPER).inner_margin(Margin::symmetric(24, 12));
    Panel::bottom(id).frame(frame).resizable(false).show_separator_line(false).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range().expand(24.0), rect.top() - 11.5, Stroke::new(1.0, RULE));
        if ui.available_width() < 1400.0 {
            ui.horizontal_wrapped(add);
        } else {
            ui.horizontal(add);
        }
    });
}

/// A column of a page that scrolls; starts at the top again with each leaf.
pub(super) fn column(ui: &mut Ui, id: &str, leaf: u64, arrows: bool, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt((id, leaf)).auto_shrink([false, false]).show(ui, |ui| {
        if arrows {
            typeset::scroll_by_keys(ui, true);
        }
        let narrow = ui.available_width() < 420.0;
        Frame::new().inner_margin(theme::page_margin(narrow)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
            ui.add_space(16.0);
        });
    });
}

/// Two columns beside each other within a column that scrolls, at most so wide together.
pub(in crate::desktop) fn beside(
    ui: &mut Ui,
    most: f32,
    gap: f32,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(most));
        let within = ui.spacing().item_spacing.x;
        ui.spacing_mut().item_spacing.x = gap;
        ui.columns(2, |columns| {
            for column in columns.iter_mut() {
                column.spacing_mut().item_spacing.x = within;
            }
            left(&mut columns[0]);
            right(&mut columns[1]);
        });
    });
}

/// Two pages beside each other, of which the right has `below` in its lower part, so high.
pub(super) fn spread(
    ui: &mut Ui,
    leaf: u64,
    height: f32,
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
    below: impl FnOnce(&mut Ui),
) {
    let width = ui.available_width() * 0.5;
    Panel::left("spread left")
        .frame(Frame::new().fill(PAGE))
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| column(ui, "spread left", leaf, true, left));
    CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
        Panel::bottom("spread below")
            .frame(Frame::new().fill(PAPER))
            .exact_size(height)
            .resizable(false)
            .show_separator_line(false)
            .show(ui, below);
        CentralPanel::default()
            .frame(Frame::new().fill(PAPER))
            .show(ui, |ui| column(ui, "spread right", leaf, false, right));
    });
}

/// One of two pages beside each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// Two pages beside each other, each a column that scrolls; on a narrow window one under the
/// other. `ids` are those of the two; the keys that scroll are those of one of them.
pub(super) fn two_pages(
    ui: &mut Ui,
    ids: [&'static str; 2],
    (leaf, keys): (u64, Side),
    left: impl FnOnce(&mut Ui),
    right: impl FnOnce(&mut Ui),
) {
    if ui.available_width() < 760.0 {
        CentralPanel::default().frame(Frame::new().fill(PAGE)).show(ui, |ui| {
            column(ui, ids[0], leaf, true, |ui| {
                left(ui);
                ui.add_space(20.0);
                right(ui);
            });
        });
        return;
    }
    let width = ui.available_width() * 0.5;
    Panel::left(ids[0])
        .frame(Frame::new().fill(PAGE))
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| column(ui, ids[0], leaf, keys == Side::Left, left));
    CentralPanel::default().frame(Frame::new().fill(PAPER)).show(ui, |ui| {
        let rect = ui.max_rect();
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, RULE));
        column(ui, ids[1], leaf, keys == Side::Right, right);
    });
}
