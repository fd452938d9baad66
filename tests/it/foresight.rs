//! Foresight: looking ahead comes to what the turn then brings about.

use std::sync::Arc;

use bevy::ecs::entity::Entity;
use bevy::ecs::world::World;
use status_quo::rules::agenda::Stage;
use status_quo::rules::borders::BorderEffect;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::conditions::Measure;
use status_quo::rules::conduct::{Reason, deliberate};
use status_quo::rules::conference::{self, PartyCache, Speech};
use status_quo::rules::defs::ItemKind;
use status_quo::rules::effects::{Due, Effect, Stance};
use status_quo::rules::foresight::Foresight;
use status_quo::rules::holders::{Holder, Order, Orders};
use status_quo::rules::ids::{ItemId, MoveId, OptionId, SectorId};
use status_quo::rules::months::{self, Expectation};
use status_quo::rules::position::Position;
use status_quo::rules::setting::Setting;
use status_quo::rules::talks::ConferenceOutcome;
use status_quo::rules::turn::Run;
use status_quo::rules::ways;
use status_quo::scenario::Scenario;
use status_quo::sim::timeline::{Rulebook, Timeline, position};
use status_quo::sim::turn::{self, Turn};

use crate::harness::{all_scenarios, secret_line, table_of_three};

/// A world with one timeline in which a player holds every seat.
fn begin(scenario: &Arc<Scenario>, seed: u64) -> (World, Entity) {
    let mut world = World::new();
    turn::install(&mut world);
    let holders = vec![Holder::Player; scenario.setting.seats.len()];
    let rulebook = Rulebook::new(Arc::clone(scenario));
    let timeline = world.spawn(Timeline::new(&rulebook, Run::new(seed, true), holders)).id();
    (world, timeline)
}

/// Plays one turn with an order.
fn play(world: &mut World, timeline: Entity, order: Option<Order>) {
    world.get_mut::<Orders>(timeline).expect("it is a timeline").order = order;
    world.run_schedule(Turn);
}

/// The position after one turn with an order, played on a copy of a timeline. None if
/// a clash was fought in it, which nobody can foresee.
fn turned(world: &mut World, timeline: Entity, order: Option<Order>) -> Option<Position> {
    let copy = world.entity_mut(timeline).clone_and_spawn();
    let entries =
        |world: &World| world.get::<Chronicle>(copy).expect("it is a timeline").entries.len();
    let before = entries(world);
    // The original waits for its own order meanwhile.
    play(world, copy, order);
    let chronicle = world.get::<Chronicle>(copy).expect("it is a timeline");
    let fought =
        chronicle.entries[before..].iter().any(|e| matches!(e.event, Event::Clashed { .. }));
    let after = position(world, copy).to_owned();
    world.despawn(copy);
    (!fought).then_some(after)
}

/// The position that is foreseen when this falls due, with the talks as they are then.
fn foreseen(setting: &Setting, here: &Position, due: &Due) -> Position {
    let mut foresight = Foresight::default();
    foresight.see(setting, here.borrow());
    foresight.bring(setting, due);
    foresight.here().to_owned()
}

/// Two positions are the same, but for the step that comes next.
fn assert_same(mut foreseen: Position, turned: &Position, what: &str) {
    foreseen.agenda.stage = turned.agenda.stage;
    foreseen.agenda.cursor = turned.agenda.cursor;
    assert_eq!(foreseen.agenda, turned.agenda, "{what}");
    assert_eq!(foreseen.instruments, turned.instruments, "{what}");
    assert_eq!(foreseen.recognition, turned.recognition, "{what}");
    assert_eq!(foreseen.deterrence, turned.deterrence, "{what}");
    assert_eq!(foreseen.borders, turned.borders, "{what}");
    assert_eq!(foreseen.talks, turned.talks, "{what}");
}

/// What falls due when an option without chance is taken; none if chance is in it.
fn due_of(setting: &Setting, mv: MoveId, option: OptionId) -> Option<Due> {
    let def = setting.option(mv, option);
    let item = setting.moves[mv.index()].item;
    let mut due = Due::default();
    ways::take(setting, mv, option, &mut due);
    if let (ItemKind::Crisis(sector), Some(stance)) =
        (&setting.items[item.index()].kind, def.stance)
    {
        let holds_back = matches!(stance, Stance::Hold | Stance::Forbid);
        if holds_back && ways::army_chance(setting, *sector, stance == Stance::Forbid) > 0.0 {
            return None;
        }
        ways::stance_effects(setting, item, *sector, stance, &mut due);
    }
    def.chances.is_empty().then_some(due)
}

