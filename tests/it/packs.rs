//! Packs: folders and zips of them, where they lie, which of several is meant, and
//! that a broken one harms nobody.

use std::path::{Path, PathBuf};
use std::process::Output;

use status_quo::scenario::archive::unpack;
use status_quo::scenario::coefficients;
use status_quo::scenario::compile::compile;
use status_quo::scenario::library::{self, Listing, PackLabel, PackLocation};
use status_quo::scenario::pack::{File, Label, Pack};

use crate::harness::{
    Folder, call, call_at_home as run, copy_folder, edited, scenarios, text, write_pack as write,
};
use crate::zips::{Entry, zip, zip_of};

/// The scenarios that come with the game.
const BUILT_IN: usize = 8;

fn kyakhta() -> Pack {
    library::read_folder(&scenarios().join("kyakhta")).expect("it can be read")
}

/// The folder for a player's own packs in a home of tests.
fn own(home: &Folder) -> PathBuf {
    let folder = home.file("status-quo").join("scenarios");
    std::fs::create_dir_all(&folder).expect("writable");
    folder
}

/// All that was said, and no trace of a panic.
#[track_caller]
fn said(out: &Output, status: i32) -> String {
    let shown = format!("{}{}", text(&out.stdout), text(&out.stderr));
    assert_eq!(out.status.code(), Some(status), "{shown}");
    assert!(!shown.contains("panicked"), "{shown}");
    shown
}

#[track_caller]
fn holds(shown: &str, words: &[&str]) {
    for word in words {
        assert!(shown.contains(word), "`{word}` is not said:\n{shown}");
    }
}

fn listed(home: &Folder) -> Vec<serde_json::Value> {
    let out = run(home, &["list", "--format", "json"]);
    serde_json::from_str(&text(&out.stdout)).expect("it is JSON")
}

const HEAD: &[u8] = b"(scenario: (id: \"x\"))";

