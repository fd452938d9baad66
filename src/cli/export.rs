//! `export-negmas`: a conference of a scenario as a folder that `NegMAS` reads.
//!
//! The layout has no place for ratification at home, declared red lines, patience, and
//! the seats that know of a clause; they are left out. Preferences and the worth of no
//! treaty are those of the scenario's first day.

use std::path::PathBuf;

use super::answer::{Failure, open_scenario, say_out, unwritten};
use crate::rules::conference::{PartyCache, valuation};
use crate::rules::ids::{ClauseId, ConferenceId, PartyId};
use crate::scenario::finding::nearest;
use crate::scenario::interchange::{self, Domain, DomainClause, DomainParty};
use crate::scenario::{Scenario, library};

/// Writes a conference as a negotiation domain in the layout of `NegMAS`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The scenario: its id in the library, or a path.
    scenario: String,
    /// The conference: the id of its item.
    conference: String,
    /// The folder to write; it must not exist yet, or be empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(super) fn export(call: &Export) -> Result<(), Failure> {
    let scenario = open_scenario(&call.scenario)?;
    let id = scenario.conference_by_name(&call.conference).ok_or_else(|| {
        let names: Vec<&str> = (0..scenario.setting.conferences.len())
            .map(|index| scenario.conference_name(ConferenceId::new(index)))
            .collect();
        let like = nearest(&call.conference, names.iter().copied());
        let help = match like.first() {
            Some(like) => format!("did you mean `{like}`?"),
            None if names.is_empty() => "it has none".to_owned(),
            None => format!("there are: {}", names.join(", ")),
        };
        let (conference, scenario) = (&call.conference, &call.scenario);
        Failure::Message(format!("`{scenario}` has no conference `{conference}`; {help}"))
    })?;
    let occupied = std::fs::read_dir(&call.out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        let message = format!("`{}` is not empty; name another folder", call.out.display());
        return Err(Failure::Message(message));
    }
    let domain = domain(&scenario, id);
    library::write_domain(&call.out, &interchange::write(&domain))
        .map_err(|error| unwritten(&call.out, &error))?;
    say_out(&call.out.display().to_string());
    Ok(())
}

/// A conference as a domain, with the numbers of the scenario's first day.
fn domain(scenario: &Scenario, id: ConferenceId) -> Domain {
    let text = scenario.conference(id);
    let here = scenario.opening.borrow();
    let prepared = PartyCache::default();
    let clauses = text.clauses.iter().enumerate();
    let parties = text.parties.iter().enumerate();
    Domain {
        name: format!("{}-{}", scenario.head.id, scenario.conference_name(id)),
        clauses: clauses
            .map(|(index, clause)| DomainClause {
                name: clause.id.to_string(),
                values: scenario.clause_values(id, ClauseId::new(index)).to_vec(),
            })
            .collect(),
        parties: parties
            .map(|(index, party)| {
                let party_id = PartyId::new(index);
                let own = valuation(&scenario.setting, here, id, party_id, &prepared);
                DomainParty::new(party.seat.text.clone(), own.preferences().clone())
            })
            .collect(),
    }
}
