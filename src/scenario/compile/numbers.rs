//! Numbers that steer outcomes: checks of their limits, and of the evidence for them.

use std::collections::BTreeMap;

use super::compiler::Compiler;
use super::merged::Merged;
use super::secrets::listed;
use crate::rules::quantity::{Evidence, GradedFigure};
use crate::scenario::draft::{ClauseValue, Interest, Located, Name, Num, Power, PowerNum, Unit};
use crate::scenario::finding::{Finding, TextEdit, TextPlace};
use crate::scenario::percent::share_of;
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
            self.out_of_bounds::<U>(&num.value);
        } else if value.abs() > U::USUAL {
            self.unusual::<U>(&num.value);
        } else if U::COUNTS && value.fract() != 0.0 {
            let message = format!("`{value}` is no whole number of men");
            let help = "the unit is men, not thousands of them";
            self.warn("implausible", self.place(&num.value), message, help);
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
        self.check_range(num);
        self.sources(&num.src);
        self.evidence[num.grade as usize] += 1;
        GradedFigure { value, evidence: num.grade }
    }

    /// Reports a range that is none, or does not hold its number, or leaves its unit.
    fn check_range<U: Unit>(&mut self, num: &Num<U>) {
        let Some((low, high)) = num.range else { return };
        let (value, place) = (num.number(), self.beside(&num.value, &[PathStep::Field("range")]));
        if low >= high {
            let message = format!("the range from `{low}` to `{high}` does not rise");
            let help = "write the least first and then the most, which must be more".to_owned();
            self.report("range", place, message, Some(help));
        } else if !(low..=high).contains(&value) {
            let message = format!("the range from `{low}` to `{high}` does not hold `{value}`");
            let help = format!(
                "write the least and the most that it may be, as `range: ({}, {})`",
                value.min(low),
                value.max(high)
            );
            self.report("range", place, message, Some(help));
        } else if low < U::LOW || high > U::HIGH {
            let message = format!(
                "the range from `{low}` to `{high}` is out of bounds: {} lies between {} and {}",
                U::WHAT,
                U::LOW,
                U::HIGH
            );
            let help = "let the range end where the unit does".to_owned();
            self.report("range", place, message, Some(help));
        }
    }

    /// Reports a number outside the limits of its unit.
    fn out_of_bounds<U: Unit>(&mut self, number: &Located) {
        // What is said of a whole list is not said of each of its numbers.
        if self.per_cent.contains(&number.address) {
            return;
        }
        let value = number.number;
        let message = format!(
            "`{value}` is out of bounds: {} lies between {} and {}",
            U::WHAT,
            U::LOW,
            U::HIGH
        );
        let mut finding = Finding::error("range", self.place(number), message);
        let is_share = U::HIGH.total_cmp(&1.0).is_eq();
        if is_share && value.abs() >= 2.0 && value.abs() <= 100.0 {
            let share = share_of(value);
            finding =
                finding.with_help(Some(format!("per cent are written as a share: `{share}`")));
            if let Some(edit) = self.rewritten(number, share) {
                finding = finding.with_guess(edit);
            }
        }
        self.add(finding);
    }

    /// Reports a number that is much larger than what is measured in its unit.
    fn unusual<U: Unit>(&mut self, number: &Located) {
        let value = number.number;
        let thousandth = value / 1000.0;
        let message = format!("`{value}` {} are {} million men", U::UNIT, value / 1000.0);
        let help = format!("the unit is a thousand men; for {value} men write `{thousandth}`");
        let mut finding =
            Finding::warning("implausible", self.place(number), message).with_help(Some(help));
        if let Some(edit) = self.rewritten(number, thousandth.to_string()) {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    /// Whether the numbers of a list are shares of a hundred; reports it once for the list.
    pub(super) fn check_per_cent<'n>(
        &mut self,
        numbers: impl Iterator<Item = &'n Located> + Clone,
    ) -> bool {
        let sum: f64 = numbers.clone().map(|number| number.number).sum();
        let most = numbers.clone().map(|number| number.number).fold(0.0, f64::max);
        if (sum - 100.0).abs() > 0.5 || most <= 1.0 || numbers.clone().any(|n| n.number < 0.0) {
            return false;
        }
        let Some(first) = numbers.clone().next() else { return false };
        let place = self.place(first);
        let edits: Vec<TextEdit> = numbers
            .clone()
            .filter_map(|number| self.rewritten(number, share_of(number.number)))
            .collect();
        self.per_cent.extend(numbers.clone().map(|number| number.address));
        let shares: Vec<String> = numbers.map(|number| share_of(number.number)).collect();
        self.tell_per_cent(place, &shares, edits);
        true
    }

    /// Reports numbers in per cent, with the shares that are meant.
    pub(super) fn tell_per_cent(
        &mut self,
        place: TextPlace,
        shares: &[String],
        edits: Vec<TextEdit>,
    ) {
        const MOST_SHOWN: usize = 6;
        let shown: Vec<&str> = shares.iter().take(MOST_SHOWN).map(String::as_str).collect();
        let rest = if shares.len() > MOST_SHOWN { " and so on" } else { "" };
        let message = "these numbers are per cent; here stand shares of one".to_owned();
        let help = format!("write {}{rest}", listed(shown));
        let finding = Finding::error("per-cent", place, message).with_help(Some(help));
        let finding = edits.into_iter().fold(finding, Finding::with_guess);
        self.add(finding);
    }

    /// Reports the interests of a mandate or a group whose weights or worths are per cent.
    pub(super) fn check_interests(&mut self, list: &[Interest]) {
        let is_per_cent = |numbers: &[f64]| {
            numbers.iter().any(|n| *n >= 2.0) && numbers.iter().all(|n| (0.0..=100.0).contains(n))
        };
        let weights: Vec<f64> = list.iter().map(|interest| interest.weight).collect();
        let sum: f64 = weights.iter().sum();
        let way = [PathStep::Field("weight")];
        if let Some(first) = list.first()
            && is_per_cent(&weights)
            && (sum - 100.0).abs() < 0.5
        {
            let place = self.beside(&first.clause, &way);
            let shares: Vec<String> = weights.iter().map(|weight| share_of(*weight)).collect();
            let edit = |(interest, share): (&Interest, &String)| {
                self.rewritten_beside(&interest.clause, &way, share)
            };
            let edits = list.iter().zip(&shares).filter_map(edit).collect();
            self.tell_per_cent(place, &shares, edits);
        }
        // One clause may be weighed on another scale than the rest.
        let is_large = |interest: &&Interest| interest.worth.iter().any(|(_, n)| *n > 1.0);
        let list: Vec<&Interest> = list.iter().filter(is_large).collect();
        let worths: Vec<f64> =
            list.iter().flat_map(|i| i.worth.iter().map(|(_, worth)| *worth)).collect();
        let n_large = worths.iter().filter(|worth| **worth > 1.0).count();
        // One number of many is a slip; several are another scale.
        if !is_per_cent(&worths) || n_large < 2 {
            return;
        }
        let named = || list.iter().flat_map(|interest| &interest.worth);
        let number = [PathStep::Index(1)];
        let large = named().find(|(_, worth)| *worth > 1.0);
        let Some(place) = large.map(|(name, _)| self.beside(name, &number)) else { return };
        let shares: Vec<String> = worths.iter().map(|worth| share_of(*worth)).collect();
        let edit = |(name, worth): &(Name<ClauseValue>, f64)| {
            self.rewritten_beside(name, &number, &share_of(*worth))
        };
        let edits = named().filter_map(edit).collect();
        self.per_cent.extend(named().map(|(name, _)| name.address));
        self.tell_per_cent(place, &shares, edits);
    }

    /// Reports the men of a pair of powers that are given twice: the last would count.
    pub(super) fn check_troops(&mut self, merged: &Merged) {
        let mut seen: BTreeMap<(&str, &str), &Name<Power>> = BTreeMap::new();
        for (index, entry) in merged.part.troops.iter().enumerate() {
            self.home = merged.home("troops", index);
            let Some(first) = seen.insert((&entry.of.text, &entry.host.text), &entry.of) else {
                continue;
            };
            let message =
                format!("the men of `{}` in `{}` are given twice", entry.of.text, entry.host.text);
            self.add(
                Finding::error("twice", self.place(&entry.of), message)
                    .with_help(Some("keep one of the two".to_owned()))
                    .with_also(self.place(first), "they are given here already"),
            );
        }
    }

    /// One number for each power, `default` for those that are not named.
    pub(super) fn power_numbers<U: Unit>(
        &mut self,
        list: &[PowerNum<U>],
        powers: usize,
        default: f64,
    ) -> Vec<f64> {
        let mut table = vec![default; powers];
        self.listed_twice(list.iter().map(|entry| &entry.power));
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
