//! What was kept from a seat, for the debrief: events, treaties of the first day, articles
//! and facts.
//!
//! Everything here is read from the truth, once the game is over. Who may know of a thing
//! while it is played is decided in [secrecy](crate::rules::secrecy); this file asks the
//! same audiences. What others were told in confidence stands with the items.

use super::builder::Builder;
use crate::rules::audience::Audience;
use crate::rules::chronicle::Event;
use crate::rules::ids::{ClauseId, ConferenceId, FactId, InstrumentId};
use crate::rules::quantity::Date;
use crate::rules::talks::ConferenceOutcome;
use crate::view::parts::Shared;
use crate::view::types::ChronicleLine;
use crate::view::wording::date_words;
use crate::words::{Phrase, sentence_case};

/// Lines of a chronicle with their days.
type Dated = Vec<(Date, Shared<ChronicleLine>)>;

impl Builder<'_> {
    /// What was kept from the seat, or from the public, oldest first.
    pub(super) fn secrets(&self) -> Vec<Shared<ChronicleLine>> {
        let mut all = self.secret_openings();
        all.extend(self.secret_events());
        all.extend(self.secret_articles());
        all.extend(self.secret_facts());
        all.sort_by_key(|(date, _)| *date);
        all.into_iter().map(|(_, line)| line).collect()
    }

    fn is_kept(&self, audience: Audience) -> bool {
        !audience.includes(self.seat)
    }

    fn dated(&self, date: Date, text: &str) -> (Date, Shared<ChronicleLine>) {
        let text = sentence_case(text);
        let line = ChronicleLine { date: date_words(&self.words, date), text, heading: false };
        (date, Shared::new(line))
    }

    /// Entries of the chronicle, in words.
    fn secret_events(&self) -> Dated {
        let entries = self.chronicle.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| self.is_kept(entry.audience))
            .filter(|(_, entry)| !matches!(entry.event, Event::Outcome(..) | Event::Closed(_)))
            .filter_map(|(place, entry)| Some((entry.date, self.kept.told.line(place)?.clone())))
            .collect()
    }

    /// Treaties that were in force in secret on the first day, and acts of recognition
    /// that had been made in secret: the chronicle begins after them.
    fn secret_openings(&self) -> Dated {
        let (setting, opening) = (&self.scenario.setting, &self.scenario.opening);
        let states = opening.instruments.states.iter().enumerate();
        let signed = states.filter_map(|(index, state)| {
            let id = InstrumentId::new(index);
            let kept = self.is_kept(setting.audience_of_instrument(&opening.instruments, id));
            Some((state.signed.filter(|_| kept)?, id))
        });
        let treaties = signed.map(|(date, id)| {
            let text = (&self.scenario.text.instruments[id.index()].text).into();
            let args = [("title", self.words.instrument(id).into()), ("text", text)];
            self.dated(date, &self.words.say_with("debrief-secret-treaty", &args))
        });
        let acts = opening.recognition.acts.iter();
        let acts = acts.filter(|act| act.instrument.is_none()).filter_map(|act| {
            let audience = setting.audience_of_act(&opening.instruments, act);
            let (from, to, standing) = (act.from, act.to, act.standing);
            let event = Event::Recognised { from, to, standing, drift: None };
            let text = self.words.event(&event).filter(|_| self.is_kept(audience))?;
            Some(self.dated(act.date, &text))
        });
        treaties.chain(acts).collect()
    }

    /// Articles that were negotiated without the seat's knowledge: of conferences that
    /// it did not know of, of secret annexes, of side letters.
    fn secret_articles(&self) -> Dated {
        let ended = self.chronicle.entries.iter().filter_map(|entry| match entry.event {
            Event::Concluded(id, _) => Some((entry.date, id)),
            _ => None,
        });
        let of_conference = |(date, id): (Date, ConferenceId)| {
            let setting = &self.scenario.setting;
            let def = &setting.conferences[id.index()];
            let of_item = setting.audience_of_item(def.item);
            let kept = move |clause: &ClauseId| {
                let audience = of_item.and(def.clause(*clause).known_to);
                !audience.includes(self.seat)
            };
            let clauses = def.clause_ids().filter(kept);
            clauses.map(move |clause| self.dated(date, &self.secret_article(id, clause)))
        };
        ended.flat_map(of_conference).collect()
    }

    /// What became of an article that was kept from the seat, in words.
    fn secret_article(&self, id: ConferenceId, clause: ClauseId) -> String {
        let def = &self.scenario.setting.conferences[id.index()];
        let text = self.scenario.clause(id, clause);
        let item = &self.scenario.item(def.item).title;
        let shared = super::secret_words(self.words, def, clause);
        let shared = shared.map_or_else(String::new, |shared| format!(" ({shared})"));
        let mut args = vec![
            ("item", item.into()),
            ("clause", (&text.title).into()),
            ("shared", shared.into()),
        ];
        let talk = self.here.talks.of(id);
        let key = match (talk.fate, talk.treaty) {
            (ConferenceOutcome::NoTreaty | ConferenceOutcome::Pending, _) | (_, None) => {
                Phrase("debrief-secret-article-none")
            }
            (fate, Some(treaty)) => {
                let value = def.space.value(treaty, clause);
                let entry = &text.values[def.clause(clause).base(value).index()];
                args.push(("value", self.value_label(id, clause, value).into()));
                args.push(("text", (&entry.text).into()));
                if fate == ConferenceOutcome::InForce {
                    Phrase("debrief-secret-article")
                } else {
                    Phrase("debrief-secret-article-unratified")
                }
            }
        };
        self.words.phrase_with(key, &args)
    }

    /// Facts of which the seat did not know: what they were at first, and what they came
    /// to.
    fn secret_facts(&self) -> Dated {
        let facts = &self.scenario.setting.facts;
        let kept = FactId::up_to(facts.len()).filter(|id| self.is_kept(facts[id.index()].known_to));
        kept.map(|id| {
            let (start, now) = (self.scenario.opening.agenda.fact(id), self.here.agenda.fact(id));
            let key = if start == now {
                Phrase("debrief-secret-fact-same")
            } else {
                Phrase("debrief-secret-fact")
            };
            let args = [
                ("fact", self.words.fact(id).into()),
                ("start", self.words.value(id, start).into()),
                ("now", self.words.value(id, now).into()),
            ];
            self.dated(self.here.agenda.clock, &self.words.phrase_with(key, &args))
        })
        .collect()
    }
}
