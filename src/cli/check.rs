//! `check` and `explain`: the findings about packs, for people and for programs.
//!
//! Findings for people go to stderr, as all messages do; JSON lines and lines
//! for GitHub are structured output and go to stdout.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::answer::{Failure, say_drawn, say_err, say_json, say_out, say_text, write_file};
use super::baseline::Baseline;
use super::usage::whole;
use super::{campaigncheck, plancheck, playcheck};
use crate::ensemble::trial::TrialVerdict;
use crate::scenario::compile::compile;
use crate::scenario::finding::{Finding, Severity, TextPlace, Trust, nearest};
use crate::scenario::library::{self, Listing, OpenError};
use crate::scenario::pack::{Pack, short};
use crate::scenario::render::Palette;
use crate::scenario::sources::Sources;
use crate::scenario::{Scenario, coefficients, explain as codes, suppress};
use crate::shown::visible;
use crate::words::Words;

/// The most rounds of fixes; a fix that touches another waits for the next round.
const MOST_ROUNDS: usize = 40;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Folders or zips of packs, or a folder of such.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Plays each good pack so many times, always the same games, and says what that shows.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(1_u64, 1_000_000))]
    play: Option<u64>,
    /// Makes the mechanical fixes in the files and says what was changed.
    #[arg(long)]
    fix: bool,
    /// Shows only findings that are not in this file.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Writes all findings into this file, for `--baseline`.
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// The report on all packs together.
#[derive(Default)]
struct CheckReport {
    baseline: Baseline,
    /// All findings as JSON lines.
    lines: String,
    known: usize,
    suppressed: usize,
    /// The packs that have the id of another, each with that other.
    twins: BTreeMap<PathBuf, PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON object a line for each finding.
    Json,
    /// Lines that GitHub shows beside the code.
    Github,
}

/// The packs at a path: the path itself, or the folders and zips in it that are packs.
fn packs_at(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() && !path.join("scenario.ron").is_file() {
        let packs = library::packs_in(path);
        // Folders of which none has a head are taken as those of one pack without a head.
        let says = |pack: &PathBuf| library::is_zip(pack) || Listing::at(pack).names_itself();
        if packs.iter().any(says) {
            return packs;
        }
    }
    vec![path.to_owned()]
}

pub(super) fn check(words: &Words, call: &Check) -> Result<(), Failure> {
    let mut failed = false;
    let baseline = call.baseline.as_deref().map(Baseline::read).transpose()?.unwrap_or_default();
    let mut tally = CheckReport { baseline, ..CheckReport::default() };
    let places: Vec<PathBuf> = call.paths.iter().flat_map(|path| packs_at(path)).collect();
    tally.twins = twins(&places);
    for place in &places {
        failed |= !check_pack(words, call, place, &mut tally);
    }
    let counted = |n: usize, what: &str| {
        let plural = if n == 1 { "" } else { "s" };
        if n > 0 && call.format == ReportFormat::Human {
            say_err(&format!("{n} {what}{plural}"));
        }
    };
    counted(tally.suppressed, "suppressed warning");
    counted(tally.known, "known finding");
    if let Some(path) = &call.write_baseline {
        write_file(path, &tally.lines)?;
    }
    if failed { Err(Failure::Said) } else { Ok(()) }
}

/// The packs that have the id of another, each with that other: the one that lies in a
/// folder of that name, or else comes first.
fn twins(places: &[PathBuf]) -> BTreeMap<PathBuf, PathBuf> {
    let mut by_id: BTreeMap<String, Vec<Listing>> = BTreeMap::new();
    // A single pack has no twin here.
    for place in places.iter().filter(|_| places.len() > 1) {
        let listing = Listing::at(place);
        let all = by_id.entry(listing.id().to_owned()).or_default();
        // A zip beside its folder is the same pack, packed.
        let is_packed = |other: &Listing| {
            library::is_zip(place) != other.place.path().is_some_and(library::is_zip)
                && listing.hash() == other.hash()
        };
        if listing.names_itself() && !all.iter().any(|o| o.is_same(&listing) || is_packed(o)) {
            all.push(listing);
        }
    }
    let mut found = BTreeMap::new();
    for (id, all) in by_id.into_iter().filter(|(_, all)| all.len() > 1) {
        let own = all.iter().position(|listing| listing.slug == id).unwrap_or(0);
        let path = |index: usize| all[index].place.path().map(Path::to_owned);
        for index in (0..all.len()).filter(|index| *index != own) {
            found.extend(path(index).zip(path(own)));
        }
    }
    found
}

