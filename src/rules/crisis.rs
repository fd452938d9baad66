//! Crises: what the stances of the deterrence game bring about, and how one ends.
//!
//! The game itself is solved in [deterrence](super::deterrence); how a seat chooses
//! its stance is [conduct](super::conduct).

use super::chance::{Chance, Draw};
use super::defs::ItemKind;
use super::effects::Stance;
use super::ids::{ItemId, SectorId};
use super::position::PositionRef;
use super::setting::Setting;
use super::ways::army_chance;

/// Whether the local army of a crisis acts although its capital does not: the
/// draw and its probability. None where there is no such army.
#[must_use]
pub fn local_army(
    setting: &Setting,
    chance: Chance,
    item: ItemId,
    sector: SectorId,
    forbidden: bool,
) -> Option<(bool, f64)> {
    setting.sectors[sector.index()].local_commander.as_ref()?;
    let probability = army_chance(setting, sector, forbidden);
    let acted =
        chance.uniform(Draw::LocalCommander, &[setting.keys.items[item.index()]]) < probability;
    Some((acted, probability))
}

/// How a crisis that has run out of moves ends: whether it comes to a clash.
///
/// If the defender stood firm and the challenger was not asked again (its army
/// acted alone, or the author gives it no further move), the solved chance of
/// fighting decides.
#[must_use]
pub fn fights(setting: &Setting, here: PositionRef<'_>, chance: Chance, item: ItemId) -> bool {
    let ItemKind::Crisis(sector) = setting.items[item.index()].kind else { return false };
    if !here.agenda.challenged[item.index()] {
        return false;
    }
    let taken = |stance: Stance| {
        setting.moves_of(item).any(|mv| {
            here.agenda
                .choice(mv)
                .is_some_and(|option| setting.option(mv, option).stance == Some(stance))
        })
    };
    if !taken(Stance::Resist) || taken(Stance::Fight) || taken(Stance::BackDown) {
        return false;
    }
    let fight = here.solution(setting, sector).fight;
    chance.uniform(Draw::Escalation, &[setting.keys.items[item.index()], u64::MAX]) < fight
}
