//! Ways: how each option may turn out by itself, and with which probability.
//!
//! Computed once from the definitions. A way holds all effects that fall due if an option
//! is taken and its drawn consequences come out so; replies of other seats are not in it.

use super::borders::BorderEffect;
use super::defs::{Defs, ItemKind};
use super::effects::{AgendaMark, Due, Stance};
use super::ids::{ItemId, MoveId, OptionId, SectorId};

/// One way in which an option may turn out.
#[derive(Clone, Debug)]
pub struct OptionCourse {
    /// Its probability, in (0, 1].
    pub probability: f64,
    /// The effects that fall due.
    pub due: Due,
}

/// The ways of all options.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// For each move, for each of its options.
    moves: Vec<Vec<Vec<OptionCourse>>>,
}

impl Ways {
    /// Works them out for definitions.
    #[must_use]
    pub fn of_defs(defs: &Defs) -> Self {
        let options = |mv| defs.option_ids(mv).map(|option| ways(defs, mv, option)).collect();
        Self { moves: defs.move_ids().map(options).collect() }
    }

    /// The ways of an option; their probabilities sum to one.
    #[must_use]
    pub fn of(&self, mv: MoveId, option: OptionId) -> &[OptionCourse] {
        &self.moves[mv.index()][option.index()]
    }
}

fn ways(defs: &Defs, mv: MoveId, option: OptionId) -> Vec<OptionCourse> {
    let choice = defs.option(mv, option);
    let item = defs.moves[mv.index()].item;
    let mut taken = Due::default();
    take(defs, mv, option, &mut taken);
    // Every combination of what is drawn.
    let mut ways = vec![OptionCourse { probability: 1.0, due: taken }];
    for chance in &defs.chances[choice.chances.clone()] {
        let further = |way: OptionCourse| {
            chance.branches.iter().map(move |branch| {
                let mut due = way.due.clone();
                due.add(branch.effects.due());
                OptionCourse { probability: way.probability * branch.probability.value, due }
            })
        };
        ways = ways.into_iter().flat_map(further).collect();
    }
    let ItemKind::Crisis(sector) = defs.items[item.index()].kind else {
        ways.retain(|way| way.probability > 0.0);
        return ways;
    };
    if let Some(stance) = choice.stance {
        for way in &mut ways {
            stance_effects(defs, item, sector, stance, &mut way.due);
        }
    }
    // The army on the spot may challenge although its capital holds back.
    let army = match choice.stance {
        Some(Stance::Hold) => army_chance(defs, sector, false),
        Some(Stance::Forbid) => army_chance(defs, sector, true),
        _ => 0.0,
    };
    let with_army = |way: OptionCourse| {
        let mut acts = way.clone();
        acts.probability = way.probability * army;
        acts.due.marks.push(AgendaMark::Challenged(item));
        [acts, OptionCourse { probability: way.probability * (1.0 - army), ..way }]
    };
    let all = ways.into_iter().flat_map(with_army);
    all.filter(|way| way.probability > 0.0).collect()
}

/// Adds what an option leaves on the agenda and its certain consequences.
///
/// What is drawn comes after it, and what a [stance](stance_effects) brings about last.
pub fn take(defs: &Defs, mv: MoveId, option: OptionId, due: &mut Due) {
    due.marks.push(AgendaMark::Chose(mv, option));
    due.add(defs.option(mv, option).effects.due());
}

/// Adds what a stance brings about at once.
pub fn stance_effects(defs: &Defs, item: ItemId, sector: SectorId, stance: Stance, due: &mut Due) {
    let def = &defs.sectors[sector.index()];
    match stance {
        Stance::Challenge => due.marks.push(AgendaMark::Challenged(item)),
        Stance::Concede => due.borders.push(BorderEffect::Holder(sector, def.challenger)),
        Stance::Fight => {
            due.borders.push(BorderEffect::Clash(sector, def.challenger, def.defender));
        }
        Stance::Forbid | Stance::Hold | Stance::Resist | Stance::BackDown => {}
    }
}

/// The chance that the army on the spot acts without its capital; 0 where there
/// is no such army.
#[must_use]
pub fn army_chance(defs: &Defs, sector: SectorId, forbidden: bool) -> f64 {
    let Some(local) = &defs.sectors[sector.index()].local_commander else { return 0.0 };
    let obedience = defs.coefficients.deterrence.obedience.value;
    if forbidden { local.zeal.value * (1.0 - obedience) } else { local.zeal.value }
}
