//! Questions for discussion, from what happened in a game: no answers, and none expected.

use super::builder::Builder;
use crate::rules::chronicle::Event;
use crate::rules::instruments::Termination;
use crate::view::parts::Shared;
use crate::view::types::{ChoiceResult, ChronicleLine, ItemResult};
use crate::words::{Phrase, sentence_case};

/// How many questions there are at most.
const MOST: usize = 5;

impl Builder<'_> {
    /// Questions for discussion: on the decision that went furthest from the record, on a
    /// secret, on accounts that differ, on what was promised, on today, and on the model.
    pub(super) fn discussion(
        &self,
        partings: &[ChoiceResult],
        results: &[ItemResult],
        secrets: &[Shared<ChronicleLine>],
    ) -> Vec<String> {
        let weight = |choice: &ChoiceResult| -> f64 {
            choice.reasons.iter().map(|reason| reason.amount.abs()).sum()
        };
        let seat = self.seat.map(|seat| self.words.seat(seat));
        let is_own =
            |choice: &&ChoiceResult| choice.by_player && seat.as_ref() == Some(&choice.seat);
        let own = partings.iter().filter(is_own);
        let others = partings.iter().filter(|choice| !is_own(choice));
        let heaviest =
            |one: &&ChoiceResult, two: &&ChoiceResult| weight(one).total_cmp(&weight(two));
        let parting = own.max_by(heaviest).or_else(|| others.max_by(heaviest)).map(|choice| {
            let args = [
                ("seat", sentence_case(&choice.called).into()),
                ("chosen", (&choice.chosen).into()),
                ("recorded", choice.recorded.as_deref().unwrap_or_default().into()),
            ];
            self.words.say_with("discuss-parting", &args)
        });
        let secret = secrets.first().map(|line| {
            let args = [("date", (&line.date).into()), ("text", (&line.text).into())];
            self.words.say_with("discuss-secret", &args)
        });
        let accounts = results.iter().find_map(|result| {
            let accounts = &result.record.as_ref().ok()?.accounts;
            let [one, two, ..] = accounts.as_slice() else { return None };
            let args = [
                ("title", (&result.title).into()),
                ("one", (&one.of).into()),
                ("two", (&two.of).into()),
            ];
            Some(self.words.say_with("discuss-accounts", &args))
        });
        let broken = self.chronicle.entries.iter().find_map(|entry| match entry.event {
            Event::Ended(instrument, Termination::Breached(_)) => Some(instrument),
            _ => None,
        });
        let promise = broken.map(|instrument| {
            let args = [("title", self.words.instrument(instrument).into())];
            self.words.say_with("discuss-breach", &args)
        });
        let always = [Phrase("discuss-price"), Phrase("discuss-today"), Phrase("discuss-model")];
        let always = always.map(|key| Some(self.words.phrase(key)));
        let first = [parting, secret, accounts, promise];
        // The last two are always asked: on today, and on the model.
        let mut questions: Vec<String> = first.into_iter().flatten().take(MOST - 2).collect();
        let room = MOST - questions.len();
        let skipped = always.len() - room.min(always.len());
        questions.extend(always.into_iter().flatten().skip(skipped));
        questions
    }
}
