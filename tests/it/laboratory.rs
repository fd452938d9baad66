//! The laboratory: games played on from a point, what another answer would have changed,
//! the backtest, and many machines.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bevy::ecs::world::World;
use status_quo::ensemble::ahead::answers::{Ahead, Play};
use status_quo::ensemble::ahead::whatif::WhatIf;
use status_quo::ensemble::ahead::{BranchCounts, Means};
use status_quo::ensemble::backtest::{Backtest, test};
use status_quo::ensemble::sensitivity::{Effort, Sensitivity, hash_of_numbers, sensitivity};
use status_quo::ensemble::waves::seed_of;
use status_quo::rules::agenda::Stage;
use status_quo::rules::holders::{Asked, Holder, Order, asked, recorded_option};
use status_quo::rules::ids::{ConferenceId, MoveId, OptionId, SeatId, SectorId, ValueId};
use status_quo::rules::line_of_play::LineOfPlay;
use status_quo::rules::position::Position;
use status_quo::rules::turn::Run;
use status_quo::scenario::compile::compile;
use status_quo::scenario::numbers::{Movable, Number, moved};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::{Scenario, coefficients, library};
use status_quo::sim::timeline::{Rulebook, Timeline, hash_of, position};
use status_quo::sim::turn::{self, Turn};
use status_quo::view::{ahead_view, trust};

use crate::harness::{
    Folder, Table, all_scenarios, call, edited, english, knocking, program, root, scenarios, text,
};
use crate::output::{said, typed};

/// The point in a game by random answers at which a seat is asked, so many decisions on.
fn point(scenario: &Arc<Scenario>, seed: u64, decisions: usize) -> Option<Table> {
    let mut table = Table::of(Arc::clone(scenario), seed);
    for turn in 0..decisions {
        let (_, _, open) = table.asked()?;
        let pick = (turn * 7 + usize::try_from(seed).expect("small")) % open.len();
        table.choose(&open[pick].clone());
    }
    table.asked().map(|_| table)
}

/// The same position with everything else that a seat cannot know: other secret facts,
/// choices, treaties.
fn otherwise(scenario: &Scenario, here: &Position, seat: SeatId) -> Position {
    let setting = &scenario.setting;
    let mut other = here.clone();
    let viewer = Some(seat);
    for fact in &setting.index.secret_facts {
        if !setting.facts[fact.index()].known_to.includes(viewer) {
            let values = scenario.text.facts[fact.index()].values.len();
            let value = (here.agenda.fact(*fact).index() + 1) % values;
            other.agenda.facts[fact.index()] = ValueId::new(value);
        }
    }
    for mv in &setting.index.secret_moves {
        let hidden = setting
            .option_ids(*mv)
            .filter(|option| !setting.audience_of_choice(*mv, *option).includes(viewer));
        let mut hidden: Vec<Option<OptionId>> = hidden.map(Some).collect();
        hidden.push(None);
        let now = here.agenda.choice(*mv);
        if let Some(at) = hidden.iter().position(|option| *option == now) {
            other.agenda.choices[mv.index()] = hidden[(at + 1) % hidden.len()];
        }
    }
    for id in &setting.index.secret_instruments {
        let def = &setting.instruments[id.index()];
        let is_party = def.parties.iter().any(|power| setting.seat_of(*power) == viewer);
        let state = &mut other.instruments.states[id.index()];
        if def.secret && !is_party && !state.published {
            // Signed elsewhere, or not at all; acts that come with it would be known by it.
            let carries = here.recognition.acts.iter().any(|act| act.instrument == Some(*id));
            if !carries {
                state.signed = if state.signed.is_some() { None } else { Some(here.agenda.clock) };
            }
        }
    }
    for id in &setting.index.secret_conferences {
        if setting.hides_conference(*id, viewer) {
            other.talks.all[id.index()].clone_from(scenario.opening.talks.of(*id));
        }
    }
    other
}

