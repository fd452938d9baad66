//! The record of a class: all that happened in it, as lines of text in one file.
//!
//! The first line says what is played; every further line is one event with its time in
//! the lesson. A line is in the file before what it says counts. The decisions of all
//! tables stand here with the key under which they were sent, so that what was
//! acknowledged and what was done cannot come apart. Each line has the check of a
//! [journal](crate::sim::journal): a torn or edited line is noticed.
//!
//! No name is in it: members are numbers.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ids::{MemberId, TableId};
use super::keys::TokenHash;
use super::lesson::{Stage, Timetable};
use crate::rules::intents::Intent;
use crate::sim::journal::{hold, next_check};
use crate::sim::journals;

/// The name of the file in the folder of a class.
const FILE: &str = "class.record";

/// The first line of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of this format.
    #[serde(rename = "status_quo_class")]
    pub format: u32,
    /// The version of the game that wrote it.
    pub game: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's version.
    pub version: String,
    /// The scenario's content hash.
    pub content: String,
    /// The number of tables.
    pub tables: u8,
    /// The seed of the first table; each further one has the next.
    pub seed: u64,
    /// The code of the class.
    pub code: String,
    /// The hash of the teacher's token.
    pub teacher: TokenHash,
    /// The lesson's timetable.
    pub timetable: Timetable,
}

impl Header {
    /// The version of this format.
    pub const FORMAT: u32 = 2;
}

/// A seat at a table, by the seat's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceName {
    /// The table.
    pub table: TableId,
    /// The seat's id.
    pub seat: String,
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A member of the seat.
    Member(MemberId),
    /// A stand-in.
    StandIn(WhyStandIn),
}

/// The reason for which a stand-in decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyStandIn {
    /// Nobody of the seat was there.
    Away,
    /// The teacher has handed the seat to a stand-in.
    Handed,
    /// The teacher did not want to wait.
    Teacher,
    /// The bell had rung.
    Bell,
    /// It was a rehearsal.
    Rehearsal,
    /// The lesson had no time for the item.
    Time,
}

/// The key under which a device sent something: the same key is the same thing sent again.
pub type SendKey = String;

/// An event of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody joined.
    Joined {
        /// Who.
        member: MemberId,
        /// The hash of the token of the device.
        token: TokenHash,
        /// The code by which the member returns.
        code: String,
        /// The seat; none for who looks on.
        place: Option<PlaceName>,
    },
    /// Somebody returned, perhaps with another device: the old token is dead.
    Returned {
        /// Who.
        member: MemberId,
        /// The hash of the new token.
        token: TokenHash,
        /// The next code.
        code: String,
    },
    /// Somebody was given a seat.
    Placed {
        /// Who.
        member: MemberId,
        /// The seat; none for who looks on.
        place: Option<PlaceName>,
    },
    /// Somebody became the head of the delegation.
    Head(MemberId),
    /// A stage of the lesson began.
    Stage(Stage),
    /// The running stage got more or fewer minutes.
    MoreTime(i32),
    /// The lesson stands still, or goes on.
    Paused(bool),
    /// The first of two lessons is over: the class stands still until the second.
    Break,
    /// The door was opened or locked.
    Door {
        /// Whether it is open.
        open: bool,
    },
    /// A seat was handed to a stand-in, or back.
    StandIn {
        /// The seat.
        place: PlaceName,
        /// Whether a stand-in has it now.
        on: bool,
    },
    /// A seat decided.
    Acted {
        /// The seat.
        place: PlaceName,
        /// Who decided.
        by: Actor,
        /// Whether a stand-in had to cross a red line, because everything open did.
        #[serde(default, skip_serializing_if = "is_false")]
        crosses: bool,
        /// The key of what was sent; empty for a stand-in.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        key: SendKey,
        /// The decision.
        intent: Intent,
    },
    /// The decisions of a table after the first `keep` were taken back.
    Undone {
        /// The table.
        table: TableId,
        /// How many stand.
        keep: usize,
    },
    /// Clauses of a delegation's draft were written.
    Drafted {
        /// Who wrote.
        member: MemberId,
        /// The conference.
        conference: String,
        /// The clauses with their new values.
        clauses: Vec<(String, String)>,
    },
    /// A member marked the answer that it would give.
    Favoured {
        /// Who.
        member: MemberId,
        /// The question.
        question: String,
        /// The answer.
        option: String,
    },
    /// A delegation wrote to others.
    Wrote {
        /// Who wrote.
        member: MemberId,
        /// The seats to whom, by their ids.
        to: Vec<String>,
        /// What.
        text: String,
        /// The key of what was sent.
        key: SendKey,
    },
    /// A member marked a letter for itself: who wrote it, whether it was meant; who got it,
    /// whether it was believed.
    Marked {
        /// Who.
        member: MemberId,
        /// The number of the letter at the table of the member, from 0.
        letter: usize,
        /// What.
        yes: bool,
    },
    /// The teacher said something to everybody, or to a seat.
    Announced {
        /// The seat; none for everybody.
        place: Option<PlaceName>,
        /// What.
        text: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(what: &bool) -> bool {
    !*what
}

/// A line of a record after the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// When, in milliseconds of the lesson.
    pub at: u64,
    /// What.
    pub event: Event,
}

/// A record that is being written.
#[derive(Debug)]
pub struct Record {
    file: File,
    path: PathBuf,
    check: String,
    length: u64,
}

