//! Layer 1: an author's text becomes a scenario that can be run.
//!
//! Text -> [`draft`] -> [`finding`]s -> [`Scenario`]. Nothing here knows of ECS
//! or of a running game; only [`library`] touches files.

pub mod archive;
pub mod atlas;
pub mod campaign;
pub mod carry;
pub mod compile;
pub mod draft;
pub mod explain;
pub mod finding;
pub mod gathering;
pub mod graph;
pub mod index;
pub mod interchange;
pub mod library;
pub mod longhand;
mod lookup;
pub mod naming;
pub mod numbers;
pub mod opening;
pub mod pack;
mod parts;
mod percent;
pub mod places;
pub mod plancheck;
pub mod reach;
pub mod reading;
pub mod rename;
pub mod render;
pub(crate) mod say;
pub mod schema;
pub mod skeleton;
pub mod sources;
pub mod suppress;
pub mod syntax;
pub mod template;
pub mod testplan;
pub mod told;
mod types;
pub mod unreachable;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use lookup::Lookup;

use crate::rules::conditions::Condition;
use crate::rules::defs::{Coefficients, InheritanceDef};
use crate::rules::ids::{
    ClauseId, ConferenceId, ItemId, LeaderId, MoveId, OptionId, OutcomeId, PowerId, SeatId,
    SectorId,
};
use crate::rules::inheritance::inherit;
use crate::rules::position::Position;
use crate::rules::setting::Setting;

/// A valid scenario: the setting the rules run on, and the text beside it.
///
/// The tables of `text` stand in the order of the setting's ids, so that
/// `text.powers[power.index()]` is that power's prose.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The head.
    pub head: draft::Head,
    /// All prose, with the author's ids.
    pub text: draft::Part,
    /// The setting: the definitions that the rules run on.
    pub setting: Setting,
    /// The position at the start.
    pub opening: Position,
    /// The conditions of passages outside the agenda.
    pub conditions: told::TextConditions,
    /// The conditions under which regions, railways and lines are drawn on the map.
    pub map: MapRules,
    /// The number of figures that rest on primary, secondary and contested evidence, and on
    /// judgement.
    pub evidence: [u32; 4],
    /// The content hash of the pack.
    pub hash: String,
    /// The warnings: findings that do not keep the scenario from being played.
    pub warnings: Vec<finding::Finding>,
    /// The number of warnings that the author has suppressed, each with a reason.
    pub suppressed: usize,
    /// The options that are open only after what earlier games have left.
    pub only_after_legacies: BTreeSet<(MoveId, OptionId)>,
    /// What earlier games have left it, where it does not open as documented.
    pub past: Past,
    /// Its place in a campaign, if it is played in one.
    pub place: Option<Place>,
    /// Tables for frequent look-ups in the text.
    lookup: Lookup,
}

/// What earlier games have left a scenario.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The legacies, as `scenario/legacy`.
    pub left: BTreeSet<String>,
    /// What that changed on the first day, as the numbers of inheritances.
    pub inherited: Vec<usize>,
    /// What else is otherwise because it came out so before.
    pub carried: Option<InheritanceDef>,
}

/// A valid campaign: its head and its parts, at least two.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The head.
    pub head: draft::CampaignHead,
    /// The parts, in order.
    pub parts: Vec<CampaignPart>,
    /// The content hash: of the campaign's own pack and of those of all parts.
    pub hash: String,
    /// The findings that do not keep it from being played.
    pub warnings: Vec<finding::Finding>,
}

/// A part of a campaign.
#[derive(Clone, Debug)]
pub struct CampaignPart {
    /// The scenario, as documented.
    pub scenario: Arc<Scenario>,
    /// The plan that plays it by the record to its end.
    pub record: testplan::Testplan,
    /// The position to which that plan plays it, once somebody has asked: none if it does
    /// not come to the end.
    pub by_record: OnceLock<Option<Position>>,
}

/// Where in a campaign a scenario is played.
#[derive(Clone, Debug)]
pub struct Place {
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// The number of the part, from 0.
    pub part: usize,
}

impl Campaign {
    /// The first part, to be played as the first of the campaign.
    #[must_use]
    pub fn first(self: &Arc<Self>) -> Scenario {
        self.parts[0].scenario.placed(self, 0)
    }

    /// The id of the side that holds a seat of a part.
    #[must_use]
    pub fn side_of(&self, part: usize, seat: &str) -> Option<&str> {
        let side = self.head.sides.iter().find(|side| side.seats[part] == seat);
        side.map(|side| side.id.as_str())
    }