/// Two true positions that differ only in what a seat cannot know give it the same foresight,
/// byte for byte, in every scenario.
#[test]
fn foresight_tells_no_secret() {
    let mut compared = 0;
    for scenario in all_scenarios() {
        let rulebook = Rulebook::new(Arc::clone(&scenario));
        for (seed, decisions) in [(1, 3), (2, 9), (3, 16), (4, 24), (5, 33)] {
            let Some(table) = point(&scenario, seed, decisions) else { continue };
            let here = position(&table.world, table.game.timeline()).to_owned();
            let (seat, _) = asked(&scenario.setting, here.borrow()).expect("somebody is asked");
            let other = otherwise(&scenario, &here, seat);
            let known = |of: &Position| of.borrow().known_to(&scenario.setting, Some(seat));
            // Positions are long: what is told of a failure is where.
            assert!(known(&here) == known(&other), "{} {seed}", scenario.head.id);
            compared += u32::from(here != other);
            let told = |of: &Position| {
                // What is open follows from the truth in both.
                let ahead = Ahead::at(&rulebook, of.borrow(), Play::Conduct).expect("it is asked");
                let counts = ahead.play(0..6, Means::on(2)).expect("nothing stops it");
                let view = ahead_view(english(), &scenario, &ahead, &counts);
                serde_json::to_string(&view).expect("plain data")
            };
            assert_eq!(told(&here), told(&other), "{} {seed}", scenario.head.id);
        }
    }
    assert!(compared >= 12, "only {compared} positions hid anything");
}

/// Neither threads nor the division into ranges reaches what is counted.
#[test]
fn games_ahead_are_the_same_on_any_threads_and_in_any_parts() {
    let table = point(&knocking(), 6, 20).expect("the game goes on");
    let rulebook = Rulebook::new(knocking());
    let here = position(&table.world, table.game.timeline());
    let ahead = Ahead::at(&rulebook, here, Play::Conduct).expect("somebody is asked");
    let base = ahead.play(0..40, Means::on(1)).expect("nothing stops it");
    assert_eq!(ahead.play(0..40, Means::on(3)), Some(base.clone()));
    let add = |total: &mut Vec<BranchCounts>, more: Vec<BranchCounts>| {
        total.iter_mut().zip(&more).for_each(|(total, more)| total.add(more));
    };
    let mut parts = ahead.play(0..11, Means::on(2)).expect("nothing stops it");
    add(&mut parts, ahead.play(11..40, Means::on(2)).expect("nothing stops it"));
    assert_eq!(parts, base);
    assert!(base.iter().all(|counts| counts.runs == 40));
}

/// Games that are no longer wanted are given up, and what was counted of them is not told.
#[test]
fn games_ahead_can_be_given_up() {
    let table = point(&knocking(), 6, 4).expect("the game goes on");
    let rulebook = Rulebook::new(knocking());
    let here = position(&table.world, table.game.timeline());
    let ahead = Ahead::at(&rulebook, here, Play::Conduct).expect("somebody is asked");
    let played = AtomicU64::new(0);
    let means = Means {
        threads: 2,
        goes_on: &|| played.load(Ordering::Relaxed) < 100,
        progress: &|more| {
            played.fetch_add(more, Ordering::Relaxed);
        },
    };
    assert_eq!(ahead.play(0..1_000_000, means), None);
    assert!(played.load(Ordering::Relaxed) < 1_000);
}

/// The inputs of a sector, and the incidents, clashes and losses there: what a stretch of
/// time brings on a frontier may only hang on what stands there, on the calendar and the
/// seed.
type Stretches = BTreeMap<(String, usize), (String, String)>;

