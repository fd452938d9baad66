//! Procedure: which draws decide, how time passes, and which step comes next.
//!
//! What a [turn](super::turn) is made of: the choice of an empty seat, drawn
//! consequences, fights, a stretch of time on the borders and in recognition, the
//! reading of outcomes, the step after this one. It applies no effects.

use super::agenda::{Agenda, Stage};
use super::borders::{self, Borders, Clash, ClashOutcome};
use super::chance::{Chance, Draw, key, poisson};
use super::defs::DriftDef;
use super::deterrence::Deterrence;
use super::ids::{ChanceId, ItemId, MoveId, OptionId, OutcomeId, PowerId, SectorId};
use super::instruments::Instruments;
use super::position::PositionRef;
use super::quantity::Date;
use super::recognition::{Act, Drift, Manners, Recognition, Standing, Status, Subject, step};
use super::setting::Setting;
use super::talks::{Fate, Talk, Talks};
use super::terms::Term;

/// A number for a date, for keys of chance: months since year 0.
fn month_key(date: Date) -> u64 {
    u64::from(date.year.unsigned_abs()) * 12 + u64::from(date.month)
}

/// The key of the `nth` consequence for a border in one step of the agenda: no
/// two steps share one, and none equals that of a month.
#[must_use]
pub fn occasion(setting: &Setting, stage: Option<Stage>, nth: u64) -> u64 {
    let (item, step) = match stage {
        Some(Stage::Opening(item)) => (item, 0),
        Some(Stage::Moving(mv)) => {
            let item = setting.moves[mv.index()].item;
            (item, 1 + mv.index() - setting.items[item.index()].moves.start)
        }
        Some(Stage::Speaking(item)) => (item, 0xfffd),
        Some(Stage::Signing(item)) => (item, 0xfffe),
        Some(Stage::Closing(item)) => (item, 0xffff),
        Some(Stage::Interval(_) | Stage::Recess(..) | Stage::Ended) | None => return nth,
    };
    ((key(item.index()) + 1) << 32) | (key(step) << 16) | nth
}

/// Draws the option that an empty seat takes, given the chance of each open option in
/// their order.
#[must_use]
pub fn choice(
    setting: &Setting,
    chance: Chance,
    mv: MoveId,
    inclined: impl Iterator<Item = (OptionId, f64)>,
) -> OptionId {
    // Each option has its own draw whether it is open or not, so that closing one
    // never hands its luck to the next.
    let mut inclined = inclined.peekable();
    let probability = |option: usize| {
        let open = inclined.next_if(|(open, _)| open.index() == option);
        open.map_or(0.0, |(_, probability)| probability)
    };
    let probabilities = (0..setting.moves[mv.index()].options.len()).map(probability);
    OptionId::new(chance.categorical(Draw::Choice, &[key(mv.index())], probabilities))
}

/// Draws which branch of a consequence comes true; answers its probability too.
#[must_use]
pub fn draw(setting: &Setting, chance: Chance, id: ChanceId) -> (u16, f64) {
    let branches = &setting.chances[id.index()].branches;
    let probabilities = branches.iter().map(|branch| branch.probability.value);
    let taken = chance.categorical(Draw::Consequence, &[key(id.index())], probabilities);
    let branch = u16::try_from(taken).expect("branches are bounded by the scenario reader");
    (branch, branches[taken].probability.value)
}

/// Fights a clash: who prevails, what it costs, who holds the ground after.
#[must_use]
pub fn fight(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    sector: SectorId,
    (attacker, defender): (PowerId, PowerId),
    when: u64,
) -> Clash {
    let c = &setting.coefficients.borders;
    let place = [key(sector.index()), when];
    let odds = here.odds(setting, sector, attacker, defender);
    let outcome =
        ClashOutcome::ALL[chance.ordered(Draw::Clash, &place, &borders::clash_outcomes(odds, c))];
    let loss = |power: PowerId, prevails: f64| {
        let allies: f64 = here.bonds(setting, sector, power).map(|b| b.force).sum();
        let engaged = here.deterrence.force(sector, power) + allies;
        let luck = chance.uniform(Draw::Casualties, &[place[0], place[1], key(power.index())]);
        borders::losses(engaged, prevails, luck, c)
    };
    Clash {
        attacker,
        defender,
        outcome,
        odds,
        attacker_losses: loss(attacker, odds),
        defender_losses: loss(defender, 1.0 - odds),
    }
}