    /// The sides whose decisions a script makes: those of whose seats one of its plans names.
    #[must_use]
    pub fn scripted(&self, plans: &[testplan::PartPlan]) -> BTreeSet<&str> {
        let of_part = |(part, plan): (usize, &testplan::PartPlan)| -> Vec<&str> {
            plan.plan.seats().iter().filter_map(|seat| self.side_of(part, seat)).collect()
        };
        plans.iter().enumerate().flat_map(of_part).collect()
    }

    /// The seat of a side in a part.
    #[must_use]
    pub fn seat_of(&self, part: usize, side: &str) -> Option<&str> {
        let side = self.head.sides.iter().find(|other| other.id == *side);
        side.map(|side| side.seats[part].as_str())
    }
}

/// What a journal calls a scenario or a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition<'s> {
    /// The id.
    pub id: &'s str,
    /// The version.
    pub version: &'s str,
    /// The content hash.
    pub content: &'s str,
    /// The title.
    pub title: &'s str,
    /// The first year and the last.
    pub years: (i16, i16),
}

/// The conditions under which map entries apply, beside the text's tables of
/// regions, railways and lines.
#[derive(Clone, Debug, Default)]
pub struct MapRules {
    /// For each entry, the condition under which a region belongs to a power.
    pub regions: Vec<(Condition, PowerId)>,
    /// For each entry, the condition under which a railway is run by a power.
    pub railways: Vec<(Condition, PowerId)>,
    /// For each line, the condition under which it is drawn, its sector and the power that
    /// claims it, if any.
    pub lines: Vec<(Condition, Option<SectorId>, Option<PowerId>)>,
}

