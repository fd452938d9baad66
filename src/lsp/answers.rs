//! Answers to an editor about a place: hover, definition, references, symbols, fixes.

use std::collections::BTreeMap;

use lsp_types::{
    AnnotatedTextEdit, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    DocumentChanges, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, Hover, HoverContents, HoverParams, Location, MarkupContent, MarkupKind,
    OneOf, OptionalVersionedTextDocumentIdentifier, PrepareRenameResponse, ReferenceParams,
    RenameParams, SymbolKind, TextDocumentEdit, TextDocumentPositionParams, TextEdit,
    WorkspaceEdit,
};

use super::places::{offset_at, range_of, range_of_place};
use super::workspace::{Here, Workspace};
use crate::scenario::draft::Sort;
use crate::scenario::finding::{Finding, Trust};
use crate::scenario::index::{Definition, NameIndex, walk, word_of};
use crate::scenario::rename as renaming;
use crate::scenario::schema::{Field, Takes, ValueShape, Word, schema};
use crate::scenario::sources::Sources;
use crate::scenario::syntax::{NodeId, Span, Tree, read};

fn place<'w>(
    workspace: &'w Workspace,
    params: &TextDocumentPositionParams,
) -> Option<(Here<'w>, usize)> {
    let here = workspace.here(&params.text_document.uri)?;
    let offset = offset_at(here.text(), params.position);
    Some((here, offset))
}

pub(super) fn index_of(here: &Here<'_>) -> NameIndex {
    NameIndex::new(&Sources::new(here.pack))
}

fn location(here: &Here<'_>, file: usize, span: Span) -> Option<Location> {
    let file = &here.pack.files()[file];
    Some(Location { uri: here.uri(&file.path)?, range: range_of(&file.text, span) })
}

/// Where the name at a place is defined.
pub(super) fn definition(workspace: &Workspace, params: &GotoDefinitionParams) -> Option<Location> {
    let (here, offset) = place(workspace, &params.text_document_position_params)?;
    let index = index_of(&here);
    let definition = index.definition(index.mention_at(here.file, offset)?)?;
    location(&here, definition.file, definition.span)
}

/// Where the name at a place is mentioned.
pub(super) fn references(workspace: &Workspace, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (here, offset) = place(workspace, &params.text_document_position)?;
    let index = index_of(&here);
    let defined = named_at(&index, &here, offset)?;
    let same = |sort: Sort| {
        sort == defined.sort || (sort == Sort::Conference && defined.sort == Sort::Item)
    };
    let of_it = |m: &&crate::scenario::index::Mention| {
        same(m.stands_for) && m.name == defined.name && m.within == defined.within
    };
    let own = params.context.include_declaration.then_some((defined.file, defined.span));
    let mentions = index.mentions.iter().filter(of_it).map(|m| (m.file, m.span));
    own.into_iter().chain(mentions).map(|(file, span)| location(&here, file, span)).collect()
}

/// The thing that is named at a place: mentioned there, or given its id.
fn named_at<'i>(index: &'i NameIndex, here: &Here<'_>, offset: usize) -> Option<&'i Definition> {
    match index.mention_at(here.file, offset) {
        Some(mention) => index.definition(mention),
        None => index.definition_at(here.file, offset),
    }
}

/// The id at a place that can be renamed, if there is one.
pub(super) fn may_rename(
    workspace: &Workspace,
    params: &TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let (here, offset) = place(workspace, params)?;
    let index = index_of(&here);
    let of = named_at(&index, &here, offset).filter(|of| of.sort != Sort::Place)?;
    let spot = index.mention_at(here.file, offset).map_or(of.span, |mention| mention.span);
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: range_of(here.text(), spot),
        placeholder: of.name.rsplit('/').next().unwrap_or_default().to_owned(),
    })
}

