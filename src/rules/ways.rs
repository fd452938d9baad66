//! Ways: how each option may turn out by itself, and with which probability.
//!
//! Worked out once for a setting. A way holds everything that falls due if an option is
//! taken and its drawn consequences come out so; what others reply is not in it.

use super::crisis::{army_chance, stance_effects};
use super::effects::{Due, Mark};
use super::ids::{MoveId, OptionId};
use super::procedure;
use super::setting::{ItemKind, Setting, Stance};

/// One way in which an option may turn out.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its probability, positive.
    pub probability: f64,
    /// What then falls due.
    pub due: Due,
}

/// The ways of all options.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// For each move, for each of its options.
    moves: Vec<Vec<Vec<Way>>>,
}

impl Ways {
    /// Works them out for a setting.
    #[must_use]
    pub fn of_setting(setting: &Setting) -> Self {
        let options = |mv: usize| {
            let mv = MoveId::new(mv);
            let options = 0..setting.moves[mv.index()].options.len();
            options.map(|option| ways(setting, mv, OptionId::new(option))).collect()
        };
        Self { moves: (0..setting.moves.len()).map(options).collect() }
    }

    /// The ways of an option; their probabilities sum to one.
    #[must_use]
    pub fn of(&self, mv: MoveId, option: OptionId) -> &[Way] {
        &self.moves[mv.index()][option.index()]
    }
}

fn ways(setting: &Setting, mv: MoveId, option: OptionId) -> Vec<Way> {
    let choice = setting.option(mv, option);
    let item = setting.moves[mv.index()].item;
    let mut taken = Due::default();
    procedure::take(setting, mv, option, &mut taken);
    // Every combination of what is drawn.
    let mut ways = vec![Way { probability: 1.0, due: taken }];
    for chance in &setting.chances[choice.chances.clone()] {
        let further = |way: Way| {
            chance.branches.iter().map(move |branch| {
                let mut due = way.due.clone();
                due.add(branch.effects.due());
                Way { probability: way.probability * branch.probability.value, due }
            })
        };
        ways = ways.into_iter().flat_map(further).collect();
    }
    let ItemKind::Crisis(sector) = setting.items[item.index()].kind else {
        ways.retain(|way| way.probability > 0.0);
        return ways;
    };
    if let Some(stance) = choice.stance {
        for way in &mut ways {
            stance_effects(setting, item, sector, stance, &mut way.due);
        }
    }
    // The army on the spot may challenge although its capital holds back.
    let army = match choice.stance {
        Some(Stance::Hold) => army_chance(setting, sector, false),
        Some(Stance::Forbid) => army_chance(setting, sector, true),
        _ => 0.0,
    };
    let with_army = |way: Way| {
        let mut acts = way.clone();
        acts.probability = way.probability * army;
        acts.due.marks.push(Mark::Challenged(item));
        [acts, Way { probability: way.probability * (1.0 - army), ..way }]
    };
    let all = ways.into_iter().flat_map(with_army);
    all.filter(|way| way.probability > 0.0).collect()
}
