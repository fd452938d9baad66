//! Conditions, measures and readings: what a definition asks of a position.
//!
//! How each is answered is the business of the [position](super::position), what it
//! rests on that of [bearing](super::bearing), who may know it that of
//! [secrecy](super::secrecy).

use super::ids::{
    ClauseId, ClauseValueId, ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MoveId,
    OptionId, PowerId, SeatId, SectorId, ValueId,
};
use super::quantity::GradedFigure;
use super::recognition::Standing;

/// A condition on the position.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always holds.
    Always,
    /// Does not hold.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// An option was chosen.
    Chose(MoveId, OptionId),
    /// A fact has a value.
    Is(FactId, ValueId),
    /// An instrument is in force.
    InForce(InstrumentId),
    /// Recognition has reached a rung.
    AtLeast(PowerId, PowerId, Standing),
    /// A leader holds a seat.
    Leads(SeatId, LeaderId),
    /// A power holds the disputed ground of a sector.
    Holds(SectorId, PowerId),
    /// Tension in a sector is at or above a level.
    Tension(SectorId, f64),
    /// In that crisis a challenge was made, by the capital or by its army alone.
    Challenged(ItemId),
    /// A conference ended with a treaty that came into force.
    Signed(ConferenceId),
    /// A conference's treaty in force gives a clause a value (or its version with a
    /// reservation).
    Article(ConferenceId, ClauseId, ClauseValueId),
}

impl Condition {
    /// Whether it rests on anything that changes while time passes on the borders.
    #[must_use]
    pub fn reads_borders(&self) -> bool {
        match self {
            Self::Not(inner) => inner.reads_borders(),
            Self::All(inner) | Self::Any(inner) => inner.iter().any(Self::reads_borders),
            Self::Holds(..) | Self::Tension(..) => true,
            Self::Always
            | Self::Chose(..)
            | Self::Is(..)
            | Self::InForce(_)
            | Self::AtLeast(..)
            | Self::Leads(..)
            | Self::Challenged(_)
            | Self::Signed(_)
            | Self::Article(..) => false,
        }
    }
}

/// A measure on the state, mapped to [0, 1].
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// One minus another measure.
    Not(Box<Measure>),
    /// The weight of the rung at which the first power recognises the second.
    Grade(PowerId, PowerId),
    /// The declaratory index of a power.
    Declaratory(PowerId),
    /// The constitutive index of a power.
    Constitutive(PowerId),
    /// 1 while an instrument is in force.
    InForce(InstrumentId),
    /// The score of a fact's value.
    Fact(FactId, Vec<GradedFigure>),
    /// 1 while a power holds the disputed ground of a sector.
    Holds(SectorId, PowerId),
    /// 1 while a leader holds a seat.
    Leads(SeatId, LeaderId),
    /// One minus the tension of a sector.
    Calm(SectorId),
    /// One minus the solved probability of a clash in a sector.
    Security(SectorId),
    /// The solved credibility of the defender in a sector.
    Credibility(SectorId),
    /// Troops of the first power on the soil of the second, as a share of a full number.
    Troops(PowerId, PowerId, f64),
}

/// What an outcome reads off the position.
#[derive(Clone, Debug)]
pub enum OutcomeReading {
    /// The option chosen in a move, or that the question did not arise.
    Choice(MoveId),
    /// The value of a fact.
    Fact(FactId),
    /// The rung at which the first power stands to the second.
    Standing(PowerId, PowerId),
    /// Whether an instrument is in force: no, secretly, openly.
    InForce(InstrumentId),
    /// Who holds the disputed ground of a sector.
    Holder(SectorId),
    /// How settled a sector is.
    Status(SectorId),
    /// Clashes in a sector: none, one, several.
    Clashes(SectorId),
    /// Who holds a seat.
    Leader(SeatId),
    /// What became of a conference.
    Concluded(ConferenceId),
    /// What an article says, or that there is no treaty.
    Article(ConferenceId, ClauseId),
}
