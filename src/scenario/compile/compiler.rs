//! The compiler's state: the data and the findings of a pack that is being compiled.
//!
//! The methods for each kind of entry are in the files beside this one.

use std::collections::{BTreeMap, BTreeSet};

use super::merged::EntryOrigin;
use super::tables::NameTables;
use crate::rules::audience::Audience;
use crate::scenario::finding::Finding;
use crate::scenario::sources::Sources;

/// The compiler of one pack: its tables of names, and the findings so far.
pub(super) struct Compiler<'p> {
    pub(super) sources: &'p Sources<'p>,
    pub(super) names: NameTables,
    pub(super) findings: Vec<Finding>,
    /// The number of faults met, repetitions of faults already reported included.
    pub(super) faults: usize,
    /// The origin of the entry that is being compiled.
    pub(super) home: EntryOrigin,
    /// The number of figures with each grade of evidence.
    pub(super) evidence: [u32; 4],
    /// The pairs of a leader and a seat that the leader may hold.
    pub(super) leader_seats: BTreeSet<(String, String)>,
    /// The secret instruments, with the seats that are party to them.
    pub(super) secret_instruments: BTreeMap<String, Audience>,
    /// The facts that not everybody knows, with the seats that do.
    pub(super) secret_facts: BTreeMap<String, Audience>,
    /// The instruments that are in force at the start.
    pub(super) in_force_at_start: BTreeSet<String>,
}
