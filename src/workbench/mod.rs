//! An author's workbench, without its window: a pack that is looked at again
//! whenever its files change, the last version of it that could be played, and
//! what can be done with either.
//!
//! The caller decides when to look; nothing here runs by itself. The rules of a game are
//! not here, and neither is any word that a player reads.

mod rows;
mod stamp;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use rows::{TAB, TextRow, rows};
pub use stamp::Stamp;

use crate::scenario::finding::Finding;
use crate::scenario::library::{self, Listing, OpenError};
use crate::scenario::pack::{File, Pack};
use crate::scenario::reading::{CheckedPack, Good};
use crate::scenario::skeleton::{SkeletonKind, skeleton};
use crate::scenario::{Scenario, naming, template};
use crate::sheets;
use crate::words::Words;

/// The result of a look at a pack: the stamp and the reading of its files.
#[derive(Debug)]
pub struct PackSnapshot {
    /// The stamp of the files just before they were read.
    pub stamp: Stamp,
    /// The reading of the files, or the reason why they could not be read.
    pub read: Result<Arc<CheckedPack>, String>,
}

impl PackSnapshot {
    /// Looks at the pack of a listing now.
    #[must_use]
    pub fn at(listing: &Listing) -> Self {
        let path = listing.place.path();
        let stamp = Stamp::of(path);
        let read = listing.pack().map(|pack| {
            let misnamed = path.and_then(|path| library::misnamed(path, &pack));
            Arc::new(CheckedPack::of(pack, misnamed))
        });
        Self { stamp, read: read.map_err(|error| error.to_string()) }
    }

    /// Whether the files are still as they were.
    #[must_use]
    pub fn is_fresh(&self, listing: &Listing) -> bool {
        self.stamp == Stamp::of(listing.place.path())
    }
}

/// A pack on the bench.
#[derive(Clone, Debug)]
pub struct Bench {
    listing: Arc<Listing>,
    /// Its place in full, as people look for it; none for what is built in.
    place: Option<String>,
    /// Whether its files can be changed where they are.
    is_open: bool,
    /// The last reading of the files that succeeded.
    reading: Option<Arc<CheckedPack>>,
    /// The reason why they cannot be read now.
    unread: Option<String>,
    good: Option<Arc<Good>>,
}

impl Bench {
    /// Lays a pack on the bench.
    #[must_use]
    pub fn of(listing: Listing, look: PackSnapshot) -> Self {
        let path = listing.place.path();
        let place = path.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        let mut bench = Self {
            is_open: path.is_some_and(Path::is_dir),
            place: place.map(|place| place.display().to_string()),
            listing: Arc::new(listing),
            reading: None,
            unread: None,
            good: None,
        };
        bench.take(look);
        bench
    }

    /// Takes in a later look. The last playable version is kept while the files cannot be
    /// played.
    pub fn take(&mut self, look: PackSnapshot) {
        match look.read {
            Ok(reading) => {
                if reading.good.is_some() {
                    self.good.clone_from(&reading.good);
                }
                self.reading = Some(reading);
                self.unread = None;
            }
            Err(why) => self.unread = Some(why),
        }
    }

    /// The listing of the pack.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Its place in full; none for what is built in.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Whether its files can be changed where they are: not in a zip or the program.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// The last reading of the files; none if they could never be read.
    #[must_use]
    pub fn reading(&self) -> Option<&Arc<CheckedPack>> {
        self.reading.as_ref()
    }

    /// Why the files cannot be read now; none if they can.
    #[must_use]
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// The last version that can be played.
    #[must_use]
    pub fn good(&self) -> Option<&Arc<Good>> {
        self.good.as_ref()
    }

