//! Findings: what the checker says of packs that are broken, word by word.
//!
//! Each folder of `fixtures/broken` holds files that stand in place of those of
//! `fixtures/whole`, and in `expected.txt` what is said. After a change that is
//! meant, `STATUS_QUO_UPDATE=1 cargo test findings` writes the expected texts.

use status_quo::scenario::compile::compile;
use status_quo::scenario::explain::{self, Example};
use status_quo::scenario::finding::{Finding, MOST_FINDINGS, TextEdit};
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::{coefficients, library, syntax};

use crate::harness::{Folder, call, compare, copy_folder, root, text};

fn whole() -> Pack {
    library::read_folder(&root().join("tests/it/fixtures/whole")).expect("it can be read")
}

/// The whole scenario with some files put in the place of its own.
fn with(files: &[File]) -> Pack {
    let is_replaced = |file: &File| files.iter().any(|new| new.path == file.path);
    let kept =
        whole().files().iter().filter(|file| !is_replaced(file)).cloned().collect::<Vec<_>>();
    Pack::new(kept.into_iter().chain(files.iter().cloned()).collect())
}

fn findings(pack: &Pack) -> Vec<Finding> {
    match compile(pack, coefficients()) {
        Ok(scenario) => scenario.warnings,
        Err(findings) => findings,
    }
}

/// A pack after as many rounds of fixes as it takes, and what was mended.
fn mended(pack: &Pack) -> (Pack, usize) {
    let mut pack = pack.clone();
    let mut n_made = 0;
    for _ in 0..40 {
        let found = findings(&pack);
        let (after, made) = pack.mended(&found);
        if made.is_empty() {
            return (pack, n_made);
        }
        n_made += made.len();
        pack = after;
    }
    panic!("the fixes come to no end");
}

#[test]
fn the_whole_scenario_is_whole() {
    let pack = whole();
    assert_eq!(pack.render(&findings(&pack)), "");
}

#[test]
fn broken_packs_are_shown_as_expected() {
    let folder = root().join("tests/it/fixtures/broken");
    let mut n_fixtures = 0;
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("it can be read").flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        let files = library::read_folder(&path).expect("it can be read");
        let pack = with(files.files());
        let found = findings(&pack);
        assert!(!found.is_empty(), "{} is not broken", path.display());
        let mut said = pack.render(&found);
        let (after, n_made) = mended(&pack);
        if n_made > 0 {
            said.push_str("\nafter the fixes:\n");
            let left = after.render(&findings(&after));
            for file in after.files().iter().filter(|f| pack.text(&f.path) != Some(f.text.as_str()))
            {
                let before = pack.text(&file.path).unwrap_or("");
                said.push_str(&difference(before, &file.text));
            }
            said.push_str(if left.is_empty() { "good\n" } else { &left });
        }
        compare(&path.join("expected.txt"), &said);
        for finding in &found {
            assert!(explain::of(finding.code).is_some(), "`{}` is not explained", finding.code);
        }
        n_fixtures += 1;
    }
    assert!(n_fixtures >= 100, "{n_fixtures}");
}

/// What stands above the carets of a drawn finding, measured in the columns of a
/// terminal.
fn above_the_carets(drawn: &str) -> String {
    use unicode_width::UnicodeWidthChar;
    let lines: Vec<&str> = drawn.lines().collect();
    let marks = lines.iter().position(|line| line.contains('^')).expect("there are carets");
    let first = lines[marks].find('^').expect("there are carets");
    let n = lines[marks].matches('^').count();
    let mut column = 0;
    let mut above = String::new();
    for c in lines[marks - 1].chars() {
        let width = c.width().unwrap_or(0);
        // A mark stands with the sign before it.
        let at = if width == 0 { column - 1 } else { column };
        if (first..first + n).contains(&at) {
            above.push(c);
        }
        column += width;
    }
    above
}

