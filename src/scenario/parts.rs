//! The parts of a pack: each file, deserialized into the types of the format.

use super::draft::Part;
use super::finding::Finding;
use super::pack::{Pack, options};
use super::sources::Sources;
use super::types;

impl Pack {
    /// Reads every file as a [`Part`]; a file that cannot be read gives findings.
    ///
    /// A syntax fault is a root cause: if there is one, the types are not checked;
    /// likewise, a file with a value of a wrong type is not read.
    #[must_use]
    pub fn parts(&self, sources: &Sources<'_>) -> (Vec<(usize, Part)>, Vec<Finding>) {
        let faults = sources.faults();
        if !faults.is_empty() {
            return (Vec::new(), faults);
        }
        let mut findings: Vec<Finding> =
            (0..self.files().len()).filter_map(|index| sources.swallowed(index)).collect();
        if !findings.is_empty() {
            return (Vec::new(), findings);
        }
        for index in 0..self.files().len() {
            let before = findings.len();
            types::check(sources, index, &mut findings);
            // A text that was meant to end earlier is the root cause of the other findings.
            if findings.len() > before
                && let Some(suspicion) = sources.suspicion(index)
            {
                findings.truncate(before);
                findings.push(suspicion);
            }
        }
        if !findings.is_empty() {
            return (Vec::new(), findings);
        }
        let options = options();
        let mut parts = Vec::new();
        for index in 0..self.files().len() {
            match options.from_str::<Part>(sources.to_read(index)) {
                Ok(part) => parts.push((index, part)),
                Err(error) => findings.push(sources.refusal(index, &error)),
            }
        }
        (parts, findings)
    }
}
