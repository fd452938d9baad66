//! Conditions, effects, measures and readings: the words in which an author says what holds, what follows and what counts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Choice, Clause, ClauseValue, Conference, Confidence, Fact, Id, Instrument, Item, Leader, Move,
    Name, Num, OutcomeValue, Power, Seat, Sector, Source, Stands, Value, unit,
};
use crate::rules::borders::SectorStatus;
use crate::rules::quantity::Date;
use crate::rules::recognition::{Criterion, Manner, Standing, Status, Subject};

/// A condition: something that holds or does not at the moment at which it is asked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Always holds.
    #[default]
    Always,
    /// The one in brackets does not hold.
    Not(Box<Condition>),
    /// All in the list hold.
    All(Vec<Condition>),
    /// At least one in the list holds.
    Any(Vec<Condition>),
    /// `chose("item/move", "option")`: that option was chosen.
    Chose(Name<Move>, Name<Choice>),
    /// `is("fact", "value")`: the fact has that value.
    Is(Name<Fact>, Name<Value>),
    /// `in_force("instrument")`: it is signed and has not ended.
    InForce(Name<Instrument>),
    /// `at_least("from", "to", de_facto)`: the first treats the second so, or better.
    AtLeast(Name<Power>, Name<Power>, Standing),
    /// `leads("seat", "leader")`: that leader holds the seat.
    Leads(Name<Seat>, Name<Leader>),
    /// `holds("sector", "power")`: that power holds the disputed ground.
    Holds(Name<Sector>, Name<Power>),
    /// `tension("sector", 0.5)`: tension there, from 0 to 1, is at that level or above.
    Tension(Name<Sector>, f64),
    /// `signed("item")`: that conference ended with a treaty that came into force.
    Signed(Name<Conference>),
    /// `article("item", "clause", "value")`: it is in force and says so.
    Article(Name<Conference>, Name<Clause>, Name<ClauseValue>),
    /// `challenged("item")`: in that crisis a challenge was made, by the capital or by its army alone.
    Challenged(Name<Item>),
}

/// A consequence.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// `sign("instrument")`: it comes into force.
    Sign(Name<Instrument>),
    /// `denounce("instrument")`: notice is given; it ends after its notice, or at once if it has none.
    Denounce(Name<Instrument>),
    /// `publish("instrument")`: if it was secret, everybody knows of it now.
    Publish(Name<Instrument>),
    /// `breach("instrument", "power")`: that power breaks it; it ends, and its `breach` follows.
    Breach(Name<Instrument>, Name<Power>),
    /// An act of recognition: one power says how it treats another.
    Recognise {
        /// Who acts.
        from: Name<Power>,
        /// Toward whom it acts.
        to: Name<Power>,
        /// The rung that is reached.
        standing: Standing,
        /// As what the other is recognised.
        #[serde(default)]
        status: Status,
        /// Whether the state or only its government.
        #[serde(default)]
        subject: Subject,
        /// How it is done; several may be named.
        #[serde(default)]
        manners: Vec<Manner>,
    },
    /// `criterion("power", capacity, (value: 0.1, ...))`: adds to one of the four marks of a state.
    Criterion(Name<Power>, Criterion, Num<unit::Change>),
    /// `tension("sector", (value: 0.2, ...))`: adds to the tension there.
    Tension(Name<Sector>, Num<unit::Change>),
    /// `force("sector", "power", (value: 2.0, ...))`: adds to the force that a power has there, in thousand men.
    Force(Name<Sector>, Name<Power>, Num<unit::ThousandMenChange>),
    /// `satisfaction("power", (...))`: adds to its contentment with what is.
    Satisfaction(Name<Power>, Num<unit::Change>),
    /// `weariness("power", (...))`: adds to what a clash would cost it because of other burdens.
    Weariness(Name<Power>, Num<unit::WearinessChange>),
    /// `audience("power", (...))`: adds to what giving way would cost it at home.
    Audience(Name<Power>, Num<unit::AudienceChange>),
    /// `troops("of", "in", (...))`: adds to the men whom one power has on the soil of another.
    Troops(Name<Power>, Name<Power>, Num<unit::MenChange>),
    /// `status("sector", agreed)`: how settled the line is from now on.
    Status(Name<Sector>, SectorStatus),
    /// `holder("sector", "power")`: that power takes the disputed ground.
    Holder(Name<Sector>, Name<Power>),
    /// `patrols("sector", (...))`: adds to how densely it is patrolled.
    Patrols(Name<Sector>, Num<unit::Change>),
    /// `commission("sector", true)`: a border commission begins to work, or ends.
    Commission(Name<Sector>, bool),
    /// `clash("sector", "attacker", "defender")`: it comes to fighting; how it ends is drawn.
    Clash(Name<Sector>, Name<Power>, Name<Power>),
    /// `set("fact", "value")`: the fact has that value from now on.
    Set(Name<Fact>, Name<Value>),
    /// `leader("seat", "leader")`: that leader takes the seat.
    Leader(Name<Seat>, Name<Leader>),
}

