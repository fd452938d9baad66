//! Bearing: which places of the tables each measure and each red line rests on.
//!
//! Computed once from the definitions. After a write, a [foresight](super::foresight)
//! evaluates again only the measures and red lines that depend on the place written, and a
//! seat weighs only the objectives that an option can affect. The sets are upper bounds: a
//! measure may depend on fewer places than are listed, never on more.
//!
//! Measures and red lines are numbered together, the measures first; a set of them is a
//! list of words, a bit for each number.

use super::cells::{
    CellNumbering, TableCell, reads_of_condition, reads_of_conference, reads_of_confrontation,
    reads_of_due, reads_of_measure, writes_of_conference, writes_of_due,
};
use super::conditions::Measure;
use super::defs::{Defs, ItemKind, SeatDef};
use super::effects::Due;
use super::ids::{ConferenceId, MoveId, OptionId, PowerId, SeatId, SectorId};
use super::index::DefIndex;
use super::ways::Ways;

/// How far a seat looks when it weighs a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Up to the replies to each option: the seat weighs its own move.
    Replies,
    /// Up to each option's own consequences: the seat answers another seat's move.
    Answers,
}

/// The set of measures and red lines that a set of effects can affect.
#[derive(Clone, Debug, Default)]
pub struct Touched(Vec<u64>);

impl Touched {
    /// Whether the effects touch nothing that the seat has at stake in a move of its own.
    #[must_use]
    pub fn leaves(&self, bearing: &Bearing, mv: MoveId) -> bool {
        let stakes = &bearing.stakes[mv.index() * bearing.words..][..bearing.words];
        self.0.iter().zip(stakes).all(|(touched, stakes)| touched & stakes == 0)
    }
}

/// What may come after the moves of an item, as far as a move bears on it and the seat
/// that makes the move can know and feel it.
#[derive(Clone, Debug, Default)]
pub struct Prospects {
    /// The conferences that the move, or a later one of its item, may open or keep from
    /// meeting, in the order of the agenda.
    pub conferences: Vec<ConferenceId>,
    /// The frontiers on which they may change how the months until the next item pass.
    pub frontiers: Vec<SectorId>,
}

impl Prospects {
    /// Whether nothing comes after that the move bears on.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.conferences.is_empty() && self.frontiers.is_empty()
    }
}

/// Adds all members of a set to another.
fn join(set: &mut [u64], other: &[u64]) {
    for (word, more) in set.iter_mut().zip(other) {
        *word |= more;
    }
}

/// Whether a set has a member.
fn contains(set: &[u64], member: usize) -> bool {
    set[member / 64] & (1 << (member % 64)) != 0
}

/// Adds a member to a set.
fn insert(set: &mut [u64], member: usize) {
    set[member / 64] |= 1 << (member % 64);
}

/// Which measures and red lines each place bears on, and which objectives each move can
/// touch.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    layout: CellNumbering,
    /// Every measure of an objective, each once.
    measures: Vec<Measure>,
    /// The number of the first red line of each seat, and of what there is in all.
    lines: Vec<usize>,
    /// The length of a set of measures and red lines, in 64-bit words.
    words: usize,
    /// A set of measures and red lines for each place.
    places: Vec<u64>,
    /// For each move, the objectives of its seat that the move or a later one of its item
    /// can affect, as (index of the objective, index of the measure).
    at_stake: Vec<Vec<(u16, usize)>>,
    /// For each move, the set of the measures at stake and of the red lines of its seat.
    stakes: Vec<u64>,
    /// Of each move, what may come after it.
    prospects: Vec<Prospects>,
    /// Of each way of each option of each move, what it can touch.
    ways: Vec<Vec<Vec<Touched>>>,
    /// Of each move, the places that a deliberation of it may rest on, depth by depth.
    rests_on: [Vec<Vec<TableCell>>; 2],
}

