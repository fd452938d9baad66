//! Cells: the places of the tables, and which of them a condition, a measure, a conference
//! or an effect reads and writes.
//!
//! Read off the definitions alone. The lists are upper bounds: what is meant may read or
//! write fewer places than are listed, never others.

use super::borders::BorderEffect;
use super::conditions::{Condition, Measure, OutcomeReading};
use super::conference::{AlternativeProbability, ConferenceDef};
use super::defs::Defs;
use super::deterrence::DeterrenceEffect;
use super::effects::{AgendaEffect, AgendaMark, Due, Effect, Effects, InstrumentEffect};
use super::ids::{ConferenceId, FactId, InstrumentId, ItemId, MoveId, PowerId, SeatId, SectorId};
use super::index::DefIndex;
use super::recognition::RecognitionEffect;
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

/// The numbering of all places: table after table, from the first number of each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellNumbering {
    powers: usize,
    /// The number of the first place of each table, and of all places.
    begins: [usize; 16],
}

impl CellNumbering {
    pub(super) fn of(defs: &Defs) -> Self {
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
    pub(super) const fn all(&self) -> usize {
        self.begins[15]
    }

    /// The number of a place.
    pub(super) fn number(&self, place: TableCell) -> usize {
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

/// Goes through the places that a condition rests on.
pub(super) fn reads_of_condition(condition: &Condition, read: &mut impl FnMut(TableCell)) {
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
pub(super) fn reads_of_measure(defs: &Defs, measure: &Measure, read: &mut impl FnMut(TableCell)) {
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
pub(super) fn reads_of_confrontation(
    defs: &Defs,
    sector: SectorId,
    read: &mut impl FnMut(TableCell),
) {
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
pub(super) fn reads_of_due(
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
pub(super) fn reads_of_conference(
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
pub(super) fn writes_of_conference(
    defs: &Defs,
    id: ConferenceId,
    write: &mut impl FnMut(TableCell),
) {
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
pub(super) fn writes_of_due(
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

/// Whether effects set by themselves what an outcome reads: nothing of the model stands
/// between. An answer's own reading, and a conference's, is no effect and is not seen here.
#[must_use]
pub fn sets(defs: &Defs, due: &Due, reading: &OutcomeReading) -> bool {
    match reading {
        OutcomeReading::Choice(_) | OutcomeReading::Concluded(_) | OutcomeReading::Article(..) => {
            false
        }
        OutcomeReading::Fact(fact) => {
            due.agenda.iter().any(|effect| matches!(effect, AgendaEffect::Set(of, _) if of == fact))
        }
        OutcomeReading::Leader(seat) => due
            .agenda
            .iter()
            .any(|effect| matches!(effect, AgendaEffect::Leader(of, _) if of == seat)),
        OutcomeReading::InForce(id) => {
            due.instruments.iter().any(|effect| effect.instrument() == *id)
        }
        OutcomeReading::Standing(from, to) => {
            let pair = (*from, *to);
            let acts = due.recognition.iter().any(|effect| {
                matches!(effect, RecognitionEffect::Act { from, to, .. } if (*from, *to) == pair)
            });
            let mut signed = due
                .instruments
                .iter()
                .flat_map(|effect| &defs.instruments[effect.instrument().index()].terms);
            acts || signed.any(
                |term| matches!(term, Term::Recognises { from, to, .. } if (*from, *to) == pair),
            )
        }
        OutcomeReading::Holder(sector) => due
            .borders
            .iter()
            .any(|effect| matches!(effect, BorderEffect::Holder(of, _) if of == sector)),
        OutcomeReading::Status(sector) => due
            .borders
            .iter()
            .any(|effect| matches!(effect, BorderEffect::Status(of, _) if of == sector)),
        OutcomeReading::Clashes(sector) => due
            .borders
            .iter()
            .any(|effect| matches!(effect, BorderEffect::Clash(of, ..) if of == sector)),
    }
}
