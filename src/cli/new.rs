//! `new`: a small whole scenario to begin with, written to a folder.
//!
//! Nothing is ever overwritten: the folder is new or empty, and each file is
//! written only if there is none of that name.

use std::path::PathBuf;

use clap::Args;

use super::answer::{Failure, say_out};
use crate::scenario::library;
use crate::scenario::{naming, template};
use crate::shown::at_shell;

/// Writes a small whole scenario, with remarks, to begin with.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder; it must not exist yet, or be empty. Its name becomes the scenario's id.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The scenario's title; that of the example if it is left out.
    #[arg(long)]
    title: Option<String>,
    /// The scenario's id, if it is to be another than the folder's name.
    #[arg(long)]
    id: Option<String>,
}

pub(super) fn new(call: &New) -> Result<(), Failure> {
    let shown = call.folder.display();
    let title = call.title.as_deref().map(str::trim);
    if title.is_some_and(|title| !naming::is_title(title)) {
        let message = "a title is one line of text, without characters that control the screen";
        return Err(Failure::Usage(message.to_owned()));
    }
    let id = id(call)?;
    if id.len() > naming::LONGEST_ID {
        let message = format!(
            "an id has at most {} letters; name the folder shorter, or give one with `--id`",
            naming::LONGEST_ID
        );
        return Err(Failure::Usage(message));
    }
    if naming::is_reserved(&id) {
        let message = format!(
            "`{id}` is the name of a device on some systems; name the folder otherwise, or give an id with `--id`"
        );
        return Err(Failure::Usage(message));
    }
    if library::list().iter().any(|listing| listing.slug == id) {
        let message = format!(
            "there is a scenario `{id}` already, and yours would hide it; name the folder otherwise, or give an id with `--id`"
        );
        return Err(Failure::Message(message));
    }
    let files = template::files(&id, title);
    library::write_new(&call.folder, &files)?;
    say_out(&format!("{shown}: the scenario `{id}`"));
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or(0);
    for file in &files {
        say_out(&format!("  {:<width$}  {}", file.path, about(&file.path)));
    }
    let folder = at_shell(&call.folder);
    let plan = at_shell(&call.folder.join("playthrough.testplan"));
    say_out("\nChange it, and look at what you have at any time:");
    say_out(&format!("  status-quo check {folder}"));
    say_out(&format!("  status-quo play {folder}"));
    say_out(&format!("  status-quo play {folder} --terminal --script {plan}"));
    Ok(())
}

/// The id that the call asks for: `--id`, or what can be made of the folder's name.
fn id(call: &New) -> Result<String, Failure> {
    if let Some(id) = &call.id {
        if naming::id_of(id).as_deref() == Some(id) {
            return Ok(id.clone());
        }
        let message =
            format!("`{id}` is no id: an id has small letters from a to z, digits and hyphens");
        return Err(Failure::Usage(message));
    }
    // `.` and `a/..` have no name of their own; the full path gives it.
    let place = call.folder.canonicalize().unwrap_or_else(|_| call.folder.clone());
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned());
    name.as_deref().and_then(naming::id_of).ok_or_else(|| {
        let message = format!(
            "of the name of `{}` no id can be made: an id has small letters from a to z, digits and hyphens; give one with `--id`",
            call.folder.display()
        );
        Failure::Usage(message)
    })
}

/// A description of a file of the template.
fn about(path: &str) -> &'static str {
    match path {
        "scenario.ron" => "title, introduction, sources",
        "world.ron" => "powers, seats, leaders, the frontier, the map",
        "agenda.ron" => "what comes up, and the record beside it",
        "playthrough.testplan" => "a whole game, line by line",
        _ => "",
    }
}
