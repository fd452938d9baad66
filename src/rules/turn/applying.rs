//! Applies the due effects to the tables of a timeline by the [phases], and notes events.

use super::{Proceedings, Run};
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::audience::Audience;
use crate::rules::borders::{BorderEffect, Borders, Clash};
use crate::rules::chance::Chance;
use crate::rules::chronicle::Event;
use crate::rules::deterrence::{Deterrence, DeterrenceEffect};
use crate::rules::effects::{AgendaEffect, AgendaMark, InstrumentEffect};
use crate::rules::ids::{InstrumentId, LeaderId, SeatId, SectorId};
use crate::rules::instruments::Instruments;
use crate::rules::months::{Surroundings, pass_time};
use crate::rules::phases::{
    self, AgendaTables, BorderTables, DeterrenceTables, InstrumentTables, RecognitionTables,
};
use crate::rules::position::PositionRef;
use crate::rules::procedure;
use crate::rules::quantity::Date;
use crate::rules::recognition::{Recognition, RecognitionAct, RecognitionEffect};
use crate::rules::setting::Setting;

/// The agenda as a table of the phases, with the leaders who took their seats.
pub(super) struct Turning<'a> {
    pub(super) setting: &'a Setting,
    pub(super) agenda: &'a mut Agenda,
    pub(super) leaders: Vec<(SeatId, LeaderId)>,
}

impl AgendaTables for Turning<'_> {
    fn mark(&mut self, mark: AgendaMark) {
        self.agenda.mark(mark);
    }

    fn turn(&mut self, effect: AgendaEffect) {
        if self.agenda.apply(self.setting, effect)
            && let AgendaEffect::Leader(seat, leader) = effect
        {
            self.leaders.push((seat, leader));
        }
    }
}

/// Writes what the taking of the step leaves on the agenda at once.
pub fn note_down(setting: &Setting, agenda: &mut Agenda, todo: &mut Proceedings) {
    let mut tables = Turning { setting, agenda, leaders: Vec::new() };
    phases::note_down(&mut tables, &mut todo.certain());
}

/// The table of instruments on a day.
struct Signing<'a> {
    setting: &'a Setting,
    instruments: &'a mut Instruments,
    date: Date,
}

impl InstrumentTables for Signing<'_> {
    fn instrument(&mut self, effect: InstrumentEffect) -> bool {
        self.instruments.apply(self.setting, effect, self.date)
    }
}

/// Signs, publishes, denounces, breaks.
pub fn execute(
    setting: &Setting,
    date: Date,
    instruments: &mut Instruments,
    todo: &mut Proceedings,
) {
    if todo.due.instruments.is_empty() {
        return;
    }
    let mut done = Vec::new();
    let mut tables = Signing { setting, instruments, date };
    phases::execute(setting, &mut tables, &mut todo.certain(), |effect| done.push(effect));
    for effect in done {
        let id = effect.instrument();
        todo.note(date, || {
            let audience = setting.audience_of_instrument(instruments, id);
            match effect {
                InstrumentEffect::Sign(_) | InstrumentEffect::Conclude(..) => {
                    (audience, Event::Signed(id))
                }
                InstrumentEffect::Publish(_) => (Audience::Everybody, Event::Published(id)),
                InstrumentEffect::Denounce(_) | InstrumentEffect::Breach(..) => {
                    (audience, ended(setting, instruments, id, date))
                }
            }
        });
    }
}

/// The event that an instrument ended, or that notice was given to end it.
fn ended(setting: &Setting, instruments: &Instruments, id: InstrumentId, date: Date) -> Event {
    match instruments.states[id.index()].ended {
        Some((_, ending)) => Event::Ended(id, ending),
        None => Event::Notice(id, instruments.runs_out(setting, id).unwrap_or(date)),
    }
}

/// The table of recognition on a day, with the instruments that bind.
struct Settling<'a> {
    setting: &'a Setting,
    instruments: &'a Instruments,
    recognition: &'a mut Recognition,
    date: Date,
    acts: Vec<(RecognitionAct, Option<f64>)>,
}

impl RecognitionTables for Settling<'_> {
    fn sign(&mut self, id: InstrumentId) {
        for term in self.instruments.terms_of(self.setting, id) {
            let standing = |from, to| self.recognition.standing[(from, to)];
            if let Some(act) = term.act(self.setting, id, standing, self.date) {
                self.recognition.record(act);
                self.acts.push((act, None));
            }
        }
    }

    fn recognise(&mut self, effect: RecognitionEffect) {
        let cap = |from, to| self.instruments.ceiling(self.setting, from, to);
        if let Some(act) = self.recognition.apply(effect, cap, self.date) {
            self.acts.push((act, None));
        }
    }
}

