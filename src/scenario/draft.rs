//! What an author writes: the types of a scenario's RON files.
//!
//! Every `.ron` file of a pack is one [`Part`]; the pack is all parts together,
//! so a beginner's scenario fits in one file and a large one in twenty. These
//! types mirror the text and hold names, not ids; [`compile`](super::compile)
//! turns them into what can be run. `flatten`, `untagged` and `tag` are kept
//! out, because positions could not be traced through them.

use serde::{Deserialize, Deserializer};

use crate::rules::borders::SectorStatus;
use crate::rules::deterrence::Pledge;
use crate::rules::quantity::{Date, Evidence};
use crate::rules::recognition::{Manner, Standing, Status, Subject};
use crate::rules::setting::Stance;

/// A name that refers to something, with the place where it stands.
///
/// The place is the address of the text in memory: the reader deserialises
/// borrowed text, so an address inside a file's text tells file, line and
/// column. Names with escapes have no such address and get their file only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The name itself.
    pub text: String,
    /// Where it stands; 0 if that is not known.
    pub address: usize,
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Name;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a name in quotes")
            }

            fn visit_borrowed_str<E>(self, v: &str) -> Result<Name, E> {
                Ok(Name { text: v.to_owned(), address: v.as_ptr() as usize })
            }

            fn visit_str<E>(self, v: &str) -> Result<Name, E> {
                Ok(Name { text: v.to_owned(), address: 0 })
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// A number that steers an outcome: its value, the grade of the evidence, the
/// sources, and in a few words why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Num {
    /// The value, in the unit of the field.
    pub value: f64,
    /// primary, secondary, contested or judgement.
    pub grade: Evidence,
    /// Sources by id; may be empty only for a judgement.
    #[serde(default)]
    pub src: Vec<Name>,
    /// Why this value.
    #[serde(default)]
    pub why: String,
}

/// One file of a pack. Every list may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Part {
    /// The scenario's head; stands in exactly one file.
    pub scenario: Option<Head>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Contradictions between sources, with the ruling.
    pub contradictions: Vec<Contradiction>,
    /// Powers.
    pub powers: Vec<Power>,
    /// Seats.
    pub seats: Vec<Seat>,
    /// Leaders.
    pub leaders: Vec<Leader>,
    /// Border sectors.
    pub sectors: Vec<Sector>,
    /// Instruments.
    pub instruments: Vec<Instrument>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Items of the agenda.
    pub items: Vec<Item>,
    /// Outcomes laid beside the record.
    pub outcomes: Vec<Outcome>,
    /// Opening recognition: who stands where to whom.
    pub recognition: Vec<OpeningAct>,
    /// Pairs whose recognition drifts by itself.
    pub drifts: Vec<Drift>,
    /// Troops on another's soil at the start.
    pub troops: Vec<OpeningTroops>,
    /// Which regions of the map belong to whom, and when.
    pub regions: Vec<RegionRule>,
    /// Railways on the map, and whose.
    pub railways: Vec<RailwayRule>,
    /// Border lines on the map.
    pub lines: Vec<LineRule>,
    /// Places named on the map.
    pub places: Vec<PlaceRule>,
}

/// The scenario's head.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The id: lower case, digits, hyphens; the name of the folder.
    pub id: String,
    /// The scenario's version, `major.minor.patch`.
    pub version: String,
    /// The version of this format; now 1.
    pub schema: u32,
    /// The title.
    pub title: String,
    /// One line under the title.
    pub subtitle: String,
    /// A paragraph for the library.
    pub summary: String,
    /// The situation at the start, in paragraphs separated by empty lines.
    pub introduction: String,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// How long a game takes, in minutes.
    pub minutes: u32,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The licence of the text.
    pub licence: String,
    /// What is unknown to the record and stays unknown here.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// A source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id, as other entries cite it (a part may follow after `§`, `p.` or a space).
    pub id: String,
    /// What it is, so that a reader can find it.
    pub title: String,
    /// What kind: document, research, reference, press, memoir, web, knowledge.
    pub kind: SourceKind,
}

/// What kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A document of the time, or an edition of such.
    Document,
    /// Research.
    Research,
    /// An encyclopaedia or handbook.
    Reference,
    /// Press of the time.
    Press,
    /// Memoirs.
    Memoir,
    /// A page whose author or basis is weak.
    Web,
    /// General historiography, not checked again.
    Knowledge,
}

