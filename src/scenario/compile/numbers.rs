//! Numbers that steer outcomes: their limits, and what they rest on.

use super::Compiler;
use crate::rules::quantity::{Evidence, Figure};
use crate::scenario::draft::{Num, PowerNum, Unit};

impl Compiler<'_> {
    /// A number as the rules take it; reports one that is beyond its limits or
    /// rests on nothing.
    pub(super) fn figure<U: Unit>(&mut self, num: &Num<U>) -> Figure {
        let value = num.number();
        if !(U::LOW..=U::HIGH).contains(&value) {
            let message = format!(
                "{value} is out of bounds: {} lies between {} and {}",
                U::WHAT,
                U::LOW,
                U::HIGH
            );
            self.fault_at("range", &num.value, message);
        }
        match num.grade {
            Evidence::Judgement if num.why.trim().is_empty() && num.src.is_empty() => {
                let message = format!("the judgement {value} has neither a `why` nor a source");
                self.fault_at("no-reason", &num.value, message);
            }
            Evidence::Primary | Evidence::Secondary | Evidence::Contested if num.src.is_empty() => {
                let message = format!("the value {value} claims evidence but names no source");
                self.fault_at("no-source", &num.value, message);
            }
            _ => {}
        }
        self.sources(&num.src);
        self.evidence[num.grade as usize] += 1;
        Figure { value, evidence: num.grade }
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
