//! The state of conferences: the table, the agreed treaty, the outcome.

use serde::{Deserialize, Serialize};

use super::conference::ConferenceDef;
use super::effects::Due;
use super::ids::{ClauseId, ClauseValueId, ConferenceId};
use super::negotiation::protocol::Table;
use super::negotiation::space::Treaty;
use super::quantity::Date;
use super::tables::clone_in_place;

/// The outcome of a conference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConferenceOutcome {
    /// It has not met, or not ended.
    #[default]
    Pending,
    /// It ended without a treaty.
    NoTreaty,
    /// Its treaty was not ratified.
    NotRatified,
    /// Its treaty came into force.
    InForce,
}

/// The state of one conference.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConferenceState {
    /// The table; nothing is said at it before the conference meets.
    pub table: Table,
    /// How often it has adjourned.
    pub recesses: u8,
    /// The day to which it adjourned last.
    pub adjourned_to: Option<Date>,
    /// The turn in which a mediator's draft was tabled, if one was.
    pub mediated: Option<u32>,
    /// The outcome.
    pub fate: ConferenceOutcome,
    /// The agreed treaty, in force or not.
    pub treaty: Option<Treaty>,
    /// The author's value of each article; empty before the treaty is in force.
    pub articles: Vec<ClauseValueId>,
}

clone_in_place!(ConferenceState {
    table,
    recesses,
    adjourned_to,
    mediated,
    fate,
    treaty,
    articles
});

impl ConferenceState {
    /// A conference before it meets.
    ///
    /// # Panics
    /// If the number of parties or rounds is out of range; the scenario compiler checks both.
    #[must_use]
    pub fn opening(def: &ConferenceDef) -> Self {
        Self {
            table: Table::new(def.parties.len(), def.rounds)
                .expect("conferences are checked when compiled"),
            recesses: 0,
            adjourned_to: None,
            mediated: None,
            fate: ConferenceOutcome::Pending,
            treaty: None,
            articles: Vec::new(),
        }
    }

    /// Whether anything has been said or has come of it.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.table.turn() > 0 || self.recesses > 0 || self.fate != ConferenceOutcome::Pending
    }

    /// The draft that stands.
    #[must_use]
    pub fn standing(&self) -> Option<Treaty> {
        self.table.standing().map(|offer| offer.treaty)
    }

    /// What an article of a treaty in force says, as one of the author's values.
    #[must_use]
    pub fn article(&self, clause: ClauseId) -> Option<ClauseValueId> {
        self.articles.get(clause.index()).copied()
    }

    /// Records the fate of the agreed treaty and adds its effects to `due`.
    ///
    /// # Panics
    /// If nothing was agreed.
    pub fn conclude(&mut self, def: &ConferenceDef, fate: ConferenceOutcome, due: &mut Due) {
        let treaty = self.treaty.expect("only what was agreed is signed");
        self.fate = fate;
        if fate != ConferenceOutcome::InForce {
            due.add(def.unratified.due());
            return;
        }
        let articles = def.clauses.iter().zip(def.space.values(treaty));
        self.articles = articles.map(|(clause, value)| clause.base(value)).collect();
        def.consequences(treaty, due);
    }

    /// Makes hidden clauses blank, for a viewer who does not know of them.
    pub fn mask(&mut self, def: &ConferenceDef, hidden: &[ClauseId]) {
        let blank = |treaty: Treaty| def.masked(treaty, |clause| !hidden.contains(&clause));
        self.treaty = self.treaty.map(blank);
        for clause in hidden {
            if let Some(value) = self.articles.get_mut(clause.index()) {
                *value = def.clause(*clause).blank();
            }
        }
        self.table = self.table.mapped(blank);
    }

    /// Fills in the articles of a treaty in force that a viewer does not know of, as they
    /// stand in another state of the same conference, if it came into force there too.
    pub fn confide(&mut self, def: &ConferenceDef, other: &Self, knows: impl Fn(ClauseId) -> bool) {
        let in_force = ConferenceOutcome::InForce;
        let (Some(own), Some(theirs)) = (self.treaty, other.treaty) else { return };
        if self.fate != in_force || other.fate != in_force {
            return;
        }
        let hidden = def.clause_ids().filter(|clause| !knows(*clause));
        let treaty = hidden.fold(own, |treaty, clause| {
            def.space.with(treaty, clause, def.space.value(theirs, clause))
        });
        let articles = def.clauses.iter().zip(def.space.values(treaty));
        self.articles = articles.map(|(clause, value)| clause.base(value)).collect();
        self.treaty = Some(treaty);
    }
}

/// The state of all conferences of one timeline: a component, by [`ConferenceId`].
#[derive(
    bevy::ecs::component::Component, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub struct Talks {
    /// One for each conference.
    pub all: Vec<ConferenceState>,
}

clone_in_place!(Talks { all });

impl Talks {
    /// One conference.
    #[must_use]
    pub fn of(&self, conference: ConferenceId) -> &ConferenceState {
        &self.all[conference.index()]
    }
}
