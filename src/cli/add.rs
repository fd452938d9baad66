//! `add`: the skeleton of a seat or an item, written into a pack's folder as a new file.
//!
//! No file that is there is changed or overwritten.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::answer::{Failure, say_out};
use crate::scenario::library;
use crate::scenario::skeleton::{SkeletonKind, skeleton};
use crate::shown::at_shell;

/// Writes the skeleton of a seat or an item into a pack, fitted to what is there.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The folder of the pack.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What to add.
    #[arg(value_parser = kinds())]
    kind: SkeletonKind,
    /// Its id; if it is left out, the word for the kind, or that with a number.
    id: Option<String>,
}

/// A reader of the words for the kinds.
fn kinds() -> impl TypedValueParser<Value = SkeletonKind> {
    let words = PossibleValuesParser::new(SkeletonKind::ALL.map(SkeletonKind::word));
    words.map(|word| {
        let kind = SkeletonKind::ALL.into_iter().find(|kind| kind.word() == word);
        kind.expect("only the words for kinds are read")
    })
}

pub(super) fn add(call: &Add) -> Result<(), Failure> {
    let pack = library::read(&call.folder)?;
    let file = skeleton(&pack, call.kind, call.id.as_deref())
        .map_err(|error| Failure::Message(error.to_string()))?;
    let written = library::add_file(&call.folder, &pack, &file)?;
    say_out(&format!("{}: the skeleton of a {}", written.display(), call.kind.word()));
    let plans = library::testplans(&call.folder, pack.inside()).files;
    if call.kind != SkeletonKind::Event && !plans.is_empty() {
        let plans: Vec<String> = plans.iter().map(|plan| format!("`{}`", plan.path)).collect();
        say_out(&format!("{} must answer what it asks, too", plans.join(" and ")));
    }
    say_out(&format!("\nChange it, then: status-quo check {}", at_shell(&call.folder)));
    Ok(())
}