/// A contradiction between sources.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Its id (`K14`).
    pub id: String,
    /// What the sources say.
    pub says: String,
    /// What this scenario holds, and why.
    pub ruling: String,
    /// Sources.
    pub src: Vec<Name>,
    /// How sure the ruling is.
    pub confidence: Confidence,
}

/// How sure a statement of the record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A document or several independent sources.
    Sure,
    /// One good source, or the consensus.
    Likely,
    /// Contested or unverified.
    Uncertain,
}

/// A power.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Its id.
    pub id: String,
    /// Its name as a noun: `the Soviet Union`.
    pub name: String,
    /// A short name for tables and the map: `USSR`.
    pub short: String,
    /// Its name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
    /// The colour it is drawn in.
    pub ink: Ink,
    /// Its weight in the constitutive index, positive.
    pub weight: Num,
    /// Montevideo criteria in [0, 1]; left out for powers nobody questions.
    #[serde(default)]
    pub criteria: Option<Criteria>,
    /// Contentment with the status quo at the start, [0, 1].
    pub satisfaction: Num,
    /// What other fronts add to its cost of a clash.
    pub weariness: Num,
}

/// A text in another writing, with its language for the choice of the face.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Native {
    /// `mn`, `ru`, `ja` or `zh`.
    pub lang: String,
    /// The text.
    pub text: String,
}

/// The inks of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Blue.
    Mongolia,
    /// Vermilion.
    Russia,
    /// Reddish purple.
    Japan,
    /// Lighter purple.
    Manchukuo,
    /// Bluish green.
    China,
    /// Grey.
    Other,
}

/// The four Montevideo criteria.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// Permanent population.
    pub population: Num,
    /// Defined territory.
    pub territory: Num,
    /// Effective government.
    pub government: Num,
    /// Capacity to enter into relations.
    pub capacity: Num,
}

/// A seat at the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Its id.
    pub id: String,
    /// What it is called: `Mongolia`.
    pub name: String,
    /// The power it speaks for.
    pub power: Name,
    /// Other powers it decides for.
    #[serde(default)]
    pub controls: Vec<Name>,
    /// Who holds it at the start.
    pub leader: Name,
    /// One sentence: who you are and what you are up against.
    pub hook: String,
    /// The brief, in paragraphs separated by empty lines.
    pub brief: String,
    /// The people who advise.
    pub advisers: Vec<Adviser>,
    /// What it wants; weights sum to one.
    pub objectives: Vec<Objective>,
    /// What it will not do, or only at a price.
    #[serde(default)]
    pub red_lines: Vec<RedLine>,
    /// Sources of the brief.
    pub src: Vec<Name>,
}

/// A person who advises a seat.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adviser {
    /// The id by which advice names the person.
    pub id: String,
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// Until when the person is there; left out if to the end.
    #[serde(default)]
    pub until: Option<Date>,
}

/// One thing a seat wants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// In words: `Keep foreign garrisons out`.
    pub text: String,
    /// What is measured.
    pub measure: Measure,
    /// Its share; all shares of a seat sum to one.
    pub weight: Num,
    /// How the documented end of the scenario scores on it, in words.
    pub documented: String,
}

/// A red line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedLine {
    /// In words.
    pub text: String,
    /// Crossed when this comes to hold.
    pub crossed: Condition,
    /// The leaders who hold it; left out for all.
    #[serde(default)]
    pub leaders: Vec<Name>,
    /// What crossing costs; left out for a line never crossed.
    #[serde(default)]
    pub cost: Option<Num>,
}

/// A leader.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// The id.
    pub id: String,
    /// The seat the leader may hold.
    pub seat: Name,
    /// The name.
    pub name: String,
    /// The name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
    /// The office.
    pub office: String,
    /// Life and line in two or three sentences.
    pub note: String,
    /// Added to the seat's cost of a clash.
    pub caution: Num,
    /// Sources.
    pub src: Vec<Name>,
}

