//! Prose that follows the state: a text, or passages of which some are told under a condition.

use std::borrow::Cow;

use ron::value::RawValue;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::Condition;
use crate::scenario::pack::options;
use crate::text::paragraphs;

/// A text for readers: one text, or passages in order.
///
/// Written as `"text"`, or as a list `["always told", (when: ..., text: "told if so")]`.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Its passages.
    pub passages: Vec<Passage>,
}

/// A passage of a text, told only under a condition.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// When it is told, going by what the reader may know.
    pub when: Condition,
    /// The text, in paragraphs separated by empty lines.
    pub text: String,
}

impl Prose {
    /// The conditions of the passages that have one, in order.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.passages.iter().map(|passage| &passage.when).filter(|when| **when != Condition::Always)
    }

    /// The passages, each with the number of its condition among those that there are.
    pub fn numbered(&self) -> impl Iterator<Item = (Option<usize>, &str)> {
        let mut number = 0;
        self.passages.iter().map(move |passage| {
            if passage.when == Condition::Always {
                return (None, passage.text.as_str());
            }
            number += 1;
            (Some(number - 1), passage.text.as_str())
        })
    }

    /// The paragraphs that are told. `holds` answers of each condition, by its number,
    /// whether it holds.
    pub fn told(&self, holds: impl Fn(usize) -> bool) -> Vec<String> {
        let told = self.numbered().filter(|(number, _)| number.is_none_or(&holds));
        told.flat_map(|(_, text)| paragraphs(text)).collect()
    }

    /// The whole text, whatever holds.
    #[must_use]
    pub fn whole(&self) -> String {
        let texts: Vec<&str> = self.passages.iter().map(|passage| passage.text.as_str()).collect();
        texts.join("\n\n")
    }

    /// Whether it holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.iter().all(|passage| passage.text.trim().is_empty())
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <&RawValue>::deserialize(deserializer)?.trim().get_ron();
        let told = |error: ron::error::SpannedError| D::Error::custom(error.code);
        let text = |written: &str| options().from_str::<String>(written);
        let always = |text: String| Passage { when: Condition::Always, text };
        if !written.starts_with('[') {
            return Ok(Self { passages: vec![always(text(written).map_err(told)?)] });
        }
        let parts: Vec<&RawValue> = options().from_str(written).map_err(told)?;
        let passage = |part: &RawValue| {
            let written = part.get_ron().trim();
            // Before a passage a remark may stand, which is no text.
            match text(written) {
                Ok(text) => Ok(always(text)),
                Err(_) => options().from_str::<Passage>(written).map_err(told),
            }
        };
        Ok(Self { passages: parts.into_iter().map(passage).collect::<Result<_, _>>()? })
    }
}

impl JsonSchema for Prose {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Prose")
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // Its passages are among the types of the format.
        generator.subschema_for::<Passage>();
        json_schema!({ "type": "string", "prose": true })
    }
}
