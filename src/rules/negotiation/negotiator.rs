//! The negotiator of an empty seat: what it demands, offers and accepts.
//!
//! A negotiator knows its own [`Valuation`], the [`PublicOrder`]s of the others and the
//! offers made; of the others' weights, distances and reservation values it knows
//! nothing. It keeps no state: what it does is a function of the table.

use core::cmp::Ordering;
use std::sync::Arc;

use super::belief::{self, MOST_OFFERS, Seen};
use super::protocol::{Delegate, FEWEST_PARTIES, MOST_PARTIES, NegotiationAct, Offer, Table};
use super::space::{Space, Treaty};
use super::strategy::elapsed;
use super::utility::{PreferenceError, PublicOrder, Valuation};
use crate::rules::ids::{ClauseId, ClauseValueId, PartyId};
use crate::rules::quantity::logistic;

/// The noise `tau` of an acceptance in play, in units of worth.
pub const NOISE: f64 = 0.08;

/// A party's demand: the worth that it requires of a treaty at some moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// `theta`: the `EU` at which it accepts (with noise: at even odds).
    pub target: f64,
    /// `r`: below this it never signs.
    pub reservation: f64,
    /// `tau`: noise of the acceptance, at least 0; 0 is certainty.
    pub noise: f64,
}

impl Demand {
    /// The probability that it accepts a treaty of this worth:
    /// `L((EU - theta)/tau)`, and 0 below `r`. Without noise 0 or 1.
    ///
    /// ```
    /// use status_quo::rules::negotiation::negotiator::Demand;
    /// let demand = Demand { target: 0.6, reservation: 0.4, noise: 0.08 };
    /// assert_eq!(format!("{:.2}", demand.acceptance(0.68)), "0.73");
    /// assert_eq!(demand.acceptance(0.39), 0.0);
    /// let certain = Demand { noise: 0.0, ..demand };
    /// assert_eq!((certain.acceptance(0.6), certain.acceptance(0.59)), (1.0, 0.0));
    /// ```
    #[must_use]
    pub fn acceptance(&self, worth: f64) -> f64 {
        if worth < self.reservation || worth.is_nan() {
            0.0
        } else if self.noise > 0.0 {
            logistic((worth - self.target) / self.noise)
        } else if worth >= self.target {
            1.0
        } else {
            0.0
        }
    }
}

/// The exponent of the concession: `e = clamp(2 sqrt(ln d_j / ln d_i), 1/2, 4)`.
///
/// The patient side holds out longer (Rubinstein 1982). Both patiences lie in (0, 1).
///
/// ```
/// use status_quo::rules::negotiation::negotiator::exponent;
/// assert!((exponent(0.9, 0.9) - 2.0).abs() < 1e-12);
/// assert!(exponent(0.99, 0.9) > 2.0);
/// ```
#[must_use]
pub fn exponent(own: f64, other: f64) -> f64 {
    (2.0 * (libm::log(other) / libm::log(own)).sqrt()).clamp(0.5, 4.0)
}

/// Our party, prepared for one space; to be kept for many tables.
#[derive(Clone, Debug)]
pub struct Negotiator {
    valuation: Arc<Valuation>,
    seat: PartyId,
    /// The other seats, in order.
    others: Vec<PartyId>,
    exponent: f64,
    noise: f64,
    /// `max`: the `EU` of its best candidate; its reservation value if there is none.
    most: f64,
    /// The treaties that it may offer, each with its `EU`, best first.
    candidates: Vec<(f64, Treaty)>,
    /// The cells of the candidates' values in a table of all values, clause by clause:
    /// candidate-major, then by clause.
    cells: Vec<u32>,
    /// The others' public orders: other-major, then by clause and value.
    orders: Vec<Vec<Vec<f64>>>,
    /// Values (clause, value) that one of the others is known never to sign.
    refused: Vec<(ClauseId, ClauseValueId)>,
}

/// What the other seats seem to want at some moment, from their public orders and the
/// offers seen.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    space: &'a Space,
    others: &'a [PartyId],
    /// The expected terms: other-major, then by clause and value.
    terms: Vec<Vec<Vec<f64>>>,
}