/// A border sector.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What is in dispute, in words.
    pub note: String,
    /// The power that would move the line.
    pub challenger: Name,
    /// The power content to hold it.
    pub defender: Name,
    /// When it is a live frontier; left out if always.
    #[serde(default)]
    pub live: Condition,
    /// What each claims: power, words, line on the map.
    pub claims: Vec<Claim>,
    /// Who holds the disputed ground at the start.
    pub holder: Name,
    /// How settled it is at the start.
    pub status: SectorStatus,
    /// Density of patrols, [0, 1].
    pub patrols: Num,
    /// Tension at the start, [0, 1].
    pub tension: Num,
    /// What it is worth to the challenger (1 is ordinary).
    pub challenger_stake: Num,
    /// What it is worth to the defender.
    pub defender_stake: Num,
    /// Supplied force of each power there, thousand men.
    pub force: Vec<PowerNum>,
    /// Fighting quality of each power there; 1 where left out.
    #[serde(default)]
    pub quality: Vec<PowerNum>,
    /// An army that may act without its capital.
    #[serde(default)]
    pub local_commander: Option<LocalCommander>,
    /// Where its marker stands, a place of the map.
    pub at: Name,
}

/// A number for one power.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerNum {
    /// The power.
    pub power: Name,
    /// The number.
    pub num: Num,
}

/// A claim to a line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Whose.
    pub power: Name,
    /// In words.
    pub text: String,
    /// The line on the map.
    pub line: Name,
}

/// An army on the spot.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalCommander {
    /// What it is called.
    pub name: String,
    /// The chance that it challenges on its own when not forbidden.
    pub zeal: Num,
}

/// An instrument.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// The id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it says, in a sentence or two.
    pub text: String,
    /// The parties.
    pub parties: Vec<Name>,
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
    pub src: Vec<Name>,
}

/// One term of an instrument.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Term {
    /// A pledge to stand by another power.
    Pledge {
        /// Who.
        protector: Name,
        /// By whom.
        protege: Name,
        /// oral, public or troops.
        kind: Pledge,
    },
    /// Makes a power more content not to attack another.
    NonAggression {
        /// Whose contentment rises.
        power: Name,
        /// Toward whom.
        toward: Name,
        /// By how much.
        satisfaction: Num,
    },
    /// Signing amounts to an act of recognition.
    Recognises {
        /// Who.
        from: Name,
        /// Whom.
        to: Name,
        /// The least rung.
        floor: Standing,
        /// As what.
        #[serde(default)]
        status: Status,
    },
    /// Recognition may not rise above a rung.
    Ceiling {
        /// Whose.
        from: Name,
        /// Toward whom.
        to: Name,
        /// The highest rung.
        ceiling: Standing,
    },
    /// A border commission works while this is in force.
    Commission {
        /// Where.
        sector: Name,
    },
}

/// A fact of the world.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The id.
    pub id: String,
    /// What it is about: `Chinese Eastern Railway`.
    pub name: String,
    /// Its values; the first is the value at the start.
    pub values: Vec<Value>,
    /// The seats that know it; left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name>,
}

/// One value of a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The id, within the fact.
    pub id: String,
    /// In words: `sold to Manchukuo`.
    pub text: String,
}

/// What kind of item.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Seats choose.
    #[default]
    Decision,
    /// A confrontation in a sector.
    Crisis(Name),
    /// Parties negotiate a treaty; the item then has a `conference`.
    Conference,
    /// Something happens.
    Event,
}

/// An item of the agenda.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id.
    pub id: String,
    /// What kind; a decision if left out.
    #[serde(default)]
    pub kind: Kind,
    /// Its number among the decision points, if it is one.
    #[serde(default)]
    pub point: Option<u32>,
    /// The title.
    pub title: String,
    /// When it comes up.
    pub date: Date,
    /// Where, a place of the map.
    pub place: Name,
    /// Whether it comes up; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// What is known at this moment, in paragraphs separated by empty lines.
    pub briefing: String,
    /// What a seat knows beyond the briefing.
    #[serde(default)]
    pub private: Vec<Private>,
    /// The seats that know it takes place; left out if everybody does.
    #[serde(default)]
    pub known_to: Vec<Name>,
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
}

/// What one seat knows beyond the briefing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// The seat.
    pub seat: Name,
    /// The text.
    pub text: String,
}

/// One move: a seat answers a question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The id, within the item.
    pub id: String,
    /// Who moves.
    pub seat: Name,
    /// The question.
    pub question: String,
    /// Whether it arises; always if left out.
    #[serde(default)]
    pub when: Condition,
    /// The answers.
    pub options: Vec<Choice>,
}

/// Where an option comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The id, within the move.
    pub id: String,
    /// A few words for the button.
    pub label: String,
    /// What it means, in one to three sentences.
    pub text: String,
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
    pub known_to: Vec<Name>,
    /// Sources for the option; may be empty only for a counterfactual.
    #[serde(default)]
    pub src: Vec<Name>,
}

