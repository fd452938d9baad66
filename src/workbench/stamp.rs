//! Stamps: whether files have changed, without reading them.
//!
//! Sizes and times are asked for now and then. That costs less than a thousandth
//! of a second, and holds where a system's own notices do not come: on the shares
//! of a school's network, and for editors that put a new file in place of the old.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::scenario::gathering::{DEEPEST, MOST_ENTRIES, belongs, is_hidden};

/// The files of a pack with their sizes and times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(String, u64, Option<SystemTime>)>);

impl Stamp {
    /// The files at a path now; nothing for what is built in, or is not there. Of a
    /// folder that holds more than a pack may, only so much is looked at.
    #[must_use]
    pub fn of(path: Option<&Path>) -> Self {
        let mut stamp = Self::default();
        if let Some(path) = path {
            match fs::metadata(path) {
                Ok(meta) if meta.is_dir() => stamp.enter(path, "", 0, &mut 0),
                Ok(meta) => stamp.0.push((String::new(), meta.len(), meta.modified().ok())),
                Err(_) => {}
            }
        }
        stamp.0.sort();
        stamp
    }

    fn enter(&mut self, folder: &Path, inside: &str, depth: usize, n_entries: &mut usize) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            *n_entries += 1;
            if *n_entries > MOST_ENTRIES {
                return;
            }
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let (Ok(meta), false) = (entry.metadata(), is_hidden(&name)) else { continue };
            let path = format!("{inside}{name}");
            if meta.is_dir() && depth <= DEEPEST {
                self.enter(&entry.path(), &format!("{path}/"), depth + 1, n_entries);
            } else if belongs(&path) {
                self.0.push((path, meta.len(), meta.modified().ok()));
            }
        }
    }
}
