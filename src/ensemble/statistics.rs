//! Statistics of counts: intervals for shares, differences and means.
//!
//! All intervals hold 95 %. What is counted is the business of the modules beside this one.

/// The quantile of the normal distribution for 95 %, both sides.
const Z: f64 = 1.959_963_984_540_054;

/// The square of a number.
pub(super) const fn square(number: f64) -> f64 {
    number * number
}

#[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
fn share(count: u64, of: u64) -> f64 {
    count as f64 / of.max(1) as f64
}

/// The interval of a share of `count` in `of` games, [0, 1] (Wilson 1927).
///
/// ```
/// use status_quo::ensemble::statistics::wilson;
/// let (low, high) = wilson(71, 100);
/// assert!((low - 0.615).abs() < 0.001 && (high - 0.790).abs() < 0.001);
/// assert_eq!(wilson(0, 0), (0.0, 1.0));
/// ```
#[must_use]
pub fn wilson(count: u64, of: u64) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
    let n = of as f64;
    let p = share(count, of);
    let z2 = Z * Z;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * libm::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
    // At the ends rounding would leave the share itself out.
    let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if count == of { 1.0 } else { (middle + half).min(1.0) };
    (low, high)
}

/// The difference of two shares, the second less the first, with its interval (Newcombe
/// 1998, method 10).
///
/// ```
/// use status_quo::ensemble::statistics::difference;
/// let (by, low, high) = difference((56, 70), (48, 80));
/// assert!((by + 0.2).abs() < 1e-9);
/// assert!((low + 0.3339).abs() < 0.001 && (high + 0.0524).abs() < 0.001);
/// ```
#[must_use]
pub fn difference(first: (u64, u64), second: (u64, u64)) -> (f64, f64, f64) {
    let [(p1, l1, u1), (p2, l2, u2)] = [first, second].map(|(count, of)| {
        let (low, high) = wilson(count, of);
        (share(count, of), low, high)
    });
    let by = p2 - p1;
    let low = by - libm::hypot(p2 - l2, u1 - p1);
    let high = by + libm::hypot(u2 - p2, p1 - l1);
    (by, low, high)
}

/// A mean of so many numbers, and their variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// The variance of the numbers.
    pub variance: f64,
    /// How many there are.
    pub of: u64,
}

/// The difference of two means, the second less the first, with its interval (Welch 1938,
/// with the normal quantile: there are hundreds of games).
#[must_use]
pub fn difference_of_means(first: Mean, second: Mean) -> (f64, f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
    let error = |mean: Mean| mean.variance / mean.of.max(1) as f64;
    let by = second.mean - first.mean;
    let half = Z * libm::sqrt(error(first) + error(second));
    (by, by - half, by + half)
}
