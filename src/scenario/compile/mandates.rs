//! The part of the compiler that makes mandates: the worth of each clause to each
//! party, red lines, ratification at home.
//!
//! As the rest of it: names become ids, everything wrong is reported, nothing
//! here decides how anybody negotiates.

use super::compiler::Compiler;
use super::defs::SHARES;
use super::numbers::{TOLERANCE, WHY};
use crate::rules::conditions::Condition;
use crate::rules::conference::{
    AlternativeDef, AlternativeProbability, ClauseDef, MandateDef, RESERVED_SHARE,
};
use crate::rules::ids::{ClauseId, ClauseValueId, SeatId};
use crate::rules::negotiation::space::Space;
use crate::rules::negotiation::utility::{
    ClauseRedLine, DomesticGroup, LineKind, PreferenceError, Preferences, PublicOrder,
    Ratification, Valuation,
};
use crate::rules::quantity::Evidence;
use crate::scenario::draft::{self, Name};
use crate::scenario::finding::Finding;
use crate::scenario::syntax::PathStep;

/// The patience of a mandate that gives none: an ordinary one.
const PATIENCE: f64 = 0.9;

/// The tables of one party or group over the clauses of a conference.
struct Interests {
    weights: Vec<f64>,
    values: Vec<Vec<f64>>,
    public: Vec<Option<Vec<f64>>>,
}

