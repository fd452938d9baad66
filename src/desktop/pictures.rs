//! Pictures of the window, saved by F12.
//!
//! A picture goes into the folder that `STATUS_QUO_PICTURES` names, or else into
//! the player's picture folder. When the file is on the disk one line on
//! standard error says so.

use std::io::Write;
use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::RequestRedraw;

use super::desk::Desk;
use super::screen::Screen;
use super::speech::WindowWords;
use crate::system;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (take_picture, stay_awake_for_pictures).chain());
}

/// A picture needs a few frames, which a window at rest would not draw.
fn stay_awake_for_pictures(
    waiting: Query<(), With<Screenshot>>,
    mut redraws: MessageWriter<RequestRedraw>,
) {
    if !waiting.is_empty() {
        redraws.write(RequestRedraw);
    }
}

/// The folder for pictures.
fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("STATUS_QUO_PICTURES") {
        return Some(PathBuf::from(folder));
    }
    let dirs = directories::UserDirs::new()?;
    Some(dirs.picture_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
}

/// Takes a picture of the frame to come, in which the last notice is gone.
///
/// It waits until the page without the notice has settled, letters and all.
fn take_picture(
    mut commands: Commands,
    mut desk: ResMut<Desk>,
    mut redraws: MessageWriter<RequestRedraw>,
    screen: Res<State<Screen>>,
    speech: Res<WindowWords>,
) {
    if desk.picture == 0 {
        return;
    }
    let words = speech.0.clone();
    desk.picture -= 1;
    if desk.picture > 0 {
        redraws.write(RequestRedraw);
        return;
    }
    let Some(folder) = folder() else {
        desk.notice = Some(words.say("desktop-no-picture-folder"));
        return;
    };
    let screen = match screen.get() {
        Screen::Title => "title",
        Screen::Library => "library",
        Screen::Seats => "seats",
        Screen::Table => "table",
        Screen::Result => "result",
        Screen::Debrief => "debrief",
        Screen::Crossing => "crossing",
        Screen::Curtain => "curtain",
        Screen::Games => "games",
        Screen::Codex => "codex",
        Screen::Settings => "settings",
        Screen::Workbench => "workbench",
        #[cfg(feature = "classroom")]
        Screen::Class => "class",
    };
    commands.spawn(Screenshot::primary_window()).observe(
        move |captured: On<ScreenshotCaptured>,
              mut desk: ResMut<Desk>,
              mut redraws: MessageWriter<RequestRedraw>| {
            desk.notice = Some(match save(&captured.image, &folder, screen) {
                Ok(path) => {
                    let path = path.display().to_string();
                    // A closed standard error is no reason to lose the game.
                    let _ = writeln!(std::io::stderr(), "saved picture {path}");
                    words.say_with("notice-saved", &[("path", path.into())])
                }
                Err(why) => words.say_with("desktop-picture-failed", &[("why", why.into())]),
            });
            redraws.write(RequestRedraw);
        },
    );
}

/// Writes a picture under the first free number.
fn save(image: &Image, folder: &Path, screen: &str) -> Result<PathBuf, String> {
    let no_picture = "the graphics driver gave no picture of the window";
    let picture = image.clone().try_into_dynamic().map_err(|_| no_picture)?;
    // The alpha channel of a window means nothing on paper.
    let mut bytes = std::io::Cursor::new(Vec::new());
    let form = ImageFormat::Png.as_image_crate_format().ok_or(no_picture)?;
    picture.to_rgb8().write_to(&mut bytes, form).map_err(|_| no_picture)?;
    let named = |number| format!("status-quo-{screen}-{number}.png");
    let (mut file, path) =
        system::create_first_free(folder, named).map_err(|error| system::unwritten(&error))?;
    file.write_all(bytes.get_ref()).map_err(|error| system::unwritten(&error))?;
    Ok(path)
}
