//! The library: the search for packs, the choice among packs of one name, and the
//! faults of those that cannot be played. The only module of this layer that touches
//! files.
//!
//! Packs come from three places: a folder `scenarios` where the game is called or
//! beside it, the player's own folder, and those built into the program. In a folder
//! each folder and each zip is a pack; one that is broken is listed with its fault
//! and does not touch the others.
//!
//! Several packs may have one name. All are listed, told apart by version, place and
//! the short code of their content, and each can be called as `name@code`. The bare
//! name means the newest version, and of one version the nearest: so an author's
//! copy of a built-in scenario stands in for it, until a newer one comes with the
//! game.

mod disk;
mod error;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use disk::{
    Testplans, add_file, is_zip, misnamed, read, read_domain, read_folder, read_text, testplans,
    write_changes, write_domain, write_new,
};

pub use error::OpenError;

use super::compile::compile;
use super::finding::Finding;
use super::gathering::is_hidden;
use super::pack::{File, Label, Pack, short};
use super::{Campaign, Scenario, coefficients};
use crate::rules::quantity::Date;
use crate::shown::at_shell;

/// The folders of the packs, built into the program with all that lies in them.
#[derive(rust_embed::RustEmbed)]
#[folder = "scenarios/"]
struct BuiltIn;

/// The fewest digits of a code that name a pack.
const FEWEST_DIGITS: usize = 4;

/// The location of a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackLocation {
    /// A folder or a zip.
    Path(PathBuf),
    /// The program itself.
    BuiltIn,
}

impl PackLocation {
    /// The path; none for a built-in pack.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::BuiltIn => None,
        }
    }
}

impl core::fmt::Display for PackLocation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Path(path) => path.display().fmt(f),
            Self::BuiltIn => f.write_str("built in"),
        }
    }
}

/// The label and the hash of a pack, known before it is compiled.
#[derive(Clone, Debug)]
pub struct PackLabel {
    /// The label that the pack gives itself.
    pub label: Label,
    /// The content hash.
    pub hash: String,
    /// The bytes of all its texts.
    pub size: usize,
}

impl PackLabel {
    fn of(pack: &Pack) -> Self {
        let size = pack.files().iter().map(|file| file.text.len()).sum();
        Self { label: pack.label(), hash: pack.hash(), size }
    }
}

/// A pack that the library lists.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The pack's name in the library: the name of its folder or, for a zip, the id of the
    /// pack in it.
    pub slug: String,
    /// The location of the pack.
    pub place: PackLocation,
    /// The label and the hash, or the reason why the files cannot be read.
    pub known: Result<PackLabel, OpenError>,
}

/// Two listings are equal if place and name are the same, whatever was known of the
/// pack when each was made.
impl PartialEq for Listing {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.slug == other.slug
    }
}

