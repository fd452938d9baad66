//! What players asked for, carried out: the only place where the desktop does so.

use std::sync::Arc;

use bevy::prelude::*;
use bevy::window::{MonitorSelection, PrimaryWindow, RequestRedraw, WindowMode};
use bevy_egui::{EguiContext, PrimaryEguiContext};

use super::crossing::{go_on, look_across};
use super::game::{follow, go_back, show, sit, submit};
use super::kept::{continue_last, resume};
use super::saved::save_debrief;
use crate::desktop::bench::Workbench;
use crate::desktop::desk::{Desk, Seen, fresh_seed};
use crate::desktop::requests::{Request, Requests};
use crate::desktop::screen::Screen;
use crate::desktop::screens::Codex;
use crate::desktop::settings::TEXT;
use crate::desktop::shelf::{Shelf, ShelfEntry};
use crate::desktop::speech::words;
use crate::rules::intents::Intent;
use crate::sim::game::Game;
use crate::view::{Views, codex_terms};

/// Carries out what was asked for in this frame.
pub(in crate::desktop) fn carry_out_requests(world: &mut World) {
    let requests = core::mem::take(&mut world.resource_mut::<Requests>().0);
    if requests.is_empty() {
        return;
    }
    for request in requests {
        carry_out(world, request);
    }
    // What was changed is laid out in the next frame, and once more when sizes have settled.
    world.write_message(RequestRedraw);
    if let Ok(context) =
        world.query_filtered::<&mut EguiContext, With<PrimaryEguiContext>>().single_mut(world)
    {
        let ctx = context.into_inner().get_mut();
        ctx.request_repaint();
        // The keyboard does not stay on a button of the page that was left, or the
        // next Enter would be lost on it.
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
}

/// Goes to the settings or the codex, from wherever one is; both lead back there.
fn turn_aside(world: &mut World, to: Screen) {
    let from = *world.resource::<State<Screen>>().get();
    if !matches!(from, Screen::Settings | Screen::Codex) {
        world.resource_mut::<Desk>().back = from;
    }
    world.resource_mut::<NextState<Screen>>().set(to);
}

/// Opens the codex of the game on the desk; behind a curtain, or without a game, it has terms
/// alone.
fn open_codex(world: &mut World, wanted: String) {
    let desk = world.resource::<Desk>();
    let (seat, hidden) = (desk.seat, desk.shared.curtain);
    let words = words(world);
    let entries = match world.get_resource::<Game>().filter(|_| !hidden) {
        Some(game) => world.resource::<Views>().codex(world, game, &words, seat),
        None => codex_terms(&words),
    };
    *world.resource_mut::<Codex>() = Codex { entries, wanted };
    turn_aside(world, Screen::Codex);
}

/// Turns over what was read together, and goes where the game stands.
fn turn_page(world: &mut World) {
    let read = world.resource::<Desk>().read;
    let page = world.get_resource::<Seen>().map_or(0, |seen| seen.0.news(read).len());
    let mut desk = world.resource_mut::<Desk>();
    desk.read += page;
    desk.opens = false;
    desk.leaf += 1;
    follow(world);
}

fn carry_out(world: &mut World, request: Request) {
    // What was said is read by whoever goes on.
    if !matches!(request, Request::Zoom(_) | Request::FullScreen) {
        world.resource_mut::<Desk>().notice = None;
    }
    match request {
        Request::Show(screen) => show(world, screen),
        Request::Settings => turn_aside(world, Screen::Settings),
        Request::Codex(wanted) => open_codex(world, wanted),
        Request::Back => {
            let back = world.resource::<Desk>().back;
            world.resource_mut::<NextState<Screen>>().set(back);
        }
        Request::Open(place) => {
            let scenario =
                world.resource::<Shelf>().packs.get(place).and_then(ShelfEntry::scenario);
            if let Some(scenario) = scenario {
                let mut desk = world.resource_mut::<Desk>();
                desk.scenario = Some(scenario);
                desk.cursor = 0;
                show(world, Screen::Seats);
            }
        }
        Request::Sit(seats) => sit(world, &seats),
        Request::LiftCurtain => {
            world.resource_mut::<Desk>().shared.curtain = false;
            follow(world);
        }
        Request::Decide { question, option } => {
            submit(world, Intent::Choose { question, option });
        }
        Request::Speak(intent) => submit(world, intent),
        Request::GoBack => go_back(world),
        Request::TurnPage => turn_page(world),
        Request::SaveDebrief => save_debrief(world),
        Request::ContinueLast => continue_last(world),
        Request::Resume(path) => resume(world, &path),
        Request::PlayAgain => {
            let mut desk = world.resource_mut::<Desk>();
            desk.seed = fresh_seed();
            // A campaign begins again with its first part.
            let place = desk.scenario.as_ref().and_then(|scenario| scenario.place.as_ref());
            if let Some(first) = place.map(|place| place.campaign.first()) {
                desk.scenario = Some(Arc::new(first));
            }
            show(world, Screen::Seats);
        }
        Request::Cross => look_across(world),
        Request::GoOn(opening) => go_on(world, opening),
        Request::NewSeed => world.resource_mut::<Desk>().seed = fresh_seed(),
        Request::Dismiss => {}
        #[cfg(feature = "classroom")]
        Request::Class(ask) => crate::desktop::classes::carry_out(world, ask),
        Request::Bench(ask) => world.resource_mut::<Workbench>().ask(ask),
        Request::Zoom(percent) => {
            world.resource_mut::<Desk>().settings.text = percent.clamp(*TEXT.start(), *TEXT.end());
        }
        Request::FullScreen => {
            let mut windows = world.query_filtered::<&mut Window, With<PrimaryWindow>>();
            if let Ok(mut window) = windows.single_mut(world) {
                window.mode = match window.mode {
                    WindowMode::Windowed => {
                        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
                    }
                    _ => WindowMode::Windowed,
                };
            }
        }
        Request::Picture => world.resource_mut::<Desk>().picture = 3,
        Request::Quit => {
            world.write_message(AppExit::Success);
        }
    }
}
