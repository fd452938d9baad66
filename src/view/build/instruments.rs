//! Instruments as a seat knows them.

use super::builder::Builder;
use crate::rules::ids::{ClauseId, ClauseValueId, ConferenceId, InstrumentId};
use crate::rules::instruments::Termination;
use crate::view::kept::InstrumentKey;
use crate::view::types::{ArticleView, InstrumentView};
use crate::view::wording::date_words;
use crate::words::{Phrase, sentence_case};

impl Builder<'_> {
    pub(super) fn instruments(&self) -> Vec<InstrumentView> {
        let setting = &self.scenario.setting;
        let known = &self.known.instruments;
        let mut list = Vec::new();
        for (index, state) in known.states.iter().enumerate() {
            let Some(signed) = state.signed else { continue };
            let id = InstrumentId::new(index);
            let key = InstrumentKey {
                state: *state,
                signed,
                until: known.runs_out(setting, id),
                articles: self.articles(id),
                contradicts: known.contradicted_by(setting, id),
            };
            let view = self.kept.instruments[index].get(&key, || self.instrument_words(id, &key));
            list.push((state.ended.is_some(), signed, view));
        }
        list.sort_by_key(|(ended, signed, _)| (*ended, core::cmp::Reverse(*signed)));
        list.into_iter().map(|(_, _, view)| view).collect()
    }

    /// An instrument in words. Rests on what is known of it and on nothing else.
    fn instrument_words(&self, id: InstrumentId, known: &InstrumentKey) -> InstrumentView {
        let def = &self.scenario.setting.instruments[id.index()];
        let parties: Vec<String> =
            def.parties.iter().map(|power| self.words.short(*power)).collect();
        let article = |(conference, clause, value): &(ConferenceId, ClauseId, ClauseValueId)| {
            let title = self.scenario.clause(*conference, *clause).title.clone();
            ArticleView { title, text: self.value_label(*conference, *clause, *value) }
        };
        let at_odds = |earlier: &InstrumentId| {
            let title = self.words.instrument(*earlier).into();
            sentence_case(&self.words.say_with("treaty-contradicts", &[("title", title)]))
        };
        InstrumentView {
            title: self.words.instrument(id),
            text: self.scenario.text.instruments[id.index()].text.clone(),
            parties: self
                .words
                .say_with("treaty-parties", &[("parties", parties.join(", ").into())]),
            state: self.instrument_state(known, def.renews),
            in_force: known.state.in_force(),
            secret: def.secret && !known.state.published,
            articles: known.articles.iter().map(article).collect(),
            contradicts: known.contradicts.iter().map(at_odds).collect(),
        }
    }

    /// The state of an instrument in words: the term in force, or how it ended.
    fn instrument_state(&self, known: &InstrumentKey, renews: bool) -> String {
        let date = ("date", date_words(&self.words, known.signed).into());
        match (known.state.ended, known.until) {
            (None, None) => self.words.say_with("treaty-in-force", &[date]),
            (None, Some(until)) => {
                let key = match (known.state.leaves, renews) {
                    (Some(_), _) => Phrase("treaty-leaves"),
                    (None, true) => Phrase("treaty-renews"),
                    (None, false) => Phrase("treaty-in-force-until"),
                };
                let until = ("until", date_words(&self.words, until).into());
                self.words.phrase_with(key, &[date, until])
            }
            (Some((when, ending)), _) => {
                let date = ("date", date_words(&self.words, when).into());
                match ending {
                    Termination::Expired => self.words.say_with("treaty-ended-expired", &[date]),
                    Termination::Denounced => {
                        self.words.say_with("treaty-ended-denounced", &[date])
                    }
                    Termination::Breached(by) => self.words.say_with(
                        "treaty-ended-breached",
                        &[date, ("power", self.words.power(by).into())],
                    ),
                }
            }
        }
    }

    /// The articles of an instrument of which the seat knows, if a conference wrote it.
    pub(super) fn articles(
        &self,
        instrument: InstrumentId,
    ) -> Vec<(ConferenceId, ClauseId, ClauseValueId)> {
        let setting = &self.scenario.setting;
        let state = &self.known.instruments.states[instrument.index()];
        let written = setting.instruments[instrument.index()].conference.zip(state.treaty);
        let Some((id, treaty)) = written else { return Vec::new() };
        let def = &setting.conferences[id.index()];
        def.clause_ids()
            .filter(|clause| def.knows(*clause, self.seat, self.here.agenda.clock))
            .map(|clause| (id, clause, def.space.value(treaty, clause)))
            .filter(|(_, clause, value)| def.clause(*clause).absent != Some(*value))
            .collect()
    }

    /// The name of a value for people: with the reservation it carries.
    pub(super) fn value_label(
        &self,
        id: ConferenceId,
        clause: ClauseId,
        value: ClauseValueId,
    ) -> String {
        let text = self.scenario.clause(id, clause);
        let def = self.scenario.setting.conferences[id.index()].clause(clause);
        match def.value(value).reserved {
            None => text.values[value.index()].label.clone(),
            Some((of, by)) => self.words.say_with(
                "conference-reserved",
                &[
                    ("value", (&text.values[of.index()].label).into()),
                    ("seat", self.words.called(by).into()),
                ],
            ),
        }
    }
}