impl Listing {
    /// The pack in a folder or a zip.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self::with(path, read(path).map(|pack| PackLabel::of(&pack)))
    }

    fn with(path: &Path, known: Result<PackLabel, OpenError>) -> Self {
        let name = |name: Option<&std::ffi::OsStr>| {
            name.map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
        };
        let id = known.as_ref().ok().and_then(|known| known.label.id.clone());
        let slug = match id {
            Some(id) if is_zip(path) => id,
            _ if is_zip(path) => name(path.file_stem()),
            // `.` and `..` have no name of their own.
            _ if path.file_name().is_none() => {
                name(path.canonicalize().as_deref().unwrap_or(path).file_name())
            }
            _ => name(path.file_name()),
        };
        Self { slug, place: PackLocation::Path(path.to_owned()), known }
    }

    fn built_in(slug: &str) -> Self {
        let known = PackLabel::of(&built_in(slug));
        Self { slug: slug.to_owned(), place: PackLocation::BuiltIn, known: Ok(known) }
    }

    /// The pack's id; the name of its folder if it has none that can be read.
    #[must_use]
    pub fn id(&self) -> &str {
        let known = self.known.as_ref().ok();
        known.and_then(|known| known.label.id.as_deref()).unwrap_or(&self.slug)
    }

    /// Whether the pack has a `scenario: (...)` entry with an id.
    #[must_use]
    pub fn names_itself(&self) -> bool {
        self.known.as_ref().is_ok_and(|known| known.label.id.is_some())
    }

    /// The version that the pack gives itself, as text.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.known.as_ref().ok()?.label.version.as_deref()
    }

    /// The pack's content hash; none if its files cannot be read.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.known.as_ref().ok().map(|known| known.hash.as_str())
    }

    /// Whether it is a campaign.
    #[must_use]
    pub fn is_campaign(&self) -> bool {
        self.known.as_ref().is_ok_and(|known| known.label.is_campaign)
    }

    /// Whether it takes long to read: it has many times the text of any scenario, or is a
    /// campaign of several.
    #[must_use]
    pub fn is_large(&self) -> bool {
        const LARGE: usize = 2 << 20;
        self.is_campaign() || self.known.as_ref().is_ok_and(|known| known.size > LARGE)
    }

    /// Whether it is the same pack as another, however its path was written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let full = |listing: &Self| listing.place.path()?.canonicalize().ok();
        self == other || full(self).is_some_and(|path| full(other) == Some(path))
    }

    /// Version, code and place in words, for telling packs of one name apart.
    #[must_use]
    pub fn told_apart(&self) -> String {
        let version = self.version().unwrap_or("no version");
        let code = self.hash().map_or("unread", short);
        format!("{version} {code}, {}", self.place)
    }

    /// The command line that shows all faults of the pack.
    #[must_use]
    pub fn check_call(&self) -> String {
        match self.place.path() {
            Some(path) => format!("status-quo check {}", at_shell(path)),
            None => "status-quo list".to_owned(),
        }
    }

    /// Reads its files.
    ///
    /// # Errors
    /// If they cannot be read, or are no pack.
    pub fn pack(&self) -> Result<Pack, OpenError> {
        match &self.place {
            PackLocation::Path(path) => read(path),
            PackLocation::BuiltIn => Ok(built_in(&self.slug)),
        }
    }

    /// Reads and compiles it. A campaign opens with its first part.
    ///
    /// # Errors
    /// If it cannot be read or has faults.
    pub fn open(&self) -> Result<Scenario, OpenError> {
        let pack = self.pack()?;
        if pack.label().is_campaign {
            let campaign = self.join(&pack).map_err(|findings| {
                OpenError::faulty(&self.slug, &findings, pack.render(&findings))
            })?;
            return Ok(Arc::new(campaign).first());
        }
        self.compiled(&pack)
    }

    /// The campaign of a pack that lies here, with its parts: those that lie beside it or,
    /// where they do not, those of the library.
    ///
    /// # Errors
    /// The findings, if at least one of them is an error.
    pub fn join(&self, pack: &Pack) -> Result<Campaign, Vec<Finding>> {
        Campaign::join(pack, |id| {
            let part = self.beside(id).map_err(|error| error.first())?;
            let scenario = part.open_scenario().map_err(|error| error.first())?;
            Ok((scenario, part.record_plan()))
        })
    }

    /// The pack of this id that lies beside this one, or else that of the library.
    fn beside(&self, id: &str) -> Result<Self, OpenError> {
        match &self.place {
            PackLocation::BuiltIn if built_in_names().iter().any(|slug| slug == id) => {
                Ok(Self::built_in(id))
            }
            PackLocation::Path(path) => {
                let beside = path.parent().map(|folder| folder.join(id));
                match beside.filter(|path| disk::holds_pack(path)) {
                    Some(path) => Ok(Self::at(&path)),
                    None => choose(list(), id).map(|found| found.listing),
                }
            }
            PackLocation::BuiltIn => choose(list(), id).map(|found| found.listing),
        }
    }

    /// Reads and compiles it as a scenario, which a campaign is not.
    fn open_scenario(&self) -> Result<Scenario, OpenError> {
        self.compiled(&self.pack()?)
    }

    fn compiled(&self, pack: &Pack) -> Result<Scenario, OpenError> {
        compile(pack, coefficients())
            .map_err(|findings| OpenError::faulty(&self.slug, &findings, pack.render(&findings)))
    }

    /// The text of the testplan that plays it by the record, if there is one.
    #[must_use]
    pub fn record_plan(&self) -> Option<String> {
        const NAME: &str = "record.testplan";
        match &self.place {
            PackLocation::BuiltIn => {
                let file = BuiltIn::get(&format!("{}/{NAME}", self.slug))?;
                Some(String::from_utf8_lossy(&file.data).into_owned())
            }
            PackLocation::Path(path) => {
                let pack = self.pack().ok()?;
                let plans = testplans(path, pack.inside()).files;
                plans.into_iter().find(|file| file.path == NAME).map(|file| file.text)
            }
        }
    }

    /// The sort key of packs of one name: the newest version first. An invalid version
    /// counts as the oldest.
    fn age(&self) -> Reverse<Option<[u64; 3]>> {
        let numbers = |version: &str| {
            let mut parts = version.split('.').map(|part| part.parse().ok());
            let three = [parts.next()??, parts.next()??, parts.next()??];
            parts.next().is_none().then_some(three)
        };
        Reverse(self.version().and_then(numbers))
    }
}

