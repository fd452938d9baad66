//! Tokens: what a text is parted into, every byte of it in one.

use super::fault::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Spaces, tabs, line breaks.
    Blank,
    /// A comment of either kind.
    Comment,
    /// The attributes before the first value.
    Header,
    /// A name or keyword.
    Word,
    /// A number or a range.
    Number,
    /// A text in any of its forms.
    Text,
    /// A character in single quotes.
    Char,
    /// Bytes, or one byte.
    Bytes,
    /// An opening bracket: `(`, `[` or `{`.
    Open(char),
    /// A closing bracket, named by its opening one.
    Close(char),
    /// `:`.
    Colon,
    /// `=`, which is none of the format's signs.
    Equals,
    /// `,`.
    Comma,
    /// A character that has no place here.
    Stray,
}

impl TokenKind {
    /// Whether it is a closing bracket.
    #[must_use]
    pub const fn closes(self) -> bool {
        matches!(self, Self::Close(_))
    }

    /// Whether it is a value by itself, or the name of one.
    const fn is_value(self) -> bool {
        matches!(self, Self::Word | Self::Number | Self::Text | Self::Char | Self::Bytes)
    }

    /// Whether a value can begin with it.
    pub(super) const fn begins_value(self) -> bool {
        self.is_value() || matches!(self, Self::Open(_))
    }

    /// Whether a value can end with it.
    pub(super) const fn ends_value(self) -> bool {
        self.is_value() || self.closes()
    }

    /// Whether it stands between a name and its value, rightly or not.
    pub(super) const fn names_value(self) -> bool {
        matches!(self, Self::Colon | Self::Equals)
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where.
    pub span: Span,
}
