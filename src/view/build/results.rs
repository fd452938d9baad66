//! Results: what happened in each item that is closed, beside the record.

use bevy::ecs::world::World;

use super::builder::Builder;
use crate::rules::chronicle::{Chronicle, ChronicleEntry, Event};
use crate::rules::comparison::{OutcomeVerdict, compare};
use crate::rules::conduct::Weighed;
use crate::rules::defs::ItemKind;
use crate::rules::ids::{ClauseId, ItemId, OptionId, OutcomeId, SeatId};
use crate::rules::negotiation::space::Treaty;
use crate::rules::talks::ConferenceOutcome;
use crate::scenario::Scenario;
use crate::sim::game::Game;
use crate::sim::record::RecordTime;
use crate::view::kept::ResultKey;
use crate::view::parts::Shared;
use crate::view::types::{ChoiceResult, ConfidedView, ItemResult, OutcomeResult, SeatView};
use crate::view::wording::{Wording, confidence_words, date_words, tag_words};
use crate::words::{Phrase, Words};

impl Builder<'_> {
    /// The items that are closed, as far as the seat may know of them.
    pub(super) fn results(&self) -> Vec<Shared<ItemResult>> {
        let agenda = self.here.agenda;
        let leader = self.seat.map(|seat| agenda.leader(seat));
        closed_items(self.scenario, &self.chronicle.entries, self.seat)
            .map(|item| {
                let key = ResultKey {
                    viewer: self.seat,
                    n_entries: self.kept.told.n_of_item(item),
                    leader,
                    conference: self.conference_key(item),
                    reads: self.reads_record(item),
                };
                self.kept.results[item.index()]
                    .get(&key, || Shared::new(self.result(item, self.seat, false)))
            })
            .collect()
    }

    /// The part of a result's key that depends on its conference.
    fn conference_key(
        &self,
        item: ItemId,
    ) -> Option<(ConferenceOutcome, Option<Treaty>, Vec<ClauseId>)> {
        let id = self.scenario.setting.conference_of(item)?;
        let def = &self.scenario.setting.conferences[id.index()];
        let talk = self.here.talks.of(id);
        let knows = |clause: &ClauseId| def.knows(*clause, self.seat, self.here.agenda.clock);
        Some((talk.fate, talk.treaty, def.clause_ids().filter(knows).collect()))
    }

    /// All items that are closed, with nothing hidden.
    pub(super) fn open_results(&self) -> Vec<ItemResult> {
        let closed = self.chronicle.entries.iter().filter_map(|entry| match entry.event {
            Event::Closed(item) => Some(item),
            _ => None,
        });
        closed.map(|item| self.result(item, self.seat, true)).collect()
    }

    /// How many of the seat's results stood already when a player last decided.
    pub(super) fn results_before(&self) -> usize {
        let entries = &self.chronicle.entries;
        let by_a_player = |entry: &ChronicleEntry| {
            matches!(
                entry.event,
                Event::Chosen { by_player: true, .. } | Event::Spoke { by_player: true, .. }
            )
        };
        let last = entries.iter().rposition(by_a_player).unwrap_or(0);
        closed_items(self.scenario, &entries[..last], self.seat).count()
    }

    fn result(&self, item: ItemId, viewer: Option<SeatId>, open: bool) -> ItemResult {
        let text = self.scenario.item(item);
        let told = &self.kept.told;
        let of_item: Vec<(usize, &ChronicleEntry)> = told
            .of_item(self.chronicle, item)
            .filter(|(_, entry)| open || entry.audience.includes(viewer))
            .collect();
        let opened = of_item.iter().find(|(_, entry)| matches!(entry.event, Event::Opened { .. }));
        let date = opened.map_or(self.scenario.setting.items[item.index()].date, |(_, e)| e.date);
        ItemResult {
            id: text.id.to_string(),
            title: text.title.clone(),
            point: text.point,
            date: date_words(&self.words, date),
            place: text.place.text.clone(),
            own: viewer.is_none_or(|seat| self.took_part(item, seat)),
            briefing: self.briefing(item),
            events: self.told(item, &of_item),
            choices: of_item
                .iter()
                .filter_map(|(_, entry)| self.choice(&entry.event, viewer, open))
                .collect(),
            outcomes: of_item
                .iter()
                .filter_map(|(_, entry)| match entry.event {
                    Event::Outcome(outcome, value) => {
                        Some(self.outcome(outcome, Some(value), open))
                    }
                    _ => None,
                })
                .collect(),
            treaty: self.treaty(item, viewer, open),
            since: if open { Vec::new() } else { self.since(item) },
            record: self.record(item, open),
            confided: if open { self.confided(item) } else { Vec::new() },
        }
    }

    /// Whether a seat was asked in an item, or sat at its table.
    fn took_part(&self, item: ItemId, seat: SeatId) -> bool {
        let setting = &self.scenario.setting;
        let decided = setting.moves_of(item).any(|mv| {
            setting.moves[mv.index()].seat == seat && self.here.agenda.choice(mv).is_some()
        });
        let at_table = setting.conference_of(item).is_some_and(|id| {
            let def = &setting.conferences[id.index()];
            def.party_of(seat).is_some() && self.here.talks.of(id).has_begun()
        });
        decided || at_table
    }

    /// What each seat was told in confidence about an item: its briefing, and the
    /// instructions of its delegates.
    fn confided(&self, item: ItemId) -> Vec<ConfidedView> {
        let conference = self.scenario.setting.conference_of(item);
        let instructions = |seat: SeatId| {
            let id = conference?;
            let party = self.scenario.setting.conferences[id.index()].party_of(seat)?;
            Some(self.instructions(id, party, true))
        };
        let seats = SeatId::up_to(self.scenario.setting.seats.len());
        let told = seats.map(|seat| {
            let mut text = self.private(item, seat);
            text.extend(instructions(seat).unwrap_or_default());
            let ink = self.ink(self.scenario.setting.seats[seat.index()].power);
            ConfidedView { seat: self.words.seat(seat), ink, text }
        });
        told.filter(|told| !told.text.is_empty()).collect()
    }

    /// What happened in an item, in words. Of an event nobody decided on, its
    /// briefing is what happened.
    fn told(&self, item: ItemId, of_item: &[(usize, &ChronicleEntry)]) -> Vec<String> {
        let event = self.scenario.setting.items[item.index()].kind == ItemKind::Event;
        let first = if event { self.briefing(item) } else { Vec::new() };
        let further = of_item
            .iter()
            .filter(|(_, entry)| !matches!(entry.event, Event::Opened { .. }))
            .filter_map(|(place, _)| Some(self.kept.told.line(*place)?.text.clone()));
        first.into_iter().chain(further).collect()
    }

    /// A choice beside the record, from its entry. What a seat weighed is its own
    /// until the debrief: it rests on what only that seat knows.
    pub(super) fn choice(
        &self,
        event: &Event,
        viewer: Option<SeatId>,
        open: bool,
    ) -> Option<ChoiceResult> {
        let Event::Chosen { mv, option, by_player, deliberation } = event else { return None };
        let scenario = self.scenario;
        let seat = scenario.setting.moves[mv.index()].seat;
        let def = &scenario.setting.moves[mv.index()];
        let recorded = def.options.iter().position(|o| o.recorded);
        // What is documented may have been a secret.
        let kept = !open
            && (self.record == RecordTime::Debrief
                || recorded.is_some_and(|index| {
                    let audience = scenario.setting.audience_of_choice(*mv, OptionId::new(index));
                    !audience.includes(viewer)
                }));
        let recorded = recorded.filter(|_| !kept);
        let weighed = |id: OptionId| {
            let may_read = open || viewer == Some(seat);
            let deliberation = deliberation.as_ref().filter(|_| may_read)?;
            deliberation.options.iter().find(|w| w.option == id)
        };
        // The game does not tell who plays what it expected of him while he plays.
        let expects = |_: &&Weighed| open || !by_player;
        let reasons = |weighed: &Weighed| {
            if *by_player { self.own_changes(seat, weighed) } else { self.changes(seat, weighed) }
        };
        let chosen = scenario.option(*mv, *option);
        Some(ChoiceResult {
            seat: self.words.seat(seat),
            called: self.words.called(seat),
            ink: self.ink(scenario.setting.seats[seat.index()].power),
            by_player: *by_player,
            question: scenario.mv(*mv).question.clone(),
            chosen: chosen.label.clone(),
            origin: (!kept).then(|| tag_words(&self.words, chosen.tag)),
            sources: if kept { Vec::new() } else { Wording::cited(&chosen.src) },
            recorded: recorded
                .map(|index| scenario.option(*mv, OptionId::new(index)).label.clone()),
            kept,
            matched: recorded == Some(option.index()),
            probability: weighed(*option).filter(expects).map(|w| w.probability),
            recorded_probability: recorded
                .and_then(|index| weighed(OptionId::new(index)))
                .filter(expects)
                .map(|w| w.probability),
            reasons: weighed(*option).map(reasons).unwrap_or_default(),
        })
    }

    /// An outcome beside the record. Before the debrief only what had come about by the
    /// day on which it was read is told.
    pub(super) fn outcome(&self, id: OutcomeId, value: Option<u16>, open: bool) -> OutcomeResult {
        let text = &self.scenario.text.outcomes[id.index()];
        let def = &self.scenario.setting.outcomes[id.index()];
        let day = def.at.and_then(|item| self.closed_on(item));
        let is_past = |from| day.is_none_or(|day| from <= day);
        let kept = !open && (self.record == RecordTime::Debrief || !text.from.is_none_or(is_past));
        let verdict = if kept { OutcomeVerdict::Open } else { compare(def, value) };
        OutcomeResult {
            id: text.id.to_string(),
            title: text.title.clone(),
            played: value.map(|v| self.words.outcome_value(id, usize::from(v))).unwrap_or_default(),
            documented: def.documented.filter(|_| !kept).map(|v| self.words.outcome_value(id, v)),
            kept,
            verdict,
            verdict_words: self.words.phrase(match verdict {
                OutcomeVerdict::Matched => Phrase("verdict-matched"),
                OutcomeVerdict::Weaker => Phrase("verdict-weaker"),
                OutcomeVerdict::Stronger => Phrase("verdict-stronger"),
                OutcomeVerdict::Different => Phrase("verdict-different"),
                OutcomeVerdict::Unknown => Phrase("verdict-unknown"),
                OutcomeVerdict::Open if kept => Phrase("verdict-kept"),
                OutcomeVerdict::Open => Phrase("verdict-open"),
            }),
            record: if open { text.record.clone() } else { String::new() },
            confidence: confidence_words(&self.words, text.confidence),
            sources: self.sources(&text.src, open),
        }
    }
}

