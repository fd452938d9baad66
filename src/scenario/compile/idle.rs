//! References without effect: what an author names and the rules never ask for.
//!
//! A leaning of somebody who does not lead the seat that is asked, advice of somebody who has
//! left, a map rule below one that always holds: the pack can be played, so these are
//! warnings, but its author meant something by them.

use std::collections::{BTreeMap, BTreeSet};

use super::compiler::Compiler;
use super::merged::Merged;
use super::secrets::listed;
use crate::rules::audience::Audience;
use crate::rules::quantity::Date;
use crate::scenario::draft::{self, Condition, HasSort, Name};
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

impl Compiler<'_> {
    /// Checks that what stands in the pack has an effect on play, and its texts can be shown.
    pub(super) fn check_use(&mut self, merged: &Merged) {
        self.check_points(merged);
        self.check_advisers(merged);
        self.check_map_order(merged);
        self.check_signatories(merged);
        self.check_published(merged);
        self.check_ids(merged);
        self.check_texts();
    }

    /// Reports leanings of leaders who cannot hold the seat that is asked.
    pub(super) fn check_leanings(&mut self, mv: &draft::Move, option: &draft::Choice) {
        for leaning in &option.leanings {
            if self.is_leader_of(&leaning.leader, &mv.seat.text) {
                continue;
            }
            let (leader, seat) = (&leaning.leader.text, &mv.seat.text);
            let message =
                format!("`{leader}` does not lead `{seat}`, so this leaning has no effect");
            let help = format!("name a leader with `seat: \"{seat}\"`, or delete the leaning");
            self.warn("no-effect", self.place(&leaning.leader), message, &help);
        }
        self.listed_twice(option.leanings.iter().map(|leaning| &leaning.leader));
    }

    /// Reports leaders of other seats among those who hold to a red line.
    pub(super) fn check_line_leaders(&mut self, seat: &draft::Seat, line: &draft::RedLine) {
        for leader in &line.leaders {
            if !self.is_leader_of(leader, &seat.id) {
                let (name, seat) = (&leader.text, &seat.id);
                let message = format!(
                    "`{name}` does not lead `{seat}`, so this red line is not that leader's"
                );
                let help = format!("name a leader with `seat: \"{seat}\"`, or leave this one out");
                self.warn("no-effect", self.place(leader), message, &help);
            }
        }
        self.listed_twice(&line.leaders);
    }

    /// Whether a leader may hold a seat; also if one of the two is not known, which is
    /// reported elsewhere.
    pub(super) fn is_leader_of(&self, leader: &Name<draft::Leader>, seat: &str) -> bool {
        let own = self.leader_seats.range((leader.text.clone(), String::new())..).next();
        let own = own.filter(|(of, _)| *of == leader.text).map(|(_, seat)| seat.as_str());
        let known = |seat: &str| self.names.seats.contains_key(seat);
        own.is_none_or(|own| own == seat || !known(own) || !known(seat))
    }

    /// Reports the second of two mentions of one thing in a list that names each once.
    pub(super) fn listed_twice<'n, K: HasSort + 'n>(
        &mut self,
        names: impl IntoIterator<Item = &'n Name<K>>,
    ) {
        let mut seen: BTreeMap<&str, &Name<K>> = BTreeMap::new();
        for name in names {
            let Some(first) = seen.get(name.text.as_str()).copied() else {
                seen.insert(&name.text, name);
                continue;
            };
            let message = format!("`{}` stands in this list twice", name.text);
            self.add(
                Finding::error("twice", self.place(name), message)
                    .with_help(Some("keep one of the two, or name another".to_owned()))
                    .with_also(self.place(first), "it stands here already"),
            );
        }
    }

    /// Reports advisers who have left before they could say anything.
    pub(super) fn check_advisers(&mut self, merged: &Merged) {
        let Some(head) = &merged.part.scenario else { return };
        for (index, seat) in merged.part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            for adviser in &seat.advisers {
                let Some(until) = adviser.until.filter(|until| *until < head.opens) else {
                    continue;
                };
                let message = format!(
                    "`{}` is gone on `{until}`, before the scenario opens on `{}`: no advice of this person is ever shown",
                    adviser.id, head.opens
                );
                let help = "change the date, or leave the person out";
                let place = self.beside(&adviser.id, &[PathStep::Field("until")]);
                self.warn("no-effect", place, message, help);
            }
        }
    }

    /// Reports advice of somebody who has left, or not yet come, when the item comes up.
    pub(super) fn check_late_advice(
        &mut self,
        item: &draft::Item,
        advice: &draft::Advice,
        adviser: &draft::Adviser,
        opens: Date,
    ) {
        // Of somebody who is never there that is said once.
        let gone = adviser.until.filter(|until| *until < item.date && *until >= opens);
        let to_come = adviser.since.filter(|since| *since > item.date);
        for (day, does, field) in [(to_come, "comes", "since"), (gone, "is gone", "until")] {
            let Some(day) = day else { continue };
            let message = format!(
                "`{}` {does} on `{day}`, and `{}` comes up on `{}`: this advice is never shown",
                advice.who.text, item.id, item.date
            );
            let help = format!("let somebody else say it, or change `{field}` of the adviser");
            let place = self.beside(&adviser.id, &[PathStep::Field(field)]);
            self.add(
                Finding::warning("no-effect", self.place(&advice.who), message)
                    .with_help(Some(help))
                    .with_also(place, format!("the person {does} here")),
            );
        }
    }

    /// Reports a number among the decision points that two items have.
    pub(super) fn check_points(&mut self, merged: &Merged) {
        let mut first: BTreeMap<u32, usize> = BTreeMap::new();
        let taken: BTreeSet<u32> = merged.part.items.iter().filter_map(|item| item.point).collect();
        let most = taken.last().map_or(1, |last| last.saturating_add(1));
        let free = (1..=most).find(|number| !taken.contains(number));
        for (index, item) in merged.part.items.iter().enumerate() {
            let Some(point) = item.point else { continue };
            let Some(other) = first.get(&point).copied() else {
                first.insert(point, index);
                continue;
            };
            self.home = merged.home("items", index);
            let way = [PathStep::Field("point")];
            let help = free.map(|free| format!("give each its own number; {free} is free"));
            let other = &merged.part.items[other].id;
            let message = format!("`{}` is decision point {point}, and so is `{other}`", item.id);
            let finding = Finding::error("twice", self.beside(&item.id, &way), message)
                .with_help(help)
                .with_also(self.beside(other, &way), format!("`{other}` has that number"));
            self.add(finding);
        }
    }

    /// Reports a rule of the map that never applies, for one above it always does.
    pub(super) fn check_map_order(&mut self, merged: &Merged) {
        let part = &merged.part;
        macro_rules! check {
            ($list:ident, $name:ident) => {{
                let mut always = BTreeMap::new();
                for (index, rule) in part.$list.iter().enumerate() {
                    self.home = merged.home(stringify!($list), index);
                    let name = &rule.$name;
                    if let Some(first) = always.get(name.text.as_str()).copied() {
                        self.below_always(name, first);
                    } else if rule.when == Condition::Always {
                        always.insert(name.text.as_str(), name);
                    }
                }
            }};
        }
        check!(regions, region);
        check!(railways, railway);
        check!(lines, line);
    }

    fn below_always<K: HasSort>(&mut self, name: &Name<K>, first: &Name<K>) {
        let message = format!(
            "this rule for `{}` never applies: one above it has no condition, and the first that holds counts",
            name.text
        );
        let help = "put it above that one, or give that one a `when`";
        let finding = Finding::warning("no-effect", self.place(name), message)
            .with_help(Some(help.to_owned()))
            .with_also(self.place(first), "this one always holds");
        self.add(finding);
    }

    /// Reports the instruments of conferences to which others are party than those who
    /// negotiate, and those that nothing signs.
    pub(super) fn check_signatories(&mut self, merged: &Merged) {
        // Who sits at a table and who signs its paper is told apart only if both are known.
        if self.has_errors() {
            return;
        }
        let part = &merged.part;
        let mut written = BTreeSet::new();
        for item in &part.items {
            let Some(conference) = &item.conference else { continue };
            let Some(name) = &conference.instrument else { continue };
            written.insert(name.text.as_str());
            let Some(index) = self.names.instruments.get(&name.text).copied() else { continue };
            self.home = merged.home("instruments", index);
            self.check_parties_of(merged, (item, conference), &part.instruments[index]);
        }
        let told = self.check_signed(merged, &written);
        for (index, item) in part.items.iter().enumerate() {
            if let Some(conference) = item.conference.as_ref().filter(|_| !told.contains(&index)) {
                self.home = merged.home("items", index);
                self.check_carried(conference);
            }
        }
    }

    /// The seat, by its number, that decides for a power.
    fn seat_for(part: &draft::Part, power: &Name<draft::Power>) -> Option<usize> {
        part.seats.iter().position(|seat| seat.power == *power || seat.controls.contains(power))
    }

    /// Reports an instrument whose parties are not those of the conference that writes it.
    fn check_parties_of(
        &mut self,
        merged: &Merged,
        (item, conference): (&draft::Item, &draft::Conference),
        instrument: &draft::Instrument,
    ) {
        let part = &merged.part;
        let known = |party: &draft::Party| self.names.seats.get(&party.seat.text).copied();
        let Some(seats) = conference.parties.iter().map(known).collect::<Option<Vec<usize>>>()
        else {
            return;
        };
        let mut distinct = seats.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let unknown = |power: &Name<draft::Power>| !self.names.powers.contains_key(&power.text);
        if distinct.len() < seats.len() || instrument.parties.iter().any(unknown) {
            return;
        }
        let at_table = |power: &&Name<draft::Power>| {
            Self::seat_for(part, power).is_some_and(|seat| seats.contains(&seat))
        };
        let extra = instrument.parties.iter().find(|power| !at_table(power));
        let signs = |seat: &&usize| {
            instrument.parties.iter().any(|power| Self::seat_for(part, power) == Some(**seat))
        };
        let missing = seats.iter().find(|seat| !signs(seat)).map(|seat| &part.seats[*seat].power);
        if extra.is_none() && missing.is_none() {
            return;
        }
        let table = listed(conference.parties.iter().map(|party| party.seat.text.as_str()));
        let parties = listed(instrument.parties.iter().map(|power| power.text.as_str()));
        let message = format!(
            "the conference `{}` of {table} signs a paper of {parties}: `{}`",
            item.id, instrument.id
        );
        let place = match extra {
            Some(extra) => self.place(extra),
            None => self.beside(&instrument.id, &[PathStep::Field("parties")]),
        };
        let help = match (extra, missing) {
            (Some(extra), Some(missing)) => format!(
                "write `\"{}\"` for `\"{}\"`, or let the conference sign another instrument",
                missing.text, extra.text
            ),
            (Some(extra), None) => format!(
                "take `\"{}\"` out of the parties, or give it a place at the conference",
                extra.text
            ),
            (None, missing) => format!(
                "add `\"{}\"` to the parties, or let the conference sign another instrument",
                missing.map_or("", |missing| missing.text.as_str())
            ),
        };
        let way = [PathStep::Field("conference"), PathStep::Field("instrument")];
        let mut finding = Finding::error("signatories", place, message)
            .with_help(Some(help))
            .with_also(self.beside(&item.id, &way), "this conference writes it");
        if let (Some(extra), Some(missing)) = (extra, missing)
            && let Some(edit) = self.rewritten(extra, missing.text.as_str())
        {
            finding = finding.with_guess(edit);
        }
        self.add(finding);
    }

    /// Reports instruments that nothing can bring into force, although something asks
    /// whether they are, or a conference of their parties signs none. Answers the items of
    /// such conferences.
    fn check_signed(&mut self, merged: &Merged, written: &BTreeSet<&str>) -> BTreeSet<usize> {
        let part = &merged.part;
        let mut told = BTreeSet::new();
        let signed = signed_by_effects(part);
        let counts = |instrument: &&draft::Instrument| {
            instrument.since.is_none()
                && !written.contains(instrument.id.as_str())
                && !signed.contains(instrument.id.as_str())
        };
        for instrument in part.instruments.iter().filter(counts) {
            let id = &instrument.id;
            let seats: Option<Vec<usize>> =
                instrument.parties.iter().map(|power| Self::seat_for(part, power)).collect();
            let fits = |item: &&draft::Item| {
                let Some(conference) = &item.conference else { return false };
                let at_table = |seat: &usize| {
                    conference
                        .parties
                        .iter()
                        .any(|party| party.seat.text == part.seats[*seat].id.as_str())
                };
                conference.instrument.is_none()
                    && seats.as_ref().is_some_and(|seats| seats.iter().all(at_table))
            };
            let found = part.items.iter().position(|item| fits(&item));
            // One that nothing mentions is reported as unused.
            if found.is_none() && !self.asked_for.contains(instrument.id.as_str()) {
                continue;
            }
            told.extend(found);
            self.unsigned.insert(id.to_string());
            let (place, message, help) = match found.map(|index| &part.items[index]) {
                Some(item) => (
                    self.beside(&item.id, &[PathStep::Field("conference")]),
                    format!(
                        "the conference `{}` signs no instrument, and nothing else signs `{id}` of its parties",
                        item.id
                    ),
                    format!("write `instrument: \"{id}\"` in the conference"),
                ),
                None => (
                    self.place(id),
                    format!("nothing brings `{id}` into force, so what asks for it never holds"),
                    format!(
                        "write `sign(\"{id}\")` among some effects, let a conference write it, or give it a `since`"
                    ),
                ),
            };
            self.warn("no-effect", place, message, &help);
        }
        told
    }

    /// Reports what the values of a conference's clauses oblige to, if no instrument carries it.
    fn check_carried(&mut self, conference: &draft::Conference) {
        if conference.instrument.is_some() {
            return;
        }
        let obliges =
            |value: &&draft::ClauseValue| value.years.is_some() || !value.terms.is_empty();
        let values = conference.clauses.iter().flat_map(|clause| &clause.values);
        let Some(value) = values.into_iter().find(obliges) else { return };
        let field = if value.terms.is_empty() { "years" } else { "terms" };
        let message = format!(
            "the conference signs no instrument, so what `{}` obliges to has no effect",
            value.id
        );
        let help = "write `instrument: \"...\"` in the conference, or let effects follow instead";
        let place = self.beside(&value.id, &[PathStep::Field(field)]);
        self.warn("no-effect", place, message, help);
    }

    /// Reports a day from which everybody knows of a clause that is no secret.
    pub(super) fn check_day(&mut self, clause: &draft::Clause, known_to: Audience) {
        if clause.published.is_none() || !known_to.is_everybody() || !clause.known_to.is_empty() {
            return;
        }
        let place = self.beside(&clause.id, &[PathStep::Field("published")]);
        // A list that is empty is reported itself.
        if self.beside(&clause.id, &[PathStep::Field("known_to")]) != self.place(&clause.id) {
            return;
        }
        let message = format!("everybody knows of the clause `{}` from the first day", clause.id);
        let help = "delete `published`, or write `known_to: [...]` with the seats that know before";
        self.warn("no-effect", place, message, help);
    }

    /// Reports clauses that are published before they can be signed.
    pub(super) fn check_days(&mut self, item: &draft::Item, head: &draft::Head) {
        for clause in item.conference.iter().flat_map(|conference| &conference.clauses) {
            let Some(published) = clause.published else { continue };
            let place = self.beside(&clause.id, &[PathStep::Field("published")]);
            if published < item.date {
                let message = format!(
                    "the clause `{}` is published on `{published}`, before `{}` of `{}`, where it is negotiated",
                    clause.id, item.id, item.date
                );
                let help = format!("write a date after `{}`", item.date);
                let date = self.beside(&item.id, &[PathStep::Field("date")]);
                let finding = Finding::error("dates", place, message)
                    .with_help(Some(help))
                    .with_also(date, "it is negotiated here");
                self.add(finding);
            } else if published > head.closes {
                let message = format!(
                    "the clause `{}` is published on `{published}`, after the scenario closes on `{}`",
                    clause.id, head.closes
                );
                let help = "leave `published` out: the clause stays secret to the end";
                self.warn("no-effect", place, message, help);
            }
        }
    }

    /// Reports an edition of an instrument before it can be signed.
    pub(super) fn check_published(&mut self, merged: &Merged) {
        let part = &merged.part;
        // The number of the first item that can sign each instrument.
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, item) in part.items.iter().enumerate() {
            let writes = item.conference.as_ref().and_then(|c| c.instrument.as_ref());
            let by_effect = effects_of(item).filter_map(|effect| match effect {
                draft::Effect::Sign(name) => Some(name),
                _ => None,
            });
            for name in writes.into_iter().chain(by_effect) {
                first.entry(&name.text).or_insert(index);
            }
        }
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            for effect in effects_of(item) {
                let draft::Effect::Publish(name) = effect else { continue };
                let Some(number) = self.names.instruments.get(&name.text) else { continue };
                let instrument = &part.instruments[*number];
                let signs = first.get(name.text.as_str()).copied();
                if instrument.since.is_some() || signs.is_some_and(|signs| signs <= index) {
                    continue;
                }
                let Some(signs) = signs else { continue };
                let later = &part.items[signs];
                let message = format!(
                    "`{}` is published in `{}` of `{}`, and can be signed in `{}` of `{}` at the earliest",
                    name.text, item.id, item.date, later.id, later.date
                );
                let help = "publish it later, or sign it before";
                self.report("dates", self.word_around(effect), message, Some(help.to_owned()));
            }
        }
    }
}

