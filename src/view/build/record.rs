//! What is documented of an item, as far as a viewer may read it.
//!
//! While a game is played nobody reads what he does not know of, nor what came after the
//! day on which the item closed: a part with a later date stands on the page of the first
//! item that closes after that date ([`ItemResult::since`](crate::view::ItemResult)). A
//! game may keep the whole record for the debrief. There nothing is held back.

use super::builder::Builder;
use crate::rules::chronicle::Event;
use crate::rules::ids::{ItemId, SeatId};
use crate::rules::quantity::Date;
use crate::scenario::draft::{self, Name};
use crate::sim::record::RecordTime;
use crate::text::paragraphs;
use crate::view::parts::Citation;
use crate::view::types::{AccountView, ContradictionView, LaterView, RecordView, SecretRecordView};
use crate::view::wording::{Wording, confidence_words, date_words};

impl Builder<'_> {
    /// Whether the viewer reads what is documented of an item before the debrief.
    ///
    /// A text that does not part what was public from what was secret is for those who
    /// know all of it.
    pub(super) fn reads_record(&self, item: ItemId) -> bool {
        let setting = &self.scenario.setting;
        let parted = !self.scenario.item(item).record.secret.is_empty();
        let day = self.here.agenda.clock;
        self.record == RecordTime::After
            && self.knows_item(self.seat, item)
            && (parted
                || setting
                    .audience_of_documented(self.here.instruments, item, day)
                    .includes(self.seat))
    }

    /// What is documented of an item; else the reason why it cannot be read yet.
    pub(super) fn record(&self, item: ItemId, open: bool) -> Result<RecordView, String> {
        if open || self.reads_record(item) {
            Ok(self.record_view(item, open))
        } else {
            Err(self.words.say("record-in-debrief"))
        }
    }

    /// What is documented of an item, in words.
    pub(super) fn record_view(&self, item: ItemId, open: bool) -> RecordView {
        let scenario = self.scenario;
        let record = &scenario.item(item).record;
        let day = self.closed_on(item);
        let reads = |known_to: &[Name<draft::Seat>]| open || self.is_among(known_to);
        let is_past = |date: Date| open || day.is_some_and(|day| date <= day);
        let secret = record.secret.iter().filter(|part| reads(&part.known_to));
        let later = record.later.iter();
        let later = later.filter(|part| reads(&part.known_to) && is_past(part.date));
        let accounts = record.accounts.iter().filter(|account| reads(&account.known_to));
        let contradictions =
            record.contradictions.iter().filter_map(|name| name.of(&scenario.text.contradictions));
        let contradictions =
            contradictions.filter(|entry| reads(&entry.known_to) && entry.from.is_none_or(is_past));
        RecordView {
            date: record.date.clone(),
            text: paragraphs(&record.text),
            confidence: record.confidence,
            confidence_words: confidence_words(&self.words, record.confidence),
            sources: self.sources(&record.src, open),
            secret: secret.map(|part| self.secret_part(part, open)).collect(),
            later: later.map(|part| self.later_part(item, part, open)).collect(),
            accounts: accounts
                .map(|account| AccountView {
                    of: account.of.clone(),
                    text: account.says.clone(),
                    sources: self.sources(&account.src, open),
                })
                .collect(),
            contradictions: contradictions
                .map(|entry| contradiction_view(entry, self.sources(&entry.src, open)))
                .collect(),
            // What nobody knows today says what somebody might have learned since.
            unknown: if open { record.unknown.clone() } else { Vec::new() },
        }
    }

    /// What the record adds to earlier items on the page of this one: what came after them
    /// and before this one closed, as far as no earlier page told it.
    pub(super) fn since(&self, item: ItemId) -> Vec<LaterView> {
        let closed = self.closed_items();
        let Some(place) = closed.iter().position(|(closed, _)| *closed == item) else {
            return Vec::new();
        };
        let (before, [(_, day), ..]) = closed.split_at(place) else { return Vec::new() };
        let told = before.last().map(|(_, day)| *day);
        let is_new = |date: Date| date <= *day && told.is_none_or(|told| told < date);
        let mut since: Vec<(Date, LaterView)> = before
            .iter()
            .filter(|(earlier, _)| self.reads_record(*earlier))
            .flat_map(|(earlier, _)| {
                let parts = self.scenario.item(*earlier).record.later.iter();
                let new = parts.filter(|part| is_new(part.date) && self.is_among(&part.known_to));
                new.map(|part| (part.date, self.later_part(*earlier, part, false)))
            })
            .collect();
        since.sort_by_key(|(date, _)| *date);
        since.into_iter().map(|(_, part)| part).collect()
    }

    /// The items that are closed, as far as the viewer knows of them, with the days on
    /// which they closed.
    fn closed_items(&self) -> Vec<(ItemId, Date)> {
        let entries = self.chronicle.entries.iter();
        let closed = entries.filter_map(|entry| match entry.event {
            Event::Closed(item) => Some((item, entry.date)),
            _ => None,
        });
        closed.filter(|(item, _)| self.knows_item(self.seat, *item)).collect()
    }

    /// The day on which an item closed, if it did.
    pub(super) fn closed_on(&self, item: ItemId) -> Option<Date> {
        let mut entries = self.chronicle.entries.iter();
        entries.find(|entry| entry.event == Event::Closed(item)).map(|entry| entry.date)
    }

    /// Whether the viewer is one of these seats, or nobody is named.
    fn is_among(&self, seats: &[Name<draft::Seat>]) -> bool {
        let viewer = self.seat.map(SeatId::index);
        seats.is_empty() || seats.iter().any(|name| viewer.is_some() && name.index() == viewer)
    }

    fn secret_part(&self, part: &draft::SecretRecord, open: bool) -> SecretRecordView {
        let seats = part.known_to.iter().filter_map(|name| Some(SeatId::new(name.index()?)));
        let seats: Vec<String> = seats.map(|seat| self.words.seat(seat)).collect();
        SecretRecordView {
            known_to: self.words.say_with("record-known-to", &[("seats", seats.join(", ").into())]),
            text: part.says.clone(),
            sources: self.sources(&part.src, open),
        }
    }

    fn later_part(&self, item: ItemId, part: &draft::Later, open: bool) -> LaterView {
        LaterView {
            of: self.scenario.item(item).title.clone(),
            date: date_words(&self.words, part.date),
            text: part.says.clone(),
            sources: self.sources(&part.src, open),
        }
    }

    /// Citations: with the titles of the sources in the debrief, without before.
    pub(super) fn sources(&self, names: &[Name<draft::Source>], open: bool) -> Vec<Citation> {
        if open { self.words.citations(names) } else { Wording::cited(names) }
    }
}

/// A contradiction between sources as it is shown.
pub(in crate::view) fn contradiction_view(
    entry: &draft::Contradiction,
    sources: Vec<Citation>,
) -> ContradictionView {
    ContradictionView {
        id: entry.id.to_string(),
        text: entry.says.clone(),
        ruling: entry.ruling.clone(),
        sources,
    }
}
