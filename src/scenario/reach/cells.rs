//! The cells of the walk: the possible values of each table, and how a condition
//! narrows them.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::conditions::Condition;
use crate::rules::ids::{
    ClauseId, ConferenceId, InstrumentId, MoveId, OptionId, PowerId, SectorId,
};
use crate::rules::position::PositionRef;
use crate::rules::quantity::Date;
use crate::rules::setting::Setting;
use crate::rules::talks::ConferenceOutcome;

/// The possible values of one cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PossibleValues {
    /// One of these, in rising order; none if the place cannot be read at all.
    Set(Vec<u16>),
    /// A number between these two.
    Range(f64, f64),
    /// The earliest and the latest day on which a treaty that is in force runs out; none
    /// for never. `Term(None)` if it cannot be in force.
    Term(Option<(Option<Date>, Option<Date>)>),
}

impl PossibleValues {
    /// The union of the values of both.
    fn joined(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Set(a), Self::Set(b)) => {
                let all: BTreeSet<u16> = a.iter().chain(b).copied().collect();
                Self::Set(all.into_iter().collect())
            }
            (Self::Range(a, b), Self::Range(c, d)) => Self::Range(a.min(*c), b.max(*d)),
            (Self::Term(Some((a, b))), Self::Term(Some((c, d)))) => {
                // The earliest day at all, and no last day if either has none.
                let first = [*a, *c].into_iter().flatten().min();
                Self::Term(Some((first, b.zip(*d).map(|(b, d)| b.max(d)))))
            }
            (Self::Term(None), term) | (term, _) => term.clone(),
        }
    }
}

/// The value of an instrument's cell while it is in force.
pub(super) const BINDS: u16 = 1;
/// The value of an instrument's cell while it is not in force.
pub(super) const DOES_NOT: u16 = 0;
/// The value of an article's cell if there is no such article.
pub(super) const NO_ARTICLE: u16 = u16::MAX;

/// The index of each table's first cell.
struct ReachLayout {
    facts: usize,
    leaders: usize,
    in_force: usize,
    terms: usize,
    standing: usize,
    holders: usize,
    statuses: usize,
    tension: usize,
    choices: usize,
    challenged: usize,
    fates: usize,
    articles: Vec<usize>,
}

/// The reason why something can never come about.
#[derive(Clone, Debug, PartialEq)]
pub enum Never {
    /// This condition, a part of its own, can never hold when it is asked about.
    NeverHolds(Condition),
    /// This always holds when it is asked about, and would have to fail.
    AlwaysHolds(Condition),
    /// Each part of the condition can hold, but not all together.
    Together,
    /// No option of the question is ever open.
    NoAnswer,
    /// The thing it is a part of never comes about: that thing's condition is at fault.
    Within,
    /// A mandate before it is always followed.
    Before,
    /// Its probability is 0.
    Nought,
}

/// The possible values of all tables of a position at one moment.
pub(super) struct Cells<'s> {
    pub(super) setting: &'s Setting,
    layout: ReachLayout,
    /// The values that each cell may hold now.
    now: Vec<PossibleValues>,
    /// The values that each cell may have held at any moment.
    ever: Vec<PossibleValues>,
    /// For each open fork: the earlier values of the cells that were written since it.
    logs: Vec<BTreeMap<usize, PossibleValues>>,
}

fn one(index: usize) -> PossibleValues {
    PossibleValues::Set(vec![
        u16::try_from(index).expect("tables are bounded by the scenario reader"),
    ])
}

