//! The way to a decision point: a game that comes to it, found by playing.
//!
//! An author who has changed a question of 1915 does not want to play from 1911 to see
//! it. Games are tried one after the other, first with one steered seat, then with all;
//! each time first by the documented course, then toward the decisions that the point
//! depends on by the graph of the agenda, then at random, until one reaches the point.
//! The decisions of that game are the way; the same decisions with the same seed lead to
//! the point again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bevy::ecs::world::World;

use super::waves::seed_of;
use crate::rules::anybody;
use crate::rules::chance::{Chance, Draw};
use crate::rules::conference::Speech;
use crate::rules::holders::{Asked, Holder, Order, by_record};
use crate::rules::ids::{ClauseId, ClauseValueId, ConferenceId, ItemId, MoveId, OptionId, SeatId};
use crate::rules::intents::Intent;
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;
use crate::scenario::Scenario;
use crate::scenario::graph::{Graph, Pull};
use crate::scenario::places::Spot;
use crate::sim::admission::intent_of;
use crate::sim::game::Game;
use crate::sim::timeline::position;

/// A point at which a seat decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The seat that decides.
    pub seat: SeatId,
    /// The decision that it is asked for.
    pub asked: Asked,
}

impl Point {
    /// The points of an item, in the order in which they come.
    #[must_use]
    pub fn of(scenario: &Scenario, item: ItemId) -> Vec<Self> {
        let setting = &scenario.setting;
        let moves = setting.moves_of(item).map(|mv: MoveId| Self {
            seat: setting.moves[mv.index()].seat,
            asked: Asked::Move(mv),
        });
        let talks = setting.conference_of(item).into_iter().flat_map(|id| {
            let parties = setting.conferences[id.index()].parties.iter();
            parties.map(move |party| Self { seat: party.seat, asked: Asked::Speech(id) })
        });
        moves.chain(talks).collect()
    }
}

/// A way: a game that reaches a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The point.
    pub point: Point,
    /// The seed.
    pub seed: u64,
    /// The seats that are steered: the one that decides at the point, or all.
    pub steered: Vec<SeatId>,
    /// The decisions of the steered seats before the point, in order.
    pub intents: Vec<(SeatId, Intent)>,
    /// Whether every decision is the documented one, where the record has one that is open.
    pub by_record: bool,
}

/// The policy of the steered seats.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Helm {
    /// The documented decision; without one, at random.
    Record,
    /// The decisions that the point depends on; else by the record or at random.
    Aim,
    /// At random: any open decision, each with the same chance.
    Any,
}

impl Way {
    /// How many games of a kind are tried.
    pub const TRIES: u64 = 120;
    /// How many games are tried in all.
    pub const ALL_TRIES: u64 = 2 * (Self::TRIES / 4 + 2 * Self::TRIES);

    /// Searches for a way; `graph` is the scenario's. The result is the same each time.
    /// None if no game that was tried reached the point, which is no proof that none
    /// does.
    #[must_use]
    pub fn find(scenario: &Arc<Scenario>, graph: &Graph, point: Point) -> Option<Self> {
        let all = scenario.setting.seats.len();
        let everybody: Vec<SeatId> = (0..all).map(SeatId::new).collect();
        let alone = vec![point.seat];
        let wanted = Wanted::of(scenario, graph, point);
        let mut world = World::new();
        let kinds = [Helm::Record, Helm::Aim, Helm::Any];
        let kinds = [&alone, &everybody].into_iter().flat_map(|who| kinds.map(|helm| (who, helm)));
        kinds.into_iter().find_map(|(steered, helm)| {
            let tries = if helm == Helm::Record { Self::TRIES / 4 } else { Self::TRIES };
            (0..tries)
                .find_map(|run| try_one(&mut world, scenario, point, steered, (helm, &wanted), run))
        })
    }

    /// Who holds each seat: players those that are steered.
    #[must_use]
    pub fn holders(&self, scenario: &Scenario) -> Vec<Holder> {
        holders(scenario, &self.steered)
    }
}

fn holders(scenario: &Scenario, steered: &[SeatId]) -> Vec<Holder> {
    let holder = |seat| {
        if steered.contains(&SeatId::new(seat)) { Holder::Player } else { Holder::Conduct }
    };
    (0..scenario.setting.seats.len()).map(holder).collect()
}

/// The decisions that a point depends on, directly or through others.
#[derive(Default)]
struct Wanted {
    options: BTreeSet<(MoveId, OptionId)>,
    /// Of conferences that should end in a treaty: values of clauses.
    values: BTreeMap<ConferenceId, BTreeMap<ClauseId, ClauseValueId>>,
}

