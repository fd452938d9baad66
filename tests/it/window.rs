//! A real window, driven from the title to the debrief by real key presses.
//!
//! The test finds the window of the program it started, sends keys through the
//! X server's own test extension, follows the window's title, and looks at the
//! pictures that F12 saves. Without a display it says that it did not run; where
//! `STATUS_QUO_WINDOW_TESTS=required` is set, that is a failure.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt, EventMask, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::harness::{Folder, call, copy_folder, program, root, text};

/// How long anything may take before the test gives up: lavapipe on a busy
/// machine is slow, a hang is for ever.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long a key may take to have an effect before another is tried.
const TRY: Duration = Duration::from_secs(20);

const RETURN: u32 = 0xFF0D;
const F1: u32 = 0xFFBE;
const F12: u32 = 0xFFC9;
const ESCAPE: u32 = 0xFF1B;
const RIGHT: u32 = 0xFF53;
const DOWN: u32 = 0xFF54;

/// Keys go to the window that has the focus, so one game has the display at a time.
static FOCUS: Mutex<()> = Mutex::new(());

/// A display without clients starts afresh, and refuses callers while it does:
/// this connection stays for as long as the tests run.
static STAYS: OnceLock<RustConnection> = OnceLock::new();

struct Driver {
    _focus: MutexGuard<'static, ()>,
    x: RustConnection,
    child: Child,
    window: Window,
    titles: Receiver<String>,
    lines: Receiver<String>,
    title: String,
}

fn display() -> Option<String> {
    let display = std::env::var("DISPLAY").ok().filter(|d| !d.is_empty());
    if display.is_none() {
        assert_ne!(
            std::env::var("STATUS_QUO_WINDOW_TESTS").as_deref(),
            Ok("required"),
            "window tests are required, but there is no display"
        );
    }
    display
}

