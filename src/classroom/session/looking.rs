//! What the teacher and the pages read of a class: lines about tables, seats and members.

use super::{Act, Announcement, Letter, Session, Table};
use crate::classroom::agenda;
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::{Actor, WhyStandIn};
use crate::rules::ids::{ClauseValueId, ItemId, SeatId};
use crate::rules::intents::Intent;
use crate::view::{ConferenceView, SeatView, date_words};

/// A member as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// Who.
    pub id: MemberId,
    /// Whether the device was heard of lately.
    pub there: bool,
    /// Whether it is the head of its delegation.
    pub head: bool,
    /// The code by which it returns.
    pub code: String,
}

/// A seat as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatLine {
    /// The seat.
    pub place: Place,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: Vec<MemberLine>,
    /// Whether a stand-in has it.
    pub stand_in: bool,
    /// Whether it is asked.
    pub asked: bool,
}

/// A table as the teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    /// The table.
    pub table: TableId,
    /// Whether somebody plays here.
    pub in_use: bool,
    /// The day of the game, in words.
    pub date: String,
    /// The decision points behind, and all.
    pub progress: (u32, u32),
    /// For how many seconds the seat that is asked has been asked.
    pub waited: u64,
    /// How many decisions stand.
    pub acts: usize,
    /// Whether the game is over.
    pub over: bool,
    /// The titles of the items that were passed over for lack of time.
    pub passed: Vec<String>,
    /// The seats.
    pub seats: Vec<SeatLine>,
}

impl Session {
    /// The tables as the teacher sees them.
    #[must_use]
    pub fn table_lines(&self, now: Moment) -> Vec<TableLine> {
        self.table_ids().map(|table| self.table_line(table, now)).collect()
    }

    fn table_line(&self, id: TableId, now: Moment) -> TableLine {
        let table = self.table(id);
        let asked = self.asked_at(id).map(|(seat, _)| seat);
        let progress = self.public_view(id).progress;
        let seats = self.seat_ids().map(|seat| {
            let place = Place { table: id, seat };
            let members = self.members_of(place).map(|member| self.member_line(member, now));
            SeatLine {
                place,
                id: self.seat_id(seat).to_owned(),
                name: self.seat_name(seat).to_owned(),
                members: members.collect(),
                stand_in: self.seat(place).stand_in,
                asked: asked == Some(seat) && self.stage() == Stage::Playing,
            }
        });
        TableLine {
            table: id,
            in_use: table.in_use,
            date: self.date_of(id),
            progress: (progress.behind, progress.total),
            waited: self.waited(table.asked_since, now),
            acts: table.acts.len(),
            over: table.game.is_over(&self.world),
            passed: self.passed_over(table),
            seats: seats.collect(),
        }
    }

    /// The titles of the items that a table had no time for, in their order.
    fn passed_over(&self, table: &Table) -> Vec<String> {
        let for_time = |act: &&Act| act.by == Actor::StandIn(WhyStandIn::Time);
        let mut items: Vec<ItemId> =
            table.acts.iter().filter(for_time).filter_map(|act| act.item).collect();
        items.dedup();
        items.into_iter().map(|item| self.scenario.item(item).title.clone()).collect()
    }

    /// How long all that is essential takes a table from its first item on, and how long
    /// everything does, as things stand.
    #[must_use]
    pub fn times_at(&self, table: TableId) -> (Moment, Moment) {
        agenda::times_from(&self.world, &self.table(table).game, ItemId::new(0))
    }

    /// For how many seconds a seat has been asked, as far as the lesson goes on.
    fn waited(&self, since: Moment, now: Moment) -> u64 {
        let playing = self.stage() == Stage::Playing && !self.clock().is_paused();
        if playing { now.saturating_sub(since) / 1000 } else { 0 }
    }

    fn member_line(&self, id: MemberId, now: Moment) -> MemberLine {
        let member = self.member(id).expect("ids are those of members");
        let head = member.place.is_some_and(|place| self.seat(place).head == Some(id));
        MemberLine { id, there: self.is_there(id, now), head, code: member.code.clone() }
    }

