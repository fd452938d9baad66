//! Procedure: which draws decide, how time passes, and which step comes next.
//!
//! What a [turn](super::turn) is made of: the choice of an empty seat, drawn
//! consequences, fights, a stretch of time on the borders and in recognition, the
//! reading of outcomes, the step after this one. It applies no effects.

use super::agenda::Stage;
use super::borders::{self, Borders, Clash, ClashOutcome};
use super::chance::{Chance, Draw, joined_key};
use super::defs::DriftDef;
use super::deterrence::Deterrence;
use super::ids::{ChanceId, ItemId, MoveId, OptionId, OutcomeId, PowerId, SectorId};
use super::instruments::Instruments;
use super::position::PositionRef;
use super::quantity::Date;
use super::recognition::{
    DriftInputs, Manners, Recognition, RecognitionAct, Standing, Status, Subject, step,
};
use super::setting::Setting;
use super::talks::{ConferenceOutcome, ConferenceState};
use super::terms::Term;

/// How near a bound may come to a draw before the exact value decides: far more than
/// rounding can bring about.
pub(super) const MARGIN: f64 = 1e-9;

/// A number for a date, for keys of chance: months since year 0.
pub(super) fn month_key(date: Date) -> u64 {
    u64::from(date.year.unsigned_abs()) * 12 + u64::from(date.month)
}

/// The key of the `nth` consequence for a border in one step of the agenda: no
/// two steps share one, and none equals that of a month.
#[must_use]
pub fn occasion(setting: &Setting, stage: Option<Stage>, nth: u64) -> u64 {
    let keys = &setting.keys;
    let (key, step) = match stage {
        Some(Stage::Opening(item)) => (keys.items[item.index()], 0),
        Some(Stage::Moving(mv)) => (keys.moves[mv.index()], 1),
        Some(Stage::Speaking(item)) => (keys.items[item.index()], 2),
        Some(Stage::Signing(item)) => (keys.items[item.index()], 3),
        Some(Stage::Closing(item)) => (keys.items[item.index()], 4),
        Some(Stage::Interval(_) | Stage::Recess(..) | Stage::Ended) | None => return nth,
    };
    // Far above the numbers of months.
    joined_key(joined_key(key, step), nth) | 1 << 63
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
    OptionId::new(chance.categorical(
        Draw::Choice,
        &[setting.keys.moves[mv.index()]],
        probabilities,
    ))
}

/// Draws which branch of a consequence comes true; answers its probability too.
#[must_use]
pub fn draw(setting: &Setting, chance: Chance, id: ChanceId) -> (u16, f64) {
    let branches = &setting.chances[id.index()].branches;
    let probabilities = branches.iter().map(|branch| branch.probability.value);
    let taken =
        chance.categorical(Draw::Consequence, &[setting.keys.chances[id.index()]], probabilities);
    let branch = u16::try_from(taken).expect("branches are bounded by the scenario reader");
    (branch, branches[taken].probability.value)
}

/// Draws the outcome and the losses of a clash.
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
    let place = [setting.keys.sectors[sector.index()], when];
    let odds = here.odds(setting, sector, attacker, defender);
    let outcome =
        ClashOutcome::ALL[chance.ordered(Draw::Clash, &place, &borders::clash_outcomes(odds, c))];
    let loss = |power: PowerId, prevails: f64| {
        let allies: f64 = here.bonds(setting, sector, power).map(|b| b.force).sum();
        let engaged = here.deterrence.force(sector, power) + allies;
        let whose = setting.keys.powers[power.index()];
        let luck = chance.uniform(Draw::Casualties, &[place[0], place[1], whose]);
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
) -> Vec<(RecognitionAct, f64)> {
    let mut taken = Vec::new();
    for date in drift_days(from, until) {
        for four in drifting.chunks(4) {
            let place = |nth: usize| {
                let def = &setting.drifts[*four.get(nth).unwrap_or(&four[0])];
                let powers = &setting.keys.powers;
                [powers[def.from.index()], powers[def.to.index()], month_key(date)]
            };
            let draws = chance.four_uniforms(Draw::RecognitionStep, &[0, 1, 2, 3].map(place));
            for (index, u) in four.iter().zip(draws) {
                // Most draws lie between what any step up and any step down can reach.
                let (up, down) = setting.index.most_of_drift(*index);
                if (up + MARGIN..1.0 - down - MARGIN).contains(&u) {
                    continue;
                }
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
) -> Option<(RecognitionAct, f64)> {
    let (from, to) = (def.from, def.to);
    let share = |any: bool| f64::from(u8::from(any));
    let pledges = instruments.terms_among(setting, setting.index.pledges(to));
    let clauses = instruments.terms_among(setting, setting.index.recognises(from, to));
    let inputs = DriftInputs {
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
    let act = RecognitionAct {
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

/// The value of an outcome, if it is read when the item `at` closes, or at the end of the
/// game for `None`.
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
/// `here` is the position after all effects of the turn. Returns the next stage and the
/// cursor, and calls `passed` for the items that were passed over because they did not
/// arise.
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
    let adjourned = |item: ItemId, talk: &ConferenceState| {
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
                (ConferenceOutcome::NoTreaty, _) => Stage::Closing(item),
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