impl Bearing {
    /// Computes the bearing of the definitions.
    #[must_use]
    pub fn of(defs: &Defs, index: &DefIndex, ways: &Ways) -> Self {
        let mut measures: Vec<Measure> = Vec::new();
        let mut number = |measure: &Measure| {
            measures.iter().position(|known| known == measure).unwrap_or_else(|| {
                measures.push(measure.clone());
                measures.len() - 1
            })
        };
        // The measure of each objective, seat by seat.
        let of_seat = |seat: &SeatDef| seat.objectives.iter().map(|o| number(&o.measure)).collect();
        let objectives: Vec<Vec<usize>> = defs.seats.iter().map(of_seat).collect();
        let mut lines = vec![measures.len()];
        lines.extend(defs.seats.iter().scan(measures.len(), |number, seat| {
            *number += seat.red_lines.len();
            Some(*number)
        }));
        let (layout, words) = (CellNumbering::of(defs), lines[defs.seats.len()].div_ceil(64));
        let mut bearing = Self {
            layout,
            words,
            places: vec![0; layout.all() * words],
            lines,
            measures,
            ..Self::default()
        };
        bearing.mark(defs);
        let of_option = |mv: MoveId, option: OptionId| {
            ways.of(mv, option).iter().map(|way| bearing.touched_by(defs, &way.due)).collect()
        };
        bearing.ways = defs
            .move_ids()
            .map(|mv| defs.option_ids(mv).map(|option| of_option(mv, option)).collect())
            .collect();
        bearing.look_after(defs, ways, &objectives);
        bearing.rests_on = [Depth::Replies, Depth::Answers].map(|depth| {
            defs.move_ids().map(|mv| bearing.reads_of_move(defs, index, mv, depth)).collect()
        });
        bearing
    }

    /// Works out what each move bears on: by itself, by what may follow it in its item, and
    /// by what may come after that.
    fn look_after(&mut self, defs: &Defs, ways: &Ways, objectives: &[Vec<usize>]) {
        self.at_stake = vec![Vec::new(); defs.moves.len()];
        self.prospects = vec![Prospects::default(); defs.moves.len()];
        self.stakes = vec![0; defs.moves.len() * self.words];
        for item in &defs.items {
            // What comes after a move in its item may follow as the reply to it.
            let mut written = vec![false; self.layout.all()];
            for mv in item.moves.clone().rev() {
                let options = defs.option_ids(MoveId::new(mv));
                for way in options.flat_map(|option| ways.of(MoveId::new(mv), option)) {
                    let mut write = |place| written[self.layout.number(place)] = true;
                    writes_of_due(defs, &way.due, &mut Vec::new(), &mut write);
                }
                let seat = defs.moves[mv].seat.index();
                let own = &objectives[seat];
                let (prospects, touched) =
                    self.prospects_of(defs, MoveId::new(mv), own, written.clone());
                let own = (0..).zip(own).filter(|(_, measure)| contains(&touched, **measure));
                self.at_stake[mv] = own.map(|(nth, measure)| (nth, *measure)).collect();
                self.prospects[mv] = prospects;
                let measures = self.at_stake[mv].iter().map(|(_, measure)| *measure);
                let stakes = &mut self.stakes[mv * self.words..][..self.words];
                measures
                    .chain(self.lines[seat]..self.lines[seat + 1])
                    .for_each(|number| insert(stakes, number));
            }
        }
    }

    /// What may come after a move, given the places that it and the later moves of its item
    /// write; and all measures that it can touch, directly or so.
    fn prospects_of(
        &self,
        defs: &Defs,
        mv: MoveId,
        own: &[usize],
        mut written: Vec<bool>,
    ) -> (Prospects, Vec<u64>) {
        let (item, seat) = (defs.moves[mv.index()].item, defs.moves[mv.index()].seat);
        let opens = |id: &ConferenceId| {
            let def = &defs.conferences[id.index()];
            let mut rests = def.item == item;
            if def.item > item && defs.audience_of_item(def.item).includes(Some(seat)) {
                for when in [&defs.items[def.item.index()].when, &def.when] {
                    reads_of_condition(when, &mut |place| {
                        rests |= written[self.layout.number(place)];
                    });
                }
            }
            rests
        };
        let conferences: Vec<ConferenceId> =
            ConferenceId::up_to(defs.conferences.len()).filter(opens).collect();
        for id in &conferences {
            let mut write = |place| written[self.layout.number(place)] = true;
            writes_of_conference(defs, *id, &mut write);
        }
        let mut touched = vec![0; self.words];
        for (place, _) in written.iter().enumerate().filter(|(_, written)| **written) {
            join(&mut touched, &self.places[place * self.words..(place + 1) * self.words]);
        }
        let mut frontiers = Vec::new();
        for sector in SectorId::up_to(defs.sectors.len()) {
            let mut stirred = written[self.layout.number(TableCell::Tension(sector))]
                || written[self.layout.number(TableCell::Sector(sector))];
            for power in PowerId::up_to(defs.powers.len()) {
                stirred |= written[self.layout.number(TableCell::Force(sector, power))];
            }
            // The months change the tension there, and perhaps who holds the ground.
            let mut felt = self.on(TableCell::Tension(sector)).to_vec();
            join(&mut felt, self.on(TableCell::Sector(sector)));
            if stirred && own.iter().any(|measure| contains(&felt, *measure)) {
                join(&mut touched, &felt);
                frontiers.push(sector);
            }
        }
        (Prospects { conferences, frontiers }, touched)
    }

