//! Procedure: what each step of the agenda brings about.
//!
//! The pure half of a turn's phases: which effects fall due, which draws decide,
//! how a stretch of time passes on the borders and in recognition. Systems call
//! these and write the answers back; they hold no rule of their own.

use super::agenda::{Agenda, Stage};
use super::borders::{self, Borders, Clash, ClashOutcome};
use super::chance::{Chance, Draw};
use super::chronicle::Event;
use super::conduct::{Deliberation, deliberate};
use super::conference::{Fate, Talk, Talks};
use super::deterrence::Deterrence;
use super::ids::{ChanceId, ItemId, MoveId, OptionId, OutcomeId, PowerId, SectorId};
use super::instruments::Instruments;
use super::position::{PositionRef, ceiling, floor};
use super::quantity::Date;
use super::recognition::{Act, Drift, Recognition, Standing, Status, Subject, step};
use super::setting::{
    BorderEffect, Condition, Effect, ItemKind, Setting, Stance, Term, chance_ids,
};

/// A number for a date, for keys of chance: months since year 0.
fn month_key(date: Date) -> u64 {
    u64::from(date.year.unsigned_abs()) * 12 + u64::from(date.month)
}

fn key(index: usize) -> u64 {
    index as u64
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

/// What a move has come to: the choice, why, and what follows.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The option.
    pub option: OptionId,
    /// What the seat weighed.
    pub deliberation: Option<Deliberation>,
}

/// The choice of an empty seat.
#[must_use]
pub fn choose(setting: &Setting, here: PositionRef<'_>, chance: Chance, mv: MoveId) -> Chosen {
    let deliberation = deliberate(setting, here, mv);
    // Each option has its own draw whether it is open or not, so that closing one
    // never hands its luck to the next.
    let mut probabilities = vec![0.0; setting.moves[mv.index()].options.len()];
    for weighed in &deliberation.options {
        probabilities[weighed.option.index()] = weighed.probability;
    }
    let taken = chance.categorical(Draw::Choice, &[key(mv.index())], &probabilities);
    Chosen { option: OptionId::new(taken), deliberation: Some(deliberation) }
}

/// Draws every consequence of a range; answers events and effects due.
#[must_use]
pub fn draw_consequences(
    setting: &Setting,
    chance: Chance,
    range: &core::ops::Range<usize>,
) -> (Vec<(ChanceId, u16, f64)>, Vec<Effect>) {
    let mut drawn = Vec::new();
    let mut effects = Vec::new();
    for id in chance_ids(range) {
        let def = &setting.chances[id.index()];
        let probabilities: Vec<f64> = def.branches.iter().map(|b| b.probability.value).collect();
        let taken = chance.categorical(Draw::Consequence, &[key(id.index())], &probabilities);
        let branch = u16::try_from(taken).expect("branches are bounded by the scenario reader");
        drawn.push((id, branch, probabilities[taken]));
        effects.extend(def.branches[taken].effects.iter().cloned());
    }
    (drawn, effects)
}

/// The chance that the army on the spot acts without its capital; 0 where there
/// is no such army.
#[must_use]
pub fn army_chance(setting: &Setting, sector: SectorId, forbidden: bool) -> f64 {
    let Some(local) = &setting.sectors[sector.index()].local_commander else { return 0.0 };
    let obedience = setting.coefficients.deterrence.obedience.value;
    if forbidden { local.zeal.value * (1.0 - obedience) } else { local.zeal.value }
}

/// Whether the local army of a crisis acts although its capital does not: the
/// draw and its probability. None where there is no such army.
#[must_use]
pub fn local_army(
    setting: &Setting,
    chance: Chance,
    item: ItemId,
    sector: SectorId,
    forbidden: bool,
) -> Option<(bool, f64)> {
    setting.sectors[sector.index()].local_commander.as_ref()?;
    let probability = army_chance(setting, sector, forbidden);
    let acted = chance.uniform(Draw::LocalCommander, &[key(item.index())]) < probability;
    Some((acted, probability))
}

/// How a crisis that has run out of moves ends: whether it comes to a clash.
///
/// If the defender stood firm and the challenger was not asked again (its army
/// acted alone, or the author gives it no further move), the solved chance of
/// fighting decides.
#[must_use]
pub fn crisis_fights(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    item: ItemId,
) -> bool {
    let ItemKind::Crisis(sector) = setting.items[item.index()].kind else { return false };
    if !here.agenda.challenged[item.index()] {
        return false;
    }
    let taken = |stance: Stance| {
        setting.moves_of(item).any(|mv| {
            here.agenda
                .choice(mv)
                .is_some_and(|option| setting.option(mv, option).stance == Some(stance))
        })
    };
    if !taken(Stance::Resist) || taken(Stance::Fight) || taken(Stance::BackDown) {
        return false;
    }
    let fight = here.solution(setting, sector).fight;
    chance.uniform(Draw::Escalation, &[key(item.index()), u64::MAX]) < fight
}

