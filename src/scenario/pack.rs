//! A pack: the files of one scenario, read and typed.
//!
//! A pack is data: only `.ron` files below its folder, bounded in number, size
//! and depth, are read; nothing outside it and nothing that runs. Where they lie,
//! in a folder, a zip or the program itself, makes no difference: all that is
//! [`gathered`](super::gathering). How the text becomes typed parts,
//! and what those mean, is not here.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::finding::{Finding, TextEdit, TextPlace, Trust};
use super::render::{Palette, Renderer};
use super::syntax::{self, PathStep, Span};
use crate::rules::quantity::Date;

/// The number of digits of a content hash that make the short code.
pub const CODE_DIGITS: usize = 12;

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The folder inside the pack's place that holds all its files; mostly empty.
    inside: String,
}

/// The id, the version and the first day that a pack gives itself, read without compiling the rest:
/// also of a pack with faults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The scenario's id.
    pub id: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its first day.
    pub opens: Option<Date>,
    /// Whether it is a campaign.
    pub is_campaign: bool,
}

impl Pack {
    /// A pack of these files; they are put in order of their paths.
    #[must_use]
    pub fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files, inside: String::new() }
    }

    /// The same pack, of which all files lie in this folder of its place.
    #[must_use]
    pub(super) fn lying_in(self, inside: String) -> Self {
        Self { inside, ..self }
    }

    /// The folder inside its place in which all its files lie; empty if they lie in
    /// the place itself. The paths of the files do not name it.
    #[must_use]
    pub fn inside(&self) -> &str {
        &self.inside
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// A hash of all paths and texts, as 64 hexadecimal digits. Line ends count as
    /// one newline, and letters of paths as composed, so that a checkout on another
    /// system, a zip and a folder have the same hash.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut files: Vec<(String, &str)> =
            self.files.iter().map(|file| (file.path.nfc().collect(), file.text.as_str())).collect();
        files.sort();
        let mut hasher = Sha256::new();
        for (path, text) in files {
            let text = text.replace("\r\n", "\n");
            for part in [path.as_bytes(), text.as_bytes()] {
                hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                hasher.update(part);
            }
        }
        hex(&hasher.finalize())
    }

    /// The label of the pack, from its head.
    #[must_use]
    pub fn label(&self) -> Label {
        self.head().map(|head| head.label).unwrap_or_default()
    }

    /// The warning that a folder with this pack has another name than the pack, so
    /// that it cannot be called by the folder's name on another machine.
    #[must_use]
    pub fn misnamed(&self, folder: &str) -> Option<Finding> {
        let head = self.head()?;
        let id = head.label.id.clone()?;
        if id == folder {
            return None;
        }
        let place = head.place(head.id);
        let message = format!("the folder is called `{folder}`, but the pack `{id}`");
        let finding = Finding::warning("folder-name", place, message);
        // A folder whose name can be an id gives the pack its name as easily as the other way.
        if super::naming::id_of(folder).as_deref() != Some(folder) {
            return Some(finding.with_help(Some(format!("call the folder `{id}`"))));
        }
        let edit = TextEdit {
            file: head.file.path.clone(),
            start: head.id.start,
            end: head.id.end,
            new: format!("{folder:?}"),
        };
        let help = format!("call the folder `{id}`, or write `id: \"{folder}\"`");
        Some(finding.with_help(Some(help)).with_guess(edit))
    }

    /// The warning that another pack, at `other`, has the id of this one.
    #[must_use]
    pub fn same_id(&self, other: &str) -> Option<Finding> {
        let head = self.head()?;
        let id = head.label.id.as_ref()?;
        let message = format!("two packs are called `{id}`: this one, and `{other}`");
        let help = "give one of them an id of its own, and its folder the same name; if one is a copy, delete it";
        let place = head.place(head.id);
        Some(Finding::warning("same-id", place, message).with_help(Some(help.to_owned())))
    }

    /// The pack with files beside its own, so that findings about these can be shown.
    #[must_use]
    pub fn beside(&self, files: &[File]) -> Self {
        let all = self.files.iter().chain(files).cloned().collect();
        Self::new(all).lying_in(self.inside.clone())
    }

    /// The same pack with another id; unchanged, if it has none.
    #[must_use]
    pub fn called(&self, id: &str) -> Self {
        let Some(head) = self.head().filter(|head| head.label.id.is_some()) else {
            return self.clone();
        };
        let edit = TextEdit {
            file: head.file.path.clone(),
            start: head.id.start,
            end: head.id.end,
            new: format!("{id:?}"),
        };
        self.with_edits([&edit])
    }

    /// The `scenario: (...)` or `campaign: (...)` entry; looked for first where it mostly
    /// stands.
    fn head(&self) -> Option<TolerantHead<'_>> {
        let usual = |file: &&File| matches!(file.path.as_str(), "scenario.ron" | "campaign.ron");
        let rest = self.files.iter().filter(|file| !usual(file));
        self.files.iter().filter(usual).chain(rest).find_map(TolerantHead::of)
    }

    /// The pack with the mechanical fixes made, and the findings that they mend.
    ///
    /// A fix is made as a whole or not at all. One that touches another waits;
    /// whoever wants all checks the result again.
    #[must_use]
    pub fn mended<'f>(&self, findings: &'f [Finding]) -> (Self, Vec<&'f Finding>) {
        let mut edits: Vec<&TextEdit> = Vec::new();
        let mut made = Vec::new();
        for finding in findings {
            let apart = |edit: &TextEdit| {
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
        (self.with_edits(edits), made)
    }

    /// The pack with these edits made; none of them may touch another.
    #[must_use]
    pub fn with_edits<'e>(&self, edits: impl IntoIterator<Item = &'e TextEdit> + Clone) -> Self {
        let mend = |file: &File| {
            let of_file = edits.clone().into_iter().filter(|edit| edit.file == file.path);
            let of_file: Vec<TextEdit> = of_file.cloned().collect();
            File { path: file.path.clone(), text: super::render::mend(&file.text, &of_file) }
        };
        let files = self.files.iter().map(mend).collect();
        Self { files, inside: self.inside.clone() }
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// All findings with the lines they stand on, for a terminal without colours.
    #[must_use]
    pub fn render(&self, findings: &[Finding]) -> String {
        self.render_in(findings, Palette::Plain)
    }

    /// All findings with the lines they stand on.
    #[must_use]
    pub fn render_in(&self, findings: &[Finding], palette: Palette) -> String {
        let named = |file: &&File| findings.iter().any(|finding| finding.touches(&file.path));
        let files = self.files.iter().filter(named);
        let files = files.map(|file| (file.path.as_str(), file.text.as_str()));
        let renderer = Renderer::new(files, palette);
        findings.iter().map(|finding| renderer.render(finding)).collect()
    }

    /// The line that a finding stands on, without its blanks at both ends.
    #[must_use]
    pub fn line_of(&self, finding: &Finding) -> &str {
        let line = finding.place.line.checked_sub(1);
        let text = self.text(&finding.place.file).zip(line);
        text.and_then(|(text, line)| text.lines().nth(line)).unwrap_or("").trim()
    }
}

/// The `scenario: (...)` or `campaign: (...)` entry of a file, as the tolerant reader sees it.
struct TolerantHead<'p> {
    file: &'p File,
    /// The span of the id.
    id: Span,
    label: Label,
}

