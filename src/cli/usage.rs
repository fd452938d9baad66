//! A call that is off, in our own words; and the numbers that a call may hold.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use unicode_normalization::UnicodeNormalization;

/// A reader of whole numbers from `low` to `high` for an option.
pub(super) fn whole<T>(
    low: T,
    high: T,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: Copy + PartialOrd + core::fmt::Display + core::str::FromStr + Send + Sync + 'static,
{
    move |text| {
        let usual: String = text.trim().nfkc().collect();
        let number = usual.parse().ok().filter(|number| (low..=high).contains(number));
        number.ok_or_else(|| format!("a whole number from {low} to {high} is wanted"))
    }
}

/// What is wrong with a call, in a sentence, with the way it is meant.
pub(super) fn sentence(error: &clap::Error) -> String {
    let texts = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let arg = || listed(&texts(ContextKind::InvalidArg), "and");
    let value = texts(ContextKind::InvalidValue).concat();
    let wrong = match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("there is no {} here{}", arg(), like(&texts(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let name = listed(&texts(ContextKind::InvalidSubcommand), "and");
            format!("there is no command {name}{}", like(&texts(ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::MissingRequiredArgument => format!("the call lacks {}", arg()),
        ErrorKind::InvalidValue => {
            let known = texts(ContextKind::ValidValue);
            let known = if known.is_empty() {
                String::new()
            } else {
                format!("; there are: {}", known.join(", "))
            };
            if value.is_empty() {
                format!("{} needs a value{known}", arg())
            } else {
                let like = like(&texts(ContextKind::SuggestedValue));
                format!("`{value}` is no value of {}{like}{known}", arg())
            }
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!(": {why}"));
            format!("`{value}` is no value of {}{}", arg(), why.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => {
            let prior = texts(ContextKind::PriorArg);
            if prior.is_empty() || prior == texts(ContextKind::InvalidArg) {
                format!("{} is given more than once", arg())
            } else {
                format!("{} does not go together with {}", arg(), listed(&prior, "and"))
            }
        }
        ErrorKind::TooManyValues => format!("`{value}` is one value too many for {}", arg()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{} needs another number of values", arg())
        }
        ErrorKind::NoEquals => format!("{} and its value are joined by `=`", arg()),
        ErrorKind::InvalidUtf8 => "a word of the call is not text in UTF-8".to_owned(),
        _ => "the call is not understood".to_owned(),
    };
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => format!("\n{usage}"),
        _ => String::new(),
    };
    format!("{wrong}{usage}\n`--help` says more; a path that begins with `-` is written `./-...`")
}

/// Names between backticks, as a list.
fn listed(names: &[String], and: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "a part of it".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The question whether one of these was meant, if there are any.
fn like(names: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", listed(names, "or"))
    }
}
