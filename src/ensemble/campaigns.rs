//! Campaigns played many times: what their parts leave to each other.
//!
//! Every other campaign is played by the seats' own conduct, the rest at random, as in
//! [trials](super::trial). Each part opens with what was made of those before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bevy::ecs::world::World;

use super::waves::{has_ended, seed_of};
use crate::rules::holders::Holder;
use crate::rules::turn::Run;
use crate::scenario::finding::Finding;
use crate::scenario::pack::Pack;
use crate::scenario::{Campaign, CampaignPart, Place};
use crate::sim::campaign::PartEnd;
use crate::sim::crossing::{documented_end, taken_over};
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::{self, Turn};
use crate::system::on_threads;

/// The seed of all trials: the same games on every day and every machine.
const SEED: u64 = 1907;

/// Counts over many campaigns.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CampaignCounts {
    /// Campaigns counted.
    pub games: u64,
    /// One entry for each part.
    pub parts: Vec<PartCounts>,
}

/// Counts of one part over many campaigns.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PartCounts {
    /// How often it opened otherwise than documented.
    pub otherwise: u64,
    /// How often each legacy was left.
    pub left: Vec<u64>,
    /// How often each of its inheritances was taken over.
    pub inherited: Vec<u64>,
}

impl CampaignCounts {
    fn new(campaign: &Campaign) -> Self {
        let parts = campaign.parts.iter().map(|part| PartCounts {
            otherwise: 0,
            left: vec![0; part.scenario.setting.legacies.len()],
            inherited: vec![0; part.scenario.setting.inherits.len()],
        });
        Self { games: 0, parts: parts.collect() }
    }

    fn add(&mut self, other: &Self) {
        self.games += other.games;
        for (part, more) in self.parts.iter_mut().zip(&other.parts) {
            part.otherwise += more.otherwise;
            let all = part.left.iter_mut().zip(&more.left);
            let all = all.chain(part.inherited.iter_mut().zip(&more.inherited));
            all.for_each(|(count, more)| *count += more);
        }
    }
}

/// Plays so many campaigns and counts. `progress` is called after each, from any thread.
/// The answer is the same for any number of threads, at least one.
#[must_use]
pub fn play(
    campaign: &Arc<Campaign>,
    games: u64,
    threads: usize,
    progress: &(dyn Fn() + Sync),
) -> CampaignCounts {
    let next = AtomicU64::new(0);
    let rulebooks: Vec<Rulebook> =
        campaign.parts.iter().map(|part| Rulebook::new(Arc::clone(&part.scenario))).collect();
    let work = || {
        let mut counts = CampaignCounts::new(campaign);
        let mut world = World::new();
        turn::install(&mut world);
        loop {
            let run = next.fetch_add(1, Ordering::Relaxed);
            if run >= games {
                return counts;
            }
            play_one(&mut world, campaign, &rulebooks, run, &mut counts);
            progress();
        }
    };
    let mut total = CampaignCounts::new(campaign);
    let most = usize::try_from(games).unwrap_or(usize::MAX);
    for counts in on_threads(threads.min(most), work) {
        total.add(&counts);
    }
    total
}

/// Plays one campaign from its first part to its last.
fn play_one(
    world: &mut World,
    campaign: &Arc<Campaign>,
    rulebooks: &[Rulebook],
    run: u64,
    counts: &mut CampaignCounts,
) {
    let holder = if run.is_multiple_of(2) { Holder::Conduct } else { Holder::Anybody };
    let mut seed = seed_of(SEED, run);
    let mut opening = campaign.parts[0].scenario.opening.clone();
    let mut ends: Vec<PartEnd> = Vec::new();
    for (part, (CampaignPart { scenario, .. }, rulebook)) in
        campaign.parts.iter().zip(rulebooks).enumerate()
    {
        let holders = vec![holder; scenario.setting.seats.len()];
        let timeline = Timeline::opened(rulebook, opening.borrow(), Run::new(seed, false), holders);
        let game = world.spawn(timeline).id();
        while !has_ended(world, game) {
            world.run_schedule(Turn);
        }
        let end = PartEnd::of(scenario, position(world, game).to_owned());
        world.despawn(game);
        for legacy in &end.left {
            counts.parts[part].left[*legacy] += 1;
        }
        if let Some(CampaignPart { scenario: next, .. }) = campaign.parts.get(part + 1) {
            let place = Place { campaign: Arc::clone(campaign), part };
            let (left, carried) = taken_over(&place, &ends, &end);
            opening = next.opening_after(&left, carried.as_ref());
            let of_next = &mut counts.parts[part + 1];
            of_next.otherwise += u64::from(opening != next.opening);
            for index in next.inherited(&left) {
                of_next.inherited[index] += 1;
            }
        }
        ends.push(end);
        seed = seed_of(seed, run);
    }
    counts.games += 1;
}

/// What is wrong with what the parts leave where they are played by the record: nothing
/// must be left then.
#[must_use]
pub fn by_record(campaign: &Arc<Campaign>, pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, part) in campaign.parts.iter().enumerate() {
        let id = &part.scenario.head.id;
        let place = || Campaign::place_of_part(pack, index);
        let Some(position) = documented_end(campaign, index) else {
            let message = format!("the `record.testplan` of `{id}` does not play it to its end");
            let help = "only what comes out otherwise than there can be carried on: let it answer every question";
            findings.push(
                Finding::error("campaign", place(), message).with_help(Some(help.to_owned())),
            );
            continue;
        };
        let end = PartEnd::of(&part.scenario, position.clone());
        for name in end.names() {
            let message = format!("`{name}` is left also where everything goes as documented");
            let help = "a legacy is what came out otherwise: put that into its `when`";
            findings.push(
                Finding::error("documented-legacy", place(), message)
                    .with_help(Some(help.to_owned())),
            );
        }
    }
    findings
}

/// The warnings about what no game has left.
#[must_use]
pub fn never_left(campaign: &Campaign, pack: &Pack, counts: &CampaignCounts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, (part, counts_of)) in campaign.parts.iter().zip(&counts.parts).enumerate() {
        for (legacy, left) in part.scenario.text.legacies.iter().zip(&counts_of.left) {
            if *left > 0 {
                continue;
            }
            let (id, name) = (&part.scenario.head.id, &legacy.id);
            let message = format!("`{id}/{name}` was never left in {} campaigns", counts.games);
            let help = "see whether its `when` can hold at the end, and play more games";
            findings.push(
                Finding::warning("never-left", Campaign::place_of_part(pack, index), message)
                    .with_help(Some(help.to_owned())),
            );
        }
    }
    findings
}
