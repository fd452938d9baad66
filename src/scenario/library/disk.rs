//! The disk: folders and zips are read here, and written, within bounds.
//!
//! Bytes are counted while they are read; the size that a file system reports is
//! trusted only if it is too large. Links are not followed, so that a pack has only the
//! files that lie in it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::OpenError;
use crate::scenario::archive;
use crate::scenario::finding::Finding;
use crate::scenario::gathering::{
    DEEPEST, Gathering, MOST_AROUND, MOST_BYTES, MOST_ENTRIES, MOST_FILES, Unfit, belongs,
    is_hidden, is_misspelt, is_testplan, shown,
};
use crate::scenario::interchange;
use crate::scenario::pack::{File, Pack};
use crate::system;
use crate::text::{decode, encode_as};

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

/// Whether a folder is a pack, or a pack lies in it, however deep a pack may lie.
pub(super) fn holds_pack(folder: &Path) -> bool {
    let mut left = MOST_ENTRIES;
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        if is_pack(&folder) {
            return true;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten().take(left) {
            left = left.saturating_sub(1);
            let is_shown = !entry.file_name().to_str().is_some_and(is_hidden);
            if is_shown && depth < MOST_AROUND && entry.file_type().is_ok_and(|t| t.is_dir()) {
                folders.push((entry.path(), depth + 1));
            }
        }
    }
    false
}

/// Whether a folder is a pack: a file of one lies in it.
fn is_pack(folder: &Path) -> bool {
    let inner = fs::read_dir(folder).into_iter().flatten().flatten().take(MOST_ENTRIES);
    inner.map(|entry| entry.file_name()).any(|name| belongs(&name.to_string_lossy()))
}

