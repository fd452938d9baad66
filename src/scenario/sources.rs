//! The texts of a pack with their syntax trees; spans become places, and faults become
//! findings.

use super::finding::{Certainty, Finding, TextEdit, TextPlace};
use super::longhand::Longhand;
use super::pack::{File, Pack};
use super::percent::{self, PerCent};
use super::syntax::{
    Lines, Span, SyntaxFault, TextChange, Tree, plain_message, read, suspect, swallowed,
};

/// A file of a pack, with its tree and its lines.
struct ParsedFile<'p> {
    file: &'p File,
    tree: Tree<'p>,
    lines: Lines<'p>,
    /// The text with its short numbers written out, if it has any.
    long: Option<Longhand>,
}

/// The files of a pack, each with its tree and its lines.
pub struct Sources<'p> {
    sources: Vec<ParsedFile<'p>>,
    /// The address in memory at which each file's text begins, written out or as it stands,
    /// and the number of the file, in rising order.
    starts: Vec<(usize, usize)>,
}

impl<'p> Sources<'p> {
    /// Reads all files of a pack.
    #[must_use]
    pub fn new(pack: &'p Pack) -> Self {
        let source = |file: &'p File| {
            let tree = read(&file.text);
            let long = Longhand::of(&tree);
            ParsedFile { file, tree, lines: Lines::new(&file.text), long }
        };
        let sources: Vec<ParsedFile<'p>> = pack.files().iter().map(source).collect();
        let files = sources.iter().enumerate();
        let mut starts: Vec<(usize, usize)> =
            files.map(|(index, file)| (file.to_read().as_ptr() as usize, index)).collect();
        starts.sort_unstable();
        Self { sources, starts }
    }

    /// The text of a file as the reader of types takes it: with its short numbers written out.
    #[must_use]
    pub fn to_read(&self, file: usize) -> &str {
        self.sources.get(file).map_or("", ParsedFile::to_read)
    }

    /// The syntax faults of all files, as findings.
    #[must_use]
    pub fn faults(&self) -> Vec<Finding> {
        let of = |source: &ParsedFile<'p>| -> Vec<Finding> {
            source.tree.faults().iter().map(|fault| source.finding(fault)).collect()
        };
        self.sources.iter().flat_map(of).collect()
    }

    /// The tree of a file.
    #[must_use]
    pub fn tree(&self, file: usize) -> Option<&Tree<'p>> {
        self.sources.get(file).map(|source| &source.tree)
    }

    /// The place of a span of a file.
    #[must_use]
    pub fn place(&self, file: usize, span: Span) -> Option<TextPlace> {
        self.sources.get(file).map(|source| source.place(span))
    }

    /// The place of a file as a whole.
    #[must_use]
    pub fn whole(&self, file: usize) -> TextPlace {
        let path = self.sources.get(file).map_or("scenario.ron", |source| &source.file.path);
        TextPlace { file: path.to_owned(), line: 0, column: 0, length: 0 }
    }

    /// The place at which a file begins, for a finding about the file.
    #[must_use]
    pub fn top(&self, file: usize) -> TextPlace {
        TextPlace { line: 1, column: 1, length: 1, ..self.whole(file) }
    }

    /// The path of a file, relative to the pack.
    #[must_use]
    pub fn path(&self, file: usize) -> &str {
        self.sources.get(file).map_or("scenario.ron", |source| &source.file.path)
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The file and the span of what was read at this address in memory.
    #[must_use]
    pub fn locate(&self, address: usize, length: usize) -> Option<(usize, Span)> {
        let after = self.starts.partition_point(|(start, _)| *start <= address);
        let (start, file) = *self.starts.get(after.checked_sub(1)?)?;
        let offset = address - start;
        let source = &self.sources[file];
        let fits = offset + length <= source.to_read().len();
        fits.then(|| (file, source.origin(Span::new(offset, offset + length))))
    }

    /// An edit of a file.
    #[must_use]
    pub fn edit(&self, file: usize, span: Span, new: impl Into<String>) -> Option<TextEdit> {
        let source = self.sources.get(file)?;
        Some(source.edit(&TextChange { span, new: new.into() }))
    }

    /// The probable syntax fault of a file with wrong types and valid syntax.
    #[must_use]
    pub fn suspicion(&self, file: usize) -> Option<Finding> {
        let source = self.sources.get(file)?;
        suspect(source.tree.text()).map(|fault| source.finding(&fault))
    }

    /// The finding about a raw text that goes on through another field with such a text.
    #[must_use]
    pub fn swallowed(&self, file: usize) -> Option<Finding> {
        let source = self.sources.get(file)?;
        swallowed(&source.tree).map(|fault| source.finding(&fault))
    }

    /// The finding for an error of `ron` in a file in which no other fault was found.
    #[must_use]
    pub fn refusal(&self, file: usize, error: &ron::error::SpannedError) -> Finding {
        let place = self.sources.get(file).map(|source| {
            let start = error.span.start;
            let offset = match &source.long {
                Some(long) => Lines::new(long.text()).offset(start.line, start.col),
                None => source.lines.offset(start.line, start.col),
            };
            source.place(source.origin(Span::at(offset)))
        });
        let place = place.unwrap_or_else(|| self.whole(file));
        // The limit of `ron` counts what stands between the brackets too.
        if matches!(error.code, ron::Error::ExceededRecursionLimit) {
            let help = "part it: what lies deepest can be decided by a fact of its own";
            return Finding::error("too-deep", place, "this nests too deep to be read")
                .with_help(Some(help.to_owned()));
        }
        Finding::error("unreadable", place, plain_message(&error.code))
    }
}

impl ParsedFile<'_> {
    fn to_read(&self) -> &str {
        self.long.as_ref().map_or(&self.file.text, Longhand::text)
    }

    /// The part of the author's text that a part of the text to read stands for.
    fn origin(&self, span: Span) -> Span {
        self.long.as_ref().map_or(span, |long| long.origin(span))
    }

    fn place(&self, span: Span) -> TextPlace {
        let (line, column) = self.lines.place(span.start);
        // Only what stands on the first line can be underlined.
        let end = span.end.min(self.lines.end(span.start)).max(span.start);
        TextPlace {
            file: self.file.path.clone(),
            line,
            column,
            length: self.lines.length(Span::new(span.start, end)),
        }
    }

    fn edit(&self, change: &TextChange) -> TextEdit {
        TextEdit {
            file: self.file.path.clone(),
            start: change.span.start,
            end: change.span.end,
            new: change.new.clone(),
        }
    }

    fn finding(&self, fault: &SyntaxFault) -> Finding {
        if let Some(PerCent { span, share }) = percent::meant(&self.tree, fault) {
            let written = span.of(&self.file.text);
            let message = format!("`{written}` is no number; shares are parts of one");
            return Finding::error("per-cent", self.place(span), message)
                .with_help(Some(format!("write `{share}`")))
                .with_confidence(Certainty::Likely)
                .with_edit(self.edit(&TextChange { span, new: share }));
        }
        let mut finding = Finding::error(fault.code, self.place(fault.span), fault.message.clone())
            .with_help(fault.help.clone())
            .with_confidence(fault.confidence);
        for (span, label) in &fault.also {
            finding = finding.with_also(self.place(*span), label.clone());
        }
        fault.changes.iter().fold(finding, |finding, change| finding.with_edit(self.edit(change)))
    }
}
