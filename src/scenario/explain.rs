//! Explanations of the codes of findings, read from `assets/findings.ron`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::finding::Severity;

/// The explanation of a code, with a wrong and a right example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeExplanation {
    /// The code.
    pub code: String,
    /// The meaning in a sentence: lower case, no full stop.
    pub means: String,
    /// The severity of the finding.
    #[serde(default = "error")]
    pub severity: Severity,
    /// Whether it is found only by playing.
    #[serde(default)]
    pub played: bool,
    /// The kind of text that the examples are.
    pub place: Example,
    /// An example that gives the finding.
    pub wrong: String,
    /// The same, put right.
    pub right: String,
}

const fn error() -> Severity {
    Severity::Error
}

/// The kind of text that an example is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Example {
    /// A whole file.
    Alone,
    /// Lines of this file of the scenario `kyakhta`.
    Within(String),
    /// A file too large to be shown.
    Bulk,
    /// A case that needs a whole conference, or more, to show.
    Rare,
}

/// All explanations, in the order of the checker's steps.
///
/// # Panics
/// If the file built into the program cannot be read; a test reads it.
#[must_use]
pub fn all() -> &'static [CodeExplanation] {
    static ALL: LazyLock<Vec<CodeExplanation>> = LazyLock::new(|| {
        ron::from_str(include_str!("../../assets/findings.ron"))
            .expect("the explanations built into the program are valid")
    });
    &ALL
}

/// The explanation of a code.
#[must_use]
pub fn of(code: &str) -> Option<&'static CodeExplanation> {
    all().iter().find(|explanation| explanation.code == code)
}
