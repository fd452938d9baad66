//! Completion: which names, fields and words can stand at a place.
//!
//! A text that is being written is seldom whole, so the word under the cursor is
//! taken out, or put in, before the text is read; what stands around it tells
//! what can stand there.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, CompletionTextEdit,
    Documentation, InsertTextFormat, MarkupContent, MarkupKind, TextEdit,
};

use super::answers::{field_words, fields_of, index_of, word_words};
use super::places::{offset_at, range_of};
use super::workspace::{Here, Workspace};
use crate::scenario::atlas::atlas;
use crate::scenario::draft::Sort;
use crate::scenario::index::{Mention, NameIndex, shape_of, word_of};
use crate::scenario::pack::{File, Pack};
use crate::scenario::schema::{Field, PASSAGE, Takes, ValueShape, Word, schema};
use crate::scenario::skeleton::{SkeletonKind, skeleton_item};
use crate::scenario::sources::Sources;
use crate::scenario::syntax::{NodeId, NodeKind, Span, TokenKind, Tree, read};

/// What can stand at a place.
pub(super) fn completion(
    workspace: &Workspace,
    params: &CompletionParams,
    snippets: bool,
) -> Option<CompletionResponse> {
    let position = &params.text_document_position;
    let here = workspace.here(&position.text_document.uri)?;
    let offset = offset_at(here.text(), position.position);
    let writer = Writer { here: &here, snippets };
    let items = writer.in_text(offset).or_else(|| writer.in_place(offset))?;
    Some(CompletionResponse::Array(items))
}

struct Writer<'w> {
    here: &'w Here<'w>,
    snippets: bool,
}

