//! Naming: what packs and their entries may be called, so that the name can be shown, typed
//! and used as the name of a file on every system.

/// The most letters of an id: folders, journals and sheets are called by it.
pub const LONGEST_ID: usize = 64;

/// Whether a file of this name cannot be made on every system: Windows keeps it for a
/// device, whatever its ending.
///
/// ```
/// use status_quo::scenario::naming::is_reserved;
/// assert!(is_reserved("con") && is_reserved("com1") && !is_reserved("congress"));
/// ```
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    let numbered = |device: &str| {
        id.strip_prefix(device)
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether a character controls what shows a text, or turns the direction in which a line
/// is read. Line breaks and tabs do neither.
///
/// ```
/// use status_quo::scenario::naming::is_control;
/// assert!(is_control('\u{1b}') && is_control('\u{202e}'));
/// assert!(!is_control('\n') && !is_control('\u{200f}'));
/// ```
#[must_use]
pub fn is_control(c: char) -> bool {
    let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Whether a title can be shown on one line, as it is.
#[must_use]
pub fn is_title(title: &str) -> bool {
    let breaks = |c: char| c.is_control() || is_control(c);
    !title.trim().is_empty() && !title.chars().any(breaks)
}

/// Whether a name is an id: small letters, digits and hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The id of a scenario whose folder has this name: small letters, digits and
/// hyphens. None if the name holds letters of which that cannot be made.
#[must_use]
pub fn id_of(name: &str) -> Option<String> {
    let mut id = String::new();
    for letter in name.trim().chars().filter(|letter| !"'’".contains(*letter)) {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            'A'..='Z' => id.push(letter.to_ascii_lowercase()),
            ' ' | '_' | '-' | '.' | ',' | '–' => {
                if !id.ends_with('-') {
                    id.push('-');
                }
            }
            _ => return None,
        }
    }
    let id = id.trim_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}