impl Reading<'_> {
    /// The estimated worth of a treaty to another seat, [0, 1]; 0 for a seat that is its
    /// own or does not exist.
    #[must_use]
    pub fn worth(&self, other: PartyId, treaty: Treaty) -> f64 {
        let Some(row) = self.others.iter().position(|&seat| seat == other) else { return 0.0 };
        let tables = self.space.values(treaty).zip(&self.terms[row]);
        tables.map(|(value, table)| table[value.index()]).sum::<f64>().clamp(0.0, 1.0)
    }

    /// The estimate for the worst off of the other seats, [0, 1]: how good a
    /// treaty looks for the others, and the natural score of an advised edit.
    #[must_use]
    pub fn for_all(&self, treaty: Treaty) -> f64 {
        self.others.iter().map(|&other| self.worth(other, treaty)).fold(1.0, f64::min)
    }
}

impl Negotiator {
    /// Prepares a party in a seat. `orders` are the public orders of all seats in their
    /// order; its own is not read. Its acceptances are without noise; see
    /// [`Negotiator::with_noise`].
    ///
    /// # Errors
    /// If there are not two to five orders with the seat among them, or an order
    /// has not one table for each clause with one place in [0, 1] for each value.
    pub fn new(
        valuation: Arc<Valuation>,
        seat: PartyId,
        orders: &[PublicOrder],
    ) -> Result<Self, PreferenceError> {
        if !(FEWEST_PARTIES..=MOST_PARTIES).contains(&orders.len()) || seat.index() >= orders.len()
        {
            return Err(PreferenceError::Seats { seat, orders: orders.len() });
        }
        let space = valuation.space().clone();
        let others: Vec<PartyId> =
            PartyId::up_to(orders.len()).filter(|&other| other != seat).collect();
        for &other in &others {
            check_order(&space, &orders[other.index()])?;
        }
        let patience = others.iter().map(|&o| orders[o.index()].patience).fold(0.0, f64::max);
        let own = valuation.preferences().patience;
        // The most patient of the others sets the pace.
        let exponent = exponent(own, patience);
        let tables: Vec<Vec<Vec<f64>>> =
            others.iter().map(|&o| orders[o.index()].places.clone()).collect();
        let open = |clause: ClauseId, value: ClauseValueId| {
            !valuation.preferences().excludes(clause, value)
                && others.iter().all(|&o| !orders[o.index()].refused.contains(&(clause, value)))
        };
        let worthwhile = worthwhile_values(&valuation, &tables, open);
        let mut candidates: Vec<(f64, Treaty)> = product(&space, &worthwhile)
            .into_iter()
            .map(|treaty| (valuation.expected(treaty), treaty))
            .filter(|(worth, _)| *worth >= valuation.reservation())
            .collect();
        candidates.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut cells = Vec::with_capacity(candidates.len() * space.clauses());
        for (_, treaty) in &candidates {
            let mut first = 0;
            for (value, clause) in space.values(*treaty).zip(space.clause_ids()) {
                cells.push(first + u32::from(value.0));
                first += u32::try_from(space.size(clause)).expect("a space counts in 32 bits");
            }
        }
        let refused =
            others.iter().flat_map(|&o| orders[o.index()].refused.iter().copied()).collect();
        let most = candidates.first().map_or(valuation.reservation(), |(worth, _)| *worth);
        Ok(Self {
            valuation,
            seat,
            others,
            exponent,
            noise: 0.0,
            most,
            candidates,
            cells,
            orders: tables,
            refused,
        })
    }

    /// The same party with another noise `tau` of its acceptances, at least 0.
    #[must_use]
    pub fn with_noise(mut self, noise: f64) -> Self {
        self.noise = noise.max(0.0);
        self
    }

    /// Its valuation.
    #[must_use]
    pub const fn valuation(&self) -> &Arc<Valuation> {
        &self.valuation
    }

    /// Its seat.
    #[must_use]
    pub const fn seat(&self) -> PartyId {
        self.seat
    }

    /// `theta` in round `k` of `n`: `r + (max - r)(1 - t^e)`, and `r` in the last.
    #[must_use]
    pub fn target(&self, round: u32, rounds: u32) -> f64 {
        let low = self.valuation.reservation();
        if round + 1 >= rounds {
            return low;
        }
        let passed = libm::pow(elapsed(round, rounds), self.exponent);
        low + (self.most - low) * (1.0 - passed)
    }

