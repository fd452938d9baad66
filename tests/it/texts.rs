//! The game's own words: the code asks for no key that is missing, with no value
//! missing, and no key is there that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};

use status_quo::text::paragraphs;
use status_quo::words::{Language, Words, percent, sentence_case};

use crate::harness::{english, root};

/// The keys of a language file, each with the values that its sentence asks for.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys_of(ftl: &str) -> Keys {
    let mut keys = Keys::new();
    let mut values = &mut BTreeSet::new();
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (key, _) = line.split_once(" =").expect("a line at the margin begins a sentence");
            values = keys.entry(key.to_owned()).or_default();
        }
        for (at, _) in line.match_indices('$') {
            let rest = &line[at + 1..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            values.insert(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    keys
}

/// Where a string or character that begins at `start` ends, if one begins there.
fn literal_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        return Some(start + end.map_or(rest.len(), |(at, _)| at + 1));
    }
    if rest.starts_with("r#\"") {
        return Some(start + rest.find("\"#").map_or(rest.len(), |at| at + 2));
    }
    if rest.starts_with("'\\") {
        return Some(start + 3 + rest.get(3..)?.find('\'')? + 1);
    }
    let mut chars = rest.strip_prefix('\'')?.chars();
    let inner = chars.next()?;
    (chars.next() == Some('\'')).then(|| start + 2 + inner.len_utf8())
}

/// A source without its comments; strings stay.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = if text[at..].starts_with("//") {
            at = text[at..].find('\n').map_or(text.len(), |end| at + end);
            continue;
        } else {
            literal_end(text, at).unwrap_or(at + c.len_utf8())
        };
        code.push_str(&text[at..end]);
        at = end;
    }
    code
}

/// The string that stands at the beginning of some code.
fn leading_literal(code: &str) -> Option<&str> {
    let code = code.trim_start();
    let end = code.starts_with('"').then(|| literal_end(code, 0))??;
    Some(&code[1..end - 1])
}

/// The names in a list of values, `[("name", …), …]`, if they all stand there.
fn names_in(list: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut depth = 0;
    let mut at = 0;
    while let Some(c) = list[at..].chars().next() {
        let end = literal_end(list, at).unwrap_or(at + c.len_utf8());
        match c {
            '[' | '(' | '{' => {
                if depth == 1 {
                    names.insert(leading_literal(&list[end..])?.to_owned());
                }
                depth += 1;
            }
            ']' | ')' | '}' => depth -= 1,
            // Something in the list that was put together elsewhere.
            _ if depth == 1 && c.is_alphabetic() => return None,
            _ => {}
        }
        at = end;
        if depth == 0 {
            return Some(names);
        }
    }
    None
}

/// The names of the values that a call hands over after its key, as far as they can
/// be read: from the call, or from the list that was named last before it.
fn values_of<'c>(before: &'c str, after: &'c str) -> Option<BTreeSet<String>> {
    let after = after.trim_start().strip_prefix(',')?.trim_start().strip_prefix('&')?;
    if after.starts_with('[') {
        return names_in(after);
    }
    let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let named = format!("let {} =", &after[..end]);
    let list = before[before.rfind(&named)? + named.len()..].trim_start();
    list.starts_with('[').then(|| names_in(list))?
}

