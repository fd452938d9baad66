//! The check of types against `ron`: the same files are good, and every fault has its reason.

use proptest::prelude::*;
use status_quo::scenario::draft::Part;
use status_quo::scenario::library;
use status_quo::scenario::pack::{File, Pack, options};
use status_quo::scenario::schema::{Body, Takes, schema};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::syntax::read;

use crate::harness::{root, scenarios};

fn small_files() -> Vec<String> {
    let folders = [
        scenarios().join("kyakhta"),
        root().join("tests/it/fixtures/whole"),
        root().join("tests/it/fixtures/table-of-three"),
    ];
    let packs = folders.map(|folder| library::read_folder(&folder).expect("it can be read"));
    packs.iter().flat_map(|pack| pack.files().iter().map(|file| file.text.clone())).collect()
}

/// Codes of what is found in a file up to its types, and whether `ron` reads it.
fn judged(text: &str) -> (Vec<&'static str>, bool) {
    let pack = Pack::new(vec![File { path: "x.ron".to_owned(), text: text.to_owned() }]);
    let sources = Sources::new(&pack);
    let (_, findings) = pack.parts(&sources);
    (
        findings.iter().map(|finding| finding.code).collect(),
        options().from_str::<Part>(sources.to_read(0)).is_ok(),
    )
}

/// A value of one place put in another, or left out.
fn exchanged(text: &str, from: usize, to: usize, drop: bool) -> String {
    let tree = read(text);
    let mut open = vec![tree.root().expect("a file of a scenario has a value")];
    let mut all = Vec::new();
    while let Some(id) = open.pop() {
        all.push(id);
        open.extend(tree.children(id));
    }
    let inside: Vec<_> = all.into_iter().filter(|id| tree.parent(*id).is_some()).collect();
    let at = tree.node(inside[to % inside.len()]);
    if drop {
        // With its name, and the comma after it.
        let start = at.key.map_or(at.span.start, |key| key.start);
        let rest = text[at.span.end..].strip_prefix(',').unwrap_or(&text[at.span.end..]);
        return format!("{}{rest}", &text[..start]);
    }
    let put = tree.node(inside[from % inside.len()]).span.of(text);
    format!("{}{put}{}", &text[..at.span.start], &text[at.span.end..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// What `ron` reads has no finding; what it refuses has one that says why.
    #[test]
    fn values_out_of_place_are_found_where_ron_refuses_them(
        file in 0_usize..64, from: usize, to: usize, drop: bool
    ) {
        let files = small_files();
        let text = exchanged(&files[file % files.len()], from, to, drop);
        let (codes, good) = judged(&text);
        prop_assert_eq!(codes.is_empty(), good, "{:?}\n{}", codes, text);
        prop_assert!(!codes.contains(&"unreadable"), "{}", text);
    }
}

/// Several faults of types are found at once, each where it stands.
#[test]
fn all_wrong_types_of_a_pack_are_found_at_once() {
    let text = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let pack = Pack::new(vec![
        text("a.ron", "(powers: [(id: 5, ink: pink, weight: 1.0)],\n seats: [(leders: [])])"),
        text("b.ron", "(facts: [(id: \"x\", name: \"X\", values: (id: \"y\", text: \"Y\"))])"),
    ]);
    let (_, findings) = pack.parts(&Sources::new(&pack));
    let found: Vec<(&str, usize, usize, &str)> = findings
        .iter()
        .map(|f| (f.place.file.as_str(), f.place.line, f.place.column, f.code))
        .filter(|(.., code)| *code != "missing-field")
        .collect();
    assert_eq!(
        found,
        [
            ("a.ron", 1, 16, "wrong-type"),
            ("a.ron", 1, 24, "unknown-word"),
            ("a.ron", 1, 38, "wrong-type"),
            ("a.ron", 2, 11, "unknown-field"),
            ("b.ron", 1, 39, "wrong-type"),
        ]
    );
}

/// Everything that an author may write is documented.
#[test]
fn every_type_field_and_word_of_the_format_says_what_it_is() {
    for (name, kind) in &schema().types {
        assert!(!kind.doc.is_empty(), "{name}");
        match &kind.body {
            Body::Record(fields) => {
                assert!(!fields.is_empty(), "{name}");
                for field in fields {
                    assert!(!field.doc.is_empty(), "{name}.{}", field.name);
                }
            }
            Body::Choice(words) => {
                for word in words {
                    assert!(!word.doc.is_empty(), "{name}: {}", word.name);
                    if let Takes::Fields(fields) = &word.takes {
                        assert!(
                            fields.iter().all(|field| !field.doc.is_empty()),
                            "{name}: {}",
                            word.name
                        );
                    }
                }
            }
        }
    }
}
