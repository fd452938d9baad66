//! Events and consequences in words.
//!
//! Turns ids into sentences with the scenario's names and the game's words. It
//! decides nothing about who may read them.

use super::Citation;
use crate::rules::borders::{Clash, ClashOutcome, SectorStatus};
use crate::rules::chronicle::Event;
use crate::rules::conference::Fate;
use crate::rules::ids::{FactId, InstrumentId, LeaderId, PowerId, SeatId, SectorId, ValueId};
use crate::rules::instruments::Ending;
use crate::rules::quantity::Date;
use crate::rules::recognition::Status;
use crate::rules::setting::{
    AgendaEffect, BorderEffect, DeterrenceEffect, Effect, InstrumentEffect, RecognitionEffect,
    Stance,
};
use crate::scenario::Scenario;
use crate::scenario::draft::{Confidence, Name, Source, Tag};
use crate::words::{Arg, percent, say, say_with, sentence_case};

/// A date as it is read: `31 December 1931`.
///
/// ```
/// use status_quo::sim::view::date_words;
/// assert_eq!(date_words("1936-03-12".parse().unwrap()), "12 March 1936");
/// ```
#[must_use]
pub fn date_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS[usize::from(date.month.clamp(1, 12)) - 1];
    format!("{} {month} {}", date.day, date.year)
}

pub(super) fn status_words(status: Status) -> String {
    say(match status {
        Status::Province => "state-province",
        Status::Autonomous => "state-autonomous",
        Status::Protected => "state-protected",
        Status::Independent => "state-independent",
        Status::Unsaid => "state-unsaid",
    })
}

pub(super) fn sector_status_words(status: SectorStatus) -> String {
    say(match status {
        SectorStatus::Open => "status-open",
        SectorStatus::Disputed => "status-disputed",
        SectorStatus::Agreed => "status-agreed",
        SectorStatus::Marked => "status-marked",
    })
}

pub(super) fn outcome_words(outcome: ClashOutcome) -> String {
    say(match outcome {
        ClashOutcome::DefenderWins => "outcome-defender_wins",
        ClashOutcome::AttackerYields => "outcome-attacker_yields",
        ClashOutcome::Stalemate => "outcome-stalemate",
        ClashOutcome::DefenderYields => "outcome-defender_yields",
        ClashOutcome::AttackerWins => "outcome-attacker_wins",
    })
}

pub(super) fn confidence_words(confidence: Confidence) -> String {
    say(match confidence {
        Confidence::Sure => "result-confidence-sure",
        Confidence::Likely => "result-confidence-likely",
        Confidence::Uncertain => "result-confidence-uncertain",
    })
}

/// A seat's name within a sentence.
pub(super) fn called(scenario: &Scenario, seat: SeatId) -> String {
    let name = &scenario.text.seats[seat.index()].name;
    let power = &scenario.text.powers[scenario.setting.seats[seat.index()].power.index()].name;
    if power.strip_prefix("the ") == Some(name) { power.clone() } else { name.clone() }
}

