//! The manual: every example in the guide `scenarios/README.md` is true, and the reference
//! `scenarios/reference.md` says what the code says.
//!
//! With `STATUS_QUO_UPDATE=1` the findings in the one and the tables of the other are
//! written anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use status_quo::scenario::compile::compile;
use status_quo::scenario::draft::Part;
use status_quo::scenario::finding::{Finding, Severity};
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::{coefficients, explain, library, template};

use crate::harness::{Folder, call, program, root, scenarios, text};
use crate::reference::{LISTS, Reference};

/// Behind this line the manual is written from the code.
const MARK: &str = "<!-- The rest of this file is written by the tests from the code (STATUS_QUO_UPDATE=1); change the code. -->\n";

fn manual() -> PathBuf {
    root().join("scenarios/README.md")
}

fn read() -> String {
    std::fs::read_to_string(manual()).expect("the manual is there")
}

fn reference() -> PathBuf {
    root().join("scenarios/reference.md")
}

fn read_reference() -> String {
    std::fs::read_to_string(reference()).expect("the reference is there")
}

/// The heading behind which the examples make the scenario of the tutorial.
const TUTORIAL: &str = "\n## Tutorial";

/// Writes files into a folder.
fn write_into(folder: &Path, files: &Files) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("writable");
        std::fs::write(path, text).expect("writable");
    }
}

/// Taken by whoever may write to the manual, so that two never do so at once.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn updating() -> bool {
    std::env::var_os("STATUS_QUO_UPDATE").is_some()
}

/// A fenced example: what stands behind the fence, its lines, where they lie.
struct Example<'t> {
    kind: &'t str,
    file: Option<&'t str>,
    /// Whether the checker has nothing to say to it.
    good: bool,
    body: &'t str,
    at: Range<usize>,
}

fn examples(manual: &str) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut offset = 0;
    for line in manual.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let Some(info) = line.strip_prefix("```") else { continue };
        open = match open {
            None => Some((info.trim(), offset)),
            Some((info, from)) => {
                let mut words = info.split(' ').filter(|word| !word.is_empty());
                let (kind, file) = (words.next().unwrap_or(""), words.next());
                let good = words.next() == Some("good");
                let (body, at) = (&manual[from..start], from..start);
                found.push(Example { kind, file, good, body, at });
                None
            }
        };
    }
    assert!(open.is_none(), "an example is never closed");
    found
}

type Files = BTreeMap<String, String>;

/// Whether the game reads a file of this name.
pub(crate) fn is_ron(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "ron")
}

fn pack(files: &Files) -> Pack {
    let ron = files.iter().filter(|(path, _)| is_ron(path));
    Pack::new(ron.map(|(path, text)| File { path: path.clone(), text: text.clone() }).collect())
}

fn findings(files: &Files) -> Vec<Finding> {
    match compile(&pack(files), coefficients()) {
        Ok(scenario) => scenario.warnings,
        Err(findings) => findings,
    }
}

/// Findings as the manual shows them: message, place, help.
fn shown(findings: &[Finding]) -> String {
    let one = |finding: &Finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = &finding.place;
        let mut out = format!(
            "{severity}[{}]: {}\n  --> {}:{}:{}\n",
            finding.code, finding.message, place.file, place.line, place.column
        );
        if let Some(help) = &finding.help {
            writeln!(out, "  help: {help}").expect("writing to a String cannot fail");
        }
        out
    };
    findings.iter().map(one).collect()
}

/// The files with one edit made: lines behind `-` give way to those behind `+`.
fn edited(files: &Files, path: &str, diff: &str) -> Files {
    let lines = |sign: char| -> String {
        let chosen = diff.split_inclusive('\n').filter_map(|line| line.strip_prefix(sign));
        chosen.collect()
    };
    let (old, new) = (lines('-'), lines('+'));
    let mut after = files.clone();
    let file = after.get_mut(path).unwrap_or_else(|| panic!("the tutorial has no file `{path}`"));
    assert_eq!(file.matches(&old).count(), 1, "{path}: these lines are not there once:\n{old}");
    *file = file.replace(&old, &new);
    after
}

