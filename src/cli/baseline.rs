//! Findings that are known already: `check --baseline FILE` shows only what is new.
//!
//! The file holds JSON lines, as `check --format json` prints them. A finding is
//! known by its pack, file, code, message and the text of its line, not by the
//! line's number, so that it stays known when lines are put in above it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::answer::Failure;
use crate::scenario::library;
use crate::shown::at_shell;

/// The key by which a finding is recognised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FindingKey {
    pack: String,
    file: String,
    code: String,
    message: String,
    line_text: String,
}

#[derive(Deserialize)]
struct BaselineEntry {
    pack: String,
    place: EntryPlace,
    code: String,
    message: String,
    line_text: String,
}

#[derive(Deserialize)]
struct EntryPlace {
    file: String,
}

/// The known findings, with the number of times each occurs.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    known: BTreeMap<FindingKey, usize>,
}

impl Baseline {
    /// Reads a baseline from its file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let text = library::read_text(path).map_err(|e| Failure::Message(e.to_string()))?;
        let mut known = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let read = || {
                let value: serde_json::Value = serde_json::from_str(line)?;
                // The counts of `--play` stand among the findings and are none themselves.
                if value.get("play").is_some() {
                    return Ok::<_, serde_json::Error>(None);
                }
                serde_json::from_value::<BaselineEntry>(value).map(Some)
            };
            let entry = read().map_err(|_| {
                let file = at_shell(path);
                Failure::Message(format!(
                    "line {number} of `{shown}` is no finding as `check --format json` prints it\n  \
                     write the file anew with `status-quo check ... --write-baseline {file}`"
                ))
            })?;
            if let Some(entry) = entry {
                *known.entry(entry.key()).or_default() += 1;
            }
        }
        Ok(Self { known })
    }

    /// Whether a finding, given as its JSON line, is known; each entry of the
    /// file stands for one finding.
    pub(super) fn knows(&mut self, json: &str) -> bool {
        let Ok(entry) = serde_json::from_str::<BaselineEntry>(json) else { return false };
        match self.known.get_mut(&entry.key()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

impl BaselineEntry {
    fn key(self) -> FindingKey {
        // The same pack may be named by different paths.
        let pack = self.pack.trim_end_matches(['/', '\\']);
        let name = pack.rsplit(['/', '\\']).next().unwrap_or(pack);
        FindingKey {
            pack: name.to_owned(),
            file: self.place.file,
            code: self.code,
            message: self.message,
            line_text: self.line_text,
        }
    }
}
