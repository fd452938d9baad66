//! Negotiation: the field's reference results, properties, bad input, the command.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use status_quo::rules::ids::{ClauseId, ClauseValueId, PartyId};
use status_quo::rules::negotiation::explanation::{Consent, Explanation, advice, counter_draft};
use status_quo::rules::negotiation::metrics::{Metrics, utilities};
use status_quo::rules::negotiation::negotiator::Negotiator;
use status_quo::rules::negotiation::protocol::{
    Delegate, NegotiationAct, NegotiationOutcome, ProtocolError, Table, run,
};
use status_quo::rules::negotiation::space::{Space, Treaty};
use status_quo::rules::negotiation::strategy::{ConcessionRate, TimeBased};
use status_quo::rules::negotiation::utility::{
    ClauseRedLine, DomesticGroup, LineKind, Preferences, PublicOrder, Ratification, Valuation,
    check_together,
};
use status_quo::scenario::interchange::{self, Domain};
use status_quo::scenario::library;

use crate::harness::{Folder, call, root, text};

fn golden() -> PathBuf {
    root().join("tests/it/golden/negmas")
}

fn domain(name: &str) -> Domain {
    let files = library::read_domain(&golden().join(name)).expect("the folder can be read");
    interchange::read(&files, &mut Vec::new()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn valuations(domain: &Domain) -> Vec<Arc<Valuation>> {
    let space = domain.space().expect("a domain that is read has a space");
    let value = |party: &interchange::DomainParty| {
        Valuation::new(&space, party.preferences.clone()).expect("what is read was checked")
    };
    domain.parties.iter().map(|party| Arc::new(value(party))).collect()
}

fn pace(name: &Value) -> ConcessionRate {
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
    let file = std::fs::read_to_string(golden().join("expected.json")).expect("it is there");
    let cases: Vec<Value> = serde_json::from_str(&file).expect("it is JSON");
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
            values.map(|(value, clause)| clause.values[value.index()].clone()).collect::<Vec<_>>()
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

/// The rule of the field for several parties, written out plainly: every party
/// in turn answers the standing offer; all others must accept one after another.
fn plain_session(parties: &[&Valuation], paces: &[ConcessionRate], rounds: u32) -> Option<Treaty> {
    // A party for which every treaty is worse than none accepts none.
    if parties.iter().any(|party| party.max() < party.reservation()) {
        return None;
    }
    let mut standing: Option<Treaty> = None;
    let mut consenting = 0;
    for round in 0..rounds {
        for (party, pace) in parties.iter().zip(paces) {
            let low = party.reservation().max(party.min());
            let passed = power_of((f64::from(round) + 1.0) / (f64::from(rounds) + 1.0), *pace);
            let floor = low + (party.max() - low) * (1.0 - passed) - 1e-4;
            let floor = floor.max(low).min(party.max());
            if let Some(treaty) = standing
                && party.expected(treaty) >= floor
            {
                consenting += 1;
                if consenting == parties.len() {
                    return Some(treaty);
                }
                continue;
            }
            let enough = party.space().all().filter(|&treaty| party.expected(treaty) >= floor);
            standing =
                Some(enough.min_by(|&a, &b| party.expected(a).total_cmp(&party.expected(b)))?);
            consenting = 1;
        }
    }
    None
}

/// `t^e` for the three exponents, by products and roots.
fn power_of(t: f64, pace: ConcessionRate) -> f64 {
    match pace {
        ConcessionRate::Boulware => t * t * t * t,
        ConcessionRate::Linear => t,
        ConcessionRate::Conceder => t.sqrt().sqrt(),
    }
}

#[test]
fn three_parties_accept_in_turn() {
    let mut table = Table::new(3, 4).expect("three parties, four rounds");
    let offer = |number| NegotiationAct::Offer(Treaty(number));
    assert_eq!(table.apply(NegotiationAct::Accept), Err(ProtocolError::NothingStands));
    for act in [offer(1), NegotiationAct::Accept, offer(2)] {
        table.apply(act).expect("the act is open");
    }
    // Party 2 rejected what party 1 had accepted: nobody has accepted its offer yet.
    assert_eq!(
        (table.turn_of(), table.accepted().count(), table.round()),
        (Some(PartyId(0)), 0, 1)
    );
    table.apply(NegotiationAct::Accept).expect("the act is open");
    assert_eq!(table.accepted().collect::<Vec<_>>(), [PartyId(0)]);
    assert_eq!(table.outcome(), None);
    table.apply(NegotiationAct::Accept).expect("the act is open");
    assert_eq!(table.outcome(), Some(NegotiationOutcome::Agreement(Treaty(2))));
    assert_eq!((table.turn_of(), table.rounds_used()), (None, 2));
    assert_eq!(table.apply(offer(3)), Err(ProtocolError::Over));
}

#[test]
fn a_table_ends_by_leaving_or_by_the_deadline() {
    let mut table = Table::new(2, 2).expect("two parties, two rounds");
    for turn in 0..4 {
        assert_eq!(table.offer_can_pass(), turn < 3);
        table.apply(NegotiationAct::Offer(Treaty(turn))).expect("the table is open");
    }
    assert_eq!(table.outcome(), Some(NegotiationOutcome::Deadline));
    table.clear();
    table.apply(NegotiationAct::Offer(Treaty(0))).expect("the table is open again");
    table.apply(NegotiationAct::WalkOut).expect("anybody may leave");
    assert_eq!(table.outcome(), Some(NegotiationOutcome::WalkedOut(PartyId(1))));
    let text = serde_json::to_string(&table).expect("a table can be written");
    assert_eq!(serde_json::from_str::<Table>(&text).ok(), Some(table));
    for (from, to) in [
        ("\"parties\":2", "\"parties\":0"),
        ("\"rounds\":2", "\"rounds\":4000000000"),
        ("\"turn\":2", "\"turn\":4000000000"),
        ("\"turn\":0", "\"turn\":7"),
        ("\"by\":0", "\"by\":1"),
        ("\"accepted\":0", "\"accepted\":1"),
        ("\"walked_out\":1", "\"walked_out\":0"),
    ] {
        assert!(text.contains(from), "`{from}` is there to be changed in {text}");
        assert!(serde_json::from_str::<Table>(&text.replace(from, to)).is_err(), "{to}");
    }
    assert_eq!(Table::new(6, 8), Err(ProtocolError::Parties(6)));
    assert_eq!(Table::new(2, 0), Err(ProtocolError::Rounds(0)));
}

/// A small random table of parties: sizes of clauses, and for each party raw
/// numbers from which preferences are made.
#[derive(Clone, Debug)]
struct Case {
    space: Space,
    parties: Vec<Preferences>,
    /// Any number, to pick a draft or a round with.
    pick: u32,
}

impl Case {
    fn valuations(&self) -> Vec<Arc<Valuation>> {
        let value = |own: &Preferences| {
            Arc::new(Valuation::new(&self.space, own.clone()).expect("the case is valid"))
        };
        self.parties.iter().map(value).collect()
    }

    fn orders(&self) -> Vec<PublicOrder> {
        self.parties.iter().map(PublicOrder::of).collect()
    }

    fn negotiators(&self) -> Vec<Negotiator> {
        let orders = self.orders();
        let party = |(seat, own)| {
            Negotiator::new(own, PartyId::new(seat), &orders).expect("the orders fit")
        };
        self.valuations().into_iter().enumerate().map(party).collect()
    }

    fn draft(&self) -> Treaty {
        Treaty(self.pick % self.space.treaties())
    }

    fn zone(&self) -> usize {
        let all = self.valuations();
        self.space.all().filter(|&t| all.iter().all(|party| party.acceptable(t))).count()
    }
}

/// Weights that sum to one, or equal ones where all raw numbers are nought.
fn shares(raw: &[f64]) -> Vec<f64> {
    let sum: f64 = raw.iter().map(|r| r + 0.01).sum();
    raw.iter().map(|r| (r + 0.01) / sum).collect()
}

/// Raw numbers for one party: weights, values, reservation, patience, a hard
/// line, a declared line, two domestic groups.
type Raw = (
    Vec<f64>,
    Vec<Vec<f64>>,
    f64,
    f64,
    Option<(usize, usize)>,
    Option<(usize, usize, f64)>,
    Option<(Vec<f64>, Vec<Vec<f64>>, f64, f64, f64)>,
);

fn party_of(sizes: &[usize], raw: &Raw) -> Preferences {
    let (weights, values, reservation, patience, hard, declared, home) = raw;
    let table = |rows: &[Vec<f64>]| -> Vec<Vec<f64>> {
        sizes.iter().zip(rows).map(|(&size, row)| row[..size].to_vec()).collect()
    };
    let place = |clause: usize, value: usize| {
        let clause = clause % sizes.len();
        (ClauseId::new(clause), ClauseValueId::new(value % sizes[clause]))
    };
    let mut own = Preferences::plain(shares(&weights[..sizes.len()]), table(values), *reservation);
    own.patience = *patience;
    if let Some((clause, value)) = *hard {
        let (clause, value) = place(clause, value);
        own.red_lines.push(ClauseRedLine { clause, value, kind: LineKind::Hard });
    }
    if let Some((clause, value, cost)) = *declared {
        let (clause, value) = place(clause, value);
        own.red_lines.push(ClauseRedLine { clause, value, kind: LineKind::Declared(cost) });
    }
    if let Some((weights, values, quota, noise, failure_cost)) = home {
        let group = |weight, weights: Vec<f64>, values| DomesticGroup { weight, weights, values };
        let theirs = shares(&weights[..sizes.len()]);
        let mut turned = table(values);
        for row in &mut turned {
            row.reverse();
        }
        own.ratification = Some(Ratification {
            groups: vec![
                group(0.6, theirs.clone(), table(values)),
                group(0.4, own.weights.clone(), turned),
            ],
            quota: *quota,
            noise: *noise,
            failure_cost: *failure_cost,
        });
    }
    own
}

fn raws() -> impl Strategy<Value = Raw> {
    let rows = || prop::collection::vec(prop::collection::vec(0.0..=1.0, 5), 5);
    let weights = || prop::collection::vec(0.0..1.0, 5);
    (
        weights(),
        rows(),
        0.1..0.7,
        0.5..0.99,
        prop::option::weighted(0.5, (0..5_usize, 0..5_usize)),
        prop::option::weighted(0.5, (0..5_usize, 0..5_usize, 0.0..0.4)),
        prop::option::weighted(0.5, (weights(), rows(), 0.2..0.7, 0.03..0.3, 0.0..0.3)),
    )
}

fn cases(parties: usize) -> impl Strategy<Value = Case> {
    let sizes = prop::collection::vec(2..=4_usize, 2..=5);
    let raws = prop::collection::vec(raws(), parties);
    (sizes, raws, any::<u32>()).prop_filter_map("the lines leave room", |(sizes, raws, pick)| {
        let space = Space::of_game(&sizes).expect("the sizes are those of a game");
        let parties: Vec<Preferences> = raws.iter().map(|raw| party_of(&sizes, raw)).collect();
        let all: Vec<&Preferences> = parties.iter().collect();
        check_together(&space, &all).ok()?;
        Some(Case { space, parties, pick })
    })
}

/// A table in the middle of a session: some rounds of our own parties.
fn under_way(case: &Case, negotiators: &[Negotiator]) -> Table {
    let mut table = Table::new(negotiators.len(), 8).expect("few parties");
    for _ in 0..case.pick % 20 {
        let Some(party) = table.turn_of() else { break };
        let act = match negotiators[party.index()].next_offer(&table) {
            Some(treaty) => NegotiationAct::Offer(treaty),
            None => NegotiationAct::Offer(case.draft()),
        };
        table.apply(act).expect("an offer is always open");
    }
    table
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Three standard parties end as the plain rule has it.
    #[test]
    fn three_standard_parties_follow_the_plain_rule(
        case in cases(3), paces in prop::collection::vec(0..3_usize, 3), rounds in 1..12_u32,
    ) {
        let valuations = case.valuations();
        let parties: Vec<&Valuation> = valuations.iter().map(AsRef::as_ref).collect();
        let paces: Vec<ConcessionRate> = paces.into_iter().map(|pace| ConcessionRate::ALL[pace]).collect();
        let standard: Vec<TimeBased> = valuations
            .iter()
            .zip(&paces)
            .map(|(own, pace)| TimeBased::new(Arc::clone(own), *pace))
            .collect();
        let standard: Vec<&dyn Delegate> = standard.iter().map(|d| d as &dyn Delegate).collect();
        let mut table = Table::new(3, rounds).expect("three parties");
        let agreed = run(&mut table, &standard, |_| 0.0).agreement();
        prop_assert_eq!(agreed, plain_session(&parties, &paces, rounds));
    }

    /// Our parties, alone or among others, certain or not, never sign below the
    /// reservation value or across a hard line; so without a zone no deal.
    #[test]
    fn nobody_signs_what_is_worse_than_nothing(
        case in (2..=4_usize).prop_flat_map(cases), paces in prop::collection::vec(0..4_usize, 4),
        noise in 0.0..0.2,
    ) {
        let orders = case.orders();
        let valuations = case.valuations();
        let delegates: Vec<Box<dyn Delegate>> = valuations
            .iter()
            .enumerate()
            .map(|(seat, own)| -> Box<dyn Delegate> {
                match paces[seat] {
                    3 => {
                        let our = Negotiator::new(Arc::clone(own), PartyId::new(seat), &orders);
                        Box::new(our.expect("the orders fit").with_noise(noise))
                    }
                    pace => Box::new(TimeBased::new(Arc::clone(own), ConcessionRate::ALL[pace])),
                }
            })
            .collect();
        let delegates: Vec<&dyn Delegate> = delegates.iter().map(AsRef::as_ref).collect();
        let mut table = Table::new(delegates.len(), 8).expect("few parties");
        let uniform = |turn: u32| f64::from(turn.wrapping_mul(case.pick) % 997) / 997.0;
        let outcome = run(&mut table, &delegates, uniform);
        if let Some(treaty) = outcome.agreement() {
            for party in &valuations {
                prop_assert!(party.acceptable(treaty));
            }
            prop_assert!(case.zone() > 0);
        }
    }

    /// What is shown sums to what decides.
    #[test]
    fn factors_sum_to_the_worth(case in cases(2)) {
        let negotiators = case.negotiators();
        let table = under_way(&case, &negotiators);
        for our in &negotiators {
            let party = our.valuation();
            let why = Explanation::of(party, case.draft(), &our.demand(&table));
            prop_assert!((why.sum() - why.expected).abs() < 1e-9);
            prop_assert_eq!(why.factors.len(), case.space.clauses());
            if why.hard.is_empty() {
                // The number shown is the number that decides, to the bit.
                let decides = party.expected(case.draft());
                prop_assert_eq!(why.expected.to_bits(), decides.to_bits());
                prop_assert!(why.factors.iter().all(|factor| factor.effect <= 0.0));
            } else {
                prop_assert!(party.expected(case.draft()) == f64::NEG_INFINITY);
            }
            let shown = why.acceptance.to_bits();
            prop_assert_eq!(shown, our.acceptance(&table, case.draft()).to_bits());
        }
    }

    /// The advised edit flips the answer, no smaller one does, none of the same
    /// size looks better to the other, and where there is no advice no treaty passes.
    #[test]
    fn advice_flips_the_answer_and_is_the_least(case in cases(2)) {
        let negotiators = case.negotiators();
        let table = under_way(&case, &negotiators);
        let Some(seat) = table.turn_of() else { return Ok(()) };
        let (our, other) = (&negotiators[seat.index()], &negotiators[1 - seat.index()]);
        let demand = our.demand(&table);
        let draft = case.draft();
        let score = |treaty| other.valuation().utility(treaty);
        let least = |treaty: Treaty| demand.acceptance(our.valuation().expected(treaty)) >= 1.0;
        let consents = [Consent { party: our.valuation(), least: demand.target }];
        let size = |treaty| case.space.differences(draft, treaty).count();
        let advised = advice(&case.space, draft, &consents, score);
        prop_assert_eq!(&advised, &counter_draft(our.valuation(), draft, &demand, score));
        let Some(edit) = advised else {
            prop_assert!(!case.space.all().any(least));
            return Ok(());
        };
        prop_assert!(least(edit.treaty));
        prop_assert_eq!(size(edit.treaty), edit.changes.len());
        prop_assert_eq!(edit.changes.is_empty(), least(draft));
        for treaty in case.space.all().filter(|&treaty| least(treaty)) {
            prop_assert!(size(treaty) >= edit.changes.len());
            if size(treaty) == edit.changes.len() {
                prop_assert!(score(treaty) <= score(edit.treaty));
            }
        }
        // Put on the table in place of what stands, it is accepted.
        if let Some(again) = put_instead(&table, edit.treaty) {
            prop_assert_eq!(our.act(&again, 0.0), NegotiationAct::Accept);
        }
    }

    /// With the consent of the others asked for too, the edit passes with all,
    /// or no treaty does.
    #[test]
    fn advice_for_several_seats_is_proven(case in cases(3)) {
        let valuations = case.valuations();
        let consents: Vec<Consent<'_>> = valuations
            .iter()
            .map(|party| Consent { party, least: party.reservation() + 0.05 })
            .collect();
        let pass = |treaty: &Treaty| consents.iter().all(|consent| consent.given(*treaty));
        match advice(&case.space, case.draft(), &consents, |_| 0.0) {
            Some(edit) => prop_assert!(pass(&edit.treaty)),
            None => prop_assert!(!case.space.all().any(|treaty| pass(&treaty))),
        }
    }

    /// The short search over values worth offering finds what a search over
    /// every treaty finds.
    #[test]
    fn the_offer_is_the_best_of_all_treaties(case in cases(3)) {
        let negotiators = case.negotiators();
        let table = under_way(&case, &negotiators);
        let Some(seat) = table.turn_of() else { return Ok(()) };
        let our = &negotiators[seat.index()];
        let refused = |treaty: Treaty| {
            (0..3).any(|other| case.valuations()[other].expected(treaty) == f64::NEG_INFINITY)
        };
        let open: Vec<Treaty> = case
            .space
            .all()
            .filter(|&treaty| our.valuation().acceptable(treaty) && !refused(treaty))
            .collect();
        let Some(offer) = our.next_offer(&table) else {
            prop_assert!(open.is_empty());
            return Ok(());
        };
        prop_assert!(open.contains(&offer));
        let last = !table.offer_at_can_pass(table.turn() + 3);
        let target = our.target(table.round(), table.rounds());
        let least = if last { our.valuation().reservation() } else { target };
        let enough = |treaty: &Treaty| our.valuation().expected(*treaty) >= least;
        let reading = our.reading(&table);
        let best = open
            .iter()
            .filter(|treaty| enough(treaty))
            .map(|&treaty| reading.for_all(treaty))
            .fold(0.0, f64::max);
        if enough(&offer) {
            prop_assert!((reading.for_all(offer) - best).abs() < 1e-9);
        } else {
            // Only rounding can put the target above the best treaty.
            prop_assert!(least - our.valuation().expected(offer) < 1e-9);
        }
    }

    /// The front is what comparing every pair gives; the solutions lie on it.
    #[test]
    fn the_front_is_what_no_treaty_betters(
        case in (2..=3_usize).prop_flat_map(cases),
    ) {
        let valuations = case.valuations();
        let parties: Vec<&Valuation> = valuations.iter().map(AsRef::as_ref).collect();
        let metrics = Metrics::of(&parties);
        let open: Vec<Treaty> = case
            .space
            .all()
            .filter(|&t| parties.iter().all(|party| party.expected(t) > f64::NEG_INFINITY))
            .collect();
        let betters = |a: Treaty, b: Treaty| {
            parties.iter().all(|party| party.expected(a) >= party.expected(b))
                && parties.iter().any(|party| party.expected(a) > party.expected(b))
        };
        let front: Vec<Treaty> =
            open.iter().copied().filter(|&b| !open.iter().any(|&a| betters(a, b))).collect();
        prop_assert_eq!(&metrics.front, &front);
        prop_assert_eq!(metrics.zopa as usize, case.zone());
        prop_assert_eq!(metrics.nash.is_some(), case.zone() > 0);
        for point in [metrics.nash, metrics.kalai, metrics.kalai_smorodinsky].into_iter().flatten() {
            prop_assert!(parties.iter().all(|party| party.acceptable(point)));
        }
        if let Some(treaty) = metrics.front.first() {
            prop_assert!(metrics.pareto_distance(&parties, *treaty) < 1e-12);
        }
    }

    /// A table that is saved and read again goes on as if it had not been.
    #[test]
    fn a_saved_table_goes_on(case in cases(3)) {
        let negotiators = case.negotiators();
        let delegates: Vec<&dyn Delegate> = negotiators.iter().map(|d| d as &dyn Delegate).collect();
        let mut table = under_way(&case, &negotiators);
        let text = serde_json::to_string(&table).expect("a table can be written");
        let mut again: Table = serde_json::from_str(&text).expect("and read");
        prop_assert_eq!(run(&mut table, &delegates, |_| 0.0), run(&mut again, &delegates, |_| 0.0));
        prop_assert_eq!(table, again);
    }

    /// What is written is read back, as far as the layout has a place for it.
    #[test]
    fn a_domain_is_read_as_it_was_written(case in cases(2)) {
        let clauses = case
            .space
            .clause_ids()
            .map(|k| interchange::DomainClause {
                name: format!("clause {}", k.index()),
                values: (0..case.space.size(k)).map(|v| format!("value {v}")).collect(),
            })
            .collect();
        let parties = case.parties.iter().map(|own| {
            let mut own = own.clone();
            own.ratification = None;
            own.patience = Preferences::PATIENCE;
            own.red_lines.retain(|line| line.kind == LineKind::Hard);
            for line in &own.red_lines {
                own.values[line.clause.index()][line.value.index()] = 0.0;
            }
            interchange::DomainParty::new("Urga/Ургa".to_owned(), own)
        });
        let domain =
            Domain { name: "the line".to_owned(), clauses, parties: parties.collect() };
        let files = interchange::write(&domain);
        let read = interchange::read(&files, &mut Vec::new()).expect("what is written can be read");
        prop_assert_eq!(&read.clauses, &domain.clauses);
        for (read, written) in read.parties.iter().zip(&domain.parties) {
            prop_assert_eq!(&read.preferences.red_lines, &written.preferences.red_lines);
            let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
            prop_assert!(near(&read.preferences.weights, &written.preferences.weights));
            for (a, b) in read.preferences.values.iter().zip(&written.preferences.values) {
                prop_assert!(near(a, b));
            }
        }
    }
}

/// The table with its last offer taken back and another made in its place, if
/// the last act was an offer.
fn put_instead(table: &Table, treaty: Treaty) -> Option<Table> {
    let last = table.standing().filter(|offer| offer.turn + 1 == table.turn())?;
    let mut again = Table::new(table.parties(), table.rounds()).expect("as before");
    for offer in table.history().iter().filter(|offer| offer.turn < last.turn) {
        again.apply(NegotiationAct::Offer(offer.treaty)).expect("only offers were made");
    }
    again.apply(NegotiationAct::Offer(treaty)).expect("it is an offer");
    Some(again)
}

/// A treaty that is none: nobody signs it, and asking does no harm.
#[test]
fn a_treaty_outside_the_space_is_signed_by_nobody() {
    let domain = domain("d0000");
    let orders: Vec<PublicOrder> =
        domain.parties.iter().map(|party| PublicOrder::of(&party.preferences)).collect();
    let valuations = valuations(&domain);
    let our =
        Negotiator::new(Arc::clone(&valuations[1]), PartyId(1), &orders).expect("the orders fit");
    let standard = TimeBased::new(Arc::clone(&valuations[1]), ConcessionRate::Conceder);
    let mut table = Table::new(2, 1).expect("two parties, one round");
    table
        .apply(NegotiationAct::Offer(Treaty(u32::MAX)))
        .expect("the table does not know the space");
    let both: [&dyn Delegate; 2] = [&our, &standard];
    for party in both {
        assert!(matches!(party.act(&table, 0.0), NegotiationAct::Offer(_)));
    }
    let why = Explanation::of(&valuations[1], Treaty(u32::MAX), &our.demand(&table));
    assert_eq!(why.factors.len(), 5);
    assert!(Negotiator::new(Arc::clone(&valuations[1]), PartyId(2), &orders).is_err());
    assert!(Negotiator::new(Arc::clone(&valuations[1]), PartyId(0), &orders[..1]).is_err());
}

#[test]
fn unusable_preferences_are_refused_in_a_sentence() {
    let space = Space::of_game(&[2, 3]).expect("the sizes are those of a game");
    let good = Preferences::plain(vec![0.5, 0.5], vec![vec![0.0, 1.0], vec![0.0, 0.5, 1.0]], 0.4);
    assert_eq!(good.check(&space), Ok(()));
    let hard = |clause, value| {
        let (clause, value) = (ClauseId(clause), ClauseValueId(value));
        ClauseRedLine { clause, value, kind: LineKind::Hard }
    };
    let changed = |change: &dyn Fn(&mut Preferences)| {
        let mut own = good.clone();
        change(&mut own);
        own.check(&space).expect_err("it is unusable").to_string()
    };
    let said = [
        changed(&|own| own.weights = vec![0.5, 0.6]),
        changed(&|own| own.weights = vec![1.0]),
        changed(&|own| own.weights[0] = f64::NAN),
        changed(&|own| own.values[1][2] = 1.5),
        changed(&|own| own.values[1][2] = f64::NAN),
        changed(&|own| own.values[0] = vec![1.0]),
        changed(&|own| own.reservation = -0.1),
        changed(&|own| own.patience = 1.0),
        changed(&|own| own.red_lines = vec![hard(1, 3)]),
        changed(&|own| own.red_lines = vec![hard(0, 0), hard(0, 1)]),
    ];
    assert_eq!(
        said,
        [
            "the weights sum to 1.1 instead of 1",
            "the clauses number 2, the weights 1 and the value tables 2",
            "the weight of clause 1 is NaN, which is outside 0 to 1",
            "value 3 of clause 2 is worth 1.5, which is outside 0 to 1",
            "value 3 of clause 2 is worth NaN, which is outside 0 to 1",
            "clause 1 has 2 values but its table has 1",
            "the reservation value is -0.1, which is outside 0 to 1",
            "the patience is 1; it lies between 0 and 1, both excluded",
            "there is a red line on value 4 of clause 2, which does not exist",
            "hard red lines exclude every value of clause 1, so nothing can be signed",
        ]
    );
    let (mut a, mut b) = (good.clone(), good.clone());
    a.red_lines = vec![hard(0, 0)];
    b.red_lines = vec![hard(0, 1)];
    assert!(check_together(&space, &[&a, &good]).is_ok());
    assert_eq!(
        check_together(&space, &[&a, &b]).expect_err("no value is left").to_string(),
        "the hard red lines of the parties together exclude every value of clause 1"
    );
    let space_said = |sizes: &[usize]| Space::new(sizes).expect_err("no space").to_string();
    assert_eq!(space_said(&[]), "a treaty needs at least one clause");
    assert_eq!(space_said(&[2, 0]), "clause 2 has no values to choose from");
    assert_eq!(
        space_said(&[1000, 1001]),
        "the clauses allow more than 1000000 treaties; take out clauses or values"
    );
    assert!(Space::new(&[1000, 1000]).is_ok());
    assert_eq!(space_said(&[2, 70_000]), "clause 2 has 70000 values; a clause has at most 65535");
    assert!(Space::of_game(&[2; 9]).is_err() && Space::of_game(&[6]).is_err());
}

/// The files of a small good domain.
fn small() -> Vec<(String, String)> {
    let party = |name: &str, first: f64| {
        format!(
            r#"{{"type": "LinearAdditiveUtilityFunction", "name": "{name}", "reserved_value": 0.3,
                "weights": [0.5, 0.5], "values": [
                {{"type": "TableFun", "mapping": {{"x": {first}, "y": 0.5}}}},
                {{"type": "TableFun", "mapping": {{"x": 0.25, "y": 1}}}}]}}"#
        )
    };
    let domain = r#"{"type": "DiscreteCartesianOutcomeSpace", "name": "small", "issues": [
        {"type": "CategoricalIssue", "name": "line", "values": ["x", "y"]},
        {"type": "CategoricalIssue", "name": "troops", "values": ["x", "y"]}]}"#;
    vec![
        ("1_b.yml".to_owned(), party("b", -10.0)),
        ("domain.yml".to_owned(), domain.to_owned()),
        ("0_a.yml".to_owned(), party("a", 1.0)),
    ]
}

