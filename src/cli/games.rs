//! `list --games`: the games that are kept and can be gone on with.

use std::time::UNIX_EPOCH;

use super::answer::{Failure, Format, say_err, say_json, say_out};
use crate::scenario::library;
use crate::shown::{at_shell, one_line};
use crate::sim::journal::{self, Recovered};
use crate::sim::journals::{self, FoundJournal};
use crate::view::journal_error_words;
use crate::words::Words;

pub(super) fn list(words: &Words, format: Format) -> Result<(), Failure> {
    let found = journals::found();
    let mut entries = Vec::new();
    let mut broken = false;
    for found in &found {
        let seconds = found.changed.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut entry = serde_json::json!({
            "journal": found.path.display().to_string(), "changed": seconds,
        });
        match journal::read(&found.path) {
            Ok(recovered) => {
                describe(&mut entry, &recovered);
                if format == Format::Human {
                    say_out(&one_line(&line(found, &recovered)));
                }
            }
            Err(error) => {
                // One broken journal must not hide the others.
                broken = true;
                let why = journal_error_words(words, &error);
                if format == Format::Human {
                    say_out(&one_line(&format!("{}  {why}", at_shell(&found.path))));
                }
                entry["broken"] = why.into();
            }
        }
        entries.push(entry);
    }
    if format == Format::Json {
        say_json(&serde_json::Value::from(entries).to_string());
    } else if found.is_empty() {
        say_err(&words.say("term-no-last-game"));
    } else {
        say_err("`status-quo resume` goes on with the first, `status-quo resume FILE` with any");
    }
    if broken { Err(Failure::Said) } else { Ok(()) }
}

/// What a journal says of its game, for programs.
fn describe(entry: &mut serde_json::Value, recovered: &Recovered) {
    let header = &recovered.header;
    entry["scenario"] = header.scenario.as_str().into();
    entry["version"] = header.version.as_str().into();
    entry["content"] = header.content.as_str().into();
    entry["seed"] = header.seed.into();
    entry["seats"] = header.seats.clone().into();
    entry["decisions"] = recovered.decisions().len().into();
    entry["whole"] = recovered.damage.is_none().into();
    entry["here"] = library::has(&header.scenario).into();
}

/// A game on one line; its journal stands first, to be copied.
fn line(found: &FoundJournal, recovered: &Recovered) -> String {
    let header = &recovered.header;
    let seats = match header.seats.as_slice() {
        [] => "watched".to_owned(),
        seats => seats.join(", "),
    };
    let decisions = match recovered.decisions().len() {
        1 => "one decision".to_owned(),
        count => format!("{count} decisions"),
    };
    let damaged = recovered.damage.as_ref();
    let damaged = damaged.map(|damage| format!("  not whole from line {} on", damage.line));
    let missing = if library::has(&header.scenario) { "" } else { "  its scenario is not here" };
    format!(
        "{}  {} {}  {seats}  {decisions}, seed {}{}{missing}",
        at_shell(&found.path),
        header.scenario,
        header.version,
        header.seed,
        damaged.unwrap_or_default(),
    )
}
