//! The position: everything that changes, read together.
//!
//! [`Position`] owns the six tables of a timeline; [`OutcomeReading`]s, conditions and
//! measures are functions on them. It is not where turns are played: that is the
//! `Turn` schedule, which keeps the same tables as separate components.

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::borders::{Borders, contest};
use super::cells::TableCell;
use super::conditions::{Condition, Measure, OutcomeReading};
use super::defs::MOST_POWERS;
use super::deterrence::{Confrontation, Deterrence, Pledge, Solution, solve};
use super::ids::{ClauseValueId, MoveId, OptionId, PowerId, SeatId, SectorId};
use super::instruments::{InstrumentState, Instruments};
use super::recognition::Recognition;
use super::setting::Setting;
use super::talks::{ConferenceOutcome, Talks};
use super::terms::Term;

/// Everything that changes in one timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The agenda: the progress of the game, choices, facts and leaders.
    pub agenda: Agenda,
    /// The instruments that are signed.
    pub instruments: Instruments,
    /// Recognition between the powers.
    pub recognition: Recognition,
    /// The balance of deterrence.
    pub deterrence: Deterrence,
    /// The state of the borders.
    pub borders: Borders,
    /// The conferences, past and present.
    pub talks: Talks,
}

/// A [`Position`] as references to its tables.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PositionRef<'a> {
    /// The agenda: the progress of the game, choices, facts and leaders.
    pub agenda: &'a Agenda,
    /// The instruments that are signed.
    pub instruments: &'a Instruments,
    /// Recognition between the powers.
    pub recognition: &'a Recognition,
    /// The balance of deterrence.
    pub deterrence: &'a Deterrence,
    /// The state of the borders.
    pub borders: &'a Borders,
    /// The conferences, past and present.
    pub talks: &'a Talks,
}

impl<'a> PositionRef<'a> {
    /// Puts the six tables of a position together; all other ways to make one call this.
    #[must_use]
    pub const fn new(
        agenda: &'a Agenda,
        instruments: &'a Instruments,
        recognition: &'a Recognition,
        deterrence: &'a Deterrence,
        borders: &'a Borders,
        talks: &'a Talks,
    ) -> Self {
        Self { agenda, instruments, recognition, deterrence, borders, talks }
    }
}

impl Position {
    /// Copies another position into this one and reuses its memory.
    pub fn copy(&mut self, other: PositionRef<'_>) {
        self.agenda.clone_from(other.agenda);
        self.instruments.clone_from(other.instruments);
        self.recognition.clone_from(other.recognition);
        self.deterrence.clone_from(other.deterrence);
        self.borders.clone_from(other.borders);
        self.talks.clone_from(other.talks);
    }

    /// Borrows all tables.
    #[must_use]
    pub fn borrow(&self) -> PositionRef<'_> {
        let Self { agenda, instruments, recognition, deterrence, borders, talks } = self;
        PositionRef::new(agenda, instruments, recognition, deterrence, borders, talks)
    }
}

fn number_of_choice(choice: Option<OptionId>) -> u64 {
    choice.map_or(0, |option| u64::from(option.0) + 1)
}

fn number_of_instrument(state: &InstrumentState) -> u64 {
    let treaty = state.treaty.map_or(0, |treaty| u64::from(treaty.0) + 1);
    let flags = [state.signed.is_some(), state.ended.is_some(), state.leaves.is_some()];
    flags.into_iter().fold(treaty, |all, flag| all << 1 | u64::from(flag))
}

/// One pledge in force for a power, with what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bond {
    /// The power that gave the pledge.
    pub protector: PowerId,
    /// The kind of the pledge.
    pub pledge: Pledge,
    /// The addition to the cost of conceding.
    pub cost: f64,
    /// The force that the protector adds, thousand men.
    pub force: f64,
}

/// What a confrontation rests on: its inputs without the challenger's chance to prevail,
/// and both sides, which decide that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standoff {
    inputs: Confrontation,
    sides: [Side; 2],
}

