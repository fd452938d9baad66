//! The numbering of the clauses that a seat knows of.
//!
//! A seat that does not know of a clause must not see a gap either, so a view
//! numbers the clauses that it lists. Not here: who knows of a clause.

use crate::rules::conference::ConferenceDef;
use crate::rules::ids::{ClauseId, ClauseValueId, ids};
use crate::rules::negotiation::explanation::Explanation;
use crate::rules::negotiation::space::Treaty;

ids! {
    /// A clause of a view, counted among those that the view lists.
    #[derive(Default)]
    ShownClause,
}

impl ShownClause {
    /// The clause of the space that is made of the listed clauses alone.
    pub(super) const fn in_part(self) -> ClauseId {
        ClauseId(self.0)
    }

    /// The reverse of [`ShownClause::in_part`].
    pub(super) const fn of_part(clause: ClauseId) -> Self {
        Self(clause.0)
    }
}

/// The clauses that a view lists, in order.
pub(super) struct Shown(Vec<ClauseId>);

impl Shown {
    /// The clauses of a conference that a viewer knows of.
    pub(super) fn of(def: &ConferenceDef, knows: impl Fn(ClauseId) -> bool) -> Self {
        Self(def.clause_ids().filter(|clause| knows(*clause)).collect())
    }

    /// The clauses with their numbers in the view.
    pub(super) fn clauses(&self) -> impl Iterator<Item = (ShownClause, ClauseId)> {
        ShownClause::up_to(self.0.len()).zip(self.0.iter().copied())
    }

    /// The clauses by their numbers in the conference.
    pub(super) fn ids(&self) -> impl Iterator<Item = ClauseId> {
        self.0.iter().copied()
    }

    /// The number of a clause in the view; none if it is not listed.
    pub(super) fn number(&self, clause: ClauseId) -> Option<ShownClause> {
        self.0.iter().position(|shown| *shown == clause).map(ShownClause::new)
    }

    /// The values that a treaty has for the listed clauses.
    pub(super) fn values(&self, def: &ConferenceDef, treaty: Treaty) -> Vec<ClauseValueId> {
        self.ids().map(|clause| def.space.value(treaty, clause)).collect()
    }

    /// An explanation reduced to the listed clauses; the others weigh nothing for a
    /// viewer who does not know of them.
    pub(super) fn explanation(&self, why: Explanation) -> Explanation<ShownClause> {
        why.recounted(|clause| self.number(clause))
    }
}
