//! Building a view for one seat.
//!
//! The secrecy of the whole game rests on this folder and on
//! [`PositionRef::known_to`](crate::rules::position::PositionRef::known_to):
//! everything is read from the position as the seat knows it, and every entry of
//! the chronicle is asked for its audience.

mod builder;
mod conference;
mod course;
mod debrief;
mod discussion;
mod instruments;
mod last;
mod questions;
mod record;
mod results;
mod secrets;
mod standing;
mod statement;
mod years;

use std::sync::{Mutex, PoisonError};

use bevy::ecs::resource::Resource;
use bevy::ecs::world::World;

pub(super) use conference::{home_words, secret_words};
pub(super) use record::contradiction_view;
pub use results::{led_here_lines, n_results, n_results_before};
pub use years::MapYears;

use self::builder::Builder;
use self::debrief::End;
use crate::rules::agenda::Stage;
use crate::rules::chronicle::Chronicle;
use crate::rules::conduct::aims;
use crate::rules::conference::PartyCache;
use crate::rules::holders::asked;
use crate::rules::ids::{ItemId, LeaderId, OutcomeId, SeatId, SectorId};
use crate::scenario::Scenario;
use crate::sim::game::Game;
use crate::sim::record::RecordTime;
use crate::sim::timeline::{Rulebook, part, position};
use crate::view::codex::{self, CodexEntry};
use crate::view::conference::ConferenceView;
use crate::view::kept::{ViewCache, ViewCacheOwner};
use crate::view::past::{self, otherwise};
use crate::view::types::{
    Adviser, Aim, FactView, OutcomeResult, Progress, RecordView, SeatCard, SeatView, StageView,
};
use crate::view::wording::{Wording, date_words};
use crate::words::{Phrase, Words};

/// The views of a game, built with a cache of the parts of earlier ones.
///
/// A view from here costs less than a [`seat_view`] and is equal to it.
#[derive(Resource, Debug, Default)]
pub struct Views(Mutex<ViewCache>);

impl Views {
    /// The view of a seat, or of the public for `None`.
    ///
    /// # Panics
    /// If the game's timeline is not in this world.
    #[must_use]
    pub fn look(
        &self,
        world: &World,
        game: &Game,
        words: &Words,
        seat: Option<SeatId>,
    ) -> SeatView {
        // A panic elsewhere leaves the cache whole, so a poisoned lock can be used.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        view_with(world, game, words, seat, &mut kept)
    }

    /// The conference that meets, as one of its parties sees it while another is to speak, or
    /// while it is to speak itself. None if no conference meets at which the seat sits.
    ///
    /// # Panics
    /// If the game's timeline is not in this world.
    #[must_use]
    pub fn conference(
        &self,
        world: &World,
        game: &Game,
        words: &Words,
        seat: SeatId,
    ) -> Option<ConferenceView> {
        let setting = &game.scenario().setting;
        let Stage::Speaking(item) = position(world, game.timeline()).agenda.stage else {
            return None;
        };
        let id = setting.conference_of(item)?;
        setting.conferences[id.index()].party_of(seat)?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let build = |builder: &Builder<'_>| builder.conference(id, seat);
        Some(build_with(world, game, words, Some(seat), &mut kept, build))
    }
}

impl Views {
    /// The codex for a seat, or for the public for `None`: as much as it knows today.
    ///
    /// # Panics
    /// If the game's timeline is not in this world.
    #[must_use]
    pub fn codex(
        &self,
        world: &World,
        game: &Game,
        words: &Words,
        seat: Option<SeatId>,
    ) -> Vec<CodexEntry> {
        let view = self.look(world, game, words, seat);
        let words = Wording { scenario: game.scenario(), words };
        codex::entries(words, position(world, game.timeline()).agenda, seat, &view)
    }
}

/// Builds the view of a seat, or of the public for `None`, from nothing but the world.
///
/// # Panics
/// If the game's timeline is not in this world.
#[must_use]
pub fn seat_view(world: &World, game: &Game, words: &Words, seat: Option<SeatId>) -> SeatView {
    view_with(world, game, words, seat, &mut ViewCache::default())
}

fn view_with(
    world: &World,
    game: &Game,
    words: &Words,
    seat: Option<SeatId>,
    kept: &mut ViewCache,
) -> SeatView {
    let over = position(world, game.timeline()).agenda.stage == Stage::Ended;
    build_with(world, game, words, seat, kept, |builder| {
        let campaign = || past::campaign(world, game, &builder.words);
        let end = || End {
            hash: game.hash(world),
            course: part(world, game.timeline()),
            campaign: campaign(),
        };
        builder.view(over.then(|| debrief::build(builder, end())))
    })
}