/// Writes a fought clash into the tables.
pub fn record_clash(
    setting: &Setting,
    borders: &mut Borders,
    deterrence: &mut Deterrence,
    sector: SectorId,
    clash: Clash,
) {
    let state = &mut borders.sectors[sector.index()];
    let challenger = setting.sectors[sector.index()].challenger;
    let attacker_challenges = clash.attacker == challenger;
    if clash.outcome.attacker_holds() {
        state.holder = clash.attacker;
    } else if clash.outcome == ClashOutcome::DefenderWins && attacker_challenges {
        state.holder = clash.defender;
    }
    state.clashes.push(clash);
    let tension = &mut deterrence.tension[sector.index()];
    *tension = (*tension + setting.coefficients.deterrence.clash.value).min(1.0);
}

/// What a stretch of time brought to one sector.
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

/// Lets time pass on all live borders, month by month.
///
/// Each month has its incidents (Poisson, keyed by sector and month), each
/// incident may grow into a clash, incidents feed tension, and quiet months let
/// it fall. A sector's draws depend on that sector alone.
pub fn pass_time(
    setting: &Setting,
    around: Surroundings<'_>,
    borders: &mut Borders,
    deterrence: &mut Deterrence,
    chance: Chance,
    until: Date,
) -> Vec<Stretch> {
    let from = around.agenda.clock;
    let months = from.months_begun(until);
    let mut draws = MonthlyDraws::new(chance, from, months);
    let mut stretches = Vec::new();
    for sector in (0..setting.sectors.len()).map(SectorId::new) {
        let mut stretch = Stretch { sector, count: 0, expected: 0.0, clashes: Vec::new() };
        for month in 1..=months {
            let now = around.with(borders, deterrence);
            if !now.is_live(setting, sector) {
                continue;
            }
            let this = Drawn { when: draws.when(month), uniform: draws.of(sector, month) };
            let Month { count, expected, clash } = pass_month(setting, now, chance, sector, this);
            stretch.count += count;
            stretch.expected += expected;
            borders.sectors[sector.index()].incidents += count;
            let c = &setting.coefficients.deterrence;
            let tension = &mut deterrence.tension[sector.index()];
            *tension = (*tension * (1.0 - c.calm.value) + c.incident.value * f64::from(count))
                .clamp(0.0, 1.0);
            if let Some(clash) = clash {
                record_clash(setting, borders, deterrence, sector, clash);
                stretch.clashes.push((from.plus_months(month).min(until), clash));
            }
        }
        if stretch.expected > 0.0 {
            stretches.push(stretch);
        }
    }
    stretches
}

/// The draws for the incidents of each sector in each month of a stretch of time, worked
/// out four at a time: no draw depends on what happens meanwhile.
struct MonthlyDraws {
    chance: Chance,
    /// The key of the month in which the stretch begins.
    begins: u64,
    months: u32,
    /// The number of the first of the four that are at hand.
    first: Option<u32>,
    at_hand: [f64; 4],
}