impl<'s> Cells<'s> {
    /// The opening of a scenario.
    pub(super) fn opening(setting: &'s Setting, opening: PositionRef<'_>) -> Self {
        let mut cells: Vec<PossibleValues> = Vec::new();
        let begin = |cells: &Vec<PossibleValues>| cells.len();
        let facts = begin(&cells);
        cells.extend(opening.agenda.facts.iter().map(|value| one(value.index())));
        let leaders = begin(&cells);
        cells.extend(opening.agenda.leaders.iter().map(|leader| one(leader.index())));
        let in_force = begin(&cells);
        let ids = || (0..setting.instruments.len()).map(InstrumentId::new);
        cells.extend(ids().map(|id| one(usize::from(opening.instruments.in_force(id)))));
        let terms = begin(&cells);
        cells.extend(ids().map(|id| {
            let state = opening.instruments.states[id.index()];
            let binds = opening.instruments.in_force(id);
            let day = |signed: Date| {
                let end = opening.instruments.years(setting, id).map(|y| signed.plus_years(y));
                let end = end.filter(|_| !setting.instruments[id.index()].renews);
                (end, end)
            };
            PossibleValues::Term(state.signed.filter(|_| binds).map(day))
        }));
        let standing = begin(&cells);
        let powers = setting.powers.len();
        for from in 0..powers {
            for to in 0..powers {
                let pair = (PowerId::new(from), PowerId::new(to));
                cells.push(one(usize::from(opening.recognition.standing[pair].rung())));
            }
        }
        let holders = begin(&cells);
        cells.extend(opening.borders.sectors.iter().map(|sector| one(sector.holder.index())));
        let statuses = begin(&cells);
        cells.extend(opening.borders.sectors.iter().map(|sector| one(sector.status as usize)));
        let tension = begin(&cells);
        cells.extend(
            opening.deterrence.tension.iter().map(|level| PossibleValues::Range(*level, *level)),
        );
        let choices = begin(&cells);
        cells.extend(setting.moves.iter().map(|_| one(0)));
        let challenged = begin(&cells);
        cells.extend(setting.items.iter().map(|_| one(0)));
        let fates = begin(&cells);
        cells.extend(setting.conferences.iter().map(|_| one(ConferenceOutcome::Pending as usize)));
        let mut articles = Vec::new();
        for conference in &setting.conferences {
            articles.push(begin(&cells));
            cells.extend(conference.clauses.iter().map(|_| PossibleValues::Set(vec![NO_ARTICLE])));
        }
        let layout = ReachLayout {
            facts,
            leaders,
            in_force,
            terms,
            standing,
            holders,
            statuses,
            tension,
            choices,
            challenged,
            fates,
            articles,
        };
        Self { setting, layout, ever: cells.clone(), now: cells, logs: Vec::new() }
    }

    pub(super) fn fact(&self, fact: usize) -> usize {
        self.layout.facts + fact
    }

    pub(super) fn leader(&self, seat: usize) -> usize {
        self.layout.leaders + seat
    }

    pub(super) fn in_force(&self, id: InstrumentId) -> usize {
        self.layout.in_force + id.index()
    }

    pub(super) fn term(&self, id: InstrumentId) -> usize {
        self.layout.terms + id.index()
    }

    pub(super) fn standing(&self, from: PowerId, to: PowerId) -> usize {
        self.layout.standing + from.index() * self.setting.powers.len() + to.index()
    }

    pub(super) fn holder(&self, sector: SectorId) -> usize {
        self.layout.holders + sector.index()
    }

    pub(super) fn status(&self, sector: SectorId) -> usize {
        self.layout.statuses + sector.index()
    }

    pub(super) fn tension(&self, sector: SectorId) -> usize {
        self.layout.tension + sector.index()
    }

    /// The cell of a move's choice: 0 for no choice, else the option's number plus 1.
    pub(super) fn choice(&self, mv: MoveId) -> usize {
        self.layout.choices + mv.index()
    }

    pub(super) fn challenged(&self, item: usize) -> usize {
        self.layout.challenged + item
    }

    pub(super) fn fate(&self, id: ConferenceId) -> usize {
        self.layout.fates + id.index()
    }

    pub(super) fn article(&self, id: ConferenceId, clause: ClauseId) -> usize {
        self.layout.articles[id.index()] + clause.index()
    }

    /// The values that a cell may hold; none of a cell that holds a number.
    pub(super) fn set(&self, cell: usize) -> &[u16] {
        match &self.now[cell] {
            PossibleValues::Set(values) => values,
            PossibleValues::Range(..) | PossibleValues::Term(_) => &[],
        }
    }

