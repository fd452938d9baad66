//! How our negotiator does beside the standard ones, and how fast it answers.
//!
//! The domains are random and have nothing from any scenario: four to six
//! clauses of three to five values, each party with exponential weights, values
//! spread over [0, 1] and a reservation value between 0.35 and 0.6. The rules
//! were settled on other domains of this kind, not on either set printed here.
//! Beside them stand domains with uneven weights (Dirichlet 2), whose second party
//! wants in part the opposite of the first.

use std::hint::black_box;
use std::sync::Arc;

use status_quo::rules::chance::{Chance, Draw};
use status_quo::rules::ids::PartyId;
use status_quo::rules::negotiation::explanation::{Consent, advice};
use status_quo::rules::negotiation::metrics::Metrics;
use status_quo::rules::negotiation::negotiator::Negotiator;
use status_quo::rules::negotiation::protocol::{Delegate, NegotiationAct, Table, run};
use status_quo::rules::negotiation::space::{Space, Treaty};
use status_quo::rules::negotiation::strategy::{ConcessionRate, TimeBased};
use status_quo::rules::negotiation::utility::{Preferences, PublicOrder, Valuation};

use crate::time;

const ROUNDS: u32 = 8;
const DOMAINS: usize = 100;

/// Keyed numbers for one domain.
struct Source {
    chance: Chance,
    next: u64,
}

impl Source {
    fn uniform(&mut self) -> f64 {
        self.next += 1;
        self.chance.uniform(Draw::Run, &[self.next])
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
    fn between(&mut self, low: u8, high: u8) -> usize {
        let span = f64::from(high - low) + 1.0;
        usize::from(low) + (self.uniform() * span) as usize
    }

    fn preferences(&mut self, sizes: &[usize], low: f64, high: f64) -> Preferences {
        let mut weights: Vec<f64> =
            sizes.iter().map(|_| 0.05 - libm::log(self.uniform().max(1e-9))).collect();
        let sum: f64 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        let values = sizes
            .iter()
            .map(|&size| {
                let row: Vec<f64> = (0..size).map(|_| self.uniform()).collect();
                spread(&row)
            })
            .collect();
        Preferences::plain(weights, values, low + (high - low) * self.uniform())
    }
}

/// A row of worths from 0 for the least to 1 for the most.
fn spread(row: &[f64]) -> Vec<f64> {
    let low = row.iter().copied().fold(1.0, f64::min);
    let high = row.iter().copied().fold(0.0, f64::max);
    row.iter().map(|worth| (worth - low) / (high - low)).collect()
}

/// One random domain, ready to be negotiated over.
struct Ground {
    valuations: Vec<Arc<Valuation>>,
    orders: Vec<PublicOrder>,
}

impl Ground {
    fn of(sizes: &[usize], preferences: Vec<Preferences>) -> Self {
        let space = Space::new(sizes).expect("the space is small");
        let orders = preferences.iter().map(PublicOrder::of).collect();
        let value = |own| Arc::new(Valuation::new(&space, own).expect("they are in range"));
        Self { valuations: preferences.into_iter().map(value).collect(), orders }
    }

    fn random(seed: u64, parties: usize, low: f64, high: f64) -> Self {
        let mut source = Source { chance: Chance::new(seed), next: 0 };
        let clauses = source.between(4, 6);
        let sizes: Vec<usize> = (0..clauses).map(|_| source.between(3, 5)).collect();
        let parties = (0..parties).map(|_| source.preferences(&sizes, low, high)).collect();
        Self::of(&sizes, parties)
    }

