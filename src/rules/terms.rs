//! Terms: what an instrument obliges to while it binds.
//!
//! Which instruments bind at a moment is the business of the
//! [instruments](super::instruments).

use super::deterrence::Pledge;
use super::ids::{PowerId, SectorId};
use super::quantity::Figure;
use super::recognition::{Standing, Status};

/// One term of an instrument.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// A pledge to stand by another power.
    Pledge {
        /// Who stands by.
        protector: PowerId,
        /// By whom.
        protege: PowerId,
        /// How it is bound.
        kind: Pledge,
    },
    /// The parties will not attack each other: the first is the more content for it.
    NonAggression {
        /// Whose contentment with the status quo rises.
        power: PowerId,
        /// Against whom.
        toward: PowerId,
        /// By how much, [0, 1].
        satisfaction: Figure,
    },
    /// Signing amounts to an act of recognition.
    Recognises {
        /// Who.
        from: PowerId,
        /// Whom.
        to: PowerId,
        /// The least rung it amounts to.
        floor: Standing,
        /// As what.
        status: Status,
    },
    /// Recognition may not rise above a rung while this is in force.
    Ceiling {
        /// Whose.
        from: PowerId,
        /// Toward whom.
        to: PowerId,
        /// The highest rung allowed.
        ceiling: Standing,
    },
    /// A border commission works while this is in force.
    Commission {
        /// Where.
        sector: SectorId,
    },
}
