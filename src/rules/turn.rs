//! The turn: what each phase of it does to one timeline.
//!
//! A turn takes one step of the agenda. [`take_up`] and [`confer`] find out what
//! falls due, the [phases] apply it, [`read_outcomes`] and
//! [`write_chronicle`] take it down, and [`advance`] moves the agenda on. Each is a
//! function on plain tables; the systems of the `Turn` schedule call one each, on every
//! timeline. [`Proceedings`] is what is handed from phase to phase.

use std::sync::Arc;

use bevy::ecs::component::Component;

use super::agenda::{Agenda, Stage};
use super::audience::Audience;
use super::borders::{BorderEffect, Borders};
use super::chance::Chance;
use super::chronicle::{Chronicle, Entry, Event};
use super::conduct::{Deliberation, deliberate};
use super::conference::{self, Prepared, PreparedParty, Remark, Speech};
use super::crisis;
use super::defs::ItemKind;
use super::deterrence::{Deterrence, DeterrenceEffect, solve};
use super::effects::{AgendaEffect, Due, Follows, InstrumentEffect, Mark, Stance};
use super::foresight::Foresight;
use super::ids::{
    ConferenceId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, OutcomeId, PartyId, SeatId,
    SectorId,
};
use super::instruments::Instruments;
use super::negotiation::protocol::MOST_PARTIES;
use super::phases::{
    self, AgendaTables, BorderTables, Certain, DeterrenceTables, InstrumentTables,
    RecognitionTables,
};
use super::position::PositionRef;
use super::procedure::{self, Surroundings};
use super::quantity::Date;
use super::recognition::{Act, Recognition, RecognitionEffect};
use super::remembered::Remembered;
use super::setting::Setting;
use super::talks::{Fate, Talks};
use super::ways::{stance_effects, take};

/// What a run is determined by besides the scenario and the intents.
#[derive(Component, Clone, Copy, Debug)]
pub struct Run {
    /// Chance, keyed by the seed.
    pub chance: Chance,
    /// Whether the chronicle is kept, with what seats weighed. An ensemble does without.
    pub in_detail: bool,
}

/// Who plays, and what has been ordered for the step that is open.
#[derive(Component, Clone, Debug, Default)]
pub struct Orders {
    /// Whether a player holds each seat; the others play themselves.
    pub players: Vec<bool>,
    /// The order for what is open, taken at the next turn.
    pub order: Option<Order>,
}

/// What a player has ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// An option of a move.
    Choice(MoveId, OptionId),
    /// What to say at a conference.
    Speech(Speech),
}

/// What one turn does, from phase to phase; empty between turns.
#[derive(Component, Clone, Debug, Default)]
pub struct Proceedings {
    /// What the turn takes up; none while a player is waited for.
    pub stage: Option<Stage>,
    /// The item it belongs to; none in an interval.
    pub item: Option<ItemId>,
    /// What falls due this turn.
    pub due: Due,
    /// What follows from it in later phases.
    follows: Follows,
    /// What the chronicle will say.
    pub notes: Vec<Entry>,
    /// The outcomes that were read.
    pub outcomes: Vec<(OutcomeId, u16)>,
    /// Whether anything is noted.
    keeps: bool,
}

impl Proceedings {
    /// Takes everything out; the lists keep their memory.
    fn clear(&mut self, run: Run) {
        (self.stage, self.item, self.keeps) = (None, None, run.in_detail);
        self.due.clear();
        self.follows.clear();
        self.notes.clear();
        self.outcomes.clear();
    }

    /// Begins with a step.
    const fn begin(&mut self, stage: Stage, item: Option<ItemId>) {
        (self.stage, self.item) = (Some(stage), item);
    }

    /// What falls due, to be applied.
    const fn certain(&mut self) -> Certain<'_> {
        Certain { due: &self.due, follows: &mut self.follows }
    }

    /// Adds an entry to the notes.
    fn note(&mut self, date: Date, audience: Audience, event: Event) {
        if !self.keeps {
            return;
        }
        self.notes.push(Entry { date, item: self.item, audience, event });
    }

    /// The stretch of time this turn covers, if it covers one.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        match self.stage {
            Some(Stage::Interval(until) | Stage::Recess(_, until)) => Some(until),
            _ => None,
        }
    }
}

