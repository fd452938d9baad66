//! The packs around the open files, as they would be if everything were saved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};

use super::places::{path_of, range_of_place, uri_of};
use crate::scenario::compile::compile;
use crate::scenario::finding::{Finding, Severity};
use crate::scenario::pack::{File, Pack};
use crate::scenario::{coefficients, library};

/// The number of folders above a file that are searched for its pack.
const HIGHEST: usize = 4;

/// A pack with its findings.
#[derive(Default)]
pub(super) struct Checked {
    /// Its files as they stand in the editor or on the disk.
    pub(super) pack: Option<Pack>,
    /// The findings.
    pub(super) findings: Vec<Finding>,
    /// Files about which the editor was told something.
    told: BTreeSet<String>,
}

/// A file of a pack.
pub(super) struct Here<'w> {
    /// The folder of the pack.
    pub(super) root: &'w Path,
    /// The pack.
    pub(super) pack: &'w Pack,
    /// The findings of the pack.
    pub(super) findings: &'w [Finding],
    /// The file's number.
    pub(super) file: usize,
}

impl Here<'_> {
    /// The file's text.
    pub(super) fn text(&self) -> &str {
        &self.pack.files()[self.file].text
    }

    /// The URI of a file of the pack.
    pub(super) fn uri(&self, path: &str) -> Option<Uri> {
        uri_of(&self.root.join(path))
    }
}

/// All open files and their packs.
#[derive(Default)]
pub(super) struct Workspace {
    open: BTreeMap<PathBuf, String>,
    packs: BTreeMap<PathBuf, Checked>,
    stale: BTreeSet<PathBuf>,
}

impl Workspace {
    /// Takes down the text of a file as the editor has it.
    pub(super) fn open(&mut self, uri: &Uri, text: String) {
        if let Some(path) = path_of(uri) {
            self.stale.extend(root_of(&path));
            self.open.insert(path, text);
        }
    }

    /// Forgets the text of a file; from now on that on the disk counts.
    pub(super) fn close(&mut self, uri: &Uri) {
        if let Some(path) = path_of(uri) {
            self.stale.extend(root_of(&path));
            self.open.remove(&path);
        }
    }

    /// Reads everything again, after something changed on the disk.
    pub(super) fn look_again(&mut self) {
        self.stale.extend(self.packs.keys().cloned());
    }

    /// Where a file stands, if it was opened.
    pub(super) fn here(&self, uri: &Uri) -> Option<Here<'_>> {
        let path = path_of(uri)?;
        let root = root_of(&path)?;
        let (root, checked) = self.packs.get_key_value(&root)?;
        let pack = checked.pack.as_ref()?;
        let inside = inside(root, &path)?;
        let file = pack.files().iter().position(|file| file.path == inside)?;
        Some(Here { root, pack, findings: &checked.findings, file })
    }

    /// Checks the packs that changed; answers the diagnostics of all their files
    /// that have some or had some.
    pub(super) fn check(&mut self) -> Vec<(Uri, Vec<Diagnostic>)> {
        let mut told = Vec::new();
        for root in core::mem::take(&mut self.stale) {
            let pack = self.read(&root);
            let findings = match compile(&pack, coefficients()) {
                Ok(scenario) => scenario.warnings,
                Err(findings) => findings,
            };
            let checked = self.packs.entry(root.clone()).or_default();
            let mut of_file: BTreeMap<String, Vec<Diagnostic>> = core::mem::take(&mut checked.told)
                .into_iter()
                .map(|path| (path, Vec::new()))
                .collect();
            for finding in &findings {
                let diagnostic = diagnostic(&root, &pack, finding);
                of_file.entry(finding.place.file.clone()).or_default().push(diagnostic);
            }
            checked.told = of_file
                .iter()
                .filter(|(_, list)| !list.is_empty())
                .map(|(path, _)| path.clone())
                .collect();
            // An open file without findings hears that, too.
            for path in self.open.keys().filter_map(|path| inside(&root, path)) {
                of_file.entry(path).or_default();
            }
            for (path, diagnostics) in of_file {
                told.extend(uri_of(&root.join(path)).map(|uri| (uri, diagnostics)));
            }
            checked.pack = Some(pack);
            checked.findings = findings;
        }
        told
    }

    /// A pack as it would be if everything were saved. A folder that cannot be
    /// read has the open files only.
    fn read(&self, root: &Path) -> Pack {
        let saved =
            library::read_folder(root).map(|pack| pack.files().to_vec()).unwrap_or_default();
        let mut files: BTreeMap<String, String> =
            saved.into_iter().map(|file| (file.path, file.text)).collect();
        for (path, text) in &self.open {
            if root_of(path).as_deref() == Some(root)
                && let Some(path) = inside(root, path)
            {
                files.insert(path, text.clone());
            }
        }
        Pack::new(files.into_iter().map(|(path, text)| File { path, text }).collect())
    }
}

/// The folder of the pack that a file belongs to: the nearest with a
/// `scenario.ron`. None for a file of something else.
fn root_of(path: &Path) -> Option<PathBuf> {
    let head = |folder: &Path| folder.join("scenario.ron");
    let is_pack = |folder: &&Path| head(folder).is_file() || head(folder) == path;
    path.ancestors().skip(1).take(HIGHEST).find(is_pack).map(Path::to_owned)
}

/// The path of a file within its pack, with `/` between folders.
fn inside(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> =
        inside.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn diagnostic(root: &Path, pack: &Pack, finding: &Finding) -> Diagnostic {
    let text = |file: &str| pack.text(file).unwrap_or("");
    let related = finding.also.iter().filter_map(|also| {
        let uri = uri_of(&root.join(&also.place.file))?;
        let range = range_of_place(text(&also.place.file), &also.place);
        Some(DiagnosticRelatedInformation {
            location: Location { uri, range },
            message: also.label.clone(),
        })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    Diagnostic {
        range: range_of_place(text(&finding.place.file), &finding.place),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        source: Some("status-quo".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}
