//! How things stand: recognition, frontiers, the map.

use super::builder::Builder;
use crate::rules::agenda::Stage;
use crate::rules::borders::SectorStatus;
use crate::rules::deterrence::{Confrontation, Equilibrium, Pledge, Solution, solve};
use crate::rules::ids::{PowerId, SectorId};
use crate::rules::position::Bond;
use crate::scenario::draft::Claim;
use crate::view::kept::SectorKey;
use crate::view::types::{
    DeclaratoryView, ForceView, InputView, LineStyle, LineView, MapView, Marker, PlaceView,
    PowerCard, RailwayView, RecognitionCell, RecognitionView, RegionView, SectorView, SidesView,
    SolutionView,
};
use crate::view::wording::{
    date_words, sector_status_words, standing_words, status_words, thousand,
};
use crate::words::{Phrase, Words, percent, sentence_case};

impl Builder<'_> {
    pub(super) fn recognition(&self) -> RecognitionView {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let ids: Vec<PowerId> = (0..scenario.setting.powers.len()).map(PowerId::new).collect();
        let powers = ids
            .iter()
            .map(|id| {
                let text = &scenario.text.powers[id.index()];
                let index = known.recognition.declaratory(*id);
                PowerCard {
                    id: text.id.to_string(),
                    name: text.name.clone(),
                    short: text.short.clone(),
                    native: text.native.clone(),
                    ink: text.ink,
                    declaratory: text.criteria.as_ref().map(|_| DeclaratoryView {
                        index,
                        criteria: known.recognition.criteria[id.index()],
                    }),
                    constitutive: known.recognition.constitutive(*id, &scenario.setting.weights),
                }
            })
            .collect();
        let cell = |from: PowerId, to: PowerId| {
            (from != to).then(|| {
                let standing = known.recognition.standing[(from, to)];
                RecognitionCell {
                    rung: standing.rung(),
                    words: standing_words(&self.words, standing),
                    status: status_words(&self.words, known.recognition.said(from, to)),
                }
            })
        };
        let mut contradictions = Vec::new();
        for from in &ids {
            for to in &ids {
                if let Some((first, second)) = known.recognition.contradiction(*from, *to) {
                    contradictions.push(sentence_case(&self.words.say_with(
                        "indicator-contradiction",
                        &[
                            ("from", self.words.power(*from).into()),
                            ("to", self.words.power(*to).into()),
                            ("first", status_words(&self.words, first.status).into()),
                            ("first_date", date_words(&self.words, first.date).into()),
                            ("second", status_words(&self.words, second.status).into()),
                            ("second_date", date_words(&self.words, second.date).into()),
                        ],
                    )));
                }
            }
        }
        RecognitionView {
            powers,
            cells: ids.iter().map(|from| ids.iter().map(|to| cell(*from, *to)).collect()).collect(),
            contradictions,
        }
    }

    /// The powers with force in a sector, each with its force in thousand men.
    fn forces(&self, sector: SectorId) -> Vec<(PowerId, f64)> {
        (0..self.scenario.setting.powers.len())
            .map(PowerId::new)
            .map(|power| (power, self.known.deterrence.force(sector, power)))
            .filter(|(_, force)| *force > 0.0)
            .collect()
    }

    /// A pledge for the defender of a sector, in words.
    fn bond(&self, protege: PowerId, bond: &Bond) -> String {
        let args = [
            ("protector", self.words.power(bond.protector).into()),
            ("protege", self.words.power(protege).into()),
            ("pledge", self.words.phrase(pledge_key(bond.pledge)).into()),
        ];
        sentence_case(&self.words.say_with("bond", &args))
    }

    /// The probabilities of a challenge, of resistance and of a clash in a sector, in words.
    fn chances(&self, id: SectorId, solution: &Solution) -> [String; 3] {
        let def = &self.scenario.setting.sectors[id.index()];
        let side = |key: Phrase, role: &'static str, power, chance| {
            let args =
                [(role, self.words.power(power).into()), ("percent", percent(chance).into())];
            sentence_case(&self.words.phrase_with(key, &args))
        };
        let clash =
            self.words.say_with("indicator-clash", &[("percent", percent(solution.clash).into())]);
        [
            side(Phrase("indicator-challenge"), "challenger", def.challenger, solution.challenge),
            side(Phrase("indicator-credibility"), "defender", def.defender, solution.resist),
            sentence_case(&clash),
        ]
    }

    /// Who claims what in a sector, in words.
    fn claims(&self, id: SectorId) -> Vec<String> {
        let text = &self.scenario.text;
        let claim = |claim: &Claim| {
            let power = claim.power.of(&text.powers);
            let power = power.map(|p| p.name.clone()).unwrap_or_default();
            let args = [("power", power.into()), ("text", (&claim.text).into())];
            sentence_case(&self.words.say_with("claim", &args))
        };
        text.sectors[id.index()].claims.iter().map(claim).collect()
    }

    /// A power's force in a sector, in words.
    fn force(&self, power: PowerId, force: f64) -> String {
        let args = [("power", self.words.power(power).into()), ("force", thousand(force).into())];
        sentence_case(&self.words.say_with("force", &args))
    }

    pub(super) fn sector(&self, id: SectorId) -> SectorView {
        let setting = &self.scenario.setting;
        let known = self.known.borrow();
        let key = SectorKey {
            state: known.borders.sectors[id.index()].clone(),
            live: known.is_live(setting, id),
            tension: known.deterrence.tension[id.index()],
            forces: self.forces(id),
            bonds: known.bonds(setting, id, setting.sectors[id.index()].defender).collect(),
            commission: known.commission(setting, id),
            inputs: known.confrontation(setting, id),
            passages: self.scenario.conditions.sector(id, known),
        };
        self.kept.sectors[id.index()].get(&key, || self.sector_words(id, &key))
    }

    /// A sector in words. Rests on what is known of it and on nothing else.
    fn sector_words(&self, id: SectorId, known: &SectorKey) -> SectorView {
        let text = &self.scenario.text.sectors[id.index()];
        let def = &self.scenario.setting.sectors[id.index()];
        let state = &known.state;
        let solution = solve(&known.inputs);
        let holder = [("power", self.words.power(state.holder).into())];
        SectorView {
            name: text.name.clone(),
            note: text.note.told(|number| known.passages >> number & 1 == 1).join(" "),
            live: known.live,
            status: sector_status_words(&self.words, state.status),
            holder: self.words.say_with("holder", &holder),
            holder_ink: self.ink(state.holder),
            claims: self.claims(id),
            tension: known.tension,
            incidents: self.words.say_with("incidents", &[("count", state.incidents.into())]),
            clashes: state
                .clashes
                .iter()
                .map(|clash| sentence_case(&self.words.clash(id, clash)))
                .collect(),
            forces: known.forces.iter().map(|(power, force)| self.force(*power, *force)).collect(),
            bonds: known.bonds.iter().map(|bond| self.bond(def.defender, bond)).collect(),
            commission: known.commission,
            sides: SidesView {
                challenger: self.words.power(def.challenger),
                defender: self.words.power(def.defender),
            },
            solution: SolutionView {
                challenge: solution.challenge,
                resist: solution.resist,
                clash: solution.clash,
            },
            chances: self.chances(id, &solution),
            equilibrium: self.words.phrase(match solution.equilibrium {
                Equilibrium::CertainDeterrence => Phrase("equilibrium-certain_deterrence"),
                Equilibrium::Separating => Phrase("equilibrium-separating"),
                Equilibrium::Bluff => Phrase("equilibrium-bluff"),
                Equilibrium::Attack => Phrase("equilibrium-attack"),
            }),
            inputs: input_table(&self.words, &known.inputs),
        }
    }

    pub(super) fn map(&self) -> MapView {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let text = &scenario.text;
        let places = text
            .places
            .iter()
            .map(|rule| PlaceView {
                id: rule.place.text.clone(),
                name: rule.name.clone(),
                native: rule.native.clone(),
            })
            .collect();
        let markers = (0..scenario.setting.sectors.len())
            .map(SectorId::new)
            .filter(|id| known.is_live(&scenario.setting, *id))
            .map(|id| Marker {
                sector: id.index(),
                place: text.sectors[id.index()].at.text.clone(),
                tension: known.deterrence.tension[id.index()],
                fought: !known.borders.sectors[id.index()].clashes.is_empty(),
                forces: self
                    .forces(id)
                    .into_iter()
                    .map(|(power, thousand_men)| ForceView {
                        ink: self.ink(power),
                        short: self.words.short(power),
                        thousand_men,
                    })
                    .collect(),
            })
            .collect();
        let here = match self.here.agenda.stage {
            Stage::Moving(mv) => {
                let item = scenario.setting.moves[mv.index()].item;
                self.knows_item(self.seat, item).then(|| scenario.item(item).place.text.clone())
            }
            Stage::Speaking(item) | Stage::Recess(item, _) | Stage::Signing(item) => {
                self.knows_item(self.seat, item).then(|| scenario.item(item).place.text.clone())
            }
            _ => None,
        };
        MapView {
            regions: self.map_regions(),
            railways: self.map_railways(),
            lines: self.map_lines(),
            places,
            markers,
            here,
        }
    }

    /// The regions of the map: of the rules for a region the first that holds counts.
    fn map_regions(&self) -> Vec<RegionView> {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let mut regions: Vec<RegionView> = Vec::new();
        for (rule, (when, power)) in scenario.text.regions.iter().zip(&scenario.map.regions) {
            let id = &rule.region.text;
            if known.holds(when) && !regions.iter().any(|region| region.id == *id) {
                let owner = scenario.text.powers[power.index()].id.to_string();
                let (id, label) = (id.clone(), rule.label.clone());
                regions.push(RegionView { id, label, owner, ink: self.ink(*power) });
            }
        }
        regions
    }

    /// The railways of the map: of the rules for a railway the first that holds counts.
    fn map_railways(&self) -> Vec<RailwayView> {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let mut railways: Vec<RailwayView> = Vec::new();
        for (rule, (when, power)) in scenario.text.railways.iter().zip(&scenario.map.railways) {
            let id = &rule.railway.text;
            if known.holds(when) && !railways.iter().any(|railway| railway.id == *id) {
                let (id, label) = (id.clone(), rule.label.clone());
                railways.push(RailwayView { id, label, ink: self.ink(*power) });
            }
        }
        railways
    }

    /// The border lines of the map: of the rules for a line the first that holds counts.
    fn map_lines(&self) -> Vec<LineView> {
        let scenario = self.scenario;
        let known = self.known.borrow();
        let mut lines: Vec<LineView> = Vec::new();
        for (rule, (when, sector, claim)) in scenario.text.lines.iter().zip(&scenario.map.lines) {
            let id = &rule.line.text;
            if !known.holds(when) || lines.iter().any(|line| line.id == *id) {
                continue;
            }
            let status = sector.map(|id| known.borders.sectors[id.index()].status);
            let style = match (status, claim) {
                (None, None) => LineStyle::Settled,
                (Some(SectorStatus::Open), None) => LineStyle::Open,
                (None | Some(SectorStatus::Open | SectorStatus::Disputed), _) => LineStyle::Claim,
                (Some(SectorStatus::Agreed), _) => LineStyle::Agreed,
                (Some(SectorStatus::Marked), _) => LineStyle::Marked,
            };
            let ink = claim.map(|power| self.ink(power));
            lines.push(LineView { id: id.clone(), style, ink });
        }
        lines
    }
}

const fn pledge_key(pledge: Pledge) -> Phrase {
    match pledge {
        Pledge::Oral => Phrase("pledge-oral"),
        Pledge::Public => Phrase("pledge-public"),
        Pledge::Troops => Phrase("pledge-troops"),
    }
}

fn input_table(words: &Words, c: &Confrontation) -> Vec<InputView> {
    [
        (Phrase("input-challenger_stake"), c.challenger_stake),
        (Phrase("input-defender_stake"), c.defender_stake),
        (Phrase("input-win"), c.win),
        (Phrase("input-challenger_cost"), c.challenger_cost),
        (Phrase("input-defender_cost"), c.defender_cost),
        (Phrase("input-back_down_cost"), c.back_down_cost),
        (Phrase("input-concession_cost"), c.concession_cost),
        (Phrase("input-satisfaction"), c.satisfaction),
        (Phrase("input-noise"), c.noise),
    ]
    .map(|(key, value)| InputView { title: words.phrase(key), value })
    .into()
}
