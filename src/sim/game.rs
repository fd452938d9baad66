//! A game: a timeline whose seats get decisions from outside, its journal, and the
//! steps back.
//!
//! Shells hold a [`Game`] beside the world its timeline lives in. They submit intents
//! and read views; every intent is checked again here, written to the journal before it
//! counts, and only then carried out.

use std::collections::BTreeSet;
use std::sync::Arc;

use bevy::ecs::entity::Entity;
use bevy::ecs::message::Messages;
use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;

use super::admission::DecideError;
use super::campaign::{Earlier, PartEnd};
use super::course::Course;
use super::intents::{Decisions, Inbox, IntentRefused, SubmitIntent, entry};
use super::journal::{self, Header, Journal, JournalLine, Moved, NotKept};
use super::level::Level;
use super::record::RecordTime;
use super::timeline::{Rulebook, Timeline, part, position, state_hash};
use super::turn::{self, play_on};
use crate::rules::agenda::Stage;
use crate::rules::decisions::{Asks, asked_in, would_ask};
use crate::rules::holders::{Asked, Holder, Orders, asked};
use crate::rules::ids::{ItemId, OutcomeId, SeatId};
use crate::rules::intents::{Intent, Refusal};
use crate::rules::quantity::Date;
use crate::rules::turn::Run;
use crate::scenario::Scenario;
use crate::scenario::draft::Seat;
use crate::scenario::opening::Opening;

/// One game: a timeline of a world whose seats get decisions from outside.
///
/// The state of the game is in components of its timeline: [`Decisions`], an [`Inbox`]
/// and, where it is kept, a [`Journal`], beside the tables. This value is a handle to
/// it, for shells.
#[derive(Resource, Clone, Debug)]
pub struct Game {
    scenario: Arc<Scenario>,
    timeline: Entity,
    record: RecordTime,
    /// When they are told what tends to follow from an answer.
    level: Level,
    /// In a campaign, what was played of it before.
    earlier: Arc<Earlier>,
}

impl Game {
    /// Starts a game in a world and plays on to the first decision that is waited for.
    /// `holders` are those of the seats, by [`SeatId`].
    #[must_use]
    pub fn start(
        world: &mut World,
        scenario: Arc<Scenario>,
        seed: u64,
        holders: Vec<Holder>,
    ) -> Self {
        Self::start_at(world, scenario, seed, holders, None)
    }

    /// As [`Game::start`], with an item: what comes before it goes by the record, whoever holds
    /// the seats.
    #[must_use]
    pub fn start_at(
        world: &mut World,
        scenario: Arc<Scenario>,
        seed: u64,
        holders: Vec<Holder>,
        from: Option<ItemId>,
    ) -> Self {
        if !world.contains_resource::<Messages<SubmitIntent>>() {
            turn::install(world);
        }
        let rulebook = Rulebook::new(Arc::clone(&scenario));
        let tables = Timeline::new(&rulebook, Run::new(seed, true), holders).beginning_with(from);
        let parts = (tables, Inbox::default(), Decisions::default(), Course::default());
        let timeline = world.spawn(parts).id();
        play_on(world);
        Self {
            scenario,
            timeline,
            record: RecordTime::default(),
            level: Level::default(),
            earlier: Arc::default(),
        }
    }

    /// The same game, in which what is documented is read at another time.
    #[must_use]
    pub fn with_record(self, record: RecordTime) -> Self {
        Self { record, ..self }
    }

    /// The same game, in which looking ahead is helped otherwise.
    #[must_use]
    pub fn with_level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// Takes the game out of its world; its journal stays on the disk.
    pub fn put_away(self, world: &mut World) {
        world.despawn(self.timeline);
    }

