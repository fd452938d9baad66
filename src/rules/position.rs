//! The position: everything that changes, read together.
//!
//! [`Position`] owns the five tables of a timeline, so that a seat can look
//! ahead on a copy; [`Reading`]s, conditions and
//! measures are functions on it. It is not where turns are played: that is the
//! `Turn` schedule, which keeps the same tables as separate components.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::borders::{Borders, contest};
use super::conference::{Fate, Talks};
use super::deterrence::{Confrontation, Deterrence, Pledge, Solution, solve};
use super::ids::{ClauseValueId, InstrumentId, MoveId, OptionId, PowerId, SectorId};
use super::instruments::Instruments;
use super::quantity::Date;
use super::recognition::{Act, Manner, Recognition, Standing};
use super::setting::{
    BorderEffect, Condition, DeterrenceEffect, Effect, InstrumentEffect, Measure, Reading,
    RecognitionEffect, Setting, Term,
};

/// Everything that changes in one timeline.
///
/// The tables are shared until they are written to: looking ahead copies only
/// what an option touches, which is where an ensemble spends its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// How far the game has come.
    pub agenda: Arc<Agenda>,
    /// What is signed.
    pub instruments: Arc<Instruments>,
    /// Who treats whom as what.
    pub recognition: Arc<Recognition>,
    /// Who dares what.
    pub deterrence: Arc<Deterrence>,
    /// Where the lines run.
    pub borders: Arc<Borders>,
    /// What is being negotiated, and what was.
    pub talks: Arc<Talks>,
}

/// The same, borrowed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PositionRef<'a> {
    /// How far the game has come.
    pub agenda: &'a Agenda,
    /// What is signed.
    pub instruments: &'a Instruments,
    /// Who treats whom as what.
    pub recognition: &'a Recognition,
    /// Who dares what.
    pub deterrence: &'a Deterrence,
    /// Where the lines run.
    pub borders: &'a Borders,
    /// What is being negotiated, and what was.
    pub talks: &'a Talks,
}

impl Position {
    /// Borrows all tables.
    #[must_use]
    pub fn borrow(&self) -> PositionRef<'_> {
        PositionRef {
            agenda: &self.agenda,
            instruments: &self.instruments,
            recognition: &self.recognition,
            deterrence: &self.deterrence,
            borders: &self.borders,
            talks: &self.talks,
        }
    }

    /// Applies certain effects in the order of the turn's phases, without chance:
    /// a clash among them is left out. This is how a seat looks ahead.
    pub fn foresee<'e>(
        &mut self,
        setting: &Setting,
        effects: impl IntoIterator<Item = &'e Effect> + Clone,
    ) {
        let date = self.agenda.clock;
        if effects.clone().into_iter().any(|effect| matches!(effect, Effect::Instrument(_))) {
            let instruments = Arc::make_mut(&mut self.instruments);
            let (done, follows) = execute(setting, instruments, effects.clone(), date);
            for effect in done {
                if let InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) = effect {
                    let acts =
                        signing_acts(setting, &self.instruments, &self.recognition, id, date);
                    for act in acts {
                        Arc::make_mut(&mut self.recognition).record(act);
                    }
                }
            }
            self.foresee_rest(setting, &follows, date);
        }
        self.foresee_rest(setting, effects, date);
    }

    fn foresee_rest<'e>(
        &mut self,
        setting: &Setting,
        effects: impl IntoIterator<Item = &'e Effect>,
        date: Date,
    ) {
        for effect in effects {
            match effect {
                Effect::Recognition(effect) => {
                    let _ = apply_recognition(
                        setting,
                        &self.instruments,
                        Arc::make_mut(&mut self.recognition),
                        effect,
                        date,
                    );
                }
                Effect::Deterrence(effect) => {
                    apply_deterrence(Arc::make_mut(&mut self.deterrence), *effect);
                }
                Effect::Border(effect) => {
                    apply_border(Arc::make_mut(&mut self.borders), *effect);
                }
                Effect::Agenda(effect) => {
                    Arc::make_mut(&mut self.agenda).apply(*effect);
                }
                Effect::Instrument(_) => {}
            }
        }
    }
}

