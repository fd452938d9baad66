//! Crises: what the stances of the deterrence game bring about, and how one ends.
//!
//! The game itself is solved in [deterrence](super::deterrence); how a seat chooses
//! its stance is [conduct](super::conduct).

use super::chance::{Chance, Draw, key};
use super::effects::{Due, Mark};
use super::ids::{ItemId, SectorId};
use super::position::PositionRef;
use super::setting::{BorderEffect, ItemKind, Setting, Stance};

/// The chance that the army on the spot acts without its capital; 0 where there
/// is no such army.
#[must_use]
pub fn army_chance(setting: &Setting, sector: SectorId, forbidden: bool) -> f64 {
    let Some(local) = &setting.sectors[sector.index()].local_commander else { return 0.0 };
    let obedience = setting.coefficients.deterrence.obedience.value;
    if forbidden { local.zeal.value * (1.0 - obedience) } else { local.zeal.value }
}

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
    let acted = chance.uniform(Draw::LocalCommander, &[key(item.index())]) < probability;
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
    chance.uniform(Draw::Escalation, &[key(item.index()), u64::MAX]) < fight
}

/// Adds what a stance brings about at once.
pub fn stance_effects(
    setting: &Setting,
    item: ItemId,
    sector: SectorId,
    stance: Stance,
    due: &mut Due,
) {
    let def = &setting.sectors[sector.index()];
    match stance {
        Stance::Challenge => due.marks.push(Mark::Challenged(item)),
        Stance::Concede => due.borders.push(BorderEffect::Holder(sector, def.challenger)),
        Stance::Fight => {
            due.borders.push(BorderEffect::Clash(sector, def.challenger, def.defender));
        }
        Stance::Forbid | Stance::Hold | Stance::Resist | Stance::BackDown => {}
    }
}
