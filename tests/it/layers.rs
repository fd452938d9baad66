//! The layers: a module imports only from those above it.

use std::path::{Path, PathBuf};

use crate::harness::root;

/// The modules of the crate and what each may import of the crate.
const LAYERS: [(&str, &[&str]); 11] = [
    ("rules", &["rules"]),
    ("scenario", &["rules", "scenario"]),
    ("words", &["words"]),
    ("sim", &["rules", "scenario", "words", "sim"]),
    ("ensemble", &["rules", "scenario", "words", "sim", "ensemble"]),
    ("sheets", &["rules", "scenario", "words", "sim", "sheets"]),
    ("terminal", &["rules", "scenario", "words", "sim", "terminal"]),
    ("workbench", &["scenario", "words", "sheets", "workbench"]),
    ("desktop", &["rules", "scenario", "words", "sim", "ensemble", "workbench", "desktop"]),
    ("lsp", &["scenario", "lsp"]),
    (
        "cli",
        &[
            "rules",
            "scenario",
            "words",
            "sim",
            "ensemble",
            "sheets",
            "terminal",
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

fn all_sources() -> Vec<(String, String)> {
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
    let forbidden: [(&str, &[&str]); 6] = [
        ("rules", &["World", "std::fs", "Query<", "Commands", "std::time", "thread_rng", "egui"]),
        ("scenario", &["World", "Query<", "egui", "bevy::"]),
        ("words", &["bevy", "egui", "std::fs"]),
        ("sim", &["egui", "bevy_egui", "winit", "std::net"]),
        ("terminal", &["egui", "rules::borders::Borders", "get_mut::<"]),
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
