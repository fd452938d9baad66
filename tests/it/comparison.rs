//! The comparison: documented choices come out as documented, others as what they are.

use status_quo::rules::comparison::{OutcomeVerdict, compare};
use status_quo::rules::conditions::OutcomeReading;
use status_quo::rules::defs::OutcomeDef;
use status_quo::rules::ids::MoveId;

use crate::harness::{Table, knocking};

#[test]
fn verdicts_follow_the_order_of_values() {
    let def = |ordered, documented| OutcomeDef {
        reading: OutcomeReading::Choice(MoveId(0)),
        at: None,
        values: 4,
        ordered,
        documented,
    };
    assert_eq!(compare(&def(true, Some(2)), Some(2)), OutcomeVerdict::Matched);
    assert_eq!(compare(&def(true, Some(2)), Some(0)), OutcomeVerdict::Weaker);
    assert_eq!(compare(&def(true, Some(2)), Some(3)), OutcomeVerdict::Stronger);
    assert_eq!(compare(&def(false, Some(2)), Some(3)), OutcomeVerdict::Different);
    assert_eq!(compare(&def(true, None), Some(3)), OutcomeVerdict::Unknown);
    assert_eq!(compare(&def(true, Some(2)), None), OutcomeVerdict::Open);
}

/// With every documented choice made by all four seats, nothing that follows
/// from choices alone comes out otherwise than documented.
#[test]
fn documented_choices_lead_to_documented_outcomes() {
    // Outcomes that chance has a hand in: the record is one draw among others.
    // What the Kwantung Army does on its own is drawn.
    let drawn = [
        "jehol",
        "tanggu",
        "usa-ussr",
        "temple-answer",
        "temple-holder",
        "tamsag-clashes",
        "tamsag-holder",
        "leader",
    ];
    // Under these the Diet consents to the sale of the railway.
    for seed in [1, 3, 4] {
        let mut table = Table::new(seed, &["mongolia", "ussr", "japan", "china"]);
        while let Some(option) = table.recorded() {
            table.choose(&option);
        }
        let debrief = table.view("mongolia").debrief.expect("the game is over");
        for outcome in &debrief.outcomes {
            assert!(
                drawn.contains(&outcome.id.as_str()) || outcome.verdict == OutcomeVerdict::Matched,
                "seed {seed}: {} came to «{}», documented is {:?}",
                outcome.id,
                outcome.played,
                outcome.documented
            );
        }
    }
}

/// What a seat is shown to have moved it is what moved it: the terms sum to the
/// utility, and the utilities give the probabilities.
#[test]
fn shown_reasons_are_the_deciding_ones() {
    use status_quo::rules::chronicle::{Chronicle, Event};
    use status_quo::rules::defs::ItemKind;
    use status_quo::rules::quantity::softmax;
    let scenario = knocking();
    let noise = scenario.setting.coefficients.conduct.noise.value;
    let mut checked = 0;
    for seed in 0..12 {
        let table = Table::new(seed, &[]);
        let chronicle: &Chronicle =
            table.world.get(table.game.timeline()).expect("a timeline has a chronicle");
        for entry in &chronicle.entries {
            let Event::Chosen { mv, deliberation: Some(d), .. } = &entry.event else { continue };
            for weighed in &d.options {
                let sum: f64 = weighed.terms.iter().map(|(_, amount)| amount).sum();
                assert!((sum - weighed.utility).abs() < 1e-9);
            }
            let total: f64 = d.probabilities().iter().sum();
            assert!((total - 1.0).abs() < 1e-9);
            let item = scenario.setting.moves[mv.index()].item;
            let crisis = matches!(scenario.setting.items[item.index()].kind, ItemKind::Crisis(_));
            if !crisis && d.options.iter().all(|w| !w.barred) {
                let utilities: Vec<f64> = d.options.iter().map(|w| w.utility).collect();
                for (p, q) in softmax(&utilities, noise).iter().zip(d.probabilities()) {
                    assert!((p - q).abs() < 1e-12);
                }
            }
            checked += 1;
        }
    }
    assert!(checked > 200);
}
