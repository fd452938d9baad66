//! The way from one part of a campaign to the next: what is left, and how the next opens.

use bevy::prelude::*;
use bevy_egui::EguiContexts;
use bevy_egui::egui::{Key, Ui};

use super::keys::{enter_pressed, pressed};
use super::page::{Side, page_foot, page_head, two_pages};
use super::root::{Arrows, root};
use crate::desktop::desk::{Crossed, Desk};
use crate::desktop::panels::brief::bullet;
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::speech::Speaks as _;
use crate::desktop::theme::{FAINT, Face};
use crate::desktop::typeset::{self, MEASURE, Weight};
use crate::scenario::opening::Opening;
use crate::view::Crossing;

pub(super) fn draw(
    mut contexts: EguiContexts,
    mut desk: ResMut<Desk>,
    mut requests: ResMut<Requests>,
    crossed: Option<Res<Crossed>>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let words = ctx.words();
    let Some(crossed) = crossed else { return Ok(()) };
    let page = &crossed.page;
    root(&ctx, desk.bypass_change_detection(), &mut requests, Arrows::Own, |ui, desk, requests| {
        if enter_pressed(&ctx) {
            requests.ask(Request::GoOn(Opening::Carried));
        }
        if pressed(&ctx, Key::Escape) {
            requests.ask(Request::Show(Screen::Debrief));
        }
        page_head(ui, "crossing head", |ui| {
            typeset::capitals(ui, &page.years, 11.5, FAINT);
            typeset::title(ui, &page.title, 28.0);
            typeset::wrapped(ui, &page.subtitle, Face::TextItalic.at(16.0), FAINT, MEASURE);
        });
        page_foot(ui, "crossing foot", |ui| {
            let carried = words.say("campaign-carried");
            if typeset::button(ui, &carried, Weight::Main, true).clicked() {
                requests.ask(Request::GoOn(Opening::Carried));
            }
            // Where nothing is otherwise, there is nothing to choose.
            if !page.otherwise.is_empty()
                && typeset::button(ui, &words.say("campaign-documented"), Weight::Plain, true)
                    .on_hover_text(words.say("campaign-documented-hint"))
                    .clicked()
            {
                requests.ask(Request::GoOn(Opening::Documented));
            }
            if typeset::button(ui, &words.say("back"), Weight::Plain, true).clicked() {
                requests.ask(Request::Show(Screen::Debrief));
            }
        });
        let (left, opens) = (|ui: &mut Ui| left(ui, page), |ui: &mut Ui| opens(ui, page));
        two_pages(ui, ["left", "opens"], (desk.leaf, Side::Left), left, opens);
    });
    Ok(())
}

/// What the part that is over leaves, and what is otherwise therefore.
fn left(ui: &mut Ui, page: &Crossing) {
    let words = ui.words();
    typeset::heading(ui, &words.say("campaign-left"));
    if page.left.is_empty() {
        typeset::prose(ui, &words.say("campaign-left-none"));
    }
    page.left.iter().for_each(|line| bullet(ui, line));
    if page.otherwise.is_empty() {
        typeset::prose(ui, &words.say("campaign-otherwise-none"));
        return;
    }
    typeset::heading(ui, &words.say("campaign-otherwise"));
    page.otherwise.iter().for_each(|line| bullet(ui, line));
}

/// How the next part opens in history.
fn opens(ui: &mut Ui, page: &Crossing) {
    typeset::heading(ui, &ui.words().say("campaign-as-documented"));
    typeset::paragraphs(ui, &page.introduction);
}