/// A documented preference of a leader.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaning {
    /// Whose.
    pub leader: Name,
    /// For (positive) or against (negative).
    pub num: Num,
}

/// What an adviser says of an option.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Who.
    pub who: Name,
    /// What.
    pub says: String,
    /// For or against.
    pub favours: bool,
}

/// A conference: two to five parties negotiate a treaty clause by clause.
#[derive(Clone, Debug, Deserialize)]
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
    pub instrument: Option<Name>,
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mediator {
    /// Name and office.
    pub name: String,
    /// Why just this one, in a sentence.
    pub text: String,
    /// Sources; may be empty only if nobody mediated.
    #[serde(default)]
    pub src: Vec<Name>,
}

/// A party to a conference.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The seat.
    pub seat: Name,
    /// Who speaks for it at the table.
    pub delegates: String,
    /// What it says in public, in one or two sentences.
    pub position: String,
    /// What its delegates were told in confidence, in paragraphs.
    pub instructions: String,
    /// Sources of both.
    #[serde(default)]
    pub src: Vec<Name>,
    /// What it wants; the first whose condition holds is followed.
    pub mandates: Vec<Mandate>,
}

/// What a party wants, under a condition such as who leads it.
#[derive(Clone, Debug, Deserialize)]
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
    /// How little it minds another round, between 0 and 1 (0.9 is ordinary).
    pub patience: Num,
    /// Who must consent at home; left out if the signature binds.
    #[serde(default)]
    pub home: Option<Home>,
    /// What no treaty means for it: what may come instead.
    pub without: Vec<Alternative>,
    /// What it costs it to leave with nothing, [0, 1], in the same unit.
    #[serde(default)]
    pub delay: Option<Num>,
}

/// What one clause is worth to a party.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// The clause.
    pub clause: Name,
    /// Its share, [0, 1]; all shares of a mandate sum to one.
    pub weight: f64,
    /// What each value is worth to it, [0, 1], as `("value", 0.4)`; all values of the clause.
    pub worth: Vec<(Name, f64)>,
    /// The values from best to worst as everybody at the table takes them to be
    /// for it; as they truly are if left out.
    #[serde(default)]
    pub public: Vec<Name>,
    /// The grade of these numbers.
    pub grade: Evidence,
    /// Sources.
    #[serde(default)]
    pub src: Vec<Name>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A value of a clause that a party holds out against.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseLine {
    /// The clause.
    pub clause: Name,
    /// The value.
    pub value: Name,
    /// What crossing costs; left out for a line never crossed.
    #[serde(default)]
    pub cost: Option<Num>,
    /// In words: `No foreign garrison`.
    pub text: String,
}

/// Who must consent at home: groups, and how much support is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// The groups.
    pub groups: Vec<Group>,
    /// The support at which consent is even odds, in the unit of the groups' sum.
    pub quota: Num,
    /// How uncertain the outcome at home is, positive (0.1 is ordinary).
    pub noise: Num,
    /// What a treaty that falls at home costs beyond having none, [0, 1].
    pub failure: Num,
}

/// A group whose voice counts at home.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// In words.
    pub text: String,
    /// How likely it is.
    pub chance: Likelihood,
    /// What it is worth, [0, 1], in the unit of the clauses.
    pub worth: Num,
}

/// How likely an alternative is.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// What the others leave of one.
    Rest,
    /// `share((value: 0.3, ...))`.
    Share(Num),
    /// `clash("sector")`: the solved chance of a clash there.
    Clash(Name),
    /// `challenge("sector")`: the solved chance of a challenge there.
    Challenge(Name),
    /// `concession("sector")`: the solved chance that the defender gives way there.
    Concession(Name),
    /// `so(condition, (value: 0.3, ...))`: that share if the condition holds, else none.
    So(Condition, Num),
}

/// A clause of the draft treaty.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The id, within the conference.
    pub id: String,
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
    pub known_to: Vec<Name>,
    /// From when everybody knows of it; left out if it stays secret.
    #[serde(default)]
    pub published: Option<Date>,
    /// The value that the documented treaty has; left out if the record does not know.
    #[serde(default)]
    pub documented: Option<Name>,
    /// What the documented treaty says here, in your own words.
    #[serde(default)]
    pub record: String,
    /// Sources of that.
    #[serde(default)]
    pub src: Vec<Name>,
}

