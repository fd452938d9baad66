//! The utility of a treaty to a party: clauses, ratification, red lines.
//!
//! [`Preferences`] is what an author or a file states; [`Valuation`] is the same
//! checked and laid out over every treaty, and the only place where worth is
//! computed: the number shown is the number that decides. What others may know
//! of a party is its [`PublicOrder`].

use serde::{Deserialize, Serialize};

use super::space::{Space, Treaty, sums};
use crate::rules::ids::{ClauseId, ClauseValueId, PartyId};
use crate::rules::quantity::logistic;

/// How far weights may be from a sum of one: files carry rounded numbers.
pub const WEIGHT_SLACK: f64 = 1e-6;

/// The preferences of a party. All tables are in the order of the clauses and values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preferences {
    /// `w_k`: the weight of each clause, [0, 1], summing to one.
    pub weights: Vec<f64>,
    /// `v_k`: for each clause the worth of each value, [0, 1].
    pub values: Vec<Vec<f64>>,
    /// `r`: the reservation value, the worth of no agreement (BATNA), [0, 1].
    pub reservation: f64,
    /// What the party will not sign, or signs only at a price.
    pub red_lines: Vec<ClauseRedLine>,
    /// `d`: patience, a discount factor per round, (0, 1); only ratios to the others' matter.
    pub patience: f64,
    /// Domestic ratification of the treaty; none if the signature binds.
    pub ratification: Option<Ratification>,
}

impl Preferences {
    /// The patience of a party about whose patience nothing is known.
    pub const PATIENCE: f64 = 0.9;

    /// Preferences without red lines or ratification, with [`Preferences::PATIENCE`].
    #[must_use]
    pub const fn plain(weights: Vec<f64>, values: Vec<Vec<f64>>, reservation: f64) -> Self {
        Self {
            weights,
            values,
            reservation,
            red_lines: Vec::new(),
            patience: Self::PATIENCE,
            ratification: None,
        }
    }
}

/// A red line: a value of a clause that a party will not sign, or only at a price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseRedLine {
    /// Which clause.
    pub clause: ClauseId,
    /// Which of its values.
    pub value: ClauseValueId,
    /// Whether the line is hard or declared.
    pub kind: LineKind,
}

/// The kind of a red line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// It is never crossed.
    Hard,
    /// It was drawn in public: signing across it costs this much worth, at least 0.
    Declared(f64),
}

/// Domestic ratification (Putnam 1988): groups weigh the treaty against a quota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratification {
    /// The groups; their weights need not sum to one.
    pub groups: Vec<DomesticGroup>,
    /// The support at which ratification is even odds.
    pub quota: f64,
    /// `tau_d`: how uncertain the outcome at home is, positive.
    pub noise: f64,
    /// `a`: what a treaty that fails at home costs beyond no agreement, at least 0.
    pub failure_cost: f64,
}

/// A group whose voice counts at home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DomesticGroup {
    /// Its weight in the support, at least 0.
    pub weight: f64,
    /// Its weight for each clause; the weights sum to one.
    pub weights: Vec<f64>,
    /// For each clause what each value is worth to it, [0, 1].
    pub values: Vec<Vec<f64>>,
}

