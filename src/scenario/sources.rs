//! The texts of a pack with their trees: from spans to places, from what `ron`
//! refuses to findings.
//!
//! `ron` judges the types; it says what is wrong, the tree says where.

use super::finding::{Edit, Finding, Place, nearest};
use super::pack::{File, Pack};
use super::syntax::{
    Change, Fault, Lines, NodeId, NodeKind, Span, TokenKind, Tree, plain_message, read,
};

/// A file that was read.
struct Source<'p> {
    file: &'p File,
    tree: Tree<'p>,
    lines: Lines<'p>,
}

/// The files of a pack, read.
pub struct Sources<'p> {
    sources: Vec<Source<'p>>,
    /// Where each file's text begins in memory, in rising order.
    starts: Vec<(usize, usize)>,
}

impl<'p> Sources<'p> {
    /// Reads all files of a pack.
    #[must_use]
    pub fn new(pack: &'p Pack) -> Self {
        let source =
            |file: &'p File| Source { file, tree: read(&file.text), lines: Lines::new(&file.text) };
        let files = pack.files().iter().enumerate();
        let mut starts: Vec<(usize, usize)> =
            files.map(|(index, file)| (file.text.as_ptr() as usize, index)).collect();
        starts.sort_unstable();
        Self { sources: pack.files().iter().map(source).collect(), starts }
    }

    /// What is no RON.
    #[must_use]
    pub fn faults(&self) -> Vec<Finding> {
        let of = |source: &Source<'p>| -> Vec<Finding> {
            source.tree.faults().iter().map(|fault| source.finding(fault)).collect()
        };
        self.sources.iter().flat_map(of).collect()
    }

    /// The tree of a file.
    #[must_use]
    pub fn tree(&self, file: usize) -> Option<&Tree<'p>> {
        self.sources.get(file).map(|source| &source.tree)
    }

    /// The place of a stretch of a file.
    #[must_use]
    pub fn place(&self, file: usize, span: Span) -> Option<Place> {
        self.sources.get(file).map(|source| source.place(span))
    }

    /// The place of a file as a whole.
    #[must_use]
    pub fn whole(&self, file: usize) -> Place {
        let path = self.sources.get(file).map_or("scenario.ron", |source| &source.file.path);
        Place { file: path.to_owned(), line: 0, column: 0, length: 0 }
    }

    /// The file and the stretch of what was read from this address.
    #[must_use]
    pub fn locate(&self, address: usize, length: usize) -> Option<(usize, Span)> {
        let after = self.starts.partition_point(|(start, _)| *start <= address);
        let (start, file) = *self.starts.get(after.checked_sub(1)?)?;
        let offset = address - start;
        let fits = offset + length <= self.sources[file].file.text.len();
        fits.then(|| (file, Span::new(offset, offset + length)))
    }

    /// An edit of a file.
    #[must_use]
    pub fn edit(&self, file: usize, span: Span, new: impl Into<String>) -> Option<Edit> {
        let source = self.sources.get(file)?;
        Some(source.edit(&Change { span, new: new.into() }))
    }

    /// What `ron` refuses of a file.
    #[must_use]
    pub fn refusal(&self, file: usize, error: &ron::error::SpannedError) -> Finding {
        match self.sources.get(file) {
            Some(source) => source.refusal(error),
            None => Finding::error("unreadable", self.whole(file), plain_message(&error.code)),
        }
    }
}

