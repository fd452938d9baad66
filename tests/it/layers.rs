//! The shape of the sources: a module imports only from those above it, says what
//! it is, and keeps its functions short.

use std::path::{Path, PathBuf};

use crate::harness::root;

/// The modules of the crate and what each may import of the crate.
const LAYERS: [(&str, &[&str]); 17] = [
    ("system", &["system"]),
    ("shown", &["system", "shown"]),
    ("rules", &["rules"]),
    ("text", &["text"]),
    ("scenario", &["shown", "system", "rules", "text", "scenario"]),
    ("words", &["words"]),
    ("sim", &["system", "rules", "text", "scenario", "sim"]),
    ("ensemble", &["system", "rules", "scenario", "words", "sim", "ensemble"]),
    ("view", &["system", "rules", "text", "scenario", "words", "sim", "ensemble", "view"]),
    ("sheets", &["shown", "rules", "scenario", "words", "ensemble", "view", "sheets"]),
    (
        "terminal",
        &[
            "shown", "system", "rules", "text", "scenario", "words", "sim", "ensemble", "view",
            "terminal",
        ],
    ),
    ("atlas", &["atlas"]),
    (
        "classroom",
        &[
            "atlas",
            "shown",
            "rules",
            "scenario",
            "text",
            "words",
            "sim",
            "view",
            "sheets",
            "classroom",
        ],
    ),
    ("workbench", &["scenario", "words", "sheets", "workbench"]),
    (
        "desktop",
        &[
            "shown",
            "system",
            "rules",
            "text",
            "scenario",
            "words",
            "sim",
            "view",
            "ensemble",
            "sheets",
            "workbench",
            "atlas",
            "classroom",
            "desktop",
        ],
    ),
    ("lsp", &["system", "scenario", "lsp"]),
    (
        "cli",
        &[
            "shown",
            "system",
            "rules",
            "text",
            "scenario",
            "words",
            "sim",
            "view",
            "ensemble",
            "sheets",
            "terminal",
            "classroom",
            "desktop",
            "lsp",
            "workbench",
            "cli",
        ],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources can be read") {
        let path = entry.expect("the sources can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

pub(crate) fn all_sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let inside =
            path.strip_prefix(&src).expect("it lies in src").to_string_lossy().replace('\\', "/");
        (inside, std::fs::read_to_string(&path).expect("a source is text"))
    };
    found.into_iter().map(read).collect()
}

fn layer_of(file: &str) -> &str {
    file.split(['/', '.']).next().expect("a path has a first part")
}

/// The modules of the crate that a line of code names by `crate::`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or("");
    code.match_indices("crate::").map(move |(at, word)| {
        let rest = &code[at + word.len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn imports_point_upwards() {
    for (file, text) in all_sources() {
        let layer = layer_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(matches!(layer, "lib" | "main"), "`src/{file}` belongs to no layer");
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            // One import a line, so that this test can read it.
            assert!(
                !line.contains("crate::{"),
                "src/{file}:{}: write `use crate::module::…`",
                index + 1
            );
            for module in named(line) {
                assert!(
                    allowed.contains(&module) || module.is_empty(),
                    "src/{file}:{}: `{layer}` may not import `{module}`",
                    index + 1
                );
            }
        }
    }
}

/// What a layer must not know: words that may not stand in its code.
#[test]
fn layers_do_not_know_what_they_must_not() {
    let forbidden: [(&str, &[&str]); 10] = [
        ("rules", &["World", "std::fs", "Query<", "Commands", "std::time", "thread_rng", "egui"]),
        ("scenario", &["World", "Query<", "egui", "bevy::"]),
        ("words", &["bevy", "egui", "std::fs"]),
        ("sim", &["egui", "bevy_egui", "winit", "std::net"]),
        ("view", &["egui", "std::net", "std::fs", "get_mut"]),
        // A shell shows what a seat may know: it never reads the true tables.
        ("terminal", &["egui", "sim::timeline", "rules::position", "get_mut::<"]),
        ("desktop", &["sim::timeline", "rules::position", "std::net"]),
        ("classroom", &["egui", "sim::timeline", "rules::position", "get_mut::<"]),
        ("cli", &["egui", "sim::timeline", "rules::position"]),
        ("ensemble", &["egui", "std::net", "std::fs"]),
    ];
    for (file, text) in all_sources() {
        let layer = layer_of(&file);
        let words = forbidden.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, w)| w);
        for (index, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in words {
                let derive = code.contains("component::Component");
                assert!(
                    derive || !code.contains(word),
                    "src/{file}:{}: `{layer}` must not know `{word}`",
                    index + 1
                );
            }
        }
    }
}

#[test]
fn only_the_library_of_the_scenario_layer_touches_files() {
    for (file, text) in all_sources() {
        if layer_of(&file) == "scenario" && !file.starts_with("scenario/library/") {
            assert!(!text.contains("std::fs"), "src/{file} touches files");
        }
    }
}

#[test]
fn every_source_says_what_it_is() {
    for (file, text) in all_sources() {
        assert!(text.starts_with("//!"), "src/{file} does not open with what it is");
    }
}

/// The name of the function whose head a line is, if it is one.
fn function_head(line: &str) -> Option<&str> {
    let mut code = line.trim_start();
    if let Some(rest) = code.strip_prefix("pub") {
        code = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(rest, |(_, r)| r);
        code = code.trim_start();
    }
    while let Some(rest) = ["const ", "async ", "unsafe "].iter().find_map(|w| code.strip_prefix(w))
    {
        code = rest;
    }
    let name = code.strip_prefix("fn ")?;
    Some(name.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(name))
}

/// The functions of a source with their lengths in lines. The sources are formatted: a
/// function ends with the bracket that stands as far in as its head.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, head) in lines.iter().enumerate() {
        let Some(name) = function_head(head) else { continue };
        let indent = &head[..head.len() - head.trim_start().len()];
        let mut has_body = false;
        let mut length = 0;
        for line in &lines[start..] {
            length += 1;
            has_body |= line.contains('{');
            let closed = line.strip_prefix(indent) == Some("}");
            let of_one_line = length == 1 && line.ends_with('}');
            if closed || of_one_line || (!has_body && line.ends_with(';')) {
                break;
            }
        }
        found.push((name, length));
    }
    found
}

/// Of these functions, one a line, those that are longer than `most`.
fn too_long(file: &str, text: &str, most: usize) -> Vec<String> {
    let long = functions(text).into_iter().filter(|(_, length)| *length > most);
    long.map(|(name, length)| format!("src/{file}: `{name}` has {length} lines\n")).collect()
}

#[test]
fn no_function_is_longer_than_eighty_lines() {
    let sources = all_sources();
    let long: String = sources.iter().flat_map(|(file, text)| too_long(file, text, 80)).collect();
    assert!(long.is_empty(), "functions of more than 80 lines; part them:\n{long}");
}

/// A system hands tables to a rule and decides nothing: that takes few lines.
#[test]
fn no_system_of_a_turn_is_longer_than_twenty_five_lines() {
    let sources = all_sources();
    let (file, text) = sources
        .iter()
        .find(|(file, _)| file == "sim/phases.rs")
        .expect("the systems of a turn stand in src/sim/phases.rs");
    assert!(functions(text).iter().any(|(name, _)| *name == "take_up"), "no system was found");
    let long: String = too_long(file, text, 25).concat();
    assert!(long.is_empty(), "systems of more than 25 lines; what they do is a rule's:\n{long}");
}
