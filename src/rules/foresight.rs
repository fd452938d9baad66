//! Foresight: a copy of a position for looking ahead, whose writes can be taken back.
//!
//! One copy of a position is written to and restored, option by option, so that the cost
//! of looking ahead grows with what an option changes and not with the size of a
//! position. The values of measures and red lines are cached; a write makes only those
//! stale that it [bears on](super::bearing). How options are weighed is
//! [conduct](super::conduct); chance is left out: a clash that breaks out changes nothing
//! here.

use super::bearing::{Bearing, Depth};
use super::borders::{BorderEffect, SectorStatus};
use super::cells::TableCell;
use super::deterrence::DeterrenceEffect;
use super::effects::{AgendaEffect, AgendaMark, Due, Follows, InstrumentEffect};
use super::ids::{
    ClauseValueId, ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, PowerId,
    SeatId, SectorId, ValueId,
};
use super::instruments::InstrumentState;
use super::mind::WeighingScratch;
use super::months::Expectations;
use super::negotiation::space::Treaty;
use super::phases::{
    self, AgendaTables, BorderTables, Certain, DeterrenceTables, InstrumentTables,
    RecognitionTables,
};
use super::position::{Position, PositionRef};
use super::recognition::{Criterion, RecognitionAct, RecognitionEffect, Standing};
use super::setting::Setting;
use super::talks::ConferenceOutcome;

/// The value that a write replaced, for taking the write back.
#[derive(Clone, Copy, Debug)]
enum UndoEntry {
    Choice(MoveId, Option<OptionId>),
    Challenged(ItemId, bool),
    Fact(FactId, ValueId),
    Leader(SeatId, LeaderId),
    Instrument(InstrumentId, InstrumentState),
    /// The standing of a pair before the last act.
    Act(PowerId, PowerId, Standing),
    Criterion(PowerId, Criterion, f64),
    Deterrence(DeterrenceEffect, f64),
    Sector {
        sector: SectorId,
        status: SectorStatus,
        holder: PowerId,
        patrols: f64,
        commission: bool,
    },
    Value(usize, f64),
    /// How a conference stood, which is the last of [`Foresight::talks`].
    Talk(ConferenceId),
}

/// A savepoint: the lengths of the undo log and of the kept stale sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Savepoint {
    writes: usize,
    stale: usize,
}

/// A copy of a position whose writes can be taken back.
///
/// It is empty until the first [look](Foresight::look); its memory is reused from one
/// look to the next.
#[derive(Debug, Default)]
pub struct Foresight {
    pub(super) position: Option<Position>,
    /// Scratch memory for the consequences of what is applied.
    follows: Follows,
    /// Memory for what is read of it.
    numbers: Vec<Vec<u64>>,
    /// The working memory of a weighing.
    pub(super) mind: WeighingScratch,
    /// The undo log: the values that the writes since the look replaced, oldest first.
    old: Vec<UndoEntry>,
    /// The fate, treaty and articles of conferences before they were concluded here.
    talks: Vec<(ConferenceOutcome, Option<Treaty>, Vec<ClauseValueId>)>,
    /// Memory for what falls due.
    due: Due,
    /// The value of each measure, [0, 1], and 1 for each red line that is crossed, 0 for
    /// others, unless it is stale.
    values: Vec<f64>,
    /// The measures and red lines to be evaluated again, as a bit set.
    stale: Vec<u64>,
    /// The stale set at each savepoint.
    kept: Vec<u64>,
    /// What frontiers can be expected to bring.
    pub(super) expectations: Expectations,
}

impl Foresight {
    /// Looks at a position as a seat knows it.
    pub fn look(&mut self, setting: &Setting, here: PositionRef<'_>, seat: SeatId) {
        self.see(setting, here).forget_secrets(setting, Some(seat));
    }

    /// Looks at a position as it is; answers the copy, which may be changed before
    /// anything is measured.
    pub fn see(&mut self, setting: &Setting, here: PositionRef<'_>) -> &mut Position {
        self.old.clear();
        self.talks.clear();
        self.kept.clear();
        let bearing = &setting.bearing;
        self.values.clear();
        self.values.resize(bearing.words() * 64, 0.0);
        self.stale.clear();
        self.stale.resize(bearing.words(), u64::MAX);
        self.expectations.prepare(setting);
        match &mut self.position {
            Some(position) => {
                position.copy(here);
                position
            }
            none => none.insert(here.to_owned()),
        }
    }