impl MonthlyDraws {
    fn new(chance: Chance, from: Date, months: u32) -> Self {
        Self { chance, begins: month_key(from), months, first: None, at_hand: [0.0; 4] }
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
                let (mut at, mut of) = (u64::from(sector.0), month);
                let keys = [(); 4].map(|()| {
                    let key = [at, self.when(of)];
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

/// What was drawn for a sector in a month.
#[derive(Clone, Copy)]
struct Drawn {
    /// The key of the month.
    when: u64,
    /// The number that decides on incidents.
    uniform: f64,
}

/// What a month brings to a live sector.
struct Month {
    count: u32,
    expected: f64,
    clash: Option<Clash>,
}

fn pass_month(
    setting: &Setting,
    now: PositionRef<'_>,
    chance: Chance,
    sector: SectorId,
    drawn: Drawn,
) -> Month {
    let c = &setting.coefficients.borders;
    let state = &now.borders.sectors[sector.index()];
    let tension = now.deterrence.tension[sector.index()];
    let talks = now.commission(setting, sector);
    let expected = borders::incident_rate(state.status, state.patrols, tension, talks, c);
    let when = [key(sector.index()), drawn.when];
    let count = poisson(drawn.uniform, expected);
    let clash = (count > 0 && {
        let grows = borders::escalation(now.solution(setting, sector).clash, c);
        let any = 1.0 - libm::pow(1.0 - grows, f64::from(count));
        chance.uniform(Draw::Escalation, &when) < any
    })
    .then(|| {
        let def = &setting.sectors[sector.index()];
        let powers = (def.challenger, def.defender);
        fight(setting, now, chance, sector, powers, when[1])
    });
    Month { count, expected, clash }
}

/// The days of a stretch of time on which recognition may drift: the first of each
/// January and July.
fn drift_days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    let months = (1..=from.months_begun(until)).map(move |month| from.plus_months(month));
    months.filter(|date| matches!(date.month, 1 | 7))
}

/// The pairs that may drift over a stretch of time from here, by their place among the
/// drifts of the setting.
#[must_use]
pub fn drifting(setting: &Setting, here: PositionRef<'_>, until: Date) -> Vec<usize> {
    if drift_days(here.agenda.clock, until).next().is_none() {
        return Vec::new();
    }
    let drifts = setting.drifts.iter().enumerate();
    drifts.filter(|(_, def)| here.holds(&def.when)).map(|(index, _)| index).collect()
}

/// Lets recognition drift over a stretch of time: once each January and July,
/// one rung at a time. Answers the steps taken, with their chances.
///
/// `drifting` are the pairs that [may](drifting).
pub fn drift(
    setting: &Setting,
    instruments: &Instruments,
    recognition: &mut Recognition,
    chance: Chance,
    drifting: &[usize],
    (from, until): (Date, Date),
) -> Vec<(Act, f64)> {
    let mut taken = Vec::new();
    for date in drift_days(from, until) {
        for four in drifting.chunks(4) {
            let place = |nth: usize| {
                let def = &setting.drifts[*four.get(nth).unwrap_or(&four[0])];
                [key(def.from.index()), key(def.to.index()), month_key(date)]
            };
            let draws = chance.four_uniforms(Draw::RecognitionStep, &[0, 1, 2, 3].map(place));
            for (index, u) in four.iter().zip(draws) {
                let def = &setting.drifts[*index];
                if let Some((act, p)) = step_of(setting, instruments, recognition, def, date, u) {
                    recognition.record(act);
                    taken.push((act, p));
                }
            }
        }
    }
    taken
}

/// The step that a pair takes on a day, with its chance, if it takes one; `u` is its draw,
/// uniform in [0, 1).
fn step_of(
    setting: &Setting,
    instruments: &Instruments,
    recognition: &Recognition,
    def: &DriftDef,
    date: Date,
    u: f64,
) -> Option<(Act, f64)> {
    let (from, to) = (def.from, def.to);
    let share = |any: bool| f64::from(u8::from(any));
    let pledges = instruments.terms_among(setting, setting.index.pledges(to));
    let clauses = instruments.terms_among(setting, setting.index.recognises(from, to));
    let inputs = Drift {
        declaratory: recognition.declaratory(to),
        patron: share(
            { pledges }
                .any(|term| matches!(term, Term::Pledge { protege, .. } if *protege == to)),
        ),
        clause: share({ clauses }.any(|term| {
            matches!(term, Term::Recognises { from: f, to: t, .. } if (*f, *t) == (from, to))
        })),
        side_payment: 0.0,
        peers: recognition.constitutive(to, &setting.weights),
        parent_ties: def.parent_ties,
        separatists: def.separatists,
        doctrine: def.doctrine,
    };
    let (up, down) = step(&inputs, &setting.coefficients.drift);
    let standing = recognition.standing[(from, to)];
    let (next, p) = if u < up {
        let top = def.ceiling.min(instruments.ceiling(setting, from, to));
        (standing.up().filter(|s| *s <= top), up)
    } else if u >= 1.0 - down {
        let bottom = instruments.floor(setting, from, to).max(Standing::Refuses);
        (standing.down().filter(|s| *s >= bottom), down)
    } else {
        (None, 0.0)
    };
    let act = Act {
        date,
        from,
        to,
        standing: next?,
        status: Status::Unsaid,
        subject: Subject::State,
        manners: Manners::default(),
        instrument: None,
    };
    Some((act, p))
}

/// What an outcome comes to, if it is read when the item `at` closes, or at the end
/// for `None`.
#[must_use]
pub fn outcome(
    setting: &Setting,
    here: PositionRef<'_>,
    outcome: OutcomeId,
    at: Option<ItemId>,
) -> Option<u16> {
    let def = &setting.outcomes[outcome.index()];
    // At the end everything is read that has not been: an item that never
    // came up leaves its outcomes to the last day.
    let unread = here.agenda.outcomes[outcome.index()].is_none();
    let wanted = if at.is_some() { def.at == at } else { unread };
    wanted.then(|| u16::try_from(here.read(&def.reading, def.values)).unwrap_or(u16::MAX))
}

/// The step after this one.
///
/// `here` is the position after all effects of the turn. Answers the next stage and
/// the cursor, and tells `passed` of the items that were passed over because they did
/// not arise.
pub fn next_stage(
    setting: &Setting,
    here: PositionRef<'_>,
    stage: Stage,
    mut passed: impl FnMut(ItemId),
) -> (Stage, usize) {
    let cursor = here.agenda.cursor;
    // A stretch of time ends where a treaty runs out: before it the treaty binds,
    // after it no longer.
    let until_expiry = |from: Date, until: Date| {
        let expiry = here.instruments.next_expiry(setting, from);
        Stage::Interval(expiry.map_or(until, |end| end.min(until)))
    };
    // The rest of a recess, which ends where a treaty runs out, too.
    let adjourned = |item: ItemId, talk: &Talk| {
        let clock = here.agenda.clock;
        let until = talk.adjourned_to.filter(|until| *until > clock)?;
        let expiry = here.instruments.next_expiry(setting, clock);
        Some(Stage::Recess(item, expiry.map_or(until, |end| end.min(until))))
    };
    let moving = |range: core::ops::Range<usize>, item: ItemId| {
        let rest = match setting.conference_of(item) {
            Some(id) if here.holds(&setting.conferences[id.index()].when) => Stage::Speaking(item),
            _ => Stage::Closing(item),
        };
        here.arising(setting, range).map_or(rest, Stage::Moving)
    };
    match stage {
        Stage::Interval(until) => {
            let mut cursor = cursor;
            while let Some(def) = setting.items.get(cursor) {
                let item = ItemId::new(cursor);
                if def.date > until {
                    return (until_expiry(until, def.date), cursor);
                }
                if here.holds(&def.when) {
                    return (Stage::Opening(item), cursor);
                }
                passed(item);
                cursor += 1;
            }
            let end = if until < setting.closes {
                until_expiry(until, setting.closes)
            } else {
                Stage::Ended
            };
            (end, cursor)
        }
        Stage::Opening(item) => (moving(setting.items[item.index()].moves.clone(), item), cursor),
        Stage::Moving(mv) => {
            let item = setting.moves[mv.index()].item;
            let rest = mv.index() + 1..setting.items[item.index()].moves.end;
            (moving(rest, item), cursor)
        }
        Stage::Speaking(item) => {
            let id = setting.conference_of(item).expect("only a conference has speeches");
            let talk = here.talks.of(id);
            let next = match (talk.fate, talk.treaty) {
                (Fate::NoTreaty, _) => Stage::Closing(item),
                (_, Some(_)) => Stage::Signing(item),
                (_, None) => adjourned(item, talk).unwrap_or(Stage::Speaking(item)),
            };
            (next, cursor)
        }
        Stage::Recess(item, _) => {
            let id = setting.conference_of(item).expect("only a conference adjourns");
            let next = adjourned(item, here.talks.of(id)).unwrap_or(Stage::Speaking(item));
            (next, cursor)
        }
        Stage::Signing(item) => (Stage::Closing(item), cursor),
        Stage::Closing(_) => {
            let date = setting.items.get(cursor + 1).map_or(setting.closes, |next| next.date);
            let clock = here.agenda.clock;
            (until_expiry(clock, date.max(clock)), cursor + 1)
        }
        Stage::Ended => (Stage::Ended, cursor),
    }
}