    /// Writes everything from now on to a journal, beginning with what has been
    /// decided already.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&self, world: &mut World, mut journal: Journal) -> std::io::Result<()> {
        for line in self.lines(world) {
            journal.append(&line)?;
        }
        self.go_on(world, journal);
        Ok(())
    }

    /// All lines of its journal that stand, but the first.
    pub(super) fn lines(&self, world: &World) -> Vec<JournalLine> {
        let line = |(seat, intent): &(SeatId, Intent)| entry(&self.scenario, *seat, intent);
        let own = self.decisions(world).iter().map(line);
        self.earlier.lines.iter().cloned().chain(own).collect()
    }

    /// The text of a journal of this game, as it would be kept.
    #[must_use]
    pub fn journal_text(&self, world: &World) -> String {
        journal::text_of(&self.header(world), &self.lines(world))
    }

    /// As [`Game::keep`], in a new journal in the usual folder.
    ///
    /// # Errors
    /// If nothing can be kept there. The game can be played all the same; the player is
    /// told at its start and at its end.
    pub fn keep_as_usual(&self, world: &mut World) -> Result<(), NotKept> {
        let journal = journal::begin(&self.header(world))?;
        let path = journal.path().to_owned();
        self.keep(world, journal).map_err(|error| NotKept::NotWritten(path, error))
    }

    /// Sees to it that what was kept still stands on the disk. Answers the journal in
    /// which the game goes on, if its own was deleted or changed and that was not told yet.
    ///
    /// # Errors
    /// If the journal is gone and cannot be written anew.
    pub fn look_after_journal(&self, world: &mut World) -> std::io::Result<Option<Moved>> {
        let Some(mut journal) = world.get_mut::<Journal>(self.timeline) else { return Ok(None) };
        let looked = journal.look_after();
        let moved = journal.take_moved();
        looked.map(|()| moved)
    }

    /// Goes on writing to a journal that holds everything decided so far.
    pub fn go_on(&self, world: &mut World, journal: Journal) {
        world.entity_mut(self.timeline).insert(journal);
    }

    /// In a campaign, what was played of it before.
    #[must_use]
    pub fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// Begins the next part of the campaign, held by the same sides.
    pub(super) fn begin(
        &self,
        world: &mut World,
        scenario: &Arc<Scenario>,
        end: PartEnd,
        (opening, seed): (Opening, u64),
    ) -> Self {
        let old = self.holders(world);
        let holder = |seat: &Seat| {
            let side = scenario.held_as(seat);
            let mut seats = self.scenario.text.seats.iter();
            let before = seats.position(|before| self.scenario.held_as(before) == side);
            before.map(|index| old[index]).unwrap_or_default()
        };
        let holders = scenario.text.seats.iter().map(holder).collect();
        let mut lines = self.lines(world);
        lines.push(JournalLine::Part { seed, opening });
        let mut ends = self.earlier.ends.clone();
        ends.push(end);
        let first = self.earlier.seed.unwrap_or_else(|| self.seed(world));
        let earlier = Arc::new(Earlier { seed: Some(first), lines, ends });
        let game = Self::start(world, Arc::clone(scenario), seed, holders);
        Self { earlier, ..game.with_record(self.record).with_level(self.level) }
    }

    /// The first line of a journal of this game.
    #[must_use]
    pub fn header(&self, world: &World) -> Header {
        let seats = || self.scenario.text.seats.iter().zip(self.holders(world));
        let id = |seat: &Seat| self.scenario.held_as(seat).to_owned();
        let others = seats().filter(|(_, holder)| !holder.waits() && **holder != Holder::Conduct);
        // What the parts of a campaign open after follows from what was played.
        let is_part = self.scenario.place.is_some();
        let after = if is_part { BTreeSet::new() } else { self.scenario.past.left.clone() };
        let from = self.begins_with(world).map(|item| self.scenario.item(item).id.to_string());
        let is_plain = !is_part && after.is_empty() && from.is_none();
        let edition = self.scenario.edition();
        Header {
            format: if is_plain { Header::FIRST_FORMAT } else { Header::FORMAT },
            game: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: edition.id.to_owned(),
            version: edition.version.to_owned(),
            content: edition.content.to_owned(),
            seed: self.earlier.seed.unwrap_or_else(|| self.seed(world)),
            seats: seats().filter(|(_, holder)| holder.waits()).map(|(seat, _)| id(seat)).collect(),
            others: others.map(|(seat, holder)| (id(seat), *holder)).collect(),
            record: self.record,
            level: self.level,
            after,
            from,
        }
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The entity of the timeline.
    #[must_use]
    pub const fn timeline(&self) -> Entity {
        self.timeline
    }

    /// When those who play read what is documented.
    #[must_use]
    pub const fn record(&self) -> RecordTime {
        self.record
    }

    /// When those who play are told what tends to follow from an answer.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self, world: &World) -> u64 {
        part::<Run>(world, self.timeline).seed
    }

    /// The holder of each seat.
    #[must_use]
    pub fn holders<'w>(&self, world: &'w World) -> &'w [Holder] {
        &part::<Orders>(world, self.timeline).holders
    }

    /// The item with which those who hold the seats began; none if with the first.
    #[must_use]
    pub fn begins_with(&self, world: &World) -> Option<ItemId> {
        part::<Orders>(world, self.timeline).from
    }

    /// The seats for which decisions are waited for, in order.
    pub fn players<'w>(&self, world: &'w World) -> impl Iterator<Item = SeatId> + use<'w> {
        let holders = self.holders(world).iter().enumerate();
        holders.filter(|(_, holder)| holder.waits()).map(|(seat, _)| SeatId::new(seat))
    }

    /// The decisions made by intents and not taken back, oldest first.
    #[must_use]
    pub fn decisions<'w>(&self, world: &'w World) -> &'w [(SeatId, Intent)] {
        &part::<Decisions>(world, self.timeline).made
    }

    /// How far a seat had reached each of its aims, each in [0, 1], before it decided last, as
    /// far as it knew then. None if it has decided nothing.
    #[must_use]
    pub fn aims_before<'w>(&self, world: &'w World, seat: SeatId) -> Option<&'w [f64]> {
        let Decisions { made, aims_before, .. } = part::<Decisions>(world, self.timeline);
        let last = made.iter().rposition(|(by, _)| *by == seat)?;
        Some(&aims_before[last])
    }

    /// The number of decisions that stand: in a campaign, with those of the parts before.
    #[must_use]
    pub fn decided(&self, world: &World) -> usize {
        let is_one = |line: &&JournalLine| matches!(line, JournalLine::Decided { .. });
        self.earlier.lines.iter().filter(is_one).count() + self.decisions(world).len()
    }

    /// The number of times that decisions were taken back: as long as it stays the same,
    /// the history of the game only grows.
    #[must_use]
    pub fn times_gone_back(&self, world: &World) -> u32 {
        part::<Decisions>(world, self.timeline).times_gone_back
    }

    /// The journal, if one is kept.
    #[must_use]
    pub fn journal<'w>(&self, world: &'w World) -> Option<&'w Journal> {
        world.get(self.timeline)
    }

    /// The seat that is asked and the question, if the game waits for a decision.
    #[must_use]
    pub fn asked(&self, world: &World) -> Option<(SeatId, Asked)> {
        asked(&self.scenario.setting, position(world, self.timeline))
    }

    /// The item in which a seat is asked, if the game waits for a decision.
    #[must_use]
    pub fn asked_in(&self, world: &World) -> Option<ItemId> {
        asked_in(&self.scenario.setting, position(world, self.timeline))
    }

    /// What an item would ask of its seats, if its day were today.
    #[must_use]
    pub fn would_ask(&self, world: &World, item: ItemId) -> Asks {
        would_ask(&self.scenario.setting, position(world, self.timeline), item)
    }

    /// Whether the game has ended.
    #[must_use]
    pub fn is_over(&self, world: &World) -> bool {
        position(world, self.timeline).agenda.stage == Stage::Ended
    }

    /// The day on which the game stands.
    #[must_use]
    pub fn date(&self, world: &World) -> Date {
        position(world, self.timeline).agenda.clock
    }

    /// The id of the value that an outcome came to, once it was read.
    #[must_use]
    pub fn outcome(&self, world: &World, outcome: OutcomeId) -> Option<&str> {
        let value = position(world, self.timeline).agenda.outcomes[outcome.index()]?;
        self.scenario.outcome_keys(outcome).get(usize::from(value)).map(String::as_str)
    }

    /// The state hash.
    #[must_use]
    pub fn hash(&self, world: &World) -> String {
        state_hash(world, self.timeline)
    }

    /// Submits an intent of a seat and plays on: the intent is checked, written to the
    /// journal, and carried out.
    ///
    /// # Errors
    /// If the rules refuse it or it cannot be written down; nothing changed then.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    pub fn decide(
        &self,
        world: &mut World,
        seat: SeatId,
        intent: Intent,
    ) -> Result<(), DecideError> {
        let timeline = self.timeline;
        let id = world
            .write_message(SubmitIntent { timeline, seat, intent })
            .expect("a world with a game has its messages");
        let mut refused = world.resource::<Messages<IntentRefused>>().get_cursor_current();
        play_on(world);
        let refused = refused.read(world.resource::<Messages<IntentRefused>>());
        refused
            .filter(|refused| refused.id == id)
            .map(|refused| Err(refused.why.clone()))
            .next()
            .unwrap_or(Ok(()))
    }

    /// As [`Game::decide`], with the seat by its id.
    ///
    /// # Errors
    /// As [`Game::decide`], or if there is no such seat.
    pub fn decide_by_name(
        &self,
        world: &mut World,
        seat: &str,
        intent: Intent,
    ) -> Result<(), DecideError> {
        let id =
            self.scenario.seat_by_id(seat).ok_or_else(|| Refusal::NoSuchSeat(seat.to_owned()))?;
        self.decide(world, id, intent)
    }

    /// Goes back to before decision number `keep` (0 is the start); the journal
    /// notes it, and keeps what was played.
    ///
    /// # Errors
    /// If the journal cannot be written; nothing changed then.
    ///
    /// # Panics
    /// If the world is another than that of the game.
    pub fn go_back(&self, world: &mut World, keep: usize) -> std::io::Result<()> {
        // What was submitted before is judged before: it was meant for the game as it stands.
        play_on(world);
        if keep >= self.decisions(world).len() {
            return Ok(());
        }
        let mut timeline = world.entity_mut(self.timeline);
        if let Some(mut journal) = timeline.get_mut::<Journal>() {
            journal.append(&JournalLine::BackTo { keep })?;
        }
        // Decisions that are replayed stand in the journal already.
        let journal = timeline.take::<Journal>();
        let Decisions { made, times_gone_back, .. } =
            timeline.take().expect("a game has its decisions");
        let rulebook = timeline.get::<Rulebook>().expect("a game is a timeline").clone();
        let run = *timeline.get::<Run>().expect("a game is a timeline");
        let Orders { holders, from, .. } = timeline.take().expect("a game is a timeline");
        let decisions = Decisions { times_gone_back: times_gone_back + 1, ..Decisions::default() };
        let parts = (
            Timeline::new(&rulebook, run, holders).beginning_with(from),
            decisions,
            Course::default(),
        );
        timeline.insert(parts);
        play_on(world);
        for (seat, intent) in made.into_iter().take(keep) {
            self.decide(world, seat, intent)
                .expect("the same scenario, seed and intents are admitted again");
        }
        if let Some(journal) = journal {
            self.go_on(world, journal);
        }
        Ok(())
    }
}
