//! Conferences: parties with their mandates, and the clauses of the draft treaty.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Condition, Effect, Id, Instrument, Name, Num, Prose, Seat, Sector, Source, Tag, Term, unit,
};
use crate::rules::quantity::{Date, Evidence};

/// A conference: two to five parties negotiate a treaty clause by clause.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conference {
    /// Whether it meets, once the item's moves are made; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// The parties, in the order in which they speak.
    pub parties: Vec<Party>,
    /// The clauses: one to eight.
    pub clauses: Vec<Clause>,
    /// The instrument that agreement signs; its `terms` are those of every
    /// version, the values of the clauses add theirs.
    #[serde(default)]
    pub instrument: Option<Name<Instrument>>,
    /// Whether the record says that the conference came to nothing.
    #[serde(default)]
    pub came_to_nothing: bool,
    /// How many rounds there are: in each, every party speaks once.
    pub rounds: u32,
    /// How many times the parties may adjourn.
    #[serde(default)]
    pub recesses: u8,
    /// Months that pass while they do.
    #[serde(default)]
    pub recess_months: u8,
    /// Who may be asked for a compromise, once.
    #[serde(default)]
    pub mediator: Option<Mediator>,
    /// What follows from any treaty that comes into force.
    #[serde(default)]
    pub signed: Vec<Effect>,
    /// What follows if there is no treaty.
    #[serde(default)]
    pub failed: Vec<Effect>,
    /// What follows if it was signed and falls at home.
    #[serde(default)]
    pub unratified: Vec<Effect>,
    /// What the chronicle says of a treaty: a full sentence in the past tense.
    pub done: String,
    /// What it says if there is none.
    pub broken_off: String,
}

/// Somebody outside the parties who may table a compromise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mediator {
    /// Name and office.
    pub name: String,
    /// Why just this one, in a sentence.
    pub text: String,
    /// Sources; may be empty only if nobody mediated.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

/// A party to a conference.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The seat.
    pub seat: Name<Seat>,
    /// Who speaks for it at the table.
    pub delegates: String,
    /// What it says in public, in one or two sentences.
    pub position: String,
    /// What its delegates were told in confidence, in paragraphs.
    pub instructions: Prose,
    /// Sources of both; those of the item if left out.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
    /// What it wants; the first whose condition holds is followed.
    pub mandates: Vec<Mandate>,
}

/// What a party wants, under a condition such as who leads it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// When it is followed; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// What each clause is worth to it; the weights sum to one. A clause that the
    /// party does not know of is left out.
    pub interests: Vec<Interest>,
    /// What it will not sign, or only at a price.
    #[serde(default)]
    pub red_lines: Vec<ClauseLine>,
    /// How little it minds another round, between 0 and 1; an ordinary 0.9 if left out.
    #[serde(default)]
    pub patience: Option<Num<unit::Patience>>,
    /// Who must consent at home; left out if the signature binds.
    #[serde(default)]
    pub home: Option<Home>,
    /// What no treaty means for it: what may come instead.
    pub without: Vec<Alternative>,
    /// What it costs it to leave with nothing, [0, 1], in the same unit.
    #[serde(default)]
    pub delay: Option<Num<unit::Share>>,
}

/// What one clause is worth to a party.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// The clause.
    pub clause: Name<Clause>,
    /// Its share, [0, 1]; all shares of a mandate sum to one.
    pub weight: f64,
    /// What each value is worth to it, [0, 1], as `("value", 0.4)`; all values of the clause.
    pub worth: Vec<(Name<ClauseValue>, f64)>,
    /// The values from best to worst as everybody at the table takes them to be
    /// for it; as they truly are if left out.
    #[serde(default)]
    pub public: Vec<Name<ClauseValue>>,
    /// The grade of these numbers.
    pub grade: Evidence,
    /// Sources.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A value of a clause that a party holds out against.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseLine {
    /// The clause.
    pub clause: Name<Clause>,
    /// The value.
    pub value: Name<ClauseValue>,
    /// What crossing costs; left out for a line never crossed.
    #[serde(default)]
    pub cost: Option<Num<unit::Share>>,
    /// In words: `No foreign garrison`.
    pub text: String,
}

