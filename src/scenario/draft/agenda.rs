//! Items of the agenda: decisions, crises, conferences and events, with their moves and options.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Adviser, Condition, Conference, Effect, Id, Leader, Name, Num, PlaceRule, Prose, Record, Seat,
    Sector, Source, unit,
};
use crate::rules::effects::Stance;
use crate::rules::quantity::Date;

/// What kind of item.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Seats choose.
    #[default]
    Decision,
    /// A confrontation in a sector.
    Crisis(Name<Sector>),
    /// Parties negotiate a treaty; the item then has a `conference`.
    Conference,
    /// Something happens.
    Event,
}

/// An item of the agenda.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id.
    pub id: Id,
    /// What kind; a decision if left out.
    #[serde(default)]
    pub kind: Kind,
    /// Its number among the decision points, if it is one.
    #[serde(default)]
    pub point: Option<u32>,
    /// Whether a class that has too little time for the whole agenda plays it all the same; what
    /// is not essential is then decided by stand-ins and told as news. Where no item is marked,
    /// all are played.
    #[serde(default)]
    pub essential: bool,
    /// The title.
    pub title: String,
    /// When it comes up.
    pub date: Date,
    /// Where, a place of the map.
    pub place: Name<PlaceRule>,
    /// Whether it comes up; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// What is known at this moment, in paragraphs separated by empty lines; passages go by
    /// how things stand when the item comes up.
    pub briefing: Prose,
    /// More of it for whoever asks: how it came to this. Nothing that is needed to decide.
    #[serde(default)]
    pub background: Prose,
    /// What a seat knows beyond the briefing.
    #[serde(default)]
    pub private: Vec<Private>,
    /// The seats that know it takes place; left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
    /// What happens without anybody's choice.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// The same, drawn.
    #[serde(default)]
    pub chances: Vec<Chance>,
    /// The moves, in order; none for an event.
    #[serde(default)]
    pub moves: Vec<Move>,
    /// The negotiation, after the moves, if the item is a conference.
    #[serde(default)]
    pub conference: Option<Conference>,
    /// What is documented.
    pub record: Record,
    /// Sources of the item, for what in it names none: its record, its answers, and what
    /// stands in its conference. A country's account always names its own.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

impl Item {
    /// The texts that everybody reads who knows of it.
    #[must_use]
    pub const fn public_texts(&self) -> [&Prose; 2] {
        [&self.briefing, &self.background]
    }

    /// Its own texts whose passages may have conditions: the public ones, then the private
    /// ones.
    pub fn texts(&self) -> impl Iterator<Item = &Prose> {
        let private = self.private.iter().map(|private| &private.text);
        self.public_texts().into_iter().chain(private)
    }

    /// The number of conditions in the texts before a private one, which is given by its
    /// place in the list.
    #[must_use]
    pub fn conditions_before(&self, private: usize) -> usize {
        let public = self.public_texts().len();
        self.texts().take(public + private).map(|text| text.conditions().count()).sum()
    }
}

/// What one seat knows beyond the briefing.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// The seat.
    pub seat: Name<Seat>,
    /// The text.
    pub text: Prose,
}

/// One move: a seat answers a question.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The id, within the item.
    pub id: Id,
    /// Who moves.
    pub seat: Name<Seat>,
    /// The question.
    pub question: String,
    /// Whether it arises; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// The answers.
    pub options: Vec<Choice>,
}

/// Where an option comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Raised at the time, according to a source.
    Documented,
    /// Known from general historiography.
    Historiography,
    /// A realistic counterfactual of the authors.
    Counterfactual,
}

/// One option of a move.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The id, within the move.
    pub id: Id,
    /// A few words for the button.
    pub label: String,
    /// What it means, in one to three sentences.
    pub text: Prose,
    /// What the chronicle says when it is chosen: a full sentence in the past tense.
    pub done: String,
    /// Where it comes from.
    pub tag: Tag,
    /// Whether the record says this was done.
    #[serde(default)]
    pub recorded: bool,
    /// Whether it is open; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// Its part in a crisis.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// Certain consequences.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Drawn consequences.
    #[serde(default)]
    pub chances: Vec<Chance>,
    /// Documented preferences of leaders, in utility (about -0.3 to 0.3).
    #[serde(default)]
    pub leanings: Vec<Leaning>,
    /// What advisers say.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// The seats that learn of it; left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
    /// Sources for the option; those of the item if left out. A counterfactual needs none.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

/// A documented preference of a leader.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leaning {
    /// Whose.
    pub leader: Name<Leader>,
    /// For (positive) or against (negative).
    pub num: Num<unit::Leaning>,
}

/// What an adviser says of an option.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Who.
    pub who: Name<Adviser>,
    /// What. One of whose passages none is told says nothing.
    pub says: Prose,
    /// For or against.
    pub favours: bool,
}

/// A drawn consequence.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// What is drawn, as a question: `Will Tokyo sign?`
    pub text: String,
    /// The branches; probabilities sum to one.
    pub branches: Vec<Branch>,
}

/// One branch of a drawn consequence.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// In words, in the past tense, for the chronicle.
    pub text: String,
    /// Its probability.
    pub probability: Num<unit::Probability>,
    /// What follows.
    #[serde(default)]
    pub effects: Vec<Effect>,
}