/// Reads a pack from a folder or a zip.
///
/// # Errors
/// If it cannot be read, or is no pack.
pub fn read(path: &Path) -> Result<Pack, OpenError> {
    let meta = fs::metadata(path).map_err(|error| unreadable(path, system::unread(&error)))?;
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
    let bytes = bounded(path, most).map_err(|error| unreadable(path, system::unread(&error)))?;
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
        let entries =
            fs::read_dir(folder).map_err(|error| unreadable(folder, system::unread(&error)))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(folder, system::unread(&error)))?;
            self.n_entries += 1;
            if self.n_entries > MOST_ENTRIES {
                return Err(unreadable(self.root, Unfit::TooManyEntries));
            }
            names.push(entry.file_name());
        }
        // In order, so that the same folder is refused for the same reason everywhere.
        names.sort();
        for name in names {
            let lossy = name.to_string_lossy();
            if !is_hidden(&lossy) {
                self.take(&folder.join(&name), &format!("{inside}{lossy}"), depth)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, path: &Path, inside: &str, depth: usize) -> Result<(), OpenError> {
        let refused = |why: Unfit| unreadable(self.root, why);
        let meta =
            fs::symlink_metadata(path).map_err(|error| unreadable(path, system::unread(&error)))?;
        if meta.is_dir() {
            // Deeper than a pack may be, because all of it may lie in other folders.
            if depth >= DEEPEST + MOST_AROUND {
                return Err(refused(Unfit::TooDeep(shown(inside))));
            }
            return self.enter(path, &format!("{inside}/"), depth + 1);
        }
        // What is not read does no harm, wherever it leads.
        if meta.is_symlink() && (belongs(inside) || path.is_dir() && holds_pack(path)) {
            return Err(refused(Unfit::Link(shown(inside))));
        }
        if !belongs(inside) {
            let misspelt = is_misspelt(inside) && meta.is_file();
            return if misspelt { Err(refused(Unfit::Misspelt(shown(inside)))) } else { Ok(()) };
        }
        if !meta.is_file() {
            return Err(refused(Unfit::NoFile(shown(inside))));
        }
        if path.strip_prefix(self.root).is_ok_and(|path| path.to_str().is_none()) {
            let why = format!("`{}` in it has a name that is no text; rename it", shown(inside));
            return Err(unreadable(self.root, why));
        }
        let room = self.gathering.room();
        let bytes =
            bounded(path, room).map_err(|error| unreadable(path, system::unread(&error)))?;
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

/// Reads one text that belongs to no pack: a testplan, a baseline.
///
/// # Errors
/// If it cannot be read, is no text, or has more than 16 MB.
pub fn read_text(path: &Path) -> Result<String, OpenError> {
    let bytes =
        bounded(path, MOST_BYTES).map_err(|error| unreadable(path, system::unread(&error)))?;
    let too_large = || unreadable(path, format!("it is larger than {} MB", MOST_BYTES >> 20));
    decode(bytes.ok_or_else(too_large)?).map_err(|why| unreadable(path, format!("it {why}")))
}

/// The warning that a folder has another name than the pack in it. The name of a zip
/// is free.
#[must_use]
pub fn misnamed(folder: &Path, pack: &Pack) -> Option<Finding> {
    let inside = folder.join(pack.inside()).canonicalize().ok().filter(|place| place.is_dir())?;
    pack.misnamed(inside.file_name()?.to_str()?)
}

/// The testplans that lie beside the files of a pack, in order of their names.
#[derive(Clone, Debug, Default)]
pub struct Testplans {
    /// Those that are text.
    pub files: Vec<File>,
    /// The names of those that cannot be read, each with the reason.
    pub unread: Vec<(String, String)>,
}

/// The testplans of a pack that lies in a folder or a zip, in the folder `inside` of it.
#[must_use]
pub fn testplans(place: &Path, inside: &str) -> Testplans {
    let mut found = Testplans::default();
    for (path, bytes) in plans_at(place, inside) {
        let text = bytes.and_then(|bytes| decode(bytes).map_err(|why| format!("it {why}")));
        match text {
            Ok(text) => found.files.push(File { path, text }),
            Err(why) => found.unread.push((path, why)),
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.unread.sort();
    found
}

/// The name of each testplan with its bytes, or the reason why there are none.
fn plans_at(place: &Path, inside: &str) -> Vec<(String, Result<Vec<u8>, String>)> {
    if !place.is_dir() {
        let most = usize::try_from(archive::MOST_BYTES).unwrap_or(usize::MAX);
        let zip = bounded(place, most).ok().flatten();
        // What keeps a zip from being read was told of the pack in it.
        let plans = zip.and_then(|zip| archive::testplans(&zip).ok()).unwrap_or_default();
        let own = |path: &str| {
            let (around, name) = path.rsplit_once('/').unwrap_or(("", path));
            (around == inside).then(|| name.to_owned())
        };
        return plans.into_iter().filter_map(|(p, bytes)| Some((own(&p)?, Ok(bytes)))).collect();
    }
    let entries = fs::read_dir(place.join(inside)).into_iter().flatten().flatten();
    let plans = entries.take(MOST_ENTRIES).filter(|entry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        is_file && entry.file_name().to_str().is_some_and(is_testplan)
    });
    plans
        .map(|entry| {
            let bytes = match bounded(&entry.path(), MOST_BYTES) {
                Ok(Some(bytes)) => Ok(bytes),
                Ok(None) => Err("it is too large for a testplan".to_owned()),
                Err(error) => Err(system::unread(&error)),
            };
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

fn unwritable(path: &Path, why: String) -> OpenError {
    OpenError::Unwritable { path: path.display().to_string(), why }
}

/// Writes those files of a pack that are not as they were. None is ever half written; its
/// permissions, its owner, its mark and its line ends stay.
///
/// # Errors
/// If a file cannot be written, or the pack is a zip.
pub fn write_changes(folder: &Path, before: &Pack, after: &Pack) -> Result<(), OpenError> {
    for file in after.files() {
        if before.text(&file.path) == Some(file.text.as_str()) {
            continue;
        }
        if !folder.is_dir() {
            return Err(no_zip(folder));
        }
        let path = folder.join(before.inside()).join(&file.path);
        let written = fs::read(&path).and_then(|old| replace(&path, &encode_as(&old, &file.text)));
        written.map_err(|error| unwritable(&path, system::unwritten(&error)))?;
    }
    Ok(())
}

/// Gives a file another content, so that it is never half written: the new content is
/// written into a new file beside it, which then takes its place with the permissions and
/// the owner of the old one. A file that has several names, or whose owner cannot be given
/// to another, is written to where it lies, after its new content is safe on the disk.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let (beside, mut file) = new_beside(path)?;
    let mut put = || {
        file.write_all(content)?;
        file.sync_all()?;
        let old = fs::metadata(path)?;
        if passes_for(&beside, &old) {
            return fs::rename(&beside, path);
        }
        fs::write(path, content)?;
        fs::remove_file(&beside)
    };
    let done = put();
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A file beside another that was not there before, and its path. It is a hidden one, so
/// that it is no file of a pack even if it stays.
fn new_beside(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    for n in 0..1000 {
        let beside = path.with_file_name(format!(".{name}.{n}.new"));
        match fs::OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Gives a new file the permissions and the owner of an old one; returns whether it can
/// take its place without a trace.
fn passes_for(new: &Path, old: &fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let made = fs::metadata(new);
        let is_same = made.is_ok_and(|made| made.uid() == old.uid() && made.gid() == old.gid());
        // Permissions last: a change of the owner takes some of them away.
        let owned = is_same || chown(new, Some(old.uid()), Some(old.gid())).is_ok();
        old.nlink() == 1 && owned && fs::set_permissions(new, old.permissions()).is_ok()
    }
    #[cfg(not(unix))]
    fs::set_permissions(new, old.permissions()).is_ok()
}

/// A new file, with the folders around it.
fn made_new(path: &Path) -> io::Result<fs::File> {
    if let Some(inside) = path.parent() {
        fs::create_dir_all(inside)?;
    }
    fs::OpenOptions::new().write(true).create_new(true).open(path)
}

/// Writes one more file into the folder of a pack, and answers where it lies. Nothing is
/// overwritten.
///
/// # Errors
/// If the pack lies in a zip, there is a file of that name, or it cannot be written.
pub fn add_file(folder: &Path, pack: &Pack, file: &File) -> Result<PathBuf, OpenError> {
    if !folder.is_dir() {
        return Err(no_zip(folder));
    }
    let path = folder.join(pack.inside()).join(&file.path);
    let written = made_new(&path).and_then(|mut out| out.write_all(file.text.as_bytes()));
    written.map_err(|error| unwritable(&path, system::unwritten(&error)))?;
    Ok(path)
}

/// The refusal to change a zip.
fn no_zip(path: &Path) -> OpenError {
    unwritable(
        path,
        "a zip is not changed; unpack it, mend the folder, and pack that anew".to_owned(),
    )
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
        let done = made_new(&path).and_then(|mut out| {
            written.push(path.clone());
            out.write_all(file.text.as_bytes())
        });
        if let Err(error) = done {
            for path in &written {
                let _ = fs::remove_file(path);
            }
            return Err(unwritable(&path, system::unwritten(&error)));
        }
    }
    Ok(())
}

/// Reads the YAML and JSON files of a folder with a negotiation domain: names and
/// texts, for [`crate::scenario::interchange::read`]. Those whose names begin with `_` or
/// `.` are not the domain's.
///
/// # Errors
/// If the folder or a file cannot be read, or a limit is passed.
pub fn read_domain(folder: &Path) -> Result<Vec<(String, String)>, OpenError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, system::unread(&e)))? {
        let path = entry.map_err(|e| unreadable(folder, system::unread(&e)))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).map(str::to_owned) else {
            continue;
        };
        let meta =
            fs::symlink_metadata(&path).map_err(|e| unreadable(&path, system::unread(&e)))?;
        let ending = path.extension().and_then(|end| end.to_str()).unwrap_or("");
        let mut endings = interchange::ENDINGS.iter().copied().flatten();
        let is_one = endings.any(|known| ending.eq_ignore_ascii_case(known));
        if !meta.is_file() || !is_one || name.starts_with(['_', '.']) {
            continue;
        }
        if files.len() == MOST_FILES {
            return Err(unreadable(folder, format!("a folder has at most {MOST_FILES} files")));
        }
        let bytes =
            bounded(&path, MOST_BYTES).map_err(|e| unreadable(&path, system::unread(&e)))?;
        let text = match bytes.map(decode) {
            Some(Ok(text)) => text,
            Some(Err(why)) => return Err(unreadable(&path, format!("it {why}"))),
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
