//! What tends to follow from each answer, in words and numbers ready to be laid out.
//!
//! It says how often something came in games that were [played on](crate::ensemble::ahead),
//! and what moved it; never which answer to give. Outcomes and reasons of which the seat may
//! not know are left out.

use serde::Serialize;

use super::wording::Wording;
use crate::ensemble::ahead::answers::{Ahead, Answer, Play};
use crate::ensemble::ahead::{BranchCounts, Factor, Mover, Target, is_known};
use crate::rules::ids::{OutcomeId, SeatId};
use crate::scenario::Scenario;
use crate::words::{Phrase, Words, percent};

/// What tends to follow from each open answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AheadView {
    /// How many games were played on for each answer.
    pub runs: u64,
    /// The answers, in their order.
    pub answers: Vec<AnswerAhead>,
    /// How the seats decided in these games, in a sentence.
    pub note: String,
}

/// What tends to follow from one answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerAhead {
    /// The id of the option; none of a speech.
    pub option: Option<String>,
    /// A few words.
    pub label: String,
    /// How the seat's own aims stand at the end, [0, 1].
    pub aims: Spread,
    /// How often each outcome came, of those that the answers bring about in different
    /// shares; the one on which they bear most first.
    pub outcomes: Vec<OutcomeAhead>,
    /// What it hangs on most, in a sentence.
    pub hangs_on: Option<String>,
}

/// How a number spreads: the values that a tenth, a half and nine tenths of the games stay at
/// or under.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// A tenth.
    pub low: f64,
    /// The median.
    pub middle: f64,
    /// Nine tenths.
    pub high: f64,
}

/// How often an outcome came to each of its values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeAhead {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its values that came, in their order: in words, and the share of the games, [0, 1].
    pub values: Vec<(String, f64)>,
    /// By how much the shares differ among the answers, [0, 1].
    pub differs: f64,
}

/// Lays out what was counted for each answer of a seat.
#[must_use]
pub fn ahead_view(
    words: &Words,
    scenario: &Scenario,
    ahead: &Ahead,
    counts: &[BranchCounts],
) -> AheadView {
    let wording = Wording { scenario, words };
    let outcomes = told_outcomes(scenario, ahead.seat);
    let differs: Vec<f64> = outcomes.iter().map(|id| difference(*id, counts)).collect();
    let answer = |(answer, counts): (&Answer, &BranchCounts)| {
        let mut of_outcomes: Vec<OutcomeAhead> = outcomes
            .iter()
            .zip(&differs)
            .map(|(id, differs)| outcome_ahead(wording, *id, counts, *differs))
            .collect();
        of_outcomes.sort_by(|a, b| b.differs.total_cmp(&a.differs));
        let (option, label) = ahead.answer(scenario, *answer);
        AnswerAhead {
            option,
            label: label.unwrap_or_else(|| {
                words.phrase(match answer {
                    Answer::Accept => Phrase("ahead-accept"),
                    Answer::WalkOut => Phrase("ahead-walk-out"),
                    Answer::Conduct | Answer::Option(_) => Phrase("ahead-conduct"),
                })
            }),
            aims: spread(counts, ahead.seat),
            outcomes: of_outcomes,
            hangs_on: hangs_on(wording, Target::Aims(ahead.seat), counts, |factor| {
                is_known(&scenario.setting, ahead.seat, factor)
            }),
        }
    };
    AheadView {
        runs: counts.first().map_or(0, |counts| counts.runs),
        answers: ahead.answers.iter().zip(counts).map(answer).collect(),
        note: words.phrase(match ahead.play {
            Play::Conduct => Phrase("ahead-note"),
            Play::Record => Phrase("ahead-note-record"),
            Play::Anybody => Phrase("ahead-note-any"),
        }),
    }
}

/// The outcomes of which a seat may know.
fn told_outcomes(scenario: &Scenario, seat: SeatId) -> Vec<OutcomeId> {
    let setting = &scenario.setting;
    let all = OutcomeId::up_to(setting.outcomes.len());
    let told = all.filter(|id| {
        let reading = &setting.outcomes[id.index()].reading;
        setting.audience_of_reading(reading).includes(Some(seat))
    });
    told.collect()
}

