//! The schema of a scenario's files, made from the types that read them.
//!
//! The documentation of the types becomes that of the format. The check of
//! types, the manual and completion in editors all use this schema, so that none of
//! them can differ from the code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::draft::{Part, Sort};

/// The shape of a value: the kind of text that may stand for it.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueShape {
    /// A text in quotation marks.
    Text,
    /// A text in quotation marks, or a list of texts and of passages with a condition.
    Prose,
    /// A day in quotation marks: `"1915-02-01"`.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number, between limits.
    Whole {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// A number.
    Number,
    /// The id that an entry gives itself.
    Id,
    /// A name that refers to something.
    Name(Sort),
    /// A number that steers an outcome, with its grade and sources.
    Figure {
        /// Its unit.
        unit: String,
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// A list in `[ ]`.
    List(Box<Self>),
    /// A value that may be `None`.
    Optional(Box<Self>),
    /// Values in `( )`, in this order.
    Tuple(Vec<Self>),
    /// Fields in `( )`, of a type without a name.
    Record(Vec<Field>),
    /// A type with a name.
    Of(String),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The purpose of the field.
    pub doc: String,
    /// The shape of the field's value.
    pub shape: ValueShape,
    /// Whether the field is required.
    pub required: bool,
}

/// A word of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word.
    pub name: String,
    /// The meaning of the word.
    pub doc: String,
    /// The values or fields in brackets after the word.
    pub takes: Takes,
}

/// The content of the brackets after a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// Nothing: the word stands by itself.
    Nothing,
    /// Values in this order.
    Values(Vec<ValueShape>),
    /// Fields.
    Fields(Vec<Field>),
}

/// The body of a named type.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Fields in `( )`.
    Record(Vec<Field>),
    /// One of these words.
    Choice(Vec<Word>),
}

/// A type with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// The documentation of the type.
    pub doc: String,
    /// The fields or words of the type.
    pub body: Body,
}

/// The schema of the whole format.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// All types by name.
    pub types: BTreeMap<String, Type>,
}

/// The name of the type of a file.
pub const ROOT: &str = "Part";
/// The name of the type of a passage of a text.
pub const PASSAGE: &str = "Passage";
/// The name of the type of a number that steers an outcome.
pub const FIGURE: &str = "Num";

/// The format that this program reads.
///
/// # Panics
/// If a type of the format is written in a way that this module does not know;
/// every test that checks a pack would tell.
#[must_use]
pub fn schema() -> &'static Schema {
    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
        let root = schemars::schema_for!(Part).to_value();
        let mut types = BTreeMap::new();
        let defs = root.get("$defs").and_then(Value::as_object).into_iter().flatten();
        for (name, def) in defs {
            types.insert(name.clone(), type_of(object(def)));
        }
        types.insert(ROOT.to_owned(), type_of(object(&root)));
        types.insert(FIGURE.to_owned(), figure());
        Schema { types }
    });
    &SCHEMA
}

impl Schema {
    /// A type by its name.
    ///
    /// # Panics
    /// If there is none; a [`ValueShape`] of this schema names only types that are.
    #[must_use]
    pub fn of(&self, name: &str) -> &Type {
        self.types.get(name).expect("a shape names a type of its schema")
    }

    /// The fields of a shape that is a record.
    #[must_use]
    pub fn fields<'s>(&'s self, shape: &'s ValueShape) -> Option<&'s [Field]> {
        let name = match shape {
            ValueShape::Record(fields) => return Some(fields),
            ValueShape::Of(name) => name,
            ValueShape::Figure { .. } => FIGURE,
            ValueShape::Optional(inner) => return self.fields(inner),
            _ => return None,
        };
        match &self.of(name).body {
            Body::Record(fields) => Some(fields),
            Body::Choice(_) => None,
        }
    }

    /// The words of a shape that is a choice.
    #[must_use]
    pub fn words<'s>(&'s self, shape: &'s ValueShape) -> Option<&'s [Word]> {
        match shape {
            ValueShape::Optional(inner) => self.words(inner),
            ValueShape::Of(name) => match &self.of(name).body {
                Body::Choice(words) => Some(words),
                Body::Record(_) => None,
            },
            _ => None,
        }
    }

    /// Whether the words for a shape, as [`Self::wanted`] gives them, are plural.
    #[must_use]
    pub fn wants_several(&self, shape: &ValueShape) -> bool {
        match shape {
            ValueShape::Tuple(_) | ValueShape::Record(_) => true,
            ValueShape::Optional(inner) => self.wants_several(inner),
            ValueShape::Of(_) => self.words(shape).is_none(),
            _ => false,
        }
    }