/// All packs, in order of their names; of one name the one that the bare name means
/// comes first. A pack that lies in two places with the same content is listed once,
/// at the nearer place.
#[must_use]
pub fn list() -> Vec<Listing> {
    let mut found: Vec<Listing> = Vec::new();
    let near = roots().into_iter().flat_map(|root| packs_in(&root)).map(|path| Listing::at(&path));
    for listing in near.chain(built_in_names().iter().map(|slug| Listing::built_in(slug))) {
        let is_same =
            |other: &Listing| other.slug == listing.slug && other.hash() == listing.hash();
        if listing.hash().is_none() || !found.iter().any(is_same) {
            found.push(listing);
        }
    }
    // Nearer packs were found first; the sort is stable, so they stay first.
    found.sort_by(|a, b| (&a.slug, a.age()).cmp(&(&b.slug, b.age())));
    by_years(&mut found);
    found
}

/// The packs that came with the program, whatever else lies near, in order of their years.
#[must_use]
pub fn built_in_packs() -> Vec<Listing> {
    let mut all: Vec<Listing> =
        built_in_names().iter().map(|slug| Listing::built_in(slug)).collect();
    by_years(&mut all);
    all
}

/// Puts listings, of which those of one slug stand together, in the order of their first
/// days; what gives none comes last.
fn by_years(listings: &mut [Listing]) {
    let mut first: BTreeMap<String, (bool, Option<Date>)> = BTreeMap::new();
    for listing in listings.iter() {
        let opens = listing.known.as_ref().ok().and_then(|known| known.label.opens);
        first.entry(listing.slug.clone()).or_insert((opens.is_none(), opens));
    }
    listings.sort_by(|a, b| (first[&a.slug], &a.slug).cmp(&(first[&b.slug], &b.slug)));
}

/// The unambiguous names of packs, which must be in the order in which [`list`] gives
/// them.
#[must_use]
pub fn names(listings: &[Listing]) -> Vec<String> {
    let name = |(index, listing): (usize, &Listing)| match listing.hash() {
        _ if listings[..index].iter().all(|other| other.slug != listing.slug) => {
            listing.slug.clone()
        }
        Some(hash) => format!("{}@{}", listing.slug, short(hash)),
        None => listing.place.to_string(),
    };
    listings.iter().enumerate().map(name).collect()
}

/// The pack that a name means, and others that it might have meant.
#[derive(Clone, Debug)]
pub struct FoundPack {
    /// The pack.
    pub listing: Listing,
    /// Others of that name, with another content.
    pub others: Vec<Listing>,
}

impl FoundPack {
    /// A sentence that says which of several packs this is; none if there is only one.
    #[must_use]
    pub fn which(&self) -> Option<String> {
        let others: Vec<String> = self
            .others
            .iter()
            .map(|other| match other.hash() {
                Some(hash) => {
                    format!("`{}@{}` ({})", other.slug, short(hash), other.told_apart())
                }
                None => format!("`{}`", other.place),
            })
            .collect();
        (!others.is_empty()).then(|| {
            format!(
                "there are several scenarios `{}`; this is {}; the others can be called as {}",
                self.listing.slug,
                self.listing.told_apart(),
                others.join(", ")
            )
        })
    }
}

/// Finds a pack by its name, by `name@code`, or by the path of its folder or zip.
///
/// # Errors
/// If there is none.
pub fn find(name: &str) -> Result<FoundPack, OpenError> {
    let path = Path::new(name);
    if !name.contains(std::path::is_separator) && path.is_dir() {
        return Ok(beside_the_listed(path, choose(list(), name).ok()));
    }
    let is_path = path.components().count() > 1
        || path.is_dir()
        || path.extension().is_some_and(|extension| extension == "ron")
        || (is_zip(path) && path.is_file());
    if is_path {
        return Ok(FoundPack { listing: Listing::at(path), others: Vec::new() });
    }
    choose(list(), name)
}

/// The pack that is meant by the name of a folder in the working folder, where the library
/// may have a pack of that name too: the folder, if there is a pack in it.
fn beside_the_listed(folder: &Path, listed: Option<FoundPack>) -> FoundPack {
    let Some(listed) = listed else {
        return FoundPack { listing: Listing::at(folder), others: Vec::new() };
    };
    if !disk::holds_pack(folder) {
        return listed;
    }
    let listing = Listing::at(folder);
    let others = core::iter::once(listed.listing).chain(listed.others);
    let is_other = |other: &Listing| !other.is_same(&listing) && other.hash() != listing.hash();
    FoundPack { others: others.filter(is_other).collect(), listing }
}

