//! Bearing: which places of the tables each measure rests on.
//!
//! Worked out once for a setting. A [foresight](super::foresight) measures again only
//! what a write bears on, and a seat weighs only the objectives that an option can
//! touch. A measure may rest on less than is said here, never on more.

use super::effects::{Due, Mark};
use super::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, MoveId, OptionId, PowerId, SeatId, SectorId,
};
use super::position::PositionRef;
use super::remembered::Depth;
use super::setting::{
    AgendaEffect, BorderEffect, Condition, DeterrenceEffect, InstrumentEffect, ItemKind, Measure,
    RecognitionEffect, Setting, Term,
};

/// A place of the tables that effects write and measures read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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
    /// What a power has staked in public.
    Audience(PowerId),
    /// Troops of the first power on the soil of the second.
    Troops(PowerId, PowerId),
    /// The line of a sector: status, holder, patrols, commission.
    Sector(SectorId),
    /// How far a conference has come.
    Talk(ConferenceId),
}

impl Place {
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

impl Place {
    /// Adds what stands in this place to some numbers, as far as a condition or a
    /// measure can read it.
    pub(super) fn read(self, here: PositionRef<'_>, numbers: &mut Vec<u64>) {
        let deterrence = here.deterrence;
        let number = match self {
            Self::Choice(mv) => here.agenda.choice(mv).map_or(0, |option| u64::from(option.0) + 1),
            Self::Challenged(item) => u64::from(here.agenda.challenged[item.index()]),
            Self::Fact(fact) => u64::from(here.agenda.fact(fact).0),
            Self::Leader(seat) => u64::from(here.agenda.leader(seat).0),
            Self::Instrument(id) => {
                let state = &here.instruments.states[id.index()];
                let treaty = state.treaty.map_or(0, |treaty| u64::from(treaty.0) + 1);
                let flags = [state.signed.is_some(), state.ended.is_some(), state.leaves.is_some()];
                flags.into_iter().fold(treaty, |all, flag| all << 1 | u64::from(flag))
            }
            Self::Standing(from, to) => u64::from(here.recognition.standing[(from, to)].rung()),
            Self::Criteria(power) => {
                let [first, rest @ ..] = here.recognition.criteria[power.index()];
                numbers.extend(rest.map(f64::to_bits));
                first.to_bits()
            }
            Self::Tension(sector) => deterrence.tension[sector.index()].to_bits(),
            Self::Force(sector, power) => deterrence.force(sector, power).to_bits(),
            Self::Satisfaction(power) => deterrence.satisfaction[power.index()].to_bits(),
            Self::Weariness(power) => deterrence.weariness[power.index()].to_bits(),
            Self::Audience(power) => deterrence.audience[power.index()].to_bits(),
            Self::Troops(of, host) => deterrence.troops[(of, host)].to_bits(),
            Self::Sector(sector) => u64::from(here.borders.sectors[sector.index()].holder.0),
            Self::Talk(id) => {
                let talk = here.talks.of(id);
                numbers.extend(talk.articles.iter().map(|value| u64::from(value.0)));
                talk.fate as u64 | (talk.articles.len() as u64) << 8
            }
        };
        numbers.push(number);
    }
}

/// Where each table begins, if the places of all are counted through.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    powers: usize,
    /// The number of the first place of each table, and of all places.
    begins: [usize; 16],
}

