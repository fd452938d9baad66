//! Arriving, returning, and how a class is spread over the seats.

use std::collections::VecDeque;

use super::acting::BURST;
use super::{Member, Refused, Session};
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::keys::{Token, TokenHash, as_code, fresh_code};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::Event;

/// The most members of a seat; who comes later looks on.
const MOST_AT_SEAT: usize = 8;

/// The most members of a class.
const MOST_MEMBERS: usize = 320;

impl Session {
    /// Lets somebody join who knows the code of the class; answers who that is, and the token
    /// of the device. The same key of a form is the same person: of two taps one counts.
    ///
    /// # Errors
    /// If the code is wrong, the door is locked, or the lesson is over.
    pub fn join(
        &mut self,
        code: &str,
        key: &str,
        now: Moment,
    ) -> Result<(MemberId, Token), Refused> {
        if as_code(code) != self.header.code {
            return Err(Refused::NoSuchClass);
        }
        if self.stage() == Stage::Over {
            return Err(Refused::Over);
        }
        if let Some(member) = self.joined.get(key) {
            return self.give_token(*member, now);
        }
        if !self.open {
            return Err(Refused::Locked);
        }
        if self.members.len() >= MOST_MEMBERS {
            return Err(Refused::Full);
        }
        let member = MemberId(u32::try_from(self.members.len() + 1).unwrap_or(u32::MAX));
        let (token, code) = self.fresh_keys()?;
        let place = self.free_place().map(|place| self.name_of(place));
        self.commit(now, Event::Joined { member, token: token.hash(), code, place })?;
        if !key.is_empty() {
            self.joined.insert(key.chars().take(40).collect(), member);
        }
        self.see(member, now, false);
        Ok((member, token))
    }

    /// Lets a member return by its code, with whatever device: the old token is dead. The code
    /// stays, so that an answer that was lost on its way locks nobody out.
    ///
    /// # Errors
    /// If no member has that code.
    pub fn come_back(&mut self, code: &str, now: Moment) -> Result<(MemberId, Token), Refused> {
        let member = *self.codes.get(&as_code(code)).ok_or(Refused::NoSuchCode)?;
        self.give_token(member, now)
    }

    /// Gives a member a new token; the old one is dead.
    fn give_token(&mut self, member: MemberId, now: Moment) -> Result<(MemberId, Token), Refused> {
        let (token, _) = self.fresh_keys()?;
        let code = self.member(member).ok_or(Refused::NotYou)?.code.clone();
        self.commit(now, Event::Returned { member, token: token.hash(), code })?;
        self.see(member, now, false);
        Ok((member, token))
    }

    /// Locks the device of a member out and gives the member another code: for a device or a
    /// code that came into other hands.
    pub(super) fn reseat(&mut self, member: MemberId, now: Moment) -> Result<(), Refused> {
        self.member(member).ok_or(Refused::NoSeat)?;
        let (token, code) = self.fresh_keys()?;
        self.commit(now, Event::Returned { member, token: token.hash(), code })
    }

    /// Wakes a class that was taken up again, now that somebody has come.
    pub fn wake(&mut self, now: Moment) {
        // If that cannot be written, the teacher goes on by hand.
        if core::mem::take(&mut self.asleep) {
            let _ = self.commit(now, Event::Paused(false));
        }
    }

    /// Begins to wait anew for those who are asked and for those who are not heard of: while
    /// the lesson stood still, nobody had to tell.
    pub(super) fn wait_anew(&mut self, now: Moment) {
        for table in &mut self.tables {
            table.asked_since = now;
        }
        for member in &mut self.members {
            member.seen = Some(now);
        }
    }

    /// The member whose device holds a token.
    ///
    /// # Errors
    /// If the token is no member's, or another's.
    pub fn admit(&self, member: MemberId, token: &Token) -> Result<MemberId, Refused> {
        let holder = self.tokens.get(&token.hash()).copied();
        if holder == Some(member) { Ok(member) } else { Err(Refused::NotYou) }
    }

    /// Whether a token is the teacher's.
    #[must_use]
    pub fn is_teacher(&self, token: &Token) -> bool {
        let hash = token.hash();
        hash == self.header.teacher || self.teacher_again.as_ref() == Some(&hash)
    }