impl Writer<'_> {
    /// Inside a text: the names that it may be.
    fn in_text(&self, offset: usize) -> Option<Vec<CompletionItem>> {
        let index = index_of(self.here);
        let mention = index.mention_at(self.here.file, offset)?;
        Some(self.names(&index, mention, mention.span, false))
    }

    /// The names of a sort, as completions of a stretch of the text.
    fn names(
        &self,
        index: &NameIndex,
        mention: &Mention,
        span: Span,
        quoted: bool,
    ) -> Vec<CompletionItem> {
        let known = index.known(mention.stands_for, &mention.within);
        let of_map = atlas().names(mention.sort).map(|name| {
            let text = if quoted { format!("\"{name}\"") } else { name.to_owned() };
            let detail = mention.sort.word().to_owned();
            self.item(name, CompletionItemKind::REFERENCE, span, text, detail, String::new())
        });
        let of_pack = known.map(|definition| {
            let name = &definition.name;
            let text = if quoted { format!("\"{name}\"") } else { name.clone() };
            let detail = format!("{}: {}", definition.sort.word(), definition.title);
            self.item(name, CompletionItemKind::REFERENCE, span, text, detail, String::new())
        });
        of_pack.chain(of_map).collect()
    }

    /// Outside of texts: the fields, words or values that can stand there.
    fn in_place(&self, offset: usize) -> Option<Vec<CompletionItem>> {
        let text = self.here.text();
        let part = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        let before: usize = text[..offset].chars().rev().take_while(part).map(char::len_utf8).sum();
        let after: usize = text[offset..].chars().take_while(part).map(char::len_utf8).sum();
        let word = Span::new(offset - before, offset + after);
        let tree = read(text);
        let last = tree
            .tokens()
            .iter()
            .take_while(|token| token.span.end <= word.start)
            .filter(|token| {
                !matches!(token.kind, TokenKind::Blank | TokenKind::Comment | TokenKind::Header)
            })
            .last()?;
        if last.span.of(text) == ":" {
            // A value is missing: with a word in its place, the way to it is known.
            let with = format!("{}x{}", &text[..word.start], &text[word.end..]);
            let tree = read(&with);
            let node =
                tree.innermost(word.start).filter(|id| tree.node(*id).kind == NodeKind::Word)?;
            let shape = shape_of(&tree, node)?;
            return Some(self.values(&with, &shape, word));
        }
        // A field or an entry may begin: without the word, what holds it is known.
        let without = format!("{}{}", &text[..word.start], &text[word.end..]);
        let tree = read(&without);
        let holder = tree.innermost(word.start)?;
        let shape = shape_of(&tree, holder)?;
        if let Some(fields) = fields_of(&tree, holder, &shape) {
            return Some(self.fields(&tree, holder, fields, word));
        }
        let inside = shape_inside(&tree, holder, &shape, word.start)?;
        let with = format!("{}x{}", &text[..word.start], &text[word.end..]);
        Some(self.values(&with, &inside, word))
    }

    /// The fields that an entry does not have yet.
    fn fields(
        &self,
        tree: &Tree<'_>,
        entry: NodeId,
        fields: &[Field],
        word: Span,
    ) -> Vec<CompletionItem> {
        let there: Vec<&str> = tree
            .children(entry)
            .filter_map(|child| Some(tree.node(child).key?.of(tree.text())))
            .collect();
        let mut open: Vec<&Field> =
            fields.iter().filter(|field| !there.contains(&field.name.as_str())).collect();
        // Required fields come first; each kind stands in the order of the manual.
        open.sort_by_key(|field| !field.required);
        (0..)
            .zip(open)
            .map(|(number, field): (usize, _)| {
                let text = format!("{}: {}", field.name, self.blank(&field.shape, 1));
                let detail = schema().wanted(&field.shape);
                let mut item = self.item(
                    &field.name,
                    CompletionItemKind::FIELD,
                    word,
                    text,
                    detail,
                    field_words(field),
                );
                item.sort_text = Some(format!("{number:02}"));
                item
            })
            .collect()
    }

    /// The values that can stand at a node of a text.
    fn values(&self, text: &str, shape: &ValueShape, word: Span) -> Vec<CompletionItem> {
        if let Some(words) = schema().words(shape) {
            return words.iter().map(|known| self.word(known, word)).collect();
        }
        match shape {
            ValueShape::Optional(inner) => self.values(text, inner, word),
            ValueShape::Flag => ["true", "false"]
                .map(|flag| {
                    let text = flag.to_owned();
                    self.item(
                        flag,
                        CompletionItemKind::VALUE,
                        word,
                        text,
                        String::new(),
                        String::new(),
                    )
                })
                .to_vec(),
            ValueShape::Name(sort) => self.quoted_names(text, word, *sort),
            other => {
                let text = self.entry(other).unwrap_or_else(|| self.blank(other, 1));
                let whole = self.snippet(&schema().wanted(other), word, text);
                let skeletons = if *other == ValueShape::Of("Item".to_owned()) {
                    self.skeletons(word)
                } else {
                    Vec::new()
                };
                skeletons.into_iter().chain([whole]).collect()
            }
        }
    }

    fn snippet(&self, label: &str, word: Span, text: String) -> CompletionItem {
        let kind = CompletionItemKind::SNIPPET;
        self.item(label, kind, word, text, String::new(), String::new())
    }

    /// An entry with its required fields, if the shape is one with fields.
    fn entry(&self, shape: &ValueShape) -> Option<String> {
        let fields = schema().fields(shape).filter(|_| !matches!(shape, ValueShape::Figure { .. }));
        let required = fields?.iter().filter(|field| field.required);
        let lines: Vec<String> = (1..)
            .zip(required)
            .map(|(n, field)| format!("  {}: {},\n", field.name, self.blank(&field.shape, n)))
            .collect();
        Some(if lines.is_empty() { "()".to_owned() } else { format!("(\n{})", lines.concat()) })
    }

    /// Whole items of each kind, fitted to the pack.
    fn skeletons(&self, word: Span) -> Vec<CompletionItem> {
        let kinds = SkeletonKind::ALL.into_iter().filter(|kind| *kind != SkeletonKind::Seat);
        let of_kind = |kind: SkeletonKind| {
            let item = skeleton_item(self.here.pack, kind)?;
            // In a snippet `$` and `}` are signs.
            let text = if self.snippets { item.replace('$', "\\$") } else { item };
            Some(self.snippet(kind.word(), word, text))
        };
        kinds.filter_map(of_kind).collect()
    }

    /// The names of a sort where no quotation mark stands yet.
    fn quoted_names(&self, text: &str, word: Span, sort: Sort) -> Vec<CompletionItem> {
        // With an empty text in its place, what the name counts within is known.
        let rest = text.get(word.start + 1..).unwrap_or("");
        let with = format!("{}\"\"{rest}", &text[..word.start]);
        let files = self.here.pack.files().iter().enumerate().map(|(number, file)| File {
            path: file.path.clone(),
            text: if number == self.here.file { with.clone() } else { file.text.clone() },
        });
        let pack = Pack::new(files.collect());
        let index = NameIndex::new(&Sources::new(&pack));
        let tree = read(&with);
        let at = tree.innermost(word.start).and_then(|id| tree.plain(id));
        let mention =
            index.mention_at(self.here.file, at.map_or(word.start + 1, |span| span.start));
        match mention.filter(|mention| mention.sort == sort) {
            Some(mention) => self.names(&index, mention, word, true),
            None => Vec::new(),
        }
    }

    fn word(&self, word: &Word, span: Span) -> CompletionItem {
        let text = match &word.takes {
            Takes::Nothing => word.name.clone(),
            Takes::Values(shapes) => {
                let blanks: Vec<String> =
                    (1..).zip(shapes).map(|(n, shape)| self.blank(shape, n)).collect();
                format!("{}({})", word.name, blanks.join(", "))
            }
            Takes::Fields(fields) => {
                let must = fields.iter().filter(|field| field.required);
                let blanks: Vec<String> = (1..)
                    .zip(must)
                    .map(|(n, f)| format!("{}: {}", f.name, self.blank(&f.shape, n)))
                    .collect();
                format!("{}({})", word.name, blanks.join(", "))
            }
        };
        self.item(
            &word.name,
            CompletionItemKind::ENUM_MEMBER,
            span,
            text,
            word.doc.clone(),
            word_words(word),
        )
    }

    /// An empty value of a shape, with a place to fill in.
    fn blank(&self, shape: &ValueShape, number: usize) -> String {
        let place = if self.snippets { format!("${number}") } else { String::new() };
        match shape {
            ValueShape::Text
            | ValueShape::Prose
            | ValueShape::Id
            | ValueShape::Name(_)
            | ValueShape::Date => {
                format!("\"{place}\"")
            }
            ValueShape::List(_) => format!("[{place}]"),
            ValueShape::Tuple(_) | ValueShape::Record(_) => format!("({place})"),
            ValueShape::Figure { .. } => format!("{place} (\"\")"),
            ValueShape::Optional(inner) => self.blank(inner, number),
            ValueShape::Of(_) if schema().words(shape).is_none() => format!("({place})"),
            ValueShape::Of(_)
            | ValueShape::Flag
            | ValueShape::Number
            | ValueShape::Whole { .. } => place,
        }
    }

    fn item(
        &self,
        label: &str,
        kind: CompletionItemKind,
        span: Span,
        new_text: String,
        detail: String,
        words: String,
    ) -> CompletionItem {
        let range = range_of(self.here.text(), span);
        let format =
            if self.snippets { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
        let markup = MarkupContent { kind: MarkupKind::Markdown, value: words };
        CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            detail: (!detail.is_empty()).then_some(detail),
            documentation: (!markup.value.is_empty())
                .then_some(Documentation::MarkupContent(markup)),
            insert_text_format: Some(format),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    }
}

/// The shape of what begins at a byte inside a list or a word's brackets.
fn shape_inside(
    tree: &Tree<'_>,
    holder: NodeId,
    shape: &ValueShape,
    at: usize,
) -> Option<ValueShape> {
    let number = tree.children(holder).take_while(|child| tree.node(*child).span.end <= at).count();
    match shape {
        ValueShape::List(inner) => Some((**inner).clone()),
        ValueShape::Prose => Some(ValueShape::Of(PASSAGE.to_owned())),
        ValueShape::Tuple(shapes) => shapes.get(number).cloned(),
        ValueShape::Optional(inner) => shape_inside(tree, holder, inner, at),
        _ => match &word_of(tree, holder, schema().words(shape)?)?.takes {
            Takes::Values(shapes) => shapes.get(number).cloned(),
            _ => None,
        },
    }
}
