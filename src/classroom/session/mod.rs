//! A class: its tables, seats and members, and all that may be done in it.
//!
//! The session knows no sockets and no clock: it is told who does what and when. All that
//! happens is an [`Event`], which is written to the [record] before it is
//! applied; the same events bring the same class about again.
//!
//! A *member* is a person at a device: the token, the presence and what was sent belong to
//! the member. Decisions belong to the *seat*: its members read the same papers, write one
//! draft, and its head sends.

mod acting;
mod arriving;
mod drafting;
mod looking;
mod refusing;
mod standing_in;
mod table;
mod teaching;

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::Arc;

use bevy::ecs::world::World;

pub use acting::{Done, MemberAct, Saying};
pub use drafting::{Conflict, Draft, DraftClause, WrittenClause};
pub use looking::{MemberLine, SeatLine, TableLine};
pub use refusing::{Refused, refused_words};
pub use table::{Act, Delegation, Letter, Table};
pub use teaching::TeacherAct;

use super::ids::{MemberId, Place, TableId};
use super::keys::{Token, TokenHash, fresh_class_code};
use super::lesson::{LessonClock, Moment, Stage, Timetable};
use super::record::{self, Event, Header, PlaceName, Record, RecordError, RecordLine, SendKey};
use crate::rules::ids::SeatId;
use crate::scenario::Scenario;
use crate::sim::admission::DecideError;
use crate::words::Words;

/// How many things that a member sent are remembered, to know them when they come again.
const REMEMBERED: usize = 64;

/// A person at a device.
#[derive(Debug)]
pub struct Member {
    /// The hash of the token of the device.
    pub(super) token: TokenHash,
    /// The code by which the member returns.
    pub(super) code: String,
    /// The seat; none for who looks on.
    pub(super) place: Option<Place>,
    /// When something came from the device last.
    pub(super) seen: Option<Moment>,
    /// Whether the page of the device tells that it is open.
    pub(super) tells: bool,
    /// A letter that was refused, to be mended.
    pub(super) unsent: Option<String>,
    /// How much may still be sent at once, and since when: see [`Session::act`].
    pub(super) allowance: (f64, Moment),
    /// What was sent and taken, with what became of it; the oldest first.
    pub(super) sent: VecDeque<(SendKey, Done)>,
    /// How many things that was.
    pub(super) n_sent: u32,
    /// Clauses that somebody else wrote meanwhile.
    pub(super) conflicts: Vec<Conflict>,
    /// What is to be told on the next page.
    pub(super) notice: Option<String>,
    /// A question, and the answer that the member would give.
    pub(super) favours: Option<(String, String)>,
}

/// Something that the teacher said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The seat; none for everybody.
    pub place: Option<Place>,
    /// What.
    pub text: String,
}

/// What has changed when: numbers that only grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revisions {
    /// The newest number.
    pub newest: u64,
    /// Of what each seat sees, by table and seat.
    pub seats: Vec<Vec<u64>>,
    /// Of what everybody may see of each table.
    pub public: Vec<u64>,
}

/// A class.
pub struct Session {
    words: Words,
    scenario: Arc<Scenario>,
    world: World,
    header: Header,
    record: Option<Record>,
    /// The class goes on without people.
    rehearsing: bool,
    clock: LessonClock,
    open: bool,
    tables: Vec<Table>,
    members: Vec<Member>,
    tokens: BTreeMap<TokenHash, MemberId>,
    codes: BTreeMap<String, MemberId>,
    announcements: Vec<Announcement>,
    revisions: Revisions,
    /// The hash of a second token of the teacher, when the class was taken up again.
    teacher_again: Option<TokenHash>,
    /// Which part of the debrief of which table the projector shows; all parts if none.
    shown: (TableId, Option<u8>),
    /// Whether the class was taken up again and nobody has come yet: it stands still until then.
    asleep: bool,
    /// Who joined under which key of a form.
    joined: BTreeMap<SendKey, MemberId>,
    /// The keys of what the teacher sent last.
    taught: VecDeque<SendKey>,
    /// What was said to the teacher last.
    teacher_notice: Option<String>,
}

/// What a class is to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The number of tables, 1 to 8.
    pub tables: u8,
    /// The seed of the first table.
    pub seed: u64,
    /// The timetable.
    pub timetable: Timetable,
    /// Whether stand-ins hold all seats, to show what a lesson is like.
    pub rehearsing: bool,
}

/// The most tables of a class.
pub const MOST_TABLES: u8 = 8;

/// What was found when a class was taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenUp {
    /// The number of events that stand.
    pub events: usize,
    /// The number of lines that were never finished, and are missing.
    pub lost: usize,
    /// The moment of the last event.
    pub at: Moment,
}

/// The reason why a class cannot be begun or taken up again.
#[derive(Debug)]
pub enum SessionError {
    /// The record.
    Record(RecordError),
    /// The operating system has no chance to give.
    NoChance(std::io::Error),
    /// Nothing can be written to the record.
    NotWritten,
    /// An event no longer fits the scenario: its line in the record, from 1.
    Misfit(usize, String),
}

