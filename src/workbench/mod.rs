//! An author's workbench, without its window: a pack that is looked at again
//! whenever its files change, the last version of it that could be played, and
//! what can be done with either.
//!
//! Whoever shows it decides when to look; nothing here runs by itself. The rules
//! of a game are not here, and neither is any word that a player reads.

mod stamp;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use stamp::Stamp;

use crate::scenario::finding::Finding;
use crate::scenario::library::{self, Listing, OpenError};
use crate::scenario::reading::{Good, Reading};
use crate::scenario::{Scenario, template};
use crate::sheets;

/// What a look at a pack gave: how its files were, and what they say.
#[derive(Debug)]
pub struct Look {
    /// How the files were just before they were read.
    pub stamp: Stamp,
    /// What they say, or why they could not be read.
    pub read: Result<Arc<Reading>, String>,
}

impl Look {
    /// Looks at the pack of a listing now.
    #[must_use]
    pub fn at(listing: &Listing) -> Self {
        let stamp = Stamp::of(listing.place.path());
        let read = listing.pack().map(|pack| Arc::new(Reading::of(pack)));
        Self { stamp, read: read.map_err(|error| error.to_string()) }
    }
}

/// A pack on the bench.
#[derive(Clone, Debug)]
pub struct Bench {
    listing: Listing,
    /// What the files say now; the last that could be read, if they cannot.
    reading: Option<Arc<Reading>>,
    /// Why they cannot be read now.
    unread: Option<String>,
    good: Option<Arc<Good>>,
    /// How often something new was read.
    edition: u64,
}

impl Bench {
    /// Lays a pack on the bench.
    #[must_use]
    pub fn of(listing: Listing, look: Look) -> Self {
        let mut bench = Self { listing, reading: None, unread: None, good: None, edition: 0 };
        bench.take(look);
        bench
    }

    /// Takes in what was seen later. What could be played stays at hand while what
    /// is there now cannot.
    pub fn take(&mut self, look: Look) {
        self.edition += 1;
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

    /// Which pack it is.
    #[must_use]
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }

    /// What the files say; none if they could never be read.
    #[must_use]
    pub fn reading(&self) -> Option<&Arc<Reading>> {
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

    /// Changes whenever something new was read.
    #[must_use]
    pub const fn edition(&self) -> u64 {
        self.edition
    }

    /// What it is called: its title, or the name of its folder.
    #[must_use]
    pub fn title(&self) -> &str {
        self.good.as_ref().map_or(&self.listing.slug, |good| &good.scenario.head.title)
    }

    /// Makes the fix of one finding in the files. The finding must be of the reading
    /// that lies here; who has changed the files since is not overwritten.
    ///
    /// # Errors
    /// If the files are others now, cannot be written, or lie in a zip or the program.
    pub fn mend(&self, finding: &Finding) -> Result<(), OpenError> {
        let Some(reading) = &self.reading else { return Ok(()) };
        let Some(folder) = self.listing.place.path() else {
            return Err(OpenError::Unwritable {
                path: self.listing.slug.clone(),
                why: "it is built in; copy it to your own folder first".to_owned(),
            });
        };
        let now = library::read(folder)?;
        if now.hash() != reading.pack.hash() {
            return Err(OpenError::Unwritable {
                path: finding.place.file.clone(),
                why: "it was changed just now; look again".to_owned(),
            });
        }
        library::write_changes(folder, &now, &now.with_edits(&finding.fix))
    }
}

/// Writes the pages of a scenario into a new folder of `within`; answers the folder
/// and how many pages there are.
///
/// # Errors
/// If they cannot be written.
pub fn write_pages(scenario: &Scenario, within: &Path) -> Result<(PathBuf, usize), OpenError> {
    let name = format!("{}-{}", scenario.head.id.as_str(), scenario.short_hash());
    let folder = free(within, &name);
    let pages = sheets::pages(scenario);
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
    let folder = free(within, &listing.slug);
    library::write_new(&folder, pack.files())?;
    Ok(folder)
}

/// Writes the small whole scenario that one begins with into a new folder of
/// `within`; answers the folder.
///
/// # Errors
/// If it cannot be written.
pub fn begin(within: &Path) -> Result<PathBuf, OpenError> {
    let folder = free(within, "my-scenario");
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let id = name.as_deref().and_then(template::id_of).unwrap_or_else(|| "my-scenario".to_owned());
    library::write_new(&folder, &template::files(&id, None))?;
    Ok(folder)
}

/// Where pages are written: the folder for documents, or else the home folder.
#[must_use]
pub fn pages_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().unwrap_or_else(|| dirs.home_dir());
    Some(documents.join("Status Quo"))
}

/// A folder of this name that is not there yet; with a number if one is.
fn free(within: &Path, name: &str) -> PathBuf {
    let numbered = (2..1000).map(|n| within.join(format!("{name}-{n}")));
    let mut all = core::iter::once(within.join(name)).chain(numbered);
    all.find(|folder| !folder.exists()).unwrap_or_else(|| within.join(name))
}
