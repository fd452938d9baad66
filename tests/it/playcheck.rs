//! Checking by playing: what the checker proves of an agenda, what it sees in
//! games, and that the two agree.

use std::sync::Arc;

use status_quo::ensemble::trial::{Summary, Trial, verdict};
use status_quo::rules::ids::{
    ConferenceId, ItemId, MandateId, MoveId, OptionId, OutcomeId, PartyId,
};
use status_quo::scenario::compile::compile;
use status_quo::scenario::finding::{Finding, Severity};
use status_quo::scenario::graph::{Graph, Pull};
use status_quo::scenario::pack::Pack;
use status_quo::scenario::places::{Places, Spot};
use status_quo::scenario::reach::{Reach, Reached};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::{Scenario, coefficients, explain, library};

use crate::harness::{Folder, all_scenarios, call, compare, root, table_of_three, text};

fn dead_ends() -> (Pack, Arc<Scenario>) {
    let pack = library::read_folder(&root().join("tests/it/fixtures/dead-ends"));
    let pack = pack.expect("it can be read");
    let scenario = compile(&pack, coefficients()).unwrap_or_else(|f| panic!("{}", pack.render(&f)));
    (pack, Arc::new(scenario))
}

fn item(scenario: &Scenario, id: &str) -> ItemId {
    let items = &scenario.text.items;
    ItemId::new(items.iter().position(|item| item.id == id).expect("the item is there"))
}

#[test]
fn what_leads_nowhere_is_said_where_it_stands() {
    let (pack, scenario) = dead_ends();
    let trial = Trial::play(&scenario, 60, 1, &|_| {});
    let sources = Sources::new(&pack);
    let places = Places::new(&sources);
    let seen = verdict(&scenario, &trial, &places);
    let mut said = pack.render(&scenario.warnings);
    said.push_str("\nin games:\n");
    said.push_str(&pack.render(&seen));
    for line in Summary::of(&scenario, &trial).lines() {
        said.push_str(&line);
        said.push('\n');
    }
    compare(&root().join("tests/it/fixtures/dead-ends/expected.txt"), &said);
    for finding in scenario.warnings.iter().chain(&seen) {
        assert_eq!(finding.severity, Severity::Warning, "{}", finding.message);
        assert!(explain::of(finding.code).is_some(), "`{}` is not explained", finding.code);
        assert!(finding.place.line > 0, "{} has no line", finding.message);
    }
}

fn of_code<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f str> {
    findings.iter().filter(|f| f.code == code).map(|f| f.message.as_str()).collect()
}

#[test]
fn what_can_be_proved_is_proved_and_the_rest_is_left_to_games() {
    let (_, scenario) = dead_ends();
    let reached = Reached::of(&scenario);
    let reach = |id: &str| reached.spot(Spot::Item(item(&scenario, id)));
    for id in ["early", "inside", "torn"] {
        assert_eq!(reach(id), Reach::Never, "{id}");
    }
    // Each half can be had, but by answers to one question.
    assert_eq!(reach("apart"), Reach::Perhaps);
    assert_eq!(reach("note"), Reach::Always);
    let said = of_code(&scenario.warnings, "unreachable");
    for what in
        ["`early`", "`inside`", "`torn`", "`enter`", "mandate 2 of `north`", "outcome `door`"]
    {
        assert!(said.iter().any(|message| message.contains(what)), "{what}: {said:?}");
    }
}

/// Whatever came about in a game, the walk holds possible; whatever it says comes
/// about in every game, did.
#[test]
fn no_game_contradicts_the_walk() {
    let (_, made_up) = dead_ends();
    let all = all_scenarios().into_iter().chain([made_up, table_of_three()]);
    for scenario in all {
        let reached = Reached::of(&scenario);
        let trial = Trial::play(&scenario, 16, 2, &|_| {});
        let holds = |spot: Spot, seen: u64, of: u64| {
            let reach = reached.spot(spot);
            assert!(seen == 0 || reach != Reach::Never, "{}: {spot:?}", scenario.head.id);
            assert!(seen == of || reach != Reach::Always, "{}: {spot:?}", scenario.head.id);
        };
        for counts in [&trial.own, &trial.any] {
            for (index, opened) in counts.opened.iter().enumerate() {
                holds(Spot::Item(ItemId::new(index)), *opened, counts.games);
            }
            for (index, asked) in counts.asked.iter().enumerate() {
                let mv = MoveId::new(index);
                let item = scenario.setting.moves[index].item;
                holds(Spot::Move(mv), *asked, counts.opened[item.index()]);
                for (option, open) in counts.open[index].iter().enumerate() {
                    holds(Spot::Option(mv, OptionId::new(option)), *open, *asked);
                }
            }
            for (index, met) in counts.met.iter().enumerate() {
                let item = scenario.setting.conferences[index].item;
                let id = ConferenceId::new(index);
                holds(Spot::Conference(id), *met, counts.opened[item.index()]);
                for (party, followed) in counts.followed[index].iter().enumerate() {
                    for (mandate, n) in followed.iter().enumerate() {
                        let (of, nth) = (PartyId::new(party), MandateId::new(mandate));
                        let never = reached.spot(Spot::Mandate(id, of, nth)) == Reach::Never;
                        assert!(*n == 0 || !never, "{}: {id:?} {party}", scenario.head.id);
                    }
                }
            }
            for (index, values) in counts.outcomes.counts.iter().enumerate() {
                for (value, n) in values.iter().enumerate() {
                    let id = OutcomeId::new(index);
                    assert!(
                        *n == 0 || reached.outcome(id, value),
                        "{}: {}",
                        scenario.head.id,
                        scenario.text.outcomes[index].id
                    );
                }
            }
        }
    }
}