/// The items that are closed by these entries, as far as a viewer may know of them.
fn closed_items(
    scenario: &Scenario,
    entries: &[ChronicleEntry],
    viewer: Option<SeatId>,
) -> impl Iterator<Item = ItemId> {
    entries.iter().filter_map(move |entry| match entry.event {
        Event::Closed(item) if scenario.setting.audience_of_item(item).includes(viewer) => {
            Some(item)
        }
        _ => None,
    })
}

/// How many results a seat, or the public for `None`, may read: as many as its view
/// holds.
///
/// # Panics
/// If the game's timeline is not in this world.
#[must_use]
pub fn n_results(world: &World, game: &Game, seat: Option<SeatId>) -> usize {
    let chronicle: &Chronicle =
        world.get(game.timeline()).expect("the entity was spawned as a timeline");
    closed_items(game.scenario(), &chronicle.entries, seat).count()
}

/// The decision points among the first results of a view, a line each.
#[must_use]
pub fn led_here_lines(words: &Words, view: &SeatView, led_here: usize) -> Vec<String> {
    let points = view.results.iter().take(led_here).filter(|result| result.point.is_some());
    let line = |result: &Shared<ItemResult>| {
        let args = [("date", (&result.date).into()), ("title", (&result.title).into())];
        words.say_with("seats-begin-item", &args)
    };
    points.map(line).collect()
}

/// The number of results that led to the item with which those who play began: the first of a
/// view, which went by the record.
///
/// # Panics
/// If the world is another than that of the game.
#[must_use]
pub fn n_results_before(world: &World, game: &Game, seat: Option<SeatId>) -> usize {
    let Some(from) = game.begins_with(world) else { return 0 };
    let chronicle: &Chronicle =
        world.get(game.timeline()).expect("the entity was spawned as a timeline");
    let items = closed_items(game.scenario(), &chronicle.entries, seat);
    items.take_while(|item| *item < from).count()
}