    /// The members who look on.
    #[must_use]
    pub fn observers(&self, now: Moment) -> Vec<MemberLine> {
        let all = self.member_ids();
        let without = all.filter(|id| self.member(*id).is_some_and(|m| m.place.is_none()));
        without.map(|id| self.member_line(id, now)).collect()
    }

    /// How many members there are.
    #[must_use]
    pub const fn n_members(&self) -> usize {
        self.members.len()
    }

    /// How many tables there are.
    #[must_use]
    pub const fn n_tables(&self) -> usize {
        self.tables.len()
    }

    /// The name of a seat.
    #[must_use]
    pub fn seat_name(&self, seat: SeatId) -> &str {
        &self.scenario.text.seats[seat.index()].name
    }

    /// The id and the name of each seat but one.
    #[must_use]
    pub fn others(&self, own: SeatId) -> Vec<(String, String)> {
        let others = self.seat_ids().filter(|seat| *seat != own);
        others.map(|s| (self.seat_id(s).to_owned(), self.seat_name(s).to_owned())).collect()
    }

    /// The day on which a table's game stands, in words.
    #[must_use]
    pub fn date_of(&self, table: TableId) -> String {
        date_words(&self.words, self.table(table).game.date(&self.world))
    }

    /// What everybody may know of a game.
    #[must_use]
    pub fn public_view(&self, table: TableId) -> SeatView {
        let at = self.table(table);
        at.views.look(&self.world, &at.game, &self.words, None)
    }

    /// The letters that concern a seat with their numbers at the table, oldest first.
    pub fn letters_of(&self, place: Place) -> impl Iterator<Item = (usize, &Letter)> {
        let letters = self.table(place.table).letters.iter().enumerate();
        letters.filter(move |(_, letter)| Table::concerns(letter, place.seat))
    }

    /// All letters of a table, oldest first.
    #[must_use]
    pub fn letters_at(&self, table: TableId) -> &[Letter] {
        &self.table(table).letters
    }

    /// What the teacher said to a seat and to everybody, oldest first.
    pub fn announcements_to(&self, place: Option<Place>) -> impl Iterator<Item = &Announcement> {
        self.announcements.iter().filter(move |one| one.place.is_none() || one.place == place)
    }

    /// The decisions of a seat that stand-ins made, with why and what: for those who come back.
    pub fn stood_in(&self, place: Place) -> impl Iterator<Item = (WhyStandIn, &str)> {
        let acts = self.table(place.table).acts.iter().filter(move |act| act.seat == place.seat);
        acts.filter_map(|act| match act.by {
            Actor::StandIn(why) => Some((why, act.what.as_str())),
            Actor::Member(_) => None,
        })
    }

    /// How many decisions that stand were made by stand-ins, at all tables.
    #[must_use]
    pub fn n_stood_in(&self) -> usize {
        let acts = self.tables.iter().flat_map(|table| &table.acts);
        acts.filter(|act| matches!(act.by, Actor::StandIn(_))).count()
    }

    /// The decisions of a table that stand, each with who made it and when.
    #[must_use]
    pub fn acts_at(&self, table: TableId) -> &[Act] {
        &self.table(table).acts
    }

    /// A table's game as the text of a journal.
    #[must_use]
    pub fn journal_of(&self, table: TableId) -> String {
        self.table(table).game.journal_text(&self.world)
    }

    /// How many decisions of a table stood when the bell rang, if its game was not over.
    #[must_use]
    pub fn at_bell(&self, table: TableId) -> Option<usize> {
        self.table(table).at_bell
    }

    /// Whether a delegation has a stand-in.
    #[must_use]
    pub fn has_stand_in(&self, place: Place) -> bool {
        self.seat(place).stand_in
    }

    /// Whether a member may send for its seat: it is the head, or the head is away.
    #[must_use]
    pub fn sends(&self, member: MemberId, place: Place, now: Moment) -> bool {
        self.seat(place).head == Some(member) || !self.head_is_there(place, now)
    }