/// What a turn reads and writes while it takes up a step.
struct Step<'a> {
    setting: &'a Setting,
    here: PositionRef<'a>,
    run: Run,
    todo: &'a mut Proceedings,
    foresight: &'a mut Foresight,
    remembered: &'a Remembered,
}

/// Takes up the step at hand: finds the choice of the seat that is to move, and what
/// falls due. Nothing is taken up while a player is waited for.
pub fn take_up(
    setting: &Setting,
    here: PositionRef<'_>,
    run: Run,
    orders: &mut Orders,
    todo: &mut Proceedings,
    (foresight, remembered): (&mut Foresight, &Remembered),
) {
    todo.clear(run);
    let stage = here.agenda.stage;
    let mut step = Step { setting, here, run, todo, foresight, remembered };
    match stage {
        Stage::Interval(_) => step.todo.begin(stage, None),
        Stage::Recess(item, _) => step.todo.begin(stage, Some(item)),
        // Speeches and signatures are for the phase of conferences.
        Stage::Speaking(_) | Stage::Signing(_) | Stage::Ended => {}
        Stage::Opening(item) => step.open(item),
        Stage::Moving(mv) => step.decide(mv, orders),
        Stage::Closing(item) => step.close(item),
    }
}

impl Step<'_> {
    /// Draws every consequence of a range.
    fn draw(&mut self, range: &core::ops::Range<usize>, audience: Audience) {
        let date = self.here.agenda.clock;
        for id in super::defs::chance_ids(range) {
            let (branch, probability) = procedure::draw(self.setting, self.run.chance, id);
            let taken = &self.setting.chances[id.index()].branches[usize::from(branch)];
            self.todo.due.marks.push(Mark::Drawn(id, branch));
            self.todo.due.add(taken.effects.due());
            self.todo.note(date, audience, Event::Drawn { chance: id, branch, probability });
        }
    }

    fn open(&mut self, item: ItemId) {
        let date = self.here.agenda.clock;
        let def = &self.setting.items[item.index()];
        self.todo.begin(Stage::Opening(item), Some(item));
        self.todo.due.marks.push(Mark::Opened(item));
        self.todo.note(date, def.known_to, Event::Opened(item));
        if let ItemKind::Crisis(sector) = def.kind
            && self.run.in_detail
        {
            let inputs = self.here.confrontation(self.setting, sector);
            let solution = solve(&inputs);
            // The true solution counts secret pledges: only the log and the
            // debrief may show it.
            let event = Event::Confronted { sector, inputs, solution };
            self.todo.note(date, Audience::NOBODY, event);
        }
        self.todo.due.add(def.effects.due());
        self.draw(&def.chances, def.known_to);
    }

    /// The choice of the seat that is to move, and what falls due. Nothing, if a
    /// player is waited for.
    fn decide(&mut self, mv: MoveId, orders: &mut Orders) {
        let def = &self.setting.moves[mv.index()];
        let by_player = orders.players[def.seat.index()];
        let (option, deliberation) = if by_player {
            let Some(Order::Choice(_, option)) = orders.order.take() else { return };
            (option, self.run.in_detail.then(|| deliberate(self.setting, self.here, mv)))
        } else {
            self.choose(mv)
        };
        self.todo.begin(Stage::Moving(mv), Some(def.item));
        let audience = self.setting.audience_of_choice(mv, option);
        let event = Event::Chosen { mv, option, by_player, deliberation };
        self.todo.note(self.here.agenda.clock, audience, event);
        let choice = self.setting.option(mv, option);
        take(self.setting, mv, option, &mut self.todo.due);
        self.draw(&choice.chances, audience);
        if let (ItemKind::Crisis(sector), Some(stance)) =
            (&self.setting.items[def.item.index()].kind, choice.stance)
        {
            self.take_stance(def.item, *sector, stance);
        }
    }

    /// The choice of an empty seat, with what it weighed where that is kept.
    fn choose(&mut self, mv: MoveId) -> (OptionId, Option<Deliberation>) {
        self.foresight.look(self.setting, self.here, self.setting.moves[mv.index()].seat);
        let (setting, chance) = (self.setting, self.run.chance);
        if self.run.in_detail {
            let deliberation = self.foresight.deliberate(setting, self.here, mv);
            let inclined = deliberation.options.iter().map(|w| (w.option, w.probability));
            (procedure::choice(setting, chance, mv, inclined), Some(deliberation))
        } else {
            let inclined = self.foresight.incline(setting, self.here, mv, self.remembered);
            (procedure::choice(setting, chance, mv, inclined.iter().copied()), None)
        }
    }

    fn take_stance(&mut self, item: ItemId, sector: SectorId, stance: Stance) {
        let date = self.here.agenda.clock;
        stance_effects(self.setting, item, sector, stance, &mut self.todo.due);
        match stance {
            Stance::Concede => {
                let to = self.setting.sectors[sector.index()].challenger;
                self.todo.note(date, Audience::Everybody, Event::Ceded { sector, to });
            }
            Stance::Hold | Stance::Forbid => {
                let forbidden = stance == Stance::Forbid;
                let army =
                    crisis::local_army(self.setting, self.run.chance, item, sector, forbidden);
                if let Some((acted, probability)) = army {
                    let event = Event::LocalCommander { sector, acted, probability };
                    self.todo.note(date, Audience::Everybody, event);
                    if acted {
                        self.todo.due.marks.push(Mark::Challenged(item));
                    }
                }
            }
            Stance::Challenge | Stance::Resist | Stance::BackDown | Stance::Fight => {}
        }
    }

    fn close(&mut self, item: ItemId) {
        self.todo.begin(Stage::Closing(item), Some(item));
        if let ItemKind::Crisis(sector) = self.setting.items[item.index()].kind
            && crisis::fights(self.setting, self.here, self.run.chance, item)
        {
            let due = &mut self.todo.due;
            stance_effects(self.setting, item, sector, Stance::Fight, due);
        }
    }
}

