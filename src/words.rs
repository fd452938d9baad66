//! The words of the game itself, in the player's language.
//!
//! A Fluent file for each language holds every sentence that is not the scenario's;
//! the code asks for them by key. [`Words`] is a handle that is made once and passed
//! on; nothing here belongs to the process. This module knows no rules and no screens.
//!
//! A test reads the sources for the keys that are asked for. So a key stands as a
//! literal where it is used: in [`Words::say`] and [`Words::say_with`], or in a
//! [`Phrase`] where one of several is chosen first.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language in which the game can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// All languages that there are.
    pub const ALL: [Self; 1] = [Self::English];

    /// Its tag after BCP 47, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// Its Fluent file.
    const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../assets/lang/en.ftl"),
        }
    }
}

/// The key of a sentence that is chosen before it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phrase(pub &'static str);

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

/// The sentences of the game in one language. A handle: a clone shares them.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl core::fmt::Debug for Words {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

impl Words {
    /// The sentences of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let resource = FluentResource::try_new(language.source().to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the words built into the program are valid Fluent");
        let tag = language.tag().parse().expect("a language has a valid tag");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("no two words share a key");
        Self { language, bundle: Arc::new(bundle) }
    }

    /// The sentences in English.
    #[must_use]
    pub fn english() -> Self {
        Self::new(Language::English)
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether a key exists.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The sentence under a key. A key that does not exist shows as itself, so that
    /// a slip is seen and nothing breaks; a test looks every key up.
    #[must_use]
    pub fn say(&self, key: &'static str) -> String {
        self.format(key, &[])
    }

    /// The sentence under a key, with values put in.
    ///
    /// ```
    /// use status_quo::words::Words;
    /// let words = Words::english();
    /// assert_eq!(words.say_with("incidents", &[("count", 1_u32.into())]), "one shooting incident");
    /// ```
    ///
    /// # Panics
    /// In a build with debug assertions, if a value is missing that the sentence asks
    /// for. In others the sentence shows the name of the value in its place.
    #[must_use]
    pub fn say_with(&self, key: &'static str, args: &[(&str, Arg<'_>)]) -> String {
        self.format(key, args)
    }

    /// As [`Words::say`], for a key that was chosen before.
    #[must_use]
    pub fn phrase(&self, phrase: Phrase) -> String {
        self.format(phrase.0, &[])
    }

    /// As [`Words::say_with`], for a key that was chosen before.
    #[must_use]
    pub fn phrase_with(&self, phrase: Phrase, args: &[(&str, Arg<'_>)]) -> String {
        self.format(phrase.0, args)
    }

    fn format(&self, key: &'static str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_ref()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "`{key}` was said without what it needs: {errors:?}");
        said
    }
}
/// The text with its first letter upper case, for the start of a sentence.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
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