    /// Takes note that something came from a member's device. `tells` is whether its page
    /// tells by itself that it is open.
    pub fn see(&mut self, member: MemberId, now: Moment, tells: bool) {
        self.wake(now);
        if let Some(member) = self.member_mut(member) {
            member.seen = Some(now);
            member.tells |= tells;
        }
    }

    fn fresh_keys(&self) -> Result<(Token, String), Refused> {
        let token = Token::fresh().map_err(|_| Refused::NoChance)?;
        loop {
            let code = fresh_code().map_err(|_| Refused::NoChance)?;
            if !self.codes.contains_key(&code) {
                return Ok((token, code));
            }
        }
    }

    /// The seat for who comes next: one with the fewest members, at the first table that has
    /// such a one. None if all are full.
    fn free_place(&self) -> Option<Place> {
        let tables = self.table_ids().filter(|table| self.table(*table).in_use);
        let places =
            tables.flat_map(|table| self.seat_ids().map(move |seat| Place { table, seat }));
        let filled = places.map(|place| (self.members_of(place).count(), place));
        let (count, place) = filled.min_by_key(|(count, place)| (*count, *place))?;
        (count < MOST_AT_SEAT).then_some(place)
    }

    /// Where those are put who sit at tables that would have an empty seat, when the games
    /// begin; the first table stays in any case.
    pub(super) fn moves_before_beginning(&mut self, now: Moment) -> Result<(), Refused> {
        let tables: Vec<TableId> = self.table_ids().collect();
        for table in tables.into_iter().skip(1).rev() {
            let places: Vec<Place> = self.seat_ids().map(|seat| Place { table, seat }).collect();
            let whole = places.iter().all(|place| self.members_of(*place).next().is_some());
            if whole {
                continue;
            }
            self.tables[table.index()].in_use = false;
            let moved: Vec<MemberId> =
                places.iter().flat_map(|place| self.members_of(*place)).collect();
            for member in moved {
                let place = self.free_place().map(|place| self.name_of(place));
                self.commit(now, Event::Placed { member, place })?;
            }
        }
        Ok(())
    }

    pub(super) fn add_member(
        &mut self,
        id: MemberId,
        token: &TokenHash,
        code: &str,
        place: Option<Place>,
    ) {
        self.members.push(Member {
            token: token.clone(),
            code: code.to_owned(),
            place: None,
            seen: None,
            tells: false,
            unsent: None,
            allowance: (BURST, 0),
            sent: VecDeque::new(),
            n_sent: 0,
            conflicts: Vec::new(),
            notice: None,
            favours: None,
        });
        self.tokens.insert(token.clone(), id);
        self.codes.insert(code.to_owned(), id);
        self.put(id, place);
    }

    pub(super) fn change_token(&mut self, id: MemberId, token: &TokenHash, code: &str) {
        let Some(member) = self.member_mut(id) else { return };
        let old_token = core::mem::replace(&mut member.token, token.clone());
        let old_code = core::mem::replace(&mut member.code, code.to_owned());
        let place = member.place;
        self.tokens.remove(&old_token);
        self.codes.remove(&old_code);
        self.tokens.insert(token.clone(), id);
        self.codes.insert(code.to_owned(), id);
        if let Some(place) = place {
            self.touch_seat(place);
        }
    }

    /// Gives a member a seat, or takes it away. A delegation without a head gets one.
    pub(super) fn put(&mut self, id: MemberId, place: Option<Place>) {
        let Some(member) = self.member_mut(id) else { return };
        let old = core::mem::replace(&mut member.place, place);
        member.conflicts.clear();
        if let Some(old) = old {
            let next = self.members_of(old).next();
            let seat = self.seat_mut(old);
            if seat.head == Some(id) {
                seat.head = next;
            }
            self.touch_table(old.table);
        }
        if let Some(place) = place {
            self.seat_mut(place).head.get_or_insert(id);
            self.touch_table(place.table);
        }
    }

    pub(super) fn make_head(&mut self, id: MemberId) {
        if let Some(place) = self.member(id).and_then(|member| member.place) {
            self.seat_mut(place).head = Some(id);
            self.touch_seat(place);
        }
    }
}
