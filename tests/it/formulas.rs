//! Properties of the formulas, over many random inputs.

use proptest::prelude::*;
use status_quo::rules::borders::{
    SectorStatus, clash_outcomes, contest, escalation, incident_rate,
};
use status_quo::rules::chance::{Chance, Draw};
use status_quo::rules::deterrence::{Confrontation, solve};
use status_quo::rules::quantity::{Date, softmax};
use status_quo::rules::recognition::{DriftInputs, Standing, constitutive, declaratory, step};
use status_quo::scenario::coefficients;

prop_compose! {
    fn confrontations()(
        challenger_stake in 0.2..2.0, defender_stake in 0.2..2.0, win in 0.0..1.0,
        challenger_cost in 0.0..1.5, defender_cost in 0.0..1.5, back_down_cost in 0.01..1.0,
        concession_cost in 0.0..1.5, satisfaction in 0.0..1.0, noise in 0.1..0.5,
    ) -> Confrontation {
        Confrontation {
            challenger_stake, defender_stake, win, challenger_cost, defender_cost,
            back_down_cost, concession_cost, satisfaction, noise,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A stronger guarantee, a weaker chance, a cheaper defence and a more
    /// content challenger never invite a challenge.
    #[test]
    fn deterrence_is_monotone(base in confrontations(), more in 0.0..0.5) {
        let p = solve(&base).challenge;
        let slack = 1e-12;
        let guarantee = solve(&Confrontation { concession_cost: base.concession_cost + more, ..base });
        prop_assert!(guarantee.challenge <= p + slack);
        prop_assert!(guarantee.resist >= solve(&base).resist - slack);
        let odds = solve(&Confrontation { win: f64::min(base.win + more, 1.0), ..base });
        prop_assert!(odds.challenge >= p - slack);
        let content = f64::min(base.satisfaction + more, 1.0);
        let content = solve(&Confrontation { satisfaction: content, ..base });
        prop_assert!(content.challenge <= p + slack);
        let weary = solve(&Confrontation { defender_cost: base.defender_cost + more, ..base });
        prop_assert!(weary.challenge >= p - slack);
    }

    #[test]
    fn probabilities_are_probabilities(base in confrontations()) {
        let s = solve(&base);
        for p in [s.challenge, s.resist, s.fight, s.clash, s.concession, s.backs_down] {
            prop_assert!((0.0..=1.0).contains(&p));
        }
        let all = s.clash + s.concession + s.backs_down;
        prop_assert!((all - s.challenge).abs() < 1e-12);
    }

    #[test]
    fn a_contest_is_fair_and_favours_force(a in 0.1..50.0, b in 0.1..50.0, more in 0.0..10.0, m in 1.0..3.0) {
        let p = contest(a, 1.0, b, 1.0, m);
        prop_assert!((p + contest(b, 1.0, a, 1.0, m) - 1.0).abs() < 1e-12);
        prop_assert!(contest(a + more, 1.0, b, 1.0, m) >= p);
    }

    #[test]
    fn clash_outcomes_are_a_distribution_that_moves_with_the_odds(odds in 0.01..0.98, more in 0.0..0.01) {
        let c = coefficients().borders;
        let p = clash_outcomes(odds, &c);
        prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(p.iter().all(|p| *p >= 0.0));
        // First-order dominance: better odds shift weight to better outcomes.
        let better = clash_outcomes(odds + more, &c);
        let (mut low, mut high) = (0.0, 0.0);
        for k in 0..5 {
            low += p[k];
            high += better[k];
            prop_assert!(high <= low + 1e-12);
        }
    }

    #[test]
    fn tension_and_patrols_bring_incidents_and_talks_calm(tension in 0.0..1.0, patrols in 0.0..1.0, more in 0.0..0.3) {
        let c = coefficients().borders;
        let rate = |t, p, talks| incident_rate(SectorStatus::Disputed, p, t, talks, &c);
        prop_assert!(rate(tension + more, patrols, false) >= rate(tension, patrols, false));
        prop_assert!(rate(tension, patrols + more, false) >= rate(tension, patrols, false));
        prop_assert!(rate(tension, patrols, true) < rate(tension, patrols, false));
        prop_assert!(incident_rate(SectorStatus::Marked, patrols, tension, false, &c) < rate(tension, patrols, false));
        prop_assert!(escalation(0.2, &c) < escalation(0.6, &c));
    }

    #[test]
    fn recognition_indices_stay_in_bounds(criteria in prop::array::uniform4(0.0..1.0), rungs in prop::collection::vec(0usize..7, 1..8)) {
        prop_assert!((0.0..=1.0).contains(&declaratory(criteria)));
        let least = criteria.iter().copied().fold(1.0, f64::min);
        prop_assert!(declaratory(criteria) >= least - 1e-12);
        let c = constitutive(rungs.iter().map(|r| (1.0, Standing::ALL[*r])));
        prop_assert!((0.0..=1.0).contains(&c));
        let raised = constitutive(rungs.iter().map(|r| (1.0, Standing::ALL[(*r + 1).min(6)])));
        prop_assert!(raised >= c);
    }

    #[test]
    fn doctrine_holds_recognition_back(declaratory in 0.0..1.0, peers in 0.0..1.0, doctrine in 0.0..0.9) {
        let c = coefficients().drift;
        let drift = |doctrine| DriftInputs {
            declaratory, patron: 0.0, clause: 0.0, side_payment: 0.0, peers,
            parent_ties: 0.3, separatists: 0.0, doctrine,
        };
        let ((up, down), (less, more)) = (step(&drift(doctrine), &c), step(&drift(doctrine + 0.1), &c));
        prop_assert!(less < up && more > down);
        prop_assert!(up + down <= 1.0);
    }

    #[test]
    fn logit_choice_prefers_the_better(scores in prop::collection::vec(-1.0..1.0, 2..6), noise in 0.02..0.5) {
        let p = softmax(&scores, noise);
        prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        for (a, b) in scores.iter().zip(&p).flat_map(|x| scores.iter().zip(&p).map(move |y| (x, y))) {
            prop_assert!(a.0 <= b.0 || a.1 >= b.1);
        }
    }

    /// Raising one outcome's probability never flips a run between two others.
    #[test]
    fn gumbel_max_never_flips_the_unfavoured(seed in any::<u64>(), p in prop::collection::vec(0.05..1.0, 3..5), more in 0.0..1.0) {
        let chance = Chance::new(seed);
        let before = chance.categorical(Draw::Choice, &[1], &p);
        let mut raised = p.clone();
        raised[0] += more;
        let after = chance.categorical(Draw::Choice, &[1], &raised);
        prop_assert!(after == before || after == 0);
    }

    #[test]
    fn a_calmer_month_never_has_more_incidents(seed in any::<u64>(), rate in 0.0..5.0, less in 0.0..1.0) {
        let chance = Chance::new(seed);
        let count = |rate| chance.poisson(Draw::Incidents, &[4], rate);
        prop_assert!(count(rate * less) <= count(rate));
    }

    #[test]
    fn dates_go_there_and_back(year in 1900i16..1950, month in 1u8..13, months in 0u32..120) {
        let date = Date { year, month, day: 1 };
        prop_assert_eq!(date.months_until(date.plus_months(months)), months);
        prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
    }
}

/// The values that the paper on the models works out by hand.
#[test]
fn the_worked_example_of_deterrence_holds() {
    let base = Confrontation {
        challenger_stake: 1.0,
        defender_stake: 1.0,
        win: 0.5,
        challenger_cost: 0.35,
        defender_cost: 0.35,
        back_down_cost: 0.15,
        concession_cost: 0.10,
        satisfaction: 0.0,
        noise: 0.25,
    };
    let shown = |c: &Confrontation| {
        let s = solve(c);
        format!(
            "P={:.2} q={:.2} clash={:.2} concession={:.2}",
            s.challenge, s.resist, s.clash, s.concession
        )
    };
    assert_eq!(shown(&base), "P=0.67 q=0.86 clash=0.44 concession=0.10");
    assert!(shown(&Confrontation { concession_cost: 0.5, ..base }).starts_with("P=0.57 q=0.97"));
    let reinforced = solve(&Confrontation { win: 0.3, ..base });
    assert_eq!(format!("{:.2} {:.2}", reinforced.challenge, reinforced.clash), "0.47 0.26");
    let content = solve(&Confrontation { satisfaction: 0.4, ..base });
    assert_eq!(format!("{:.2}", content.challenge), "0.35");
    let weary = solve(&Confrontation { defender_cost: 0.8, ..base });
    assert_eq!(format!("{:.2} {:.2}", weary.challenge, weary.concession), "0.85 0.34");
}

/// Draws with different keys are different, and look like a fair die.
#[test]
fn keyed_draws_are_spread_evenly() {
    let chance = Chance::new(7);
    let mut tenths = [0_u32; 10];
    for key in 0..20_000 {
        let u = chance.uniform(Draw::Clash, &[key, 3]);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a tenth in 0..10"
        )]
        let tenth = (u * 10.0) as usize;
        tenths[tenth] += 1;
    }
    // Twenty thousand draws over ten cells: five standard deviations are 213.
    assert!(tenths.iter().all(|n| n.abs_diff(2_000) < 213), "{tenths:?}");
}
