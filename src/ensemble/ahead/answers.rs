//! What tends to follow from each answer, as the seat that is asked can know.
//!
//! For each open answer games are played on from the seat's [vantage](super::Vantage). The
//! seat gives the answer and then follows its own conduct, as all others do. It is no advice:
//! the answer that comes out best in these games is best against such players only.

use std::sync::{Arc, OnceLock};

use bevy::ecs::world::World;

use super::{Branch, BranchCounts, Fork, Known, Means, Vantage};
use crate::rules::conference::Speech;
use crate::rules::holders::{Asked, Holder, Order, asked};
use crate::rules::ids::{OptionId, SeatId};
use crate::rules::line_of_play::{LineOfPlay, said};
use crate::rules::position::PositionRef;
use crate::scenario::Scenario;
use crate::sim::game::Game;
use crate::sim::timeline::{Rulebook, position};

/// The seed of foresight: the same for all games, so that nothing of the luck of this one
/// is told.
const SEED: u64 = 1936;

/// An answer, or what can be said at a conference without a draft of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// An option of the move.
    Option(OptionId),
    /// What the seat's own delegates would say.
    Conduct,
    /// Accepting what stands.
    Accept,
    /// Leaving the conference.
    WalkOut,
}

/// How the seats decide in games that are played on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Play {
    /// By their own conduct.
    #[default]
    Conduct,
    /// As documented, where that is known and open; else by conduct.
    Record,
    /// At random, but for the seat that is asked.
    Anybody,
}

/// The games of each answer of a seat that is asked.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The seat that is asked.
    pub seat: SeatId,
    /// The answers, in their order.
    pub answers: Vec<Answer>,
    /// How the seats decide afterwards.
    pub play: Play,
    asked: Asked,
    rulebook: Rulebook,
    known: Known,
    fork: OnceLock<Fork>,
    branches: Vec<Branch>,
}

impl Ahead {
    /// The games ahead of the seat that is asked in a game. None where nobody is asked.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    #[must_use]
    pub fn of(world: &World, game: &Game, play: Play) -> Option<Self> {
        let rulebook = world.get(game.timeline()).expect("a game is a timeline");
        Self::at(rulebook, position(world, game.timeline()), play)
    }

    /// As [`Ahead::of`], in a position.
    #[must_use]
    pub fn at(rulebook: &Rulebook, here: PositionRef<'_>, play: Play) -> Option<Self> {
        let setting = &rulebook.scenario.setting;
        let (seat, asked) = asked(setting, here)?;
        let (answers, before): (Vec<Answer>, u32) = match asked {
            Asked::Move(mv) => {
                (here.open_options(setting, mv).into_iter().map(Answer::Option).collect(), 0)
            }
            Asked::Speech(id) => {
                let talk = here.talks.of(id);
                let accept = talk.standing().map(|_| Answer::Accept);
                let answers = [Answer::Conduct, Answer::WalkOut].into_iter().chain(accept);
                (answers.collect(), said(talk))
            }
        };
        let others = match play {
            Play::Conduct => Holder::Conduct,
            Play::Record => Holder::Record,
            Play::Anybody => Holder::Anybody,
        };
        let branch = |answer: &Answer| {
            let order = match (*answer, asked) {
                (Answer::Option(option), Asked::Move(mv)) => Some(Order::Choice(mv, option)),
                (Answer::Accept, _) => Some(Order::Speech(Speech::Accept)),
                (Answer::WalkOut, _) => Some(Order::Speech(Speech::WalkOut)),
                _ => None,
            };
            let mut holders = vec![others; setting.seats.len()];
            holders[seat.index()] = Holder::Record;
            let line = match play {
                Play::Record => LineOfPlay::documented(setting),
                Play::Conduct | Play::Anybody => LineOfPlay::default(),
            };
            let line = match order {
                Some(order) => line.with(asked, order, before),
                None => line,
            };
            Branch { holders, line: Some(Arc::new(line)) }
        };
        let branches = answers.iter().map(branch).collect();
        Some(Self {
            seat,
            answers,
            play,
            asked,
            rulebook: rulebook.clone(),
            known: Known::of(setting, here, seat),
            fork: OnceLock::new(),
            branches,
        })
    }

    /// The id and the label of an answer, of an option.
    #[must_use]
    pub fn answer(&self, scenario: &Scenario, answer: Answer) -> (Option<String>, Option<String>) {
        let (Answer::Option(option), Asked::Move(mv)) = (answer, self.asked) else {
            return (None, None);
        };
        let text = scenario.option(mv, option);
        (Some(text.id.to_string()), Some(text.label.clone()))
    }

    /// Plays the runs of these numbers on for each answer; the counts stand in the order of
    /// the answers. None if it was not to go on.
    #[must_use]
    pub fn play(&self, runs: core::ops::Range<u64>, means: Means<'_>) -> Option<Vec<BranchCounts>> {
        let seen = || Fork::seen(&self.rulebook, Vantage::of(&self.rulebook, &self.known), SEED);
        self.fork.get_or_init(seen).play(&self.branches, runs, means)
    }
}
