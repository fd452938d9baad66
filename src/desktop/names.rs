//! Names in texts that the codex explains: a tip where the pointer rests, the codex at a click.
//!
//! They are no stops for Tab, for there are a dozen on a page; by keys the codex is opened with
//! F2 and looked through.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{
    self, CursorIcon, Galley, Id, Label, Rect, Response, Sense, Stroke, TextFormat, Ui,
    text::{CCursor, LayoutJob},
};

use super::theme::RULE;
use crate::view::{CodexEntry, Glossary};

/// Where a context keeps the glossary, and the name that was struck.
const GLOSSARY: &str = "glossary";
const STRUCK: &str = "struck name";

/// The glossary of who reads at the desk; none where no game is played.
#[derive(Resource, Default)]
pub(super) struct KnownNames(pub(super) Option<Arc<Glossary>>);

/// Hands the glossary to the window when it has changed.
pub(super) fn hand_to_window(mut contexts: EguiContexts, known: Res<KnownNames>) -> Result {
    let glossary = known.0.clone();
    contexts.ctx_mut()?.data_mut(|data| data.insert_temp(Id::new(GLOSSARY), glossary));
    Ok(())
}

/// The glossary of the game on the desk.
pub(super) fn glossary(ctx: &egui::Context) -> Option<Arc<Glossary>> {
    ctx.data(|data| data.get_temp::<Option<Arc<Glossary>>>(Id::new(GLOSSARY))).flatten()
}

/// The name that was struck since this was asked last, to be looked up in the codex.
pub(super) fn take_struck(ctx: &egui::Context) -> Option<String> {
    ctx.data_mut(|data| data.remove_temp(Id::new(STRUCK)))
}

/// Lays out a paragraph with its names underlined; `explain` lays out an entry in a tip.
pub(super) fn linked(
    ui: &mut Ui,
    glossary: &Glossary,
    (text, format, measure): (&str, &TextFormat, f32),
    explain: fn(&mut Ui, &CodexEntry),
) -> Response {
    let named = glossary.find(text);
    let mut job = LayoutJob::single_section(text.to_owned(), format.clone());
    job.wrap.max_width = ui.available_width().min(measure);
    let galley = ui.painter().layout_job(job);
    let response = ui.add(Label::new(Arc::clone(&galley)));
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let corner = response.rect.min.to_vec2();
    for (at, entry) in named {
        let Some(entry) = glossary.entry(entry) else { continue };
        let rects: Vec<Rect> =
            rects(&galley, text, &at).into_iter().map(|rect| rect.translate(corner)).collect();
        for rect in &rects {
            // Close under the letters, which do not fill the height of their line.
            let under = rect.bottom() - format.font_id.size * 0.17;
            ui.painter().hline(rect.x_range(), under, Stroke::new(1.0, RULE));
        }
        let Some(rect) = rects.into_iter().find(|r| pointer.is_some_and(|at| r.contains(at)))
        else {
            continue;
        };
        let name = ui.interact(rect, response.id.with(at.start), Sense::click());
        let name = name.on_hover_cursor(CursorIcon::PointingHand);
        if name.on_hover_ui(|ui| explain(ui, entry)).clicked() {
            ui.data_mut(|data| data.insert_temp(Id::new(STRUCK), entry.title.clone()));
        }
    }
    response
}

/// Where a stretch of a text stands, row by row.
fn rects(galley: &Galley, text: &str, at: &core::ops::Range<usize>) -> Vec<Rect> {
    let first = text[..at.start].chars().count();
    let count = text[at.clone()].chars().count();
    // A sign that begins a row is not at the end of the row before.
    let place = |index: usize, prefer_next_row| {
        galley.pos_from_cursor(CCursor { index: index.into(), prefer_next_row })
    };
    let mut rects: Vec<Rect> = Vec::new();
    for index in first..first + count {
        let (from, to) = (place(index, true), place(index + 1, false));
        // The last sign of a row has its end at the beginning of the next one.
        let sign = if from.center().y < to.center().y { from } else { from.union(to) };
        match rects.last_mut() {
            Some(row) if (row.center().y - sign.center().y).abs() < 1.0 => *row = row.union(sign),
            _ => rects.push(sign),
        }
    }
    rects
}
