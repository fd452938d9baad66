//! The words of the game itself, in the player's language.
//!
//! A Fluent file holds every sentence that is not the scenario's; panels hold
//! none. Today there is English; another language is another file. This module
//! knows no rules and no screens.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let resource = FluentResource::try_new(include_str!("../assets/lang/en.ftl").to_owned())
        .map_err(|(_, errors)| errors)
        .expect("the words built into the program are valid Fluent");
    let language = "en".parse().expect("`en` is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no two words share a key");
    bundle
});

/// One value put into a sentence.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number, which may govern a plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The sentence under a key. A key that does not exist shows as itself, so that
/// a slip is seen and nothing breaks; a test looks every key up.
#[must_use]
pub fn say(key: &str) -> String {
    say_with(key, &[])
}

/// The sentence under a key, with values put in.
///
/// ```
/// use status_quo::words::say_with;
/// assert_eq!(say_with("incidents", &[("count", 1_u32.into())]), "one shooting incident");
/// ```
#[must_use]
pub fn say_with(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let Some(pattern) = ENGLISH.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(text) => FluentValue::from(text.as_ref()),
            Arg::Number(number) => FluentValue::from(*number),
        };
        values.set((*name).to_owned(), value);
    }
    let mut errors = Vec::new();
    ENGLISH.format_pattern(pattern, Some(&values), &mut errors).into_owned()
}

/// Whether a key exists.
#[must_use]
pub fn knows(key: &str) -> bool {
    ENGLISH.has_message(key)
}

/// The text with its first letter upper case, for the start of a sentence.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
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

/// A share in [0, 1] as whole per cent; a small but real chance never shows as 0.
#[must_use]
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 {
        "<1".to_owned()
    } else if share < 1.0 && rounded > 99.0 {
        ">99".to_owned()
    } else {
        format!("{rounded:.0}")
    }
}
