//! Conditions, effects, measures and readings: the words in which an author says what holds, what follows and what counts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Choice, Clause, ClauseValue, Conference, Confidence, Fact, Id, Instrument, Item, Leader, Move,
    Name, Num, OutcomeValue, Power, Seat, Sector, Source, Value, unit,
};
use crate::rules::borders::SectorStatus;
use crate::rules::recognition::{Manner, Standing, Status, Subject};

/// A condition.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Always holds.
    #[default]
    Always,
    /// Does not hold.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// `chose("item/move", "option")`.
    Chose(Name<Move>, Name<Choice>),
    /// `is("fact", "value")`.
    Is(Name<Fact>, Name<Value>),
    /// `in_force("instrument")`.
    InForce(Name<Instrument>),
    /// `at_least("from", "to", de_facto)`.
    AtLeast(Name<Power>, Name<Power>, Standing),
    /// `leads("seat", "leader")`.
    Leads(Name<Seat>, Name<Leader>),
    /// `holds("sector", "power")`.
    Holds(Name<Sector>, Name<Power>),
    /// `tension("sector", 0.5)`: at or above.
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
    /// `sign("instrument")`.
    Sign(Name<Instrument>),
    /// `denounce("instrument")`.
    Denounce(Name<Instrument>),
    /// `publish("instrument")`.
    Publish(Name<Instrument>),
    /// `breach("instrument", "power")`.
    Breach(Name<Instrument>, Name<Power>),
    /// An act of recognition.
    Recognise {
        /// Who.
        from: Name<Power>,
        /// Toward whom.
        to: Name<Power>,
        /// The rung.
        standing: Standing,
        /// As what.
        #[serde(default)]
        status: Status,
        /// State or government.
        #[serde(default)]
        subject: Subject,
        /// How.
        #[serde(default)]
        manners: Vec<Manner>,
    },
    /// `criterion("power", capacity, (value: 0.1, ...))`: adds to a Montevideo criterion.
    Criterion(Name<Power>, CriterionKey, Num<unit::Change>),
    /// `tension("sector", (value: 0.2, ...))`: adds.
    Tension(Name<Sector>, Num<unit::Change>),
    /// `force("sector", "power", (value: 2.0, ...))`: adds, thousand men.
    Force(Name<Sector>, Name<Power>, Num<unit::ThousandMenChange>),
    /// `satisfaction("power", (...))`: adds.
    Satisfaction(Name<Power>, Num<unit::Change>),
    /// `weariness("power", (...))`: adds.
    Weariness(Name<Power>, Num<unit::WearinessChange>),
    /// `audience("power", (...))`: adds.
    Audience(Name<Power>, Num<unit::AudienceChange>),
    /// `troops("of", "in", (...))`: adds, men.
    Troops(Name<Power>, Name<Power>, Num<unit::MenChange>),
    /// `status("sector", agreed)`.
    Status(Name<Sector>, SectorStatus),
    /// `holder("sector", "power")`.
    Holder(Name<Sector>, Name<Power>),
    /// `patrols("sector", (...))`: adds.
    Patrols(Name<Sector>, Num<unit::Change>),
    /// `commission("sector", true)`.
    Commission(Name<Sector>, bool),
    /// `clash("sector", "attacker", "defender")`.
    Clash(Name<Sector>, Name<Power>, Name<Power>),
    /// `set("fact", "value")`.
    Set(Name<Fact>, Name<Value>),
    /// `leader("seat", "leader")`.
    Leader(Name<Seat>, Name<Leader>),
}

/// One of the Montevideo criteria.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKey {
    /// Permanent population.
    Population,
    /// Defined territory.
    Territory,
    /// Effective government.
    Government,
    /// Capacity to enter into relations.
    Capacity,
}

/// A measure on the state, mapped to [0, 1].
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// One minus another.
    Not(Box<Measure>),
    /// `grade("from", "to")`: weight of the rung of recognition.
    Grade(Name<Power>, Name<Power>),
    /// `declaratory("power")`.
    Declaratory(Name<Power>),
    /// `constitutive("power")`.
    Constitutive(Name<Power>),
    /// `in_force("instrument")`.
    InForce(Name<Instrument>),
    /// `fact("fact", [(value: "v", score: (...)), ...])`; values left out score 0.
    Fact(Name<Fact>, Vec<Score>),
    /// `holds("sector", "power")`.
    Holds(Name<Sector>, Name<Power>),
    /// `calm("sector")`.
    Calm(Name<Sector>),
    /// `security("sector")`: one minus the chance of a clash.
    Security(Name<Sector>),
    /// `credibility("sector")`: the chance that the defender stands firm.
    Credibility(Name<Sector>),
    /// `troops("of", "in", 30000)`: share of a full number.
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
    /// The title.
    pub title: String,
    /// What is read.
    pub reading: Reading,
    /// The item at whose close it is read; the end of the game if left out.
    #[serde(default)]
    pub at: Option<Name<Item>>,
    /// The documented value; left out if the record does not know.
    #[serde(default)]
    pub documented: Option<Name<OutcomeValue>>,
    /// What the record says, in words.
    pub record: String,
    /// How sure.
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
