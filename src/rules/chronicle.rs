//! The chronicle: what happened, in order, and who may know it.
//!
//! Entries are facts with ids, not sentences; shells get them worded. Every
//! probability that decided something stands in the entry it decided, with its
//! inputs: the explanation, the replay and the backtest all read this log.

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
use super::instruments::Ending;
use super::negotiation::explanation::Explanation;
use super::negotiation::space::Treaty;
use super::quantity::Date;
use super::recognition::Standing;
use super::talks::Fate;

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub date: Date,
    /// The item during which it happened; none in an interval.
    pub item: Option<ItemId>,
    /// Who knows it.
    pub audience: Audience,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// An item came up.
    Opened(ItemId),
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
        /// What the party thought of the draft that stood.
        why: Option<Explanation>,
        /// What would have made it accept that draft, if it did not.
        remedy: Option<Remedy>,
    },
    /// A treaty was put to those at home.
    Ratified {
        /// Which conference.
        conference: ConferenceId,
        /// The party.
        party: PartyId,
        /// Whether it passed.
        passed: bool,
        /// The probability that it would.
        probability: f64,
    },
    /// What became of a conference.
    Concluded(ConferenceId, Fate),
    /// A drawn consequence came true.
    Drawn {
        /// Which.
        chance: ChanceId,
        /// The branch.
        branch: u16,
        /// Its probability.
        probability: f64,
    },
    /// A confrontation stood as follows when a crisis opened.
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
        /// The chance that it would.
        probability: f64,
    },
    /// An instrument was signed.
    Signed(InstrumentId),
    /// An instrument went on for another term.
    Renewed(InstrumentId),
    /// Notice was given to end an instrument, on that day.
    Notice(InstrumentId, Date),
    /// An instrument ended.
    Ended(InstrumentId, Ending),
    /// A secret instrument became known.
    Published(InstrumentId),
    /// A power's standing toward another changed.
    Recognised {
        /// Who.
        from: PowerId,
        /// Toward whom.
        to: PowerId,
        /// To which rung.
        standing: Standing,
        /// The chance, if it drifted there by itself.
        drift: Option<f64>,
    },
    /// Shooting incidents in a stretch of time.
    Incidents {
        /// Where.
        sector: SectorId,
        /// How many.
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
        /// To whom.
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
    pub entries: Vec<Entry>,
}
