//! `negotiate`: one session over a domain folder, between parties of our choice.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use super::answer::{Failure, Format, say_json, say_out};
use super::usage::whole;
use crate::rules::ids::PartyId;
use crate::rules::negotiation::metrics::{Metrics, utilities};
use crate::rules::negotiation::negotiator::Negotiator;
use crate::rules::negotiation::protocol::{Delegate, NegotiationOutcome, Table, run};
use crate::rules::negotiation::space::{Space, Treaty};
use crate::rules::negotiation::strategy::{ConcessionRate, TimeBased};
use crate::rules::negotiation::utility::{PublicOrder, Valuation};
use crate::scenario::interchange::{self, Domain};
use crate::scenario::library;

/// Lets parties negotiate over a domain in the layout of `NegMAS`.
#[derive(Debug, clap::Args)]
pub(super) struct Negotiate {
    /// The folder: `domain.yml` and one file for each party.
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
    let in_folder = |error: &dyn std::error::Error| Failure::Message(format!("{shown}: {error}"));
    let files = library::read_domain(&call.folder)?;
    let domain = interchange::read(&files).map_err(|error| in_folder(&error))?;
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
    let orders: Vec<PublicOrder> =
        domain.parties.iter().map(|party| PublicOrder::of(&party.preferences)).collect();
    let mut delegates: Vec<Box<dyn Delegate>> = Vec::new();
    for (seat, (strategy, valuation)) in call.strategies.iter().zip(&valuations).enumerate() {
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
    let delegates: Vec<&dyn Delegate> = delegates.iter().map(AsRef::as_ref).collect();
    let mut table = Table::new(domain.parties.len(), call.rounds)?;
    let outcome = run(&mut table, &delegates, |_| 0.0);
    let parties: Vec<&Valuation> = valuations.iter().map(AsRef::as_ref).collect();
    let metrics = Metrics::of(&parties);
    let session = Session {
        domain: &domain,
        space: &space,
        parties: &parties,
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

/// A session that is over, with the data that its report needs.
struct Session<'s> {
    domain: &'s Domain,
    space: &'s Space,
    parties: &'s [&'s Valuation],
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

    fn print_json(&self) {
        let Self { domain, parties, metrics, table, outcome, .. } = *self;
        let agreed = outcome.agreement();
        let offers: Vec<serde_json::Value> = table
            .history()
            .iter()
            .map(|offer| {
                serde_json::json!({
                    "party": domain.parties[offer.by.index()].name,
                    "treaty": self.names(offer.treaty),
                    "utilities": utilities(parties, offer.treaty),
                })
            })
            .collect();
        let no_deal = || parties.iter().map(|party| party.reservation()).collect::<Vec<f64>>();
        let object = serde_json::json!({
            "agreement": agreed.map(|treaty| self.names(treaty)),
            "utilities": agreed.map_or_else(no_deal, |treaty| utilities(parties, treaty)),
            "pareto_distance": agreed.map(|treaty| metrics.pareto_distance(parties, treaty)),
            "nash_distance": agreed.and_then(|treaty| metrics.nash_distance(parties, treaty)),
            "rounds_used": table.rounds_used(),
            "offers": offers,
        });
        say_json(&object.to_string());
    }

    fn print_lines(&self) {
        let Self { domain, parties, metrics, table, outcome, .. } = *self;
        let worths = |treaty| {
            let all: Vec<String> =
                utilities(parties, treaty).iter().map(|worth| format!("{worth:.3}")).collect();
            all.join(" ")
        };
        say_out(&format!(
            "{}: {} treaties, {} acceptable to all, {} on the Pareto front",
            domain.name,
            metrics.treaties,
            metrics.zopa,
            metrics.front.len()
        ));
        for offer in table.history() {
            say_out(&format!(
                "  round {:3}  {}: {}  [{}]",
                offer.turn / u32::try_from(parties.len()).unwrap_or(1) + 1,
                domain.parties[offer.by.index()].name,
                self.names(offer.treaty).join(", "),
                worths(offer.treaty)
            ));
        }
        match outcome {
            NegotiationOutcome::Agreement(treaty) => {
                say_out(&format!(
                    "agreement in round {}: {}  [{}]",
                    table.rounds_used(),
                    self.names(treaty).join(", "),
                    worths(treaty)
                ));
                say_out(&format!(
                    "  {:.3} from the Pareto front",
                    metrics.pareto_distance(parties, treaty)
                ));
            }
            NegotiationOutcome::WalkedOut(party) => {
                say_out(&format!("no agreement: {} left", domain.parties[party.index()].name));
            }
            NegotiationOutcome::Deadline => say_out("no agreement: the last round has passed"),
        }
    }
}
