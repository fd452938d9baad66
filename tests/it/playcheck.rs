//! Checking by playing: what the checker proves of an agenda, what it sees in
//! games, and that the two agree.

use std::path::Path;
use std::sync::Arc;

use status_quo::rules::ids::ItemId;
use status_quo::scenario::compile::compile;
use status_quo::scenario::finding::{Finding, Severity};
use status_quo::scenario::graph::{Graph, Pull};
use status_quo::scenario::pack::Pack;
use status_quo::scenario::places::{Places, Spot};
use status_quo::scenario::reach::{Reach, Reached};
use status_quo::scenario::sources::Sources;
use status_quo::scenario::{Scenario, coefficients, explain, library};

use crate::harness::{all_scenarios, root};

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

/// Compares a text with the one in a file, or writes it there if asked to.
#[track_caller]
fn check(path: &Path, said: &str) {
    if std::env::var_os("STATUS_QUO_UPDATE").is_some() {
        std::fs::write(path, said).expect("the fixture can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == said, "{}: expected\n{expected}\nbut it is\n{said}", path.display());
}

fn of_code<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f str> {
    findings.iter().filter(|f| f.code == code).map(|f| f.message.as_str()).collect()
}

#[test]
fn what_leads_nowhere_is_said_where_it_stands() {
    let (pack, scenario) = dead_ends();
    let said = pack.render(&scenario.warnings);
    check(&root().join("tests/it/fixtures/dead-ends/expected.txt"), &said);
    for finding in &scenario.warnings {
        assert_eq!(finding.severity, Severity::Warning, "{}", finding.message);
        assert!(explain::of(finding.code).is_some(), "`{}` is not explained", finding.code);
        assert!(finding.place.line > 0, "{} has no line", finding.message);
    }
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

#[test]
fn the_built_in_scenarios_have_nothing_out_of_reach() {
    for scenario in all_scenarios() {
        assert!(scenario.warnings.is_empty(), "{}: {:?}", scenario.head.id, scenario.warnings);
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