/// Each step adds its file; where findings are shown, they are those that the checker
/// has; in the end the pack is clean and plays.
#[test]
fn the_tutorial_is_true() {
    let _alone = alone();
    let manual_text = read();
    let mut files = Files::new();
    let mut wrong: Option<Files> = None;
    let mut updates: Vec<(Range<usize>, String)> = Vec::new();
    let mut compared = 0;
    let tutorial = manual_text.find(TUTORIAL).expect("the manual has a tutorial");
    for example in examples(&manual_text).into_iter().filter(|e| e.at.start > tutorial) {
        match (example.kind, example.file) {
            ("ron" | "text", Some(path)) => {
                let before = files.insert(path.to_owned(), example.body.to_owned());
                assert!(before.is_none(), "`{path}` is written twice");
            }
            ("diff", Some(path)) if example.good => {
                assert_eq!(shown(&findings(&edited(&files, path, example.body))), "");
            }
            ("diff", Some(path)) => wrong = Some(edited(&files, path, example.body)),
            ("finding", None) => {
                let found = findings(wrong.as_ref().unwrap_or(&files));
                assert!(!found.is_empty(), "the checker has nothing to say to:\n{}", example.body);
                let says = shown(&found);
                compared += 1;
                if says != example.body {
                    assert!(updating(), "the checker says\n{says}\nthe manual\n{}", example.body);
                    updates.push((example.at, says));
                }
                wrong = None;
            }
            _ => assert!(wrong.is_none(), "a wrong example has no finding behind it"),
        }
    }
    assert!(compared >= 4, "the manual shows {compared} findings");
    if !updates.is_empty() {
        let mut after = manual_text.clone();
        for (at, says) in updates.into_iter().rev() {
            after.replace_range(at, &says);
        }
        std::fs::write(manual(), after).expect("the manual can be written");
    }

    assert_eq!(shown(&findings(&files)), "");
    let home = Folder::new();
    let folder = home.file("knox");
    write_into(&folder, &files);
    let folder = folder.display().to_string();
    let plan = format!("{folder}/playthrough.testplan");
    let played = call(&home, &["play", &folder, "--terminal", "--script", &plan]);
    assert!(played.status.success(), "{}{}", text(&played.stdout), text(&played.stderr));
}

/// The scenario that fits on a page is whole, short, plays, and grows as the text says.
#[test]
fn the_scenario_on_one_page_is_whole() {
    let manual_text = read();
    let tutorial = manual_text.find(TUTORIAL).expect("the manual has a tutorial");
    let of_page = examples(&manual_text).into_iter();
    let of_page = of_page.filter(|e| e.at.end < tutorial && e.kind == "ron");
    let files: Files = of_page
        .map(|e| (e.file.expect("it lies in a file").to_owned(), e.body.to_owned()))
        .collect();
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    assert!((1..=75).contains(&lines), "{lines} lines are no page");
    assert_eq!(shown(&findings(&files)), "");
    let home = Folder::new();
    let folder = home.file("hailar");
    write_into(&folder, &files);
    let shown = folder.display().to_string();
    for words in [
        &["simulate", &shown, "--runs", "3"][..],
        &["add", &shown, "event"],
        &["rename", &shown, "item:mission", "embassy"],
        &["check", &shown],
    ] {
        let mut call = program(&home);
        call.args(words).stdin(std::process::Stdio::null());
        let out = call.output().expect("it starts");
        assert!(out.status.success(), "{words:?}: {}{}", text(&out.stdout), text(&out.stderr));
        if words[0] == "check" {
            assert_eq!(text(&out.stderr), "", "{words:?}");
        }
    }
}

