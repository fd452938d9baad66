//! Comparison: what was played beside what is documented.
//!
//! It gives a verdict on each outcome, and no score: history is not a test that
//! a player passes by repeating it.

use serde::{Deserialize, Serialize};

use super::conference::ClauseDef;
use super::defs::OutcomeDef;
use super::ids::ClauseValueId;

/// The verdict on a played outcome, compared with the documented one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeVerdict {
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

/// The verdict on a played article, compared with that of the documented treaty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleVerdict {
    /// The same.
    Same,
    /// The documented treaty has no such article.
    Added,
    /// The documented treaty has it, this one does not.
    Dropped,
    /// Less than documented, or the same under a reservation.
    Weaker,
    /// More than documented.
    Stronger,
    /// Otherwise, where there is no order.
    Different,
    /// The record does not know.
    Unknown,
}

/// Lays one article beside the documented one. `played` is a value of the clause,
/// with or without a reservation; none if no treaty came into force.
/// `came_to_nothing` says that none did according to the record either.
#[must_use]
pub fn compare_article(
    clause: &ClauseDef,
    played: Option<ClauseValueId>,
    came_to_nothing: bool,
) -> ArticleVerdict {
    use ArticleVerdict as V;
    if came_to_nothing {
        let says = played.is_some_and(|value| clause.absent != Some(clause.base(value)));
        return if says { V::Added } else { V::Same };
    }
    let Some(documented) = clause.documented else { return V::Unknown };
    let absent = |value: ClauseValueId| clause.absent == Some(value);
    let Some(played) = played else {
        return if absent(documented) { V::Same } else { V::Dropped };
    };
    let (reserved, base) = (clause.value(played).reserved, clause.base(played));
    match (absent(base), absent(documented)) {
        (true, true) => V::Same,
        (false, true) => V::Added,
        (true, false) => V::Dropped,
        (false, false) => match base.cmp(&documented) {
            core::cmp::Ordering::Equal if reserved.is_some() => V::Weaker,
            core::cmp::Ordering::Equal => V::Same,
            _ if !clause.ordered => V::Different,
            core::cmp::Ordering::Less => V::Weaker,
            core::cmp::Ordering::Greater => V::Stronger,
        },
    }
}

/// Lays one outcome beside the record.
#[must_use]
pub fn compare(def: &OutcomeDef, played: Option<u16>) -> OutcomeVerdict {
    let (Some(played), Some(documented)) = (played.map(usize::from), def.documented) else {
        return if played.is_none() { OutcomeVerdict::Open } else { OutcomeVerdict::Unknown };
    };
    match played.cmp(&documented) {
        core::cmp::Ordering::Equal => OutcomeVerdict::Matched,
        _ if !def.ordered => OutcomeVerdict::Different,
        core::cmp::Ordering::Less => OutcomeVerdict::Weaker,
        core::cmp::Ordering::Greater => OutcomeVerdict::Stronger,
    }
}
