//! Zips for tests: honest ones, and such as no honest program writes.

use miniz_oxide::deflate::compress_to_vec;
use status_quo::scenario::pack::Pack;

/// One entry of a zip, and what the zip says of it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its name in the table of contents.
    pub(crate) name: Vec<u8>,
    /// Its name where its bytes stand.
    pub(crate) local_name: Vec<u8>,
    /// Its bytes as they stand in the zip.
    pub(crate) packed: Vec<u8>,
    /// How large it says it is.
    pub(crate) size: u32,
    /// The checksum it says it has.
    pub(crate) crc: u32,
    /// How it is packed; 8 is deflate, 0 is not at all.
    pub(crate) method: u16,
    /// Its flags; 1 is a password.
    pub(crate) flags: u16,
    /// Its mode on Unix.
    pub(crate) mode: u32,
    /// The number of the entry at whose bytes it points, if not its own.
    pub(crate) points_at: Option<usize>,
}

impl Entry {
    /// A file as an ordinary program packs it.
    pub(crate) fn new(name: &str, text: &[u8]) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            local_name: name.as_bytes().to_vec(),
            packed: compress_to_vec(text, 6),
            size: u32::try_from(text.len()).expect("a small file"),
            crc: rawzip::crc32(text),
            method: 8,
            flags: 0x800,
            mode: 0o100_644,
            points_at: None,
        }
    }

    /// The same, not packed.
    pub(crate) fn stored(name: &str, text: &[u8]) -> Self {
        Self { packed: text.to_vec(), method: 0, ..Self::new(name, text) }
    }
}

/// The bytes of a zip with these entries.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut starts = Vec::new();
    let short = |n: usize| u16::try_from(n).expect("a short name").to_le_bytes();
    let long = |n: usize| u32::try_from(n).expect("a small zip").to_le_bytes();
    let common = |entry: &Entry, name: &[u8]| {
        let mut head = Vec::new();
        for word in [20, entry.flags, entry.method, 0, 0x21] {
            head.extend(word.to_le_bytes());
        }
        head.extend(entry.crc.to_le_bytes());
        head.extend(long(entry.packed.len()));
        head.extend(entry.size.to_le_bytes());
        head.extend(short(name.len()));
        head.extend([0, 0]);
        head
    };
    for entry in entries {
        starts.push(out.len());
        out.extend(b"PK\x03\x04");
        out.extend(common(entry, &entry.local_name));
        out.extend(&entry.local_name);
        out.extend(&entry.packed);
    }
    let table = out.len();
    for (index, entry) in entries.iter().enumerate() {
        out.extend(b"PK\x01\x02");
        out.extend([20, 3]);
        out.extend(common(entry, &entry.name));
        out.extend([0; 6]);
        out.extend((entry.mode << 16).to_le_bytes());
        out.extend(long(starts[entry.points_at.unwrap_or(index)]));
        out.extend(&entry.name);
    }
    let length = out.len() - table;
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(short(entries.len()));
    out.extend(short(entries.len()));
    out.extend(long(length));
    out.extend(long(table));
    out.extend([0, 0]);
    out
}

/// A pack as a zip, all of it below this folder (empty for none, else with `/`).
pub(crate) fn zip_of(pack: &Pack, folder: &str) -> Vec<u8> {
    let entry = |file: &status_quo::scenario::pack::File| {
        Entry::new(&format!("{folder}{}", file.path), file.text.as_bytes())
    };
    zip(&pack.files().iter().map(entry).collect::<Vec<_>>())
}
