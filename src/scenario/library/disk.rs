//! The disk: folders and zips are read here, and written, within bounds.
//!
//! Bytes are counted while they are read; the size that a file system reports is
//! trusted only if it is too large. Links are not followed, so that a pack has only the
//! files that lie in it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::error::OpenError;
use crate::scenario::archive;
use crate::scenario::finding::Finding;
use crate::scenario::gathering::{
    DEEPEST, Gathering, MOST_BYTES, MOST_ENTRIES, MOST_FILES, Unfit, belongs, is_hidden,
    is_misspelt, shown,
};
use crate::scenario::pack::{File, Pack};

fn unreadable(path: &Path, why: impl ToString) -> OpenError {
    OpenError::Unreadable { path: path.display().to_string(), why: why.to_string() }
}

/// Whether a path is that of a zip, by its name.
#[must_use]
pub fn is_zip(path: &Path) -> bool {
    has_extension(path, &["zip"])
}

/// The endings of archives that are not zips.
const OTHER_ARCHIVES: [&str; 8] = ["rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst"];

fn has_extension(path: &Path, any: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| any.iter().any(|one| extension.eq_ignore_ascii_case(one)))
}

/// Whether a file in a folder of packs was meant to be a pack: a zip, or a file that
/// lies there by mistake and would otherwise be ignored.
pub(super) fn is_meant(path: &Path) -> bool {
    is_zip(path) || has_extension(path, &["ron"]) || has_extension(path, &OTHER_ARCHIVES)
}

/// Reads a pack from a folder or a zip.
///
/// # Errors
/// If it cannot be read, or is no pack.
pub fn read(path: &Path) -> Result<Pack, OpenError> {
    let meta = fs::metadata(path).map_err(|error| unreadable(path, plain(&error)))?;
    if meta.is_dir() {
        return read_folder(path);
    }
    if has_extension(path, &["ron"]) {
        let why = "it is one file, and a pack is a folder or a zip; name its folder, or put it into one of its own";
        return Err(unreadable(path, why));
    }
    if has_extension(path, &OTHER_ARCHIVES) {
        let why =
            "it is packed in a way that is not read here; unpack it, and pack the folder as a zip";
        return Err(unreadable(path, why));
    }
    if !meta.is_file() {
        return Err(unreadable(path, "it is neither a folder nor a zip"));
    }
    let most = usize::try_from(archive::MOST_BYTES).unwrap_or(usize::MAX);
    let bytes = bounded(path, most).map_err(|error| unreadable(path, plain(&error)))?;
    let bytes = bytes.ok_or_else(|| unreadable(path, archive::Refused::TooLarge))?;
    archive::unpack(&bytes).map_err(|why| unreadable(path, why))
}

/// Reads the files of a pack from its folder.
///
/// # Errors
/// If the folder or a file cannot be read, or it is no pack.
pub fn read_folder(folder: &Path) -> Result<Pack, OpenError> {
    let mut walk = FolderWalk { root: folder, gathering: Gathering::default(), n_entries: 0 };
    walk.enter(folder, "", 0)?;
    walk.gathering.finish().map_err(|why| unreadable(folder, why))
}

/// A walk through the folders of a pack.
struct FolderWalk<'f> {
    root: &'f Path,
    gathering: Gathering,
    n_entries: usize,
}

impl FolderWalk<'_> {
    /// Takes the files of a folder. `inside` is its path in the pack, and ends with
    /// `/` if it has one.
    fn enter(&mut self, folder: &Path, inside: &str, depth: usize) -> Result<(), OpenError> {
        let mut names = Vec::new();
        let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, plain(&error)))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(folder, plain(&error)))?;
            self.n_entries += 1;
            if self.n_entries > MOST_ENTRIES {
                return Err(unreadable(self.root, Unfit::TooManyEntries));
            }
            names.push(entry.file_name());
        }
        // In order, so that the same folder is refused for the same reason everywhere.
        names.sort();
        for name in names {
            let Some(name) = name.to_str() else {
                let name = shown(&name.to_string_lossy());
                let why = format!("`{name}` in it has a name that is no text; rename it");
                return Err(unreadable(self.root, why));
            };
            if !is_hidden(name) {
                self.take(&folder.join(name), &format!("{inside}{name}"), depth)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, path: &Path, inside: &str, depth: usize) -> Result<(), OpenError> {
        let refused = |why: Unfit| unreadable(self.root, why);
        let meta = fs::symlink_metadata(path).map_err(|error| unreadable(path, plain(&error)))?;
        if meta.is_dir() {
            // One deeper than a pack may be, because all of it may lie in one folder.
            if depth > DEEPEST {
                return Err(refused(Unfit::TooDeep(shown(inside))));
            }
            return self.enter(path, &format!("{inside}/"), depth + 1);
        }
        if meta.is_symlink() && (belongs(inside) || path.is_dir()) {
            return Err(refused(Unfit::Link(shown(inside))));
        }
        if !belongs(inside) {
            let misspelt = is_misspelt(inside) && meta.is_file();
            return if misspelt { Err(refused(Unfit::Misspelt(shown(inside)))) } else { Ok(()) };
        }
        if !meta.is_file() {
            return Err(refused(Unfit::NoFile(shown(inside))));
        }
        let room = self.gathering.room();
        let bytes = bounded(path, room).map_err(|error| unreadable(path, plain(&error)))?;
        let bytes = bytes.ok_or_else(|| refused(self.gathering.no_room(inside)))?;
        self.gathering.take(inside.to_owned(), bytes).map_err(|why| unreadable(self.root, why))
    }
}

