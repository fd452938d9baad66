//! Findings: faults of a pack, each with its place and the way to mend it.
//!
//! A finding is a value; nothing is printed or kept globally. It cannot be
//! built without a place. How it is shown is decided in
//! [`render`](super::render).

use serde::{Deserialize, Serialize};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The pack can be played.
    Warning,
    /// The pack cannot be played.
    Error,
}

/// The certainty that this is the fault, and that it is at this place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Something else would be as good an explanation.
    Guess,
    /// The fault was inferred from the text around it, such as the indentation.
    Likely,
    /// No other explanation is possible.
    #[default]
    Sure,
}

/// A place in a pack's text, counted from one; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TextPlace {
    /// The file, relative to the pack.
    pub file: String,
    /// The line; 0 if only the file is known.
    pub line: usize,
    /// The column; 0 if only the file is known.
    pub column: usize,
    /// How many characters to underline; 0 for a place between two.
    pub length: usize,
}

/// A further place that a finding refers to, with a label for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Also {
    /// The place.
    pub place: TextPlace,
    /// What is at that place, in words.
    pub label: String,
}

/// The certainty that a fix is the intended one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The fix is what was meant; it can be made without asking.
    #[default]
    Mechanical,
    /// The fix is what was probably meant; a person decides.
    Guess,
}

/// A change to a file that helps to mend the fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextEdit {
    /// The file, relative to the pack.
    pub file: String,
    /// The first byte that goes.
    pub start: usize,
    /// The byte after the last that goes; as `start` if something is put in.
    pub end: usize,
    /// The text that replaces those bytes.
    pub new: String,
}

/// A fault of a pack, or something odd in it, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// A short kebab-case name of the kind of fault.
    pub code: &'static str,
    /// The severity.
    pub severity: Severity,
    /// The certainty.
    pub confidence: Certainty,
    /// The place of the fault.
    pub place: TextPlace,
    /// The message: lower case, names in backticks, no full stop.
    pub message: String,
    /// The advice on what to do.
    pub help: Option<String>,
    /// Other places that matter.
    pub also: Vec<Also>,
    /// The edits that mend it, all of them together; empty if a person must.
    pub fix: Vec<TextEdit>,
    /// How sure the fix is.
    pub trust: Trust,
}

impl Finding {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: TextPlace, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            confidence: Certainty::Sure,
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
    pub fn warning(code: &'static str, place: TextPlace, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The finding with another certainty. The fix of a guess is not made without asking.
    #[must_use]
    pub const fn with_confidence(mut self, confidence: Certainty) -> Self {
        self.confidence = confidence;
        if matches!(confidence, Certainty::Guess) {
            self.trust = Trust::Guess;
        }
        self
    }

    /// Whether one of the finding's places is in a file.
    #[must_use]
    pub fn touches(&self, file: &str) -> bool {
        self.place.file == file || self.also.iter().any(|also| also.place.file == file)
    }

    /// The finding with advice on what to do.
    #[must_use]
    pub fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The finding with a further place.
    #[must_use]
    pub fn with_also(mut self, place: TextPlace, label: impl Into<String>) -> Self {
        self.also.push(Also { place, label: label.into() });
        self
    }

    /// The finding with an edit that a person should look at.
    #[must_use]
    pub fn with_guess(self, edit: TextEdit) -> Self {
        Self { trust: Trust::Guess, ..self.with_edit(edit) }
    }

    /// The finding with an edit that is part of the fix.
    #[must_use]
    pub fn with_edit(mut self, edit: TextEdit) -> Self {
        self.fix.push(edit);
        self
    }
}

/// The most findings that are told of one pack.
pub const MOST_FINDINGS: usize = 200;
/// The most findings that are looked for in the types of a file.
pub const MOST_COUNTED: usize = 5000;

/// The first findings of a pack, and one that counts the rest: whoever mends two hundred
/// checks again anyway. Errors go before warnings; apart from that the order stays.
#[must_use]
pub fn capped(mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() <= MOST_FINDINGS {
        return findings;
    }
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let errors = findings.iter().filter(|finding| is_error(finding)).count();
    let mut warnings = MOST_FINDINGS.saturating_sub(errors);
    let is_early = |finding: &Finding| {
        is_error(finding) || {
            let fits = warnings > 0;
            warnings = warnings.saturating_sub(1);
            fits
        }
    };
    let n_all = findings.len();
    let (mut told, mut rest): (Vec<_>, Vec<_>) = findings.drain(..).partition(is_early);
    if told.len() > MOST_FINDINGS {
        rest = told.split_off(MOST_FINDINGS);
    }
    let next = rest.remove(0);
    let at_least = if n_all < MOST_COUNTED { "" } else { "at least " };
    let message = format!("{at_least}{} more findings are not shown", n_all - MOST_FINDINGS);
    let more = match next.severity {
        Severity::Error => Finding::error("more-findings", next.place, message),
        Severity::Warning => Finding::warning("more-findings", next.place, message),
    };
    told.push(more.with_help(Some("mend those above, then check again".to_owned())));
    told
}

/// The names most like `name`, for «did you mean»: at most three, nearest first.
///
/// Optimal string alignment distance, at most a third of the name's length and
/// one more than that of the nearest; a name that the other begins with is near
/// too.
///
/// ```
/// use status_quo::scenario::finding::nearest;
/// assert_eq!(nearest("japn", ["china", "japan", "ussr"]), ["japan"]);
/// assert_eq!(nearest("lower", ["none", "low", "high"]), ["low"]);
/// assert_eq!(nearest("sacred-sorce", ["sacred-fact", "sacred-source"]), ["sacred-source"]);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    let known: Vec<&str> = known
        .into_iter()
        .filter(|k| k.chars().count().abs_diff(length) <= limit || is_beginning(name, k))
        .collect();
    // A name that looks the same is meant, however many letters are of another script.
    if let Some(same) = known.iter().find(|k| look_alike(name, k).is_some()) {
        return vec![*same];
    }
    let mut ranked: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|k| !is_opposite(name, k) && !is_opposite(k, name))
        .map(|k| (strsim::osa_distance(name, k), k))
        .filter(|(distance, k)| *distance <= limit || is_beginning(name, k))
        .collect();
    ranked.sort_unstable();
    // Names that are much farther off than the nearest were not meant.
    let most = ranked.first().map_or(0, |(best, _)| best + 1);
    ranked
        .into_iter()
        .take_while(|(distance, _)| *distance <= most)
        .take(3)
        .map(|(_, k)| k)
        .collect()
}

