//! Unreachable parts of a scenario, as findings for the author.
//!
//! Each finding is proved by the [walk over the agenda](super::reach) and placed at the
//! condition. It is certain, and a warning: the pack can be played, with less in it
//! than its author wrote.

use std::cell::LazyCell;

use super::Scenario;
use super::finding::Finding;
use super::graph::Causes;
use super::places::{Places, Spot};
use super::reach::{Never, Reached};
use super::say::Say;
use crate::rules::conditions::{Condition, OutcomeReading};
use crate::rules::defs::OutcomeDef;
use crate::rules::ids::{ItemId, OptionId, OutcomeId};

/// The findings about unreachable parts, in the order of the agenda.
#[must_use]
pub fn unreachable(scenario: &Scenario, reached: &Reached, places: &Places<'_>) -> Vec<Finding> {
    let say = Say(scenario);
    let setting = &scenario.setting;
    let causes = LazyCell::new(|| Causes::of(setting));
    let mut findings = Vec::new();
    for (spot, against) in reached.never() {
        // The fault is that of the thing it is a part of.
        if *against == Never::Within {
            continue;
        }
        let what = say.spot(*spot);
        let message = match spot {
            Spot::Item(_) => format!("{what} can never come up"),
            Spot::Move(_) => format!("{what} can never be asked"),
            Spot::Option(..) => format!("{what} can never be given"),
            Spot::Branch(..) => format!("{what} can never come true"),
            Spot::Conference(_) => format!("{what} can never meet"),
            Spot::Mandate(..) => format!("{what} can never be followed"),
            // A line that nothing comes near may be told for its own sake.
            _ => continue,
        };
        let (why, also) = reason(scenario, &causes, *spot, against);
        let mut finding = Finding::warning("unreachable", places.when(scenario, *spot), message)
            .with_help(Some(why));
        if let Some((other, label)) = also {
            finding = finding.with_also(places.of(scenario, other), label);
        }
        findings.push(finding);
    }
    for (index, def) in setting.outcomes.iter().enumerate() {
        let id = OutcomeId::new(index);
        let Some(documented) = def.documented.filter(|value| !reached.outcome(id, *value)) else {
            continue;
        };
        // The fault is that of the thing that the outcome reads.
        if is_of_never(scenario, reached, def, documented) {
            continue;
        }
        let keys = scenario.outcome_keys(id);
        let key = |value: usize| keys.get(value).map_or("", String::as_str);
        let possible: Vec<String> = (0..def.values)
            .filter(|value| reached.outcome(id, *value))
            .map(|value| format!("`{}`", key(value)))
            .collect();
        let message = format!(
            "{} can never come to the documented `{}`",
            say.spot(Spot::Outcome(id)),
            key(documented)
        );
        let help = format!("it can come to: {}", possible.join(", "));
        let place = places.of(scenario, Spot::Documented(id));
        findings.push(Finding::warning("unreachable", place, message).with_help(Some(help)));
    }
    findings
}

/// Whether the thing that an outcome reads for a value never comes about, or the item
/// at whose close it is read.
fn is_of_never(scenario: &Scenario, reached: &Reached, def: &OutcomeDef, value: usize) -> bool {
    let is_never = |spot: Spot| reached.never().contains_key(&spot);
    let item = |item: ItemId| is_never(Spot::Item(item));
    let reads = match def.reading {
        OutcomeReading::Choice(mv) => {
            // The value after those of the options means that the question did not arise.
            is_never(Spot::Option(mv, OptionId::new(value)))
                || is_never(Spot::Move(mv))
                || item(scenario.setting.moves[mv.index()].item)
        }
        OutcomeReading::Concluded(id) | OutcomeReading::Article(id, _) => {
            is_never(Spot::Conference(id)) || item(scenario.setting.conferences[id.index()].item)
        }
        _ => false,
    };
    reads || def.at.is_some_and(item)
}

/// The reason, in words, why a spot never comes about; none if nothing rules it out.
#[must_use]
pub fn why_never(scenario: &Scenario, reached: &Reached, spot: Spot) -> Option<String> {
    let against = reached.never().get(&spot)?;
    Some(reason(scenario, &Causes::of(&scenario.setting), spot, against).0)
}

/// The reason why a spot never comes about, and a further place that matters.
fn reason(
    scenario: &Scenario,
    causes: &Causes,
    spot: Spot,
    against: &Never,
) -> (String, Option<(Spot, &'static str)>) {
    let say = Say(scenario);
    match against {
        Never::NeverHolds(condition) => {
            let words = say.condition(condition, true);
            match causes.first(&scenario.setting, condition) {
                Some((item, by)) if item_of(scenario, spot).is_some_and(|here| item > here) => {
                    let id = &scenario.item(item).id;
                    let date = scenario.item(item).date;
                    let help = format!(
                        "it would take that {words}, which `{id}` of {date} can bring about and nothing before it; put one of the two elsewhere, or change the condition"
                    );
                    (help, Some((by, "this comes too late")))
                }
                Some((_, by)) => {
                    let help = format!(
                        "it would take that {words}; what could bring that about does not come, or is undone before"
                    );
                    (help, Some((by, "this could bring it about")))
                }
                None if matches!(condition, Condition::Any(_)) => {
                    (format!("it would take that {words}, and none of it can be"), None)
                }
                None => {
                    let help = format!(
                        "it would take that {words}, and nothing on the agenda brings that about"
                    );
                    (help, None)
                }
            }
        }
        Never::AlwaysHolds(condition) => {
            let words = say.condition(condition, true);
            (format!("at that time {words} in every game, and the condition wants the opposite"), None)
        }
        Never::Together => (
            "each part of the condition can hold, but never all of them together".to_owned(),
            None,
        ),
        Never::NoAnswer => {
            ("none of its answers is ever open; let at least one be open".to_owned(), None)
        }
        Never::Before => (
            "a mandate that stands before it holds in every game, and the first that holds is followed; put this one before it"
                .to_owned(),
            None,
        ),
        Never::Nought => ("its probability is 0; leave it out or give it one".to_owned(), None),
        Never::Within => (String::new(), None),
    }
}

/// The item that a spot belongs to.
fn item_of(scenario: &Scenario, spot: Spot) -> Option<ItemId> {
    let setting = &scenario.setting;
    match spot {
        Spot::Item(item) => Some(item),
        Spot::Move(mv) | Spot::Option(mv, _) => Some(setting.moves[mv.index()].item),
        Spot::Conference(id) | Spot::Mandate(id, ..) => Some(setting.conferences[id.index()].item),
        _ => None,
    }
}
