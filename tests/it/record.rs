//! The record of an item tells nothing that its reader could not know on the day.

use std::collections::BTreeSet;
use std::sync::Arc;

use status_quo::rules::ids::SeatId;
use status_quo::rules::quantity::Date;
use status_quo::scenario::Scenario;
use status_quo::scenario::draft::{Name, Seat};
use status_quo::sim::game::Game;
use status_quo::sim::journal::Header;
use status_quo::sim::record::RecordTime;
use status_quo::view::{ItemResult, RecordView, SeatView};

use crate::harness::{
    Table, all_scenarios, english, knocking, player_if, secret_line, table_of_three,
};

/// Texts of so many bytes may stand in a view by chance.
const SHORT: usize = 20;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days that a text names, as far as it names a year: (year, month or 0, day or 0).
fn dates_in(text: &str) -> Vec<(i16, u8, u8)> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month_of = |word: &str| MONTHS.iter().position(|month| *month == word);
    let year_of = |word: &str| {
        let year: i16 = word.parse().ok()?;
        (word.len() == 4 && (1800..2000).contains(&year)).then_some(year)
    };
    let mut dates = Vec::new();
    for (at, year) in words.iter().enumerate().filter_map(|(at, word)| Some((at, year_of(word)?))) {
        let month = at.checked_sub(1).and_then(|before| month_of(words[before]));
        let day = at.checked_sub(2).filter(|_| month.is_some()).map(|before| words[before]);
        let day: u8 = day.and_then(|word| word.parse().ok()).filter(|day| *day <= 31).unwrap_or(0);
        let month = month.map_or(0, |month| u8::try_from(month + 1).expect("there are twelve"));
        dates.push((year, month, day));
    }
    dates
}

/// Whether a day that a text names lies after a day of the game.
fn is_after((year, month, day): (i16, u8, u8), today: Date) -> bool {
    let named = (year, if month == 0 { today.month } else { month });
    let now = (today.year, today.month);
    named > now || (named == now && month != 0 && day > today.day)
}

/// Everything that a record says.
fn texts_of(record: &RecordView) -> Vec<&str> {
    let mut texts: Vec<&str> = record.text.iter().map(String::as_str).collect();
    texts.push(&record.date);
    texts.extend(record.secret.iter().map(|part| part.text.as_str()));
    texts.extend(record.later.iter().map(|part| part.text.as_str()));
    texts.extend(record.accounts.iter().map(|account| account.text.as_str()));
    texts.extend(record.contradictions.iter().flat_map(|entry| [&*entry.text, &*entry.ruling]));
    texts.extend(record.unknown.iter().map(String::as_str));
    texts
}

/// Everything on the page of a closed item that comes from the record.
fn recorded_texts(result: &ItemResult) -> Vec<&str> {
    let mut texts = result.record.as_ref().map(texts_of).unwrap_or_default();
    texts.extend(result.since.iter().map(|part| part.text.as_str()));
    let rows = result.treaty.iter().flat_map(|treaty| &treaty.rows);
    texts.extend(rows.map(|row| row.record.as_str()));
    texts.extend(result.outcomes.iter().map(|outcome| outcome.record.as_str()));
    texts
}

fn json_of(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("plain data");
    quoted.trim_matches('"').to_owned()
}

fn is_for(known_to: &[Name<Seat>], seat: Option<SeatId>) -> bool {
    known_to.is_empty()
        || seat.is_some_and(|seat| known_to.iter().any(|n| n.index() == Some(seat.index())))
}

