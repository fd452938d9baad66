//! A vantage: a point of a game as one seat knows it, with what others may hide drawn.
//!
//! Nothing that the seat cannot know is read: everything here is made from the position
//! [as the seat knows it](crate::rules::secrecy). What may be hidden is drawn from possible
//! pasts: games from the opening in which all that the seat knows of was decided as it was,
//! and the rest by conduct. A past counts the more, the better it agrees with what the seat
//! sees now (approximate Bayesian computation, Beaumont 2010, with an exponential kernel on
//! the number of differences).

use std::sync::Arc;

use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;

use crate::ensemble::waves::seed_of;
use crate::rules::agenda::Stage;
use crate::rules::holders::Holder;
use crate::rules::ids::{ConferenceId, FactId, InstrumentId, SeatId, SectorId};
use crate::rules::line_of_play::LineOfPlay;
use crate::rules::position::{Position, PositionRef};
use crate::rules::setting::Setting;
use crate::rules::turn::Run;
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::{self, Turn};

/// How many possible pasts are drawn.
const PASTS: u64 = 48;

/// The seed of the pasts: the same for all games.
const SEED: u64 = 1912;

/// What a seat knows of a position. Marks that nothing reads (what was drawn, which items
/// opened) and outcomes that were told to it stay as they are.
#[derive(Clone, Debug)]
pub struct Known {
    /// The seat.
    seat: SeatId,
    /// The position without what the seat does not know.
    position: Position,
}

impl Known {
    /// What a seat knows of a position.
    #[must_use]
    pub fn of(setting: &Setting, here: PositionRef<'_>, seat: SeatId) -> Self {
        Self { seat, position: here.known_to(setting, Some(seat)) }
    }
}

/// A point of a game as a seat knows it, with what may be hidden.
#[derive(Clone, Debug)]
pub struct Vantage {
    /// The positions in which the game may stand, with their weights, at least one.
    pub(super) starts: Vec<(Position, f64)>,
}

impl Vantage {
    /// What may be hidden from a seat, drawn.
    #[must_use]
    pub fn of(rulebook: &Rulebook, known: &Known) -> Self {
        let setting = &rulebook.scenario.setting;
        let Known { seat, position: known } = known;
        let hidden = Hidden::from(setting, known, *seat);
        if hidden.is_empty() {
            return Self { starts: vec![(known.clone(), 1.0)] };
        }
        let pasts = pasts(rulebook, known, *seat);
        let start = |past: &Position| {
            let seen = past.borrow().known_to(setting, Some(*seat));
            let weight = libm::exp(-differences(setting, known, &seen));
            (hidden.put_into(setting, known, past), weight)
        };
        // What went on beyond this moment, or would open or close an answer that the seat
        // sees, was not so.
        let stands_here = |past: &&Position| past.agenda.stage == known.agenda.stage;
        let open = |here: &Position| match known.agenda.stage {
            Stage::Moving(mv) => here.borrow().open_set(setting, mv),
            _ => 0,
        };
        let starts = pasts.iter().filter(stands_here).map(start);
        let mut starts: Vec<(Position, f64)> =
            starts.filter(|(here, _)| open(here) == open(known)).collect();
        if starts.is_empty() {
            starts.push((known.clone(), 1.0));
        }
        Self { starts }
    }
}

/// What a seat may not know of a position.
struct Hidden {
    seat: SeatId,
    facts: Vec<FactId>,
    instruments: Vec<InstrumentId>,
    /// Conferences of which it does not know, or not every clause.
    talks: Vec<ConferenceId>,
    moves: bool,
}

impl Hidden {
    fn from(setting: &Setting, known: &Position, seat: SeatId) -> Self {
        let viewer = Some(seat);
        let index = &setting.index;
        let facts = index.secret_facts.iter().copied();
        let instruments = index.secret_instruments.iter().copied();
        let is_hidden = |id: &InstrumentId| {
            let (def, state) =
                (&setting.instruments[id.index()], &known.instruments.states[id.index()]);
            state.signed.is_none()
                && !def.parties.iter().any(|power| setting.seat_of(*power) == viewer)
        };
        let today = known.agenda.clock;
        let talks = index.secret_conferences.iter().copied().filter(|id| {
            let def = &setting.conferences[id.index()];
            let reads = |clause| def.knows(clause, viewer, today);
            setting.hides_conference(*id, viewer) || !def.clause_ids().all(reads)
        });
        let moves = index.secret_moves.iter().any(|mv| {
            let mut all = setting.option_ids(*mv);
            all.any(|option| !setting.audience_of_choice(*mv, option).includes(viewer))
        });
        Self {
            seat,
            facts: facts
                .filter(|fact| !setting.facts[fact.index()].known_to.includes(viewer))
                .collect(),
            instruments: instruments.filter(is_hidden).collect(),
            talks: talks.collect(),
            moves,
        }
    }