/// What a stance brings about at once.
#[must_use]
pub fn stance_effects(setting: &Setting, sector: SectorId, stance: Stance) -> Vec<Effect> {
    let def = &setting.sectors[sector.index()];
    match stance {
        Stance::Concede => vec![Effect::Border(BorderEffect::Holder(sector, def.challenger))],
        Stance::Fight => {
            vec![Effect::Border(BorderEffect::Clash(sector, def.challenger, def.defender))]
        }
        _ => Vec::new(),
    }
}

/// Fights a clash: who prevails, what it costs, who holds the ground after.
#[must_use]
pub fn fight(
    setting: &Setting,
    here: PositionRef<'_>,
    chance: Chance,
    sector: SectorId,
    attacker: PowerId,
    defender: PowerId,
    when: u64,
) -> Clash {
    let c = &setting.coefficients.borders;
    let place = [key(sector.index()), when];
    let odds = here.odds(setting, sector, attacker, defender);
    let outcome =
        ClashOutcome::ALL[chance.ordered(Draw::Clash, &place, &borders::clash_outcomes(odds, c))];
    let loss = |power: PowerId, prevails: f64| {
        let allies: f64 = here.bonds(setting, sector, power).iter().map(|b| b.force).sum();
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
    let c = &setting.coefficients;
    let from = around.agenda.clock;
    let mut stretches = Vec::new();
    for index in 0..setting.sectors.len() {
        let sector = SectorId::new(index);
        let mut stretch = Stretch { sector, count: 0, expected: 0.0, clashes: Vec::new() };
        for month in 1..=from.months_begun(until) {
            let date = from.plus_months(month).min(until);
            let here = |borders, deterrence| PositionRef {
                agenda: around.agenda,
                instruments: around.instruments,
                recognition: around.recognition,
                deterrence,
                borders,
                talks: around.talks,
            };
            let now = here(&*borders, &*deterrence);
            if !now.is_live(setting, sector) {
                continue;
            }
            let state = &now.borders.sectors[index];
            let talks = now.commission(setting, sector);
            let rate = borders::incident_rate(
                state.status,
                state.patrols,
                deterrence.tension[index],
                talks,
                &c.borders,
            );
            let when = [key(index), month_key(date)];
            let count = chance.poisson(Draw::Incidents, &when, rate);
            let mut clash = None;
            if count > 0 {
                let grows = borders::escalation(now.solution(setting, sector).clash, &c.borders);
                let any = 1.0 - libm::pow(1.0 - grows, f64::from(count));
                if chance.uniform(Draw::Escalation, &when) < any {
                    let def = &setting.sectors[index];
                    clash = Some(fight(
                        setting,
                        now,
                        chance,
                        sector,
                        def.challenger,
                        def.defender,
                        when[1],
                    ));
                }
            }
            stretch.count += count;
            stretch.expected += rate;
            borders.sectors[index].incidents += count;
            let tension = &mut deterrence.tension[index];
            *tension = (*tension * (1.0 - c.deterrence.calm.value)
                + c.deterrence.incident.value * f64::from(count))
            .clamp(0.0, 1.0);
            if let Some(clash) = clash {
                record_clash(setting, borders, deterrence, sector, clash);
                stretch.clashes.push((date, clash));
            }
        }
        if stretch.expected > 0.0 {
            stretches.push(stretch);
        }
    }
    stretches
}

/// Lets recognition drift over a stretch of time: once each January and July,
/// one rung at a time. Answers the steps taken, with their chances.
pub fn drift(
    setting: &Setting,
    agenda: &Agenda,
    instruments: &Instruments,
    recognition: &mut Recognition,
    here_holds: impl Fn(&Condition) -> bool,
    chance: Chance,
    until: Date,
) -> Vec<(Act, f64)> {
    let mut taken = Vec::new();
    for month in 1..=agenda.clock.months_begun(until) {
        let date = agenda.clock.plus_months(month);
        if date.month != 1 && date.month != 7 {
            continue;
        }
        for def in &setting.drifts {
            if !here_holds(&def.when) {
                continue;
            }
            let (from, to) = (def.from, def.to);
            let binds = |kind: fn(&Term) -> Option<PowerId>| {
                f64::from(u8::from(
                    instruments.terms(setting).any(|(_, term)| kind(term) == Some(to)),
                ))
            };
            let inputs = Drift {
                declaratory: recognition.declaratory(to),
                patron: binds(|term| match term {
                    Term::Pledge { protege, .. } => Some(*protege),
                    _ => None,
                }),
                clause: f64::from(u8::from(instruments.terms(setting).any(|(_, term)| {
                    matches!(term, Term::Recognises { from: f, to: t, .. } if (*f, *t) == (from, to))
                }))),
                side_payment: 0.0,
                peers: recognition.constitutive(to, &setting.weights),
                parent_ties: def.parent_ties,
                separatists: def.separatists,
                doctrine: def.doctrine,
            };
            let (up, down) = step(&inputs, &setting.coefficients.drift);
            let standing = recognition.standing[(from, to)];
            let place = [key(from.index()), key(to.index()), month_key(date)];
            let top = def.ceiling.min(ceiling(setting, instruments, from, to));
            let bottom = floor(setting, instruments, from, to).max(Standing::Refuses);
            let u = chance.uniform(Draw::RecognitionStep, &place);
            let (next, p) = if u < up {
                (standing.up().filter(|s| *s <= top), up)
            } else if u >= 1.0 - down {
                (standing.down().filter(|s| *s >= bottom), down)
            } else {
                (None, 0.0)
            };
            if let Some(next) = next {
                let act = Act {
                    date,
                    from,
                    to,
                    standing: next,
                    status: Status::Unsaid,
                    subject: Subject::State,
                    manners: Vec::new(),
                    instrument: None,
                };
                recognition.record(act.clone());
                taken.push((act, p));
            }
        }
    }
    taken
}

/// The outcomes that are read when an item closes, or at the end for `None`.
#[must_use]
pub fn read_outcomes(
    setting: &Setting,
    here: PositionRef<'_>,
    at: Option<ItemId>,
) -> Vec<(OutcomeId, u16)> {
    let due = |(index, def): (usize, &super::setting::OutcomeDef)| {
        let id = OutcomeId::new(index);
        // At the end everything is read that has not been: an item that never
        // came up leaves its outcomes to the last day.
        let unread = here.agenda.outcomes[index].is_none();
        let wanted = if at.is_some() { def.at == at } else { unread };
        let value = || u16::try_from(here.read(&def.reading, def.values)).unwrap_or(u16::MAX);
        wanted.then(|| (id, value()))
    };
    setting.outcomes.iter().enumerate().filter_map(due).collect()
}

/// The step after this one.
///
/// `here` is the position after all effects of the turn. Answers the next stage,
/// the cursor, and the items that were passed over because they did not arise.
#[must_use]
pub fn next_stage(
    setting: &Setting,
    here: PositionRef<'_>,
    stage: Stage,
) -> (Stage, usize, Vec<ItemId>) {
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
            let mut passed = Vec::new();
            let mut cursor = cursor;
            while let Some(def) = setting.items.get(cursor) {
                let item = ItemId::new(cursor);
                if def.date > until {
                    return (until_expiry(until, def.date), cursor, passed);
                }
                if here.holds(&def.when) {
                    return (Stage::Opening(item), cursor, passed);
                }
                passed.push(item);
                cursor += 1;
            }
            let end = if until < setting.closes {
                until_expiry(until, setting.closes)
            } else {
                Stage::Ended
            };
            (end, cursor, passed)
        }
        Stage::Opening(item) => {
            (moving(setting.items[item.index()].moves.clone(), item), cursor, Vec::new())
        }
        Stage::Moving(mv) => {
            let item = setting.moves[mv.index()].item;
            let rest = mv.index() + 1..setting.items[item.index()].moves.end;
            (moving(rest, item), cursor, Vec::new())
        }
        Stage::Speaking(item) => {
            let id = setting.conference_of(item).expect("only a conference has speeches");
            let talk = here.talks.of(id);
            let next = match (talk.fate, talk.treaty) {
                (Fate::NoTreaty, _) => Stage::Closing(item),
                (_, Some(_)) => Stage::Signing(item),
                (_, None) => adjourned(item, talk).unwrap_or(Stage::Speaking(item)),
            };
            (next, cursor, Vec::new())
        }
        Stage::Recess(item, _) => {
            let id = setting.conference_of(item).expect("only a conference adjourns");
            let next = adjourned(item, here.talks.of(id)).unwrap_or(Stage::Speaking(item));
            (next, cursor, Vec::new())
        }
        Stage::Signing(item) => (Stage::Closing(item), cursor, Vec::new()),
        Stage::Closing(_) => {
            let date = setting.items.get(cursor + 1).map_or(setting.closes, |next| next.date);
            let clock = here.agenda.clock;
            (until_expiry(clock, date.max(clock)), cursor + 1, Vec::new())
        }
        Stage::Ended => (Stage::Ended, cursor, Vec::new()),
    }
}

/// The event an interval leaves in the chronicle for a sector, if anything happened.
#[must_use]
pub fn stretch_event(stretch: &Stretch) -> Option<Event> {
    (stretch.count > 0).then_some(Event::Incidents {
        sector: stretch.sector,
        count: stretch.count,
        expected: stretch.expected,
    })
}