/// The bytes of a file; none if there are more than `most`.
fn bounded(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let said = file.metadata()?.len();
    if said > most as u64 {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(said).unwrap_or(0));
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// An error of the system in words that are not the system's.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it; change its permissions".to_owned(),
        io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The warning that a folder has another name than the pack in it. The name of a zip
/// is free.
#[must_use]
pub fn misnamed(folder: &Path, pack: &Pack) -> Option<Finding> {
    let inside = folder.join(pack.inside()).canonicalize().ok().filter(|place| place.is_dir())?;
    pack.misnamed(inside.file_name()?.to_str()?)
}

/// The testplans that lie in the folder of a pack, in order of their names. They are no part
/// of the pack, so one that cannot be read as text is passed over.
#[must_use]
pub fn testplans(folder: &Path) -> Vec<File> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(MOST_ENTRIES);
    let mut found: Vec<File> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let path = entry.file_name().to_str()?.to_owned();
            let is_plan = has_extension(Path::new(&path), &["testplan"]) && !is_hidden(&path);
            let bytes = is_plan.then(|| bounded(&entry.path(), MOST_BYTES).ok()).flatten()??;
            Some(File { path, text: String::from_utf8(bytes).ok()? })
        })
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn unwritable(path: &Path, why: String) -> OpenError {
    OpenError::Unwritable { path: path.display().to_string(), why }
}

/// Writes those files of a pack that are not as they were. Each is written beside
/// the old one and then put in its place, so that none is ever half written.
///
/// # Errors
/// If a file cannot be written, or the pack is a zip.
pub fn write_changes(folder: &Path, before: &Pack, after: &Pack) -> Result<(), OpenError> {
    for file in after.files() {
        if before.text(&file.path) == Some(file.text.as_str()) {
            continue;
        }
        if !folder.is_dir() {
            let why = "a zip is not changed; unpack it, mend the folder, and pack that anew";
            return Err(unwritable(folder, why.to_owned()));
        }
        let path = folder.join(before.inside()).join(&file.path);
        let beside = path.with_extension("ron.new");
        let written = fs::write(&beside, &file.text).and_then(|()| fs::rename(&beside, &path));
        written.map_err(|error| unwritable(&path, error.to_string()))?;
    }
    Ok(())
}

/// Writes the files of a new scenario into a folder that is not there yet or is
/// empty. No file is ever overwritten; if one cannot be written, those written
/// before it are taken away again.
///
/// # Errors
/// If the folder holds something, or a file cannot be written.
pub fn write_new(folder: &Path, files: &[File]) -> Result<(), OpenError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => {
            return Err(unwritable(folder, "it is not empty; name another folder".to_owned()));
        }
        Err(_) if folder.exists() => {
            return Err(unwritable(folder, "it is no folder that can be read".to_owned()));
        }
        _ => {}
    }
    let mut written = Vec::new();
    for file in files {
        let path = folder.join(&file.path);
        let inside = path.parent().unwrap_or(folder);
        let made = fs::create_dir_all(inside)
            .and_then(|()| fs::OpenOptions::new().write(true).create_new(true).open(&path));
        let done = made.and_then(|mut out| {
            written.push(path.clone());
            out.write_all(file.text.as_bytes())
        });
        if let Err(error) = done {
            for path in &written {
                let _ = fs::remove_file(path);
            }
            return Err(unwritable(&path, error.to_string()));
        }
    }
    Ok(())
}

/// Reads the `.yml` files of a folder with a negotiation domain: names and
/// texts, for [`crate::scenario::interchange::read`].
///
/// # Errors
/// If the folder or a file cannot be read, or a limit is passed.
pub fn read_domain(folder: &Path) -> Result<Vec<(String, String)>, OpenError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, plain(&e)))? {
        let path = entry.map_err(|e| unreadable(folder, plain(&e)))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).map(str::to_owned) else {
            continue;
        };
        let meta = fs::symlink_metadata(&path).map_err(|e| unreadable(&path, plain(&e)))?;
        if !meta.is_file() || path.extension().is_none_or(|e| e != "yml") {
            continue;
        }
        if files.len() == MOST_FILES {
            return Err(unreadable(folder, format!("a folder has at most {MOST_FILES} files")));
        }
        let bytes = bounded(&path, MOST_BYTES).map_err(|e| unreadable(&path, plain(&e)))?;
        let text = match bytes.map(String::from_utf8) {
            Some(Ok(text)) => text,
            Some(Err(_)) => return Err(unreadable(&path, "it is not UTF-8 text")),
            None => {
                return Err(unreadable(&path, format!("it is larger than {MOST_BYTES} bytes")));
            }
        };
        files.push((name, text));
    }
    files.sort();
    Ok(files)
}

/// Writes the files of a negotiation domain, as [`crate::scenario::interchange::write`]
/// gives them, into a folder that is made if it is not there.
///
/// # Errors
/// If the folder or a file cannot be written.
pub fn write_domain(folder: &Path, files: &[(String, String)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
