//! The output of a call, its format, and the reasons for which it may fail.

use std::any::Any;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use clap::ValueEnum;

use crate::scenario::{Scenario, library};
use crate::shown::{self, Page};
use crate::system;

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

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        // The system's own words never reach a person.
        let of_system = (&error as &dyn Any).downcast_ref::<io::Error>();
        Self::Message(of_system.map_or_else(|| error.to_string(), system::words))
    }
}

/// Why an output of this process could not be written, the first time that happened. The
/// outputs belong to the process, and so does this.
static LOST: OnceLock<String> = OnceLock::new();

/// Takes note of an output that could not be written, to be told when the call ends. A
/// reader that has gone away has read what it wanted.
pub(super) fn note(written: io::Result<()>) {
    if let Err(error) = written.map_err(system::Unwritten::error)
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = LOST.set(system::words(&error));
    }
}

/// Why an output could not be written, if one could not.
pub(super) fn lost() -> Option<&'static str> {
    note(io::stdout().flush());
    LOST.get().map(String::as_str)
}

/// Writes lines; those that are broken go on with `hang` further in.
fn put(out: impl Write, columns: fn() -> Option<usize>, hang: &str, text: &str) {
    let mut page = Page::new(out, columns);
    let written = text.split('\n').try_for_each(|line| {
        let indent = &line[..line.len() - line.trim_start().len()];
        if line.is_empty() {
            return writeln!(page);
        }
        page.write_broken(indent, &format!("{indent}{hang}"), line.trim_start())
    });
    note(written.and_then(|()| page.flush()));
}

/// Writes lines to stdout as they are: for tables, commands to be copied, and programs.
pub(super) fn say_out(text: &str) {
    put(io::stdout().lock(), shown::unbroken, "", text);
}

/// Writes sentences to stdout; on a terminal they are broken to its width.
pub(super) fn say_text(text: &str) {
    put(io::stdout().lock(), shown::columns_of_stdout, "    ", text);
}

/// Writes a line of JSON to stdout. The data stay as they are.
pub(super) fn say_json(json: &str) {
    let line = format!("{}\n", shown::in_json(json));
    note(io::stdout().lock().write_all(line.as_bytes()));
}

/// Writes a file.
pub(super) fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| unwritten(path, &error))
}

/// What is said of a file that cannot be written.
pub(super) fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let why = system::unwritten(error);
    Failure::Message(format!("`{}` cannot be written: {why}", path.display()))
}

/// Writes a message to stderr.
pub(super) fn say_err(text: &str) {
    // After an empty line stand lines of a file, with carets under them.
    let sentences = !text.contains("\n\n");
    let columns = if sentences { shown::columns_of_stderr } else { shown::unbroken };
    put(io::stderr().lock(), columns, "", text);
}

/// Writes findings to stderr that were drawn by [`crate::scenario::render`], which makes
/// their texts visible and alone knows their colours.
pub(super) fn say_drawn(findings: &str) {
    note(writeln!(io::stderr().lock(), "{findings}"));
}

/// Opens a scenario by its name or path, and tells which one it is if several packs
/// have that name. A campaign is none.
pub(super) fn open_scenario(name: &str) -> Result<Arc<Scenario>, Failure> {
    let scenario = open_playable(name)?;
    match &scenario.place {
        None => Ok(scenario),
        Some(place) => {
            let parts = place.campaign.head.parts.join("`, `");
            Err(Failure::Message(format!(
                "`{name}` is a campaign; name one of its scenarios: `{parts}`"
            )))
        }
    }
}

/// As [`open_scenario`], or the first part of a campaign.
pub(super) fn open_playable(name: &str) -> Result<Arc<Scenario>, Failure> {
    let found = library::find(name)?;
    if let Some(which) = found.which() {
        say_err(&which);
    }
    Ok(Arc::new(found.listing.open()?))
}