/// Every zip that is refused, and what is said of it.
#[test]
fn zips_that_are_not_safe_or_too_much_are_refused_with_a_sentence() {
    let good = || Entry::new("scenario.ron", HEAD);
    let named = |name: &str| vec![good(), Entry::new(name, b"()")];
    let raw = |name: &[u8]| {
        let entry = Entry::new("x", b"()");
        vec![good(), Entry { name: name.to_vec(), local_name: name.to_vec(), ..entry }]
    };
    let zeros = |bytes: usize| vec![b' '; bytes];
    let bomb = Entry::new("a.ron", &zeros((16 << 20) + 1));
    let half = Entry::new("a.ron", &zeros(15 << 20));
    let renamed = |entry: &Entry, name: &str| Entry {
        name: name.as_bytes().to_vec(),
        local_name: name.as_bytes().to_vec(),
        ..entry.clone()
    };
    let many = |n: usize, end: &str| -> Vec<Entry> {
        (0..n).map(|k| Entry::stored(&format!("{k}.{end}"), b"()")).collect()
    };
    let cases: Vec<(Vec<Entry>, &str)> = vec![
        (named("../evil.ron"), "`../evil.ron` in it leads out of the pack"),
        (named("items/../../evil.ron"), "leads out of the pack"),
        (named("/etc/evil.ron"), "leads out of the pack"),
        (named("..\\evil.ron"), "leads out of the pack"),
        (named("C:/evil.ron"), "leads out of the pack"),
        (named("c:evil.ron"), "leads out of the pack"),
        (named("a\0.ron"), "`a\\u{0}.ron` in it cannot be read on every system"),
        (named("a\u{1b}[2J.ron"), "cannot be read on every system"),
        (raw(b"caf\xe9.ron"), "cannot be read on every system"),
        (named("..\\..\\evil.ron"), "leads out of the pack"),
        (named("\\\\server\\share\\evil.ron"), "leads out of the pack"),
        (
            vec![Entry::new("a/scenario.ron", HEAD), Entry::new("b/scenario.ron", HEAD)],
            "it holds two scenarios, in `a` and in `b`",
        ),
        (
            vec![good(), Entry { mode: 0o120_777, ..Entry::new("a.ron", b"/etc/passwd") }],
            "is a link",
        ),
        (vec![good(), Entry { flags: 1, ..Entry::new("a.ron", b"()") }], "locked with a password"),
        (vec![good(), Entry { method: 14, ..Entry::new("a.ron", b"()") }], "by the method LZMA"),
        (vec![good(), Entry { method: 77, ..Entry::new("a.ron", b"()") }], "(number 77)"),
        (vec![good(), good()], "have the same name"),
        (named("SCENARIO.ron"), "`scenario.ron` and `SCENARIO.ron` have the same name"),
        (
            vec![Entry::new("caf\u{e9}.ron", b"()"), Entry::new("cafe\u{301}.ron", b"()")],
            "have the same name",
        ),
        (many(401, "ron"), "more than 400 `.ron` files"),
        (many(4001, "txt"), "more than 4000 files"),
        (vec![bomb.clone()], "larger than 16 MB"),
        (vec![Entry { size: 2, ..bomb }], "larger than 16 MB"),
        (
            vec![renamed(&half, "a.ron"), renamed(&half, "b.ron"), renamed(&half, "c.ron")],
            "larger than 32 MB together",
        ),
        (vec![good(), Entry { size: 1, ..Entry::new("a.ron", b"()") }], "`a.ron` in it is damaged"),
        (vec![good(), Entry { crc: 1, ..Entry::new("a.ron", b"()") }], "`a.ron` in it is damaged"),
        (
            vec![good(), Entry { packed: vec![0xff; 9], ..Entry::new("a.ron", b"()") }],
            "`a.ron` in it is damaged",
        ),
        (
            vec![good(), Entry { local_name: b"b.ron".to_vec(), ..Entry::new("a.ron", b"()") }],
            "`a.ron` in it is damaged",
        ),
        (
            vec![
                Entry::stored("a.ron", b"()"),
                Entry { points_at: Some(0), ..Entry::stored("a.ron", b"()") },
            ],
            "have the same name",
        ),
        (named("a/b/c/d/e/deep.ron"), "lies too deep"),
        (vec![good(), Entry::new("a.ron", b"\xff\xfe(\0)\0")], "saved as UTF-16"),
        (vec![good(), Entry::new("a.ron", b"\xff\xff\x80")], "is not UTF-8"),
        (named("items.ron.txt"), "does not end in `.ron`; rename it"),
        (vec![Entry::new("readme.txt", b"hello")], "holds no `.ron` file"),
        (vec![Entry::new("mine/pack.zip", b"PK")], "another zip, `mine/pack.zip`"),
        (vec![], "holds no `.ron` file"),
    ];
    for (entries, words) in cases {
        let why = match unpack(&zip(&entries)) {
            Err(why) => why.to_string(),
            Ok(pack) => panic!("{words}: it was read, {} files", pack.files().len()),
        };
        assert!(why.contains(words), "`{words}` is not said: {why}");
        assert!(!why.contains('\n') && !why.contains('\0') && why.chars().count() < 300, "{why}");
    }
}

/// Zips as people make them: what is not read is not judged, and paths are those of any
/// system.
#[test]
fn zips_of_honest_programs_are_read_however_they_write_paths() {
    let pack = kyakhta();
    let wrapped = |wrap: &dyn Fn(&str) -> Vec<u8>, more: &[Entry]| {
        let entry = |file: &File| {
            let name = wrap(&file.path);
            Entry { local_name: name.clone(), name, ..Entry::new("x", file.text.as_bytes()) }
        };
        let all: Vec<Entry> = pack.files().iter().map(entry).chain(more.iter().cloned()).collect();
        unpack(&zip(&all)).map(|pack| pack.hash()).map_err(|why| why.to_string())
    };
    let raw = |name: &[u8], text: &[u8]| Entry {
        name: name.to_vec(),
        local_name: name.to_vec(),
        ..Entry::new("x", text)
    };
    let plain = |name: &str| name.as_bytes().to_vec();
    let unread = [
        raw(b"\xe7\xa0\xac\xa5\xe2\xaa\xa8.txt", b"in code page 866"),
        raw(b"a\x1b[2J.txt", b""),
        raw(b"../readme.txt", b""),
        raw(b"C:\\notes.doc", b""),
        Entry { flags: 1, ..Entry::new("secret.docx", b"") },
        Entry { method: 14, ..Entry::new("picture.png", b"") },
        Entry { mode: 0o120_777, ..Entry::new("link", b"/etc/passwd") },
        Entry { crc: 1, ..Entry::new("damaged.jpg", b"x") },
        Entry::new("Readme.txt", b""),
        Entry::new("README.TXT", b""),
        Entry::new("empty\\", b""),
        Entry::new("", b""),
    ];
    let code = Ok(pack.hash());
    assert_eq!(wrapped(&plain, &unread), code);
    let folders: [&dyn Fn(&str) -> Vec<u8>; 8] = [
        &|path| format!("./{path}").into_bytes(),
        &|path| path.replace('/', "\\").into_bytes(),
        &|path| format!("mine\\{}", path.replace('/', "\\")).into_bytes(),
        &|path| format!("mine//./{path}").into_bytes(),
        &|path| format!("mine/../{path}").into_bytes(),
        &|path| format!("outer/inner/{path}").into_bytes(),
        &|path| format!("a/b/c/d/e/{path}").into_bytes(),
        // A folder that is called by its Russian name, in code page 866.
        &|path| [b"\x91\xe6\xa5\xad\xa0\xe0\xa8\xa9/".as_slice(), path.as_bytes()].concat(),
    ];
    for (nth, wrap) in folders.iter().enumerate() {
        assert_eq!(wrapped(*wrap, &[]), code, "the way with the number {nth}");
    }
}

