//! What goes over the live link: a type of its own, with a version.
//!
//! A page is made of parts, each with the hash of what it says. The page sends the hashes
//! it has and gets those parts that say something else. A page whose version is another
//! than the server's loads itself anew.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::scenario::pack::hex;
use crate::shown::in_html;

/// The version of what goes over the link.
pub const WIRE: u32 = 1;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The hash of what it says, 12 hexadecimal digits.
    pub hash: String,
    /// What it says, as HTML in which every text is escaped.
    pub html: String,
}

/// The parts of a page by name.
pub type Parts = BTreeMap<&'static str, Part>;

/// What a page gets that asks for what is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Update {
    /// [`WIRE`].
    pub v: u32,
    /// Whose page it is: if that changes, the page loads itself anew.
    pub whose: String,
    /// The milliseconds that are left of the stage, if it has an end.
    pub left: Option<u64>,
    /// Whether the lesson stands still.
    pub paused: bool,
    /// The parts that say something else than the page does.
    pub parts: Parts,
}

/// What became of something sent by the page's script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// [`WIRE`].
    pub v: u32,
    /// Whether it was done.
    pub ok: bool,
    /// What to tell.
    pub say: String,
}

impl Part {
    /// The part that says this. What would be obeyed or hidden in it is made visible.
    #[must_use]
    pub fn of(markup: maud::Markup) -> Self {
        let html = in_html(&markup.into_string()).into_owned();
        // The time that is left goes on by itself, and is no news.
        let still: String = html
            .split("data-left>")
            .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'))
            .collect();
        Self { hash: hex(&Sha256::digest(still.as_bytes())[..6]), html }
    }
}

/// The parts whose hashes are not among those that a page has, as `name:hash` with commas.
#[must_use]
pub fn news(parts: Parts, has: &str) -> Parts {
    let known: Vec<(&str, &str)> = has.split(',').filter_map(|one| one.split_once(':')).collect();
    parts.into_iter().filter(|(name, part)| !known.contains(&(*name, &part.hash))).collect()
}
