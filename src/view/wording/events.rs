//! Events of the chronicle in words.

use super::{Wording, date_words, grouped, outcome_words};
use crate::rules::borders::Clash;
use crate::rules::chronicle::Event;
use crate::rules::ids::{InstrumentId, SectorId};
use crate::rules::instruments::Termination;
use crate::rules::talks::ConferenceOutcome;
use crate::words::{Arg, Phrase, percent, sentence_case};

impl Wording<'_> {
    /// An event as a sentence; none for those that only the program needs, and for
    /// speeches, which have a page of their own.
    pub(in crate::view) fn event(self, event: &Event) -> Option<String> {
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
    pub(in crate::view) fn clash(self, sector: SectorId, clash: &Clash) -> String {
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
    pub(in crate::view) fn chance(self, index: usize) -> (String, Vec<String>) {
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
