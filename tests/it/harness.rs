//! What the tests share: the scenario, a game in a world, a folder that goes away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use bevy::ecs::world::World;
use status_quo::rules::conference::Speech;
use status_quo::rules::holders::{Asked, Holder};
use status_quo::rules::ids::{ClauseValueId, ConferenceId, PartyId, SeatId};
use status_quo::rules::intents::Intent;
use status_quo::rules::negotiation::space::Treaty;
use status_quo::scenario::draft::Seat;
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::{Scenario, library};
use status_quo::sim::admission::articles;
use status_quo::sim::game::Game;
use status_quo::sim::timeline::position;
use status_quo::view::{SeatView, StageView, Views};
use status_quo::words::Words;

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

/// Every scenario of the repository, read once, in order of their ids.
pub(crate) fn all_scenarios() -> Vec<Arc<Scenario>> {
    static ALL: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(|| {
        let entries = std::fs::read_dir(scenarios()).expect("the scenarios can be read").flatten();
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.join("scenario.ron").is_file())
            .collect();
        folders.sort();
        let open = |path: PathBuf| {
            let path = path.to_str().expect("the project's path is text").to_owned();
            Arc::new(library::open(&path).unwrap_or_else(|error| panic!("{error}")))
        };
        folders.into_iter().map(open).collect()
    });
    ALL.clone()
}

/// A made-up conference of three with everything a conference can have.
pub(crate) fn table_of_three() -> Arc<Scenario> {
    static SCENARIO: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
        let path = root().join("tests/it/fixtures/table-of-three");
        let path = path.to_str().expect("the project's path is text");
        Arc::new(library::open(path).unwrap_or_else(|error| panic!("{error}")))
    });
    Arc::clone(&SCENARIO)
}

/// A small pack of a teacher's, with a secret convention that its record does not part from
/// the printed one.
pub(crate) fn secret_line() -> Arc<Scenario> {
    static SCENARIO: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
        let path = root().join("tests/it/fixtures/secret-line");
        let path = path.to_str().expect("the project's path is text");
        Arc::new(library::open(path).unwrap_or_else(|error| panic!("{error}")))
    });
    Arc::clone(&SCENARIO)
}

/// The holder of a seat: a player, or its own conduct.
pub(crate) const fn player_if(plays: bool) -> Holder {
    if plays { Holder::Player } else { Holder::Conduct }
}

/// A game with its world.
pub(crate) struct Table {
    pub(crate) world: World,
    pub(crate) game: Game,
    pub(crate) views: Views,
}

impl Table {
    /// A game in which players hold the named seats.
    pub(crate) fn new(seed: u64, seats: &[&str]) -> Self {
        let scenario = knocking();
        let named = |seat: &Seat| seats.contains(&seat.id.as_str());
        let holders = scenario.text.seats.iter().map(|seat| player_if(named(seat))).collect();
        let mut world = World::new();
        let game = Game::start(&mut world, scenario, seed, holders);
        Self { world, game, views: Views::default() }
    }

    /// A game of any scenario in which players hold all seats.
    pub(crate) fn of(scenario: Arc<Scenario>, seed: u64) -> Self {
        let holders = vec![Holder::Player; scenario.text.seats.len()];
        let mut world = World::new();
        let game = Game::start(&mut world, scenario, seed, holders);
        Self { world, game, views: Views::default() }
    }

    /// Plays on to the table of a conference: questions get their documented
    /// answer where it is open, conferences on the way fail at once. Answers
    /// whether it was reached.
    pub(crate) fn try_play_to(&mut self, conference: &str) -> bool {
        while let Some((seat, asked)) = self.game.asked(&self.world) {
            let scenario = Arc::clone(self.game.scenario());
            match asked {
                Asked::Speech(id) if scenario.conference_name(id) == conference => return true,
                Asked::Speech(id) => {
                    let conference = scenario.conference_name(id).to_owned();
                    let intent = Intent::Speak { conference, speech: Speech::WalkOut };
                    self.game.decide(&mut self.world, seat, intent).expect("one may leave");
                }
                Asked::Move(_) => {
                    let option = self.recorded().expect("somebody is asked");
                    self.choose(&option);
                }
            }
        }
        false
    }

    /// As [`Table::try_play_to`], where it must be reached.
    pub(crate) fn play_to(&mut self, conference: &str) {
        assert!(self.try_play_to(conference), "the game does not come to `{conference}`");
    }

    /// A treaty in the author's words, as a party writes it.
    pub(crate) fn articles(
        &self,
        id: ConferenceId,
        party: PartyId,
        treaty: Treaty,
    ) -> BTreeMap<String, String> {
        articles(self.game.scenario(), id, party, treaty)
    }

    /// Has the parties at the table agree on a treaty. Who knows of every clause
    /// tables it; the others accept.
    pub(crate) fn sign(&mut self, id: ConferenceId, treaty: Treaty) {
        let scenario = Arc::clone(self.game.scenario());
        let def = &scenario.setting.conferences[id.index()];
        let conference = scenario.conference_name(id).to_owned();
        for _ in 0..3 * def.parties.len() {
            let Some((seat, Asked::Speech(open))) = self.game.asked(&self.world) else { return };
            if open != id {
                return;
            }
            let party = def.party_of(seat).expect("a party speaks");
            let stands = position(&self.world, self.game.timeline()).talks.of(id).standing();
            let intent = if stands == Some(treaty) {
                Intent::Speak { conference: conference.clone(), speech: Speech::Accept }
            } else {
                let articles = self.articles(id, party, treaty);
                Intent::Speak { conference: conference.clone(), speech: Speech::Offer(articles) }
            };
            self.game.decide(&mut self.world, seat, intent).expect("it is a draft");
        }
    }

