//! Checked packs: the result of reading and checking a pack at one moment.
//!
//! For programs that stay open beside an author while files change. A pack without
//! errors is compiled once and shared; the caller decides whether to keep an older
//! compiled scenario while the newer pack has faults.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compile::compile;
use super::finding::{Finding, Severity, TextPlace};
use super::graph::{AgendaNode, Graph};
use super::numbers::Number;
use super::pack::Pack;
use super::places::{Places, Spot};
use super::reach::Reach;
use super::sources::Sources;
use super::unreachable::why_never;
use super::{Scenario, coefficients};
use crate::rules::ids::ItemId;

/// A pack that was checked: its files, its findings and, without errors, its scenario.
#[derive(Clone, Debug)]
pub struct CheckedPack {
    /// The texts.
    pub pack: Arc<Pack>,
    /// Errors, if it cannot be played; else warnings.
    pub findings: Vec<Finding>,
    /// The numbers that steer outcomes.
    pub numbers: Vec<Number>,
    /// The compiled scenario and its agenda, if there is no error.
    pub good: Option<Arc<Good>>,
}

/// A compiled scenario, with its agenda.
#[derive(Clone, Debug)]
pub struct Good {
    /// The pack that it was compiled from.
    pub pack: Arc<Pack>,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its agenda as a graph.
    pub graph: Graph,
    /// Where each item stands in the texts, by item.
    pub items: Vec<TextPlace>,
    /// The reasons, in words, for the items that can never come up.
    pub never: BTreeMap<ItemId, String>,
}

impl CheckedPack {
    /// Reads and checks a pack. `misnamed` is the warning about the name of its folder,
    /// which the pack itself cannot know.
    #[must_use]
    pub fn of(pack: Pack, misnamed: Option<Finding>) -> Self {
        let pack = Arc::new(pack);
        let sources = Sources::new(&pack);
        let numbers = Number::all(&sources);
        let (findings, good) = match compile(&pack, coefficients()) {
            Ok(scenario) => {
                let graph = Graph::of(&scenario);
                let places = Places::new(&sources);
                let item = |node: &AgendaNode| places.of(&scenario, Spot::Item(node.item));
                let items = graph.nodes.iter().map(item).collect();
                let never = graph.nodes.iter().filter(|node| node.reach == Reach::Never);
                let never = never.filter_map(|node| {
                    let why = why_never(&scenario, &graph.reached, Spot::Item(node.item))?;
                    Some((node.item, why))
                });
                let never = never.collect();
                let findings = misnamed.into_iter().chain(scenario.warnings.clone()).collect();
                let (pack, scenario) = (Arc::clone(&pack), Arc::new(scenario));
                (findings, Some(Arc::new(Good { pack, scenario, graph, items, never })))
            }
            Err(findings) => (findings, None),
        };
        Self { pack, findings, numbers, good }
    }

    /// The number of the finding to show first: the first error, or else the first of all.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        let is_error = |finding: &Finding| finding.severity == Severity::Error;
        let first = self.findings.iter().position(is_error);
        first.or_else(|| (!self.findings.is_empty()).then_some(0))
    }

    /// The number of errors and the number of warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|f| f.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }
}