/// Where an effect stands is told by its first name.
impl Stands for Effect {
    fn stretch(&self) -> (usize, usize) {
        match self {
            Self::Sign(name)
            | Self::Denounce(name)
            | Self::Publish(name)
            | Self::Breach(name, _) => name.stretch(),
            Self::Recognise { from: name, .. }
            | Self::Criterion(name, ..)
            | Self::Satisfaction(name, _)
            | Self::Weariness(name, _)
            | Self::Audience(name, _)
            | Self::Troops(name, ..) => name.stretch(),
            Self::Tension(name, _)
            | Self::Force(name, ..)
            | Self::Status(name, _)
            | Self::Holder(name, _)
            | Self::Patrols(name, _)
            | Self::Commission(name, _)
            | Self::Clash(name, ..) => name.stretch(),
            Self::Set(name, _) => name.stretch(),
            Self::Leader(name, _) => name.stretch(),
        }
    }
}

/// Where a condition stands is told by its first name; one without any stands nowhere.
impl Stands for Condition {
    fn stretch(&self) -> (usize, usize) {
        match self {
            Self::Always => (0, 0),
            Self::Not(inner) => inner.stretch(),
            Self::All(inner) | Self::Any(inner) => inner.first().map_or((0, 0), Stands::stretch),
            Self::Chose(name, _) => name.stretch(),
            Self::Is(name, _) => name.stretch(),
            Self::InForce(name) => name.stretch(),
            Self::AtLeast(name, ..) => name.stretch(),
            Self::Leads(name, _) => name.stretch(),
            Self::Holds(name, _) | Self::Tension(name, _) => name.stretch(),
            Self::Signed(name) | Self::Article(name, ..) => name.stretch(),
            Self::Challenged(name) => name.stretch(),
        }
    }
}

impl Condition {
    /// How many values lie between the condition and its first name, the condition
    /// included: one for an atom, two more for a list around it.
    #[must_use]
    pub fn depth(&self) -> usize {
        match self {
            Self::Not(inner) => 1 + inner.depth(),
            Self::All(inner) | Self::Any(inner) => 2 + inner.first().map_or(0, Self::depth),
            _ => 1,
        }
    }
}

/// A measure on the state, mapped to [0, 1].
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// One minus the measure in brackets.
    Not(Box<Measure>),
    /// `grade("from", "to")`: how far the first recognises the second, from 0 to 1.
    Grade(Name<Power>, Name<Power>),
    /// `declaratory("power")`: how far it has the four marks of a state.
    Declaratory(Name<Power>),
    /// `constitutive("power")`: how far the others recognise it, weighted.
    Constitutive(Name<Power>),
    /// `in_force("instrument")`: 1 while it is in force, else 0.
    InForce(Name<Instrument>),
    /// `fact("fact", [(value: "v", score: (...)), ...])`; values left out score 0.
    Fact(Name<Fact>, Vec<Score>),
    /// `holds("sector", "power")`: 1 while that power holds the ground, else 0.
    Holds(Name<Sector>, Name<Power>),
    /// `leads("seat", "leader")`: 1 while that leader holds the seat, else 0: what staying in
    /// office is worth to him.
    Leads(Name<Seat>, Name<Leader>),
    /// `calm("sector")`: one minus the tension there.
    Calm(Name<Sector>),
    /// `security("sector")`: one minus the chance of a clash.
    Security(Name<Sector>),
    /// `credibility("sector")`: the chance that the defender stands firm.
    Credibility(Name<Sector>),
    /// `troops("of", "in", 30000)`: the men whom one power has on another's soil, as a share of that number.
    Troops(Name<Power>, Name<Power>, f64),
}

/// What a value of a fact is worth.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The value.
    pub value: Name<Value>,
    /// Its score, [0, 1].
    pub score: Num<unit::Share>,
}

/// An outcome laid beside the record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The id, which is its name in structured output.
    pub id: Id,
    /// The title, as the debrief shows it.
    pub title: String,
    /// What is read off the game.
    pub reading: Reading,
    /// The item at whose close it is read; the end of the game if left out.
    #[serde(default)]
    pub at: Option<Name<Item>>,
    /// The documented value; left out if the record does not know.
    #[serde(default)]
    pub documented: Option<Name<OutcomeValue>>,
    /// What the record says, in words.
    pub record: String,
    /// From which day the documented value can be read, if it came about after the item at
    /// whose close the outcome is read; before, only in the debrief.
    #[serde(default)]
    pub from: Option<Date>,
    /// How sure the record is.
    pub confidence: Confidence,
    /// Sources.
    pub src: Vec<Name<Source>>,
}

/// What an outcome reads off the position. Its values in brackets.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// `choice("item/move")` (the options' ids, or `did-not-arise`).
    Choice(Name<Move>),
    /// `fact("fact")` (its values' ids).
    Fact(Name<Fact>),
    /// `standing("from", "to")` (the rungs: `claims` ... `envoys`; ordered).
    Standing(Name<Power>, Name<Power>),
    /// `in_force("instrument")` (`no`, `secretly`, `openly`; ordered).
    InForce(Name<Instrument>),
    /// `holder("sector")` (ids of powers).
    Holder(Name<Sector>),
    /// `status("sector")` (`open` ... `marked`; ordered).
    Status(Name<Sector>),
    /// `clashes("sector")` (`none`, `one`, `several`; ordered).
    Clashes(Name<Sector>),
    /// `leader("seat")` (ids of leaders).
    Leader(Name<Seat>),
    /// `concluded("item")`: what became of a conference (`did-not-arise`, `no-treaty`,
    /// `not-ratified`, `in-force`; ordered).
    Concluded(Name<Conference>),
    /// `article("item", "clause")` (the values' ids, or `no-treaty`).
    Article(Name<Conference>, Name<Clause>),
}
