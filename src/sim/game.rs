//! A game: one timeline, the journal of what was decided, and the way back.
//!
//! Shells hold a [`Game`] beside the world its timeline lives in. They send
//! intents and read views; every intent is checked again here, written to the
//! journal before it counts, and only then carried out.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bevy::ecs::entity::Entity;
use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;

use super::journal::{self, Entry, Header, Journal, Recovered};
use super::misfit::{self, Misfit, NoSeat};
use super::timeline::{Timeline, position, state_hash};
use super::turn::{self, Memories, Turn};
use super::view::Kept;
use crate::rules::agenda::Stage;
use crate::rules::conference::{self, Speech};
use crate::rules::ids::{ClauseValueId, ConferenceId, MoveId, OptionId, PartyId, SeatId};
use crate::rules::intents::{Articles, Intent, Refusal};
use crate::rules::negotiation::space::Treaty;
use crate::rules::position::PositionRef;
use crate::rules::turn::{Order, Orders, Proceedings};
use crate::scenario::Scenario;

/// Why a decision was not carried out.
#[derive(Debug)]
pub enum DecideError {
    /// The rules refuse it.
    Refused(Refusal),
    /// It could not be written down, and so does not count.
    NotWritten(std::io::Error),
}

impl From<Refusal> for DecideError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

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
    /// What was worded for views; it follows from the timeline.
    kept: Mutex<Kept>,
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
        let (decided, journal, kept) = (Vec::new(), None, Mutex::default());
        Self { scenario, timeline, seed, players, decided, journal, kept }
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

    /// What is kept of the views of this game.
    pub(super) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
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
        self.kept = Mutex::default();
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

/// What is asked of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// An answer to a question.
    Move(MoveId),
    /// A speech at a conference.
    Speech(ConferenceId),
}

impl Asked {
    /// Its name for an intent.
    fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Move(mv) => scenario.move_name(mv),
            Self::Speech(id) => scenario.conference_name(id).to_owned(),
        }
    }
}

/// Whose turn it is, and for what.
#[must_use]
pub fn asked(scenario: &Scenario, here: PositionRef<'_>) -> Option<(SeatId, Asked)> {
    match here.agenda.stage {
        Stage::Moving(mv) => Some((scenario.setting.moves[mv.index()].seat, Asked::Move(mv))),
        Stage::Speaking(item) => {
            let id = scenario.setting.conference_of(item)?;
            let def = &scenario.setting.conferences[id.index()];
            let party = here.talks.of(id).table.turn_of()?;
            Some((def.party(party).seat, Asked::Speech(id)))
        }
        _ => None,
    }
}

