//! `negotiate`: one session over a domain folder, between parties of our choice.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use super::answer::{Failure, Format, say_err, say_json, say_out};
use super::usage::whole;
use crate::rules::ids::PartyId;
use crate::rules::negotiation::metrics::Metrics;
use crate::rules::negotiation::negotiator::Negotiator;
use crate::rules::negotiation::protocol::{Delegate, NegotiationOutcome, Table, run};
use crate::rules::negotiation::space::{Space, Treaty};
use crate::rules::negotiation::strategy::{ConcessionRate, TimeBased};
use crate::rules::negotiation::utility::{PublicOrder, Valuation};
use crate::scenario::interchange::{self, Domain, DomainParty};
use crate::scenario::library;
use crate::shown::one_line;

/// Lets parties negotiate over a domain in the layout of `NegMAS`.
#[derive(Debug, clap::Args)]
pub(super) struct Negotiate {
    /// The folder: a file for the outcome space and one for each party, YAML or JSON.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// How many rounds; in a round every party acts once.
    #[arg(long, default_value_t = 8, allow_negative_numbers = true, value_parser = whole(1_u32, 10_000))]
    rounds: u32,
    /// How each party acts, in the order of the files.
    #[arg(long, required = true, value_enum, value_delimiter = ',')]
    strategies: Vec<Strategy>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Strategy {
    /// The game's own party.
    Our,
    /// Concedes late.
    Boulware,
    /// Concedes evenly.
    Linear,
    /// Concedes early.
    Conceder,
}

pub(super) fn negotiate(call: &Negotiate) -> Result<(), Failure> {
    let shown = call.folder.display();
    let files = library::read_domain(&call.folder)?;
    let mut notes = Vec::new();
    let read = interchange::read(&files, &mut notes);
    for note in notes {
        say_err(&one_line(&format!("{shown}: {note}")));
    }
    let domain = read.map_err(|error| Failure::Message(format!("{shown}: {error}")))?;
    if domain.parties.len() != call.strategies.len() {
        return Err(Failure::Usage(format!(
            "`--strategies` names {} for {} parties",
            call.strategies.len(),
            domain.parties.len()
        )));
    }
    let space = domain.space()?;
    let mut valuations = Vec::new();
    for party in &domain.parties {
        valuations.push(Arc::new(Valuation::new(&space, party.preferences.clone())?));
    }
    let delegates = delegates(&domain, &valuations, &call.strategies)?;
    let delegates: Vec<&dyn Delegate> = delegates.iter().map(AsRef::as_ref).collect();
    let mut table = Table::new(domain.parties.len(), call.rounds)?;
    let outcome = run(&mut table, &delegates, |_| 0.0);
    let parties: Vec<&Valuation> = valuations.iter().map(AsRef::as_ref).collect();
    let metrics = Metrics::of(&parties);
    let session = Session {
        domain: &domain,
        space: &space,
        floors: floors(&domain, &space, &parties),
        metrics: &metrics,
        table: &table,
        outcome,
    };
    match call.format {
        Format::Json => session.print_json(),
        Format::Human => session.print_lines(),
    }
    Ok(())
}

/// The parties as they act, in the order of the seats.
fn delegates(
    domain: &Domain,
    valuations: &[Arc<Valuation>],
    strategies: &[Strategy],
) -> Result<Vec<Box<dyn Delegate>>, Failure> {
    let orders: Vec<PublicOrder> =
        domain.parties.iter().map(|party| PublicOrder::of(&party.preferences)).collect();
    let mut delegates: Vec<Box<dyn Delegate>> = Vec::new();
    for (seat, (strategy, valuation)) in strategies.iter().zip(valuations).enumerate() {
        let valuation = Arc::clone(valuation);
        let pace = match strategy {
            Strategy::Our => {
                delegates.push(Box::new(Negotiator::new(valuation, PartyId::new(seat), &orders)?));
                continue;
            }
            Strategy::Boulware => ConcessionRate::Boulware,
            Strategy::Linear => ConcessionRate::Linear,
            Strategy::Conceder => ConcessionRate::Conceder,
        };
        delegates.push(Box::new(TimeBased::new(valuation, pace)));
    }
    Ok(delegates)
}

/// What a gain of each party is measured from, in the measure of its file: no agreement,
/// or its worst treaty if no agreement is worse still.
fn floors(domain: &Domain, space: &Space, parties: &[&Valuation]) -> Vec<f64> {
    let floor = |(party, valuation): (&DomainParty, &&Valuation)| {
        let open = space.all().filter(|&treaty| valuation.expected(treaty) > f64::NEG_INFINITY);
        let least = open.map(|treaty| party.worth.of(space, treaty)).fold(f64::INFINITY, f64::min);
        party.worth.no_deal.max(least)
    };
    domain.parties.iter().zip(parties).map(floor).collect()
}

/// A session that is over, with the data that its report needs. Every figure of it is in
/// the measure of the files.
struct Session<'s> {
    domain: &'s Domain,
    space: &'s Space,
    floors: Vec<f64>,
    metrics: &'s Metrics,
    table: &'s Table,
    outcome: NegotiationOutcome,
}

