//! Drafting together: the draft of a delegation, clause by clause.
//!
//! A member sends each clause with the version that it saw. If somebody else wrote the
//! clause meanwhile and wrote something else, both versions are kept and the one who sent
//! later sees both and decides; nothing is overwritten unseen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Refused, Session};
use crate::classroom::ids::{MemberId, Place};
use crate::classroom::lesson::Moment;
use crate::classroom::record::Event;

/// A clause as a member writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenClause {
    /// The clause.
    pub clause: String,
    /// What it is to say.
    pub value: String,
    /// What it said when the member saw it.
    pub was: String,
    /// The version that the member saw: 0 if nobody had written it.
    pub saw: u32,
}

/// A clause that two members wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The conference.
    pub conference: String,
    /// The clause.
    pub clause: String,
    /// What this member wanted it to say.
    pub mine: String,
}

/// A clause of a draft that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftClause {
    /// What it says.
    pub value: String,
    /// Who wrote it last.
    pub by: MemberId,
    /// How often it was written.
    pub version: u32,
}

/// The draft of a delegation: where nobody wrote, it is what the desk began with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The clauses that were written, by their ids.
    pub clauses: BTreeMap<String, DraftClause>,
    /// How often something was written.
    pub version: u32,
}

impl Session {
    /// Writes clauses of a delegation's draft; answers how many of them were left because
    /// somebody else wrote them meanwhile.
    pub(super) fn draft(
        &mut self,
        now: Moment,
        (member, place): (MemberId, Place),
        conference: &str,
        written: &[WrittenClause],
    ) -> Result<usize, Refused> {
        let table = self.conference_view(place).filter(|table| table.id == conference);
        let table = table.ok_or(Refused::NotOpen)?;
        let values = self.draft_values(place, &table);
        let mut clauses = Vec::new();
        let mut left = Vec::new();
        for (clause, stands) in table.clauses.iter().zip(&values) {
            let Some(wanted) = written.iter().find(|one| one.clause == clause.id) else {
                continue;
            };
            let is_open = |value: &crate::view::ValueView| value.open && value.id == wanted.value;
            if !clause.values.iter().any(is_open) {
                return Err(Refused::NotOpen);
            }
            // What the member did not touch is not written.
            if wanted.value == wanted.was || clause.value(*stands).id == wanted.value {
                continue;
            }
            let draft = self.seat(place).drafts.get(conference);
            let version = draft.and_then(|draft| draft.clauses.get(&clause.id));
            let version = version.filter(|one| one.by != member).map(|one| one.version);
            let pair = (clause.id.clone(), wanted.value.clone());
            if version.is_some_and(|version| version != wanted.saw) {
                left.push(pair);
            } else {
                clauses.push(pair);
            }
        }
        let settled: Vec<String> = written.iter().map(|one| one.clause.clone()).collect();
        if !clauses.is_empty() {
            let conference = conference.to_owned();
            self.commit(now, Event::Drafted { member, conference, clauses })?;
        }
        let n_left = left.len();
        if let Some(of) = self.member_mut(member) {
            of.conflicts.retain(|c| c.conference == conference && !settled.contains(&c.clause));
            of.conflicts.extend(left.into_iter().map(|(clause, mine)| Conflict {
                conference: conference.to_owned(),
                clause,
                mine,
            }));
        }
        Ok(n_left)
    }

    pub(super) fn drafted(
        &mut self,
        member: MemberId,
        conference: &str,
        clauses: &[(String, String)],
    ) {
        let Some(place) = self.member(member).and_then(|member| member.place) else { return };
        let draft = self.seat_mut(place).drafts.entry(conference.to_owned()).or_default();
        for (clause, value) in clauses {
            let written = draft.clauses.entry(clause.clone()).or_insert_with(|| DraftClause {
                value: String::new(),
                by: member,
                version: 0,
            });
            value.clone_into(&mut written.value);
            written.by = member;
            written.version += 1;
        }
        draft.version += 1;
        self.touch_seat(place);
    }
}