impl Driver {
    /// Starts the game and waits for its window. None where there is no display.
    fn start(home: &Folder, words: &[&str], pictures: &Path) -> Option<Self> {
        let display = display()?;
        let focus = FOCUS.lock().unwrap_or_else(PoisonError::into_inner);
        STAYS.get_or_init(|| x11rb::connect(Some(&display)).expect("the display answers").0);
        let (x, screen) = x11rb::connect(Some(&display)).expect("the display answers");
        let root = x.setup().roots[screen].root;
        let select = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        x.change_window_attributes(root, &select).expect("the root window can be watched");
        x.flush().expect("the display answers");
        let mut child = program(home)
            .args(words)
            .env("DISPLAY", &display)
            .env("STATUS_QUO_PICTURES", pictures)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (send_line, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if send_line.send(line).is_err() {
                    return;
                }
            }
        });
        let (send_title, titles) = channel();
        let watcher = x11rb::connect(Some(&display)).expect("the display answers").0;
        let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        watcher.change_window_attributes(root, &watch).expect("the root window can be watched");
        watcher.flush().expect("the display answers");
        let (send_window, windows) = channel();
        std::thread::spawn(move || watch_titles(&watcher, root, &send_window, &send_title));
        let window = windows.recv_timeout(PATIENCE).expect("the game opens a window");
        Some(Self { _focus: focus, x, child, window, titles, lines, title: String::new() })
    }

    fn key(&self, keysym: u32) {
        let setup = self.x.setup();
        let (low, high) = (setup.min_keycode, setup.max_keycode);
        let map = self
            .x
            .get_keyboard_mapping(low, high - low + 1)
            .expect("the display answers")
            .reply()
            .expect("there is a keyboard map");
        let per = usize::from(map.keysyms_per_keycode);
        let place =
            map.keysyms.iter().position(|sym| *sym == keysym).expect("the keyboard has this key");
        let code = low + u8::try_from(place / per).expect("key codes are bytes");
        // There is no window manager: the focus is ours to give.
        self.x
            .set_input_focus(InputFocus::PARENT, self.window, x11rb::CURRENT_TIME)
            .expect("the display answers");
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.x
                .xtest_fake_input(kind, code, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0)
                .expect("the display takes keys");
        }
        self.x.flush().expect("the display answers");
    }

    /// Waits until the title names one of these screens, and answers it.
    #[track_caller]
    fn reaches(&mut self, screens: &[&str], patience: Duration) -> Option<String> {
        loop {
            if screens.iter().any(|screen| self.title.contains(screen)) {
                return Some(self.title.clone());
            }
            match self.titles.recv_timeout(patience) {
                Ok(title) => self.title = title,
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => panic!("the window went away"),
            }
        }
    }

    /// Presses a key until the title is another one.
    #[track_caller]
    fn key_until_left(&mut self, keysym: u32) -> String {
        let before = self.title.clone();
        for _ in 0..4 {
            self.key(keysym);
            if let Ok(title) = self.titles.recv_timeout(TRY)
                && title != before
            {
                self.title.clone_from(&title);
                return title;
            }
        }
        panic!("the screen «{before}» is not left");
    }

    /// Speaks once at the conference that is on the table: the keys before Enter say
    /// what.
    #[track_caller]
    fn speak(&mut self, keys: &[u32]) {
        let before = self.title.clone();
        for _ in 0..4 {
            for key in keys.iter().chain(&[RETURN]) {
                self.key(*key);
            }
            if let Ok(title) = self.titles.recv_timeout(TRY)
                && title != before
            {
                self.title = title;
                return;
            }
        }
        panic!("nothing is said at «{before}»");
    }

    /// Saves a picture with F12 and answers where it lies.
    #[track_caller]
    fn picture(&self) -> PathBuf {
        self.key(F12);
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("F12 saves a picture");
            if let Some(path) = line.strip_prefix("saved picture ") {
                return PathBuf::from(path);
            }
        }
    }

    /// Closes the window as its frame's cross would, and answers the exit status.
    fn close(&mut self) -> std::process::ExitStatus {
        use x11rb::protocol::xproto::ClientMessageEvent;
        let atom = |name: &[u8]| {
            self.x
                .intern_atom(false, name)
                .expect("the display answers")
                .reply()
                .expect("the display knows the atom")
                .atom
        };
        let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
        let message = ClientMessageEvent::new(
            32,
            self.window,
            protocols,
            [delete, x11rb::CURRENT_TIME, 0, 0, 0],
        );
        self.x
            .send_event(false, self.window, EventMask::NO_EVENT, message)
            .expect("the display answers");
        self.x.flush().expect("the display answers");
        self.child.wait().expect("the program ends")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // Its window goes with it, and the next game looks for its own.
        let _ = self.child.wait();
    }
}

/// Follows the titles of the game's window, from when it is mapped.
fn watch_titles(
    x: &RustConnection,
    root: Window,
    found: &std::sync::mpsc::Sender<Window>,
    titles: &std::sync::mpsc::Sender<String>,
) {
    let atom = |name: &[u8]| Some(x.intern_atom(false, name).ok()?.reply().ok()?.atom);
    let (Some(name), Some(utf8)) = (atom(b"_NET_WM_NAME"), atom(b"UTF8_STRING")) else { return };
    let title_of = |window: Window| {
        let get = |property: u32, kind: u32| {
            x.get_property(false, window, property, kind, 0, 1024).ok()?.reply().ok()
        };
        let reply = get(name, utf8)
            .filter(|r| !r.value.is_empty())
            .or_else(|| get(AtomEnum::WM_NAME.into(), AtomEnum::STRING.into()))?;
        Some(String::from_utf8_lossy(&reply.value).into_owned())
    };
    let mut ours = None;
    let follow = |window: Window| {
        let select = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let _ = x.change_window_attributes(window, &select);
        let _ = x.flush();
    };
    // The window may have been mapped before we began to listen.
    if let Some(tree) = x.query_tree(root).ok().and_then(|c| c.reply().ok()) {
        for window in tree.children {
            if title_of(window).is_some_and(|t| t.starts_with("Status Quo")) {
                follow(window);
                ours = Some(window);
                let _ = found.send(window);
            }
        }
    }
    while let Ok(event) = x.wait_for_event() {
        match event {
            Event::MapNotify(map) if ours.is_none() => {
                if title_of(map.window).is_some_and(|t| t.starts_with("Status Quo")) {
                    follow(map.window);
                    ours = Some(map.window);
                    let _ = found.send(map.window);
                }
            }
            Event::PropertyNotify(change) if Some(change.window) == ours => {}
            Event::DestroyNotify(gone) if Some(gone.window) == ours => return,
            _ => continue,
        }
        if let Some(title) = ours.and_then(title_of)
            && titles.send(title).is_err()
        {
            return;
        }
    }
}