    /// Whether what can be played is older than what the files say now.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        let now = self.reading.as_ref().filter(|_| self.unread.is_none());
        now.is_none_or(|reading| reading.good.is_none())
    }

    /// What it is called: its title, or the name of its folder.
    #[must_use]
    pub fn title(&self) -> &str {
        self.good.as_ref().map_or(&self.listing.slug, |good| &good.scenario.head.title)
    }

    /// Applies the fix of one finding to the files. The finding must be of the present
    /// reading; files that were changed since are not overwritten.
    ///
    /// # Errors
    /// If the files are others now, cannot be written, or lie in a zip or the program.
    pub fn mend(&self, finding: &Finding) -> Result<(), OpenError> {
        self.change(&finding.place.file, |pack| pack.with_edits(&finding.fix))
    }

    /// Applies all mechanical fixes.
    ///
    /// # Errors
    /// As [`Bench::mend`].
    pub fn mend_all(&self) -> Result<(), OpenError> {
        let findings = self.reading.as_ref().map_or(&[][..], |reading| &reading.findings);
        self.change(&self.listing.slug, |pack| pack.mended(findings).0)
    }

    /// Writes the skeleton of a seat or an item into a new file of the folder; answers the
    /// file's path in it.
    ///
    /// # Errors
    /// A sentence, if the pack lacks what the skeleton is fitted to, cannot be written to, or
    /// lies in a zip or the program.
    pub fn add(&self, kind: SkeletonKind) -> Result<String, String> {
        let Some(folder) = self.listing.place.path() else {
            return Err("it is built in; copy it to your own folder first".to_owned());
        };
        let pack = library::read(folder).map_err(|error| error.to_string())?;
        let file = skeleton(&pack, kind, None).map_err(|error| error.to_string())?;
        library::add_file(folder, &pack, &file).map_err(|error| error.to_string())?;
        Ok(file.path)
    }

    /// Changes the files, if they are those that were read.
    fn change(&self, what: &str, make: impl FnOnce(&Pack) -> Pack) -> Result<(), OpenError> {
        let unwritable = |path: &str, why: &str| OpenError::Unwritable {
            path: path.to_owned(),
            why: why.to_owned(),
        };
        let Some(folder) = self.listing.place.path() else {
            let why = "it is built in; copy it to your own folder first";
            return Err(unwritable(&self.listing.slug, why));
        };
        let now = library::read(folder)?;
        // Byte for byte: the places of the fix are bytes, and line ends count there.
        let is_as_read = self.reading.as_ref().is_some_and(|r| r.pack.files() == now.files());
        if !is_as_read {
            return Err(unwritable(what, "it was changed just now; look again"));
        }
        library::write_changes(folder, &now, &make(&now))
    }
}

/// Writes the pages of a scenario into a folder of `within` that is named after its
/// version; returns the folder and the number of pages. Equal pages that are there
/// already are kept.
///
/// # Errors
/// If they cannot be written.
pub fn write_pages(
    words: &Words,
    scenario: &Scenario,
    within: &Path,
) -> Result<(PathBuf, usize), OpenError> {
    let name = format!("{}-{}", scenario.head.id.as_str(), scenario.short_hash());
    let pages = sheets::pages(words, scenario);
    let folder = within.join(&name);
    let is_there = |page: &File| {
        std::fs::read_to_string(folder.join(&page.path)).is_ok_and(|text| text == page.text)
    };
    if pages.iter().all(is_there) {
        return Ok((folder, pages.len()));
    }
    let folder = free(within, &name);
    library::write_new(&folder, &pages)?;
    Ok((folder, pages.len()))
}

/// Copies a pack into a new folder of `within`, where it can be changed; answers the
/// folder.
///
/// # Errors
/// If the pack cannot be read or the copy not be written.
pub fn copy(listing: &Listing, within: &Path) -> Result<PathBuf, OpenError> {
    let pack = listing.pack()?;
    // A zip is called what the pack in it says, which may be anything.
    let name = naming::id_of(&listing.slug).unwrap_or_else(|| "copy".to_owned());
    let folder = free(within, &name);
    // It is called as its folder is, which may have a number more.
    library::write_new(&folder, pack.called(&id_of(&folder)).files())?;
    Ok(folder)
}

/// Writes the small whole scenario that one begins with into a new folder of
/// `within`; answers the folder.
///
/// # Errors
/// If it cannot be written.
pub fn begin(within: &Path) -> Result<PathBuf, OpenError> {
    let folder = free(within, "my-scenario");
    library::write_new(&folder, &template::files(&id_of(&folder), None))?;
    Ok(folder)
}

/// Where pages are written: the folder for documents, or else the home folder.
#[must_use]
pub fn pages_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().unwrap_or_else(|| dirs.home_dir());
    Some(documents.join("Status Quo"))
}

/// The id of a pack in a folder that was named here.
fn id_of(folder: &Path) -> String {
    let name = folder.file_name().and_then(|name| naming::id_of(name.to_str()?));
    name.expect("a folder is named here after an id")
}

/// A folder of this name that is not there yet; with a number if one is.
fn free(within: &Path, name: &str) -> PathBuf {
    let numbered = (2..1000).map(|n| within.join(format!("{name}-{n}")));
    let mut all = core::iter::once(within.join(name)).chain(numbered);
    all.find(|folder| !folder.exists()).unwrap_or_else(|| within.join(name))
}
