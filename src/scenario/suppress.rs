//! Suppressions: warnings that an author has looked at and means to keep.
//!
//! `// #suppress CODE: reason` at the end of a line silences the warnings with
//! that code on it; on a line of its own, those on the next line. It needs a
//! reason, for whoever reads the file next. It never silences an error, and one
//! that does nothing is itself a warning, so that none outlives its cause.

use super::explain;
use super::finding::{Finding, Severity, nearest};
use super::sources::Sources;
use super::syntax::{Span, TokenKind, Tree};

/// The sign that introduces a suppression, after the slashes.
const SIGN: &str = "#suppress";

/// A comment that suppresses a warning.
struct Suppression<'t> {
    file: usize,
    /// The whole comment, and the code in it.
    comment: Span,
    code_span: Span,
    code: &'t str,
    reason: &'t str,
    /// The line whose warnings it suppresses, counted from one.
    line: usize,
    used: bool,
}

/// Removes the warnings that are suppressed and adds the faults of the suppressions
/// themselves. Returns the findings and the number of warnings removed.
#[must_use]
pub fn apply(sources: &Sources<'_>, findings: Vec<Finding>) -> (Vec<Finding>, usize) {
    let mut suppressions = all(sources);
    let any_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    let (mut kept, n_suppressed) = sift(sources, findings, &mut suppressions);
    for suppression in suppressions.iter().filter(|suppression| !suppression.used) {
        kept.extend(suppression.fault(sources, any_error));
    }
    (kept, n_suppressed)
}

/// Removes the warnings that are suppressed, without a check of the suppressions: for
/// findings that are made later, by playing.
#[must_use]
pub fn silence(sources: &Sources<'_>, findings: Vec<Finding>) -> (Vec<Finding>, usize) {
    sift(sources, findings, &mut all(sources))
}

/// The suppressions of a pack.
fn all<'t>(sources: &'t Sources<'_>) -> Vec<Suppression<'t>> {
    (0..)
        .map_while(|file| sources.tree(file).map(|tree| (file, tree)))
        .flat_map(|(file, tree)| in_file(sources, file, tree))
        .collect()
}

/// The findings that no suppression silences, and how many are silenced.
fn sift(
    sources: &Sources<'_>,
    findings: Vec<Finding>,
    suppressions: &mut [Suppression<'_>],
) -> (Vec<Finding>, usize) {
    if suppressions.is_empty() {
        return (findings, 0);
    }
    let before = findings.len();
    let mut kept = Vec::new();
    for finding in findings {
        let fits = |s: &&mut Suppression<'_>| {
            !s.reason.is_empty()
                && s.code == finding.code
                && s.line == finding.place.line
                && sources.whole(s.file).file == finding.place.file
        };
        if finding.severity == Severity::Warning
            && let Some(suppression) = suppressions.iter_mut().find(fits)
        {
            suppression.used = true;
        } else {
            kept.push(finding);
        }
    }
    let n_suppressed = before - kept.len();
    (kept, n_suppressed)
}

/// The suppressions of a file.
fn in_file<'t>(sources: &Sources<'_>, file: usize, tree: &'t Tree<'_>) -> Vec<Suppression<'t>> {
    let text = tree.text();
    if !text.contains(SIGN) {
        return Vec::new();
    }
    let line_of = |offset| sources.place(file, Span::at(offset)).map_or(0, |place| place.line);
    let tokens = tree.tokens();
    let mut found = Vec::new();
    for (nth, token) in tokens.iter().enumerate() {
        let comment = token.span.of(text).trim_end();
        let Some(rest) = comment.strip_prefix("//").map(str::trim_start) else { continue };
        let Some(rest) = rest.strip_prefix(SIGN).filter(|_| token.kind == TokenKind::Comment)
        else {
            continue;
        };
        let (code, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let code_start = token.span.start
            + (comment.len() - rest.len())
            + (code.len() - code.trim_start().len());
        let code = code.trim();
        let line = line_of(token.span.start);
        let means = |kind| !matches!(kind, TokenKind::Blank | TokenKind::Comment);
        let before = tokens[..nth].iter().rev().find(|token| means(token.kind));
        let own = before.is_some_and(|before| line_of(before.span.end - 1) == line);
        let after = tokens[nth..].iter().find(|token| means(token.kind));
        found.push(Suppression {
            file,
            comment: Span::new(token.span.start, token.span.start + comment.len()),
            code_span: Span::new(code_start, code_start + code.len()),
            code,
            reason: reason.trim(),
            line: if own { line } else { after.map_or(0, |after| line_of(after.span.start)) },
            used: false,
        });
    }
    found
}

impl Suppression<'_> {
    /// The fault of a suppression that had no effect.
    fn fault(&self, sources: &Sources<'_>, any_error: bool) -> Option<Finding> {
        let at = |span| sources.place(self.file, span).unwrap_or_else(|| sources.whole(self.file));
        let code = self.code;
        if self.code.is_empty() || self.reason.is_empty() {
            let message = "a warning is suppressed by its code and a reason";
            return Some(
                Finding::warning("suppress-reason", at(self.comment), message)
                    .with_help(Some("write `// #suppress CODE: why it is meant so`".to_owned())),
            );
        }
        let Some(explanation) = explain::of(code) else {
            let like = nearest(code, explain::all().iter().map(|e| e.code.as_str()));
            let help = match like.as_slice() {
                [] => "`status-quo explain` lists all codes".to_owned(),
                like => format!("did you mean `{}`?", like.join("` or `")),
            };
            let message = format!("no finding has the code `{code}`");
            let finding = Finding::warning("suppress-code", at(self.code_span), message);
            let finding = finding.with_help(Some(help));
            return Some(match (like.as_slice(), sources.edit(self.file, self.code_span, "")) {
                ([one], Some(mut edit)) => {
                    (*one).clone_into(&mut edit.new);
                    finding.with_guess(edit)
                }
                _ => finding,
            });
        };
        if explanation.severity == Severity::Error {
            let message = format!("`{code}` is an error, and errors cannot be suppressed");
            return Some(
                Finding::warning("suppress-error", at(self.code_span), message)
                    .with_help(Some("mend what it says, and delete this comment".to_owned())),
            );
        }
        // An error may hide the warning that it is for; warnings that are found only by
        // playing are not known here.
        if any_error || explanation.played {
            return None;
        }
        let message = format!("there is no warning `{code}` here to suppress");
        let help = "delete this comment, or move it to the line before the one it speaks of";
        Some(
            Finding::warning("suppress-nothing", at(self.comment), message)
                .with_help(Some(help.to_owned())),
        )
    }
}
