//! `rename`: another id for something in a pack, in all its files and testplans.

use std::path::PathBuf;

use clap::Args;

use super::answer::{Failure, say_err, say_out};
use crate::scenario::index::NameIndex;
use crate::scenario::library;
use crate::scenario::pack::{File, Pack};
use crate::scenario::rename::{self, full_name};
use crate::scenario::sources::Sources;
use crate::shown::at_shell;

/// Gives something in a pack another id, in all its files.
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// The folder of the pack.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The id. Where several things have it, with what it lies within (`railways/neutral`), or
    /// with what it is (`fact:railways`).
    old: String,
    /// The new id.
    new: String,
}

pub(super) fn rename(call: &Rename) -> Result<(), Failure> {
    let folder = &call.folder;
    let pack = library::read(folder)?;
    let sources = Sources::new(&pack);
    let index = NameIndex::new(&sources);
    let told = |error: rename::NoRename| Failure::Message(error.to_string());
    let of = rename::called(&index, &call.old).map_err(told)?;
    let edits = rename::rename(&sources, &index, of, &call.new).map_err(told)?;
    library::write_changes(folder, &pack, &pack.with_edits(&edits))?;
    let plans = library::testplans(folder, pack.inside()).files;
    let renamed: Vec<_> = plans
        .iter()
        .map(|plan| rename::rename_in_plan(&index, of, &call.new, &plan.text))
        .collect();
    let file = |(plan, after): (&File, &rename::RenamedPlan)| File {
        path: plan.path.clone(),
        text: after.text.clone(),
    };
    let after = Pack::new(plans.iter().zip(&renamed).map(file).collect());
    library::write_changes(&folder.join(pack.inside()), &Pack::new(plans.clone()), &after)?;

    say_out(&format!("{} is `{}` now, in {} places", full_name(of), call.new, edits.len()));
    for (plan, after) in plans.iter().zip(&renamed) {
        if after.text != plan.text {
            say_out(&format!("{} says so too", plan.path));
        }
        for line in &after.unclear {
            say_err(&format!(
                "{}:{line}: it may be meant here, too; other things have that id",
                plan.path
            ));
        }
    }
    say_out(&format!("\nLook at it: status-quo check {}", at_shell(folder)));
    Ok(())
}
