//! Campaigns for readers: what earlier parts have left, and the whole beside the record.

use bevy::ecs::world::World;

use super::types::PartSummary;
use super::wording::Wording;
use crate::rules::audience::Audience;
use crate::rules::borders::BorderEffect;
use crate::rules::comparison::{OutcomeVerdict, compare};
use crate::rules::effects::{AgendaEffect, Effect};
use crate::rules::ids::{InstrumentId, SeatId};
use crate::rules::position::PositionRef;
use crate::rules::recognition::RecognitionEffect;
use crate::scenario::{Place, Scenario};
use crate::sim::campaign::PartEnd;
use crate::sim::crossing::NextPart;
use crate::sim::game::Game;
use crate::sim::timeline::position;
use crate::words::{Phrase, Words, sentence_case};

/// The way from one part of a campaign to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// What the part that is over leaves, in sentences.
    pub left: Vec<String>,
    /// The title of the next part.
    pub title: String,
    /// Its line under the title.
    pub subtitle: String,
    /// Its years.
    pub years: String,
    /// Its situation at the start as documented, in paragraphs.
    pub introduction: Vec<String>,
    /// What is otherwise there after what was played, in sentences.
    pub otherwise: Vec<String>,
}

/// What is otherwise at the opening of a scenario than documented, as a seat, or the public
/// for `None`, may know it. Figures are not listed.
#[must_use]
pub(super) fn otherwise(scenario: &Scenario, words: &Words, seat: Option<SeatId>) -> Vec<String> {
    let past = &scenario.past;
    let wording = Wording { scenario, words };
    let texts = past.inherited.iter().map(|index| scenario.text.inherits[*index].text.clone());
    let carried = past.carried.iter().flat_map(|carried| {
        // What an author's inheritance takes back is not told.
        let still = |id: &&InstrumentId| !scenario.opening.instruments.in_force(**id);
        let open = |id: &&InstrumentId| !scenario.setting.instruments[id.index()].secret;
        let unsigned = carried.unsigned.iter().filter(still).filter(open);
        let unsigned = unsigned.map(|id| {
            let args = [("title", wording.instrument(*id).into())];
            words.say_with("campaign-unsigned", &args)
        });
        let effects = carried.effects.iter();
        let effects = effects.filter(|it| is_told(scenario, it, seat) && still_is(scenario, it));
        unsigned.chain(effects.map(|effect| sentence_case(&wording.effect(effect)) + "."))
    });
    texts.chain(carried).collect()
}

/// Whether an effect that was carried is told: no mere figure, and known to the seat.
fn is_told(scenario: &Scenario, effect: &Effect, seat: Option<SeatId>) -> bool {
    let audience = match effect {
        Effect::Agenda(AgendaEffect::Set(fact, _)) => scenario.setting.facts[fact.index()].known_to,
        Effect::Instrument(effect) => {
            return !scenario.setting.instruments[effect.instrument().index()].secret;
        }
        Effect::Recognition(RecognitionEffect::Act { .. })
        | Effect::Border(BorderEffect::Holder(..) | BorderEffect::Status(..)) => {
            Audience::Everybody
        }
        _ => return false,
    };
    audience.includes(seat)
}

/// Whether what an effect has brought about stands in the opening.
fn still_is(scenario: &Scenario, effect: &Effect) -> bool {
    let opening = &scenario.opening;
    match effect {
        Effect::Agenda(AgendaEffect::Set(fact, value)) => opening.agenda.fact(*fact) == *value,
        Effect::Instrument(effect) => opening.instruments.in_force(effect.instrument()),
        Effect::Recognition(RecognitionEffect::Act { from, to, standing, .. }) => {
            opening.recognition.standing[(*from, *to)] == *standing
        }
        Effect::Border(BorderEffect::Holder(sector, power)) => {
            opening.borders.sectors[sector.index()].holder == *power
        }
        Effect::Border(BorderEffect::Status(sector, status)) => {
            opening.borders.sectors[sector.index()].status == *status
        }
        _ => true,
    }
}

/// What the part that is over leaves, and how the next opens.
#[must_use]
pub fn crossing(next: &NextPart, words: &Words) -> Crossing {
    let head = &next.documented.head;
    Crossing {
        left: next.end.texts().map(str::to_owned).collect(),
        title: head.title.clone(),
        subtitle: head.subtitle.clone(),
        years: years(&next.documented),
        introduction: next.carried.introduction(),
        otherwise: otherwise(&next.carried, words, None),
    }
}

fn years(scenario: &Scenario) -> String {
    format!("{}\u{2013}{}", scenario.head.opens.year, scenario.head.closes.year)
}

/// The whole of a campaign whose last part is over, part by part; empty for other games.
pub(super) fn campaign(world: &World, game: &Game, words: &Words) -> Vec<PartSummary> {
    let scenario = game.scenario();
    let is_last = |place: &Place| place.part + 1 == place.campaign.parts.len();
    if !game.is_over(world) || !scenario.place.as_ref().is_some_and(is_last) {
        return Vec::new();
    }
    let here = position(world, game.timeline());
    let last = PartEnd::of(scenario, here.to_owned());
    let ends = game.earlier().ends.iter().chain([&last]);
    ends.map(|end| summary(end, words)).collect()
}

fn summary(end: &PartEnd, words: &Words) -> PartSummary {
    let scenario = &end.scenario;
    let (matched, known) = counted(scenario, end.position.borrow());
    let otherwise = otherwise(scenario, words, None);
    let first = scenario.place.as_ref().is_none_or(|place| place.part == 0);
    let opened = (!first).then(|| {
        let key = if scenario.past.carried.is_none() && scenario.past.left.is_empty() {
            Phrase("campaign-opened-documented")
        } else {
            Phrase("campaign-opened-carried")
        };
        words.phrase_with(key, &[("count", otherwise.len().into())])
    });
    let args = [("matched", matched.into()), ("known", known.into())];
    PartSummary {
        title: scenario.head.title.clone(),
        years: years(scenario),
        counts: words.say_with("campaign-counts", &args),
        opened,
        otherwise,
        left: end.texts().map(str::to_owned).collect(),
    }
}

/// How many outcomes came as documented, of how many of which that is known.
fn counted(scenario: &Scenario, here: PositionRef<'_>) -> (usize, usize) {
    let outcomes = scenario.setting.outcomes.iter().zip(&here.agenda.outcomes);
    let verdicts: Vec<_> = outcomes.map(|(def, played)| compare(def, *played)).collect();
    let known = |verdict: &&OutcomeVerdict| {
        !matches!(verdict, OutcomeVerdict::Unknown | OutcomeVerdict::Open)
    };
    let matched = verdicts.iter().filter(|verdict| **verdict == OutcomeVerdict::Matched).count();
    (matched, verdicts.iter().filter(known).count())
}
