//! Renaming: another id for an entry, wherever a pack mentions it.
//!
//! It works on the index of names, so also on a pack with other faults. What is written in
//! prose is not touched, nor are testplans, which are no part of a pack.

use core::fmt;

use super::draft::Sort;
use super::finding::{TextEdit, nearest};
use super::index::{Definition, Mention, NameIndex};
use super::naming::{LONGEST_ID, is_slug};
use super::sources::Sources;
use super::syntax::Span;

/// Why something is not renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRename {
    /// Nothing is called so; what is like it.
    Unknown(String, Vec<String>),
    /// Several things are called so; how to call each by itself.
    Ambiguous(String, Vec<String>),
    /// The new id has a wrong form.
    BadId(String),
    /// The new id is that of another thing of that sort.
    Taken(Sort, String),
    /// The map gives it its name.
    OfMap(String),
}

impl fmt::Display for NoRename {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |names: &[String], joint: &str| {
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(joint)
        };
        match self {
            Self::Unknown(name, like) if like.is_empty() => write!(f, "nothing is called `{name}`"),
            Self::Unknown(name, like) => {
                write!(f, "nothing is called `{name}`; did you mean {}?", listed(like, " or "))
            }
            Self::Ambiguous(name, all) => {
                write!(f, "several things are called `{name}`; say which: {}", listed(all, ", "))
            }
            Self::BadId(new) => write!(
                f,
                "`{new}` is no id: an id has at most {LONGEST_ID} small letters from a to z, digits and hyphens"
            ),
            Self::Taken(sort, new) => write!(f, "there is a {} `{new}` already", sort.word()),
            Self::OfMap(name) => {
                write!(
                    f,
                    "`{name}` is the map's name for the place; only the `name` beside it is yours"
                )
            }
        }
    }
}

/// The name by which a call tells a thing from others: its sort, then the ids of what it
/// lies within and its own, as `value:railways/neutral`.
#[must_use]
pub fn full_name(definition: &Definition) -> String {
    format!("{}:{}", key(definition.sort), path(definition))
}

/// The ids of what a thing lies within, and its own.
fn path(definition: &Definition) -> String {
    if definition.within.is_empty() {
        definition.name.clone()
    } else {
        format!("{}/{}", definition.within, definition.name)
    }
}

/// One word for a sort.
const fn key(sort: Sort) -> &'static str {
    match sort {
        Sort::Adviser => "adviser",
        Sort::Value => "value",
        Sort::Option => "option",
        Sort::Clause => "clause",
        Sort::ClauseValue => "clause-value",
        other => other.word(),
    }
}

/// What is called so: by its id, by the ids of what it lies within and its own, or by
/// either with its sort before it.
///
/// # Errors
/// If nothing or more than one thing is.
pub fn called<'i>(index: &'i NameIndex, name: &str) -> Result<&'i Definition, NoRename> {
    // A conference goes by the id of its item.
    let all = || index.definitions.iter().filter(|known| known.sort != Sort::Conference);
    let (sort, rest) = match name.split_once(':') {
        Some((sort, rest)) => (Some(sort), rest),
        None => (None, name),
    };
    let own = |known: &Definition| known.name.rsplit('/').next() == Some(rest);
    let found: Vec<&Definition> = all()
        .filter(|known| sort.is_none_or(|sort| key(known.sort) == sort))
        .filter(|known| path(known) == rest || own(known))
        .collect();
    // One that is called so in whole goes before those whose last part it is.
    let whole: Vec<&Definition> = found.iter().copied().filter(|d| path(d) == rest).collect();
    match (whole.as_slice(), found.as_slice()) {
        ([one], _) | ([], [one]) => Ok(one),
        (_, []) => {
            let known: Vec<String> = all().map(path).collect();
            let like = nearest(rest, known.iter().map(String::as_str));
            Err(NoRename::Unknown(name.to_owned(), like.into_iter().map(str::to_owned).collect()))
        }
        (_, several) => {
            let several = several.iter().map(|known| full_name(known)).collect();
            Err(NoRename::Ambiguous(name.to_owned(), several))
        }
    }
}

