//! The compiler: it makes a scenario of a pack's parts. Names become ids, and
//! everything is checked.
//!
//! The only way to make a [`Scenario`]: one that exists is valid. All findings
//! are collected; a name that is not known is reported where it stands, with
//! the names most like it. What can only be seen by playing is not checked here.

mod agenda;
mod astray;
mod compiler;
mod conference;
mod constant;
mod copies;
mod defs;
mod head;
mod idle;
mod ids;
mod inherited;
mod legacies;
mod mandates;
mod merged;
mod names;
mod numbers;
mod opening;
mod places;
mod prose;
mod record;
mod renames;
mod secrets;
mod tables;
mod texts;
mod unused;
mod words;

use std::collections::BTreeSet;

use self::astray::Astray;
use self::compiler::Compiler;
use self::merged::Merged;
use crate::rules::defs::Coefficients;
use crate::rules::setting::Setting;
use crate::scenario::draft::Part;
use crate::scenario::finding::{Finding, capped};
use crate::scenario::lookup::Lookup;
use crate::scenario::pack::Pack;
use crate::scenario::places::Places;
use crate::scenario::reach::Reached;
use crate::scenario::sources::Sources;
use crate::scenario::unreachable::unreachable;
use crate::scenario::{Past, Scenario, suppress};

/// Makes a scenario of a pack, or returns what is wrong with it.
///
/// # Errors
/// The findings, if at least one of them is an error; of very many, the first
/// ([`capped`]).
pub fn compile(pack: &Pack, coefficients: Coefficients) -> Result<Scenario, Vec<Finding>> {
    compile_whole(pack, &coefficients).map_err(capped)
}

/// As [`compile`], with all findings.
fn compile_whole(pack: &Pack, coefficients: &Coefficients) -> Result<Scenario, Vec<Finding>> {
    let sources = Sources::new(pack);
    let (parts, findings) = pack.parts(&sources);
    if !findings.is_empty() {
        // Names of a file that could not be read would all be unknown: only the
        // root cause is shown.
        return Err(findings);
    }
    let mut astray = Astray::of(&sources, &parts);
    let mut made = attempt(pack, &sources, parts, &astray.files, coefficients);
    if made.as_ref().is_err_and(|findings| n_unknown(findings) >= SUSPICIOUS) {
        let before = astray.files.len();
        astray.take_foreign(&sources);
        if astray.files.len() > before {
            let (parts, _) = pack.parts(&sources);
            made = attempt(pack, &sources, parts, &astray.files, coefficients);
        }
    }
    match made {
        Ok(scenario) if astray.findings.is_empty() => Ok(scenario),
        made => {
            let mut findings = astray.findings;
            findings.extend(made.err().into_iter().flatten());
            in_order(&mut findings);
            Err(findings)
        }
    }
}

/// So many unknown names may be those of a file of another scenario.
const SUSPICIOUS: usize = 3;

/// The number of names that no entry has.
fn n_unknown(findings: &[Finding]) -> usize {
    findings.iter().filter(|f| matches!(f.code, "unknown-name" | "renamed")).count()
}

/// Makes a scenario of the files that belong to a pack.
fn attempt(
    pack: &Pack,
    sources: &Sources<'_>,
    parts: Vec<(usize, Part)>,
    astray: &BTreeSet<usize>,
    coefficients: &Coefficients,
) -> Result<Scenario, Vec<Finding>> {
    let mut merged = Merged::default();
    for (file, part) in parts {
        if !astray.contains(&file) {
            merged.add(file, part);
        }
    }
    let mut compiler = Compiler::new(sources);
    compiler.check_head(&merged);
    if !compiler.check_size(&merged) || !compiler.collect_names(&merged) {
        return Err(compiler.findings);
    }
    let fixed = compiler.defs(&merged, coefficients).map(|defs| {
        let opening = compiler.opening(&merged, &defs);
        (defs, opening)
    });
    if let Some((defs, _)) = &fixed
        && !compiler.has_errors()
    {
        compiler.check_knowledge(&merged, defs);
    }
    let conditions = compiler.text_conditions(&merged, fixed.as_ref().map(|(defs, _)| defs));
    let map = compiler.map_rules(&merged);
    compiler.check_prose(&merged);
    compiler.check_use(&merged);
    compiler.name_the_first();
    compiler.tell_renames();
    let (Some((defs, opening)), false) = (fixed, compiler.has_errors()) else {
        let (mut findings, _) = suppress::apply(sources, compiler.findings);
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
        conditions,
        map,
        evidence: compiler.evidence,
        hash: pack.hash(),
        warnings: Vec::new(),
        suppressed: 0,
        only_after_legacies: BTreeSet::new(),
        past: Past::default(),
        place: None,
    };
    let reached = Reached::of(&scenario);
    if !scenario.setting.inherits.is_empty() {
        scenario.only_after_legacies = Reached::as_documented(&scenario).never_open();
    }
    let mut findings = compiler.findings;
    findings.extend(unused::unused(sources, &compiler.unsigned));
    findings.extend(unreachable(&scenario, &reached, &Places::new(sources)));
    (scenario.warnings, scenario.suppressed) = suppress::apply(sources, findings);
    in_order(&mut scenario.warnings);
    scenario.warnings = capped(scenario.warnings);
    Ok(scenario)
}

/// Sorts findings by their places.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
}
