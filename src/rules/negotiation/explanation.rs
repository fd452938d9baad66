//! Explanations: why a party refuses a draft, and what would make it accept.
//!
//! Exact, not a story told afterwards: worth is additive over the clauses, so
//! the factors sum to the number that decides. Advice is found by exhaustive
//! search; where it says that there is none, there is none.

use serde::{Deserialize, Serialize};

use super::negotiator::Demand;
use super::space::{Space, Treaty};
use super::utility::{ClauseRedLine, LineKind, Valuation};
use crate::rules::ids::{ClauseId, ClauseValueId};

/// The effect of one clause of a draft on its worth, against the party's ideal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor<Clause = ClauseId> {
    /// Which clause.
    pub clause: Clause,
    /// The value in the draft.
    pub value: ClauseValueId,
    /// The party's best value among those it could sign.
    pub ideal: ClauseValueId,
    /// `w_k (v_k(x_k) - v_k(ideal_k))`; 0 at the ideal.
    pub effect: f64,
}

/// A declared red line that a draft crosses.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing<Clause = ClauseId> {
    /// Which clause.
    pub clause: Clause,
    /// Which value.
    pub value: ClauseValueId,
    /// The cost of signing across it, in utility, at least 0.
    pub cost: f64,
}

/// The worth of a draft to a party, term by term:
/// `ideal + sum of effects + ratification_effect - sum of costs = expected`.
///
/// The clauses are numbered as in the space, or otherwise; see [`Explanation::recounted`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation<Clause = ClauseId> {
    /// The draft.
    pub treaty: Treaty,
    /// `u` of the treaty with the party's ideal value in every clause.
    pub ideal: f64,
    /// One factor for each clause, in order of the clauses.
    pub factors: Vec<Factor<Clause>>,
    /// `R(x)`: the probability that it passes at home; 1 without ratification.
    pub ratification: f64,
    /// The effect of the risk of ratification on the worth, seldom positive:
    /// `R u + (1 - R)(r - a) - u`.
    pub ratification_effect: f64,
    /// Declared red lines crossed, in the order in which they were stated.
    pub crossings: Vec<Crossing<Clause>>,
    /// Hard red lines crossed, (clause, value), in the order stated: if there is
    /// one, the party does not sign, whatever the worth.
    pub hard: Vec<(Clause, ClauseValueId)>,
    /// `EU(x)`: what signing would be worth, hard lines aside.
    pub expected: f64,
    /// `theta`: the `EU` that the party demands.
    pub target: f64,
    /// By how much the draft falls short, at least 0.
    pub shortfall: f64,
    /// The probability that it accepts, [0, 1]; 0 across a hard line.
    pub acceptance: f64,
}

impl Explanation {
    /// Explains a draft to a party that needs this much; see
    /// [`Negotiator::demand`](super::negotiator::Negotiator::demand).
    ///
    /// ```
    /// use status_quo::rules::ids::ClauseValueId;
    /// use status_quo::rules::negotiation::explanation::Explanation;
    /// use status_quo::rules::negotiation::negotiator::Demand;
    /// use status_quo::rules::negotiation::space::Space;
    /// use status_quo::rules::negotiation::utility::{Preferences, Valuation};
    /// let space = Space::new(&[2, 2]).unwrap();
    /// let own = Preferences::plain(vec![0.75, 0.25], vec![vec![1.0, 0.0], vec![0.2, 0.8]], 0.5);
    /// let party = Valuation::new(&space, own).unwrap();
    /// let demand = Demand { target: 0.9, reservation: 0.5, noise: 0.0 };
    /// let why = Explanation::of(&party, space.treaty(&[ClauseValueId(0); 2]).unwrap(), &demand);
    /// assert_eq!(format!("{:.2} {:.2}", why.factors[0].effect, why.factors[1].effect), "0.00 -0.15");
    /// assert_eq!(format!("{:.2} {:.2}", why.expected, why.shortfall), "0.80 0.10");
    /// ```
    #[must_use]
    pub fn of(party: &Valuation, treaty: Treaty, demand: &Demand) -> Self {
        let space = party.space();
        let own = party.preferences();
        let mut ideal_worth = 0.0;
        let factors = space
            .clause_ids()
            .map(|clause| {
                let value = space.value(treaty, clause);
                let ideal = ideal_value(party, clause);
                let best = party.term(clause, ideal);
                ideal_worth += best;
                Factor { clause, value, ideal, effect: party.term(clause, value) - best }
            })
            .collect();
        let crossed = |line: &&ClauseRedLine| space.value(treaty, line.clause) == line.value;
        let mut crossings = Vec::new();
        let mut hard = Vec::new();
        for line in own.red_lines.iter().filter(crossed) {
            match line.kind {
                LineKind::Hard => hard.push((line.clause, line.value)),
                LineKind::Declared(cost) => {
                    crossings.push(Crossing { clause: line.clause, value: line.value, cost });
                }
            }
        }
        let utility = party.utility(treaty);
        let ratification = party.ratification(treaty);
        let ratified = match &own.ratification {
            None => utility,
            Some(home) => {
                let failed = own.reservation - home.failure_cost;
                ratification * utility + (1.0 - ratification) * failed
            }
        };
        let expected = ratified - party.line_cost(treaty);
        let acceptance = if hard.is_empty() { demand.acceptance(expected) } else { 0.0 };
        Self {
            treaty,
            ideal: ideal_worth,
            factors,
            ratification,
            ratification_effect: ratified - utility,
            crossings,
            hard,
            expected,
            target: demand.target,
            shortfall: (demand.target - expected).max(0.0),
            acceptance,
        }
    }
}

