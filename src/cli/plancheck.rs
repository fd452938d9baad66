//! The testplans beside a pack, checked as the rest of it: read, looked at, and played.

use std::path::Path;
use std::sync::Arc;

use crate::scenario::finding::{Finding, TextPlace};
use crate::scenario::library::Testplans;
use crate::scenario::pack::File;
use crate::scenario::plancheck::{PlanCheck, PlanPart};
use crate::scenario::testplan::{self, Testplan};
use crate::scenario::{Scenario, library};
use crate::sim::rehearsal::{RehearsalError, rehearse};
use crate::sim::script::ScriptError;
use crate::view::decide_error_words;
use crate::words::Words;

/// The testplans beside a pack, and what is wrong with them.
pub(super) fn check(
    words: &Words,
    scenario: &Scenario,
    folder: &Path,
    inside: &str,
) -> (Vec<File>, Vec<Finding>) {
    let Testplans { files, unread } = library::testplans(folder, inside);
    let mut findings: Vec<Finding> = unread.into_iter().map(unreadable).collect();
    if !files.is_empty() {
        let scenario = Arc::new(scenario.clone());
        findings.extend(files.iter().flat_map(|file| of_plan(words, &scenario, file)));
    }
    (files, findings)
}

/// The finding about a testplan that cannot be read.
fn unreadable((file, why): (String, String)) -> Finding {
    let place = TextPlace { file, line: 0, column: 0, length: 0 };
    Finding::error("unreadable", place, format!("the testplan cannot be read: {why}"))
}

/// What is wrong with a testplan. A plan with a name that is not known is not played: it
/// would stop there, for that reason.
fn of_plan(words: &Words, scenario: &Arc<Scenario>, file: &File) -> Vec<Finding> {
    let (plan, faults) = testplan::read_all(&file.text);
    let check = PlanCheck::new(scenario, file);
    let found = check.findings(&plan, &faults);
    if found.is_empty() { played(words, scenario, &check, &plan) } else { found }
}

/// What is seen by playing a plan: the line that cannot be followed, or what did not come
/// to be as it expects, which has one cause.
fn played(
    words: &Words,
    scenario: &Arc<Scenario>,
    check: &PlanCheck<'_>,
    plan: &Testplan,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut unmet: Option<Finding> = None;
    for (line, error) in rehearse(scenario, plan) {
        match error {
            RehearsalError::Script(
                error @ (ScriptError::Differs { .. } | ScriptError::NotYet(_)),
            ) => {
                let finding = match unmet.take() {
                    None => check.at(line, PlanPart::Words, error.to_string()),
                    Some(finding) => check.with_line(finding, line, error.to_string()),
                };
                unmet = Some(finding);
            }
            RehearsalError::Script(error) => {
                findings.push(check.at(line, PlanPart::Words, error.to_string()));
            }
            RehearsalError::Refused(error) => {
                let why = decide_error_words(words, &error);
                findings.push(check.at(line, PlanPart::Words, why));
            }
        }
    }
    // After a line that could not be followed nothing can have come as expected.
    if findings.is_empty() {
        findings.extend(unmet);
    }
    findings
}
