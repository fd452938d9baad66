//! Names: the collection of those that a pack defines, and the look-up of mentions.
//!
//! An unknown name is one finding, however often it stands in the pack.

use super::compiler::Compiler;
use super::copies::{Copies, Given};
use super::merged::Merged;
use super::tables::{HasNameTable, NameTable, NameTables};
use crate::rules::audience::Audience;
use crate::rules::ids::{FactId, MoveId, OptionId, SeatId, ValueId};
use crate::scenario::atlas::atlas;
use crate::scenario::draft::{self, HasSort, Id, Name, Part, Sort, Stands};
use crate::scenario::finding::{Also, Finding, foreign_letter, look_alike, nearest};
use crate::scenario::syntax::PathStep;

/// The most known names that a finding lists.
const MOST_LISTED: usize = 12;
/// The most unknown names of a pack for which similar names are searched.
const MOST_LIKE: usize = 200;

impl Compiler<'_> {
    /// Records all names; returns whether each stands for one thing. If one does not, any
    /// mention of it is ambiguous: then only that is reported.
    pub(super) fn collect_names(&mut self, merged: &Merged) -> bool {
        let before = self.faults;
        let part = &merged.part;
        let mut copies = Copies::default();
        macro_rules! table {
            ($field:ident, $kind:literal) => {{
                let mut table = NameTable::new();
                for (index, entry) in part.$field.iter().enumerate() {
                    if let Some(first) = table.get(entry.id.as_str()).copied() {
                        let homes =
                            [first, index].map(|index| merged.home(stringify!($field), index));
                        let ids = [&part.$field[first].id, &entry.id];
                        copies.take($kind, homes, ids.map(|id| Given::new(id, id)));
                    } else {
                        table.insert(entry.id.to_string(), index);
                    }
                }
                table
            }};
        }
        self.leader_seats =
            part.leaders.iter().map(|l| (l.id.to_string(), l.seat.text.clone())).collect();
        for leader in &part.leaders {
            *self.n_leaders.entry(leader.seat.text.clone()).or_default() += 1;
        }
        self.collect_secrets(part);
        self.names.powers = table!(powers, "powers");
        self.names.seats = table!(seats, "seats");
        self.names.leaders = table!(leaders, "leaders");
        self.names.sectors = table!(sectors, "sectors");
        self.names.instruments = table!(instruments, "instruments");
        self.names.facts = table!(facts, "facts");
        self.names.items = table!(items, "items");
        self.names.sources = table!(sources, "sources");
        self.names.contradictions = table!(contradictions, "contradictions");
        self.collect_map();
        let _ = table!(outcomes, "outcomes");
        let _ = table!(legacies, "legacies");
        self.collect_places(merged, &mut copies);
        self.report_copies(&copies);
        self.collect_fact_values(merged);
        self.collect_agenda(merged);
        self.collect_advisers(merged);
        self.faults == before
    }

    /// Records the names of the atlas.
    fn collect_map(&mut self) {
        let of_map = |sort| {
            (0..).zip(atlas().names(sort)).map(|(index, name)| (name.to_owned(), index)).collect()
        };
        self.names.map_regions = of_map(Sort::MapRegion);
        self.names.map_railways = of_map(Sort::MapRailway);
        self.names.map_lines = of_map(Sort::MapLine);
    }

    /// Records the places that the pack has on its map.
    fn collect_places<'m>(&mut self, merged: &'m Merged, copies: &mut Copies<'m>) {
        let places = &merged.part.places;
        for (index, rule) in places.iter().enumerate() {
            let name = &rule.place;
            let Some(first) = self.names.places.get(&name.text).copied() else {
                self.names.places.insert(name.text.clone(), index);
                continue;
            };
            let homes = [first, index].map(|index| merged.home("places", index));
            let given = [&places[first].place, name].map(|name| Given::new(&name.text, name));
            copies.take("places", homes, given);
        }
    }

    /// Records the values of each fact; reports a fact that has none.
    fn collect_fact_values(&mut self, merged: &Merged) {
        for (index, fact) in merged.part.facts.iter().enumerate() {
            self.home = merged.home("facts", index);
            if fact.values.is_empty() {
                let place = self.field(&["values"]);
                let message = format!("the fact `{}` has no values", fact.id);
                let help = "write at least the one that it has at the start, as `(id: \"none\", text: \"none\")`";
                self.report("no-values", place, message, Some(help.to_owned()));
            }
            let values = self.give_all(fact.values.iter().map(|value| &value.id), |id| {
                format!("two values of `{}` are called `{id}`", fact.id)
            });
            self.names.values.push(values);
        }
    }

    /// Reports advisers of one seat with one id.
    fn collect_advisers(&mut self, merged: &Merged) {
        for (index, seat) in merged.part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            self.give_all(seat.advisers.iter().map(|adviser| &adviser.id), |id| {
                format!("two advisers of `{}` are called `{id}`", seat.id)
            });
        }
    }

    /// Records the names that the items of the agenda define: conferences, moves, options.
    fn collect_agenda(&mut self, merged: &Merged) {
        for (index, item) in merged.part.items.iter().enumerate() {
            // What a second item of that name holds is no fault of its own.
            if self.names.items.get(item.id.as_str()) != Some(&index) {
                continue;
            }
            self.home = merged.home("items", index);
            self.collect_conference(item);
            for mv in &item.moves {
                let key = format!("{}/{}", item.id, mv.id);
                let options = self.give_all(mv.options.iter().map(|option| &option.id), |id| {
                    format!("two options of `{key}` are called `{id}`")
                });
                let place = self.names.options.len();
                if self.names.moves.insert(key.clone(), place).is_some() {
                    let first = item.moves.iter().find(|other| other.id == mv.id);
                    let first = first.map_or(&mv.id, |first| &first.id);
                    self.given_twice(first, &mv.id, format!("there are two moves called `{key}`"));
                }
                self.names.options.push(options);
            }
        }
    }

    /// The table of the ids of one list; reports those that are given twice.
    pub(super) fn give_all<'e>(
        &mut self,
        ids: impl Iterator<Item = &'e Id>,
        message: impl Fn(&Id) -> String,
    ) -> NameTable {
        let mut table = NameTable::new();
        let mut given: Vec<&Id> = Vec::new();
        for (index, id) in ids.enumerate() {
            if let Some(first) = table.get(id.as_str()).copied() {
                let first: usize = first;
                self.given_twice(given[first], id, message(id));
            } else {
                table.insert(id.to_string(), index);
            }
            given.push(id);
        }
        table
    }

    /// Reports an id that is given already.
    pub(super) fn given_twice(&mut self, first: &impl Stands, id: &impl Stands, message: String) {
        self.add(
            Finding::error("twice", self.place(id), message)
                .with_help(Some("give one of the two another name".to_owned()))
                .with_also(self.place(first), "given here already"),
        );
    }

    /// Records which entries are secret, and the seats that know them.
    fn collect_secrets(&mut self, part: &Part) {
        let seat_of_power = |power: &Name<draft::Power>| {
            let decides = |seat: &draft::Seat| {
                core::iter::once(&seat.power).chain(&seat.controls).any(|p| p == power)
            };
            part.seats.iter().position(decides).map(SeatId::new)
        };
        let seat = |name: &Name<draft::Seat>| {
            part.seats.iter().position(|seat| seat.id == name.text).map(SeatId::new)
        };
        for instrument in &part.instruments {
            if instrument.secret {
                let parties = instrument.parties.iter().filter_map(seat_of_power).collect();
                self.secret_instruments.insert(instrument.id.to_string(), parties);
            }
            if instrument.since.is_some() {
                self.in_force_at_start.insert(instrument.id.to_string());
            }
        }
        for fact in part.facts.iter().filter(|fact| !fact.known_to.is_empty()) {
            let known_to = fact.known_to.iter().filter_map(seat).collect();
            self.secret_facts.insert(fact.id.to_string(), known_to);
        }
    }

    /// The id that a name stands for; reports an unknown name, and takes the first id
    /// instead.
    pub(super) fn id<K: HasNameTable>(&mut self, name: &Name<K>) -> K::Id {
        K::id(self.find(K::table, name).unwrap_or(0))
    }

    /// The id that a name stands for; reports an unknown name.
    pub(super) fn known<K: HasNameTable>(&mut self, name: &Name<K>) -> Option<K::Id> {
        self.find(K::table, name).map(K::id)
    }

    /// Who knows of the entry `id`: the seats that are named, everybody if the list is
    /// left out. Reports a list that is written and names nobody.
    pub(super) fn audience(&mut self, id: &Id, names: &[Name<draft::Seat>]) -> Audience {
        if !names.is_empty() {
            self.listed_twice(names);
            return names.iter().map(|name| self.id(name)).collect();
        }
        let place = self.beside(id, &[PathStep::Field("known_to")]);
        if place != self.place(id) {
            let message = format!("`known_to` of `{id}` names nobody");
            let help = "name the seats that know of it, or delete `known_to` if everybody does";
            self.report("known-to-nobody", place, message, Some(help.to_owned()));
            self.known_to_nobody.insert(id.to_string());
        }
        Audience::Everybody
    }

    /// A value of a fact.
    pub(super) fn value(&mut self, fact: FactId, name: &Name<draft::Value>) -> ValueId {
        let within = fact.index();
        ValueId::new(self.find_in(within, |n| &n.values[within], name).unwrap_or(0))
    }

    /// An option of a move.
    pub(super) fn option(&mut self, mv: MoveId, name: &Name<draft::Choice>) -> OptionId {
        let within = mv.index();
        OptionId::new(self.find_in(within, |n| &n.options[within], name).unwrap_or(0))
    }

    /// Looks a name up; reports one that is not known, once for the whole pack.
    pub(super) fn find<K: HasSort>(
        &mut self,
        table: impl Fn(&NameTables) -> &NameTable,
        name: &Name<K>,
    ) -> Option<usize> {
        self.find_in(0, table, name)
    }

    /// As [`Self::find`], for a name that counts only within something, such as a value of a
    /// fact: `within` is the number of that.
    pub(super) fn find_in<K: HasSort>(
        &mut self,
        within: usize,
        table: impl Fn(&NameTables) -> &NameTable,
        name: &Name<K>,
    ) -> Option<usize> {
        let known = table(&self.names);
        if let Some(index) = known.get(&name.text) {
            name.remember(*index);
            return Some(*index);
        }
        self.faults += 1;
        let place = self.place(name);
        let found = self.sources.locate(name.address, name.text.len());
        // So many unknown names are no typing errors, and each costs a search of all names.
        let like = if self.names.unknown.len() < MOST_LIKE {
            nearest(&name.text, known.keys().map(String::as_str))
        } else {
            Vec::new()
        };
        let same = like.first().is_some_and(|one| look_alike(&name.text, one).is_some());
        let edit = match like.as_slice() {
            [one] => found.and_then(|(file, span)| self.sources.edit(file, span, *one)),
            _ => None,
        };
        let key = (K::SORT, within, name.text.clone());
        if let Some(first) = self.names.unknown.get(&key) {
            let finding = &mut self.findings[*first];
            // The same mention may be looked up more than once.
            let is_new =
                finding.place != place && finding.also.iter().all(|also| also.place != place);
            if is_new {
                finding.also.push(Also { place, label: "and here".to_owned() });
                finding.fix.extend(edit);
            }
            return None;
        }
        let word = K::SORT.word();
        let listed: Vec<&str> = known.keys().take(MOST_LISTED).map(String::as_str).collect();
        let help = if listed.is_empty() {
            format!("this pack has no {word} at all")
        } else {
            meant(&name.text, &like, &listed)
        };
        let message = match word.split_once(" of that ") {
            Some((part, whole)) => format!("that {whole} has no {part} `{}`", name.text),
            None => format!("there is no {word} `{}`", name.text),
        };
        let mut finding = Finding::error("unknown-name", place, message).with_help(Some(help));
        if let Some(edit) = edit {
            finding = if same { finding.with_edit(edit) } else { finding.with_guess(edit) };
        }
        self.names.unknown.insert(key, self.findings.len());
        self.findings.push(finding);
        None
    }

    /// A finding about a name that is none of a few that are known.
    pub(super) fn unlike<K>(&self, name: &Name<K>, message: String, known: &[&str]) -> Finding {
        let like = nearest(&name.text, known.iter().copied());
        let same = like.first().is_some_and(|one| look_alike(&name.text, one).is_some());
        let found = self.sources.locate(name.address, name.text.len());
        let edit = match like.as_slice() {
            [one] => found.and_then(|(file, span)| self.sources.edit(file, span, *one)),
            _ => None,
        };
        let finding = Finding::error("unknown-name", self.place(name), message)
            .with_help(Some(meant(&name.text, &like, known)));
        match edit {
            Some(edit) if same => finding.with_edit(edit),
            Some(edit) => finding.with_guess(edit),
            None => finding,
        }
    }

    /// Moves each finding about an unknown name to the first of the places that use it.
    pub(super) fn name_the_first(&mut self) {
        for index in self.names.unknown.values() {
            let finding = &mut self.findings[*index];
            finding.also.sort_by(|a, b| a.place.cmp(&b.place));
            if let Some(first) = finding.also.first_mut()
                && first.place < finding.place
            {
                core::mem::swap(&mut first.place, &mut finding.place);
                finding.also.sort_by(|a, b| a.place.cmp(&b.place));
            }
        }
    }
}

/// The suggestions for an unknown name, in words: the names that are like it, or any
/// of those that are known.
fn meant(name: &str, like: &[&str], known: &[&str]) -> String {
    let ticked = |names: &[&str], joint: &str| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(joint)
    };
    if let [one] = like
        && let Some(why) = look_alike(name, one)
    {
        return format!("write `{one}`; {why}");
    }
    let (help, around) = match like {
        [] if known.is_empty() => ("there are none".to_owned(), known),
        [] => (format!("there are: {}", ticked(known, ", ")), known),
        like => (format!("did you mean {}?", ticked(like, " or ")), like),
    };
    match foreign_letter(name, around.iter().copied()) {
        Some(why) => format!("{why}; {help}"),
        None => help,
    }
}
