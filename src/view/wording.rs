//! Events and consequences in words.
//!
//! Turns ids into sentences with the scenario's names and the game's words. It
//! decides nothing about who may read them.

use super::parts::{Citation, SourceView};
use crate::rules::borders::{BorderEffect, Clash, ClashOutcome, SectorStatus};
use crate::rules::chronicle::Event;
use crate::rules::conditions::OutcomeReading;
use crate::rules::deterrence::DeterrenceEffect;
use crate::rules::effects::{AgendaEffect, Effect, InstrumentEffect, Stance};
use crate::rules::ids::{
    FactId, InstrumentId, LeaderId, OutcomeId, PowerId, SeatId, SectorId, ValueId,
};
use crate::rules::instruments::Termination;
use crate::rules::quantity::Date;
use crate::rules::recognition::{RecognitionEffect, Standing, Status};
use crate::rules::talks::ConferenceOutcome;
use crate::scenario::Scenario;
use crate::scenario::draft::{Confidence, Name, Source, SourceKind, Tag};
use crate::words::{Arg, Phrase, Words, percent, sentence_case};

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

    /// A consequence as a sentence without its full stop.
    pub(super) fn effect(self, effect: &Effect) -> String {
        let sentence = match effect {
            Effect::Instrument(effect) => self.instrument_effect(*effect),
            Effect::Recognition(effect) => self.recognition_effect(effect),
            Effect::Deterrence(effect) => self.deterrence_effect(*effect),
            Effect::Border(effect) => self.border_effect(*effect),
            Effect::Agenda(AgendaEffect::Set(fact, value)) => self.words.say_with(
                "effect-set",
                &[("fact", self.fact(*fact).into()), ("value", self.value(*fact, *value).into())],
            ),
            Effect::Agenda(AgendaEffect::Leader(seat, leader)) => self.words.say_with(
                "effect-leader",
                &[("leader", self.leader(*leader).into()), ("seat", self.called(*seat).into())],
            ),
        };
        sentence_case(&sentence)
    }

    fn instrument_effect(self, effect: InstrumentEffect) -> String {
        let (key, id) = match effect {
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _)
                if self.scenario.text.instruments[id.index()].secret =>
            {
                (Phrase("effect-sign-secret"), id)
            }
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => {
                (Phrase("effect-sign"), id)
            }
            InstrumentEffect::Denounce(id) => (Phrase("effect-denounce"), id),
            InstrumentEffect::Publish(id) => (Phrase("effect-publish"), id),
            InstrumentEffect::Breach(id, by) => {
                let args =
                    [("title", self.instrument(id).into()), ("power", self.power(by).into())];
                return self.words.say_with("effect-breach", &args);
            }
        };
        self.words.phrase_with(key, &[("title", self.instrument(id).into())])
    }

    fn recognition_effect(self, effect: &RecognitionEffect) -> String {
        match effect {
            RecognitionEffect::Act { from, to, standing, .. } => self.words.say_with(
                "effect-recognise",
                &[
                    ("from", self.power(*from).into()),
                    ("to", self.power(*to).into()),
                    ("standing", standing.name().into()),
                ],
            ),
            RecognitionEffect::Criterion(power, criterion, by) => self.words.say_with(
                "effect-criterion",
                &[
                    ("power", self.power(*power).into()),
                    ("criterion", criterion_words(self.words, criterion.index()).into()),
                    ("direction", direction(*by)),
                    ("amount", format!("{by:+.2}").into()),
                ],
            ),
        }
    }

    fn deterrence_effect(self, effect: DeterrenceEffect) -> String {
        let power_size = |key: Phrase, power: PowerId, by: f64| {
            let args = [
                ("power", self.power(power).into()),
                ("direction", direction(by)),
                ("size", self.size(by)),
            ];
            self.words.phrase_with(key, &args)
        };
        match effect {
            DeterrenceEffect::Tension(sector, by) => self.words.say_with(
                "effect-tension",
                &[
                    ("sector", self.sector(sector).into()),
                    ("direction", direction(by)),
                    ("size", self.size(by)),
                ],
            ),
            DeterrenceEffect::Force(sector, power, by) => self.words.say_with(
                "effect-force",
                &[
                    ("sector", self.sector(sector).into()),
                    ("power", self.power(power).into()),
                    ("direction", direction(by)),
                    ("amount", thousand(by.abs()).into()),
                ],
            ),
            DeterrenceEffect::Satisfaction(p, by) => {
                power_size(Phrase("effect-satisfaction"), p, by)
            }
            DeterrenceEffect::Weariness(p, by) => power_size(Phrase("effect-weariness"), p, by),
            DeterrenceEffect::Audience(p, by) => power_size(Phrase("effect-audience"), p, by),
            DeterrenceEffect::Troops(of, host, men) => self.words.say_with(
                "effect-troops",
                &[
                    ("of", self.power(of).into()),
                    ("host", self.power(host).into()),
                    ("direction", direction(men)),
                    ("men", grouped(men.abs()).into()),
                ],
            ),
        }
    }

    fn border_effect(self, effect: BorderEffect) -> String {
        match effect {
            BorderEffect::Status(sector, status) => self.words.say_with(
                "effect-status",
                &[
                    ("sector", self.sector(sector).into()),
                    ("status", sector_status_words(self.words, status).into()),
                ],
            ),
            BorderEffect::Holder(sector, power) => self.words.say_with(
                "effect-holder",
                &[("sector", self.sector(sector).into()), ("power", self.power(power).into())],
            ),
            BorderEffect::Patrols(sector, by) => self.words.say_with(
                "effect-patrols",
                &[("sector", self.sector(sector).into()), ("direction", direction(by))],
            ),
            BorderEffect::Commission(sector, at_work) => self.words.say_with(
                "effect-commission",
                &[
                    ("sector", self.sector(sector).into()),
                    ("at_work", if at_work { "yes" } else { "no" }.into()),
                ],
            ),
            BorderEffect::Clash(sector, attacker, defender) => self.words.say_with(
                "effect-clash",
                &[
                    ("sector", self.sector(sector).into()),
                    ("attacker", self.power(attacker).into()),
                    ("defender", self.power(defender).into()),
                ],
            ),
        }
    }

    fn size(self, by: f64) -> Arg<'static> {
        let key = match by.abs() {
            x if x < 0.08 => Phrase("size-slight"),
            x if x < 0.2 => Phrase("size-clear"),
            _ => Phrase("size-sharp"),
        };
        self.words.phrase(key).into()
    }

    /// What a stance means, as a consequence.
    pub(super) fn stance(self, stance: Stance) -> String {
        self.words.phrase(match stance {
            Stance::Forbid => Phrase("stance-forbid"),
            Stance::Hold => Phrase("stance-hold"),
            Stance::Challenge => Phrase("stance-challenge"),
            Stance::Concede => Phrase("stance-concede"),
            Stance::Resist => Phrase("stance-resist"),
            Stance::BackDown => Phrase("stance-back_down"),
            Stance::Fight => Phrase("stance-fight"),
        })
    }

    /// An event as a sentence; none for those that only the program needs, and for
    /// speeches, which have a page of their own.
    pub(super) fn event(self, event: &Event) -> Option<String> {
        let text = match event {
            Event::Opened { item, .. } => self
                .words
                .say_with("event-opened", &[("title", (&self.scenario.item(*item).title).into())]),
            Event::Passed(item) => self
                .words
                .say_with("event-passed", &[("title", (&self.scenario.item(*item).title).into())]),
            Event::Chosen { mv, option, .. } => self.scenario.option(*mv, *option).done.clone(),
            Event::Drawn { chance, branch, probability } => {
                let (_, branches) = self.chance(chance.index());
                self.words.say_with(
                    "event-drawn",
                    &[
                        ("text", branches[usize::from(*branch)].clone().into()),
                        ("percent", percent(*probability).into()),
                    ],
                )
            }
            Event::Recognised { from, to, standing, .. } => self.words.say_with(
                "event-recognised",
                &[
                    ("from", self.power(*from).into()),
                    ("to", self.power(*to).into()),
                    ("standing", standing.name().into()),
                ],
            ),
            Event::Leader(seat, leader) => self.words.say_with(
                "event-leader",
                &[("seat", self.called(*seat).into()), ("leader", self.leader(*leader).into())],
            ),
            other => self
                .conference_event(other)
                .or_else(|| self.instrument_event(other))
                .or_else(|| self.frontier_event(other))?,
        };
        Some(sentence_case(&text))
    }

    /// An event of a conference; none for others.
    fn conference_event(self, event: &Event) -> Option<String> {
        Some(match event {
            Event::Concluded(id, fate) => {
                let text = self.scenario.conference(*id);
                match fate {
                    ConferenceOutcome::InForce => text.done.clone(),
                    ConferenceOutcome::NoTreaty => text.broken_off.clone(),
                    ConferenceOutcome::NotRatified => self.words.say("event-not-ratified"),
                    ConferenceOutcome::Pending => return None,
                }
            }
            Event::Ratified { conference, party, passed, probability } => {
                let def = &self.scenario.setting.conferences[conference.index()];
                let seat = sentence_case(&self.called(def.party(*party).seat));
                let key = if *passed {
                    Phrase("event-ratified")
                } else {
                    Phrase("event-refused-at-home")
                };
                self.words.phrase_with(
                    key,
                    &[("seat", seat.into()), ("percent", percent(*probability).into())],
                )
            }
            _ => return None,
        })
    }

    /// An event of an instrument; none for others.
    fn instrument_event(self, event: &Event) -> Option<String> {
        Some(match event {
            Event::Signed(id) => {
                let secret = self.scenario.text.instruments[id.index()].secret;
                let key =
                    if secret { Phrase("event-signed-secret") } else { Phrase("event-signed") };
                self.words.phrase_with(key, &[("title", self.instrument(*id).into())])
            }
            Event::Ended(id, ending) => self.ending(*id, *ending),
            Event::Published(id) => {
                self.words.say_with("event-published", &[("title", self.instrument(*id).into())])
            }
            Event::Renewed(id) => {
                self.words.say_with("event-renewed", &[("title", self.instrument(*id).into())])
            }
            Event::Notice(id, day) => self.words.say_with(
                "event-notice",
                &[
                    ("title", self.instrument(*id).into()),
                    ("date", date_words(self.words, *day).into()),
                ],
            ),
            _ => return None,
        })
    }

    /// An event at a frontier; none for others.
    fn frontier_event(self, event: &Event) -> Option<String> {
        Some(match event {
            Event::Confronted { sector, solution, .. } => self.words.say_with(
                "event-confronted",
                &[
                    ("sector", self.sector(*sector).into()),
                    ("challenge", percent(solution.challenge).into()),
                    ("resist", percent(solution.resist).into()),
                    ("clash", percent(solution.clash).into()),
                ],
            ),
            Event::LocalCommander { sector, acted, probability } => self.words.phrase_with(
                if *acted { Phrase("event-local-acted") } else { Phrase("event-local-held") },
                &[
                    ("sector", self.sector(*sector).into()),
                    ("percent", percent(*probability).into()),
                ],
            ),
            Event::Incidents { sector, count, expected } => self.words.say_with(
                "event-incidents",
                &[
                    ("sector", self.sector(*sector).into()),
                    ("count", (*count).into()),
                    ("expected", format!("{expected:.1}").into()),
                ],
            ),
            Event::Clashed { sector, clash } => self.clash(*sector, clash),
            Event::Ceded { sector, to } => self.words.say_with(
                "event-ceded",
                &[("sector", self.sector(*sector).into()), ("power", self.power(*to).into())],
            ),
            _ => return None,
        })
    }

    fn ending(self, id: InstrumentId, ending: Termination) -> String {
        let title = ("title", Arg::from(self.instrument(id)));
        match ending {
            Termination::Expired => self.words.say_with("event-ended-expired", &[title]),
            Termination::Denounced => self.words.say_with("event-ended-denounced", &[title]),
            Termination::Breached(by) => self
                .words
                .say_with("event-ended-breached", &[title, ("power", self.power(by).into())]),
        }
    }

    /// A clash at a sector.
    pub(super) fn clash(self, sector: SectorId, clash: &Clash) -> String {
        self.words.say_with(
            "event-clashed",
            &[
                ("sector", self.sector(sector).into()),
                ("attacker", self.power(clash.attacker).into()),
                ("defender", self.power(clash.defender).into()),
                ("outcome", outcome_words(self.words, clash.outcome).into()),
                ("attacker_losses", grouped(f64::from(clash.attacker_losses)).into()),
                ("defender_losses", grouped(f64::from(clash.defender_losses)).into()),
            ],
        )
    }

    /// The question and the branches of a drawn consequence, by its id's index.
    pub(super) fn chance(self, index: usize) -> (String, Vec<String>) {
        let items = self.scenario.text.items.iter();
        let chance = items
            .flat_map(|item| {
                let options = item.moves.iter().flat_map(|mv| &mv.options);
                item.chances.iter().chain(options.flat_map(|option| &option.chances))
            })
            .nth(index)
            .expect("the compiler numbers chances in this order");
        (chance.text.clone(), chance.branches.iter().map(|b| b.text.clone()).collect())
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
