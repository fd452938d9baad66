//! Secrets: what an effect, a condition or a list of who knows would tell those who may
//! not know it.
//!
//! A finding stands at what tells, names what is told, and says how to keep it.

use super::compiler::Compiler;
use super::merged::Merged;
use crate::rules::audience::Audience;
use crate::rules::conditions::Condition;
use crate::rules::defs::{Defs, ItemDef, ItemKind, MOST_PASSAGES};
use crate::rules::ids::SeatId;
use crate::scenario::draft::{self, Name};
use crate::scenario::finding::{Finding, TextPlace};
use crate::scenario::syntax::PathStep;
use crate::scenario::told::TextConditions;

/// What an effect tells outside the audience that may know why it comes.
enum Told<'e> {
    /// Everybody sees it.
    Seen,
    /// It sets a fact that everybody knows.
    OpenFact(&'e str),
    /// It sets a fact that other seats know, too.
    SharedFact(&'e str, Audience),
    /// It signs an instrument that is not secret.
    OpenInstrument(&'e str),
    /// It signs a secret instrument to which others are party.
    SharedInstrument(&'e str, Audience),
}

/// Names in a sentence: `a`, `b` and `c`.
pub(super) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}

impl Compiler<'_> {
    /// The id of a seat.
    pub(super) fn seat_name(&self, seat: SeatId) -> &str {
        let mut seats = self.names.seats.iter();
        seats.find(|(_, index)| **index == seat.index()).map_or("", |(id, _)| id)
    }

    /// The seats of an audience in words.
    pub(super) fn seats_in_words(&self, audience: Audience) -> String {
        let seats = audience.seats().unwrap_or_default();
        let mut ids: Vec<(usize, &str)> = Vec::new();
        for (id, index) in &self.names.seats {
            if seats.contains(SeatId::new(*index)) {
                ids.push((*index, id));
            }
        }
        ids.sort_unstable();
        listed(ids.into_iter().map(|(_, id)| id))
    }

    /// The seats of one audience that are not in another, in words.
    fn others_in_words(&self, all: Audience, but: Audience) -> String {
        let others = self.names.seats.values().map(|index| SeatId::new(*index));
        let others = others.filter(|seat| all.includes(Some(*seat)) && !but.includes(Some(*seat)));
        self.seats_in_words(others.collect())
    }

    /// What an effect tells outside an audience, if anything. A new leader counts as no
    /// disclosure: everybody sees it, but it may follow from a secret choice. A name that
    /// is not known tells nothing; it is reported itself.
    fn told<'e>(&self, effect: &'e draft::Effect, audience: Audience) -> Option<Told<'e>> {
        match effect {
            draft::Effect::Leader(..) => None,
            draft::Effect::Sign(name) => match self.secret_instruments.get(&name.text) {
                _ if !self.names.instruments.contains_key(&name.text) => None,
                None => Some(Told::OpenInstrument(&name.text)),
                Some(parties) if parties.is_within(audience) => None,
                Some(parties) => Some(Told::SharedInstrument(&name.text, *parties)),
            },
            draft::Effect::Set(fact, _) => match self.secret_facts.get(&fact.text) {
                _ if !self.names.facts.contains_key(&fact.text) => None,
                _ if self.known_to_nobody.contains(&fact.text) => None,
                None => Some(Told::OpenFact(&fact.text)),
                Some(known_to) if known_to.is_within(audience) => None,
                Some(known_to) => Some(Told::SharedFact(&fact.text, *known_to)),
            },
            _ => Some(Told::Seen),
        }
    }

    /// Whether an instrument is secret and none but an audience is party to it.
    pub(super) fn signed_in_secret(&self, instrument: &str, audience: Audience) -> bool {
        let parties = self.secret_instruments.get(instrument);
        parties.is_some_and(|seats| seats.is_within(audience))
    }

    /// Reports what follows from `what` and would be seen outside its audience: one finding,
    /// at the first effect that tells.
    pub(super) fn check_told<'e>(
        &mut self,
        what: &str,
        audience: Audience,
        effects: impl IntoIterator<Item = &'e draft::Effect>,
    ) {
        let told: Vec<(&draft::Effect, Told<'e>)> = effects
            .into_iter()
            .filter_map(|effect| Some((effect, self.told(effect, audience)?)))
            .collect();
        let Some(((first, tells), rest)) = told.split_first() else { return };
        let who = self.seats_in_words(audience);
        let known = format!("only {who} may know of {what}");
        let alone = "or delete `known_to` where the secret begins";
        let (message, help) = match tells {
            Told::Seen => (
                format!("{known}, but everybody sees this effect"),
                format!(
                    "let only what is secret follow, such as a fact with `known_to`; {alone}, if everybody may know"
                ),
            ),
            Told::OpenFact(fact) => (
                format!("{known}, but everybody knows the fact `{fact}` that this sets"),
                format!("write `known_to: [...]` with {who} in the fact `{fact}`, {alone}"),
            ),
            Told::SharedFact(fact, known_to) => {
                let others = self.others_in_words(*known_to, audience);
                (
                    format!("{known}, but {others} would know the fact `{fact}` that this sets"),
                    format!("take {others} out of `known_to` of the fact `{fact}`, or add it here"),
                )
            }
            Told::OpenInstrument(name) => (
                format!("{known}, but everybody knows of `{name}` when it is signed"),
                format!("write `secret: true` in the instrument `{name}`, {alone}"),
            ),
            Told::SharedInstrument(name, parties) => {
                let others = self.others_in_words(*parties, audience);
                (
                    format!("{known}, but {others} would know of `{name}`, being party to it"),
                    format!("let {others} know of it too, or name an instrument without"),
                )
            }
        };
        let mut finding =
            Finding::error("leak", self.word_around(*first), message).with_help(Some(help));
        for (effect, _) in rest.iter().take(4) {
            finding = finding.with_also(self.word_around(*effect), "this tells it, too");
        }
        self.add(finding);
    }

    /// Reports the parts of a secret item that would tell of it: the effects of the item
    /// itself, a question to a seat that may not know of it, a text for one.
    pub(super) fn check_secret_item(&mut self, item: &draft::Item, known_to: Audience) {
        if known_to.is_everybody() {
            return;
        }
        let before = self.faults;
        for mv in &item.moves {
            let does = format!("is asked `{}` in `{}`", mv.id, item.id);
            self.check_knows(&mv.seat, known_to, &does, &item.id);
        }
        for private in &item.private {
            let does = format!("reads this text in `{}`", item.id);
            self.check_knows(&private.seat, known_to, &does, &item.id);
        }
        for option in item.moves.iter().flat_map(|mv| &mv.options) {
            for seat in &option.known_to {
                let does = format!("may know of the answer `{}`", option.id);
                self.check_knows(seat, known_to, &does, &item.id);
            }
        }
        // Of an item that is no secret by mistake all effects would be told of.
        if self.faults > before {
            return;
        }
        let open = item.moves.iter().flat_map(|mv| &mv.options);
        let open = open.filter(|option| option.known_to.is_empty());
        let drawn = item.chances.iter().chain(open.clone().flat_map(|option| &option.chances));
        let drawn = drawn.flat_map(|chance| &chance.branches).flat_map(|b| &b.effects);
        let chosen = open.flat_map(|option| &option.effects);
        let what = format!("`{}`", item.id);
        self.check_told(&what, known_to, item.effects.iter().chain(chosen).chain(drawn));
    }

    /// Reports a seat that has to do with a secret item and may not know of it.
    fn check_knows(
        &mut self,
        seat: &Name<draft::Seat>,
        known_to: Audience,
        does: &str,
        item: &draft::Id,
    ) {
        // An unknown seat is reported where it is looked up.
        let Some(index) = self.names.seats.get(&seat.text) else { return };
        if known_to.includes(Some(SeatId::new(*index))) {
            return;
        }
        let message = format!("`{}` {does}, but may not know of that item", seat.text);
        let help =
            format!("add `\"{}\"` to `known_to` of `{item}`, or name another seat", seat.text);
        let list = self.beside(item, &[PathStep::Field("known_to")]);
        self.add(
            Finding::error("leak", self.place(seat), message)
                .with_help(Some(help))
                .with_also(list, "these seats may know of it"),
        );
    }

    /// Reports a clause that is known to a seat which is no party, or to one party alone.
    /// Answers who knows of it: everybody, if who was meant cannot be said.
    pub(super) fn check_who_knows(
        &mut self,
        clause: &draft::Clause,
        known_to: Audience,
        parties: &[SeatId],
    ) -> Audience {
        let seats = known_to.seats().unwrap_or_default();
        let outsider = |name: &&Name<draft::Seat>| {
            let index = self.names.seats.get(&name.text);
            index.is_some_and(|index| !parties.contains(&SeatId::new(*index)))
        };
        if let Some(name) = clause.known_to.iter().find(outsider) {
            let message = format!(
                "`{}` may know of the clause `{}`, but does not sit at the table",
                name.text, clause.id
            );
            let help = format!(
                "take `\"{}\"` out of `known_to`, or make the seat a party of the conference",
                name.text
            );
            self.report("leak", self.place(name), message, Some(help));
            return Audience::Everybody;
        }
        if seats.len() == 1 {
            let place = self.beside(&clause.id, &[PathStep::Field("known_to")]);
            let message = format!("the clause `{}` binds one party alone", clause.id);
            let help = "add another party to `known_to`, or delete it if everybody may know";
            self.report("parties", place, message, Some(help.to_owned()));
        }
        known_to
    }

    /// Reports a value of a secret clause whose consequences would be seen by all.
    pub(super) fn check_secrecy(
        &mut self,
        clause: &draft::Clause,
        value: &draft::ClauseValue,
        known_to: Audience,
        item_known_to: Audience,
    ) {
        let audience = if known_to.is_everybody() { item_known_to } else { known_to };
        let what = format!("`{}` of the clause `{}`", value.id, clause.id);
        if !audience.is_everybody() {
            self.check_told(&what, audience, value.effects.iter().chain(&value.reserved));
        }
        if known_to.is_everybody() {
            return;
        }
        let pledges = |term: &draft::Term| matches!(term, draft::Term::Pledge { .. });
        let way = match value.terms.iter().position(|term| !pledges(term)) {
            Some(index) => vec![PathStep::Field("terms"), PathStep::Index(index)],
            None if value.years.is_some() => vec![PathStep::Field("years")],
            None => return,
        };
        let message = format!("{what} is secret, but everybody would see that this binds");
        let help = "a secret clause can only pledge; for the rest write a secret instrument";
        self.report("leak", self.beside(&value.id, &way), message, Some(help.to_owned()));
    }

    /// Reports what follows from a secret conference as a whole and would be seen.
    pub(super) fn check_secret_conference(
        &mut self,
        known_to: Audience,
        draft: &draft::Conference,
    ) {
        if known_to.is_everybody() {
            return;
        }
        let whole = draft.signed.iter().chain(&draft.failed).chain(&draft.unratified);
        self.check_told("the conference", known_to, whole);
        let Some(name) = &draft.instrument else { return };
        if !self.names.instruments.contains_key(&name.text)
            || self.signed_in_secret(&name.text, known_to)
        {
            return;
        }
        let who = self.seats_in_words(known_to);
        let (message, help) = match self.secret_instruments.get(&name.text) {
            None => (
                format!(
                    "only {who} may know of the conference, but everybody knows of `{}` when it is signed",
                    name.text
                ),
                format!("write `secret: true` in the instrument `{}`", name.text),
            ),
            Some(parties) => {
                let others = self.others_in_words(*parties, known_to);
                (
                    format!(
                        "only {who} may know of the conference, but {others} would know of `{}`, being party to it",
                        name.text
                    ),
                    format!("add {others} to `known_to` of the item, or name another instrument"),
                )
            }
        };
        self.report("leak", self.place(name), message, Some(help));
    }

    /// Reports what a party is said to care about, or to hold out against, in a clause that
    /// it does not know of.
    pub(super) fn check_cares(
        &mut self,
        clause: &Name<draft::Clause>,
        known_to: Audience,
        seat: SeatId,
    ) {
        let key = (seat, self.home.file, self.home.index, clause.text.clone());
        if known_to.includes(Some(seat)) || !self.cares.insert(key) {
            return;
        }
        let who = self.seat_name(seat).to_owned();
        let message = format!(
            "`{who}` does not know of the clause `{}`, so neither it nor those at home can care about it",
            clause.text
        );
        let help = format!(
            "delete this, or add `\"{who}\"` to `known_to` of the clause `{}`",
            clause.text
        );
        self.report("leak", self.place(clause), message, Some(help));
    }

    /// Reports questions and answers that depend on what the seat that is asked
    /// may not know: their being open or closed would tell it.
    pub(super) fn check_knowledge(&mut self, merged: &Merged, defs: &Defs) {
        for (index, item) in merged.part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.check_passages(item, &defs.items[index], defs);
            let moves = defs.items[index].moves.clone();
            for (mv, def) in item.moves.iter().zip(&defs.moves[moves]) {
                let asked = format!("that it is asked `{}`", mv.id);
                self.check_hidden(&asked, (&mv.when, &def.when), def.seat, defs);
                for (option, def_option) in mv.options.iter().zip(&def.options) {
                    let open = format!("that the answer `{}` is open", option.id);
                    self.check_hidden(&open, (&option.when, &def_option.when), def.seat, defs);
                    let texts = core::iter::once(&option.text)
                        .chain(option.advice.iter().map(|advice| &advice.says));
                    let conditions = texts.flat_map(draft::Prose::conditions);
                    for (when, compiled) in conditions.zip(&def_option.passages) {
                        let told = format!("that a passage of the answer `{}` is told", option.id);
                        self.check_hidden(&told, (when, compiled), def.seat, defs);
                    }
                }
            }
        }
    }

    /// Reports passages of an item's texts, and of the instructions of its delegates, whose
    /// being told would tell a reader what he may not know.
    fn check_passages(&mut self, item: &draft::Item, def: &ItemDef, defs: &Defs) {
        let public = item.public_texts().into_iter().flat_map(draft::Prose::conditions);
        let conditions = public.zip(&def.passages);
        for (when, compiled) in conditions {
            let readers = SeatId::up_to(defs.seats.len());
            for seat in readers.filter(|seat| def.known_to.includes(Some(*seat))) {
                let told = format!("that a passage of the briefing of `{}` is told", item.id);
                self.check_hidden(&told, (when, compiled), seat, defs);
            }
        }
        for (place, private) in item.private.iter().enumerate() {
            let Some(seat) = self.names.seats.get(&private.seat.text).copied() else { continue };
            let own = def.passages.iter().skip(item.conditions_before(place));
            for (when, compiled) in private.text.conditions().zip(own) {
                let told = format!("that a passage of this text in `{}` is told", item.id);
                self.check_hidden(&told, (when, compiled), SeatId::new(seat), defs);
            }
        }
        let (ItemKind::Conference(id), Some(conference)) = (&def.kind, &item.conference) else {
            return;
        };
        let Some(table) = defs.conferences.get(id.index()) else { return };
        for (party, compiled) in conference.parties.iter().zip(&table.parties) {
            for (when, condition) in party.instructions.conditions().zip(&compiled.passages) {
                let told = format!("that a passage of its instructions in `{}` is told", item.id);
                self.check_hidden(&told, (when, condition), compiled.seat, defs);
            }
        }
    }

    /// The conditions of passages outside the agenda; reports those whose being told would
    /// tell a reader what he may not know.
    pub(super) fn text_conditions(
        &mut self,
        merged: &Merged,
        defs: Option<&Defs>,
    ) -> TextConditions {
        let part = &merged.part;
        let mut all = TextConditions::default();
        if let Some(head) = &part.scenario {
            self.home = merged.home("scenario", 0);
            let place = self.place(&head.id);
            let text = (&head.introduction, place);
            all.introduction = self.told_when("the introduction", text, None, defs);
        }
        for (index, seat) in part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            let hook = format!("the hook of `{}`", seat.id);
            let place = self.place(&seat.id);
            all.hooks.push(self.told_when(&hook, (&seat.hook, place.clone()), None, defs));
            let (brief, own) = (format!("the brief of `{}`", seat.id), Some(SeatId::new(index)));
            all.briefs.push(self.told_when(&brief, (&seat.brief, place), own, defs));
        }
        for (index, leader) in part.leaders.iter().enumerate() {
            self.home = merged.home("leaders", index);
            let note = format!("the note on `{}`", leader.id);
            let place = self.place(&leader.id);
            all.leaders.push(self.told_when(&note, (&leader.note, place), None, defs));
        }
        for (index, sector) in part.sectors.iter().enumerate() {
            self.home = merged.home("sectors", index);
            let note = format!("the note on `{}`", sector.id);
            let place = self.place(&sector.id);
            all.sectors.push(self.told_when(&note, (&sector.note, place), None, defs));
        }
        all
    }

    /// The conditions of the passages of a text that one seat reads, or all do.
    fn told_when(
        &mut self,
        what: &str,
        (text, place): (&draft::Prose, TextPlace),
        reader: Option<SeatId>,
        defs: Option<&Defs>,
    ) -> Vec<Condition> {
        let conditions = self.passages([text]);
        if conditions.len() > MOST_PASSAGES {
            let message = format!("{what} has more than {MOST_PASSAGES} passages with conditions");
            let help = "write fewer passages, each longer".to_owned();
            self.report("too-large", place, message, Some(help));
        }
        if let Some(defs) = defs.filter(|_| !self.has_errors()) {
            let told = format!("that a passage of {what} is told");
            for (draft, compiled) in text.conditions().zip(&conditions) {
                let seats = SeatId::up_to(defs.seats.len());
                for seat in seats.filter(|seat| reader.is_none_or(|reader| reader == *seat)) {
                    self.check_hidden(&told, (draft, compiled), seat, defs);
                }
            }
        }
        conditions
    }

    /// Reports the first part of a condition that rests on what a seat may not know.
    fn check_hidden(
        &mut self,
        tells: &str,
        (draft, compiled): (&draft::Condition, &Condition),
        seat: SeatId,
        defs: &Defs,
    ) {
        let Some(atom) = hidden(draft, compiled, seat, defs) else { return };
        let who = self.seat_name(seat).to_owned();
        let (what, help) = hidden_thing(atom, &who);
        let message = format!("`{who}` may not know {what}, but {tells} would tell it");
        let help = format!("{help}; or let it rest on what `{who}` knows");
        self.report("leak", self.word_around(atom), message, Some(help));
    }

    /// Reports a seat that is at a conference and may not know of it.
    pub(super) fn check_party_knows(&mut self, name: &Name<draft::Seat>) {
        let message = format!("`{}` is a party, but may not know of the conference", name.text);
        let help = format!("add `\"{}\"` to `known_to` of the item", name.text);
        self.report("leak", self.place(name), message, Some(help));
    }
}

