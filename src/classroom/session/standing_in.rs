//! Who is there, and who decides for those who are not.

use super::{Refused, Session};
use crate::classroom::agenda;
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::{Actor, Event, WhyStandIn};
use crate::rules::ids::SeatId;

/// After how long in silence a page that tells that it is open counts as away.
const AWAY: Moment = 45_000;

/// After how long in silence a member whose page tells nothing counts as away: a person
/// without scripts may read a page for so long.
const LONG_AWAY: Moment = 300_000;

/// How long the class waits for a seat of which nobody is there.
const PATIENCE: Moment = 30_000;

/// How long a decision takes in a rehearsal.
const REHEARSED: Moment = 900;

impl Session {
    /// Whether a member's device was heard of lately.
    #[must_use]
    pub fn is_there(&self, member: MemberId, now: Moment) -> bool {
        self.member(member).is_some_and(|member| {
            let limit = if member.tells { AWAY } else { LONG_AWAY };
            member.seen.is_some_and(|seen| now.saturating_sub(seen) <= limit)
        })
    }

    pub(super) fn head_is_there(&self, place: Place, now: Moment) -> bool {
        self.seat(place).head.is_some_and(|head| self.is_there(head, now))
    }

    fn anybody_there(&self, place: Place, now: Moment) -> bool {
        self.members_of(place).any(|member| self.is_there(member, now))
    }

    /// Lets a stand-in decide for the seat that is asked at a table. Nothing, if nobody is.
    pub(super) fn stand_in(
        &mut self,
        table: TableId,
        why: WhyStandIn,
        now: Moment,
    ) -> Result<(), Refused> {
        let Some(decision) = self.table(table).game.stand_in(&self.world) else { return Ok(()) };
        let place = self.name_of(Place { table, seat: decision.seat });
        let (by, key, intent) = (Actor::StandIn(why), String::new(), decision.intent);
        let crosses = decision.crosses;
        self.commit(now, Event::Acted { place, by, crosses, key, intent })
    }

    /// Why a stand-in decides at a table now, if one does.
    fn why_stand_in(&self, table: TableId, now: Moment) -> Option<WhyStandIn> {
        let (seat, _) = self.asked_at(table)?;
        let at = self.table(table);
        let place = Place { table, seat };
        match self.stage() {
            Stage::Debriefing => Some(WhyStandIn::Bell),
            Stage::Playing if self.is_rehearsing() => {
                let since = at.acts.last().map_or(0, |act| act.at);
                (now.saturating_sub(since) >= REHEARSED).then_some(WhyStandIn::Rehearsal)
            }
            Stage::Playing if self.passes_over(table, now) => Some(WhyStandIn::Time),
            Stage::Playing if self.seat(place).stand_in => Some(WhyStandIn::Handed),
            Stage::Playing => {
                let waited = now.saturating_sub(at.asked_since) >= PATIENCE;
                (waited && !self.anybody_there(place, now)).then_some(WhyStandIn::Away)
            }
            _ => None,
        }
    }

    /// Whether the item at which a table stands is passed over, for lack of time. One that
    /// somebody of the class has decided something in goes on.
    fn passes_over(&self, table: TableId, now: Moment) -> bool {
        let at = self.table(table);
        let Some(left) = self.clock().left(now) else { return false };
        let Some(item) = at.game.asked_in(&self.world) else { return false };
        let by_a_member = |act: &super::Act| matches!(act.by, Actor::Member(_));
        let begun = at.acts.iter().any(|act| act.item == Some(item) && by_a_member(act));
        !begun && !agenda::has_time(&self.world, &at.game, item, left)
    }

    /// Lets time pass: stages that are over end, and stand-ins decide, once at each table.
    /// Answers whether anything happened.
    ///
    /// # Errors
    /// If it cannot be written down; nothing changed then.
    pub fn tick(&mut self, now: Moment) -> Result<bool, Refused> {
        if self.clock().is_paused() || self.stage() == Stage::Over {
            return Ok(false);
        }
        if self.clock().break_is_due(now) {
            self.commit(now, Event::Break)?;
            return Ok(true);
        }
        if let Some(next) = self.due_stage(now) {
            self.commit(now, Event::Stage(next))?;
            return Ok(true);
        }
        let mut happened = false;
        for table in self.table_ids() {
            if let Some(why) = self.why_stand_in(table, now).filter(|_| self.is_used(table)) {
                self.stand_in(table, why, now)?;
                happened = true;
            }
        }
        Ok(happened)
    }

    /// The stage that begins by itself now, if one does: reading and playing end with their
    /// time, and playing when all games are over.
    fn due_stage(&self, now: Moment) -> Option<Stage> {
        let stage = self.stage();
        let is_over = self.clock().left(now) == Some(0);
        let all_played = || {
            let mut used = self.tables.iter().filter(|table| table.in_use);
            used.all(|table| table.game.is_over(&self.world))
        };
        match stage {
            Stage::Reading if is_over => stage.next(),
            Stage::Playing if is_over || all_played() => stage.next(),
            _ => None,
        }
    }

    pub(super) fn begin_stage(&mut self, stage: Stage, now: Moment) {
        let timetable = self.header.timetable;
        self.clock.begin(stage, &timetable, now);
        for table in self.table_ids() {
            match stage {
                Stage::Reading => {
                    let seats: Vec<SeatId> = self.seat_ids().collect();
                    let mut places = seats.into_iter().map(|seat| Place { table, seat });
                    let used = places.any(|place| self.members_of(place).next().is_some());
                    let used = used || table == TableId(0) || self.rehearsing;
                    self.tables[table.index()].in_use = used;
                }
                Stage::Playing => self.tables[table.index()].asked_since = now,
                Stage::Debriefing => {
                    let at = &mut self.tables[table.index()];
                    at.at_bell = (!at.game.is_over(&self.world)).then_some(at.acts.len());
                }
                _ => {}
            }
        }
        self.touch_all();
    }
}