#[test]
fn the_built_in_scenarios_have_nothing_out_of_reach() {
    for scenario in all_scenarios() {
        assert!(scenario.warnings.is_empty(), "{}: {:?}", scenario.head.id, scenario.warnings);
    }
}

#[test]
fn threads_do_not_change_what_is_seen() {
    for scenario in all_scenarios() {
        let once = Trial::play(&scenario, 18, 1, &|_| {});
        for threads in [2, 3] {
            assert_eq!(once, Trial::play(&scenario, 18, threads, &|_| {}), "{threads} threads");
        }
        assert_eq!((once.own.games, once.any.games), (9, 9));
    }
}

#[test]
fn edges_lead_forward_and_say_why() {
    let (pack, scenario) = dead_ends();
    let graph = Graph::of(&scenario);
    let apart: Vec<_> = graph.to(item(&scenario, "apart")).filter(|e| e.is_about_item()).collect();
    let from_no = apart.iter().find(|edge| {
        edge.pull == Pull::For && edge.words.contains("`no`") && edge.words.contains("`mood`")
    });
    assert!(from_no.is_some(), "{apart:?}");
    let against = apart.iter().any(|e| e.pull == Pull::Against && e.words.contains("`no`"));
    assert!(against, "the answer that sets the other fact pulls the other way: {apart:?}");
    assert!(graph.to(item(&scenario, "inside")).next().is_none(), "nothing leads there");
    let sources = Sources::new(&pack);
    let places = Places::new(&sources);
    for edge in &graph.edges {
        let (by, asks) = (places.of(&scenario, edge.by), places.when(&scenario, edge.asked_by));
        assert!(by.line > 0 && asks.line > 0, "{edge:?}");
    }
    for scenario in all_scenarios() {
        let graph = Graph::of(&scenario);
        assert_eq!(graph.nodes.len(), scenario.setting.items.len());
        assert!(graph.edges.len() > 10, "{} hangs together", scenario.head.id);
        for edge in &graph.edges {
            assert!(edge.from <= edge.to, "{edge:?}");
            assert!(edge.from < edge.to || !edge.is_about_item(), "{edge:?}");
            assert!(!edge.words.ends_with('.') && !edge.words.is_empty(), "{edge:?}");
        }
    }
}

#[test]
fn check_plays_for_people_and_for_programs() {
    let home = Folder::new();
    let path = "tests/it/fixtures/dead-ends";
    let out = call(&home, &["check", path, "--play", "40"]);
    let (said, told) = (text(&out.stdout), text(&out.stderr));
    // Warnings: the pack can be played.
    assert!(out.status.success(), "{told}");
    assert!(said.contains("played 40 games") && said.contains("outcomes"), "{said}");
    assert!(told.contains("warning[no-zone]") && told.contains("scenario.ron:"), "{told}");
    let again = call(&home, &["check", path, "--play", "40"]);
    assert_eq!(again.stdout, out.stdout);
    let out = call(&home, &["check", path, "--play", "40", "--format", "json"]);
    let said = text(&out.stdout);
    let lines: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let (summary, findings) = lines.split_last().expect("there are lines");
    assert_eq!(summary["play"]["games_own"], 20);
    assert_eq!(summary["play"]["scenario"], "dead-ends");
    assert!(findings.iter().all(|finding| finding["severity"] == "warning"));
    assert!(findings.iter().any(|finding| finding["code"] == "never-came-up"));
    let out = call(&home, &["check", path, "--play", "0"]);
    assert_eq!(out.status.code(), Some(2));
    let out = call(&home, &["check", "tests/it/fixtures/nowhere", "--play", "2"]);
    assert_eq!(out.status.code(), Some(1));
}