    /// The state that a deliberation of a move may rest on, as numbers; to be
    /// [given back](Foresight::give_back) after use.
    pub(super) fn rests_on(
        &mut self,
        setting: &Setting,
        (depth, mv): (Depth, MoveId),
        open: u64,
    ) -> Vec<u64> {
        let mut numbers = self.numbers.pop().unwrap_or_default();
        numbers.clear();
        numbers.push(open);
        let here = self.here();
        for place in setting.bearing.rests_on(depth, mv) {
            here.number(*place, &mut numbers);
        }
        numbers
    }

    /// As [`Foresight::rests_on`], of a position that the seat that is to move has not
    /// looked at yet. It must know of all acts of recognition.
    pub(super) fn would_rest_on(
        &mut self,
        setting: &Setting,
        here: PositionRef<'_>,
        (depth, mv): (Depth, MoveId),
        open: u64,
    ) -> Vec<u64> {
        let mut numbers = self.numbers.pop().unwrap_or_default();
        numbers.clear();
        numbers.push(open);
        let seat = setting.moves[mv.index()].seat;
        for place in setting.bearing.rests_on(depth, mv) {
            here.number_known_to(setting, seat, *place, &mut numbers);
        }
        numbers
    }

    /// Takes back a list of numbers, to reuse its memory.
    pub(super) fn give_back(&mut self, numbers: Vec<u64>) {
        self.numbers.push(numbers);
    }