/// Wide signs take two columns of a terminal, marks that combine with the one
/// before none, letters of the vertical Mongolian script one: carets stand under
/// what is meant beside and under all of them, also in the middle of a long line.
#[test]
fn carets_stand_under_the_right_signs_in_every_script() {
    use status_quo::scenario::finding::TextPlace;
    use status_quo::scenario::render::{Palette, Renderer};
    let scripts = [
        "南方之国",
        "大日本帝國",
        "ﾐﾅﾐﾉｸﾆ",
        "ＭＩＮＡＭＩ",
        "Хойд нутаг",
        "Хои\u{306}д нута\u{301}г",
        "ᠬᠣᠶᠢᠲᠤ ᠨᠤᠲᠤᠭ",
        "ᠮᠣᠩᠭᠣᠯ\u{180B}",
        "བོད་ཡུལ",
        "대한제국",
        "plain",
    ];
    for before in scripts {
        for meant in scripts {
            for lead in ["", &"史 a ".repeat(60)] {
                let start = format!("  {lead}(text: \"{before}\", id: ");
                let text = format!("(\n{start}{meant}, next: \"{before}\")\n)\n");
                let place = TextPlace {
                    file: "a.ron".to_owned(),
                    line: 2,
                    column: start.chars().count() + 1,
                    length: meant.chars().count(),
                };
                let finding = Finding::error("unquoted-text", place, "look");
                let renderer = Renderer::new([("a.ron", text.as_str())], Palette::Plain);
                let drawn = renderer.render(&finding);
                assert_eq!(above_the_carets(&drawn), meant, "{drawn}");
                let place = format!("--> a.ron:2:{}", start.chars().count() + 1);
                assert!(drawn.contains(&place), "{drawn}");
            }
        }
    }
}

/// Whatever a place says, it is drawn; a place can outlive the text that it was in.
#[test]
fn no_place_breaks_the_drawing() {
    use status_quo::scenario::finding::TextPlace;
    use status_quo::scenario::render::{Palette, Renderer};
    let texts = ["", "a", "\n\n", "\r\n\r", "\u{feff}(\n", "\u{202e}\0\u{7}\n\tx", "史\u{301}\n)"];
    for text in texts {
        for line in 0..4 {
            for column in 0..4 {
                for length in [0, 1, 7, 1000] {
                    let place = TextPlace { file: "a.ron".to_owned(), line, column, length };
                    let finding = Finding::error("twice", place.clone(), "look")
                        .with_also(place.clone(), "here")
                        .with_also(TextPlace { file: "b.ron".to_owned(), ..place }, "there")
                        .with_edit(TextEdit {
                            file: "a.ron".to_owned(),
                            start: column,
                            end: column + line,
                            new: "\n(\n".to_owned(),
                        });
                    for palette in [Palette::Plain, Palette::Coloured] {
                        let renderer = Renderer::new([("a.ron", text)], palette);
                        assert!(renderer.render(&finding).contains("look"));
                    }
                }
            }
        }
    }
}

/// The lines that differ, between the first and the last of them.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - same;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let list = |sign: &str, lines: &[&str]| -> String {
        lines.iter().flat_map(|line| [sign, " ", *line, "\n"]).collect()
    };
    list("-", &old[same..old.len() - tail]) + &list("+", &new[same..new.len() - tail])
}

/// Each example of each explanation is what it says it is.
#[test]
fn every_wrong_example_gives_its_code_and_no_right_one_does() {
    let explained = root().join("tests/it/fixtures/explained");
    let explained = library::read_folder(&explained).expect("it can be read");
    for explanation in explain::all() {
        let code = explanation.code.as_str();
        let codes = |example: &str| -> Vec<&'static str> {
            match &explanation.place {
                Example::Alone => {
                    syntax::read(example).faults().iter().map(|fault| fault.code).collect()
                }
                Example::Bulk => {
                    let size = if example == explanation.wrong { 20 } else { 10 };
                    let text = "// x\n".repeat(size * 200_000) + "()";
                    syntax::read(&text).faults().iter().map(|fault| fault.code).collect()
                }
                Example::Rare => vec![],
                Example::Within(file) => {
                    let files = explained.files().iter().map(|old| {
                        let mut text = old.text.clone();
                        if old.path == *file {
                            assert!(
                                explanation.right.is_empty() || text.contains(&explanation.right),
                                "{code}: the right example is not in {file}"
                            );
                            text = if explanation.right.is_empty() {
                                example.to_owned()
                            } else {
                                text.replacen(&explanation.right, example, 1)
                            };
                        }
                        File { path: old.path.clone(), text }
                    });
                    findings(&Pack::new(files.collect())).iter().map(|f| f.code).collect()
                }
            }
        };
        if explanation.place == Example::Rare {
            continue;
        }
        let wrong = codes(&explanation.wrong);
        assert!(wrong.contains(&code), "{code}: the wrong example gives {wrong:?}");
        if !explanation.right.is_empty() {
            let right = codes(&explanation.right);
            assert!(right.is_empty(), "{code}: the right example gives {right:?}");
        }
    }
}

