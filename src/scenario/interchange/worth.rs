//! What a treaty is worth to a party in the measure of its file.
//!
//! The rules have one measure (weights that add up to one, worths within 0 and 1); a file
//! may have any. Both order the treaties alike. Here one becomes the other.

use crate::rules::ids::{ClauseId, ClauseValueId};
use crate::rules::negotiation::space::{Space, Treaty};
use crate::rules::negotiation::utility::{ClauseRedLine, LineKind, Preferences, WEIGHT_SLACK};

/// The worth that marks a value which a party never signs.
pub const HARD_LINE: f64 = -10.0;

/// How far below its place the reservation value is put after a change of measure, so that
/// rounding shuts out no treaty that is worth exactly as much.
const ROUNDING: f64 = 1e-12;

/// A party's utility function in its own measure: `bias + sum_k weight_k value_k(x_k)`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    /// The constant.
    pub bias: f64,
    /// The weight of each clause.
    pub weights: Vec<f64>,
    /// For each clause the worth of each value.
    pub values: Vec<Vec<f64>>,
    /// The worth of no agreement; negative infinity if anything is better than that.
    pub no_deal: f64,
    /// Which clauses have their worths one by one, so that [`HARD_LINE`] marks a red line;
    /// empty if none has.
    pub(super) tables: Vec<bool>,
}

impl Worth {
    /// The measure of the rules themselves.
    #[must_use]
    pub fn plain(own: &Preferences) -> Self {
        let mut values = own.values.clone();
        for (clause, table) in ClauseId::up_to(values.len()).zip(&mut values) {
            for (value, worth) in ClauseValueId::up_to(table.len()).zip(table.iter_mut()) {
                if own.excludes(clause, value) {
                    *worth = HARD_LINE;
                }
            }
        }
        Self {
            bias: 0.0,
            weights: own.weights.clone(),
            tables: vec![true; values.len()],
            values,
            no_deal: own.reservation,
        }
    }

    /// The utility of a treaty of the space.
    #[must_use]
    pub fn of(&self, space: &Space, treaty: Treaty) -> f64 {
        let terms = space.values(treaty).zip(self.weights.iter().zip(&self.values));
        terms.fold(self.bias, |sum, (value, (weight, table))| sum + weight * table[value.index()])
    }

    /// The same preferences in the measure of the rules, with [`Preferences::PATIENCE`].
    ///
    /// What is in that measure already is taken over to the bit, and [`HARD_LINE`] in a
    /// table is then a hard red line. Anything else is measured from its worst treaty (0)
    /// to its best or to no agreement, whichever is more (1).
    #[must_use]
    pub fn preferences(&self, space: &Space) -> Preferences {
        self.taken_over().unwrap_or_else(|| self.measured(space))
    }

    fn taken_over(&self) -> Option<Preferences> {
        let sum: f64 = self.weights.iter().sum();
        let weighty = self.weights.iter().all(|weight| (0.0..=1.0 + WEIGHT_SLACK).contains(weight));
        let fits = (sum - 1.0).abs() <= WEIGHT_SLACK && weighty && self.no_deal <= 1.0;
        if !fits || self.bias.abs() > 0.0 {
            return None;
        }
        let mut red_lines = Vec::new();
        let mut values = self.values.clone();
        for (clause, table) in ClauseId::up_to(values.len()).zip(&mut values) {
            let is_table = self.tables.get(clause.index()).copied().unwrap_or(false);
            for (value, worth) in ClauseValueId::up_to(table.len()).zip(table.iter_mut()) {
                if is_table && worth.total_cmp(&HARD_LINE).is_eq() {
                    red_lines.push(ClauseRedLine { clause, value, kind: LineKind::Hard });
                    *worth = 0.0;
                } else if !(0.0..=1.0).contains(worth) {
                    return None;
                }
            }
        }
        let plain = Preferences::plain(self.weights.clone(), values, self.no_deal.max(0.0));
        Some(Preferences { red_lines, ..plain })
    }

    fn measured(&self, space: &Space) -> Preferences {
        let terms: Vec<Vec<f64>> = self
            .weights
            .iter()
            .zip(&self.values)
            .map(|(weight, table)| table.iter().map(|worth| weight * worth).collect())
            .collect();
        let least = |table: &Vec<f64>| table.iter().copied().fold(f64::INFINITY, f64::min);
        let most = |table: &Vec<f64>| table.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let spans: Vec<f64> = terms.iter().map(|table| most(table) - least(table)).collect();
        let span: f64 = spans.iter().sum();
        let worst = self.bias + terms.iter().map(least).sum::<f64>();
        let asked = self.no_deal - worst;
        let rounding = ROUNDING * (span + worst.abs());
        // A party that asks for more than there is measures by what it asks for.
        let is_too_much = asked > span + rounding;
        let whole = match is_too_much {
            true if asked.is_finite() => asked,
            true => 2.0 * span + 1.0,
            false => span,
        };
        #[expect(clippy::cast_precision_loss, reason = "clauses are few")]
        let even = 1.0 / space.clauses() as f64;
        let weights = spans.iter().map(|own| if span > 0.0 { own / span } else { even });
        let values = terms.iter().zip(&spans).map(|(table, own)| {
            let low = least(table);
            let place = |term: &f64| {
                if *own > 0.0 { ((term - low) / own).min(1.0) * (span / whole) } else { 0.0 }
            };
            table.iter().map(place).collect()
        });
        let reservation = if is_too_much {
            1.0
        } else if asked > 0.0 && span > 0.0 {
            ((asked / whole).min(1.0) - ROUNDING).max(0.0)
        } else {
            0.0
        };
        Preferences::plain(weights.collect(), values.collect(), reservation)
    }
}
