//! Conditions in words: `if Japan chose «No»`.
//!
//! Whether a reader may know what a condition rests on is asked before, by
//! [`Condition::reads_hidden_from`].

use crate::rules::conditions::Condition;
use crate::view::wording::{Wording, standing_words};
use crate::words::{Phrase, percent};

/// A condition in words, as it follows on "if".
pub(super) fn words(named: Wording<'_>, condition: &Condition) -> String {
    let scenario = named.scenario;
    match condition {
        Condition::Always => named.say("condition-always"),
        Condition::Not(inner) => {
            named.say_with("condition-not", &[("inner", words(named, inner).into())])
        }
        Condition::All(inner) => joined(named, inner, Phrase("condition-and")),
        Condition::Any(inner) => joined(named, inner, Phrase("condition-or")),
        Condition::Chose(mv, option) => {
            let seat = named.called(scenario.setting.moves[mv.index()].seat);
            let label = &scenario.option(*mv, *option).label;
            named.say_with("condition-chose", &[("seat", seat.into()), ("label", label.into())])
        }
        Condition::Is(fact, value) => {
            let args =
                [("fact", named.fact(*fact).into()), ("value", named.value(*fact, *value).into())];
            named.say_with("condition-is", &args)
        }
        Condition::InForce(id) => {
            named.say_with("condition-in-force", &[("title", named.instrument(*id).into())])
        }
        Condition::AtLeast(from, to, standing) => {
            let args = [
                ("from", named.power(*from).into()),
                ("to", named.power(*to).into()),
                ("standing", standing_words(&named, *standing).into()),
            ];
            named.say_with("condition-at-least", &args)
        }
        Condition::Leads(seat, leader) => {
            let args =
                [("leader", named.leader(*leader).into()), ("seat", named.called(*seat).into())];
            named.say_with("condition-leads", &args)
        }
        Condition::Holds(sector, power) => {
            let args =
                [("sector", named.sector(*sector).into()), ("power", named.power(*power).into())];
            named.say_with("condition-holds", &args)
        }
        Condition::Tension(sector, level) => {
            let args =
                [("sector", named.sector(*sector).into()), ("percent", percent(*level).into())];
            named.say_with("condition-tension", &args)
        }
        Condition::Challenged(item) => named
            .say_with("condition-challenged", &[("title", (&scenario.item(*item).title).into())]),
        Condition::Signed(id) => {
            let item = scenario.setting.conferences[id.index()].item;
            named.say_with("condition-signed", &[("title", (&scenario.item(item).title).into())])
        }
        Condition::Article(id, clause, value) => {
            let clause = scenario.clause(*id, *clause);
            let label = clause.values.get(value.index()).map_or("", |v| v.label.as_str());
            named.say_with(
                "condition-article",
                &[("clause", (&clause.title).into()), ("label", label.into())],
            )
        }
    }
}

fn joined(named: Wording<'_>, inner: &[Condition], key: Phrase) -> String {
    let each: Vec<String> = inner.iter().map(|condition| words(named, condition)).collect();
    each.join(&format!(" {} ", named.phrase(key)))
}
