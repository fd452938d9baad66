//! A trial in a few numbers, for people and for programs.

use serde::Serialize;

use super::Trial;
use super::answers::{QuestionSummary, questions};
use super::watch::SampleRange;
use super::weighings::MILLIONTHS;
use crate::rules::ids::OutcomeId;
use crate::scenario::Scenario;

/// A mean with the least and the greatest value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// The mean, to two digits after the point.
    pub mean: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub most: f64,
}

impl Range {
    /// A span in units of `unit`.
    fn of(span: &SampleRange, unit: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a summary needs no more digits")]
        let scaled = |whole: u64| whole as f64 / unit;
        let short = |value: f64| libm::round(value * 100.0) / 100.0;
        Self {
            mean: short(span.mean() / unit),
            least: short(scaled(span.least)),
            most: short(scaled(span.most)),
        }
    }
}

/// The results of a seat over the games of a trial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatSummary {
    /// The seat.
    pub seat: String,
    /// The seat's value of the final position, [0, 1], in games of own conduct.
    pub worth: Range,
    /// The same in games of random play.
    pub worth_any: Range,
    /// Questions it answered in a game.
    pub questions: Range,
    /// Speeches it made in a game.
    pub speeches: Range,
    /// The length of a game for its player, in minutes.
    pub minutes: Range,
}

/// The distribution of an outcome over the games of a trial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutcomeSummary {
    /// The outcome.
    pub outcome: String,
    /// The documented value, if the record knows.
    pub documented: Option<String>,
    /// Each value with the number of games in which it came: of own conduct, and of
    /// random play.
    pub values: Vec<(String, u64, u64)>,
}

/// A trial in a few numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The scenario.
    pub scenario: String,
    /// Its content hash.
    pub content: String,
    /// The number of games in which all seats followed their own conduct.
    pub games_own: u64,
    /// The number of games of random play.
    pub games_any: u64,
    /// The number of items that came up in a game of own conduct.
    pub items: Range,
    /// The minutes that the head of the scenario gives.
    pub minutes_said: u32,
    /// The seats.
    pub seats: Vec<SeatSummary>,
    /// The questions, each with its answers.
    pub questions: Vec<QuestionSummary>,
    /// The outcomes.
    pub outcomes: Vec<OutcomeSummary>,
}

impl Summary {
    /// Sums a trial up. Where it was a single game, the figures are of that.
    #[must_use]
    pub fn of(scenario: &Scenario, trial: &Trial) -> Self {
        let (own, any) = (&trial.own, &trial.any);
        let seats = scenario.text.seats.iter().enumerate().map(|(seat, text)| SeatSummary {
            seat: text.id.to_string(),
            worth: Range::of(&own.worth[seat], MILLIONTHS),
            worth_any: Range::of(&any.worth[seat], MILLIONTHS),
            questions: Range::of(&own.questions[seat], 1.0),
            speeches: Range::of(&own.spoken[seat], 1.0),
            minutes: Range::of(&own.seconds[seat], 60.0),
        });
        let outcomes = scenario.text.outcomes.iter().enumerate().map(|(index, text)| {
            let keys = scenario.outcome_keys(OutcomeId::new(index)).iter();
            let counts = own.outcomes.counts[index].iter().zip(&any.outcomes.counts[index]);
            OutcomeSummary {
                outcome: text.id.to_string(),
                documented: text.documented.as_ref().map(|name| name.text.clone()),
                values: keys
                    .zip(counts)
                    .map(|(key, (own, any))| (key.clone(), *own, *any))
                    .collect(),
            }
        });
        Self {
            scenario: scenario.head.id.to_string(),
            content: scenario.hash.clone(),
            games_own: own.games,
            games_any: any.games,
            items: Range::of(&own.items, 1.0),
            minutes_said: scenario.head.minutes,
            seats: seats.collect(),
            questions: questions(scenario, trial),
            outcomes: outcomes.collect(),
        }
    }

    /// The summary as lines for people.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "played {} games: {} in which all seats play themselves, {} in which each does anything that is open to it",
            self.games_own + self.games_any,
            self.games_own,
            self.games_any
        )];
        let Range { mean, least, most } = self.items;
        lines.push(format!(
            "  length: {mean:.1} items ({least:.0} to {most:.0}); the head says {} minutes",
            self.minutes_said
        ));
        lines.push("  seats:".to_owned());
        let width = self.seats.iter().map(|seat| seat.seat.chars().count()).max().unwrap_or(0);
        for seat in &self.seats {
            lines.push(format!(
                "    {:width$}  worth {:.2} ({:.2} to {:.2}); {:.1} questions, {:.1} speeches, about {:.0} minutes",
                seat.seat,
                seat.worth.mean,
                seat.worth.least,
                seat.worth.most,
                seat.questions.mean,
                seat.speeches.mean,
                seat.minutes.mean
            ));
        }
        if !self.questions.is_empty() {
            lines.push(
                "  answers, in percent of the games of both kinds in which they were open:"
                    .to_owned(),
            );
        }
        for question in &self.questions {
            lines.push(format!("    {}, asked of {}", question.question, question.seat));
            for answer in &question.answers {
                let of = |(open, chosen): (u64, u64)| match open {
                    0 => "    –".to_owned(),
                    open => format!("{:5.1}", percent(chosen, open)),
                };
                let known = if answer.recorded { "  recorded" } else { "" };
                lines.push(format!(
                    "      {} {}  {}{known}",
                    of(answer.own),
                    of(answer.any),
                    answer.option
                ));
                if let Some(why) = &answer.why_rare {
                    lines.push(format!("                   rare: {why}"));
                }
            }
        }
        if !self.outcomes.is_empty() {
            lines.push("  outcomes, in percent of both kinds of game:".to_owned());
        }
        for outcome in &self.outcomes {
            lines.push(format!("    {}", outcome.outcome));
            for (value, own, any) in &outcome.values {
                if own + any == 0 {
                    continue;
                }
                let known = outcome.documented.as_ref() == Some(value);
                lines.push(format!(
                    "      {:5.1} {:5.1}  {value}{}",
                    percent(*own, self.games_own),
                    percent(*any, self.games_any),
                    if known { "  documented" } else { "" }
                ));
            }
        }
        lines
    }
}

fn percent(count: u64, of: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more digits")]
    let share = count as f64 * 100.0 / of.max(1) as f64;
    share
}