    /// What may come after a move.
    #[must_use]
    pub fn prospects(&self, mv: MoveId) -> &Prospects {
        &self.prospects[mv.index()]
    }

    /// Marks each place with the measures and the red lines that rest on it.
    fn mark(&mut self, defs: &Defs) {
        let Self { layout, words, places, lines, measures, .. } = self;
        for (index, measure) in measures.iter().enumerate() {
            reads_of_measure(defs, measure, &mut |place| {
                insert(&mut places[layout.number(place) * *words..], index);
            });
        }
        let red_lines = defs.seats.iter().flat_map(|seat| &seat.red_lines);
        for (number, line) in (lines[0]..).zip(red_lines) {
            reads_of_condition(&line.crossed, &mut |place| {
                insert(&mut places[layout.number(place) * *words..], number);
            });
        }
    }

    /// What everything that falls due together can touch.
    #[must_use]
    pub fn touched_by(&self, defs: &Defs, due: &Due) -> Touched {
        let mut touched = Touched(vec![0; self.words]);
        writes_of_due(defs, due, &mut Vec::new(), &mut |place| {
            join(&mut touched.0, self.on(place));
        });
        touched
    }

    /// The places that a deliberation of a move may depend on: the conditions of its
    /// options (and of the later moves of its item), the measures that these affect, the
    /// red lines and leaders of the seats that are asked, and the places that decide
    /// whether an effect applies.
    fn reads_of_move(
        &self,
        defs: &Defs,
        index: &DefIndex,
        mv: MoveId,
        depth: Depth,
    ) -> Vec<TableCell> {
        let mut places: Vec<(usize, TableCell)> = Vec::new();
        let mut read = |place: TableCell| places.push((self.layout.number(place), place));
        let item = &defs.items[defs.moves[mv.index()].item.index()];
        if let ItemKind::Crisis(sector) = item.kind {
            reads_of_confrontation(defs, sector, &mut read);
        }
        let end = if depth == Depth::Replies { item.moves.end } else { mv.index() + 1 };
        for asked in (mv.index()..end).map(MoveId::new) {
            let def = &defs.moves[asked.index()];
            reads_of_condition(&def.when, &mut read);
            read(TableCell::Leader(def.seat));
            for line in &defs.seats[def.seat.index()].red_lines {
                reads_of_condition(&line.crossed, &mut read);
            }
            for (_, measure) in self.at_stake(asked) {
                reads_of_measure(defs, &self.measures[*measure], &mut read);
            }
            let prospects = self.prospects(asked);
            for sector in &prospects.frontiers {
                reads_of_confrontation(defs, *sector, &mut read);
                read(TableCell::Sector(*sector));
            }
            for id in &prospects.conferences {
                reads_of_conference((defs, index), *id, &mut read);
            }
            let mut broken = Vec::new();
            for option in &def.options {
                reads_of_condition(&option.when, &mut read);
                let chances = &defs.chances[option.chances.clone()];
                let branches = chances.iter().flat_map(|chance| &chance.branches);
                for effects in core::iter::once(&option.effects).chain(branches.map(|b| &b.effects))
                {
                    reads_of_due((defs, index), effects.due(), &mut broken, &mut read);
                }
            }
        }
        places.sort_unstable_by_key(|(number, _)| *number);
        places.dedup_by_key(|(number, _)| *number);
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// What each way of an option can touch.
    #[must_use]
    pub fn touched(&self, mv: MoveId, option: OptionId) -> &[Touched] {
        &self.ways[mv.index()][option.index()]
    }

    /// The places that a deliberation of a move may rest on.
    #[must_use]
    pub fn rests_on(&self, depth: Depth, mv: MoveId) -> &[TableCell] {
        &self.rests_on[depth as usize][mv.index()]
    }

    /// Every measure of an objective, each once.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The number of a red line of a seat, by its place in the list.
    #[must_use]
    pub fn red_line(&self, seat: SeatId, line: usize) -> usize {
        self.lines[seat.index()] + line
    }

    /// The length of a set of measures and red lines, in 64-bit words.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// The measures and red lines that a place bears on, as a set.
    #[must_use]
    pub fn on(&self, place: TableCell) -> &[u64] {
        let at = self.layout.number(place) * self.words;
        &self.places[at..at + self.words]
    }

    /// The objectives of the moving seat that a move or a later one of its item can
    /// affect, as (index of the objective, index of the measure).
    #[must_use]
    pub fn at_stake(&self, mv: MoveId) -> &[(u16, usize)] {
        &self.at_stake[mv.index()]
    }
}
