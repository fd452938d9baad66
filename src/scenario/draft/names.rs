//! Names and numbers with their places: what refers, what is referred to, what steers an outcome.
//!
//! A place is the address of the text in memory: files are read borrowed, so an
//! address inside a file's text tells file, line and column. What stands in an
//! escaped text has no such address; its entry is then the place.

use core::cmp::Ordering;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;
use std::borrow::Cow;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Adviser, Choice, Clause, ClauseValue, Conference, Contradiction, Fact, Instrument, Item,
    Leader, Move, PlaceRule, Power, Seat, Sector, Source, Value,
};
use crate::rules::quantity::Evidence;

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A source, by its id; a part may follow after `§` or a space.
    Source,
    /// A contradiction between sources.
    Contradiction,
    /// A power.
    Power,
    /// A seat.
    Seat,
    /// A leader.
    Leader,
    /// A person who advises the seat at hand.
    Adviser,
    /// A border sector.
    Sector,
    /// An instrument.
    Instrument,
    /// A fact.
    Fact,
    /// A value of the fact at hand.
    Value,
    /// An item of the agenda.
    Item,
    /// A move, as `item/move`.
    Move,
    /// An option of the move at hand.
    Option,
    /// A conference, by the id of its item.
    Conference,
    /// A clause of the conference at hand.
    Clause,
    /// A value of the clause at hand.
    ClauseValue,
    /// A value of the outcome at hand.
    OutcomeValue,
    /// A place, from the pack's own list.
    Place,
    /// A place of the map.
    MapPlace,
    /// A region of the map.
    MapRegion,
    /// A railway of the map.
    MapRailway,
    /// A line of the map.
    MapLine,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Self; 22] = [
        Self::Source,
        Self::Contradiction,
        Self::Power,
        Self::Seat,
        Self::Leader,
        Self::Adviser,
        Self::Sector,
        Self::Instrument,
        Self::Fact,
        Self::Value,
        Self::Item,
        Self::Move,
        Self::Option,
        Self::Conference,
        Self::Clause,
        Self::ClauseValue,
        Self::OutcomeValue,
        Self::Place,
        Self::MapPlace,
        Self::MapRegion,
        Self::MapRailway,
        Self::MapLine,
    ];

    /// What it is called in a sentence: `power`, `value of that fact`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Contradiction => "contradiction",
            Self::Power => "power",
            Self::Seat => "seat",
            Self::Leader => "leader",
            Self::Adviser => "adviser of that seat",
            Self::Sector => "sector",
            Self::Instrument => "instrument",
            Self::Fact => "fact",
            Self::Value => "value of that fact",
            Self::Item => "item",
            Self::Move => "move",
            Self::Option => "option of that move",
            Self::Conference => "conference",
            Self::Clause => "clause of that conference",
            Self::ClauseValue => "value of that clause",
            Self::OutcomeValue => "value of that outcome",
            Self::Place => "place",
            Self::MapPlace => "place of the map",
            Self::MapRegion => "region of the map",
            Self::MapRailway => "railway of the map",
            Self::MapLine => "line of the map",
        }
    }

    /// Whether its names count only within something else.
    #[must_use]
    pub const fn is_within(self) -> bool {
        matches!(
            self,
            Self::Adviser
                | Self::Value
                | Self::Option
                | Self::Clause
                | Self::ClauseValue
                | Self::OutcomeValue
        )
    }

    /// The sort that is called so.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// What is referred to by name.
pub trait HasSort {
    /// As what.
    const SORT: Sort;
}

macro_rules! named {
    ($($kind:ty => $sort:ident),+ $(,)?) => {$(
        impl HasSort for $kind {
            const SORT: Sort = Sort::$sort;
        }
    )+};
}

named!(
    Source => Source,
    Contradiction => Contradiction,
    Power => Power,
    Seat => Seat,
    Leader => Leader,
    Adviser => Adviser,
    Sector => Sector,
    Instrument => Instrument,
    Fact => Fact,
    Value => Value,
    Item => Item,
    Move => Move,
    Choice => Option,
    Conference => Conference,
    Clause => Clause,
    ClauseValue => ClauseValue,
    OutcomeValue => OutcomeValue,
    PlaceRule => Place,
    MapPlace => MapPlace,
    MapRegion => MapRegion,
    MapRailway => MapRailway,
    MapLine => MapLine,
);

/// Stands for the values of an outcome, which no file lists.
#[derive(Debug)]
pub enum OutcomeValue {}
/// Stands for the places of the map.
#[derive(Debug)]
pub enum MapPlace {}
/// Stands for the regions of the map.
#[derive(Debug)]
pub enum MapRegion {}
/// Stands for the railways of the map.
#[derive(Debug)]
pub enum MapRailway {}
/// Stands for the lines of the map.
#[derive(Debug)]
pub enum MapLine {}