impl Compiler<'_> {
    pub(super) fn mandate_def(
        &mut self,
        conference: usize,
        (name, seat): (&Name<draft::Seat>, SeatId),
        draft: &draft::Conference,
        clauses: &[ClauseDef],
        space: &Space,
        (number, mandate): (usize, &draft::Mandate),
    ) -> Option<MandateDef> {
        let before = self.faults;
        let own = self.interests(conference, draft, clauses, &mandate.interests, seat);
        let red_lines = self.red_lines(conference, mandate, clauses, seat);
        let ratification = mandate
            .home
            .as_ref()
            .map(|home| self.ratification(conference, draft, clauses, home, seat));
        let alternatives = self.alternatives(name, (number, mandate));
        let preferences = Preferences {
            weights: own.weights,
            values: own.values,
            reservation: 0.0,
            red_lines,
            patience: mandate.patience.as_ref().map_or(PATIENCE, |num| self.figure(num).value),
            ratification,
        };
        // A fault reported above may be the cause of a misfit here.
        if self.faults > before {
            return None;
        }
        let shut = match Valuation::new(space, preferences.clone()) {
            Err(PreferenceError::Contradiction { clause }) => Some(clause),
            _ => None,
        };
        if let Some(clause) = shut {
            self.shut_by_lines(&draft.clauses[clause.index()], core::iter::once(mandate));
            return None;
        }
        if let Err(error) = Valuation::new(space, preferences.clone()) {
            let of: Vec<&str> = draft.clauses.iter().map(|clause| clause.id.as_str()).collect();
            let message = format!("{error} (the clauses are, in order: {})", of.join(", "));
            let place = self.beside(name, &[PathStep::Field("mandates"), PathStep::Index(number)]);
            self.report("mandates", place, message, None);
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
            alternatives,
            delay: mandate.delay.as_ref().map_or(0.0, |delay| self.figure(delay).value),
        })
    }

    fn red_lines(
        &mut self,
        conference: usize,
        mandate: &draft::Mandate,
        clauses: &[ClauseDef],
        seat: SeatId,
    ) -> Vec<ClauseRedLine> {
        let mut red_lines = Vec::new();
        for line in &mandate.red_lines {
            let Some(clause) = self.clause(conference, &line.clause) else { continue };
            let Some(value) = self.clause_value(conference, clause, &line.value) else { continue };
            if let Some(def) = clauses.get(clause.index()) {
                self.check_cares(&line.clause, def.known_to, seat);
            }
            let kind = match &line.cost {
                Some(cost) => LineKind::Declared(self.figure(cost).value),
                None => LineKind::Hard,
            };
            red_lines.push(ClauseRedLine { clause, value, kind });
            // The line is about the article, whoever reserves it; the party's own
            // reservation takes it off.
            let versions = clauses.get(clause.index()).map_or(&[][..], |c| &c.values);
            for (id, version) in ClauseValueId::up_to(versions.len()).zip(versions) {
                if version.reserved.is_some_and(|(of, by)| of == value && by != seat) {
                    red_lines.push(ClauseRedLine { clause, value: id, kind });
                }
            }
        }
        red_lines
    }

    /// Ratification at home: the groups, and the consent that is needed of them.
    fn ratification(
        &mut self,
        conference: usize,
        draft: &draft::Conference,
        clauses: &[ClauseDef],
        home: &draft::Home,
        seat: SeatId,
    ) -> Ratification {
        let mut groups = Vec::new();
        for group in &home.groups {
            let of_group = self.interests(conference, draft, clauses, &group.interests, seat);
            groups.push(DomesticGroup {
                weight: group.weight,
                weights: of_group.weights,
                values: of_group.values,
            });
        }
        Ratification {
            groups,
            quota: self.figure(&home.quota).value,
            noise: self.figure(&home.noise).value,
            failure_cost: self.figure(&home.failure).value,
        }
    }

    /// The alternatives to a treaty; reports a list in which not exactly one is the rest.
    fn alternatives(
        &mut self,
        name: &Name<draft::Seat>,
        (number, mandate): (usize, &draft::Mandate),
    ) -> Vec<AlternativeDef> {
        let alternatives = mandate
            .without
            .iter()
            .map(|other| AlternativeDef {
                chance: self.likelihood(&other.chance),
                worth: self.figure(&other.worth),
            })
            .collect();
        let rest = |other: &&draft::Alternative| matches!(other.chance, draft::Likelihood::Rest);
        if mandate.without.iter().filter(rest).count() != 1 {
            let way =
                [PathStep::Field("mandates"), PathStep::Index(number), PathStep::Field("without")];
            let place = self.beside(name, &way);
            let message = "what no treaty means (`without`) needs exactly one alternative with the chance `rest`: what comes if none of the others does";
            let help = "write `chance: rest` at one alternative, and another chance at the rest";
            self.report("mandates", place, message.to_owned(), Some(help.to_owned()));
        }
        alternatives
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
        let before = self.faults;
        self.check_interests(list);
        for interest in list {
            self.graded(interest);
            let Some(clause) = self.clause(conference, &interest.clause) else { continue };
            let index = clause.index();
            let Some(def) = clauses.get(index) else { continue };
            self.check_cares(&interest.clause, def.known_to, seat);
            if tables.weights[index] != 0.0 {
                let first = list.iter().find(|other| other.clause == interest.clause);
                let message = format!("`{}` is weighed twice", interest.clause.text);
                let mut finding = Finding::error("twice", self.place(&interest.clause), message)
                    .with_help(Some("keep one of the two".to_owned()));
                if let Some(first) = first {
                    let place = self.place(&first.clause);
                    finding = finding.with_also(place, "it is weighed here already");
                }
                self.add(finding);
            }
            let worth = self.worths(conference, clause, &draft.clauses[index], interest);
            tables.values[index] = with_reservations(def, &worth);
            tables.weights[index] = interest.weight;
            if !interest.public.is_empty() {
                tables.public[index] = self.places(conference, clause, def, interest);
            }
        }
        let sum: f64 = list.iter().map(|interest| interest.weight).sum();
        if let Some(first) = list.first()
            && (sum - 1.0).abs() > TOLERANCE
            && self.faults == before
        {
            let sum = (sum * 1e6).round() / 1e6;
            let place = self.list_around(&first.clause);
            let message = format!("the weights of these clauses sum to `{sum}`, not to 1");
            self.report("mandates", place, message, Some(SHARES.to_owned()));
        }
        tables
    }

    /// The worth of each of the author's values of a clause.
    fn worths(
        &mut self,
        conference: usize,
        clause: ClauseId,
        draft: &draft::Clause,
        interest: &draft::Interest,
    ) -> Vec<f64> {
        let before = self.faults;
        let mut worth = vec![None; draft.values.len()];
        for (name, number) in &interest.worth {
            let Some(value) = self.clause_value(conference, clause, name) else { continue };
            if !(0.0..=1.0).contains(number) && !self.per_cent.contains(&name.address) {
                let place = self.beside(name, &[PathStep::Index(1)]);
                let message =
                    format!("`{}` is worth `{number}`; a worth lies between 0 and 1", name.text);
                self.report("range", place, message, None);
            }
            if worth[value.index()].replace(*number).is_some() {
                let first = interest.worth.iter().find(|(other, _)| other == name);
                let message = format!("`{}` is valued twice", name.text);
                let mut finding = Finding::error("twice", self.place(name), message)
                    .with_help(Some("keep one of the two".to_owned()));
                if let Some((first, _)) = first {
                    finding = finding.with_also(self.place(first), "it is valued here already");
                }
                self.add(finding);
            }
        }
        let left_out: Vec<String> = worth
            .iter()
            .zip(&draft.values)
            .filter(|(worth, _)| worth.is_none())
            .map(|(_, value)| format!("`{}`", value.id))
            .collect();
        // A name that is not known may be the one that is missing.
        if !left_out.is_empty() && self.faults == before {
            let place = self.beside(&interest.clause, &[PathStep::Field("worth")]);
            let message = format!(
                "what `{}` is worth leaves out {}",
                interest.clause.text,
                left_out.join(", ")
            );
            let help = "write what each value of the clause is worth, as `(\"...\", 0.5)`";
            self.report("mandates", place, message, Some(help.to_owned()));
        }
        worth.into_iter().map(|number| number.unwrap_or(0.0)).collect()
    }

    /// The public places of a clause's values: 1 for the first named, 0 for the last.
    fn places(
        &mut self,
        conference: usize,
        clause: ClauseId,
        def: &ClauseDef,
        interest: &draft::Interest,
    ) -> Option<Vec<f64>> {
        let authored = def.values.iter().filter(|value| value.reserved.is_none()).count();
        let known = interest.public.iter().map(|name| self.clause_value(conference, clause, name));
        let known: Vec<Option<ClauseValueId>> = known.collect();
        let order = known.into_iter().collect::<Option<Vec<ClauseValueId>>>()?;
        let mut sorted = order.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if order.len() != authored || sorted.len() != authored {
            let message = format!(
                "the public order of `{}` names each of its values once, best first",
                interest.clause.text
            );
            let place = self.beside(&interest.clause, &[PathStep::Field("public")]);
            self.report("mandates", place, message, None);
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a clause has at most five values")]
        let step = 1.0 / (authored.max(2) - 1) as f64;
        let mut worth = vec![0.0; authored];
        for (place, value) in (0_u8..).zip(order) {
            worth[value.index()] = 1.0 - f64::from(place) * step;
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
                let place = self.beside(&interest.clause, &[PathStep::Field("why")]);
                self.report("no-reason", place, message, Some(WHY.to_owned()));
            }
            Evidence::Primary | Evidence::Secondary | Evidence::Contested if bare => {
                let message = format!(
                    "what `{}` is worth claims evidence but names no source",
                    interest.clause.text
                );
                let place = self.beside(&interest.clause, &[PathStep::Field("src")]);
                let help = self.how_to_cite_or_judge();
                self.report("no-source", place, message, Some(help));
            }
            _ => {}
        }
    }

    fn likelihood(&mut self, draft: &draft::Likelihood) -> AlternativeProbability {
        use draft::Likelihood as D;
        match draft {
            D::Rest => AlternativeProbability::Rest,
            D::Share(num) => AlternativeProbability::Share(Condition::Always, self.figure(num)),
            D::So(when, num) => {
                AlternativeProbability::Share(self.condition(when), self.figure(num))
            }
            D::Clash(sector) => AlternativeProbability::Clash(self.id(sector)),
            D::Challenge(sector) => AlternativeProbability::Challenge(self.id(sector)),
            D::Concession(sector) => AlternativeProbability::Concession(self.id(sector)),
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
                let of = worth[of.index()];
                of + RESERVED_SHARE * (worth[absent.index()] - of)
            }
            _ => worth[index],
        })
        .collect()
}
