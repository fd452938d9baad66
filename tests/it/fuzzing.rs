//! A bounded, seeded run of what is fuzzed: mutated files and zips harm nobody.
//!
//! The fuzzer itself lies in `tests/fuzz`, and what it found is run here for ever.

#[path = "../fuzz/entries.rs"]
mod entries;

use std::path::{Path, PathBuf};

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use crate::harness::{root, scenarios};
use crate::zips::{Entry, zip};

/// How many mutations of files and of zips are tried.
const ROUNDS: [u32; 2] = [2500, 2500];

/// What authors write, and what hurts readers.
const SNIPPETS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    ":",
    ",",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "\\u{",
    "\\",
    "Some(",
    "None",
    "#![enable(implicit_some)]",
    "all([",
    "not(",
    "1e999",
    "-0.0",
    "NaN",
    "inf",
    "18446744073709551616",
    "0x",
    "１",
    "。",
    "「",
    "é",
    "e\u{301}",
    "\u{feff}",
    "\u{202e}",
    "😀",
    "scenario: (",
    "items: [",
    "\r\n",
    "\0",
];

fn all_below(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all_below(&path, end, found);
        } else if path.extension().is_some_and(|extension| extension == end) {
            found.push(path);
        }
    }
    found.sort();
}

/// The texts that mutations begin with.
fn seeds() -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    all_below(&root().join("tests/it/fixtures"), "ron", &mut paths);
    all_below(&scenarios(), "ron", &mut paths);
    let read = |path: PathBuf| std::fs::read(path).expect("it can be read");
    let small = |text: &Vec<u8>| text.len() < 12_000;
    paths.into_iter().map(read).filter(small).collect()
}

/// A zip around a few texts.
fn zipped(texts: &[&[u8]]) -> Vec<u8> {
    let names = ["mine/scenario.ron", "mine/items/a.ron", "mine/seats.ron", "mine/readme.md"];
    let entry = |(text, name): (&&[u8], &str)| Entry::new(name, text);
    zip(&texts.iter().zip(names).map(entry).collect::<Vec<_>>())
}

/// Changes a few stretches of bytes, now and then to bytes of another text.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], chance: &mut ChaCha8Rng) {
    for _ in 0..chance.random_range(1..=4_u32) {
        let at = chance.random_range(0..=bytes.len());
        let end = (at + chance.random_range(0..40)).min(bytes.len());
        match chance.random_range(0..6_u32) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.extend_from_within(at..end),
            2 => {
                let snippet = SNIPPETS[chance.random_range(0..SNIPPETS.len())];
                drop(bytes.splice(at..at, snippet.bytes()));
            }
            3 => {
                let from = chance.random_range(0..=other.len());
                let to = (from + chance.random_range(0..200)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.random_range(0..8_u32);
                }
            }
            _ => bytes.truncate(bytes.len().min(at + 2000)),
        }
    }
}

#[test]
fn mutated_files_and_zips_harm_nobody() {
    let seeds = seeds();
    assert!(seeds.len() > 60, "{}", seeds.len());
    let mut chance = ChaCha8Rng::seed_from_u64(1907);
    for _ in 0..ROUNDS[0] {
        let mut bytes = seeds[chance.random_range(0..seeds.len())].clone();
        let other = &seeds[chance.random_range(0..seeds.len())];
        mutate(&mut bytes, other, &mut chance);
        entries::file(&bytes);
    }
    for round in 0..ROUNDS[1] {
        let mut one = seeds[chance.random_range(0..seeds.len())].clone();
        let other = &seeds[chance.random_range(0..seeds.len())];
        if round % 2 == 0 {
            mutate(&mut one, other, &mut chance);
        }
        let mut bytes = zipped(&[&one, other]);
        if round % 2 == 1 {
            mutate(&mut bytes, other, &mut chance);
        }
        entries::zip(&bytes);
    }
}

/// What the fuzzer found once, and what others found of readers like these.
#[test]
fn what_was_found_once_is_not_found_again() {
    let mut found = Vec::new();
    all_below(&root().join("tests/fuzz/found/file"), "bin", &mut found);
    for path in &found {
        entries::file(&std::fs::read(path).expect("it can be read"));
    }
    found.clear();
    all_below(&root().join("tests/fuzz/found/zip"), "bin", &mut found);
    for path in &found {
        entries::zip(&std::fs::read(path).expect("it can be read"));
    }
    for open in ["(", "[", "{", "Some(", "a:(", "/*", "all([", "\"\\u{"] {
        entries::file(open.repeat(100_000).as_bytes());
    }
    for text in
        [&b""[..], b"\xff", b"\0", b"\xef\xbb\xbf()", b"()()", b"(scenario:(id:\"\\u{0}\"))"]
    {
        entries::file(text);
    }
}

/// Writes the corpus that the fuzzer begins with, if it is asked for.
#[test]
fn the_corpus_can_be_written() {
    let Some(folder) = std::env::var_os("STATUS_QUO_SEEDS").map(PathBuf::from) else { return };
    let put = |kind: &str, index: usize, bytes: &[u8]| {
        let folder = root().join(&folder).join(kind);
        std::fs::create_dir_all(&folder).expect("the folder can be written");
        std::fs::write(folder.join(format!("seed-{index}")), bytes).expect("it can be written");
    };
    let seeds = seeds();
    for (index, seed) in seeds.iter().enumerate() {
        put("file", index, seed);
        put("zip", index, &zipped(&[seed, &seeds[(index + 1) % seeds.len()]]));
    }
}