fn stretches(rulebook: &Rulebook, seed: u64, line: Option<LineOfPlay>) -> Stretches {
    let setting = &rulebook.scenario.setting;
    let mut world = World::new();
    turn::install(&mut world);
    let holders = vec![Holder::Record; setting.seats.len()];
    let timeline = Timeline::new(rulebook, Run::new(seed, false), holders);
    let game = world.spawn(timeline.following(line.map(Arc::new))).id();
    let mut all = Stretches::new();
    loop {
        let (stage, inputs) = {
            let here = position(&world, game);
            let inputs = SectorId::up_to(setting.sectors.len()).map(|sector| {
                let state = &here.borders.sectors[sector.index()];
                let def = &setting.sectors[sector.index()];
                hash_of(&(
                    here.agenda.clock,
                    (state, here.deterrence.tension[sector.index()]),
                    here.is_live(setting, sector),
                    here.commission(setting, sector),
                    here.confrontation(setting, sector),
                    here.odds(setting, sector, def.challenger, def.defender),
                    [def.challenger, def.defender]
                        .map(|power| here.deterrence.force(sector, power)),
                ))
            });
            (here.agenda.stage, inputs.collect::<Vec<_>>())
        };
        if stage == Stage::Ended {
            return all;
        }
        world.run_schedule(Turn);
        if let Stage::Interval(until) = stage {
            let here = position(&world, game);
            for (sector, inputs) in inputs.into_iter().enumerate() {
                let came =
                    hash_of(&(&here.borders.sectors[sector], here.deterrence.tension[sector]));
                all.insert((format!("{until} {inputs}"), sector), (inputs, came));
            }
        }
    }
}

/// A decision that is changed re-rolls nothing: where a frontier stands as before, the same
/// months bring the same incidents and clashes there. A thousand pairs of games.
#[test]
fn a_changed_decision_rolls_nothing_anew() {
    let (mut pairs, mut alike, mut differing) = (0_u32, 0_u32, 0_u32);
    for scenario in all_scenarios() {
        let setting = &scenario.setting;
        let rulebook = Rulebook::new(Arc::clone(&scenario));
        let documented = LineOfPlay::documented(setting);
        for run in 0..150 {
            let seed = seed_of(12, run);
            let moves: Vec<_> = (0..setting.moves.len())
                .map(MoveId::new)
                .filter(|mv| setting.option_ids(*mv).count() > 1)
                .collect();
            let mv = moves[usize::try_from(run).expect("small") % moves.len()];
            let other = setting.option_ids(mv).find(|option| !setting.option(mv, *option).recorded);
            let Some(other) = other else { continue };
            let changed = documented.clone().with(Asked::Move(mv), Order::Choice(mv, other), 0);
            let base = stretches(&rulebook, seed, Some(documented.clone()));
            let changed = stretches(&rulebook, seed, Some(changed));
            pairs += 1;
            for (key, (_, came)) in &base {
                if let Some((_, other)) = changed.get(key) {
                    alike += 1;
                    differing += u32::from(came != other);
                }
            }
        }
    }
    assert!(pairs >= 1_000, "only {pairs} pairs");
    assert!(alike >= 20_000, "only {alike} stretches of time were alike");
    assert_eq!(differing, 0, "of {alike}");
}

