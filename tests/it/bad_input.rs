//! Bad input: a clear sentence, the right exit status, no panic, nothing lost.

use std::path::Path;
use std::process::Output;

use crate::harness::{Folder, call, copy_folder, scenarios, text};

/// Asserts a failure with a sentence that holds the words, and no trace of a panic.
#[track_caller]
fn fails(out: &Output, status: i32, words: &[&str]) {
    let shown = format!("{}{}", text(&out.stdout), text(&out.stderr));
    assert_eq!(out.status.code(), Some(status), "{shown}");
    assert!(!shown.contains("panicked"), "{shown}");
    for word in words {
        assert!(shown.contains(word), "`{word}` is not said:\n{shown}");
    }
}

fn play_a_little(home: &Folder) -> String {
    let journal = home.file("game.journal").display().to_string();
    let script = home.file("little.testplan");
    let lines = "ussr: pact\njapan: disputes-first\n";
    std::fs::write(&script, lines).expect("the folder can be written");
    let script = script.display().to_string();
    let out = call(
        home,
        &["play", "knocking-at-the-door", "--terminal", "--script", &script, "--journal", &journal],
    );
    assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
    journal
}

#[test]
fn unknown_names_are_answered_with_names_like_them() {
    let home = Folder::new();
    fails(
        &call(&home, &["play", "knocking-at-the-dor", "--terminal"]),
        1,
        &["did you mean", "knocking-at-the-door"],
    );
    fails(
        &call(&home, &["simulate", "nowhere", "--runs", "1"]),
        1,
        &["there is no scenario `nowhere`", "list"],
    );
    let out = call(&home, &["play", "knocking-at-the-door", "--seat", "mongola", "--terminal"]);
    fails(&out, 1, &["no seat `mongola`", "did you mean `mongolia`"]);
}

#[test]
fn calls_that_are_off_end_with_status_two() {
    let home = Folder::new();
    fails(&call(&home, &["dance"]), 2, &["dance"]);
    fails(&call(&home, &["simulate", "knocking-at-the-door"]), 2, &["--runs"]);
    fails(&call(&home, &["simulate", "knocking-at-the-door", "--runs", "0"]), 2, &["0"]);
    fails(
        &call(&home, &["simulate", "knocking-at-the-door", "--runs", "1", "--threads", "0"]),
        2,
        &["--threads"],
    );
    assert!(call(&home, &["--help"]).status.success());
    assert!(call(&home, &["--version"]).status.success());
}

#[test]
fn an_option_that_is_not_open_stops_the_script_with_its_line() {
    let home = Folder::new();
    let script = home.file("wrong.testplan");
    std::fs::write(&script, "# a comment\nussr: pakt\n").expect("the folder can be written");
    let script = script.display().to_string();
    let out = call(&home, &["play", "knocking-at-the-door", "--terminal", "--script", &script]);
    fails(&out, 1, &["line 2", "`pakt` is no answer here", "pact"]);
    std::fs::write(&script, "ussr pact\n").expect("the folder can be written");
    let out = call(&home, &["play", "knocking-at-the-door", "--terminal", "--script", &script]);
    fails(&out, 1, &["line 1", "seat: option"]);
    let out = call(
        &home,
        &["play", "knocking-at-the-door", "--terminal", "--script", "/nowhere.testplan"],
    );
    fails(&out, 1, &["cannot be read"]);
}

#[test]
fn an_expectation_that_fails_fails_the_script() {
    let home = Folder::new();
    let script = home.file("hope.testplan");
    std::fs::write(&script, "ussr: pact\nexpect protocol = openly\n")
        .expect("the folder can be written");
    let script = script.display().to_string();
    let out = call(&home, &["play", "knocking-at-the-door", "--terminal", "--script", &script]);
    fails(&out, 1, &["line 2", "has not come to anything yet"]);
}

