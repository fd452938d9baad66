//! Games are kept and found again: where, what is said if they cannot be, and what a
//! journal bears.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bevy::ecs::world::World;
use status_quo::sim::game::Game;
use status_quo::sim::journal::{self, Journal};
use status_quo::view::Views;

use crate::harness::{Folder, Table, call_at_home, knocking, program, text};
use crate::output::{said, typed};

/// A game of Mongolia at the terminal, in which these lines are typed.
fn play(command: &mut Command, lines: &str) -> Output {
    let call = ["play", "kyakhta", "--seat", "mongolia", "--terminal"];
    typed(command.args(call), lines)
}

/// A journal of a game of `kyakhta` with three decisions, in the home.
fn kept(home: &Folder) -> PathBuf {
    let path = home.file("game.journal");
    let mut command = program(home);
    command.current_dir(home.path());
    let call = ["play", "kyakhta", "--seat", "mongolia", "--terminal", "--journal", "game.journal"];
    let out = typed(command.args(call), "1\n1\n2\n2\n1\n1\nquit\n");
    assert!(out.status.success(), "{}", said(&out));
    assert_eq!(lines_of(&path), 4);
    path
}

fn lines_of(path: &Path) -> usize {
    std::fs::read_to_string(path).expect("the journal is there").lines().count()
}

#[test]
fn the_start_and_the_end_of_a_game_say_how_to_go_on_with_it() {
    let home = Folder::new();
    let out = play(&mut program(&home), "1\n1\nquit\n");
    let told = text(&out.stdout);
    let path = home.file("status-quo/journals/kyakhta.journal");
    let call = format!("`status-quo resume {}`", path.display());
    let (start, end) = told.split_once("== Answer 1").expect("an answer was looked at");
    assert!(start.contains(&call), "{told}");
    assert!(end.contains(&call), "{told}");
    assert_eq!(lines_of(&path), 2);
}

#[cfg(unix)]
#[test]
fn an_interrupted_game_says_how_to_go_on_with_it() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::process::Stdio;

    // Where one of the three is ignored, as under `nohup` or behind `&` in a script, none is
    // handled: the library sets its handlers only where none of them was changed.
    if [1, 2, 15].into_iter().any(is_ignored) {
        return;
    }
    for signal in ["INT", "HUP", "TERM"] {
        let home = Folder::new();
        let mut child = program(&home)
            .args(["play", "kyakhta", "--seat", "mongolia", "--terminal"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("it is piped");
        input.write_all(b"1\n1\nnonsense\n").expect("it reads");
        // It stands at its prompt when it has answered what was typed last.
        let mut shown = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        while !line.contains("nonsense") {
            line.clear();
            assert!(shown.read_line(&mut line).expect("it is text") > 0, "it ended");
        }
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.expect("there is a `kill`").success());
        let _ = shown.read_to_string(&mut String::new());
        let status = child.wait().expect("it ends");
        let mut told = String::new();
        let _ = child.stderr.take().expect("it is piped").read_to_string(&mut told);
        let path = home.file("status-quo/journals/kyakhta.journal");
        assert_eq!(status.code(), Some(130), "{signal}: {told}");
        assert!(told.contains(&format!("`status-quo resume {}`", path.display())), "{told}");
        assert_eq!(lines_of(&path), 2, "{signal}");
    }
}

