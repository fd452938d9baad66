//! Conferences in the game: every one of every scenario, as players meet them.

use bevy::ecs::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use status_quo::rules::agenda::Stage;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::comparison::{ArticleVerdict, compare_article};
use status_quo::rules::conference::{self, PartyCache, Speech};
use status_quo::rules::effects::Due;
use status_quo::rules::foresight::Foresight;
use status_quo::rules::holders::{Asked, Holder};
use status_quo::rules::ids::{ClauseId, ClauseValueId, ConferenceId, PartyId, SeatId};
use status_quo::rules::intents::{Intent, Refusal};
use status_quo::rules::negotiation::explanation::{Consent, Explanation, advice};
use status_quo::rules::negotiation::negotiator::Demand;
use status_quo::rules::negotiation::space::Treaty;
use status_quo::rules::negotiation::utility::{Preferences, Valuation};
use status_quo::rules::position::Position;
use status_quo::rules::talks::{ConferenceOutcome, ConferenceState};
use status_quo::sim::admission::DecideError;
use status_quo::sim::timeline::position;
use status_quo::view::{StageView, TreatyResult, Views};

use crate::harness::{
    Folder, Table, all_scenarios, call, player_if, program, root, table_of_three, text,
};
use crate::output::typed;

/// All conferences of all scenarios and of the one made for tests.
fn conferences() -> Vec<(std::sync::Arc<status_quo::scenario::Scenario>, ConferenceId)> {
    let mut found = Vec::new();
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        for index in 0..scenario.setting.conferences.len() {
            found.push((std::sync::Arc::clone(&scenario), ConferenceId::new(index)));
        }
    }
    assert!(found.len() >= 6, "there are {} conferences", found.len());
    found
}

/// A game of a scenario in which players hold all seats, played to its first
/// conference of that name with the first open answer to every question.
fn at_the_table(slug: &str, conference: &str, seed: u64) -> Table {
    let scenario = all_scenarios()
        .into_iter()
        .find(|scenario| scenario.head.id == slug)
        .expect("the scenario exists");
    let mut table = Table::of(scenario, seed);
    table.play_to(conference);
    table
}

/// Every valuation that a party to a conference may have: each mandate, at a few
/// worths of no treaty.
fn valuations(
    scenario: &status_quo::scenario::Scenario,
    id: ConferenceId,
) -> Vec<(usize, Valuation)> {
    let def = &scenario.setting.conferences[id.index()];
    let mut all = Vec::new();
    for (party, party_def) in def.parties.iter().enumerate() {
        for mandate in &party_def.mandates {
            for reservation in [0.1, 0.35, 0.6] {
                let own = Preferences { reservation, ..mandate.preferences.clone() };
                all.push((party, Valuation::new(&def.space, own).expect("checked")));
            }
        }
    }
    all
}

