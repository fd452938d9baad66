//! The tolerant reader against `ron`: the same texts are good, no text breaks it.

use proptest::collection::vec;
use proptest::prelude::*;
use status_quo::scenario::library;
use status_quo::scenario::longhand::Longhand;
use status_quo::scenario::pack::options;
use status_quo::scenario::syntax::{
    self, Certainty, DEEPEST, Lines, MOST_BYTES, NodeKind, Span, TextChange, TokenKind, Tree, mend,
    read,
};

use crate::harness::{root, scenarios};

/// Asserts that the reader and `ron` agree on whether a text is good, and that
/// the tokens are the text.
#[track_caller]
fn check(text: &str) {
    let tree = read(text);
    // `ron` knows no short numbers, and is given them written out.
    let long = Longhand::of(&tree);
    let to_read = long.as_ref().map_or(text, Longhand::text);
    let judged = options().with_recursion_limit(4 * DEEPEST).from_str::<ron::Value>(to_read);
    match (&judged, tree.faults()) {
        (Ok(_), []) | (Err(_), [_, ..]) => {}
        (Ok(_), faults) => panic!("ron accepts what gives {faults:#?}\n{text}"),
        (Err(error), []) => panic!("ron refuses what gives no fault: {error}\n{text}"),
    }
    lossless(&tree);
    for fault in tree.faults() {
        assert!(
            fault.span.end <= text.len() && text.is_char_boundary(fault.span.start),
            "{fault:?}"
        );
        assert!(text.is_char_boundary(fault.span.end), "{fault:?}");
        for change in &fault.changes {
            assert!(text.get(change.span.start..change.span.end).is_some(), "{fault:?}");
        }
    }
}

#[track_caller]
fn lossless(tree: &Tree<'_>) {
    let mut at = 0;
    for token in tree.tokens() {
        assert_eq!(token.span.start, at, "{:?}", tree.text());
        assert!(token.span.end > at);
        at = token.span.end;
    }
    assert_eq!(at, tree.text().len(), "{:?}", tree.text());
}

fn all_files() -> &'static [String] {
    static FILES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(read_all_files);
    &FILES
}

fn read_all_files() -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(scenarios()).expect("the scenarios can be read").flatten() {
        if entry.path().join("scenario.ron").is_file() {
            let pack = library::read_folder(&entry.path()).expect("it can be read");
            texts.extend(pack.files().iter().map(|file| file.text.clone()));
        }
    }
    texts
}

#[test]
fn every_file_of_the_scenarios_is_good() {
    for text in all_files() {
        check(text);
        assert!(read(text).faults().is_empty());
    }
}