    /// Two parties with uneven weights (Dirichlet 2, ..., 2). The second party's values are
    /// as its own by `1 - opposed`, and for the rest the first party's turned around.
    fn uneven(seed: u64, opposed: f64, low: f64, high: f64) -> Self {
        let mut source = Source { chance: Chance::new(seed), next: 0 };
        let clauses = source.between(4, 6);
        let sizes: Vec<usize> = (0..clauses).map(|_| source.between(3, 5)).collect();
        let mut parties: Vec<Preferences> = Vec::new();
        for _ in 0..2 {
            let mut own = source.preferences(&sizes, low, high);
            for weight in &mut own.weights {
                *weight = -libm::log(source.uniform().max(1e-9) * source.uniform().max(1e-9));
            }
            let sum: f64 = own.weights.iter().sum();
            own.weights.iter_mut().for_each(|weight| *weight /= sum);
            if let Some(other) = parties.first() {
                for (row, other) in own.values.iter_mut().zip(&other.values) {
                    let mixed = row.iter().zip(other);
                    let mixed: Vec<f64> =
                        mixed.map(|(v, o)| (1.0 - opposed) * v + opposed * (1.0 - o)).collect();
                    *row = spread(&mixed);
                }
            }
            parties.push(own);
        }
        Self::of(&sizes, parties)
    }

    fn parties(&self) -> Vec<&Valuation> {
        self.valuations.iter().map(AsRef::as_ref).collect()
    }

    fn has_zone(&self) -> bool {
        let parties = self.parties();
        parties[0].space().all().any(|treaty| parties.iter().all(|p| p.acceptable(treaty)))
    }

    fn our(&self, seat: usize) -> Negotiator {
        let own = Arc::clone(&self.valuations[seat]);
        Negotiator::new(own, PartyId::new(seat), &self.orders).expect("the orders fit")
    }

    fn delegate(&self, seat: usize, pace: Option<ConcessionRate>) -> Box<dyn Delegate> {
        match pace {
            None => Box::new(self.our(seat)),
            Some(pace) => Box::new(TimeBased::new(Arc::clone(&self.valuations[seat]), pace)),
        }
    }

    fn play(&self, paces: &[Option<ConcessionRate>]) -> Option<Treaty> {
        let delegates: Vec<Box<dyn Delegate>> =
            paces.iter().enumerate().map(|(seat, pace)| self.delegate(seat, *pace)).collect();
        let delegates: Vec<&dyn Delegate> = delegates.iter().map(AsRef::as_ref).collect();
        let mut table = Table::new(paces.len(), ROUNDS).expect("two or three parties");
        run(&mut table, &delegates, |_| 0.0).agreement()
    }
}

/// Sums over sessions.
#[derive(Default)]
struct Score {
    sessions: f64,
    agreed: f64,
    distance: f64,
    gains: [f64; 2],
    /// The own utility, of no agreement too.
    own: f64,
}

impl Score {
    /// Adds a session; `own` is the seat whose gain stands first.
    fn add(&mut self, ground: &Ground, metrics: &Metrics, agreed: Option<Treaty>, own: usize) {
        self.sessions += 1.0;
        let parties = ground.parties();
        let seat = parties[own];
        self.own += agreed.map_or(seat.reservation(), |treaty| seat.expected(treaty));
        let Some(treaty) = agreed else { return };
        self.agreed += 1.0;
        self.distance += metrics.pareto_distance(&parties, treaty);
        for (seat, party) in parties.iter().enumerate() {
            let range = party.max() - party.reservation();
            let gain = (party.expected(treaty) - party.reservation()) / range;
            let others = f64::from(u32::try_from(parties.len() - 1).unwrap_or(1));
            if seat == own {
                self.gains[0] += gain;
            } else {
                self.gains[1] += gain / others;
            }
        }
    }

