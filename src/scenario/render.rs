//! Findings as text: for a terminal, as JSON lines, as lines for GitHub.
//!
//! Nothing is decided here. `annotate-snippets` draws what a terminal shows; it
//! knows the widths of signs, so that carets stand under the right ones beside
//! Chinese, Japanese, Russian or Mongolian text. It is given only the lines
//! around a place, and of long lines only what is near: texts of a scenario
//! are often one line of a thousand characters.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Patch, Snippet};

use super::finding::{Certainty, Finding, Severity, TextEdit, TextPlace};
use super::syntax::{Lines, Span, TextChange};
use crate::shown::{is_unseen, one_line, visible};

/// The most characters of a line that are shown before and after the place.
const BEFORE: usize = 60;
const AFTER: usize = 90;
/// The most characters of a place that are underlined.
const UNDERLINED: usize = 100;
/// The most lines of a fix that are shown; a fix of more is only mentioned.
const MOST_LINES: usize = 6;
/// The most further places that are shown; the rest are counted.
const MOST_PLACES: usize = 6;

/// Whether the text is for a terminal that shows colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// No colours: for files and pipes.
    #[default]
    Plain,
    /// With colours.
    Coloured,
}

/// A renderer of findings, each with the lines of its place.
pub struct Renderer<'t> {
    files: BTreeMap<&'t str, Lines<'t>>,
    palette: Palette,
}