/// Texts as editors of other systems save them: nothing of that is a part of the text.
#[test]
fn marks_and_line_ends_of_other_systems_change_nothing() {
    let home = Folder::new();
    let pack = kyakhta();
    let plan = text(&std::fs::read(scenarios().join("kyakhta/record.testplan")).expect("read"));
    let ways: [(&str, fn(&str) -> String); 4] = [
        ("mark", |text| format!("\u{FEFF}{text}")),
        ("cr", |text| text.replace('\n', "\r")),
        ("crlf", |text| text.replace('\n', "\r\n")),
        ("mark-cr", |text| format!("\u{FEFF}{}", text.replace('\n', "\r"))),
    ];
    for (way, written) in ways {
        let folder = home.file(way).join("kyakhta");
        let file = |file: &File| File { path: file.path.clone(), text: written(&file.text) };
        write(&Pack::new(pack.files().iter().map(file).collect()), &folder);
        assert_eq!(library::read_folder(&folder).expect("a pack").hash(), pack.hash(), "{way}");
        holds(&said(&run(&home, &["check", &format!("{way}/kyakhta")]), 0), &["good"]);
        std::fs::write(home.file("plan"), written(&plan)).expect("writable");
        let out = run(&home, &["play", "kyakhta", "--terminal", "--script", "plan"]);
        said(&out, 0);
    }
    let wide: Vec<u8> = plan.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(home.file("wide"), &wide).expect("writable");
    std::fs::write(home.file("page"), b"# caf\xe9\n").expect("writable");
    for (file, words) in
        [("wide", "`wide` cannot be read: it is saved as UTF-16"), ("page", "it is not UTF-8 text")]
    {
        let out = run(&home, &["play", "kyakhta", "--terminal", "--script", file]);
        holds(&said(&out, 1), &[words, "save it again as UTF-8"]);
    }
}

/// What `--fix` writes is what the author's editor would have: the mark, the line ends, the
/// permissions and the other names of a file stay, and so do the files beside it.
#[test]
fn fixes_harm_no_file_of_the_author() {
    let home = Folder::new();
    let folder = home.file("kyakhta");
    let comma = edited(&kyakhta(), "scenario.ron", "id: \"kyakhta\",", "id: \"kyakhta\"");
    write(&comma, &folder);
    let path = folder.join("scenario.ron");
    let before = std::fs::read_to_string(&path).expect("text");
    let old = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r"));
    std::fs::write(&path, old(&before)).expect("writable");
    std::fs::write(folder.join("scenario.ron.new"), "the author's").expect("writable");
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("ours");
        std::fs::hard_link(&path, home.file("other-name")).expect("on one disk");
        mode
    };
    said(&run(&home, &["check", "--fix", "kyakhta"]), 0);
    let mended = before.replacen("id: \"kyakhta\"", "id: \"kyakhta\",", 1);
    assert_eq!(std::fs::read_to_string(&path).expect("text"), old(&mended));
    let beside = std::fs::read_to_string(folder.join("scenario.ron.new"));
    assert_eq!(beside.expect("still there"), "the author's");
    #[cfg(unix)]
    {
        assert_eq!(permissions(&path) & 0o777, 0o640);
        let other = std::fs::read_to_string(home.file("other-name"));
        assert_eq!(other.expect("still there"), old(&mended), "the other name is another file");
    }
    let left = std::fs::read_dir(&folder).expect("read").flatten();
    let left: Vec<_> = left.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.starts_with('.')), "{left:?}");
}

