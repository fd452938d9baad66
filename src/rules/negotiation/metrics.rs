//! Which treaties are good for all: the zone of agreement, the Pareto front, the
//! classical solutions. For judging and for the debrief; no party negotiates by it.

use super::space::Treaty;
use super::utility::Valuation;

/// What can be said of a set of valuations over one space.
///
/// All figures are in `EU` (equal to `u` without ratification and declared
/// lines). Treaties across a hard line of any party are in no set. Of treaties
/// that are equally good the one with the lowest number is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// How many treaties the space has.
    pub treaties: u32,
    /// ZOPA: how many treaties give every party at least its reservation value.
    pub zopa: u32,
    /// The Pareto front: every treaty that no other betters for one party
    /// without worsening it for another; in order of their numbers.
    pub front: Vec<Treaty>,
    /// Nash (1950): `argmax prod(u_i - r_i)` in the ZOPA.
    pub nash: Option<Treaty>,
    /// Kalai (1977), egalitarian: `argmax min(u_i - r_i)` in the ZOPA.
    pub kalai: Option<Treaty>,
    /// Kalai & Smorodinsky (1975): `argmax min((u_i - r_i)/(max_i - r_i))` in
    /// the ZOPA, with `max_i` the most that `i` can have there.
    pub kalai_smorodinsky: Option<Treaty>,
    /// The utilities of the treaties on the front, in the same order.
    points: Vec<Vec<f64>>,
}

/// The `EU` of a treaty for each party.
#[must_use]
pub fn utilities(parties: &[&Valuation], treaty: Treaty) -> Vec<f64> {
    parties.iter().map(|party| party.expected(treaty)).collect()
}

/// The first treaty with the highest score; none if there is no treaty.
fn best_by(treaties: &[Treaty], score: impl Fn(Treaty) -> f64) -> Option<Treaty> {
    let mut best: Option<(Treaty, f64)> = None;
    for &treaty in treaties {
        let score = score(treaty);
        if best.is_none_or(|(_, highest)| score > highest) {
            best = Some((treaty, score));
        }
    }
    best.map(|(treaty, _)| treaty)
}

impl Metrics {
    /// Enumerates the space.
    ///
    /// `parties` hold valuations over the same space, in the order of the seats;
    /// with none, every set is empty.
    ///
    /// Worked example: one clause, four values, opposed interests.
    ///
    /// ```
    /// use status_quo::rules::negotiation::metrics::Metrics;
    /// use status_quo::rules::negotiation::space::{Space, Treaty};
    /// use status_quo::rules::negotiation::utility::{Preferences, Valuation};
    /// let space = Space::new(&[4]).unwrap();
    /// let party = |table: [f64; 4]| {
    ///     let own = Preferences::plain(vec![1.0], vec![table.to_vec()], 0.25);
    ///     Valuation::new(&space, own).unwrap()
    /// };
    /// let (a, b) = (party([1.0, 0.6, 0.5, 0.0]), party([0.0, 0.7, 0.6, 1.0]));
    /// let m = Metrics::of(&[&a, &b]);
    /// assert_eq!((m.zopa, m.front.len(), m.nash), (2, 3, Some(Treaty(1))));
    /// ```
    #[must_use]
    pub fn of(parties: &[&Valuation]) -> Self {
        let treaties = parties.first().map_or(0, |party| party.space().treaties());
        let signable = |treaty: &Treaty| {
            parties.iter().all(|party| party.expected(*treaty) > f64::NEG_INFINITY)
        };
        let open: Vec<Treaty> = (0..treaties).map(Treaty).filter(signable).collect();
        let zone: Vec<Treaty> = open
            .iter()
            .copied()
            .filter(|&treaty| parties.iter().all(|party| party.acceptable(treaty)))
            .collect();
        let gain = |party: &Valuation, treaty| party.expected(treaty) - party.reservation();
        let product = |treaty| parties.iter().map(|party| gain(party, treaty)).product::<f64>();
        let least =
            |treaty| parties.iter().map(|party| gain(party, treaty)).fold(f64::INFINITY, f64::min);
        let most: Vec<f64> = parties
            .iter()
            .map(|party| zone.iter().map(|&treaty| gain(party, treaty)).fold(0.0, f64::max))
            .collect();
        let least_share = |treaty| {
            parties
                .iter()
                .zip(&most)
                // A party that can gain nothing in the zone has all it can have.
                .map(|(party, &most)| if most > 0.0 { gain(party, treaty) / most } else { 1.0 })
                .fold(f64::INFINITY, f64::min)
        };
        let front = front(parties, open);
        let points = front.iter().map(|&treaty| utilities(parties, treaty)).collect();
        Self {
            treaties,
            zopa: u32::try_from(zone.len()).unwrap_or(u32::MAX),
            nash: best_by(&zone, product),
            kalai: best_by(&zone, least),
            kalai_smorodinsky: best_by(&zone, least_share),
            front,
            points,
        }
    }

    /// The Pareto distance of a treaty: the Euclidean distance of its utilities
    /// to the nearest point of the front; 0 on it. Endless across a hard line.
    #[must_use]
    pub fn pareto_distance(&self, parties: &[&Valuation], treaty: Treaty) -> f64 {
        let point = utilities(parties, treaty);
        self.points.iter().map(|other| distance(&point, other)).fold(f64::INFINITY, f64::min)
    }

    /// The distance of a treaty's utilities to those of the Nash point; none without one.
    #[must_use]
    pub fn nash_distance(&self, parties: &[&Valuation], treaty: Treaty) -> Option<f64> {
        let nash = utilities(parties, self.nash?);
        Some(distance(&utilities(parties, treaty), &nash))
    }
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

/// The treaties that no other dominates, in order of their numbers.
fn front(parties: &[&Valuation], mut open: Vec<Treaty>) -> Vec<Treaty> {
    // In falling order of the first party's worth, then of the others', only an
    // earlier treaty can dominate a later one.
    open.sort_unstable_by(|&a, &b| {
        let falling = |party: &&Valuation| party.expected(b).total_cmp(&party.expected(a));
        parties.iter().map(falling).find(|order| order.is_ne()).unwrap_or_else(|| a.cmp(&b))
    });
    let mut front: Vec<Treaty> = Vec::new();
    if let [first, second] = parties {
        // Two parties: one sweep, remembering the best for the second so far.
        let mut highest = f64::NEG_INFINITY;
        let mut at = f64::INFINITY;
        for treaty in open {
            let (x, y) = (first.expected(treaty), second.expected(treaty));
            let equal = x.total_cmp(&at).is_eq() && y.total_cmp(&highest).is_eq();
            if y > highest || equal {
                front.push(treaty);
                (at, highest) = (x, y);
            }
        }
    } else {
        let mut points: Vec<Vec<f64>> = Vec::new();
        for treaty in open {
            let point = utilities(parties, treaty);
            let dominates = |other: &Vec<f64>| {
                other.iter().zip(&point).all(|(o, p)| o >= p)
                    && other.iter().zip(&point).any(|(o, p)| o > p)
            };
            if let Some(found) = points.iter().position(dominates) {
                // What dominated one treaty is likely to dominate the next.
                points[..=found].rotate_right(1);
            } else {
                front.push(treaty);
                points.push(point);
            }
        }
    }
    front.sort_unstable();
    front
}
