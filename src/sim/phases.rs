//! The systems of a turn, one for each phase.
//!
//! Each calls the function of its phase in [`turn`] on every
//! timeline. None holds a rule; the order between them is in [`schedule`](super::turn)
//! alone.

use bevy::ecs::query::QueryData;
use bevy::ecs::system::{Local, Query};

use super::timeline::Rulebook;
use crate::rules::agenda::Agenda;
use crate::rules::borders::Borders;
use crate::rules::chronicle::Chronicle;
use crate::rules::deterrence::Deterrence;
use crate::rules::foresight::Foresight;
use crate::rules::holders::Orders;
use crate::rules::instruments::Instruments;
use crate::rules::months::Surroundings;
use crate::rules::position::PositionRef;
use crate::rules::recognition::Recognition;
use crate::rules::talks::Talks;
use crate::rules::turn::{self, Delegations, Proceedings, Rest, Room, Run};

/// The six tables of a position, read together.
#[derive(QueryData)]
pub struct Tables {
    agenda: &'static Agenda,
    instruments: &'static Instruments,
    recognition: &'static Recognition,
    deterrence: &'static Deterrence,
    borders: &'static Borders,
    talks: &'static Talks,
}

impl<'w> TablesItem<'w, '_> {
    /// The position that the tables form.
    #[must_use]
    pub const fn position(&self) -> PositionRef<'w> {
        let Self { agenda, instruments, recognition, deterrence, borders, talks } = *self;
        PositionRef::new(agenda, instruments, recognition, deterrence, borders, talks)
    }
}

/// Takes up the current step: finds the choice of the seat that is to move, and the
/// effects that fall due.
pub fn take_up(
    mut foresight: Local<Foresight>,
    mut timelines: Query<(&Rulebook, Tables, &mut Orders, &mut Proceedings, &Run)>,
) {
    for (rulebook, tables, mut orders, mut todo, run) in &mut timelines {
        let (setting, here) = (rulebook.setting(), tables.position());
        let looks = (&mut *foresight, &rulebook.remembered, rulebook.prepared());
        turn::take_up(setting, here, *run, &mut orders, &mut todo, looks);
    }
}

/// Writes the marks that the step leaves on the agenda at once.
pub fn note_down(mut timelines: Query<(&Rulebook, &mut Agenda, &mut Proceedings)>) {
    for (rulebook, mut agenda, mut todo) in &mut timelines {
        turn::note_down(rulebook.setting(), &mut agenda, &mut todo);
    }
}

/// Lets the party whose turn it is speak, and puts a treaty to ratification at home.
pub fn confer(
    mut foresight: Local<Foresight>,
    mut timelines: Query<(
        &Rulebook,
        (&Agenda, &Instruments, &Recognition, &Deterrence, &Borders, &mut Talks),
        &mut Orders,
        &mut Proceedings,
        &mut Delegations,
        &Run,
    )>,
) {
    for (rulebook, tables, mut orders, mut todo, mut parties, run) in &mut timelines {
        let setting = rulebook.setting();
        let (agenda, instruments, recognition, deterrence, borders, mut talks) = tables;
        let rest = Rest { recognition, deterrence, borders, talks: &talks };
        let here = rest.with(agenda, instruments);
        let room = Room { setting, run: *run, prepared: rulebook.prepared() };
        let parties = (&mut *foresight, &mut *parties);
        if let Some(done) = turn::confer(room, here, &mut orders, &mut todo, parties) {
            done.write(setting, agenda.clock, &mut talks, &mut todo);
        }
    }
}

/// Signs, publishes, denounces, breaks.
pub fn execute_instruments(
    mut timelines: Query<(&Rulebook, &Agenda, &mut Instruments, &mut Proceedings)>,
) {
    for (rulebook, agenda, mut instruments, mut todo) in &mut timelines {
        turn::execute(rulebook.setting(), agenda.clock, &mut instruments, &mut todo);
    }
}

/// Records acts of recognition and lets it drift.
pub fn settle_recognition(
    mut timelines: Query<(
        &Rulebook,
        (&Agenda, &Instruments, &mut Recognition, &Deterrence, &Borders, &Talks),
        &mut Proceedings,
        &Run,
    )>,
) {
    for (rulebook, tables, mut todo, run) in &mut timelines {
        let setting = rulebook.setting();
        let (agenda, instruments, mut recognition, deterrence, borders, talks) = tables;
        let rest = Rest { recognition: &recognition, deterrence, borders, talks };
        let drifting = turn::drifting(setting, rest.with(agenda, instruments), &todo);
        let recognition = &mut *recognition;
        turn::settle(setting, agenda, instruments, recognition, *run, &drifting, &mut todo);
    }
}

/// Moves tension, force, contentment and troops.
pub fn balance_deterrence(mut timelines: Query<(&mut Deterrence, &mut Proceedings)>) {
    for (mut deterrence, mut todo) in &mut timelines {
        turn::balance(&mut deterrence, &mut todo);
    }
}

/// Moves lines, fights clashes, lets time pass on the borders.
pub fn patrol_borders(
    mut timelines: Query<(
        &Rulebook,
        (&Agenda, &Instruments, &Recognition, &mut Deterrence, &mut Borders, &Talks),
        &mut Proceedings,
        &Run,
    )>,
) {
    for (rulebook, tables, mut todo, run) in &mut timelines {
        let (agenda, instruments, recognition, mut deterrence, mut borders, talks) = tables;
        let around = Surroundings { agenda, instruments, recognition, talks };
        let tables = (&mut *borders, &mut *deterrence);
        turn::patrol(rulebook.setting(), around, *run, tables, &mut todo);
    }
}

/// Reads the outcomes that are due.
pub fn read_outcomes(mut timelines: Query<(&Rulebook, Tables, &mut Proceedings)>) {
    for (rulebook, tables, mut todo) in &mut timelines {
        turn::read_outcomes(rulebook.setting(), tables.position(), &mut todo);
    }
}

/// Writes the notes of the turn into the chronicle.
pub fn write_chronicle(mut timelines: Query<(&mut Chronicle, &mut Proceedings)>) {
    for (mut chronicle, mut todo) in &mut timelines {
        turn::write_chronicle(&mut chronicle, &mut todo);
    }
}

/// Moves the agenda to its next step, with facts, leaders and the clock; treaties
/// whose term the clock has reached run out.
pub fn advance_agenda(
    mut timelines: Query<(
        &Rulebook,
        (&mut Agenda, &mut Instruments, &Recognition, &Deterrence, &Borders, &Talks),
        &mut Chronicle,
        &mut Proceedings,
    )>,
) {
    for (rulebook, tables, mut chronicle, mut todo) in &mut timelines {
        let setting = rulebook.setting();
        let (mut agenda, mut instruments, recognition, deterrence, borders, talks) = tables;
        let rest = Rest { recognition, deterrence, borders, talks };
        turn::advance(setting, &mut agenda, &mut instruments, rest, &mut chronicle, &mut todo);
    }
}
