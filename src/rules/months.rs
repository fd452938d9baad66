//! The months on the borders: incidents, and the clashes that grow out of them.
//!
//! Each month of a live sector has its incidents (Poisson, keyed by sector and month);
//! each incident may grow into a clash, incidents feed tension, and quiet months let it
//! fall. Most months are quiet. A bound on the rate of incidents that is known already
//! mostly tells that, so that the rate itself is worked out only where it decides.

use super::agenda::Agenda;
use super::borders::{self, Borders, Clash, ClashOutcome};
use super::chance::{Chance, Draw, poisson};
use super::defs::Coefficients;
use super::deterrence::{Deterrence, solve};
use super::ids::SectorId;
use super::instruments::Instruments;
use super::position::{PositionRef, Standoff};
use super::procedure::{MARGIN, fight, month_key, record_clash};
use super::quantity::Date;
use super::recognition::Recognition;
use super::setting::Setting;
use super::talks::Talks;

/// The incidents and clashes of one sector over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Where.
    pub sector: SectorId,
    /// Shooting incidents.
    pub count: u32,
    /// The mean number expected.
    pub expected: f64,
    /// Clashes that grew out of them, with their dates.
    pub clashes: Vec<(Date, Clash)>,
}

/// The context a stretch of time on the borders needs besides what it changes.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Facts, leaders, the clock.
    pub agenda: &'a Agenda,
    /// What binds.
    pub instruments: &'a Instruments,
    /// Who treats whom as what.
    pub recognition: &'a Recognition,
    /// What is being negotiated, and what was.
    pub talks: &'a Talks,
}

impl<'a> Surroundings<'a> {
    /// The position, with the tables that change.
    #[must_use]
    pub fn with(self, borders: &'a Borders, deterrence: &'a Deterrence) -> PositionRef<'a> {
        let Self { agenda, instruments, recognition, talks } = self;
        PositionRef::new(agenda, instruments, recognition, deterrence, borders, talks)
    }
}

/// Lets time pass on the borders. Returns the stretches with their incidents and clashes
/// if they are wanted `in_detail`, else none; the tables come to the same.
///
/// A sector's draws depend on that sector alone.
pub fn pass_time(
    setting: &Setting,
    around: Surroundings<'_>,
    borders: &mut Borders,
    deterrence: &mut Deterrence,
    (chance, in_detail): (Chance, bool),
    until: Date,
) -> Vec<Stretch> {
    let from = around.agenda.clock;
    let months = from.months_begun(until);
    let mut draws = MonthlyDraws::new(setting, chance, from, months);
    let mut stretches = Vec::new();
    for sector in (0..setting.sectors.len()).map(SectorId::new) {
        let steady = setting.index.is_steady(sector);
        if steady && !around.with(borders, deterrence).is_live(setting, sector) {
            continue;
        }
        let mut stretch = Stretch { sector, count: 0, expected: 0.0, clashes: Vec::new() };
        let mut frontier = Frontier::of(setting, around.with(borders, deterrence), sector);
        for month in 1..=months {
            let now = around.with(borders, deterrence);
            if !steady && !now.is_live(setting, sector) {
                continue;
            }
            let uniform = draws.of(sector, month);
            let tension = now.deterrence.tension[sector.index()];
            if in_detail {
                stretch.expected += frontier.rate(tension);
            }
            let count = frontier.incidents(uniform, tension);
            let clash = if count > 0 {
                frontier.clash(now, chance, draws.when(month), count)
            } else {
                None
            };
            borders.sectors[sector.index()].incidents += count;
            let c = &setting.coefficients.deterrence;
            let tension = &mut deterrence.tension[sector.index()];
            *tension = (*tension * (1.0 - c.calm.value) + c.incident.value * f64::from(count))
                .clamp(0.0, 1.0);
            stretch.count += count;
            if let Some(clash) = clash {
                record_clash(setting, borders, deterrence, sector, clash);
                if in_detail {
                    stretch.clashes.push((from.plus_months(month).min(until), clash));
                }
            }
        }
        if stretch.expected > 0.0 {
            stretches.push(stretch);
        }
    }
    stretches
}

/// What a number of months can be expected to bring on one frontier, without any draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    /// The mean number of shooting incidents.
    pub incidents: f64,
    /// The change of tension, if there are as many as the mean.
    pub tension: f64,
    /// The probability that at least one of them grows into a clash, [0, 1].
    pub clash: f64,
    /// The probabilities that the challenger takes the ground in it, and that the defender
    /// beats it off, [0, 1]; else all stays as it is.
    pub ends: [f64; 2],
}