impl Layout {
    fn of(setting: &Setting) -> Self {
        let (powers, sectors) = (setting.powers.len(), setting.sectors.len());
        let sizes = [
            setting.moves.len(),
            setting.items.len(),
            setting.facts.len(),
            setting.seats.len(),
            setting.instruments.len(),
            powers * powers,
            powers,
            sectors,
            sectors * powers,
            powers,
            powers,
            powers,
            powers * powers,
            sectors,
            setting.conferences.len(),
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
    fn number(&self, place: Place) -> usize {
        let (table, row) = match place {
            Place::Choice(mv) => (0, mv.index()),
            Place::Challenged(item) => (1, item.index()),
            Place::Fact(fact) => (2, fact.index()),
            Place::Leader(seat) => (3, seat.index()),
            Place::Instrument(id) => (4, id.index()),
            Place::Standing(from, to) => (5, from.index() * self.powers + to.index()),
            Place::Criteria(power) => (6, power.index()),
            Place::Tension(sector) => (7, sector.index()),
            Place::Force(sector, power) => (8, sector.index() * self.powers + power.index()),
            Place::Satisfaction(power) => (9, power.index()),
            Place::Weariness(power) => (10, power.index()),
            Place::Audience(power) => (11, power.index()),
            Place::Troops(of, host) => (12, of.index() * self.powers + host.index()),
            Place::Sector(sector) => (13, sector.index()),
            Place::Talk(id) => (14, id.index()),
        };
        self.begins[table] + row
    }
}

/// What something can touch.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Measures, as a set.
    measures: Vec<u64>,
    /// The seats whose red lines it can touch, as a set.
    lines: u64,
}

impl Touched {
    /// Whether it leaves everything as it is that a seat has at stake in a move.
    #[must_use]
    pub fn leaves(&self, bearing: &Bearing, mv: MoveId, seat: SeatId) -> bool {
        let touched = |measure: &usize| self.measures[measure / 64] & (1 << (measure % 64)) != 0;
        self.lines & (1 << seat.index()) == 0
            && !bearing.at_stake(mv).iter().any(|(_, measure)| touched(measure))
    }
}

/// Which measures each place bears on, and which objectives each move can touch.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    layout: Layout,
    /// Every measure of an objective, each once.
    measures: Vec<Measure>,
    /// The measure of each objective, seat by seat.
    objectives: Vec<Vec<usize>>,
    /// How many words a set of measures has.
    words: usize,
    /// A set of measures for each place.
    places: Vec<u64>,
    /// The seats whose red lines rest on each place, as a set.
    lines: Vec<u64>,
    /// Of each move, the objectives of its seat that it, or what comes after it in its
    /// item, can touch: the place in the list, and the measure.
    at_stake: Vec<Vec<(u16, usize)>>,
    /// Of each way of each option of each move, what it can touch.
    ways: Vec<Vec<Vec<Touched>>>,
    /// Of each move, the places that a deliberation of it may rest on, depth by depth.
    rests_on: [Vec<Vec<Place>>; 2],
}

impl Bearing {
    /// Works it out for a setting.
    #[must_use]
    pub fn of(setting: &Setting) -> Self {
        let mut measures: Vec<Measure> = Vec::new();
        let number = |measure: &Measure, measures: &mut Vec<Measure>| {
            measures.iter().position(|known| known == measure).unwrap_or_else(|| {
                measures.push(measure.clone());
                measures.len() - 1
            })
        };
        let objectives: Vec<Vec<usize>> = setting
            .seats
            .iter()
            .map(|seat| seat.objectives.iter().map(|o| number(&o.measure, &mut measures)).collect())
            .collect();
        let layout = Layout::of(setting);
        let words = measures.len().div_ceil(64);
        let mut places = vec![0; layout.all() * words];
        for (index, measure) in measures.iter().enumerate() {
            reads_of_measure(setting, measure, &mut |place| {
                let at = layout.number(place) * words + index / 64;
                places[at] |= 1 << (index % 64);
            });
        }
        let mut lines = vec![0; layout.all()];
        for (seat, def) in setting.seats.iter().enumerate() {
            for line in &def.red_lines {
                let mut read = |place| lines[layout.number(place)] |= 1 << seat;
                reads_of_condition(&line.crossed, &mut read);
            }
        }
        let mut bearing = Self {
            layout,
            measures,
            objectives,
            words,
            places,
            lines,
            at_stake: vec![Vec::new(); setting.moves.len()],
            ways: Vec::new(),
            rests_on: [Vec::new(), Vec::new()],
        };
        for item in &setting.items {
            // What comes after a move in its item may follow as the reply to it.
            let mut after = vec![0; words];
            for mv in item.moves.clone().rev() {
                bearing.touch(setting, MoveId::new(mv), &mut after);
                let own = bearing.objectives(setting.moves[mv].seat).iter().copied();
                let touched = |measure: usize| after[measure / 64] & (1 << (measure % 64)) != 0;
                let own = (0..).zip(own).filter(|(_, measure)| touched(*measure));
                bearing.at_stake[mv] = own.collect();
            }
        }
        let of_move = |mv: usize| {
            let options = (0..setting.moves[mv].options.len()).map(OptionId::new);
            let ways = options.map(|option| setting.ways.of(MoveId::new(mv), option));
            ways.map(|ways| ways.iter().map(|w| bearing.touched_by(setting, &w.due)).collect())
                .collect()
        };
        bearing.ways = (0..setting.moves.len()).map(of_move).collect();
        bearing.rests_on = [Depth::Replies, Depth::Answers].map(|depth| {
            let moves = (0..setting.moves.len()).map(MoveId::new);
            moves.map(|mv| bearing.reads_of_move(setting, mv, depth)).collect()
        });
        bearing
    }

    /// Adds the measures that the options of a move can touch.
    fn touch(&self, setting: &Setting, mv: MoveId, set: &mut [u64]) {
        let def = &setting.moves[mv.index()];
        let mut write = |place: Place| {
            for (word, bears) in set.iter_mut().zip(self.on(place)) {
                *word |= bears;
            }
        };
        for option in 0..def.options.len() {
            for way in setting.ways.of(mv, OptionId::new(option)) {
                writes_of_due(setting, &way.due, &mut Vec::new(), &mut write);
            }
        }
    }