/// Whether one of two words begins with the other, as `lower` does with `low`.
fn is_beginning(word: &str, other: &str) -> bool {
    /// Fewer letters begin too many words.
    const LEAST: usize = 3;
    let (short, long) = if word.len() <= other.len() { (word, other) } else { (other, word) };
    short.chars().count() >= LEAST && long.starts_with(short)
}

/// Whether one word denies another, as `uncertain` does `certain`.
fn is_opposite(word: &str, other: &str) -> bool {
    ["un", "non", "dis", "not-"].iter().any(|no| other.strip_prefix(no) == Some(word))
}

/// The difference of two names that look the same, in words: a letter of another
/// script.
///
/// ```
/// use status_quo::scenario::finding::look_alike;
/// assert_eq!(
///     look_alike("s\u{435}at", "seat").as_deref(),
///     Some("its `\u{435}` is a Cyrillic letter that only looks like `e`")
/// );
/// assert_eq!(look_alike("saet", "seat"), None);
/// ```
#[must_use]
pub fn look_alike(found: &str, meant: &str) -> Option<String> {
    if found.chars().count() != meant.chars().count() {
        return None;
    }
    let mut pairs = found.chars().zip(meant.chars()).filter(|(has, means)| has != means);
    let (first, like) = pairs.next()?;
    let all_alike = latin(first) == Some(like) && pairs.all(|(has, m)| latin(has) == Some(m));
    all_alike.then(|| only_looks_like(first, like))
}

/// The first letter of another script in a name that looks Latin, in words, whatever
/// name was meant: each such letter looks like a Latin one, and none of the names
/// around has the first of them.
///
/// ```
/// use status_quo::scenario::finding::foreign_letter;
/// assert_eq!(
///     foreign_letter("\u{421}1", ["S1", "S2"]).as_deref(),
///     Some("its `\u{421}` is a Cyrillic letter that only looks like `C`")
/// );
/// assert_eq!(foreign_letter("\u{421}1", ["\u{421}2"]), None);
/// assert_eq!(foreign_letter("S3", ["S1"]), None);
/// ```
#[must_use]
pub fn foreign_letter<'a>(name: &str, around: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut foreign = name.chars().filter(|c| !c.is_ascii());
    let first = foreign.next()?;
    let like = latin(first)?;
    let looks_latin = foreign.all(|c| latin(c).is_some());
    let is_usual = around.into_iter().any(|other| other.contains(first));
    (looks_latin && !is_usual).then(|| only_looks_like(first, like))
}

/// A letter of another script and the Latin one that it looks like, in words.
fn only_looks_like(letter: char, like: char) -> String {
    let script = match letter {
        '\u{370}'..='\u{3FF}' => "a Greek letter",
        '\u{400}'..='\u{52F}' => "a Cyrillic letter",
        _ => "a full-width letter",
    };
    format!("its `{letter}` is {script} that only looks like `{like}`")
}

/// The Latin letter that a letter of another script looks like.
fn latin(c: char) -> Option<char> {
    const LIKE: [(&str, &str); 2] = [
        ("аеорсухіјѕһԁАВЕКМНОРСТХУІЅЈ", "aeopcyxijshdABEKMHOPCTXYISJ"),
        ("οναικρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovaikpuABEZHIKMNOPTYX"),
    ];
    if let '\u{FF01}'..='\u{FF5E}' = c {
        return char::from_u32(u32::from(c) - 0xFEE0);
    }
    let find = |(from, to): &(&str, &str)| {
        from.chars().zip(to.chars()).find_map(|(has, means)| (has == c).then_some(means))
    };
    LIKE.iter().find_map(find)
}