impl<Clause> Explanation<Clause> {
    /// The same explanation with its clauses numbered otherwise; a clause to which
    /// `number` gives none is left out.
    #[must_use]
    pub fn recounted<Other>(self, number: impl Fn(Clause) -> Option<Other>) -> Explanation<Other> {
        let factor = |Factor { clause, value, ideal, effect }| {
            Some(Factor { clause: number(clause)?, value, ideal, effect })
        };
        let crossing = |Crossing { clause, value, cost }| {
            Some(Crossing { clause: number(clause)?, value, cost })
        };
        let hard = |(clause, value)| Some((number(clause)?, value));
        Explanation {
            treaty: self.treaty,
            ideal: self.ideal,
            factors: self.factors.into_iter().filter_map(factor).collect(),
            ratification: self.ratification,
            ratification_effect: self.ratification_effect,
            crossings: self.crossings.into_iter().filter_map(crossing).collect(),
            hard: self.hard.into_iter().filter_map(hard).collect(),
            expected: self.expected,
            target: self.target,
            shortfall: self.shortfall,
            acceptance: self.acceptance,
        }
    }

    /// The sum of all that is shown, to be compared with [`Explanation::expected`].
    #[must_use]
    pub fn sum(&self) -> f64 {
        let effects: f64 = self.factors.iter().map(|factor| factor.effect).sum();
        let costs: f64 = self.crossings.iter().map(|crossing| crossing.cost).sum();
        self.ideal + effects + self.ratification_effect - costs
    }
}

/// The best value of a clause that no hard line excludes; of equals the first.
fn ideal_value(party: &Valuation, clause: ClauseId) -> ClauseValueId {
    let mut best = None;
    for value in party.space().value_ids(clause) {
        if party.preferences().excludes(clause, value) {
            continue;
        }
        let worth = party.term(clause, value);
        if best.is_none_or(|(_, highest)| worth > highest) {
            best = Some((value, worth));
        }
    }
    best.map_or(ClauseValueId(0), |(value, _)| value)
}

/// A seat whose consent an edit must have: it needs `EU` of at least this.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
    /// The seat's valuation.
    pub party: &'a Valuation,
    /// The least it accepts.
    pub least: f64,
}

impl Consent<'_> {
    /// Whether the seat would sign the treaty: worth enough, not below its
    /// reservation value, across no hard line.
    #[must_use]
    pub fn given(&self, treaty: Treaty) -> bool {
        self.party.acceptable(treaty) && self.party.expected(treaty) >= self.least
    }
}

/// An edit of a draft, with which the draft passes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftAmendment {
    /// The changed draft.
    pub treaty: Treaty,
    /// The changes as (clause, new value), in order of the clauses; none if the
    /// draft passes as it is.
    pub changes: Vec<(ClauseId, ClauseValueId)>,
}