/// Tries everything that can be done at the step at hand; answers how much was
/// compared and an order to go on with.
fn try_all(
    world: &mut World,
    timeline: Entity,
    setting: &Setting,
    pick: usize,
) -> (usize, Option<Order>) {
    let here = position(world, timeline).to_owned();
    match here.agenda.stage {
        Stage::Moving(mv) => {
            let open = here.borrow().open_options(setting, mv);
            let mut n = 0;
            for option in &open {
                let Some(due) = due_of(setting, mv, *option) else { continue };
                let Some(after) = turned(world, timeline, Some(Order::Choice(mv, *option))) else {
                    continue;
                };
                assert_same(foreseen(setting, &here, &due), &after, &format!("{mv:?} {option:?}"));
                n += 1;
            }
            (n, Some(Order::Choice(mv, open[pick % open.len()])))
        }
        Stage::Speaking(item) => {
            let id = setting.conference_of(item).expect("it is one");
            let def = &setting.conferences[id.index()];
            let talk = here.talks.of(id);
            let party = talk.table.turn_of().expect("it is open");
            let draft = def.completed(
                def.documented().unwrap_or_else(|| def.blank()),
                party,
                talk.standing(),
            );
            let mut speeches = vec![Speech::Offer(draft)];
            speeches.extend(talk.standing().map(|_| Speech::Accept));
            let mut n = 0;
            for speech in speeches.iter().copied().chain([Speech::WalkOut]) {
                let mut due = Due::default();
                let mut talked = here.clone();
                let said = conference::say(setting, here.borrow(), id, speech);
                said.carry_out(def, &mut talked.talks.all[id.index()], &mut due);
                let Some(after) = turned(world, timeline, Some(Order::Speech(speech))) else {
                    continue;
                };
                assert_same(
                    foreseen(setting, &talked, &due),
                    &after,
                    &format!("{id:?} {speech:?}"),
                );
                n += 1;
            }
            (n, speeches.last().copied().map(Order::Speech))
        }
        Stage::Signing(item) => (try_to_sign(world, timeline, setting, &here, item), None),
        _ => (0, None),
    }
}

/// What was agreed comes into force, or falls: whichever the turn draws.
fn try_to_sign(
    world: &mut World,
    timeline: Entity,
    setting: &Setting,
    here: &Position,
    item: ItemId,
) -> usize {
    let id = setting.conference_of(item).expect("it is one");
    let Some(after) = turned(world, timeline, None) else { return 0 };
    let fate = after.talks.of(id).fate;
    assert!(matches!(fate, ConferenceOutcome::InForce | ConferenceOutcome::NotRatified));
    let mut due = Due::default();
    let mut talked = here.clone();
    talked.talks.all[id.index()].conclude(&setting.conferences[id.index()], fate, &mut due);
    assert_same(foreseen(setting, &talked, &due), &after, &format!("{id:?} {fate:?}"));
    1
}

#[test]
fn what_is_foreseen_is_what_the_turn_brings_about() {
    let mut n = 0;
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        for seed in 1..=8 {
            let (mut world, timeline) = begin(&scenario, seed);
            for step in 0.. {
                if position(&world, timeline).agenda.stage == Stage::Ended {
                    break;
                }
                let pick = usize::try_from(seed).expect("it is small") * 7 + step;
                let (compared, order) = try_all(&mut world, timeline, &scenario.setting, pick);
                n += compared;
                play(&mut world, timeline, order);
            }
        }
    }
    assert!(n > 1000, "only {n} steps were compared");
}

/// Whatever is done and taken back, a foresight stands where it stood.
#[test]
fn what_is_taken_back_leaves_nothing() {
    for scenario in all_scenarios() {
        let setting = &scenario.setting;
        let opening = scenario.opening.borrow();
        let prepared = PartyCache::default();
        let mut foresight = Foresight::default();
        foresight.see(setting, opening);
        for mv in setting.move_ids() {
            // Weighing tries every open option, with what is drawn and what is answered.
            let weighed = foresight.deliberate(setting, opening, mv, &prepared);
            let mut fresh = Foresight::default();
            fresh.see(setting, opening);
            assert_eq!(weighed, fresh.deliberate(setting, opening, mv, &prepared));
            assert_eq!(foresight.here().recognition, opening.recognition);
            assert_eq!(foresight.here().deterrence, opening.deterrence);
            assert_eq!(foresight.here().borders, opening.borders);
            assert_eq!(foresight.here().instruments, opening.instruments);
            assert_eq!(foresight.here().agenda.facts, opening.agenda.facts);
            assert_eq!(foresight.here().agenda.choices, opening.agenda.choices);
            assert_eq!(foresight.here().talks, opening.talks);
        }
    }
}

