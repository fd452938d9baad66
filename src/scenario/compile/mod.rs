//! From parts to a scenario: names become ids, and everything is checked.
//!
//! The only way to make a [`Scenario`]: one that exists is valid. All findings
//! are collected; a name that is not known is reported where it stands, with
//! the names most like it. What can only be seen by playing is not checked here.

mod agenda;
mod conference;
mod defs;
mod head;
mod mandates;
mod names;
mod numbers;
mod opening;
mod places;
mod prose;
mod unused;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::names::Names;
use crate::rules::audience::Audience;
use crate::rules::defs::Coefficients;
use crate::rules::setting::Setting;
use crate::scenario::draft::Part;
use crate::scenario::finding::{Finding, Severity};
use crate::scenario::pack::Pack;
use crate::scenario::places::Places;
use crate::scenario::reach::Reached;
use crate::scenario::sources::Sources;
use crate::scenario::unreachable::unreachable;
use crate::scenario::{Scenario, suppress};

/// How far a sum of weights or probabilities may be from one.
const TOLERANCE: f64 = 1e-6;

/// Makes a scenario of a pack, or says everything that is wrong with it.
///
/// # Errors
/// All findings, if at least one of them is an error.
pub fn compile(pack: &Pack, coefficients: Coefficients) -> Result<Scenario, Vec<Finding>> {
    let sources = Sources::new(pack);
    let (parts, findings) = pack.parts(&sources);
    if !findings.is_empty() {
        // Names of a file that could not be read would all be unknown: only the
        // root cause is shown.
        return Err(findings);
    }
    let mut merged = Merged::default();
    for (file, part) in parts {
        merged.add(file, part);
    }
    let mut compiler = Compiler {
        sources: &sources,
        names: Names::default(),
        findings: Vec::new(),
        faults: 0,
        home: Home::default(),
        evidence: [0; 4],
        leader_seats: BTreeSet::new(),
        secret_instruments: BTreeMap::new(),
        secret_facts: BTreeMap::new(),
        in_force_at_start: BTreeSet::new(),
    };
    compiler.check_head(&merged);
    if !compiler.check_size(&merged) || !compiler.collect_names(&merged) {
        return Err(compiler.findings);
    }
    let fixed = compiler.defs(&merged, &coefficients).map(|defs| {
        let opening = compiler.opening(&merged, &defs);
        (defs, opening)
    });
    if let Some((defs, _)) = &fixed
        && compiler.findings.is_empty()
    {
        compiler.check_knowledge(&merged, defs);
    }
    let map = compiler.map_rules(&merged);
    compiler.check_prose(&merged);
    compiler.name_the_first();
    let any_error = compiler.findings.iter().any(|found| found.severity == Severity::Error);
    let (Some((defs, opening)), false) = (fixed, any_error) else {
        let (mut findings, _) = suppress::apply(&sources, compiler.findings);
        in_order(&mut findings);
        return Err(findings);
    };
    let head = merged.part.scenario.clone().expect("a missing head is an error above");
    let mut scenario = Scenario {
        head,
        text: merged.part,
        setting: Setting::new(defs),
        opening,
        map,
        evidence: compiler.evidence,
        hash: pack.hash(),
        warnings: Vec::new(),
        suppressed: 0,
    };
    let reached = Reached::of(&scenario);
    let mut findings = compiler.findings;
    findings.extend(unused::unused(&sources));
    findings.extend(unreachable(&scenario, &reached, &Places::new(&sources)));
    (scenario.warnings, scenario.suppressed) = suppress::apply(&sources, findings);
    in_order(&mut scenario.warnings);
    Ok(scenario)
}

/// In the order of their places.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
}

/// All parts together, and which file each entry came from.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) part: Part,
    heads: Vec<Home>,
    homes: BTreeMap<(&'static str, usize), Home>,
}

/// Where an entry stands: the file, the list in it, and its number there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Home {
    file: usize,
    field: &'static str,
    index: Option<usize>,
}

impl Merged {
    fn add(&mut self, file: usize, part: Part) {
        if let Some(head) = part.scenario {
            self.heads.push(Home { file, field: "scenario", index: None });
            self.part.scenario.get_or_insert(head);
        }
        macro_rules! append {
            ($($field:ident),+ $(,)?) => {$(
                for (index, entry) in part.$field.into_iter().enumerate() {
                    let home = Home { file, field: stringify!($field), index: Some(index) };
                    self.homes.insert((stringify!($field), self.part.$field.len()), home);
                    self.part.$field.push(entry);
                }
            )+};
        }
        append!(
            sources,
            contradictions,
            powers,
            seats,
            leaders,
            sectors,
            instruments,
            facts,
            items,
            outcomes,
            recognition,
            drifts,
            troops,
            regions,
            railways,
            lines,
            places,
        );
    }

    fn home(&self, field: &'static str, index: usize) -> Home {
        self.homes.get(&(field, index)).copied().unwrap_or_default()
    }

    /// Where the head stands, or should.
    fn head(&self) -> Home {
        self.heads.first().copied().unwrap_or_default()
    }
}

pub(super) struct Compiler<'p> {
    sources: &'p Sources<'p>,
    names: Names,
    findings: Vec<Finding>,
    /// How many faults were met, those that were found before among them.
    faults: usize,
    /// The entry that is being compiled.
    home: Home,
    /// How many figures have each grade of evidence.
    pub(super) evidence: [u32; 4],
    /// Which leader may hold which seat.
    leader_seats: BTreeSet<(String, String)>,
    /// Instruments that are secret, with the seats that are party to them.
    secret_instruments: BTreeMap<String, Audience>,
    /// Facts that not everybody knows, with the seats that do.
    secret_facts: BTreeMap<String, Audience>,
    /// Instruments that are in force at the start.
    in_force_at_start: BTreeSet<String>,
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
