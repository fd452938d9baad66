//! Texts that follow the state: what is told goes by what was played, and tells no secret.

use std::sync::Arc;

use status_quo::scenario::compile::compile;
use status_quo::scenario::finding::Finding;
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::{Scenario, coefficients, library};
use status_quo::sheets;
use status_quo::view::StageView;

use crate::harness::{Table, english, root};

/// The small pack with a secret line, with texts put in place of some of its own.
fn pack(changes: &[(&str, &str, &str)]) -> Pack {
    let pack = library::read_folder(&root().join("tests/it/fixtures/secret-line"));
    let mut files: Vec<File> = pack.expect("it can be read").files().to_vec();
    for (path, old, new) in changes {
        let file = files.iter_mut().find(|file| file.path == *path).expect("it has that file");
        assert_eq!(file.text.matches(old).count(), 1, "{path}: {old}");
        file.text = file.text.replace(old, new);
    }
    Pack::new(files)
}

fn scenario(changes: &[(&str, &str, &str)]) -> Arc<Scenario> {
    let pack = pack(changes);
    Arc::new(
        compile(&pack, coefficients()).unwrap_or_else(|found| panic!("{}", pack.render(&found))),
    )
}

fn findings(changes: &[(&str, &str, &str)]) -> Vec<Finding> {
    compile(&pack(changes), coefficients()).expect_err("it has errors")
}

const KNOX: &str = "items/3-knox.ron";
const BRIEFING: (&str, &str, &str) = (
    KNOX,
    "and run them together. Now the two owners must answer.\",",
    r#"and run them together.",
    // Between passages a remark may stand.
    (when: chose("approach/russia", "japan"), text: "The two owners have agreed before."),
    /* and here */ (when: not(chose("approach/russia", "japan")), text: "The two owners have never agreed.

They may now."),
    ],"#,
);
const OPENING: (&str, &str, &str) =
    (KNOX, "briefing: \"Secretary of State", "briefing: [\"Secretary of State");
const OPTION: (&str, &str, &str) = (
    KNOX,
    "text: \"It brings the old enemy nearer.\"",
    r#"text: ["It brings the old enemy nearer.", (when: in_force("convention-1907"), text: "You have his word.")],
              advice: [(who: "nicholas", favours: true, says: [(when: in_force("convention-1907"), text: "He keeps his word.")])]"#,
);

/// Plays the first question with an answer, then as the record has it up to the second item.
fn at_knox(scenario: &Arc<Scenario>, first: &str) -> Table {
    let mut table = Table::of(Arc::clone(scenario), 3);
    let (_, asked, _) = table.asked().expect("somebody is asked");
    assert_eq!(asked, "approach/russia");
    table.choose(first);
    while let Some((_, asked, open)) = table.asked() {
        if asked == "knox/china" {
            break;
        }
        let recorded = table.recorded().unwrap_or_else(|| open[0].clone());
        table.choose(&recorded);
    }
    table
}

#[test]
fn passages_are_told_as_the_game_has_gone() {
    let scenario = scenario(&[OPENING, BRIEFING, OPTION]);
    let briefing = |table: &Table, seat: &str| match table.view(seat).stage {
        StageView::Asked(question) => question.briefing.clone(),
        _ => panic!("{seat} is asked"),
    };
    let agreed = at_knox(&scenario, "japan");
    let told = briefing(&agreed, "china");
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[1], "The two owners have agreed before.");
    let other = scenario.text.items[0].moves[0].options.iter().find(|o| o.id != "japan");
    let never = at_knox(&scenario, &other.expect("there is another answer").id);
    let told = briefing(&never, "china");
    assert_eq!(told[1..], ["The two owners have never agreed.", "They may now."]);

    // What an answer means, and who advises it, go by what its reader knows now.
    for (mut table, signed) in [(agreed, true), (never, false)] {
        table.choose("favour");
        let StageView::Asked(question) = table.view("russia").stage else { panic!("it is asked") };
        let refuse = question.options.iter().find(|option| option.id == "refuse");
        let refuse = refuse.expect("it can refuse");
        let holds = refuse.text.contains("You have his word.");
        assert_eq!(holds, !refuse.advice.is_empty());
        assert!(signed || !holds, "{}", refuse.text);
    }

    // On paper, written before the game, each passage says when it holds.
    let pages = sheets::pages(english(), &scenario);
    let china = pages.iter().find(|page| page.text.contains("They may now.")).expect("a page");
    assert!(china.text.contains("The two owners have agreed before."));
}

/// A passage that would tell a secret by being told is found where its condition stands.
#[test]
fn a_passage_that_rests_on_a_secret_is_a_leak() {
    let leak = (
        KNOX,
        "and run them together. Now the two owners must answer.\",",
        "and run them together.\", (when: is(\"free-hand\", \"given\"), text: \"Korea is sold.\")],",
    );
    let found = findings(&[OPENING, leak]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].code, found[0].place.file.as_str()), ("leak", KNOX));
    assert!(found[0].message.contains("china") && found[0].message.contains("free-hand"));
    // Russia may know it, and reads it in its own text.
    let own = (
        "items/1-approach.ron",
        "text: \"Nobody has told you that you could win a second war.\"",
        "text: [(when: is(\"free-hand\", \"given\"), text: \"You gave it.\")]",
    );
    let _ = scenario(&[own]);
    let unknown = (
        KNOX,
        "and run them together. Now the two owners must answer.\",",
        "and run them together.\", (when: is(\"free-hand\", \"gifen\"), text: \"x\")],",
    );
    assert!(findings(&[OPENING, unknown]).iter().any(|found| found.code == "unknown-name"));
}