impl Source<'_> {
    fn place(&self, span: Span) -> Place {
        let (line, column) = self.lines.place(span.start);
        // Only what stands on the first line can be underlined.
        let end = span.end.min(self.lines.end(span.start)).max(span.start);
        Place {
            file: self.file.path.clone(),
            line,
            column,
            length: Span::new(span.start, end).of(&self.file.text).chars().count(),
        }
    }

    fn edit(&self, change: &Change) -> Edit {
        Edit {
            file: self.file.path.clone(),
            start: change.span.start,
            end: change.span.end,
            new: change.new.clone(),
        }
    }

    fn finding(&self, fault: &Fault) -> Finding {
        let mut finding = Finding::error(fault.code, self.place(fault.span), fault.message.clone())
            .with_help(fault.help.clone());
        for (span, label) in &fault.also {
            finding = finding.with_also(self.place(*span), label.clone());
        }
        fault.changes.iter().fold(finding, |finding, change| finding.with_edit(self.edit(change)))
    }

    /// The finding for what `ron` refuses; the tree tells which value it was at.
    fn refusal(&self, error: &ron::error::SpannedError) -> Finding {
        use ron::Error as E;
        let text = &self.file.text;
        let (start, end) = (error.span.start, error.span.end);
        let (start, end) =
            (self.lines.offset(start.line, start.col), self.lines.offset(end.line, end.col));
        // Where it stopped: at the token that it read last, or is about to read.
        let token = self.token_from(start);
        let value = self.value_at(start, end);
        let value_span = value.map_or(token, |id| self.tree.node(id).span);
        match &error.code {
            E::NoSuchStructField { expected, found, .. } => {
                let span = self.word_near(found, start, end).unwrap_or(token);
                let message = format!("there is no field `{found}` here");
                self.unlike("unknown-field", span, message, found, expected)
            }
            E::NoSuchEnumVariant { expected, found, .. } => {
                let span = self.word_near(found, start, end).unwrap_or(token);
                let message = format!("`{found}` is none of the words that can stand here");
                self.unlike("unknown-word", span, message, found, expected)
            }
            E::MissingStructField { field, .. } => {
                // `ron` notices at the end of the brackets; what matters is which.
                let node =
                    self.tree.innermost(start.saturating_sub(1)).map(|id| self.tree.node(id));
                let of = node.map_or(token, |node| node.span);
                let open = Span::new(of.start, of.end.min(self.lines.end(of.start)));
                let message = format!("the field `{field}` is missing in this entry");
                Finding::error("missing-field", self.place(open), message)
                    .with_help(Some(format!("write `{field}: ...`")))
            }
            E::DuplicateStructField { field, .. } => {
                let span = self.word_near(field, start, end).unwrap_or(token);
                let finding = Finding::error(
                    "twice",
                    self.place(span),
                    format!("the field `{field}` stands here a second time"),
                )
                .with_help(Some("keep one of the two".to_owned()));
                let parent = self.tree.innermost(span.start);
                let first = parent.and_then(|id| {
                    self.tree.children(id).find_map(|child| {
                        self.tree.node(child).key.filter(|key| key.of(text) == *field)
                    })
                });
                match first {
                    Some(first) if first != span => {
                        finding.with_also(self.place(first), "it stands here already")
                    }
                    _ => finding,
                }
            }
            E::ExceededRecursionLimit => Finding::error(
                "too-deep",
                self.place(token),
                "brackets nest deeper here than a scenario can need",
            ),
            E::IntegerOutOfBounds => {
                let shown = value_span.of(text);
                Finding::error(
                    "wrong-value",
                    self.place(value_span),
                    format!("`{shown}` is too large or too small for this field"),
                )
            }
            E::Message(message) => {
                Finding::error("wrong-value", self.place(value_span), message.clone())
            }
            code => self.wrong_type(code, value, value_span),
        }
    }

    fn wrong_type(&self, code: &ron::Error, value: Option<NodeId>, span: Span) -> Finding {
        use ron::Error as E;
        let text = &self.file.text;
        let node = value.map(|id| self.tree.node(id));
        let shown = span.of(text).lines().next().unwrap_or("").to_owned();
        let wanted = match code {
            E::ExpectedString => "a text in quotation marks",
            E::ExpectedBoolean => "`true` or `false`",
            E::ExpectedInteger => "a whole number",
            E::ExpectedFloat => "a number",
            E::ExpectedArray => "a list in `[ ]`",
            E::ExpectedMap => "keys and values in `{ }`",
            E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => "fields in `( )`",
            E::ExpectedIdentifier | E::InvalidIdentifier(_) => "a word without quotation marks",
            E::ExpectedUnit => "`()`",
            E::ExpectedChar => "one character in single quotes",
            _ => "",
        };
        if wanted.is_empty() {
            return Finding::error("unreadable", self.place(span), plain_message(code));
        }
        let finding = Finding::error(
            "wrong-type",
            self.place(span),
            format!("`{shown}` stands where {wanted} belongs"),
        );
        let change = |new: String| self.edit(&Change { span, new });
        let with = |help: String, new: String| {
            finding.clone().with_help(Some(help)).with_edit(change(new))
        };
        match (code, node.map(|node| node.kind)) {
            (E::ExpectedString, Some(NodeKind::Word | NodeKind::Number)) => {
                with(format!("write `\"{shown}\"`"), format!("\"{shown}\""))
            }
            (E::ExpectedString, Some(NodeKind::Char)) => {
                let inner = shown.trim_matches('\'').replace('"', "\\\"");
                with(format!("write `\"{inner}\"`"), format!("\"{inner}\""))
            }
            (E::ExpectedBoolean, Some(_)) => {
                let said = shown.trim_matches(['"', '\'']).to_lowercase();
                let meant = match said.as_str() {
                    "true" | "yes" | "on" | "1" => Some("true"),
                    "false" | "no" | "off" | "0" => Some("false"),
                    _ => None,
                };
                meant.map_or_else(
                    || finding.clone(),
                    |meant| with(format!("write `{meant}`"), meant.to_owned()),
                )
            }
            (E::ExpectedInteger | E::ExpectedFloat, Some(NodeKind::Text))
                if shown.trim_matches('"').parse::<f64>().is_ok() =>
            {
                let number = shown.trim_matches('"').to_owned();
                with(format!("write `{number}`"), number)
            }
            (E::ExpectedIdentifier, Some(NodeKind::Text)) => {
                let word = shown.trim_matches('"').to_owned();
                with(format!("write `{word}`"), word)
            }
            (E::ExpectedArray, Some(NodeKind::Text | NodeKind::Struct)) => {
                let end = Span::at(span.end);
                finding
                    .with_help(Some("put it in `[ ]`, even if it is only one".to_owned()))
                    .with_edit(
                        self.edit(&Change { span: Span::at(span.start), new: "[".to_owned() }),
                    )
                    .with_edit(self.edit(&Change { span: end, new: "]".to_owned() }))
            }
            _ => finding,
        }
    }

    /// A finding about a word that is none of those that are known.
    fn unlike(
        &self,
        code: &'static str,
        span: Span,
        message: String,
        found: &str,
        known: &[&'static str],
    ) -> Finding {
        let finding = Finding::error(code, self.place(span), message);
        let like = nearest(found, known.iter().copied());
        let ticked = |list: &[&str]| list.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>();
        match like.as_slice() {
            [] => finding.with_help(Some(format!("there are: {}", ticked(known).join(", ")))),
            [one] if span.of(&self.file.text) == found => finding
                .with_help(Some(format!("did you mean `{one}`?")))
                .with_guess(self.edit(&Change { span, new: (*one).to_owned() })),
            like => finding.with_help(Some(format!("did you mean {}?", ticked(like).join(" or ")))),
        }
    }

    /// The first token that means something from a byte on.
    fn token_from(&self, offset: usize) -> Span {
        let tokens = self.tree.tokens();
        let first = tokens.partition_point(|token| token.span.end <= offset);
        let means = |kind: TokenKind| {
            !matches!(kind, TokenKind::Blank | TokenKind::Comment | TokenKind::Header)
        };
        tokens[first.min(tokens.len())..]
            .iter()
            .find(|token| means(token.kind))
            .map_or(Span::at(self.file.text.len()), |token| token.span)
    }

    /// A word that stands between two bytes, or begins a little before them.
    fn word_near(&self, word: &str, start: usize, end: usize) -> Option<Span> {
        let tokens = self.tree.tokens();
        let first = tokens.partition_point(|token| token.span.end < start).saturating_sub(4);
        let is_it = |span: &Span| {
            let shown = span.of(&self.file.text);
            shown.strip_prefix("r#").unwrap_or(shown) == word
        };
        let near = tokens.get(first..)?.iter().map(|token| token.span);
        near.take_while(|span| span.start <= end.max(start)).filter(is_it).last()
    }

    /// The value that was being read between two bytes.
    fn value_at(&self, start: usize, end: usize) -> Option<NodeId> {
        let token = self.token_from(start);
        let inside = self.tree.innermost(token.start)?;
        let node = self.tree.node(inside);
        // What was read already: a value that ends where it stopped.
        if matches!(
            self.tree.token_at(token.start).map(|t| t.kind),
            Some(TokenKind::Comma | TokenKind::Close(_))
        ) || node.span.start > end
        {
            return self.tree.innermost(start.saturating_sub(1));
        }
        Some(inside)
    }
}