/// The smallest change of a draft that all these seats sign, or none: then no
/// treaty of the space is signed by all of them.
///
/// Fewest changed clauses first; among those the treaty with the highest
/// `score` (what the proposer, or the table, would like best), then the one with
/// the lowest number. Found by trying every change of one clause, then of two,
/// and so on: nothing is left out.
///
/// ```
/// use status_quo::rules::ids::{ClauseId, ClauseValueId};
/// use status_quo::rules::negotiation::explanation::{Consent, advice};
/// use status_quo::rules::negotiation::space::{Space, Treaty};
/// use status_quo::rules::negotiation::utility::{Preferences, Valuation};
/// let space = Space::new(&[2, 2]).unwrap();
/// let own = Preferences::plain(vec![0.75, 0.25], vec![vec![1.0, 0.0], vec![0.2, 0.8]], 0.5);
/// let party = Valuation::new(&space, own).unwrap();
/// let draft = space.treaty(&[ClauseValueId(1); 2]).unwrap();
/// let edit = advice(&space, draft, &[Consent { party: &party, least: 0.7 }], |_| 0.0).unwrap();
/// assert_eq!(edit.changes, [(ClauseId(0), ClauseValueId(0))]);
/// assert!(advice(&space, draft, &[Consent { party: &party, least: 0.99 }], |_| 0.0).is_none());
/// ```
#[must_use]
pub fn advice(
    space: &Space,
    draft: Treaty,
    consents: &[Consent<'_>],
    score: impl Fn(Treaty) -> f64,
) -> Option<DraftAmendment> {
    advice_among(space, draft, consents, |_| true, score)
}

/// As [`advice`], among the treaties that are allowed.
#[must_use]
pub fn advice_among(
    space: &Space,
    draft: Treaty,
    consents: &[Consent<'_>],
    allowed: impl Fn(Treaty) -> bool,
    score: impl Fn(Treaty) -> f64,
) -> Option<DraftAmendment> {
    // A quick exit: a seat that refuses even its best treaty consents to no edit.
    if consents.iter().any(|consent| !consent.given(consent.party.best())) {
        return None;
    }
    let passes =
        |treaty: Treaty| consents.iter().all(|consent| consent.given(treaty)) && allowed(treaty);
    for changes in 0..=space.clauses() {
        let mut best: Option<(f64, Treaty)> = None;
        let mut search = |treaty: Treaty| {
            if passes(treaty) {
                let score = score(treaty);
                let better = best.is_none_or(|(highest, found)| match score.total_cmp(&highest) {
                    core::cmp::Ordering::Less => false,
                    core::cmp::Ordering::Equal => treaty < found,
                    core::cmp::Ordering::Greater => true,
                });
                if better {
                    best = Some((score, treaty));
                }
            }
        };
        visit(space, draft, 0, changes, &mut search);
        if let Some((_, treaty)) = best {
            let changes = space
                .differences(draft, treaty)
                .map(|clause| (clause, space.value(treaty, clause)))
                .collect();
            return Some(DraftAmendment { treaty, changes });
        }
    }
    None
}

/// Visits every treaty that differs from `treaty` in exactly `changes` of the
/// clauses from `first` on.
fn visit(
    space: &Space,
    treaty: Treaty,
    first: usize,
    changes: usize,
    search: &mut impl FnMut(Treaty),
) {
    if changes == 0 {
        search(treaty);
        return;
    }
    // Enough clauses must be left for the other changes.
    for index in first..=space.clauses().saturating_sub(changes) {
        let clause = ClauseId::new(index);
        let own = space.value(treaty, clause);
        for value in space.value_ids(clause).filter(|&value| value != own) {
            let other = space.with(treaty, clause, value);
            visit(space, other, index + 1, changes - 1, search);
        }
    }
}

/// The draft that a seat would put in the place of this one: the smallest change
/// that it accepts itself, best for the others by `score`.
///
/// The same search as [`advice`], from the other side of the table: what a
/// player is shown when it asks "what would you sign instead?". None if it would
/// sign nothing.
#[must_use]
pub fn counter_draft(
    party: &Valuation,
    draft: Treaty,
    demand: &Demand,
    score: impl Fn(Treaty) -> f64,
) -> Option<DraftAmendment> {
    let own = Consent { party, least: demand.target };
    advice(party.space(), draft, core::slice::from_ref(&own), score)
}
