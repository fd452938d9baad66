//! The journal: a game as lines of text, and the only form in which it is saved.
//!
//! The first line says what is played; every further line is one decision, in
//! order, or a step back. A line is written and flushed to the disk before the
//! decision counts. Nothing is ever overwritten. Each line carries a check that
//! depends on all lines before it, so that a torn or edited line is noticed; it
//! is no protection against somebody who wants to cheat.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bevy::ecs::component::Component;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use self::reading::{Damage, JournalError, Recovered, read};
use super::journals::{
    FoundJournal, continuation_name, continued, folder, found_in, remember, unused_name,
};
use super::level::Level;
use super::record::RecordTime;
use crate::rules::holders::Holder;
use crate::rules::intents::Intent;
use crate::scenario::opening::Opening;
use crate::scenario::pack::hex;

/// The first line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of this format.
    #[serde(rename = "status_quo_journal")]
    pub format: u32,
    /// The version of the game that wrote it.
    pub game: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's version.
    pub version: String,
    /// The scenario's content hash.
    pub content: String,
    /// The seed.
    pub seed: u64,
    /// The seats that players or scripts hold: the journal has their decisions.
    pub seats: Vec<String>,
    /// The holders of the other seats, where these do not follow their own conduct.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: BTreeMap<String, Holder>,
    /// When those who play read what is documented.
    #[serde(default, skip_serializing_if = "RecordTime::is_usual")]
    pub record: RecordTime,
    /// When those who play are told what tends to follow from an answer.
    #[serde(default, skip_serializing_if = "Level::is_usual")]
    pub level: Level,
    /// What earlier games have left, where it does not open as documented.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub after: BTreeSet<String>,
    /// The item with which those who hold the seats began, where what comes before it went by
    /// the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

impl Header {
    /// The newest version of this format, which has all of the lines.
    pub const FORMAT: u32 = 2;
    /// The first version, which a game has that needs nothing newer.
    pub const FIRST_FORMAT: u32 = 1;
}

/// A line of a journal after the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalLine {
    /// A seat decided.
    Decided {
        /// The seat's id.
        seat: String,
        /// The decision.
        #[serde(flatten)]
        intent: Intent,
    },
    /// Everything after the first `keep` decisions was taken back.
    BackTo {
        /// The number of decisions that stand; in a campaign, of this part.
        keep: usize,
    },
    /// The next part of a campaign began.
    Part {
        /// Its seed.
        seed: u64,
        /// How it opens.
        opening: Opening,
    },
}

/// A journal that is being written: a component of the game whose decisions it keeps.
#[derive(Component, Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    check: String,
    /// All that was written, as it must stand on the disk.
    written: Vec<u8>,
    /// What became of the file, until it is told.
    moved: Option<Moved>,
}

/// A journal that was deleted or changed by somebody else while the game was played, and
/// was written anew, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The file in which it was.
    pub from: PathBuf,
    /// The file in which it goes on: the same one, if that was deleted.
    pub to: PathBuf,
}