/// A name means what `list` shows, unless a pack lies under it in the working folder; and
/// then it is said.
#[test]
fn a_folder_without_a_pack_hides_no_scenario() {
    let home = Folder::new();
    std::fs::create_dir_all(home.file("kyakhta/pages")).expect("writable");
    std::fs::write(home.file("kyakhta/index.html"), "<p>printed pages").expect("writable");
    let simulate = |home: &Folder| run(home, &["simulate", "kyakhta", "--runs", "2"]);
    let shown = said(&simulate(&home), 0);
    assert!(!shown.contains("several"), "{shown}");
    let other = edited(&kyakhta(), "scenario.ron", "version: \"0.1.0\"", "version: \"7.0.0\"");
    write(&other, &home.file("kyakhta"));
    holds(&said(&simulate(&home), 0), &["several scenarios `kyakhta`", "7.0.0", "built in"]);
    // The same pack in both places needs no word.
    write(&kyakhta(), &home.file("same/kyakhta"));
    std::fs::remove_dir_all(home.file("kyakhta")).expect("writable");
    std::fs::rename(home.file("same/kyakhta"), home.file("kyakhta")).expect("writable");
    let shown = said(&simulate(&home), 0);
    assert!(!shown.contains("several"), "{shown}");
}

/// However many faults a pack has, a person is told some of them and how many are left.
#[test]
fn of_very_many_findings_the_first_are_told_and_the_rest_counted() {
    let entry = "    (id: \"x\", titel: \"y\"),\n";
    let text = format!("(items: [\n{}])", entry.repeat(20_000));
    let pack = Pack::new(vec![File { path: "scenario.ron".to_owned(), text }]);
    let found = compile(&pack, coefficients()).expect_err("it is broken");
    assert_eq!(found.len(), 201);
    assert_eq!(found[200].code, "more-findings");
    let head = edited(&kyakhta(), "facts.ron", "facts: [", &{
        let fact = |n: usize| {
            format!(
                "(id: \"f{n}\", name: \"F\", values: [(id: \"a\", text: \"a\"), (id: \"b\", text: \"b\")]),\n"
            )
        };
        format!("facts: [\n{}", (0..300).map(fact).collect::<String>())
    });
    let warnings = compile(&head, coefficients()).expect("it can be played").warnings;
    assert_eq!(warnings.len(), 201);
    assert!(warnings[200].message.ends_with("more findings are not shown"), "{:?}", warnings[200]);
}

/// Entries that share their bytes, as in the zip bombs that need no nesting.
#[test]
fn entries_that_lie_over_each_other_are_refused() {
    let outer = Entry::stored("a.ron", b"()");
    // Where the second says it lies, the bytes are those of the first.
    let inner = zip(&[Entry::stored("b.ron", b"()")]);
    let hides = Entry::stored("a.ron", &inner[..37]);
    let mut bytes = zip(&[hides, Entry::stored("b.ron", b"()")]);
    let table = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").expect("it has a table");
    // The local header of the first entry is 35 bytes long; inside its data stands another.
    bytes[table + 42..table + 46].copy_from_slice(&35_u32.to_le_bytes());
    let why = unpack(&bytes).expect_err("it is refused").to_string();
    assert!(why.contains("lie over each other"), "{why}");
    assert!(unpack(&zip(&[outer])).is_ok());
}

#[test]
fn what_is_no_zip_is_called_so_and_cut_zips_too() {
    let whole = zip_of(&kyakhta(), "");
    assert!(unpack(&whole).is_ok());
    for bytes in [&b""[..], b"hello", &whole[..whole.len() / 2], &whole[..whole.len() - 1]] {
        let why = unpack(bytes).expect_err("it is refused").to_string();
        assert!(why.contains("it is no zip, or not all of it is there"), "{why}");
    }
}

