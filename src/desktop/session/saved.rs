//! The debrief of the game on the desk, saved as a page to keep, print or hand in.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use bevy::prelude::*;

use super::game::notify;
use crate::desktop::desk::{Desk, Seen};
use crate::desktop::speech::words;
use crate::sheets::debrief_page;
use crate::sim::game::Game;
use crate::system::create_first_free;
use crate::view::write_error_words;

/// Saves the page under a new name, and says where.
pub(super) fn save_debrief(world: &mut World) {
    let words = words(world);
    let Some(view) = world.get_resource::<Seen>().map(|seen| &seen.0) else { return };
    let Some(game) = world.get_resource::<Game>() else { return };
    let Some(folder) = folder() else {
        notify(world, words.say("desktop-no-picture-folder"));
        return;
    };
    let what_if = world.resource::<Desk>().lookahead.what_if.as_ref();
    let page = debrief_page(&words, game.scenario(), view, what_if);
    let name = format!("{}-{}", game.scenario().head.id, game.seed(world));
    let said = match write_new(&folder, &name, &page) {
        Ok(path) => words.say_with("debrief-saved", &[("path", path.display().to_string().into())]),
        Err(why) => {
            let why = write_error_words(&words, &why);
            words.say_with("debrief-not-saved", &[("why", why.into())])
        }
    };
    notify(world, said);
}

/// Where pages are saved: the folder of documents, or else the home.
fn folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).join("Status Quo"))
}

/// Writes a page under the first name that is free.
fn write_new(folder: &Path, name: &str, page: &str) -> io::Result<PathBuf> {
    let named = |number| match number {
        1 => format!("{name}.html"),
        _ => format!("{name}-{number}.html"),
    };
    let (mut file, path) = create_first_free(folder, named)?;
    file.write_all(page.as_bytes())?;
    Ok(path)
}