    /// What everything that falls due together can touch.
    #[must_use]
    pub fn touched_by(&self, setting: &Setting, due: &Due) -> Touched {
        let mut touched = Touched { measures: vec![0; self.words], lines: 0 };
        writes_of_due(setting, due, &mut Vec::new(), &mut |place| {
            for (word, bears) in touched.measures.iter_mut().zip(self.on(place)) {
                *word |= bears;
            }
            touched.lines |= self.lines[self.layout.number(place)];
        });
        touched
    }

    /// The places that a deliberation of a move may rest on: what is open (and asked in
    /// the rest of its item), what that touches, the red lines and leaders of those who
    /// are asked, and what decides whether an effect has one.
    fn reads_of_move(&self, setting: &Setting, mv: MoveId, depth: Depth) -> Vec<Place> {
        let mut places: Vec<(usize, Place)> = Vec::new();
        let mut read = |place: Place| places.push((self.layout.number(place), place));
        let item = &setting.items[setting.moves[mv.index()].item.index()];
        if let ItemKind::Crisis(sector) = item.kind {
            reads_of_confrontation(setting, sector, &mut read);
        }
        let end = if depth == Depth::Replies { item.moves.end } else { mv.index() + 1 };
        for asked in (mv.index()..end).map(MoveId::new) {
            let def = &setting.moves[asked.index()];
            reads_of_condition(&def.when, &mut read);
            read(Place::Leader(def.seat));
            for line in &setting.seats[def.seat.index()].red_lines {
                reads_of_condition(&line.crossed, &mut read);
            }
            for (_, measure) in self.at_stake(asked) {
                reads_of_measure(setting, &self.measures[*measure], &mut read);
            }
            let mut broken = Vec::new();
            for option in &def.options {
                reads_of_condition(&option.when, &mut read);
                let chances = &setting.chances[option.chances.clone()];
                let branches = chances.iter().flat_map(|chance| &chance.branches);
                for effects in core::iter::once(&option.effects).chain(branches.map(|b| &b.effects))
                {
                    reads_of_due(setting, effects.due(), &mut broken, &mut read);
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
    pub fn rests_on(&self, depth: Depth, mv: MoveId) -> &[Place] {
        &self.rests_on[depth as usize][mv.index()]
    }

    /// Every measure of an objective, each once.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measures of a seat's objectives, in their order, by number.
    #[must_use]
    pub fn objectives(&self, seat: SeatId) -> &[usize] {
        &self.objectives[seat.index()]
    }

    /// How many words a set of measures has.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// The measures that a place bears on, as a set.
    #[must_use]
    pub fn on(&self, place: Place) -> &[u64] {
        let at = self.layout.number(place) * self.words;
        &self.places[at..at + self.words]
    }

    /// The objectives of the seat that moves that a move, or what may follow it in its
    /// item, can touch: the place in the list, and the number of the measure.
    #[must_use]
    pub fn at_stake(&self, mv: MoveId) -> &[(u16, usize)] {
        &self.at_stake[mv.index()]
    }
}

/// Goes through the places that a condition rests on.
fn reads_of_condition(condition: &Condition, read: &mut impl FnMut(Place)) {
    match condition {
        Condition::Always => {}
        Condition::Not(inner) => reads_of_condition(inner, read),
        Condition::All(inner) | Condition::Any(inner) => {
            for part in inner {
                reads_of_condition(part, read);
            }
        }
        Condition::Chose(mv, _) => read(Place::Choice(*mv)),
        Condition::Is(fact, _) => read(Place::Fact(*fact)),
        Condition::InForce(id) => read(Place::Instrument(*id)),
        Condition::AtLeast(from, to, _) => read(Place::Standing(*from, *to)),
        Condition::Leads(seat, _) => read(Place::Leader(*seat)),
        Condition::Holds(sector, _) => read(Place::Sector(*sector)),
        Condition::Tension(sector, _) => read(Place::Tension(*sector)),
        Condition::Challenged(item) => read(Place::Challenged(*item)),
        Condition::Signed(id) | Condition::Article(id, ..) => read(Place::Talk(*id)),
    }
}

/// Goes through the places that a measure rests on.
fn reads_of_measure(setting: &Setting, measure: &Measure, read: &mut impl FnMut(Place)) {
    let powers = || (0..setting.powers.len()).map(PowerId::new);
    match measure {
        Measure::Not(inner) => reads_of_measure(setting, inner, read),
        Measure::Grade(from, to) => read(Place::Standing(*from, *to)),
        Measure::Declaratory(power) => read(Place::Criteria(*power)),
        Measure::Constitutive(power) => {
            powers().for_each(|from| read(Place::Standing(from, *power)));
        }
        Measure::InForce(id) => read(Place::Instrument(*id)),
        Measure::Fact(fact, _) => read(Place::Fact(*fact)),
        Measure::Holds(sector, _) => read(Place::Sector(*sector)),
        Measure::Calm(sector) => read(Place::Tension(*sector)),
        Measure::Security(sector) | Measure::Credibility(sector) => {
            reads_of_confrontation(setting, *sector, read);
        }
        Measure::Troops(of, host, _) => read(Place::Troops(*of, *host)),
    }
}

/// Goes through the places that a confrontation, and whether there is one, rests on.
fn reads_of_confrontation(setting: &Setting, sector: SectorId, read: &mut impl FnMut(Place)) {
    let def = &setting.sectors[sector.index()];
    reads_of_condition(&def.live, read);
    read(Place::Tension(sector));
    for power in (0..setting.powers.len()).map(PowerId::new) {
        read(Place::Force(sector, power));
        for side in [def.challenger, def.defender] {
            read(Place::Troops(power, side));
        }
    }
    for side in [def.challenger, def.defender] {
        read(Place::Satisfaction(side));
        read(Place::Weariness(side));
        read(Place::Audience(side));
        if let Some(seat) = setting.seat_of(side) {
            read(Place::Leader(seat));
        }
    }
    for id in (0..setting.instruments.len()).map(InstrumentId::new) {
        let bears = |term: &Term| match *term {
            Term::Pledge { protege, .. } => [def.challenger, def.defender].contains(&protege),
            Term::NonAggression { power, toward, .. } => {
                (power, toward) == (def.challenger, def.defender)
            }
            _ => false,
        };
        if setting.possible_terms(id).any(|(term, _)| bears(term)) {
            read(Place::Instrument(id));
        }
    }
}

/// Goes through the places that decide whether effects have one, and how far they go,
/// besides the places that they write.
fn reads_of_due(
    setting: &Setting,
    due: &Due,
    broken: &mut Vec<InstrumentId>,
    read: &mut impl FnMut(Place),
) {
    for effect in &due.instruments {
        let id = effect.instrument();
        read(Place::Instrument(id));
        if let InstrumentEffect::Breach(..) = effect
            && !broken.contains(&id)
        {
            broken.push(id);
            reads_of_due(setting, setting.instruments[id.index()].breach.due(), broken, read);
        }
    }
    for effect in &due.recognition {
        if let RecognitionEffect::Act { from, to, .. } = *effect {
            for id in setting.index.ceilings(from, to) {
                read(Place::Instrument(*id));
            }
        }
    }
}

/// Goes through the places that effects write, what follows from a breach among them.
fn writes_of_due(
    setting: &Setting,
    due: &Due,
    broken: &mut Vec<InstrumentId>,
    write: &mut impl FnMut(Place),
) {
    for mark in &due.marks {
        match *mark {
            Mark::Chose(mv, _) => write(Place::Choice(mv)),
            Mark::Challenged(item) => write(Place::Challenged(item)),
            // Nothing that a condition or a measure can ask for.
            Mark::Opened(_) | Mark::Drawn(..) => {}
        }
    }
    for effect in &due.instruments {
        let id = effect.instrument();
        write(Place::Instrument(id));
        match effect {
            InstrumentEffect::Sign(_) | InstrumentEffect::Conclude(..) => {
                for (term, _) in setting.possible_terms(id) {
                    if let Term::Recognises { from, to, .. } = *term {
                        write(Place::Standing(from, to));
                    }
                }
            }
            InstrumentEffect::Breach(..) if !broken.contains(&id) => {
                broken.push(id);
                let breach = setting.instruments[id.index()].breach.due();
                writes_of_due(setting, breach, broken, write);
            }
            _ => {}
        }
    }
    for effect in &due.recognition {
        write(match *effect {
            RecognitionEffect::Act { from, to, .. } => Place::Standing(from, to),
            RecognitionEffect::Criterion(power, ..) => Place::Criteria(power),
        });
    }
    for effect in &due.deterrence {
        write(Place::of_balance(*effect));
    }
    for effect in &due.borders {
        if !matches!(effect, BorderEffect::Clash(..)) {
            write(Place::Sector(effect.sector()));
        }
    }
    for effect in &due.agenda {
        write(match *effect {
            AgendaEffect::Set(fact, _) => Place::Fact(fact),
            AgendaEffect::Leader(seat, _) => Place::Leader(seat),
        });
    }
}
