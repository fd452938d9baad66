//! Keys of a class: what lets a device act for a member.
//!
//! A [`Token`] is 128 bits from the operating system, and is kept only as its hash. A [code](fresh_code) is
//! what a person types: 40 bits, so that a million guesses find one of a class with a chance
//! of one in thirty thousand.

use core::fmt;
use std::io;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::scenario::pack::hex;

/// The signs of which codes are made: none that is taken for another.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The signs in a code of a member.
const LONG: usize = 8;

/// The signs in the code of a class.
const SHORT: usize = 4;

/// What the device of a member or of the teacher holds, as 32 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// The hash of a token, by which it is looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(String);

impl Token {
    /// A token that nobody can guess.
    ///
    /// # Errors
    /// If the operating system has no chance to give.
    pub fn fresh() -> io::Result<Self> {
        Ok(Self(hex(&random::<16>()?)))
    }

    /// The token that a device sent, whatever it is.
    #[must_use]
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Its digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(hex(&Sha256::digest(self.0.as_bytes())[..16]))
    }
}

/// A token is never written to a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A code by which a member returns to a seat.
///
/// # Errors
/// If the operating system has no chance to give.
pub fn fresh_code() -> io::Result<String> {
    code::<LONG>()
}

/// The code of a class, by which one joins it.
///
/// # Errors
/// If the operating system has no chance to give.
pub fn fresh_class_code() -> io::Result<String> {
    code::<SHORT>()
}

fn code<const N: usize>() -> io::Result<String> {
    let sign = |byte: u8| char::from(SIGNS[usize::from(byte % 32)]);
    Ok(random::<N>()?.into_iter().map(sign).collect())
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes)
}

/// A code as it was typed, as it is compared: capitals and digits without anything between.
///
/// ```
/// use status_quo::classroom::keys::as_code;
/// assert_eq!(as_code(" kx2p-4t7r "), "KX2P4T7R");
/// ```
#[must_use]
pub fn as_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A code as it is read aloud: in groups of four.
///
/// ```
/// use status_quo::classroom::keys::in_groups;
/// assert_eq!(in_groups("KX2P4T7R"), "KX2P-4T7R");
/// ```
#[must_use]
pub fn in_groups(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}