const fn yes() -> bool {
    true
}

/// One value of a clause.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseValue {
    /// The id, within the clause.
    pub id: String,
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
    pub reservable: Vec<Name>,
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
    /// Sources; may be empty only for a counterfactual.
    #[serde(default)]
    pub src: Vec<Name>,
}

/// What a signed article says in one party's language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The party that reads it so.
    pub seat: Name,
    /// The language: `mn`, `ru`, `ja`, `zh`, `fr`, ...
    pub lang: String,
    /// How it reads, in translation.
    pub says: String,
    /// Sources.
    pub src: Vec<Name>,
}

/// A drawn consequence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// What is drawn, as a question: `Will Tokyo sign?`
    pub text: String,
    /// The branches; probabilities sum to one.
    pub branches: Vec<Branch>,
}

/// One branch of a drawn consequence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// In words, in the past tense, for the chronicle.
    pub text: String,
    /// Its probability.
    pub probability: Num,
    /// What follows.
    #[serde(default)]
    pub effects: Vec<Effect>,
}

/// A condition.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
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
    Chose(Name, Name),
    /// `is("fact", "value")`.
    Is(Name, Name),
    /// `in_force("instrument")`.
    InForce(Name),
    /// `at_least("from", "to", de_facto)`.
    AtLeast(Name, Name, Standing),
    /// `leads("seat", "leader")`.
    Leads(Name, Name),
    /// `holds("sector", "power")`.
    Holds(Name, Name),
    /// `tension("sector", 0.5)`: at or above.
    Tension(Name, f64),
    /// `signed("item")`: that conference ended with a treaty that came into force.
    Signed(Name),
    /// `article("item", "clause", "value")`: it is in force and says so.
    Article(Name, Name, Name),
    /// `challenged("item")`: in that crisis a challenge was made, by the capital or by its army alone.
    Challenged(Name),
}

/// A consequence.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// `sign("instrument")`.
    Sign(Name),
    /// `denounce("instrument")`.
    Denounce(Name),
    /// `publish("instrument")`.
    Publish(Name),
    /// `breach("instrument", "power")`.
    Breach(Name, Name),
    /// An act of recognition.
    Recognise {
        /// Who.
        from: Name,
        /// Toward whom.
        to: Name,
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
    Criterion(Name, CriterionKey, Num),
    /// `tension("sector", (value: 0.2, ...))`: adds.
    Tension(Name, Num),
    /// `force("sector", "power", (value: 2.0, ...))`: adds, thousand men.
    Force(Name, Name, Num),
    /// `satisfaction("power", (...))`: adds.
    Satisfaction(Name, Num),
    /// `weariness("power", (...))`: adds.
    Weariness(Name, Num),
    /// `audience("power", (...))`: adds.
    Audience(Name, Num),
    /// `troops("of", "in", (...))`: adds, men.
    Troops(Name, Name, Num),
    /// `status("sector", agreed)`.
    Status(Name, SectorStatus),
    /// `holder("sector", "power")`.
    Holder(Name, Name),
    /// `patrols("sector", (...))`: adds.
    Patrols(Name, Num),
    /// `commission("sector", true)`.
    Commission(Name, bool),
    /// `clash("sector", "attacker", "defender")`.
    Clash(Name, Name, Name),
    /// `set("fact", "value")`.
    Set(Name, Name),
    /// `leader("seat", "leader")`.
    Leader(Name, Name),
}

/// One of the Montevideo criteria.
#[derive(Clone, Copy, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// One minus another.
    Not(Box<Measure>),
    /// `grade("from", "to")`: weight of the rung of recognition.
    Grade(Name, Name),
    /// `declaratory("power")`.
    Declaratory(Name),
    /// `constitutive("power")`.
    Constitutive(Name),
    /// `in_force("instrument")`.
    InForce(Name),
    /// `fact("fact", [(value: "v", score: (...)), ...])`; values left out score 0.
    Fact(Name, Vec<Score>),
    /// `holds("sector", "power")`.
    Holds(Name, Name),
    /// `calm("sector")`.
    Calm(Name),
    /// `security("sector")`: one minus the chance of a clash.
    Security(Name),
    /// `credibility("sector")`: the chance that the defender stands firm.
    Credibility(Name),
    /// `troops("of", "in", 30000)`: share of a full number.
    Troops(Name, Name, f64),
}