    const fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.instruments.is_empty() && self.talks.is_empty() && !self.moves
    }

    /// The position that is known, with what is hidden as it came in a possible past.
    fn put_into(&self, setting: &Setting, known: &Position, past: &Position) -> Position {
        let mut here = known.clone();
        for fact in self.facts.iter().copied() {
            here.agenda.copy_fact(fact, &past.agenda, Some(self.seat));
        }
        if self.moves {
            let viewer = Some(self.seat);
            for mv in setting.index.secret_moves.iter().copied() {
                let chosen = past
                    .agenda
                    .choice(mv)
                    .filter(|option| !setting.audience_of_choice(mv, *option).includes(viewer));
                if here.agenda.choice(mv).is_none() && chosen.is_some() {
                    here.agenda.choices[mv.index()] = chosen;
                }
            }
        }
        for id in self.talks.iter().copied() {
            let (def, viewer) = (&setting.conferences[id.index()], Some(self.seat));
            let (talk, other) = (&mut here.talks.all[id.index()], past.talks.of(id));
            if setting.hides_conference(id, viewer) {
                talk.clone_from(other);
                continue;
            }
            talk.confide(def, other, |clause| def.knows(clause, viewer, known.agenda.clock));
            let instrument = def.instrument.map(|id| &mut here.instruments.states[id.index()]);
            if let Some(state) = instrument.filter(|state| state.treaty.is_some()) {
                state.treaty = talk.treaty;
            }
        }
        for id in self.instruments.iter().copied() {
            here.instruments.states[id.index()] = past.instruments.states[id.index()];
            for act in past.recognition.acts.iter().filter(|act| act.instrument == Some(id)) {
                here.recognition.record_earlier(*act);
            }
        }
        here
    }
}

/// Games from the opening to the point where the seat stands, in which all that it knows of
/// was decided as it was.
fn pasts(rulebook: &Rulebook, known: &Position, seat: SeatId) -> Vec<Position> {
    let scenario = &rulebook.scenario;
    let setting = &scenario.setting;
    let opening = scenario.opening.borrow().known_to(setting, Some(seat));
    let mut line = LineOfPlay::standing(known.borrow());
    for id in setting.index.secret_conferences.iter().copied() {
        // What is agreed there in secret is for those who sit there to decide.
        let def = &setting.conferences[id.index()];
        let reads = |clause| def.knows(clause, Some(seat), known.agenda.clock);
        if !def.clause_ids().all(reads) {
            line.forget_talks(id);
        }
    }
    let line = Some(Arc::new(line));
    let mut world = World::new();
    turn::install(&mut world);
    let spawn = |run: u64| {
        let run = Run::new(seed_of(SEED, run), false);
        let holders = vec![Holder::Record; setting.seats.len()];
        let timeline = Timeline::opened(rulebook, opening.borrow(), run, holders);
        world.spawn(timeline.following(line.clone())).id()
    };
    let games: Vec<Entity> = (0..PASTS).map(spawn).collect();
    let mut found: Vec<Option<Position>> = vec![None; games.len()];
    while found.iter().any(Option::is_none) {
        for (game, found) in games.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let here = position(&world, *game);
            if has_come_to(here, known) {
                *found = Some(here.to_owned());
                world.despawn(*game);
            }
        }
        world.run_schedule(Turn);
    }
    found.into_iter().flatten().collect()
}

/// Whether a game has come as far as another.
fn has_come_to(here: PositionRef<'_>, known: &Position) -> bool {
    let (agenda, other) = (here.agenda, &known.agenda);
    agenda.stage == Stage::Ended
        || agenda.stage == other.stage
        || agenda.cursor > other.cursor
        || agenda.clock > other.clock
}

/// In how many places two positions differ that a seat sees.
fn differences(setting: &Setting, known: &Position, seen: &Position) -> f64 {
    let facts = FactId::up_to(setting.facts.len())
        .filter(|fact| known.agenda.fact(*fact) != seen.agenda.fact(*fact))
        .count();
    let instruments = InstrumentId::up_to(setting.instruments.len())
        .filter(|id| known.instruments.in_force(*id) != seen.instruments.in_force(*id))
        .count();
    let sectors = SectorId::up_to(setting.sectors.len())
        .filter(|id| {
            let [one, other] = [known, seen].map(|position| &position.borders.sectors[id.index()]);
            one.holder != other.holder || one.status != other.status
        })
        .count();
    let choices = known.agenda.choices.iter().zip(&seen.agenda.choices);
    let choices = choices.filter(|(one, other)| one != other).count();
    let fates = known.talks.all.iter().zip(&seen.talks.all);
    let fates = fates.filter(|(one, other)| one.fate != other.fate).count();
    let leaders = known.agenda.leaders.iter().zip(&seen.agenda.leaders);
    let leaders = leaders.filter(|(one, other)| one != other).count();
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let all = (facts + instruments + sectors + choices + fates + leaders) as f64;
    all
}