/// The codes in the sources and those that are explained are the same.
#[test]
fn every_code_is_explained_and_every_explanation_has_its_code() {
    let mut sources = String::new();
    let mut folders = vec![root().join("src/scenario"), root().join("src/ensemble")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it can be read").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                sources += &std::fs::read_to_string(entry.path()).expect("a source is text");
            }
        }
    }
    let mut given = std::collections::BTreeSet::new();
    for call in [
        "Fault::new(",
        "::error(",
        ".error(",
        "::warning(",
        "fault(",
        "fault_at(",
        "fault_in(",
        "report(",
        "warn(",
    ] {
        for (at, word) in sources.match_indices(call) {
            let rest = sources[at + word.len()..].trim_start();
            if let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                given.insert(code.to_owned());
            }
        }
    }
    // The codes for what is unused stand in a table.
    for (at, _) in sources.match_indices("\"unused-") {
        let code = sources[at + 1..].split('"').next().expect("the quotation mark is closed");
        given.insert(code.to_owned());
    }
    assert!(given.len() > 70, "the search found only {given:?}");
    let explained: std::collections::BTreeSet<String> =
        explain::all().iter().map(|explanation| explanation.code.clone()).collect();
    assert_eq!(explained.len(), explain::all().len(), "a code is explained twice");
    assert_eq!(given, explained);
}

#[test]
fn findings_are_the_same_each_time() {
    let files: Vec<File> = whole()
        .files()
        .iter()
        .map(|file| File { path: file.path.clone(), text: file.text.replace("\"S1\"", "\"S9\"") })
        .collect();
    let pack = Pack::new(files);
    assert_eq!(findings(&pack), findings(&pack));
}

/// A folder with the broken fixture laid over the whole scenario.
fn broken(home: &Folder, name: &str) -> std::path::PathBuf {
    let pack = home.file(name);
    copy_folder(&root().join("tests/it/fixtures/whole"), &pack);
    for file in library::read_folder(&root().join("tests/it/fixtures/broken").join(name))
        .expect("it can be read")
        .files()
    {
        std::fs::write(pack.join(&file.path), &file.text).expect("writable");
    }
    pack
}

#[test]
fn check_speaks_to_people_and_to_programs() {
    let home = Folder::new();
    let pack = broken(&home, "missing-comma-beside-wide-text");
    let path = pack.display().to_string();
    let out = call(&home, &["check", &path]);
    assert_eq!(out.status.code(), Some(1));
    let said = text(&out.stderr);
    assert!(said.contains("error[missing-comma]") && said.contains("--fix"), "{said}");
    let out = call(&home, &["check", &path, "--format", "json"]);
    assert_eq!(out.status.code(), Some(1));
    let said = text(&out.stdout);
    assert_eq!(said.lines().count(), 1, "{said}");
    let value: serde_json::Value = serde_json::from_str(&said).expect("each line is JSON");
    assert_eq!(value["code"], "missing-comma");
    assert_eq!(value["place"]["file"], "seats.ron");
    assert_eq!(value["fix"][0]["new"], ",");
    let out = call(&home, &["check", &path, "--format", "github"]);
    let said = text(&out.stdout);
    assert!(said.starts_with("::error file=") && said.contains("seats.ron,line="), "{said}");
    assert!(
        call(&home, &["check", "tests/it/fixtures/whole", "--format", "json"]).stdout.is_empty()
    );
}