/// All effects that an item can have, those of its answers, draws and treaty included.
pub(super) fn effects_of(item: &draft::Item) -> impl Iterator<Item = &draft::Effect> {
    let options = || item.moves.iter().flat_map(|mv| &mv.options);
    let drawn = item.chances.iter().chain(options().flat_map(|option| &option.chances));
    let drawn = drawn.flat_map(|chance| &chance.branches).flat_map(|branch| &branch.effects);
    let of_conference = item.conference.iter().flat_map(|conference| {
        let values = conference.clauses.iter().flat_map(|clause| &clause.values);
        let values = values.flat_map(|value| value.effects.iter().chain(&value.reserved));
        let whole = conference.signed.iter().chain(&conference.failed);
        whole.chain(&conference.unratified).chain(values)
    });
    let options = options().flat_map(|option| &option.effects);
    item.effects.iter().chain(options).chain(drawn).chain(of_conference)
}

/// The instruments that some effect signs.
fn signed_by_effects(part: &draft::Part) -> BTreeSet<&str> {
    let breaches = part.instruments.iter().flat_map(|instrument| &instrument.breach);
    let inherited = part.inherits.iter().flat_map(|inheritance| &inheritance.effects);
    let all = part.items.iter().flat_map(effects_of).chain(breaches).chain(inherited);
    all.filter_map(|effect| match effect {
        draft::Effect::Sign(name) => Some(name.text.as_str()),
        _ => None,
    })
    .collect()
}