/// What a phase of conferences works with besides the tables.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The setting.
    pub setting: &'a Setting,
    /// Chance, and how much is kept.
    pub run: Run,
    /// Parties that were prepared before.
    pub prepared: &'a Prepared,
}

/// The parties of the conference that meets, each prepared when it first speaks.
///
/// Between two speeches of one day nothing changes that they rest on.
#[derive(Component, Clone, Debug, Default)]
pub struct Delegations {
    /// Of which conference, and on which day.
    of: Option<(ConferenceId, Date)>,
    /// By [`PartyId`].
    parties: [Option<Arc<PreparedParty>>; MOST_PARTIES],
}

impl Room<'_> {
    /// A party prepared to speak now.
    fn prepare(
        &self,
        here: PositionRef<'_>,
        id: ConferenceId,
        party: PartyId,
        (foresight, delegations): (&mut Foresight, &mut Delegations),
    ) -> Arc<PreparedParty> {
        let meeting = (id, here.agenda.clock);
        if delegations.of != Some(meeting) {
            *delegations = Delegations { of: Some(meeting), ..Delegations::default() };
        }
        let place = &mut delegations.parties[party.index()];
        let prepare = || self.prepare_anew(here, id, party, foresight);
        Arc::clone(place.get_or_insert_with(prepare))
    }

    fn prepare_anew(
        &self,
        here: PositionRef<'_>,
        id: ConferenceId,
        party: PartyId,
        foresight: &mut Foresight,
    ) -> Arc<PreparedParty> {
        let seat = self.setting.conferences[id.index()].party(party).seat;
        foresight.look(self.setting, here, seat);
        conference::prepare(self.setting, foresight.here(), id, party, self.prepared)
    }
}

/// What a phase of conferences leaves at the table of one.
#[derive(Clone, Debug)]
pub enum Conferred {
    /// A party spoke.
    Spoke(ConferenceId, conference::Said),
    /// What was agreed passed at home, or fell.
    Voted(ConferenceId, Fate),
}

/// Lets the party whose turn it is speak, or puts what is agreed to those at home.
/// Answers what that leaves at the table; [`Conferred::write`] writes it.
#[must_use]
pub fn confer(
    room: Room<'_>,
    here: PositionRef<'_>,
    orders: &mut Orders,
    todo: &mut Proceedings,
    prepared: (&mut Foresight, &mut Delegations),
) -> Option<Conferred> {
    match here.agenda.stage {
        Stage::Speaking(item) => {
            let id = room.setting.conference_of(item).expect("only a conference has speeches");
            speak(room, here, (item, id), orders, todo, prepared)
                .map(|said| Conferred::Spoke(id, said))
        }
        Stage::Signing(item) => {
            let id = room.setting.conference_of(item).expect("only a conference signs");
            let passed = vote(room, here, (item, id), todo, prepared);
            let fate = if passed { Fate::InForce } else { Fate::NotRatified };
            Some(Conferred::Voted(id, fate))
        }
        _ => None,
    }
}