/// What was read from a place in the text.
pub trait Stands {
    /// Where it begins in memory (0 if that is not known), and how many bytes it takes.
    fn stretch(&self) -> (usize, usize);
}

impl<K> Stands for Name<K> {
    fn stretch(&self) -> (usize, usize) {
        (self.address, self.text.len())
    }
}

impl Stands for Id {
    fn stretch(&self) -> (usize, usize) {
        (self.address, self.text.len())
    }
}

impl Stands for Located {
    fn stretch(&self) -> (usize, usize) {
        (self.address, self.length)
    }
}

/// A text and where it stands.
struct LocatedText {
    text: String,
    address: usize,
}

impl<'de> Deserialize<'de> for LocatedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = LocatedText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name in quotes")
            }

            fn visit_borrowed_str<E>(self, v: &str) -> Result<LocatedText, E> {
                Ok(LocatedText { text: v.to_owned(), address: v.as_ptr() as usize })
            }

            fn visit_str<E>(self, v: &str) -> Result<LocatedText, E> {
                Ok(LocatedText { text: v.to_owned(), address: 0 })
            }
        }
        deserializer.deserialize_str(Reader)
    }
}

/// A name that refers to a `K`, with the place where it stands.
pub struct Name<K> {
    /// The name itself.
    pub text: String,
    /// Where it stands; 0 if that is not known.
    pub address: usize,
    /// The place of the entry that it names, among the entries of its kind or, for what
    /// is named within something, among those of that. None before it is compiled.
    found: OnceLock<usize>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Name<K> {
    /// A name at an address.
    #[must_use]
    pub fn new(text: impl Into<String>, address: usize) -> Self {
        Self { text: text.into(), address, found: OnceLock::new(), kind: PhantomData }
    }

    /// The place of the entry that it names in the list of such entries. In a scenario
    /// that exists every name but a citation has one.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        self.found.get().copied()
    }

    /// The entry that it names, of the list of such entries.
    #[must_use]
    pub fn of<'t>(&self, list: &'t [K]) -> Option<&'t K> {
        list.get(self.index()?)
    }

    /// Remembers which entry it names.
    pub(in crate::scenario) fn remember(&self, index: usize) {
        // Compiled once more it names the same.
        let _ = self.found.set(index);
    }
}

impl<K> Clone for Name<K> {
    fn clone(&self) -> Self {
        let found = self.found.clone();
        Self { found, ..Self::new(self.text.clone(), self.address) }
    }
}

impl<K> fmt::Debug for Name<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

// Two names are the same if they read the same, wherever they stand.
impl<K> PartialEq for Name<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<K> Eq for Name<K> {}

impl<'de, K> Deserialize<'de> for Name<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let LocatedText { text, address } = LocatedText::deserialize(deserializer)?;
        Ok(Self::new(text, address))
    }
}

impl<K: HasSort> JsonSchema for Name<K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Owned(format!("name of a {}", K::SORT.word()))
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "refers": K::SORT.word() })
    }
}

/// The id that an entry gives itself, with the place where it stands.
#[derive(Clone)]
pub struct Id {
    text: String,
    /// Where it stands; 0 if that is not known.
    pub address: usize,
}

impl Deref for Id {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Id {}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl PartialEq<String> for Id {
    fn eq(&self, other: &String) -> bool {
        self.text == *other
    }
}

impl PartialEq<Id> for String {
    fn eq(&self, other: &Id) -> bool {
        *self == other.text
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let LocatedText { text, address } = LocatedText::deserialize(deserializer)?;
        Ok(Self { text, address })
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("id")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "gives": true })
    }
}

/// A number and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Located {
    /// The number.
    pub number: f64,
    /// Where it stands.
    pub address: usize,
    /// How many bytes it takes.
    pub length: usize,
}

impl<'de> Deserialize<'de> for Located {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&ron::value::RawValue>::deserialize(deserializer)?.trim().get_ron();
        let number = ron::from_str(text).map_err(|error| D::Error::custom(error.code))?;
        Ok(Self { number, address: text.as_ptr() as usize, length: text.len() })
    }
}

/// What a number measures, and between which limits it lies.
pub trait Unit {
    /// With its article, as a sentence begins with it: `a share`.
    const WHAT: &'static str;
    /// The unit as a manual gives it.
    const UNIT: &'static str;
    /// The least.
    const LOW: f64;
    /// The most.
    const HIGH: f64;
    /// The most that is plausible; what is more was probably given in another unit.
    const USUAL: f64 = f64::INFINITY;
    /// Whether it counts, so that a fraction is not plausible.
    const COUNTS: bool = false;
}

/// What numbers measure.
pub mod unit {
    use super::Unit;

