//! `resume`: a game that is kept is gone on with, in a window or as text.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::ecs::world::World;

use super::answer::{Failure, open_playable, say_err};
use super::session::run_text;
use super::usage::whole;
#[cfg(feature = "desktop")]
use crate::desktop::has_display;
use crate::scenario::pack::short;
use crate::scenario::{Scenario, library};
use crate::shown::at_shell;
use crate::sim::game::Game;
use crate::sim::journal::{self, Header, Journal, Recovered};
use crate::sim::journals::{self, FoundJournal};
use crate::view::{
    damage_words, edition_words, elsewhere_words, journal_error_words, misfit_words, no_seat_words,
    write_error_words,
};
use crate::words::Words;

/// Goes on with a game from its journal.
#[derive(Debug, clap::Args)]
pub(super) struct Resume {
    /// The journal; that of the game played last if it is left out.
    journal: Option<PathBuf>,
    /// Plays in the terminal, not in a window.
    #[arg(long)]
    terminal: bool,
    /// Goes on from after this many decisions, in a new journal; the old one stays as it is.
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = whole(0_usize, 1_000_000)
    )]
    branch: Option<usize>,
    /// The scenario's folder, if it is not in the library.
    #[arg(long, value_name = "PATH")]
    scenario: Option<String>,
}

pub(super) fn resume(words: &Words, call: &Resume) -> Result<(), Failure> {
    let path = match &call.journal {
        Some(path) => path.clone(),
        None => last_path(words, call.scenario.is_some())?,
    };
    let path = match call.branch {
        Some(keep) => branched(words, &path, keep)?,
        None => path,
    };
    #[cfg(feature = "desktop")]
    if !call.terminal && call.scenario.is_none() && has_display() {
        // Read once here, so that a bad journal fails before a window opens.
        let recovered = read_journal(words, &path)?;
        scenario_of(&recovered.header, None)?;
        let launch = crate::desktop::Launch::Resume { path };
        return crate::desktop::run(words, launch).map_err(Failure::Message);
    }
    let _ = call.terminal;
    go_on(words, &path, call.scenario.as_deref())
}

/// Goes on with the game of a journal, as text.
pub(super) fn go_on(words: &Words, path: &Path, scenario: Option<&str>) -> Result<(), Failure> {
    let recovered = read_journal(words, path)?;
    let (mut world, mut game) = restore(words, &recovered, scenario)?;
    let elsewhere = game.continue_in(&mut world, path, &recovered).map_err(|e| {
        let (shown, why) = (path.display(), write_error_words(words, &e));
        let closed =
            matches!(e.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
        let help = "\n  copy it to a folder that can be written to, and go on with the copy";
        let help = if closed { help } else { "" };
        Failure::Message(format!("the journal `{shown}` cannot be continued: {why}{help}"))
    })?;
    if let Some(elsewhere) = &elsewhere {
        say_err(&elsewhere_words(words, elsewhere));
    }
    if let Some(journal) = game.journal(&world) {
        journals::remember(journal.path());
    }
    let count = game.decided(&world);
    say_err(&words.say_with("notice-resumed", &[("count", count.into())]));
    run_text(words, &mut world, game, Vec::new(), None)
}

/// A game that can be gone on with.
pub(super) struct LastGame {
    /// Its journal.
    pub(super) path: PathBuf,
    /// What could be read of it.
    pub(super) recovered: Recovered,
    /// Its scenario; none if the caller names it.
    pub(super) scenario: Option<Arc<Scenario>>,
}

/// The game played last whose journal and scenario can be read, as in the window.
pub(super) fn last_game(words: &Words, scenario_named: bool) -> Option<LastGame> {
    let open = |found: &FoundJournal, recovered: Recovered| {
        let scenario = if scenario_named {
            None
        } else {
            let id = &recovered.header.scenario;
            let found = library::find_played(id, &recovered.header.content);
            let opened = found.and_then(|listing| listing.open());
            Some(Arc::new(opened.map_err(|error| error.first())?))
        };
        Ok(LastGame { path: found.path.clone(), recovered, scenario })
    };
    let (last, skipped) = journal::first_that_opens(&journals::found(), open);
    for (path, why) in skipped {
        let why = match why {
            journal::Skip::Journal(error) => journal_error_words(words, &error),
            journal::Skip::Other(why) => why,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let args = [("name", name.into()), ("why", why.into())];
        say_err(&words.say_with("notice-skipped", &args));
    }
    last
}

/// The journal of the game played last, which is told.
fn last_path(words: &Words, scenario_named: bool) -> Result<PathBuf, Failure> {
    let last = last_game(words, scenario_named)
        .ok_or_else(|| Failure::Message(words.say("term-no-last-game")))?;
    let shown = last.path.display().to_string();
    say_err(&words.say_with("term-goes-on-with", &[("path", shown.into())]));
    Ok(last.path)
}

/// A new journal that begins as another after so many decisions; it is told.
fn branched(words: &Words, path: &Path, keep: usize) -> Result<PathBuf, Failure> {
    let recovered = read_journal(words, path)?;
    let stand = recovered.decisions().len();
    if keep > stand {
        return Err(Failure::Message(format!(
            "the journal holds {stand} decisions, so it cannot be branched after {keep}"
        )));
    }
    let branch = Journal::branch(path, &recovered, keep).map_err(|error| {
        let (shown, why) = (path.display(), write_error_words(words, &error));
        Failure::Message(format!(
            "no branch of `{shown}` can be written beside it: {why}\n  copy the journal to another folder, and branch the copy"
        ))
    })?;
    let shown = branch.display().to_string();
    say_err(&words.say_with("notice-journal", &[("path", shown.into())]));
    Ok(branch)
}

/// Reads a journal up to the first damaged line.
pub(super) fn read_journal(words: &Words, path: &Path) -> Result<Recovered, Failure> {
    journal::read(path).map_err(|error| Failure::Message(journal_error_words(words, &error)))
}

/// Finds the scenario of a journal: the one it was played with or, if that is not
/// here, the one of that name.
fn scenario_of(header: &Header, named: Option<&str>) -> Result<Arc<Scenario>, Failure> {
    if let Some(named) = named {
        return open_playable(named);
    }
    let found = library::find_played(&header.scenario, &header.content).map_err(|error| {
        let put = library::own_folder()
            .map(|folder| format!(" put its folder or zip into {}, or", at_shell(&folder)));
        Failure::Message(format!(
            "{error}\n  the journal was played with `{}` {} (code {});{} name it by `--scenario PATH`",
            header.scenario,
            header.version,
            short(&header.content),
            put.unwrap_or_default(),
        ))
    })?;
    Ok(Arc::new(found.open()?))
}

/// Opens the scenario of a journal and replays it, telling what does not fit.
pub(super) fn restore(
    words: &Words,
    recovered: &Recovered,
    scenario: Option<&str>,
) -> Result<(World, Game), Failure> {
    let scenario = scenario_of(&recovered.header, scenario)?;
    let changes = edition_words(words, &recovered.header, &scenario);
    if let Some(changes) = &changes {
        say_err(changes);
    }
    if let Some(damage) = &recovered.damage {
        say_err(&damage_words(words, damage));
    }
    let mut world = World::new();
    let (game, misfit) = Game::resume(&mut world, scenario, recovered)
        .map_err(|error| Failure::Message(no_seat_words(words, &error)))?;
    match misfit {
        Some(misfit) => say_err(&misfit_words(words, &misfit)),
        None if changes.is_some() => say_err(&words.say("notice-still-fits")),
        None => {}
    }
    Ok((world, game))
}
