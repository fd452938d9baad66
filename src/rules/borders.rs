//! Borders: where the line runs, who holds it, who agreed to it.
//!
//! A border is cut into sectors. Each has claims, a holder, perhaps an agreed
//! line, incidents by the month and now and then a clash. The map's geometry is
//! not here; nor is the choice to fight, which is [deterrence](super::deterrence).

use serde::{Deserialize, Serialize};

use super::ids::{PowerId, SectorId};
use super::quantity::{GradedFigure, logistic, logit};
use super::tables::clone_in_place;

/// How settled a sector is, in rising order.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SectorStatus {
    /// Nobody has claimed a line in detail.
    Open,
    /// Two lines are claimed.
    Disputed,
    /// A line is agreed on paper.
    Agreed,
    /// The agreed line is marked on the ground.
    Marked,
}

/// How a clash ended, in order from the attacker's worst to its best.
///
/// The categories are those of the Militarized Interstate Disputes data
/// (victory, yield, stalemate); compromise and release have no place on an
/// ordered scale and are left to negotiation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClashOutcome {
    /// The attacker is beaten.
    DefenderWins,
    /// The attacker breaks off.
    AttackerYields,
    /// Neither side gains ground.
    Stalemate,
    /// The defender gives ground.
    DefenderYields,
    /// The defender is beaten.
    AttackerWins,
}

impl ClashOutcome {
    /// All outcomes, the attacker's worst first.
    pub const ALL: [Self; 5] = [
        Self::DefenderWins,
        Self::AttackerYields,
        Self::Stalemate,
        Self::DefenderYields,
        Self::AttackerWins,
    ];

    /// Whether the attacker ends up holding the disputed ground.
    #[must_use]
    pub const fn attacker_holds(self) -> bool {
        matches!(self, Self::DefenderYields | Self::AttackerWins)
    }
}

/// One clash, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clash {
    /// The attacking power.
    pub attacker: PowerId,
    /// The defending power.
    pub defender: PowerId,
    /// How it ended.
    pub outcome: ClashOutcome,
    /// The attacker's chance of prevailing beforehand, [0, 1].
    pub odds: f64,
    /// Killed and wounded on the attacker's side, men.
    pub attacker_losses: u32,
    /// Killed and wounded on the defender's side, men.
    pub defender_losses: u32,
}

/// The state of one sector.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct SectorState {
    /// How settled it is.
    pub status: SectorStatus,
    /// Who holds the disputed ground.
    pub holder: PowerId,
    /// How densely it is patrolled, [0, 1].
    pub patrols: f64,
    /// Whether a border commission is at work.
    pub commission: bool,
    /// Shooting incidents so far.
    pub incidents: u32,
    /// Clashes so far, oldest first.
    pub clashes: Vec<Clash>,
}

clone_in_place!(SectorState { status, holder, patrols, commission, incidents, clashes });

/// The state of all borders in one timeline: a component, indexed by sector.
#[derive(bevy::ecs::component::Component, Debug, PartialEq, Serialize, Deserialize)]
pub struct Borders {
    /// One state for each sector.
    pub sectors: Vec<SectorState>,
}

clone_in_place!(Borders { sectors });

impl Borders {
    /// Applies an effect, except a clash, which needs chance to be fought. Returns
    /// whether the effect is a clash.
    pub fn apply(&mut self, effect: BorderEffect) -> bool {
        match effect {
            BorderEffect::Status(at, status) => self.sectors[at.index()].status = status,
            BorderEffect::Holder(at, power) => self.sectors[at.index()].holder = power,
            BorderEffect::Patrols(at, by) => {
                let patrols = &mut self.sectors[at.index()].patrols;
                *patrols = (*patrols + by).clamp(0.0, 1.0);
            }
            BorderEffect::Commission(at, at_work) => {
                self.sectors[at.index()].commission = at_work;
            }
            BorderEffect::Clash(..) => return true,
        }
        false
    }
}

/// Coefficients of incidents and clashes, shared by all scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderCoefficients {
    /// `b0`: log of the monthly rate of a marked, unpatrolled, calm sector.
    pub base: GradedFigure,
    /// `b1`: added where no line is agreed.
    pub undemarcated: GradedFigure,
    /// `b2`: weight of patrols.
    pub patrols: GradedFigure,
    /// `b3`: weight of tension.
    pub tension: GradedFigure,
    /// `b4`: taken off while a commission is at work.
    pub commission: GradedFigure,
    /// Probability that a shooting incident grows into a serious clash, at reference deterrence.
    pub escalation: GradedFigure,
    /// Change of the log-odds of escalation per unit of the solved probability of a clash.
    pub escalation_slope: GradedFigure,
    /// `m`: decisiveness of force in the contest, 1 to 3.
    pub decisiveness: GradedFigure,
    /// Half-width of the ordered-logit band between yield and victory, in log-odds.
    pub victory_band: GradedFigure,
    /// Half-width of the stalemate band, in log-odds.
    pub stalemate_band: GradedFigure,
    /// Share of the engaged force lost in a clash by an even loser.
    pub loss_share: GradedFigure,
}

