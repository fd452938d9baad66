//! Checks of the text that has no effect on play: sources, accounts, advisers.
//!
//! Whether a sentence is good history is for people to check.

use std::collections::BTreeSet;

use super::compiler::Compiler;
use super::merged::Merged;
use crate::scenario::draft::{Item, Move, Name, Seat, Source, Stands};
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

impl Compiler<'_> {
    pub(super) fn sources(&mut self, names: &[Name<Source>]) {
        for name in names {
            let id: &str = name.text.split(['§', ' ']).next().unwrap_or("");
            if !self.names.sources.contains_key(id) {
                self.id(&Name::<Source>::new(id, name.address));
            }
        }
    }

    /// Checks the sources of the entry that has this id or name, of which there
    /// is at least one.
    pub(super) fn cited(&mut self, names: &[Name<Source>], of: &impl Stands, what: &str) {
        self.cited_in(names, of, &[], what);
    }

    /// As [`Self::cited`], for a part of that entry, reached by a path from it.
    fn cited_in(
        &mut self,
        names: &[Name<Source>],
        of: &impl Stands,
        way: &[PathStep<'_>],
        what: &str,
    ) {
        if names.is_empty() {
            let way: Vec<PathStep<'_>> =
                way.iter().copied().chain([PathStep::Field("src")]).collect();
            let (place, help) = (self.beside(of, &way), self.how_to_cite());
            self.report("no-source", place, format!("{what} names no source"), Some(help));
        }
        self.sources(names);
    }

    /// The help on how to cite a source, with one of the pack as the example.
    pub(super) fn how_to_cite(&self) -> String {
        match self.names.sources.keys().next() {
            Some(id) => format!("write what it rests on, as `src: [\"{id}\"]`"),
            None => "list what it rests on under `sources`, and write its id in `src`".to_owned(),
        }
    }

    /// Checks the text that has no effect on play: sources, places, advisers.
    pub(super) fn check_prose(&mut self, merged: &Merged) {
        let part = &merged.part;
        let advisers: BTreeSet<&str> = part
            .seats
            .iter()
            .flat_map(|seat| seat.advisers.iter().map(|adviser| adviser.id.as_str()))
            .collect();
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.check_record_prose(item);
            // An unknown seat is reported elsewhere; its advisers are not checked.
            let seats = |mv: &&Move| part.seats.iter().any(|seat| seat.id == mv.seat.text);
            for mv in item.moves.iter().filter(seats) {
                let of_seat: Vec<&str> = part
                    .seats
                    .iter()
                    .filter(|seat| seat.id == mv.seat.text)
                    .flat_map(|seat| seat.advisers.iter().map(|adviser| adviser.id.as_str()))
                    .collect();
                for advice in mv.options.iter().flat_map(|option| &option.advice) {
                    if let Some(index) = of_seat.iter().position(|id| *id == advice.who.text) {
                        advice.who.remember(index);
                        let seat = part.seats.iter().find(|seat| seat.id == mv.seat.text);
                        let adviser = seat.and_then(|seat| seat.advisers.get(index));
                        if let (Some(adviser), Some(head)) = (adviser, &part.scenario) {
                            self.check_late_advice(item, advice, adviser, head.opens);
                        }
                        continue;
                    }
                    let message =
                        format!("no adviser of `{}` is called `{}`", mv.seat.text, advice.who.text);
                    if advisers.contains(advice.who.text.as_str()) {
                        let place = self.place(&advice.who);
                        let help = "that person advises another seat".to_owned();
                        self.report("unknown-name", place, message, Some(help));
                    } else {
                        let known: BTreeSet<&str> = of_seat.iter().copied().collect();
                        let known: Vec<&str> = known.into_iter().collect();
                        let finding = self.unlike(&advice.who, message, &known);
                        self.add(finding);
                    }
                }
            }
        }
        for (index, entry) in part.contradictions.iter().enumerate() {
            self.home = merged.home("contradictions", index);
            self.sources(&entry.src);
            self.audience(&entry.id, &entry.known_to);
        }
        for (index, leader) in part.leaders.iter().enumerate() {
            self.home = merged.home("leaders", index);
            self.cited(&leader.src, &leader.id, &format!("the note on `{}`", leader.id));
        }
        for (index, instrument) in part.instruments.iter().enumerate() {
            self.home = merged.home("instruments", index);
            if instrument.src.is_empty() {
                // An instrument that history never signed has no source; it must
                // then not be in force at the start.
                if instrument.since.is_some() {
                    let place = self.beside(&instrument.id, &[PathStep::Field("src")]);
                    let message =
                        format!("`{}` is in force at the start but names no source", instrument.id);
                    let help = self.how_to_cite();
                    self.report("no-source", place, message, Some(help));
                }
            }
            self.sources(&instrument.src);
        }
    }

    /// Checks what is documented of an item: its sources, who may read which part of it
    /// and from when.
    fn check_record_prose(&mut self, item: &Item) {
        self.sources(&item.src);
        let record = PathStep::Field("record");
        let what = format!("the record of `{}`", item.id);
        self.cited_in(&item.record.src, &item.id, &[record], &what);
        for (index, account) in item.record.accounts.iter().enumerate() {
            let way = [record, PathStep::Field("accounts"), PathStep::Index(index)];
            let what = format!("what {} says of `{}`", account.of, item.id);
            self.cited_in(&account.src, &item.id, &way, &what);
            self.readers(&account.known_to, &item.id, &way, &what);
        }
        for (index, secret) in item.record.secret.iter().enumerate() {
            let way = [record, PathStep::Field("secret"), PathStep::Index(index)];
            let what = format!("what some knew of `{}`", item.id);
            self.cited_in(&secret.src, &item.id, &way, &what);
            self.readers(&secret.known_to, &item.id, &way, &what);
        }
        for (index, later) in item.record.later.iter().enumerate() {
            let way = [record, PathStep::Field("later"), PathStep::Index(index)];
            let what = format!("what came after `{}`", item.id);
            self.cited_in(&later.src, &item.id, &way, &what);
            self.readers(&later.known_to, &item.id, &way, &what);
            if later.date < item.date {
                let way = [way[0], way[1], way[2], PathStep::Field("date")];
                let message = format!(
                    "what came after `{}` is of `{}`, before the item itself on `{}`",
                    item.id, later.date, item.date
                );
                let help = "write it into the `text` of the record, or mend one of the two dates";
                self.add(
                    Finding::error("later-before-item", self.beside(&item.id, &way), message)
                        .with_help(Some(help.to_owned()))
                        .with_also(
                            self.beside(&item.id, &[PathStep::Field("date")]),
                            "the item comes up here",
                        ),
                );
            }
        }
        for name in &item.record.contradictions {
            self.id(name);
        }
    }

    /// Looks up the seats that may read a part of an entry; reports a list that is written
    /// and names nobody.
    fn readers(
        &mut self,
        names: &[Name<Seat>],
        of: &impl Stands,
        way: &[PathStep<'_>],
        what: &str,
    ) {
        for name in names {
            self.id(name);
        }
        let known_to: Vec<PathStep<'_>> =
            way.iter().copied().chain([PathStep::Field("known_to")]).collect();
        let place = self.beside(of, &known_to);
        if names.is_empty() && place != self.beside(of, way) {
            let message = format!("`known_to` of {what} names nobody");
            let help = "name the seats that may read it before the debrief";
            self.report("known-to-nobody", place, message, Some(help.to_owned()));
        }
    }
}