/// Executes the instrument effects among `effects`: answers those that changed
/// something, in order, and the other effects that follow from breaches. A
/// breach may end or publish further instruments; each is broken at most once.
pub fn execute<'e>(
    setting: &Setting,
    instruments: &mut Instruments,
    effects: impl IntoIterator<Item = &'e Effect>,
    date: Date,
) -> (Vec<InstrumentEffect>, Vec<Effect>) {
    let mut queue: std::collections::VecDeque<InstrumentEffect> = effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Instrument(effect) => Some(effect.clone()),
            _ => None,
        })
        .collect();
    let (mut done, mut follows) = (Vec::new(), Vec::new());
    let mut broken = vec![false; setting.instruments.len()];
    while let Some(effect) = queue.pop_front() {
        if !instruments.apply(setting, &effect, date) {
            continue;
        }
        if let InstrumentEffect::Breach(id, _) = effect
            && !core::mem::replace(&mut broken[id.index()], true)
        {
            for further in &setting.instruments[id.index()].breach {
                match further {
                    Effect::Instrument(further) => queue.push_back(further.clone()),
                    other => follows.push(other.clone()),
                }
            }
        }
        done.push(effect);
    }
    (done, follows)
}

/// The acts of recognition that signing an instrument amounts to.
///
/// A floor never lowers: a pair above it keeps its rung.
#[must_use]
pub fn signing_acts(
    setting: &Setting,
    instruments: &Instruments,
    recognition: &Recognition,
    instrument: InstrumentId,
    date: Date,
) -> Vec<Act> {
    let def = &setting.instruments[instrument.index()];
    let act = |term: &Term| match *term {
        Term::Recognises { from, to, floor, status } => Some(Act {
            date,
            from,
            to,
            standing: floor.max(recognition.standing[(from, to)]),
            status,
            subject: super::recognition::Subject::State,
            manners: if def.secret { vec![Manner::Secret] } else { Vec::new() },
            instrument: Some(instrument),
        }),
        _ => None,
    };
    instruments.terms_of(setting, instrument).filter_map(act).collect()
}

/// Applies an effect on recognition and answers the act, if it was one.
///
/// A ceiling in force caps the rung an act can reach.
pub fn apply_recognition(
    setting: &Setting,
    instruments: &Instruments,
    recognition: &mut Recognition,
    effect: &RecognitionEffect,
    date: Date,
) -> Option<Act> {
    match effect {
        RecognitionEffect::Act { from, to, standing, status, subject, manners } => {
            let act = Act {
                date,
                from: *from,
                to: *to,
                standing: (*standing).min(ceiling(setting, instruments, *from, *to)),
                status: *status,
                subject: *subject,
                manners: manners.clone(),
                instrument: None,
            };
            recognition.record(act.clone());
            Some(act)
        }
        RecognitionEffect::Criterion(power, criterion, by) => {
            let value = &mut recognition.criteria[power.index()][criterion.index()];
            *value = (*value + by).clamp(0.0, 1.0);
            None
        }
    }
}

/// The highest rung that instruments in force allow.
#[must_use]
pub fn ceiling(
    setting: &Setting,
    instruments: &Instruments,
    from: PowerId,
    to: PowerId,
) -> Standing {
    instruments
        .terms(setting)
        .filter_map(|(_, term)| match *term {
            Term::Ceiling { from: f, to: t, ceiling } if (f, t) == (from, to) => Some(ceiling),
            _ => None,
        })
        .min()
        .unwrap_or(Standing::Envoys)
}

/// The rung that instruments in force oblige to at least.
#[must_use]
pub fn floor(setting: &Setting, instruments: &Instruments, from: PowerId, to: PowerId) -> Standing {
    instruments
        .terms(setting)
        .filter_map(|(_, term)| match *term {
            Term::Recognises { from: f, to: t, floor, .. } if (f, t) == (from, to) => Some(floor),
            _ => None,
        })
        .max()
        .unwrap_or(Standing::Claims)
}

