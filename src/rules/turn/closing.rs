//! The end of a turn: outcomes, the chronicle, and the step after this one.

use super::applying::Turning;
use super::{Proceedings, Rest};
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::audience::Audience;
use crate::rules::chronicle::{Chronicle, ChronicleEntry, Event};
use crate::rules::defs::outcome_ids;
use crate::rules::ids::OutcomeId;
use crate::rules::instruments::Instruments;
use crate::rules::phases;
use crate::rules::position::PositionRef;
use crate::rules::procedure;
use crate::rules::setting::Setting;

/// Reads the outcomes that are due.
pub fn read_outcomes(setting: &Setting, here: PositionRef<'_>, todo: &mut Proceedings) {
    let (at, audience) = match todo.stage {
        Some(Stage::Closing(item)) => (Some(item), setting.audience_of_item(item)),
        // The last day: nothing more will come up.
        Some(stage @ Stage::Interval(until))
            if until >= setting.closes
                && procedure::next_stage(setting, here, stage, |_| {}).0 == Stage::Ended =>
        {
            (None, Audience::NOBODY)
        }
        _ => return,
    };
    let date = here.agenda.clock;
    let read = |outcome: OutcomeId| {
        let Some(value) = procedure::outcome(setting, here, outcome, at) else { return };
        todo.note(date, || {
            let reading = &setting.outcomes[outcome.index()].reading;
            let audience = audience.and(setting.audience_of_reading(reading));
            (audience, Event::Outcome(outcome, value))
        });
        todo.outcomes.push((outcome, value));
    };
    match at {
        Some(item) => setting.index.outcomes_at(item).iter().copied().for_each(read),
        None => outcome_ids(setting).for_each(read),
    }
    if let Some(Stage::Closing(item)) = todo.stage {
        todo.note(date, || (audience, Event::Closed(item)));
    }
}

/// Writes the notes of the turn into the chronicle, in the order of their days.
pub fn write_chronicle(chronicle: &mut Chronicle, todo: &mut Proceedings) {
    if todo.notes.is_empty() {
        return;
    }
    // Phases and sectors note in their own order; readers want the calendar's.
    todo.notes.sort_by_key(|entry| entry.date);
    chronicle.entries.append(&mut todo.notes);
}

/// Moves the agenda to its next step, with facts, leaders and the clock; treaties
/// whose term the clock has reached run out.
pub fn advance(
    setting: &Setting,
    agenda: &mut Agenda,
    instruments: &mut Instruments,
    rest: Rest<'_>,
    chronicle: &mut Chronicle,
    todo: &mut Proceedings,
) {
    let Some(stage) = todo.stage else { return };
    let date = agenda.clock;
    let keeps = todo.keeps;
    let mut note = |date, item, audience, event| {
        if keeps {
            chronicle.entries.push(ChronicleEntry { date, item, audience, event });
        }
    };
    let mut tables = Turning { setting, agenda, leaders: Vec::new() };
    phases::turn(&mut tables, &mut todo.certain());
    for (seat, leader) in tables.leaders {
        note(date, todo.item, Audience::Everybody, Event::Leader(seat, leader));
    }
    for (outcome, value) in &todo.outcomes {
        agenda.outcomes[outcome.index()] = Some(*value);
    }
    if let Some(until) = todo.until() {
        agenda.clock = agenda.clock.max(until);
        for (id, day, ending) in instruments.expire(setting, agenda.clock) {
            let audience = setting.audience_of_instrument(instruments, id);
            let event = ending.map_or(Event::Renewed(id), |ending| Event::Ended(id, ending));
            note(day, None, audience, event);
        }
    }
    let here = rest.with(agenda, instruments);
    let (next, cursor) = procedure::next_stage(setting, here, stage, |item| {
        // That an item did not come up reveals its condition, so it is noted only where
        // everybody knows what the condition rests on.
        let def = &setting.items[item.index()];
        if def.known_to.is_everybody() && !def.when.reads_secret(setting) {
            note(def.date, Some(item), Audience::Everybody, Event::Passed(item));
        }
    });
    (agenda.stage, agenda.cursor) = (next, cursor);
}