impl Wanted {
    fn of(scenario: &Scenario, graph: &Graph, point: Point) -> Self {
        let item_of = |asked: Asked| match asked {
            Asked::Move(mv) => (scenario.setting.moves[mv.index()].item, Spot::Move(mv)),
            Asked::Speech(id) => {
                (scenario.setting.conferences[id.index()].item, Spot::Conference(id))
            }
        };
        let (item, part) = item_of(point.asked);
        let mut wanted = Self::default();
        let mut seen: BTreeSet<Spot> = BTreeSet::new();
        let mut open = vec![(item, Spot::Item(item)), (item, part)];
        while let Some((item, spot)) = open.pop() {
            if !seen.insert(spot) {
                continue;
            }
            for edge in graph.to(item).filter(|e| e.asked_by == spot && e.pull == Pull::For) {
                match edge.by {
                    Spot::Option(mv, option) => {
                        wanted.options.insert((mv, option));
                        open.push((edge.from, Spot::Move(mv)));
                    }
                    Spot::ClauseValue(id, clause, value) => {
                        wanted.values.entry(id).or_default().entry(clause).or_insert(value);
                        open.push((edge.from, Spot::Conference(id)));
                    }
                    Spot::Conference(id) => {
                        wanted.values.entry(id).or_default();
                    }
                    _ => {}
                }
                open.extend([(edge.from, edge.by), (edge.from, Spot::Item(edge.from))]);
            }
        }
        wanted
    }

    /// The decision that is wanted here, if any is.
    fn decide(&self, setting: &Setting, here: PositionRef<'_>, asked: Asked) -> Option<Order> {
        match asked {
            Asked::Move(mv) => {
                let wanted = |option: &OptionId| self.options.contains(&(mv, *option));
                let option = here.open_options(setting, mv).into_iter().find(wanted)?;
                Some(Order::Choice(mv, option))
            }
            Asked::Speech(id) => {
                let values = self.values.get(&id)?;
                let def = &setting.conferences[id.index()];
                let standing = here.talks.of(id).standing();
                let party = here.talks.of(id).table.turn_of()?;
                let is_so = |treaty: Treaty| {
                    values.iter().all(|(clause, value)| def.space.value(treaty, *clause) == *value)
                };
                if standing.is_some_and(is_so) {
                    return Some(Order::Speech(Speech::Accept));
                }
                // The other clauses keep their standing values or, without a draft, the
                // documented ones.
                let documented = def.documented().filter(|_| standing.is_none());
                let documented =
                    documented.map(|treaty| def.clause_ids().zip(def.space.values(treaty)));
                let wanted = values.iter().map(|(clause, value)| (*clause, *value));
                let articles = documented.into_iter().flatten().chain(wanted);
                Some(Order::Speech(Speech::Offer(def.draft(party, standing, articles))))
            }
        }
    }
}

/// Plays one game; answers the way if it comes to the point.
fn try_one(
    world: &mut World,
    scenario: &Arc<Scenario>,
    point: Point,
    steered: &[SeatId],
    (helm, wanted): (Helm, &Wanted),
    run: u64,
) -> Option<Way> {
    // Small seeds are easy to pass on; random decisions have a source of chance of their own.
    let seed = run + 1;
    let chance = Chance::new(seed_of(seed, run));
    let game = Game::start(world, Arc::clone(scenario), seed, holders(scenario, steered));
    let setting = &scenario.setting;
    let mut intents = Vec::new();
    let found = loop {
        let Some((seat, asked)) = game.asked(world) else { break false };
        if (Point { seat, asked }) == point {
            break true;
        }
        let nth = u64::try_from(intents.len()).unwrap_or(u64::MAX);
        let here = position(world, game.timeline());
        let recorded = || by_record(setting, here, asked);
        let order = match helm {
            Helm::Record => recorded(),
            Helm::Aim => wanted
                .decide(setting, here, asked)
                .or_else(|| recorded().filter(|_| chance.uniform(Draw::Anybody, &[2, nth]) < 0.5)),
            Helm::Any => None,
        };
        let order = order.unwrap_or_else(|| anybody::order(setting, here, chance, asked));
        let intent = intent_of(scenario, here, order);
        if game.decide(world, seat, intent.clone()).is_err() {
            break false;
        }
        intents.push((seat, intent));
    };
    game.put_away(world);
    let by_record = helm == Helm::Record;
    found.then(|| Way { point, seed, steered: steered.to_vec(), intents, by_record })
}