#[test]
fn fixes_are_made_in_the_file_and_said() {
    let home = Folder::new();
    let pack = broken(&home, "several-faults");
    let path = pack.display().to_string();
    let out = call(&home, &["check", &path, "--fix"]);
    let said = text(&out.stdout);
    assert!(out.status.success(), "{said}{}", text(&out.stderr));
    assert_eq!(said.matches("fixed:").count(), 3, "{said}");
    let whole = std::fs::read_to_string(root().join("tests/it/fixtures/whole/items.ron"));
    let mended = std::fs::read_to_string(pack.join("items.ron")).expect("it is there");
    // The spaces of the author stay where they were.
    let tidy = |text: &str| text.replace(" :", ":");
    assert_eq!(tidy(&mended), tidy(&whole.expect("it is there").replace("\r\n", "\n")));
    let names: Vec<_> = std::fs::read_dir(&pack).expect("it is there").flatten().collect();
    assert_eq!(names.len(), 5, "nothing is left beside the files: {names:?}");
}

#[test]
fn a_guess_is_shown_and_not_made() {
    let home = Folder::new();
    let pack = broken(&home, "unknown-name");
    let before = std::fs::read_to_string(pack.join("items.ron")).expect("it is there");
    let out = call(&home, &["check", &pack.display().to_string(), "--fix"]);
    assert_eq!(out.status.code(), Some(1));
    let said = text(&out.stderr);
    assert!(said.contains("did you mean `south`?"), "{said}");
    assert_eq!(std::fs::read_to_string(pack.join("items.ron")).expect("it is there"), before);
}

/// A whole scenario with a fact that nothing uses, after `above` and before `beside`.
fn with_unused_fact(home: &Folder, name: &str, above: &str, beside: &str) -> std::path::PathBuf {
    // In a folder of the pack's own name, or that would be a warning too.
    let pack = home.file(name).join("whole");
    copy_folder(&root().join("tests/it/fixtures/whole"), &pack);
    let fact = format!(
        "(\n  facts: [\n{above}    (id: \"mood\", name: \"The mood\", \
         values: [(id: \"bad\", text: \"bad\"), (id: \"good\", text: \"good\")]),{beside}\n  ],\n)\n"
    );
    std::fs::write(pack.join("facts.ron"), fact).expect("writable");
    pack
}

#[test]
fn a_warning_is_suppressed_by_its_code_and_a_reason() {
    let home = Folder::new();
    let good = "// #suppress unused-fact: the next edition needs it";
    for (nth, (above, beside)) in
        [(format!("    {good}\n"), String::new()), (String::new(), format!(" {good}"))]
            .into_iter()
            .enumerate()
    {
        let pack = with_unused_fact(&home, &format!("good-{nth}"), &above, &beside);
        let out = call(&home, &["check", &pack.display().to_string()]);
        let said = text(&out.stderr);
        assert!(out.status.success(), "{said}");
        assert_eq!(said.trim(), "1 suppressed warning");
    }
    for (nth, comment) in ["// #suppress unused-fact", "// #suppress unused-fact:", "// #suppress"]
        .into_iter()
        .enumerate()
    {
        let pack = with_unused_fact(&home, &format!("bare-{nth}"), &format!("    {comment}\n"), "");
        let out = call(&home, &["check", &pack.display().to_string(), "--format", "json"]);
        let said = text(&out.stdout);
        assert!(out.status.success(), "a warning is no failure: {said}");
        assert!(said.contains("suppress-reason") && said.contains("unused-fact"), "{said}");
    }
}

#[test]
fn a_suppression_silences_no_error_and_nothing_elsewhere() {
    let home = Folder::new();
    let pack = with_unused_fact(&home, "elsewhere", "    // #suppress idle-seat: why not\n", "");
    let out = call(&home, &["check", &pack.display().to_string(), "--format", "json"]);
    let said = text(&out.stdout);
    assert!(said.contains("suppress-nothing") && said.contains("unused-fact"), "{said}");
    let pack = broken(&home, "suppress-an-error");
    let out = call(&home, &["check", &pack.display().to_string(), "--format", "json"]);
    let said = text(&out.stdout);
    assert_eq!(out.status.code(), Some(1));
    assert!(said.contains("suppress-error") && said.contains("no-source"), "{said}");
}

