//! From parts to a scenario: names become ids, and everything is checked.
//!
//! The only way to make a [`Scenario`]: one that exists is valid. All findings
//! are collected; a name that is not known is reported where it stands, with
//! the names most like it. What can only be seen by playing is not checked here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::{self, Name, Num, Part};
use super::finding::{Finding, Place, Severity, nearest};
use super::pack::Pack;
use super::{MapRules, Scenario};
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::borders::{Borders, SectorState};
use crate::rules::conference::{ConferenceDef, Talk, Talks};
use crate::rules::deterrence::Deterrence;
use crate::rules::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, PowerId, SeatId,
    SectorId, ValueId,
};
use crate::rules::instruments::{InstrumentState, Instruments};
use crate::rules::pairs::Pairs;
use crate::rules::position::Position;
use crate::rules::quantity::{Evidence, Figure};
use crate::rules::recognition::{Act, Recognition, Standing};
use crate::rules::setting::{
    AgendaEffect, BorderEffect, BranchDef, ChanceDef, Coefficients, Condition, DeterrenceEffect,
    DriftDef, Effect, FactDef, InstrumentDef, InstrumentEffect, ItemDef, ItemKind, LeaderDef,
    LocalCommander, Measure, MoveDef, Objective, OptionDef, OutcomeDef, PowerDef, Reading,
    RecognitionEffect, RedLine, SeatDef, SectorDef, Setting, Term,
};

/// How far a sum of weights or probabilities may be from one.
const TOLERANCE: f64 = 1e-6;

/// Makes a scenario of a pack, or says everything that is wrong with it.
///
/// # Errors
/// All findings, if at least one of them is an error.
pub fn compile(pack: &Pack, coefficients: Coefficients) -> Result<Scenario, Vec<Finding>> {
    let (parts, findings) = pack.parts();
    if !findings.is_empty() {
        // Names of a file that could not be read would all be unknown: only the
        // root cause is shown.
        return Err(findings);
    }
    let mut merged = Merged::default();
    for (file, part) in parts {
        merged.add(&pack.files()[file].path, part);
    }
    let mut compiler = Compiler {
        pack,
        names: Names::default(),
        findings: Vec::new(),
        home: String::new(),
        evidence: [0; 4],
        leader_seats: BTreeSet::new(),
        secret_instruments: BTreeSet::new(),
        secret_facts: BTreeSet::new(),
    };
    compiler.check_head(&merged);
    if !compiler.check_size(&merged) {
        return Err(compiler.findings);
    }
    compiler.collect_names(&merged);
    let setting = compiler.setting(&merged, &coefficients);
    if let Some(setting) = &setting
        && compiler.findings.is_empty()
    {
        compiler.check_knowledge(&merged, setting);
    }
    let map = compiler.map_rules(&merged);
    compiler.check_prose(&merged);
    compiler.findings.sort_by(|a, b| (&a.place, &a.message).cmp(&(&b.place, &b.message)));
    if compiler.findings.iter().any(|f| f.severity == Severity::Error) {
        return Err(compiler.findings);
    }
    let Some(setting) = setting else { return Err(compiler.findings) };
    let head = merged.part.scenario.clone().expect("a missing head is an error above");
    Ok(Scenario {
        head,
        text: merged.part,
        setting,
        map,
        evidence: compiler.evidence,
        hash: pack.hash(),
        warnings: compiler.findings,
    })
}

/// All parts together, and which file each entry came from.
#[derive(Default)]
pub(super) struct Merged {
    pub(super) part: Part,
    heads: Vec<String>,
    homes: BTreeMap<(&'static str, usize), String>,
}

impl Merged {
    fn add(&mut self, file: &str, part: Part) {
        if let Some(head) = part.scenario {
            self.heads.push(file.to_owned());
            self.part.scenario.get_or_insert(head);
        }
        macro_rules! append {
            ($($field:ident),+ $(,)?) => {$(
                for entry in part.$field {
                    self.homes.insert((stringify!($field), self.part.$field.len()), file.to_owned());
                    self.part.$field.push(entry);
                }
            )+};
        }
        append!(
            sources,
            contradictions,
            powers,
            seats,
            leaders,
            sectors,
            instruments,
            facts,
            items,
            outcomes,
            recognition,
            drifts,
            troops,
            regions,
            railways,
            lines,
            places,
        );
    }

    fn home(&self, field: &'static str, index: usize) -> String {
        self.homes.get(&(field, index)).cloned().unwrap_or_default()
    }
}

pub(super) type Table = BTreeMap<String, usize>;

#[derive(Default)]
pub(super) struct Names {
    powers: Table,
    seats: Table,
    leaders: Table,
    sectors: Table,
    instruments: Table,
    facts: Table,
    values: Vec<Table>,
    items: Table,
    pub(super) conferences: Table,
    /// Of each conference, its clauses, and of each clause its values.
    pub(super) clauses: Vec<(Table, Vec<Table>)>,
    moves: Table,
    options: Vec<Table>,
    sources: Table,
    contradictions: Table,
    places: Table,
}

pub(super) struct Compiler<'p> {
    pack: &'p Pack,
    pub(super) names: Names,
    findings: Vec<Finding>,
    /// The file of the entry that is being compiled.
    home: String,
    /// How many figures have each grade of evidence.
    pub(super) evidence: [u32; 4],
    /// Which leader may hold which seat.
    leader_seats: BTreeSet<(String, String)>,
    /// Instruments that are secret.
    secret_instruments: BTreeSet<String>,
    /// Facts that not everybody knows.
    secret_facts: BTreeSet<String>,
}

