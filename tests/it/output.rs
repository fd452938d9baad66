//! What reaches a person: nothing that a terminal obeys, lines as wide as it is, commands
//! that can be pasted, our own words; and a word when it could not be written.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use status_quo::scenario::library;
use status_quo::sheets;
use status_quo::shown::{Page, broken, in_json, is_unseen, one_line, unbroken, visible};
use status_quo::terminal::Terminal;
use unicode_width::UnicodeWidthStr;

use crate::harness::{
    Folder, Table, all_scenarios, call, call_at_home, edited, english, program, root, scenarios,
    text, write_pack,
};

/// Calls a program and types these lines.
pub(crate) fn typed(command: &mut Command, lines: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It may end before it has read all.
    let _ = child.stdin.take().expect("it is piped").write_all(lines.as_bytes());
    child.wait_with_output().expect("it ends")
}

/// All that a call said.
pub(crate) fn said(out: &Output) -> String {
    let said = format!("{}{}", text(&out.stdout), text(&out.stderr));
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// What a hostile file may hold.
const HOSTILE: &str = "\u{1b}[31mred\u{7} \u{9b}2J \u{202e}turned\u{2066} \u{feff}\u{e0041}";

#[test]
fn characters_that_are_obeyed_or_hidden_are_named_by_their_number() {
    assert_eq!(
        visible(HOSTILE),
        "<U+001B>[31mred<U+0007> <U+009B>2J <U+202E>turned<U+2066> <U+FEFF><U+E0041>"
    );
    // What scripts are written with stays: joiners, variation selectors of Mongolian.
    let good = "ᠮᠣᠩᠭᠣᠯ\u{180b} क्\u{200d}ष 中国\u{fe00}\ttab\nline";
    assert_eq!(visible(good), good);
    assert_eq!(one_line("a\r\nb\tc"), "a b c");
    let json = serde_json::Value::from(HOSTILE).to_string();
    let escaped = in_json(&json);
    assert!(!escaped.contains(is_unseen), "{escaped}");
    assert_eq!(serde_json::from_str::<String>(&escaped).expect("it is JSON"), HOSTILE);
}

/// A pack of a hostile author in the home's own folder; its texts are written as escapes.
fn hostile(home: &Folder) {
    let pack = library::read_folder(&scenarios().join("kyakhta")).expect("it can be read");
    let escaped: String = HOSTILE.chars().flat_map(char::escape_unicode).collect();
    let pack = edited(&pack, "scenario.ron", "title: \"", &format!("title: \"{escaped}"));
    write_pack(&pack, &home.file("scenarios/kyakhta"));
}

#[test]
fn no_call_hands_a_hostile_text_on_to_the_terminal() {
    let home = Folder::new();
    hostile(&home);
    let journal = format!("{HOSTILE}.journal");
    std::fs::write(home.file(&journal), format!("{HOSTILE}\n")).expect("writable");
    std::fs::write(home.file("p.testplan"), format!("mongolia: {HOSTILE}\n")).expect("writable");
    std::fs::create_dir(home.file("domain")).expect("writable");
    std::fs::write(home.file("domain/domain.yml"), HOSTILE).expect("writable");
    let calls: [&[&str]; 11] = [
        &["list"],
        &["check", "scenarios"],
        &["check", "scenarios", "--format", "github"],
        &["play", "scenarios/kyakhta", "--seat", "mongolia", "--terminal"],
        &["play", "scenarios/kyakhta", "--terminal", "--script", "p.testplan"],
        &["play", "scenarios/kyakhta", "--terminal", "--seat", HOSTILE],
        &["replay", &journal],
        &["resume", &journal, "--terminal"],
        &["negotiate", "domain", "--strategies", "our,linear"],
        &["simulate", "scenarios/kyakhta", "--runs", "2"],
        &["explain", HOSTILE],
    ];
    for words in calls {
        let said = said(&call_at_home(&home, words));
        let unseen: Vec<char> = said.chars().filter(|c| is_unseen(*c)).collect();
        assert!(unseen.is_empty(), "{words:?}: {unseen:?} in\n{said}");
        assert!(!said.is_empty() || words.contains(&"github"), "{words:?} says nothing");
    }
    let shown = said(&call_at_home(&home, &["replay", &journal]));
    assert!(shown.contains("<U+001B>[31mred"), "{shown}");
    let out = call_at_home(&home, &["list", "--format", "json"]);
    assert!(!text(&out.stdout).contains(is_unseen), "{}", text(&out.stdout));
    serde_json::from_slice::<serde_json::Value>(&out.stdout).expect("it is JSON");
    // What is typed comes back just as visibly.
    let out = typed(
        program(&home).args(["play", "kyakhta", "--seat", "mongolia", "--terminal"]),
        "\u{1b}[A\u{202e}\nquit\n",
    );
    assert!(said(&out).contains("<U+001B>[A<U+202E>"), "{}", said(&out));
}

#[test]
fn pages_to_print_show_hidden_characters_too() {
    let mut scenario = all_scenarios()[0].as_ref().clone();
    scenario.head.title = HOSTILE.to_owned();
    for page in sheets::pages(english(), &scenario) {
        assert!(!page.text.contains(is_unseen), "{}", page.path);
        assert!(page.text.contains("&lt;U+202E&gt;turned"), "{}", page.path);
    }
}

/// All output of a game from its first page to the debrief, on so many columns.
fn played(columns: fn() -> Option<usize>) -> String {
    let mut table = Table::new(1, &["mongolia"]);
    let mut lines = String::from("help\nbrief\nrecognition\nborders\ntreaties\n");
    lines += &"1\n1\noffer\nhelp\nwalk-out\nwalk-out\n2\ngo\n".repeat(80);
    let mut written = Vec::new();
    let mut terminal = Terminal {
        world: &mut table.world,
        game: &table.game,
        views: status_quo::view::Views::default(),
        input: lines.as_bytes(),
        output: Page::new(&mut written, columns),
        words: english().clone(),
        interactive: false,
        not_kept: None,
        parting: std::sync::Arc::default(),
    };
    terminal.run().expect("memory can be written");
    String::from_utf8(written).expect("it is text")
}

#[test]
fn lines_are_as_wide_as_the_terminal_and_piped_ones_are_whole() {
    let whole = played(unbroken);
    assert!(whole.lines().any(|line| line.width() > 300), "a paragraph is one line");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (columns, most) in [((|| Some(78)) as fn() -> _, 78), (|| Some(40), 40), (|| Some(20), 20)]
    {
        let shown = played(columns);
        for line in shown.lines() {
            // The prompt stands before what is written next, where nobody typed Enter.
            let line = line.trim_start_matches("> ");
            assert!(line.width() <= most, "{} of {most} columns: {line}", line.width());
        }
        if most >= 40 {
            // Words are broken nowhere but at their hyphens.
            let (short, long) = (words(&shown).concat(), words(&whole).concat());
            assert_eq!(short, long, "{most}");
        }
    }
}

#[test]
fn wide_and_combining_signs_count_as_many_columns_as_they_take() {
    let lines = broken("中華民國政府，一九三二年", Some(10), "", "");
    assert!(lines.iter().all(|line| line.width() <= 10) && lines.len() == 3, "{lines:?}");
    // Ten letters, each with two marks over it, fit into ten columns.
    let marked = "a\u{301}\u{323}".repeat(10);
    assert_eq!(broken(&marked, Some(10), "", ""), [marked]);
    // A command to be copied stays in one piece.
    let call = "`status-quo resume '/home/Jan Novak/my game.journal'`";
    let lines = broken(&format!("To go on with it: {call}"), Some(20), "", "");
    assert_eq!(lines, ["To go on with it:", call]);
}

/// The command that a text suggests between backticks.
fn suggested<'t>(said: &'t str, beginning: &str) -> &'t str {
    let start = said.find(&format!("`{beginning}")).unwrap_or_else(|| panic!("no hint:\n{said}"));
    said[start + 1..].split('`').next().expect("it has a first part")
}

