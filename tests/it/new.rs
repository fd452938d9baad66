//! `status-quo new`: what an author begins with is whole, clean and never in the way.

use std::path::Path;

use status_quo::scenario::draft::{Kind, Tag};
use status_quo::scenario::library;
use status_quo::scenario::naming::id_of;
use status_quo::scenario::template::files;

use crate::harness::{Folder, call, program, text};
use crate::manual::is_ron;

fn path(path: &Path) -> &str {
    path.to_str().expect("a path for temporary files is text")
}

/// The line that the manual promises: write it, check it, play it.
#[test]
fn a_new_scenario_is_clean_and_plays_as_documented() {
    let home = Folder::new();
    let folder = home.file("mine");
    let made = call(&home, &["new", path(&folder)]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("status-quo check"), "it does not say how to go on");

    let checked = call(&home, &["check", path(&folder)]);
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    assert_eq!(text(&checked.stderr), "", "the checker has something to say");

    let played = call(&home, &["check", path(&folder), "--play", "200"]);
    assert!(played.status.success(), "{}", text(&played.stderr));
    assert_eq!(text(&played.stderr), "", "playing it shows something odd");

    let plan = folder.join("playthrough.testplan");
    let played = call(&home, &["play", path(&folder), "--terminal", "--script", path(&plan)]);
    assert!(played.status.success(), "{}{}", text(&played.stdout), text(&played.stderr));
    assert!(text(&played.stdout).contains("as documented"), "{}", text(&played.stdout));
}

/// What the manual calls whole: the example has one of each thing it teaches.
#[test]
fn the_example_has_one_of_everything_it_teaches() {
    let home = Folder::new();
    let folder = home.file("mine");
    assert!(call(&home, &["new", path(&folder)]).status.success());
    let scenario = library::open(path(&folder)).unwrap_or_else(|error| panic!("{error}"));
    let text = &scenario.text;
    assert_eq!(text.seats.len(), 2);
    assert!(text.items.iter().any(|item| matches!(item.kind, Kind::Decision)));
    assert!(text.items.iter().any(|item| matches!(item.kind, Kind::Event)));
    let tables = text.items.iter().filter_map(|item| item.conference.as_ref());
    assert_eq!(tables.map(|table| table.clauses.len()).collect::<Vec<_>>(), [2]);
    let options = || text.items.iter().flat_map(|item| &item.moves).flat_map(|mv| &mv.options);
    assert!(options().any(|option| option.tag == Tag::Counterfactual && !option.recorded));
    assert!(options().any(|option| option.recorded));
    assert!(text.outcomes.iter().all(|outcome| outcome.documented.is_some()));
    assert!(!text.sectors.is_empty() && !text.contradictions.is_empty());
    assert!(text.items.iter().any(|item| !item.record.unknown.is_empty()));
    for file in files("mine", None).iter().filter(|file| is_ron(&file.path)) {
        let remarks = file.text.lines().filter(|line| line.trim_start().starts_with("//"));
        assert!(remarks.count() >= 5, "{} explains too little", file.path);
    }
}

