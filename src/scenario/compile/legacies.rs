//! What a scenario leaves to a later one, and what it takes over from earlier ones.
//!
//! Whether another scenario leaves what is taken over here is seen where a campaign joins
//! them.

use super::compiler::Compiler;
use super::merged::Merged;
use crate::rules::conditions::Condition;
use crate::rules::defs::InheritanceDef;
use crate::scenario::draft;
use crate::scenario::naming::is_slug;

impl Compiler<'_> {
    pub(super) fn legacies(&mut self, merged: &Merged) -> Vec<Condition> {
        let mut all = Vec::new();
        for (index, legacy) in merged.part.legacies.iter().enumerate() {
            self.home = merged.home("legacies", index);
            all.push(self.lone_condition(&legacy.when));
        }
        all
    }

    pub(super) fn inherits(&mut self, merged: &Merged) -> Vec<InheritanceDef> {
        let mut all = Vec::new();
        for (index, inheritance) in merged.part.inherits.iter().enumerate() {
            self.home = merged.home("inherits", index);
            self.check_legacy_name(&inheritance.of);
            for name in &inheritance.unsigned {
                if self.known(name).is_some() && !self.in_force_at_start.contains(&name.text) {
                    let message =
                        format!("`{}` is not in force on the first day in any case", name.text);
                    let help = "take it out of `unsigned`";
                    self.report("no-effect", self.place(name), message, Some(help.to_owned()));
                }
            }
            for effect in &inheritance.effects {
                self.check_opening(effect);
            }
            all.push(InheritanceDef {
                unsigned: inheritance.unsigned.iter().map(|name| self.id(name)).collect(),
                effects: self.effects(&inheritance.effects),
            });
        }
        all
    }

    /// Reports what cannot be the name of a legacy of another scenario.
    fn check_legacy_name(&mut self, of: &[String]) {
        let is_name = |name: &str| {
            name.split_once('/').is_some_and(|(pack, legacy)| is_slug(pack) && is_slug(legacy))
        };
        let help = "write `of: [\"scenario/legacy\"]`: the id of a scenario, and that of one of its `legacies`";
        if of.is_empty() {
            let message = "this names nothing that it is inherited from".to_owned();
            self.report("wrong-value", self.field(&["of"]), message, Some(help.to_owned()));
        }
        for name in of.iter().filter(|name| !is_name(name)) {
            let message = format!("`{name}` is no name of a legacy of another scenario");
            self.report("wrong-value", self.field(&["of"]), message, Some(help.to_owned()));
        }
    }

    /// Reports an effect that a first day cannot have: nothing is drawn before the game,
    /// and what was never signed is not broken.
    fn check_opening(&mut self, effect: &draft::Effect) {
        use draft::Effect as E;
        let help = match effect {
            E::Clash(..) => "name who holds the ground, and the tension, as they were left",
            E::Denounce(_) | E::Breach(..) => "name the instrument in `unsigned`",
            _ => return,
        };
        let message = "this cannot be inherited: on the first day nothing happens yet".to_owned();
        self.report("no-effect", self.word_around(effect), message, Some(help.to_owned()));
    }
}