/// As [`find`], among these packs and without paths.
///
/// # Errors
/// If none is called so.
pub fn choose(all: Vec<Listing>, name: &str) -> Result<FoundPack, OpenError> {
    let (bare, code) = match name.rsplit_once('@') {
        Some((bare, code))
            if code.len() >= FEWEST_DIGITS && all.iter().all(|listing| listing.slug != name) =>
        {
            (bare, Some(code.to_ascii_lowercase()))
        }
        _ => (name, None),
    };
    let has_code = |listing: &Listing| match (&code, listing.hash()) {
        (None, _) => true,
        (Some(code), hash) => hash.is_some_and(|hash| hash.starts_with(code)),
    };
    let known: Vec<String> = all.iter().flat_map(|l| [l.slug.clone(), l.id().to_owned()]).collect();
    // A pack that is listed under the name comes before one that only has it as its id.
    let mut chosen: Vec<Listing> =
        all.iter().filter(|l| l.slug == bare && has_code(l)).cloned().collect();
    if chosen.is_empty() {
        chosen = all.into_iter().filter(|l| l.id() == bare && has_code(l)).collect();
        chosen.sort_by_key(Listing::age);
    }
    if chosen.is_empty() {
        let mut like: Vec<String> = super::finding::nearest(bare, known.iter().map(String::as_str))
            .into_iter()
            .map(str::to_owned)
            .collect();
        like.dedup();
        return Err(OpenError::Unknown { name: name.to_owned(), like });
    }
    let listing = chosen.remove(0);
    Ok(FoundPack { listing, others: chosen })
}

/// Opens a scenario by its name, by `name@code`, or by the path of its folder or zip.
///
/// # Errors
/// If there is none, it cannot be read, or it has faults.
pub fn open(name: &str) -> Result<Scenario, OpenError> {
    find(name)?.listing.open()
}

/// Finds the pack that a game was played with: the one of that content or, if it is
/// not here, the one that the id means.
///
/// # Errors
/// If none has that id.
pub fn find_played(id: &str, content: &str) -> Result<Listing, OpenError> {
    let all = list();
    let same = all.iter().find(|listing| listing.hash() == Some(content));
    match same {
        Some(listing) => Ok(listing.clone()),
        None => choose(all, id).map(|found| found.listing),
    }
}

/// Whether there is a pack of this id, as far as that can be said quickly.
#[must_use]
pub fn has(id: &str) -> bool {
    let is_named = |path: &Path| path.file_stem().is_some_and(|name| name == id);
    built_in_names().iter().any(|slug| slug == id)
        || roots().iter().flat_map(|root| packs_in(root)).any(|path| is_named(&path))
        || list().iter().any(|listing| listing.id() == id)
}

/// The packs in a folder of packs, by their names: its folders and zips, and what
/// else lies there and was meant to be one.
#[must_use]
pub fn packs_in(folder: &Path) -> Vec<PathBuf> {
    /// The most entries that are looked at in one folder.
    const MOST: usize = 1000;
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .take(MOST)
        .filter(|entry| !entry.file_name().to_str().is_none_or(is_hidden))
        .map(|entry| entry.path())
        .filter(|path| if path.is_dir() { disk::holds_pack(path) } else { disk::is_meant(path) })
        .collect();
    found.sort();
    found
}

/// The folders that may hold packs, the nearest first: in the working folder, beside
/// the program, and the player's own.
fn roots() -> Vec<PathBuf> {
    let beside = || Some(std::env::current_exe().ok()?.parent()?.join("scenarios"));
    let mut roots: Vec<PathBuf> = vec![PathBuf::from("scenarios")];
    for root in [beside(), own_folder()].into_iter().flatten() {
        let is_same = |other: &PathBuf| match (other.canonicalize(), root.canonicalize()) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        };
        if !roots.iter().any(is_same) {
            roots.push(root);
        }
    }
    roots
}

/// The folder for a player's own packs, whether it is there or not. None if the
/// system names no place for such things.
#[must_use]
pub fn own_folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "status-quo")?;
    Some(dirs.data_dir().join("scenarios"))
}

fn built_in_names() -> Vec<String> {
    let name = |path: std::borrow::Cow<'static, str>| path.split_once('/').map(|p| p.0.to_owned());
    let mut names: Vec<String> = BuiltIn::iter().filter_map(name).collect();
    names.sort();
    names.dedup();
    names
}

fn built_in(slug: &str) -> Pack {
    let prefix = format!("{slug}/");
    let files = BuiltIn::iter()
        .filter_map(|path| {
            let inside = path.strip_prefix(&prefix)?;
            if Path::new(inside).extension().is_none_or(|extension| extension != "ron") {
                return None;
            }
            let data = BuiltIn::get(&path)?.data;
            Some(File {
                path: inside.to_owned(),
                text: String::from_utf8_lossy(&data).into_owned(),
            })
        })
        .collect();
    Pack::new(files)
}