    pub(super) fn may_be(&self, cell: usize, value: u16) -> bool {
        self.set(cell).contains(&value)
    }

    pub(super) fn must_be(&self, cell: usize, value: u16) -> bool {
        self.set(cell) == [value]
    }

    pub(super) fn range(&self, cell: usize) -> (f64, f64) {
        match self.now[cell] {
            PossibleValues::Range(low, high) => (low, high),
            PossibleValues::Set(_) | PossibleValues::Term(_) => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    pub(super) fn term_of(&self, id: InstrumentId) -> Option<(Option<Date>, Option<Date>)> {
        match self.now[self.term(id)] {
            PossibleValues::Term(term) => term,
            PossibleValues::Set(_) | PossibleValues::Range(..) => None,
        }
    }

    /// Writes a cell without recording the value as held: the cell has held it already.
    fn keep(&mut self, cell: usize, value: PossibleValues) {
        let old = core::mem::replace(&mut self.now[cell], value);
        if let Some(log) = self.logs.last_mut() {
            log.entry(cell).or_insert(old);
        }
    }

    /// Puts a value into a cell in place of what it holds.
    pub(super) fn put(&mut self, cell: usize, value: PossibleValues) {
        if self.now[cell] != value {
            self.ever[cell] = self.ever[cell].joined(&value);
            self.keep(cell, value);
        }
    }

    /// Puts one value into a cell in place of what it holds.
    pub(super) fn put_one(&mut self, cell: usize, value: u16) {
        self.put(cell, PossibleValues::Set(vec![value]));
    }

    /// Adds possible values to those that a cell may hold already.
    pub(super) fn add(&mut self, cell: usize, value: &PossibleValues) {
        self.put(cell, self.now[cell].joined(value));
    }

    /// Adds values to those a cell may hold.
    pub(super) fn add_values(&mut self, cell: usize, values: impl IntoIterator<Item = u16>) {
        let all: BTreeSet<u16> = values.into_iter().collect();
        self.add(cell, &PossibleValues::Set(all.into_iter().collect()));
    }

    /// Follows several ways from the current state and goes on with the union of the states
    /// they end in. `go` returns whether a way is possible; the result is whether any is.
    fn fork(&mut self, ways: usize, mut go: impl FnMut(&mut Self, usize) -> bool) -> bool {
        let mut ends = Vec::new();
        for way in 0..ways {
            self.set_out();
            let can = go(self, way);
            let end = self.go_back();
            if can {
                ends.push(end);
            }
        }
        self.go_on(&ends)
    }

    /// Begins one of several ways; [`Self::go_back`] ends it.
    pub(super) fn set_out(&mut self) {
        self.logs.push(BTreeMap::new());
    }

    /// Goes back to where the way began; returns the values that it left in the cells.
    pub(super) fn go_back(&mut self) -> BTreeMap<usize, PossibleValues> {
        let log = self.logs.pop().expect("a way was begun");
        let restore = |(cell, old)| (cell, core::mem::replace(&mut self.now[cell], old));
        log.into_iter().map(restore).collect()
    }

    /// Goes on with the union of the states that the ways ended in; returns whether there
    /// was a way.
    pub(super) fn go_on(&mut self, ends: &[BTreeMap<usize, PossibleValues>]) -> bool {
        let touched: BTreeSet<usize> = ends.iter().flat_map(|end| end.keys().copied()).collect();
        for cell in touched {
            let left = |end: &BTreeMap<usize, PossibleValues>| end.get(&cell).cloned();
            let untouched = ends.iter().any(|end| !end.contains_key(&cell));
            let start = untouched.then(|| self.now[cell].clone());
            let all = ends.iter().filter_map(left).chain(start);
            if let Some(joined) = all.reduce(|a, b| a.joined(&b)) {
                self.keep(cell, joined);
            }
        }
        !ends.is_empty()
    }

    /// Whether `what` is possible from the current state, which stays unchanged.
    pub(super) fn can(&mut self, what: impl FnOnce(&mut Self) -> bool) -> bool {
        self.set_out();
        let can = what(self);
        self.go_back();
        can
    }

    /// Whether a condition may hold (or fail) in the current state.
    pub(super) fn may(&mut self, condition: &Condition, holds: bool) -> bool {
        self.can(|cells| cells.assume(condition, holds))
    }

    /// Looks at everything that each cell has held at any moment, all at once.
    pub(super) fn at_any_moment<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        core::mem::swap(&mut self.now, &mut self.ever);
        let seen = look(self);
        core::mem::swap(&mut self.now, &mut self.ever);
        seen
    }

    /// Narrows the cells to the values with which a condition can hold (or fail).
    /// Returns whether any state is left.
    pub(super) fn assume(&mut self, condition: &Condition, holds: bool) -> bool {
        match condition {
            Condition::Always => holds,
            Condition::Not(inner) => self.assume(inner, !holds),
            Condition::All(inner) | Condition::Any(inner) => {
                if matches!(condition, Condition::All(_)) == holds {
                    inner.iter().all(|part| self.assume(part, holds))
                } else {
                    self.fork(inner.len(), |cells, part| cells.assume(&inner[part], holds))
                }
            }
            Condition::Chose(mv, option) => self.sift(self.choice(*mv), taken(*option), holds),
            Condition::Is(fact, value) => self.sift(self.fact(fact.index()), value.0, holds),
            Condition::InForce(id) => self.sift(self.in_force(*id), BINDS, holds),
            Condition::Leads(seat, leader) => self.sift(self.leader(seat.index()), leader.0, holds),
            Condition::Holds(sector, power) => self.sift(self.holder(*sector), power.0, holds),
            Condition::Challenged(item) => self.sift(self.challenged(item.index()), 1, holds),
            Condition::Signed(id) => {
                self.sift(self.fate(*id), ConferenceOutcome::InForce as u16, holds)
            }
            Condition::Article(id, clause, value) => {
                self.sift(self.article(*id, *clause), value.0, holds)
            }
            Condition::AtLeast(from, to, standing) => {
                let least = u16::from(standing.rung());
                self.sift_by(self.standing(*from, *to), |rung| (rung >= least) == holds)
            }
            Condition::Tension(sector, level) => {
                let cell = self.tension(*sector);
                let (low, high) = self.range(cell);
                let (low, high) =
                    if holds { (low.max(*level), high) } else { (low, high.min(*level)) };
                // «Below the level» excludes the level, which a closed range cannot express.
                let left = if holds { low <= high } else { low < *level };
                if left {
                    self.keep(cell, PossibleValues::Range(low, high));
                }
                left
            }
        }
    }

    fn sift(&mut self, cell: usize, value: u16, holds: bool) -> bool {
        self.sift_by(cell, |v| (v == value) == holds)
    }

    fn sift_by(&mut self, cell: usize, keep: impl Fn(u16) -> bool) -> bool {
        let before = self.set(cell);
        let left: Vec<u16> = before.iter().copied().filter(|value| keep(*value)).collect();
        let any = !left.is_empty();
        if any && left.len() < before.len() {
            self.keep(cell, PossibleValues::Set(left));
        }
        any
    }

    /// The reason why a condition cannot hold (or fail) in the current state.
    pub(super) fn against(&mut self, condition: &Condition, holds: bool) -> Never {
        match condition {
            Condition::Not(inner) => self.against(inner, !holds),
            Condition::All(inner) if holds => {
                match inner.iter().find(|part| !self.may(part, true)) {
                    Some(part) => self.against(part, true),
                    None => Never::Together,
                }
            }
            Condition::Any(inner) if !holds => {
                match inner.iter().find(|part| !self.may(part, false)) {
                    Some(part) => self.against(part, false),
                    None => Never::Together,
                }
            }
            // A disjunction of one part has the reason of that part.
            Condition::Any(inner) if inner.len() == 1 => self.against(&inner[0], holds),
            other if holds => Never::NeverHolds(other.clone()),
            other => Never::AlwaysHolds(other.clone()),
        }
    }
}

/// An option as the value of the cell of its move.
pub(super) fn taken(option: OptionId) -> u16 {
    option.0 + 1
}
