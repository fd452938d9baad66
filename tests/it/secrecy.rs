//! Secrecy: nothing a seat may not know reaches its view.

use std::sync::Arc;

use proptest::prelude::*;
use status_quo::rules::chronicle::{Chronicle, Event};
use status_quo::rules::ids::SeatId;
use status_quo::sim::timeline::position;

use crate::harness::{Table, all_scenarios, knocking, table_of_three};

const SEATS: [&str; 4] = ["mongolia", "ussr", "japan", "china"];

/// Two games that differ only in what was agreed in secret in Moscow in 1934 look
/// the same to Japan and to China, byte for byte, as long as the secret is kept.
#[test]
fn a_secret_promise_does_not_change_the_others_views() {
    let play_to = |at_moscow: &str| {
        let mut table = Table::new(1936, &SEATS);
        while let Some((_, question, _)) = table.asked() {
            if question == "halhin-sum/orders" {
                break;
            }
            let recorded = table.recorded().expect("somebody is asked");
            table.choose(if question == "moscow-1934" { at_moscow } else { &recorded });
        }
        table
    };
    let (promised, refused) = (play_to("record"), play_to("walk-out"));
    assert_eq!(promised.asked().map(|a| a.1), refused.asked().map(|a| a.1));
    for seat in ["japan", "china"] {
        let bytes = |table: &Table| serde_json::to_string(&table.view(seat)).expect("plain data");
        assert_eq!(bytes(&promised), bytes(&refused), "{seat} sees a difference");
    }
    for seat in ["mongolia", "ussr"] {
        assert_ne!(promised.view(seat), refused.view(seat), "{seat} sees no difference");
    }
}

/// What another seat weighed, what a secret fact came to, and that a secretly
/// conditioned event did not come up: none of it shows before the debrief.
#[test]
fn what_others_weigh_and_keep_does_not_show() {
    let mut table = Table::new(5, &["japan"]);
    let scenario = knocking();
    let secret_outcomes = ["arms", "genden-line", "gentlemens-agreement"];
    let conditioned: Vec<String> = scenario
        .setting
        .items
        .iter()
        .zip(&scenario.text.items)
        .filter(|(def, _)| def.when.reads_secret(&scenario.setting))
        .map(|(_, text)| text.title.clone())
        .collect();
    assert!(!conditioned.is_empty());
    while let Some((_, _, open)) = table.asked() {
        let view = table.view("japan");
        for result in &view.results {
            for choice in result.choices.iter().filter(|choice| !choice.by_player) {
                assert!(choice.probability.is_none() && choice.reasons.is_empty());
            }
            for outcome in &result.outcomes {
                assert!(!secret_outcomes.contains(&outcome.id.as_str()), "{}", outcome.id);
            }
        }
        // What has come up is known from then on.
        let here = position(&table.world, table.game.timeline());
        let opened = scenario.text.items.iter().zip(&here.agenda.opened);
        let opened: Vec<&String> = opened.filter(|(_, up)| **up).map(|(it, _)| &it.title).collect();
        for title in conditioned.iter().filter(|title| !opened.contains(title)) {
            assert!(
                view.chronicle.iter().all(|line| !line.text.starts_with(title.as_str())),
                "{title}"
            );
        }
        table.choose(&open[0]);
    }
    let debrief = table.view("japan").debrief.expect("the game is over");
    assert!(debrief.results.iter().flat_map(|r| &r.choices).any(|c| c.probability.is_some()));
}