/// What could be read of a record.
#[derive(Debug)]
pub struct ReadRecord {
    /// The first line.
    pub header: Header,
    /// The lines after it that are whole.
    pub lines: Vec<RecordLine>,
    /// The number of lines from the first damaged one on.
    pub lost: usize,
    check: String,
    length: u64,
}

/// The reason why a record cannot be used.
#[derive(Debug)]
pub enum RecordError {
    /// It cannot be read or written.
    Io(PathBuf, io::Error),
    /// The file is no record of a class.
    NotARecord(PathBuf),
    /// A later game wrote it; its format.
    TooNew(PathBuf, u32),
    /// A line before the end was changed; its number, from 1.
    Changed(PathBuf, usize),
}

/// The folder for a new class of a scenario, where the game keeps what it keeps; it is not
/// made. None if the system names no place for such things.
#[must_use]
pub fn unused_folder(scenario: &str) -> Option<PathBuf> {
    let classes = journals::folder()?.parent()?.join("classes");
    let mut numbered = (1_u32..).map(|number| classes.join(format!("{scenario}-{number}")));
    numbered.find(|folder| !folder.exists())
}

/// The path of the record in the folder of a class.
#[must_use]
pub fn path_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

impl Record {
    /// Begins a record in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If there is a record already, or it cannot be written.
    pub fn create(folder: &Path, header: &Header) -> Result<Self, RecordError> {
        let path = path_in(folder);
        let failed = |error| RecordError::Io(path.clone(), error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = OpenOptions::new().append(true).create_new(true).open(&path).map_err(failed)?;
        hold(&file).map_err(failed)?;
        let mut record = Self { file, path: path.clone(), check: String::new(), length: 0 };
        record.write(header).and_then(|()| record.file.sync_data()).map_err(failed)?;
        Ok(record)
    }

    /// Goes on with a record that was read. A last line that was never finished is cut off.
    ///
    /// # Errors
    /// If it cannot be written, or another game has it open.
    pub fn reopen(folder: &Path, read: &ReadRecord) -> Result<Self, RecordError> {
        let path = path_in(folder);
        let failed = |error| RecordError::Io(path.clone(), error);
        let file = OpenOptions::new().append(true).open(&path).map_err(failed)?;
        hold(&file).map_err(failed)?;
        file.set_len(read.length).map_err(failed)?;
        Ok(Self { file, path: path.clone(), check: read.check.clone(), length: read.length })
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A second handle to the file, for flushing it to the disk beside the writing.
    ///
    /// # Errors
    /// If the system has none to give.
    pub fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Appends a line. It is in the file, so that the end of this process does not lose it;
    /// only who flushes the [handle](Record::handle) knows that it is on the disk.
    ///
    /// # Errors
    /// If it cannot be written whole; what was written of it is taken off again.
    pub fn append(&mut self, line: &RecordLine) -> io::Result<()> {
        self.write(line)
    }

    fn write(&mut self, line: &impl Serialize) -> io::Result<()> {
        let body = serde_json::to_string(line).expect("plain data serialises");
        let check = next_check(&self.check, &body);
        let text = format!("{check} {body}\n");
        if let Err(error) = self.file.write_all(text.as_bytes()) {
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += text.len() as u64;
        self.check = check;
        Ok(())
    }
}

/// Reads the record in the folder of a class, up to the first line that is not whole.
///
/// # Errors
/// If there is none, or a line before the end was changed.
pub fn read(folder: &Path) -> Result<ReadRecord, RecordError> {
    /// The part of a first line that every version has.
    #[derive(Deserialize)]
    struct Probe {
        #[serde(rename = "status_quo_class")]
        format: u32,
    }
    let path = path_in(folder);
    let bytes = std::fs::read(&path).map_err(|error| RecordError::Io(path.clone(), error))?;
    let (mut check, mut length, mut lines, mut header) = (String::new(), 0_u64, Vec::new(), None);
    let all: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    for (index, line) in all.iter().enumerate() {
        let body = core::str::from_utf8(line).ok().and_then(|line| line.strip_suffix('\n'));
        let body = body.and_then(|line| line.split_once(' '));
        let body = body.filter(|(given, body)| *given == next_check(&check, body));
        let whole = body.is_some_and(|(_, body)| match index {
            0 => {
                let read = serde_json::from_str::<Header>(body).ok();
                header = read.filter(|header| header.format <= Header::FORMAT);
                header.is_some()
            }
            _ => serde_json::from_str(body).map(|line: RecordLine| lines.push(line)).is_ok(),
        });
        if let (Some((given, _)), true) = (body, whole) {
            given.clone_into(&mut check);
            length += line.len() as u64;
            continue;
        }
        let probe = body.and_then(|(_, body)| serde_json::from_str::<Probe>(body).ok());
        if let (0, Some(Probe { format })) = (index, probe)
            && format > Header::FORMAT
        {
            return Err(RecordError::TooNew(path, format));
        }
        let torn = index + 1 == all.len() && !line.ends_with(b"\n");
        if index > 0 && !torn {
            return Err(RecordError::Changed(path, index + 1));
        }
        break;
    }
    let header = header.ok_or(RecordError::NotARecord(path))?;
    let lost = all.len() - lines.len() - 1;
    Ok(ReadRecord { header, lines, lost, check, length })
}
