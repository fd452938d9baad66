//! Names, dates, outcomes, events and consequences in words.
//!
//! Turns ids into sentences with the scenario's names and the game's words. It
//! decides nothing about who may read them.

mod effects;
mod events;

use super::parts::{Citation, SourceView};
use crate::rules::borders::{ClashOutcome, SectorStatus};
use crate::rules::conditions::OutcomeReading;
use crate::rules::ids::{
    FactId, InstrumentId, LeaderId, OutcomeId, PowerId, SeatId, SectorId, ValueId,
};
use crate::rules::quantity::Date;
use crate::rules::recognition::{Standing, Status};
use crate::scenario::Scenario;
use crate::scenario::draft::{Confidence, Name, Source, SourceKind, Tag};
use crate::words::{Arg, Phrase, Words};

/// A date as it is read: `31 December 1931`.
///
/// ```
/// use status_quo::view::date_words;
/// use status_quo::words::Words;
/// let day = "1936-03-12".parse().unwrap();
/// assert_eq!(date_words(&Words::english(), day), "12 March 1936");
/// ```
#[must_use]
pub fn date_words(words: &Words, date: Date) -> String {
    let year = i64::from(date.year).to_string();
    let args = [
        ("day", u32::from(date.day).into()),
        ("month", u32::from(date.month).into()),
        ("year", year.into()),
    ];
    words.say_with("date", &args)
}

/// The standing of one power toward another, in words.
#[must_use]
pub fn standing_words(words: &Words, standing: Standing) -> String {
    words.phrase(match standing {
        Standing::Claims => Phrase("standing-claims"),
        Standing::Refuses => Phrase("standing-refuses"),
        Standing::AdHoc => Phrase("standing-ad_hoc"),
        Standing::Agreements => Phrase("standing-agreements"),
        Standing::DeFacto => Phrase("standing-de_facto"),
        Standing::DeJure => Phrase("standing-de_jure"),
        Standing::Envoys => Phrase("standing-envoys"),
    })
}

/// A criterion of statehood, by its number from 0.
#[must_use]
pub fn criterion_words(words: &Words, criterion: usize) -> String {
    words.phrase(match criterion {
        0 => Phrase("criterion-0"),
        1 => Phrase("criterion-1"),
        2 => Phrase("criterion-2"),
        _ => Phrase("criterion-3"),
    })
}

pub(super) fn status_words(words: &Words, status: Status) -> String {
    words.phrase(match status {
        Status::Province => Phrase("state-province"),
        Status::Autonomous => Phrase("state-autonomous"),
        Status::Protected => Phrase("state-protected"),
        Status::Independent => Phrase("state-independent"),
        Status::Unsaid => Phrase("state-unsaid"),
    })
}

pub(super) fn sector_status_words(words: &Words, status: SectorStatus) -> String {
    words.phrase(match status {
        SectorStatus::Open => Phrase("status-open"),
        SectorStatus::Disputed => Phrase("status-disputed"),
        SectorStatus::Agreed => Phrase("status-agreed"),
        SectorStatus::Marked => Phrase("status-marked"),
    })
}

pub(super) fn outcome_words(words: &Words, outcome: ClashOutcome) -> String {
    words.phrase(match outcome {
        ClashOutcome::DefenderWins => Phrase("outcome-defender_wins"),
        ClashOutcome::AttackerYields => Phrase("outcome-attacker_yields"),
        ClashOutcome::Stalemate => Phrase("outcome-stalemate"),
        ClashOutcome::DefenderYields => Phrase("outcome-defender_yields"),
        ClashOutcome::AttackerWins => Phrase("outcome-attacker_wins"),
    })
}

pub(super) fn source_kind_words(words: &Words, kind: SourceKind) -> String {
    words.phrase(match kind {
        SourceKind::Document => Phrase("source-document"),
        SourceKind::Research => Phrase("source-research"),
        SourceKind::Reference => Phrase("source-reference"),
        SourceKind::Press => Phrase("source-press"),
        SourceKind::Memoir => Phrase("source-memoir"),
        SourceKind::Web => Phrase("source-web"),
        SourceKind::Knowledge => Phrase("source-knowledge"),
    })
}

pub(super) fn confidence_words(words: &Words, confidence: Confidence) -> String {
    words.phrase(match confidence {
        Confidence::Sure => Phrase("result-confidence-sure"),
        Confidence::Likely => Phrase("result-confidence-likely"),
        Confidence::Uncertain => Phrase("result-confidence-uncertain"),
    })
}

/// A seat's name within a sentence.
pub(super) fn called(scenario: &Scenario, seat: SeatId) -> String {
    let name = &scenario.text.seats[seat.index()].name;
    let power = &scenario.text.powers[scenario.setting.seats[seat.index()].power.index()].name;
    if power.strip_prefix("the ") == Some(name) { power.clone() } else { name.clone() }
}

/// The scenario's names, by id, and the game's words.
#[derive(Clone, Copy)]
pub(super) struct Wording<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) words: &'s Words,
}

/// The game's own sentences can be used directly.
impl core::ops::Deref for Wording<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words
    }
}

