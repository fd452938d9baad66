//! A negotiation domain: its clauses, and its parties with what they want.
//!
//! Not here: reading and writing it.

use super::worth::Worth;
use crate::rules::negotiation::space::{Space, SpaceError, Treaty};
use crate::rules::negotiation::utility::Preferences;

/// A domain with its parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Its clauses.
    pub clauses: Vec<DomainClause>,
    /// Its parties, in order.
    pub parties: Vec<DomainParty>,
}

/// A clause and its possible values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainClause {
    /// Its name; no two clauses share one.
    pub name: String,
    /// The names of its values; no two share one.
    pub values: Vec<String>,
}

/// A party and its preferences.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainParty {
    /// Its name.
    pub name: String,
    /// The party's preferences, in the order of the clauses and values.
    pub preferences: Preferences,
    /// The same in the measure of the file.
    pub worth: Worth,
}

impl DomainParty {
    /// A party in the measure of the rules.
    #[must_use]
    pub fn new(name: String, preferences: Preferences) -> Self {
        let worth = Worth::plain(&preferences);
        Self { name, preferences, worth }
    }
}

impl Domain {
    /// The space of its treaties.
    ///
    /// # Errors
    /// If there is no such space.
    pub fn space(&self) -> Result<Space, SpaceError> {
        let sizes: Vec<usize> = self.clauses.iter().map(|clause| clause.values.len()).collect();
        Space::new(&sizes)
    }

    /// The utility of a treaty to each party, in the measure of its file.
    #[must_use]
    pub fn utilities(&self, space: &Space, treaty: Treaty) -> Vec<f64> {
        self.parties.iter().map(|party| party.worth.of(space, treaty)).collect()
    }
}
