//! What if: a game that was played, with another answer at one of its decisions.
//!
//! From each decision of those who played, games are played on with the answer that was
//! given and with each other one. They keep to their own later decisions as far as these are
//! possible; all others follow their own conduct. Both kinds have the same seeds, so that
//! they differ only where the answer makes a difference. From the opening, games with the
//! same decisions show how firmly the end stands.

use std::ops::Range;
use std::sync::Arc;

use bevy::ecs::world::World;

use super::{Branch, BranchCounts, Fork, Means};
use crate::rules::chronicle::Chronicle;
use crate::rules::conference::Speech;
use crate::rules::holders::{Asked, Holder, Order};
use crate::rules::ids::{ConferenceId, ItemId, SeatId};
use crate::rules::intents::Intent;
use crate::rules::line_of_play::{LineOfPlay, said};
use crate::rules::position::{Position, PositionRef};
use crate::rules::quantity::Date;
use crate::rules::setting::Setting;
use crate::rules::talks::ConferenceOutcome;
use crate::sim::admission::order_of;
use crate::sim::game::Game;
use crate::sim::timeline::{Rulebook, position};

/// The seed of the games that are played on.
const SEED: u64 = 1945;

/// A decision of a game, with the other answers that were open.
#[derive(Clone, Debug)]
pub struct Turning {
    /// Its number among the decisions of the game, from 1.
    pub number: usize,
    /// The day on which it was made.
    pub date: Date,
    /// The seat that decided.
    pub seat: SeatId,
    /// What it was asked.
    pub asked: Asked,
    /// What it decided.
    pub played: Order,
    /// What else it could have decided.
    pub others: Vec<Order>,
    fork: Fork,
    branches: Vec<Branch>,
}

/// The counts of a decision: with the answer that was given, and with each other one.
#[derive(Clone, Debug)]
pub struct TurningCounts {
    /// With the answer that was given.
    pub played: BranchCounts,
    /// With each of the [others](Turning::others).
    pub others: Vec<BranchCounts>,
}

/// A game that was played, to be played on from its decisions.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The decisions at which something else was possible, in their order.
    pub turnings: Vec<Turning>,
    /// The outcomes that the game came to.
    pub outcomes: Vec<Option<u16>>,
    whole: Fork,
    branch: Branch,
}

/// A game that was played, as it is read: what [`WhatIf::prepared`] needs of it. Reading costs
/// little; it can be taken to another thread then.
#[derive(Clone, Debug)]
pub struct PlayedGame {
    rulebook: Rulebook,
    seed: u64,
    holders: Vec<Holder>,
    from: Option<ItemId>,
    decisions: Vec<(SeatId, Intent)>,
    /// How many decisions were made in earlier parts of a campaign.
    earlier: usize,
    line: LineOfPlay,
    end: Position,
}

impl PlayedGame {
    /// Reads a game.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    #[must_use]
    pub fn read(world: &World, game: &Game) -> Self {
        let rulebook: &Rulebook = world.get(game.timeline()).expect("a game is a timeline");
        let end = position(world, game.timeline());
        let chronicle: &Chronicle = world.get(game.timeline()).expect("a game is a timeline");
        Self {
            rulebook: rulebook.clone(),
            seed: game.seed(world),
            holders: game.holders(world).to_vec(),
            from: game.begins_with(world),
            decisions: game.decisions(world).to_vec(),
            earlier: game.decided(world) - game.decisions(world).len(),
            line: LineOfPlay::played(chronicle, end),
            end: end.to_owned(),
        }
    }
}

impl WhatIf {
    /// Reads a game, and prepares it for being played on.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    #[must_use]
    pub fn of(world: &World, game: &Game) -> Self {
        Self::prepared(PlayedGame::read(world, game))
    }

