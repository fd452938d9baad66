//! Going on with a game: which one, where it goes on, and what is shown first.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bevy::ecs::world::World;
use status_quo::sim::game::Game;
use status_quo::sim::journal::{self, Journal, JournalError, Skip};
use status_quo::sim::journals;
use status_quo::view::{StageView, Views};

use status_quo::scenario::library;
use status_quo::scenario::pack::Pack;

use crate::harness::{Folder, Table, call_at_home, edited, knocking, scenarios, text, write_pack};
use crate::zips::zip_of;

/// A game of one seat that is kept in a journal.
fn kept(path: &Path, seed: u64, seat: &str) -> Table {
    let mut table = Table::new(seed, &[seat]);
    let journal =
        Journal::create(path, &table.game.header(&table.world)).expect("the folder can be written");
    table.game.keep(&mut table.world, journal).expect("the folder can be written");
    table
}

/// Takes the first open answer.
fn decide(table: &mut Table) {
    let (_, _, open) = table.asked().expect("somebody is asked");
    table.choose(&open[0]);
}

/// Says that a file was changed long ago, and by so many minutes before others.
fn aged(path: &Path, minutes: u64) {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_mins(1000 - minutes);
    let file = File::options().append(true).open(path).expect("it is there");
    file.set_modified(moment).expect("its day can be set");
}

/// Takes up a journal as the shells do.
fn take_up(path: &Path) -> (Table, Option<status_quo::sim::resuming::Elsewhere>) {
    let recovered = journal::read(path).expect("it is a journal");
    let mut world = World::new();
    let (mut game, _) =
        Game::resume(&mut world, knocking(), &recovered).expect("the seats are there");
    let elsewhere = game.continue_in(&mut world, path, &recovered).expect("it can be written");
    (Table { world, game, views: Views::default() }, elsewhere)
}

#[test]
fn the_newest_journal_that_can_be_read_is_continued() {
    let home = Folder::new();
    let at = |name: &str| home.file(name);
    drop(kept(&at("old.journal"), 1, "china"));
    drop(kept(&at("newer.journal"), 2, "mongolia"));
    std::fs::write(at("garbage.journal"), b"no journal\n").expect("writable");
    std::fs::write(at("empty.journal"), b"").expect("writable");
    std::fs::write(at("notes.txt"), b"").expect("writable");
    for (name, minutes) in
        [("old.journal", 40), ("newer.journal", 30), ("garbage.journal", 20), ("empty.journal", 10)]
    {
        aged(&at(name), minutes);
    }
    let found = journals::found_in(home.path());
    let (seat, skipped) =
        journal::first_that_opens(&found, |_, recovered| Ok(recovered.header.seats[0].clone()));
    assert_eq!(seat.as_deref(), Some("mongolia"));
    let names: Vec<PathBuf> = skipped.iter().map(|(path, _)| path.clone()).collect();
    assert_eq!(names, [at("empty.journal"), at("garbage.journal")]);
    assert!(
        skipped.iter().all(|(_, why)| matches!(why, Skip::Journal(JournalError::NotAJournal(_))))
    );
    // What a shell cannot open, such as a game of a scenario that is not here, is passed over too.
    let (seat, skipped) = journal::first_that_opens(&found, |_, recovered| {
        let seat = recovered.header.seats[0].clone();
        if seat == "china" { Ok(seat) } else { Err("not here".to_owned()) }
    });
    assert_eq!((seat.as_deref(), skipped.len()), (Some("china"), 3));
    let (none, skipped) = journal::first_that_opens(&found[..2], |_, _| Ok(()));
    assert_eq!((none, skipped.len()), (None, 2));
    assert_eq!(std::fs::read(at("garbage.journal")).expect("still there"), b"no journal\n");
}

#[test]
fn a_game_that_was_opened_again_is_the_last_game() {
    let home = Folder::new();
    let (first, second) = (home.file("first.journal"), home.file("second.journal"));
    drop(kept(&first, 1, "china"));
    drop(kept(&second, 2, "china"));
    aged(&first, 20);
    aged(&second, 10);
    assert_eq!(journals::found_in(home.path())[0].path, second);
    drop(take_up(&first));
    assert_eq!(journals::found_in(home.path())[0].path, first);
}

