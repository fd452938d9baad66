//! What only readers see: sources, accounts, advisers.
//!
//! Whether a sentence is good history is for people to check.

use std::collections::BTreeSet;

use super::{Compiler, Merged};
use crate::scenario::draft::{Move, Name, Source, Stands};
use crate::scenario::finding::nearest;

impl Compiler<'_> {
    pub(super) fn sources(&mut self, names: &[Name<Source>]) {
        for name in names {
            let id: &str = name.text.split(['§', ' ']).next().unwrap_or("");
            if !self.names.sources.contains_key(id) {
                self.id(&Name::<Source>::new(id, name.address));
            }
        }
    }

    pub(super) fn cited(&mut self, names: &[Name<Source>], of: &impl Stands, what: &str) {
        if names.is_empty() {
            self.fault_at("no-source", of, format!("{what} names no source"));
        }
        self.sources(names);
    }

    /// Checks what only readers see: sources, places, advisers.
    pub(super) fn check_prose(&mut self, merged: &Merged) {
        let part = &merged.part;
        let advisers: BTreeSet<&str> = part
            .seats
            .iter()
            .flat_map(|seat| seat.advisers.iter().map(|adviser| adviser.id.as_str()))
            .collect();
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.cited(&item.record.src, &item.id, &format!("the record of `{}`", item.id));
            for account in &item.record.accounts {
                self.cited(&account.src, &item.id, &format!("an account of `{}`", item.id));
            }
            for name in &item.record.contradictions {
                self.id(name);
            }
            // Who advises a seat that is not known is not known either.
            let seats = |mv: &&Move| part.seats.iter().any(|seat| seat.id == mv.seat.text);
            for mv in item.moves.iter().filter(seats) {
                let of_seat: BTreeSet<&str> = part
                    .seats
                    .iter()
                    .filter(|seat| seat.id == mv.seat.text)
                    .flat_map(|seat| seat.advisers.iter().map(|adviser| adviser.id.as_str()))
                    .collect();
                for advice in mv.options.iter().flat_map(|option| &option.advice) {
                    if of_seat.contains(advice.who.text.as_str()) {
                        continue;
                    }
                    let place = self.place(&advice.who);
                    let help = if advisers.contains(advice.who.text.as_str()) {
                        "that person advises another seat".to_owned()
                    } else {
                        let like = nearest(&advice.who.text, of_seat.iter().copied());
                        let ticked = |list: &mut dyn Iterator<Item = &str>, joint: &str| {
                            list.map(|one| format!("`{one}`")).collect::<Vec<_>>().join(joint)
                        };
                        if like.is_empty() {
                            format!("there are: {}", ticked(&mut of_seat.iter().copied(), ", "))
                        } else {
                            format!("did you mean {}?", ticked(&mut like.into_iter(), " or "))
                        }
                    };
                    self.report(
                        "unknown-name",
                        place,
                        format!("no adviser of `{}` is called `{}`", mv.seat.text, advice.who.text),
                        Some(help),
                    );
                }
            }
        }
        for (index, entry) in part.contradictions.iter().enumerate() {
            self.home = merged.home("contradictions", index);
            self.sources(&entry.src);
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
                    self.fault(
                        "no-source",
                        format!("`{}` is in force at the start but names no source", instrument.id),
                    );
                }
            }
            self.sources(&instrument.src);
        }
    }
}
