//! The places of a scenario's things in its author's text.
//!
//! A compiled scenario knows items, options and objectives by number; the texts
//! of its pack know lines and columns. A [`Spot`] names a thing, and [`Places`]
//! finds it. Faults at these places are reported elsewhere.

use std::collections::BTreeMap;

use super::Scenario;
use super::finding::TextPlace;
use super::sources::Sources;
use super::syntax::{NodeId, PathStep, Span};
use crate::rules::ids::{
    ChanceId, ClauseId, ClauseValueId, ConferenceId, ItemId, MandateId, MoveId, OptionId,
    OutcomeId, PartyId, SeatId,
};

/// A thing of a scenario that a finding, an edge of the agenda or a count can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The length of a game in minutes, as the head gives it.
    Minutes,
    /// An item of the agenda.
    Item(ItemId),
    /// A move: its question.
    Move(MoveId),
    /// An option of a move.
    Option(MoveId, OptionId),
    /// A branch of a drawn consequence.
    Branch(ChanceId, u16),
    /// A conference.
    Conference(ConferenceId),
    /// A mandate of a party.
    Mandate(ConferenceId, PartyId, MandateId),
    /// A clause of a conference.
    Clause(ConferenceId, ClauseId),
    /// A value of a clause, one of the author's.
    ClauseValue(ConferenceId, ClauseId, ClauseValueId),
    /// A seat.
    Seat(SeatId),
    /// An objective of a seat.
    Objective(SeatId, usize),
    /// A red line of a seat.
    RedLine(SeatId, usize),
    /// An outcome.
    Outcome(OutcomeId),
    /// The documented value of an outcome.
    Documented(OutcomeId),
}

/// The lists of a pack in which spots stand.
const LISTS: [&str; 3] = ["items", "seats", "outcomes"];

/// An index of a pack's entries that finds the places of spots.
pub struct Places<'p> {
    sources: &'p Sources<'p>,
    /// For each list, over all files: the file and the node of each entry, by number.
    entries: BTreeMap<&'static str, Vec<(usize, NodeId)>>,
    head: Option<(usize, NodeId)>,
}

/// A path into an entry, as steps.
type Way<'a> = Vec<PathStep<'a>>;

impl<'p> Places<'p> {
    /// Records the file and the node of each entry, in the order of their numbers.
    #[must_use]
    pub fn new(sources: &'p Sources<'p>) -> Self {
        let mut entries: BTreeMap<&'static str, Vec<(usize, NodeId)>> = BTreeMap::new();
        let mut head = None;
        for (file, tree) in (0..).map_while(|file| Some((file, sources.tree(file)?))) {
            let Some(root) = tree.root() else { continue };
            for name in LISTS {
                let list = tree.step(root, PathStep::Field(name));
                let rows = list.into_iter().flat_map(|list| tree.children(list));
                entries.entry(name).or_default().extend(rows.map(|row| (file, row)));
            }
            head = head.or_else(|| Some((file, tree.step(root, PathStep::Field("scenario"))?)));
        }
        Self { sources, entries, head }
    }

    /// The place of a spot: the name by which the author calls it, or else where it begins.
    #[must_use]
    pub fn of(&self, scenario: &Scenario, spot: Spot) -> TextPlace {
        let (entry, mut way) = self.way(scenario, spot);
        match spot {
            Spot::Minutes => way.push(PathStep::Field("minutes")),
            Spot::Objective(..) | Spot::RedLine(..) | Spot::Branch(..) => {
                way.push(PathStep::Field("text"));
            }
            Spot::Mandate(..) => {}
            Spot::Conference(_) => {
                // A conference has the name of its item.
                way.pop();
                way.push(PathStep::Field("id"));
            }
            Spot::Documented(_) => way.push(PathStep::Field("documented")),
            _ => way.push(PathStep::Field("id")),
        }
        self.follow(entry, &way)
    }

    /// The place of the condition of a spot: its `when`, or the red line's
    /// `crossed`; the spot itself if it has none.
    #[must_use]
    pub fn when(&self, scenario: &Scenario, spot: Spot) -> TextPlace {
        let (entry, mut way) = self.way(scenario, spot);
        let name = if matches!(spot, Spot::RedLine(..)) { "crossed" } else { "when" };
        way.push(PathStep::Field(name));
        self.found(entry, &way).unwrap_or_else(|| self.of(scenario, spot))
    }

