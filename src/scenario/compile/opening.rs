//! The position on the first day, and the conditions under which the map is drawn.
//!
//! Later changes of the position are made by the rules.

use super::compiler::Compiler;
use super::merged::Merged;
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::borders::{Borders, SectorState};
use crate::rules::defs::Defs;
use crate::rules::deterrence::Deterrence;
use crate::rules::ids::{PowerId, ValueId};
use crate::rules::instruments::{InstrumentState, Instruments};
use crate::rules::pairs::Pairs;
use crate::rules::position::Position;
use crate::rules::recognition::{Recognition, RecognitionAct, Standing};
use crate::rules::talks::{ConferenceState, Talks};
use crate::scenario::syntax::PathStep;
use crate::scenario::{MapRules, draft};

/// The powers' figures on the first day, one row for each power.
struct PowersAtStart {
    satisfaction: Vec<f64>,
    weariness: Vec<f64>,
    criteria: Vec<[f64; 4]>,
}

/// The states of the sectors on the first day, one row for each sector.
struct SectorsAtStart {
    states: Vec<SectorState>,
    tension: Vec<f64>,
    force: Vec<f64>,
}

impl Compiler<'_> {
    /// The position at the start, for the powers, seats and sectors of `defs`.
    pub(super) fn opening(&mut self, merged: &Merged, defs: &Defs) -> Position {
        let part = &merged.part;
        let PowersAtStart { satisfaction, weariness, criteria } = self.powers_at_start(merged);
        let recognition = self.recognition_at_start(merged, defs, criteria);
        let SectorsAtStart { states, tension, force } = self.sectors_at_start(merged);
        let troops = self.troops_at_start(merged);
        let in_force = |instrument: &draft::Instrument| InstrumentState {
            signed: instrument.since,
            ..InstrumentState::default()
        };
        Position {
            agenda: self.agenda_at_start(merged, defs),
            instruments: Instruments { states: part.instruments.iter().map(in_force).collect() },
            recognition,
            deterrence: Deterrence {
                satisfaction,
                weariness,
                audience: vec![0.0; part.powers.len()],
                tension,
                force,
                troops,
            },
            borders: Borders { sectors: states },
            talks: Talks { all: defs.conferences.iter().map(ConferenceState::opening).collect() },
        }
    }

    fn powers_at_start(&mut self, merged: &Merged) -> PowersAtStart {
        let powers = &merged.part.powers;
        let (mut satisfaction, mut weariness) = (Vec::new(), Vec::new());
        let mut criteria = vec![[1.0; 4]; powers.len()];
        for (index, power) in powers.iter().enumerate() {
            self.home = merged.home("powers", index);
            satisfaction.push(self.figure(&power.satisfaction).value);
            weariness.push(power.weariness.as_ref().map_or(0.0, |num| self.figure(num).value));
            if let Some(c) = &power.criteria {
                let all = [&c.population, &c.territory, &c.government, &c.capacity];
                criteria[index] = all.map(|num| self.figure(num).value);
            }
        }
        PowersAtStart { satisfaction, weariness, criteria }
    }

    fn recognition_at_start(
        &mut self,
        merged: &Merged,
        defs: &Defs,
        criteria: Vec<[f64; 4]>,
    ) -> Recognition {
        let powers = merged.part.powers.len();
        let mut standing = Pairs::filled(powers, Standing::default());
        for from in PowerId::up_to(powers) {
            for to in PowerId::up_to(powers) {
                standing[(from, to)] = defs.unsaid_standing(from, to);
            }
        }
        let mut recognition = Recognition { standing, acts: Vec::new(), criteria };
        for (index, act) in merged.part.recognition.iter().enumerate() {
            self.home = merged.home("recognition", index);
            self.cited(&act.src, &act.from, "an opening act of recognition");
            if let Some(head) = &merged.part.scenario
                && act.since > head.opens
            {
                let way = [PathStep::Field("since")];
                let place = self.beside(&act.from, &way);
                self.tell_late("this act of recognition", act.since, head, place);
            }
            let (from, to) = (self.id(&act.from), self.id(&act.to));
            if act.from == act.to {
                self.fault_at(
                    "self-recognition",
                    &act.to,
                    format!("`{}` cannot recognise itself", act.from.text),
                );
            }
            if powers > 0 {
                recognition.record(RecognitionAct {
                    date: act.since,
                    from,
                    to,
                    standing: act.standing,
                    status: act.status,
                    subject: act.subject,
                    manners: act.manners.iter().copied().collect(),
                    instrument: None,
                });
            }
        }
        recognition
    }

    fn sectors_at_start(&mut self, merged: &Merged) -> SectorsAtStart {
        let powers = merged.part.powers.len();
        let (mut states, mut tension, mut force) = (Vec::new(), Vec::new(), Vec::new());
        for (index, sector) in merged.part.sectors.iter().enumerate() {
            self.home = merged.home("sectors", index);
            tension.push(self.figure(&sector.tension).value);
            force.extend(self.power_numbers(&sector.force, powers, 0.0));
            states.push(SectorState {
                status: sector.status,
                holder: self.id(&sector.holder),
                patrols: self.figure(&sector.patrols).value,
                commission: false,
                incidents: 0,
                clashes: Vec::new(),
            });
        }
        SectorsAtStart { states, tension, force }
    }

    /// The men that each power has with each other.
    fn troops_at_start(&mut self, merged: &Merged) -> Pairs<f64> {
        let mut troops = Pairs::filled(merged.part.powers.len().max(1), 0.0);
        self.check_troops(merged);
        for (index, entry) in merged.part.troops.iter().enumerate() {
            self.home = merged.home("troops", index);
            let pair = (self.id(&entry.of), self.id(&entry.host));
            troops[pair] = self.figure(&entry.men).value;
        }
        troops
    }

    fn agenda_at_start(&mut self, merged: &Merged, defs: &Defs) -> Agenda {
        let part = &merged.part;
        let opens = part.scenario.as_ref().map_or(defs.closes, |head| head.opens);
        Agenda {
            clock: opens,
            stage: Stage::Interval(defs.items.first().map_or(defs.closes, |item| item.date)),
            cursor: 0,
            choices: vec![None; defs.moves.len()],
            drawn: vec![None; defs.chances.len()],
            opened: vec![false; part.items.len()],
            challenged: vec![false; part.items.len()],
            facts: vec![ValueId(0); part.facts.len()],
            last_known: vec![ValueId(0); part.facts.len() * (part.seats.len() + 1)],
            leaders: part.seats.iter().map(|s| self.id(&s.leader)).collect(),
            outcomes: vec![None; part.outcomes.len()],
        }
    }

    /// Resolves the conditions under which the map is drawn.
    pub(super) fn map_rules(&mut self, merged: &Merged) -> MapRules {
        let part = &merged.part;
        let mut rules = MapRules::default();
        for (index, rule) in part.regions.iter().enumerate() {
            self.home = merged.home("regions", index);
            self.id(&rule.region);
            rules.regions.push((self.lone_condition(&rule.when), self.id(&rule.power)));
        }
        for (index, rule) in part.railways.iter().enumerate() {
            self.home = merged.home("railways", index);
            self.id(&rule.railway);
            rules.railways.push((self.lone_condition(&rule.when), self.id(&rule.power)));
        }
        for (index, rule) in part.lines.iter().enumerate() {
            self.home = merged.home("lines", index);
            self.id(&rule.line);
            let sector = rule.sector.as_ref().map(|name| self.id(name));
            let claim_of = rule.claim_of.as_ref().map(|name| self.id(name));
            rules.lines.push((self.lone_condition(&rule.when), sector, claim_of));
        }
        rules
    }
}
