//! What a member does: decide, speak, mark an answer, write a clause, write a letter.
//!
//! A decision and a letter come with a key. The same thing under the same key is done once,
//! and is answered the same: a device that does not know whether it came through sends it
//! again. Marks and clauses say how something is to be; sent again they change nothing.

use core::time::Duration;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::drafting::WrittenClause;
use super::{Letter, REMEMBERED, Refused, Session, Table};
use crate::classroom::ids::{MemberId, Place, TableId};
use crate::classroom::lesson::{Moment, Stage};
use crate::classroom::record::{Actor, Event, SendKey};
use crate::rules::conference::Speech;
use crate::rules::holders::Asked;
use crate::rules::ids::{ClauseValueId, SeatId};
use crate::rules::intents::Intent;
use crate::scenario::pack::hex;
use crate::shown::visible;
use crate::sim::admission::DecideError;
use crate::view::{ConferenceView, SeatView, StageView};
use crate::words::Phrase;

/// How many things a member may send at once, and how many more each second: far more than
/// a person does, and too few to hold the others up.
pub(super) const BURST: f64 = 200.0;
const EACH_SECOND: f64 = 60.0;

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
        /// How many decisions stood at the table when that was decided: it is not said to
        /// anything that came since.
        after: usize,
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
    /// Tables the draft of the delegation, as it stood at this version: what the member saw.
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
        let favours = before.favours.clone();
        self.allow(member, now)?;
        match act {
            MemberAct::Choose { question, option } => {
                let intent = Intent::Choose { question: question.clone(), option: option.clone() };
                self.decide(now, (member, place), key, intent)?;
                Ok(Done::Decided)
            }
            MemberAct::Speak { conference, saying, after } => {
                self.may_decide(member, place, now)?;
                if self.table(place.table).acts.len() != *after {
                    return Err(Refused::NotOpen);
                }
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
                if favours == Some((question.clone(), option.clone())) {
                    return Ok(Done::Favoured);
                }
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
            MemberAct::Mark { letter, yes } => self.mark(now, (member, place), *letter, *yes),
            MemberAct::Lead if self.is_head(member, place) => Ok(Done::Leads),
            MemberAct::Lead => {
                if self.head_is_there(place, now) {
                    return Err(Refused::HeadIsThere);
                }
                self.commit(now, Event::Head(member))?;
                Ok(Done::Leads)
            }
        }
    }

    /// Marks a letter for the delegation of a member.
    fn mark(
        &mut self,
        now: Moment,
        (member, place): (MemberId, Place),
        letter: usize,
        yes: bool,
    ) -> Result<Done, Refused> {
        let letters = &self.table(place.table).letters;
        let known = letters.get(letter).filter(|one| Table::concerns(one, place.seat));
        let known = known.ok_or(Refused::NotOpen)?;
        if self.stage() > Stage::Playing {
            return Err(Refused::Over);
        }
        if known.mark_of(place.seat) != Some(yes) {
            self.commit(now, Event::Marked { member, letter, yes })?;
        }
        Ok(Done::Marked)
    }

    /// Takes note that a member sends something; refuses what no person does.
    fn allow(&mut self, member: MemberId, now: Moment) -> Result<(), Refused> {
        let member = self.member_mut(member).ok_or(Refused::NotYou)?;
        let (left, since) = member.allowance;
        let seconds = Duration::from_millis(now.saturating_sub(since)).as_secs_f64();
        let left = (left + EACH_SECOND * seconds).min(BURST) - 1.0;
        if left < 0.0 {
            return Err(Refused::TooMuch);
        }
        member.allowance = (left, now);
        Ok(())
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
        // A browser sends two signs for the end of a line.
        let text = text.replace('\r', "");
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
        Ok(visible(text).into_owned())
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
        // What a stand-in does is told to those who come back.
        let what = match by {
            Actor::StandIn(_) => self.in_words(place, intent),
            Actor::Member(_) => String::new(),
        };
        let table = &mut self.tables[place.table.index()];
        let item = table.game.asked_in(&self.world);
        table.game.decide(&mut self.world, place.seat, intent.clone())?;
        table.acts.push(super::Act { seat: place.seat, item, by, at: now, what });
        table.asked_since = now;
        if let Actor::Member(member) = by {
            self.remember(member, key, Done::Decided);
        }
        self.touch_table(place.table);
        Ok(())
    }

    /// What a seat does, in words, before it is done.
    fn in_words(&self, place: Place, intent: &Intent) -> String {
        let view = self.seat_view(place);
        let (title, what) = match (&view.stage, intent) {
            (StageView::Asked(asked), Intent::Choose { option, .. }) => {
                let chosen = asked.options.iter().find(|one| one.id == *option);
                (asked.title.clone(), chosen.map(|one| one.label.clone()).unwrap_or_default())
            }
            (StageView::Conference(table), Intent::Speak { speech, .. }) => {
                let phrase = match speech {
                    Speech::Offer(_) => Phrase("conference-act-table"),
                    Speech::Accept => Phrase("conference-act-accept"),
                    Speech::Mediate => Phrase("conference-act-mediate"),
                    Speech::Adjourn => Phrase("conference-act-adjourn"),
                    Speech::WalkOut => Phrase("conference-act-walk-out"),
                };
                (table.title.clone(), self.words.phrase(phrase))
            }
            _ => return String::new(),
        };
        let args = [("date", (&view.date).into()), ("title", title.into()), ("what", what.into())];
        self.words.say_with("class-stood-in-act", &args)
    }

    pub(super) fn take_back(&mut self, table: TableId, keep: usize, now: Moment) {
        let at = &mut self.tables[table.index()];
        at.game.go_back(&mut self.world, keep).expect("a game without a journal writes nothing");
        at.acts.truncate(keep);
        at.asked_since = now;
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