#[test]
fn the_folder_names_the_scenario_and_the_title_can_be_given() {
    let home = Folder::new();
    let folder = home.file("The Amur_1937");
    let title = r#"Islands "in" the Amur \ Амур"#;
    let made = call(&home, &["new", path(&folder), "--title", title]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let quoted = status_quo::shown::at_shell(&folder);
    assert!(quoted.ends_with(['\'', '"']), "a path with a space is to be typed in quotes");
    assert!(text(&made.stdout).contains(&format!("status-quo check {quoted}\n")));
    let scenario = library::open(path(&folder)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((scenario.head.id.as_str(), scenario.head.title.as_str()), ("the-amur-1937", title));

    // In the folder where one stands.
    let here = home.file("here");
    std::fs::create_dir(&here).expect("writable");
    let out = program(&home).current_dir(&here).args(["new", "."]).output().expect("it starts");
    assert!(out.status.success(), "{}", text(&out.stderr));
    let scenario = library::open(path(&here)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(scenario.head.id, "here");
}

#[test]
fn names_become_ids_where_they_can() {
    for (name, id) in [
        ("mine", Some("mine")),
        ("My Scenario", Some("my-scenario")),
        ("Stalin's  letter, 1934", Some("stalins-letter-1934")),
        ("a--b__c", Some("a-b-c")),
        ("Халх", None),
        ("諾門罕", None),
        ("--", None),
        ("", None),
    ] {
        assert_eq!(id_of(name).as_deref(), id, "{name}");
    }
}

/// Whatever stands in the way is said in a sentence, and nothing is touched.
#[test]
fn nothing_is_overwritten_and_every_refusal_says_what_to_do() {
    let home = Folder::new();
    let refused = |words: &[&str], code: i32, says: &str| {
        let out = call(&home, &[&["new"], words].concat());
        assert_eq!(out.status.code(), Some(code), "{words:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(says), "{words:?}: {}", text(&out.stderr));
        assert_eq!(text(&out.stdout), "");
    };
    let full = home.file("full");
    std::fs::create_dir(&full).expect("writable");
    std::fs::write(full.join("notes.txt"), "mine").expect("writable");
    refused(&[path(&full)], 1, "not empty");
    assert_eq!(std::fs::read_dir(&full).expect("readable").count(), 1);

    let file = home.file("file");
    std::fs::write(&file, "mine").expect("writable");
    refused(&[path(&file)], 1, "no folder");
    refused(&[path(&file.join("inside"))], 1, "cannot be written");
    assert_eq!(std::fs::read_to_string(&file).expect("readable"), "mine");

    let cyrillic = home.file("Халх");
    refused(&[path(&cyrillic)], 2, "--id");
    let other = home.file("other");
    refused(&[path(&other), "--id", "Other"], 2, "small letters");
    refused(&[path(&other), "--title", " "], 2, "one line");
    refused(&[path(&home.file("kyakhta"))], 1, "already");
    assert!(!cyrillic.exists() && !other.exists());

    let out = call(&home, &["new", path(&cyrillic), "--id", "halh"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
}

/// The skeletons of `add` fit the pack that they are added to: it checks without a word.
#[test]
fn what_is_added_fits_what_is_there() {
    let home = Folder::new();
    let folder = home.file("mine");
    assert!(call(&home, &["new", path(&folder)]).status.success());
    // The plan of a whole game does not answer what is asked beyond it, and is told so.
    let added = call(&home, &["add", path(&folder), "decision"]);
    assert!(text(&added.stdout).contains("playthrough.testplan"), "{}", text(&added.stdout));
    std::fs::remove_file(folder.join("playthrough.testplan")).expect("it can be removed");
    for (words, says) in [
        (&["decision"][..], "-decision-2.ron"),
        (&["event", "a-flood"], "-a-flood.ron"),
        (&["conference"], "-conference.ron"),
        (&["crisis"], "-crisis.ron"),
        (&["seat", "britain"], "seat-britain.ron"),
    ] {
        let added = call(&home, &[&["add", path(&folder)], words].concat());
        assert!(added.status.success(), "{words:?}: {}", text(&added.stderr));
        assert!(text(&added.stdout).contains(says), "{words:?}: {}", text(&added.stdout));
        let checked = call(&home, &["check", path(&folder)]);
        assert!(checked.status.success(), "{words:?}: {}", text(&checked.stderr));
        assert_eq!(text(&checked.stderr), "", "{words:?}");
    }
    let scenario = library::open(path(&folder)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(scenario.text.seats.len(), 3);
    assert!(scenario.text.items.iter().any(|item| matches!(item.kind, Kind::Crisis(_))));
    let played = call(&home, &["check", path(&folder), "--play", "20"]);
    assert!(played.status.success(), "{}", text(&played.stderr));

    let refused = |words: &[&str], code: i32, says: &str| {
        let out = call(&home, &[&["add"], words].concat());
        assert_eq!(out.status.code(), Some(code), "{words:?}: {}", text(&out.stderr));
        assert!(text(&out.stderr).contains(says), "{words:?}: {}", text(&out.stderr));
    };
    refused(&[path(&folder), "event", "a-flood"], 1, "already");
    refused(&[path(&folder), "event", "A Flood"], 1, "small letters");
    refused(&[path(&folder), "flood"], 2, "there are: seat, decision");
    refused(&[path(&home.file("nowhere")), "event"], 1, "nowhere");
    // A pack without a seat is told what it needs first.
    let empty = home.file("empty");
    std::fs::create_dir(&empty).expect("writable");
    let head = "(scenario: (id: \"empty\", opens: \"1909-01-01\", closes: \"1910-01-01\"))";
    std::fs::write(empty.join("scenario.ron"), head).expect("writable");
    refused(&[path(&empty), "conference"], 1, "add a `seat` first");
    assert!(call(&home, &["add", path(&empty), "seat"]).status.success());
    assert!(call(&home, &["add", path(&empty), "decision"]).status.success());
}

/// Another id is written wherever a thing is mentioned, in packs and in testplans, and the
/// scenario is the same.
#[test]
fn a_thing_is_renamed_in_all_files() {
    let home = Folder::new();
    let folder = home.file("mine");
    assert!(call(&home, &["new", path(&folder)]).status.success());
    let plan = folder.join("playthrough.testplan");
    for (old, new) in [
        ("seat:soviet", "moscow"),
        ("frontier", "the-line"),
        ("halha", "river"),
        ("power:japan", "nippon"),
        ("leader:abe", "premier"),
    ] {
        let out = call(&home, &["rename", path(&folder), old, new]);
        // What is asked for by a short name may be several things: then each is offered.
        if !out.status.success() {
            let said = text(&out.stderr);
            assert!(said.contains("say which"), "{old}: {said}");
            let first = said.split('`').find(|part| part.contains(':') && !part.contains(' '));
            let first = first.unwrap_or_else(|| panic!("{old}: {said}"));
            let again = call(&home, &["rename", path(&folder), first, new]);
            assert!(again.status.success(), "{first}: {}", text(&again.stderr));
        }
        let checked = call(&home, &["check", path(&folder)]);
        assert!(checked.status.success(), "{old}: {}", text(&checked.stderr));
        assert_eq!(text(&checked.stderr), "", "{old}");
    }
    let lines = std::fs::read_to_string(&plan).expect("readable");
    assert!(lines.contains("moscow: ") && !lines.contains("soviet: "), "{lines}");
    let refused = |words: &[&str], says: &str| {
        let out = call(&home, &[&["rename", path(&folder)], words].concat());
        assert_eq!(out.status.code(), Some(1), "{words:?}");
        assert!(text(&out.stderr).contains(says), "{words:?}: {}", text(&out.stderr));
    };
    refused(&["seat:moscow", "japan"], "already");
    refused(&["seat:moscow", "The Kremlin"], "is no id");
    refused(&["seat:moskow", "kremlin"], "did you mean");
}

/// Every id of the shipped scenarios can be renamed, and the pack is as good as before.
#[test]
fn whatever_is_renamed_stays_whole() {
    use status_quo::scenario::compile::compile;
    use status_quo::scenario::draft::Sort;
    use status_quo::scenario::index::NameIndex;
    use status_quo::scenario::rename::rename;
    use status_quo::scenario::sources::Sources;
    use status_quo::scenario::{coefficients, syntax::Span};

    let pack =
        library::read_folder(&crate::harness::scenarios().join("kyakhta")).expect("readable");
    let sources = Sources::new(&pack);
    let index = NameIndex::new(&sources);
    let mut seen = std::collections::BTreeSet::new();
    for of in &index.definitions {
        // One of each sort and file, and the place of a name tells it from others.
        let Span { start, .. } = of.span;
        if matches!(of.sort, Sort::Place | Sort::Conference) || !seen.insert((of.sort, of.file)) {
            continue;
        }
        let edits = rename(&sources, &index, of, "quite-another").expect("it can be renamed");
        let after = pack.with_edits(&edits);
        if let Err(findings) = compile(&after, coefficients()) {
            panic!("{:?} {} at {start}: {}", of.sort, of.name, after.render(&findings));
        }
    }
    assert!(seen.len() >= 30, "{}", seen.len());
}