/// A damaged journal goes on in one other file, and what is decided there is not lost.
#[test]
fn a_damaged_journal_goes_on_in_one_file_however_often_it_is_resumed() {
    let home = Folder::new();
    let path = home.file("game.journal");
    let mut table = kept(&path, 1, "ussr");
    for _ in 0..4 {
        decide(&mut table);
    }
    drop(table);
    let good = std::fs::read_to_string(&path).expect("it is there");
    let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
    lines[2] = lines[2].replace("ussr", "usss");
    let edited = lines.join("\n") + "\n";
    std::fs::write(&path, &edited).expect("writable");
    // Another game of this scenario lies beside it, which begins alike.
    drop(kept(&home.file("game-2.journal"), 1, "ussr"));

    let (mut table, elsewhere) = take_up(&path);
    let elsewhere = elsewhere.expect("it goes on elsewhere");
    let continued = home.file("game-continued.journal");
    assert_eq!((&elsewhere.path, elsewhere.aside, elsewhere.again), (&continued, 3, false));
    let said = status_quo::view::elsewhere_words(crate::harness::english(), &elsewhere);
    assert!(said.contains("3 later decisions are set aside"), "{said}");
    assert_eq!(table.game.decisions(&table.world).len(), 1);
    decide(&mut table);
    decide(&mut table);
    let hash = table.game.hash(&table.world);
    drop(table);

    let (table, elsewhere) = take_up(&path);
    let elsewhere = elsewhere.expect("it goes on elsewhere");
    assert_eq!((&elsewhere.path, elsewhere.again), (&continued, true));
    assert_eq!(table.game.decisions(&table.world).len(), 3);
    assert_eq!(table.game.hash(&table.world), hash);
    drop(table);
    assert!(!home.file("game-continued-2.journal").exists());
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), edited);
    // The other file itself is whole, and is taken up like any.
    let (table, elsewhere) = take_up(&continued);
    assert!(elsewhere.is_none());
    assert_eq!(table.game.decisions(&table.world).len(), 3);
}

/// What the last decision brought is shown again when a game is resumed: the items
/// that were open when it was taken, and those that came after.
#[test]
fn results_since_the_last_decision_are_shown_again() {
    let home = Folder::new();
    for seat in ["mongolia", "china", "japan", "ussr"] {
        let path = home.file(&format!("{seat}.journal"));
        let mut table = kept(&path, 7, seat);
        assert_eq!(table.view(seat).results_before, 0, "before the first decision all is new");
        while table.asked().is_some() {
            let before = table.view(seat).results.len();
            decide(&mut table);
            let view = table.view(seat);
            assert_eq!(view.results_before, before, "{seat}, {}", view.date);
            assert!(view.results_before <= view.results.len());
        }
        let last = table.view(seat).results_before;
        assert!(last < table.view(seat).results.len(), "the last decision closed something");
        drop(table);
        let (table, _) = take_up(&path);
        assert_eq!(table.view(seat).results_before, last, "a journal brings it back");
    }
}

/// A watched game is nothing but its seed, and comes back from its journal.
#[test]
fn a_watched_game_can_be_kept() {
    let home = Folder::new();
    let path = home.file("watched.journal");
    let mut table = Table::new(21, &[]);
    let journal = Journal::create(&path, &table.game.header(&table.world)).expect("writable");
    table.game.keep(&mut table.world, journal).expect("writable");
    let hash = table.game.hash(&table.world);
    drop(table);
    let (table, elsewhere) = take_up(&path);
    assert!(elsewhere.is_none() && table.game.is_over(&table.world));
    assert_eq!(table.game.hash(&table.world), hash);
    assert_eq!(table.view("china").results_before, 0);
}

/// Every answer that is not open says why, and a second question says that it is one.
#[test]
fn closed_answers_say_why_and_questions_are_counted() {
    let (mut reasons, mut second) = (Vec::new(), 0);
    for (seed, seat) in [(1, "mongolia"), (2, "china"), (3, "japan"), (4, "ussr")] {
        let mut table = Table::new(seed, &[seat]);
        let mut last_item = String::new();
        while table.asked().is_some() {
            let question = match table.view(seat).stage {
                StageView::Asked(question) => question,
                StageView::Conference(_) => {
                    table.choose("walk-out");
                    continue;
                }
                _ => panic!("this seat alone is asked"),
            };
            let item = question.id.split('/').next().unwrap_or_default().to_owned();
            assert_eq!(question.nth > 1, item == last_item, "{}", question.id);
            second += usize::from(question.nth > 1);
            last_item = item;
            for option in &question.options {
                assert_eq!(option.closed.is_some(), !option.open, "{}", option.label);
                reasons.extend(option.closed.clone());
            }
            decide(&mut table);
        }
    }
    assert!(second > 0, "some item asks one seat twice");
    assert!(reasons.iter().any(|why| why.contains(" chose «")), "{reasons:?}");
    assert!(reasons.iter().all(|why| why.starts_with("Not open")), "{reasons:?}");
}

