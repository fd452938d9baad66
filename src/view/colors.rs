//! The colours that all shells share: the inks of the powers, and those of lines of one power.

use crate::scenario::draft::Ink;

/// The colour of an ink, in red, green and blue: colour-blind safe, after Okabe and Ito,
/// darkened for text.
#[must_use]
pub const fn ink_color(ink: Ink) -> [u8; 3] {
    match ink {
        Ink::Mongolia => [0x00, 0x66, 0xA6],
        Ink::Russia => [0xBC, 0x4A, 0x00],
        Ink::Japan => [0x9E, 0x45, 0x7E],
        Ink::Manchukuo => [0xB9, 0x82, 0xAB],
        Ink::China => [0x00, 0x70, 0x55],
        Ink::Other => [0x7A, 0x74, 0x6B],
    }
}

/// The colours of lines that are all of one power, in turn.
pub const LINE_COLORS: [[u8; 3]; 7] = [
    ink_color(Ink::Mongolia),
    ink_color(Ink::Russia),
    ink_color(Ink::China),
    ink_color(Ink::Japan),
    ink_color(Ink::Other),
    [0x5A, 0x5A, 0x00],
    [0x22, 0x22, 0x22],
];