/// Applies an effect on the balance of deterrence.
pub fn apply_deterrence(deterrence: &mut Deterrence, effect: DeterrenceEffect) {
    let unit = |value: &mut f64, by: f64| *value = (*value + by).clamp(0.0, 1.0);
    let amount = |value: &mut f64, by: f64| *value = (*value + by).max(0.0);
    match effect {
        DeterrenceEffect::Tension(sector, by) => unit(&mut deterrence.tension[sector.index()], by),
        DeterrenceEffect::Force(sector, power, by) => {
            amount(deterrence.force_mut(sector, power), by);
        }
        DeterrenceEffect::Satisfaction(power, by) => {
            unit(&mut deterrence.satisfaction[power.index()], by);
        }
        DeterrenceEffect::Weariness(power, by) => {
            amount(&mut deterrence.weariness[power.index()], by);
        }
        DeterrenceEffect::Audience(power, by) => {
            amount(&mut deterrence.audience[power.index()], by);
        }
        DeterrenceEffect::Troops(of, host, men) => amount(&mut deterrence.troops[(of, host)], men),
    }
}

/// Applies an effect on a border; a clash is not applied here, it is fought.
/// Answers whether it was a clash.
pub fn apply_border(borders: &mut Borders, effect: BorderEffect) -> bool {
    match effect {
        BorderEffect::Status(sector, status) => borders.sectors[sector.index()].status = status,
        BorderEffect::Holder(sector, power) => borders.sectors[sector.index()].holder = power,
        BorderEffect::Patrols(sector, by) => {
            let patrols = &mut borders.sectors[sector.index()].patrols;
            *patrols = (*patrols + by).clamp(0.0, 1.0);
        }
        BorderEffect::Commission(sector, at_work) => {
            borders.sectors[sector.index()].commission = at_work;
        }
        BorderEffect::Clash(..) => return true,
    }
    false
}

/// One pledge in force for a power, with what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bond {
    /// Who stands by it.
    pub protector: PowerId,
    /// How it is bound.
    pub pledge: Pledge,
    /// What letting the other fall would cost.
    pub cost: f64,
    /// The force it brings, thousand men.
    pub force: f64,
}