    /// Its demand on an offer, the next time that it acts at this table (`AC_combi`;
    /// Baarslag, Hindriks & Jonker 2014): its target, or the worth of its own next offer
    /// if that is less.
    ///
    /// That is less only when its next offer is the last that can still pass. The offer
    /// is the one it would have made before the standing one, so that the demand does not
    /// depend on the draft that is compared with it.
    #[must_use]
    pub fn demand(&self, table: &Table) -> Demand {
        let reservation = self.valuation.reservation();
        let mut target = self.target(table.next_round_of(self.seat), table.rounds());
        if target > reservation && self.is_last_chance(table) {
            let before = match table.history() {
                [before @ .., last] if last.by != self.seat => before,
                all => all,
            };
            if let Some(reply) = self.best_for_others(table, before, reservation) {
                target = target.min(self.valuation.expected(reply));
            }
        }
        Demand { target, reservation, noise: self.noise }
    }

    /// Whether an offer made in its next turn would be its last that can pass.
    fn is_last_chance(&self, table: &Table) -> bool {
        !table.offer_at_can_pass(table.next_turn_of(self.seat) + table.parties_u32())
    }

    /// What the others seem to want, by these offers at a table.
    fn read(&self, table: &Table, history: &[Offer]) -> Reading<'_> {
        let space = self.valuation.space();
        let terms = self.others.iter().zip(&self.orders).map(|(&other, order)| {
            let own: Vec<&Offer> = history.iter().filter(|offer| offer.by == other).collect();
            let step = own.len().div_ceil(MOST_OFFERS).max(1);
            let seen = own.into_iter().rev().step_by(step).map(|offer| Seen {
                elapsed: elapsed(offer.turn / table.parties_u32(), table.rounds()),
                values: space.values(offer.treaty).collect(),
            });
            belief::terms(order, &seen.collect::<Vec<Seen>>())
        });
        let terms = terms.collect();
        Reading { space, others: &self.others, terms }
    }

    /// What the others seem to want at this table.
    #[must_use]
    pub fn reading(&self, table: &Table) -> Reading<'_> {
        self.read(table, table.history())
    }

    /// Whether one of the others is known never to sign this value of a clause.
    #[must_use]
    pub fn is_refused(&self, clause: ClauseId, value: ClauseValueId) -> bool {
        self.refused.contains(&(clause, value))
    }

    /// The offer it makes the next time it acts: of the treaties worth at least
    /// its target the one that is best for the others by its estimate (for the
    /// worst off of them, if there are several); of equals the best for itself.
    /// If it is the last of its offers that can pass, any treaty worth its
    /// reservation value will do. None if there is no such treaty.
    #[must_use]
    pub fn next_offer(&self, table: &Table) -> Option<Treaty> {
        let least = if self.is_last_chance(table) {
            self.valuation.reservation()
        } else {
            self.target(table.next_round_of(self.seat), table.rounds())
        };
        self.best_for_others(table, table.history(), least)
    }

    /// Of the candidates worth at least `least` to itself, the best for the others by
    /// these offers.
    fn best_for_others(&self, table: &Table, history: &[Offer], least: f64) -> Option<Treaty> {
        let clauses = self.valuation.space().clauses();
        let reading = self.read(table, history);
        let flat: Vec<Vec<f64>> =
            reading.terms.into_iter().map(|terms| terms.into_iter().flatten().collect()).collect();
        let mut best: Option<(f64, Treaty)> = None;
        for ((worth, treaty), cells) in self.candidates.iter().zip(self.cells.chunks_exact(clauses))
        {
            // Rounding may put the target a hair above the best there is.
            if *worth < least && best.is_some() {
                break;
            }
            let mut worst_off = f64::INFINITY;
            for terms in &flat {
                let estimate: f64 = cells.iter().map(|&cell| terms[cell as usize]).sum();
                worst_off = worst_off.min(estimate);
            }
            if best.is_none_or(|(highest, _)| worst_off > highest) {
                best = Some((worst_off, *treaty));
            }
        }
        best.map(|(_, treaty)| treaty)
    }

    /// Its own offer in the place of an acceptance that leads nowhere: where its turn is
    /// the last at which it can bring a treaty about, others have still to accept the
    /// standing offer, and its own looks better to the worst off of all than the standing
    /// one to the worst off of those.
    fn more_likely(&self, table: &Table, standing: Offer) -> Option<Treaty> {
        if !table.offer_can_pass() || !self.is_last_chance(table) {
            return None;
        }
        let accepted: Vec<PartyId> = table.accepted().collect();
        let reading = self.reading(table);
        let open = self.others.iter().copied();
        let open = open.filter(|&other| other != standing.by && !accepted.contains(&other));
        let likely = open.map(|other| reading.worth(other, standing.treaty)).reduce(f64::min)?;
        let own = self.next_offer(table)?;
        (reading.for_all(own) > likely).then_some(own)
    }

    /// The probability that it would accept this treaty the next time it acts.
    #[must_use]
    pub fn acceptance(&self, table: &Table, treaty: Treaty) -> f64 {
        self.demand(table).acceptance(self.valuation.expected(treaty))
    }
}