/// An answer that opens a conference is weighed by what the conference can be expected to
/// come to; the answers looked equal.
#[test]
fn an_answer_is_weighed_by_the_conference_that_it_opens() {
    let scenario = secret_line();
    let setting = &scenario.setting;
    let mv = setting.move_ids().next().expect("there are moves");
    assert_eq!(scenario.move_name(mv), "approach/russia");
    let weighed = deliberate(setting, scenario.opening.borrow(), mv, &PartyCache::default());
    let gains: Vec<f64> = weighed
        .options
        .iter()
        .map(|option| {
            let aims = option.terms.iter();
            let aims = aims.filter(|(reason, _)| matches!(reason, Reason::Objective(_)));
            aims.map(|(_, amount)| amount).sum()
        })
        .collect();
    let [japan, open_door, revanche] = gains[..] else { panic!("three answers are open") };
    // A paper with Japan is two fifths of what Russia wants, and both would sign.
    assert!((japan - 0.4).abs() < 1e-9, "{gains:?}");
    assert!(open_door == 0.0 && revanche == 0.0, "{gains:?}");
}

/// Patrols change nothing at once and the calm of a frontier by the next item.
#[test]
fn patrols_are_weighed_by_the_months_that_follow() {
    let mut n = 0;
    for scenario in all_scenarios() {
        let setting = &scenario.setting;
        for seed in 1..=4 {
            let (mut world, timeline) = begin(&scenario, seed);
            for step in 0.. {
                let here = position(&world, timeline).to_owned();
                if here.agenda.stage == Stage::Ended {
                    break;
                }
                if let Stage::Moving(mv) = here.agenda.stage {
                    n += patrols_weighed(&scenario, &here, mv);
                }
                let pick = usize::try_from(seed).expect("it is small") + step;
                let (_, order) = try_all(&mut world, timeline, setting, pick);
                play(&mut world, timeline, order);
            }
        }
    }
    assert!(n > 0, "nobody could send patrols");
}

/// How many open options change the patrols of a frontier whose calm is an aim of the seat
/// that moves; each has a term for it.
fn patrols_weighed(scenario: &Scenario, here: &Position, mv: MoveId) -> usize {
    let setting = &scenario.setting;
    let own = &setting.seats[setting.moves[mv.index()].seat.index()].objectives;
    let weighed = deliberate(setting, here.borrow(), mv, &PartyCache::default());
    let felt = |effect: &Effect| match *effect {
        Effect::Border(BorderEffect::Patrols(sector, _)) => {
            here.borrow().is_live(setting, sector)
                && own.iter().any(|aim| aim.measure == Measure::Calm(sector))
        }
        _ => false,
    };
    let mut n = 0;
    for option in &weighed.options {
        if setting.option(mv, option.option).effects.iter().any(felt) {
            assert!(!option.terms.is_empty(), "{}", scenario.move_name(mv));
            n += 1;
        }
    }
    n
}

/// More patrols bring more incidents and more tension, and never less; without months
/// nothing changes.
#[test]
fn the_months_expected_rise_with_patrols() {
    for scenario in all_scenarios() {
        let setting = &scenario.setting;
        for sector in (0..setting.sectors.len()).map(SectorId::new) {
            let mut position = scenario.opening.clone();
            let mut before: Option<Expectation> = None;
            for patrols in [0.0, 0.3, 0.6, 1.0] {
                position.borders.sectors[sector.index()].patrols = patrols;
                let none = months::expected(setting, position.borrow(), sector, 0);
                assert!(none.incidents == 0.0 && none.tension == 0.0 && none.clash == 0.0);
                let year = months::expected(setting, position.borrow(), sector, 12);
                if let Some(before) = before {
                    assert!(before.incidents < year.incidents && before.clash < year.clash);
                    assert!(before.tension <= year.tension);
                }
                assert!(year.ends.iter().sum::<f64>() <= 1.0 && year.clash <= 1.0);
                before = Some(year);
            }
        }
    }
}