/// Checks one pack; returns whether it has no errors.
fn check_pack(words: &Words, call: &Check, folder: &Path, tally: &mut CheckReport) -> bool {
    let shown = folder.display().to_string();
    let read = if call.fix { mended(folder, &shown, call.format) } else { library::read(folder) };
    let pack = match read {
        Ok(pack) => pack,
        Err(error) if call.format == ReportFormat::Human => {
            say_err(&error.to_string());
            return false;
        }
        Err(error) => {
            // For programs, a pack that cannot be read is reported as a finding.
            let place = TextPlace { file: String::new(), line: 0, column: 0, length: 0 };
            let finding = Finding::error("unreadable", place, error.to_string());
            show(call.format, &shown, &Pack::new(Vec::new()), &[finding]);
            return false;
        }
    };
    // The files of a pack may lie in a folder of their own in there.
    let shown = if pack.inside().is_empty() { shown } else { format!("{shown}/{}", pack.inside()) };
    if pack.label().is_campaign {
        return check_campaign(words, call, (folder, &shown), &pack, tally);
    }
    match compile(&pack, coefficients()) {
        Ok(scenario) => {
            let (plans, of_plans) = plancheck::check(words, &scenario, folder, pack.inside());
            let pack = pack.beside(&plans);
            let of_plans = tally.new_ones(&shown, &pack, of_plans);
            show_warnings(call, (folder, &shown), &pack, &scenario, tally);
            if !of_plans.is_empty() {
                if call.format == ReportFormat::Human {
                    say_err("the scenario can be played, but not as its testplan says:");
                }
                show(call.format, &shown, &pack, &of_plans);
                return false;
            }
            if let Some(games) = call.play {
                show_games(call.format, &shown, &pack, (&scenario, games), tally);
            }
            true
        }
        Err(findings) => {
            let findings = tally.new_ones(&shown, &pack, findings);
            if findings.is_empty() {
                return true;
            }
            if call.format == ReportFormat::Human {
                let rendered = pack.render_in(&findings, palette());
                say_drawn(&OpenError::faulty(&visible(&shown), &findings, rendered).to_string());
                hint(&findings);
            } else {
                show(call.format, &shown, &pack, &findings);
            }
            false
        }
    }
}

/// Checks a campaign; returns whether it has no errors.
fn check_campaign(
    words: &Words,
    call: &Check,
    (folder, shown): (&Path, &str),
    pack: &Pack,
    tally: &mut CheckReport,
) -> bool {
    let checked = match campaigncheck::check(words, folder, pack) {
        Ok(checked) => checked,
        Err(findings) => {
            let findings = tally.new_ones(shown, pack, findings);
            show(call.format, shown, pack, &findings);
            return findings.is_empty();
        }
    };
    let campaign = &checked.campaign;
    let pack = pack.beside(&checked.plans);
    tally.suppressed += checked.suppressed;
    let mut warnings: Vec<Finding> = library::misnamed(folder, &pack).into_iter().collect();
    warnings.extend(checked.warnings);
    let warnings = tally.new_ones(shown, &pack, warnings);
    let faults = tally.new_ones(shown, &pack, checked.faults);
    if call.format == ReportFormat::Human {
        let (parts, code) = (campaign.parts.len(), short(&campaign.hash));
        let verdict = if faults.is_empty() { "good" } else { "cannot be played as it says" };
        say_text(&format!("{shown}: {verdict} (a campaign of {parts} parts, code {code})"));
    }
    show(call.format, shown, &pack, &warnings);
    show(call.format, shown, &pack, &faults);
    if !faults.is_empty() {
        return false;
    }
    if let Some(games) = call.play {
        let (findings, counts) = campaigncheck::play(campaign, &pack, games);
        let (findings, suppressed) = suppress::silence(&Sources::new(&pack), findings);
        tally.suppressed += suppressed;
        let findings = tally.new_ones(shown, &pack, findings);
        show(call.format, shown, &pack, &findings);
        match call.format {
            ReportFormat::Json => {
                say_json(&serde_json::json!({ "pack": shown, "campaigns": counts }).to_string());
            }
            ReportFormat::Human => {
                for line in campaigncheck::lines(campaign, &counts) {
                    say_text(&line);
                }
            }
            ReportFormat::Github => {}
        }
    }
    true
}

/// Says that a pack is good, and what is odd in it.
fn show_warnings(
    call: &Check,
    (folder, shown): (&Path, &str),
    pack: &Pack,
    scenario: &Scenario,
    tally: &mut CheckReport,
) {
    tally.suppressed += scenario.suppressed;
    // Of a copy beside the pack itself the name of the folder is no fault of its own.
    let of_place = match tally.twins.get(folder) {
        Some(other) => pack.same_id(&other.display().to_string()),
        None => library::misnamed(folder, pack),
    };
    let mut warnings: Vec<Finding> = of_place.into_iter().collect();
    warnings.extend(scenario.warnings.iter().cloned());
    let warnings = tally.new_ones(shown, pack, warnings);
    if call.format == ReportFormat::Human {
        let (n_items, code) = (scenario.text.items.len(), scenario.short_hash());
        say_text(&format!("{shown}: good ({n_items} items, code {code})"));
    }
    show(call.format, shown, pack, &warnings);
}

