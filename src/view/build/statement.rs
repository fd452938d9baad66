//! What a party says at a conference, made of the factors that moved it.
//!
//! Every refusal names what stands in the way, the smallest change that would
//! have done, and what the party wants instead; or that nothing would do. No
//! number of the party is in it, and no clause the listener does not know of.

use super::builder::Builder;
use crate::rules::conference::{ConferenceDef, Remedy};
use crate::rules::ids::{ClauseId, ClauseValueId, ConferenceId, PartyId};
use crate::rules::negotiation::explanation::{Explanation, Factor};
use crate::rules::negotiation::space::Treaty;
use crate::view::conference::SpeechKind;
use crate::words::{Arg, Phrase, sentence_case};

/// The least loss of worth that a statement names, in utility.
const LEAST_WORTH_NAMING: f64 = 0.005;

/// One speech, and what it answered.
pub(super) struct Statement<'a> {
    pub(super) builder: &'a Builder<'a>,
    pub(super) conference: ConferenceId,
    /// The party that speaks.
    pub(super) party: PartyId,
    pub(super) kind: SpeechKind,
    /// The draft that stood, and whose it was.
    pub(super) stood: Option<(PartyId, Treaty)>,
    /// The draft that was tabled.
    pub(super) draft: Option<Treaty>,
    pub(super) why: Option<&'a Explanation>,
    pub(super) remedy: Option<&'a Remedy>,
    /// Whether the listener knows of a clause.
    pub(super) knows: &'a dyn Fn(ClauseId) -> bool,
}

impl Statement<'_> {
    /// The sentences, in the order in which they are said.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut said: Vec<String> = self.opening().into_iter().collect();
        let refuses = matches!(self.kind, SpeechKind::Offer | SpeechKind::WalkOut);
        let Some((by, standing)) = self.stood.filter(|_| refuses) else { return said };
        said.extend(self.why.into_iter().flat_map(|why| self.refusal(why, by)));
        let remedy = self.remedy_words();
        let wants = self.draft.map(|draft| self.wants(standing, draft)).unwrap_or_default();
        if remedy.as_ref().is_some_and(|changes| !changes.is_empty() && *changes == wants) {
            // The remedy is the draft that the party tables, so it is said once.
            said.push(self.line(Phrase("statement-tabled"), &[("changes", wants.into())]));
            return said;
        }
        said.extend(match remedy {
            Some(changes) if changes.is_empty() => None,
            Some(changes) => {
                Some(self.line(Phrase("statement-remedy"), &[("changes", changes.into())]))
            }
            None if self.remedy == Some(&Remedy::Nothing) => {
                Some(self.line(Phrase("statement-no-remedy"), &[]))
            }
            None => None,
        });
        said.extend(match self.draft {
            None => None,
            Some(_) if wants.is_empty() => Some(self.line(Phrase("statement-insists"), &[])),
            Some(_) => Some(self.line(Phrase("statement-counter"), &[("changes", wants.into())])),
        });
        said
    }

    fn def(&self) -> &ConferenceDef {
        &self.builder.scenario.setting.conferences[self.conference.index()]
    }

    fn seat(&self, party: PartyId) -> String {
        self.builder.words.called(self.def().party(party).seat)
    }

    fn title(&self, clause: ClauseId) -> String {
        format!("«{}»", self.builder.scenario.clause(self.conference, clause).title)
    }

    /// A sentence about who speaks.
    fn line(&self, key: Phrase, more: &[(&'static str, Arg<'_>)]) -> String {
        let seat = self.seat(self.party);
        let mut args: Vec<(&'static str, Arg<'_>)> = vec![("seat", seat.into())];
        args.extend(more.iter().cloned());
        sentence_case(&self.builder.words.phrase_with(key, &args))
    }

    fn opening(&self) -> Option<String> {
        Some(match self.kind {
            SpeechKind::Accept => self.line(Phrase("statement-accept"), &[]),
            SpeechKind::WalkOut => self.line(Phrase("statement-walk-out"), &[]),
            SpeechKind::Adjourn => self.line(Phrase("statement-adjourn"), &[]),
            SpeechKind::Mediation => {
                let text = self.builder.scenario.conference(self.conference);
                let name = text.mediator.as_ref().map(|m| m.name.clone()).unwrap_or_default();
                self.line(Phrase("statement-mediate"), &[("mediator", name.into())])
            }
            SpeechKind::Offer if self.stood.is_none() => self.line(Phrase("statement-opens"), &[]),
            SpeechKind::Offer => return None,
        })
    }

    /// The reasons for refusing the draft of `by`, and the remedy.
    fn refusal(&self, why: &Explanation, by: PartyId) -> Vec<String> {
        let of = self.seat(by);
        let known = |clause: ClauseId| (self.knows)(clause);
        let crossed = why.hard.iter().map(|(clause, _)| *clause).filter(|clause| known(*clause));
        let crossed: Vec<String> = crossed.map(|clause| self.title(clause)).collect();
        let mut losses: Vec<&Factor> = why
            .factors
            .iter()
            .filter(|factor| factor.effect < -LEAST_WORTH_NAMING && known(factor.clause))
            .collect();
        losses.sort_by(|a, b| a.effect.total_cmp(&b.effect));
        let named: Vec<String> = losses.iter().take(2).map(|f| self.title(f.clause)).collect();
        let mut said = Vec::new();
        said.push(match (crossed.as_slice(), named.as_slice()) {
            ([], []) => self.line(Phrase("statement-wants-more"), &[("of", of.into())]),
            ([], [only]) => {
                let args = [("of", of.into()), ("first", only.as_str().into())];
                self.line(Phrase("statement-one-reason"), &args)
            }
            ([], [first, second, ..]) => {
                let args = [
                    ("of", of.into()),
                    ("first", first.as_str().into()),
                    ("second", second.as_str().into()),
                ];
                self.line(Phrase("statement-two-reasons"), &args)
            }
            (crossed, _) => {
                self.line(Phrase("statement-never"), &[("clauses", crossed.join(", ").into())])
            }
        });
        // The risk of ratification, if it weighs more than the weightiest clause.
        let weightiest = losses.first().map_or(0.0, |factor| factor.effect);
        if why.ratification < 0.5 && why.ratification_effect < weightiest {
            said.push(self.line(Phrase("statement-home"), &[]));
        }
        said
    }

    /// The remedy in words, as far as the listener knows of it; none if there is none, or
    /// it is not known.
    fn remedy_words(&self) -> Option<String> {
        let Some(Remedy::Change(changes)) = self.remedy else { return None };
        Some(self.changes(changes.iter().copied()))
    }

    /// The changes that the party wants in the draft that stood; empty if there are none,
    /// as far as the listener knows.
    fn wants(&self, standing: Treaty, draft: Treaty) -> String {
        let space = &self.def().space;
        let changed = space.differences(standing, draft);
        self.changes(changed.map(|clause| (clause, space.value(draft, clause))))
    }

    /// Articles and what they would say, as far as the listener knows of them.
    fn changes(&self, changes: impl Iterator<Item = (ClauseId, ClauseValueId)>) -> String {
        let words: Vec<String> = changes
            .filter(|(clause, _)| (self.knows)(*clause))
            .map(|(clause, value)| {
                let value = self.builder.value_label(self.conference, clause, value);
                let args = [("clause", self.title(clause).into()), ("value", value.into())];
                self.builder.words.say_with("statement-change", &args)
            })
            .collect();
        words.join("; ")
    }
}
