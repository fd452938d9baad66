//! What every part of a view is built from.
//!
//! Everything is read from the position as the seat knows it, and every entry of the
//! chronicle is asked for its audience.

use crate::rules::chronicle::{Chronicle, ChronicleEntry, Event};
use crate::rules::conditions::Condition;
use crate::rules::conduct::{Reason, Weighed};
use crate::rules::conference::PartyCache;
use crate::rules::effects::Effect;
use crate::rules::ids::{ConferenceId, ItemId, PartyId, PowerId, SeatId};
use crate::rules::position::{Position, PositionRef};
use crate::scenario::Scenario;
use crate::scenario::draft::{Ink, Private};
use crate::sim::record::RecordTime;
use crate::view::kept::ViewCache;
use crate::view::parts::Shared;
use crate::view::types::{ChronicleLine, UtilityChange};
use crate::view::wording::Wording;

/// The least term of a weighing that is shown beside larger ones, in utility.
const LEAST_SHOWN: f64 = 0.0005;

/// The inputs from which a view is built.
pub(super) struct Builder<'a> {
    pub(super) scenario: &'a Scenario,
    /// The truth; only for whose turn it is and for the seat's own weighing.
    pub(super) here: PositionRef<'a>,
    /// The position as the seat knows it.
    pub(super) known: &'a Position,
    pub(super) chronicle: &'a Chronicle,
    pub(super) seat: Option<SeatId>,
    /// The cache of prepared parties.
    pub(super) parties: &'a PartyCache,
    /// When those who play read what is documented.
    pub(super) record: RecordTime,
    /// How far the seat had reached its aims before it decided last.
    pub(super) aims_before: Option<&'a [f64]>,
    pub(super) words: Wording<'a>,
    /// The cache of parts of earlier views, and the chronicle in words.
    pub(super) kept: &'a ViewCache,
}

impl Builder<'_> {
    pub(super) fn ink(&self, power: PowerId) -> Ink {
        self.scenario.text.powers[power.index()].ink
    }

    pub(super) fn knows_item(&self, seat: Option<SeatId>, item: ItemId) -> bool {
        self.scenario.setting.audience_of_item(item).includes(seat)
    }

    /// The chronicle in words, for the entries that pass.
    pub(super) fn lines(
        &self,
        pass: impl Fn(&ChronicleEntry) -> bool,
    ) -> Vec<Shared<ChronicleLine>> {
        let entries = self.chronicle.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| pass(entry))
            .filter_map(|(place, _)| self.kept.told.line(place).cloned())
            .collect()
    }

    /// What has been decided in an item so far, as far as the seat knows.
    pub(super) fn so_far(&self, item: ItemId) -> Vec<String> {
        let told = &self.kept.told;
        told.of_item(self.chronicle, item)
            .filter(|(_, entry)| !matches!(entry.event, Event::Opened { .. }))
            .filter(|(_, entry)| entry.audience.includes(self.seat))
            .filter_map(|(place, _)| Some(told.line(place)?.text.clone()))
            .collect()
    }

    /// Consequences in words, as far as the seat may read of them.
    pub(super) fn consequences(&self, effects: &[Effect]) -> Vec<String> {
        let setting = &self.scenario.setting;
        let audience = |effect: &&Effect| {
            setting.audience_of_effect(self.here.instruments, effect).includes(self.seat)
        };
        effects.iter().filter(audience).map(|effect| self.words.effect(effect)).collect()
    }

    /// The private briefing of a seat on an item, in paragraphs.
    pub(super) fn private(&self, item: ItemId, seat: SeatId) -> Vec<String> {
        let text = self.scenario.item(item);
        let of_seat = |(_, private): &(usize, &Private)| private.seat.index() == Some(seat.index());
        let texts = text.private.iter().enumerate().filter(of_seat);
        let is_told = self.passages_told(item);
        texts
            .flat_map(|(place, private)| {
                let before = text.conditions_before(place);
                private.text.told(|number| is_told(before + number))
            })
            .collect()
    }

    /// The briefing of an item, in paragraphs.
    pub(super) fn briefing(&self, item: ItemId) -> Vec<String> {
        self.scenario.item(item).briefing.told(self.passages_told(item))
    }

    /// What the briefing of an item leaves out, in paragraphs.
    pub(super) fn background(&self, item: ItemId) -> Vec<String> {
        let text = self.scenario.item(item);
        let (is_told, before) = (self.passages_told(item), text.briefing.conditions().count());
        text.background.told(|number| is_told(before + number))
    }

    /// What the delegates of a party were told in confidence, in paragraphs: as far as their
    /// seat knows how things stand or, `open` in the debrief, as they are.
    pub(super) fn instructions(&self, id: ConferenceId, party: PartyId, open: bool) -> Vec<String> {
        let text = &self.scenario.conference(id).parties[party.index()].instructions;
        let def = &self.scenario.setting.conferences[id.index()].parties[party.index()];
        text.told(|number| match def.passages.get(number) {
            Some(when) if open => self.here.holds(when),
            when => self.seems(when),
        })
    }

    /// Answers of the condition of a passage of an item's texts, by its number, whether it
    /// held when the item opened; whether it holds now, of an item that has not.
    fn passages_told(&self, item: ItemId) -> impl Fn(usize) -> bool {
        let opened = self.kept.told.of_item(self.chronicle, item);
        let held = opened.filter_map(|(_, entry)| match entry.event {
            Event::Opened { passages, .. } => Some(passages),
            _ => None,
        });
        let held = held.last();
        let conditions = &self.scenario.setting.items[item.index()].passages;
        move |number| match held {
            Some(passages) => passages >> number & 1 == 1,
            None => self.seems(conditions.get(number)),
        }
    }

    /// Whether a condition holds as far as the seat knows.
    pub(super) fn seems(&self, when: Option<&Condition>) -> bool {
        when.is_some_and(|when| self.known.borrow().holds(when))
    }

    /// The terms of a weighing in words, largest first.
    pub(super) fn changes(&self, seat: SeatId, weighed: &Weighed) -> Vec<UtilityChange> {
        self.terms(seat, weighed.terms.iter())
    }

    /// As [`Builder::changes`], for who decides himself: of his aims and red lines. What his
    /// leader was inclined to is no aim of his.
    pub(super) fn own_changes(&self, seat: SeatId, weighed: &Weighed) -> Vec<UtilityChange> {
        self.terms(seat, weighed.terms.iter().filter(|(reason, _)| *reason != Reason::Leaning))
    }

    fn terms<'t>(
        &self,
        seat: SeatId,
        terms: impl Iterator<Item = &'t (Reason, f64)>,
    ) -> Vec<UtilityChange> {
        let text = &self.scenario.text.seats[seat.index()];
        let mut changes: Vec<UtilityChange> = terms
            .map(|(reason, amount)| UtilityChange {
                text: match reason {
                    Reason::Objective(k) => text.objectives[usize::from(*k)].text.clone(),
                    Reason::RedLine(k) => text.red_lines[usize::from(*k)].text.clone(),
                    Reason::Leaning => self.words.say_with(
                        "table-change-leaning",
                        &[
                            ("leader", self.words.leader(self.here.agenda.leader(seat)).into()),
                            ("amount", if *amount > 0.0 { "for" } else { "against" }.into()),
                        ],
                    ),
                },
                amount: *amount,
            })
            .collect();
        // Small terms matter where there is no other.
        if changes.iter().any(|change| change.amount.abs() >= LEAST_SHOWN) {
            changes.retain(|change| change.amount.abs() >= LEAST_SHOWN);
        }
        changes.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()));
        changes
    }
}
