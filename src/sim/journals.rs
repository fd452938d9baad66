//! Where journals lie: the usual folder, the one played last elsewhere, and their names.
//!
//! What stands in them is not read here; that is the business of
//! [`journal`](super::journal).

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The folder in which games are kept when no other place is named.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "status-quo")?;
    Some(dirs.data_dir().join("journals"))
}

/// A journal that was found, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundJournal {
    /// The path of the journal.
    pub path: PathBuf,
    /// When it was written last.
    pub changed: SystemTime,
}

impl FoundJournal {
    fn at(path: PathBuf) -> Option<Self> {
        let changed = std::fs::metadata(&path).ok()?.modified().ok()?;
        Some(Self { path, changed })
    }
}

/// The journals in a folder, the one written last first.
#[must_use]
pub fn found_in(folder: &Path) -> Vec<FoundJournal> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<FoundJournal> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "journal"))
        .filter_map(FoundJournal::at)
        .collect();
    all.sort_by(newest_first);
    all
}

fn newest_first(one: &FoundJournal, other: &FoundJournal) -> Ordering {
    (other.changed, &other.path).cmp(&(one.changed, &one.path))
}

/// The journals that a player may want to go on with, the one written last first:
/// those in the usual folder, and the last one that was played in another place.
#[must_use]
pub fn found() -> Vec<FoundJournal> {
    let Some(folder) = folder() else { return Vec::new() };
    let mut all = found_in(&folder);
    let elsewhere = note_of_last_place().and_then(|note| std::fs::read_to_string(note).ok());
    if let Some(found) = elsewhere.and_then(|path| FoundJournal::at(PathBuf::from(path.trim_end())))
        && !all.iter().any(|other| other.path == found.path)
    {
        all.push(found);
        all.sort_by(newest_first);
    }
    all
}

/// The file that names the journal played last outside the usual folder.
fn note_of_last_place() -> Option<PathBuf> {
    Some(folder()?.with_file_name("last-journal"))
}

/// Remembers the path of a journal, so that [`found`] finds it. An error is ignored,
/// since this is only a convenience.
pub fn remember(path: &Path) {
    let Ok(path) = std::path::absolute(path) else { return };
    if path.parent() == folder().as_deref() {
        return;
    }
    if let (Some(note), Some(text)) = (note_of_last_place(), path.to_str()) {
        let _ = note.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(note, text);
    }
}

/// A name beside `path` that no file has.
#[must_use]
pub fn unused_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("game");
    (2..1_000_000)
        .map(|n| path.with_file_name(format!("{stem}-{n}.journal")))
        .find(|candidate| !candidate.exists())
        .expect("some number is free")
}

/// The beginning of the names of the journals in which the one at `path` goes on.
pub(super) fn continued(path: &Path) -> String {
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("game");
    format!("{}{CONTINUED}", stem.rfind(CONTINUED).map_or(stem, |at| &stem[..at]))
}

/// The part of a file name that marks the continuation of a damaged journal. Games of
/// one scenario that begin alike differ in nothing else.
const CONTINUED: &str = "-continued";

/// A name beside `path`, that no file has, for a journal in which it goes on.
#[must_use]
pub fn continuation_name(path: &Path) -> PathBuf {
    let base = path.with_file_name(format!("{}.journal", continued(path)));
    if base.exists() { unused_name(&base) } else { base }
}
