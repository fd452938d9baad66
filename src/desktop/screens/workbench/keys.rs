//! The keys of the workbench: through its tabs, its findings and its items.

use bevy_egui::egui::{self, Key, Modifiers};

use super::findings;
use crate::desktop::bench::{BenchTab, Workbench};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::screens::keys::pressed;
use crate::rules::ids::ItemId;
use crate::workbench::Bench;

/// The keys of the whole screen; `turn` is by how many tabs a chord turned on.
pub(super) fn keys(
    ctx: &egui::Context,
    workbench: &mut Workbench,
    requests: &mut Requests,
    turn: isize,
) {
    if pressed(ctx, Key::Escape) {
        requests.ask(Request::Show(Screen::Library));
    }
    let turn = ctx.input_mut(|input| {
        let left = input.consume_key(Modifiers::NONE, Key::ArrowLeft);
        let right = input.consume_key(Modifiers::NONE, Key::ArrowRight);
        turn + isize::from(right) - isize::from(left)
    });
    if turn != 0 {
        let all = BenchTab::ALL;
        let at = all.iter().position(|tab| *tab == workbench.tab).unwrap_or(0);
        workbench.tab = all[(at + all.len()).wrapping_add_signed(turn) % all.len()];
    }
    if matches!(workbench.tab, BenchTab::Numbers | BenchTab::Trial) {
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
        BenchTab::Text => {
            let reading = workbench.bench.as_ref().and_then(Bench::reading);
            let count = reading.map_or(0, |reading| reading.findings.len().min(findings::MOST));
            if let Some(next) = stepped(workbench.chosen, count) {
                workbench.choose(next);
            }
        }
        BenchTab::Agenda => {
            let good = workbench.bench.as_ref().and_then(Bench::good);
            let count = good.map_or(0, |good| good.graph.nodes.len());
            let at = workbench.item.map(ItemId::index);
            workbench.item = stepped(at, count).map(ItemId::new);
            workbench.follow = true;
        }
        BenchTab::Numbers | BenchTab::Trial => {}
    }
}
