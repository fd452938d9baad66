//! What another party seems to want, from its public order and the offers it has made.
//!
//! The worth that a value adds to a treaty (`w_k v_k`) is unknown but not anything: weights
//! add up to one, values stand in a known order, and a party asks for less as time passes.
//! So an offer made at some time is worth about what such a party asks for at that time
//! (Hindriks & Tykhonov 2008), and the best linear estimate of every term given the offers
//! has a closed form (Goldberger 1962). Nothing is sampled, and nothing is to be tuned to
//! a domain. Not here: what a party does with the estimate.

use crate::rules::ids::ClauseValueId;

/// How far an offer may lie from what the party asks for, in worth: the steps between the
/// treaties that there are.
const STEP: f64 = 0.03;
/// The exponents `e` of the concessions that are thought possible, early to late.
const PACES: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];
/// The worths at which a party may end, all equally likely.
const ENDS: [f64; 4] = [0.0, 0.2, 0.4, 0.6];
/// The most offers to be weighed: of more, the last and others spread evenly before it.
pub(super) const MOST_OFFERS: usize = 16;

/// An offer of the party: the part of the time that had passed, (0, 1), and its values.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// See [`elapsed`](super::strategy::elapsed).
    pub(super) elapsed: f64,
    /// The value of each clause.
    pub(super) values: Vec<ClauseValueId>,
}

/// What is thought of a term before any offer: every weighting is equally likely
/// (Dirichlet 1, ..., 1), and the values between the worst (0) and the best (1) lie
/// anywhere in their order (uniform order statistics, whose means are the places).
struct Prior {
    /// The mean of a weight.
    mean: f64,
    /// Its variance.
    variance: f64,
    /// The covariance of two weights.
    between: f64,
}

impl Prior {
    fn new(clauses: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "clauses are few")]
        let k = clauses.max(1) as f64;
        let scale = k * k * (k + 1.0);
        Self { mean: 1.0 / k, variance: (k - 1.0) / scale, between: -1.0 / scale }
    }

    /// The covariance of two terms of one clause, by the places of their values.
    fn within(&self, values: usize, a: f64, b: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a clause has far fewer values")]
        let spread = a.min(b) * (1.0 - a.max(b)) / values as f64;
        self.variance * a * b + (self.mean * self.mean + self.variance) * spread
    }
}

/// The expected worth that each value adds to a treaty, by clause and value; at least 0,
/// and rising with the place of the value in the order.
///
/// `order` has for each clause the place of each value, [0, 1]. With no offer a term is
/// its place over the number of clauses. The work grows with the square of the offers; see
/// [`MOST_OFFERS`].
pub(super) fn terms(order: &[Vec<f64>], offers: &[Seen]) -> Vec<Vec<f64>> {
    let prior = Prior::new(order.len());
    let places: Vec<Vec<f64>> = offers
        .iter()
        .map(|offer| order.iter().zip(&offer.values).map(|(row, v)| row[v.index()]).collect())
        .collect();
    let totals: Vec<f64> = places.iter().map(|own| own.iter().sum()).collect();
    let pull = pull(&prior, order, offers, &places, &totals);
    let pulled: f64 = totals.iter().zip(&pull).map(|(total, pull)| total * pull).sum();
    order
        .iter()
        .enumerate()
        .map(|(clause, row)| {
            let own: f64 = places.iter().zip(&pull).map(|(p, pull)| p[clause] * pull).sum();
            let term = |&place: &f64| {
                let seen = places.iter().zip(&pull);
                let within =
                    |(p, pull): (&Vec<f64>, &f64)| pull * prior.within(row.len(), place, p[clause]);
                let moved: f64 = seen.map(within).sum();
                place * (prior.mean + prior.between * (pulled - own)) + moved
            };
            rising(row, row.iter().map(term).collect())
        })
        .collect()
}

/// The terms of a clause made to rise with their places, from 0 on.
fn rising(places: &[f64], terms: Vec<f64>) -> Vec<f64> {
    let below = |place: f64| {
        let lower = places.iter().zip(&terms).filter(|(other, _)| **other <= place);
        lower.map(|(_, term)| *term).fold(0.0, f64::max)
    };
    places.iter().map(|place| below(*place)).collect()
}