/// The monthly rate of shooting incidents:
/// `exp(b0 + b1 undemarcated + b2 patrols + b3 tension - b4 commission)`.
///
/// Anchor: 108 incidents from early 1935 to April 1939 on the frontier of
/// Manchukuo (a one-sided secondary count), about two a month over all sectors.
#[must_use]
pub fn incident_rate(
    status: SectorStatus,
    patrols: f64,
    tension: f64,
    commission: bool,
    c: &BorderCoefficients,
) -> f64 {
    libm::exp(log_incident_rate(status, patrols, tension, commission, c))
}

/// The natural logarithm of the [`incident_rate`].
#[must_use]
pub fn log_incident_rate(
    status: SectorStatus,
    patrols: f64,
    tension: f64,
    commission: bool,
    c: &BorderCoefficients,
) -> f64 {
    let undemarcated = if status < SectorStatus::Agreed { c.undemarcated.value } else { 0.0 };
    let talks = if commission { c.commission.value } else { 0.0 };
    c.base.value + undemarcated + c.patrols.value * patrols + c.tension.value * tension - talks
}

/// The probability that one shooting incident grows into a serious clash.
///
/// The prior for an incident (2.3 %, interval 0.4 to 5.8) is moved on the
/// log-odds scale by how far the solved probability of a clash lies above or
/// below the reference of an even fight without pledges (0.44).
#[must_use]
pub fn escalation(solved_clash: f64, c: &BorderCoefficients) -> f64 {
    const REFERENCE: f64 = 0.44;
    logistic(logit(c.escalation.value) + c.escalation_slope.value * (solved_clash - REFERENCE))
}

/// The ratio contest success function: the chance that A prevails.
///
/// `p = th_A F_A^m / (th_A F_A^m + th_B F_B^m)` (Tullock 1980; Skaperdas 1996):
/// `force` is supplied local force, `quality` its fighting value and terrain
/// (1 is ordinary), `m` in 1 to 3. Two sides without force are even.
///
/// ```
/// use status_quo::rules::borders::contest;
/// assert_eq!(contest(10.0, 1.0, 10.0, 1.0, 2.0), 0.5);
/// assert_eq!(contest(30.0, 1.0, 10.0, 1.0, 1.0), 0.75);
/// ```
#[must_use]
pub fn contest(force_a: f64, quality_a: f64, force_b: f64, quality_b: f64, m: f64) -> f64 {
    let a = quality_a * libm::pow(force_a.max(0.0), m);
    let b = quality_b * libm::pow(force_b.max(0.0), m);
    if a + b > 0.0 { a / (a + b) } else { 0.5 }
}

/// Probabilities of the five [`ClashOutcome`]s, worst for the attacker first; they sum to one.
///
/// Ordered logit on the attacker's log-odds of prevailing, with symmetric
/// thresholds: an even fight is most likely a stalemate.
#[must_use]
pub fn clash_outcomes(odds: f64, c: &BorderCoefficients) -> [f64; 5] {
    let x = logit(odds);
    let (wide, narrow) = (c.victory_band.value, c.stalemate_band.value);
    let below = [-wide, -narrow, narrow, wide].map(|threshold| logistic(threshold - x));
    [below[0], below[1] - below[0], below[2] - below[1], below[3] - below[2], 1.0 - below[3]]
}

/// Killed and wounded of a side, in men.
///
/// `engaged` in thousand men, `chance_to_prevail` of this side, `luck` in [0, 1).
/// Losses scale from a quarter of the loser's share for a certain winner to one
/// and a half for a certain loser; luck halves or doubles them.
#[must_use]
pub fn losses(engaged: f64, chance_to_prevail: f64, luck: f64, c: &BorderCoefficients) -> u32 {
    let share = c.loss_share.value * (1.5 - 1.25 * chance_to_prevail);
    let spread = libm::exp2(2.0 * luck - 1.0);
    let men = libm::round(engaged.max(0.0) * 1000.0 * share * spread);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounded, not negative, and far below four thousand million"
    )]
    let men = men.min(1e9) as u32;
    men
}

/// A consequence for a border sector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BorderEffect {
    /// The line of the sector becomes settled to this degree.
    Status(SectorId, SectorStatus),
    /// A power comes to hold the disputed ground.
    Holder(SectorId, PowerId),
    /// Patrols grow or thin out, kept within [0, 1].
    Patrols(SectorId, f64),
    /// A commission takes up or stops work.
    Commission(SectorId, bool),
    /// A clash breaks out; the first power attacks the second.
    Clash(SectorId, PowerId, PowerId),
}

impl BorderEffect {
    /// The sector that it is about.
    #[must_use]
    pub const fn sector(self) -> SectorId {
        match self {
            Self::Status(sector, _)
            | Self::Holder(sector, _)
            | Self::Patrols(sector, _)
            | Self::Commission(sector, _)
            | Self::Clash(sector, ..) => sector,
        }
    }
}
