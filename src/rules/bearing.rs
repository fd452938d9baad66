//! Bearing: which places of the tables each measure and each red line rests on.
//!
//! Computed once from the definitions. After a write, a [foresight](super::foresight)
//! evaluates again only the measures and red lines that depend on the place written, and a
//! seat weighs only the objectives that an option can affect. The sets are upper bounds: a
//! measure may depend on fewer places than are listed, never on more.
//!
//! Measures and red lines are numbered together, the measures first; a set of them is a
//! list of words, a bit for each number.

use super::borders::BorderEffect;
use super::conditions::{Condition, Measure};
use super::conference::{AlternativeProbability, ConferenceDef};
use super::defs::{Defs, ItemKind, SeatDef};
use super::deterrence::DeterrenceEffect;
use super::effects::{AgendaEffect, AgendaMark, Due, Effect, Effects, InstrumentEffect};
use super::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, MoveId, OptionId, PowerId, SeatId, SectorId,
};
use super::index::DefIndex;
use super::recognition::RecognitionEffect;
use super::ways::Ways;

use super::terms::Term;

/// A place of the tables that effects write and measures read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableCell {
    /// The choice made in a move.
    Choice(MoveId),
    /// Whether a challenge was made in a crisis.
    Challenged(ItemId),
    /// The value of a fact.
    Fact(FactId),
    /// Who holds a seat.
    Leader(SeatId),
    /// The life of an instrument, and what it says.
    Instrument(InstrumentId),
    /// Where the first power stands to the second.
    Standing(PowerId, PowerId),
    /// The Montevideo criteria of a power.
    Criteria(PowerId),
    /// Tension in a sector.
    Tension(SectorId),
    /// The force of a power in a sector.
    Force(SectorId, PowerId),
    /// A power's contentment.
    Satisfaction(PowerId),
    /// A power's weariness.
    Weariness(PowerId),
    /// The public stake of a power (audience costs).
    Audience(PowerId),
    /// Troops of the first power on the soil of the second.
    Troops(PowerId, PowerId),
    /// The line of a sector: status, holder, patrols, commission.
    Sector(SectorId),
    /// The state of a conference.
    Talk(ConferenceId),
}

impl TableCell {
    /// The place that an effect on deterrence writes.
    #[must_use]
    pub const fn of_balance(effect: DeterrenceEffect) -> Self {
        match effect {
            DeterrenceEffect::Tension(sector, _) => Self::Tension(sector),
            DeterrenceEffect::Force(sector, power, _) => Self::Force(sector, power),
            DeterrenceEffect::Satisfaction(power, _) => Self::Satisfaction(power),
            DeterrenceEffect::Weariness(power, _) => Self::Weariness(power),
            DeterrenceEffect::Audience(power, _) => Self::Audience(power),
            DeterrenceEffect::Troops(of, host, _) => Self::Troops(of, host),
        }
    }
}

/// How far a seat looks when it weighs a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Up to the replies to each option: the seat weighs its own move.
    Replies,
    /// Up to each option's own consequences: the seat answers another seat's move.
    Answers,
}

/// The numbering of all places: table after table, from the first number of each.
#[derive(Clone, Copy, Debug, Default)]
struct CellNumbering {
    powers: usize,
    /// The number of the first place of each table, and of all places.
    begins: [usize; 16],
}

impl CellNumbering {
    fn of(defs: &Defs) -> Self {
        let (powers, sectors) = (defs.powers.len(), defs.sectors.len());
        let sizes = [
            defs.moves.len(),
            defs.items.len(),
            defs.facts.len(),
            defs.seats.len(),
            defs.instruments.len(),
            powers * powers,
            powers,
            sectors,
            sectors * powers,
            powers,
            powers,
            powers,
            powers * powers,
            sectors,
            defs.conferences.len(),
        ];
        let mut begins = [0; 16];
        for (table, size) in sizes.into_iter().enumerate() {
            begins[table + 1] = begins[table] + size;
        }
        Self { powers, begins }
    }

    /// How many places there are.
    const fn all(&self) -> usize {
        self.begins[15]
    }

