//! From parts to a scenario: names become ids, and everything is checked.
//!
//! The only way to make a [`Scenario`]: one that exists is valid. All findings
//! are collected; a name that is not known is reported where it stands, with
//! the names most like it. What can only be seen by playing is not checked here.

mod agenda;
mod conference;
mod opening;
mod prose;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::ids::{
    FactId, InstrumentId, ItemId, LeaderId, MoveId, OptionId, PowerId, SeatId, SectorId, ValueId,
};
use crate::rules::quantity::{Evidence, Figure};
use crate::rules::setting::{
    Coefficients, DriftDef, FactDef, InstrumentDef, LeaderDef, LocalCommander, Objective,
    OutcomeDef, PowerDef, Reading, RedLine, SeatDef, SectorDef, Setting,
};
use crate::scenario::draft::{Name, Num, Part};
use crate::scenario::finding::{Finding, Place, Severity, nearest};
use crate::scenario::pack::Pack;
use crate::scenario::{Scenario, draft};

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
        secret_instruments: BTreeMap::new(),
        secret_facts: BTreeMap::new(),
        in_force_at_start: BTreeSet::new(),
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
    /// Instruments that are secret, with the seats that are party to them.
    secret_instruments: BTreeMap<String, BTreeSet<SeatId>>,
    /// Facts that not everybody knows, with the seats that do.
    secret_facts: BTreeMap<String, BTreeSet<SeatId>>,
    /// Instruments that are in force at the start.
    in_force_at_start: BTreeSet<String>,
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

    pub(super) fn check_head(&mut self, merged: &Merged) {
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
    pub(super) fn check_size(&mut self, merged: &Merged) -> bool {
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

    pub(super) fn collect_names(&mut self, merged: &Merged) {
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
        self.collect_secrets(part);
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

    /// Takes down what is secret, and who shares it.
    fn collect_secrets(&mut self, part: &Part) {
        let seat_of_power = |power: &Name| {
            let decides = |seat: &draft::Seat| {
                core::iter::once(&seat.power).chain(&seat.controls).any(|p| p.text == power.text)
            };
            part.seats.iter().position(decides).map(SeatId::new)
        };
        let seat =
            |name: &Name| part.seats.iter().position(|seat| seat.id == name.text).map(SeatId::new);
        for instrument in &part.instruments {
            if instrument.secret {
                let parties = instrument.parties.iter().filter_map(seat_of_power).collect();
                self.secret_instruments.insert(instrument.id.clone(), parties);
            }
            if instrument.since.is_some() {
                self.in_force_at_start.insert(instrument.id.clone());
            }
        }
        for fact in part.facts.iter().filter(|fact| !fact.known_to.is_empty()) {
            let known_to = fact.known_to.iter().filter_map(seat).collect();
            self.secret_facts.insert(fact.id.clone(), known_to);
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

    pub(super) fn leader(&mut self, name: &Name) -> LeaderId {
        LeaderId::new(self.find("leader", |n| &n.leaders, name))
    }

    pub(super) fn sector(&mut self, name: &Name) -> SectorId {
        SectorId::new(self.find("sector", |n| &n.sectors, name))
    }

    pub(super) fn instrument(&mut self, name: &Name) -> InstrumentId {
        InstrumentId::new(self.find("instrument", |n| &n.instruments, name))
    }

    pub(super) fn item(&mut self, name: &Name) -> ItemId {
        ItemId::new(self.find("item", |n| &n.items, name))
    }

    pub(super) fn mv(&mut self, name: &Name) -> MoveId {
        MoveId::new(self.find("move", |n| &n.moves, name))
    }

    pub(super) fn fact(&mut self, name: &Name) -> FactId {
        FactId::new(self.find("fact", |n| &n.facts, name))
    }

    pub(super) fn seats(&mut self, names: &[Name]) -> Vec<SeatId> {
        names.iter().map(|name| self.seat(name)).collect()
    }

    pub(super) fn value(&mut self, fact: FactId, name: &Name) -> ValueId {
        let index = fact.index();
        if index >= self.names.values.len() {
            return ValueId(0);
        }
        ValueId::new(self.find("value of that fact,", |n| &n.values[index], name))
    }

    pub(super) fn option(&mut self, mv: MoveId, name: &Name) -> OptionId {
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

    pub(super) fn power_numbers(
        &mut self,
        list: &[draft::PowerNum],
        powers: usize,
        default: f64,
    ) -> Vec<f64> {
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

    pub(super) fn setting(
        &mut self,
        merged: &Merged,
        coefficients: &Coefficients,
    ) -> Option<Setting> {
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
        let leaders = self.leader_defs(merged);
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

    fn leader_defs(&mut self, merged: &Merged) -> Vec<LeaderDef> {
        let mut defs = Vec::new();
        for (index, leader) in merged.part.leaders.iter().enumerate() {
            self.home = merged.home("leaders", index);
            let seat = self.seat(&leader.seat);
            defs.push(LeaderDef { seat, caution: self.figure(&leader.caution) });
        }
        defs
    }

    pub(super) fn seat_defs(&mut self, merged: &Merged) -> Vec<SeatDef> {
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

    pub(super) fn instrument_defs(&mut self, merged: &Merged) -> Vec<InstrumentDef> {
        let mut defs = Vec::new();
        for (index, instrument) in merged.part.instruments.iter().enumerate() {
            self.home = merged.home("instruments", index);
            if instrument.years == Some(0) {
                self.fault("range", format!("`{}` lasts no time", instrument.id));
            }
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

    pub(super) fn sector_defs(&mut self, merged: &Merged) -> Vec<SectorDef> {
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

    pub(super) fn outcome_defs(&mut self, merged: &Merged) -> Vec<OutcomeDef> {
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

    pub(super) fn value_keys(&mut self, merged: &Merged, reading: &draft::Reading) -> Vec<String> {
        super::value_keys(&merged.part, &self.names.moves, reading)
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
