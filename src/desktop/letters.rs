//! Letters that the program's own faces do not have: those of the system's faces, as the
//! last resort of every face.
//!
//! Authors write in more scripts than can be built in. A face of the system is looked for
//! only when a text needs it, and only those parts of files are read that say which letters a
//! face has. What no face has stays a box. The systems that ask, and that take the faces, are
//! in `lettering`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bevy::prelude::Resource;
use read_fonts::tables::cmap::Cmap;
use read_fonts::{FontData, FontRead as _};

use super::theme::Face;

/// The most files of faces that are looked at, and how deep their folders nest.
const MOST_FILES: usize = 4000;
const DEEPEST: usize = 6;
/// The most bytes of a file that is taken.
const MOST_BYTES: u64 = 96 << 20;
/// The most faces that are taken: one for each script that a text may have.
const MOST_FACES: usize = 6;

/// A face of the system, and the letters that it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemFace {
    /// Its file.
    pub path: PathBuf,
    /// Which of the faces of the file it is.
    pub index: u32,
    /// The letters that were missing and that it has.
    pub letters: BTreeSet<char>,
}

/// The letters of a text that none of the program's own faces has.
#[must_use]
pub fn missing(text: &str) -> BTreeSet<char> {
    static OWN: LazyLock<Vec<Cmap<'static>>> = LazyLock::new(|| {
        Face::files().filter_map(|bytes| letters_of(bytes).ok().flatten()).collect()
    });
    let is_drawn = |c: char| c.is_control() || OWN.iter().any(|face| has(face, c));
    let mut seen: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    seen.retain(|c| !is_drawn(*c));
    seen
}

fn has(face: &Cmap<'_>, letter: char) -> bool {
    face.map_codepoint(letter).is_some_and(|glyph| glyph.to_u32() != 0)
}

/// The table of letters of a face that lies in memory.
fn letters_of(bytes: &'static [u8]) -> io::Result<Option<Cmap<'static>>> {
    let mut reader = io::Cursor::new(bytes);
    let Some((start, length)) = table_of_letters(&mut reader, 0)? else { return Ok(None) };
    let table = usize::try_from(start).ok().zip(usize::try_from(length).ok());
    let bytes = table.and_then(|(start, length)| bytes.get(start..start + length));
    Ok(bytes.and_then(|bytes| Cmap::read(FontData::new(bytes)).ok()))
}

/// The offsets at which the faces of a file begin.
fn faces(file: &mut (impl Read + Seek)) -> io::Result<Vec<u64>> {
    /// The most faces of a file.
    const MOST: u32 = 64;
    let mut head = [0; 12];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut head)?;
    match &head[..4] {
        b"ttcf" => {
            let count = number(&head[8..12]).min(MOST);
            let mut offsets = vec![0; 4 * count as usize];
            file.read_exact(&mut offsets)?;
            Ok(offsets.chunks(4).map(|four| number(four).into()).collect())
        }
        b"\0\x01\0\0" | b"OTTO" | b"true" => Ok(vec![0]),
        _ => Ok(Vec::new()),
    }
}

fn number(four: &[u8]) -> u32 {
    four.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The offset and the length of the table of letters of the face that begins at an offset;
/// none if it has no outlines, as faces of coloured pictures have none.
fn table_of_letters(file: &mut (impl Read + Seek), face: u64) -> io::Result<Option<(u64, u64)>> {
    let mut head = [0; 12];
    file.seek(SeekFrom::Start(face))?;
    file.read_exact(&mut head)?;
    let count = usize::from(head[4]) << 8 | usize::from(head[5]);
    let mut records = vec![0; 16 * count.min(256)];
    file.read_exact(&mut records)?;
    let tagged = |tag: &[u8]| records.chunks(16).find(|record| &record[..4] == tag);
    let is_drawn = [b"glyf", b"CFF ", b"CFF2"].into_iter().any(|tag| tagged(tag).is_some());
    let table = tagged(b"cmap").filter(|_| is_drawn);
    Ok(table.map(|record| (number(&record[8..12]).into(), number(&record[12..16]).into())))
}

/// The files of faces in some folders and those in them, in order of their paths.
fn files_in(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<(PathBuf, usize)> = folders.iter().map(|f| (f.clone(), 0)).collect();
    while let Some((folder, depth)) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
            let is_face =
                ending.is_some_and(|e| ["ttf", "otf", "ttc", "otc"].iter().any(|k| e == *k));
            if is_face && found.len() < MOST_FILES {
                found.push(path);
            } else if depth < DEEPEST && entry.file_type().is_ok_and(|t| t.is_dir()) {
                open.push((path, depth + 1));
            }
        }
    }
    found.sort();
    found
}

