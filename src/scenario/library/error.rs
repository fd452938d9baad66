//! The errors of opening and writing a pack, in sentences that say what to do.

use crate::scenario::finding::Finding;

/// The reason why a scenario could not be opened or written; each says what to do.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OpenError {
    /// No pack has that name.
    #[error("there is no scenario `{name}`{}\n  `status-quo list` shows what there is; a path to a folder or a zip works too", hint(.like))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// Names like it.
        like: Vec<String>,
    },
    /// A file or folder could not be read.
    #[error("`{path}` cannot be read: {why}")]
    Unreadable {
        /// What.
        path: String,
        /// Why.
        why: String,
    },
    /// A file could not be written.
    #[error("`{path}` cannot be written: {why}")]
    Unwritable {
        /// What.
        path: String,
        /// Why.
        why: String,
    },
    /// The pack has faults.
    #[error("the scenario `{name}` has {count} fault{} and cannot be played\n\n{rendered}\nrepair the file{} and try again", plural(*.count), plural(*.count))]
    Faulty {
        /// Its name.
        name: String,
        /// The number of faults.
        count: usize,
        /// The first of them, on one line.
        first: String,
        /// All of them, with their lines.
        rendered: String,
    },
}

impl OpenError {
    /// The error for a pack that has faults.
    #[must_use]
    pub fn faulty(name: &str, findings: &[Finding], rendered: String) -> Self {
        let first = findings.first().map_or_else(String::new, |finding| {
            let place = &finding.place;
            if place.line == 0 {
                return format!("{}: {}", place.file, finding.message);
            }
            format!("{}:{}:{}: {}", place.file, place.line, place.column, finding.message)
        });
        Self::Faulty { name: name.to_owned(), count: findings.len(), first, rendered }
    }

    /// The first thing that is wrong, on one line, for a list.
    #[must_use]
    pub fn first(&self) -> String {
        match self {
            Self::Faulty { first, .. } => first.clone(),
            Self::Unreadable { why, .. } | Self::Unwritable { why, .. } => why.clone(),
            Self::Unknown { .. } => self.to_string(),
        }
    }

    /// The number of faults after the first.
    #[must_use]
    pub const fn further(&self) -> usize {
        match self {
            Self::Faulty { count, .. } => count.saturating_sub(1),
            _ => 0,
        }
    }
}

fn hint(like: &[String]) -> String {
    if like.is_empty() {
        String::new()
    } else {
        format!("; did you mean `{}`?", like.join("` or `"))
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