    macro_rules! units {
        ($(
            $(#[$doc:meta])+
            $name:ident = $what:literal, $unit:literal, $low:expr, $high:expr
                $(, $also:ident: $kind:ty = $value:expr)?;
        )+) => {$(
            $(#[$doc])+
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}

            impl Unit for $name {
                const WHAT: &'static str = $what;
                const UNIT: &'static str = $unit;
                const LOW: f64 = $low;
                const HIGH: f64 = $high;
                $(const $also: $kind = $value;)?
            }
        )+};
    }

    units! {
        /// A part of a whole, or a level between none and full.
        Share = "a share", "share of one", 0.0, 1.0;
        /// How likely something is.
        Probability = "a probability", "probability", 0.0, 1.0;
        /// What is added to a share; the sum stays within zero and one.
        Change = "a change of a share", "added share of one", -1.0, 1.0;
        /// The weight of a power in the constitutive index.
        Weight = "a weight", "weight beside other powers", 0.0, 1000.0;
        /// What is added to the cost of a clash.
        Weariness = "weariness", "utility, where 1 is an ordinary stake", 0.0, 5.0;
        /// What is added to or taken from weariness.
        WearinessChange = "a change of weariness", "added utility", -5.0, 5.0;
        /// What backing down costs at home, added.
        AudienceChange = "a change of audience cost", "added utility", -5.0, 5.0;
        /// What crossing a red line costs.
        Cost = "a cost", "utility", 0.0, 2.0;
        /// What a leader adds to the cost of a clash.
        Caution = "caution", "utility, negative for the bold", -5.0, 5.0;
        /// What a sector is worth.
        Stake = "a stake", "worth, where 1 is ordinary", 0.01, 10.0;
        /// For or against an option.
        Leaning = "a leaning", "utility, for (positive) or against", -1.0, 1.0;
        /// How little another round is minded.
        Patience = "patience", "share of worth kept a round", 0.01, 0.99;
        /// The support at which consent at home is even odds.
        Quota = "a quota", "sum of the groups' weighted worths", -10.0, 10.0;
        /// How uncertain consent at home is.
        Noise = "a noise", "same as the quota", 0.001, 10.0;
        /// Soldiers.
        Men = "a number of troops", "men", 0.0, 1e7, COUNTS: bool = true;
        /// Soldiers who come or go.
        MenChange = "a change of troops", "men, added", -1e7, 1e7, COUNTS: bool = true;
        /// Supplied force in a sector.
        ThousandMen = "a force", "thousand men", 0.0, 1e5, USUAL: f64 = 2000.0;
        /// Supplied force that comes or goes.
        ThousandMenChange = "a change of force", "thousand men, added", -1e5, 1e5, USUAL: f64 = 2000.0;
        /// Fighting quality.
        Quality = "a quality", "factor, where 1 is ordinary", 0.01, 10.0;
    }
}

/// A number that steers an outcome: its value, the grade of the evidence, the
/// sources, and in a few words why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Num<U> {
    /// The value, in the unit of the field.
    pub value: Located,
    /// primary, secondary, contested or judgement.
    pub grade: Evidence,
    /// Sources by id; may be empty only for a judgement.
    #[serde(default)]
    pub src: Vec<Name<Source>>,
    /// Why this value; may be left out only beside a source.
    #[serde(default)]
    pub why: String,
    /// The range in which it may lie; that of its unit if left out.
    #[serde(default)]
    pub range: Option<(f64, f64)>,
    #[serde(skip)]
    unit: PhantomData<fn() -> U>,
}

impl<U> Num<U> {
    /// The number itself.
    #[must_use]
    pub const fn number(&self) -> f64 {
        self.value.number
    }
}

impl<U: Unit> JsonSchema for Num<U> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Num")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Figure::json_schema(generator);
        schema.insert("unit".to_owned(), U::UNIT.into());
        schema.insert("minimum".to_owned(), U::LOW.into());
        schema.insert("maximum".to_owned(), U::HIGH.into());
        schema
    }
}

/// How a [`Num`] is written.
///
/// The schema of every number, whatever its unit; nothing is read into it.
#[derive(JsonSchema)]
#[schemars(rename = "Num", deny_unknown_fields)]
#[expect(dead_code, reason = "it is there for its schema")]
struct Figure {
    /// The value, in the unit of the field.
    value: f64,
    /// How well the value is supported.
    grade: Evidence,
    /// Sources by id; may be left out only for a judgement.
    #[schemars(default)]
    src: Vec<Name<Source>>,
    /// Why this value; may be left out only beside a source.
    #[schemars(default)]
    why: String,
    /// The range in which it may lie, as the sources or the author leave it open; for a share
    /// 0.15 to both sides, for any other number a third, if left out.
    #[schemars(default)]
    range: Option<(f64, f64)>,
}