    /// The position as it stands now.
    ///
    /// # Panics
    /// If nobody has looked.
    #[must_use]
    pub fn here(&self) -> PositionRef<'_> {
        self.position.as_ref().expect("somebody has looked").borrow()
    }

    fn position(&mut self) -> &mut Position {
        self.position.as_mut().expect("somebody has looked")
    }

    /// Sets a savepoint.
    pub(super) fn keep(&mut self) -> Savepoint {
        let moment = Savepoint { writes: self.old.len(), stale: self.kept.len() };
        self.kept.extend_from_slice(&self.stale);
        moment
    }

    /// Takes back all writes since a savepoint.
    pub(super) fn go_back(&mut self, moment: Savepoint) {
        while self.old.len() > moment.writes {
            let old = self.old.pop().expect("there are more");
            self.restore(old);
        }
        let words = self.stale.len();
        self.stale.copy_from_slice(&self.kept[moment.stale..moment.stale + words]);
        self.kept.truncate(moment.stale);
    }

    fn restore(&mut self, old: UndoEntry) {
        let position = self.position.as_mut().expect("somebody has looked");
        match old {
            UndoEntry::Value(number, value) => self.values[number] = value,
            UndoEntry::Choice(mv, option) => position.agenda.choices[mv.index()] = option,
            UndoEntry::Challenged(item, was) => position.agenda.challenged[item.index()] = was,
            UndoEntry::Fact(fact, value) => position.agenda.facts[fact.index()] = value,
            UndoEntry::Leader(seat, leader) => position.agenda.leaders[seat.index()] = leader,
            UndoEntry::Instrument(id, state) => position.instruments.states[id.index()] = state,
            UndoEntry::Act(from, to, standing) => {
                position.recognition.acts.pop();
                position.recognition.standing[(from, to)] = standing;
            }
            UndoEntry::Criterion(power, criterion, value) => {
                position.recognition.criteria[power.index()][criterion as usize] = value;
            }
            UndoEntry::Deterrence(effect, value) => *position.deterrence.moved(effect).0 = value,
            UndoEntry::Talk(id) => {
                let (fate, treaty, articles) = self.talks.pop().expect("one for each conclusion");
                let talk = &mut position.talks.all[id.index()];
                talk.fate = fate;
                talk.treaty = treaty;
                talk.articles = articles;
            }
            UndoEntry::Sector { sector, status, holder, patrols, commission } => {
                let state = &mut position.borders.sectors[sector.index()];
                state.status = status;
                state.holder = holder;
                state.patrols = patrols;
                state.commission = commission;
            }
        }
    }

    /// Applies what is due, without chance: a clash among it changes nothing.
    pub fn bring(&mut self, setting: &Setting, due: &Due) {
        let mut follows = core::mem::take(&mut self.follows);
        let mut certain = Certain { due, follows: &mut follows };
        phases::apply(setting, &mut Ahead { foresight: self, setting }, &mut certain);
        follows.clear();
        self.follows = follows;
    }

    /// Concludes a conference: with a treaty, ratified or not, or with none; and applies
    /// what follows, without chance.
    pub(super) fn conclude(
        &mut self,
        setting: &Setting,
        id: ConferenceId,
        agreed: Option<(Treaty, ConferenceOutcome)>,
    ) {
        let def = &setting.conferences[id.index()];
        let mut due = core::mem::take(&mut self.due);
        due.clear();
        let position = self.position.as_mut().expect("somebody has looked");
        let talk = &mut position.talks.all[id.index()];
        self.talks.push((talk.fate, talk.treaty, core::mem::take(&mut talk.articles)));
        if let Some((treaty, fate)) = agreed {
            talk.treaty = Some(treaty);
            talk.conclude(def, fate, &mut due);
        } else {
            talk.fate = ConferenceOutcome::NoTreaty;
            due.add(def.failed.due());
        }
        self.wrote(&setting.bearing, TableCell::Talk(id), UndoEntry::Talk(id));
        self.bring(setting, &due);
        self.due = due;
    }

    /// Applies single effects on deterrence and borders, without chance.
    pub(super) fn shift(
        &mut self,
        setting: &Setting,
        deterrence: DeterrenceEffect,
        border: Option<BorderEffect>,
    ) {
        let mut ahead = Ahead { foresight: self, setting };
        ahead.balance(deterrence);
        if let Some(border) = border {
            ahead.redraw(0, border);
        }
    }

    /// The value of a measure now, [0, 1], by the index of the measure.
    #[inline]
    pub(super) fn measure(&mut self, setting: &Setting, measure: usize) -> f64 {
        if self.is_stale(measure) {
            let value = self.here().measure(setting, &setting.bearing.measures()[measure]);
            self.renew(measure, value);
        }
        self.values[measure]
    }

    /// Whether a red line of a seat is crossed now, by its place in the list.
    #[inline]
    pub(super) fn crosses(&mut self, setting: &Setting, seat: SeatId, line: usize) -> bool {
        let number = setting.bearing.red_line(seat, line);
        if self.is_stale(number) {
            let crossed = &setting.seats[seat.index()].red_lines[line].crossed;
            let crossed = self.here().holds(crossed);
            self.renew(number, f64::from(u8::from(crossed)));
        }
        self.values[number] > 0.5
    }

    /// Whether a measure or a red line is to be evaluated again, by its number.
    #[inline]
    fn is_stale(&self, number: usize) -> bool {
        self.stale[number / 64] & (1 << (number % 64)) != 0
    }

    /// Keeps the value of what was stale.
    fn renew(&mut self, number: usize, value: f64) {
        let old = core::mem::replace(&mut self.values[number], value);
        self.old.push(UndoEntry::Value(number, old));
        self.stale[number / 64] &= !(1 << (number % 64));
    }

    fn wrote(&mut self, bearing: &Bearing, place: TableCell, old: UndoEntry) {
        self.old.push(old);
        for (stale, bears) in self.stale.iter_mut().zip(bearing.on(place)) {
            *stale |= bears;
        }
    }
}

/// A foresight with its setting, as tables that the phases of a turn write to.
struct Ahead<'a> {
    foresight: &'a mut Foresight,
    setting: &'a Setting,
}

impl Ahead<'_> {
    fn wrote(&mut self, place: TableCell, old: UndoEntry) {
        self.foresight.wrote(&self.setting.bearing, place, old);
    }
}