    /// The view of a seat by its id.
    pub(crate) fn view(&self, seat: &str) -> SeatView {
        let id = self.game.scenario().seat_by_id(seat).expect("the seat exists");
        self.views.look(&self.world, &self.game, english(), Some(id))
    }

    /// The seat that is asked, the question, and its open options. At a conference
    /// the question is the conference, and the options are what can be said.
    pub(crate) fn asked(&self) -> Option<(SeatId, String, Vec<String>)> {
        let (seat, asked) = self.game.asked(&self.world)?;
        match self.views.look(&self.world, &self.game, english(), Some(seat)).stage {
            StageView::Asked(question) => {
                let open = question.options.iter().filter(|option| option.open);
                let mut open: Vec<String> = open.map(|option| option.id.clone()).collect();
                // In the order of the author, which players do not see.
                let Asked::Move(mv) = asked else { unreachable!("a question is asked") };
                let of_author = &self.game.scenario().mv(mv).options;
                open.sort_by_key(|id| of_author.iter().position(|option| *option.id == *id));
                Some((seat, question.id.clone(), open))
            }
            StageView::Conference(table) => {
                let accept = table.standing.is_some().then_some("accept");
                let open = accept.into_iter().chain(["offer", "walk-out"]);
                Some((seat, table.id.clone(), open.map(str::to_owned).collect()))
            }
            StageView::Waiting(_) | StageView::Over => {
                panic!("the seat that is asked sees its question")
            }
        }
    }

    /// Takes an option for the seat that is asked. At a conference: `accept`,
    /// `offer` (what the seat would like best), `walk-out`, or `record` (brings the
    /// documented treaty about; where none is documented it walks out).
    pub(crate) fn choose(&mut self, option: &str) {
        let (seat, asked) = self.game.asked(&self.world).expect("somebody is asked");
        let view = self.views.look(&self.world, &self.game, english(), Some(seat)).stage;
        let intent = match (asked, view) {
            (Asked::Speech(id), StageView::Conference(table)) => match option {
                "accept" => table.accept(),
                "walk-out" => table.walk_out(),
                "offer" => {
                    let best: Vec<ClauseValueId> = table.clauses.iter().map(|c| c.ideal).collect();
                    table.offer(&best)
                }
                "record" => {
                    let scenario = Arc::clone(self.game.scenario());
                    match scenario.setting.conferences[id.index()].documented() {
                        Some(treaty) => return self.sign(id, treaty),
                        None => table.walk_out(),
                    }
                }
                other => panic!("`{other}` is nothing that can be said"),
            },
            (_, StageView::Asked(question)) => {
                Intent::Choose { question: question.id, option: option.to_owned() }
            }
            _ => panic!("the seat that is asked sees its question"),
        };
        self.game.decide(&mut self.world, seat, intent).expect("the option is open");
    }

    /// The documented answer to the question that is open, if it is open; at a
    /// conference the documented treaty; else the first answer.
    pub(crate) fn recorded(&self) -> Option<String> {
        let (_, asked) = self.game.asked(&self.world)?;
        let (_, _, open) = self.asked()?;
        let recorded = match asked {
            Asked::Speech(_) => return Some("record".to_owned()),
            Asked::Move(mv) => self.game.scenario().mv(mv).options.iter().find(|o| o.recorded),
        };
        let recorded = recorded.map(|option| option.id.to_string()).filter(|id| open.contains(id));
        Some(recorded.unwrap_or_else(|| open[0].clone()))
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

/// The game's sentences in English, read once for all tests.
pub(crate) fn english() -> &'static Words {
    static ENGLISH: LazyLock<Words> = LazyLock::new(Words::english);
    &ENGLISH
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

/// Compares a text with the one in a file, or writes it there if asked to by
/// `STATUS_QUO_UPDATE`.
#[track_caller]
pub(crate) fn compare(path: &Path, said: &str) {
    if std::env::var_os("STATUS_QUO_UPDATE").is_some() {
        std::fs::write(path, said).expect("the file can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == said, "{}: expected\n{expected}\nbut it is\n{said}", path.display());
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

/// Runs the program where no scenarios lie in the working folder.
pub(crate) fn call_at_home(home: &Folder, words: &[&str]) -> Output {
    program(home)
        .current_dir(home.path())
        .args(words)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts")
}

/// The same pack with something changed in one file.
pub(crate) fn edited(pack: &Pack, path: &str, old: &str, new: &str) -> Pack {
    let edit = |file: &File| {
        let mut file = file.clone();
        if file.path == path {
            assert!(file.text.contains(old), "`{old}` is not in {path}");
            file.text = file.text.replacen(old, new, 1);
        }
        file
    };
    Pack::new(pack.files().iter().map(edit).collect())
}

/// Writes a pack to a folder.
pub(crate) fn write_pack(pack: &Pack, folder: &Path) {
    for file in pack.files() {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        std::fs::write(path, &file.text).expect("writable");
    }
}

/// The text of a stream.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
