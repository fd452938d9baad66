//! The definitions of conferences: parties, mandates, clauses.
//!
//! Nothing here changes while a game is played.

use crate::rules::audience::Audience;
use crate::rules::conditions::Condition;
use crate::rules::effects::{Due, Effect, Effects, InstrumentEffect};
use crate::rules::ids::{
    ClauseId, ClauseValueId, InstrumentId, ItemId, MandateId, PartyId, SeatId, SectorId,
};
use crate::rules::negotiation::space::{Space, Treaty};
use crate::rules::negotiation::utility::{Preferences, PublicOrder};
use crate::rules::quantity::{Date, GradedFigure};
use crate::rules::terms::Term;

/// The place of a reserved article between the article (0) and its absence (1): half way.
/// A convention of this game, not a measured number.
pub const RESERVED_SHARE: f64 = 0.5;

/// A conference.
#[derive(Clone, Debug)]
pub struct ConferenceDef {
    /// The item it belongs to.
    pub item: ItemId,
    /// Whether it meets, once the item's moves are made.
    pub when: Condition,
    /// The parties in the order in which they speak, two to five.
    pub parties: Vec<PartyDef>,
    /// The clauses.
    pub clauses: Vec<ClauseDef>,
    /// Every treaty that the clauses allow.
    pub space: Space,
    /// The instrument that an agreement concludes, if it concludes one.
    pub instrument: Option<InstrumentId>,
    /// The number of rounds; after the last there is no treaty.
    pub rounds: u32,
    /// How often the parties may adjourn.
    pub recesses: u8,
    /// The length of a recess, in months.
    pub recess_months: u8,
    /// Whether somebody can be asked for a compromise, once.
    pub mediated: bool,
    /// The effects of any treaty that comes into force, after those of its clauses.
    pub signed: Effects,
    /// What follows if there is none.
    pub failed: Effects,
    /// The effects if ratification fails.
    pub unratified: Effects,
    /// Whether the record says that it came to nothing.
    pub came_to_nothing: bool,
}

/// A party to a conference.
#[derive(Clone, Debug)]
pub struct PartyDef {
    /// Its seat.
    pub seat: SeatId,
    /// Its mandates: it follows the first whose condition holds; the last always holds.
    pub mandates: Vec<MandateDef>,
    /// The conditions of passages of its delegates' instructions.
    pub passages: Vec<Condition>,
}

impl PartyDef {
    /// One of its mandates.
    #[must_use]
    pub fn mandate(&self, mandate: MandateId) -> &MandateDef {
        &self.mandates[mandate.index()]
    }
}

/// A mandate: what a party wants, under a condition.
#[derive(Clone, Debug)]
pub struct MandateDef {
    /// When it is followed.
    pub when: Condition,
    /// The preferences over treaties; [`batna`](super::batna) sets the reservation value.
    pub preferences: Preferences,
    /// The part of the preferences that everybody knows.
    pub public: PublicOrder,
    /// The alternatives to a treaty, from which the reservation value (BATNA) follows.
    pub alternatives: Vec<AlternativeDef>,
    /// The cost of ending without a treaty, taken off the reservation value, [0, 1].
    pub delay: f64,
}

/// An alternative to a treaty: what may come if there is none.
#[derive(Clone, Debug)]
pub struct AlternativeDef {
    /// How likely it is.
    pub chance: AlternativeProbability,
    /// What it is worth, [0, 1].
    pub worth: GradedFigure,
}

/// How likely an alternative is.
#[derive(Clone, Debug)]
pub enum AlternativeProbability {
    /// One minus the probabilities of the other alternatives.
    Rest,
    /// A fixed probability if a condition holds, else 0.
    Share(Condition, GradedFigure),
    /// The solved chance of a clash in a sector.
    Clash(SectorId),
    /// The solved chance of a challenge in a sector.
    Challenge(SectorId),
    /// The solved chance that the defender gives way in a sector.
    Concession(SectorId),
}

/// A clause of the treaty.
#[derive(Clone, Debug)]
pub struct ClauseDef {
    /// Its values: those of the author first, then those with a reservation.
    pub values: Vec<ClauseValueDef>,
    /// Whether the author's values stand in order of strength, weakest first.
    pub ordered: bool,
    /// Who knows of it.
    pub known_to: Audience,
    /// From when everybody knows of it.
    pub published: Option<Date>,
    /// The value of the documented treaty, if the record knows.
    pub documented: Option<ClauseValueId>,
    /// The value that means there is no such article.
    pub absent: Option<ClauseValueId>,
}

impl ClauseDef {
    /// The value of the clause in a blank draft, and for those who do not know of it: no
    /// such article, else the first value.
    #[must_use]
    pub fn blank(&self) -> ClauseValueId {
        self.absent.unwrap_or(ClauseValueId(0))
    }

    /// One of its values.
    #[must_use]
    pub fn value(&self, value: ClauseValueId) -> &ClauseValueDef {
        &self.values[value.index()]
    }

    /// The author's value of which a value is a version; itself without reservation.
    #[must_use]
    pub fn base(&self, value: ClauseValueId) -> ClauseValueId {
        self.value(value).reserved.map_or(value, |(of, _)| of)
    }
}