impl From<RecordError> for SessionError {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl Session {
    /// Begins a class; answers it with the teacher's token. `folder` is where its record is
    /// kept, if it is.
    ///
    /// # Errors
    /// If the record cannot be written.
    pub fn begin(
        words: &Words,
        scenario: &Arc<Scenario>,
        plan: &Plan,
        folder: Option<&Path>,
    ) -> Result<(Self, Token), SessionError> {
        let teacher = Token::fresh().map_err(SessionError::NoChance)?;
        let edition = scenario.edition();
        let header = Header {
            format: Header::FORMAT,
            game: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: edition.id.to_owned(),
            version: edition.version.to_owned(),
            content: edition.content.to_owned(),
            tables: plan.tables.clamp(1, MOST_TABLES),
            seed: plan.seed,
            code: fresh_class_code().map_err(SessionError::NoChance)?,
            teacher: teacher.hash(),
            timetable: plan.timetable,
        };
        let record = folder.map(|folder| Record::create(folder, &header)).transpose()?;
        let mut session = Self::empty(words, scenario, header, record);
        session.rehearsing = plan.rehearsing;
        Ok((session, teacher))
    }

    /// Takes a class up again from the folder of its record; `scenario` is what its header
    /// says. The teacher gets a second token, for the first cannot be read from the record;
    /// both hold.
    ///
    /// # Errors
    /// If the record cannot be read or written, or no longer fits the scenario.
    pub fn take_up(
        words: &Words,
        scenario: &Arc<Scenario>,
        folder: &Path,
    ) -> Result<(Self, Token, TakenUp), SessionError> {
        let teacher = Token::fresh().map_err(SessionError::NoChance)?;
        let read = record::read(folder)?;
        let mut session = Self::empty(words, scenario, read.header.clone(), None);
        for (index, RecordLine { at, event }) in read.lines.iter().enumerate() {
            if let Err(error) = session.apply(*at, event) {
                let why = crate::view::decide_error_words(words, &error);
                return Err(SessionError::Misfit(index + 2, why));
            }
        }
        session.record = Some(Record::reopen(folder, &read)?);
        let at = read.lines.last().map_or(0, |line| line.at);
        let taken_up = TakenUp { events: read.lines.len(), lost: read.lost, at };
        session.teacher_again = Some(teacher.hash());
        let runs = matches!(session.stage(), Stage::Reading | Stage::Playing | Stage::Debriefing);
        if runs && !session.clock.is_paused() {
            session.commit(at, Event::Paused(true)).map_err(|_| SessionError::NotWritten)?;
            session.asleep = true;
        }
        Ok((session, teacher, taken_up))
    }

    fn empty(
        words: &Words,
        scenario: &Arc<Scenario>,
        header: Header,
        record: Option<Record>,
    ) -> Self {
        let mut world = World::new();
        let n_seats = scenario.text.seats.len();
        let seeds = (0..u64::from(header.tables)).map(|table| header.seed.wrapping_add(table));
        let tables: Vec<Table> =
            seeds.map(|seed| Table::begin(&mut world, scenario, seed)).collect();
        let revisions = Revisions {
            newest: 1,
            seats: vec![vec![1; n_seats]; tables.len()],
            public: vec![1; tables.len()],
        };
        Self {
            words: words.clone(),
            scenario: Arc::clone(scenario),
            world,
            header,
            record,
            rehearsing: false,
            clock: LessonClock::new(),
            open: true,
            tables,
            members: Vec::new(),
            tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            announcements: Vec::new(),
            revisions,
            teacher_again: None,
            shown: (TableId(0), Some(1)),
            asleep: false,
            joined: BTreeMap::new(),
            taught: VecDeque::new(),
            teacher_notice: None,
        }
    }

    /// The record, if one is kept.
    #[must_use]
    pub const fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// What has changed when.
    #[must_use]
    pub const fn revisions(&self) -> &Revisions {
        &self.revisions
    }

    /// Writes an event down and brings it about.
    fn commit(&mut self, now: Moment, event: Event) -> Result<(), Refused> {
        let line = RecordLine { at: now, event };
        if let Some(record) = &mut self.record {
            record.append(&line).map_err(|error| Refused::NotWritten(error.into()))?;
        }
        self.apply(now, &line.event).map_err(Refused::Game)
    }