/// The numbers shown are the numbers that decide, over a thousand drafts: factors
/// sum to the worth, the advised change turns a no into a yes, and where no change
/// is advised enumeration finds none.
#[test]
fn a_thousand_drafts_are_explained_exactly() {
    let all = conferences();
    let parties: Vec<Vec<(usize, Valuation)>> =
        all.iter().map(|(scenario, id)| valuations(scenario, *id)).collect();
    let mut runner =
        TestRunner::new(Config { cases: 1_000, failure_persistence: None, ..Config::default() });
    let draws =
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u32>(), 0.0..1.2);
    runner
        .run(&draws, |(conference, valuation, number, least)| {
            let which = conference.index(all.len());
            let (_, party) = &parties[which][valuation.index(parties[which].len())];
            let space = party.space();
            let draft = Treaty(number % space.treaties());
            let reservation = party.reservation();
            let target = f64::max(least, reservation);
            let demand = Demand { target, reservation, noise: 0.0 };
            let why = Explanation::of(party, draft, &demand);
            let sum = why.ideal
                + why.factors.iter().map(|f| f.effect).sum::<f64>()
                + why.ratification_effect
                - why.crossings.iter().map(|c| c.cost).sum::<f64>();
            prop_assert!((sum - why.expected).abs() < 1e-9);
            if why.hard.is_empty() {
                prop_assert!((sum - party.expected(draft)).abs() < 1e-9);
            }
            let accepts = |treaty: Treaty| {
                let why = Explanation::of(party, treaty, &demand);
                why.acceptance >= 1.0
            };
            let changes = |treaty: Treaty| space.differences(draft, treaty).count();
            let consent = Consent { party, least: target };
            match advice(space, draft, &[consent], |_| 0.0) {
                Some(edit) => {
                    prop_assert!(accepts(edit.treaty));
                    prop_assert_eq!(changes(edit.treaty), edit.changes.len());
                    prop_assert_eq!(edit.changes.is_empty(), accepts(draft));
                    let fewer = space.all().any(|t| changes(t) < edit.changes.len() && accepts(t));
                    prop_assert!(!fewer, "a smaller change would do");
                }
                None => prop_assert!(!space.all().any(accepts), "some change would do"),
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// Entering the historical terms gives zero differences.
#[test]
fn the_historical_terms_give_no_difference() {
    let mut with_record = 0;
    for (scenario, id) in conferences() {
        let def = &scenario.setting.conferences[id.index()];
        for clause in &def.clauses {
            if let Some(documented) = clause.documented {
                assert_eq!(compare_article(clause, Some(documented), false), ArticleVerdict::Same);
            }
        }
        let Some(treaty) = def.documented() else { continue };
        let mut table = Table::of(std::sync::Arc::clone(&scenario), 11);
        if !table.try_play_to(scenario.conference_name(id)) {
            continue;
        }
        table.sign(id, treaty);
        let seat = scenario.text.seats[def.parties[0].seat.index()].id.clone();
        let closed = table.view(&seat).results;
        let result = closed.iter().find(|r| r.id == scenario.conference_name(id));
        let treaty: &TreatyResult =
            result.and_then(|r| r.treaty.as_ref()).expect("the conference has a result");
        let talk = position(&table.world, table.game.timeline()).talks.of(id).clone();
        if talk.fate == ConferenceOutcome::InForce {
            with_record += 1;
            assert_eq!(
                treaty.n_differences,
                0,
                "{}: {:#?}",
                scenario.conference_name(id),
                treaty.rows
            );
        }
    }
    assert!(with_record >= 4, "only {with_record} documented treaties came into force");
}

/// Nothing of an annex reaches whoever may not know of it before its day: with
/// any two versions of what is hidden, what they know is the same.
#[test]
fn what_is_hidden_changes_nothing_that_others_know() {
    let mut tried = 0;
    for (scenario, id) in conferences() {
        let setting = &scenario.setting;
        let def = &setting.conferences[id.index()];
        let viewers =
            core::iter::once(None).chain((0..setting.seats.len()).map(|s| Some(SeatId::new(s))));
        for viewer in viewers {
            let date = setting.items[def.item.index()].date;
            let hidden: Vec<ClauseId> = if setting.hides_conference(id, viewer) {
                def.clause_ids().collect()
            } else {
                def.clause_ids().filter(|clause| !def.knows(*clause, viewer, date)).collect()
            };
            if hidden.is_empty() {
                continue;
            }
            let known = |treaty: Treaty| -> Position {
                let mut here = scenario.opening.clone();
                here.agenda.clock = date;
                let mut talk =
                    ConferenceState { treaty: Some(treaty), ..ConferenceState::opening(def) };
                let offer = status_quo::rules::negotiation::protocol::NegotiationAct::Offer(treaty);
                talk.table.apply(offer).expect("the table is open");
                let mut due = Due::default();
                talk.conclude(def, ConferenceOutcome::InForce, &mut due);
                here.talks.all[id.index()] = talk;
                let mut foresight = Foresight::default();
                foresight.see(setting, here.borrow());
                foresight.bring(setting, &due);
                foresight.here().known_to(setting, viewer)
            };
            let base = def.blank();
            let first = known(base);
            for clause in hidden {
                for value in def.space.value_ids(clause) {
                    assert_eq!(
                        known(def.space.with(base, clause, value)),
                        first,
                        "{}: {clause:?} is seen by {viewer:?}",
                        scenario.conference_name(id)
                    );
                    tried += 1;
                }
            }
        }
    }
    assert!(tried >= 10, "only {tried} hidden values were tried");
}

/// The same in whole games: two games that differ only in what was agreed in
/// secret look the same to the others, and the public, up to the debrief.
#[test]
fn whole_games_with_other_secrets_look_the_same_to_others() {
    let mut tried = 0;
    for (scenario, id) in conferences() {
        let def = &scenario.setting.conferences[id.index()];
        let name = scenario.conference_name(id).to_owned();
        let hides = |seat: SeatId| {
            scenario.setting.hides_conference(id, Some(seat))
                || def.clause_ids().any(|c| {
                    !def.knows(c, Some(seat), scenario.setting.items[def.item.index()].date)
                })
        };
        let others: Vec<SeatId> =
            (0..scenario.setting.seats.len()).map(SeatId::new).filter(|s| hides(*s)).collect();
        if others.is_empty() {
            continue;
        }
        let play = |treaty: Treaty| {
            let mut table = Table::of(std::sync::Arc::clone(&scenario), 5);
            table.try_play_to(&name).then(|| {
                table.sign(id, treaty);
                table
            })
        };
        for other in others {
            let free: Vec<ClauseId> = def
                .clause_ids()
                .filter(|c| {
                    scenario.setting.hides_conference(id, Some(other))
                        || !def.knows(
                            *c,
                            Some(other),
                            scenario.setting.items[def.item.index()].date,
                        )
                })
                .collect();
            let base = def.documented().unwrap_or_else(|| def.blank());
            let Some(one) = play(base) else { continue };
            let seat = scenario.text.seats[other.index()].id.clone();
            for clause in free {
                let other = (def.space.value(base, clause).index() + 1) % def.space.size(clause);
                let value = ClauseValueId::new(other);
                let Some(two) = play(def.space.with(base, clause, value)) else { continue };
                let fate = |t: &Table| position(&t.world, t.game.timeline()).talks.of(id).fate;
                // What one of the treaties lets happen in the open, an event tells by design.
                let opened =
                    |t: &Table| position(&t.world, t.game.timeline()).agenda.opened.clone();
                if fate(&one) != fate(&two) || opened(&one) != opened(&two) {
                    continue;
                }
                let (a, b) = (one.view(&seat), two.view(&seat));
                assert_eq!(
                    serde_json::to_string(&a).expect("plain"),
                    serde_json::to_string(&b).expect("plain"),
                    "{name}: {clause:?} shows to {seat}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 2, "only {tried} pairs of games were tried");
}

/// No view of a game that is not over holds the instructions of another party.
#[test]
fn instructions_stay_with_their_party() {
    for (scenario, id) in conferences() {
        let mut table = Table::of(std::sync::Arc::clone(&scenario), 3);
        if !table.try_play_to(scenario.conference_name(id)) {
            continue;
        }
        let def = &scenario.setting.conferences[id.index()];
        let text = scenario.conference(id);
        for (party, entry) in text.parties.iter().enumerate() {
            let secret = entry.instructions.told(|_| true);
            let first: String = secret[0].chars().take(60).collect();
            for seat in &scenario.text.seats {
                let own = scenario.text.seats[def.parties[party].seat.index()].id == seat.id;
                let view = serde_json::to_string(&table.view(&seat.id)).expect("plain");
                let said = serde_json::to_string(&first).expect("plain");
                assert!(own || !view.contains(said.trim_matches('"')), "{}", seat.id);
            }
        }
    }
}

#[test]
fn drafts_that_are_none_are_refused_in_a_sentence() {
    let mut table = at_the_table("kyakhta", "kyakhta", 2);
    let (seat, asked) = table.game.asked(&table.world).expect("somebody speaks");
    let Asked::Speech(id) = asked else { panic!("it is a conference") };
    let scenario = std::sync::Arc::clone(table.game.scenario());
    let conference = scenario.conference_name(id).to_owned();
    let def = &scenario.setting.conferences[id.index()];
    let party = def.party_of(seat).expect("a party speaks");
    let good = table.articles(id, party, def.blank());
    let refusal = |table: &mut Table, intent: Intent| -> Refusal {
        match table.game.decide(&mut table.world, seat, intent) {
            Err(DecideError::Refused(refusal)) => refusal,
            other => panic!("not refused: {other:?}"),
        }
    };
    let offer = |articles| Intent::Speak {
        conference: conference.clone(),
        speech: Speech::Offer(articles),
    };
    let mut articles = good.clone();
    articles.insert("moon".to_owned(), "cheese".to_owned());
    assert!(matches!(refusal(&mut table, offer(articles)), Refusal::NoSuchClause { .. }));
    let mut articles = good.clone();
    let first = articles.keys().next().cloned().expect("there is a clause");
    articles.insert(first.clone(), "cheese".to_owned());
    assert!(matches!(refusal(&mut table, offer(articles)), Refusal::NoSuchValue { .. }));
    let mut articles = good;
    articles.remove(&first);
    assert!(matches!(refusal(&mut table, offer(articles)), Refusal::ClauseLeftOut(_)));
    let accept = Intent::Speak { conference: conference.clone(), speech: Speech::Accept };
    assert_eq!(refusal(&mut table, accept), Refusal::NothingTabled);
    let elsewhere = Intent::Speak { conference: "munich".to_owned(), speech: Speech::WalkOut };
    assert!(matches!(refusal(&mut table, elsewhere), Refusal::OtherQuestion { .. }));
    let choice = Intent::Choose { question: conference, option: "yes".to_owned() };
    assert!(matches!(refusal(&mut table, choice), Refusal::OtherQuestion { .. }));
}

/// Walking out ends it; what follows from no treaty follows.
#[test]
fn whoever_walks_out_ends_the_conference() {
    let mut table = at_the_table("kyakhta", "kyakhta", 4);
    let (seat, Asked::Speech(id)) = table.game.asked(&table.world).expect("somebody speaks") else {
        panic!("it is a conference");
    };
    let conference = table.game.scenario().conference_name(id).to_owned();
    table
        .game
        .decide(
            &mut table.world,
            seat,
            Intent::Speak { conference: conference.clone(), speech: Speech::WalkOut },
        )
        .expect("one may always leave");
    let here = position(&table.world, table.game.timeline());
    assert_eq!(here.talks.of(id).fate, ConferenceOutcome::NoTreaty);
    let name = table.game.scenario().text.seats[seat.index()].id.clone();
    let view = table.view(&name);
    let result = view.results.iter().find(|result| result.id == conference);
    let treaty = result.and_then(|r| r.treaty.as_ref()).expect("it has a result");
    assert!(treaty.rows.iter().all(|row| row.played.is_none()));
    assert_eq!(treaty.speeches.len(), 1);
}

/// An adjournment lets the time pass that it says, and the same party goes on.
#[test]
fn adjourning_lets_time_pass() {
    let mut tried = 0;
    for (scenario, id) in conferences() {
        let mut table = Table::of(std::sync::Arc::clone(&scenario), 8);
        if !table.try_play_to(scenario.conference_name(id)) {
            continue;
        }
        let here = position(&table.world, table.game.timeline());
        let Some(until) = conference::recess(&scenario.setting, here, id) else { continue };
        let (seat, _) = table.game.asked(&table.world).expect("somebody speaks");
        let intent = Intent::Speak {
            conference: scenario.conference_name(id).to_owned(),
            speech: Speech::Adjourn,
        };
        table.game.decide(&mut table.world, seat, intent).expect("it may adjourn");
        let here = position(&table.world, table.game.timeline());
        assert_eq!(here.agenda.clock, until);
        assert!(matches!(here.agenda.stage, Stage::Speaking(_)));
        assert_eq!(table.game.asked(&table.world).map(|(s, _)| s), Some(seat));
        tried += 1;
    }
    assert!(tried >= 1, "no conference adjourns");
}

/// Every refusal by an empty seat comes with reasons and with a counter-draft, or
/// says that nothing would do.
#[test]
fn every_refusal_says_why_and_what_instead() {
    let mut refusals = 0;
    for scenario in all_scenarios() {
        for seed in 0..6 {
            let seats = vec![Holder::Conduct; scenario.text.seats.len()];
            let mut world = World::new();
            let game = status_quo::sim::game::Game::start(
                &mut world,
                std::sync::Arc::clone(&scenario),
                seed,
                seats,
            );
            let chronicle: &Chronicle = world.get(game.timeline()).expect("a timeline");
            let mut stands = false;
            let mut current = None;
            for entry in &chronicle.entries {
                let Event::Spoke { conference, draft, why, remedy, speech, .. } = &entry.event
                else {
                    continue;
                };
                if current != Some(*conference) {
                    (current, stands) = (Some(*conference), false);
                }
                let refuses = matches!(speech, Speech::Offer(_) | Speech::WalkOut);
                if stands && refuses {
                    assert!(why.is_some());
                    match remedy {
                        Some(conference::Remedy::Change(changes)) => assert!(!changes.is_empty()),
                        Some(conference::Remedy::Nothing) => {}
                        None => panic!("a refusal says what would do"),
                    }
                    refusals += 1;
                }
                stands |= draft.is_some();
            }
            let first = scenario.text.seats[0].id.clone();
            let id = scenario.seat_by_id(&first);
            let view = status_quo::view::seat_view(&world, &game, crate::harness::english(), id);
            let debrief = view.debrief.expect("the game is over");
            for treaty in debrief.results.iter().filter_map(|result| result.treaty.as_ref()) {
                assert!(treaty.speeches.iter().all(|speech| !speech.words.is_empty()));
            }
        }
    }
    assert!(refusals >= 10, "only {refusals} refusals");
}

/// A seat that speaks sees its own numbers as they decide.
#[test]
fn the_desk_shows_what_decides() {
    let table = at_the_table("kyakhta", "kyakhta", 6);
    let (seat, Asked::Speech(id)) = table.game.asked(&table.world).expect("somebody speaks") else {
        panic!("it is a conference");
    };
    let scenario = table.game.scenario();
    let name = scenario.text.seats[seat.index()].id.clone();
    let StageView::Conference(view) = table.view(&name).stage else { panic!("it is asked") };
    let def = &scenario.setting.conferences[id.index()];
    let here = position(&table.world, table.game.timeline());
    let own = conference::valuation(&scenario.setting, here, id, view.you, &PartyCache::default());
    for treaty in def.space.all().step_by(7) {
        let party = view.you;
        let shown: Vec<ClauseValueId> = def
            .clause_ids()
            .filter(|clause| def.takes_part(*clause, party))
            .map(|clause| def.space.value(treaty, clause))
            .collect();
        let assessment = view.desk.assess(&shown).expect("it is a draft");
        let treaty = def.completed(treaty, party, None);
        if assessment.why.hard.is_empty() {
            assert!((assessment.why.expected - own.expected(treaty)).abs() < 1e-12);
        }
        assert_eq!(assessment.reservation.to_bits(), own.reservation().to_bits());
    }
}

/// Every conference of the game can be taken to other software.
#[test]
fn every_conference_is_exported_and_negotiated() {
    let home = Folder::new();
    for (scenario, id) in conferences() {
        let name = scenario.conference_name(id);
        let folder = home.file(&format!("{}-{name}", scenario.head.id)).display().to_string();
        let pack = if scenario.head.id == "table-of-three" {
            root().join("tests/it/fixtures/table-of-three").display().to_string()
        } else {
            scenario.head.id.to_string()
        };
        let out = call(&home, &["export-negmas", &pack, name, "--out", &folder]);
        assert!(out.status.success(), "{}", text(&out.stderr));
        let parties = scenario.setting.conferences[id.index()].parties.len();
        let strategies = vec!["our"; parties].join(",");
        let out =
            call(&home, &["negotiate", &folder, "--strategies", &strategies, "--format", "json"]);
        assert!(out.status.success(), "{}", text(&out.stderr));
        let value: serde_json::Value =
            serde_json::from_slice(&out.stdout).expect("it prints one object");
        assert!(value["offers"].is_array());
        // Not over what is there already.
        let again = call(&home, &["export-negmas", &pack, name, "--out", &folder]);
        assert_eq!(again.status.code(), Some(1));
        assert!(text(&again.stderr).contains("is not empty"));
    }
    let out = call(&home, &["export-negmas", "kyakhta", "kyahta", "--out", "x"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("did you mean `kyakhta`"), "{}", text(&out.stderr));
}

/// The made-up table, played to its opening, with its conference.
fn three(seed: u64) -> (Table, ConferenceId) {
    let mut table = Table::of(table_of_three(), seed);
    table.play_to("table");
    (table, ConferenceId(0))
}

/// A draft in which the named clauses have these values, the others none.
fn draft(id: ConferenceId, articles: &[(ClauseId, u16)]) -> Treaty {
    let scenario = table_of_three();
    let def = &scenario.setting.conferences[id.index()];
    articles.iter().fold(def.blank(), |treaty, (clause, value)| {
        def.space.with(treaty, *clause, ClauseValueId(*value))
    })
}

const TOLL: ClauseId = ClauseId(0);
const MINE: ClauseId = ClauseId(1);
const LETTER: ClauseId = ClauseId(2);
const TERM: ClauseId = ClauseId(3);

/// A secret annex is known to its parties at once and to others from its day; a
/// side letter to its two and to nobody else.
#[test]
fn annexes_and_side_letters_open_when_they_should() {
    let (mut table, id) = three(7);
    table.sign(id, draft(id, &[(TOLL, 1), (MINE, 1), (LETTER, 1)]));
    let here = position(&table.world, table.game.timeline());
    assert_eq!(
        here.talks.of(id).fate,
        ConferenceOutcome::InForce,
        "with this seed it passes at home"
    );
    let articles = |table: &Table, seat: &str| -> Vec<String> {
        let view = table.view(seat);
        let treaty = view.instruments.iter().find(|i| i.title == "Treaty of Three");
        treaty.expect("it is known").articles.iter().map(|article| article.title.clone()).collect()
    };
    let has_letter = |table: &Table, seat: &str| {
        table.view(seat).instruments.iter().any(|i| i.title == "Letter")
    };
    assert_eq!(articles(&table, "north"), ["The toll", "The mine", "A letter", "The term"]);
    assert_eq!(articles(&table, "south"), ["The toll", "The mine", "A letter", "The term"]);
    assert_eq!(articles(&table, "west"), ["The toll", "The mine", "The term"]);
    assert_eq!(articles(&table, "east"), ["The toll", "The term"]);
    assert!(
        has_letter(&table, "south") && !has_letter(&table, "west") && !has_letter(&table, "east")
    );
    let rows = |table: &Table, seat: &str| -> usize {
        let view = table.view(seat);
        let result = view.results.iter().find(|r| r.id == "table");
        result.and_then(|r| r.treaty.as_ref()).expect("it is closed").rows.len()
    };
    assert_eq!(["north", "south", "west", "east"].map(|seat| rows(&table, seat)), [4, 4, 3, 2]);
    // The annex was to be published on 1 December 1920; then it is January 1921.
    table.choose("nod");
    assert_eq!(articles(&table, "east"), ["The toll", "The mine", "The term"]);
    assert_eq!(articles(&table, "west"), ["The toll", "The mine", "The term"]);
    table.choose("nod");
    let debrief = table.view("east").debrief.expect("the game is over");
    let result = debrief.results.iter().find(|r| r.id == "table");
    let treaty = result.and_then(|r| r.treaty.as_ref()).expect("it is opened");
    assert_eq!((treaty.rows.len(), treaty.n_differences), (4, 0));
}

/// Who does not know of a clause cannot name it, and leaves it as it stands.
#[test]
fn a_party_passes_over_what_it_does_not_know() {
    let (mut table, id) = three(3);
    let scenario = table_of_three();
    let def = &scenario.setting.conferences[id.index()];
    let offer = |table: &Table, party: u16, treaty: Treaty| Intent::Speak {
        conference: "table".to_owned(),
        speech: Speech::Offer(table.articles(id, PartyId(party), treaty)),
    };
    let north = offer(&table, 0, draft(id, &[(LETTER, 1)]));
    table.game.decide(&mut table.world, SeatId(0), north).expect("north opens");
    let south = offer(&table, 1, draft(id, &[(LETTER, 1), (TOLL, 1)]));
    table.game.decide(&mut table.world, SeatId(1), south).expect("south answers");
    let mut west = table.articles(id, PartyId(2), draft(id, &[(TOLL, 2)]));
    assert!(!west.contains_key("letter"));
    west.insert("letter".to_owned(), "none".to_owned());
    let knows_too_much =
        Intent::Speak { conference: "table".to_owned(), speech: Speech::Offer(west) };
    let refused = table.game.decide(&mut table.world, SeatId(2), knows_too_much);
    assert!(matches!(refused, Err(DecideError::Refused(Refusal::NoSuchClause { .. }))));
    let west = offer(&table, 2, draft(id, &[(TOLL, 2)]));
    table.game.decide(&mut table.world, SeatId(2), west).expect("west answers");
    let here = position(&table.world, table.game.timeline());
    let standing = here.talks.of(id).table.standing().expect("it stands");
    assert_eq!(
        def.space.value(standing.treaty, LETTER),
        ClauseValueId(1),
        "the letter stands as it did"
    );
    assert_eq!(def.space.value(standing.treaty, TOLL), ClauseValueId(2));
}

/// A reservation is its maker's: nobody else can make it, all must accept it, the
/// article counts half, and beside the record it is weaker.
#[test]
fn a_reservation_is_a_version_of_the_article() {
    let (mut table, id) = three(7);
    let scenario = table_of_three();
    let def = &scenario.setting.conferences[id.index()];
    let names = scenario.clause_values(id, TOLL);
    assert_eq!(names, ["none", "low", "high", "low~west"]);
    let reserved = draft(id, &[(TOLL, 3), (MINE, 1)]);
    let north = Intent::Speak {
        conference: "table".to_owned(),
        speech: Speech::Offer(table.articles(id, PartyId(0), reserved)),
    };
    let refused = table.game.decide(&mut table.world, SeatId(0), north);
    assert!(matches!(refused, Err(DecideError::Refused(Refusal::NotYourReservation(_)))));
    for (seat, treaty) in [
        (0, draft(id, &[(TOLL, 1), (MINE, 1)])),
        (1, draft(id, &[(TOLL, 1), (MINE, 1)])),
        (2, reserved),
    ] {
        let articles = table.articles(id, PartyId(seat), treaty);
        let offer =
            Intent::Speak { conference: "table".to_owned(), speech: Speech::Offer(articles) };
        table.game.decide(&mut table.world, SeatId(seat), offer).expect("it is a draft");
    }
    for seat in [0, 1] {
        let accept = Intent::Speak { conference: "table".to_owned(), speech: Speech::Accept };
        table.game.decide(&mut table.world, SeatId(seat), accept).expect("it stands");
    }
    let here = position(&table.world, table.game.timeline());
    assert_eq!(here.talks.of(id).fate, ConferenceOutcome::InForce);
    // The reserved article does not set the toll.
    assert_eq!(here.agenda.facts[0].index(), 0);
    let view = table.view("north");
    let result = view.results.iter().find(|r| r.id == "table");
    let treaty = result.and_then(|r| r.treaty.as_ref()).expect("it is closed");
    assert_eq!(treaty.rows[TOLL.index()].verdict, ArticleVerdict::Weaker);
    assert!(
        treaty.rows[TOLL.index()]
            .played
            .as_ref()
            .is_some_and(|words| words.contains("reservation"))
    );
    assert_eq!(treaty.rows[TOLL.index()].versions.len(), 2, "both readings are shown");
    // Half way between the article and none, for everybody.
    let worth = |party: usize| &def.parties[party].mandates[0].preferences.values[TOLL.index()];
    for party in 0..3 {
        assert!((worth(party)[3] - f64::midpoint(worth(party)[0], worth(party)[1])).abs() < 1e-12);
    }
}

/// A mediator tables one compromise, by what is public alone; there is no second.
#[test]
fn a_mediator_is_asked_once() {
    let (mut table, id) = three(5);
    let mediate = Intent::Speak { conference: "table".to_owned(), speech: Speech::Mediate };
    let here = position(&table.world, table.game.timeline());
    let compromise = conference::compromise(&table_of_three().setting, here, id);
    table.game.decide(&mut table.world, SeatId(0), mediate.clone()).expect("there is a mediator");
    let here = position(&table.world, table.game.timeline());
    let standing = here.talks.of(id).table.standing().expect("it stands");
    assert_eq!(Some(standing.treaty), compromise);
    let refused = table.game.decide(&mut table.world, SeatId(1), mediate);
    assert!(matches!(refused, Err(DecideError::Refused(Refusal::MediatedAlready))));
}

/// What a party wants depends on who leads it, and the worth of no treaty on the
/// state of the frontier.
#[test]
fn leaders_and_frontiers_move_what_a_party_needs() {
    let scenario = table_of_three();
    let setting = &scenario.setting;
    let id = ConferenceId(0);
    let high = |here: &Position| {
        let prepared = PartyCache::default();
        let own = conference::valuation(setting, here.borrow(), id, PartyId(1), &prepared);
        own.expected(draft(id, &[(TOLL, 2)]))
    };
    let mut here = scenario.opening.clone();
    assert!(high(&here).is_finite(), "the first leader signs a high toll at a price");
    let south_two = scenario.text.leaders.iter().position(|l| l.id == "south-two");
    let south_two = status_quo::rules::ids::LeaderId::new(south_two.expect("it exists"));
    here.agenda.leaders[1] = south_two;
    assert!(high(&here).is_infinite(), "the second never does");
    let reservation = |here: &Position| {
        let prepared = PartyCache::default();
        conference::valuation(setting, here.borrow(), id, PartyId(0), &prepared).reservation()
    };
    let calm = reservation(&here);
    here.deterrence.tension[0] = 1.0;
    let tense = reservation(&here);
    assert!(tense < calm, "a tense frontier makes leaving worse: {tense} against {calm}");
}

/// An article can set the term; the instrument then runs by it.
#[test]
fn an_article_sets_the_term() {
    for (value, years) in [(0, 1), (1, 10)] {
        let (mut table, id) = three(7);
        table.sign(id, draft(id, &[(MINE, 1), (TERM, value)]));
        let here = position(&table.world, table.game.timeline());
        assert_eq!(here.talks.of(id).fate, ConferenceOutcome::InForce);
        let scenario = table_of_three();
        let instrument = status_quo::rules::ids::InstrumentId(0);
        assert_eq!(here.instruments.years(&scenario.setting, instrument), Some(years));
    }
}

/// A conference that was left in the middle goes on where it was: from its
/// journal, and after steps back.
#[test]
fn a_conference_is_resumed_and_taken_back() {
    use status_quo::sim::game::Game;
    use status_quo::sim::journal::{Journal, read};
    let home = Folder::new();
    let path = home.file("three.journal");
    let (mut table, id) = three(9);
    let header = table.game.header(&table.world);
    let journal = Journal::create(&path, &header).expect("the folder can be written");
    table.game.keep(&mut table.world, journal).expect("it can be written");
    let before = table.game.decisions(&table.world).len();
    let hash_before = table.game.hash(&table.world);
    for seat in 0..2 {
        let articles = table.articles(id, PartyId(seat), draft(id, &[(TOLL, seat + 1)]));
        let offer =
            Intent::Speak { conference: "table".to_owned(), speech: Speech::Offer(articles) };
        table.game.decide(&mut table.world, SeatId(seat), offer).expect("it is a draft");
    }
    let hash = table.game.hash(&table.world);
    let recovered = read(&path).expect("it is a journal");
    let mut world = World::new();
    let (game, misfit) =
        Game::resume(&mut world, table_of_three(), &recovered).expect("the seats are there");
    assert!(misfit.is_none(), "{misfit:?}");
    assert_eq!(game.hash(&world), hash);
    assert_eq!(game.asked(&world), table.game.asked(&table.world));
    table.game.go_back(&mut table.world, before).expect("it can be written");
    assert_eq!(table.game.hash(&table.world), hash_before);
}

/// What a refusing party says would do, does: the advised draft is accepted the
/// next time, whoever the party is and whatever its mood.
#[test]
fn the_advised_change_is_accepted_when_it_is_tabled() {
    let mut tabled = [0; 2];
    for (scenario, id) in conferences() {
        let def = &scenario.setting.conferences[id.index()];
        let name = scenario.conference_name(id).to_owned();
        // A player holds the first party; the others speak for themselves.
        let me = def.parties[0].seat;
        for seed in 0..12 {
            let players = (0..scenario.text.seats.len())
                .map(|seat| player_if(SeatId::new(seat) == me))
                .collect();
            let mut world = World::new();
            let game = status_quo::sim::game::Game::start(
                &mut world,
                std::sync::Arc::clone(&scenario),
                seed,
                players,
            );
            let mut table = Table { world, game, views: Views::default() };
            if !table.try_play_to(&name) {
                continue;
            }
            table.choose("offer");
            let chronicle: &Chronicle = table.world.get(table.game.timeline()).expect("a timeline");
            let last = chronicle.entries.iter().rev().find_map(|entry| match &entry.event {
                Event::Spoke { remedy, party: PartyId(1), .. } => Some(remedy.clone()),
                _ => None,
            });
            let Some(Some(conference::Remedy::Change(changes))) = last else { continue };
            let Some((seat, Asked::Speech(open))) = table.game.asked(&table.world) else {
                continue;
            };
            if (seat, open) != (me, id) {
                continue;
            }
            let here = position(&table.world, table.game.timeline());
            let history = here.talks.of(id).table.history();
            let own = history.iter().find(|offer| offer.by == PartyId(0)).expect("I opened").treaty;
            let advised = changes
                .iter()
                .fold(own, |treaty, (clause, value)| def.space.with(treaty, *clause, *value));
            let articles = table.articles(id, PartyId(0), advised);
            let offer = Intent::Speak { conference: name.clone(), speech: Speech::Offer(articles) };
            let chronicle: &Chronicle = table.world.get(table.game.timeline()).expect("a timeline");
            let before = chronicle.entries.len();
            table.game.decide(&mut table.world, me, offer).expect("it can be tabled");
            let chronicle: &Chronicle = table.world.get(table.game.timeline()).expect("a timeline");
            let answer = chronicle.entries[before..].iter().find_map(|entry| match &entry.event {
                Event::Spoke { speech, party: PartyId(1), .. } => Some(*speech),
                _ => None,
            });
            assert_eq!(answer, Some(Speech::Accept), "{name}, seed {seed}");
            if def.parties.len() == 2 {
                let here = position(&table.world, table.game.timeline());
                assert_eq!(here.talks.of(id).treaty, Some(advised), "{name}, seed {seed}");
                tabled[0] += 1;
            } else {
                tabled[1] += 1;
            }
        }
    }
    // Between two parties, and among more.
    assert!(tabled[0] >= 8 && tabled[1] >= 8, "only {tabled:?} advised drafts were tabled");
}

/// Whoever does not speak first reads what the talks are about before he is asked, and what
/// the first speaker said.
#[test]
fn the_second_to_speak_reads_the_briefing_first() {
    let home = Folder::new();
    let scenario = all_scenarios()
        .into_iter()
        .find(|scenario| *scenario.head.id == "deterrence-on-the-halha")
        .expect("it ships");
    let conference = scenario.text.items.iter().find(|item| item.conference.is_some());
    let briefing = conference.expect("it begins with one").briefing.told(|_| true);
    let play = ["play", "deterrence-on-the-halha", "--seat", "mongolia", "--terminal"];
    let shown = text(&typed(program(&home).args(play), "quit\n").stdout);
    let first = briefing.iter().find(|told| shown.contains(told.as_str()));
    let first = first.expect("something is always told");
    let (before, after) = shown.split_once(first.as_str()).expect("the briefing is shown");
    assert!(!before.contains("Round 1") && after.contains("Round 1"), "{shown}");
}
