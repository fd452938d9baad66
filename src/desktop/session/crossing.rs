//! The way from one part of a campaign to the next.

use std::sync::Arc;

use bevy::prelude::*;

use super::game::{follow, look_again, notify, show};
use crate::desktop::desk::{Crossed, Desk};
use crate::desktop::screen::Screen;
use crate::desktop::speech::words;
use crate::rules::ids::SeatId;
use crate::scenario::opening::Opening;
use crate::sim::game::Game;
use crate::view::{crossing, write_error_words};

/// Shows what is left to the next part of the campaign on the desk, and how it opens.
pub(super) fn look_across(world: &mut World) {
    let next = world.get_resource::<Game>().and_then(|game| game.next_part(world));
    let Some(next) = next else { return };
    let page = crossing(&next, &words(world));
    world.insert_resource(Crossed { next, page });
    show(world, Screen::Crossing);
}

/// Begins the next part of the campaign.
pub(super) fn go_on(world: &mut World, opening: Opening) {
    let Some(Crossed { next, .. }) = world.remove_resource::<Crossed>() else { return };
    let Some(game) = world.remove_resource::<Game>() else { return };
    let before = Arc::clone(game.scenario());
    let seed = game.next_seed(world);
    let game = match game.go_on_to(world, &next, opening, seed) {
        Ok(game) => game,
        Err((game, why)) => {
            world.insert_resource(game);
            let words = words(world);
            let why = write_error_words(&words, &why);
            show(world, Screen::Debrief);
            notify(world, words.say_with("notice-not-gone-on", &[("why", why.into())]));
            return;
        }
    };
    let scenario = Arc::clone(game.scenario());
    let several = game.players(world).count() > 1;
    world.insert_resource(game);
    let mut desk = world.resource_mut::<Desk>();
    let side = desk.seat.map(|seat| before.held_as(&before.text.seats[seat.index()]));
    let mut seats = scenario.text.seats.iter();
    let seat = side.and_then(|side| seats.position(|seat| scenario.held_as(seat) == side));
    // Of several who share the desk none has seen this part; it is given to who is asked first.
    desk.seat = seat.map(SeatId::new).filter(|_| !several);
    desk.shared.read.clear();
    desk.scenario = Some(scenario);
    desk.seed = seed;
    desk.read = 0;
    desk.opens = desk.seat.is_some();
    desk.given = 0;
    look_again(world);
    follow(world);
}