impl Session<'_> {
    /// The names of a treaty's values.
    fn names(&self, treaty: Treaty) -> Vec<&str> {
        let values = self.space.values(treaty).zip(&self.domain.clauses);
        values.map(|(value, clause)| clause.values[value.index()].as_str()).collect()
    }

    fn utilities(&self, treaty: Treaty) -> Vec<f64> {
        self.domain.utilities(self.space, treaty)
    }

    /// How far the utilities of two treaties are apart.
    fn distance(&self, a: Treaty, b: Treaty) -> f64 {
        let (a, b) = (self.utilities(a), self.utilities(b));
        a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    }

    /// The distance to the nearest treaty of the Pareto front.
    fn pareto_distance(&self, treaty: Treaty) -> f64 {
        let front = self.metrics.front.iter();
        front.map(|&other| self.distance(treaty, other)).fold(f64::INFINITY, f64::min)
    }

    /// The distance to the Nash point; none without one.
    fn nash_distance(&self, treaty: Treaty) -> Option<f64> {
        self.metrics.nash?;
        let gains = |other: Treaty| -> Vec<f64> {
            let utilities = self.utilities(other).into_iter();
            utilities.zip(&self.floors).map(|(utility, floor)| utility - floor).collect()
        };
        let mut best: Option<(f64, Treaty)> = None;
        for &other in &self.metrics.front {
            let gains = gains(other);
            let product = gains.iter().product();
            if gains.iter().all(|gain| *gain >= 0.0) && best.is_none_or(|(most, _)| product > most)
            {
                best = Some((product, other));
            }
        }
        best.map(|(_, nash)| self.distance(treaty, nash))
    }

    fn print_json(&self) {
        let Self { domain, table, outcome, .. } = *self;
        let agreed = outcome.agreement();
        let offers: Vec<serde_json::Value> = table
            .history()
            .iter()
            .map(|offer| {
                serde_json::json!({
                    "party": domain.parties[offer.by.index()].name,
                    "treaty": self.names(offer.treaty),
                    "utilities": self.utilities(offer.treaty),
                })
            })
            .collect();
        let no_deal =
            || domain.parties.iter().map(|party| party.worth.no_deal).collect::<Vec<f64>>();
        let object = serde_json::json!({
            "agreement": agreed.map(|treaty| self.names(treaty)),
            "utilities": agreed.map_or_else(no_deal, |treaty| self.utilities(treaty)),
            "pareto_distance": agreed.map(|treaty| self.pareto_distance(treaty)),
            "nash_distance": agreed.and_then(|treaty| self.nash_distance(treaty)),
            "rounds_used": table.rounds_used(),
            "offers": offers,
        });
        say_json(&object.to_string());
    }

    fn print_lines(&self) {
        let Self { domain, metrics, table, outcome, .. } = *self;
        let say = |line: &str| say_out(&one_line(line));
        let worths = |treaty| {
            let all: Vec<String> =
                self.utilities(treaty).iter().map(|worth| format!("{worth:.3}")).collect();
            all.join(" ")
        };
        say(&format!(
            "{}: {} treaties, {} acceptable to all, {} on the Pareto front",
            domain.name,
            metrics.treaties,
            metrics.zopa,
            metrics.front.len()
        ));
        for offer in table.history() {
            say(&format!(
                "  round {:3}  {}: {}  [{}]",
                offer.turn / u32::try_from(domain.parties.len()).unwrap_or(1) + 1,
                domain.parties[offer.by.index()].name,
                self.names(offer.treaty).join(", "),
                worths(offer.treaty)
            ));
        }
        match outcome {
            NegotiationOutcome::Agreement(treaty) => {
                say(&format!(
                    "agreement in round {}: {}  [{}]",
                    table.rounds_used(),
                    self.names(treaty).join(", "),
                    worths(treaty)
                ));
                say(&format!("  {:.3} from the Pareto front", self.pareto_distance(treaty)));
            }
            NegotiationOutcome::WalkedOut(party) => {
                say(&format!("no agreement: {} left", domain.parties[party.index()].name));
            }
            NegotiationOutcome::Deadline => say("no agreement: the last round has passed"),
        }
    }
}
