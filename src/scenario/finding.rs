//! Findings: what is wrong with a pack, where, and what to do.
//!
//! A finding is a value; nothing is printed or kept globally. It cannot be
//! built without a place. How it is shown is the business of
//! [`render`](super::render).

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The pack can be played.
    Warning,
    /// The pack cannot be played.
    Error,
}

/// A place in a pack's text, counted from one; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, relative to the pack.
    pub file: String,
    /// The line; 0 if only the file is known.
    pub line: usize,
    /// The column; 0 if only the file is known.
    pub column: usize,
    /// How many characters to underline; 0 for a place between two.
    pub length: usize,
}

/// Another place that matters, and what to see there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// Where.
    pub place: Place,
    /// What is there.
    pub label: String,
}

/// How sure a fix is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// It is what was meant; it can be made without asking.
    #[default]
    Mechanical,
    /// It is what was probably meant; a person decides.
    Guess,
}

/// A change to a file that helps to mend the fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The file, relative to the pack.
    pub file: String,
    /// The first byte that goes.
    pub start: usize,
    /// The byte after the last that goes; as `start` if something is put in.
    pub end: usize,
    /// What stands there afterwards.
    pub new: String,
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// A short kebab-case name of the kind of fault.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What: lower case, names in backticks, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter.
    pub also: Vec<Also>,
    /// The edits that mend it, all of them together; empty if a person must.
    pub fix: Vec<Edit>,
    /// How sure the fix is.
    pub trust: Trust,
}

impl Finding {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            message: message.into(),
            help: None,
            also: Vec::new(),
            fix: Vec::new(),
            trust: Trust::Mechanical,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The same, with what to do.
    #[must_use]
    pub fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The same, with another place.
    #[must_use]
    pub fn with_also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.also.push(Also { place, label: label.into() });
        self
    }

    /// The same, with an edit that a person should look at.
    #[must_use]
    pub fn with_guess(self, edit: Edit) -> Self {
        Self { trust: Trust::Guess, ..self.with_edit(edit) }
    }

    /// The same, with an edit that is part of the fix.
    #[must_use]
    pub fn with_edit(mut self, edit: Edit) -> Self {
        self.fix.push(edit);
        self
    }
}

/// The names most like `name`, for «did you mean»: at most three, nearest first.
///
/// Optimal string alignment distance, at most a third of the name's length.
///
/// ```
/// use status_quo::scenario::finding::nearest;
/// assert_eq!(nearest("japn", ["china", "japan", "ussr"]), ["japan"]);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let mut ranked: Vec<(usize, &str)> = known
        .into_iter()
        .map(|k| (strsim::osa_distance(name, k), k))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, k)| k).collect()
}