/// What a value of a fact is worth.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The value.
    pub value: Name,
    /// Its score, [0, 1].
    pub score: Num,
}

/// What is documented of an item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When, in words.
    pub date: String,
    /// What was decided and what happened, in paragraphs.
    pub text: String,
    /// How sure.
    pub confidence: Confidence,
    /// Sources.
    pub src: Vec<Name>,
    /// What each country's account says, where it is contested.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Contradictions that touch it, by id.
    #[serde(default)]
    pub contradictions: Vec<Name>,
    /// What is unknown.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// One country's account of a contested event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Whose.
    pub of: String,
    /// What it says.
    pub says: String,
    /// Sources.
    pub src: Vec<Name>,
}

/// An outcome laid beside the record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The id, which is its name in structured output.
    pub id: String,
    /// The title.
    pub title: String,
    /// What is read.
    pub reading: Reading,
    /// The item at whose close it is read; the end of the game if left out.
    #[serde(default)]
    pub at: Option<Name>,
    /// The documented value; left out if the record does not know.
    #[serde(default)]
    pub documented: Option<Name>,
    /// What the record says, in words.
    pub record: String,
    /// How sure.
    pub confidence: Confidence,
    /// Sources.
    pub src: Vec<Name>,
}

/// What an outcome reads off the position. Its values in brackets.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// `choice("item/move")` (the options' ids, or `did-not-arise`).
    Choice(Name),
    /// `fact("fact")` (its values' ids).
    Fact(Name),
    /// `standing("from", "to")` (the rungs: `claims` ... `envoys`; ordered).
    Standing(Name, Name),
    /// `in_force("instrument")` (`no`, `secretly`, `openly`; ordered).
    InForce(Name),
    /// `holder("sector")` (ids of powers).
    Holder(Name),
    /// `status("sector")` (`open` ... `marked`; ordered).
    Status(Name),
    /// `clashes("sector")` (`none`, `one`, `several`; ordered).
    Clashes(Name),
    /// `leader("seat")` (ids of leaders).
    Leader(Name),
    /// `concluded("item")`: what became of a conference (`did-not-arise`, `no-treaty`,
    /// `not-ratified`, `in-force`; ordered).
    Concluded(Name),
    /// `article("item", "clause")` (the values' ids, or `no-treaty`).
    Article(Name, Name),
}

/// Opening recognition of one pair.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningAct {
    /// Who.
    pub from: Name,
    /// Toward whom.
    pub to: Name,
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
    pub src: Vec<Name>,
}

/// A pair whose recognition drifts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// Who.
    pub from: Name,
    /// Toward whom.
    pub to: Name,
    /// From when.
    #[serde(default)]
    pub when: Condition,
    /// Ties to the parent state, [0, 1].
    pub parent_ties: Num,
    /// Fear of separatists at home, [0, 1].
    pub separatists: Num,
    /// Commitment to non-recognition, [0, 1].
    pub doctrine: Num,
    /// The highest rung drift alone can reach.
    pub ceiling: Standing,
}

/// Troops at the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningTroops {
    /// Whose.
    pub of: Name,
    /// On whose soil.
    pub host: Name,
    /// How many.
    pub men: Num,
}

/// Which region of the map belongs to whom; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionRule {
    /// The region of the map.
    pub region: Name,
    /// Its label.
    pub label: String,
    /// Whose it is drawn as.
    pub power: Name,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// Whose a railway is; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RailwayRule {
    /// The railway of the map.
    pub railway: Name,
    /// Its label.
    pub label: String,
    /// Who runs it.
    pub power: Name,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// How a border line is drawn; the first rule that holds applies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRule {
    /// The line of the map.
    pub line: Name,
    /// The sector whose status it shows; drawn as a settled line if left out.
    #[serde(default)]
    pub sector: Option<Name>,
    /// The power whose claim it is, for one of two claimed lines.
    #[serde(default)]
    pub claim_of: Option<Name>,
    /// When; always if left out.
    #[serde(default)]
    pub when: Condition,
}

/// A place named on the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRule {
    /// The place of the map.
    pub place: Name,
    /// Its name in this scenario.
    pub name: String,
    /// Other names by which it is known.
    #[serde(default)]
    pub variants: Vec<String>,
    /// The name in its own writing.
    #[serde(default)]
    pub native: Option<Native>,
}