#[test]
fn a_bad_folder_is_refused_with_the_file_that_is_bad() {
    let good = interchange::read(&small(), &mut Vec::new()).expect("the small domain is good");
    let names: Vec<&str> = good.parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    let (clause, value) = (ClauseId(0), ClauseValueId(0));
    let hard = [ClauseRedLine { clause, value, kind: LineKind::Hard }];
    assert_eq!(good.parties[1].preferences.red_lines, hard);
    let said = |file: usize, from: &str, to: &str| {
        let mut files = small();
        assert!(files[file].1.contains(from), "`{from}` is there to be changed");
        files[file].1 = files[file].1.replacen(from, to, 1);
        interchange::read(&files, &mut Vec::new()).expect_err("it is bad").to_string()
    };
    let cases = [
        (
            0,
            "TableFun",
            "LinearFun",
            "`1_b.yml`: the `LinearFun` for issue 1 (`line`) has no number in `slope`",
        ),
        (
            0,
            "LinearAdditive",
            "HyperRectangle",
            "`1_b.yml`: the party is of type `HyperRectangleUtilityFunction`; read are `LinearAdditiveUtilityFunction`, `LinearUtilityFunction`, `AffineUtilityFunction`, `ConstUtilityFunction`, and `MappingUtilityFunction` where it is a sum over the clauses",
        ),
        (
            1,
            "CategoricalIssue",
            "ContinuousIssue",
            "`domain.yml`: issue 1 is of type `ContinuousIssue`, whose values cannot be counted; make it discrete in NegMAS (`Scenario.discretize`); read are `CategoricalIssue`, its ordinal and cardinal kinds, `ContiguousIssue` and `OptionalIssue`",
        ),
        (1, "\"x\", \"y\"", "\"x\", \"x\"", "`domain.yml`: issue 1 has the name `x` twice"),
        (1, "\"troops\"", "\"line\"", "`domain.yml`: the domain has the name `line` twice"),
        (1, "[\"x\", \"y\"]", "[]", "`domain.yml`: clause 1 has no values to choose from"),
        (
            1,
            "\"y\"",
            "\"z\"",
            "`0_a.yml`: the table for issue 1 (`line`) gives no worth for the value `z`",
        ),
        (
            2,
            "\"y\": 0.5",
            "\"y\": null",
            "`0_a.yml`: the table for issue 1 (`line`) gives no worth for the value `y`",
        ),
        (
            2,
            "\"mapping\"",
            "\"map\"",
            "`0_a.yml`: the table for issue 1 (`line`) has no mapping in `mapping`",
        ),
        (2, "[0.5, 0.5]", "[1]", "`0_a.yml`: the clauses number 2, but the weights 1"),
        (2, "0.3", "\"much\"", "`0_a.yml`: the party has no number in `reserved_value`"),
    ];
    for (file, from, to, sentence) in cases {
        assert_eq!(said(file, from, to), sentence);
    }
    assert!(
        said(2, "{", "[").starts_with("`0_a.yml`: this is neither YAML nor JSON text, from line ")
    );
    assert_eq!(said(2, "0.3", "NaN"), "`0_a.yml`: the party has no number in `reserved_value`");
    let without = |at: usize| {
        let mut files = small();
        files.remove(at);
        interchange::read(&files, &mut Vec::new()).expect_err("it is bad").to_string()
    };
    assert_eq!(
        without(1),
        "the folder holds no negotiation domain: looked for a `.yml`, `.yaml` or `.json` file whose `type` ends in `OutcomeSpace`; `0_a.yml`, `1_b.yml` are none"
    );
    assert_eq!(
        without(0),
        "`domain.yml`: a domain has 2 to 5 files of parties; the number here is 1"
    );
}

