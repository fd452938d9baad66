//! Text as it is shown to a person: the one door that all of it goes through.
//!
//! A text of a file, a path or a line that was typed may hold characters that a terminal
//! obeys and signs of direction that turn a line round. Here they are made visible, for
//! a terminal ([`visible`], [`Page`]), for a page to print ([`in_html`]) and for
//! programs ([`in_json`], which leaves the data as they are). Here lines are broken, and
//! paths are written so that they can be pasted at a shell. No sentence is made here.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use textwrap::core::{Word, display_width};
use textwrap::{WordSeparator, WordSplitter};

/// The most columns of a line; longer ones are hard to read.
const MOST_COLUMNS: usize = 78;

/// The fewest columns that lines are broken to, however narrow the terminal says it is.
const FEWEST_COLUMNS: usize = 10;

/// Whether a character is never shown as itself: it moves the cursor, is obeyed by a
/// terminal, turns the direction of a line, or carries hidden text.
///
/// Line breaks and tabs are not among them, nor are the joiners and variation selectors
/// that Mongolian and other scripts are written with.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Signs of direction, breaks of line and paragraph, a byte order mark, annotations
        // between the lines, and tags.
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => true,
        _ => c.is_control(),
    }
}

/// The text with each unseen character as `named` has it. Line ends of DOS become plain
/// ones.
fn replaced(text: &str, named: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            c if is_unseen(c) => shown.push_str(&named(c)),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A text for a terminal: unseen characters are named by their number.
///
/// ```
/// use status_quo::shown::visible;
/// assert_eq!(visible("a \u{1b}[31mtitle"), "a <U+001B>[31mtitle");
/// assert_eq!(visible("two\r\nlines"), "two\nlines");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |c| format!("<U+{:04X}>", u32::from(c)))
}

/// As [`visible`], for a text that stands within a line: breaks and tabs become blanks.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains(['\n', '\t']) => Cow::Owned(shown.replace(['\n', '\t'], " ")),
        shown => shown,
    }
}

/// A page of HTML: as [`visible`], with the brackets escaped.
#[must_use]
pub fn in_html(page: &str) -> Cow<'_, str> {
    replaced(page, |c| format!("&lt;U+{:04X}&gt;", u32::from(c)))
}

/// A JSON text: unseen characters are escaped, so that the same data are read from it.
///
/// ```
/// assert_eq!(status_quo::shown::in_json("\"a\u{202e}b\""), "\"a\\u202eb\"");
/// ```
#[must_use]
pub fn in_json(text: &str) -> Cow<'_, str> {
    replaced(text, |c| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.fold(String::new(), |text, unit| text + &format!("\\u{unit:04x}"))
    })
}

/// A path as one word of a command line, which can be pasted at a shell: quoted where
/// that is needed, as the shells of this system read it.
#[must_use]
pub fn at_shell(path: &Path) -> String {
    if cfg!(windows) {
        at_windows_shell(&path.to_string_lossy())
    } else {
        at_posix_shell(path.as_os_str().as_encoded_bytes())
    }
}

/// A path as [`at_shell`] writes it for a POSIX shell.
///
/// ```
/// use status_quo::shown::at_posix_shell;
/// assert_eq!(at_posix_shell(b"/home/jan/game.journal"), "/home/jan/game.journal");
/// assert_eq!(at_posix_shell(b"/home/Jan Novak/it's"), r"'/home/Jan Novak/it'\''s'");
/// assert_eq!(at_posix_shell(b"-x\x1b"), r"$'./-x\033'");
/// ```
#[must_use]
pub fn at_posix_shell(path: &[u8]) -> String {
    // A word that begins with a hyphen would be read as an option.
    let dot = if path.starts_with(b"-") { "./" } else { "" };
    let text = core::str::from_utf8(path).ok().filter(|text| !text.contains(is_unseen));
    if let Some(text) = text.filter(|text| !text.contains(['\n', '\t'])) {
        let plain = |c: char| c.is_alphanumeric() || "/._-+@:,%".contains(c);
        if !text.is_empty() && text.chars().all(plain) {
            return format!("{dot}{text}");
        }
        return format!("'{dot}{}'", text.replace('\'', r"'\''"));
    }
    // What cannot be shown is written by its bytes.
    let mut word = format!("$'{dot}");
    for byte in path {
        match byte {
            b'\'' | b'\\' => word.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => word.push(char::from(*byte)),
            _ => word.extend(format!("\\{byte:03o}").chars()),
        }
    }
    word + "'"
}

