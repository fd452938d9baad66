//! What of a scenario's agenda a lesson has time for.
//!
//! A lesson never loses its debrief, and seldom has time for a whole scenario. What the
//! authors call [essential](crate::scenario::draft::Item::essential) is put to the class; what is
//! not is put to it only as long as there stays time for all that is essential and still to come,
//! as things stand. The rest is decided by stand-ins, at once, and told as news. A scenario that
//! marks nothing is played as it is.

use bevy::ecs::world::World;

use super::lesson::Moment;
use crate::rules::decisions::Asks;
use crate::rules::ids::ItemId;
use crate::scenario::Scenario;
use crate::sim::game::Game;

/// What reading a briefing and talking it over takes a delegation, before it answers. One is
/// asked after the other.
const QUESTION: Moment = 90_000;

/// What a speech at a conference takes: drafts are written while others speak.
const SPEECH: Moment = 30_000;

/// How long a class takes for an item, roughly. What would not come up as things stand, and
/// still may, counts half.
///
/// ```
/// use status_quo::classroom::agenda::time_for;
/// use status_quo::rules::decisions::Asks;
///
/// // Two questions, and four speeches of each of two parties.
/// assert_eq!(time_for(Asks { arises: true, questions: 2, speeches: 8 }), 7 * 60_000);
/// assert_eq!(time_for(Asks { arises: false, questions: 2, speeches: 8 }), 7 * 30_000);
/// ```
#[must_use]
pub fn time_for(Asks { arises, questions, speeches }: Asks) -> Moment {
    let count = |number| Moment::try_from(number).unwrap_or(Moment::MAX);
    let whole = count(questions)
        .saturating_mul(QUESTION)
        .saturating_add(count(speeches).saturating_mul(SPEECH));
    if arises { whole } else { whole / 2 }
}

/// Whether the authors say what is essential.
fn is_marked(scenario: &Scenario) -> bool {
    scenario.text.items.iter().any(|item| item.essential)
}

/// How long all that is essential takes from an item on, and how long everything does, as
/// things stand in a game; the same where nothing is marked.
#[must_use]
pub fn times_from(world: &World, game: &Game, from: ItemId) -> (Moment, Moment) {
    let scenario = game.scenario();
    let all_are = !is_marked(scenario);
    let (mut essential, mut all) = (0, 0);
    for (index, item) in scenario.text.items.iter().enumerate().skip(from.index()) {
        let time = time_for(game.would_ask(world, ItemId::new(index)));
        all += time;
        essential += if all_are || item.essential { time } else { 0 };
    }
    (essential, all)
}

/// Whether an item is put to the class when so many milliseconds of play are left.
#[must_use]
pub fn has_time(world: &World, game: &Game, item: ItemId, left: Moment) -> bool {
    let scenario = game.scenario();
    if scenario.item(item).essential || !is_marked(scenario) {
        return true;
    }
    left >= time_for(game.would_ask(world, item)) + times_from(world, game, item).0
}