/// What `ron` reads beyond what a scenario needs, and what it does not read.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn the_reader_agrees_with_ron_on_corners_of_the_format() {
    let texts = [
        "",
        " ",
        "()",
        "( )",
        "(,)",
        "(1,)",
        "(1,,)",
        "[,]",
        "[]",
        "{}",
        "{,}",
        "{1:2,}",
        "{1}",
        "{1:}",
        "(a:1)",
        "(a:1,)",
        "(a:)",
        "(a)",
        "(a,b)",
        "(a:1,b)",
        "(1,a:2)",
        "(a:1,2)",
        "Foo(a:1)",
        "Foo (1)",
        "Foo/**/(1)",
        "Foo()",
        "Foo( )",
        "true",
        "true()",
        "None",
        "None()",
        "Some(1)",
        "Some(1,)",
        "Some()",
        "Some(1,2)",
        "Some(a:1)",
        "Some 1",
        "Some",
        "[Some]",
        "Some Some 1",
        "Some-5",
        "Some\"x\"",
        "Some[1]",
        "#![enable(unwrap_variant_newtypes)] Some(a:1)",
        "#![enable(unwrap_variant_newtypes)] Some()",
        "#![enable(unwrap_variant_newtypes)] Some(1,2)",
        "#![enable(unwrap_variant_newtypes)] Some(1)",
        "#![enable(implicit_some, unwrap_newtypes,)]\n(1)",
        "#![enable()] 1",
        "#![enable(nothing)] 1",
        "#![type = \"x\"] 1",
        "#![schema = \"x\"] 1",
        "# ! [ enable ( implicit_some ) ] 1",
        "#[enable] 1",
        "#![enable(implicit_some)]#![enable(unwrap_newtypes)] ()",
        "1 #![enable(implicit_some)]",
        "\"a\"",
        "\"a",
        "\"\\n\\t\\\\\\\"\\'\\0\"",
        "\"\\q\"",
        "\"\\x41\"",
        "\"\\xe6\\x97\\xa5\"",
        "\"\\xff\"",
        "\"\\u{41}\"",
        "\"\\u{}\"",
        "\"\\u{110000}\"",
        "\"\\u{1F600}\"",
        "\"a\\\n   b\"",
        "\"a\\\r\n b\"",
        "\"a\\\rb\"",
        "r\"a\\b\"",
        "r#\"a\"b\"#",
        "r##\"a\"#b\"##",
        "r#\"a\"",
        "r#a",
        "r#a.b-c",
        "(r#a:1)",
        "(r#:1)",
        "r##a",
        "b\"ab\"",
        "b\"\\xff\"",
        "b\"\\u{41}\"",
        "br\"a\"",
        "br#\"a\"b\"#",
        "b'a'",
        "b'\\n'",
        "b'\\xff'",
        "b'ä'",
        "b'ab'",
        "'a'",
        "'''",
        "'\\''",
        "'\\n'",
        "'ab'",
        "''",
        "'",
        "'\\u{41}'",
        "'日'",
        "1",
        "-1",
        "+1",
        "1.",
        ".5",
        "1.5",
        "-.5",
        "1e3",
        "1E-3",
        "1e",
        "1_000",
        "_1",
        "1__0",
        "1._5",
        "0x1F",
        "0b101",
        "0o17",
        "0b2",
        "0xg",
        "1u8",
        "300u8",
        "1i32",
        "1.5f32",
        "1f64",
        "1.5f16",
        "99999999999999999999999999",
        "1.2.3",
        "inf",
        "-inf",
        "NaN",
        "inff32",
        "NaNf64",
        "infx",
        "+",
        "-",
        ".",
        "..",
        "1..2",
        "1..=2",
        "..3",
        "..=3",
        "1..",
        "1..=",
        "inf..3",
        "1..inf",
        "1..b'a'",
        "1 ..2",
        "1.. 2",
        "5km",
        "1931-09-18",
        "a-b",
        "a.b",
        "a b",
        "a:b",
        "a=b",
        "(a=1)",
        "{a=1}",
        "(a 1)",
        "(a:1 b:2)",
        "[1 2]",
        "[\"a\"\"b\"]",
        "1,",
        "1 2",
        "(1))",
        "((1)",
        "[1)",
        "(1]",
        "{1:2]",
        "[(1])",
        "]",
        "(",
        "// x",
        "// x\n1",
        "1 // x",
        "/* x */ 1",
        "/* /* */ 1",
        "/* /* */ */ 1",
        "1 /*",
        "1 /",
        "/",
        "1 / 2",
        "\u{feff}1",
        "1\u{a0}",
        "1\u{2028}",
        "(\u{200e}1)",
        "\u{3000}1",
        "“a”",
        "（1）",
        "(a：1)",
        "[1，2]",
        "@",
        "1;",
        "(a:1;b:2)",
        "(\"a\":1)",
        "{\"a\":1}",
        "日本",
        "(日:1)",
        "é",
        "_",
        "__a",
        "break",
        "br",
        "b",
        "r",
        "rust",
        "brr\"x\"",
        "(true:1)",
        "(Some:1)",
        "(inf:1)",
        "(None:1,true:2)",
        "0.5,",
        "(v:0,5)",
        "(0,5)",
        "Some(Some(1))",
        "Foo(Bar(1),Baz{1:2})",
        "{(1,2):[3]}",
        "(a:b(c:d(e:f)))",
        "-0",
        "0x",
        "0x_1",
        "1_",
        // Found by mutation.
        "(:\")]",
        "o a t\"\",l[:)()]",
        "e{:[])]",
        "[],src:[\"a\"],),(id:1,title:]x,]",
        "a => 1",
        "(a => 1)",
        "(a -> 1)",
        "-- x",
        "<!-- x --> 1",
        "<!-- x",
        "/ x",
        "1,000",
        "(v:1,000)",
    ];
    for text in texts {
        check(text);
        for wrapped in
            [format!("[{text}]"), format!("(a: {text}, b: 2)"), format!(" {text} // end")]
        {
            check(&wrapped);
        }
    }
}