/// A path as [`at_shell`] writes it on Windows.
///
/// ```
/// use status_quo::shown::at_windows_shell;
/// assert_eq!(at_windows_shell(r"C:\games\a.journal"), r"C:\games\a.journal");
/// assert_eq!(at_windows_shell(r"C:\Users\Jan Novak\"), r#""C:\Users\Jan Novak\\""#);
/// ```
#[must_use]
pub fn at_windows_shell(path: &str) -> String {
    let dot = if path.starts_with('-') { r".\" } else { "" };
    let plain = |c: char| c.is_alphanumeric() || r"\/._-+:~".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        return format!("{dot}{path}");
    }
    // A backslash before the closing quote would take it along.
    let ends = path.len() - path.trim_end_matches('\\').len();
    format!("\"{dot}{path}{}\"", "\\".repeat(ends))
}

/// Breaks a text into lines of at most so many columns: `first` stands before the first
/// line of each paragraph, `rest` before its others. None breaks nothing.
///
/// Wide signs count two columns, combining ones none. A command of this program and a path
/// between backticks stay in one piece, so that they can be copied.
#[must_use]
pub fn broken(text: &str, columns: Option<usize>, first: &str, rest: &str) -> Vec<String> {
    let shown = visible(text);
    let mut lines = Vec::new();
    for paragraph in shown.lines() {
        let Some(columns) = columns else {
            lines.push(format!("{first}{paragraph}").trim_end().to_owned());
            continue;
        };
        // In a narrow column a deep indent would leave no room.
        let fits = |indent: &str| display_width(indent) * 3 <= columns;
        let options = textwrap::Options::new(columns)
            .initial_indent(if fits(first) { first } else { first.trim_start() })
            .subsequent_indent(if fits(rest) { rest } else { "  " })
            .word_separator(WordSeparator::Custom(pieces))
            .word_splitter(WordSplitter::Custom(hyphens));
        let options = options.break_words(!has_long_piece(paragraph, columns));
        let wrapped = textwrap::wrap(paragraph, options);
        lines.extend(wrapped.into_iter().map(|line| line.trim_end().to_owned()));
    }
    lines
}

/// The beginning of a command of this program within a text.
const COMMAND: &str = "status-quo ";

/// The ranges of a line that stay in one piece, so that they can be copied: commands and
/// paths between backticks, and a bare command up to the end of the line.
fn kept_whole(line: &str) -> Vec<core::ops::Range<usize>> {
    let mut whole: Vec<core::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('`').map(|found| at + found) {
        let Some(length) = line[start + 1..].find('`') else { break };
        at = start + length + 2;
        let inner = &line[start + 1..at - 1];
        if inner.starts_with(COMMAND) || inner.contains(['/', '\\']) || !inner.contains(' ') {
            whole.push(start..at);
        }
    }
    let bare = line.match_indices(COMMAND).map(|(start, _)| start);
    let bare = bare.into_iter().find(|start| whole.iter().all(|range| !range.contains(start)));
    whole.extend(bare.map(|start| start..line.len()));
    whole
}

/// Whether a line holds what stays in one piece and does not fit into so many columns.
fn has_long_piece(line: &str, columns: usize) -> bool {
    kept_whole(line).into_iter().any(|range| display_width(&line[range]) > columns)
}