/// The pairs whose recognition drifts in this turn, by their place among the drifts of
/// the setting: whether one does rests on the position when the stretch of time begins.
#[must_use]
pub fn drifting(setting: &Setting, here: PositionRef<'_>, todo: &Proceedings) -> Vec<usize> {
    let Some(until) = todo.until() else { return Vec::new() };
    procedure::drifting(setting, here, until)
}

/// Records acts of recognition and lets it drift; `drifting` are the pairs that
/// [may](drifting).
pub fn settle(
    setting: &Setting,
    agenda: &Agenda,
    instruments: &Instruments,
    recognition: &mut Recognition,
    run: Run,
    drifting: &[usize],
    todo: &mut Proceedings,
) {
    let drifts = todo.until().filter(|_| !drifting.is_empty());
    let Proceedings { due, follows, .. } = &*todo;
    let declared = !(due.recognition.is_empty() && follows.recognition.is_empty());
    if drifts.is_none() && !declared && follows.signed.is_empty() {
        return;
    }
    let date = agenda.clock;
    let mut tables = Settling { setting, instruments, recognition, date, acts: Vec::new() };
    phases::settle(&mut tables, &mut todo.certain());
    let mut acts = tables.acts;
    if let Some(until) = drifts {
        let between = (agenda.clock, until);
        let steps =
            procedure::drift(setting, instruments, recognition, run.chance, drifting, between);
        acts.extend(steps.into_iter().map(|(act, p)| (act, Some(p))));
    }
    for (act, drift) in acts {
        let RecognitionAct { date, from, to, standing, .. } = act;
        todo.note(date, || {
            let audience = setting.audience_of_act(instruments, &act);
            (audience, Event::Recognised { from, to, standing, drift })
        });
    }
}

impl DeterrenceTables for Deterrence {
    fn balance(&mut self, effect: DeterrenceEffect) {
        self.apply(effect);
    }
}

/// Moves tension, force, contentment and troops.
pub fn balance(deterrence: &mut Deterrence, todo: &mut Proceedings) {
    phases::balance(deterrence, &mut todo.certain());
}

/// The tables of borders and of deterrence, with what else decides a fight.
struct Patrolling<'a> {
    setting: &'a Setting,
    around: Surroundings<'a>,
    borders: &'a mut Borders,
    deterrence: &'a mut Deterrence,
    chance: Chance,
    stage: Option<Stage>,
    clashes: Vec<(SectorId, Clash)>,
}

impl BorderTables for Patrolling<'_> {
    fn redraw(&mut self, nth: u64, effect: BorderEffect) {
        if !self.borders.apply(effect) {
            return;
        }
        let BorderEffect::Clash(sector, attacker, defender) = effect else { return };
        let here = self.around.with(self.borders, self.deterrence);
        let when = procedure::occasion(self.setting, self.stage, nth);
        let powers = (attacker, defender);
        let clash = procedure::fight(self.setting, here, self.chance, sector, powers, when);
        procedure::record_clash(self.setting, self.borders, self.deterrence, sector, clash);
        self.clashes.push((sector, clash));
    }
}

/// Moves lines, fights clashes, lets time pass on the borders.
pub fn patrol(
    setting: &Setting,
    around: Surroundings<'_>,
    run: Run,
    (borders, deterrence): (&mut Borders, &mut Deterrence),
    todo: &mut Proceedings,
) {
    let (date, stage, chance) = (around.agenda.clock, todo.stage, run.chance);
    if !(todo.due.borders.is_empty() && todo.follows.borders.is_empty()) {
        let clashes = Vec::new();
        let mut tables =
            Patrolling { setting, around, borders, deterrence, chance, stage, clashes };
        phases::redraw(&mut tables, &mut todo.certain());
        for (sector, clash) in tables.clashes {
            todo.note(date, || (Audience::Everybody, Event::Clashed { sector, clash }));
        }
    }
    let Some(until) = todo.until() else { return };
    for stretch in pass_time(setting, around, borders, deterrence, (chance, run.in_detail), until) {
        let sector = stretch.sector;
        if stretch.count > 0 {
            let (count, expected) = (stretch.count, stretch.expected);
            let event = Event::Incidents { sector, count, expected };
            todo.note(until, || (Audience::Everybody, event));
        }
        for (date, clash) in stretch.clashes {
            todo.note(date, || (Audience::Everybody, Event::Clashed { sector, clash }));
        }
    }
}