/// The edits that give the thing named at a place another id; a sentence if that cannot be.
pub(super) fn rename(
    workspace: &Workspace,
    params: &RenameParams,
) -> Result<WorkspaceEdit, String> {
    let nothing = || "there is no id here".to_owned();
    let (here, offset) = place(workspace, &params.text_document_position).ok_or_else(nothing)?;
    let sources = Sources::new(here.pack);
    let index = NameIndex::new(&sources);
    let of = named_at(&index, &here, offset).ok_or_else(nothing)?;
    let edits = renaming::rename(&sources, &index, of, &params.new_name)
        .map_err(|error| error.to_string())?;
    edit_of(&here, &edits).ok_or_else(nothing)
}

/// The entries of a file that have names.
pub(super) fn symbols(
    workspace: &Workspace,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let here = workspace.here(&params.text_document.uri)?;
    let index = index_of(&here);
    let kind = |sort: Sort| match sort {
        Sort::Item | Sort::Conference => SymbolKind::EVENT,
        Sort::Move | Sort::Option => SymbolKind::METHOD,
        Sort::Value | Sort::ClauseValue => SymbolKind::ENUM_MEMBER,
        Sort::Fact | Sort::Clause => SymbolKind::ENUM,
        Sort::Power | Sort::Seat | Sort::Leader | Sort::Adviser => SymbolKind::CLASS,
        _ => SymbolKind::OBJECT,
    };
    let symbol = |d: &Definition| {
        let range = range_of(here.text(), d.span);
        #[expect(deprecated, reason = "the protocol's type still has the field")]
        DocumentSymbol {
            name: d.name.clone(),
            detail: (!d.title.is_empty()).then(|| d.title.clone()),
            kind: kind(d.sort),
            tags: None,
            deprecated: None,
            range,
            selection_range: range,
            children: None,
        }
    };
    let own =
        index.definitions.iter().filter(|d| d.file == here.file && d.sort != Sort::Conference);
    Some(DocumentSymbolResponse::Nested(own.map(symbol).collect()))
}

/// The description of what is at a place.
pub(super) fn hover(workspace: &Workspace, params: &HoverParams) -> Option<Hover> {
    let (here, offset) = place(workspace, &params.text_document_position_params)?;
    let tree = read(here.text());
    let index = index_of(&here);
    let named = index.mention_at(here.file, offset).map(|m| {
        let known = index.definition(m);
        let title = known.map_or("not known", |d| d.title.as_str());
        (m.span, format!("{} `{}`: {title}", m.sort.word(), m.name))
    });
    let own = index
        .definition_at(here.file, offset)
        .map(|d| (d.span, format!("{} `{}`: {}", d.sort.word(), d.name, d.title)));
    let (span, text) =
        named.or(own).or_else(|| at_key(&tree, offset)).or_else(|| at_word(&tree, offset))?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        range: Some(range_of(here.text(), span)),
    })
}

/// The documentation of the field whose name holds a byte.
fn at_key(tree: &Tree<'_>, offset: usize) -> Option<(Span, String)> {
    let mut found = None;
    walk(tree, &mut |id, shape| {
        let Some(fields) = fields_of(tree, id, shape) else { return };
        for child in tree.children(id) {
            let Some(key) =
                tree.node(child).key.filter(|key| key.start <= offset && offset <= key.end)
            else {
                continue;
            };
            let field = fields.iter().find(|field| field.name == key.of(tree.text()));
            found = found.take().or_else(|| field.map(|field| (key, field_words(field))));
        }
    });
    found
}

/// The documentation of the word that holds a byte.
fn at_word(tree: &Tree<'_>, offset: usize) -> Option<(Span, String)> {
    let mut found = None;
    walk(tree, &mut |id, shape| {
        let node = tree.node(id);
        let span = node.name.unwrap_or(node.span);
        if !(span.start <= offset && offset <= span.end) {
            return;
        }
        if let Some(word) = schema().words(shape).and_then(|words| word_of(tree, id, words)) {
            found = Some((span, word_words(word)));
        }
    });
    found
}