impl<'t> Renderer<'t> {
    /// A renderer for findings in these files, given by their paths and texts.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (&'t str, &'t str)>, palette: Palette) -> Self {
        let files = files.into_iter().map(|(path, text)| (path, Lines::new(text))).collect();
        Self { files, palette }
    }

    /// A finding as text, ended by a line break.
    #[must_use]
    pub fn render(&self, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let mut group = level
            .primary_title(visible(&finding.message))
            .id(finding.code)
            .element(origin(&finding.place));
        // What stands beside the place is shown with it.
        let near = |place: &TextPlace| {
            place.file == finding.place.file && place.line.abs_diff(finding.place.line) <= 1
        };
        if let Some(excerpt) = self.excerpt(&finding.place, 1) {
            let mut snippet =
                excerpt.snippet().annotation(AnnotationKind::Primary.span(excerpt.span(0)));
            for also in finding.also.iter().filter(|also| near(&also.place)) {
                if let Some(span) = self.bytes(&also.place).and_then(|span| excerpt.within(span)) {
                    let mark = AnnotationKind::Context.span(span).label(visible(&also.label));
                    snippet = snippet.annotation(mark);
                }
            }
            group = group.element(snippet);
        }
        let shown = |place: &TextPlace| {
            let excerpt = self.excerpt(&finding.place, 1);
            near(place)
                && self
                    .bytes(place)
                    .zip(excerpt)
                    .is_some_and(|(span, excerpt)| excerpt.within(span).is_some())
        };
        let apart: Vec<_> = finding.also.iter().filter(|also| !shown(&also.place)).collect();
        for also in apart.iter().take(MOST_PLACES) {
            group = group.element(origin(&also.place));
            if let Some(excerpt) = self.excerpt(&also.place, 0) {
                let mark = AnnotationKind::Context.span(excerpt.span(0));
                let mark = mark.label(visible(&also.label));
                group = group.element(excerpt.snippet().annotation(mark));
            }
        }
        let more = apart.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            let note = format!("and {more} further places");
            group = group.element(Level::NOTE.message(note));
        }
        let patch = self.patch(&finding.fix);
        if patch.is_none()
            && let Some(help) = &finding.help
        {
            group = group.element(Padding).element(Level::HELP.message(visible(help)));
        }
        if finding.confidence == Certainty::Guess {
            let note = "this is a guess; something near it may be the cause";
            group = group.element(Level::NOTE.message(note));
        }
        let mut groups = vec![group];
        if let Some(patch) = patch {
            let title = finding.help.as_deref().unwrap_or("change it so");
            let title = Level::HELP.secondary_title(visible(title));
            groups.push(Group::with_title(title).element(patch));
        }
        let renderer = match self.palette {
            Palette::Plain => annotate_snippets::Renderer::plain(),
            Palette::Coloured => annotate_snippets::Renderer::styled(),
        };
        let wide = BEFORE + UNDERLINED + AFTER;
        let drawn =
            renderer.decor_style(DecorStyle::Ascii).term_width(4 * wide).render(groups.as_slice());
        // Empty lines of a snippet end in a blank; one without a path of its own,
        // because the place is said already, begins with a line that says nothing.
        let lines = drawn.lines().filter(|line| !says_nothing(line));
        lines.map(|line| line.trim_end().to_owned() + "\n").collect::<String>() + "\n"
    }

    /// The bytes of a place.
    fn bytes(&self, place: &TextPlace) -> Option<Span> {
        let lines = self.files.get(place.file.as_str()).filter(|_| place.line > 0)?;
        let start = lines.offset(place.line, place.column);
        let rest = lines.text(place.line - 1)?.chars().skip(place.column.saturating_sub(1));
        let length: usize = rest.take(place.length.min(UNDERLINED)).map(char::len_utf8).sum();
        Some(Span::new(start, start + length))
    }

    /// The lines around a place.
    fn excerpt(&self, place: &TextPlace, around: usize) -> Option<Excerpt> {
        let span = self.bytes(place)?;
        let lines = self.files.get(place.file.as_str())?;
        let line = place.line - 1;
        let blank = |line: usize| lines.text(line).is_none_or(|text| text.trim().is_empty());
        let first = line.saturating_sub(around);
        let first = if blank(first) { line } else { first };
        let last = if blank(line + around) { line } else { line + around };
        let column = place.column.saturating_sub(1);
        let until = column + place.length.min(UNDERLINED) + AFTER;
        Some(Excerpt::new(lines, first, last, column.saturating_sub(BEFORE)..until, &[span]))
    }

    /// The lines that a fix touches, with the changes; none if they are too many.
    fn patch(&self, fix: &[TextEdit]) -> Option<Snippet<'static, Patch<'static>>> {
        let file = &fix.first()?.file;
        let lines =
            self.files.get(file.as_str()).filter(|_| fix.iter().all(|e| e.file == *file))?;
        let start = fix.iter().map(|edit| edit.start).min()?;
        let end = fix.iter().map(|edit| edit.end).max()?;
        let (first, last) = (lines.line(start), lines.line(end));
        let new_lines: usize = fix.iter().map(|edit| edit.new.matches('\n').count()).sum();
        if last - first + 1 + new_lines > MOST_LINES {
            return None;
        }
        let columns = if first == last {
            let (from, until) = (lines.place(start).1 - 1, lines.place(end).1 - 1);
            from.saturating_sub(BEFORE)..until + AFTER
        } else {
            0..BEFORE + AFTER
        };
        let spans: Vec<Span> = fix.iter().map(|edit| Span::new(edit.start, edit.end)).collect();
        let excerpt = Excerpt::new(lines, first, last, columns, &spans);
        let mut patches = Vec::new();
        for (edit, span) in fix.iter().zip(spans) {
            patches.push(Patch::new(excerpt.within(span)?, visible(&edit.new).into_owned()));
        }
        let snippet = Snippet::source(excerpt.source).line_start(excerpt.first + 1);
        Some(snippet.patches(patches))
    }
}

/// Whether a line has only the sign for a further place, colours apart.
fn says_nothing(line: &str) -> bool {
    let mut parts = line.split('\u{1B}');
    let first = parts.next().unwrap_or("").to_owned();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, after)| after));
    (first + &rest.collect::<String>()).trim() == ":::"
}

fn origin(place: &TextPlace) -> Origin<'_> {
    let origin = Origin::path(one_line(&place.file));
    if place.line == 0 { origin } else { origin.line(place.line).char_column(place.column) }
}