/// Who must consent at home: groups, and how much support is needed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// The groups.
    pub groups: Vec<Group>,
    /// The support at which consent is even odds, in the unit of the groups' sum.
    pub quota: Num<unit::Quota>,
    /// How uncertain the outcome at home is, positive (0.1 is ordinary).
    pub noise: Num<unit::Noise>,
    /// What a treaty that falls at home costs beyond having none, [0, 1].
    pub failure: Num<unit::Share>,
}

/// A group whose voice counts at home.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How much its view counts.
    pub weight: f64,
    /// What the clauses are worth to it; the weights sum to one, clauses left out do not matter to it.
    pub interests: Vec<Interest>,
}

/// What may come if there is no treaty.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// In words.
    pub text: String,
    /// How likely it is.
    pub chance: Likelihood,
    /// What it is worth, [0, 1], in the unit of the clauses.
    pub worth: Num<unit::Share>,
}

/// How likely an alternative is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// What the others leave of one.
    Rest,
    /// `share((value: 0.3, ...))`: that probability.
    Share(Num<unit::Probability>),
    /// `clash("sector")`: the solved chance of a clash there.
    Clash(Name<Sector>),
    /// `challenge("sector")`: the solved chance of a challenge there.
    Challenge(Name<Sector>),
    /// `concession("sector")`: the solved chance that the defender gives way there.
    Concession(Name<Sector>),
    /// `so(condition, (value: 0.3, ...))`: that share if the condition holds, else none.
    So(Condition, Num<unit::Probability>),
}

/// A clause of the draft treaty.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The id, within the conference.
    pub id: Id,
    /// The heading: `The price`.
    pub title: String,
    /// The values; two to five. If `ordered`, from the weakest to the strongest.
    pub values: Vec<ClauseValue>,
    /// Whether the values stand in order of strength; they do if left out.
    #[serde(default = "yes")]
    pub ordered: bool,
    /// The seats that know of the clause: a secret annex for the parties alone, a
    /// side letter for some of them. Left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
    /// From when everybody knows of it; left out if it stays secret.
    #[serde(default)]
    pub published: Option<Date>,
    /// The value that the documented treaty has; left out if the record does not know.
    #[serde(default)]
    pub documented: Option<Name<ClauseValue>>,
    /// What the documented treaty says here, in your own words.
    #[serde(default)]
    pub record: String,
    /// Sources of that; those of the item if left out.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

const fn yes() -> bool {
    true
}

/// One value of a clause.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseValue {
    /// The id, within the clause.
    pub id: Id,
    /// A few words for the table of clauses.
    pub label: String,
    /// The article as the draft puts it.
    pub text: String,
    /// Where it comes from.
    pub tag: Tag,
    /// Whether it means that there is no such article.
    #[serde(default)]
    pub absent: bool,
    /// The seats that may sign it with a reservation: it then counts half. The
    /// clause needs a value that is `absent`.
    #[serde(default)]
    pub reservable: Vec<Name<Seat>>,
    /// What follows if it comes into force.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// What follows instead if a party made a reservation to it.
    #[serde(default)]
    pub reserved: Vec<Effect>,
    /// What it obliges to while the instrument binds.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// Years in force, if this article sets them.
    #[serde(default)]
    pub years: Option<u16>,
    /// What the versions in different languages say, where they differ.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// Sources; those of the item if left out. A counterfactual needs none.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
}

/// What a signed article says in one party's language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The party that reads it so.
    pub seat: Name<Seat>,
    /// The language: `mn`, `ru`, `ja`, `zh`, `fr`, ...
    pub lang: String,
    /// How it reads, in translation.
    pub says: String,
    /// Sources.
    pub src: Vec<Name<Source>>,
}