/// What the next months can be expected to bring on a frontier.
///
/// The mean of each month's incidents feeds the tension of the next month, as
/// [`pass_time`] does with the number that is drawn: `t' = t (1 - calm) + incident rate(t)`.
/// Of `N` incidents in the mean one at least grows into a clash with probability
/// `1 - exp(-N g)`, `g` being [`borders::escalation`] in the position as it stands.
#[must_use]
pub fn expected(
    setting: &Setting,
    here: PositionRef<'_>,
    sector: SectorId,
    months: u32,
) -> Expectation {
    let standoff = here.standoff(setting, sector);
    expect(setting, here, (sector, months), &standoff)
}

/// What an expectation rests on, besides the coefficients.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ExpectationKey {
    months: u32,
    status: borders::SectorStatus,
    patrols: f64,
    commission: bool,
    tension: f64,
    standoff: Standoff,
}

/// The last expectations of each sector, with what they rest on.
///
/// The futures that a seat weighs seldom touch more than one frontier, so the same
/// expectations are asked for again and again. They change no result.
#[derive(Debug, Default)]
pub(super) struct Expectations {
    /// The coefficients that they were worked out with.
    coefficients: Option<Coefficients>,
    /// By sector, the one asked for last first.
    last: Vec<[Option<(ExpectationKey, Expectation)>; 4]>,
}

impl Expectations {
    /// Forgets what was worked out with other coefficients.
    pub(super) fn prepare(&mut self, setting: &Setting) {
        if self.coefficients != Some(setting.coefficients) {
            self.last.clear();
            self.coefficients = Some(setting.coefficients);
        }
        self.last.resize(self.last.len().max(setting.sectors.len()), [None; 4]);
    }

    /// As [`expected`].
    pub(super) fn of(
        &mut self,
        setting: &Setting,
        here: PositionRef<'_>,
        sector: SectorId,
        months: u32,
    ) -> Expectation {
        let state = &here.borders.sectors[sector.index()];
        let key = ExpectationKey {
            months,
            status: state.status,
            patrols: state.patrols,
            commission: here.commission(setting, sector),
            tension: here.deterrence.tension[sector.index()],
            standoff: here.standoff(setting, sector),
        };
        let last = &mut self.last[sector.index()];
        let known = last.iter().position(|known| known.is_some_and(|(of, _)| of == key));
        let place = known.unwrap_or(last.len() - 1);
        if known.is_none() {
            let expectation = expect(setting, here, (sector, months), &key.standoff);
            last[place] = Some((key, expectation));
        }
        last[..=place].rotate_right(1);
        last[0].expect("it was put there").1
    }
}

fn expect(
    setting: &Setting,
    here: PositionRef<'_>,
    (sector, months): (SectorId, u32),
    standoff: &Standoff,
) -> Expectation {
    let c = &setting.coefficients;
    let frontier = Frontier::of(setting, here, sector);
    let before = here.deterrence.tension[sector.index()];
    let (mut tension, mut incidents) = (before, 0.0);
    for _ in 0..months {
        let rate = frontier.rate(tension);
        incidents += rate;
        let fed = c.deterrence.incident.value * rate;
        tension = (tension * (1.0 - c.deterrence.calm.value) + fed).clamp(0.0, 1.0);
    }
    let inputs = standoff.confrontation(setting);
    let grows = borders::escalation(solve(&inputs).clash, &c.borders);
    let outcomes = borders::clash_outcomes(inputs.win, &c.borders);
    let all = ClashOutcome::ALL.into_iter().zip(outcomes);
    let taken = all.filter(|(outcome, _)| outcome.attacker_holds()).map(|(_, share)| share).sum();
    Expectation {
        incidents,
        tension: tension - before,
        clash: 1.0 - libm::exp(-incidents * grows),
        ends: [taken, outcomes[0]],
    }
}

/// A sector while time passes: what its incidents hang on besides tension, which stays
/// as it is meanwhile, and bounds of what is to be drawn.
struct Frontier<'a> {
    setting: &'a Setting,
    sector: SectorId,
    status: borders::SectorStatus,
    patrols: f64,
    commission: bool,
    /// What the rate was at most at the tension of a month since which none was higher; none
    /// where tension may rise by itself or does not feed incidents.
    ceiling: Option<f64>,
    /// The highest probability with which one incident grows into a clash.
    most_grows: Option<f64>,
}

impl<'a> Frontier<'a> {
    fn of(setting: &'a Setting, now: PositionRef<'_>, sector: SectorId) -> Self {
        let state = &now.borders.sectors[sector.index()];
        Self {
            setting,
            sector,
            status: state.status,
            patrols: state.patrols,
            commission: now.commission(setting, sector),
            ceiling: None,
            most_grows: None,
        }
    }

