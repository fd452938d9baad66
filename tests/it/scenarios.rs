//! The scenarios that come with the game, and what a scenario must not be.

use std::collections::BTreeSet;
use std::sync::Arc;

use bevy::ecs::world::World;
use status_quo::rules::ids::{MoveId, SeatId};
use status_quo::scenario::compile::compile;
use status_quo::scenario::draft::{Confidence, Tag};
use status_quo::scenario::pack::{File, Pack};
use status_quo::scenario::{coefficients, library};
use status_quo::sim::game::Game;
use status_quo::view::{SeatView, StageView, Views};

use crate::harness::{
    Table, all_scenarios, english, knocking, player_if, scenarios, table_of_three,
};

#[test]
fn every_scenario_in_the_repository_is_good() {
    let mut n_scenarios = 0;
    for entry in std::fs::read_dir(scenarios()).expect("the scenarios can be read").flatten() {
        if entry.path().join("scenario.ron").is_file() {
            let path = entry.path().display().to_string();
            let scenario = library::open(&path).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(*scenario.head.id, entry.file_name().to_string_lossy());
            n_scenarios += 1;
        }
    }
    assert_eq!(n_scenarios, 7);
}

/// The register of the record that the six scenarios were made from: 75 entries, two of them
/// with a second half, and 47 contradictions between its sources. Each is named in a remark
/// where it stands, `// R43, K14`.
#[test]
fn every_entry_of_the_register_is_named_where_it_stands() {
    let register = (1..=75).map(|n| format!("R{n:02}")).chain(["R34a", "R38a"].map(str::to_owned));
    let contradictions = (1..=47).map(|n| format!("K{n:02}"));
    let mut open: BTreeSet<String> = register.chain(contradictions).collect();
    for entry in std::fs::read_dir(scenarios()).expect("the scenarios can be read").flatten() {
        if !entry.path().join("scenario.ron").is_file() {
            continue;
        }
        let pack = library::read_folder(&entry.path()).expect("it can be read");
        for line in pack.files().iter().flat_map(|file| file.text.lines()) {
            let Some((_, remark)) = line.split_once("//") else { continue };
            for word in remark.split(|c: char| !c.is_ascii_alphanumeric()) {
                open.remove(word);
            }
        }
    }
    assert_eq!(open, BTreeSet::new(), "named nowhere");
}

/// The history is played in at least so many decisions and treaties, and at least a quarter
/// of each scenario's numbers has a source that gives it.
#[test]
fn the_scenarios_are_as_full_and_as_supported_as_they_are_to_be() {
    let (mut points, mut tables) = (0, 0);
    for scenario in all_scenarios() {
        points += scenario.text.items.iter().filter(|item| item.point.is_some()).count();
        tables += scenario.setting.conferences.len();
        let [.., judged] = scenario.evidence;
        let all: u32 = scenario.evidence.iter().sum();
        assert!(judged * 4 <= all * 3, "{}: {judged} of {all} are judged", scenario.head.id);
    }
    assert!(points >= 49 && tables >= 20, "{points} decision points, {tables} conferences");
}

#[test]
fn the_scenario_has_its_nine_points_and_every_option_its_origin() {
    let scenario = knocking();
    let mut points: Vec<u32> = scenario.text.items.iter().filter_map(|item| item.point).collect();
    points.sort_unstable();
    assert_eq!(points, (1..=9).collect::<Vec<_>>());
    for mv in scenario.setting.move_ids() {
        for option in &scenario.mv(mv).options {
            assert!(option.tag == Tag::Counterfactual || !option.src.is_empty());
            assert!(!option.label.is_empty() && !option.done.is_empty());
        }
    }
    assert!(
        scenario.text.items.iter().any(|item| item.record.confidence == Confidence::Uncertain)
            || scenario.text.items.iter().any(|item| !item.record.unknown.is_empty())
    );
}

