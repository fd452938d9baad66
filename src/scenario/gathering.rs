//! Gathering: the files of a pack, taken one by one, within the limits of a pack.
//!
//! Folders and zips are both read through this module, so that the same limits hold
//! for both, and no pack takes more memory than these limits allow. It opens no file
//! itself.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::pack::{File, Pack};
use super::syntax;
use crate::text::{NotText, decode};

/// The most `.ron` files a pack may have.
pub const MOST_FILES: usize = 400;
/// The most bytes a file of a pack may have.
pub const MOST_BYTES: usize = syntax::MOST_BYTES;
/// The most bytes the files of a pack may have together.
pub const MOST_IN_ALL: usize = 2 * MOST_BYTES;
/// The most files and folders of any kind that are looked at for a pack.
pub const MOST_ENTRIES: usize = 4000;
/// How deep folders of a pack may nest.
pub const DEEPEST: usize = 4;
/// How many folders may lie around a pack.
pub const MOST_AROUND: usize = 8;
/// The file in which the head of a pack stands, by custom.
pub const HEAD_FILE: &str = "scenario.ron";

/// The reason why files cannot be taken as a pack: the second half of a sentence that
/// begins with the pack's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No `.ron` file at all.
    #[error("it holds no `.ron` file, so it is no scenario")]
    Empty,
    /// Too many `.ron` files.
    #[error(
        "it has more than {MOST_FILES} `.ron` files, the most a pack may have; put entries of one kind into one file"
    )]
    TooManyFiles,
    /// Too many files of any kind.
    #[error(
        "it holds more than {MOST_ENTRIES} files and folders; keep only the scenario's own in it"
    )]
    TooManyEntries,
    /// A file is too large.
    #[error("its file `{path}` is larger than {} MB; part it into several", MOST_BYTES >> 20)]
    FileTooLarge {
        /// The file.
        path: String,
    },
    /// All files together are too large.
    #[error(
        "its `.ron` files are larger than {} MB together, the most a pack may have; shorten them or part the scenario",
        MOST_IN_ALL >> 20
    )]
    TooLarge,
    /// Folders that nest too deep.
    #[error("its folder `{0}` lies too deep; folders of a pack nest at most {DEEPEST} deep")]
    TooDeep(String),
    /// A file that is not UTF-8.
    #[error("its file `{path}` {why}")]
    NotText {
        /// The file.
        path: String,
        /// What it is instead.
        why: NotText,
    },
    /// Two packs beside each other.
    #[error(
        "it holds two scenarios, in `{one}` and in `{other}`; take the one that you want by itself"
    )]
    TwoPacks {
        /// The folder of the first.
        one: String,
        /// The folder of the second.
        other: String,
    },
    /// Two names that are the same on some systems.
    #[error(
        "its files `{one}` and `{other}` have the same name, or would have it on another system; rename one of them"
    )]
    SameName {
        /// The first.
        one: String,
        /// The second.
        other: String,
    },
    /// A name with the wrong ending, so that the file would be missed.
    #[error("its file `{0}` would not be read, because its name does not end in `.ron`; rename it")]
    Misspelt(String),
    /// A link to somewhere else.
    #[error("`{0}` in it is a link; put a copy of what it leads to in its place")]
    Link(String),
    /// A device, a pipe or the like.
    #[error("`{0}` in it is neither a file nor a folder; take it out")]
    NoFile(String),
}

/// Whether a path inside a pack is one of its files: `.ron`, and not one of the hidden
/// files of systems and editors.
#[must_use]
pub fn belongs(path: &str) -> bool {
    let hidden = path.split('/').any(is_hidden);
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    !hidden && extension.is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("ron"))
}

/// Whether a path is that of a testplan.
#[must_use]
pub fn is_testplan(path: &str) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let hidden = path.split('/').any(is_hidden);
    !hidden && extension.is_some_and(|(_, end)| end.eq_ignore_ascii_case("testplan"))
}

/// Whether a file that does not [`belong`](belongs) to a pack was meant to: where the
/// system hides how names end, `scenario.ron` easily becomes `scenario.ron.txt`.
#[must_use]
pub fn is_misspelt(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let ends = [".ron.txt", ".rno", ".orn", ".ronn"];
    ends.iter().any(|end| name.ends_with(end)) || matches!(&*name, "scenario" | "scenario.txt")
}

/// Whether a file or folder of this name is hidden, made by a system or an editor:
/// `.git`, the `._x` that macOS keeps beside `x`, the `.#x` of an editor.
#[must_use]
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}