/// Every bracket of a whole scenario taken away, doubled or replaced by another:
/// one fault each, which names the line or the bracket that belongs to it, and
/// what its fix makes has the brackets it had.
#[test]
fn one_bracket_is_one_fault() {
    let pack = library::read_folder(&root().join("tests/it/fixtures/whole")).expect("it is there");
    let brackets = |text: &str| -> String {
        let tree = read(text);
        let is_bracket = |kind| matches!(kind, TokenKind::Open(_) | TokenKind::Close(_));
        let signs = tree.tokens().iter().filter(|token| is_bracket(token.kind));
        signs.map(|token| token.span.of(text)).collect()
    };
    for file in pack.files() {
        let text = file.text.as_str();
        let (whole, lines) = (brackets(text), Lines::new(text));
        for token in read(text).tokens() {
            let sign = token.span.of(text);
            let other = match token.kind {
                TokenKind::Open('(') => "[",
                TokenKind::Open(_) => "(",
                TokenKind::Close('(') => "]",
                TokenKind::Close(_) => ")",
                _ => continue,
            };
            for new in ["", &sign.repeat(2), other] {
                let broken =
                    format!("{}{new}{}", &text[..token.span.start], &text[token.span.end..]);
                let tree = read(&broken);
                let line = lines.line(token.span.start);
                let what = format!("{}:{}: `{sign}` -> `{new}`", file.path, line + 1);
                let [fault] = tree.faults() else { panic!("{what}: {:#?}", tree.faults()) };
                let broken_lines = Lines::new(&broken);
                let near = |span: Span| broken_lines.line(span.start).abs_diff(line) <= 1;
                assert!(
                    near(fault.span) || fault.also.iter().any(|also| near(also.0)),
                    "{what}: {fault:#?}"
                );
                if fault.confidence == Certainty::Guess {
                    // Of `(]` nobody knows which of the two is wrong.
                    assert!(broken.contains("(]") || broken.contains("[)"), "{what}: {fault:#?}");
                    continue;
                }
                let mended = mend(&broken, &fault.changes);
                assert!(read(&mended).faults().is_empty(), "{what}: {mended}");
                // `not(fact(` without its first bracket is one word; nobody knows better.
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let joined = new.is_empty()
                    && is_word(text[..token.span.start].chars().next_back())
                    && is_word(text[token.span.end..].chars().next());
                // Where fields go on behind `)` on one line, `(a: (b: 1, c: 2)` may end in
                // two places; only the types know.
                let rest = lines
                    .text(line)
                    .map_or("", |text| &text[token.span.end - lines.start(token.span.start)..]);
                let goes_on = new.is_empty() && sign == ")" && rest.starts_with(", ");
                let own_line = |change: &TextChange| broken_lines.line(change.span.start) == line;
                if joined || goes_on && fault.changes.iter().all(own_line) {
                    continue;
                }
                assert_eq!(brackets(&mended), whole, "{what}");
            }
        }
    }
}

/// `ron` counts a level differently for each kind of bracket; here each is one.
#[test]
fn nesting_is_bounded() {
    let brackets =
        [("[", "]"), ("(", ")"), ("(a:", ")"), ("{1:", "}"), ("Foo(", ")"), ("Some(", ")")];
    for (open, close) in brackets {
        for n in [1, 2, 64, DEEPEST] {
            check(&format!("{}1{}", open.repeat(n), close.repeat(n)));
        }
        for n in [DEEPEST + 1, 1000, 200_000] {
            for text in [format!("{}1{}", open.repeat(n), close.repeat(n)), open.repeat(n)] {
                let tree = read(&text);
                assert_eq!(tree.faults()[0].code, "too-deep", "{n} {open}");
                lossless(&tree);
            }
            assert!(!read(&close.repeat(n)).faults().is_empty());
        }
    }
    assert_eq!(read(&format!("{}1", "Some ".repeat(DEEPEST + 1))).faults()[0].code, "too-deep");
}

