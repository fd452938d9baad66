//! Deterrence: who dares to challenge whom, and who would stand firm.
//!
//! The unilateral (extended) deterrence game of Zagare & Kilgour (*Perfect
//! Deterrence*, 2000), solved as a logit agent quantal response equilibrium by
//! backward induction (`McKelvey` & Palfrey 1998; Signorino 1999). The full
//! signalling game is not played: it has several equilibria.

use serde::{Deserialize, Serialize};

use super::ids::{PowerId, SectorId};
use super::pairs::Pairs;
use super::quantity::{GradedFigure, logistic};
use super::tables::clone_in_place;

/// The inputs of one confrontation. Utilities are in units of the larger stake.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confrontation {
    /// `V_c`: what the stake is worth to the challenger, positive.
    pub challenger_stake: f64,
    /// `V_d`: what it is worth to the defender, positive.
    pub defender_stake: f64,
    /// `p`: the chance that the challenger wins a clash, [0, 1].
    pub win: f64,
    /// `k_c`: what a clash costs the challenger.
    pub challenger_cost: f64,
    /// `k_d`: what a clash costs the defender.
    pub defender_cost: f64,
    /// `a_c`: what backing down after a public challenge costs the challenger.
    pub back_down_cost: f64,
    /// `a_d`: what conceding costs the defender: guarantees, pledges, reputation.
    pub concession_cost: f64,
    /// `sq`: the challenger's satisfaction with the status quo, [0, 1].
    pub satisfaction: f64,
    /// `lambda`: noise from private information, positive.
    pub noise: f64,
}

/// A commentary on the solution in the terms of perfect deterrence theory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Equilibrium {
    /// Even a challenger who would fight is deterred.
    CertainDeterrence,
    /// Only a challenger who would fight challenges.
    Separating,
    /// Challengers who would not fight try their luck.
    Bluff,
    /// The defender is expected to give way.
    Attack,
}

/// The solution of a [`Confrontation`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    /// `P`: probability of a challenge.
    pub challenge: f64,
    /// `q`: probability that the defender stands firm when challenged: its credibility.
    pub resist: f64,
    /// `f`: probability that the challenger fights when resisted.
    pub fight: f64,
    /// `P q f`: probability of a clash.
    pub clash: f64,
    /// `P (1 - q)`: probability that the defender concedes.
    pub concession: f64,
    /// `P q (1 - f)`: probability that the challenger backs down.
    pub backs_down: f64,
    /// `SQ - DD_c`: by how much a clash is worse for the challenger than the status quo.
    pub capability: f64,
    /// The commentary in the terms of perfect deterrence theory.
    pub equilibrium: Equilibrium,
}

/// `lambda ln((e^(a/lambda) + e^(b/lambda)) / 2)`: the value of a noisy choice between two.
///
/// The plain mean in its place would break monotonicity (a stronger guarantee
/// could invite a challenge).
fn log_sum(a: f64, b: f64, lambda: f64) -> f64 {
    let top = a.max(b);
    let sum = libm::exp((a - top) / lambda) + libm::exp((b - top) / lambda);
    top + lambda * libm::log(sum / 2.0)
}

/// Solves the confrontation.
///
/// ```text
/// SQ = sq V_c   DC = V_c   CD = SQ - a_c   DDc = p V_c - k_c
/// defender:     CD = V_d   DC = -a_d       DDd = (1-p) V_d - k_d
/// f = L((DDc - CD)/lambda)
/// q = L((f DDd + (1-f) V_d + a_d)/lambda)
/// P = L(((1-q) DC + q LSE(DDc, CD) - SQ)/lambda)
/// ```
///
/// Worked example: equal stakes, an even fight, clash cost 0.35.
///
/// ```
/// use status_quo::rules::deterrence::{Confrontation, solve};
/// let base = Confrontation {
///     challenger_stake: 1.0, defender_stake: 1.0, win: 0.5,
///     challenger_cost: 0.35, defender_cost: 0.35,
///     back_down_cost: 0.15, concession_cost: 0.10,
///     satisfaction: 0.0, noise: 0.25,
/// };
/// let s = solve(&base);
/// assert_eq!(format!("{:.2} {:.2} {:.2}", s.challenge, s.resist, s.clash), "0.67 0.86 0.44");
/// let guaranteed = solve(&Confrontation { concession_cost: 0.50, ..base });
/// assert_eq!(format!("{:.2} {:.2}", guaranteed.challenge, guaranteed.resist), "0.57 0.97");
/// ```
#[must_use]
pub fn solve(c: &Confrontation) -> Solution {
    let status_quo = c.satisfaction * c.challenger_stake;
    let gain = c.challenger_stake;
    let back_down = status_quo - c.back_down_cost;
    let challenger_fights = c.win * c.challenger_stake - c.challenger_cost;
    let defender_fights = (1.0 - c.win) * c.defender_stake - c.defender_cost;

    let fight = logistic((challenger_fights - back_down) / c.noise);
    let resist = logistic(
        (fight * defender_fights + (1.0 - fight) * c.defender_stake + c.concession_cost) / c.noise,
    );
    let firm = log_sum(challenger_fights, back_down, c.noise);
    let challenge = logistic(((1.0 - resist) * gain + resist * firm - status_quo) / c.noise);

    // Thresholds of credibility: above `hard` even a resolute challenger stays
    // quiet, above `soft` an irresolute one does.
    let soft = (gain - status_quo) / (gain - back_down);
    let hard = (gain - status_quo) / (gain - challenger_fights);
    let equilibrium = if resist >= hard.max(soft) {
        Equilibrium::CertainDeterrence
    } else if resist >= soft {
        Equilibrium::Separating
    } else if resist >= 0.5 {
        Equilibrium::Bluff
    } else {
        Equilibrium::Attack
    };
    Solution {
        challenge,
        resist,
        fight,
        clash: challenge * resist * fight,
        concession: challenge * (1.0 - resist),
        backs_down: challenge * resist * (1.0 - fight),
        capability: status_quo - challenger_fights,
        equilibrium,
    }
}