#[test]
fn a_pack_has_one_code_however_it_comes() {
    let home = Folder::new();
    let pack = kyakhta();
    let hash = pack.hash();
    assert_eq!(unpack(&zip_of(&pack, "")).expect("it is a pack").hash(), hash);
    let inside = unpack(&zip_of(&pack, "kyakhta-main/")).expect("it is a pack");
    assert_eq!((inside.hash(), inside.inside()), (hash.clone(), "kyakhta-main"));
    // What systems leave in a zip does not count, and neither do other files.
    let mut entries: Vec<Entry> = pack
        .files()
        .iter()
        .map(|f| Entry::stored(&format!("k/{}", f.path), f.text.replace('\n', "\r\n").as_bytes()))
        .collect();
    entries.push(Entry::stored("k/", b""));
    entries.push(Entry::stored("__MACOSX/k/._scenario.ron", b"\0\x05\x16\x07"));
    entries.push(Entry::stored("k/.DS_Store", b"\0\0"));
    entries.push(Entry::stored("k/README.md", b"# Kyakhta"));
    entries.push(Entry::stored("k/playthrough.testplan", b"# nothing"));
    assert_eq!(unpack(&zip(&entries)).expect("it is a pack").hash(), hash);
    let folder = home.file("kyakhta");
    write(&pack, &folder.join("kyakhta"));
    std::fs::write(folder.join(".hidden.ron"), "nothing").expect("writable");
    assert_eq!(library::read_folder(&folder).expect("it is a pack").hash(), hash);
    // A name composed in another way is the same name.
    let accent =
        |name: &str| Pack::new(vec![File { path: name.to_owned(), text: "()".to_owned() }]).hash();
    assert_eq!(accent("caf\u{e9}.ron"), accent("cafe\u{301}.ron"));
    assert_ne!(accent("cafe.ron"), accent("caf\u{e9}.ron"));
    // And what is built in has it too.
    let built_in = listed(&home).into_iter().find(|entry| entry["id"] == "kyakhta");
    assert_eq!(built_in.expect("it is built in")["content"], hash);
}

#[test]
fn a_zip_is_checked_and_played_like_a_folder() {
    let home = Folder::new();
    let path = home.file("handed-on.zip");
    std::fs::write(&path, zip_of(&kyakhta(), "kyakhta/")).expect("writable");
    let code = &kyakhta().hash()[..12];
    holds(&said(&run(&home, &["check", "handed-on.zip"]), 0), &["good", code]);
    let out = run(&home, &["simulate", "handed-on.zip", "--runs", "2", "--seed", "1"]);
    holds(&said(&out, 0), &[]);
    let script = scenarios().join("kyakhta/record.testplan").display().to_string();
    let out = run(&home, &["play", "handed-on.zip", "--terminal", "--script", &script]);
    holds(&said(&out, 0), &[]);

    // The testplan in it is checked, too; one beside another folder is not its own.
    let plan = |path: &str, text: &str| {
        let mut files = kyakhta().files().to_vec();
        for file in &mut files {
            file.path = format!("kyakhta/{}", file.path);
        }
        files.push(File { path: path.to_owned(), text: text.to_owned() });
        std::fs::write(home.file("planned.zip"), zip_of(&Pack::new(files), "")).expect("writable");
        run(&home, &["check", "planned.zip"])
    };
    let faulty = "expect treaty = nonsense\n";
    holds(&said(&plan("kyakhta/my.testplan", faulty), 1), &["my.testplan:1", "nonsense"]);
    holds(&said(&plan("kyakhta/notes/my.testplan", faulty), 0), &["good"]);

    // A folder with both is a folder of packs.
    let packs = home.file("packs");
    std::fs::create_dir_all(&packs).expect("writable");
    let faulty = edited(&kyakhta(), "seats.ron", "power: \"russia\"", "power: \"rusia\"");
    std::fs::write(packs.join("faulty.zip"), zip_of(&faulty, "")).expect("writable");
    copy_folder(&scenarios().join("kyakhta"), &packs.join("kyakhta"));
    let shown = said(&run(&home, &["check", "packs"]), 1);
    holds(
        &shown,
        &["packs/kyakhta: good", "faulty.zip", "there is no power `rusia`", "seats.ron:"],
    );
    let out = run(&home, &["check", "packs/faulty.zip", "--format", "json"]);
    let finding: serde_json::Value =
        serde_json::from_str(text(&out.stdout).lines().next().expect("a line")).expect("JSON");
    assert!(finding.to_string().contains("seats.ron"), "{finding}");
    // A zip is not written to.
    let comma = edited(&kyakhta(), "scenario.ron", "id: \"kyakhta\",", "id: \"kyakhta\"");
    let bytes = zip_of(&comma, "");
    std::fs::write(packs.join("faulty.zip"), &bytes).expect("writable");
    let shown = said(&run(&home, &["check", "packs/faulty.zip", "--fix"]), 1);
    holds(&shown, &["a zip is not changed; unpack it, mend the folder"]);
    assert_eq!(std::fs::read(packs.join("faulty.zip")).expect("still there"), bytes);
}

