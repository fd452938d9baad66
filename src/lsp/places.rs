//! Places as editors count them: lines from zero, columns in UTF-16 units, files as URIs.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::{Position, Range, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::scenario::finding::TextPlace;
use crate::scenario::syntax::Span;

/// The characters of a path that are percent-encoded in a URI.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that a URI names; none if it is none on this machine.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // Between the two slashes and the third may stand a host; ours has none.
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { &path[1..] } else { path.as_str() }))
}

/// The URI of a file; none if the path is no text.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace('\\', "/");
    let text = utf8_percent_encode(&text, PLAIN).to_string();
    let slash = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{text}")).ok()
}

/// The byte of a text at a position; its nearest if the position is beyond a line.
pub(super) fn offset_at(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or("");
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut units = 0;
    for (at, c) in line.char_indices() {
        if units >= position.character as usize {
            return start + at;
        }
        units += c.len_utf16();
    }
    start + line.len()
}

/// The position of a byte of a text.
pub(super) fn position_at(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: count(before.matches('\n').count()), character: units(&before[start..]) }
}

/// The range of a stretch of a text.
pub(super) fn range_of(text: &str, span: Span) -> Range {
    Range { start: position_at(text, span.start), end: position_at(text, span.end) }
}

/// The range of a finding's place; the first line for a place without one.
pub(super) fn range_of_place(text: &str, place: &TextPlace) -> Range {
    let line = text.lines().nth(place.line.saturating_sub(1)).unwrap_or("");
    let column = place.column.saturating_sub(1);
    let at = |chars: usize| {
        let end = line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
        Position { line: count(place.line.saturating_sub(1)), character: units(&line[..end]) }
    };
    Range { start: at(column), end: at(column + place.length) }
}

fn units(text: &str) -> u32 {
    count(text.encode_utf16().count())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