    /// The number of a place.
    fn number(&self, place: TableCell) -> usize {
        let (table, row) = match place {
            TableCell::Choice(mv) => (0, mv.index()),
            TableCell::Challenged(item) => (1, item.index()),
            TableCell::Fact(fact) => (2, fact.index()),
            TableCell::Leader(seat) => (3, seat.index()),
            TableCell::Instrument(id) => (4, id.index()),
            TableCell::Standing(from, to) => (5, from.index() * self.powers + to.index()),
            TableCell::Criteria(power) => (6, power.index()),
            TableCell::Tension(sector) => (7, sector.index()),
            TableCell::Force(sector, power) => (8, sector.index() * self.powers + power.index()),
            TableCell::Satisfaction(power) => (9, power.index()),
            TableCell::Weariness(power) => (10, power.index()),
            TableCell::Audience(power) => (11, power.index()),
            TableCell::Troops(of, host) => (12, of.index() * self.powers + host.index()),
            TableCell::Sector(sector) => (13, sector.index()),
            TableCell::Talk(id) => (14, id.index()),
        };
        self.begins[table] + row
    }
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

/// Goes through the places that a condition rests on.
fn reads_of_condition(condition: &Condition, read: &mut impl FnMut(TableCell)) {
    match condition {
        Condition::Always => {}
        Condition::Not(inner) => reads_of_condition(inner, read),
        Condition::All(inner) | Condition::Any(inner) => {
            for part in inner {
                reads_of_condition(part, read);
            }
        }
        Condition::Chose(mv, _) => read(TableCell::Choice(*mv)),
        Condition::Is(fact, _) => read(TableCell::Fact(*fact)),
        Condition::InForce(id) => read(TableCell::Instrument(*id)),
        Condition::AtLeast(from, to, _) => read(TableCell::Standing(*from, *to)),
        Condition::Leads(seat, _) => read(TableCell::Leader(*seat)),
        Condition::Holds(sector, _) => read(TableCell::Sector(*sector)),
        Condition::Tension(sector, _) => read(TableCell::Tension(*sector)),
        Condition::Challenged(item) => read(TableCell::Challenged(*item)),
        Condition::Signed(id) | Condition::Article(id, ..) => read(TableCell::Talk(*id)),
    }
}

/// Goes through the places that a measure rests on.
fn reads_of_measure(defs: &Defs, measure: &Measure, read: &mut impl FnMut(TableCell)) {
    let powers = || (0..defs.powers.len()).map(PowerId::new);
    match measure {
        Measure::Not(inner) => reads_of_measure(defs, inner, read),
        Measure::Grade(from, to) => read(TableCell::Standing(*from, *to)),
        Measure::Declaratory(power) => read(TableCell::Criteria(*power)),
        Measure::Constitutive(power) => {
            powers().for_each(|from| read(TableCell::Standing(from, *power)));
        }
        Measure::InForce(id) => read(TableCell::Instrument(*id)),
        Measure::Fact(fact, _) => read(TableCell::Fact(*fact)),
        Measure::Holds(sector, _) => read(TableCell::Sector(*sector)),
        Measure::Leads(seat, _) => read(TableCell::Leader(*seat)),
        Measure::Calm(sector) => read(TableCell::Tension(*sector)),
        Measure::Security(sector) | Measure::Credibility(sector) => {
            reads_of_confrontation(defs, *sector, read);
        }
        Measure::Troops(of, host, _) => read(TableCell::Troops(*of, *host)),
    }
}

/// Goes through the places that a confrontation, and whether there is one, rests on.
fn reads_of_confrontation(defs: &Defs, sector: SectorId, read: &mut impl FnMut(TableCell)) {
    let def = &defs.sectors[sector.index()];
    reads_of_condition(&def.live, read);
    read(TableCell::Tension(sector));
    for power in (0..defs.powers.len()).map(PowerId::new) {
        read(TableCell::Force(sector, power));
        for side in [def.challenger, def.defender] {
            read(TableCell::Troops(power, side));
        }
    }
    for side in [def.challenger, def.defender] {
        read(TableCell::Satisfaction(side));
        read(TableCell::Weariness(side));
        read(TableCell::Audience(side));
        if let Some(seat) = defs.seat_of(side) {
            read(TableCell::Leader(seat));
        }
    }
    for id in (0..defs.instruments.len()).map(InstrumentId::new) {
        let bears = |term: &Term| match *term {
            Term::Pledge { protege, .. } => [def.challenger, def.defender].contains(&protege),
            Term::NonAggression { power, toward, .. } => {
                (power, toward) == (def.challenger, def.defender)
            }
            _ => false,
        };
        if defs.possible_terms(id).any(|(term, _)| bears(term)) {
            read(TableCell::Instrument(id));
        }
    }
}

/// Goes through the places that decide whether effects have one, and how far they go,
/// besides the places that they write.
fn reads_of_due(
    (defs, index): (&Defs, &DefIndex),
    due: &Due,
    broken: &mut Vec<InstrumentId>,
    read: &mut impl FnMut(TableCell),
) {
    for effect in &due.instruments {
        let id = effect.instrument();
        read(TableCell::Instrument(id));
        if let InstrumentEffect::Breach(..) = effect
            && !broken.contains(&id)
        {
            broken.push(id);
            let breach = defs.instruments[id.index()].breach.due();
            reads_of_due((defs, index), breach, broken, read);
        }
    }
    for effect in &due.recognition {
        if let RecognitionEffect::Act { from, to, .. } = *effect {
            for id in index.ceilings(from, to) {
                read(TableCell::Instrument(*id));
            }
        }
    }
}

/// All effects that may follow from a conference.
fn effects_of_conference(def: &ConferenceDef) -> impl Iterator<Item = &Due> {
    let values = def.clauses.iter().flat_map(|clause| &clause.values);
    let ends = [&def.signed, &def.failed, &def.unratified];
    values.map(|value| &value.effects).chain(ends).map(Effects::due)
}

/// Goes through the places that decide whether a conference meets, what it can be expected
/// to come to, and how far what follows from it goes.
fn reads_of_conference(
    (defs, index): (&Defs, &DefIndex),
    id: ConferenceId,
    read: &mut impl FnMut(TableCell),
) {
    let def = &defs.conferences[id.index()];
    read(TableCell::Talk(id));
    reads_of_condition(&defs.items[def.item.index()].when, read);
    reads_of_condition(&def.when, read);
    for mandate in def.parties.iter().flat_map(|party| &party.mandates) {
        reads_of_condition(&mandate.when, read);
        for other in &mandate.alternatives {
            match &other.chance {
                AlternativeProbability::Rest => {}
                AlternativeProbability::Share(when, _) => reads_of_condition(when, read),
                AlternativeProbability::Clash(sector)
                | AlternativeProbability::Challenge(sector)
                | AlternativeProbability::Concession(sector) => {
                    reads_of_confrontation(defs, *sector, read);
                }
            }
        }
    }
    if let Some(id) = def.instrument {
        read(TableCell::Instrument(id));
    }
    let mut broken = Vec::new();
    for due in effects_of_conference(def) {
        reads_of_due((defs, index), due, &mut broken, read);
    }
}

/// Goes through the places that a conference may write, whatever comes of it.
fn writes_of_conference(defs: &Defs, id: ConferenceId, write: &mut impl FnMut(TableCell)) {
    let def = &defs.conferences[id.index()];
    write(TableCell::Talk(id));
    if let Some(id) = def.instrument {
        let mut due = Due::default();
        due.push(Effect::Instrument(InstrumentEffect::Sign(id)));
        writes_of_due(defs, &due, &mut Vec::new(), write);
    }
    for due in effects_of_conference(def) {
        writes_of_due(defs, due, &mut Vec::new(), write);
    }
}

/// Goes through the places that effects write, what follows from a breach among them.
fn writes_of_due(
    defs: &Defs,
    due: &Due,
    broken: &mut Vec<InstrumentId>,
    write: &mut impl FnMut(TableCell),
) {
    for mark in &due.marks {
        match *mark {
            AgendaMark::Chose(mv, _) => write(TableCell::Choice(mv)),
            AgendaMark::Challenged(item) => write(TableCell::Challenged(item)),
            // No condition and no measure reads these marks.
            AgendaMark::Opened(_) | AgendaMark::Drawn(..) => {}
        }
    }
    for effect in &due.instruments {
        let id = effect.instrument();
        write(TableCell::Instrument(id));
        match effect {
            InstrumentEffect::Sign(_) | InstrumentEffect::Conclude(..) => {
                for (term, _) in defs.possible_terms(id) {
                    if let Term::Recognises { from, to, .. } = *term {
                        write(TableCell::Standing(from, to));
                    }
                }
            }
            InstrumentEffect::Breach(..) if !broken.contains(&id) => {
                broken.push(id);
                let breach = defs.instruments[id.index()].breach.due();
                writes_of_due(defs, breach, broken, write);
            }
            _ => {}
        }
    }
    for effect in &due.recognition {
        write(match *effect {
            RecognitionEffect::Act { from, to, .. } => TableCell::Standing(from, to),
            RecognitionEffect::Criterion(power, ..) => TableCell::Criteria(power),
        });
    }
    for effect in &due.deterrence {
        write(TableCell::of_balance(*effect));
    }
    for effect in &due.borders {
        if !matches!(effect, BorderEffect::Clash(..)) {
            write(TableCell::Sector(effect.sector()));
        }
    }
    for effect in &due.agenda {
        write(match *effect {
            AgendaEffect::Set(fact, _) => TableCell::Fact(fact),
            AgendaEffect::Leader(seat, _) => TableCell::Leader(seat),
        });
    }
}
