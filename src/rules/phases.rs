//! The phases of a turn: the one order in which what is due is applied.
//!
//! One function for each phase applies the list of that phase: [`note_down`],
//! [`execute`], [`settle`], [`balance`], [`redraw`], [`turn`]. The `Turn` schedule calls
//! each from the system of its phase; a look ahead and the scenario checker's walk over
//! sets of values call them one after the other, by [`apply`]. How a single effect
//! changes a table is up to the tables, of which there are three kinds: those of a
//! [timeline](super::turn), those of a [foresight](super::foresight) that can be taken
//! back, and the sets of the walk. When something falls due is not here.

use super::borders::BorderEffect;
use super::deterrence::DeterrenceEffect;
use super::effects::{AgendaEffect, AgendaMark, Due, Follows, InstrumentEffect};
use super::ids::InstrumentId;
use super::recognition::RecognitionEffect;
use super::setting::Setting;

/// The due effects as applied to tables of the kind `T`: each effect of a phase once, in order.
///
/// In a game every effect is [`Certain`]. A walk over sets also has effects of which one
/// of several lists comes true.
pub trait Course<T> {
    /// Goes through the marks on the agenda.
    fn marks(&mut self, tables: &mut T, apply: impl FnMut(&mut T, AgendaMark));
    /// Goes through the effects on instruments.
    fn instruments(
        &mut self,
        tables: &mut T,
        apply: impl FnMut(&mut Self, &mut T, InstrumentEffect),
    );
    /// Takes down that an instrument was signed.
    fn sign(&mut self, tables: &T, id: InstrumentId);
    /// Adds what follows from a breach to the lists of the phases to come.
    fn follow(&mut self, breach: &Due);
    /// Goes through the instruments that were signed.
    fn signed(&mut self, tables: &mut T, apply: impl FnMut(&mut T, InstrumentId));
    /// Goes through the effects on recognition.
    fn recognition(&mut self, tables: &mut T, apply: impl FnMut(&mut T, RecognitionEffect));
    /// Goes through the effects on deterrence.
    fn deterrence(&mut self, tables: &mut T, apply: impl FnMut(&mut T, DeterrenceEffect));
    /// Goes through the effects on borders, with the place of each in its list.
    fn borders(&mut self, tables: &mut T, apply: impl FnMut(&mut T, u64, BorderEffect));
    /// Goes through the effects on facts and persons.
    fn agenda(&mut self, tables: &mut T, apply: impl FnMut(&mut T, AgendaEffect));
}

/// Effects that are certain to fall due, with their consequences.
#[derive(Debug)]
pub struct Certain<'a> {
    /// The effects due.
    pub due: &'a Due,
    /// Their consequences for later phases: filled by [`execute`].
    pub follows: &'a mut Follows,
}

impl<T> Course<T> for Certain<'_> {
    fn marks(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, AgendaMark)) {
        self.due.marks.iter().for_each(|mark| apply(tables, *mark));
    }

    fn instruments(
        &mut self,
        tables: &mut T,
        mut apply: impl FnMut(&mut Self, &mut T, InstrumentEffect),
    ) {
        let due = self.due;
        due.instruments.iter().for_each(|effect| apply(self, tables, *effect));
    }

    fn sign(&mut self, _: &T, id: InstrumentId) {
        self.follows.signed.push(id);
    }

    fn follow(&mut self, breach: &Due) {
        self.follows.add(breach);
    }

    fn signed(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, InstrumentId)) {
        self.follows.signed.iter().for_each(|id| apply(tables, *id));
    }

    fn recognition(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, RecognitionEffect)) {
        let all = self.due.recognition.iter().chain(&self.follows.recognition);
        all.for_each(|effect| apply(tables, *effect));
    }

    fn deterrence(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, DeterrenceEffect)) {
        let all = self.due.deterrence.iter().chain(&self.follows.deterrence);
        all.for_each(|effect| apply(tables, *effect));
    }

    fn borders(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, u64, BorderEffect)) {
        let all = self.due.borders.iter().chain(&self.follows.borders);
        (0..).zip(all).for_each(|(nth, effect)| apply(tables, nth, *effect));
    }

    fn agenda(&mut self, tables: &mut T, mut apply: impl FnMut(&mut T, AgendaEffect)) {
        let all = self.due.agenda.iter().chain(&self.follows.agenda);
        all.for_each(|effect| apply(tables, *effect));
    }
}

