//! The last decision of a player, and what somebody around him says to it.
//!
//! Who speaks follows from the advice in the scenario, what is said from the advice and from
//! how the aims of the seat have moved since; nothing here is drawn.

use super::builder::Builder;
use crate::rules::chronicle::Event;
use crate::rules::conference::Speech;
use crate::rules::ids::{ItemId, MoveId, OptionId, SeatId};
use crate::scenario::draft::Adviser;
use crate::view::types::{Aim, LastDecision, ReactionView};
use crate::words::Phrase;

/// By how much the value of the position must have moved to be spoken of, in utility.
const MOVED: f64 = 0.02;

/// How an adviser stood to a decision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counsel {
    /// He had advised it.
    For,
    /// He had advised against it.
    Against,
    /// He had advised another answer.
    Other,
}

impl Builder<'_> {
    /// What a seat decided last, if a player decided for it.
    pub(super) fn last_decision(&self, seat: SeatId, aims: &[Aim]) -> Option<LastDecision> {
        let setting = &self.scenario.setting;
        let entries = self.chronicle.entries.iter().enumerate().rev();
        let mut told = entries.filter(|(_, entry)| entry.audience.includes(Some(seat)));
        told.find_map(|(at, entry)| match entry.event {
            Event::Chosen { mv, option, by_player: true, .. }
                if setting.moves[mv.index()].seat == seat =>
            {
                let item = setting.moves[mv.index()].item;
                Some(LastDecision {
                    item: self.scenario.item(item).id.to_string(),
                    question: Some(self.scenario.mv(mv).question.clone()),
                    decided: self.scenario.option(mv, option).label.clone(),
                    n_events: self.n_events_since(seat, item, at),
                    reaction: self.reaction(seat, (mv, option), aims),
                })
            }
            Event::Spoke { conference, party, speech, by_player: true, .. }
                if setting.conferences[conference.index()].party(party).seat == seat =>
            {
                let item = setting.conferences[conference.index()].item;
                Some(LastDecision {
                    item: self.scenario.item(item).id.to_string(),
                    question: None,
                    decided: self.words.phrase(spoken(speech)),
                    n_events: self.n_events_since(seat, item, at),
                    reaction: None,
                })
            }
            _ => None,
        })
    }

    /// How many events of an item that a seat is told of came from an entry of the chronicle
    /// on.
    fn n_events_since(&self, seat: SeatId, item: ItemId, at: usize) -> usize {
        let told = &self.kept.told;
        let since = told.of_item(self.chronicle, item).filter(|(place, _)| *place >= at);
        since
            .filter(|(_, entry)| entry.audience.includes(Some(seat)))
            .filter(|(_, entry)| !matches!(entry.event, Event::Opened { .. }))
            .filter(|(place, _)| told.line(*place).is_some())
            .count()
    }

    /// What an adviser who had spoken on the question says now: first who had advised the
    /// answer, then who had advised against it, then who had advised another.
    fn reaction(
        &self,
        seat: SeatId,
        (mv, chosen): (MoveId, OptionId),
        aims: &[Aim],
    ) -> Option<ReactionView> {
        let advisers = &self.scenario.text.seats[seat.index()].advisers;
        let day = self.here.agenda.clock;
        let counsel: Vec<(Counsel, &Adviser)> = OptionId::up_to(self.scenario.mv(mv).options.len())
            .flat_map(|option| {
                let advice = &self.scenario.option(mv, option).advice;
                advice.iter().filter_map(move |advice| {
                    let counsel = match (option == chosen, advice.favours) {
                        (true, true) => Counsel::For,
                        (true, false) => Counsel::Against,
                        (false, true) => Counsel::Other,
                        (false, false) => return None,
                    };
                    Some((counsel, advice.who.of(advisers)?))
                })
            })
            .filter(|(_, who)| who.is_there(day))
            .collect();
        // Where counsel was divided, one hears him who was not followed if things go badly.
        let trend = Trend::of(aims);
        let order = if matches!(trend, Trend::Down) {
            [Counsel::Against, Counsel::Other, Counsel::For]
        } else {
            [Counsel::For, Counsel::Against, Counsel::Other]
        };
        let (counsel, who) = order
            .iter()
            .find_map(|wanted| counsel.iter().find(|(counsel, _)| counsel == wanted))?;
        // One says the same thing in several ways, by turns.
        let ways = SAID[*counsel as usize][trend as usize];
        Some(ReactionView {
            name: who.name.clone(),
            office: who.office.clone(),
            says: self.words.phrase(ways[self.n_own_choices(seat) % ways.len()]),
        })
    }

    /// How many questions the players of a seat have answered.
    fn n_own_choices(&self, seat: SeatId) -> usize {
        let moves = &self.scenario.setting.moves;
        let is_own = |event: &Event| matches!(event, Event::Chosen { mv, by_player: true, .. } if moves[mv.index()].seat == seat);
        self.chronicle.entries.iter().filter(|entry| is_own(&entry.event)).count()
    }
}

/// What somebody did who spoke.
const fn spoken(speech: Speech) -> Phrase {
    match speech {
        Speech::Offer(_) | Speech::Mediate => Phrase("last-offered"),
        Speech::Accept => Phrase("last-accepted"),
        Speech::WalkOut => Phrase("last-walked-out"),
        Speech::Adjourn => Phrase("last-adjourned"),
    }
}

/// How the value of the position has moved since a decision.
#[derive(Clone, Copy)]
enum Trend {
    Up,
    Even,
    Down,
}

impl Trend {
    fn of(aims: &[Aim]) -> Self {
        match aims.iter().map(|aim| aim.weight * (aim.now - aim.before)).sum::<f64>() {
            moved if moved >= MOVED => Self::Up,
            moved if moved <= -MOVED => Self::Down,
            _ => Self::Even,
        }
    }
}

/// What is said, by counsel and trend, in the order of their variants.
const SAID: [[&[Phrase]; 3]; 3] = [
    [
        &[Phrase("reaction-for-up"), Phrase("reaction-for-up-2")],
        &[
            Phrase("reaction-for-even"),
            Phrase("reaction-for-even-2"),
            Phrase("reaction-for-even-3"),
        ],
        &[Phrase("reaction-for-down"), Phrase("reaction-for-down-2")],
    ],
    [
        &[Phrase("reaction-against-up"), Phrase("reaction-against-up-2")],
        &[
            Phrase("reaction-against-even"),
            Phrase("reaction-against-even-2"),
            Phrase("reaction-against-even-3"),
        ],
        &[Phrase("reaction-against-down"), Phrase("reaction-against-down-2")],
    ],
    [
        &[Phrase("reaction-other-up"), Phrase("reaction-other-up-2")],
        &[
            Phrase("reaction-other-even"),
            Phrase("reaction-other-even-2"),
            Phrase("reaction-other-even-3"),
        ],
        &[Phrase("reaction-other-down"), Phrase("reaction-other-down-2")],
    ],
];
