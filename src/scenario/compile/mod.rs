//! The compiler: it makes a scenario of a pack's parts. Names become ids, and
//! everything is checked.
//!
//! The only way to make a [`Scenario`]: one that exists is valid. All findings
//! are collected; a name that is not known is reported where it stands, with
//! the names most like it. What can only be seen by playing is not checked here.

mod agenda;
mod compiler;
mod conference;
mod defs;
mod head;
mod mandates;
mod merged;
mod names;
mod numbers;
mod opening;
mod places;
mod prose;
mod tables;
mod unused;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::compiler::Compiler;
use self::merged::{EntryOrigin, Merged};
use self::tables::NameTables;
use crate::rules::defs::Coefficients;
use crate::rules::setting::Setting;
use crate::scenario::finding::{Finding, Severity, capped};
use crate::scenario::lookup::Lookup;
use crate::scenario::pack::Pack;
use crate::scenario::places::Places;
use crate::scenario::reach::Reached;
use crate::scenario::sources::Sources;
use crate::scenario::unreachable::unreachable;
use crate::scenario::{Scenario, suppress};

/// Makes a scenario of a pack, or returns what is wrong with it.
///
/// # Errors
/// The findings, if at least one of them is an error; of very many, the first
/// ([`capped`]).
pub fn compile(pack: &Pack, coefficients: Coefficients) -> Result<Scenario, Vec<Finding>> {
    compile_whole(pack, coefficients).map_err(capped)
}

/// As [`compile`], with all findings.
fn compile_whole(pack: &Pack, coefficients: Coefficients) -> Result<Scenario, Vec<Finding>> {
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
        names: NameTables::default(),
        findings: Vec::new(),
        faults: 0,
        home: EntryOrigin::default(),
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
    let setting = Setting::new(defs);
    let mut scenario = Scenario {
        head,
        lookup: Lookup::of(&merged.part, &setting),
        text: merged.part,
        setting,
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
    scenario.warnings = capped(scenario.warnings);
    Ok(scenario)
}

/// Sorts findings by their places.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
}
