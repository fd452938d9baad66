//! The definitions made of single entries: powers, seats, leaders, sectors,
//! instruments, outcomes.

use super::compiler::Compiler;
use super::merged::Merged;
use super::numbers::TOLERANCE;
use crate::rules::chance::{ChanceKeys, name_key};
use crate::rules::conditions::OutcomeReading;
use crate::rules::defs::{
    Coefficients, Defs, DriftDef, FactDef, InstrumentDef, LeaderDef, LocalCommanderDef,
    ObjectiveDef, OutcomeDef, PowerDef, RedLineDef, SeatDef, SectorDef,
};
use crate::rules::ids::SeatId;
use crate::rules::quantity::{Evidence, GradedFigure};
use crate::scenario::draft::{self, Move};
use crate::scenario::lookup::value_keys;

/// The help for weights that do not sum to 1.
pub(super) const SHARES: &str = "change the weights so that together they are 1";
/// The help for a term of no years.
pub(super) const YEARS: &str = "write 1 or more, or leave `years` out";

impl Compiler<'_> {
    pub(super) fn defs(&mut self, merged: &Merged, coefficients: &Coefficients) -> Option<Defs> {
        let head = merged.part.scenario.as_ref()?;
        self.check_no_list_is_empty(merged);
        let seats = self.seat_defs(merged);
        let powers = self.power_defs(merged);
        let leaders = self.leader_defs(merged);
        let instruments = self.instrument_defs(merged);
        let facts = self.fact_defs(merged);
        let sectors = self.sector_defs(merged);
        let (items, moves, chances, conferences) = self.agenda(merged);
        let outcomes = self.outcome_defs(merged);
        let drifts = self.drift_defs(merged);
        let weights = self.weights_of_powers(merged);
        let legacies = self.legacies(merged);
        let inherits = self.inherits(merged);
        Some(Defs {
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
            keys: chance_keys(&merged.part),
            closes: head.closes,
            legacies,
            inherits,
        })
    }

    /// Reports the lists that a scenario cannot be without.
    fn check_no_list_is_empty(&mut self, merged: &Merged) {
        let part = &merged.part;
        for (count, what) in [
            (part.powers.len(), "powers"),
            (part.seats.len(), "seats"),
            (part.leaders.len(), "leaders"),
            (part.items.len(), "items"),
        ] {
            if count == 0 {
                self.home = merged.head();
                let message = format!("a scenario needs {what}, this pack has none");
                let help = format!("write `{what}: [...]` in any of its files");
                self.report("empty", self.here(), message, Some(help));
            }
        }
    }

    /// The powers, each with the seat that decides for it; reports two for one power.
    fn power_defs(&mut self, merged: &Merged) -> Vec<PowerDef> {
        let part = &merged.part;
        let power =
            |power: &draft::Power| PowerDef { seat: None, questioned: power.criteria.is_some() };
        let mut powers: Vec<PowerDef> = part.powers.iter().map(power).collect();
        for (index, seat) in part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            let own = core::iter::once(&seat.power).chain(&seat.controls);
            for name in own {
                let Some(power) = self.known(name) else { continue };
                let Some(def) = powers.get_mut(power.index()) else { continue };
                let before = def.seat.replace(SeatId::new(index));
                // What a seat itself names twice is told of its list.
                if before.is_some_and(|seat| seat != SeatId::new(index)) {
                    let place = self.place(name);
                    let message = format!("two seats decide for `{}`", name.text);
                    let help = "leave it to one of them: delete it here or there";
                    self.report("two-masters", place, message, Some(help.to_owned()));
                }
            }
        }
        powers
    }

    fn fact_defs(&mut self, merged: &Merged) -> Vec<FactDef> {
        let mut defs = Vec::new();
        for (index, fact) in merged.part.facts.iter().enumerate() {
            self.home = merged.home("facts", index);
            let known_to = self.audience(&fact.id, &fact.known_to);
            defs.push(FactDef { values: fact.values.len(), known_to });
        }
        defs
    }

    fn drift_defs(&mut self, merged: &Merged) -> Vec<DriftDef> {
        let mut defs = Vec::new();
        for (index, drift) in merged.part.drifts.iter().enumerate() {
            self.home = merged.home("drifts", index);
            defs.push(DriftDef {
                from: self.id(&drift.from),
                to: self.id(&drift.to),
                when: self.lone_condition(&drift.when),
                parent_ties: self.figure(&drift.parent_ties).value,
                separatists: self.figure(&drift.separatists).value,
                doctrine: self.figure(&drift.doctrine).value,
                ceiling: drift.ceiling,
            });
        }
        defs
    }

    /// The weight of each power in the constitutive index.
    fn weights_of_powers(&mut self, merged: &Merged) -> Vec<GradedFigure> {
        let mut weights = Vec::new();
        for (index, power) in merged.part.powers.iter().enumerate() {
            self.home = merged.home("powers", index);
            weights.push(self.figure(&power.weight));
        }
        weights
    }

    fn leader_defs(&mut self, merged: &Merged) -> Vec<LeaderDef> {
        let mut defs = Vec::new();
        for (index, leader) in merged.part.leaders.iter().enumerate() {
            self.home = merged.home("leaders", index);
            let seat = self.id(&leader.seat);
            let none = GradedFigure { value: 0.0, evidence: Evidence::Judgement };
            let caution = leader.caution.as_ref().map_or(none, |num| self.figure(num));
            defs.push(LeaderDef { seat, caution });
        }
        defs
    }

    pub(super) fn seat_defs(&mut self, merged: &Merged) -> Vec<SeatDef> {
        let mut defs = Vec::new();
        for (index, seat) in merged.part.seats.iter().enumerate() {
            self.home = merged.home("seats", index);
            let is_per_cent = self.check_per_cent(seat.objectives.iter().map(|o| &o.weight.value));
            let objectives: Vec<ObjectiveDef> = seat
                .objectives
                .iter()
                .map(|o| ObjectiveDef {
                    measure: self.measure(&o.measure),
                    weight: self.figure(&o.weight),
                })
                .collect();
            let sum: f64 = objectives.iter().map(|o| o.weight.value).sum();
            // What is out of bounds is the cause of the sum, too.
            let in_bounds = objectives.iter().all(|o| (0.0..=1.0).contains(&o.weight.value));
            if (sum - 1.0).abs() > TOLERANCE && !is_per_cent && in_bounds {
                // Digits after the sixth place come from rounding, not from the author.
                let sum = (sum * 1e6).round() / 1e6;
                let message =
                    format!("the weights of `{}`'s objectives sum to `{sum}`, not to 1", seat.id);
                self.report(
                    "weights",
                    self.field(&["objectives"]),
                    message,
                    Some(SHARES.to_owned()),
                );
            }
            let red_lines = seat
                .red_lines
                .iter()
                .map(|line| RedLineDef {
                    crossed: self.lone_condition(&line.crossed),
                    leaders: line.leaders.iter().map(|l| self.id(l)).collect(),
                    cost: line.cost.as_ref().map(|cost| self.figure(cost)),
                })
                .collect();
            self.listed_twice(&seat.controls);
            for line in &seat.red_lines {
                self.check_line_leaders(seat, line);
            }
            let leader = self.known(&seat.leader);
            if leader.is_some() && !self.is_leader_of(&seat.leader, &seat.id) {
                let place = self.place(&seat.leader);
                self.report(
                    "wrong-seat",
                    place,
                    format!("`{}` is not a leader of `{}`", seat.leader.text, seat.id),
                    Some(format!("name a leader with `seat: \"{}\"`", seat.id)),
                );
            }
            self.cited(&seat.src, &seat.id, &format!("the brief of `{}`", seat.id));
            defs.push(SeatDef { power: self.id(&seat.power), objectives, red_lines });
        }
        defs
    }

    pub(super) fn instrument_defs(&mut self, merged: &Merged) -> Vec<InstrumentDef> {
        let mut defs = Vec::new();
        for (index, instrument) in merged.part.instruments.iter().enumerate() {
            self.home = merged.home("instruments", index);
            self.listed_twice(&instrument.parties);
            self.check_term(merged, instrument);
            if instrument.years == Some(0) {
                let message =
                    format!("with `years: 0` the instrument `{}` lasts no time", instrument.id);
                self.report("range", self.field(&["years"]), message, Some(YEARS.to_owned()));
            }
            defs.push(InstrumentDef {
                parties: instrument.parties.iter().map(|p| self.id(p)).collect(),
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
                self.id(&claim.power);
                self.id(&claim.line);
            }
            self.id(&sector.at);
            defs.push(SectorDef {
                defender: self.id(&sector.defender),
                challenger: self.id(&sector.challenger),
                live: self.lone_condition(&sector.live),
                challenger_stake: self.figure(&sector.challenger_stake),
                defender_stake: self.figure(&sector.defender_stake),
                quality: self.power_numbers(&sector.quality, powers, 1.0),
                local_commander: sector
                    .local_commander
                    .as_ref()
                    .map(|local| LocalCommanderDef { zeal: self.figure(&local.zeal) }),
            });
        }
        defs
    }

    pub(super) fn outcome_defs(&mut self, merged: &Merged) -> Vec<OutcomeDef> {
        let mut defs = Vec::new();
        let moves: Vec<&Move> = merged.part.items.iter().flat_map(|item| &item.moves).collect();
        for (index, outcome) in merged.part.outcomes.iter().enumerate() {
            self.home = merged.home("outcomes", index);
            let keys = value_keys(&merged.part, &self.names.moves, &outcome.reading);
            let reads = self.is_known_reading(&outcome.reading);
            let documented = outcome.documented.as_ref().filter(|_| reads).and_then(|name| {
                let found = keys.iter().position(|key| *key == name.text);
                if found.is_none() {
                    let known: Vec<&str> = keys.iter().map(String::as_str).collect();
                    let message = format!("`{}` is no value of this outcome", name.text);
                    let finding = self.unlike(name, message, &known);
                    self.add(finding);
                }
                found
            });
            if documented.is_some() {
                self.check_record(outcome, &merged.part, &moves);
            }
            self.cited(&outcome.src, &outcome.id, &format!("the outcome `{}`", outcome.id));
            let reading = self.reading(&outcome.reading);
            let ordered = matches!(
                reading,
                OutcomeReading::Standing(..)
                    | OutcomeReading::InForce(_)
                    | OutcomeReading::Status(_)
                    | OutcomeReading::Clashes(_)
                    | OutcomeReading::Concluded(_)
            );
            defs.push(OutcomeDef {
                reading,
                at: outcome.at.as_ref().map(|name| self.id(name)),
                values: keys.len(),
                ordered,
                documented,
            });
        }
        defs
    }
}