#[test]
fn files_of_a_hundred_megabytes_are_refused_before_they_are_read() {
    let home = Folder::new();
    let huge = |path: &Path| {
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        std::fs::File::create(path).expect("writable").set_len(100 << 20).expect("writable");
    };
    huge(&home.file("huge/scenario.ron"));
    huge(&home.file("huge.zip"));
    holds(&said(&run(&home, &["check", "huge"]), 1), &["`scenario.ron` is larger than 16 MB"]);
    holds(&said(&run(&home, &["check", "huge.zip"]), 1), &["larger than 64 MB"]);
}

#[test]
fn folders_are_refused_for_what_zips_are() {
    let home = Folder::new();
    let folder = |name: &str, files: &[(&str, &[u8])]| {
        let path = home.file(name);
        for (file, bytes) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().expect("in a folder")).expect("writable");
            std::fs::write(file, bytes).expect("writable");
        }
        library::read(&path).map_or_else(|error| error.to_string(), |_| "it was read".to_owned())
    };
    holds(&folder("utf16", &[("scenario.ron", b"\xff\xfe(\0")]), &["saved as UTF-16", "UTF-8"]);
    holds(&folder("bytes", &[("scenario.ron", b"\x80")]), &["is not UTF-8 text"]);
    holds(&folder("txt", &[("scenario.ron.txt", HEAD)]), &["`scenario.ron.txt`", "rename it"]);
    holds(&folder("none", &[("readme.md", b"")]), &["holds no `.ron` file"]);
    holds(&folder("deep", &[("s.ron", b"()"), ("a/b/c/d/e/x.ron", b"()")]), &["lies too deep"]);
    if cfg!(target_os = "linux") {
        let two = folder("two", &[("a.ron", b"()"), ("A.ron", b"()")]);
        holds(&two, &["`A.ron` and `a.ron` have the same name"]);
    }
    holds(&folder("fine", &[("scenario.ron", HEAD)]), &["it was read"]);
    let one = library::read(&home.file("fine/scenario.ron")).expect_err("a file is no pack");
    holds(&one.to_string(), &["it is one file", "name its folder"]);
    let none = library::read(&home.file("nowhere")).expect_err("there is none");
    holds(&none.to_string(), &["there is no such file or folder"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_a_pack_are_not_followed() {
    let home = Folder::new();
    let pack = home.file("linked");
    write(&kyakhta(), &pack);
    std::os::unix::fs::symlink("/etc/passwd", pack.join("z.ron")).expect("writable");
    holds(&said(&run(&home, &["check", "linked"]), 1), &["`z.ron` in it is a link", "a copy"]);
    std::fs::remove_file(pack.join("z.ron")).expect("writable");
    std::os::unix::fs::symlink(home.path(), pack.join("more")).expect("writable");
    holds(&said(&run(&home, &["check", "linked"]), 1), &["`more` in it is a link"]);
    std::fs::remove_file(pack.join("more")).expect("writable");
    holds(&said(&run(&home, &["check", "linked"]), 0), &["good"]);
}

/// A player's own folder: folders and zips, beside the built-in ones.
#[test]
fn a_players_own_packs_stand_beside_the_built_in_ones() {
    let home = Folder::new();
    let shown = said(&run(&home, &["list"]), 0);
    let folder = own(&home);
    holds(&shown, &["kyakhta", "built in", &folder.display().to_string()]);
    let mine = edited(&kyakhta(), "scenario.ron", "id: \"kyakhta\"", "id: \"my-table\"");
    write(&mine, &folder.join("my-table"));
    let theirs = edited(&kyakhta(), "scenario.ron", "id: \"kyakhta\"", "id: \"their-table\"");
    std::fs::write(folder.join("their-table-1.2.zip"), zip_of(&theirs, "t/")).expect("writable");
    let names: Vec<String> = listed(&home)
        .iter()
        .map(|entry| entry["name"].as_str().expect("a name").to_owned())
        .collect();
    // In the order of their first days.
    let wanted = [
        "campaign",
        "lines-drawn-without-us",
        "autonomy-and-its-price",
        "kyakhta",
        "my-table",
        "their-table",
        "concessions-and-recognition",
        "knocking-at-the-door",
        "deterrence-on-the-halha",
        "status-quo",
    ];
    assert_eq!(names, wanted);
    let shown = said(&run(&home, &["list"]), 0);
    holds(&shown, &["my-table", "their-table-1.2.zip"]);
    holds(&shown, &[&mine.hash()[..12], &theirs.hash()[..12]]);
    for name in ["my-table", "their-table"] {
        said(&run(&home, &["simulate", name, "--runs", "1", "--seed", "1"]), 0);
    }
}

fn listing(slug: &str, id: &str, version: &str, hash: &str, place: PackLocation) -> Listing {
    let label =
        Label { id: Some(id.to_owned()), version: Some(version.to_owned()), ..Label::default() };
    Listing {
        slug: slug.to_owned(),
        place,
        known: Ok(PackLabel { label, hash: hash.to_owned(), size: 0 }),
    }
}

/// Which of several packs a name means. All of them lie in an author's own folder.
#[test]
fn of_several_packs_the_newest_is_meant_then_the_nearest_and_a_code_means_one() {
    let home = Folder::new();
    let folder = own(&home);
    let version = |pack: &Pack, version: &str| {
        edited(pack, "scenario.ron", "version: \"0.1.0\"", &format!("version: \"{version}\""))
    };
    let built_in = kyakhta();
    assert_eq!(built_in.label().version.as_deref(), Some("0.1.0"), "the test counts on it");
    let title = |name: &str| {
        let out = run(&home, &["list", "--format", "json"]);
        let all: Vec<serde_json::Value> =
            serde_json::from_str(&text(&out.stdout)).expect("it is JSON");
        let one = all.into_iter().find(|entry| entry["name"] == name);
        one.map(|entry| entry["place"].as_str().expect("a place").to_owned())
    };
    // The same content twice is one pack, and it is listed where it is nearest.
    write(&built_in, &folder.join("kyakhta"));
    assert_eq!(listed(&home).len(), BUILT_IN);
    assert_ne!(title("kyakhta").as_deref(), Some("built in"));
    // An edited copy of the same version stands in for the built-in one.
    let copy = edited(&built_in, "scenario.ron", "title: \"", "title: \"My ");
    write(&copy, &folder.join("kyakhta"));
    let other = format!("kyakhta@{}", &built_in.hash()[..12]);
    assert_eq!(title(&other).as_deref(), Some("built in"));
    let shown = said(&run(&home, &["simulate", "kyakhta", "--runs", "1"]), 0);
    holds(&shown, &["several scenarios `kyakhta`", &copy.hash()[..12], &other]);
    // The built-in one is called by its code, also by the first digits of it.
    let short = format!("kyakhta@{}", &built_in.hash()[..5]);
    let shown = said(&run(&home, &["simulate", &short, "--runs", "1"]), 0);
    assert!(!shown.contains("several"), "{shown}");
    holds(&said(&run(&home, &["simulate", "kyakhta@00000", "--runs", "1"]), 1), &["no scenario"]);
    // An older one in the player's folder does not hide what comes with the game.
    let _ = std::fs::remove_dir_all(folder.join("kyakhta"));
    let older = version(&built_in, "0.0.9");
    write(&older, &folder.join("kyakhta"));
    assert_eq!(title("kyakhta").as_deref(), Some("built in"));
    assert!(title(&format!("kyakhta@{}", &older.hash()[..12])).is_some());
    // A newer one as a zip is meant before both.
    let newer = version(&built_in, "1.10.0");
    std::fs::write(folder.join("new (1).zip"), zip_of(&newer, "")).expect("writable");
    assert!(title("kyakhta").expect("it is listed").ends_with("new (1).zip"));
}

#[test]
fn names_mean_folders_before_ids_and_versions_are_numbers() {
    let at = |path: &str| PackLocation::Path(PathBuf::from(path));
    let all = || {
        vec![
            listing("a", "a", "1.2.0", "1111aaaa", PackLocation::BuiltIn),
            listing("b", "a", "9.0.0", "2222bbbb", at("/own/b")),
            listing("c", "c", "1.9.0", "3333cccc", at("/own/c")),
        ]
    };
    let chosen = |name: &str| {
        library::choose(all(), name).map(|found| found.listing.slug).map_err(|e| e.to_string())
    };
    assert_eq!(chosen("a").as_deref(), Ok("a"), "a folder of that name is meant first");
    assert_eq!(chosen("b").as_deref(), Ok("b"));
    assert_eq!(chosen("a@2222").as_deref(), Ok("b"), "the code decides");
    holds(&chosen("A@22").expect_err("too few digits"), &["there is no scenario `A@22`"]);
    let error = chosen("bb").expect_err("there is none");
    holds(&error, &["did you mean `b`"]);
    assert_eq!(library::names(&all()), ["a", "b", "c"]);
}

/// Broken packs of every kind lie in the library, and the rest of it works.
#[test]
fn broken_packs_are_listed_with_their_fault_and_harm_nobody() {
    let home = Folder::new();
    let folder = own(&home);
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("writable");
        std::fs::write(path, bytes).expect("writable");
    };
    let faulty = edited(&kyakhta(), "scenario.ron", "schema: 1", "schema: 2");
    let faulty = edited(&faulty, "scenario.ron", "id: \"kyakhta\"", "id: \"a faulty one\"");
    write(&faulty, &folder.join("faulty"));
    put("torn.zip", b"PK\x03\x04");
    put("other.rar", b"Rar!");
    put("loose.ron", HEAD);
    put("typo/scenario.ron.txt", HEAD);
    put("typo/items/a.ron", b"(items: [])");
    put("headless/facts.ron", b"()");
    put("notes.txt", b"hello");
    put("pictures/a.png", b"");
    let out = run(&home, &["list"]);
    let shown = said(&out, 1);
    let line = |name: &str| {
        let lines = text(&out.stdout);
        let found = lines.lines().find(|line| line.starts_with(&format!("{name}  ")));
        found.unwrap_or_else(|| panic!("{name} is not listed:\n{shown}")).to_owned()
    };
    holds(&line("kyakhta"), &["Two Hundred Rifles", "built in"]);
    holds(&line("faulty"), &["cannot be played", "(and 1 more)", "see: status-quo check "]);
    holds(&line("torn"), &["it is no zip", "see: status-quo check "]);
    holds(&line("other.rar"), &["pack the folder as a zip"]);
    holds(&line("loose.ron"), &["put it into one of its own"]);
    holds(&line("typo"), &["`scenario.ron.txt` would not be read"]);
    holds(&line("headless"), &["scenario.ron: no file has a `scenario: (...)` entry"]);
    assert_eq!(text(&out.stdout).lines().count(), BUILT_IN + 6, "{shown}");
    let all = listed(&home);
    let broken: Vec<&serde_json::Value> = all.iter().filter(|e| !e["broken"].is_null()).collect();
    assert_eq!((all.len(), broken.len()), (BUILT_IN + 6, 6));
    let faulty = broken.iter().find(|e| e["name"] == "faulty").expect("it is listed");
    assert_eq!((&faulty["broken"]["further"], &faulty["id"]), (&1.into(), &"a faulty one".into()));
    holds(
        faulty["broken"]["first"].as_str().expect("a text"),
        &["scenario.ron:", "`a faulty one`"],
    );
    // The command that is named does show all.
    let see = faulty["broken"]["see"].as_str().expect("a call").to_owned();
    let path = see.strip_prefix("status-quo check ").expect("a call").trim_matches('"').to_owned();
    holds(&said(&run(&home, &["check", &path]), 1), &["schema 2 is not known", "a faulty one"]);
    // The rest works, and the broken one says why it does not.
    said(&run(&home, &["simulate", "kyakhta", "--runs", "1"]), 0);
    holds(
        &said(&run(&home, &["simulate", "faulty", "--runs", "1"]), 1),
        &["2 faults", "schema 2 is not known"],
    );
    holds(&said(&run(&home, &["simulate", "torn", "--runs", "1"]), 1), &["it is no zip"]);
    let shown = said(&run(&home, &[]), 0);
    holds(&shown, &["Which scenario?", "torn.zip", "see: status-quo check"]);
}

#[test]
fn a_folder_with_another_name_than_its_pack_is_warned_of() {
    let home = Folder::new();
    write(&kyakhta(), &home.file("my-copy"));
    let shown = said(&run(&home, &["check", "my-copy"]), 0);
    holds(&shown, &["folder-name", "the folder is called `my-copy`, but the pack `kyakhta`"]);
    let shown = said(&call(&home, &["check", "scenarios"]), 0);
    assert!(!shown.contains("folder-name"), "{shown}");
    // Both names open it: here only this one has the id.
    let odd = edited(&kyakhta(), "scenario.ron", "id: \"kyakhta\"", "id: \"odd-id\"");
    write(&odd, &own(&home).join("odd-folder"));
    for name in ["odd-folder", "odd-id"] {
        said(&run(&home, &["simulate", name, "--runs", "1"]), 0);
    }
}