/// The texts that a viewer may not read on a day, whatever was played.
fn withheld(scenario: &Scenario, seat: Option<SeatId>, today: Date) -> Vec<String> {
    let mut texts = Vec::new();
    for item in &scenario.text.items {
        let later = item.record.later.iter();
        let later = later.filter(|part| today < part.date || !is_for(&part.known_to, seat));
        texts.extend(later.map(|part| part.says.clone()));
        let secret = item.record.secret.iter().filter(|part| !is_for(&part.known_to, seat));
        texts.extend(secret.map(|part| part.says.clone()));
        let private = item.private.iter();
        let private =
            private.filter(|part| part.seat.index() != seat.map(SeatId::index) || seat.is_none());
        texts.extend(private.flat_map(|part| part.text.told(|_| true)));
    }
    texts.extend(scenario.text.sources.iter().map(|source| source.title.clone()));
    texts.extend(scenario.head.unknown.iter().cloned());
    let aims = scenario.text.seats.iter().flat_map(|seat| &seat.objectives);
    texts.extend(aims.map(|aim| aim.documented.clone()));
    // A text of a word or two may stand anywhere.
    texts.retain(|text| text.len() > SHORT);
    texts
}

/// Names of things that a viewer does not know of.
fn secret_names(table: &Table, scenario: &Scenario, seat: Option<SeatId>) -> Vec<String> {
    let here = status_quo::sim::timeline::position(&table.world, table.game.timeline());
    let setting = &scenario.setting;
    let instruments = scenario.text.instruments.iter().enumerate();
    let instruments = instruments.filter(|(index, _)| {
        let id = status_quo::rules::ids::InstrumentId::new(*index);
        !here.instruments.known_to(setting, id, seat)
    });
    let facts = scenario.text.facts.iter().enumerate();
    let facts = facts.filter(|(index, _)| !setting.facts[*index].known_to.includes(seat));
    instruments
        .map(|(_, text)| text.title.clone())
        .chain(facts.map(|(_, text)| text.name.clone()))
        .filter(|name| name.len() > SHORT)
        .collect()
}

/// Plays games of every scenario and looks at the view of everybody at every step.
fn at_every_step(mut look: impl FnMut(&Scenario, &Table, Option<SeatId>, &SeatView)) {
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        let n_seats = scenario.setting.seats.len();
        for seed in 0..3_usize {
            let number = u64::try_from(seed).expect("it is small");
            let mut table = Table::of(Arc::clone(&scenario), number);
            for turn in 0.. {
                for viewer in SeatId::up_to(n_seats).map(Some).chain([None]) {
                    let view = table.views.look(&table.world, &table.game, english(), viewer);
                    if view.debrief.is_none() {
                        look(&scenario, &table, viewer, &view);
                    }
                }
                let Some((_, _, open)) = table.asked() else { break };
                // The first game as it was documented, the others anyhow.
                let option = match seed {
                    0 => table.recorded().expect("somebody is asked"),
                    _ => open[(turn * 5 + seed) % open.len()].clone(),
                };
                table.choose(&option);
            }
        }
    }
}

#[test]
fn no_record_tells_the_future() {
    let (mut pages, mut since) = (0, 0);
    let mut told = BTreeSet::new();
    at_every_step(|scenario, table, _, view| {
        let today = table.game.date(&table.world);
        for result in &view.results {
            for text in recorded_texts(result) {
                let late: Vec<_> =
                    dates_in(text).into_iter().filter(|date| is_after(*date, today)).collect();
                if !late.is_empty() {
                    let id = &scenario.head.id;
                    told.insert(format!(
                        "{id}, on {today}: `{}` tells of {late:?}: {text}",
                        result.id
                    ));
                }
            }
            pages += 1;
            since += result.since.len();
        }
    });
    assert!(told.is_empty(), "{}", Vec::from_iter(told).join("\n"));
    assert!(pages > 500 && since > 100, "{pages} pages with {since} notes of what came since");
}

/// Whole views hold no text of a later day, none that is meant for others, no title of a
/// source, and no name of a thing that is secret to the viewer.
#[test]
fn whole_views_hold_nothing_that_is_not_for_their_reader() {
    let mut looked_for = 0;
    at_every_step(|scenario, table, viewer, view| {
        let today = table.game.date(&table.world);
        let shown = serde_json::to_string(view).expect("plain data");
        let names = secret_names(table, scenario, viewer);
        for text in withheld(scenario, viewer, today).iter().chain(&names) {
            let text = json_of(text);
            assert!(
                !shown.contains(&text),
                "{}, {viewer:?} on {today} reads: {text}",
                scenario.head.id
            );
            looked_for += 1;
        }
    });
    assert!(looked_for > 10_000, "only {looked_for} texts were looked for");
}

