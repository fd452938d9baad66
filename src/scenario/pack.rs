//! A pack: the files of one scenario, read and typed.
//!
//! A pack is data: only `.ron` files below its folder, bounded in number, size
//! and depth, are read; nothing outside it and nothing that runs. Here the text
//! becomes [`Part`]s; what they mean is checked by [`compile`](super::compile).

use sha2::{Digest, Sha256};

use super::draft::{Name, Part};
use super::finding::{Finding, Place, Severity};

/// The most files a pack may have.
pub const MOST_FILES: usize = 400;
/// The most bytes a file of a pack may have.
pub const MOST_BYTES: u64 = 4 << 20;

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, relative to the pack, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of one scenario, in order of their paths.
#[derive(Clone, Debug)]
pub struct Pack {
    files: Vec<File>,
}

impl Pack {
    /// A pack of these files; they are put in order of their paths.
    #[must_use]
    pub fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// A hash of all paths and texts, as 64 hexadecimal digits. Line ends count
    /// as one newline, so that a checkout on another system has the same hash.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for file in &self.files {
            let text = file.text.replace("\r\n", "\n");
            for part in [file.path.as_bytes(), text.as_bytes()] {
                hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                hasher.update(part);
            }
        }
        hex(&hasher.finalize())
    }

    /// Reads every file as a [`Part`]; a file that cannot be read gives one finding.
    #[must_use]
    pub fn parts(&self) -> (Vec<(usize, Part)>, Vec<Finding>) {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .with_recursion_limit(64);
        let mut parts = Vec::new();
        let mut findings = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            match options.from_str::<Part>(&file.text) {
                Ok(part) => parts.push((index, part)),
                Err(error) => findings.push(unreadable(file, &error)),
            }
        }
        (parts, findings)
    }

    /// The place of a name, from the address of its text.
    #[must_use]
    pub fn place_of(&self, name: &Name) -> Option<Place> {
        if name.address == 0 {
            return None;
        }
        self.files.iter().find_map(|file| {
            let offset = name.address.checked_sub(file.text.as_ptr() as usize)?;
            let before = file.text.get(..offset)?;
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            Some(Place {
                file: file.path.clone(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                length: name.text.chars().count(),
            })
        })
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// Writes all findings with the lines they stand on.
    #[must_use]
    pub fn render(&self, findings: &[Finding]) -> String {
        let mut out = String::new();
        for finding in findings {
            finding
                .render(self.text(&finding.place.file), &mut out)
                .expect("writing to a String cannot fail");
        }
        out
    }
}

fn unreadable(file: &File, error: &ron::error::SpannedError) -> Finding {
    let start = error.span.start;
    let length = if error.span.end.line == start.line {
        error.span.end.col.saturating_sub(start.col)
    } else {
        1
    };
    let mut message = error.code.to_string();
    message = message.trim_end_matches('.').to_owned();
    if let Some(first) = message.get(..1) {
        message.replace_range(..1, &first.to_lowercase());
    }
    Finding {
        code: "unreadable",
        severity: Severity::Error,
        place: Place {
            file: file.path.clone(),
            line: start.line,
            column: start.col,
            length: length.max(1),
        },
        message,
        help: None,
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a String cannot fail");
        out
    })
}
