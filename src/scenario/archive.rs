//! Zips: a pack in one archive file, for passing it on.
//!
//! A zip is untrusted input, and so are its own tables. Names are checked before
//! anything is read, sizes are counted and not
//! taken from its tables, its entries may not share bytes, and only `.ron` files are
//! unpacked at all, into memory and never onto the disk. It may hold the pack itself
//! or one folder that is the pack.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{
    CompressionMethod, ZipArchive, ZipSliceArchive, ZipSliceEntry, ZipVerification, crc32,
};

use super::gathering::{
    DistinctPaths, Gathering, MOST_ENTRIES, Unfit, belongs, is_hidden, is_misspelt, shown,
};
use super::pack::Pack;

/// The most bytes a zip may have.
pub const MOST_BYTES: u64 = 64 << 20;

/// The reason why a zip is no pack: the second half of a sentence that begins with
/// its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A reason that applies to folders too.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The file is not a zip.
    #[error("it is no zip, or not all of it is there; fetch it again, or pack the folder anew")]
    NoZip,
    /// The zip as a whole is too large.
    #[error("it is larger than {} MB; keep only the scenario's own files in it", MOST_BYTES >> 20)]
    TooLarge,
    /// The zip's tables and its content disagree.
    #[error("`{0}` in it is damaged; fetch it again, or pack the folder anew")]
    Damaged(String),
    /// An entry whose path leads out of the pack.
    #[error(
        "the name `{0}` in it leads out of the pack, so nothing of it is read; pack the folder anew, and ask whoever made the zip"
    )]
    Escapes(String),
    /// An entry whose name is not valid on every system.
    #[error(
        "the name `{0}` in it cannot be read on every system; rename it and pack the folder anew"
    )]
    OddName(String),
    /// An entry that is protected by a password.
    #[error("`{0}` in it is locked with a password; pack the folder without one")]
    Locked(String),
    /// An entry with a compression method that is not supported.
    #[error(
        "`{name}` in it is packed by {method}, which is not read here; pack the folder as an ordinary zip"
    )]
    Method {
        /// The entry.
        name: String,
        /// The method, in words.
        method: String,
    },
    /// Entries that share bytes, as only a zip made to fill memory has them.
    #[error(
        "entries in it lie over each other, as in a zip made to fill memory, so nothing of it is read; pack the folder anew"
    )]
    Overlapping,
    /// A zip in a zip.
    #[error("it holds no `.ron` file but another zip, `{0}`; unpack it and use that one")]
    Nested(String),
}

/// Reads a pack from the bytes of a zip.
///
/// # Errors
/// If it is no zip, is not safe to read, or is more than a pack may be.
pub fn unpack(bytes: &[u8]) -> Result<Pack, Refused> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refused::TooLarge);
    }
    let archive = ZipArchive::from_slice(bytes).map_err(|_| Refused::NoZip)?;
    let contents = contents(&archive)?;
    let mut gathering = Gathering::default();
    for entry in contents.files {
        let text = entry.unpack(&gathering)?;
        gathering.take(entry.name, text)?;
    }
    match (gathering.finish(), contents.zip) {
        (Err(Unfit::Empty), Some(nested)) => Err(Refused::Nested(nested)),
        (pack, _) => Ok(pack?),
    }
}

/// The content of a zip, by its table of contents.
#[derive(Default)]
struct Contents<'z> {
    /// The files of the pack.
    files: Vec<ZipMember<'z>>,
    /// A zip in it.
    zip: Option<String>,
}

/// An entry that is a file of the pack.
struct ZipMember<'z> {
    name: String,
    method: CompressionMethod,
    packed: ZipSliceEntry<'z>,
}

/// Checks the table of contents. Refuses the whole zip if any entry is invalid, even
/// one that would not be read.
fn contents<'z>(archive: &'z ZipSliceArchive<&'z [u8]>) -> Result<Contents<'z>, Refused> {
    let said = archive.entries_hint();
    if said > MOST_ENTRIES as u64 {
        return Err(Unfit::TooManyEntries.into());
    }
    let mut found = Contents::default();
    let mut names = DistinctPaths::default();
    let mut stretches = Vec::new();
    let mut n_entries = 0;
    for record in archive.entries() {
        let record = record.map_err(|_| Refused::NoZip)?;
        n_entries += 1;
        if n_entries > said {
            return Err(Refused::NoZip);
        }
        let written = record.file_path().as_bytes();
        let name = plain_name(written)?;
        let damaged = || Refused::Damaged(shown(name));
        let packed = archive.get_entry(record.wayfinder()).map_err(|_| damaged())?;
        if packed.local_header().file_path().as_bytes() != written {
            return Err(damaged());
        }
        stretches.push((record.local_header_offset(), packed.compressed_data_range().1));
        if record.mode().is_symlink() {
            return Err(Unfit::Link(shown(name)).into());
        }
        if name.ends_with('/') || name.split('/').any(is_hidden) {
            continue;
        }
        names.take(name)?;
        if belongs(name) {
            let flags = record.flags();
            if flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked() {
                return Err(Refused::Locked(shown(name)));
            }
            let method = record.compression_method();
            found.files.push(ZipMember { name: name.to_owned(), method, packed });
        } else if is_misspelt(name) {
            return Err(Unfit::Misspelt(shown(name)).into());
        } else if name.to_ascii_lowercase().ends_with(".zip") {
            found.zip = Some(shown(name));
        }
    }
    if n_entries < said {
        return Err(Refused::NoZip);
    }
    stretches.sort_unstable();
    if stretches.windows(2).any(|two| two[1].0 < two[0].1) {
        return Err(Refused::Overlapping);
    }
    Ok(found)
}

/// The name of an entry, if its path stays inside the pack.
fn plain_name(written: &[u8]) -> Result<&str, Refused> {
    let name = core::str::from_utf8(written)
        .map_err(|_| Refused::OddName(shown(&String::from_utf8_lossy(written))))?;
    let drive = name.as_bytes().get(1) == Some(&b':');
    let leads_out = |part: &str| matches!(part, "" | "." | "..");
    let path = name.strip_suffix('/').unwrap_or(name);
    if drive || name.contains('\\') || path.split('/').any(leads_out) {
        return Err(Refused::Escapes(shown(name)));
    }
    if name.chars().any(char::is_control) {
        return Err(Refused::OddName(shown(name)));
    }
    Ok(name)
}

impl ZipMember<'_> {
    /// The member's bytes, as many as there is room for.
    fn unpack(&self, gathering: &Gathering) -> Result<Vec<u8>, Refused> {
        let room = gathering.room();
        let packed = self.packed.data();
        let bytes = match self.method {
            CompressionMethod::STORE if packed.len() <= room => packed.to_vec(),
            CompressionMethod::STORE => return Err(gathering.no_room(&self.name).into()),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(packed, room).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => Refused::from(gathering.no_room(&self.name)),
                    _ => Refused::Damaged(shown(&self.name)),
                })?
            }
            other => {
                let method = other.name().map_or_else(
                    || format!("a method of its own (number {})", other.as_u16()),
                    |name| format!("the method {name}"),
                );
                return Err(Refused::Method { name: shown(&self.name), method });
            }
        };
        let is = ZipVerification { crc: crc32(&bytes), uncompressed_size: bytes.len() as u64 };
        let said = self.packed.claim_verifier();
        said.valid(is).map_err(|_| Refused::Damaged(shown(&self.name)))?;
        Ok(bytes)
    }
}
