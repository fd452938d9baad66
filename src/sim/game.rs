//! A game: one timeline, the journal of what was decided, and the way back.
//!
//! Shells hold a [`Game`] beside the world its timeline lives in. They send
//! intents and read views; every intent is checked again here, written to the
//! journal before it counts, and only then carried out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::ecs::entity::Entity;
use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;

use super::admission::{Asked, DecideError, admit, asked, round};
use super::journal::{self, Entry, Header, Journal, Recovered};
use super::misfit::{self, Misfit, NoSeat};
use super::timeline::{Timeline, position, state_hash};
use super::turn::{self, Memories, Turn};
use crate::rules::agenda::Stage;
use crate::rules::ids::SeatId;
use crate::rules::intents::{Intent, Refusal};
use crate::rules::turn::{Orders, Proceedings};
use crate::scenario::Scenario;

/// Where a game goes on whose own journal can only be used in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The journal in which it goes on.
    pub path: PathBuf,
    /// How many decisions of the old journal do not count there.
    pub aside: usize,
    /// Whether that journal was there already.
    pub again: bool,
}

/// One game in a world.
#[derive(Resource, Debug)]
pub struct Game {
    scenario: Arc<Scenario>,
    timeline: Entity,
    seed: u64,
    players: Vec<bool>,
    decided: Vec<(SeatId, Intent)>,
    journal: Option<Journal>,
}

impl Game {
    /// Starts a game in a world and plays on to the first decision of a player.
    #[must_use]
    pub fn start(
        world: &mut World,
        scenario: Arc<Scenario>,
        seed: u64,
        players: Vec<bool>,
    ) -> Self {
        turn::install(world, &scenario, Memories::new(&scenario));
        let timeline = world.spawn(Timeline::new(&scenario, seed, players.clone(), true)).id();
        advance(world, timeline);
        let (decided, journal) = (Vec::new(), None);
        Self { scenario, timeline, seed, players, decided, journal }
    }

