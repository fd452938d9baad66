//! Domains of other programs: what `NegMAS` writes is read as it means it, and what we
//! write it can read and write again.

use std::path::PathBuf;

use serde_json::Value;
use status_quo::rules::negotiation::space::Treaty;
use status_quo::rules::negotiation::utility::{Preferences, Valuation};
use status_quo::scenario::interchange::{self, Domain, DomainClause, DomainParty, Note};
use status_quo::scenario::library;

use crate::harness::{Folder, call, root, text};

fn written() -> PathBuf {
    root().join("tests/it/golden/negmas-written")
}

fn numbers(value: &Value) -> Vec<Option<f64>> {
    value.as_array().expect("it is a list").iter().map(Value::as_f64).collect()
}

/// Every treaty of every domain is worth to every party what `NegMAS` says, and so is no
/// agreement; and in the measure of the rules the parties order the treaties alike.
#[test]
fn what_negmas_writes_is_read_with_its_utilities() {
    let file = std::fs::read_to_string(written().join("expected.json")).expect("it is there");
    let cases: Vec<Value> = serde_json::from_str(&file).expect("it is JSON");
    assert_eq!(cases.len(), 8);
    for case in cases {
        let name = case["folder"].as_str().expect("a case names its folder");
        let files = library::read_domain(&written().join(name)).expect("the folder can be read");
        let mut notes = Vec::new();
        let read = interchange::read(&files, &mut notes);
        let domain = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        let told = notes.iter().map(Note::to_string).collect::<Vec<String>>();
        let inner =
            "`c.yml`: `reserved_value` of the inner function is passed over for that of the outer";
        let expected: &[&str] = if name == "curves-yml" { &[inner] } else { &[] };
        assert_eq!(told, expected, "{name}");
        let names: Vec<&str> = domain.parties.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(serde_json::json!(names), case["parties"], "{name}");
        for (party, no_deal) in domain.parties.iter().zip(numbers(&case["no_deal"])) {
            let expected = no_deal.unwrap_or(f64::NEG_INFINITY);
            assert_eq!(party.worth.no_deal.total_cmp(&expected), core::cmp::Ordering::Equal);
        }
        let space = domain.space().expect("it has a space");
        let valuations: Vec<Valuation> = domain
            .parties
            .iter()
            .map(|party| Valuation::new(&space, party.preferences.clone()).expect("it was checked"))
            .collect();
        let outcomes = case["outcomes"].as_array().expect("they are a list");
        assert_eq!(outcomes.len(), space.treaties() as usize, "{name}");
        let mut previous: Option<(Treaty, Vec<f64>)> = None;
        for (treaty, outcome) in space.all().zip(outcomes) {
            let values: Vec<&str> = space
                .values(treaty)
                .zip(&domain.clauses)
                .map(|(value, clause)| clause.values[value.index()].as_str())
                .collect();
            assert_eq!(serde_json::json!(values), outcome[0], "{name}");
            let found = domain.utilities(&space, treaty);
            let expected: Vec<f64> = numbers(&outcome[1]).into_iter().flatten().collect();
            for (found, expected) in found.iter().zip(&expected) {
                let near = (found - expected).abs() <= 1e-12 * (1.0 + expected.abs());
                assert!(near, "{name} {values:?}: {found} for {expected}");
            }
            for (seat, valuation) in valuations.iter().enumerate() {
                let signs = valuation.acceptable(treaty);
                let worth = expected[seat] - domain.parties[seat].worth.no_deal;
                assert!(worth.abs() < 1e-9 || signs == (worth > 0.0), "{name} {values:?}");
                if let Some((other, utilities)) = &previous
                    && (utilities[seat] - expected[seat]).abs() > 1e-9
                {
                    assert_eq!(
                        valuation.expected(*other) < valuation.expected(treaty),
                        utilities[seat] < expected[seat],
                        "{name} {values:?}"
                    );
                }
            }
            previous = Some((treaty, expected));
        }
    }
}

/// A domain whose two parties have these names.
fn two(names: [&str; 2]) -> Domain {
    let party = |name: &str, first: f64| {
        let own = Preferences::plain(vec![1.0], vec![vec![first, 1e-9]], 0.0);
        DomainParty::new(name.to_owned(), own)
    };
    Domain {
        name: "the line".to_owned(),
        clauses: vec![DomainClause {
            name: "border".to_owned(),
            values: vec!["on\u{2028}\u{7f}".to_owned(), "1e5".to_owned()],
        }],
        parties: vec![party(names[0], 1.0), party(names[1], 0.5)],
    }
}

