//! The chronicle: what happened, in order, and who may know it.
//!
//! Entries hold ids, not sentences; views put them into words. Every probability that
//! decided something is kept in the entry that it decided, with its inputs: explanation,
//! replay and backtest all read this log.

use serde::{Deserialize, Serialize};

use super::audience::Audience;
use super::borders::Clash;
use super::conduct::Deliberation;
use super::conference::{Remedy, Speech};
use super::deterrence::{Confrontation, Solution};
use super::ids::{
    ChanceId, ConferenceId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, OutcomeId, PartyId,
    PowerId, SeatId, SectorId,
};
use super::instruments::Termination;
use super::negotiation::explanation::Explanation;
use super::negotiation::space::Treaty;
use super::quantity::Date;
use super::recognition::Standing;
use super::talks::ConferenceOutcome;

/// A chronicle entry: one event, its date and who knows of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChronicleEntry {
    /// The date of the event.
    pub date: Date,
    /// The item during which it happened; none in an interval.
    pub item: Option<ItemId>,
    /// The seats that know of the event.
    pub audience: Audience,
    /// The event.
    pub event: Event,
}

/// An event of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// An item came up.
    Opened {
        /// The item.
        item: ItemId,
        /// The conditions of passages of its texts that held then, as a set by number.
        passages: u64,
    },
    /// An item that could have come up did not.
    Passed(ItemId),
    /// A seat chose.
    Chosen {
        /// The move.
        mv: MoveId,
        /// The option.
        option: OptionId,
        /// Whether a player chose; else the empty seat's conduct did.
        by_player: bool,
        /// What the seat weighed, whoever chose.
        deliberation: Option<Deliberation>,
    },
    /// A party spoke at a conference.
    Spoke {
        /// Which conference.
        conference: ConferenceId,
        /// The party.
        party: PartyId,
        /// What it did.
        speech: Speech,
        /// The draft it tabled, whoever wrote it.
        draft: Option<Treaty>,
        /// Whether a player spoke; else the mandate did.
        by_player: bool,
        /// The explanation of the standing draft for the party.
        why: Option<Explanation>,
        /// The remedy for its refusal of that draft, if it refused.
        remedy: Option<Remedy>,
    },
    /// A treaty was put to ratification.
    Ratified {
        /// Which conference.
        conference: ConferenceId,
        /// The party.
        party: PartyId,
        /// Whether it passed.
        passed: bool,
        /// The probability of ratification, [0, 1].
        probability: f64,
    },
    /// A conference ended with this outcome.
    Concluded(ConferenceId, ConferenceOutcome),
    /// A drawn consequence came true.
    Drawn {
        /// The drawn consequence.
        chance: ChanceId,
        /// The branch.
        branch: u16,
        /// Its probability.
        probability: f64,
    },
    /// A crisis opened with this confrontation.
    Confronted {
        /// Where.
        sector: SectorId,
        /// The inputs.
        inputs: Confrontation,
        /// The solution.
        solution: Solution,
    },
    /// An army acted without its capital, or did not although it might have.
    LocalCommander {
        /// Where.
        sector: SectorId,
        /// Whether it acted.
        acted: bool,
        /// The probability that it would act, [0, 1].
        probability: f64,
    },
    /// An instrument was signed.
    Signed(InstrumentId),
    /// An instrument went on for another term.
    Renewed(InstrumentId),
    /// Notice was given to end an instrument, on that day.
    Notice(InstrumentId, Date),
    /// An instrument ended.
    Ended(InstrumentId, Termination),
    /// A secret instrument became known.
    Published(InstrumentId),
    /// A power's standing toward another changed.
    Recognised {
        /// The power whose standing changed.
        from: PowerId,
        /// The power toward which it changed.
        to: PowerId,
        /// The new rung.
        standing: Standing,
        /// The probability of the step if recognition drifted by itself; none for an act.
        drift: Option<f64>,
    },
    /// Shooting incidents in a stretch of time.
    Incidents {
        /// Where.
        sector: SectorId,
        /// The number of incidents.
        count: u32,
        /// Mean number expected.
        expected: f64,
    },
    /// A clash was fought.
    Clashed {
        /// Where.
        sector: SectorId,
        /// How it went.
        clash: Clash,
    },
    /// The disputed ground of a sector changed hands without a fight.
    Ceded {
        /// Where.
        sector: SectorId,
        /// The power that holds the ground now.
        to: PowerId,
    },
    /// A leader took a seat.
    Leader(SeatId, LeaderId),
    /// An outcome was read.
    Outcome(OutcomeId, u16),
    /// An item closed.
    Closed(ItemId),
}

/// The log of one timeline: a component.
#[derive(
    bevy::ecs::component::Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize,
)]
pub struct Chronicle {
    /// All entries, oldest first.
    pub entries: Vec<ChronicleEntry>,
}
