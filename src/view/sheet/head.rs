//! What all sheets have in common.

use super::types::{SheetDays, SheetHead};
use crate::rules::ids::ItemId;
use crate::scenario::Scenario;
use crate::view::wording::date_words;
use crate::words::Words;

/// The head of a sheet.
#[must_use]
pub fn sheet_head(words: &Words, scenario: &Scenario) -> SheetHead {
    let head = &scenario.head;
    SheetHead {
        title: head.title.clone(),
        subtitle: head.subtitle.clone(),
        days: SheetDays {
            first: date_words(words, head.opens),
            last: date_words(words, head.closes),
        },
        minutes: head.minutes,
        edition: format!("{} {} ({})", head.id, head.version, scenario.short_hash()),
        introduction: scenario.introduction(),
    }
}

/// The name of an item's place.
pub(super) fn place(scenario: &Scenario, item: ItemId) -> String {
    let id = &scenario.item(item).place.text;
    let rule = scenario.text.places.iter().find(|rule| rule.place.text == *id);
    rule.map(|rule| rule.name.clone()).unwrap_or_default()
}
