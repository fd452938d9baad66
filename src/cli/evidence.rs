//! `evidence`: how far a scenario can be trusted.

use super::answer::{Failure, Format, note, open_scenario, say_json};
use super::session::page;
use crate::terminal::lay_out_trust;
use crate::view::trust;
use crate::words::Words;

/// Says how far a scenario can be trusted: its sources, and what its outcomes rest on.
#[derive(Debug, clap::Args)]
pub(super) struct EvidenceArgs {
    /// The scenario: a name from `list`, or the path of a folder.
    scenario: String,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn evidence(words: &Words, call: &EvidenceArgs) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let view = trust(words, &scenario);
    match call.format {
        Format::Json => say_json(&serde_json::to_string(&view)?),
        Format::Human => {
            note(lay_out_trust(&mut page(), words, &scenario.head.title, &view));
        }
    }
    Ok(())
}