/// What a person does with a hint: paste it at a shell.
#[cfg(unix)]
fn pasted(home: &Folder, command: &str) -> Output {
    let called = command.replacen("status-quo", env!("CARGO_BIN_EXE_status-quo"), 1);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(called).current_dir(home.path()).stdin(Stdio::null());
    for (key, value) in program(home).get_envs() {
        match value {
            Some(value) => shell.env(key, value),
            None => shell.env_remove(key),
        };
    }
    shell.output().expect("the shell starts")
}

#[cfg(unix)]
#[test]
fn commands_in_hints_can_be_pasted_whatever_the_path() {
    for name in ["Jan Novak", "it's $HOME \"q\" \\ !", "-x *?[a];&|<>()#~", "Дорж 多尔济"] {
        let home = Folder::new();
        let folder = home.file(name);
        std::fs::create_dir(&folder).expect("writable");
        let mut play = program(&home);
        play.env("XDG_DATA_HOME", &folder).args(["play", "kyakhta", "--seat", "mongolia"]);
        let out = typed(play.arg("--terminal"), "1\n1\nquit\n");
        let hint = text(&out.stdout);
        let out = pasted(&home, &format!("{} --terminal", suggested(&hint, "status-quo resume")));
        assert!(out.status.success(), "{hint}\n{}", said(&out));
        assert!(said(&out).contains("one decision was replayed"), "{}", said(&out));

        let out = call_at_home(&home, &["new", &format!("./{name}/mine")]);
        let made = text(&out.stdout);
        let calls: Vec<&str> =
            made.lines().map(str::trim).filter(|line| line.starts_with("status-quo")).collect();
        assert_eq!(calls.len(), 3, "{made}");
        for call in [calls[0], calls[2]] {
            let out = pasted(&home, call);
            assert!(out.status.success(), "{call}: {}", said(&out));
        }
        // A pack that is broken names the call that shows its faults.
        let bad = folder.join("status-quo/scenarios/bad pack");
        std::fs::create_dir_all(&bad).expect("writable");
        std::fs::write(bad.join("scenario.ron"), "(").expect("writable");
        let out = program(&home).env("XDG_DATA_HOME", &folder).arg("list").output();
        let listed = text(&out.expect("the program starts").stdout);
        let out =
            pasted(&home, listed.split("see: ").nth(1).expect("it says how to see").trim_end());
        assert!(said(&out).contains("scenario.ron"), "{}", said(&out));
    }
}