/// One speech: the player's order or what the mandate says. None, if a player is
/// waited for.
fn speak(
    room: Room<'_>,
    here: PositionRef<'_>,
    (item, id): (ItemId, ConferenceId),
    orders: &mut Orders,
    todo: &mut Proceedings,
    prepared: (&mut Foresight, &mut Delegations),
) -> Option<conference::Said> {
    let Room { setting, run, .. } = room;
    let def = &setting.conferences[id.index()];
    let table = &here.talks.of(id).table;
    let party = table.turn_of().expect("a table that is over has a fate or a treaty");
    let by_player = orders.players[def.party(party).seat.index()];
    let remark = if by_player {
        let Some(Order::Speech(speech)) = orders.order.take() else { return None };
        let negotiator = room.prepare(here, id, party, prepared);
        let demand = negotiator.demand(table);
        Remark { speech, why: conference::weigh(&negotiator, table, &demand), remedy: None }
    } else {
        let negotiator = room.prepare(here, id, party, prepared);
        conference::speak(setting, here, run.chance, id, &negotiator, run.in_detail)
    };
    todo.begin(Stage::Speaking(item), Some(item));
    let said = conference::say(setting, here, id, remark.speech);
    let spoke = Event::Spoke {
        conference: id,
        party,
        speech: remark.speech,
        draft: said.draft,
        by_player,
        why: remark.why,
        remedy: remark.remedy,
    };
    todo.note(here.agenda.clock, def.seats().into_iter().collect(), spoke);
    Some(said)
}

/// Puts what was agreed to those at home; answers whether it passed everywhere.
fn vote(
    room: Room<'_>,
    here: PositionRef<'_>,
    (item, id): (ItemId, ConferenceId),
    todo: &mut Proceedings,
    (foresight, delegations): (&mut Foresight, &mut Delegations),
) -> bool {
    let Room { setting, run, .. } = room;
    let def = &setting.conferences[id.index()];
    todo.begin(Stage::Signing(item), Some(item));
    let votes = conference::ratify(setting, here, run.chance, id, |party| {
        Arc::clone(room.prepare(here, id, party, (foresight, delegations)).valuation())
    });
    for (party, passed, probability) in &votes {
        // How near it was tells of what was agreed, secret articles among it.
        let own = core::iter::once(def.party(*party).seat).collect();
        let event = Event::Ratified {
            conference: id,
            party: *party,
            passed: *passed,
            probability: *probability,
        };
        todo.note(here.agenda.clock, own, event);
    }
    votes.iter().all(|(_, passed, _)| *passed)
}

impl Conferred {
    /// Writes it at the table; what follows falls due.
    pub fn write(self, setting: &Setting, date: Date, talks: &mut Talks, todo: &mut Proceedings) {
        let (id, concluded) = match self {
            Self::Spoke(id, said) => {
                let talk = &mut talks.all[id.index()];
                said.carry_out(&setting.conferences[id.index()], talk, &mut todo.due);
                (id, (talk.fate == Fate::NoTreaty).then_some(Fate::NoTreaty))
            }
            Self::Voted(id, fate) => {
                let def = &setting.conferences[id.index()];
                talks.all[id.index()].conclude(def, fate, &mut todo.due);
                (id, Some(fate))
            }
        };
        if let Some(fate) = concluded {
            let audience = setting.audience_of_item(setting.conferences[id.index()].item);
            todo.note(date, audience, Event::Concluded(id, fate));
        }
    }
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
    let mut done = Vec::new();
    let mut tables = Signing { setting, instruments, date };
    phases::execute(setting, &mut tables, &mut todo.certain(), |effect| done.push(effect));
    for effect in done {
        let id = effect.instrument();
        let audience = setting.audience_of_instrument(instruments, id);
        match effect {
            InstrumentEffect::Sign(_) | InstrumentEffect::Conclude(..) => {
                todo.note(date, audience, Event::Signed(id));
            }
            InstrumentEffect::Publish(_) => {
                todo.note(date, Audience::Everybody, Event::Published(id));
            }
            InstrumentEffect::Denounce(_) | InstrumentEffect::Breach(..) => {
                let event = ended(setting, instruments, id, date);
                todo.note(date, audience, event);
            }
        }
    }
}