/// A name as it is shown in a sentence: on one line and not too long.
#[must_use]
pub fn shown(name: &str) -> String {
    const MOST: usize = 80;
    let escape =
        |c: char| if c.is_control() { c.escape_unicode().collect() } else { c.to_string() };
    let mut out: String = name.chars().take(MOST).map(escape).collect();
    if name.chars().count() > MOST {
        out.push_str("...");
    }
    out
}

/// The names of a pack's files, no two of them the same on any system: some systems
/// do not tell capitals from small letters, some compose letters and accents.
#[derive(Debug, Default)]
pub struct DistinctPaths(BTreeMap<String, String>);

impl DistinctPaths {
    /// Takes a name.
    ///
    /// # Errors
    /// If it is the same, on some system, as a name that was taken before.
    pub fn take(&mut self, name: &str) -> Result<(), Unfit> {
        let folded = name.nfkc().flat_map(char::to_lowercase).nfkc().collect::<String>();
        match self.0.insert(folded, name.to_owned()) {
            None => Ok(()),
            Some(one) => Err(Unfit::SameName { one: shown(&one), other: shown(name) }),
        }
    }
}

/// The files of a pack so far.
#[derive(Debug, Default)]
pub struct Gathering {
    files: Vec<File>,
    names: DistinctPaths,
    bytes: usize,
}

impl Gathering {
    /// The most bytes that the next file may have.
    #[must_use]
    pub fn room(&self) -> usize {
        MOST_BYTES.min(MOST_IN_ALL - self.bytes)
    }

    /// The reason for refusing a file that has more bytes than there is room for.
    #[must_use]
    pub fn no_room(&self, path: &str) -> Unfit {
        if self.room() < MOST_BYTES {
            Unfit::TooLarge
        } else {
            Unfit::FileTooLarge { path: shown(path) }
        }
    }

    /// Takes a file. Its path is relative to the pack, with `/` between folders.
    ///
    /// # Errors
    /// If the pack passes one of its limits, or the file is no text.
    pub fn take(&mut self, path: String, bytes: Vec<u8>) -> Result<(), Unfit> {
        if self.files.len() == MOST_FILES {
            return Err(Unfit::TooManyFiles);
        }
        if bytes.len() > self.room() {
            return Err(self.no_room(&path));
        }
        self.names.take(&path)?;
        self.bytes += bytes.len();
        let text = decode(bytes).map_err(|why| Unfit::NotText { path: shown(&path), why })?;
        self.files.push(File { path, text });
        Ok(())
    }

    /// The pack. If all its files lie in one folder, as in most zips, that folder is the
    /// pack, however many others it lies in.
    ///
    /// # Errors
    /// If there is no file, one lies too deep, or there are two packs.
    pub fn finish(mut self) -> Result<Pack, Unfit> {
        let first = self.files.first().ok_or(Unfit::Empty)?;
        let parts: Vec<Vec<&str>> =
            self.files.iter().map(|file| file.path.split('/').collect()).collect();
        let shared = shared_folders(parts.iter().map(Vec::as_slice));
        let inside = first.path.split('/').take(shared).collect::<Vec<_>>().join("/");
        for file in &mut self.files {
            let dropped = if shared == 0 { 0 } else { inside.len() + 1 };
            file.path.drain(..dropped);
        }
        if let Some((one, other)) = self.two_packs() {
            return Err(Unfit::TwoPacks { one: shown(one), other: shown(other) });
        }
        let too_deep = self.files.iter().find(|file| file.path.matches('/').count() > DEEPEST);
        if let Some(file) = too_deep {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            return Err(Unfit::TooDeep(shown(folder)));
        }
        Ok(Pack::new(self.files).lying_in(inside))
    }

    /// The folders of two packs, where there is none around them.
    fn two_packs(&self) -> Option<(&str, &str)> {
        let head = |file: &'_ File| file.path == HEAD_FILE;
        if self.files.iter().any(head) {
            return None;
        }
        let mut folders = self.files.iter().filter_map(|file| {
            let (folder, name) = file.path.rsplit_once('/')?;
            (name == HEAD_FILE).then_some(folder)
        });
        Some((folders.next()?, folders.next()?))
    }
}

/// How many folders all the paths share, given by their parts, the name last: the folders
/// around a pack. One that holds the head is the pack itself.
pub(super) fn shared_folders<'p, P: PartialEq + AsRef<[u8]> + 'p>(
    paths: impl Iterator<Item = &'p [P]> + Clone,
) -> usize {
    let Some(first) = paths.clone().next() else { return 0 };
    let shares = |depth: usize| {
        first.len() > depth + 1
            && paths.clone().all(|path| path.len() > depth + 1 && path[depth] == first[depth])
    };
    (0..first.len()).take_while(|depth| shares(*depth)).count()
}