/// What is wrong between the sources and a language file; and how many sentences
/// were found whose values could be read.
fn slips(sources: &[(String, String)], keys: &Keys) -> (Vec<String>, usize) {
    let mut slips = Vec::new();
    let mut asked = BTreeSet::new();
    let mut read = 0;
    for (file, text) in sources {
        let code = code_of(text);
        for call in [".say(", ".say_with(", "Phrase("] {
            for (at, found) in code.match_indices(call) {
                let (before, after) = (&code[..at], &code[at + found.len()..]);
                if before.ends_with("self") || before.ends_with("struct ") {
                    continue;
                }
                let Some(key) = leading_literal(after) else {
                    slips.push(format!("{file}: the key of a `{call}` is no literal"));
                    continue;
                };
                asked.insert(key.to_owned());
                let Some(wanted) = keys.get(key) else {
                    slips.push(format!("{file}: there are no words for `{key}`"));
                    continue;
                };
                let rest = &after[after.find(key).unwrap_or(0) + key.len() + 1..];
                let given = match call {
                    ".say(" => Some(BTreeSet::new()),
                    ".say_with(" => values_of(before, rest),
                    _ => None,
                };
                if let Some(given) = given {
                    read += 1;
                    for value in wanted.difference(&given) {
                        slips.push(format!("{file}: `{key}` is said without `{value}`"));
                    }
                }
            }
        }
    }
    let unasked = keys.keys().filter(|key| !asked.contains(*key));
    slips.extend(unasked.map(|key| format!("nobody asks for `{key}`")));
    (slips, read)
}

/// All sources but that of the words themselves.
fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    let mut stack = vec![root().join("src")];
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder).expect("the sources can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                stack.push(path);
            } else if path != root().join("src/words.rs") {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                sources.push((path.display().to_string(), text));
            }
        }
    }
    sources
}

#[test]
fn keys_are_asked_for_and_there() {
    let sources = sources();
    for language in Language::ALL {
        let file = root().join(format!("assets/lang/{}.ftl", language.tag()));
        let keys = keys_of(&std::fs::read_to_string(file).expect("a language has a file"));
        let words = Words::new(language);
        assert!(keys.keys().all(|key| words.knows(key)), "the keys are read as Fluent reads them");
        let (slips, read) = slips(&sources, &keys);
        assert!(slips.is_empty(), "{}", slips.join("\n"));
        assert!(read > 400, "the values of only {read} sentences could be read");
    }
}

#[test]
fn slips_with_keys_are_found() {
    let keys = keys_of("# x = y\nfirst = one { $count ->\n  *[other] { $more }\n}\nlast = two\n");
    let found = |code: &str| slips(&[("a.rs".to_owned(), code.to_owned())], &keys).0;
    let good =
        r#"w.say_with("first", &[("count", f("}")), ("more", n)]); w.phrase(Phrase("last"))"#;
    assert_eq!(found(good), [""; 0]);
    let named = r#"let args = [("count", 1.into()), ("more", 2.into())]; let c = '"';
        // w.say("gone")
        w.say_with("first", &args); w.say("last")"#;
    assert_eq!(found(named), [""; 0]);
    for (code, slip) in [
        (good.replace("Phrase(\"last\")", ""), "nobody asks for `last`"),
        (good.replace("last", "gone"), "a.rs: there are no words for `gone`"),
        (good.replace("\"more\"", "\"less\""), "a.rs: `first` is said without `more`"),
        (named.replace("\"count\"", "\"n\""), "a.rs: `first` is said without `count`"),
        (format!("{good}; w.say(\"first\")"), "a.rs: `first` is said without `count`"),
        (format!("{good}; w.say(key)"), "a.rs: the key of a `.say(` is no literal"),
        (format!("{good}; Phrase(key)"), "a.rs: the key of a `Phrase(` is no literal"),
    ] {
        let found = found(&code);
        assert!(found.iter().any(|found| found == slip), "`{slip}` is not found in {found:?}");
    }
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "`incidents` was said without what it needs")]
fn a_missing_value_fails_in_tests() {
    let _ = english().say_with("incidents", &[]);
}

#[test]
fn a_key_without_words_shows_as_itself() {
    assert_eq!(english().say("no-such-key"), "no-such-key");
}

#[test]
fn plurals_follow_the_number() {
    let incidents = |n: u32| english().say_with("incidents", &[("count", n.into())]);
    assert_eq!(incidents(0), "no shooting incidents");
    assert_eq!(incidents(1), "one shooting incident");
    assert_eq!(incidents(7), "7 shooting incidents");
    let resumed = |n: u32| english().say_with("notice-resumed", &[("count", n.into())]);
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
        english().say_with("debrief-summary", &args)
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