/// The round of the conference at which somebody is asked to speak, from 1.
fn round(scenario: &Scenario, here: PositionRef<'_>) -> Option<u32> {
    let Stage::Speaking(item) = here.agenda.stage else { return None };
    Some(here.talks.of(scenario.setting.conference_of(item)?).table.round() + 1)
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

/// Checks an intent against the position; answers the order it amounts to.
///
/// # Errors
/// The reason it is refused.
pub fn admit(
    scenario: &Scenario,
    here: PositionRef<'_>,
    players: &[bool],
    seat: SeatId,
    intent: &Intent,
) -> Result<Order, Refusal> {
    let name = |seat: SeatId| scenario.text.seats[seat.index()].name.clone();
    if here.agenda.stage == Stage::Ended {
        return Err(Refusal::Over);
    }
    let (mover, asked) = asked(scenario, here).ok_or(Refusal::NothingAsked)?;
    if !players[seat.index()] {
        return Err(Refusal::NotYours(name(seat)));
    }
    if mover != seat {
        return Err(Refusal::NotYourMove(name(mover)));
    }
    match (asked, intent) {
        (Asked::Move(mv), Intent::Choose { question, option }) => {
            admit_choice(scenario, here, mv, question, option)
        }
        (Asked::Speech(id), Intent::Speak { conference, speech })
            if conference == scenario.conference_name(id) =>
        {
            admit_speech(scenario, here, id, speech).map(Order::Speech)
        }
        (Asked::Move(_), Intent::Speak { .. }) | (Asked::Speech(_), _) => {
            Err(Refusal::OtherQuestion {
                asked: asked.name(scenario),
                given: intent.about().to_owned(),
            })
        }
    }
}

fn admit_choice(
    scenario: &Scenario,
    here: PositionRef<'_>,
    mv: MoveId,
    question: &str,
    option: &str,
) -> Result<Order, Refusal> {
    let asked = scenario.move_name(mv);
    if question != asked {
        return Err(Refusal::OtherQuestion { asked, given: question.to_owned() });
    }
    let open = here.open_options(&scenario.setting, mv);
    let options = &scenario.mv(mv).options;
    let Some(index) = options.iter().position(|o| o.id == option) else {
        let open = open.iter().map(|o| options[o.index()].id.to_string()).collect();
        return Err(Refusal::NoSuchOption { option: option.to_owned(), open });
    };
    let id = OptionId::new(index);
    if open.contains(&id) {
        Ok(Order::Choice(mv, id))
    } else {
        Err(Refusal::NotOpen(options[index].label.clone()))
    }
}

fn admit_speech(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    speech: &Speech<Articles>,
) -> Result<Speech, Refusal> {
    let setting = &scenario.setting;
    let def = &setting.conferences[id.index()];
    let talk = here.talks.of(id);
    match speech {
        Speech::Offer(articles) => {
            let party = talk.table.turn_of().unwrap_or(PartyId(0));
            admit_draft(scenario, here, id, party, articles).map(Speech::Offer)
        }
        Speech::Accept => match talk.standing() {
            Some(_) => Ok(Speech::Accept),
            None => Err(Refusal::NothingTabled),
        },
        Speech::Adjourn => match conference::recess(setting, here, id) {
            Some(_) => Ok(Speech::Adjourn),
            None if talk.recesses >= def.recesses => Err(Refusal::NoMoreRecess),
            None => Err(Refusal::NoTimeForRecess),
        },
        Speech::Mediate if !def.mediated => Err(Refusal::NoMediator),
        Speech::Mediate if talk.mediated.is_some() => Err(Refusal::MediatedAlready),
        Speech::Mediate => match conference::compromise(setting, here, id) {
            Some(_) => Ok(Speech::Mediate),
            None => Err(Refusal::NoCompromise),
        },
        Speech::WalkOut => Ok(Speech::WalkOut),
    }
}

/// A draft by the author's words: one value for every clause the party knows of.
fn admit_draft(
    scenario: &Scenario,
    here: PositionRef<'_>,
    id: ConferenceId,
    party: PartyId,
    articles: &Articles,
) -> Result<Treaty, Refusal> {
    let def = &scenario.setting.conferences[id.index()];
    let text = scenario.conference(id);
    let known = || {
        let clauses = def.clause_ids().zip(&text.clauses);
        clauses.filter(|(clause, _)| def.takes_part(*clause, party))
    };
    for given in articles.keys() {
        if !known().any(|(_, clause)| clause.id == *given) {
            let open = known().map(|(_, clause)| clause.id.to_string()).collect();
            return Err(Refusal::NoSuchClause { clause: given.clone(), open });
        }
    }
    let standing = here.talks.of(id).standing();
    let mut draft = def.completed(Treaty(0), party, standing);
    for (clause, entry) in known() {
        let Some(given) = articles.get(entry.id.as_str()) else {
            return Err(Refusal::ClauseLeftOut(entry.title.clone()));
        };
        let names = scenario.clause_values(id, clause);
        let Some(value) = names.iter().position(|name| name == given) else {
            return Err(Refusal::NoSuchValue {
                clause: entry.title.clone(),
                value: given.clone(),
                open: names.clone(),
            });
        };
        let value = ClauseValueId::new(value);
        // A reservation is its maker's; others may leave it standing.
        let stands = standing.map(|treaty| def.space.value(treaty, clause)) == Some(value);
        if !def.may_write(clause, value, party) && !stands {
            return Err(Refusal::NotYourReservation(entry.title.clone()));
        }
        draft = def.space.with(draft, clause, value);
    }
    Ok(draft)
}
