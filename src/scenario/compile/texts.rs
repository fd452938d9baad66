//! The texts of a pack as they will be shown: titles that are empty or run over a line, and
//! characters that no reader sees and that change what a screen shows.
//!
//! What the texts say is for people to check.

use super::compiler::Compiler;
use crate::scenario::finding::Finding;
use crate::scenario::naming::is_control;
use crate::scenario::syntax::{NodeKind, Span, Tree};

/// The fields that are shown on one line.
const ONE_LINE: [&str; 6] = ["title", "name", "label", "short", "subtitle", "office"];
/// The fields by which a thing is called, so that it cannot be without.
const CALLED: [&str; 5] = ["title", "name", "label", "short", "question"];

/// A character of a text, as it stands or as an escape stands for it.
struct Sign {
    meant: char,
    span: Span,
}

/// The characters of a text's literal that begins at `start`.
fn signs(literal: &str, start: usize) -> impl Iterator<Item = Sign> + '_ {
    let is_raw = literal.starts_with('r');
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = literal.get(at..)?;
        let c = rest.chars().next()?;
        let (meant, length) = if c == '\\' && !is_raw { escape(rest) } else { (c, c.len_utf8()) };
        let span = Span::new(start + at, start + at + length);
        at += length;
        Some(Sign { meant, span })
    })
}

/// How a character comes onto a screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawing {
    /// As it is read, wherever a face has it.
    Plain,
    /// In single letters, in the wrong direction: what joins letters is not there.
    Apart,
    /// Not at all: no face can have it, or each has another sign for it.
    Never,
}

/// How a character comes onto a screen.
const fn drawing(c: char) -> Drawing {
    match c as u32 {
        // The letters of the old Mongolian, Todo, Sibe and Manchu scripts.
        0x1807 | 0x180A | 0x1820..=0x18AF => Drawing::Apart,
        // For private use, the sign for what was lost, and what is no character.
        0xE000..=0xF8FF | 0xFFFD | 0xFDD0..=0xFDEF | 0xF_0000..=0x10_FFFF => Drawing::Never,
        code if code & 0xFFFE == 0xFFFE => Drawing::Never,
        _ => Drawing::Plain,
    }
}

/// The character for which an escape stands, and how many bytes it takes.
fn escape(rest: &str) -> (char, usize) {
    let of_number = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let next = rest[1..].chars().next().unwrap_or('\\');
    let (meant, length) = match next {
        'n' => (Some('\n'), 2),
        'r' => (Some('\r'), 2),
        't' => (Some('\t'), 2),
        '0' => (Some('\0'), 2),
        'x' => (rest.get(2..4).and_then(of_number), 4),
        'u' => {
            let end = rest.find('}').unwrap_or(1);
            (rest.get(3..end).and_then(of_number), end + 1)
        }
        other => (Some(other), 1 + other.len_utf8()),
    };
    (meant.unwrap_or('\\'), length.min(rest.len()))
}

impl Compiler<'_> {
    /// Checks every text of the pack.
    pub(super) fn check_texts(&mut self) {
        let sources = self.sources;
        for (file, tree) in (0..).map_while(|file| Some((file, sources.tree(file)?))) {
            for (id, node) in tree.nodes() {
                if node.kind == NodeKind::Text {
                    let key = node.key.map_or("", |key| key.of(tree.text()));
                    self.check_text(file, tree, tree.node(id).span, key);
                }
            }
        }
    }

    fn check_text(&mut self, file: usize, tree: &Tree<'_>, span: Span, key: &str) {
        let literal = span.of(tree.text());
        self.check_controls(file, literal, span);
        self.check_drawing(file, literal, span);
        if ONE_LINE.contains(&key) {
            self.check_one_line(file, literal, span, key);
        }
        if CALLED.contains(&key) {
            let inner = literal.trim_start_matches(['r', '#']).trim_end_matches('#');
            let inner = inner.trim_matches('"');
            if inner.trim().is_empty() {
                let place = self.sources.place(file, span);
                let place = place.unwrap_or_else(|| self.sources.whole(file));
                let message = format!("the {key} is empty");
                let help = "write what it is called; it is shown wherever it is spoken of";
                self.report("empty-title", place, message, Some(help.to_owned()));
            }
        }
    }

    /// Reports characters that control what shows the text.
    fn check_controls(&mut self, file: usize, literal: &str, span: Span) {
        // Escapes are rare; a text without any is looked at once.
        if !literal.contains('\\') && !literal.chars().any(is_control) {
            return;
        }
        let found: Vec<Sign> =
            signs(literal, span.start).filter(|sign| is_control(sign.meant)).collect();
        let Some(first) = found.first() else { return };
        let what = match first.meant {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                "turns the direction in which the line is read"
            }
            _ => "is no letter; it controls what shows the text",
        };
        let message = format!("U+{:04X} in this text {what}", u32::from(first.meant));
        let place = self.sources.place(file, first.span);
        let place = place.unwrap_or_else(|| self.sources.whole(file));
        let finding = Finding::error("control-character", place, message)
            .with_help(Some("delete it".to_owned()));
        let edits = found.iter().filter_map(|sign| self.sources.edit(file, sign.span, ""));
        let finding = edits.fold(finding, Finding::with_edit);
        self.add(finding);
    }

    /// Warns of letters that no face draws, or that are not drawn as they are read.
    fn check_drawing(&mut self, file: usize, literal: &str, span: Span) {
        if literal.is_ascii() && !literal.contains('\\') {
            return;
        }
        let odd = |sign: &Sign| drawing(sign.meant) != Drawing::Plain;
        let Some(first) = signs(literal, span.start).find(odd) else { return };
        let code = u32::from(first.meant);
        let (message, help) = match drawing(first.meant) {
            Drawing::Apart => (
                format!(
                    "U+{code:04X} is a letter of the old Mongolian script, which is shown here in single letters from left to right, not joined and downwards"
                ),
                "write it in Cyrillic letters, or in a transcription",
            ),
            _ => (
                format!("U+{code:04X} stands for no letter that others could see"),
                "write the letter that is meant; it may have been lost when the text was copied",
            ),
        };
        let place = self.sources.place(file, first.span);
        let place = place.unwrap_or_else(|| self.sources.whole(file));
        self.warn("undrawable", place, message, help);
    }

    /// Reports a title that runs over a line.
    fn check_one_line(&mut self, file: usize, literal: &str, span: Span, key: &str) {
        if !literal.contains(['\n', '\\']) {
            return;
        }
        let breaks: Vec<Sign> =
            signs(literal, span.start).filter(|sign| matches!(sign.meant, '\n' | '\r')).collect();
        if breaks.is_empty() {
            return;
        }
        let place = self.sources.place(file, span);
        let place = place.unwrap_or_else(|| self.sources.whole(file));
        let message = format!("the {key} runs over a line; it is shown on one");
        let finding = Finding::error("line-break", place, message)
            .with_help(Some("write it on one line".to_owned()));
        let space = |sign: &Sign| self.sources.edit(file, sign.span, " ");
        let finding = breaks.iter().filter_map(space).fold(finding, Finding::with_guess);
        self.add(finding);
    }
}
