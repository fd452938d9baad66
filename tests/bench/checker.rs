//! How fast the checker is: a pack of ten thousand items, about ten megabytes,
//! read, typed and understood on one core. The aim is under one second.
//!
//! And the reader alone, on good text and on text with one bracket too few, for
//! which it looks again.

use std::fmt::Write;
use std::hint::black_box;

use status_quo::scenario::compile::compile;
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::{coefficients, library, syntax};

use super::time;

/// Items of the pack, and into how many files they are parted.
const ITEMS: usize = 10_000;
const FILES: usize = 20;
/// The best of so many rounds counts: a machine that does other things beside
/// only ever makes a round slower.
const ROUNDS: usize = 5;

/// A pack with so many items: the head, powers and seats of the tests' whole
/// scenario, and its item again and again.
fn large_pack() -> Pack {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/whole");
    let whole = library::read_folder(&folder).expect("it is part of the sources");
    let kept = |file: &&File| file.path != "items.ron" && file.path != "later.ron";
    let mut files: Vec<File> = whole.files().iter().filter(kept).cloned().collect();
    let per_file = ITEMS / FILES;
    for nth in 0..FILES {
        let mut text = String::from("(\n");
        if nth == 0 {
            text += "  facts: [\n    (id: \"answer\", name: \"The answer\", values: [(id: \"none\", \
                     text: \"none\"), (id: \"given\", text: \"given\")]),\n  ],\n";
        }
        text += "  items: [\n";
        for item in nth * per_file..(nth + 1) * per_file {
            let day = item * 660 / ITEMS;
            let (year, month, day) = (1920 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
            item_text(&mut text, item, &format!("{year}-{month:02}-{day:02}"));
        }
        text += "  ],\n)\n";
        files.push(File { path: format!("items/{nth:02}.ron"), text });
    }
    Pack::new(files)
}

fn item_text(out: &mut String, nth: usize, date: &str) {
    write!(
        out,
        r#"    (
      id: "note-{nth}", title: "Note {nth} (蒙古史, История)", date: "{date}", place: "border",
      briefing: "It lies on the desk, and it is not the first. The clerk who brought it waits at the door, as clerks do.\n\nSomebody must read it.",
      moves: [
        (
          id: "reply", seat: "south", question: "What do you write?",
          when: is("answer", "none"),
          options: [
            (
              id: "yes", label: "Yes", text: "Write that you agree.", done: "The South agreed.",
              tag: documented, recorded: true, effects: [set("answer", "given")],
              advice: [(who: "li", favours: true, says: "同意 is a short word.")],
              src: ["S1", "S2 p. 4"],
            ),
            (id: "no", label: "No", text: "Write nothing.", done: "The South wrote nothing.", tag: counterfactual),
          ],
        ),
      ],
      record: (date: "{date}", text: "The South agreed.", confidence: sure, src: ["S1"]),
    ),
"#
    )
    .expect("writing to a String cannot fail");
}

/// Prints the figures.
pub(super) fn speed(mut line: impl FnMut(String)) {
    let pack = large_pack();
    let bytes: usize = pack.files().iter().map(|file| file.text.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let megabytes = bytes as f64 / 1e6;
    let mut measure = |what: &str, work: &mut dyn FnMut()| {
        let best = (0..ROUNDS).map(|_| time(&mut *work)).min().unwrap_or_default();
        let seconds = best.as_secs_f64();
        line(format!("{what} {seconds:7.3} s {:9.1} MB/s", megabytes / seconds));
    };
    measure("syntax alone   ", &mut || drop(black_box(Sources::new(&pack))));
    let mut broken = pack.files().to_vec();
    for file in &mut broken {
        if let Some(at) = file.text.rfind("],") {
            file.text.replace_range(at..=at, "");
        }
    }
    measure("broken brackets", &mut || {
        for file in &broken {
            black_box(syntax::read(&file.text).faults().len());
        }
    });
    measure("the whole check", &mut || {
        if let Err(findings) = black_box(compile(&pack, coefficients())) {
            panic!("{}", pack.render(&findings[..findings.len().min(3)]));
        }
    });
    let items = ITEMS;
    line(format!("of {items} items, {megabytes:.1} MB; aim: the whole check under 1 s"));
}
