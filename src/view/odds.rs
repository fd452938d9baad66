//! Probabilities in words.

use crate::words::{Phrase, Words};

/// The words for a probability, by the upper end of each range. The ranges and terms are those
/// of Intelligence Community Directive 203, *Analytic Standards* (2015), whose seven terms
/// cover [0.01, 0.99] without gaps; nothing and all have words of their own.
const SCALE: [(f64, Phrase); 9] = [
    (0.0, Phrase("odds-none")),
    (0.05, Phrase("odds-almost-none")),
    (0.20, Phrase("odds-very-unlikely")),
    (0.45, Phrase("odds-unlikely")),
    (0.55, Phrase("odds-even")),
    (0.80, Phrase("odds-likely")),
    (0.95, Phrase("odds-very-likely")),
    (1.0 - f64::EPSILON, Phrase("odds-almost-certain")),
    (1.0, Phrase("odds-certain")),
];

/// A probability in [0, 1] in words: `likely` from 0.55 to 0.80.
///
/// ```
/// use status_quo::view::odds_words;
/// use status_quo::words::Words;
/// let words = Words::english();
/// assert_eq!(odds_words(&words, 0.63), "likely");
/// assert_eq!(odds_words(&words, 0.5), "about even");
/// assert_eq!(odds_words(&words, 0.0), "no chance");
/// ```
#[must_use]
pub fn odds_words(words: &Words, probability: f64) -> String {
    let found = SCALE.iter().find(|(to, _)| probability <= *to);
    words.phrase(found.map_or(Phrase("odds-certain"), |(_, key)| *key))
}
