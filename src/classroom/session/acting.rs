//! What a member does: decide, speak, mark an answer, write a clause, write a letter.
//!
//! Each thing comes with a key. The same thing under the same key is done once, and is
//! answered the same: a device that does not know whether it came through sends it again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::drafting::WrittenClause;
use super::{Letter, REMEMBERED, Refused, Session, Table};
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::{Actor, Event, SendKey};
use crate::rules::holders::Asked;
use crate::rules::ids::{ClauseValueId, SeatId};
use crate::rules::intents::Intent;
use crate::scenario::pack::hex;
use crate::shown::visible;
use crate::sim::admission::DecideError;
use crate::view::{ConferenceView, SeatView, StageView};

/// The most signs of a letter.
const LONGEST_LETTER: usize = 1000;

/// What a member does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberAct {
    /// Answers the question that its seat is asked.
    Choose {
        /// The question.
        question: String,
        /// The answer.
        option: String,
    },
    /// Speaks at the conference for its seat.
    Speak {
        /// The conference.
        conference: String,
        /// What to say.
        saying: Saying,
    },
    /// Writes clauses of the draft of its delegation.
    Draft {
        /// The conference.
        conference: String,
        /// The clauses.
        clauses: Vec<WrittenClause>,
    },
    /// Marks the answer that it would give.
    Favour {
        /// The question.
        question: String,
        /// The answer.
        option: String,
    },
    /// Writes to other delegations.
    Write {
        /// The seats, by their ids.
        to: Vec<String>,
        /// What.
        text: String,
    },
    /// Marks a letter for its delegation alone, until the debrief: whether it was meant, or is
    /// believed.
    Mark {
        /// The number of the letter at the table.
        letter: usize,
        /// What.
        yes: bool,
    },
    /// Becomes the head of a delegation whose head is away.
    Lead,
}

/// What is said at a conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saying {
    /// Tables the draft of the delegation, as it stood at this version.
    Table(u32),
    /// Accepts what stands.
    Accept,
    /// Adjourns.
    Adjourn,
    /// Asks the mediator.
    Mediate,
    /// Leaves.
    WalkOut,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// The seat decided or spoke.
    Decided,
    /// The draft was written; so many clauses were written by somebody else meanwhile.
    Drafted(usize),
    /// The answer was marked.
    Favoured,
    /// The letter went out.
    Written,
    /// The letter was marked.
    Marked,
    /// The member is the head now.
    Leads,
}

/// The name of something sent: its key and what it is.
fn sent_as(key: &str, act: &MemberAct) -> SendKey {
    let text = serde_json::to_vec(act).expect("plain data serialises");
    let key: String = key.chars().take(40).collect();
    format!("{key}-{}", hex(&Sha256::digest(&text)[..6]))
}

impl Session {
    /// Does what a member sends under a key.
    ///
    /// # Errors
    /// The reason for which it was not done; nothing changed then.
    pub fn act(
        &mut self,
        member: MemberId,
        key: &str,
        act: &MemberAct,
        now: Moment,
    ) -> Result<Done, Refused> {
        let key = sent_as(key, act);
        let before = self.member(member).ok_or(Refused::NotYou)?;
        if let Some((_, done)) = before.sent.iter().find(|(sent, _)| *sent == key) {
            return Ok(*done);
        }
        let place = before.place.ok_or(Refused::NoSeat)?;
        if self.stage() == Stage::Over {
            return Err(Refused::Over);
        }
        match act {
            MemberAct::Choose { question, option } => {
                let intent = Intent::Choose { question: question.clone(), option: option.clone() };
                self.decide(now, (member, place), key, intent)?;
                Ok(Done::Decided)
            }
            MemberAct::Speak { conference, saying } => {
                self.may_decide(member, place, now)?;
                let intent = self.speech(place, conference, *saying)?;
                self.decide(now, (member, place), key, intent)?;
                Ok(Done::Decided)
            }
            MemberAct::Draft { conference, clauses } => {
                let kept = self.draft(now, (member, place), conference, clauses)?;
                Ok(Done::Drafted(kept))
            }
            MemberAct::Favour { question, option } => {
                let (question, option) = (question.clone(), option.clone());
                if !self.is_open_to(place, &question, &option) {
                    return Err(Refused::NotOpen);
                }
                self.commit(now, Event::Favoured { member, question, option })?;
                Ok(Done::Favoured)
            }
            MemberAct::Write { to, text } => {
                let text = self.letter_text(text)?;
                let to = self.addressees(place, to)?;
                self.commit(now, Event::Wrote { member, to, text, key })?;
                Ok(Done::Written)
            }
            MemberAct::Mark { letter, yes } => {
                let letters = &self.table(place.table).letters;
                let known = letters.get(*letter).filter(|one| Table::concerns(one, place.seat));
                known.ok_or(Refused::NotOpen)?;
                if self.stage() > Stage::Playing {
                    return Err(Refused::Over);
                }
                let (letter, yes) = (*letter, *yes);
                self.commit(now, Event::Marked { member, letter, yes })?;
                Ok(Done::Marked)
            }
            MemberAct::Lead => {
                if self.head_is_there(place, now) {
                    return Err(Refused::HeadIsThere);
                }
                self.commit(now, Event::Head(member))?;
                Ok(Done::Leads)
            }
        }
    }

