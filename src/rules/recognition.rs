//! Recognition: how far each power recognises each other one, de facto or de jure.
//!
//! Recognition has several dimensions and is not one number: a power may deal
//! with an authority and affirm another's sovereignty over it in the same year
//! (Soviet Russia and Urga, 1921 and 1924). Acts that contradict one another
//! are all kept. This module does not decide who recognises whom: treaties,
//! decisions and the yearly drift do.

use serde::{Deserialize, Serialize};

use super::ids::{InstrumentId, PowerId};
use super::pairs::Pairs;
use super::quantity::{Date, GradedFigure, logistic};
use super::tables::clone_in_place;

/// How far one power deals with another, in rising order.
///
/// A graded scale after Coggins (2011) and Huddleston (2020); the rungs are the
/// usual terms of international law.
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
    Default,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Claims the other as its own territory.
    Claims,
    /// Refuses dealings.
    #[default]
    Refuses,
    /// Deals with it locally or ad hoc.
    AdHoc,
    /// Has agreements with its authorities.
    Agreements,
    /// Recognises it de facto.
    DeFacto,
    /// Recognises it de jure.
    DeJure,
    /// Recognises it de jure and exchanges envoys.
    Envoys,
}

impl Standing {
    /// All rungs, lowest first.
    pub const ALL: [Self; 7] = [
        Self::Claims,
        Self::Refuses,
        Self::AdHoc,
        Self::Agreements,
        Self::DeFacto,
        Self::DeJure,
        Self::Envoys,
    ];

    /// Its name in scenarios and texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Refuses => "refuses",
            Self::AdHoc => "ad_hoc",
            Self::Agreements => "agreements",
            Self::DeFacto => "de_facto",
            Self::DeJure => "de_jure",
            Self::Envoys => "envoys",
        }
    }

    /// The rung's number, 0 to 6.
    #[must_use]
    pub const fn rung(self) -> u8 {
        self as u8
    }

    /// The weight of this rung in [`constitutive`], in [0, 1].
    ///
    /// The steps are a judgement of this project: dealings weigh little, the
    /// leap from agreements to de facto recognition weighs most.
    #[must_use]
    pub const fn weight(self) -> f64 {
        [0.0, 0.0, 0.1, 0.3, 0.6, 0.9, 1.0][self as usize]
    }

    /// The next rung up, if there is one.
    #[must_use]
    pub fn up(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The next rung down, if there is one.
    #[must_use]
    pub fn down(self) -> Option<Self> {
        (self as usize).checked_sub(1).map(|i| Self::ALL[i])
    }
}

/// What the recognising power says the other *is*.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A province of another state.
    Province,
    /// Autonomous under another's suzerainty.
    Autonomous,
    /// A protected state.
    Protected,
    /// An independent state.
    Independent,
    /// Nothing has been said.
    #[default]
    Unsaid,
}

/// Whether the act addresses the state or only the government of the day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The state as a subject of international law.
    #[default]
    State,
    /// The government that speaks for it.
    Government,
}

/// How an act of recognition was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// In so many words.
    Express,
    /// Under a condition that is still open.
    Conditional,
    /// Together with other powers.
    Collective,
    /// Not published.
    Secret,
    /// With a reservation.
    Reserved,
}

impl Manner {
    /// All manners, in the order in which a set of them lists them.
    pub const ALL: [Self; 5] =
        [Self::Express, Self::Conditional, Self::Collective, Self::Secret, Self::Reserved];
}

/// A set of [`Manner`]s; written as a list of them.
///
/// ```
/// use status_quo::rules::recognition::{Manner, Manners};
/// let manners: Manners = [Manner::Secret, Manner::Express].into_iter().collect();
/// assert!(manners.contains(Manner::Secret) && !manners.contains(Manner::Reserved));
/// assert_eq!(manners.iter().collect::<Vec<_>>(), [Manner::Express, Manner::Secret]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Manner>", into = "Vec<Manner>")]
pub struct Manners(u8);

impl Manners {
    /// Whether a manner is among them.
    #[must_use]
    pub const fn contains(self, manner: Manner) -> bool {
        self.0 & (1 << manner as u8) != 0
    }

    /// The manners, in the order of [`Manner::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Manner> {
        Manner::ALL.into_iter().filter(move |manner| self.contains(*manner))
    }
}