/// Calls that print something good, each with its words.
fn good_calls(home: &Folder) -> Vec<Vec<String>> {
    let journal = home.file("game.journal").display().to_string();
    let plan = home.file("p.testplan");
    std::fs::write(&plan, "mongolia: letters\n").expect("writable");
    let plan = plan.display().to_string();
    let script = ["play", "kyakhta", "--terminal", "--script", &plan, "--journal", &journal];
    assert!(call(home, &script).status.success());
    let domain = home.file("domain").display().to_string();
    let export = ["export-negmas", "kyakhta", "kyakhta", "--out", &domain];
    assert!(call(home, &export).status.success());
    let parties = library::read_domain(Path::new(&domain)).expect("it was written").len() - 1;
    let strategies = vec!["linear"; parties].join(",");
    let new = home.file("new").display().to_string();
    let calls: [&[&str]; 16] = [
        &["--help"],
        &["--version"],
        &["play", "--help"],
        &["list"],
        &["list", "--format", "json"],
        &["list", "--games", "--format", "json"],
        &["explain"],
        &["explain", "no-source"],
        &["check", "scenarios"],
        &["replay", &journal],
        &["replay", &journal, "--format", "json"],
        &["play", "kyakhta", "--terminal", "--script", &plan],
        &["simulate", "kyakhta", "--runs", "2", "--format", "json"],
        &["negotiate", &domain, "--strategies", &strategies],
        &["negotiate", &domain, "--strategies", &strategies, "--format", "json"],
        &["new", &new],
    ];
    calls.iter().map(|words| words.iter().map(|word| (*word).to_owned()).collect()).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_told_and_no_success() {
    let home = Folder::new();
    for words in good_calls(&home) {
        // The kernel's own full disk.
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let out = program(&home)
            .args(&words)
            .stdin(Stdio::null())
            .stdout(full.expect("the device can be opened"))
            .output()
            .expect("the program starts");
        let told = said(&out);
        assert_eq!(out.status.code(), Some(1), "{words:?}: {told}");
        let why = "the output could not be written: no space left on the device";
        assert!(told.contains(why), "{words:?}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Folder::new();
    for words in good_calls(&home).into_iter().filter(|words| words[0] != "new") {
        let mut child = program(&home)
            .args(&words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let out = child.wait_with_output().expect("it ends");
        assert!(out.status.success(), "{words:?}: {}", said(&out));
        assert!(!said(&out).contains("could not be written"), "{words:?}: {}", said(&out));
    }
}

/// Words of libraries and of the system that say nothing to a person.
const FOREIGN: [&str; 14] = [
    "os error",
    "disconnected channel",
    "serde",
    "recursion",
    "stream did not",
    "invalid digit",
    "tip:",
    "-- -1",
    "expected value",
    "EOF while",
    "at line 1 column",
    "No such file",
    "Permission denied",
    "panicked",
];

#[test]
fn no_words_of_libraries_or_of_the_system_reach_a_person() {
    let home = Folder::new();
    let at = |name: &str| home.file(name).display().to_string();
    std::fs::write(home.file("utf16.testplan"), b"\xff\xfem\0o\0").expect("writable");
    std::fs::write(home.file("latin.testplan"), b"mongolia: caf\xe9\n").expect("writable");
    std::fs::write(home.file("known.json"), "{\"pack\": 3\n").expect("writable");
    std::fs::create_dir(home.file("folder")).expect("writable");
    std::fs::write(home.file("file"), "").expect("writable");
    let deep = home.file("deep");
    let pack = library::read_folder(&root().join("tests/it/fixtures/whole")).expect("it is there");
    let condition =
        format!("when: {}is(\"a\", \"b\"){}, id: \"", "not(".repeat(62), ")".repeat(62));
    let item = pack.files().iter().find(|file| file.text.contains("items: ["));
    let item = item.expect("it has items").path.clone();
    let (before, after) = {
        let text = pack.text(&item).expect("it is there");
        let start = text.find("items: [").expect("it has items");
        let id = start + text[start..].find("id: \"").expect("an item has an id");
        (text[..id].to_owned(), text[id + "id: \"".len()..].to_owned())
    };
    write_pack(&pack, &deep);
    std::fs::write(deep.join(&item), before + &condition + &after).expect("writable");
    let calls: [(&[&str], i32); 24] = [
        (&["lsp"], 1),
        (&["check", &at("deep")], 1),
        (&["check", &at("nowhere")], 1),
        (&["check", &at("file")], 1),
        (&["check", "scenarios", "--baseline", &at("known.json")], 1),
        (&["check", "scenarios", "--baseline", &at("nowhere.json")], 1),
        (&["check", "scenarios", "--baseline", &at("folder")], 1),
        (&["check", "scenarios", "--write-baseline", &at("no/such/file")], 1),
        (&["check", "scenarios", "--play", "-1"], 2),
        (&["play", "kyakhta", "--terminal", "--script", &at("nowhere")], 1),
        (&["play", "kyakhta", "--terminal", "--script", &at("folder")], 1),
        (&["play", "kyakhta", "--terminal", "--script", &at("latin.testplan")], 1),
        (&["play", "kyakhta", "--terminal", "--seed", "-1"], 2),
        (&["play", "kyakhta", "--terminal", "--seed", "many"], 2),
        (&["play", "kyakhta", "--seat", "mongolia", "--terminal", "--journal", &at("file/x")], 1),
        (&["replay", &at("nowhere")], 1),
        (&["replay", &at("folder")], 1),
        (&["resume", &at("nowhere"), "--branch", "-1"], 2),
        (&["simulate", "kyakhta", "--runs", "1", "--seed", "-1"], 2),
        (&["simulate", "kyakhta", "--runs", "1", "--seed", "18446744073709551616"], 2),
        (&["simulate", "kyakhta", "--runs", "1e3"], 2),
        (&["negotiate", &at("nowhere"), "--strategies", "our"], 1),
        (&["sheets", "kyakhta", "--out", &at("file/x")], 1),
        (&["new", &at("file/x")], 1),
    ];
    for (words, status) in calls {
        let out = call(&home, words);
        let told = said(&out);
        assert_eq!(out.status.code(), Some(status), "{words:?}: {told}");
        assert!(!text(&out.stderr).is_empty(), "{words:?} says nothing");
        for foreign in FOREIGN {
            assert!(!told.contains(foreign), "{words:?} says «{foreign}»: {told}");
        }
    }
    // A testplan in another encoding is read or refused in our words.
    let told =
        said(&call(&home, &["play", "kyakhta", "--terminal", "--script", &at("utf16.testplan")]));
    assert!(FOREIGN.iter().all(|foreign| !told.contains(foreign)), "{told}");
}

#[test]
fn a_call_that_is_off_is_answered_in_a_sentence_that_says_how_it_is_meant() {
    let home = Folder::new();
    let cases: [(&[&str], &[&str]); 9] = [
        (&["plya"], &["there is no command `plya`", "did you mean", "`play`?"]),
        (&["play"], &["the call lacks `<SCENARIO>`", "Usage: status-quo play"]),
        (&["list", "--formt", "json"], &["there is no `--formt` here", "did you mean `--format`?"]),
        (&["list", "--format", "jsn"], &["`jsn` is no value of `--format", "human, json"]),
        (&["list", "--format"], &["`--format <FORMAT>` needs a value", "human, json"]),
        (
            &["simulate", "kyakhta", "--runs", "1", "--seed", "-1"],
            &["`-1` is no value of `--seed <SEED>`", "from 0 to 18446744073709551615"],
        ),
        (
            &["simulate", "kyakhta", "--runs", "0"],
            &["`0` is no value of `--runs", "from 1 to 100000000"],
        ),
        (
            &["play", "kyakhta", "--seed", "1", "--seed", "2"],
            &["`--seed <SEED>` is given more than"],
        ),
        (&["replay", "a", "b"], &["there is no `b` here"]),
    ];
    for (words, parts) in cases {
        let out = call(&home, words);
        assert_eq!(out.status.code(), Some(2), "{words:?}");
        for part in parts {
            assert!(text(&out.stderr).contains(part), "{words:?}: {}", text(&out.stderr));
        }
    }
    // Digits as East Asian keyboards write them are digits.
    let out = call(&home, &["simulate", "kyakhta", "--runs", "２", "--format", "csv"]);
    assert!(out.status.success(), "{}", said(&out));
}

#[test]
fn typed_numbers_count_as_they_are_written_in_lists_and_on_keyboards() {
    let home = Folder::new();
    let play = ["play", "kyakhta", "--seat", "mongolia", "--terminal"];
    for line in [
        "１",
        "1.",
        "1)",
        "(1)",
        "１．",
        "１）",
        "\u{feff}1",
        "\u{3000}１\u{3000}",
        " 1\r",
        "1。",
        "①",
    ] {
        let out = typed(program(&home).args(play), &format!("{line}\nｗｈｙ　２\nＱＵＩＴ\n"));
        let told = said(&out);
        assert!(told.contains("== Answer 1: "), "{line:?}: {told}");
        assert!(told.contains("== Answer 2: "), "{line:?}: {told}");
        assert!(!told.contains("I do not know"), "{line:?}: {told}");
    }
    // In the menus of the bare call too.
    let out = typed(&mut program(&home), "２.\n１)\nquit\n");
    assert!(!said(&out).contains("Please type a number"), "{}", said(&out));
    assert!(said(&out).contains("status-quo resume"), "{}", said(&out));
}

#[test]
fn a_script_says_which_of_its_expectations_held() {
    let home = Folder::new();
    let plan = scenarios().join("kyakhta/record.testplan");
    let plan = plan.to_str().expect("the project's path is text");
    let wanted = std::fs::read_to_string(plan).expect("it is there");
    let expected: Vec<String> = wanted
        .lines()
        .filter_map(|line| line.trim().strip_prefix("expect "))
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .collect();
    assert!(expected.len() > 1, "the plan expects something");
    let out = call(&home, &["play", "kyakhta", "--terminal", "--script", plan]);
    let told = text(&out.stdout);
    assert!(out.status.success(), "{told}");
    assert!(told.contains(&format!("All {} expectations held:", expected.len())), "{told}");
    for line in &expected {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(&format!("  - {line}")), "{line} is missing in {told}");
    }
    // One that did not hold is not among them.
    let (outcome, _) = expected[0].split_once('=').expect("it has a value");
    let other = wanted.replacen(&expected[0], &format!("{outcome}= no-such-value"), 1);
    let path = home.file("other.testplan");
    std::fs::write(&path, other).expect("writable");
    let path = path.display().to_string();
    let out = call(&home, &["play", "kyakhta", "--terminal", "--script", &path]);
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(1), "{told}");
    let some = format!("{} of {} expectations held:", expected.len() - 1, expected.len());
    assert!(told.contains(&some) && told.contains("no-such-value`"), "{told}");
}

/// Under a limit that leaves no room for as many threads as are asked for.
#[cfg(target_os = "linux")]
#[test]
fn work_goes_on_with_the_threads_that_the_system_gives() {
    let home = Folder::new();
    let run = |words: &str, limit: &str| {
        let line = format!("{limit} exec '{}' {words}", env!("CARGO_BIN_EXE_status-quo"));
        Command::new("sh")
            .args(["-c", &line])
            .env("HOME", home.path())
            .current_dir(root())
            .output()
            .expect("the shell starts")
    };
    for words in [
        "simulate kyakhta --runs 1600 --format json --threads 1024",
        "check scenarios/kyakhta --play 80 --format json",
    ] {
        let (free, bound) = (run(words, ""), run(words, "ulimit -v 400000;"));
        assert!(free.status.success() && bound.status.success(), "{}", said(&bound));
        assert_eq!(text(&free.stdout), text(&bound.stdout));
        assert_eq!(text(&bound.stderr), text(&free.stderr));
    }
}

#[test]
fn work_is_done_whatever_the_number_of_threads() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let done = AtomicUsize::new(0);
    let brought = status_quo::system::on_threads(8, || done.fetch_add(1, Ordering::Relaxed));
    assert_eq!((brought.len(), done.into_inner()), (8, 8));
    assert_eq!(status_quo::system::on_threads(0, || 1), [1]);
    assert!(status_quo::system::gives_threads(4).is_ok());
}