/// A picture shows something: its size is the window's, and it holds many shades
/// of which no single one covers nearly everything.
#[track_caller]
fn is_not_blank(path: &Path) {
    let picture = image::open(path).expect("the picture can be opened").to_rgb8();
    assert!(picture.width() >= 800 && picture.height() >= 500, "it is too small");
    let mut counts = std::collections::BTreeMap::new();
    for pixel in picture.pixels() {
        *counts.entry(pixel.0).or_insert(0_u64) += 1;
    }
    let total = u64::from(picture.width()) * u64::from(picture.height());
    let most = counts.values().max().copied().unwrap_or(0);
    assert!(counts.len() > 60, "{}: only {} shades", path.display(), counts.len());
    assert!(most * 100 < total * 97, "{}: one shade covers nearly all", path.display());
}

#[test]
fn a_game_in_a_window_from_the_title_to_the_debrief() {
    let (home, pictures) = (Folder::new(), Folder::new());
    let Some(mut game) = Driver::start(&home, &[], pictures.path()) else {
        #[expect(clippy::print_stderr, reason = "who reads the test's output must know")]
        {
            eprintln!("window tests did not run: there is no display");
        }
        return;
    };
    let mut shown = Vec::new();
    for screen in ["Title", "Scenarios", "Seats"] {
        game.reaches(&[screen], PATIENCE).unwrap_or_else(|| panic!("{screen} is not reached"));
        shown.push(game.picture());
        game.key_until_left(RETURN);
    }
    // Whoever sits where others move first reads what they did before deciding.
    game.reaches(&["Table:", "Result:"], PATIENCE).expect("the game begins");
    let (mut decisions, mut results, mut spoken) = (0, 0, 0);
    while !game.title.contains("Debrief") {
        assert!(decisions + results + spoken < 200, "the game does not come to an end");
        if game.title.contains(", round ") {
            // A draft, then what stands, and if that does not end it, the door.
            let speech = match &game.title {
                title if title.contains(" round 1 ") => b't',
                title if title.contains(" round 2 ") => b'a',
                _ => b'w',
            };
            game.speak(&[u32::from(speech)]);
            spoken += 1;
        } else if game.title.contains("Table:") {
            if decisions == 0 {
                shown.push(game.picture());
            }
            // A digit may be of an answer that is not open; the arrow finds one that is.
            let before = game.title.clone();
            game.key(u32::from(b'1') + decisions % 3);
            game.key(DOWN);
            game.key_until_left(RETURN);
            assert_ne!(game.title, before, "no answer is taken");
            decisions += 1;
        } else {
            if results == 0 {
                shown.push(game.picture());
            }
            game.key_until_left(RETURN);
            results += 1;
        }
    }
    shown.push(game.picture());
    assert!(decisions + spoken >= 1 && results >= 5, "{decisions} and {spoken}, {results} results");
    for picture in &shown {
        is_not_blank(picture);
    }
    assert!(game.close().success());
}