#[test]
fn a_baseline_shows_only_what_is_new() {
    let home = Folder::new();
    let pack = broken(&home, "unknown-name");
    let (path, known) = (pack.display().to_string(), home.file("known.jsonl"));
    let known = known.display().to_string();
    let out = call(&home, &["check", &path, "--write-baseline", &known]);
    assert_eq!(out.status.code(), Some(1));
    let out = call(&home, &["check", &path, "--baseline", &known]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(text(&out.stderr).contains("known finding"), "{}", text(&out.stderr));
    // Lines that move stay known; the same fault a second time is new.
    let items = pack.join("items.ron");
    let moved = std::fs::read_to_string(&items).expect("it is there");
    let moved = format!("// one\n// two\n{moved}");
    std::fs::write(&items, &moved).expect("writable");
    assert!(call(&home, &["check", &path, "--baseline", &known]).status.success());
    let worse = moved.replacen("confidence: sure", "confidence: shure", 1);
    std::fs::write(&items, worse).expect("writable");
    let out = call(&home, &["check", &path, "--baseline", &known, "--format", "json"]);
    assert_eq!(out.status.code(), Some(1));
    let said = text(&out.stdout);
    assert!(said.contains("shure") && !said.contains("sooth"), "{said}");
    // What `--format json` prints is such a file too; anything else is refused.
    let out = call(&home, &["check", &path, "--format", "json"]);
    std::fs::write(home.file("json"), text(&out.stdout)).expect("writable");
    let json = home.file("json").display().to_string();
    assert!(call(&home, &["check", &path, "--baseline", &json]).status.success());
    let out = call(&home, &["check", &path, "--baseline", &items.display().to_string()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("is no finding"), "{}", text(&out.stderr));
}

/// What was judged by the surroundings is not said to be sure, and what is as
/// likely as something else is shown and not made.
#[test]
fn confidence_is_said() {
    let home = Folder::new();
    for (fixture, confidence, trust) in [
        ("missing-comma", "sure", "mechanical"),
        ("missing-square-bracket", "likely", "mechanical"),
        ("thousands-comma", "guess", "guess"),
    ] {
        let path = broken(&home, fixture).display().to_string();
        let out = call(&home, &["check", &path, "--format", "json"]);
        let value: serde_json::Value =
            serde_json::from_str(text(&out.stdout).trim()).expect("one finding");
        assert_eq!(value["confidence"], confidence, "{fixture}");
        assert_eq!(value["trust"], trust, "{fixture}");
    }
}

#[test]
fn codes_are_explained() {
    let home = Folder::new();
    let out = call(&home, &["explain", "no-source"]);
    let said = text(&out.stdout);
    assert!(out.status.success() && said.contains("wrong:") && said.contains("right:"), "{said}");
    let out = call(&home, &["explain", "no-sorce"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("did you mean `no-source`?"));
    let out = call(&home, &["explain"]);
    assert!(text(&out.stdout).lines().count() > 60);
}

/// A pack that `new` has written, with a testplan of its own.
fn with_plan(home: &Folder, name: &str, change: (&str, &str)) -> std::path::PathBuf {
    let pack = home.file(name).join("mine");
    let out = call(home, &["new", &pack.display().to_string()]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let plan = pack.join("playthrough.testplan");
    let written = std::fs::read_to_string(&plan).expect("it is there");
    assert!(written.contains(change.0), "{written}");
    std::fs::write(&plan, written.replacen(change.0, change.1, 1)).expect("writable");
    pack
}

/// Whatever `play --script` would stumble over, `check` tells at its line; one slip is one
/// finding.
#[test]
fn testplans_are_checked_like_the_rest() {
    let home = Folder::new();
    let cases = [
        ("soviet: stop", "soviet: stopp", (6, 9), "no question to `soviet` has an answer `stopp`"),
        ("japan: halt", "japann: halt", (7, 1), "no seat `japann`"),
        ("japan: offer record", "japan: offer lines=x", (10, 14), "no clause is called `lines`"),
        ("soviet: accept", "japan: accept", (11, 8), ""),
        ("soviet: accept", "soviet accept", (11, 1), "is no line of a testplan"),
        ("seed 1939", "seed one", (4, 1), "the seed is a whole number"),
        ("expect truce = in-force", "expect truc = in-force", (13, 8), "no outcome `truc`"),
        ("expect truce = in-force", "expect truce = signed", (13, 16), "no value `signed`"),
        (
            "expect truce = in-force",
            "expect truce = no-treaty",
            (13, 16),
            "`truce` came to `in-force`",
        ),
    ];
    for (nth, (right, wrong, (line, column), says)) in cases.into_iter().enumerate() {
        let pack = with_plan(&home, &format!("plan-{nth}"), (right, wrong));
        let out = call(&home, &["check", &pack.display().to_string(), "--format", "json"]);
        let said = text(&out.stdout);
        assert_eq!(out.status.code(), Some(1), "{wrong}: {said}");
        assert_eq!(said.lines().count(), 1, "{wrong}: {said}");
        let value: serde_json::Value = serde_json::from_str(&said).expect("each line is JSON");
        assert_eq!(value["code"], "testplan", "{wrong}");
        assert_eq!(value["place"]["file"], "playthrough.testplan", "{wrong}");
        assert_eq!(
            (value["place"]["line"].as_u64(), value["place"]["column"].as_u64()),
            (Some(line), Some(column)),
            "{wrong}: {said}"
        );
        let message = value["message"].as_str().expect("it has a message");
        assert!(message.contains(says), "{wrong}: {message}");
    }
    let good = with_plan(&home, "plan-good", ("seed 1939", "seed 1939"));
    // One that is no text is told, not passed over.
    let wide: Vec<u8> = "\u{feff}seed 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(good.join("wide.testplan"), wide).expect("writable");
    let out = call(&home, &["check", &good.display().to_string()]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let said = text(&out.stderr);
    assert!(said.contains("wide.testplan") && said.contains("UTF-16"), "{said}");
    std::fs::remove_file(good.join("wide.testplan")).expect("it can be removed");
    let out = call(&home, &["check", &good.display().to_string(), "--format", "json"]);
    assert!(out.status.success() && text(&out.stdout).is_empty(), "{}", text(&out.stdout));
}

#[test]
fn two_packs_of_one_id_are_told_once() {
    let home = Folder::new();
    let all = home.file("all");
    for name in ["whole", "whole-2"] {
        copy_folder(&root().join("tests/it/fixtures/whole"), &all.join(name));
    }
    let out = call(&home, &["check", &all.display().to_string(), "--format", "json"]);
    let said = text(&out.stdout);
    assert_eq!(said.lines().count(), 1, "{said}");
    let value: serde_json::Value = serde_json::from_str(&said).expect("each line is JSON");
    assert_eq!(value["code"], "same-id");
    assert_eq!(value["place"]["file"], "scenario.ron");
    assert!(value["message"].as_str().is_some_and(|m| m.contains("`whole`")), "{said}");
    // One alone has only the wrong folder, and one pack named twice is no two.
    let copy = all.join("whole-2").display().to_string();
    let out = call(&home, &["check", &copy, &copy, "--format", "json"]);
    let said = text(&out.stdout);
    assert!(said.contains("folder-name") && !said.contains("same-id"), "{said}");
}

#[test]
fn new_refuses_the_names_that_check_would() {
    let home = Folder::new();
    let long = "a".repeat(80);
    for (id, title) in [
        ("con", "Good"),
        ("com1", "Good"),
        (&*long, "Good"),
        ("good", "two\nlines"),
        ("good", "right\u{202e}left"),
        ("good", " "),
    ] {
        let folder = home.file("refused");
        let folder = folder.display().to_string();
        let out = call(&home, &["new", &folder, "--id", id, "--title", title]);
        assert_eq!(out.status.code(), Some(2), "{id} {title:?}: {}", text(&out.stderr));
        assert!(!home.file("refused").exists());
    }
}

/// Thousands of faults of one kind are told in the time of a check, and not each a search of
/// the whole pack.
#[test]
fn a_pack_with_very_many_faults_is_told_at_once() {
    let fact = |number: i32| {
        format!("    (id: \"Fact {number}\", name: \"F\", values: [(id: \"no\", text: \"no\")]),\n")
    };
    let facts: String = (0..4000).map(fact).collect();
    let facts = format!("(\n  facts: [\n{facts}  ],\n)\n");
    let pack = with(&[File { path: "facts.ron".to_owned(), text: facts }]);
    let found = findings(&pack);
    assert_eq!(found.iter().filter(|finding| finding.code == "bad-id").count(), MOST_FINDINGS);
    let last = found.last().expect("there are findings");
    assert_eq!((last.code, &*last.message), ("more-findings", "3800 more findings are not shown"));
}
