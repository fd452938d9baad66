//! `sheets`: role sheets and the teacher's summary, to be printed.

use std::path::PathBuf;

use clap::Args;

use super::answer::{Failure, open_scenario, say_out};
use crate::scenario::library;
use crate::sheets;
use crate::words::Words;

/// Writes pages to print: one for each seat, and a summary for the teacher.
#[derive(Debug, Args)]
pub(super) struct Sheets {
    /// The scenario: its id in the library, or a path.
    scenario: String,
    /// The folder to write; it must not exist yet, or be empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Writes of each seat only what fits on two pages: for a lesson in which the rest is read
    /// on a screen.
    #[arg(long)]
    short: bool,
}

pub(super) fn sheets(words: &Words, call: &Sheets) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let pages = if call.short {
        sheets::short_pages(words, &scenario)
    } else {
        sheets::pages(words, &scenario)
    };
    library::write_new(&call.out, &pages)?;
    for page in pages {
        say_out(&call.out.join(page.path).display().to_string());
    }
    Ok(())
}