    /// The monthly rate of incidents at a tension.
    fn rate(&self, tension: f64) -> f64 {
        let c = &self.setting.coefficients.borders;
        borders::incident_rate(self.status, self.patrols, tension, self.commission, c)
    }

    /// What the rate is at most at a tension.
    fn most_at(&self, tension: f64) -> f64 {
        let c = &self.setting.coefficients.borders;
        let (status, patrols) = (self.status, self.patrols);
        exp_at_most(borders::log_incident_rate(status, patrols, tension, self.commission, c))
    }

    /// The number of incidents of a month. `uniform` is its draw in [0, 1).
    fn incidents(&mut self, uniform: f64, tension: f64) -> u32 {
        let most = self.ceiling.unwrap_or_else(|| self.most_at(tension));
        // There is none if the draw lies below exp(-rate), which is at least 1 - rate.
        let (count, most) = if uniform < 1.0 - most - MARGIN {
            (0, most)
        } else {
            let rate = self.rate(tension);
            (poisson(uniform, rate), rate)
        };
        let c = &self.setting.coefficients;
        let falls = c.borders.tension.value >= 0.0 && c.deterrence.calm.value >= 0.0;
        // Incidents may raise tension, and with it the rate.
        self.ceiling = (falls && count == 0).then_some(most);
        count
    }

    /// The clash that the incidents of a month, at least one, grow into, if they do.
    fn clash(
        &mut self,
        now: PositionRef<'_>,
        chance: Chance,
        month: u64,
        count: u32,
    ) -> Option<Clash> {
        let (setting, sector) = (self.setting, self.sector);
        let c = &setting.coefficients.borders;
        let drawn =
            chance.uniform(Draw::Escalation, &[setting.keys.sectors[sector.index()], month]);
        // Whether any of several grows is at most as probable as each of them together.
        let most = *self
            .most_grows
            .get_or_insert_with(|| borders::escalation(0.0, c).max(borders::escalation(1.0, c)));
        if drawn >= f64::from(count) * most + MARGIN {
            return None;
        }
        let grows = borders::escalation(now.solution(setting, sector).clash, c);
        let any = 1.0 - libm::pow(1.0 - grows, f64::from(count));
        (drawn < any).then(|| {
            let def = &setting.sectors[sector.index()];
            fight(setting, now, chance, sector, (def.challenger, def.defender), month)
        })
    }
}

/// A number that the exponential function does not exceed, without its cost: e^-y is one
/// over e^y, and e^y at least the first terms of its series.
fn exp_at_most(x: f64) -> f64 {
    let y = -x;
    if y < 0.0 {
        return f64::INFINITY;
    }
    1.0 / (1.0 + y * (1.0 + y / 2.0 * (1.0 + y / 3.0 * (1.0 + y / 4.0))))
}

/// The draws for the incidents of each sector in each month of a stretch of time, worked
/// out four at a time: no draw depends on what happens meanwhile.
struct MonthlyDraws<'s> {
    setting: &'s Setting,
    chance: Chance,
    /// The key of the month in which the stretch begins.
    begins: u64,
    months: u32,
    /// The number of the first of the four draws at hand.
    first: Option<u32>,
    at_hand: [f64; 4],
}

impl<'s> MonthlyDraws<'s> {
    fn new(setting: &'s Setting, chance: Chance, from: Date, months: u32) -> Self {
        Self { setting, chance, begins: month_key(from), months, first: None, at_hand: [0.0; 4] }
    }

    /// The key of a month, from 1: as [`month_key`] of a day in it.
    fn when(&self, month: u32) -> u64 {
        self.begins + u64::from(month)
    }

    /// The draw of a sector in a month, from 1; asked for in their order.
    fn of(&mut self, sector: SectorId, month: u32) -> f64 {
        let number = u32::from(sector.0) * self.months + month - 1;
        let first = match self.first {
            Some(first) if (first..first + 4).contains(&number) => first,
            _ => {
                let (mut at, mut of) = (sector.index(), month);
                let keys = [(); 4].map(|()| {
                    // After the last sector nothing is asked for.
                    let sector = self.setting.keys.sectors.get(at).copied().unwrap_or_default();
                    let key = [sector, self.when(of)];
                    (at, of) = if of == self.months { (at + 1, 1) } else { (at, of + 1) };
                    key
                });
                self.at_hand = self.chance.four_uniforms(Draw::Incidents, &keys);
                *self.first.insert(number)
            }
        };
        self.at_hand[(number - first) as usize]
    }
}
