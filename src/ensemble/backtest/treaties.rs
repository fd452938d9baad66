//! The treaty test: what the tables are like at which documented treaties were made.

use std::sync::Arc;

use bevy::ecs::world::World;
use serde::Serialize;

use crate::ensemble::waves::{has_ended, seed_of};
use crate::rules::conference::{self, ConferenceDef};
use crate::rules::holders::Holder;
use crate::rules::ids::{ConferenceId, ItemId};
use crate::rules::negotiation::space::Treaty;
use crate::rules::negotiation::utility::Valuation;
use crate::rules::position::PositionRef;
use crate::rules::setting::Setting;
use crate::rules::talks::ConferenceOutcome;
use crate::rules::turn::Run;
use crate::scenario::Scenario;
use crate::sim::timeline::{Rulebook, Timeline, position};
use crate::sim::turn::{self, Turn};

/// How often each table is played on by the conduct of its parties.
const PLAYED: u64 = 12;

/// The test of a documented treaty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TreatyTest {
    /// The conference.
    pub id: String,
    /// The title of its item.
    pub title: String,
    /// In how many games it met.
    pub met: u64,
    /// How many treaties can be written.
    pub treaties: u64,
    /// The share of the games in which the documented treaty is in the zone of agreement, at
    /// or above every party's reservation value, [0, 1].
    pub in_zone: f64,
    /// What each party gains by it over its reservation value, in the mean: its seat's id, and
    /// the gain, below 0 if it would rather have no treaty. None if it would not sign it
    /// at all in one of the games.
    pub gains: Vec<(String, Option<f64>)>,
    /// The mean share of the zone that is better by the product of gains (Nash 1950), [0, 1]:
    /// 0 if it is the best. None where it never is in the zone.
    pub better: Option<f64>,
    /// The share of the tables that come to a treaty by themselves, [0, 1].
    pub agreed: f64,
    /// The share that come to the documented treaty in every article that is known.
    pub same: f64,
    /// The mean share of the articles known that come otherwise, where there is a treaty.
    pub distance: Option<f64>,
    /// The share of articles that would come otherwise if each value had the same chance.
    pub distance_by_chance: f64,
}

/// What was seen of a table.
#[derive(Clone, Debug, Default)]
struct Seen {
    met: u64,
    in_zone: u64,
    /// The sum of what each party gains.
    gains: Vec<f64>,
    better: f64,
    played: u64,
    agreed: u64,
    same: u64,
    distance: f64,
}

/// The tables at which documented treaties were made.
pub(super) struct Tables {
    documented: Vec<Option<Treaty>>,
    seen: Vec<Seen>,
    world: World,
}

impl Tables {
    pub(super) fn new(setting: &Setting) -> Self {
        let mut world = World::new();
        turn::install(&mut world);
        Self {
            documented: setting.conferences.iter().map(ConferenceDef::documented).collect(),
            seen: vec![Seen::default(); setting.conferences.len()],
            world,
        }
    }

    /// Looks at the table of an item when it meets.
    pub(super) fn look(
        &mut self,
        rulebook: &Rulebook,
        here: PositionRef<'_>,
        item: ItemId,
        seed: u64,
    ) {
        let setting = &rulebook.scenario.setting;
        let Some(id) = setting.conference_of(item) else { return };
        let Some(documented) = self.documented[id.index()] else { return };
        if here.talks.of(id).has_begun() {
            return;
        }
        let def = &setting.conferences[id.index()];
        let parties: Vec<Arc<Valuation>> = def
            .party_ids()
            .map(|party| conference::valuation(setting, here, id, party, rulebook.prepared()))
            .collect();
        let table = &mut self.seen[id.index()];
        table.met += 1;
        table.gains.resize(parties.len(), 0.0);
        for (sum, party) in table.gains.iter_mut().zip(&parties) {
            *sum += party.expected(documented) - party.reservation();
        }
        let good = |treaty: Treaty| parties.iter().all(|party| party.acceptable(treaty));
        if good(documented) {
            let gains = |treaty: Treaty| -> f64 {
                let gain = |party: &Arc<Valuation>| party.expected(treaty) - party.reservation();
                parties.iter().map(gain).product()
            };
            let own = gains(documented);
            let zone: Vec<f64> = def.space.all().filter(|t| good(*t)).map(gains).collect();
            let better = zone.iter().filter(|gain| **gain > own + 1e-12).count();
            #[expect(clippy::cast_precision_loss, reason = "a space is small")]
            let share = better as f64 / zone.len().max(1) as f64;
            table.in_zone += 1;
            table.better += share;
        }
        for nth in 0..PLAYED {
            let run = Run::new(seed_of(seed, nth), false);
            let come = self.play(rulebook, here, id, run);
            let table = &mut self.seen[id.index()];
            table.played += 1;
            if let Some(treaty) = come {
                let distance = distance(setting, id, treaty, documented);
                table.agreed += 1;
                table.same += u64::from(distance == 0.0);
                table.distance += distance;
            }
        }
    }