/// The first atom of a condition that rests on what a seat may not know.
fn hidden<'d>(
    draft: &'d draft::Condition,
    compiled: &Condition,
    seat: SeatId,
    defs: &Defs,
) -> Option<&'d draft::Condition> {
    use draft::Condition as D;
    match (draft, compiled) {
        (D::Not(draft), Condition::Not(compiled)) => hidden(draft, compiled, seat, defs),
        (D::All(drafts), Condition::All(list)) | (D::Any(drafts), Condition::Any(list)) => {
            drafts.iter().zip(list).find_map(|(draft, part)| hidden(draft, part, seat, defs))
        }
        _ => compiled.reads_hidden_from(defs, Some(seat)).then_some(draft),
    }
}

/// What an atom rests on, and how to let a seat know of it.
fn hidden_thing(atom: &draft::Condition, who: &str) -> (String, String) {
    use draft::Condition as D;
    let add = |to: String| format!("add `\"{who}\"` to `known_to` of {to}");
    match atom {
        D::Is(fact, _) => {
            let fact = format!("the fact `{}`", fact.text);
            (fact.clone(), add(fact))
        }
        D::Chose(mv, option) => {
            let answer = format!("the answer `{}` to `{}`", option.text, mv.text);
            (answer.clone(), add(answer))
        }
        D::InForce(name) => (
            format!("of the secret instrument `{}`", name.text),
            format!("take `secret: true` out of `{}`, or make `{who}` party to it", name.text),
        ),
        D::Article(item, clause, _) => {
            let clause = format!("the clause `{}` of `{}`", clause.text, item.text);
            (clause.clone(), add(clause))
        }
        D::Signed(item) => {
            let item = format!("the conference `{}`", item.text);
            (format!("of {item}"), add(item))
        }
        _ => ("of this".to_owned(), "name who may know of it".to_owned()),
    }
}