impl Journal {
    /// Begins a journal.
    ///
    /// # Errors
    /// If the file exists or cannot be written.
    pub fn create(path: &Path, header: &Header) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).create_new(true).open(path)?;
        hold(&file)?;
        let mut journal = Self::on(file, path.to_owned());
        let body = serde_json::to_string(header).expect("plain data serialises");
        if let Err(error) = journal.write(&body) {
            // An empty or torn first line would be no journal at all.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(journal)
    }

    /// A journal of which nothing is written.
    const fn on(file: File, path: PathBuf) -> Self {
        Self { file, path, check: String::new(), written: Vec::new(), moved: None }
    }

    /// A journal on a file that exists already, such as a device; nothing is
    /// written to begin with. For trying what a full disk does.
    ///
    /// # Errors
    /// If the file cannot be opened.
    pub fn create_on(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(path)?;
        Ok(Self::on(file, path.to_owned()))
    }

    /// Goes on writing a journal that was read. A last line that was never
    /// finished is cut off, and one that is whole is ended; a damaged journal is left as
    /// it is, and a copy of its good part goes on under another name.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn reopen(path: &Path, recovered: &Recovered) -> io::Result<Self> {
        let anew = recovered.is_broken() || recovered.edited;
        let target = if anew {
            let copy = continuation_name(path);
            std::fs::write(&copy, &recovered.good)?;
            copy
        } else {
            path.to_owned()
        };
        let file = OpenOptions::new().append(true).open(&target)?;
        hold(&file)?;
        let good = &recovered.good;
        if !anew {
            // Another game may have written to it since it was read.
            if file.metadata()?.len() != recovered.length {
                return Err(io::ErrorKind::ResourceBusy.into());
            }
            if recovered.length > good.len() as u64 {
                file.set_len(good.len() as u64)?;
            } else if recovered.length < good.len() as u64 {
                (&file).write_all(b"\n").and_then(|()| file.sync_data())?;
            }
        }
        mark_as_open(&file);
        let (check, written) = (recovered.check.clone(), good.clone());
        Ok(Self { check, written, ..Self::on(file, target) })
    }

    /// Writes the first `keep` decisions that stand to a new journal beside this
    /// one, and returns its path. The old one stays as it is.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn branch(path: &Path, recovered: &Recovered, keep: usize) -> io::Result<PathBuf> {
        let target = unused_name(path);
        let mut journal = Self::create(&target, &recovered.header)?;
        let mut decided = 0;
        for (_, entry) in recovered.standing() {
            if decided == keep {
                break;
            }
            decided += usize::from(matches!(entry, JournalLine::Decided { .. }));
            journal.append(entry)?;
        }
        Ok(target)
    }

    /// The path of the journal.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends a line and flushes it to the disk.
    ///
    /// # Errors
    /// If it cannot be written whole; what was written of it is taken off again.
    pub fn append(&mut self, entry: &JournalLine) -> io::Result<()> {
        self.write(&serde_json::to_string(entry).expect("plain data serialises"))
    }

    fn write(&mut self, body: &str) -> io::Result<()> {
        self.look_after()?;
        let check = next_check(&self.check, body);
        let line = format!("{check} {body}\n");
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            let _ = self.file.set_len(self.written.len() as u64);
            return Err(error);
        }
        self.written.extend_from_slice(line.as_bytes());
        self.check = check;
        Ok(())
    }

    /// Sees to it that all that was written still stands on the disk. A file that was
    /// deleted is written anew; one that was replaced or changed stays as it is, and the
    /// game goes on in another file beside it.
    ///
    /// # Errors
    /// If the file is gone and cannot be written anew.
    pub fn look_after(&mut self) -> io::Result<()> {
        let there = std::fs::metadata(&self.path);
        let gone = match &there {
            Ok(there) if !there.is_file() => return Ok(()),
            Ok(there) if there.len() != self.written.len() as u64 => false,
            Ok(there) => {
                let same = is_same_file(there, &self.file);
                match std::fs::read(&self.path) {
                    Ok(bytes) if bytes != self.written => false,
                    // Another file with all that was written will do as well.
                    Ok(_) if !same => {
                        self.file = OpenOptions::new().append(true).open(&self.path)?;
                        return hold(&self.file);
                    }
                    _ => return Ok(()),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            // Where one cannot look, the open file is as good as before.
            Err(_) => return Ok(()),
        };
        let to = if gone { self.path.clone() } else { unused_name(&self.path) };
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().append(true).create_new(true).open(&to)?;
        hold(&file)?;
        if let Err(error) = file.write_all(&self.written).and_then(|()| file.sync_data()) {
            let _ = std::fs::remove_file(&to);
            return Err(error);
        }
        self.file = file;
        let from = core::mem::replace(&mut self.path, to.clone());
        remember(&to);
        self.moved = Some(Moved { from, to });
        Ok(())
    }

    /// What became of the file, if that was not told yet.
    pub(super) fn take_moved(&mut self) -> Option<Moved> {
        self.moved.take()
    }
}

/// Whether the file at a path is the open one.
#[cfg(unix)]
fn is_same_file(there: &std::fs::Metadata, open: &File) -> bool {
    use std::os::unix::fs::MetadataExt;

    open.metadata().is_ok_and(|open| (open.dev(), open.ino()) == (there.dev(), there.ino()))
}

/// Whether the file at a path is the open one; elsewhere what it holds must do.
#[cfg(not(unix))]
const fn is_same_file(_: &std::fs::Metadata, _: &File) -> bool {
    true
}

/// Keeps a journal for this game alone while it is open, so that two running
/// games never write into one file. If another has it, the error is of the kind
/// [`ResourceBusy`](io::ErrorKind::ResourceBusy).
pub(crate) fn hold(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
        // Some file systems know no locks; a game there is as safe as they are.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// The text of a journal.
#[must_use]
pub fn text_of(header: &Header, lines: &[JournalLine]) -> String {
    let head = serde_json::to_string(header).expect("plain data serialises");
    let body = |line: &JournalLine| serde_json::to_string(line).expect("plain data serialises");
    let mut check = String::new();
    let mut text = String::new();
    for body in core::iter::once(head).chain(lines.iter().map(body)) {
        check = next_check(&check, &body);
        text.extend([&check, " ", &body, "\n"]);
    }
    text
}

/// The check of a line: of what stands before it, and of itself.
pub(crate) fn next_check(before: &str, body: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(before.as_bytes());
    hasher.update(body.as_bytes());
    hex(&hasher.finalize()[..6])
}

/// Sets the file's time to now, so that the game that was open last counts as the last,
/// also if nothing was decided in it. An error is ignored.
#[expect(clippy::disallowed_methods, reason = "the day of a file is no part of a game")]
fn mark_as_open(file: &File) {
    let _ = file.set_modified(SystemTime::now());
}

/// The journals beside `path` in which it went on before, the one written last
/// first: they hold the game of this header from these lines on, and are whole.
#[must_use]
pub fn continuations(
    path: &Path,
    header: &Header,
    entries: &[JournalLine],
) -> Vec<(PathBuf, Recovered)> {
    let start = continued(path);
    let same = |other: &Header| {
        (&other.scenario, &other.content, other.seed, &other.seats)
            == (&header.scenario, &header.content, header.seed, &header.seats)
    };
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => return Vec::new(),
    };
    found_in(folder)
        .into_iter()
        .filter(|found| found.path.file_name() != path.file_name())
        .filter(|found| {
            let name = found.path.file_stem().and_then(|stem| stem.to_str());
            name.is_some_and(|name| name.starts_with(&start))
        })
        .filter_map(|found| Some((read(&found.path).ok()?, found.path)))
        .filter(|(other, _)| {
            !other.is_broken() && same(&other.header) && other.entries.starts_with(entries)
        })
        .map(|(other, path)| (path, other))
        .collect()
}

/// The reason why a game cannot be kept in the usual folder.
#[derive(Debug)]
pub enum NotKept {
    /// The system names no place for such things.
    NoPlace,
    /// The folder is not there and cannot be made.
    NoFolder(PathBuf, io::Error),
    /// Nothing can be written in the folder.
    NotWritten(PathBuf, io::Error),
}

/// Begins a journal in the usual folder, which is made if it is not there. All shells
/// play on if that fails, and say that and why nothing is kept.
///
/// # Errors
/// If there is no such folder to be had, or nothing can be written there.
pub fn begin(header: &Header) -> Result<Journal, NotKept> {
    /// The most names that are tried: another game may take one in the same moment.
    const MOST: usize = 20;
    let folder = folder().ok_or(NotKept::NoPlace)?;
    if let Err(error) = std::fs::create_dir_all(&folder) {
        return Err(NotKept::NoFolder(folder, error));
    }
    let first = folder.join(format!("{}.journal", header.scenario));
    let mut tried = 0;
    loop {
        let path = if first.exists() { unused_name(&first) } else { first.clone() };
        tried += 1;
        match Journal::create(&path, header) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tried < MOST => {}
            made => return made.map_err(|error| NotKept::NotWritten(folder, error)),
        }
    }
}

/// The reason why a journal was passed over.
#[derive(Debug)]
pub enum Skip {
    /// It cannot be read.
    Journal(JournalError),
    /// Something else, in words.
    Other(String),
}

/// The first of these journals that opens, and those that were passed over before
/// it, each with the reason. None of them is changed by that.
pub fn first_that_opens<T>(
    found: &[FoundJournal],
    mut open: impl FnMut(&FoundJournal, Recovered) -> Result<T, String>,
) -> (Option<T>, Vec<(PathBuf, Skip)>) {
    let mut skipped = Vec::new();
    for one in found {
        let opened = read(&one.path)
            .map_err(Skip::Journal)
            .and_then(|recovered| open(one, recovered).map_err(Skip::Other));
        match opened {
            Ok(opened) => return (Some(opened), skipped),
            Err(why) => skipped.push((one.path.clone(), why)),
        }
    }
    (None, skipped)
}