/// Whatever came later is told: on the page of an item that closes after it, or in the
/// debrief, where everything stands.
#[test]
fn the_debrief_holds_everything_that_came_later() {
    let mut told = 0;
    for scenario in all_scenarios() {
        let mut table = Table::of(Arc::clone(&scenario), 1);
        while let Some(option) = table.recorded() {
            table.choose(&option);
        }
        for seat in &scenario.text.seats {
            let view = table.view(&seat.id);
            let debrief = view.debrief.as_ref().expect("the game is over");
            for result in &debrief.results {
                let item = scenario.text.items.iter().find(|item| item.id == result.id);
                let written = &item.expect("it is an item").record;
                let record = result.record.as_ref().expect("the debrief keeps nothing");
                assert_eq!(record.later.len(), written.later.len());
                assert_eq!(record.secret.len(), written.secret.len());
                assert_eq!(record.contradictions.len(), written.contradictions.len());
                assert!(record.sources.iter().all(|source| source.title.is_some()));
                told += record.later.len();
            }
            assert_eq!(debrief.unknown, scenario.head.unknown);
            assert_eq!(debrief.sources.len(), scenario.text.sources.len());
        }
    }
    assert!(told > 40, "only {told} later notes");
}

/// A record that does not part what was secret is read by those who know all of it.
#[test]
fn an_unparted_record_of_a_secret_waits_for_the_debrief() {
    let scenario = secret_line();
    let mut table = Table::of(Arc::clone(&scenario), 2);
    while let Some(option) = table.recorded() {
        table.choose(&option);
        let shown = serde_json::to_string(&table.view("china")).expect("plain data");
        let over = table.game.is_over(&table.world);
        assert_eq!(shown.contains("another that was not"), over);
    }
    let of = |seat: &str| {
        let results = table.view(seat).results;
        let convention = results.iter().find(|result| result.id == "convention").cloned();
        convention.expect("everybody knows that they met")
    };
    assert!(of("china").record.is_err());
    assert!(of("russia").record.is_ok() && of("japan").record.is_ok());
}

/// A game whose record comes with the debrief tells nothing of it before, keeps the choice
/// in its journal, and tells everything in the end.
#[test]
fn a_game_can_keep_the_whole_record_for_the_debrief() {
    let scenario = knocking();
    let holders = scenario.text.seats.iter().map(|seat| player_if(seat.id == "china")).collect();
    let mut table = Table::new(4, &["china"]);
    table.game = Game::start(&mut table.world, Arc::clone(&scenario), 4, holders)
        .with_record(RecordTime::Debrief);
    let header = table.game.header(&table.world);
    let line = serde_json::to_string(&header).expect("plain data");
    let read: Header = serde_json::from_str(&line).expect("it was written so");
    assert_eq!(read.record, RecordTime::Debrief);
    let usual = Table::new(4, &["china"]);
    let usual = serde_json::to_string(&usual.game.header(&usual.world)).expect("plain data");
    assert!(!usual.contains("record"), "the usual choice is not written: {usual}");
    while let Some((_, _, open)) = table.asked() {
        for result in &table.view("china").results {
            assert!(result.record.is_err() && result.since.is_empty(), "{}", result.id);
            assert!(result.choices.iter().all(|choice| choice.kept && choice.recorded.is_none()));
            assert!(result.outcomes.iter().all(|outcome| outcome.documented.is_none()));
            let rows = result.treaty.iter().flat_map(|treaty| &treaty.rows);
            assert!(rows.into_iter().all(|row| row.documented.is_none() && row.record.is_empty()));
        }
        table.choose(&open[0]);
    }
    let debrief = table.view("china").debrief.expect("the game is over");
    assert!(debrief.results.iter().all(|result| result.record.is_ok()));
    assert!(debrief.results.iter().flat_map(|r| &r.choices).all(|choice| !choice.kept));
}