    /// Whether a member may decide for its seat now.
    fn may_decide(&self, member: MemberId, place: Place, now: Moment) -> Result<(), Refused> {
        match self.stage() {
            Stage::Arriving | Stage::Reading => return Err(Refused::NotYet),
            Stage::Playing => {}
            Stage::Debriefing | Stage::Over => return Err(Refused::Over),
        }
        if self.clock().is_paused() {
            return Err(Refused::Paused);
        }
        let seat = self.seat(place);
        if seat.stand_in {
            return Err(Refused::StandIn);
        }
        if seat.head != Some(member) && self.head_is_there(place, now) {
            return Err(Refused::NotHead);
        }
        Ok(())
    }

    fn decide(
        &mut self,
        now: Moment,
        (member, place): (MemberId, Place),
        key: SendKey,
        intent: Intent,
    ) -> Result<(), Refused> {
        self.may_decide(member, place, now)?;
        let game = &self.table(place.table).game;
        game.admits(&self.world, place.seat, &intent)
            .map_err(|refusal| Refused::Game(DecideError::Refused(refusal)))?;
        let place = self.name_of(place);
        let by = Actor::Member(member);
        self.commit(now, Event::Acted { place, by, crosses: false, key, intent })
    }

    /// The intent of a speech at the conference at which a seat is to speak.
    fn speech(&self, place: Place, conference: &str, saying: Saying) -> Result<Intent, Refused> {
        let view = self.seat_view(place);
        let StageView::Conference(table) = &view.stage else { return Err(Refused::NotOpen) };
        if table.id != conference {
            return Err(Refused::NotOpen);
        }
        Ok(match saying {
            Saying::Table(version) => {
                let draft = self.seat(place).drafts.get(conference);
                if draft.map_or(0, |draft| draft.version) != version {
                    return Err(Refused::DraftChanged);
                }
                let undecided = |member: MemberId| {
                    let conflicts = self.member(member).map(|member| &member.conflicts);
                    conflicts.is_some_and(|c| c.iter().any(|c| c.conference == conference))
                };
                if self.members_of(place).any(undecided) {
                    return Err(Refused::Undecided);
                }
                table.offer(&self.draft_values(place, table))
            }
            Saying::Accept => table.accept(),
            Saying::Adjourn => table.adjourn(),
            Saying::Mediate => table.mediate(),
            Saying::WalkOut => table.walk_out(),
        })
    }

    /// The values of a delegation's draft, in the order of the clauses shown: what it began
    /// with, and what its members wrote.
    pub(super) fn draft_values(&self, place: Place, table: &ConferenceView) -> Vec<ClauseValueId> {
        let draft = self.seat(place).drafts.get(&table.id);
        let value = |(number, clause): (usize, &crate::view::ClauseView)| {
            let written = draft.and_then(|draft| draft.clauses.get(&clause.id));
            let written = written.and_then(|written| {
                let is_it = |(_, value): &(ClauseValueId, &crate::view::ValueView)| {
                    value.id == written.value && value.open
                };
                clause.numbered().find(is_it).map(|(value, _)| value)
            });
            written.unwrap_or(table.start[number])
        };
        table.clauses.iter().enumerate().map(value).collect()
    }

    /// Whether a seat is asked a question that has this answer, open.
    fn is_open_to(&self, place: Place, question: &str, option: &str) -> bool {
        match &self.seat_view(place).stage {
            StageView::Asked(asked) => {
                asked.id == question && asked.options.iter().any(|o| o.open && o.id == option)
            }
            _ => false,
        }
    }

