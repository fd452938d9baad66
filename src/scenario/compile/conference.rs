//! The part of the compiler that makes conferences: clauses, mandates, reservations.
//!
//! As the rest of it: names become ids, everything wrong is reported, nothing
//! here decides how anybody negotiates.

use super::compiler::Compiler;
use super::defs::YEARS;
use super::merged::Merged;
use crate::rules::audience::Audience;
use crate::rules::conditions::Condition;
use crate::rules::conference::{ClauseDef, ClauseValueDef, ConferenceDef, MandateDef, PartyDef};
use crate::rules::ids::{ClauseId, ClauseValueId, ConferenceId, ItemId, SeatId};
use crate::rules::negotiation::space::Space;
use crate::rules::negotiation::utility::{PreferenceError, Preferences, check_together};
use crate::scenario::draft::{self, Name};
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

/// The most mandates that one party may have.
const MOST_MANDATES: usize = 16;
/// More clauses than a conference can have, for numbering the clauses of all of them.
const MOST_CLAUSES: usize = 1 << 16;

/// The conference and the clause that have a number among the clauses of all.
pub(super) const fn clause_at(number: usize) -> (usize, usize) {
    (number / MOST_CLAUSES, number % MOST_CLAUSES)
}

impl Compiler<'_> {
    /// Records the names that a conference defines, in the order of the agenda.
    pub(super) fn collect_conference(&mut self, item: &draft::Item) {
        // Of another kind of item that is an error, and the name is not unknown.
        let Some(conference) = &item.conference else { return };
        self.names.conferences.insert(item.id.to_string(), self.names.clauses.len());
        let ids = conference.clauses.iter().map(|clause| &clause.id);
        let clauses = self.give_all(ids, |id| format!("there are two clauses called `{id}`"));
        let mut values = Vec::new();
        for (index, clause) in conference.clauses.iter().enumerate() {
            // What a second clause of that name holds is no fault of its own.
            if clauses.get(clause.id.as_str()) != Some(&index) {
                continue;
            }
            values.push(self.give_all(clause.values.iter().map(|value| &value.id), |id| {
                format!("two values of the clause `{}` are called `{id}`", clause.id)
            }));
        }
        self.names.clauses.push((clauses, values));
    }

    /// A clause of a conference; none if the name is not known.
    pub(super) fn clause(
        &mut self,
        conference: usize,
        name: &Name<draft::Clause>,
    ) -> Option<ClauseId> {
        self.find_in(conference, |n| &n.clauses[conference].0, name).map(ClauseId::new)
    }

    /// A value of a clause; none if the name is not known.
    pub(super) fn clause_value(
        &mut self,
        conference: usize,
        clause: ClauseId,
        name: &Name<draft::ClauseValue>,
    ) -> Option<ClauseValueId> {
        let within = conference * MOST_CLAUSES + clause.index();
        self.find_in(within, |n| &n.clauses[conference].1[clause.index()], name)
            .map(ClauseValueId::new)
    }

    /// An article named in a condition or a reading: conference, clause, value.
    pub(super) fn article(
        &mut self,
        item: &Name<draft::Conference>,
        clause: &Name<draft::Clause>,
        value: Option<&Name<draft::ClauseValue>>,
    ) -> (ConferenceId, ClauseId, ClauseValueId) {
        // A name that is not known has been reported; what stands for it is not run.
        let (first, of_first) = (ClauseId(0), ClauseValueId(0));
        let Some(id) = self.known(item) else { return (ConferenceId(0), first, of_first) };
        let Some(clause) = self.clause(id.index(), clause) else {
            return (id, first, of_first);
        };
        let value = value.and_then(|value| self.clause_value(id.index(), clause, value));
        (id, clause, value.unwrap_or(of_first))
    }

    /// The conference that writes an instrument, if one does.
    pub(super) fn writer_of(&mut self, merged: &Merged, instrument: &str) -> Option<ConferenceId> {
        let names_it = |item: &&draft::Item| {
            let conference = item.conference.as_ref().and_then(|c| c.instrument.as_ref());
            conference.is_some_and(|name| name.text == instrument)
        };
        let items = merged.part.items.iter();
        let mut writers = items.filter(names_it).map(|item| item.id.clone());
        let (first, second) = (writers.next()?, writers.next());
        if let Some(second) = second {
            let message =
                format!("`{instrument}` is written by two conferences, `{first}` and `{second}`");
            let way = [PathStep::Field("conference"), PathStep::Field("instrument")];
            let finding = Finding::error("two-writers", self.beside(&second, &way), message)
                .with_help(Some("name another instrument in one of the two".to_owned()))
                .with_also(self.beside(&first, &way), "this conference writes it too");
            self.add(finding);
        }
        self.names.conferences.get(first.as_str()).map(|index| ConferenceId::new(*index))
    }

    /// Makes a conference. `known_to` are the seats that know of its item.
    pub(super) fn conference_def(
        &mut self,
        item: ItemId,
        known_to: Audience,
        draft: &draft::Conference,
        id: usize,
    ) -> Option<ConferenceDef> {
        let seats: Vec<SeatId> = draft.parties.iter().map(|party| self.id(&party.seat)).collect();
        if !self.check_parties(&seats, known_to, draft) {
            return None;
        }
        self.check_conference(known_to, draft);
        if !(1..=100).contains(&draft.rounds) {
            self.fault_in(
                "range",
                &["conference", "rounds"],
                format!("{} rounds cannot be held; 1 to 100 can", draft.rounds),
            );
            return None;
        }
        let clauses: Vec<ClauseDef> = draft
            .clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| {
                self.clause_def(id, ClauseId::new(index), &seats, known_to, clause)
            })
            .collect();
        let space = self.outcome_space(draft, &clauses)?;
        if let Some(mediator) = &draft.mediator {
            self.sources(&mediator.src);
        }
        let parties = self.party_defs(id, draft, &seats, &clauses, &space)?;
        self.check_red_lines(&space, &parties, draft);
        Some(ConferenceDef {
            item,
            when: self.condition(&draft.when),
            parties,
            clauses,
            space,
            instrument: draft.instrument.as_ref().map(|name| self.id(name)),
            rounds: draft.rounds,
            recesses: draft.recesses,
            recess_months: draft.recess_months,
            mediated: draft.mediator.is_some(),
            signed: self.effects(&draft.signed),
            failed: self.effects(&draft.failed),
            unratified: self.effects(&draft.unratified),
            came_to_nothing: draft.came_to_nothing,
        })
    }

    /// The treaties that can be drawn up; none, and reported, if there are too few or
    /// too many.
    fn outcome_space(&mut self, draft: &draft::Conference, clauses: &[ClauseDef]) -> Option<Space> {
        if !self.sizes_fit(draft) {
            return None;
        }
        let authored: Vec<usize> = draft.clauses.iter().map(|clause| clause.values.len()).collect();
        if let Err(error) = Space::of_game(&authored) {
            self.fault_in("clauses", &["conference", "clauses"], error.to_string());
            return None;
        }
        let sizes: Vec<usize> = clauses.iter().map(|clause| clause.values.len()).collect();
        match Space::new(&sizes) {
            Ok(space) => Some(space),
            Err(error) => {
                self.fault_in("clauses", &["conference", "clauses"], error.to_string());
                None
            }
        }
    }

    /// The parties with their mandates; none if one of them could not be made.
    fn party_defs(
        &mut self,
        conference: usize,
        draft: &draft::Conference,
        seats: &[SeatId],
        clauses: &[ClauseDef],
        space: &Space,
    ) -> Option<Vec<PartyDef>> {
        let mut parties = Vec::new();
        for (index, party) in draft.parties.iter().enumerate() {
            self.cited(&party.src, &party.seat, &format!("the party `{}`", party.seat.text));
            let mandates = party
                .mandates
                .iter()
                .enumerate()
                .map(|(number, mandate)| {
                    self.mandate_def(
                        conference,
                        (&party.seat, seats[index]),
                        draft,
                        clauses,
                        space,
                        (number, mandate),
                    )
                })
                .collect::<Option<Vec<MandateDef>>>()?;
            if !self.check_mandates(party, &mandates) {
                return None;
            }
            let passages = self.passages([&party.instructions]);
            parties.push(PartyDef { seat: seats[index], mandates, passages });
        }
        Some(parties)
    }

    /// Whether a conference has as many parties as can negotiate; reports who sits
    /// there twice or may not know of it.
    fn check_parties(
        &mut self,
        seats: &[SeatId],
        known_to: Audience,
        draft: &draft::Conference,
    ) -> bool {
        if !(2..=5).contains(&seats.len()) {
            let message = match seats.len() {
                0 => "nobody negotiates here; two to five parties can".to_owned(),
                1 => "one party cannot negotiate alone; two to five can".to_owned(),
                n => format!("{n} parties cannot negotiate; two to five can"),
            };
            self.fault_in("parties", &["conference", "parties"], message);
            return false;
        }
        let mut sit_once = true;
        for (index, seat) in seats.iter().enumerate() {
            let name = &draft.parties[index].seat;
            if let Some(first) = draft.parties[..index].iter().find(|other| other.seat == *name) {
                self.sits_twice(draft, name, &first.seat);
                sit_once = false;
            } else if !known_to.includes(Some(*seat)) {
                self.check_party_knows(name);
            }
        }
        // Who is missing is not known; what is only known to that seat would seem to be told
        // to an outsider.
        sit_once
    }

    /// Reports a seat that two parties of a conference have. If one of them was copied, some
    /// other seat is left out that the clauses speak of.
    fn sits_twice(
        &mut self,
        draft: &draft::Conference,
        name: &Name<draft::Seat>,
        first: &Name<draft::Seat>,
    ) {
        let sits = |seat: &&Name<draft::Seat>| draft.parties.iter().any(|p| p.seat == **seat);
        let known = |seat: &&Name<draft::Seat>| self.names.seats.contains_key(&seat.text);
        let clauses = draft.clauses.iter().flat_map(|clause| &clause.known_to);
        let left_out = clauses.filter(known).find(|seat| !sits(seat));
        let (message, help) = match left_out {
            Some(other) => (
                format!("`{}` sits at the table twice, and `{}` not at all", name.text, other.text),
                format!("write `{}` at the one of the two that is meant", other.text),
            ),
            None => (
                format!("`{}` sits at the table twice", name.text),
                "name another seat, or make the two one party".to_owned(),
            ),
        };
        let mut finding = Finding::error("parties", self.place(name), message)
            .with_help(Some(help))
            .with_also(self.place(first), "it sits here already");
        if let Some(edit) = left_out.and_then(|other| self.rewritten(name, other.text.as_str())) {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    /// Whether a party has a mandate for every case, and not too many.
    fn check_mandates(&mut self, party: &draft::Party, mandates: &[MandateDef]) -> bool {
        if mandates.len() > MOST_MANDATES {
            let message = format!(
                "`{}` has {} mandates; at most {MOST_MANDATES} are allowed",
                party.seat.text,
                mandates.len()
            );
            let place = self.beside(&party.seat, &[PathStep::Field("mandates")]);
            self.report("mandates", place, message, None);
            return false;
        }
        if mandates.last().is_none_or(|mandate| mandate.when != Condition::Always) {
            let last = mandates.len().saturating_sub(1);
            let way = [PathStep::Field("mandates"), PathStep::Index(last), PathStep::Field("when")];
            let place = self.beside(&party.seat, &way);
            let message = format!(
                "`{}` needs a last mandate without a condition, for when no other holds",
                party.seat.text
            );
            let help = "leave its `when` out, or write another mandate without one after it";
            self.report("mandates", place, message, Some(help.to_owned()));
            return false;
        }
        true
    }

    /// Reports clauses with fewer or more values than can be negotiated.
    fn sizes_fit(&mut self, draft: &draft::Conference) -> bool {
        let mut fit = true;
        for clause in &draft.clauses {
            let n = clause.values.len();
            if !(2..=5).contains(&n) {
                let plural = if n == 1 { "" } else { "s" };
                let message = format!(
                    "the clause `{}` has {n} value{plural}; it needs two to five",
                    clause.id
                );
                self.fault_at("clauses", &clause.id, message);
                fit = false;
            }
        }
        fit
    }

    /// Checks the parts of a conference against each other.
    fn check_conference(&mut self, known_to: Audience, draft: &draft::Conference) {
        let of_record = draft.clauses.iter().find(|clause| clause.documented.is_some());
        if let (true, Some(clause)) = (draft.came_to_nothing, of_record) {
            let place = self.beside(&clause.id, &[PathStep::Field("documented")]);
            let message = format!(
                "the conference came to nothing, so no value of `{}` can be documented",
                clause.id
            );
            let help = "delete this `documented`, or `came_to_nothing` of the conference";
            self.report("recorded", place, message, Some(help.to_owned()));
        }
        self.check_secret_conference(known_to, draft);
        let Some(name) = &draft.instrument else { return };
        if self.in_force_at_start.contains(&name.text) {
            let message = format!(
                "`{}` is in force at the start, so no conference can write it; name a new instrument",
                name.text
            );
            self.fault_at("two-writers", name, message);
        }
    }

    /// Reports hard red lines of parties that leave nothing to sign, in any
    /// mandates that may meet; of very many only those that are last.
    fn check_red_lines(&mut self, space: &Space, parties: &[PartyDef], draft: &draft::Conference) {
        const MOST: usize = 4096;
        let n = parties.iter().fold(1_usize, |n, party| n.saturating_mul(party.mandates.len()));
        let choices = if n <= MOST { n } else { 1 };
        for choice in 0..choices {
            let mut rest = choice;
            let pick = |party: &'_ PartyDef| {
                let mandates = party.mandates.len();
                // Counted from the last, so that choice 0 is every last mandate.
                let index = mandates - 1 - rest % mandates;
                rest /= mandates;
                index
            };
            let picked: Vec<usize> = parties.iter().map(pick).collect();
            let met: Vec<&Preferences> = parties
                .iter()
                .zip(&picked)
                .map(|(party, index)| &party.mandates[*index].preferences)
                .collect();
            if let Err(PreferenceError::Deadlock { clause }) = check_together(space, &met) {
                let mandates = draft.parties.iter().zip(&picked);
                let mandates = mandates.map(|(party, index)| &party.mandates[*index]);
                self.shut_by_lines(&draft.clauses[clause.index()], mandates);
                return;
            }
        }
    }

    /// Reports the hard red lines of these mandates that leave no value of a clause: at the
    /// first of them, with the others beside it.
    pub(super) fn shut_by_lines<'m>(
        &mut self,
        clause: &draft::Clause,
        mandates: impl Iterator<Item = &'m draft::Mandate>,
    ) {
        let lines: Vec<&draft::ClauseLine> = mandates
            .flat_map(|mandate| &mandate.red_lines)
            .filter(|line| line.cost.is_none() && line.clause.text == clause.id.as_str())
            .collect();
        let Some((first, rest)) = lines.split_first() else { return };
        let message = format!(
            "no treaty that all could sign: hard red lines exclude every value of `{}`, this one `{}`",
            clause.id, first.value.text
        );
        let help = "drop one of the lines, or give it a `cost`: then it can be crossed";
        let mut finding = Finding::error("red-lines", self.word_around(&first.clause), message)
            .with_help(Some(help.to_owned()));
        for line in rest {
            let label = format!("this excludes `{}`", line.value.text);
            finding = finding.with_also(self.word_around(&line.clause), label);
        }
        self.add(finding);
    }

    /// The values of a clause that mean there is no such article; reports more than one.
    fn absent_values(&mut self, clause: &draft::Clause) -> Vec<usize> {
        let absent: Vec<usize> =
            (0..clause.values.len()).filter(|value| clause.values[*value].absent).collect();
        if let [first, second, ..] = absent[..] {
            let way = [PathStep::Field("absent")];
            let message = format!("`{}` has more than one value that is absent", clause.id);
            let finding =
                Finding::error("clauses", self.beside(&clause.values[second].id, &way), message)
                    .with_help(Some("keep `absent: true` at one of them".to_owned()))
                    .with_also(
                        self.beside(&clause.values[first].id, &way),
                        "this one is absent already",
                    );
            self.add(finding);
        }
        absent
    }

    /// Reports a value with a term of no length, or with an invalid id.
    fn check_value(&mut self, clause: &draft::Clause, value: &draft::ClauseValue) {
        if value.years == Some(0) {
            let place = self.beside(&value.id, &[PathStep::Field("years")]);
            let message = format!(
                "with `years: 0` of `{}` in the clause `{}` the treaty lasts no time",
                value.id, clause.id
            );
            self.report("range", place, message, Some(YEARS.to_owned()));
        }
        self.check_years(&value.id, value.years, 0);
        self.check_id(&value.id, None, "");
    }

    fn clause_def(
        &mut self,
        conference: usize,
        id: ClauseId,
        parties: &[SeatId],
        item_known_to: Audience,
        clause: &draft::Clause,
    ) -> ClauseDef {
        let known_to = self.audience(&clause.id, &clause.known_to);
        self.check_day(clause, known_to);
        let known_to = self.check_who_knows(clause, known_to, parties);
        let absent = self.absent_values(clause);
        let mut values = Vec::new();
        let mut reserved = Vec::new();
        for (number, value) in clause.values.iter().enumerate() {
            self.cite_value(clause, value);
            self.check_secrecy(clause, value, known_to, item_known_to);
            self.check_value(clause, value);
            values.push(ClauseValueDef {
                effects: self.effects(&value.effects),
                terms: value.terms.iter().map(|term| self.term(term)).collect(),
                years: value.years,
                reserved: None,
            });
            let id = ClauseValueId::new(number);
            self.listed_twice(&value.reservable);
            reserved.extend(self.reservations(clause, (id, value), parties, !absent.is_empty()));
        }
        values.extend(reserved);
        self.check_id(&clause.id, None, "");
        self.sources(&clause.src);
        let documented = self.documented(conference, id, clause);
        ClauseDef {
            values,
            ordered: clause.ordered,
            known_to,
            published: clause.published,
            documented,
            absent: absent.first().copied().map(ClauseValueId::new),
        }
    }

    /// The sources of a value and of its versions.
    fn cite_value(&mut self, clause: &draft::Clause, value: &draft::ClauseValue) {
        if value.tag == draft::Tag::Counterfactual {
            self.sources(&value.src);
        } else {
            self.cited(
                &value.src,
                &value.id,
                &format!("`{}` of the clause `{}`", value.id, clause.id),
            );
        }
        for version in &value.versions {
            self.id(&version.seat);
            self.cited(&version.src, &version.seat, &format!("a version of `{}`", value.id));
        }
    }

    /// The versions of a value under a reservation, one for each party that may make
    /// one; reports those that cannot be.
    fn reservations(
        &mut self,
        clause: &draft::Clause,
        (id, value): (ClauseValueId, &draft::ClauseValue),
        parties: &[SeatId],
        has_absent: bool,
    ) -> Vec<ClauseValueDef> {
        let mut reserved = Vec::new();
        for name in &value.reservable {
            let by = self.id(name);
            if !parties.contains(&by) || !has_absent || value.absent {
                let message = format!(
                    "a reservation to `{}` of `{}` needs a party that makes it and a value that means there is no such article",
                    value.id, clause.id
                );
                self.fault_at("reservation", name, message);
                continue;
            }
            reserved.push(ClauseValueDef {
                effects: self.effects(&value.reserved),
                terms: Vec::new(),
                years: None,
                reserved: Some((id, by)),
            });
        }
        reserved
    }

    /// The value of a clause that is documented; reports one without a source.
    fn documented(
        &mut self,
        conference: usize,
        id: ClauseId,
        clause: &draft::Clause,
    ) -> Option<ClauseValueId> {
        let name = clause.documented.as_ref()?;
        if clause.src.is_empty() {
            let place = self.beside(name, &[PathStep::Field("src")]);
            let message = format!("what is documented of `{}` names no source", clause.id);
            let help = self.how_to_cite();
            self.report("no-source", place, message, Some(help));
        }
        self.clause_value(conference, id, name)
    }
}