/// The edits that give a thing another id, where it gives itself one and in every mention.
///
/// ```
/// use status_quo::scenario::{library, sources::Sources};
/// use status_quo::scenario::{index::NameIndex, rename::{called, rename}};
/// let pack = library::find("kyakhta").unwrap().listing.pack().unwrap();
/// let sources = Sources::new(&pack);
/// let index = NameIndex::new(&sources);
/// let japan = called(&index, "power:japan").unwrap();
/// let edits = rename(&sources, &index, japan, "nippon").unwrap();
/// assert!(edits.len() > 5 && edits.iter().all(|edit| edit.new == "nippon"));
/// ```
///
/// # Errors
/// If the new id cannot be one or is taken, or the thing has its name from the map.
pub fn rename(
    sources: &Sources<'_>,
    index: &NameIndex,
    of: &Definition,
    new: &str,
) -> Result<Vec<TextEdit>, NoRename> {
    if of.sort == Sort::Place {
        return Err(NoRename::OfMap(of.name.clone()));
    }
    // Sources and contradictions are called as books and notes are.
    let is_free = matches!(of.sort, Sort::Source | Sort::Contradiction);
    let is_plain = !new.is_empty() && !new.contains(['"', '\\', '/', ' ', '§']);
    if new.len() > LONGEST_ID || !is_plain || !(is_free || is_slug(new)) {
        return Err(NoRename::BadId(new.to_owned()));
    }
    let around = of.name.rsplit_once('/').map_or("", |(around, _)| around);
    let whole = if around.is_empty() { new.to_owned() } else { format!("{around}/{new}") };
    if index.known(of.sort, &of.within).any(|other| other.name == whole) {
        return Err(NoRename::Taken(of.sort, new.to_owned()));
    }
    let own = core::iter::once((of.file, of.span));
    let mentioned = index
        .mentions
        .iter()
        .filter_map(|mention| Some((mention.file, part_of_mention(of, mention)?)));
    let mut places: Vec<(usize, Span)> = own.chain(mentioned).collect();
    places.sort_unstable();
    places.dedup();
    Ok(places.into_iter().filter_map(|(file, span)| sources.edit(file, span, new)).collect())
}

/// A testplan after a renaming, and the lines of which it is not certain whether they mean
/// what was renamed, counted from one.
pub struct RenamedPlan {
    /// The text.
    pub text: String,
    /// The uncertain lines.
    pub unclear: Vec<usize>,
}

/// A testplan in which a thing has its new id. An answer or an article is renamed only if
/// nothing else of its kind has the same id: a plan does not say of which question it is.
#[must_use]
pub fn rename_in_plan(index: &NameIndex, of: &Definition, new: &str, plan: &str) -> RenamedPlan {
    let own = of.name.rsplit('/').next().unwrap_or_default();
    let mut same = index
        .definitions
        .iter()
        .filter(|other| other.sort == of.sort && other.name.rsplit('/').next() == Some(own));
    let is_unique = same.nth(1).is_none();
    let mut renamed = RenamedPlan { text: String::with_capacity(plan.len()), unclear: Vec::new() };
    for (index, line) in plan.split_inclusive('\n').enumerate() {
        let end = line.find('#').unwrap_or(line.len());
        match mentioned_in_line(of.sort, own, &line[..end]) {
            Some(span) if is_unique => {
                renamed.text += &line[..span.start];
                renamed.text += new;
                renamed.text += &line[span.end..];
            }
            found => {
                renamed.unclear.extend(found.map(|_| index + 1));
                renamed.text += line;
            }
        }
    }
    renamed
}

/// Where a line of a testplan mentions a thing of a sort by its id.
fn mentioned_in_line(sort: Sort, own: &str, line: &str) -> Option<Span> {
    let (name, words) = match line.trim_start().strip_prefix("expect ") {
        Some(_) => line.split_once('=')?,
        None => line.split_once(':')?,
    };
    let is_expected = name.trim_start().starts_with("expect ");
    // The pieces that can be an id of that sort, each a part of the line.
    let pieces: Vec<&str> = match sort {
        Sort::Seat if !is_expected => vec![name.trim()],
        Sort::Option | Sort::Value | Sort::ClauseValue | Sort::Power | Sort::Leader
            if is_expected =>
        {
            vec![words.trim()]
        }
        Sort::Option => vec![words.trim()],
        Sort::Clause | Sort::ClauseValue => {
            let articles = words.trim().strip_prefix("offer ")?.split_whitespace();
            let part = |article: &'_ str| {
                let (clause, value) = article.split_once('=')?;
                let value = value.split('~').next()?;
                Some(if sort == Sort::Clause {
                    (0, clause.len())
                } else {
                    (clause.len() + 1, value.len())
                })
            };
            articles.filter_map(|a| part(a).map(|(at, length)| &a[at..at + length])).collect()
        }
        _ => return None,
    };
    let piece = pieces.into_iter().find(|piece| *piece == own)?;
    let start = piece.as_ptr() as usize - line.as_ptr() as usize;
    Some(Span::new(start, start + own.len()))
}

/// The part of a mention that is the id of a thing; none if it does not mention it.
fn part_of_mention(of: &Definition, mention: &Mention) -> Option<Span> {
    let Span { start, end } = mention.span;
    let same = mention.name == of.name && mention.within == of.within;
    let own = of.name.rsplit('/').next().map_or(0, str::len);
    match (of.sort, mention.stands_for) {
        // Moves are mentioned with their items.
        (Sort::Item, Sort::Move) => {
            let item = mention.name.split_once('/')?.0;
            (item == of.name).then(|| Span::new(start, start + item.len()))
        }
        (Sort::Item, Sort::Conference) if same => Some(mention.span),
        (Sort::Move, Sort::Move) if same => Some(Span::new(end - own, end)),
        // A part of the source may be cited after its id.
        (Sort::Source, Sort::Source) if same => Some(Span::new(start, start + own)),
        (sort, mentioned) if sort == mentioned && same => Some(mention.span),
        _ => None,
    }
}