    /// The entry in which a spot stands and the way to it from there.
    fn way(&self, scenario: &Scenario, spot: Spot) -> (Option<(usize, NodeId)>, Way<'static>) {
        let setting = &scenario.setting;
        let row = |list: &str, index: usize| self.entries.get(list)?.get(index).copied();
        let item = |item: ItemId| row("items", item.index());
        let mv = |mv: MoveId| {
            let of = setting.moves[mv.index()].item;
            let nth = mv.index() - setting.items[of.index()].moves.start;
            (item(of), vec![PathStep::Field("moves"), PathStep::Index(nth)])
        };
        let conference = |id: ConferenceId, rest: &[PathStep<'static>]| {
            let mut way = vec![PathStep::Field("conference")];
            way.extend(rest);
            (item(setting.conferences[id.index()].item), way)
        };
        match spot {
            Spot::Minutes => (self.head, Vec::new()),
            Spot::Item(id) => (item(id), Vec::new()),
            Spot::Move(id) => mv(id),
            Spot::Option(id, option) => {
                let (entry, mut way) = mv(id);
                way.extend([PathStep::Field("options"), PathStep::Index(option.index())]);
                (entry, way)
            }
            Spot::Branch(chance, branch) => {
                let (entry, mut way, nth) = match drawn_by(scenario, chance) {
                    Some((Spot::Option(id, option), nth)) => {
                        let (entry, mut way) = mv(id);
                        way.extend([PathStep::Field("options"), PathStep::Index(option.index())]);
                        (entry, way, nth)
                    }
                    Some((Spot::Item(id), nth)) => (item(id), Vec::new(), nth),
                    _ => (None, Vec::new(), 0),
                };
                way.extend([PathStep::Field("chances"), PathStep::Index(nth)]);
                way.extend([PathStep::Field("branches"), PathStep::Index(usize::from(branch))]);
                (entry, way)
            }
            Spot::Conference(id) => conference(id, &[]),
            Spot::Mandate(id, party, mandate) => conference(
                id,
                &[
                    PathStep::Field("parties"),
                    PathStep::Index(party.index()),
                    PathStep::Field("mandates"),
                    PathStep::Index(mandate.index()),
                ],
            ),
            Spot::Clause(id, clause) => {
                conference(id, &[PathStep::Field("clauses"), PathStep::Index(clause.index())])
            }
            Spot::ClauseValue(id, clause, value) => conference(
                id,
                &[
                    PathStep::Field("clauses"),
                    PathStep::Index(clause.index()),
                    PathStep::Field("values"),
                    PathStep::Index(value.index()),
                ],
            ),
            Spot::Seat(id) => (row("seats", id.index()), Vec::new()),
            Spot::Objective(id, nth) => (
                row("seats", id.index()),
                vec![PathStep::Field("objectives"), PathStep::Index(nth)],
            ),
            Spot::RedLine(id, nth) => {
                (row("seats", id.index()), vec![PathStep::Field("red_lines"), PathStep::Index(nth)])
            }
            Spot::Outcome(id) | Spot::Documented(id) => (row("outcomes", id.index()), Vec::new()),
        }
    }

    /// The place of the value at the end of a path; none if it does not exist.
    fn found(&self, entry: Option<(usize, NodeId)>, way: &[PathStep<'_>]) -> Option<TextPlace> {
        let (file, entry) = entry?;
        let tree = self.sources.tree(file)?;
        let node = way.iter().try_fold(entry, |from, step| tree.step(from, *step))?;
        self.sources.place(file, tree.inside(node))
    }

    /// The place of the value at the end of a path, or else of the last step that exists.
    fn follow(&self, entry: Option<(usize, NodeId)>, way: &[PathStep<'_>]) -> TextPlace {
        let Some((file, row)) = entry else { return self.sources.whole(0) };
        if let Some(place) = self.found(entry, way) {
            return place;
        }
        let begins = || {
            let tree = self.sources.tree(file)?;
            let mut node = row;
            for step in way {
                let Some(next) = tree.step(node, *step) else { break };
                node = next;
            }
            let start = tree.node(node).span.start;
            self.sources.place(file, Span::new(start, start + 1))
        };
        begins().unwrap_or_else(|| self.sources.whole(file))
    }
}

/// The item or option that has a drawn consequence, and the consequence's number there.
#[must_use]
pub fn drawn_by(scenario: &Scenario, chance: ChanceId) -> Option<(Spot, usize)> {
    let setting = &scenario.setting;
    let nth = |range: &core::ops::Range<usize>| {
        range.contains(&chance.index()).then(|| chance.index() - range.start)
    };
    // Ranges rise with the items: the last that does not begin later has it, or
    // one of its moves.
    let last = setting.items.partition_point(|item| item.chances.start <= chance.index());
    (0..last).rev().find_map(|index| {
        let item = &setting.items[index];
        let own = nth(&item.chances).map(|nth| (Spot::Item(ItemId::new(index)), nth));
        own.or_else(|| {
            item.moves.clone().find_map(|mv| {
                let options = setting.moves[mv].options.iter().enumerate();
                options.into_iter().find_map(|(option, def)| {
                    let at = Spot::Option(MoveId::new(mv), OptionId::new(option));
                    nth(&def.chances).map(|nth| (at, nth))
                })
            })
        })
    })
}