/// How much each offer moves the estimate: `S^-1 (c - m)`, with `S` the covariance of the
/// offers' worths, `m` their expected worths, and `c` what a party that concedes asks for,
/// `1 - (1 - end) t^e`, over all paces and ends by how well they fit the offers.
fn pull(
    prior: &Prior,
    order: &[Vec<f64>],
    offers: &[Seen],
    places: &[Vec<f64>],
    totals: &[f64],
) -> Vec<f64> {
    let count = offers.len();
    if count == 0 {
        return Vec::new();
    }
    let mut matrix = vec![vec![0.0; count]; count];
    for (i, a) in places.iter().enumerate() {
        for (j, b) in places.iter().enumerate().take(i + 1) {
            let mut sum = if i == j { STEP * STEP } else { 0.0 };
            let mut same = 0.0;
            for ((row, a), b) in order.iter().zip(a).zip(b) {
                sum += prior.within(row.len(), *a, *b);
                same += a * b;
            }
            matrix[i][j] = sum + prior.between * (totals[i] * totals[j] - same);
        }
    }
    let root = Root::of(matrix);
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let lack: Vec<f64> = totals.iter().map(|total| 1.0 - prior.mean * total).collect();
    let lack_solved = root.solve(&lack);
    let lack_fit = dot(&lack, &lack_solved);
    let mut guesses: Vec<(f64, f64, usize)> = Vec::new();
    let mut solutions: Vec<Vec<f64>> = Vec::new();
    for (pace, exponent) in PACES.iter().enumerate() {
        let passed: Vec<f64> =
            offers.iter().map(|offer| libm::pow(offer.elapsed, *exponent)).collect();
        let solved = root.solve(&passed);
        let (cross, square) = (dot(&lack, &solved), dot(&passed, &solved));
        for end in ENDS {
            let fall = 1.0 - end;
            let misfit = lack_fit - 2.0 * fall * cross + fall * fall * square;
            guesses.push((misfit, fall, pace));
        }
        solutions.push(solved);
    }
    let least = guesses.iter().map(|guess| guess.0).fold(f64::INFINITY, f64::min);
    let odds = |misfit: f64| libm::exp((least - misfit) / 2.0);
    let all: f64 = guesses.iter().map(|guess| odds(guess.0)).sum();
    let mut pull = lack_solved;
    for (misfit, fall, pace) in guesses {
        let share = odds(misfit) / all * fall;
        for (pull, passed) in pull.iter_mut().zip(&solutions[pace]) {
            *pull -= share * passed;
        }
    }
    pull
}

/// The lower triangle `L` of a symmetric positive matrix `L L'` (Cholesky).
struct Root(Vec<Vec<f64>>);

impl Root {
    /// Reads the lower triangle only.
    fn of(mut matrix: Vec<Vec<f64>>) -> Self {
        for i in 0..matrix.len() {
            let (above, from) = matrix.split_at_mut(i);
            let own = &mut from[0];
            for (j, other) in above.iter().enumerate() {
                let sum: f64 = (0..j).map(|k| own[k] * other[k]).sum();
                own[j] = (own[j] - sum) / other[j];
            }
            let sum: f64 = own[..i].iter().map(|x| x * x).sum();
            // Positive by the steps on the diagonal; rounding may not make it less.
            own[i] = (own[i] - sum).max(STEP * STEP / 4.0).sqrt();
        }
        Self(matrix)
    }

    /// `x` in `L L' x = b`.
    fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = b.to_vec();
        for (i, row) in self.0.iter().enumerate() {
            let sum: f64 = (0..i).map(|k| row[k] * x[k]).sum();
            x[i] = (x[i] - sum) / row[i];
        }
        for i in (0..x.len()).rev() {
            let sum: f64 = (i + 1..x.len()).map(|k| self.0[k][i] * x[k]).sum();
            x[i] = (x[i] - sum) / self.0[i][i];
        }
        x
    }
}