impl FromIterator<Manner> for Manners {
    fn from_iter<I: IntoIterator<Item = Manner>>(manners: I) -> Self {
        Self(manners.into_iter().fold(0, |set, manner| set | 1 << manner as u8))
    }
}

impl From<Vec<Manner>> for Manners {
    fn from(manners: Vec<Manner>) -> Self {
        manners.into_iter().collect()
    }
}

impl From<Manners> for Vec<Manner> {
    fn from(manners: Manners) -> Self {
        manners.iter().collect()
    }
}

/// An act of recognition of one power toward another. Acts are never overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecognitionAct {
    /// When.
    pub date: Date,
    /// The acting power.
    pub from: PowerId,
    /// The power that the act concerns.
    pub to: PowerId,
    /// The rung the act amounts to.
    pub standing: Standing,
    /// The legal status that it gives the other.
    pub status: Status,
    /// Whether it addresses the state or the government.
    pub subject: Subject,
    /// The manners in which it was made.
    pub manners: Manners,
    /// The instrument it stands in, if any.
    pub instrument: Option<InstrumentId>,
}

/// One of the four Montevideo criteria of statehood, in the order of
/// [`Recognition::criteria`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CriterionKey", description = "One of the Montevideo criteria.")]
pub enum Criterion {
    /// Permanent population.
    Population,
    /// Defined territory.
    Territory,
    /// Effective government.
    Government,
    /// Capacity to enter into relations.
    Capacity,
}

impl Criterion {
    /// All criteria, in order.
    pub const ALL: [Self; 4] =
        [Self::Population, Self::Territory, Self::Government, Self::Capacity];

    /// Its place in a table of the four criteria.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The state of recognition in one timeline: a component of dense tables.
#[derive(bevy::ecs::component::Component, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// The standing of each directed pair.
    pub standing: Pairs<Standing>,
    /// Every act so far, oldest first.
    pub acts: Vec<RecognitionAct>,
    /// The four Montevideo criteria of each power, each in [0, 1], in the order of
    /// [`Criterion`].
    pub criteria: Vec<[f64; 4]>,
}

clone_in_place!(Recognition { standing, acts, criteria });

impl Recognition {
    /// Stores an act and moves the pair to the act's rung.
    pub fn record(&mut self, act: RecognitionAct) {
        self.standing[(act.from, act.to)] = act.standing;
        self.acts.push(act);
    }

    /// Stores an act where it belongs by its date; the pair moves to its rung unless a later
    /// act of the pair is known.
    pub fn record_earlier(&mut self, act: RecognitionAct) {
        let place = self.acts.iter().rposition(|other| other.date <= act.date);
        let place = place.map_or(0, |place| place + 1);
        let pair = (act.from, act.to);
        if !self.acts[place..].iter().any(|other| (other.from, other.to) == pair) {
            self.standing[pair] = act.standing;
        }
        self.acts.insert(place, act);
    }

    /// Applies an effect and answers the act, if it was one. `ceiling` answers the
    /// highest rung that instruments in force allow a pair: no act reaches above it.
    pub fn apply(
        &mut self,
        effect: RecognitionEffect,
        ceiling: impl Fn(PowerId, PowerId) -> Standing,
        date: Date,
    ) -> Option<RecognitionAct> {
        match effect {
            RecognitionEffect::Act { from, to, standing, status, subject, manners } => {
                let standing = standing.min(ceiling(from, to));
                let instrument = None;
                let act = RecognitionAct {
                    date,
                    from,
                    to,
                    standing,
                    status,
                    subject,
                    manners,
                    instrument,
                };
                self.record(act);
                Some(act)
            }
            RecognitionEffect::Criterion(power, criterion, by) => {
                let value = &mut self.criteria[power.index()][criterion as usize];
                *value = (*value + by).clamp(0.0, 1.0);
                None
            }
        }
    }

    /// Acts of `from` toward `to` that cannot both be true: the latest two that
    /// differ in status, if there are such.
    #[must_use]
    pub fn contradiction(
        &self,
        from: PowerId,
        to: PowerId,
    ) -> Option<(&RecognitionAct, &RecognitionAct)> {
        let mut said = self
            .acts
            .iter()
            .rev()
            .filter(|act| act.from == from && act.to == to && act.status != Status::Unsaid);
        let latest = said.next()?;
        let earlier = said.find(|act| act.status != latest.status)?;
        Some((earlier, latest))
    }

