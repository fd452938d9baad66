//! The output of a call, its format, and the reasons for which it may fail.

use std::io::Write;
use std::sync::Arc;

use clap::ValueEnum;

use crate::scenario::{Scenario, library};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON object.
    Json,
}

/// The reason why a call failed.
pub(super) enum Failure {
    /// A sentence for stderr; exit status 1.
    Message(String),
    /// A sentence for stderr about the call itself; exit status 2.
    Usage(String),
    /// The messages have been written already; exit status 1.
    Said,
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Message(error.to_string())
    }
}

/// Writes a line to stdout; a closed pipe is not treated as an error.
pub(super) fn say_out(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Writes a line to stderr.
pub(super) fn say_err(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Opens a scenario by its name or path, and tells which one it is if several packs
/// have that name.
pub(super) fn open_scenario(name: &str) -> Result<Arc<Scenario>, Failure> {
    let found = library::find(name)?;
    if let Some(which) = found.which() {
        say_err(&which);
    }
    Ok(Arc::new(found.listing.open()?))
}