impl Wording<'_> {
    pub(super) fn power(self, id: PowerId) -> String {
        self.scenario.text.powers[id.index()].name.clone()
    }
    pub(super) fn short(self, id: PowerId) -> String {
        self.scenario.text.powers[id.index()].short.clone()
    }
    pub(super) fn seat(self, id: SeatId) -> String {
        self.scenario.text.seats[id.index()].name.clone()
    }
    /// A seat's name within a sentence: with the article of the power it speaks for,
    /// if it bears the name of that power.
    pub(super) fn called(self, id: SeatId) -> String {
        called(self.scenario, id)
    }
    pub(super) fn leader(self, id: LeaderId) -> String {
        self.scenario.text.leaders[id.index()].name.clone()
    }
    pub(super) fn sector(self, id: SectorId) -> String {
        self.scenario.text.sectors[id.index()].name.clone()
    }
    pub(super) fn instrument(self, id: InstrumentId) -> String {
        self.scenario.text.instruments[id.index()].title.clone()
    }
    pub(super) fn fact(self, id: FactId) -> String {
        self.scenario.text.facts[id.index()].name.clone()
    }
    pub(super) fn value(self, fact: FactId, value: ValueId) -> String {
        self.scenario.text.facts[fact.index()].values[value.index()].text.clone()
    }

    /// A value of an outcome.
    pub(super) fn outcome_value(self, id: OutcomeId, value: usize) -> String {
        let keys = self.scenario.outcome_keys(id);
        let key = keys.get(value).map_or("", String::as_str);
        match self.scenario.setting.outcomes[id.index()].reading {
            OutcomeReading::Choice(mv) => {
                let options = &self.scenario.mv(mv).options;
                options.get(value).map_or_else(
                    || self.words.say("value-did-not-arise"),
                    |option| option.label.clone(),
                )
            }
            OutcomeReading::Fact(fact) => self.value(fact, ValueId::new(value)),
            OutcomeReading::Standing(..) => {
                let standing = Standing::ALL.get(value).copied().unwrap_or_default();
                standing_words(self.words, standing)
            }
            OutcomeReading::Status(_) => self.words.phrase(match key {
                "open" => Phrase("status-open"),
                "disputed" => Phrase("status-disputed"),
                "agreed" => Phrase("status-agreed"),
                _ => Phrase("status-marked"),
            }),
            OutcomeReading::InForce(_) => self.words.phrase(match key {
                "no" => Phrase("value-no"),
                "secretly" => Phrase("value-secretly"),
                _ => Phrase("value-openly"),
            }),
            OutcomeReading::Clashes(_) => self.words.phrase(match key {
                "none" => Phrase("value-none"),
                "one" => Phrase("value-one"),
                _ => Phrase("value-several"),
            }),
            OutcomeReading::Concluded(_) => self.words.phrase(match key {
                "did-not-arise" => Phrase("value-did-not-arise"),
                "no-treaty" => Phrase("value-no-treaty"),
                "not-ratified" => Phrase("value-not-ratified"),
                _ => Phrase("value-in-force"),
            }),
            OutcomeReading::Holder(_) => self.power(PowerId::new(value)),
            OutcomeReading::Leader(_) => self.leader(LeaderId::new(value)),
            OutcomeReading::Article(conference, clause) => {
                let values = &self.scenario.clause(conference, clause).values;
                values
                    .get(value)
                    .map_or_else(|| self.words.say("value-no-treaty"), |value| value.label.clone())
            }
        }
    }

    /// Citations with the titles of the sources: for the debrief and for teachers.
    pub(super) fn citations(self, names: &[Name<Source>]) -> Vec<Citation> {
        let title = |name: &Name<Source>| self.scenario.source(&name.text).map(|s| s.title.clone());
        let cite = |name| Citation { title: title(name), ..Self::cite(name) };
        names.iter().map(cite).collect()
    }

    /// Citations as they stand while the game is played: a title may tell of later years.
    pub(super) fn cited(names: &[Name<Source>]) -> Vec<Citation> {
        names.iter().map(Self::cite).collect()
    }

    fn cite(name: &Name<Source>) -> Citation {
        Citation { cited: name.text.clone(), title: None }
    }

    /// All sources of the scenario, as they are listed.
    pub(super) fn sources(self) -> Vec<SourceView> {
        let list = self.scenario.text.sources.iter();
        let view = |source: &Source| SourceView {
            id: source.id.to_string(),
            title: source.title.clone(),
            kind: source_kind_words(self.words, source.kind),
        };
        list.map(view).collect()
    }
}

/// The provenance of an option or an article, in words.
pub(super) fn tag_words(words: &Words, tag: Tag) -> String {
    words.phrase(match tag {
        Tag::Documented => Phrase("table-tag-documented"),
        Tag::Historiography => Phrase("table-tag-historiography"),
        Tag::Counterfactual => Phrase("table-tag-counterfactual"),
    })
}

fn direction(by: f64) -> Arg<'static> {
    if by < 0.0 { "down" } else { "up" }.into()
}

/// A number of thousands without needless decimals.
pub(super) fn thousand(amount: f64) -> String {
    if (amount - amount.round()).abs() < 0.05 {
        format!("{amount:.0}")
    } else {
        format!("{amount:.1}")
    }
}

/// A whole number with thin groups of three: `30 000`.
pub(super) fn grouped(amount: f64) -> String {
    let digits = format!("{amount:.0}");
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
