//! Negotiation: the field's reference results, properties, bad input, the command.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use status_quo::rules::negotiation::metrics::{Metrics, utilities};
use status_quo::rules::negotiation::protocol::{Delegate, Table, run};
use status_quo::rules::negotiation::strategy::{Pace, TimeBased};
use status_quo::rules::negotiation::utility::Valuation;
use status_quo::scenario::interchange::{self, Domain};
use status_quo::scenario::library;

use crate::harness::root;

fn golden() -> PathBuf {
    root().join("tests/it/golden/negmas")
}

fn domain(name: &str) -> Domain {
    let files = library::read_domain(&golden().join(name)).expect("the folder can be read");
    interchange::read(&files).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn valuations(domain: &Domain) -> Vec<Arc<Valuation>> {
    let space = domain.space().expect("a domain that is read has a space");
    let value = |party: &interchange::Party| {
        Valuation::new(&space, party.preferences.clone()).expect("what is read was checked")
    };
    domain.parties.iter().map(|party| Arc::new(value(party))).collect()
}

fn pace(name: &Value) -> Pace {
    serde_json::from_value(name.clone()).expect("the strategies are the three standard ones")
}

fn near(found: &[f64], expected: &Value, what: &str) {
    let expected = expected.as_array().expect("utilities are a list");
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        let expected = expected.as_f64().expect("a utility is a number");
        assert!((found - expected).abs() < 1e-6, "{what}: {found} for {expected}");
    }
}

/// Every agreement, distance and metric of the reference file.
#[test]
fn the_reference_results_are_reproduced() {
    let text = std::fs::read_to_string(golden().join("expected.json")).expect("it is there");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(cases.len(), 228);
    for case in cases {
        let name = case["domain"].as_str().expect("a case names its domain");
        let domain = domain(name);
        let space = domain.space().expect("it has a space");
        let valuations = valuations(&domain);
        let parties: Vec<&Valuation> = valuations.iter().map(AsRef::as_ref).collect();
        let metrics = Metrics::of(&parties);
        if let Some(expected) = case.get("metrics") {
            assert_eq!(Value::from(metrics.treaties), expected["treaties"], "{name}");
            assert_eq!(Value::from(metrics.zopa), expected["zopa"], "{name}");
            assert_eq!(Value::from(metrics.front.len()), expected["pareto"], "{name}");
            for (point, key) in [(metrics.nash, "nash"), (metrics.kalai, "kalai")] {
                let point = point.expect("the reference domains have a zone of agreement");
                near(&utilities(&parties, point), &expected[key], &format!("{name} {key}"));
            }
            continue;
        }
        let what = format!("{name} {} {}", case["rounds"], case["strategies"]);
        let rounds = case["rounds"].as_u64().expect("rounds are a number");
        let strategies = case["strategies"].as_array().expect("strategies are a list");
        let delegates: Vec<TimeBased> = valuations
            .iter()
            .zip(strategies)
            .map(|(valuation, name)| TimeBased::new(Arc::clone(valuation), pace(name)))
            .collect();
        let delegates: Vec<&dyn Delegate> = delegates.iter().map(|d| d as &dyn Delegate).collect();
        let rounds = u32::try_from(rounds).expect("rounds are few");
        let mut table = Table::new(2, rounds).expect("two parties, some rounds");
        let agreed = run(&mut table, &delegates, |_| 0.0).agreement();
        let names = agreed.map(|treaty| {
            let values = space.values(treaty).zip(&domain.clauses);
            values.map(|(value, clause)| clause.values[value].clone()).collect::<Vec<_>>()
        });
        assert_eq!(serde_json::json!(names), case["agreement"], "{what}");
        if let Some(treaty) = agreed {
            near(&utilities(&parties, treaty), &case["utilities"], &what);
            let distances = [
                metrics.pareto_distance(&parties, treaty),
                metrics.nash_distance(&parties, treaty).expect("there is a Nash point"),
            ];
            let expected = serde_json::json!([case["pareto_distance"], case["nash_distance"]]);
            near(&distances, &expected, &what);
        } else {
            let reservations: Vec<f64> = parties.iter().map(|p| p.reservation()).collect();
            near(&reservations, &case["utilities"], &what);
        }
    }
}