/// From the first conference of a game to the page of its treaty, by keys alone.
#[test]
fn a_conference_is_played_by_keys() {
    let (home, pictures) = (Folder::new(), Folder::new());
    let words = ["play", "kyakhta", "--seat", "mongolia", "--seed", "7"];
    let Some(mut game) = Driver::start(&home, &words, pictures.path()) else { return };
    game.reaches(&["Table:", "Result:"], PATIENCE).expect("the game begins");
    for _ in 0..20 {
        if game.title.contains(", round ") {
            break;
        }
        if game.title.contains("Table:") {
            game.key(u32::from(b'1'));
        }
        game.key_until_left(RETURN);
    }
    assert!(game.title.contains("kyakhta, round 1 of "), "{}", game.title);
    let mut shown = vec![game.picture()];
    // One key alone neither accepts nor leaves: the question is taken back.
    for key in [u32::from(b'w'), ESCAPE, u32::from(b'a'), ESCAPE] {
        game.key(key);
    }
    game.speak(&[DOWN, RIGHT]);
    assert!(game.title.contains("kyakhta, round "), "{}", game.title);
    shown.push(game.picture());
    game.speak(&[u32::from(b'w')]);
    assert!(game.title.contains("Result: kyakhta"), "{}", game.title);
    shown.push(game.picture());
    for picture in &shown {
        is_not_blank(picture);
    }
    assert!(game.close().success());
}

