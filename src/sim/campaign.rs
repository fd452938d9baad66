//! A campaign in play: what was played of it, and what the next part opens with.
//!
//! Each part is a [`Game`](super::game::Game) of its own; this is what goes from one to the
//! next. Only what came out otherwise than history did goes on: as the authors' legacies,
//! and as what the two scenarios have in common by their ids.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::journal::JournalLine;
use super::rehearsal::played_through;
use crate::rules::chance::{Chance, Draw};
use crate::rules::defs::InheritanceDef;
use crate::rules::position::Position;
use crate::scenario::Scenario;
use crate::scenario::campaign::{Campaign, Place};
use crate::scenario::carry::{Ends, carry};

/// How a part of a campaign opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// With what was made of the parts before.
    #[default]
    Carried,
    /// As documented, whatever was made of them.
    Documented,
}

/// What was played of a campaign before the part that is on.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// The seed of the campaign; none in the first part, whose seed it is.
    pub(super) seed: Option<u64>,
    /// The lines of the journal before those of this part.
    pub(super) lines: Vec<JournalLine>,
    /// How the parts before ended, in order.
    pub ends: Vec<PartEnd>,
}

/// How a part of a campaign ended.
#[derive(Clone, Debug)]
pub struct PartEnd {
    /// The part, as it opened.
    pub scenario: Arc<Scenario>,
    /// How it ended.
    pub position: Position,
    /// What it left, as the numbers of its legacies.
    pub left: Vec<usize>,
}

impl PartEnd {
    /// The end of a game that has come to it.
    #[must_use]
    pub fn of(scenario: &Arc<Scenario>, position: Position) -> Self {
        let here = position.borrow();
        let legacies = scenario.setting.legacies.iter().enumerate();
        let left = legacies.filter(|(_, when)| here.holds(when)).map(|(index, _)| index).collect();
        Self { scenario: Arc::clone(scenario), position, left }
    }

    /// What it left, as `scenario/legacy`.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let id = &self.scenario.head.id;
        self.left.iter().map(move |index| {
            format!("{id}/{}", self.scenario.text.legacies[*index].id)
        })
    }

    /// What it left, in sentences.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.left.iter().map(|index| self.scenario.text.legacies[*index].text.as_str())
    }
}

/// The part of a campaign that comes after one that is over.
#[derive(Clone, Debug)]
pub struct NextPart {
    /// It with what was made of the parts before.
    pub carried: Arc<Scenario>,
    /// It as documented.
    pub documented: Arc<Scenario>,
    /// The end of the part that is over.
    pub end: PartEnd,
}

impl NextPart {
    /// The part after the one that ended so, if there is one.
    #[must_use]
    pub fn after(place: &Place, earlier: &[PartEnd], end: PartEnd) -> Option<Self> {
        let campaign = &place.campaign;
        let number = place.part + 1;
        let next = &campaign.parts.get(number)?.scenario;
        let documented = next.placed(campaign, number);
        let (left, carried) = taken_over(place, earlier, &end);
        let carried = Arc::new(documented.clone().after(left, carried));
        Some(Self { carried, documented: Arc::new(documented), end })
    }

    /// It as it opens in one way.
    #[must_use]
    pub const fn opened(&self, opening: Opening) -> &Arc<Scenario> {
        match opening {
            Opening::Carried => &self.carried,
            Opening::Documented => &self.documented,
        }
    }
}

/// What the part after one that ended so takes over: the legacies that it knows of, and what
/// the two have in common and ended otherwise than by the record.
///
/// # Panics
/// If the campaign has no further part.
#[must_use]
pub fn taken_over(
    place: &Place,
    earlier: &[PartEnd],
    end: &PartEnd,
) -> (BTreeSet<String>, Option<InheritanceDef>) {
    let Place { campaign, part } = place;
    let next = &campaign.parts[part + 1].scenario;
    let heirlooms = next.heirlooms();
    let all = earlier.iter().chain([end]).flat_map(PartEnd::names);
    let left = all.filter(|name| heirlooms.contains(name.as_str())).collect();
    let carried = documented_end(campaign, *part).map(|documented| {
        let ends = Ends { scenario: &end.scenario, documented, played: &end.position };
        let same = |seat: &str| {
            let side = campaign.side_of(*part, seat)?;
            campaign.seat_of(part + 1, side).map(str::to_owned)
        };
        carry(ends, next, same)
    });
    (left, carried)
}

/// How a part ends by the record, if its testplan plays it to the end.
#[must_use]
pub fn documented_end(campaign: &Campaign, part: usize) -> Option<&Position> {
    let part = &campaign.parts[part];
    part.by_record.get_or_init(|| played_through(&part.scenario, &part.record)).as_ref()
}

/// The seed of a part where none is named: drawn by that of the campaign, and small, so
/// that players can tell it to each other.
#[must_use]
pub fn seed_of_part(campaign: u64, part: usize) -> u64 {
    let key = u64::try_from(part).unwrap_or(u64::MAX);
    Chance::new(campaign).derive(Draw::Part, &[key]) % 99_999 + 1
}