/// Why preferences cannot be used; clauses and values are counted from one for people.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PreferenceError {
    /// Not one weight and one table for each clause.
    #[error("the clauses number {clauses}, the weights {weights} and the value tables {tables}")]
    Shape {
        /// Clauses of the space.
        clauses: usize,
        /// Weights given.
        weights: usize,
        /// Tables given.
        tables: usize,
    },
    /// Not one figure for each value of a clause.
    #[error("clause {} has {values} values but its table has {given}", .clause.index() + 1)]
    TableShape {
        /// Which.
        clause: ClauseId,
        /// Values of the clause.
        values: usize,
        /// Figures given.
        given: usize,
    },
    /// A weight outside [0, 1] or not a number.
    #[error("the weight of clause {} is {weight}, which is outside 0 to 1", .clause.index() + 1)]
    Weight {
        /// Which clause.
        clause: ClauseId,
        /// What was given.
        weight: f64,
    },
    /// Weights that do not sum to one.
    #[error("the weights sum to {sum} instead of 1")]
    WeightSum {
        /// What they sum to.
        sum: f64,
    },
    /// A worth outside [0, 1] or not a number.
    #[error("value {} of clause {} is worth {worth}, which is outside 0 to 1", .value.index() + 1, .clause.index() + 1)]
    Value {
        /// Which clause.
        clause: ClauseId,
        /// Which value.
        value: ClauseValueId,
        /// What was given.
        worth: f64,
    },
    /// A reservation value outside [0, 1] or not a number.
    #[error("the reservation value is {0}, which is outside 0 to 1")]
    Reservation(f64),
    /// A patience outside (0, 1) or not a number.
    #[error("the patience is {0}; it lies between 0 and 1, both excluded")]
    Patience(f64),
    /// A red line about a value that does not exist.
    #[error("there is a red line on value {} of clause {}, which does not exist", .value.index() + 1, .clause.index() + 1)]
    LineNowhere {
        /// Which clause.
        clause: ClauseId,
        /// Which value.
        value: ClauseValueId,
    },
    /// A declared line whose cost is negative, endless or not a number.
    #[error("crossing the red line on value {} of clause {} costs {cost}, which is no cost", .value.index() + 1, .clause.index() + 1)]
    LineCost {
        /// Which clause.
        clause: ClauseId,
        /// Which value.
        value: ClauseValueId,
        /// What was given.
        cost: f64,
    },
    /// The party excludes every value of a clause.
    #[error("hard red lines exclude every value of clause {}, so nothing can be signed", .clause.index() + 1)]
    Contradiction {
        /// Which clause.
        clause: ClauseId,
    },
    /// The parties together exclude every value of a clause.
    #[error("the hard red lines of the parties together exclude every value of clause {}", .clause.index() + 1)]
    Deadlock {
        /// Which clause.
        clause: ClauseId,
    },
    /// The quota, noise or cost of ratification is unusable.
    #[error("the {what} of ratification is {figure}, which cannot be")]
    Ratification {
        /// Which figure: `quota`, `noise`, `failure cost` or `group weight`.
        what: &'static str,
        /// What was given.
        figure: f64,
    },
    /// Not the public orders of a whole table, or no such seat at it.
    #[error("there is no seat {} among the public orders of {orders}; a table has 2 to 5", .seat.index() + 1)]
    Seats {
        /// Which seat.
        seat: PartyId,
        /// How many orders were given.
        orders: usize,
    },
    /// Ratification without a group.
    #[error("ratification needs at least one group")]
    NoGroups,
}

fn check_tables(
    space: &Space,
    weights: &[f64],
    values: &[Vec<f64>],
) -> Result<(), PreferenceError> {
    let clauses = space.clauses();
    if weights.len() != clauses || values.len() != clauses {
        let (weights, tables) = (weights.len(), values.len());
        return Err(PreferenceError::Shape { clauses, weights, tables });
    }
    for (clause, &weight) in space.clause_ids().zip(weights) {
        // A comparison with a range refuses what is not a number, too.
        if !(0.0..=1.0 + WEIGHT_SLACK).contains(&weight) {
            return Err(PreferenceError::Weight { clause, weight });
        }
    }
    let sum: f64 = weights.iter().sum();
    if (sum - 1.0).abs() > WEIGHT_SLACK {
        return Err(PreferenceError::WeightSum { sum });
    }
    for (clause, table) in space.clause_ids().zip(values) {
        if table.len() != space.size(clause) {
            let (values, given) = (space.size(clause), table.len());
            return Err(PreferenceError::TableShape { clause, values, given });
        }
        for (value, &worth) in space.value_ids(clause).zip(table) {
            if !(0.0..=1.0).contains(&worth) {
                return Err(PreferenceError::Value { clause, value, worth });
            }
        }
    }
    Ok(())
}

