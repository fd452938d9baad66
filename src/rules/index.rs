//! Indexes over the definitions: instruments by their terms, outcomes by the item at which
//! they are read, and what may be secret.
//!
//! Computed once from the definitions. An index may name more than there is at the moment
//! (a treaty that is not in force), never less.

use super::conference::ConferenceDef;
use super::defs::{Defs, DriftDef, outcome_ids};
use super::ids::{
    ConferenceId, FactId, InstrumentId, ItemId, MoveId, OutcomeId, PowerId, SectorId,
};
use super::recognition::{DriftInputs, most};
use super::terms::Term;

/// Indexes of the instruments by what they may oblige to, and of what may be secret.
#[derive(Clone, Debug, Default)]
pub struct DefIndex {
    powers: usize,
    pledges: Vec<Vec<InstrumentId>>,
    peace: Vec<Vec<InstrumentId>>,
    recognises: Vec<Vec<InstrumentId>>,
    ceilings: Vec<Vec<InstrumentId>>,
    commissions: Vec<Vec<InstrumentId>>,
    /// The sectors whose liveliness stays while time passes on the borders.
    steady: Vec<bool>,
    /// Upper bounds of the probabilities that each drift takes a step up and one down.
    drifts: Vec<(f64, f64)>,
    /// The outcomes that are read at the close of each item.
    outcomes: Vec<Vec<OutcomeId>>,
    /// The instruments that may run out by themselves.
    pub expiring: Vec<InstrumentId>,
    /// The instruments that not everybody may know of, or know all of.
    pub secret_instruments: Vec<InstrumentId>,
    /// The moves of which some choice is not known to everybody.
    pub secret_moves: Vec<MoveId>,
    /// The facts that not everybody knows.
    pub secret_facts: Vec<FactId>,
    /// The conferences that not everybody knows of, or knows all of.
    pub secret_conferences: Vec<ConferenceId>,
}

impl DefIndex {
    /// Computes the indexes of the definitions.
    #[must_use]
    pub fn of(defs: &Defs) -> Self {
        let powers = defs.powers.len();
        let mut index = Self {
            powers,
            pledges: vec![Vec::new(); powers],
            peace: vec![Vec::new(); powers * powers],
            recognises: vec![Vec::new(); powers * powers],
            ceilings: vec![Vec::new(); powers * powers],
            commissions: vec![Vec::new(); defs.sectors.len()],
            drifts: defs.drifts.iter().map(|def| most_of_drift(defs, def)).collect(),
            outcomes: vec![Vec::new(); defs.items.len()],
            steady: defs.sectors.iter().map(|sector| !sector.live.reads_borders()).collect(),
            ..Self::default()
        };
        for outcome in outcome_ids(defs) {
            if let Some(item) = defs.outcomes[outcome.index()].at {
                index.outcomes[item.index()].push(outcome);
            }
        }
        let secret = |id: &ConferenceId| {
            let def: &ConferenceDef = &defs.conferences[id.index()];
            !defs.audience_of_item(def.item).is_everybody()
                || def.clauses.iter().any(|clause| !clause.known_to.is_everybody())
        };
        let conferences = (0..defs.conferences.len()).map(ConferenceId::new);
        index.secret_conferences = conferences.filter(secret).collect();
        for id in (0..defs.instruments.len()).map(InstrumentId::new) {
            let def = &defs.instruments[id.index()];
            for (term, _) in defs.possible_terms(id) {
                let list = index.list_of(term);
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
            if def.notice.is_some() || def.years.is_some() || def.conference.is_some() {
                index.expiring.push(id);
            }
            let written_in_secret =
                def.conference.is_some_and(|id| index.secret_conferences.contains(&id));
            if def.secret || written_in_secret {
                index.secret_instruments.push(id);
            }
        }
        let public = |mv: MoveId, option| defs.audience_of_choice(mv, option).is_everybody();
        let secret = |mv: &MoveId| !defs.option_ids(*mv).all(|option| public(*mv, option));
        index.secret_moves = defs.move_ids().filter(secret).collect();
        let facts = (0..defs.facts.len()).map(FactId::new);
        index.secret_facts =
            facts.filter(|id| !defs.facts[id.index()].known_to.is_everybody()).collect();
        index
    }

    /// Upper bounds of the probabilities that a drift, by its place, takes a step up and one
    /// down in half a year.
    #[must_use]
    pub fn most_of_drift(&self, drift: usize) -> (f64, f64) {
        self.drifts[drift]
    }

    /// The outcomes that are read when an item closes.
    #[must_use]
    pub fn outcomes_at(&self, item: ItemId) -> &[OutcomeId] {
        &self.outcomes[item.index()]
    }

    fn list_of(&mut self, term: &Term) -> &mut Vec<InstrumentId> {
        match *term {
            Term::Pledge { protege, .. } => &mut self.pledges[protege.index()],
            Term::NonAggression { power, toward, .. } => {
                let pair = self.pair(power, toward);
                &mut self.peace[pair]
            }
            Term::Recognises { from, to, .. } => {
                let pair = self.pair(from, to);
                &mut self.recognises[pair]
            }
            Term::Ceiling { from, to, .. } => {
                let pair = self.pair(from, to);
                &mut self.ceilings[pair]
            }
            Term::Commission { sector } => &mut self.commissions[sector.index()],
        }
    }

    const fn pair(&self, from: PowerId, to: PowerId) -> usize {
        from.index() * self.powers + to.index()
    }

    /// The instruments that may pledge to stand by a power.
    #[must_use]
    pub fn pledges(&self, protege: PowerId) -> &[InstrumentId] {
        &self.pledges[protege.index()]
    }

    /// The instruments by which the first power may not attack the second.
    #[must_use]
    pub fn peace(&self, power: PowerId, toward: PowerId) -> &[InstrumentId] {
        &self.peace[self.pair(power, toward)]
    }

    /// The instruments whose signing may amount to recognition of the second power by
    /// the first.
    #[must_use]
    pub fn recognises(&self, from: PowerId, to: PowerId) -> &[InstrumentId] {
        &self.recognises[self.pair(from, to)]
    }

    /// The instruments that may cap how the first power treats the second.
    #[must_use]
    pub fn ceilings(&self, from: PowerId, to: PowerId) -> &[InstrumentId] {
        &self.ceilings[self.pair(from, to)]
    }

    /// The instruments under which a border commission may work.
    #[must_use]
    pub fn commissions(&self, sector: SectorId) -> &[InstrumentId] {
        &self.commissions[sector.index()]
    }
    /// Whether a sector stays a live frontier, or none, while time passes on the borders.
    #[must_use]
    pub fn is_steady(&self, sector: SectorId) -> bool {
        self.steady[sector.index()]
    }
}

/// See [`most`].
fn most_of_drift(defs: &Defs, def: &DriftDef) -> (f64, f64) {
    let pair = DriftInputs {
        declaratory: 0.0,
        patron: 0.0,
        clause: 0.0,
        side_payment: 0.0,
        peers: 0.0,
        parent_ties: def.parent_ties,
        separatists: def.separatists,
        doctrine: def.doctrine,
    };
    most(&pair, &defs.coefficients.drift)
}