impl Delegate for Negotiator {
    fn act(&self, table: &Table, chance: f64) -> NegotiationAct {
        if let Some(standing) = table.standing()
            && self.valuation.space().contains(standing.treaty)
            && chance < self.acceptance(table, standing.treaty)
        {
            let better = self.more_likely(table, standing);
            return better.map_or(NegotiationAct::Accept, NegotiationAct::Offer);
        }
        self.next_offer(table).map_or(NegotiationAct::WalkOut, NegotiationAct::Offer)
    }
}

fn check_order(space: &Space, order: &PublicOrder) -> Result<(), PreferenceError> {
    let clauses = space.clauses();
    if order.places.len() != clauses {
        let tables = order.places.len();
        return Err(PreferenceError::Shape { clauses, weights: clauses, tables });
    }
    for (clause, row) in space.clause_ids().zip(&order.places) {
        if row.len() != space.size(clause) {
            let (values, given) = (space.size(clause), row.len());
            return Err(PreferenceError::TableShape { clause, values, given });
        }
        if let Some(value) = row.iter().position(|place| !(0.0..=1.0).contains(place)) {
            let (value, worth) = (ClauseValueId::new(value), row[value]);
            return Err(PreferenceError::Value { clause, value, worth });
        }
    }
    if !(order.patience > 0.0 && order.patience < 1.0) {
        return Err(PreferenceError::Patience(order.patience));
    }
    Ok(())
}

/// The values of each clause that may stand in an offer.
///
/// A value is left out if another is at least as good for the party (in its
/// clause term, its support at home and its costs) and in every public order:
/// whatever the guessed weights, the treaty with that other value in its place
/// is at least as good for all. So the search over what is left is exact, and
/// it is far smaller: about 2 of 4 values a clause remain.
fn worthwhile_values(
    valuation: &Valuation,
    orders: &[Vec<Vec<f64>>],
    open: impl Fn(ClauseId, ClauseValueId) -> bool,
) -> Vec<Vec<ClauseValueId>> {
    let space = valuation.space();
    let compare = |clause: ClauseId, a: ClauseValueId, b: ClauseValueId| -> (bool, bool) {
        let mut at_least = true;
        let mut more = false;
        let mut see = |a: f64, b: f64| match a.total_cmp(&b) {
            Ordering::Less => at_least = false,
            Ordering::Equal => {}
            Ordering::Greater => more = true,
        };
        see(valuation.term(clause, a), valuation.term(clause, b));
        see(valuation.support_term(clause, a), valuation.support_term(clause, b));
        see(-valuation.cost_term(clause, a), -valuation.cost_term(clause, b));
        for order in orders {
            let order = &order[clause.index()];
            see(order[a.index()], order[b.index()]);
        }
        (at_least, more)
    };
    space
        .clause_ids()
        .map(|clause| {
            let open: Vec<ClauseValueId> =
                space.value_ids(clause).filter(|&value| open(clause, value)).collect();
            let bettered = |value: ClauseValueId| {
                open.iter().any(|&other| {
                    let (at_least, more) = compare(clause, other, value);
                    other != value && at_least && (more || other < value)
                })
            };
            open.iter().copied().filter(|&value| !bettered(value)).collect()
        })
        .collect()
}

/// All treaties whose values are among these, in order of their numbers.
fn product(space: &Space, values: &[Vec<ClauseValueId>]) -> Vec<Treaty> {
    let mut treaties = vec![Treaty(0)];
    for (clause, values) in space.clause_ids().zip(values) {
        treaties = treaties
            .iter()
            .flat_map(|&treaty| values.iter().map(move |&value| space.with(treaty, clause, value)))
            .collect();
    }
    treaties
}