/// The scenario's names, by id.
#[derive(Clone, Copy)]
pub(super) struct Wording<'s> {
    pub(super) scenario: &'s Scenario,
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

    pub(super) fn citations(self, names: &[Name<Source>]) -> Vec<Citation> {
        let cite = |name: &Name<Source>| Citation {
            cited: name.text.clone(),
            title: self.scenario.source(&name.text).map(|s| s.title.clone()).unwrap_or_default(),
        };
        names.iter().map(cite).collect()
    }

    /// A consequence as a sentence without its full stop.
    pub(super) fn effect(self, effect: &Effect) -> String {
        let sentence = match effect {
            Effect::Instrument(effect) => self.instrument_effect(effect),
            Effect::Recognition(effect) => self.recognition_effect(effect),
            Effect::Deterrence(effect) => self.deterrence_effect(*effect),
            Effect::Border(effect) => self.border_effect(*effect),
            Effect::Agenda(AgendaEffect::Set(fact, value)) => say_with(
                "effect-set",
                &[("fact", self.fact(*fact).into()), ("value", self.value(*fact, *value).into())],
            ),
            Effect::Agenda(AgendaEffect::Leader(seat, leader)) => say_with(
                "effect-leader",
                &[("leader", self.leader(*leader).into()), ("seat", self.called(*seat).into())],
            ),
        };
        sentence_case(&sentence)
    }

    fn instrument_effect(self, effect: &InstrumentEffect) -> String {
        let (key, id) = match *effect {
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _)
                if self.scenario.text.instruments[id.index()].secret =>
            {
                ("effect-sign-secret", id)
            }
            InstrumentEffect::Sign(id) | InstrumentEffect::Conclude(id, _) => ("effect-sign", id),
            InstrumentEffect::Denounce(id) => ("effect-denounce", id),
            InstrumentEffect::Publish(id) => ("effect-publish", id),
            InstrumentEffect::Breach(id, by) => {
                let args =
                    [("title", self.instrument(id).into()), ("power", self.power(by).into())];
                return say_with("effect-breach", &args);
            }
        };
        say_with(key, &[("title", self.instrument(id).into())])
    }

    fn recognition_effect(self, effect: &RecognitionEffect) -> String {
        match effect {
            RecognitionEffect::Act { from, to, standing, .. } => say_with(
                "effect-recognise",
                &[
                    ("from", self.power(*from).into()),
                    ("to", self.power(*to).into()),
                    ("standing", standing.name().into()),
                ],
            ),
            RecognitionEffect::Criterion(power, criterion, by) => say_with(
                "effect-criterion",
                &[
                    ("power", self.power(*power).into()),
                    ("criterion", say(&format!("criterion-{}", criterion.index())).into()),
                    ("direction", direction(*by)),
                    ("amount", format!("{by:+.2}").into()),
                ],
            ),
        }
    }

    fn deterrence_effect(self, effect: DeterrenceEffect) -> String {
        let power_size = |key: &str, power: PowerId, by: f64| {
            let args = [
                ("power", self.power(power).into()),
                ("direction", direction(by)),
                ("size", size(by)),
            ];
            say_with(key, &args)
        };
        match effect {
            DeterrenceEffect::Tension(sector, by) => say_with(
                "effect-tension",
                &[
                    ("sector", self.sector(sector).into()),
                    ("direction", direction(by)),
                    ("size", size(by)),
                ],
            ),
            DeterrenceEffect::Force(sector, power, by) => say_with(
                "effect-force",
                &[
                    ("sector", self.sector(sector).into()),
                    ("power", self.power(power).into()),
                    ("direction", direction(by)),
                    ("amount", thousand(by.abs()).into()),
                ],
            ),
            DeterrenceEffect::Satisfaction(p, by) => power_size("effect-satisfaction", p, by),
            DeterrenceEffect::Weariness(p, by) => power_size("effect-weariness", p, by),
            DeterrenceEffect::Audience(p, by) => power_size("effect-audience", p, by),
            DeterrenceEffect::Troops(of, host, men) => say_with(
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
            BorderEffect::Status(sector, status) => say_with(
                "effect-status",
                &[
                    ("sector", self.sector(sector).into()),
                    ("status", sector_status_words(status).into()),
                ],
            ),
            BorderEffect::Holder(sector, power) => say_with(
                "effect-holder",
                &[("sector", self.sector(sector).into()), ("power", self.power(power).into())],
            ),
            BorderEffect::Patrols(sector, by) => say_with(
                "effect-patrols",
                &[("sector", self.sector(sector).into()), ("direction", direction(by))],
            ),
            BorderEffect::Commission(sector, at_work) => say_with(
                "effect-commission",
                &[
                    ("sector", self.sector(sector).into()),
                    ("at_work", if at_work { "yes" } else { "no" }.into()),
                ],
            ),
            BorderEffect::Clash(sector, attacker, defender) => say_with(
                "effect-clash",
                &[
                    ("sector", self.sector(sector).into()),
                    ("attacker", self.power(attacker).into()),
                    ("defender", self.power(defender).into()),
                ],
            ),
        }
    }

    /// What a stance means, as a consequence.
    pub(super) fn stance(stance: Stance) -> String {
        say(match stance {
            Stance::Forbid => "stance-forbid",
            Stance::Hold => "stance-hold",
            Stance::Challenge => "stance-challenge",
            Stance::Concede => "stance-concede",
            Stance::Resist => "stance-resist",
            Stance::BackDown => "stance-back_down",
            Stance::Fight => "stance-fight",
        })
    }

    /// An event as a sentence; none for those that only the program needs.
    pub(super) fn event(self, event: &Event) -> Option<String> {
        let text = match event {
            Event::Opened(item) => {
                say_with("event-opened", &[("title", (&self.scenario.item(*item).title).into())])
            }
            Event::Passed(item) => {
                say_with("event-passed", &[("title", (&self.scenario.item(*item).title).into())])
            }
            Event::Chosen { mv, option, .. } => self.scenario.option(*mv, *option).done.clone(),
            Event::Drawn { chance, branch, probability } => {
                let (_, branches) = self.chance(chance.index());
                say_with(
                    "event-drawn",
                    &[
                        ("text", branches[usize::from(*branch)].clone().into()),
                        ("percent", percent(*probability).into()),
                    ],
                )
            }
            Event::Confronted { sector, solution, .. } => say_with(
                "event-confronted",
                &[
                    ("sector", self.sector(*sector).into()),
                    ("challenge", percent(solution.challenge).into()),
                    ("resist", percent(solution.resist).into()),
                    ("clash", percent(solution.clash).into()),
                ],
            ),
            Event::LocalCommander { sector, acted, probability } => say_with(
                if *acted { "event-local-acted" } else { "event-local-held" },
                &[
                    ("sector", self.sector(*sector).into()),
                    ("percent", percent(*probability).into()),
                ],
            ),
            Event::Signed(id) => {
                let secret = self.scenario.text.instruments[id.index()].secret;
                let key = if secret { "event-signed-secret" } else { "event-signed" };
                say_with(key, &[("title", self.instrument(*id).into())])
            }
            Event::Ended(id, ending) => self.ending(*id, *ending),
            Event::Published(id) => {
                say_with("event-published", &[("title", self.instrument(*id).into())])
            }
            Event::Recognised { from, to, standing, .. } => say_with(
                "event-recognised",
                &[
                    ("from", self.power(*from).into()),
                    ("to", self.power(*to).into()),
                    ("standing", standing.name().into()),
                ],
            ),
            Event::Incidents { sector, count, expected } => say_with(
                "event-incidents",
                &[
                    ("sector", self.sector(*sector).into()),
                    ("count", (*count).into()),
                    ("expected", format!("{expected:.1}").into()),
                ],
            ),
            Event::Clashed { sector, clash } => self.clash("event-clashed", *sector, None, clash),
            Event::Ceded { sector, to } => say_with(
                "event-ceded",
                &[("sector", self.sector(*sector).into()), ("power", self.power(*to).into())],
            ),
            Event::Leader(seat, leader) => say_with(
                "event-leader",
                &[("seat", self.called(*seat).into()), ("leader", self.leader(*leader).into())],
            ),
            Event::Concluded(id, fate) => {
                let text = self.scenario.conference(*id);
                match fate {
                    Fate::InForce => text.done.clone(),
                    Fate::NoTreaty => text.broken_off.clone(),
                    Fate::NotRatified => say("event-not-ratified"),
                    Fate::Pending => return None,
                }
            }
            Event::Ratified { conference, party, passed, probability } => {
                let def = &self.scenario.setting.conferences[conference.index()];
                let seat = def.party(*party).seat;
                let key = if *passed { "event-ratified" } else { "event-refused-at-home" };
                let seat = sentence_case(&self.called(seat));
                say_with(key, &[("seat", seat.into()), ("percent", percent(*probability).into())])
            }
            Event::Renewed(id) => {
                say_with("event-renewed", &[("title", self.instrument(*id).into())])
            }
            Event::Notice(id, day) => say_with(
                "event-notice",
                &[("title", self.instrument(*id).into()), ("date", date_words(*day).into())],
            ),
            // What is said at a table has a page of its own.
            Event::Spoke { .. } | Event::Outcome(..) | Event::Closed(_) => {
                return None;
            }
        };
        Some(sentence_case(&text))
    }

    fn ending(self, id: InstrumentId, ending: Ending) -> String {
        let title = ("title", Arg::from(self.instrument(id)));
        match ending {
            Ending::Expired => say_with("event-ended-expired", &[title]),
            Ending::Denounced => say_with("event-ended-denounced", &[title]),
            Ending::Breached(by) => {
                say_with("event-ended-breached", &[title, ("power", self.power(by).into())])
            }
        }
    }

    pub(super) fn clash(
        self,
        key: &str,
        sector: SectorId,
        date: Option<Date>,
        clash: &Clash,
    ) -> String {
        say_with(
            key,
            &[
                ("date", date.map(date_words).unwrap_or_default().into()),
                ("sector", self.sector(sector).into()),
                ("attacker", self.power(clash.attacker).into()),
                ("defender", self.power(clash.defender).into()),
                ("outcome", outcome_words(clash.outcome).into()),
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

/// Where an option or an article comes from, in words.
pub(super) fn tag_words(tag: Tag) -> String {
    say(match tag {
        Tag::Documented => "table-tag-documented",
        Tag::Historiography => "table-tag-historiography",
        Tag::Counterfactual => "table-tag-counterfactual",
    })
}

fn direction(by: f64) -> Arg<'static> {
    if by < 0.0 { "down" } else { "up" }.into()
}

fn size(by: f64) -> Arg<'static> {
    let key = match by.abs() {
        x if x < 0.08 => "size-slight",
        x if x < 0.2 => "size-clear",
        _ => "size-sharp",
    };
    say(key).into()
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
