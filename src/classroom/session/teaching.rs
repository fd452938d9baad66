//! What the teacher does: the stages, the clock, the door, the seats.

use serde::{Deserialize, Serialize};

use super::{REMEMBERED, Refused, Session};
use crate::classroom::ids::{MemberId, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::{Event, PlaceName, WhyStandIn};
use crate::shown::visible;

/// The most signs of what the teacher says to the class.
const LONGEST_ANNOUNCEMENT: usize = 500;

/// What the teacher does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeacherAct {
    /// Goes on to the next stage, if this one still runs.
    Next(Stage),
    /// Gives the stage more or fewer minutes.
    MoreTime(i32),
    /// Lets the lesson stand still, or go on.
    Pause(bool),
    /// Opens or locks the door.
    Door(bool),
    /// Hands a seat to a stand-in, or back to its members.
    StandIn(PlaceName, bool),
    /// Lets a stand-in decide what is asked at a table, once; the number of decisions that
    /// stand there, so that pressing twice decides once.
    Now(TableId, usize),
    /// Takes the last decision of a table back, if so many stand.
    Undo(TableId, usize),
    /// Makes a member the head of its delegation.
    Head(MemberId),
    /// Locks the device of a member out, and gives the member another code.
    Reseat(MemberId),
    /// Puts a member on another seat, or among those who look on.
    Move(MemberId, Option<PlaceName>),
    /// Shows a part of the debrief of a table on the projector, or all parts.
    Show(TableId, Option<u8>),
    /// Takes what was said to everybody off the screens.
    Unannounce,
    /// Says something to everybody, or to a seat.
    Announce(Option<PlaceName>, String),
}

impl Session {
    /// Does what the teacher wants, under a key: the same key is the same thing sent again.
    /// An empty key is that of a plain form.
    ///
    /// # Errors
    /// The reason for which it was not done.
    pub fn teach(&mut self, key: &str, act: TeacherAct, now: Moment) -> Result<(), Refused> {
        self.wake(now);
        if !key.is_empty() && self.taught.iter().any(|known| known == key) {
            return Ok(());
        }
        self.carry_out(act, now)?;
        if self.taught.len() == REMEMBERED {
            self.taught.pop_front();
        }
        self.taught.push_back(key.chars().take(40).collect());
        Ok(())
    }

    fn carry_out(&mut self, act: TeacherAct, now: Moment) -> Result<(), Refused> {
        match act {
            // Who presses twice goes on once.
            TeacherAct::Next(stage) if stage != self.stage() => Ok(()),
            TeacherAct::Next(stage) => {
                let next = stage.next().ok_or(Refused::Over)?;
                if next == Stage::Reading && !self.is_rehearsing() {
                    self.moves_before_beginning(now)?;
                }
                self.commit(now, Event::Stage(next))
            }
            TeacherAct::MoreTime(minutes) => {
                self.commit(now, Event::MoreTime(minutes.clamp(-60, 60)))
            }
            TeacherAct::Pause(paused) if paused == self.clock().is_paused() => Ok(()),
            TeacherAct::Pause(paused) => self.commit(now, Event::Paused(paused)),
            TeacherAct::Door(open) => self.commit(now, Event::Door { open }),
            TeacherAct::StandIn(place, on) => {
                self.place_of(&place).ok_or(Refused::NoSeat)?;
                self.commit(now, Event::StandIn { place, on })
            }
            TeacherAct::Now(table, stand) => {
                if self.stage() != Stage::Playing {
                    return Err(Refused::NotYet);
                }
                if self.n_acts(table)? != stand {
                    return Ok(());
                }
                self.stand_in(table, WhyStandIn::Teacher, now)
            }
            TeacherAct::Undo(table, stand) => {
                if self.stage() > Stage::Playing {
                    return Err(Refused::Over);
                }
                let keep = stand.checked_sub(1).ok_or(Refused::NothingDone)?;
                if self.n_acts(table)? != stand {
                    return Ok(());
                }
                self.commit(now, Event::Undone { table, keep })
            }
            TeacherAct::Head(member) => {
                self.member(member).and_then(|member| member.place).ok_or(Refused::NoSeat)?;
                self.commit(now, Event::Head(member))
            }
            TeacherAct::Reseat(member) => self.reseat(member, now),
            TeacherAct::Move(member, place) => {
                self.member(member).ok_or(Refused::NoSeat)?;
                if let Some(place) = &place {
                    self.place_of(place).ok_or(Refused::NoSeat)?;
                }
                self.commit(now, Event::Placed { member, place })
            }
            // What the projector shows is nothing that happened.
            TeacherAct::Show(table, part) => {
                self.n_acts(table)?;
                self.shown = (table, part);
                self.touch_all();
                Ok(())
            }
            TeacherAct::Unannounce => {
                self.commit(now, Event::Announced { place: None, text: String::new() })
            }
            TeacherAct::Announce(place, text) => {
                let text = text.replace('\r', "");
                let text = text.trim();
                if text.is_empty() {
                    return Err(Refused::Empty);
                }
                if text.chars().count() > LONGEST_ANNOUNCEMENT {
                    return Err(Refused::TooLong(LONGEST_ANNOUNCEMENT));
                }
                let text = visible(text).into_owned();
                self.commit(now, Event::Announced { place, text })
            }
        }
    }

    /// How many decisions stand at a table.
    fn n_acts(&self, table: TableId) -> Result<usize, Refused> {
        self.tables.get(table.index()).map(|table| table.acts.len()).ok_or(Refused::NoSeat)
    }
}
