//! Tokens: the pieces that a text is split into, every byte in exactly one.

use super::fault::Span;

/// The kind of a token.
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
    /// Whether the token is a closing bracket.
    #[must_use]
    pub const fn closes(self) -> bool {
        matches!(self, Self::Close(_))
    }

    /// Whether the token is a value by itself, or the name of one.
    const fn is_value(self) -> bool {
        matches!(self, Self::Word | Self::Number | Self::Text | Self::Char | Self::Bytes)
    }

    /// Whether a value can begin with the token.
    pub(super) const fn begins_value(self) -> bool {
        self.is_value() || matches!(self, Self::Open(_))
    }

    /// Whether a value can end with the token.
    pub(super) const fn ends_value(self) -> bool {
        self.is_value() || self.closes()
    }

    /// Whether the token stands between a name and its value: `:`, or `=` by mistake.
    pub(super) const fn names_value(self) -> bool {
        matches!(self, Self::Colon | Self::Equals)
    }
}

/// A token of a text: its kind and its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The kind of the token.
    pub kind: TokenKind,
    /// The bytes of the token.
    pub span: Span,
}