#[test]
fn a_window_closed_in_mid_game_leaves_a_journal_that_goes_on() {
    let (home, pictures) = (Folder::new(), Folder::new());
    let journal = home.file("window.journal").display().to_string();
    let words =
        ["play", "knocking-at-the-door", "--seat", "ussr", "--seed", "5", "--journal", &journal];
    {
        let Some(mut game) = Driver::start(&home, &words, pictures.path()) else { return };
        // The first page says why one is here.
        game.reaches(&["Result:"], PATIENCE).expect("the game begins");
        game.key_until_left(RETURN);
        let first = game.reaches(&["Table:"], PATIENCE).expect("the table is reached");
        game.key(F1);
        game.reaches(&["Settings"], PATIENCE).expect("F1 shows the keys");
        game.key_until_left(ESCAPE);
        game.reaches(&["Table:"], PATIENCE).expect("Escape leads back");
        game.key(u32::from(b'1'));
        game.key_until_left(RETURN);
        assert_ne!(game.title, first);
        assert!(game.close().success());
    }
    let out = call(&home, &["replay", &journal, "--format", "json"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let state: serde_json::Value = serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
    assert_eq!(state["decisions"], 1);
    let mut game = Driver::start(&home, &["resume", &journal], pictures.path())
        .expect("there was a display a moment ago");
    game.reaches(&["Table:", "Result:"], PATIENCE).expect("the game goes on");
    assert!(game.close().success());
}

/// What is saved in an editor is seen on the workbench, and what could be played
/// before stays there.
#[test]
fn the_workbench_sees_what_is_saved_elsewhere() {
    let (home, pictures) = (Folder::new(), Folder::new());
    let pack = home.file("whole");
    copy_folder(&root().join("tests/it/fixtures/whole"), &pack);
    let seats = pack.join("seats.ron");
    let good = std::fs::read_to_string(&seats).expect("it is there");
    let shown = pack.display().to_string();
    let Some(mut bench) = Driver::start(&home, &["workbench", &shown], pictures.path()) else {
        return;
    };
    bench.reaches(&["whole (0 errors"], PATIENCE).expect("a good pack is opened");
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(bench.picture());
        bench.key(RIGHT);
    }
    std::fs::write(&seats, good.replace("hook:", "hok:")).expect("writable");
    bench.reaches(&["whole (2 errors"], PATIENCE).expect("what is wrong is seen");
    seen.push(bench.picture());
    std::fs::write(&seats, &good).expect("writable");
    bench.reaches(&["whole (0 errors"], PATIENCE).expect("what is mended is seen");
    bench.key_until_left(ESCAPE);
    bench.reaches(&["Scenarios"], PATIENCE).expect("Escape leads to the library");
    for picture in &seen {
        is_not_blank(picture);
    }
    assert!(bench.close().success());
}

/// The window opens within the screen, as large as is wanted where there is room.
#[test]
fn the_window_opens_within_the_screen() {
    use bevy::prelude::Vec2;
    use status_quo::desktop::{fitting, text_share};
    assert_eq!(fitting(Vec2::new(1920.0, 1080.0)), Vec2::new(1280.0, 800.0));
    assert_eq!(fitting(Vec2::new(1280.0, 720.0)), Vec2::new(1203.0, 676.0));
    assert_eq!(fitting(Vec2::new(1366.0, 768.0)), Vec2::new(1280.0, 721.0));
    // 1366x768 at 150 %, 1920x1080 at 200 %, and less.
    for screen in [Vec2::new(910.0, 512.0), Vec2::new(960.0, 540.0), Vec2::new(800.0, 600.0)] {
        let size = fitting(screen);
        assert!(size.x < screen.x && size.y < screen.y, "{size} on {screen}");
        let page = size / text_share(size);
        assert!(page.x >= 960.0 && page.y >= 600.0, "{page} of paper on {screen}");
    }
    assert!((text_share(Vec2::new(960.0, 600.0)) - 1.0).abs() < f32::EPSILON);
    assert!((text_share(Vec2::new(1920.0, 1080.0)) - 1.0).abs() < f32::EPSILON);
    assert!((text_share(Vec2::new(2560.0, 1440.0)) - 1.32).abs() < 0.001);
    assert!((text_share(Vec2::new(7680.0, 4320.0)) - 1.6).abs() < 0.001);
}

/// Keys with Ctrl, and digits, on the layouts of those who play.
#[test]
fn keys_work_on_every_layout() {
    use bevy::input::keyboard::KeyCode;
    use status_quo::desktop::chords::Chord;
    let cases = [
        // English; French, where letters change places; Russian, Mongolian, Greek.
        ("q", KeyCode::KeyQ, Some(Chord::Quit)),
        ("q", KeyCode::KeyA, Some(Chord::Quit)),
        ("a", KeyCode::KeyQ, None),
        ("w", KeyCode::KeyZ, None),
        ("z", KeyCode::KeyW, Some(Chord::GoBack)),
        ("z", KeyCode::KeyY, Some(Chord::GoBack)),
        ("й", KeyCode::KeyQ, Some(Chord::Quit)),
        ("я", KeyCode::KeyZ, Some(Chord::GoBack)),
        ("ф", KeyCode::KeyA, None),
        ("ζ", KeyCode::KeyZ, Some(Chord::GoBack)),
        (";", KeyCode::KeyQ, Some(Chord::Quit)),
        // Dvorak has other signs there.
        ("'", KeyCode::KeyQ, None),
        (";", KeyCode::KeyZ, None),
        // The row of digits: French, Czech, and German with Shift.
        ("à", KeyCode::Digit0, Some(Chord::UsualSize)),
        ("é", KeyCode::Digit0, Some(Chord::UsualSize)),
        (")", KeyCode::Digit0, Some(Chord::UsualSize)),
        ("+", KeyCode::BracketRight, Some(Chord::Larger)),
        ("-", KeyCode::Digit6, Some(Chord::Smaller)),
        ("&", KeyCode::Digit1, None),
    ];
    for (sign, place, chord) in cases {
        assert_eq!(Chord::of(sign, place), chord, "{sign} at {place:?}");
    }
}

/// Faces of the system are taken for letters that the program's own do not have: as few as
/// have them all, and none for what is there already.
#[test]
fn letters_that_are_missing_are_looked_for_in_the_faces_of_the_system() {
    use status_quo::desktop::letters::{choose, missing};
    assert!(missing("Монгол улс, 蒙古, ぬ, ελληνικά, “Ulaanbaatar” — 1915").is_empty());
    let letters = missing("停战 한국 ᠮᠣᠩᠭᠣᠯ");
    assert!(
        ["战", "한", "ᠮ"].iter().all(|one| letters.contains(&one.chars().next().expect("one")))
    );
    // No folder, no face; and the files beside the faces are no faces.
    assert!(choose(&[root().join("nowhere"), root().join("assets/lang")], &letters).is_empty());
    let wanted = ['蒙', 'Ж', 'ß'].into_iter().collect();
    let found = choose(&[root().join("assets")], &wanted);
    let names: Vec<_> = found.iter().filter_map(|face| face.path.file_name()).collect();
    assert!(
        names.len() == 2 && names.iter().any(|n| n.to_string_lossy().contains("han")),
        "{names:?}"
    );
    assert_eq!(
        found
            .iter()
            .flat_map(|face| face.letters.clone())
            .collect::<std::collections::BTreeSet<_>>(),
        wanted
    );
}