impl AgendaTables for Ahead<'_> {
    fn mark(&mut self, mark: AgendaMark) {
        let agenda = &mut self.foresight.position().agenda;
        match mark {
            AgendaMark::Chose(mv, option) => {
                let old = agenda.choices[mv.index()].replace(option);
                self.wrote(TableCell::Choice(mv), UndoEntry::Choice(mv, old));
            }
            AgendaMark::Challenged(item) => {
                let old = core::mem::replace(&mut agenda.challenged[item.index()], true);
                self.wrote(TableCell::Challenged(item), UndoEntry::Challenged(item, old));
            }
            // No condition and no measure reads these marks, so they are not taken back.
            AgendaMark::Opened(_) | AgendaMark::Drawn(..) => agenda.mark(mark),
        }
    }

    fn turn(&mut self, effect: AgendaEffect) {
        let setting = self.setting;
        let agenda = &mut self.foresight.position().agenda;
        let (place, old) = match effect {
            AgendaEffect::Set(fact, _) => {
                (TableCell::Fact(fact), UndoEntry::Fact(fact, agenda.fact(fact)))
            }
            AgendaEffect::Leader(seat, _) => {
                (TableCell::Leader(seat), UndoEntry::Leader(seat, agenda.leader(seat)))
            }
        };
        // What others last knew is not read here, and so not taken back.
        agenda.apply(setting, effect);
        self.wrote(place, old);
    }
}

impl InstrumentTables for Ahead<'_> {
    fn instrument(&mut self, effect: InstrumentEffect) -> bool {
        let id = effect.instrument();
        let setting = self.setting;
        let position = self.foresight.position();
        let date = position.agenda.clock;
        let old = position.instruments.states[id.index()];
        let changed = position.instruments.apply(setting, effect, date);
        if changed {
            self.wrote(TableCell::Instrument(id), UndoEntry::Instrument(id, old));
        }
        changed
    }
}

impl RecognitionTables for Ahead<'_> {
    fn sign(&mut self, id: InstrumentId) {
        let setting = self.setting;
        // Written one after another: a later term sees what an earlier one gave.
        let mut nth = 0;
        loop {
            let act = {
                let here = self.foresight.here();
                let standing = |from, to| here.recognition.standing[(from, to)];
                let terms = here.instruments.terms_of(setting, id);
                terms.filter_map(|t| t.act(setting, id, standing, here.agenda.clock)).nth(nth)
            };
            let Some(act) = act else { return };
            nth += 1;
            self.record(act);
        }
    }

    fn recognise(&mut self, effect: RecognitionEffect) {
        let setting = self.setting;
        let Position { agenda, instruments, recognition, .. } = self.foresight.position();
        let cap = |from, to| instruments.ceiling(setting, from, to);
        let date = agenda.clock;
        match effect {
            RecognitionEffect::Act { from, to, .. } => {
                let old = recognition.standing[(from, to)];
                recognition.apply(effect, cap, date);
                self.wrote(TableCell::Standing(from, to), UndoEntry::Act(from, to, old));
            }
            RecognitionEffect::Criterion(power, criterion, _) => {
                let old = recognition.criteria[power.index()][criterion as usize];
                recognition.apply(effect, cap, date);
                self.wrote(TableCell::Criteria(power), UndoEntry::Criterion(power, criterion, old));
            }
        }
    }
}

impl Ahead<'_> {
    fn record(&mut self, act: RecognitionAct) {
        let (from, to) = (act.from, act.to);
        let recognition = &mut self.foresight.position().recognition;
        let old = recognition.standing[(from, to)];
        recognition.record(act);
        self.wrote(TableCell::Standing(from, to), UndoEntry::Act(from, to, old));
    }
}

impl DeterrenceTables for Ahead<'_> {
    fn balance(&mut self, effect: DeterrenceEffect) {
        let deterrence = &mut self.foresight.position().deterrence;
        let old = *deterrence.moved(effect).0;
        deterrence.balance(effect);
        self.wrote(TableCell::of_balance(effect), UndoEntry::Deterrence(effect, old));
    }
}

impl BorderTables for Ahead<'_> {
    fn redraw(&mut self, _: u64, effect: BorderEffect) {
        let sector = effect.sector();
        let borders = &mut self.foresight.position().borders;
        let state = &borders.sectors[sector.index()];
        let old = UndoEntry::Sector {
            sector,
            status: state.status,
            holder: state.holder,
            patrols: state.patrols,
            commission: state.commission,
        };
        if !borders.apply(effect) {
            self.wrote(TableCell::Sector(sector), old);
        }
    }
}