/// What follows in the games ahead is what follows in games: of the outcomes that an answer is
/// said to lead to in 60 to 80 % of games by conduct, so many come in other games by conduct.
#[test]
fn foresight_is_calibrated() {
    let (mut said_so, mut came) = (0.0, 0.0);
    let scenario = knocking();
    let rulebook = Rulebook::new(Arc::clone(&scenario));
    let setting = &scenario.setting;
    let mut world = World::new();
    turn::install(&mut world);
    for run in 0..60 {
        let run_of = Run::new(seed_of(99, run), false);
        let holders = vec![Holder::Conduct; setting.seats.len()];
        let game = world.spawn(Timeline::new(&rulebook, run_of, holders)).id();
        let mut told: Option<(Vec<Vec<u64>>, OptionId)> = None;
        let mut moves = 0;
        while position(&world, game).agenda.stage != Stage::Ended {
            let stage = position(&world, game).agenda.stage;
            if let Stage::Moving(mv) = stage {
                moves += 1;
                if moves == 8 + run % 12 {
                    let here = position(&world, game).to_owned();
                    let ahead = Ahead::at(&rulebook, here.borrow(), Play::Conduct).expect("asked");
                    let counts = ahead.play(0..100, Means::on(2)).expect("nothing stops it");
                    world.run_schedule(Turn);
                    let option = position(&world, game).agenda.choice(mv).expect("it was chosen");
                    let open = here.borrow().open_options(setting, mv);
                    let at = open.iter().position(|other| *other == option).expect("it was open");
                    told = Some((counts[at].outcomes.counts.clone(), option));
                    continue;
                }
            }
            world.run_schedule(Turn);
        }
        let Some((counts, _)) = told else { continue };
        let end = position(&world, game);
        for (row, value) in counts.iter().zip(&end.agenda.outcomes) {
            for (nth, count) in row.iter().enumerate() {
                if (60..=80).contains(count) {
                    #[expect(clippy::cast_precision_loss, reason = "at most a hundred")]
                    let share = *count as f64 / 100.0;
                    said_so += share;
                    came += f64::from(u8::from(value.map(usize::from) == Some(nth)));
                }
            }
        }
        world.despawn(game);
    }
    // The bench has the table of two thousand games; here a gross fault would show.
    assert!(said_so > 60.0, "{said_so}");
    assert!((came / said_so - 1.0).abs() < 0.2, "{came} came of {said_so}");
}

/// A game by the record, kept in a journal.
fn kept_game(home: &Folder, scenario: &str) -> String {
    let journal = home.file("record.journal").display().to_string();
    let plan = scenarios().join(scenario).join("record.testplan").display().to_string();
    let words = ["play", scenario, "--terminal", "--script", &plan, "--journal", &journal];
    let out = call(home, &words);
    assert!(out.status.success(), "{}", said(&out));
    journal
}