/// What is built of a game for a seat, or for the public.
fn build_with<Built>(
    world: &World,
    game: &Game,
    words: &Words,
    seat: Option<SeatId>,
    kept: &mut ViewCache,
    build: impl FnOnce(&Builder<'_>) -> Built,
) -> Built {
    let here = position(world, game.timeline());
    let chronicle: &Chronicle = part(world, game.timeline());
    let scenario = game.scenario();
    let known = here.known_to(&scenario.setting, seat);
    let parties = part::<Rulebook>(world, game.timeline()).prepared();
    let whose = ViewCacheOwner {
        world: world.id(),
        timeline: game.timeline(),
        times_gone_back: game.times_gone_back(world),
        language: words.language(),
    };
    let words = Wording { scenario, words };
    kept.catch_up(whose, words, chronicle);
    let (known, record) = (&known, game.record());
    let aims_before = seat.and_then(|seat| game.aims_before(world, seat));
    build(&Builder {
        scenario,
        here,
        known,
        chronicle,
        seat,
        parties,
        record,
        aims_before,
        words,
        kept,
    })
}

/// The view of a seat, or of the public for `None`, on the first day, before
/// anything has come up.
pub(super) fn opening_view(scenario: &Scenario, words: &Words, seat: Option<SeatId>) -> SeatView {
    let here = scenario.opening.borrow();
    let known = here.known_to(&scenario.setting, seat);
    let (chronicle, parties) = (&Chronicle::default(), &PartyCache::default());
    let words = Wording { scenario, words };
    let kept = &ViewCache::new(scenario);
    let (known, record, aims_before) = (&known, RecordTime::After, None);
    Builder { scenario, here, known, chronicle, seat, parties, record, aims_before, words, kept }
        .view(None)
}

/// What can be said of the record on the first day, with nothing hidden.
pub(super) struct OpeningRecord<'s> {
    words: Wording<'s>,
    chronicle: Chronicle,
    parties: PartyCache,
    kept: ViewCache,
}

impl<'s> OpeningRecord<'s> {
    pub(super) fn new(words: Wording<'s>) -> Self {
        let kept = ViewCache::new(words.scenario);
        Self { words, chronicle: Chronicle::default(), parties: PartyCache::default(), kept }
    }

    fn builder(&self) -> Builder<'_> {
        let words = self.words;
        let scenario = words.scenario;
        let (here, known) = (scenario.opening.borrow(), &scenario.opening);
        let (chronicle, parties, kept) = (&self.chronicle, &self.parties, &self.kept);
        let (record, aims_before) = (RecordTime::After, None);
        Builder {
            scenario,
            here,
            known,
            chronicle,
            seat: None,
            parties,
            record,
            aims_before,
            words,
            kept,
        }
    }

    /// An outcome of which only the record speaks.
    pub(super) fn outcome(&self, id: OutcomeId) -> OutcomeResult {
        self.builder().outcome(id, None, true)
    }

    /// What is documented of an item.
    pub(super) fn record(&self, item: ItemId) -> RecordView {
        self.builder().record_view(item, true)
    }
}

