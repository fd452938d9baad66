//! `check` of a campaign: its parts, what they leave to each other, and its testplans.

use std::path::Path;
use std::sync::Arc;

use bevy::ecs::world::World;

use crate::ensemble::campaigns::{self, CampaignCounts, by_record, never_left};
use crate::scenario::Campaign;
use crate::scenario::finding::{Finding, TextPlace};
use crate::scenario::library::{self, Listing, Testplans};
use crate::scenario::pack::{File, Pack};
use crate::scenario::sources::Sources;
use crate::scenario::suppress;
use crate::scenario::testplan::{self, PlanFault, Testplan};
use crate::sim::crossing::rehearse_campaign;
use crate::sim::rehearsal::RehearsalError;
use crate::view::decide_error_words;
use crate::words::Words;

/// A campaign that was checked.
pub(super) struct Checked {
    /// The campaign.
    pub(super) campaign: Arc<Campaign>,
    /// The warnings.
    pub(super) warnings: Vec<Finding>,
    /// The number of warnings that the author has suppressed, each with a reason.
    pub(super) suppressed: usize,
    /// The testplans beside it.
    pub(super) plans: Vec<File>,
    /// What is wrong with what its parts leave, or with its testplans.
    pub(super) faults: Vec<Finding>,
}

/// Checks a campaign.
///
/// # Errors
/// The findings for which it cannot be played.
pub(super) fn check(words: &Words, folder: &Path, pack: &Pack) -> Result<Checked, Vec<Finding>> {
    let campaign = Arc::new(Listing::at(folder).join(pack)?);
    let sources = Sources::new(pack);
    let (warnings, suppressed) = suppress::silence(&sources, campaign.warnings.clone());
    let mut faults = by_record(&campaign, pack);
    let Testplans { files, unread } = library::testplans(folder, pack.inside());
    for (file, why) in unread {
        let place = TextPlace { file, line: 0, column: 0, length: 0 };
        let message = format!("the testplan cannot be read: {why}");
        faults.push(Finding::error("unreadable", place, message));
    }
    faults.extend(files.iter().flat_map(|file| of_plan(words, &campaign, file)));
    Ok(Checked { campaign, warnings, suppressed, plans: files, faults })
}

/// What is wrong with a testplan of a campaign.
fn of_plan(words: &Words, campaign: &Arc<Campaign>, file: &File) -> Vec<Finding> {
    let at = |line: usize, message: String| {
        let length = file.text.lines().nth(line.saturating_sub(1)).map_or(0, |l| l.chars().count());
        let place = TextPlace { file: file.path.clone(), line, column: 1, length };
        Finding::error("testplan", place, message)
    };
    let records: Vec<&Testplan> = campaign.parts.iter().map(|part| &part.record).collect();
    let plan = match testplan::read_campaign(&file.text, &records) {
        Ok(plan) => plan,
        Err(PlanFault { line, message }) => return vec![at(line, message)],
    };
    let first = Arc::new(campaign.first());
    let (game, errors) = rehearse_campaign(&mut World::new(), &first, &plan);
    let played = game.earlier().ends.len() + 1;
    if errors.is_empty()
        && let Some(next) = plan.parts.get(played)
    {
        let message = format!("this part is not played: part {played} does not come to its end");
        return vec![at(next.line, message)];
    }
    let told = |(part, line, error): (usize, usize, RehearsalError)| {
        let why = match error {
            RehearsalError::Script(error) => error.to_string(),
            RehearsalError::Refused(error) => decide_error_words(words, &error),
        };
        let id = &campaign.head.parts[part];
        at(plan.parts[part].line, format!("in part {} (`{id}`), line {line}: {why}", part + 1))
    };
    errors.into_iter().map(told).collect()
}

/// Plays a campaign many times. Answers what that shows, and the counts.
pub(super) fn play(
    campaign: &Arc<Campaign>,
    pack: &Pack,
    games: u64,
) -> (Vec<Finding>, CampaignCounts) {
    let threads = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let counts = campaigns::play(campaign, games, threads, &|| {});
    (never_left(campaign, pack, &counts), counts)
}

/// How often each part opened otherwise, and what was left to it.
pub(super) fn lines(campaign: &Campaign, counts: &CampaignCounts) -> Vec<String> {
    #[expect(clippy::cast_precision_loss, reason = "shares need no more digits")]
    let share = |count: u64| count as f64 * 100.0 / counts.games.max(1) as f64;
    let mut lines = vec![format!("  {} campaigns, half of them at random", counts.games)];
    for (part, of_part) in campaign.parts.iter().zip(&counts.parts) {
        let head = &part.scenario.head;
        lines.push(format!(
            "  {}: opened otherwise in {:.0} %",
            head.title,
            share(of_part.otherwise)
        ));
        let mut left: Vec<(&str, u64)> = part
            .scenario
            .text
            .legacies
            .iter()
            .zip(&of_part.left)
            .map(|(legacy, count)| (legacy.id.as_str(), *count))
            .collect();
        left.sort_by_key(|(id, count)| (core::cmp::Reverse(*count), *id));
        let left: Vec<String> =
            left.iter().map(|(id, count)| format!("{id} {:.0} %", share(*count))).collect();
        if !left.is_empty() {
            lines.push(format!("    leaves {}", left.join(", ")));
        }
    }
    lines
}
