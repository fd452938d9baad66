//! The answers to each question over the games of a trial: how often each was given, and
//! why a recorded one is rare.
//!
//! The reasons are those of conduct itself: each time that a seat which plays itself was
//! asked, what each open answer was worth to it, and by what.

use serde::Serialize;

use super::Trial;
use super::watch::Counts;
use crate::rules::conduct::Reason;
use crate::rules::ids::{MoveId, OptionId};
use crate::scenario::Scenario;

/// Below this share of the games in which it was open a recorded answer is rare.
const RARE: f64 = 0.25;

/// The most reasons that are told of a rare answer.
const MOST_REASONS: usize = 3;

/// An answer over the games of a trial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerSummary {
    /// The answer.
    pub option: String,
    /// Whether the record says that it was given.
    pub recorded: bool,
    /// In how many games of own conduct it was open, and given.
    pub own: (u64, u64),
    /// The same of games of random play.
    pub any: (u64, u64),
    /// Why a recorded answer is rare among seats that play themselves, in sentences.
    pub why_rare: Option<String>,
}

/// A question over the games of a trial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionSummary {
    /// The question, as `item/move`.
    pub question: String,
    /// The seat that is asked.
    pub seat: String,
    /// The answers.
    pub answers: Vec<AnswerSummary>,
}

/// All questions of the agenda that were asked in a trial.
pub(super) fn questions(scenario: &Scenario, trial: &Trial) -> Vec<QuestionSummary> {
    let asked = |mv: &MoveId| trial.own.asked[mv.index()] + trial.any.asked[mv.index()] > 0;
    scenario.setting.move_ids().filter(asked).map(|mv| question(scenario, trial, mv)).collect()
}

fn question(scenario: &Scenario, trial: &Trial, mv: MoveId) -> QuestionSummary {
    let of = |counts: &Counts, option: OptionId| {
        let (mv, option) = (mv.index(), option.index());
        (counts.open[mv][option], counts.chosen[mv][option])
    };
    let answer = |option: OptionId| AnswerSummary {
        option: scenario.option(mv, option).id.to_string(),
        recorded: scenario.option(mv, option).recorded,
        own: of(&trial.own, option),
        any: of(&trial.any, option),
        why_rare: why_rare(scenario, &trial.own, mv, option),
    };
    let seat = scenario.setting.moves[mv.index()].seat;
    QuestionSummary {
        question: scenario.move_name(mv),
        seat: scenario.text.seats[seat.index()].id.to_string(),
        answers: scenario.setting.option_ids(mv).map(answer).collect(),
    }
}

/// A share of games; none of none.
pub(super) fn share(count: u64, of: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    let share = count as f64 / of.max(1) as f64;
    share
}

/// Why a recorded answer is rarely given; none if it is not recorded or not rare.
pub(super) fn why_rare(
    scenario: &Scenario,
    own: &Counts,
    mv: MoveId,
    option: OptionId,
) -> Option<String> {
    let (open, chosen) = (&own.open[mv.index()], &own.chosen[mv.index()]);
    let all = &own.weighed[mv.index()];
    let here = all.get(option.index())?;
    let rare = share(chosen[option.index()], open[option.index()]) < RARE;
    if !scenario.option(mv, option).recorded || here.n == 0 || !rare {
        return None;
    }
    let others = scenario.setting.option_ids(mv).filter(|other| *other != option);
    let others = others.map(|other| (other, &all[other.index()]));
    let (best, other) = others
        .filter(|(_, weighed)| weighed.n > weighed.barred)
        .max_by(|(_, a), (_, b)| a.mean().total_cmp(&b.mean()))?;
    let mut parts = vec![format!(
        "worth {:+.3} to its seat, `{}` {:+.3}",
        here.mean(),
        scenario.option(mv, best).id,
        other.mean()
    )];
    let mut reasons: Vec<Reason> = here.terms.keys().chain(other.terms.keys()).copied().collect();
    reasons.sort_unstable();
    reasons.dedup();
    let gap = |reason: &Reason| here.mean_term(*reason) - other.mean_term(*reason);
    reasons.sort_by(|a, b| gap(b).abs().total_cmp(&gap(a).abs()));
    for reason in reasons.into_iter().take(MOST_REASONS).filter(|r| gap(r).abs() >= 5e-4) {
        parts.push(format!(
            "{} {:+.3} beside {:+.3}",
            reason_words(scenario, mv, reason),
            here.mean_term(reason),
            other.mean_term(reason)
        ));
    }
    if here.barred > 0 {
        parts.push(format!(
            "a red line that is never crossed rules it out in {} of {} weighings",
            here.barred, here.n
        ));
    }
    if scenario.option(mv, option).leanings.is_empty() {
        parts.push("no leader's leaning speaks for it".to_owned());
    }
    let ahead = &scenario.setting.bearing.prospects(mv).conferences;
    let tables: Vec<String> =
        ahead.iter().map(|id| format!("`{}`", scenario.conference_name(*id))).collect();
    parts.push(if tables.is_empty() {
        "no conference that it opens was weighed".to_owned()
    } else {
        format!("what may come of {} was weighed", tables.join(", "))
    });
    Some(parts.join("; "))
}

fn reason_words(scenario: &Scenario, mv: MoveId, reason: Reason) -> String {
    let seat = &scenario.text.seats[scenario.setting.moves[mv.index()].seat.index()];
    match reason {
        Reason::Objective(index) => format!("«{}»", seat.objectives[usize::from(index)].text),
        Reason::RedLine(index) => format!("«{}»", seat.red_lines[usize::from(index)].text),
        Reason::Leaning => "the leader's leaning".to_owned(),
    }
}
