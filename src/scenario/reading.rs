//! A reading: all that is known of a pack at one moment, good or not.
//!
//! For tools that stay with an author while files change. What can be played is
//! compiled once and shared; who keeps an older reading while a newer one has
//! faults decides that for himself.

use std::sync::Arc;

use super::compile::compile;
use super::finding::{Finding, Severity};
use super::graph::Graph;
use super::numbers::Number;
use super::pack::Pack;
use super::sources::Sources;
use super::{Scenario, coefficients};

/// A pack and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The texts.
    pub pack: Arc<Pack>,
    /// Errors, if it cannot be played; else warnings.
    pub findings: Vec<Finding>,
    /// The numbers that steer outcomes.
    pub numbers: Vec<Number>,
    /// What can be played, if nothing is wrong.
    pub good: Option<Arc<Good>>,
}

/// What can be played, and its agenda.
#[derive(Clone, Debug)]
pub struct Good {
    /// The texts that it was made of.
    pub pack: Arc<Pack>,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its agenda as a graph.
    pub graph: Graph,
}

impl Reading {
    /// Reads a pack.
    #[must_use]
    pub fn of(pack: Pack) -> Self {
        let pack = Arc::new(pack);
        let numbers = Number::all(&Sources::new(&pack));
        let (findings, good) = match compile(&pack, coefficients()) {
            Ok(scenario) => {
                let graph = Graph::of(&scenario);
                let findings = scenario.warnings.clone();
                let (pack, scenario) = (Arc::clone(&pack), Arc::new(scenario));
                (findings, Some(Arc::new(Good { pack, scenario, graph })))
            }
            Err(findings) => (findings, None),
        };
        Self { pack, findings, numbers, good }
    }

    /// The finding that says most to begin with: the first error, or else the first of all.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        let first = self.findings.iter().position(is_error);
        first.or_else(|| (!self.findings.is_empty()).then_some(0))
    }

    /// How many errors and how many warnings there are.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|f| f.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }
}
