//! Whole games: the testplan beside each scenario, and games from every seat.

use std::path::PathBuf;

use status_quo::rules::comparison::OutcomeVerdict;
use status_quo::view::StageView;

use crate::harness::{Folder, Table, call, program, scenarios, text};
use crate::output::typed;

#[test]
fn every_testplan_plays_through_and_its_journal_replays_to_the_same_hash() {
    let entries = std::fs::read_dir(scenarios()).expect("the scenarios can be read").flatten();
    let packs =
        entries.map(|entry| entry.path()).filter(|path| path.join("scenario.ron").is_file());
    let packs: Vec<PathBuf> = packs.collect();
    assert_eq!(packs.len(), 7, "{packs:?}");
    let plans = ["record", "other"];
    for (pack, plan) in packs.iter().flat_map(|pack| plans.map(|plan| (pack, plan))) {
        let by_record = plan == "record";
        let plan = pack.join(format!("{plan}.testplan"));
        let home = Folder::new();
        let journal = home.file("game.journal");
        let (slug, plan) = (pack.file_name().expect("it has a name"), plan.display().to_string());
        let slug = slug.to_str().expect("a slug is text");
        let journal = journal.to_str().expect("a path for temporary files is text");
        let words = ["play", slug, "--terminal", "--script", &plan, "--journal", journal];
        let out = call(&home, &words);
        assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
        let replay = || {
            let out = call(&home, &["replay", journal, "--format", "json"]);
            assert!(out.status.success(), "{}", text(&out.stderr));
            text(&out.stdout)
        };
        let first = replay();
        assert_eq!(first, replay());
        let hash = serde_json::from_str::<serde_json::Value>(&first).expect("it is JSON")["hash"]
            .as_str()
            .expect("it names a hash")
            .to_owned();
        assert!(text(&out.stdout).contains(&hash), "the debrief names another state");
        // What follows the record differs from it nowhere.
        if by_record {
            let debrief = text(&out.stdout);
            for differs in ["less than", "more than", "otherwise than"] {
                let differs = format!("{differs} documented");
                assert!(!debrief.contains(&differs), "{slug}: {differs}: {debrief}");
            }
        }
    }
}

#[test]
fn a_game_can_be_played_from_every_seat_to_the_debrief() {
    for seat in ["mongolia", "ussr", "japan", "china"] {
        let mut table = Table::new(21, &[seat]);
        let mut questions = 0;
        table.play_out(|turn, _| {
            questions += 1;
            turn
        });
        assert!(questions >= 4, "{seat} decides only {questions} times");
        let view = table.view(seat);
        assert!(matches!(view.stage, StageView::Over));
        let debrief = view.debrief.expect("the game is over");
        assert!(
            debrief.outcomes.iter().all(|o| o.verdict != OutcomeVerdict::Open),
            "an outcome was not read"
        );
        assert_eq!(debrief.seats.len(), 4);
    }
}

/// Someone types, at a pipe instead of a terminal: looks, asks, decides, leaves,
/// and goes on another day.
#[test]
fn a_game_at_the_terminal_is_kept_and_goes_on() {
    let home = Folder::new();
    let journal = home.file("mine.journal");
    let journal = journal.to_str().expect("a path for temporary files is text");
    let typed = |words: &[&str], lines: &str| typed(program(&home).args(words), lines);
    let play =
        ["play", "knocking-at-the-door", "--seat", "ussr", "--terminal", "--journal", journal];
    let out = typed(&play, "help\n1\ngo\nbrief\nnonsense \u{1b}[A\n99\nwhy 1\nquit\n");
    assert!(out.status.success(), "{}", text(&out.stderr));
    let shown = text(&out.stdout);
    assert!(shown.contains("What is documented") || shown.contains("you decide"), "{shown}");
    assert!(shown.contains("status-quo resume"), "it does not say how to go on");
    let lines = std::fs::read_to_string(journal).expect("the journal is there").lines().count();
    assert_eq!(lines, 2, "one decision was made");
    let out = typed(&["resume", journal, "--terminal"], "1\n1\nundo\n2\n2\n");
    assert!(out.status.success(), "{}", text(&out.stderr));
    let lines = std::fs::read_to_string(journal).expect("the journal is there").lines().count();
    assert_eq!(lines, 5, "a decision, a step back and another decision were added");
}

#[test]
fn simulate_prints_one_object_with_every_outcome() {
    let home = Folder::new();
    let words =
        ["simulate", "knocking-at-the-door", "--runs", "40", "--seed", "1", "--format", "json"];
    let run = |threads: &str| {
        let mut all = words.to_vec();
        all.extend(["--threads", threads]);
        let out = call(&home, &all);
        assert!(out.status.success(), "{}", text(&out.stderr));
        text(&out.stdout)
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    let object: serde_json::Value = serde_json::from_str(&one).expect("it is JSON");
    assert_eq!(object["scenario"], "knocking-at-the-door");
    assert_eq!((object["runs"].as_u64(), object["seed"].as_u64()), (Some(40), Some(1)));
    let outcomes = object["outcomes"].as_object().expect("outcomes are an object");
    assert!(outcomes.len() >= 18);
    for (name, values) in outcomes {
        let counts = values.as_object().expect("values are an object").values();
        let sum: u64 = counts.map(|n| n.as_u64().expect("a count")).sum();
        assert_eq!(sum, 40, "{name}");
    }
}

/// Three people at one terminal: each is shown every result, whoever moved last.
#[test]
fn people_who_share_a_terminal_each_see_the_results() {
    let home = Folder::new();
    let script = home.file("three.testplan");
    let lines = "ussr: pact\njapan: disputes-first\nchina: league\njapan: recognise\njapan: province\n\
                 china: notes\n";
    std::fs::write(&script, lines).expect("writable");
    let script = script.display().to_string();
    let out = call(&home, &["play", "knocking-at-the-door", "--terminal", "--script", &script]);
    let shown = text(&out.stdout);
    assert_eq!(shown.matches(": After Mukden ==").count(), 3, "{shown}");
}