/// The rulings on contradictory sources that a player must meet.
#[test]
fn contradictions_are_shown_with_their_ruling() {
    let scenario = knocking();
    for id in ["K14", "K15", "K16", "K17", "K25"] {
        let entry = scenario.text.contradictions.iter().find(|c| c.id == id);
        assert!(entry.is_some_and(|c| !c.ruling.is_empty()), "{id} is missing");
        let shown = scenario
            .text
            .items
            .iter()
            .any(|item| item.record.contradictions.iter().any(|name| name.text == id));
        assert!(shown, "{id} is shown nowhere");
    }
}

/// Over many games, every option but a few is chosen and every seat decides.
#[test]
fn empty_seats_use_the_breadth_of_the_agenda() {
    let scenario = knocking();
    let mut chosen: Vec<Vec<u32>> =
        scenario.setting.moves.iter().map(|mv| vec![0; mv.options.len()]).collect();
    for seed in 0..150 {
        let table = Table::new(seed, &[]);
        let here = status_quo::sim::timeline::position(&table.world, table.game.timeline());
        for (index, choice) in here.agenda.choices.iter().enumerate() {
            if let Some(option) = choice {
                chosen[index][option.index()] += 1;
            }
        }
    }
    let options: usize = chosen.iter().map(Vec::len).sum();
    let never = chosen.iter().flatten().filter(|n| **n == 0).count();
    assert!(never * 4 < options, "{never} of {options} options were never chosen");
    for (index, counts) in chosen.iter().enumerate() {
        let mv = MoveId::new(index);
        let total: u32 = counts.iter().sum();
        let most = counts.iter().max().copied().unwrap_or(0);
        // A move that always ends the same way is no decision.
        assert!(total < 30 || most < total, "{} always ends the same way", scenario.move_name(mv));
    }
}

/// A pack of one file: a text with its faults.
fn findings(text: &str) -> Vec<(String, usize, usize, String)> {
    let pack = Pack::new(vec![File { path: "scenario.ron".to_owned(), text: text.to_owned() }]);
    match compile(&pack, coefficients()) {
        Ok(_) => Vec::new(),
        Err(findings) => findings
            .into_iter()
            .map(|f| (f.place.file, f.place.line, f.place.column, f.message))
            .collect(),
    }
}

#[test]
fn a_fault_is_shown_where_it_stands() {
    let missing_comma = "(\n  facts: [\n    (id: \"a\" name: \"b\", values: []),\n  ],\n)\n";
    let found = findings(missing_comma);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1), ("scenario.ron", 3));

    let unknown_field = "(\n  facts: [\n    (id: \"a\", nmae: \"b\", values: []),\n  ],\n)\n";
    let found = findings(unknown_field);
    assert_eq!((found.len(), found[0].1), (1, 3), "{found:?}");
    assert!(found[0].3.contains("nmae"), "{found:?}");
}

#[test]
fn an_unknown_name_is_shown_at_its_line_and_column_with_its_like() {
    let folder = scenarios().join("knocking-at-the-door");
    let good = library::read_folder(&folder).expect("the scenario can be read");
    let files: Vec<File> = good
        .files()
        .iter()
        .map(|file| File {
            path: file.path.clone(),
            text: file.text.replacen("power: \"japan\"", "power: \"japn\"", 1),
        })
        .collect();
    let at = files
        .iter()
        .find_map(|file| {
            let offset = file.text.find("\"japn\"")?;
            let before = &file.text[..offset];
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |n| n + 1) + 2;
            Some((file.path.clone(), line, column))
        })
        .expect("the fault was planted");
    let found = compile(&Pack::new(files), coefficients()).expect_err("it has a fault");
    let finding = found.iter().find(|f| f.message.contains("`japn`")).expect("it is found");
    let place = &finding.place;
    assert_eq!((place.file.clone(), place.line, place.column), at);
    assert!(finding.help.as_ref().is_some_and(|help| help.contains("`japan`")), "{finding:?}");
}

#[test]
fn the_content_hash_ignores_line_ends_and_nothing_else() {
    let pack = |text: &str| {
        Pack::new(vec![File { path: "a.ron".to_owned(), text: text.to_owned() }]).hash()
    };
    assert_eq!(pack("(\n)\n"), pack("(\r\n)\r\n"));
    assert_ne!(pack("(\n)\n"), pack("( \n)\n"));
}