impl Preferences {
    /// Whether these preferences can be used over this space.
    ///
    /// # Errors
    /// The first thing that is wrong, in one sentence.
    pub fn check(&self, space: &Space) -> Result<(), PreferenceError> {
        check_tables(space, &self.weights, &self.values)?;
        if !(0.0..=1.0).contains(&self.reservation) {
            return Err(PreferenceError::Reservation(self.reservation));
        }
        if !(self.patience > 0.0 && self.patience < 1.0) {
            return Err(PreferenceError::Patience(self.patience));
        }
        for &ClauseRedLine { clause, value, kind } in &self.red_lines {
            if !space.has(clause, value) {
                return Err(PreferenceError::LineNowhere { clause, value });
            }
            if let LineKind::Declared(cost) = kind
                && !(cost >= 0.0 && cost.is_finite())
            {
                return Err(PreferenceError::LineCost { clause, value, cost });
            }
        }
        if let Some(clause) = shut_clause(space, core::slice::from_ref(&self)) {
            return Err(PreferenceError::Contradiction { clause });
        }
        let Some(home) = &self.ratification else { return Ok(()) };
        let bad = |what, figure| Err(PreferenceError::Ratification { what, figure });
        if !home.quota.is_finite() {
            return bad("quota", home.quota);
        }
        if !(home.noise > 0.0 && home.noise.is_finite()) {
            return bad("noise", home.noise);
        }
        if !(home.failure_cost >= 0.0 && home.failure_cost.is_finite()) {
            return bad("failure cost", home.failure_cost);
        }
        if home.groups.is_empty() {
            return Err(PreferenceError::NoGroups);
        }
        for group in &home.groups {
            if !(group.weight >= 0.0 && group.weight.is_finite()) {
                return bad("group weight", group.weight);
            }
            check_tables(space, &group.weights, &group.values)?;
        }
        Ok(())
    }

    /// Whether a hard line excludes this value of this clause.
    #[must_use]
    pub fn excludes(&self, clause: ClauseId, value: ClauseValueId) -> bool {
        self.red_lines
            .iter()
            .any(|line| line.clause == clause && line.value == value && line.kind == LineKind::Hard)
    }
}

/// The first clause of which these parties' hard lines leave no value open.
fn shut_clause(space: &Space, parties: &[&Preferences]) -> Option<ClauseId> {
    space.clause_ids().find(|&clause| {
        space
            .value_ids(clause)
            .all(|value| parties.iter().any(|party| party.excludes(clause, value)))
    })
}

/// Whether the parties' hard red lines leave any treaty open.
///
/// # Errors
/// [`PreferenceError::Deadlock`] with the first clause that they shut together.
pub fn check_together(space: &Space, parties: &[&Preferences]) -> Result<(), PreferenceError> {
    match shut_clause(space, parties) {
        Some(clause) => Err(PreferenceError::Deadlock { clause }),
        None => Ok(()),
    }
}

/// The public order of a party: how it ranks the values of each clause, what it has said
/// it will never sign, how patient it is taken to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicOrder {
    /// For each clause the place of each value, 1 for the best and 0 for the
    /// worst in equal steps; values of equal rank have equal places.
    pub places: Vec<Vec<f64>>,
    /// Values (clause, value) that the party is known never to sign.
    pub refused: Vec<(ClauseId, ClauseValueId)>,
    /// Its patience as the others see it, (0, 1).
    pub patience: f64,
}

impl PublicOrder {
    /// What a party with these preferences shows if it hides nothing: the order
    /// of the values without their distances, its hard lines, its patience. The
    /// weights of the clauses and the reservation value stay its own.
    ///
    /// ```
    /// use status_quo::rules::negotiation::utility::{Preferences, PublicOrder};
    /// let own = Preferences::plain(vec![1.0], vec![vec![0.1, 1.0, 0.9]], 0.4);
    /// assert_eq!(PublicOrder::of(&own).places, [[0.0, 1.0, 0.5]]);
    /// ```
    #[must_use]
    pub fn of(own: &Preferences) -> Self {
        let clauses = ClauseId::up_to(own.values.len());
        let places = clauses.zip(&own.values).map(|(clause, table)| {
            let worth = |value: ClauseValueId| {
                // Values that are never signed rank last.
                if own.excludes(clause, value) { -1.0 } else { table[value.index()] }
            };
            let mut ranks: Vec<f64> = ClauseValueId::up_to(table.len()).map(worth).collect();
            ranks.sort_by(f64::total_cmp);
            ranks.dedup();
            ClauseValueId::up_to(table.len())
                .map(|value| {
                    let below = ranks.partition_point(|rank| *rank < worth(value));
                    ratio(below, ranks.len() - 1)
                })
                .collect()
        });
        let hard = own.red_lines.iter().filter(|line| line.kind == LineKind::Hard);
        Self {
            places: places.collect(),
            refused: hard.map(|line| (line.clause, line.value)).collect(),
            patience: own.patience,
        }
    }
}