/// `NegMAS` names the files that it writes after the domain and the parties.
fn renamed(files: &[(String, String)]) -> Vec<(String, String)> {
    let named = |(_, text): &(String, String)| {
        let object: Value = serde_json::from_str(text).expect("it is JSON");
        let name = object["name"].as_str().expect("it has a name");
        (format!("{}.yml", name.rsplit(['/', '\\']).next().unwrap_or(name)), text.clone())
    };
    files.iter().map(named).collect()
}

#[test]
fn parties_keep_their_order_and_names_through_negmas() {
    for names in [
        ["Russia", "China"],
        ["China", "Russia"],
        ["Россия", "中國"],
        ["the line", "other"],
        ["it's", "Outer (autonomous)"],
        ["same", "Same"],
    ] {
        let files = renamed(&interchange::write(&two(names)));
        let distinct: std::collections::BTreeSet<String> =
            files.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(distinct.len(), 3, "{names:?}: no file takes another's place");
        let read = interchange::read(&files, &mut Vec::new()).expect("it can be read");
        let found: Vec<&str> = read.parties.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(found, names);
        assert_eq!(read, two(names));
    }
}

/// What is exported is read alike by a reader of JSON and by one of YAML 1.1.
#[test]
fn an_export_has_no_number_and_no_character_that_yaml_reads_otherwise() {
    for (_, text) in interchange::write(&two(["a", "b"])) {
        let strange = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}');
        assert!(!text.contains(strange), "{text}");
        assert!(!text.contains("e-"), "{text}");
    }
}

const SPACE: &str = "type: DiscreteCartesianOutcomeSpace\nname: rail\nissues:\n- name: price\n  \
                     type: CategoricalIssue\n  values: [low, high]\n";
const PARTY: &str = "type: LinearAdditiveUtilityFunction\nweights: [1.0]\nvalues:\n- type: \
                     TableFun\n  mapping: {low: 0.25, high: 0.75}\n";

/// Reads a domain of two parties of which the first has these lines more.
fn with(more: &str) -> (Result<Domain, String>, Vec<String>) {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let first = format!("{PARTY}{more}");
    let files = [file("rail.yml", SPACE), file("a.yml", &first), file("b.yml", PARTY)];
    let mut notes = Vec::new();
    let read = interchange::read(&files, &mut notes).map_err(|error| error.to_string());
    (read, notes.iter().map(Note::to_string).collect())
}

#[test]
fn a_field_that_changes_the_wishes_is_read_or_refused() {
    let (read, notes) = with("bias: 0.5\n");
    let domain = read.expect("a constant is read");
    let space = domain.space().expect("it has a space");
    assert_eq!(domain.utilities(&space, Treaty(1)), [1.25, 0.75]);
    assert_eq!(notes, Vec::<String>::new());
    for harmless in ["discount: 1.0\n", "discount: null\n", "stability: 2047\nid: x\n"] {
        let (read, notes) = with(harmless);
        assert_eq!((read.map(|_| ()), notes), (Ok(()), vec![]), "{harmless}");
    }
    let refused = [
        (
            "discount: 0.9\n",
            "`a.yml`: the party has `discount: 0.9`, so its worth falls with time, which no party here knows",
        ),
        (
            "cost: 0.1\n",
            "`a.yml`: the party has `cost: 0.1`, so its worth falls with time, which no party here knows",
        ),
        ("bias: much\n", "`a.yml`: the party has no number in `bias`"),
        ("reserved_value: .nan\n", "`a.yml`: the party has no number in `reserved_value`"),
        ("weights: [2]\n", "`a.yml`: line 6 has the name `weights` twice"),
        ("<<: {bias: 1}\n", "`a.yml`: line 6: merging one mapping into another (`<<`) is not read"),
        ("---\na: 1\n", "`a.yml`: line 6: a second document begins; a file holds one"),
        ("a: &a [*a]\n", "`a.yml`: line 6: an alias stands for what it lies in"),
    ];
    for (more, sentence) in refused {
        assert_eq!(with(more).0.map(|_| ()), Err(sentence.to_owned()), "{more}");
    }
    let (read, notes) = with("mood: 3\ncolour: red\nreserved_outcome: [low]\n");
    assert!(read.is_ok());
    assert_eq!(
        notes,
        [
            "`a.yml`: `reserved_outcome` is passed over: what no agreement is worth is `reserved_value`",
            "`a.yml`: the fields `mood` and `colour` are not known and passed over in the party",
        ]
    );
}

