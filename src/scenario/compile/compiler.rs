//! The compiler's state: the data and the findings of a pack that is being compiled.
//!
//! The methods for each kind of entry are in the files beside this one.

use std::collections::{BTreeMap, BTreeSet};

use super::merged::EntryOrigin;
use super::tables::NameTables;
use crate::rules::audience::Audience;
use crate::rules::ids::SeatId;
use crate::scenario::finding::Finding;
use crate::scenario::index::Mention;
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
    /// The number of leaders who may hold each seat.
    pub(super) n_leaders: BTreeMap<String, usize>,
    /// The secret instruments, with the seats that are party to them.
    pub(super) secret_instruments: BTreeMap<String, Audience>,
    /// The facts that not everybody knows, with the seats that do.
    pub(super) secret_facts: BTreeMap<String, Audience>,
    /// The instruments that are in force at the start.
    pub(super) in_force_at_start: BTreeSet<String>,
    /// The instruments of which something asks whether they are in force.
    pub(super) asked_for: BTreeSet<String>,
    /// The ids of what is said to be known to nobody, which is no secret and not open.
    pub(super) known_to_nobody: BTreeSet<String>,
    /// Who is said to care about a clause that it does not know of: the seat, the item by
    /// its file and number, and the clause.
    pub(super) cares: BTreeSet<(SeatId, usize, Option<usize>, String)>,
    /// The instruments that nothing signs, and of which that is said.
    pub(super) unsigned: BTreeSet<String>,
    /// The mentions of each name in the pack's text, once they are asked for.
    pub(super) mentions: Option<BTreeMap<String, Vec<Mention>>>,
    /// Where numbers stand that were meant as per cent, which is said once for each list.
    pub(super) per_cent: BTreeSet<usize>,
}

impl<'p> Compiler<'p> {
    /// A compiler of files that nothing is known of yet.
    pub(super) fn new(sources: &'p Sources<'p>) -> Self {
        Self {
            sources,
            names: NameTables::default(),
            findings: Vec::new(),
            faults: 0,
            home: EntryOrigin::default(),
            evidence: [0; 4],
            leader_seats: BTreeSet::new(),
            n_leaders: BTreeMap::new(),
            secret_instruments: BTreeMap::new(),
            secret_facts: BTreeMap::new(),
            in_force_at_start: BTreeSet::new(),
            asked_for: BTreeSet::new(),
            known_to_nobody: BTreeSet::new(),
            cares: BTreeSet::new(),
            unsigned: BTreeSet::new(),
            mentions: None,
            per_cent: BTreeSet::new(),
        }
    }
}