/// Some lines of a file, cut to what is near, and where in them its bytes are.
struct Excerpt {
    source: String,
    /// The first line, counted from zero.
    first: usize,
    /// For each sign shown, and each end of a line: its byte in the file, and here.
    signs: Vec<(usize, usize)>,
    spans: Vec<Span>,
}

impl Excerpt {
    /// `columns` are in characters, counted from zero.
    fn new(
        lines: &Lines<'_>,
        first: usize,
        last: usize,
        columns: core::ops::Range<usize>,
        spans: &[Span],
    ) -> Self {
        let mut excerpt =
            Self { source: String::new(), first, signs: Vec::new(), spans: spans.to_vec() };
        for line in first..=last {
            let Some(text) = lines.text(line) else { break };
            if line > first {
                excerpt.source.push('\n');
            }
            let start = lines.offset(line + 1, 1);
            let cut_before = columns.start > 0 && text.chars().nth(columns.start).is_some();
            let from = if cut_before { columns.start } else { 0 };
            if cut_before {
                excerpt.source.push_str("...");
            }
            let mut shown = text.char_indices().skip(from);
            for (at, c) in shown.by_ref().take(columns.end - from) {
                excerpt.signs.push((start + at, excerpt.source.len()));
                excerpt.source.push(in_its_column(c));
            }
            match shown.next() {
                Some((at, _)) => {
                    excerpt.signs.push((start + at, excerpt.source.len()));
                    excerpt.source.push_str("...");
                }
                None => excerpt.signs.push((start + text.len(), excerpt.source.len())),
            }
        }
        excerpt
    }

    fn snippet(&self) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        Snippet::source(self.source.clone()).line_start(self.first + 1).fold(false)
    }

    /// The range of the excerpt that shows a span of the file; none if it is not shown.
    fn within(&self, span: Span) -> Option<core::ops::Range<usize>> {
        let here = |offset| {
            let found = self.signs.binary_search_by_key(&offset, |sign| sign.0).ok()?;
            Some(self.signs[found].1)
        };
        Some(here(span.start)?..here(span.end)?)
    }

    /// The range of the excerpt that shows the span with this number.
    fn span(&self, nth: usize) -> core::ops::Range<usize> {
        let end = self.source.len();
        self.spans.get(nth).and_then(|span| self.within(*span)).unwrap_or(end..end)
    }
}

impl Finding {
    /// The finding as one JSON object on one line, with the pack and the text of
    /// the line that it stands on.
    #[must_use]
    pub fn json(&self, pack: &str, line_text: &str) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.insert("pack".to_owned(), pack.into());
            object.insert("line_text".to_owned(), line_text.into());
        }
        value.to_string()
    }

    /// The finding as a line that GitHub shows beside the code. `folder` is the
    /// way from the repository's root to the pack.
    #[must_use]
    pub fn github(&self, folder: &str) -> String {
        let TextPlace { file, line, column, length } = &self.place;
        let (line, column) = ((*line).max(1), (*column).max(1));
        let level = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let mut message = self.message.clone();
        match self.confidence {
            Certainty::Sure => {}
            Certainty::Likely => message += " (likely)",
            Certainty::Guess => message += " (a guess)",
        }
        if let Some(help) = &self.help {
            message += "\nhelp: ";
            message += help;
        }
        format!(
            "::{level} file={},line={line},col={column},endColumn={},title={}::{}",
            property(&format!("{}/{file}", folder.trim_end_matches('/'))),
            column + length,
            property(self.code),
            data(&message),
        )
    }
}

/// A text with the edits made; those that do not fit it are left out.
#[must_use]
pub fn mend(text: &str, edits: &[TextEdit]) -> String {
    let changes: Vec<TextChange> = edits
        .iter()
        .map(|edit| TextChange { span: Span::new(edit.start, edit.end), new: edit.new.clone() })
        .collect();
    super::syntax::mend(text, &changes)
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The one character that is shown for another: itself, unless it would turn or break the
/// line. Carets stand under what is shown, so that it must be one.
fn in_its_column(c: char) -> char {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_unseen(c) => '\u{FFFD}',
        c => c,
    }
}
