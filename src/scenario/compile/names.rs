//! Names: the collection of those that a pack defines, and the look-up of mentions.
//!
//! An unknown name is one finding, however often it stands in the pack.

use super::compiler::Compiler;
use super::merged::Merged;
use super::tables::{HasNameTable, NameTable, NameTables};
use crate::rules::audience::Audience;
use crate::rules::ids::{FactId, MoveId, OptionId, SeatId, ValueId};
use crate::scenario::atlas::atlas;
use crate::scenario::draft::{self, HasSort, Id, Name, Part, Sort, Stands};
use crate::scenario::finding::{Also, Finding, TextPlace, foreign_letter, look_alike, nearest};
use crate::scenario::syntax::{PathStep, Span};

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
        macro_rules! table {
            ($field:ident, $kind:literal) => {{
                let mut table = NameTable::new();
                for (index, entry) in part.$field.iter().enumerate() {
                    self.home = merged.home(stringify!($field), index);
                    self.give(&mut table, &entry.id, index, || {
                        format!("there are two {} called `{}`", $kind, entry.id)
                    });
                }
                table
            }};
        }
        self.leader_seats =
            part.leaders.iter().map(|l| (l.id.to_string(), l.seat.text.clone())).collect();
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
        self.collect_places(merged);
        self.collect_fact_values(merged);
        self.collect_agenda(merged);
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
    fn collect_places(&mut self, merged: &Merged) {
        let part = &merged.part;
        for (index, rule) in part.places.iter().enumerate() {
            self.home = merged.home("places", index);
            if let Some(first) = self.names.places.insert(rule.place.text.clone(), index) {
                let message = format!("there are two places called `{}`", rule.place.text);
                self.add(
                    Finding::error("twice", self.place(&rule.place), message)
                        .with_help(Some("keep one of the two".to_owned()))
                        .with_also(self.place(&part.places[first].place), "given here already"),
                );
            }
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
            let mut values = NameTable::new();
            for (index, value) in fact.values.iter().enumerate() {
                self.give(&mut values, &value.id, index, || {
                    format!("two values of `{}` are called `{}`", fact.id, value.id)
                });
            }
            self.names.values.push(values);
        }
    }

    /// Records the names that the items of the agenda define: conferences, moves, options.
    fn collect_agenda(&mut self, merged: &Merged) {
        for (index, item) in merged.part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.collect_conference(item);
            for mv in &item.moves {
                let key = format!("{}/{}", item.id, mv.id);
                let mut options = NameTable::new();
                for (index, option) in mv.options.iter().enumerate() {
                    self.give(&mut options, &option.id, index, || {
                        format!("two options of `{key}` are called `{}`", option.id)
                    });
                }
                let place = self.names.options.len();
                if self.names.moves.insert(key.clone(), place).is_some() {
                    self.given_twice(&mv.id, format!("there are two moves called `{key}`"));
                }
                self.names.options.push(options);
            }
        }
    }

    /// Records an id; reports one that is defined already.
    pub(super) fn give(
        &mut self,
        table: &mut NameTable,
        id: &Id,
        index: usize,
        message: impl FnOnce() -> String,
    ) {
        if table.insert(id.to_string(), index).is_some() {
            self.given_twice(id, message());
        }
    }

    /// Reports an id that is defined already.
    fn given_twice(&mut self, id: &Id, message: String) {
        let finding = Finding::error("twice", self.place(id), message)
            .with_help(Some("give one of the two another name".to_owned()));
        self.add(match self.first_given(id) {
            Some(place) => finding.with_also(place, "given here already"),
            None => finding,
        });
    }

    /// The place at which an id that is defined twice was defined first: in an entry of
    /// the same list, which may be split over several files.
    fn first_given(&self, id: &Id) -> Option<TextPlace> {
        let (address, length) = id.stretch();
        let (file, span) = self.sources.locate(address, length)?;
        let tree = self.sources.tree(file)?;
        let list = tree.parent(tree.parent(tree.innermost(span.start)?)?)?;
        let list_name = tree.node(list).key?.of(tree.text());
        let at_top = tree.parent(list) == tree.root();
        let files = if at_top { 0..=file } else { file..=file };
        for other in files {
            let tree = self.sources.tree(other)?;
            let list = if at_top {
                tree.root().and_then(|root| tree.step(root, PathStep::Field(list_name)))
            } else {
                Some(list)
            };
            for entry in list.into_iter().flat_map(|list| tree.children(list)) {
                let Some(given) = tree.step(entry, PathStep::Field("id")) else { continue };
                let given = tree.node(given).span;
                if (other, given.start) != (file, span.start.saturating_sub(1))
                    && given.of(tree.text()).trim_matches('"') == id.as_str()
                {
                    let inside = Span::new(given.start + 1, given.end.saturating_sub(1));
                    return self.sources.place(other, inside);
                }
            }
        }
        None
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
            return names.iter().map(|name| self.id(name)).collect();
        }
        let place = self.beside(id, &[PathStep::Field("known_to")]);
        if place != self.place(id) {
            let message = format!("`known_to` of `{id}` names nobody");
            let help = "name the seats that know of it, or delete `known_to` if everybody does";
            self.report("known-to-nobody", place, message, Some(help.to_owned()));
        }
        Audience::Everybody
    }

    /// A value of a fact.
    pub(super) fn value(&mut self, fact: FactId, name: &Name<draft::Value>) -> ValueId {
        ValueId::new(self.find(|n| &n.values[fact.index()], name).unwrap_or(0))
    }

    /// An option of a move.
    pub(super) fn option(&mut self, mv: MoveId, name: &Name<draft::Choice>) -> OptionId {
        OptionId::new(self.find(|n| &n.options[mv.index()], name).unwrap_or(0))
    }

    /// Looks a name up; reports one that is not known, once for the whole pack.
    pub(super) fn find<K: HasSort>(
        &mut self,
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
        if let Some(first) = self.names.unknown.get(&(K::SORT, name.text.clone())) {
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
        // Values, options and clauses are names within something: each such mention stands by itself.
        if !K::SORT.is_within() {
            self.names.unknown.insert((K::SORT, name.text.clone()), self.findings.len());
        }
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