/// How a protector is bound, in rising order of what it costs to let the other fall.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Pledge {
    /// Said, not written (the oral agreement of 1934).
    Oral,
    /// Signed and published (the protocol of 1936).
    Public,
    /// Own troops in the way: a tripwire (Schelling 1966).
    Troops,
}

/// The state of deterrence in one timeline: a component of dense tables.
#[derive(bevy::ecs::component::Component, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deterrence {
    /// Each power's satisfaction with the status quo, [0, 1].
    pub satisfaction: Vec<f64>,
    /// The addition to each power's cost of a clash by other fronts and weariness, at least 0.
    pub weariness: Vec<f64>,
    /// Each power's public stake (audience costs), added to its cost of backing down or
    /// conceding, at least 0.
    pub audience: Vec<f64>,
    /// Tension in each sector, [0, 1].
    pub tension: Vec<f64>,
    /// Supplied force that each power can bring to bear in each sector, thousand men; sector-major.
    pub force: Vec<f64>,
    /// Troops of one power on another's soil, men.
    pub troops: Pairs<f64>,
}

clone_in_place!(Deterrence { satisfaction, weariness, audience, tension, force, troops });

impl Deterrence {
    /// Applies an effect.
    pub fn apply(&mut self, effect: DeterrenceEffect) {
        let (value, by, most) = self.moved(effect);
        *value = (*value + by).clamp(0.0, most);
    }

    /// The force that `power` can bring to bear in `sector`, in thousand men.
    #[must_use]
    pub fn force(&self, sector: SectorId, power: PowerId) -> f64 {
        self.force[sector.index() * self.satisfaction.len() + power.index()]
    }

    /// As [`Deterrence::force`], to be changed.
    pub fn force_mut(&mut self, sector: SectorId, power: PowerId) -> &mut f64 {
        let powers = self.satisfaction.len();
        &mut self.force[sector.index() * powers + power.index()]
    }

    /// The number that an effect changes, the amount added, and the upper bound.
    pub(super) fn moved(&mut self, effect: DeterrenceEffect) -> (&mut f64, f64, f64) {
        use DeterrenceEffect as E;
        match effect {
            E::Tension(sector, by) => (&mut self.tension[sector.index()], by, 1.0),
            E::Force(sector, power, by) => (self.force_mut(sector, power), by, f64::INFINITY),
            E::Satisfaction(power, by) => (&mut self.satisfaction[power.index()], by, 1.0),
            E::Weariness(power, by) => (&mut self.weariness[power.index()], by, f64::INFINITY),
            E::Audience(power, by) => (&mut self.audience[power.index()], by, f64::INFINITY),
            E::Troops(of, host, men) => (&mut self.troops[(of, host)], men, f64::INFINITY),
        }
    }
}

/// A consequence for the balance of deterrence. Amounts are added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DeterrenceEffect {
    /// Tension in a sector, kept within [0, 1].
    Tension(SectorId, f64),
    /// Supplied force of a power in a sector, thousand men, not below 0.
    Force(SectorId, PowerId, f64),
    /// A power's contentment with the status quo, kept within [0, 1].
    Satisfaction(PowerId, f64),
    /// What other fronts add to a power's cost of a clash, not below 0.
    Weariness(PowerId, f64),
    /// What a power has staked in public, not below 0.
    Audience(PowerId, f64),
    /// Troops of the first power on the soil of the second, men, not below 0.
    Troops(PowerId, PowerId, f64),
}

/// Coefficients of the deterrence game.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeterrenceCoefficients {
    /// What any clash costs either side, in units of the stake.
    pub clash_cost: GradedFigure,
    /// What backing down costs before anything was staked in public.
    pub back_down: GradedFigure,
    /// What conceding costs without any pledge.
    pub concession: GradedFigure,
    /// `lambda`: noise of the quantal response, positive.
    pub noise: GradedFigure,
    /// By what share full tension lowers contentment.
    pub tension: GradedFigure,
    /// What an oral pledge adds to the cost of conceding.
    pub pledge_oral: GradedFigure,
    /// What a published pledge adds.
    pub pledge_public: GradedFigure,
    /// What troops in place add.
    pub pledge_troops: GradedFigure,
    /// Share of the protector's local force that an oral pledge brings in.
    pub share_oral: GradedFigure,
    /// Share that a published pledge brings in.
    pub share_public: GradedFigure,
    /// Share that troops in place bring in.
    pub share_troops: GradedFigure,
    /// By what share an order from the capital lowers an army's zeal to act alone.
    pub obedience: GradedFigure,
    /// Tension that one shooting incident adds.
    pub incident: GradedFigure,
    /// Tension that a clash adds.
    pub clash: GradedFigure,
    /// Share of tension that a quiet month takes away.
    pub calm: GradedFigure,
}