    fn letter_text(&self, text: &str) -> Result<String, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::Empty);
        }
        if text.chars().count() > LONGEST_LETTER {
            return Err(Refused::TooLong(LONGEST_LETTER));
        }
        if self.clock().is_paused() {
            return Err(Refused::Paused);
        }
        // What would be obeyed or hidden on a screen is made visible.
        Ok(visible(&text.replace('\r', "")).into_owned())
    }

    /// The seats to which a delegation writes, each once and in order.
    fn addressees(&self, place: Place, to: &[String]) -> Result<Vec<String>, Refused> {
        let seats = self.seat_ids().filter(|seat| *seat != place.seat);
        let named = seats.filter(|seat| to.iter().any(|id| id == self.seat_id(*seat)));
        let named: Vec<String> = named.map(|seat| self.seat_id(seat).to_owned()).collect();
        if named.is_empty() { Err(Refused::NobodyNamed) } else { Ok(named) }
    }

    /// Takes note of a thing that a member sent.
    fn remember(&mut self, member: MemberId, key: &str, done: Done) {
        let Some(member) = self.member_mut(member) else { return };
        if member.sent.len() == REMEMBERED {
            member.sent.pop_front();
        }
        member.sent.push_back((key.to_owned(), done));
        member.n_sent += 1;
    }

    pub(super) fn decided(
        &mut self,
        now: Moment,
        place: Place,
        by: Actor,
        key: &str,
        intent: &Intent,
    ) -> Result<(), DecideError> {
        let table = &mut self.tables[place.table.index()];
        table.game.decide(&mut self.world, place.seat, intent.clone())?;
        table.acts.push(super::Act { seat: place.seat, by, at: now });
        table.asked_since = now;
        if let Actor::Member(member) = by {
            self.remember(member, key, Done::Decided);
        }
        self.touch_table(place.table);
        Ok(())
    }

    pub(super) fn take_back(&mut self, table: TableId, keep: usize) {
        let at = &mut self.tables[table.index()];
        at.game.go_back(&mut self.world, keep).expect("a game without a journal writes nothing");
        at.acts.truncate(keep);
        self.touch_table(table);
    }

    pub(super) fn favoured(&mut self, member: MemberId, question: &str, option: &str) {
        let Some(of) = self.member_mut(member) else { return };
        of.favours = Some((question.to_owned(), option.to_owned()));
        if let Some(place) = of.place {
            self.touch_seat(place);
        }
    }

    pub(super) fn wrote(
        &mut self,
        now: Moment,
        member: MemberId,
        to: &[String],
        text: &str,
        key: &str,
    ) {
        let Some(place) = self.member(member).and_then(|member| member.place) else { return };
        let to: Vec<SeatId> = to.iter().filter_map(|id| self.scenario.seat_by_id(id)).collect();
        let date = self.date_of(place.table);
        let text = text.to_owned();
        let (meant, believed) = (None, BTreeMap::new());
        let from = place.seat;
        let letter = Letter { from, member, to, date, at: now, text, meant, believed };
        let concerned: Vec<SeatId> =
            self.seat_ids().filter(|seat| Table::concerns(&letter, *seat)).collect();
        self.tables[place.table.index()].letters.push(letter);
        self.remember(member, key, Done::Written);
        for seat in concerned {
            self.touch_seat(Place { seat, ..place });
        }
    }

    pub(super) fn marked(&mut self, member: MemberId, letter: usize, yes: bool) {
        let Some(place) = self.member(member).and_then(|member| member.place) else { return };
        let table = &mut self.tables[place.table.index()];
        let Some(letter) = table.letters.get_mut(letter) else { return };
        if letter.from == place.seat {
            letter.meant = Some(yes);
        } else {
            letter.believed.insert(place.seat, yes);
        }
        self.touch_seat(place);
    }

    /// What a seat may know of its game.
    #[must_use]
    pub fn seat_view(&self, place: Place) -> SeatView {
        let table = self.table(place.table);
        table.views.look(&self.world, &table.game, &self.words, Some(place.seat))
    }

    /// The conference at which a seat sits, whoever is to speak there.
    #[must_use]
    pub fn conference_view(&self, place: Place) -> Option<ConferenceView> {
        let table = self.table(place.table);
        table.views.conference(&self.world, &table.game, &self.words, place.seat)
    }

    /// What is asked at a table and of whom, if anything is.
    pub(super) fn asked_at(&self, table: TableId) -> Option<(SeatId, Asked)> {
        self.table(table).game.asked(&self.world)
    }
}