/// Plays a pack many times and says what that shows.
fn show_games(
    format: ReportFormat,
    shown: &str,
    pack: &Pack,
    (scenario, games): (&Scenario, u64),
    tally: &mut CheckReport,
) {
    let TrialVerdict { findings, suppressed, summary } = playcheck::play(scenario, pack, games);
    tally.suppressed += suppressed;
    let findings = tally.new_ones(shown, pack, findings);
    show(format, shown, pack, &findings);
    match format {
        ReportFormat::Json => {
            say_json(&serde_json::json!({ "pack": shown, "play": summary }).to_string());
        }
        ReportFormat::Human => {
            for line in summary.lines() {
                say_text(&line);
            }
        }
        ReportFormat::Github => {}
    }
}

fn show(format: ReportFormat, shown: &str, pack: &Pack, findings: &[Finding]) {
    for finding in findings {
        match format {
            ReportFormat::Json => say_json(&finding.json(shown, pack.line_of(finding))),
            ReportFormat::Github => say_out(&finding.github(shown)),
            ReportFormat::Human => {
                say_drawn(&pack.render_in(core::slice::from_ref(finding), palette()));
            }
        }
    }
}

impl CheckReport {
    /// The findings that are not in the baseline; all are recorded.
    fn new_ones(&mut self, shown: &str, pack: &Pack, findings: Vec<Finding>) -> Vec<Finding> {
        let mut new = Vec::new();
        for finding in findings {
            let line = finding.json(shown, pack.line_of(&finding));
            if self.baseline.knows(&line) {
                self.known += 1;
            } else {
                new.push(finding);
            }
            self.lines += &line;
            self.lines.push('\n');
        }
        new
    }
}

/// The palette: colours only on a terminal, and not if they are switched off.
fn palette() -> Palette {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && std::io::stderr().is_terminal() { Palette::Coloured } else { Palette::Plain }
}

/// Writes a hint on how to go on.
fn hint(findings: &[Finding]) {
    let mechanical =
        findings.iter().filter(|f| !f.fix.is_empty() && f.trust == Trust::Mechanical).count();
    if mechanical > 0 {
        say_err(&format!("{mechanical} of these can be mended by `status-quo check --fix`"));
    }
    if let Some(first) = findings.first() {
        say_err(&format!("what a code means: `status-quo explain {}`", first.code));
    }
}

/// A pack with the mechanical fixes made in its files, as far as there are any.
fn mended(folder: &Path, shown: &str, format: ReportFormat) -> Result<Pack, OpenError> {
    let mut pack = library::read(folder)?;
    for _ in 0..MOST_ROUNDS {
        let Err(findings) = compile(&pack, coefficients()) else { break };
        let (after, made) = pack.mended(&findings);
        if made.is_empty() {
            break;
        }
        library::write_changes(folder, &pack, &after)?;
        for finding in made {
            let place = &finding.place;
            let line = format!(
                "{shown}/{}:{}:{}: fixed: {} [{}]",
                place.file, place.line, place.column, finding.message, finding.code
            );
            if format == ReportFormat::Human { say_out(&line) } else { say_err(&line) }
        }
        pack = after;
    }
    Ok(pack)
}

/// Explains a code, or lists all.
pub(super) fn explain(code: Option<&str>) -> Result<(), Failure> {
    let Some(code) = code else {
        for explanation in codes::all() {
            say_text(&format!("{:<18} {}", explanation.code, explanation.means));
        }
        return Ok(());
    };
    // The code may be given as it is copied from a message.
    let code = code
        .trim_start_matches("error")
        .trim_start_matches("warning")
        .trim_matches(['[', ']', '`']);
    let Some(explanation) = codes::of(code) else {
        let like = nearest(code, codes::all().iter().map(|e| e.code.as_str()));
        let hint = if like.is_empty() {
            "`status-quo explain` lists all".to_owned()
        } else {
            format!("did you mean `{}`?", like.join("` or `"))
        };
        return Err(Failure::Message(format!("there is no finding `{code}`; {hint}")));
    };
    let indented =
        |text: &str| text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n");
    let severity = match explanation.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    say_text(&format!("{severity}[{code}]: {}", explanation.means));
    if !explanation.wrong.is_empty() {
        say_out(&format!("\n  wrong:\n{}", indented(&explanation.wrong)));
    }
    if !explanation.right.is_empty() {
        say_out(&format!("\n  right:\n{}", indented(&explanation.right)));
    }
    Ok(())
}