impl Builder<'_> {
    fn view(&self, debrief: Option<super::Debrief>) -> SeatView {
        let scenario = self.scenario;
        let points = scenario.text.items.iter().filter(|item| item.point.is_some()).count();
        let behind = scenario
            .text
            .items
            .iter()
            .take(self.here.agenda.cursor)
            .filter(|item| item.point.is_some())
            .count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let aims = self.seat.map(|seat| self.aims(seat)).unwrap_or_default();
        SeatView {
            title: scenario.head.title.clone(),
            introduction: self.kept.introduction.get(&(), || scenario.introduction()),
            otherwise: otherwise(scenario, &self.words, self.seat),
            seat: self.seat.map(|seat| self.card(seat)),
            date: date_words(&self.words, self.here.agenda.clock),
            year: self.here.agenda.clock.year,
            progress: Progress { behind: count(behind), total: count(points) },
            stage: self.stage(),
            last: self.seat.and_then(|seat| self.last_decision(seat, &aims)),
            value: aims.iter().map(|aim| aim.weight * aim.now).sum(),
            aims,
            red_lines: self.seat.map(|seat| self.red_lines(seat)).unwrap_or_default(),
            recognition: self.kept.recognition.get(&self.known.recognition, || self.recognition()),
            sectors: (0..scenario.setting.sectors.len())
                .map(|index| self.sector(SectorId::new(index)))
                .collect(),
            instruments: self.instruments(),
            facts: self.facts(),
            map: self.map(),
            chronicle: self.lines(|entry| entry.audience.includes(self.seat)),
            results: self.results(),
            results_before: self.results_before(),
            debrief,
        }
    }

    fn card(&self, seat: SeatId) -> SeatCard {
        let leader = self.here.agenda.leader(seat);
        self.kept.cards.get(&(seat, leader), || seat_card(self.words, seat, leader))
    }

    fn stage(&self) -> StageView {
        match self.here.agenda.stage {
            Stage::Moving(mv) => {
                let mover = self.scenario.setting.moves[mv.index()].seat;
                if self.seat == Some(mover) {
                    StageView::Asked(Box::new(self.question(mv)))
                } else if self.knows_item(self.seat, self.scenario.setting.moves[mv.index()].item) {
                    StageView::Waiting(self.words.called(mover))
                } else {
                    StageView::Waiting(self.words.say("table-somebody"))
                }
            }
            Stage::Speaking(item) => {
                let speaker = asked(&self.scenario.setting, self.here).map(|(seat, _)| seat);
                let id = self.scenario.setting.conference_of(item);
                match (speaker, id) {
                    (Some(speaker), Some(id)) if self.seat == Some(speaker) => {
                        StageView::Conference(Box::new(self.conference(id, speaker)))
                    }
                    (Some(speaker), _) if self.knows_item(self.seat, item) => {
                        StageView::Waiting(self.words.called(speaker))
                    }
                    _ => StageView::Waiting(self.words.say("table-somebody")),
                }
            }
            _ => StageView::Over,
        }
    }

    fn aims(&self, seat: SeatId) -> Vec<Aim> {
        let setting = &self.scenario.setting;
        let objectives = &setting.seats[seat.index()].objectives;
        let starts = self.kept.starts.get(&seat, || {
            let opening = self.scenario.opening.borrow().known_to(setting, Some(seat));
            aims(setting, opening.borrow(), seat).collect()
        });
        let now: Vec<f64> = aims(setting, self.known.borrow(), seat).collect();
        let before = self.aims_before.unwrap_or(&now);
        let text = &self.scenario.text.seats[seat.index()].objectives;
        objectives
            .iter()
            .zip(text)
            .zip(starts.iter().zip(&now).zip(before))
            .map(|((objective, text), ((start, now), before))| Aim {
                text: text.text.clone(),
                weight: objective.weight.value,
                now: *now,
                before: *before,
                start: *start,
            })
            .collect()
    }

    fn red_lines(&self, seat: SeatId) -> Vec<String> {
        red_lines(self.words, seat, self.here.agenda.leader(seat))
    }

    fn facts(&self) -> Vec<FactView> {
        let facts = &self.scenario.text.facts;
        facts
            .iter()
            .enumerate()
            .filter(|(index, _)| self.scenario.setting.facts[*index].known_to.includes(self.seat))
            .map(|(index, fact)| {
                let value = self.known.agenda.facts[index];
                let value = fact.values[value.index()].text.clone();
                FactView { title: fact.name.clone(), value }
            })
            .collect()
    }
}

/// A seat as it is shown, with the leader who holds it.
#[must_use]
pub(in crate::view) fn seat_card(words: Wording<'_>, seat: SeatId, leader: LeaderId) -> SeatCard {
    let scenario = words.scenario;
    let note = scenario.leader_note(leader);
    let text = &scenario.text.seats[seat.index()];
    let leader = &scenario.text.leaders[leader.index()];
    let power = scenario.setting.seats[seat.index()].power;
    SeatCard {
        id: text.id.to_string(),
        name: text.name.clone(),
        called: words.called(seat),
        ink: scenario.text.powers[power.index()].ink,
        leader: leader.name.clone(),
        native: leader.native.clone(),
        office: leader.office.clone(),
        note,
        hook: scenario.hook(seat),
        brief: scenario.brief(seat),
        advisers: text
            .advisers
            .iter()
            // Who comes later is met with his advice.
            .filter(|a| a.since.is_none_or(|since| since <= scenario.head.opens))
            .map(|a| Adviser { name: a.name.clone(), office: a.office.clone() })
            .collect(),
        sources: Wording::cited(&text.src),
    }
}

/// A seat's red lines in words, as a leader holds them.
#[must_use]
pub(in crate::view) fn red_lines(
    words: Wording<'_>,
    seat: SeatId,
    leader: LeaderId,
) -> Vec<String> {
    let scenario = words.scenario;
    let text = &scenario.text.seats[seat.index()].red_lines;
    scenario.setting.seats[seat.index()]
        .red_lines
        .iter()
        .zip(text)
        .filter(|(line, _)| line.leaders.is_empty() || line.leaders.contains(&leader))
        .map(|(line, text)| {
            let key = if line.cost.is_none() {
                Phrase("seats-red-line-hard")
            } else {
                Phrase("seats-red-line-soft")
            };
            words.phrase_with(key, &[("text", (&text.text).into())])
        })
        .collect()
}
