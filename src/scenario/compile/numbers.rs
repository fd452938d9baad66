//! Numbers that steer outcomes: checks of their limits, and of the evidence for them.

use super::compiler::Compiler;
use crate::rules::quantity::{Evidence, GradedFigure};
use crate::scenario::draft::{Num, PowerNum, Unit};
use crate::scenario::syntax::PathStep;

/// The most by which a sum of weights or probabilities may differ from 1.
pub(super) const TOLERANCE: f64 = 1e-6;

/// The help for a judgement without a reason.
pub(super) const WHY: &str = "write `why: \"...\"`, in a few words what it rests on";

impl Compiler<'_> {
    /// The help for a number that claims evidence without a source: name one, or grade it
    /// as a judgement.
    pub(super) fn how_to_cite_or_judge(&self) -> String {
        format!("{}, or `grade: judgement` with a `why`", self.how_to_cite())
    }

    /// A number in the form that the rules take; reports one that is outside its limits,
    /// or has neither a source nor a reason.
    pub(super) fn figure<U: Unit>(&mut self, num: &Num<U>) -> GradedFigure {
        let value = num.number();
        if !(U::LOW..=U::HIGH).contains(&value) {
            let message = format!(
                "`{value}` is out of bounds: {} lies between {} and {}",
                U::WHAT,
                U::LOW,
                U::HIGH
            );
            self.fault_at("range", &num.value, message);
        }
        match num.grade {
            Evidence::Judgement if num.why.trim().is_empty() && num.src.is_empty() => {
                let place = self.beside(&num.value, &[PathStep::Field("why")]);
                let message = format!("the judgement `{value}` has neither a `why` nor a source");
                self.report("no-reason", place, message, Some(WHY.to_owned()));
            }
            Evidence::Primary | Evidence::Secondary | Evidence::Contested if num.src.is_empty() => {
                let place = self.beside(&num.value, &[PathStep::Field("src")]);
                let message = format!("the value `{value}` claims evidence but names no source");
                let help = self.how_to_cite_or_judge();
                self.report("no-source", place, message, Some(help));
            }
            _ => {}
        }
        self.sources(&num.src);
        self.evidence[num.grade as usize] += 1;
        GradedFigure { value, evidence: num.grade }
    }

    /// One number for each power, `default` for those that are not named.
    pub(super) fn power_numbers<U: Unit>(
        &mut self,
        list: &[PowerNum<U>],
        powers: usize,
        default: f64,
    ) -> Vec<f64> {
        let mut table = vec![default; powers];
        for entry in list {
            let power = self.id(&entry.power);
            let figure = self.figure(&entry.num);
            if let Some(slot) = table.get_mut(power.index()) {
                *slot = figure.value;
            }
        }
        table
    }
}