#[test]
fn a_broken_scenario_is_shown_with_file_line_and_column() {
    let home = Folder::new();
    let pack = home.file("broken");
    copy_folder(&scenarios().join("knocking-at-the-door"), &pack);
    let file = pack.join("items").join("01-mukden.ron");
    let good = std::fs::read_to_string(&file).expect("the item is there");
    std::fs::write(&file, good.replacen("seat: \"ussr\"", "seat: \"usssr\"", 1)).expect("writable");
    let path = pack.display().to_string();
    let out = call(&home, &["check", &path]);
    fails(
        &out,
        1,
        &["items/01-mukden.ron:", "there is no seat `usssr`", "did you mean `ussr`", "^^^^^"],
    );
    let out = call(&home, &["play", &path, "--terminal"]);
    fails(&out, 1, &["cannot be played"]);
    std::fs::write(&file, good.replacen("items: [", "items: (", 1)).expect("writable");
    fails(&call(&home, &["check", &path]), 1, &["items/01-mukden.ron:"]);
    std::fs::write(&file, b"\xff\xfe\x00(").expect("writable");
    fails(&call(&home, &["check", &path]), 1, &["cannot be read"]);
    fails(&call(&home, &["check", "/no/such/folder"]), 1, &["cannot be read"]);
}

#[test]
fn a_torn_last_line_costs_only_itself() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let whole = std::fs::read(&journal).expect("the journal is there");
    std::fs::write(&journal, &whole[..whole.len() - 9]).expect("writable");
    let out = call(&home, &["replay", &journal]);
    fails(&out, 1, &["never finished", "1 decisions"]);
    let out = call(&home, &["resume", &journal, "--terminal"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let mended = std::fs::read(&journal).expect("the journal is there");
    assert!(whole.starts_with(&mended) && mended.ends_with(b"\n"));
}

/// A last line that lacks only its end was never finished either; what is decided
/// after it is kept.
#[test]
fn a_journal_goes_on_after_a_line_without_its_end() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let whole = std::fs::read(&journal).expect("the journal is there");
    // Without its line end it would stand; here a part of it is missing.
    std::fs::write(&journal, &whole[..whole.len() - 2]).expect("writable");
    let path = Path::new(&journal);
    let recovered = status_quo::sim::journal::read(path).expect("it is a journal");
    assert_eq!(recovered.decisions().len(), 1);
    let mut world = bevy::ecs::world::World::new();
    let (mut game, misfit) =
        status_quo::sim::game::Game::resume(&mut world, crate::harness::knocking(), &recovered)
            .expect("the seats are there");
    assert!(misfit.is_none());
    game.continue_in(&mut world, path, &recovered).expect("writable");
    let intent = status_quo::rules::intents::Intent::Choose {
        question: "mukden/answer".to_owned(),
        option: "sign".to_owned(),
    };
    game.decide_by_name(&mut world, "japan", intent).expect("it is open");
    let again = status_quo::sim::journal::read(path).expect("it is a journal");
    assert!(again.damage.is_none(), "{:?}", again.damage);
    assert_eq!(again.decisions().len(), 2);
}