/// Tables on which an agenda's marks, facts and persons can be written.
pub trait AgendaTables {
    /// Writes a mark.
    fn mark(&mut self, mark: AgendaMark);
    /// Gives a fact a value or a seat a leader.
    fn turn(&mut self, effect: AgendaEffect);
}

/// Tables of instruments.
pub trait InstrumentTables {
    /// Applies an effect; answers whether it changed or may have changed anything.
    fn instrument(&mut self, effect: InstrumentEffect) -> bool;
    /// Runs `go` for an effect that may not have happened. Tables with a single value in
    /// each place know that it has, and just run it.
    fn perhaps(&mut self, go: impl FnOnce(&mut Self)) {
        go(self);
    }
}

/// Tables of recognition.
pub trait RecognitionTables {
    /// Records the acts of recognition that the signing of an instrument amounts to.
    fn sign(&mut self, id: InstrumentId);
    /// Applies an effect.
    fn recognise(&mut self, effect: RecognitionEffect);
}

/// Tables of deterrence.
pub trait DeterrenceTables {
    /// Applies an effect.
    fn balance(&mut self, effect: DeterrenceEffect);
}

/// Tables of borders.
pub trait BorderTables {
    /// Applies an effect, the `nth` for borders in this turn.
    fn redraw(&mut self, nth: u64, effect: BorderEffect);
}

/// Phase 0: writes the marks of the step that is taken.
pub fn note_down<T: AgendaTables>(tables: &mut T, due: &mut impl Course<T>) {
    due.marks(tables, T::mark);
}

/// Phase 1: signs, denounces, publishes and breaks instruments.
///
/// First everything that is due, in order; then what the breaches lead to, breach by
/// breach, each instrument's once. What follows for the other tables goes to the end
/// of the lists of their phases. `done` is told of every effect that changed something.
pub fn execute<T: InstrumentTables, C: Course<T>>(
    setting: &Setting,
    tables: &mut T,
    due: &mut C,
    mut done: impl FnMut(InstrumentEffect),
) {
    let mut broken: Vec<InstrumentId> = Vec::new();
    let mut one = |due: &mut C, tables: &mut T, effect, broken: &mut Vec<InstrumentId>| {
        if !tables.instrument(effect) {
            return;
        }
        match effect {
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => due.sign(tables, id),
            InstrumentEffect::Breach(id, _) if !broken.contains(&id) => broken.push(id),
            _ => {}
        }
        done(effect);
    };
    due.instruments(tables, |due, tables, effect| one(due, tables, effect, &mut broken));
    let mut next = 0;
    while let Some(id) = broken.get(next).copied() {
        next += 1;
        let breach = setting.instruments[id.index()].breach.due();
        for effect in &breach.instruments {
            tables.perhaps(|tables| one(due, tables, *effect, &mut broken));
        }
        due.follow(breach);
    }
}

/// Phase 2: records what was signed and what is declared in recognition.
///
/// The acts that signatures amount to come first.
pub fn settle<T: RecognitionTables>(tables: &mut T, due: &mut impl Course<T>) {
    due.signed(tables, T::sign);
    due.recognition(tables, T::recognise);
}

/// Phase 3: moves tension, force, contentment and troops.
pub fn balance<T: DeterrenceTables>(tables: &mut T, due: &mut impl Course<T>) {
    due.deterrence(tables, T::balance);
}

/// Phase 4: moves lines, and fights clashes where the tables know chance.
pub fn redraw<T: BorderTables>(tables: &mut T, due: &mut impl Course<T>) {
    due.borders(tables, T::redraw);
}

/// Phase 5: turns facts, and changes leaders.
pub fn turn<T: AgendaTables>(tables: &mut T, due: &mut impl Course<T>) {
    due.agenda(tables, T::turn);
}

/// Applies everything that is due, phase by phase.
pub fn apply<T, C>(setting: &Setting, tables: &mut T, due: &mut C)
where
    T: AgendaTables + InstrumentTables + RecognitionTables + DeterrenceTables + BorderTables,
    C: Course<T>,
{
    note_down(tables, due);
    execute(setting, tables, due, |_| {});
    settle(tables, due);
    balance(tables, due);
    redraw(tables, due);
    turn(tables, due);
}
