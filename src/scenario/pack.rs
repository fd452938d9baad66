//! A pack: the files of one scenario, read and typed.
//!
//! A pack is data: only `.ron` files below its folder, bounded in number, size
//! and depth, are read; nothing outside it and nothing that runs. Here the text
//! becomes [`Part`]s; what they mean is checked by [`compile`](super::compile).

use sha2::{Digest, Sha256};

use super::draft::Part;
use super::finding::{Edit, Finding, Trust};
use super::sources::Sources;

/// The most files a pack may have.
pub const MOST_FILES: usize = 400;
/// The most bytes a file of a pack may have.
pub const MOST_BYTES: u64 = super::syntax::MOST_BYTES as u64;

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

    /// Reads every file as a [`Part`]; a file that cannot be read gives findings.
    ///
    /// What is no RON at all is a root cause: if there is any, the types are not
    /// looked at; likewise, what is of a wrong type is not read.
    #[must_use]
    pub fn parts(&self, sources: &Sources<'_>) -> (Vec<(usize, Part)>, Vec<Finding>) {
        let faults = sources.faults();
        if !faults.is_empty() {
            return (Vec::new(), faults);
        }
        let mut findings = Vec::new();
        for index in 0..self.files.len() {
            super::types::check(sources, index, &mut findings);
        }
        if !findings.is_empty() {
            return (Vec::new(), findings);
        }
        let options = options();
        let mut parts = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            match options.from_str::<Part>(&file.text) {
                Ok(part) => parts.push((index, part)),
                Err(error) => findings.push(sources.refusal(index, &error)),
            }
        }
        (parts, findings)
    }

    /// The pack with the mechanical fixes made, and the findings that they mend.
    ///
    /// A fix is made as a whole or not at all. One that touches another waits;
    /// whoever wants all checks the result again.
    #[must_use]
    pub fn mended<'f>(&self, findings: &'f [Finding]) -> (Self, Vec<&'f Finding>) {
        let mut edits: Vec<&Edit> = Vec::new();
        let mut made = Vec::new();
        for finding in findings {
            let apart = |edit: &Edit| {
                edits.iter().all(|other| {
                    other.file != edit.file || edit.end < other.start || other.end < edit.start
                })
            };
            if finding.trust == Trust::Mechanical
                && !finding.fix.is_empty()
                && finding.fix.iter().all(apart)
            {
                edits.extend(&finding.fix);
                made.push(finding);
            }
        }
        let mend = |file: &File| {
            let of_file: Vec<Edit> =
                edits.iter().filter(|e| e.file == file.path).map(|e| (*e).clone()).collect();
            File { path: file.path.clone(), text: super::render::mend(&file.text, &of_file) }
        };
        (Self::new(self.files.iter().map(mend).collect()), made)
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
                .render(&|file| self.text(file), &mut out)
                .expect("writing to a String cannot fail");
        }
        out
    }
}

/// How the files of a pack are read.
#[must_use]
pub fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(128)
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