/// The letters of a face among those that are missing; none if the file cannot be read.
fn letters_in(path: &Path, missing: &BTreeSet<char>) -> Vec<(u32, BTreeSet<char>)> {
    let read = || -> io::Result<Vec<(u32, BTreeSet<char>)>> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut all = Vec::new();
        for (index, face) in (0..).zip(faces(&mut file)?) {
            let Some((start, length)) = table_of_letters(&mut file, face)? else { continue };
            if size > MOST_BYTES || start + length > size {
                continue;
            }
            let mut table = vec![0; usize::try_from(length).unwrap_or(0)];
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut table)?;
            let Ok(table) = Cmap::read(FontData::new(&table)) else { continue };
            all.push((index, missing.iter().copied().filter(|c| has(&table, *c)).collect()));
        }
        Ok(all)
    };
    read().unwrap_or_default()
}

/// The faces in some folders that have the letters which are missing: each time the one that
/// has most of what is left, an upright one of usual weight before others.
#[must_use]
pub fn choose(folders: &[PathBuf], missing: &BTreeSet<char>) -> Vec<SystemFace> {
    let mut candidates: Vec<SystemFace> = Vec::new();
    for path in files_in(folders) {
        for (index, letters) in letters_in(&path, missing) {
            if !letters.is_empty() {
                candidates.push(SystemFace { path: path.clone(), index, letters });
            }
        }
    }
    let is_plain = |face: &SystemFace| {
        let name = face.path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let marks = ["bold", "italic", "oblique", "light", "thin", "black", "medium", "heavy"];
        name.is_some_and(|name| marks.iter().all(|mark| !name.contains(mark)))
    };
    let mut left = missing.clone();
    let mut chosen = Vec::new();
    while chosen.len() < MOST_FACES && !left.is_empty() {
        let worth = |face: &&SystemFace| (face.letters.intersection(&left).count(), is_plain(face));
        // Of equals the first, so that the same system gives the same faces.
        let Some(best) = candidates.iter().rev().max_by_key(worth) else { break };
        if worth(&best).0 == 0 {
            break;
        }
        left.retain(|letter| !best.letters.contains(letter));
        chosen.push(best.clone());
    }
    chosen
}

/// The folders in which a system keeps its faces.
#[must_use]
pub(super) fn folders() -> Vec<PathBuf> {
    let of = |name: &str, inside: &str| Some(PathBuf::from(std::env::var_os(name)?).join(inside));
    let own = if cfg!(windows) {
        vec![of("WINDIR", "Fonts"), of("LOCALAPPDATA", "Microsoft/Windows/Fonts")]
    } else if cfg!(target_os = "macos") {
        vec![of("HOME", "Library/Fonts")]
    } else {
        vec![of("XDG_DATA_HOME", "fonts"), of("HOME", ".local/share/fonts"), of("HOME", ".fonts")]
    };
    let shared: &[&str] = if cfg!(target_os = "macos") {
        &["/System/Library/Fonts", "/Library/Fonts"]
    } else if cfg!(windows) {
        &[]
    } else {
        &["/usr/share/fonts", "/usr/local/share/fonts"]
    };
    own.into_iter().flatten().chain(shared.iter().map(PathBuf::from)).collect()
}

/// The letters that texts need and the program's own faces do not have.
#[derive(Resource, Default)]
pub(super) struct Letters {
    /// All that were missing in some text so far.
    pub(super) needed: BTreeSet<char>,
}

impl Letters {
    /// Notes letters that a text needs.
    pub(super) fn need(&mut self, letters: &BTreeSet<char>) {
        if !letters.is_subset(&self.needed) {
            self.needed.extend(letters);
        }
    }
}