    /// Whether a member is the head of its delegation.
    #[must_use]
    pub fn is_head(&self, member: MemberId, place: Place) -> bool {
        self.seat(place).head == Some(member)
    }

    /// The number of a member within its delegation, from 1.
    #[must_use]
    pub fn number_in(&self, member: MemberId, place: Place) -> usize {
        self.members_of(place).position(|one| one == member).map_or(0, |index| index + 1)
    }

    /// The members of a seat, in the order of their arrival.
    #[must_use]
    pub fn members_at(&self, place: Place) -> Vec<MemberId> {
        self.members_of(place).collect()
    }

    /// The values of a delegation's draft at a conference, in the order of the clauses shown.
    #[must_use]
    pub fn draft_at(&self, place: Place, table: &ConferenceView) -> Vec<ClauseValueId> {
        self.draft_values(place, table)
    }

    /// How many members of a delegation would give an answer to a question.
    #[must_use]
    pub fn favour(&self, place: Place, question: &str, option: &str) -> usize {
        let favours = |id: &MemberId| {
            let favours = self.member(*id).and_then(|member| member.favours.as_ref());
            favours.is_some_and(|(q, o)| q == question && o == option)
        };
        self.members_of(place).filter(favours).count()
    }

    /// The draft of a delegation at a conference, as far as its members wrote it.
    #[must_use]
    pub fn draft_of(&self, place: Place, conference: &str) -> Option<&super::Draft> {
        self.seat(place).drafts.get(conference)
    }

    /// What is to be told to a member on the next page, once.
    pub fn take_notice(&mut self, member: MemberId) -> Option<String> {
        self.member_mut(member)?.notice.take()
    }

    /// A letter of a member that was refused, to be mended, once.
    pub fn take_unsent(&mut self, member: MemberId) -> Option<String> {
        self.member_mut(member)?.unsent.take()
    }

    /// Keeps a letter of a member that was refused.
    pub fn keep_unsent(&mut self, member: MemberId, text: String) {
        if let Some(member) = self.member_mut(member) {
            member.unsent = Some(text);
        }
    }

    /// Keeps what is to be told to a member on the next page.
    pub fn notify(&mut self, member: MemberId, notice: String) {
        if let Some(member) = self.member_mut(member) {
            member.notice = Some(notice);
        }
    }

    /// What is to be told to the teacher on the next page, once.
    pub const fn take_teacher_notice(&mut self) -> Option<String> {
        self.teacher_notice.take()
    }

    /// Keeps what is to be told to the teacher on the next page.
    pub fn notify_teacher(&mut self, notice: String) {
        self.teacher_notice = Some(notice);
    }

    /// Which part of the debrief of which table the projector shows; all parts if none.
    #[must_use]
    pub const fn shown(&self) -> (TableId, Option<u8>) {
        self.shown
    }

    /// Whether a table's game is over.
    #[must_use]
    pub fn is_played(&self, table: TableId) -> bool {
        self.table(table).game.is_over(&self.world)
    }

    /// Whether somebody plays at a table.
    #[must_use]
    pub fn is_used(&self, table: TableId) -> bool {
        self.table(table).in_use
    }

    /// The table of a number from 1, as it is written in an address.
    #[must_use]
    pub fn table_of_number(&self, number: usize) -> Option<TableId> {
        let index = number.checked_sub(1).filter(|index| *index < self.tables.len())?;
        Some(TableId(u8::try_from(index).ok()?))
    }

    /// All tables.
    pub fn all_tables(&self) -> impl Iterator<Item = TableId> + use<> {
        self.table_ids()
    }

    /// The state hash of a table's game.
    #[must_use]
    pub fn hash_of(&self, table: TableId) -> String {
        self.table(table).game.hash(&self.world)
    }

    /// The decisions of a table that stand, oldest first.
    #[must_use]
    pub fn decisions_of(&self, table: TableId) -> &[(SeatId, Intent)] {
        self.table(table).game.decisions(&self.world)
    }
}