    fn line(&self, name: &str) -> String {
        format!(
            "  {name:24} agreement {:.3}  own utility {:.3}  Pareto distance {:.4}  gain {:.2} / {:.2}",
            self.agreed / self.sessions,
            self.own / self.sessions,
            self.distance / self.agreed,
            self.gains[0] / self.agreed,
            self.gains[1] / self.agreed
        )
    }
}

/// The table of two parties with uneven weights.
fn uneven(first: u64, line: &mut impl FnMut(String)) {
    for (opposed, low, high) in [(0.0, 0.35, 0.6), (0.3, 0.2, 0.4), (0.5, 0.1, 0.3)] {
        let domains: Vec<(Ground, Metrics)> = (first..)
            .map(|seed| Ground::uneven(seed, opposed, low, high))
            .filter(Ground::has_zone)
            .take(DOMAINS)
            .map(|ground| {
                let metrics = Metrics::of(&ground.parties());
                (ground, metrics)
            })
            .collect();
        let mut all = Score::default();
        for (name, pace) in NAMES {
            let mut score = Score::default();
            for (ground, metrics) in &domains {
                for (own, seats) in [[None, pace], [pace, None]].into_iter().enumerate() {
                    let agreed = ground.play(&seats);
                    score.add(ground, metrics, agreed, own);
                    all.add(ground, metrics, agreed, own);
                }
            }
            line(score.line(&format!("opposed {opposed}, {name}")));
        }
        line(all.line(&format!("opposed {opposed}, all of these")));
    }
}

/// The first domains from a seed on that have a zone of agreement, or have none.
fn grounds(first: u64, parties: usize, zone: bool) -> Vec<(Ground, Metrics)> {
    let (low, high) = if zone { (0.35, 0.6) } else { (0.6, 0.95) };
    (first..)
        .map(|seed| Ground::random(seed, parties, low, high))
        .filter(|ground| ground.has_zone() == zone)
        .take(DOMAINS)
        .map(|ground| {
            let metrics = Metrics::of(&ground.parties());
            (ground, metrics)
        })
        .collect()
}

const NAMES: [(&str, Option<ConcessionRate>); 4] = [
    ("our", None),
    ("boulware", Some(ConcessionRate::Boulware)),
    ("linear", Some(ConcessionRate::Linear)),
    ("conceder", Some(ConcessionRate::Conceder)),
];

/// The table of agreements.
pub(crate) fn outcomes(mut line: impl FnMut(String)) {
    line(format!(
        "negotiation, {ROUNDS} rounds, {DOMAINS} domains; gain = own / others' share of what each could gain"
    ));
    for (title, first) in [("first set", 1), ("second set, kept aside", 1_000_000)] {
        line(format!(" two parties, {title}"));
        let domains = grounds(first, 2, true);
        let mut all = Score::default();
        for (name, pace) in NAMES {
            let mut score = [Score::default(), Score::default()];
            for (ground, metrics) in &domains {
                let agreed = [ground.play(&[None, pace]), ground.play(&[pace, None])];
                for (own, agreed) in agreed.into_iter().enumerate() {
                    score[own].add(ground, metrics, agreed, own);
                    if pace.is_some() {
                        all.add(ground, metrics, agreed, own);
                    }
                }
            }
            line(score[0].line(&format!("our first, {name}")));
            line(score[1].line(&format!("{name} first, our")));
        }
        line(all.line("our with the standard"));
        let mut standard = Score::default();
        for (ground, metrics) in &domains {
            for (_, a) in &NAMES[1..] {
                for (_, b) in &NAMES[1..] {
                    standard.add(ground, metrics, ground.play(&[*a, *b]), 0);
                }
            }
        }
        line(standard.line("standard with standard"));
        line(format!(" two parties with uneven weights, {title}"));
        uneven(first, &mut line);
        line(format!(" three parties, {title}"));
        let domains = grounds(first, 3, true);
        let mut mix = Score::default();
        for (name, pace) in NAMES {
            let mut score = Score::default();
            for (ground, metrics) in &domains {
                for place in 0..3 {
                    let mut seats = [None; 3];
                    seats[place] = pace;
                    let agreed = ground.play(&seats);
                    score.add(ground, metrics, agreed, (place + 1) % 3);
                    mix.add(ground, metrics, agreed, (place + 1) % 3);
                    if pace.is_none() {
                        break;
                    }
                }
            }
            line(score.line(&format!("our, our, {name}")));
        }
        line(mix.line("all of these"));
        let mut standard = Score::default();
        for (ground, metrics) in &domains {
            for (_, pace) in &NAMES[1..] {
                standard.add(ground, metrics, ground.play(&[*pace; 3]), 0);
            }
        }
        line(standard.line("three of one standard"));
        let mut agreed = 0;
        let mut sessions = 0;
        for (ground, _) in grounds(first, 2, false) {
            for (_, pace) in NAMES {
                agreed += usize::from(ground.play(&[None, pace]).is_some());
                agreed += usize::from(ground.play(&[pace, None]).is_some());
                sessions += 2;
            }
        }
        line(format!(" without a zone of agreement: {agreed} agreements in {sessions} sessions"));
    }
}

/// A ground of a given shape. `opposed`: the parties rank every value the other
/// way round, so that none can be left out of the search: the slowest case.
fn shaped(clauses: usize, size: usize, opposed: bool) -> Ground {
    let mut source = Source { chance: Chance::new(7), next: 0 };
    let sizes = vec![size; clauses];
    let a = source.preferences(&sizes, 0.35, 0.5);
    let mut b = source.preferences(&sizes, 0.35, 0.5);
    if opposed {
        b.values = a.values.iter().map(|row| row.iter().map(|w| 1.0 - w).collect()).collect();
    }
    Ground::of(&sizes, vec![a, b])
}

/// How fast answers and sessions are.
pub(crate) fn speed(mut line: impl FnMut(String)) {
    for (clauses, size, aim) in [(8, 4, 5.0), (8, 5, 100.0)] {
        for (opposed, title) in [(false, "random"), (true, "opposed")] {
            let ground = shaped(clauses, size, opposed);
            let our = ground.our(0);
            let mut table = Table::new(2, ROUNDS).expect("two parties");
            table
                .apply(NegotiationAct::Offer(ground.valuations[0].best()))
                .expect("it is an offer");
            table
                .apply(NegotiationAct::Offer(ground.valuations[1].best()))
                .expect("it is an offer");
            for _ in 0..8 {
                let act = our.act(&table, 0.0);
                table.apply(act).expect("it may act");
                table
                    .apply(NegotiationAct::Offer(ground.valuations[1].best()))
                    .expect("it is an offer");
                if table.round() >= ROUNDS - 2 {
                    break;
                }
            }
            let least = our.demand(&table).target;
            let own = &ground.valuations[0];
            let draft = ground.valuations[1].best();
            let space = own.space();
            let median = |work: &mut dyn FnMut()| {
                let mut times: Vec<f64> =
                    (0..9).map(|_| time(&mut *work).as_secs_f64() * 1e3).collect();
                times.sort_by(f64::total_cmp);
                times[4]
            };
            let warm = median(&mut || {
                black_box(our.act(&table, 0.0));
            });
            let cold = median(&mut || {
                let own = Valuation::new(space, own.preferences().clone()).expect("as before");
                let our =
                    Negotiator::new(Arc::new(own), PartyId(0), &ground.orders).expect("as before");
                black_box(our.act(&table, 0.0));
            });
            let consents = [Consent { party: own, least }];
            let advised = median(&mut || {
                let reading = our.reading(&table);
                black_box(advice(space, draft, &consents, |t| reading.for_all(t)));
            });
            line(format!(
                "an answer, {:6} treaties, {title:7}: {warm:8.4} ms, {cold:8.3} ms with the tables, advice {advised:.3} ms (aim {aim} ms)",
                space.treaties()
            ));
        }
    }
    for (title, paces) in [("our, our", [None, None]), ("our, boulware", [None, NAMES[1].1])] {
        let ground = shaped(5, 4, false);
        let delegates = [ground.delegate(0, paces[0]), ground.delegate(1, paces[1])];
        let delegates: Vec<&dyn Delegate> = delegates.iter().map(AsRef::as_ref).collect();
        let mut table = Table::new(2, ROUNDS).expect("two parties");
        let sessions = 20_000;
        let took = time(|| {
            for _ in 0..sessions {
                table.clear();
                black_box(run(&mut table, &delegates, |_| 0.0));
            }
        });
        line(format!(
            "sessions, 1,024 treaties, {title:13}: {:9.0} a second, {} turns each (aim 100,000)",
            f64::from(sessions) / took.as_secs_f64(),
            table.turn()
        ));
    }
}
