//! Rehearsals: a testplan played from its first line to its last, to see whether it can be.

use std::sync::Arc;

use bevy::ecs::world::World;

use super::admission::DecideError;
use super::game::Game;
use super::script::{self, ScriptError};
use super::timeline::{part, position};
use crate::rules::chronicle::Chronicle;
use crate::rules::holders::Holder;
use crate::rules::line_of_play::LineOfPlay;
use crate::rules::position::Position;
use crate::scenario::Scenario;
use crate::scenario::draft::Seat;
use crate::scenario::testplan::{PlanLine, Testplan};

/// The reason why a line of a testplan cannot be followed.
#[derive(Debug)]
pub enum RehearsalError {
    /// The line says nothing that can be said, or expects what did not come.
    Script(ScriptError),
    /// The game refuses what it says.
    Refused(DecideError),
}

/// The seed of chance where a plan names none.
pub const FIRST_SEED: u64 = 1;

/// Plays a testplan; answers the lines that could not be followed, with their numbers. After
/// an answer that could not be given nothing more is tried: the game waits for another.
#[must_use]
pub fn rehearse(scenario: &Arc<Scenario>, plan: &Testplan) -> Vec<(usize, RehearsalError)> {
    play(&mut World::new(), scenario, plan, &plan.seats()).1
}

/// The position to which a testplan plays a scenario, if it plays it to the end.
#[must_use]
pub fn played_through(scenario: &Arc<Scenario>, plan: &Testplan) -> Option<Position> {
    let mut world = World::new();
    let (game, _) = play(&mut world, scenario, plan, &plan.seats());
    game.is_over(&world).then(|| position(&world, game.timeline()).to_owned())
}

/// The line of play of a testplan, for those whom it plays; or the lines that could not be
/// followed, with their numbers.
///
/// # Errors
/// Those lines.
pub fn line_of(
    scenario: &Arc<Scenario>,
    plan: &Testplan,
) -> Result<LineOfPlay, Vec<(usize, RehearsalError)>> {
    let mut world = World::new();
    let mut said_only = plan.clone();
    said_only.lines.retain(|(_, line)| matches!(line, PlanLine::Say { .. }));
    let (game, errors) = play(&mut world, scenario, &said_only, &plan.seats());
    if !errors.is_empty() {
        return Err(errors);
    }
    let chronicle: &Chronicle = part(&world, game.timeline());
    Ok(LineOfPlay::played(chronicle, position(&world, game.timeline())))
}

/// Plays a testplan as far as it can be followed. `scripted` are those who are played by it,
/// as a journal knows them.
pub(super) fn play(
    world: &mut World,
    scenario: &Arc<Scenario>,
    plan: &Testplan,
    scripted: &[&str],
) -> (Game, Vec<(usize, RehearsalError)>) {
    let holder = |seat: &Seat| {
        if scripted.contains(&scenario.held_as(seat)) { Holder::Script } else { Holder::Conduct }
    };
    let holders = scenario.text.seats.iter().map(holder).collect();
    let seed = plan.seed.unwrap_or(FIRST_SEED);
    let game = Game::start(world, Arc::clone(scenario), seed, holders);
    let errors = follow(&game, world, plan);
    (game, errors)
}

/// Follows the lines of a testplan in a game as far as it can be done.
pub(super) fn follow(
    game: &Game,
    world: &mut World,
    plan: &Testplan,
) -> Vec<(usize, RehearsalError)> {
    let mut errors = Vec::new();
    for (number, line) in &plan.lines {
        match line {
            PlanLine::Say { seat, words } => {
                if let Err(error) = say(game, world, seat, words) {
                    errors.push((*number, error));
                    break;
                }
            }
            PlanLine::Expect { outcome, value } => {
                if let Err(error) = script::expect(game, world, outcome, value) {
                    errors.push((*number, RehearsalError::Script(error)));
                }
            }
        }
    }
    errors
}

/// Sends what a line says for a seat.
fn say(game: &Game, world: &mut World, seat: &str, words: &str) -> Result<(), RehearsalError> {
    let intent = script::intent(game, world, words).map_err(RehearsalError::Script)?;
    game.decide_by_name(world, seat, intent).map_err(RehearsalError::Refused)
}