impl Scenario {
    /// The first twelve digits of the content hash, for people to compare.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        pack::short(&self.hash)
    }

    /// The prose of an item.
    #[must_use]
    pub fn item(&self, item: ItemId) -> &draft::Item {
        &self.text.items[item.index()]
    }

    /// The prose of a move.
    #[must_use]
    pub fn mv(&self, mv: MoveId) -> &draft::Move {
        let item = self.setting.moves[mv.index()].item;
        let first = self.setting.items[item.index()].moves.start;
        &self.item(item).moves[mv.index() - first]
    }

    /// A move by the author's name, `item/move`.
    #[must_use]
    pub fn move_name(&self, mv: MoveId) -> String {
        self.lookup.move_names[mv.index()].clone()
    }

    /// The prose of an option.
    #[must_use]
    pub fn option(&self, mv: MoveId, option: OptionId) -> &draft::Choice {
        &self.mv(mv).options[option.index()]
    }

    /// The prose of a conference.
    ///
    /// # Panics
    /// Never: an item of that kind has one, or the scenario would not exist.
    #[must_use]
    pub fn conference(&self, id: ConferenceId) -> &draft::Conference {
        let item = self.setting.conferences[id.index()].item;
        self.item(item).conference.as_ref().expect("the compiler made it of this")
    }

    /// A conference by the author's name: that of its item.
    #[must_use]
    pub fn conference_name(&self, id: ConferenceId) -> &str {
        &self.item(self.setting.conferences[id.index()].item).id
    }

    /// A conference by the name of its item.
    #[must_use]
    pub fn conference_by_name(&self, name: &str) -> Option<ConferenceId> {
        (0..self.setting.conferences.len())
            .map(ConferenceId::new)
            .find(|id| self.conference_name(*id) == name)
    }

    /// The prose of a clause of a conference.
    #[must_use]
    pub fn clause(&self, id: ConferenceId, clause: ClauseId) -> &draft::Clause {
        &self.conference(id).clauses[clause.index()]
    }

    /// The names of a clause's values: the author's, then those with a
    /// reservation, as `value~seat`.
    #[must_use]
    pub fn clause_values(&self, id: ConferenceId, clause: ClauseId) -> &[String] {
        &self.lookup.clause_values[id.index()][clause.index()]
    }

    /// The ids of an outcome's values, in order.
    #[must_use]
    pub fn outcome_keys(&self, outcome: OutcomeId) -> &[String] {
        &self.lookup.outcome_keys[outcome.index()]
    }

    /// A source by a citation such as `S1§8`: the source with that id.
    #[must_use]
    pub fn source(&self, citation: &str) -> Option<&draft::Source> {
        let id = citation.split(['§', ' ']).next()?;
        self.lookup.sources.get(id).map(|index| &self.text.sources[*index])
    }

    /// The legacies of earlier scenarios that this one can begin after, as
    /// `scenario/legacy`, in order.
    #[must_use]
    pub fn known_legacies(&self) -> BTreeSet<&str> {
        self.text.inherits.iter().flat_map(|text| &text.of).map(String::as_str).collect()
    }

    /// What it takes over from earlier games that have left all of this, by number.
    #[must_use]
    pub fn inherited(&self, left: &BTreeSet<String>) -> Vec<usize> {
        let all = self.text.inherits.iter().enumerate();
        let taken = all.filter(|(_, text)| text.of.iter().all(|name| left.contains(name)));
        taken.map(|(index, _)| index).collect()
    }

    /// The situation at the start, in paragraphs.
    #[must_use]
    pub fn introduction(&self) -> Vec<String> {
        let opening = self.opening.borrow().known_to(&self.setting, None);
        self.conditions.introduction(&self.head.introduction, opening.borrow())
    }

    /// Who a seat is and what it is up against, in a sentence or two.
    #[must_use]
    pub fn hook(&self, seat: SeatId) -> String {
        let opening = self.opening.borrow().known_to(&self.setting, None);
        self.conditions.hook(&self.text.seats[seat.index()].hook, seat, opening.borrow())
    }

    /// The brief of a seat, in paragraphs.
    #[must_use]
    pub fn brief(&self, seat: SeatId) -> Vec<String> {
        let opening = self.opening.borrow().known_to(&self.setting, Some(seat));
        self.conditions.brief(&self.text.seats[seat.index()].brief, seat, opening.borrow())
    }

    /// What is told of a leader.
    #[must_use]
    pub fn leader_note(&self, leader: LeaderId) -> String {
        let opening = self.opening.borrow().known_to(&self.setting, None);
        self.conditions.leader(&self.text.leaders[leader.index()].note, leader, opening.borrow())
    }

    /// The position at the start after earlier games that have left all of this, and from
    /// whose ends this is carried besides.
    #[must_use]
    pub fn opening_after(
        &self,
        left: &BTreeSet<String>,
        carried: Option<&InheritanceDef>,
    ) -> Position {
        let inherited = self.inherited(left);
        let all = inherited.into_iter().map(|index| &self.setting.inherits[index]);
        inherit(&self.setting, &self.opening, carried.into_iter().chain(all))
    }

    /// The same scenario with that position at the start.
    #[must_use]
    pub fn after(mut self, left: BTreeSet<String>, carried: Option<InheritanceDef>) -> Self {
        self.opening = self.opening_after(&left, carried.as_ref());
        let inherited = self.inherited(&left);
        self.past = Past { left, inherited, carried };
        self
    }

    /// The same scenario as a part of a campaign.
    #[must_use]
    pub fn placed(&self, campaign: &Arc<Campaign>, part: usize) -> Self {
        let place = Place { campaign: Arc::clone(campaign), part };
        Self { place: Some(place), ..self.clone() }
    }

    /// What a journal calls it: in a campaign, what it calls that.
    #[must_use]
    pub fn edition(&self) -> Edition<'_> {
        let campaign = self.place.as_ref().map(|place| &place.campaign);
        let (id, version, content, title, days) = campaign.map_or_else(
            || {
                let head = &self.head;
                (&head.id, &head.version, &self.hash, &head.title, (head.opens, head.closes))
            },
            |campaign| {
                let head = &campaign.head;
                (&head.id, &head.version, &campaign.hash, &head.title, (head.opens, head.closes))
            },
        );
        Edition { id, version, content, title, years: (days.0.year, days.1.year) }
    }

    /// The name of the seat, or in a campaign of the side, that a journal calls so.
    #[must_use]
    pub fn name_of_holder(&self, held: &str) -> Option<&str> {
        if let Some(Place { campaign, .. }) = &self.place {
            let side = campaign.head.sides.iter().find(|side| side.id == *held)?;
            return Some(&side.name);
        }
        let seat = self.text.seats.iter().find(|seat| seat.id == *held)?;
        Some(&seat.name)
    }

    /// The name under which a journal knows who holds a seat: in a campaign that of the
    /// side, which stays the same in all parts.
    #[must_use]
    pub fn held_as<'s>(&'s self, seat: &'s draft::Seat) -> &'s str {
        let place = self.place.as_ref();
        let side = place.and_then(|place| place.campaign.side_of(place.part, &seat.id));
        side.unwrap_or(&seat.id)
    }

    /// An item by its id.
    #[must_use]
    pub fn item_by_id(&self, id: &str) -> Option<ItemId> {
        self.text.items.iter().position(|item| item.id == id).map(ItemId::new)
    }

    /// A seat by its id.
    #[must_use]
    pub fn seat_by_id(&self, id: &str) -> Option<SeatId> {
        self.text.seats.iter().position(|seat| seat.id == id).map(SeatId::new)
    }
}

/// The coefficients that all scenarios share.
///
/// # Panics
/// If the file built into the program cannot be read; a test reads it.
#[must_use]
pub fn coefficients() -> Coefficients {
    ron::from_str(include_str!("../../assets/coefficients.ron"))
        .expect("the coefficients built into the program are valid")
}