impl PositionRef<'_> {
    /// Owns a copy.
    #[must_use]
    pub fn to_owned(self) -> Position {
        Position {
            agenda: Arc::new(self.agenda.clone()),
            instruments: Arc::new(self.instruments.clone()),
            recognition: Arc::new(self.recognition.clone()),
            deterrence: Arc::new(self.deterrence.clone()),
            borders: Arc::new(self.borders.clone()),
            talks: Arc::new(self.talks.clone()),
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
            Condition::Signed(id) => self.talks.of(*id).fate == Fate::InForce,
            Condition::Article(id, clause, value) => {
                self.talks.of(*id).article(*clause) == Some(*value)
            }
        }
    }

    /// The pledges in force for a power, one for each protector (the strongest), in order of protector.
    #[must_use]
    pub fn bonds(self, setting: &Setting, sector: SectorId, protege: PowerId) -> Vec<Bond> {
        let c = &setting.coefficients.deterrence;
        let mut strongest: Vec<Option<Pledge>> = vec![None; setting.powers.len()];
        for (_, term) in self.instruments.terms(setting) {
            if let Term::Pledge { protector, protege: to, kind } = *term
                && to == protege
            {
                let slot = &mut strongest[protector.index()];
                *slot = (*slot).max(Some(kind));
            }
        }
        let bond = |(index, pledge): (usize, Option<Pledge>)| {
            let protector = PowerId::new(index);
            let mut pledge = pledge?;
            if self.deterrence.troops[(protector, protege)] > 0.0 {
                pledge = Pledge::Troops;
            }
            let (cost, share) = match pledge {
                Pledge::Oral => (c.pledge_oral, c.share_oral),
                Pledge::Public => (c.pledge_public, c.share_public),
                Pledge::Troops => (c.pledge_troops, c.share_troops),
            };
            let force = share.value * self.deterrence.force(sector, protector);
            Some(Bond { protector, pledge, cost: cost.value, force })
        };
        strongest.into_iter().enumerate().filter_map(bond).collect()
    }

    /// The confrontation that stands in a sector, from the state and the leaders of the day.
    #[must_use]
    pub fn confrontation(self, setting: &Setting, sector: SectorId) -> Confrontation {
        let c = &setting.coefficients.deterrence;
        let def = &setting.sectors[sector.index()];
        let (challenger, defender) = (def.challenger, def.defender);
        let bonds = self.bonds(setting, sector, defender);
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
            .terms(setting)
            .map(|(_, term)| match term {
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
        Confrontation {
            challenger_stake: def.challenger_stake.value,
            defender_stake: def.defender_stake.value,
            win: self.odds(setting, sector, challenger, defender),
            challenger_cost: cost(challenger),
            defender_cost: cost(defender),
            back_down_cost: c.back_down.value + self.deterrence.audience[challenger.index()],
            concession_cost: c.concession.value
                + self.deterrence.audience[defender.index()]
                + bonds.iter().map(|bond| bond.cost).sum::<f64>(),
            satisfaction: (content * strained).clamp(0.0, 1.0),
            noise: c.noise.value,
        }
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
        let quality = &setting.sectors[sector.index()].quality;
        // Allies fight as one force; its quality is the mean of theirs by strength.
        let side = |power: PowerId| {
            let own = self.deterrence.force(sector, power);
            let (mut force, mut strength) = (own, own * quality[power.index()]);
            for bond in self.bonds(setting, sector, power) {
                force += bond.force;
                strength += bond.force * quality[bond.protector.index()];
            }
            (force, if force > 0.0 { strength / force } else { 1.0 })
        };
        let m = setting.coefficients.borders.decisiveness.value;
        let ((force_a, quality_a), (force_d, quality_d)) = (side(attacker), side(defender));
        contest(force_a, quality_a, force_d, quality_d, m)
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
                .terms(setting)
                .any(|(_, term)| matches!(term, Term::Commission { sector: s } if *s == sector))
    }

    /// What an outcome reads, as the index of its value.
    #[must_use]
    pub fn read(self, reading: &Reading, options: usize) -> usize {
        match *reading {
            Reading::Choice(mv) => self.agenda.choice(mv).map_or(options - 1, OptionId::index),
            Reading::Fact(fact) => self.agenda.fact(fact).index(),
            Reading::Standing(from, to) => {
                usize::from(self.recognition.standing[(from, to)].rung())
            }
            Reading::InForce(id) => {
                // Whether it is secret is in the setting; `options` is 3 for a
                // secret instrument and 2 for an open one.
                let state = &self.instruments.states[id.index()];
                match (state.in_force(), options == 3 && !state.published) {
                    (false, _) => 0,
                    (true, true) => 1,
                    (true, false) => options - 1,
                }
            }
            Reading::Holder(sector) => self.borders.sectors[sector.index()].holder.index(),
            Reading::Status(sector) => self.borders.sectors[sector.index()].status as usize,
            Reading::Clashes(sector) => self.borders.sectors[sector.index()].clashes.len().min(2),
            Reading::Leader(seat) => self.agenda.leader(seat).index(),
            Reading::Concluded(id) => self.talks.of(id).fate as usize,
            Reading::Article(id, clause) => {
                self.talks.of(id).article(clause).map_or(options - 1, ClauseValueId::index)
            }
        }
    }

    /// The options of a move that are open, by id.
    #[must_use]
    pub fn open_options(self, setting: &Setting, mv: MoveId) -> Vec<OptionId> {
        let options = &setting.moves[mv.index()].options;
        (0..options.len())
            .map(OptionId::new)
            .filter(|o| self.holds(&options[o.index()].when))
            .collect()
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
        range.map(MoveId::new).find(|mv| {
            self.holds(&setting.moves[mv.index()].when)
                && !self.open_options(setting, *mv).is_empty()
        })
    }
}
