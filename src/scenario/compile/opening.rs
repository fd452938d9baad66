//! The position on the first day, and when what is drawn on the map.
//!
//! What changes it later is the rules' affair.

use super::{Compiler, Merged};
use crate::rules::agenda::{Agenda, Stage};
use crate::rules::borders::{Borders, SectorState};
use crate::rules::conference::{ConferenceDef, Talk, Talks};
use crate::rules::deterrence::Deterrence;
use crate::rules::ids::ValueId;
use crate::rules::instruments::{InstrumentState, Instruments};
use crate::rules::pairs::Pairs;
use crate::rules::position::Position;
use crate::rules::recognition::{Act, Recognition, Standing};
use crate::scenario::{MapRules, draft};

impl Compiler<'_> {
    pub(super) fn opening(
        &mut self,
        merged: &Merged,
        head: &draft::Head,
        moves: usize,
        chances: usize,
        conferences: &[ConferenceDef],
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
            satisfaction.push(self.figure(&power.satisfaction).value);
            weariness.push(self.figure(&power.weariness).value);
            if let Some(c) = &power.criteria {
                let all = [&c.population, &c.territory, &c.government, &c.capacity];
                recognition.criteria[index] = all.map(|num| self.figure(num).value);
            }
        }
        for (index, act) in part.recognition.iter().enumerate() {
            self.home = merged.home("recognition", index);
            self.cited(&act.src, &act.from, "an opening act of recognition");
            let (from, to) = (self.id(&act.from), self.id(&act.to));
            if act.from == act.to {
                self.fault_at(
                    "self-recognition",
                    &act.to,
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
                    manners: act.manners.iter().copied().collect(),
                    instrument: None,
                });
            }
        }
        let (mut tension, mut force, mut sectors) = (Vec::new(), Vec::new(), Vec::new());
        for (index, sector) in part.sectors.iter().enumerate() {
            self.home = merged.home("sectors", index);
            tension.push(self.figure(&sector.tension).value);
            force.extend(self.power_numbers(&sector.force, powers, 0.0));
            sectors.push(SectorState {
                status: sector.status,
                holder: self.id(&sector.holder),
                patrols: self.figure(&sector.patrols).value,
                commission: false,
                incidents: 0,
                clashes: Vec::new(),
            });
        }
        let mut troops = Pairs::filled(powers.max(1), 0.0);
        for (index, entry) in part.troops.iter().enumerate() {
            self.home = merged.home("troops", index);
            let pair = (self.id(&entry.of), self.id(&entry.host));
            troops[pair] = self.figure(&entry.men).value;
        }
        let first = part.items.first().map_or(head.closes, |item| item.date);
        Position {
            agenda: Agenda {
                clock: head.opens,
                stage: Stage::Interval(first),
                cursor: 0,
                choices: vec![None; moves],
                drawn: vec![None; chances],
                opened: vec![false; part.items.len()],
                challenged: vec![false; part.items.len()],
                facts: vec![ValueId(0); part.facts.len()],
                last_known: vec![ValueId(0); part.facts.len() * (part.seats.len() + 1)],
                leaders: part.seats.iter().map(|s| self.id(&s.leader)).collect(),
                outcomes: vec![None; part.outcomes.len()],
            },
            instruments: Instruments {
                states: part
                    .instruments
                    .iter()
                    .map(|i| InstrumentState { signed: i.since, ..InstrumentState::default() })
                    .collect(),
            },
            recognition,
            deterrence: Deterrence {
                satisfaction,
                weariness,
                audience: vec![0.0; powers],
                tension,
                force,
                troops,
            },
            borders: Borders { sectors },
            talks: Talks { all: conferences.iter().map(Talk::opening).collect() },
        }
    }

    /// Resolves the conditions under which the map is drawn.
    pub(super) fn map_rules(&mut self, merged: &Merged) -> MapRules {
        let part = &merged.part;
        let mut rules = MapRules::default();
        for (index, rule) in part.regions.iter().enumerate() {
            self.home = merged.home("regions", index);
            self.id(&rule.region);
            rules.regions.push((self.condition(&rule.when), self.id(&rule.power)));
        }
        for (index, rule) in part.railways.iter().enumerate() {
            self.home = merged.home("railways", index);
            self.id(&rule.railway);
            rules.railways.push((self.condition(&rule.when), self.id(&rule.power)));
        }
        for (index, rule) in part.lines.iter().enumerate() {
            self.home = merged.home("lines", index);
            self.id(&rule.line);
            let sector = rule.sector.as_ref().map(|name| self.id(name));
            let claim_of = rule.claim_of.as_ref().map(|name| self.id(name));
            rules.lines.push((self.condition(&rule.when), sector, claim_of));
        }
        rules
    }
}