/// Brackets that could each be closed for two reasons: what could be done doubles
/// with every level, what is followed must not.
#[test]
fn what_is_followed_does_not_double_with_each_level() {
    for level in ["  (\n1, ", "  [\n1, ", "  (\n(1), "] {
        let text = format!("{}\na: 1", level.repeat(60));
        let tree = read(&text);
        assert!(!tree.faults().is_empty());
        lossless(&tree);
    }
}

/// Texts made to be slow for a reader that looks back or ahead without bound.
#[test]
fn nothing_hangs_the_reader() {
    let n = 100_000;
    for part in [
        "/*", "\"\\", "“", "'a ", "r#\"\n", "\"a\"b", "\"\n", "(\n", "a:", "a ", ",", "=", "1,5,",
        "#",
    ] {
        let text = part.repeat(n);
        let tree = read(&text);
        assert!(!tree.faults().is_empty(), "{part}");
        assert!(tree.faults().len() <= 200, "{part}: {}", tree.faults().len());
        lossless(&tree);
    }
}

#[test]
fn a_text_that_is_too_large_is_refused_with_a_sentence() {
    let tree = read(&" ".repeat(MOST_BYTES + 1)).faults().to_vec();
    assert_eq!(tree.len(), 1);
    assert_eq!(tree[0].code, "file-too-large");
}

#[test]
fn paths_lead_to_places() {
    let text = "(\n  items: [\n    (id: \"a\", conference: Some((clauses: [\n      (values: [(id: \"x\")]),\n      (values: [(id: \"y\"), (id: \"日本\")]),\n    ]))),\n  ],\n)\n";
    let tree = read(text);
    assert!(tree.faults().is_empty(), "{:?}", tree.faults());
    let at = |path: &str| tree.span(path).map(|span| span.of(text));
    assert_eq!(at("items[0].id"), Some("\"a\""));
    assert_eq!(at("items[0].conference.clauses[1].values[1].id"), Some("\"日本\""));
    assert_eq!(at("items[1]"), None);
    assert_eq!(at("items[0].nothing"), None);
    let span = tree.span("items[0].conference.clauses[1].values[1].id").expect("it is there");
    let inner = tree.innermost(span.start + 1).expect("it is there");
    assert_eq!(tree.node(inner).kind, NodeKind::Text);
    let above = tree.parent(inner).expect("it has one");
    assert_eq!(tree.node(above).kind, NodeKind::Struct);
}

#[test]
fn changes_that_touch_are_made_one_at_a_time() {
    use syntax::TextChange;
    let change =
        |start, end, new: &str| TextChange { span: Span::new(start, end), new: new.to_owned() };
    assert_eq!(mend("abc", &[change(1, 2, "X"), change(0, 1, "Y")]), "YXc");
    assert_eq!(mend("abc", &[change(0, 2, "X"), change(1, 3, "Y")]), "Xc");
    assert_eq!(mend("abc", &[change(1, 1, "X"), change(1, 1, "Y")]), "aXbc");
    assert_eq!(mend("abc", &[change(2, 9, "X")]), "abc");
}

