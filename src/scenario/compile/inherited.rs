//! Sources that an item gives once for all that in it names none.
//!
//! The copies have the place of the item's own citations, so that a fault in one of them
//! is reported there, and once. A country's account of what happened, and a version in a
//! language, always name their own sources.

use crate::scenario::draft::{Conference, Item, Name, Source, Tag};

/// Gives the sources of an item to what in it names none and needs some.
pub(super) fn inherit_sources(item: &mut Item) {
    if item.src.is_empty() {
        return;
    }
    let own = item.src.clone();
    let inherit = |src: &mut Vec<Name<Source>>| {
        if src.is_empty() {
            src.clone_from(&own);
        }
    };
    let record = &mut item.record;
    inherit(&mut record.src);
    record.secret.iter_mut().for_each(|part| inherit(&mut part.src));
    record.later.iter_mut().for_each(|part| inherit(&mut part.src));
    let options = item.moves.iter_mut().flat_map(|mv| &mut mv.options);
    let real = options.filter(|option| option.tag != Tag::Counterfactual);
    real.for_each(|option| inherit(&mut option.src));
    if let Some(conference) = &mut item.conference {
        inherit_within(conference, inherit);
    }
}

/// The same for what stands in a conference.
fn inherit_within(conference: &mut Conference, inherit: impl Fn(&mut Vec<Name<Source>>)) {
    conference.parties.iter_mut().for_each(|party| inherit(&mut party.src));
    for clause in &mut conference.clauses {
        if clause.documented.is_some() || !clause.record.is_empty() {
            inherit(&mut clause.src);
        }
        let real = clause.values.iter_mut().filter(|value| value.tag != Tag::Counterfactual);
        real.for_each(|value| inherit(&mut value.src));
    }
}