    /// The declaratory index of a power; see [`declaratory`].
    #[must_use]
    pub fn declaratory(&self, power: PowerId) -> f64 {
        declaratory(self.criteria[power.index()])
    }

    /// The constitutive index of a power; see [`constitutive`].
    #[must_use]
    pub fn constitutive(&self, power: PowerId, weights: &[GradedFigure]) -> f64 {
        let grades = (0..weights.len())
            .map(PowerId::new)
            .filter(|from| *from != power)
            .map(|from| (weights[from.index()].value, self.standing[(from, power)]));
        constitutive(grades)
    }

    /// Removes acts and resets their pairs to the latest acts that are left, or to
    /// `unsaid`, the standing of a pair of which nothing is said.
    pub(super) fn forget(
        &mut self,
        which: impl Fn(&RecognitionAct) -> bool,
        unsaid: impl Fn(PowerId, PowerId) -> Standing,
    ) {
        let gone: Vec<(PowerId, PowerId)> =
            self.acts.iter().filter(|act| which(act)).map(|act| (act.from, act.to)).collect();
        if gone.is_empty() {
            return;
        }
        self.acts.retain(|act| !which(act));
        for pair in gone {
            let last = self.acts.iter().rev().find(|act| (act.from, act.to) == pair);
            self.standing[pair] = last.map_or_else(|| unsaid(pair.0, pair.1), |act| act.standing);
        }
    }

    /// The status a power last gave another in words, if any.
    #[must_use]
    pub fn said(&self, from: PowerId, to: PowerId) -> Status {
        self.acts
            .iter()
            .rev()
            .find(|act| (act.from, act.to) == (from, to) && act.status != Status::Unsaid)
            .map_or(Status::Unsaid, |act| act.status)
    }
}

/// The declaratory index `D`: the geometric mean of the four Montevideo criteria, in [0, 1].
///
/// Montevideo Convention on the Rights and Duties of States (1933), art. 1. The
/// geometric mean lets no criterion stand in for another: a state without a
/// government has `D = 0`.
///
/// ```
/// use status_quo::rules::recognition::declaratory;
/// assert!((declaratory([1.0, 1.0, 1.0, 0.0625]) - 0.5).abs() < 1e-12);
/// assert_eq!(declaratory([1.0, 1.0, 0.0, 1.0]), 0.0);
/// ```
#[must_use]
pub fn declaratory(criteria: [f64; 4]) -> f64 {
    libm::sqrt(libm::sqrt(criteria.iter().product()))
}

/// The constitutive index `C = sum m_i g(grade_i) / sum m_i`, in [0, 1].
///
/// `m_i` is the weight of the recognising power (positive), `g` is
/// [`Standing::weight`]. No powers give 0.
///
/// ```
/// use status_quo::rules::recognition::{Standing, constitutive};
/// let c = constitutive([(1.0, Standing::Envoys), (3.0, Standing::Claims)]);
/// assert_eq!(c, 0.25);
/// ```
#[must_use]
pub fn constitutive(grades: impl IntoIterator<Item = (f64, Standing)>) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (weight, standing) in grades {
        sum += weight * standing.weight();
        weights += weight;
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// The inputs of the drift of one power's recognition of another in half a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriftInputs {
    /// Declaratory index of the other, [0, 1].
    pub declaratory: f64,
    /// Whether the other has a great power that stands by it, 0 or 1.
    pub patron: f64,
    /// Whether a treaty in force obliges to deal, 0 or 1.
    pub clause: f64,
    /// A side payment on offer, [0, 1] of what would tempt fully.
    pub side_payment: f64,
    /// Share of the other powers that already recognise (constitutive index), [0, 1].
    pub peers: f64,
    /// Ties to the state the other broke from, [0, 1].
    pub parent_ties: f64,
    /// Fear of separatists at home, [0, 1].
    pub separatists: f64,
    /// Commitment to a doctrine of non-recognition (Stimson 1932), [0, 1].
    pub doctrine: f64,
}