    /// Brings an event about.
    fn apply(&mut self, now: Moment, event: &Event) -> Result<(), DecideError> {
        match event {
            Event::Joined { member, token, code, place } => {
                let place = place.as_ref().and_then(|place| self.place_of(place));
                self.add_member(*member, token, code, place);
            }
            Event::Returned { member, token, code } => self.change_token(*member, token, code),
            Event::Placed { member, place } => {
                let place = place.as_ref().and_then(|place| self.place_of(place));
                self.put(*member, place);
            }
            Event::Head(member) => self.make_head(*member),
            Event::Stage(stage) => self.begin_stage(*stage, now),
            Event::MoreTime(minutes) => {
                self.clock.add(*minutes, now);
                self.touch_all();
            }
            Event::Paused(paused) => {
                self.clock.pause(*paused, now);
                if !paused {
                    self.wait_anew(now);
                }
                self.touch_all();
            }
            Event::Break => {
                self.clock.begin_break(now);
                self.touch_all();
            }
            Event::Door { open } => {
                self.open = *open;
                self.touch_all();
            }
            Event::StandIn { place, on } => {
                if let Some(place) = self.place_of(place) {
                    self.seat_mut(place).stand_in = *on;
                    self.touch_table(place.table);
                }
            }
            Event::Acted { place, by, key, intent, .. } => {
                if let Some(place) = self.place_of(place) {
                    self.decided(now, place, *by, key, intent)?;
                }
            }
            Event::Undone { table, keep } => self.take_back(*table, *keep, now),
            Event::Drafted { member, conference, clauses } => {
                self.drafted(*member, conference, clauses);
            }
            Event::Favoured { member, question, option } => {
                self.favoured(*member, question, option);
            }
            Event::Marked { member, letter, yes } => self.marked(*member, *letter, *yes),
            Event::Wrote { member, to, text, key } => self.wrote(now, *member, to, text, key),
            Event::Announced { place, text } => {
                let place = place.as_ref().and_then(|place| self.place_of(place));
                self.announcements.push(Announcement { place, text: text.clone() });
                match place {
                    Some(place) => self.touch_seat(place),
                    None => self.touch_all(),
                }
            }
        }
        Ok(())
    }

    /// The seat of a name.
    fn place_of(&self, name: &PlaceName) -> Option<Place> {
        let seat = self.scenario.seat_by_id(&name.seat)?;
        (name.table.index() < self.tables.len()).then_some(Place { table: name.table, seat })
    }

    /// The name of a seat.
    fn name_of(&self, place: Place) -> PlaceName {
        let seat = self.seat_id(place.seat).to_owned();
        PlaceName { table: place.table, seat }
    }

    fn seat_id(&self, seat: SeatId) -> &str {
        &self.scenario.text.seats[seat.index()].id
    }

    fn table(&self, table: TableId) -> &Table {
        &self.tables[table.index()]
    }

    fn seat(&self, place: Place) -> &Delegation {
        &self.table(place.table).seats[place.seat.index()]
    }

    fn seat_mut(&mut self, place: Place) -> &mut Delegation {
        &mut self.tables[place.table.index()].seats[place.seat.index()]
    }

    /// A member; none if there is no such.
    #[must_use]
    pub fn member(&self, member: MemberId) -> Option<&Member> {
        self.members.get(usize::try_from(member.0).ok()?.checked_sub(1)?)
    }

    fn member_mut(&mut self, member: MemberId) -> Option<&mut Member> {
        self.members.get_mut(usize::try_from(member.0).ok()?.checked_sub(1)?)
    }

    fn member_ids(&self) -> impl Iterator<Item = MemberId> + use<> {
        let last = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        (1..=last).map(MemberId)
    }

    /// The members of a seat, in the order of their arrival.
    fn members_of(&self, place: Place) -> impl Iterator<Item = MemberId> + use<'_> {
        let is_of = move |id: &MemberId| self.member(*id).is_some_and(|m| m.place == Some(place));
        self.member_ids().filter(is_of)
    }

    fn table_ids(&self) -> impl Iterator<Item = TableId> + use<> {
        (0..self.header.tables).map(TableId)
    }

    fn seat_ids(&self) -> impl Iterator<Item = SeatId> + use<> {
        (0..self.scenario.text.seats.len()).map(SeatId::new)
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The timetable of the lesson.
    #[must_use]
    pub const fn timetable(&self) -> &Timetable {
        &self.header.timetable
    }

    /// The words in which the class is spoken to.
    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The lesson's clock.
    #[must_use]
    pub const fn clock(&self) -> &LessonClock {
        &self.clock
    }

    /// The stage of the lesson.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.clock.stage()
    }

    /// The code of the class.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.header.code
    }

    /// Whether somebody can still join.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Whether the class goes on without people.
    #[must_use]
    pub const fn is_rehearsing(&self) -> bool {
        self.rehearsing
    }

    fn next_revision(&mut self) -> u64 {
        self.revisions.newest += 1;
        self.revisions.newest
    }

    fn touch_seat(&mut self, place: Place) {
        let next = self.next_revision();
        self.revisions.seats[place.table.index()][place.seat.index()] = next;
    }

    fn touch_table(&mut self, table: TableId) {
        let next = self.next_revision();
        self.revisions.seats[table.index()].fill(next);
        self.revisions.public[table.index()] = next;
    }

    fn touch_all(&mut self) {
        for table in self.table_ids() {
            self.touch_table(table);
        }
    }
}
