//! Plain quantities: calendar dates, graded figures, the logistic function.
//!
//! Not a calendar library: dates here are civil (Gregorian, New Style), compared
//! and subtracted by months, and never come from a clock.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A civil date, New Style.
///
/// ```
/// use status_quo::rules::quantity::Date;
/// let mukden: Date = "1931-09-18".parse().unwrap();
/// let protocol: Date = "1936-03-12".parse().unwrap();
/// assert!(mukden < protocol);
/// assert_eq!(mukden.months_until(protocol), 53);
/// assert!("1931-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era, 1600 to 2200.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Whole months from this date to a later one; 0 if `later` is not later.
    #[must_use]
    pub fn months_until(self, later: Self) -> u32 {
        let months = (i32::from(later.year) - i32::from(self.year)) * 12
            + (i32::from(later.month) - i32::from(self.month))
            - i32::from(later.day < self.day);
        u32::try_from(months).unwrap_or(0)
    }

    /// Months that begin after this date, up to and with `later`; 0 if `later` is
    /// not later. Over consecutive stretches each month is counted once.
    ///
    /// ```
    /// use status_quo::rules::quantity::Date;
    /// let [a, b, c] = ["1934-12-20", "1935-01-08", "1935-06-03"].map(|d| d.parse::<Date>().unwrap());
    /// assert_eq!(a.months_begun(b) + b.months_begun(c), a.months_begun(c));
    /// ```
    #[must_use]
    pub fn months_begun(self, later: Self) -> u32 {
        let months = (i32::from(later.year) - i32::from(self.year)) * 12
            + (i32::from(later.month) - i32::from(self.month));
        u32::try_from(months).unwrap_or(0)
    }

    /// The date `months` months on, on the first of that month if `months` is not 0.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        if months == 0 {
            return self;
        }
        let count = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let year = i16::try_from(count.div_euclid(12)).unwrap_or(i16::MAX);
        let month = u8::try_from(count.rem_euclid(12) + 1).expect("a remainder by 12 fits");
        Self { year, month, day: 1 }
    }

    /// The date `months` months on, on the same day of the month (or its last).
    ///
    /// ```
    /// use status_quo::rules::quantity::Date;
    /// let day: Date = "1941-08-31".parse().unwrap();
    /// assert_eq!(day.plus_months_same_day(6).to_string(), "1942-02-28");
    /// ```
    #[must_use]
    pub fn plus_months_same_day(self, months: u16) -> Self {
        let first = self.plus_months(u32::from(months));
        Self { day: self.day.min(days_in(first.year, first.month)), ..first }
    }

    /// The date the given number of years on, on the same day (28 February for 29).
    #[must_use]
    pub fn plus_years(self, years: u16) -> Self {
        let year = self.year.saturating_add(i16::try_from(years).unwrap_or(i16::MAX));
        let day = self.day.min(days_in(year, self.month));
        Self { year, day, ..self }
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "a date is written year-month-day, as `1936-03-12`";
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(FORM);
        };
        let date = Self {
            year: y.parse().map_err(|_| FORM)?,
            month: m.parse().map_err(|_| FORM)?,
            day: d.parse().map_err(|_| FORM)?,
        };
        if !(1600..=2200).contains(&date.year) {
            return Err("the year lies outside 1600 to 2200");
        }
        if !(1..=12).contains(&date.month) {
            return Err("there is no such month");
        }
        if !(1..=days_in(date.year, date.month)).contains(&date.day) {
            return Err("that month has no such day");
        }
        Ok(date)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Date")
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

/// How well a number or a statement is supported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A document of the time states it.
    Primary,
    /// Later research states it.
    Secondary,
    /// Sources disagree about it.
    Contested,
    /// Nobody states it: the author of the scenario weighed it.
    Judgement,
}

/// A number that steers an outcome, with the grade of the evidence behind it.
///
/// The sources themselves stay in the scenario; rules need the value, and the
/// grade to say what share of an outcome rests on judgement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradedFigure {
    /// The value; its unit and range are those of the field that holds it.
    pub value: f64,
    /// How well it is supported.
    pub evidence: Evidence,
}

impl GradedFigure {
    /// A figure that the author weighed.
    #[must_use]
    pub const fn judged(value: f64) -> Self {
        Self { value, evidence: Evidence::Judgement }
    }
}

/// The logistic function, `L(x) = 1 / (1 + e^-x)`, in (0, 1).
///
/// Computed through `libm`, so that every platform gets the same bits.
///
/// ```
/// assert_eq!(status_quo::rules::quantity::logistic(0.0), 0.5);
/// ```
#[must_use]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// The inverse of [`logistic`], for `p` in (0, 1); the ends are clipped to 1e-9.
#[must_use]
pub fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-9, 1.0 - 1e-9);
    libm::log(p / (1.0 - p))
}

/// Turns scores into probabilities that sum to one: `p_k ~ exp(s_k / noise)`.
///
/// This is the logit (quantal response) choice rule of `McKelvey` & Palfrey (1995).
/// `noise` is in units of the scores and positive; small noise means near-certain
/// choice of the best. An empty slice gives an empty list.
///
/// ```
/// let p = status_quo::rules::quantity::softmax(&[0.2, 0.2, 0.2], 0.1);
/// assert!(p.iter().all(|p| (p - 1.0 / 3.0).abs() < 1e-12));
/// ```
#[must_use]
pub fn softmax(scores: &[f64], noise: f64) -> Vec<f64> {
    let mut shares = scores.to_vec();
    softmax_in_place(&mut shares, |score| score, noise);
    shares
}

/// As [`softmax`], with the score of each entry replaced by its probability.
pub fn softmax_in_place<T>(entries: &mut [T], score: impl Fn(&mut T) -> &mut f64, noise: f64) {
    let best = entries.iter_mut().map(|entry| *score(entry)).fold(f64::NEG_INFINITY, f64::max);
    let mut sum = -0.0;
    for entry in entries.iter_mut() {
        let score = score(entry);
        *score = libm::exp((*score - best) / noise);
        sum += *score;
    }
    for entry in entries {
        *score(entry) /= sum;
    }
}
