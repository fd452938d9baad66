//! The way from one part of a campaign to the next.
//!
//! Only what came out otherwise than history did goes on: as the authors' legacies, and as
//! what the two scenarios have in common by their ids.

use std::collections::BTreeSet;
use std::sync::Arc;

use bevy::ecs::world::World;

use super::campaign::{PartEnd, seed_of_part};
use super::game::Game;
use super::journal::{Journal, JournalLine};
use super::rehearsal::{self, RehearsalError, played_through};
use super::timeline::position;
use crate::rules::defs::InheritanceDef;
use crate::rules::position::Position;
use crate::scenario::carry::{Ends, carry};
use crate::scenario::opening::Opening;
use crate::scenario::testplan::{CampaignPlan, PartPlan};
use crate::scenario::{Campaign, Place, Scenario};

/// The part of a campaign that comes after one that is over.
#[derive(Clone, Debug)]
pub struct NextPart {
    /// It with what was made of the parts before.
    pub carried: Arc<Scenario>,
    /// It as documented.
    pub documented: Arc<Scenario>,
    /// The end of the part that is over.
    pub end: PartEnd,
}

impl NextPart {
    /// The part after the one that ended so, if there is one.
    #[must_use]
    pub fn after(place: &Place, earlier: &[PartEnd], end: PartEnd) -> Option<Self> {
        let campaign = &place.campaign;
        let number = place.part + 1;
        let next = &campaign.parts.get(number)?.scenario;
        let documented = next.placed(campaign, number);
        let (left, carried) = taken_over(place, earlier, &end);
        let carried = Arc::new(documented.clone().after(left, carried));
        Some(Self { carried, documented: Arc::new(documented), end })
    }

    /// It as it opens in one way.
    #[must_use]
    pub const fn opened(&self, opening: Opening) -> &Arc<Scenario> {
        match opening {
            Opening::Carried => &self.carried,
            Opening::Documented => &self.documented,
        }
    }
}

/// What the part after one that ended so takes over: the legacies that it knows of, and what
/// the two have in common and ended otherwise than by the record.
///
/// # Panics
/// If the campaign has no further part.
#[must_use]
pub fn taken_over(
    place: &Place,
    earlier: &[PartEnd],
    end: &PartEnd,
) -> (BTreeSet<String>, Option<InheritanceDef>) {
    let Place { campaign, part } = place;
    let next = &campaign.parts[part + 1].scenario;
    let known_legacies = next.known_legacies();
    let all = earlier.iter().chain([end]).flat_map(PartEnd::names);
    let left = all.filter(|name| known_legacies.contains(name.as_str())).collect();
    let carried = documented_end(campaign, *part).map(|documented| {
        let ends = Ends { scenario: &end.scenario, documented, played: &end.position };
        let same = |seat: &str| {
            let side = campaign.side_of(*part, seat)?;
            campaign.seat_of(part + 1, side).map(str::to_owned)
        };
        carry(ends, next, same)
    });
    (left, carried)
}

/// How a part ends by the record, if its testplan plays it to the end.
#[must_use]
pub fn documented_end(campaign: &Campaign, part: usize) -> Option<&Position> {
    let part = &campaign.parts[part];
    part.by_record.get_or_init(|| played_through(&part.scenario, &part.record)).as_ref()
}

impl Game {
    /// The part of the campaign that comes after this one, if this one is over.
    #[must_use]
    pub fn next_part(&self, world: &World) -> Option<NextPart> {
        let place = self.scenario().place.as_ref().filter(|_| self.is_over(world))?;
        let end = PartEnd::of(self.scenario(), position(world, self.timeline()).to_owned());
        NextPart::after(place, &self.earlier().ends, end)
    }

    /// The seed of the part that comes after this one, if none is wished.
    #[must_use]
    pub fn next_seed(&self, world: &World) -> u64 {
        let part = self.scenario().place.as_ref().map_or(0, |place| place.part);
        seed_of_part(self.earlier().seed.unwrap_or_else(|| self.seed(world)), part + 1)
    }

    /// Goes on to the next part of the campaign, in the same journal.
    ///
    /// # Errors
    /// If that cannot be written down; nothing changed then.
    pub fn go_on_to(
        self,
        world: &mut World,
        next: &NextPart,
        opening: Opening,
        seed: u64,
    ) -> Result<Self, (Self, std::io::Error)> {
        if let Some(mut journal) = world.get_mut::<Journal>(self.timeline())
            && let Err(error) = journal.append(&JournalLine::Part { seed, opening })
        {
            return Err((self, error));
        }
        let journal = world.entity_mut(self.timeline()).take::<Journal>();
        let begun = self.begin(world, next.opened(opening), next.end.clone(), (opening, seed));
        if let Some(journal) = journal {
            begun.go_on(world, journal);
        }
        self.put_away(world);
        Ok(begun)
    }
}

/// Plays the plan of a campaign whose first part is `first`. Answers the part and the
/// number of each line that could not be followed, and the game in which it ended.
#[must_use]
pub fn rehearse_campaign(
    world: &mut World,
    first: &Arc<Scenario>,
    plan: &CampaignPlan,
) -> (Game, Vec<(usize, usize, RehearsalError)>) {
    let campaign = first.place.as_ref().map(|place| &place.campaign);
    let scripted = campaign.map(|campaign| campaign.scripted(&plan.parts)).unwrap_or_default();
    let scripted: Vec<&str> = scripted.into_iter().collect();
    let begins = plan.parts.first().map(|part| part.plan.clone()).unwrap_or_default();
    let (mut game, found) = rehearsal::play(world, first, &begins, &scripted);
    let mut errors: Vec<(usize, usize, RehearsalError)> =
        found.into_iter().map(|(line, error)| (0, line, error)).collect();
    for (part, PartPlan { plan, opening, .. }) in plan.parts.iter().enumerate().skip(1) {
        let Some(next) = game.next_part(world) else { break };
        let seed = plan.seed.unwrap_or_else(|| game.next_seed(world));
        game = match game.go_on_to(world, &next, *opening, seed) {
            Ok(game) | Err((game, _)) => game,
        };
        errors.extend(
            rehearsal::follow(&game, world, plan).into_iter().map(|(l, error)| (part, l, error)),
        );
    }
    (game, errors)
}