/// Coefficients of [`step`], one for each part of [`DriftInputs`], and the two thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriftCoefficients {
    /// Intercept of a step up, per half-year.
    pub up: GradedFigure,
    /// Intercept of a step down, per half-year.
    pub down: GradedFigure,
    /// Weight of the declaratory index.
    pub declaratory: GradedFigure,
    /// Weight of a patron.
    pub patron: GradedFigure,
    /// Weight of a treaty clause.
    pub clause: GradedFigure,
    /// Weight of a side payment.
    pub side_payment: GradedFigure,
    /// Weight of the peers' share.
    pub peers: GradedFigure,
    /// Weight of ties to the parent state (lowers).
    pub parent_ties: GradedFigure,
    /// Weight of one's own separatists (lowers).
    pub separatists: GradedFigure,
    /// Weight of a doctrine of non-recognition (lowers).
    pub doctrine: GradedFigure,
}

/// Probabilities of one rung up and one rung down in a period of half a year.
///
/// Ordered logit, one rung at a time: `P(up) = L(a_up + x)`, `P(down) =
/// L(a_down - x)`, with `x` the weighted sum of [`DriftInputs`] (Coggins 2011 for the
/// terms). The two never sum above one: up is taken first, down from the rest.
#[must_use]
pub fn step(drift: &DriftInputs, c: &DriftCoefficients) -> (f64, f64) {
    let x = c.declaratory.value * drift.declaratory
        + c.patron.value * drift.patron
        + c.clause.value * drift.clause
        + c.side_payment.value * drift.side_payment
        + c.peers.value * drift.peers
        - c.parent_ties.value * drift.parent_ties
        - c.separatists.value * drift.separatists
        - c.doctrine.value * drift.doctrine;
    let up = logistic(c.up.value + x);
    let down = (1.0 - up) * logistic(c.down.value - x);
    (up, down)
}

/// Upper bounds of the two probabilities of [`step`], whatever the inputs that change in a
/// game come to.
///
/// `pair` gives what stays of a pair: its ties, separatists and doctrine, and what is paid.
/// The other inputs lie in [0, 1].
///
/// ```
/// use status_quo::rules::quantity::GradedFigure;
/// use status_quo::rules::recognition::{DriftCoefficients, DriftInputs, most, step};
/// let [none, one, down] = [0.0, 1.0, -5.5].map(GradedFigure::judged);
/// let c = DriftCoefficients {
///     up: down, down, declaratory: one, patron: one, clause: one, side_payment: none,
///     peers: one, parent_ties: one, separatists: one, doctrine: one,
/// };
/// let best = DriftInputs {
///     declaratory: 1.0, patron: 1.0, clause: 1.0, side_payment: 0.0, peers: 1.0,
///     parent_ties: 0.5, separatists: 0.0, doctrine: 0.0,
/// };
/// let worst = DriftInputs { declaratory: 0.0, patron: 0.0, clause: 0.0, peers: 0.0, ..best };
/// let (up, down) = most(&worst, &c);
/// assert!(step(&best, &c).0 <= up && step(&worst, &c).1 <= down);
/// ```
#[must_use]
pub fn most(pair: &DriftInputs, c: &DriftCoefficients) -> (f64, f64) {
    let changing = [c.declaratory, c.patron, c.clause, c.peers].map(|weight| weight.value);
    let above: f64 = changing.iter().map(|weight| weight.max(0.0)).sum();
    let below: f64 = changing.iter().map(|weight| weight.min(0.0)).sum();
    let stays = c.side_payment.value * pair.side_payment
        - c.parent_ties.value * pair.parent_ties
        - c.separatists.value * pair.separatists
        - c.doctrine.value * pair.doctrine;
    (logistic(c.up.value + stays + above), logistic(c.down.value - stays - below))
}

/// A consequence for recognition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RecognitionEffect {
    /// A power acts toward another.
    Act {
        /// The acting power.
        from: PowerId,
        /// The power that the act concerns.
        to: PowerId,
        /// The rung the act amounts to.
        standing: Standing,
        /// The legal status that it gives the other.
        status: Status,
        /// State or government.
        subject: Subject,
        /// How it is made.
        manners: Manners,
    },
    /// One of a power's Montevideo criteria changes, kept within [0, 1].
    Criterion(PowerId, Criterion, f64),
}