#[test]
fn names_within_a_sentence_have_their_article() {
    let table = Table::new(1, &[]);
    let called = |seat: &str| table.view(seat).seat.expect("a seat looks").called;
    assert_eq!(called("ussr"), "the Soviet Union");
    assert_eq!(called("china"), "China");
    assert_eq!(called("japan"), "Japan and Manchukuo");
}

/// A game of the Mongolian seat at Kyakhta, played with a pack that lies in the home's
/// folder of scenarios; the journal is `old.journal`.
fn played_with(home: &Folder, pack: &Pack) -> Vec<u8> {
    write_pack(pack, &home.file("scenarios/kyakhta"));
    let script = "mongolia: letters\nmongolia: name\nmongolia: shirnendamdin\nmongolia: walk-out\n";
    std::fs::write(home.file("s.testplan"), script).expect("writable");
    let words =
        ["play", "kyakhta", "--terminal", "--script", "s.testplan", "--journal", "old.journal"];
    let out = call_at_home(home, &words);
    assert!(out.status.success(), "{}{}", text(&out.stdout), text(&out.stderr));
    std::fs::read(home.file("old.journal")).expect("it is there")
}

/// What is said when the journal is resumed with another pack in the folder; the old
/// journal stays as it is.
fn resumed_with(home: &Folder, before: &[u8], pack: &Pack) -> (Option<i32>, String) {
    let folder = home.file("scenarios/kyakhta");
    std::fs::remove_dir_all(&folder).expect("writable");
    write_pack(pack, &folder);
    let out = call_at_home(home, &["resume", "old.journal", "--terminal"]);
    assert_eq!(std::fs::read(home.file("old.journal")).expect("still there"), before);
    let shown = text(&out.stderr);
    assert!(!shown.contains("panicked"), "{shown}");
    (out.status.code(), shown)
}

/// A scenario of a player's own: what is built in would always be found again.
fn own() -> Pack {
    let kyakhta = library::read_folder(&scenarios().join("kyakhta")).expect("it can be read");
    edited(&kyakhta, "scenario.ron", "title: \"", "title: \"Own ")
}

#[track_caller]
fn holds(shown: &str, words: &[&str]) {
    for word in words {
        assert!(shown.contains(word), "`{word}` is not said:\n{shown}");
    }
}

/// An author mends a text and goes on: everything fits, and what is decided from then
/// on does not stand under the name of the old content.
#[test]
fn a_journal_of_an_edited_scenario_in_which_all_fits_goes_on_in_a_file_of_its_own() {
    let home = Folder::new();
    let before = played_with(&home, &own());
    let new = edited(&own(), "scenario.ron", "title: \"", "title: \"My ");
    let (status, shown) = resumed_with(&home, &before, &new);
    assert_eq!(status, Some(0), "{shown}");
    let codes = [&own().hash()[..12], &new.hash()[..12]];
    holds(&shown, &["was played with «kyakhta»", "All of it still fits", "old-continued.journal"]);
    holds(&shown, &codes);
    let continued = journal::read(&home.file("old-continued.journal")).expect("it is a journal");
    assert_eq!((continued.header.content, continued.entries.len()), (new.hash(), 4));
    let (_, shown) = resumed_with(&home, &before, &new);
    holds(&shown, &["goes on there again"]);
    assert!(!home.file("old-continued-2.journal").exists());
    // Replaying tells the same, and is a success.
    let out = call_at_home(&home, &["replay", "old.journal"]);
    assert!(out.status.success());
    holds(&text(&out.stderr), &["was played with", "All of it still fits"]);
    // With the old content back there is nothing to say.
    let (_, shown) = resumed_with(&home, &before, &own());
    assert!(!shown.contains("was played with"), "{shown}");
}