/// What draws are keyed by: the ids of all entries. A drawn consequence has none of its own;
/// it is told by where it stands.
fn chance_keys(part: &draft::Part) -> ChanceKeys {
    let mut keys = ChanceKeys {
        seats: part.seats.iter().map(|seat| name_key(&seat.id)).collect(),
        sectors: part.sectors.iter().map(|sector| name_key(&sector.id)).collect(),
        powers: part.powers.iter().map(|power| name_key(&power.id)).collect(),
        ..ChanceKeys::default()
    };
    let of_chances = |within: &str, chances: &[draft::Chance]| -> Vec<u64> {
        (0..chances.len()).map(|nth| name_key(&format!("{within}/{nth}"))).collect()
    };
    for item in &part.items {
        let key = name_key(&item.id);
        keys.items.push(key);
        if item.conference.is_some() && matches!(item.kind, draft::Kind::Conference) {
            keys.conferences.push(key);
        }
        keys.chances.extend(of_chances(&item.id, &item.chances));
        for mv in &item.moves {
            let name = format!("{}/{}", item.id, mv.id);
            keys.moves.push(name_key(&name));
            for option in &mv.options {
                let within = format!("{name}/{}", option.id);
                keys.chances.extend(of_chances(&within, &option.chances));
            }
        }
    }
    keys
}
