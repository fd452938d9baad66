//! The compiler: what it knows of a pack, and what it has found, while it goes through it.
//!
//! What it does with each kind of entry is in the files beside this one.

use std::collections::{BTreeMap, BTreeSet};

use super::merged::EntryOrigin;
use super::tables::NameTables;
use crate::rules::audience::Audience;
use crate::scenario::finding::Finding;
use crate::scenario::sources::Sources;

/// A pack while it is compiled.
pub(super) struct Compiler<'p> {
    pub(super) sources: &'p Sources<'p>,
    pub(super) names: NameTables,
    pub(super) findings: Vec<Finding>,
    /// How many faults were met, those that were found before among them.
    pub(super) faults: usize,
    /// The entry that is being compiled.
    pub(super) home: EntryOrigin,
    /// How many figures have each grade of evidence.
    pub(super) evidence: [u32; 4],
    /// Which leader may hold which seat.
    pub(super) leader_seats: BTreeSet<(String, String)>,
    /// Instruments that are secret, with the seats that are party to them.
    pub(super) secret_instruments: BTreeMap<String, Audience>,
    /// Facts that not everybody knows, with the seats that do.
    pub(super) secret_facts: BTreeMap<String, Audience>,
    /// Instruments that are in force at the start.
    pub(super) in_force_at_start: BTreeSet<String>,
}