    /// Plays a game again to find its decisions. Of one that was only watched, all seats count
    /// as those who played.
    #[must_use]
    pub fn prepared(game: PlayedGame) -> Self {
        let decided = decided(&game);
        let PlayedGame { rulebook, holders, from, line, end, earlier, .. } = game;
        let setting = &rulebook.scenario.setting;
        let is_watched = !holders.iter().any(|holder| holder.waits());
        let keeps = |holder: &Holder| is_watched || holder.waits();
        let holder = |holder: &Holder| if keeps(holder) { Holder::Record } else { *holder };
        let holders: Vec<Holder> = holders.iter().map(holder).collect();
        let outcomes = end.agenda.outcomes.clone();
        let branch = Branch { holders, line: Some(Arc::new(line.clone())) };
        // What came before the players is no more theirs than what the scenario opens with.
        let begun = decided.first().filter(|_| from.is_some()).map(|(.., here)| here.clone());
        let opening = begun.unwrap_or_else(|| rulebook.scenario.opening.clone());
        let whole = Fork::at(&rulebook, opening, SEED).beside(outcomes.clone());
        let turnings = decided
            .into_iter()
            .enumerate()
            .filter_map(|(index, (seat, asked, played, here))| {
                let others = others(setting, here.borrow(), end.borrow(), asked, played);
                if others.is_empty() {
                    return None;
                }
                let before = match asked {
                    Asked::Move(_) => 0,
                    Asked::Speech(id) => said(here.talks.of(id)),
                };
                let other = |order: &Order| {
                    let line = line.clone().with(asked, *order, before);
                    Branch { line: Some(Arc::new(line)), ..branch.clone() }
                };
                let others_of = others.iter().map(other);
                let branches = core::iter::once(branch.clone()).chain(others_of).collect();
                let date = here.agenda.clock;
                let fork = Fork::at(&rulebook, here, SEED).beside(outcomes.clone());
                Some(Turning {
                    number: earlier + index + 1,
                    date,
                    seat,
                    asked,
                    played,
                    others,
                    fork,
                    branches,
                })
            })
            .collect();
        Self { turnings, outcomes, whole, branch }
    }

    /// Plays whole games with the decisions of the game, from its opening. None if it was not
    /// to go on.
    #[must_use]
    pub fn again(&self, runs: Range<u64>, means: Means<'_>) -> Option<BranchCounts> {
        self.whole.play(core::slice::from_ref(&self.branch), runs, means)?.pop()
    }
}

impl Turning {
    /// Plays on from the decision, with each answer. None if it was not to go on.
    #[must_use]
    pub fn play(&self, runs: Range<u64>, means: Means<'_>) -> Option<TurningCounts> {
        let mut counts = self.fork.play(&self.branches, runs, means)?.into_iter();
        let played = counts.next()?;
        Some(TurningCounts { played, others: counts.collect() })
    }
}

/// The decisions of a game, each with the position in which it was made.
fn decided(game: &PlayedGame) -> Vec<(SeatId, Asked, Order, Position)> {
    let scenario = &game.rulebook.scenario;
    let mut world = World::new();
    let holders = game.holders.clone();
    let again = Game::start_at(&mut world, Arc::clone(scenario), game.seed, holders, game.from);
    let mut all = Vec::new();
    for (seat, intent) in &game.decisions {
        let here = position(&world, again.timeline()).to_owned();
        let order = order_of(scenario, here.borrow(), intent);
        if let (Some((_, asked)), Ok(order)) = (again.asked(&world), order) {
            all.push((*seat, asked, order, here));
        }
        if again.decide(&mut world, *seat, intent.clone()).is_err() {
            break;
        }
    }
    all
}

/// What else could have been decided: the other open answers of a question; of a conference
/// without a treaty, to accept what stood at the seat's last speech.
fn others(
    setting: &Setting,
    here: PositionRef<'_>,
    end: PositionRef<'_>,
    asked: Asked,
    played: Order,
) -> Vec<Order> {
    match asked {
        Asked::Move(mv) => {
            let open = here.open_options(setting, mv).into_iter();
            open.map(|option| Order::Choice(mv, option)).filter(|order| *order != played).collect()
        }
        Asked::Speech(id) => {
            let accept = Order::Speech(Speech::Accept);
            // Who adjourned speaks again.
            let spoke = played != accept && played != Order::Speech(Speech::Adjourn);
            let could = spoke && is_last_chance(here, end, id);
            could.then_some(accept).into_iter().collect()
        }
    }
}

/// Whether a conference ended without a treaty, and this was the last time that its speaker
/// had a draft of others before him.
fn is_last_chance(here: PositionRef<'_>, end: PositionRef<'_>, id: ConferenceId) -> bool {
    let (now, later) = (here.talks.of(id), end.talks.of(id));
    let Some(party) = now.table.turn_of() else { return false };
    let parties = u32::try_from(now.table.parties()).unwrap_or(1);
    let stood = now.table.standing().is_some_and(|offer| offer.by != party);
    let refused = later.fate == ConferenceOutcome::NoTreaty;
    stood && refused && later.table.turn() <= now.table.turn() + parties
}