/// One value of a clause.
#[derive(Clone, Debug)]
pub struct ClauseValueDef {
    /// What follows if it comes into force.
    pub effects: Effects,
    /// The terms that bind while the instrument is in force.
    pub terms: Vec<Term>,
    /// Years in force, if this article sets them.
    pub years: Option<u16>,
    /// The value it is a version of, and who made the reservation.
    pub reserved: Option<(ClauseValueId, SeatId)>,
}

impl ConferenceDef {
    /// The party that a seat is; none if it sits elsewhere.
    #[must_use]
    pub fn party_of(&self, seat: SeatId) -> Option<PartyId> {
        self.parties.iter().position(|party| party.seat == seat).map(PartyId::new)
    }

    /// The parties in the order of speaking.
    #[must_use]
    pub fn party_ids(&self) -> impl DoubleEndedIterator<Item = PartyId> + Clone + use<> {
        PartyId::up_to(self.parties.len())
    }

    /// One of the parties.
    #[must_use]
    pub fn party(&self, party: PartyId) -> &PartyDef {
        &self.parties[party.index()]
    }

    /// The clauses, in order.
    #[must_use]
    pub fn clause_ids(&self) -> impl DoubleEndedIterator<Item = ClauseId> + Clone + use<> {
        ClauseId::up_to(self.clauses.len())
    }

    /// One of the clauses.
    #[must_use]
    pub fn clause(&self, clause: ClauseId) -> &ClauseDef {
        &self.clauses[clause.index()]
    }

    /// The seats of the parties, in the order of speaking.
    #[must_use]
    pub fn seats(&self) -> Vec<SeatId> {
        self.parties.iter().map(|party| party.seat).collect()
    }

    /// Whether a seat, or the public for `None`, knows of a clause on a day.
    #[must_use]
    pub fn knows(&self, clause: ClauseId, seat: Option<SeatId>, date: Date) -> bool {
        let def = self.clause(clause);
        def.known_to.includes(seat) || def.published.is_some_and(|day| day <= date)
    }

    /// Whether a party takes part in a clause, that is, knows of it.
    #[must_use]
    pub fn takes_part(&self, clause: ClauseId, party: PartyId) -> bool {
        self.clause(clause).known_to.includes(Some(self.party(party).seat))
    }

    /// Whether a party can write a value into a draft of its own: a reservation
    /// only if it is its own.
    #[must_use]
    pub fn may_write(&self, clause: ClauseId, value: ClauseValueId, party: PartyId) -> bool {
        let reserved = self.clause(clause).value(value).reserved;
        reserved.is_none_or(|(_, by)| by == self.party(party).seat)
    }

    /// A treaty as a viewer sees it who does not know every clause: hidden clauses are
    /// [blank](ClauseDef::blank).
    #[must_use]
    pub fn masked(&self, treaty: Treaty, knows: impl Fn(ClauseId) -> bool) -> Treaty {
        self.clause_ids().filter(|clause| !knows(*clause)).fold(treaty, |treaty, clause| {
            self.space.with(treaty, clause, self.clause(clause).blank())
        })
    }

    /// A party's draft in which the clauses that it does not know of keep their standing
    /// values.
    #[must_use]
    pub fn completed(&self, draft: Treaty, party: PartyId, standing: Option<Treaty>) -> Treaty {
        let hidden = self.clause_ids().filter(|clause| !self.takes_part(*clause, party));
        hidden.fold(draft, |draft, clause| {
            let value = standing
                .map_or(self.clause(clause).blank(), |treaty| self.space.value(treaty, clause));
            self.space.with(draft, clause, value)
        })
    }

    /// A party's draft: what stands, or else nothing, with these values where the party
    /// knows of the clause and may write the value. Of two values for one clause the
    /// later counts.
    #[must_use]
    pub fn draft(
        &self,
        party: PartyId,
        standing: Option<Treaty>,
        values: impl IntoIterator<Item = (ClauseId, ClauseValueId)>,
    ) -> Treaty {
        let may_write = |&(clause, value): &_| self.may_write(clause, value, party);
        let begin = standing.unwrap_or_else(|| self.blank());
        let written = values.into_iter().filter(may_write);
        let draft =
            written.fold(begin, |draft, (clause, value)| self.space.with(draft, clause, value));
        self.completed(draft, party, standing)
    }

    /// The blank draft: no article agreed.
    #[must_use]
    pub fn blank(&self) -> Treaty {
        self.masked(Treaty(0), |_| false)
    }

    /// The documented treaty, as far as the record knows it: clauses of which it
    /// does not know are [blank](ClauseDef::blank). None if it knows of none.
    #[must_use]
    pub fn documented(&self) -> Option<Treaty> {
        let value = |clause: &ClauseDef| clause.documented.unwrap_or_else(|| clause.blank());
        let values: Vec<ClauseValueId> = self.clauses.iter().map(value).collect();
        let knows = self.clauses.iter().any(|clause| clause.documented.is_some());
        self.space.treaty(&values).filter(|_| knows)
    }

    /// Adds all effects of a treaty to `due`, in the order of the clauses.
    pub fn consequences(&self, treaty: Treaty, due: &mut Due) {
        if let Some(id) = self.instrument {
            due.push(Effect::Instrument(InstrumentEffect::Conclude(id, treaty)));
        }
        for (clause, value) in self.clauses.iter().zip(self.space.values(treaty)) {
            due.add(clause.value(value).effects.due());
        }
        due.add(self.signed.due());
    }
}
