//! Reading a journal: what stands in it, and from where on it is damaged.

use std::path::Path;

use serde::Deserialize;

use super::{Header, JournalLine, next_check};
use crate::system;
use crate::text::{NotText, decode};

/// The part of a first line that every version of the format has.
#[derive(Deserialize)]
struct Probe {
    #[serde(rename = "status_quo_journal")]
    format: u32,
}

/// The reason why a journal cannot be used.
#[derive(Debug)]
pub enum JournalError {
    /// It could not be read.
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// The file is no journal of this game; which file.
    NotAJournal(String),
    /// A later game wrote it.
    TooNew {
        /// The file.
        path: String,
        /// Its format.
        format: u32,
    },
}

/// The place from which on a journal is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: String,
    /// The first line that is not whole, from 1.
    pub line: usize,
    /// Whether the only damage is a last line that was never finished.
    pub torn: bool,
}

/// The part of a journal that could be read.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The first line.
    pub header: Header,
    /// The lines after it that are whole.
    pub entries: Vec<JournalLine>,
    /// The beginning of the damaged rest, if there is one.
    pub damage: Option<Damage>,
    /// The number of decisions in the damaged rest.
    pub lost: usize,
    /// The good lines as they stand in the file, each with its end.
    pub(super) good: Vec<u8>,
    /// The check after the last good line.
    pub(super) check: String,
    /// The number of bytes of the file when it was read.
    pub(super) length: u64,
    /// Whether an editor gave the file a mark or other line ends, so that the game has to go
    /// on in another file.
    pub(super) edited: bool,
}

impl Recovered {
    /// Whether a line before the end was changed or damaged, so that the game has to
    /// go on in another file. A last line that was only never finished is cut off.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.damage.as_ref().is_some_and(|damage| !damage.torn)
    }

    /// The decisions that stand after all steps back, with the lines of the file
    /// they stand on, counted from one.
    #[must_use]
    pub fn decisions(&self) -> Vec<(usize, &JournalLine)> {
        let mut decisions = self.standing();
        decisions.retain(|(_, line)| matches!(line, JournalLine::Decided { .. }));
        decisions
    }

    /// As [`Recovered::decisions`], with the beginnings of the parts of a campaign.
    #[must_use]
    pub fn standing(&self) -> Vec<(usize, &JournalLine)> {
        let mut standing: Vec<(usize, &JournalLine)> = Vec::new();
        // What belongs to a part that has ended is not taken back.
        let mut before = 0;
        for (index, entry) in self.entries.iter().enumerate() {
            match entry {
                JournalLine::Decided { .. } => standing.push((index + 2, entry)),
                JournalLine::BackTo { keep } => standing.truncate(before + keep),
                JournalLine::Part { .. } => {
                    standing.push((index + 2, entry));
                    before = standing.len();
                }
            }
        }
        standing
    }
}

/// Reads a journal up to the first damaged line.
///
/// A last line stands if its check fits, whether it is ended or not, and empty lines at
/// the end are nothing: mail, chats and editors take line ends away and add them.
///
/// # Errors
/// If there is nothing to recover.
pub fn read(path: &Path) -> Result<Recovered, JournalError> {
    let shown = path.display().to_string();
    let unreadable = |why: String| JournalError::Unreadable { path: shown.clone(), why };
    let raw = std::fs::read(path).map_err(|e| unreadable(system::unread(&e)))?;
    let length = raw.len() as u64;
    // Of what is no text as a whole a beginning may still stand.
    let (mut bytes, no_text) = match decode(raw.clone()) {
        Ok(text) => (text.into_bytes(), None),
        Err(why) => (raw.clone(), Some(why)),
    };
    // The first half of a line end whose second was taken away is as good as none.
    if let (Some(last), true) = (bytes.last_mut(), raw.ends_with(b"\r")) {
        *last = b'\r';
    }
    let edited = bytes != raw;
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    while lines.pop_if(|line| line.trim_ascii().is_empty()).is_some() {}
    let mut check = String::new();
    let mut good = Vec::new();
    let mut header = None;
    let mut entries = Vec::new();
    let mut damage = None;
    let mut lost = 0;
    for (index, line) in lines.iter().enumerate() {
        let body = core::str::from_utf8(line.trim_ascii_end())
            .ok()
            .and_then(|line| line.split_once(' '))
            .filter(|(given, body)| *given == next_check(&check, body))
            .map(|(_, body)| body);
        let whole = match (body, index) {
            (Some(body), 0) => {
                if let Ok(Probe { format }) = serde_json::from_str(body)
                    && format > Header::FORMAT
                {
                    return Err(JournalError::TooNew { path: shown, format });
                }
                header = serde_json::from_str::<Header>(body).ok();
                header.is_some()
            }
            (Some(body), _) => serde_json::from_str(body).map(|e| entries.push(e)).is_ok(),
            (None, _) => false,
        };
        if !whole {
            lost = lines[index..].iter().filter(|line| looks_like_a_decision(line)).count();
            let torn = !line.ends_with(b"\n");
            damage = Some(Damage { path: shown.clone(), line: index + 1, torn });
            break;
        }
        // Only a line that stands counts for the lines after it.
        check = next_check(&check, body.expect("a whole line has a body"));
        good.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            good.push(b'\n');
        }
    }
    let header = header.ok_or_else(|| match no_text {
        Some(NotText::Utf16) => unreadable(format!("it {}", NotText::Utf16)),
        _ => JournalError::NotAJournal(shown.clone()),
    })?;
    Ok(Recovered { header, entries, damage, lost, good, check, length, edited })
}

/// Whether a line that cannot be trusted was a decision, as far as one can tell.
fn looks_like_a_decision(line: &[u8]) -> bool {
    let text = String::from_utf8_lossy(line);
    let other = ["\"back_to\"", "\"part\""];
    !text.trim().is_empty() && !other.iter().any(|line| text.contains(line))
}