/// Whether whoever started the tests has a signal ignored: then it is so in every program
/// that they start.
#[cfg(unix)]
fn is_ignored(signal: u32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// Homes in which nothing can be kept, for whoever the tests run as.
#[cfg(target_os = "linux")]
fn closed_homes(folder: &Folder) -> [PathBuf; 3] {
    // A folder for journals that is there, and takes no files.
    let there = folder.file("there");
    std::fs::create_dir_all(there.join("status-quo")).expect("writable");
    std::os::unix::fs::symlink("/proc/self", there.join("status-quo/journals")).expect("writable");
    [PathBuf::from("/proc"), PathBuf::from("/dev/null"), there]
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_kept_one_plays_and_is_told_so_twice() {
    let folder = Folder::new();
    for home in closed_homes(&folder) {
        let mut command = program(&folder);
        let out = play(command.env("HOME", &home).env("XDG_DATA_HOME", &home), "1\n1\nquit\n");
        assert!(out.status.success(), "{}", said(&out));
        let told = text(&out.stdout);
        let (start, end) = told.split_once("== Answer 1").expect("an answer was looked at");
        for part in [start, end] {
            assert!(part.contains("not kept, because"), "{}: {told}", home.display());
            assert!(part.contains("status-quo/journals"), "{}: {told}", home.display());
            assert!(part.contains("`--journal FILE`"), "{}: {told}", home.display());
        }
        // A journal that was asked for is kept, and is none of that.
        let path = folder.file(&format!("{}.journal", home.as_os_str().len()));
        let mut command = program(&folder);
        command.env("HOME", &home).env("XDG_DATA_HOME", &home).arg("play").arg("kyakhta");
        command.args(["--seat", "mongolia", "--terminal", "--journal"]).arg(&path);
        let out = typed(&mut command, "1\n1\nquit\n");
        assert!(!said(&out).contains("not kept"), "{}", said(&out));
        assert_eq!(lines_of(&path), 2);
    }
}

#[test]
fn resume_without_a_path_goes_on_with_the_game_played_last() {
    let home = Folder::new();
    let resume = ["resume", "--terminal"];
    let out = call_at_home(&home, &resume);
    assert_eq!(out.status.code(), Some(1));
    assert!(said(&out).contains("no game to go on with yet; `status-quo play"), "{}", said(&out));

    assert!(play(&mut program(&home), "1\n1\nquit\n").status.success());
    let first = home.file("status-quo/journals/kyakhta.journal");
    let out = typed(program(&home).args(resume), "2\n2\nquit\n");
    assert!(said(&out).contains(&first.display().to_string()), "{}", said(&out));
    assert!(said(&out).contains("one decision was replayed"), "{}", said(&out));
    assert_eq!(lines_of(&first), 3);

    // One that lies elsewhere is the last one when it was played last.
    let elsewhere = kept(&home);
    let out = typed(program(&home).args(resume), "quit\n");
    assert!(said(&out).contains(&elsewhere.display().to_string()), "{}", said(&out));
    assert!(said(&out).contains("3 decisions were replayed"), "{}", said(&out));
    // What cannot be read is passed over, and told.
    let torn = home.file("status-quo/journals/zz.journal");
    std::fs::write(&torn, "nothing\n").expect("writable");
    // The system's clock for files may lag behind the game's by some milliseconds.
    let last = std::fs::metadata(&elsewhere).and_then(|file| file.modified());
    let later = last.expect("it is there") + core::time::Duration::from_secs(1);
    let torn = std::fs::File::options().append(true).open(torn).expect("it is there");
    torn.set_modified(later).expect("its day can be set");
    let out = typed(program(&home).args(resume), "quit\n");
    assert!(said(&out).contains("«zz.journal» was passed over"), "{}", said(&out));
    assert!(said(&out).contains("3 decisions were replayed"), "{}", said(&out));
    // A branch of it begins in a file of its own.
    let out = typed(program(&home).args(["resume", "--branch", "1", "--terminal"]), "quit\n");
    assert!(said(&out).contains("game-2.journal"), "{}", said(&out));
    assert_eq!(lines_of(&home.file("game-2.journal")), 2);
}

#[test]
fn the_bare_call_offers_the_game_played_last() {
    let home = Folder::new();
    let out = typed(&mut program(&home), "0\nquit\n");
    assert!(said(&out).contains("Please type a number"), "there is none yet: {}", said(&out));
    assert!(play(&mut program(&home), "1\n1\nquit\n").status.success());
    let out = typed(&mut program(&home), "0\n2\n2\nquit\n");
    assert!(said(&out).contains("0. Go on: Two Hundred Rifles, one decision"), "{}", said(&out));
    assert_eq!(lines_of(&home.file("status-quo/journals/kyakhta.journal")), 3);
    // Another can be begun as before.
    let out = typed(&mut program(&home), "2\n0\n");
    assert!(out.status.success(), "{}", said(&out));
}

#[test]
fn the_games_that_are_kept_are_listed() {
    let home = Folder::new();
    let out = call_at_home(&home, &["list", "--games"]);
    assert!(out.status.success() && text(&out.stdout).is_empty(), "{}", said(&out));
    assert!(said(&out).contains("no game to go on with yet"), "{}", said(&out));

    assert!(play(&mut program(&home), "1\n1\nquit\n").status.success());
    let first = home.file("status-quo/journals/kyakhta.journal");
    let last = kept(&home);
    let out = call_at_home(&home, &["list", "--games"]);
    let told = text(&out.stdout);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    for (line, path, decisions) in
        [(lines[0], &last, "3 decisions"), (lines[1], &first, "one decision")]
    {
        assert!(line.starts_with(&path.display().to_string()), "{told}");
        assert!(line.contains("mongolia") && line.contains(decisions), "{told}");
    }
    let out = call_at_home(&home, &["list", "--games", "--format", "json"]);
    let games: serde_json::Value = serde_json::from_slice(&out.stdout).expect("it is JSON");
    assert_eq!(games[0]["journal"], last.display().to_string());
    assert_eq!((&games[0]["decisions"], &games[1]["decisions"]), (&3.into(), &1.into()));
    assert_eq!(games[0]["seats"], serde_json::json!(["mongolia"]));
    assert_eq!((&games[0]["whole"], &games[0]["here"]), (&true.into(), &true.into()));
    // One that is no journal is listed with the reason, beside the others.
    std::fs::write(home.file("status-quo/journals/zz.journal"), "nothing\n").expect("writable");
    let out = call_at_home(&home, &["list", "--games"]);
    assert_eq!((out.status.code(), text(&out.stdout).lines().count()), (Some(1), 3));
    assert!(text(&out.stdout).contains("is no journal of this game"), "{}", said(&out));
}

/// What mail, chats and editors make of a journal.
#[test]
fn a_journal_bears_line_ends_that_were_taken_away_or_added() {
    let home = Folder::new();
    let path = kept(&home);
    let good = std::fs::read_to_string(&path).expect("it is there");
    let hash = |path: &Path| {
        let path = path.display().to_string();
        let out = call_at_home(&home, &["replay", &path, "--format", "json"]);
        let state: serde_json::Value = serde_json::from_slice(&out.stdout).expect("it is JSON");
        assert!(out.status.success(), "{}", said(&out));
        assert_eq!((&state["whole"], &state["decisions"]), (&true.into(), &3.into()));
        assert_eq!(state["damaged_line"], serde_json::Value::Null);
        state["hash"].clone()
    };
    let whole = hash(&path);
    let without = good.trim_end().to_owned();
    let changed = [
        without.clone(),
        format!("{without}\r"),
        format!("{good}\n"),
        format!("{good}\n \t\n\r\n\n"),
        format!("{without}  \n\n"),
        good.replace('\n', "\r\n"),
        format!("{}  ", good.replace('\n', "\r\n").trim_end()),
    ];
    for (number, changed) in changed.iter().enumerate() {
        let path = home.file(&format!("changed-{number}.journal"));
        std::fs::write(&path, changed).expect("writable");
        assert_eq!(hash(&path), whole, "{changed:?}");
        // It goes on in the same file, which is whole afterwards.
        let name = path.display().to_string();
        let resume = ["resume", &name, "--terminal"];
        let out = typed(program(&home).args(resume), "walk-out\nwalk-out\nquit\n");
        assert!(out.status.success(), "{}", said(&out));
        assert!(!said(&out).contains("never finished"), "{}", said(&out));
        let after = journal::read(&path).expect("it is a journal");
        assert!(after.damage.is_none() && after.entries.len() > 3, "{changed:?}");
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(text.ends_with('\n') && text.lines().all(|line| !line.trim().is_empty()));
        assert!(!home.file(&format!("changed-{number}-continued.journal")).exists());
    }
    // A mark, and the line ends of old systems, are borne as well; such a file stays as it
    // is, and the game goes on in another.
    for (number, changed) in
        [format!("\u{feff}{good}"), good.replace('\n', "\r")].iter().enumerate()
    {
        let path = home.file(&format!("edited-{number}.journal"));
        std::fs::write(&path, changed).expect("writable");
        assert_eq!(hash(&path), whole, "{changed:?}");
        let name = path.display().to_string();
        let out = typed(
            program(&home).args(["resume", &name, "--terminal"]),
            "walk-out\nwalk-out\nquit\n",
        );
        assert!(out.status.success(), "{}", said(&out));
        assert_eq!(&std::fs::read_to_string(&path).expect("it is there"), changed);
        let other = home.file(&format!("edited-{number}-continued.journal"));
        let after = journal::read(&other).expect("it is a journal");
        assert!(after.damage.is_none() && after.entries.len() > 3, "{changed:?}");
    }
    let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let path = home.file("wide.journal");
    std::fs::write(&path, wide).expect("writable");
    let out = call_at_home(&home, &["replay", &path.display().to_string()]);
    assert!(!out.status.success() && said(&out).contains("UTF-16"), "{}", said(&out));
    // A last line that is not whole was never finished, as before; and is told to programs.
    let torn = home.file("torn.journal");
    std::fs::write(&torn, &without[..without.len() - 1]).expect("writable");
    let torn = torn.display().to_string();
    let out = call_at_home(&home, &["replay", &torn, "--format", "json"]);
    let state: serde_json::Value = serde_json::from_slice(&out.stdout).expect("it is JSON");
    assert_eq!(out.status.code(), Some(1));
    assert_eq!((&state["whole"], &state["decisions"]), (&false.into(), &2.into()));
    assert_eq!(state["damaged_line"], 4);
}

/// Takes the first open answer.
fn decide(table: &mut Table) {
    let (_, _, open) = table.asked().expect("somebody is asked");
    table.choose(&open[0]);
}

/// A game with one decision, kept in a file.
fn begun(path: &Path) -> Table {
    let mut table = Table::new(1, &["ussr"]);
    let journal =
        Journal::create(path, &table.game.header(&table.world)).expect("the folder can be written");
    table.game.keep(&mut table.world, journal).expect("the folder can be written");
    decide(&mut table);
    table
}

/// The state of a journal that is played again.
fn replayed(path: &Path) -> String {
    let recovered = journal::read(path).expect("it is a journal");
    assert!(recovered.damage.is_none());
    let mut world = World::new();
    let (game, misfit) =
        Game::resume(&mut world, knocking(), &recovered).expect("the seats are there");
    assert!(misfit.is_none());
    Table { world, game, views: Views::default() }.hash()
}

impl Table {
    fn hash(&self) -> String {
        self.game.hash(&self.world)
    }
}

#[test]
fn a_journal_that_is_deleted_while_played_is_written_anew_and_that_is_told() {
    let home = Folder::new();
    std::fs::create_dir(home.file("games")).expect("writable");
    let path = home.file("games/mine.journal");
    let mut table = begun(&path);
    let look = |table: &mut Table| table.game.look_after_journal(&mut table.world);
    assert_eq!(look(&mut table).expect("it is there"), None);
    // Deleted before a decision, after the last one, and with its folder.
    for with_folder in [false, true] {
        std::fs::remove_file(&path).expect("it is there");
        if with_folder {
            std::fs::remove_dir(home.file("games")).expect("it is empty");
        }
        decide(&mut table);
        let moved = look(&mut table).expect("it can be written").expect("it is told");
        assert_eq!((&moved.from, &moved.to), (&path, &path));
        let said = status_quo::view::moved_words(crate::harness::english(), &moved);
        assert!(said.contains("deleted") && said.contains("written anew"), "{said}");
        assert_eq!(look(&mut table).expect("it is there"), None, "it is told once");
        assert_eq!(replayed(&path), table.hash());
    }
    std::fs::remove_file(&path).expect("it is there");
    assert!(look(&mut table).expect("it can be written").is_some());
    assert_eq!(replayed(&path), table.hash());
}

#[test]
fn a_journal_that_is_changed_while_played_stays_so_and_the_game_goes_on_beside_it() {
    let home = Folder::new();
    let path = home.file("mine.journal");
    let mut table = begun(&path);
    // Another file of that name, shorter; then the same one, written into.
    let changes: [fn(&Path); 2] = [
        |path| {
            std::fs::remove_file(path).expect("it is there");
            std::fs::write(path, "something else\n").expect("writable");
        },
        |path| {
            let text = std::fs::read_to_string(path).expect("it is there");
            std::fs::write(path, text.replace("ussr", "usss")).expect("writable");
        },
    ];
    let mut at = path;
    for change in changes {
        change(&at);
        let before = std::fs::read(&at).expect("it is there");
        decide(&mut table);
        let moved = table.game.look_after_journal(&mut table.world);
        let moved = moved.expect("it can be written").expect("it is told");
        assert_eq!(moved.from, at);
        assert_ne!(moved.to, at);
        assert_eq!(std::fs::read(&at).expect("still there"), before);
        assert_eq!(replayed(&moved.to), table.hash());
        at = moved.to;
    }
    // A copy in its place that holds the same is as good, and is written on.
    let copy = std::fs::read(&at).expect("it is there");
    std::fs::remove_file(&at).expect("it is there");
    std::fs::write(&at, copy).expect("writable");
    decide(&mut table);
    assert_eq!(table.game.look_after_journal(&mut table.world).expect("it is there"), None);
    assert_eq!(replayed(&at), table.hash());
}

#[test]
fn a_player_is_told_that_the_journal_was_deleted() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::process::Stdio;

    let home = Folder::new();
    let path = home.file("mine.journal");
    let mut child = program(&home)
        .args(["play", "kyakhta", "--seat", "mongolia", "--terminal", "--journal"])
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut shown = BufReader::new(child.stdout.take().expect("it is piped"));
    input.write_all(b"1\n1\nnonsense\n").expect("it reads");
    let mut line = String::new();
    while !line.contains("nonsense") {
        line.clear();
        assert!(shown.read_line(&mut line).expect("it is text") > 0, "it ended");
    }
    std::fs::remove_file(&path).expect("it is there");
    input.write_all(b"quit\n").expect("it reads");
    drop(input);
    let mut told = String::new();
    shown.read_to_string(&mut told).expect("it is text");
    assert!(child.wait().expect("it ends").success());
    assert!(told.contains("was deleted while you played"), "{told}");
    assert_eq!(lines_of(&path), 2, "it is there again, whole");
}
