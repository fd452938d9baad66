//! Comparison: what was played beside what is documented.
//!
//! It gives a verdict on each outcome, and no score: history is not a test that
//! a player passes by repeating it.

use serde::{Deserialize, Serialize};

use super::setting::OutcomeDef;

/// How a played outcome lies to the documented one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The same.
    Matched,
    /// Lower on an ordered scale.
    Weaker,
    /// Higher on an ordered scale.
    Stronger,
    /// Different, where there is no order.
    Different,
    /// The record does not know.
    Unknown,
    /// Not yet read.
    Open,
}

/// Lays one outcome beside the record.
#[must_use]
pub fn compare(def: &OutcomeDef, played: Option<u16>) -> Verdict {
    let (Some(played), Some(documented)) = (played.map(usize::from), def.documented) else {
        return if played.is_none() { Verdict::Open } else { Verdict::Unknown };
    };
    match played.cmp(&documented) {
        core::cmp::Ordering::Equal => Verdict::Matched,
        _ if !def.ordered => Verdict::Different,
        core::cmp::Ordering::Less => Verdict::Weaker,
        core::cmp::Ordering::Greater => Verdict::Stronger,
    }
}