/// What the manual tells the reader to type exists.
#[test]
fn every_command_in_the_manual_exists() {
    let home = Folder::new();
    let manual_text = read();
    let mut asked = std::collections::BTreeSet::new();
    for (at, word) in manual_text.match_indices("status-quo ") {
        let before = manual_text[..at].chars().next_back().unwrap_or('\n');
        if !"`\n".contains(before) {
            continue;
        }
        let rest = &manual_text[at + word.len()..];
        let command = rest.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next();
        asked.extend(command.filter(|command| !command.is_empty() && !command.starts_with('-')));
    }
    assert!(asked.len() >= 6, "{asked:?}");
    for command in asked {
        let out = call(&home, &[command, "--help"]);
        assert!(out.status.success(), "`status-quo {command}`: {}", text(&out.stderr));
    }
}

/// The table of contents and every other link lead to a heading.
#[test]
fn every_link_inside_the_manual_leads_somewhere() {
    let (guide, reference) = (read(), read_reference());
    let anchors = |text: &str| -> Vec<String> {
        let headings = text.lines().filter(|line| line.starts_with('#'));
        headings
            .map(|line| {
                let heading = line.trim_start_matches('#').trim().to_lowercase();
                let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                kept.map(|c| if c == ' ' { '-' } else { c }).collect()
            })
            .collect()
    };
    let mut followed = 0;
    let (of_guide, of_reference) = (anchors(&guide), anchors(&reference));
    for (text, mark, known) in [
        (&guide, "](#", &of_guide),
        (&reference, "](#", &of_reference),
        (&guide, "](reference.md#", &of_reference),
    ] {
        for (at, mark) in text.match_indices(mark) {
            let rest = &text[at + mark.len()..];
            let anchor = rest.split(')').next().unwrap_or("");
            assert!(known.iter().any(|a| a == anchor), "`{mark}{anchor}` is no heading");
            followed += 1;
        }
    }
    assert!(followed >= 50, "{followed}");
}

/// Codes of findings that the manual names exist.
#[test]
fn every_finding_that_the_manual_names_can_be_explained() {
    for example in examples(&read()).iter().filter(|example| example.kind == "finding") {
        for line in example.body.lines().filter(|line| line.contains('[')) {
            let code = line.split(['[', ']']).nth(1).unwrap_or("");
            if line.starts_with("error[") || line.starts_with("warning[") {
                assert!(explain::of(code).is_some(), "`{code}` has no explanation");
            }
        }
    }
}

/// Every type, field, unit, limit and default is told as the code has it.
#[test]
fn the_reference_says_what_the_code_says() {
    let _alone = alone();
    let schema = schemars::schema_for!(Part).to_value();
    let lists: Vec<&String> =
        schema["properties"].as_object().expect("a file has fields").keys().collect();
    assert_eq!(lists.len(), LISTS.len(), "the manual lists {LISTS:?}, a file may hold {lists:?}");
    let mut files = template::files("example", None);
    for folder in ["kyakhta", "knocking-at-the-door"] {
        let pack = library::read_folder(&scenarios().join(folder)).expect("it can be read");
        files.extend(pack.files().iter().cloned());
    }
    let map = root().join("assets/map/northeast-asia.ron");
    let map = std::fs::read_to_string(map).expect("the map is there");
    let written = Reference::new(&schema, &files).map(&map).written();
    let manual_text = read_reference();
    let (before, after) = manual_text.split_once(MARK).expect("the manual has its mark");
    let wanted = format!("\n{written}");
    if after != wanted {
        assert!(
            updating(),
            "the reference is not what the code says; STATUS_QUO_UPDATE=1 writes it"
        );
        std::fs::write(reference(), format!("{before}{MARK}{wanted}")).expect("writable");
    }
    for line in written.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        assert!(cells.iter().any(|cell| cell.len() > 3 && cell.contains(' ')), "too thin: {line}");
    }
}