/// Values as the format has them, with everything it allows around them.
fn valid_text() -> impl Strategy<Value = String> {
    let blank = || {
        prop_oneof![
            4 => Just(String::new()),
            2 => Just(" ".to_owned()),
            1 => Just("\n\t".to_owned()),
            1 => Just("/* a /* b */ \" */".to_owned()),
            1 => Just("// ( \"\n".to_owned()),
        ]
    };
    let name = || prop_oneof!["[a-z_]{1,5}", Just("r#type".to_owned()), Just("日本".to_owned())];
    let leaf = prop_oneof![
        "[a-z]{1,4}".prop_map(|w| format!("x{w}")),
        any::<i32>().prop_map(|n| n.to_string()),
        any::<f64>().prop_map(|n| format!("{n:?}")),
        Just("true".to_owned()),
        Just("None".to_owned()),
        Just("()".to_owned()),
        Just("0x1F".to_owned()),
        Just("1..=5".to_owned()),
        Just("'('".to_owned()),
        Just("b\"\\xff\"".to_owned()),
        "[^\"\\\\]{0,12}".prop_map(|t| format!("\"{t}\"")),
        "[a-z\"(\\\\]{0,8}".prop_map(|t| format!("r##\"{t}\"##")),
        Just("\"\\u{41}\\\" “x”\"".to_owned()),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let item = (blank(), inner.clone(), blank()).prop_map(|(a, v, b)| format!("{a}{v}{b}"));
        let field = (name(), blank(), item.clone()).prop_map(|(n, b, v)| format!("{n}{b}:{v}"));
        let comma = prop_oneof![Just(""), Just(",")];
        let join = |items: Vec<String>, comma: &str| {
            if items.is_empty() { String::new() } else { items.join(",") + comma }
        };
        prop_oneof![
            (vec(item.clone(), 0..5), comma.clone())
                .prop_map(move |(v, c)| format!("[{}]", join(v, c))),
            (vec(item.clone(), 0..4), comma.clone())
                .prop_map(move |(v, c)| format!("( {})", join(v, c))),
            (vec(field.clone(), 1..4), comma.clone())
                .prop_map(move |(v, c)| format!("({})", join(v, c))),
            (vec((item.clone(), item.clone()).prop_map(|(k, v)| format!("{k}:{v}")), 0..3), comma)
                .prop_map(move |(v, c)| format!("{{{}}}", join(v, c))),
            item.clone().prop_map(|v| format!("Some({v})")),
            (name(), vec(field, 1..4))
                .prop_map(|(n, v)| format!("x{n}({})", v.join(",")).replace("xr#", "r#")),
        ]
    })
}

/// What is put into a text, or in place of a part of it, to break it.
const SHARDS: [&str; 34] = [
    "", "(", ")", "[", "]", "{", "}", ",", ",,", ":", "=", "\"", "'", "“", "”", "（", "：", "，",
    "//", "/*", "*/", "#", "r#\"", "\"#", "\\", "Some", "Some(", "x", "-", "0,5", "\n", "\u{a0}",
    "id: ", "\u{feff}",
];