impl Standoff {
    /// The confrontation, with the challenger's chance to prevail.
    pub(super) fn confrontation(&self, setting: &Setting) -> Confrontation {
        let [challenger, defender] = &self.sides;
        Confrontation { win: challenger.against(defender, setting), ..self.inputs }
    }
}

/// What one side of a confrontation can bring to bear, allies counted.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Side {
    /// Thousand men.
    force: f64,
    /// Fighting value, 1 is ordinary.
    quality: f64,
    /// The addition of the pledges to its cost of conceding.
    costs: f64,
}

impl Side {
    /// The chance that it prevails over another.
    fn against(&self, other: &Self, setting: &Setting) -> f64 {
        let m = setting.coefficients.borders.decisiveness.value;
        contest(self.force, self.quality, other.force, other.quality, m)
    }
}

impl PositionRef<'_> {
    /// Owns a copy.
    #[must_use]
    pub fn to_owned(self) -> Position {
        Position {
            agenda: self.agenda.clone(),
            instruments: self.instruments.clone(),
            recognition: self.recognition.clone(),
            deterrence: self.deterrence.clone(),
            borders: self.borders.clone(),
            talks: self.talks.clone(),
        }
    }

    /// Whether a condition holds.
    #[must_use]
    pub fn holds(self, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(inner) => inner.iter().all(|c| self.holds(c)),
            Condition::Any(inner) => inner.iter().any(|c| self.holds(c)),
            Condition::Chose(mv, option) => self.agenda.choice(*mv) == Some(*option),
            Condition::Is(fact, value) => self.agenda.fact(*fact) == *value,
            Condition::InForce(instrument) => self.instruments.in_force(*instrument),
            Condition::AtLeast(from, to, standing) => {
                self.recognition.standing[(*from, *to)] >= *standing
            }
            Condition::Leads(seat, leader) => self.agenda.leader(*seat) == *leader,
            Condition::Holds(sector, power) => {
                self.borders.sectors[sector.index()].holder == *power
            }
            Condition::Tension(sector, level) => self.deterrence.tension[sector.index()] >= *level,
            Condition::Challenged(item) => self.agenda.challenged[item.index()],
            Condition::Signed(id) => self.talks.of(*id).fate == ConferenceOutcome::InForce,
            Condition::Article(id, clause, value) => {
                self.talks.of(*id).article(*clause) == Some(*value)
            }
        }
    }

    /// The pledges in force for a power, the strongest of each protector, in order of
    /// protector.
    pub fn bonds(
        self,
        setting: &Setting,
        sector: SectorId,
        protege: PowerId,
    ) -> impl Iterator<Item = Bond> {
        let c = &setting.coefficients.deterrence;
        let mut strongest: [Option<Pledge>; MOST_POWERS] = [None; MOST_POWERS];
        let mut protectors = 0_u64;
        let pledged = self.instruments.terms_among(setting, setting.index.pledges(protege));
        pledged.for_each(|term| {
            if let Term::Pledge { protector, protege: to, kind } = *term
                && to == protege
            {
                let slot = &mut strongest[protector.index()];
                *slot = (*slot).max(Some(kind));
                protectors |= 1 << protector.index();
            }
        });
        let deterrence = self.deterrence;
        core::iter::from_fn(move || {
            let index = (protectors != 0).then(|| protectors.trailing_zeros() as usize)?;
            protectors &= protectors - 1;
            let protector = PowerId::new(index);
            let troops = deterrence.troops[(protector, protege)] > 0.0;
            let pledge = if troops { Pledge::Troops } else { strongest[index]? };
            let (cost, share) = match pledge {
                Pledge::Oral => (c.pledge_oral, c.share_oral),
                Pledge::Public => (c.pledge_public, c.share_public),
                Pledge::Troops => (c.pledge_troops, c.share_troops),
            };
            let force = share.value * deterrence.force(sector, protector);
            Some(Bond { protector, pledge, cost: cost.value, force })
        })
    }

    /// What one side of a confrontation can bring to bear.
    fn side(self, setting: &Setting, sector: SectorId, power: PowerId) -> Side {
        // Allies fight as one force; its quality is the mean of theirs by strength.
        let quality = &setting.sectors[sector.index()].quality;
        let own = self.deterrence.force(sector, power);
        let (mut force, mut strength, mut costs) = (own, own * quality[power.index()], -0.0);
        for bond in self.bonds(setting, sector, power) {
            force += bond.force;
            strength += bond.force * quality[bond.protector.index()];
            costs += bond.cost;
        }
        Side { force, quality: if force > 0.0 { strength / force } else { 1.0 }, costs }
    }

    /// The confrontation that stands in a sector, from the state and the leaders of the day.
    #[must_use]
    pub fn confrontation(self, setting: &Setting, sector: SectorId) -> Confrontation {
        self.standoff(setting, sector).confrontation(setting)
    }

    /// What the confrontation in a sector rests on.
    pub(super) fn standoff(self, setting: &Setting, sector: SectorId) -> Standoff {
        let c = &setting.coefficients.deterrence;
        let def = &setting.sectors[sector.index()];
        let (challenger, defender) = (def.challenger, def.defender);
        let sides = [challenger, defender].map(|power| self.side(setting, sector, power));
        let caution = |power: PowerId| {
            setting
                .seat_of(power)
                .map_or(0.0, |seat| setting.leaders[self.agenda.leader(seat).index()].caution.value)
        };
        let cost = |power: PowerId| {
            (c.clash_cost.value + self.deterrence.weariness[power.index()] + caution(power))
                .max(0.0)
        };
        let agreed: f64 = self
            .instruments
            .terms_among(setting, setting.index.peace(challenger, defender))
            .map(|term| match term {
                Term::NonAggression { power, toward, satisfaction }
                    if (*power, *toward) == (challenger, defender) =>
                {
                    satisfaction.value
                }
                _ => 0.0,
            })
            .sum();
        let strained = 1.0 - c.tension.value * self.deterrence.tension[sector.index()];
        let content = self.deterrence.satisfaction[challenger.index()] + agreed;
        let inputs = Confrontation {
            challenger_stake: def.challenger_stake.value,
            defender_stake: def.defender_stake.value,
            win: f64::default(),
            challenger_cost: cost(challenger),
            defender_cost: cost(defender),
            back_down_cost: c.back_down.value + self.deterrence.audience[challenger.index()],
            concession_cost: c.concession.value
                + self.deterrence.audience[defender.index()]
                + sides[1].costs,
            satisfaction: (content * strained).clamp(0.0, 1.0),
            noise: c.noise.value,
        };
        Standoff { inputs, sides }
    }

    /// The chance that `attacker` prevails over `defender` in a sector, allies counted.
    #[must_use]
    pub fn odds(
        self,
        setting: &Setting,
        sector: SectorId,
        attacker: PowerId,
        defender: PowerId,
    ) -> f64 {
        let attacks = self.side(setting, sector, attacker);
        attacks.against(&self.side(setting, sector, defender), setting)
    }

    /// Whether a sector is a live frontier.
    #[must_use]
    pub fn is_live(self, setting: &Setting, sector: SectorId) -> bool {
        self.holds(&setting.sectors[sector.index()].live)
    }

    /// The solved confrontation of a sector.
    #[must_use]
    pub fn solution(self, setting: &Setting, sector: SectorId) -> Solution {
        solve(&self.confrontation(setting, sector))
    }

    /// The value of a measure, in [0, 1].
    #[must_use]
    pub fn measure(self, setting: &Setting, measure: &Measure) -> f64 {
        let one = |yes: bool| f64::from(u8::from(yes));
        match measure {
            Measure::Not(inner) => 1.0 - self.measure(setting, inner),
            Measure::Grade(from, to) => self.recognition.standing[(*from, *to)].weight(),
            Measure::Declaratory(power) => self.recognition.declaratory(*power),
            Measure::Constitutive(power) => self.recognition.constitutive(*power, &setting.weights),
            Measure::InForce(instrument) => one(self.instruments.in_force(*instrument)),
            Measure::Fact(fact, scores) => scores[self.agenda.fact(*fact).index()].value,
            Measure::Holds(sector, power) => {
                one(self.borders.sectors[sector.index()].holder == *power)
            }
            Measure::Leads(seat, leader) => one(self.agenda.leader(*seat) == *leader),
            Measure::Calm(sector) => 1.0 - self.deterrence.tension[sector.index()],
            Measure::Security(sector) if !self.is_live(setting, *sector) => 1.0,
            Measure::Security(sector) => 1.0 - self.solution(setting, *sector).clash,
            Measure::Credibility(sector) => self.solution(setting, *sector).resist,
            Measure::Troops(of, host, full) => {
                (self.deterrence.troops[(*of, *host)] / full).clamp(0.0, 1.0)
            }
        }
    }

    /// Whether a border commission works in a sector, by itself or under a treaty.
    #[must_use]
    pub fn commission(self, setting: &Setting, sector: SectorId) -> bool {
        self.borders.sectors[sector.index()].commission
            || self
                .instruments
                .terms_among(setting, setting.index.commissions(sector))
                .any(|term| matches!(term, Term::Commission { sector: s } if *s == sector))
    }

    /// The value of a reading, as an index among the `options` values of its outcome.
    #[must_use]
    pub fn read(self, reading: &OutcomeReading, options: usize) -> usize {
        match *reading {
            OutcomeReading::Choice(mv) => {
                self.agenda.choice(mv).map_or(options - 1, OptionId::index)
            }
            OutcomeReading::Fact(fact) => self.agenda.fact(fact).index(),
            OutcomeReading::Standing(from, to) => {
                usize::from(self.recognition.standing[(from, to)].rung())
            }
            OutcomeReading::InForce(id) => {
                // Whether it is secret is in the setting; `options` is 3 for a
                // secret instrument and 2 for an open one.
                let state = &self.instruments.states[id.index()];
                match (state.in_force(), options == 3 && !state.published) {
                    (false, _) => 0,
                    (true, true) => 1,
                    (true, false) => options - 1,
                }
            }
            OutcomeReading::Holder(sector) => self.borders.sectors[sector.index()].holder.index(),
            OutcomeReading::Status(sector) => self.borders.sectors[sector.index()].status as usize,
            OutcomeReading::Clashes(sector) => {
                self.borders.sectors[sector.index()].clashes.len().min(2)
            }
            OutcomeReading::Leader(seat) => self.agenda.leader(seat).index(),
            OutcomeReading::Concluded(id) => self.talks.of(id).fate as usize,
            OutcomeReading::Article(id, clause) => {
                self.talks.of(id).article(clause).map_or(options - 1, ClauseValueId::index)
            }
        }
    }

    /// Appends the content of a place to `numbers`, as far as a condition or a measure
    /// can read it.
    pub(super) fn number(self, place: TableCell, numbers: &mut Vec<u64>) {
        let deterrence = self.deterrence;
        let number = match place {
            TableCell::Choice(mv) => number_of_choice(self.agenda.choice(mv)),
            TableCell::Challenged(item) => u64::from(self.agenda.challenged[item.index()]),
            TableCell::Fact(fact) => u64::from(self.agenda.fact(fact).0),
            TableCell::Leader(seat) => u64::from(self.agenda.leader(seat).0),
            TableCell::Instrument(id) => number_of_instrument(&self.instruments.states[id.index()]),
            TableCell::Standing(from, to) => {
                u64::from(self.recognition.standing[(from, to)].rung())
            }
            TableCell::Criteria(power) => {
                let [first, rest @ ..] = self.recognition.criteria[power.index()];
                numbers.extend(rest.map(f64::to_bits));
                first.to_bits()
            }
            TableCell::Tension(sector) => deterrence.tension[sector.index()].to_bits(),
            TableCell::Force(sector, power) => deterrence.force(sector, power).to_bits(),
            TableCell::Satisfaction(power) => deterrence.satisfaction[power.index()].to_bits(),
            TableCell::Weariness(power) => deterrence.weariness[power.index()].to_bits(),
            TableCell::Audience(power) => deterrence.audience[power.index()].to_bits(),
            TableCell::Troops(of, host) => deterrence.troops[(of, host)].to_bits(),
            TableCell::Sector(sector) => u64::from(self.borders.sectors[sector.index()].holder.0),
            TableCell::Talk(id) => {
                let talk = self.talks.of(id);
                numbers.extend(talk.articles.iter().map(|value| u64::from(value.0)));
                talk.fate as u64 | (talk.articles.len() as u64) << 8
            }
        };
        numbers.push(number);
    }

    /// As [`PositionRef::number`], of a place as a seat knows it that
    /// [knows of all acts](PositionRef::acts_known_to) of recognition.
    pub(super) fn number_known_to(
        self,
        setting: &Setting,
        seat: SeatId,
        place: TableCell,
        numbers: &mut Vec<u64>,
    ) {
        let seat = Some(seat);
        match place {
            TableCell::Choice(mv) => {
                numbers.push(number_of_choice(self.choice_known_to(setting, mv, seat)));
            }
            TableCell::Fact(fact) => {
                numbers.push(u64::from(self.fact_known_to(setting, fact, seat).0));
            }
            TableCell::Instrument(id) => {
                numbers.push(number_of_instrument(&self.instrument_known_to(setting, id, seat)));
            }
            TableCell::Talk(id) if setting.hides_conference(id, seat) => numbers.push(0),
            TableCell::Talk(id) => {
                let begin = numbers.len();
                self.number(place, numbers);
                let def = &setting.conferences[id.index()];
                let articles = self.talks.of(id).articles.len();
                for (clause, number) in def.clause_ids().zip(&mut numbers[begin..][..articles]) {
                    if !def.knows(clause, seat, self.agenda.clock) {
                        *number = u64::from(def.clause(clause).blank().0);
                    }
                }
            }
            open => self.number(open, numbers),
        }
    }

    /// The options of a move that are open, by id.
    #[must_use]
    pub fn open_options(self, setting: &Setting, mv: MoveId) -> Vec<OptionId> {
        let open = self.open_set(setting, mv);
        setting.option_ids(mv).filter(|option| open & (1 << option.index()) != 0).collect()
    }

    /// The options of a move that are open, as a set.
    #[must_use]
    pub fn open_set(self, setting: &Setting, mv: MoveId) -> u64 {
        let options = setting.moves[mv.index()].options.iter().enumerate();
        options.fold(0, |set, (k, def)| set | u64::from(self.holds(&def.when)) << k)
    }

    /// The first move of the item of `after` that comes after it and arises.
    #[must_use]
    pub fn next_move(self, setting: &Setting, after: MoveId) -> Option<MoveId> {
        let item = setting.moves[after.index()].item;
        self.arising(setting, after.index() + 1..setting.items[item.index()].moves.end)
    }

    /// The first move in a range that arises and offers at least one option.
    #[must_use]
    pub fn arising(self, setting: &Setting, range: core::ops::Range<usize>) -> Option<MoveId> {
        range.map(MoveId::new).find(|mv| self.arises(setting, *mv))
    }

    /// Whether a move arises and offers at least one option.
    #[must_use]
    pub fn arises(self, setting: &Setting, mv: MoveId) -> bool {
        let def = &setting.moves[mv.index()];
        self.holds(&def.when) && def.options.iter().any(|option| self.holds(&option.when))
    }
}
