//! The text of a domain's file, from its bytes and for a person's eyes.
//!
//! Not here: what the text says.

/// Why the bytes of a file are no text that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// Two or four bytes a character.
    #[error("it is UTF-16 text; save it as UTF-8")]
    Wide,
    /// A code page, or no text at all.
    #[error("it is not UTF-8 text; save it as UTF-8")]
    Foreign,
}

/// The text of a file: a byte order mark at its start is passed over, and every kind of
/// line end becomes `\n`.
///
/// ```
/// use status_quo::scenario::interchange::decode;
/// assert_eq!(decode(b"\xEF\xBB\xBFa\r\nb\rc".to_vec()).unwrap(), "a\nb\nc");
/// assert!(decode(b"\xFF\xFEa\0".to_vec()).is_err());
/// ```
///
/// # Errors
/// If the bytes are not UTF-8 text.
pub fn decode(bytes: Vec<u8>) -> Result<String, EncodingError> {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    // Plain letters in UTF-16 are valid UTF-8, every second byte being 0.
    if marked || bytes.contains(&0) {
        return Err(EncodingError::Wide);
    }
    let text = String::from_utf8(bytes).map_err(|_| EncodingError::Foreign)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text on one line, with every character that would break or turn the line, or act on
/// a terminal, in its escaped form.
///
/// ```
/// use status_quo::scenario::interchange::visible;
/// assert_eq!(visible("Ургa\u{202E}\u{1B}[2J\n"), r"Ургa\u{202e}\u{1b}[2J\n");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{061C}'
            | '\u{FEFF}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_debug()),
            c => out.push(c),
        }
    }
    out
}