    /// Writes everything from now on to a journal, beginning with what has been
    /// decided already.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&mut self, mut journal: Journal) -> std::io::Result<()> {
        for (seat, intent) in &self.decided {
            journal.append(&self.entry(*seat, intent))?;
        }
        self.journal = Some(journal);
        Ok(())
    }

    /// Goes on writing to a journal that holds everything decided so far.
    pub fn go_on(&mut self, journal: Journal) {
        self.journal = Some(journal);
    }

    /// Goes on in the journal at `path`, of which this game is the replay. Where a
    /// line of it was damaged, a decision no longer fits the scenario, or the scenario
    /// is another than the journal's first line says, the game goes on in another
    /// file and the old one stays as it is: in the one in which it went on before,
    /// with all that was decided there, or else in a new one. Answers that file, if
    /// there is one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn continue_in(
        &mut self,
        world: &mut World,
        path: &Path,
        recovered: &Recovered,
    ) -> std::io::Result<Option<Elsewhere>> {
        let standing = recovered.decisions().len();
        // What is decided from here on is decided in this scenario, and a journal names
        // only one.
        let fits = self.decided.len() == standing && recovered.header.content == self.scenario.hash;
        if fits && !recovered.is_broken() {
            self.journal = Some(Journal::reopen(path, recovered)?);
            return Ok(None);
        }
        let broken = if recovered.is_broken() { recovered.lost } else { 0 };
        let aside = standing - self.decided.len() + broken;
        let (header, entries) = if fits {
            (recovered.header.clone(), recovered.entries.clone())
        } else {
            let entries = self.decided.iter().map(|(seat, intent)| self.entry(*seat, intent));
            (self.header(), entries.collect())
        };
        for (place, further) in journal::continuations(path, &header, &entries) {
            let Ok((mut game, misfit)) = Self::resume(world, Arc::clone(&self.scenario), &further)
            else {
                continue;
            };
            let reopened = if misfit.is_none() {
                Journal::reopen(&place, &further).map(Some)
            } else {
                Ok(None)
            };
            match reopened {
                Ok(Some(journal)) => {
                    world.despawn(self.timeline);
                    game.go_on(journal);
                    *self = game;
                    return Ok(Some(Elsewhere { path: place, aside, again: true }));
                }
                other => {
                    world.despawn(game.timeline);
                    other?;
                }
            }
        }
        if fits {
            self.journal = Some(Journal::reopen(path, recovered)?);
        } else {
            let fresh = journal::continuation_name(path);
            self.keep(Journal::create(&fresh, &header)?)?;
        }
        let path = self.journal.as_ref().map_or(path, Journal::path).to_owned();
        Ok(Some(Elsewhere { path, aside, again: false }))
    }

    /// Takes up a journal where it ended: replays it and goes on writing to it.
    ///
    /// Answers the game and, if a decision no longer fits the scenario, which; the
    /// game then stands before it.
    ///
    /// # Errors
    /// If players held seats, and none of them is there any more.
    pub fn resume(
        world: &mut World,
        scenario: Arc<Scenario>,
        recovered: &Recovered,
    ) -> Result<(Self, Option<Misfit>), NoSeat> {
        let seats = &recovered.header.seats;
        if !seats.is_empty() && seats.iter().all(|seat| scenario.seat_by_id(seat).is_none()) {
            return Err(NoSeat {
                held: seats.clone(),
                scenario: scenario.head.id.as_str().to_owned(),
                seats: scenario.text.seats.iter().map(|seat| seat.id.as_str().to_owned()).collect(),
            });
        }
        let players = scenario.text.seats.iter().map(|seat| seats.contains(&seat.id)).collect();
        let mut game = Self::start(world, Arc::clone(&scenario), recovered.header.seed, players);
        let decisions = recovered.decisions();
        let of = decisions.len();
        for (number, (line, entry)) in (1..).zip(decisions) {
            let Entry::Decided { seat, intent } = entry else { continue };
            if let Err(error) = game.decide_by_name(world, seat, intent) {
                let here = position(world, game.timeline);
                let misfit = Misfit {
                    line,
                    number,
                    of,
                    date: here.agenda.clock,
                    round: round(&scenario, here),
                    seat: seat.clone(),
                    intent: intent.clone(),
                    why: misfit::reason(&scenario, seat, intent, error),
                };
                return Ok((game, Some(misfit)));
            }
        }
        Ok((game, None))
    }

    fn entry(&self, seat: SeatId, intent: &Intent) -> Entry {
        Entry::Decided {
            seat: self.scenario.text.seats[seat.index()].id.to_string(),
            intent: intent.clone(),
        }
    }

    /// The first line of a journal of this game.
    #[must_use]
    pub fn header(&self) -> Header {
        let seats = self.scenario.text.seats.iter().zip(&self.players);
        Header {
            format: Header::FORMAT,
            game: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.scenario.head.id.as_str().to_owned(),
            version: self.scenario.head.version.clone(),
            content: self.scenario.hash.clone(),
            seed: self.seed,
            seats: seats
                .filter(|(_, plays)| **plays)
                .map(|(seat, _)| seat.id.to_string())
                .collect(),
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

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether a player holds each seat.
    #[must_use]
    pub fn players(&self) -> &[bool] {
        &self.players
    }

    /// How many decisions players have made and not taken back.
    #[must_use]
    pub const fn n_decisions(&self) -> usize {
        self.decided.len()
    }

    /// The journal, if one is kept.
    #[must_use]
    pub const fn journal(&self) -> Option<&Journal> {
        self.journal.as_ref()
    }

    /// What a player is asked for, if the game waits for one.
    #[must_use]
    pub fn asked(&self, world: &World) -> Option<(SeatId, Asked)> {
        asked(&self.scenario, position(world, self.timeline))
    }

    /// Whether the last day has come.
    #[must_use]
    pub fn is_over(&self, world: &World) -> bool {
        position(world, self.timeline).agenda.stage == Stage::Ended
    }

    /// The state hash.
    #[must_use]
    pub fn hash(&self, world: &World) -> String {
        state_hash(world, self.timeline)
    }

    /// Carries out an intent of a seat: checked, written down, done.
    ///
    /// # Errors
    /// If the rules refuse it or it cannot be written down; nothing changed then.
    pub fn decide(
        &mut self,
        world: &mut World,
        seat: SeatId,
        intent: &Intent,
    ) -> Result<(), DecideError> {
        let here = position(world, self.timeline);
        let order = admit(&self.scenario, here, &self.players, seat, intent)?;
        let entry = self.entry(seat, intent);
        if let Some(journal) = &mut self.journal {
            journal.append(&entry).map_err(DecideError::NotWritten)?;
        }
        self.decided.push((seat, intent.clone()));
        world
            .get_mut::<Orders>(self.timeline)
            .expect("the entity was spawned as a timeline")
            .order = Some(order);
        advance(world, self.timeline);
        Ok(())
    }

    /// As [`Game::decide`], with the seat by its id.
    ///
    /// # Errors
    /// As [`Game::decide`], or if there is no such seat.
    pub fn decide_by_name(
        &mut self,
        world: &mut World,
        seat: &str,
        intent: &Intent,
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
    pub fn go_back(&mut self, world: &mut World, keep: usize) -> std::io::Result<()> {
        if keep >= self.decided.len() {
            return Ok(());
        }
        if let Some(journal) = &mut self.journal {
            journal.append(&Entry::BackTo { keep })?;
        }
        world.despawn(self.timeline);
        let fresh = Timeline::new(&self.scenario, self.seed, self.players.clone(), true);
        self.timeline = world.spawn(fresh).id();
        advance(world, self.timeline);
        let journal = self.journal.take();
        let decided = core::mem::take(&mut self.decided);
        for (seat, intent) in &decided[..keep] {
            self.decide(world, *seat, intent)
                .expect("the same scenario, seed and intents are admitted again");
        }
        self.journal = journal;
        Ok(())
    }
}

/// Runs turns until a player is asked or the game is over.
fn advance(world: &mut World, timeline: Entity) {
    loop {
        world.run_schedule(Turn);
        let idle = world
            .get::<Proceedings>(timeline)
            .expect("the entity was spawned as a timeline")
            .stage
            .is_none();
        if idle {
            return;
        }
    }
}