/// That an instrument has ended, or that notice was given to end it.
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
    acts: Vec<(Act, Option<f64>)>,
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
    let date = agenda.clock;
    let mut tables = Settling { setting, instruments, recognition, date, acts: Vec::new() };
    phases::settle(&mut tables, &mut todo.certain());
    let mut acts = tables.acts;
    if let (Some(until), false) = (todo.until(), drifting.is_empty()) {
        let between = (agenda.clock, until);
        let steps =
            procedure::drift(setting, instruments, recognition, run.chance, drifting, between);
        acts.extend(steps.into_iter().map(|(act, p)| (act, Some(p))));
    }
    for (act, drift) in acts {
        let audience = setting.audience_of_act(instruments, &act);
        let Act { date, from, to, standing, .. } = act;
        todo.note(date, audience, Event::Recognised { from, to, standing, drift });
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
    clashes: Vec<(SectorId, super::borders::Clash)>,
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
            todo.note(date, Audience::Everybody, Event::Clashed { sector, clash });
        }
    }
    let Some(until) = todo.until() else { return };
    for stretch in procedure::pass_time(setting, around, borders, deterrence, chance, until) {
        let sector = stretch.sector;
        if stretch.count > 0 {
            let (count, expected) = (stretch.count, stretch.expected);
            let event = Event::Incidents { sector, count, expected };
            todo.note(until, Audience::Everybody, event);
        }
        for (date, clash) in stretch.clashes {
            todo.note(date, Audience::Everybody, Event::Clashed { sector, clash });
        }
    }
}

/// Reads the outcomes that are due.
pub fn read_outcomes(setting: &Setting, here: PositionRef<'_>, todo: &mut Proceedings) {
    let (at, audience) = match todo.stage {
        Some(Stage::Closing(item)) => (Some(item), setting.audience_of_item(item)),
        // The last day: nothing more will come up.
        Some(stage @ Stage::Interval(_))
            if procedure::next_stage(setting, here, stage, |_| {}).0 == Stage::Ended =>
        {
            (None, Audience::NOBODY)
        }
        _ => return,
    };
    let date = here.agenda.clock;
    for outcome in super::defs::outcome_ids(setting) {
        let Some(value) = procedure::outcome(setting, here, outcome, at) else { continue };
        let reading = &setting.outcomes[outcome.index()].reading;
        let audience = audience.and(setting.audience_of_reading(reading));
        todo.note(date, audience, Event::Outcome(outcome, value));
        todo.outcomes.push((outcome, value));
    }
    if let Some(Stage::Closing(item)) = todo.stage {
        todo.note(date, audience, Event::Closed(item));
    }
}

/// Writes the notes of the turn into the chronicle, in the order of their days.
pub fn write_chronicle(chronicle: &mut Chronicle, todo: &mut Proceedings) {
    // Phases and sectors note in their own order; readers want the calendar's.
    todo.notes.sort_by_key(|entry| entry.date);
    chronicle.entries.append(&mut todo.notes);
}

/// The agenda, and the leaders who came to their seats.
struct Turning<'a> {
    setting: &'a Setting,
    agenda: &'a mut Agenda,
    leaders: Vec<(SeatId, LeaderId)>,
}

impl AgendaTables for Turning<'_> {
    fn mark(&mut self, mark: Mark) {
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
            chronicle.entries.push(Entry { date, item, audience, event });
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
        // That something did not come up tells of its condition: only where
        // everybody knows what that rests on is it said.
        let def = &setting.items[item.index()];
        if def.known_to.is_everybody() && !def.when.reads_secret(setting) {
            note(def.date, Some(item), Audience::Everybody, Event::Passed(item));
        }
    });
    (agenda.stage, agenda.cursor) = (next, cursor);
}

/// The tables that [`advance`] only reads.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'a> {
    /// Who treats whom as what.
    pub recognition: &'a Recognition,
    /// Who dares what.
    pub deterrence: &'a Deterrence,
    /// Where the lines run.
    pub borders: &'a Borders,
    /// What is being negotiated, and what was.
    pub talks: &'a Talks,
}

impl<'a> Rest<'a> {
    /// The position, with the tables that change.
    #[must_use]
    pub const fn with(self, agenda: &'a Agenda, instruments: &'a Instruments) -> PositionRef<'a> {
        let Self { recognition, deterrence, borders, talks } = self;
        PositionRef::new(agenda, instruments, recognition, deterrence, borders, talks)
    }
}