/// The page of an item tells everything its moves brought about.
#[test]
fn a_result_names_the_treaty_that_was_signed() {
    let mut table = Table::new(1936, &SEATS);
    while let Some((_, question, open)) = table.asked() {
        let wanted = match question.as_str() {
            "manchukuo/recognition" => "recognise",
            _ => open[0].as_str(),
        };
        let option = wanted.to_owned();
        table.choose(&option);
        if question.starts_with("ties/") {
            break;
        }
    }
    let view = table.view("china");
    let result = view.results.iter().find(|r| r.id == "manchukuo").expect("it is closed");
    assert!(result.events.iter().any(|e| e.contains("came into force")), "{:?}", result.events);
    assert!(result.events.iter().any(|e| e.contains("recognises")), "{:?}", result.events);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is played, no text of a secret shows in the view of a seat that
    /// may not know it, before the debrief.
    #[test]
    fn secret_texts_stay_secret(seed in 0u64..1000, picks in prop::collection::vec(0usize..6, 60)) {
        let mut table = Table::new(seed, &SEATS);
        let mut turn = 0;
        while let Some((_, _, open)) = table.asked() {
            for (index, seat) in SEATS.iter().enumerate() {
                let id = table.game.scenario().seat_by_id(seat).expect("it exists");
                let shown = serde_json::to_string(&table.view(seat)).expect("plain data");
                for secret in secrets_from(&table, id) {
                    let quoted = serde_json::to_string(&secret).expect("plain data");
                    prop_assert!(!shown.contains(quoted.trim_matches('"')), "{} ({index}) reads: {}", seat, secret);
                }
            }
            let option = open[picks[turn % picks.len()] % open.len()].clone();
            table.choose(&option);
            turn += 1;
        }
    }
}

/// What has happened that a seat may not know, as the chronicle would word it.
fn secrets_from(table: &Table, seat: SeatId) -> Vec<String> {
    let scenario = table.game.scenario();
    let chronicle: &Chronicle =
        table.world.get(table.game.timeline()).expect("a timeline has a chronicle");
    chronicle
        .entries
        .iter()
        .filter(|e| !e.audience.includes(Some(seat)))
        .filter_map(|entry| match &entry.event {
            Event::Chosen { mv, option, .. } => Some(scenario.option(*mv, *option).done.clone()),
            _ => None,
        })
        .collect()
}

/// Of no entry of the chronicle that is kept from a seat does a word show in its whole
/// view before the debrief, in any scenario: the same games are played once to learn what
/// was kept, and once more to look for it at every step.
#[test]
fn nothing_that_was_kept_from_a_seat_shows_in_its_views() {
    let mut kept = 0;
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        let seats: Vec<String> = scenario.text.seats.iter().map(|s| s.id.to_string()).collect();
        for seed in 1..=3 {
            let pick = |turn: usize| turn * 5 + usize::try_from(seed).expect("it is small");
            let mut first = Table::of(Arc::clone(&scenario), seed);
            first.play_out(|turn, _| pick(turn));
            let hidden = |seat: &String| -> Vec<String> {
                let view = first.view(seat);
                let secrets = view.debrief.expect("the game is over").secrets;
                let mut texts: Vec<String> = secrets.iter().map(|line| line.text.clone()).collect();
                // What everybody sees in the end by other ways is no secret's own.
                texts.retain(|text| view.chronicle.iter().all(|line| line.text != *text));
                texts.sort();
                texts.dedup();
                texts
            };
            let hidden: Vec<Vec<String>> = seats.iter().map(hidden).collect();
            kept += hidden.iter().map(Vec::len).sum::<usize>();
            let mut table = Table::of(Arc::clone(&scenario), seed);
            for turn in 0.. {
                let Some((_, _, open)) = table.asked() else { break };
                for (seat, texts) in seats.iter().zip(&hidden) {
                    let shown = serde_json::to_string(&table.view(seat)).expect("plain data");
                    for text in texts {
                        let quoted = serde_json::to_string(text).expect("plain data");
                        assert!(!shown.contains(quoted.trim_matches('"')), "{seat} reads: {text}");
                    }
                }
                let option = open[pick(turn) % open.len()].clone();
                table.choose(&option);
            }
        }
    }
    assert!(kept > 60, "only {kept} entries were kept from anybody");
}

#[test]
fn the_public_sees_less_than_any_seat_and_no_question() {
    let table = Table::new(1, &SEATS);
    let public = table.views.look(&table.world, &table.game, crate::harness::english(), None);
    assert!(public.seat.is_none() && public.aims.is_empty() && public.debrief.is_none());
    assert!(matches!(public.stage, status_quo::view::StageView::Waiting(_)));
}

#[test]
fn the_debrief_opens_everything() {
    let mut table = Table::new(1936, &["china"]);
    table.play_out(|_, _| 0);
    let debrief = table.view("china").debrief.expect("the game is over");
    assert!(!debrief.secrets.is_empty());
    assert!(debrief.results.len() > table.view("china").results.len());
}