/// The pieces of a line between which it may be broken, by Unicode's rules: Chinese
/// and Japanese have no spaces. After a hyphen it is not, but where `textwrap` splits words.
///
/// `textwrap` can do this itself, by way of twenty crates more.
fn pieces(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let whole = kept_whole(line);
    let ends = unicode_linebreak::linebreaks(line)
        .map(|(end, _)| end)
        .filter(|&end| end == line.len() || !line[..end].ends_with(['-', '\u{ad}']))
        .filter(move |end| !whole.iter().any(|range| range.start < *end && *end < range.end));
    let pieces = ends.scan(0, |start, end| {
        let piece = &line[*start..end];
        *start = end;
        Some(Word::from(piece))
    });
    Box::new(pieces)
}

/// Where a piece may be parted after a hyphen; a command and a path may not.
fn hyphens(piece: &str) -> Vec<usize> {
    if piece.contains('`') || piece.contains(COMMAND) {
        return Vec::new();
    }
    WordSplitter::HyphenSplitter.split_points(piece)
}

/// The columns of the terminal at an output, at most [`MOST_COLUMNS`]; none if it is no
/// terminal. It is asked anew each time, because windows change.
///
/// `COLUMNS` narrows it further, for readers who want that and for terminals that do not
/// know their own size.
fn columns_of(output: &(impl IsTerminal + AsFile)) -> Option<usize> {
    if !output.is_terminal() {
        return None;
    }
    let wanted = std::env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok());
    let there = output.columns().into_iter().chain(wanted).filter(|columns| *columns > 0);
    Some(there.fold(MOST_COLUMNS, usize::min).max(FEWEST_COLUMNS))
}

/// An output that may be a terminal with a size.
trait AsFile {
    fn columns(&self) -> Option<usize>;
}

#[cfg(unix)]
impl<T: std::os::fd::AsFd> AsFile for T {
    fn columns(&self) -> Option<usize> {
        let (width, _) = terminal_size::terminal_size_of(self)?;
        Some(usize::from(width.0))
    }
}

#[cfg(windows)]
impl<T: std::os::windows::io::AsHandle> AsFile for T {
    fn columns(&self) -> Option<usize> {
        let (width, _) = terminal_size::terminal_size_of(self)?;
        Some(usize::from(width.0))
    }
}

/// The columns to which lines on stdout are broken; none if it is no terminal.
#[must_use]
pub fn columns_of_stdout() -> Option<usize> {
    columns_of(&io::stdout())
}

/// The columns to which lines on stderr are broken; none if it is no terminal.
#[must_use]
pub fn columns_of_stderr() -> Option<usize> {
    columns_of(&io::stderr())
}

/// Lines are not broken, whatever they are written to.
#[must_use]
pub const fn unbroken() -> Option<usize> {
    None
}

/// A writer of text to a person: what goes through it is made [`visible`], line by line.
///
/// An error of writing says so in its kind and in the words of [`crate::system`].
#[derive(Debug)]
pub struct Page<W> {
    inner: W,
    columns: fn() -> Option<usize>,
    /// What was written of a line that has not ended yet.
    line: Vec<u8>,
}

impl<W: Write> Page<W> {
    /// A page on an output; `columns` says, each time it is asked, to how many columns
    /// lines are broken.
    pub const fn new(inner: W, columns: fn() -> Option<usize>) -> Self {
        Self { inner, columns, line: Vec::new() }
    }

    /// Writes a text whose lines are broken as [`broken`] does.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_broken(&mut self, first: &str, rest: &str, text: &str) -> io::Result<()> {
        let lines = broken(text, (self.columns)(), first, rest);
        lines.iter().try_for_each(|line| writeln!(self, "{line}"))
    }

    /// Hands on what stands in `line` up to `end`.
    fn hand_on(&mut self, end: usize) -> io::Result<()> {
        let rest = self.line.split_off(end);
        let done = core::mem::replace(&mut self.line, rest);
        let text = String::from_utf8_lossy(&done);
        self.inner.write_all(visible(&text).as_bytes()).map_err(crate::system::Unwritten::error)
    }
}

impl<W: Write> Write for Page<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        if let Some(end) = self.line.iter().rposition(|byte| *byte == b'\n') {
            self.hand_on(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on(self.line.len())?;
        self.inner.flush().map_err(crate::system::Unwritten::error)
    }
}