/// `part / whole`, and 1 where the whole is 0 (a clause with a single rank).
fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a clause has far fewer values")]
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A party's preferences laid out over every treaty of a space.
///
/// ```text
/// u(x)  = sum_k w_k v_k(x_k)
/// R(x)  = L((sum_g w_g u_g(x) - quota) / tau_d)            1 without ratification
/// EU(x) = R u + (1 - R)(r - a) - cost of declared lines crossed
/// ```
///
/// The price of a declared line is paid on signing, whatever becomes of the
/// treaty at home. (Putnam 1988 for the two levels.)
///
/// Worked example: two clauses, the first three times as heavy.
///
/// ```
/// use status_quo::rules::ids::ClauseValueId;
/// use status_quo::rules::negotiation::space::Space;
/// use status_quo::rules::negotiation::utility::{Preferences, Valuation};
/// let space = Space::new(&[2, 2]).unwrap();
/// let own = Preferences::plain(vec![0.75, 0.25], vec![vec![1.0, 0.0], vec![0.2, 0.8]], 0.5);
/// let valuation = Valuation::new(&space, own).unwrap();
/// let treaty = space.treaty(&[0, 1].map(ClauseValueId)).unwrap();
/// assert!((valuation.expected(treaty) - 0.95).abs() < 1e-12);
/// assert_eq!(valuation.best(), treaty);
/// ```
#[derive(Clone, Debug)]
pub struct Valuation {
    space: Space,
    preferences: Preferences,
    /// `w_k v_k` by clause and value.
    terms: Vec<Vec<f64>>,
    /// `sum_g w_g w_gk v_gk` by clause and value; empty without ratification.
    support: Vec<Vec<f64>>,
    /// Costs of declared lines by clause and value; empty if there are none.
    costs: Vec<Vec<f64>>,
    /// `EU` by treaty; negative infinity across a hard line.
    expected: Vec<f64>,
    best: Treaty,
    least: f64,
}

impl Valuation {
    /// Checks the preferences and values every treaty.
    ///
    /// # Errors
    /// If the preferences cannot be used; see [`Preferences::check`].
    pub fn new(space: &Space, preferences: Preferences) -> Result<Self, PreferenceError> {
        preferences.check(space)?;
        let own = &preferences;
        let terms: Vec<Vec<f64>> = own
            .weights
            .iter()
            .zip(&own.values)
            .map(|(weight, table)| table.iter().map(|worth| weight * worth).collect())
            .collect();
        let zeros = || own.values.iter().map(|t| vec![0.0; t.len()]).collect::<Vec<_>>();
        let mut support = Vec::new();
        if let Some(home) = &own.ratification {
            support = zeros();
            for group in &home.groups {
                for (clause, table) in group.values.iter().enumerate() {
                    for (value, worth) in table.iter().enumerate() {
                        support[clause][value] += group.weight * group.weights[clause] * worth;
                    }
                }
            }
        }
        let mut costs = Vec::new();
        let mut hard = Vec::new();
        for line in &own.red_lines {
            match line.kind {
                LineKind::Hard => hard.push((line.clause, line.value)),
                LineKind::Declared(cost) => {
                    if costs.is_empty() {
                        costs = zeros();
                    }
                    costs[line.clause.index()][line.value.index()] += cost;
                }
            }
        }
        let mut expected = sums(&terms);
        if let Some(home) = &own.ratification {
            let failed = own.reservation - home.failure_cost;
            for (worth, support) in expected.iter_mut().zip(sums(&support)) {
                let passes = logistic((support - home.quota) / home.noise);
                *worth = passes * *worth + (1.0 - passes) * failed;
            }
        }
        if !costs.is_empty() {
            for (worth, cost) in expected.iter_mut().zip(sums(&costs)) {
                *worth -= cost;
            }
        }
        if !hard.is_empty() {
            for treaty in space.all() {
                if hard.iter().any(|&(clause, value)| space.value(treaty, clause) == value) {
                    expected[treaty.index()] = f64::NEG_INFINITY;
                }
            }
        }
        let mut best = Treaty(0);
        let mut least = f64::INFINITY;
        for treaty in space.all() {
            let worth = expected[treaty.index()];
            if worth > expected[best.index()] {
                best = treaty;
            }
            if worth.is_finite() {
                least = least.min(worth);
            }
        }
        Ok(Self { space: space.clone(), preferences, terms, support, costs, expected, best, least })
    }