/// So many cases of each property; more by hand, with `PROPTEST_CASES=20000`.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    let cases = asked.unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_the_grammar_makes_is_good_to_both(text in valid_text()) {
        check(&text);
    }

    #[test]
    fn what_is_broken_is_broken_to_both(
        text in valid_text(),
        breaks in vec((any::<prop::sample::Index>(), 0..SHARDS.len(), 0..3_usize), 1..4),
    ) {
        check(&broken(text, &breaks));
    }

    #[test]
    fn scenario_files_break_for_both(
        file in any::<prop::sample::Index>(),
        breaks in vec((any::<prop::sample::Index>(), 0..SHARDS.len(), 0..3_usize), 1..3),
    ) {
        // The small files: ron reads each twice, and there are many cases.
        let files: Vec<&String> = all_files().iter().filter(|text| text.len() < 12_000).collect();
        check(&broken((*file.get(&files)).clone(), &breaks));
    }

    #[test]
    fn files_with_other_tokens_break_for_both(
        file in any::<prop::sample::Index>(),
        lines in (any::<prop::sample::Index>(), 1..40_usize),
        edits in vec((any::<[prop::sample::Index; 2]>(), 0..5_usize), 1..4),
    ) {
        let text = file.get(all_files());
        let all: Vec<&str> = text.lines().collect();
        let first = lines.0.index(all.len());
        let last = (first + lines.1).min(all.len());
        let mut text = format!("[{}]", all[first..last].join("\n"));
        for ([at, other], how) in edits {
            let tree = read(&text);
            let tokens: Vec<Span> = tree.tokens().iter().map(|token| token.span).collect();
            prop_assume!(!tokens.is_empty());
            let (at, other) = (*at.get(&tokens), *other.get(&tokens));
            let (own, other) = (at.of(&text).to_owned(), other.of(&text).to_owned());
            match how {
                0 => text.replace_range(at.start..at.end, ""),
                1 => text.insert_str(at.start, &other),
                2 => text.replace_range(at.start..at.end, &other),
                3 => text.insert_str(at.end, &own),
                _ => text.truncate(at.end),
            }
            check(&text);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_signs_break_the_reader(signs in vec(0..SHARDS.len(), 0..60)) {
        let text: String = signs.into_iter().map(|n| SHARDS[n]).collect();
        check(&text);
    }

    #[test]
    fn fixes_come_to_an_end(
        text in valid_text(),
        breaks in vec((any::<prop::sample::Index>(), 0..SHARDS.len(), 0..3_usize), 1..4),
    ) {
        let mut text = broken(text, &breaks);
        for _ in 0..40 {
            let tree = read(&text);
            let changes: Vec<_> = tree.faults().iter().flat_map(|fault| fault.changes.clone()).collect();
            if changes.is_empty() {
                break;
            }
            text = mend(&text, &changes);
            check(&text);
        }
    }
}

fn broken(mut text: String, breaks: &[(prop::sample::Index, usize, usize)]) -> String {
    for (at, shard, length) in breaks {
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let n = at.index(places.len());
        let end = places[(n + length).min(places.len() - 1)];
        text.replace_range(places[n]..end, SHARDS[*shard]);
    }
    text
}

/// Numbers in their short forms are read as their long ones, wherever they stand, and every
/// byte of what is read leads back to what was written.
#[test]
fn short_numbers_are_read_as_long_ones() {
    let cases = [
        (r#"(a: 0.4 ("why"))"#, r#"(a: (value: 0.4, grade: judgement, why: "why"))"#),
        (r#"[-1("x",), 2]"#, r#"[(value: -1, grade: judgement, why: "x"), 2]"#),
        (
            r##"(a: 40% (r#"a "raw" text"#))"##,
            r##"(a: (value: 0.4, grade: judgement, why: r#"a "raw" text"#))"##,
        ),
        ("(value: 12.5%)", "(value: 0.125)"),
        (r#"set("x", 1 /* so */ ("y"))"#, r#"set("x", (value: 1, grade: judgement, why: "y"))"#),
    ];
    for (short, long) in cases {
        let tree = read(short);
        assert_eq!(tree.faults(), [], "{short}");
        let written = Longhand::of(&tree).unwrap_or_else(|| panic!("{short} is short"));
        assert_eq!(written.text(), long);
        for word in ["why", "0.4", "x", "y"] {
            let at = long.find(&format!("\"{word}\"")).map(|at| at + 1);
            if let Some(at) = at.or_else(|| {
                (word == "0.4" && !short.contains('%')).then(|| long.find(word)).flatten()
            }) {
                let span = written.origin(Span::new(at, at + word.len()));
                assert_eq!(span.of(short), word, "{short}");
            }
        }
    }
    for long in
        [r#"(a: (value: 0.4, grade: judgement, why: "x"))"#, r#"(a: 0.4 "x")"#, "(a: 4 (5))"]
    {
        assert!(Longhand::of(&read(long)).is_none(), "{long}");
    }
    assert!(!read(r#"[("a", 0.4 ("b", 0.5))]"#).faults().is_empty(), "a comma is missing");
    check(r#"(a: 0.4 ("why"), b: [40%, 1 ("x")])"#);
}

/// Digits of a wide keyboard or another script are told as such, and put right.
#[test]
fn digits_of_other_scripts_are_named_and_mended() {
    let cases = [
        ("(value: ０.５)", "(value: 0.5)", "full-width"),
        ("(value: ０．５)", "(value: 0.5)", "full-width"),
        ("(value: －１)", "(value: -1)", "full-width"),
        ("(value: ＋２)", "(value: +2)", "full-width"),
        ("(list: [１, 2０, ３])", "(list: [1, 20, 3])", "full-width"),
        ("(value: ᠐.᠕)", "(value: 0.5)", "another script"),
        ("(value: −0.5)", "(value: -0.5)", "minus"),
    ];
    for (wrong, right, word) in cases {
        let tree = read(wrong);
        let faults = tree.faults();
        assert!(!faults.is_empty(), "{wrong} is called good");
        assert!(faults.iter().all(|fault| fault.message.contains(word)), "{wrong}: {faults:?}");
        let changes = faults.iter().flat_map(|fault| &fault.changes);
        assert_eq!(mend(wrong, changes), right);
    }
}
