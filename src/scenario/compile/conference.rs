//! The part of the compiler that makes conferences: clauses, mandates, reservations.
//!
//! As the rest of it: names become ids, everything wrong is reported, nothing
//! here decides how anybody negotiates.

use super::{Compiler, Merged, Table, is_slug};
use crate::rules::conference::{
    AlternativeDef, ClauseDef, ClauseValueDef, ConferenceDef, Likelihood, MandateDef, PartyDef,
    Prepared, RESERVED_SHARE,
};
use crate::rules::ids::{ConferenceId, ItemId, SeatId};
use crate::rules::negotiation::space::Space;
use crate::rules::negotiation::utility::{
    Group, LineKind, Preferences, PublicOrder, Ratification, RedLine, Valuation, check_together,
};
use crate::rules::quantity::Evidence;
use crate::rules::setting::Condition;
use crate::scenario::draft::{self, Name};

/// How many mandates one party may have.
const MOST_MANDATES: usize = 16;

/// The tables of one party or group over the clauses of a conference.
struct Interests {
    weights: Vec<f64>,
    values: Vec<Vec<f64>>,
    public: Vec<Option<Vec<f64>>>,
}

impl Compiler<'_> {
    /// Takes down the names that a conference gives, in the order of the agenda.
    pub(super) fn collect_conference(&mut self, item: &draft::Item) {
        let (draft::Kind::Conference, Some(conference)) = (&item.kind, &item.conference) else {
            return;
        };
        self.names.conferences.insert(item.id.clone(), self.names.clauses.len());
        let mut clauses = Table::new();
        let mut values = Vec::new();
        for (index, clause) in conference.clauses.iter().enumerate() {
            if clauses.insert(clause.id.clone(), index).is_some() {
                self.fault("twice", format!("there are two clauses called `{}`", clause.id));
            }
            let mut table = Table::new();
            for (index, value) in clause.values.iter().enumerate() {
                if table.insert(value.id.clone(), index).is_some() {
                    let message = format!(
                        "two values of the clause `{}` are called `{}`",
                        clause.id, value.id
                    );
                    self.fault("twice", message);
                }
            }
            values.push(table);
        }
        self.names.clauses.push((clauses, values));
    }

    pub(super) fn conference(&mut self, item: &Name) -> ConferenceId {
        ConferenceId::new(self.find("conference", |n| &n.conferences, item))
    }

    fn clause(&mut self, conference: usize, name: &Name) -> usize {
        if conference >= self.names.clauses.len() {
            return 0;
        }
        self.find("clause of that conference,", |n| &n.clauses[conference].0, name)
    }

    fn clause_value(&mut self, conference: usize, clause: usize, name: &Name) -> usize {
        if self.names.clauses.get(conference).is_none_or(|(_, values)| clause >= values.len()) {
            return 0;
        }
        self.find("value of that clause,", |n| &n.clauses[conference].1[clause], name)
    }

    /// An article named in a condition or a reading: conference, clause, value.
    pub(super) fn article(
        &mut self,
        item: &Name,
        clause: &Name,
        value: Option<&Name>,
    ) -> (ConferenceId, u8, u8) {
        let id = self.conference(item);
        if !self.names.conferences.contains_key(&item.text) {
            return (id, 0, 0);
        }
        let index = self.clause(id.index(), clause);
        let known = self.names.clauses[id.index()].0.contains_key(&clause.text);
        let value = match value {
            Some(value) if known => self.clause_value(id.index(), index, value),
            _ => 0,
        };
        let narrow = |index: usize| u8::try_from(index).unwrap_or(u8::MAX);
        (id, narrow(index), narrow(value))
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
            self.fault("two-writers", message);
        }
        self.names.conferences.get(&first).map(|index| ConferenceId::new(*index))
    }

    /// Makes a conference. `known_to` are the seats that know of its item.
    pub(super) fn conference_def(
        &mut self,
        item: ItemId,
        known_to: &[SeatId],
        draft: &draft::Conference,
        id: usize,
    ) -> Option<ConferenceDef> {
        let seats: Vec<SeatId> = draft.parties.iter().map(|party| self.seat(&party.seat)).collect();
        if !(2..=5).contains(&seats.len()) {
            let message = format!("{} parties cannot negotiate; two to five can", seats.len());
            self.fault("parties", message);
            return None;
        }
        for (index, seat) in seats.iter().enumerate() {
            let name = &draft.parties[index].seat.text;
            if seats[..index].contains(seat) {
                self.fault("parties", format!("`{name}` sits at the table twice"));
            }
            if !known_to.is_empty() && !known_to.contains(seat) {
                let message = format!("`{name}` is a party, but may not know of the conference");
                self.fault("leak", message);
            }
        }
        self.check_conference(&seats, known_to, draft);
        if !(1..=100).contains(&draft.rounds) {
            self.fault("range", format!("{} rounds cannot be held; 1 to 100 can", draft.rounds));
            return None;
        }
        let clauses: Vec<ClauseDef> = draft
            .clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| self.clause_def(id, index, &seats, known_to, clause))
            .collect();
        let authored: Vec<usize> = draft.clauses.iter().map(|clause| clause.values.len()).collect();
        if let Err(error) = Space::of_game(&authored) {
            self.fault("clauses", error.to_string());
            return None;
        }
        let sizes: Vec<usize> = clauses.iter().map(|clause| clause.values.len()).collect();
        let space = match Space::new(&sizes) {
            Ok(space) => space,
            Err(error) => {
                self.fault("clauses", error.to_string());
                return None;
            }
        };
        if let Some(mediator) = &draft.mediator {
            self.sources(&mediator.src);
        }
        let mut parties = Vec::new();
        for (index, party) in draft.parties.iter().enumerate() {
            self.cited(&party.src, &format!("the party `{}`", party.seat.text));
            let mandates = party
                .mandates
                .iter()
                .map(|mandate| self.mandate_def(id, seats[index], draft, &clauses, &space, mandate))
                .collect::<Option<Vec<MandateDef>>>()?;
            if mandates.len() > MOST_MANDATES {
                let message = format!(
                    "`{}` has {} mandates; at most {MOST_MANDATES} are allowed",
                    party.seat.text,
                    mandates.len()
                );
                self.fault("mandates", message);
                return None;
            }
            if mandates.last().is_none_or(|mandate| mandate.when != Condition::Always) {
                let message = format!(
                    "`{}` needs a last mandate without a condition, for when no other holds",
                    party.seat.text
                );
                self.fault("mandates", message);
                return None;
            }
            parties.push(PartyDef { seat: seats[index], mandates });
        }
        self.check_red_lines(&space, &parties);
        Some(ConferenceDef {
            item,
            when: self.condition(&draft.when),
            parties,
            clauses,
            space,
            instrument: draft.instrument.as_ref().map(|name| self.instrument(name)),
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

    fn bad_id(&mut self, id: &str) {
        let message = format!("the id `{id}` may hold only lower-case letters, digits and hyphens");
        self.fault("bad-id", message);
    }

    /// What may not be together in a conference as a whole.
    fn check_conference(
        &mut self,
        seats: &[SeatId],
        known_to: &[SeatId],
        draft: &draft::Conference,
    ) {
        let of_record = draft.clauses.iter().find(|clause| clause.documented.is_some());
        if let (true, Some(clause)) = (draft.came_to_nothing, of_record) {
            let message = format!(
                "the conference came to nothing, so no value of `{}` can be documented",
                clause.id
            );
            self.fault("recorded", message);
        }
        let audience = if known_to.is_empty() { seats } else { known_to };
        if !known_to.is_empty() {
            let whole = draft.signed.iter().chain(&draft.failed).chain(&draft.unratified);
            if whole.into_iter().any(|effect| !self.stays_secret(effect, audience)) {
                let message =
                    "the conference is secret, but what follows from it would be seen by all";
                self.fault("leak", message.to_owned());
            }
        }
        let Some(name) = &draft.instrument else { return };
        if !known_to.is_empty() && !self.signed_in_secret(&name.text, audience) {
            let message = format!(
                "the conference is secret, but `{}` is not, or others are party to it",
                name.text
            );
            self.fault("leak", message);
        }
        if self.in_force_at_start.contains(&name.text) {
            let message = format!(
                "`{}` is in force at the start, so no conference can write it; name a new instrument",
                name.text
            );
            self.fault("two-writers", message);
        }
    }

    /// Reports hard red lines of parties that leave nothing to sign, in any
    /// mandates that may meet; of very many only those that are last.
    fn check_red_lines(&mut self, space: &Space, parties: &[PartyDef]) {
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
                .zip(picked)
                .map(|(party, index)| &party.mandates[index].preferences)
                .collect();
            if let Err(error) = check_together(space, &met) {
                self.fault("red-lines", error.to_string());
                return;
            }
        }
    }

    fn clause_def(
        &mut self,
        conference: usize,
        index: usize,
        parties: &[SeatId],
        item_known_to: &[SeatId],
        clause: &draft::Clause,
    ) -> ClauseDef {
        let known_to = self.seats(&clause.known_to);
        if known_to.iter().any(|seat| !parties.contains(seat)) {
            let message = format!("the clause `{}` is known to a seat that is no party", clause.id);
            self.fault("leak", message);
        }
        if known_to.len() == 1 {
            let message = format!("the clause `{}` binds one party alone", clause.id);
            self.fault("parties", message);
        }
        let secret = !known_to.is_empty() || !item_known_to.is_empty();
        let absent: Vec<usize> =
            (0..clause.values.len()).filter(|value| clause.values[*value].absent).collect();
        if absent.len() > 1 {
            let message = format!("`{}` has more than one value that is absent", clause.id);
            self.fault("clauses", message);
        }
        let mut values = Vec::new();
        let mut reserved = Vec::new();
        for (number, value) in clause.values.iter().enumerate() {
            if value.tag == draft::Tag::Counterfactual {
                self.sources(&value.src);
            } else {
                self.cited(&value.src, &format!("`{}` of the clause `{}`", value.id, clause.id));
            }
            for version in &value.versions {
                self.seat(&version.seat);
                self.cited(&version.src, &format!("a version of `{}`", value.id));
            }
            let audience = if known_to.is_empty() { item_known_to } else { &known_to };
            let shows = |effect: &draft::Effect| !self.stays_secret(effect, audience);
            if secret && value.effects.iter().chain(&value.reserved).any(shows) {
                let message = format!(
                    "`{}` of the clause `{}` is secret, but one of its effects would be seen by all",
                    value.id, clause.id
                );
                self.fault("leak", message);
            }
            let shows = |term: &draft::Term| !matches!(term, draft::Term::Pledge { .. });
            if !known_to.is_empty() && (value.years.is_some() || value.terms.iter().any(shows)) {
                let message = format!(
                    "`{}` of the clause `{}` is secret, but what it obliges to would be seen by all; a secret clause can only pledge, for the rest write a secret instrument",
                    value.id, clause.id
                );
                self.fault("leak", message);
            }
            if value.years == Some(0) {
                let message = format!("`{}` of the clause `{}` lasts no time", value.id, clause.id);
                self.fault("range", message);
            }
            if !is_slug(&value.id) {
                self.bad_id(&value.id);
            }
            values.push(ClauseValueDef {
                effects: self.effects(&value.effects),
                terms: value.terms.iter().map(|term| self.term(term)).collect(),
                years: value.years,
                reserved: None,
            });
            for name in &value.reservable {
                let by = self.seat(name);
                if !parties.contains(&by) || absent.is_empty() || value.absent {
                    let message = format!(
                        "a reservation to `{}` of `{}` needs a party that makes it and a value that means there is no such article",
                        value.id, clause.id
                    );
                    self.fault("reservation", message);
                    continue;
                }
                reserved.push(ClauseValueDef {
                    effects: self.effects(&value.reserved),
                    terms: Vec::new(),
                    years: None,
                    reserved: Some((number, by)),
                });
            }
        }
        values.extend(reserved);
        if !is_slug(&clause.id) {
            self.bad_id(&clause.id);
        }
        self.sources(&clause.src);
        let documented = clause.documented.as_ref().map(|name| {
            if clause.src.is_empty() {
                let message = format!("what is documented of `{}` names no source", clause.id);
                self.fault("no-source", message);
            }
            self.clause_value(conference, index, name)
        });
        ClauseDef {
            values,
            ordered: clause.ordered,
            known_to,
            published: clause.published,
            documented,
            absent: absent.first().copied(),
        }
    }

    fn mandate_def(
        &mut self,
        conference: usize,
        seat: SeatId,
        draft: &draft::Conference,
        clauses: &[ClauseDef],
        space: &Space,
        mandate: &draft::Mandate,
    ) -> Option<MandateDef> {
        let own = self.interests(conference, draft, clauses, &mandate.interests, seat);
        let mut red_lines = Vec::new();
        for line in &mandate.red_lines {
            let clause = self.clause(conference, &line.clause);
            let value = self.clause_value(conference, clause, &line.value);
            let kind = match &line.cost {
                Some(cost) => LineKind::Declared(self.bounded(cost, 0.0, 1.0, "a cost").value),
                None => LineKind::Hard,
            };
            red_lines.push(RedLine { clause, value, kind });
            // The line is about the article, whoever reserves it; the party's own
            // reservation takes it off.
            for (index, version) in
                clauses.get(clause).map_or(&[][..], |c| &c.values).iter().enumerate()
            {
                if version.reserved.is_some_and(|(of, by)| of == value && by != seat) {
                    red_lines.push(RedLine { clause, value: index, kind });
                }
            }
        }
        let ratification = mandate.home.as_ref().map(|home| Ratification {
            groups: home
                .groups
                .iter()
                .map(|group| {
                    let of_group =
                        self.interests(conference, draft, clauses, &group.interests, seat);
                    Group {
                        weight: group.weight,
                        weights: of_group.weights,
                        values: of_group.values,
                    }
                })
                .collect(),
            quota: self.bounded(&home.quota, -10.0, 10.0, "a quota").value,
            noise: self.bounded(&home.noise, 0.001, 10.0, "a noise").value,
            failure_cost: self.bounded(&home.failure, 0.0, 1.0, "a cost").value,
        });
        let without: Vec<AlternativeDef> = mandate
            .without
            .iter()
            .map(|other| AlternativeDef {
                chance: self.likelihood(&other.chance),
                worth: self.bounded(&other.worth, 0.0, 1.0, "a worth"),
            })
            .collect();
        let rest = |other: &&draft::Alternative| matches!(other.chance, draft::Likelihood::Rest);
        if mandate.without.iter().filter(rest).count() != 1 {
            self.fault(
                "mandates",
                "what no treaty means (`without`) needs exactly one alternative with the chance `rest`: what comes if none of the others does".to_owned(),
            );
        }
        let preferences = Preferences {
            weights: own.weights,
            values: own.values,
            reservation: 0.0,
            red_lines,
            patience: self.bounded(&mandate.patience, 0.01, 0.99, "patience").value,
            ratification,
        };
        if let Err(error) = Valuation::new(space, preferences.clone()) {
            let of: Vec<&str> = draft.clauses.iter().map(|clause| clause.id.as_str()).collect();
            let message = format!("{error} (the clauses are, in order: {})", of.join(", "));
            self.fault("mandates", message);
            return None;
        }
        let mut public = PublicOrder::of(&preferences);
        for (clause, places) in own.public.into_iter().enumerate() {
            if let Some(places) = places {
                public.places[clause] = places;
            }
        }
        Some(MandateDef {
            when: self.condition(&mandate.when),
            preferences,
            public,
            without,
            delay: mandate
                .delay
                .as_ref()
                .map_or(0.0, |delay| self.bounded(delay, 0.0, 1.0, "a cost").value),
            prepared: Prepared::default(),
        })
    }

    /// The tables of a party, or of a group at its home. A clause that the party
    /// does not know of does not matter to either; nor does one that is left out.
    fn interests(
        &mut self,
        conference: usize,
        draft: &draft::Conference,
        clauses: &[ClauseDef],
        list: &[draft::Interest],
        seat: SeatId,
    ) -> Interests {
        let mut tables = Interests {
            weights: vec![0.0; clauses.len()],
            values: clauses.iter().map(|clause| vec![0.0; clause.values.len()]).collect(),
            public: vec![None; clauses.len()],
        };
        for interest in list {
            let clause = self.clause(conference, &interest.clause);
            let Some(def) = clauses.get(clause) else { continue };
            self.graded(interest);
            if tables.weights[clause] != 0.0 {
                self.fault("twice", format!("`{}` is weighed twice", interest.clause.text));
            }
            let authored = draft.clauses[clause].values.len();
            let mut worth = vec![None; authored];
            for (name, number) in &interest.worth {
                let value = self.clause_value(conference, clause, name);
                if worth.get(value).is_some_and(Option::is_some) {
                    self.fault("twice", format!("`{}` is valued twice", name.text));
                }
                if let Some(slot) = worth.get_mut(value) {
                    *slot = Some(*number);
                }
            }
            let left_out: Vec<&str> = worth
                .iter()
                .zip(&draft.clauses[clause].values)
                .filter(|(worth, _)| worth.is_none())
                .map(|(_, value)| value.id.as_str())
                .collect();
            if !left_out.is_empty() {
                let message = format!(
                    "what `{}` is worth leaves out {}",
                    interest.clause.text,
                    left_out.join(", ")
                );
                self.fault("mandates", message);
            }
            let worth: Vec<f64> = worth.into_iter().map(|number| number.unwrap_or(0.0)).collect();
            tables.values[clause] = with_reservations(def, &worth);
            tables.weights[clause] = interest.weight;
            if !interest.public.is_empty() {
                tables.public[clause] = self.places(conference, clause, def, interest);
            }
        }
        for (index, def) in clauses.iter().enumerate() {
            let knows = def.known_to.is_empty() || def.known_to.contains(&seat);
            if !knows && tables.weights[index] != 0.0 {
                let message = format!(
                    "who does not know of `{}` cannot care about it, nor can those at home",
                    draft.clauses[index].id
                );
                self.fault("leak", message);
            }
        }
        tables
    }

    /// The public places of a clause's values: 1 for the first named, 0 for the last.
    fn places(
        &mut self,
        conference: usize,
        clause: usize,
        def: &ClauseDef,
        interest: &draft::Interest,
    ) -> Option<Vec<f64>> {
        let authored = def.values.iter().filter(|value| value.reserved.is_none()).count();
        let order: Vec<usize> = interest
            .public
            .iter()
            .map(|name| self.clause_value(conference, clause, name))
            .collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if order.len() != authored || sorted.len() != authored {
            let message = format!(
                "the public order of `{}` names each of its values once, best first",
                interest.clause.text
            );
            self.fault("mandates", message);
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a clause has at most five values")]
        let step = 1.0 / (authored.max(2) - 1) as f64;
        let mut worth = vec![0.0; authored];
        for (place, value) in (0_u8..).zip(order) {
            worth[value] = 1.0 - f64::from(place) * step;
        }
        Some(with_reservations(def, &worth))
    }

    /// Counts and checks the grade of a table of numbers.
    fn graded(&mut self, interest: &draft::Interest) {
        let count = u32::try_from(interest.worth.len() + 1).unwrap_or(u32::MAX);
        self.evidence[interest.grade as usize] += count;
        self.sources(&interest.src);
        let bare = interest.src.is_empty();
        match interest.grade {
            Evidence::Judgement if bare && interest.why.trim().is_empty() => {
                let message = format!(
                    "what `{}` is worth is a judgement with neither a `why` nor a source",
                    interest.clause.text
                );
                self.fault("no-reason", message);
            }
            Evidence::Primary | Evidence::Secondary | Evidence::Contested if bare => {
                let message = format!(
                    "what `{}` is worth claims evidence but names no source",
                    interest.clause.text
                );
                self.fault("no-source", message);
            }
            _ => {}
        }
    }

    fn likelihood(&mut self, draft: &draft::Likelihood) -> Likelihood {
        use draft::Likelihood as D;
        match draft {
            D::Rest => Likelihood::Rest,
            D::Share(num) => {
                Likelihood::Share(Condition::Always, self.bounded(num, 0.0, 1.0, "a share"))
            }
            D::So(when, num) => {
                Likelihood::Share(self.condition(when), self.bounded(num, 0.0, 1.0, "a share"))
            }
            D::Clash(sector) => Likelihood::Clash(self.sector(sector)),
            D::Challenge(sector) => Likelihood::Challenge(self.sector(sector)),
            D::Concession(sector) => Likelihood::Concession(self.sector(sector)),
        }
    }
}

/// The worth of all versions of a clause, from that of the author's values: under
/// a reservation an article stands between itself and none.
fn with_reservations(def: &ClauseDef, worth: &[f64]) -> Vec<f64> {
    def.values
        .iter()
        .enumerate()
        .map(|(index, value)| match (value.reserved, def.absent) {
            (Some((of, _)), Some(absent)) => {
                worth[of] + RESERVED_SHARE * (worth[absent] - worth[of])
            }
            _ => worth[index],
        })
        .collect()
}
