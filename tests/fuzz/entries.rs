//! What is fuzzed: bytes from anywhere, as a file of a scenario and as a zip.
//!
//! The fuzzer (`targets/`) and a bounded run among the tests (`tests/it/fuzzing.rs`)
//! call the same functions. They return for any bytes whatever; a panic is a find.
//!
//! The seeds are the scenarios and the broken packs of the tests:
//! `STATUS_QUO_SEEDS=tests/fuzz/corpus cargo test fuzzing` writes them, and then
//!
//! ```sh
//! cargo install cargo-fuzz     # needs a C++ compiler, and no nightly without a sanitizer
//! cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none file -- -max_total_time=300 -timeout=10 -rss_limit_mb=1024
//! cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none zip -- -max_total_time=300 -timeout=10 -rss_limit_mb=1024
//! ```
//!
//! What it finds goes into `found/`, where the tests run it for ever.

use status_quo::scenario::archive;
use status_quo::scenario::coefficients;
use status_quo::scenario::compile::compile;
use status_quo::scenario::finding::Finding;
use status_quo::scenario::gathering::{Gathering, MOST_FILES, MOST_IN_ALL};
use status_quo::scenario::pack::Pack;

/// Reads bytes as the only file of a pack: its text, its types, its meaning, and the
/// fixes of what is wrong.
pub(crate) fn file(bytes: &[u8]) {
    let mut gathering = Gathering::default();
    if gathering.take("scenario.ron".to_owned(), bytes.to_vec()).is_err() {
        return;
    }
    if let Ok(pack) = gathering.finish() {
        read(&pack);
    }
}

/// Reads bytes as a zip, and the pack in it.
pub(crate) fn zip(bytes: &[u8]) {
    let Ok(pack) = archive::unpack(bytes) else { return };
    let text: usize = pack.files().iter().map(|file| file.text.len()).sum();
    assert!(pack.files().len() <= MOST_FILES && text <= MOST_IN_ALL, "more than a pack may be");
    for file in pack.files() {
        let leads_out = |part: &str| part.is_empty() || part == "." || part == "..";
        assert!(!file.path.contains('\\') && !file.path.split('/').any(leads_out), "{}", file.path);
    }
    // Zips that grow in the fuzzer's hands are read only as far as they stay small.
    if text <= 1 << 20 {
        read(&pack);
    }
}

/// Everything the checker does with a pack.
fn read(pack: &Pack) {
    assert_eq!(pack.hash(), pack.clone().hash());
    let _ = pack.label();
    let _ = pack.misnamed("folder");
    let findings = match compile(pack, coefficients()) {
        Ok(scenario) => scenario.warnings,
        Err(findings) => {
            assert!(!findings.is_empty(), "it is refused and nobody says why");
            findings
        }
    };
    let shown = pack.render(&findings);
    assert_eq!(shown.is_empty(), findings.is_empty());
    for finding in &findings {
        place_is_there(pack, finding);
    }
    let (mended, made) = pack.mended(&findings);
    if !made.is_empty() {
        let _ = compile(&mended, coefficients());
    }
}

/// A finding stands in a file of the pack, on a line that the file has.
fn place_is_there(pack: &Pack, finding: &Finding) {
    let also = finding.also.iter().map(|also| &also.place);
    for place in core::iter::once(&finding.place).chain(also) {
        let Some(text) = pack.text(&place.file) else {
            assert_eq!(place.line, 0, "{}: there is no such file", place.file);
            continue;
        };
        let n_lines = text.split('\n').count();
        assert!(place.line <= n_lines + 1, "{}:{}: there is no such line", place.file, place.line);
    }
    for edit in &finding.fix {
        let text = pack.text(&edit.file).expect("an edit is of a file of the pack");
        assert!(text.get(edit.start..edit.end).is_some(), "an edit cuts a letter in two");
    }
}