/// Two running games never write into one file.
#[test]
fn a_journal_that_a_running_game_writes_is_left_to_it() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let path = Path::new(&journal);
    let recovered = status_quo::sim::journal::read(path).expect("it is a journal");
    let held = status_quo::sim::journal::Journal::reopen(path, &recovered).expect("it is free");
    let out = call(&home, &["resume", &journal, "--terminal"]);
    fails(&out, 1, &["another running game", "close that game first"]);
    drop(held);
    let out = call(&home, &["resume", &journal, "--terminal"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
}

#[test]
fn an_edited_line_is_named_and_the_file_is_left_as_it_is() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let good = std::fs::read_to_string(&journal).expect("the journal is there");
    let edited = good.replace("\"pact\"", "\"neutral\"");
    assert_ne!(good, edited);
    std::fs::write(&journal, &edited).expect("writable");
    fails(&call(&home, &["replay", &journal]), 1, &["line 2", "changed or damaged"]);
    let out = call(&home, &["resume", &journal, "--terminal"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert_eq!(std::fs::read_to_string(&journal).expect("still there"), edited);
    assert!(home.file("game-continued.journal").exists(), "the game goes on in another file");
    let said = text(&out.stderr);
    assert!(said.contains("«game-continued.journal»; 2 later decisions are set aside"), "{said}");
}

#[test]
fn what_is_no_journal_is_called_so() {
    let home = Folder::new();
    let file = home.file("notes.txt");
    let path = file.display().to_string();
    for content in [&b""[..], b"hello\n", b"\x00\xff\x00", b"abcdef {}\n"] {
        std::fs::write(&file, content).expect("writable");
        fails(&call(&home, &["replay", &path]), 1, &["is no journal of this game"]);
        fails(&call(&home, &["resume", &path, "--terminal"]), 1, &["is no journal of this game"]);
    }
    fails(&call(&home, &["replay", "/no/such.journal"]), 1, &["cannot be read"]);
}

#[test]
fn a_journal_of_another_version_opens_as_far_as_it_fits_and_says_so() {
    let home = Folder::new();
    let pack = home.file("scenarios").join("knocking-at-the-door");
    copy_folder(&scenarios().join("knocking-at-the-door"), &pack);
    // Not what is built in: that would be found again by its content.
    let head = std::fs::read_to_string(pack.join("scenario.ron")).expect("it is there");
    let head = head.replacen("title: \"", "title: \"Own ", 1);
    std::fs::write(pack.join("scenario.ron"), head).expect("writable");
    let run = |words: &[&str]| {
        // In a folder with scenarios of its own, those stand in for the built-in ones.
        let mut command = crate::harness::program(&home);
        command.current_dir(home.path()).args(words).stdin(std::process::Stdio::null());
        command.output().expect("the program starts")
    };
    let script = home.file("little.testplan");
    std::fs::write(&script, "ussr: pact\njapan: disputes-first\n").expect("writable");
    let out = run(&[
        "play",
        "knocking-at-the-door",
        "--terminal",
        "--script",
        "little.testplan",
        "--journal",
        "a.journal",
    ]);
    assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
    let file = pack.join("items").join("01-mukden.ron");
    let good = std::fs::read_to_string(&file).expect("the item is there");
    std::fs::write(&file, good.replace("disputes-first", "disputes-before")).expect("writable");
    let testplan = pack.join("record.testplan");
    let _ = std::fs::remove_file(testplan);
    let out = run(&["replay", "a.journal"]);
    fails(&out, 1, &["was played with", "no longer fits", "disputes-first"]);
    // What fits goes on in a file of its own; the old journal stays as it was.
    let before = std::fs::read(home.file("a.journal")).expect("it is there");
    let out = run(&["resume", "a.journal", "--terminal"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert_eq!(std::fs::read(home.file("a.journal")).expect("still there"), before);
    assert!(run(&["replay", "a-continued.journal"]).status.success());
    assert!(text(&out.stderr).contains("one later decision is set aside"), "{}", text(&out.stderr));
    // It goes on in that file, however often it is resumed.
    let out = run(&["resume", "a.journal", "--terminal"]);
    assert!(text(&out.stderr).contains("goes on there again"), "{}", text(&out.stderr));
    assert!(!home.file("a-continued-2.journal").exists());
}

#[test]
fn packs_that_are_too_large_or_leak_are_refused_with_a_sentence() {
    let home = Folder::new();
    let pack = home.file("odd");
    let path = pack.display().to_string();
    let with = |extra: &str| {
        let _ = std::fs::remove_dir_all(&pack);
        copy_folder(&scenarios().join("knocking-at-the-door"), &pack);
        std::fs::write(pack.join("z-extra.ron"), extra).expect("writable");
        call(&home, &["check", &path])
    };
    let fact = "(id: \"f\", name: \"f\", values: [(id: \"a\", text: \"a\")]),";
    let many = fact.repeat(11_000);
    fails(&with(&format!("(facts: [{many}])")), 1, &["facts; at most"]);
    fails(&with("(facts: [(id: \"empty\", name: \"e\", values: [])])"), 1, &["has no values"]);
    let item = pack.join("items").join("10-halhin-sum.ron");
    let _ = with("()");
    let good = std::fs::read_to_string(&item).expect("it is there");
    let leaky = good.replacen(
        "id: \"hold\",",
        "id: \"hold\", when: not(is(\"moscow-1934\", \"none\")),",
        1,
    );
    assert_ne!(good, leaky);
    std::fs::write(&item, leaky).expect("writable");
    fails(&call(&home, &["check", &path]), 1, &["may not know"]);
}

#[test]
fn an_existing_journal_is_never_overwritten() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let before = std::fs::read(&journal).expect("the journal is there");
    let out = call(
        &home,
        &["play", "knocking-at-the-door", "--seat", "ussr", "--terminal", "--journal", &journal],
    );
    fails(&out, 1, &["already", "resume"]);
    assert_eq!(std::fs::read(&journal).expect("still there"), before);
}

/// On a full disk a decision does not count, and says so.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_nothing_is_decided() {
    use status_quo::sim::journal::Journal;

    let mut table = crate::harness::Table::new(1, &["ussr"]);
    // The kernel's own full disk: every write fails for want of space.
    let full = Journal::create_on(Path::new("/dev/full"));
    table.game.go_on(&mut table.world, full.expect("the device can be opened"));
    let before = table.game.hash(&table.world);
    let (seat, question, open) = table.asked().expect("somebody is asked");
    let intent = status_quo::rules::intents::Intent::Choose { question, option: open[0].clone() };
    let error = table.game.decide(&mut table.world, seat, intent).expect_err("the disk is full");
    let said = status_quo::view::decide_error_words(crate::harness::english(), &error);
    assert!(said.contains("not carried out"), "{said}");
    assert_eq!(table.game.hash(&table.world), before);
    assert_eq!(table.game.decisions(&table.world).len(), 0);

    let home = Folder::new();
    let out = call(
        &home,
        &[
            "play",
            "knocking-at-the-door",
            "--seat",
            "ussr",
            "--terminal",
            "--journal",
            "/no/such/folder/x.journal",
        ],
    );
    fails(&out, 1, &["cannot be written"]);
}

/// A display that is named but does not answer is no display, and no panic.
#[test]
fn a_display_that_does_not_answer_is_no_display() {
    let home = Folder::new();
    let out = crate::harness::program(&home)
        .env("DISPLAY", ":7777")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts");
    let shown = text(&out.stderr);
    assert!(out.status.success() && shown.contains("No display was found"), "{shown}");
    assert!(!shown.contains("panicked"), "{shown}");
}

#[test]
fn a_branch_leaves_the_old_journal_as_it_is() {
    let home = Folder::new();
    let journal = play_a_little(&home);
    let before = std::fs::read(&journal).expect("the journal is there");
    let out = call(&home, &["resume", &journal, "--branch", "1", "--terminal"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert_eq!(std::fs::read(&journal).expect("still there"), before);
    let branch = home.file("game-2.journal").display().to_string();
    let out = call(&home, &["replay", &branch, "--format", "json"]);
    let state: serde_json::Value = serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
    assert_eq!(state["decisions"], 1);
    fails(
        &call(&home, &["resume", &journal, "--branch", "9", "--terminal"]),
        1,
        &["holds 2 decisions"],
    );
}

#[test]
fn without_a_display_the_game_says_so_and_plays_as_text() {
    let home = Folder::new();
    let out = call(&home, &[]);
    assert!(out.status.success());
    assert!(text(&out.stderr).contains("No display was found"));
    assert!(text(&out.stdout).contains("Which scenario?"));
}
