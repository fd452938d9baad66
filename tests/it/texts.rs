//! The game's own words: every key that the code asks for exists.

use status_quo::words::{knows, paragraphs, percent, say_with, sentence_case};

use crate::harness::root;

fn keys_in(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for call in ["say(\"", "say_with(\"", "say_with(\n"] {
        for (at, word) in text.match_indices(call) {
            let rest = text[at + word.len()..].trim_start().trim_start_matches('"');
            let end = rest.find('"').unwrap_or(0);
            keys.push(rest[..end].to_owned());
        }
    }
    keys
}

#[test]
fn every_key_asked_for_exists() {
    let mut asked = 0;
    let mut stack = vec![root().join("src")];
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder).expect("the sources can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                stack.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source is text");
            for key in keys_in(&text) {
                // Keys that are put together at run time are looked up below.
                let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                if plain && !key.is_empty() {
                    asked += 1;
                    assert!(knows(&key), "{}: there are no words for `{key}`", path.display());
                }
            }
        }
    }
    assert!(asked > 100, "the search for keys found only {asked}");
}

/// Keys that stand alone, in a table or an arm of a match.
#[test]
fn every_literal_that_looks_like_a_key_exists() {
    let families = [
        "stance-",
        "pledge-",
        "equilibrium-",
        "input-",
        "outcome-",
        "state-",
        "effect-",
        "event-",
        "verdict-",
        "result-",
        "debrief-",
        "indicator-",
        "table-",
        "seats-",
        "size-",
        "treaty-",
        "conference-",
        "article-",
        "statement-",
        "sheet-",
        "source-",
        "item-",
        "condition-",
    ];
    let mut found = 0;
    let files = [
        "sim/view/build.rs",
        "sim/view/conference.rs",
        "sim/view/sheet/conditions.rs",
        "sim/view/sheet/role.rs",
        "sim/view/sheet/teacher.rs",
        "sim/view/wording.rs",
        "terminal/conference.rs",
        "terminal/mod.rs",
        "terminal/pages.rs",
        "desktop/panels/articles.rs",
        "desktop/panels/conference/actions.rs",
        "desktop/panels/conference/head.rs",
        "desktop/panels/conference/marks.rs",
        "desktop/panels/conference/matrix.rs",
        "desktop/panels/conference/papers.rs",
        "desktop/panels/conference/speech.rs",
        "desktop/panels/conference/worth.rs",
    ];
    for file in files {
        let text = std::fs::read_to_string(root().join("src").join(file)).expect("it is there");
        for literal in text.split('"').skip(1).step_by(2) {
            let plain = literal.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c));
            if plain
                && families.iter().any(|family| literal.starts_with(family))
                && !literal.ends_with('-')
            {
                assert!(knows(literal), "{file}: there are no words for `{literal}`");
                found += 1;
            }
        }
    }
    assert!(found > 80, "only {found}");
}

#[test]
fn keys_put_together_exist() {
    let standings = ["claims", "refuses", "ad_hoc", "agreements", "de_facto", "de_jure", "envoys"];
    let built = standings
        .iter()
        .map(|s| format!("standing-{s}"))
        .chain((0..4).map(|k| format!("criterion-{k}")))
        .chain(["open", "disputed", "agreed", "marked"].map(|s| format!("status-{s}")))
        .chain(
            ["no", "secretly", "openly", "none", "one", "several"].map(|s| format!("value-{s}")),
        );
    for key in built {
        assert!(knows(&key), "there are no words for `{key}`");
    }
}

#[test]
fn plurals_follow_the_number() {
    let incidents = |n: u32| say_with("incidents", &[("count", n.into())]);
    assert_eq!(incidents(0), "no shooting incidents");
    assert_eq!(incidents(1), "one shooting incident");
    assert_eq!(incidents(7), "7 shooting incidents");
    let resumed = |n: u32| say_with("notice-resumed", &[("count", n.into())]);
    assert_eq!(resumed(0), "Continued: nothing had been decided yet.");
    assert_eq!(resumed(1), "Continued: one decision was replayed.");
    assert_eq!(resumed(4), "Continued: 4 decisions were replayed.");
    let summary = |unknown: u32| {
        let number = |n: u32| n.into();
        let args = [
            ("matched", number(3)),
            ("known", number(5)),
            ("diverged", number(2)),
            ("unknown", number(unknown)),
        ];
        say_with("debrief-summary", &args)
    };
    assert!(summary(0).ends_with("2 otherwise."), "{}", summary(0));
    assert!(summary(1).ends_with("otherwise; on one the record is silent."), "{}", summary(1));
    assert!(summary(2).ends_with("otherwise; on 2 the record is silent."), "{}", summary(2));
}

#[test]
fn small_chances_are_not_shown_as_none() {
    assert_eq!(percent(0.004), "<1");
    assert_eq!(percent(0.0), "0");
    assert_eq!(percent(0.996), ">99");
    assert_eq!(percent(1.0), "100");
}

#[test]
fn paragraphs_are_cut_at_empty_lines() {
    assert_eq!(paragraphs("a\nb\n\n c "), ["a b", "c"]);
    assert_eq!(sentence_case("the USSR"), "The USSR");
}