#[test]
fn a_text_made_to_flood_its_reader_is_refused() {
    use core::fmt::Write;
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{before}]").expect("a text takes text");
    }
    let floods = [
        bomb,
        format!("x: {}", "[".repeat(100_000)),
        format!("x:\n  {}", "- ".repeat(100_000)),
        format!("x:\n  {}", "? ".repeat(100_000)),
        format!("x: {}", "{a: ".repeat(100_000)),
    ];
    for flood in floods {
        let (read, _) = with(&flood);
        let error = read.expect_err("it is refused");
        assert!(error.starts_with("`a.yml`: ") && error.lines().count() == 1, "{error}");
    }
}

#[test]
fn a_folder_with_both_kinds_of_file_is_read_by_its_yaml() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let mut files = vec![
        file("rail.yml", SPACE),
        file("a.yaml", PARTY),
        file("b.yml", PARTY),
        file("rail.json", "{}"),
        file("_stats.yaml", "not: [closed"),
        file("other.yml", "a: 1"),
    ];
    let mut notes = Vec::new();
    let read = interchange::read(&files, &mut notes).expect("it can be read");
    assert_eq!(read.parties.len(), 2);
    let notes: Vec<String> = notes.iter().map(Note::to_string).collect();
    assert_eq!(
        notes,
        [
            "`rail.json`: it is passed over for the YAML files beside it",
            "`other.yml`: it has no `type` of a domain or a party and is passed over",
        ]
    );
    files.push(file("second.yml", SPACE));
    assert_eq!(
        interchange::read(&files, &mut Vec::new()).expect_err("there are two").to_string(),
        "`rail.yml`: there is a domain in this file and another in `second.yml`; a folder holds one"
    );
}

/// Files as editors of other systems save them; names that would turn the line.
#[test]
fn the_command_reads_what_editors_write_and_shows_what_is_hidden() {
    let home = Folder::new();
    let folder = Folder::new();
    let negotiate = || {
        let path = folder.path().to_str().expect("the path is text");
        let output = call(&home, &["negotiate", path, "--strategies", "our,linear"]);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let save = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("it can be written");
    };
    save("rail.yml", SPACE.as_bytes());
    save("a.yml", PARTY.as_bytes());
    save("b.yml", PARTY.as_bytes());
    let (status, plain, _) = negotiate();
    assert_eq!(status, Some(0));
    let forms = [
        format!("\u{FEFF}{PARTY}"),
        PARTY.replace('\n', "\r\n"),
        PARTY.replace('\n', "\r"),
        format!("\u{FEFF}{}", PARTY.replace('\n', "\r\n")),
    ];
    for form in forms {
        save("a.yml", form.as_bytes());
        assert_eq!(negotiate(), (Some(0), plain.clone(), String::new()), "{form:?}");
    }
    let wide: Vec<u8> = PARTY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE][..], &wide].concat();
    let foreign = [PARTY.as_bytes(), b"name: \xD3\xF0\xE3\xE0\n"].concat();
    for (bytes, why) in [
        (&marked, "it is saved as UTF-16; save it again as UTF-8 in your editor"),
        (&wide, "it is saved as UTF-16; save it again as UTF-8 in your editor"),
        (&foreign, "it is not UTF-8 text; save it again as UTF-8 in your editor"),
    ] {
        save("a.yml", bytes);
        let (status, out, err) = negotiate();
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(err.contains("a.yml` cannot be read: ") && err.trim_end().ends_with(why), "{err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    }
    save("a.yml", format!("{PARTY}name: \"\u{202E}lia\\e[31mr\\n\"\nmo\u{202E}od: 1\n").as_bytes());
    let (status, out, err) = negotiate();
    assert_eq!(status, Some(0));
    assert!(out.contains("<U+202E>lia<U+001B>[31mr : "), "{out}");
    assert!(err.contains("the field `mo<U+202E>od` is not known"), "{err}");
    assert_eq!(err.lines().count(), 1, "it is told once: {err}");
}
