//! The order in which answers are shown: one that tells nothing.
//!
//! Authors tend to write first what was done. Readers see a fixed order that depends on names
//! alone, the same in every game, so that two who talk about a question see one list.

use sha2::{Digest, Sha256};

/// Puts the answers to a question into the order in which they are shown; `id` is the name of
/// one within the question `of`.
pub(super) fn shuffle<T>(of: &str, answers: &mut [T], id: impl Fn(&T) -> String) {
    answers.sort_by_cached_key(|answer| Sha256::digest(format!("{of}/{}", id(answer))));
}
