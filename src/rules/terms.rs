//! Terms: the obligations of an instrument while it is in force.
//!
//! Which instruments bind at a moment is the business of the
//! [instruments](super::instruments).

use super::deterrence::Pledge;
use super::ids::{PowerId, SectorId};
use super::quantity::GradedFigure;
use super::recognition::{Standing, Status};

/// One term of an instrument.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// A pledge to stand by another power.
    Pledge {
        /// The power that pledges.
        protector: PowerId,
        /// The power that it pledges to stand by.
        protege: PowerId,
        /// The kind of the pledge.
        kind: Pledge,
    },
    /// The parties will not attack each other: the first is the more content for it.
    NonAggression {
        /// The power whose satisfaction with the status quo rises.
        power: PowerId,
        /// The power that it will not attack.
        toward: PowerId,
        /// By how much, [0, 1].
        satisfaction: GradedFigure,
    },
    /// Signing amounts to an act of recognition.
    Recognises {
        /// The recognising power.
        from: PowerId,
        /// The recognised power.
        to: PowerId,
        /// The least rung it amounts to.
        floor: Standing,
        /// The legal status that it gives the other.
        status: Status,
    },
    /// Recognition may not rise above a rung while this is in force.
    Ceiling {
        /// The power whose recognition is capped.
        from: PowerId,
        /// The power toward which it is capped.
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
