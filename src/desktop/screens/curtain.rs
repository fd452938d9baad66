//! The curtain: between the turns of two who share a desk, nothing is shown.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{CornerRadius, Key, Rect, vec2};

use super::keys::pressed;
use super::root::{Arrows, root};
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{self, Face, INK, PAPER};
use crate::desktop::typeset::{self, Weight};

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    seen: Option<Res<Seen>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(seat) = seen.as_ref().and_then(|seen| seen.0.seat.as_ref()) else { return Ok(()) };
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, _, requests| {
        // The key with which one decides does not lift it: it may be struck once too often.
        if pressed(&ctx, Key::Space) {
            requests.ask(Request::LiftCurtain);
        }
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Show(Screen::Title));
        }
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, PAPER);
        let bar = Rect::from_min_size(whole.min, vec2(10.0, whole.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, theme::ink(seat.ink));
        ui.add_space(whole.height() * 0.3);
        ui.horizontal_top(|ui| {
            ui.add_space((whole.width() * 0.12).max(24.0));
            ui.vertical(|ui| {
                ui.set_max_width((whole.width() * 0.76).min(620.0));
                let args = || [("seat", (&seat.name).into()), ("leader", (&seat.leader).into())];
                typeset::title(ui, &words.say_with("curtain-heading", &args()), 34.0);
                ui.add_space(6.0);
                let text = words.say_with("curtain-text", &args());
                typeset::wrapped(ui, &text, Face::Text.at(17.0), INK, 560.0);
                ui.add_space(14.0);
                let sentence = words.say_with("curtain-lift", &args());
                let key = words.say("curtain-key");
                if typeset::keyed_button(ui, &sentence, &key, Weight::Main, true).clicked() {
                    requests.ask(Request::LiftCurtain);
                }
            });
        });
    });
    Ok(())
}
