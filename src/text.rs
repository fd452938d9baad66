//! Text: bytes from outside become text here, whichever program wrote them; digits of other
//! scripts become figures, and a text its paragraphs. What a text means, and how it is shown,
//! is not here.

use core::fmt;

/// The mark that some editors write before the first letter of a text.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The reason why bytes are no text: the second half of a sentence that begins with the
/// file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// UTF-16 or UTF-32, which some editors call «Unicode».
    Utf16,
    /// A code page, as older systems have it, or no text at all.
    CodePage,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf16 => "is saved as UTF-16; save it again as UTF-8 in your editor",
            Self::CodePage => "is not UTF-8 text; save it again as UTF-8 in your editor",
        })
    }
}

impl core::error::Error for NotText {}

/// The text that bytes hold: one byte order mark before it is passed over, and a CR that
/// stands alone, as old systems end their lines, is a line break. CRLF stays as it is, so
/// that whoever changes a part of the text leaves the rest alone.
///
/// # Errors
/// If the bytes are no UTF-8.
///
/// ```
/// use status_quo::text::{NotText, decode};
/// assert_eq!(decode(b"\xEF\xBB\xBFone\rtwo\r\n".to_vec()).as_deref(), Ok("one\ntwo\r\n"));
/// assert_eq!(decode(b"\xFF\xFEo\0n\0e\0".to_vec()), Err(NotText::Utf16));
/// assert_eq!(decode(b"caf\xE9".to_vec()), Err(NotText::CodePage));
/// ```
pub fn decode(mut bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    if is_wide(&bytes) {
        return Err(NotText::Utf16);
    }
    if bytes.contains(&b'\r') {
        for at in 0..bytes.len() {
            if bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                bytes[at] = b'\n';
            }
        }
    }
    String::from_utf8(bytes).map_err(|_| NotText::CodePage)
}

/// Whether bytes are UTF-16 or UTF-32: by their mark or, without one, because every second
/// byte of their beginning is nought or none is anything else.
fn is_wide(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512) & !1];
    let noughts = |from: usize| start.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let pairs = start.len() / 2;
    bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || pairs > 1 && (noughts(0) * 3 > pairs * 2 || noughts(1) * 3 > pairs * 2)
}

/// The bytes of a changed text, written as the file was before: with the same mark, and
/// with its line breaks if all of them were single CRs.
///
/// ```
/// use status_quo::text::encode_as;
/// assert_eq!(encode_as(b"\xEF\xBB\xBFa\rb\r", "a\nc\n"), b"\xEF\xBB\xBFa\rc\r");
/// assert_eq!(encode_as(b"a\nb\n", "a\nc\n"), b"a\nc\n");
/// ```
#[must_use]
pub fn encode_as(before: &[u8], text: &str) -> Vec<u8> {
    let mark = if before.starts_with(MARK) { MARK } else { b"" };
    let single = before.contains(&b'\r') && !before.contains(&b'\n');
    let text = if single { text.replace('\n', "\r") } else { text.to_owned() };
    [mark, text.as_bytes()].concat()
}

/// The value of a decimal digit, of ours or of a script that this program's players write:
/// full-width, Mongolian, Tibetan, Arabic, Persian, Devanagari.
///
/// ```
/// use status_quo::text::digit;
/// assert_eq!([digit('7'), digit('７'), digit('᠗'), digit('七')], [Some(7), Some(7), Some(7), None]);
/// ```
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    const NOUGHTS: [char; 7] = ['0', '０', '᠐', '༠', '٠', '۰', '०'];
    let above = |nought: &char| u32::from(c).checked_sub(u32::from(*nought));
    NOUGHTS.iter().filter_map(above).find(|above| *above < 10)
}

/// The text with digits of other scripts, full-width signs of numbers and the typographic
/// minus as plain ones; nothing else changes.
///
/// ```
/// use status_quo::text::plain_figures;
/// assert_eq!(plain_figures("−０．５"), "-0.5");
/// assert_eq!(plain_figures("１２年"), "12年");
/// ```
#[must_use]
pub fn plain_figures(text: &str) -> String {
    let plain = |c: char| match c {
        '．' => '.',
        '－' | '−' => '-',
        '＋' => '+',
        _ => digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c),
    };
    text.chars().map(plain).collect()
}

/// Paragraphs of a text: separated by empty lines, single line breaks joined.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}