impl<'p> TolerantHead<'p> {
    /// The place of a span of its file.
    fn place(&self, span: Span) -> TextPlace {
        let (line, column) = syntax::Lines::new(&self.file.text).place(span.start);
        TextPlace {
            file: self.file.path.clone(),
            line,
            column,
            length: span.of(&self.file.text).chars().count(),
        }
    }

    fn of(file: &'p File) -> Option<Self> {
        // Most files have no such entry; the word alone is found much faster.
        let names = ["scenario", "campaign"];
        if !names.iter().any(|name| file.text.contains(name)) {
            return None;
        }
        let tree = syntax::read(&file.text);
        let root = tree.root()?;
        let heads = names.iter().map(|name| (*name, tree.step(root, PathStep::Field(name))));
        let (name, head) = heads.into_iter().find_map(|(name, head)| Some((name, head?)))?;
        let span = |field| tree.step(head, PathStep::Field(field)).map(|node| tree.node(node).span);
        let text = |field| {
            let written = span(field)?.of(&file.text);
            options().from_str::<String>(written).ok().filter(|text| is_plain(text))
        };
        let opens = text("opens").and_then(|day| day.parse().ok());
        let is_campaign = name == "campaign";
        let label = Label { id: text("id"), version: text("version"), opens, is_campaign };
        Some(Self { file, id: span("id").unwrap_or_default(), label })
    }
}

/// Whether a text can be shown as a name: on one line, not too long.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 80 && !text.chars().any(char::is_control)
}

/// The short code of a content hash.
#[must_use]
pub fn short(hash: &str) -> &str {
    hash.get(..CODE_DIGITS).unwrap_or(hash)
}

/// How the files of a pack are read.
#[must_use]
pub fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(128)
}

/// The hash of a text, whatever ends its lines.
#[must_use]
pub fn hash_of_text(text: &str) -> String {
    hex(&Sha256::digest(text.replace("\r\n", "\n")))
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