    /// Plays a table on by the conduct of its parties, to what they agree on, ratified or not.
    fn play(
        &mut self,
        rulebook: &Rulebook,
        here: PositionRef<'_>,
        id: ConferenceId,
        run: Run,
    ) -> Option<Treaty> {
        let holders = vec![Holder::Conduct; rulebook.scenario.setting.seats.len()];
        let game = self.world.spawn(Timeline::opened(rulebook, here, run, holders)).id();
        let is_over = |world: &World| {
            let fate = position(world, game).talks.of(id).fate;
            fate != ConferenceOutcome::Pending || has_ended(world, game)
        };
        while !is_over(&self.world) {
            self.world.run_schedule(Turn);
        }
        let treaty = position(&self.world, game).talks.of(id).treaty;
        self.world.despawn(game);
        treaty
    }

    /// What was seen, of the tables that met.
    #[expect(clippy::cast_precision_loss, reason = "counts of games are small")]
    pub(super) fn tests(&self, scenario: &Scenario) -> Vec<TreatyTest> {
        let setting = &scenario.setting;
        let all = self.seen.iter().enumerate().filter(|(_, seen)| seen.met > 0);
        all.map(|(index, seen)| {
            let id = ConferenceId::new(index);
            let def = &setting.conferences[index];
            let known = def.clause_ids().filter(|clause| def.clause(*clause).documented.is_some());
            let miss = known.map(|clause| 1.0 - 1.0 / def.space.size(clause) as f64);
            let (count, miss) = miss.fold((0.0, 0.0), |(n, sum), miss| (n + 1.0, sum + miss));
            let played = seen.played.max(1) as f64;
            TreatyTest {
                id: scenario.conference_name(id).to_owned(),
                title: scenario.item(def.item).title.clone(),
                met: seen.met,
                treaties: u64::from(def.space.treaties()),
                in_zone: seen.in_zone as f64 / seen.met as f64,
                gains: seen
                    .gains
                    .iter()
                    .zip(&def.parties)
                    .map(|(sum, party)| {
                        let mean = sum / seen.met as f64;
                        let seat = &scenario.text.seats[party.seat.index()].id;
                        (seat.to_string(), mean.is_finite().then_some(mean))
                    })
                    .collect(),
                better: (seen.in_zone > 0).then(|| seen.better / seen.in_zone as f64),
                agreed: seen.agreed as f64 / played,
                same: seen.same as f64 / played,
                distance: (seen.agreed > 0).then(|| seen.distance / seen.agreed as f64),
                distance_by_chance: miss / f64::max(count, 1.0),
            }
        })
        .collect()
    }
}

/// The share of the articles of which the record knows that two treaties differ in; a version
/// with a reservation counts as its article.
fn distance(setting: &Setting, id: ConferenceId, one: Treaty, other: Treaty) -> f64 {
    let def = &setting.conferences[id.index()];
    let known = def.clause_ids().filter(|clause| def.clause(*clause).documented.is_some());
    let (mut all, mut differ) = (0.0_f64, 0.0);
    for clause in known {
        let [a, b] = [one, other].map(|t| def.clause(clause).base(def.space.value(t, clause)));
        all += 1.0;
        differ += f64::from(u8::from(a != b));
    }
    differ / all.max(1.0)
}
