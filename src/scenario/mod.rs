//! Layer 1: what an author writes becomes what can be run.
//!
//! Text -> [`draft`] -> [`finding`]s -> [`Scenario`]. Nothing here knows of ECS
//! or of a running game; only [`library`] touches files.

pub mod archive;
pub mod atlas;
pub mod compile;
pub mod draft;
pub mod explain;
pub mod finding;
pub mod gathering;
pub mod graph;
pub mod index;
pub mod interchange;
pub mod library;
pub mod numbers;
pub mod pack;
mod parts;
pub mod places;
pub mod reach;
pub mod reading;
pub mod render;
pub(crate) mod say;
pub mod schema;
pub mod sources;
pub mod suppress;
pub mod syntax;
pub mod template;
pub mod testplan;
mod types;
pub mod unreachable;

use std::collections::BTreeMap;

use crate::rules::conditions::Condition;
use crate::rules::defs::Coefficients;
use crate::rules::ids::{
    ClauseId, ConferenceId, ItemId, MoveId, OptionId, OutcomeId, PowerId, SectorId,
};
use crate::rules::position::Position;
use crate::rules::recognition::Standing;
use crate::rules::setting::Setting;

/// A valid scenario: the setting the rules run on, and the text beside it.
///
/// The tables of `text` stand in the order of the setting's ids, so that
/// `text.powers[power.index()]` is that power's prose.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The head.
    pub head: draft::Head,
    /// All prose, with the author's ids.
    pub text: draft::Part,
    /// What the rules run on.
    pub setting: Setting,
    /// The position at the start.
    pub opening: Position,
    /// When what is drawn on the map.
    pub map: MapRules,
    /// How many figures rest on primary, secondary, contested evidence, on judgement.
    pub evidence: [u32; 4],
    /// The content hash of the pack.
    pub hash: String,
    /// What is odd but can be played.
    pub warnings: Vec<finding::Finding>,
    /// How many warnings the author has suppressed, each with a reason.
    pub suppressed: usize,
}

/// The conditions under which map entries apply, beside the text's tables of
/// regions, railways and lines.
#[derive(Clone, Debug, Default)]
pub struct MapRules {
    /// When a region belongs to whom.
    pub regions: Vec<(Condition, PowerId)>,
    /// When a railway is run by whom.
    pub railways: Vec<(Condition, PowerId)>,
    /// When a line is drawn, whose sector and whose claim it is.
    pub lines: Vec<(Condition, Option<SectorId>, Option<PowerId>)>,
}

impl Scenario {
    /// The first twelve digits of the content hash, for people to compare.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        pack::short(&self.hash)
    }

    /// The prose of an item.
    #[must_use]
    pub fn item(&self, item: ItemId) -> &draft::Item {
        &self.text.items[item.index()]
    }

    /// The prose of a move.
    #[must_use]
    pub fn mv(&self, mv: MoveId) -> &draft::Move {
        let item = self.setting.moves[mv.index()].item;
        let first = self.setting.items[item.index()].moves.start;
        &self.item(item).moves[mv.index() - first]
    }

    /// A move by the author's name, `item/move`.
    #[must_use]
    pub fn move_name(&self, mv: MoveId) -> String {
        let item = self.setting.moves[mv.index()].item;
        format!("{}/{}", self.item(item).id, self.mv(mv).id)
    }

    /// The prose of an option.
    #[must_use]
    pub fn option(&self, mv: MoveId, option: OptionId) -> &draft::Choice {
        &self.mv(mv).options[option.index()]
    }

    /// The prose of a conference.
    ///
    /// # Panics
    /// Never: an item of that kind has one, or the scenario would not exist.
    #[must_use]
    pub fn conference(&self, id: ConferenceId) -> &draft::Conference {
        let item = self.setting.conferences[id.index()].item;
        self.item(item).conference.as_ref().expect("the compiler made it of this")
    }

    /// A conference by the author's name: that of its item.
    #[must_use]
    pub fn conference_name(&self, id: ConferenceId) -> &str {
        &self.item(self.setting.conferences[id.index()].item).id
    }

    /// A conference by the name of its item.
    #[must_use]
    pub fn conference_by_name(&self, name: &str) -> Option<ConferenceId> {
        (0..self.setting.conferences.len())
            .map(ConferenceId::new)
            .find(|id| self.conference_name(*id) == name)
    }

    /// The prose of a clause of a conference.
    #[must_use]
    pub fn clause(&self, id: ConferenceId, clause: ClauseId) -> &draft::Clause {
        &self.conference(id).clauses[clause.index()]
    }

    /// The names of a clause's values: the author's, then those with a
    /// reservation, as `value~seat`.
    #[must_use]
    pub fn clause_values(&self, id: ConferenceId, clause: ClauseId) -> Vec<String> {
        let text = self.clause(id, clause);
        let def = self.setting.conferences[id.index()].clause(clause);
        def.values
            .iter()
            .enumerate()
            .map(|(index, value)| match value.reserved {
                None => text.values[index].id.to_string(),
                Some((of, by)) => {
                    format!("{}~{}", text.values[of.index()].id, self.text.seats[by.index()].id)
                }
            })
            .collect()
    }

    /// The ids of an outcome's values, in order.
    #[must_use]
    pub fn outcome_keys(&self, outcome: OutcomeId) -> Vec<String> {
        let moves = self.move_table();
        value_keys(&self.text, &moves, &self.text.outcomes[outcome.index()].reading)
    }

    fn move_table(&self) -> BTreeMap<String, usize> {
        (0..self.setting.moves.len()).map(|k| (self.move_name(MoveId::new(k)), k)).collect()
    }

    /// A source by a citation such as `S1§8`: the source with that id.
    #[must_use]
    pub fn source(&self, citation: &str) -> Option<&draft::Source> {
        let id = citation.split(['§', ' ']).next()?;
        self.text.sources.iter().find(|source| source.id == id)
    }

    /// A seat by its id.
    #[must_use]
    pub fn seat_by_id(&self, id: &str) -> Option<crate::rules::ids::SeatId> {
        self.text.seats.iter().position(|seat| seat.id == id).map(crate::rules::ids::SeatId::new)
    }
}

/// The ids of the values that a reading can take, in the order of their indices.
fn value_keys(
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

/// The coefficients that all scenarios share.
///
/// # Panics
/// If the file built into the program cannot be read; a test reads it.
#[must_use]
pub fn coefficients() -> Coefficients {
    ron::from_str(include_str!("../../assets/coefficients.ron"))
        .expect("the coefficients built into the program are valid")
}
