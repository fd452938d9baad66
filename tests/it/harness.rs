//! What the tests share: the scenario, a game in a world, a folder that goes away.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use bevy::ecs::world::World;
use status_quo::rules::ids::SeatId;
use status_quo::rules::intents::Intent;
use status_quo::scenario::{Scenario, library};
use status_quo::sim::game::Game;
use status_quo::sim::view::{SeatView, StageView, seat_view};

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the built-in scenarios.
pub(crate) fn scenarios() -> PathBuf {
    root().join("scenarios")
}

/// *Knocking at the door*, read once.
pub(crate) fn knocking() -> Arc<Scenario> {
    static SCENARIO: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
        let folder = scenarios().join("knocking-at-the-door");
        let path = folder.to_str().expect("the project's path is text");
        Arc::new(library::open(path).unwrap_or_else(|error| panic!("{error}")))
    });
    Arc::clone(&SCENARIO)
}

/// A game with its world.
pub(crate) struct Table {
    pub(crate) world: World,
    pub(crate) game: Game,
}

impl Table {
    /// A game in which players hold the named seats.
    pub(crate) fn new(seed: u64, seats: &[&str]) -> Self {
        let scenario = knocking();
        let players =
            scenario.text.seats.iter().map(|seat| seats.contains(&seat.id.as_str())).collect();
        let mut world = World::new();
        let game = Game::start(&mut world, scenario, seed, players);
        Self { world, game }
    }

    /// The view of a seat by its id.
    pub(crate) fn view(&self, seat: &str) -> SeatView {
        let id = self.game.scenario().seat_by_id(seat).expect("the seat exists");
        seat_view(&self.world, &self.game, Some(id))
    }

    /// The seat that is asked, with its open options.
    pub(crate) fn asked(&self) -> Option<(SeatId, String, Vec<String>)> {
        let (seat, _) = self.game.asked(&self.world)?;
        let StageView::Asked(question) = seat_view(&self.world, &self.game, Some(seat)).stage
        else {
            panic!("the seat that is asked sees its question");
        };
        let open = question.options.iter().filter(|option| option.open);
        Some((seat, question.id.clone(), open.map(|option| option.id.clone()).collect()))
    }

    /// Takes an option for the seat that is asked.
    pub(crate) fn choose(&mut self, option: &str) {
        let (seat, question, _) = self.asked().expect("somebody is asked");
        let intent = Intent::Choose { question, option: option.to_owned() };
        self.game.decide(&mut self.world, seat, &intent).expect("the option is open");
    }

    /// Plays on to the end, each time with the option `pick` names by its place.
    pub(crate) fn play_out(&mut self, mut pick: impl FnMut(usize, &[String]) -> usize) {
        for turn in 0.. {
            let Some((_, _, open)) = self.asked() else { return };
            let option = open[pick(turn, &open) % open.len()].clone();
            self.choose(&option);
        }
    }
}

/// A folder of its own for a test, removed at its end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("status-quo-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("the folder for temporary files can be written");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Copies a folder and all below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder for temporary files can be written");
    for entry in std::fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the copy can be written");
        }
    }
}

/// The program, called without a display and with a home of its own.
pub(crate) fn program(home: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_status-quo"));
    command
        .current_dir(root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path());
    command
}

/// Runs the program with these words and no input.
pub(crate) fn call(home: &Folder, words: &[&str]) -> Output {
    program(home)
        .args(words)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts")
}

/// The text of a stream.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