/// A compiled text holds ids: whatever an author names is found once, and no view has to
/// look for it.
#[test]
fn every_name_in_a_text_is_found() {
    let mut n = 0;
    let mut found = |what: &str, text: &str, index: Option<usize>, of: usize| {
        assert!(index.is_some_and(|index| index < of), "{what} `{text}` is not found");
        n += 1;
    };
    for scenario in all_scenarios().into_iter().chain([table_of_three()]) {
        let text = &scenario.text;
        for seat in &text.seats {
            found("the leader", &seat.leader.text, seat.leader.index(), text.leaders.len());
        }
        for claim in text.sectors.iter().flat_map(|sector| &sector.claims) {
            found("the power", &claim.power.text, claim.power.index(), text.powers.len());
        }
        for item in &text.items {
            for private in &item.private {
                found("the seat", &private.seat.text, private.seat.index(), text.seats.len());
            }
            for name in &item.record.contradictions {
                let of = text.contradictions.len();
                found("the contradiction", &name.text, name.index(), of);
            }
            for mv in &item.moves {
                let seat = mv.seat.of(&text.seats).expect("the seat is found");
                for advice in mv.options.iter().flat_map(|option| &option.advice) {
                    let of = seat.advisers.len();
                    found("the adviser", &advice.who.text, advice.who.index(), of);
                }
            }
            if let Some(table) = &item.conference {
                for mandate in table.parties.iter().flat_map(|party| &party.mandates) {
                    for interest in &mandate.interests {
                        let clause = interest.clause.of(&table.clauses).expect("it is found");
                        for (name, _) in &interest.worth {
                            found("the value", &name.text, name.index(), clause.values.len());
                        }
                    }
                    for line in &mandate.red_lines {
                        let clause = line.clause.of(&table.clauses).expect("it is found");
                        let of = clause.values.len();
                        found("the value", &line.value.text, line.value.index(), of);
                    }
                }
            }
        }
    }
    assert!(n > 100, "only {n} names were seen");
}

/// The words that a player reads before the first question to his seat: where he is, who he
/// is, what happened meanwhile, the briefing, what is for his eyes, and the question.
fn words_before_the_first_question(view: &SeatView) -> usize {
    let mut texts: Vec<&str> = view.introduction.iter().map(String::as_str).collect();
    let seat = view.seat.as_ref().expect("somebody sits there");
    texts.extend([&*seat.name, &seat.leader, &seat.office, &seat.hook]);
    for result in view.results.iter().filter(|result| !result.own) {
        texts.extend([&*result.date, &result.title]);
        texts.extend(result.events.iter().map(String::as_str));
    }
    match &view.stage {
        StageView::Asked(question) => {
            texts.extend([&*question.title, &question.question]);
            texts.extend(question.briefing.iter().chain(&question.private).map(String::as_str));
        }
        StageView::Conference(table) => {
            texts.push(&table.title);
            texts.extend(table.briefing.iter().chain(&table.private).map(String::as_str));
        }
        StageView::Waiting(_) | StageView::Over => {}
    }
    texts.iter().map(|text| text.split_whitespace().count()).sum()
}

/// Every seat's game opens with its own decision within 250 words; what chance brings before
/// may make it a little more, rarely.
#[test]
fn a_game_opens_with_its_own_decision_within_250_words() {
    let (mut all, mut longer) = (0, Vec::new());
    for scenario in all_scenarios() {
        for seat in 0..scenario.text.seats.len() {
            for seed in 1..=8 {
                let holders =
                    (0..scenario.text.seats.len()).map(|other| player_if(other == seat)).collect();
                let mut world = World::new();
                let game = Game::start(&mut world, Arc::clone(&scenario), seed, holders);
                let view = Views::default().look(&world, &game, english(), Some(SeatId::new(seat)));
                let words = words_before_the_first_question(&view);
                all += 1;
                if words > 250 {
                    longer.push((scenario.head.id.to_string(), seat, seed, words));
                }
            }
        }
    }
    assert!(longer.iter().all(|(.., words)| *words <= 300), "{longer:?}");
    assert!(longer.len() * 20 <= all, "{} of {all}: {longer:?}", longer.len());
}