#[test]
fn ahead_says_what_tends_to_follow_and_refuses_what_is_no_point() {
    let home = Folder::new();
    let journal = kept_game(&home, "kyakhta");
    let out = call(&home, &["ahead", &journal, "--at", "2", "--runs", "20", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_slice(&out.stdout).expect("one object");
    assert_eq!(object["runs"], 20);
    let answers = object["answers"].as_array().expect("a list");
    assert!(answers.len() >= 2);
    for answer in answers {
        let aims = &answer["aims"];
        assert!(aims["low"].as_f64() <= aims["middle"].as_f64());
        for outcome in answer["outcomes"].as_array().expect("a list") {
            let values = outcome["values"].as_array().expect("a list");
            let sum: f64 = values.iter().map(|value| value[1].as_f64().expect("a share")).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{outcome}");
        }
    }
    let before = std::fs::read(&journal).expect("it is kept");
    for (words, status, told) in [
        (vec!["--at", "400"], 1, "there is no decision 400: the journal holds"),
        (vec![], 1, "the game is over"),
        (vec!["--at", "0"], 2, "a whole number from 1"),
        (vec!["--at", "2", "--runs", "0"], 2, "a whole number from 1"),
        (vec!["--at", "2", "--runs", "1000000000"], 2, "a whole number from 1"),
        (vec!["--at", "2", "--seat", "nobody"], 1, "is asked of"),
    ] {
        let words: Vec<&str> = ["ahead", &journal].into_iter().chain(words).collect();
        let out = call(&home, &words);
        assert_eq!(out.status.code(), Some(status), "{}", said(&out));
        assert!(said(&out).contains(told), "{}", said(&out));
    }
    assert_eq!(std::fs::read(&journal).expect("it is kept"), before, "the journal was changed");
    let foreign = home.file("foreign.journal");
    std::fs::write(&foreign, "{\"format\":99}\n").expect("writable");
    let out = call(&home, &["ahead", &foreign.display().to_string()]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
}

/// At the table the player asks for it; a game without help does not tell it; a guided one
/// tells it unasked.
#[test]
fn the_level_of_a_game_says_when_it_is_told() {
    let home = Folder::new();
    let play = |level: &[&str], lines: &str| {
        let words = ["play", "kyakhta", "--seat", "mongolia", "--terminal", "--seed", "2"];
        said(&typed(program(&home).args(words).args(level), lines))
    };
    let asked = play(&[], "ahead\nquit\n");
    assert!(asked.contains("Your aims at the end"), "{asked}");
    assert!(!play(&[], "quit\n").contains("Your aims at the end"));
    assert!(play(&["--level", "guided"], "quit\n").contains("Your aims at the end"));
    let unaided = play(&["--level", "unaided"], "ahead\nquit\n");
    assert!(unaided.contains("without looking ahead") && !unaided.contains("Your aims at the end"));
    let journal = home.file("unaided.journal").display().to_string();
    let level = ["--level", "unaided", "--journal", &journal];
    play(&level, "quit\n");
    let resumed = typed(program(&home).args(["resume", &journal, "--terminal"]), "ahead\nquit\n");
    assert!(said(&resumed).contains("without looking ahead"), "{}", said(&resumed));
}

/// With another answer at a decision only what hangs on it changes, and what the answer bears
/// on is named.
#[test]
fn what_if_names_what_another_answer_changes() {
    let mut table = Table::of(knocking(), 35);
    while let Some(option) = table.recorded() {
        table.choose(&option);
    }
    let what_if = WhatIf::of(&table.world, &table.game);
    let ties = what_if.turnings.iter().find(|turning| match turning.asked {
        Asked::Move(mv) => knocking().move_name(mv) == "ties/washington",
        Asked::Speech(_) => false,
    });
    let ties = ties.expect("Moscow could have kept its distance from Washington");
    let counts = ties.play(0..200, Means::on(2)).expect("nothing stops it");
    let of = |id: &str| {
        let outcomes = &knocking().text.outcomes;
        outcomes.iter().position(|outcome| outcome.id == id).expect("there is this outcome")
    };
    let rows = |id: &str| {
        let rows = |counts: &BranchCounts| counts.outcomes.counts[of(id)].clone();
        (rows(&counts.played), counts.others.iter().map(rows).collect::<Vec<_>>())
    };
    let (played, others) = rows("usa-ussr");
    assert!(others.iter().any(|other| *other != played));
    let (played, others) = rows("jehol");
    assert!(others.iter().all(|other| *other == played), "Jehol does not hang on Washington");
    let again = what_if.again(0..50, Means::on(2)).expect("nothing stops it");
    assert_eq!(again.runs, 50);
    assert!(again.same.contains(&50) && again.same.iter().any(|same| *same < 50));
}

#[test]
fn what_if_is_told_of_games_that_are_over() {
    let home = Folder::new();
    let journal = kept_game(&home, "kyakhta");
    let out = call(&home, &["what-if", &journal, "--runs", "20", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_slice(&out.stdout).expect("one object");
    assert!(!object["turnings"].as_array().expect("a list").is_empty());
    let twice =
        call(&home, &["what-if", &journal, "--runs", "20", "--format", "json", "--threads", "1"]);
    assert_eq!(text(&out.stdout), text(&twice.stdout), "threads reach it");
    let open = home.file("open.journal").display().to_string();
    let script = home.file("one.testplan");
    std::fs::write(&script, "ussr: pact\n").expect("writable");
    let words = ["play", "knocking-at-the-door", "--terminal", "--script"];
    let script = script.display().to_string();
    call(&home, &[&words[..], &[&script, "--journal", &open]].concat());
    let out = call(&home, &["what-if", &open]);
    assert_eq!(out.status.code(), Some(1));
    assert!(said(&out).contains("The game is not over"), "{}", said(&out));
}

/// Parts of a simulation add up to the same bytes as one run, in any order; what is no part, or
/// is missing, or is of something else, is refused.
#[test]
fn parts_of_a_simulation_add_up_to_the_same_bytes() {
    let home = Folder::new();
    let simulate = |more: &[&str]| {
        let words = ["simulate", "kyakhta", "--runs", "101", "--seed", "4"];
        let out = call(&home, &[&words[..], more].concat());
        assert!(out.status.success(), "{}", said(&out));
        text(&out.stdout)
    };
    let part = |nth: u32, of: u32, more: &[&str]| {
        let shard = format!("{nth}/{of}");
        let path = home.file(&format!("{nth}-of-{of}-{}.json", more.len()));
        let words = [&["--shard", &shard][..], more].concat();
        std::fs::write(&path, simulate(&words)).expect("writable");
        path.display().to_string()
    };
    let [one, two, three] = [1, 2, 3].map(|nth| part(nth, 3, &[]));
    for format in ["json", "csv", "human"] {
        let merged = call(&home, &["merge", &three, &one, &two, "--format", format]);
        assert_eq!(text(&merged.stdout), simulate(&["--format", format]), "{format}");
    }
    let of_record = part(2, 3, &["--choices", "record"]);
    // One count a little higher, or one outcome less: more games than there were, or none.
    let spoilt = |name: &str, old: &str, new: &str| {
        let path = home.file(name);
        let part = std::fs::read_to_string(&two).expect("it is there");
        assert!(part.contains(old), "{part}");
        std::fs::write(&path, part.replacen(old, new, 1)).expect("writable");
        path.display().to_string()
    };
    let more = spoilt("more.json", "\"in-force\":", "\"in-force\":9");
    let less = spoilt("less.json", "\"treaty\":{", "\"treatise\":{");
    let foreign = home.file("foreign.json").display().to_string();
    std::fs::write(&foreign, "{}").expect("writable");
    for (files, told) in [
        (vec![&one, &two], "1 of 3 parts are missing: 3"),
        (vec![&one, &one, &two], "are both part 1 of 3"),
        (vec![&one, &of_record, &three], "another simulation"),
        (vec![&one, &foreign], "is no part of a simulation"),
        (vec![&one, &more, &three], "is damaged"),
        (vec![&one, &less, &three], "is damaged"),
    ] {
        let files: Vec<&str> = files.into_iter().map(String::as_str).collect();
        let out = call(&home, &[&["merge"][..], &files].concat());
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).contains(told), "{}", said(&out));
    }
    for shard in ["0/3", "4/3", "1/0", "x", "1/99999999999999999999"] {
        let out = call(&home, &["simulate", "kyakhta", "--runs", "3", "--shard", shard]);
        assert_eq!(out.status.code(), Some(2), "{shard}: {}", said(&out));
    }
}

/// All seats can be held by the record, by chance, or by a testplan.
#[test]
fn a_simulation_can_follow_the_record_or_a_plan() {
    let home = Folder::new();
    let plan = scenarios().join("kyakhta/record.testplan").display().to_string();
    let of = |choices: &str| {
        let words =
            ["simulate", "kyakhta", "--runs", "40", "--format", "csv", "--choices", choices];
        let out = call(&home, &words);
        assert!(out.status.success(), "{}", said(&out));
        text(&out.stdout)
    };
    let (own, record, any, planned) = (of("ai"), of("record"), of("any"), of(&plan));
    assert!(own != record && own != any && record != any);
    let treaty = |csv: &str| {
        let line = csv.lines().find(|line| line.starts_with("treaty,in-force,"));
        line.expect("there is this outcome").to_owned()
    };
    assert_eq!(treaty(&planned), treaty(&record));
    let out = call(&home, &["simulate", "kyakhta", "--runs", "1", "--choices", "nowhere"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(said(&out).contains("`ai`, `record`, `any`"), "{}", said(&out));
}

/// The backtest scores every documented answer and outcome, the same on any threads; what was
/// dealt out anew shows no skill.
#[test]
fn the_backtest_scores_what_is_documented() {
    let tests: Vec<_> = all_scenarios()
        .iter()
        .filter(|scenario| {
            ["kyakhta", "lines-drawn-without-us"].contains(&scenario.head.id.as_str())
        })
        .map(|scenario| {
            let one = test(scenario, 40, 1, Means::on(1));
            assert_eq!(one, test(scenario, 40, 1, Means::on(3)), "threads reach it");
            let outcomes = scenario.setting.outcomes.iter();
            assert_eq!(one.outcomes.len(), outcomes.filter(|o| o.documented.is_some()).count());
            one
        })
        .collect();
    for prediction in tests.iter().flat_map(|test| test.choices.iter().chain(&test.outcomes)) {
        let sum: f64 = prediction.probabilities.iter().sum();
        // What never came up came to nothing.
        assert!((0.0..1.0 + 1e-9).contains(&sum), "{prediction:?}");
    }
    let whole = Backtest::of(tests, 40, 1);
    let held = whole.held_out.expect("one is held out");
    assert_eq!(held.scenarios, ["lines-drawn-without-us"]);
    for report in [&held.choices, &held.outcomes] {
        assert!(report.control.by < 0.0, "{:?}", report.control);
        assert!(report.model.log < 0.0 && report.model.brier > 0.0);
    }
}

/// The scenarios on which coefficients may be fitted are named, and are there.
#[test]
fn the_split_of_the_backtest_names_scenarios() {
    let split = std::fs::read_to_string(root().join("assets/backtest.ron")).expect("it is there");
    for id in ["knocking-at-the-door", "kyakhta"] {
        assert!(split.contains(id) && scenarios().join(id).is_dir());
    }
}

/// A line of play keeps to what was decided where that is possible, and leaves the rest to
/// the seats.
#[test]
fn a_line_of_play_is_followed_where_it_is_open() {
    let scenario = knocking();
    let setting = &scenario.setting;
    let rulebook = Rulebook::new(Arc::clone(&scenario));
    let line = Arc::new(LineOfPlay::documented(setting));
    let mut world = World::new();
    turn::install(&mut world);
    let play = |world: &mut World, line: Option<Arc<LineOfPlay>>| {
        let holders = vec![Holder::Record; setting.seats.len()];
        let timeline = Timeline::new(&rulebook, Run::new(35, false), holders).following(line);
        let game = world.spawn(timeline).id();
        let mut forced = 0;
        while position(world, game).agenda.stage != Stage::Ended {
            if let Stage::Moving(mv) = position(world, game).agenda.stage {
                let recorded = recorded_option(setting, position(world, game), mv);
                world.run_schedule(Turn);
                if let Some(option) = recorded {
                    assert_eq!(position(world, game).agenda.choice(mv), Some(option));
                    forced += 1;
                }
            } else {
                world.run_schedule(Turn);
            }
        }
        (forced, position(world, game).to_owned())
    };
    let (by_record, end) = play(&mut world, None);
    let (by_line, same) = play(&mut world, Some(line));
    assert!(by_record > 20);
    assert_eq!((by_record, &end), (by_line, &same));
    // What a position holds is a line that leads there again.
    let again = Some(Arc::new(LineOfPlay::standing(same.borrow())));
    let (_, third) = play(&mut world, again);
    assert_eq!(third.agenda.choices, end.agenda.choices);
    let talks = ConferenceId::up_to(setting.conferences.len());
    assert!(talks.into_iter().all(|id| third.talks.of(id).treaty == end.talks.of(id).treaty));
}

/// On which numbers the outcomes rest: a number that is moved changes what it carries, a share
/// is moved within its limits, and numbers of one list that sum to one still do.
#[test]
fn sensitivity_moves_numbers_within_their_ranges() {
    let pack = library::find("kyakhta").expect("it ships").listing.pack().expect("it can be read");
    let numbers = Number::all(&Sources::new(&pack));
    let movable = || numbers.iter().enumerate().filter_map(|(n, it)| Some((n, it.movable?)));
    assert!(movable().count() > 300);
    for (_, Movable { value, range: (low, high), .. }) in movable() {
        assert!(low <= value && value <= high);
    }
    // An objective's weight: the others of its seat make room.
    let is_weight = |place: usize| {
        let of = &numbers[place].of;
        of.contains("objectives") && of.ends_with("weight")
    };
    let (place, weight) = movable().find(|(place, _)| is_weight(*place)).expect("seats have aims");
    let other = moved(&pack, &numbers, &[(place, weight.range.1)]);
    compile(&other, coefficients()).expect("its weights sum to one");
    let again = Number::all(&Sources::new(&other));
    let now = again[place].movable.expect("it is a plain number").value;
    assert!((now - weight.range.1).abs() < 1e-6, "it stays where it was put");
    let effort = |threads| Effort { games: 12, points: 8, threads };
    let small = library::read_folder(&root().join("tests/it/fixtures/secret-line"));
    let small = small.expect("it can be read");
    let one = sensitivity(&small, effort(1), &|| {}).expect("it is a scenario");
    assert_eq!(Some(&one), sensitivity(&small, effort(3), &|| {}).as_ref(), "threads reach it");
    assert!(one.outcomes.iter().any(|outcome| outcome.on_judgement > 0.0));
    assert!(one.carriers.first().is_some_and(|carrier| carrier.carries > 0.0));
}

/// An author can give a range; one that does not hold its number, or leaves its unit, is a
/// finding.
#[test]
fn a_number_may_have_a_range_that_holds_it() {
    let pack = library::find("kyakhta").expect("it ships").listing.pack().expect("it can be read");
    let old = "tension: (value: 0.45, grade: judgement,";
    let with = |range: &str| {
        let new = format!("tension: (value: 0.45, range: {range}, grade: judgement,");
        edited(&pack, "borders.ron", old, &new)
    };
    let good = with("(0.3, 0.5)");
    compile(&good, coefficients()).expect("it is a range");
    let numbers = Number::all(&Sources::new(&good));
    let given = numbers.iter().filter_map(|number| number.movable);
    assert!(given.into_iter().any(|movable| movable.range == (0.3, 0.5)));
    for bad in ["(0.5, 0.6)", "(0.5, 0.3)", "(0.3, 1.5)"] {
        let findings = compile(&with(bad), coefficients()).expect_err("it is none");
        assert!(findings.iter().any(|finding| finding.message.contains("the range")), "{bad}");
    }
}

/// What was worked out on evidence is of the numbers as they stand now: where a scenario's
/// numbers change, `status-quo sensitivity ID --out assets/evidence/ID.json` does so again.
#[test]
fn the_page_of_evidence_is_of_this_edition() {
    for scenario in all_scenarios() {
        let id = &scenario.head.id;
        let view = trust(english(), &scenario);
        let rests = view.rests.unwrap_or_else(|| panic!("{id}: not worked out for this edition"));
        assert_eq!(rests.outcomes.len(), scenario.setting.outcomes.len(), "{id}");
        assert!(!rests.carriers.is_empty() && !view.sources.is_empty(), "{id}");
        let path = root().join(format!("assets/evidence/{id}.json"));
        let text = std::fs::read_to_string(path).expect("it is there");
        let done: Sensitivity = serde_json::from_str(&text).expect("it can be read");
        let pack = library::read_folder(&scenarios().join(id.as_str())).expect("it can be read");
        let numbers = hash_of_numbers(&Number::all(&Sources::new(&pack)));
        assert_eq!(done.numbers, numbers, "{id}: its numbers have changed since");
    }
    let out = call(&Folder::new(), &["evidence", "kyakhta"]);
    assert!(said(&out).contains("judgements of the authors"), "{}", said(&out));
}