impl Compiler<'_> {
    pub(super) fn report(
        &mut self,
        code: &'static str,
        place: Place,
        message: String,
        help: Option<String>,
    ) {
        self.findings.push(Finding { code, severity: Severity::Error, place, message, help });
    }

    pub(super) fn here(&self) -> Place {
        Place { file: self.home.clone(), line: 0, column: 0, length: 0 }
    }

    pub(super) fn place(&self, name: &Name) -> Place {
        self.pack.place_of(name).unwrap_or_else(|| self.here())
    }

    pub(super) fn fault(&mut self, code: &'static str, message: String) {
        self.report(code, self.here(), message, None);
    }

    fn check_head(&mut self, merged: &Merged) {
        self.home = merged.heads.first().cloned().unwrap_or_else(|| "scenario.ron".to_owned());
        match merged.heads.as_slice() {
            [] => self.fault(
                "no-head",
                "no file has a `scenario: (...)` entry; write one in `scenario.ron`".to_owned(),
            ),
            [_] => {}
            [_, second, ..] => {
                self.home.clone_from(second);
                self.fault(
                    "two-heads",
                    "a pack has one `scenario: (...)` entry, this is a second".to_owned(),
                );
            }
        }
        let Some(head) = &merged.part.scenario else { return };
        if head.schema != 1 {
            self.fault(
                "schema",
                format!("schema {} is not known here; this game reads schema 1", head.schema),
            );
        }
        if !is_slug(&head.id) {
            self.fault(
                "bad-id",
                format!(
                    "the id `{}` may hold only lower-case letters, digits and hyphens",
                    head.id
                ),
            );
        }
        if head.opens >= head.closes {
            self.fault("dates", "the scenario closes before it opens".to_owned());
        }
    }

    /// Refuses more than the tables hold: their rows are numbered in 16 bits, and a
    /// table over pairs grows with the square of the powers.
    fn check_size(&mut self, merged: &Merged) -> bool {
        const MOST: usize = 10_000;
        const MOST_POWERS: usize = 64;
        let part = &merged.part;
        let moves: usize = part.items.iter().map(|item| item.moves.len()).sum();
        let options = || part.items.iter().flat_map(|i| &i.moves).flat_map(|mv| &mv.options);
        let chances: usize = options().map(|o| o.chances.len()).sum::<usize>()
            + part.items.iter().map(|item| item.chances.len()).sum::<usize>();
        let most_options =
            part.items.iter().flat_map(|i| &i.moves).map(|mv| mv.options.len()).max();
        let most_values = part.facts.iter().map(|fact| fact.values.len()).max();
        let counts = [
            ("powers", part.powers.len(), MOST_POWERS),
            ("seats", part.seats.len(), MOST_POWERS),
            ("leaders", part.leaders.len(), MOST),
            ("sectors", part.sectors.len(), 256),
            ("instruments", part.instruments.len(), MOST),
            ("facts", part.facts.len(), MOST),
            ("items", part.items.len(), MOST),
            ("moves", moves, MOST),
            ("drawn consequences", chances, MOST),
            ("outcomes", part.outcomes.len(), MOST),
            ("options of one move", most_options.unwrap_or(0), 64),
            ("values of one fact", most_values.unwrap_or(0), 256),
        ];
        self.home = merged.heads.first().cloned().unwrap_or_else(|| "scenario.ron".to_owned());
        let before = self.findings.len();
        for (what, count, most) in counts {
            if count > most {
                self.fault(
                    "too-large",
                    format!("the pack has {count} {what}; at most {most} are allowed"),
                );
            }
        }
        for option in options() {
            let combinations = option
                .chances
                .iter()
                .fold(1_usize, |n, c| n.saturating_mul(c.branches.len().max(1)));
            if combinations > 64 {
                self.fault(
                    "too-large",
                    format!(
                        "`{}` may come out in {combinations} ways; at most 64 are allowed",
                        option.id
                    ),
                );
            }
            if option.chances.iter().any(|c| c.branches.is_empty() || c.branches.len() > 64) {
                self.fault(
                    "too-large",
                    format!("a draw of `{}` needs 1 to 64 branches", option.id),
                );
            }
        }
        self.findings.len() == before
    }

    fn collect_names(&mut self, merged: &Merged) {
        let part = &merged.part;
        macro_rules! table {
            ($field:ident, $kind:literal, $key:expr) => {{
                let mut table = Table::new();
                for (index, entry) in part.$field.iter().enumerate() {
                    self.home = merged.home(stringify!($field), index);
                    let key: String = $key(entry);
                    if table.insert(key.clone(), index).is_some() {
                        self.fault("twice", format!("there are two {} called `{key}`", $kind));
                    }
                }
                table
            }};
        }
        self.leader_seats =
            part.leaders.iter().map(|l| (l.id.clone(), l.seat.text.clone())).collect();
        self.secret_instruments =
            part.instruments.iter().filter(|i| i.secret).map(|i| i.id.clone()).collect();
        let hidden = part.facts.iter().filter(|fact| !fact.known_to.is_empty());
        self.secret_facts = hidden.map(|fact| fact.id.clone()).collect();
        self.names.powers = table!(powers, "powers", |e: &draft::Power| e.id.clone());
        self.names.seats = table!(seats, "seats", |e: &draft::Seat| e.id.clone());
        self.names.leaders = table!(leaders, "leaders", |e: &draft::Leader| e.id.clone());
        self.names.sectors = table!(sectors, "sectors", |e: &draft::Sector| e.id.clone());
        self.names.instruments =
            table!(instruments, "instruments", |e: &draft::Instrument| e.id.clone());
        self.names.facts = table!(facts, "facts", |e: &draft::Fact| e.id.clone());
        self.names.items = table!(items, "items", |e: &draft::Item| e.id.clone());
        self.names.sources = table!(sources, "sources", |e: &draft::Source| e.id.clone());
        self.names.contradictions =
            table!(contradictions, "contradictions", |e: &draft::Contradiction| e.id.clone());
        self.names.places = table!(places, "places", |e: &draft::PlaceRule| e.place.text.clone());
        let _ = table!(outcomes, "outcomes", |e: &draft::Outcome| e.id.clone());
        for (index, fact) in part.facts.iter().enumerate() {
            self.home = merged.home("facts", index);
            if fact.values.is_empty() {
                self.fault("no-values", format!("the fact `{}` has no values", fact.id));
            }
            let ids: BTreeSet<&str> = fact.values.iter().map(|value| value.id.as_str()).collect();
            if ids.len() < fact.values.len() {
                self.fault("twice", format!("two values of `{}` have the same id", fact.id));
            }
            self.names
                .values
                .push(fact.values.iter().enumerate().map(|(k, v)| (v.id.clone(), k)).collect());
        }
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.collect_conference(item);
            for mv in &item.moves {
                let key = format!("{}/{}", item.id, mv.id);
                let place = self.names.options.len();
                if self.names.moves.insert(key.clone(), place).is_some() {
                    self.fault("twice", format!("there are two moves called `{key}`"));
                }
                let options: Table =
                    mv.options.iter().enumerate().map(|(k, o)| (o.id.clone(), k)).collect();
                if options.len() < mv.options.len() {
                    self.fault("twice", format!("two options of `{key}` have the same id"));
                }
                self.names.options.push(options);
            }
        }
    }

    pub(super) fn find(
        &mut self,
        kind: &str,
        table: impl Fn(&Names) -> &Table,
        name: &Name,
    ) -> usize {
        if let Some(index) = table(&self.names).get(&name.text) {
            return *index;
        }
        let known = table(&self.names);
        let like = nearest(&name.text, known.keys().map(String::as_str));
        let help = match like.as_slice() {
            [] if known.is_empty() => format!("this pack has no {kind} at all"),
            [] => {
                let some: Vec<String> = known.keys().take(12).map(|k| format!("`{k}`")).collect();
                format!("there are: {}", some.join(", "))
            }
            like => {
                let like: Vec<String> = like.iter().map(|k| format!("`{k}`")).collect();
                format!("did you mean {}?", like.join(" or "))
            }
        };
        let place = self.place(name);
        self.report(
            "unknown-name",
            place,
            format!("there is no {kind} `{}`", name.text),
            Some(help),
        );
        0
    }

    pub(super) fn power(&mut self, name: &Name) -> PowerId {
        PowerId::new(self.find("power", |n| &n.powers, name))
    }
    pub(super) fn seat(&mut self, name: &Name) -> SeatId {
        SeatId::new(self.find("seat", |n| &n.seats, name))
    }
    fn leader(&mut self, name: &Name) -> LeaderId {
        LeaderId::new(self.find("leader", |n| &n.leaders, name))
    }
    pub(super) fn sector(&mut self, name: &Name) -> SectorId {
        SectorId::new(self.find("sector", |n| &n.sectors, name))
    }
    pub(super) fn instrument(&mut self, name: &Name) -> InstrumentId {
        InstrumentId::new(self.find("instrument", |n| &n.instruments, name))
    }
    fn item(&mut self, name: &Name) -> ItemId {
        ItemId::new(self.find("item", |n| &n.items, name))
    }
    fn mv(&mut self, name: &Name) -> MoveId {
        MoveId::new(self.find("move", |n| &n.moves, name))
    }
    fn fact(&mut self, name: &Name) -> FactId {
        FactId::new(self.find("fact", |n| &n.facts, name))
    }
    pub(super) fn seats(&mut self, names: &[Name]) -> Vec<SeatId> {
        names.iter().map(|name| self.seat(name)).collect()
    }

    fn value(&mut self, fact: FactId, name: &Name) -> ValueId {
        let index = fact.index();
        if index >= self.names.values.len() {
            return ValueId(0);
        }
        ValueId::new(self.find("value of that fact,", |n| &n.values[index], name))
    }

    fn option(&mut self, mv: MoveId, name: &Name) -> OptionId {
        let index = mv.index();
        if index >= self.names.options.len() {
            return OptionId(0);
        }
        OptionId::new(self.find("option of that move,", |n| &n.options[index], name))
    }

    pub(super) fn figure(&mut self, num: &Num) -> Figure {
        if !(num.value.is_finite() && num.value.abs() <= 1e9) {
            self.fault(
                "not-a-number",
                format!("{} is no number that can steer an outcome", num.value),
            );
        }
        match num.grade {
            Evidence::Judgement if num.why.trim().is_empty() && num.src.is_empty() => self.fault(
                "no-reason",
                format!("the judgement {} has neither a `why` nor a source", num.value),
            ),
            Evidence::Primary | Evidence::Secondary | Evidence::Contested if num.src.is_empty() => {
                self.fault(
                    "no-source",
                    format!("the value {} claims evidence but names no source", num.value),
                );
            }
            _ => {}
        }
        self.sources(&num.src);
        self.evidence[num.grade as usize] += 1;
        Figure { value: num.value, evidence: num.grade }
    }

    /// A figure that must lie in a range.
    pub(super) fn bounded(&mut self, num: &Num, low: f64, high: f64, what: &str) -> Figure {
        let figure = self.figure(num);
        if !(low..=high).contains(&figure.value) {
            self.fault(
                "range",
                format!("{what} is {}, but must lie between {low} and {high}", figure.value),
            );
        }
        figure
    }

    pub(super) fn sources(&mut self, names: &[Name]) {
        for name in names {
            let id: &str = name.text.split(['§', ' ']).next().unwrap_or("");
            if !self.names.sources.contains_key(id) {
                let cited = Name { text: id.to_owned(), address: name.address };
                self.find("source", |n| &n.sources, &cited);
            }
        }
    }

    pub(super) fn cited(&mut self, names: &[Name], what: &str) {
        if names.is_empty() {
            self.fault("no-source", format!("{what} names no source"));
        }
        self.sources(names);
    }

    pub(super) fn condition(&mut self, condition: &draft::Condition) -> Condition {
        use draft::Condition as D;
        match condition {
            D::Always => Condition::Always,
            D::Not(inner) => Condition::Not(Box::new(self.condition(inner))),
            D::All(inner) => Condition::All(inner.iter().map(|c| self.condition(c)).collect()),
            D::Any(inner) => Condition::Any(inner.iter().map(|c| self.condition(c)).collect()),
            D::Chose(mv, option) => {
                let id = self.mv(mv);
                if self.names.moves.contains_key(&mv.text) {
                    Condition::Chose(id, self.option(id, option))
                } else {
                    Condition::Always
                }
            }
            D::Is(fact, value) => {
                let id = self.fact(fact);
                if self.names.facts.contains_key(&fact.text) {
                    Condition::Is(id, self.value(id, value))
                } else {
                    Condition::Always
                }
            }
            D::InForce(name) => Condition::InForce(self.instrument(name)),
            D::AtLeast(from, to, standing) => {
                Condition::AtLeast(self.power(from), self.power(to), *standing)
            }
            D::Leads(seat, leader) => Condition::Leads(self.seat(seat), self.leader(leader)),
            D::Holds(sector, power) => Condition::Holds(self.sector(sector), self.power(power)),
            D::Tension(sector, level) => {
                if !(0.0..=1.0).contains(level) {
                    self.fault("range", format!("tension is {level}, but lies between 0 and 1"));
                }
                Condition::Tension(self.sector(sector), *level)
            }
            D::Challenged(item) => Condition::Challenged(self.item(item)),
            D::Signed(item) => Condition::Signed(self.conference(item)),
            D::Article(item, clause, value) => {
                let (id, clause, value) = self.article(item, clause, Some(value));
                Condition::Article(id, clause, value)
            }
        }
    }

    pub(super) fn effects(&mut self, effects: &[draft::Effect]) -> Vec<Effect> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    pub(super) fn effect(&mut self, effect: &draft::Effect) -> Effect {
        use draft::Effect as D;
        let (instrument, border, balance) =
            (Effect::Instrument, Effect::Border, Effect::Deterrence);
        match effect {
            D::Sign(name) => instrument(InstrumentEffect::Sign(self.instrument(name))),
            D::Denounce(name) => instrument(InstrumentEffect::Denounce(self.instrument(name))),
            D::Publish(name) => instrument(InstrumentEffect::Publish(self.instrument(name))),
            D::Breach(name, by) => {
                instrument(InstrumentEffect::Breach(self.instrument(name), self.power(by)))
            }
            D::Recognise { from, to, standing, status, subject, manners } => {
                if from == to {
                    self.fault(
                        "self-recognition",
                        format!("`{}` cannot recognise itself", from.text),
                    );
                }
                Effect::Recognition(RecognitionEffect::Act {
                    from: self.power(from),
                    to: self.power(to),
                    standing: *standing,
                    status: *status,
                    subject: *subject,
                    manners: manners.clone(),
                })
            }
            D::Criterion(power, key, num) => Effect::Recognition(RecognitionEffect::Criterion(
                self.power(power),
                *key as u8,
                self.figure(num).value,
            )),
            D::Tension(sector, num) => {
                balance(DeterrenceEffect::Tension(self.sector(sector), self.figure(num).value))
            }
            D::Force(sector, power, num) => balance(DeterrenceEffect::Force(
                self.sector(sector),
                self.power(power),
                self.figure(num).value,
            )),
            D::Satisfaction(power, num) => {
                balance(DeterrenceEffect::Satisfaction(self.power(power), self.figure(num).value))
            }
            D::Weariness(power, num) => {
                balance(DeterrenceEffect::Weariness(self.power(power), self.figure(num).value))
            }
            D::Audience(power, num) => {
                balance(DeterrenceEffect::Audience(self.power(power), self.figure(num).value))
            }
            D::Troops(of, host, num) => balance(DeterrenceEffect::Troops(
                self.power(of),
                self.power(host),
                self.figure(num).value,
            )),
            D::Status(sector, status) => border(BorderEffect::Status(self.sector(sector), *status)),
            D::Holder(sector, power) => {
                border(BorderEffect::Holder(self.sector(sector), self.power(power)))
            }
            D::Patrols(sector, num) => {
                border(BorderEffect::Patrols(self.sector(sector), self.figure(num).value))
            }
            D::Commission(sector, at_work) => {
                border(BorderEffect::Commission(self.sector(sector), *at_work))
            }
            D::Clash(sector, attacker, defender) => border(BorderEffect::Clash(
                self.sector(sector),
                self.power(attacker),
                self.power(defender),
            )),
            D::Set(fact, value) => {
                let id = self.fact(fact);
                let value = if self.names.facts.contains_key(&fact.text) {
                    self.value(id, value)
                } else {
                    ValueId(0)
                };
                Effect::Agenda(AgendaEffect::Set(id, value))
            }
            D::Leader(seat, leader) => {
                self.leads(seat, leader);
                Effect::Agenda(AgendaEffect::Leader(self.seat(seat), self.leader(leader)))
            }
        }
    }

    /// Reports a leader who does not belong to a seat.
    fn leads(&mut self, seat: &Name, leader: &Name) {
        let known = self.names.leaders.contains_key(&leader.text);
        if known && !self.leader_seats.contains(&(leader.text.clone(), seat.text.clone())) {
            let place = self.place(leader);
            let message = format!("`{}` is not a leader of `{}`", leader.text, seat.text);
            self.report("wrong-seat", place, message, None);
        }
    }

    fn chances(
        &mut self,
        drafts: &[draft::Chance],
        all: &mut Vec<ChanceDef>,
    ) -> core::ops::Range<usize> {
        let start = all.len();
        for chance in drafts {
            let branches: Vec<BranchDef> = chance
                .branches
                .iter()
                .map(|branch| BranchDef {
                    probability: self.bounded(&branch.probability, 0.0, 1.0, "a probability"),
                    effects: self.effects(&branch.effects),
                })
                .collect();
            let sum: f64 = branches.iter().map(|b| b.probability.value).sum();
            if (sum - 1.0).abs() > TOLERANCE {
                self.fault(
                    "probabilities",
                    format!("the probabilities of «{}» sum to {sum}, not to 1", chance.text),
                );
            }
            all.push(ChanceDef { branches });
        }
        start..all.len()
    }

    fn measure(&mut self, measure: &draft::Measure) -> Measure {
        use draft::Measure as D;
        match measure {
            D::Not(inner) => Measure::Not(Box::new(self.measure(inner))),
            D::Grade(from, to) => Measure::Grade(self.power(from), self.power(to)),
            D::Declaratory(power) => Measure::Declaratory(self.power(power)),
            D::Constitutive(power) => Measure::Constitutive(self.power(power)),
            D::InForce(name) => Measure::InForce(self.instrument(name)),
            D::Fact(fact, scores) => {
                let id = self.fact(fact);
                let known = self.names.facts.contains_key(&fact.text);
                let count = if known { self.names.values[id.index()].len() } else { 0 };
                let mut table = vec![Figure::judged(0.0); count];
                for score in scores {
                    let figure = self.bounded(&score.score, 0.0, 1.0, "a score");
                    if known {
                        let value = self.value(id, &score.value);
                        if let Some(slot) = table.get_mut(value.index()) {
                            *slot = figure;
                        }
                    }
                }
                Measure::Fact(id, table)
            }
            D::Holds(sector, power) => Measure::Holds(self.sector(sector), self.power(power)),
            D::Calm(sector) => Measure::Calm(self.sector(sector)),
            D::Security(sector) => Measure::Security(self.sector(sector)),
            D::Credibility(sector) => Measure::Credibility(self.sector(sector)),
            D::Troops(of, host, full) => {
                if !(full.is_finite() && *full > 0.0) {
                    self.fault("range", "the full number of troops must be positive".to_owned());
                }
                Measure::Troops(self.power(of), self.power(host), *full)
            }
        }
    }

    pub(super) fn term(&mut self, term: &draft::Term) -> Term {
        use draft::Term as D;
        match term {
            D::Pledge { protector, protege, kind } => Term::Pledge {
                protector: self.power(protector),
                protege: self.power(protege),
                kind: *kind,
            },
            D::NonAggression { power, toward, satisfaction } => Term::NonAggression {
                power: self.power(power),
                toward: self.power(toward),
                satisfaction: self.bounded(satisfaction, 0.0, 1.0, "a satisfaction"),
            },
            D::Recognises { from, to, floor, status } => Term::Recognises {
                from: self.power(from),
                to: self.power(to),
                floor: *floor,
                status: *status,
            },
            D::Ceiling { from, to, ceiling } => {
                Term::Ceiling { from: self.power(from), to: self.power(to), ceiling: *ceiling }
            }
            D::Commission { sector } => Term::Commission { sector: self.sector(sector) },
        }
    }

    fn power_numbers(&mut self, list: &[draft::PowerNum], powers: usize, default: f64) -> Vec<f64> {
        let mut table = vec![default; powers];
        for entry in list {
            let power = self.power(&entry.power);
            let figure = self.figure(&entry.num);
            if let Some(slot) = table.get_mut(power.index()) {
                *slot = figure.value;
            }
        }
        table
    }

    fn setting(&mut self, merged: &Merged, coefficients: &Coefficients) -> Option<Setting> {
        let part = &merged.part;
        let head = part.scenario.as_ref()?;
        for (count, what) in [
            (part.powers.len(), "powers"),
            (part.seats.len(), "seats"),
            (part.leaders.len(), "leaders"),
            (part.items.len(), "items"),
        ] {
            if count == 0 {
                self.home.clone_from(&merged.heads[0]);
                self.fault("empty", format!("a scenario needs {what}, this pack has none"));
            }
        }
        let seats = self.seat_defs(merged);
        let mut powers: Vec<PowerDef> =
            part.powers.iter().map(|_| PowerDef { seat: None }).collect();
        for (index, seat) in part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            let own = core::iter::once(&seat.power).chain(&seat.controls);
            for name in own {
                let power = self.power(name);
                if let Some(def) = powers.get_mut(power.index())
                    && def.seat.replace(SeatId::new(index)).is_some()
                {
                    self.fault("two-masters", format!("two seats decide for `{}`", name.text));
                }
            }
        }
        let leaders = part
            .leaders
            .iter()
            .enumerate()
            .map(|(index, leader)| {
                self.home = merged.home("leaders", index);
                LeaderDef { seat: self.seat(&leader.seat), caution: self.figure(&leader.caution) }
            })
            .collect();
        let instruments = self.instrument_defs(merged);
        let facts = part
            .facts
            .iter()
            .enumerate()
            .map(|(index, fact)| {
                self.home = merged.home("facts", index);
                FactDef { values: fact.values.len(), known_to: self.seats(&fact.known_to) }
            })
            .collect();
        let sectors = self.sector_defs(merged);
        let (items, moves, chances, conferences) = self.agenda(merged);
        let outcomes = self.outcome_defs(merged);
        let drifts = part
            .drifts
            .iter()
            .enumerate()
            .map(|(index, drift)| {
                self.home = merged.home("drifts", index);
                let mut unit = |num: &Num, what: &str| self.bounded(num, 0.0, 1.0, what).value;
                let (parent_ties, separatists, doctrine) = (
                    unit(&drift.parent_ties, "ties to the parent state"),
                    unit(&drift.separatists, "fear of separatists"),
                    unit(&drift.doctrine, "a doctrine"),
                );
                DriftDef {
                    from: self.power(&drift.from),
                    to: self.power(&drift.to),
                    when: self.condition(&drift.when),
                    parent_ties,
                    separatists,
                    doctrine,
                    ceiling: drift.ceiling,
                }
            })
            .collect();
        let weights = part
            .powers
            .iter()
            .enumerate()
            .map(|(index, power)| {
                self.home = merged.home("powers", index);
                self.bounded(&power.weight, 0.0, 1000.0, "a weight")
            })
            .collect();
        let opening = self.opening(merged, head, moves.len(), chances.len(), conferences.len());
        Some(Setting {
            powers,
            seats,
            leaders,
            sectors,
            instruments,
            facts,
            items,
            conferences,
            moves,
            chances,
            outcomes,
            drifts,
            weights,
            coefficients: *coefficients,
            closes: head.closes,
            opening,
        })
    }

    fn seat_defs(&mut self, merged: &Merged) -> Vec<SeatDef> {
        let mut defs = Vec::new();
        for (index, seat) in merged.part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            let objectives: Vec<Objective> = seat
                .objectives
                .iter()
                .map(|o| Objective {
                    measure: self.measure(&o.measure),
                    weight: self.bounded(&o.weight, 0.0, 1.0, "a weight"),
                })
                .collect();
            let sum: f64 = objectives.iter().map(|o| o.weight.value).sum();
            if (sum - 1.0).abs() > TOLERANCE {
                self.fault(
                    "weights",
                    format!("the weights of `{}`'s objectives sum to {sum}, not to 1", seat.id),
                );
            }
            let red_lines = seat
                .red_lines
                .iter()
                .map(|line| RedLine {
                    crossed: self.condition(&line.crossed),
                    leaders: line.leaders.iter().map(|l| self.leader(l)).collect(),
                    cost: line.cost.as_ref().map(|cost| self.bounded(cost, 0.0, 2.0, "a cost")),
                })
                .collect();
            let leader = self.leader(&seat.leader);
            if merged.part.leaders.get(leader.index()).is_some_and(|l| l.seat.text != seat.id) {
                let place = self.place(&seat.leader);
                self.report(
                    "wrong-seat",
                    place,
                    format!("`{}` is not a leader of `{}`", seat.leader.text, seat.id),
                    None,
                );
            }
            self.cited(&seat.src, &format!("the brief of `{}`", seat.id));
            defs.push(SeatDef { power: self.power(&seat.power), objectives, red_lines });
        }
        defs
    }

    fn instrument_defs(&mut self, merged: &Merged) -> Vec<InstrumentDef> {
        let mut defs = Vec::new();
        for (index, instrument) in merged.part.instruments.iter().enumerate() {
            self.home = merged.home("instruments", index);
            defs.push(InstrumentDef {
                parties: instrument.parties.iter().map(|p| self.power(p)).collect(),
                years: instrument.years,
                renews: instrument.renews,
                notice: instrument.notice,
                conference: self.writer_of(merged, &instrument.id),
                secret: instrument.secret,
                terms: instrument.terms.iter().map(|t| self.term(t)).collect(),
                breach: self.effects(&instrument.breach),
            });
        }
        defs
    }

    fn sector_defs(&mut self, merged: &Merged) -> Vec<SectorDef> {
        let powers = merged.part.powers.len();
        let mut defs = Vec::new();
        for (index, sector) in merged.part.sectors.iter().enumerate() {
            self.home = merged.home("sectors", index);
            for claim in &sector.claims {
                self.power(&claim.power);
            }
            self.find("place", |n| &n.places, &sector.at);
            defs.push(SectorDef {
                defender: self.power(&sector.defender),
                challenger: self.power(&sector.challenger),
                live: self.condition(&sector.live),
                challenger_stake: self.bounded(&sector.challenger_stake, 0.01, 10.0, "a stake"),
                defender_stake: self.bounded(&sector.defender_stake, 0.01, 10.0, "a stake"),
                quality: self.power_numbers(&sector.quality, powers, 1.0),
                local_commander: sector.local_commander.as_ref().map(|local| LocalCommander {
                    zeal: self.bounded(&local.zeal, 0.0, 1.0, "zeal"),
                }),
            });
        }
        defs
    }

    fn agenda(
        &mut self,
        merged: &Merged,
    ) -> (Vec<ItemDef>, Vec<MoveDef>, Vec<ChanceDef>, Vec<ConferenceDef>) {
        let head = merged.part.scenario.as_ref().expect("checked by the caller");
        let (mut items, mut moves, mut chances) = (Vec::new(), Vec::new(), Vec::new());
        let mut conferences = Vec::new();
        let mut last = head.opens;
        for (index, item) in merged.part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            let id = ItemId::new(index);
            if item.date < last || item.date > head.closes {
                self.fault(
                    "dates",
                    format!("`{}` comes up on {}, but items stand in order of date between {last} and {}", item.id, item.date, head.closes),
                );
            }
            last = last.max(item.date);
            self.find("place", |n| &n.places, &item.place);
            let kind = match &item.kind {
                draft::Kind::Decision => ItemKind::Decision,
                draft::Kind::Crisis(sector) => ItemKind::Crisis(self.sector(sector)),
                draft::Kind::Event => ItemKind::Event,
                draft::Kind::Conference => {
                    ItemKind::Conference(ConferenceId::new(conferences.len()))
                }
            };
            let known_to = self.seats(&item.known_to);
            match (&item.conference, &kind) {
                (Some(draft), ItemKind::Conference(_)) => {
                    let number = conferences.len();
                    let made = self.conference_def(id, &known_to, draft, number);
                    conferences.extend(made);
                }
                (None, ItemKind::Conference(_)) => self.fault(
                    "no-conference",
                    format!("`{}` is a conference, but has no `conference: (...)`", item.id),
                ),
                (Some(_), _) => self.fault(
                    "no-conference",
                    format!("`{}` has a `conference`, but is of another kind", item.id),
                ),
                (None, _) => {}
            }
            let may_move = matches!(kind, ItemKind::Conference(_));
            if !may_move && (kind == ItemKind::Event) != item.moves.is_empty() {
                self.fault(
                    "moves",
                    format!("`{}`: an event has no moves, and everything else has", item.id),
                );
            }
            for private in &item.private {
                self.seat(&private.seat);
            }
            let start = moves.len();
            let item_effects = self.effects(&item.effects);
            let item_chances = self.chances(&item.chances, &mut chances);
            for mv in &item.moves {
                if mv.options.len() < 2 {
                    self.fault(
                        "options",
                        format!(
                            "`{}/{}` leaves no choice: a move has at least two options",
                            item.id, mv.id
                        ),
                    );
                }
                if mv.options.iter().filter(|o| o.recorded).count() > 1 {
                    self.fault(
                        "recorded",
                        format!("`{}/{}` has more than one recorded option", item.id, mv.id),
                    );
                }
                let options = mv
                    .options
                    .iter()
                    .map(|option| self.option_def(&kind, &known_to, option, &mut chances))
                    .collect();
                moves.push(MoveDef {
                    item: id,
                    seat: self.seat(&mv.seat),
                    when: self.condition(&mv.when),
                    options,
                });
            }
            items.push(ItemDef {
                kind,
                date: item.date,
                when: self.condition(&item.when),
                moves: start..moves.len(),
                effects: item_effects,
                chances: item_chances,
                known_to,
            });
        }
        (items, moves, chances, conferences)
    }

    fn option_def(
        &mut self,
        kind: &ItemKind,
        item_known_to: &[SeatId],
        option: &draft::Choice,
        chances: &mut Vec<ChanceDef>,
    ) -> OptionDef {
        if option.stance.is_some() != matches!(kind, ItemKind::Crisis(_)) {
            self.fault(
                "stance",
                format!("`{}`: options have a `stance` in a crisis, and only there", option.id),
            );
        }
        if option.tag != draft::Tag::Counterfactual {
            self.cited(&option.src, &format!("the option `{}`", option.id));
        } else if option.recorded {
            self.fault(
                "recorded",
                format!("`{}` is tagged counterfactual and recorded at once", option.id),
            );
        } else {
            self.sources(&option.src);
        }
        let known_to = self.seats(&option.known_to);
        if !known_to.is_empty() || !item_known_to.is_empty() {
            let drawn = option.chances.iter().flat_map(|c| &c.branches).flat_map(|b| &b.effects);
            for effect in option.effects.iter().chain(drawn) {
                if self.stays_secret(effect) {
                    continue;
                }
                self.fault(
                    "leak",
                    format!(
                        "`{}` is secret, but one of its effects would be seen by all",
                        option.id
                    ),
                );
            }
        }
        OptionDef {
            when: self.condition(&option.when),
            stance: option.stance,
            effects: self.effects(&option.effects),
            chances: self.chances(&option.chances, chances),
            leanings: option
                .leanings
                .iter()
                .map(|l| (self.leader(&l.leader), self.bounded(&l.num, -1.0, 1.0, "a leaning")))
                .collect(),
            known_to,
            recorded: option.recorded,
        }
    }

    /// Whether an effect of a secret choice shows to nobody else. A new leader is
    /// seen by all, and may come out of a choice that is not.
    pub(super) fn stays_secret(&self, effect: &draft::Effect) -> bool {
        match effect {
            draft::Effect::Leader(..) => true,
            draft::Effect::Sign(name) => self.secret_instruments.contains(&name.text),
            draft::Effect::Set(fact, _) => self.secret_facts.contains(&fact.text),
            _ => false,
        }
    }

    /// Reports questions and answers that depend on what the seat that is asked
    /// may not know: their being open or closed would tell it.
    fn check_knowledge(&mut self, merged: &Merged, setting: &Setting) {
        for mv in &setting.moves {
            let item = &merged.part.items[mv.item.index()];
            self.home = merged.home("items", mv.item.index());
            let hidden =
                |condition: &Condition| condition.reads_hidden_from(setting, Some(mv.seat));
            if hidden(&mv.when) || mv.options.iter().any(|option| hidden(&option.when)) {
                let seat = &merged.part.seats[mv.seat.index()].id;
                let message = format!(
                    "`{}`: whether a question or an answer of `{seat}` is open rests on what that seat may not know",
                    item.id
                );
                self.fault("leak", message);
            }
        }
    }

    fn outcome_defs(&mut self, merged: &Merged) -> Vec<OutcomeDef> {
        let mut defs = Vec::new();
        for (index, outcome) in merged.part.outcomes.iter().enumerate() {
            self.home = merged.home("outcomes", index);
            let keys = self.value_keys(merged, &outcome.reading);
            let documented = outcome.documented.as_ref().and_then(|name| {
                let found = keys.iter().position(|key| *key == name.text);
                if found.is_none() {
                    let place = self.place(name);
                    let all: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
                    self.report(
                        "unknown-name",
                        place,
                        format!("`{}` is no value of this outcome", name.text),
                        Some(format!("there are: {}", all.join(", "))),
                    );
                }
                found
            });
            self.cited(&outcome.src, &format!("the outcome `{}`", outcome.id));
            let reading = self.reading(&outcome.reading);
            let ordered = matches!(
                reading,
                Reading::Standing(..)
                    | Reading::InForce(_)
                    | Reading::Status(_)
                    | Reading::Clashes(_)
                    | Reading::Concluded(_)
            );
            defs.push(OutcomeDef {
                reading,
                at: outcome.at.as_ref().map(|name| self.item(name)),
                values: keys.len(),
                ordered,
                documented,
            });
        }
        defs
    }

    fn reading(&mut self, reading: &draft::Reading) -> Reading {
        use draft::Reading as D;
        match reading {
            D::Choice(mv) => Reading::Choice(self.mv(mv)),
            D::Fact(fact) => Reading::Fact(self.fact(fact)),
            D::Standing(from, to) => Reading::Standing(self.power(from), self.power(to)),
            D::InForce(name) => Reading::InForce(self.instrument(name)),
            D::Holder(sector) => Reading::Holder(self.sector(sector)),
            D::Status(sector) => Reading::Status(self.sector(sector)),
            D::Clashes(sector) => Reading::Clashes(self.sector(sector)),
            D::Leader(seat) => Reading::Leader(self.seat(seat)),
            D::Concluded(item) => Reading::Concluded(self.conference(item)),
            D::Article(item, clause) => {
                let (id, clause, _) = self.article(item, clause, None);
                Reading::Article(id, clause)
            }
        }
    }

    fn value_keys(&mut self, merged: &Merged, reading: &draft::Reading) -> Vec<String> {
        super::value_keys(&merged.part, &self.names.moves, reading)
    }

    fn opening(
        &mut self,
        merged: &Merged,
        head: &draft::Head,
        moves: usize,
        chances: usize,
        conferences: usize,
    ) -> Position {
        let part = &merged.part;
        let powers = part.powers.len();
        let mut recognition = Recognition {
            standing: Pairs::filled(powers, Standing::default()),
            acts: Vec::new(),
            criteria: vec![[1.0; 4]; powers],
        };
        let (mut satisfaction, mut weariness) = (Vec::new(), Vec::new());
        for (index, power) in part.powers.iter().enumerate() {
            self.home = merged.home("powers", index);
            satisfaction.push(self.bounded(&power.satisfaction, 0.0, 1.0, "a satisfaction").value);
            weariness.push(self.bounded(&power.weariness, 0.0, 5.0, "weariness").value);
            if let Some(c) = &power.criteria {
                let all = [&c.population, &c.territory, &c.government, &c.capacity];
                recognition.criteria[index] =
                    all.map(|num| self.bounded(num, 0.0, 1.0, "a criterion").value);
            }
        }
        for (index, act) in part.recognition.iter().enumerate() {
            self.home = merged.home("recognition", index);
            self.cited(&act.src, "an opening act of recognition");
            let (from, to) = (self.power(&act.from), self.power(&act.to));
            if from == to && !act.from.text.is_empty() && act.from.text == act.to.text {
                self.fault(
                    "self-recognition",
                    format!("`{}` cannot recognise itself", act.from.text),
                );
            }
            if powers > 0 {
                recognition.record(Act {
                    date: act.since,
                    from,
                    to,
                    standing: act.standing,
                    status: act.status,
                    subject: act.subject,
                    manners: act.manners.clone(),
                    instrument: None,
                });
            }
        }
        let (mut tension, mut force, mut sectors) = (Vec::new(), Vec::new(), Vec::new());
        for (index, sector) in part.sectors.iter().enumerate() {
            self.home = merged.home("sectors", index);
            tension.push(self.bounded(&sector.tension, 0.0, 1.0, "tension").value);
            force.extend(self.power_numbers(&sector.force, powers, 0.0));
            sectors.push(SectorState {
                status: sector.status,
                holder: self.power(&sector.holder),
                patrols: self.bounded(&sector.patrols, 0.0, 1.0, "patrols").value,
                commission: false,
                incidents: 0,
                clashes: Vec::new(),
            });
        }
        let mut troops = Pairs::filled(powers.max(1), 0.0);
        for (index, entry) in part.troops.iter().enumerate() {
            self.home = merged.home("troops", index);
            let pair = (self.power(&entry.of), self.power(&entry.host));
            troops[pair] = self.bounded(&entry.men, 0.0, 1e7, "a number of troops").value;
        }
        let first = part.items.first().map_or(head.closes, |item| item.date);
        Position {
            agenda: Arc::new(Agenda {
                clock: head.opens,
                stage: Stage::Interval(first),
                cursor: 0,
                choices: vec![None; moves],
                drawn: vec![None; chances],
                opened: vec![false; part.items.len()],
                challenged: vec![false; part.items.len()],
                facts: vec![ValueId(0); part.facts.len()],
                leaders: part.seats.iter().map(|s| self.leader(&s.leader)).collect(),
                outcomes: vec![None; part.outcomes.len()],
            }),
            instruments: Arc::new(Instruments {
                states: part
                    .instruments
                    .iter()
                    .map(|i| InstrumentState { signed: i.since, ..InstrumentState::default() })
                    .collect(),
            }),
            recognition: Arc::new(recognition),
            deterrence: Arc::new(Deterrence {
                satisfaction,
                weariness,
                audience: vec![0.0; powers],
                tension,
                force,
                troops,
            }),
            borders: Arc::new(Borders { sectors }),
            talks: Arc::new(Talks { all: vec![Talk::default(); conferences] }),
        }
    }

    /// Resolves the conditions under which the map is drawn.
    fn map_rules(&mut self, merged: &Merged) -> MapRules {
        let part = &merged.part;
        let mut rules = MapRules::default();
        for (index, rule) in part.regions.iter().enumerate() {
            self.home = merged.home("regions", index);
            rules.regions.push((self.condition(&rule.when), self.power(&rule.power)));
        }
        for (index, rule) in part.railways.iter().enumerate() {
            self.home = merged.home("railways", index);
            rules.railways.push((self.condition(&rule.when), self.power(&rule.power)));
        }
        for (index, rule) in part.lines.iter().enumerate() {
            self.home = merged.home("lines", index);
            let sector = rule.sector.as_ref().map(|name| self.sector(name));
            let claim_of = rule.claim_of.as_ref().map(|name| self.power(name));
            rules.lines.push((self.condition(&rule.when), sector, claim_of));
        }
        rules
    }

    /// Checks what only readers see: sources, places, advisers.
    fn check_prose(&mut self, merged: &Merged) {
        let part = &merged.part;
        let advisers: BTreeSet<&str> = part
            .seats
            .iter()
            .flat_map(|seat| seat.advisers.iter().map(|adviser| adviser.id.as_str()))
            .collect();
        for (index, item) in part.items.iter().enumerate() {
            self.home = merged.home("items", index);
            self.cited(&item.record.src, &format!("the record of `{}`", item.id));
            for account in &item.record.accounts {
                self.cited(&account.src, &format!("an account of `{}`", item.id));
            }
            for name in &item.record.contradictions {
                self.find("contradiction", |n| &n.contradictions, name);
            }
            for mv in &item.moves {
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
                        let known: Vec<&str> = of_seat.iter().copied().collect();
                        format!(
                            "{}: {}",
                            if like.is_empty() { "there are" } else { "did you mean" },
                            if like.is_empty() { known.join(", ") } else { like.join(", ") }
                        )
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
            self.cited(&leader.src, &format!("the note on `{}`", leader.id));
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

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
