//! Lookups: tables of the text that views, journals and the terminal use often, made
//! once when a scenario is compiled.

use std::collections::BTreeMap;

use super::draft;
use crate::rules::conference::{ClauseDef, ClauseValueDef, ConferenceDef};
use crate::rules::recognition::Standing;
use crate::rules::setting::Setting;

/// The lookups of one scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    /// The names of the moves, `item/move`, by id.
    pub(super) move_names: Vec<String>,
    /// The ids of the values of each outcome, by id.
    pub(super) outcome_keys: Vec<Vec<String>>,
    /// The names of the values of each clause of each conference, by id.
    pub(super) clause_values: Vec<Vec<Vec<String>>>,
    /// The sources by their ids: the place in the text.
    pub(super) sources: BTreeMap<String, usize>,
}

impl Lookup {
    /// Makes the lookups of a text.
    pub(super) fn of(text: &draft::Part, setting: &Setting) -> Self {
        let of_item = |item: &draft::Item| -> Vec<String> {
            item.moves.iter().map(|mv| format!("{}/{}", item.id, mv.id)).collect()
        };
        let move_names: Vec<String> = text.items.iter().flat_map(of_item).collect();
        let moves: BTreeMap<String, usize> =
            move_names.iter().enumerate().map(|(index, name)| (name.clone(), index)).collect();
        let keys = |outcome: &draft::Outcome| value_keys(text, &moves, &outcome.reading);
        let sources = text.sources.iter().enumerate();
        Self {
            outcome_keys: text.outcomes.iter().map(keys).collect(),
            clause_values: clause_values(text, setting),
            sources: sources.map(|(index, source)| (source.id.to_string(), index)).collect(),
            move_names,
        }
    }
}

/// The names of the values of each clause of each conference.
fn clause_values(text: &draft::Part, setting: &Setting) -> Vec<Vec<Vec<String>>> {
    let of_conference = |def: &ConferenceDef| {
        let conference = text.items[def.item.index()].conference.as_ref();
        let clauses = conference.map_or(&[][..], |conference| &conference.clauses);
        let of_clause = |(def, clause): (&ClauseDef, &draft::Clause)| -> Vec<String> {
            let name = |(index, value): (usize, &ClauseValueDef)| match value.reserved {
                None => clause.values[index].id.to_string(),
                Some((of, by)) => {
                    format!("{}~{}", clause.values[of.index()].id, text.seats[by.index()].id)
                }
            };
            def.values.iter().enumerate().map(name).collect()
        };
        def.clauses.iter().zip(clauses).map(of_clause).collect()
    };
    setting.conferences.iter().map(of_conference).collect()
}

/// The ids of the values that a reading can take, in the order of their indices.
pub(super) fn value_keys(
    part: &draft::Part,
    moves: &BTreeMap<String, usize>,
    reading: &draft::Reading,
) -> Vec<String> {
    use draft::Reading as R;
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    match reading {
        R::Choice(mv) => {
            let options = part
                .items
                .iter()
                .flat_map(|item| item.moves.iter())
                .nth(moves.get(&mv.text).copied().unwrap_or(usize::MAX))
                .map(|mv| mv.options.iter().map(|o| o.id.to_string()).collect::<Vec<_>>());
            let mut keys = options.unwrap_or_default();
            keys.push("did-not-arise".to_owned());
            keys
        }
        R::Fact(fact) => part
            .facts
            .iter()
            .find(|f| f.id == fact.text)
            .map(|f| f.values.iter().map(|v| v.id.to_string()).collect())
            .unwrap_or_default(),
        R::Standing(..) => words(&Standing::ALL.map(Standing::name)),
        R::InForce(name) => {
            let secret = part.instruments.iter().any(|i| i.id == name.text && i.secret);
            if secret { words(&["no", "secretly", "openly"]) } else { words(&["no", "openly"]) }
        }
        R::Holder(_) => part.powers.iter().map(|p| p.id.to_string()).collect(),
        R::Status(_) => words(&["open", "disputed", "agreed", "marked"]),
        R::Clashes(_) => words(&["none", "one", "several"]),
        R::Concluded(_) => words(&["did-not-arise", "no-treaty", "not-ratified", "in-force"]),
        R::Article(item, clause) => {
            let conference = part
                .items
                .iter()
                .find(|i| i.id == item.text)
                .and_then(|item| item.conference.as_ref());
            let clause = conference.and_then(|c| c.clauses.iter().find(|c| c.id == clause.text));
            let mut keys: Vec<String> = clause
                .map(|clause| clause.values.iter().map(|v| v.id.to_string()).collect())
                .unwrap_or_default();
            keys.push("no-treaty".to_owned());
            keys
        }
        R::Leader(_) => part.leaders.iter().map(|l| l.id.to_string()).collect(),
    }
}