/// The fields that a value may have.
pub(super) fn fields_of<'s>(
    tree: &Tree<'_>,
    id: NodeId,
    shape: &'s ValueShape,
) -> Option<&'s [Field]> {
    let schema = schema();
    if let Some(fields) = schema.fields(shape) {
        return Some(fields);
    }
    match &word_of(tree, id, schema.words(shape)?)?.takes {
        Takes::Fields(fields) => Some(fields),
        _ => None,
    }
}

/// The description of a field: its purpose, its shape and whether it is required.
pub(super) fn field_words(field: &Field) -> String {
    let must = if field.required { "must stand here" } else { "may be left out" };
    format!("**{}**: {}\n\n{}; {must}", field.name, field.doc, kind_words(&field.shape))
}

/// The description of a word, with the values or fields that it takes.
pub(super) fn word_words(word: &Word) -> String {
    let takes = match &word.takes {
        Takes::Nothing => String::new(),
        Takes::Values(shapes) => {
            let kinds: Vec<String> = shapes.iter().map(kind_words).collect();
            format!("\n\ntakes {}", kinds.join(", then "))
        }
        Takes::Fields(fields) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
            format!("\n\ntakes the fields {}", names.join(", "))
        }
    };
    format!("**{}**: {}{takes}", word.name, word.doc)
}

fn kind_words(shape: &ValueShape) -> String {
    match shape {
        ValueShape::Figure { unit, low, high } => {
            format!("a number with its grade: {unit}, from {low} to {high}")
        }
        ValueShape::List(inner) => format!("a list in `[ ]`, each {}", kind_words(inner)),
        ValueShape::Optional(inner) => kind_words(inner),
        ValueShape::Whole { low, high } => format!("a whole number from {low} to {high}"),
        other => schema().wanted(other),
    }
}

/// The fixes of what is wrong at a place.
pub(super) fn actions(
    workspace: &Workspace,
    params: &CodeActionParams,
) -> Option<Vec<CodeActionOrCommand>> {
    let here = workspace.here(&params.text_document.uri)?;
    let path = &here.pack.files()[here.file].path;
    let touches = |finding: &&Finding| {
        let range = range_of_place(here.text(), &finding.place);
        finding.place.file == *path
            && range.start <= params.range.end
            && params.range.start <= range.end
    };
    let fixed = here.findings.iter().filter(touches).filter(|finding| !finding.fix.is_empty());
    let action = |finding: &Finding| {
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: finding.help.clone().unwrap_or_else(|| format!("mend: {}", finding.message)),
            kind: Some(CodeActionKind::QUICKFIX),
            is_preferred: Some(finding.trust == Trust::Mechanical),
            edit: Some(edit_of(&here, &finding.fix)?),
            ..CodeAction::default()
        }))
    };
    Some(fixed.filter_map(action).collect())
}

/// Edits of the pack around a file, as the editor makes them.
fn edit_of(here: &Here<'_>, edits: &[crate::scenario::finding::TextEdit]) -> Option<WorkspaceEdit> {
    let mut changes: BTreeMap<&str, Vec<OneOf<TextEdit, AnnotatedTextEdit>>> = BTreeMap::new();
    for edit in edits {
        let range = range_of(here.pack.text(&edit.file)?, Span::new(edit.start, edit.end));
        let edit_of_text = TextEdit { range, new_text: edit.new.clone() };
        changes.entry(&edit.file).or_default().push(OneOf::Left(edit_of_text));
    }
    let of_file = |(file, edits): (&str, _)| {
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: here.uri(file)?, version: None };
        Some(TextDocumentEdit { text_document, edits })
    };
    let changes: Option<Vec<TextDocumentEdit>> = changes.into_iter().map(of_file).collect();
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes?)),
        ..WorkspaceEdit::default()
    })
}