    /// The space that is valued.
    #[must_use]
    pub const fn space(&self) -> &Space {
        &self.space
    }

    /// The preferences that are valued.
    #[must_use]
    pub const fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// `r`: the reservation value, [0, 1].
    #[must_use]
    pub const fn reservation(&self) -> f64 {
        self.preferences.reservation
    }

    /// `u(x)`, [0, 1]: the worth of the treaty once in force, red lines and home aside.
    #[must_use]
    pub fn utility(&self, treaty: Treaty) -> f64 {
        sum_of(&self.space, &self.terms, treaty)
    }

    /// `R(x)`, the probability that the treaty passes at home; 1 without ratification.
    #[must_use]
    pub fn ratification(&self, treaty: Treaty) -> f64 {
        match &self.preferences.ratification {
            None => 1.0,
            Some(home) => {
                let support = sum_of(&self.space, &self.support, treaty);
                logistic((support - home.quota) / home.noise)
            }
        }
    }

    /// Whether the treaty is in the win-set: `R(x) >= 1/2`.
    #[must_use]
    pub fn in_win_set(&self, treaty: Treaty) -> bool {
        self.ratification(treaty) >= 0.5
    }

    /// What the declared lines that the treaty crosses cost together, at least 0.
    #[must_use]
    pub fn line_cost(&self, treaty: Treaty) -> f64 {
        if self.costs.is_empty() { 0.0 } else { sum_of(&self.space, &self.costs, treaty) }
    }

    /// `EU(x)`: the expected utility of signing; negative infinity across a hard line,
    /// and for a treaty outside the space.
    #[must_use]
    pub fn expected(&self, treaty: Treaty) -> f64 {
        self.expected.get(treaty.index()).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// `EU` of every treaty, in order of the treaties.
    #[must_use]
    pub fn table(&self) -> &[f64] {
        &self.expected
    }

    /// Whether the party could sign the treaty at all: no hard line, not below `r`.
    #[must_use]
    pub fn acceptable(&self, treaty: Treaty) -> bool {
        self.expected(treaty) >= self.reservation()
    }

    /// The treaty with the highest `EU`; of equals the first.
    #[must_use]
    pub const fn best(&self) -> Treaty {
        self.best
    }

    /// The highest `EU`.
    #[must_use]
    pub fn max(&self) -> f64 {
        self.expected[self.best.index()]
    }

    /// The lowest `EU` of a treaty that crosses no hard line.
    #[must_use]
    pub const fn min(&self) -> f64 {
        self.least
    }

    /// `w_k v_k(value)`: what a value adds to `u`.
    #[must_use]
    pub fn term(&self, clause: ClauseId, value: ClauseValueId) -> f64 {
        self.terms[clause.index()][value.index()]
    }

    /// What a value adds to the support at home; 0 without ratification.
    pub(super) fn support_term(&self, clause: ClauseId, value: ClauseValueId) -> f64 {
        self.support.get(clause.index()).map_or(0.0, |table| table[value.index()])
    }

    /// What a value costs for declared lines.
    pub(super) fn cost_term(&self, clause: ClauseId, value: ClauseValueId) -> f64 {
        self.costs.get(clause.index()).map_or(0.0, |table| table[value.index()])
    }
}

fn sum_of(space: &Space, terms: &[Vec<f64>], treaty: Treaty) -> f64 {
    let mut sum = 0.0;
    for (clause, table) in space.clause_ids().zip(terms) {
        sum += table[space.value(treaty, clause).index()];
    }
    sum
}
