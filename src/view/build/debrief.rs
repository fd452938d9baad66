//! The debrief: the whole game beside the record, with nothing hidden.
//!
//! Built once the game is over. Every sentence in it comes from an entry of the
//! chronicle or from a source. It gives no score.

use super::builder::Builder;
use crate::rules::chronicle::Event;
use crate::rules::comparison::OutcomeVerdict;
use crate::rules::conduct::value;
use crate::rules::defs::outcome_ids;
use crate::rules::ids::SeatId;
use crate::sim::course::Course;
use crate::view::evidence::trust;
use crate::view::types::{
    AimScore, ChoiceResult, Debrief, EvidenceView, OutcomeCounts, PartSummary, SeatScore,
    ValueScore,
};

/// What a debrief tells of a game beside its position and its chronicle.
pub(super) struct End<'a> {
    /// The state hash.
    pub(super) hash: String,
    /// How things stood from item to item.
    pub(super) course: &'a Course,
    /// The whole campaign part by part, if this was the last part of one.
    pub(super) campaign: Vec<PartSummary>,
}

pub(super) fn build(builder: &Builder<'_>, end: End<'_>) -> Debrief {
    let End { hash, course, campaign } = end;
    let setting = &builder.scenario.setting;
    let agenda = builder.here.agenda;
    let outcomes: Vec<_> = outcome_ids(setting)
        .map(|id| builder.outcome(id, agenda.outcomes[id.index()], true))
        .collect();
    let count =
        |wanted: fn(OutcomeVerdict) -> bool| outcomes.iter().filter(|o| wanted(o.verdict)).count();
    let counts = OutcomeCounts {
        matched: count(|v| v == OutcomeVerdict::Matched),
        diverged: count(|v| {
            matches!(
                v,
                OutcomeVerdict::Weaker | OutcomeVerdict::Stronger | OutcomeVerdict::Different
            )
        }),
        unknown: count(|v| matches!(v, OutcomeVerdict::Unknown | OutcomeVerdict::Open)),
    };
    let choices: Vec<ChoiceResult> = builder
        .chronicle
        .entries
        .iter()
        .filter_map(|entry| builder.choice(&entry.event, builder.seat, true))
        .collect();
    let partings: Vec<ChoiceResult> =
        choices.into_iter().filter(|choice| !choice.matched && choice.recorded.is_some()).collect();
    let chances = builder
        .lines(|entry| matches!(entry.event, Event::Drawn { .. } | Event::LocalCommander { .. }))
        .into_iter()
        .map(|line| format!("{}: {}", line.date, line.text))
        .collect();
    let seats = (0..setting.seats.len()).map(|index| score(builder, SeatId::new(index))).collect();
    let total: u32 = builder.scenario.evidence.iter().sum();
    let share =
        |index: usize| f64::from(builder.scenario.evidence[index]) / f64::from(total.max(1));
    let (secrets, results) = (builder.secrets(), builder.open_results());
    Debrief {
        counts,
        outcomes,
        discussion: builder.discussion(&partings, &results, &secrets),
        partings,
        chances,
        seats,
        secrets,
        results,
        course: builder.course(course),
        unknown: builder.scenario.head.unknown.clone(),
        sources: builder.words.sources(),
        evidence: EvidenceView { judgements: share(3), contested: share(2) },
        trust: trust(builder.words.words, builder.scenario),
        hash,
        campaign,
    }
}

/// The results of a seat, measured on the true position.
fn score(builder: &Builder<'_>, seat: SeatId) -> SeatScore {
    let setting = &builder.scenario.setting;
    let text = &builder.scenario.text.seats[seat.index()];
    let (start, now) = (builder.scenario.opening.borrow(), builder.here);
    SeatScore {
        seat: text.name.clone(),
        ink: builder.scenario.text.powers[setting.seats[seat.index()].power.index()].ink,
        value: ValueScore { start: value(setting, start, seat), now: value(setting, now, seat) },
        aims: setting.seats[seat.index()]
            .objectives
            .iter()
            .zip(&text.objectives)
            .map(|(objective, text)| AimScore {
                text: text.text.clone(),
                start: start.measure(setting, &objective.measure),
                now: now.measure(setting, &objective.measure),
                documented: text.documented.clone(),
            })
            .collect(),
        red_lines: builder.red_lines(seat),
    }
}