#[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
fn shares(id: OutcomeId, counts: &BranchCounts) -> impl Iterator<Item = f64> {
    let runs = counts.runs.max(1) as f64;
    counts.outcomes.counts[id.index()].iter().map(move |count| *count as f64 / runs)
}

/// By how much the shares of an outcome differ between the two answers that differ most: the
/// total variation distance.
fn difference(id: OutcomeId, counts: &[BranchCounts]) -> f64 {
    let pairs = counts.iter().enumerate().flat_map(|(nth, one)| {
        counts[nth + 1..].iter().map(move |other| {
            shares(id, one).zip(shares(id, other)).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0
        })
    });
    pairs.fold(0.0, f64::max)
}

fn outcome_ahead(
    wording: Wording<'_>,
    id: OutcomeId,
    counts: &BranchCounts,
    differs: f64,
) -> OutcomeAhead {
    let text = &wording.scenario.text.outcomes[id.index()];
    let came = shares(id, counts).enumerate().filter(|(_, share)| *share > 0.0);
    OutcomeAhead {
        id: text.id.to_string(),
        title: text.title.clone(),
        values: came.map(|(value, share)| (wording.outcome_value(id, value), share)).collect(),
        differs,
    }
}

/// How the aims of a seat spread at the end.
pub(super) fn spread(counts: &BranchCounts, seat: SeatId) -> Spread {
    let values = &counts.values[seat.index()];
    let at = |share| values.quantile(share).unwrap_or_default();
    Spread { low: at(0.1), middle: at(0.5), high: at(0.9) }
}

/// What a target hangs on most, of what `may` be told, in a sentence.
pub(super) fn hangs_on(
    wording: Wording<'_>,
    target: Target,
    counts: &BranchCounts,
    may: impl Fn(Factor) -> bool,
) -> Option<String> {
    let setting = &wording.scenario.setting;
    let Mover { factor, best, worst, .. } = counts.mover(target, may)?;
    let (what, level): (String, Box<dyn Fn(usize) -> String>) = match factor {
        Factor::Move(mv) => {
            let text = wording.scenario.mv(mv);
            let of = wording.called(setting.moves[mv.index()].seat);
            let item = wording.scenario.item(setting.moves[mv.index()].item);
            let args = [("seat", of.into()), ("item", (&item.title).into())];
            let option = move |level: usize| match level.checked_sub(1) {
                Some(option) => text.options.get(option).map(|option| option.label.clone()),
                None => None,
            };
            let none = wording.say("ahead-not-asked");
            (
                wording.say_with("ahead-hangs-answer", &args),
                Box::new(move |level| option(level).unwrap_or_else(|| none.clone())),
            )
        }
        Factor::Talks(id) => {
            let item = wording.scenario.item(setting.conferences[id.index()].item);
            let fates = [
                Phrase("value-did-not-arise"),
                Phrase("value-no-treaty"),
                Phrase("value-not-ratified"),
                Phrase("value-in-force"),
            ];
            (
                wording.say_with("ahead-hangs-talks", &[("item", (&item.title).into())]),
                Box::new(move |level| wording.phrase(fates[level.min(3)])),
            )
        }
        Factor::Drawn(id) => {
            let (text, branches) = wording.chance(id.index());
            let none = wording.say("ahead-not-drawn");
            (
                text,
                Box::new(move |level| {
                    let branch = level.checked_sub(1).and_then(|nth| branches.get(nth));
                    branch.cloned().unwrap_or_else(|| none.clone())
                }),
            )
        }
        Factor::Clash(sector) => (
            wording.say_with("ahead-hangs-clash", &[("sector", wording.sector(sector).into())]),
            Box::new(move |level| {
                wording.phrase(if level == 0 {
                    Phrase("ahead-peace")
                } else {
                    Phrase("ahead-clash")
                })
            }),
        ),
    };
    let args = [
        ("what", what.into()),
        ("best", level(best.0).into()),
        ("high", percent(best.1).into()),
        ("worst", level(worst.0).into()),
        ("low", percent(worst.1).into()),
    ];
    Some(wording.phrase_with(
        match target {
            Target::Aims(_) => Phrase("ahead-hangs-on"),
            Target::Same(_) => Phrase("whatif-hangs-on"),
        },
        &args,
    ))
}
