//! Zips: a pack in one archive file, for passing it on.
//!
//! A zip is untrusted input, and so are its own tables. Only `.ron` files are unpacked, into
//! memory and never onto the disk, and only they are judged: their names are checked before
//! anything is read, sizes are counted and not taken from the tables, and no two may share
//! bytes. It may hold the pack itself or folders with the pack in them.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{
    CompressionMethod, ZipArchive, ZipSliceArchive, ZipSliceEntry, ZipVerification, crc32,
};

use super::gathering::{
    DistinctPaths, Gathering, MOST_ENTRIES, Unfit, belongs, is_hidden, is_misspelt, is_testplan,
    shared_folders, shown,
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
    let contents = contents(&archive, Wanted::Pack)?;
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

/// The testplans in a zip: the path and the bytes of each.
///
/// # Errors
/// As [`unpack`].
pub fn testplans(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refused::TooLarge);
    }
    let archive = ZipArchive::from_slice(bytes).map_err(|_| Refused::NoZip)?;
    let gathering = Gathering::default();
    let files = contents(&archive, Wanted::Testplans)?.files.into_iter();
    files.map(|entry| entry.unpack(&gathering).map(|bytes| (entry.name, bytes))).collect()
}

/// What is read of a zip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The files of a pack.
    Pack,
    /// The testplans beside it.
    Testplans,
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

/// Reads the table of contents. Only what will be read is judged.
fn contents<'z>(
    archive: &'z ZipSliceArchive<&'z [u8]>,
    wanted: Wanted,
) -> Result<Contents<'z>, Refused> {
    let said = archive.entries_hint();
    if said > MOST_ENTRIES as u64 {
        return Err(Unfit::TooManyEntries.into());
    }
    let mut found = Contents::default();
    let mut paths = Vec::new();
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
        let path = EntryPath::of(written);
        let name = path.lossy();
        if path.is_folder || name.split('/').any(is_hidden) {
            continue;
        }
        if wanted == Wanted::Testplans && !is_testplan(&name) {
            continue;
        }
        if wanted == Wanted::Pack && !belongs(&name) {
            if is_misspelt(&name) {
                return Err(Unfit::Misspelt(shown(&name)).into());
            }
            if name.to_ascii_lowercase().ends_with(".zip") {
                found.zip = Some(shown(&name));
            }
            continue;
        }
        if path.leads_out {
            return Err(Refused::Escapes(shown(&String::from_utf8_lossy(written))));
        }
        names.take(&name)?;
        let damaged = || Refused::Damaged(shown(&name));
        let packed = archive.get_entry(record.wayfinder()).map_err(|_| damaged())?;
        if packed.local_header().file_path().as_bytes() != written {
            return Err(damaged());
        }
        stretches.push((record.local_header_offset(), packed.compressed_data_range().1));
        if record.mode().is_symlink() {
            return Err(Unfit::Link(shown(&name)).into());
        }
        let flags = record.flags();
        if flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked() {
            return Err(Refused::Locked(shown(&name)));
        }
        paths.push(path.parts);
        found.files.push(ZipMember { name, method: record.compression_method(), packed });
    }
    if n_entries < said {
        return Err(Refused::NoZip);
    }
    stretches.sort_unstable();
    if stretches.windows(2).any(|two| two[1].0 < two[0].1) {
        return Err(Refused::Overlapping);
    }
    name_members(&mut found.files, &paths)?;
    Ok(found)
}

/// Sets the names of the members. The folders around the pack may have a name in any code
/// page, for it is dropped; what is left of a path must be text.
fn name_members(members: &mut [ZipMember<'_>], paths: &[Vec<&[u8]>]) -> Result<(), Refused> {
    let shared = shared_folders(paths.iter().map(Vec::as_slice));
    for (member, path) in members.iter_mut().zip(paths) {
        let odd = || Refused::OddName(shown(&member.name));
        let inside = path[shared..].join(&b'/');
        let inside = String::from_utf8(inside).map_err(|_| odd())?;
        if inside.chars().any(char::is_control) {
            return Err(odd());
        }
        let around = String::from_utf8_lossy(&path[..shared].join(&b'/')).into_owned();
        member.name = if shared == 0 { inside } else { format!("{around}/{inside}") };
    }
    Ok(())
}

/// The path of an entry, as its bytes have it.
struct EntryPath<'z> {
    /// Its folders and its name, without those that change nothing.
    parts: Vec<&'z [u8]>,
    /// Whether it is that of a folder.
    is_folder: bool,
    /// Whether it leads out of the pack.
    leads_out: bool,
}

impl<'z> EntryPath<'z> {
    /// Reads a path with `/` or `\` between its folders: the latter is what some programs for
    /// Windows write.
    fn of(written: &'z [u8]) -> Self {
        // In some code pages a byte like `\` is the second half of a letter.
        let is_text = core::str::from_utf8(written).is_ok();
        let backslash = is_text || !written.contains(&b'/');
        let parts_path = |byte: &u8| *byte == b'/' || backslash && *byte == b'\\';
        let mut path = Self {
            parts: Vec::new(),
            is_folder: written.last().is_none_or(parts_path),
            leads_out: written.first().is_some_and(parts_path) || written.get(1) == Some(&b':'),
        };
        for part in written.split(parts_path) {
            match part {
                b"" | b"." => {}
                b".." => path.leads_out |= path.parts.pop().is_none(),
                _ => path.parts.push(part),
            }
        }
        path
    }

    /// The path as text, with a sign for each letter that cannot be read.
    fn lossy(&self) -> String {
        String::from_utf8_lossy(&self.parts.join(&b'/')).into_owned()
    }
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
