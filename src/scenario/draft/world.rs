//! Borders, instruments and facts: what the powers move, and how they stand on the first day.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Condition, Effect, Id, MapLine, Name, Num, PlaceRule, Power, Prose, Seat, Source, Unit, unit,
};
use crate::rules::borders::SectorStatus;
use crate::rules::deterrence::Pledge;
use crate::rules::quantity::Date;
use crate::rules::recognition::{Manner, Standing, Status, Subject};

/// A stretch of frontier between two sides that differ about it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// What is in dispute, in words; passages go by how things stand.
    pub note: Prose,
    /// The power that would move the line.
    pub challenger: Name<Power>,
    /// The power content to hold it.
    pub defender: Name<Power>,
    /// When it is a live frontier; left out if always.
    #[serde(default)]
    pub live: Condition,
    /// What each claims: power, words, line on the map.
    pub claims: Vec<Claim>,
    /// Who holds the disputed ground at the start.
    pub holder: Name<Power>,
    /// How settled it is at the start.
    pub status: SectorStatus,
    /// Density of patrols, [0, 1].
    pub patrols: Num<unit::Share>,
    /// Tension at the start, [0, 1].
    pub tension: Num<unit::Share>,
    /// What it is worth to the challenger (1 is ordinary).
    pub challenger_stake: Num<unit::Stake>,
    /// What it is worth to the defender.
    pub defender_stake: Num<unit::Stake>,
    /// Supplied force of each power there, thousand men.
    pub force: Vec<PowerNum<unit::ThousandMen>>,
    /// Fighting quality of each power there; 1 where left out.
    #[serde(default)]
    pub quality: Vec<PowerNum<unit::Quality>>,
    /// An army that may act without its capital.
    #[serde(default)]
    pub local_commander: Option<LocalCommander>,
    /// Where its marker stands, a place of the map.
    pub at: Name<PlaceRule>,
}

/// A number for one power.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound = "")]
#[schemars(inline, bound = "U: Unit")]
pub struct PowerNum<U: Unit> {
    /// The power.
    pub power: Name<Power>,
    /// The number.
    pub num: Num<U>,
}

/// A claim to a line.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Whose.
    pub power: Name<Power>,
    /// In words.
    pub text: String,
    /// The line on the map.
    pub line: Name<MapLine>,
}

/// An army on the spot.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LocalCommander {
    /// What it is called.
    pub name: String,
    /// The chance that it challenges on its own when not forbidden.
    pub zeal: Num<unit::Probability>,
}

/// A treaty, a pledge or another agreement.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// The id.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What it says, in a sentence or two.
    pub text: String,
    /// The parties.
    pub parties: Vec<Name<Power>>,
    /// If in force at the start: since when.
    #[serde(default)]
    pub since: Option<Date>,
    /// Years in force; left out for no term.
    #[serde(default)]
    pub years: Option<u16>,
    /// Whether it goes on for the same term again unless notice was given before.
    #[serde(default)]
    pub renews: bool,
    /// Months between notice and the end; left out if a denunciation ends it at once.
    #[serde(default)]
    pub notice: Option<u16>,
    /// Known only to the parties until published.
    #[serde(default)]
    pub secret: bool,
    /// What it obliges to.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// What follows if it is broken.
    #[serde(default)]
    pub breach: Vec<Effect>,
    /// Sources.
    pub src: Vec<Name<Source>>,
}

/// One term of an instrument.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Term {
    /// A pledge to stand by another power.
    Pledge {
        /// Who.
        protector: Name<Power>,
        /// By whom.
        protege: Name<Power>,
        /// oral, public or troops.
        kind: Pledge,
    },
    /// Makes a power more content not to attack another.
    NonAggression {
        /// Whose contentment rises.
        power: Name<Power>,
        /// Toward whom.
        toward: Name<Power>,
        /// By how much.
        satisfaction: Num<unit::Share>,
    },
    /// Signing amounts to an act of recognition.
    Recognises {
        /// Who.
        from: Name<Power>,
        /// Whom.
        to: Name<Power>,
        /// The least rung.
        floor: Standing,
        /// As what.
        #[serde(default)]
        status: Status,
    },
    /// Recognition may not rise above a rung.
    Ceiling {
        /// Whose.
        from: Name<Power>,
        /// Toward whom.
        to: Name<Power>,
        /// The highest rung.
        ceiling: Standing,
    },
    /// A border commission works while this is in force.
    Commission {
        /// Where.
        sector: Name<Sector>,
    },
}

/// A fact of the world.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The id.
    pub id: Id,
    /// What it is about: `Chinese Eastern Railway`.
    pub name: String,
    /// Its values; the first is the value at the start.
    pub values: Vec<Value>,
    /// The seats that know it; left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name<Seat>>,
}

/// One value of a fact.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The id, within the fact.
    pub id: Id,
    /// In words: `sold to Manchukuo`.
    pub text: String,
}

/// Opening recognition of one pair.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningAct {
    /// Who.
    pub from: Name<Power>,
    /// Toward whom.
    pub to: Name<Power>,
    /// The rung.
    pub standing: Standing,
    /// As what.
    #[serde(default)]
    pub status: Status,
    /// State or government.
    #[serde(default)]
    pub subject: Subject,
    /// How.
    #[serde(default)]
    pub manners: Vec<Manner>,
    /// Since when.
    pub since: Date,
    /// Sources.
    pub src: Vec<Name<Source>>,
}

/// A pair whose recognition drifts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// Who.
    pub from: Name<Power>,
    /// Toward whom.
    pub to: Name<Power>,
    /// From when.
    #[serde(default)]
    pub when: Condition,
    /// Ties to the parent state, [0, 1].
    pub parent_ties: Num<unit::Share>,
    /// Fear of separatists at home, [0, 1].
    pub separatists: Num<unit::Share>,
    /// Commitment to non-recognition, [0, 1].
    pub doctrine: Num<unit::Share>,
    /// The highest rung drift alone can reach.
    pub ceiling: Standing,
}

/// Troops at the start.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningTroops {
    /// Whose.
    pub of: Name<Power>,
    /// On whose soil.
    pub host: Name<Power>,
    /// How many.
    pub men: Num<unit::Men>,
}