#[test]
fn the_command_prints_one_object_and_answers_with_its_status() {
    let home = Folder::new();
    let folder = golden().join("d0000");
    let folder = folder.to_str().expect("the path is text");
    let negotiate = |words: &[&str]| {
        let mut all = vec!["negotiate"];
        all.extend(words);
        let output = call(&home, &all);
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (status, out, _) =
        negotiate(&[folder, "--strategies", "boulware,linear", "--format", "json"]);
    assert_eq!(status, Some(0));
    let object: Value = serde_json::from_str(&out).expect("it is one object");
    let keys: Vec<&String> = object.as_object().expect("it is an object").keys().collect();
    assert_eq!(
        keys,
        ["agreement", "nash_distance", "offers", "pareto_distance", "rounds_used", "utilities"]
    );
    assert_eq!(object["agreement"], serde_json::json!(["v2", "v2", "v0", "v3", "v0"]));
    assert!(object["rounds_used"].as_u64().is_some_and(|rounds| (1..=8).contains(&rounds)));
    let first = &object["offers"][0];
    assert_eq!(first["party"], "a");
    assert_eq!(first["treaty"].as_array().map(Vec::len), Some(5));
    assert_eq!(first["utilities"].as_array().map(Vec::len), Some(2));

    // No agreement: null, and the reservation values.
    let barren = golden().join("d0002");
    let barren = barren.to_str().expect("the path is text");
    let (_, out, _) = negotiate(&[barren, "--strategies", "boulware,boulware", "--format", "json"]);
    let object: Value = serde_json::from_str(&out).expect("it is one object");
    assert_eq!(object["agreement"], Value::Null);
    assert_eq!(object["pareto_distance"], Value::Null);
    near(&[0.456_096_725_659, 0.483_074_436_157], &object["utilities"], "reservation values");
    let (status, out, _) = negotiate(&[barren, "--strategies", "our,boulware"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("agreement in round"), "{out}");

    for words in [
        &[folder, "--strategies", "our"][..],
        &[folder, "--strategies", "our,our,our"],
        &[folder, "--strategies", "our,stubborn"],
        &[folder],
        &[folder, "--strategies", "our,our", "--rounds", "0"],
    ] {
        let (status, out, err) = negotiate(words);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{words:?}");
        assert!(!err.is_empty());
    }
    let empty = Folder::new();
    let bad = empty.path().to_str().expect("the path is text");
    for words in [[bad, "--strategies", "our,our"], ["no/such/folder", "--strategies", "our,our"]] {
        let (status, out, err) = negotiate(&words);
        assert_eq!((status, out.as_str()), (Some(1), ""), "{words:?}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    }
}