#[test]
fn what_no_longer_fits_is_named_with_its_place_and_day() {
    let home = Folder::new();
    let before = played_with(&home, &own());
    let rename = |old: &str, new: &str| {
        let mut pack = own();
        for path in own().files().iter().map(|file| file.path.clone()) {
            while pack.text(&path).is_some_and(|text| text.contains(old)) {
                pack = edited(&pack, &path, old, new);
            }
        }
        assert_ne!(pack.hash(), own().hash());
        pack
    };
    // An option that has another name now.
    let option = rename("\"shirnendamdin\"", "\"shirnen-damdin\"");
    let (status, shown) = resumed_with(&home, &before, &option);
    assert_eq!(status, Some(0), "{shown}");
    holds(
        &shown,
        &[
            "decision 3 of 4 (line 4 of the journal;",
            " February 1915; ",
            "`mongolia`: shirnendamdin for kyakhta/delegate) no longer fits",
            "`kyakhta/delegate` has no option `shirnendamdin` any more; like it is `shirnen-damdin`",
            "2 later decisions are set aside",
        ],
    );
    let continued = journal::read(&home.file("old-continued.journal")).expect("it is a journal");
    assert_eq!(continued.entries.len(), 2);
    // A seat that is gone: of this game nothing is left to open.
    let seat = rename("\"mongolia\"", "\"outer-mongolia\"");
    let (status, shown) = resumed_with(&home, &before, &seat);
    assert_eq!(status, Some(1), "{shown}");
    holds(&shown, &["the journal is of `mongolia`", "has no such seat any more", "outer-mongolia"]);
    // Another schema, or faults: the journal stays closed, and the pack says why.
    let later = edited(&own(), "scenario.ron", "schema: 1", "schema: 2");
    let (status, shown) = resumed_with(&home, &before, &later);
    assert_eq!(status, Some(1), "{shown}");
    holds(&shown, &["schema 2 is not known here"]);
    // Another id: it is not there any more, unless it is named.
    let other = edited(&own(), "scenario.ron", "id: \"kyakhta\"", "id: \"three-seats\"");
    std::fs::remove_dir_all(home.file("scenarios/kyakhta")).expect("writable");
    std::fs::write(home.file("three.zip"), zip_of(&other, "")).expect("writable");
    let words = ["resume", "old.journal", "--terminal", "--scenario", "three.zip"];
    let out = call_at_home(&home, &words);
    assert!(out.status.success(), "{}", text(&out.stderr));
    holds(&text(&out.stderr), &["was played with «kyakhta»", "here is «three-seats»"]);
    assert_eq!(std::fs::read(home.file("old.journal")).expect("still there"), before);
}

/// Of several packs of one id a journal opens the one it was played with.
#[test]
fn a_journal_opens_the_pack_of_its_own_content() {
    let home = Folder::new();
    let old = edited(&own(), "scenario.ron", "title: \"", "title: \"Old ");
    let before = played_with(&home, &old);
    let newer = edited(&own(), "scenario.ron", "version: \"0.", "version: \"9.");
    let packs = home.file("status-quo/scenarios");
    std::fs::create_dir_all(&packs).expect("writable");
    std::fs::write(packs.join("newer.zip"), zip_of(&newer, "")).expect("writable");
    let out = call_at_home(&home, &["replay", "old.journal", "--format", "json"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let state: serde_json::Value = serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
    assert_eq!(state["content"], old.hash());
    assert_eq!(std::fs::read(home.file("old.journal")).expect("still there"), before);
    // Where that is gone, the one that the name means is opened, and that is said.
    std::fs::remove_dir_all(home.file("scenarios")).expect("writable");
    let out = call_at_home(&home, &["replay", "old.journal", "--format", "json"]);
    let state: serde_json::Value = serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
    assert_eq!(state["content"], newer.hash());
    holds(&text(&out.stderr), &["was played with", &old.hash()[..12], &newer.hash()[..12]]);
    // And where none of that id is, it is said what to do.
    let mut lines = String::from_utf8(before).expect("it is text");
    lines = lines.replace("\"kyakhta\"", "\"gone\"");
    let body = lines.lines().next().and_then(|line| line.split_once(' ')).expect("a line").1;
    let header: journal::Header = serde_json::from_str(body).expect("a header");
    drop(Journal::create(&home.file("gone.journal"), &header).expect("writable"));
    let out = call_at_home(&home, &["replay", "gone.journal"]);
    assert_eq!(out.status.code(), Some(1));
    holds(&text(&out.stderr), &["no scenario `gone`", "was played with `gone`", "--scenario PATH"]);
}

#[test]
fn every_decision_is_written_in_a_journal_in_the_form_it_always_had() {
    let lines = [
        r#"{"decided":{"seat":"china","choose":{"question":"kyakhta/terms","option":"accept"}}}"#,
        r#"{"decided":{"seat":"china","offer":{"conference":"kyakhta","articles":{"rank":"autonomy"}}}}"#,
        r#"{"decided":{"seat":"china","accept":{"conference":"kyakhta"}}}"#,
        r#"{"decided":{"seat":"china","walk_out":{"conference":"kyakhta"}}}"#,
        r#"{"decided":{"seat":"china","adjourn":{"conference":"kyakhta"}}}"#,
        r#"{"decided":{"seat":"china","mediate":{"conference":"kyakhta"}}}"#,
    ];
    for line in lines {
        let entry: journal::JournalLine = serde_json::from_str(line).expect("a line of a journal");
        assert_eq!(serde_json::to_string(&entry).expect("plain"), line);
    }
    let nowhere = r#"{"decided":{"seat":"china","leave":{"conference":"kyakhta"}}}"#;
    assert!(serde_json::from_str::<journal::JournalLine>(nowhere).is_err());
}
