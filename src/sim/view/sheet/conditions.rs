//! Conditions in words: `if Japan chose «No»`.
//!
//! Whether a reader may know what a condition rests on is asked before, by
//! [`Condition::reads_hidden_from`].

use crate::rules::setting::Condition;
use crate::scenario::Scenario;
use crate::sim::view::wording::Wording;
use crate::words::{percent, say, say_with};

/// A condition in words, as it follows on "if".
pub(super) fn words(scenario: &Scenario, condition: &Condition) -> String {
    let named = Wording { scenario };
    match condition {
        Condition::Always => say("condition-always"),
        Condition::Not(inner) => {
            say_with("condition-not", &[("inner", words(scenario, inner).into())])
        }
        Condition::All(inner) => joined(scenario, inner, "condition-and"),
        Condition::Any(inner) => joined(scenario, inner, "condition-or"),
        Condition::Chose(mv, option) => {
            let seat = named.called(scenario.setting.moves[mv.index()].seat);
            let label = &scenario.option(*mv, *option).label;
            say_with("condition-chose", &[("seat", seat.into()), ("label", label.into())])
        }
        Condition::Is(fact, value) => {
            let args =
                [("fact", named.fact(*fact).into()), ("value", named.value(*fact, *value).into())];
            say_with("condition-is", &args)
        }
        Condition::InForce(id) => {
            say_with("condition-in-force", &[("title", named.instrument(*id).into())])
        }
        Condition::AtLeast(from, to, standing) => {
            let args = [
                ("from", named.power(*from).into()),
                ("to", named.power(*to).into()),
                ("standing", say(&format!("standing-{}", standing.name())).into()),
            ];
            say_with("condition-at-least", &args)
        }
        Condition::Leads(seat, leader) => {
            let args =
                [("leader", named.leader(*leader).into()), ("seat", named.called(*seat).into())];
            say_with("condition-leads", &args)
        }
        Condition::Holds(sector, power) => {
            let args =
                [("sector", named.sector(*sector).into()), ("power", named.power(*power).into())];
            say_with("condition-holds", &args)
        }
        Condition::Tension(sector, level) => {
            let args =
                [("sector", named.sector(*sector).into()), ("percent", percent(*level).into())];
            say_with("condition-tension", &args)
        }
        Condition::Challenged(item) => {
            say_with("condition-challenged", &[("title", (&scenario.item(*item).title).into())])
        }
        Condition::Signed(id) => {
            let item = scenario.setting.conferences[id.index()].item;
            say_with("condition-signed", &[("title", (&scenario.item(item).title).into())])
        }
        Condition::Article(id, clause, value) => {
            let clause = scenario.clause(*id, *clause);
            let label = clause.values.get(value.index()).map_or("", |v| v.label.as_str());
            say_with(
                "condition-article",
                &[("clause", (&clause.title).into()), ("label", label.into())],
            )
        }
    }
}

fn joined(scenario: &Scenario, inner: &[Condition], key: &str) -> String {
    let each: Vec<String> = inner.iter().map(|condition| words(scenario, condition)).collect();
    each.join(&format!(" {} ", say(key)))
}