    /// The words for the kind of value that a shape wants.
    #[must_use]
    pub fn wanted(&self, shape: &ValueShape) -> String {
        match shape {
            ValueShape::Text | ValueShape::Id => "a text in quotation marks".to_owned(),
            ValueShape::Name(sort) => format!("the name of a {} in quotation marks", sort.word()),
            ValueShape::Prose => {
                "a text in quotation marks, or a list of texts and passages".to_owned()
            }
            ValueShape::Date => "a date in quotation marks, as `\"1915-02-01\"`".to_owned(),
            ValueShape::Flag => "`true` or `false`".to_owned(),
            ValueShape::Whole { .. } => "a whole number".to_owned(),
            ValueShape::Number => "a number".to_owned(),
            ValueShape::Figure { .. } => "a number with its grade in `( )`".to_owned(),
            ValueShape::List(_) => "a list in `[ ]`".to_owned(),
            ValueShape::Optional(inner) => self.wanted(inner),
            ValueShape::Tuple(shapes) => format!("{} values in `( )`", shapes.len()),
            ValueShape::Record(_) => "fields in `( )`".to_owned(),
            ValueShape::Of(_) => match self.words(shape) {
                Some(words) if words.len() <= 8 => {
                    let words: Vec<String> =
                        words.iter().map(|word| format!("`{}`", word.name)).collect();
                    format!("one of {}", words.join(", "))
                }
                Some(words) => format!("a word such as `{}`", words[0].name),
                None => "fields in `( )`".to_owned(),
            },
        }
    }
}

/// The type of a number that steers an outcome, whatever its unit.
fn figure() -> Type {
    let schema = schemars::schema_for!(super::draft::Num<super::draft::unit::Share>).to_value();
    type_of(object(&schema))
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().expect("a schema is an object")
}

/// The documentation of a schema, in one paragraph a line.
fn doc(schema: &Map<String, Value>) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn type_of(schema: &Map<String, Value>) -> Type {
    let body = match schema.get("oneOf").or_else(|| schema.get("enum")).and_then(Value::as_array) {
        Some(words) => Body::Choice(words.iter().map(word).collect()),
        None => Body::Record(fields(schema)),
    };
    Type { doc: doc(schema), body }
}

fn word(variant: &Value) -> Word {
    if let Some(name) = variant.as_str() {
        return Word { name: name.to_owned(), doc: String::new(), takes: Takes::Nothing };
    }
    let schema = object(variant);
    if let Some(name) = schema.get("const").and_then(Value::as_str) {
        return Word { name: name.to_owned(), doc: doc(schema), takes: Takes::Nothing };
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let (name, inner) =
        properties.and_then(|p| p.iter().next()).expect("a variant has a name and what it takes");
    let inner = object(inner);
    let takes = match inner.get("prefixItems").and_then(Value::as_array) {
        Some(items) => Takes::Values(items.iter().map(|item| shape(object(item))).collect()),
        None if inner.contains_key("properties") && !inner.contains_key("unit") => {
            Takes::Fields(fields(inner))
        }
        None => Takes::Values(vec![shape(inner)]),
    };
    Word { name: name.clone(), doc: doc(schema), takes }
}

fn fields(schema: &Map<String, Value>) -> Vec<Field> {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    properties
        .map(|(name, property)| Field {
            name: name.clone(),
            doc: doc(object(property)),
            shape: shape(object(property)),
            required: required.contains(&name.as_str()),
        })
        .collect()
}

fn shape(schema: &Map<String, Value>) -> ValueShape {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().expect("a split has a last part");
        return ValueShape::Of(name.to_owned());
    }
    if let Some(cases) = schema.get("anyOf").and_then(Value::as_array) {
        return ValueShape::Optional(Box::new(shape(object(&cases[0]))));
    }
    let Some(kind) = schema.get("type") else {
        unreachable!("a schema without a type: {schema:?}")
    };
    if let Some(kinds) = kind.as_array() {
        let mut inner = schema.clone();
        inner.insert("type".to_owned(), kinds[0].clone());
        return ValueShape::Optional(Box::new(shape(&inner)));
    }
    let number = |key: &str| schema.get(key).and_then(Value::as_f64);
    match kind.as_str().unwrap_or_default() {
        "string" if schema.contains_key("gives") => ValueShape::Id,
        "string" if schema.contains_key("prose") => ValueShape::Prose,
        "string" if schema.contains_key("format") => ValueShape::Date,
        "string" => match schema.get("refers").and_then(Value::as_str) {
            Some(word) => ValueShape::Name(Sort::of_word(word).expect("a name refers to a sort")),
            None => ValueShape::Text,
        },
        "boolean" => ValueShape::Flag,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the limits are those of small integers"
        )]
        "integer" => ValueShape::Whole {
            low: number("minimum").unwrap_or(f64::from(i32::MIN)) as i64,
            high: number("maximum").unwrap_or_else(|| {
                match schema.get("format").and_then(Value::as_str) {
                    Some("uint16") => f64::from(u16::MAX),
                    Some("uint8") => f64::from(u8::MAX),
                    _ => f64::from(u32::MAX),
                }
            }) as i64,
        },
        "number" => ValueShape::Number,
        "array" => match schema.get("prefixItems").and_then(Value::as_array) {
            Some(items) => {
                ValueShape::Tuple(items.iter().map(|item| shape(object(item))).collect())
            }
            None => ValueShape::List(Box::new(shape(object(&schema["items"])))),
        },
        "object" => {
            match (schema.get("unit").and_then(Value::as_str), number("minimum"), number("maximum"))
            {
                (Some(unit), Some(low), Some(high)) => {
                    ValueShape::Figure { unit: unit.to_owned(), low, high }
                }
                _ => ValueShape::Record(fields(schema)),
            }
        }
        kind => unreachable!("a schema of the unknown type {kind}"),
    }
}
